//! Amendments and the changes they make.

use super::card::{
    cap, case, criterion, empty, finding, force, group, only_if, option, option_key, replaces,
};
use super::fact::{fact, let_, policy, table};
use super::ruleset::{
    applies, assumption, authority, certificate, council, rating, repeals, require, said,
    transition,
};
use super::words::{code, date, label, level, level_name, name, size, sp, word};
use super::{block, node};
use crate::syntax::tree::{
    Amendment, Cards, Change, FindingKind, Group, GroupKind, Path, Renewal, Side, Sp, Step, Stmt,
};
use crate::text::Span;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

pub(super) fn amendment() -> BoxedStrategy<Stmt> {
    let line = prop_oneof![
        6 => change().prop_map(Stmt::Change),
        1 => label().prop_map(Stmt::Title),
        1 => date().prop_map(|d| Stmt::Signed(sp(d))),
        1 => applies(),
        1 => repeals(),
        1 => assumption(),
        1 => said(),
        1 => label().prop_map(Stmt::Oddity),
    ];
    (label(), word(), label(), block(line, 0..6))
        .prop_map(|(number, name, to, block)| {
            Stmt::Amendment(Amendment {
                number,
                name,
                to,
                block,
            })
        })
        .boxed()
}

fn change() -> BoxedStrategy<Change> {
    let side = prop::sample::select(vec![Side::Before, Side::After, Side::Into]);
    let inserted = prop_oneof![criterion(), option(), case(), finding()];
    let levels = |size: std::ops::Range<usize>| vec(level_name().prop_map(sp), size);
    let marked = || {
        (cards(), code(), option_key()).prop_map(|(cards, code, key)| Path {
            cards: Some(cards),
            steps: vec![sp(Step::Criterion(code)), sp(Step::Option(key))],
            span: Span::default(),
        })
    };
    let numbered = (cards(), numbered()).prop_map(|(cards, step)| Path {
        cards: Some(cards),
        steps: vec![step],
        span: Span::default(),
    });
    prop_oneof![
        2 => renewal().prop_map(Change::Replace),
        1 => renewal().prop_map(Change::Add),
        2 => (side, path(), block(inserted, 0..3))
            .prop_map(|(side, at, block)| Change::Insert { side, at, block }),
        2 => path().prop_map(Change::Repeal),
        1 => (numbered, code()).prop_map(|(at, code)| Change::Renumber { at, code }),
        1 => (marked(), levels(1..3)).prop_map(|(at, levels)| Change::Mark { at, levels }),
        1 => (marked(), levels(0..3)).prop_map(|(at, levels)| Change::Unmark { at, levels }),
    ]
    .boxed()
}

fn cards() -> impl Strategy<Value = Cards> {
    prop_oneof![
        2 => word().prop_map(Cards::One),
        1 => vec(word(), 0..3).prop_map(|except| Cards::Every { star: Span::default(), except }),
    ]
}

fn numbered() -> impl Strategy<Value = Sp<Step>> {
    prop_oneof![
        code().prop_map(Step::Part),
        code().prop_map(Step::Section),
        code().prop_map(Step::Criterion),
    ]
    .prop_map(sp)
}

fn last() -> impl Strategy<Value = Option<Step>> {
    let kind = prop::sample::select(vec![FindingKind::Reject, FindingKind::Stop]);
    prop_oneof![
        3 => Just(None),
        2 => option_key().prop_map(|k| Some(Step::Option(k))),
        1 => code().prop_map(|k| Some(Step::Case(k))),
        1 => (kind, of(word())).prop_map(|(kind, key)| Some(Step::Finding(kind, key))),
        1 => level().prop_map(|l| Some(Step::Require(l))),
        1 => option_key().prop_map(|k| Some(Step::Force(k))),
        1 => code().prop_map(|k| Some(Step::Replaces(k))),
        1 => prop::sample::select(vec![
            Step::Evidence, Step::OnlyIf, Step::Cap, Step::Missing,
        ]).prop_map(Some),
    ]
}

fn path() -> BoxedStrategy<Path> {
    let on_cards = (cards(), vec(numbered(), 0..3), last()).prop_map(|(cards, steps, last)| Path {
        cards: Some(cards),
        steps: steps.into_iter().chain(last.map(sp)).collect(),
        span: Span::default(),
    });
    let own = prop_oneof![
        prop::sample::select(vec![
            Step::Rating,
            Step::Council,
            Step::Certificate,
            Step::Authority,
        ]),
        label().prop_map(Step::Transition),
        name().prop_map(|n| Step::Assumption(sp(n))),
        name().prop_map(|n| Step::Fact(sp(n))),
        name().prop_map(|n| Step::Let(sp(n))),
        name().prop_map(|n| Step::Table(sp(n))),
    ]
    .prop_map(|step| Path {
        cards: None,
        steps: vec![sp(step)],
        span: Span::default(),
    });
    prop_oneof![3 => on_cards, 1 => own].boxed()
}

/// A group whose heading ends where its block begins.
fn held(kind: GroupKind) -> BoxedStrategy<Stmt> {
    group(kind)
        .prop_map(|stmt| match stmt {
            Stmt::Group(group) => Stmt::Group(Group {
                block: group.block.or_else(|| Some(empty())),
                ..group
            }),
            other => other,
        })
        .boxed()
}

fn renewal() -> BoxedStrategy<Renewal> {
    let count = || size().prop_map(sp);
    let on_card = prop_oneof![
        2 => held(GroupKind::Part),
        2 => held(GroupKind::Section),
        4 => criterion(),
        1 => finding(),
        1 => require(),
        1 => rating(),
        1 => count().prop_map(Stmt::Samples),
        1 => count().prop_map(Stmt::Set),
        1 => label().prop_map(Stmt::Unavailable),
        1 => label().prop_map(Stmt::Title),
        1 => fact(),
        1 => policy().prop_map(Stmt::Missing),
    ];
    let on_criterion = prop_oneof![
        4 => option(),
        1 => case(),
        1 => finding(),
        1 => require(),
        1 => force(),
        1 => replaces(),
        1 => label().prop_map(Stmt::Evidence),
        1 => only_if(),
        1 => cap(),
        1 => policy().prop_map(Stmt::Missing),
    ];
    let own = prop_oneof![
        rating(),
        council(),
        certificate(),
        authority(),
        transition(),
        assumption(),
        fact(),
        let_(),
        table(),
        applies(),
        label().prop_map(Stmt::Title),
        super::card::scorecard(),
    ];
    let place = |cards: Option<Cards>, steps: Vec<Sp<Step>>| Path {
        cards,
        steps,
        span: Span::default(),
    };
    prop_oneof![
        2 => (cards(), on_card).prop_map(move |(cards, stmt)| (place(Some(cards), vec![]), stmt)),
        2 => (cards(), code(), on_criterion).prop_map(move |(cards, code, stmt)| {
            (place(Some(cards), vec![sp(Step::Criterion(code))]), stmt)
        }),
        2 => own.prop_map(move |stmt| (place(None, vec![]), stmt)),
    ]
    .prop_map(|(at, stmt)| Renewal {
        at,
        node: Box::new(node(stmt)),
    })
    .boxed()
}
