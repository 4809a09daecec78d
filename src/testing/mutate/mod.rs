//! What would no test notice? Each figure, mark, bound and condition of a card
//! is changed by itself, and the tests of the card are run on the changed rules.
//! A change that every test passes is one that an editor could make by mistake
//! without anybody seeing it.
//!
//! The method is mutation analysis (DeMillo, Lipton and Sayward, 1978), on rules
//! instead of programs: what is changed is what a decision states, one statement
//! at a time. The weak side of the method is changes that change nothing; here
//! they are proved equal ([`changes_nothing`]) and taken out of the count.

mod conditions;
mod edit;
mod equal;
mod list;

#[cfg(test)]
mod tests;

pub use edit::{Bound, Edit};
pub use equal::changes_nothing;
pub use list::{Mutant, MutantKind, mutants};

use super::passes;
use crate::dossier::Dossier;
use crate::model::{Ruleset, Test};
use crate::text::{Diagnostic, Span};
use indexmap::IndexMap;
use indexmap::map::Entry;

/// Gives the dossier of a file that a test names.
pub type Files<'a> = dyn FnMut(&Test, &str) -> Result<Dossier, Vec<Diagnostic>> + 'a;

/// What the tests say of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// This test fails on the changed rules (its place in [`Ruleset::tests`]).
    Noticed(usize),
    /// Not tried: a test of another scorecard that reads the same words fails.
    Elsewhere,
    /// Every test still passes.
    Unnoticed,
}

/// A change of one statement of the text, on every scorecard that reads it.
#[derive(Clone, Debug)]
pub struct Slip {
    /// The change, on the first of them.
    pub mutant: Mutant,
    /// The scorecards; none for what belongs to the whole ruleset.
    pub cards: Vec<String>,
    /// The same change on the other scorecards.
    pub others: Vec<Mutant>,
    /// Whether a test of any of them notices.
    pub noticed: bool,
    /// Whether no dossier of any of them is rated differently; `None` as long
    /// as that is not asked ([`Slip::weigh`]), or when it cannot be found out
    /// exactly.
    pub equal: Option<bool>,
}

impl Slip {
    /// Proves or refutes that any dossier can tell the change.
    pub fn weigh(&mut self, rules: &Ruleset) {
        let mut all = std::iter::once(&self.mutant).chain(&self.others);
        self.equal = all.try_fold(true, |equal, m| {
            Some(equal && changes_nothing(rules, m).ok()?)
        });
    }

    /// Whether a gap of the tests is left.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.noticed && self.equal != Some(true)
    }
}

/// Changes of the same words are one slip: whoever edits a text that several
/// scorecards are like, edits all of them. In the order of the first of each.
#[must_use]
pub fn slips(tried: Vec<(Mutant, Fate)>) -> Vec<Slip> {
    let mut all: IndexMap<Words, Slip> = IndexMap::new();
    for (mutant, fate) in tried {
        let noticed = fate != Fate::Unnoticed;
        let card = mutant.card.clone();
        let slip = match all.entry(mutant.words()) {
            Entry::Occupied(there) => {
                let slip = there.into_mut();
                slip.others.push(mutant);
                slip
            }
            Entry::Vacant(free) => free.insert(Slip {
                mutant,
                cards: Vec::new(),
                others: Vec::new(),
                noticed: false,
                equal: None,
            }),
        };
        slip.noticed |= noticed;
        slip.cards.extend(card);
    }
    all.into_values().collect()
}

/// What is changed, by its place in the text, what becomes of it, and how many
/// changes of the same words come before it.
pub type Words = (Span, String, usize);

impl Mutant {
    /// What is changed in the text: the same for every scorecard that reads it.
    #[must_use]
    pub fn words(&self) -> Words {
        (self.span, self.change.en.clone(), self.twin)
    }
}

/// The tests of one ruleset, ready to be run on changed rules.
#[derive(Debug)]
pub struct Bench<'r> {
    rules: &'r Ruleset,
    /// Tests by card, those that noticed something last first.
    order: Vec<usize>,
}

impl<'r> Bench<'r> {
    /// The tests of a card; `None` for those of every card.
    #[must_use]
    pub fn new(rules: &'r Ruleset, card: Option<&str>) -> Bench<'r> {
        let of_card = |t: &Test| card.is_none_or(|c| t.card == c);
        Bench {
            rules,
            order: (0..rules.tests.len())
                .filter(|i| rules.tests.get(*i).is_some_and(of_card))
                .collect(),
        }
    }

    /// Runs the tests on the changed rules until one fails.
    ///
    /// `load` gives the dossier of a file that a test names.
    pub fn try_out(&mut self, mutant: &Mutant, load: &mut Files<'_>) -> Fate {
        let Some(changed) = mutant.applied(self.rules) else {
            return Fate::Unnoticed;
        };
        let noticed = self.order.iter().position(|i| {
            self.rules.tests.get(*i).is_some_and(|test| {
                let mut read = |file: &str, _| load(test, file);
                !passes(&changed, test, &mut read)
            })
        });
        match noticed {
            Some(at) => {
                // A test that notices one change on a line often notices the next.
                let test = self.order.remove(at);
                self.order.insert(0, test);
                Fate::Noticed(test)
            }
            None => Fate::Unnoticed,
        }
    }
}
