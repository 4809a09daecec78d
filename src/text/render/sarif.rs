//! SARIF 2.1.0, which code hosts and editors read.

use crate::text::{Both, Code, Diagnostic, Lang, Place, Severity, Sources};
use serde_json::{Value, json};

/// One SARIF run with all diagnostics.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let mut codes: Vec<Code> = diagnostics.iter().map(|d| d.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|c| rule(*c, lang)).collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|d| {
            result(
                d,
                codes.binary_search(&d.code).unwrap_or_default(),
                sources,
                lang,
            )
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "sao",
                "version": env!("CARGO_PKG_VERSION"),
                "language": lang.to_string(),
                "rules": rules,
            }},
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn rule(code: Code, lang: Lang) -> Value {
    let page = code.page_in(lang);
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.title(lang) },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(d: &Diagnostic, rule: usize, sources: &Sources, lang: Lang) -> Value {
    let mut text = lang.of(&d.message).to_owned();
    for more in d.notes.iter().chain(&d.help) {
        text.push('\n');
        text.push_str(lang.of(more));
    }
    let mut out = json!({
        "ruleId": d.code.as_str(),
        "ruleIndex": rule,
        "level": level(d.severity),
        "message": { "text": text },
        "locations": [],
    });
    let place = |l: &crate::text::Label| sources.place(l.span).map(|p| location(&p, &l.text, lang));
    let mut places = d.labels.iter().filter_map(place);
    if let Some(first) = places.next() {
        set(&mut out, "locations", json!([first]));
    }
    let related: Vec<Value> = places.collect();
    if !related.is_empty() {
        set(&mut out, "relatedLocations", Value::from(related));
    }
    if let Some((fix, p)) = d
        .fix
        .as_ref()
        .and_then(|f| Some((f, sources.place(f.span)?)))
    {
        let described = d.help.as_ref().map_or("", |h| lang.of(h));
        set(
            &mut out,
            "fixes",
            json!([{
                "description": { "text": described },
                "artifactChanges": [{
                    "artifactLocation": { "uri": uri(&p.file) },
                    "replacements": [{
                        "deletedRegion": region(&p),
                        "insertedContent": { "text": fix.replacement },
                    }],
                }],
            }]),
        );
    }
    out
}

fn set(object: &mut Value, key: &str, value: Value) {
    if let Some(map) = object.as_object_mut() {
        map.insert(key.to_owned(), value);
    }
}

fn location(p: &Place, text: &Both, lang: Lang) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&p.file) },
            "region": region(p),
        },
        "message": { "text": lang.of(text) },
    })
}

fn region(p: &Place) -> Value {
    json!({
        "startLine": p.start.line,
        "startColumn": p.utf16[0] + 1,
        "endLine": p.end.line,
        "endColumn": p.utf16[1] + 1,
    })
}

/// A path as a relative reference: `/` between names, other signs in percent code.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for b in path.replace('\\', "/").bytes() {
        if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}
