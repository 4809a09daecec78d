//! Lines and rows of a stream, with bounded memory.

use super::table::Quotes;
use std::collections::VecDeque;
use std::io::{self, BufRead};

/// The most bytes of a row or line that are held.
pub const LONGEST: usize = 4 << 20;
/// The most lines that a quoted cell may run over.
const TALLEST: usize = 1000;

/// The byte-order mark of UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A line of a stream, without its end.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its bytes; cut when it is too long.
    pub bytes: Vec<u8>,
    /// Its number, from 1.
    pub number: usize,
    /// Its first byte in the stream.
    pub start: usize,
    /// Whether it is longer than [`LONGEST`].
    pub cut: bool,
    /// Whether a carriage return stands at its end.
    crlf: bool,
}

/// A row of a table: one line, or several when a quoted cell holds line ends.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The number of its first line, from 1.
    pub line: usize,
    /// Its first byte in the stream.
    pub start: usize,
    /// Its number as a spreadsheet counts, from 1; the header is the first.
    pub number: usize,
    /// Whether it is longer than [`LONGEST`].
    pub cut: bool,
}

/// Lines, rows, and the way back to lines that a broken row has taken.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    next_number: usize,
    next_start: usize,
    /// Rows taken so far.
    rows: usize,
    /// Lines that are read again.
    back: VecDeque<Line>,
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R) -> Lines<R> {
        Lines {
            reader,
            next_number: 1,
            next_start: 0,
            rows: 0,
            back: VecDeque::new(),
        }
    }

    /// The next line.
    pub fn line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.back.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let (mut taken, mut cut, mut ended) = (0usize, false, false);
        while !ended {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if chunk.is_empty() {
                break;
            }
            let (content, used) = match chunk.iter().position(|b| *b == b'\n') {
                Some(end) => (end, end + 1),
                None => (chunk.len(), chunk.len()),
            };
            ended = used > content;
            let room = LONGEST.saturating_sub(bytes.len());
            bytes.extend_from_slice(chunk.get(..content.min(room)).unwrap_or_default());
            cut |= content > room;
            self.reader.consume(used);
            taken += used;
        }
        if taken == 0 {
            return Ok(None);
        }
        let crlf = !cut && bytes.pop_if(|b| *b == b'\r').is_some();
        let mut start = self.next_start;
        if start == 0 && bytes.starts_with(BOM) {
            bytes.drain(..BOM.len());
            start = BOM.len();
        }
        let line = Line {
            bytes,
            number: self.next_number,
            start,
            cut,
            crlf,
        };
        self.next_number += 1;
        self.next_start += taken;
        Ok(Some(line))
    }

    /// Gives a line back: it is the next one again.
    pub fn unread(&mut self, line: Line) {
        self.back.push_front(line);
    }

    /// The next row that is not blank. A row whose quotes are broken is given
    /// as its first line alone; the lines after it are read again by themselves.
    pub fn row(&mut self, delimiter: u8) -> io::Result<Option<Row>> {
        loop {
            let Some(first) = self.line()? else {
                return Ok(None);
            };
            self.rows += 1;
            let empty = first
                .bytes
                .iter()
                .all(|b| b.is_ascii_whitespace() || *b == delimiter);
            if !empty || first.cut {
                return self.rest_of(first, delimiter).map(Some);
            }
        }
    }

    fn rest_of(&mut self, first: Line, delimiter: u8) -> io::Result<Row> {
        let state =
            |quotes: Quotes, bytes: &[u8]| bytes.iter().fold(quotes, |q, b| q.next(*b, delimiter));
        let mut quotes = state(Quotes::Start, &first.bytes);
        let mut more: VecDeque<Line> = VecDeque::new();
        let mut size = first.bytes.len();
        while quotes == Quotes::Inside && !first.cut {
            let next = self.line()?;
            let Some(next) = next else { break };
            size += next.bytes.len() + 1;
            quotes = state(quotes, b"\n");
            quotes = state(quotes, &next.bytes);
            let over = next.cut || size > LONGEST || more.len() >= TALLEST;
            more.push_back(next);
            if over {
                quotes = Quotes::Stray;
            }
        }
        let mut crlf = first.crlf;
        let mut row = Row {
            bytes: first.bytes,
            line: first.number,
            start: first.start,
            number: self.rows,
            cut: first.cut,
        };
        if matches!(quotes, Quotes::Inside | Quotes::Stray) {
            while let Some(line) = more.pop_back() {
                self.back.push_front(line);
            }
        } else {
            for line in more {
                row.bytes
                    .extend_from_slice(if crlf { b"\r\n" } else { b"\n" });
                row.bytes.extend(line.bytes);
                crlf = line.crlf;
            }
        }
        Ok(row)
    }
}
