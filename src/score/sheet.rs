//! The sheet on which a card is scored: what it reads, what is done so far,
//! and what has been noted on the way.

use super::groups::GroupDone;
use super::inputs::Inputs;
use super::numbers::Nums;
use super::val::{Row, Val};
use super::wants::Wants;
use super::{FindingOutcome, Status, Tri, Trouble, TroubleKind, Why};
use crate::model::assumptions::KnownAssumption;
use crate::model::{Field, Ruleset, Scorecard};
use std::cell::{Cell, RefCell};

/// All that an expression can look at.
#[derive(Clone, Copy)]
pub(super) struct View<'s, 'a> {
    pub rules: &'a Ruleset,
    /// No card while a version is chosen.
    pub card: Option<&'a Scorecard>,
    pub inputs: &'s Inputs<'a>,
    /// The inputs as the dossier gives them, while others are tried out.
    pub plain: &'s Inputs<'a>,
    /// The criteria scored so far, by their place on the card.
    pub done: &'s [Option<Scored>],
    /// The reading of each assumption.
    pub readings: &'s [usize],
    pub memo: &'s Memo<'a>,
    pub notes: &'s Notes,
    /// The criterion at hand.
    pub at: Option<usize>,
    /// The record at hand.
    pub record: Option<Record<'a>>,
}

/// A record of a list while a condition looks at it.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub row: Row<'a>,
    pub fields: &'a [Field],
}

/// A criterion that is scored.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scored {
    pub status: Status,
    pub points: Nums,
    /// What it adds to the maximum of what counts.
    pub max: Nums,
    /// Whether it is scored and counts, so that it can stand for another.
    pub counts: Tri,
    /// Whether it is in the sum at all, so that minimums bind on it.
    pub present: Tri,
    /// The options it may hold; `None`: without one.
    pub held: Vec<Option<usize>>,
    pub ticks: Vec<Tri>,
    pub rung: Option<usize>,
    pub branch: Option<usize>,
    pub why: Vec<Why>,
    pub conditions: Vec<Option<Tri>>,
    /// Its rejections and stops, excluded ones too.
    pub findings: Vec<FindingOutcome>,
    /// What would settle what is open.
    pub wants: Wants,
}

impl Scored {
    /// Whether nothing about it is open.
    pub fn settled(&self) -> bool {
        self.points.known().is_some()
            && self.held.len() <= 1
            && self.counts.is_known()
            && self.present.is_known()
            && self.ticks.iter().all(|t| t.is_known())
            && self.findings.iter().all(|f| f.state.is_known())
    }
}

/// Values worked out once.
pub(super) struct Memo<'a> {
    pub lets: RefCell<Vec<Option<Val<'a>>>>,
    pub tables: RefCell<Vec<Option<Val<'a>>>>,
    pub groups: RefCell<Vec<Option<(usize, GroupDone)>>>,
    /// The groups whose subtotals are being worked out.
    pub open_groups: RefCell<Vec<usize>>,
    pub depth: Cell<u32>,
}

impl Memo<'_> {
    pub fn new(rules: &Ruleset, card: Option<&Scorecard>) -> Self {
        Memo {
            lets: RefCell::new(vec![None; rules.lets.len()]),
            tables: RefCell::new(vec![None; rules.tables.len()]),
            groups: RefCell::new(vec![None; card.map_or(0, |c| c.groups.len())]),
            open_groups: RefCell::new(Vec::new()),
            depth: Cell::new(0),
        }
    }
}

/// What was noted on the way.
#[derive(Default)]
pub(super) struct Notes {
    /// Assumptions whose reading was asked for, with the criterion.
    pub touched: RefCell<Vec<(usize, Option<usize>)>>,
    pub troubles: RefCell<Vec<Trouble>>,
    /// While possibilities are tried out, a division by zero in one of them
    /// is no trouble of the dossier.
    pub trying: Cell<bool>,
    /// How many tries criteria took, so that a sheet with many takes few as a whole.
    pub tries: Cell<usize>,
    /// By criterion: see [`super::looks::alone`]; worked out when it is asked for.
    pub alone: RefCell<Vec<Option<bool>>>,
}

impl Notes {
    pub fn touch(&self, assumption: usize, criterion: Option<usize>) {
        let mut all = self.touched.borrow_mut();
        if !all.contains(&(assumption, criterion)) {
            all.push((assumption, criterion));
        }
    }
}

impl<'a> View<'_, 'a> {
    /// See [`super::looks::alone`].
    pub fn alone(&self, i: usize) -> bool {
        let Some(card) = self.card else {
            return false;
        };
        if let Some(Some(known)) = self.notes.alone.borrow().get(i) {
            return *known;
        }
        let alone = super::looks::alone(self.rules, card, i);
        let mut all = self.notes.alone.borrow_mut();
        if all.len() <= i {
            all.resize(i.saturating_add(1), None);
        }
        if let Some(slot) = all.get_mut(i) {
            *slot = Some(alone);
        }
        alone
    }

    /// Whether an open point is read so; notes that its reading was asked for.
    pub fn reads(&self, assumption: &str, reading: &str) -> bool {
        match self.rules.assumption(assumption) {
            Some((place, a)) => {
                self.notes.touch(place, self.at);
                let chosen = self.readings.get(place).copied().unwrap_or(a.chosen);
                a.choices.get(chosen).is_some_and(|c| c.name == reading)
            }
            None => KnownAssumption::named(assumption)
                .and_then(|k| k.readings.first())
                .is_some_and(|r| r.name == reading),
        }
    }

    /// Notes a trouble; the value counts as unknown.
    pub fn trouble(&self, what: TroubleKind) {
        if self.notes.trying.get() {
            return;
        }
        let trouble = Trouble {
            criterion: self.at,
            what,
        };
        let mut all = self.notes.troubles.borrow_mut();
        if !all.contains(&trouble) {
            all.push(trouble);
        }
    }

    /// A criterion that is scored already.
    pub fn scored(&self, criterion: usize) -> Option<&Scored> {
        self.done.get(criterion).and_then(Option::as_ref)
    }
}
