//! The JSON Schema (2020-12) of the dossiers of a card: for editors that
//! complete and check while a dossier is written, and for programs that write
//! dossiers. It describes the plain way to write each value; reading accepts a
//! little more (`CÓ` for `có`), never less.

mod facts;

use super::fields::{FIELDS, Field, KINDS, Known, MEMBER, Member, PAPER, Paper};
use super::value::{NO, YES};
use crate::model::{Criterion, Finding, Form, Ruleset, Scorecard};
use crate::syntax::tree::MissingPolicy;
use crate::text::{Both, Lang, both};
use serde_json::{Map, Value, json};

/// The JSON Schema of the dossiers of a card, with titles and remarks in one
/// language. Field names of both languages are in it: both are read.
#[must_use]
pub fn schema(ruleset: &Ruleset, card: &Scorecard, lang: Lang) -> Value {
    let writer = Writer {
        ruleset,
        card,
        lang,
    };
    let (label, id, title) = (ruleset.label(), &card.id, &card.title);
    let heading = both!(
        "A dossier for the scorecard {id} of {label}: {title}",
        "Hồ sơ theo phiếu điểm {id} của {label}: {title}"
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": lang.of(&heading),
        "type": "object",
        "properties": writer.properties(),
        "additionalProperties": false,
        "$defs": {
            "text": { "type": ["string", "number", "boolean", "null"] },
            "day": {
                "type": ["string", "null"],
                "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})$"
            },
            "yes_no": { "enum": yes_no() },
            "evidence": writer.evidence(),
            "assessors": writer.assessors(),
        },
    })
}

fn yes_no() -> Vec<Value> {
    let words = YES.into_iter().chain(NO).map(Value::from);
    words
        .chain([json!(true), json!(false), Value::Null])
        .collect()
}

/// A name as a value: a number in YAML (`for: 1.5`) is one for editors.
fn forms(name: &str) -> Vec<Value> {
    let mut all = vec![Value::from(name)];
    let digits = name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if digits && let Ok(number @ Value::Number(_)) = serde_json::from_str(name) {
        all.push(number);
    }
    all
}

struct Writer<'a> {
    ruleset: &'a Ruleset,
    card: &'a Scorecard,
    lang: Lang,
}

impl Writer<'_> {
    fn say(&self, text: &Both) -> String {
        self.lang.of(text).to_owned()
    }

    fn properties(&self) -> Map<String, Value> {
        let mut all = Map::new();
        for field in FIELDS {
            let value = self.field(field);
            self.put(&mut all, field, &value);
        }
        for c in &self.card.criteria {
            if let Some(value) = self.criterion(c) {
                all.insert(c.number.clone(), value);
            }
        }
        let ours = |owner: &Option<String>| owner.as_ref().is_none_or(|o| *o == self.card.id);
        for fact in self.ruleset.facts.iter().filter(|f| ours(&f.card)) {
            // A field that all dossiers have keeps its meaning, unless it is free text.
            if super::fields::known(&fact.name).is_none_or(|f| f.is == Known::Info) {
                all.insert(fact.name.clone(), self.fact(fact));
            }
        }
        all
    }

    /// Puts a field under all its names, the one of the language first.
    fn put<K>(&self, all: &mut Map<String, Value>, field: &Field<K>, value: &Value) {
        all.insert(field.name(self.lang).to_owned(), value.clone());
        for name in field.names() {
            all.entry(name).or_insert_with(|| value.clone());
        }
    }

    fn field(&self, field: &Field<Known>) -> Value {
        let about = self.say(&field.about());
        let known = |value: &str| {
            let mut all = forms(value);
            all.push(Value::Null);
            all
        };
        match field.is {
            Known::Id | Known::Product | Known::AnsweredBy | Known::Info => {
                json!({ "description": about, "$ref": "#/$defs/text" })
            }
            Known::Ruleset => json!({
                "description": about,
                "enum": [self.ruleset.name, self.ruleset.label(), null],
            }),
            Known::Version => json!({
                "description": about,
                "enum": known(&self.ruleset.version),
            }),
            Known::Scorecard => json!({ "description": about, "enum": known(&self.card.id) }),
            Known::Kind => {
                let names = KINDS.iter().flat_map(Field::names).map(Value::from);
                let all: Vec<Value> = names.chain([Value::Null]).collect();
                json!({ "description": about, "enum": all })
            }
            Known::Filed | Known::Assessed => {
                json!({ "description": about, "$ref": "#/$defs/day" })
            }
            Known::Illustrative => json!({ "description": about, "$ref": "#/$defs/yes_no" }),
            Known::Members => json!({
                "description": about,
                "type": ["integer", "string", "null"],
                "minimum": 1,
                "pattern": format!("^{}$", facts::DIGITS),
            }),
            Known::Evidence => json!({ "description": about, "$ref": "#/$defs/evidence" }),
            Known::Assessors => json!({ "description": about, "$ref": "#/$defs/assessors" }),
            Known::Findings => self.findings(&about),
            Known::Carried => self.carried(&about),
        }
    }

    fn carried(&self, about: &str) -> Value {
        let numbers = self.card.criteria.iter().map(|c| c.number.clone());
        let names = ["from".to_owned(), "từ".to_owned()];
        let text = |name: String| (name, json!({ "$ref": "#/$defs/text" }));
        let fields: Map<String, Value> = names.into_iter().chain(numbers).map(text).collect();
        json!({
            "description": about,
            "type": ["object", "null"],
            "properties": fields,
            "additionalProperties": false,
        })
    }

    fn findings(&self, about: &str) -> Value {
        let keys: Vec<&str> = keys(&self.card.findings).map(|(key, _)| key).collect();
        let labels: Vec<&str> = keys_labels(&self.card.findings);
        if keys.is_empty() {
            return json!({ "description": about, "type": ["array", "null"], "maxItems": 0 });
        }
        json!({
            "description": about,
            "type": ["array", "null"],
            "items": { "enum": keys, "enumDescriptions": labels },
        })
    }

    /// A criterion that can be answered; `None` for one that is computed.
    fn criterion(&self, c: &Criterion) -> Option<Value> {
        let mut keys: Vec<Value> = Vec::new();
        let mut labels: Vec<String> = Vec::new();
        let mut lines: Vec<String> = Vec::new();
        let mut add = |names: Vec<Value>, line: String| {
            for name in names {
                if !keys.contains(&name) {
                    keys.push(name);
                    labels.push(line.clone());
                }
            }
        };
        for o in &c.options {
            let (points, label) = (o.points, &o.label);
            let line = self.say(&both!(
                "{label} ({points} points)",
                "{label} ({points} điểm)"
            ));
            lines.push(format!("{}: {line}", o.key));
            let names = match (c.form, o.key.as_str()) {
                (Form::YesNo, "yes") => words(&YES, true),
                (Form::YesNo, "no") => words(&NO, false),
                (_, key) => forms(key),
            };
            add(names, line);
        }
        if c.form == Form::Checklist {
            return Some(self.checklist(c, &keys, &labels, &lines));
        }
        for (key, label) in self::keys(&c.findings) {
            lines.push(format!("{key}: {label}"));
            add(vec![Value::from(key)], label.to_owned());
        }
        if c.may_hold_none() {
            let line = self.say(&both!("none of the options", "không thuộc lựa chọn nào"));
            lines.push(format!("none: {line}"));
            let names = super::bind::NO_OPTION.map(Value::from);
            add(names.into_iter().take(2).collect(), line);
        }
        if keys.is_empty() {
            return None;
        }
        keys.push(Value::Null);
        labels.push(self.say(&both!("not known", "chưa biết")));
        if c.form == Form::Choice && c.options.len() > 1 {
            let several = self.say(&both!(
                "`a|b`: one of these, not settled which",
                "«a|b»: một trong các lựa chọn này, chưa rõ là lựa chọn nào"
            ));
            return Some(json!({
                "title": self.heading(c),
                "description": self.lines(c, &lines),
                "anyOf": [
                    { "enum": keys, "enumDescriptions": labels },
                    { "type": "string", "pattern": "[|]", "description": several },
                ],
            }));
        }
        Some(json!({
            "title": self.heading(c),
            "description": self.lines(c, &lines),
            "enum": keys,
            "enumDescriptions": labels,
        }))
    }

    fn checklist(
        &self,
        c: &Criterion,
        keys: &[Value],
        labels: &[String],
        lines: &[String],
    ) -> Value {
        let mut lines = lines.to_vec();
        let mut forms = vec![
            json!({
                "type": "array",
                "uniqueItems": true,
                "items": { "enum": keys, "enumDescriptions": labels },
            }),
            json!({ "enum": keys, "enumDescriptions": labels }),
            json!({ "enum": super::bind::NO_TICKS }),
            json!({ "type": "string", "pattern": "[,; ]" }),
            json!({ "type": "null" }),
        ];
        for (key, label) in self::keys(&c.findings) {
            lines.push(format!("{key}: {label}"));
            forms.push(json!({ "const": key, "description": label }));
        }
        json!({
            "title": self.heading(c),
            "description": self.lines(c, &lines),
            "anyOf": forms,
        })
    }

    fn heading(&self, c: &Criterion) -> String {
        let (number, title, max) = (&c.number, &c.title, c.max);
        self.say(&both!(
            "{number} {title} (at most {max} points)",
            "{number} {title} (tối đa {max} điểm)"
        ))
    }

    fn lines(&self, c: &Criterion, lines: &[String]) -> String {
        let mut all = lines.to_vec();
        if !c.options.is_empty() && c.options.iter().all(|o| o.when.is_some()) {
            all.push(self.say(&both!(
                "Facts decide this; an answer is only needed where they are not known.",
                "Dữ kiện quyết định tiêu chí này; chỉ cần trả lời khi chưa có dữ kiện."
            )));
        }
        all.extend(self.missing(c.missing));
        all.join("\n")
    }

    fn missing(&self, policy: MissingPolicy) -> Option<String> {
        match policy {
            MissingPolicy::Unknown => None,
            MissingPolicy::Lowest => Some(self.say(&both!(
                "When it is not given, the lowest counts.",
                "Không ghi thì tính mức thấp nhất."
            ))),
            MissingPolicy::Excluded => Some(self.say(&both!(
                "When it is not given, it is left out of the sum.",
                "Không ghi thì không tính vào tổng."
            ))),
        }
    }

    fn evidence(&self) -> Value {
        let mut places: Vec<Value> = Vec::new();
        let criteria = self.card.criteria.iter().map(|c| c.number.as_str());
        let groups = self.card.groups.iter().map(|g| g.code.as_str());
        let facts = self.ruleset.facts.iter().map(|f| f.name.as_str());
        for form in criteria.chain(groups).chain(facts).flat_map(forms) {
            if !places.contains(&form) {
                places.push(form);
            }
        }
        let full = self.card.groups.iter().flat_map(super::bind::full_names);
        places.extend(full.map(Value::from));
        let mut fields = Map::new();
        for field in PAPER {
            let about = self.say(&field.about());
            let value = match field.is {
                Paper::For => json!({
                    "description": about,
                    "anyOf": [
                        { "enum": places },
                        { "type": "array", "items": { "enum": places } },
                        { "type": "null" },
                    ],
                }),
                Paper::Issued | Paper::Expires => {
                    json!({ "description": about, "$ref": "#/$defs/day" })
                }
                Paper::Title | Paper::By | Paper::Number => {
                    json!({ "description": about, "$ref": "#/$defs/text" })
                }
            };
            self.put(&mut fields, field, &value);
        }
        records(fields, PAPER.iter().find(|f| f.is == Paper::Title))
    }

    fn assessors(&self) -> Value {
        let mut fields = Map::new();
        for field in MEMBER {
            let about = self.say(&field.about());
            let value = match field.is {
                Member::Name => json!({ "description": about, "$ref": "#/$defs/text" }),
                Member::Findings => self.findings(&about),
            };
            self.put(&mut fields, field, &value);
        }
        for c in &self.card.criteria {
            if self.criterion(c).is_some() {
                let place = format!("#/properties/{}", pointer(&c.number));
                fields.insert(c.number.clone(), json!({ "$ref": place }));
            }
        }
        records(fields, MEMBER.iter().find(|f| f.is == Member::Name))
    }
}

/// A list of records, each with a field that must be there under one of its names.
fn records<K>(fields: Map<String, Value>, needed: Option<&Field<K>>) -> Value {
    let ways: Vec<Value> = needed
        .into_iter()
        .flat_map(Field::names)
        .map(|name| json!({ "required": [name] }))
        .collect();
    json!({
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "properties": fields,
            "additionalProperties": false,
            "anyOf": ways,
        },
    })
}

/// The findings that can be answered: key and wording.
fn keys(findings: &[Finding]) -> impl Iterator<Item = (&str, &str)> {
    findings
        .iter()
        .filter_map(|f| Some((f.key.as_deref()?, f.label.as_str())))
}

fn keys_labels(findings: &[Finding]) -> Vec<&str> {
    keys(findings).map(|(_, label)| label).collect()
}

fn words(words: &[&str], truth: bool) -> Vec<Value> {
    let all = words.iter().map(|w| Value::from(*w));
    all.chain([Value::Bool(truth)]).collect()
}

/// A name inside a JSON pointer that stands in a URI.
fn pointer(name: &str) -> String {
    let mut out = String::new();
    for b in name.bytes() {
        match b {
            b'~' => out.push_str("~0"),
            b'/' => out.push_str("~1"),
            b if b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_') => {
                out.push(char::from(b));
            }
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}
