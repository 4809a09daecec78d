//! Short expressions written out again, for messages and mends.

use crate::syntax::tree::{Builtin, Expr, ExprKind, Place, PlaceKind, Quantity};
use crate::text::{Both, Lang};

/// How an expression is written, when that is short: a name, a value, a place.
pub(in crate::model::build) fn spell(e: &Expr) -> Option<String> {
    spell_in(e, Lang::En)
}

/// The same in both languages; `none` stands for what is not short.
pub(super) fn spell_both(e: &Expr, none: &str) -> Both {
    let word = |lang| spell_in(e, lang).unwrap_or_else(|| none.to_owned());
    Both::new(word(Lang::En), word(Lang::Vi))
}

fn spell_in(e: &Expr, lang: Lang) -> Option<String> {
    Some(match &e.kind {
        ExprKind::Quantity(q) => quantity(q),
        ExprKind::Date(d) => d.to_string(),
        ExprKind::Text(t) if t.chars().count() <= 40 && !t.contains(['"', '\\']) => {
            format!("\"{t}\"")
        }
        ExprKind::Name(n) => n.clone(),
        ExprKind::Bool(true) => lang.pick("yes", "có").to_owned(),
        ExprKind::Bool(false) => lang.pick("no", "không").to_owned(),
        ExprKind::Builtin(b) => match lang {
            Lang::En => builtin(*b).to_owned(),
            Lang::Vi => match b {
                Builtin::Total => "tổng điểm",
                Builtin::Filed => "ngày nộp",
                Builtin::Assessed => "ngày chấm",
                Builtin::Kind => "loại hình",
            }
            .to_owned(),
        },
        ExprKind::Paren(inner) => spell_in(inner, lang)?,
        ExprKind::Criterion(code) => {
            format!("{} {}", lang.pick("criterion", "tiêu chí"), code.value)
        }
        ExprKind::Points(p) => {
            format!("{} {}", lang.pick("points of", "điểm của"), place(p, lang))
        }
        ExprKind::Maximum(p) => {
            let word = lang.pick("maximum of", "điểm tối đa của");
            format!("{word} {}", place(p, lang))
        }
        _ => return None,
    })
}

/// A number with its unit.
pub(super) fn quantity(q: &Quantity) -> String {
    match &q.unit {
        None => q.value.to_string(),
        Some(u) if u.value == "%" => format!("{}%", q.value),
        Some(u) => format!("{} {}", q.value, u.value),
    }
}

/// The word for a name that the engine provides.
pub(super) fn builtin(b: Builtin) -> &'static str {
    match b {
        Builtin::Total => "total",
        Builtin::Filed => "filed",
        Builtin::Assessed => "assessed",
        Builtin::Kind => "kind",
    }
}

fn place(p: &Place, lang: Lang) -> String {
    let code = &p.code.value;
    match p.kind {
        PlaceKind::Part => format!("{} {code}", lang.pick("part", "phần")),
        PlaceKind::Section => format!("{} {code}", lang.pick("section", "mục")),
        PlaceKind::Criterion => code.clone(),
    }
}
