//! `sao outcomes`: how all dossiers of a scorecard come out.

use super::session::{Done, Exit, Session, Stop};
use super::{next, output, rules};
use sao::exact::Num;
use sao::explain;
use sao::model::{Ruleset, Scorecard};
use sao::reason::{Point, Space};
use sao::text::catalogue::{files as say, reasoning};
use sao::text::{Both, Diagnostic};

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ruleset.
    #[arg(
        value_name = "RULESET ¦ BỘ-TIÊU-CHÍ",
        help = "name or name@version ¦ tên hoặc tên@phiên-bản"
    )]
    ruleset: Option<String>,
    /// The card.
    #[arg(
        long,
        alias = "card",
        value_name = "CARD ¦ PHIẾU",
        help = "The scorecard ¦ Phiếu điểm"
    )]
    scorecard: Option<String>,
    /// A dossier with this total.
    #[arg(
        long,
        value_name = "TOTAL ¦ TỔNG",
        help = "Prints a dossier with this total instead ¦ In một hồ sơ có tổng điểm này"
    )]
    total: Option<String>,
    /// A dossier with this level.
    #[arg(
        long,
        value_name = "LEVEL ¦ HẠNG",
        help = "Prints a dossier with this level instead ¦ In một hồ sơ có hạng này"
    )]
    level: Option<String>,
    #[command(flatten)]
    print: output::Printing,
}

/// Runs the command.
pub fn run(s: &mut Session, args: &Args) -> Done {
    let library = rules::load(s, None)?;
    let ruleset = library.ruleset(args.ruleset.as_deref())?;
    let card = match &args.scorecard {
        Some(id) => library.card(ruleset, id)?,
        None => only_card(ruleset)?,
    };
    let found = |d: Diagnostic| Stop::Found(vec![d], library.sources().clone());
    let space = Space::of(ruleset, card).map_err(|t| found(t.diagnostic(card)))?;
    if args.total.is_some() || args.level.is_some() {
        let wanted = Wanted::of(args, card)?;
        let witness = space.witness(|p| wanted.is(p));
        return match witness.map_err(|t| found(t.diagnostic(card)))? {
            Some(dossier) => {
                let text = sao::dossier::yaml(ruleset, card, &dossier);
                args.print.text(s, &text)?;
                Ok(Exit::Fine)
            }
            None => Err(reasoning::no_dossier_there(&wanted.said).into()),
        };
    }
    let outcomes = space.outcomes().map_err(|t| found(t.diagnostic(card)))?;
    args.print.page(
        s,
        |lang| explain::outcomes_page(ruleset, card, &outcomes, lang),
        || explain::outcomes_json(ruleset, card, &outcomes),
    )?;
    Ok(Exit::Fine)
}

fn only_card(ruleset: &Ruleset) -> Result<&Scorecard, Stop> {
    let mut all = ruleset.cards.values();
    match (all.next(), all.next()) {
        (Some(card), None) => Ok(card),
        _ => {
            let have: Vec<String> = ruleset.cards.keys().cloned().collect();
            Err(reasoning::which_card(&have).into())
        }
    }
}

/// What a dossier is wanted for.
struct Wanted {
    total: Option<Num>,
    level: Option<usize>,
    said: Both,
}

impl Wanted {
    fn of(args: &Args, card: &Scorecard) -> Result<Wanted, Stop> {
        let total = match &args.total {
            None => None,
            Some(text) => Some(text.parse::<Num>().map_err(|_| {
                say::usage(
                    Both::new(
                        format!("`{text}` is not a total"),
                        format!("«{text}» không phải là tổng điểm"),
                    ),
                    Both::new(
                        "write a number, such as 87 or 89.5",
                        "ghi một số, ví dụ 87 hay 89.5",
                    ),
                )
            })?),
        };
        let level = args
            .level
            .as_deref()
            .map(|l| next::level(card, l))
            .transpose()?;
        let mut said = Both::new("", "");
        if let Some(t) = total {
            said.en.push_str(&format!("total {t}"));
            said.vi.push_str(&format!("tổng {t}"));
        }
        if let Some(l) = &args.level {
            if total.is_some() {
                said.en.push_str(", ");
                said.vi.push_str(", ");
            }
            said.en.push_str(&format!("level {l}"));
            said.vi.push_str(&format!("hạng {l}"));
        }
        Ok(Wanted { total, level, said })
    }

    fn is(&self, p: &Point) -> bool {
        self.total.is_none_or(|t| t == p.total) && self.level.is_none_or(|l| p.level == Some(l))
    }
}
