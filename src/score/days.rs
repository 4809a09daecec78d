//! Days that may not be known: all between two, both included; an absent end
//! is open.

use super::numbers::Nums;
use super::{Tri, TroubleKind};
use crate::exact::Num;
use crate::syntax::tree::CmpOp;
use jiff::civil::Date;
use jiff::{Span, Unit};

/// The days something can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub lo: Option<Date>,
    pub hi: Option<Date>,
}

/// The units in which days are counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Days,
    Months,
}

impl Days {
    pub fn one(day: Date) -> Days {
        Days {
            lo: Some(day),
            hi: Some(day),
        }
    }

    pub fn known(self) -> Option<Date> {
        self.lo.filter(|_| self.lo == self.hi)
    }

    pub fn join(self, other: Days) -> Days {
        Days {
            lo: self.lo.zip(other.lo).map(|(a, b)| a.min(b)),
            hi: self.hi.zip(other.hi).map(|(a, b)| a.max(b)),
        }
    }

    /// What comes before a day, that day, and what comes after it.
    pub fn around(self, day: Date) -> [Option<Days>; 3] {
        let piece = |lo: Option<Date>, hi: Option<Date>| {
            let lo = lo.max(self.lo);
            let hi = match (hi, self.hi) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            let empty = lo.zip(hi).is_some_and(|(lo, hi)| lo > hi);
            (!empty).then_some(Days { lo, hi })
        };
        let before = day.yesterday().ok().and_then(|d| piece(None, Some(d)));
        let after = day.tomorrow().ok().and_then(|d| piece(Some(d), None));
        [before, piece(Some(day), Some(day)), after]
    }

    pub fn compare(self, op: CmpOp, other: Days) -> Tri {
        let below = |a: Days, b: Days| match (a.hi, b.lo, a.lo, b.hi) {
            (Some(top), Some(bottom), _, _) if top < bottom => Tri::Yes,
            (_, _, Some(bottom), Some(top)) if bottom >= top => Tri::No,
            _ => Tri::Unknown,
        };
        let equal = || match (self.known(), other.known()) {
            (Some(a), Some(b)) => Tri::of(a == b),
            _ => (!below(self, other).or(below(other, self))).min(Tri::Unknown),
        };
        match op {
            CmpOp::Lt => below(self, other),
            CmpOp::Gt => below(other, self),
            CmpOp::Ge => !below(self, other),
            CmpOp::Le => !below(other, self),
            CmpOp::Eq => equal(),
            CmpOp::Ne => !equal(),
        }
    }

    /// So many days or months on; months end on the last day of a shorter one.
    pub fn plus(self, count: &Nums, step: Step) -> Result<Days, TroubleKind> {
        let hull = count.hull();
        let on =
            |day: Option<Date>, n: Option<Num>| day.zip(n).and_then(|(d, n)| later(d, n, step));
        let known = self.known().is_some() && count.known().is_some();
        let moved = Days {
            lo: on(self.lo, hull.lo),
            hi: on(self.hi, hull.hi),
        };
        if known && moved.known().is_none() {
            return Err(TroubleKind::TooLarge);
        }
        Ok(moved)
    }

    /// The number of days from the other to this.
    pub fn since(self, other: Days) -> Nums {
        let between = |a: Option<Date>, b: Option<Date>| {
            let (a, b) = a.zip(b)?;
            let days = b.until((Unit::Day, a)).ok()?.get_days();
            Some(Num::int(i64::from(days)))
        };
        let (lo, hi) = (between(self.lo, other.hi), between(self.hi, other.lo));
        Nums::span(crate::model::Interval {
            lo,
            lo_in: lo.is_some(),
            hi,
            hi_in: hi.is_some(),
        })
    }
}

fn later(day: Date, count: Num, step: Step) -> Option<Date> {
    let count = count.to_i64()?;
    let span = match step {
        Step::Days => Span::new().try_days(count),
        Step::Months => Span::new().try_months(count),
    };
    day.checked_add(span.ok()?).ok()
}

#[cfg(test)]
mod tests;
