//! From the value that is measured to a level: the bands, then what lifts the
//! level or holds it down, then minimums, then rejections and stops.

use super::numbers::Nums;
use super::sheet::View;
use super::val::{Val, pick};
use super::{MinimumOutcome, Tri};
use crate::model::assumptions::{MINIMUMS_CUMULATIVE, MINIMUMS_FAIL, STOPPED};
use crate::model::{Key, Rating, Scorecard};

/// A level, or none.
pub(super) type Rank = Option<usize>;

/// What has a say in the level besides the bands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Say {
    pub lifts: Vec<Tri>,
    pub minimums: Vec<MinimumOutcome>,
    pub rejected: Tri,
    pub stopped: Tri,
}

/// The levels that the bands can give to a value, worst first; nothing at all
/// where the rating is not at hand.
pub(super) fn by_bands(rating: &Rating, value: &Nums) -> Vec<Rank> {
    if rating.unavailable.is_some() {
        return Vec::new();
    }
    let keys: Vec<Key> = rating
        .levels
        .iter()
        .map(|l| Key::Within(l.band.clone()))
        .collect();
    let picked = pick(&Val::Num(value.clone()), keys.iter().enumerate());
    let mut ranks: Vec<Rank> = picked.places.into_iter().map(Some).collect();
    if picked.none {
        ranks.push(None);
    }
    sorted(ranks)
}

pub(super) fn sorted(mut ranks: Vec<Rank>) -> Vec<Rank> {
    ranks.sort_unstable();
    ranks.dedup();
    ranks
}

/// The levels that are possible in the end.
pub(super) fn decide(
    v: &View<'_, '_>,
    card: &Scorecard,
    by_bands: &[Rank],
    say: &Say,
) -> Vec<Rank> {
    let mut ranks = Vec::new();
    if card.rating.unavailable.is_some() && !takes_level_away(v, say) {
        // Which level it would be, nobody can say: not one, and not "none" either.
        return ranks;
    }
    for rank in by_bands {
        ranks.extend(from_band(v, card, *rank, say));
    }
    if say.stopped.possible() {
        // A stop takes the level away, unless what was scored until then counts.
        let kept = !v.reads(STOPPED, "unrated");
        if say.stopped == Tri::Yes && !kept {
            ranks.clear();
        }
        if !kept {
            ranks.push(None);
        }
    }
    if say.rejected == Tri::Yes {
        ranks.clear();
    }
    if say.rejected.possible() {
        ranks.push(None);
    }
    sorted(ranks)
}

/// Whether a rejection or a stop leaves no level, whatever the bands would say.
fn takes_level_away(v: &View<'_, '_>, say: &Say) -> bool {
    let stopped = say.stopped == Tri::Yes && v.reads(STOPPED, "unrated");
    say.rejected == Tri::Yes || stopped
}

/// The levels that are possible for one level of the bands, stops and
/// rejections left aside.
pub(super) fn from_band(v: &View<'_, '_>, card: &Scorecard, rank: Rank, say: &Say) -> Vec<Rank> {
    let mut lifted = vec![rank];
    for (lift, holds) in card.rating.lifts.iter().zip(&say.lifts) {
        let moved = |r: &Rank| {
            if lift.at_least {
                (*r).max(Some(lift.level))
            } else {
                (*r).min(Some(lift.level))
            }
        };
        let with: Vec<Rank> = lifted.iter().map(moved).collect();
        match holds {
            Tri::Yes => lifted = with,
            Tri::Unknown => lifted.extend(with),
            Tri::No => {}
        }
    }
    let lifted = sorted(lifted);
    let held = lifted
        .into_iter()
        .flat_map(|r| after_minimums(v, r, &say.minimums));
    sorted(held.collect())
}

fn after_minimums(v: &View<'_, '_>, rank: Rank, minimums: &[MinimumOutcome]) -> Vec<Rank> {
    let Some(level) = rank else {
        return vec![None];
    };
    let open = minimums
        .iter()
        .filter(|m| m.level <= level && m.met != Tri::Yes);
    let open: Vec<&MinimumOutcome> = open.collect();
    if open.is_empty() {
        return vec![rank];
    }
    let cumulative = v.reads(MINIMUMS_CUMULATIVE, "cumulative");
    // How far it reaches: down to a level whose minimums are all met.
    let reach = if cumulative {
        all_up_to(level, &open)
    } else {
        own_only(level, &open)
    };
    if reach == [rank] {
        return reach;
    }
    if v.reads(MINIMUMS_FAIL, "step_down") {
        return reach;
    }
    // Without a step down, a level that is not reached is lost.
    let kept = reach.into_iter().map(|r| r.filter(|_| r == rank));
    sorted(kept.collect())
}

/// A level needs the minimums of all levels up to it: the lowest one that
/// fails decides.
fn all_up_to(level: usize, open: &[&MinimumOutcome]) -> Vec<Rank> {
    let below = |m: &&MinimumOutcome| m.level.checked_sub(1);
    let failed = open.iter().filter(|m| m.met == Tri::No);
    let top = failed.map(below).min().unwrap_or(Some(level));
    let unsure = open.iter().filter(|m| m.met == Tri::Unknown);
    let mut ranks = vec![top];
    ranks.extend(unsure.map(below).filter(|r| *r < top));
    sorted(ranks)
}

/// A level needs only its own minimums.
fn own_only(level: usize, open: &[&MinimumOutcome]) -> Vec<Rank> {
    let mut ranks = Vec::new();
    for at in (0..=level).rev() {
        let own = open.iter().filter(|m| m.level == at);
        match Tri::all(own.map(|m| m.met)) {
            Tri::Yes => {
                ranks.push(Some(at));
                return sorted(ranks);
            }
            Tri::Unknown => ranks.push(Some(at)),
            Tri::No => {}
        }
    }
    ranks.push(None);
    sorted(ranks)
}
