//! Numbers that may not be known: one, a few, or all between two ends.
//!
//! Everything here is sound: the result of an operation holds every number
//! that the operands can give. It is exact too, as long as an operand does not
//! stand on both sides.

use super::{Range, Tri, TroubleKind};
use crate::exact::{Num, RoundMode, Rounding};
use crate::model::Interval;
use crate::syntax::tree::CmpOp;

/// How many single numbers are kept apart before only their ends are.
const FEW: usize = 64;

/// The numbers something can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Nums {
    /// It is this one.
    One(Num),
    /// It is one of these: in order, without repetition, at least two.
    Few(Vec<Num>),
    /// It lies between two ends; an absent end is infinity.
    Span(Interval),
}

type Tried = Result<Nums, TroubleKind>;

impl Nums {
    pub const ZERO: Nums = Nums::One(Num::ZERO);

    /// Any number at all.
    pub fn all() -> Nums {
        Nums::Span(Interval::default())
    }

    /// One of several. None at all stands for "nothing is known".
    pub fn of(mut several: Vec<Num>) -> Nums {
        several.sort_unstable();
        several.dedup();
        match several.as_slice() {
            [] => Nums::all(),
            [one] => Nums::One(*one),
            [first, .., last] if several.len() > FEW => Nums::between(*first, *last),
            _ => Nums::Few(several),
        }
    }

    /// All between two ends that belong to it.
    pub fn between(lo: Num, hi: Num) -> Nums {
        if lo == hi {
            return Nums::One(lo);
        }
        Nums::Span(Interval {
            lo: Some(lo),
            lo_in: true,
            hi: Some(hi),
            hi_in: true,
        })
    }

    /// A stretch; a single number if it has only one.
    pub fn span(i: Interval) -> Nums {
        match (i.lo, i.hi) {
            (Some(lo), Some(hi)) if lo == hi => Nums::One(lo),
            _ => Nums::Span(i),
        }
    }

    /// The number, when there is only one.
    pub fn known(&self) -> Option<Num> {
        match self {
            Nums::One(n) => Some(*n),
            _ => None,
        }
    }

    /// The single numbers, when they are kept apart.
    pub fn each(&self) -> Option<&[Num]> {
        match self {
            Nums::One(n) => Some(std::slice::from_ref(n)),
            Nums::Few(all) => Some(all),
            Nums::Span(_) => None,
        }
    }

    /// Least and greatest.
    pub fn hull(&self) -> Interval {
        match self {
            Nums::One(n) => Interval::point(*n),
            Nums::Few(all) => Interval {
                lo: all.first().copied(),
                lo_in: true,
                hi: all.last().copied(),
                hi_in: true,
            },
            Nums::Span(i) => i.clone(),
        }
    }

    /// Least and greatest, when neither is infinite. An end that does not
    /// belong to the stretch stands for the numbers next to it.
    pub fn range(&self) -> Option<Range> {
        let h = self.hull();
        Some(Range {
            lo: h.lo?,
            hi: h.hi?,
        })
    }

    /// With infinite ends replaced.
    pub fn clamped(self, lo: Num, hi: Num) -> Nums {
        match self {
            Nums::Span(i) if i.lo.is_none() || i.hi.is_none() => {
                let (at_lo, at_hi) = (i.lo.unwrap_or(lo), i.hi.unwrap_or(hi));
                Nums::between(at_lo.min(at_hi), at_lo.max(at_hi))
            }
            other => other,
        }
    }

    /// What is in this or in the other.
    pub fn join(&self, other: &Nums) -> Nums {
        if self == other {
            return self.clone();
        }
        if let (Some(a), Some(b)) = (self.each(), other.each()) {
            return Nums::of([a, b].concat());
        }
        let (a, b) = (self.hull(), other.hull());
        let (lo, lo_in) = lower(&a, &b);
        let (hi, hi_in) = upper(&a, &b);
        Nums::Span(Interval {
            lo,
            lo_in,
            hi,
            hi_in,
        })
    }

    /// Numbers of this that lie in a stretch; `None` when there are none.
    pub fn meet(&self, with: &Interval) -> Option<Nums> {
        match self {
            Nums::Span(i) => {
                let both = i.meet(with);
                (!both.is_empty()).then(|| Nums::span(both))
            }
            finite => {
                let kept = finite.each().unwrap_or_default().iter().copied();
                let kept: Vec<Num> = kept.filter(|n| with.contains(*n)).collect();
                (!kept.is_empty()).then(|| Nums::of(kept))
            }
        }
    }

    /// Numbers of this that lie outside of a stretch, in at most two pieces.
    pub fn minus(&self, without: &Interval) -> Vec<Nums> {
        let below = Interval {
            lo: None,
            lo_in: false,
            hi: without.lo,
            hi_in: !without.lo_in,
        };
        let above = Interval {
            lo: without.hi,
            lo_in: !without.hi_in,
            hi: None,
            hi_in: false,
        };
        let mut pieces = Vec::new();
        if without.lo.is_some() {
            pieces.extend(self.meet(&below));
        }
        if without.hi.is_some() {
            pieces.extend(self.meet(&above));
        }
        pieces
    }

    /// Only the whole numbers of it; `None` when there are none.
    pub fn whole(&self) -> Option<Nums> {
        let Nums::Span(i) = self else {
            let kept = self.each().unwrap_or_default().iter().copied();
            let kept: Vec<Num> = kept.filter(|n| n.is_whole()).collect();
            return (!kept.is_empty()).then(|| Nums::of(kept));
        };
        let step = |mode| Rounding {
            mode,
            step: Num::ONE,
        };
        let lo = i.lo.and_then(|lo| match lo.round(step(RoundMode::Up)) {
            Some(up) if up == lo && !i.lo_in => up.add(Num::ONE),
            up => up,
        });
        let hi = i.hi.and_then(|hi| match hi.round(step(RoundMode::Down)) {
            Some(down) if down == hi && !i.hi_in => down.sub(Num::ONE),
            down => down,
        });
        steps(lo, hi, Num::ONE)
    }

    /// Rounded by a rule.
    pub fn round(&self, rule: Rounding) -> Tried {
        match self {
            Nums::Span(i) => {
                let end = |e: Option<Num>| e.and_then(|n| n.round(rule));
                Ok(steps(end(i.lo), end(i.hi), rule.step).unwrap_or_else(Nums::all))
            }
            finite => finite.map(|n| n.round(rule)),
        }
    }

    /// The sum.
    pub fn add(&self, other: &Nums) -> Tried {
        if let Some(done) = self.pairs(other, Num::add) {
            return done;
        }
        let (a, b) = (self.hull(), other.hull());
        let lo = a.lo.zip(b.lo).and_then(|(x, y)| x.add(y));
        let hi = a.hi.zip(b.hi).and_then(|(x, y)| x.add(y));
        Ok(Nums::span(Interval {
            lo,
            lo_in: lo.is_some() && a.lo_in && b.lo_in,
            hi,
            hi_in: hi.is_some() && a.hi_in && b.hi_in,
        }))
    }

    /// With the sign turned.
    pub fn neg(&self) -> Tried {
        match self {
            Nums::Span(i) => Ok(Nums::Span(Interval {
                lo: i.hi.and_then(Num::neg),
                lo_in: i.hi_in,
                hi: i.lo.and_then(Num::neg),
                hi_in: i.lo_in,
            })),
            finite => finite.map(Num::neg),
        }
    }

    /// The difference.
    pub fn sub(&self, other: &Nums) -> Tried {
        self.add(&other.neg()?)
    }

    /// The product.
    pub fn mul(&self, other: &Nums) -> Tried {
        if let Some(done) = self.pairs(other, Num::mul) {
            return done;
        }
        if let Some(done) = self.one_by_one(other, Nums::mul) {
            return done;
        }
        let (a, b) = (self.hull(), other.hull());
        let mut ends = Vec::with_capacity(4);
        for x in [End::low(&a), End::high(&a)] {
            for y in [End::low(&b), End::high(&b)] {
                ends.push(x.times(y));
            }
        }
        Ok(End::stretch(&ends))
    }

    /// The quotient. When the divisor may be zero, nothing is known of it.
    pub fn div(&self, other: &Nums) -> Tried {
        if other.known().is_some_and(Num::is_zero) {
            return Err(TroubleKind::DivisionByZero);
        }
        if other.meet(&Interval::point(Num::ZERO)).is_some() {
            return Ok(Nums::all());
        }
        if let Some(done) = self.pairs(other, Num::div) {
            return done;
        }
        if let Some(done) = self.one_by_one(other, Nums::div) {
            return done;
        }
        // 1 / x turns the ends around; next to zero it grows beyond all bounds.
        let b = other.hull();
        let turned = |e: Option<Num>| e.and_then(|n| Num::ONE.div(n));
        let positive = b.lo.is_some_and(|n| !n.is_negative());
        let zero_for_infinity = |e: Option<Num>| match e {
            None => Some(Num::ZERO),
            some => turned(some),
        };
        let (lo, hi) = if positive {
            (zero_for_infinity(b.hi), turned(b.lo))
        } else {
            (turned(b.hi), zero_for_infinity(b.lo))
        };
        let inverse = Nums::span(Interval {
            lo,
            lo_in: b.hi_in && lo.is_some(),
            hi,
            hi_in: b.lo_in && hi.is_some(),
        });
        self.mul(&inverse)
    }

    /// The distance from zero.
    pub fn abs(&self) -> Tried {
        match self {
            Nums::Span(i) => {
                let sides = [
                    self.meet(&at_least(Num::ZERO)),
                    self.meet(&at_most(Num::ZERO)),
                ];
                match sides {
                    [Some(up), Some(down)] => Ok(up.join(&down.neg()?)),
                    [Some(up), None] => Ok(up),
                    [None, Some(down)] => down.neg(),
                    [None, None] => Ok(Nums::Span(i.clone())),
                }
            }
            finite => finite.map(Num::abs),
        }
    }

    /// The smaller of the two.
    pub fn least(&self, other: &Nums) -> Nums {
        if let Some(Ok(done)) = self.pairs(other, |x, y| Some(x.min(y))) {
            return done;
        }
        let (a, b) = (self.hull(), other.hull());
        let (lo, lo_in) = lower(&a, &b);
        let (hi, hi_in) = match (a.hi, b.hi) {
            (None, _) => (b.hi, b.hi_in),
            (_, None) => (a.hi, a.hi_in),
            (Some(x), Some(y)) if x == y => (Some(x), a.hi_in && b.hi_in),
            (Some(x), Some(y)) if x < y => (Some(x), a.hi_in),
            (Some(_), Some(y)) => (Some(y), b.hi_in),
        };
        Nums::span(Interval {
            lo,
            lo_in,
            hi,
            hi_in,
        })
    }

    /// The greater of the two.
    pub fn greatest(&self, other: &Nums) -> Nums {
        match (self.neg(), other.neg()) {
            (Ok(a), Ok(b)) => a.least(&b).neg().unwrap_or_else(|_| Nums::all()),
            _ => self.join(other),
        }
    }

    /// How the two compare.
    pub fn compare(&self, op: CmpOp, other: &Nums) -> Tri {
        match op {
            CmpOp::Lt => self.below(other),
            CmpOp::Gt => other.below(self),
            CmpOp::Ge => !self.below(other),
            CmpOp::Le => !other.below(self),
            CmpOp::Eq => self.equal(other),
            CmpOp::Ne => !self.equal(other),
        }
    }

    fn below(&self, other: &Nums) -> Tri {
        let (a, b) = (self.hull(), other.hull());
        if let (Some(top), Some(bottom)) = (a.hi, b.lo)
            && (top < bottom || (top == bottom && !(a.hi_in && b.lo_in)))
        {
            return Tri::Yes;
        }
        if let (Some(bottom), Some(top)) = (a.lo, b.hi)
            && bottom >= top
        {
            return Tri::No;
        }
        Tri::Unknown
    }

    fn equal(&self, other: &Nums) -> Tri {
        if let (Some(x), Some(y)) = (self.known(), other.known()) {
            return Tri::of(x == y);
        }
        let apart = match (self.each(), other.each()) {
            (Some(a), Some(b)) => a.iter().all(|n| !b.contains(n)),
            (Some(a), None) => a.iter().all(|n| !other.hull().contains(*n)),
            (None, Some(b)) => b.iter().all(|n| !self.hull().contains(*n)),
            (None, None) => self.hull().meet(&other.hull()).is_empty(),
        };
        if apart { Tri::No } else { Tri::Unknown }
    }

    fn map(&self, f: impl Fn(Num) -> Option<Num>) -> Tried {
        let each = self.each().unwrap_or_default();
        let all: Option<Vec<Num>> = each.iter().map(|n| f(*n)).collect();
        all.map(Nums::of).ok_or(TroubleKind::TooLarge)
    }

    /// A stretch with each of a few numbers.
    fn one_by_one(&self, other: &Nums, f: impl Fn(&Nums, &Nums) -> Tried) -> Option<Tried> {
        let each = |few: &[Num], f: &dyn Fn(&Nums) -> Tried| {
            let all: Result<Vec<Nums>, TroubleKind> =
                few.iter().map(|n| f(&Nums::One(*n))).collect();
            all.map(|all| {
                let joined = all.into_iter().reduce(|a, b| a.join(&b));
                joined.unwrap_or_else(Nums::all)
            })
        };
        match (self, other) {
            (Nums::Few(few), Nums::Span(_)) => Some(each(few, &|n| f(n, other))),
            (Nums::Span(_), Nums::Few(few)) => Some(each(few, &|n| f(self, n))),
            _ => None,
        }
    }

    /// Every pair of single numbers, when there are not too many.
    fn pairs(&self, other: &Nums, f: impl Fn(Num, Num) -> Option<Num>) -> Option<Tried> {
        let (a, b) = (self.each()?, other.each()?);
        if let ([x], [y]) = (a, b) {
            return Some(f(*x, *y).map(Nums::One).ok_or(TroubleKind::TooLarge));
        }
        if a.len().saturating_mul(b.len()) > FEW * FEW {
            return None;
        }
        let all: Option<Vec<Num>> = a
            .iter()
            .flat_map(|x| b.iter().map(|y| (*x, *y)))
            .map(|(x, y)| f(x, y))
            .collect();
        Some(all.map(Nums::of).ok_or(TroubleKind::TooLarge))
    }
}

/// From a number upwards, itself included.
pub(super) fn at_least(n: Num) -> Interval {
    Interval {
        lo: Some(n),
        lo_in: true,
        hi: None,
        hi_in: false,
    }
}

/// Up to a number, itself included.
pub(super) fn at_most(n: Num) -> Interval {
    Interval {
        lo: None,
        lo_in: false,
        hi: Some(n),
        hi_in: true,
    }
}

fn lower(a: &Interval, b: &Interval) -> (Option<Num>, bool) {
    match (a.lo, b.lo) {
        (Some(x), Some(y)) if x == y => (Some(x), a.lo_in || b.lo_in),
        (Some(x), Some(y)) if x < y => (Some(x), a.lo_in),
        (Some(_), Some(y)) => (Some(y), b.lo_in),
        _ => (None, false),
    }
}

fn upper(a: &Interval, b: &Interval) -> (Option<Num>, bool) {
    match (a.hi, b.hi) {
        (Some(x), Some(y)) if x == y => (Some(x), a.hi_in || b.hi_in),
        (Some(x), Some(y)) if x > y => (Some(x), a.hi_in),
        (Some(_), Some(y)) => (Some(y), b.hi_in),
        _ => (None, false),
    }
}

/// The multiples of a step from one to another; `None` when there are none.
fn steps(lo: Option<Num>, hi: Option<Num>, step: Num) -> Option<Nums> {
    let whole = Interval {
        lo,
        lo_in: lo.is_some(),
        hi,
        hi_in: hi.is_some(),
    };
    if whole.is_empty() {
        return None;
    }
    let listed = || {
        let (lo, hi) = (lo?, hi?);
        let count = hi.sub(lo)?.div(step)?.to_i64()?;
        let count = usize::try_from(count).ok().filter(|n| *n < FEW)?;
        let mut all = vec![lo];
        for _ in 0..count {
            all.push(all.last()?.add(step)?);
        }
        Some(Nums::of(all))
    };
    Some(listed().unwrap_or_else(|| Nums::span(whole)))
}

/// An end of a stretch on the line of all numbers and both infinities.
#[derive(Clone, Copy)]
struct End {
    at: At,
    inside: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    Below,
    Number(Num),
    Above,
}

impl End {
    fn low(i: &Interval) -> End {
        End {
            at: i.lo.map_or(At::Below, At::Number),
            inside: i.lo.is_some() && i.lo_in,
        }
    }

    fn high(i: &Interval) -> End {
        End {
            at: i.hi.map_or(At::Above, At::Number),
            inside: i.hi.is_some() && i.hi_in,
        }
    }

    fn times(self, other: End) -> End {
        let zero = |e: End| matches!(e.at, At::Number(n) if n.is_zero());
        if zero(self) || zero(other) {
            // Zero times anything is zero, and is reached when zero itself is.
            return End {
                at: At::Number(Num::ZERO),
                inside: (zero(self) && self.inside) || (zero(other) && other.inside),
            };
        }
        let negative = |e: End| match e.at {
            At::Below => true,
            At::Number(n) => n.is_negative(),
            At::Above => false,
        };
        let beyond = if negative(self) == negative(other) {
            At::Above
        } else {
            At::Below
        };
        let at = match (self.at, other.at) {
            (At::Number(x), At::Number(y)) => x.mul(y).map_or(beyond, At::Number),
            _ => beyond,
        };
        End {
            at,
            inside: matches!(at, At::Number(_)) && self.inside && other.inside,
        }
    }

    fn stretch(ends: &[End]) -> Nums {
        let reached = |at: At| ends.iter().any(|e| e.at == at && e.inside);
        let number = |at: At| match at {
            At::Number(n) => Some(n),
            _ => None,
        };
        let lo = ends.iter().map(|e| e.at).min().unwrap_or(At::Below);
        let hi = ends.iter().map(|e| e.at).max().unwrap_or(At::Above);
        Nums::span(Interval {
            lo: number(lo),
            lo_in: reached(lo),
            hi: number(hi),
            hi_in: reached(hi),
        })
    }
}

#[cfg(test)]
mod tests;
