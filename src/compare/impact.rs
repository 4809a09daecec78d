//! What a new version does to products that were rated under an older one:
//! each dossier is scored under both, and the levels are held against each
//! other. Only counts are kept, so that any number of dossiers can go by.

mod clauses;
mod gather;
mod judge;
mod questions;

pub use clauses::{Clause, ClauseKind, clauses};
pub use gather::{Gather, Sides, TRIED};
pub use questions::{Ask, Asked, MOST};

use super::Named;
use crate::model::{Level, Rating};
use crate::reason::Rank;
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
    /// What it is called.
    pub product: Option<String>,
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
    /// Dossiers whose scorecard has no counterpart in the new version, by
    /// scorecard: how many, and why there is none.
    pub alone: BTreeMap<String, (usize, Option<String>)>,
    /// Dossiers whose scorecard has several counterparts: what they get
    /// afterwards is what any of these gives.
    pub several: usize,
    /// Dossiers whose levels may be fewer than those told: the interpreter's
    /// range, where the exact one cannot be found (a council, lists of records).
    pub wide: usize,
    /// Whether any dossier is made up.
    pub illustrative: bool,
}

impl Impact {
    fn step(&mut self, level: &Level) {
        let steps = &mut self.steps;
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
            let matrix = std::mem::take(&mut self.matrix);
            self.matrix = matrix
                .into_iter()
                .map(|((b, a), n)| ((up(&b), up(&a)), n))
                .collect();
            for m in &mut self.moved {
                m.before = up(&m.before);
                m.after = up(&m.after);
            }
        }
        self.steps.insert(at, level.clone());
    }

    /// The places of levels that are possible: one, or the worst and the best;
    /// none when no level is told.
    fn places(&self, rating: &Rating, levels: &[Rank]) -> Vec<usize> {
        hull(&self.each_place(rating, levels))
    }

    /// The places of all levels that are possible, worst first.
    fn each_place(&self, rating: &Rating, levels: &[Rank]) -> Vec<usize> {
        let mut all: Vec<usize> = levels
            .iter()
            .map(|l| match l.and_then(|l| rating.levels.get(l)) {
                Some(level) => self
                    .steps
                    .iter()
                    .position(|s| same(s, level))
                    .map_or(0, |p| p + 1),
                None => 0,
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The worst and the best say it all: what lies between hangs on the same answers.
fn hull(sorted: &[usize]) -> Vec<usize> {
    match (sorted.first(), sorted.last()) {
        (Some(lo), Some(hi)) if lo != hi => vec![*lo, *hi],
        _ => sorted.to_vec(),
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
