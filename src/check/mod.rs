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

mod amended;
mod carried;
mod citations;
mod copies;
mod dead;
mod derived;
mod gap;
mod ground;
mod implied;
mod labels;
mod maxima;
mod met_by_all;
mod open_points;
mod order;
mod overlap;
mod proved;
mod reach;
mod same_effect;
mod unreachable;
mod words;

#[cfg(test)]
mod tests;

use crate::model::{Criterion, Expr, Ruleset, Scorecard, Slot};
use crate::reason::{Space, Trouble};
use crate::text::{Code, Diagnostic, Severity, Span, both};
use derived::Derived;
use std::collections::{BTreeSet, HashMap};

pub use amended::amendment;
pub use carried::crosswalk;

/// A check of one scorecard.
type Check = fn(&Sheet<'_>, &mut Vec<Diagnostic>);

/// Every check, in order of their codes.
const CHECKS: &[Check] = &[
    met_by_all::check,
    same_effect::check,
    labels::check,
    citations::check,
    unreachable::check,
    overlap::check,
    gap::check,
    dead::check,
    order::check,
];

/// What may follow from one comparison inside that is settled: told of that
/// comparison already (W0353, W0354).
pub const FOLLOWS_FROM_A_PART: &[Code] = &[Code::W1008, Code::W1009, Code::W1011, Code::N1012];

/// What a check looks at: a card and the ruleset it stands in.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The ruleset.
    pub rules: &'a Ruleset,
    /// One of its cards, with a text.
    pub card: &'a Scorecard,
    /// By criterion, what the conditions of its options come to, where they
    /// were not gone through on an earlier card.
    derived: Vec<Option<Derived>>,
    /// The conditions on it that did not stand on an earlier card.
    conditions: Vec<(Slot, &'a Expr)>,
}

impl Sheet<'_> {
    /// The criteria whose options are given by facts, with what came of them.
    fn derived(&self) -> impl Iterator<Item = (&Criterion, &Derived)> {
        let all = self.card.criteria.iter().zip(&self.derived);
        all.filter_map(|(c, d)| Some((c, d.as_ref()?)))
    }
}

/// What was gone through, by where it stands: shared text is gone through once.
#[derive(Default)]
struct Known<'a> {
    criteria: HashMap<Vec<Span>, Vec<Vec<&'a Expr>>>,
    conditions: HashMap<Span, Vec<&'a Expr>>,
}

impl<'a> Sheet<'a> {
    fn of(rules: &'a Ruleset, card: &'a Scorecard, known: &mut Known<'a>) -> Sheet<'a> {
        let mut all: Vec<(Slot, &Expr)> = Vec::new();
        let mut add = |slot, e: &'a Expr| {
            let mut inside = Vec::new();
            dead::widest(e, &mut inside);
            all.extend(inside.into_iter().map(|e| (slot, e)));
        };
        card.each_expr(&mut add);
        rules.each_expr(&mut add);
        all.retain(|(_, e)| {
            let alike = known.conditions.entry(e.span).or_default();
            let new = !alike.contains(e);
            if new {
                alike.push(e);
            }
            new
        });
        Sheet {
            rules,
            card,
            derived: derive(rules, card, known),
            conditions: all,
        }
    }
}

fn derive<'a>(
    rules: &'a Ruleset,
    card: &'a Scorecard,
    known: &mut Known<'a>,
) -> Vec<Option<Derived>> {
    let one = |c: &'a Criterion| {
        if c.options.iter().all(|o| o.when.is_none()) {
            return None;
        }
        let conditions = derived::conditions(card, c);
        let places = conditions.iter().map(|e| e.span).collect();
        let alike = known.criteria.entry(places).or_default();
        if alike.contains(&conditions) {
            return None;
        }
        alike.push(conditions);
        derived::derived(rules, card, c)
    };
    card.criteria.iter().map(one).collect()
}

/// Everything the checks find in a sound ruleset, each thing once, in order of
/// the files and their lines.
///
/// Shared text is read on many cards; what is found in it at one place is told
/// once, for the first card on which it holds.
#[must_use]
pub fn check(rules: &Ruleset) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut known = Known::default();
    for card in rules.cards.values().filter(|c| c.unavailable.is_none()) {
        let sheet = Sheet::of(rules, card, &mut known);
        for check in CHECKS {
            check(&sheet, &mut out);
        }
    }
    open_points::check(rules, &mut out);
    each_once(&mut out);
    out
}

/// Each thing once, in order of the files and their lines.
fn each_once(out: &mut Vec<Diagnostic>) {
    // What two options have between them is told of both.
    let between = |d: &Diagnostic| match d.code {
        Code::W1009 => d.labels.get(1).map(|l| l.span),
        _ => None,
    };
    let mut seen: BTreeSet<(Code, Option<Span>, Option<Span>)> = BTreeSet::new();
    out.retain(|d| seen.insert((d.code, d.primary(), between(d))));
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
        if let Err(trouble) = prove_card(rules, card, &mut out) {
            let mut note = trouble.diagnostic(card);
            note.severity = Severity::Note;
            out.push(note);
        }
    }
    each_once(&mut out);
    out
}

/// All that is proved of one card; what was found before the trouble stays.
fn prove_card(rules: &Ruleset, card: &Scorecard, out: &mut Vec<Diagnostic>) -> Result<(), Trouble> {
    let outcomes = Space::of(rules, card)?.outcomes()?;
    reach::check(rules, card, &outcomes, out)?;
    implied::check(rules, card, &outcomes, out)?;
    maxima::check(rules, card, &outcomes, out)?;
    proved::check(rules, card, out)
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
