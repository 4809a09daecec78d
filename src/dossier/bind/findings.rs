//! What is wrong with one dossier: all of it, each with its row or path.

use super::super::read::{Format, MANY};
use super::super::record::Record;
use crate::text::catalogue::dossiers as say;
use crate::text::{Both, Diagnostic, Span};

/// The findings of one dossier.
pub struct Findings {
    all: Vec<Diagnostic>,
    /// From here on the row and path are not yet noted.
    bare: usize,
    more: usize,
    span: Span,
    row: Option<usize>,
    column: Option<String>,
    path: Option<Both>,
}

impl Findings {
    pub fn new(record: &Record) -> Findings {
        let all = record.problems().to_vec();
        Findings {
            bare: all.len(),
            all,
            more: 0,
            span: record.span(),
            row: record.row.filter(|_| record.format == Format::Csv),
            column: None,
            path: None,
        }
    }

    /// From now on findings belong to this column of a table.
    pub fn column(&mut self, name: &str) {
        self.note();
        if self.row.is_some() {
            self.column = Some(name.to_owned());
        }
    }

    /// From now on findings belong to this place inside the dossier.
    pub fn path(&mut self, path: Option<Both>) {
        self.note();
        self.path = path;
    }

    pub fn push(&mut self, finding: Diagnostic) {
        if self.full() {
            self.more += 1;
        } else {
            self.all.push(finding);
        }
    }

    /// Adds a finding that is costly to word: not worded when nobody would see it.
    pub fn say(&mut self, finding: impl FnOnce() -> Diagnostic) {
        if self.full() {
            self.more += 1;
        } else {
            self.all.push(finding());
        }
    }

    /// The list itself, for what is shared with the readers.
    pub fn list(&mut self) -> &mut Vec<Diagnostic> {
        &mut self.all
    }

    fn full(&self) -> bool {
        self.all.len() >= MANY
    }

    fn note(&mut self) {
        for finding in self.all.iter_mut().skip(self.bare) {
            if let Some(path) = &self.path {
                finding.notes.push(path.clone());
            }
            if let Some(row) = self.row {
                finding.notes.push(say::in_row(row, self.column.as_deref()));
            }
        }
        self.bare = self.all.len();
    }

    /// The result, when nothing was found; else everything that was.
    pub fn finish<T>(mut self, result: T) -> Result<T, Vec<Diagnostic>> {
        self.note();
        if self.all.is_empty() {
            return Ok(result);
        }
        if self.more > 0 {
            self.all.push(say::and_more(self.span, self.more));
        }
        Err(self.all)
    }
}
