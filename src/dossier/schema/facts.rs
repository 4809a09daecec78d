//! Facts in the schema: types, ranges and units.

use super::Writer;
use crate::dossier::bind::in_words;
use crate::exact::Num;
use crate::model::{Choice, Fact, Field, Interval, Type, Unit};
use crate::text::both;
use serde_json::{Map, Value, json};

/// A number written as text, whatever stands between its digits.
pub const DIGITS: &str = "[-−]?[0-9][0-9.,_' \u{a0}\u{202f}\u{2009}]*";

impl Writer<'_> {
    pub fn fact(&self, fact: &Fact) -> Value {
        let mut value = self.typed(&fact.ty, fact.whole, fact.range.as_ref());
        let title = fact.label.as_ref().unwrap_or(&fact.name);
        value.insert("title".to_owned(), Value::from(title.clone()));
        if let Some(policy) = self.missing(fact.missing) {
            let said = value.get("description").and_then(Value::as_str);
            let all = match said {
                Some(text) => format!("{text}\n{policy}"),
                None => policy,
            };
            value.insert("description".to_owned(), Value::from(all));
        }
        Value::Object(value)
    }

    fn typed(&self, ty: &Type, whole: bool, range: Option<&Interval>) -> Map<String, Value> {
        let value = match ty {
            Type::Number(unit) => self.number(unit, whole, range),
            Type::Bool => json!({ "$ref": "#/$defs/yes_no" }),
            Type::Date => json!({ "$ref": "#/$defs/day" }),
            Type::Text | Type::OptionOf(_) => json!({ "$ref": "#/$defs/text" }),
            Type::OneOf(choices) => self.one_of(choices),
            Type::List(fields) => self.list(fields),
        };
        match value {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    fn one_of(&self, choices: &[Choice]) -> Value {
        let mut names: Vec<Value> = Vec::new();
        let mut labels: Vec<String> = Vec::new();
        for c in choices {
            for form in super::forms(&c.name) {
                names.push(form);
                labels.push(c.label.as_ref().unwrap_or(&c.name).clone());
            }
        }
        names.push(Value::Null);
        labels.push(self.say(&both!("not known", "chưa biết")));
        json!({ "enum": names, "enumDescriptions": labels })
    }

    fn list(&self, fields: &[Field]) -> Value {
        let mut all = Map::new();
        for f in fields {
            let mut value = self.typed(&f.ty, f.whole, f.range.as_ref());
            if let Some(label) = &f.label {
                value.insert("title".to_owned(), Value::from(label.clone()));
            }
            all.insert(f.name.clone(), Value::Object(value));
        }
        json!({
            "type": ["array", "null"],
            "items": {
                "type": ["object", "null"],
                "properties": all,
                "additionalProperties": false,
            },
        })
    }

    fn number(&self, unit: &Unit, whole: bool, range: Option<&Interval>) -> Value {
        let mut words: Vec<String> = Vec::new();
        if unit.is_percent() {
            words.push(self.say(&both!("percent", "phần trăm")));
        } else if !unit.is_none() {
            words.push(unit.to_string());
        }
        if whole {
            words.push(self.say(&both!("a whole number", "số nguyên")));
        }
        if let Some(range) = range {
            words.push(self.say(&in_words(range, unit)));
        }
        let kind = if whole { "integer" } else { "number" };
        let pattern = if unit.is_none() {
            format!("^{DIGITS}$")
        } else {
            format!("^{DIGITS}([^0-9].*)?$")
        };
        let mut all = json!({
            "type": [kind, "string", "null"],
            "pattern": pattern,
        });
        let Some(map) = all.as_object_mut() else {
            return all;
        };
        if !words.is_empty() {
            map.insert("description".to_owned(), Value::from(words.join("; ")));
        }
        if let Some(range) = range {
            let mut bound = |name: &str, n: Option<Num>| {
                if let Some(n) = n.and_then(json_number) {
                    map.insert(name.to_owned(), n);
                }
            };
            let ends = |wanted: bool| {
                let lo = range.lo.filter(|_| range.lo_in == wanted);
                (lo, range.hi.filter(|_| range.hi_in == wanted))
            };
            let ((lo, hi), (over, under)) = (ends(true), ends(false));
            bound("minimum", lo);
            bound("maximum", hi);
            bound("exclusiveMinimum", over);
            bound("exclusiveMaximum", under);
        }
        if unit.is_percent() {
            // 0.82 may be meant as 82%: with its sign, as text, it is clear.
            let unclear = json!({ "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1 });
            map.insert("not".to_owned(), unclear);
        }
        all
    }
}

/// A number of JSON, when JSON programs can hold it without changing it.
fn json_number(n: Num) -> Option<Value> {
    let text = n.to_string();
    let value: Value = serde_json::from_str(&text).ok()?;
    let printed = value.to_string();
    (printed == text).then_some(value)
}
