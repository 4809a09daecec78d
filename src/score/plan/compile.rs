//! Expressions as steps over columns.
//!
//! A condition that cannot be written so, but looks at nothing but the facts
//! of the dossier, is worked out by the interpreter when the dossier is read
//! and comes in as a column of its own. What else cannot be written is a
//! [`Limit`]: the card is left to the interpreter.

use super::super::Tri;
use super::super::expr::truth as interpreted;
use super::super::inputs::Inputs;
use super::super::looks::Looks;
use super::super::run::Rules;
use super::super::sheet::{Memo, Notes};
use super::super::val::Val;
use super::fused::Fused;
use super::op::{Bytes, N, Op, T, truth};
use super::scale::{MILLION, common, scaled};
use super::{Column, Input, Limit, Worked};
use crate::dossier::{Dossier, Kind};
use crate::model::{Expr, ExprKind, Ruleset, Scorecard, Type, Value};
use crate::syntax::tree::{CmpOp, MissingPolicy};
use jiff::civil::Date;

/// What an expression becomes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Term {
    /// Numbers, as multiples of `1 / den`.
    Number { at: N, den: i64 },
    /// One number over another, each with its step; not divided yet.
    Quotient { over: (N, i64), under: (N, i64) },
    /// Truths.
    Truth(T),
    /// Names, by their place among those of the plan.
    Name(N),
    /// Days since the first of 1970.
    Day(N),
    /// The option that a criterion holds.
    Held(usize),
    /// An option of a criterion.
    Option(usize, usize),
}

/// How a criterion that is done can be looked at.
#[derive(Clone, Debug)]
pub(super) enum Done {
    /// By the code of its answer: points, held option (`0`: none), truth of "counts", of "present".
    Coded {
        points: Box<[i64; 256]>,
        held: Bytes,
        counts: Bytes,
        present: Bytes,
        /// Points and marks in one, where they fit.
        fused: Option<Fused>,
    },
    /// Row by row.
    Rows(usize),
}

/// How deep expressions may stand in each other.
const DEEPEST: usize = 200;

/// A plan that is being made.
pub(super) struct Compiler<'a> {
    pub rules: &'a Ruleset,
    pub card: &'a Scorecard,
    /// Points are kept in multiples of `1 / den`.
    pub den: i64,
    pub ops: Vec<(Op, usize)>,
    pub numbers: usize,
    pub truths: usize,
    pub names: Vec<String>,
    pub inputs: Vec<Column>,
    pub worked: Vec<Worked<'a>>,
    /// Criteria that are scored so far.
    pub done: Vec<Option<Done>>,
    /// Subtotals and maxima worked out so far.
    pub groups: Vec<Option<N>>,
    pub maxima: Vec<Option<N>>,
    pub lets: Vec<Option<Term>>,
    pub tables: Vec<Option<Term>>,
    depth: usize,
    empty: Dossier,
}

pub(super) type Made<X> = Result<X, Limit>;

impl<'a> Compiler<'a> {
    pub fn new(rules: &'a Ruleset, card: &'a Scorecard, den: i64) -> Compiler<'a> {
        Compiler {
            rules,
            card,
            den,
            ops: Vec::new(),
            numbers: 0,
            truths: 0,
            names: Vec::new(),
            inputs: Vec::new(),
            worked: Vec::new(),
            done: vec![None; card.criteria.len()],
            groups: vec![None; card.groups.len()],
            maxima: vec![None; card.groups.len()],
            lets: vec![None; rules.lets.len()],
            tables: vec![None; rules.tables.len()],
            depth: 0,
            empty: Dossier::empty(card.criteria.len(), rules.facts.len()),
        }
    }

    /// Adds a step that writes a column of numbers.
    pub fn number(&mut self, op: Op) -> N {
        if let Some((_, known)) = self.ops.iter().find(|(o, _)| *o == op) {
            return *known;
        }
        let at = self.numbers;
        self.numbers += 1;
        self.ops.push((op, at));
        at
    }

    /// Adds a step that writes a column of truths.
    pub fn truth(&mut self, op: Op) -> T {
        if let Some((_, known)) = self.ops.iter().find(|(o, _)| *o == op) {
            return *known;
        }
        let at = self.truths;
        self.truths += 1;
        self.ops.push((op, at));
        at
    }

    /// The column of what a dossier gives.
    pub fn input(&mut self, input: Input) -> Made<usize> {
        if let Some(known) = self.inputs.iter().position(|c| c.input == input) {
            return Ok(known);
        }
        let (mut den, mut lowest) = (1, None);
        if let Input::Fact(i) = input {
            let fact = self.rules.facts.get(i).ok_or(Limit::Unknown)?;
            if matches!(fact.ty, Type::Number(_)) && !fact.whole {
                den = MILLION;
            }
            if fact.missing == MissingPolicy::Lowest
                && let Val::Num(n) = Val::any(&fact.ty, fact.range.as_ref(), fact.whole)
                && let Some(lo) = n.hull().lo
            {
                lowest = Some(scaled(lo, den).ok_or(Limit::Fine)?);
            }
        }
        self.inputs.push(Column { input, den, lowest });
        Ok(self.inputs.len() - 1)
    }

    /// The code of a name.
    pub fn name(&mut self, name: &str) -> Made<i64> {
        let known = self.names.iter().position(|n| n == name);
        let place = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        i64::try_from(place).map_err(|_| Limit::Large)
    }

    /// A condition: as steps, or worked out when the dossier is read.
    pub fn condition(&mut self, e: &'a Expr) -> Made<T> {
        match self.term(e) {
            Ok(Term::Truth(t)) => Ok(t),
            Ok(_) => Err(Limit::Condition),
            Err(_) if e.ty == Type::Bool && self.facts_only(e) => {
                self.worked.push(Worked::Condition(e));
                let at = self.worked.len() - 1;
                Ok(self.truth(Op::Worked(at)))
            }
            Err(limit) => Err(limit),
        }
    }

    /// Whether an expression looks at nothing but the facts, days and kind of a dossier.
    pub fn facts_only(&self, e: &Expr) -> bool {
        let looks = Looks::at(self.rules, Some(self.card), [e]);
        looks.criteria.is_empty() && !free_field(e)
    }

    /// What the interpreter says of a condition when none of its facts is given.
    fn when_nothing_is_given(&self, e: &'a Expr) -> u8 {
        let notes = Notes::default();
        notes.trying.set(true);
        let chosen: Vec<usize> = self.rules.assumptions.iter().map(|a| a.chosen).collect();
        let rules = Rules {
            rules: self.rules,
            card: self.card,
            readings: &chosen,
            notes: &notes,
            thorough: false,
        };
        let inputs = Inputs::new(self.rules, &self.empty, &self.empty.answers);
        let memo = Memo::new(self.rules, Some(self.card));
        // The answer outlives neither the inputs nor the memo.
        match interpreted(&rules.view(&inputs, &inputs, &[], &memo), e) {
            Tri::No => truth::NO,
            Tri::Unknown => truth::UNKNOWN,
            Tri::Yes => truth::YES,
        }
    }

    /// A comparison: what the interpreter says while facts are missing is
    /// settled where it stands.
    fn leaf(&mut self, e: &'a Expr, at: T) -> Made<T> {
        let looks = Looks::at(self.rules, Some(self.card), [e]);
        let mut columns = Vec::new();
        for fact in &looks.facts {
            columns.push(self.input(Input::Fact(*fact))?);
        }
        let days = [
            (looks.filed, Input::Filed),
            (looks.assessed, Input::Assessed),
            (looks.kind, Input::Kind),
        ];
        for (_, input) in days.into_iter().filter(|(there, _)| *there) {
            columns.push(self.input(input)?);
        }
        if columns.is_empty() || !looks.criteria.is_empty() {
            return Ok(at);
        }
        let says = self.when_nothing_is_given(e);
        Ok(self.truth(Op::Settle(at, columns.into(), says)))
    }

    /// An expression as a column.
    pub fn term(&mut self, e: &'a Expr) -> Made<Term> {
        self.deeper(|c| c.inside(e))
    }

    /// One step further in, if that is not too deep.
    pub fn deeper<X>(&mut self, make: impl FnOnce(&mut Self) -> Made<X>) -> Made<X> {
        if self.depth >= DEEPEST {
            return Err(Limit::Deep);
        }
        self.depth += 1;
        let made = make(self);
        self.depth -= 1;
        made
    }

    fn inside(&mut self, e: &'a Expr) -> Made<Term> {
        match &e.kind {
            ExprKind::Literal(value) => self.literal(value),
            ExprKind::Fact(i) => self.fact(*i, e),
            ExprKind::Field(_) => Err(Limit::List),
            ExprKind::Let(i) => self.named(*i),
            ExprKind::Table(i) => self.table(*i),
            ExprKind::Assumption(i) => {
                let name = self
                    .rules
                    .assumptions
                    .get(*i)
                    .map(|a| a.reading().to_owned());
                let code = self.name(&name.ok_or(Limit::Unknown)?)?;
                Ok(Term::Name(self.number(Op::Const(code))))
            }
            ExprKind::Filed => Ok(Term::Day(self.given(Input::Filed)?)),
            ExprKind::Assessed => Ok(Term::Day(self.given(Input::Assessed)?)),
            ExprKind::Kind => {
                for kind in Kind::ALL {
                    self.name(kind.as_str())?;
                }
                Ok(Term::Name(self.given(Input::Kind)?))
            }
            ExprKind::Total => {
                let at = self.total()?;
                Ok(self.points_term(at))
            }
            ExprKind::Points(of) => {
                let at = self.points_of(*of)?;
                Ok(self.points_term(at))
            }
            ExprKind::Maximum(of) => {
                let at = self.maximum_of(*of)?;
                Ok(self.points_term(at))
            }
            ExprKind::OptionOf(i) => {
                self.is_done(*i)?;
                Ok(Term::Held(*i))
            }
            ExprKind::OptionKey(o) => match e.ty {
                Type::OptionOf(criterion) => Ok(Term::Option(criterion, *o)),
                _ => Err(Limit::Unknown),
            },
            ExprKind::AtMaximum(i) => Ok(Term::Truth(self.at_maximum(*i)?)),
            ExprKind::AnyAtMaximum(all) => {
                let mut any = self.truth(Op::Say(truth::NO));
                for i in all {
                    let one = self.at_maximum(*i)?;
                    any = self.truth(Op::Or(any, one));
                }
                Ok(Term::Truth(any))
            }
            ExprKind::CountAtMaximum(all) => {
                let mut count = self.number(Op::Const(0));
                for i in all {
                    let one = self.at_maximum(*i)?;
                    let one = self.number(Op::Count(one));
                    count = self.number(Op::Add(count, one));
                }
                Ok(Term::Number { at: count, den: 1 })
            }
            ExprKind::Not(a) => {
                let a = self.condition(a)?;
                Ok(Term::Truth(self.truth(Op::Not(a))))
            }
            ExprKind::And(a, b) => {
                let (a, b) = (self.condition(a)?, self.condition(b)?);
                Ok(Term::Truth(self.truth(Op::And(a, b))))
            }
            ExprKind::Or(a, b) => {
                let (a, b) = (self.condition(a)?, self.condition(b)?);
                Ok(Term::Truth(self.truth(Op::Or(a, b))))
            }
            ExprKind::Compare(op, a, b) => {
                let at = self.compare(*op, a, b)?;
                Ok(Term::Truth(self.leaf(e, at)?))
            }
            ExprKind::InSet(of, set) => {
                let mut any = self.truth(Op::Say(truth::NO));
                for x in set {
                    let one = self.compare(CmpOp::Eq, of, x)?;
                    any = self.truth(Op::Or(any, one));
                }
                Ok(Term::Truth(self.leaf(e, any)?))
            }
            ExprKind::InRange {
                of,
                lo,
                lo_in,
                hi,
                hi_in,
            } => {
                let above = if *lo_in { CmpOp::Ge } else { CmpOp::Gt };
                let below = if *hi_in { CmpOp::Le } else { CmpOp::Lt };
                let mut all = self.truth(Op::Say(truth::YES));
                for (op, end) in [(above, lo), (below, hi)] {
                    if let Some(end) = end {
                        let one = self.compare(op, of, end)?;
                        all = self.truth(Op::And(all, one));
                    }
                }
                Ok(Term::Truth(self.leaf(e, all)?))
            }
            ExprKind::If(c, a, b) => {
                let c = self.condition(c)?;
                let (a, b) = (self.term(a)?, self.term(b)?);
                self.choose(c, a, b)
            }
            ExprKind::Neg(a) => match self.term(a)? {
                Term::Number { at, den } => Ok(Term::Number {
                    at: self.number(Op::Neg(at)),
                    den,
                }),
                Term::Quotient { over, under } => Ok(Term::Quotient {
                    over: (self.number(Op::Neg(over.0)), over.1),
                    under,
                }),
                _ => Err(Limit::Arithmetic),
            },
            ExprKind::Arith(op, a, b) => self.arith(*op, a, b),
            ExprKind::Call(f, args) => self.call(*f, args),
            ExprKind::Filter(..) | ExprKind::Quantified { .. } => Err(Limit::List),
        }
    }

    fn points_term(&self, at: N) -> Term {
        Term::Number { at, den: self.den }
    }

    fn given(&mut self, input: Input) -> Made<N> {
        let column = self.input(input)?;
        Ok(self.number(Op::Given(column)))
    }

    fn literal(&mut self, value: &Value) -> Made<Term> {
        Ok(match value {
            Value::Num(n) => {
                let den = i64::try_from(n.denom()).map_err(|_| Limit::Fine)?;
                let den = common(1, den).ok_or(Limit::Fine)?;
                let n = scaled(*n, den).ok_or(Limit::Large)?;
                Term::Number {
                    at: self.number(Op::Const(n)),
                    den,
                }
            }
            Value::Bool(b) => Term::Truth(self.truth(Op::Say(truth::of(*b)))),
            Value::Date(d) => {
                let day = days(*d).ok_or(Limit::Large)?;
                Term::Day(self.number(Op::Const(day)))
            }
            Value::Choice(name) => {
                let code = self.name(name)?;
                Term::Name(self.number(Op::Const(code)))
            }
            Value::Text(_) => return Err(Limit::Text),
            Value::List(_) => return Err(Limit::List),
        })
    }

    fn fact(&mut self, i: usize, e: &'a Expr) -> Made<Term> {
        let fact = self.rules.facts.get(i).ok_or(Limit::Unknown)?;
        let column = match fact.ty {
            Type::Text => return Err(Limit::Text),
            Type::List(_) | Type::OptionOf(_) => return Err(Limit::List),
            _ => self.input(Input::Fact(i))?,
        };
        Ok(match &fact.ty {
            Type::Bool => {
                let at = self.truth(Op::Fact(column));
                Term::Truth(self.leaf(e, at)?)
            }
            Type::Date => Term::Day(self.number(Op::Given(column))),
            Type::OneOf(choices) => {
                for c in choices {
                    self.name(&c.name)?;
                }
                Term::Name(self.number(Op::Given(column)))
            }
            _ => {
                let den = self.inputs.get(column).map_or(1, |c| c.den);
                Term::Number {
                    at: self.number(Op::Given(column)),
                    den,
                }
            }
        })
    }

    pub fn numeric(&mut self, e: &'a Expr) -> Made<(N, i64)> {
        match self.term(e)? {
            Term::Number { at, den } => Ok((at, den)),
            _ => Err(Limit::Arithmetic),
        }
    }

    pub fn is_done(&self, i: usize) -> Made<&Done> {
        self.done
            .get(i)
            .and_then(Option::as_ref)
            .ok_or(Limit::Order)
    }
}

/// Days since the first of 1970.
pub(super) fn days(day: Date) -> Option<i64> {
    let first = Date::new(1970, 1, 1).ok()?;
    let span = first.until((jiff::Unit::Day, day)).ok()?;
    Some(i64::from(span.get_days()))
}

/// Whether a field of a record stands outside of a question about a list.
fn free_field(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Field(_) | ExprKind::OptionKey(_) => true,
        ExprKind::Quantified { list, .. } => free_field(list),
        ExprKind::Filter(list, _) => free_field(list),
        ExprKind::Not(a) | ExprKind::Neg(a) => free_field(a),
        ExprKind::And(a, b)
        | ExprKind::Or(a, b)
        | ExprKind::Arith(_, a, b)
        | ExprKind::Compare(_, a, b) => free_field(a) || free_field(b),
        ExprKind::InSet(a, all) => free_field(a) || all.iter().any(free_field),
        ExprKind::InRange { of, lo, hi, .. } => {
            let ends = lo.iter().chain(hi);
            free_field(of) || ends.into_iter().any(|e| free_field(e))
        }
        ExprKind::If(a, b, c) => [a, b, c].iter().any(|e| free_field(e)),
        ExprKind::Call(_, all) => all.iter().any(free_field),
        _ => false,
    }
}
