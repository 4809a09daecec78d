//! Makes the text of a file ready for the grammar: takes the comments out and
//! keeps them aside, makes one sign of each stretch of white space, and gives
//! every `{` its `}` and every `"` its partner. Each repair is reported here,
//! once; the grammar then reads on as if the slip had not happened.

use crate::text::{Diagnostic, Source, SourceId, Sp, Span};
use std::iter::Peekable;
use std::str::CharIndices;

/// A text that is ready for the grammar.
#[derive(Debug)]
pub(super) struct Page {
    id: SourceId,
    text: String,
    /// Where stretches of the text start, and where they stand in the file.
    map: Vec<(usize, usize)>,
    /// Where the text holds a sign that the file does not: ascending.
    inserted: Vec<usize>,
    /// Every comment, in order.
    pub(super) comments: Vec<Sp<String>>,
    /// What was repaired.
    pub(super) found: Vec<Diagnostic>,
}

impl Page {
    /// Makes a source ready.
    pub(super) fn new(source: &Source, id: SourceId) -> Page {
        let mut page = Page {
            id,
            text: String::with_capacity(source.text().len()),
            map: Vec::new(),
            inserted: Vec::new(),
            comments: Vec::new(),
            found: Vec::new(),
        };
        page.fill(source.text());
        page
    }

    /// The text the grammar reads.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the file of a stretch of the text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.id, self.place(start)..self.place(end))
    }

    /// The place in the file of a place in the text.
    fn place(&self, offset: usize) -> usize {
        self.map
            .partition_point(|(here, _)| *here <= offset)
            .checked_sub(1)
            .and_then(|i| self.map.get(i))
            .map_or(offset, |(here, there)| there + (offset - here))
    }

    /// Whether the sign at a place of the text is not in the file.
    pub(super) fn is_inserted(&self, offset: usize) -> bool {
        self.inserted.binary_search(&offset).is_ok()
    }

    fn fill(&mut self, original: &str) {
        let mut open = 0usize;
        let mut before = ' ';
        let mut chars = original.char_indices().peekable();
        while let Some(&(at, c)) = chars.peek() {
            let blank = self.blank(original, &mut chars, before);
            if let Some(sign) = blank {
                self.text.push(sign);
                before = ' ';
                let next = chars.peek().map_or(original.len(), |(at, _)| *at);
                if next != at + 1 {
                    self.map.push((self.text.len(), next));
                }
                continue;
            }
            chars.next();
            match c {
                '"' => self.string(&mut chars, original.len()),
                '{' => {
                    open += 1;
                    self.text.push(c);
                }
                '}' if open == 0 => self.text.push(' '),
                '}' => {
                    open -= 1;
                    self.text.push(c);
                }
                c => self.text.push(c),
            }
            before = c;
        }
        for _ in 0..open {
            self.insert('}', original.len());
        }
    }

    /// Passes over white space and comments; gives the one sign they stand for.
    fn blank(
        &mut self,
        original: &str,
        chars: &mut Peekable<CharIndices<'_>>,
        mut before: char,
    ) -> Option<char> {
        let mut sign = None;
        while let Some(&(at, c)) = chars.peek() {
            let this = match c {
                '\n' => '\n',
                ';' => ';',
                ' ' | '\t' | '\r' | '\u{a0}' => ' ',
                // `6.1.3#2` is a number of a criterion, not a comment.
                '#' if unicode_ident::is_xid_continue(before)
                    && original
                        .as_bytes()
                        .get(at + 1)
                        .is_some_and(u8::is_ascii_digit) =>
                {
                    return sign;
                }
                '#' => {
                    self.comment(original, chars, at);
                    ' '
                }
                _ => return sign,
            };
            if c != '#' {
                chars.next();
            }
            before = ' ';
            sign = match (sign, this) {
                (Some('\n'), _) | (_, '\n') => Some('\n'),
                (Some(';'), _) | (_, ';') => Some(';'),
                _ => Some(' '),
            };
        }
        sign
    }

    fn comment(&mut self, original: &str, chars: &mut Peekable<CharIndices<'_>>, from: usize) {
        while chars.next_if(|(_, c)| *c != '\n').is_some() {}
        let to = chars.peek().map_or(original.len(), |(at, _)| *at);
        let comment = original.get(from..to).unwrap_or_default().trim_end();
        let span = Span::new(self.id, from..from + comment.len());
        self.comments.push(Sp::new(comment.to_owned(), span));
    }

    /// What follows a `"`, up to its partner.
    fn string(&mut self, chars: &mut Peekable<CharIndices<'_>>, length: usize) {
        self.text.push('"');
        while let Some((_, c)) = chars.next_if(|(_, c)| *c != '\n') {
            self.text.push(c);
            match c {
                '"' => return,
                '\\' => {
                    if let Some((_, c)) = chars.next_if(|(_, c)| *c != '\n') {
                        self.text.push(c);
                    }
                }
                _ => {}
            }
        }
        let at = chars.peek().map_or(length, |(at, _)| *at);
        self.insert('"', at);
    }

    fn insert(&mut self, sign: char, at: usize) {
        self.inserted.push(self.text.len());
        self.map.push((self.text.len(), at));
        self.text.push(sign);
        self.map.push((self.text.len(), at));
    }
}
