//! W1003: two options with the same wording.
//!
//! **What it does.** Compares the wordings of the options of one criterion, in
//! one case and one branch.
//!
//! **Why it matters.** Nobody can tell which of the two a product holds; one of
//! them was probably copied and not changed.

use super::{Sheet, unless_recorded};
use crate::text::Diagnostic;
use crate::text::catalogue::checks;

/// See the module.
pub fn check(sheet: &Sheet<'_>, out: &mut Vec<Diagnostic>) {
    for criterion in &sheet.card.criteria {
        for (at, option) in criterion.options.iter().enumerate() {
            let twin = criterion.options.iter().take(at).find(|before| {
                (before.case, before.branch) == (option.case, option.branch)
                    && !option.label.is_empty()
                    && before.label.to_lowercase() == option.label.to_lowercase()
            });
            if let Some(twin) = twin {
                let found = checks::same_wording(
                    &criterion.number,
                    (&twin.key, twin.span),
                    (&option.key, option.span),
                );
                out.push(unless_recorded(criterion, found));
            }
        }
    }
}
