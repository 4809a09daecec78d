//! The council: its members, and what each of them answered.

use super::super::fields::{self, MEMBER, Member};
use super::super::file::{Answers, Assessor};
use super::super::node::{Entry, Node, NodeKind};
use super::super::record::{Record, one};
use super::super::value;
use super::Binder;
use super::answers::{finding_of, findings_shown, split};
use super::findings::Findings;
use super::names::Target;
use super::papers::{items, shape_of, twice, unknown};
use crate::exact::Num;
use crate::text::catalogue::dossiers::{self as say, Named, NumberSlip, OptionShown, Shape};
use crate::text::{Both, Span, both, closest};
use std::collections::{BTreeSet, HashMap};

impl Binder<'_> {
    /// The assessors, the shared answers filled in where they gave none.
    pub fn council(
        &self,
        entry: &Entry,
        record: &Record,
        shared: &Answers,
        found: &mut Findings,
    ) -> Vec<Assessor> {
        let Some(items) = items(entry, record, found) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        let mut seen: HashMap<String, Span> = HashMap::new();
        for (i, item) in items.iter().enumerate() {
            let n = i + 1;
            found.path(Some(both!("of assessor {n}", "của người chấm {n}")));
            let NodeKind::Fields(entries) = &item.kind else {
                if !item.is_nothing() {
                    let (shape, name) = (shape_of(item), &entry.key.value);
                    found.push(say::wrong_shape(item.span, name, Shape::Fields, shape));
                }
                continue;
            };
            let (assessor, named) = self.assessor(item.span, entries, shared, found);
            if let Some(at) = named {
                match seen.get(&assessor.name) {
                    Some(first) => found.push(say::assessor_twice(&assessor.name, *first, at)),
                    None => {
                        seen.insert(assessor.name.clone(), at);
                    }
                }
            }
            all.push(assessor);
        }
        found.path(None);
        all
    }

    fn assessor(
        &self,
        span: Span,
        entries: &[Entry],
        shared: &Answers,
        found: &mut Findings,
    ) -> (Assessor, Option<Span>) {
        let mut assessor = Assessor {
            name: String::new(),
            answers: shared.clone(),
        };
        let mut named = None;
        let mut nameable = false;
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for e in entries {
            let known = fields::find(MEMBER, &e.key.value);
            let name = known.map_or(e.key.value.as_str(), |f| f.en);
            if twice(&mut seen, name, e, found) {
                continue;
            }
            match known.map(|f| f.is) {
                Some(Member::Name) => {
                    nameable = !e.value.is_nothing();
                    if let Some(text) = one(&e.value, &e.key.value, found.list()) {
                        assessor.name = text.split_whitespace().collect::<Vec<_>>().join(" ");
                        named = Some(e.value.span);
                    }
                }
                Some(Member::Findings) => {
                    if !e.value.is_nothing() {
                        assessor.answers.findings = self.card_findings(&e.value, found);
                    }
                }
                None => self.assessor_answer(e, &mut assessor.answers, found),
            }
        }
        if !nameable {
            let what: Both = both!("an assessor", "người chấm");
            found.push(say::nameless(span, &what, ("name", "họ_tên")));
        }
        (assessor, named)
    }

    fn assessor_answer(&self, e: &Entry, answers: &mut Answers, found: &mut Findings) {
        match self.names.get(&e.key.value) {
            Some(Target::Criterion(i)) => self.put_answer(i, e, answers, found),
            Some(Target::Fact(_) | Target::FactOf(_)) => {
                found.push(say::fact_of_one_assessor(e.key.span, &e.key.value));
            }
            Some(Target::Group(g)) => self.answer_for_group(e, g, found),
            Some(Target::Case(c, k)) => self.case_as_answer(c, k, e.key.span, found),
            None if e.key.value.starts_with(|c: char| c.is_ascii_digit()) => {
                found.say(|| self.unknown_criterion(&e.key.value, e.key.span));
            }
            None => found.say(|| unknown(e, "an assessor", "người chấm", MEMBER)),
        }
    }

    /// Findings on the whole card, by their places.
    pub fn card_findings(&self, value: &Node, found: &mut Findings) -> Vec<usize> {
        let mut all = BTreeSet::new();
        let mut take = |text: &str, span: Span, found: &mut Findings| match finding_of(
            &self.card.findings,
            text,
        ) {
            Some(i) => {
                all.insert(i);
            }
            None => found.say(|| {
                let keys = self.card.findings.iter().filter_map(|f| f.key.as_deref());
                let near = closest(text, keys);
                let shown: Vec<OptionShown> = findings_shown(&self.card.findings).collect();
                say::no_such_finding(span, text, near.as_deref(), &shown)
            }),
        };
        match &value.kind {
            NodeKind::Nothing => {}
            NodeKind::List(items) => {
                for item in items {
                    if let Some(text) = one(item, "findings", found.list()) {
                        take(text, item.span, found);
                    }
                }
            }
            NodeKind::Text(text) | NodeKind::Number(text) => {
                for word in split(text) {
                    take(word, value.span, found);
                }
            }
            NodeKind::Fields(_) => {
                let (list, fields) = (Shape::List, Shape::Fields);
                found.push(say::wrong_shape(value.span, "findings", list, fields));
            }
        }
        all.into_iter().collect()
    }

    /// How many members the council has; at least one, and no fewer than answer.
    pub fn members(&self, entry: &Entry, present: usize, found: &mut Findings) -> Option<u32> {
        let text = one(&entry.value, &entry.key.value, found.list())?;
        let span = entry.value.span;
        let named = Named::new(&entry.key.value);
        let Ok(n) = value::number(text, matches!(entry.value.kind, NodeKind::Number(_))) else {
            found.push(say::not_a_number(span, &named, text, NumberSlip::Words));
            return None;
        };
        if !n.is_whole() {
            found.push(say::not_whole(span, &named, text));
            return None;
        }
        let Some(members) = n
            .to_i64()
            .and_then(|n| u32::try_from(n).ok())
            .filter(|_| n >= Num::ONE)
        else {
            let allowed = both!("1 or more", "từ 1 trở lên");
            found.push(say::out_of_range(span, &named, &Both::same(text), &allowed));
            return None;
        };
        if usize::try_from(members).is_ok_and(|m| m < present) {
            found.push(say::more_than_members(span, members, present));
        }
        Some(members)
    }
}
