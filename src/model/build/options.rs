//! Options and cases of a criterion.

use super::criterion::{Desk, condition, text};
use super::flat::{FlatCriterion, FlatOption};
use crate::exact::Num;
use crate::model::{Case, Criterion, Expr, ExprKind, Form, Opt, Type};
use crate::syntax::tree::{self, Marks};
use crate::text::catalogue::{cards, sums};
use crate::text::{Diagnostic, Span, both, closest};
use std::collections::HashMap;

/// Cases and options.
pub fn build(
    from: &FlatCriterion<'_>,
    made: &mut Criterion,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) {
    let mut cases: HashMap<&str, Span> = HashMap::new();
    for case in &from.cases {
        if let Some(first) = cases.insert(&case.key.value, case.key.span) {
            out.push(cards::option_twice(&case.key.value, case.key.span, first));
        }
        made.cases.push(Case {
            key: case.key.value.clone(),
            title: text(case.title.as_ref()),
            when: condition(case.when.as_ref(), desk, out),
        });
    }
    let mut seen: HashMap<(Option<usize>, &str), Span> = HashMap::new();
    for option in &from.options {
        if let Some(o) = option.written {
            let place = (option.branch, option.key.as_str());
            if let Some(first) = seen.get(&place) {
                out.push(cards::option_twice(&o.key.value, o.key.span, *first));
            } else {
                seen.insert(place, o.key.span);
            }
        }
        let opt = option_of(option, from, desk, out);
        made.options.push(opt);
    }
    if made.form == Form::YesNo {
        both_ways(&mut made.options);
    }
    if let Some(tree::Form::Checklist { cap }) = from.draft.form.as_ref().map(|f| &f.value) {
        made.tick_cap = cap.as_ref().map(|c| c.value);
    }
    let nothing = made.options.is_empty() && from.rungs.is_empty() && made.cases.is_empty();
    let chooses = matches!(made.form, Form::Choice | Form::Checklist);
    if chooses && nothing && from.draft.whole {
        out.push(cards::no_options(
            &made.number,
            false,
            from.draft.head,
            from.draft.shared,
        ));
    }
}

fn option_of(
    option: &FlatOption<'_>,
    from: &FlatCriterion<'_>,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) -> Opt {
    let draft = from.draft;
    let written = option.written;
    let mut points = written.and_then(|o| o.points.as_ref()).map(|p| p.value);
    if points.is_none() && from.form == Form::YesNo {
        points = match option.key.as_str() {
            "no" => Some(Num::ZERO),
            "yes" => draft.max.as_ref().map(|m| m.value),
            _ => None,
        };
        if points.is_none() && option.key == "yes" && !draft.orphan {
            let form = both!("`yes/no`", "«có/không»");
            out.push(sums::no_maximum(&draft.code.value, &form, draft.head));
        }
    } else if points.is_none() && !draft.orphan {
        let others = from
            .options
            .iter()
            .filter(|o| o.written.is_some_and(|w| w.points.is_some()) && o.key != option.key);
        let near = draft
            .shared
            .and_then(|_| closest(&option.key, others.map(|o| o.key.as_str())));
        out.push(cards::no_points(
            &option.key,
            written.map_or(option.span, |o| o.key.span),
            draft.shared.is_some(),
            near.as_deref(),
        ));
    }
    let mut marks = Vec::new();
    if let Some(Marks::Some(all)) = written.map(|o| &o.marks) {
        for mark in all {
            if let Some(level) = desk.levels.find(mark, out)
                && !marks.contains(&level)
            {
                marks.push(level);
            }
        }
    }
    let printed = written.and_then(|o| o.printed.as_ref());
    if let Some(p) = printed {
        let used = points.unwrap_or(Num::ZERO).to_string();
        let why = p.why.as_ref().map(|w| w.value.as_str());
        out.push(cards::printed(
            &option.key,
            &p.text.value,
            why,
            &used,
            p.text.span,
        ));
    }
    Opt {
        key: option.key.clone(),
        points: points.unwrap_or(Num::ZERO),
        marks,
        label: text(written.and_then(|o| o.label.as_ref())),
        when: condition(written.and_then(|o| o.when.as_ref()), desk, out),
        printed: printed.map(|p| {
            (
                p.text.value.clone(),
                p.why.as_ref().map(|w| w.value.clone()),
            )
        }),
        case: option.case,
        branch: option.branch,
        span: option.span,
    }
}

/// When facts give one of `yes` and `no`, they give the other too.
fn both_ways(options: &mut [Opt]) {
    let [no, yes, ..] = options else { return };
    let (from, to) = match (&no.when, &yes.when) {
        (None, Some(_)) => (yes, no),
        (Some(_), None) => (no, yes),
        _ => return,
    };
    to.when = from.when.as_ref().map(|when| Expr {
        kind: ExprKind::Not(Box::new(when.clone())),
        ty: Type::Bool,
        span: when.span,
    });
}
