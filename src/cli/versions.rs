//! `sao versions`: which rulesets are here, and when each is in force.

use super::args::ShowFormat;
use super::session::{Done, Exit, Session, counted};
use super::{pretty, rules};
use sao::model::Ruleset;
use sao::score;
use sao::text::catalogue::files as say;
use sao::text::{Lang, closest};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

/// Runs the command.
pub fn run(s: &mut Session, name: Option<&str>, format: ShowFormat) -> Done {
    let library = rules::load(s, None)?;
    let names: Vec<&str> = match name {
        None => library.names(),
        Some(n) if library.names().contains(&n) => vec![n],
        Some(n) => {
            let have: Vec<String> = library.names().into_iter().map(str::to_owned).collect();
            let near = closest(n, have.iter().map(String::as_str));
            return Err(say::no_such_ruleset(n, near.as_deref(), &have).into());
        }
    };
    let text = match format {
        ShowFormat::Json => {
            let all: Vec<Value> = names
                .iter()
                .map(|name| {
                    let versions = library.versions(name);
                    let list: Vec<Value> = versions.iter().map(|r| as_json(r, &versions)).collect();
                    json!({ "ruleset": name, "versions": list })
                })
                .collect();
            pretty(&Value::Array(all))
        }
        ShowFormat::Text => {
            let mut text = String::new();
            for name in &names {
                let versions = library.versions(name);
                text.push_str(&table(name, &versions, s.lang));
            }
            for label in library.unsound() {
                text.push_str(&match s.lang {
                    Lang::Vi => format!("{label}: còn lỗi, chưa dùng được (sao check)\n"),
                    Lang::En => format!("{label}: has errors, cannot be used (sao check)\n"),
                });
            }
            text
        }
    };
    s.say(&text)?;
    Ok(Exit::Fine)
}

fn as_json(r: &Ruleset, all: &[&Ruleset]) -> Value {
    let (until, by) = score::in_force_until(r, all);
    json!({
        "version": r.version,
        "title": r.title,
        "signed": r.signed,
        "from": r.applies_from,
        "until": until,
        "repealed_by": by,
        "sha256": r.digest,
        "scorecards": r.cards.values().map(|c| json!({
            "id": c.id,
            "set": c.set,
            "title": c.title,
            "available": c.unavailable.is_none(),
        })).collect::<Vec<_>>(),
    })
}

fn table(name: &str, versions: &[&Ruleset], lang: Lang) -> String {
    let day = |d: Option<jiff::civil::Date>| match (d, lang) {
        (None, _) => "…".to_owned(),
        (Some(d), Lang::En) => d.to_string(),
        (Some(d), Lang::Vi) => format!("{:02}/{:02}/{}", d.day(), d.month(), d.year()),
    };
    let mut text = format!("{name}\n");
    let wide = versions
        .iter()
        .map(|r| r.version.width())
        .max()
        .unwrap_or(0);
    for r in versions {
        let (until, by) = score::in_force_until(r, versions);
        let gap = " ".repeat(wide - r.version.width());
        let cards = counted(r.cards.len(), lang, "scorecard", "scorecards", "phiếu điểm");
        let period = match (r.applies_from, until, lang) {
            (None, None, Lang::Vi) => "không ghi ngày hiệu lực".to_owned(),
            (None, None, Lang::En) => "no dates given".to_owned(),
            (from, None, Lang::Vi) => format!("từ {}", day(from)),
            (from, None, Lang::En) => format!("from {}", day(from)),
            // The last day in force is the one before `until`.
            (from, Some(until), _) => format!("{} – {}", day(from), day(until.yesterday().ok())),
        };
        text.push_str(&format!("  {}{gap}  {period}  {cards}", r.version));
        if let Some(by) = by {
            text.push_str(&match lang {
                Lang::Vi => format!(", bị {by} bãi bỏ"),
                Lang::En => format!(", repealed by {by}"),
            });
        }
        text.push('\n');
        if let Some(title) = &r.title {
            text.push_str(&format!("  {}  {title}\n", " ".repeat(wide)));
        }
    }
    text
}
