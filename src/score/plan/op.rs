//! The steps of a plan. Each writes one column: a number or a truth for every
//! dossier of a block.

use super::fused::Fused;
use crate::exact::RoundMode;
use crate::syntax::tree::CmpOp;

/// A column of numbers, by its place.
pub(super) type N = usize;
/// A column of truths, by its place.
pub(super) type T = usize;

/// What the interpreter would say of a condition.
pub(super) mod truth {
    pub const NO: u8 = 0;
    /// The interpreter says that it is unknown.
    pub const UNKNOWN: u8 = 1;
    pub const YES: u8 = 2;
    /// The plan cannot tell what the interpreter says.
    pub const UNSURE: u8 = 3;

    pub const fn of(yes: bool) -> u8 {
        if yes { YES } else { NO }
    }

    pub const fn not(a: u8) -> u8 {
        match a {
            NO => YES,
            YES => NO,
            other => other,
        }
    }

    pub const fn and(a: u8, b: u8) -> u8 {
        match (a, b) {
            (NO, _) | (_, NO) => NO,
            (YES, other) | (other, YES) => other,
            (UNKNOWN, UNKNOWN) => UNKNOWN,
            _ => UNSURE,
        }
    }

    pub const fn or(a: u8, b: u8) -> u8 {
        not(and(not(a), not(b)))
    }
}

/// What each code of an answer, or each held option, stands for.
pub(super) type Numbers = Box<[i64; 256]>;
/// The same for truths and marks.
pub(super) type Bytes = Box<[u8; 256]>;

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Op {
    // numbers
    /// The same for all.
    Const(i64),
    /// What the dossier gives.
    Given(usize),
    /// By the code of the answer to a criterion.
    Coded(usize, Numbers),
    /// A column that was worked out when the dossier was read.
    Computed(usize),
    /// The points of a criterion that is scored row by row.
    Points(usize),
    /// Its maximum where it counts.
    Maximum(usize, i64),
    Add(N, N),
    Sub(N, N),
    Mul(N, N),
    Neg(N),
    Abs(N),
    Least(N, N),
    Greatest(N, N),
    /// Times a constant.
    Times(N, i64),
    /// Over a constant, when it goes without rest.
    Over(N, i64),
    Round(N, i64, RoundMode),
    /// One over the other, each times a constant, as `scale::divided` keeps it;
    /// nothing over zero.
    Quotient {
        over: N,
        times: i64,
        under: N,
        by: i64,
    },
    Pick(T, N, N),
    /// One for yes, zero for no.
    Count(T),
    /// A subtotal.
    Sum(Box<Sum>),
    // truths
    /// The same for all.
    Say(u8),
    /// A column that was worked out when the dossier was read.
    Worked(usize),
    /// A yes/no fact.
    Fact(usize),
    /// Whether a number lies between two, both included.
    Within(N, i64, i64),
    Compare(CmpOp, N, N),
    Not(T),
    And(T, T),
    Or(T, T),
    /// By the code of the answer to a criterion.
    Answered(usize, Bytes),
    /// By the option held (`0`: none) by a criterion that is scored row by row.
    Held(usize, Bytes),
    /// Whether a criterion that is scored row by row is in the sum.
    Present(usize),
    /// Whether it counts, so that it can stand for another.
    Counts(usize),
    /// Whether it has these points and counts.
    Full(usize, i64),
    Choose(T, T, T),
    /// Where the condition is open: what the interpreter says when none of
    /// these columns is given.
    Settle(T, Box<[usize]>, u8),
    /// Scores a criterion row by row.
    Score(usize),
}

/// A subtotal: the sum or the best of its children, cut by a cap, if it counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sum {
    pub children: Vec<Part>,
    /// Criteria that are added by the code of their answer.
    pub fused: Vec<Fused>,
    pub best: bool,
    pub cap: Option<i64>,
    pub counts: Option<T>,
    /// What it gives when it does not count.
    pub otherwise: i64,
}

/// A child of a subtotal.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub points: N,
    pub negative: bool,
    /// Whether it is there at all; always if unsaid.
    pub present: Option<T>,
}

impl Op {
    /// Whether it writes a column of numbers.
    pub fn is_number(&self) -> bool {
        matches!(
            self,
            Op::Const(_)
                | Op::Given(_)
                | Op::Coded(..)
                | Op::Computed(_)
                | Op::Points(_)
                | Op::Maximum(..)
                | Op::Add(..)
                | Op::Sub(..)
                | Op::Mul(..)
                | Op::Neg(_)
                | Op::Abs(_)
                | Op::Least(..)
                | Op::Greatest(..)
                | Op::Times(..)
                | Op::Over(..)
                | Op::Round(..)
                | Op::Quotient { .. }
                | Op::Pick(..)
                | Op::Count(_)
                | Op::Sum(_)
        )
    }
}
