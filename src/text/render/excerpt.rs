//! The lines around a place, ready to be drawn: cut to the page, without signs
//! that a terminal would obey, and with columns that count letters.

use crate::text::wrap::clean_char;
use crate::text::{LineColumn, Source};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// Letters kept of a long line on each side of what is pointed at.
const SIDE: usize = 60;
/// The longest line that is shown whole, in letters.
const LONGEST: usize = 160;

/// A stretch of lines of a source.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    /// Number of the first line, from 0.
    first_line: usize,
    /// Places in `text` of what is pointed at, with their lines and columns in the source.
    marks: Vec<(Range<usize>, LineColumn)>,
}

/// Where the line holding a byte starts and ends (without its line break).
fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text
        .get(..at)
        .and_then(|t| t.rfind('\n'))
        .map_or(0, |i| i + 1);
    let end = text
        .get(at..)
        .and_then(|t| t.find('\n'))
        .map_or(text.len(), |i| at + i);
    start..end
}

/// A span cut to its first line, on letter boundaries and inside the text.
pub(super) fn first_line_of(source: &Source, span: Range<usize>) -> Range<usize> {
    let text = source.text();
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let line = line_at(text, start);
    start..end.min(line.end).max(start)
}

impl Excerpt {
    /// The lines that hold the spans (each within one line), with one line
    /// before and after. The spans are given in order of the text.
    pub(super) fn new(source: &Source, spans: &[Range<usize>]) -> Excerpt {
        let text = source.text();
        let first = spans.first().map_or(0, |s| s.start);
        let last = spans.last().map_or(first, |s| s.end);
        let mut start = line_at(text, first).start;
        let mut number = source.line_column(start).line;
        if start > 0 {
            start = line_at(text, start - 1).start;
            number = number.saturating_sub(1);
        }
        let mut end = line_at(text, last).end;
        if end + 1 < text.len() {
            end = line_at(text, end + 1).end;
        }
        let mut shown = Excerpt {
            name: source
                .name()
                .replace(['\n', '\t'], " ")
                .chars()
                .map(clean_char)
                .collect(),
            text: String::new(),
            first_line: number.saturating_sub(1),
            marks: Vec::new(),
        };
        let mut at = start;
        while at <= end {
            let line = line_at(text, at);
            if at > start {
                shown.text.push('\n');
            }
            shown.push_line(source, line.clone(), spans);
            at = line.end + 1;
        }
        shown
    }

    fn push_line(&mut self, source: &Source, line: Range<usize>, spans: &[Range<usize>]) {
        let here: Vec<&Range<usize>> = spans
            .iter()
            .filter(|s| line.start <= s.start && s.start <= line.end)
            .collect();
        let letters: Vec<(usize, char)> = source
            .slice(line.clone())
            .char_indices()
            .map(|(i, c)| (line.start + i, clean_char(c)))
            .collect();
        let window = window(&letters, &here);
        if window.start > 0 {
            self.text.push('…');
        }
        let opened = self.text.len();
        let mut places = Vec::with_capacity(window.len());
        for (at, c) in letters.get(window.clone()).unwrap_or_default() {
            places.push((*at, self.text.len()));
            self.text.push(*c);
        }
        let closed = self.text.len();
        if window.end < letters.len() {
            self.text.push('…');
        }
        let shown = |at: usize| match places.binary_search_by_key(&at, |p| p.0) {
            Ok(i) => places.get(i).map_or(closed, |p| p.1),
            Err(0) => opened,
            Err(_) => closed,
        };
        for span in here {
            let range = shown(span.start)..shown(span.end);
            self.marks.push((range, source.line_column(span.start)));
        }
    }

    /// What is pointed at, in order of the text, as places of this excerpt.
    pub(super) fn marks(&self) -> impl Iterator<Item = SourceSpan> {
        self.marks
            .iter()
            .map(|(range, _)| SourceSpan::from(range.clone()))
    }

    /// Columns before a mark, as a terminal draws them.
    pub(super) fn columns_before(&self, mark: usize) -> usize {
        use unicode_width::UnicodeWidthStr;
        let Some((range, _)) = self.marks.get(mark) else {
            return 0;
        };
        let line = line_at(&self.text, range.start);
        self.text
            .get(line.start..range.start)
            .map_or(0, UnicodeWidthStr::width)
    }
}

/// Which letters of a line are shown.
fn window(letters: &[(usize, char)], spans: &[&Range<usize>]) -> Range<usize> {
    if letters.len() <= LONGEST {
        return 0..letters.len();
    }
    let index = |at: usize| letters.partition_point(|(i, _)| *i < at);
    match spans.first() {
        None => 0..LONGEST,
        Some(first) => {
            let from = index(first.start).saturating_sub(SIDE);
            let to = spans.iter().map(|s| index(s.end)).max().unwrap_or(from);
            let to = (to + SIDE).min(from + LONGEST).min(letters.len());
            from..to.max(from)
        }
    }
}

impl SourceCode for Excerpt {
    /// The whole excerpt; or, when no lines around are asked for, the place
    /// alone with its line and its column counted in letters.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if before > 0 {
            let all = SourceSpan::from(0..self.text.len());
            return Ok(Box::new(MietteSpanContents::new_named(
                self.name.clone(),
                self.text.as_bytes(),
                all,
                self.first_line,
                0,
                self.text.matches('\n').count() + 1,
            )));
        }
        let range = span.offset()..span.offset() + span.len();
        let data = self.text.get(range).ok_or(MietteError::OutOfBounds)?;
        let place = self
            .marks
            .iter()
            .find(|(r, _)| r.start == span.offset())
            .map(|(_, p)| *p);
        let (line, column) = place.map_or((1, 1), |p| (p.line, p.column));
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data.as_bytes(),
            *span,
            line.saturating_sub(1),
            column.saturating_sub(1),
            1,
        )))
    }
}
