//! A change that no dossier can tell from the rules as they are is no gap of
//! the tests. Whether it is one is not guessed: it is proved.

use super::Mutant;
use crate::model::{ExprKind, Ruleset};
use crate::reason::{Ask, Extent, Trouble, prove};

/// Whether a change leaves every dossier its level, its total and the points of
/// every criterion, on each card that it can reach.
///
/// # Errors
/// When the dossiers of a card cannot be gone through exactly.
pub fn changes_nothing(rules: &Ruleset, mutant: &Mutant) -> Result<bool, Trouble> {
    let Some(changed) = mutant.applied(rules) else {
        return Ok(true);
    };
    if mutant.card.is_none() && choose_by_names(rules) {
        return Ok(false);
    }
    let ask = Ask {
        extent: Extent::Points,
        ..Ask::default()
    };
    let cards = rules.cards.values().filter(|c| c.unavailable.is_none());
    for card in cards.filter(|c| mutant.card.as_ref().is_none_or(|id| *id == c.id)) {
        let Some(new) = changed.cards.get(&card.id) else {
            return Ok(false);
        };
        if !prove((rules, card), (&changed, new), &ask)?.equal() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the version that binds is chosen by a name or a table: then more
/// than the rating of dossiers hangs on it.
fn choose_by_names(rules: &Ruleset) -> bool {
    let mut found = false;
    for keep in &rules.keeps {
        let named = |e: &ExprKind| matches!(e, ExprKind::Let(_) | ExprKind::Table(_));
        keep.when.walk(&mut |e| found |= named(&e.kind));
    }
    found
}
