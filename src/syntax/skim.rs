//! What a file holds, told without reading it through the grammar.

use super::keyword::Keyword;
use super::page::Page;
use crate::text::{Lang, Source, SourceId};

/// Whether a file holds tests, and surely nothing else: every statement that
/// stands in no block begins as a test does, and nothing had to be mended to
/// see that. A file of which this is not sure holds more.
#[must_use]
pub fn holds_only_tests(source: &Source) -> bool {
    let page = Page::new(source, SourceId(0));
    page.found.is_empty() && has_blocks_of_tests(page.text())
}

fn has_blocks_of_tests(text: &str) -> bool {
    let mut rest = text.trim_start_matches([' ', '\n', ';']);
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        if !begins_test(rest) {
            return false;
        }
        let Some(end) = end_of_block(rest) else {
            return false;
        };
        rest = rest
            .get(end..)
            .unwrap_or_default()
            .trim_start_matches([' ', '\n', ';']);
    }
    true
}

fn begins_test(text: &str) -> bool {
    [Lang::En, Lang::Vi].into_iter().any(|lang| {
        text.strip_prefix(Keyword::Test.form(lang))
            .is_some_and(|rest| rest.starts_with([' ', '"']))
    })
}

/// Where the first block of a text has ended.
fn end_of_block(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if quoted {
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            '"' => quoted = true,
            '{' => depth += 1,
            '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            // The line of a heading goes on until its block opens.
            '\n' | ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests;
