//! A page for the terminal.

use super::{Block, Report, Row, Table};
use crate::explain::draw::fit;
use crate::explain::page::{Line, Tone};
use crate::explain::text::style;
use crate::text::Look;
use unicode_width::UnicodeWidthStr;

/// No page is narrower than this.
const NARROWEST: usize = 40;
/// How far tables and lines are set in.
const INDENT: usize = 2;
/// Between two columns.
const GAP: usize = 2;
/// No column gets narrower than this while others are wider.
const LEAST: usize = 6;

impl Report {
    /// The page as lines for a terminal. The language is the page's own; of the
    /// look, colour and width count.
    #[must_use]
    pub fn text(&self, look: Look) -> String {
        let width = look.width.max(NARROWEST);
        let mut out = Out {
            look: Look { width, ..look },
            text: String::new(),
        };
        out.styled("", &self.title, "1");
        for line in &self.lead {
            out.line("", line);
        }
        for block in &self.blocks {
            match block {
                Block::Heading { level, text } => {
                    out.gap();
                    let weight = if *level <= 2 { "1" } else { "1;2" };
                    out.styled("", text, weight);
                }
                Block::Lines(lines) => {
                    for line in lines {
                        out.line(&" ".repeat(INDENT), line);
                    }
                }
                Block::Table(table) => out.table(table),
                Block::Picture { stand_in, .. } => {
                    for line in stand_in {
                        out.line(&" ".repeat(INDENT), line);
                    }
                }
                Block::NewPage => {}
            }
        }
        if !self.foot.is_empty() {
            out.gap();
            for text in &self.foot {
                out.styled("", text, style(Tone::Faint));
            }
        }
        out.text
    }
}

struct Out {
    look: Look,
    text: String,
}

impl Out {
    fn push(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn line(&mut self, lead: &str, line: &Line) {
        self.styled(lead, &line.text, style(line.tone));
    }

    fn styled(&mut self, lead: &str, text: &str, style: &str) {
        let room = self.look.width.saturating_sub(lead.width()).max(16);
        for part in fit(text, room) {
            let painted = self.look.paint(&part, style);
            self.push(&format!("{lead}{painted}"));
        }
    }

    fn table(&mut self, t: &Table) {
        let cells = |at: usize| {
            t.rows.iter().filter_map(move |r| match r {
                Row::Cells(all) => all.get(at),
                Row::Across(_) => None,
            })
        };
        let mut wide: Vec<usize> = t
            .columns
            .iter()
            .enumerate()
            .map(|(i, c)| {
                cells(i)
                    .flat_map(|x| x.text.lines())
                    .map(UnicodeWidthStr::width)
                    .chain(t.headed.then(|| c.head.width()))
                    .max()
                    .unwrap_or(0)
                    .min(c.most)
            })
            .collect();
        narrow(&mut wide, self.look.width.saturating_sub(INDENT));
        if t.headed {
            let heads: Vec<(String, Tone)> = t
                .columns
                .iter()
                .map(|c| (c.head.clone(), Tone::Faint))
                .collect();
            self.row(&heads, t, &wide);
        }
        for row in &t.rows {
            match row {
                Row::Across(line) => {
                    if t.columns.len() > 2 {
                        self.gap();
                    }
                    let style = match style(line.tone) {
                        "" => "1".to_owned(),
                        s => format!("1;{s}"),
                    };
                    self.styled(&" ".repeat(INDENT), &line.text, &style);
                }
                Row::Cells(all) => {
                    let all: Vec<(String, Tone)> =
                        all.iter().map(|c| (c.text.clone(), c.tone)).collect();
                    self.row(&all, t, &wide);
                }
            }
        }
    }

    fn row(&mut self, cells: &[(String, Tone)], t: &Table, wide: &[usize]) {
        let drawn: Vec<Vec<String>> = cells
            .iter()
            .zip(wide)
            .map(|((text, _), w)| fit(text, (*w).max(1)))
            .collect();
        let height = drawn.iter().map(Vec::len).max().unwrap_or(0);
        for i in 0..height {
            let mut line = " ".repeat(INDENT);
            for (at, lines) in drawn.iter().enumerate() {
                let w = wide.get(at).copied().unwrap_or(0);
                if w == 0 {
                    continue;
                }
                let text = lines.get(i).map_or("", String::as_str);
                let tone = cells.get(at).map_or(Tone::Plain, |c| c.1);
                let right = t.columns.get(at).is_some_and(|c| c.right);
                let space = " ".repeat(w.saturating_sub(text.width()));
                let painted = self.look.paint(text, style(tone));
                if right {
                    line.push_str(&space);
                    line.push_str(&painted);
                } else {
                    line.push_str(&painted);
                    line.push_str(&space);
                }
                line.push_str(&" ".repeat(GAP));
            }
            self.push(&line);
        }
    }
}

/// Takes from the widest columns until all fit.
fn narrow(wide: &mut [usize], room: usize) {
    loop {
        let used: usize = wide.iter().filter(|w| **w > 0).map(|w| w + GAP).sum();
        if used <= room + GAP {
            return;
        }
        match wide.iter_mut().max() {
            Some(w) if *w > LEAST => *w -= 1,
            _ => return,
        }
    }
}
