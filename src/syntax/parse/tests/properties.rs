//! What holds for every text.

use crate::syntax::parse;
use crate::syntax::tree::{Block, File, Node, Stmt, TypeKind};
use crate::text::{Severity, Source, SourceId, Span};
use proptest::prelude::*;

/// Words and signs that mean something somewhere.
const SOUP: &[&str] = &[
    "{",
    "}",
    "{",
    "}",
    "(",
    ")",
    "\"",
    "\"x\"",
    "a",
    "b1",
    "1",
    "1.5",
    "50%",
    "-",
    "+",
    "*",
    "/",
    ",",
    ";",
    "\n",
    "\n",
    "\n  ",
    "=",
    "<",
    ">=",
    "->",
    "..",
    "..<",
    "|",
    ":",
    "***",
    "@",
    "#",
    "not",
    "and",
    "or",
    "if",
    "then",
    "else",
    "in",
    "where",
    "any",
    "all",
    "count",
    "sum",
    "of",
    "min",
    "criterion",
    "section",
    "part",
    "scorecard",
    "ruleset",
    "version",
    "when",
    "reject",
    "evidence",
    "like",
    "a.b",
    "case",
    "by",
    "table",
    "fact",
    "list",
    "one of",
    "rating of",
    "2026-01-01",
    "2026-02-30",
    "points of",
    "at maximum",
    "test",
    "for",
    "expect",
    "best except",
    "assumption",
    "let",
    "missing",
    "tiêu chí",
    "khi",
    "only if",
    "replaces",
    "every",
    "keep",
    "lower is better",
    "printed",
    "rounded half up to",
    "\\",
    "é",
    "“",
    "_",
    "0,5",
    "1.000",
    "tieu chi",
    "6.1#2",
    "99999999999999999999",
    "shared",
    "stop",
    "cap",
    "yes/no",
    "checklist",
];

fn soup() -> impl Strategy<Value = String> {
    let word = (prop::sample::select(SOUP), prop::bool::weighted(0.8));
    prop::collection::vec(word, 0..60).prop_map(|words| {
        let mut text = String::new();
        for (word, space) in words {
            text.push_str(word);
            if space {
                text.push(' ');
            }
        }
        text
    })
}

/// A good page with stretches taken out, doubled or moved.
fn disturbed() -> impl Strategy<Value = String> {
    let page = prop::sample::select(vec![
        include_str!("ruleset.sao"),
        include_str!("card.sao"),
        include_str!("../../../cli/new/vi/san-pham.sao"),
        include_str!("../../../cli/new/vi/ruleset.sao"),
    ]);
    let cuts = prop::collection::vec((any::<prop::sample::Index>(), 0..40usize, 0..4u8), 1..6);
    (page, cuts, soup()).prop_map(|(page, cuts, soup)| {
        let mut letters: Vec<char> = page.chars().collect();
        for (at, length, how) in cuts {
            let start = at.index(letters.len() + 1);
            let end = (start + length).min(letters.len());
            match how {
                0 => drop(letters.drain(start..end)),
                1 => {
                    let piece: Vec<char> = letters[start..end].to_vec();
                    letters.splice(start..start, piece);
                }
                2 => {
                    let piece: Vec<char> = letters.drain(start..end).collect();
                    letters.extend(piece);
                }
                _ => drop(letters.splice(start..end, soup.chars().take(length))),
            }
        }
        letters.into_iter().collect()
    })
}

fn blocks_of(stmt: &Stmt) -> Vec<&Block> {
    match stmt {
        Stmt::Ruleset(s) => vec![&s.block],
        Stmt::Scorecard(s) => vec![&s.block],
        Stmt::Shared(s) => vec![&s.block],
        Stmt::Group(s) => s.block.iter().collect(),
        Stmt::Criterion(s) => s.block.iter().collect(),
        Stmt::Case(s) => vec![&s.block],
        Stmt::By(s) => vec![&s.block],
        Stmt::Branch(s) => vec![&s.block],
        Stmt::Rating(s) => vec![&s.block],
        Stmt::Council(s) => vec![&s.block],
        Stmt::Transition(s) => vec![&s.block],
        Stmt::Table(s) => vec![&s.block],
        Stmt::Test(s) => vec![&s.block],
        Stmt::Crosswalk(s) => vec![&s.block],
        Stmt::CardPair(s) => s.block.iter().collect(),
        Stmt::Walk(s) => s.block.iter().collect(),
        Stmt::FactWalk(s) => s.block.iter().collect(),
        Stmt::Fact(f) => match &f.ty.value {
            TypeKind::List(block) => vec![block],
            _ => vec![],
        },
        Stmt::Bad(block) => block.iter().collect(),
        _ => vec![],
    }
}

/// Whether some part of the tree could not be read or is not closed.
fn is_whole(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| {
        !matches!(node.stmt, Stmt::Bad(_))
            && blocks_of(&node.stmt)
                .iter()
                .all(|b| b.closed && is_whole(&b.body))
    })
}

/// Every place in the tree lies in the text, in order, and inside what holds it.
fn check_places(text: &str, nodes: &[Node], within: Span) -> Result<(), TestCaseError> {
    let mut last = within.start;
    for node in nodes {
        let span = node.span;
        prop_assert!(
            span.start >= last && span.end <= within.end,
            "{:?} {:?}",
            span,
            within
        );
        prop_assert!(text.get(span.range()).is_some(), "{:?}", span);
        last = span.start.max(last);
        for block in blocks_of(&node.stmt) {
            prop_assert!(text.get(block.span.range()).is_some(), "{:?}", block.span);
            check_places(text, &block.body, block.span)?;
        }
    }
    Ok(())
}

fn check(text: &str) -> Result<File, TestCaseError> {
    let source = Source::new("page.sao", text);
    let text = source.text();
    let (file, found) = parse(&source, SourceId(0));
    let all = Span::new(SourceId(0), 0..text.len());
    check_places(text, &file.items, all)?;
    let mut last = 0;
    for comment in &file.comments {
        prop_assert!(comment.span.start >= last);
        prop_assert_eq!(text.get(comment.span.range()), Some(comment.value.as_str()));
        last = comment.span.end;
    }
    for d in &found {
        prop_assert!(d.primary().is_some());
        for label in &d.labels {
            prop_assert!(text.get(label.span.range()).is_some(), "{:?}", d);
        }
        if let Some(fix) = &d.fix {
            prop_assert!(text.get(fix.span.range()).is_some(), "{:?}", d);
        }
    }
    // Nothing is passed over in silence, and nothing is complained about that was read.
    let errors = found.iter().any(|d| d.severity == Severity::Error);
    if !is_whole(&file.items) {
        prop_assert!(errors, "{file:#?}");
    }
    Ok(file)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_text_is_read(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn every_soup_of_words_is_read(text in soup()) {
        check(&text)?;
    }

    #[test]
    fn every_disturbed_page_is_read(text in disturbed()) {
        check(&text)?;
    }

    #[test]
    fn a_mend_that_a_machine_can_make_mends(text in disturbed()) {
        let source = Source::new("page.sao", &text);
        let (_, found) = parse(&source, SourceId(0));
        let one = found.iter().find_map(|d| Some((d, d.fix.as_ref()?)));
        if let Some((d, fix)) = one {
            let mut mended = source.text().to_owned();
            mended.replace_range(fix.span.range(), &fix.replacement);
            let (_, left) = parse(&Source::new("page.sao", &mended), SourceId(0));
            let same = |other: &crate::text::Diagnostic| {
                other.code == d.code && other.primary() == d.primary() && other.message == d.message
            };
            prop_assert!(!left.iter().any(same), "{:?}\n{}", d, mended);
        }
    }
}
