//! Lines and columns as a person counts them.

use super::source::{Source, Sources, Span};
use serde::Serialize;

/// A line and column, both from 1; the column counts letters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters of the composed text, from 1.
    pub column: usize,
}

/// Where a span lies, for people and for machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Name of the source.
    pub file: String,
    /// Where it starts.
    pub start: LineColumn,
    /// Where it ends (one past the last letter).
    pub end: LineColumn,
    /// First and past-the-last byte in the file as it is on disk.
    pub bytes: [usize; 2],
    /// Start and end columns in UTF-16 units, from 0, as editors count.
    pub utf16: [usize; 2],
}

impl Source {
    /// Line and column of a byte of the normalised text.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let before = self.before(offset);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.bytes().filter(|b| *b == b'\n').count();
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        LineColumn {
            line: self.first_line() + line,
            column: column + 1,
        }
    }

    fn utf16_column(&self, offset: usize) -> usize {
        let before = self.before(offset);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        before
            .get(line_start..)
            .unwrap_or_default()
            .chars()
            .map(char::len_utf16)
            .sum()
    }

    fn before(&self, offset: usize) -> &str {
        let mut at = offset.min(self.text().len());
        while !self.text().is_char_boundary(at) {
            at -= 1;
        }
        self.text().get(..at).unwrap_or_default()
    }
}

impl Sources {
    /// Where a span lies; `None` when its source is not here.
    #[must_use]
    pub fn place(&self, span: Span) -> Option<Place> {
        let source = self.get(span.source)?;
        let range = span.range();
        Some(Place {
            file: source.name().to_owned(),
            start: source.line_column(range.start),
            end: source.line_column(range.end),
            bytes: [source.on_disk(range.start), source.on_disk(range.end)],
            utf16: [
                source.utf16_column(range.start),
                source.utf16_column(range.end),
            ],
        })
    }
}
