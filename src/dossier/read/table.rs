//! Tables: the header, and rows cut into cells with their places.
//!
//! Cells are cut here and not by a library, because a library gives the text
//! of a cell but not where it stands, and takes any text for a table: a quote
//! that is never closed would swallow the rest of the file without a word.

use crate::dossier::fields::{self, Field, Known};
use crate::text::catalogue::dossiers as say;
use crate::text::{Diagnostic, SourceId, Span};
use std::collections::HashMap;
use std::ops::Range;

/// The columns of a table.
#[derive(Clone, Debug)]
pub struct Header {
    /// What stands between two cells.
    pub delimiter: u8,
    /// The columns in order; the last ones may be without a name.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name, as written; may be empty.
    pub name: String,
    /// The field it holds, when it is one that all dossiers have.
    pub known: Option<&'static Field<Known>>,
}

/// A cell: its text without quotes, and its place with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// The place, in bytes of the row.
    pub range: Range<usize>,
}

/// Where a row stands between its quotes, letter by letter: whether a line end
/// ends the row, or belongs to a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quotes {
    /// Before the first letter of a cell.
    #[default]
    Start,
    /// In a cell without quotes.
    Bare,
    /// In a quoted cell.
    Inside,
    /// After a quote in a quoted cell: its end, or half of a doubled one.
    Maybe,
    /// After the end of a quoted cell.
    After,
    /// Letters follow the end of a quoted cell.
    Stray,
}

impl Quotes {
    /// The next letter.
    #[must_use]
    pub fn next(self, b: u8, delimiter: u8) -> Quotes {
        use Quotes::{After, Bare, Inside, Maybe, Start, Stray};
        match (self, b) {
            (Stray, _) => Stray,
            (Inside, b'"') => Maybe,
            (Inside, _) => Inside,
            (Maybe, b'"') => Inside,
            (_, b) if b == delimiter => Start,
            (Maybe | After, b' ' | b'\t' | b'\r' | b'\n') => After,
            (Maybe | After, _) => Stray,
            (Start, b'"') => Inside,
            (Start, b' ' | b'\t') => Start,
            _ => Bare,
        }
    }
}

/// Cuts a row into cells. `Err`: the place of the quote that is not closed,
/// or closed in the middle of a cell.
pub fn cells(row: &str, delimiter: u8) -> Result<Vec<Cell>, usize> {
    let mut all = Vec::new();
    let mut quotes = Quotes::Start;
    let (mut start, mut opened) = (0, 0);
    for (at, b) in row.bytes().enumerate() {
        let next = quotes.next(b, delimiter);
        match (quotes, next) {
            (Quotes::Start, Quotes::Inside) => opened = at,
            (_, Quotes::Stray) => return Err(opened),
            _ => {}
        }
        if b == delimiter && next == Quotes::Start {
            all.push(cell(row, start..at));
            start = at + 1;
        }
        quotes = next;
    }
    if quotes == Quotes::Inside {
        return Err(opened);
    }
    all.push(cell(row, start..row.len()));
    Ok(all)
}

/// A cell without the white space around it and without its quotes.
fn cell(row: &str, range: Range<usize>) -> Cell {
    let raw = row.get(range.clone()).unwrap_or_default();
    let kept = raw.trim();
    let before = raw.len() - raw.trim_start().len();
    let start = range.start + before;
    let text = match kept.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(inside) => inside.replace("\"\"", "\""),
        None => kept.to_owned(),
    };
    Cell {
        text,
        range: start..start + kept.len(),
    }
}

/// What separates the columns of a header: what stands in it most often,
/// outside of quotes. Spreadsheets in Vietnam write `;`, because the comma is
/// the decimal sign.
#[must_use]
pub fn delimiter_of(header: &[u8]) -> u8 {
    let candidates = [b',', b';', b'\t'];
    let mut counts = [0usize; 3];
    let mut inside = false;
    for b in header {
        inside ^= *b == b'"';
        for (candidate, count) in candidates.iter().zip(&mut counts) {
            *count += usize::from(b == candidate && !inside);
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    candidates
        .into_iter()
        .zip(counts)
        .find(|(_, count)| *count == most)
        .map_or(b',', |(d, _)| d)
}

/// The separator that a first line `sep=;` names, as spreadsheets write it.
#[must_use]
pub fn named_delimiter(line: &[u8]) -> Option<u8> {
    match line {
        [
            b's' | b'S',
            b'e' | b'E',
            b'p' | b'P',
            b'=',
            d @ (b',' | b';' | b'\t'),
        ] => Some(*d),
        _ => None,
    }
}

impl Header {
    /// The header of a table, whose first byte stands at `base` of its source.
    ///
    /// # Errors
    /// When a quote is not closed, a column stands twice, or none has a name.
    pub fn read(
        line: &str,
        delimiter: u8,
        base: usize,
        id: SourceId,
    ) -> Result<Header, Vec<Diagnostic>> {
        let at = |r: Range<usize>| Span::new(id, base + r.start..base + r.end);
        let cells = match cells(line, delimiter) {
            Ok(cells) => cells,
            Err(quote) => return Err(vec![say::open_quote(at(quote..quote + 1), 1)]),
        };
        let mut problems = Vec::new();
        let mut seen: HashMap<String, (usize, Range<usize>)> = HashMap::new();
        let mut columns = Vec::with_capacity(cells.len());
        for (i, cell) in cells.into_iter().enumerate() {
            let known = fields::known(&cell.text);
            let canonical = known.map_or_else(|| cell.text.clone(), |f| f.en.to_owned());
            if !canonical.is_empty() {
                match seen.get(&canonical) {
                    Some((first, range)) => problems.push(say::column_twice(
                        &cell.text,
                        (first + 1, at(range.clone())),
                        (i + 1, at(cell.range.clone())),
                    )),
                    None => {
                        seen.insert(canonical, (i, cell.range));
                    }
                }
            }
            columns.push(Column {
                name: cell.text,
                known,
            });
        }
        if seen.is_empty() {
            problems.push(say::nameless_column(at(0..line.len()), 1));
        }
        if problems.is_empty() {
            Ok(Header { delimiter, columns })
        } else {
            problems.truncate(super::MANY);
            Err(problems)
        }
    }

    /// The names of the columns.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.columns.iter().map(|c| c.name.clone()).collect()
    }
}
