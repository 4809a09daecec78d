//! W1017: an assumption that no dossier can come to.
//!
//! **What it does.** For every open point that the ruleset declares and the
//! engine knows, looks whether any card has what it is about: minimums, cases,
//! options given by facts, a `stop`, a council. Declared points that no
//! condition looks at and the engine does not know are told when the page is
//! read (W0358).
//!
//! **Why it matters.** It promises that something depends on it. It was taken
//! over from another ruleset, or the line that it is about is missing.

use crate::model::assumptions as known;
use crate::model::{Form, Ruleset, Scorecard};
use crate::syntax::tree::FindingKind;
use crate::text::Diagnostic;
use crate::text::catalogue::checks::shape as say;

/// See the module.
pub fn check(rules: &Ruleset, out: &mut Vec<Diagnostic>) {
    let cards = || rules.cards.values().filter(|c| c.unavailable.is_none());
    // A frame without cards leaves them to those who fill it.
    if cards().next().is_none() {
        return;
    }
    for a in rules.assumptions.iter().filter(|a| a.declared) {
        let Some(span) = a.span else { continue };
        let used = cards().any(|card| is_about(rules, card, &a.name));
        if !used {
            out.push(say::idle_assumption(&a.name, span));
        }
    }
}

/// Whether a card has what an open point is about.
fn is_about(rules: &Ruleset, card: &Scorecard, name: &str) -> bool {
    let levels = || {
        let marks = card.criteria.iter().flat_map(|c| &c.options);
        let marks = marks.flat_map(|o| o.marks.iter().copied());
        let requires = card.rating.requires.iter().chain(&card.requires);
        marks.chain(requires.map(|r| r.level))
    };
    let mut criteria = card.criteria.iter();
    let given = |o: &crate::model::Opt| o.when.is_some();
    match name {
        known::MINIMUMS_FAIL => levels().next().is_some(),
        known::MINIMUMS_CUMULATIVE => {
            let best = card.rating.levels.len().saturating_sub(1);
            levels().any(|level| level < best)
        }
        known::MINIMUMS_IN_CASES => {
            criteria.any(|c| !c.cases.is_empty() && c.options.iter().any(|o| !o.marks.is_empty()))
        }
        known::ANSWER_OR_FACT => criteria
            .any(|c| c.options.iter().any(given) || c.cases.iter().any(|k| k.when.is_some())),
        known::WHEN_OVERLAP => {
            criteria.any(|c| c.options.iter().filter(|o| given(o)).nth(1).is_some())
        }
        known::NO_OPTION => criteria.any(|c| {
            c.may_hold_none()
                || c.selector.is_some()
                || !c.cases.is_empty()
                || matches!(c.form, Form::Ladder)
                || (!c.options.is_empty() && c.options.iter().all(given))
        }),
        known::STOPPED => {
            let on_criteria = criteria.flat_map(|c| &c.findings);
            let mut all = on_criteria.chain(&card.findings);
            all.any(|f| f.kind == FindingKind::Stop)
        }
        known::COUNCIL_MINIMUMS => rules.council.is_some() && levels().next().is_some(),
        known::COUNCIL_ROUNDING => rules.council.as_ref().is_some_and(|c| c.rounding.is_some()),
        _ => true,
    }
}
