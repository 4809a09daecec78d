//! The graphs of two cards, gone through together: the same facts and the same
//! answers go into both. A state is a node of each, and what one card has been
//! told and the other has not looked at yet.

use super::facts::Given2;
use super::pairs::{Size, Subject};
use super::two::{Side, Two};
use crate::dossier::Answer;
use crate::exact::Num;
use crate::reason::graph::{Choice, Layer, Node};
use crate::reason::plan::Unit;
use crate::reason::space::Space;
use crate::reason::trouble::Trouble;
use std::collections::HashMap;

/// Most states of one layer, and most edges in all.
const MOST_STATES: usize = 60_000;
const MOST_EDGES: usize = 3_000_000;

/// What is chosen on the way: what is given, then what is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Topic {
    Given(usize),
    Subject(usize),
}

/// What was chosen, for the card that looks at it later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Chosen {
    topic: Topic,
    item: usize,
    asked: bool,
    /// What the first card gives for it, where points are compared.
    points: i64,
}

/// A place in both graphs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct State {
    nodes: Two<usize>,
    waiting: Vec<Chosen>,
}

/// A step from one state to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub to: usize,
    /// What is chosen here.
    pub chosen: Option<(Topic, usize)>,
    pub delta: Two<i64>,
    pub size: Size,
    pub times: u64,
    /// Whether the criterion gets other points on the other card.
    pub apart: bool,
}

/// Both graphs as one.
pub(super) struct Product {
    /// By step and state: its edges.
    pub layers: Vec<Vec<Vec<Edge>>>,
    /// The last nodes of both graphs.
    pub last: Vec<Two<usize>>,
}

/// What is gone through.
pub(super) struct Both<'a> {
    pub spaces: Two<Space<'a>>,
    pub given: Vec<Given2>,
    pub subjects: Vec<Subject>,
    /// Whether each dossier is gone through once, as the rules ask for it.
    pub counted: bool,
    /// Whether points of each criterion are compared.
    pub points: bool,
}

/// By item of a topic: which effect of a menu it has, whether it is asked for,
/// and the points.
type Found = Vec<Option<(usize, bool, i64)>>;

impl<'a> Both<'a> {
    fn topic(&self, side: Side, layer: &Layer) -> Option<Topic> {
        match layer.unit {
            Unit::Pick(var) => {
                let own = |g: &Given2| *g.vars.of(side) == Some(var);
                self.given.iter().position(own).map(Topic::Given)
            }
            Unit::Criterion(i) => {
                let own = |s: &Subject| *s.criteria.of(side) == Some(i);
                self.subjects.iter().position(own).map(Topic::Subject)
            }
            _ => None,
        }
    }

    fn layers(&self, side: Side) -> &[Layer] {
        &self.spaces.of(side).graph.layers
    }

    /// In which order the layers of both are gone through: the new card follows
    /// the old one as closely as it can, so that little has to wait.
    fn schedule(&self) -> Vec<(Side, usize)> {
        let topics = Two::each(|side| {
            let layers = self.layers(side).iter();
            layers.map(|l| self.topic(side, l)).collect::<Vec<_>>()
        });
        let mut at = Two::new(0usize, 0usize);
        let mut order = Vec::new();
        loop {
            let next = topics.new.get(at.new);
            let follows = match next {
                None => false,
                Some(None) => true,
                // What the old card has been told, or never looks at.
                Some(topic) => {
                    let place = topics.old.iter().position(|t| t == topic);
                    place.is_none_or(|p| p < at.old)
                }
            };
            if follows {
                order.push((Side::New, at.new));
                at.new += 1;
            } else if at.old < topics.old.len() {
                order.push((Side::Old, at.old));
                at.old += 1;
            } else {
                return order;
            }
        }
    }

    /// What each item of the topic of a layer does there, by menu.
    fn found(&self, side: Side, layer: &Layer) -> Result<Vec<Found>, Trouble> {
        let scale = Num::int(self.spaces.of(side).graph.scale);
        let items: Vec<Option<&Answer>> = match self.topic(side, layer) {
            Some(Topic::Subject(s)) => {
                let items = self.subjects.get(s).map_or(&[][..], |s| &s.items);
                items.iter().map(|i| i.said.of(side).as_ref()).collect()
            }
            Some(Topic::Given(g)) => {
                let regions = self.given.get(g).map_or(0, |g| g.regions.len());
                return Ok(vec![
                    (0..regions).map(|r| Some((r, true, 0))).collect();
                    layer.menus.len()
                ]);
            }
            None => return Ok(Vec::new()),
        };
        let of_menu = |menu: &Vec<crate::reason::graph::Effect>| {
            items
                .iter()
                .map(|said| {
                    for (e, effect) in menu.iter().enumerate() {
                        for way in &effect.ways {
                            let same = match (&way.choice, said) {
                                (Choice::Blank(_), None) => true,
                                (Choice::Answer(_, a), Some(b)) => a == *b,
                                _ => false,
                            };
                            if !same {
                                continue;
                            }
                            let points = way.step.as_ref().filter(|_| self.points);
                            let points = match points.and_then(|s| s.points()) {
                                Some(p) => {
                                    let units = p.mul(scale).and_then(Num::to_i64);
                                    units.ok_or(Trouble::Numbers)?
                                }
                                None => 0,
                            };
                            return Ok(Some((e, way.asked, points)));
                        }
                    }
                    Ok(None)
                })
                .collect::<Result<Found, Trouble>>()
        };
        layer.menus.iter().map(of_menu).collect()
    }

    /// Builds the product, as far as it is reached.
    pub fn product(&self) -> Result<Product, Trouble> {
        let order = self.schedule();
        let mut states = vec![State {
            nodes: Two::new(0, 0),
            waiting: Vec::new(),
        }];
        let mut layers = Vec::with_capacity(order.len());
        let mut edges = 0usize;
        for (step, (side, k)) in order.iter().enumerate() {
            let Some(layer) = self.layers(*side).get(*k) else {
                continue;
            };
            let topic = self.topic(*side, layer);
            let found = self.found(*side, layer)?;
            // Whether the other card looks at it too, and has not yet.
            let later = topic.is_some_and(|t| {
                let rest = order.iter().skip(step + 1).filter(|(s, _)| s != side);
                let mut rest = rest.filter_map(|(s, k)| self.layers(*s).get(*k));
                rest.any(|l| self.topic(side.other(), l) == Some(t))
            });
            let mut next: Vec<State> = Vec::new();
            let mut places: HashMap<State, usize> = HashMap::new();
            let mut all = Vec::with_capacity(states.len());
            for state in &states {
                let Some(node) = layer.nodes.get(*state.nodes.of(*side)) else {
                    all.push(Vec::new());
                    continue;
                };
                let steps = self.steps((*side, layer, node), topic, &found, state, later);
                let mut mine = Vec::with_capacity(steps.len());
                for (after, mut edge) in steps {
                    edge.to = *places.entry(after).or_insert_with_key(|s| {
                        next.push(s.clone());
                        next.len() - 1
                    });
                    mine.push(edge);
                }
                edges += mine.len();
                all.push(mine);
                if next.len() > MOST_STATES || edges > MOST_EDGES {
                    let criterion = match layer.unit {
                        Unit::Criterion(i) if *side == Side::Old => Some(i),
                        _ => None,
                    };
                    return Err(Trouble::TooLarge { criterion });
                }
            }
            layers.push(all);
            states = next;
        }
        Ok(Product {
            layers,
            last: states.into_iter().map(|s| s.nodes).collect(),
        })
    }

    /// What can be done at a state with one layer of one card.
    fn steps(
        &self,
        (side, layer, node): (Side, &Layer, &Node),
        topic: Option<Topic>,
        found: &[Found],
        state: &State,
        later: bool,
    ) -> Vec<(State, Edge)> {
        let menu = layer.menus.get(node.menu);
        let go = |e: usize, waiting: Vec<Chosen>| -> Option<(State, Edge)> {
            let mut nodes = state.nodes;
            *nodes.of_mut(side) = *node.next.get(e)?;
            let mut delta = Two::new(0, 0);
            *delta.of_mut(side) = menu?.get(e)?.delta;
            let edge = Edge {
                to: 0,
                chosen: None,
                delta,
                size: Size::NONE,
                times: 1,
                apart: false,
            };
            Some((State { nodes, waiting }, edge))
        };
        let Some(topic) = topic else {
            return go(0, state.waiting.clone()).into_iter().collect();
        };
        let found = found.get(node.menu).map_or(&[][..], |f| f);
        let told = state.waiting.iter().position(|c| c.topic == topic);
        if let Some(place) = told {
            let mut waiting = state.waiting.clone();
            let chosen = waiting.remove(place);
            let here = found.get(chosen.item).copied().flatten();
            return here
                .filter(|(_, asked, _)| !self.counted || self.once(topic, chosen, *asked))
                .and_then(|(e, _, points)| {
                    let (state, mut edge) = go(e, waiting)?;
                    edge.apart = points != chosen.points;
                    Some((state, edge))
                })
                .into_iter()
                .collect();
        }
        let mut all = Vec::new();
        for (item, here) in found.iter().enumerate() {
            let Some((e, asked, points)) = *here else {
                continue;
            };
            let chosen = Chosen {
                topic,
                item,
                asked,
                points,
            };
            if self.counted && !later && !self.once(topic, chosen, false) {
                continue;
            }
            let mut waiting = state.waiting.clone();
            if later {
                waiting.push(chosen);
                waiting.sort_unstable();
            }
            if let Some((state, mut edge)) = go(e, waiting) {
                edge.chosen = Some((topic, item));
                (edge.size, edge.times) = self.size(topic, item);
                all.push((state, edge));
            }
        }
        all
    }

    /// Whether a choice is one that some card asks for; being blank is one.
    fn once(&self, topic: Topic, chosen: Chosen, asked: bool) -> bool {
        match topic {
            Topic::Given(_) => true,
            Topic::Subject(_) => chosen.item == 0 || chosen.asked || asked,
        }
    }

    fn size(&self, topic: Topic, item: usize) -> (Size, u64) {
        match topic {
            Topic::Given(g) => {
                let region = self.given.get(g).and_then(|g| g.regions.get(item));
                let size = match region.and_then(|r| r.value.as_ref()) {
                    Some(_) => Size::field(item),
                    None => Size::NONE,
                };
                (size, 1)
            }
            Topic::Subject(s) => {
                let item = self.subjects.get(s).and_then(|s| s.items.get(item));
                item.map_or((Size::NONE, 1), |i| (i.size, i.times))
            }
        }
    }

    /// The choices of a way, as each card sees them.
    pub fn choices(&self, side: Side, chosen: &[(Topic, usize)]) -> Vec<Choice> {
        let one = |(topic, item): &(Topic, usize)| match topic {
            Topic::Given(g) => {
                let var = (*self.given.get(*g)?.vars.of(side))?;
                Some(Choice::Region(var, *item))
            }
            Topic::Subject(s) => {
                let subject = self.subjects.get(*s)?;
                let i = (*subject.criteria.of(side))?;
                let said = subject.items.get(*item)?.said.of(side).clone();
                Some(said.map_or(Choice::Blank(i), |a| Choice::Answer(i, a)))
            }
        };
        chosen.iter().filter_map(one).collect()
    }
}
