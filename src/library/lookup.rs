//! One dossier after the other, as a service is asked: the card is prepared
//! once, and a dossier that the plan scores allocates nothing.

use crate::dossier::{self, Binder, Cell, Dossier, Format};
use crate::model::{Ruleset, Scorecard};
use crate::score::plan::{Cells, Head, Learnt, Plan, Scored, Sheets};
use crate::text::{Diagnostic, Source, SourceId};
use std::collections::HashMap;

/// How many fields are told apart. A dossier with more is read the long way.
const FIELDS: usize = 4096;
/// How many different heads (kind, days) are remembered.
const HEADS: usize = 4096;

/// A card prepared for dossiers that come one by one.
///
/// ```
/// use sao::{Library, Lookup};
///
/// let mut library = Library::new();
/// library.add([(
///     "scheme.sao",
///     r#"
///     ruleset tasting version "1" { rating of total { ** 5 .. 10; * 0 ..< 5 } }
///     scorecard tea "Tea" {
///       criterion 1 "Smell" 10 { a 0 "none"; b 4 "faint"; c 10 "strong" }
///     }
///     "#,
/// )]);
/// let ruleset = &library.rulesets()[0];
/// let mut lookup = Lookup::new(ruleset, &ruleset.cards["tea"]);
/// let scored = lookup.json(r#"{"1": "b"}"#).unwrap();
/// assert_eq!(scored.total().lo.to_string(), "4");
/// assert!(lookup.json(r#"{"1": "x"}"#).is_err());
/// ```
#[derive(Debug)]
pub struct Lookup<'r> {
    plan: Plan<'r>,
    binder: Binder<'r>,
    cells: Cells<'r>,
    sheets: Sheets,
    dossier: Dossier,
    names: Vec<String>,
    by_name: HashMap<String, usize>,
    /// By column: its place among kind, filed, assessed.
    heads: Vec<Option<usize>>,
    known_heads: HashMap<[String; 3], Option<Head>>,
    head: [String; 3],
    learnt: Vec<(usize, u32)>,
    /// By column: the dossier in which it was filled last.
    seen: Vec<usize>,
    count: usize,
}

impl<'r> Lookup<'r> {
    /// Prepares a card.
    #[must_use]
    pub fn new(ruleset: &'r Ruleset, card: &'r Scorecard) -> Lookup<'r> {
        Lookup {
            plan: Plan::new(ruleset, card),
            binder: Binder::new(ruleset, card),
            cells: Cells::new(&[], ruleset, card),
            sheets: Sheets::default(),
            dossier: Dossier::empty(card.criteria.len(), ruleset.facts.len()),
            names: Vec::new(),
            by_name: HashMap::new(),
            heads: Vec::new(),
            known_heads: HashMap::new(),
            head: Default::default(),
            learnt: Vec::new(),
            seen: Vec::new(),
            count: 0,
        }
    }

    /// The plan of the card.
    #[must_use]
    pub fn plan(&self) -> &Plan<'r> {
        &self.plan
    }

    /// Scores a dossier that is bound to the card.
    pub fn dossier(&mut self, dossier: &Dossier) -> Scored<'_> {
        self.plan.score(&mut self.sheets, dossier)
    }

    /// Scores a dossier of this card, given as JSON. The card is settled: what
    /// the dossier says of ruleset, version and scorecard is not looked at.
    ///
    /// # Errors
    /// Everything that is wrong with it, as [`Binder::bind`] tells it.
    pub fn json(&mut self, text: &str) -> Result<Scored<'_>, Vec<Diagnostic>> {
        if let Some(head) = self.plain(text) {
            self.sheets.clear(&self.plan);
            if self.plan.takes_cells() {
                self.sheets.add_empty(&self.plan, 1, head);
                for (column, place) in &self.learnt {
                    self.sheets.put(0, self.cells.put(*column, *place));
                }
                self.sheets.run(&self.plan);
                if self.sheets.scored(&self.plan, 0).is_some() {
                    // Asked twice, since what is borrowed here cannot be given on.
                    return self.sheets.scored(&self.plan, 0).ok_or_else(Vec::new);
                }
            }
            self.fill(head);
            return Ok(self.plan.score(&mut self.sheets, &self.dossier));
        }
        let source = Source::new("dossier", text);
        let mut all = dossier::read(&source, SourceId::default(), Format::Json);
        let record = if all.is_empty() {
            return Err(Vec::new());
        } else {
            all.swap_remove(0)?
        };
        let bound = self.binder.bind(&record)?;
        Ok(self.plan.score(&mut self.sheets, &bound))
    }

    /// The head of a dossier whose fields are fine one by one; what they mean
    /// is in [`Lookup::learnt`].
    fn plain(&mut self, text: &str) -> Option<Head> {
        self.learnt.clear();
        self.cells.forget();
        self.head.iter_mut().for_each(String::clear);
        self.count += 1;
        let mut near = 0;
        dossier::flat(text, |name, cell| {
            let at = near;
            near += 1;
            self.field(name, cell, at).is_some()
        })?;
        if let Some(known) = self.known_heads.get(&self.head) {
            return *known;
        }
        let names = ["kind", "filed", "assessed"].into_iter();
        let cells = names.zip(self.head.iter().map(|t| Cell::Text(t)));
        let record = dossier::record_of_cells(cells, 0, SourceId::default());
        let head = record.problems().is_empty().then_some(Head {
            kind: record.header.kind,
            filed: record.header.filed,
            assessed: record.header.assessed,
        });
        if self.known_heads.len() < HEADS {
            self.known_heads.insert(self.head.clone(), head);
        }
        head
    }

    /// Takes a field; `None`: the dossier is read the long way.
    fn field(&mut self, name: &str, cell: Cell<'_>, near: usize) -> Option<()> {
        let column = self.column(name, near)?;
        let slot = self.cells.columns().slot(column);
        let before = self.seen.get_mut(slot)?;
        if std::mem::replace(before, self.count) == self.count {
            return None;
        }
        if let Some(head) = self.heads.get(column).copied().flatten() {
            let Cell::Text(text) = cell else {
                return None;
            };
            self.head.get_mut(head)?.push_str(text);
            return Some(());
        }
        if cell.text().is_empty() && self.cells.columns().is_stray(column) {
            return None;
        }
        match self.cells.learn(&self.plan, column, cell) {
            Learnt::Nothing => {}
            Learnt::Place(place) => self.learnt.push((column, place)),
            Learnt::Long => return None,
        }
        Some(())
    }

    /// The column of a field, which often stands where it stood before.
    fn column(&mut self, name: &str, near: usize) -> Option<usize> {
        if self.names.get(near).is_some_and(|n| n == name) {
            return Some(near);
        }
        if let Some(known) = self.by_name.get(name) {
            return Some(*known);
        }
        if self.names.len() >= FIELDS {
            return None;
        }
        let place = self.names.len();
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), place);
        self.cells.add(name);
        self.heads.push(match dossier::field_name(name) {
            Some("kind") => Some(0),
            Some("filed") => Some(1),
            Some("assessed") => Some(2),
            _ => None,
        });
        self.seen.push(0);
        Some(place)
    }

    /// Puts what the fields mean into the dossier at hand.
    fn fill(&mut self, head: Head) {
        let dossier = &mut self.dossier;
        dossier.answers.criteria.fill(None);
        dossier.answers.findings.clear();
        dossier.facts.fill(None);
        (dossier.kind, dossier.filed, dossier.assessed) = (head.kind, head.filed, head.assessed);
        for (column, place) in &self.learnt {
            self.cells.meaning(*column, *place).put(dossier);
        }
    }
}
