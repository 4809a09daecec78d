//! `sao impact`: past dossiers under a new version.

use super::session::{Done, Exit, Session, Stop};
use super::{diff, dossiers, output, rules};
use sao::compare::carry;
use sao::compare::impact::{Both, Gather, Impact};
use sao::dossier::Record;
use sao::model::Ruleset;
use sao::model::crosswalk::Crosswalk;
use sao::text::Diagnostic;
use sao::{Library, dossier, explain, score};
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
    let mut gather = Gather::new();
    let mut wrong: Vec<(Vec<Diagnostic>, sao::text::Source)> = Vec::new();
    for path in paths {
        dossiers::each(olds, path, &mut |entry| {
            let done = entry.record.and_then(|r| {
                one(
                    (at_hand, walk.as_ref()),
                    (old, new),
                    &r,
                    &entry.name,
                    &mut gather,
                )
            });
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

/// One dossier under both versions: carried along the crosswalk where there is
/// one, else read as it stands, as for a draft that keeps names and letters.
fn one(
    (at_hand, walk): (&Library, Option<&Crosswalk>),
    (old, new): (&Ruleset, &Ruleset),
    record: &Record,
    name: &str,
    gather: &mut Gather,
) -> Result<(), Vec<Diagnostic>> {
    let card = dossier::card(record, old).map_err(|d| vec![d])?;
    let before = dossier::bind(record, old, card)?;
    let old_outcome = score::evaluate_as_read(old, card, &before);
    if let Some(walk) = walk {
        let label = new.label();
        let pair = carry::pair(walk, &card.id, &label, None).map_err(|d| vec![d])?;
        let new_card = at_hand.card(new, &pair.to).map_err(|d| vec![d])?;
        let side = |ruleset, card| carry::Side { ruleset, card };
        let carried = carry::carry(pair, side(old, card), &before, side(new, new_card));
        let new_outcome = score::evaluate_as_read(new, new_card, &carried.dossier);
        gather.add(&Both {
            old: (old, card),
            new: (new, new_card),
            before: &before,
            old_outcome: &old_outcome,
            after: &carried.dossier,
            new_outcome: &new_outcome,
            name,
        });
        return Ok(());
    }
    let new_card = dossier::card(record, new).map_err(|d| vec![d])?;
    let after = dossier::bind(record, new, new_card)?;
    let new_outcome = score::evaluate_as_read(new, new_card, &after);
    gather.as_written();
    gather.add(&Both {
        old: (old, card),
        new: (new, new_card),
        before: &before,
        old_outcome: &old_outcome,
        after: &after,
        new_outcome: &new_outcome,
        name,
    });
    Ok(())
}
