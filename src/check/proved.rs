//! W1011 by proof: conditions over what criteria come to.
//!
//! **What it does.** A condition that looks at points, options or the total is
//! asked of all dossiers of the card ([`crate::reason`]): does it ever hold,
//! does it ever fail?
//!
//! **Why it matters.** As for conditions over facts (the module `dead`): a rule
//! that never applies protects nobody, and one that always applies is no
//! condition.

use super::{copies, dead, unless_recorded};
use crate::model::{Expr, Interval, Ruleset, Scorecard, Slot};
use crate::reason::{Reads, Trouble};
use crate::text::Diagnostic;
use crate::text::catalogue::checks::proofs as say;

/// Asks all dossiers of a card about its conditions.
///
/// # Errors
/// When they cannot be gone through exactly.
pub fn check(rules: &Ruleset, card: &Scorecard, out: &mut Vec<Diagnostic>) -> Result<(), Trouble> {
    let mut all: Vec<(Slot, &Expr)> = Vec::new();
    card.each_expr(&mut |slot, e| {
        let mut inside = Vec::new();
        dead::widest(e, &mut inside);
        all.extend(inside.into_iter().map(|e| (slot, e)));
    });
    for (slot, e) in all {
        let reads = Reads::of(rules, card, [e]);
        if reads.is_of_facts() || reads.assumption {
            continue;
        }
        let Some(always) = settled(rules, card, e)? else {
            continue;
        };
        let found = say::settled_for_all(&card.id, always, e.span);
        let criterion = match slot {
            Slot::Criterion(i, _) => card.criteria.get(i),
            _ => None,
        };
        out.push(match criterion {
            Some(c) => unless_recorded(c, found),
            None => found,
        });
    }
    Ok(())
}

/// Whether a condition holds for every dossier (true) or for none (false).
fn settled(rules: &Ruleset, card: &Scorecard, e: &Expr) -> Result<Option<bool>, Trouble> {
    let mut copy = copies::bare(rules, card);
    copy.assume("minimums_fail", "unrated");
    for card in copy.cards.values_mut() {
        // A dossier that is rejected, or no longer scored, says nothing.
        card.findings.clear();
        card.criteria.iter_mut().for_each(|c| c.findings.clear());
        card.rating.lower_is_better = false;
        card.rating.levels = vec![copies::level(Interval::default())];
        card.requires = vec![copies::asks(e)];
    }
    let (mut holds, mut fails) = (false, false);
    for point in copies::reachable(&copy)? {
        holds |= point.level.is_some();
        fails |= point.level.is_none();
    }
    Ok(match (holds, fails) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    })
}
