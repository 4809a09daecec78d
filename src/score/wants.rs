//! What would settle something that is not known.

use super::expr::eval;
use super::looks::criteria_of;
use super::sheet::View;
use crate::model::{Expr, ExprKind};

/// What would settle something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wants {
    /// An assessor's answer to the criterion itself.
    pub answer: bool,
    /// Facts that are not given, or lists with gaps.
    pub facts: Vec<usize>,
    /// Days and the kind of rating, by their names in dossiers.
    pub dates: Vec<&'static str>,
    /// Other criteria that are open themselves.
    pub criteria: Vec<usize>,
}

impl Wants {
    /// What would settle an expression; nothing if it is settled.
    pub fn of<'a>(v: &View<'_, 'a>, e: &'a Expr) -> Wants {
        let mut wants = Wants::default();
        wants.expr(v, e);
        wants
    }

    pub fn is_empty(&self) -> bool {
        *self == Wants::default()
    }

    pub fn add(&mut self, other: &Wants) {
        self.answer |= other.answer;
        extend(&mut self.facts, &other.facts);
        extend(&mut self.dates, &other.dates);
        extend(&mut self.criteria, &other.criteria);
    }

    /// Adds what would settle an expression.
    pub fn expr<'a>(&mut self, v: &View<'_, 'a>, e: &'a Expr) {
        let mut seen = Vec::new();
        self.inside(v, e, &mut seen);
    }

    fn inside<'a>(&mut self, v: &View<'_, 'a>, e: &'a Expr, seen: &mut Vec<(bool, usize)>) {
        if eval(v, e).is_known() {
            return;
        }
        let mut first = |key: (bool, usize)| {
            let new = !seen.contains(&key);
            if new {
                seen.push(key);
            }
            new
        };
        let outside = View { record: None, ..*v };
        match &e.kind {
            ExprKind::Fact(i) => self.fact(v, *i),
            ExprKind::Filed => extend(&mut self.dates, &["filed"]),
            ExprKind::Assessed => extend(&mut self.dates, &["assessed"]),
            ExprKind::Kind => extend(&mut self.dates, &["kind"]),
            ExprKind::Let(i) if first((true, *i)) => {
                if let Some(l) = v.rules.lets.get(*i) {
                    self.inside(&outside, &l.expr, seen);
                }
            }
            ExprKind::Table(i) if first((false, *i)) => {
                if let Some(t) = v.rules.tables.get(*i) {
                    for by in &t.by {
                        self.inside(&outside, by, seen);
                    }
                    for row in super::table::rows_of(&outside, t) {
                        if let Some((_, value)) = t.rows.get(row) {
                            self.inside(&outside, value, seen);
                        }
                    }
                }
            }
            other => {
                for i in criteria_of(v.card, other) {
                    if v.scored(i).is_some_and(|s| !s.settled()) {
                        extend(&mut self.criteria, &[i]);
                    }
                }
                for child in children(e) {
                    self.inside(v, child, seen);
                }
            }
        }
    }

    fn fact(&mut self, v: &View<'_, '_>, fact: usize) {
        use super::inputs::Source;
        let source = v.inputs.sources.get(fact);
        // A given list may leave fields open; a fact left out by the rule is not asked for.
        if matches!(source, Some(Source::Open | Source::Given)) {
            extend(&mut self.facts, &[fact]);
        }
    }
}

fn extend<T: Clone + PartialEq>(all: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

fn children(e: &Expr) -> Vec<&Expr> {
    match &e.kind {
        ExprKind::Not(a) | ExprKind::Neg(a) => vec![a],
        ExprKind::And(a, b)
        | ExprKind::Or(a, b)
        | ExprKind::Arith(_, a, b)
        | ExprKind::Compare(_, a, b)
        | ExprKind::Filter(a, b) => vec![a, b],
        ExprKind::InSet(a, all) => std::iter::once(a.as_ref()).chain(all).collect(),
        ExprKind::InRange { of, lo, hi, .. } => std::iter::once(of)
            .chain(lo)
            .chain(hi)
            .map(AsRef::as_ref)
            .collect(),
        ExprKind::If(a, b, c) => vec![a, b, c],
        ExprKind::Call(_, all) => all.iter().collect(),
        ExprKind::Quantified { list, filter, .. } => std::iter::once(list)
            .chain(filter)
            .map(AsRef::as_ref)
            .collect(),
        _ => Vec::new(),
    }
}
