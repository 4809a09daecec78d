//! The result of a dossier in JSON. The names here are public (`docs/json.md`):
//! they may be added to, not renamed.

use super::{Case, counts};
use crate::exact::Num;
use crate::model::{Criterion, Form, Rating};
use crate::score::{
    CriterionOutcome, FindingOutcome, How, Levels, MinimumKind, MinimumOutcome, Range, Tri,
};
use crate::syntax::tree::{FindingKind, GroupKind};
use serde_json::{Map, Value, json};

/// The result of a dossier: one object, numbers as exact strings.
#[must_use]
pub fn result_json(case: &Case) -> Value {
    let o = case.outcome;
    let rating = &case.card.rating;
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        out.insert(name.to_owned(), value);
    };
    put("id", json!(case.dossier.id));
    put("ruleset", json!(case.ruleset.name));
    put("version", json!(case.ruleset.version));
    if !case.ruleset.amended.is_empty() {
        let numbers: Vec<&str> = case
            .ruleset
            .amended
            .iter()
            .map(|a| a.number.as_str())
            .collect();
        put("amended_by", json!(numbers));
    }
    put("scorecard", json!(case.card.id));
    put("product", json!(case.dossier.product));
    put("illustrative", json!(case.dossier.illustrative));
    if let Some(carried) = &case.dossier.carried {
        let by_number = carried.answers.iter().filter_map(|(i, text)| {
            let c = case.card.criteria.get(*i)?;
            Some((c.number.clone(), Value::from(text.as_str())))
        });
        let answers: Map<String, Value> = by_number.collect();
        put(
            "carried",
            json!({ "from": carried.from, "answers": answers }),
        );
    }
    put("complete", json!(o.complete()));
    put("total", known(o.total));
    put("range", ends(o.total));
    put("level", known_level(rating, &o.level));
    put("level_range", level_ends(rating, &o.level));
    let unavailable = rating.unavailable.as_ref();
    put(
        "level_unavailable",
        json!(unavailable.filter(|_| o.level.0.is_empty())),
    );
    put("level_by_total", known_level(rating, &o.level_by_total));
    put(
        "level_by_total_range",
        level_ends(rating, &o.level_by_total),
    );
    put("measured", o.measured.map_or(Value::Null, known));
    put("measured_range", o.measured.map_or(Value::Null, ends));
    let (parts, ranges) = parts(case);
    put("parts", parts);
    put("parts_range", ranges);
    put("groups", groups(case));
    put("criteria", criteria(case));
    put("minimums_failed", minimums_failed(case));
    put("minimums", minimums(case));
    put("lifts", lifts(case));
    put("rejected", findings(case, FindingKind::Reject, Tri::Yes));
    put("stopped", findings(case, FindingKind::Stop, Tri::Yes));
    put("not_excluded", not_excluded(case));
    put("missing", missing(case));
    put("assumptions", assumptions(case));
    put("council", council(case));
    put("troubles", troubles(case));
    put("basis", basis(case));
    put(
        "receipt",
        serde_json::to_value(case.receipt).unwrap_or_default(),
    );
    Value::Object(out)
}

/// A value, or null while it is open.
fn known(r: Range) -> Value {
    r.known().map_or(Value::Null, num)
}

/// `[lo, hi]`
fn ends(r: Range) -> Value {
    json!([num(r.lo), num(r.hi)])
}

fn num(n: Num) -> Value {
    Value::String(n.to_string())
}

/// A level by its place: its number, else its name; null for none.
fn level(rating: &Rating, place: Option<usize>) -> Value {
    place
        .and_then(|p| rating.levels.get(p))
        .map_or(Value::Null, crate::model::Level::to_json)
}

fn known_level(rating: &Rating, levels: &Levels) -> Value {
    level(rating, levels.known().flatten())
}

fn level_ends(rating: &Rating, levels: &Levels) -> Value {
    let (lo, hi) = levels.ends();
    json!([level(rating, lo), level(rating, hi)])
}

fn tri(t: Tri) -> Value {
    match t {
        Tri::Yes => json!(true),
        Tri::No => json!(false),
        Tri::Unknown => Value::Null,
    }
}

fn number(case: &Case, i: usize) -> Value {
    case.card
        .criteria
        .get(i)
        .map_or(Value::Null, |c| json!(c.number))
}

fn parts(case: &Case) -> (Value, Value) {
    let mut points = Map::new();
    let mut ranges = Map::new();
    for (i, part) in case.card.parts() {
        if let Some(o) = case.outcome.groups.get(i) {
            points.insert(part.code.clone(), known(o.points));
            ranges.insert(part.code.clone(), ends(o.points));
        }
    }
    (Value::Object(points), Value::Object(ranges))
}

fn groups(case: &Case) -> Value {
    case.card
        .groups
        .iter()
        .zip(&case.outcome.groups)
        .map(|(g, o)| {
            json!({
                "kind": match g.kind {
                    GroupKind::Part => "part",
                    GroupKind::Section => "section",
                    GroupKind::Criterion => "criterion",
                },
                "number": g.code,
                "points": known(o.points),
                "range": ends(o.points),
                "max": known(o.max),
                "counts": tri(o.counts),
                "capped": o.capped.map(num),
            })
        })
        .collect()
}

fn criteria(case: &Case) -> Value {
    case.card
        .criteria
        .iter()
        .zip(&case.outcome.criteria)
        .map(|(c, o)| criterion(c, o))
        .collect()
}

fn criterion(c: &Criterion, o: &CriterionOutcome) -> Value {
    let key = |i: &usize| c.options.get(*i).map(|x| x.key.clone());
    let option = match (c.form, o.options.as_slice()) {
        (Form::Choice | Form::YesNo, [one]) => key(one),
        _ => None,
    };
    let mut out = json!({
        "number": c.number,
        "points": known(o.points),
        "range": ends(o.points),
        "max": num(c.max),
        "option": option,
        "status": o.status,
        "counts": counts(o),
    });
    if let Some(map) = out.as_object_mut() {
        let keys = |all: &[usize]| -> Value { all.iter().filter_map(key).collect() };
        match c.form {
            Form::Checklist => {
                map.insert("ticks".to_owned(), keys(&o.ticks));
            }
            Form::Ladder => {
                map.insert("rung".to_owned(), json!(o.rung));
            }
            Form::Choice | Form::YesNo if o.options.len() > 1 => {
                map.insert("options".to_owned(), keys(&o.options));
            }
            _ => {}
        }
    }
    out
}

fn minimum(case: &Case, m: &MinimumOutcome) -> Map<String, Value> {
    let rating = &case.card.rating;
    let mut out = Map::new();
    let (number, needs, require) = match m.what {
        MinimumKind::Option { criterion, option } => {
            let c = case.card.criteria.get(criterion);
            (
                c.map(|c| c.number.clone()),
                c.and_then(|c| c.options.get(option)).map(|o| o.key.clone()),
                None,
            )
        }
        MinimumKind::CardRequire(i) => {
            let r = case.card.requires.get(i);
            (
                r.and_then(|r| r.place.clone()),
                None,
                r.map(|r| r.label.clone()),
            )
        }
        MinimumKind::RatingRequire(i) => {
            let r = rating.requires.get(i);
            (
                r.and_then(|r| r.place.clone()),
                None,
                r.map(|r| r.label.clone()),
            )
        }
    };
    out.insert("number".to_owned(), json!(number));
    out.insert("level".to_owned(), level(rating, Some(m.level)));
    if let Some(needs) = needs {
        out.insert("needs".to_owned(), json!(needs));
    }
    if let Some(text) = require {
        out.insert("require".to_owned(), json!(text));
    }
    out
}

fn minimums_failed(case: &Case) -> Value {
    case.outcome
        .failed_minimums()
        .map(|m| Value::Object(minimum(case, m)))
        .collect()
}

fn minimums(case: &Case) -> Value {
    case.outcome
        .minimums
        .iter()
        .map(|m| {
            let mut out = minimum(case, m);
            out.insert("met".to_owned(), tri(m.met));
            Value::Object(out)
        })
        .collect()
}

fn lifts(case: &Case) -> Value {
    let rating = &case.card.rating;
    rating
        .lifts
        .iter()
        .zip(&case.outcome.lifts)
        .map(|(l, acts)| {
            json!({
                "at": if l.at_least { "least" } else { "most" },
                "level": level(rating, Some(l.level)),
                "text": l.label,
                "acts": tri(*acts),
            })
        })
        .collect()
}

fn finding(case: &Case, f: &FindingOutcome) -> Value {
    let on_card = match f.criterion {
        Some(i) => case
            .card
            .criteria
            .get(i)
            .and_then(|c| c.findings.get(f.index)),
        None => case.card.findings.get(f.index),
    };
    json!({
        "number": f.criterion.map_or(Value::Null, |i| number(case, i)),
        "key": on_card.and_then(|x| x.key.clone()),
        "text": on_card.map(|x| x.label.clone()),
        "by": if f.answered { "answer" } else { "facts" },
    })
}

fn findings(case: &Case, kind: FindingKind, state: Tri) -> Value {
    case.outcome
        .findings
        .iter()
        .filter(|f| f.kind == kind && f.state == state)
        .map(|f| finding(case, f))
        .collect()
}

/// Rejections and stops that depend on what is missing.
fn not_excluded(case: &Case) -> Value {
    case.outcome
        .findings
        .iter()
        .filter(|f| f.state == Tri::Unknown)
        .map(|f| {
            let mut out = finding(case, f);
            if let Some(map) = out.as_object_mut() {
                map.insert("kind".to_owned(), json!(f.kind));
                map.remove("by");
            }
            out
        })
        .collect()
}

fn missing(case: &Case) -> Value {
    case.outcome
        .missing
        .iter()
        .map(|m| {
            let facts: Vec<&str> = m
                .facts
                .iter()
                .filter_map(|f| case.ruleset.facts.get(*f))
                .map(|f| f.name.as_str())
                .collect();
            json!({
                "number": m.criterion.map_or(Value::Null, |i| number(case, i)),
                "answer": m.answer,
                "facts": facts,
                "dates": m.dates,
            })
        })
        .collect()
}

fn assumptions(case: &Case) -> Value {
    let rating = &case.card.rating;
    case.outcome
        .assumptions
        .iter()
        .filter_map(|u| {
            let a = case.ruleset.assumptions.get(u.assumption)?;
            let reading = |i: usize| a.choices.get(i).map(|c| c.name.clone());
            let at: Vec<Value> = u.criteria.iter().map(|i| number(case, *i)).collect();
            let others: Vec<Value> = u
                .others
                .iter()
                .map(|(choice, total, levels)| {
                    json!({
                        "reading": reading(*choice),
                        "total": known(*total),
                        "range": ends(*total),
                        "level": known_level(rating, levels),
                        "level_range": level_ends(rating, levels),
                    })
                })
                .collect();
            Some(json!({
                "name": a.name,
                "reading": reading(u.choice),
                "declared": a.declared,
                "criteria": at,
                "others": others,
            }))
        })
        .collect()
}

fn council(case: &Case) -> Value {
    let rating = &case.card.rating;
    let Some(c) = &case.outcome.council else {
        return Value::Null;
    };
    let assessors: Vec<Value> = c
        .assessors
        .iter()
        .map(|(name, total, levels)| {
            json!({
                "name": name,
                "total": known(*total),
                "range": ends(*total),
                "level": known_level(rating, levels),
                "level_range": level_ends(rating, levels),
            })
        })
        .collect();
    let differ: Vec<Value> = c
        .differ
        .iter()
        .map(|(i, options)| {
            let keys: Vec<Option<&str>> = options
                .iter()
                .map(|o| {
                    let criterion = case.card.criteria.get(*i)?;
                    criterion.options.get((*o)?).map(|o| o.key.as_str())
                })
                .collect();
            json!({ "number": number(case, *i), "options": keys })
        })
        .collect();
    json!({
        "assessors": assessors,
        "average": c.average.map_or(Value::Null, known),
        "average_range": c.average.map_or(Value::Null, ends),
        "rounded": c.rounded.map_or(Value::Null, known),
        "rounded_range": c.rounded.map_or(Value::Null, ends),
        "quorum": c.quorum.map(|q| json!({
            "present": q.present,
            "members": q.members,
            "needed": num(q.needed),
            "met": q.met,
        })),
        "spread": c.spread.map(|s| json!({
            "widest": s.widest.map(num),
            "limit": num(s.limit),
            "met": tri(s.met),
        })),
        "differ": differ,
        "farthest": c.farthest.and_then(|i| c.assessors.get(i)).map(|(name, ..)| name),
    })
}

fn troubles(case: &Case) -> Value {
    case.outcome
        .troubles
        .iter()
        .map(|t| {
            json!({
                "number": t.criterion.map_or(Value::Null, |i| number(case, i)),
                "what": t.what,
            })
        })
        .collect()
}

fn basis(case: &Case) -> Value {
    let b = case.basis;
    let (how, extra) = match &b.how {
        How::Named { outside } => ("named", json!({ "outside": outside })),
        How::Assessed(on) => ("assessed", json!({ "on": on })),
        How::Filed(on) => ("filed", json!({ "on": on })),
        How::AsOf(on) => ("as_of", json!({ "on": on })),
        How::Kept { by, cite, on } => ("kept", json!({ "by": by, "cite": cite, "on": on })),
        How::Only => ("only", json!({})),
    };
    let mut out = json!({ "how": how });
    if let Some(map) = out.as_object_mut() {
        if let Value::Object(extra) = extra {
            map.extend(extra);
        }
        map.insert("from".to_owned(), json!(b.from));
        map.insert("until".to_owned(), json!(b.until));
        map.insert("repealed_by".to_owned(), json!(b.repealed_by));
    }
    out
}
