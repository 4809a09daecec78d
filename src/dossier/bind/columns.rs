//! The columns of a table bound to a card once: what a cell means is worked
//! out when its text is first seen, and remembered.

use super::Binder;
use super::names::Target;
use crate::dossier::fields::{self, Known};
use crate::dossier::file::{Answer, Dossier, FactValue};
use crate::dossier::read::record_of_cells;
use crate::model::{Ruleset, Scorecard};
use crate::text::SourceId;
use std::collections::HashMap;

/// How many texts of a column are remembered.
const REMEMBERED: usize = 4096;

/// The columns of a table, bound to a card.
///
/// Cell by cell they say what [`Binder::bind`] says of a whole row, as long as
/// every cell is fine by itself and none is about the council or papers; other
/// rows take the long way.
#[derive(Debug)]
pub struct Columns<'r> {
    binder: Binder<'r>,
    columns: Vec<Column>,
}

#[derive(Debug)]
struct Column {
    name: String,
    /// What is read before any card is known, or not kept at all.
    skipped: bool,
    remembered: HashMap<String, Meaning>,
}

#[derive(Clone, Debug)]
enum Meaning {
    Nothing,
    Answer(usize, Answer),
    Fact(usize, FactValue),
    Findings(Vec<usize>),
    /// The row takes the long way.
    Long,
}

impl<'r> Columns<'r> {
    /// Binds the columns of these names.
    #[must_use]
    pub fn new(names: &[String], ruleset: &'r Ruleset, card: &'r Scorecard) -> Columns<'r> {
        let binder = Binder::new(ruleset, card);
        let columns = names.iter().map(|name| {
            let skipped = match fields::known(name).map(|f| f.is) {
                Some(
                    Known::Id
                    | Known::Ruleset
                    | Known::Version
                    | Known::Scorecard
                    | Known::Kind
                    | Known::Filed
                    | Known::Assessed
                    | Known::Product
                    | Known::AnsweredBy,
                ) => true,
                Some(Known::Info) => binder.names.get(name).is_none(),
                _ => false,
            };
            Column {
                name: name.clone(),
                skipped,
                remembered: HashMap::new(),
            }
        });
        Columns {
            columns: columns.collect(),
            binder,
        }
    }

    /// Puts the answers and facts of a row into a dossier from which those of
    /// the row before are cleared. `false`: this row takes the long way.
    pub fn read<'t>(&mut self, cells: impl Iterator<Item = &'t str>, into: &mut Dossier) -> bool {
        into.answers.criteria.fill(None);
        into.answers.findings.clear();
        into.facts.fill(None);
        let Columns { binder, columns } = self;
        for (cell, column) in cells.zip(columns) {
            if cell.is_empty() || column.skipped {
                continue;
            }
            let fresh;
            let meaning = match column.remembered.get(cell) {
                Some(known) => known,
                None => {
                    let new = meaning(binder, &column.name, cell);
                    if column.remembered.len() < REMEMBERED {
                        column.remembered.entry(cell.to_owned()).or_insert(new)
                    } else {
                        fresh = new;
                        &fresh
                    }
                }
            };
            match meaning {
                Meaning::Nothing => {}
                Meaning::Answer(i, answer) => {
                    if let Some(slot) = into.answers.criteria.get_mut(*i) {
                        *slot = Some(answer.clone());
                    }
                }
                Meaning::Fact(i, value) => {
                    if let Some(slot) = into.facts.get_mut(*i) {
                        *slot = Some(value.clone());
                    }
                }
                Meaning::Findings(all) => into.answers.findings.clone_from(all),
                Meaning::Long => return false,
            }
        }
        true
    }
}

/// What a cell means by itself.
fn meaning(binder: &Binder<'_>, name: &str, cell: &str) -> Meaning {
    let record = record_of_cells(std::iter::once((name, cell)), 0, SourceId::default());
    let Ok(dossier) = binder.bind(&record) else {
        return Meaning::Long;
    };
    match fields::known(name).map(|f| f.is) {
        Some(Known::Evidence | Known::Assessors | Known::Members | Known::Carried) => {
            return Meaning::Long;
        }
        Some(Known::Findings) => return Meaning::Findings(dossier.answers.findings),
        _ => {}
    }
    match binder.names.get(name) {
        Some(Target::Criterion(i)) => match dossier.answers.criteria.into_iter().nth(i) {
            Some(Some(answer)) => Meaning::Answer(i, answer),
            _ => Meaning::Nothing,
        },
        Some(Target::Fact(i)) => match dossier.facts.into_iter().nth(i) {
            Some(Some(value)) => Meaning::Fact(i, value),
            _ => Meaning::Nothing,
        },
        _ => Meaning::Nothing,
    }
}
