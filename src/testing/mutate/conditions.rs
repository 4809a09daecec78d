//! Changes inside an expression.

use crate::exact::Num;
use crate::model::{Expr, ExprKind, Value};
use crate::syntax::tree::CmpOp;
use jiff::Span;

/// How a node of an expression is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another sign of comparison.
    Sign(CmpOp),
    /// `and` for `or`, or the other way round.
    Join,
    /// `not` taken away.
    Positive,
    /// The opposite of a yes or no.
    Opposite,
    /// A number moved by its last place as written, a day by one.
    Moved(i64),
    /// Whether the lower (false) or upper (true) end belongs to a range.
    End(bool),
    /// A value of a set taken out.
    Without(usize),
}

/// The changes that a node allows, each a slip that a person could make.
pub fn changes(expr: &Expr) -> Vec<Change> {
    match &expr.kind {
        ExprKind::Compare(op, ..) => vec![Change::Sign(match op {
            CmpOp::Lt => CmpOp::Le,
            CmpOp::Le => CmpOp::Lt,
            CmpOp::Gt => CmpOp::Ge,
            CmpOp::Ge => CmpOp::Gt,
            CmpOp::Eq => CmpOp::Ne,
            CmpOp::Ne => CmpOp::Eq,
        })],
        ExprKind::And(..) | ExprKind::Or(..) => vec![Change::Join],
        ExprKind::Not(_) => vec![Change::Positive],
        ExprKind::InRange { lo, hi, .. } => {
            let lower = lo.iter().map(|_| Change::End(false));
            lower.chain(hi.iter().map(|_| Change::End(true))).collect()
        }
        ExprKind::InSet(_, all) if all.len() > 1 => (0..all.len()).map(Change::Without).collect(),
        ExprKind::Literal(Value::Num(_) | Value::Date(_)) => {
            vec![Change::Moved(1), Change::Moved(-1)]
        }
        ExprKind::AtMaximum(_) | ExprKind::AnyAtMaximum(_) => vec![Change::Opposite],
        ExprKind::Fact(_) if expr.ty == crate::model::Type::Bool => vec![Change::Opposite],
        _ => Vec::new(),
    }
}

/// Changes the node of a number, counted from the outside in, from left to
/// right; says whether it is there.
pub fn change(expr: &mut Expr, node: usize, how: &Change) -> bool {
    let mut at = 0;
    visit(expr, &mut |e| {
        let here = at == node;
        at += 1;
        here && make(e, how)
    })
}

/// Calls `f` on the nodes until it says true.
fn visit(e: &mut Expr, f: &mut impl FnMut(&mut Expr) -> bool) -> bool {
    if f(e) {
        return true;
    }
    match &mut e.kind {
        ExprKind::Not(a) | ExprKind::Neg(a) => visit(a, f),
        ExprKind::And(a, b)
        | ExprKind::Or(a, b)
        | ExprKind::Arith(_, a, b)
        | ExprKind::Compare(_, a, b)
        | ExprKind::Filter(a, b) => visit(a, f) || visit(b, f),
        ExprKind::InSet(a, all) => visit(a, f) || all.iter_mut().any(|e| visit(e, f)),
        ExprKind::InRange { of, lo, hi, .. } => {
            visit(of, f) || lo.iter_mut().chain(hi).any(|e| visit(e, f))
        }
        ExprKind::If(a, b, c) => visit(a, f) || visit(b, f) || visit(c, f),
        ExprKind::Call(_, all) => all.iter_mut().any(|e| visit(e, f)),
        ExprKind::Quantified { list, filter, .. } => {
            visit(list, f) || filter.iter_mut().any(|e| visit(e, f))
        }
        _ => false,
    }
}

fn make(e: &mut Expr, how: &Change) -> bool {
    match (&mut e.kind, how) {
        (ExprKind::Compare(op, ..), Change::Sign(to)) => *op = *to,
        (ExprKind::InRange { lo_in, hi_in, .. }, Change::End(upper)) => {
            let end = if *upper { hi_in } else { lo_in };
            *end = !*end;
        }
        (ExprKind::InSet(_, all), Change::Without(i)) if *i < all.len() => {
            all.remove(*i);
        }
        (ExprKind::Literal(Value::Num(n)), Change::Moved(by)) => {
            match last_place(*n)
                .mul(Num::int(*by))
                .and_then(|step| n.add(step))
            {
                Some(moved) => *n = moved,
                None => return false,
            }
        }
        (ExprKind::Literal(Value::Date(d)), Change::Moved(by)) => {
            match d.checked_add(Span::new().days(*by)) {
                Ok(moved) => *d = moved,
                Err(_) => return false,
            }
        }
        (kind @ (ExprKind::And(..) | ExprKind::Or(..)), Change::Join) => {
            let old = std::mem::replace(kind, ExprKind::Total);
            *kind = match old {
                ExprKind::And(a, b) => ExprKind::Or(a, b),
                ExprKind::Or(a, b) => ExprKind::And(a, b),
                other => other,
            };
        }
        (kind @ ExprKind::Not(_), Change::Positive) => {
            let old = std::mem::replace(kind, ExprKind::Total);
            if let ExprKind::Not(inner) = old {
                *e = *inner;
            }
        }
        (kind, Change::Opposite) => {
            let inner = Expr {
                kind: std::mem::replace(kind, ExprKind::Total),
                ty: e.ty.clone(),
                span: e.span,
            };
            e.kind = ExprKind::Not(Box::new(inner));
        }
        _ => return false,
    }
    true
}

/// One in the last place of a number as it is written: 1 for 335, 0.1 for 4.7.
pub fn last_place(n: Num) -> Num {
    let mut step = Num::ONE;
    for _ in 0..6 {
        if n.div(step).is_none_or(Num::is_whole) {
            break;
        }
        match step.div(Num::int(10)) {
            Some(finer) => step = finer,
            None => break,
        }
    }
    step
}
