//! The space of all dossiers of a card.

use super::cut::{self, Region};
use super::graph::{self, Choice, Graph, Offer, Stop};
use super::offer;
use super::plan;
use super::reads::{self, Var};
use super::tally::{Row, Tally};
use super::trouble::Trouble;
use crate::dossier::{Answer, Dossier, FactValue, Kind};
use crate::exact::Num;
use crate::model::{Ruleset, Scorecard, Value};
use crate::score::{Given, Steps, Verdict};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A level, or none.
pub type Rank = Option<usize>;

/// Every dossier of a card, or every completion of one dossier, as a finite
/// space that can be counted, searched and compared exactly.
///
/// What a dossier is here: an answer to every criterion that is asked (an
/// option, ticks, or a finding of it), and for every fact that no answer makes
/// unnecessary one of the regions that the card tells apart. What an assessor
/// answers stands for the facts behind the options, so those facts are not
/// given. A criterion that is not asked — it does not count, the scoring had
/// stopped, facts settle it — is left blank. Findings of the whole card that
/// somebody has to report are not reported.
pub struct Space<'a> {
    pub(super) rules: &'a Ruleset,
    pub(super) card: &'a Scorecard,
    pub(super) steps: Steps<'a>,
    pub(super) graph: Graph,
    pub(super) offer: Offer,
}

/// How a dossier comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// The total.
    pub total: Num,
    /// The level that the bands alone give.
    pub by_total: Rank,
    /// The level.
    pub level: Rank,
}

/// A set of dossiers to be gone through.
pub(super) struct Within {
    pub dossier: Dossier,
    /// By criterion: whether it may be answered otherwise than the dossier does.
    pub free: Vec<bool>,
    pub beyond_policy: bool,
    /// Whether facts that are given stay as they are.
    pub keep_facts: bool,
    /// Facts that stay as they are in any case.
    pub fixed_facts: BTreeSet<usize>,
}

impl<'a> Space<'a> {
    /// All dossiers of a card.
    ///
    /// # Errors
    /// When they cannot be gone through exactly: a fact has no end of values
    /// that are told apart, or too much hangs together.
    pub fn of(rules: &'a Ruleset, card: &'a Scorecard) -> Result<Space<'a>, Trouble> {
        let count = card.criteria.len();
        Space::build(
            rules,
            card,
            Within {
                dossier: Dossier::empty(count, rules.facts.len()),
                free: vec![true; count],
                beyond_policy: true,
                keep_facts: true,
                fixed_facts: BTreeSet::new(),
            },
        )
    }

    /// All completions of a dossier: what it gives stays, what it leaves open is
    /// given or answered in every way that the rules ask for. Where a rule says
    /// what a missing answer means, that is a result and nothing is asked. The
    /// answers that assessors give by themselves are not looked at.
    ///
    /// # Errors
    /// As for [`Space::of`].
    pub fn completions(
        rules: &'a Ruleset,
        card: &'a Scorecard,
        dossier: &Dossier,
    ) -> Result<Space<'a>, Trouble> {
        let answered = |i: usize| {
            let answer = dossier.answers.criteria.get(i).and_then(Option::as_ref);
            answer.is_some_and(|a| !matches!(a, Answer::OneOf(_)))
        };
        Space::build(
            rules,
            card,
            Within {
                free: (0..card.criteria.len()).map(|i| !answered(i)).collect(),
                dossier: dossier.clone(),
                beyond_policy: false,
                keep_facts: true,
                fixed_facts: BTreeSet::new(),
            },
        )
    }

    pub(super) fn build(
        rules: &'a Ruleset,
        card: &'a Scorecard,
        within: Within,
    ) -> Result<Space<'a>, Trouble> {
        if card.unavailable.is_some() {
            return Err(Trouble::NoText);
        }
        let steps = Steps::new(rules, card);
        let dossier = within.dossier;
        let fixed = |v: &Var| matches!(v, Var::Fact(i) if within.fixed_facts.contains(i));
        let all = if within.keep_facts {
            reads::needed(rules, card)
        } else {
            super::next::changeable(rules, card, &dossier)
        };
        let given = |v: &Var| is_given(rules, &dossier, *v, within.beyond_policy);
        let mut open: BTreeSet<Var> = all
            .into_iter()
            .filter(|v| !fixed(v) && (!within.keep_facts || !given(v)))
            .collect();
        let mut regions: BTreeMap<Var, Vec<Region>> = BTreeMap::new();
        {
            let given = Given::new(rules, card, &dossier, &dossier.answers);
            for var in open.clone() {
                let blank = within.beyond_policy;
                match cut::regions(rules, card, &steps, &given, var, blank) {
                    Ok(all) => {
                        regions.insert(var, all);
                    }
                    // What is given may stay as it is, if it cannot be cut.
                    Err(_) if !within.keep_facts && is_given(rules, &dossier, var, false) => {
                        open.remove(&var);
                    }
                    Err(trouble) => return Err(trouble),
                }
            }
        }
        let answers = (0..card.criteria.len())
            .map(|i| offer::answers(card, i, &dossier, within.keep_facts))
            .collect::<Result<_, _>>()?;
        let offer = Offer {
            dossier,
            regions,
            answers,
            beyond_policy: within.beyond_policy,
            free: within.free,
            tries: graph::Tries::Asked,
        };
        let scale = offer::scale(card).ok_or(Trouble::Numbers)?;
        Space::over(rules, card, offer, &open, scale)
    }

    /// The dossiers that give and answer what is offered. `scale`: how many
    /// units a point has at least.
    pub(super) fn over(
        rules: &'a Ruleset,
        card: &'a Scorecard,
        offer: Offer,
        open: &BTreeSet<Var>,
        mut scale: i64,
    ) -> Result<Space<'a>, Trouble> {
        if card.unavailable.is_some() {
            return Err(Trouble::NoText);
        }
        let steps = Steps::new(rules, card);
        let graph = loop {
            let plan = plan::draw(rules, card, open);
            match graph::build(rules, card, &steps, plan, &offer, scale) {
                Ok(graph) => break graph,
                Err(Stop::Trouble(t)) => return Err(t),
                Err(Stop::Finer(by)) => {
                    scale = scale
                        .checked_mul(by)
                        .filter(|s| *s < 1 << 32)
                        .ok_or(Trouble::Numbers)?;
                }
            }
        };
        Ok(Space {
            rules,
            card,
            steps,
            graph,
            offer,
        })
    }

    /// The ruleset.
    #[must_use]
    pub fn ruleset(&self) -> &'a Ruleset {
        self.rules
    }

    /// The card.
    #[must_use]
    pub fn card(&self) -> &'a Scorecard {
        self.card
    }

    /// How many nodes and edges the graph of the space has, a measure of how
    /// much its criteria hang together.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let nodes = self.graph.layers.iter().map(|l| l.nodes.len()).sum();
        let edges = self.graph.layers.iter().flat_map(|l| &l.nodes);
        (nodes, edges.map(|n| n.next.len()).sum())
    }

    pub(super) fn points(&self, units: i64) -> Option<Num> {
        Num::int(units).div(Num::int(self.graph.scale))
    }

    /// Goes through the graph: by layer and node, what there is for each total.
    pub(super) fn forward<T: Tally>(&self) -> Result<Vec<Vec<Row<T>>>, Trouble> {
        let mut layers: Vec<Vec<Row<T>>> = Vec::with_capacity(self.graph.layers.len() + 1);
        let mut first = Row::default();
        *first.cell(0).ok_or(Trouble::Numbers)? = T::one();
        let mut rows = vec![first];
        for (k, layer) in self.graph.layers.iter().enumerate() {
            let count = match self.graph.layers.get(k + 1) {
                Some(next) => next.nodes.len(),
                None => self.graph.last.len(),
            };
            let mut next: Vec<Row<T>> = vec![Row::default(); count];
            for (node, row) in layer.nodes.iter().zip(&rows) {
                let Some(menu) = layer.menus.get(node.menu) else {
                    continue;
                };
                for (effect, to) in menu.iter().zip(&node.next) {
                    let Some(to) = next.get_mut(*to) else {
                        continue;
                    };
                    for (total, ways) in row.each().filter(|(_, w)| !w.is_none()) {
                        let cell = to.cell(total.saturating_add(effect.delta));
                        let cell = cell.ok_or(Trouble::Numbers)?;
                        cell.add_times(ways, effect.times).ok_or(Trouble::Numbers)?;
                    }
                }
            }
            layers.push(std::mem::replace(&mut rows, next));
        }
        layers.push(rows);
        Ok(layers)
    }

    /// The total of a last node, and how it comes out.
    pub(super) fn point(&self, last: usize, units: i64) -> Option<Point> {
        let slots = self.graph.last.get(last)?;
        let plan = &self.graph.plan;
        let total = match plan.slot(super::plan::Slot::Total) {
            Some(s) => self.points(*slots.get(s)?)?,
            None => self.points(units)?,
        };
        let by_total = if plan.measures {
            usize::try_from(slots.get(4).copied()?.checked_sub(1)?).ok()
        } else {
            self.steps.band(total)
        };
        let verdict = self.verdict(last)?;
        Some(Point {
            total,
            by_total,
            level: self.steps.level(by_total, &verdict),
        })
    }

    pub(super) fn verdict(&self, last: usize) -> Option<Verdict> {
        let slots = self.graph.last.get(last)?;
        let at = |s: usize| slots.get(s).copied().unwrap_or(0);
        let bits = |s: usize, count: usize| {
            let has = move |b: &usize| at(s) >> b & 1 != 0;
            (0..count).filter(has).collect::<Vec<usize>>()
        };
        let lifts = bits(3, self.card.rating.lifts.len());
        let reported = |kind| {
            let listed = self.offer.dossier.answers.findings.iter();
            listed
                .filter_map(|f| self.card.findings.get(*f))
                .any(|f| f.kind == kind)
        };
        use crate::syntax::tree::FindingKind::{Reject, Stop};
        Some(Verdict {
            failed: bits(0, self.card.rating.levels.len()),
            lifts: (0..self.card.rating.lifts.len())
                .map(|l| lifts.contains(&l))
                .collect(),
            rejected: at(1) & 1 != 0 || reported(Reject),
            stopped: at(1) & 2 != 0 || reported(Stop),
        })
    }

    /// Everything that can come out, worst total first.
    ///
    /// # Errors
    /// When totals lie too far apart to be kept exactly.
    pub fn reachable(&self) -> Result<BTreeSet<Point>, Trouble> {
        let layers = self.forward::<bool>()?;
        let mut found = BTreeSet::new();
        for (last, row) in layers.last().into_iter().flatten().enumerate() {
            for (units, _) in row.each().filter(|(_, there)| **there) {
                found.insert(self.point(last, units).ok_or(Trouble::Numbers)?);
            }
        }
        Ok(found)
    }

    /// A dossier that comes out so, in full; `None` when there is none.
    ///
    /// # Errors
    /// As for [`Space::reachable`].
    pub fn witness(&self, wanted: impl Fn(&Point) -> bool) -> Result<Option<Dossier>, Trouble> {
        let layers = self.forward::<bool>()?;
        for (last, row) in layers.last().into_iter().flatten().enumerate() {
            for (units, _) in row.each().filter(|(_, there)| **there) {
                let point = self.point(last, units).ok_or(Trouble::Numbers)?;
                if wanted(&point) {
                    return Ok(self.way_to(&layers, last, units).map(|c| self.dossier(&c)));
                }
            }
        }
        Ok(None)
    }

    /// The choices of one way to a last node with a total.
    pub(super) fn way_to<T: Tally>(
        &self,
        layers: &[Vec<Row<T>>],
        last: usize,
        units: i64,
    ) -> Option<Vec<Choice>> {
        let mut choices = Vec::with_capacity(self.graph.layers.len());
        let (mut to, mut units) = (last, units);
        for (layer, rows) in self.graph.layers.iter().zip(layers).rev() {
            let step = layer
                .nodes
                .iter()
                .zip(rows)
                .enumerate()
                .find_map(|(n, (node, row))| {
                    let menu = layer.menus.get(node.menu)?;
                    menu.iter().zip(&node.next).find_map(|(effect, next)| {
                        let before = units.checked_sub(effect.delta)?;
                        let there = row.get(before).is_some_and(|t| !t.is_none());
                        (*next == to && there).then_some((n, before, effect))
                    })
                });
            let (n, before, effect) = step?;
            choices.push(effect.ways.first()?.choice.clone());
            (to, units) = (n, before);
        }
        choices.reverse();
        Some(choices)
    }

    /// The dossier that makes these choices.
    pub(super) fn dossier(&self, choices: &[Choice]) -> Dossier {
        let mut dossier = self.offer.dossier.clone();
        for choice in choices {
            match choice {
                Choice::Nothing => {}
                Choice::Region(var, r) => {
                    let region = self.offer.regions.get(var).and_then(|all| all.get(*r));
                    set(&mut dossier, *var, region.and_then(|r| r.value.as_ref()));
                }
                Choice::Answer(i, answer) => {
                    if let Some(slot) = dossier.answers.criteria.get_mut(*i) {
                        *slot = Some(answer.clone());
                    }
                }
                Choice::Blank(i) => {
                    if let Some(slot) = dossier.answers.criteria.get_mut(*i) {
                        *slot = None;
                    }
                }
            }
        }
        dossier
    }
}

/// Whether a dossier gives it, or a rule says what its absence means.
fn is_given(rules: &Ruleset, dossier: &Dossier, var: Var, beyond_policy: bool) -> bool {
    match var {
        Var::Filed => dossier.filed.is_some(),
        Var::Assessed => dossier.assessed.is_some(),
        Var::Kind => dossier.kind.is_some(),
        Var::Fact(i) => {
            let given = dossier.facts.get(i).is_some_and(Option::is_some);
            let policy = rules
                .facts
                .get(i)
                .is_some_and(|f| f.missing != crate::syntax::tree::MissingPolicy::Unknown);
            given || (policy && !beyond_policy)
        }
    }
}

fn set(dossier: &mut Dossier, var: Var, value: Option<&Value>) {
    match (var, value) {
        (Var::Fact(i), value) => {
            if let Some(slot) = dossier.facts.get_mut(i) {
                *slot = value.map(|v| FactValue {
                    value: v.clone(),
                    span: Span::default(),
                });
            }
        }
        (Var::Filed, Some(Value::Date(d))) => dossier.filed = Some(*d),
        (Var::Assessed, Some(Value::Date(d))) => dossier.assessed = Some(*d),
        (Var::Kind, Some(Value::Choice(name))) => {
            dossier.kind = Kind::ALL.into_iter().find(|k| k.as_str() == name);
        }
        _ => {}
    }
}
