//! A version of a ruleset: dates, rating, assumptions, council.

use super::{Block, Expr, Sp, Word};
use crate::exact::{Num, Rounding};
use jiff::civil::Date;

/// `ruleset NAME version "…" { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruleset {
    /// Its name, shared by all its versions.
    pub name: Word,
    /// The number of the decision.
    pub version: Word,
    /// Its statements.
    pub block: Block,
}

/// `applies from DATE [until DATE]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applies {
    /// First day in force.
    pub from: Sp<Date>,
    /// First day no longer in force.
    pub until: Option<Sp<Date>>,
}

/// `repeals "V" [from DATE]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeals {
    /// The version that ends.
    pub version: Word,
    /// First day it is no longer in force.
    pub from: Option<Sp<Date>>,
}

/// `transition "Điều 12" { keep … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The article.
    pub cite: Word,
    /// Its `keep` lines.
    pub block: Block,
}

/// `keep "V" when COND`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// The version that still binds.
    pub version: Word,
    /// For which dossiers.
    pub when: Expr,
}

/// `rating of EXPR [lower is better] { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// What the bands measure.
    pub of: Expr,
    /// Whether lower values are better.
    pub lower_is_better: bool,
    /// Levels, lifts and requirements.
    pub block: Block,
}

/// `LEVEL BAND ["label"]`, `LEVEL "label"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelRow {
    /// The level.
    pub level: Sp<LevelName>,
    /// The values that give it; none when only a lift does.
    pub band: Option<Band>,
    /// What it is called.
    pub label: Option<Word>,
}

/// A level as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LevelName {
    /// `***½` is 3.5: a number of stars.
    Stars(Num),
    /// A bare word.
    Word(String),
    /// A name in quotes.
    Text(String),
}

/// `lo ..< hi`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Lower end.
    pub lo: Option<Sp<Bound>>,
    /// Whether the lower end belongs to it.
    pub lo_in: bool,
    /// Upper end.
    pub hi: Option<Sp<Bound>>,
    /// Whether the upper end belongs to it.
    pub hi_in: bool,
    /// Where it stands.
    pub span: crate::text::Span,
}

/// An end of a band: a number with or without a unit.
pub type Bound = Quantity;

/// A number with or without a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number as written (50 for `50%`).
    pub value: Num,
    /// The unit as written; `%` for percent.
    pub unit: Option<Word>,
}

/// `at least LEVEL when COND ["why"]`, `at most …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lift {
    /// `at least` (true) or `at most`.
    pub at_least: bool,
    /// The level.
    pub level: Sp<LevelName>,
    /// When.
    pub when: Expr,
    /// Why.
    pub label: Option<Word>,
}

/// `assumption NAME "text" = choice | choice`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// Its name.
    pub name: Word,
    /// What the decision leaves open.
    pub text: Option<Word>,
    /// The readings; the first is the one used.
    pub choices: Vec<Choice>,
}

/// A named value with a label: a reading of an assumption, or a one-of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name.
    pub name: Word,
    /// What it means.
    pub label: Option<Word>,
}

/// `council { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Council {
    /// Its rules.
    pub block: Block,
}

/// `total mean of assessors rounded half up to 0.01`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Average {
    /// How totals are joined.
    pub kind: AverageKind,
    /// How the result is rounded.
    pub rounding: Option<Sp<Rounding>>,
}

/// How the totals of assessors are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AverageKind {
    /// The arithmetic mean.
    Mean,
    /// The middle one, or the mean of the two in the middle.
    Median,
}

/// `spread 10 points`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The widest distance between two totals that still counts.
    pub limit: Sp<Num>,
}

/// `certificate from *** for 36 months, renew between 180 and 120 days before expiry`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The lowest level that is certified.
    pub from: Sp<LevelName>,
    /// For how many months.
    pub months: Sp<Num>,
    /// Days before the end: earliest and latest filing.
    pub renew: Option<(Sp<Num>, Sp<Num>)>,
}

/// `authority ***, **** "…"; ***** "…"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Who decides which levels.
    pub powers: Vec<Power>,
}

/// One authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Power {
    /// The levels it decides.
    pub levels: Vec<Sp<LevelName>>,
    /// Its name.
    pub who: Word,
}
