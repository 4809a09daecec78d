//! Facts, names for expressions, tables.

use super::expr::expr;
use super::words::{band, choices, label, row_key, sp, type_unit, word};
use super::{block, node};
use crate::syntax::tree::{Block, Fact, Field, Let, MissingPolicy, Row, Stmt, Table, TypeKind};
use crate::text::Span;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn simple_type() -> impl Strategy<Value = TypeKind> {
    prop_oneof![
        type_unit().prop_map(TypeKind::Decimal),
        type_unit().prop_map(TypeKind::Whole),
        type_unit().prop_map(TypeKind::Money),
        Just(TypeKind::Percent),
        Just(TypeKind::Date),
        Just(TypeKind::Months),
        Just(TypeKind::Text),
        Just(TypeKind::YesNo),
        choices().prop_map(TypeKind::OneOf),
    ]
}

fn any_type() -> impl Strategy<Value = TypeKind> {
    prop_oneof![
        5 => simple_type(),
        1 => vec(field().prop_map(node), 0..4).prop_map(|body| TypeKind::List(Block {
            body,
            span: Span::default(),
            closed: true,
        })),
    ]
}

fn field() -> impl Strategy<Value = Stmt> {
    (word(), simple_type(), of(band(false)), of(label())).prop_map(|(name, ty, range, label)| {
        Stmt::Field(Field {
            name,
            ty: sp(ty),
            range,
            label,
        })
    })
}

pub(super) fn policy() -> impl Strategy<Value = MissingPolicy> {
    use MissingPolicy::{Excluded, Lowest, Unknown};
    prop::sample::select(vec![Unknown, Lowest, Excluded])
}

pub(super) fn fact() -> BoxedStrategy<Stmt> {
    (
        word(),
        any_type(),
        of(band(false)),
        of(label()),
        of(policy()),
    )
        .prop_map(|(name, ty, range, label, missing)| {
            Stmt::Fact(Fact {
                name,
                ty: sp(ty),
                range,
                label,
                missing,
            })
        })
        .boxed()
}

pub(super) fn let_() -> BoxedStrategy<Stmt> {
    (word(), expr(), of(label()))
        .prop_map(|(name, expr, label)| Stmt::Let(Let { name, expr, label }))
        .boxed()
}

pub(super) fn table() -> BoxedStrategy<Stmt> {
    let keys = vec(vec(row_key(), 1..3), 1..3);
    let row = (keys, expr()).prop_map(|(keys, value)| Stmt::Row(Row { keys, value }));
    let ty = of(simple_type().prop_map(sp));
    (word(), vec(expr(), 1..3), ty, of(label()), block(row, 0..5))
        .prop_map(|(name, by, ty, label, block)| {
            Stmt::Table(Table {
                name,
                by,
                ty,
                label,
                block,
            })
        })
        .boxed()
}
