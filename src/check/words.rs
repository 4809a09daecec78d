//! Facts of a found case in words of the page.

use super::ground::Case;
use crate::model::phrase::value_text;
use crate::model::{Expr, ExprKind, Ruleset, Type, Unit, phrase};
use crate::reason::{Region, Var};
use crate::text::{Both, Lang, Span, both};

/// `share = 75%, organic = no`; how far each number may move is said by
/// [`stretches`].
pub(super) fn case(rules: &Ruleset, case: &Case) -> Both {
    let of = |lang: Lang| {
        let one = |(var, region): &(Var, Region)| {
            let value = match &region.value {
                Some(value) => value_text(value, &of_type(rules, *var), lang),
                None => lang.pick("not given", "không có").to_owned(),
            };
            format!("{} = {value}", name(rules, *var, lang))
        };
        let all: Vec<String> = case.0.iter().map(one).collect();
        all.join(", ")
    };
    if case.0.is_empty() {
        return both!("whatever the facts are", "dữ kiện thế nào cũng vậy");
    }
    Both::new(of(Lang::En), of(Lang::Vi))
}

/// The stretches of numbers for which a case stands, where it stands for more
/// than one number.
pub(super) fn stretches(rules: &Ruleset, case: &Case) -> Option<Both> {
    let of = |lang: Lang| {
        let one = |(var, region): &(Var, Region)| {
            let stretch = region.stretch.as_ref()?;
            if stretch.lo == stretch.hi {
                return None;
            }
            let unit = match of_type(rules, *var) {
                Type::Number(unit) => unit.words(),
                _ => Both::same(""),
            };
            let words = crate::model::build::words::stretch(stretch, lang.of(&unit));
            Some(format!("{} {}", name(rules, *var, lang), lang.of(&words)))
        };
        let all: Vec<String> = case.0.iter().filter_map(one).collect();
        all.join(", ")
    };
    let (en, vi) = (of(Lang::En), of(Lang::Vi));
    (!en.is_empty()).then(|| both!("the same with {en}", "{vi} thì cũng vậy"))
}

fn of_type(rules: &Ruleset, var: Var) -> Type {
    match var {
        Var::Fact(i) => rules
            .facts
            .get(i)
            .map_or(Type::Bool, |fact| fact.ty.clone()),
        Var::Filed | Var::Assessed => Type::Date,
        Var::Kind => Type::kind_of_rating(),
    }
}

fn name(rules: &Ruleset, var: Var, lang: Lang) -> String {
    let kind = match var {
        Var::Fact(i) => {
            let fact = rules.facts.get(i);
            return fact.map(|f| f.name.clone()).unwrap_or_default();
        }
        Var::Filed => ExprKind::Filed,
        Var::Assessed => ExprKind::Assessed,
        Var::Kind => ExprKind::Kind,
    };
    let e = Expr {
        kind,
        ty: Type::Number(Unit::none()),
        span: Span::default(),
    };
    phrase::phrase(&e, rules, None, lang)
}
