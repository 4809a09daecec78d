//! Subtotals: the sum of what counts, or the best of it, cut by a cap.

use super::expr::truth;
use super::looks::above;
use super::numbers::Nums;
use super::sheet::View;
use super::{Tri, TroubleKind};
use crate::exact::Num;
use crate::model::{Child, Criterion, Group};

/// A group as far as it is scored.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GroupDone {
    pub points: Nums,
    /// The maximum of what counts in it.
    pub max: Nums,
    /// Points that the cap cut off, when known.
    pub capped: Option<Num>,
    /// Whether it counts, as far as its own condition goes.
    pub counts: Tri,
}

/// How deep groups may stand in each other.
const DEEPEST: usize = 64;

/// A child as it enters the subtotal above it.
struct Part {
    points: Nums,
    max: Nums,
    present: Tri,
}

/// The subtotal of a group.
pub(super) fn done(v: &View<'_, '_>, g: usize) -> GroupDone {
    let Some(group) = v.card.and_then(|c| c.groups.get(g)) else {
        return nothing_known();
    };
    let so_far = v.done.iter().flatten().count();
    if let Some(Some((at, known))) = v.memo.groups.borrow().get(g)
        && *at == so_far
    {
        return known.clone();
    }
    // Groups that hold each other, which no page can say, are never worked out.
    let open = v.memo.open_groups.borrow().clone();
    if open.contains(&g) || open.len() >= DEEPEST {
        return nothing_known();
    }
    v.memo.open_groups.borrow_mut().push(g);
    let result = work_out(v, group);
    v.memo.open_groups.replace(open);
    if let Some(slot) = v.memo.groups.borrow_mut().get_mut(g) {
        *slot = Some((so_far, result.clone()));
    }
    result
}

/// The total of the card.
pub(super) fn total(v: &View<'_, '_>) -> GroupDone {
    let Some(card) = v.card else {
        return nothing_known();
    };
    let (points, max) = sum(v, &card.children, card.max);
    GroupDone {
        points,
        max,
        capped: None,
        counts: Tri::Yes,
    }
}

/// Whether a group and all it stands in count.
pub(super) fn counts(v: &View<'_, '_>, g: usize) -> Tri {
    let Some(card) = v.card else {
        return Tri::Unknown;
    };
    let each = above(card, Some(g)).into_iter();
    Tri::all(each.map(|g| own_condition(v, g)))
}

/// Whether a group's own condition lets it count.
pub(super) fn own_condition(v: &View<'_, '_>, g: usize) -> Tri {
    let only_if = v
        .card
        .and_then(|c| c.groups.get(g))
        .and_then(|g| g.only_if.as_ref());
    only_if.map_or(Tri::Yes, |o| truth(v, &o.when))
}

fn nothing_known() -> GroupDone {
    GroupDone {
        points: Nums::all(),
        max: Nums::all(),
        capped: None,
        counts: Tri::Unknown,
    }
}

fn work_out<'a>(v: &View<'_, 'a>, group: &'a Group) -> GroupDone {
    let (points, max) = if group.best {
        best(v, &group.children)
    } else {
        sum(v, &group.children, group.max)
    };
    let mut capped = None;
    let (mut points, mut max) = match group.cap {
        Some(cap) => {
            capped = points
                .known()
                .and_then(|p| p.sub(cap))
                .filter(|over| *over > Num::ZERO);
            let cap = Nums::One(cap);
            (points.least(&cap), max.least(&cap))
        }
        None => (points, max),
    };
    let only_if = group.only_if.as_ref();
    let counts = only_if.map_or(Tri::Yes, |o| truth(v, &o.when));
    if counts != Tri::Yes {
        let otherwise = only_if.and_then(|o| o.otherwise);
        let instead = Nums::One(otherwise.unwrap_or(Num::ZERO));
        let no_max = Nums::One(otherwise.map_or(Num::ZERO, |_| group.max));
        if counts == Tri::No {
            (points, max, capped) = (instead, no_max, None);
        } else {
            (points, max) = (points.join(&instead), max.join(&no_max));
        }
    }
    GroupDone {
        points,
        max,
        capped,
        counts,
    }
}

fn part(v: &View<'_, '_>, child: Child) -> Part {
    match child {
        Child::Criterion(i) => match (v.scored(i), v.card.and_then(|c| c.criteria.get(i))) {
            (Some(s), _) => Part {
                points: s.points.clone(),
                max: s.max.clone(),
                present: s.present,
            },
            (None, Some(c)) => Part {
                points: between(least(c), c.max),
                max: between(Num::ZERO, c.max),
                present: Tri::Unknown,
            },
            (None, None) => Part {
                points: Nums::ZERO,
                max: Nums::ZERO,
                present: Tri::No,
            },
        },
        Child::Group(g) => {
            let done = done(v, g);
            let group = v.card.and_then(|c| c.groups.get(g));
            let only_if = group.and_then(|g| g.only_if.as_ref());
            let instead = only_if.is_some_and(|o| o.otherwise.is_some());
            let present = if instead { Tri::Yes } else { done.counts };
            if group.is_some_and(|g| g.subtracted) {
                return Part {
                    points: done.points.neg().unwrap_or_else(|_| Nums::all()),
                    max: Nums::ZERO,
                    present,
                };
            }
            Part {
                points: done.points,
                max: done.max,
                present,
            }
        }
    }
}

/// The least that a criterion can give, as far as its lines say; zero if they say nothing.
pub(super) fn least(c: &Criterion) -> Num {
    c.ends().map_or(Num::ZERO, |(lo, _)| lo.min(Num::ZERO))
}

fn between(a: Num, b: Num) -> Nums {
    Nums::between(a.min(b), a.max(b))
}

/// The sum. When it leaves the range of exact numbers nothing is guessed: it
/// lies somewhere up to the maximum.
fn sum(v: &View<'_, '_>, children: &[Child], declared: Num) -> (Nums, Nums) {
    let (mut points, mut max) = (Nums::ZERO, Nums::ZERO);
    for child in children {
        let part = part(v, *child);
        match (points.add(&part.points), max.add(&part.max)) {
            (Ok(p), Ok(m)) => (points, max) = (p, m),
            _ => {
                v.trouble(TroubleKind::TooLarge);
                return (between(Num::ZERO, declared), between(Num::ZERO, declared));
            }
        }
    }
    (points, max)
}

/// The best of what is there; zero if nothing is.
fn best(v: &View<'_, '_>, children: &[Child]) -> (Nums, Nums) {
    let parts: Vec<Part> = children.iter().map(|c| part(v, *c)).collect();
    let top = |of: fn(&Part) -> &Nums| {
        let certain = parts.iter().filter(|p| p.present == Tri::Yes);
        let open = parts.iter().filter(|p| p.present == Tri::Unknown);
        let sure = certain.map(of).cloned().reduce(|a, b| a.greatest(&b));
        // While nothing is certain to be there, each may be there alone, or none at all.
        let alone = sure.is_none();
        let found = open.map(of).fold(sure, |found, p| {
            Some(match found {
                None => p.clone(),
                Some(top) if alone => top.join(&top.greatest(p)).join(p),
                Some(top) => top.join(&top.greatest(p)),
            })
        });
        match found {
            Some(top) if alone => top.join(&Nums::ZERO),
            Some(top) => top,
            None => Nums::ZERO,
        }
    };
    (top(|p| &p.points), top(|p| &p.max))
}
