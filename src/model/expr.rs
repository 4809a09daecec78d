//! Expressions whose names are resolved and whose types agree.

use super::value::{Interval, Type, Value};
use crate::syntax::tree::{CmpOp, Function, Quantifier};
use crate::text::Span;
use serde::Serialize;

/// A typed expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// The type of its value.
    #[serde(skip)]
    pub ty: Type,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// The forms of a typed expression. Numbers name places in the ruleset
/// (facts, lets, tables, assumptions) or on the card (criteria, groups).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExprKind {
    /// A literal.
    Literal(Value),
    /// A fact.
    Fact(usize),
    /// A field of the record at hand.
    Field(usize),
    /// A `let`.
    Let(usize),
    /// A look-up in a table.
    Table(usize),
    /// The reading of an assumption.
    Assumption(usize),
    /// The total of the card.
    Total,
    /// The day the dossier was filed.
    Filed,
    /// The day it was assessed.
    Assessed,
    /// First rating, upgrade or renewal.
    Kind,
    /// Points of a part, section or criterion.
    Points(Target),
    /// Maximum of what counts in a part, section or criterion.
    Maximum(Target),
    /// The option a criterion holds.
    OptionOf(usize),
    /// An option of a criterion, by its place.
    OptionKey(usize),
    /// Whether a criterion has its maximum.
    AtMaximum(usize),
    /// Whether any of these criteria has its maximum.
    AnyAtMaximum(Vec<usize>),
    /// How many of these criteria have their maximum.
    CountAtMaximum(Vec<usize>),
    /// `not`
    Not(Box<Expr>),
    /// `-x`
    Neg(Box<Expr>),
    /// `and`
    And(Box<Expr>, Box<Expr>),
    /// `or`
    Or(Box<Expr>, Box<Expr>),
    /// `+ - * /`
    Arith(ArithOp, Box<Expr>, Box<Expr>),
    /// `< <= = …`
    Compare(CmpOp, Box<Expr>, Box<Expr>),
    /// `x in {a, b}`
    InSet(Box<Expr>, Vec<Expr>),
    /// `x in lo ..< hi`
    InRange {
        /// What is looked at.
        of: Box<Expr>,
        /// Lower end.
        lo: Option<Box<Expr>>,
        /// Whether the lower end belongs to it.
        lo_in: bool,
        /// Upper end.
        hi: Option<Box<Expr>>,
        /// Whether the upper end belongs to it.
        hi_in: bool,
    },
    /// `if c then a else b`
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `min(a, b)`
    Call(Function, Vec<Expr>),
    /// `L where c`
    Filter(Box<Expr>, Box<Expr>),
    /// `any L where c`, `sum f of L`
    Quantified {
        /// What is asked.
        quantifier: Quantifier,
        /// The field of `sum`, `min`, `max`.
        field: Option<usize>,
        /// The list.
        list: Box<Expr>,
        /// The condition on a record.
        filter: Option<Box<Expr>>,
    },
}

/// Arithmetic between two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ArithOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
}

/// What `points of` and `maximum of` may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A part, a section, or a criterion that holds criteria.
    Group(usize),
    /// A criterion.
    Criterion(usize),
}

/// The left side of a rung, of a branch, or of a row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// Numbers in a stretch.
    Within(Interval),
    /// Exactly this value.
    Is(Value),
    /// What no other key takes.
    Else,
}

impl Expr {
    /// Calls `f` on this expression and on all inside it.
    pub fn walk<'a>(&'a self, f: &mut impl FnMut(&'a Expr)) {
        f(self);
        match &self.kind {
            ExprKind::Not(a) | ExprKind::Neg(a) => a.walk(f),
            ExprKind::And(a, b)
            | ExprKind::Or(a, b)
            | ExprKind::Arith(_, a, b)
            | ExprKind::Compare(_, a, b)
            | ExprKind::Filter(a, b) => {
                a.walk(f);
                b.walk(f);
            }
            ExprKind::InSet(a, all) => {
                a.walk(f);
                all.iter().for_each(|e| e.walk(f));
            }
            ExprKind::InRange { of, lo, hi, .. } => {
                of.walk(f);
                lo.iter().chain(hi).for_each(|e| e.walk(f));
            }
            ExprKind::If(a, b, c) => {
                a.walk(f);
                b.walk(f);
                c.walk(f);
            }
            ExprKind::Call(_, all) => all.iter().for_each(|e| e.walk(f)),
            ExprKind::Quantified { list, filter, .. } => {
                list.walk(f);
                filter.iter().for_each(|e| e.walk(f));
            }
            _ => {}
        }
    }
}
