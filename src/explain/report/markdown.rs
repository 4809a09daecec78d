//! A page as Markdown (CommonMark with tables).

use super::{Block, Report, Row, Table};
use crate::explain::markdown::escape;
use crate::explain::page::{Line, Tone};

impl Report {
    /// The page as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n", escape(&self.title));
        for line in &self.lead {
            out.push_str(&format!("{}\n\n", toned(&line.text, line.tone)));
        }
        for block in &self.blocks {
            match block {
                Block::Heading { level, text } => {
                    let signs = "#".repeat(usize::from((*level).clamp(2, 6)));
                    out.push_str(&format!("{signs} {}\n\n", escape(text)));
                }
                Block::Lines(lines) => list(lines, &mut out),
                Block::Picture { stand_in, .. } => list(stand_in, &mut out),
                Block::Table(t) => table(t, &mut out),
                Block::NewPage => {}
            }
        }
        if !self.foot.is_empty() {
            out.push_str("---\n\n");
            let foot: Vec<String> = self.foot.iter().map(|t| escape(t)).collect();
            out.push_str(&foot.join("  \n"));
            out.push('\n');
        }
        out
    }
}

fn toned(text: &str, tone: Tone) -> String {
    let text = escape(text).replace('\n', "<br>");
    match tone {
        Tone::Bad | Tone::Warn if !text.is_empty() => format!("**{text}**"),
        _ => text,
    }
}

fn list(lines: &[Line], out: &mut String) {
    for line in lines {
        out.push_str(&format!("- {}\n", toned(&line.text, line.tone)));
    }
    out.push('\n');
}

fn table(t: &Table, out: &mut String) {
    let heads: Vec<String> = t
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
    let rules: Vec<&str> = t
        .columns
        .iter()
        .map(|c| if c.right { "---:" } else { "---" })
        .collect();
    let open = |out: &mut String| {
        out.push_str(&format!(
            "| {} |\n| {} |\n",
            heads.join(" | "),
            rules.join(" | ")
        ));
    };
    let mut is_open = false;
    for row in &t.rows {
        match row {
            Row::Across(line) => {
                if is_open {
                    out.push('\n');
                    is_open = false;
                }
                out.push_str(&format!("**{}**\n\n", escape(&line.text)));
            }
            Row::Cells(cells) => {
                if !is_open {
                    open(out);
                    is_open = true;
                }
                let cells: Vec<String> = cells.iter().map(|c| toned(&c.text, c.tone)).collect();
                out.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
    }
    out.push('\n');
}
