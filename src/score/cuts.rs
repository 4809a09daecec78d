//! Where the values of something that is not known fall apart: the thresholds
//! that expressions compare it with. Between two of them nothing changes, so
//! trying one stretch after the other tells exactly what is possible.

use super::days::Days;
use super::expr::eval;
use super::numbers::Nums;
use super::sheet::View;
use super::val::{Names, Val};
use super::{Tri, inputs::Inputs};
use crate::exact::Num;
use crate::model::{ArithOp, Criterion, Expr, ExprKind, Interval, Key, Value};
use crate::syntax::tree::CmpOp;
use jiff::civil::Date;

/// Something a dossier leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Var {
    Fact(usize),
    Filed,
    Assessed,
    Kind,
    /// The answer to a criterion.
    Reply(usize),
}

impl Var {
    /// What is known of it.
    pub fn value<'a>(self, inputs: &Inputs<'a>) -> Val<'a> {
        match self {
            Var::Fact(i) => inputs.facts.get(i).cloned().unwrap_or(Val::Unknown),
            Var::Filed => inputs.filed.clone(),
            Var::Assessed => inputs.assessed.clone(),
            Var::Kind => inputs.kind.clone(),
            Var::Reply(_) => Val::Unknown,
        }
    }

    fn is(self, e: &Expr) -> bool {
        match (self, &e.kind) {
            (Var::Fact(i), ExprKind::Fact(j)) => i == *j,
            (Var::Filed, ExprKind::Filed)
            | (Var::Assessed, ExprKind::Assessed)
            | (Var::Kind, ExprKind::Kind) => true,
            _ => false,
        }
    }
}

/// A threshold: a number, and whether the number itself lies above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cut<T> {
    at: T,
    after: bool,
}

/// The pieces into which what is known of a variable falls apart.
pub(super) fn pieces<'a>(
    v: &View<'_, 'a>,
    var: Var,
    exprs: &[&'a Expr],
    of: &[&'a Criterion],
) -> Vec<Val<'a>> {
    let value = var.value(v.inputs);
    match &value {
        Val::Bool(Tri::Unknown) => vec![Val::Bool(Tri::No), Val::Bool(Tri::Yes)],
        Val::Name(Names::Few(all)) => all.iter().map(|n| Val::Name(Names::One(n))).collect(),
        Val::Num(n) => {
            let mut cuts = Cuts::new(var);
            cuts.collect(v, exprs, of);
            split_numbers(n, cuts.numbers)
        }
        Val::Date(d) => {
            let mut cuts = Cuts::new(var);
            cuts.collect(v, exprs, of);
            split_days(*d, cuts.days)
        }
        _ => vec![value],
    }
}

fn split_numbers<'a>(n: &Nums, mut cuts: Vec<Cut<Num>>) -> Vec<Val<'a>> {
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces = Vec::new();
    let mut low: Option<Cut<Num>> = None;
    for high in cuts.into_iter().map(Some).chain([None]) {
        let stretch = Interval {
            lo: low.map(|c| c.at),
            lo_in: low.is_some_and(|c| !c.after),
            hi: high.map(|c| c.at),
            hi_in: high.is_some_and(|c| c.after),
        };
        pieces.extend(n.meet(&stretch).map(Val::Num));
        low = high;
    }
    pieces
}

fn split_days<'a>(d: Days, mut cuts: Vec<Cut<Date>>) -> Vec<Val<'a>> {
    cuts.sort_unstable();
    cuts.dedup();
    let mut left = Some(d);
    let mut pieces = Vec::new();
    for cut in cuts {
        let Some(rest) = left else {
            break;
        };
        let [before, on, after] = rest.around(cut.at);
        let (below, above) = if cut.after {
            (join(before, on), after)
        } else {
            (before, join(on, after))
        };
        pieces.extend(below.map(Val::Date));
        left = above;
    }
    pieces.extend(left.map(Val::Date));
    pieces
}

fn join(a: Option<Days>, b: Option<Days>) -> Option<Days> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.join(b)),
        (a, b) => a.or(b),
    }
}

/// Collects the thresholds of one variable.
struct Cuts {
    var: Var,
    numbers: Vec<Cut<Num>>,
    days: Vec<Cut<Date>>,
    seen: Vec<(bool, usize)>,
}

impl Cuts {
    fn new(var: Var) -> Cuts {
        Cuts {
            var,
            numbers: Vec::new(),
            days: Vec::new(),
            seen: Vec::new(),
        }
    }

    fn collect<'a>(&mut self, v: &View<'_, 'a>, exprs: &[&'a Expr], of: &[&'a Criterion]) {
        for c in of {
            for e in c.of.iter() {
                c.rungs.iter().for_each(|r| self.key(v, e, &r.key));
            }
            for s in c.selector.iter() {
                s.branches
                    .iter()
                    .flatten()
                    .for_each(|k| self.key(v, &s.of, k));
            }
        }
        let mut open = exprs.to_vec();
        while let Some(e) = open.pop() {
            let mut inside: Vec<&'a Expr> = Vec::new();
            e.walk(&mut |x| inside.push(x));
            for x in inside {
                self.look(v, x, &mut open);
            }
        }
    }

    fn look<'a>(&mut self, v: &View<'_, 'a>, e: &'a Expr, open: &mut Vec<&'a Expr>) {
        match &e.kind {
            ExprKind::Let(i) if self.first((true, *i)) => {
                open.extend(v.rules.lets.get(*i).map(|l| &l.expr));
            }
            ExprKind::Table(i) if self.first((false, *i)) => {
                let Some(t) = v.rules.tables.get(*i) else {
                    return;
                };
                open.extend(t.by.iter().chain(t.rows.iter().map(|(_, e)| e)));
                for (keys, _) in &t.rows {
                    t.by.iter().zip(keys).for_each(|(by, k)| self.key(v, by, k));
                }
            }
            ExprKind::Compare(op, a, b) => {
                self.compare(v, *op, a, b);
                self.compare(v, turned(*op), b, a);
            }
            ExprKind::InSet(of, set) => {
                set.iter().for_each(|x| self.compare(v, CmpOp::Eq, of, x));
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
                lo.iter().for_each(|lo| self.compare(v, above, of, lo));
                hi.iter().for_each(|hi| self.compare(v, below, of, hi));
            }
            _ => {}
        }
    }

    fn first(&mut self, key: (bool, usize)) -> bool {
        let new = !self.seen.contains(&key);
        if new {
            self.seen.push(key);
        }
        new
    }

    /// `side` is compared with something known.
    fn compare<'a>(&mut self, v: &View<'_, 'a>, op: CmpOp, side: &'a Expr, with: &'a Expr) {
        if !self.mentions(v, side, 0) {
            return;
        }
        match eval(v, with) {
            Val::Num(n) => {
                if let Some(at) = n.known() {
                    self.number(v, op, side, at);
                }
            }
            Val::Date(d) if self.var.is(side) => {
                if let Some(at) = d.known() {
                    self.days
                        .extend(sides(op).iter().map(|after| Cut { at, after: *after }));
                }
            }
            _ => {}
        }
    }

    fn key<'a>(&mut self, v: &View<'_, 'a>, of: &'a Expr, key: &Key) {
        match key {
            Key::Within(i) => {
                if let Some(lo) = i.lo {
                    self.number(v, if i.lo_in { CmpOp::Ge } else { CmpOp::Gt }, of, lo);
                }
                if let Some(hi) = i.hi {
                    self.number(v, if i.hi_in { CmpOp::Le } else { CmpOp::Lt }, of, hi);
                }
            }
            Key::Is(Value::Num(n)) => self.number(v, CmpOp::Eq, of, *n),
            Key::Is(Value::Date(at)) if self.var.is(of) => {
                self.days
                    .extend([false, true].map(|after| Cut { at: *at, after }));
            }
            _ => {}
        }
    }

    fn number<'a>(&mut self, v: &View<'_, 'a>, op: CmpOp, side: &'a Expr, at: Num) {
        if let Some((at, falling)) = self.solve(v, side, at, 0) {
            let op = if falling { turned(op) } else { op };
            self.numbers
                .extend(sides(op).iter().map(|after| Cut { at, after: *after }));
        }
    }

    /// The value of the variable at which an expression has a value, and
    /// whether the expression falls as the variable grows.
    fn solve<'a>(
        &self,
        v: &View<'_, 'a>,
        e: &'a Expr,
        at: Num,
        depth: usize,
    ) -> Option<(Num, bool)> {
        if self.var.is(e) {
            return Some((at, false));
        }
        if depth > 12 {
            return None;
        }
        let known = |e: &'a Expr| match eval(v, e) {
            Val::Num(n) => n.known(),
            _ => None,
        };
        let on = |e: &'a Expr, at: Num| self.solve(v, e, at, depth + 1);
        let turn = |(n, falling): (Num, bool)| (n, !falling);
        match &e.kind {
            ExprKind::Let(i) => on(&v.rules.lets.get(*i)?.expr, at),
            ExprKind::Neg(a) => on(a, at.neg()?).map(turn),
            ExprKind::Arith(op, a, b) => match (op, known(a), known(b)) {
                (ArithOp::Add, _, Some(k)) => on(a, at.sub(k)?),
                (ArithOp::Add, Some(k), _) => on(b, at.sub(k)?),
                (ArithOp::Sub, _, Some(k)) => on(a, at.add(k)?),
                (ArithOp::Sub, Some(k), _) => on(b, k.sub(at)?).map(turn),
                (ArithOp::Mul, _, Some(k)) => scaled(on(a, at.div(k)?)?, k),
                (ArithOp::Mul, Some(k), _) => scaled(on(b, at.div(k)?)?, k),
                (ArithOp::Div, _, Some(k)) => scaled(on(a, at.mul(k)?)?, k),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the variable can be solved for there: it stands in a chain of
    /// names, signs and arithmetic.
    fn mentions<'a>(&self, v: &View<'_, 'a>, e: &'a Expr, depth: usize) -> bool {
        if self.var.is(e) {
            return true;
        }
        if depth > 12 {
            return false;
        }
        match &e.kind {
            ExprKind::Let(i) => {
                let named = v.rules.lets.get(*i);
                named.is_some_and(|l| self.mentions(v, &l.expr, depth + 1))
            }
            ExprKind::Neg(a) => self.mentions(v, a, depth + 1),
            ExprKind::Arith(_, a, b) => {
                self.mentions(v, a, depth + 1) || self.mentions(v, b, depth + 1)
            }
            _ => false,
        }
    }
}

fn scaled((n, falling): (Num, bool), by: Num) -> Option<(Num, bool)> {
    Some((n, falling != by.is_negative()))
}

/// On which sides of a number an order falls apart.
fn sides(op: CmpOp) -> &'static [bool] {
    match op {
        CmpOp::Lt | CmpOp::Ge => &[false],
        CmpOp::Le | CmpOp::Gt => &[true],
        CmpOp::Eq | CmpOp::Ne => &[false, true],
    }
}

/// The same order seen from the other side.
fn turned(op: CmpOp) -> CmpOp {
    match op {
        CmpOp::Lt => CmpOp::Gt,
        CmpOp::Le => CmpOp::Ge,
        CmpOp::Gt => CmpOp::Lt,
        CmpOp::Ge => CmpOp::Le,
        same => same,
    }
}
