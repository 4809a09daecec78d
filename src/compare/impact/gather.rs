//! Dossiers on their way from one version to the other.

use super::clauses::{Clause, clauses};
use super::judge::Judge;
use super::questions::{self, Open};
use super::{Cause, Impact, Moved, Verdict, hull, verdict};
use crate::compare::carry::{self, Side};
use crate::compare::pairing::CardPair;
use crate::compare::{Named, Pairing};
use crate::dossier::{self, Binder, Dossier, Record};
use crate::model::crosswalk::{Crosswalk, Pair};
use crate::model::{Ruleset, Scorecard};
use crate::reason::Rank;
use crate::score::{Outcome, evaluate_as_read};
use crate::text::Diagnostic;
use std::collections::{BTreeMap, HashMap};

/// So many products are listed by name.
const LISTED: usize = 10_000;
/// For so many products that do not keep their level, each clause is taken back.
pub const TRIED: usize = 1000;

/// Two versions, and how dossiers get from one to the other.
#[derive(Debug)]
pub struct Sides<'a> {
    /// The older version.
    pub old: &'a Ruleset,
    /// The newer version.
    pub new: &'a Ruleset,
    /// The crosswalk; `None`: dossiers are read under the new version as they
    /// stand, as for a draft that keeps names and letters.
    pub walk: Option<Crosswalk>,
}

/// A card with what reads and judges its dossiers.
struct Bench<'a> {
    card: &'a Scorecard,
    binder: Binder<'a>,
    judge: Judge<'a>,
}

impl<'a> Bench<'a> {
    fn of<'g>(
        benches: &'g mut HashMap<String, Bench<'a>>,
        rules: &'a Ruleset,
        card: &'a Scorecard,
    ) -> &'g mut Bench<'a> {
        benches.entry(card.id.clone()).or_insert_with(|| Bench {
            card,
            binder: Binder::new(rules, card),
            judge: Judge::of_known(rules, card),
        })
    }
}

/// A product that does not keep its level, for which clauses are taken back.
struct Kept {
    before: Dossier,
    after: Dossier,
    was: Vec<Rank>,
    is: Vec<Rank>,
}

/// Gathers what becomes of dossiers, one at a time.
pub struct Gather<'a> {
    sides: &'a Sides<'a>,
    impact: Impact,
    olds: HashMap<String, Bench<'a>>,
    news: HashMap<String, Bench<'a>>,
    /// By old and new card.
    kept: BTreeMap<(String, String), Vec<Kept>>,
    open: Open,
}

impl<'a> Gather<'a> {
    /// Nothing yet.
    #[must_use]
    pub fn new(sides: &'a Sides<'a>) -> Gather<'a> {
        Gather {
            sides,
            impact: Impact::default(),
            olds: HashMap::new(),
            news: HashMap::new(),
            kept: BTreeMap::new(),
            open: Open::default(),
        }
    }

    /// A dossier that could not be read.
    pub fn skip(&mut self) {
        self.impact.skipped += 1;
    }

    /// A dossier, and what it is called when it has no id.
    ///
    /// # Errors
    /// What is wrong with it under one of the versions.
    pub fn add(&mut self, record: &Record, name: &str) -> Result<(), Vec<Diagnostic>> {
        let sides = self.sides;
        let one = |d: Diagnostic| vec![d];
        let old_card = dossier::card(record, sides.old).map_err(one)?;
        let bench = Bench::of(&mut self.olds, sides.old, old_card);
        let before = bench.binder.bind(record)?;
        let was = bench.judge.of(&before);
        self.impact.wide += usize::from(was.wide);
        let Some(walk) = &sides.walk else {
            let new_card = dossier::card(record, sides.new).map_err(one)?;
            let bench = Bench::of(&mut self.news, sides.new, new_card);
            let after = bench.binder.bind(record)?;
            self.impact.as_written += 1;
            self.pair(name, (old_card, before, was.levels), new_card, after);
            return Ok(());
        };
        let counterparts: Vec<(&Pair, &'a Scorecard)> = walk
            .counterparts(&old_card.id)
            .filter_map(|p| Some((p, sides.new.cards.get(&p.to)?)))
            .collect();
        let carried = |pair: &Pair, new_card: &'a Scorecard| {
            let from = Side {
                ruleset: sides.old,
                card: old_card,
            };
            let to = Side {
                ruleset: sides.new,
                card: new_card,
            };
            carry::carry(pair, from, &before, to).dossier
        };
        match counterparts.as_slice() {
            [] => {
                let why = walk.why_gone(&old_card.id).flatten().map(str::to_owned);
                let alone = &mut self.impact.alone;
                alone.entry(old_card.title.clone()).or_insert((0, why)).0 += 1;
                self.steps(&[old_card]);
                let from = self.impact.places(&old_card.rating, &was.levels);
                self.count(name, &before, old_card, &from, &[]);
            }
            [(pair, new_card)] => {
                let after = carried(pair, new_card);
                self.pair(name, (old_card, before, was.levels), new_card, after);
            }
            several => {
                // Which of them it is nobody has said: any of them may be.
                let cards: Vec<&Scorecard> = several.iter().map(|(_, c)| *c).collect();
                self.steps(&cards);
                self.steps(&[old_card]);
                let mut to = Vec::new();
                for (pair, new_card) in several {
                    let after = carried(pair, new_card);
                    let bench = Bench::of(&mut self.news, sides.new, new_card);
                    let is = bench.judge.of(&after);
                    to.extend(self.impact.places(&new_card.rating, &is.levels));
                }
                to.sort_unstable();
                to.dedup();
                self.impact.several += 1;
                let from = self.impact.places(&old_card.rating, &was.levels);
                self.count(name, &before, old_card, &from, &hull(&to));
            }
        }
        Ok(())
    }

    /// A dossier under both versions.
    fn pair(
        &mut self,
        name: &str,
        (old_card, before, was): (&'a Scorecard, Dossier, Vec<Rank>),
        new_card: &'a Scorecard,
        after: Dossier,
    ) {
        let bench = Bench::of(&mut self.news, self.sides.new, new_card);
        let is = bench.judge.of(&after);
        self.impact.wide += usize::from(is.wide);
        // The levels of the new version come first: they say what a step is called.
        self.steps(&[new_card, old_card]);
        let from = self.impact.places(&old_card.rating, &was);
        let to = self.impact.places(&new_card.rating, &is.levels);
        let verdict = self.count(name, &before, new_card, &from, &to);
        if matches!(verdict, Verdict::Stays | Verdict::NotTold) {
            return;
        }
        if verdict == Verdict::Depends {
            self.open.add(&new_card.id, after.clone());
        }
        self.impact.to_try += 1;
        if self.impact.tried < TRIED {
            self.impact.tried += 1;
            let key = (old_card.id.clone(), new_card.id.clone());
            self.kept.entry(key).or_default().push(Kept {
                before,
                after,
                was,
                is: is.levels,
            });
        }
    }

    /// Every level of these cards has its place.
    fn steps(&mut self, cards: &[&Scorecard]) {
        for level in cards.iter().flat_map(|c| &c.rating.levels) {
            self.impact.step(level);
        }
    }

    /// Counts what becomes of a product.
    fn count(
        &mut self,
        name: &str,
        before: &Dossier,
        card: &Scorecard,
        from: &[usize],
        to: &[usize],
    ) -> Verdict {
        let verdict = verdict(from, to);
        let impact = &mut self.impact;
        let commune = before.info.get("commune").cloned().unwrap_or_default();
        impact.illustrative |= before.illustrative;
        impact.ways.count(verdict);
        if !impact.titles.contains_key(&card.id) {
            impact.titles.insert(card.id.clone(), card.title.clone());
        }
        let by_card = impact.by_card.entry(card.id.clone()).or_default();
        by_card.count(verdict);
        impact.by_commune.entry(commune).or_default().count(verdict);
        let cell = (from.to_vec(), to.to_vec());
        *impact.matrix.entry(cell).or_default() += 1;
        if matches!(verdict, Verdict::Stays | Verdict::NotTold) {
            return verdict;
        }
        if impact.moved.len() < LISTED {
            let id = before.id.clone();
            impact.moved.push(Moved {
                id: id
                    .or_else(|| before.product.clone())
                    .unwrap_or_else(|| name.to_owned()),
                product: before.product.clone(),
                card: card.id.clone(),
                verdict,
                before: from.to_vec(),
                after: to.to_vec(),
            });
        } else {
            impact.more = true;
        }
        verdict
    }

    /// All that was gathered.
    #[must_use]
    pub fn finish(mut self) -> Impact {
        self.impact.causes = self.causes();
        let mut asks = Vec::new();
        for (id, dossiers) in &self.open.cards {
            if let Some(bench) = self.news.get_mut(id) {
                asks.extend(questions::of_card(&mut bench.judge, bench.card, dossiers));
            }
        }
        self.impact.asked = self.open.asked(asks);
        self.impact
    }

    /// What one clause at a time does to products that do not keep their level.
    fn causes(&self) -> Vec<Cause> {
        let mut causes: Vec<Cause> = Vec::new();
        for ((old_id, new_id), kept) in &self.kept {
            let (Some(old), Some(new)) = (
                self.sides.old.cards.get(old_id),
                self.sides.new.cards.get(new_id),
            ) else {
                continue;
            };
            let (old, new) = ((self.sides.old, old), (self.sides.new, new));
            let pair: CardPair = Pairing::of_cards(old, new);
            let all = clauses(old, new, &pair);
            let held: Vec<Option<Outcome>> = kept
                .iter()
                .map(|k| {
                    let needed = all.iter().any(Clause::puts_back);
                    needed.then(|| evaluate_as_read(old.0, old.1, &k.before))
                })
                .collect();
            for clause in &all {
                let mut judge = Judge::of_open(new.0, &clause.card);
                let (mut matters, mut keeps) = (0, 0);
                for (k, held) in kept.iter().zip(&held) {
                    let dossier = clause.dossier(&k.before, held.as_ref(), &k.after);
                    let then = judge.of(&dossier).levels;
                    // All that is possible, not only the ends.
                    let places = |card: &Scorecard, levels: &[Rank]| {
                        self.impact.each_place(&card.rating, levels)
                    };
                    let then = places(&clause.card, &then);
                    let (was, is) = (places(old.1, &k.was), places(new.1, &k.is));
                    matters += usize::from(then != is);
                    keeps += usize::from(then == was && was.len() == 1);
                }
                if matters > 0 {
                    causes.push(Cause {
                        card: Named {
                            key: clause.card.id.clone(),
                            title: clause.card.title.clone(),
                        },
                        kind: clause.kind,
                        at: clause.at.clone(),
                        matters,
                        keeps,
                    });
                }
            }
        }
        causes.sort_by_key(|c| std::cmp::Reverse((c.keeps, c.matters)));
        causes
    }
}
