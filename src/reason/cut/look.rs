//! At which constants a card tells the values of one fact apart.

use super::super::reads::{self, Var};
use super::Found;
use crate::exact::Num;
use crate::model::{ArithOp, Expr, ExprKind, Form, Key, Ruleset, Scorecard, Selector, Type, Value};
use crate::score::{Given, Steps};
use crate::syntax::tree::{CmpOp, Function};
use crate::text::Span;
use std::collections::BTreeSet;

/// Where one card cuts the values of what a dossier gives.
pub(in super::super) fn gather(
    rules: &Ruleset,
    card: &Scorecard,
    steps: &Steps<'_>,
    given: &Given<'_>,
    var: Var,
) -> Found {
    let mut cuts = Cuts::new(rules, card, steps, given, var);
    cuts.card();
    cuts.found
}

/// Where some conditions, and what chooses among branches, cut them.
pub(in super::super) fn gather_under(
    rules: &Ruleset,
    card: &Scorecard,
    steps: &Steps<'_>,
    given: &Given<'_>,
    var: Var,
    (conditions, selector): (&[&Expr], Option<&Selector>),
) -> Found {
    let mut cuts = Cuts::new(rules, card, steps, given, var);
    if let Some(s) = selector {
        let keys = s.branches.iter().flatten();
        keys.for_each(|k| cuts.key(None, &s.of, k));
    }
    conditions.iter().for_each(|e| cuts.look(None, e));
    cuts.found
}

/// On which sides of a constant values fall apart.
#[derive(Clone, Copy)]
struct Sides {
    below: bool,
    above: bool,
}

impl Sides {
    fn of(op: CmpOp) -> Sides {
        let (below, above) = match op {
            CmpOp::Lt | CmpOp::Ge => (true, false),
            CmpOp::Le | CmpOp::Gt => (false, true),
            CmpOp::Eq | CmpOp::Ne => (true, true),
        };
        Sides { below, above }
    }

    fn turned(self) -> Sides {
        Sides {
            below: self.above,
            above: self.below,
        }
    }
}

struct Cuts<'x, 'a> {
    rules: &'x Ruleset,
    card: &'x Scorecard,
    steps: &'x Steps<'a>,
    given: &'x Given<'x>,
    var: Var,
    found: Found,
    seen: BTreeSet<(bool, usize)>,
}

impl<'x, 'a: 'x> Cuts<'x, 'a> {
    fn new(
        rules: &'x Ruleset,
        card: &'x Scorecard,
        steps: &'x Steps<'a>,
        given: &'x Given<'x>,
        var: Var,
    ) -> Cuts<'x, 'a> {
        Cuts {
            rules,
            card,
            steps,
            given,
            var,
            found: Found::default(),
            seen: BTreeSet::new(),
        }
    }

    fn card(&mut self) {
        let card = self.card;
        for (i, c) in card.criteria.iter().enumerate() {
            if let Some(of) = reads::measured(c)
                && c.form == Form::Ladder
            {
                c.rungs.iter().for_each(|r| self.key(Some(i), of, &r.key));
            }
            if let Some(s) = &c.selector {
                let keys = s.branches.iter().flatten();
                keys.for_each(|k| self.key(Some(i), &s.of, k));
            }
        }
        for (i, e) in reads::all(card) {
            let plain_total = i.is_none() && e.kind == ExprKind::Total;
            if !plain_total {
                self.look(i, e);
            }
        }
    }

    fn depends(&self, e: &Expr) -> bool {
        reads::Reads::of(self.rules, self.card, [e])
            .vars
            .contains(&self.var)
    }

    /// An expression whose every value makes a difference, or whose parts do.
    fn look(&mut self, at: Option<usize>, e: &'x Expr) {
        if !self.depends(e) {
            return;
        }
        match &e.kind {
            ExprKind::Let(i) => {
                if self.seen.insert((true, *i))
                    && let Some(l) = self.rules.lets.get(*i)
                {
                    self.look(at, &l.expr);
                }
            }
            ExprKind::Table(i) => self.table(at, *i),
            ExprKind::Compare(op, a, b) => {
                self.compare(at, Sides::of(*op), a, b, e.span);
                self.compare(at, Sides::of(*op).turned(), b, a, e.span);
            }
            ExprKind::InSet(of, set) => {
                for one in set {
                    self.compare(at, Sides::of(CmpOp::Eq), of, one, e.span);
                    self.compare(at, Sides::of(CmpOp::Eq), one, of, e.span);
                }
            }
            ExprKind::InRange {
                of,
                lo,
                lo_in,
                hi,
                hi_in,
            } => {
                let above = Sides::of(if *lo_in { CmpOp::Ge } else { CmpOp::Gt });
                let below = Sides::of(if *hi_in { CmpOp::Le } else { CmpOp::Lt });
                for (end, sides) in [(lo, above), (hi, below)] {
                    if let Some(end) = end {
                        self.compare(at, sides, of, end, e.span);
                        self.compare(at, sides.turned(), end, of, e.span);
                    }
                }
            }
            ExprKind::Not(a) => self.look(at, a),
            ExprKind::And(a, b) | ExprKind::Or(a, b) => {
                self.look(at, a);
                self.look(at, b);
            }
            ExprKind::If(c, a, b) => {
                self.look(at, c);
                self.look(at, a);
                self.look(at, b);
            }
            // Yes or no, or one of a few names: each value is a region anyway.
            ExprKind::Fact(_) | ExprKind::Kind if self.few() => {}
            _ if self.few() => {}
            _ => self.every(at, e.span),
        }
    }

    /// Whether the variable has few values, all of which are taken.
    fn few(&self) -> bool {
        match self.var {
            Var::Kind => true,
            Var::Filed | Var::Assessed => false,
            Var::Fact(i) => self
                .rules
                .facts
                .get(i)
                .is_some_and(|f| matches!(f.ty, Type::Bool | Type::OneOf(_))),
        }
    }

    fn every(&mut self, at: Option<usize>, span: Span) {
        self.found.all.get_or_insert((at, span));
    }

    fn table(&mut self, at: Option<usize>, i: usize) {
        let Some(t) = self.rules.tables.get(i) else {
            return;
        };
        if !self.seen.insert((false, i)) {
            return;
        }
        for (keys, value) in &t.rows {
            for (by, key) in t.by.iter().zip(keys) {
                self.key(at, by, key);
            }
            self.look(at, value);
        }
    }

    /// `side` lies on one side of `with`, or not.
    fn compare(
        &mut self,
        at: Option<usize>,
        sides: Sides,
        side: &'x Expr,
        with: &'x Expr,
        span: Span,
    ) {
        if !self.depends(side) {
            return;
        }
        let others = reads::Reads::of(self.rules, self.card, [with]);
        let constant = others.vars.is_empty()
            && others.criteria.is_empty()
            && others.groups.is_empty()
            && !others.total;
        match (&side.ty, &with.kind) {
            _ if self.few() && !matches!(side.ty, Type::Number(_)) => self.inside(at, side),
            (Type::Number(_), _) if constant => match self.steps.number(self.given, &[], with) {
                Some(k) => self.solve(at, side, k, sides, 0),
                None => self.every(at, span),
            },
            (Type::Date, ExprKind::Literal(Value::Date(day))) if self.is_var(side) => {
                if sides.below {
                    self.found.days.insert((*day, false));
                }
                if sides.above {
                    self.found.days.insert((*day, true));
                }
            }
            (Type::Text, ExprKind::Literal(Value::Text(text))) if self.is_var(side) => {
                self.found.texts.insert(text.clone());
            }
            (Type::Bool, _) => self.look(at, side),
            _ if self.few() => self.inside(at, side),
            _ => self.every(at, span),
        }
    }

    /// Conditions inside of a value that is compared as a whole.
    fn inside(&mut self, at: Option<usize>, e: &'x Expr) {
        match &e.kind {
            ExprKind::If(c, a, b) => {
                self.look(at, c);
                self.inside(at, a);
                self.inside(at, b);
            }
            ExprKind::Let(i) => {
                if let Some(l) = self.rules.lets.get(*i) {
                    self.inside(at, &l.expr);
                }
            }
            ExprKind::Table(i) => self.table(at, *i),
            _ => {}
        }
    }

    fn is_var(&self, e: &Expr) -> bool {
        match (self.var, &e.kind) {
            (Var::Fact(i), ExprKind::Fact(j)) => i == *j,
            (Var::Filed, ExprKind::Filed)
            | (Var::Assessed, ExprKind::Assessed)
            | (Var::Kind, ExprKind::Kind) => true,
            _ => false,
        }
    }

    fn key(&mut self, at: Option<usize>, of: &'x Expr, key: &'x Key) {
        if !self.depends(of) {
            return;
        }
        match key {
            Key::Within(i) => {
                if let Some(lo) = i.lo {
                    let op = if i.lo_in { CmpOp::Ge } else { CmpOp::Gt };
                    self.solve(at, of, lo, Sides::of(op), 0);
                }
                if let Some(hi) = i.hi {
                    let op = if i.hi_in { CmpOp::Le } else { CmpOp::Lt };
                    self.solve(at, of, hi, Sides::of(op), 0);
                }
            }
            Key::Is(Value::Num(n)) => self.solve(at, of, *n, Sides::of(CmpOp::Eq), 0),
            Key::Is(Value::Date(day)) if self.is_var(of) => {
                self.found.days.extend([(*day, false), (*day, true)]);
            }
            Key::Is(Value::Text(text)) if self.is_var(of) => {
                self.found.texts.insert(text.clone());
            }
            Key::Is(_) if of.ty == Type::Bool => self.look(at, of),
            Key::Is(_) if self.few() => self.inside(at, of),
            Key::Is(_) => self.every(at, of.span),
            Key::Else => {}
        }
    }

    /// Where an expression passes a constant, as far as the variable decides it.
    fn solve(&mut self, at: Option<usize>, e: &'x Expr, k: Num, sides: Sides, depth: u32) {
        if !self.depends(e) {
            return;
        }
        if self.is_var(e) {
            if sides.below {
                self.found.numbers.insert((k, false));
            }
            if sides.above {
                self.found.numbers.insert((k, true));
            }
            return;
        }
        if depth > 60 {
            return self.every(at, e.span);
        }
        match &e.kind {
            ExprKind::Let(i) => {
                if let Some(l) = self.rules.lets.get(*i) {
                    self.solve(at, &l.expr, k, sides, depth + 1);
                }
            }
            ExprKind::Neg(a) => match k.neg() {
                Some(k) => self.solve(at, a, k, sides.turned(), depth + 1),
                None => self.every(at, e.span),
            },
            ExprKind::If(c, a, b) => {
                self.look(at, c);
                self.solve(at, a, k, sides, depth + 1);
                self.solve(at, b, k, sides, depth + 1);
            }
            ExprKind::Call(Function::Min | Function::Max, all) => {
                all.iter()
                    .for_each(|a| self.solve(at, a, k, sides, depth + 1));
            }
            ExprKind::Table(i) => {
                self.table(at, *i);
                if let Some(t) = self.rules.tables.get(*i) {
                    for (_, value) in &t.rows {
                        self.solve(at, value, k, sides, depth + 1);
                    }
                }
            }
            ExprKind::Arith(op, a, b) => {
                if !self.arith(at, *op, a, b, (k, sides, depth)) {
                    self.every(at, e.span);
                }
            }
            _ if self.few() => {}
            _ => self.every(at, e.span),
        }
    }

    fn constant(&self, e: &'x Expr) -> Option<Num> {
        let reads = reads::Reads::of(self.rules, self.card, [e]);
        let open = reads.total
            || !reads.vars.is_empty()
            || !reads.criteria.is_empty()
            || !reads.groups.is_empty();
        if open {
            return None;
        }
        self.steps.number(self.given, &[], e)
    }

    fn arith(
        &mut self,
        at: Option<usize>,
        op: ArithOp,
        a: &'x Expr,
        b: &'x Expr,
        (k, sides, depth): (Num, Sides, u32),
    ) -> bool {
        let turn_if = |by: Num| {
            if by.is_negative() {
                sides.turned()
            } else {
                sides
            }
        };
        let next = match (op, self.constant(a), self.constant(b)) {
            (ArithOp::Add, _, Some(c)) => k.sub(c).map(|k| (a, k, sides)),
            (ArithOp::Add, Some(c), _) => k.sub(c).map(|k| (b, k, sides)),
            (ArithOp::Sub, _, Some(c)) => k.add(c).map(|k| (a, k, sides)),
            (ArithOp::Sub, Some(c), _) => c.sub(k).map(|k| (b, k, sides.turned())),
            (ArithOp::Mul, _, Some(c)) if c.is_zero() => return true,
            (ArithOp::Mul, Some(c), _) if c.is_zero() => return true,
            (ArithOp::Mul, _, Some(c)) => k.div(c).map(|k| (a, k, turn_if(c))),
            (ArithOp::Mul, Some(c), _) => k.div(c).map(|k| (b, k, turn_if(c))),
            (ArithOp::Div, _, Some(c)) => k.mul(c).map(|k| (a, k, turn_if(c))),
            _ => None,
        };
        let Some((inner, k, sides)) = next else {
            return false;
        };
        self.solve(at, inner, k, sides, depth + 1);
        true
    }
}
