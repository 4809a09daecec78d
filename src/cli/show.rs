//! `sao show`: a ruleset or a scorecard, consolidated.

use super::args::ShowFormat;
use super::session::{Done, Exit, Session};
use super::{pretty, rules};
use sao::explain;

/// Runs the command.
pub fn run(s: &mut Session, asked: Option<&str>, card: Option<&str>, format: ShowFormat) -> Done {
    let library = rules::load(s, None)?;
    let ruleset = library.ruleset(asked)?;
    let card = card.map(|id| library.card(ruleset, id)).transpose()?;
    let text = match format {
        ShowFormat::Text => explain::show_text(ruleset, card, s.lang, s.look()),
        ShowFormat::Json => {
            let mut value = explain::show_json(ruleset);
            if let (Some(card), Some(all)) = (card, value.get_mut("scorecards"))
                && let Some(all) = all.as_array_mut()
            {
                all.retain(|c| c.get("id").and_then(|id| id.as_str()) == Some(card.id.as_str()));
            }
            pretty(&value)
        }
    };
    s.say(&text)?;
    Ok(Exit::Fine)
}
