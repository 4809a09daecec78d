//! From pest's pairs to the tree: one file for each construct. Whatever
//! cannot be read becomes a [`Stmt::Bad`] and one diagnostic; the rest of the
//! page is read all the same.

mod amendment;
mod bad;
mod block;
mod card;
mod criterion;
mod crosswalk;
mod expr;
mod fact;
mod forms;
mod line;
mod literal;
mod near;
mod parts;
mod ruleset;
mod test;

use super::grammar::{Grammar, Rule};
use super::page::{DEEPEST, Page};
use super::tree::{Block, File, Node, Stmt};
use crate::text::catalogue::reading as say;
use crate::text::{Both, Diagnostic, Source, SourceId, Span};
use parts::Parts;
use pest::Parser;
use std::cell::RefCell;
use std::num::NonZeroUsize;
use std::sync::Once;

/// How many operators may stand in one chain.
const LONGEST: usize = 1000;
/// How many findings of one file are listed.
const MOST: usize = 1000;
/// How many steps the grammar may take over one text. A large file takes some
/// hundred for each byte; this bounds what nobody has thought of.
const STEPS: Option<NonZeroUsize> = NonZeroUsize::new(400_000_000);
/// What is white space to the grammar.
const BLANK: [char; 3] = [' ', '\n', ';'];

type Pair<'i> = pest::iterators::Pair<'i, Rule>;

/// A part of the tree, or why it cannot be made.
type Made<T> = Result<T, Box<Diagnostic>>;

/// What a block belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    File,
    Ruleset,
    Transition,
    Rating,
    Council,
    Scorecard,
    Shared,
    Part,
    Section,
    Criterion,
    Case,
    By,
    Branch,
    Record,
    Table,
    Test,
    Amendment,
    Insert,
    Crosswalk,
    CardPair,
    /// The options of a line of a crosswalk.
    Walk,
    /// A block whose heading could not be read.
    Unknown,
}

impl Inside {
    /// The rule that reads such a block alone.
    fn rule(self) -> Rule {
        match self {
            Inside::Ruleset => Rule::in_ruleset,
            Inside::Transition => Rule::in_transition,
            Inside::Rating => Rule::in_rating,
            Inside::Council => Rule::in_council,
            Inside::Scorecard => Rule::in_scorecard,
            Inside::Shared => Rule::in_shared,
            Inside::Part => Rule::in_part,
            Inside::Section => Rule::in_section,
            Inside::Criterion => Rule::in_criterion,
            Inside::Case => Rule::in_case,
            Inside::By => Rule::in_by,
            Inside::Branch => Rule::in_branch,
            Inside::Record => Rule::in_record,
            Inside::Table => Rule::in_table,
            Inside::Test => Rule::in_test,
            Inside::Amendment => Rule::in_amendment,
            Inside::Insert => Rule::in_insert,
            Inside::Crosswalk => Rule::in_crosswalk,
            Inside::CardPair => Rule::in_card_pair,
            Inside::Walk => Rule::in_walk,
            Inside::File | Inside::Unknown => Rule::in_any,
        }
    }

    /// What it is called.
    fn name(self) -> Both {
        let (en, vi) = match self {
            Inside::File => ("a file, outside of all blocks", "tệp, ngoài mọi khối"),
            Inside::Ruleset => ("a ruleset", "bộ tiêu chí"),
            Inside::Transition => ("a transition", "điều khoản chuyển tiếp"),
            Inside::Rating => ("a rating", "bảng xếp hạng"),
            Inside::Council => ("the council", "khối hội đồng"),
            Inside::Scorecard => ("a scorecard", "phiếu điểm"),
            Inside::Shared => ("a shared text", "phần dùng chung"),
            Inside::Part => ("a part", "phần"),
            Inside::Section => ("a section", "mục"),
            Inside::Criterion => ("a criterion", "tiêu chí"),
            Inside::Case => ("a case", "trường hợp"),
            Inside::By => ("a choice by a value", "khối chọn theo giá trị"),
            Inside::Branch => ("a branch", "nhánh"),
            Inside::Record => ("a list of records", "danh sách bản ghi"),
            Inside::Table => ("a table", "bảng"),
            Inside::Test => ("a test", "kiểm thử"),
            Inside::Amendment => ("an amendment", "quyết định sửa đổi"),
            Inside::Insert => ("what is inserted", "phần bổ sung"),
            Inside::Crosswalk => ("a crosswalk", "bảng chuyển đổi"),
            Inside::CardPair => ("a pair of scorecards", "cặp phiếu điểm"),
            Inside::Walk => ("a line of a crosswalk", "dòng của bảng chuyển đổi"),
            Inside::Unknown => ("this block", "khối này"),
        };
        Both::new(en, vi)
    }
}

/// Reads the text of one `.sao` file. Never fails: what cannot be read is in
/// the tree as [`Stmt::Bad`], and said in exactly one diagnostic.
#[must_use]
pub fn parse(source: &Source, id: SourceId) -> (File, Vec<Diagnostic>) {
    static LIMIT: Once = Once::new();
    LIMIT.call_once(|| pest::set_call_limit(STEPS));
    let mut page = Page::new(source, id);
    let comments = std::mem::take(&mut page.comments);
    let found = std::mem::take(&mut page.found);
    let mut reader = Reader {
        page: &page,
        base: 0,
        found,
        more: 0,
        hints: RefCell::default(),
    };
    let items = reader.file();
    let more = reader.more;
    let mut found = reader.found;
    found.append(&mut reader.hints.into_inner());
    found.sort_by_key(|d| d.primary().map_or(0, |s| s.start));
    if let Some(last) = found.get(MOST).and_then(Diagnostic::primary) {
        let more = found.len() - MOST + more;
        found.truncate(MOST);
        found.push(say::and_more(more, last));
    }
    let file = File {
        source: id,
        items,
        comments,
    };
    (file, found)
}

/// Makes the tree of one page.
struct Reader<'s> {
    page: &'s Page,
    /// Where the text stands in the page that the pairs at hand are of.
    base: usize,
    found: Vec<Diagnostic>,
    /// How many findings came when enough were listed.
    more: usize,
    /// What is odd but read all the same.
    hints: RefCell<Vec<Diagnostic>>,
}

impl<'i> Reader<'_> {
    /// Where a pair begins and ends in the text of the page, without the white
    /// space behind it.
    fn bounds(&self, pair: &Pair<'i>) -> (usize, usize) {
        let start = self.base + pair.as_span().start();
        (start, start + pair.as_str().trim_end_matches(BLANK).len())
    }

    /// Where a pair stands in the file.
    fn span(&self, pair: &Pair<'i>) -> Span {
        let (start, end) = self.bounds(pair);
        self.page.span(start, end)
    }

    /// What the grammar promises; should it ever be missing, the statement is
    /// unreadable rather than the program at its end.
    fn need<T>(&self, part: Option<T>, whole: Span) -> Made<T> {
        part.ok_or_else(|| say::unreadable(whole).into())
    }

    fn refuse(&mut self, refusal: Diagnostic, block: Option<Block>) -> Stmt {
        self.found.push(refusal);
        Stmt::Bad(block)
    }

    /// Remarks on something that is read all the same.
    fn hint(&self, hint: Diagnostic) {
        self.hints.borrow_mut().push(hint);
    }

    /// The whole page, or what can be read of it.
    fn file(&mut self) -> Vec<Node> {
        let text = self.page.text();
        if let Ok(mut pairs) = Grammar::parse(Rule::file, text) {
            return match pairs.next() {
                Some(file) => self.nodes(Parts::of(file), Inside::File),
                None => Vec::new(),
            };
        }
        // Too much for one go: piece by piece, so that the rest is read.
        let mut items = Vec::new();
        for (start, end) in self.page.pieces() {
            self.base = start;
            let piece = text.get(start..end).unwrap_or_default();
            if let Ok(mut pairs) = Grammar::parse(Rule::file, piece) {
                if let Some(file) = pairs.next() {
                    items.append(&mut self.nodes(Parts::of(file), Inside::File));
                }
            } else {
                let length = piece.trim_end_matches(BLANK).len();
                let span = self.page.span(start, start + length);
                let stmt = self.refuse(say::too_long(span), None);
                items.push(Node { stmt, span });
            }
        }
        self.base = 0;
        items
    }
}

#[cfg(test)]
mod tests;
