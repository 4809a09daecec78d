//! Tests that live beside the rules.

use super::block;
use super::words::{band, code, date, label, level, number, quantity, sp, text, word};
use crate::syntax::tree::{
    Assessor, Assign, Baseline, Clause, ClauseKind, GroupKind, RatingClaim, Sp, Stmt, Test, Value,
};
use crate::text::Span;
use proptest::collection::vec;
use proptest::prelude::*;

fn value() -> impl Strategy<Value = Sp<Value>> {
    let field = (word(), plain()).prop_map(|(name, value)| Assign { name, value });
    prop_oneof![
        12 => plain(),
        1 => vec(vec(field, 1..4), 1..3).prop_map(|r| sp(Value::Records(r))),
    ]
}

fn plain() -> impl Strategy<Value = Sp<Value>> {
    prop_oneof![
        4 => "[a-z]".prop_map(Value::Code),
        1 => word().prop_map(|w| Value::Code(w.value)),
        1 => vec("[a-z]".prop_map(sp), 0..3).prop_map(Value::Codes),
        2 => quantity().prop_map(Value::Quantity),
        1 => date().prop_map(Value::Date),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => text().prop_map(Value::Text),
    ]
    .prop_map(sp)
}

fn assigns(least: usize) -> impl Strategy<Value = Vec<Assign>> {
    let name = prop_oneof![2 => code().boxed(), 1 => word().boxed()];
    let assign = (name, value()).prop_map(|(name, value)| Assign { name, value });
    vec(assign, least..8)
}

fn clause() -> impl Strategy<Value = Clause> {
    let claim = prop_oneof![
        level().prop_map(RatingClaim::Level),
        (level(), level()).prop_map(|(a, b)| RatingClaim::Between(a, b)),
        Just(RatingClaim::Unrated),
        Just(RatingClaim::Unavailable),
    ];
    let points = || number().prop_map(|n| n.value);
    prop_oneof![
        points().prop_map(ClauseKind::Total),
        band(false).prop_map(ClauseKind::TotalIn),
        (claim, vec(code(), 0..3)).prop_map(|(claim, because)| ClauseKind::Rating(claim, because)),
        Just(ClauseKind::Rejected),
        Just(ClauseKind::Stopped),
        code().prop_map(ClauseKind::Missing),
        word().prop_map(ClauseKind::Assumption),
        (code(), value()).prop_map(|(code, value)| ClauseKind::CriterionOption(code, value)),
        (code(), points()).prop_map(|(code, points)| ClauseKind::CriterionPoints(code, points)),
        (code(), points()).prop_map(|(code, points)| ClauseKind::Part(code, points)),
        (any::<bool>(), code(), points()).prop_map(|(part, code, points)| {
            let kind = if part {
                GroupKind::Part
            } else {
                GroupKind::Section
            };
            ClauseKind::Group(kind, code, points)
        }),
        Just(ClauseKind::Unavailable),
    ]
    .prop_map(|kind| Clause {
        kind,
        span: Span::default(),
    })
}

pub(super) fn test() -> BoxedStrategy<Stmt> {
    let line = prop_oneof![
        label().prop_map(Stmt::Dossier),
        (any::<bool>(), assigns(0))
            .prop_map(|(best, except)| Stmt::Baseline(Baseline { best, except })),
        assigns(1).prop_map(Stmt::Given),
        assigns(1).prop_map(Stmt::Assume),
        (label(), assigns(0)).prop_map(|(name, own)| Stmt::Assessor(Assessor { name, own })),
        number().prop_map(Stmt::Members),
        word().prop_map(Stmt::Kind),
        date().prop_map(|d| Stmt::Filed(sp(d))),
        date().prop_map(|d| Stmt::Assessed(sp(d))),
        vec(clause(), 1..6).prop_map(Stmt::Expect),
        label().prop_map(Stmt::Note),
    ];
    (label(), word(), block(line, 0..5))
        .prop_map(|(name, card, block)| Stmt::Test(Test { name, card, block }))
        .boxed()
}
