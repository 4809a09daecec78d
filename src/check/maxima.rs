//! W1007 and W1014: maxima that cannot be attained, or that can be exceeded.
//!
//! **What they do.** The sums of printed maxima are told when the page is read
//! (E0203, E0204, N0203). What conditions between criteria make of them takes
//! all dossiers: for the card, and for every part and section in which
//! something need not count, is capped, replaced or computed, the most that a
//! dossier has there is found and held against the maximum printed.
//!
//! **Why it matters.** A maximum that is out of reach was probably added up for
//! another set of criteria; one that is exceeded makes every percentage of it wrong.
//!
//! **Cost.** One pass over the graph of the card for each such part or section.

use super::copies;
use crate::exact::Num;
use crate::model::{
    Child, Criterion, Expr, ExprKind, Form, Group, Interval, Oddity, Ruleset, Scorecard, Target,
    Type, Unit,
};
use crate::reason::{Outcomes, Trouble};
use crate::syntax::tree::FindingKind;
use crate::text::catalogue::checks::{maximum_out_of_reach, proofs as say};
use crate::text::{Diagnostic, Severity, both};

/// Most bands into which the points of a part are cut.
const MOST_BANDS: usize = 1000;

/// Holds the maximum of the card, and of its parts and sections, against what
/// dossiers have.
///
/// # Errors
/// When they cannot be gone through exactly.
pub fn check(
    rules: &Ruleset,
    card: &Scorecard,
    outcomes: &Outcomes,
    out: &mut Vec<Diagnostic>,
) -> Result<(), Trouble> {
    if let Some(most) = outcomes.points.keys().map(|p| p.total).max() {
        let what = crate::model::build::words::card(&card.id);
        if most < card.max {
            let found = maximum_out_of_reach(&what, most, card.max, card.span);
            out.push(recorded(found, why_short(card, card.max, most)));
        } else if most > card.max {
            out.push(say::exceeded(&what, most, card.max, card.span));
        }
    }
    for (g, group) in card.groups.iter().enumerate() {
        if !entangled(card, g, group) {
            continue;
        }
        let Some(most) = most(rules, card, g, group.max)? else {
            continue;
        };
        let what = crate::model::build::words::named(group.kind, &group.code);
        let found = match most {
            Most::Exactly(most) if most < group.max => {
                maximum_out_of_reach(&what, most, group.max, group.max_span)
            }
            Most::Above => say::exceeded_part(&what, group.max, group.max_span),
            Most::Exactly(_) => continue,
        };
        out.push(recorded(found, group.oddities.first()));
    }
    Ok(())
}

fn recorded(mut found: Diagnostic, oddity: Option<&Oddity>) -> Diagnostic {
    if let Some(oddity) = oddity {
        found.severity = Severity::Note;
        found = found.at(oddity.span, both!("recorded here", "đã ghi nhận ở đây"));
    }
    found
}

/// The oddity of a part whose own sum falls short by just what the card lacks.
fn why_short(card: &Scorecard, max: Num, most: Num) -> Option<&Oddity> {
    let lacks = max.sub(most)?;
    let short = |g: &&Group| {
        let sum = g.children.iter().try_fold(Num::ZERO, |sum, child| {
            let max = match child {
                Child::Criterion(i) => card.criteria.get(*i)?.max,
                Child::Group(g) => card.groups.get(*g)?.max,
            };
            sum.add(max)
        });
        sum.and_then(|sum| g.max.sub(sum)) == Some(lacks)
    };
    card.groups.iter().find(short)?.oddities.first()
}

/// Whether more than a sum of options decides what a group comes to.
fn entangled(card: &Scorecard, g: usize, group: &Group) -> bool {
    let below = card.below(Child::Group(g));
    let replaced = |i: usize| {
        let all = card.criteria.iter().flat_map(|c| &c.replaces);
        all.into_iter().any(|r| r.other == i)
    };
    let alone = |i: usize| {
        card.criteria.get(i).is_none_or(|c: &Criterion| {
            c.only_if.is_empty()
                && c.replaces.is_empty()
                && c.caps.is_empty()
                && c.forces.is_empty()
                && c.form != Form::Formula
                && !c.findings.iter().any(|f| f.kind == FindingKind::Stop)
                && !replaced(i)
        })
    };
    let plain = |g: &Group| !g.best && !g.subtracted && g.cap.is_none();
    let inner = |at: usize| -> bool {
        let mut next = card.groups.get(at).and_then(|g| g.parent);
        for _ in 0..card.groups.len() {
            match next {
                Some(p) if p == g => return true,
                Some(p) => next = card.groups.get(p).and_then(|g| g.parent),
                None => return false,
            }
        }
        false
    };
    let inside = card.groups.iter().enumerate().filter(|(at, _)| inner(*at));
    !(plain(group)
        && below.iter().all(|i| alone(*i))
        && inside
            .into_iter()
            .all(|(_, g)| plain(g) && g.only_if.is_none()))
}

enum Most {
    Exactly(Num),
    Above,
}

/// The most that a dossier has in a group.
fn most(
    rules: &Ruleset,
    card: &Scorecard,
    group: usize,
    max: Num,
) -> Result<Option<Most>, Trouble> {
    let Some(step) = crate::model::build::step_of(card).filter(|s| *s > Num::ZERO) else {
        return Ok(None);
    };
    // A band for every value up to the maximum, and one for all above.
    let mut values: Vec<Num> = Vec::new();
    let mut next = max;
    while next > Num::ZERO && values.len() < MOST_BANDS {
        values.push(next);
        match next.sub(step) {
            Some(less) => next = less,
            None => break,
        }
    }
    values.reverse();
    let above = Interval {
        lo: Some(max),
        lo_in: false,
        ..Interval::default()
    };
    let mut copy = copies::bare(rules, card);
    for card in copy.cards.values_mut() {
        card.rating.of = Expr {
            kind: ExprKind::Points(Target::Group(group)),
            ty: Type::Number(Unit::none()),
            span: card.span,
        };
        card.rating.lower_is_better = false;
        let points = values.iter().map(|v| copies::level(Interval::point(*v)));
        card.rating.levels = points.chain([copies::level(above.clone())]).collect();
    }
    let all = copies::reachable(&copy)?;
    let top = all.iter().filter_map(|p| p.by_total).max();
    Ok(match top {
        Some(top) if top == values.len() => Some(Most::Above),
        Some(top) => values.get(top).copied().map(Most::Exactly),
        None => Some(Most::Exactly(Num::ZERO)),
    })
}
