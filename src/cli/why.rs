//! `sao why`: a score, point by point.

use super::session::{Done, Exit, Session};
use super::values::{DetailArg, WhyFormat};
use super::{dossiers, files, pretty, rules};
use jiff::civil::Date;
use sao::dossier::Record;
use sao::text::catalogue::files as say;
use sao::text::{Diagnostic, Lang, closest};
use sao::{Asked, Detail, Judged, Library, explain};
use std::path::PathBuf;

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The dossier.
    #[arg(value_name = "DOSSIER ¦ HỒ-SƠ", help = "A dossier file ¦ Tệp hồ sơ")]
    dossier: PathBuf,
    /// Which of many.
    #[arg(
        long,
        value_name = "ID ¦ MÃ",
        help = "Which dossier, in a file of many ¦ Hồ sơ nào, khi tệp có nhiều"
    )]
    id: Option<String>,
    /// Only one criterion.
    #[arg(
        long,
        value_name = "NUMBER ¦ SỐ",
        help = "Only this criterion ¦ Chỉ tiêu chí này"
    )]
    criterion: Option<String>,
    /// How much.
    #[arg(
        long,
        value_name = "DETAIL ¦ MỨC",
        default_value = "standard",
        help = "short, standard, full ¦ short (ngắn), standard (vừa), full (đủ)"
    )]
    detail: DetailArg,
    /// How to print.
    #[arg(
        long,
        value_name = "FORMAT ¦ DẠNG",
        default_value = "text",
        help = "text, markdown, html (a page to print), json ¦ text, markdown, html (trang để in), json"
    )]
    format: WhyFormat,
    /// Where to.
    #[arg(
        long,
        short,
        value_name = "FILE ¦ TỆP",
        help = "Writes to this file ¦ Ghi ra tệp này"
    )]
    output: Option<PathBuf>,
    /// The ruleset.
    #[arg(
        long,
        value_name = "NAME[@VERSION] ¦ TÊN[@PHIÊN-BẢN]",
        help = "The ruleset, instead of the one that the dossier and its dates choose ¦ Bộ tiêu chí, thay cho bộ mà hồ sơ và ngày của nó chọn"
    )]
    ruleset: Option<String>,
    /// By which day.
    #[arg(
        long,
        value_name = "DATE ¦ NGÀY",
        help = "Choose the version in force on this day (2022-05-10) instead of the dossier's own ¦ Chọn phiên bản có hiệu lực vào ngày này (2022-05-10) thay cho ngày của hồ sơ"
    )]
    as_of: Option<Date>,
    /// Carried to a newer version.
    #[arg(
        long,
        value_name = "VERSION ¦ PHIÊN-BẢN",
        help = "Carried along the crosswalk to this version, and told under it ¦ Chuyển theo bảng chuyển đổi sang phiên bản này rồi chấm theo đó"
    )]
    to: Option<String>,
    /// The scorecard that it is carried to.
    #[arg(
        long,
        requires = "to",
        value_name = "CARD ¦ PHIẾU",
        help = "With --to: the scorecard there, when there are several counterparts ¦ Với --to: phiếu điểm bên đó, khi có nhiều phiếu tương ứng"
    )]
    scorecard: Option<String>,
    /// Readings of open points.
    #[arg(
        long,
        value_name = "NAME=READING ¦ TÊN=CÁCH-HIỂU",
        help = "Another reading of an open point; may be repeated ¦ Cách hiểu khác của một giả định; lặp lại được"
    )]
    assume: Vec<String>,
}

/// Runs the command.
pub fn run(s: &mut Session, why: &Args) -> Done {
    let library = rules::load(s, Some(&why.dossier))?;
    let readings = rules::readings(&why.assume, &library)?;
    if let Some(asked) = &why.ruleset {
        library.ruleset(Some(asked))?;
    }
    let (record, source) = dossiers::one(&library, &why.dossier, why.id.as_deref())?;
    let asked = Asked {
        ruleset: why.ruleset.clone(),
        readings,
        as_of: why.as_of,
    };
    let judged = match carried(
        &library,
        &record,
        &asked,
        (why.to.as_deref(), why.scorecard.as_deref()),
        s.lang,
    ) {
        Ok(judged) => judged,
        Err(wrong) => return Err(dossiers::told(&library, wrong, source)),
    };
    let page = match &why.criterion {
        None => judged.why(detail(why.detail), s.lang),
        Some(number) => match judged.card.criterion(number) {
            Some(i) => judged.why_criterion(i, s.lang),
            None => {
                let have: Vec<String> = judged
                    .card
                    .criteria
                    .iter()
                    .map(|c| c.number.clone())
                    .collect();
                let near = closest(number, have.iter().map(String::as_str));
                let card = &judged.card.id;
                return Err(say::no_such_criterion(number, card, near.as_deref(), &have).into());
            }
        },
    };
    let text = match why.format {
        WhyFormat::Text => {
            let mut view = s.look();
            view.colour &= why.output.is_none();
            page.text(view)
        }
        WhyFormat::Markdown => page.markdown(),
        WhyFormat::Html => page.html(),
        WhyFormat::Json => pretty(&page.json()),
    };
    match &why.output {
        None => s.say(&text)?,
        Some(path) => {
            files::write(path, text.as_bytes())?;
            let place = files::shown(path);
            s.say(&match s.lang {
                Lang::Vi => format!("Đã ghi lời giải thích vào {place}.\n"),
                Lang::En => format!("Wrote the explanation to {place}.\n"),
            })?;
        }
    }
    Ok(Exit::Fine)
}

/// A dossier judged, under the version that it is carried to if one is named:
/// then its answers say where they come from.
///
/// # Errors
/// Everything that is wrong with the dossier, or why it cannot be carried.
pub fn carried<'l>(
    library: &'l Library,
    record: &Record,
    asked: &Asked,
    (to, card): (Option<&str>, Option<&str>),
    lang: Lang,
) -> Result<Judged<'l>, Vec<Diagnostic>> {
    let Some(to) = to else {
        return library.judge(record, asked);
    };
    let mut moved = library.carry(record, asked, to, card)?;
    let came = explain::came_from(
        &explain::Move {
            old: moved.old.case(),
            new: moved.new.case(),
            carried: &moved.carried,
            why: moved.why.as_deref(),
        },
        lang,
    );
    moved.new.dossier.carried = Some(came);
    Ok(moved.new)
}

fn detail(arg: DetailArg) -> Detail {
    match arg {
        DetailArg::Short => Detail::Short,
        DetailArg::Standard => Detail::Standard,
        DetailArg::Full => Detail::Full,
    }
}
