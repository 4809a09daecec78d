//! What changed between two versions: structure and meaning, not text.
//!
//! An [`Edit`] is one thing that is not as it was (a criterion, an option, a
//! level, a fact …) with everything about it that changed; each [`Change`] has
//! a [`Class`]. What only follows from another edit is not told again: letters
//! and numbers are compared through the pairing, so a condition that looks at a
//! renumbered criterion is the same condition.

mod card;
mod criterion;
mod fold;
mod list;
mod marks;
mod names;
mod options;
mod rating;
mod rules;

#[cfg(test)]
mod tests;

pub use fold::{CardEdits, Counts, Folded};

use super::meaning::Meaning;
use super::pairing::{By, Pairing};
use crate::exact::Num;
use crate::model::{Expr, Level, Ruleset, Scorecard, phrase};
use crate::text::{Both, Lang};
use jiff::civil::Date;
use serde::Serialize;

/// What a change can do to a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Nothing: the same rule in other words.
    Wording,
    /// Other points or maxima.
    Points,
    /// What a level asks for: least options, requirements, bands.
    Minimums,
    /// What is asked, when it counts, and everything else that binds.
    Structure,
}

/// Whom a change favours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Harder to reach than before.
    Tighter,
    /// Easier to reach than before.
    Looser,
}

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Thing {
    Ruleset,
    Transition,
    Repeal,
    Rating,
    Level,
    Lift,
    Requirement,
    Assumption,
    Council,
    Certificate,
    Authority,
    Fact,
    Let,
    Table,
    Scorecard,
    Part,
    Section,
    Group,
    Criterion,
    Case,
    Option,
    Rung,
    Finding,
}

/// What about a thing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Aspect {
    Added,
    Dropped,
    Split,
    Merged,
    Regrouped,
    Moved,
    Order,
    Number,
    Title,
    Label,
    Points,
    Max,
    Cap,
    TickCap,
    Otherwise,
    Rounding,
    Formula,
    Best,
    Subtracted,
    Minimum,
    Band,
    Measure,
    LowerIsBetter,
    Level,
    When,
    OnlyIf,
    Forces,
    Replaces,
    Form,
    Branches,
    Case,
    Missing,
    Kind,
    Measured,
    Values,
    Type,
    Range,
    Reading,
    Readings,
    Definition,
    Rows,
    Signed,
    From,
    Until,
    Average,
    Quorum,
    Spread,
    Months,
    Renewal,
    Levels,
    Who,
    Version,
    Samples,
    Available,
    Evidence,
    Groups,
    Cites,
    Notes,
    Printed,
}

/// Something of one version, as people know it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Named {
    /// Its number, letter or name.
    pub key: String,
    /// Its title or wording.
    pub title: String,
}

/// The same thing in each version; `None` where it is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Side {
    /// In the old version.
    pub old: Option<Named>,
    /// In the new version.
    pub new: Option<Named>,
}

/// What stands on one side of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number.
    Number(Num),
    /// A day.
    Day(Date),
    /// A text of the page.
    Text(String),
    /// A condition or the like, in each language.
    Words(Both),
    /// A level.
    Level {
        /// Its name.
        level: String,
        /// Its number in stars.
        #[serde(skip)]
        ordinal: Option<Num>,
    },
    /// Several.
    List(Vec<Value>),
}

/// Something about a thing that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What.
    pub aspect: Aspect,
    /// What it can do to a result.
    pub class: Class,
    /// The level it is about, when it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Value>,
    /// Before.
    pub old: Option<Value>,
    /// After.
    pub new: Option<Value>,
    /// Harder or easier than before, where that can be said.
    pub effect: Option<Effect>,
}

/// A thing that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The scorecard, unless it concerns them all.
    pub card: Option<Side>,
    /// The criterion or group in which it stands, or which it is.
    pub at: Option<Side>,
    /// What it is.
    pub thing: Thing,
    /// Its name before and after.
    #[serde(flatten)]
    pub side: Side,
    /// What changed.
    pub changes: Vec<Change>,
    /// How much it weighs, in points as far as there are any.
    pub weight: Num,
}

/// What changed between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The older version.
    pub old: Version,
    /// The newer version.
    pub new: Version,
    /// By what they were held against each other.
    pub pairs: By,
    /// Scorecards that were held against each other, and those of one side only.
    pub cards: Vec<Side>,
    /// The edits: of the whole first, then card by card in the order of the page.
    pub edits: Vec<Edit>,
}

/// A version, as it introduces itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// `name@version`
    pub label: String,
    /// Its title.
    pub title: Option<String>,
    /// First day in force.
    pub from: Option<Date>,
    /// SHA-256 of its content.
    pub sha256: String,
}

/// What changed from one version to another, told through a pairing.
#[must_use]
pub fn diff(old: &Ruleset, new: &Ruleset, pairing: &Pairing) -> Difference {
    let mut edits = rules::edits(old, new, pairing);
    edits.extend(card::all(old, new, pairing));
    let named = |r: &Ruleset, i: usize| r.cards.get_index(i).map(|(_, c)| names::card(c));
    let mut cards: Vec<Side> = pairing
        .cards
        .iter()
        .map(|p| Side {
            old: named(old, p.old),
            new: named(new, p.new),
        })
        .collect();
    cards.extend((0..old.cards.len()).filter_map(|i| {
        let free = pairing.cards.iter().all(|p| p.old != i);
        free.then(|| Side {
            old: named(old, i),
            new: None,
        })
    }));
    cards.extend((0..new.cards.len()).filter_map(|i| {
        let free = pairing.cards.iter().all(|p| p.new != i);
        free.then(|| Side {
            old: None,
            new: named(new, i),
        })
    }));
    Difference {
        old: Version::of(old),
        new: Version::of(new),
        pairs: pairing.by.clone(),
        cards,
        edits,
    }
}

impl Version {
    fn of(r: &Ruleset) -> Version {
        Version {
            label: r.label(),
            title: r.title.clone(),
            from: r.applies_from,
            sha256: r.compute_digest(),
        }
    }
}

impl Difference {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Only the edits of some classes, each with only its changes of these.
    #[must_use]
    pub fn only(mut self, classes: &[Class]) -> Difference {
        for e in &mut self.edits {
            e.changes.retain(|c| classes.contains(&c.class));
        }
        self.edits.retain(|e| !e.changes.is_empty());
        self
    }

    /// Only what concerns one scorecard (by its name in either version): its own
    /// edits, and those of the levels that it shares with others.
    #[must_use]
    pub fn only_card(mut self, id: &str) -> Difference {
        let about = |s: &Side| {
            let named = |n: &Option<Named>| n.as_ref().is_some_and(|n| n.key == id);
            named(&s.old) || named(&s.new)
        };
        self.cards.retain(about);
        let cards = &self.cards;
        let of_card = |e: Edit| -> Vec<Edit> {
            let of_levels = matches!(
                e.thing,
                Thing::Rating | Thing::Level | Thing::Lift | Thing::Requirement
            );
            match &e.card {
                Some(card) if about(card) => vec![e],
                None if of_levels => {
                    let both = cards.iter().filter(|c| c.old.is_some() && c.new.is_some());
                    both.map(|c| Edit {
                        card: Some(c.clone()),
                        ..e.clone()
                    })
                    .collect()
                }
                _ => Vec::new(),
            }
        };
        self.edits = self.edits.into_iter().flat_map(of_card).collect();
        self
    }

    /// The same, told from the new version back to the old one.
    #[must_use]
    pub fn mirrored(&self) -> Difference {
        Difference {
            old: self.new.clone(),
            new: self.old.clone(),
            pairs: self.pairs.clone(),
            cards: self.cards.iter().map(Side::mirrored).collect(),
            edits: self.edits.iter().map(Edit::mirrored).collect(),
        }
    }
}

impl Side {
    fn mirrored(&self) -> Side {
        Side {
            old: self.new.clone(),
            new: self.old.clone(),
        }
    }
}

impl Edit {
    /// Something that changed in a place.
    fn new(thing: Thing, old: Option<Named>, new: Option<Named>, changes: Vec<Change>) -> Edit {
        let weight = changes.iter().map(Change::weight).fold(Num::ZERO, plus);
        Edit {
            card: None,
            at: None,
            thing,
            side: Side { old, new },
            changes,
            weight,
        }
    }

    /// The same, weighing more.
    fn heavier(mut self, by: Num) -> Edit {
        self.weight = plus(self.weight, by);
        self
    }

    /// Something that is only in one of the versions.
    fn one_sided(thing: Thing, old: Option<Named>, new: Option<Named>, more: Vec<Change>) -> Edit {
        let aspect = if old.is_none() {
            Aspect::Added
        } else {
            Aspect::Dropped
        };
        let mut changes = vec![Change::of(aspect, None, None)];
        changes.extend(more);
        Edit::new(thing, old, new, changes)
    }

    /// The classes of its changes, each once, in order.
    #[must_use]
    pub fn classes(&self) -> Vec<Class> {
        let mut all: Vec<Class> = self.changes.iter().map(|c| c.class).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether it says the same in other words.
    #[must_use]
    pub fn is_wording(&self) -> bool {
        self.changes.iter().all(|c| c.class == Class::Wording)
    }

    fn mirrored(&self) -> Edit {
        Edit {
            card: self.card.as_ref().map(Side::mirrored),
            at: self.at.as_ref().map(Side::mirrored),
            thing: self.thing,
            side: self.side.mirrored(),
            changes: self.changes.iter().map(Change::mirrored).collect(),
            weight: self.weight,
        }
    }
}

impl Aspect {
    fn class(self) -> Class {
        use Aspect as A;
        match self {
            A::Title | A::Label | A::Groups | A::Cites | A::Notes | A::Printed => Class::Wording,
            A::Points
            | A::Max
            | A::Cap
            | A::TickCap
            | A::Otherwise
            | A::Rounding
            | A::Formula
            | A::Best
            | A::Subtracted => Class::Points,
            A::Minimum | A::Band | A::Measure | A::LowerIsBetter | A::Level => Class::Minimums,
            _ => Class::Structure,
        }
    }

    fn mirrored(self) -> Aspect {
        match self {
            Aspect::Added => Aspect::Dropped,
            Aspect::Dropped => Aspect::Added,
            Aspect::Split => Aspect::Merged,
            Aspect::Merged => Aspect::Split,
            other => other,
        }
    }
}

impl Change {
    /// A change of an aspect.
    fn of(aspect: Aspect, old: Option<Value>, new: Option<Value>) -> Change {
        Change {
            aspect,
            class: aspect.class(),
            level: None,
            old,
            new,
            effect: None,
        }
    }

    fn classed(mut self, class: Class) -> Change {
        self.class = class;
        self
    }

    fn with_effect(mut self, effect: Option<Effect>) -> Change {
        self.effect = effect;
        self
    }

    fn for_level(mut self, level: &Level) -> Change {
        self.level = Some(Value::level(level));
        self
    }

    fn mirrored(&self) -> Change {
        Change {
            aspect: self.aspect.mirrored(),
            class: self.class,
            level: self.level.clone(),
            old: self.new.clone(),
            new: self.old.clone(),
            effect: self.effect.map(|e| match e {
                Effect::Tighter => Effect::Looser,
                Effect::Looser => Effect::Tighter,
            }),
        }
    }

    /// How much it weighs, in points as far as there are any.
    fn weight(&self) -> Num {
        let moved = match (&self.old, &self.new) {
            (Some(Value::Number(a)), Some(Value::Number(b))) => {
                b.sub(*a).and_then(Num::abs).unwrap_or(Num::ZERO)
            }
            _ => Num::ONE,
        };
        match (self.class, self.aspect) {
            (Class::Wording, _) => Num::ZERO,
            (Class::Points, _) => moved,
            (_, Aspect::Band) => Num::int(10),
            (Class::Minimums, _) => Num::int(3),
            (_, Aspect::Number | Aspect::Order | Aspect::Moved) => Num::ZERO,
            (_, Aspect::Evidence) => Num::ratio(1, 4).unwrap_or(Num::ZERO),
            (_, Aspect::Label) => Num::ratio(1, 2).unwrap_or(Num::ZERO),
            // Facts now give what was judged before, or the other way round.
            (_, Aspect::When) if self.old.is_none() || self.new.is_none() => {
                Num::ratio(1, 4).unwrap_or(Num::ZERO)
            }
            _ => Num::ONE,
        }
    }
}

/// Several values as one.
fn many(mut all: Vec<Value>) -> Option<Value> {
    match all.len() {
        0 => None,
        1 => all.pop(),
        _ => Some(Value::List(all)),
    }
}

fn plus(a: Num, b: Num) -> Num {
    a.add(b).unwrap_or(a)
}

impl Value {
    fn text(t: impl Into<String>) -> Value {
        Value::Text(t.into())
    }

    fn level(l: &Level) -> Value {
        Value::Level {
            level: l.name.clone(),
            ordinal: l.ordinal,
        }
    }

    fn words(f: impl Fn(Lang) -> String) -> Value {
        Value::Words(Both::new(f(Lang::En), f(Lang::Vi)))
    }

    fn phrase(e: &Expr, rules: &Ruleset, card: Option<&Scorecard>) -> Value {
        Value::words(|lang| phrase::phrase(e, rules, card, lang))
    }

    fn yes(yes: bool) -> Value {
        Value::words(|lang| {
            if yes {
                lang.pick("yes", "có")
            } else {
                lang.pick("no", "không")
            }
            .to_owned()
        })
    }
}
