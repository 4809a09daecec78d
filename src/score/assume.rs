//! Open points on which a result depends: what each other reading would give.

use super::{AssumptionUse, CriterionOutcome, Outcome};
use crate::model::Ruleset;

/// The assumptions that mattered. `touched` says which readings were asked for
/// on the way; one that changes nothing under any other reading did not matter.
/// `evaluate` takes the readings, and whether it is to be thorough: whether
/// anything changes is seen without that.
pub(super) fn uses(
    rules: &Ruleset,
    chosen: &[usize],
    outcome: &Outcome,
    touched: &[(usize, Option<usize>)],
    evaluate: impl Fn(&[usize], bool) -> Outcome,
) -> Vec<AssumptionUse> {
    let mut all = Vec::new();
    let mut as_chosen: Option<Outcome> = None;
    for (place, assumption) in rules.assumptions.iter().enumerate() {
        let here = touched.iter().filter(|(a, _)| *a == place);
        let at: Vec<Option<usize>> = here.map(|(_, criterion)| *criterion).collect();
        if at.is_empty() {
            continue;
        }
        let base = as_chosen.get_or_insert_with(|| evaluate(chosen, false));
        let choice = chosen.get(place).copied().unwrap_or(assumption.chosen);
        let others: Vec<(usize, Vec<usize>)> = (0..assumption.choices.len())
            .filter(|other| *other != choice)
            .map(|other| {
                let mut readings = chosen.to_vec();
                if let Some(slot) = readings.get_mut(place) {
                    *slot = other;
                }
                (other, readings)
            })
            .collect();
        if !others
            .iter()
            .any(|(_, readings)| differs(base, &evaluate(readings, false)))
        {
            continue;
        }
        let results: Vec<(usize, Outcome)> = others
            .into_iter()
            .map(|(other, readings)| (other, evaluate(&readings, true)))
            .collect();
        if !results.iter().any(|(_, result)| differs(outcome, result)) {
            continue;
        }
        let mut criteria: Vec<usize> = at.into_iter().flatten().collect();
        criteria.sort_unstable();
        all.push(AssumptionUse {
            assumption: place,
            choice,
            criteria,
            others: results
                .into_iter()
                .map(|(other, result)| (other, result.total, result.level))
                .collect(),
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
