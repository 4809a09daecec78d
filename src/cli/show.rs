//! `sao show`: a ruleset or a scorecard, consolidated.

use super::session::{Done, Exit, Session};
use super::values::PageFormat;
use super::{pretty, rules};
use sao::explain;

/// What is asked for.
pub struct Show<'a> {
    /// The ruleset.
    pub ruleset: Option<&'a str>,
    /// Only this card.
    pub card: Option<&'a str>,
    /// The day on which it is in force.
    pub as_of: Option<jiff::civil::Date>,
    /// Whether every line names its decision; the JSON form always does.
    pub blame: bool,
    /// How it is printed.
    pub format: PageFormat,
}

/// Runs the command.
pub fn run(s: &mut Session, show: &Show<'_>) -> Done {
    let library = rules::load(s, None)?;
    let ruleset = library.ruleset_on(show.ruleset, show.as_of)?;
    let format = show.format;
    let card = show.card.map(|id| library.card(ruleset, id)).transpose()?;
    let text = match format {
        PageFormat::Text if show.blame => explain::blame_text(ruleset, card, s.lang, s.look()),
        PageFormat::Text => explain::show_text(ruleset, card, s.lang, s.look()),
        // Consolidated, so all cards: one alone may look at what stands beside it.
        PageFormat::Sao => library.consolidated(ruleset, s.lang).unwrap_or_default(),
        PageFormat::Json => {
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
