//! Puts the comments of the page back between and behind its printed lines,
//! and its empty lines too.

use crate::syntax::print::{Line, STEP, Shape};
use crate::text::{Sp, Span};
use std::ops::Range;

/// What is white space on a page, line ends apart.
const BLANK: [char; 5] = [' ', '\t', '\r', '\u{a0}', ';'];

/// The printed lines with every comment of the page.
///
/// A comment on a line of its own stays before the line it precedes. One at
/// the end of a line stays there. When several stand inside a statement that
/// is now one line, the last may stay behind it, the others go before it.
pub(super) fn weave(lines: Vec<Line>, comments: &[Sp<String>], text: &str) -> Vec<Line> {
    let mut woven: Vec<Line> = Vec::with_capacity(lines.len() + comments.len());
    let mut comments = comments.iter().peekable();
    let mut lines = lines.into_iter().peekable();
    while let Some(mut line) = lines.next() {
        let before = comments_until(&mut comments, line.at.start);
        own_lines(&mut woven, before, &line, text);
        let next = lines.peek().map_or(usize::MAX, |l| l.at.start);
        let mut inside = Vec::new();
        while let Some(comment) =
            comments.next_if(|c| start(c) < next && belongs(c, &line.at, text))
        {
            inside.push(comment);
        }
        let behind = inside
            .pop_if(|c| !stands_alone(text, start(c)))
            .map(|c| c.value.clone());
        line.remark = behind;
        line.blank_before = !line.continues
            && !line.closes
            && !woven.is_empty()
            && blank_before(text, line.at.start);
        hoist(&mut woven, &inside, &mut line);
        woven.push(line);
    }
    let rest: Vec<_> = comments.collect();
    let end = Line::plain(0, String::new(), text.len()..text.len());
    own_lines(&mut woven, rest, &end, text);
    woven
}

/// Whether a comment belongs to a line: it stands inside what the line
/// prints, or behind it.
fn belongs(comment: &Sp<String>, at: &Range<usize>, text: &str) -> bool {
    start(comment) < at.end || !stands_alone(text, start(comment))
}

fn start(comment: &Sp<String>) -> usize {
    comment.span.range().start
}

fn comments_until<'c>(
    comments: &mut std::iter::Peekable<std::slice::Iter<'c, Sp<String>>>,
    end: usize,
) -> Vec<&'c Sp<String>> {
    let mut before = Vec::new();
    while let Some(comment) = comments.next_if(|c| start(c) < end) {
        before.push(comment);
    }
    before
}

/// Comments on lines of their own before a line.
fn own_lines(woven: &mut Vec<Line>, comments: Vec<&Sp<String>>, before: &Line, text: &str) {
    // Before a closing brace they still belong to what it closes.
    let indent = before.indent + if before.closes { STEP } else { 0 };
    for comment in comments {
        let mut line = remark(indent, comment);
        line.blank_before = !woven.is_empty() && blank_before(text, start(comment));
        woven.push(line);
    }
}

/// Comments from inside a statement go before it, and take over the empty
/// line before it.
fn hoist(woven: &mut Vec<Line>, comments: &[&Sp<String>], line: &mut Line) {
    let indent = line.indent + if line.closes { STEP } else { 0 };
    for comment in comments {
        let mut remark = remark(indent, comment);
        remark.blank_before = std::mem::take(&mut line.blank_before);
        woven.push(remark);
    }
}

fn remark(indent: usize, comment: &Sp<String>) -> Line {
    let at = comment.span.range();
    let text = comment.value.trim_end().to_owned();
    Line::new(indent, Shape::Remark, vec![text], at)
}

/// Whether nothing but white space stands before a place on its line.
fn stands_alone(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().all(|c| BLANK.contains(&c))
}

/// Whether an empty line stands before a place.
fn blank_before(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let solid = before.trim_end_matches(|c| c == '\n' || BLANK.contains(&c));
    let white = before.get(solid.len()..).unwrap_or_default();
    white.matches('\n').count() > 1
}

/// The places of comments.
pub(super) fn places(comments: &[Sp<String>]) -> Vec<Span> {
    comments.iter().map(|c| c.span).collect()
}
