//! Small rulesets, written as they are read, and what they give.

mod assumptions;
mod cases;
mod checklists;
mod choices;
mod conditions;
mod council;
mod facts;
mod findings;
mod groups;
mod hand_made;
mod ladders;
mod levels;
mod missing;
mod ranges;
mod unsettled;

use super::{Levels, Outcome, Range, evaluate};
use crate::dossier::{Answer, Answers, Assessor, Dossier, FactValue, Kind};
use crate::exact::Num;
use crate::model::{Field, Ruleset, Scorecard, Type, Value};
use crate::syntax;
use crate::text::{Severity, Source, SourceId, Span};

const RATING: &str = "ruleset example version \"1\" { rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 } }\n";

/// Builds a ruleset from its text; the text must be without errors.
pub(super) fn rules(text: &str) -> Ruleset {
    let text = if text.contains("ruleset ") {
        text.to_owned()
    } else {
        format!("{RATING}{text}")
    };
    let source = Source::new("test.sao", &text);
    let (file, mut found) = syntax::parse(&source, SourceId(0));
    let (built, more) = crate::model::build::build(&[file]);
    found.extend(more);
    let errors: Vec<String> = found
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| format!("{}: {} {:?}", d.code, d.message.en, d.notes))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    built.unwrap()
}

/// A card that is worth a hundred points whatever the text in it.
pub(super) fn card(body: &str) -> String {
    format!("scorecard card \"Card\" {{\n{body}\n}}")
}

/// The outcome of a dossier: `1 = b, local = 30%, 3 = {a c}, filed = 2024-05-01`.
pub(super) fn score(text: &str, dossier: &str) -> Outcome {
    let rules = rules(text);
    let card = rules.cards.values().next().unwrap();
    evaluate(&rules, card, &fill(&rules, card, dossier))
}

/// The outcome of a council: shared answers, and those of each assessor.
pub(super) fn council(
    text: &str,
    shared: &str,
    each: &[(&str, &str)],
    members: Option<u32>,
) -> Outcome {
    let rules = rules(text);
    let card = rules.cards.values().next().unwrap();
    let mut dossier = fill(&rules, card, shared);
    dossier.members = members;
    for (name, answers) in each {
        let all = format!("{shared}, {answers}");
        dossier.assessors.push(Assessor {
            name: (*name).to_owned(),
            answers: fill(&rules, card, &all).answers,
        });
    }
    evaluate(&rules, card, &dossier)
}

pub(super) fn fill(rules: &Ruleset, card: &Scorecard, text: &str) -> Dossier {
    let mut d = Dossier::empty(card.criteria.len(), rules.facts.len());
    for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let (name, value) = part.split_once('=').unwrap();
        let (name, value) = (name.trim(), value.trim());
        match name {
            "filed" => d.filed = Some(value.parse().unwrap()),
            "assessed" => d.assessed = Some(value.parse().unwrap()),
            "kind" => d.kind = Kind::ALL.into_iter().find(|k| k.as_str() == value),
            "by" => d.answered_by = Some(value.to_owned()),
            "found" => {
                let place = card
                    .findings
                    .iter()
                    .position(|f| f.key.as_deref() == Some(value));
                d.answers.findings.push(place.unwrap());
            }
            _ => put(rules, card, &mut d, name, value),
        }
    }
    d
}

fn put(rules: &Ruleset, card: &Scorecard, d: &mut Dossier, name: &str, value: &str) {
    if let Some(i) = card.criterion(name) {
        let answer = answer(card, &mut d.answers, i, value);
        d.answers.criteria[i] = answer;
        return;
    }
    let place = rules.facts.iter().position(|f| f.name == name);
    let place = place.unwrap_or_else(|| panic!("neither a criterion nor a fact: {name}"));
    d.facts[place] = Some(FactValue {
        value: fact(&rules.facts[place].ty, value),
        span: Span::default(),
    });
}

fn answer(card: &Scorecard, _: &mut Answers, i: usize, value: &str) -> Option<Answer> {
    let c = &card.criteria[i];
    if value == "?" {
        return None;
    }
    if let Some(ticks) = value.strip_prefix('{') {
        let ticks = ticks.trim_end_matches('}').split_whitespace();
        return Some(Answer::Ticks(ticks.map(|t| c.option(t).unwrap()).collect()));
    }
    let finding = c
        .findings
        .iter()
        .position(|f| f.key.as_deref() == Some(value));
    Some(match (c.option(value), finding) {
        (Some(o), _) => Answer::Option(o),
        (None, Some(f)) => Answer::Finding(f),
        (None, None) => panic!("{} has neither option nor finding {value}", c.number),
    })
}

fn fact(ty: &Type, text: &str) -> Value {
    match ty {
        Type::Number(_) => Value::Num(text.trim_end_matches('%').parse().unwrap()),
        Type::Bool => Value::Bool(text == "yes"),
        Type::Date => Value::Date(text.parse().unwrap()),
        Type::Text => Value::Text(text.to_owned()),
        Type::OneOf(_) => Value::Choice(text.to_owned()),
        // [HACCP 2024-05-01; ISO -]
        Type::List(fields) => Value::List(
            text.trim_matches(['[', ']'])
                .split(';')
                .filter(|r| !r.trim().is_empty())
                .map(|r| record(fields, r))
                .collect(),
        ),
        Type::OptionOf(_) => panic!("no fact holds an option"),
    }
}

fn record(fields: &[Field], text: &str) -> Vec<Option<Value>> {
    let values = text.split_whitespace().zip(fields);
    values
        .map(|(v, f)| (v != "-").then(|| fact(&f.ty, v)))
        .collect()
}

pub(super) fn range(r: Range) -> String {
    match r.known() {
        Some(n) => n.to_string(),
        None => format!("{}..{}", r.lo, r.hi),
    }
}

/// `93`, or `71..88`.
pub(super) fn total(o: &Outcome) -> String {
    range(o.total)
}

/// The levels by their places from the worst: `1`, `0 or 2`, `none or 1`.
pub(super) fn levels(l: &Levels) -> String {
    let each =
        l.0.iter()
            .map(|l| l.map_or_else(|| "none".to_owned(), |l| l.to_string()));
    each.collect::<Vec<_>>().join(" or ")
}

pub(super) fn level(o: &Outcome) -> String {
    levels(&o.level)
}

/// Points, status and options of a criterion: `2 derived b`.
pub(super) fn line(text: &str, o: &Outcome, number: &str) -> String {
    let rules = rules(text);
    let card = rules.cards.values().next().unwrap();
    let i = card.criterion(number).unwrap();
    let (c, done) = (&card.criteria[i], &o.criteria[i]);
    let held = done
        .options
        .iter()
        .chain(&done.ticks)
        .map(|o| c.options[*o].key.as_str());
    let held = held.collect::<Vec<_>>().join("/");
    let status = serde_json::to_value(done.status).unwrap();
    format!("{} {} {held}", range(done.points), status.as_str().unwrap())
        .trim_end()
        .to_owned()
}

pub(super) fn n(text: &str) -> Num {
    text.parse().unwrap()
}
