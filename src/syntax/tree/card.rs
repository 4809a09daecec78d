//! A scorecard and what stands on it.

use super::ruleset::{Band, LevelName, Quantity};
use super::{Block, CmpOp, Expr, Sp, Word};
use crate::exact::{Num, Rounding};
use crate::text::Span;

/// `scorecard ID "title" in "a" / "b" { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    /// Its name in dossiers.
    pub id: Word,
    /// Its title.
    pub title: Word,
    /// The groups of products it belongs to, widest first.
    pub path: Vec<Word>,
    /// Its statements.
    pub block: Block,
}

/// `shared NAME { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Its name, before the dot in `like`.
    pub name: Word,
    /// Parts, sections and criteria to be reused.
    pub block: Block,
}

/// Part or section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// A part of the card.
    Part,
    /// A section of a part.
    Section,
    /// A criterion that holds criteria.
    Criterion,
}

/// `part A "title" 40 [subtracted] [best] [cap 12] [like x.y] { … }`, `section …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Part or section.
    pub kind: GroupKind,
    /// Its number or letter.
    pub code: Word,
    /// Its title.
    pub title: Option<Word>,
    /// The maximum printed.
    pub max: Option<Sp<Num>>,
    /// Whether it counts against the total.
    pub subtracted: Option<Span>,
    /// Whether the best child counts instead of the sum.
    pub best: Option<Span>,
    /// Where the subtotal is cut.
    pub cap: Option<Sp<Num>>,
    /// What it is like.
    pub like: Option<Word>,
    /// Its statements, if it has a block.
    pub block: Option<Block>,
    /// The heading line, without the block.
    pub head: Span,
}

/// `criterion 1.1 "title" 3 [form] [like x.y] { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Its number.
    pub code: Word,
    /// Its title.
    pub title: Option<Word>,
    /// The maximum printed.
    pub max: Option<Sp<Num>>,
    /// Its form, when it is not "choose one option".
    pub form: Option<Sp<Form>>,
    /// What it is like.
    pub like: Option<Word>,
    /// Its statements, if it has a block.
    pub block: Option<Block>,
    /// The heading line, without the block.
    pub head: Span,
}

/// The forms of a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// `yes/no`
    YesNo,
    /// `checklist [cap 5]`
    Checklist {
        /// Where the ticks are cut.
        cap: Option<Sp<Num>>,
    },
    /// `ladder of EXPR`
    Ladder(Expr),
    /// `= EXPR [rounded …]`
    Formula {
        /// The points.
        expr: Expr,
        /// How they are rounded.
        rounding: Option<Sp<Rounding>>,
    },
}

/// `case 1 "title" [when COND] { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its number.
    pub key: Word,
    /// Its title.
    pub title: Option<Word>,
    /// When it applies.
    pub when: Option<Expr>,
    /// Its options.
    pub block: Block,
}

/// `by EXPR { key { … } else { … } }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// What chooses.
    pub selector: Expr,
    /// The branches.
    pub block: Block,
}

/// `key, key { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The values that choose it.
    pub keys: Vec<Sp<RowKey>>,
    /// Its rungs or options.
    pub block: Block,
}

/// The left side of a rung, a branch or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKey {
    /// `else`
    Else,
    /// `> 335 kJ`
    Compare(CmpOp, Quantity),
    /// `9 .. 11`
    Band(Band),
    /// `335 kJ`
    Quantity(Quantity),
    /// `yes`, `no`
    Bool(bool),
    /// `2026-05-22`
    Date(jiff::civil::Date),
    /// `"text"`
    Text(String),
    /// `water`
    Word(String),
}

/// `a 1 *** "label" [printed "13" "why"] [when COND]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Option_ {
    /// Its letter; `yes` and `no` in any language.
    pub key: Word,
    /// Its points.
    pub points: Option<Sp<Num>>,
    /// The levels it is the least option for.
    pub marks: Marks,
    /// Its short wording.
    pub label: Option<Word>,
    /// What the decision prints, where another figure is used.
    pub printed: Option<Printed>,
    /// When facts give it.
    pub when: Option<Expr>,
}

/// The marks of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marks {
    /// None are written.
    Unsaid,
    /// `unmarked`: none, whatever the shared text says.
    None(Span),
    /// `***`, `@B`.
    Some(Vec<Sp<Mark>>),
}

/// A mark names a level.
pub type Mark = LevelName;

/// `printed "13" "why"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// What the page shows.
    pub text: Word,
    /// Why another figure is used.
    pub why: Option<Word>,
}

/// `> 335 kJ -> 1 [.. 10 every 335 kJ] ["label"]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The values.
    pub key: Sp<RowKey>,
    /// The points.
    pub points: Sp<Num>,
    /// Equal steps from here.
    pub steps: Option<Steps>,
    /// Its wording.
    pub label: Option<Word>,
}

/// `.. 10 every 335 kJ`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// The points of the last step.
    pub last: Sp<Num>,
    /// The distance between two steps.
    pub every: Sp<Quantity>,
}

/// Out of the rating, or the end of the scoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The dossier is out.
    Reject,
    /// Nothing after this is scored.
    Stop,
}

/// `reject [key] [when COND] "label"`, `stop …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Reject or stop.
    pub kind: FindingKind,
    /// What an assessor answers to say it.
    pub key: Option<Word>,
    /// When facts say it.
    pub when: Option<Expr>,
    /// Its wording.
    pub label: Option<Word>,
}

/// `only if COND [else 0] "why"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnlyIf {
    /// When the criterion counts.
    pub when: Expr,
    /// Its points when it does not; the lowest option's if unsaid.
    pub otherwise: Option<Sp<Num>>,
    /// Why.
    pub label: Option<Word>,
}

/// `force b when COND "why"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Force {
    /// The option.
    pub key: Word,
    /// When.
    pub when: Expr,
    /// Why.
    pub label: Option<Word>,
}

/// `replaces 2.1 [when COND] "why"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaces {
    /// The criterion that no longer counts.
    pub other: Word,
    /// When.
    pub when: Option<Expr>,
    /// Why.
    pub label: Option<Word>,
}

/// `require **** COND "label"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Require {
    /// The level that needs it.
    pub level: Sp<LevelName>,
    /// What it needs.
    pub when: Expr,
    /// Its wording.
    pub label: Option<Word>,
}

/// `cap 3 [when COND] "why"`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// The most that counts.
    pub points: Sp<Num>,
    /// When.
    pub when: Option<Expr>,
    /// Why.
    pub label: Option<Word>,
}

/// What a missing answer means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingPolicy {
    /// The result becomes a range.
    #[default]
    Unknown,
    /// The lowest option.
    Lowest,
    /// Out of the sum and of the maximum.
    Excluded,
}
