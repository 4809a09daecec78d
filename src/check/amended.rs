//! W1020: a change that leaves everything as it was.
//!
//! **What it does.** Compares what an amending decision replaced or marked with
//! what stood there on the day before.
//!
//! **Why it matters.** The decision was meant to change something: the figure
//! that it changes was not written, or the text that it amends has it already.

use crate::model::{Criterion, Deed, Ruleset, Touch};
use crate::text::Diagnostic;
use crate::text::catalogue::checks::changes as say;

/// What changes nothing from one state of a version to its next.
#[must_use]
pub fn amendment(before: &Ruleset, after: &Ruleset) -> Vec<Diagnostic> {
    let new = |t: &&Touch| !before.touches.iter().any(|old| old.span == t.span);
    let idle = |t: &&Touch| leaves_all(before, after, t) == Some(true);
    after
        .touches
        .iter()
        .filter(new)
        .filter(idle)
        .map(|t| {
            let by = after.amended.get(t.by).map_or("", |a| a.number.as_str());
            say::changes_nothing(by, t.span)
        })
        .collect()
}

/// Whether what was touched is as it was; nothing when that cannot be told.
fn leaves_all(before: &Ruleset, after: &Ruleset, touch: &Touch) -> Option<bool> {
    if !matches!(touch.deed, Deed::Replaced | Deed::Marked | Deed::Unmarked) {
        return None;
    }
    let (card, number) = (touch.card.as_deref()?, touch.number.as_deref()?);
    let criterion = |rules: &'_ Ruleset| -> Option<Criterion> {
        let card = rules.cards.get(card)?;
        card.criteria.get(card.criterion(number)?).cloned()
    };
    let (old, new) = (criterion(before)?, criterion(after)?);
    match &touch.line {
        None => Some(said(&old)? == said(&new)?),
        Some(key) => {
            let option = |c: &Criterion| c.option(key).and_then(|o| c.options.get(o).cloned());
            let (old, new) = (option(&old)?, option(&new)?);
            if touch.deed == Deed::Replaced {
                Some(said(&old)? == said(&new)?)
            } else {
                Some(old.marks == new.marks)
            }
        }
    }
}

/// What it says, wherever it stands.
fn said(of: &impl serde::Serialize) -> Option<serde_json::Value> {
    serde_json::to_value(of).ok()
}
