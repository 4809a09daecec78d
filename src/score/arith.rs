//! Arithmetic: on numbers, and on days.

use super::TroubleKind;
use super::days::{Days, Step};
use super::expr::{eval as value_of, number};
use super::numbers::Nums;
use super::sheet::View;
use super::val::Val;
use crate::exact::{Num, RoundMode, Rounding};
use crate::model::{ArithOp, Expr, ExprKind, Type, Unit};
use crate::syntax::tree::{CmpOp, Function};

pub(super) fn eval<'a>(v: &View<'_, 'a>, e: &'a Expr) -> Val<'a> {
    match &e.kind {
        ExprKind::Neg(a) => number_or_trouble(v, number(v, a).neg()),
        ExprKind::Arith(op, a, b) => operation(v, *op, a, b),
        ExprKind::Call(f, args) => call(v, *f, args),
        _ => Val::Unknown,
    }
}

fn number_or_trouble<'a>(v: &View<'_, 'a>, tried: Result<Nums, TroubleKind>) -> Val<'a> {
    Val::Num(tried.unwrap_or_else(|what| {
        v.trouble(what);
        Nums::all()
    }))
}

fn operation<'a>(v: &View<'_, 'a>, op: ArithOp, a: &'a Expr, b: &'a Expr) -> Val<'a> {
    let (x, y) = (value_of(v, a), value_of(v, b));
    match (op, x, y) {
        (ArithOp::Sub, Val::Date(x), Val::Date(y)) => Val::Num(x.since(y)),
        (ArithOp::Add, Val::Date(d), Val::Num(n)) => moved(v, d, Ok(n), b),
        (ArithOp::Add, Val::Num(n), Val::Date(d)) => moved(v, d, Ok(n), a),
        (ArithOp::Sub, Val::Date(d), Val::Num(n)) => moved(v, d, n.neg(), b),
        (_, Val::Num(x), Val::Num(y)) => {
            let tried = match op {
                ArithOp::Add => x.add(&y),
                ArithOp::Sub => x.sub(&y),
                ArithOp::Mul => x.mul(&y),
                ArithOp::Div => x.div(&y),
            };
            number_or_trouble(v, tried)
        }
        _ => Val::Unknown,
    }
}

/// A day moved by a number whose unit says whether it counts months or days.
fn moved<'a>(v: &View<'_, 'a>, day: Days, by: Result<Nums, TroubleKind>, of: &Expr) -> Val<'a> {
    let step = if of.ty == Type::Number(Unit::base("months")) {
        Step::Months
    } else {
        Step::Days
    };
    let day = by.and_then(|n| day.plus(&n, step));
    Val::Date(day.unwrap_or_else(|what| {
        v.trouble(what);
        Days::default()
    }))
}

fn call<'a>(v: &View<'_, 'a>, f: Function, args: &'a [Expr]) -> Val<'a> {
    match f {
        Function::Min | Function::Max => {
            let values = args.iter().map(|a| value_of(v, a));
            let op = end_of(f == Function::Min);
            values
                .reduce(|a, b| extreme(op, a, b))
                .unwrap_or(Val::Unknown)
        }
        Function::Abs => match args.first() {
            Some(a) => number_or_trouble(v, number(v, a).abs()),
            None => Val::Unknown,
        },
        Function::Round => round(v, args),
        Function::Percent => {
            let [share, whole] = args else {
                return Val::Unknown;
            };
            let ratio = number(v, share).div(&number(v, whole));
            number_or_trouble(v, ratio.and_then(|r| r.mul(&Nums::One(Num::HUNDRED))))
        }
    }
}

/// `round(x)` and `round(x, 0.1)`: to the nearest step, half-way up.
fn round<'a>(v: &View<'_, 'a>, args: &'a [Expr]) -> Val<'a> {
    let Some(a) = args.first() else {
        return Val::Unknown;
    };
    let step = match args.get(1) {
        None => Some(Num::ONE),
        Some(step) => number(v, step).known().filter(|n| *n > Num::ZERO),
    };
    let of = number(v, a);
    match step {
        Some(step) => {
            let mode = RoundMode::HalfUp;
            number_or_trouble(v, of.round(Rounding { mode, step }))
        }
        None => Val::Num(Nums::all()),
    }
}

/// What is asked for: the least (`<`) or the greatest (`>`).
pub(super) fn end_of(least: bool) -> CmpOp {
    if least { CmpOp::Lt } else { CmpOp::Gt }
}

/// The less or the greater of two numbers or days.
pub(super) fn extreme<'a>(op: CmpOp, a: Val<'a>, b: Val<'a>) -> Val<'a> {
    match (a, b) {
        (Val::Num(a), Val::Num(b)) if op == CmpOp::Lt => Val::Num(a.least(&b)),
        (Val::Num(a), Val::Num(b)) => Val::Num(a.greatest(&b)),
        (Val::Date(a), Val::Date(b)) => {
            // Open ends: before all days below, after all of them above.
            let low = |x: Option<_>, y: Option<_>| match op {
                CmpOp::Lt => x.zip(y).map(|(x, y): (jiff::civil::Date, _)| x.min(y)),
                _ => x.max(y),
            };
            let high = |x: Option<_>, y: Option<_>| match (op, x, y) {
                (CmpOp::Lt, None, y) => y,
                (CmpOp::Lt, x, None) => x,
                (CmpOp::Lt, Some(x), Some(y)) => Some(std::cmp::min::<jiff::civil::Date>(x, y)),
                (_, x, y) => x.zip(y).map(|(x, y)| x.max(y)),
            };
            Val::Date(Days {
                lo: low(a.lo, b.lo),
                hi: high(a.hi, b.hi),
            })
        }
        _ => Val::Unknown,
    }
}
