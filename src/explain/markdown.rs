//! An explanation as Markdown: headings, tables, nothing that a viewer could
//! take for more than words.

use super::layout::Section;
use super::page::{Line, Page, Row, RowKind, Tone};
use super::text::figure;
use super::words::say;
use crate::text::clean;

impl Page {
    /// The explanation as Markdown (CommonMark with tables).
    #[must_use]
    pub fn markdown(&self) -> String {
        let lang = self.lang;
        let h = &self.headline;
        let mut out = String::new();
        let verdict = escape(&self.verdict_words());
        match &self.criterion {
            Some(f) => {
                let row = &f.row;
                let points = figure(row.points, row.max, lang);
                let held = if row.held.is_empty() {
                    String::new()
                } else {
                    format!(" · {}", escape(&row.held))
                };
                out.push_str(&format!(
                    "# {} {} · {points}{held}\n\n",
                    escape(&row.number),
                    escape(&row.title)
                ));
                let path: Vec<String> = f
                    .path
                    .iter()
                    .map(|p| escape(&format!("{} {}", p.name, p.text)))
                    .collect();
                if !path.is_empty() {
                    out.push_str(&format!("{}\n\n", path.join(" › ")));
                }
                out.push_str(&format!("{}: **{verdict}**\n\n", escape(&h.product)));
            }
            None => out.push_str(&format!("# {} · {verdict}\n\n", escape(&h.product))),
        }
        if let Some(because) = &h.because {
            out.push_str(&format!("**{}**\n\n", escape(&because.text)));
        }
        for alert in &self.alerts {
            out.push_str(&format!("> **!** {}\n\n", escape(&alert.text)));
        }
        let basis: Vec<String> = self.basis.iter().map(|b| escape(b)).collect();
        out.push_str(&basis.join("  \n"));
        out.push_str("\n\n");
        self.card_markdown(&mut out);
        for section in self.sections() {
            section_markdown(&section, &mut out);
        }
        out.push_str("---\n\n");
        let receipt = escape(&self.receipt.text);
        out.push_str(&format!("{}  \n", escape(&self.prevails)));
        out.push_str(&say!(lang, "Receipt: {receipt}", "Biên nhận: {receipt}"));
        out.push('\n');
        out
    }

    fn card_markdown(&self, out: &mut String) {
        let lang = self.lang;
        let heads = [
            lang.pick("Criterion", "Tiêu chí"),
            lang.pick("Title", "Tên"),
            lang.pick("Points", "Điểm"),
            lang.pick("Held", "Chọn"),
            lang.pick("Wording, and why", "Nội dung, vì sao"),
        ];
        let mut open = false;
        for row in &self.card {
            if row.kind == RowKind::Part {
                out.push_str(&format!(
                    "{}## {} {} · {}\n\n",
                    if open { "\n" } else { "" },
                    escape(&row.number),
                    escape(&row.title),
                    figure(row.points, row.max, lang)
                ));
                for text in under(row) {
                    out.push_str(&format!("{text}\n\n"));
                }
                open = false;
                continue;
            }
            if !open {
                out.push_str(&format!(
                    "| {} |\n| --- | --- | ---: | --- | --- |\n",
                    heads.join(" | ")
                ));
                open = true;
            }
            let group = row.kind != RowKind::Criterion;
            let strong = |t: String| if group { format!("**{t}**") } else { t };
            out.push_str(&format!(
                "| {} | {} | {} | {} | {} |\n",
                strong(escape(&row.number)),
                strong(escape(&row.title)),
                strong(figure(row.points, row.max, lang)),
                escape(&row.held),
                under(row).join("<br>")
            ));
        }
        if open {
            out.push('\n');
        }
    }
}

/// What stands beside or below a row.
fn under(row: &Row) -> Vec<String> {
    let (bad, other): (Vec<&Line>, Vec<&Line>) =
        row.marks.iter().partition(|m| m.tone == Tone::Bad);
    let mut all: Vec<String> = bad.into_iter().map(mark).collect();
    if !row.label.is_empty() {
        all.push(escape(&row.label));
    }
    all.extend(other.into_iter().map(mark));
    if !row.why.is_empty() {
        all.push(format!("← {}", escape(&row.why.join("; "))));
    }
    if !row.cites.is_empty() {
        all.push(format!("*{}*", escape(&row.cites.join("; "))));
    }
    for d in &row.details {
        all.push(format!("{}: {}", escape(&d.name), escape(&d.text)));
    }
    all
}

fn mark(m: &Line) -> String {
    match m.tone {
        Tone::Bad | Tone::Warn => format!("**{}**", escape(&m.text)),
        _ => escape(&m.text),
    }
}

fn section_markdown(s: &Section, out: &mut String) {
    out.push_str(&format!("## {}\n\n", escape(&s.title)));
    if !s.rows.is_empty() {
        let heads: Vec<String> = s
            .columns
            .iter()
            .map(|c| {
                if c.head.is_empty() {
                    " ".to_owned()
                } else {
                    escape(&c.head)
                }
            })
            .collect();
        let rules: Vec<&str> = s
            .columns
            .iter()
            .map(|c| if c.right { "---:" } else { "---" })
            .collect();
        out.push_str(&format!(
            "| {} |\n| {} |\n",
            heads.join(" | "),
            rules.join(" | ")
        ));
        for row in &s.rows {
            let cells: Vec<String> = row
                .iter()
                .map(|c| {
                    let text = escape(&c.text).replace('\n', "<br>");
                    if matches!(c.tone, Tone::Bad | Tone::Warn) && !text.is_empty() {
                        format!("**{text}**")
                    } else {
                        text
                    }
                })
                .collect();
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        out.push('\n');
    }
    for line in &s.after {
        out.push_str(&format!("- {}\n", mark(line)));
    }
    if !s.after.is_empty() {
        out.push('\n');
    }
}

/// Words that Markdown must not read as anything else.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
