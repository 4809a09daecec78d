//! `sao carry`: an old dossier under a new decision.

use super::session::{Done, Exit, Session};
use super::{dossiers, files, pretty, rules};
use clap::ValueEnum;
use sao::text::Lang;
use sao::{Asked, explain};
use std::path::PathBuf;

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The dossier file.
    #[arg(
        value_name = "DOSSIER ¦ HỒ-SƠ",
        help = "Dossier under the old version (YAML, JSON, CSV, NDJSON; `-` reads standard input) ¦ Hồ sơ theo bản cũ (YAML, JSON, CSV, NDJSON; «-» đọc từ đầu vào chuẩn)"
    )]
    pub dossier: PathBuf,

    /// The new version.
    #[arg(
        long,
        value_name = "VERSION ¦ PHIÊN-BẢN",
        help = "The version to carry it to ¦ Phiên bản cần chuyển sang"
    )]
    pub to: String,

    /// The new scorecard.
    #[arg(
        long,
        value_name = "SCORECARD ¦ PHIẾU",
        help = "The new scorecard, when there are several counterparts ¦ Phiếu điểm mới, khi có nhiều phiếu tương ứng"
    )]
    pub scorecard: Option<String>,

    /// Which dossier of a file of many.
    #[arg(
        long,
        value_name = "ID ¦ MÃ",
        help = "Which dossier, in a file of many ¦ Hồ sơ nào, trong tệp nhiều hồ sơ"
    )]
    pub id: Option<String>,

    /// The old version.
    #[arg(
        long,
        value_name = "NAME@VERSION ¦ TÊN@PHIÊN-BẢN",
        help = "The version it is under, instead of the one that its dates choose ¦ Phiên bản của hồ sơ, thay cho bản chọn theo ngày"
    )]
    pub ruleset: Option<String>,

    /// The day by which the old version is chosen.
    #[arg(
        long,
        value_name = "DATE ¦ NGÀY",
        help = "The version it is under: the one in force on this day ¦ Phiên bản của hồ sơ: bản có hiệu lực vào ngày này"
    )]
    pub as_of: Option<jiff::civil::Date>,

    /// How it is printed.
    #[arg(
        long,
        value_name = "FORMAT ¦ DẠNG",
        default_value = "yaml",
        help = "yaml (the new dossier), json (with where each answer comes from) ¦ yaml (hồ sơ mới), json (kèm nguồn của từng câu trả lời)"
    )]
    pub format: Form,

    /// Where to.
    #[arg(
        short,
        long,
        value_name = "FILE ¦ TỆP",
        help = "Writes to a file ¦ Ghi vào tệp"
    )]
    pub output: Option<PathBuf>,
}

/// How it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// The new dossier, with remarks.
    Yaml,
    /// Everything.
    Json,
}

/// Runs the command.
pub fn run(s: &mut Session, args: &Args) -> Done {
    let library = rules::load(s, Some(&args.dossier))?;
    let (record, source) = dossiers::one(&library, &args.dossier, args.id.as_deref())?;
    let asked = Asked {
        ruleset: args.ruleset.clone(),
        as_of: args.as_of,
        ..Asked::default()
    };
    let moved = match library.carry(&record, &asked, &args.to, args.scorecard.as_deref()) {
        Ok(moved) => moved,
        Err(wrong) => return Err(dossiers::told(&library, wrong, source)),
    };
    let told = explain::Move {
        old: moved.old.case(),
        new: moved.new.case(),
        carried: &moved.carried,
        why: moved.why.as_deref(),
    };
    let text = match args.format {
        Form::Yaml => explain::carried_yaml(&told, s.lang),
        Form::Json => pretty(&explain::carried_json(&told)),
    };
    match &args.output {
        None => s.say(&text)?,
        Some(path) => {
            files::write(path, text.as_bytes())?;
            let place = files::shown(path);
            s.say(&match s.lang {
                Lang::Vi => format!("Đã ghi hồ sơ mới vào {place}.\n"),
                Lang::En => format!("Wrote the new dossier to {place}.\n"),
            })?;
        }
    }
    Ok(Exit::Fine)
}
