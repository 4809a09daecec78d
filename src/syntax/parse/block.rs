//! Blocks and what stands in them, also where it cannot be read.

use super::super::grammar::{Grammar, Rule};
use super::super::keyword::Keyword;
use super::super::tree::{Block, GroupKind, Node, Stmt};
use super::bad::Unread;
use super::parts::Parts;
use super::{BLANK, Inside, MOST, Made, Pair, Reader};
use crate::text::{Lang, Span};
use pest::Parser;

impl<'i> Reader<'_> {
    /// A statement from its heading and its block.
    pub(super) fn with_block<T>(
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
    pub(super) fn head_and_block(
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
    pub(super) fn block(&mut self, mut parts: Parts<'i>, inside: Inside) -> Block {
        let Some(open) = parts.find(Rule::open) else {
            return Block::default();
        };
        let mut body = Vec::new();
        let (start, mut end) = self.bounds(&open);
        let mut closed = true;
        for pair in parts.rest() {
            if pair.as_rule() == Rule::close {
                let (at, after) = self.bounds(&pair);
                closed = !self.page.is_inserted(at);
                end = after;
            } else {
                body.push(pair);
            }
        }
        Block {
            body: self.statements(body, inside),
            span: self.page.span(start, end),
            closed,
        }
    }

    /// All statements of a file.
    pub(super) fn nodes(&mut self, parts: Parts<'i>, inside: Inside) -> Vec<Node> {
        let pairs = parts.rest().filter(|p| p.as_rule() != Rule::EOI);
        self.statements(pairs.collect(), inside)
    }

    /// Statements one after the other. What belongs to an unreadable one is
    /// taken together with it, so that one slip is one finding.
    fn statements(&mut self, pairs: Vec<Pair<'i>>, inside: Inside) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(pairs.len());
        let mut unit: Vec<Pair<'i>> = Vec::new();
        for pair in pairs {
            if !self.joins(&unit, &pair, inside) {
                nodes.extend(self.unit(std::mem::take(&mut unit), inside));
            }
            unit.push(pair);
        }
        nodes.extend(self.unit(unit, inside));
        nodes
    }

    /// Whether a pair belongs to what stands before it and cannot be read.
    fn joins(&self, unit: &[Pair<'i>], pair: &Pair<'i>, inside: Inside) -> bool {
        let (Some(first), Some(last)) = (unit.first(), unit.last()) else {
            return false;
        };
        let (start, end) = self.bounds(pair);
        let (last_start, last_end) = self.bounds(last);
        let one_line = self.page.is_one_line(last_end, start);
        let after_block = ends_with_block(last);
        if pair.as_rule() != Rule::bad {
            // A line that ends with an operator has swallowed the beginning of
            // the next one: `when x <`, and below it `b 5 "some"`.
            let runs_over = self.slice(last_start, last_end).contains('\n');
            return one_line && runs_over && !after_block;
        }
        if one_line {
            return !after_block || last.as_rule() == Rule::bad;
        }
        if after_block {
            return false;
        }
        let text = self.slice(start, end);
        if goes_on(text, inside) {
            return true;
        }
        if unit.iter().all(|p| p.as_rule() != Rule::bad) {
            return false;
        }
        // `authority *** "a"; ** "b"` is one statement.
        let power = text.starts_with(['*', '★']) && inside != Inside::Rating;
        let last_text = self.slice(last_start, last_end);
        let (first_start, _) = self.bounds(first);
        power && !self.slice(last_end, start).contains('\n')
            || last_text.ends_with(',')
            || self.page.indent(start) > self.page.indent(first_start)
    }

    /// One statement, or one stretch that cannot be read.
    fn unit(&mut self, mut unit: Vec<Pair<'i>>, inside: Inside) -> Option<Node> {
        if unit.len() == 1 && unit.iter().all(|p| p.as_rule() != Rule::bad) {
            return unit.pop().map(|pair| self.node(pair, inside));
        }
        let (start, _) = self.bounds(unit.first()?);
        let last = unit.pop()?;
        let (stumble, end) = self.bounds(&last);
        let span = self.page.span(start, end);
        let block = (last.as_rule() == Rule::bad)
            .then(|| Parts::of(last).find(Rule::bad_block))
            .flatten()
            .map(|block| self.bounds(&block));
        let unread = Unread {
            start,
            head: block.map_or(end, |(open, _)| open + 1),
            end,
            stumble,
        };
        let mut within = Some(Inside::Unknown);
        // Behind the last finding that is listed, nobody asks what was meant.
        if self.found.len() <= MOST {
            let (form, said) = self.diagnose(unread, inside);
            if let Some(form) = form {
                within = form.block;
            }
            // What was repaired in it was said already.
            let own = if within.is_some() { unread.head } else { end };
            if !self.page.is_flawed(start, own) {
                self.found.extend(said);
            }
        } else {
            self.more += 1;
        }
        let block = within
            .zip(block)
            .and_then(|(within, (open, close))| self.body(open, close, within));
        Some(Node {
            stmt: Stmt::Bad(block),
            span,
        })
    }

    /// The block of a statement whose heading could not be read.
    fn body(&mut self, open: usize, close: usize, inside: Inside) -> Option<Block> {
        let text = self.page.text().get(open..close)?;
        if inside == Inside::Unknown && !text.contains('\n') && text.contains(',') {
            // A set of values, not statements.
            return None;
        }
        let mut pairs = Grammar::parse(inside.rule(), text).ok()?;
        let pair = pairs.next()?;
        let base = std::mem::replace(&mut self.base, open);
        let block = self.block(Parts::of(pair), inside);
        self.base = base;
        Some(block)
    }

    pub(super) fn node(&mut self, pair: Pair<'i>, inside: Inside) -> Node {
        let span = self.span(&pair);
        let stmt = match pair.as_rule() {
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
            Rule::amendment => self.amendment(pair),
            Rule::replace | Rule::insert | Rule::repeal | Rule::renumber | Rule::remark => {
                self.change(pair)
            }
            Rule::crosswalk => self.crosswalk(pair),
            Rule::card_pair => self.card_pair(pair),
            Rule::walk => self.walk(pair),
            Rule::fact_walk => self.fact_walk(pair),
            _ => match self.line(pair, inside) {
                Ok(stmt) => stmt,
                Err(refusal) => self.refuse(*refusal, None),
            },
        };
        Node { stmt, span }
    }
}

/// Whether a pair ends with the `}` of its block.
fn ends_with_block(pair: &Pair<'_>) -> bool {
    let block = matches!(
        pair.as_rule(),
        Rule::bad
            | Rule::ruleset
            | Rule::scorecard
            | Rule::shared
            | Rule::part
            | Rule::section
            | Rule::criterion
            | Rule::case
            | Rule::by
            | Rule::branch
            | Rule::rating
            | Rule::council
            | Rule::transition
            | Rule::table
            | Rule::test
            | Rule::amendment
            | Rule::replace
            | Rule::insert
            | Rule::crosswalk
            | Rule::card_pair
            | Rule::walk
            | Rule::fact_walk
    );
    block && pair.as_str().trim_end_matches(BLANK).ends_with('}')
}

/// Whether a line begins like the rest of the statement before it.
fn goes_on(text: &str, inside: Inside) -> bool {
    use Keyword as K;
    const WORDS: [Keyword; 12] = [
        K::And,
        K::Or,
        K::When,
        K::Then,
        K::Where,
        K::Because,
        K::Rounded,
        K::Every,
        K::Printed,
        K::Until,
        K::In,
        K::Renew,
    ];
    // Where lines begin with values, signs and texts begin new ones.
    let values = matches!(
        inside,
        Inside::Criterion | Inside::Branch | Inside::By | Inside::Table | Inside::Unknown
    );
    match text.chars().next() {
        Some('|' | ',' | '+' | '/' | ')' | ']' | '.' | '&' | ':' | '×' | '÷') => true,
        Some('=' | '<' | '>' | '≤' | '≥' | '≠' | '-' | '−') => !values,
        Some('"') => !values && inside != Inside::Rating,
        _ => WORDS.iter().any(|word| {
            Lang::ALL
                .iter()
                .any(|lang| word.begins(*lang, text).is_some())
        }),
    }
}
