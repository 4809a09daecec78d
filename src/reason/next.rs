//! The way to a level: the provably least change of a dossier that reaches it,
//! every other way that is as good, the ways that trade one cost for another,
//! and a proof when there is no way.

use super::graph::{Choice, Way};
use super::least::{Cost, Path, Price};
use super::plan::Unit;
use super::reads::{self, Var};
use super::space::{Point, Rank, Space, Within};
use super::trouble::Trouble;
use crate::dossier::{Answer, Dossier};
use crate::exact::Num;
use crate::model::{Ruleset, Scorecard, Value};
use num_bigint::BigUint;
use std::collections::{BTreeMap, BTreeSet};

/// Most ways that are shown for one cost.
const SHOWN: usize = 12;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Aim {
    /// The level (a place in the rating) that is to be reached, or a better one.
    pub level: usize,
    /// Criteria whose answer stays as it is.
    pub fixed: BTreeSet<usize>,
    /// Facts that stay as they are.
    pub fixed_facts: BTreeSet<usize>,
    /// Answers that cannot be had.
    pub impossible: BTreeSet<(usize, usize)>,
    /// What it costs to come to hold an option.
    pub effort: BTreeMap<(usize, usize), Num>,
    /// What one step on a criterion costs, where its options say nothing.
    pub effort_by_step: BTreeMap<usize, Num>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// The level is reached as it is.
    Reached(Point),
    /// There are ways, the least change first; none of the costs is beaten by another.
    Ways {
        /// How the dossier comes out as it is (what is not answered counted lowest).
        now: Point,
        /// The costs, each with its ways.
        costs: Vec<Tier>,
    },
    /// There is no way.
    Never(Proof),
}

/// Ways of one cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// How many answers and facts change.
    pub changes: u32,
    /// By how many steps they change.
    pub steps: u32,
    /// What they cost.
    pub effort: Num,
    /// How many ways there are.
    pub ways: BigUint,
    /// Some of them; all, unless there are many.
    pub shown: Vec<Plan>,
}

/// One way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What changes, in order of the card.
    pub changes: Vec<Change>,
    /// Criteria that come out otherwise because of them, with what they gain
    /// and the marks that are met now: option and level.
    pub follows: Vec<Follow>,
    /// How the dossier then comes out.
    pub point: Point,
    /// The dossier afterwards, in full.
    pub dossier: Dossier,
}

/// A criterion that comes out otherwise, what it gains, and the marks that are
/// met now: option and level.
pub type Follow = (usize, Num, Vec<(usize, usize)>);

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What changes.
    pub what: Changed,
    /// By how many steps.
    pub steps: u32,
    /// What it costs.
    pub effort: Num,
    /// How many points the criterion gains.
    pub gain: Num,
    /// Marks that were missed before and are met now: option and level.
    pub serves: Vec<(usize, usize)>,
}

/// What changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The answer to a criterion.
    Answer {
        /// The criterion.
        criterion: usize,
        /// What is answered now.
        from: Option<Answer>,
        /// What must be answered.
        to: Option<Answer>,
    },
    /// A fact.
    Fact {
        /// The fact.
        fact: usize,
        /// A value it must take.
        to: Option<Value>,
        /// All values that do as well, where they are a stretch of numbers.
        stretch: Option<crate::model::Interval>,
    },
}

/// Why a level cannot be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// How the best dossier comes out that is allowed: by level, then by total.
    pub best: Option<Point>,
    /// The greatest total that is allowed.
    pub most: Option<Num>,
    /// The greatest total of the dossiers that miss no minimum up to the level.
    pub most_with_minimums: Option<Num>,
    /// The least total that the bands give the level for.
    pub needed: Option<Num>,
    /// Marks that nothing allowed meets: criterion, option, level.
    pub unmet: Vec<(usize, usize, usize)>,
    /// Whether every dossier that is allowed is rejected or stopped.
    pub always_out: bool,
}

/// What must change for a dossier to reach a level. Answers that single
/// assessors give are not looked at; see [`super::council`].
///
/// # Errors
/// When the dossiers of the card cannot be gone through exactly.
pub fn next(
    rules: &Ruleset,
    card: &Scorecard,
    dossier: &Dossier,
    aim: &Aim,
) -> Result<Next, Trouble> {
    let space = Space::build(
        rules,
        card,
        Within {
            dossier: dossier.clone(),
            free: (0..card.criteria.len())
                .map(|i| !aim.fixed.contains(&i) || !answered(dossier, i))
                .collect(),
            beyond_policy: true,
            keep_facts: false,
            fixed_facts: aim.fixed_facts.clone(),
        },
    )?;
    Seeker::new(&space, dossier, aim)?.seek()
}

fn answered(dossier: &Dossier, i: usize) -> bool {
    dossier.answers.criteria.get(i).is_some_and(Option::is_some)
}

struct Seeker<'x, 'a> {
    space: &'x Space<'a>,
    dossier: &'x Dossier,
    aim: &'x Aim,
    /// By open fact or day: the region in which the dossier lies.
    home: BTreeMap<Var, usize>,
    /// One unit of effort, as parts of one.
    scale: i64,
}

impl<'x, 'a> Seeker<'x, 'a> {
    fn new(
        space: &'x Space<'a>,
        dossier: &'x Dossier,
        aim: &'x Aim,
    ) -> Result<Seeker<'x, 'a>, Trouble> {
        let mut scale: i64 = 1;
        for n in aim.effort.values().chain(aim.effort_by_step.values()) {
            let d = i64::try_from(n.denom()).map_err(|_| Trouble::Numbers)?;
            if scale.checked_rem(d) != Some(0) {
                scale = scale.checked_mul(d).ok_or(Trouble::Numbers)?;
            }
        }
        let home = space
            .offer
            .regions
            .keys()
            .filter_map(|var| Some((*var, space.home(dossier, *var)?)))
            .collect();
        Ok(Seeker {
            space,
            dossier,
            aim,
            home,
            scale,
        })
    }

    fn seek(&self) -> Result<Next, Trouble> {
        let price = |unit: Unit, way: &Way| self.price(unit, way);
        let reached = self.space.reached_at_most(&price)?;
        let goal = |p: &Point| p.level.is_some_and(|l| l >= self.aim.level);
        let wanted =
            |last: usize, units: i64| self.space.point(last, units).is_some_and(|p| goal(&p));
        let tiers = self.space.least(&price, &wanted, SHOWN)?;
        let now = self.space.least(&price, &|_, _| true, 1)?;
        let now = now.first().and_then(|b| b.shown.first());
        let base: Option<&Path> = now.map(|(path, ..)| path);
        let now = now.and_then(|(_, last, units)| self.space.point(*last, *units));
        let (Some(base), Some(now)) = (base, now) else {
            return Ok(Next::Never(self.proof(&reached)));
        };
        if goal(&now) && tiers.first().is_some_and(|t| t.cost.changes == 0) {
            return Ok(Next::Reached(now));
        }
        if tiers.is_empty() {
            return Ok(Next::Never(self.proof(&reached)));
        }
        let mut costs = Vec::new();
        for tier in tiers {
            let shown = tier.shown.iter().filter_map(|(path, last, units)| {
                Some(Plan {
                    changes: self.changes(base, path),
                    follows: self.follows(base, path),
                    point: self.space.point(*last, *units)?,
                    dossier: self.after(path),
                })
            });
            costs.push(Tier {
                changes: tier.cost.changes,
                steps: tier.cost.steps,
                effort: self.effort(tier.cost.effort),
                shown: shown.collect(),
                ways: tier.ways,
            });
        }
        Ok(Next::Ways { now, costs })
    }

    fn effort(&self, units: i64) -> Num {
        Num::int(units)
            .div(Num::int(self.scale))
            .unwrap_or(Num::ZERO)
    }

    fn after(&self, path: &Path) -> Dossier {
        let choices: Vec<Choice> = self
            .space
            .along(path)
            .map(|(_, w)| w.choice.clone())
            .collect();
        self.space.dossier(&choices)
    }

    /// What a way costs; nothing if it is not allowed.
    fn price(&self, unit: Unit, way: &Way) -> Option<Cost> {
        match &way.choice {
            Choice::Nothing | Choice::Blank(_) => Some(Cost::default()),
            Choice::Region(var, r) => {
                let Some(home) = self.home.get(var) else {
                    // What is not given yet has to be found out, whatever it is.
                    return Some(Cost::default());
                };
                Some(Cost {
                    changes: u32::from(r != home),
                    steps: apart(*r, *home),
                    effort: 0,
                })
            }
            Choice::Answer(i, to) => {
                let Unit::Criterion(_) = unit else {
                    return None;
                };
                let from = self
                    .dossier
                    .answers
                    .criteria
                    .get(*i)
                    .and_then(Option::as_ref);
                if from == Some(to) {
                    return Some(Cost::default());
                }
                if self.aim.fixed.contains(i) {
                    return None;
                }
                self.price_of_answer(*i, from, to)
            }
        }
    }

    fn price_of_answer(&self, i: usize, from: Option<&Answer>, to: &Answer) -> Option<Cost> {
        let steps = match (from, to) {
            (_, Answer::Option(o)) => {
                if self.aim.impossible.contains(&(i, *o)) {
                    return None;
                }
                match from {
                    Some(Answer::Option(f)) => apart(*f, *o),
                    // Not answered yet: counted from the option with the fewest points.
                    None => apart(self.lowest(i), *o),
                    // Not settled: from the least of those that are left open.
                    Some(Answer::OneOf(several)) => {
                        let places = several.iter().flatten();
                        places.min().map_or(0, |least| apart(*least, *o))
                    }
                    Some(_) => u32::try_from(*o).unwrap_or(u32::MAX).saturating_add(1),
                }
            }
            (from, Answer::Ticks(ticks)) => {
                let held: &[usize] = match from {
                    Some(Answer::Ticks(held)) => held,
                    _ => &[],
                };
                if ticks
                    .iter()
                    .any(|t| self.aim.impossible.contains(&(i, *t)) && !held.contains(t))
                {
                    return None;
                }
                let other = |t: &&usize| !held.contains(t);
                let lost = held.iter().filter(|t| !ticks.contains(t)).count();
                u32::try_from(ticks.iter().filter(other).count() + lost).ok()?
            }
            (Some(Answer::OneOf(several)), Answer::None) if several.contains(&None) => 0,
            // Nobody strives to be rejected, or to hold nothing.
            _ => return None,
        };
        let mut effort = Num::ZERO;
        let by_step = self.aim.effort_by_step.get(&i);
        let own: Vec<usize> = match to {
            Answer::Option(o) => vec![*o],
            Answer::Ticks(t) => t.clone(),
            _ => Vec::new(),
        };
        let mut told = false;
        for o in own {
            if let Some(cost) = self.aim.effort.get(&(i, o)) {
                effort = effort.add(*cost)?;
                told = true;
            }
        }
        if let (false, Some(each)) = (told, by_step) {
            effort = each.mul(Num::int(i64::from(steps)))?;
        }
        if steps == 0 {
            effort = Num::ZERO;
        }
        Some(Cost {
            changes: u32::from(steps > 0),
            steps,
            effort: effort.mul(Num::int(self.scale))?.to_i64()?,
        })
    }

    fn lowest(&self, i: usize) -> usize {
        let c = self.space.card.criteria.get(i);
        let options = c.into_iter().flat_map(|c| c.options.iter().enumerate());
        options
            .min_by_key(|(o, opt)| (opt.points, *o))
            .map_or(0, |(o, _)| o)
    }

    /// What differs between the dossier as it is and a way.
    fn changes(&self, base: &Path, path: &Path) -> Vec<Change> {
        let mut before: BTreeMap<usize, &Way> = BTreeMap::new();
        for (unit, way) in self.space.along(base) {
            if let Unit::Criterion(i) = unit {
                before.insert(i, way);
            }
        }
        let mut all = Vec::new();
        for (unit, way) in self.space.along(path) {
            let Some(cost) = self.price(unit, way).filter(|c| c.changes > 0) else {
                continue;
            };
            let what = match (&way.choice, unit) {
                (Choice::Answer(i, to), _) => Changed::Answer {
                    criterion: *i,
                    from: self.dossier.answers.criteria.get(*i).cloned().flatten(),
                    to: Some(to.clone()),
                },
                (Choice::Region(Var::Fact(f), r), _) => {
                    let region = self
                        .space
                        .offer
                        .regions
                        .get(&Var::Fact(*f))
                        .and_then(|all| all.get(*r));
                    Changed::Fact {
                        fact: *f,
                        to: region.and_then(|r| r.value.clone()),
                        stretch: region.and_then(|r| r.stretch.clone()),
                    }
                }
                _ => continue,
            };
            let was = match unit {
                Unit::Criterion(i) => before.get(&i).copied(),
                _ => None,
            };
            let points = |w: Option<&Way>| w.and_then(|w| w.step.as_ref()).and_then(|s| s.points());
            let gain = points(Some(way)).and_then(|p| p.sub(points(was).unwrap_or(Num::ZERO)));
            let missed = was.map_or(&[][..], |w| &w.unmet);
            all.push(Change {
                what,
                steps: cost.steps,
                effort: self.effort(cost.effort),
                gain: gain.unwrap_or(Num::ZERO),
                serves: missed
                    .iter()
                    .filter(|m| !way.unmet.contains(m) && m.1 <= self.aim.level)
                    .copied()
                    .collect(),
            });
        }
        all.sort_by_key(|c| match &c.what {
            Changed::Answer { criterion, .. } => (1, *criterion),
            Changed::Fact { fact, .. } => (0, *fact),
        });
        all
    }

    /// Criteria that nothing was answered to and that come out otherwise.
    fn follows(&self, base: &Path, path: &Path) -> Vec<Follow> {
        let mut before: BTreeMap<usize, &Way> = BTreeMap::new();
        for (unit, way) in self.space.along(base) {
            if let Unit::Criterion(i) = unit {
                before.insert(i, way);
            }
        }
        let mut all = Vec::new();
        for (unit, way) in self.space.along(path) {
            let Unit::Criterion(i) = unit else {
                continue;
            };
            let Some(was) = before
                .get(&i)
                .filter(|_| self.price(unit, way) == Some(Cost::default()))
            else {
                continue;
            };
            let points = |w: &Way| w.step.as_ref().and_then(|s| s.points());
            let gain = points(way).zip(points(was)).and_then(|(a, b)| a.sub(b));
            let met = was
                .unmet
                .iter()
                .filter(|m| !way.unmet.contains(m) && m.1 <= self.aim.level);
            let met: Vec<(usize, usize)> = met.copied().collect();
            if let Some(gain) = gain
                && (!gain.is_zero() || !met.is_empty())
            {
                all.push((i, gain, met));
            }
        }
        all.sort_by_key(|(i, ..)| *i);
        all
    }

    fn proof(&self, reached: &[(Point, bool)]) -> Proof {
        let card = self.space.card;
        let level = self.aim.level;
        let mut unmet = Vec::new();
        for layer in &self.space.graph.layers {
            let Unit::Criterion(i) = layer.unit else {
                continue;
            };
            let ways = || {
                let effects = layer.menus.iter().flatten().flat_map(|e| &e.ways);
                effects.filter(|w| self.price(layer.unit, w).is_some())
            };
            let options = card.criteria.get(i).map_or(&[][..], |c| &c.options);
            for (o, option) in options.iter().enumerate() {
                for mark in option.marks.iter().filter(|m| **m <= level) {
                    if ways().all(|w| w.unmet.contains(&(o, *mark))) {
                        unmet.push((i, o, *mark));
                    }
                }
            }
        }
        Proof {
            best: reached
                .iter()
                .map(|(p, _)| *p)
                .max_by_key(|p| (p.level, p.total)),
            most: reached.iter().map(|(p, _)| p.total).max(),
            most_with_minimums: reached
                .iter()
                .filter(|(_, met)| *met)
                .map(|(p, _)| p.total)
                .max(),
            needed: card.rating.levels.get(level).and_then(|l| l.band.lo),
            unmet,
            always_out: !reached.is_empty() && reached.iter().all(|(p, _)| p.level.is_none()),
        }
    }
}

fn apart(a: usize, b: usize) -> u32 {
    u32::try_from(a.abs_diff(b)).unwrap_or(u32::MAX)
}

impl Space<'_> {
    /// The region of a fact or day in which a dossier lies.
    fn home(&self, dossier: &Dossier, var: Var) -> Option<usize> {
        let regions = self.offer.regions.get(&var)?;
        let value = match var {
            Var::Fact(i) => dossier.facts.get(i)?.as_ref().map(|f| f.value.clone()),
            Var::Filed => Some(Value::Date(dossier.filed?)),
            Var::Assessed => Some(Value::Date(dossier.assessed?)),
            Var::Kind => Some(Value::Choice(dossier.kind?.as_str().to_owned())),
        };
        match value {
            Some(Value::Num(n)) => regions
                .iter()
                .position(|r| r.stretch.as_ref().is_some_and(|s| s.contains(n))),
            // Each region of days begins at its own day; the first also holds all before.
            Some(Value::Date(day)) => {
                let after =
                    |r: &&super::cut::Region| matches!(r.value, Some(Value::Date(d)) if d <= day);
                Some(regions.iter().filter(after).count().saturating_sub(1))
            }
            Some(Value::Text(text)) => {
                let same = regions
                    .iter()
                    .position(|r| r.value == Some(Value::Text(text.clone())));
                same.or(regions.len().checked_sub(1))
            }
            other => regions.iter().position(|r| r.value == other),
        }
    }

    /// Everything that comes out of what is allowed, each with whether some
    /// dossier comes out so that misses no minimum up to the level asked for.
    fn reached_at_most(&self, price: &Price<'_>) -> Result<Vec<(Point, bool)>, Trouble> {
        let mut all: BTreeMap<Point, bool> = BTreeMap::new();
        for (last, units) in self.ends(price)? {
            let point = self.point(last, units).ok_or(Trouble::Numbers)?;
            let slots = self.graph.last.get(last);
            let failed = slots.and_then(|s| s.first()).copied().unwrap_or(0);
            let out = slots.and_then(|s| s.get(1)).copied().unwrap_or(0);
            *all.entry(point).or_default() |= failed == 0 && out == 0;
        }
        Ok(all.into_iter().collect())
    }
}

/// The facts and days that may be changed: those that every dossier gives, and
/// those that this one gives.
pub(super) fn changeable(rules: &Ruleset, card: &Scorecard, dossier: &Dossier) -> BTreeSet<Var> {
    let mut all = reads::needed(rules, card);
    let looked_at = reads::looked_at(rules, card);
    let given = dossier
        .facts
        .iter()
        .enumerate()
        .filter(|(_, f)| f.is_some());
    all.extend(
        given
            .map(|(i, _)| Var::Fact(i))
            .filter(|v| looked_at.contains(v)),
    );
    all
}

/// The least level above the one that a dossier has for certain.
#[must_use]
pub fn next_level(card: &Scorecard, now: Rank) -> Option<usize> {
    let next = now.map_or(0, |l| l.saturating_add(1));
    (next < card.rating.levels.len()).then_some(next)
}
