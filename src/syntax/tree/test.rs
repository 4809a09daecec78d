//! Tests that live beside the rules.

use super::ruleset::{Band, LevelName, Quantity};
use super::{Block, GroupKind, Sp, Word};
use crate::exact::Num;
use crate::text::Span;

/// `test "name" for CARD { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// What it shows.
    pub name: Word,
    /// The scorecard.
    pub card: Word,
    /// Baseline, answers and expectations.
    pub block: Block,
}

/// `best [except 3.5 = a]`, `worst …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// Best (true) or worst.
    pub best: bool,
    /// What differs.
    pub except: Vec<Assign>,
}

/// `3.5 = a`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assign {
    /// A criterion, a fact or an assumption.
    pub name: Word,
    /// Its value.
    pub value: Sp<Value>,
}

/// `assessor "name" [3.5 = a, …]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessor {
    /// Who.
    pub name: Word,
    /// Their own answers, where they differ from the shared ones.
    pub own: Vec<Assign>,
}

/// A value in a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An option letter or a one-of value.
    Code(String),
    /// Ticks of a checklist.
    Codes(Vec<Word>),
    /// A number.
    Quantity(Quantity),
    /// A day.
    Date(jiff::civil::Date),
    /// Yes or no.
    Bool(bool),
    /// A text.
    Text(String),
    /// The records of a list.
    Records(Vec<Vec<Assign>>),
}

/// One expectation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What is expected.
    pub kind: ClauseKind,
    /// Where it stands.
    pub span: Span,
}

/// What may be expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// `total 93`
    Total(Num),
    /// `total in 70 .. 80`
    TotalIn(Band),
    /// `rating *** because minimum 3.5`
    Rating(RatingClaim, Vec<Word>),
    /// `rejected`
    Rejected,
    /// `stopped`
    Stopped,
    /// `missing 3.5`
    Missing(Word),
    /// `assumption minimums_fail`
    Assumption(Word),
    /// `criterion 1.5 = d`
    CriterionOption(Word, Sp<Value>),
    /// `criterion 1.5 4`
    CriterionPoints(Word, Num),
    /// `A 34`
    Part(Word, Num),
    /// `section 1 18`
    Group(GroupKind, Word, Num),
    /// `unavailable`
    Unavailable,
}

/// The level that is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RatingClaim {
    /// `rating unavailable`: nobody can say, the rating is not at hand
    Unavailable,
    /// This one.
    Level(Sp<LevelName>),
    /// One from the first to the second.
    Between(Sp<LevelName>, Sp<LevelName>),
    /// None.
    Unrated,
}
