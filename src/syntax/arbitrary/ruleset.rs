//! Versions: dates, rating, assumptions, council.

use super::block;
use super::expr::expr;
use super::fact::{fact, let_, policy, table};
use super::words::{
    amount, band, choices, date, label, level, level_name, number, rounding, size, sp, word,
};
use crate::syntax::tree::{
    Applies, Assumption, Authority, Average, AverageKind, Certificate, Council, Keep, LevelName,
    LevelRow, Lift, Power, Rating, Repeals, Require, Ruleset, Spread, Stmt, Transition,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

pub(super) fn ruleset() -> BoxedStrategy<Stmt> {
    let statement = prop_oneof![
        rating(),
        label().prop_map(Stmt::RatingUnavailable),
        council(),
        transition(),
        fact(),
        let_(),
        table(),
        label().prop_map(Stmt::Title),
        date().prop_map(|d| Stmt::Signed(sp(d))),
        applies(),
        repeals(),
        assumption(),
        certificate(),
        authority(),
        policy().prop_map(Stmt::Missing),
        prop_oneof![said(), label().prop_map(Stmt::Oddity)],
    ];
    (word(), label(), block(statement, 0..7))
        .prop_map(|(name, version, block)| {
            Stmt::Ruleset(Ruleset {
                name,
                version,
                block,
            })
        })
        .boxed()
}

pub(super) fn applies() -> BoxedStrategy<Stmt> {
    (date(), of(date()))
        .prop_map(|(from, until)| {
            Stmt::Applies(Applies {
                from: sp(from),
                until: until.map(sp),
            })
        })
        .boxed()
}

pub(super) fn repeals() -> BoxedStrategy<Stmt> {
    (label(), of(date()))
        .prop_map(|(version, from)| {
            Stmt::Repeals(Repeals {
                version,
                from: from.map(sp),
            })
        })
        .boxed()
}

/// `cite …`, `note …`
pub(super) fn said() -> BoxedStrategy<Stmt> {
    prop_oneof![label().prop_map(Stmt::Cite), label().prop_map(Stmt::Note)].boxed()
}

pub(super) fn require() -> BoxedStrategy<Stmt> {
    (level(), expr(), of(label()))
        .prop_map(|(level, when, label)| Stmt::Require(Require { level, when, label }))
        .boxed()
}

pub(super) fn rating() -> BoxedStrategy<Stmt> {
    // A name in quotes would be read as the label of the row above it.
    let bare_name = || level_name().prop_filter("no quotes", |l| !matches!(l, LevelName::Text(_)));
    let row = prop_oneof![
        4 => (level_name(), band(false).prop_map(Some), of(label())),
        1 => (bare_name(), Just(None), label().prop_map(Some)),
    ];
    let row = row.prop_map(|(level, band, label)| {
        Stmt::LevelRow(LevelRow {
            level: sp(level),
            band,
            label,
        })
    });
    let lift =
        (any::<bool>(), level(), expr(), of(label())).prop_map(|(at_least, level, when, label)| {
            Stmt::Lift(Lift {
                at_least,
                level,
                when,
                label,
            })
        });
    let line = prop_oneof![4 => row, 1 => lift, 1 => require(), 1 => said()];
    (expr(), any::<bool>(), block(line, 0..6))
        .prop_map(|(of, lower_is_better, block)| {
            Stmt::Rating(Rating {
                of,
                lower_is_better,
                block,
            })
        })
        .boxed()
}

pub(super) fn council() -> BoxedStrategy<Stmt> {
    let kind = prop::sample::select(vec![AverageKind::Mean, AverageKind::Median]);
    let line = prop_oneof![
        (kind, of(rounding()))
            .prop_map(|(kind, rounding)| Stmt::Average(Average { kind, rounding })),
        amount().prop_map(|q| Stmt::Quorum(sp(q))),
        number().prop_map(|limit| Stmt::Spread(Spread { limit })),
        said(),
    ];
    block(line, 0..4)
        .prop_map(|block| Stmt::Council(Council { block }))
        .boxed()
}

pub(super) fn transition() -> BoxedStrategy<Stmt> {
    let keep = (label(), expr()).prop_map(|(version, when)| Stmt::Keep(Keep { version, when }));
    (label(), block(keep, 0..4))
        .prop_map(|(cite, block)| Stmt::Transition(Transition { cite, block }))
        .boxed()
}

pub(super) fn assumption() -> BoxedStrategy<Stmt> {
    (word(), of(label()), choices())
        .prop_map(|(name, text, choices)| {
            Stmt::Assumption(Assumption {
                name,
                text,
                choices,
            })
        })
        .boxed()
}

pub(super) fn certificate() -> BoxedStrategy<Stmt> {
    let days = || size().prop_map(sp);
    (level(), size().prop_map(sp), of((days(), days())))
        .prop_map(|(from, months, renew)| {
            Stmt::Certificate(Certificate {
                from,
                months,
                renew,
            })
        })
        .boxed()
}

pub(super) fn authority() -> BoxedStrategy<Stmt> {
    let power = (vec(level(), 1..3), label()).prop_map(|(levels, who)| Power { levels, who });
    vec(power, 1..4)
        .prop_map(|powers| Stmt::Authority(Authority { powers }))
        .boxed()
}
