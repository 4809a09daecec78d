//! Crosswalks.

use super::block;
use super::words::{code, label, sp, word};
use crate::syntax::tree::{
    CardPair, Crosswalk, FactPair, FactTarget, FactWalk, Fresh, Gone, NewCards, Same, SamePair,
    Stmt, Stretch, Turn, Walk, Word,
};
use crate::text::Span;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn why() -> impl Strategy<Value = Option<Word>> {
    of(label())
}

fn shared() -> impl Strategy<Value = Word> {
    (word(), word()).prop_map(|(a, b)| sp(format!("{}.{}", a.value, b.value)))
}

/// A number, or the name of a shared text.
fn place() -> impl Strategy<Value = Word> {
    prop_oneof![3 => code().boxed(), 1 => shared().boxed()]
}

fn stretch() -> impl Strategy<Value = Stretch> {
    (place(), of(code())).prop_map(|(first, last)| Stretch { first, last })
}

fn key() -> impl Strategy<Value = Word> {
    prop_oneof![
        6 => "[a-h]".prop_map(sp),
        1 => "[1-9][0-9]?".prop_map(sp),
        1 => word(),
        2 => prop::sample::select(vec!["yes", "no", "none", "else", "reject", "stop"])
            .prop_map(|k| sp(k.to_owned())),
    ]
}

fn keys() -> impl Strategy<Value = Vec<Stretch>> {
    let one = (key(), of(key())).prop_map(|(first, last)| Stretch { first, last });
    vec(one, 1..4)
}

fn turn() -> impl Strategy<Value = Stmt> {
    let to = prop_oneof![5 => keys().boxed(), 1 => Just(Vec::new()).boxed()];
    (vec(keys(), 1..3), to, why()).prop_map(|(from, to, why)| Stmt::Turn(Turn { from, to, why }))
}

fn walk() -> impl Strategy<Value = Stmt> {
    let parts = (
        vec(place(), 1..3),
        place(),
        of(shared()),
        why(),
        of(block(turn(), 0..4)),
    );
    parts.prop_map(|(from, to, like, why, block)| {
        Stmt::Walk(Walk {
            from,
            to,
            like,
            why,
            block,
            head: Span::default(),
        })
    })
}

fn fact_walk() -> impl Strategy<Value = Stmt> {
    let target = prop_oneof![
        2 => Just(FactTarget::Same),
        2 => word().prop_map(FactTarget::As),
        1 => Just(FactTarget::Gone(Span::default())),
    ];
    let pair = (word(), target).prop_map(|(from, to)| FactPair { from, to });
    let parts = (vec(pair, 1..5), why(), of(block(turn(), 0..4)));
    parts.prop_map(|(pairs, why, block)| {
        Stmt::FactWalk(FactWalk {
            pairs,
            why,
            block,
            head: Span::default(),
        })
    })
}

fn line() -> impl Strategy<Value = Stmt> {
    let same = (stretch(), of(stretch())).prop_map(|(from, to)| SamePair { from, to });
    prop_oneof![
        4 => walk(),
        1 => fact_walk(),
        1 => (vec(stretch(), 1..4), why()).prop_map(|(from, why)| Stmt::Gone(Gone { from, why })),
        1 => (vec(same, 1..6), why()).prop_map(|(pairs, why)| Stmt::Same(Same { pairs, why })),
        1 => (vec(stretch(), 1..6), why()).prop_map(|(to, why)| Stmt::Fresh(Fresh { to, why })),
        1 => label().prop_map(Stmt::Note),
        1 => label().prop_map(Stmt::Cite),
    ]
}

pub(super) fn crosswalk() -> BoxedStrategy<Stmt> {
    let pair = (
        vec(word(), 1..3),
        vec(word(), 0..3),
        why(),
        of(block(line(), 0..5)),
    );
    let pair = pair.prop_map(|(from, to, why, block)| {
        Stmt::CardPair(CardPair {
            from,
            to,
            why,
            block,
            head: Span::default(),
        })
    });
    let new =
        (vec(word(), 1..4), why()).prop_map(|(cards, why)| Stmt::NewCards(NewCards { cards, why }));
    let item = prop_oneof![3 => pair, 1 => new, 2 => line()];
    (word(), label(), label(), block(item, 0..5))
        .prop_map(|(name, from, to, block)| {
            Stmt::Crosswalk(Crosswalk {
                name,
                from,
                to,
                block,
            })
        })
        .boxed()
}
