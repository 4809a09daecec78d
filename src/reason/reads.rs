//! What an expression looks at, as far as it can differ from dossier to
//! dossier: facts and days, criteria, subtotals, the total.

use crate::model::{Child, Criterion, Expr, ExprKind, Form, Ruleset, Scorecard, Target};
use crate::syntax::tree::FindingKind;
use std::collections::{BTreeMap, BTreeSet};

/// Something that a dossier gives besides answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Var {
    /// A fact, by its place in the ruleset.
    Fact(usize),
    /// The day of filing.
    Filed,
    /// The day of assessment.
    Assessed,
    /// First rating, upgrade or renewal.
    Kind,
}

/// What is looked at of a criterion.
pub(super) mod facet {
    /// Its points.
    pub const POINTS: u8 = 1;
    /// What it adds to the maximum.
    pub const MAX: u8 = 2;
    /// The option it holds.
    pub const OPTION: u8 = 4;
    /// Whether it has its maximum.
    pub const AT_MAXIMUM: u8 = 8;
    /// Whether it counts.
    pub const COUNTS: u8 = 16;
    /// Whether it stops the scoring.
    pub const STOPS: u8 = 32;
}

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reads {
    pub vars: BTreeSet<Var>,
    /// By criterion, what of it.
    pub criteria: BTreeMap<usize, u8>,
    /// Groups whose subtotal is looked at.
    pub groups: BTreeSet<usize>,
    pub total: bool,
    /// Whether the reading of an open point is looked at.
    pub assumption: bool,
    lets: BTreeSet<usize>,
    tables: BTreeSet<usize>,
}

impl Reads {
    /// What expressions look at.
    pub fn of<'a>(
        rules: &Ruleset,
        card: &Scorecard,
        exprs: impl IntoIterator<Item = &'a Expr>,
    ) -> Reads {
        let mut reads = Reads::default();
        for e in exprs {
            reads.expr(rules, card, e);
        }
        reads
    }

    /// Adds what an expression looks at, names and tables followed.
    pub fn expr(&mut self, rules: &Ruleset, card: &Scorecard, e: &Expr) {
        let mut open = vec![e];
        while let Some(e) = open.pop() {
            let mut inside: Vec<&Expr> = Vec::new();
            e.walk(&mut |x| inside.push(x));
            for x in inside {
                match &x.kind {
                    ExprKind::Let(i) if self.lets.insert(*i) => {
                        open.extend(rules.lets.get(*i).map(|l| &l.expr));
                    }
                    ExprKind::Table(i) if self.tables.insert(*i) => {
                        if let Some(t) = rules.tables.get(*i) {
                            open.extend(t.by.iter().chain(t.rows.iter().map(|(_, e)| e)));
                        }
                    }
                    kind => self.leaf(card, kind),
                }
            }
        }
    }

    fn leaf(&mut self, card: &Scorecard, kind: &ExprKind) {
        match kind {
            ExprKind::Fact(i) => {
                self.vars.insert(Var::Fact(*i));
            }
            ExprKind::Filed => {
                self.vars.insert(Var::Filed);
            }
            ExprKind::Assessed => {
                self.vars.insert(Var::Assessed);
            }
            ExprKind::Kind => {
                self.vars.insert(Var::Kind);
            }
            ExprKind::Total => self.total = true,
            ExprKind::Assumption(_) => self.assumption = true,
            ExprKind::Points(Target::Group(g)) => {
                self.groups.insert(*g);
            }
            // The maximum of a group changes only with criteria that are left out.
            ExprKind::Maximum(Target::Group(g)) => {
                for i in card.below(Child::Group(*g)) {
                    self.criterion(i, facet::MAX);
                }
                self.groups.insert(*g);
            }
            ExprKind::Points(Target::Criterion(i)) => self.criterion(*i, facet::POINTS),
            ExprKind::Maximum(Target::Criterion(i)) => self.criterion(*i, facet::MAX),
            ExprKind::OptionOf(i) => self.criterion(*i, facet::OPTION),
            ExprKind::AtMaximum(i) => self.criterion(*i, facet::AT_MAXIMUM),
            ExprKind::AnyAtMaximum(all) | ExprKind::CountAtMaximum(all) => {
                all.iter()
                    .for_each(|i| self.criterion(*i, facet::AT_MAXIMUM));
            }
            _ => {}
        }
    }

    /// Whether facts alone settle it: neither what criteria come to nor the
    /// total is looked at.
    pub fn is_of_facts(&self) -> bool {
        self.criteria.is_empty() && self.groups.is_empty() && !self.total
    }

    /// Adds a look at a criterion.
    pub fn criterion(&mut self, i: usize, facet: u8) {
        *self.criteria.entry(i).or_default() |= facet;
    }
}

/// What gives a criterion its points.
fn scoring(c: &Criterion) -> Vec<&Expr> {
    let mut all: Vec<&Expr> = Vec::new();
    all.extend(c.selector.iter().map(|s| &s.of));
    all.extend(c.cases.iter().filter_map(|k| k.when.as_ref()));
    all.extend(c.options.iter().filter_map(|o| o.when.as_ref()));
    all.extend(measured(c));
    all
}

/// What a ladder measures, or the formula.
pub(super) fn measured(c: &Criterion) -> Option<&Expr> {
    c.of.as_ref()
        .filter(|_| matches!(c.form, Form::Ladder | Form::Formula))
}

/// The groups a criterion or group stands in, innermost first.
pub(super) fn above(card: &Scorecard, parent: Option<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut next = parent;
    while let Some(g) = next {
        if found.contains(&g) {
            break;
        }
        found.push(g);
        next = card.groups.get(g).and_then(|g| g.parent);
    }
    found
}

/// Everything that a criterion looks at, stops before it included.
pub(super) fn of_criterion(rules: &Ruleset, card: &Scorecard, i: usize) -> Reads {
    let mut reads = Reads::default();
    let Some(c) = card.criteria.get(i) else {
        return reads;
    };
    for e in unsparing(card, i).into_iter().chain(scoring(c)) {
        reads.expr(rules, card, e);
    }
    for f in c.findings.iter().filter_map(|f| f.when.as_ref()) {
        reads.expr(rules, card, f);
    }
    for (k, other) in card.criteria.iter().enumerate() {
        if k != i && other.replaces.iter().any(|r| r.other == i) {
            reads.criterion(k, facet::COUNTS);
        }
        if k < i && other.findings.iter().any(|f| f.kind == FindingKind::Stop) {
            reads.criterion(k, facet::STOPS);
        }
    }
    reads
}

/// The expressions of a criterion that no answer to it makes unnecessary.
fn unsparing(card: &Scorecard, i: usize) -> Vec<&Expr> {
    let Some(c) = card.criteria.get(i) else {
        return Vec::new();
    };
    let mut all: Vec<&Expr> = Vec::new();
    for g in above(card, c.parent) {
        let only_if = card.groups.get(g).and_then(|g| g.only_if.as_ref());
        all.extend(only_if.map(|o| &o.when));
    }
    let stops = card.findings.iter().filter(|f| f.kind == FindingKind::Stop);
    all.extend(stops.filter_map(|f| f.when.as_ref()));
    let unsaid = c.findings.iter().filter(|f| f.key.is_none());
    all.extend(unsaid.filter_map(|f| f.when.as_ref()));
    for other in &card.criteria {
        let replaces = other.replaces.iter().filter(|r| r.other == i);
        all.extend(replaces.filter_map(|r| r.when.as_ref()));
    }
    all.extend(c.only_if.iter().map(|o| &o.when));
    all.extend(c.forces.iter().map(|f| &f.when));
    all.extend(c.caps.iter().filter_map(|k| k.when.as_ref()));
    all.extend(c.selector.iter().map(|s| &s.of));
    match c.form {
        // What an assessor answers stands for the facts behind the options.
        Form::Choice | Form::YesNo => {}
        Form::Checklist | Form::Ladder | Form::Formula => all.extend(scoring(c)),
    }
    all
}

/// Conditions of the whole card: of levels, and its findings.
pub(super) fn of_card(card: &Scorecard) -> Vec<&Expr> {
    let mut all = vec![&card.rating.of];
    all.extend(card.rating.lifts.iter().map(|l| &l.when));
    all.extend(card.rating.requires.iter().map(|r| &r.when));
    all.extend(card.requires.iter().map(|r| &r.when));
    all.extend(card.findings.iter().filter_map(|f| f.when.as_ref()));
    all.extend(
        card.groups
            .iter()
            .filter_map(|g| g.only_if.as_ref().map(|o| &o.when)),
    );
    all
}

/// What every dossier has to give besides answers.
pub(super) fn needed(rules: &Ruleset, card: &Scorecard) -> BTreeSet<Var> {
    let mut reads = Reads::of(rules, card, of_card(card));
    for i in 0..card.criteria.len() {
        for e in unsparing(card, i) {
            reads.expr(rules, card, e);
        }
    }
    reads.vars
}

/// Everything besides answers that a card looks at.
pub(super) fn looked_at(rules: &Ruleset, card: &Scorecard) -> BTreeSet<Var> {
    let mut reads = Reads::of(rules, card, of_card(card));
    for i in 0..card.criteria.len() {
        reads.vars.extend(of_criterion(rules, card, i).vars);
    }
    reads.vars
}

/// Every expression of a card, each with the criterion it stands on.
pub(super) fn all(card: &Scorecard) -> Vec<(Option<usize>, &Expr)> {
    let mut all: Vec<(Option<usize>, &Expr)> =
        of_card(card).into_iter().map(|e| (None, e)).collect();
    for (i, c) in card.criteria.iter().enumerate() {
        // What a ladder measures is looked at through its rungs.
        let exprs = unsparing(card, i).into_iter().chain(scoring(c));
        let exprs = exprs.filter(|e| {
            let by_keys =
                measured(c).is_some_and(|m| std::ptr::eq(m, *e)) && c.form == Form::Ladder;
            let selects = c.selector.as_ref().is_some_and(|s| std::ptr::eq(&s.of, *e));
            !by_keys && !selects
        });
        all.extend(exprs.map(|e| (Some(i), e)));
        let findings = c.findings.iter().filter_map(|f| f.when.as_ref());
        all.extend(findings.map(|e| (Some(i), e)));
    }
    all
}
