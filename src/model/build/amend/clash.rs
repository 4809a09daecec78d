//! Changes that cannot go together: where the order in which they are made
//! would matter, or where both say what becomes of one thing.

use super::resolve::Hit;
use crate::text::catalogue::amending as say;
use crate::text::{Diagnostic, Span};
use std::collections::{BTreeMap, BTreeSet};

/// How a change holds on to a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grip {
    /// With all that stands in it.
    Whole,
    /// Its heading only.
    Head,
    /// Its number only.
    Number,
    /// Its marks for these levels; all when there are none.
    Mark(Vec<String>),
    /// The room before (true) or behind it.
    Beside(bool),
    /// The room at its end, for lines of these kinds, taken by this decision.
    Tail(usize, Vec<String>),
    /// That nothing else has its name.
    Name,
}

/// Tells of every two changes that cannot go together.
pub fn check(hits: &[Hit<'_>], out: &mut Vec<Diagnostic>) {
    let mut by_key: BTreeMap<&[String], Vec<(usize, &Grip)>> = BTreeMap::new();
    for (i, hit) in hits.iter().enumerate() {
        for (key, grip) in &hit.grips {
            by_key.entry(key).or_default().push((i, grip));
        }
    }
    let mut told: BTreeSet<(Span, Span)> = BTreeSet::new();
    let mut tell = |a: usize, b: usize, out: &mut Vec<Diagnostic>| {
        let (Some(first), Some(second)) = (hits.get(a), hits.get(b)) else {
            return;
        };
        if first.span == second.span {
            return;
        }
        let (x, y) = (first.span.min(second.span), first.span.max(second.span));
        if told.insert((x, y)) {
            out.push(say::clash(y, x, first.by == second.by));
        }
    };
    for (key, here) in &by_key {
        for (n, (i, grip)) in here.iter().enumerate() {
            for (j, other) in here.iter().skip(n + 1) {
                if same_thing(grip, other) {
                    tell(*i, *j, out);
                }
            }
            for length in 1..key.len() {
                let outer = key.get(..length).and_then(|k| by_key.get(k));
                for (j, outer) in outer.into_iter().flatten() {
                    if **outer == Grip::Whole && **grip != Grip::Name {
                        tell(*j, *i, out);
                    }
                }
            }
        }
    }
}

/// Whether two changes of one thing cannot go together.
fn same_thing(a: &Grip, b: &Grip) -> bool {
    use Grip::{Beside, Head, Mark, Name, Number, Tail, Whole};
    match (a, b) {
        (Mark(x), Mark(y)) => x.is_empty() || y.is_empty() || x.iter().any(|l| y.contains(l)),
        (Beside(x), Beside(y)) => x == y,
        (Tail(i, x), Tail(j, y)) => i != j && x.iter().any(|k| y.contains(k)),
        // What is inserted beside a thing stays, whatever becomes of the thing;
        // and the name of what goes is free.
        (Whole | Head | Number | Mark(_) | Tail(..), Beside(_) | Name)
        | (Beside(_) | Name, Whole | Head | Number | Mark(_) | Tail(..))
        | (Beside(_), Name)
        | (Name, Beside(_))
        | (Head | Number, Mark(_) | Tail(..))
        | (Mark(_) | Tail(..), Head | Number)
        | (Head, Number)
        | (Number, Head)
        | (Mark(_), Tail(..))
        | (Tail(..), Mark(_)) => false,
        (Whole, _) | (_, Whole) | (Head, Head) | (Number, Number) | (Name, Name) => true,
    }
}
