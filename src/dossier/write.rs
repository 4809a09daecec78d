//! A dossier as text that can be read again: YAML, with a remark for each answer.

use super::{Answer, Answers, Dossier};
use crate::model::{Form, Ruleset, Scorecard, Type, Value};
use std::fmt::Write;

/// A dossier as YAML. Reading it again gives the same answers, facts and dates;
/// papers and the answers of single assessors are not written.
#[must_use]
pub fn yaml(rules: &Ruleset, card: &Scorecard, dossier: &Dossier) -> String {
    let mut out = String::new();
    let mut put = |key: &str, value: &str| {
        let _ = writeln!(out, "{}: {value}", quoted(key));
    };
    if let Some(id) = &dossier.id {
        put("id", &quoted(id));
    }
    if let Some(product) = &dossier.product {
        put("product", &quoted(product));
    }
    put("ruleset", &quoted(&rules.name));
    put("version", &quoted(&rules.version));
    put("scorecard", &quoted(&card.id));
    if let Some(kind) = dossier.kind {
        put("kind", kind.as_str());
    }
    for (name, day) in [("filed", dossier.filed), ("assessed", dossier.assessed)] {
        if let Some(day) = day {
            put(name, &day.to_string());
        }
    }
    for (fact, given) in rules.facts.iter().zip(&dossier.facts) {
        if let Some(given) = given {
            put(&fact.name, &value(&given.value, &fact.ty));
        }
    }
    answers(card, &dossier.answers, &mut out);
    out
}

fn answers(card: &Scorecard, answers: &Answers, out: &mut String) {
    let listed: Vec<String> = answers
        .findings
        .iter()
        .filter_map(|f| card.findings.get(*f)?.key.as_deref())
        .map(quoted)
        .collect();
    if !listed.is_empty() {
        let _ = writeln!(out, "findings: [{}]", listed.join(", "));
    }
    for (c, answer) in card.criteria.iter().zip(&answers.criteria) {
        let Some(answer) = answer else {
            continue;
        };
        let key = |o: &usize| c.options.get(*o).map_or("", |o| o.key.as_str());
        let (value, remark) = match answer {
            Answer::Option(o) => {
                let label = c.options.get(*o).map_or("", |o| o.label.as_str());
                let plain = c.form == Form::YesNo;
                let text = if plain {
                    key(o).to_owned()
                } else {
                    quoted(key(o))
                };
                (text, label)
            }
            Answer::Ticks(all) => {
                let all: Vec<String> = all.iter().map(|o| quoted(key(o))).collect();
                (format!("[{}]", all.join(", ")), "")
            }
            Answer::None => (quoted("none"), ""),
            Answer::OneOf(all) => {
                let all: Vec<&str> = all.iter().map(|o| o.as_ref().map_or("none", key)).collect();
                (quoted(&all.join("|")), "")
            }
            Answer::Finding(f) => {
                let finding = c.findings.get(*f);
                let key = finding.and_then(|f| f.key.as_deref()).unwrap_or("");
                (quoted(key), finding.map_or("", |f| f.label.as_str()))
            }
        };
        let _ = write!(out, "{}: {value}", quoted(&c.number));
        let remark = remark.lines().next().unwrap_or("");
        if !remark.is_empty() {
            let _ = write!(out, "  # {remark}");
        }
        out.push('\n');
    }
}

fn value(v: &Value, ty: &Type) -> String {
    match (v, ty) {
        (Value::Num(n), Type::Number(u)) if u.is_percent() => format!("{n}%"),
        (Value::Num(n), Type::Number(u)) if !u.is_none() => quoted(&format!("{n} {u}")),
        (Value::Num(n), _) => n.to_string(),
        (Value::Bool(yes), _) => if *yes { "yes" } else { "no" }.to_owned(),
        (Value::Date(d), _) => d.to_string(),
        (Value::Text(t) | Value::Choice(t), _) => quoted(t),
        (Value::List(rows), Type::List(fields)) => {
            let rows = rows.iter().map(|row| {
                let cells = fields.iter().zip(row).filter_map(|(f, cell)| {
                    let cell = cell.as_ref()?;
                    Some(format!("{}: {}", quoted(&f.name), value(cell, &f.ty)))
                });
                format!("{{ {} }}", cells.collect::<Vec<_>>().join(", "))
            });
            format!("[{}]", rows.collect::<Vec<_>>().join(", "))
        }
        (Value::List(_), _) => "[]".to_owned(),
    }
}

/// A text that YAML cannot take for something else.
fn quoted(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_alphanumeric() || c == '_')
        && text.chars().next().is_some_and(char::is_alphabetic)
        && !matches!(
            text.to_lowercase().as_str(),
            "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null"
        );
    if plain {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
