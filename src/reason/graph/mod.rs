//! All dossiers of a card as one graph without circles: a layer for each step
//! of the plan, in each layer one node for everything that later steps can tell
//! apart. A way from the first node to a last one is a dossier; the total runs
//! along the edges. What an edge does is asked of the interpreter, once for all
//! nodes that look the same to it.

mod menu;

use super::cut::Region;
use super::plan::{self, Plan, Slot, Unit};
use super::reads::Var;
use super::trouble::Trouble;
use crate::dossier::{Answer, Dossier};
use crate::exact::Num;
use crate::model::{Ruleset, Scorecard};
use crate::score::{Given, Step, Steps};
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
    /// Whether the rules ask for it; an answer to what is not asked changes nothing
    /// that a dossier says of itself.
    pub asked: bool,
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
    /// Which answers are tried.
    pub tries: Tries,
}

/// Which answers are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tries {
    /// Those that the rules ask for.
    Asked,
    /// Those that are not asked for as well, as far as they agree with the facts.
    Agreeing,
    /// Those that contradict the facts too; and dossiers that are not rated to
    /// the end are left aside.
    All,
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
                asked: true,
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
