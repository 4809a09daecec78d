//! Crosswalks: what becomes of an answer under another version.

use super::{Block, Word};
use crate::text::Span;

/// `crosswalk NAME "OLD" -> "NEW" { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crosswalk {
    /// The ruleset.
    pub name: Word,
    /// The version that dossiers come from.
    pub from: Word,
    /// The version they go to.
    pub to: Word,
    /// Pairs of scorecards, and lines for shared texts.
    pub block: Block,
}

/// `scorecard OLD -> NEW { … }`, `scorecard OLD -> none "why"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPair {
    /// The old scorecards.
    pub from: Vec<Word>,
    /// The new ones, each a counterpart of each old one; none when there is no
    /// counterpart.
    pub to: Vec<Word>,
    /// Why.
    pub why: Option<Word>,
    /// The lines.
    pub block: Option<Block>,
    /// The heading without the block.
    pub head: Span,
}

/// `new scorecard NEW "why"`: scorecards without a counterpart in the old version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCards {
    /// The scorecards.
    pub cards: Vec<Word>,
    /// Why.
    pub why: Option<Word>,
}

/// `1.4 and 1.5 -> 1.6 [like shared.text] ["why"] { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The old criteria that are looked at together: numbers, or names of the
    /// shared texts they are like.
    pub from: Vec<Word>,
    /// The new criterion.
    pub to: Word,
    /// The shared text whose line says what becomes of the options.
    pub like: Option<Word>,
    /// Why.
    pub why: Option<Word>,
    /// What becomes of each option; option for option when there is no block.
    pub block: Option<Block>,
    /// The heading without the block.
    pub head: Span,
}

/// `3.5, 4.1 .. 4.3 -> none "why"`: criteria without a counterpart in the new version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The old criteria.
    pub from: Vec<Stretch>,
    /// Why.
    pub why: Option<Word>,
}

/// `same 1.1, 1.2 -> 1.3, 2.1 .. 2.4 "why"`: option for option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Same {
    /// The old criteria, each with the new ones when they have other numbers.
    pub pairs: Vec<SamePair>,
    /// Why.
    pub why: Option<Word>,
}

/// `2.1 .. 2.4 -> 2.2 .. 2.5`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamePair {
    /// The old criteria.
    pub from: Stretch,
    /// The new ones; of the same numbers if unsaid.
    pub to: Option<Stretch>,
}

/// `new 1.2, 1.7 "why"`: criteria without a counterpart in the old version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// The new criteria.
    pub to: Vec<Stretch>,
    /// Why.
    pub why: Option<Word>,
}

/// `fact a, b -> c, d -> none`, `fact a -> b { x -> y }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactWalk {
    /// The facts.
    pub pairs: Vec<FactPair>,
    /// Why.
    pub why: Option<Word>,
    /// What becomes of each value of a one-of.
    pub block: Option<Block>,
    /// The heading without the block.
    pub head: Span,
}

/// A fact and what it is in the new version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactPair {
    /// The old fact.
    pub from: Word,
    /// What becomes of it.
    pub to: FactTarget,
}

/// What becomes of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactTarget {
    /// The fact of the same name.
    Same,
    /// Another fact.
    As(Word),
    /// Nothing: it is not carried.
    Gone(Span),
}

/// `b, c and a -> a..b "why"`: what becomes of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// For each of the old criteria, the options (or values) that are meant.
    pub from: Vec<Vec<Stretch>>,
    /// The options that it may be in the new version; none when it settles nothing (`new`).
    pub to: Vec<Stretch>,
    /// Why.
    pub why: Option<Word>,
}

/// One, or all from the first to the last in order of the page: criteria, or
/// options, of which `yes`, `no`, `reject`, `stop`, `none` (none of the
/// options) and `else` (all that are not named) are written so in both
/// languages here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first.
    pub first: Word,
    /// The last, when there are several.
    pub last: Option<Word>,
}
