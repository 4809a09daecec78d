//! Two cards held against each other on every dossier at once: equal, proved,
//! or the smallest dossier that they rate differently. And how many dossiers a
//! change of version moves, counted.
//!
//! Both graphs ([`super::Space`]) are built over the same answers and over facts
//! that are cut where either card cuts them, and gone through together.
//! `docs/reasoning.md` tells how and what it costs.

mod alike;
mod count;
mod facts;
mod pairs;
mod product;
mod seek;
mod two;

pub use count::Moved;
pub use pairs::{Lone, LoneKind, Pair, Pairs, Size};
pub use two::{Side, Two};

use super::graph::{Offer, Tries};
use super::reads::Var;
use super::space::{Point, Rank, Space};
use super::trouble::Trouble;
use crate::dossier::Dossier;
use crate::model::{Interval, Ruleset, Scorecard, Value};
use crate::score::{Outcome, Tri, evaluate};
use crate::syntax::tree::FindingKind;
use product::Both;
use std::collections::{BTreeMap, BTreeSet};

/// A ruleset, and the card of it.
pub type CardOf<'a> = (&'a Ruleset, &'a Scorecard);

/// What must be the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// The level.
    Level,
    /// The level, the total, and whether it is rejected or stopped.
    #[default]
    Total,
    /// All that, and the points of every criterion.
    Points,
}

/// What is asked of two cards.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// What must be the same.
    pub extent: Extent,
    /// What stands for what; the same numbers and letters if unsaid.
    pub pairs: Option<Pairs>,
    /// Facts by name, within bounds.
    pub bounds: BTreeMap<String, Bound>,
}

/// What a fact is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Numbers in a stretch.
    Within(Interval),
    /// This value.
    Is(Value),
}

/// What was proved.
#[derive(Clone, Debug)]
pub struct Proven {
    /// The smallest dossier that is rated differently; none: there is none.
    pub witness: Option<Box<Witness>>,
    /// What only one of the cards knows: no dossier that says it is compared.
    pub lone: Vec<Lone>,
    /// How many states and steps between them were gone through.
    pub size: (usize, usize),
}

impl Proven {
    /// Whether every dossier is rated the same, and each can be read by both.
    #[must_use]
    pub fn equal(&self) -> bool {
        self.witness.is_none() && self.lone.is_empty()
    }
}

/// A dossier that two cards rate differently, with what the interpreter says.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The dossier, as each version reads it.
    pub dossier: Two<Dossier>,
    /// How it comes out.
    pub point: Two<Point>,
    /// What the interpreter says of it.
    pub outcome: Two<Outcome>,
    /// How large it is.
    pub size: Size,
}

/// Proves that two cards rate every dossier alike, or shows the smallest one
/// that they rate differently: with the fewest fields, then the fewest of them
/// above their lowest answer, then by the fewest steps.
///
/// A dossier is compared when both cards can rate it to the end, with every
/// condition settled. Answers that
/// contradict facts, and answers that nobody asks for, are tried too.
///
/// # Errors
/// When the dossiers cannot be gone through exactly.
pub fn prove(old: CardOf<'_>, new: CardOf<'_>, ask: &Ask) -> Result<Proven, Trouble> {
    let cards = Two::new(old, new);
    let mut lone = Vec::new();
    let mut witness: Option<Witness> = None;
    let mut size = (0, 0);
    let listed = listed(Two::new(old.1, new.1), &mut lone);
    for (n, (effect, sets)) in listed.iter().enumerate() {
        let rejected = |e: &Effect| e.old.0 && e.new.0;
        let same_as =
            |l: &(Effect, Two<Vec<usize>>)| l.0.old.1 == effect.old.1 && l.0.new.1 == effect.new.1;
        // Rejected on both: no level on either, and totals as without it.
        if n > 0 && rejected(effect) && listed.iter().take(n).any(same_as) && witness.is_none() {
            continue;
        }
        let both = build(cards, ask, sets, false, &mut lone)?;
        let product = both.product()?;
        if product.last.is_empty() {
            // Nothing is rated to the end: that proves nothing.
            return Err(Trouble::NotSettled {
                criterion: None,
                span: new.1.span,
            });
        }
        size.0 += product.layers.iter().map(Vec::len).sum::<usize>();
        size.1 += product.layers.iter().flatten().map(Vec::len).sum::<usize>();
        let said =
            (0..sets.old.len().max(sets.new.len())).fold(Size::NONE, |s, _| s.plus(Size::field(1)));
        let apart = |nodes: Two<usize>, units: Two<i64>, apart: bool| {
            let out = |side: Side| {
                let verdict = both.spaces.of(side).verdict(*nodes.of(side));
                verdict.map(|v| (v.rejected, v.stopped))
            };
            let ends = ask.extent != Extent::Level && out(Side::Old) != out(Side::New);
            apart
                || ends
                || count::points(&both, nodes, units)
                    .is_some_and(|p| differ(Two::new(old.1, new.1), &p, ask.extent))
        };
        let found = seek::smallest(&product, None, &apart)?;
        let Some(found) = found else {
            continue;
        };
        let whole = found.size.plus(said);
        if witness.as_ref().is_some_and(|w| w.size <= whole) {
            continue;
        }
        let dossier = Two::each(|side| {
            let choices = both.choices(side, &found.chosen);
            both.spaces.of(side).dossier(&choices)
        });
        witness = Some(judged(cards, dossier, whole, (ask, &both.subjects))?);
    }
    lone.sort_unstable();
    lone.dedup();
    Ok(Proven {
        witness: witness.map(Box::new),
        lone,
        size,
    })
}

/// How many dossiers a change of version moves: each dossier that one of the
/// cards asks for is counted once. Answers that contradict facts are not
/// counted, and findings of the whole card are not reported.
///
/// # Errors
/// As for [`prove`].
pub fn moved(old: CardOf<'_>, new: CardOf<'_>, ask: &Ask) -> Result<(Moved, Vec<Lone>), Trouble> {
    let mut lone = Vec::new();
    let sets = Two::new(Vec::new(), Vec::new());
    let both = build(Two::new(old, new), ask, &sets, true, &mut lone)?;
    let product = both.product()?;
    lone.sort_unstable();
    lone.dedup();
    Ok((count::count(&both, &product)?, lone))
}

/// Whether a fact can be bound so.
#[must_use]
pub fn bound_fits(fact: &crate::model::Fact, bound: &Bound) -> bool {
    facts::fits(fact, bound)
}

/// What the interpreter says of a dossier, held against what was found.
fn judged(
    cards: Two<CardOf<'_>>,
    dossier: Two<Dossier>,
    size: Size,
    (ask, subjects): (&Ask, &[pairs::Subject]),
) -> Result<Witness, Trouble> {
    let outcome = Two::each(|side| {
        let (rules, card) = *cards.of(side);
        evaluate(rules, card, dossier.of(side))
    });
    let unsettled = |side: Side| Trouble::NotSettled {
        criterion: None,
        span: cards.of(side).1.span,
    };
    let point = |side: Side| -> Result<Point, Trouble> {
        let of = outcome.of(side);
        let known = || {
            Some(Point {
                total: of.total.known()?,
                by_total: of.level_by_total.known()?,
                level: of.level.known()?,
            })
        };
        known().ok_or_else(|| unsettled(side))
    };
    let point = Two::new(point(Side::Old)?, point(Side::New)?);
    let plain = Two::new(cards.old.1, cards.new.1);
    let points = |side: Side, i: Option<usize>| {
        let c = i.and_then(|i| outcome.of(side).criteria.get(i));
        c.and_then(|c| c.points.known())
    };
    let apart = |s: &pairs::Subject| {
        let both = s.criteria.old.is_some() && s.criteria.new.is_some();
        both && points(Side::Old, s.criteria.old) != points(Side::New, s.criteria.new)
    };
    let out = |side: Side| {
        let found = |kind: FindingKind| {
            let mut all = outcome.of(side).findings.iter();
            all.any(|f| f.kind == kind && f.state == Tri::Yes)
        };
        (found(FindingKind::Reject), found(FindingKind::Stop))
    };
    let ends = ask.extent != Extent::Level && out(Side::Old) != out(Side::New);
    let differs = ends
        || differ(plain, &point, ask.extent)
        || (ask.extent == Extent::Points && subjects.iter().any(apart));
    if !differs {
        return Err(unsettled(Side::Old));
    }
    Ok(Witness {
        dossier,
        point,
        outcome,
        size,
    })
}

/// Whether two results are not the same.
fn differ(cards: Two<&Scorecard>, points: &Two<Point>, extent: Extent) -> bool {
    let name = |side: Side, rank: Rank| {
        let levels = &cards.of(side).rating.levels;
        rank.and_then(|r| levels.get(r)).map(|l| l.name.as_str())
    };
    let levels = name(Side::Old, points.old.level) != name(Side::New, points.new.level);
    levels || (extent != Extent::Level && points.old.total != points.new.total)
}

/// What reporting findings of the whole card does: whether it rejects, and
/// whether it stops.
type Effect = Two<(bool, bool)>;

/// Findings of the whole card that can be reported, by what they do together;
/// of each effect the fewest. Nothing reported comes first.
fn listed(cards: Two<&Scorecard>, lone: &mut Vec<Lone>) -> Vec<(Effect, Two<Vec<usize>>)> {
    let keyed = |side: Side| {
        let all = cards.of(side).findings.iter().enumerate();
        all.filter_map(|(f, x)| Some((f, x.key.as_ref()?, x.kind)))
    };
    let does = |kind: FindingKind| (kind == FindingKind::Reject, kind == FindingKind::Stop);
    let mut all: Vec<(Effect, Two<usize>)> = Vec::new();
    for (f, key, kind) in keyed(Side::Old) {
        match keyed(Side::New).find(|(_, k, _)| *k == key) {
            Some((g, _, other)) => all.push((Two::new(does(kind), does(other)), Two::new(f, g))),
            None => lone.push(alone(Side::Old, f)),
        }
    }
    for (g, key, _) in keyed(Side::New) {
        if keyed(Side::Old).all(|(_, k, _)| k != key) {
            lone.push(alone(Side::New, g));
        }
    }
    let none = Two::new((false, false), (false, false));
    let mut found = vec![(none, Two::new(Vec::new(), Vec::new()))];
    let mut at = 0;
    while let Some((effect, sets)) = found.get(at).cloned() {
        for (more, places) in &all {
            let or = |a: (bool, bool), b: (bool, bool)| (a.0 || b.0, a.1 || b.1);
            let joint = Two::new(or(effect.old, more.old), or(effect.new, more.new));
            if found.iter().all(|(e, _)| *e != joint) {
                let mut sets = sets.clone();
                sets.old.push(places.old);
                sets.new.push(places.new);
                found.push((joint, sets));
            }
        }
        at += 1;
    }
    found
}

fn alone(side: Side, finding: usize) -> Lone {
    Lone {
        side,
        criterion: None,
        what: LoneKind::Finding(finding),
    }
}

/// Both graphs over the same answers and facts.
fn build<'a>(
    cards: Two<CardOf<'a>>,
    ask: &Ask,
    listed: &Two<Vec<usize>>,
    counted: bool,
    lone: &mut Vec<Lone>,
) -> Result<Both<'a>, Trouble> {
    let plain = Two::new(cards.old.1, cards.new.1);
    let by_number;
    let pairs = match &ask.pairs {
        Some(pairs) => pairs,
        None => {
            by_number = Pairs::by_number(plain.old, plain.new);
            &by_number
        }
    };
    let (subjects, apart) = pairs::subjects(plain, pairs, !counted)?;
    lone.extend(apart);
    let given = facts::all(cards, pairs, ask, !counted, lone)?;
    let space = |side: Side, scale: i64| -> Result<Space<'a>, Trouble> {
        let (rules, card) = *cards.of(side);
        let mut dossier = Dossier::empty(card.criteria.len(), rules.facts.len());
        dossier.answers.findings.clone_from(listed.of(side));
        let mut regions = BTreeMap::new();
        let mut open: BTreeSet<Var> = BTreeSet::new();
        for g in &given {
            if let Some(var) = g.vars.of(side) {
                regions.insert(*var, g.regions.clone());
                open.insert(*var);
            }
        }
        let answers = (0..card.criteria.len()).map(|i| {
            let own = subjects.iter().find(|s| *s.criteria.of(side) == Some(i));
            let items = own.map_or(&[][..], |s| &s.items).iter();
            items
                .filter_map(|item| Some((item.said.of(side).clone()?, 1)))
                .collect()
        });
        let offer = Offer {
            answers: answers.collect(),
            dossier,
            regions,
            beyond_policy: true,
            free: vec![true; card.criteria.len()],
            tries: if counted { Tries::Agreeing } else { Tries::All },
        };
        Space::over(rules, card, offer, &open, scale)
    };
    let scale = |side: Side| super::offer::scale(cards.of(side).1).ok_or(Trouble::Numbers);
    let scale = lcm(scale(Side::Old)?, scale(Side::New)?).ok_or(Trouble::Numbers)?;
    let mut old = space(Side::Old, scale)?;
    let new = space(Side::New, old.graph.scale)?;
    if new.graph.scale != old.graph.scale {
        old = space(Side::Old, new.graph.scale)?;
    }
    Ok(Both {
        spaces: Two::new(old, new),
        given,
        subjects,
        counted,
        points: ask.extent == Extent::Points,
    })
}

fn lcm(a: i64, b: i64) -> Option<i64> {
    a.checked_mul(b.checked_div(super::offer::gcd(a, b))?)
}
