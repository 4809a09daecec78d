//! A result in one line for people.

use sao::text::Lang;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// One dossier: level, total, id, product, and what stands in the way.
pub fn row(value: &Value, lang: Lang) -> String {
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
    let id = text("id");
    if let Some(errors) = value.get("errors").and_then(Value::as_array) {
        let mut lines = line(lang.pick("error", "lỗi"), "–", id, "");
        for e in errors {
            let said = e
                .get("message")
                .and_then(|m| m.get(lang.to_string()))
                .and_then(Value::as_str)
                .unwrap_or_default();
            let code = e.get("code").and_then(Value::as_str).unwrap_or_default();
            let at = e.get("place").map(place).unwrap_or_default();
            lines.push_str(&format!("    {at}[{code}] {said}\n"));
        }
        return lines;
    }
    let total = match value.get("total").and_then(Value::as_str) {
        Some(total) => human(total, lang),
        None => {
            let end = |i: usize| {
                value
                    .get("range")
                    .and_then(|r| r.get(i))
                    .and_then(Value::as_str)
                    .map(|n| human(n, lang))
                    .unwrap_or_default()
            };
            format!("{} – {}", end(0), end(1))
        }
    };
    // Words of the ruleset: why it cannot tell a level.
    let unavailable = value.get("level_unavailable").and_then(Value::as_str);
    let level = match value.get("level") {
        Some(l) if !l.is_null() => level(l, lang),
        _ if unavailable.is_some() => lang.pick("not known", "chưa rõ").to_owned(),
        _ => match value
            .get("level_range")
            .and_then(Value::as_array)
            .map(Vec::as_slice)
        {
            Some([lo, hi]) if lo != hi => format!("{} – {}", level(lo, lang), level(hi, lang)),
            _ => lang.pick("no level", "không hạng").to_owned(),
        },
    };
    let mut text = line(&level, &total, id, text("product"));
    if value.get("illustrative") == Some(&Value::Bool(true)) {
        let made_up = lang.pick("illustrative answers", "câu trả lời minh họa");
        text.push_str(&format!("    {made_up}\n"));
    }
    if let Some(why) = unavailable {
        text.push_str(&format!("    {}: {why}\n", lang.pick("level", "hạng")));
    }
    for (key, en, vi) in [
        ("rejected", "rejected", "bị loại"),
        ("stopped", "stopped", "bị dừng"),
        ("minimums_failed", "minimum missed", "thiếu mức tối thiểu"),
        ("missing", "missing", "còn thiếu"),
    ] {
        let names: Vec<String> = value
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(name)
            .fold(Vec::new(), |mut all, name| {
                // A criterion whose minimums of several levels are missed is named once.
                if !all.contains(&name) {
                    all.push(name);
                }
                all
            });
        if !names.is_empty() {
            let mut shown = names
                .iter()
                .take(12)
                .cloned()
                .collect::<Vec<_>>()
                .join(", ");
            if names.len() > 12 {
                shown.push_str(", …");
            }
            text.push_str(&format!("    {}: {shown}\n", lang.pick(en, vi)));
        }
    }
    text
}

fn name(entry: &Value) -> Option<String> {
    let own = ["number", "key", "name", "label"]
        .iter()
        .find_map(|k| entry.get(k).and_then(Value::as_str))
        .or_else(|| entry.as_str());
    let facts = entry
        .get("facts")
        .and_then(|f| f.get(0))
        .and_then(Value::as_str);
    own.or(facts).map(str::to_owned)
}

fn place(place: &Value) -> String {
    let file = place.get("file").and_then(Value::as_str);
    let line = place
        .get("start")
        .and_then(|s| s.get("line"))
        .and_then(Value::as_u64);
    match (file, line) {
        (Some(file), Some(line)) => format!("{file}:{line}: "),
        _ => String::new(),
    }
}

fn human(number: &str, lang: Lang) -> String {
    match number.parse::<sao::exact::Num>() {
        Ok(n) => n.human(lang.decimal_sign(), 2),
        Err(_) => number.to_owned(),
    }
}

/// A level: stars where it has a number, else its name.
fn level(value: &Value, lang: Lang) -> String {
    let stars = |n: u64, half: bool| {
        let mut text = "★".repeat(usize::try_from(n.min(20)).unwrap_or(20));
        if half {
            text.push('½');
        }
        text
    };
    match (value.as_u64(), value.as_str()) {
        (Some(n), _) => stars(n, false),
        (None, Some(text)) => match text.split_once('.') {
            Some((n, "5")) => n
                .parse()
                .map_or_else(|_| text.to_owned(), |n| stars(n, true)),
            _ => text.to_owned(),
        },
        (None, None) => lang.pick("none", "không hạng").to_owned(),
    }
}

fn line(level: &str, total: &str, id: &str, product: &str) -> String {
    let cell = |text: &str, wide: usize| {
        let gap = wide.saturating_sub(text.width());
        format!("{text}{}", " ".repeat(gap))
    };
    let row = format!(
        "{}  {}  {}  {product}",
        cell(level, 13),
        cell(total, 13),
        cell(id, 24)
    );
    format!("{}\n", row.trim_end())
}
