//! What is not known and could change the result.

use super::level::{self, Rank, Say};
use super::run::Sheet;
use super::sheet::{Scored, View};
use super::wants::Wants;
use super::{MinimumKind, Missing, Tri, findings, groups, looks};
use crate::model::{Child, Expr, ExprKind, Scorecard};

/// What is missing, in order of the card; what levels and the whole card wait
/// for comes last. `v` is the sheet as it stands, `sheet` what trying out gave.
pub(super) fn list<'a>(v: &View<'_, 'a>, card: &'a Scorecard, sheet: &Sheet) -> Vec<Missing> {
    let rules = rules(v, card, sheet);
    let mut matters: Vec<bool> = (0..card.criteria.len())
        .map(|i| changes_points(v, card, sheet, i) || changes_level(v, card, sheet, i))
        .collect();
    for wants in &rules {
        mark(&mut matters, &wants.criteria);
    }
    // What matters may itself wait for other criteria.
    loop {
        let before = matters.clone();
        for (i, s) in sheet.scored.iter().enumerate() {
            if matters.get(i) == Some(&true) && !s.settled() {
                mark(&mut matters, &s.wants.criteria);
            }
        }
        if before == matters {
            break;
        }
    }
    let mut all: Vec<Missing> = Vec::new();
    for (i, s) in sheet.scored.iter().enumerate() {
        let w = &s.wants;
        let asked = w.answer || !w.facts.is_empty() || !w.dates.is_empty();
        if asked && !s.settled() && matters.get(i) == Some(&true) {
            all.push(Missing {
                criterion: Some(i),
                answer: w.answer,
                facts: w.facts.clone(),
                dates: w.dates.clone(),
            });
        }
    }
    for wants in rules {
        // What a criterion asks for already is not asked for again.
        let facts = wants.facts.iter().copied();
        let facts: Vec<usize> = facts
            .filter(|f| all.iter().all(|m| !m.facts.contains(f)))
            .collect();
        let dates = wants.dates.iter().copied();
        let dates: Vec<&str> = dates
            .filter(|d| all.iter().all(|m| !m.dates.contains(d)))
            .collect();
        if !facts.is_empty() || !dates.is_empty() {
            all.push(Missing {
                criterion: None,
                answer: false,
                facts,
                dates,
            });
        }
    }
    all
}

fn mark(matters: &mut [bool], criteria: &[usize]) {
    for i in criteria {
        if let Some(slot) = matters.get_mut(*i) {
            *slot = true;
        }
    }
}

/// Whether the points of a criterion reach a total or a subtotal that is open.
fn changes_points(v: &View<'_, '_>, card: &Scorecard, sheet: &Sheet, i: usize) -> bool {
    let Some(s) = sheet.scored.get(i) else {
        return false;
    };
    let open = s.points.known().is_none();
    let parent = card.criteria.get(i).and_then(|c| c.parent);
    if !open || sheet.total.known().is_some() || s.present == Tri::No {
        return false;
    }
    let mut child = Child::Criterion(i);
    for g in looks::above(card, parent).into_iter().rev() {
        let (Some(group), Some(done)) = (card.groups.get(g), sheet.groups.get(g)) else {
            return false;
        };
        if done.points.known().is_some()
            || (group.best && beaten(v, card, sheet, &group.children, child))
        {
            return false;
        }
        child = Child::Group(g);
    }
    true
}

/// Whether another child is always at least as good.
fn beaten(
    v: &View<'_, '_>,
    card: &Scorecard,
    sheet: &Sheet,
    children: &[Child],
    child: Child,
) -> bool {
    let ends = |c: &Child| {
        let (points, present) = match c {
            Child::Criterion(i) => {
                let s = sheet.scored.get(*i)?;
                (&s.points, s.present)
            }
            Child::Group(g) if card.groups.get(*g).is_some_and(|g| g.subtracted) => return None,
            Child::Group(g) => (&sheet.groups.get(*g)?.points, groups::counts(v, *g)),
        };
        Some((points.range()?, present))
    };
    let Some((mine, _)) = ends(&child) else {
        return false;
    };
    let mut others = children.iter().filter(|c| **c != child).filter_map(ends);
    others.any(|(theirs, present)| present == Tri::Yes && theirs.lo >= mine.hi)
}

/// Whether a minimum of a criterion, or a rejection or stop on it, is open and
/// can move the level.
fn changes_level(v: &View<'_, '_>, card: &Scorecard, sheet: &Sheet, i: usize) -> bool {
    let found = sheet
        .scored
        .get(i)
        .map_or(&[][..], |s: &Scored| &s.findings);
    if found.iter().any(|f| f.state == Tri::Unknown) && sheet.levels != [None] {
        return true;
    }
    let of_criterion = |what: &MinimumKind| match what {
        MinimumKind::Option { criterion, .. } => *criterion == i,
        _ => false,
    };
    let places = sheet.minimums.iter().enumerate();
    places
        .filter(|(_, m)| m.met == Tri::Unknown && of_criterion(&m.what))
        .any(|(place, _)| {
            moves(v, card, sheet, |say, met| {
                if let Some(m) = say.minimums.get_mut(place) {
                    m.met = met;
                }
            })
        })
}

/// Whether it makes a difference for some level of the bands if a condition is
/// met or not.
fn moves(v: &View<'_, '_>, card: &Scorecard, sheet: &Sheet, set: impl Fn(&mut Say, Tri)) -> bool {
    if sheet.levels == [None] {
        return false;
    }
    let with = |met: Tri, rank: Rank| {
        let mut say = sheet.say();
        set(&mut say, met);
        level::from_band(v, card, rank, &say)
    };
    sheet
        .by_bands
        .iter()
        .any(|rank| with(Tri::Yes, *rank) != with(Tri::No, *rank))
}

/// What the rules of levels and the findings of the whole card wait for.
fn rules<'a>(v: &View<'_, 'a>, card: &'a Scorecard, sheet: &Sheet) -> Vec<Wants> {
    let mut all = Vec::new();
    let mut wait = |when: &'a Expr| {
        let wants = Wants::of(v, when);
        if !wants.is_empty() {
            all.push(wants);
        }
    };
    for (place, m) in sheet.minimums.iter().enumerate() {
        let require = match m.what {
            MinimumKind::CardRequire(r) => card.requires.get(r),
            MinimumKind::RatingRequire(r) => card.rating.requires.get(r),
            MinimumKind::Option { .. } => None,
        };
        if let Some(r) = require.filter(|_| m.met == Tri::Unknown)
            && moves(v, card, sheet, |say, met| {
                if let Some(m) = say.minimums.get_mut(place) {
                    m.met = met;
                }
            })
        {
            wait(&r.when);
        }
    }
    for (place, lift) in card.rating.lifts.iter().enumerate() {
        if sheet.lifts.get(place) == Some(&Tri::Unknown)
            && moves(v, card, sheet, |say, holds| {
                if let Some(slot) = say.lifts.get_mut(place) {
                    *slot = holds;
                }
            })
        {
            wait(&lift.when);
        }
    }
    // The total waits for what its criteria wait for.
    let of_total = card.rating.of.kind == ExprKind::Total;
    if !of_total && sheet.by_bands.len() > 1 && sheet.levels != [None] {
        wait(&card.rating.of);
    }
    let of_card = sheet
        .findings
        .get(..card.findings.len())
        .unwrap_or_default();
    if sheet.levels != [None] || sheet.total.known().is_none() {
        let mut wants = Wants::default();
        findings::wants(v, &card.findings, of_card, &mut wants);
        if !wants.is_empty() {
            all.push(wants);
        }
    }
    all
}
