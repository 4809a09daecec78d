//! What one thread works with: the plans of the cards that came up so far, and
//! the dossiers that lie on them.

use super::sheet::{Line, Sink};
use sao::dossier::{self, Binder, Cell, Cutter, Dossier, Record, Uncut};
use sao::model::{Ruleset, Scorecard};
use sao::score::Outcome;
use sao::score::plan::{Cells, Head, Learnt, Plan, Sheets, Verdict};
use sao::text::{Diagnostic, Source, SourceId};
use sao::{Asked, Library};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Columns that are read before a card is known; the id is not among them.
const HEADS: [&str; 6] = [
    "ruleset",
    "version",
    "scorecard",
    "kind",
    "filed",
    "assessed",
];

/// How many names of fields are kept apart; rows with more take the long way.
const NAMES: usize = 4096;

/// What a run shares among its threads.
pub struct Shared<'l> {
    pub library: &'l Library,
    /// The rulesets as they are read: with the readings that were asked for, in
    /// the order of the library; what is wrong with those readings otherwise.
    pub rulesets: Vec<Result<std::borrow::Cow<'l, Ruleset>, Vec<Diagnostic>>>,
    pub asked: Asked,
    pub source: SourceId,
    /// Whether the interpreter is asked too.
    pub verify: bool,
}

/// A dossier that cannot be scored.
pub struct Reject {
    pub place: String,
    pub id: Option<String>,
    pub wrong: Vec<Diagnostic>,
    pub source: Source,
}

/// What came out of some rows.
#[derive(Default)]
pub struct Tally {
    pub scored: usize,
    /// Left to the interpreter.
    pub left: usize,
    pub rejects: Vec<Reject>,
    /// With `--verify`: where plan and interpreter differ.
    pub differ: Vec<(String, Vec<&'static str>)>,
}

/// A card with its plan.
pub(super) struct Bench<'l> {
    pub plan: Plan<'l>,
    binder: Binder<'l>,
    pub cells: Cells<'l>,
    pub sheets: Sheets,
    /// The dossier at hand: filled again and again.
    pub dossier: Dossier,
}

#[derive(Clone, Copy)]
pub(super) struct Route {
    pub bench: usize,
    pub head: Head,
}

/// What one thread works with.
pub struct Desk<'l> {
    shared: &'l Shared<'l>,
    pub(super) benches: Vec<Bench<'l>>,
    /// By ruleset and card: the bench.
    places: HashMap<(usize, String), usize>,
    /// By what stands in the columns of [`HEADS`]: where the row goes. `None`:
    /// the long way.
    routes: HashMap<String, Option<Route>>,
    /// Names of the columns of the table at hand, or of fields seen so far.
    names: Vec<String>,
    by_name: HashMap<String, usize>,
    /// By column: its place among the heads.
    heads: Vec<Option<usize>>,
    /// How many heads there are.
    head_names: Vec<String>,
    id: Option<usize>,
    /// What the cells of the rows at hand mean, row after row.
    learnt: Vec<(usize, u32)>,
    /// By column: the row in which it was filled last.
    seen: Vec<usize>,
    rows: usize,
}

/// Where a row lies.
pub(super) enum At<'t> {
    /// On a bench; its dossier is filled when it is needed.
    Plain {
        bench: usize,
        row: usize,
        head: Head,
        id: Option<Cow<'t, str>>,
        /// Its part of [`Desk::learnt`].
        cells: Range<usize>,
    },
    Long {
        bench: usize,
        row: usize,
        dossier: Box<Dossier>,
    },
    Bad(Vec<Diagnostic>, Box<Source>, Option<String>),
}

impl<'l> Desk<'l> {
    pub fn new(shared: &'l Shared<'l>) -> Desk<'l> {
        Desk {
            shared,
            benches: Vec::new(),
            places: HashMap::new(),
            routes: HashMap::new(),
            names: Vec::new(),
            by_name: HashMap::new(),
            heads: Vec::new(),
            head_names: Vec::new(),
            id: None,
            learnt: Vec::new(),
            seen: Vec::new(),
            rows: 0,
        }
    }

    /// Prepares for a table with these columns; one that has none has fields,
    /// which become columns as they come.
    pub(super) fn table(&mut self, names: &[String]) {
        if names.is_empty() && !self.by_name.is_empty() {
            return;
        }
        if !names.is_empty() && names == self.names && self.by_name.is_empty() {
            return;
        }
        self.benches.clear();
        self.places.clear();
        self.routes.clear();
        self.names.clear();
        self.by_name.clear();
        self.heads.clear();
        self.head_names.clear();
        self.id = None;
        for name in names {
            self.add(name);
        }
    }

    /// Where findings about rows point.
    #[cfg(feature = "arrow")]
    pub(super) fn source(&self) -> SourceId {
        self.shared.source
    }

    /// The column of the id.
    #[cfg(feature = "arrow")]
    pub(super) fn id(&self) -> Option<usize> {
        self.id
    }

    /// The columns that are read before a card is known.
    #[cfg(feature = "arrow")]
    pub(super) fn head_columns(&self) -> Vec<usize> {
        let heads = self.heads.iter().enumerate();
        heads.filter_map(|(i, head)| head.map(|_| i)).collect()
    }

    fn add(&mut self, name: &str) {
        let known = dossier::field_name(name);
        if known == Some("id") && self.id.is_none() {
            self.id = Some(self.names.len());
        }
        let head = HEADS.iter().any(|h| known == Some(h));
        self.heads.push(head.then_some(self.head_names.len()));
        if head {
            self.head_names.push(name.to_owned());
            self.routes.clear();
        }
        for bench in &mut self.benches {
            bench.cells.add(name);
        }
        self.names.push(name.to_owned());
    }

    /// The column of a field, which often stands where it stood before.
    fn column(&mut self, name: &str, near: usize) -> Option<usize> {
        if self.names.get(near).is_some_and(|n| n == name) {
            return Some(near);
        }
        if let Some(known) = self.by_name.get(name) {
            return Some(*known);
        }
        if self.names.len() >= NAMES {
            return None;
        }
        self.add(name);
        self.by_name.insert(name.to_owned(), self.names.len() - 1);
        Some(self.names.len() - 1)
    }

    /// Before a set of rows.
    pub(super) fn clear(&mut self) {
        self.learnt.clear();
        for bench in &mut self.benches {
            bench.sheets.clear(&bench.plan);
            bench.cells.forget();
        }
    }

    /// Scores what lies on the benches.
    pub(super) fn run(&mut self) {
        for bench in &mut self.benches {
            bench.sheets.run(&bench.plan);
        }
    }

    /// Scores rows and writes them, in order.
    pub fn work(&mut self, cutter: &Cutter, rows: &[Uncut], sink: &mut Sink) -> Tally {
        self.table(&cutter.names());
        self.clear();
        let json = self.names.is_empty() || !self.by_name.is_empty();
        let mut texts: Vec<&str> = Vec::new();
        let mut fields: Vec<(&str, Cell<'_>)> = Vec::new();
        let mut cells: Vec<(usize, Cell<'_>)> = Vec::new();
        let mut placed: Vec<At<'_>> = Vec::with_capacity(rows.len());
        for row in rows {
            cells.clear();
            let plain = if cutter.cells(row, &mut texts) {
                let filled = texts.iter().enumerate().filter(|(_, t)| !t.is_empty());
                cells.extend(filled.map(|(i, t)| (i, Cell::Text(t))));
                true
            } else {
                json && cutter.fields(row, &mut fields) && self.columns_of(&fields, &mut cells)
            };
            let at = plain.then(|| self.plain(&cells, json)).flatten();
            placed.push(match at {
                Some(at) => at,
                None => self.long(cutter, row),
            });
        }
        self.run();
        let mut tally = Tally::default();
        for (at, row) in placed.into_iter().zip(rows) {
            let place = || cutter.place(row);
            self.tell(at, place, sink, &mut tally, |bench, cells, learnt| {
                for (column, place) in learnt.get(cells).unwrap_or_default() {
                    let meaning = bench.cells.meaning(*column, *place);
                    meaning.put(&mut bench.dossier);
                }
            });
        }
        tally
    }

    /// The columns of the fields of a line; `false`: it takes the long way.
    fn columns_of<'t>(
        &mut self,
        fields: &[(&str, Cell<'t>)],
        into: &mut Vec<(usize, Cell<'t>)>,
    ) -> bool {
        for (near, (name, cell)) in fields.iter().enumerate() {
            match self.column(name, near) {
                Some(column) => into.push((column, *cell)),
                None => return false,
            }
        }
        true
    }

    /// A row whose cells are fine one by one. The fields of a line of NDJSON
    /// must be known even where they say nothing, and stand there once.
    fn plain<'t>(&mut self, cells: &[(usize, Cell<'t>)], json: bool) -> Option<At<'t>> {
        let route = self.route(cells)?;
        self.rows += 1;
        let from = self.learnt.len();
        let bench = self.benches.get_mut(route.bench)?;
        let fine = cells.iter().all(|(column, cell)| {
            if json {
                let slot = bench.cells.columns().slot(*column);
                if slot >= self.seen.len() {
                    self.seen.resize(slot + 1, 0);
                }
                let before = self
                    .seen
                    .get_mut(slot)
                    .map(|s| std::mem::replace(s, self.rows));
                let stray = cell.text().is_empty() && bench.cells.columns().is_stray(*column);
                if before == Some(self.rows) || stray {
                    return false;
                }
            }
            match bench.cells.learn(&bench.plan, *column, *cell) {
                Learnt::Nothing => true,
                Learnt::Place(place) => {
                    self.learnt.push((*column, place));
                    true
                }
                Learnt::Long => false,
            }
        });
        if !fine {
            self.learnt.truncate(from);
            return None;
        }
        let row = bench.sheets.len();
        let learnt = self.learnt.get(from..).unwrap_or_default();
        if bench.plan.takes_cells() {
            bench.sheets.add_empty(&bench.plan, 1, route.head);
            for (column, place) in learnt {
                bench.sheets.put(row, bench.cells.put(*column, *place));
            }
        } else {
            bench.empty(route.head);
            for (column, place) in learnt {
                let meaning = bench.cells.meaning(*column, *place);
                meaning.put(&mut bench.dossier);
            }
            bench.sheets.add(&bench.plan, &bench.dossier);
        }
        let id = self.id.and_then(|id| {
            let cell = cells.iter().find(|(column, _)| *column == id)?;
            Some(cell.1.text()).filter(|t| !t.is_empty())
        });
        Some(At::Plain {
            bench: route.bench,
            row,
            head: route.head,
            id: id.map(Cow::Borrowed),
            cells: from..self.learnt.len(),
        })
    }

    /// Where a row goes, by its head.
    pub(super) fn route(&mut self, cells: &[(usize, Cell<'_>)]) -> Option<Route> {
        let mut head = [Cell::Text(""); 2 * HEADS.len()];
        let head = head.get_mut(..self.head_names.len())?;
        for (column, cell) in cells {
            if let Some(Some(place)) = self.heads.get(*column)
                && let Some(slot) = head.get_mut(*place)
            {
                *slot = *cell;
            }
        }
        let mut key = String::new();
        for cell in head.iter() {
            key.push_str(cell.text());
            key.push(match cell {
                Cell::Text(_) => '\u{1f}',
                Cell::Number(_) => '\u{1e}',
            });
        }
        if let Some(known) = self.routes.get(&key) {
            return *known;
        }
        let named = self.head_names.iter().map(String::as_str);
        let record =
            dossier::record_of_cells(named.zip(head.iter().copied()), 0, self.shared.source);
        let fine = record.problems().is_empty();
        let route = self.of_record(&record).ok().filter(|_| fine);
        if self.routes.len() < 100_000 {
            self.routes.insert(key, route);
        }
        route
    }

    fn of_record(&mut self, record: &Record) -> Result<Route, Vec<Diagnostic>> {
        let shared = self.shared;
        let chosen = shared
            .library
            .choose(record, shared.asked.ruleset.as_deref());
        let (ruleset, card, _) = chosen.map_err(|d| {
            // A day that cannot be read may be why no version is found.
            let mut all = record.problems().to_vec();
            all.push(d);
            all
        })?;
        let place = shared
            .library
            .rulesets()
            .iter()
            .position(|r| std::ptr::eq(r, ruleset));
        let place = place.unwrap_or_default();
        let key = (place, card.id.clone());
        let bench = match self.places.get(&key) {
            Some(known) => *known,
            None => {
                let ruleset: &'l Ruleset = match shared.rulesets.get(place) {
                    Some(Ok(ruleset)) => ruleset,
                    Some(Err(wrong)) => return Err(wrong.clone()),
                    None => return Err(Vec::new()),
                };
                let Some(card) = ruleset.cards.get(&card.id) else {
                    return Err(Vec::new());
                };
                self.benches.push(Bench::new(&self.names, ruleset, card));
                self.places.insert(key, self.benches.len() - 1);
                self.benches.len() - 1
            }
        };
        Ok(Route {
            bench,
            head: Head {
                kind: record.header.kind,
                filed: record.header.filed,
                assessed: record.header.assessed,
            },
        })
    }

    /// A row that is read as a record.
    pub(super) fn long<'t>(&mut self, cutter: &Cutter, row: &Uncut) -> At<'t> {
        let (source, outcome) = cutter.read(row);
        let record = match outcome {
            Ok(record) => record,
            Err(wrong) => return At::Bad(wrong, Box::new(source), None),
        };
        let id = record.header.id.clone();
        let bound = match self.of_record(&record) {
            Ok(route) => self.bound(route, &record).map(|d| (route, d)),
            Err(wrong) => Err(wrong),
        };
        match bound {
            Ok((route, dossier)) => {
                let Some(bench) = self.benches.get_mut(route.bench) else {
                    return At::Bad(Vec::new(), Box::new(source), id);
                };
                let row = bench.sheets.len();
                bench.sheets.add(&bench.plan, &dossier);
                At::Long {
                    bench: route.bench,
                    row,
                    dossier: Box::new(dossier),
                }
            }
            Err(wrong) => At::Bad(wrong, Box::new(source), id),
        }
    }

    fn bound(&self, route: Route, record: &Record) -> Result<Dossier, Vec<Diagnostic>> {
        match self.benches.get(route.bench) {
            Some(bench) => bench.binder.bind(record),
            None => Err(Vec::new()),
        }
    }

    /// Writes a row. `fill` puts what its cells mean into the dossier of its bench.
    pub(super) fn tell(
        &mut self,
        at: At<'_>,
        place: impl Fn() -> String,
        sink: &mut Sink,
        tally: &mut Tally,
        fill: impl FnOnce(&mut Bench<'l>, Range<usize>, &[(usize, u32)]),
    ) {
        let (bench, row, id, dossier, cells) = match at {
            At::Bad(wrong, source, id) => {
                let place = place();
                sink.bad(id.as_deref().unwrap_or(&place), &wrong);
                tally.rejects.push(Reject {
                    place,
                    id,
                    wrong,
                    source: *source,
                });
                return;
            }
            At::Plain {
                bench,
                row,
                head,
                id,
                cells,
            } => (bench, row, id, None, Some((head, cells))),
            At::Long {
                bench,
                row,
                mut dossier,
            } => {
                let id = dossier.id.take().map(Cow::Owned);
                (bench, row, id, Some(dossier), None)
            }
        };
        let id = id.unwrap_or_else(|| Cow::Owned(place()));
        let Some(bench) = self.benches.get_mut(bench) else {
            return;
        };
        tally.scored += 1;
        // The interpreter needs the dossier once more.
        let known = bench.sheets.scored(&bench.plan, row).is_some();
        let outcome: Option<Outcome> =
            (!known || self.shared.verify).then(|| match (dossier, cells) {
                (Some(dossier), _) => bench.plan.interpret(&dossier),
                (None, cells) => {
                    if let Some((head, cells)) = cells {
                        bench.empty(head);
                        fill(bench, cells, &self.learnt);
                    }
                    bench.plan.interpret(&bench.dossier)
                }
            });
        let scored = bench.sheets.scored(&bench.plan, row);
        let line = Line {
            id: &id,
            ruleset: bench.plan.ruleset(),
            card: bench.plan.card(),
        };
        match (&scored, &outcome) {
            (Some(scored), outcome) => {
                if let Some(outcome) = outcome {
                    let differ = scored.verdict().differences(&Verdict::of(outcome));
                    if !differ.is_empty() {
                        tally.differ.push((id.to_string(), differ));
                    }
                }
                sink.row(&line, scored);
            }
            (None, Some(outcome)) => {
                tally.left += 1;
                sink.row(&line, &sao::score::plan::Scored::of(outcome));
            }
            (None, None) => {}
        }
    }
}

impl<'l> Bench<'l> {
    fn new(names: &[String], ruleset: &'l Ruleset, card: &'l Scorecard) -> Bench<'l> {
        let plan = Plan::new(ruleset, card);
        let mut sheets = Sheets::default();
        sheets.clear(&plan);
        Bench {
            binder: Binder::new(ruleset, card),
            cells: Cells::new(names, ruleset, card),
            sheets,
            dossier: Dossier::empty(card.criteria.len(), ruleset.facts.len()),
            plan,
        }
    }

    /// Takes everything out of the dossier at hand but its head.
    pub fn empty(&mut self, head: Head) {
        self.dossier.answers.criteria.fill(None);
        self.dossier.answers.findings.clear();
        self.dossier.facts.fill(None);
        self.dossier.kind = head.kind;
        self.dossier.filed = head.filed;
        self.dossier.assessed = head.assessed;
    }
}
