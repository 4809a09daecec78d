//! In which order a card is gone through, and what must be remembered on the
//! way. Criteria come in the order in which they are scored; a fact is picked
//! before the first criterion that looks at it; a subtotal is closed after the
//! last criterion below it; a condition of a level is decided as soon as all
//! that it looks at is there. What nobody looks at later is forgotten, so that
//! criteria that do not hang together cost nothing together.

use super::reads::{self, Reads, Var, facet};
use crate::model::{Child, Expr, ExprKind, Scorecard};
use crate::model::{OnlyIf, Ruleset};
use crate::syntax::tree::FindingKind;
use std::collections::{BTreeMap, BTreeSet};

/// A step on the way through a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A value of a fact or day is picked.
    Pick(Var),
    /// A criterion is scored.
    Criterion(usize),
    /// A subtotal is closed and goes up.
    Close(usize),
    /// A `require` of the card.
    CardRequire(usize),
    /// A `require` of the rating.
    RatingRequire(usize),
    /// A lift of the rating.
    Lift(usize),
    /// A finding of the whole card that facts give.
    Finding(usize),
    /// What the rating measures, when it is not the total.
    Measure,
}

/// Something to be remembered on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// Levels of which a minimum failed, a bit each.
    Failed,
    /// Rejected (1), stopped (2).
    Flags,
    /// The first criterion of the page, counted from one, that stops the scoring.
    Stop,
    /// Lifts that hold, a bit each.
    Lifts,
    /// The level by the bands, counted from one, when not the total is measured.
    Band,
    /// The total, when something looks at it.
    Total,
    /// The region of a fact or day.
    Var(Var),
    /// What is looked at of a criterion.
    Criterion(usize),
    /// Points of a group so far.
    Group(usize),
}

/// A step with what it looks at.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub unit: Unit,
    /// Places of slots that it looks at.
    pub reads: Vec<usize>,
    /// Criteria that the interpreter has to know for it.
    pub wants: Vec<usize>,
    /// Places of slots that nobody looks at afterwards.
    pub forgets: Vec<usize>,
}

/// Where points go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flow {
    /// The group that remembers them; the total if none.
    pub group: Option<usize>,
    /// Whether they are taken off.
    pub minus: bool,
    /// Whether the best counts there.
    pub best: bool,
}

/// The way through a card.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub steps: Vec<Step>,
    pub slots: Vec<Slot>,
    /// By criterion: where its points go.
    pub flows: Vec<Flow>,
    /// By criterion: what later steps look at.
    pub facets: Vec<u8>,
    /// Whether the rating measures something else than the total.
    pub measures: bool,
}

impl Plan {
    pub fn slot(&self, slot: Slot) -> Option<usize> {
        self.slots.iter().position(|s| *s == slot)
    }

    /// Where a closed subtotal goes.
    pub fn flow_of_group(&self, card: &Scorecard, g: usize) -> Flow {
        let minus = card.groups.get(g).is_some_and(|g| g.subtracted);
        let parent = card.groups.get(g).and_then(|g| g.parent);
        let up = flow(card, &|g| self.slot(Slot::Group(g)).is_some(), parent);
        Flow {
            minus: minus != up.minus,
            ..up
        }
    }
}

/// From a place on the card up to the next group that is remembered.
fn flow(card: &Scorecard, remembered: &dyn Fn(usize) -> bool, parent: Option<usize>) -> Flow {
    let mut minus = false;
    for g in reads::above(card, parent) {
        if remembered(g) {
            let best = card.groups.get(g).is_some_and(|g| g.best);
            return Flow {
                group: Some(g),
                minus,
                best,
            };
        }
        minus ^= card.groups.get(g).is_some_and(|g| g.subtracted);
    }
    Flow {
        group: None,
        minus,
        best: false,
    }
}

/// A unit before slots have places.
struct Drawn {
    unit: Unit,
    reads: Reads,
}

struct Drawing<'x> {
    rules: &'x Ruleset,
    card: &'x Scorecard,
    open: &'x BTreeSet<Var>,
    remembered: BTreeSet<usize>,
    drawn: Vec<Drawn>,
    picked: BTreeSet<Var>,
    scored: BTreeSet<usize>,
    closed: BTreeSet<usize>,
    checks: Vec<Drawn>,
}

/// Draws the way through a card. `open`: the facts and days that are not fixed.
pub(super) fn draw(rules: &Ruleset, card: &Scorecard, open: &BTreeSet<Var>) -> Plan {
    let mut d = Drawing {
        rules,
        card,
        open,
        remembered: BTreeSet::new(),
        drawn: Vec::new(),
        picked: BTreeSet::new(),
        scored: BTreeSet::new(),
        closed: BTreeSet::new(),
        checks: Vec::new(),
    };
    let of: Vec<Reads> = (0..card.criteria.len())
        .map(|i| reads::of_criterion(rules, card, i))
        .collect();
    d.checks = d.all_checks();
    d.remember(&of);
    // A stop of the whole card comes before everything.
    let (first, rest): (Vec<Drawn>, Vec<Drawn>) = std::mem::take(&mut d.checks)
        .into_iter()
        .partition(|c| is_stop(card, c.unit));
    d.checks = rest;
    for check in first {
        d.pick(&check.reads);
        d.drawn.push(check);
    }
    let order = card.order.iter().copied().chain(0..card.criteria.len());
    for i in order {
        let Some(reads) = of.get(i) else {
            continue;
        };
        if !d.scored.insert(i) {
            continue;
        }
        d.pick(reads);
        d.drawn.push(Drawn {
            unit: Unit::Criterion(i),
            reads: reads.clone(),
        });
        d.close_groups();
        d.decide(false);
    }
    d.close_groups();
    d.decide(true);
    d.plan()
}

fn is_stop(card: &Scorecard, unit: Unit) -> bool {
    match unit {
        Unit::Finding(k) => card
            .findings
            .get(k)
            .is_some_and(|f| f.kind == FindingKind::Stop),
        _ => false,
    }
}

impl Drawing<'_> {
    fn reads(&self, e: &Expr) -> Reads {
        Reads::of(self.rules, self.card, [e])
    }

    fn all_checks(&self) -> Vec<Drawn> {
        let card = self.card;
        let mut all: Vec<(Unit, &Expr)> = Vec::new();
        let findings = card.findings.iter().enumerate();
        all.extend(findings.filter_map(|(k, f)| Some((Unit::Finding(k), f.when.as_ref()?))));
        let of_card = card.requires.iter().enumerate();
        all.extend(of_card.map(|(k, r)| (Unit::CardRequire(k), &r.when)));
        let of_rating = card.rating.requires.iter().enumerate();
        all.extend(of_rating.map(|(k, r)| (Unit::RatingRequire(k), &r.when)));
        let lifts = card.rating.lifts.iter().enumerate();
        all.extend(lifts.map(|(k, l)| (Unit::Lift(k), &l.when)));
        if card.rating.of.kind != ExprKind::Total {
            all.push((Unit::Measure, &card.rating.of));
        }
        all.into_iter()
            .map(|(unit, e)| Drawn {
                unit,
                reads: self.reads(e),
            })
            .collect()
    }

    /// Groups whose points must be kept apart from the total.
    fn remember(&mut self, of: &[Reads]) {
        for (g, group) in self.card.groups.iter().enumerate() {
            let looked_at = of.iter().chain(self.checks.iter().map(|c| &c.reads));
            let looked_at = looked_at.clone().any(|r| r.groups.contains(&g));
            let parent_best = group
                .parent
                .and_then(|p| self.card.groups.get(p))
                .is_some_and(|p| p.best);
            if group.best
                || group.cap.is_some()
                || group.only_if.is_some()
                || looked_at
                || parent_best
            {
                self.remembered.insert(g);
            }
        }
        for (g, _) in self.card.groups.iter().enumerate() {
            if let Some(only_if) = self.only_if(g) {
                let more = self.reads(&only_if.when).groups;
                self.remembered.extend(more);
            }
        }
    }

    fn only_if(&self, g: usize) -> Option<&OnlyIf> {
        self.card.groups.get(g)?.only_if.as_ref()
    }

    fn pick(&mut self, reads: &Reads) {
        for var in &reads.vars {
            if self.open.contains(var) && self.picked.insert(*var) {
                self.drawn.push(Drawn {
                    unit: Unit::Pick(*var),
                    reads: Reads::default(),
                });
            }
        }
    }

    /// Closes the groups below which everything is scored, inner ones first.
    fn close_groups(&mut self) {
        let mut groups: Vec<usize> = self.remembered.iter().copied().collect();
        groups.sort_by_key(|g| std::cmp::Reverse(reads::above(self.card, Some(*g)).len()));
        for g in groups {
            let below = self.card.below(Child::Group(g));
            if self.closed.contains(&g) || !below.iter().all(|i| self.scored.contains(i)) {
                continue;
            }
            let mut reads = match self.only_if(g) {
                Some(only_if) => self.reads(&only_if.when),
                None => Reads::default(),
            };
            if !self.ready(&reads) {
                continue;
            }
            self.pick(&reads.clone());
            reads.groups.insert(g);
            self.closed.insert(g);
            self.drawn.push(Drawn {
                unit: Unit::Close(g),
                reads,
            });
        }
    }

    /// Whether all criteria and subtotals that are looked at are there.
    fn ready(&self, reads: &Reads) -> bool {
        reads.criteria.keys().all(|i| self.scored.contains(i))
            && reads.groups.iter().all(|g| self.closed.contains(g))
            && (!reads.total || self.scored.len() == self.card.criteria.len())
    }

    /// Decides the conditions of which everything is there.
    fn decide(&mut self, last: bool) {
        let waiting = std::mem::take(&mut self.checks);
        for check in waiting {
            let vars = check.reads.vars.iter().filter(|v| self.open.contains(v));
            let picked = vars.clone().all(|v| self.picked.contains(v));
            // The total is there when all groups have gone up.
            if last || (self.ready(&check.reads) && picked && !check.reads.total) {
                self.pick(&check.reads);
                self.drawn.push(check);
            } else {
                self.checks.push(check);
            }
        }
    }

    fn plan(self) -> Plan {
        let card = self.card;
        let total = self.drawn.iter().any(|d| d.reads.total);
        let mut facets = vec![0u8; card.criteria.len()];
        for d in &self.drawn {
            for (i, f) in &d.reads.criteria {
                if let Some(slot) = facets.get_mut(*i) {
                    *slot |= f & !facet::STOPS;
                }
            }
        }
        let mut slots = vec![
            Slot::Failed,
            Slot::Flags,
            Slot::Stop,
            Slot::Lifts,
            Slot::Band,
        ];
        if total {
            slots.push(Slot::Total);
        }
        slots.extend(self.picked.iter().map(|v| Slot::Var(*v)));
        let looked_at = facets.iter().enumerate().filter(|(_, f)| **f != 0);
        slots.extend(looked_at.map(|(i, _)| Slot::Criterion(i)));
        slots.extend(self.remembered.iter().map(|g| Slot::Group(*g)));
        let remembered = |g: usize| self.remembered.contains(&g);
        let flows = card
            .criteria
            .iter()
            .map(|c| flow(card, &remembered, c.parent))
            .collect();
        let place = |slot: Slot| slots.iter().position(|s| *s == slot);
        let mut steps: Vec<Step> = self
            .drawn
            .iter()
            .map(|d| Step {
                unit: d.unit,
                reads: self
                    .slots_of(&d.reads, d.unit)
                    .into_iter()
                    .filter_map(place)
                    .collect(),
                wants: self.wants(&d.reads, d.unit),
                forgets: Vec::new(),
            })
            .collect();
        // Each slot is forgotten after its last reader; what the level needs stays.
        let mut last: BTreeMap<usize, usize> = BTreeMap::new();
        for (k, (step, d)) in steps.iter().zip(&self.drawn).enumerate() {
            for slot in &step.reads {
                last.insert(*slot, k);
            }
            let writes = match d.unit {
                Unit::Pick(v) => place(Slot::Var(v)),
                Unit::Criterion(i) => place(Slot::Criterion(i)),
                _ => None,
            };
            if let Some(slot) = writes {
                last.entry(slot).or_insert(k);
            }
        }
        for (slot, k) in last {
            let kept = matches!(
                slots.get(slot),
                Some(Slot::Failed | Slot::Flags | Slot::Lifts | Slot::Band | Slot::Total)
            );
            if let Some(step) = steps.get_mut(k).filter(|_| !kept) {
                step.forgets.push(slot);
            }
        }
        Plan {
            steps,
            slots,
            flows,
            facets,
            measures: card.rating.of.kind != ExprKind::Total,
        }
    }

    fn slots_of(&self, reads: &Reads, unit: Unit) -> BTreeSet<Slot> {
        let mut all = BTreeSet::new();
        let vars = reads.vars.iter().filter(|v| self.picked.contains(v));
        all.extend(vars.map(|v| Slot::Var(*v)));
        for (i, f) in &reads.criteria {
            if f & facet::STOPS != 0 {
                all.insert(Slot::Stop);
            }
            if f & !facet::STOPS != 0 {
                all.insert(Slot::Criterion(*i));
            }
        }
        all.extend(reads.groups.iter().map(|g| Slot::Group(*g)));
        if reads.total {
            all.insert(Slot::Total);
        }
        // A stop of the whole card has a say in every criterion.
        if matches!(unit, Unit::Criterion(_))
            && self
                .card
                .findings
                .iter()
                .any(|f| f.kind == FindingKind::Stop)
        {
            all.insert(Slot::Flags);
        }
        all
    }

    fn wants(&self, reads: &Reads, unit: Unit) -> Vec<usize> {
        let mut all: BTreeSet<usize> = reads.criteria.keys().copied().collect();
        for g in &reads.groups {
            all.extend(self.card.below(Child::Group(*g)));
        }
        if let Unit::Close(g) = unit {
            all.extend(self.card.below(Child::Group(g)));
        }
        if reads.total {
            all.extend(0..self.card.criteria.len());
        }
        // A subtotal may depend on conditions of the groups inside.
        let inside: Vec<usize> = all.iter().copied().collect();
        for i in inside {
            for g in reads::above(self.card, self.card.criteria.get(i).and_then(|c| c.parent)) {
                if let Some(o) = self.only_if(g) {
                    let more = self.reads(&o.when);
                    all.extend(more.criteria.keys());
                    for g in more.groups {
                        all.extend(self.card.below(Child::Group(g)));
                    }
                }
            }
        }
        all.into_iter().collect()
    }
}

/// The condition a step decides.
pub(super) fn condition(card: &Scorecard, unit: Unit) -> Option<&Expr> {
    match unit {
        Unit::CardRequire(k) => card.requires.get(k).map(|r| &r.when),
        Unit::RatingRequire(k) => card.rating.requires.get(k).map(|r| &r.when),
        Unit::Lift(k) => card.rating.lifts.get(k).map(|l| &l.when),
        Unit::Finding(k) => card.findings.get(k).and_then(|f| f.when.as_ref()),
        Unit::Measure => Some(&card.rating.of),
        Unit::Pick(_) | Unit::Criterion(_) | Unit::Close(_) => None,
    }
}
