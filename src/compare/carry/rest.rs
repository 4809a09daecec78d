//! Facts, evidence and findings of the whole card.

use super::Side;
use crate::dossier::{Dossier, Evidence, EvidenceFor, FactValue};
use crate::model::crosswalk::{FactLine, Pair};
use crate::model::{Fact, Value};

/// Facts that go nowhere: their old places, and why.
type Dropped = Vec<(usize, Option<String>)>;

/// The facts by their new places, and those that were given and go nowhere.
pub(super) fn facts(
    pair: &Pair,
    old: Side<'_>,
    dossier: &Dossier,
    new: Side<'_>,
) -> (Vec<Option<FactValue>>, Dropped) {
    let mut made: Vec<Option<FactValue>> = vec![None; new.ruleset.facts.len()];
    let mut dropped = Vec::new();
    for (i, given) in dossier.facts.iter().enumerate() {
        let Some(given) = given else { continue };
        if i >= old.ruleset.facts.len() {
            continue;
        }
        let line = pair.facts.iter().find(|l| l.from == i);
        let value = line.and_then(|l| {
            let to = l.to?;
            let fact = new.ruleset.facts.get(to)?;
            Some((to, value(&given.value, l, fact)?))
        });
        match value.and_then(|(to, v)| Some((made.get_mut(to)?, v))) {
            Some((slot, value)) => {
                *slot = Some(FactValue {
                    value,
                    span: given.span,
                });
            }
            None => dropped.push((i, line.and_then(|l| l.why.clone()))),
        }
    }
    (made, dropped)
}

/// A value as the new fact takes it.
fn value(given: &Value, line: &FactLine, fact: &Fact) -> Option<Value> {
    match given {
        Value::Choice(name) if !line.values.is_empty() => {
            let (_, to) = line.values.iter().find(|(old, _)| old == name)?;
            to.clone().map(Value::Choice)
        }
        Value::Num(n) => {
            let inside = fact.range.as_ref().is_none_or(|r| r.contains(*n));
            let whole = !fact.whole || n.is_whole();
            (inside && whole).then(|| given.clone())
        }
        other => Some(other.clone()),
    }
}

/// The papers, each for what its subject became.
pub(super) fn evidence(
    pair: &Pair,
    old: Side<'_>,
    dossier: &Dossier,
    new: Side<'_>,
) -> Vec<Evidence> {
    let mut all: Vec<Evidence> = Vec::new();
    for paper in &dossier.evidence {
        let places: Vec<EvidenceFor> = match paper.about {
            EvidenceFor::Criterion(i) => pair
                .lines
                .iter()
                .filter(|l| l.from.contains(&i))
                .map(|l| EvidenceFor::Criterion(l.to))
                .collect(),
            EvidenceFor::Fact(i) => {
                let line = pair.facts.iter().find(|l| l.from == i);
                let to = line.and_then(|l| l.to);
                to.map(EvidenceFor::Fact).into_iter().collect()
            }
            EvidenceFor::Group(g) => {
                let code = old.card.groups.get(g).map(|g| g.code.as_str());
                let same = new
                    .card
                    .groups
                    .iter()
                    .position(|g| Some(g.code.as_str()) == code);
                same.map(EvidenceFor::Group).into_iter().collect()
            }
            EvidenceFor::Whole => Vec::new(),
        };
        let places = if places.is_empty() {
            vec![EvidenceFor::Whole]
        } else {
            places
        };
        for about in places {
            let made = Evidence {
                about,
                ..paper.clone()
            };
            if !all.contains(&made) {
                all.push(made);
            }
        }
    }
    all
}

/// Findings of the whole card, by their keys, and those the new card lacks.
pub(super) fn findings(old: Side<'_>, found: &[usize], new: Side<'_>) -> (Vec<usize>, Vec<usize>) {
    let mut made = Vec::new();
    let mut dropped = Vec::new();
    for i in found {
        let key = old.card.findings.get(*i).and_then(|f| f.key.as_ref());
        let same = new
            .card
            .findings
            .iter()
            .position(|f| f.key.is_some() && f.key.as_ref() == key);
        match same {
            Some(j) => made.push(j),
            None => dropped.push(*i),
        }
    }
    (made, dropped)
}
