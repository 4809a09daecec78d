//! The few missing answers that settle most products, and those that narrow
//! most what none of them settles.

use super::judge::Judge;
use crate::compare::Named;
use crate::dossier::{Answer, Dossier};
use crate::exact::{Num, RoundMode, Rounding};
use crate::model::{Form, Scorecard};
use serde::Serialize;
use std::collections::BTreeMap;

/// So many open dossiers are gone through; what is found is exact for these.
pub const MOST: usize = 200;
/// So many questions are proposed for a scorecard.
const ROUNDS: usize = 3;
/// After the first question, only so many of the most telling are tried as the next.
const NEXT: usize = 8;
/// No more combinations of answers are gone through for one dossier.
const COMBINATIONS: usize = 256;

/// A question, and what it settles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// The scorecard.
    pub card: Named,
    /// The criterion.
    pub criterion: Named,
    /// For how many open products it is not answered.
    pub waits: usize,
    /// How many more products are settled, whatever the answer is, once it and
    /// the questions before it are answered.
    pub settles: usize,
    /// How many levels are possible for these products, on average, before it
    /// is answered and after: over all answers, to a hundredth.
    pub levels: (Num, Num),
}

/// What to ask first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Open products that were gone through.
    pub of: usize,
    /// Open products in all.
    pub open: usize,
    /// The questions, most telling first.
    pub questions: Vec<Ask>,
}

/// Dossiers that hang on missing answers.
#[derive(Default)]
pub(super) struct Open {
    pub cards: BTreeMap<String, Vec<Dossier>>,
    kept: usize,
    all: usize,
}

impl Open {
    pub fn add(&mut self, card: &str, dossier: Dossier) {
        self.all += 1;
        if self.kept < MOST {
            self.kept += 1;
            self.cards.entry(card.to_owned()).or_default().push(dossier);
        }
    }

    /// The questions of all cards, most telling first.
    pub fn asked(&self, mut questions: Vec<Ask>) -> Asked {
        // Questions of one card build on each other and stay in their order.
        let mut best: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for q in &questions {
            let one = best.entry(q.card.key.clone()).or_default();
            *one = (*one).max((q.settles, q.waits));
        }
        questions.sort_by_key(|q| std::cmp::Reverse(best.get(&q.card.key).copied()));
        Asked {
            of: self.kept,
            open: self.all,
            questions,
        }
    }
}

/// What can be answered to a criterion that a dossier leaves open; nothing
/// where a single answer does not settle it.
fn choices(card: &Scorecard, dossier: &Dossier, i: usize) -> Vec<Answer> {
    let Some(c) = card.criteria.get(i) else {
        return Vec::new();
    };
    if !matches!(c.form, Form::Choice | Form::YesNo) {
        return Vec::new();
    }
    let one = |o: &Option<usize>| o.map_or(Answer::None, Answer::Option);
    match dossier.answers.criteria.get(i).and_then(Option::as_ref) {
        Some(Answer::OneOf(several)) => several.iter().map(one).collect(),
        Some(_) => Vec::new(),
        None => {
            let mut all: Vec<Answer> = c.letters().into_iter().map(Answer::Option).collect();
            if c.may_hold_none() {
                all.push(Answer::None);
            }
            all
        }
    }
}

/// How many levels are left after answers: at worst, in all, of how many answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Left {
    worst: usize,
    sum: usize,
    count: usize,
}

impl Left {
    fn mean(self) -> Option<Num> {
        let whole = |n: usize| i64::try_from(n).ok();
        Num::ratio(whole(self.sum)?, whole(self.count)?)
    }
}

/// What is left once some criteria are answered, over all their answers.
fn left(judge: &mut Judge<'_>, card: &Scorecard, dossier: &Dossier, ask: &[usize]) -> Option<Left> {
    let all: Vec<Vec<Answer>> = ask.iter().map(|i| choices(card, dossier, *i)).collect();
    let combinations = all
        .iter()
        .try_fold(1usize, |n, c| n.checked_mul(c.len().max(1)))
        .filter(|n| *n <= COMBINATIONS)?;
    let mut d = dossier.clone();
    let mut found = Left {
        worst: 0,
        sum: 0,
        count: combinations,
    };
    for combination in 0..combinations {
        let mut n = combination;
        for (i, answers) in ask.iter().zip(&all) {
            let size = answers.len().max(1);
            let answer = answers.get(n % size);
            n /= size;
            let (Some(answer), Some(slot)) = (answer, d.answers.criteria.get_mut(*i)) else {
                continue;
            };
            *slot = Some(answer.clone());
            for a in &mut d.assessors {
                if let Some(slot) = a.answers.criteria.get_mut(*i) {
                    *slot = Some(answer.clone());
                }
            }
        }
        let levels = judge.of(&d).levels.len();
        found.worst = found.worst.max(levels);
        found.sum += levels;
    }
    Some(found)
}

/// A product that is open, with what it waits for and what is left of it once
/// the questions chosen so far are answered.
struct Product<'d> {
    dossier: &'d Dossier,
    waits: Vec<usize>,
    left: Left,
}

/// What a question does, over all products that wait for it.
struct Told {
    criterion: usize,
    waits: usize,
    settles: usize,
    before: Num,
    after: Num,
    left: Vec<Option<Left>>,
}

impl Told {
    fn rank(&self) -> (usize, Num, usize, std::cmp::Reverse<usize>) {
        let gain = self.before.sub(self.after).unwrap_or(Num::ZERO);
        let early = std::cmp::Reverse(self.criterion);
        (self.settles, gain, self.waits, early)
    }
}

/// The questions of a card, each the best after those before it: it settles
/// most, then narrows most, then most wait for it.
pub(super) fn of_card(judge: &mut Judge<'_>, card: &Scorecard, dossiers: &[Dossier]) -> Vec<Ask> {
    let mut products: Vec<Product<'_>> = Vec::new();
    for dossier in dossiers {
        let levels = judge.of(dossier).levels;
        let open = (0..card.criteria.len()).filter(|i| choices(card, dossier, *i).len() > 1);
        products.push(Product {
            dossier,
            waits: open.collect(),
            left: Left {
                worst: levels.len(),
                sum: levels.len(),
                count: 1,
            },
        });
    }
    let mut candidates: Vec<usize> = (0..card.criteria.len()).collect();
    let mut chosen: Vec<usize> = Vec::new();
    let mut asks = Vec::new();
    for _ in 0..ROUNDS {
        let mut told: Vec<Told> = candidates
            .iter()
            .filter_map(|i| tell(judge, card, &products, &chosen, *i))
            .collect();
        told.sort_by_key(|t| std::cmp::Reverse(t.rank()));
        // What narrows nothing is not asked.
        let worth = |t: &&Told| t.settles > 0 || t.after != t.before;
        if told.first().filter(worth).is_none() {
            break;
        }
        let best = told.remove(0);
        candidates = told.iter().take(NEXT).map(|t| t.criterion).collect();
        chosen.push(best.criterion);
        for (product, left) in products.iter_mut().zip(&best.left) {
            product.left = left.unwrap_or(product.left);
        }
        let mean = |sum: Num| {
            let count = Num::int(i64::try_from(best.waits).unwrap_or(i64::MAX));
            let rounding = Rounding {
                mode: RoundMode::HalfUp,
                step: Num::ratio(1, 100)?,
            };
            sum.div(count)?.round(rounding)
        };
        let (Some(c), Some(before), Some(after)) = (
            card.criteria.get(best.criterion),
            mean(best.before),
            mean(best.after),
        ) else {
            break;
        };
        asks.push(Ask {
            card: Named {
                key: card.id.clone(),
                title: card.title.clone(),
            },
            criterion: Named {
                key: c.number.clone(),
                title: c.title.clone(),
            },
            waits: best.waits,
            settles: best.settles,
            levels: (before, after),
        });
    }
    asks
}

/// What a question does after those chosen; nothing when no open product waits for it.
fn tell(
    judge: &mut Judge<'_>,
    card: &Scorecard,
    products: &[Product<'_>],
    chosen: &[usize],
    i: usize,
) -> Option<Told> {
    let mut told = Told {
        criterion: i,
        waits: 0,
        settles: 0,
        before: Num::ZERO,
        after: Num::ZERO,
        left: Vec::with_capacity(products.len()),
    };
    for product in products {
        let waits = product.left.worst > 1 && product.waits.contains(&i);
        let mut ask: Vec<usize> = chosen
            .iter()
            .copied()
            .filter(|c| product.waits.contains(c))
            .collect();
        ask.push(i);
        let after = waits
            .then(|| left(judge, card, product.dossier, &ask))
            .flatten();
        if let Some(after) = after {
            told.waits += 1;
            told.settles += usize::from(after.worst <= 1);
            told.before = told.before.add(product.left.mean()?)?;
            told.after = told.after.add(after.mean()?)?;
        }
        told.left.push(after);
    }
    (told.waits > 0).then_some(told)
}
