//! What a new version does to products that were rated under an older one:
//! each dossier is scored under both, and the levels are held against each
//! other. Only counts are kept, so that any number of dossiers can go by.

mod clauses;
mod questions;

pub use clauses::{Clause, ClauseKind, clauses};
pub use questions::{Ask, Asked, MOST};

use super::Named;
use super::pairing::CardPair;
use crate::dossier::Dossier;
use crate::model::{Level, Rating, Ruleset, Scorecard};
use crate::score::{Outcome, evaluate_as_read};
use serde::Serialize;
use std::collections::BTreeMap;

/// What becomes of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It gets a better level whatever the missing answers are.
    Rises,
    /// It keeps its level.
    Stays,
    /// It gets a worse level whatever the missing answers are.
    Falls,
    /// It hangs on missing answers.
    Depends,
    /// One of the versions tells no level.
    NotTold,
}

/// How many products go which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ways {
    /// All.
    pub all: usize,
    /// Rise for certain.
    pub rises: usize,
    /// Stay for certain.
    pub stays: usize,
    /// Fall for certain.
    pub falls: usize,
    /// Hang on missing answers.
    pub depends: usize,
    /// No level on one side.
    pub not_told: usize,
}

/// A product under both versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Its id or name.
    pub id: String,
    /// Its scorecard in the new version.
    pub card: String,
    /// What becomes of it.
    pub verdict: Verdict,
    /// The places (see [`Impact::steps`]) it may have before.
    pub before: Vec<usize>,
    /// And after.
    pub after: Vec<usize>,
}

/// What one changed clause does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// The scorecard of the new version.
    pub card: Named,
    /// What kind of clause.
    pub kind: ClauseKind,
    /// The criterion; `None` for the bands.
    pub at: Option<Named>,
    /// For how many products the levels would be others, had it not changed.
    pub matters: usize,
    /// How many of those that do not keep their level for certain would keep it.
    pub keeps: usize,
}

/// What a new version does, in counts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Impact {
    /// The levels, worst first; place 0 is "no level", and place n the level before it in this list.
    pub steps: Vec<Level>,
    /// How many products go which way.
    pub ways: Ways,
    /// Levels before and after: places before, places after, how many.
    pub matrix: BTreeMap<(Vec<usize>, Vec<usize>), usize>,
    /// By scorecard of the new version.
    pub by_card: BTreeMap<String, Ways>,
    /// By commune; those that name none under "".
    pub by_commune: BTreeMap<String, Ways>,
    /// Those that do not stay for certain, as long as there is room.
    pub moved: Vec<Moved>,
    /// Whether there were more.
    pub more: bool,
    /// Clauses by what they do, most first.
    pub causes: Vec<Cause>,
    /// For how many products the clauses were tried.
    pub tried: usize,
    /// For how many they could have been.
    pub to_try: usize,
    /// Titles of the scorecards of the new version.
    pub titles: BTreeMap<String, String>,
    /// What to ask first.
    pub asked: Asked,
    /// Dossiers that were read under the new version as they stand, without a crosswalk.
    pub as_written: usize,
    /// Dossiers that could not be scored under one of the versions.
    pub skipped: usize,
    /// Whether any dossier is made up.
    pub illustrative: bool,
}

/// So many products are listed by name.
const LISTED: usize = 10_000;
/// For so many products that do not keep their level, each clause is taken back.
pub const TRIED: usize = 1000;

/// A dossier under both versions.
pub struct Both<'a> {
    /// The older version.
    pub old: (&'a Ruleset, &'a Scorecard),
    /// The newer version.
    pub new: (&'a Ruleset, &'a Scorecard),
    /// The dossier under the older version.
    pub before: &'a Dossier,
    /// And what it is worth.
    pub old_outcome: &'a Outcome,
    /// The dossier under the newer version.
    pub after: &'a Dossier,
    /// And what it is worth.
    pub new_outcome: &'a Outcome,
    /// What it is called when it has no id.
    pub name: &'a str,
}

/// Gathers what becomes of dossiers, one at a time.
#[derive(Default)]
pub struct Gather {
    impact: Impact,
    clauses: BTreeMap<(String, String), Vec<Clause>>,
    counts: BTreeMap<(String, String), Vec<(usize, usize)>>,
    open: questions::Open,
}

impl Gather {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Gather {
        Gather::default()
    }

    /// A dossier that could not be scored.
    pub fn skip(&mut self) {
        self.impact.skipped += 1;
    }

    /// A dossier that no crosswalk carries: it is read as it stands.
    pub fn as_written(&mut self) {
        self.impact.as_written += 1;
    }

    /// A dossier under both versions.
    pub fn add(&mut self, both: &Both<'_>) {
        let (a, b) = (&both.old.1.rating, &both.new.1.rating);
        for level in &b.levels {
            self.step(level);
        }
        for level in &a.levels {
            self.step(level);
        }
        let before = self.places(a, both.old_outcome);
        let after = self.places(b, both.new_outcome);
        let verdict = verdict(&before, &after);
        let card = both.new.1.id.clone();
        let commune = both
            .after
            .info
            .get("commune")
            .or_else(|| both.before.info.get("commune"));
        let commune = commune.cloned().unwrap_or_default();
        self.impact.illustrative |= both.before.illustrative;
        self.impact.ways.count(verdict);
        let titles = &mut self.impact.titles;
        if !titles.contains_key(&card) {
            titles.insert(card.clone(), both.new.1.title.clone());
        }
        self.impact
            .by_card
            .entry(card.clone())
            .or_default()
            .count(verdict);
        self.impact
            .by_commune
            .entry(commune)
            .or_default()
            .count(verdict);
        let cell = (before.clone(), after.clone());
        *self.impact.matrix.entry(cell).or_default() += 1;
        if matches!(verdict, Verdict::Stays | Verdict::NotTold) {
            return;
        }
        if self.impact.moved.len() < LISTED {
            let id = both
                .before
                .id
                .clone()
                .or_else(|| both.before.product.clone());
            self.impact.moved.push(Moved {
                id: id.unwrap_or_else(|| both.name.to_owned()),
                card: card.clone(),
                verdict,
                before: before.clone(),
                after: after.clone(),
            });
        } else {
            self.impact.more = true;
        }
        self.impact.to_try += 1;
        if self.impact.tried < TRIED {
            self.impact.tried += 1;
            self.causes(both, &before, &after);
        }
        if verdict == Verdict::Depends {
            self.open.add(both.new, both.after);
        }
    }

    /// What one clause at a time does to a product that does not keep its level.
    fn causes(&mut self, both: &Both<'_>, before: &[usize], after: &[usize]) {
        let key = (both.old.1.id.clone(), both.new.1.id.clone());
        if !self.clauses.contains_key(&key) {
            let pair: CardPair = super::Pairing::of_cards(both.old, both.new);
            let all = clauses(both.old, both.new, &pair);
            self.counts.insert(key.clone(), vec![(0, 0); all.len()]);
            self.clauses.insert(key.clone(), all);
        }
        let Some(all) = self.clauses.remove(&key) else {
            return;
        };
        for (i, clause) in all.iter().enumerate() {
            let dossier = clause.dossier(both.before, both.old_outcome, both.after);
            let outcome = evaluate_as_read(both.new.0, &clause.card, &dossier);
            let then = self.places(&clause.card.rating, &outcome);
            let count = self.counts.get_mut(&key).and_then(|c| c.get_mut(i));
            if let Some((matters, keeps)) = count {
                *matters += usize::from(then != after);
                *keeps += usize::from(then == before && before.len() == 1);
            }
        }
        self.clauses.insert(key, all);
    }

    /// All that was gathered.
    #[must_use]
    pub fn finish(mut self) -> Impact {
        let mut causes: Vec<Cause> = Vec::new();
        for (key, all) in &self.clauses {
            let counts = self.counts.get(key).map(Vec::as_slice).unwrap_or_default();
            for (clause, (matters, keeps)) in all.iter().zip(counts) {
                if *matters > 0 {
                    causes.push(Cause {
                        card: Named {
                            key: clause.card.id.clone(),
                            title: clause.card.title.clone(),
                        },
                        kind: clause.kind,
                        at: clause.at.clone(),
                        matters: *matters,
                        keeps: *keeps,
                    });
                }
            }
        }
        causes.sort_by_key(|c| std::cmp::Reverse((c.keeps, c.matters)));
        self.impact.causes = causes;
        self.impact.asked = self.open.ask();
        self.impact
    }

    fn step(&mut self, level: &Level) {
        let steps = &mut self.impact.steps;
        if steps.iter().any(|l| same(l, level)) {
            return;
        }
        // Stars tell where a level belongs that the other version does not have.
        let at = match level.ordinal {
            Some(n) => steps
                .iter()
                .position(|l| l.ordinal.is_some_and(|m| m > n))
                .unwrap_or(steps.len()),
            None => steps.len(),
        };
        if at < steps.len() {
            // Places that were counted already move up by one.
            let up = |all: &Vec<usize>| -> Vec<usize> {
                all.iter()
                    .map(|p| if *p > at { p + 1 } else { *p })
                    .collect()
            };
            let matrix = std::mem::take(&mut self.impact.matrix);
            self.impact.matrix = matrix
                .into_iter()
                .map(|((b, a), n)| ((up(&b), up(&a)), n))
                .collect();
            for m in &mut self.impact.moved {
                m.before = up(&m.before);
                m.after = up(&m.after);
            }
        }
        self.impact.steps.insert(at, level.clone());
    }

    /// The place of the level, or of the worst and the best that are possible;
    /// none when no level is told.
    fn places(&self, rating: &Rating, outcome: &Outcome) -> Vec<usize> {
        let mut all: Vec<usize> = outcome
            .level
            .0
            .iter()
            .map(|l| match l.and_then(|l| rating.levels.get(l)) {
                Some(level) => self
                    .impact
                    .steps
                    .iter()
                    .position(|s| same(s, level))
                    .map_or(0, |p| p + 1),
                None => 0,
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        // The worst and the best say it all: what lies between hangs on the same answers.
        match (all.first(), all.last()) {
            (Some(lo), Some(hi)) if lo != hi => vec![*lo, *hi],
            _ => all,
        }
    }
}

impl Ways {
    fn count(&mut self, v: Verdict) {
        self.all += 1;
        match v {
            Verdict::Rises => self.rises += 1,
            Verdict::Stays => self.stays += 1,
            Verdict::Falls => self.falls += 1,
            Verdict::Depends => self.depends += 1,
            Verdict::NotTold => self.not_told += 1,
        }
    }
}

/// Whether two levels of two versions are the same.
fn same(a: &Level, b: &Level) -> bool {
    match (a.ordinal, b.ordinal) {
        (Some(x), Some(y)) => x == y,
        (None, None) => a.name == b.name,
        _ => false,
    }
}

/// What becomes of a product with these places before and after.
#[must_use]
pub fn verdict(before: &[usize], after: &[usize]) -> Verdict {
    let ends = |all: &[usize]| Some((*all.first()?, *all.last()?));
    match (ends(before), ends(after)) {
        (Some((lo, hi)), Some((low, high))) => {
            if low > hi {
                Verdict::Rises
            } else if high < lo {
                Verdict::Falls
            } else if lo == hi && low == high && lo == low {
                Verdict::Stays
            } else {
                Verdict::Depends
            }
        }
        _ => Verdict::NotTold,
    }
}
