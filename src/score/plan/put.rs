//! Cells put straight into the columns of a plan, without a dossier between.

use super::block::{Block, coded, given, of_value};
use super::criterion::bit;
use super::scale::NONE;
use super::{Input, Plan, Sheets};
use crate::dossier::{Dossier, Kind, Meaning};
use crate::model::Form;
use jiff::civil::Date;

/// What a cell gives, in the columns of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Put {
    /// Nothing that is scored.
    #[default]
    Nothing,
    /// The code of the answer to a criterion, and its ticks.
    Code {
        /// The criterion.
        criterion: usize,
        /// The code of the answer.
        code: u8,
        /// The ticks, as bits.
        ticks: u64,
    },
    /// What stands in a column of facts.
    Given {
        /// The column.
        column: usize,
        /// In steps of the column.
        n: i64,
    },
    /// Findings of the whole card, as bits.
    Findings(u64),
    /// Something that a column cannot hold: the dossier is left to the interpreter.
    Unfit,
}

/// What a dossier says of itself that is scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// First rating, upgrade or renewal.
    pub kind: Option<Kind>,
    /// The day of filing.
    pub filed: Option<Date>,
    /// The day of assessment.
    pub assessed: Option<Date>,
}

impl Plan<'_> {
    /// Whether cells can be put straight into columns. If not, some column is
    /// worked out by the interpreter, of whole dossiers ([`Sheets::add`]).
    #[must_use]
    pub fn takes_cells(&self) -> bool {
        matches!(&self.program, Ok(program) if program.worked.is_empty())
    }

    /// What a cell gives, in the columns of this plan.
    #[must_use]
    pub fn put(&self, meaning: &Meaning) -> Put {
        let Ok(program) = &self.program else {
            return Put::Unfit;
        };
        match meaning {
            Meaning::Nothing => Put::Nothing,
            Meaning::Long => Put::Unfit,
            Meaning::Findings(places) => {
                let known = places.iter().filter(|p| **p < self.card.findings.len());
                Put::Findings(known.filter_map(|p| bit(*p).ok()).fold(0, |all, b| all | b))
            }
            Meaning::Answer(i, answer) => {
                let criterion = self.card.criteria.get(*i);
                match criterion.and_then(|c| coded(c, Some(answer))) {
                    Some((code, ticks)) => Put::Code {
                        criterion: *i,
                        code,
                        ticks,
                    },
                    None => Put::Unfit,
                }
            }
            Meaning::Fact(i, fact) => {
                let mut columns = program.inputs.iter().enumerate();
                match columns.find(|(_, c)| c.input == Input::Fact(*i)) {
                    // Nothing that is scored looks at it.
                    None => Put::Nothing,
                    Some((at, column)) => match of_value(program, column, &fact.value) {
                        Some(n) => Put::Given { column: at, n },
                        None => Put::Unfit,
                    },
                }
            }
        }
    }
}

impl Sheets {
    /// Adds dossiers in which nothing stands but what they say of themselves.
    pub fn add_empty(&mut self, plan: &Plan<'_>, count: usize, head: Head) {
        self.block.extend(plan, count, head);
    }

    /// Puts a cell into a dossier that was added empty.
    pub fn put(&mut self, row: usize, put: Put) {
        self.block.put(row, put);
    }

    /// Puts the cells of one column into dossiers that were added empty, from a
    /// row on: by the key of each, what its cell gives. All of them are about
    /// the same criterion or fact.
    pub fn put_column(&mut self, from: usize, puts: &[Put], keys: impl Iterator<Item = u32>) {
        self.block.put_column(from, puts, keys);
    }
}

impl Block {
    fn extend(&mut self, plan: &Plan<'_>, count: usize, head: Head) {
        let rows = self.len() + count;
        self.count = rows;
        let Ok(program) = &plan.program else {
            self.left.resize(rows, true);
            return;
        };
        for (c, (codes, ticks)) in plan
            .card
            .criteria
            .iter()
            .zip(self.codes.iter_mut().zip(&mut self.ticks))
        {
            codes.resize(rows, 0);
            if c.form == Form::Checklist {
                ticks.resize(rows, 0);
            }
        }
        self.findings.resize(rows, 0);
        // An empty dossier gives what one gives that says only this.
        let mut empty = Dossier::empty(0, 0);
        (empty.kind, empty.filed, empty.assessed) = (head.kind, head.filed, head.assessed);
        let mut fits = program.worked.is_empty();
        for (column, to) in program.inputs.iter().zip(&mut self.given) {
            let n = given(plan, program, column, &empty);
            fits &= n.is_some();
            to.resize(rows, n.unwrap_or(NONE));
        }
        for to in &mut self.worked {
            to.resize(rows, NONE);
        }
        self.left.resize(rows, !fits);
    }

    fn put(&mut self, row: usize, put: Put) {
        match put {
            Put::Nothing => {}
            Put::Code {
                criterion,
                code,
                ticks,
            } => {
                set(self.codes.get_mut(criterion), row, code);
                set(self.ticks.get_mut(criterion), row, ticks);
            }
            Put::Given { column, n } => set(self.given.get_mut(column), row, n),
            Put::Findings(bits) => set(Some(&mut self.findings), row, bits),
            Put::Unfit => set(Some(&mut self.left), row, true),
        }
    }

    fn put_column(&mut self, from: usize, puts: &[Put], keys: impl Iterator<Item = u32>) {
        let about = |put: &Put| match put {
            Put::Code { criterion, .. } => Some(*criterion),
            _ => None,
        };
        let plain = puts.iter().find_map(about).filter(|criterion| {
            let same = |p: &Put| *p == Put::Nothing || about(p) == Some(*criterion);
            let ticks = self.ticks.get(*criterion);
            puts.iter().all(same) && ticks.is_none_or(Vec::is_empty)
        });
        let column = plain.and_then(|criterion| self.codes.get_mut(criterion));
        if let Some(column) = column {
            // The common case: answers by letter, written through a table.
            let mut table: Vec<u8> = Vec::with_capacity(puts.len());
            table.extend(puts.iter().map(|p| match p {
                Put::Code { code, .. } => *code,
                _ => 0,
            }));
            let slots = column.get_mut(from..).unwrap_or_default();
            for (slot, key) in slots.iter_mut().zip(keys) {
                *slot = usize::try_from(key)
                    .ok()
                    .and_then(|k| table.get(k).copied())
                    .unwrap_or(0);
            }
            return;
        }
        for (row, key) in (from..).zip(keys) {
            let put = usize::try_from(key).ok().and_then(|k| puts.get(k));
            self.put(row, put.copied().unwrap_or_default());
        }
    }
}

fn set<X>(column: Option<&mut Vec<X>>, row: usize, is: X) {
    if let Some(slot) = column.and_then(|c| c.get_mut(row)) {
        *slot = is;
    }
}
