//! Where the values of a fact fall apart: at the constants with which the card
//! compares it, through arithmetic with constants, names, branches, `min` and
//! `max`, ladders and tables. Between two such cuts nothing on the card can tell
//! values apart, so one of them stands for all of them. What cannot be cut so
//! is taken value by value, if it has few; else there is no exact answer.

use super::reads::{self, Var};
use super::trouble::Trouble;
use crate::exact::Num;
use crate::model::{
    ArithOp, Choice, Expr, ExprKind, Form, Interval, Key, Ruleset, Scorecard, Selector, Type, Value,
};
use crate::score::{Given, Steps};
use crate::syntax::tree::{CmpOp, Function, MissingPolicy};
use crate::text::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most values of one fact that are taken one by one.
const MOST_VALUES: i64 = 400;

/// A stretch of values that nothing on the card tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// A value in it; `None`: not given, where the rules say what that means.
    pub value: Option<Value>,
    /// The numbers in it, where it is a stretch of numbers.
    pub stretch: Option<Interval>,
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

/// The regions of what a dossier gives, as far as one card looks at it.
/// `blank`: whether "not given" is a value of facts whose absence has a meaning.
pub(super) fn regions(
    rules: &Ruleset,
    card: &Scorecard,
    steps: &Steps<'_>,
    given: &Given<'_>,
    var: Var,
    blank: bool,
) -> Result<Vec<Region>, Trouble> {
    let mut cuts = Cuts::new(rules, card, steps, given, var);
    cuts.card();
    cuts.found(blank)
}

/// The regions as far as some conditions, and what chooses among branches,
/// look at it: nothing else on the card cuts.
pub(crate) fn regions_under(
    rules: &Ruleset,
    card: &Scorecard,
    steps: &Steps<'_>,
    given: &Given<'_>,
    var: Var,
    (conditions, selector): (&[&Expr], Option<&Selector>),
) -> Result<Vec<Region>, Trouble> {
    let mut cuts = Cuts::new(rules, card, steps, given, var);
    if let Some(s) = selector {
        let keys = s.branches.iter().flatten();
        keys.for_each(|k| cuts.key(None, &s.of, k));
    }
    conditions.iter().for_each(|e| cuts.look(None, e));
    cuts.found(false)
}

impl Cuts<'_, '_> {
    fn found(self, blank: bool) -> Result<Vec<Region>, Trouble> {
        let (cuts, rules, var) = (&self, self.rules, self.var);
        let one = |value: Value| Region {
            value: Some(value),
            stretch: None,
        };
        let names = |all: &[Choice]| {
            all.iter()
                .map(|c| one(Value::Choice(c.name.clone())))
                .collect()
        };
        let mut found: Vec<Region> = match var {
            Var::Filed | Var::Assessed => cuts.of_days()?,
            Var::Kind => match Type::kind_of_rating() {
                Type::OneOf(all) => names(&all),
                _ => Vec::new(),
            },
            Var::Fact(i) => match rules.facts.get(i).map(|f| &f.ty) {
                Some(Type::Bool) => vec![one(Value::Bool(false)), one(Value::Bool(true))],
                Some(Type::OneOf(all)) => names(all),
                Some(Type::Number(_)) => cuts.of_numbers(i)?,
                Some(Type::Date) => cuts.of_days()?,
                Some(Type::Text) => cuts.of_texts()?,
                _ => return Err(cuts.no_end()),
            },
        };
        if let Var::Fact(i) = var
            && blank
            && rules
                .facts
                .get(i)
                .is_some_and(|f| f.missing != MissingPolicy::Unknown)
        {
            found.push(Region {
                value: None,
                stretch: None,
            });
        }
        Ok(found)
    }
}

struct Cuts<'x, 'a> {
    rules: &'x Ruleset,
    card: &'x Scorecard,
    steps: &'x Steps<'a>,
    given: &'x Given<'x>,
    var: Var,
    /// A number, and whether the number itself lies above the cut's upper side.
    numbers: BTreeSet<(Num, bool)>,
    days: BTreeSet<(Date, bool)>,
    texts: BTreeSet<String>,
    /// Where every single value makes a difference.
    all: Option<(Option<usize>, Span)>,
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
            numbers: BTreeSet::new(),
            days: BTreeSet::new(),
            texts: BTreeSet::new(),
            all: None,
            seen: BTreeSet::new(),
        }
    }

    fn no_end(&self) -> Trouble {
        let (criterion, span) = self.all.unwrap_or((None, self.card.span));
        let fact = match self.var {
            Var::Fact(i) => self.rules.facts.get(i).map_or("", |f| f.name.as_str()),
            Var::Filed => "filed",
            Var::Assessed => "assessed",
            Var::Kind => "kind",
        };
        Trouble::NotFinite {
            fact: fact.to_owned(),
            criterion,
            span,
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
        self.all.get_or_insert((at, span));
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
                    self.days.insert((*day, false));
                }
                if sides.above {
                    self.days.insert((*day, true));
                }
            }
            (Type::Text, ExprKind::Literal(Value::Text(text))) if self.is_var(side) => {
                self.texts.insert(text.clone());
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
                self.days.extend([(*day, false), (*day, true)]);
            }
            Key::Is(Value::Text(text)) if self.is_var(of) => {
                self.texts.insert(text.clone());
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
                self.numbers.insert((k, false));
            }
            if sides.above {
                self.numbers.insert((k, true));
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

    fn of_numbers(&self, fact: usize) -> Result<Vec<Region>, Trouble> {
        let Some(f) = self.rules.facts.get(fact) else {
            return Ok(Vec::new());
        };
        let range = f.range.clone().unwrap_or_default();
        if self.all.is_some() {
            return self.value_by_value(&range, f.whole);
        }
        let mut found = Vec::new();
        let mut low: Option<(Num, bool)> = None;
        for high in self.numbers.iter().copied().map(Some).chain([None]) {
            let stretch = Interval {
                lo: low.map(|c| c.0),
                lo_in: low.is_some_and(|c| !c.1),
                hi: high.map(|c| c.0),
                hi_in: high.is_some_and(|c| c.1),
            };
            low = high;
            let stretch = stretch.meet(&range);
            let value = if f.whole {
                whole_in(&stretch)
            } else {
                nice_in(&stretch)
            };
            if let Some(n) = value {
                found.push(Region {
                    value: Some(Value::Num(n)),
                    stretch: Some(stretch),
                });
            }
        }
        Ok(found)
    }

    fn value_by_value(&self, range: &Interval, whole: bool) -> Result<Vec<Region>, Trouble> {
        let (Some(lo), Some(hi), true) = (range.lo, range.hi, whole) else {
            return Err(self.no_end());
        };
        let count = hi
            .sub(lo)
            .and_then(|n| n.to_i64().or(Some(MOST_VALUES + 1)));
        if count.is_none_or(|n| n > MOST_VALUES) {
            return Err(self.no_end());
        }
        let mut found = Vec::new();
        let mut next = whole_in(range);
        while let Some(n) = next {
            if !range.contains(n) {
                break;
            }
            found.push(Region {
                value: Some(Value::Num(n)),
                stretch: Some(Interval::point(n)),
            });
            next = n.add(Num::ONE);
        }
        Ok(found)
    }

    fn of_days(&self) -> Result<Vec<Region>, Trouble> {
        if self.all.is_some() {
            return Err(self.no_end());
        }
        let near = |d: &Date| [d.yesterday().ok(), Some(*d), d.tomorrow().ok()];
        let mut days: Vec<Date> = self
            .days
            .iter()
            .flat_map(|(d, _)| near(d))
            .flatten()
            .collect();
        if days.is_empty() {
            days.push(jiff::civil::date(2000, 1, 1));
        }
        days.sort_unstable();
        let place = |day: Date| {
            let above = |(d, after): &&(Date, bool)| day > *d || (!after && day == *d);
            self.days.iter().filter(above).count()
        };
        days.dedup_by_key(|d| place(*d));
        let region = |d: Date| Region {
            value: Some(Value::Date(d)),
            stretch: None,
        };
        Ok(days.into_iter().map(region).collect())
    }

    fn of_texts(&self) -> Result<Vec<Region>, Trouble> {
        if self.all.is_some() {
            return Err(self.no_end());
        }
        let mut other = String::from("…");
        while self.texts.contains(&other) {
            other.push('…');
        }
        let texts = self.texts.iter().cloned().chain([other]);
        Ok(texts
            .map(|t| Region {
                value: Some(Value::Text(t)),
                stretch: None,
            })
            .collect())
    }
}

/// A number in a stretch, whole if there is a whole one.
fn nice_in(stretch: &Interval) -> Option<Num> {
    if stretch.lo_in && !stretch.is_empty() {
        return stretch.lo;
    }
    whole_in(stretch).or_else(|| stretch.witness())
}

/// The least whole number in a stretch that has a lower end, else its greatest, else zero.
fn whole_in(stretch: &Interval) -> Option<Num> {
    if stretch.is_empty() {
        return None;
    }
    let floor = |n: Num| {
        let whole = n.numer().checked_div_euclid(n.denom())?;
        i64::try_from(whole).ok().map(Num::int)
    };
    let candidate = match (stretch.lo, stretch.hi) {
        (Some(lo), _) => {
            let down = floor(lo)?;
            if down == lo && stretch.lo_in {
                down
            } else {
                down.add(Num::ONE)?
            }
        }
        (None, Some(hi)) => {
            let down = floor(hi)?;
            if down == hi && !stretch.hi_in {
                down.sub(Num::ONE)?
            } else {
                down
            }
        }
        (None, None) => Num::ZERO,
    };
    stretch.contains(candidate).then_some(candidate)
}
