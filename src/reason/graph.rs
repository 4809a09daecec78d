//! All dossiers of a card as one graph without circles: a layer for each step
//! of the plan, in each layer one node for everything that later steps can tell
//! apart. A way from the first node to a last one is a dossier; the total runs
//! along the edges. What an edge does is asked of the interpreter, once for all
//! nodes that look the same to it.

use super::cut::Region;
use super::plan::{self, Flow, Plan, Slot, Unit};
use super::reads::Var;
use super::reads::facet;
use super::trouble::Trouble;
use crate::dossier::{Answer, Dossier};
use crate::exact::Num;
use crate::model::{Ruleset, Scorecard};
use crate::score::{Given, Status, Step, Steps};
use crate::syntax::tree::FindingKind;
use std::collections::{BTreeMap, HashMap};

/// Most nodes of one layer, and most edges in all.
const MOST_NODES: usize = 60_000;
const MOST_EDGES: usize = 3_000_000;

/// What a step chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// Nothing is chosen here.
    Nothing,
    /// A region of a fact or day.
    Region(Var, usize),
    /// A criterion is answered.
    Answer(usize, Answer),
    /// A criterion is left to facts, or is not asked.
    Blank(usize),
}

/// One way to have an effect.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub choice: Choice,
    /// For how many dossiers it stands (ticks that come to the same).
    pub times: u64,
    /// How the criterion came out.
    pub step: Option<Step>,
    /// Marks that are not met: option and level.
    pub unmet: Vec<(usize, usize)>,
}

/// What an edge does.
#[derive(Clone, Debug)]
pub(super) struct Effect {
    /// Added to the total, in units of the space.
    pub delta: i64,
    ops: Vec<Op>,
    pub ways: Vec<Way>,
    pub times: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Op {
    Set(usize, i64),
    Add(usize, i64),
    Most(usize, i64),
    Bits(usize, i64),
    First(usize, i64),
}

/// A node: what later steps can tell apart.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub slots: Box<[i64]>,
    /// What can be done here: a place in the menus of the layer.
    pub menu: usize,
    /// By effect of the menu: the node of the next layer.
    pub next: Vec<usize>,
    /// The node and effect that first led here.
    from: Option<(usize, usize)>,
}

/// A step, with its nodes.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub unit: Unit,
    pub nodes: Vec<Node>,
    pub menus: Vec<Vec<Effect>>,
}

/// The graph. The last layer has nodes only.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub plan: Plan,
    pub layers: Vec<Layer>,
    pub last: Vec<Box<[i64]>>,
    /// How many units one point has.
    pub scale: i64,
}

/// What may be given and answered.
pub(super) struct Offer {
    pub dossier: Dossier,
    /// By open fact or day: its regions.
    pub regions: BTreeMap<Var, Vec<Region>>,
    /// By criterion: what can be answered, and for how many dossiers each stands.
    pub answers: Vec<Vec<(Answer, u64)>>,
    /// Whether answers are tried where a rule says what a missing one means.
    pub beyond_policy: bool,
    /// By criterion: whether its answer in the dossier may be changed.
    pub free: Vec<bool>,
}

/// Why the graph could not be built.
pub(super) enum Stop {
    Trouble(Trouble),
    /// A number needs a finer unit.
    Finer(i64),
}

impl From<Trouble> for Stop {
    fn from(t: Trouble) -> Stop {
        Stop::Trouble(t)
    }
}

/// Builds the graph.
pub(super) fn build<'a>(
    rules: &'a Ruleset,
    card: &'a Scorecard,
    steps: &Steps<'a>,
    plan: Plan,
    offer: &'a Offer,
    scale: i64,
) -> Result<Graph, Stop> {
    let mut b = Builder {
        rules,
        card,
        steps,
        offer,
        scale,
        seen: vec![Vec::new(); card.criteria.len()],
        cumulative: steps.reads(crate::model::assumptions::MINIMUMS_CUMULATIVE, "cumulative"),
        layers: Vec::new(),
        plan,
        edges: 0,
    };
    let mut first = vec![0i64; b.plan.slots.len()];
    for (place, slot) in b.plan.slots.iter().enumerate() {
        if let (Slot::Group(g), Some(value)) = (slot, first.get_mut(place))
            && card.groups.get(*g).is_some_and(|g| g.best)
        {
            *value = i64::MIN;
        }
    }
    let mut nodes = vec![Node {
        slots: first.into_boxed_slice(),
        menu: 0,
        next: Vec::new(),
        from: None,
    }];
    for k in 0..b.plan.steps.len() {
        nodes = b.layer(k, nodes)?;
    }
    Ok(Graph {
        last: nodes.into_iter().map(|n| n.slots).collect(),
        layers: b.layers,
        plan: b.plan,
        scale,
    })
}

struct Builder<'x, 'a> {
    rules: &'a Ruleset,
    card: &'a Scorecard,
    steps: &'x Steps<'a>,
    offer: &'a Offer,
    scale: i64,
    /// By criterion: what of it has been told apart.
    seen: Vec<Vec<Seen>>,
    cumulative: bool,
    layers: Vec<Layer>,
    plan: Plan,
    edges: usize,
}

/// What is looked at of a criterion: points, maximum, option, at maximum, counts.
type Seen = (Option<Num>, Option<Num>, Option<Option<usize>>, bool, bool);

impl<'a> Builder<'_, 'a> {
    fn layer(&mut self, k: usize, mut nodes: Vec<Node>) -> Result<Vec<Node>, Stop> {
        let Some(step) = self.plan.steps.get(k).cloned() else {
            return Ok(nodes);
        };
        let mut menus: Vec<Vec<Effect>> = Vec::new();
        let mut known: HashMap<Vec<i64>, usize> = HashMap::new();
        let mut next: Vec<Node> = Vec::new();
        let mut places: HashMap<Box<[i64]>, usize> = HashMap::new();
        for (n, node) in nodes.iter_mut().enumerate() {
            let key: Vec<i64> = step
                .reads
                .iter()
                .filter_map(|s| node.slots.get(*s).copied())
                .collect();
            let menu = match known.get(&key) {
                Some(menu) => *menu,
                None => {
                    let menu = self.menu(&step, node)?;
                    menus.push(menu);
                    known.insert(key, menus.len() - 1);
                    menus.len() - 1
                }
            };
            node.menu = menu;
            for (e, effect) in menus.get(menu).into_iter().flatten().enumerate() {
                let slots = self.after(&node.slots, effect, &step.forgets);
                let place = *places.entry(slots).or_insert_with_key(|slots| {
                    next.push(Node {
                        slots: slots.clone(),
                        menu: 0,
                        next: Vec::new(),
                        from: Some((n, e)),
                    });
                    next.len() - 1
                });
                node.next.push(place);
            }
            self.edges += node.next.len();
            if next.len() > MOST_NODES || self.edges > MOST_EDGES {
                let criterion = match step.unit {
                    Unit::Criterion(i) => Some(i),
                    _ => None,
                };
                return Err(Trouble::TooLarge { criterion }.into());
            }
        }
        self.layers.push(Layer {
            unit: step.unit,
            nodes,
            menus,
        });
        Ok(next)
    }

    /// The slots after an effect, what nobody can tell apart any more made equal.
    fn after(&self, slots: &[i64], effect: &Effect, forgets: &[usize]) -> Box<[i64]> {
        let mut slots: Vec<i64> = slots.to_vec();
        for op in &effect.ops {
            let (place, with): (usize, &dyn Fn(i64) -> i64) = match op {
                Op::Set(s, v) => (*s, &|_| *v),
                Op::Add(s, v) => (*s, &|old: i64| old.saturating_add(*v)),
                Op::Most(s, v) => (*s, &|old: i64| old.max(*v)),
                Op::Bits(s, v) => (*s, &|old: i64| old | *v),
                Op::First(s, v) => (*s, &|old: i64| if old == 0 { *v } else { old.min(*v) }),
            };
            if let Some(slot) = slots.get_mut(place) {
                *slot = with(*slot);
            }
        }
        for place in forgets {
            if let Some(slot) = slots.get_mut(*place) {
                *slot = 0;
            }
        }
        let (failed, flags) = (0, 1);
        let rejected = slots.get(flags).is_some_and(|f| f & 1 != 0);
        if let Some(bits) = slots.get_mut(failed) {
            if rejected {
                *bits = 0;
            } else if self.cumulative && *bits != 0 {
                // Where a level needs those below it, only the lowest one that fails matters.
                *bits &= bits.wrapping_neg();
            }
        }
        slots.into_boxed_slice()
    }

    /// What can be done at a node.
    fn menu(&mut self, step: &plan::Step, node: &Node) -> Result<Vec<Effect>, Stop> {
        match step.unit {
            Unit::Pick(var) => Ok(self.pick(var)),
            Unit::Criterion(i) => self.criterion(step, node, i),
            Unit::Close(g) => self.close(step, node, g),
            _ => self.check(step, node),
        }
    }

    fn pick(&self, var: Var) -> Vec<Effect> {
        let slot = self.plan.slot(Slot::Var(var));
        let regions = self.offer.regions.get(&var).map_or(0, Vec::len);
        let effect = |r: usize| Effect {
            delta: 0,
            ops: slot.map(|s| Op::Set(s, r as i64)).into_iter().collect(),
            ways: vec![Way {
                choice: Choice::Region(var, r),
                times: 1,
                step: None,
                unmet: Vec::new(),
            }],
            times: 1,
        };
        (0..regions).map(effect).collect()
    }

    /// What the interpreter is given at a node: the facts picked so far, and how
    /// the criteria that are wanted came out on a way that leads there.
    fn replay(&self, node: &Node, wants: &[usize]) -> (Given<'a>, Vec<Option<Step>>) {
        let offer = self.offer;
        let mut given = Given::new(
            self.rules,
            self.card,
            &offer.dossier,
            &offer.dossier.answers,
        );
        let mut before: Vec<Option<Step>> = vec![None; self.card.criteria.len()];
        let mut from = node.from;
        for layer in self.layers.iter().rev() {
            let Some((n, e)) = from else {
                break;
            };
            let Some(node) = layer.nodes.get(n) else {
                break;
            };
            from = node.from;
            let effect = layer.menus.get(node.menu).and_then(|m| m.get(e));
            let Some(way) = effect.and_then(|e| e.ways.first()) else {
                continue;
            };
            match (&way.choice, layer.unit) {
                (Choice::Region(var, r), _) => {
                    let region = offer.regions.get(var).and_then(|all| all.get(*r));
                    give(self.rules, &mut given, *var, region);
                }
                (_, Unit::Criterion(i)) if wants.contains(&i) => {
                    if let Some(slot) = before.get_mut(i) {
                        slot.clone_from(&way.step);
                    }
                }
                _ => {}
            }
        }
        (given, before)
    }

    fn criterion(&mut self, step: &plan::Step, node: &Node, i: usize) -> Result<Vec<Effect>, Stop> {
        let (mut given, before) = self.replay(node, &step.wants);
        let mut effects: Vec<Effect> = Vec::new();
        let free = self.offer.free.get(i).copied().unwrap_or(true);
        let fixed = self
            .offer
            .dossier
            .answers
            .criteria
            .get(i)
            .and_then(Option::as_ref);
        if !free && let Some(answer) = fixed {
            let came = self.steps.criterion(&given, &before, i);
            let came = came.map_err(|_| self.unsettled(i))?;
            self.add(
                &mut effects,
                i,
                &given,
                Choice::Answer(i, answer.clone()),
                1,
                came,
            )?;
            return Ok(effects);
        }
        given.answer(i, None);
        let blank = self.steps.criterion(&given, &before, i);
        let (held, findings) = match &blank {
            Ok(came) if !(self.offer.beyond_policy && came.by_policy()) => {
                let came = came.clone();
                self.add(&mut effects, i, &given, Choice::Blank(i), 1, came)?;
                return Ok(effects);
            }
            Ok(came) => {
                self.add(&mut effects, i, &given, Choice::Blank(i), 1, came.clone())?;
                (None, None)
            }
            Err(open) => (Some(&open.held), Some(&open.findings)),
        };
        let offer = self.offer;
        for (answer, times) in offer.answers.get(i).into_iter().flatten() {
            if let (Answer::Finding(f), Some(findings)) = (answer, findings)
                && !findings.contains(f)
            {
                continue;
            }
            given.answer(i, Some(answer));
            let came = match self.steps.criterion(&given, &before, i) {
                Ok(came) => came,
                Err(open) if self.contradicts(i, answer, &open.held) => continue,
                Err(_) => return Err(self.unsettled(i).into()),
            };
            let agrees = match answer {
                Answer::Option(_) => {
                    !came.disagrees()
                        && came.status() != Status::Derived
                        && held.is_none_or(|h| h.contains(&came.held()))
                }
                _ => true,
            };
            if agrees {
                self.add(
                    &mut effects,
                    i,
                    &given,
                    Choice::Answer(i, answer.clone()),
                    *times,
                    came,
                )?;
            }
        }
        if effects.is_empty() {
            return Err(self.unsettled(i).into());
        }
        Ok(effects)
    }

    /// Whether an answer is one that facts leave no room for: then it is no
    /// answer of a dossier that agrees with itself.
    fn contradicts(&self, i: usize, answer: &Answer, held: &[Option<usize>]) -> bool {
        let (Answer::Option(o), Some(c)) = (answer, self.card.criteria.get(i)) else {
            return false;
        };
        let key = |o: usize| c.options.get(o).map(|o| &o.key);
        !held.iter().flatten().any(|h| key(*h) == key(*o))
    }

    fn unsettled(&self, i: usize) -> Trouble {
        Trouble::NotSettled {
            criterion: Some(i),
            span: self
                .card
                .criteria
                .get(i)
                .map(|c| c.span)
                .unwrap_or_default(),
        }
    }

    /// Adds a way, to the effect that is the same if there is one.
    fn add(
        &mut self,
        effects: &mut Vec<Effect>,
        i: usize,
        given: &Given<'a>,
        choice: Choice,
        times: u64,
        came: Step,
    ) -> Result<(), Stop> {
        let points = came.points().ok_or_else(|| self.unsettled(i))?;
        let unmet = self.steps.unmet(given, &came, i);
        let mut ops = Vec::new();
        let flow = self.plan.flows.get(i).copied().unwrap_or(Flow {
            group: None,
            minus: false,
            best: false,
        });
        let delta = self.flow(flow, points, came.present(), &mut ops)?;
        let bits = unmet
            .iter()
            .fold(0i64, |bits, (_, level)| bits | bit(*level));
        if bits != 0 {
            ops.push(Op::Bits(0, bits));
        }
        let rejected = i64::from(came.found(FindingKind::Reject));
        let stopped = i64::from(came.found(FindingKind::Stop));
        if rejected + stopped != 0 {
            ops.push(Op::Bits(1, rejected | stopped << 1));
        }
        if stopped != 0 {
            ops.push(Op::First(2, (i as i64).saturating_add(1)));
        }
        if let Some(slot) = self.plan.slot(Slot::Criterion(i)) {
            let id = self.told_apart(i, &came);
            ops.push(Op::Set(slot, id));
        }
        let way = Way {
            choice,
            times,
            step: Some(came),
            unmet,
        };
        match effects
            .iter_mut()
            .find(|e| e.delta == delta && e.ops == ops)
        {
            Some(same) => {
                same.times = same.times.saturating_add(times);
                same.ways.push(way);
            }
            None => effects.push(Effect {
                delta,
                ops,
                ways: vec![way],
                times,
            }),
        }
        Ok(())
    }

    /// Lets points go where they go; what goes straight to the total is returned.
    fn flow(&self, flow: Flow, points: Num, present: bool, ops: &mut Vec<Op>) -> Result<i64, Stop> {
        let units = self.units(points)?;
        let units = if flow.minus { -units } else { units };
        let slot = flow.group.and_then(|g| self.plan.slot(Slot::Group(g)));
        match (slot, flow.best) {
            (Some(slot), true) if present => ops.push(Op::Most(slot, units)),
            (Some(_), true) => {}
            (Some(slot), false) if units != 0 => ops.push(Op::Add(slot, units)),
            (Some(_), false) => {}
            (None, _) => match self.plan.slot(Slot::Total) {
                Some(slot) => ops.push(Op::Add(slot, units)),
                None => return Ok(units),
            },
        }
        Ok(0)
    }

    fn units(&self, points: Num) -> Result<i64, Stop> {
        let scaled = points.mul(Num::int(self.scale)).ok_or(Trouble::Numbers)?;
        match scaled.to_i64() {
            Some(n) if n.unsigned_abs() < 1 << 40 => Ok(n),
            Some(_) => Err(Trouble::Numbers.into()),
            None => Err(Stop::Finer(
                i64::try_from(scaled.denom()).map_err(|_| Trouble::Numbers)?,
            )),
        }
    }

    fn told_apart(&mut self, i: usize, came: &Step) -> i64 {
        let facets = self.plan.facets.get(i).copied().unwrap_or(0);
        let has = |f: u8| facets & f != 0;
        let max = self.card.criteria.get(i).map(|c| c.max);
        let seen: Seen = (
            came.points().filter(|_| has(facet::POINTS)),
            came.max().filter(|_| has(facet::MAX)),
            Some(came.held()).filter(|_| has(facet::OPTION)),
            has(facet::AT_MAXIMUM) && came.counts() && came.points() == max,
            has(facet::COUNTS) && came.counts(),
        );
        let Some(all) = self.seen.get_mut(i) else {
            return 0;
        };
        let place = all.iter().position(|s| *s == seen).unwrap_or_else(|| {
            all.push(seen);
            all.len() - 1
        });
        place as i64
    }

    fn close(&self, step: &plan::Step, node: &Node, g: usize) -> Result<Vec<Effect>, Stop> {
        let (given, before) = self.replay(node, &step.wants);
        let Some((points, there)) = self.steps.group(&given, &before, g) else {
            let span = self.card.groups.get(g).map(|g| g.span).unwrap_or_default();
            return Err(Trouble::NotSettled {
                criterion: None,
                span,
            }
            .into());
        };
        let mut ops = Vec::new();
        if let Some(slot) = self.plan.slot(Slot::Group(g)) {
            ops.push(Op::Set(slot, self.units(points)?));
        }
        let flow = self.plan.flow_of_group(self.card, g);
        let delta = self.flow(flow, points, there, &mut ops)?;
        Ok(vec![nothing_chosen(delta, ops)])
    }

    fn check(&self, step: &plan::Step, node: &Node) -> Result<Vec<Effect>, Stop> {
        let (given, before) = self.replay(node, &step.wants);
        let Some(when) = plan::condition(self.card, step.unit) else {
            return Ok(vec![nothing_chosen(0, Vec::new())]);
        };
        let open = || Trouble::NotSettled {
            criterion: None,
            span: when.span,
        };
        if step.unit == Unit::Measure {
            let measured = self.steps.number(&given, &before, when).ok_or_else(open)?;
            let band = self.steps.band(measured).map_or(0, |b| b as i64 + 1);
            return Ok(vec![nothing_chosen(0, vec![Op::Set(4, band)])]);
        }
        let holds = self.steps.truth(&given, &before, when).ok_or_else(open)?;
        let op = match step.unit {
            Unit::CardRequire(k) if !holds => {
                self.card.requires.get(k).map(|r| Op::Bits(0, bit(r.level)))
            }
            Unit::RatingRequire(k) if !holds => {
                let require = self.card.rating.requires.get(k);
                require.map(|r| Op::Bits(0, bit(r.level)))
            }
            Unit::Lift(k) if holds => Some(Op::Bits(3, bit(k))),
            Unit::Finding(k) if holds => self.card.findings.get(k).map(|f| {
                let found = match f.kind {
                    FindingKind::Reject => 1,
                    FindingKind::Stop => 2,
                };
                Op::Bits(1, found)
            }),
            _ => None,
        };
        Ok(vec![nothing_chosen(0, op.into_iter().collect())])
    }
}

fn nothing_chosen(delta: i64, ops: Vec<Op>) -> Effect {
    Effect {
        delta,
        ops,
        ways: vec![Way {
            choice: Choice::Nothing,
            times: 1,
            step: None,
            unmet: Vec::new(),
        }],
        times: 1,
    }
}

/// A bit for a level or lift. There are never so many that they run out.
fn bit(place: usize) -> i64 {
    1i64.checked_shl(place as u32).unwrap_or(0)
}

/// Gives the interpreter a value of a region.
pub(super) fn give<'a>(
    rules: &'a Ruleset,
    given: &mut Given<'a>,
    var: Var,
    region: Option<&'a Region>,
) {
    let value = region.and_then(|r| r.value.as_ref());
    match (var, value) {
        (Var::Fact(i), value) => given.fact(rules, i, value),
        (Var::Filed, Some(value)) => given.filed(value),
        (Var::Assessed, Some(value)) => given.assessed(value),
        (Var::Kind, Some(value)) => given.kind(value),
        (_, None) => {}
    }
}
