//! Annotations as GitHub Actions reads them from a log.

use crate::text::clean;
use crate::text::{Diagnostic, Lang, Severity, Sources};

/// One `::error file=…` line each.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let mut text = String::new();
    for d in diagnostics {
        let level = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut fields = Vec::new();
        if let Some(p) = d.primary().and_then(|s| sources.place(s)) {
            fields.push(format!("file={}", field(&p.file)));
            fields.push(format!("line={}", p.start.line));
            fields.push(format!("endLine={}", p.end.line));
            // Columns are refused by the reader when the place spans lines.
            if p.start.line == p.end.line {
                fields.push(format!("col={}", p.start.column));
                fields.push(format!("endColumn={}", p.end.column));
            }
        }
        fields.push(format!("title={}", d.code));
        let mut message = clean(lang.of(&d.message));
        for more in d.notes.iter().chain(&d.help) {
            message.push('\n');
            message.push_str(&clean(lang.of(more)));
        }
        text.push_str(&format!(
            "::{level} {}::{}\n",
            fields.join(","),
            escape(&message)
        ));
    }
    text
}

fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn field(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
