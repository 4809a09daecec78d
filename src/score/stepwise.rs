//! The interpreter one step at a time, for a sheet of which everything that is
//! looked at is known. Reasoning about all dossiers of a card asks it what a
//! criterion comes to after others, so that both can never disagree: there is
//! one interpreter, and this is its other door.

use super::branch::Branches;
use super::expr::{number, truth};
use super::inputs::{Inputs, Reply};
use super::level::{self, Say};
use super::numbers::Nums;
use super::run::Rules;
use super::sheet::{Memo, Notes, Scored};
use super::val::Val;
use super::{
    FindingOutcome, MinimumKind, MinimumOutcome, Status, Tri, Why, groups, minimums, worlds,
};
use crate::dossier::{Answer, Answers, Dossier};
use crate::exact::Num;
use crate::model::{Criterion, Expr, Ruleset, Scorecard, Value};
use crate::syntax::tree::FindingKind;
use std::rc::Rc;

/// What a sheet is given while it is tried out.
#[derive(Clone)]
pub(crate) struct Given<'a> {
    inputs: Inputs<'a>,
}

/// A criterion as it came out.
#[derive(Clone, Debug)]
pub(crate) struct Step(Rc<Scored>);

/// What else may come of a criterion that is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Open {
    /// Options it may hold; `None`: without one.
    pub held: Vec<Option<usize>>,
    /// Findings that an assessor may still report.
    pub findings: Vec<usize>,
    /// Whether an assessor can settle it.
    pub answer: bool,
}

/// How an option stands before anybody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    /// Whether its branch and its case apply.
    pub offered: Tri,
    /// Whether its own condition holds there; nothing when it has none.
    pub when: Option<Tri>,
}

/// The interpreter of a card.
pub(crate) struct Steps<'a> {
    rules: &'a Ruleset,
    card: &'a Scorecard,
    readings: Vec<usize>,
    notes: Notes,
}

impl<'a> Given<'a> {
    /// What a dossier gives, with the answers of one sheet.
    pub fn new(
        rules: &'a Ruleset,
        card: &Scorecard,
        dossier: &'a Dossier,
        answers: &'a Answers,
    ) -> Given<'a> {
        let mut inputs = Inputs::new(rules, dossier, answers);
        inputs.replies.resize(card.criteria.len(), Reply::Nothing);
        Given { inputs }
    }

    /// Gives a fact, or takes it back.
    pub fn fact(&mut self, rules: &'a Ruleset, fact: usize, value: Option<&'a Value>) {
        let (value, source) = match (value, rules.facts.get(fact)) {
            (Some(value), _) => (Val::given(value), super::inputs::Source::Given),
            (None, Some(fact)) => super::inputs::not_given(fact),
            (None, None) => return,
        };
        if let (Some(slot), Some(from)) = (
            self.inputs.facts.get_mut(fact),
            self.inputs.sources.get_mut(fact),
        ) {
            *slot = value;
            *from = source;
        }
    }

    /// Gives the day of filing.
    pub fn filed(&mut self, value: &'a Value) {
        self.inputs.filed = Val::given(value);
    }

    /// Gives the day of assessment.
    pub fn assessed(&mut self, value: &'a Value) {
        self.inputs.assessed = Val::given(value);
    }

    /// Gives the kind of rating.
    pub fn kind(&mut self, value: &'a Value) {
        self.inputs.kind = Val::given(value);
    }

    /// Answers a criterion, or takes the answer back.
    pub fn answer(&mut self, criterion: usize, answer: Option<&'a Answer>) {
        if let Some(slot) = self.inputs.replies.get_mut(criterion) {
            *slot = super::inputs::reply_of(answer);
        }
    }
}

impl Step {
    /// Its points.
    pub fn points(&self) -> Option<Num> {
        self.0.points.known()
    }

    /// What it adds to the maximum.
    pub fn max(&self) -> Option<Num> {
        self.0.max.known()
    }

    /// Whether it counts.
    pub fn counts(&self) -> bool {
        self.0.counts == Tri::Yes
    }

    /// Whether it is in the sum.
    pub fn present(&self) -> bool {
        self.0.present == Tri::Yes
    }

    /// The option it holds.
    pub fn held(&self) -> Option<usize> {
        self.0.held.first().copied().flatten()
    }

    /// How it got its points.
    pub fn status(&self) -> Status {
        self.0.status
    }

    /// Whether a rule about missing answers settled it.
    pub fn by_policy(&self) -> bool {
        let policy = |w: &Why| matches!(w, Why::LowestForMissing | Why::ExcludedForMissing);
        self.0.why.iter().any(policy)
    }

    /// Whether the answer and the facts disagree.
    pub fn disagrees(&self) -> bool {
        self.0
            .why
            .iter()
            .any(|w| matches!(w, Why::Disagreement { .. }))
    }

    /// Whether a rejection, or a stop, was found on it.
    pub fn found(&self, kind: FindingKind) -> bool {
        let there = |f: &FindingOutcome| f.kind == kind && f.state == Tri::Yes;
        self.0.findings.iter().any(there)
    }
}

impl<'a> Steps<'a> {
    /// The interpreter of a card under the chosen readings.
    pub fn new(rules: &'a Ruleset, card: &'a Scorecard) -> Steps<'a> {
        let notes = Notes::default();
        // Nobody reads the reasons.
        notes.trying.set(true);
        Steps {
            rules,
            card,
            readings: rules.assumptions.iter().map(|a| a.chosen).collect(),
            notes,
        }
    }

    fn with<'b, T>(
        &self,
        given: &Given<'b>,
        before: &[Option<Step>],
        then: impl FnOnce(&super::sheet::View<'_, 'b>, &'b Scorecard) -> T,
    ) -> T
    where
        'a: 'b,
    {
        let done: Vec<Option<Scored>> = before
            .iter()
            .map(|s| s.as_ref().map(|s| (*s.0).clone()))
            .collect();
        let r: Rules<'_, 'b> = Rules {
            rules: self.rules,
            card: self.card,
            readings: &self.readings,
            notes: &self.notes,
            thorough: false,
        };
        self.notes.tries.set(0);
        let memo = Memo::new(self.rules, Some(self.card));
        then(
            &r.view(&given.inputs, &given.inputs, &done, &memo),
            self.card,
        )
    }

    /// What a criterion comes to after those before it; what is open, if it is
    /// not settled.
    pub fn criterion<'b>(
        &self,
        given: &Given<'b>,
        before: &[Option<Step>],
        i: usize,
    ) -> Result<Step, Open>
    where
        'a: 'b,
    {
        self.with(given, before, |v, card| {
            let Some(c) = card.criteria.get(i) else {
                return Err(Open {
                    held: Vec::new(),
                    findings: Vec::new(),
                    answer: false,
                });
            };
            let scored = worlds::score(v, card, i, c);
            if scored.settled() {
                return Ok(Step(Rc::new(scored)));
            }
            let reportable = scored.findings.iter().filter(|f| {
                let keyed = c.findings.get(f.index).is_some_and(|f| f.key.is_some());
                keyed && f.state == Tri::Unknown
            });
            Err(Open {
                findings: reportable.map(|f| f.index).collect(),
                answer: scored.wants.answer,
                held: scored.held,
            })
        })
    }

    /// The marks of a criterion that it does not meet: option and level.
    pub fn unmet<'b>(&self, given: &Given<'b>, step: &Step, i: usize) -> Vec<(usize, usize)>
    where
        'a: 'b,
    {
        let mut before: Vec<Option<Step>> = vec![None; self.card.criteria.len()];
        if let Some(slot) = before.get_mut(i) {
            *slot = Some(step.clone());
        }
        self.with(given, &before, |v, card| {
            let Some(c) = card.criteria.get(i) else {
                return Vec::new();
            };
            let of_one = minimums::of_criterion(v, i, c);
            of_one
                .into_iter()
                .filter(|m| m.met != Tri::Yes)
                .filter_map(|m| match m.what {
                    MinimumKind::Option { option, .. } => Some((option, m.level)),
                    _ => None,
                })
                .collect()
        })
    }

    /// How the options of a criterion stand before anybody answers: which
    /// conditions hold, those of the branch and the case included.
    pub fn stand<'b>(&self, given: &Given<'b>, c: &'b Criterion) -> Vec<Stand>
    where
        'a: 'b,
    {
        self.with(given, &[], |v, _| {
            let branches = Branches::of(v, c);
            let stand = |o: &'b crate::model::Opt| {
                let offered = branches.offers(o);
                let when = o.when.as_ref().map(|w| offered.and(truth(v, w)));
                Stand { offered, when }
            };
            c.options.iter().map(stand).collect()
        })
    }

    /// Whether a condition holds.
    pub fn truth<'b>(&self, given: &Given<'b>, before: &[Option<Step>], e: &'b Expr) -> Option<bool>
    where
        'a: 'b,
    {
        self.with(given, before, |v, _| match truth(v, e) {
            Tri::Yes => Some(true),
            Tri::No => Some(false),
            Tri::Unknown => None,
        })
    }

    /// The value of a number.
    pub fn number<'b>(&self, given: &Given<'b>, before: &[Option<Step>], e: &'b Expr) -> Option<Num>
    where
        'a: 'b,
    {
        self.with(given, before, |v, _| number(v, e).known())
    }

    /// The subtotal of a group, and whether it is there.
    pub fn group<'b>(
        &self,
        given: &Given<'b>,
        before: &[Option<Step>],
        g: usize,
    ) -> Option<(Num, bool)>
    where
        'a: 'b,
    {
        self.with(given, before, |v, card| {
            let done = groups::done(v, g);
            let only_if = card.groups.get(g).and_then(|g| g.only_if.as_ref());
            let there = match done.counts {
                Tri::Yes => true,
                Tri::No => only_if.is_some_and(|o| o.otherwise.is_some()),
                Tri::Unknown => return None,
            };
            Some((done.points.known()?, there))
        })
    }

    /// The level that the bands give to a value.
    pub fn band(&self, measured: Num) -> Option<usize> {
        level::by_bands(&self.card.rating, &Nums::One(measured))
            .first()
            .copied()
            .flatten()
    }

    /// The level in the end: of a level by the bands, the levels of which a
    /// minimum failed, the lifts that hold, and whether it is rejected or stopped.
    pub fn level(&self, band: Option<usize>, verdict: &Verdict) -> Option<usize> {
        let given = Dossier::empty(0, 0);
        let inputs = Inputs::new(self.rules, &given, &given.answers);
        let given = Given { inputs };
        let say = Say {
            lifts: verdict.lifts.iter().map(|l| Tri::of(*l)).collect(),
            minimums: verdict
                .failed
                .iter()
                .map(|level| MinimumOutcome {
                    level: *level,
                    what: MinimumKind::CardRequire(0),
                    met: Tri::No,
                })
                .collect(),
            rejected: Tri::of(verdict.rejected),
            stopped: Tri::of(verdict.stopped),
        };
        self.with(&given, &[], |v, card| {
            level::decide(v, card, &[band], &say)
                .first()
                .copied()
                .flatten()
        })
    }

    /// Whether an open point is read so.
    pub fn reads(&self, assumption: &str, reading: &str) -> bool {
        let given = Dossier::empty(0, 0);
        let inputs = Inputs::new(self.rules, &given, &given.answers);
        self.with(&Given { inputs }, &[], |v, _| v.reads(assumption, reading))
    }
}

/// What has a say in the level besides the bands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Levels of which a minimum failed.
    pub failed: Vec<usize>,
    /// By lift of the rating: whether it holds.
    pub lifts: Vec<bool>,
    /// Whether the dossier is rejected.
    pub rejected: bool,
    /// Whether the scoring was stopped.
    pub stopped: bool,
}
