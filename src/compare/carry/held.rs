//! What the old criteria were found to hold.

use super::Side;
use crate::dossier::{Answer, Answers, Dossier};
use crate::model::Form;
use crate::model::crosswalk::Held;
use crate::score::{self, Outcome, Status, Tri};

/// One sheet of answers, evaluated under the old version.
pub(super) struct Sheet {
    /// By criterion: what it may hold, when that is known.
    held: Vec<Option<Vec<Held>>>,
    ticks: Vec<Option<Vec<usize>>>,
}

impl Sheet {
    /// The sheet of these answers, whoever gave them.
    pub fn of(old: Side<'_>, dossier: &Dossier, answers: &Answers) -> Sheet {
        let alone = Dossier {
            answers: answers.clone(),
            assessors: Vec::new(),
            ..dossier.clone()
        };
        let outcome = score::evaluate_as_read(old.ruleset, old.card, &alone);
        let criteria = 0..old.card.criteria.len();
        Sheet {
            held: criteria
                .clone()
                .map(|i| holds(old, &outcome, answers.criteria.get(i)?.as_ref(), i))
                .collect(),
            ticks: criteria
                .map(|i| match answers.criteria.get(i) {
                    Some(Some(Answer::Ticks(all))) => Some(all.clone()),
                    _ => None,
                })
                .collect(),
        }
    }

    /// What a criterion may hold; `None` when nobody knows.
    pub fn holds(&self, criterion: usize) -> Option<Vec<Held>> {
        let ticked = self.ticks(criterion);
        match self.held.get(criterion) {
            Some(Some(held)) => Some(held.clone()),
            _ => ticked.map(|all| all.into_iter().map(Held::Option).collect()),
        }
    }

    /// The ticks of a checklist.
    pub fn ticks(&self, criterion: usize) -> Option<Vec<usize>> {
        self.ticks.get(criterion).cloned().flatten()
    }
}

fn holds(old: Side<'_>, outcome: &Outcome, answer: Option<&Answer>, i: usize) -> Option<Vec<Held>> {
    let criterion = old.card.criteria.get(i)?;
    if !matches!(criterion.form, Form::Choice | Form::YesNo) {
        return None;
    }
    // The first option of its letter stands for all that have it.
    let first = |o: usize| {
        let key = &criterion.options.get(o)?.key;
        criterion.option(key)
    };
    let answered = match answer {
        Some(Answer::Option(o)) => Some(vec![Held::Option(first(*o)?)]),
        Some(Answer::Finding(f)) => Some(vec![Held::Finding(*f)]),
        Some(Answer::None) => Some(vec![Held::None]),
        Some(Answer::OneOf(several)) => {
            let all = several.iter().map(|o| match o {
                Some(o) => first(*o).map(Held::Option),
                None => Some(Held::None),
            });
            all.collect()
        }
        Some(Answer::Ticks(_)) | None => None,
    };
    let found = outcome.criteria.get(i)?;
    let derived = match (found.status, found.options.as_slice()) {
        (Status::Derived, [one]) => Some(vec![Held::Option(first(*one)?)]),
        (Status::Derived, []) => Some(vec![Held::None]),
        _ => None,
    };
    // What may still be a ground to reject is not settled by facts alone.
    let open = outcome
        .findings
        .iter()
        .any(|f| f.criterion == Some(i) && f.state == Tri::Unknown);
    match (answered, derived) {
        (_, Some(held)) if !open || answer.is_some() => Some(held),
        (answered, _) => answered,
    }
}
