//! Makes the text of a file ready for the grammar: takes the comments out and
//! keeps them aside, makes one sign of each stretch of white space, and gives
//! every `{` its `}` and every `"` its partner. Each repair is reported here,
//! once; the grammar then reads on as if the slip had not happened.

mod braces;
mod lex;

pub(super) use braces::DEEPEST;

use crate::text::{Diagnostic, Source, SourceId, Sp, Span};

/// A text that is ready for the grammar.
#[derive(Debug)]
pub(super) struct Page {
    id: SourceId,
    text: String,
    /// From the repaired text back to the text before the braces were repaired.
    repaired: Shift,
    /// From there to the file.
    squeezed: Shift,
    /// Where `}` was added to the text: ascending.
    inserted: Vec<usize>,
    /// Where each line begins, and how far it is indented.
    lines: Vec<Line>,
    /// Where the file was repaired: ascending.
    flaws: Vec<usize>,
    /// Every comment, in order.
    pub(super) comments: Vec<Sp<String>>,
    /// What was repaired.
    pub(super) found: Vec<Diagnostic>,
}

/// A line of the file that holds more than white space and comments.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Its first letter, in the file.
    start: usize,
    /// The same in the squeezed text.
    at: usize,
    /// How far it is indented, in bytes.
    indent: usize,
}

/// Where stretches of one text stand in another: pairs (here, there), ascending.
#[derive(Clone, Debug, Default)]
struct Shift(Vec<(usize, usize)>);

impl Shift {
    /// From here on, `here` is `there`.
    fn push(&mut self, here: usize, there: usize) {
        self.0.push((here, there));
    }

    /// The place there.
    fn there(&self, offset: usize) -> usize {
        self.0
            .partition_point(|(here, _)| *here <= offset)
            .checked_sub(1)
            .and_then(|i| self.0.get(i))
            .map_or(offset, |(here, there)| there + (offset - here))
    }
}

impl Page {
    /// Makes a source ready.
    pub(super) fn new(source: &Source, id: SourceId) -> Page {
        let lexed = lex::lex(source.text(), id);
        let mut found = lexed.found;
        let mut flaws = lexed.flaws;
        let plan = braces::plan(&lexed.text, &lexed.marks, &lexed.lines);
        let there = |at: usize| lexed.squeezed.there(at);
        plan.report(id, there, &mut found);
        flaws.extend(plan.flaws(&lexed.text).into_iter().map(there));
        let (text, repaired, inserted) = plan.apply(lexed.text);
        flaws.sort_unstable();
        Page {
            id,
            text,
            repaired,
            inserted,
            flaws,
            found,
            squeezed: lexed.squeezed,
            lines: lexed.lines,
            comments: lexed.comments,
        }
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
        self.squeezed.there(self.repaired.there(offset))
    }

    /// Whether the `}` at a place of the text is not in the file.
    pub(super) fn is_inserted(&self, offset: usize) -> bool {
        self.inserted.binary_search(&offset).is_ok()
    }

    /// Whether something between two places of the text was repaired, and
    /// reported with that.
    pub(super) fn is_flawed(&self, start: usize, end: usize) -> bool {
        let (start, end) = (self.place(start), self.place(end));
        let next = self.flaws.partition_point(|at| *at < start);
        self.flaws.get(next).is_some_and(|at| *at < end)
    }

    /// How far the line is indented on which a place of the text stands.
    pub(super) fn indent(&self, offset: usize) -> usize {
        let place = self.place(offset);
        self.lines
            .partition_point(|line| line.start <= place)
            .checked_sub(1)
            .and_then(|i| self.lines.get(i))
            .map_or(0, |line| line.indent)
    }

    /// The page cut where a statement begins that stands in no block.
    pub(super) fn pieces(&self) -> Vec<(usize, usize)> {
        let mut cuts = vec![0];
        let mut depth = 0usize;
        let mut text = false;
        let mut before = ' ';
        for (at, c) in self.text.char_indices() {
            match c {
                '"' if before != '\\' => text = !text,
                '\n' => text = false,
                '{' if !text => depth += 1,
                '}' if !text => depth = depth.saturating_sub(1),
                _ => {}
            }
            let new_line = before == '\n' || (before == '}' && c != '}');
            if depth == 0 && !text && new_line && braces::begins_alone(self.rest(at)) {
                cuts.push(at);
            }
            before = if before == '\\' && c == '\\' { ' ' } else { c };
        }
        cuts.push(self.text.len());
        cuts.windows(2)
            .filter_map(|pair| match pair {
                [start, end] if start < end => Some((*start, *end)),
                _ => None,
            })
            .collect()
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Whether nothing separates two places of the text: no line end, no `;`.
    pub(super) fn is_one_line(&self, end: usize, start: usize) -> bool {
        self.text
            .get(end..start)
            .is_some_and(|between| !between.contains(['\n', ';']))
    }
}
