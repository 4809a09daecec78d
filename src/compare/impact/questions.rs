//! The few missing answers that settle most products.

use crate::compare::Named;
use crate::dossier::{Answer, Dossier};
use crate::model::{Form, Ruleset, Scorecard};
use crate::score::evaluate_as_read;
use serde::Serialize;
use std::collections::BTreeMap;

/// So many open dossiers are gone through; what is found is exact for these.
pub const MOST: usize = 100;
/// So many questions are proposed.
const ROUNDS: usize = 3;
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
    cards: BTreeMap<String, (Ruleset, Scorecard, Vec<Dossier>)>,
    kept: usize,
    all: usize,
}

impl Open {
    pub fn add(&mut self, new: (&Ruleset, &Scorecard), dossier: &Dossier) {
        self.all += 1;
        if self.kept >= MOST {
            return;
        }
        self.kept += 1;
        let (_, _, dossiers) = self
            .cards
            .entry(new.1.id.clone())
            .or_insert_with(|| (new.0.clone(), new.1.clone(), Vec::new()));
        dossiers.push(dossier.clone());
    }

    /// The questions: in each round the one that settles most of what the
    /// rounds before left open; among equals the one most products wait for.
    pub fn ask(&self) -> Asked {
        let mut all: Vec<Ask> = Vec::new();
        for (rules, card, dossiers) in self.cards.values() {
            all.extend(of_card(rules, card, dossiers));
        }
        all.sort_by_key(|q| std::cmp::Reverse((q.settles, q.waits)));
        Asked {
            of: self.kept,
            open: self.all,
            questions: all,
        }
    }
}

/// Whether an assessor's single answer settles a criterion.
fn can_be_asked(card: &Scorecard, i: usize) -> bool {
    card.criteria
        .get(i)
        .is_some_and(|c| matches!(c.form, Form::Choice | Form::YesNo) && c.options.len() > 1)
}

fn of_card(rules: &Ruleset, card: &Scorecard, dossiers: &[Dossier]) -> Vec<Ask> {
    let waits: Vec<Vec<usize>> = dossiers
        .iter()
        .map(|d| {
            let missing = evaluate_as_read(rules, card, d).missing;
            let mut all: Vec<usize> = missing
                .iter()
                .filter_map(|m| m.criterion)
                .filter(|i| can_be_asked(card, *i))
                .collect();
            all.sort_unstable();
            all.dedup();
            all
        })
        .collect();
    let mut chosen: Vec<usize> = Vec::new();
    let mut settled = vec![false; dossiers.len()];
    let mut asks = Vec::new();
    for _ in 0..ROUNDS {
        let mut best: Option<(usize, usize, usize, Vec<usize>)> = None;
        for i in 0..card.criteria.len() {
            if chosen.contains(&i) {
                continue;
            }
            let waiting = waits.iter().filter(|w| w.contains(&i)).count();
            if waiting == 0 {
                continue;
            }
            let done: Vec<usize> = dossiers
                .iter()
                .enumerate()
                .filter(|(n, _)| !settled.get(*n).copied().unwrap_or(true))
                .filter(|(n, d)| {
                    let mine = waits.get(*n).map(Vec::as_slice).unwrap_or_default();
                    mine.contains(&i) && {
                        let mut ask: Vec<usize> = chosen
                            .iter()
                            .copied()
                            .filter(|c| mine.contains(c))
                            .collect();
                        ask.push(i);
                        settles(rules, card, d, &ask)
                    }
                })
                .map(|(n, _)| n)
                .collect();
            let better = best
                .as_ref()
                .is_none_or(|(n, w, _, _)| (done.len(), waiting) > (*n, *w));
            if better {
                best = Some((done.len(), waiting, i, done));
            }
        }
        let Some((count, waiting, i, done)) = best else {
            break;
        };
        for n in done {
            if let Some(s) = settled.get_mut(n) {
                *s = true;
            }
        }
        chosen.push(i);
        if let Some(c) = card.criteria.get(i) {
            asks.push(Ask {
                card: Named {
                    key: card.id.clone(),
                    title: card.title.clone(),
                },
                criterion: Named {
                    key: c.number.clone(),
                    title: c.title.clone(),
                },
                waits: waiting,
                settles: count,
            });
        }
    }
    asks
}

/// Whether answers to some criteria leave one level, whatever they are.
fn settles(rules: &Ruleset, card: &Scorecard, dossier: &Dossier, ask: &[usize]) -> bool {
    let sizes: Vec<usize> = ask
        .iter()
        .map(|i| card.criteria.get(*i).map_or(1, |c| c.options.len()))
        .collect();
    let combinations = sizes
        .iter()
        .try_fold(1usize, |n, s| n.checked_mul(*s))
        .unwrap_or(usize::MAX);
    if combinations > COMBINATIONS {
        return false;
    }
    (0..combinations).all(|mut n| {
        let mut d = dossier.clone();
        for (i, size) in ask.iter().zip(&sizes) {
            let option = n % size;
            n /= size;
            let answer = Some(Answer::Option(option));
            if let Some(place) = d.answers.criteria.get_mut(*i) {
                place.clone_from(&answer);
            }
            for a in &mut d.assessors {
                if let Some(place) = a.answers.criteria.get_mut(*i) {
                    place.clone_from(&answer);
                }
            }
        }
        evaluate_as_read(rules, card, &d).level.known().is_some()
    })
}
