//! The formatter: the page as `print` would have it, with the comments, the
//! empty lines and the numbers of the author.

mod remarks;

use super::parse;
use super::print::{Printer, Speech, page};
use super::tree::File;
use crate::text::catalogue::reading as say;
use crate::text::{Diagnostic, Lang, Severity, Source, SourceId};

/// The text of a page in its canonical form.
///
/// With a language, every keyword is written in it; without, each stays in
/// the language it is written in. Comments are kept, empty lines too, but at
/// most one after another. The result is read again and compared with the
/// original before it is handed over.
///
/// # Errors
/// What is wrong with the page, when it cannot be read whole; or the one
/// finding that formatting would have changed what it says.
pub fn format(
    source: &Source,
    id: SourceId,
    keywords: Option<Lang>,
) -> Result<String, Vec<Diagnostic>> {
    let (file, found) = parse(source, id);
    if found.iter().any(|d| d.severity == Severity::Error) {
        return Err(found);
    }
    let text = draw(source, &file, keywords);
    match first_change(&file, &text, source, id) {
        None => Ok(text),
        Some(change) => Err(vec![change]),
    }
}

fn draw(source: &Source, file: &File, keywords: Option<Lang>) -> String {
    let places = remarks::places(&file.comments);
    let speech = Speech::along(source.text(), &places, keywords);
    let lines = Printer::new(speech, Some(&places)).file(file);
    page(&remarks::weave(lines, &file.comments, source.text()))
}

/// Where the formatted text says something else than the page.
fn first_change(file: &File, text: &str, source: &Source, id: SourceId) -> Option<Diagnostic> {
    let again = Source::new(source.name(), text);
    let (copy, found) = parse(&again, id);
    let wrong = found.iter().any(|d| d.severity == Severity::Error);
    if wrong || copy.without_places().items != file.without_places().items {
        let pairs = file.items.iter().zip(&copy.items);
        let changed = pairs.clone().find(|(a, b)| !same(a, b)).map(|(a, _)| a);
        let place = changed.or(file.items.get(pairs.count())).map(|n| n.span);
        return Some(say::formatting_changes(place));
    }
    let lost = file
        .comments
        .iter()
        .enumerate()
        .find(|(i, c)| copy.comments.get(*i).is_none_or(|d| d.value != c.value));
    match lost {
        Some((_, comment)) => Some(say::formatting_changes(Some(comment.span))),
        None if copy.comments.len() > file.comments.len() => Some(say::formatting_changes(None)),
        None => None,
    }
}

fn same(a: &super::tree::Node, b: &super::tree::Node) -> bool {
    let alone = |node: &super::tree::Node| {
        File {
            source: SourceId::default(),
            items: vec![node.clone()],
            comments: Vec::new(),
        }
        .without_places()
    };
    alone(a) == alone(b)
}

#[cfg(test)]
mod tests;
