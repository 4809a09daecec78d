//! `sao next`: the least change that reaches a level.

use super::session::{Done, Exit, Session, Stop};
use super::{dossiers, files, output, rules};
use jiff::civil::Date;
use sao::Asked;
use sao::dossier::{self, Answer, Effort, Format};
use sao::explain::{self, Ways};
use sao::model::{Level, Ruleset, Scorecard};
use sao::reason::{self, Aim, Next};
use sao::text::catalogue::{files as say, reading, reasoning, seeking};
use sao::text::{Both, Diagnostic, Source, SourceId, Sources, closest};
use std::path::{Path, PathBuf};

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The dossier.
    #[arg(
        value_name = "DOSSIER ¦ HỒ-SƠ",
        help = "The dossier (.yaml .json .csv .ndjson) ¦ Hồ sơ (.yaml .json .csv .ndjson)"
    )]
    dossier: PathBuf,
    /// Which dossier of a file of many.
    #[arg(
        long,
        value_name = "ID",
        help = "Which dossier, in a file of many ¦ Hồ sơ nào, khi tệp có nhiều hồ sơ"
    )]
    id: Option<String>,
    /// The level.
    #[arg(
        long,
        value_name = "LEVEL ¦ HẠNG",
        help = "The level to reach: ****, 4, or its name (else the next one) ¦ Hạng muốn đạt: ****, 4, hoặc tên hạng (không nêu thì hạng kế tiếp)"
    )]
    to: Option<String>,
    /// What stays.
    #[arg(
        long,
        value_name = "1.1,2.3=b",
        value_delimiter = ',',
        help = "Criteria and facts that stay as they are (or at an option) ¦ Tiêu chí và dữ kiện giữ nguyên (hoặc giữ ở một lựa chọn)"
    )]
    fixed: Vec<String>,
    /// What cannot be had.
    #[arg(
        long,
        value_name = "3.5=c",
        value_delimiter = ',',
        help = "Options that cannot be had ¦ Lựa chọn không thể đạt"
    )]
    impossible: Vec<String>,
    /// What changes cost.
    #[arg(
        long,
        value_name = "FILE ¦ TỆP",
        help = "What changes cost, and from when their evidence can be had (.yaml .json) ¦ Chi phí thay đổi và ngày có minh chứng (.yaml .json)"
    )]
    effort: Option<PathBuf>,
    /// Until when.
    #[arg(
        long,
        value_name = "DATE ¦ NGÀY",
        help = "Only options whose evidence can be had by then (see --effort) ¦ Chỉ những lựa chọn có minh chứng trước ngày này (xem --effort)"
    )]
    by: Option<String>,
    /// The ruleset.
    #[arg(
        long,
        value_name = "RULESET ¦ BỘ-TIÊU-CHÍ",
        help = "Another ruleset than the one in force: name@version ¦ Bộ tiêu chí khác bộ đang có hiệu lực: tên@phiên-bản"
    )]
    ruleset: Option<String>,
    #[command(flatten)]
    print: output::Printing,
}

/// Runs the command. Exit 0 when there is a way (or none is needed), 1 when there is none.
pub fn run(s: &mut Session, args: &Args) -> Done {
    let library = rules::load(s, Some(&args.dossier))?;
    if let Some(asked) = &args.ruleset {
        library.ruleset(Some(asked))?;
    }
    let (record, source) = dossiers::one(&library, &args.dossier, args.id.as_deref())?;
    let asked = Asked {
        ruleset: args.ruleset.clone(),
        ..Asked::default()
    };
    let judged = match library.judge(&record, &asked) {
        Ok(judged) => judged,
        Err(wrong) => return Err(dossiers::told(&library, wrong, source)),
    };
    let (rules, card) = (&judged.ruleset, judged.card);
    if !judged.dossier.assessors.is_empty() {
        return Err(reasoning::council_needs_all(&card.id, card.span).into());
    }
    let mut dossier = judged.dossier.clone();
    let now = judged.outcome.level.certain();
    let goal = match &args.to {
        Some(asked) => level(card, asked)?,
        None => reason::next_level(card, now).or(now).unwrap_or(0),
    };
    let mut aim = Aim {
        level: goal,
        ..Aim::default()
    };
    fix(&args.fixed, rules, card, &mut dossier, &mut aim)?;
    for text in &args.impossible {
        let (i, o) = option(card, text)?;
        aim.impossible.insert((i, o));
        let held = dossier.answers.criteria.get(i).and_then(Option::as_ref);
        if aim.fixed.contains(&i) && held == Some(&Answer::Option(o)) {
            return Err(seeking::contradiction(text).into());
        }
    }
    if let Some(path) = &args.effort {
        let effort = effort(path, card)?;
        let by = args.by.as_deref().map(day).transpose()?;
        for (place, ready) in &effort.ready {
            if by.is_some_and(|by| *ready > by) {
                aim.impossible.insert(*place);
            }
        }
        aim.effort = effort.by_option;
        aim.effort_by_step = effort.by_step;
    }
    let found = |d: Diagnostic| Stop::Found(vec![d], library.sources().clone());
    let next = reason::next(rules, card, &dossier, &aim).map_err(|t| found(t.diagnostic(card)))?;
    let product = dossier.product.as_deref().or(dossier.id.as_deref());
    let ways = Ways {
        rules,
        card,
        product: product.unwrap_or(&card.title),
        goal,
        next: &next,
        with_effort: args.effort.is_some(),
    };
    args.print.page(
        s,
        |lang| explain::ways_page(&ways, lang),
        || explain::ways_json(&ways),
    )?;
    Ok(match next {
        Next::Never(_) => Exit::Findings,
        Next::Reached(_) | Next::Ways { .. } => Exit::Fine,
    })
}

/// The level that is meant: its name, its stars, its number.
///
/// # Errors
/// When the card has no such level.
pub fn level(card: &Scorecard, asked: &str) -> Result<usize, Stop> {
    let named = |l: &Level| {
        let number = l.ordinal.map(|n| n.to_string());
        l.name == asked || number.as_deref() == Some(asked) || l.label.as_deref() == Some(asked)
    };
    let found = card.rating.levels.iter().position(named);
    found.ok_or_else(|| {
        let have: Vec<String> = card.rating.levels.iter().map(|l| l.name.clone()).collect();
        seeking::no_such_level(asked, &have).into()
    })
}

fn option(card: &Scorecard, text: &str) -> Result<(usize, usize), Stop> {
    let have: Vec<String> = card
        .criteria
        .iter()
        .flat_map(|c| {
            c.options
                .iter()
                .map(move |o| format!("{}={}", c.number, o.key))
        })
        .collect();
    let found = text.split_once('=').and_then(|(number, key)| {
        let i = card.criterion(number.trim())?;
        let o = card.criteria.get(i)?.option(key.trim())?;
        Some((i, o))
    });
    found.ok_or_else(|| {
        let near = closest(text, have.iter().map(String::as_str));
        seeking::no_such_change(text, near.as_deref(), None).into()
    })
}

fn fix(
    fixed: &[String],
    rules: &Ruleset,
    card: &Scorecard,
    dossier: &mut dossier::Dossier,
    aim: &mut Aim,
) -> Result<(), Stop> {
    let mut pinned: Vec<(usize, usize)> = Vec::new();
    for text in fixed {
        if text.contains('=') {
            let (i, o) = option(card, text)?;
            if pinned.iter().any(|(j, p)| *j == i && *p != o) {
                return Err(seeking::contradiction(text).into());
            }
            pinned.push((i, o));
            aim.fixed.insert(i);
            if let Some(slot) = dossier.answers.criteria.get_mut(i) {
                *slot = Some(Answer::Option(o));
            }
            continue;
        }
        let fact = rules.facts.iter().position(|f| f.name == *text);
        match (card.criterion(text), fact) {
            (Some(i), _) => {
                aim.fixed.insert(i);
            }
            (None, Some(f)) => {
                aim.fixed_facts.insert(f);
            }
            (None, None) => {
                let numbers = card.criteria.iter().map(|c| c.number.as_str());
                let facts = rules.facts.iter().map(|f| f.name.as_str());
                let near = closest(text, numbers.chain(facts));
                return Err(seeking::no_such_change(text, near.as_deref(), None).into());
            }
        }
    }
    Ok(())
}

fn effort(path: &Path, card: &Scorecard) -> Result<Effort, Stop> {
    let bytes = files::read(path)?;
    let source = Source::from_bytes(files::shown(path), &bytes);
    let mut sources = Sources::new();
    let end = path.extension().and_then(|e| e.to_str()).unwrap_or("yaml");
    let format = Format::of_extension(end).unwrap_or(Format::Yaml);
    let id = SourceId(0);
    let source = match source {
        Ok(source) => source,
        Err(wrong) => return Err(reading::not_utf8(&files::shown(path), &wrong).into()),
    };
    let read = dossier::effort(&source, id, format, card);
    sources.add(source);
    read.map_err(|wrong| Stop::Found(wrong, sources))
}

fn day(text: &str) -> Result<Date, Stop> {
    text.parse::<Date>().map_err(|_| {
        say::usage(
            Both::new(
                format!("`{text}` is not a day"),
                format!("«{text}» không phải là ngày"),
            ),
            Both::new("write it as 2026-12-01", "ghi dạng 2026-12-01"),
        )
        .into()
    })
}
