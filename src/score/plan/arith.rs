//! Arithmetic as steps over columns: every number has a step of its own, known
//! beforehand; two that meet are brought to a common one.

use super::Limit;
use super::compile::{Compiler, Made, Term};
use super::op::{N, Op, T};
use super::scale::{self, DIVIDED, MILLION, common, fits, scaled};
use crate::exact::{Num, RoundMode};
use crate::model::{ArithOp, Expr, ExprKind, Value};
use crate::syntax::tree::Function;

impl<'a> Compiler<'a> {
    pub fn choose(&mut self, c: T, a: Term, b: Term) -> Made<Term> {
        if matches!(a, Term::Quotient { .. }) || matches!(b, Term::Quotient { .. }) {
            let ((a, x), (b, y)) = (self.quotient(a)?, self.quotient(b)?);
            let (a, b, over) = self.alike(a, b)?;
            let (x, y, under) = self.alike(x, y)?;
            return Ok(Term::Quotient {
                over: (self.number(Op::Pick(c, a, b)), over),
                under: (self.number(Op::Pick(c, x, y)), under),
            });
        }
        Ok(match (a, b) {
            (Term::Truth(a), Term::Truth(b)) => Term::Truth(self.truth(Op::Choose(c, a, b))),
            (Term::Name(a), Term::Name(b)) => Term::Name(self.number(Op::Pick(c, a, b))),
            (Term::Day(a), Term::Day(b)) => Term::Day(self.number(Op::Pick(c, a, b))),
            (Term::Number { at: a, den: x }, Term::Number { at: b, den: y }) => {
                let (a, b, den) = self.alike((a, x), (b, y))?;
                Term::Number {
                    at: self.number(Op::Pick(c, a, b)),
                    den,
                }
            }
            _ => return Err(Limit::Condition),
        })
    }

    /// A number as a quotient.
    fn quotient(&mut self, of: Term) -> Made<((N, i64), (N, i64))> {
        match of {
            Term::Quotient { over, under } => Ok((over, under)),
            Term::Number { at, den } => {
                let one = self.number(Op::Const(1));
                Ok(((at, den), (one, 1)))
            }
            _ => Err(Limit::Arithmetic),
        }
    }

    /// The quotient carried out, so that it lies to every millionth as it
    /// should: see [`Op::Quotient`].
    pub fn divided(&mut self, over: (N, i64), under: (N, i64)) -> Made<N> {
        let fine = common(over.1, under.1).ok_or(Limit::Fine)?;
        let times = fine.checked_div(over.1).ok_or(Limit::Fine)?;
        let by = fine.checked_div(under.1).ok_or(Limit::Fine)?;
        Ok(self.number(Op::Quotient {
            over: over.0,
            times,
            under: under.0,
            by,
        }))
    }

    /// Two columns of numbers in the same steps.
    pub fn alike(&mut self, (a, x): (N, i64), (b, y): (N, i64)) -> Made<(N, N, i64)> {
        let den = common(x, y).ok_or(Limit::Fine)?;
        Ok((self.finer(a, x, den), self.finer(b, y, den), den))
    }

    pub fn finer(&mut self, at: N, from: i64, to: i64) -> N {
        match to.checked_div(from) {
            Some(times) if times != 1 => self.number(Op::Times(at, times)),
            _ => at,
        }
    }

    /// The same numbers as multiples of the step of points.
    pub fn as_points(&mut self, at: N, den: i64) -> Made<N> {
        let fine = common(den, self.den).ok_or(Limit::Fine)?;
        let at = self.finer(at, den, fine);
        Ok(match fine.checked_div(self.den) {
            Some(over) if over != 1 => self.number(Op::Over(at, over)),
            _ => at,
        })
    }

    pub fn arith(&mut self, op: ArithOp, a: &'a Expr, b: &'a Expr) -> Made<Term> {
        let (x, y) = (self.term(a)?, self.term(b)?);
        let ((a, x), (b, y)) = match (op, x, y) {
            (ArithOp::Sub, Term::Day(a), Term::Day(b)) => {
                return Ok(Term::Number {
                    at: self.number(Op::Sub(a, b)),
                    den: 1,
                });
            }
            (_, Term::Number { at: a, den: x }, Term::Number { at: b, den: y }) => {
                if op == ArithOp::Div {
                    return match constant_of(b, &self.ops, y) {
                        Some(n) if !n.is_zero() => self.over(a, x, n),
                        _ => Ok(Term::Quotient {
                            over: (a, x),
                            under: (b, y),
                        }),
                    };
                }
                ((a, x), (b, y))
            }
            (ArithOp::Mul, Term::Quotient { over, under }, Term::Number { at, den })
            | (ArithOp::Mul, Term::Number { at, den }, Term::Quotient { over, under }) => {
                return Ok(Term::Quotient {
                    over: self.product(over, (at, den))?,
                    under,
                });
            }
            (ArithOp::Div, Term::Quotient { over, under }, Term::Number { at, den }) => {
                return Ok(Term::Quotient {
                    over,
                    under: self.product(under, (at, den))?,
                });
            }
            (_, Term::Quotient { .. }, _) | (_, _, Term::Quotient { .. }) => {
                return Err(Limit::Division);
            }
            _ => return Err(Limit::Arithmetic),
        };
        if op == ArithOp::Mul {
            let (at, den) = self.product((a, x), (b, y))?;
            return Ok(Term::Number { at, den });
        }
        let (a, b, den) = self.alike((a, x), (b, y))?;
        let at = self.number(if op == ArithOp::Add {
            Op::Add(a, b)
        } else {
            Op::Sub(a, b)
        });
        Ok(Term::Number { at, den })
    }

    fn product(&mut self, (a, x): (N, i64), (b, y): (N, i64)) -> Made<(N, i64)> {
        let den = x.checked_mul(y).filter(|d| *d <= MILLION * MILLION);
        Ok((self.number(Op::Mul(a, b)), den.ok_or(Limit::Fine)?))
    }

    /// Divided by a constant: the step becomes finer.
    pub fn over(&mut self, at: N, den: i64, by: Num) -> Made<Term> {
        let numer = fits(by.numer()).ok_or(Limit::Fine)?;
        let denom = fits(by.denom()).ok_or(Limit::Fine)?;
        let sign = if numer < 0 { -1 } else { 1 };
        let finer = numer.checked_abs().and_then(|n| den.checked_mul(n));
        let den = finer
            .filter(|d| *d <= MILLION * MILLION)
            .ok_or(Limit::Fine)?;
        let times = denom.checked_mul(sign).ok_or(Limit::Fine)?;
        Ok(Term::Number {
            at: self.number(Op::Times(at, times)),
            den,
        })
    }

    pub fn call(&mut self, f: Function, args: &'a [Expr]) -> Made<Term> {
        match (f, args) {
            (Function::Min | Function::Max, [first, rest @ ..]) => {
                let mut best = self.term(first)?;
                for e in rest {
                    let next = self.term(e)?;
                    let least = f == Function::Min;
                    let op = |a, b| {
                        if least {
                            Op::Least(a, b)
                        } else {
                            Op::Greatest(a, b)
                        }
                    };
                    best = match (best, next) {
                        (Term::Number { at: a, den: x }, Term::Number { at: b, den: y }) => {
                            let (a, b, den) = self.alike((a, x), (b, y))?;
                            Term::Number {
                                at: self.number(op(a, b)),
                                den,
                            }
                        }
                        (Term::Day(a), Term::Day(b)) => Term::Day(self.number(op(a, b))),
                        _ => return Err(Limit::Arithmetic),
                    };
                }
                Ok(best)
            }
            (Function::Abs, [of]) => {
                let (at, den) = self.numeric(of)?;
                Ok(Term::Number {
                    at: self.number(Op::Abs(at)),
                    den,
                })
            }
            (Function::Round, [of, step @ ..]) => {
                let step = match step {
                    [] => Num::ONE,
                    [step, ..] => constant(step)
                        .filter(|n| *n > Num::ZERO)
                        .ok_or(Limit::Rounding)?,
                };
                let of = self.term(of)?;
                self.rounded(of, step, RoundMode::HalfUp)
            }
            (Function::Percent, [share, whole]) => {
                let (share, whole) = (self.numeric(share)?, self.numeric(whole)?);
                let over = (self.number(Op::Times(share.0, 100)), share.1);
                Ok(Term::Quotient { over, under: whole })
            }
            _ => Err(Limit::Arithmetic),
        }
    }

    /// Rounded to a step.
    pub fn rounded(&mut self, of: Term, step: Num, mode: RoundMode) -> Made<Term> {
        let (at, den) = match of {
            Term::Number { at, den } => (at, den),
            Term::Quotient { over, under } => {
                // Half-way between two steps must be a whole number of millionths.
                let half = scaled(step, MILLION).ok_or(Limit::Fine)?;
                if half % 2 != 0 {
                    return Err(Limit::Fine);
                }
                (self.divided(over, under)?, DIVIDED)
            }
            _ => return Err(Limit::Arithmetic),
        };
        let fine = i64::try_from(step.denom()).map_err(|_| Limit::Fine)?;
        let to = common(den, fine).ok_or(Limit::Fine)?;
        let at = self.finer(at, den, to);
        let step = scaled(step, to).ok_or(Limit::Fine)?;
        Ok(Term::Number {
            at: self.number(Op::Round(at, step, mode)),
            den: to,
        })
    }
}

/// The number that a column holds for all, if it does.
fn constant_of(at: N, ops: &[(Op, usize)], den: i64) -> Option<Num> {
    let found = ops.iter().find_map(|(op, to)| match op {
        Op::Const(n) if *to == at => Some(*n),
        _ => None,
    })?;
    (found != scale::NONE).then(|| scale::number(found, den))
}

/// The number that an expression is, whatever the dossier holds.
pub(super) fn constant(e: &Expr) -> Option<Num> {
    match &e.kind {
        ExprKind::Literal(Value::Num(n)) => Some(*n),
        ExprKind::Neg(a) => constant(a)?.neg(),
        _ => None,
    }
}
