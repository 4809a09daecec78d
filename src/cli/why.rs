//! `sao why`: a score, point by point.

use super::args::{DetailArg, WhyFormat};
use super::session::{Done, Exit, Session};
use super::{dossiers, files, pretty, rules};
use sao::text::catalogue::files as say;
use sao::text::{Lang, closest};
use sao::{Asked, Detail};
use std::path::Path;

/// What is asked for.
pub struct Why<'a> {
    /// The dossier file.
    pub dossier: &'a Path,
    /// Which dossier, in a file of many.
    pub id: Option<&'a str>,
    /// Only this criterion.
    pub criterion: Option<&'a str>,
    /// How much.
    pub detail: DetailArg,
    /// How it is printed.
    pub format: WhyFormat,
    /// Where to.
    pub output: Option<&'a Path>,
    /// The ruleset.
    pub ruleset: Option<&'a str>,
    /// The day by which the version is chosen.
    pub as_of: Option<jiff::civil::Date>,
    /// Other readings.
    pub assume: &'a [String],
}

/// Runs the command.
pub fn run(s: &mut Session, why: &Why) -> Done {
    let library = rules::load(s, Some(why.dossier))?;
    let readings = rules::readings(why.assume, &library)?;
    if let Some(asked) = why.ruleset {
        library.ruleset(Some(asked))?;
    }
    let (record, source) = dossiers::one(&library, why.dossier, why.id)?;
    let asked = Asked {
        ruleset: why.ruleset.map(str::to_owned),
        readings,
        as_of: why.as_of,
    };
    let judged = match library.judge(&record, &asked) {
        Ok(judged) => judged,
        Err(wrong) => return Err(dossiers::told(&library, wrong, source)),
    };
    let page = match why.criterion {
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
    match why.output {
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

fn detail(arg: DetailArg) -> Detail {
    match arg {
        DetailArg::Short => Detail::Short,
        DetailArg::Standard => Detail::Standard,
        DetailArg::Full => Detail::Full,
    }
}
