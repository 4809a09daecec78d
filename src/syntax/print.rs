//! A tree as the text of a page.
//!
//! One rule decides about short blocks: what is `like` something else and
//! lists nothing but options without wording, or what it goes without, stands
//! on one line when it fits; so do the fields of a list and the values of a
//! one-of. Every other block has a line for each statement.

mod amendment;
mod card;
mod crosswalk;
mod expr;
mod fact;
mod line;
mod ruleset;
mod speech;
mod trial;

pub(super) use line::{Line, STEP, Shape, WIDTH, page};
pub(super) use speech::Speech;

use super::keyword::Keyword;
use super::tree::{Block, File, LevelName, Node, Quantity, Sp, Stmt, Word};
use crate::exact::Num;
use crate::text::{Lang, Span};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// The text of a tree, with every keyword in one language.
///
/// Comments are not printed, and what could not be read has no text; a tree
/// that was read without errors is read again from its text.
#[must_use]
pub fn print(file: &File, keywords: Lang) -> String {
    page(&Printer::new(Speech::of(keywords), None).file(file))
}

/// Turns statements into lines.
pub(super) struct Printer<'s> {
    speech: Speech<'s>,
    /// The places of the remarks of the page, when there is one.
    remarks: Option<&'s [Span]>,
    lines: Vec<Line>,
    indent: usize,
}

/// A piece of a list with its place.
type Piece = (String, Range<usize>);

impl<'s> Printer<'s> {
    /// A printer; with the places of the remarks when it goes along a page.
    pub fn new(speech: Speech<'s>, remarks: Option<&'s [Span]>) -> Printer<'s> {
        Printer {
            speech,
            remarks,
            lines: Vec::new(),
            indent: 0,
        }
    }

    /// The lines of a file.
    pub fn file(mut self, file: &File) -> Vec<Line> {
        self.body(&file.items);
        self.lines
    }

    fn body(&mut self, body: &[Node]) {
        let mut apart_before = false;
        for (i, node) in body.iter().enumerate() {
            let first = self.lines.len();
            self.node(node);
            let apart = stands_apart(&node.stmt) && self.lines.len() > first + 1;
            // Where there is a page, its empty lines are kept instead.
            if self.remarks.is_none()
                && i > 0
                && (apart || apart_before)
                && let Some(line) = self.lines.get_mut(first)
            {
                line.blank_before = true;
            }
            apart_before = apart;
        }
    }

    fn node(&mut self, node: &Node) {
        let at = node.span;
        self.speech.enter(at);
        match &node.stmt {
            Stmt::Ruleset(s) => self.ruleset(s, at),
            Stmt::Scorecard(s) => self.scorecard(s, at),
            Stmt::Shared(s) => self.shared(s, at),
            Stmt::Group(s) => self.group(s, at),
            Stmt::Criterion(s) => self.criterion(s, at),
            Stmt::Case(s) => self.case(s, at),
            Stmt::By(s) => self.by(s, at),
            Stmt::Branch(s) => self.branch(s, at),
            Stmt::Option(s) => self.option(s, at),
            Stmt::Rung(s) => self.rung(s, at),
            Stmt::Finding(s) => self.finding(s, at),
            Stmt::OnlyIf(s) => self.only_if(s, at),
            Stmt::Force(s) => self.force(s, at),
            Stmt::Replaces(s) => self.replaces(s, at),
            Stmt::Require(s) => self.require(s, at),
            Stmt::Cap(s) => self.cap(s, at),
            Stmt::Missing(policy) => {
                let text = self.missing(*policy);
                self.plain(text, at);
            }
            Stmt::Evidence(text) => self.said(Keyword::Evidence, text, at),
            Stmt::Cite(text) => self.said(Keyword::Cite, text, at),
            Stmt::Note(text) => self.said(Keyword::Note, text, at),
            Stmt::Oddity(text) => self.said(Keyword::Oddity, text, at),
            Stmt::Unavailable(text) => self.said(Keyword::Unavailable, text, at),
            Stmt::Without(codes) => self.without(codes, at),
            Stmt::Like(name) => {
                let text = format!("{} {}", self.kw(Keyword::Like), self.code(name));
                self.plain(text, at);
            }
            Stmt::Set(number) => self.counted(Keyword::Set, number, at),
            Stmt::Samples(number) => self.counted(Keyword::Samples, number, at),
            Stmt::Title(title) => self.title(title, at),
            Stmt::Signed(date) => self.signed(date, at),
            Stmt::Applies(s) => self.applies(s, at),
            Stmt::Repeals(s) => self.repeals(s, at),
            Stmt::Transition(s) => self.transition(s, at),
            Stmt::Keep(s) => self.keep(s, at),
            Stmt::Rating(s) => self.rating(s, at),
            Stmt::RatingUnavailable(why) => self.rating_unavailable(why, at),
            Stmt::LevelRow(s) => self.level_row(s, at),
            Stmt::Lift(s) => self.lift(s, at),
            Stmt::Assumption(s) => self.assumption(s, at),
            Stmt::Council(s) => self.council(s, at),
            Stmt::Average(s) => self.average(s, at),
            Stmt::Quorum(s) => self.quorum(s, at),
            Stmt::Spread(s) => self.spread(s, at),
            Stmt::Certificate(s) => self.certificate(s, at),
            Stmt::Authority(s) => self.authority(s, at),
            Stmt::Fact(s) => self.fact(s, at),
            Stmt::Field(s) => self.field(s, at),
            Stmt::Let(s) => self.let_(s, at),
            Stmt::Table(s) => self.table(s, at),
            Stmt::Row(s) => self.row(s, at),
            Stmt::Test(s) => self.test(s, at),
            Stmt::Amendment(s) => self.amendment(s, at),
            Stmt::Change(s) => self.change(s, at),
            Stmt::Dossier(path) => self.said(Keyword::Dossier, path, at),
            Stmt::Baseline(s) => self.baseline(s, at),
            Stmt::Given(assigns) => self.assigned(Keyword::Given, assigns, at),
            Stmt::Assessor(s) => self.assessor(s, at),
            Stmt::Members(n) => self.counted(Keyword::Members, n, at),
            Stmt::Assume(assigns) => self.assigned(Keyword::Assume, assigns, at),
            Stmt::Kind(kind) => {
                let text = [self.kw(Keyword::Kind), &kind.value].join(" ");
                self.plain(text, at);
            }
            Stmt::Filed(date) => self.dated(Keyword::Filed, date, at),
            Stmt::Assessed(date) => self.dated(Keyword::Assessed, date, at),
            Stmt::Expect(clauses) => self.expect(clauses, at),
            Stmt::Crosswalk(s) => self.crosswalk(s, at),
            Stmt::CardPair(s) => self.card_pair(s, at),
            Stmt::NewCards(s) => self.new_cards(s, at),
            Stmt::Walk(s) => self.walk(s, at),
            Stmt::Gone(s) => self.gone(s, at),
            Stmt::Same(s) => self.same(s, at),
            Stmt::Fresh(s) => self.fresh(s, at),
            Stmt::FactWalk(s) => self.fact_walk(s, at),
            Stmt::Turn(s) => self.turn(s, at),
            Stmt::Bad(block) => {
                if let Some(block) = block {
                    self.body(&block.body);
                }
            }
        }
    }

    // ---- lines ----------------------------------------------------------

    fn push(&mut self, line: Line) {
        self.lines.push(line);
    }

    fn plain(&mut self, text: String, at: Span) {
        self.push(Line::plain(self.indent, text, at.range()));
    }

    fn columns(&mut self, shape: Shape, cells: Vec<String>, at: Span) {
        self.push(Line::new(self.indent, shape, cells, at.range()));
    }

    /// A heading and its block.
    fn block(&mut self, heading: &str, block: &Block, at: Span) {
        let start = at.range().start;
        let opening = block.span.range().start + 1;
        if block.body.is_empty() && !self.remark_in(block.span.range()) {
            return self.plain(format!("{heading} {{}}"), at);
        }
        self.push(Line::plain(
            self.indent,
            format!("{heading} {{"),
            start..opening,
        ));
        self.inside(block);
        self.closing("}".to_owned(), block.span.range().end, at);
    }

    /// The statements of a block, one step further in.
    fn inside(&mut self, block: &Block) {
        self.indent += STEP;
        self.body(&block.body);
        self.indent -= STEP;
    }

    /// The line of the closing brace, which ends at a byte of the page.
    fn closing(&mut self, text: String, brace_end: usize, at: Span) {
        let start = brace_end.saturating_sub(1);
        let mut line = Line::plain(self.indent, text, start..at.range().end.max(brace_end));
        line.closes = true;
        self.push(line);
    }

    /// A statement that is a list: on one line if it fits and no remarks stand
    /// in it, else with the line breaks of the page and as many more as it takes.
    fn list(&mut self, opening: &str, pieces: Vec<Piece>, at: Span) {
        let texts: Vec<_> = pieces.iter().map(|(text, _)| text.as_str()).collect();
        let whole = format!("{opening} {}", texts.join(", "));
        let whole = Line::plain(self.indent, whole.trim_end().to_owned(), at.range());
        let between = self.remark_between(pieces.iter().map(|(_, place)| place.clone()));
        if pieces.len() < 2 || (!between && whole.width() <= WIDTH) {
            return self.push(whole);
        }
        let hang = self.indent + opening.width() + 1;
        let last = pieces.len() - 1;
        let mut line = Line::plain(self.indent, opening.to_owned(), at.range());
        let mut used = hang - 1;
        for (i, (piece, place)) in pieces.into_iter().enumerate() {
            let piece = if i < last { format!("{piece},") } else { piece };
            let full = used + 1 + piece.width() > WIDTH;
            if i > 0 && (full || self.speech.breaks(line.at.end, place.start)) {
                let mut next = Line::plain(hang, String::new(), place.clone());
                next.continues = true;
                used = hang - 1;
                self.push(std::mem::replace(&mut line, next));
            }
            line.at.end = place.end;
            used += 1 + piece.width();
            match line.cells.first_mut() {
                Some(text) if text.is_empty() => *text = piece,
                Some(text) => *text = format!("{text} {piece}"),
                None => {}
            }
        }
        self.push(line);
    }

    /// Whether a remark of the page stands inside a place.
    fn remark_in(&self, place: Range<usize>) -> bool {
        let remarks = self.remarks.unwrap_or_default();
        let next = remarks.partition_point(|r| r.range().start < place.start);
        remarks
            .get(next)
            .is_some_and(|r| r.range().start < place.end)
    }

    /// Whether a remark stands between two of these places.
    fn remark_between(&self, places: impl Iterator<Item = Range<usize>>) -> bool {
        let mut end = None;
        places.into_iter().any(|place| {
            let before = end.replace(place.end);
            before.is_some_and(|before| self.remark_in(before..place.start))
        })
    }

    // ---- words ----------------------------------------------------------

    fn kw(&mut self, keyword: Keyword) -> &'static str {
        self.speech.word(keyword)
    }

    fn num(&mut self, number: &Sp<Num>) -> String {
        self.speech.go_to(number.span);
        self.speech.number(number.value)
    }

    fn quantity(&mut self, quantity: &Quantity) -> String {
        let Quantity { value, unit } = quantity;
        let number = self.speech.number(*value);
        match unit {
            None => number,
            Some(unit) if unit.value == "%" => format!("{number}%"),
            Some(unit) => format!("{number} {}", self.code(unit)),
        }
    }

    /// A code or name; what follows on the page follows it.
    fn code(&mut self, code: &Word) -> String {
        self.speech.go_past(code.span);
        code.value.clone()
    }

    fn level(&mut self, level: &Sp<LevelName>) -> String {
        self.speech.go_past(level.span);
        match &level.value {
            LevelName::Stars(count) => stars(*count),
            LevelName::Word(word) => word.clone(),
            LevelName::Text(text) => quoted(text),
        }
    }

    // ---- statements of one keyword --------------------------------------

    fn said(&mut self, keyword: Keyword, text: &Word, at: Span) {
        let text = format!("{} {}", self.kw(keyword), quoted(&text.value));
        self.plain(text, at);
    }

    fn counted(&mut self, keyword: Keyword, number: &Sp<Num>, at: Span) {
        let text = format!("{} {}", self.kw(keyword), self.num(number));
        self.plain(text, at);
    }

    fn dated(&mut self, keyword: Keyword, date: &Sp<jiff::civil::Date>, at: Span) {
        let text = format!("{} {}", self.kw(keyword), date.value);
        self.plain(text, at);
    }
}

/// Whether a statement of several lines has an empty line around it.
fn stands_apart(stmt: &Stmt) -> bool {
    matches!(
        stmt,
        Stmt::Ruleset(_)
            | Stmt::Scorecard(_)
            | Stmt::Shared(_)
            | Stmt::Group(_)
            | Stmt::Criterion(_)
            | Stmt::Transition(_)
            | Stmt::Rating(_)
            | Stmt::Assumption(_)
            | Stmt::Council(_)
            | Stmt::Table(_)
            | Stmt::Test(_)
            | Stmt::Amendment(_)
            | Stmt::Change(_)
            | Stmt::Crosswalk(_)
            | Stmt::CardPair(_)
    )
}

/// `3.5` as `***½`.
fn stars(count: Num) -> String {
    let half = if count.is_whole() { "" } else { "½" };
    let whole = usize::try_from(count.numer() / count.denom()).unwrap_or_default();
    format!("{}{half}", "*".repeat(whole))
}

/// A text in quotes.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        if matches!(letter, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}

/// A text in quotes, empty when there is none.
fn label(text: Option<&Word>) -> String {
    text.map(|t| quoted(&t.value)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
