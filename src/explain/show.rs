//! A consolidated ruleset in JSON. The names here are public (`docs/json.md`):
//! they may be added to, not renamed.

use super::blame;
use super::phrase::Speaker;
use crate::model::{
    Child, Criterion, Expr, Fact, Finding, Form, Group, Interval, Key, Level, Lift, Oddity, OnlyIf,
    Opt, Rating, Require, Ruleset, Scorecard, Type, Value as Datum,
};
use crate::syntax::tree::{AverageKind, FindingKind, GroupKind, MissingPolicy};
use crate::text::Lang;
use serde_json::{Map, Value, json};

/// Groups inside groups deeper than this are not followed.
pub(super) const DEEPEST: usize = 32;

/// A card with the rules it belongs to.
#[derive(Clone, Copy)]
struct Shown<'a> {
    ruleset: &'a Ruleset,
    card: &'a Scorecard,
}

impl Shown<'_> {
    /// A condition or formula in words: `{"en", "vi"}`.
    fn says(&self, e: &Expr) -> Value {
        let words = |lang| {
            Speaker {
                ruleset: self.ruleset,
                card: self.card,
                lang,
            }
            .phrase(e)
        };
        json!({ "en": words(Lang::En), "vi": words(Lang::Vi) })
    }

    /// The same, or null where nothing is asked.
    fn says_if(&self, e: Option<&Expr>) -> Value {
        e.map_or(Value::Null, |e| self.says(e))
    }
}

/// The consolidated ruleset: every card with all that it shares carried out.
#[must_use]
pub fn show_json(ruleset: &Ruleset) -> Value {
    let cards: Vec<Value> = ruleset
        .cards
        .values()
        .map(|card| scorecard(Shown { ruleset, card }))
        .collect();
    let mut shown = json!({
        "ruleset": ruleset.name,
        "version": ruleset.version,
        "title": ruleset.title,
        "signed": ruleset.signed,
        "applies_from": ruleset.applies_from,
        "applies_until": ruleset.applies_until,
        "repeals": ruleset.repeals.iter().map(|r| json!({
            "version": r.version,
            "from": r.from,
        })).collect::<Vec<_>>(),
        "cites": ruleset.cites,
        "notes": ruleset.notes,
        "oddities": oddities(&ruleset.oddities),
        "facts": ruleset.facts.iter().map(fact).collect::<Vec<_>>(),
        "assumptions": ruleset.assumptions.iter().map(|a| json!({
            "name": a.name,
            "text": a.text,
            "reading": a.reading(),
            "declared": a.declared,
            "readings": a.choices.iter().map(|c| json!({
                "name": c.name,
                "label": c.label,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "council": ruleset.council.as_ref().map(|c| json!({
            "average": match c.average {
                AverageKind::Mean => "mean",
                AverageKind::Median => "median",
            },
            "rounding": c.rounding,
            "quorum": c.quorum,
            "spread": c.spread,
            "cites": c.cites,
        })),
        "certificate": ruleset.certificate.as_ref().map(|c| json!({
            "from": named_level(ruleset, &c.from),
            "months": c.months,
            "renew_days": c.renew.map(|(early, late)| [early, late]),
        })),
        "authorities": ruleset.authorities.iter().map(|a| json!({
            "levels": a.levels.iter().map(|l| named_level(ruleset, l)).collect::<Vec<_>>(),
            "who": a.who,
        })).collect::<Vec<_>>(),
        "sha256": ruleset.digest,
        "scorecards": cards,
    });
    if let (Some(map), false) = (shown.as_object_mut(), ruleset.amended.is_empty()) {
        map.insert("state".to_owned(), json!(ruleset.state()));
        map.insert("amended".to_owned(), json!(blame::amended(ruleset)));
        map.insert("changes".to_owned(), json!(blame::changes(ruleset)));
    }
    shown
}

/// A level by its name, as results give it.
fn named_level(ruleset: &Ruleset, name: &str) -> Value {
    ruleset
        .cards
        .values()
        .flat_map(|c| &c.rating.levels)
        .find(|l| l.name == name)
        .map_or_else(|| json!(name), Level::to_json)
}

fn oddities(all: &[Oddity]) -> Vec<&str> {
    all.iter().map(|o| o.text.as_str()).collect()
}

fn fact(f: &Fact) -> Value {
    let mut out = type_json(&f.ty);
    if let Some(map) = out.as_object_mut() {
        let mut all = Map::new();
        all.insert("name".to_owned(), json!(f.name));
        all.insert("label".to_owned(), json!(f.label));
        all.append(map);
        all.insert("whole".to_owned(), json!(f.whole));
        all.insert("range".to_owned(), json!(f.range.as_ref().map(interval)));
        all.insert("missing".to_owned(), json!(policy(f.missing)));
        all.insert("scorecard".to_owned(), json!(f.card));
        *map = all;
    }
    out
}

fn type_json(ty: &Type) -> Value {
    match ty {
        Type::Number(u) => json!({ "type": "number", "unit": u.to_string() }),
        Type::Bool => json!({ "type": "yes_no" }),
        Type::Date => json!({ "type": "date" }),
        Type::Text => json!({ "type": "text" }),
        Type::OneOf(all) => json!({
            "type": "one_of",
            "values": all.iter().map(|c| json!({ "name": c.name, "label": c.label })).collect::<Vec<_>>(),
        }),
        Type::List(fields) => json!({
            "type": "list",
            "fields": fields.iter().map(|f| {
                let mut out = type_json(&f.ty);
                if let Some(map) = out.as_object_mut() {
                    map.insert("name".to_owned(), json!(f.name));
                    map.insert("label".to_owned(), json!(f.label));
                }
                out
            }).collect::<Vec<_>>(),
        }),
        Type::OptionOf(_) => json!({ "type": "option" }),
    }
}

fn policy(p: MissingPolicy) -> &'static str {
    match p {
        MissingPolicy::Unknown => "unknown",
        MissingPolicy::Lowest => "lowest",
        MissingPolicy::Excluded => "excluded",
    }
}

fn interval(i: &Interval) -> Value {
    json!({ "lo": i.lo, "lo_in": i.lo_in, "hi": i.hi, "hi_in": i.hi_in })
}

fn scorecard(s: Shown) -> Value {
    let card = s.card;
    let Inside {
        parts,
        sections,
        criteria,
    } = inside(s, &card.children, false, 0);
    json!({
        "id": card.id,
        "set": card.set.map(|n| n.to_i64().map_or_else(|| json!(n), |w| json!(w))),
        "title": card.title,
        "path": card.path,
        "samples": card.samples,
        "max": card.max,
        "unavailable": card.unavailable,
        "cites": card.cites,
        "notes": card.notes,
        "oddities": oddities(&card.oddities),
        "rating": rating(s, &card.rating),
        "requires": requires(s, &card.rating, &card.requires),
        "findings": findings(s, &card.findings),
        "parts": parts,
        "sections": sections,
        "criteria": criteria,
    })
}

fn rating(s: Shown, r: &Rating) -> Value {
    let level = |place: usize| r.levels.get(place).map_or(Value::Null, Level::to_json);
    let levels: Vec<Value> = r
        .levels
        .iter()
        .rev()
        .map(|l| {
            json!({
                "level": l.to_json(),
                "name": l.name,
                "label": l.label,
                "band": if l.band.is_empty() { Value::Null } else { interval(&l.band) },
            })
        })
        .collect();
    let lifts: Vec<Value> = r
        .lifts
        .iter()
        .map(|l: &Lift| {
            json!({
                "at": if l.at_least { "least" } else { "most" },
                "level": level(l.level),
                "text": l.label,
                "when": s.says(&l.when),
            })
        })
        .collect();
    json!({
        "of": s.says(&r.of),
        "unavailable": r.unavailable,
        "lower_is_better": r.lower_is_better,
        "levels": levels,
        "lifts": lifts,
        "requires": requires(s, r, &r.requires),
        "cites": r.cites,
    })
}

fn requires(s: Shown, rating: &Rating, all: &[Require]) -> Vec<Value> {
    all.iter()
        .map(|q| {
            json!({
                "level": rating.levels.get(q.level).map_or(Value::Null, Level::to_json),
                "text": q.label,
                "number": q.place,
                "when": s.says(&q.when),
            })
        })
        .collect()
}

fn findings(s: Shown, all: &[Finding]) -> Vec<Value> {
    all.iter()
        .map(|f| {
            json!({
                "kind": match f.kind {
                    FindingKind::Reject => "reject",
                    FindingKind::Stop => "stop",
                },
                "key": f.key,
                "text": f.label,
                "when": s.says_if(f.when.as_ref()),
            })
        })
        .collect()
}

fn only_if(s: Shown, o: &OnlyIf) -> Value {
    json!({ "when": s.says(&o.when), "else": o.otherwise, "text": o.label })
}

/// What stands in a card or a group, by kind, each in order of the page.
#[derive(Default)]
struct Inside {
    parts: Vec<Value>,
    sections: Vec<Value>,
    criteria: Vec<Value>,
}

fn inside(s: Shown, children: &[Child], in_part: bool, depth: usize) -> Inside {
    let mut all = Inside::default();
    if depth > DEEPEST {
        return all;
    }
    for child in children {
        match child {
            Child::Criterion(i) => {
                let Some(c) = s.card.criteria.get(*i) else {
                    continue;
                };
                let value = criterion(s, c);
                if in_part {
                    all.sections
                        .push(leaf(&c.number, &c.title, json!(c.max), value));
                } else {
                    all.criteria.push(value);
                }
            }
            Child::Group(g) => {
                let Some(g) = s.card.groups.get(*g) else {
                    continue;
                };
                let value = group(s, g, depth);
                match g.kind {
                    GroupKind::Part => all.parts.push(value),
                    GroupKind::Section => all.sections.push(value),
                    GroupKind::Criterion if in_part => {
                        all.sections
                            .push(leaf(&g.code, &g.title, json!(g.max), value));
                    }
                    GroupKind::Criterion => all.criteria.push(value),
                }
            }
        }
    }
    all
}

fn group(s: Shown, g: &Group, depth: usize) -> Value {
    let in_part = g.kind == GroupKind::Part;
    let children = inside(s, &g.children, in_part, depth + 1);
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        out.insert(name.to_owned(), value);
    };
    let name = if g.kind == GroupKind::Part {
        "code"
    } else {
        "number"
    };
    put(name, json!(g.code));
    put("title", json!(g.title));
    put("max", json!(g.max));
    if g.kind == GroupKind::Criterion {
        put("kind", json!("group"));
        put("options", json!([]));
    }
    put("subtracted", json!(g.subtracted));
    put("best", json!(g.best));
    put("cap", json!(g.cap));
    put(
        "only_if",
        g.only_if.as_ref().map_or(Value::Null, |o| only_if(s, o)),
    );
    put("cites", json!(g.cites));
    put("notes", json!(g.notes));
    put("evidence", json!(g.evidence));
    put("oddities", json!(oddities(&g.oddities)));
    if g.kind == GroupKind::Part || !children.sections.is_empty() {
        put("sections", json!(children.sections));
    }
    if g.kind != GroupKind::Part {
        put("criteria", json!(children.criteria));
    }
    blame::sign(&mut out, s.ruleset, &s.card.id, (&g.code, None), g.span);
    Value::Object(out)
}

/// A criterion that stands directly on a part, as the section that the printed
/// card makes of it: so parts always hold sections, and sections criteria.
fn leaf(number: &str, title: &str, max: Value, criterion: Value) -> Value {
    json!({
        "number": number,
        "title": title,
        "max": max,
        "leaf": true,
        "criteria": [criterion],
    })
}

/// The name of a form.
fn form(f: Form) -> &'static str {
    match f {
        Form::Choice => "choice",
        Form::YesNo => "yes_no",
        Form::Checklist => "checklist",
        Form::Ladder => "ladder",
        Form::Formula => "formula",
    }
}

fn criterion(s: Shown, c: &Criterion) -> Value {
    let options: Vec<Value> = c.options.iter().map(|o| option(s, c, o)).collect();
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        out.insert(name.to_owned(), value);
    };
    put("number", json!(c.number));
    put("title", json!(c.title));
    put("max", json!(c.max));
    put("kind", json!(form(c.form)));
    put("options", json!(options));
    if !c.cases.is_empty() {
        let cases: Vec<Value> = c
            .cases
            .iter()
            .map(|k| json!({ "key": k.key, "title": k.title, "when": s.says_if(k.when.as_ref()) }))
            .collect();
        put("cases", json!(cases));
    }
    if let Some(by) = &c.selector {
        let branches: Vec<Vec<Value>> = by
            .branches
            .iter()
            .map(|keys| keys.iter().map(key).collect())
            .collect();
        put("branch_by", s.says(&by.of));
        put("branches", json!(branches));
    }
    if let Some(of) = &c.of {
        put("of", s.says(of));
    }
    if !c.rungs.is_empty() {
        let rungs: Vec<Value> = c
            .rungs
            .iter()
            .map(|r| {
                json!({
                    "of": key(&r.key),
                    "points": r.points,
                    "label": r.label,
                    "branch": r.branch,
                })
            })
            .collect();
        put("rungs", json!(rungs));
    }
    put("tick_cap", json!(c.tick_cap));
    put("rounding", json!(c.rounding));
    put("missing", json!(policy(c.missing)));
    put("findings", json!(findings(s, &c.findings)));
    let conditions: Vec<Value> = c.only_if.iter().map(|o| only_if(s, o)).collect();
    put("only_if", json!(conditions));
    let forces: Vec<Value> = c
        .forces
        .iter()
        .map(|f| {
            json!({
                "option": c.options.get(f.option).map(|o| &o.key),
                "when": s.says(&f.when),
                "text": f.label,
            })
        })
        .collect();
    put("forces", json!(forces));
    let caps: Vec<Value> = c
        .caps
        .iter()
        .map(|x| json!({ "points": x.points, "when": s.says_if(x.when.as_ref()), "text": x.label }))
        .collect();
    put("caps", json!(caps));
    let replaces: Vec<Value> = c
        .replaces
        .iter()
        .map(|r| {
            json!({
                "number": s.card.criteria.get(r.other).map(|o| &o.number),
                "when": s.says_if(r.when.as_ref()),
                "text": r.label,
            })
        })
        .collect();
    put("replaces", json!(replaces));
    put("evidence", json!(c.evidence));
    put("cites", json!(c.cites));
    put("notes", json!(c.notes));
    put("oddities", json!(oddities(&c.oddities)));
    blame::sign(&mut out, s.ruleset, &s.card.id, (&c.number, None), c.span);
    Value::Object(out)
}

fn option(s: Shown, c: &Criterion, o: &Opt) -> Value {
    let marks: Vec<Value> = o
        .marks
        .iter()
        .filter_map(|m| s.card.rating.levels.get(*m))
        .map(Level::to_json)
        .collect();
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        out.insert(name.to_owned(), value);
    };
    put("key", json!(o.key));
    put("points", json!(o.points));
    put("label", json!(o.label));
    put("minimum_for", json!(marks));
    put("when", s.says_if(o.when.as_ref()));
    if let Some(case) = o.case.and_then(|k| c.cases.get(k)) {
        put("case", json!(case.key));
    }
    if let Some(branch) = o.branch {
        put("branch", json!(branch));
    }
    if let Some((printed, why)) = &o.printed {
        put("printed", json!({ "text": printed, "why": why }));
    }
    let place = (c.number.as_str(), Some(o.key.as_str()));
    blame::sign(&mut out, s.ruleset, &s.card.id, place, o.span);
    Value::Object(out)
}

fn key(k: &Key) -> Value {
    match k {
        Key::Within(i) => interval(i),
        Key::Is(Datum::Num(n)) => json!({ "is": n }),
        Key::Is(Datum::Bool(b)) => json!({ "is": b }),
        Key::Is(Datum::Date(d)) => json!({ "is": d }),
        Key::Is(Datum::Text(t) | Datum::Choice(t)) => json!({ "is": t }),
        Key::Is(Datum::List(_)) => Value::Null,
        Key::Else => json!("else"),
    }
}
