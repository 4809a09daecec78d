//! Is a ruleset itself sound? One file per check, each with its code, its page
//! and its example.
//!
//! The builder already refuses what cannot be scored and tells what does not
//! add up. The checks here look at rules that can be scored and ask whether
//! they say what their author meant: a minimum that everything meets, two
//! options between which nothing depends, a level that no dossier reaches.
//!
//! A check never repeats what an `oddity` line of the same criterion already
//! records: then the finding is a note about the decision, not a warning.

mod citations;
mod labels;
mod met_by_all;
mod reach;
mod same_effect;

#[cfg(test)]
mod tests;

use crate::model::{Criterion, Ruleset, Scorecard};
use crate::text::{Code, Diagnostic, Severity, Span, both};
use std::collections::BTreeSet;

/// A check of one scorecard.
type Check = fn(&Sheet<'_>, &mut Vec<Diagnostic>);

/// Every check, in order of their codes.
const CHECKS: &[Check] = &[
    met_by_all::check,
    same_effect::check,
    labels::check,
    citations::check,
];

/// What a check looks at: a card and the ruleset it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The ruleset.
    pub rules: &'a Ruleset,
    /// One of its cards, with a text.
    pub card: &'a Scorecard,
}

/// Everything the checks find in a sound ruleset, each thing once, in order of
/// the files and their lines.
///
/// Shared text is read on many cards; what is found in it at one place is told
/// once, for the first card on which it holds.
#[must_use]
pub fn check(rules: &Ruleset) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for card in rules.cards.values().filter(|c| c.unavailable.is_none()) {
        let sheet = Sheet { rules, card };
        for check in CHECKS {
            check(&sheet, &mut out);
        }
    }
    each_once(&mut out);
    out
}

/// Each thing once, in order of the files and their lines.
fn each_once(out: &mut Vec<Diagnostic>) {
    let mut seen: BTreeSet<(Code, Option<Span>)> = BTreeSet::new();
    out.retain(|d| seen.insert((d.code, d.primary())));
    out.sort_by_key(|d| (d.primary(), d.code));
}

/// What only a proof over all dossiers of each card can tell: levels, minimums
/// and maxima that no dossier comes to. It takes longer than [`check`], so it
/// is asked for.
///
/// A card that cannot be gone through exactly is told as a note.
#[must_use]
pub fn prove(rules: &Ruleset) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let rated = |c: &&Scorecard| c.unavailable.is_none() && !c.rating.levels.is_empty();
    for card in rules.cards.values().filter(rated) {
        if let Err(trouble) = reach::check(&Sheet { rules, card }, &mut out) {
            let mut note = trouble.diagnostic(card);
            note.severity = Severity::Note;
            out.push(note);
        }
    }
    each_once(&mut out);
    out
}

/// What is found on a criterion whose decision already has an `oddity` there is
/// known: a note that points to it.
fn unless_recorded(criterion: &Criterion, mut found: Diagnostic) -> Diagnostic {
    if let Some(oddity) = criterion.oddities.first() {
        found.severity = Severity::Note;
        found = found.at(oddity.span, both!("recorded here", "đã ghi nhận ở đây"));
    }
    found
}
