//! Whether two conditions of two versions say the same. Facts, tables and
//! names are the same when they have the same name; criteria and options when
//! they are paired, whatever their numbers.

use super::pairing::CardPair;
use crate::model::{
    Criterion, Expr, ExprKind, Interval, Key, Ruleset, Scorecard, Target, Type, Value,
};
use crate::syntax::tree::CmpOp;
use std::collections::BTreeSet;

/// Two versions, and what stands for what on the cards at hand.
pub(super) struct Meaning<'a> {
    old: &'a Ruleset,
    new: &'a Ruleset,
    old_card: Option<&'a Scorecard>,
    new_card: Option<&'a Scorecard>,
    pair: Option<&'a CardPair>,
}

/// The stretch of one value that a condition asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    name: String,
    ty: Type,
    within: Interval,
}

impl Reach {
    /// Whether a number lies in both.
    pub fn meets(&self, other: &Reach) -> bool {
        self.name == other.name
            && self.ty == other.ty
            && !self.within.meet(&other.within).is_empty()
    }
}

impl<'a> Meaning<'a> {
    /// On two cards.
    pub fn new(
        old: (&'a Ruleset, &'a Scorecard),
        new: (&'a Ruleset, &'a Scorecard),
        pair: Option<&'a CardPair>,
    ) -> Meaning<'a> {
        Meaning {
            old: old.0,
            new: new.0,
            old_card: Some(old.1),
            new_card: Some(new.1),
            pair,
        }
    }

    /// Outside any card.
    pub fn at_large(old: &'a Ruleset, new: &'a Ruleset) -> Meaning<'a> {
        Meaning {
            old,
            new,
            old_card: None,
            new_card: None,
            pair: None,
        }
    }

    /// A criterion of the old card.
    pub fn old_criterion(&self, at: usize) -> Option<&'a Criterion> {
        self.old_card?.criteria.get(at)
    }

    /// A criterion of the new card.
    pub fn new_criterion(&self, at: usize) -> Option<&'a Criterion> {
        self.new_card?.criteria.get(at)
    }

    /// Whether ties are settled from the new version's side.
    pub fn turned(&self) -> bool {
        self.pair.is_some_and(|p| p.turned)
    }

    /// Whether two expressions say the same.
    pub fn same(&self, a: &Expr, b: &Expr) -> bool {
        use ExprKind as E;
        match (&a.kind, &b.kind) {
            (E::Literal(x), E::Literal(y)) => x == y && unit(&a.ty) == unit(&b.ty),
            (E::Fact(i), E::Fact(j)) => {
                name(self.old.facts.get(*i).map(|f| &f.name))
                    == name(self.new.facts.get(*j).map(|f| &f.name))
            }
            (E::Let(i), E::Let(j)) => {
                name(self.old.lets.get(*i).map(|l| &l.name))
                    == name(self.new.lets.get(*j).map(|l| &l.name))
            }
            (E::Table(i), E::Table(j)) => {
                name(self.old.tables.get(*i).map(|t| &t.name))
                    == name(self.new.tables.get(*j).map(|t| &t.name))
            }
            (E::Assumption(i), E::Assumption(j)) => {
                name(self.old.assumptions.get(*i).map(|t| &t.name))
                    == name(self.new.assumptions.get(*j).map(|t| &t.name))
            }
            // A field is its place in the record; the record's type is compared with its fact.
            (E::Field(i), E::Field(j)) => i == j,
            (E::Total, E::Total)
            | (E::Filed, E::Filed)
            | (E::Assessed, E::Assessed)
            | (E::Kind, E::Kind) => true,
            (E::Points(s), E::Points(t)) | (E::Maximum(s), E::Maximum(t)) => {
                self.same_target(*s, *t)
            }
            (E::OptionOf(i), E::OptionOf(j)) | (E::AtMaximum(i), E::AtMaximum(j)) => {
                self.same_criterion(*i, *j)
            }
            (E::OptionKey(o), E::OptionKey(p)) => match (&a.ty, &b.ty) {
                (Type::OptionOf(i), Type::OptionOf(j)) => self.same_option((*i, *o), (*j, *p)),
                _ => o == p,
            },
            (E::AnyAtMaximum(s), E::AnyAtMaximum(t))
            | (E::CountAtMaximum(s), E::CountAtMaximum(t)) => self.same_criteria(s, t),
            (E::Not(x), E::Not(y)) | (E::Neg(x), E::Neg(y)) => self.same(x, y),
            (E::And(p, q), E::And(r, s)) | (E::Or(p, q), E::Or(r, s)) => {
                (self.same(p, r) && self.same(q, s)) || (self.same(p, s) && self.same(q, r))
            }
            (E::Arith(o, p, q), E::Arith(w, r, s)) => o == w && self.same(p, r) && self.same(q, s),
            (E::Compare(o, p, q), E::Compare(w, r, s)) => {
                (o == w && self.same(p, r) && self.same(q, s))
                    || (turned(*o) == *w && self.same(p, s) && self.same(q, r))
            }
            (E::Filter(p, q), E::Filter(r, s)) => self.same(p, r) && self.same(q, s),
            (E::InSet(p, all), E::InSet(r, others)) => {
                self.same(p, r)
                    && all.len() == others.len()
                    && all.iter().all(|x| others.iter().any(|y| self.same(x, y)))
            }
            (
                E::InRange {
                    of,
                    lo,
                    lo_in,
                    hi,
                    hi_in,
                },
                E::InRange {
                    of: of2,
                    lo: lo2,
                    lo_in: lo_in2,
                    hi: hi2,
                    hi_in: hi_in2,
                },
            ) => {
                self.same(of, of2)
                    && self.same_end(lo.as_deref(), lo2.as_deref())
                    && self.same_end(hi.as_deref(), hi2.as_deref())
                    && (lo_in == lo_in2 || lo.is_none())
                    && (hi_in == hi_in2 || hi.is_none())
            }
            (E::If(c, p, q), E::If(d, r, s)) => {
                self.same(c, d) && self.same(p, r) && self.same(q, s)
            }
            (E::Call(f, all), E::Call(g, others)) => f == g && self.same_row(all, others),
            (
                E::Quantified {
                    quantifier,
                    field,
                    list,
                    filter,
                },
                E::Quantified {
                    quantifier: q2,
                    field: f2,
                    list: l2,
                    filter: c2,
                },
            ) => {
                quantifier == q2
                    && field == f2
                    && self.same(list, l2)
                    && self.same_end(filter.as_deref(), c2.as_deref())
            }
            _ => false,
        }
    }

    /// Whether two conditions that may be absent say the same.
    pub fn same_end(&self, a: Option<&Expr>, b: Option<&Expr>) -> bool {
        match (a, b) {
            (None, None) => true,
            (Some(a), Some(b)) => self.same(a, b),
            _ => false,
        }
    }

    fn same_row(&self, a: &[Expr], b: &[Expr]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(x, y)| self.same(x, y))
    }

    /// Whether two left sides take the same values.
    pub fn same_key(&self, a: &Key, b: &Key) -> bool {
        match (a, b) {
            (Key::Within(x), Key::Within(y)) => same_stretch(x, y),
            _ => a == b,
        }
    }

    /// Whether two criteria are paired.
    pub fn same_criterion(&self, i: usize, j: usize) -> bool {
        match self.pair {
            Some(pair) => pair.criteria.iter().any(|c| c.old == i && c.new == j),
            None => i == j,
        }
    }

    /// Whether two groups are paired.
    pub fn same_group(&self, i: usize, j: usize) -> bool {
        match self.pair {
            Some(pair) => pair.groups.contains(&(i, j)),
            None => i == j,
        }
    }

    fn same_target(&self, a: Target, b: Target) -> bool {
        match (a, b) {
            (Target::Criterion(i), Target::Criterion(j)) => self.same_criterion(i, j),
            (Target::Group(i), Target::Group(j)) => self.same_group(i, j),
            _ => false,
        }
    }

    /// Whether two options are paired: while they are not yet, by their letters.
    pub fn same_option(&self, (i, o): (usize, usize), (j, p): (usize, usize)) -> bool {
        let pair = self.pair.and_then(|pair| {
            let mut of = pair.criteria.iter().filter(|c| c.old == i && c.new == j);
            of.next()
        });
        match pair {
            Some(c) if !c.options.is_empty() => c.options.contains(&(o, p)),
            Some(_) => {
                let a = self.old_criterion(i).and_then(|c| c.options.get(o));
                let b = self.new_criterion(j).and_then(|c| c.options.get(p));
                a.map(|o| &o.key) == b.map(|o| &o.key)
            }
            None => self.pair.is_none() && o == p,
        }
    }

    /// Whether two sets of criteria are the same, those aside that only one card has.
    fn same_criteria(&self, a: &[usize], b: &[usize]) -> bool {
        let Some(pair) = self.pair else { return a == b };
        let here: BTreeSet<(usize, usize)> = pair
            .criteria
            .iter()
            .filter(|c| a.contains(&c.old))
            .map(|c| (c.old, c.new))
            .collect();
        let there: BTreeSet<(usize, usize)> = pair
            .criteria
            .iter()
            .filter(|c| b.contains(&c.new))
            .map(|c| (c.old, c.new))
            .collect();
        here == there
    }

    /// The stretch that a condition of the old version asks for.
    pub fn old_reach(&self, when: &Expr) -> Option<Reach> {
        reach(when, self.old)
    }

    /// The stretch that a condition of the new version asks for.
    pub fn new_reach(&self, when: &Expr) -> Option<Reach> {
        reach(when, self.new)
    }
}

fn name(name: Option<&String>) -> Option<&str> {
    name.map(String::as_str)
}

fn unit(ty: &Type) -> Option<&crate::model::Unit> {
    match ty {
        Type::Number(u) => Some(u),
        _ => None,
    }
}

fn turned(op: CmpOp) -> CmpOp {
    match op {
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::Ge => CmpOp::Le,
        other => other,
    }
}

/// Whether two stretches hold the same numbers.
pub(super) fn same_stretch(a: &Interval, b: &Interval) -> bool {
    a.lo == b.lo
        && a.hi == b.hi
        && (a.lo_in == b.lo_in || a.lo.is_none())
        && (a.hi_in == b.hi_in || a.hi.is_none())
}

fn reach(when: &Expr, rules: &Ruleset) -> Option<Reach> {
    let quantity = |e: &Expr| -> Option<String> {
        match e.kind {
            ExprKind::Fact(i) => rules.facts.get(i).map(|f| f.name.clone()),
            ExprKind::Let(i) => rules.lets.get(i).map(|l| l.name.clone()),
            _ => None,
        }
    };
    let number = |e: &Expr| match e.kind {
        ExprKind::Literal(Value::Num(n)) => Some(n),
        _ => None,
    };
    match &when.kind {
        ExprKind::Compare(op, of, bound) => {
            let n = number(bound)?;
            let within = match op {
                CmpOp::Lt | CmpOp::Le => Interval {
                    hi: Some(n),
                    hi_in: *op == CmpOp::Le,
                    ..Interval::default()
                },
                CmpOp::Gt | CmpOp::Ge => Interval {
                    lo: Some(n),
                    lo_in: *op == CmpOp::Ge,
                    ..Interval::default()
                },
                CmpOp::Eq => Interval::point(n),
                _ => return None,
            };
            Some(Reach {
                name: quantity(of)?,
                ty: of.ty.clone(),
                within,
            })
        }
        ExprKind::InRange {
            of,
            lo,
            lo_in,
            hi,
            hi_in,
        } => {
            let end = |e: &Option<Box<Expr>>| match e {
                None => Some(None),
                Some(e) => number(e).map(Some),
            };
            Some(Reach {
                name: quantity(of)?,
                ty: of.ty.clone(),
                within: Interval {
                    lo: end(lo)?,
                    lo_in: *lo_in,
                    hi: end(hi)?,
                    hi_in: *hi_in,
                },
            })
        }
        _ => None,
    }
}
