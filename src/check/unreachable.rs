//! W1008: an option that no facts give.
//!
//! **What it does.** Goes through everything that the facts behind the options
//! of a criterion can be, over their declared ranges and types, and looks for
//! options whose condition is never met, or only where the criterion is
//! rejected, does not count or has another option forced.
//!
//! **Why it matters.** Its points are printed, and nobody can be given them: a
//! figure was mistyped, or another condition takes everything away first.

use super::{Sheet, unless_recorded};
use crate::text::Diagnostic;
use crate::text::catalogue::checks::conditions as say;

/// See the module.
pub fn check(sheet: &Sheet<'_>, out: &mut Vec<Diagnostic>) {
    for (criterion, derived) in sheet.derived() {
        for never in &derived.never {
            let Some(option) = criterion.options.get(*never) else {
                continue;
            };
            let at = option.when.as_ref().map_or(option.span, |w| w.span);
            let found = say::option_out_of_reach(&criterion.number, &option.key, at);
            out.push(unless_recorded(criterion, found));
        }
    }
}
