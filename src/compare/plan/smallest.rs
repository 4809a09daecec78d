//! The smallest dossiers that a draft rates otherwise, card by card: found by
//! going through all of them ([`reason::prove`]), not by trying some.

use super::{Apart, Otherwise, Smallest};
use crate::compare::{CardPair, CriterionPair, Pairing};
use crate::compare::{Class, Difference, Edit};
use crate::model::{Ruleset, Scorecard};
use crate::reason::{self, Ask, Extent, Pair, Pairs};
use std::collections::BTreeSet;

/// For each scorecard on which something changed that could move a result: the
/// smallest dossier that is rated otherwise, the proof that there is none, or
/// why that cannot be told.
#[must_use]
pub fn smallest(
    old: &Ruleset,
    new: &Ruleset,
    pairing: &Pairing,
    difference: &Difference,
) -> Vec<Smallest> {
    let binds = |e: &&Edit| e.classes().iter().any(|c| *c != Class::Wording);
    let edits: Vec<&Edit> = difference.edits.iter().filter(binds).collect();
    let whole = edits.iter().any(|e| e.card.is_none());
    let mut all = Vec::new();
    for side in &difference.cards {
        let (Some(from), Some(to)) = (&side.old, &side.new) else {
            continue;
        };
        if !whole && edits.iter().all(|e| e.card.as_ref() != Some(side)) {
            continue;
        }
        let places = old
            .cards
            .get_full(&from.key)
            .zip(new.cards.get_full(&to.key));
        let Some(((i, _, a), (j, _, b))) = places else {
            continue;
        };
        let pair = pairing.cards.iter().find(|p| (p.old, p.new) == (i, j));
        all.push(Smallest {
            card: to.clone(),
            result: held((old, a), (new, b), pair),
        });
    }
    all
}

fn held(
    old: (&Ruleset, &Scorecard),
    new: (&Ruleset, &Scorecard),
    pair: Option<&CardPair>,
) -> Otherwise {
    let pairs = pair.map(one_to_one);
    // A level is what is signed for; a total is looked at where no level moves.
    let look = |extent: Extent| {
        let ask = Ask {
            extent,
            pairs: pairs.clone(),
            ..Ask::default()
        };
        reason::prove(old, new, &ask)
    };
    let found = look(Extent::Level).and_then(|levels| match levels.witness {
        Some(_) => Ok((levels, false)),
        None => Ok((look(Extent::Total)?, true)),
    });
    match found {
        Ok((proven, same_levels)) => match proven.witness {
            Some(w) => Otherwise::Apart(Box::new(Apart {
                same_levels,
                before: (w.dossier.old, w.outcome.old),
                after: (w.dossier.new, w.outcome.new),
            })),
            None => Otherwise::Equal {
                lone: proven.lone.len(),
            },
        },
        Err(why) => Otherwise::Unknown(why.diagnostic(new.1).message),
    }
}

/// The pairs in which one criterion is one criterion, and one option one option:
/// of what was split or merged an old answer does not say the new one.
fn one_to_one(pair: &CardPair) -> Pairs {
    let mut all: Vec<&CriterionPair> = pair.criteria.iter().collect();
    all.sort_by_key(|c| (!c.main, c.old, c.new));
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    let mut criteria: Vec<Pair> = Vec::new();
    for c in all {
        if olds.contains(&c.old) || news.contains(&c.new) {
            continue;
        }
        olds.insert(c.old);
        news.insert(c.new);
        let alone = |(i, j): &&(usize, usize)| {
            c.options.iter().filter(|(x, y)| x == i || y == j).count() == 1
        };
        criteria.push(Pair {
            old: c.old,
            new: c.new,
            options: c.options.iter().filter(alone).copied().collect(),
        });
    }
    criteria.sort_by_key(|c| c.old);
    Pairs { criteria }
}
