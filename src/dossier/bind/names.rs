//! Which criterion, group or fact a name of a dossier means.

use super::super::fields::{FIELDS, Field};
use super::super::node::Entry;
use super::super::read::Format;
use super::super::record::Record;
use super::Binder;
use super::findings::Findings;
use crate::model::{Child, Group, Ruleset, Scorecard};
use crate::syntax::tree::GroupKind;
use crate::text::catalogue::dossiers as say;
use crate::text::{Diagnostic, closest, fold};
use std::collections::HashMap;

/// What a name means on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A criterion that is scored.
    Criterion(usize),
    /// A fact.
    Fact(usize),
    /// A fact of another card.
    FactOf(usize),
    /// A part, a section, or a criterion that holds criteria.
    Group(usize),
    /// A case of a criterion.
    Case(usize, usize),
}

/// The names of a card and its ruleset.
#[derive(Debug)]
pub struct Names<'r> {
    all: HashMap<&'r str, Target>,
    /// Groups by code and by kind and code (`section 2`). A part and a section
    /// may have the same code; two of a kind may not.
    groups: HashMap<String, Vec<usize>>,
}

impl<'r> Names<'r> {
    pub fn new(ruleset: &'r Ruleset, card: &'r Scorecard) -> Names<'r> {
        let mut all: HashMap<&'r str, Target> = HashMap::new();
        // Those put in first win: a criterion before a fact before a group.
        for (i, c) in card.criteria.iter().enumerate() {
            all.entry(&c.number).or_insert(Target::Criterion(i));
        }
        let ours = |owner: &Option<String>| owner.as_ref().is_none_or(|o| *o == card.id);
        for (i, f) in ruleset.facts.iter().enumerate() {
            if ours(&f.card) {
                all.entry(&f.name).or_insert(Target::Fact(i));
            }
        }
        for (i, f) in ruleset.facts.iter().enumerate() {
            if !ours(&f.card) {
                all.entry(&f.name).or_insert(Target::FactOf(i));
            }
        }
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, g) in card.groups.iter().enumerate() {
            all.entry(&g.code).or_insert(Target::Group(i));
            groups.entry(g.code.clone()).or_default().push(i);
            for name in full_names(g) {
                groups.entry(name).or_default().push(i);
            }
        }
        for (i, c) in card.criteria.iter().enumerate() {
            for (k, case) in c.cases.iter().enumerate() {
                // `2` alone says too little; `3.5.2` can only be a case.
                if case.key.starts_with(&format!("{}.", c.number)) {
                    all.entry(&case.key).or_insert(Target::Case(i, k));
                }
            }
        }
        Names { all, groups }
    }

    /// What a name means.
    pub fn get(&self, name: &str) -> Option<Target> {
        self.all.get(name).copied()
    }

    /// The groups of a code, or of a kind and code.
    pub fn groups(&self, name: &str) -> &[usize] {
        self.groups.get(name).map_or(&[], Vec::as_slice)
    }
}

/// `section 2` and `mục 2`: what no other group is called.
pub fn full_names(group: &Group) -> [String; 2] {
    let (en, vi) = match group.kind {
        GroupKind::Part => ("part", "phần"),
        GroupKind::Section => ("section", "mục"),
        GroupKind::Criterion => ("criterion", "tiêu chí"),
    };
    let code = &group.code;
    [format!("{en} {code}"), format!("{vi} {code}")]
}

/// Whether a name looks like the number of a criterion.
fn is_code(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_digit())
}

impl Binder<'_> {
    /// A field that nobody knows.
    pub fn unknown(&self, entry: &Entry, record: &Record, found: &mut Findings) {
        let column = record.format == Format::Csv;
        if entry.value.is_nothing() && column {
            return;
        }
        let (name, at) = (entry.key.value.as_str(), entry.key.span);
        found.say(|| {
            if is_code(name) {
                self.unknown_criterion(name, at)
            } else {
                let near = self.near_field(name);
                say::unknown_field(at, name, column, near.as_deref())
            }
        });
    }

    /// The finding about a number that no criterion has.
    pub fn unknown_criterion(&self, name: &str, at: crate::text::Span) -> Diagnostic {
        let numbers = || self.card.criteria.iter().map(|c| c.number.as_str());
        let dotted = name.replace([',', '-', '/', '_'], ".");
        let near = numbers()
            .find(|n| *n == dotted)
            .map(str::to_owned)
            .or_else(|| closest(name, numbers()));
        let all: Vec<String> = numbers().map(str::to_owned).collect();
        say::unknown_criterion(at, name, &self.card.id, near.as_deref(), &all)
    }

    /// The criterion that `tiêu chí 1.1` or `TC1.1` means.
    fn near_criterion(&self, name: &str) -> Option<String> {
        let number = name.trim_start_matches(|c: char| !c.is_ascii_digit());
        let known = matches!(self.names.get(number), Some(Target::Criterion(_)));
        known.then(|| number.to_owned())
    }

    fn near_field(&self, name: &str) -> Option<String> {
        if let Some(number) = self.near_criterion(name) {
            return Some(number);
        }
        let folded = fold(name);
        let card = &self.card.id;
        let facts = || {
            let ours = move |f: &&crate::model::Fact| f.card.as_ref().is_none_or(|c| c == card);
            self.ruleset.facts.iter().filter(ours)
        };
        let by_label = facts().find(|f| f.label.as_deref().is_some_and(|l| fold(l) == folded));
        if let Some(fact) = by_label {
            return Some(fact.name.clone());
        }
        let fields: Vec<&str> = FIELDS.iter().flat_map(Field::names).collect();
        closest(name, facts().map(|f| f.name.as_str()).chain(fields))
    }

    /// Says that a group has no answer of its own.
    pub fn answer_for_group(&self, entry: &Entry, group: usize, found: &mut Findings) {
        let Some(g) = self.card.groups.get(group) else {
            return;
        };
        let inside: Vec<String> = self
            .card
            .below(Child::Group(group))
            .into_iter()
            .filter_map(|i| self.card.criteria.get(i))
            .map(|c| c.number.clone())
            .collect();
        found.push(say::answer_for_group(
            entry.key.span,
            &g.code,
            &g.title,
            &inside,
        ));
    }
}

pub fn card<'r>(record: &Record, ruleset: &'r Ruleset) -> Result<&'r Scorecard, Diagnostic> {
    let header = &record.header;
    let ids = || ruleset.cards.keys().map(String::as_str);
    let all = || ids().map(str::to_owned).collect::<Vec<_>>();
    let at = header.scorecard_span.unwrap_or(header.span);
    let card = match &header.scorecard {
        Some(name) => ruleset.cards.get(name).ok_or_else(|| {
            let folded = fold(name);
            let same = ruleset.cards.values().find(|c| {
                fold(&c.title) == folded || c.set.is_some_and(|s| s.to_string() == *name)
            });
            let near = same.map(|c| c.id.clone()).or_else(|| closest(name, ids()));
            say::unknown_scorecard(at, name, &ruleset.label(), near.as_deref(), &all())
        })?,
        None => {
            let mut cards = ruleset.cards.values();
            match (cards.next(), cards.next()) {
                (Some(only), None) => only,
                _ => return Err(say::scorecard_not_named(at, &ruleset.label(), &all())),
            }
        }
    };
    match &card.unavailable {
        Some(reason) => Err(say::scorecard_unavailable(at, &card.id, reason)),
        None => Ok(card),
    }
}
