//! The plain way: every dossier is written down and evaluated.

use crate::dossier::{Answer, Dossier, FactValue, Kind};
use crate::exact::Num;
use crate::model::{Form, Ruleset, Scorecard, Type, Value};
use crate::reason::Point;
use crate::reason::reads::{self, Var};
use crate::score::{Outcome, Status, Tri, Why, evaluate};
use crate::text::Span;
use std::collections::BTreeMap;

/// Most dossiers that are written down for one card.
const MOST: usize = 250;

/// Every dossier, and how it comes out. `None` when there are too many.
pub fn all(rules: &Ruleset, card: &Scorecard) -> Option<Vec<(Dossier, Point)>> {
    let start = Dossier::empty(card.criteria.len(), rules.facts.len());
    let mut dossiers = vec![start];
    for var in reads::needed(rules, card) {
        let values = values(rules, var);
        dossiers = dossiers
            .iter()
            .flat_map(|d| values.iter().map(move |v| with(d, var, v.as_ref())))
            .collect();
        if dossiers.len() > MOST {
            return None;
        }
    }
    let order = card.order.iter().copied();
    for i in order {
        dossiers = dossiers.iter().flat_map(|d| answered(card, d, i)).collect();
        if dossiers.len() > MOST {
            return None;
        }
    }
    let judged = dossiers.into_iter().filter_map(|d| {
        let outcome = evaluate(rules, card, &d);
        proper(rules, card, &d, &outcome).then(|| (d, point(&outcome)))
    });
    Some(judged.collect())
}

/// How many dossiers come out how. `None` when there are too many.
pub fn counted(rules: &Ruleset, card: &Scorecard) -> Option<BTreeMap<Point, u64>> {
    let mut found: BTreeMap<Point, u64> = BTreeMap::new();
    for (_, point) in all(rules, card)? {
        *found.entry(point).or_default() += 1;
    }
    Some(found)
}

pub fn point(outcome: &Outcome) -> Point {
    Point {
        total: outcome.total.known().unwrap(),
        by_total: outcome.level_by_total.known().unwrap(),
        level: outcome.level.known().unwrap(),
    }
}

/// Values that lie on and between all constants of the generated conditions.
pub fn values(rules: &Ruleset, var: Var) -> Vec<Option<Value>> {
    let Var::Fact(i) = var else {
        return Kind::ALL
            .iter()
            .map(|k| Some(Value::Choice(k.as_str().to_owned())))
            .collect();
    };
    let fact = &rules.facts[i];
    let number = |n: i64, d: i64| Some(Value::Num(Num::ratio(n, d).unwrap()));
    let mut all: Vec<Option<Value>> = match &fact.ty {
        Type::Bool => vec![Some(Value::Bool(false)), Some(Value::Bool(true))],
        Type::OneOf(c) => c
            .iter()
            .map(|c| Some(Value::Choice(c.name.clone())))
            .collect(),
        _ if fact.whole => (0..=4).map(|n| number(n, 1)).collect(),
        // Every constant is a multiple of one half, or of ten percent.
        _ if fact.name == "share" => (0..=20).map(|n| number(n * 5, 1)).collect(),
        _ => (0..=40).map(|n| number(n, 4)).collect(),
    };
    if fact.missing != crate::syntax::tree::MissingPolicy::Unknown {
        all.push(None);
    }
    all
}

pub fn with(d: &Dossier, var: Var, value: Option<&Value>) -> Dossier {
    let mut d = d.clone();
    if let Var::Fact(i) = var {
        d.facts[i] = value.map(|v| FactValue {
            value: v.clone(),
            span: Span::default(),
        });
    }
    d
}

pub fn answered(card: &Scorecard, d: &Dossier, i: usize) -> Vec<Dossier> {
    let c = &card.criteria[i];
    let mut answers: Vec<Option<Answer>> = vec![None];
    match c.form {
        Form::Choice | Form::YesNo => {
            let first = |o: &usize| c.option(&c.options[*o].key) == Some(*o);
            let options = (0..c.options.len()).filter(first);
            answers.extend(options.map(|o| Some(Answer::Option(o))));
        }
        Form::Checklist => {
            let free: Vec<usize> = (0..c.options.len())
                .filter(|o| c.options[*o].when.is_none())
                .collect();
            for set in 0..1usize << free.len() {
                let ticks = free.iter().enumerate().filter(|(b, _)| set >> b & 1 == 1);
                answers.push(Some(Answer::Ticks(ticks.map(|(_, o)| *o).collect())));
            }
        }
        Form::Ladder | Form::Formula => {}
    }
    if c.may_hold_none() {
        answers.push(Some(Answer::None));
    }
    let keyed = (0..c.findings.len()).filter(|f| c.findings[*f].key.is_some());
    answers.extend(keyed.map(|f| Some(Answer::Finding(f))));
    answers
        .into_iter()
        .map(|a| {
            let mut d = d.clone();
            d.answers.criteria[i] = a;
            d
        })
        .collect()
}

/// Whether a dossier answers what is asked and nothing else.
fn proper(rules: &Ruleset, card: &Scorecard, d: &Dossier, outcome: &Outcome) -> bool {
    let closed = |o: &Outcome, i: usize| {
        let c = &o.criteria[i];
        let found = o.findings.iter().filter(|f| f.criterion == Some(i));
        c.points.known().is_some()
            && c.status != Status::Missing
            && found.clone().all(|f| f.state.is_known())
    };
    let policy = |w: &Why| matches!(w, Why::LowestForMissing | Why::ExcludedForMissing);
    for i in 0..card.criteria.len() {
        let now = &outcome.criteria[i];
        let Some(answer) = &d.answers.criteria[i] else {
            if !closed(outcome, i) && !now.why.iter().any(policy) {
                return false;
            }
            continue;
        };
        if !closed(outcome, i) {
            return false;
        }
        let mut blank = d.clone();
        blank.answers.criteria[i] = None;
        let blank = evaluate(rules, card, &blank);
        let before = &blank.criteria[i];
        let by_policy = before.why.iter().any(policy);
        if closed(&blank, i) && !by_policy {
            return false;
        }
        match answer {
            Answer::Option(_) => {
                let held = now.options.first();
                let apart = now
                    .why
                    .iter()
                    .any(|w| matches!(w, Why::Disagreement { .. }));
                let fits = held.is_some_and(|h| before.options.contains(h));
                if apart || now.status == Status::Derived || !(fits || by_policy) {
                    return false;
                }
            }
            Answer::Finding(f) if !by_policy => {
                let open = blank
                    .findings
                    .iter()
                    .any(|b| b.criterion == Some(i) && b.index == *f && b.state == Tri::Unknown);
                if !open {
                    return false;
                }
            }
            _ => {}
        }
    }
    outcome.complete()
}
