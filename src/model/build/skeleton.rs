//! What stands on a card, before any expression is typed: numbers, option
//! letters and groups, so that a condition may look at what comes later on
//! the page. Places are those of the finished
//! [`Scorecard`](crate::model::Scorecard).

use super::flat::{CardDraft, Flat};
use crate::model::{Child, Form};
use crate::syntax::tree::GroupKind;
use crate::text::Span;

/// A card as far as its numbers and letters go.
#[derive(Clone, Debug, Default)]
pub struct CardSkeleton {
    /// Its name in dossiers.
    pub id: String,
    /// The criteria that are scored, in order of the card.
    pub criteria: Vec<CriterionSkeleton>,
    /// Parts, sections and criteria that hold criteria, in order of the card.
    pub groups: Vec<GroupSkeleton>,
    /// Whether something on it could not be read: a number or letter that is
    /// not found may stand there, and nothing is to be said about it.
    pub broken: bool,
}

/// A criterion as far as its number and its option letters go.
#[derive(Clone, Debug)]
pub struct CriterionSkeleton {
    /// Its number.
    pub number: String,
    /// Its form: a ladder has no options, a checklist may have several ticks.
    pub form: Form,
    /// The letters of its options, in order of the card, each with its place.
    pub options: Vec<(String, Span)>,
    /// Its heading line.
    pub span: Span,
}

/// A group as far as its number and what stands in it go.
#[derive(Clone, Debug)]
pub struct GroupSkeleton {
    /// Part, section, or a criterion that holds criteria.
    pub kind: GroupKind,
    /// Its number or letter.
    pub code: String,
    /// Its heading line.
    pub span: Span,
    /// Every criterion below it, by its place in [`CardSkeleton::criteria`].
    pub below: Vec<usize>,
}

impl CardSkeleton {
    /// What is known of a card before its expressions are typed.
    #[must_use]
    pub(super) fn of(card: &CardDraft<'_>, flat: &Flat<'_>) -> CardSkeleton {
        CardSkeleton {
            id: card.page.card.id.value.clone(),
            broken: !card.whole,
            criteria: flat
                .criteria
                .iter()
                .map(|c| CriterionSkeleton {
                    number: c.draft.code.value.clone(),
                    form: c.form,
                    options: c.options.iter().map(|o| (o.key.clone(), o.span)).collect(),
                    span: c.draft.head,
                })
                .collect(),
            groups: flat
                .groups
                .iter()
                .enumerate()
                .map(|(i, g)| GroupSkeleton {
                    kind: g.draft.kind,
                    code: g.draft.code.value.clone(),
                    span: g.draft.head,
                    below: flat.below(Child::Group(i)),
                })
                .collect(),
        }
    }
}
