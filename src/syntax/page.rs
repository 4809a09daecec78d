//! Makes the text of a file ready for the grammar: blanks the comments and
//! keeps them aside, gives every `{` its `}` and every `"` its partner.
//! Each repair is reported here, once; the grammar then reads on as if the
//! slip had not happened.

use crate::text::{Diagnostic, Source, SourceId, Sp, Span};

/// A text that is ready for the grammar.
#[derive(Debug)]
pub(super) struct Page {
    id: SourceId,
    text: String,
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

    fn place(&self, offset: usize) -> usize {
        offset - self.inserted.partition_point(|at| *at < offset)
    }

    /// Whether the sign at a place of the text is not in the file.
    pub(super) fn is_inserted(&self, offset: usize) -> bool {
        self.inserted.binary_search(&offset).is_ok()
    }

    fn fill(&mut self, original: &str) {
        let mut open = 0usize;
        let mut before = ' ';
        let mut chars = original.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.text.push('"');
                    let mut closed = false;
                    while let Some((_, c)) = chars.next_if(|(_, c)| *c != '\n') {
                        self.text.push(c);
                        if c == '"' {
                            closed = true;
                            break;
                        }
                        if c == '\\'
                            && let Some((_, c)) = chars.next_if(|(_, c)| *c != '\n')
                        {
                            self.text.push(c);
                        }
                    }
                    if !closed {
                        self.insert('"');
                    }
                }
                '#' if !(unicode_ident::is_xid_continue(before)
                    && chars.peek().is_some_and(|(_, c)| c.is_ascii_digit())) =>
                {
                    let mut end = at + 1;
                    while let Some((i, c)) = chars.next_if(|(_, c)| *c != '\n') {
                        end = i + c.len_utf8();
                    }
                    let comment = original.get(at..end).unwrap_or_default();
                    self.text.extend(std::iter::repeat_n(' ', comment.len()));
                    self.comments.push(Sp::new(
                        comment.trim_end().to_owned(),
                        Span::new(self.id, at..at + comment.trim_end().len()),
                    ));
                }
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
            self.insert('}');
        }
    }

    fn insert(&mut self, sign: char) {
        self.inserted.push(self.text.len());
        self.text.push(sign);
    }
}
