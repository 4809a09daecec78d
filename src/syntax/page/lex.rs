//! The first look at a text: comments, texts in quotes, white space, braces.

use super::{Line, Shift};
use crate::text::catalogue::reading as say;
use crate::text::{Diagnostic, SourceId, Sp, Span};
use std::iter::Peekable;
use std::str::CharIndices;

/// A sign that opens or closes something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Where it stands in the squeezed text.
    pub(super) at: usize,
    /// Which of `{`, `}`, `(`, `)`.
    pub(super) sign: char,
    /// The line it stands on: an index.
    pub(super) line: usize,
}

/// What the first look finds.
#[derive(Debug)]
pub(super) struct Lexed {
    /// The text without comments, each stretch of white space as one sign.
    pub(super) text: String,
    pub(super) squeezed: Shift,
    pub(super) marks: Vec<Mark>,
    pub(super) lines: Vec<Line>,
    pub(super) comments: Vec<Sp<String>>,
    pub(super) found: Vec<Diagnostic>,
    pub(super) flaws: Vec<usize>,
}

/// Takes the first look.
pub(super) fn lex(original: &str, id: SourceId) -> Lexed {
    let mut lexer = Lexer {
        original,
        id,
        chars: original.char_indices().peekable(),
        line_start: 0,
        line_is_new: true,
        out: Lexed {
            text: String::with_capacity(original.len()),
            squeezed: Shift::default(),
            marks: Vec::new(),
            lines: Vec::new(),
            comments: Vec::new(),
            found: Vec::new(),
            flaws: Vec::new(),
        },
    };
    lexer.run();
    lexer.out
}

struct Lexer<'s> {
    original: &'s str,
    id: SourceId,
    chars: Peekable<CharIndices<'s>>,
    line_start: usize,
    line_is_new: bool,
    out: Lexed,
}

impl Lexer<'_> {
    fn run(&mut self) {
        let mut before = ' ';
        while let Some(&(at, c)) = self.chars.peek() {
            if let Some(sign) = self.blank(before) {
                self.out.text.push(sign);
                before = ' ';
                let next = self.here();
                if next != at + 1 {
                    self.out.squeezed.push(self.out.text.len(), next);
                }
                continue;
            }
            if self.line_is_new {
                self.line_is_new = false;
                self.out.lines.push(Line {
                    start: at,
                    at: self.out.text.len(),
                    indent: at - self.line_start,
                });
            }
            self.chars.next();
            match c {
                '"' => self.string(at),
                '{' | '}' | '(' | ')' => {
                    self.out.marks.push(Mark {
                        at: self.out.text.len(),
                        sign: c,
                        line: self.out.lines.len().saturating_sub(1),
                    });
                    self.out.text.push(c);
                }
                c => self.out.text.push(c),
            }
            before = c;
        }
    }

    /// Where the next letter stands in the file.
    fn here(&mut self) -> usize {
        self.chars.peek().map_or(self.original.len(), |(at, _)| *at)
    }

    /// Passes over white space and comments; gives the one sign they stand for.
    fn blank(&mut self, mut before: char) -> Option<char> {
        let mut sign = None;
        while let Some(&(at, c)) = self.chars.peek() {
            let this = match c {
                '\n' => {
                    self.line_start = at + 1;
                    self.line_is_new = true;
                    '\n'
                }
                ';' => ';',
                // A zero-width space, a mark of byte order in the middle: not seen by anyone.
                c if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}') => ' ',
                '#' if !self.goes_on(before, at) => {
                    self.comment(at);
                    before = ' ';
                    sign = sign.or(Some(' '));
                    continue;
                }
                _ => return sign,
            };
            self.chars.next();
            before = ' ';
            sign = match (sign, this) {
                (Some('\n'), _) | (_, '\n') => Some('\n'),
                (Some(';'), _) | (_, ';') => Some(';'),
                _ => Some(' '),
            };
        }
        sign
    }

    /// Whether a `#` belongs to a number such as `6.1.3#2`.
    fn goes_on(&self, before: char, at: usize) -> bool {
        unicode_ident::is_xid_continue(before)
            && self
                .original
                .as_bytes()
                .get(at + 1)
                .is_some_and(u8::is_ascii_digit)
    }

    fn comment(&mut self, from: usize) {
        while self.chars.next_if(|(_, c)| *c != '\n').is_some() {}
        let to = self.here();
        let comment = self.original.get(from..to).unwrap_or_default().trim_end();
        let span = Span::new(self.id, from..from + comment.len());
        self.out.comments.push(Sp::new(comment.to_owned(), span));
    }

    /// What follows a `"`, up to its partner.
    fn string(&mut self, from: usize) {
        self.out.text.push('"');
        let line = self.original.get(from + 1..).unwrap_or_default();
        let line = line.split('\n').next().unwrap_or_default();
        let end = match partner(line) {
            Some(end) => from + 1 + end,
            None => from + 1 + self.cut(line),
        };
        while let Some((_, c)) = self.chars.next_if(|(at, _)| *at < end) {
            self.out.text.push(c);
        }
        if partner(line).is_none() {
            self.out.squeezed.push(self.out.text.len(), end);
            self.out.text.push('"');
            self.out.squeezed.push(self.out.text.len(), end);
            self.out.flaws.push(from);
            let span = |a, b| Span::new(self.id, a..b);
            let text = say::text_not_closed(span(from, end), span(end, end));
            self.out.found.push(text);
        }
    }

    /// Where a text that is not closed was probably meant to end: before a
    /// comment, and before the brace that ends the line.
    fn cut(&self, line: &str) -> usize {
        let mut text = line
            .find(" #")
            .and_then(|at| line.get(..at))
            .unwrap_or(line);
        let blank = |c: char| c.is_whitespace() || c == ';';
        text = text.trim_end_matches(blank);
        if let Some(head) = text.strip_suffix('{') {
            text = head.trim_end_matches(blank);
        }
        let this = self.out.lines.len().saturating_sub(1);
        let on_line = |sign| {
            let marks = self.out.marks.iter().rev();
            marks
                .take_while(|m| m.line == this)
                .filter(|m| m.sign == sign)
                .count()
        };
        for _ in on_line('}')..on_line('{') {
            if let Some(head) = text.strip_suffix('}') {
                text = head.trim_end_matches(blank);
            }
        }
        // A lone `\` at the end would swallow the quote.
        text = text.trim_end_matches('\\');
        text.len()
    }
}

/// Where the text ends that begins `line`: behind its closing quote.
fn partner(line: &str) -> Option<usize> {
    let mut bytes = line.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(at + 1),
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
    None
}
