//! Pages made up at random, for tests: trees that stand for a page without
//! errors, with no places and no comments in them.
//!
//! They obey the grammar and nothing else: names need not exist, sums need
//! not add up.

mod amendment;
mod card;
mod crosswalk;
mod expr;
mod fact;
mod ruleset;
mod trial;
mod words;

use super::tree::{Block, File, Node, Stmt};
use crate::text::{SourceId, Span};
use proptest::collection::vec;
use proptest::prelude::*;

/// A whole page.
pub(crate) fn file() -> impl Strategy<Value = File> {
    let item = prop_oneof![
        1 => ruleset::ruleset(),
        2 => card::scorecard(),
        1 => card::shared(),
        1 => fact::fact(),
        1 => fact::let_(),
        1 => fact::table(),
        1 => trial::test(),
        1 => amendment::amendment(),
        1 => crosswalk::crosswalk(),
    ];
    vec(item.prop_map(node), 0..4).prop_map(|items| File {
        source: SourceId::default(),
        items,
        comments: Vec::new(),
    })
}

fn node(stmt: Stmt) -> Node {
    Node {
        stmt,
        span: Span::default(),
    }
}

/// A block of some of these statements.
fn block(
    of: impl Strategy<Value = Stmt> + 'static,
    size: std::ops::Range<usize>,
) -> BoxedStrategy<Block> {
    vec(of.prop_map(node), size)
        .prop_map(|body| Block {
            body,
            span: Span::default(),
            closed: true,
        })
        .boxed()
}
