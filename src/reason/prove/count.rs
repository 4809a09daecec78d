//! How many dossiers come out how on both cards: counted along the product.

use super::product::{Both, Product};
use super::two::Two;
use crate::reason::space::{Point, Rank};
use crate::reason::tally::Tally;
use crate::reason::trouble::Trouble;
use indexmap::IndexMap;
use num_bigint::BigUint;
use std::collections::BTreeMap;

/// Most totals of all states of one step together.
const MOST_CELLS: usize = 3_000_000;

/// How many dossiers have each level on both cards, and each change of total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// How many dossiers there are.
    pub dossiers: BigUint,
    /// By level before and level after: how many.
    pub levels: BTreeMap<(Rank, Rank), BigUint>,
    /// By what the total gains: how many.
    pub gains: BTreeMap<crate::exact::Num, BigUint>,
}

impl Moved {
    /// How many get a level that is better by its place among both; how many a
    /// worse one, by the order that `better` tells.
    #[must_use]
    pub fn sum(&self, of: impl Fn(Rank, Rank) -> bool) -> BigUint {
        let all = self.levels.iter().filter(|((a, b), _)| of(*a, *b));
        all.map(|(_, n)| n).sum()
    }
}

pub(super) fn count(both: &Both<'_>, product: &Product) -> Result<Moved, Trouble> {
    match counted::<u128>(both, product) {
        Err(Trouble::Numbers) => counted::<BigUint>(both, product),
        done => done,
    }
}

fn counted<T: Tally>(both: &Both<'_>, product: &Product) -> Result<Moved, Trouble> {
    let mut rows: Vec<IndexMap<(i64, i64), T>> = vec![IndexMap::from([((0, 0), T::one())])];
    for (k, layer) in product.layers.iter().enumerate() {
        let width = product
            .layers
            .get(k + 1)
            .map_or(product.last.len(), Vec::len);
        let mut next: Vec<IndexMap<(i64, i64), T>> = vec![IndexMap::new(); width];
        for (edges, cells) in layer.iter().zip(&rows) {
            for edge in edges {
                let Some(to) = next.get_mut(edge.to) else {
                    continue;
                };
                for ((a, b), ways) in cells {
                    let a = a.checked_add(edge.delta.old).ok_or(Trouble::Numbers)?;
                    let b = b.checked_add(edge.delta.new).ok_or(Trouble::Numbers)?;
                    let cell = to.entry((a, b)).or_default();
                    cell.add_times(ways, edge.times).ok_or(Trouble::Numbers)?;
                }
            }
        }
        if next.iter().map(IndexMap::len).sum::<usize>() > MOST_CELLS {
            return Err(Trouble::TooLarge { criterion: None });
        }
        rows = next;
    }
    let mut moved = Moved::default();
    for (nodes, cells) in product.last.iter().zip(&rows) {
        for ((a, b), ways) in cells {
            let points = points(both, *nodes, Two::new(*a, *b)).ok_or(Trouble::Numbers)?;
            let gain = points
                .new
                .total
                .sub(points.old.total)
                .ok_or(Trouble::Numbers)?;
            let ways = ways.big();
            *moved
                .levels
                .entry((points.old.level, points.new.level))
                .or_default() += &ways;
            *moved.gains.entry(gain).or_default() += &ways;
            moved.dossiers += ways;
        }
    }
    Ok(moved)
}

/// How an end comes out on both cards.
pub(super) fn points(both: &Both<'_>, nodes: Two<usize>, units: Two<i64>) -> Option<Two<Point>> {
    Some(Two::new(
        both.spaces.old.point(nodes.old, units.old)?,
        both.spaces.new.point(nodes.new, units.new)?,
    ))
}
