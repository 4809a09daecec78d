//! Diagnostics as people and machines read them: drawn under their source,
//! in one line each, as JSON, as SARIF, as annotations of a code host.

mod excerpt;
mod github;
mod graphical;
mod sarif;

pub use super::look::Look;
pub use super::wrap::{clean, wrap};
pub use github::github;
pub use graphical::graphical;
pub use sarif::sarif;

use super::{Diagnostic, Lang, Severity, Sources};

/// All diagnostics drawn under their sources, an empty line between two.
#[must_use]
pub fn graphical_all(diagnostics: &[Diagnostic], sources: &Sources, look: Look) -> String {
    let drawn: Vec<String> = diagnostics
        .iter()
        .map(|d| graphical(d, sources, look))
        .collect();
    drawn.join("\n")
}

/// One line each: `file:line:column: error[E0203]: …`.
#[must_use]
pub fn concise(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let mut text = String::new();
    for d in diagnostics {
        text.push_str(&clean(&d.one_line(sources, lang).replace('\n', " ")));
        text.push('\n');
    }
    text
}

/// An array of diagnostics in our own JSON form.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let all: Vec<_> = diagnostics.iter().map(|d| d.to_json(sources)).collect();
    let mut text = serde_json::to_string_pretty(&all).unwrap_or_default();
    text.push('\n');
    text
}

/// Errors first, then warnings, then notes; within each by file and place.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|d| {
        let rank = match d.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        };
        (rank, d.primary(), d.code)
    });
}

#[cfg(test)]
mod tests;
