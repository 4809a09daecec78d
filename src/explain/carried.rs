//! A carried dossier as a file, and as JSON: every answer with where it comes from.

use super::Case;
use crate::compare::carry::{Came, Carried, State};
use crate::dossier::{Answer, Answers, CarriedFrom, EvidenceFor};
use crate::model::crosswalk::Held;
use crate::model::{Criterion, Type, Value};
use crate::text::{Both, Lang, both};
use serde_json::{Map, Value as Json, json};
use std::fmt::Write;

/// The old side, what was carried, and the new side.
pub struct Move<'a> {
    /// The dossier under its own version.
    pub old: Case<'a>,
    /// What was carried, under the new version.
    pub new: Case<'a>,
    /// Where everything comes from.
    pub carried: &'a Carried,
    /// Why, or when, the new scorecard is the counterpart.
    pub why: Option<&'a str>,
}

/// What an answer is called in a dossier.
fn answer(criterion: &Criterion, answer: &Answer) -> String {
    let option = |o: &usize| criterion.options.get(*o).map_or("", |o| &o.key).to_owned();
    match answer {
        Answer::Option(o) => option(o),
        Answer::Ticks(all) if all.is_empty() => "none".to_owned(),
        Answer::Ticks(all) => all.iter().map(option).collect::<Vec<_>>().join(", "),
        Answer::Finding(f) => criterion
            .findings
            .get(*f)
            .and_then(|f| f.key.clone())
            .unwrap_or_default(),
        Answer::None => "none".to_owned(),
        Answer::OneOf(all) => {
            let one = |o: &Option<usize>| o.as_ref().map_or_else(|| "none".to_owned(), option);
            all.iter().map(one).collect::<Vec<_>>().join("|")
        }
    }
}

fn held(criterion: &Criterion, all: &[Held]) -> String {
    let one = |h: &Held| match h {
        Held::Option(o) => answer(criterion, &Answer::Option(*o)),
        Held::Finding(f) => answer(criterion, &Answer::Finding(*f)),
        Held::None => "none".to_owned(),
    };
    all.iter().map(one).collect::<Vec<_>>().join("|")
}

fn state(came: &Came) -> (&'static str, Both) {
    match came.state {
        State::Settled => ("settled", both!("settled", "đã rõ")),
        State::Open => (
            "open",
            both!(
                "one of these, to be asked",
                "một trong các mức này, cần hỏi"
            ),
        ),
        State::Asked => ("asked", both!("to be asked", "cần hỏi")),
        State::New => ("new", both!("new, to be asked", "mới, cần hỏi")),
        State::Conflict => (
            "conflict",
            both!(
                "the old answers leave nothing that fits, to be asked",
                "các câu trả lời cũ không cùng hợp với mức nào, cần hỏi"
            ),
        ),
        State::ByFacts => ("by_facts", both!("facts give it", "do dữ kiện")),
    }
}

/// Where an answer comes from, on one line.
fn whence(m: &Move<'_>, came: &Came, lang: Lang) -> String {
    let mut said = vec![lang.of(&state(came).1).to_owned()];
    for origin in &came.origins {
        let from: Vec<String> = origin
            .from
            .iter()
            .filter_map(|(i, h)| {
                let c = m.old.card.criteria.get(*i)?;
                let h = if h.is_empty() {
                    "?".to_owned()
                } else {
                    held(c, h)
                };
                Some(format!("{} {h}", c.number))
            })
            .collect();
        let mut text = format!("← {}", from.join(" & "));
        for why in origin.turns.iter().chain(&origin.why) {
            text.push_str(": ");
            text.push_str(why);
        }
        said.push(text);
    }
    said.extend(came.why.clone());
    said.join("; ").replace(['\n', '\r'], " ")
}

/// Where the answers come from, in one language: from which version and
/// scorecard, and by criterion from which answers along which line.
#[must_use]
pub fn came_from(m: &Move<'_>, lang: Lang) -> CarriedFrom {
    CarriedFrom {
        from: format!("{} {}", m.old.ruleset.label(), m.old.card.id),
        answers: m
            .carried
            .came
            .iter()
            .enumerate()
            .filter(|(_, came)| !came.origins.is_empty())
            .map(|(i, came)| (i, whence(m, came, lang)))
            .collect(),
    }
}

/// The same as fields of a file.
fn carried_fields(m: &Move<'_>, lang: Lang) -> Vec<(String, String)> {
    let came = came_from(m, lang);
    let mut all = vec![("from".to_owned(), came.from)];
    all.extend(came.answers.into_iter().filter_map(|(i, text)| {
        let c = m.new.card.criteria.get(i)?;
        Some((c.number.clone(), text))
    }));
    all
}

/// A text as YAML reads it.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

/// A value of a fact as a dossier gives it.
fn value(ty: &Type, given: &Value) -> Json {
    match given {
        Value::Num(n) => {
            let mut text = n.to_string();
            // Three decimals could be taken for thousands.
            if text
                .split_once('.')
                .is_some_and(|(_, part)| part.len() == 3)
            {
                text.push('0');
            }
            if matches!(ty, Type::Number(unit) if unit.is_percent()) {
                text.push('%');
            }
            Json::from(text)
        }
        Value::Bool(yes) => Json::from(*yes),
        Value::Date(day) => Json::from(day.to_string()),
        Value::Text(text) | Value::Choice(text) => Json::from(text.as_str()),
        Value::List(records) => {
            let fields = match ty {
                Type::List(fields) => fields.as_slice(),
                _ => &[],
            };
            let record = |r: &Vec<Option<Value>>| {
                let all = fields.iter().zip(r).filter_map(|(f, v)| {
                    let v = v.as_ref()?;
                    Some((f.name.clone(), value(&f.ty, v)))
                });
                Json::from_iter(all)
            };
            records.iter().map(record).collect()
        }
    }
}

/// The fields of the new dossier, in the order in which they are written.
fn fields(m: &Move<'_>) -> Vec<(String, Json)> {
    let (ruleset, card, d) = (m.new.ruleset, m.new.card, m.new.dossier);
    let mut all: Vec<(String, Json)> = Vec::new();
    let mut put = |name: &str, value: Option<Json>| {
        if let Some(value) = value {
            all.push((name.to_owned(), value));
        }
    };
    put("id", d.id.clone().map(Json::from));
    put("product", d.product.clone().map(Json::from));
    put("ruleset", Some(Json::from(ruleset.label())));
    put("scorecard", Some(Json::from(card.id.as_str())));
    put("kind", d.kind.map(|k| Json::from(k.as_str())));
    put("filed", d.filed.map(|d| Json::from(d.to_string())));
    put("assessed", d.assessed.map(|d| Json::from(d.to_string())));
    put("illustrative", d.illustrative.then(|| Json::from(true)));
    put("answered_by", d.answered_by.clone().map(Json::from));
    put("members", d.members.map(Json::from));
    for (name, text) in &d.info {
        put(name, Some(Json::from(text.as_str())));
    }
    for (fact, given) in ruleset.facts.iter().zip(&d.facts) {
        if let Some(given) = given {
            put(&fact.name, Some(value(&fact.ty, &given.value)));
        }
    }
    let keys: Vec<Json> = d
        .answers
        .findings
        .iter()
        .filter_map(|i| card.findings.get(*i)?.key.clone())
        .map(Json::from)
        .collect();
    put("findings", (!keys.is_empty()).then_some(Json::from(keys)));
    all
}

/// The answers of a sheet by the numbers of criteria.
fn sheet(m: &Move<'_>, answers: &Answers) -> Vec<(usize, String, String)> {
    let all = m
        .new
        .card
        .criteria
        .iter()
        .enumerate()
        .zip(&answers.criteria);
    all.filter_map(|((i, c), a)| Some((i, c.number.clone(), answer(c, a.as_ref()?))))
        .collect()
}

fn evidence(m: &Move<'_>) -> Vec<Json> {
    let (ruleset, card) = (m.new.ruleset, m.new.card);
    let one = |e: &crate::dossier::Evidence| {
        let mut paper = Map::new();
        let about = match e.about {
            EvidenceFor::Criterion(i) => card.criteria.get(i).map(|c| c.number.clone()),
            EvidenceFor::Fact(i) => ruleset.facts.get(i).map(|f| f.name.clone()),
            EvidenceFor::Group(i) => card.groups.get(i).map(|g| g.code.clone()),
            EvidenceFor::Whole => None,
        };
        let texts = [
            ("for", about),
            ("title", Some(e.title.clone())),
            ("by", e.by.clone()),
            ("number", e.number.clone()),
            ("issued", e.issued.map(|d| d.to_string())),
            ("expires", e.expires.map(|d| d.to_string())),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                paper.insert(name.to_owned(), Json::from(text));
            }
        }
        Json::from(paper)
    };
    m.new.dossier.evidence.iter().map(one).collect()
}

fn assessors(m: &Move<'_>) -> Vec<Json> {
    let one = |a: &crate::dossier::Assessor| {
        let mut all = Map::new();
        all.insert("name".to_owned(), Json::from(a.name.as_str()));
        for (_, number, answer) in sheet(m, &a.answers) {
            all.insert(number, Json::from(answer));
        }
        Json::from(all)
    };
    m.new.dossier.assessors.iter().map(one).collect()
}

/// What is lost: old criteria and facts that go nowhere.
fn lost(m: &Move<'_>) -> Vec<(String, Option<String>)> {
    let criteria = m.carried.dropped.iter().filter_map(|(i, why)| {
        let c = m.old.card.criteria.get(*i)?;
        Some((format!("{} {}", c.number, c.title), why.clone()))
    });
    let facts = m.carried.facts_dropped.iter().filter_map(|(i, why)| {
        let f = m.old.ruleset.facts.get(*i)?;
        Some((f.name.clone(), why.clone()))
    });
    let findings = m.carried.findings_dropped.iter().filter_map(|i| {
        let f = m.old.card.findings.get(*i)?;
        Some((f.label.clone(), None))
    });
    criteria.chain(facts).chain(findings).collect()
}

/// The new dossier as a YAML file that tells where each answer comes from.
#[must_use]
pub fn carried_yaml(m: &Move<'_>, lang: Lang) -> String {
    let mut out = String::new();
    let remark = |out: &mut String, text: &Both| {
        let _ = writeln!(out, "# {}", lang.of(text).replace(['\n', '\r'], " "));
    };
    let (from, card) = (m.old.ruleset.label(), m.old.card.id.as_str());
    remark(
        &mut out,
        &both!(
            "Carried from {from}, scorecard {card}. Check it before it is used.",
            "Chuyển từ {from}, phiếu {card}. Cần soát lại trước khi dùng."
        ),
    );
    if let Some(why) = m.why {
        remark(&mut out, &Both::same(why));
    }
    let range = |case: &Case<'_>| {
        let t = case.outcome.total;
        let total = match t.known() {
            Some(n) => n.to_string(),
            None => format!("{} .. {}", t.lo, t.hi),
        };
        let names: Vec<String> = case
            .outcome
            .level
            .0
            .iter()
            .map(|l| match l.and_then(|l| case.card.rating.levels.get(l)) {
                Some(level) => level.name.clone(),
                None => "-".to_owned(),
            })
            .collect();
        (total, names.join(" | "))
    };
    let ((old, old_level), (new, new_level)) = (range(&m.old), range(&m.new));
    let asked = m.new.outcome.missing.len();
    remark(
        &mut out,
        &both!(
            "Before: {old} points, level {old_level}. Now: {new} points, level {new_level}; to be asked: {asked}.",
            "Trước: {old} điểm, hạng {old_level}. Nay: {new} điểm, hạng {new_level}; cần hỏi: {asked}."
        ),
    );
    for (name, value) in fields(m) {
        let _ = writeln!(out, "{}: {value}", quoted(&name));
    }
    for (i, c) in m.new.card.criteria.iter().enumerate() {
        let Some(came) = m.carried.came.get(i) else {
            continue;
        };
        let told = whence(m, came, lang);
        let number = quoted(&c.number);
        let given = m
            .new
            .dossier
            .answers
            .criteria
            .get(i)
            .and_then(Option::as_ref);
        let _ = match given {
            Some(a) => writeln!(out, "{number}: {}  # {told}", quoted(&answer(c, a))),
            None => writeln!(out, "# {number}: {}: {told}", c.title),
        };
    }
    for (name, all) in [("evidence", evidence(m)), ("assessors", assessors(m))] {
        if all.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{name}:");
        for one in all {
            let _ = writeln!(out, "  - {one}");
        }
    }
    let _ = writeln!(out, "carried:");
    for (name, text) in carried_fields(m, lang) {
        let _ = writeln!(out, "  {}: {}", quoted(&name), quoted(&text));
    }
    for (what, why) in lost(m) {
        let why = why.map_or_else(String::new, |w| format!(": {w}"));
        remark(
            &mut out,
            &both!("not carried: {what}{why}", "không chuyển: {what}{why}"),
        );
    }
    out
}

/// The carried dossier, where each answer comes from, and both results.
#[must_use]
pub fn carried_json(m: &Move<'_>) -> Json {
    let mut dossier = Map::new();
    dossier.extend(fields(m));
    for (_, number, answer) in sheet(m, &m.new.dossier.answers) {
        dossier.insert(number, Json::from(answer));
    }
    for (name, all) in [("evidence", evidence(m)), ("assessors", assessors(m))] {
        if !all.is_empty() {
            dossier.insert(name.to_owned(), Json::from(all));
        }
    }
    let came: Map<String, Json> = carried_fields(m, Lang::En)
        .into_iter()
        .map(|(name, text)| (name, Json::from(text)))
        .collect();
    dossier.insert("carried".to_owned(), Json::from(came));
    let criteria: Vec<Json> = m
        .new
        .card
        .criteria
        .iter()
        .zip(&m.carried.came)
        .enumerate()
        .map(|(i, (c, came))| {
            let given = m
                .new
                .dossier
                .answers
                .criteria
                .get(i)
                .and_then(Option::as_ref);
            let from: Vec<Json> = came
                .origins
                .iter()
                .map(|o| {
                    let old: Vec<Json> = o
                        .from
                        .iter()
                        .filter_map(|(i, h)| {
                            let c = m.old.card.criteria.get(*i)?;
                            let given = (!h.is_empty()).then(|| held(c, h));
                            Some(
                                json!({ "criterion": c.number, "title": c.title, "answer": given }),
                            )
                        })
                        .collect();
                    let to = o.to.as_ref().map(|h| held(c, h));
                    json!({ "old": old, "allows": to, "why": o.why, "of_options": o.turns })
                })
                .collect();
            json!({
                "criterion": c.number,
                "title": c.title,
                "state": state(came).0,
                "answer": given.map(|a| answer(c, a)),
                "from": from,
                "why": came.why,
            })
        })
        .collect();
    let lost: Vec<Json> = lost(m)
        .into_iter()
        .map(|(what, why)| json!({ "what": what, "why": why }))
        .collect();
    json!({
        "dossier": dossier,
        "criteria": criteria,
        "not_carried": lost,
        "scorecard_why": m.why,
        "before": super::result_json(&m.old),
        "after": super::result_json(&m.new),
    })
}
