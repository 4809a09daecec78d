//! What a dossier is worth under a card.

use super::inputs::Inputs;
use super::run::{Rules, sheet};
use super::sheet::Notes;
use super::{Outcome, assemble, assume, council};
use crate::dossier::Dossier;
use crate::model::{Ruleset, Scorecard};

/// What a dossier is worth under a card of a ruleset, and why.
///
/// Never fails: what is not known gives a range of totals and levels that
/// holds every completion of the dossier. Both ends of the range are reached
/// whenever criteria do not look at each other, no formula looks at the same
/// unknown number twice, and not too much is open in several places at once
/// (some forty combinations are tried); otherwise the range may be wider than
/// what is possible, never narrower. An end that a fact's range leaves out
/// stands for the values next to it. Points without a bound (a formula over a
/// fact without a range) are taken to lie between zero, or the criterion's
/// lowest line if that is lower, and its maximum.
///
/// A completion gives what [`Outcome::missing`] asks for. What a rule settles
/// is not asked for: an answer counts while facts that could contradict it are
/// not given, and `missing lowest` and `missing excluded` are results like others.
#[must_use]
pub fn evaluate(ruleset: &Ruleset, card: &Scorecard, dossier: &Dossier) -> Outcome {
    let chosen: Vec<usize> = ruleset.assumptions.iter().map(|a| a.chosen).collect();
    let notes = Notes::default();
    let with = |readings: &[usize], notes: &Notes, thorough: bool| {
        under(ruleset, card, dossier, readings, notes, thorough)
    };
    let mut outcome = with(&chosen, &notes, true);
    let touched = notes.touched.into_inner();
    outcome.assumptions = assume::uses(
        ruleset,
        &chosen,
        &outcome,
        &touched,
        |readings, thorough| with(readings, &Notes::default(), thorough),
    );
    outcome.troubles = notes.troubles.into_inner();
    outcome
}

/// [`evaluate`] without asking what other readings of open points would give:
/// the same outcome, with no assumptions in it.
#[must_use]
pub fn evaluate_as_read(ruleset: &Ruleset, card: &Scorecard, dossier: &Dossier) -> Outcome {
    let chosen: Vec<usize> = ruleset.assumptions.iter().map(|a| a.chosen).collect();
    let notes = Notes::default();
    let mut outcome = under(ruleset, card, dossier, &chosen, &notes, true);
    outcome.troubles = notes.troubles.into_inner();
    outcome
}

/// The outcome under given readings of the open points.
fn under<'a>(
    rules: &'a Ruleset,
    card: &'a Scorecard,
    dossier: &'a Dossier,
    readings: &[usize],
    notes: &Notes,
    thorough: bool,
) -> Outcome {
    let r = Rules {
        rules,
        card,
        readings,
        notes,
        thorough,
    };
    if dossier.assessors.is_empty() {
        let inputs = Inputs::new(rules, dossier, &dossier.answers);
        let (scored, missing) = sheet(r, &inputs);
        assemble::outcome(card, &scored, missing)
    } else {
        council::settle(r, dossier)
    }
}
