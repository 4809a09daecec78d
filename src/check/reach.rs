//! W1005 and W1013: levels that no dossier has.
//!
//! **What they do.** All dossiers of the card are counted ([`crate::reason`]).
//! A level whose total some dossiers have, but that none of them is given, is
//! told as W1005, with the least set of minimums and conditions that cannot hold
//! together. A level into whose band no total falls, though totals lie on both
//! sides of it, or only better ones, is told as W1013; one that lies beyond the
//! best total is told when the card is read (W0402).
//!
//! **Why it matters.** Such a level is a promise that nobody can claim.
//!
//! **How sure.** These are proofs over all dossiers, not samples. A card that
//! cannot be gone through exactly is left out, and [`super::prove`] says why.

use super::copies;
use crate::model::assumptions::MINIMUMS_CUMULATIVE;
use crate::model::{Ruleset, Scorecard};
use crate::reason::{Outcomes, Trouble};
use crate::text::catalogue::checks::{self, proofs as say};
use crate::text::{Diagnostic, Severity, Span};

/// Most minimums and conditions among which a contradiction is looked for.
const MOST_DEMANDS: usize = 40;

/// Holds the levels of a card against what its dossiers come to.
///
/// # Errors
/// When they cannot be gone through exactly.
pub fn check(
    rules: &Ruleset,
    card: &Scorecard,
    outcomes: &Outcomes,
    out: &mut Vec<Diagnostic>,
) -> Result<(), Trouble> {
    let (reached, by_total) = (outcomes.levels(), outcomes.levels_by_total());
    for (i, level) in card.rating.levels.iter().enumerate() {
        if reached.contains_key(&Some(i)) {
            continue;
        }
        if by_total.contains_key(&Some(i)) {
            let against = contradiction(rules, card, i)?;
            out.push(checks::out_of_reach(
                &card.id,
                &level.name,
                level.span,
                card.span,
                &against,
            ));
            continue;
        }
        let lifted = card.rating.lifts.iter().any(|l| l.at_least && l.level == i);
        let better = by_total.keys().any(|l| *l > Some(i));
        if level.band.is_empty() || lifted || !better {
            continue;
        }
        let worse = by_total.keys().any(|l| l.is_some() && *l < Some(i));
        let mut found = say::no_total(&card.id, &level.name, level.span, card.span);
        // Nobody needs a level below all totals.
        if !worse {
            found.severity = Severity::Note;
        }
        out.push(found);
    }
    Ok(())
}

/// What a level asks for: a mark by criterion, option and level, or a
/// condition of the rating or of the card by its place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Demand {
    Mark(usize, usize, usize),
    Rating(usize),
    Card(usize),
}

/// Where the fewest minimums and conditions stand that together keep every
/// dossier from a level: taking any of them away would open it.
fn contradiction(rules: &Ruleset, card: &Scorecard, level: usize) -> Result<Vec<Span>, Trouble> {
    let own_only = rules
        .assumption(MINIMUMS_CUMULATIVE)
        .is_some_and(|(_, a)| a.reading() == "own_only");
    let asks = |of: usize| if own_only { of == level } else { of <= level };
    let mut demands: Vec<(Demand, Span)> = Vec::new();
    for (i, c) in card.criteria.iter().enumerate() {
        for (n, o) in c.options.iter().enumerate() {
            let marks = o.marks.iter().filter(|l| asks(**l));
            demands.extend(marks.map(|l| (Demand::Mark(i, n, *l), o.span)));
        }
    }
    let of_rating = card.rating.requires.iter().enumerate();
    demands.extend(
        of_rating
            .filter(|(_, r)| asks(r.level))
            .map(|(i, r)| (Demand::Rating(i), r.span)),
    );
    let of_card = card.requires.iter().enumerate();
    demands.extend(
        of_card
            .filter(|(_, r)| asks(r.level))
            .map(|(i, r)| (Demand::Card(i), r.span)),
    );
    if demands.len() > MOST_DEMANDS || !reaches(rules, card, level, &[])? {
        return Ok(Vec::new());
    }
    let mut kept = demands.clone();
    for (demand, _) in &demands {
        let without: Vec<(Demand, Span)> =
            kept.iter().filter(|(d, _)| d != demand).copied().collect();
        if !reaches(rules, card, level, &without)? {
            kept = without;
        }
    }
    Ok(kept.into_iter().map(|(_, span)| span).collect())
}

/// Whether a level is reached when it asks for these only.
fn reaches(
    rules: &Ruleset,
    card: &Scorecard,
    level: usize,
    demands: &[(Demand, Span)],
) -> Result<bool, Trouble> {
    let asked = |d: Demand| demands.iter().any(|(known, _)| *known == d);
    let mut copy = rules.with_card_only(&card.id);
    for card in copy.cards.values_mut() {
        for (i, c) in card.criteria.iter_mut().enumerate() {
            for (n, o) in c.options.iter_mut().enumerate() {
                o.marks.retain(|l| asked(Demand::Mark(i, n, *l)));
            }
        }
        let mut at = 0..;
        let mut next = || at.next().unwrap_or_default();
        card.rating
            .requires
            .retain(|_| asked(Demand::Rating(next())));
        let mut at = 0..;
        let mut next = || at.next().unwrap_or_default();
        card.requires.retain(|_| asked(Demand::Card(next())));
    }
    let all = copies::reachable(&copy)?;
    Ok(all.iter().any(|p| p.level == Some(level)))
}
