//! Many edits seen from a little further off: counted by class, and those that
//! are the same on many cards told once.

use super::{Class, Difference, Edit, Effect, Side, Thing};
use crate::exact::Num;
use serde::Serialize;

/// How many edits there are of each class. An edit of several classes counts in
/// each of them, except for wording: there only edits that are nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// The same in other words.
    pub wording: usize,
    /// Points and maxima.
    pub points: usize,
    /// Minimums and bands.
    pub minimums: usize,
    /// Everything else that binds.
    pub structure: usize,
    /// All edits.
    pub edits: usize,
    /// Minimums and bands that became harder to reach.
    pub tighter: usize,
    /// Those that became easier.
    pub looser: usize,
}

/// What changed on one card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardEdits {
    /// The card.
    #[serde(flatten)]
    pub card: Side,
    /// How many edits.
    pub counts: Counts,
}

/// What changed at one place, on one card or on many alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Folded {
    /// The cards; none when it concerns the whole.
    pub cards: Vec<Side>,
    /// The criterion or group; `None` for what stands outside of them.
    pub at: Option<Side>,
    /// The edits, without their cards.
    pub edits: Vec<Edit>,
    /// How much they weigh in all.
    pub weight: Num,
}

impl Counts {
    /// Of some edits.
    pub fn of<'e>(edits: impl IntoIterator<Item = &'e Edit>) -> Counts {
        let mut n = Counts::default();
        for e in edits {
            n.edits += 1;
            let has = |class: Class| usize::from(e.changes.iter().any(|c| c.class == class));
            n.wording += usize::from(e.is_wording());
            n.points += has(Class::Points);
            n.minimums += has(Class::Minimums);
            n.structure += has(Class::Structure);
            let effects = |effect: Effect| {
                let mut all = e.changes.iter().filter(|c| c.class == Class::Minimums);
                usize::from(all.any(|c| c.effect == Some(effect)))
            };
            n.tighter += effects(Effect::Tighter);
            n.looser += effects(Effect::Looser);
        }
        n
    }
}

impl Difference {
    /// How many edits there are.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of(&self.edits)
    }

    /// Card by card, in the order in which they are compared.
    #[must_use]
    pub fn by_card(&self) -> Vec<CardEdits> {
        let each = self.cards.iter().map(|card| CardEdits {
            card: card.clone(),
            counts: Counts::of(self.edits.iter().filter(|e| e.card.as_ref() == Some(card))),
        });
        each.collect()
    }

    /// Place by place, with what is the same on many cards told once, in the
    /// order in which it first stands.
    #[must_use]
    pub fn folded(&self) -> Vec<Folded> {
        let mut places: Vec<Folded> = Vec::new();
        let mut open: Option<(Option<Side>, Option<Side>)> = None;
        for e in &self.edits {
            let key = (e.card.clone(), e.at.clone());
            // What stands outside of criteria is a place of its own.
            let alone = e.at.is_none() && e.thing != Thing::Scorecard && e.thing != Thing::Finding;
            let goes_on = !alone && open.as_ref() == Some(&key);
            let bare = Edit {
                card: None,
                ..e.clone()
            };
            match places.last_mut() {
                Some(last) if goes_on => {
                    last.weight = super::plus(last.weight, e.weight);
                    last.edits.push(bare);
                }
                _ => places.push(Folded {
                    cards: e.card.clone().into_iter().collect(),
                    at: e.at.clone(),
                    weight: e.weight,
                    edits: vec![bare],
                }),
            }
            open = Some(key);
        }
        let mut all: Vec<Folded> = Vec::new();
        let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for place in places {
            let key = serde_json::to_string(&(&place.at, &place.edits)).unwrap_or_default();
            match seen.get(&key).and_then(|i| all.get_mut(*i)) {
                Some(same) if !place.cards.is_empty() && !same.cards.is_empty() => {
                    same.cards.extend(place.cards);
                    same.weight = super::plus(same.weight, place.weight);
                }
                _ => {
                    seen.insert(key, all.len());
                    all.push(place);
                }
            }
        }
        all
    }
}
