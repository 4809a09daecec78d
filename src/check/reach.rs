//! W1005, N1006 and W1007: what no dossier of a card comes to.
//!
//! **What they do.** All dossiers of the card are counted ([`crate::reason`]).
//! A level that none of them has is told, with whether it is the total or the
//! minimums that keep it out of reach; a minimum that keeps no dossier from its
//! level; and a maximum that no total attains.
//!
//! **Why it matters.** Such a level is a promise that nobody can claim, such a
//! minimum demands nothing that the points do not demand already, and such a
//! maximum was probably added up for another set of criteria.
//!
//! **How sure.** These are proofs over all dossiers, not samples. A card that
//! cannot be gone through exactly is left out, and [`super::prove`] says why.

use crate::exact::Num;
use crate::model::{Ruleset, Scorecard};
use crate::reason::{Outcomes, Space, Trouble};
use crate::text::Diagnostic;
use crate::text::catalogue::checks;

/// Counts the dossiers of a card and adds what is found.
///
/// # Errors
/// When the card cannot be gone through exactly.
pub fn check(rules: &Ruleset, card: &Scorecard, out: &mut Vec<Diagnostic>) -> Result<(), Trouble> {
    let outcomes = Space::of(rules, card)?.outcomes()?;
    levels(card, &outcomes, out);
    minimums(card, &outcomes, out);
    maximum(card, &outcomes, out);
    Ok(())
}

fn levels(card: &Scorecard, outcomes: &Outcomes, out: &mut Vec<Diagnostic>) {
    let (reached, by_total) = (outcomes.levels(), outcomes.levels_by_total());
    for (i, level) in card.rating.levels.iter().enumerate() {
        // A level whose total is out of reach is told when the card is built.
        if !reached.contains_key(&Some(i)) && by_total.contains_key(&Some(i)) {
            out.push(checks::out_of_reach(
                &card.id,
                &level.name,
                level.span,
                card.span,
            ));
        }
    }
}

fn minimums(card: &Scorecard, outcomes: &Outcomes, out: &mut Vec<Diagnostic>) {
    for toll in &outcomes.minimums {
        let criterion = card.criteria.get(toll.criterion);
        let option = criterion.and_then(|c| c.options.get(toll.option));
        let level = card.rating.levels.get(toll.level);
        let (Some(criterion), Some(option), Some(level)) = (criterion, option, level) else {
            continue;
        };
        // What no dossier at all misses is told as W1001.
        if toll.enough == crate::reason::BigUint::default()
            && toll.missed != crate::reason::BigUint::default()
        {
            out.push(super::unless_recorded(
                criterion,
                checks::implied(&criterion.number, &option.key, &level.name, option.span),
            ));
        }
    }
}

fn maximum(card: &Scorecard, outcomes: &Outcomes, out: &mut Vec<Diagnostic>) {
    let most: Option<Num> = outcomes.points.keys().map(|p| p.total).max();
    if let Some(most) = most.filter(|most| *most < card.max) {
        out.push(checks::maximum_out_of_reach(
            &card.id, most, card.max, card.span,
        ));
    }
}
