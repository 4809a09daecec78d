//! The tree of a `.sao` file: what stands on the page, before it means anything.

mod amendment;
mod card;
mod crosswalk;
mod expr;
mod fact;
mod ruleset;
mod test;

pub use amendment::{Amendment, Cards, Change, Path, Renewal, Side, Step};
pub use card::{
    Branch, By, Cap, Case, Criterion, Finding, FindingKind, Force, Form, Group, GroupKind, Mark,
    Marks, MissingPolicy, OnlyIf, Option_, Printed, Replaces, Require, RowKey, Rung, Scorecard,
    Shared, Steps,
};
pub use crosswalk::{
    CardPair, Crosswalk, FactPair, FactTarget, FactWalk, Fresh, Gone, NewCards, Same, SamePair,
    Stretch, Turn, Walk,
};
pub use expr::{BinaryOp, Builtin, CmpOp, Expr, ExprKind, Function, Place, PlaceKind, Quantifier};
pub use fact::{Fact, Field, Let, Row, Table, Type, TypeKind};
pub use ruleset::{
    Applies, Assumption, Authority, Average, AverageKind, Band, Bound, Certificate, Choice,
    Council, Keep, LevelName, LevelRow, Lift, Power, Quantity, Rating, Repeals, Ruleset, Spread,
    Transition,
};
pub use test::{Assessor, Assign, Baseline, Clause, ClauseKind, RatingClaim, Test, Value};

pub use crate::text::Sp;

use crate::exact::Num;
use crate::text::{SourceId, Span};

/// A word, name or text of the page, in NFC.
pub type Word = Sp<String>;

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Which source it is.
    pub source: SourceId,
    /// What stands at the top level.
    pub items: Vec<Node>,
    /// Every comment, in order; the span covers `#` to the end of the line.
    pub comments: Vec<Sp<String>>,
}

/// One statement with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The statement.
    pub stmt: Stmt,
    /// From its first word to its last, block included.
    pub span: Span,
}

/// The body of a block.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Block {
    /// The statements in order.
    pub body: Vec<Node>,
    /// From `{` to `}`.
    pub span: Span,
    /// Whether the closing brace is there.
    pub closed: bool,
}

/// Any statement. Which may stand where is the grammar's business.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is documented on the type it holds")]
pub enum Stmt {
    Ruleset(Ruleset),
    Scorecard(Scorecard),
    Shared(Shared),
    Group(Group),
    Criterion(Criterion),
    Case(Case),
    By(By),
    Branch(Branch),
    Option(Option_),
    Rung(Rung),
    Finding(Finding),
    OnlyIf(OnlyIf),
    Force(Force),
    Replaces(Replaces),
    Require(Require),
    Cap(Cap),
    Missing(MissingPolicy),
    Evidence(Word),
    Cite(Word),
    Note(Word),
    Oddity(Word),
    Without(Vec<Word>),
    /// Every rejection and stop of a shared text.
    Like(Word),
    Set(Sp<Num>),
    Samples(Sp<Num>),
    Unavailable(Word),
    Title(Word),
    Signed(Sp<jiff::civil::Date>),
    Applies(Applies),
    Repeals(Repeals),
    Transition(Transition),
    Keep(Keep),
    Rating(Rating),
    RatingUnavailable(Word),
    LevelRow(LevelRow),
    Lift(Lift),
    Assumption(Assumption),
    Council(Council),
    Average(Average),
    Quorum(Sp<Quantity>),
    Spread(Spread),
    Certificate(Certificate),
    Authority(Authority),
    Fact(Fact),
    Field(Field),
    Let(Let),
    Table(Table),
    Row(Row),
    Test(Test),
    Amendment(Amendment),
    Change(Change),
    Dossier(Word),
    Baseline(Baseline),
    Given(Vec<Assign>),
    /// An assessor of the council of a test.
    Assessor(Assessor),
    /// How many members that council has.
    Members(Sp<Num>),
    Kind(Word),
    Filed(Sp<jiff::civil::Date>),
    Assessed(Sp<jiff::civil::Date>),
    Assume(Vec<Assign>),
    Expect(Vec<Clause>),
    Crosswalk(Crosswalk),
    CardPair(CardPair),
    NewCards(NewCards),
    Walk(Walk),
    Gone(Gone),
    Same(Same),
    Fresh(Fresh),
    FactWalk(FactWalk),
    Turn(Turn),
    /// Text that could not be read; its span is kept as it stands. When it
    /// had a block, what could be read in it is the body.
    Bad(Option<Block>),
}
