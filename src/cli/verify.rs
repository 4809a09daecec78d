//! `sao verify`: does a result still hold?

use super::args::ShowFormat;
use super::files::shown;
use super::pretty;
use super::session::{Done, Exit, Session, Stop, counted};
use super::{dossiers, files, rules};
use sao::Asked;
use sao::text::catalogue::files as say;
use sao::text::{Both, Lang};
use serde_json::{Value, json};
use std::path::Path;

/// Runs the command.
pub fn run(
    s: &mut Session,
    result: &Path,
    dossier: &Path,
    id: Option<&str>,
    format: ShowFormat,
) -> Done {
    let name = shown(result);
    let bytes = files::read(result)?;
    let refuse = |en: &str, vi: &str| Stop::from(say::not_a_result(&name, &Both::new(en, vi)));
    let all = results(&bytes).ok_or_else(|| refuse("it is not JSON", "không phải JSON"))?;
    let recorded = match (id, all.as_slice()) {
        (None, [one]) => one.clone(),
        (Some(id), many) => many
            .iter()
            .find(|r| r.get("id").and_then(Value::as_str) == Some(id))
            .cloned()
            .ok_or_else(|| {
                refuse(
                    "no result in it has that id",
                    "không có kết quả nào mang mã đó",
                )
            })?,
        (None, []) => return Err(refuse("it is empty", "tệp trống")),
        (None, _) => {
            return Err(refuse(
                "it holds several results; add --id",
                "tệp có nhiều kết quả; thêm --id",
            ));
        }
    };
    let receipt = recorded
        .get("receipt")
        .and_then(Value::as_object)
        .ok_or_else(|| refuse("it has no receipt", "không có biên nhận"))?;
    let field = |key: &str| receipt.get(key).and_then(Value::as_str);
    let (Some(ruleset), Some(version)) = (field("ruleset"), field("version")) else {
        return Err(refuse(
            "its receipt names no version of a ruleset",
            "biên nhận không nêu phiên bản bộ tiêu chí",
        ));
    };
    let readings = receipt
        .get("readings")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(k, v)| Some((k.clone(), v.as_str()?.to_owned())))
        .collect();
    let library = rules::load(s, Some(dossier))?;
    let (record, source) = dossiers::one(&library, dossier, id)?;
    // The version is chosen anew, as it was then; where that gives another
    // one, the recorded version is used and the difference is told.
    let asked = Asked {
        ruleset: None,
        readings,
        as_of: None,
    };
    let own = library
        .choose(&record, None)
        .is_ok_and(|(r, _, _)| r.name == ruleset && r.is_called(version));
    let asked = Asked {
        ruleset: (!own).then(|| format!("{ruleset}@{version}")),
        ..asked
    };
    let judged = match library.judge(&record, &asked) {
        Ok(judged) => judged,
        Err(wrong) => return Err(dossiers::told(&library, wrong, source)),
    };
    let now = judged.result();
    let mut differences = Vec::new();
    compare("", &recorded, &now, &mut differences);
    // A result without an id of its own was named after its file.
    differences.retain(|d| d.path != "id" || !now.get("id").is_none_or(Value::is_null));
    match format {
        ShowFormat::Text => report(s, &recorded, &differences),
        ShowFormat::Json => as_json(s, &recorded, &differences),
    }
}

/// The results in a file: one object, an array, or an object a line.
fn results(bytes: &[u8]) -> Option<Vec<Value>> {
    let text = std::str::from_utf8(bytes).ok()?;
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(all)) => Some(all),
        Ok(one) => Some(vec![one]),
        Err(_) => text
            .lines()
            .filter(|l| !l.trim().is_empty())
            .map(|l| serde_json::from_str(l).ok())
            .collect(),
    }
}

/// A field that is not what it was.
struct Difference {
    path: String,
    then: Value,
    now: Value,
}

fn compare(path: &str, then: &Value, now: &Value, out: &mut Vec<Difference>) {
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    match (then, now) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, old) in a {
                compare(&below(key), old, b.get(key).unwrap_or(&Value::Null), out);
            }
            for (key, new) in b.iter().filter(|(k, _)| !a.contains_key(*k)) {
                compare(&below(key), &Value::Null, new, out);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (i, (old, new)) in a.iter().zip(b).enumerate() {
                let key = ["number", "key", "name"]
                    .iter()
                    .find_map(|k| old.get(k).and_then(Value::as_str))
                    .map_or_else(|| (i + 1).to_string(), str::to_owned);
                compare(&below(&key), old, new, out);
            }
        }
        _ if then == now => {}
        _ => out.push(Difference {
            path: path.to_owned(),
            then: then.clone(),
            now: now.clone(),
        }),
    }
}

/// Whether a difference is about the result, not about what it was computed from.
fn of_result(d: &Difference) -> bool {
    !d.path.starts_with("receipt") && !d.path.starts_with("basis")
}

fn as_json(s: &mut Session, recorded: &Value, differences: &[Difference]) -> Done {
    let about = |path: &str| differences.iter().any(|d| d.path == path);
    let holds = !differences.iter().any(of_result);
    let (ruleset, dossier) = (about("receipt.sha256"), about("receipt.dossier"));
    let all: Vec<Value> = differences
        .iter()
        .map(|d| json!({ "path": d.path, "then": d.then, "now": d.now }))
        .collect();
    let value = json!({
        "id": recorded.get("id"),
        "holds": holds,
        "changed": {
            "ruleset": ruleset,
            "dossier": dossier,
            "engine": about("receipt.engine"),
        },
        "differences": all,
    });
    s.say(&pretty(&value))?;
    Ok(if holds && !ruleset && !dossier {
        Exit::Fine
    } else {
        Exit::Findings
    })
}

fn report(s: &mut Session, recorded: &Value, differences: &[Difference]) -> Done {
    let id = recorded.get("id").and_then(Value::as_str).unwrap_or("–");
    let total = recorded.get("total").and_then(Value::as_str).unwrap_or("–");
    let about = |path: &str| differences.iter().any(|d| d.path == path);
    let result: Vec<&Difference> = differences.iter().filter(|d| of_result(d)).collect();
    // A value that changed changes its range too: one line says both.
    let told: Vec<&&Difference> = result
        .iter()
        .filter(|d| !d.path.contains("range") && !d.path.starts_with("groups"))
        .collect();
    let shown: Vec<&&Difference> = if told.is_empty() {
        result.iter().collect()
    } else {
        told
    };
    let mut text = match (s.lang, result.is_empty()) {
        (Lang::Vi, true) => {
            format!("Kết quả của {id} vẫn đúng: tính lại được {total} điểm như đã ghi.\n")
        }
        (Lang::En, true) => format!("The result of {id} holds: {total} points, as recorded.\n"),
        (Lang::Vi, false) => {
            let n = counted(shown.len(), s.lang, "", "", "chỗ");
            format!("Kết quả của {id} không còn đúng: {n} khác với khi ghi.\n")
        }
        (Lang::En, false) => {
            let n = counted(shown.len(), s.lang, "difference", "differences", "");
            format!("The result of {id} no longer holds: {n}.\n")
        }
    };
    for (path, en, vi) in [
        (
            "receipt.sha256",
            "the ruleset has changed since",
            "bộ tiêu chí đã thay đổi từ khi ghi",
        ),
        (
            "receipt.dossier",
            "the dossier has changed since",
            "hồ sơ đã thay đổi từ khi ghi",
        ),
        (
            "receipt.engine",
            "it was computed by another version of sao",
            "kết quả do phiên bản sao khác tính",
        ),
    ] {
        if about(path) {
            text.push_str(&format!("  {}\n", s.lang.pick(en, vi)));
        }
    }
    for d in shown.iter().take(40) {
        text.push_str(&format!("  {}: {} → {}\n", d.path, d.then, d.now));
    }
    if shown.len() > 40 {
        text.push_str("  …\n");
    }
    s.say(&text)?;
    // A changed dossier or ruleset is a finding even where the result is the same.
    let changed = about("receipt.sha256") || about("receipt.dossier");
    Ok(if result.is_empty() && !changed {
        Exit::Fine
    } else {
        Exit::Findings
    })
}
