//! Conditions and formulas.

use super::{Quantity, Word};
use crate::text::Span;
use jiff::civil::Date;

/// An expression with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// `335 kJ`, `50%`, `3`.
    Quantity(Quantity),
    /// `2026-05-22`.
    Date(Date),
    /// `"text"`.
    Text(String),
    /// `yes`, `no`.
    Bool(bool),
    /// A fact, a `let`, a table, an assumption, a field, or a one-of value.
    Name(String),
    /// A name the engine provides.
    Builtin(Builtin),
    /// `not x`.
    Not(Box<Expr>),
    /// `-x`.
    Neg(Box<Expr>),
    /// `(x)`.
    Paren(Box<Expr>),
    /// `a + b`, `a and b`.
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `a < b`.
    Compare(CmpOp, Box<Expr>, Box<Expr>),
    /// `x in …`.
    In(Box<Expr>, Box<Expr>),
    /// `{a, b}`.
    Set(Vec<Expr>),
    /// `lo ..< hi`; each end with whether it belongs to the range.
    Range {
        /// The lower end.
        lo: Option<Box<Expr>>,
        /// Whether the lower end belongs to it.
        lo_in: bool,
        /// The upper end.
        hi: Option<Box<Expr>>,
        /// Whether the upper end belongs to it.
        hi_in: bool,
    },
    /// `if c then a else b`.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `min(a, b)`.
    Call(Function, Vec<Expr>),
    /// `certificates where c`.
    Filter(Word, Box<Expr>),
    /// `any L where c`, `sum f of L`.
    Quantified {
        /// What is asked of the list.
        quantifier: Quantifier,
        /// The field, for `sum`, `min` and `max`.
        field: Option<Word>,
        /// The list.
        list: Box<Expr>,
        /// The condition on each record.
        filter: Option<Box<Expr>>,
    },
    /// `points of 1.1`.
    Points(Place),
    /// `maximum of part A`.
    Maximum(Place),
    /// `criterion 1.1`: the option it holds.
    Criterion(Word),
    /// `criterion 1.1 at maximum`.
    AtMaximum(Word),
    /// `any criterion in part A at maximum`.
    AnyAtMaximum(Option<Place>),
    /// `count criteria in part A at maximum`.
    CountAtMaximum(Option<Place>),
}

/// Names the engine provides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// The total of the card.
    Total,
    /// The day the dossier was filed.
    Filed,
    /// The day it was assessed.
    Assessed,
    /// First rating, upgrade or renewal.
    Kind,
}

/// Operators between two values or conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum BinaryOp {
    Or,
    And,
    Add,
    Sub,
    Mul,
    Div,
}

/// Comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum CmpOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl CmpOp {
    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            CmpOp::Eq => "=",
            CmpOp::Ne => "!=",
            CmpOp::Lt => "<",
            CmpOp::Le => "<=",
            CmpOp::Gt => ">",
            CmpOp::Ge => ">=",
        }
    }

    /// Whether it holds for two values that lie so to each other.
    #[must_use]
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            CmpOp::Eq => order.is_eq(),
            CmpOp::Ne => order.is_ne(),
            CmpOp::Lt => order.is_lt(),
            CmpOp::Le => order.is_le(),
            CmpOp::Gt => order.is_gt(),
            CmpOp::Ge => order.is_ge(),
        }
    }
}

/// Functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Function {
    Min,
    Max,
    Abs,
    Round,
    Percent,
}

/// What is asked of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Quantifier {
    Any,
    All,
    Count,
    Sum,
    Min,
    Max,
}

/// A part, a section or a criterion, by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is said to be.
    pub kind: PlaceKind,
    /// Its number.
    pub code: Word,
}

/// What a place is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum PlaceKind {
    Part,
    Section,
    Criterion,
}
