//! Conditions and formulas. Brackets stand wherever an operand would be read
//! otherwise, and here and there where they need not.

use super::words::{code, comparison, date, label, name, quantity, text, word};
use crate::syntax::tree::{
    BinaryOp, Builtin, Expr, ExprKind, Function, Place, PlaceKind, Quantifier,
};
use crate::text::Span;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// An expression.
pub(crate) fn expr() -> impl Strategy<Value = Expr> {
    leaf().prop_recursive(3, 12, 3, |inner| composite(inner).boxed())
}

fn at(kind: ExprKind) -> Expr {
    Expr {
        kind,
        span: Span::default(),
    }
}

fn place() -> impl Strategy<Value = Place> {
    use PlaceKind::{Criterion, Part, Section};
    let kind = prop::sample::select(vec![Part, Section, Criterion]);
    (kind, code()).prop_map(|(kind, code)| Place { kind, code })
}

fn leaf() -> impl Strategy<Value = Expr> {
    use Builtin::{Assessed, Filed, Kind, Total};
    prop_oneof![
        4 => quantity().prop_map(ExprKind::Quantity),
        1 => date().prop_map(ExprKind::Date),
        1 => text().prop_map(ExprKind::Text),
        1 => any::<bool>().prop_map(ExprKind::Bool),
        4 => name().prop_map(ExprKind::Name),
        1 => prop::sample::select(vec![Total, Filed, Assessed, Kind]).prop_map(ExprKind::Builtin),
        1 => place().prop_map(ExprKind::Points),
        1 => place().prop_map(ExprKind::Maximum),
        1 => code().prop_map(ExprKind::Criterion),
        1 => code().prop_map(ExprKind::AtMaximum),
        1 => of(place()).prop_map(ExprKind::AnyAtMaximum),
        1 => of(place()).prop_map(ExprKind::CountAtMaximum),
    ]
    .prop_map(at)
}

fn composite(inner: BoxedStrategy<Expr>) -> impl Strategy<Value = Expr> {
    use BinaryOp::{Add, And, Div, Mul, Or, Sub};
    use Function::{Abs, Max, Min, Percent, Round};
    let e = || inner.clone();
    prop_oneof![
        e().prop_map(|x| ExprKind::Not(operand(x, Bond::Not))),
        e().prop_map(|x| ExprKind::Neg(operand(x, Bond::Sign))),
        e().prop_map(|x| ExprKind::Paren(Box::new(x))),
        (prop::sample::select(vec![Or, And]), e(), e()).prop_map(|(op, a, b)| binary(op, a, b)),
        (prop::sample::select(vec![Add, Sub, Mul, Div]), e(), e())
            .prop_map(|(op, a, b)| binary(op, a, b)),
        (comparison(), e(), e()).prop_map(|(op, a, b)| {
            ExprKind::Compare(op, left(a, Bond::Compare), operand(b, Bond::Sum))
        }),
        (e(), prop_oneof![range().boxed(), e()])
            .prop_map(|(a, b)| { ExprKind::In(left(a, Bond::Compare), operand(b, Bond::Sum)) }),
        range().prop_map(|x| x.kind),
        vec(e(), 1..4).prop_map(ExprKind::Set),
        (e(), e(), e()).prop_map(|(a, b, c)| ExprKind::If(a.into(), b.into(), c.into())),
        (
            prop::sample::select(vec![Min, Max, Abs, Round, Percent]),
            vec(e(), 1..4)
        )
            .prop_map(|(function, items)| ExprKind::Call(function, items)),
        (word(), e()).prop_map(|(list, condition)| ExprKind::Filter(list, condition.into())),
        quantified(e()).boxed(),
    ]
    .prop_map(at)
}

fn quantified(e: BoxedStrategy<Expr>) -> impl Strategy<Value = ExprKind> {
    use Quantifier::{All, Any, Count, Max, Min, Sum};
    let list = prop_oneof![
        3 => name().prop_map(ExprKind::Name),
        1 => e.clone().prop_map(|x| ExprKind::Paren(Box::new(x))),
    ];
    let quantifier = prop_oneof![
        prop::sample::select(vec![Any, All, Count]).prop_map(|q| (q, None)),
        (prop::sample::select(vec![Sum, Min, Max]), word()).prop_map(|(q, w)| (q, Some(w))),
    ];
    (quantifier, list, of(e)).prop_map(|((quantifier, field), list, filter)| ExprKind::Quantified {
        quantifier,
        field,
        list: Box::new(at(list)),
        filter: filter.map(Box::new),
    })
}

/// A range with one end at least.
fn range() -> impl Strategy<Value = Expr> {
    let end = || {
        prop_oneof![
            3 => quantity().prop_map(ExprKind::Quantity),
            1 => date().prop_map(ExprKind::Date),
            1 => name().prop_map(ExprKind::Name),
            1 => Just(ExprKind::Builtin(Builtin::Filed)),
            1 => label().prop_map(|l| ExprKind::Paren(Box::new(at(ExprKind::Text(l.value))))),
        ]
        .prop_map(|kind| Box::new(at(kind)))
    };
    (of(end()), any::<bool>(), of(end()), any::<bool>())
        .prop_filter("no ends", |(lo, _, hi, _)| lo.is_some() || hi.is_some())
        .prop_map(|(lo, lo_in, hi, hi_in)| {
            at(ExprKind::Range {
                lo,
                lo_in,
                hi,
                hi_in,
            })
        })
}

/// How close an expression holds together, as the language says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Sign,
    Whole,
}

fn bond(expr: &Expr) -> Bond {
    match &expr.kind {
        ExprKind::Binary(BinaryOp::Or, ..) => Bond::Or,
        ExprKind::Binary(BinaryOp::And, ..) => Bond::And,
        ExprKind::Binary(BinaryOp::Add | BinaryOp::Sub, ..) => Bond::Sum,
        ExprKind::Binary(BinaryOp::Mul | BinaryOp::Div, ..) => Bond::Product,
        ExprKind::Compare(..) | ExprKind::In(..) => Bond::Compare,
        ExprKind::Not(_) => Bond::Not,
        ExprKind::Neg(_) => Bond::Sign,
        // In a sum or a product nobody would read a range without brackets.
        ExprKind::Range { .. } => Bond::Sum,
        _ => Bond::Whole,
    }
}

/// Whether what follows would be read as part of it.
fn open_ended(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::If(..) | ExprKind::Filter(..) => true,
        ExprKind::Quantified { filter, .. } => filter.is_some(),
        ExprKind::Not(e) | ExprKind::Neg(e) => open_ended(e),
        ExprKind::Binary(_, _, e) | ExprKind::Compare(_, _, e) | ExprKind::In(_, e) => {
            open_ended(e)
        }
        _ => false,
    }
}

fn bracket(expr: Expr) -> Box<Expr> {
    Box::new(at(ExprKind::Paren(Box::new(expr))))
}

fn operand(expr: Expr, least: Bond) -> Box<Expr> {
    if bond(&expr) < least {
        bracket(expr)
    } else {
        Box::new(expr)
    }
}

fn left(expr: Expr, least: Bond) -> Box<Expr> {
    if open_ended(&expr) {
        bracket(expr)
    } else {
        operand(expr, least)
    }
}

fn binary(op: BinaryOp, a: Expr, b: Expr) -> ExprKind {
    let (mine, closer) = match op {
        BinaryOp::Or => (Bond::Or, Bond::And),
        BinaryOp::And => (Bond::And, Bond::Not),
        BinaryOp::Add | BinaryOp::Sub => (Bond::Sum, Bond::Product),
        BinaryOp::Mul | BinaryOp::Div => (Bond::Product, Bond::Sign),
    };
    let a = match a.kind {
        // A range would swallow the sign behind it.
        ExprKind::Range { .. } => bracket(a),
        _ => left(a, mine),
    };
    ExprKind::Binary(op, a, operand(b, closer))
}
