//! What of one version stands for what of another.
//!
//! Names and numbers change from decision to decision, so neither is trusted
//! alone: the title, the number, the wording of the options and the place on
//! the card each have a say, and of all ways to pair two rows the one with the
//! best sum is taken ([`super::assign`]). What is found does not depend on which
//! version is called the old one.

mod card;
mod options;
mod walk;

use super::assign::matched;
use super::meaning::Meaning;
use super::similar::Bag;
use crate::model::{Ruleset, Scorecard};
use serde::Serialize;

/// What stands for what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    /// Scorecards. One of a version may stand in several pairs: several that
    /// became one, or one that became several; the first pair is the closest.
    pub cards: Vec<CardPair>,
    /// By what they were made.
    pub by: By,
}

/// By what pairs were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum By {
    /// Names, numbers, titles and wording.
    Likeness {
        /// Whether there is a crosswalk that does not fit these texts.
        crosswalk_misfit: bool,
    },
    /// A crosswalk.
    Crosswalk {
        /// The version that it leads from.
        from: String,
        /// The version that it leads to.
        to: String,
    },
}

impl Default for By {
    fn default() -> By {
        By::Likeness {
            crosswalk_misfit: false,
        }
    }
}

/// A scorecard of each version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardPair {
    /// Its place in the old version.
    pub old: usize,
    /// Its place in the new version.
    pub new: usize,
    /// Parts, sections and criteria that hold criteria, by their places.
    pub groups: Vec<(usize, usize)>,
    /// Criteria; one may stand in several pairs.
    pub criteria: Vec<CriterionPair>,
    /// Whether ties are settled from the new version's side.
    pub turned: bool,
}

/// A criterion of each version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CriterionPair {
    /// Its place on the old card.
    pub old: usize,
    /// Its place on the new card.
    pub new: usize,
    /// Options (or ticks): one may stand in several pairs.
    pub options: Vec<(usize, usize)>,
    /// Rungs of a ladder.
    pub rungs: Vec<(usize, usize)>,
    /// Exclusive cases.
    pub cases: Vec<(usize, usize)>,
    /// Whether it is the closest pair of both: the others say only that one
    /// became several, or several one.
    pub main: bool,
    /// Whether somebody has said that these belong together (a crosswalk).
    pub declared: bool,
}

impl Pairing {
    /// The pairing that likeness suggests.
    #[must_use]
    pub fn of(old: &Ruleset, new: &Ruleset) -> Pairing {
        // Both directions settle ties alike.
        let turned = old.compute_digest() > new.compute_digest();
        let olds: Vec<&Scorecard> = old.cards.values().collect();
        let news: Vec<&Scorecard> = new.cards.values().collect();
        let mut cards: Vec<CardPair> = cards(&olds, &news, turned)
            .into_iter()
            .filter_map(|(i, j)| {
                let (a, b) = (olds.get(i)?, news.get(j)?);
                let mut pair = CardPair {
                    old: i,
                    new: j,
                    turned,
                    ..CardPair::default()
                };
                card::fill(&mut pair, (old, a), (new, b), turned);
                Some(pair)
            })
            .collect();
        cards.sort_by_key(|c| (c.old, c.new));
        Pairing {
            cards,
            by: By::default(),
        }
    }

    /// The pairing of two cards alone, whatever their names.
    #[must_use]
    pub fn of_cards(old: (&Ruleset, &Scorecard), new: (&Ruleset, &Scorecard)) -> CardPair {
        let turned = old.0.compute_digest() > new.0.compute_digest();
        let place = |r: &Ruleset, c: &Scorecard| r.cards.get_index_of(&c.id).unwrap_or(0);
        let mut pair = CardPair {
            old: place(old.0, old.1),
            new: place(new.0, new.1),
            turned,
            ..CardPair::default()
        };
        card::fill(&mut pair, old, new, turned);
        pair
    }

    /// The same, seen from the other version.
    #[must_use]
    pub fn mirrored(&self) -> Pairing {
        let mut cards: Vec<CardPair> = self.cards.iter().map(CardPair::mirrored).collect();
        cards.sort_by_key(|c| (c.old, c.new));
        Pairing {
            cards,
            by: self.by.clone(),
        }
    }
}

impl CardPair {
    /// The same, seen from the other version.
    #[must_use]
    pub fn mirrored(&self) -> CardPair {
        let mut criteria: Vec<CriterionPair> = self
            .criteria
            .iter()
            .map(|c| CriterionPair {
                old: c.new,
                new: c.old,
                options: turn(&c.options),
                rungs: turn(&c.rungs),
                cases: turn(&c.cases),
                main: c.main,
                declared: c.declared,
            })
            .collect();
        criteria.sort_by_key(|c| (c.old, c.new));
        CardPair {
            old: self.new,
            new: self.old,
            groups: turn(&self.groups),
            criteria,
            turned: !self.turned,
        }
    }

    /// Pairs the options, rungs and cases of a criterion that is already paired.
    pub(super) fn settle(
        &mut self,
        at: usize,
        old: (&Ruleset, &Scorecard),
        new: (&Ruleset, &Scorecard),
    ) {
        let Some(pair) = self.criteria.get(at) else {
            return;
        };
        let meaning = Meaning::new(old, new, Some(self));
        let filled = options::of(pair, &meaning, self.turned);
        if let (Some(pair), Some(filled)) = (self.criteria.get_mut(at), filled) {
            *pair = filled;
        }
    }
}

fn turn(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = pairs.iter().map(|(a, b)| (*b, *a)).collect();
    all.sort_unstable();
    all
}

/// What is looked at of a card.
struct Face {
    title: Bag,
    group: Bag,
    criteria: Bag,
}

impl Face {
    fn of(card: &Scorecard) -> Face {
        let mut criteria = Bag::default();
        for c in &card.criteria {
            criteria.add(&c.title);
        }
        Face {
            title: Bag::of(&card.title),
            group: Bag::of(&card.path.join(" ")),
            criteria,
        }
    }
}

fn cards(olds: &[&Scorecard], news: &[&Scorecard], turned: bool) -> Vec<(usize, usize)> {
    if let ([_], [_]) = (olds, news) {
        return vec![(0, 0)];
    }
    let a: Vec<Face> = olds.iter().map(|c| Face::of(c)).collect();
    let b: Vec<Face> = news.iter().map(|c| Face::of(c)).collect();
    let worth = |i: usize, j: usize| -> i64 {
        let (Some(x), Some(y), Some(old), Some(new)) =
            (a.get(i), b.get(j), olds.get(i), news.get(j))
        else {
            return 0;
        };
        let title = x.title.like(&y.title);
        let criteria = x.criteria.like(&y.criteria);
        let same_id = old.id == new.id;
        if !same_id && title < 300 && !(title >= 150 && criteria >= 900) {
            return 0;
        }
        let set = old.set.is_some() && old.set == new.set;
        8 * title
            + 3 * criteria
            + x.group.like(&y.group)
            + if same_id { 6000 } else { 0 }
            + if set { 100 } else { 0 }
    };
    let mut pairs = matched(olds.len(), news.len(), turned, worth);
    // Several cards that became one, or one that became several: what is left
    // over goes to the card that holds its title, or that is held by it.
    let near = |i: usize, j: usize| -> i64 {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) => {
                let title = x.title.like(&y.title);
                let within = x.title.within(&y.title);
                if title >= 400 && within >= 650 {
                    title + within + x.criteria.like(&y.criteria)
                } else {
                    0
                }
            }
            _ => 0,
        }
    };
    let free_old: Vec<usize> = (0..olds.len())
        .filter(|i| pairs.iter().all(|(a, _)| a != i))
        .collect();
    let free_new: Vec<usize> = (0..news.len())
        .filter(|j| pairs.iter().all(|(_, b)| b != j))
        .collect();
    let best = |all: &mut dyn Iterator<Item = (i64, usize)>| -> Option<usize> {
        let found: Vec<(i64, usize)> = all.filter(|(w, _)| *w > 0).collect();
        let most = found.iter().map(|(w, _)| *w).max()?;
        match found
            .iter()
            .filter(|(w, _)| *w == most)
            .collect::<Vec<_>>()
            .as_slice()
        {
            [(_, only)] => Some(*only),
            _ => None,
        }
    };
    let mut more = Vec::new();
    for i in free_old {
        if let Some(j) = best(&mut (0..news.len()).map(|j| (near(i, j), j))) {
            more.push((i, j));
        }
    }
    for j in free_new {
        if let Some(i) = best(&mut (0..olds.len()).map(|i| (near(i, j), i))) {
            more.push((i, j));
        }
    }
    pairs.extend(more);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
