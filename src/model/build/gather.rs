//! What stands in the files of one version, sorted by what it is.
//!
//! Text that could not be read is skipped, but what is readable inside its
//! block still counts as if it stood there: one slip in a heading must not
//! hide the rest of the page.

use crate::syntax::tree::{self, Block, File, Node, Stmt, Word};
use crate::text::{SourceId, Span};
use indexmap::IndexMap;

/// The pages of one version.
#[derive(Debug, Default)]
pub struct Pages<'a> {
    /// The `ruleset` headings, in order.
    pub rulesets: Vec<Heading<'a>>,
    /// The scorecards, in order.
    pub cards: Vec<CardPage<'a>>,
    /// What can be reused, by the name of its `shared` block.
    pub shared: IndexMap<&'a str, SharedPage<'a>>,
    /// The tests, in order.
    pub tests: Vec<TestPage<'a>>,
    /// Whether something at the top of a file could not be read: then a
    /// missing card or block may stand there, and nothing is said about it.
    pub unread: bool,
    /// The readable lines of a ruleset whose own heading could not be read.
    pub headless: Option<&'a Block>,
}

/// A `ruleset` heading.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// The statement.
    pub ruleset: &'a tree::Ruleset,
    /// Its line, without the block.
    pub head: Span,
}

/// A scorecard.
#[derive(Clone, Copy, Debug)]
pub struct CardPage<'a> {
    /// The statement.
    pub card: &'a tree::Scorecard,
    /// Its line, without the block.
    pub head: Span,
    /// From its first word to its closing brace.
    pub span: Span,
}

/// All `shared` blocks of one name.
#[derive(Debug, Default)]
pub struct SharedPage<'a> {
    /// Its parts, sections and criteria.
    pub items: Vec<SharedItem<'a>>,
    /// Its citations.
    pub cites: Vec<&'a Node>,
    /// Its rejections and stops.
    pub findings: Vec<&'a Node>,
    /// Whether something in it could not be read.
    pub unread: bool,
}

/// A part, a section or a criterion that can be reused.
#[derive(Clone, Copy, Debug)]
pub struct SharedItem<'a> {
    /// Its name, after the dot.
    pub code: &'a Word,
    /// The statement.
    pub node: &'a Node,
    /// Its heading line.
    pub head: Span,
    /// Whether the rest of its heading could not be read.
    pub spoiled: bool,
}

/// A test.
#[derive(Clone, Copy, Debug)]
pub struct TestPage<'a> {
    /// The statement.
    pub test: &'a tree::Test,
    /// Its line, without the block.
    pub head: Span,
    /// The file it stands in.
    pub source: SourceId,
}

impl<'a> Pages<'a> {
    /// Takes the shared texts and the tests of other files in: those that come
    /// with an amendment.
    pub fn join(&mut self, files: &'a [File], tests: bool) {
        for file in files {
            for node in &file.items {
                if matches!(node.stmt, Stmt::Shared(_))
                    || tests && matches!(node.stmt, Stmt::Test(_))
                {
                    self.take(node, file.source);
                }
            }
        }
    }
}

/// Sorts what stands in the files.
#[must_use]
pub fn gather(files: &[File]) -> Pages<'_> {
    let mut pages = Pages::default();
    for file in files {
        for node in &file.items {
            pages.take(node, file.source);
        }
    }
    pages
}

impl<'a> CardPage<'a> {
    /// The page of a scorecard.
    #[must_use]
    pub fn of(node: &'a Node) -> Option<CardPage<'a>> {
        match &node.stmt {
            Stmt::Scorecard(card) => Some(CardPage {
                card,
                head: head(node, card.path.last().unwrap_or(&card.title)),
                span: node.span,
            }),
            _ => None,
        }
    }
}

/// A line of a heading: from the start of the statement to its last word.
fn head(node: &Node, last: &Word) -> Span {
    Span {
        end: last.span.end.max(node.span.start),
        ..node.span
    }
}

impl<'a> Pages<'a> {
    fn take(&mut self, node: &'a Node, source: SourceId) {
        match &node.stmt {
            Stmt::Ruleset(ruleset) => self.rulesets.push(Heading {
                ruleset,
                head: head(node, &ruleset.version),
            }),
            Stmt::Scorecard(_) => self.cards.extend(CardPage::of(node)),
            Stmt::Shared(shared) => self
                .shared
                .entry(shared.name.value.as_str())
                .or_default()
                .take(&shared.block),
            Stmt::Test(test) => self.tests.push(TestPage {
                test,
                head: head(node, &test.card),
                source,
            }),
            Stmt::Bad(block) => {
                self.unread = true;
                if let Some(block) = block {
                    if block.body.iter().any(|n| of_a_ruleset(&n.stmt)) {
                        self.headless.get_or_insert(block);
                    }
                    for inner in &block.body {
                        self.take(inner, source);
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether the heading and all its lines could be read, so that what is
    /// not among them is not there.
    #[must_use]
    pub fn heading_is_whole(&self) -> bool {
        self.rulesets.first().is_some_and(|h| {
            let block = &h.ruleset.block;
            block.closed && !block.body.iter().any(|n| matches!(n.stmt, Stmt::Bad(_)))
        })
    }

    /// The statements of the ruleset itself.
    #[must_use]
    pub fn ruleset_lines(&self) -> &'a [Node] {
        match self.rulesets.first() {
            Some(h) => &h.ruleset.block.body,
            None => self.headless.map_or(&[], |b| &b.body),
        }
    }
}

impl<'a> SharedPage<'a> {
    fn take(&mut self, block: &'a Block) {
        self.unread |= !block.closed;
        for (node, spoiled) in with_spoiled(block) {
            match &node.stmt {
                Stmt::Group(g) => self.items.push(SharedItem {
                    code: &g.code,
                    node,
                    head: g.head,
                    spoiled,
                }),
                Stmt::Criterion(c) => self.items.push(SharedItem {
                    code: &c.code,
                    node,
                    head: c.head,
                    spoiled,
                }),
                Stmt::Cite(_) => self.cites.push(node),
                Stmt::Finding(_) => self.findings.push(node),
                Stmt::Bad(inner) => {
                    self.unread = true;
                    if let Some(inner) = inner {
                        self.take(inner);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The statements of a block, each with whether it is a heading whose rest
/// could not be read: it has no block, and what follows it is unreadable.
pub fn with_spoiled(block: &Block) -> impl Iterator<Item = (&Node, bool)> {
    let next = block.body.iter().skip(1).map(Some).chain([None]);
    block.body.iter().zip(next).map(|(node, next)| {
        let bare = match &node.stmt {
            Stmt::Group(g) => g.block.is_none(),
            Stmt::Criterion(c) => c.block.is_none(),
            _ => false,
        };
        let spoiled = bare && next.is_some_and(|n| matches!(n.stmt, Stmt::Bad(_)));
        (node, spoiled)
    })
}

/// Whether a statement can only stand in a `ruleset`.
fn of_a_ruleset(stmt: &Stmt) -> bool {
    matches!(
        stmt,
        Stmt::Title(_)
            | Stmt::Signed(_)
            | Stmt::Applies(_)
            | Stmt::Repeals(_)
            | Stmt::Transition(_)
            | Stmt::Assumption(_)
            | Stmt::Council(_)
            | Stmt::Certificate(_)
            | Stmt::Authority(_)
    )
}
