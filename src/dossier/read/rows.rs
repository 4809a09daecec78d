//! CSV and NDJSON, row by row: bounded memory whatever the size of the file.

use super::lines::{LONGEST, Lines, Row};
use super::table::{self, Header};
use super::{Format, json};
use crate::dossier::node::{Entry, Node, NodeKind};
use crate::dossier::record::Record;
use crate::text::catalogue::dossiers as say;
use crate::text::catalogue::{files, reading};
use crate::text::{Diagnostic, Source, SourceId, Sp, Span, Utf8Error, both};
use std::io::{BufRead, Cursor};

pub(super) type Outcome = Result<Record, Vec<Diagnostic>>;

/// The dossiers of a CSV table or an NDJSON stream of any size, one at a time.
///
/// Each comes with a [`Source`] of its own that holds only its row and knows
/// its line in the file. Spans point into it under the id given by
/// [`Rows::in_source`]; put it there with [`crate::text::Sources::replace`]
/// before a finding is shown. Something is always given, at least a finding
/// that nothing is there.
#[derive(Debug)]
pub struct Rows<R> {
    stream: Stream<R>,
    name: String,
    id: SourceId,
}

impl<R: BufRead> Rows<R> {
    /// The rows of a table, its first row the header.
    pub fn csv(reader: R, name: impl Into<String>) -> Rows<R> {
        Rows::new(reader, name, Format::Csv)
    }

    /// The lines of a stream of JSON objects.
    pub fn ndjson(reader: R, name: impl Into<String>) -> Rows<R> {
        Rows::new(reader, name, Format::Ndjson)
    }

    fn new(reader: R, name: impl Into<String>, format: Format) -> Rows<R> {
        Rows {
            stream: Stream::new(reader, format),
            name: name.into(),
            id: SourceId::default(),
        }
    }

    /// Which source the spans name; the first if unsaid.
    #[must_use]
    pub fn in_source(mut self, id: SourceId) -> Rows<R> {
        self.id = id;
        self
    }

    fn source(&self, row: &Row, text: &str) -> Source {
        Source::new(self.name.clone(), text)
            .starting_at_line(row.line)
            .starting_at_byte(row.start)
    }
}

/// A byte of a row that belongs to another encoding.
pub(super) fn not_utf8(name: &str, id: SourceId, row: &Row, bad: usize) -> Diagnostic {
    let before = row.bytes.get(..bad).unwrap_or_default();
    let error = Utf8Error {
        byte: row.start + bad,
        line: row.line + before.iter().filter(|b| **b == b'\n').count(),
        value: row.bytes.get(bad).copied().unwrap_or_default(),
    };
    let at = Source::new("", &String::from_utf8_lossy(before))
        .text()
        .len();
    let span = Span::new(id, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
    reading::not_utf8(name, &error)
        .at(span, both!("this byte", "byte này"))
        .note(say::in_row(row.number, None))
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = (Source, Outcome);

    fn next(&mut self) -> Option<(Source, Outcome)> {
        loop {
            let row = match self.stream.step()? {
                Step::Row(row) => row,
                Step::Unreadable(reason) => {
                    let finding = files::unreadable(&self.name, &reason);
                    return Some((Source::new(self.name.clone(), ""), Err(vec![finding])));
                }
                Step::End(row) => {
                    let text = String::from_utf8_lossy(&row.bytes);
                    let source = self.source(&row, &text);
                    let finding = self.stream.nothing(source.text(), 0, self.id);
                    return Some((source, Err(vec![finding])));
                }
            };
            let text = String::from_utf8_lossy(&row.bytes);
            let source = self.source(&row, &text);
            if let Err(e) = std::str::from_utf8(&row.bytes) {
                // A header that cannot be read leaves nothing to read the rows by.
                self.stream.give_up_if_header();
                let finding = not_utf8(&self.name, self.id, &row, e.valid_up_to());
                return Some((source, Err(vec![finding])));
            }
            if let Some(outcome) = self.stream.take(&row, source.text(), 0, self.id) {
                return Some((source, outcome));
            }
        }
    }
}

/// Every dossier of a text that is held whole.
pub fn read(text: &str, id: SourceId, format: Format) -> Vec<Outcome> {
    let mut stream = Stream::new(Cursor::new(text.as_bytes()), format);
    let mut all = Vec::new();
    while let Some(step) = stream.step() {
        match step {
            Step::Row(row) => {
                let end = row.start + row.bytes.len();
                let here = text.get(row.start..end).unwrap_or_default();
                all.extend(stream.take(&row, here, row.start, id));
            }
            Step::End(row) => {
                let end = row.start + row.bytes.len();
                let here = text.get(row.start..end).unwrap_or_default();
                all.push(Err(vec![stream.nothing(here, row.start, id)]));
            }
            // A text in memory has no such trouble.
            Step::Unreadable(_) => break,
        }
    }
    all
}

/// What a stream gives.
pub(super) enum Step {
    /// A row.
    Row(Row),
    /// The end, before any dossier came: with the header, if there is one.
    End(Row),
    /// The reader failed.
    Unreadable(String),
}

#[derive(Debug)]
pub(super) struct Stream<R> {
    lines: Lines<R>,
    format: Format,
    delimiter: u8,
    header: Option<Header>,
    /// The header row as it stands, to be shown when nothing follows.
    header_row: Option<Row>,
    any: bool,
    done: bool,
}

impl<R: BufRead> Stream<R> {
    pub fn new(reader: R, format: Format) -> Stream<R> {
        Stream {
            lines: Lines::new(reader),
            format,
            delimiter: b',',
            header: None,
            header_row: None,
            any: false,
            done: false,
        }
    }

    pub fn step(&mut self) -> Option<Step> {
        if self.done {
            return None;
        }
        let next = match self.format {
            Format::Csv => self.table_row(),
            _ => self.json_line(),
        };
        match next {
            Ok(Some(row)) => Some(Step::Row(row)),
            Ok(None) => {
                self.done = true;
                if self.any {
                    return None;
                }
                Some(Step::End(self.header_row.take().unwrap_or(Row {
                    bytes: Vec::new(),
                    line: 1,
                    start: 0,
                    number: 1,
                    cut: false,
                })))
            }
            Err(e) => {
                self.done = true;
                let text = e.to_string();
                let reason = text.split(" (os error").next().unwrap_or(&text);
                Some(Step::Unreadable(reason.to_owned()))
            }
        }
    }

    fn table_row(&mut self) -> std::io::Result<Option<Row>> {
        if self.header_row.is_none() {
            let mut named = None;
            loop {
                let Some(line) = self.lines.line()? else {
                    return Ok(None);
                };
                if named.is_none()
                    && let Some(delimiter) = table::named_delimiter(&line.bytes)
                {
                    named = Some(delimiter);
                    continue;
                }
                if line.bytes.iter().all(u8::is_ascii_whitespace) && !line.cut {
                    continue;
                }
                self.delimiter = named.unwrap_or_else(|| table::delimiter_of(&line.bytes));
                self.lines.unread(line);
                break;
            }
        }
        self.lines.row(self.delimiter)
    }

    fn json_line(&mut self) -> std::io::Result<Option<Row>> {
        while let Some(line) = self.lines.line()? {
            if line.cut || !line.bytes.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Row {
                    bytes: line.bytes,
                    line: line.number,
                    start: line.start,
                    number: line.number,
                    cut: line.cut,
                }));
            }
        }
        Ok(None)
    }

    pub fn give_up_if_header(&mut self) {
        if self.format == Format::Csv && self.header.is_none() {
            self.done = true;
        }
        self.any = true;
    }

    /// What a row gives; nothing for a header. `text` is the row, its first
    /// byte at `base` of the source `id`.
    pub fn take(&mut self, row: &Row, text: &str, base: usize, id: SourceId) -> Option<Outcome> {
        if row.cut {
            self.give_up_if_header();
            let first = text.chars().next().map_or(0, char::len_utf8);
            let place = Span::new(id, base..base + first);
            let finding = say::row_too_long(place, row.number, LONGEST >> 20);
            return Some(Err(vec![finding]));
        }
        if self.format == Format::Csv && self.header_row.is_none() {
            self.header_row = Some(row.clone());
            return match Header::read(text, self.delimiter, base, id) {
                Ok(header) => {
                    self.header = Some(header);
                    None
                }
                Err(problems) => {
                    self.give_up_if_header();
                    Some(Err(problems))
                }
            };
        }
        self.any = true;
        if let Some(header) = &self.header {
            return Some(table_record(header, row, text, base, id));
        }
        if matches!(text.trim(), "{" | "[" | "[{") {
            // Not one line of the rest would be whole.
            self.done = true;
            let place = Span::new(id, base..base + text.len());
            return Some(Err(vec![say::json_over_lines(place)]));
        }
        Some(json_record(row, text, base, id))
    }

    /// The header, once it is read.
    pub fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// Notes that a row came, which is read elsewhere.
    pub fn came(&mut self) {
        self.any = true;
    }

    /// The finding that no dossier came.
    pub fn nothing(&self, text: &str, base: usize, id: SourceId) -> Diagnostic {
        let place = Span::new(id, base..base + text.len());
        match &self.header {
            Some(header) => say::header_only(place, &header.names()),
            None => say::nothing_inside(place),
        }
    }
}

pub(super) fn table_record(
    header: &Header,
    row: &Row,
    text: &str,
    base: usize,
    id: SourceId,
) -> Outcome {
    let at = |start: usize, end: usize| Span::new(id, base + start..base + end);
    let whole = at(0, text.len());
    let cells = table::cells(text, header.delimiter)
        .map_err(|quote| vec![say::open_quote(at(quote, quote + 1), row.number)])?;
    let named = header
        .columns
        .iter()
        .rposition(|c| !c.name.is_empty())
        .map_or(0, |last| last + 1);
    let spare = cells.iter().skip(header.columns.len());
    if cells.len() < named || spare.clone().any(|c| !c.text.is_empty()) {
        let (have, want) = (cells.len(), header.columns.len());
        let comma = header.delimiter == b',';
        return Err(vec![say::ragged_row(whole, row.number, have, want, comma)]);
    }
    let mut problems = Vec::new();
    let mut fields = Vec::new();
    for (i, (cell, column)) in cells.into_iter().zip(&header.columns).enumerate() {
        let span = at(cell.range.start, cell.range.end);
        let value = Node::text(&cell.text, span);
        if value.is_nothing() {
            continue;
        }
        if column.name.is_empty() {
            problems.push(say::nameless_column(span, i + 1));
            continue;
        }
        fields.push((
            Entry {
                key: Sp::new(column.name.clone(), span),
                value,
            },
            column.known,
        ));
    }
    Ok(Record::of_row(
        fields,
        whole,
        Format::Csv,
        row.number,
        problems,
    ))
}

pub(super) fn json_record(row: &Row, text: &str, base: usize, id: SourceId) -> Outcome {
    let place = Span::new(id, base..base + text.len());
    match json::read(text, base, id) {
        Ok(Some(Node {
            kind: NodeKind::Fields(fields),
            span,
        })) => Ok(Record::new(
            fields,
            span,
            Format::Ndjson,
            Some(row.number),
            Vec::new(),
        )),
        Ok(_) => Err(vec![say::not_a_dossier(place)]),
        Err(problems) => Err(problems),
    }
}
