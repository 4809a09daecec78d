//! Which numbers can come out at all: when every option gives whole points, a
//! total is whole, and a gap between 89 and 90 is none for it.

use crate::exact::{Num, RoundMode, Rounding};
use crate::model::{Expr, ExprKind, Fact, Interval, Value};
use crate::syntax::tree::Function;

/// The largest step of which both are multiples; `None` when it leaves the
/// range of exact numbers. Zero is a multiple of every step.
#[must_use]
pub fn common(a: Num, b: Num) -> Option<Num> {
    if a.is_zero() {
        return b.abs();
    }
    if b.is_zero() {
        return a.abs();
    }
    // gcd(p/q, r/s) = gcd(p·s, r·q) / (q·s)
    let x = a.numer().checked_mul(b.denom())?.checked_abs()?;
    let y = b.numer().checked_mul(a.denom())?.checked_abs()?;
    let d = a.denom().checked_mul(b.denom())?;
    let g = gcd(x, y);
    format!("{g}/{d}").parse().ok()
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a
}

/// Whether a stretch holds a multiple of a step.
#[must_use]
pub fn holds_multiple(i: &Interval, step: Num) -> bool {
    if i.is_empty() {
        return false;
    }
    if step.is_zero() {
        return i.contains(Num::ZERO);
    }
    let up = Rounding {
        mode: RoundMode::Up,
        step,
    };
    let Some(lo) = i.lo else { return true };
    let Some(mut first) = lo.round(up) else {
        return true;
    };
    if first == lo && !i.lo_in {
        match first.add(step) {
            Some(next) => first = next,
            None => return true,
        }
    }
    i.contains(first)
}

/// The step of which every value of an expression is a multiple, when that
/// can be told; `points` is the step of all points of the card.
#[must_use]
pub fn of(e: &Expr, points: Option<Num>, facts: &[Fact]) -> Option<Num> {
    let inner = |e: &Expr| of(e, points, facts);
    match &e.kind {
        ExprKind::Total | ExprKind::Points(_) | ExprKind::Maximum(_) => points,
        ExprKind::Literal(Value::Num(n)) => n.abs(),
        ExprKind::CountAtMaximum(_) => Some(Num::ONE),
        ExprKind::Fact(i) => facts.get(*i).filter(|f| f.whole).map(|_| Num::ONE),
        ExprKind::Neg(a) => inner(a),
        ExprKind::Arith(crate::model::ArithOp::Add | crate::model::ArithOp::Sub, a, b) => {
            common(inner(a)?, inner(b)?)
        }
        ExprKind::If(_, a, b) => common(inner(a)?, inner(b)?),
        ExprKind::Call(Function::Min | Function::Max | Function::Abs, all) => all
            .iter()
            .try_fold(Num::ZERO, |step, e| common(step, inner(e)?)),
        _ => None,
    }
}
