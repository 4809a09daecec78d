//! Rows cut apart by one thread and read by others: the same rows, findings
//! and places as [`super::Rows`] gives them.

use super::Format;
use super::flat::flat;
use super::lines::{LONGEST, Row};
use super::rows::{Outcome, Step, Stream, json_record, not_utf8, table_record};
use super::table::Header;
use crate::dossier::bind::Cell;
use crate::dossier::fields::Known;
use crate::dossier::node::Entry;
use crate::dossier::record::Record;
use crate::text::catalogue::dossiers as say;
use crate::text::catalogue::files;
use crate::text::{Source, SourceId, Sp, Span};
use std::io::BufRead;
use std::sync::Arc;

/// A stream that is cut into rows, which are read elsewhere.
#[derive(Debug)]
pub struct Apart<R> {
    stream: Stream<R>,
    cutter: Cutter,
    done: bool,
}

/// A row that is not read yet, or what was found while cutting.
#[derive(Debug)]
pub struct Uncut(Cut);

#[derive(Debug)]
enum Cut {
    Row(Row),
    Found(Box<(Source, Outcome)>),
}

/// Reads rows: shared by threads.
#[derive(Clone, Debug)]
pub struct Cutter {
    header: Option<Arc<Header>>,
    format: Format,
    name: String,
    id: SourceId,
}

impl<R: BufRead> Apart<R> {
    /// Rows of a table or lines of NDJSON; spans name the source `id`.
    pub fn new(reader: R, name: impl Into<String>, format: Format, id: SourceId) -> Apart<R> {
        Apart {
            stream: Stream::new(reader, format),
            cutter: Cutter {
                header: None,
                format,
                name: name.into(),
                id,
            },
            done: false,
        }
    }

    /// The next rows, at most so many; none at the end.
    pub fn take(&mut self, count: usize) -> Vec<Uncut> {
        let mut all = Vec::with_capacity(count.min(1 << 16));
        while all.len() < count && !self.done {
            match self.stream.step() {
                None => self.done = true,
                Some(step) => all.extend(self.cut(step).map(Uncut)),
            }
        }
        all
    }

    /// What reads the rows taken so far.
    pub fn cutter(&self) -> Cutter {
        self.cutter.clone()
    }

    fn cut(&mut self, step: Step) -> Option<Cut> {
        let row = match step {
            Step::Row(row) => row,
            Step::Unreadable(reason) => {
                let finding = files::unreadable(&self.cutter.name, &reason);
                let source = Source::new(self.cutter.name.clone(), "");
                return Some(Cut::Found(Box::new((source, Err(vec![finding])))));
            }
            Step::End(row) => {
                let text = String::from_utf8_lossy(&row.bytes);
                let source = self.cutter.source(&row, &text);
                let finding = self.stream.nothing(source.text(), 0, self.cutter.id);
                return Some(Cut::Found(Box::new((source, Err(vec![finding])))));
            }
        };
        let header = self.cutter.format == Format::Csv && self.stream.header().is_none();
        let open = self.cutter.format == Format::Ndjson
            && matches!(row.bytes.trim_ascii(), b"{" | b"[" | b"[{");
        if !header && !open {
            self.stream.came();
            return Some(Cut::Row(row));
        }
        // A header, or a line that ends the stream: read here.
        let text = String::from_utf8_lossy(&row.bytes);
        let source = self.cutter.source(&row, &text);
        if let Err(e) = std::str::from_utf8(&row.bytes) {
            self.stream.give_up_if_header();
            let (name, id) = (&self.cutter.name, self.cutter.id);
            let finding = not_utf8(name, id, &row, e.valid_up_to());
            return Some(Cut::Found(Box::new((source, Err(vec![finding])))));
        }
        let outcome = self.stream.take(&row, source.text(), 0, self.cutter.id);
        self.cutter.header = self.stream.header().map(|h| Arc::new(h.clone()));
        outcome.map(|outcome| Cut::Found(Box::new((source, outcome))))
    }
}

impl Uncut {
    /// A row as a line of NDJSON, by its number from 1.
    #[must_use]
    pub fn of_row(number: usize, line: String) -> Uncut {
        Uncut(Cut::Row(Row {
            bytes: line.into_bytes(),
            line: number,
            start: 0,
            number,
            cut: false,
        }))
    }
}

impl Cutter {
    fn source(&self, row: &Row, text: &str) -> Source {
        Source::new(self.name.clone(), text)
            .starting_at_line(row.line)
            .starting_at_byte(row.start)
    }

    /// Reads a row as [`super::Rows`] does.
    pub fn read(&self, row: &Uncut) -> (Source, Outcome) {
        let row = match &row.0 {
            Cut::Found(found) => return found.as_ref().clone(),
            Cut::Row(row) => row,
        };
        let text = String::from_utf8_lossy(&row.bytes);
        let source = self.source(row, &text);
        let outcome = self.outcome(row, source.text());
        (source, outcome)
    }

    fn outcome(&self, row: &Row, text: &str) -> Outcome {
        if let Err(e) = std::str::from_utf8(&row.bytes) {
            return Err(vec![not_utf8(&self.name, self.id, row, e.valid_up_to())]);
        }
        if row.cut {
            let first = text.chars().next().map_or(0, char::len_utf8);
            let place = Span::new(self.id, 0..first);
            return Err(vec![say::row_too_long(place, row.number, LONGEST >> 20)]);
        }
        match &self.header {
            Some(header) => table_record(header, row, text, 0, self.id),
            None => json_record(row, text, 0, self.id),
        }
    }

    /// The fields of a line of NDJSON, where it is one flat object of texts
    /// without escapes, numbers, `true`, `false` and `null`: each name and its
    /// cell. What else there is takes the long way.
    pub fn fields<'t>(&self, row: &'t Uncut, into: &mut Vec<(&'t str, Cell<'t>)>) -> bool {
        into.clear();
        match &row.0 {
            Cut::Row(row) if self.header.is_none() && !row.cut => {
                let take = |name, cell| {
                    into.push((name, cell));
                    true
                };
                let text = std::str::from_utf8(&row.bytes).ok();
                text.and_then(|text| flat(text, take)).is_some()
            }
            _ => false,
        }
    }

    /// Reads rows of a table that is no text, each given as a line of NDJSON.
    #[must_use]
    pub fn of_rows(name: impl Into<String>, id: SourceId) -> Cutter {
        Cutter {
            header: None,
            format: Format::Ndjson,
            name: name.into(),
            id,
        }
    }

    /// The names of the columns of a table.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.header.as_ref().map_or_else(Vec::new, |h| h.names())
    }

    /// Where a row stands, as results name it: `file:line`.
    #[must_use]
    pub fn place(&self, row: &Uncut) -> String {
        match &row.0 {
            Cut::Row(row) => format!("{}:{}", self.name, row.line),
            Cut::Found(found) => format!("{}:{}", self.name, found.0.first_line()),
        }
    }

    /// The cells of a row of a table that has no quotes in it and as many
    /// cells as the header; what else there is takes the long way.
    pub fn cells<'t>(&self, row: &'t Uncut, into: &mut Vec<&'t str>) -> bool {
        into.clear();
        let (Cut::Row(row), Some(header)) = (&row.0, &self.header) else {
            return false;
        };
        let Ok(text) = std::str::from_utf8(&row.bytes) else {
            return false;
        };
        if row.cut || row.bytes.contains(&b'"') {
            return false;
        }
        into.extend(text.split(char::from(header.delimiter)).map(str::trim));
        into.len() == header.columns.len()
    }
}

/// A row of cells that knows no source: of a table that is no text.
#[must_use]
pub fn record_of_cells<'t>(
    cells: impl Iterator<Item = (&'t str, Cell<'t>)>,
    row: usize,
    id: SourceId,
) -> Record {
    let span = Span::new(id, 0..0);
    let fields = cells.filter_map(|(name, cell)| {
        let value = cell.node(span);
        let known: Option<&'static crate::dossier::fields::Field<Known>> =
            crate::dossier::fields::known(name);
        let key = Sp::new(name.to_owned(), span);
        (!value.is_nothing()).then_some((Entry { key, value }, known))
    });
    Record::of_row(fields.collect(), span, Format::Csv, row, Vec::new())
}
