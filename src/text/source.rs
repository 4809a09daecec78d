//! The texts that positions point into.

use serde::Serialize;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Which source of a [`Sources`] a span belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourceId(pub u32);

/// A stretch of a source, in bytes of its normalised text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The source.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The stretch of bytes `range` of `source`; positions past 4 GiB are cut there.
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Span {
        let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            source,
            start: cut(range.start),
            end: cut(range.end),
        }
    }

    /// The bytes as a range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it lies inside `other`.
    #[must_use]
    pub fn within(self, other: Span) -> bool {
        self.source == other.source && self.start >= other.start && self.end <= other.end
    }

    /// From the start of this to the end of `other`.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span {
            source: self.source,
            start: self.start,
            end: other.end.max(self.end),
        }
    }
}

/// Something with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sp<T> {
    /// The thing.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Sp<T> {
    /// A thing at a place.
    pub fn new(value: T, span: Span) -> Sp<T> {
        Sp { value, span }
    }
}

/// A file that is not UTF-8: where the first bad byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utf8Error {
    /// Offset of the bad byte from the start of the file.
    pub byte: usize,
    /// Its line, from 1.
    pub line: usize,
    /// The byte.
    pub value: u8,
}

/// One text: a file, or a record of a file of many.
///
/// The text is held in Unicode NFC with `\n` line ends and no byte-order mark,
/// so that equal words have equal bytes. Positions on disk are found again by
/// [`Source::on_disk`].
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    first_line: usize,
    /// Where the text starts on disk (a row of a big file).
    first_byte: usize,
    /// Pairs (offset in `text`, offset on disk), ascending, when they differ.
    map: Vec<(usize, usize)>,
}

impl Source {
    /// A source from text.
    pub fn new(name: impl Into<String>, text: &str) -> Source {
        let (text, map) = normalise(text);
        Source {
            name: name.into(),
            text,
            first_line: 1,
            first_byte: 0,
            map,
        }
    }

    /// A source from the bytes of a file.
    ///
    /// # Errors
    /// When the bytes are not UTF-8: the place of the first bad byte.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Source, Utf8Error> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(name, text)),
            Err(e) => {
                let byte = e.valid_up_to();
                let before = bytes.get(..byte).unwrap_or_default();
                let line = 1 + before.iter().filter(|b| **b == b'\n').count();
                Err(Utf8Error {
                    byte,
                    line,
                    value: bytes.get(byte).copied().unwrap_or_default(),
                })
            }
        }
    }

    /// The same source, its first line counted as `line` (a row of a big file).
    #[must_use]
    pub fn starting_at_line(mut self, line: usize) -> Source {
        self.first_line = line.max(1);
        self
    }

    /// The same source, its first byte counted as `byte` (a row of a big file).
    #[must_use]
    pub fn starting_at_byte(mut self, byte: usize) -> Source {
        self.first_byte = byte;
        self
    }

    /// The name: a path, or what the caller called it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The normalised text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of the first line.
    #[must_use]
    pub fn first_line(&self) -> usize {
        self.first_line
    }

    /// The part of the text under a span; empty when it lies outside.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The byte of the original file that a byte of the normalised text came from.
    #[must_use]
    pub fn on_disk(&self, offset: usize) -> usize {
        let within = self
            .map
            .partition_point(|(here, _)| *here <= offset)
            .checked_sub(1)
            .map_or(offset, |i| {
                // Some letters are longer when composed: not past the next stretch.
                let next = self.map.get(i + 1).map_or(usize::MAX, |(_, disk)| *disk);
                self.map
                    .get(i)
                    .map_or(offset, |(here, disk)| (disk + (offset - here)).min(next))
            });
        self.first_byte + within
    }
}

/// NFC, `\n`, no byte-order mark; and where each stretch came from.
fn normalise(original: &str) -> (String, Vec<(usize, usize)>) {
    let bom = if original.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let body = original.get(bom..).unwrap_or(original);
    if bom == 0 && !body.contains('\r') && is_nfc(body) {
        return (original.to_owned(), Vec::new());
    }
    let mut text = String::with_capacity(body.len());
    let mut map = vec![(0, bom)];
    let mut disk = bom;
    for line in body.split_inclusive('\n') {
        let (content, end) = match line.strip_suffix("\r\n") {
            Some(c) => (c, "\n"),
            None => match line.strip_suffix('\n') {
                Some(c) => (c, "\n"),
                None => (line, ""),
            },
        };
        map.push((text.len(), disk));
        if is_nfc(content) {
            text.push_str(content);
        } else {
            // Word by word: composition never crosses ASCII white space.
            let mut at = disk;
            for word in content.split_inclusive(' ') {
                map.push((text.len(), at));
                text.extend(word.nfc());
                at += word.len();
            }
        }
        map.push((text.len(), disk + content.len()));
        text.push_str(end);
        disk += line.len();
        if end == "\n" {
            map.push((text.len(), disk));
        }
    }
    map.dedup();
    (text, map)
}

/// All the texts of one run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    /// No sources yet.
    #[must_use]
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a source and gives its id.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.all.push(source);
        SourceId(u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX))
    }

    /// Puts another source in the place of one (the next row of a big file, of
    /// which only one is held at a time). Nothing happens when the id is not here.
    pub fn replace(&mut self, id: SourceId, source: Source) {
        if let Some(slot) = self.all.get_mut(id.0 as usize) {
            *slot = source;
        }
    }

    /// The source of an id.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.all.get(id.0 as usize)
    }

    /// The text under a span; empty when there is none.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).map_or("", |s| s.slice(span.range()))
    }

    /// Every source with its id.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.all
            .iter()
            .enumerate()
            .map(|(i, s)| (SourceId(u32::try_from(i).unwrap_or(u32::MAX)), s))
    }
}

#[cfg(test)]
mod tests;
