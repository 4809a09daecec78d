//! Sets of typed columns on the benches of a thread: each different cell is
//! looked at once, and columns go over as columns.

use super::super::desk::{At, Bench, Desk, Route, Tally};
use super::super::sheet::Sink;
use super::cells::{Keyed, Value};
use super::read::{Table, is_nothing};
use sao::dossier::{Cell, Cutter, Meaning, Uncut};
use sao::score::plan::{Head, Learnt, Put};
use std::borrow::Cow;
use std::cell::OnceCell;

/// The columns of a set, looked at when they are first asked for.
struct Columns<'t> {
    table: &'t Table,
    keyed: Vec<OnceCell<Option<Keyed<'t>>>>,
}

impl<'t> Columns<'t> {
    fn get(&self, column: usize) -> Option<&Keyed<'t>> {
        let cell = self.keyed.get(column)?;
        cell.get_or_init(|| self.table.keyed(column)).as_ref()
    }
}

/// What the different cells of a column mean on a bench, by key.
#[derive(Default)]
struct Known {
    meant: Vec<Meant>,
    puts: Vec<Put>,
    /// Some cell sends its row the long way.
    long: bool,
    /// Some cell means something.
    any: bool,
}

enum Meant {
    Nothing,
    Place(u32),
    Number(Meaning),
    Long,
}

impl Known {
    fn of(bench: &mut Bench<'_>, column: usize, keyed: &Keyed<'_>) -> Known {
        let mut known = Known::default();
        for value in &keyed.cells {
            let meant = match value {
                Value::Nothing => Meant::Nothing,
                Value::Nested(_) => Meant::Long,
                Value::Number(_, Some(n))
                    if let Some(meaning) = bench.cells.columns().number(column, *n) =>
                {
                    Meant::Number(meaning)
                }
                value => {
                    let cell = value.cell().unwrap_or(Cell::Text(""));
                    match bench.cells.learn(&bench.plan, column, cell) {
                        Learnt::Nothing => Meant::Nothing,
                        Learnt::Place(place) => Meant::Place(place),
                        Learnt::Long => Meant::Long,
                    }
                }
            };
            known.puts.push(match &meant {
                Meant::Nothing => Put::Nothing,
                Meant::Place(place) => bench.cells.put(column, *place),
                Meant::Number(meaning) => bench.plan.put(meaning),
                Meant::Long => Put::Unfit,
            });
            known.long |= matches!(meant, Meant::Long);
            known.any |= !matches!(meant, Meant::Nothing);
            known.meant.push(meant);
        }
        known
    }

    /// Puts what a cell means into the dossier at hand.
    fn fill(&self, column: usize, key: usize, bench: &mut Bench<'_>) {
        match self.meant.get(key) {
            Some(Meant::Place(place)) => {
                bench.cells.meaning(column, *place).put(&mut bench.dossier);
            }
            Some(Meant::Number(meaning)) => meaning.put(&mut bench.dossier),
            _ => {}
        }
    }
}

/// The rows of a set that go to one bench.
#[derive(Default)]
struct Share {
    rows: Vec<usize>,
    heads: Vec<Head>,
    known: Vec<Known>,
}

impl Desk<'_> {
    /// Scores a set and writes it, in order.
    pub fn work_table(&mut self, name: &str, table: &Table, sink: &mut Sink) -> Tally {
        let names = table.names();
        self.table(&names);
        self.clear();
        let columns = Columns {
            table,
            keyed: names.iter().map(|_| OnceCell::new()).collect(),
        };
        let cutter = Cutter::of_rows(name, self.source());
        let uncut = |row: usize| Uncut::of_row(table.before + row + 1, table.line(row));
        let rows = table.batch.num_rows();
        let mut placed: Vec<Option<At<'_>>> = (0..rows).map(|_| None).collect();
        let mut shares: Vec<Share> = Vec::new();
        for (row, route) in self.routes_of(&columns, rows).into_iter().enumerate() {
            let Some(Route { bench, head }) = route else {
                continue;
            };
            if bench >= shares.len() {
                shares.resize_with(bench + 1, Share::default);
            }
            if let Some(share) = shares.get_mut(bench) {
                share.rows.push(row);
                share.heads.push(head);
            }
        }
        for (place, share) in shares.iter_mut().enumerate() {
            if let Some(bench) = self.benches.get_mut(place) {
                share.lay(place, bench, &columns, &mut placed);
            }
        }
        let ids = self.id().and_then(|id| columns.get(id));
        for (row, at) in placed.iter_mut().enumerate() {
            match at {
                None => *at = Some(self.long(&cutter, &uncut(row))),
                Some(At::Plain { id, .. }) => {
                    let cell = ids.and_then(|ids| ids.at(row).cell());
                    let text = cell.map(Cell::text).filter(|t| !t.is_empty());
                    *id = text.map(Cow::Borrowed);
                }
                Some(_) => {}
            }
        }
        self.run();
        let mut tally = Tally::default();
        for (row, at) in placed.into_iter().enumerate() {
            let Some(at) = at else {
                continue;
            };
            let place = || format!("{name}:{}", table.before + row + 1);
            let share = match &at {
                At::Plain { bench, .. } => shares.get(*bench),
                _ => None,
            };
            self.tell(at, place, sink, &mut tally, |bench, _, _| {
                if let Some(share) = share {
                    share.fill(row, bench, &columns);
                }
            });
        }
        tally
    }

    /// Where each row goes, by its head; `None`: the long way.
    fn routes_of(&mut self, columns: &Columns<'_>, rows: usize) -> Vec<Option<Route>> {
        let heads: Vec<(usize, &Keyed<'_>)> = self
            .head_columns()
            .into_iter()
            .filter_map(|column| Some((column, columns.get(column)?)))
            .collect();
        let mut routes = Vec::with_capacity(rows);
        let mut before: Option<(Vec<u32>, Option<Route>)> = None;
        let mut keys: Vec<u32> = Vec::with_capacity(heads.len());
        for row in 0..rows {
            keys.clear();
            keys.extend(
                heads
                    .iter()
                    .map(|(_, k)| k.keys.get(row).copied().unwrap_or(0)),
            );
            if let Some((same, route)) = &before
                && *same == keys
            {
                routes.push(*route);
                continue;
            }
            let cells: Option<Vec<(usize, Cell<'_>)>> = heads
                .iter()
                .map(|(column, k)| Some((*column, k.at(row).cell()?)))
                .collect();
            let route = cells.and_then(|cells| self.route(&cells));
            before = Some((keys.clone(), route));
            routes.push(route);
        }
        routes
    }
}

impl Share {
    /// Lays its rows on a bench, those left out that go the long way.
    fn lay<'t>(
        &mut self,
        place: usize,
        bench: &mut Bench<'_>,
        columns: &Columns<'_>,
        placed: &mut [Option<At<'t>>],
    ) {
        if self.rows.is_empty() {
            return;
        }
        let count = columns.keyed.len();
        for column in 0..count {
            let keyed = columns
                .get(column)
                .filter(|_| bench.cells.columns().is_scored(column));
            let known = keyed.map(|keyed| Known::of(bench, column, keyed));
            self.known.push(known.unwrap_or_default());
        }
        let mut long = vec![false; self.rows.len()];
        for (column, known) in self.known.iter().enumerate() {
            let Some(keyed) = columns.get(column).filter(|_| known.any || known.long) else {
                continue;
            };
            // Two columns that mean the same: which counts is not for us to say.
            let slot = bench.cells.columns().slot(column);
            let twin = columns.get(slot).filter(|_| slot != column);
            for (row, long) in self.rows.iter().zip(&mut long) {
                let key = keyed.keys.get(*row).copied().unwrap_or(0);
                *long |= matches!(known.meant.get(key as usize), Some(Meant::Long));
                *long |= twin.is_some_and(|t| !is_nothing(t.at(*row)) && key != 0);
            }
        }
        let keep = |i: &usize| long.get(*i) == Some(&false);
        let kept: Vec<usize> = (0..self.rows.len()).filter(keep).collect();
        self.rows = kept
            .iter()
            .filter_map(|i| self.rows.get(*i).copied())
            .collect();
        self.heads = kept
            .iter()
            .filter_map(|i| self.heads.get(*i).copied())
            .collect();
        let from = bench.sheets.len();
        if bench.plan.takes_cells() {
            for same in self.heads.chunk_by(Head::eq) {
                if let Some(head) = same.first() {
                    bench.sheets.add_empty(&bench.plan, same.len(), *head);
                }
            }
            for (column, known) in self.known.iter().enumerate() {
                let Some(keyed) = columns.get(column).filter(|_| known.any) else {
                    continue;
                };
                let keys = self.rows.iter();
                let keys = keys.map(|row| keyed.keys.get(*row).copied().unwrap_or(0));
                if bench.cells.columns().is_alone(column) {
                    bench.sheets.put_column(from, &known.puts, keys);
                } else {
                    for (row, key) in (from..).zip(keys) {
                        let put = known.puts.get(key as usize).copied();
                        bench.sheets.put(row, put.unwrap_or_default());
                    }
                }
            }
        } else {
            for (row, head) in self.rows.iter().zip(&self.heads) {
                bench.empty(*head);
                self.fill(*row, bench, columns);
                bench.sheets.add(&bench.plan, &bench.dossier);
            }
        }
        for ((at, row), head) in (from..).zip(&self.rows).zip(&self.heads) {
            if let Some(slot) = placed.get_mut(*row) {
                *slot = Some(At::Plain {
                    bench: place,
                    row: at,
                    head: *head,
                    id: None,
                    cells: 0..0,
                });
            }
        }
    }

    /// Puts what the cells of a row mean into the dossier at hand.
    fn fill(&self, row: usize, bench: &mut Bench<'_>, columns: &Columns<'_>) {
        for (column, known) in self.known.iter().enumerate() {
            if let Some(keyed) = columns.get(column).filter(|_| known.any) {
                let key = keyed.keys.get(row).copied().unwrap_or(0);
                known.fill(column, key as usize, bench);
            }
        }
    }
}
