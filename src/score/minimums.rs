//! What levels ask for: the option that must be held, and conditions.

use super::expr::{order, truth};
use super::form::points;
use super::sheet::{Scored, View};
use super::{MinimumKind, MinimumOutcome, Tri};
use crate::model::assumptions::MINIMUMS_IN_CASES;
use crate::model::{Criterion, Form, Opt, Scorecard};
use crate::syntax::tree::CmpOp;

/// Every minimum and requirement of a card: marked options in order of the
/// page, then the conditions of the card, then those of the rating.
pub(super) fn minimums<'a>(v: &View<'_, 'a>, card: &'a Scorecard) -> Vec<MinimumOutcome> {
    let mut all = Vec::new();
    for (i, c) in card.criteria.iter().enumerate() {
        all.extend(of_criterion(v, i, c));
    }
    let v = &View { at: None, ..*v };
    for (place, r) in card.requires.iter().enumerate() {
        all.push(MinimumOutcome {
            level: r.level,
            what: MinimumKind::CardRequire(place),
            met: truth(v, &r.when),
        });
    }
    for (place, r) in card.rating.requires.iter().enumerate() {
        all.push(MinimumOutcome {
            level: r.level,
            what: MinimumKind::RatingRequire(place),
            met: truth(v, &r.when),
        });
    }
    all
}

/// The marked options of a criterion, in order of the page.
pub(super) fn of_criterion(v: &View<'_, '_>, i: usize, c: &Criterion) -> Vec<MinimumOutcome> {
    let mut all = Vec::new();
    for (place, option) in c.options.iter().enumerate() {
        for level in &option.marks {
            let v = &View { at: Some(i), ..*v };
            all.push(MinimumOutcome {
                level: *level,
                what: MinimumKind::Option {
                    criterion: i,
                    option: place,
                },
                met: option_met(v, i, c, place, *level),
            });
        }
    }
    all
}

/// Whether what is held is at or after the marked option. A criterion that is
/// out of the sum has no minimum.
fn option_met(v: &View<'_, '_>, i: usize, c: &Criterion, marked: usize, level: usize) -> Tri {
    let Some(scored) = v.scored(i) else {
        return Tri::Unknown;
    };
    let reached = if c.form == Form::Checklist {
        scored.ticks.get(marked).copied().unwrap_or(Tri::No)
    } else {
        held_reaches(v, c, scored, marked, level)
    };
    match scored.present {
        Tri::Yes => reached,
        Tri::No => Tri::Yes,
        Tri::Unknown => reached.join(Tri::Yes),
    }
}

fn held_reaches(
    v: &View<'_, '_>,
    c: &Criterion,
    scored: &Scored,
    marked: usize,
    level: usize,
) -> Tri {
    let each = scored.held.iter().map(|held| match held {
        None => Tri::No,
        Some(held) => Tri::of(reaches(c, *held, marked, level, || {
            v.reads(MINIMUMS_IN_CASES, "by_points")
        })),
    });
    each.reduce(Tri::join).unwrap_or(Tri::No)
}

/// Whether a held option meets the mark of an option; `by_points` is asked only
/// where the mark stands in another case.
pub(super) fn reaches(
    c: &Criterion,
    held: usize,
    marked: usize,
    level: usize,
    by_points: impl FnOnce() -> bool,
) -> bool {
    let (Some(mine), Some(theirs)) = (c.options.get(held), c.options.get(marked)) else {
        return false;
    };
    let same_branch = mine.branch == theirs.branch;
    if same_branch && mine.case == theirs.case {
        return CmpOp::Ge.holds(order(c, Some(held), Some(marked)));
    }
    // A mark in a branch that does not apply asks nothing.
    if !same_branch {
        return true;
    }
    let marks_here = |o: &&Opt| o.branch == mine.branch && o.marks.contains(&level);
    let mut marks = c.options.iter().filter(marks_here);
    if marks.clone().any(|o| o.case == mine.case) {
        // The case that was chosen has a mark of its own.
        return true;
    }
    if !by_points() {
        return true;
    }
    let least = marks.by_ref().map(|o| o.points).min();
    least.is_none_or(|least| points(c, Some(held)) >= least)
}
