//! What is written is read, in every format alike.

use super::*;
use proptest::prelude::*;
use serde_json::{Map, Value as Json};
use unicode_normalization::UnicodeNormalization;

/// A simple dossier as it is meant.
#[derive(Clone, Debug)]
struct Meant {
    id: String,
    origin: Option<char>,
    contract: Option<bool>,
    label: Option<Vec<char>>,
    aroma: Option<char>,
    local: Option<(u32, u32)>,
    revenue: Option<i64>,
    since: Option<jiff::civil::Date>,
    owner: Option<&'static str>,
    motto: Option<String>,
    vietnamese: bool,
}

fn meant() -> impl Strategy<Value = Meant> {
    let day = (2000i16..2100, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d));
    let word =
        "[a-zà-ỹ0-9\"'#:;,{}&*!|>%@` -]{0,12}[a-zà-ỹ]".prop_map(|t| t.trim().nfc().collect());
    (
        (
            word.clone(),
            proptest::option::of(prop_oneof![Just('a'), Just('b'), Just('c')]),
        ),
        proptest::option::of(any::<bool>()),
        proptest::option::of(proptest::sample::subsequence(vec!['a', 'b', 'c'], 0..=3)),
        proptest::option::of(prop_oneof![Just('a'), Just('b')]),
        proptest::option::of((1u32..100, 0u32..1000)),
        proptest::option::of(0i64..1_000_000_000_000),
        proptest::option::of(day),
        proptest::option::of(prop_oneof![Just("household"), Just("coop")]),
        proptest::option::of(word),
        any::<bool>(),
    )
        .prop_map(
            |(
                (id, origin),
                contract,
                label,
                aroma,
                local,
                revenue,
                since,
                owner,
                motto,
                vietnamese,
            )| Meant {
                id,
                origin,
                contract,
                label,
                aroma,
                local,
                revenue,
                since,
                owner,
                motto,
                vietnamese,
            },
        )
}

impl Meant {
    /// Field and value in the words of a person.
    fn fields(&self) -> Vec<(String, String)> {
        let v = self.vietnamese;
        let pick = |en: &str, vi: &str| if v { vi.to_owned() } else { en.to_owned() };
        let mut all = vec![(pick("id", "mã"), self.id.clone())];
        all.extend(self.origin.map(|o| ("1.1".to_owned(), o.to_string())));
        all.extend(self.contract.map(|yes| {
            let word = if yes {
                pick("yes", "có")
            } else {
                pick("no", "không")
            };
            ("1.10".to_owned(), word)
        }));
        all.extend(self.label.as_ref().map(|ticks| {
            let words: Vec<String> = ticks.iter().map(char::to_string).collect();
            let text = if words.is_empty() {
                pick("none", "không")
            } else {
                words.join(pick(" ", ", ").as_str())
            };
            ("1.2".to_owned(), text)
        }));
        all.extend(self.aroma.map(|o| ("3".to_owned(), o.to_string())));
        // Four digits behind the sign: never a group of three.
        all.extend(self.local.map(|(n, f)| {
            (
                "local".to_owned(),
                format!("{n}{}{f:04}%", pick(".", ",")).replacen("100.", "99.", 1),
            )
        }));
        all.extend(self.revenue.map(|n| {
            (
                "revenue".to_owned(),
                if v {
                    format!("{n} đồng")
                } else {
                    n.to_string()
                },
            )
        }));
        all.extend(self.since.map(|d| {
            (
                "since".to_owned(),
                if v {
                    d.strftime("%d/%m/%Y").to_string()
                } else {
                    d.to_string()
                },
            )
        }));
        all.extend(self.owner.map(|o| ("owner".to_owned(), o.to_owned())));
        all.extend(self.motto.as_ref().map(|m| ("motto".to_owned(), m.clone())));
        all
    }
}

fn json(fields: &[(String, String)]) -> String {
    let map: Map<String, Json> = fields
        .iter()
        .map(|(k, v)| (k.clone(), Json::from(v.as_str())))
        .collect();
    Json::Object(map).to_string()
}

/// Plain where YAML lets it be plain, else in quotes (JSON texts are YAML).
fn yaml(fields: &[(String, String)]) -> String {
    let plain = |v: &str| {
        v.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ' ' | '%' | '-' | '/'))
            && v.starts_with(char::is_alphanumeric)
            && !matches!(v, "null" | "Null" | "NULL")
    };
    fields
        .iter()
        .map(|(k, v)| {
            let v = if plain(v) {
                v.clone()
            } else {
                Json::from(v.as_str()).to_string()
            };
            format!("{k}: {v}\n")
        })
        .collect()
}

fn csv_table(fields: &[(String, String)], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    writer.write_record(fields.iter().map(|(k, _)| k)).unwrap();
    writer.write_record(fields.iter().map(|(_, v)| v)).unwrap();
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// The same dossier, whatever it was written in.
fn bare(mut d: Dossier) -> Dossier {
    for f in d.facts.iter_mut().flatten() {
        f.span = crate::text::Span::default();
    }
    d
}

thread_local! {
    static TABLE: Table = Table::new();
}

proptest! {
    #[test]
    fn a_dossier_is_the_same_in_every_format(meant in meant()) {
        TABLE.with(|t| {
            let fields = meant.fields();
            let from_yaml = t.bind(&yaml(&fields), Format::Yaml);
            let from_yaml = bare(from_yaml.map_err(|e| TestCaseError::fail(format!("{}\n{e:#?}", yaml(&fields))))?);
            prop_assert_eq!(from_yaml.id.as_deref(), Some(meant.id.as_str()));
            let line = json(&fields);
            for (text, format) in [
                (line.clone(), Format::Json),
                (format!("\n{line}\n"), Format::Ndjson),
                (csv_table(&fields, b','), Format::Csv),
                (csv_table(&fields, b';'), Format::Csv),
                (csv_table(&fields, b'\t'), Format::Csv),
            ] {
                let other = t.bind(&text, format);
                let other = bare(other.map_err(|e| TestCaseError::fail(format!("{text}\n{e:#?}")))?);
                prop_assert_eq!(&other, &from_yaml, "{}", text);
                prop_assert_eq!(other.digest(), from_yaml.digest());
            }
            // What was meant is what is held.
            let answers = &from_yaml.answers.criteria;
            prop_assert_eq!(&answers[0], &meant.origin.map(|o| Answer::Option(o as usize - 'a' as usize)));
            prop_assert_eq!(&answers[1], &meant.contract.map(|yes| Answer::Option(usize::from(yes))));
            let ticks = meant.label.as_ref().map(|l| Answer::Ticks(l.iter().map(|c| *c as usize - 'a' as usize).collect()));
            prop_assert_eq!(&answers[2], &ticks);
            let value = |i: usize| from_yaml.facts[i].as_ref().map(|f| f.value.clone());
            let local = meant.local.map(|(n, f)| crate::model::Value::Num(format!("{n}.{f:04}").parse().unwrap()));
            prop_assert_eq!(value(0), local);
            prop_assert_eq!(value(1), meant.revenue.map(|n| crate::model::Value::Num(crate::exact::Num::int(n))));
            prop_assert_eq!(value(6), meant.since.map(crate::model::Value::Date));
            Ok(())
        })?;
    }

    #[test]
    fn binding_takes_any_text_without_falling(
        fields in proptest::collection::vec(
            (prop_oneof![
                Just("1.1".to_owned()), Just("1.2".to_owned()), Just("2.2".to_owned()), Just("3".to_owned()), Just("A".to_owned()),
                Just("local".to_owned()), Just("papers".to_owned()), Just("evidence".to_owned()), Just("assessors".to_owned()),
                Just("members".to_owned()), Just("findings".to_owned()), Just("id".to_owned()), "[a-z0-9.]{1,5}",
            ], prop_oneof![
                Just("[]".to_owned()), Just("{}".to_owned()), Just("[{}]".to_owned()), Just("null".to_owned()), Just("[[\"a\"]]".to_owned()),
                Just("[{\"name\": \"x\", \"1.1\": \"a\"}]".to_owned()), Just("{\"a\": [1]}".to_owned()), Just("1e5".to_owned()), Just("true".to_owned()),
                "\"[a-zà-ỹ0-9.,%/ -]{0,8}\"",
            ]), 0..8),
    ) {
        TABLE.with(|t| {
            let body: Vec<String> = fields.iter().map(|(k, v)| format!("\"{k}\": {v}")).collect();
            let text = format!("{{{}}}", body.join(", "));
            for found in t.bind_all(&text, Format::Json).into_iter().filter_map(Result::err).flatten() {
                prop_assert!(!found.labels.is_empty());
                prop_assert!(found.help.is_some());
            }
            Ok(())
        })?;
    }
}
