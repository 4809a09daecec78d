//! `sao check`: are rulesets and dossiers sound?

use super::args::CheckFormat;
use super::dossiers::{self, Entry};
use super::session::{Done, Exit, Session, counted};
use super::{files, rules};
use sao::model::{Ruleset, Scorecard};
use sao::text::render;
use sao::text::{Diagnostic, Lang, Severity, Source, SourceId, Sources};
use sao::{Asked, Library};
use std::path::PathBuf;

/// Runs the command.
pub fn run(
    s: &mut Session,
    paths: &[PathBuf],
    (notes, prove): (bool, bool),
    as_of: Option<jiff::civil::Date>,
    format: CheckFormat,
) -> Done {
    let (given, rest): (Vec<PathBuf>, Vec<PathBuf>) = paths
        .iter()
        .cloned()
        .partition(|p| files::is_stdin(p) || files::is_dossier(p));
    let library = if rest.is_empty() {
        rules::under(&files::find_rules(&s.rules, &given)?)?
    } else {
        rules::under(&rest)?
    };
    // Rulesets that were not named are only told about when they stand in the way.
    let about_rules = !rest.is_empty() || given.is_empty();
    let mut found = Found::default();
    if about_rules || !library.is_sound() {
        found.all.extend(library.findings().iter().cloned());
    }
    if about_rules {
        found.all.extend(library.checks());
        if prove {
            found.all.extend(library.proofs());
        }
    }
    let asked = Asked {
        as_of,
        ..Asked::default()
    };
    let mut sources = library.sources().clone();
    let mut dossiers = 0;
    let mut broken = 0;
    for path in &given {
        dossiers::each(&library, path, &mut |entry: Entry| {
            dossiers += 1;
            let wrong = match entry.record {
                Err(wrong) => wrong,
                Ok(record) => match library.judge(&record, &asked) {
                    Ok(_) => Vec::new(),
                    Err(wrong) => wrong,
                },
            };
            if !wrong.is_empty() {
                broken += 1;
                found.take(wrong, entry.source, dossiers::place(&library), &mut sources);
            }
            Ok(())
        })?;
    }
    let mut all = found.all;
    render::sort(&mut all);
    let hidden = all
        .iter()
        .filter(|d| d.severity == Severity::Note && !notes)
        .count();
    let shown: Vec<Diagnostic> = all
        .into_iter()
        .filter(|d| notes || d.severity != Severity::Note)
        .collect();
    let errors = shown.iter().any(|d| d.severity == Severity::Error);
    let text = match format {
        CheckFormat::Json => render::json(&shown, &sources),
        CheckFormat::Sarif => render::sarif(&shown, &sources, s.lang),
        CheckFormat::Concise => render::concise(&shown, &sources, s.lang),
        CheckFormat::Github => render::github(&shown, &sources, s.lang),
        CheckFormat::Text => {
            let mut text = render::graphical_all(&shown, &sources, s.look());
            if !text.is_empty() {
                text.push('\n');
            }
            let scope = Scope {
                library: about_rules.then_some(&library),
                dossiers,
                broken,
            };
            text.push_str(&summary(&scope, &shown, hidden, s.lang));
            text
        }
    };
    s.say(&text)?;
    Ok(if errors { Exit::Findings } else { Exit::Fine })
}

/// Findings whose places lie in sources that are collected along the way.
#[derive(Default)]
struct Found {
    all: Vec<Diagnostic>,
}

impl Found {
    /// Takes findings about a dossier; its text joins the sources.
    fn take(
        &mut self,
        wrong: Vec<Diagnostic>,
        source: Source,
        at: SourceId,
        sources: &mut Sources,
    ) {
        self.all.extend(dossiers::adopt(wrong, source, at, sources));
    }
}

/// What was looked at.
struct Scope<'a> {
    library: Option<&'a Library>,
    dossiers: usize,
    broken: usize,
}

fn summary(scope: &Scope, shown: &[Diagnostic], hidden: usize, lang: Lang) -> String {
    let number = |severity| shown.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (number(Severity::Error), number(Severity::Warning));
    let notes = number(Severity::Note) + hidden;
    let mut looked: Vec<String> = Vec::new();
    if let Some(library) = scope.library {
        looked.push(counted(library.files(), lang, "file", "files", "tệp"));
    }
    if scope.dossiers > 0 {
        looked.push(counted(
            scope.dossiers,
            lang,
            "dossier",
            "dossiers",
            "hồ sơ",
        ));
    }
    let mut text = match lang {
        Lang::Vi => format!("Đã kiểm tra {}", looked.join(" và ")),
        Lang::En => format!("Checked {}", looked.join(" and ")),
    };
    if let Some(library) = scope.library {
        let all = Content::of(library.rulesets());
        let parts = [
            counted(all.cards, lang, "scorecard", "scorecards", "phiếu điểm"),
            counted(all.criteria, lang, "criterion", "criteria", "tiêu chí"),
            counted(all.options, lang, "option", "options", "lựa chọn"),
            counted(all.tests, lang, "test", "tests", "kiểm thử"),
        ];
        text.push_str(&format!(": {}", parts.join(", ")));
    }
    text.push_str(". ");
    let mut found: Vec<String> = Vec::new();
    if errors > 0 {
        found.push(counted(errors, lang, "error", "errors", "lỗi"));
    }
    if warnings > 0 {
        found.push(counted(warnings, lang, "warning", "warnings", "cảnh báo"));
    }
    if found.is_empty() {
        text.push_str(lang.pick("No errors", "Không có lỗi"));
    } else {
        text.push_str(&found.join(", "));
    }
    if scope.broken > 0 {
        let of = counted(scope.broken, lang, "dossier", "dossiers", "hồ sơ");
        text.push_str(&match lang {
            Lang::Vi => format!(" trong {of}"),
            Lang::En => format!(" in {of}"),
        });
    }
    if notes > 0 {
        let many = counted(notes, lang, "note", "notes", "lưu ý");
        text.push_str(&match lang {
            Lang::Vi => format!("; {many} về chính quy định"),
            Lang::En => format!("; {many} about the rules as printed"),
        });
        if hidden > 0 {
            text.push_str(" (sao check --notes)");
        }
    }
    text.push_str(".\n");
    text
}

/// How much stands in rulesets.
#[derive(Default)]
struct Content {
    cards: usize,
    criteria: usize,
    options: usize,
    tests: usize,
}

impl Content {
    fn of(rulesets: &[Ruleset]) -> Content {
        let mut all = Content::default();
        for r in rulesets {
            all.tests += r.tests.len();
            // The text as amended is the same pages once more.
            if !r.amended.is_empty() {
                continue;
            }
            for card in r.cards.values() {
                all.cards += 1;
                all.criteria += card.criteria.len();
                all.options += options(card);
            }
        }
        all
    }
}

fn options(card: &Scorecard) -> usize {
    card.criteria
        .iter()
        .map(|c| c.options.len() + c.rungs.len())
        .sum()
}
