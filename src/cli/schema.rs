//! `sao schema`: what a dossier of a scorecard may hold, for editors and programs.

use super::session::{Done, Exit, Session};
use super::{dossiers, files, pretty, rules};
use sao::dossier;
use std::path::Path;

/// Runs the command.
pub fn run(s: &mut Session, what: &str, card: Option<&str>) -> Done {
    let path = Path::new(what);
    let is_file = files::is_stdin(path) || files::is_dossier(path);
    let library = rules::load(s, is_file.then_some(path))?;
    let value = if is_file {
        let (record, _) = dossiers::one(&library, path, None)?;
        let (ruleset, card, _) = library.choose(&record, None)?;
        dossier::schema(ruleset, card, s.lang)
    } else {
        let ruleset = library.ruleset(Some(what))?;
        let card = match (card, ruleset.cards.len()) {
            (Some(id), _) => library.card(ruleset, id)?,
            (None, 1) => match ruleset.cards.values().next() {
                Some(card) => card,
                None => library.card(ruleset, "")?,
            },
            (None, _) => library.card(ruleset, "")?,
        };
        dossier::schema(ruleset, card, s.lang)
    };
    s.say(&pretty(&value))?;
    Ok(Exit::Fine)
}
