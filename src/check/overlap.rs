//! W1009: facts that give two options at once.
//!
//! **What it does.** Looks for facts under which the conditions of two options
//! of one criterion hold together, and gives such facts.
//!
//! **Why it matters.** One of the two has to be taken; which one is decided by
//! the assumption `when_overlap`, not by the decision. Most often a bound
//! belongs to both sides.

use super::{Sheet, unless_recorded, words};
use crate::text::Diagnostic;
use crate::text::catalogue::checks::conditions as say;

/// See the module.
pub fn check(sheet: &Sheet<'_>, out: &mut Vec<Diagnostic>) {
    for (criterion, derived) in sheet.derived() {
        for (earlier, later, case) in &derived.overlaps {
            let places = [*earlier, *later].map(|i| {
                let option = criterion.options.get(i)?;
                let when = option.when.as_ref()?;
                Some((option.key.as_str(), when.span))
            });
            let [Some(earlier), Some(later)] = places else {
                continue;
            };
            let facts = words::case(sheet.rules, case);
            let more = words::stretches(sheet.rules, case);
            let found = say::overlap(&criterion.number, earlier, later, &facts, more);
            out.push(unless_recorded(criterion, found));
        }
    }
}
