//! The least that has to change: costs that run along the graph of a space,
//! and every way that has them.

use super::graph::Way;
use super::plan::Unit;
use super::space::Space;
use super::tally::Row;
use super::trouble::Trouble;
use num_bigint::BigUint;

/// What a change costs: first how many things change, then by how many steps,
/// then the effort, in units that the caller chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Cost {
    pub changes: u32,
    pub steps: u32,
    pub effort: i64,
}

impl Cost {
    fn plus(self, o: Cost) -> Option<Cost> {
        Some(Cost {
            changes: self.changes.checked_add(o.changes)?,
            steps: self.steps.checked_add(o.steps)?,
            effort: self.effort.checked_add(o.effort)?,
        })
    }

    /// Whether another is at least as good in everything.
    fn beaten_by(self, o: Cost) -> bool {
        o.changes <= self.changes && o.steps <= self.steps && o.effort <= self.effort
    }
}

/// Costs of which none is beaten by another, in order, each with the number of
/// ways that have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Front(Vec<(Cost, u128)>);

impl Front {
    fn add(&mut self, cost: Cost, ways: u128) {
        if let Some(same) = self.0.iter_mut().find(|(c, _)| *c == cost) {
            same.1 = same.1.saturating_add(ways);
            return;
        }
        if self.0.iter().any(|(c, _)| cost.beaten_by(*c)) {
            return;
        }
        self.0.retain(|(c, _)| !c.beaten_by(cost));
        let place = self.0.partition_point(|(c, _)| *c < cost);
        self.0.insert(place, (cost, ways));
    }
}

/// What a way costs; nothing if it is not allowed.
pub(super) type Price<'p> = dyn Fn(Unit, &Way) -> Option<Cost> + 'p;

/// A way through the graph: for each layer, the effect and the way of it.
pub(super) type Path = Vec<(usize, usize, usize)>;

/// The best costs, each with how many ways have it, and some of the ways.
pub(super) struct Best {
    pub cost: Cost,
    pub ways: BigUint,
    pub shown: Vec<(Path, usize, i64)>,
}

impl Space<'_> {
    /// The costs of reaching a last node and total that are wanted, of which
    /// none is beaten, and up to `most` ways of each.
    pub(super) fn least(
        &self,
        price: &Price<'_>,
        wanted: &dyn Fn(usize, i64) -> bool,
        most: usize,
    ) -> Result<Vec<Best>, Trouble> {
        let prices = self.prices(price);
        // Only what leads to something wanted is looked at.
        let useful = self.useful(&prices, wanted)?;
        let mut layers: Vec<Vec<Row<Front>>> = Vec::with_capacity(self.graph.layers.len() + 1);
        let mut first: Row<Front> = Row::default();
        if let Some(cell) = first.cell(0) {
            cell.add(Cost::default(), 1);
        }
        let mut rows = vec![first];
        for (k, layer) in self.graph.layers.iter().enumerate() {
            let mut next: Vec<Row<Front>> = vec![Row::default(); self.width(k + 1)];
            for (node, row) in layer.nodes.iter().zip(&rows) {
                let menu = layer.menus.get(node.menu).into_iter().flatten();
                let costs = prices
                    .get(k)
                    .and_then(|p| p.get(node.menu))
                    .into_iter()
                    .flatten();
                for ((effect, to), costs) in menu.zip(&node.next).zip(costs) {
                    for (total, front) in row.each() {
                        let total = total.saturating_add(effect.delta);
                        let there = useful.get(k + 1).and_then(|u| u.get(*to));
                        if front.0.is_empty() || there.and_then(|r| r.get(total)) != Some(&true) {
                            continue;
                        }
                        let Some(row) = next.get_mut(*to) else {
                            continue;
                        };
                        let cell = row.cell(total).ok_or(Trouble::Numbers)?;
                        for (cost, ways) in &front.0 {
                            for (_, more, times) in costs {
                                let sum = cost.plus(*more).ok_or(Trouble::Numbers)?;
                                cell.add(sum, ways.saturating_mul(u128::from(*times)));
                            }
                        }
                    }
                }
            }
            layers.push(std::mem::replace(&mut rows, next));
        }
        layers.push(rows);
        self.pick_best(&layers, &prices, wanted, most)
    }

    /// The last nodes and totals that are reached over what is allowed.
    pub(super) fn ends(&self, price: &Price<'_>) -> Result<Vec<(usize, i64)>, Trouble> {
        let prices = self.prices(price);
        let mut first: Row<bool> = Row::default();
        *first.cell(0).ok_or(Trouble::Numbers)? = true;
        let mut rows = vec![first];
        for (k, layer) in self.graph.layers.iter().enumerate() {
            let mut next: Vec<Row<bool>> = vec![Row::default(); self.width(k + 1)];
            for (node, row) in layer.nodes.iter().zip(&rows) {
                let menu = layer.menus.get(node.menu).into_iter().flatten();
                let costs = prices
                    .get(k)
                    .and_then(|p| p.get(node.menu))
                    .into_iter()
                    .flatten();
                for ((effect, to), costs) in menu.zip(&node.next).zip(costs) {
                    let Some(to) = next.get_mut(*to).filter(|_| !costs.is_empty()) else {
                        continue;
                    };
                    for (total, _) in row.each().filter(|(_, there)| **there) {
                        let cell = to.cell(total.saturating_add(effect.delta));
                        *cell.ok_or(Trouble::Numbers)? = true;
                    }
                }
            }
            rows = next;
        }
        let rows = rows.iter().enumerate();
        Ok(rows
            .flat_map(|(last, row)| {
                let there = row.each().filter(|(_, t)| **t);
                there
                    .map(move |(units, _)| (last, units))
                    .collect::<Vec<_>>()
            })
            .collect())
    }

    fn width(&self, layer: usize) -> usize {
        match self.graph.layers.get(layer) {
            Some(next) => next.nodes.len(),
            None => self.graph.last.len(),
        }
    }

    /// By layer, menu and effect: the ways that are allowed, with their costs.
    fn prices(&self, price: &Price<'_>) -> Vec<Prices> {
        let of_layer = |layer: &super::graph::Layer| {
            let menus = layer.menus.iter();
            menus
                .map(|menu| {
                    menu.iter()
                        .map(|e| {
                            let ways = e.ways.iter().enumerate();
                            ways.filter_map(|(w, way)| {
                                Some((w, price(layer.unit, way)?, way.times))
                            })
                            .collect()
                        })
                        .collect()
                })
                .collect()
        };
        self.graph.layers.iter().map(of_layer).collect()
    }

    /// By layer and node: the totals from which something wanted is reached.
    fn useful(
        &self,
        prices: &[Prices],
        wanted: &dyn Fn(usize, i64) -> bool,
    ) -> Result<Vec<Vec<Row<bool>>>, Trouble> {
        let reached = self.forward::<bool>()?;
        let mut ahead: Vec<Row<bool>> = Vec::new();
        for (last, row) in reached.last().into_iter().flatten().enumerate() {
            let mut mine = Row::default();
            for (total, there) in row.each() {
                if *there && wanted(last, total) {
                    *mine.cell(total).ok_or(Trouble::Numbers)? = true;
                }
            }
            ahead.push(mine);
        }
        let mut all = vec![ahead];
        for (k, (layer, rows)) in self.graph.layers.iter().zip(&reached).enumerate().rev() {
            let mut mine: Vec<Row<bool>> = Vec::with_capacity(layer.nodes.len());
            let ahead = all.last().cloned().unwrap_or_default();
            for (node, row) in layer.nodes.iter().zip(rows) {
                let mut here = Row::default();
                let menu = layer.menus.get(node.menu).into_iter().flatten();
                let costs = prices
                    .get(k)
                    .and_then(|p| p.get(node.menu))
                    .into_iter()
                    .flatten();
                for ((effect, to), costs) in menu.zip(&node.next).zip(costs) {
                    if costs.is_empty() {
                        continue;
                    }
                    for (total, there) in row.each() {
                        let after = ahead
                            .get(*to)
                            .and_then(|r| r.get(total.saturating_add(effect.delta)));
                        if *there && after == Some(&true) {
                            *here.cell(total).ok_or(Trouble::Numbers)? = true;
                        }
                    }
                }
                mine.push(here);
            }
            all.push(mine);
        }
        all.reverse();
        Ok(all)
    }

    fn pick_best(
        &self,
        layers: &[Vec<Row<Front>>],
        prices: &[Prices],
        wanted: &dyn Fn(usize, i64) -> bool,
        most: usize,
    ) -> Result<Vec<Best>, Trouble> {
        let mut all = Front::default();
        let mut ends: Vec<(usize, i64)> = Vec::new();
        for (last, row) in layers.last().into_iter().flatten().enumerate() {
            for (total, front) in row
                .each()
                .filter(|(t, f)| !f.0.is_empty() && wanted(last, *t))
            {
                ends.push((last, total));
                front.0.iter().for_each(|(c, n)| all.add(*c, *n));
            }
        }
        let mut found = Vec::new();
        for (cost, ways) in all.0 {
            let mut shown = Vec::new();
            for (last, total) in &ends {
                let mut path = Vec::new();
                self.trace(
                    layers,
                    prices,
                    (self.graph.layers.len(), *last, *total, cost),
                    &mut path,
                    &mut |path| {
                        shown.push((path.iter().rev().copied().collect(), *last, *total));
                        shown.len() < most
                    },
                );
                if shown.len() >= most {
                    break;
                }
            }
            found.push(Best {
                cost,
                ways: BigUint::from(ways),
                shown,
            });
        }
        Ok(found)
    }

    /// Every way to a node with a total and a cost, from its end; stops when
    /// enough are found.
    fn trace(
        &self,
        layers: &[Vec<Row<Front>>],
        prices: &[Prices],
        (at, to, total, cost): (usize, usize, i64, Cost),
        path: &mut Path,
        found: &mut dyn FnMut(&Path) -> bool,
    ) -> bool {
        let Some(k) = at.checked_sub(1) else {
            return found(path);
        };
        let (Some(layer), Some(rows)) = (self.graph.layers.get(k), layers.get(k)) else {
            return true;
        };
        for (n, (node, row)) in layer.nodes.iter().zip(rows).enumerate() {
            let menu = layer.menus.get(node.menu).into_iter().flatten();
            let costs = prices
                .get(k)
                .and_then(|p| p.get(node.menu))
                .into_iter()
                .flatten();
            for (e, ((effect, next), costs)) in menu.zip(&node.next).zip(costs).enumerate() {
                let Some(before) = total.checked_sub(effect.delta).filter(|_| *next == to) else {
                    continue;
                };
                let Some(front) = row.get(before) else {
                    continue;
                };
                for (w, more, _) in costs {
                    let fits = front.0.iter().find(|(c, _)| c.plus(*more) == Some(cost));
                    let Some((rest, _)) = fits else {
                        continue;
                    };
                    path.push((n, e, *w));
                    let on = self.trace(layers, prices, (k, n, before, *rest), path, found);
                    path.pop();
                    if !on {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// The ways of a path, layer by layer.
    pub(super) fn along<'g>(
        &'g self,
        path: &'g Path,
    ) -> impl Iterator<Item = (Unit, &'g Way)> + 'g {
        let layers = self.graph.layers.iter().zip(path);
        layers.filter_map(|(layer, (n, e, w))| {
            let node = layer.nodes.get(*n)?;
            let effect = layer.menus.get(node.menu)?.get(*e)?;
            Some((layer.unit, effect.ways.get(*w)?))
        })
    }
}

/// By menu and effect of a layer: the ways that are allowed.
type Prices = Vec<Vec<Vec<Priced>>>;

/// A way by its place, what it costs, and for how many dossiers it stands.
type Priced = (usize, Cost, u64);
