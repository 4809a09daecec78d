//! What scopes ask about names.

use super::{MENTIONS, Names, SEARCHES, Used, What, visible};
use crate::model::build::scope::Found;
use crate::model::build::skeleton::CardSkeleton;
use crate::model::{Fact, Type};

impl Names {
    /// What a name stands for on a card, or ruleset-wide; counts as a use.
    pub(in crate::model::build) fn find(&self, name: &str, card: Option<usize>) -> Option<Found> {
        let list = self.entries.get(name)?;
        let entry = list.iter().find(|e| visible(e, card))?;
        Some(match entry.what {
            What::Fact(i) => Found::Fact(i),
            What::Let(i) => Found::Let(i),
            What::Table(i) => Found::Table(i),
            What::Assumption(i) => Found::Assumption(i),
            What::Broken => Found::Broken,
        })
    }

    /// Whether a line that could not be read may have declared a name.
    pub(in crate::model::build) fn may_be_unread(&self, card: Option<usize>) -> bool {
        self.unread.contains(&None) || self.unread.contains(&card)
    }

    pub(in crate::model::build) fn visible(
        &self,
        card: Option<usize>,
    ) -> impl Iterator<Item = &str> {
        let list = self.entries.iter();
        list.filter(move |(_, l)| l.iter().any(|e| visible(e, card)))
            .map(|(name, _)| name.as_str())
    }

    /// The fact that has a value of this name, when one does.
    pub(in crate::model::build) fn fact_with_value(
        &self,
        name: &str,
        card: Option<usize>,
    ) -> Option<&str> {
        let id = card.and_then(|c| self.cards.get(c)).map(|c| &c.skeleton.id);
        let mut facts = self.facts.iter();
        let fact = facts.find(|f| {
            let here = f.card.is_none() || f.card.as_ref() == id;
            here && matches!(&f.ty, Type::OneOf(all) if all.iter().any(|c| c.name == name))
        })?;
        Some(&fact.name)
    }

    /// The card on which a name is declared, when it is declared on others only.
    pub(in crate::model::build) fn elsewhere(&self, name: &str) -> Option<&str> {
        let card = self.entries.get(name)?.first()?.card?;
        Some(&self.cards.get(card)?.skeleton.id)
    }

    pub(in crate::model::build) fn fact_at(&self, i: usize) -> Option<&Fact> {
        self.facts.get(i)
    }

    pub(in crate::model::build) fn fact_type(&self, i: usize) -> Option<Type> {
        self.use_of(Used::Fact(i));
        self.facts.get(i).map(|f| f.ty.clone())
    }

    pub(in crate::model::build) fn assumption_type(&self, i: usize) -> Option<Type> {
        self.use_of(Used::Assumption(i));
        let a = self.assumptions.get(i)?;
        Some(Type::OneOf(a.choices.clone()))
    }

    pub(in crate::model::build) fn use_of(&self, what: Used) {
        self.used.borrow_mut().insert(what);
    }

    /// Whether a name is that of a list; not a use.
    pub(in crate::model::build) fn is_list(&self, name: &str, card: Option<usize>) -> bool {
        match self.find(name, card) {
            Some(Found::Fact(i)) => self
                .facts
                .get(i)
                .is_some_and(|f| matches!(f.ty, Type::List(_))),
            Some(Found::Let(i)) => matches!(self.done_type(i), Some(Type::List(_))),
            _ => false,
        }
    }

    pub(in crate::model::build) fn skeleton(&self, card: usize) -> Option<&CardSkeleton> {
        self.cards.get(card).map(|c| &c.skeleton)
    }

    pub(in crate::model::build) fn criterion_numbered(
        &self,
        card: usize,
        number: &str,
    ) -> Option<usize> {
        self.cards.get(card)?.criteria.get(number).copied()
    }

    pub(in crate::model::build) fn groups_coded(&self, card: usize, code: &str) -> &[usize] {
        self.cards
            .get(card)
            .and_then(|c| c.groups.get(code))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether a word is met for the first time in a message that is given once.
    pub(in crate::model::build) fn first_mention(&self, word: &str) -> bool {
        self.mentioned.borrow_mut().insert(word.to_owned())
    }

    /// Whether to look for what a wrong name may have meant: not for ever, when
    /// a page is full of them.
    pub(in crate::model::build) fn may_search(&self) -> bool {
        let so_far = self.searches.get();
        self.searches.set(so_far.saturating_add(1));
        so_far < SEARCHES
    }

    /// Counts what a mention of this type carries; false when it is too much.
    pub(in crate::model::build) fn afford(&self, ty: &Type) -> bool {
        let cost = match ty {
            Type::OneOf(all) => all.len(),
            Type::List(fields) => fields
                .iter()
                .map(|f| match &f.ty {
                    Type::OneOf(all) => all.len() + 1,
                    _ => 1,
                })
                .sum(),
            _ => 0,
        };
        let spent = self.spent.get().saturating_add(cost);
        self.spent.set(spent);
        spent <= MENTIONS
    }
}
