//! The pairing that a crosswalk declares.
//!
//! Cards and criteria are paired as its lines say, and no others. Options are
//! paired where a line leads from one to one, from one to several or from
//! several to one; where it leaves more open than that, or settles nothing,
//! likeness chooses among what it allows.

use super::card::{Faces, groups};
use super::{By, CardPair, CriterionPair, Pairing};
use crate::compare::assign::matched;
use crate::model::crosswalk::{Crosswalk, Held, Line, Pair};
use crate::model::{Criterion, Ruleset, Scorecard};
use std::collections::BTreeSet;

impl Pairing {
    /// The pairing that a crosswalk between the two declares.
    #[must_use]
    pub fn along(old: &Ruleset, new: &Ruleset, walk: &Crosswalk) -> Pairing {
        let mut cards: Vec<CardPair> = walk
            .pairs
            .iter()
            .filter_map(|pair| {
                let (a, b) = (old.cards.get(&pair.from)?, new.cards.get(&pair.to)?);
                Some(Pairing::along_cards(pair, (old, a), (new, b)))
            })
            .collect();
        cards.sort_by_key(|c| (c.old, c.new));
        Pairing {
            cards,
            by: By::Crosswalk {
                from: walk.from.clone(),
                to: walk.to.clone(),
            },
        }
    }

    /// The pairing of two cards that a crosswalk declares.
    #[must_use]
    pub fn along_cards(
        pair: &Pair,
        old: (&Ruleset, &Scorecard),
        new: (&Ruleset, &Scorecard),
    ) -> CardPair {
        let place = |r: &Ruleset, c: &Scorecard| r.cards.get_index_of(&c.id).unwrap_or(0);
        let mut made = CardPair {
            old: place(old.0, old.1),
            new: place(new.0, new.1),
            ..CardPair::default()
        };
        made.criteria = criteria(pair, old.1, new.1);
        made.groups = groups(&made, old.1, new.1, made.turned);
        for at in 0..made.criteria.len() {
            made.settle(at, old, new);
            let Some(one) = made.criteria.get_mut(at) else {
                continue;
            };
            let (Some(a), Some(b)) = (old.1.criteria.get(one.old), new.1.criteria.get(one.new))
            else {
                continue;
            };
            let alike = std::mem::take(&mut one.options);
            let links = links(pair, one, a, b);
            one.options = if a.selector.is_some() || b.selector.is_some() {
                // Each branch has options of its own under the same letters.
                let first = |c: &Criterion, o: usize| c.option(&c.options.get(o)?.key);
                let linked = |(i, j): &(usize, usize)| match (first(a, *i), first(b, *j)) {
                    (Some(i), Some(j)) => links.contains(&(i, j)),
                    _ => false,
                };
                alike.into_iter().filter(linked).collect()
            } else {
                options(&links, alike)
            };
        }
        made
    }
}

/// The criteria that lines lead to and from; of several the closest is the main one.
fn criteria(pair: &Pair, a: &Scorecard, b: &Scorecard) -> Vec<CriterionPair> {
    let mut all: BTreeSet<(usize, usize)> = BTreeSet::new();
    for line in &pair.lines {
        all.extend(line.from.iter().map(|i| (*i, line.to)));
    }
    let faces = Faces::of(a, b);
    let mains = matched(a.criteria.len(), b.criteria.len(), false, |i, j| {
        if all.contains(&(i, j)) {
            1 + faces.worth(i, j)
        } else {
            0
        }
    });
    all.iter()
        .map(|(i, j)| CriterionPair {
            old: *i,
            new: *j,
            main: mains.contains(&(*i, *j)),
            declared: true,
            ..CriterionPair::default()
        })
        .collect()
}

/// Which new options an old one may become, as the lines between two criteria say.
fn links(
    pair: &Pair,
    one: &CriterionPair,
    a: &Criterion,
    b: &Criterion,
) -> BTreeSet<(usize, usize)> {
    let lines: Vec<&Line> = pair
        .into_criterion(one.new)
        .filter(|l| l.from.contains(&one.old))
        .collect();
    let mut all = BTreeSet::new();
    for i in a.letters() {
        for j in b.letters() {
            // What several lines say holds together.
            if lines.iter().all(|l| allows(l, one.old, i, j)) {
                all.insert((i, j));
            }
        }
    }
    all
}

/// Whether a line lets an old option become a new one, whatever the other
/// criteria that it looks at hold.
fn allows(line: &Line, old: usize, option: usize, new: usize) -> bool {
    let held = Held::Option(option);
    let at = line.from.iter().position(|i| *i == old);
    let mut of = line.turns.iter().filter(|t| {
        let from = at.and_then(|at| t.from.get(at));
        from.is_some_and(|all| all.contains(&held))
    });
    of.any(|t| match &t.to {
        None => true,
        Some(all) => all.contains(&Held::Option(new)),
    })
}

/// Links as they are where one option is met by one, by several, or several by
/// one; elsewhere those of the likely pairs that are linked.
fn options(links: &BTreeSet<(usize, usize)>, alike: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let news = |i: usize| links.iter().filter(move |(a, _)| *a == i).count();
    let olds = |j: usize| links.iter().filter(move |(_, b)| *b == j).count();
    let plain = |(i, j): (usize, usize)| {
        let splits = news(i) > 1;
        let merges = olds(j) > 1;
        if splits && merges {
            return false;
        }
        // All that the one has must have nothing else.
        if splits {
            return links.iter().all(|(a, b)| *a != i || olds(*b) == 1);
        }
        links.iter().all(|(a, b)| *b != j || news(*a) == 1)
    };
    let mut all: Vec<(usize, usize)> = links.iter().copied().filter(|l| plain(*l)).collect();
    let free = |(i, j): (usize, usize)| all.iter().all(|(a, b)| *a != i && *b != j);
    let more: Vec<(usize, usize)> = alike
        .into_iter()
        .filter(|l| links.contains(l) && free(*l))
        .collect();
    all.extend(more);
    all.sort_unstable();
    all.dedup();
    all
}
