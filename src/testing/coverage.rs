//! Which rules the tests exercise: options held, minimums missed, levels
//! reached, conditions seen both ways, findings made, assumptions used. Never
//! lines: a line that runs proves nothing about the rule on it.

use crate::model::{Criterion, Form, Ruleset, Scorecard};
use crate::score::{MinimumKind, Outcome, Tri, Why};
use crate::text::{Both, Span, both};
use indexmap::IndexMap;
use serde::Serialize;

/// What kind of rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// An option that a test held, a tick, or a rung that it reached.
    Option,
    /// A minimum or requirement that a test missed while another met it.
    Minimum,
    /// A level that the total of a test gave.
    Threshold,
    /// A condition that held in one test and did not in another.
    Condition,
    /// An assumption on which the result of a test depended.
    Assumption,
}

impl ItemKind {
    /// All kinds.
    pub const ALL: [ItemKind; 5] = [
        ItemKind::Option,
        ItemKind::Minimum,
        ItemKind::Threshold,
        ItemKind::Condition,
        ItemKind::Assumption,
    ];

    /// What such rules are called.
    #[must_use]
    pub fn name(self) -> Both {
        match self {
            ItemKind::Option => both!("options", "lựa chọn"),
            ItemKind::Minimum => both!("minimums", "mức tối thiểu"),
            ItemKind::Threshold => both!("thresholds", "ngưỡng hạng"),
            ItemKind::Condition => both!("conditions", "điều kiện"),
            ItemKind::Assumption => both!("assumptions", "giả định"),
        }
    }
}

/// A rule that tests can exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its kind.
    pub kind: ItemKind,
    /// The scorecard; none for assumptions, which belong to the ruleset.
    pub card: Option<String>,
    /// What people call it: `3.5 c`, `3.5 b ***`.
    pub name: String,
    /// Its line.
    pub span: Span,
    /// Whether it was seen to hold (held, reached, met, true, used).
    pub held: bool,
    /// Whether it was seen not to hold; what only the two together exercise.
    pub failed: bool,
}

impl Item {
    /// Whether the tests exercise it.
    #[must_use]
    pub fn exercised(&self) -> bool {
        match self.kind {
            ItemKind::Minimum | ItemKind::Condition => self.held && self.failed,
            ItemKind::Option | ItemKind::Threshold | ItemKind::Assumption => self.held,
        }
    }
}

/// How many rules of a kind there are, and how many are exercised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Exercised.
    pub exercised: usize,
    /// In all.
    pub all: usize,
}

impl Tally {
    /// Whether at least so many of a hundred are exercised; of none, all are.
    #[must_use]
    pub fn reaches(self, percent: u8) -> bool {
        self.exercised.saturating_mul(100) >= self.all.saturating_mul(usize::from(percent))
    }
}

/// The rules of a ruleset and which of them its tests exercise.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    items: IndexMap<(ItemKind, Option<String>, String), Item>,
}

impl Coverage {
    /// Every rule of a ruleset, none exercised yet. Of an amended state only what
    /// the amending decisions put there or changed: the rest is that of the
    /// version, whose own tests exercise it.
    #[must_use]
    pub fn of(ruleset: &Ruleset) -> Coverage {
        let mut all = Coverage::default();
        for card in ruleset.cards.values().filter(|c| c.unavailable.is_none()) {
            all.enter(card);
        }
        // Only what the ruleset itself declares: the engine's own defaults are
        // not the author's to exercise.
        for a in ruleset.assumptions.iter().filter(|a| a.declared) {
            all.put(
                ItemKind::Assumption,
                None,
                &a.name,
                a.span.unwrap_or_default(),
            );
        }
        if !ruleset.amended.is_empty() {
            all.items.retain(|_, item| {
                let mark = item.kind == ItemKind::Minimum;
                ruleset.is_amended(item.card.as_deref(), &item.name, item.span, mark)
            });
        }
        all
    }

    fn put(&mut self, kind: ItemKind, card: Option<&str>, name: &str, span: Span) {
        let key = (kind, card.map(str::to_owned), name.to_owned());
        self.items.entry(key).or_insert_with(|| Item {
            kind,
            card: card.map(str::to_owned),
            name: name.to_owned(),
            span,
            held: false,
            failed: false,
        });
    }

    fn enter(&mut self, card: &Scorecard) {
        let id = Some(card.id.as_str());
        for c in &card.criteria {
            for (i, o) in c.options.iter().enumerate() {
                self.put(ItemKind::Option, id, &option_name(c, i), o.span);
                if o.when.is_some() {
                    self.put(ItemKind::Condition, id, &option_name(c, i), o.span);
                }
                for level in &o.marks {
                    self.put(
                        ItemKind::Minimum,
                        id,
                        &mark_name(card, c, i, *level),
                        o.span,
                    );
                }
            }
            for (i, r) in c.rungs.iter().enumerate() {
                self.put(ItemKind::Option, id, &rung_name(c, i), r.span);
            }
            for (i, o) in c.only_if.iter().enumerate() {
                self.put(
                    ItemKind::Condition,
                    id,
                    &step_name(&c.number, "only if", i),
                    o.span,
                );
            }
            for i in 0..c.forces.len() {
                self.put(
                    ItemKind::Condition,
                    id,
                    &step_name(&c.number, "force", i),
                    c.span,
                );
            }
            for (i, r) in c.replaces.iter().enumerate() {
                if r.when.is_some() {
                    self.put(
                        ItemKind::Condition,
                        id,
                        &step_name(&c.number, "replaces", i),
                        c.span,
                    );
                }
            }
            for (i, cap) in c.caps.iter().enumerate() {
                if cap.when.is_some() {
                    self.put(
                        ItemKind::Condition,
                        id,
                        &step_name(&c.number, "cap", i),
                        c.span,
                    );
                }
            }
            for (i, f) in c.findings.iter().enumerate() {
                self.put(
                    ItemKind::Condition,
                    id,
                    &finding_name(Some(&c.number), f.key.as_deref(), i),
                    f.span,
                );
            }
        }
        for (i, f) in card.findings.iter().enumerate() {
            self.put(
                ItemKind::Condition,
                id,
                &finding_name(None, f.key.as_deref(), i),
                f.span,
            );
        }
        for group in card.groups.iter().filter(|g| g.only_if.is_some()) {
            self.put(
                ItemKind::Condition,
                id,
                &step_name(&group.code, "only if", 0),
                group.span,
            );
        }
        for (i, r) in card.requires.iter().enumerate() {
            self.put(ItemKind::Minimum, id, &require_name("card", i), r.span);
        }
        for (i, r) in card.rating.requires.iter().enumerate() {
            self.put(ItemKind::Minimum, id, &require_name("rating", i), r.span);
        }
        // A level that only a lift gives has no band to reach.
        for level in card.rating.levels.iter().filter(|l| !l.band.is_empty()) {
            self.put(ItemKind::Threshold, id, &level.name, level.span);
        }
        for (i, l) in card.rating.lifts.iter().enumerate() {
            self.put(
                ItemKind::Condition,
                id,
                &step_name("rating", "at", i),
                l.span,
            );
        }
    }

    fn see(&mut self, kind: ItemKind, card: Option<&str>, name: String, held: bool) {
        let key = (kind, card.map(str::to_owned), name);
        if let Some(item) = self.items.get_mut(&key) {
            item.held |= held;
            item.failed |= !held;
        }
    }

    fn see_tri(&mut self, kind: ItemKind, card: Option<&str>, name: String, state: Tri) {
        match state {
            Tri::Yes => self.see(kind, card, name, true),
            Tri::No => self.see(kind, card, name, false),
            Tri::Unknown => {}
        }
    }

    /// Adds what one dossier exercised.
    pub fn add(&mut self, ruleset: &Ruleset, card: &str, outcome: &Outcome) {
        let Some(card) = ruleset.cards.get(card) else {
            return;
        };
        let id = Some(card.id.as_str());
        for (i, (c, o)) in card.criteria.iter().zip(&outcome.criteria).enumerate() {
            let held: &[usize] = match c.form {
                Form::Checklist => &o.ticks,
                _ if o.options.len() == 1 => &o.options,
                _ => &[],
            };
            for option in held {
                self.see(ItemKind::Option, id, option_name(c, *option), true);
            }
            if let Some(rung) = o.rung {
                self.see(ItemKind::Option, id, rung_name(c, rung), true);
            }
            for (option, state) in o.conditions.iter().enumerate() {
                if let Some(state) = state
                    && c.options.get(option).is_some_and(|o| o.when.is_some())
                {
                    self.see_tri(ItemKind::Condition, id, option_name(c, option), *state);
                }
            }
            self.steps(card, i, &o.why, o);
            for (f, finding) in c.findings.iter().enumerate() {
                let state = finding_state(outcome, Some(i), f);
                let name = finding_name(Some(&c.number), finding.key.as_deref(), f);
                self.see_tri(ItemKind::Condition, id, name, state);
            }
        }
        for (f, finding) in card.findings.iter().enumerate() {
            let name = finding_name(None, finding.key.as_deref(), f);
            self.see_tri(
                ItemKind::Condition,
                id,
                name,
                finding_state(outcome, None, f),
            );
        }
        for (group, o) in card.groups.iter().zip(&outcome.groups) {
            if group.only_if.is_some() {
                self.see_tri(
                    ItemKind::Condition,
                    id,
                    step_name(&group.code, "only if", 0),
                    o.counts,
                );
            }
        }
        for m in &outcome.minimums {
            let name = match m.what {
                MinimumKind::Option { criterion, option } => match card.criteria.get(criterion) {
                    Some(c) => mark_name(card, c, option, m.level),
                    None => continue,
                },
                MinimumKind::CardRequire(i) => require_name("card", i),
                MinimumKind::RatingRequire(i) => require_name("rating", i),
            };
            self.see_tri(ItemKind::Minimum, id, name, m.met);
        }
        if let Some(Some(level)) = outcome.level_by_total.known()
            && let Some(level) = card.rating.levels.get(level)
        {
            self.see(ItemKind::Threshold, id, level.name.clone(), true);
        }
        for (i, state) in outcome.lifts.iter().enumerate() {
            self.see_tri(
                ItemKind::Condition,
                id,
                step_name("rating", "at", i),
                *state,
            );
        }
        for used in &outcome.assumptions {
            if let Some(a) = ruleset.assumptions.get(used.assumption) {
                self.see(ItemKind::Assumption, None, a.name.clone(), true);
            }
        }
    }

    /// What acted on a criterion, by the steps of its reason.
    fn steps(
        &mut self,
        card: &Scorecard,
        criterion: usize,
        why: &[Why],
        outcome: &crate::score::CriterionOutcome,
    ) {
        let id = Some(card.id.as_str());
        let Some(c) = card.criteria.get(criterion) else {
            return;
        };
        let known = outcome.points.known().is_some();
        let mut acted = |what: &str, count: usize, which: Option<usize>| {
            for i in 0..count {
                let name = step_name(&c.number, what, i);
                if which == Some(i) {
                    // An `only if` that acts is a condition that does not hold.
                    self.see(ItemKind::Condition, id, name, what != "only if");
                } else if known && (which.is_none() || which.is_some_and(|w| i < w)) {
                    self.see(ItemKind::Condition, id, name, what == "only if");
                }
            }
        };
        let find = |f: &dyn Fn(&Why) -> Option<usize>| why.iter().find_map(f);
        let only = find(&|w| match w {
            Why::NotCounted { only_if, .. } => *only_if,
            _ => None,
        });
        acted("only if", c.only_if.len(), only);
        let force = find(&|w| match w {
            Why::Forced { force } => Some(*force),
            _ => None,
        });
        acted("force", c.forces.len(), force);
        let cap = find(&|w| match w {
            Why::Capped { cap, .. } => Some(*cap),
            _ => None,
        });
        acted("cap", c.caps.len(), cap);
        // A replacement shows on the criterion that is replaced.
        if let Some(by) = find(&|w| match w {
            Why::ReplacedBy { criterion } => Some(*criterion),
            _ => None,
        }) && let Some(other) = card.criteria.get(by)
        {
            let which = other.replaces.iter().position(|r| r.other == criterion);
            if let Some(i) = which {
                self.see(
                    ItemKind::Condition,
                    id,
                    step_name(&other.number, "replaces", i),
                    true,
                );
            }
        } else if known {
            for other in &card.criteria {
                for (i, r) in other.replaces.iter().enumerate() {
                    if r.other == criterion {
                        self.see(
                            ItemKind::Condition,
                            id,
                            step_name(&other.number, "replaces", i),
                            false,
                        );
                    }
                }
            }
        }
    }

    /// Every rule, in the order of the cards.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }

    /// How much of a kind is exercised.
    #[must_use]
    pub fn tally(&self, kind: ItemKind) -> Tally {
        let of_kind = self.items().filter(|i| i.kind == kind);
        let mut t = Tally::default();
        for item in of_kind {
            t.all += 1;
            t.exercised += usize::from(item.exercised());
        }
        t
    }

    /// What no test exercises.
    pub fn open(&self) -> impl Iterator<Item = &Item> {
        self.items().filter(|i| !i.exercised())
    }

    /// Joins what other tests of the same ruleset exercised.
    pub fn join(&mut self, other: Coverage) {
        for (key, item) in other.items {
            match self.items.get_mut(&key) {
                Some(mine) => {
                    mine.held |= item.held;
                    mine.failed |= item.failed;
                }
                None => {
                    self.items.insert(key, item);
                }
            }
        }
    }
}

fn finding_state(outcome: &Outcome, criterion: Option<usize>, index: usize) -> Tri {
    outcome
        .findings
        .iter()
        .find(|f| f.criterion == criterion && f.index == index)
        .map_or(Tri::No, |f| f.state)
}

fn option_name(c: &Criterion, option: usize) -> String {
    let key = c.options.get(option).map_or("?", |o| o.key.as_str());
    match c.options.get(option).and_then(|o| o.branch) {
        Some(branch) => format!("{} {key} ({})", c.number, branch + 1),
        None => format!("{} {key}", c.number),
    }
}

fn mark_name(card: &Scorecard, c: &Criterion, option: usize, level: usize) -> String {
    let level = card
        .rating
        .levels
        .get(level)
        .map_or("?", |l| l.name.as_str());
    format!("{} {level}", option_name(c, option))
}

fn rung_name(c: &Criterion, rung: usize) -> String {
    let Some(r) = c.rungs.get(rung) else {
        return c.number.clone();
    };
    format!("{} → {} ({})", c.number, r.points, rung + 1)
}

fn step_name(place: &str, what: &str, index: usize) -> String {
    match index {
        0 => format!("{place} {what}"),
        n => format!("{place} {what} {}", n + 1),
    }
}

fn finding_name(place: Option<&str>, key: Option<&str>, index: usize) -> String {
    let place = place.map_or(String::new(), |p| format!("{p} "));
    match key {
        Some(key) => format!("{place}{key}"),
        None => format!("{place}reject/stop {}", index + 1),
    }
}

fn require_name(place: &str, index: usize) -> String {
    format!("{place} require {}", index + 1)
}
