//! Readers: a text becomes records, values as written and with their places.

mod apart;
mod flat;
pub(super) mod json;
mod lines;
mod rows;
mod table;
pub(super) mod yaml;

pub(crate) use flat::flat;

pub use apart::{Apart, Cutter, Uncut, record_of_cells};
pub use rows::Rows;

use super::node::{Node, NodeKind};
use super::record::Record;
use crate::text::catalogue::dossiers as say;
use crate::text::{Diagnostic, Source, SourceId, Span};

/// How deep values may lie inside each other. A dossier needs four.
const DEEPEST: usize = 32;
/// How many findings of one text are kept.
pub(super) const MANY: usize = 100;

/// The kinds of file that hold dossiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// YAML 1.2; several documents, or a list, are several dossiers.
    Yaml,
    /// JSON; an array is several dossiers.
    Json,
    /// A table: one row a dossier, columns separated by `,`, `;` or tab.
    Csv,
    /// One JSON object on each line.
    Ndjson,
}

impl Format {
    /// The format of files whose names end so (without the dot).
    #[must_use]
    pub fn of_extension(end: &str) -> Option<Format> {
        match end.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Format::Yaml),
            "json" => Some(Format::Json),
            "csv" | "tsv" => Some(Format::Csv),
            "ndjson" | "jsonl" => Some(Format::Ndjson),
            _ => None,
        }
    }

    /// Whether it is read row by row, whatever the size ([`Rows`]).
    #[must_use]
    pub fn has_rows(self) -> bool {
        matches!(self, Format::Csv | Format::Ndjson)
    }
}

/// Every dossier of a text, in order.
///
/// A dossier of which nothing can be used is an `Err` in its place; one with
/// slips in it (a field twice, a day that is none) is an `Ok`, keeps its id, and
/// tells the slips when it is bound ([`super::bind`]) or by [`Record::problems`].
/// The list is never empty.
#[must_use]
pub fn read(source: &Source, id: SourceId, format: Format) -> Vec<Result<Record, Vec<Diagnostic>>> {
    let text = source.text();
    let mut all = match format {
        Format::Json => match json::read(text, 0, id) {
            Ok(Some(node)) => records(node, Vec::new(), format),
            Ok(None) => Vec::new(),
            Err(problems) => vec![Err(problems)],
        },
        Format::Yaml => yaml::read(text, id)
            .into_iter()
            .flat_map(|d| match d.node {
                Some(node) => records(node, d.problems, format),
                None => vec![Err(d.problems)],
            })
            .collect(),
        Format::Csv | Format::Ndjson => return rows::read(text, id, format),
    };
    if all.is_empty() {
        all.push(Err(vec![say::nothing_inside(whole(text, id))]));
    }
    all
}

/// The first letter of a text, or its start when there is none.
fn whole(text: &str, id: SourceId) -> Span {
    let start = text.len() - text.trim_start().len();
    let first = text.trim_start().chars().next().map_or(0, char::len_utf8);
    Span::new(id, start..start + first)
}

/// A document is a dossier, or a list of them.
fn records(
    node: Node,
    mut problems: Vec<Diagnostic>,
    format: Format,
) -> Vec<Result<Record, Vec<Diagnostic>>> {
    match node.kind {
        NodeKind::Fields(fields) => {
            problems.truncate(MANY);
            vec![Ok(Record::new(fields, node.span, format, None, problems))]
        }
        NodeKind::List(items) if !items.is_empty() => items
            .into_iter()
            .map(|item| {
                let inside = |d: &Diagnostic| {
                    d.primary()
                        .is_some_and(|s| item.span.start <= s.start && s.start <= item.span.end)
                };
                // In order of the page: those of this dossier come first.
                let split = problems.iter().take_while(|d| inside(d)).count();
                let mut own: Vec<Diagnostic> = problems.drain(..split).collect();
                own.truncate(MANY);
                match item.kind {
                    NodeKind::Fields(fields) => {
                        Ok(Record::new(fields, item.span, format, None, own))
                    }
                    _ => {
                        own.push(say::not_a_dossier(item.span));
                        Err(own)
                    }
                }
            })
            .collect(),
        NodeKind::List(_) => {
            problems.push(say::nothing_inside(node.span));
            vec![Err(problems)]
        }
        NodeKind::Nothing if problems.is_empty() => Vec::new(),
        NodeKind::Nothing => vec![Err(problems)],
        NodeKind::Text(_) | NodeKind::Number(_) => {
            problems.push(say::not_a_dossier(node.span));
            vec![Err(problems)]
        }
    }
}

#[cfg(test)]
mod tests;
