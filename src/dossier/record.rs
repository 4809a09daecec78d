//! A dossier as it is written, and its header.

use super::Kind;
use super::fields::{self, Field, KINDS, Known};
use super::file::Header;
use super::node::{Entry, Node, NodeKind};
use super::read::{Format, MANY};
use super::value;
use crate::text::catalogue::dossiers::{self as say, Named, Shape};
use crate::text::{Diagnostic, Span, closest};
use jiff::civil::Date;
use std::collections::HashMap;

/// One dossier as it is written: values with their places, nothing interpreted
/// beyond what is needed to choose a ruleset and a scorecard.
#[derive(Clone, Debug)]
pub struct Record {
    /// What it says about itself.
    pub header: Header,
    /// How it was written.
    pub format: Format,
    /// Its row, from 1, as a spreadsheet counts (the header is the first); of
    /// NDJSON, its line.
    pub row: Option<usize>,
    pub(super) fields: Vec<(Entry, Option<&'static Field<Known>>)>,
    problems: Vec<Diagnostic>,
}

impl Record {
    /// A record from the fields of a document.
    pub(super) fn new(
        entries: Vec<Entry>,
        span: Span,
        format: Format,
        row: Option<usize>,
        mut problems: Vec<Diagnostic>,
    ) -> Record {
        for entry in &entries {
            twice_inside(&entry.value, &mut problems);
        }
        let mut seen: HashMap<&str, Span> = HashMap::with_capacity(entries.len());
        let mut kept = Vec::with_capacity(entries.len());
        let known: Vec<_> = entries
            .iter()
            .map(|e| fields::known(&e.key.value))
            .collect();
        for (entry, known) in entries.iter().zip(&known) {
            let name = known.map_or(entry.key.value.as_str(), |f| f.en);
            match seen.get(name) {
                Some(first) => {
                    if problems.len() < MANY {
                        let (key, here) = (&entry.key.value, entry.key.span);
                        problems.push(say::field_twice(key, *first, here));
                    }
                    kept.push(false);
                }
                None => {
                    seen.insert(name, entry.key.span);
                    kept.push(true);
                }
            }
        }
        let fields = entries
            .into_iter()
            .zip(known)
            .zip(kept)
            .filter_map(|(field, keep)| keep.then_some(field))
            .collect();
        Record::with_header(fields, span, format, row, problems)
    }

    /// A record from a row of a table, whose columns are known to differ.
    pub(super) fn of_row(
        fields: Vec<(Entry, Option<&'static Field<Known>>)>,
        span: Span,
        format: Format,
        row: usize,
        problems: Vec<Diagnostic>,
    ) -> Record {
        Record::with_header(fields, span, format, Some(row), problems)
    }

    fn with_header(
        fields: Vec<(Entry, Option<&'static Field<Known>>)>,
        span: Span,
        format: Format,
        row: Option<usize>,
        mut problems: Vec<Diagnostic>,
    ) -> Record {
        let mut header = Header {
            span,
            ..Header::default()
        };
        let mut filed = None;
        let mut assessed = None;
        let mut version: Option<Span> = None;
        for (entry, known) in &fields {
            let Some(field) = known else { continue };
            let mut head = Head {
                name: &entry.key.value,
                value: &entry.value,
                problems: &mut problems,
            };
            match field.is {
                Known::Id => header.id = head.text(),
                Known::Ruleset => {
                    header.ruleset = head.text();
                    header.ruleset_span = header.ruleset.is_some().then_some(entry.value.span);
                }
                Known::Version => {
                    header.version = head.text();
                    version = header.version.is_some().then_some(entry.value.span);
                }
                Known::Scorecard => {
                    header.scorecard = head.text();
                    header.scorecard_span = header.scorecard.is_some().then_some(entry.value.span);
                }
                Known::Kind => header.kind = head.kind(),
                Known::Filed => {
                    header.filed = head.day();
                    filed = header.filed.map(|d| (d, entry.value.span));
                }
                Known::Assessed => {
                    header.assessed = head.day();
                    assessed = header.assessed.map(|d| (d, entry.value.span));
                }
                _ => {}
            }
        }
        split_version(&mut header, version, &mut problems);
        if let (Some((f, f_at)), Some((a, a_at))) = (filed, assessed)
            && f > a
        {
            problems.push(say::filed_after_assessed(f_at, a_at));
        }
        Record {
            header,
            format,
            row,
            fields,
            problems,
        }
    }

    /// What was found while reading it; [`super::bind`] repeats it.
    #[must_use]
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.header.span
    }
}

/// Fields that stand twice anywhere inside a value.
fn twice_inside(value: &Node, problems: &mut Vec<Diagnostic>) {
    match &value.kind {
        NodeKind::List(items) => {
            for item in items {
                twice_inside(item, problems);
            }
        }
        NodeKind::Fields(entries) => {
            let mut seen: HashMap<&str, Span> = HashMap::new();
            for e in entries {
                let first = *seen.entry(&e.key.value).or_insert(e.key.span);
                if first != e.key.span && problems.len() < MANY {
                    problems.push(say::field_twice(&e.key.value, first, e.key.span));
                }
                twice_inside(&e.value, problems);
            }
        }
        _ => {}
    }
}

/// `ocop@26/2026/QĐ-TTg` names the ruleset and the version.
fn split_version(header: &mut Header, version: Option<Span>, problems: &mut Vec<Diagnostic>) {
    let Some((name, named)) = header
        .ruleset
        .as_deref()
        .and_then(|r| r.split_once('@'))
        .map(|(n, v)| (n.trim().to_owned(), v.trim().to_owned()))
    else {
        return;
    };
    header.ruleset = Some(name).filter(|n| !n.is_empty());
    if named.is_empty() {
        return;
    }
    match (header.version.take(), version, header.ruleset_span) {
        // Neither is taken: the dates choose, and the finding is told.
        (Some(said), Some(here), Some(there)) if said != named => {
            problems.push(say::two_versions(there, &named, here, &said));
        }
        _ => header.version = Some(named),
    }
}

/// A field of the header and its value.
struct Head<'a> {
    /// As written.
    name: &'a str,
    value: &'a Node,
    problems: &'a mut Vec<Diagnostic>,
}

impl Head<'_> {
    fn named(&self) -> Named {
        Named::new(self.name)
    }

    fn one(&mut self) -> Option<&str> {
        one(self.value, self.name, self.problems)
    }

    fn text(&mut self) -> Option<String> {
        self.one().map(str::to_owned)
    }

    fn day(&mut self) -> Option<Date> {
        let named = self.named();
        let span = self.value.span;
        let text = self.one()?.to_owned();
        read_day(&text, span, &named, self.problems)
    }

    fn kind(&mut self) -> Option<Kind> {
        let named = self.named();
        let span = self.value.span;
        let text = self.one()?.to_owned();
        if let Some(found) = fields::find(KINDS, &text) {
            return Some(found.is);
        }
        let near = closest(&text, KINDS.iter().flat_map(Field::names));
        let (en, vi) = fields::names_of(KINDS);
        self.problems.push(say::not_one_of(
            span,
            &named,
            &text,
            near.as_deref(),
            (&en, &vi),
        ));
        None
    }
}

/// The single text that a field takes; `None` when nothing is given.
pub(super) fn one<'v>(
    value: &'v Node,
    name: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<&'v str> {
    let found = match &value.kind {
        NodeKind::Nothing => return None,
        NodeKind::Text(t) | NodeKind::Number(t) => return Some(t),
        NodeKind::List(_) => Shape::List,
        NodeKind::Fields(_) => Shape::Fields,
    };
    problems.push(say::wrong_shape(value.span, name, Shape::One, found));
    None
}

/// A day as a dossier writes it.
pub(super) fn read_day(
    text: &str,
    span: Span,
    of: &Named,
    problems: &mut Vec<Diagnostic>,
) -> Option<Date> {
    match value::date(text) {
        Ok(day) => Some(day),
        Err(near) => {
            let near = near.map(|d| d.to_string());
            problems.push(say::not_a_date(span, of, text, near.as_deref()));
            None
        }
    }
}
