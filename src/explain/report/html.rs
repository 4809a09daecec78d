//! A page as HTML to print: no scripts, nothing loaded from elsewhere, every
//! text escaped by the template.

use super::{Block, Cell, Report, Row, Table};
use crate::explain::page::Tone;
use crate::text::clean;
use askama::Template;

#[derive(Template)]
#[template(path = "report.html")]
struct Sheet<'a> {
    page: &'a Report,
}

impl Report {
    /// The page as a self-contained HTML document, laid out for A4.
    #[must_use]
    pub fn html(&self) -> String {
        // Control characters have no place in HTML either.
        clean(&Sheet { page: self }.render().unwrap_or_default())
    }
}

impl Sheet<'_> {
    fn tone(&self, tone: &Tone) -> &'static str {
        match tone {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
            Tone::Faint => "faint",
        }
    }

    /// The cells of a row, each with whether it is set to the right.
    fn cells<'s>(&self, t: &'s Table, row: &'s [Cell]) -> Vec<(&'s Cell, bool)> {
        row.iter()
            .zip(&t.columns)
            .map(|(cell, column)| (cell, column.right))
            .collect()
    }
}
