//! The criteria and groups of two cards.

use super::{CardPair, CriterionPair};
use crate::compare::assign::matched;
use crate::compare::similar::Bag;
use crate::model::{Child, Criterion, Ruleset, Scorecard};
use std::collections::BTreeSet;

/// What is looked at of a criterion.
struct Face<'a> {
    criterion: &'a Criterion,
    title: Bag,
    above: Bag,
    wording: Bag,
}

impl Face<'_> {
    fn of<'a>(card: &'a Scorecard, criterion: &'a Criterion) -> Face<'a> {
        let mut wording = Bag::default();
        for o in &criterion.options {
            wording.add(&o.label);
        }
        for r in &criterion.rungs {
            wording.add(r.label.as_deref().unwrap_or_default());
        }
        let above = criterion.parent.and_then(|g| card.groups.get(g));
        Face {
            criterion,
            title: Bag::of(&criterion.title),
            above: Bag::of(above.map_or("", |g| g.title.as_str())),
            wording,
        }
    }

    fn worth(&self, other: &Face<'_>) -> i64 {
        let (a, b) = (self.criterion, other.criterion);
        let title = self.title.like(&other.title);
        let wording = if self.wording.is_empty() && other.wording.is_empty() {
            if a.form == b.form { title } else { 0 }
        } else {
            self.wording.like(&other.wording)
        };
        let number = a.number == b.number;
        let likely = title >= 550
            || (wording >= 600 && title >= 200)
            || (wording >= 850 && self.wording.words() >= 6)
            || (number && (title >= 250 || wording >= 400));
        if !likely {
            return 0;
        }
        60 * title
            + 30 * wording
            + 5 * self.above.like(&other.above)
            + if number { 12_000 } else { 0 }
            + if a.max == b.max { 1500 } else { 0 }
            + if a.form == b.form { 1000 } else { 0 }
    }
}

/// Two cards, as far as their criteria are held against each other.
pub(super) struct Faces<'a> {
    old: Vec<Face<'a>>,
    new: Vec<Face<'a>>,
}

impl Faces<'_> {
    pub(super) fn of<'a>(a: &'a Scorecard, b: &'a Scorecard) -> Faces<'a> {
        Faces {
            old: a.criteria.iter().map(|c| Face::of(a, c)).collect(),
            new: b.criteria.iter().map(|c| Face::of(b, c)).collect(),
        }
    }

    /// How much one criterion is like another; 0 when it is not likely the same.
    pub(super) fn worth(&self, i: usize, j: usize) -> i64 {
        let (Some(p), Some(q)) = (self.old.get(i), self.new.get(j)) else {
            return 0;
        };
        // Where nothing else tells them apart, the nearer place does.
        let place = |i: usize, n: usize| -> i64 {
            let of = i64::try_from(n.max(1)).unwrap_or(1);
            600 * i64::try_from(i).unwrap_or(0) / of
        };
        match p.worth(q) {
            0 => 0,
            w => w + 600 - (place(i, self.old.len()) - place(j, self.new.len())).abs(),
        }
    }
}

/// Pairs what stands on two cards.
pub(super) fn fill(
    pair: &mut CardPair,
    old: (&Ruleset, &Scorecard),
    new: (&Ruleset, &Scorecard),
    turned: bool,
) {
    let (a, b) = (old.1, new.1);
    let faces = Faces::of(a, b);
    let found = matched(a.criteria.len(), b.criteria.len(), turned, |i, j| {
        faces.worth(i, j)
    });
    pair.criteria = found
        .into_iter()
        .map(|(old, new)| CriterionPair {
            old,
            new,
            main: true,
            ..CriterionPair::default()
        })
        .collect();
    pair.groups = groups(pair, a, b, turned);
    for at in 0..pair.criteria.len() {
        pair.settle(at, old, new);
    }
}

pub(super) fn groups(
    pair: &CardPair,
    a: &Scorecard,
    b: &Scorecard,
    turned: bool,
) -> Vec<(usize, usize)> {
    let below = |card: &Scorecard| -> Vec<BTreeSet<usize>> {
        (0..card.groups.len())
            .map(|g| card.below(Child::Group(g)).into_iter().collect())
            .collect()
    };
    let titles =
        |card: &Scorecard| -> Vec<Bag> { card.groups.iter().map(|g| Bag::of(&g.title)).collect() };
    let (in_a, in_b) = (below(a), below(b));
    let (of_a, of_b) = (titles(a), titles(b));
    let worth = |i: usize, j: usize| -> i64 {
        let (Some(g), Some(h)) = (a.groups.get(i), b.groups.get(j)) else {
            return 0;
        };
        let (Some(x), Some(y), Some(s), Some(t)) =
            (in_a.get(i), in_b.get(j), of_a.get(i), of_b.get(j))
        else {
            return 0;
        };
        let title = s.like(t);
        let both = pair
            .criteria
            .iter()
            .filter(|c| x.contains(&c.old) && y.contains(&c.new))
            .count();
        let all = x.len() + y.len();
        let shared = i64::try_from(2000 * both / all.max(1)).unwrap_or(0);
        let code = g.code == h.code;
        let kind = g.kind == h.kind;
        let likely = title >= 500 || (code && (title >= 250 || shared >= 400)) || shared >= 700;
        if !likely {
            return 0;
        }
        4 * title + 4 * shared + if code { 1500 } else { 0 } + if kind { 3000 } else { 0 }
    };
    matched(a.groups.len(), b.groups.len(), turned, worth)
}
