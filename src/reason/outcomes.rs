//! How many dossiers of a card come out how: counted, not sampled.

use super::space::{Point, Rank, Space};
use super::tally::{Row, Tally};
use super::trouble::Trouble;
use crate::exact::Num;
use num_bigint::BigUint;
use std::collections::BTreeMap;

/// How the dossiers of a space come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcomes {
    /// How many dossiers there are.
    pub dossiers: BigUint,
    /// How many come out in each way, worst total first.
    pub points: BTreeMap<Point, BigUint>,
    /// What marks keep dossiers from.
    pub minimums: Vec<Toll>,
}

/// What a marked option keeps dossiers from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toll {
    /// The criterion.
    pub criterion: usize,
    /// The marked option.
    pub option: usize,
    /// The level that asks for it.
    pub level: usize,
    /// How many dossiers miss it.
    pub missed: BigUint,
    /// How many of those have a total that is enough for the level.
    pub enough: BigUint,
}

impl Outcomes {
    /// How many dossiers have each total.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<Num, BigUint> {
        self.by(|p| p.total)
    }

    /// How many dossiers have each level, no level first.
    #[must_use]
    pub fn levels(&self) -> BTreeMap<Rank, BigUint> {
        self.by(|p| p.level)
    }

    /// How many dossiers have each level by the bands alone.
    #[must_use]
    pub fn levels_by_total(&self) -> BTreeMap<Rank, BigUint> {
        self.by(|p| p.by_total)
    }

    /// How many dossiers have each level by the bands, and each level.
    #[must_use]
    pub fn moved(&self) -> BTreeMap<(Rank, Rank), BigUint> {
        self.by(|p| (p.by_total, p.level))
    }

    fn by<K: Ord>(&self, key: impl Fn(&Point) -> K) -> BTreeMap<K, BigUint> {
        let mut all = BTreeMap::new();
        for (point, count) in &self.points {
            *all.entry(key(point)).or_default() += count;
        }
        all
    }
}

impl Space<'_> {
    /// Counts the dossiers of the space.
    ///
    /// # Errors
    /// When totals lie too far apart to be kept exactly.
    pub fn outcomes(&self) -> Result<Outcomes, Trouble> {
        // Most cards fit into 128 bits; the others take a little longer.
        match self.counted::<u128>() {
            Err(Trouble::Numbers) => self.counted::<BigUint>(),
            done => done,
        }
    }

    fn counted<T: Tally>(&self) -> Result<Outcomes, Trouble> {
        let layers = self.forward::<T>()?;
        let mut points: BTreeMap<Point, BigUint> = BTreeMap::new();
        let mut dossiers = BigUint::default();
        let mut bands: Vec<Vec<(i64, Rank)>> = Vec::new();
        for (last, row) in layers.last().into_iter().flatten().enumerate() {
            let mut here = Vec::new();
            for (units, count) in row.each().filter(|(_, c)| !c.is_none()) {
                let point = self.point(last, units).ok_or(Trouble::Numbers)?;
                here.push((units, point.by_total));
                dossiers += count.big();
                *points.entry(point).or_default() += count.big();
            }
            bands.push(here);
        }
        Ok(Outcomes {
            dossiers,
            points,
            minimums: self.tolls(&layers, &bands)?,
        })
    }

    /// Counts the dossiers that miss each mark: all, and those whose total is
    /// enough for its level. For that the graph is gone through backwards, once
    /// for each level that has marks.
    fn tolls<T: Tally>(
        &self,
        layers: &[Vec<Row<T>>],
        bands: &[Vec<(i64, Rank)>],
    ) -> Result<Vec<Toll>, Trouble> {
        let mut tolls: BTreeMap<(usize, usize, usize), (T, T)> = BTreeMap::new();
        let mut levels: Vec<usize> = Vec::new();
        for (i, c) in self.card.criteria.iter().enumerate() {
            for (option, o) in c.options.iter().enumerate() {
                for level in &o.marks {
                    tolls.insert((i, option, *level), (T::default(), T::default()));
                    levels.push(*level);
                }
            }
        }
        levels.sort_unstable();
        levels.dedup();
        for asked in levels.iter().copied().map(Some).chain([None]) {
            if tolls.is_empty() {
                break;
            }
            let mut ahead: Vec<Row<T>> = Vec::with_capacity(bands.len());
            for here in bands {
                let mut row = Row::default();
                for (units, band) in here.iter().filter(|(_, b)| *b >= asked) {
                    let _ = band;
                    *row.cell(*units).ok_or(Trouble::Numbers)? = T::one();
                }
                ahead.push(row);
            }
            for (layer, rows) in self.graph.layers.iter().zip(layers).rev() {
                let mut behind: Vec<Row<T>> = Vec::with_capacity(layer.nodes.len());
                for (node, row) in layer.nodes.iter().zip(rows) {
                    let mut mine: Row<T> = Row::default();
                    let menu = layer.menus.get(node.menu).into_iter().flatten();
                    for (effect, next) in menu.zip(&node.next) {
                        let Some(next) = ahead.get(*next) else {
                            continue;
                        };
                        let misses = effect.ways.iter().any(|w| !w.unmet.is_empty());
                        for (total, ways) in row.each().filter(|(_, w)| !w.is_none()) {
                            let Some(after) = next.get(total.saturating_add(effect.delta)) else {
                                continue;
                            };
                            if after.is_none() {
                                continue;
                            }
                            let cell = mine.cell(total).ok_or(Trouble::Numbers)?;
                            cell.add_times(after, effect.times)
                                .ok_or(Trouble::Numbers)?;
                            if misses {
                                self.charge(&mut tolls, layer.unit, effect, asked, (ways, after))?;
                            }
                        }
                    }
                    behind.push(mine);
                }
                ahead = behind;
            }
        }
        Ok(tolls
            .into_iter()
            .map(|((criterion, option, level), (missed, enough))| Toll {
                criterion,
                option,
                level,
                missed: missed.big(),
                enough: enough.big(),
            })
            .collect())
    }

    fn charge<T: Tally>(
        &self,
        tolls: &mut BTreeMap<(usize, usize, usize), (T, T)>,
        unit: super::plan::Unit,
        effect: &super::graph::Effect,
        asked: Rank,
        (before, after): (&T, &T),
    ) -> Result<(), Trouble> {
        let super::plan::Unit::Criterion(i) = unit else {
            return Ok(());
        };
        for way in &effect.ways {
            for (option, level) in &way.unmet {
                if asked.is_some_and(|a| a != *level) {
                    continue;
                }
                let Some((missed, enough)) = tolls.get_mut(&(i, *option, *level)) else {
                    continue;
                };
                let into = if asked.is_none() { missed } else { enough };
                let ways = before.product(after).ok_or(Trouble::Numbers)?;
                into.add_times(&ways, way.times).ok_or(Trouble::Numbers)?;
            }
        }
        Ok(())
    }
}
