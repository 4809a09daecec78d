//! Evidence: papers, what they support, and until when they are valid.

use super::super::fields::{self, Field, PAPER, Paper, names_of};
use super::super::file::{Evidence, EvidenceFor};
use super::super::node::{Entry, Node, NodeKind};
use super::super::read::Format;
use super::super::record::{Record, one, read_day};
use super::Binder;
use super::findings::Findings;
use super::names::{Target, full_names};
use crate::text::catalogue::dossiers::{self as say, Named, Shape};
use crate::text::{Span, both, closest};
use jiff::civil::Date;
use std::collections::HashMap;

impl Binder<'_> {
    /// The papers of a dossier; one that supports several things stands once
    /// for each of them.
    pub fn papers(&self, entry: &Entry, record: &Record, found: &mut Findings) -> Vec<Evidence> {
        let Some(items) = items(entry, record, found) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let n = i + 1;
            found.path(Some(both!("in evidence {n}", "ở minh chứng {n}")));
            match &item.kind {
                NodeKind::Fields(entries) => self.paper(item.span, entries, &mut all, found),
                NodeKind::Nothing => {}
                _ => {
                    let shape = shape_of(item);
                    let name = &entry.key.value;
                    found.push(say::wrong_shape(item.span, name, Shape::Fields, shape));
                }
            }
        }
        found.path(None);
        all
    }

    fn paper(&self, span: Span, entries: &[Entry], all: &mut Vec<Evidence>, found: &mut Findings) {
        let mut about = None;
        let mut title = None;
        let (mut by, mut number) = (None, None);
        let (mut issued, mut expires) = (None, None);
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for e in entries {
            let Some(field) = fields::find(PAPER, &e.key.value) else {
                found.say(|| unknown(e, "a paper", "giấy tờ", PAPER));
                continue;
            };
            if twice(&mut seen, field.en, e, found) {
                continue;
            }
            let text =
                |found: &mut Findings| one(&e.value, &e.key.value, found.list()).map(str::to_owned);
            match field.is {
                Paper::For => about = Some(self.about(&e.value, found)),
                Paper::Title => title = text(found),
                Paper::By => by = text(found),
                Paper::Number => number = text(found),
                Paper::Issued => issued = day(e, found),
                Paper::Expires => expires = day(e, found),
            }
        }
        if let (Some((from, there)), Some((until, here))) = (issued, expires)
            && until < from
        {
            found.push(say::expires_before_issued(here, there));
        }
        let Some(title) = title else {
            let titled = entries.iter().any(|e| {
                fields::find(PAPER, &e.key.value).is_some_and(|f| f.is == Paper::Title)
                    && !e.value.is_nothing()
            });
            if !titled {
                found.push(say::nameless(
                    span,
                    &both!("a paper", "giấy tờ"),
                    ("title", "tên"),
                ));
            }
            return;
        };
        for about in about.unwrap_or_else(|| vec![EvidenceFor::Whole]) {
            all.push(Evidence {
                about,
                title: title.clone(),
                by: by.clone(),
                number: number.clone(),
                issued: issued.map(|(d, _)| d),
                expires: expires.map(|(d, _)| d),
            });
        }
    }

    fn about(&self, value: &Node, found: &mut Findings) -> Vec<EvidenceFor> {
        match &value.kind {
            NodeKind::List(items) => items
                .iter()
                .filter_map(|item| self.about_one(item, found))
                .collect(),
            NodeKind::Nothing => vec![EvidenceFor::Whole],
            _ => self.about_one(value, found).into_iter().collect(),
        }
    }

    fn about_one(&self, value: &Node, found: &mut Findings) -> Option<EvidenceFor> {
        let text = one(value, "for", found.list())?;
        match self.names.get(text) {
            Some(Target::Criterion(i) | Target::Case(i, _)) => {
                return Some(EvidenceFor::Criterion(i));
            }
            Some(Target::Fact(i)) => return Some(EvidenceFor::Fact(i)),
            _ => {}
        }
        match self.names.groups(text) {
            [one] => Some(EvidenceFor::Group(*one)),
            [] => {
                found.say(|| {
                    let criteria = self.card.criteria.iter().map(|c| c.number.as_str());
                    let groups = self.card.groups.iter().map(|g| g.code.as_str());
                    let facts = self.ruleset.facts.iter().map(|f| f.name.as_str());
                    let near = closest(text, criteria.chain(groups).chain(facts));
                    say::evidence_for_unknown(value.span, text, near.as_deref())
                });
                None
            }
            several => {
                let groups = several.iter().filter_map(|g| self.card.groups.get(*g));
                let (en, vi): (Vec<_>, Vec<_>) =
                    groups.map(full_names).map(|[en, vi]| (en, vi)).unzip();
                found.push(say::evidence_for_several(value.span, text, &en, &vi));
                None
            }
        }
    }
}

/// The entries of a list field; a table cannot hold them.
pub fn items<'e>(entry: &'e Entry, record: &Record, found: &mut Findings) -> Option<&'e [Node]> {
    if record.format == Format::Csv {
        found.push(say::not_in_a_cell(entry.value.span, &entry.key.value));
        return None;
    }
    match &entry.value.kind {
        NodeKind::List(items) => Some(items),
        NodeKind::Nothing => None,
        _ => {
            let shape = shape_of(&entry.value);
            let name = &entry.key.value;
            found.push(say::wrong_shape(entry.value.span, name, Shape::List, shape));
            None
        }
    }
}

pub fn shape_of(node: &Node) -> Shape {
    match node.kind {
        NodeKind::List(_) => Shape::List,
        NodeKind::Fields(_) => Shape::Fields,
        _ => Shape::One,
    }
}

/// Whether a field came before, under this or another of its names.
pub fn twice<'s>(
    seen: &mut HashMap<&'s str, Span>,
    name: &'s str,
    entry: &Entry,
    found: &mut Findings,
) -> bool {
    match seen.insert(name, entry.key.span) {
        None => false,
        Some(first) => {
            // The same word twice was told when the text was read.
            let told = found
                .list()
                .iter()
                .any(|d| d.primary() == Some(entry.key.span));
            if !told {
                found.push(say::field_twice(&entry.key.value, first, entry.key.span));
            }
            true
        }
    }
}

pub fn unknown<K>(
    entry: &Entry,
    en: &str,
    vi: &str,
    table: &'static [Field<K>],
) -> crate::text::Diagnostic {
    let name = &entry.key.value;
    let near = closest(name, table.iter().flat_map(Field::names));
    let (en_names, vi_names) = names_of(table);
    let inside = both!("{en}", "{vi}");
    say::unknown_inner_field(
        entry.key.span,
        name,
        &inside,
        near.as_deref(),
        (&en_names, &vi_names),
    )
}

fn day(entry: &Entry, found: &mut Findings) -> Option<(Date, Span)> {
    let name = &entry.key.value;
    let text = one(&entry.value, name, found.list())?;
    let span = entry.value.span;
    read_day(text, span, &Named::new(name), found.list()).map(|d| (d, span))
}
