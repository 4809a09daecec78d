//! The smallest dossier that two cards rate differently: sizes run along the
//! product, together with both totals.

use super::pairs::Size;
use super::product::{Edge, Product, Topic};
use super::two::Two;
use crate::reason::trouble::Trouble;
use indexmap::IndexMap;

/// Most totals of all states together.
const MOST_CELLS: usize = 6_000_000;

/// Both totals, and whether a criterion got other points.
type Key = (i64, i64, bool);

/// How a key was reached with the least.
#[derive(Clone, Copy)]
struct Cell {
    size: Size,
    /// The state before, its cell there, and the edge taken.
    from: (usize, usize, usize),
}

/// A way to a difference.
pub(super) struct Seen {
    pub size: Size,
    pub chosen: Vec<(Topic, usize)>,
}

/// What a row of cells is looked up by.
type Cells = IndexMap<Key, Cell>;

/// The smallest way to an end that `apart` says yes to: by the last nodes, both
/// totals, and whether points differed on the way. Among equals the first.
pub(super) fn smallest(
    product: &Product,
    fits: Option<Size>,
    apart: &dyn Fn(Two<usize>, Two<i64>, bool) -> bool,
) -> Result<Option<Seen>, Trouble> {
    let ahead = ahead(product);
    let mut best: Option<Seen> = None;
    // Few raised answers first: what they find bounds the search that is complete.
    for raised in [Some(0), Some(1), Some(2), None] {
        let bound = best.as_ref().map(|b| b.size).or(fits);
        let found = within(product, &ahead, raised, bound, apart)?;
        best = found.or(best);
    }
    Ok(best)
}

/// By step and state: the least that must still be said.
fn ahead(product: &Product) -> Vec<Vec<Option<Size>>> {
    let mut rows = vec![vec![Some(Size::NONE); product.last.len()]];
    for layer in product.layers.iter().rev() {
        let after = rows.last().cloned().unwrap_or_default();
        let least = |edges: &Vec<Edge>| {
            let each = edges.iter();
            each.filter_map(|e| Some((*after.get(e.to)?)?.plus(e.size)))
                .min()
        };
        rows.push(layer.iter().map(least).collect());
    }
    rows.reverse();
    rows
}

fn within(
    product: &Product,
    ahead: &[Vec<Option<Size>>],
    raised: Option<u64>,
    bound: Option<Size>,
    apart: &dyn Fn(Two<usize>, Two<i64>, bool) -> bool,
) -> Result<Option<Seen>, Trouble> {
    let start = Cell {
        size: Size::NONE,
        from: (0, 0, 0),
    };
    let mut rows: Vec<Vec<Cells>> = vec![vec![Cells::from([((0, 0, false), start)])]];
    let mut count = 0usize;
    for (k, layer) in product.layers.iter().enumerate() {
        let rest = ahead.get(k + 1);
        let width = rest.map_or(0, Vec::len);
        let mut next: Vec<Cells> = vec![Cells::new(); width];
        let here = rows.last().map_or(&[][..], |r| r);
        for (s, (edges, cells)) in layer.iter().zip(here).enumerate() {
            for (e, edge) in edges.iter().enumerate() {
                let Some(rest) = rest.and_then(|r| r.get(edge.to)).copied().flatten() else {
                    continue;
                };
                let Some(to) = next.get_mut(edge.to) else {
                    continue;
                };
                for (c, (key, cell)) in cells.iter().enumerate() {
                    let size = cell.size.plus(edge.size);
                    let enough = raised.is_some_and(|r| size.raised() > r);
                    if enough || bound.is_some_and(|b| size.plus(rest) >= b) {
                        continue;
                    }
                    let key = if key.2 || edge.apart {
                        (0, 0, true)
                    } else {
                        let add = |a: i64, b: i64| a.checked_add(b).ok_or(Trouble::Numbers);
                        (
                            add(key.0, edge.delta.old)?,
                            add(key.1, edge.delta.new)?,
                            false,
                        )
                    };
                    let found = Cell {
                        size,
                        from: (s, c, e),
                    };
                    let mut fresh = false;
                    let cell = to.entry(key).or_insert_with(|| {
                        fresh = true;
                        found
                    });
                    if size < cell.size {
                        *cell = found;
                    }
                    count += usize::from(fresh);
                    if count > MOST_CELLS {
                        return Err(Trouble::TooLarge { criterion: None });
                    }
                }
            }
        }
        rows.push(next);
    }
    let mut best: Option<(Size, usize, usize)> = None;
    for (s, (nodes, cells)) in product
        .last
        .iter()
        .zip(rows.last().into_iter().flatten())
        .enumerate()
    {
        for (c, (key, cell)) in cells.iter().enumerate() {
            let smaller = best.is_none_or(|(size, ..)| cell.size < size);
            if smaller && apart(*nodes, Two::new(key.0, key.1), key.2) {
                best = Some((cell.size, s, c));
            }
        }
    }
    Ok(best.map(|(size, s, c)| Seen {
        size,
        chosen: chosen(product, &rows, s, c),
    }))
}

/// What was chosen on the way to a cell of the last row.
fn chosen(product: &Product, rows: &[Vec<Cells>], s: usize, c: usize) -> Vec<(Topic, usize)> {
    let mut all = Vec::new();
    let (mut s, mut c) = (s, c);
    for (layer, row) in product.layers.iter().zip(rows.iter().skip(1)).rev() {
        let Some((_, cell)) = row.get(s).and_then(|cells| cells.get_index(c)) else {
            break;
        };
        let (from, cell, edge) = cell.from;
        let edge = layer.get(from).and_then(|edges| edges.get(edge));
        all.extend(edge.and_then(|e| e.chosen));
        (s, c) = (from, cell);
    }
    all.reverse();
    all
}
