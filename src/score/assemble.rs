//! From a sheet to the outcome that others read.

use super::level::Rank;
use super::numbers::Nums;
use super::run::{Sheet, shown_findings};
use super::sheet::Scored;
use super::{CriterionOutcome, GroupOutcome, Levels, Missing, Outcome, Range, Tri, Why};
use crate::exact::Num;
use crate::model::Scorecard;

/// The outcome of one sheet.
pub(super) fn outcome(card: &Scorecard, sheet: &Sheet, missing: Vec<Missing>) -> Outcome {
    let (findings, places) = shown_findings(card, &sheet.findings);
    Outcome {
        total: total(card, &sheet.total),
        measured: sheet.measured.range(),
        groups: sheet
            .groups
            .iter()
            .map(|g| GroupOutcome {
                points: total(card, &g.points),
                max: total(card, &g.max),
                capped: g.capped,
                counts: g.counts,
            })
            .collect(),
        criteria: sheet
            .scored
            .iter()
            .map(|s| criterion(card, s, &places))
            .collect(),
        level_by_total: levels(&sheet.by_bands),
        level: levels(&sheet.levels),
        minimums: sheet.minimums.clone(),
        lifts: sheet.lifts.clone(),
        findings,
        missing,
        assumptions: Vec::new(),
        council: None,
        troubles: Vec::new(),
    }
}

pub(super) fn levels(ranks: &[Rank]) -> Levels {
    Levels(ranks.to_vec())
}

/// Least and most; where arithmetic left the exact numbers, the card's own maximum.
pub(super) fn total(card: &Scorecard, n: &Nums) -> Range {
    let (lo, hi) = (card.max.min(Num::ZERO), card.max.max(Num::ZERO));
    let clamped = n.clone().clamped(lo, hi);
    clamped.range().unwrap_or(Range { lo, hi })
}

pub(super) fn criterion(
    card: &Scorecard,
    s: &Scored,
    places: &[Option<usize>],
) -> CriterionOutcome {
    CriterionOutcome {
        points: total(card, &s.points),
        status: s.status,
        options: s.held.iter().copied().flatten().collect(),
        ticks: ticked(&s.ticks),
        rung: s.rung,
        branch: s.branch,
        why: s.why.iter().filter_map(|w| placed(w, places)).collect(),
        conditions: s.conditions.clone(),
    }
}

pub(super) fn ticked(ticks: &[Tri]) -> Vec<usize> {
    let there = ticks.iter().enumerate().filter(|(_, t)| **t == Tri::Yes);
    there.map(|(i, _)| i).collect()
}

/// A step with its finding at the place where the outcome lists it; nothing
/// when the finding turned out not to be there.
fn placed(why: &Why, places: &[Option<usize>]) -> Option<Why> {
    let at = |finding: usize| places.get(finding).copied().flatten();
    match why {
        Why::StoppedBy { finding } => at(*finding).map(|finding| Why::StoppedBy { finding }),
        Why::RejectedBy { finding } => at(*finding).map(|finding| Why::RejectedBy { finding }),
        other => Some(other.clone()),
    }
}
