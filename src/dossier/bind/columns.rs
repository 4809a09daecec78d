//! The columns of a table bound to a card once: what a cell means is worked
//! out when it is first seen, and remembered.

use super::Binder;
use super::names::Target;
use crate::dossier::fields::{self, Known};
use crate::dossier::file::{Answer, Dossier, FactValue};
use crate::dossier::node::{Node, NodeKind};
use crate::dossier::read::record_of_cells;
use crate::exact::Num;
use crate::model::{Ruleset, Scorecard, Type, Value};
use crate::text::{SourceId, Span};
use std::collections::HashMap;

/// How many cells of a column are remembered from one set of rows to the next.
const REMEMBERED: usize = 4096;

/// A cell as it is written; empty ones are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'t> {
    /// A text: a letter, a word, a number as people write it.
    Text(&'t str),
    /// A number of JSON or of a typed column, where the point is the decimal sign.
    Number(&'t str),
}

impl<'t> Cell<'t> {
    /// What is written.
    #[must_use]
    pub fn text(self) -> &'t str {
        match self {
            Cell::Text(t) | Cell::Number(t) => t,
        }
    }

    pub(crate) fn node(self, span: Span) -> Node {
        match self {
            Cell::Text(t) => Node::text(t, span),
            Cell::Number(t) => Node {
                kind: NodeKind::Number(t.to_owned()),
                span,
            },
        }
    }
}

/// The columns of a table, bound to a card.
///
/// Cell by cell they say what [`Binder::bind`] says of a whole row, as long as
/// every cell is fine by itself and none is about the council or papers; other
/// rows take the long way.
#[derive(Debug)]
pub struct Columns<'r> {
    binder: Binder<'r>,
    columns: Vec<Column>,
    places: HashMap<String, usize>,
}

#[derive(Debug)]
struct Column {
    name: String,
    /// What is read before any card is known, or not kept at all.
    skipped: bool,
    stray: bool,
    /// The first column that means the same.
    slot: usize,
    texts: HashMap<Box<str>, u32>,
    numbers: HashMap<Box<str>, u32>,
    /// Texts of one byte, as most answers are: one more than the place.
    letters: Box<[u32; 128]>,
    meanings: Vec<Meaning>,
}

/// What a cell means by itself.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// Nothing that is scored.
    Nothing,
    /// The answer to a criterion, by its place on the card.
    Answer(usize, Answer),
    /// A fact, by its place in the ruleset.
    Fact(usize, FactValue),
    /// Findings of the whole card.
    Findings(Vec<usize>),
    /// The row takes the long way.
    Long,
}

impl<'r> Columns<'r> {
    /// Binds the columns of these names.
    #[must_use]
    pub fn new(names: &[String], ruleset: &'r Ruleset, card: &'r Scorecard) -> Columns<'r> {
        let mut columns = Columns {
            binder: Binder::new(ruleset, card),
            columns: Vec::new(),
            places: HashMap::new(),
        };
        for name in names {
            columns.add(name);
        }
        columns
    }

    /// Binds one more column, behind the others.
    pub fn add(&mut self, name: &str) {
        let known = fields::known(name).map(|f| f.is);
        let skipped = match known {
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
            Some(Known::Info) => self.binder.names.get(name).is_none(),
            _ => false,
        };
        let place = self.columns.len();
        let slot = *self.places.entry(self.same(name)).or_insert(place);
        self.columns.push(Column {
            name: name.to_owned(),
            skipped,
            stray: known.is_none() && self.binder.names.get(name).is_none(),
            slot,
            texts: HashMap::new(),
            numbers: HashMap::new(),
            letters: Box::new([0; 128]),
            meanings: Vec::new(),
        });
    }

    /// What columns of the same meaning have in common.
    fn same(&self, name: &str) -> String {
        match (fields::known(name), self.binder.names.get(name)) {
            (Some(field), None) => field.en.to_owned(),
            (_, Some(target)) => format!("\u{1f}{target:?}"),
            (None, None) => name.to_owned(),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The first column that means what this one does: in a row only one of
    /// them may be filled.
    #[must_use]
    pub fn slot(&self, column: usize) -> usize {
        self.columns.get(column).map_or(column, |c| c.slot)
    }

    /// Whether nobody knows its name.
    #[must_use]
    pub fn is_stray(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|c| c.stray)
    }

    /// Whether what stands in it is scored, or at least looked at.
    #[must_use]
    pub fn is_scored(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|c| !c.skipped)
    }

    /// Whether no other column means the same.
    #[must_use]
    pub fn is_alone(&self, column: usize) -> bool {
        let slot = self.slot(column);
        self.columns.iter().filter(|c| c.slot == slot).count() == 1
    }

    /// The place of what a cell means among the meanings of its column; `None`
    /// when it means nothing that is scored.
    pub fn learn(&mut self, column: usize, cell: Cell<'_>) -> Option<u32> {
        let Columns {
            binder, columns, ..
        } = self;
        let column = columns.get_mut(column)?;
        let text = cell.text();
        if text.is_empty() || column.skipped {
            return None;
        }
        let letter = match (cell, text.as_bytes()) {
            (Cell::Text(_), [one]) => Some(usize::from(*one)),
            _ => None,
        };
        if let Some(known) = letter.and_then(|l| column.letters.get(l))
            && let Some(place) = known.checked_sub(1)
        {
            return Some(place);
        }
        let known = match cell {
            Cell::Text(_) => &mut column.texts,
            Cell::Number(_) => &mut column.numbers,
        };
        if let Some(place) = known.get(text) {
            return Some(*place);
        }
        let place = u32::try_from(column.meanings.len()).ok()?;
        column.meanings.push(meaning(binder, &column.name, cell));
        match letter.and_then(|l| column.letters.get_mut(l)) {
            Some(slot) => *slot = place + 1,
            None => {
                known.insert(text.into(), place);
            }
        }
        Some(place)
    }

    /// What a number in a column means, where it is a fact and nothing is wrong
    /// with it; everything else is told by [`Columns::learn`].
    #[must_use]
    pub fn number(&self, column: usize, n: Num) -> Option<Meaning> {
        let column = self.columns.get(column).filter(|c| !c.skipped)?;
        if fields::known(&column.name).is_some() {
            return None;
        }
        let Some(Target::Fact(i)) = self.binder.names.get(&column.name) else {
            return None;
        };
        let fact = self.binder.ruleset.facts.get(i)?;
        let Type::Number(unit) = &fact.ty else {
            return None;
        };
        let share = unit.is_percent() && n > Num::ZERO && n < Num::ONE;
        let broken = fact.whole && !n.is_whole();
        let beyond = fact.range.as_ref().is_some_and(|r| !r.contains(n));
        let span = Span::new(SourceId::default(), 0..0);
        let value = Value::Num(n);
        (!share && !broken && !beyond).then_some(Meaning::Fact(i, FactValue { value, span }))
    }

    /// What [`Columns::learn`] gave a place to.
    #[must_use]
    pub fn meanings(&self, column: usize) -> &[Meaning] {
        self.columns
            .get(column)
            .map_or(&[], |c| c.meanings.as_slice())
    }

    /// Between two sets of rows: columns that have seen too many cells forget
    /// them, and are told.
    pub fn forget(&mut self, mut told: impl FnMut(usize)) {
        for (i, c) in self.columns.iter_mut().enumerate() {
            if c.meanings.len() > REMEMBERED {
                c.meanings.clear();
                c.texts.clear();
                c.numbers.clear();
                c.letters.fill(0);
                told(i);
            }
        }
    }
}

impl Meaning {
    /// Puts an answer or a fact into a dossier.
    pub fn put(&self, into: &mut Dossier) {
        match self {
            Meaning::Nothing | Meaning::Long => {}
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
        }
    }
}

/// What a cell means by itself.
fn meaning(binder: &Binder<'_>, name: &str, cell: Cell<'_>) -> Meaning {
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
