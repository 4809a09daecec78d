//! Open points on which a result depends: what each other reading would give.

use super::{AssumptionUse, CriterionOutcome, Outcome};
use crate::model::Ruleset;

/// The assumptions that mattered. `touched` says which readings were asked for
/// on the way; one that changes nothing under any other reading did not matter.
pub(super) fn uses(
    rules: &Ruleset,
    readings: &[usize],
    outcome: &Outcome,
    touched: &[(usize, Option<usize>)],
    evaluate: impl Fn(&[usize]) -> Outcome,
) -> Vec<AssumptionUse> {
    let mut all = Vec::new();
    for (place, assumption) in rules.assumptions.iter().enumerate() {
        let at: Vec<Option<usize>> = touched
            .iter()
            .filter(|(a, _)| *a == place)
            .map(|(_, criterion)| *criterion)
            .collect();
        if at.is_empty() {
            continue;
        }
        let choice = readings.get(place).copied().unwrap_or(assumption.chosen);
        let mut others = Vec::new();
        let mut matters = false;
        for other in (0..assumption.choices.len()).filter(|c| *c != choice) {
            let mut changed = readings.to_vec();
            if let Some(slot) = changed.get_mut(place) {
                *slot = other;
            }
            let result = evaluate(&changed);
            matters |= differs(outcome, &result);
            others.push((other, result.total, result.level));
        }
        if !matters {
            continue;
        }
        let mut criteria: Vec<usize> = at.into_iter().flatten().collect();
        criteria.sort_unstable();
        all.push(AssumptionUse {
            assumption: place,
            choice,
            criteria,
            others,
        });
    }
    all
}

fn differs(a: &Outcome, b: &Outcome) -> bool {
    fn of_criterion(c: &CriterionOutcome) -> impl PartialEq + '_ {
        (c.points, c.status, &c.options, &c.ticks)
    }
    a.total != b.total
        || a.measured != b.measured
        || a.level != b.level
        || a.level_by_total != b.level_by_total
        || a.minimums != b.minimums
        || a.findings != b.findings
        || !a
            .criteria
            .iter()
            .map(of_criterion)
            .eq(b.criteria.iter().map(of_criterion))
}
