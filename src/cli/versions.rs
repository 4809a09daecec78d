//! `sao versions`: which rulesets are here, and when each is in force.

use super::args::ShowFormat;
use super::session::{Done, Exit, Session, counted};
use super::{pretty, rules};
use jiff::civil::Date;
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
        "state": r.state(),
        "amended_by": r.amended.iter().map(|a| json!({
            "decision": a.number,
            "title": a.title,
            "signed": a.signed,
            "from": a.from,
            "until": a.until,
        })).collect::<Vec<_>>(),
        "transitions": r.keeps.iter().map(|k| json!({
            "article": k.cite,
            "keeps": k.version,
        })).collect::<Vec<_>>(),
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
    let day = |d: Date| match lang {
        Lang::En => d.to_string(),
        Lang::Vi => format!("{:02}/{:02}/{}", d.day(), d.month(), d.year()),
    };
    let mut text = format!("{name}\n");
    let named = |r: &Ruleset| match r.amended.last() {
        None => r.version.clone(),
        Some(a) => format!("  + {}", a.number),
    };
    let wide = versions.iter().map(|r| named(r).width()).max().unwrap_or(0);
    let mut ended: Option<Date> = None;
    for r in versions {
        let (until, by) = score::in_force_until(r, versions);
        if let (Some(end), Some(from)) = (ended, r.applies_from)
            && end < from
            && r.amended.is_empty()
        {
            let (end, last) = (day(end), day(from.yesterday().unwrap_or(from)));
            text.push_str(&match lang {
                Lang::Vi => format!("  ┊ không bản nào có hiệu lực {end} – {last}\n"),
                Lang::En => format!("  ┊ nothing in force {end} – {last}\n"),
            });
        }
        let label = named(r);
        let gap = " ".repeat(wide - label.width());
        let cards = counted(r.cards.len(), lang, "scorecard", "scorecards", "phiếu điểm");
        let period = match (r.applies_from, until, lang) {
            (None, None, Lang::Vi) => "không ghi ngày hiệu lực".to_owned(),
            (None, None, Lang::En) => "no dates given".to_owned(),
            (from, None, Lang::Vi) => format!("từ {}", from.map_or("…".to_owned(), day)),
            (from, None, Lang::En) => format!("from {}", from.map_or("…".to_owned(), day)),
            // The last day in force is the one before `until`.
            (from, Some(until), _) => format!(
                "{} – {}",
                from.map_or("…".to_owned(), day),
                day(until.yesterday().unwrap_or(until))
            ),
        };
        let sign = if r.amended.is_empty() { "●" } else { "│" };
        text.push_str(&format!("  {sign} {label}{gap}  {period}  {cards}"));
        if let Some(by) = by {
            text.push_str(&match lang {
                Lang::Vi => format!(", bị {by} bãi bỏ"),
                Lang::En => format!(", repealed by {by}"),
            });
        }
        text.push('\n');
        let title = match r.amended.last() {
            None => r.title.as_ref(),
            Some(a) => a.title.as_ref(),
        };
        let indent = " ".repeat(wide);
        if let Some(title) = title {
            text.push_str(&format!("  │ {indent}  {title}\n"));
        }
        if let (Some(end), Some(from)) = (ended, r.applies_from)
            && from < end
        {
            let (from, last) = (day(from), day(end.yesterday().unwrap_or(end)));
            text.push_str(&match lang {
                Lang::Vi => format!("  │ {indent}  cùng hiệu lực với bản trước {from} – {last}\n"),
                Lang::En => {
                    format!("  │ {indent}  in force beside the one before {from} – {last}\n")
                }
            });
        }
        // Of an amended text these are the same as of the text before.
        if r.amended.is_empty() {
            // An article may keep a version under several conditions.
            let kept: Vec<(&str, &str)> = r
                .keeps
                .iter()
                .map(|k| (k.cite.as_str(), k.version.as_str()))
                .collect();
            for (i, (cite, old)) in kept.iter().enumerate() {
                if kept.iter().take(i).any(|k| k == &(*cite, *old)) {
                    continue;
                }
                text.push_str(&match lang {
                    Lang::Vi => format!("  │ {indent}  {cite}: một số hồ sơ vẫn theo {old}\n"),
                    Lang::En => format!("  │ {indent}  {cite}: some dossiers stay under {old}\n"),
                });
            }
        }
        ended = until;
    }
    text
}
