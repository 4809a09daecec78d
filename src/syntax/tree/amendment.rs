//! Amendments: what an amending decision changes in another, and where.

use super::card::{FindingKind, Mark};
use super::ruleset::LevelName;
use super::{Block, Node, Sp, Word};
use crate::text::Span;

/// `amendment "781/QĐ-TTg" to ocop "1048/QĐ-TTg" { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The number of the amending decision.
    pub number: Word,
    /// The name of the ruleset.
    pub name: Word,
    /// The number of the decision that it amends.
    pub to: Word,
    /// Its statements.
    pub block: Block,
}

/// One change that an amendment makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// `replace [PLACE] STATEMENT`: the statement takes the place of the one
    /// of its own name.
    Replace(Renewal),
    /// `insert [PLACE] STATEMENT`: added at the end of the place.
    Add(Renewal),
    /// `insert after TARGET { … }`
    Insert {
        /// Where.
        side: Side,
        /// The thing that stands there.
        at: Path,
        /// What is inserted.
        block: Block,
    },
    /// `repeal TARGET`
    Repeal(Path),
    /// `renumber TARGET as CODE`
    Renumber {
        /// The thing with its old number.
        at: Path,
        /// Its new number.
        code: Word,
    },
    /// `mark TARGET ***`
    Mark {
        /// The option.
        at: Path,
        /// The levels it becomes the least option for.
        levels: Vec<Sp<Mark>>,
    },
    /// `unmark TARGET [***]`
    Unmark {
        /// The option.
        at: Path,
        /// The levels; all if none are said.
        levels: Vec<Sp<Mark>>,
    },
}

/// A new statement and the place that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// What it stands in; empty for a statement of the ruleset itself.
    pub at: Path,
    /// The statement.
    pub node: Box<Node>,
}

/// Where something is inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before the thing.
    Before,
    /// After it.
    After,
    /// At its end, inside of it.
    Into,
}

/// `scorecard tra part A criterion 3.4 option c`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The scorecards; none for a thing of the ruleset itself.
    pub cards: Option<Cards>,
    /// From the outer to the inner.
    pub steps: Vec<Sp<Step>>,
    /// Where it stands.
    pub span: Span,
}

/// Which scorecards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cards {
    /// `scorecard tra`
    One(Word),
    /// `scorecard * except che, tra`: every one that has the thing.
    Every {
        /// The star.
        star: Span,
        /// But not these.
        except: Vec<Word>,
    },
}

/// One step towards a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `part A`
    Part(Word),
    /// `section 1`
    Section(Word),
    /// `criterion 1.1`
    Criterion(Word),
    /// `option c`
    Option(Word),
    /// `case 1`
    Case(Word),
    /// `reject [key]`, `stop [key]`
    Finding(FindingKind, Option<Word>),
    /// `require ***`
    Require(Sp<LevelName>),
    /// `force b`
    Force(Word),
    /// `replaces 2.1`
    Replaces(Word),
    /// `evidence`
    Evidence,
    /// `only if`
    OnlyIf,
    /// `cap`
    Cap,
    /// `missing`
    Missing,
    /// `samples`
    Samples,
    /// `set`
    Set,
    /// `unavailable`
    Unavailable,
    /// `title`
    Title,
    /// `applies`
    Applies,
    /// `rating`
    Rating,
    /// `council`
    Council,
    /// `certificate`
    Certificate,
    /// `authority`
    Authority,
    /// `transition "Article 12"`
    Transition(Word),
    /// `assumption x`
    Assumption(Word),
    /// `fact x`
    Fact(Word),
    /// `let x`
    Let(Word),
    /// `table x`
    Table(Word),
}
