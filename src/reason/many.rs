//! What many incomplete dossiers of one card can become: as [`Prospect`] tells
//! of one, without a graph for each.
//!
//! Where a step leads hangs on the state before it and on what the dossier gives
//! to that step, and on nothing else. It is learnt from the graph of the first
//! dossier that brings it up, and looked up for all later ones. What is
//! learnt is only kept where no fact has to be picked; else each dossier gets a
//! graph of its own.
//!
//! [`Prospect`]: super::Prospect

use super::cut::{self, Region};
use super::graph::{Choice, Graph};
use super::plan::{Slot, Unit};
use super::reads::{self, Reads, Var, facet};
use super::space::{Point, Rank, Space};
use super::trouble::Trouble;
use crate::dossier::{Answer, Dossier};
use crate::exact::Num;
use crate::model::{Ruleset, Scorecard, Value};
use crate::score::{Step, Steps};
use crate::syntax::tree::MissingPolicy;
use std::collections::{BTreeSet, HashMap};

/// So much is kept; then learning begins anew.
const KEPT: usize = 1 << 20;

/// What a dossier can still become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The least and the greatest total.
    pub total: (Num, Num),
    /// The levels that are possible, worst first.
    pub levels: Vec<Rank>,
    /// The levels that are possible by the total alone, worst first.
    pub by_total: Vec<Rank>,
}

impl Reach {
    fn of(points: &BTreeSet<Point>) -> Option<Reach> {
        let sorted = |of: &dyn Fn(&Point) -> Rank| {
            let all: BTreeSet<Rank> = points.iter().map(of).collect();
            all.into_iter().collect()
        };
        Some(Reach {
            total: (points.first()?.total, points.last()?.total),
            levels: sorted(&|p| p.level),
            by_total: sorted(&|p| p.by_total),
        })
    }
}

/// What a dossier gives besides answers, as far as the card tells it apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Given {
    /// A region of a number or day.
    Region(usize),
    Value(Value),
}

/// What a dossier gives to a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Part {
    answer: Option<Answer>,
    /// By fact or day that the step looks at; 0 for what is not given.
    vars: Vec<u32>,
}

/// A step: what it looks at besides the state, and what was learnt of it.
struct Learnt {
    unit: Unit,
    vars: Vec<Var>,
    parts: HashMap<Part, u32>,
    /// Parts that leave several answers open, each with the parts of these.
    several: HashMap<u32, Vec<u32>>,
    /// By state and part: what is added to the total, and the state afterwards.
    moves: HashMap<(u32, u32), Vec<(i64, u32)>>,
}

/// What is remembered of a criterion, where something looks at it.
type Seen = (Option<Num>, Option<Num>, Option<Option<usize>>, bool, bool);

/// A state in which dossiers end: the space it was first seen in, its place
/// there, and how totals come out in it.
struct End {
    space: usize,
    last: usize,
    lo: i64,
    points: Vec<Option<Point>>,
}

/// What many dossiers of a card can become.
pub struct Many<'a> {
    rules: &'a Ruleset,
    card: &'a Scorecard,
    needed: BTreeSet<Var>,
    scale: i64,
    steps: Vec<Learnt>,
    states: HashMap<(usize, Box<[i64]>), u32>,
    seen: HashMap<(usize, Seen), i64>,
    ends: HashMap<u32, End>,
    spaces: Vec<Space<'a>>,
    kept: usize,
    /// What is given, called by a number.
    given: HashMap<(Var, Given), u32>,
    regions: HashMap<Var, Option<Vec<Region>>>,
}

impl<'a> Many<'a> {
    /// Nothing is learnt yet.
    #[must_use]
    pub fn new(rules: &'a Ruleset, card: &'a Scorecard) -> Many<'a> {
        Many {
            rules,
            card,
            needed: reads::needed(rules, card),
            scale: 0,
            steps: Vec::new(),
            states: HashMap::new(),
            seen: HashMap::new(),
            ends: HashMap::new(),
            spaces: Vec::new(),
            kept: 0,
            given: HashMap::new(),
            regions: HashMap::new(),
        }
    }

    /// The card.
    #[must_use]
    pub fn card(&self) -> &'a Scorecard {
        self.card
    }

    /// What a dossier can still become. Answers that single assessors give are
    /// not looked at.
    ///
    /// # Errors
    /// As for [`Space::of`].
    pub fn of(&mut self, dossier: &Dossier) -> Result<Reach, Trouble> {
        if self.fits(dossier) {
            if self.steps.is_empty() && self.needed.is_empty() {
                self.learn_all();
            }
            if let Some(reach) = self.look_up(dossier) {
                return Ok(reach);
            }
            let space = Space::completions(self.rules, self.card, dossier)?;
            if self.learn(dossier, &space).is_some() {
                self.keep_ends(space);
                if let Some(reach) = self.look_up(dossier) {
                    return Ok(reach);
                }
            }
        }
        let space = Space::completions(self.rules, self.card, dossier)?;
        Reach::of(&space.reachable()?).ok_or(Trouble::Numbers)
    }

    /// Whether nothing has to be picked, and nothing is reported of the whole card.
    fn fits(&self, dossier: &Dossier) -> bool {
        let given = |v: &Var| match v {
            Var::Filed => dossier.filed.is_some(),
            Var::Assessed => dossier.assessed.is_some(),
            Var::Kind => dossier.kind.is_some(),
            Var::Fact(i) => {
                let ruled = self.rules.facts.get(*i);
                dossier.facts.get(*i).is_some_and(Option::is_some)
                    || ruled.is_some_and(|f| f.missing != MissingPolicy::Unknown)
            }
        };
        dossier.answers.findings.is_empty() && self.needed.iter().all(given)
    }

    /// All that answers alone do, from the dossier that gives nothing.
    fn learn_all(&mut self) {
        let (criteria, facts) = (self.card.criteria.len(), self.rules.facts.len());
        let blank = Dossier::empty(criteria, facts);
        if let Ok(space) = Space::completions(self.rules, self.card, &blank)
            && self.learn(&blank, &space).is_some()
        {
            self.keep_ends(space);
        }
    }

    /// What a dossier gives besides answers, called by numbers.
    fn gives(&mut self, dossier: &Dossier) -> HashMap<Var, u32> {
        let mut all = HashMap::new();
        let vars: BTreeSet<Var> = self.steps.iter().flat_map(|s| &s.vars).copied().collect();
        for var in vars {
            let value = match var {
                Var::Filed => dossier.filed.map(Value::Date),
                Var::Assessed => dossier.assessed.map(Value::Date),
                Var::Kind => dossier.kind.map(|k| Value::Choice(k.as_str().to_owned())),
                Var::Fact(i) => {
                    let given = dossier.facts.get(i).and_then(Option::as_ref);
                    given.map(|f| f.value.clone())
                }
            };
            let Some(value) = value else {
                continue;
            };
            let given = match self.region(var, &value) {
                Some(region) => Given::Region(region),
                None => Given::Value(value),
            };
            let fresh = u32::try_from(self.given.len()).unwrap_or(u32::MAX - 1) + 1;
            let id = *self.given.entry((var, given)).or_insert(fresh);
            all.insert(var, id);
        }
        all
    }

    /// The region of a number or day, where regions say all.
    fn region(&mut self, var: Var, value: &Value) -> Option<usize> {
        if !matches!(value, Value::Num(_) | Value::Date(_)) {
            return None;
        }
        let (rules, card) = (self.rules, self.card);
        let regions = self.regions.entry(var).or_insert_with(|| {
            let blank = Dossier::empty(card.criteria.len(), rules.facts.len());
            let given = crate::score::Given::new(rules, card, &blank, &blank.answers);
            cut::regions(rules, card, &Steps::new(rules, card), &given, var, false).ok()
        });
        let all = regions.as_ref()?;
        match value {
            Value::Num(n) => all
                .iter()
                .position(|r| r.stretch.as_ref().is_some_and(|s| s.contains(*n))),
            // Each region of days begins at its own day; the first also holds all before.
            Value::Date(day) => {
                let begun =
                    |r: &&Region| matches!(r.value, Some(Value::Date(first)) if first <= *day);
                Some(all.iter().filter(begun).count().saturating_sub(1))
            }
            _ => None,
        }
    }

    fn part(step: &Learnt, dossier: &Dossier, gives: &HashMap<Var, u32>) -> Part {
        Part {
            answer: match step.unit {
                Unit::Criterion(i) => dossier.answers.criteria.get(i).cloned().flatten(),
                _ => None,
            },
            vars: step
                .vars
                .iter()
                .map(|v| gives.get(v).copied().unwrap_or(0))
                .collect(),
        }
    }

    /// The part that a dossier gives to a step; where it leaves several answers
    /// open, what is known of each of them will do.
    fn place(step: &mut Learnt, part: Part) -> Option<u32> {
        if let Some(known) = step.parts.get(&part) {
            return Some(*known);
        }
        let Some(Answer::OneOf(several)) = &part.answer else {
            return None;
        };
        // Facts may leave room for some of them only.
        if part.vars.iter().any(|v| *v != 0) {
            return None;
        }
        let each = several.iter().map(|o| {
            let one = Part {
                answer: Some(o.map_or(Answer::None, Answer::Option)),
                vars: part.vars.clone(),
            };
            step.parts.get(&one).copied()
        });
        let each: Vec<u32> = each.collect::<Option<_>>()?;
        let fresh = u32::try_from(step.parts.len()).ok()?;
        step.parts.insert(part, fresh);
        step.several.insert(fresh, each);
        Some(fresh)
    }

    /// What a step does in a state.
    fn moves(step: &mut Learnt, state: u32, part: u32) -> Option<&[(i64, u32)]> {
        if let Some(each) = step.several.get(&part)
            && !step.moves.contains_key(&(state, part))
        {
            let mut all = Vec::new();
            for one in each {
                all.extend_from_slice(step.moves.get(&(state, *one))?);
            }
            all.sort_unstable();
            all.dedup();
            step.moves.insert((state, part), all);
        }
        step.moves.get(&(state, part)).map(Vec::as_slice)
    }

    /// What is known of a dossier from what was learnt; `None` when that does not reach.
    fn look_up(&mut self, dossier: &Dossier) -> Option<Reach> {
        if self.steps.is_empty() {
            return None;
        }
        let gives = self.gives(dossier);
        let mut now: Vec<(u32, Totals)> = vec![(0, Totals::zero())];
        for step in &mut self.steps {
            let part = Many::part(step, dossier, &gives);
            let part = Many::place(step, part)?;
            let mut next: Vec<(u32, Totals)> = Vec::with_capacity(now.len());
            for (state, totals) in &now {
                for (delta, to) in Many::moves(step, *state, part)? {
                    match next.iter_mut().find(|(s, _)| s == to) {
                        Some((_, there)) => there.add(totals, *delta)?,
                        None => {
                            let mut there = Totals::default();
                            there.add(totals, *delta)?;
                            next.push((*to, there));
                        }
                    }
                }
            }
            now = next;
        }
        let mut total: Option<(Num, Num)> = None;
        let (mut levels, mut by_total) = (BTreeSet::new(), BTreeSet::new());
        for (state, totals) in &now {
            let end = self.ends.get_mut(state)?;
            let space = self.spaces.get(end.space)?;
            for units in totals.each() {
                let point = end.point(space, units)?;
                levels.insert(point.level);
                by_total.insert(point.by_total);
                let (lo, hi) = total.unwrap_or((point.total, point.total));
                total = Some((lo.min(point.total), hi.max(point.total)));
            }
        }
        Some(Reach {
            total: total?,
            levels: levels.into_iter().collect(),
            by_total: by_total.into_iter().collect(),
        })
    }

    /// Learns the steps of a graph. `None` when they are not those of the others.
    fn learn(&mut self, dossier: &Dossier, space: &Space<'a>) -> Option<()> {
        let graph = &space.graph;
        if self.kept > KEPT {
            self.steps.clear();
        }
        if self.steps.is_empty() {
            self.begin(graph)?;
        }
        let same = self.scale == graph.scale
            && self.steps.len() == graph.layers.len()
            && self
                .steps
                .iter()
                .zip(&graph.layers)
                .all(|(s, l)| s.unit == l.unit);
        if !same {
            return None;
        }
        let gives = self.gives(dossier);
        // Criteria that are remembered, by slot, and how this graph calls what it saw.
        let mut live: Vec<usize> = Vec::new();
        let mut called: HashMap<(usize, i64), i64> = HashMap::new();
        let mut here: Vec<u32> = graph
            .layers
            .first()?
            .nodes
            .iter()
            .map(|n| self.state(0, &n.slots, &live, &called))
            .collect::<Option<_>>()?;
        for (k, layer) in graph.layers.iter().enumerate() {
            let forgets = graph.plan.steps.get(k).map(|s| s.forgets.as_slice())?;
            let slots_after = |n: usize| match graph.layers.get(k + 1) {
                Some(next) => next.nodes.get(n).map(|n| &n.slots),
                None => graph.last.get(n),
            };
            if let Unit::Criterion(i) = layer.unit
                && let Some(slot) = graph.plan.slot(Slot::Criterion(i))
                && !forgets.contains(&slot)
            {
                live.push(slot);
                for node in &layer.nodes {
                    for (effect, next) in layer.menus.get(node.menu)?.iter().zip(&node.next) {
                        let id = *slots_after(*next)?.get(slot)?;
                        let step = effect.ways.first()?.step.as_ref()?;
                        let seen = self.seen_of(graph, i, step);
                        let fresh = i64::try_from(self.seen.len()).ok()?;
                        let name = *self.seen.entry((i, seen)).or_insert(fresh);
                        called.insert((slot, id), name);
                    }
                }
            }
            live.retain(|s| !forgets.contains(s));
            let count = match graph.layers.get(k + 1) {
                Some(next) => next.nodes.len(),
                None => graph.last.len(),
            };
            let after: Vec<u32> = (0..count)
                .map(|n| self.state(k + 1, slots_after(n)?, &live, &called))
                .collect::<Option<_>>()?;
            let step = self.steps.get_mut(k)?;
            let blank = Many::part(step, dossier, &gives);
            // Whatever answer a criterion that is open gets is known as well.
            let apart = blank.answer.is_none() && blank.vars.iter().all(|v| *v == 0);
            for (node, state) in layer.nodes.iter().zip(&here) {
                let mut ways: HashMap<Part, Vec<(i64, u32)>> = HashMap::new();
                for (effect, next) in layer.menus.get(node.menu)?.iter().zip(&node.next) {
                    let to = (effect.delta, *after.get(*next)?);
                    ways.entry(blank.clone()).or_default().push(to);
                    for way in effect.ways.iter().filter(|_| apart) {
                        if let Choice::Answer(_, answer) = &way.choice {
                            let part = Part {
                                answer: Some(answer.clone()),
                                vars: blank.vars.clone(),
                            };
                            ways.entry(part).or_default().push(to);
                        }
                    }
                }
                for (part, mut moves) in ways {
                    let fresh = u32::try_from(step.parts.len()).ok()?;
                    let part = *step.parts.entry(part).or_insert(fresh);
                    if step.several.contains_key(&part) {
                        continue;
                    }
                    moves.sort_unstable();
                    moves.dedup();
                    self.kept += moves.len();
                    step.moves.entry((*state, part)).or_insert(moves);
                }
            }
            here = after;
        }
        for (last, state) in here.iter().enumerate() {
            self.ends.entry(*state).or_insert(End {
                space: self.spaces.len(),
                last,
                lo: 0,
                points: Vec::new(),
            });
        }
        Some(())
    }

    /// Keeps a space as long as some end is read in it.
    fn keep_ends(&mut self, space: Space<'a>) {
        let place = self.spaces.len();
        if self.ends.values().any(|e| e.space == place) {
            self.spaces.push(space);
        }
    }

    fn begin(&mut self, graph: &Graph) -> Option<()> {
        self.states.clear();
        self.seen.clear();
        self.ends.clear();
        self.spaces.clear();
        self.kept = 0;
        self.scale = graph.scale;
        let of_card = Reads::of(self.rules, self.card, reads::of_card(self.card));
        self.steps = graph
            .layers
            .iter()
            .map(|l| {
                let vars = match l.unit {
                    Unit::Pick(_) => return None,
                    Unit::Criterion(i) => reads::of_criterion(self.rules, self.card, i).vars,
                    _ => of_card.vars.clone(),
                };
                Some(Learnt {
                    unit: l.unit,
                    vars: vars.into_iter().collect(),
                    parts: HashMap::new(),
                    several: HashMap::new(),
                    moves: HashMap::new(),
                })
            })
            .collect::<Option<_>>()?;
        Some(())
    }

    /// A state by what is remembered in it, called alike in all graphs.
    fn state(
        &mut self,
        layer: usize,
        slots: &[i64],
        live: &[usize],
        called: &HashMap<(usize, i64), i64>,
    ) -> Option<u32> {
        let mut slots: Box<[i64]> = slots.into();
        for slot in live {
            let id = slots.get_mut(*slot)?;
            *id = *called.get(&(*slot, *id))?;
        }
        let fresh = u32::try_from(self.states.len()).ok()?;
        Some(*self.states.entry((layer, slots)).or_insert(fresh))
    }

    /// What is told apart of a criterion: as much as later steps look at.
    fn seen_of(&self, graph: &Graph, i: usize, came: &Step) -> Seen {
        let facets = graph.plan.facets.get(i).copied().unwrap_or(0);
        let has = |f: u8| facets & f != 0;
        let max = self.card.criteria.get(i).map(|c| c.max);
        (
            came.points().filter(|_| has(facet::POINTS)),
            came.max().filter(|_| has(facet::MAX)),
            Some(came.held()).filter(|_| has(facet::OPTION)),
            has(facet::AT_MAXIMUM) && came.counts() && came.points() == max,
            has(facet::COUNTS) && came.counts(),
        )
    }
}

impl End {
    fn point(&mut self, space: &Space<'_>, units: i64) -> Option<Point> {
        if self.points.is_empty() {
            self.lo = units;
        }
        if units < self.lo {
            let more = usize::try_from(self.lo.checked_sub(units)?).ok()?;
            self.points.splice(0..0, std::iter::repeat_n(None, more));
            self.lo = units;
        }
        let place = usize::try_from(units.checked_sub(self.lo)?).ok()?;
        if place >= self.points.len() {
            self.points.resize(place.checked_add(1)?, None);
        }
        let slot = self.points.get_mut(place)?;
        if slot.is_none() {
            *slot = space.point(self.last, units);
        }
        *slot
    }
}

/// A set of totals, a bit each, in units of the space.
#[derive(Clone, Debug, Default)]
struct Totals {
    /// The total of the first bit.
    lo: i64,
    bits: Vec<u64>,
}

/// Totals may lie so many words of 64 apart.
const WIDEST: usize = 1 << 14;

impl Totals {
    fn zero() -> Totals {
        Totals {
            lo: 0,
            bits: vec![1],
        }
    }

    /// Adds another set, moved by some units; `None` when totals lie too far apart.
    fn add(&mut self, other: &Totals, by: i64) -> Option<()> {
        let from = other.lo.checked_add(by)?;
        if self.bits.is_empty() {
            self.lo = from;
        }
        if from < self.lo {
            let words = self
                .lo
                .checked_sub(from)?
                .checked_add(63)?
                .checked_div(64)?;
            let count = usize::try_from(words).ok().filter(|n| *n < WIDEST)?;
            self.bits.splice(0..0, std::iter::repeat_n(0, count));
            self.lo = self.lo.checked_sub(words.checked_mul(64)?)?;
        }
        let at = usize::try_from(from.checked_sub(self.lo)?).ok()?;
        let (word, bit) = (at / 64, u32::try_from(at % 64).ok()?);
        let needed = word.checked_add(other.bits.len())?.checked_add(1)?;
        if needed > WIDEST {
            return None;
        }
        if self.bits.len() < needed {
            self.bits.resize(needed, 0);
        }
        for (n, bits) in other.bits.iter().enumerate() {
            if *bits == 0 {
                continue;
            }
            if let Some(slot) = self.bits.get_mut(word + n) {
                *slot |= bits << bit;
            }
            if let (Some(slot), Some(up)) = (
                self.bits.get_mut(word + n + 1),
                bits.checked_shr(64 - bit).filter(|_| bit > 0),
            ) {
                *slot |= up;
            }
        }
        while self.bits.last() == Some(&0) {
            self.bits.pop();
        }
        Some(())
    }

    /// Every total.
    fn each(&self) -> impl Iterator<Item = i64> + '_ {
        let words = self.bits.iter().enumerate();
        words.flat_map(move |(n, bits)| {
            let lo = self.lo.saturating_add((n as i64).saturating_mul(64));
            let bits = *bits;
            (0..64i64)
                .filter(move |b| bits >> b & 1 == 1)
                .map(move |b| lo.saturating_add(b))
        })
    }
}
