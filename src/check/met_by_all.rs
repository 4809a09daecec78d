//! W1001: a minimum that every answer meets.
//!
//! **What it does.** Looks for a mark on the first option of a criterion, or of
//! a case: whichever option is held stands at or after it.
//!
//! **Why it matters.** The minimum demands nothing; the mark was probably meant
//! for another line.
//!
//! **How.** Minimums are met by position on the card (`docs/language.md`), so
//! the first option of a criterion meets every minimum of it, and so do all
//! others. Not so where a dossier can hold no option at all: where all options
//! are derived from facts, or the criterion can be answered "none of them".

use super::{Sheet, unless_recorded};
use crate::model::{Criterion, Form, Opt};
use crate::text::Diagnostic;
use crate::text::catalogue::checks;

/// See the module.
pub fn check(sheet: &Sheet<'_>, out: &mut Vec<Diagnostic>) {
    for criterion in &sheet.card.criteria {
        if !matches!(criterion.form, Form::Choice | Form::YesNo) || may_hold_none(criterion) {
            continue;
        }
        for (i, option) in criterion.options.iter().enumerate() {
            let first = !criterion
                .options
                .iter()
                .take(i)
                .any(|before| (before.case, before.branch) == (option.case, option.branch));
            if !first {
                continue;
            }
            for level in &option.marks {
                let Some(level) = sheet.card.rating.levels.get(*level) else {
                    continue;
                };
                let found = checks::met_by_all(
                    &criterion.number,
                    &option.key,
                    &level.name,
                    option.span,
                    second(criterion, option).map(|o| o.span),
                );
                out.push(unless_recorded(criterion, found));
            }
        }
    }
}

/// Whether a dossier can hold none of the options.
fn may_hold_none(criterion: &Criterion) -> bool {
    criterion.options.iter().all(|o| o.when.is_some())
        || criterion
            .options
            .iter()
            .all(|o| o.points > crate::exact::Num::ZERO)
}

/// The option after the first, in the same case and branch.
fn second<'c>(criterion: &'c Criterion, first: &Opt) -> Option<&'c Opt> {
    criterion
        .options
        .iter()
        .skip_while(|o| o.span != first.span)
        .skip(1)
        .find(|o| (o.case, o.branch) == (first.case, first.branch))
}
