//! A draft held against the version that it would replace: what of the
//! findings of checks and of the tests is new.

use super::Named;
use crate::dossier::Dossier;
use crate::score::Outcome;
use crate::testing::Trial;
use crate::text::{Both, Code, Diagnostic, Place};
use std::collections::HashMap;

mod smallest;

pub use smallest::smallest;

/// A finding of the draft.
#[derive(Clone, Debug)]
pub struct Found {
    /// The finding.
    pub finding: Diagnostic,
    /// Whether the version that it is held against does not have it.
    pub is_new: bool,
}

/// The findings of a draft, and which of them its base does not have. A finding
/// is the same when it says the same, wherever its line stands now.
#[must_use]
pub fn findings(base: &[Diagnostic], draft: Vec<Diagnostic>) -> Vec<Found> {
    let mut left: HashMap<(Code, String), usize> = HashMap::new();
    for d in base {
        *left.entry((d.code, d.message.en.clone())).or_default() += 1;
    }
    draft
        .into_iter()
        .map(|finding| {
            let same = left.get_mut(&(finding.code, finding.message.en.clone()));
            let is_new = match same {
                Some(n) if *n > 0 => {
                    *n -= 1;
                    false
                }
                _ => true,
            };
            Found { finding, is_new }
        })
        .collect()
}

/// A test that does not hold of the draft.
#[derive(Clone, Debug)]
pub struct Fallen {
    /// How it ended on the draft.
    pub trial: Trial,
    /// Whose test it is.
    pub whose: Whose,
    /// Where it stands.
    pub place: Option<Place>,
}

/// Whose test does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The draft's own.
    Draft,
    /// That of the version that it is held against, of which it held.
    Base,
    /// The same; the draft has another test of this name, which holds.
    Rewritten,
}

/// Of the tests of both, in order of the page: those that do not hold of the draft.
///
/// `own` are the draft's tests run on it; `base` those of the other version, each
/// with whether it holds there, run on the draft.
#[must_use]
pub fn fallen(
    own: Vec<(Trial, Option<Place>)>,
    base: Vec<(Trial, Option<Place>, bool)>,
) -> Vec<Fallen> {
    let mut all = Vec::new();
    let of = |t: &Trial| (t.card.clone(), t.name.clone());
    let mut ends: HashMap<(String, String), bool> = HashMap::new();
    for (t, _) in &own {
        *ends.entry(of(t)).or_insert(true) &= t.passed();
    }
    for (trial, place) in own {
        if !trial.passed() {
            all.push(Fallen {
                trial,
                whose: Whose::Draft,
                place,
            });
        }
    }
    for (trial, place, held) in base {
        if trial.passed() || !held {
            continue;
        }
        let whose = match ends.get(&of(&trial)) {
            // Told already.
            Some(false) => continue,
            Some(true) => Whose::Rewritten,
            None => Whose::Base,
        };
        all.push(Fallen {
            trial,
            whose,
            place,
        });
    }
    all
}

/// The smallest dossier of a card that the draft rates otherwise.
#[derive(Clone, Debug)]
pub struct Smallest {
    /// The card, as the draft names it.
    pub card: Named,
    /// What was found.
    pub result: Otherwise,
}

/// What the comparison of two cards came to.
#[derive(Clone, Debug)]
pub enum Otherwise {
    /// Proved: every dossier that both can read is rated alike.
    Equal {
        /// How many things only one of the texts knows: a criterion, an option,
        /// a fact. No dossier that says one of them is compared.
        lone: usize,
    },
    /// A dossier that is rated otherwise; there is no smaller one.
    Apart(Box<Apart>),
    /// The dossiers could not be gone through, and why.
    Unknown(Both),
}

/// A dossier under both texts.
#[derive(Clone, Debug)]
pub struct Apart {
    /// Whether every dossier that both can read comes to the same level, proved:
    /// then it is the total that differs.
    pub same_levels: bool,
    /// As the base reads it, and what it is worth.
    pub before: (Dossier, Outcome),
    /// As the draft reads it, and what it is worth.
    pub after: (Dossier, Outcome),
}
