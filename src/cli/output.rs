//! A page for somebody: in which form, on the screen or into a file.

use super::session::{Session, Stop};
use super::values::WhyFormat;
use super::{files, pretty};
use sao::explain::report::Report;
use sao::text::Lang;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The options of every command that prints a page.
#[derive(Debug, clap::Args)]
pub struct Printing {
    /// How to print.
    #[arg(
        long,
        value_name = "FORMAT ¦ DẠNG",
        default_value = "text",
        help = "text, markdown, html, json ¦ text, markdown, html, json"
    )]
    format: WhyFormat,
    /// Where to.
    #[arg(
        short,
        long,
        value_name = "FILE ¦ TỆP",
        help = "Writes into a file ¦ Ghi vào tệp"
    )]
    output: Option<PathBuf>,
}

impl Printing {
    /// Prints a page, or its JSON form, as asked for. Only what is asked for is made.
    pub fn page(
        &self,
        s: &mut Session,
        page: impl FnOnce(Lang) -> Report,
        json: impl FnOnce() -> Value,
    ) -> Result<(), Stop> {
        let text = match self.format {
            WhyFormat::Text => {
                let mut look = s.look();
                look.colour &= self.output.is_none();
                page(s.lang).text(look)
            }
            WhyFormat::Markdown => page(s.lang).markdown(),
            WhyFormat::Html => page(s.lang).html(),
            WhyFormat::Json => pretty(&json()),
        };
        self.text(s, &text)
    }

    /// Prints a text that has one form only.
    pub fn text(&self, s: &mut Session, text: &str) -> Result<(), Stop> {
        hand_over(s, text, self.output.as_deref())
    }
}

/// Prints a page, or writes it into a file and says so.
pub fn hand_over(s: &mut Session, text: &str, output: Option<&Path>) -> Result<(), Stop> {
    match output {
        None => s.say(text),
        Some(path) => {
            files::write(path, text.as_bytes())?;
            let place = files::shown(path);
            s.say(&match s.lang {
                Lang::Vi => format!("Đã ghi vào {place}.\n"),
                Lang::En => format!("Written to {place}.\n"),
            })
        }
    }
}
