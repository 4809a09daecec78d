//! The schema accepts what is read and refuses what is not.

use super::*;
use serde_json::{Value as Json, json};

/// A small reading of JSON Schema: the words that our schemas use.
pub fn valid(schema: &Json, value: &Json, root: &Json) -> bool {
    let Json::Object(words) = schema else {
        return schema.as_bool().unwrap_or(false);
    };
    words.iter().all(|(word, arg)| match word.as_str() {
        "$ref" => {
            let path = arg.as_str().unwrap().strip_prefix('#').unwrap();
            valid(
                root.pointer(path)
                    .unwrap_or_else(|| panic!("{path} is not there")),
                value,
                root,
            )
        }
        "type" => match arg {
            Json::Array(all) => all.iter().any(|t| is(t.as_str().unwrap(), value)),
            one => is(one.as_str().unwrap(), value),
        },
        "enum" => arg.as_array().unwrap().contains(value),
        "const" => arg == value,
        "not" => !valid(arg, value, root),
        "anyOf" => arg
            .as_array()
            .unwrap()
            .iter()
            .any(|s| valid(s, value, root)),
        "pattern" => value
            .as_str()
            .is_none_or(|t| matches_pattern(arg.as_str().unwrap(), t)),
        "required" => value.as_object().is_none_or(|o| {
            arg.as_array()
                .unwrap()
                .iter()
                .all(|k| o.contains_key(k.as_str().unwrap()))
        }),
        "properties" => value.as_object().is_none_or(|o| {
            o.iter()
                .all(|(k, v)| arg.get(k).is_none_or(|s| valid(s, v, root)))
        }),
        "additionalProperties" => value.as_object().is_none_or(|o| {
            arg.as_bool() != Some(false) || o.keys().all(|k| schema["properties"].get(k).is_some())
        }),
        "items" => value
            .as_array()
            .is_none_or(|a| a.iter().all(|v| valid(arg, v, root))),
        "uniqueItems" => value
            .as_array()
            .is_none_or(|a| a.iter().enumerate().all(|(i, v)| !a[..i].contains(v))),
        "maxItems" => value
            .as_array()
            .is_none_or(|a| a.len() as u64 <= arg.as_u64().unwrap()),
        "minimum" => value.as_f64().is_none_or(|n| n >= arg.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|n| n <= arg.as_f64().unwrap()),
        "exclusiveMinimum" => value.as_f64().is_none_or(|n| n > arg.as_f64().unwrap()),
        "exclusiveMaximum" => value.as_f64().is_none_or(|n| n < arg.as_f64().unwrap()),
        "$schema" | "$defs" | "title" | "description" | "enumDescriptions" => true,
        other => panic!("the schema uses `{other}`, which this test does not know"),
    })
}

fn is(name: &str, v: &Json) -> bool {
    match name {
        "string" => v.is_string(),
        "number" => v.is_number(),
        "integer" => v.is_i64() || v.is_u64(),
        "boolean" => v.is_boolean(),
        "null" => v.is_null(),
        "array" => v.is_array(),
        "object" => v.is_object(),
        other => panic!("{other}"),
    }
}

/// The four kinds of pattern that the schema uses.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    if pattern == "[|]" {
        return text.contains('|');
    }
    if pattern == "[,; ]" {
        return text.contains([',', ';', ' ']);
    }
    if pattern.contains("{4}-") {
        let shape: String = text
            .chars()
            .map(|c| if c.is_ascii_digit() { '9' } else { c })
            .collect();
        return matches!(
            &*shape,
            "9999-99-99" | "99/99/9999" | "9/99/9999" | "99/9/9999" | "9/9/9999"
        );
    }
    assert!(pattern.starts_with("^[-−]?[0-9]"), "{pattern}");
    let rest = text.trim_start_matches(['-', '−']);
    let figure = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || ".,_' \u{a0}\u{202f}\u{2009}".contains(c)
    });
    let with_unit = pattern.ends_with("([^0-9].*)?$");
    rest.starts_with(|c: char| c.is_ascii_digit()) && (figure.is_empty() || with_unit)
}

fn schema_of(t: &Table, lang: Lang) -> Json {
    schema(&t.ruleset, t.card("green"), lang)
}

#[test]
fn what_the_schema_accepts_is_read_and_what_it_refuses_is_not() {
    let t = Table::new();
    let schemas = Lang::ALL.map(|l| schema_of(&t, l));
    for (dossier, fine) in [
        (
            json!({"id": "a", "scorecard": "green", "ruleset": "tea@1", "kind": "first", "filed": "2026-01-01"}),
            true,
        ),
        (
            json!({"mã": 5, "phiếu_điểm": "green", "loại_hình": "lần_đầu", "ngày_nộp": "1/1/2026", "chủ_thể": "x"}),
            true,
        ),
        (
            json!({"1.1": "b", "1.10": "có", "1.2": ["a", "c"], "2.2": "e", "2.3": 2, "3": "c"}),
            true,
        ),
        (
            json!({"1.1": null, "1.10": true, "1.2": "a, b", "2.2": "reject"}),
            true,
        ),
        (json!({"1.2": "none", "findings": ["fraud"]}), true),
        (
            json!({"local": 82.5, "revenue": "1.500.000 đ", "energy": 3, "workers": 4, "exported": "yes"}),
            true,
        ),
        (
            json!({"local": "0.5%", "since": "28/02/2026", "owner": "coop", "motto": "x", "note": "y"}),
            true,
        ),
        (
            json!({"papers": [{"name": "x", "kind": "HACCP", "until": "2027-01-01", "share": 5}, {}]}),
            true,
        ),
        (
            json!({"evidence": [{"for": 1.1, "title": "x", "expires": "2027-01-01"}, {"cho": "mục 4", "tên": "y"}, {"title": "z"}]}),
            true,
        ),
        (
            json!({"evidence": [{"for": ["1.10", "local"], "title": "x"}]}),
            true,
        ),
        (
            json!({"members": 3, "assessors": [{"name": "Lan", "1.1": "a", "findings": ["fraud"]}, {"họ_tên": "Minh"}]}),
            true,
        ),
        (json!({"scorecard": "grene"}), false),
        (json!({"kind": "frist"}), false),
        (json!({"filed": "2026"}), false),
        (json!({"1.1": "z"}), false),
        (json!({"1.1": ["a", "b"]}), false),
        (json!({"1.2": ["a", "a"]}), false),
        (json!({"1.3": "a"}), false),
        (json!({"2.1": "a"}), false),
        (json!({"A": "a"}), false),
        (json!({"prodcut": "x"}), false),
        (json!({"local": 101}), false),
        (json!({"local": 0.82}), false),
        (json!({"workers": 2.5}), false),
        (json!({"workers": 0}), false),
        (json!({"energy": "much"}), false),
        (json!({"owner": "state"}), false),
        (json!({"exported": 1}), false),
        (json!({"papers": [{"nmae": "x"}]}), false),
        (json!({"papers": "x"}), false),
        (json!({"evidence": [{"for": "9.9", "title": "x"}]}), false),
        (json!({"evidence": [{"for": "1.1"}]}), false),
        (json!({"assessors": [{"1.1": "a"}]}), false),
        (json!({"assessors": [{"name": "Lan", "local": 5}]}), false),
        (json!({"members": 0}), false),
        (json!({"findings": ["late"]}), false),
    ] {
        let bound = t.bind(&dossier.to_string(), Format::Json);
        assert_eq!(bound.is_ok(), fine, "{dossier}: {bound:#?}");
        for s in &schemas {
            assert_eq!(valid(s, &dossier, s), fine, "{dossier}");
        }
    }
}

#[test]
fn the_schema_speaks_the_language_asked_for() {
    let t = Table::new();
    let (vi, en) = (schema_of(&t, Lang::Vi), schema_of(&t, Lang::En));
    assert_eq!(
        en["title"],
        "A dossier for the scorecard green of tea@1: Green tea"
    );
    assert_eq!(
        vi["properties"]["1.1"]["title"],
        "1.1 Origin (tối đa 10 điểm)"
    );
    assert_eq!(
        en["properties"]["1.1"]["anyOf"][0]["enum"],
        json!(["a", "b", "c", null])
    );
    assert_eq!(
        en["properties"]["1.1"]["anyOf"][0]["enumDescriptions"][1],
        "half or more (5 points)"
    );
    assert_eq!(en["properties"]["local"]["title"], "Nguyên liệu trong tỉnh");
    assert_eq!(
        en["properties"]["local"]["description"],
        "percent; from 0% to 100%"
    );
    assert_eq!(
        vi["properties"]["energy"]["description"],
        "kJ; từ 0 kJ trở lên"
    );
    let first = |s: &Json| s["properties"].as_object().unwrap().keys().next().cloned();
    assert_eq!(
        (first(&vi).as_deref(), first(&en).as_deref()),
        (Some("mã"), Some("id"))
    );
    let names = |s: &Json| -> std::collections::BTreeSet<String> {
        s["properties"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(names(&vi), names(&en));
    assert_eq!(
        en["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}
