//! Short expressions written out again, for messages and mends.

use crate::syntax::tree::{Builtin, Expr, ExprKind, Place, PlaceKind, Quantity};

/// How an expression is written, when that is short: a name, a value, a place.
pub(in crate::model::build) fn spell(e: &Expr) -> Option<String> {
    Some(match &e.kind {
        ExprKind::Quantity(q) => quantity(q),
        ExprKind::Date(d) => d.to_string(),
        ExprKind::Text(t) if t.chars().count() <= 40 && !t.contains(['"', '\\']) => {
            format!("\"{t}\"")
        }
        ExprKind::Name(n) => n.clone(),
        ExprKind::Bool(b) => if *b { "yes" } else { "no" }.to_owned(),
        ExprKind::Builtin(b) => builtin(*b).to_owned(),
        ExprKind::Paren(inner) => spell(inner)?,
        ExprKind::Criterion(code) => format!("criterion {}", code.value),
        ExprKind::Points(p) => format!("points of {}", place(p)),
        ExprKind::Maximum(p) => format!("maximum of {}", place(p)),
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

fn place(p: &Place) -> String {
    let code = &p.code.value;
    match p.kind {
        PlaceKind::Part => format!("part {code}"),
        PlaceKind::Section => format!("section {code}"),
        PlaceKind::Criterion => code.clone(),
    }
}
