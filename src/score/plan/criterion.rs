//! A criterion as a plan scores it: everything that is known beforehand is
//! worked out; what is left are columns to look at.

use super::super::looks::{Looks, above, scoring};
use super::compile::{Compiler, Done, Made, Term};
use super::op::{N, Op, T, truth};
use super::scale::scaled;
use super::{Input, Limit, Worked};
use crate::exact::Num;
use crate::model::assumptions::{ANSWER_OR_FACT, KnownAssumption, NO_OPTION, WHEN_OVERLAP};
use crate::model::{Criterion, Expr, Form, Key, Ruleset};
use crate::syntax::tree::{FindingKind, MissingPolicy};

/// A criterion.
#[derive(Clone, Debug)]
pub(super) struct Card {
    pub place: usize,
    pub form: Form,
    pub missing: MissingPolicy,
    /// `stop` of the whole card: the bit of the finding, and its condition.
    pub card_stops: Vec<(u64, Option<T>)>,
    /// Criteria scored row by row that may have stopped the scoring.
    pub stops: Vec<usize>,
    /// Conditions of the groups it stands in, outermost first.
    pub groups: Vec<T>,
    pub findings: Vec<Found>,
    /// What may count in its place: whether it counts, and under which condition.
    pub replaced: Vec<(T, Option<T>)>,
    /// Facts without which it is left out.
    pub needed: Vec<usize>,
    pub only_if: Vec<(T, Option<i64>)>,
    pub forces: Vec<(usize, T)>,
    pub caps: Vec<(i64, Option<T>)>,
    pub branch: Option<Ladder>,
    pub cases: Vec<Option<T>>,
    pub options: Vec<Choice>,
    /// The options of the same letter, by option, as bits.
    pub namesakes: Vec<u64>,
    pub of: Of,
    pub tick_cap: Option<i64>,
    /// The readings of open points.
    pub answer_counts: bool,
    pub lowest_of_several: bool,
    pub lowest_without: bool,
}

/// A `reject` or a `stop`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub stop: bool,
    pub keyed: bool,
    pub when: Option<T>,
}

/// An option or a tick.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub points: i64,
    pub when: Option<T>,
    pub case: Option<usize>,
    pub branch: Option<usize>,
}

/// What a ladder or a formula gives its points by.
#[derive(Clone, Debug)]
pub(super) enum Of {
    Nothing,
    /// A ladder, with the points of its rungs and their branches.
    Rungs(Ladder, Vec<(i64, Option<usize>)>),
    /// A ladder whose rung was worked out when the dossier was read.
    Worked(usize, Vec<(i64, Option<usize>)>),
    /// A formula.
    Points(N),
}

/// Keys of which the first that fits counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Ladder {
    pub of: N,
    /// The value is a truth: its column.
    pub truth: Option<T>,
    /// The place that a stretch of values leads to.
    pub steps: Vec<(usize, i64, i64)>,
    /// The places of `else`.
    pub other: Vec<usize>,
}

/// Whether an open point is read so.
pub(super) fn reads(rules: &Ruleset, assumption: &str, reading: &str) -> bool {
    match rules.assumption(assumption) {
        Some((_, a)) => a.reading() == reading,
        None => KnownAssumption::named(assumption)
            .and_then(|k| k.readings.first())
            .is_some_and(|r| r.name == reading),
    }
}

impl<'a> Compiler<'a> {
    pub fn points(&self, n: Num) -> Made<i64> {
        scaled(n, self.den)
            .filter(|n| n.checked_abs().is_some_and(|n| n < 1 << 50))
            .ok_or(Limit::Fine)
    }

    fn maybe(&mut self, when: Option<&'a Expr>) -> Made<Option<T>> {
        when.map(|w| self.condition(w)).transpose()
    }

    /// A criterion, all its conditions as columns.
    pub fn criterion(&mut self, i: usize, c: &'a Criterion) -> Made<Card> {
        if c.options.len() > 63 || c.options.len() + c.findings.len() > 250 {
            return Err(Limit::Options);
        }
        let mut card = Card {
            place: i,
            form: c.form,
            missing: c.missing,
            card_stops: Vec::new(),
            stops: Vec::new(),
            groups: Vec::new(),
            findings: Vec::new(),
            replaced: Vec::new(),
            needed: Vec::new(),
            only_if: Vec::new(),
            forces: Vec::new(),
            caps: Vec::new(),
            branch: None,
            cases: Vec::new(),
            options: Vec::new(),
            namesakes: Vec::new(),
            of: Of::Nothing,
            tick_cap: c.tick_cap.map(|n| self.points(n)).transpose()?,
            answer_counts: reads(self.rules, ANSWER_OR_FACT, "answer"),
            lowest_of_several: reads(self.rules, WHEN_OVERLAP, "lowest"),
            lowest_without: reads(self.rules, NO_OPTION, "lowest"),
        };
        for (place, f) in self.card.findings.iter().enumerate() {
            if f.kind == FindingKind::Stop {
                let when = self.maybe(f.when.as_ref())?;
                card.card_stops.push((bit(place)?, when));
            }
        }
        for (k, other) in self.card.criteria.iter().enumerate().take(i) {
            let stops = other.findings.iter().any(|f| f.kind == FindingKind::Stop);
            if let (true, Ok(Done::Rows(at))) = (stops, self.is_done(k)) {
                card.stops.push(*at);
            }
        }
        for g in above(self.card, c.parent) {
            let group = self.card.groups.get(g).ok_or(Limit::Unknown)?;
            card.groups.extend(self.own_condition(group)?);
        }
        for f in &c.findings {
            card.findings.push(Found {
                stop: f.kind == FindingKind::Stop,
                keyed: f.key.is_some(),
                when: self.maybe(f.when.as_ref())?,
            });
        }
        for (k, other) in self.card.criteria.iter().enumerate() {
            for replaces in other.replaces.iter().filter(|r| r.other == i && k != i) {
                let counts = match self.is_done(k) {
                    Ok(Done::Coded { counts, .. }) => Op::Answered(k, counts.clone()),
                    Ok(Done::Rows(at)) => Op::Counts(*at),
                    Err(_) => Op::Say(truth::NO),
                };
                let counts = self.truth(counts);
                let when = self.maybe(replaces.when.as_ref())?;
                card.replaced.push((counts, when));
            }
        }
        let looks = Looks::at(self.rules, Some(self.card), scoring(c));
        for fact in looks.facts {
            let policy = self.rules.facts.get(fact).map(|f| f.missing);
            if policy == Some(MissingPolicy::Excluded) {
                card.needed.push(self.input(Input::Fact(fact))?);
            }
        }
        for o in &c.only_if {
            let otherwise = o.otherwise.map(|n| self.points(n)).transpose()?;
            card.only_if.push((self.condition(&o.when)?, otherwise));
        }
        for f in &c.forces {
            card.forces.push((f.option, self.condition(&f.when)?));
        }
        for k in &c.caps {
            card.caps
                .push((self.points(k.points)?, self.maybe(k.when.as_ref())?));
        }
        if let Some(s) = &c.selector {
            let keys = s.branches.iter().enumerate();
            let keys = keys.flat_map(|(b, keys)| keys.iter().map(move |k| (b, k)));
            let of = self.term(&s.of)?;
            card.branch = Some(self.ladder(of, keys)?);
        }
        for k in &c.cases {
            let when = self.maybe(k.when.as_ref())?;
            card.cases.push(when);
        }
        for o in &c.options {
            let when = self.maybe(o.when.as_ref())?;
            let same = c.options.iter().enumerate().filter(|(_, x)| x.key == o.key);
            card.namesakes
                .push(same.fold(0, |all, (x, _)| all | 1 << x));
            card.options.push(Choice {
                points: self.points(o.points)?,
                when,
                case: o.case,
                branch: o.branch,
            });
        }
        card.of = match (c.form, &c.of) {
            (Form::Ladder, Some(of)) => self.rungs(i, c, of)?,
            (Form::Formula, Some(of)) => Of::Points(self.formula(i, c, of)?),
            _ => Of::Nothing,
        };
        Ok(card)
    }

    fn rungs(&mut self, i: usize, c: &'a Criterion, of: &'a Expr) -> Made<Of> {
        let mut points = Vec::new();
        for r in &c.rungs {
            points.push((self.points(r.points)?, r.branch));
        }
        let keys = c.rungs.iter().enumerate().map(|(r, rung)| (r, &rung.key));
        let made = self.term(of).and_then(|of| self.ladder(of, keys));
        match made {
            Ok(ladder) => Ok(Of::Rungs(ladder, points)),
            Err(_) if c.selector.is_none() && self.facts_only(of) => {
                self.worked.push(Worked::Rung(i));
                Ok(Of::Worked(self.worked.len() - 1, points))
            }
            Err(limit) => Err(limit),
        }
    }

    fn formula(&mut self, i: usize, c: &'a Criterion, of: &'a Expr) -> Made<N> {
        let made = self.term(of).and_then(|term| match (term, c.rounding) {
            (Term::Number { .. } | Term::Quotient { .. }, Some(rule)) => {
                self.rounded(term, rule.step, rule.mode)
            }
            (Term::Number { .. }, None) => Ok(term),
            _ => Err(Limit::Arithmetic),
        });
        match made {
            Ok(Term::Number { at, den }) => self.as_points(at, den),
            _ if self.facts_only(of) => {
                self.worked.push(Worked::Points(i));
                let at = self.worked.len() - 1;
                Ok(self.number(Op::Computed(at)))
            }
            Err(limit) => Err(limit),
            Ok(_) => Err(Limit::Arithmetic),
        }
    }

    fn ladder(&mut self, of: Term, keys: impl Iterator<Item = (usize, &'a Key)>) -> Made<Ladder> {
        let mut ladder = Ladder::default();
        match of {
            Term::Number { at, .. } | Term::Name(at) | Term::Day(at) => ladder.of = at,
            Term::Quotient { over, under } => ladder.of = self.divided(over, under)?,
            Term::Truth(t) => ladder.truth = Some(t),
            Term::Held(_) | Term::Option(..) => return Err(Limit::Key),
        }
        for (place, key) in keys {
            match (of, key) {
                (_, Key::Else) => ladder.other.push(place),
                (Term::Truth(_), Key::Is(crate::model::Value::Bool(b))) => {
                    let code = i64::from(truth::of(*b));
                    ladder.steps.push((place, code, code));
                }
                _ => {
                    let (_, lo, hi) = self.stretch(of, key)?;
                    ladder.steps.push((place, lo, hi));
                }
            }
        }
        Ok(ladder)
    }
}

/// The bit of a place among at most 64.
pub(super) fn bit(place: usize) -> Made<u64> {
    let place = u32::try_from(place).map_err(|_| Limit::Options)?;
    1u64.checked_shl(place).ok_or(Limit::Options)
}
