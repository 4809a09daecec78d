//! A consolidated text as one page: every `like` and every amendment carried
//! out, nothing shared left.

use super::amend::Text;
use super::draft::Draft;
use super::flat::CardDraft;
use crate::syntax::tree::{
    self, Applies, Block, Criterion, File, Group, GroupKind, Node, Sp, Stmt,
};
use crate::text::{SourceId, Span};
use jiff::civil::Date;

/// The page of a text that stands since a day (when amendments made it).
pub(super) fn file(ruleset: &tree::Ruleset, text: &Text<'_>, since: Option<Date>) -> File {
    let heading = text.heading.iter().map(|n| since_then(n, since));
    let mut items = vec![node(
        Stmt::Ruleset(tree::Ruleset {
            name: ruleset.name.clone(),
            version: ruleset.version.clone(),
            block: block(heading.collect()),
        }),
        ruleset.block.span,
    )];
    items.extend(text.loose.iter().map(|n| (*n).clone()));
    items.extend(text.cards.iter().map(card));
    File {
        source: SourceId::default(),
        items,
        comments: Vec::new(),
    }
}

/// A line of the heading; an amended text stands from its own day.
fn since_then(line: &Node, since: Option<Date>) -> Node {
    match (&line.stmt, since) {
        (Stmt::Applies(a), Some(day)) => node(
            Stmt::Applies(Applies {
                from: Sp::new(day, a.from.span),
                until: a.until.clone(),
            }),
            line.span,
        ),
        _ => line.clone(),
    }
}

fn card(draft: &CardDraft<'_>) -> Node {
    let page = draft.page;
    let mut body: Vec<Node> = draft.lines.iter().map(|n| (*n).clone()).collect();
    body.extend(draft.items.iter().map(item));
    node(
        Stmt::Scorecard(tree::Scorecard {
            id: page.card.id.clone(),
            title: draft.title.clone(),
            path: page.card.path.clone(),
            block: block(body),
        }),
        page.span,
    )
}

/// A part, section or criterion with what stands in it.
fn item(d: &Draft) -> Node {
    let mut body = d.lines.clone();
    body.extend(d.items.iter().map(item));
    let inner = (!body.is_empty()).then(|| block(body));
    let cut = d.subtracted || d.best || d.cap.is_some();
    let stmt = if d.kind == GroupKind::Criterion && !cut {
        Stmt::Criterion(Criterion {
            code: d.code.clone(),
            title: d.title.clone(),
            max: d.max.clone(),
            form: d.form.clone(),
            like: None,
            block: inner,
            head: d.head,
        })
    } else {
        Stmt::Group(Group {
            kind: d.kind,
            code: d.code.clone(),
            title: d.title.clone(),
            max: d.max.clone(),
            subtracted: d.subtracted.then_some(d.head),
            best: d.best.then_some(d.head),
            cap: d.cap.clone(),
            like: None,
            block: inner,
            head: d.head,
        })
    };
    node(stmt, d.head)
}

fn node(stmt: Stmt, span: Span) -> Node {
    Node { stmt, span }
}

fn block(body: Vec<Node>) -> Block {
    Block {
        body,
        span: Span::default(),
        closed: true,
    }
}
