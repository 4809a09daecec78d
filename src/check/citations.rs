//! W1004: a criterion that names no article.
//!
//! **What it does.** In a ruleset that cites its decision somewhere, looks for
//! cards with a criterion to which no citation leads: neither its own nor one
//! of a group around it, of the card or of the ruleset.
//!
//! **Why it matters.** Every line of an explanation names where it comes from;
//! these lines cannot.

use super::Sheet;
use crate::text::Diagnostic;
use crate::text::catalogue::checks;

/// See the module.
pub fn check(sheet: &Sheet<'_>, out: &mut Vec<Diagnostic>) {
    let cited = |card: &crate::model::Scorecard| card.criteria.iter().any(|c| !c.cites.is_empty());
    if !sheet.rules.cards.values().any(cited) {
        return;
    }
    let bare: Vec<&str> = sheet
        .card
        .criteria
        .iter()
        .filter(|c| c.cites.is_empty())
        .map(|c| c.number.as_str())
        .collect();
    if !bare.is_empty() {
        out.push(checks::no_citation(
            &sheet.card.id,
            &bare,
            sheet.card.criteria.len(),
            sheet.card.span,
        ));
    }
}
