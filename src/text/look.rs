//! How a text for people is drawn.

use super::Lang;

/// How something is drawn for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// Whether colours may be used.
    pub colour: bool,
    /// Columns of the terminal or page.
    pub width: usize,
}

impl Look {
    /// No colours, 100 columns.
    #[must_use]
    pub fn plain(lang: Lang) -> Look {
        Look {
            lang,
            colour: false,
            width: 100,
        }
    }

    /// The text between the codes of a terminal style (`1;31`), when colours may be used.
    #[must_use]
    pub fn paint(self, text: &str, style: &str) -> String {
        if self.colour && !text.is_empty() && !style.is_empty() {
            format!("\u{1b}[{style}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
