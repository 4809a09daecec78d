//! `sao diff`: what changed between two versions.

use super::session::{Done, Exit, Session, Stop};
use super::{output, rules};
use sao::Library;
use sao::compare::{By, Class, Pairing, diff};
use sao::explain;
use sao::model::Ruleset;
use sao::reason::{self, Ask, Extent};
use sao::text::catalogue::{comparing, files as say};
use sao::text::{Severity, closest};
use std::collections::HashSet;
use std::path::Path;

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The older version.
    #[arg(
        value_name = "OLD ¦ CŨ",
        help = "The older version: name@version, or a folder or file of rulesets ¦ Bản cũ: tên@phiên-bản, hoặc thư mục hay tệp bộ tiêu chí"
    )]
    old: String,
    /// The newer version.
    #[arg(
        value_name = "NEW ¦ MỚI",
        help = "The newer version, likewise ¦ Bản mới, cũng viết như vậy"
    )]
    new: String,
    /// Only this card.
    #[arg(
        long,
        value_name = "CARD ¦ PHIẾU",
        help = "Only this scorecard, by its name in either version ¦ Chỉ phiếu điểm này, theo tên ở một trong hai bản"
    )]
    scorecard: Option<String>,
    /// How pairs are made.
    #[arg(
        long,
        value_name = "HOW ¦ CÁCH",
        help = "What is held against what: as the crosswalk between the versions says (when there is one), or by likeness ¦ Đối chiếu cái gì với cái gì: theo bảng chuyển đổi giữa hai bản (khi có), hoặc theo độ giống nhau"
    )]
    pair: Option<PairArg>,
    /// Only these classes.
    #[arg(
        long,
        value_name = "CLASSES ¦ LOẠI",
        value_delimiter = ',',
        help = "Only these: structure, minimums, points, wording ¦ Chỉ các loại này: structure (cấu trúc), minimums (tối thiểu), points (điểm), wording (câu chữ)"
    )]
    only: Vec<ClassArg>,
    /// On every dossier.
    #[arg(
        long,
        requires = "scorecard",
        help = "Proves that both rate every dossier of the scorecard alike, or shows the smallest one that they rate differently ¦ Chứng minh hai bản cho mọi hồ sơ của phiếu kết quả như nhau, hoặc nêu hồ sơ nhỏ nhất có kết quả khác nhau"
    )]
    prove: bool,
    /// What must be the same.
    #[arg(
        long,
        requires = "prove",
        value_name = "WHAT ¦ GÌ",
        default_value = "total",
        help = "With --prove, what must be the same: level; total (level and total); points (of each criterion as well) ¦ Khi có --prove, cái gì phải như nhau: level (hạng); total (hạng và tổng điểm); points (cả điểm từng tiêu chí)"
    )]
    extent: ExtentArg,
    /// Only the summary.
    #[arg(long, help = "Only the summary ¦ Chỉ phần tóm tắt")]
    summary: bool,
    #[command(flatten)]
    print: output::Printing,
}

/// How pairs are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum PairArg {
    /// As the crosswalk says.
    Crosswalk,
    /// By likeness.
    Likeness,
}

/// What must be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ExtentArg {
    Level,
    Total,
    Points,
}

impl From<ExtentArg> for Extent {
    fn from(e: ExtentArg) -> Extent {
        match e {
            ExtentArg::Level => Extent::Level,
            ExtentArg::Total => Extent::Total,
            ExtentArg::Points => Extent::Points,
        }
    }
}

/// A class of edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ClassArg {
    Structure,
    Minimums,
    Points,
    Wording,
}

impl From<ClassArg> for Class {
    fn from(c: ClassArg) -> Class {
        match c {
            ClassArg::Structure => Class::Structure,
            ClassArg::Minimums => Class::Minimums,
            ClassArg::Points => Class::Points,
            ClassArg::Wording => Class::Wording,
        }
    }
}

/// Runs the command. Exit 0 when nothing changed, 1 when something did.
pub fn run(s: &mut Session, args: &Args) -> Done {
    let olds = side(s, &args.old)?;
    let news = side(s, &args.new)?;
    let old = pick(&olds, &args.old)?;
    let new = pick(&news, &args.new)?;
    if let (true, Some(id)) = (args.prove, &args.scorecard) {
        return prove(s, args, (old, new, id));
    }
    let pairing = pairing(s, old, new, args.pair)?;
    let mut found = diff(old, new, &pairing);
    if let Some(id) = &args.scorecard {
        known_card(id, old, new)?;
        found = found.only_card(id);
    }
    if !args.only.is_empty() {
        let classes: Vec<Class> = args.only.iter().map(|c| (*c).into()).collect();
        found = found.only(&classes);
    }
    args.print.page(
        s,
        |lang| explain::change_page(&found, !args.summary, lang),
        || explain::change_json(&found),
    )?;
    Ok(if found.is_empty() {
        Exit::Fine
    } else {
        Exit::Findings
    })
}

/// On every dossier: exit 0 when the two are equal, 1 when they are not.
fn prove(s: &mut Session, args: &Args, (old, new, id): (&Ruleset, &Ruleset, &str)) -> Done {
    let card = |rules: &'_ Ruleset| -> Result<(), Stop> {
        if rules.cards.contains_key(id) {
            return Ok(());
        }
        let near = closest(id, rules.cards.keys().map(String::as_str));
        let have: Vec<String> = rules.cards.keys().cloned().collect();
        Err(say::no_such_card(id, &rules.label(), near.as_deref(), &have).into())
    };
    card(old)?;
    card(new)?;
    let (Some(a), Some(b)) = (old.cards.get(id), new.cards.get(id)) else {
        return Ok(Exit::Findings);
    };
    let ask = Ask {
        extent: args.extent.into(),
        ..Ask::default()
    };
    let proven =
        reason::prove((old, a), (new, b), &ask).map_err(|t| Stop::said(t.diagnostic(b)))?;
    args.print.page(
        s,
        |lang| explain::proof_page((old, a), (new, b), &proven, lang),
        || explain::proof_json((old, a), (new, b), &proven),
    )?;
    Ok(if proven.equal() {
        Exit::Fine
    } else {
        Exit::Findings
    })
}

/// What is held against what: along the crosswalk where there is one (in
/// either direction) and it fits, unless another way is asked for.
fn pairing(
    s: &Session,
    old: &Ruleset,
    new: &Ruleset,
    asked: Option<PairArg>,
) -> Result<Pairing, Stop> {
    // Crosswalks stand beside the rulesets at hand.
    if asked == Some(PairArg::Likeness) {
        return Ok(Pairing::of(old, new));
    }
    let library = match rules::at_hand(s, Library::without_tests(), &HashSet::new()) {
        Ok(library) => library,
        Err(stop) if asked.is_some() => return Err(stop),
        Err(_) => Library::default(),
    };
    pairing_in(&library, old, new, asked)
}

/// The same with the crosswalks of a library.
///
/// # Errors
/// When the crosswalk that is asked for is not there, or does not fit.
pub fn pairing_in(
    library: &Library,
    old: &Ruleset,
    new: &Ruleset,
    asked: Option<PairArg>,
) -> Result<Pairing, Stop> {
    if asked == Some(PairArg::Likeness) {
        return Ok(Pairing::of(old, new));
    }
    let (there, back) = (
        library.has_crosswalk(old, new),
        library.has_crosswalk(new, old),
    );
    let found = match (there, back) {
        (false, true) => library
            .crosswalk(new, old)
            .map(|walk| Pairing::along(new, old, &walk).mirrored()),
        _ if there || asked.is_some() => library
            .crosswalk(old, new)
            .map(|walk| Pairing::along(old, new, &walk)),
        _ => return Ok(Pairing::of(old, new)),
    };
    match (found, asked) {
        (Ok(pairing), _) => Ok(pairing),
        (Err(wrong), Some(_)) if there || back => {
            Err(Stop::Found(wrong, library.sources().clone()))
        }
        (Err(wrong), Some(_)) => Err(Stop::Said(wrong)),
        (Err(_), None) => Ok(Pairing {
            by: By::Likeness {
                crosswalk_misfit: true,
            },
            ..Pairing::of(old, new)
        }),
    }
}

/// The rulesets in which a side is looked for: those at a path, else those at hand.
pub fn side(s: &mut Session, asked: &str) -> Result<Library, Stop> {
    let path = Path::new(asked);
    if !path.exists() {
        return rules::load(s, None);
    }
    let library = rules::under(&[path.to_path_buf()])?;
    let errors: Vec<_> = library
        .findings()
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .cloned()
        .collect();
    if errors.is_empty() {
        Ok(library)
    } else {
        Err(Stop::Found(errors, library.sources().clone()))
    }
}

/// The version that is meant.
pub fn pick<'l>(library: &'l Library, asked: &str) -> Result<&'l Ruleset, Stop> {
    if Path::new(asked).exists() {
        return match library.rulesets() {
            [one] => Ok(one),
            all => {
                let have: Vec<String> = all.iter().map(Ruleset::label).collect();
                Err(comparing::not_one_version(asked, &have).into())
            }
        };
    }
    Ok(library.ruleset(Some(asked))?)
}

fn known_card(id: &str, old: &Ruleset, new: &Ruleset) -> Result<(), Stop> {
    let have: Vec<String> = new.cards.keys().chain(old.cards.keys()).cloned().collect();
    if have.iter().any(|c| c == id) {
        return Ok(());
    }
    let near = closest(id, have.iter().map(String::as_str));
    let label = format!("{}, {}", old.label(), new.label());
    Err(say::no_such_card(id, &label, near.as_deref(), &have).into())
}
