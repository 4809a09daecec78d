//! Comparisons as steps over columns, and keys of ladders, branches and tables.

use super::super::expr::order;
use super::Limit;
use super::arith::constant;
use super::compile::{Compiler, Done, Made, Term, days};
use super::op::{Bytes, N, Op, T, truth};
use super::scale::{DIVIDED, MILLION, bound, scaled};
use crate::exact::Num;
use crate::model::{Expr, Interval, Key, Type, Value};
use crate::syntax::tree::CmpOp;

impl<'a> Compiler<'a> {
    pub fn named(&mut self, i: usize) -> Made<Term> {
        if let Some(Some(known)) = self.lets.get(i) {
            return Ok(*known);
        }
        let of = self.rules.lets.get(i).ok_or(Limit::Unknown)?;
        let term = if of.expr.ty == Type::Bool {
            Term::Truth(self.condition(&of.expr)?)
        } else {
            self.term(&of.expr)?
        };
        if let Some(slot) = self.lets.get_mut(i) {
            *slot = Some(term);
        }
        Ok(term)
    }

    /// A table: the first row that fits, `else` last.
    pub fn table(&mut self, i: usize) -> Made<Term> {
        if let Some(Some(known)) = self.tables.get(i) {
            return Ok(*known);
        }
        let table = self.rules.tables.get(i).ok_or(Limit::Unknown)?;
        let mut by = Vec::new();
        for e in &table.by {
            by.push(self.term(e)?);
        }
        let others = |keys: &[Key]| keys.iter().filter(|k| **k == Key::Else).count();
        let mut rows: Vec<usize> = (0..table.rows.len()).collect();
        rows.sort_by_key(|r| table.rows.get(*r).map_or(0, |(keys, _)| others(keys)));
        let mut value: Option<Term> = None;
        // From the last row to the first, so that the first that fits is on top.
        for r in rows.into_iter().rev() {
            let Some((keys, e)) = table.rows.get(r) else {
                continue;
            };
            let mut fits = self.truth(Op::Say(truth::YES));
            for (of, key) in by.iter().zip(keys) {
                let one = self.key(*of, key)?;
                fits = self.truth(Op::And(fits, one));
            }
            let mine = self.term(e)?;
            value = Some(match value {
                None => {
                    let unknown = self.unknown_like(mine)?;
                    self.choose(fits, mine, unknown)?
                }
                Some(below) => self.choose(fits, mine, below)?,
            });
        }
        let value = value.ok_or(Limit::Unknown)?;
        if let Some(slot) = self.tables.get_mut(i) {
            *slot = Some(value);
        }
        Ok(value)
    }

    fn unknown_like(&mut self, like: Term) -> Made<Term> {
        Ok(match like {
            Term::Number { den, .. } => Term::Number {
                at: self.number(Op::Const(super::scale::NONE)),
                den,
            },
            Term::Quotient { .. } => Term::Number {
                at: self.number(Op::Const(super::scale::NONE)),
                den: 1,
            },
            Term::Name(_) => Term::Name(self.number(Op::Const(super::scale::NONE))),
            Term::Day(_) => Term::Day(self.number(Op::Const(super::scale::NONE))),
            Term::Truth(_) => Term::Truth(self.truth(Op::Say(truth::UNSURE))),
            Term::Held(_) | Term::Option(..) => return Err(Limit::Unknown),
        })
    }

    /// Whether a value is one that a key takes.
    pub fn key(&mut self, of: Term, key: &Key) -> Made<T> {
        let (of, lo, hi) = match (of, key) {
            (_, Key::Else) => return Ok(self.truth(Op::Say(truth::YES))),
            (Term::Truth(t), Key::Is(Value::Bool(b))) => {
                return Ok(if *b { t } else { self.truth(Op::Not(t)) });
            }
            (of, key) => self.stretch(of, key)?,
        };
        Ok(self.truth(Op::Within(of, lo, hi)))
    }

    /// The column that a key looks at, and the values of it that it takes.
    pub fn stretch(&mut self, of: Term, key: &Key) -> Made<(N, i64, i64)> {
        match (of, key) {
            (Term::Number { at, den }, Key::Within(i)) => {
                let (lo, hi) = ends(i, den)?;
                Ok((at, lo, hi))
            }
            (Term::Number { at, den }, Key::Is(Value::Num(n))) => {
                let (lo, hi) = ends(&Interval::point(*n), den)?;
                Ok((at, lo, hi))
            }
            (Term::Quotient { over, under }, Key::Within(i)) => {
                let at = self.divided(over, under)?;
                let (lo, hi) = divided_ends(i)?;
                Ok((at, lo, hi))
            }
            (Term::Quotient { over, under }, Key::Is(Value::Num(n))) => {
                let at = self.divided(over, under)?;
                let (lo, hi) = divided_ends(&Interval::point(*n))?;
                Ok((at, lo, hi))
            }
            (Term::Name(at), Key::Is(Value::Choice(x) | Value::Text(x))) => {
                let code = self.name(x)?;
                Ok((at, code, code))
            }
            (Term::Day(at), Key::Is(Value::Date(d))) => {
                let day = days(*d).ok_or(Limit::Large)?;
                Ok((at, day, day))
            }
            _ => Err(Limit::Key),
        }
    }

    pub fn compare(&mut self, op: CmpOp, a: &'a Expr, b: &'a Expr) -> Made<T> {
        // The terms first: a condition over a condition is compared as truths.
        let (x, y) = (self.term(a)?, self.term(b)?);
        match (x, y) {
            (Term::Quotient { over, under }, Term::Number { .. }) => {
                let n = constant(b).ok_or(Limit::Division)?;
                self.quotient_against(op, over, under, n)
            }
            (Term::Number { .. }, Term::Quotient { over, under }) => {
                let n = constant(a).ok_or(Limit::Division)?;
                self.quotient_against(turned(op), over, under, n)
            }
            (Term::Number { at, den }, Term::Number { .. }) if constant(b).is_some() => {
                self.against(op, at, den, constant(b).unwrap_or(Num::ZERO))
            }
            (Term::Number { .. }, Term::Number { at, den }) if constant(a).is_some() => {
                self.against(turned(op), at, den, constant(a).unwrap_or(Num::ZERO))
            }
            (Term::Number { at: a, den: x }, Term::Number { at: b, den: y }) => {
                let (a, b, _) = self.alike((a, x), (b, y))?;
                Ok(self.truth(Op::Compare(op, a, b)))
            }
            (Term::Day(a), Term::Day(b)) => Ok(self.truth(Op::Compare(op, a, b))),
            (Term::Name(a), Term::Name(b)) if matches!(op, CmpOp::Eq | CmpOp::Ne) => {
                Ok(self.truth(Op::Compare(op, a, b)))
            }
            (Term::Truth(a), Term::Truth(b)) if matches!(op, CmpOp::Eq | CmpOp::Ne) => {
                let (a, b) = (self.number(Op::Count(a)), self.number(Op::Count(b)));
                Ok(self.truth(Op::Compare(op, a, b)))
            }
            (Term::Held(i), Term::Option(j, o)) if i == j => self.held(op, i, o),
            (Term::Option(j, o), Term::Held(i)) if i == j => self.held(turned(op), i, o),
            _ => Err(Limit::Compare),
        }
    }

    fn against(&mut self, op: CmpOp, at: N, den: i64, n: Num) -> Made<T> {
        let (lo, hi) = ends(&stretch_of(op, n), den)?;
        Ok(self.within(op, at, lo, hi))
    }

    fn quotient_against(&mut self, op: CmpOp, over: (N, i64), under: (N, i64), n: Num) -> Made<T> {
        let at = self.divided(over, under)?;
        let (lo, hi) = divided_ends(&stretch_of(op, n))?;
        Ok(self.within(op, at, lo, hi))
    }

    fn within(&mut self, op: CmpOp, at: N, lo: i64, hi: i64) -> T {
        let at = self.truth(Op::Within(at, lo, hi));
        if op == CmpOp::Ne {
            self.truth(Op::Not(at))
        } else {
            at
        }
    }

    /// How the option that a criterion holds lies to another.
    fn held(&mut self, op: CmpOp, i: usize, option: usize) -> Made<T> {
        let c = self.card.criteria.get(i).ok_or(Limit::Unknown)?;
        let says = |held: u8| {
            let held = usize::from(held).checked_sub(1);
            truth::of(op.holds(order(c, held, Some(option))))
        };
        self.by_held(i, says)
    }

    fn by_held(&mut self, i: usize, says: impl Fn(u8) -> u8) -> Made<T> {
        let op = match self.done.get(i) {
            Some(Some(Done::Coded { held, .. })) => {
                let mut table: Bytes = Box::new([truth::UNSURE; 256]);
                for (slot, held) in table.iter_mut().zip(held.iter()) {
                    *slot = says(*held);
                }
                Op::Answered(i, table)
            }
            Some(Some(Done::Rows(at))) => {
                let mut table: Bytes = Box::new([truth::UNSURE; 256]);
                for (slot, held) in table.iter_mut().zip(0..=u8::MAX) {
                    *slot = says(held);
                }
                Op::Held(*at, table)
            }
            _ => return Err(Limit::Order),
        };
        Ok(self.truth(op))
    }

    pub fn at_maximum(&mut self, i: usize) -> Made<T> {
        let c = self.card.criteria.get(i).ok_or(Limit::Unknown)?;
        let max = scaled(c.max, self.den).ok_or(Limit::Fine)?;
        let op = match self.is_done(i)? {
            Done::Coded { points, counts, .. } => {
                let mut table: Bytes = Box::new([truth::UNSURE; 256]);
                let each = table.iter_mut().zip(points.iter()).zip(counts.iter());
                for ((slot, points), counts) in each {
                    *slot = truth::and(*counts, truth::of(*points == max));
                }
                Op::Answered(i, table)
            }
            Done::Rows(at) => Op::Full(*at, max),
        };
        Ok(self.truth(op))
    }
}

/// The values of a column that lie in a stretch, both ends included.
pub(super) fn ends(i: &Interval, den: i64) -> Made<(i64, i64)> {
    let lo = match i.lo {
        Some(lo) => bound(lo, den, true, i.lo_in).ok_or(Limit::Large)?,
        None => i64::MIN + 1,
    };
    let hi = match i.hi {
        Some(hi) => bound(hi, den, false, i.hi_in).ok_or(Limit::Large)?,
        None => i64::MAX,
    };
    Ok((lo, hi))
}

/// The values of a divided column that lie in a stretch whose ends are millionths.
pub(super) fn divided_ends(i: &Interval) -> Made<(i64, i64)> {
    for end in i.lo.iter().chain(&i.hi) {
        scaled(*end, MILLION).ok_or(Limit::Fine)?;
    }
    ends(i, DIVIDED)
}

/// The numbers that lie so to another.
fn stretch_of(op: CmpOp, n: Num) -> Interval {
    let (below, at, above) = match op {
        CmpOp::Eq | CmpOp::Ne => (false, true, false),
        CmpOp::Lt => (true, false, false),
        CmpOp::Le => (true, true, false),
        CmpOp::Gt => (false, false, true),
        CmpOp::Ge => (false, true, true),
    };
    Interval {
        lo: (!below).then_some(n),
        lo_in: !below && at,
        hi: (!above).then_some(n),
        hi_in: !above && at,
    }
}

fn turned(op: CmpOp) -> CmpOp {
    match op {
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::Ge => CmpOp::Le,
        same => same,
    }
}
