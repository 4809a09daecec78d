//! What the whole dossier would get with another option of a criterion: it is
//! scored again with that answer, so that everything which hangs on it counts.

use super::Teller;
use super::words;
use crate::dossier::Answer;
use crate::model::{Criterion, Form};
use crate::score::{CriterionOutcome, Status, evaluate};

impl Teller<'_> {
    /// The total and the level with an option of a criterion; `None` where an
    /// answer does not decide (facts do, a council does) or nothing changes.
    pub(super) fn then(
        &self,
        i: usize,
        c: &Criterion,
        o: &CriterionOutcome,
        option: usize,
    ) -> Option<String> {
        let answers = matches!(o.status, Status::Answered | Status::Missing)
            && matches!(c.form, Form::Choice | Form::YesNo)
            && self.dossier().assessors.is_empty();
        let x = c.options.get(option)?;
        let other_branch = x.branch.is_some() && o.branch.is_some() && x.branch != o.branch;
        if !answers || other_branch || x.when.is_some() {
            return None;
        }
        let mut dossier = self.dossier().clone();
        // Under branches an answer is kept as the first option of its letter.
        *dossier.answers.criteria.get_mut(i)? = Some(Answer::Option(c.option(&x.key)?));
        let then = evaluate(self.rules(), self.card(), &dossier);
        let now = self.outcome();
        if (then.total, &then.level) == (now.total, &now.level) {
            return None;
        }
        Some(format!(
            "{} · {}",
            words::stretch(then.total, self.lang),
            self.levels_words(&then.level)
        ))
    }
}
