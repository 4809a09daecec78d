//! W1010: facts that give no option.
//!
//! **What it does.** Where every option of a criterion is given by facts, looks
//! for facts under which none of the conditions holds, and gives such facts.
//! What is rejected, does not count or has an option forced is no gap.
//!
//! **Why it matters.** What such a dossier gets is decided by the assumption
//! `no_option`, not by the decision. Most often a bound belongs to neither side.

use super::{Sheet, unless_recorded, words};
use crate::text::Diagnostic;
use crate::text::catalogue::checks::conditions as say;

/// See the module.
pub fn check(sheet: &Sheet<'_>, out: &mut Vec<Diagnostic>) {
    for (criterion, derived) in sheet.derived() {
        // An assessor can report it.
        if criterion.findings.iter().any(|f| f.when.is_none()) {
            continue;
        }
        let Some(case) = derived.gaps.first() else {
            continue;
        };
        let first = criterion.options.iter().find_map(|o| o.when.as_ref());
        let at = first.map_or(criterion.span, |w| w.span);
        let facts = words::case(sheet.rules, case);
        let mut notes = Vec::from_iter(words::stretches(sheet.rules, case));
        for other in derived.gaps.iter().skip(1) {
            let facts = words::case(sheet.rules, other);
            notes.push(say::also(&facts));
        }
        let found = say::gap(&criterion.number, &facts, notes, at);
        out.push(unless_recorded(criterion, found));
    }
}
