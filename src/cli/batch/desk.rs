//! What one thread works with: the plans of the cards that came up so far, and
//! the dossiers that lie on them.

use super::sheet::{Line, Sink};
use sao::dossier::{self, Binder, Columns, Cutter, Dossier, Kind, Record, Uncut};
use sao::model::{Ruleset, Scorecard};
use sao::score::Outcome;
use sao::score::plan::{Plan, Sheets, Verdict};
use sao::text::{Diagnostic, Source, SourceId};
use sao::{Asked, Library};
use std::collections::HashMap;

/// Columns that are read before a card is known; the id is not among them.
const HEADS: [&str; 6] = [
    "ruleset",
    "version",
    "scorecard",
    "kind",
    "filed",
    "assessed",
];

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
struct Bench<'l> {
    plan: Plan<'l>,
    binder: Binder<'l>,
    columns: Columns<'l>,
    sheets: Sheets,
    /// The dossier at hand: read into again and again.
    dossier: Dossier,
}

#[derive(Clone, Copy)]
struct Route {
    bench: usize,
    kind: Option<Kind>,
    filed: Option<jiff::civil::Date>,
    assessed: Option<jiff::civil::Date>,
}

/// What one thread works with.
pub struct Desk<'l> {
    shared: &'l Shared<'l>,
    benches: Vec<Bench<'l>>,
    /// By ruleset and card: the bench.
    places: HashMap<(usize, String), usize>,
    /// By what stands in the columns of [`HEADS`]: where the row goes. `None`:
    /// the long way.
    routes: HashMap<String, Option<Route>>,
    /// Names of the columns of the table at hand.
    names: Vec<String>,
    /// The places of the columns of [`HEADS`], and of the id.
    heads: Vec<usize>,
    id: Option<usize>,
}

/// Where a row lies.
enum At {
    /// On a bench; its dossier is read again when it is needed.
    Plain {
        bench: usize,
        row: usize,
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
            heads: Vec::new(),
            id: None,
        }
    }

    /// Prepares for a table with these columns.
    fn table(&mut self, cutter: &Cutter) {
        let names = cutter.names();
        if names == self.names {
            return;
        }
        self.benches.clear();
        self.places.clear();
        self.routes.clear();
        let is = |name: &str, what: &str| dossier::field_name(name) == Some(what);
        self.heads = names
            .iter()
            .enumerate()
            .filter(|(_, n)| HEADS.iter().any(|h| is(n, h)))
            .map(|(i, _)| i)
            .collect();
        self.id = names.iter().position(|n| is(n, "id"));
        self.names = names;
    }

    /// Scores rows and writes them, in order.
    pub fn work(&mut self, cutter: &Cutter, rows: &[Uncut], sink: &mut Sink) -> Tally {
        self.table(cutter);
        for bench in &mut self.benches {
            bench.sheets.clear(&bench.plan);
        }
        let mut cells: Vec<&str> = Vec::new();
        let placed: Vec<At> = rows
            .iter()
            .map(|row| {
                let plain = cutter.cells(row, &mut cells);
                match plain.then(|| self.plain(&cells)).flatten() {
                    Some(at) => at,
                    None => self.long(cutter, row),
                }
            })
            .collect();
        for bench in &mut self.benches {
            bench.sheets.run(&bench.plan);
        }
        let mut tally = Tally::default();
        for (at, row) in placed.into_iter().zip(rows) {
            self.tell(cutter, row, at, sink, &mut tally);
        }
        tally
    }

    /// A row whose cells are fine one by one.
    fn plain(&mut self, cells: &[&str]) -> Option<At> {
        let route = self.route(cells)?;
        let bench = self.benches.get_mut(route.bench)?;
        if !bench
            .columns
            .read(cells.iter().copied(), &mut bench.dossier)
        {
            return None;
        }
        bench.dossier.kind = route.kind;
        bench.dossier.filed = route.filed;
        bench.dossier.assessed = route.assessed;
        let row = bench.sheets.len();
        bench.sheets.add(&bench.plan, &bench.dossier);
        Some(At::Plain {
            bench: route.bench,
            row,
        })
    }

    /// Where a row goes, by its head.
    fn route(&mut self, cells: &[&str]) -> Option<Route> {
        let mut key = String::new();
        for i in &self.heads {
            key.push_str(cells.get(*i).copied().unwrap_or_default());
            key.push('\u{1f}');
        }
        if let Some(known) = self.routes.get(&key) {
            return *known;
        }
        let head = self.heads.iter().filter_map(|i| {
            let name = self.names.get(*i)?;
            Some((name.as_str(), cells.get(*i).copied().unwrap_or_default()))
        });
        let record = dossier::record_of_cells(head, 0, self.shared.source);
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
            kind: record.header.kind,
            filed: record.header.filed,
            assessed: record.header.assessed,
        })
    }

    /// A row that is read as a record.
    fn long(&mut self, cutter: &Cutter, row: &Uncut) -> At {
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

    /// Writes a row.
    fn tell(&mut self, cutter: &Cutter, row: &Uncut, at: At, sink: &mut Sink, tally: &mut Tally) {
        let mut cells: Vec<&str> = Vec::new();
        let (bench, place, dossier) = match at {
            At::Bad(wrong, source, id) => {
                let place = cutter.place(row);
                sink.bad(id.as_deref().unwrap_or(&place), &wrong);
                tally.rejects.push(Reject {
                    place,
                    id,
                    wrong,
                    source: *source,
                });
                return;
            }
            At::Plain { bench, row: place } => {
                cutter.cells(row, &mut cells);
                (bench, place, None)
            }
            At::Long {
                bench,
                row,
                dossier,
            } => (bench, row, Some(dossier)),
        };
        let id = match &dossier {
            Some(d) => d.id.clone(),
            None => self
                .id
                .and_then(|i| cells.get(i))
                .filter(|t| !t.is_empty())
                .map(|t| (*t).to_owned()),
        };
        let id = id.unwrap_or_else(|| cutter.place(row));
        let route = if dossier.is_none() {
            self.route(&cells)
        } else {
            None
        };
        let Some(bench) = self.benches.get_mut(bench) else {
            return;
        };
        tally.scored += 1;
        let scored = bench.sheets.scored(&bench.plan, place);
        // The interpreter needs the dossier once more.
        let again = scored.is_none() || self.shared.verify;
        let outcome: Option<Outcome> = again.then(|| {
            let whole = match &dossier {
                Some(d) => d.as_ref(),
                None => {
                    bench
                        .columns
                        .read(cells.iter().copied(), &mut bench.dossier);
                    bench.dossier.kind = route.and_then(|r| r.kind);
                    bench.dossier.filed = route.and_then(|r| r.filed);
                    bench.dossier.assessed = route.and_then(|r| r.assessed);
                    &bench.dossier
                }
            };
            bench.plan.interpret(whole)
        });
        let (ruleset, card) = (bench.plan.ruleset(), bench.plan.card());
        let line = Line {
            id: &id,
            ruleset,
            card,
        };
        match (&scored, &outcome) {
            (Some(scored), outcome) => {
                if let Some(outcome) = outcome {
                    let differ = scored.verdict().differences(&Verdict::of(outcome));
                    if !differ.is_empty() {
                        tally.differ.push((id.clone(), differ));
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
            columns: Columns::new(names, ruleset, card),
            sheets,
            dossier: Dossier::empty(card.criteria.len(), ruleset.facts.len()),
            plan,
        }
    }
}
