//! From pest's pairs to the tree: one file for each construct. Whatever
//! cannot be read becomes a [`Stmt::Bad`] and one diagnostic; the rest of the
//! page is read all the same.

mod card;
mod criterion;
mod expr;
mod fact;
mod literal;
mod parts;
mod ruleset;
mod test;

use super::grammar::{Grammar, Rule};
use super::page::Page;
use super::tree::{Block, File, GroupKind, Node, Sp, Stmt};
use crate::exact::Num;
use crate::text::catalogue::reading as say;
use crate::text::{Diagnostic, Source, SourceId, Span};
use parts::Parts;
use pest::Parser;

/// How deep expressions and blocks may stand inside each other.
const DEEPEST: usize = 128;
/// How many operators may stand in one chain.
const LONGEST: usize = 1000;
/// What is white space to the grammar.
const BLANK: [char; 6] = [' ', '\n', '\t', '\r', '\u{a0}', ';'];

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
    /// A block whose heading could not be read.
    Unknown,
}

/// Reads the text of one `.sao` file. Never fails: what cannot be read is in
/// the tree as [`Stmt::Bad`], and said in exactly one diagnostic.
#[must_use]
pub fn parse(source: &Source, id: SourceId) -> (File, Vec<Diagnostic>) {
    let mut page = Page::new(source, id);
    let comments = std::mem::take(&mut page.comments);
    let found = std::mem::take(&mut page.found);
    let mut reader = Reader { page: &page, found };
    let items = match Grammar::parse(Rule::file, page.text()) {
        Ok(mut pairs) => match pairs.next() {
            Some(file) => reader.nodes(Parts::of(file), Inside::File),
            None => Vec::new(),
        },
        Err(_) => {
            let span = page.span(0, page.text().len());
            reader.found.push(say::too_long(span));
            vec![Node {
                stmt: Stmt::Bad(None),
                span,
            }]
        }
    };
    let mut found = reader.found;
    found.sort_by_key(|d| d.primary().map_or(0, |s| s.start));
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
    found: Vec<Diagnostic>,
}

impl<'i> Reader<'_> {
    /// Where a pair stands, without the white space behind it.
    fn span(&self, pair: &Pair<'i>) -> Span {
        let start = pair.as_span().start();
        let text = pair.as_str().trim_end_matches(BLANK);
        self.page.span(start, start + text.len())
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

    /// A statement from its heading and its block.
    fn with_block<T>(
        &mut self,
        head: Made<T>,
        block: Option<Block>,
        join: impl FnOnce(T, Block) -> Stmt,
    ) -> Stmt {
        match head {
            Ok(head) => join(head, block.unwrap_or_default()),
            Err(refusal) => self.refuse(*refusal, block),
        }
    }

    /// The parts of the heading with its place, and the block.
    fn head_and_block(
        &mut self,
        pair: Pair<'i>,
        inside: Inside,
    ) -> (Made<(Parts<'i>, Span)>, Option<Block>) {
        let whole = self.span(&pair);
        let mut parts = Parts::of(pair);
        let head = self.need(parts.any(), whole).map(|head| {
            let span = self.span(&head);
            (Parts::of(head), span)
        });
        let block = (parts.peek() == Some(Rule::open)).then(|| self.block(parts, inside));
        (head, block)
    }

    /// From `{` to `}`.
    fn block(&mut self, mut parts: Parts<'i>, inside: Inside) -> Block {
        let Some(open) = parts.find(Rule::open) else {
            return Block::default();
        };
        let (mut body, mut end) = (Vec::new(), None);
        for pair in parts.rest() {
            if pair.as_rule() == Rule::close {
                end = Some(pair.as_span());
            } else {
                body.push(self.node(pair, inside));
            }
        }
        let start = open.as_span();
        let end = end.unwrap_or(start);
        Block {
            body,
            span: self.page.span(start.start(), end.end()),
            closed: !self.page.is_inserted(end.start()),
        }
    }

    fn nodes(&mut self, parts: Parts<'i>, inside: Inside) -> Vec<Node> {
        parts
            .rest()
            .filter(|p| p.as_rule() != Rule::EOI)
            .map(|p| self.node(p, inside))
            .collect()
    }

    fn node(&mut self, pair: Pair<'i>, inside: Inside) -> Node {
        let span = self.span(&pair);
        let stmt = match pair.as_rule() {
            Rule::bad => self.bad(pair, inside),
            Rule::ruleset => self.ruleset(pair),
            Rule::scorecard => self.scorecard(pair),
            Rule::shared => self.shared(pair),
            Rule::part => self.group(pair, GroupKind::Part),
            Rule::section => self.group(pair, GroupKind::Section),
            Rule::criterion => self.criterion(pair),
            Rule::case => self.case(pair),
            Rule::by => self.by(pair),
            Rule::branch => self.branch(pair),
            Rule::rating => self.rating(pair),
            Rule::council => self.council(pair),
            Rule::transition => self.transition(pair),
            Rule::table => self.table(pair),
            Rule::test => self.test(pair),
            _ => match self.line(pair) {
                Ok(stmt) => stmt,
                Err(refusal) => self.refuse(*refusal, None),
            },
        };
        Node { stmt, span }
    }

    /// A statement without a block of its own.
    fn line(&mut self, pair: Pair<'i>) -> Made<Stmt> {
        Ok(match pair.as_rule() {
            Rule::title => Stmt::Title(self.text_in(pair)?),
            Rule::cite => Stmt::Cite(self.text_in(pair)?),
            Rule::note => Stmt::Note(self.text_in(pair)?),
            Rule::oddity => Stmt::Oddity(self.text_in(pair)?),
            Rule::evidence => Stmt::Evidence(self.text_in(pair)?),
            Rule::unavailable => Stmt::Unavailable(self.text_in(pair)?),
            Rule::t_dossier => Stmt::Dossier(self.text_in(pair)?),
            Rule::signed => Stmt::Signed(self.date_in(pair)?),
            Rule::t_filed => Stmt::Filed(self.date_in(pair)?),
            Rule::t_assessed => Stmt::Assessed(self.date_in(pair)?),
            Rule::set => Stmt::Set(self.number_in(pair)?),
            Rule::samples => Stmt::Samples(self.number_in(pair)?),
            Rule::applies => self.applies(pair)?,
            Rule::repeals => self.repeals(pair)?,
            Rule::keep => self.keep(pair)?,
            Rule::assumption => self.assumption(pair)?,
            Rule::certificate => self.certificate(pair)?,
            Rule::authority => self.authority(pair)?,
            Rule::missing => Stmt::Missing(self.missing(pair)?),
            Rule::level_row => self.level_row(pair)?,
            Rule::lift => self.lift(pair)?,
            Rule::average => self.average(pair)?,
            Rule::quorum => self.quorum(pair)?,
            Rule::spread => self.spread(pair)?,
            Rule::only_if => self.only_if(pair)?,
            Rule::require => self.require(pair)?,
            Rule::without => self.without(pair)?,
            Rule::option => self.option(pair)?,
            Rule::rung => self.rung(pair)?,
            Rule::finding => self.finding(pair)?,
            Rule::force => self.force(pair)?,
            Rule::replaces => self.replaces(pair)?,
            Rule::cap => self.cap(pair)?,
            Rule::fact => self.fact(pair)?,
            Rule::field => self.field(pair)?,
            Rule::let_ => self.let_(pair)?,
            Rule::row => self.row(pair)?,
            Rule::baseline => self.baseline(pair)?,
            Rule::given => Stmt::Given(self.assigns(pair)?),
            Rule::assume => Stmt::Assume(self.assigns(pair)?),
            Rule::expect => self.expect(pair)?,
            Rule::t_kind => {
                let span = self.span(&pair);
                let word = self.need(Parts::of(pair).find(Rule::word), span)?;
                Stmt::Kind(self.word(&word))
            }
            rule => {
                debug_assert!(false, "a statement of a new form: {rule:?}");
                return Err(say::unreadable(self.span(&pair)).into());
            }
        })
    }

    fn text_in(&self, pair: Pair<'i>) -> Made<Sp<String>> {
        let span = self.span(&pair);
        let string = self.need(Parts::of(pair).find(Rule::string), span)?;
        self.text(&string)
    }

    fn date_in(&self, pair: Pair<'i>) -> Made<Sp<jiff::civil::Date>> {
        let span = self.span(&pair);
        let date = self.need(Parts::of(pair).find(Rule::date), span)?;
        self.date(&date)
    }

    fn number_in(&self, pair: Pair<'i>) -> Made<Sp<Num>> {
        let span = self.span(&pair);
        let number = self.need(Parts::of(pair).find(Rule::number), span)?;
        self.number(number)
    }

    fn bad(&mut self, pair: Pair<'i>, _inside: Inside) -> Stmt {
        let span = self.span(&pair);
        self.found.push(say::unreadable(span));
        let block = Parts::of(pair)
            .find(Rule::bad_block)
            .map(|b| self.block(Parts::of(b), Inside::Unknown));
        Stmt::Bad(block)
    }
}

#[cfg(test)]
mod tests;
