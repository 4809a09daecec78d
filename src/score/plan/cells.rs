//! Cells of a table on their way into the columns of a plan: what each means is
//! found once, and what it gives with it.

use super::{Plan, Put};
use crate::dossier::{Cell, Columns, Meaning};
use crate::model::{Ruleset, Scorecard};

/// What became of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learnt {
    /// It says nothing that is scored.
    Nothing,
    /// The place of its meaning in its column.
    Place(u32),
    /// It is not for itself to say: the dossier is read as a whole.
    Long,
}

/// The columns of a table, bound to a card and its plan.
#[derive(Debug)]
pub struct Cells<'r> {
    columns: Columns<'r>,
    /// By column and meaning: what goes into the columns of the plan.
    puts: Vec<Vec<Put>>,
}

impl<'r> Cells<'r> {
    /// Binds the columns of these names.
    #[must_use]
    pub fn new(names: &[String], ruleset: &'r Ruleset, card: &'r Scorecard) -> Cells<'r> {
        Cells {
            columns: Columns::new(names, ruleset, card),
            puts: vec![Vec::new(); names.len()],
        }
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> &Columns<'r> {
        &self.columns
    }

    /// Binds one more column.
    pub fn add(&mut self, name: &str) {
        self.columns.add(name);
        self.puts.push(Vec::new());
    }

    /// Learns what a cell means.
    pub fn learn(&mut self, plan: &Plan<'_>, column: usize, cell: Cell<'_>) -> Learnt {
        let Some(place) = self.columns.learn(column, cell) else {
            return Learnt::Nothing;
        };
        let meanings = self.columns.meanings(column);
        if let Some(known) = self.puts.get_mut(column) {
            let new = meanings.get(known.len()..).unwrap_or_default();
            known.extend(new.iter().map(|m| plan.put(m)));
        }
        match meanings.get(place as usize) {
            Some(Meaning::Nothing) => Learnt::Nothing,
            None | Some(Meaning::Long) => Learnt::Long,
            Some(_) => Learnt::Place(place),
        }
    }

    /// What a cell means that was learnt.
    #[must_use]
    pub fn meaning(&self, column: usize, place: u32) -> &Meaning {
        let meanings = self.columns.meanings(column);
        meanings.get(place as usize).unwrap_or(&Meaning::Long)
    }

    /// What it gives, in the columns of the plan.
    #[must_use]
    pub fn put(&self, column: usize, place: u32) -> Put {
        let put = self.puts.get(column).and_then(|p| p.get(place as usize));
        put.copied().unwrap_or(Put::Unfit)
    }

    /// Between two sets of rows: columns that have seen too many cells forget them.
    pub fn forget(&mut self) {
        let puts = &mut self.puts;
        self.columns.forget(|column| {
            if let Some(known) = puts.get_mut(column) {
                known.clear();
            }
        });
    }
}
