//! `sao score`: what dossiers are worth.

use super::args::ScoreFormat;
use super::dossiers::{self, Entry};
use super::session::{Done, Exit, Session, counted};
use super::{pretty, rules, why};
use sao::text::{Diagnostic, Lang, Sources};
use sao::{Asked, Library};
use serde_json::{Value, json};
use std::path::PathBuf;

/// What is asked for besides the dossiers.
pub struct Asking<'a> {
    /// The ruleset.
    pub ruleset: Option<&'a str>,
    /// The day by which the version is chosen.
    pub as_of: Option<jiff::civil::Date>,
    /// The version that they are carried to.
    pub to: Option<&'a str>,
    /// The scorecard there.
    pub scorecard: Option<&'a str>,
    /// Other readings.
    pub assume: &'a [String],
}

/// Runs the command.
pub fn run(s: &mut Session, paths: &[PathBuf], asking: &Asking<'_>, format: ScoreFormat) -> Done {
    let library = rules::load_near(s, paths)?;
    let readings = rules::readings(asking.assume, &library)?;
    let to = (asking.to, asking.scorecard);
    let lang = s.lang;
    if let Some(asked) = asking.ruleset {
        library.ruleset(Some(asked))?;
    }
    let asked = Asked {
        ruleset: asking.ruleset.map(str::to_owned),
        readings,
        as_of: asking.as_of,
    };
    let mut out = Out::new(format, s.lang);
    let (mut fine, mut broken) = (0, 0);
    let mut unreadable = None;
    for path in paths {
        let done = dossiers::each(&library, path, &mut |entry| {
            let value = result(&library, entry, &asked, to, lang);
            let wrong = value.get("errors").is_some();
            if wrong {
                broken += 1;
            } else {
                fine += 1;
            }
            let text = out.one(&value);
            s.say(&text)
        });
        // A file that cannot be read does not keep the others from being scored.
        match done {
            Ok(()) => {}
            Err(super::session::Stop::Said(wrong)) => {
                s.complain(&wrong, &Sources::new());
                unreadable = Some(Exit::Unreadable);
            }
            Err(other) => return Err(other),
        }
    }
    let text = out.end(fine, broken);
    s.say(&text)?;
    let exit = if broken > 0 {
        Exit::Findings
    } else {
        Exit::Fine
    };
    Ok(unreadable.unwrap_or(exit))
}

/// The result of one dossier, or what is wrong with it, in the stable form.
fn result(
    library: &Library,
    entry: Entry,
    asked: &Asked,
    to: (Option<&str>, Option<&str>),
    lang: Lang,
) -> Value {
    let id = entry
        .record
        .as_ref()
        .ok()
        .and_then(|r| r.header.id.clone())
        .unwrap_or_else(|| entry.name.clone());
    let judged = match &entry.record {
        Ok(record) => why::carried(library, record, asked, to, lang),
        Err(wrong) => Err(wrong.clone()),
    };
    match judged {
        Ok(judged) => {
            let mut value = judged.result();
            if value.get("id").is_none_or(Value::is_null)
                && let Some(all) = value.as_object_mut()
            {
                all.insert("id".to_owned(), Value::from(id));
            }
            value
        }
        Err(wrong) => {
            let mut sources = library.sources().clone();
            let at = dossiers::place(library);
            let moved = dossiers::adopt(wrong, entry.source, at, &mut sources);
            errors(&id, &moved, &sources)
        }
    }
}

/// `{"id", "errors": […]}`
fn errors(id: &str, wrong: &[Diagnostic], sources: &Sources) -> Value {
    let all: Vec<Value> = wrong
        .iter()
        .filter_map(|d| serde_json::to_value(d.to_json(sources)).ok())
        .collect();
    json!({ "id": id, "errors": all })
}

/// Results as they are printed, one after another.
struct Out {
    format: ScoreFormat,
    lang: Lang,
    printed: usize,
}

impl Out {
    fn new(format: ScoreFormat, lang: Lang) -> Out {
        Out {
            format,
            lang,
            printed: 0,
        }
    }

    fn one(&mut self, value: &Value) -> String {
        self.printed += 1;
        match self.format {
            ScoreFormat::Ndjson => format!("{value}\n"),
            ScoreFormat::Json => {
                let lead = if self.printed == 1 { "[\n" } else { ",\n" };
                format!("{lead}{}", pretty(value).trim_end())
            }
            ScoreFormat::Csv => {
                let mut text = String::new();
                if self.printed == 1 {
                    text.push_str(&csv_line(&COLUMNS.map(str::to_owned)));
                }
                text.push_str(&csv_line(&columns(value)));
                text
            }
            ScoreFormat::Table => super::table::row(value, self.lang),
        }
    }

    fn end(&self, fine: usize, broken: usize) -> String {
        match self.format {
            ScoreFormat::Json if self.printed == 0 => "[]\n".to_owned(),
            ScoreFormat::Json => "\n]\n".to_owned(),
            ScoreFormat::Ndjson => String::new(),
            ScoreFormat::Csv if self.printed == 0 => csv_line(&COLUMNS.map(str::to_owned)),
            ScoreFormat::Csv => String::new(),
            ScoreFormat::Table => {
                let scored = counted(fine, self.lang, "dossier", "dossiers", "hồ sơ");
                let wrong = super::session::count(broken, self.lang);
                match (self.lang, broken) {
                    (Lang::Vi, 0) => format!("Đã chấm {scored}.\n"),
                    (Lang::En, 0) => format!("Scored {scored}.\n"),
                    (Lang::Vi, _) => {
                        format!("Đã chấm {scored}; {wrong} hồ sơ có lỗi, chưa chấm được.\n")
                    }
                    (Lang::En, _) => {
                        format!("Scored {scored}; {wrong} with errors could not be scored.\n")
                    }
                }
            }
        }
    }
}

const COLUMNS: [&str; 14] = [
    "id",
    "ruleset",
    "version",
    "scorecard",
    "total",
    "total_from",
    "total_to",
    "level",
    "level_by_total",
    "minimums_failed",
    "rejected",
    "missing",
    "illustrative",
    "errors",
];

/// The columns of a result; lists are joined by spaces.
fn columns(value: &Value) -> [String; 14] {
    let text = |key: &str| value.get(key).map(plain).unwrap_or_default();
    let end = |i: usize| {
        value
            .get("range")
            .and_then(|r| r.get(i))
            .map(plain)
            .unwrap_or_default()
    };
    let list = |key: &str, inner: &str| {
        let all = value.get(key).and_then(Value::as_array);
        let names: Vec<String> = all
            .into_iter()
            .flatten()
            .map(|v| v.get(inner).map_or_else(|| plain(v), plain))
            .filter(|t| !t.is_empty())
            .collect();
        names.join(" ")
    };
    [
        text("id"),
        text("ruleset"),
        text("version"),
        text("scorecard"),
        text("total"),
        end(0),
        end(1),
        text("level"),
        text("level_by_total"),
        list("minimums_failed", "number"),
        list("rejected", "key"),
        list("missing", "number"),
        text("illustrative"),
        list("errors", "code"),
    ]
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(t) => t.clone(),
        Value::Object(_) | Value::Array(_) => String::new(),
        other => other.to_string(),
    }
}

fn csv_line(cells: &[String]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(cells).is_ok();
    match writer.into_inner() {
        Ok(bytes) if written => String::from_utf8_lossy(&bytes).into_owned(),
        _ => String::new(),
    }
}
