//! The tests that live beside the rules: a made-up dossier, and what the
//! rules must make of it. One file per step: the dossier that a test
//! describes, what it expects, which rules all tests together exercise.

mod claim;
mod coverage;
mod dossier;
pub mod mutate;
mod report;
#[cfg(test)]
mod tests;

pub use claim::Failure;
pub use coverage::{Coverage, Item, ItemKind, Tally};
pub use report::json;

use crate::dossier::Dossier;
use crate::model::{Ruleset, Scorecard, Test};
use crate::score::{self, Outcome};
use crate::syntax::tree::{Clause, ClauseKind};
use crate::text::catalogue::running;
use crate::text::{Diagnostic, Span};
use std::borrow::Cow;

/// What became of a test.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What the test shows.
    pub name: String,
    /// The scorecard.
    pub card: String,
    /// Its heading.
    pub span: Span,
    /// How it ended.
    pub end: End,
}

/// How a test ended.
#[derive(Clone, Debug)]
pub enum End {
    /// Every expectation held.
    Passed,
    /// Some expectations did not hold.
    Failed(Vec<Failure>),
    /// The test could not be run: its dossier is missing or wrong.
    Broken(Vec<Diagnostic>),
}

impl Trial {
    /// Whether every expectation held.
    #[must_use]
    pub fn passed(&self) -> bool {
        matches!(self.end, End::Passed)
    }
}

/// Reads the dossier file that a test names, and binds it to the card of the test.
pub type Loader<'a> = dyn FnMut(&str, Span) -> Result<Dossier, Vec<Diagnostic>> + 'a;

/// Runs one test.
///
/// `load` reads the dossier file that a test names and binds it to the card;
/// files are the caller's business. What the test exercises is added to
/// `coverage`.
pub fn run(
    ruleset: &Ruleset,
    test: &Test,
    load: &mut Loader<'_>,
    coverage: &mut Coverage,
) -> Trial {
    let reason = ruleset
        .cards
        .get(&test.card)
        .and_then(|c| c.unavailable.as_ref());
    let end = if let Some(reason) = reason {
        match claim::check_unavailable(test, reason) {
            failures if failures.is_empty() => End::Passed,
            failures => End::Failed(failures),
        }
    } else {
        score_it(ruleset, test, load, coverage)
    };
    Trial {
        name: test.name.clone(),
        card: test.card.clone(),
        span: test.span,
        end,
    }
}

fn score_it(ruleset: &Ruleset, test: &Test, load: &mut Loader<'_>, coverage: &mut Coverage) -> End {
    match prepare(ruleset, test, load, score::evaluate) {
        Err(wrong) => End::Broken(wrong),
        Ok((ruleset, outcome)) => {
            coverage.add(&ruleset, &test.card, &outcome);
            let failures = match ruleset.cards.get(&test.card) {
                Some(card) => claim::check(&ruleset, card, test, &outcome),
                None => Vec::new(),
            };
            if failures.is_empty() {
                End::Passed
            } else {
                End::Failed(failures)
            }
        }
    }
}

/// Whether every expectation of a test holds: [`run`] where only that matters.
fn passes(ruleset: &Ruleset, test: &Test, load: &mut Loader<'_>) -> bool {
    let card = ruleset.cards.get(&test.card);
    if let Some(reason) = card.and_then(|c| c.unavailable.as_ref()) {
        return claim::check_unavailable(test, reason).is_empty();
    }
    let asks = |c: &Clause| matches!(c.kind, ClauseKind::Assumption(_));
    let evaluate = if test.expects.iter().any(asks) {
        score::evaluate
    } else {
        score::evaluate_as_read
    };
    match prepare(ruleset, test, load, evaluate) {
        Ok((ruleset, outcome)) => ruleset
            .cards
            .get(&test.card)
            .is_some_and(|card| claim::check(&ruleset, card, test, &outcome).is_empty()),
        Err(_) => false,
    }
}

fn prepare<'r>(
    ruleset: &'r Ruleset,
    test: &Test,
    load: &mut Loader<'_>,
    evaluate: fn(&Ruleset, &Scorecard, &Dossier) -> Outcome,
) -> Result<(Cow<'r, Ruleset>, Outcome), Vec<Diagnostic>> {
    let ruleset = dossier::with_readings(ruleset, test)?;
    let card = ruleset
        .cards
        .get(&test.card)
        .ok_or_else(|| vec![running::no_card(test.span, &test.card)])?;
    let mut dossier = match &test.dossier {
        Some(file) => load(&file.value, file.span)?,
        None => Dossier::empty(card.criteria.len(), ruleset.facts.len()),
    };
    dossier::describe(&ruleset, card, test, &mut dossier)?;
    let outcome = evaluate(&ruleset, card, &dossier);
    Ok((ruleset, outcome))
}
