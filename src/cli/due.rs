//! `sao due`: certificates that end, and what to do when.

use super::session::{Done, Exit, Session, Stop};
use super::{dossiers, output, pretty, rules};
use jiff::civil::Date;
use sao::compare::due::{self, Binds, Due, Expected};
use sao::dossier::{self, Dated, Holding, Record};
use sao::explain;
use sao::text::catalogue::comparing as say;
use sao::text::{Both, Diagnostic, Severity, Sources};
use sao::{Asked, Library};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The portfolio.
    #[arg(
        value_name = "PORTFOLIO ¦ DANH-MỤC",
        help = "A table of certified products (.csv .ndjson); headings in English or Vietnamese ¦ Bảng sản phẩm đã được công nhận (.csv .ndjson); tên cột tiếng Anh hoặc tiếng Việt"
    )]
    portfolio: PathBuf,
    /// Seen from which day.
    #[arg(
        long,
        value_name = "DAY ¦ NGÀY",
        help = "Seen from this day: 2026-11-24, 24/11/2026, or today (in Vietnam) ¦ Tính đến ngày này: 24/11/2026, 2026-11-24, hoặc today (hôm nay, giờ Việt Nam)"
    )]
    on: String,
    /// Which ruleset.
    #[arg(
        long,
        value_name = "NAME ¦ TÊN",
        help = "The ruleset, when rows do not say it ¦ Bộ tiêu chí, khi các dòng không ghi"
    )]
    ruleset: Option<String>,
    /// How to print.
    #[arg(
        long,
        value_name = "FORMAT ¦ DẠNG",
        default_value = "text",
        help = "text, markdown, html, json, ics (for calendars) ¦ text, markdown, html, json, ics (cho ứng dụng lịch)"
    )]
    format: DueFormat,
    /// Where to.
    #[arg(
        short,
        long,
        value_name = "FILE ¦ TỆP",
        help = "Writes into a file ¦ Ghi vào tệp"
    )]
    output: Option<PathBuf>,
}

/// How a portfolio is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum DueFormat {
    Text,
    Markdown,
    Html,
    Json,
    Ics,
}

/// Runs the command. Exit 0 when every row was read, 1 when something is wrong
/// with a row; the others are told all the same.
pub fn run(s: &mut Session, args: &Args) -> Done {
    let on = day(&args.on)?;
    let library = rules::load(s, Some(&args.portfolio))?;
    let (mut all, wrong, sources) = read(&library, args, on)?;
    due::sort(&mut all);
    if !wrong.is_empty() {
        s.complain(&wrong, &sources);
    }
    let text = match args.format {
        DueFormat::Json => pretty(&explain::due_json(&all, on)),
        DueFormat::Ics => explain::ics(&all, on, s.lang),
        DueFormat::Text => {
            let mut look = s.look();
            look.colour &= args.output.is_none();
            explain::due_page(&all, on, s.lang).text(look)
        }
        DueFormat::Markdown => explain::due_page(&all, on, s.lang).markdown(),
        DueFormat::Html => explain::due_page(&all, on, s.lang).html(),
    };
    if !all.is_empty() || wrong.is_empty() {
        output::hand_over(s, &text, args.output.as_deref())?;
    }
    Ok(if wrong.iter().any(|d| d.severity == Severity::Error) {
        Exit::Findings
    } else {
        Exit::Fine
    })
}

/// The rows of a portfolio, and what is wrong with others.
fn read(
    library: &Library,
    args: &Args,
    on: Date,
) -> Result<(Vec<Due>, Vec<Diagnostic>, Sources), Stop> {
    let folder = args.portfolio.parent().unwrap_or(Path::new("."));
    let mut all = Vec::new();
    let mut wrong: Vec<Diagnostic> = Vec::new();
    let mut sources = library.sources().clone();
    let mut seen: HashMap<String, usize> = HashMap::new();
    dossiers::each(library, &args.portfolio, &mut |entry| {
        let line = entry.source.first_line();
        let at = dossiers::place(library);
        let row = entry.record.and_then(|r| {
            let h = dossier::holding(&r)?;
            if let Some(first) = seen.get(&h.id) {
                return Err(vec![say::row_twice(h.span, &h.id, *first)]);
            }
            seen.insert(h.id.clone(), line);
            one(library, args, h, on)
        });
        match row {
            Ok(mut due) => {
                look_ahead(library, folder, &mut due);
                all.push(due);
            }
            Err(found) => wrong.extend(dossiers::adopt(found, entry.source, at, &mut sources)),
        }
        Ok(())
    })?;
    Ok((all, wrong, sources))
}

fn one(library: &Library, args: &Args, h: Holding, on: Date) -> Result<Due, Vec<Diagnostic>> {
    let card = h.scorecard.as_ref().map(|(c, _)| c.as_str());
    let name = args
        .ruleset
        .clone()
        .or_else(|| h.ruleset.clone())
        .or_else(|| home(library, card))
        .map(Ok)
        .unwrap_or_else(|| library.ruleset(None).map(|r| r.name.clone()))
        .map_err(|d| vec![d])?;
    let versions = library.versions(&name);
    if versions.is_empty() {
        library.ruleset(Some(&name)).map_err(|d| vec![d])?;
    }
    due::due(h, &versions, on)
}

/// The only ruleset with such a card.
fn home(library: &Library, card: Option<&str>) -> Option<String> {
    let card = card?;
    let mut homes = library.names().into_iter().filter(|n| {
        let versions = library.versions(n);
        versions.iter().any(|r| r.cards.contains_key(card))
    });
    let first = homes.next()?;
    homes.next().is_none().then(|| first.to_owned())
}

/// What the stored dossier says: its papers, and its result under the rules
/// that will bind.
fn look_ahead(library: &Library, folder: &Path, due: &mut Due) {
    let Some(file) = due.holding.dossier.clone() else {
        return;
    };
    let path = folder.join(&file);
    let record = match dossiers::one(library, &path, None) {
        Ok((record, _)) => record,
        Err(_) => {
            due.expected = Expected::Unknown(Both::new(
                format!("`{file}` cannot be read"),
                format!("không đọc được «{file}»"),
            ));
            return;
        }
    };
    if let Ok(judged) = library.judge(&record, &Asked::default()) {
        due.with_papers(judged.dossier.evidence.iter().filter_map(|e| {
            Some(Dated {
                title: e.title.clone(),
                expires: e.expires?,
            })
        }));
    }
    due.expected = match &due.binds {
        Binds::Version { label, .. } => expected(library, &record, label),
        Binds::Depends { early, late } => {
            let (a, b) = (
                expected(library, &record, early),
                expected(library, &record, late),
            );
            if a == b {
                a
            } else {
                Expected::Unknown(Both::new(
                    "it hangs on which version binds",
                    "còn tùy phiên bản nào được áp dụng",
                ))
            }
        }
        Binds::Unknown { .. } => {
            Expected::Unknown(Both::new("no rules are known", "chưa rõ quy định"))
        }
    };
}

/// The result of a stored dossier under a version: its own, or one that a
/// crosswalk leads to. Letters of another version are not taken to mean the same.
fn expected(library: &Library, record: &Record, label: &str) -> Expected {
    let own = library.choose(record, None).map(|(r, _, _)| r.label());
    let judged = match own {
        Ok(own) if own == label => library.judge(record, &Asked::default()).ok(),
        _ => library
            .carry(record, &Asked::default(), label, None)
            .ok()
            .map(|moved| moved.new),
    };
    match judged {
        Some(j) => Expected::Range {
            total: j.outcome.total,
            levels: j
                .outcome
                .level
                .0
                .iter()
                .map(|l| l.and_then(|l| j.card.rating.levels.get(l).cloned()))
                .collect(),
            missing: j.outcome.missing.len(),
            unrated: j.card.rating.unavailable.is_some(),
        },
        None => {
            let version = label.split_once('@').map_or(label, |(_, v)| v);
            Expected::Unknown(Both::new(
                format!("the stored dossier cannot be carried to {version}"),
                format!("hồ sơ đang lưu chưa chuyển được sang {version}"),
            ))
        }
    }
}

/// The day that is meant; only here is a clock read.
fn day(text: &str) -> Result<Date, Stop> {
    let word = text.trim();
    if word == "today" || word == "hôm nay" {
        return today().ok_or_else(|| say::not_a_day(text).into());
    }
    dossier::day(word).ok_or_else(|| say::not_a_day(text).into())
}

/// Today in Vietnam, seven hours ahead of universal time.
fn today() -> Option<Date> {
    const AHEAD: u64 = 7 * 3600;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs() + AHEAD;
    let days = i64::try_from(seconds / 86_400).ok()?;
    Date::constant(1970, 1, 1)
        .checked_add(jiff::Span::new().days(days))
        .ok()
}
