//! `sao impact`: past dossiers under a new version.

use super::session::{Done, Exit, Session, Stop};
use super::{diff, dossiers, output, rules};
use sao::compare::impact::{Gather, Impact, Sides};
use sao::model::Ruleset;
use sao::text::Diagnostic;
use sao::{Library, explain};
use std::path::PathBuf;

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
    /// The dossiers.
    #[arg(
        required = true,
        value_name = "DOSSIERS ¦ HỒ-SƠ",
        help = "Dossiers rated under the older version (.yaml .json .csv .ndjson) ¦ Hồ sơ đã chấm theo bản cũ (.yaml .json .csv .ndjson)"
    )]
    dossiers: Vec<PathBuf>,
    #[command(flatten)]
    print: output::Printing,
}

/// Runs the command. Exit 0 when every dossier was scored under both versions,
/// 1 when some could not be.
pub fn run(s: &mut Session, args: &Args) -> Done {
    let olds = diff::side(s, &args.old)?;
    let news = diff::side(s, &args.new)?;
    let old = diff::pick(&olds, &args.old)?;
    let new = diff::pick(&news, &args.new)?;
    // Crosswalks stand beside the rulesets at hand.
    let at_hand = rules::load(s, None).unwrap_or_default();
    let impact = gather(s, (&olds, &at_hand), (old, new), &args.dossiers)?;
    let (a, b) = (old.label(), new.label());
    args.print.page(
        s,
        |lang| explain::impact_page(&impact, &a, &b, lang),
        || explain::impact_json(&impact, &a, &b),
    )?;
    Ok(if impact.skipped == 0 {
        Exit::Fine
    } else {
        Exit::Findings
    })
}

/// What becomes of stored dossiers, carried along the crosswalk at hand where
/// there is one; the first that cannot be scored are told of.
///
/// # Errors
/// When a file cannot be read.
pub fn gather(
    s: &mut Session,
    (olds, at_hand): (&Library, &Library),
    (old, new): (&Ruleset, &Ruleset),
    paths: &[PathBuf],
) -> Result<Impact, Stop> {
    // A draft of the same name is read as it stands.
    let apart = old.label() != new.label();
    let walk = at_hand.crosswalk(old, new).ok().filter(|_| apart);
    let sides = Sides { old, new, walk };
    let mut gather = Gather::new(&sides);
    let mut wrong: Vec<(Vec<Diagnostic>, sao::text::Source)> = Vec::new();
    for path in paths {
        dossiers::each(olds, path, &mut |entry| {
            let done = entry.record.and_then(|r| gather.add(&r, &entry.name));
            if let Err(found) = done {
                gather.skip();
                // Nobody reads more than a few; the count tells of the rest.
                if wrong.len() < TOLD {
                    wrong.push((found, entry.source));
                }
            }
            Ok(())
        })?;
    }
    for (found, source) in wrong {
        let mut sources = olds.sources().clone();
        let found = dossiers::adopt(found, source, dossiers::place(olds), &mut sources);
        s.complain(&found, &sources);
    }
    Ok(gather.finish())
}

/// So many dossiers that cannot be scored are told of.
const TOLD: usize = 5;
