//! An explanation for the terminal: columns set by the width of letters, lines
//! no wider than the page, colours only when asked for.

use super::draw::{BAR_COLUMNS, bar, fit, fit_one, pad};
use super::layout::Section;
use super::page::{Figure, Line, Page, Row, RowKind, State, Tone};
use super::words::{self, say};
use crate::exact::Num;
use crate::text::{Lang, Look, clean};
use unicode_width::UnicodeWidthStr;

/// The widest that a title gets before it is wrapped.
const TITLE: usize = 36;
/// No page is narrower than this.
const NARROWEST: usize = 40;

impl Page {
    /// The explanation as lines for a terminal. The language is the page's own;
    /// of the look, colour and width count.
    #[must_use]
    pub fn text(&self, look: Look) -> String {
        let width = look.width.max(NARROWEST);
        let mut out = Out {
            look: Look { width, ..look },
            text: String::new(),
        };
        self.head(&mut out);
        if !self.card.is_empty() {
            out.gap();
            let columns = Columns::of(&self.card, width, self.lang);
            for row in &self.card {
                out.card_row(row, &columns, self.lang);
            }
        }
        for section in self.sections() {
            out.gap();
            out.section(&section);
        }
        out.gap();
        let lang = self.lang;
        out.line(Tone::Faint, "", &self.prevails);
        let receipt = &self.receipt.text;
        out.line(
            Tone::Plain,
            "",
            &say!(lang, "Receipt: {receipt}", "Biên nhận: {receipt}"),
        );
        for (i, next) in self.next.iter().enumerate() {
            let lead = if i == 0 {
                lang.pick("Next: ", "Tiếp theo: ")
            } else {
                lang.pick("      ", "           ")
            };
            let (command, what) = (&next.command, &next.what);
            out.line(Tone::Plain, lead, &format!("{command}  ({what})"));
        }
        out.text
    }

    fn head(&self, out: &mut Out) {
        let h = &self.headline;
        let held_down = h.because.as_ref().is_some_and(|b| b.tone == Tone::Bad);
        let tone = match h.state {
            State::Rated if held_down => Tone::Warn,
            State::Rated => Tone::Good,
            State::Unrated | State::Open | State::Unknown => Tone::Warn,
            State::Rejected | State::Stopped => Tone::Bad,
        };
        match &self.criterion {
            Some(f) => {
                let row = &f.row;
                let points = figure(row.points, row.max, self.lang);
                let title = format!("{}  {}", row.number, row.title);
                let held = if row.held.is_empty() {
                    row.label.clone()
                } else {
                    row.held.clone()
                };
                out.verdict(&title, &format!("{held}   {points}"), Tone::Plain);
                let path: Vec<String> = f
                    .path
                    .iter()
                    .map(|p| format!("{} {}", p.name, p.text))
                    .collect();
                if !path.is_empty() {
                    out.line(Tone::Faint, "", &path.join(" › "));
                }
                out.line(
                    Tone::Plain,
                    "",
                    &format!("{}: {}", h.product, self.verdict_words()),
                );
            }
            None => out.verdict(&h.product, &self.verdict_words(), tone),
        }
        if let Some(because) = &h.because {
            out.line(because.tone, "", &because.text);
        }
        for alert in &self.alerts {
            out.line(alert.tone, "! ", &alert.text);
        }
        for line in &self.basis {
            out.line(Tone::Plain, "", line);
        }
    }

    /// `★★★★★   93 / 100`, `from 71 to 88 · ★★★★ for certain`, `REJECTED`
    pub(super) fn verdict_words(&self) -> String {
        let h = &self.headline;
        match h.state {
            State::Rejected => h.verdict.clone(),
            State::Open => format!("{} · {}", h.total_text, h.verdict),
            _ => format!("{}   {}", h.verdict, h.total_text),
        }
    }
}

/// `3/5`, `0–3/3`, `–/3`
pub(super) fn figure(points: Option<Figure>, max: Num, lang: Lang) -> String {
    let max = words::num(max, lang);
    match points {
        Some(p) => format!("{}/{max}", words::range(p.0, lang)),
        None => format!("–/{max}"),
    }
}

/// The columns of the card.
struct Columns {
    /// The widest number at each depth.
    numbers: Vec<usize>,
    /// Where the points start.
    points_at: usize,
    points: usize,
    held: usize,
}

impl Columns {
    fn of(rows: &[Row], width: usize, lang: Lang) -> Columns {
        let criteria = || rows.iter().filter(|r| r.kind == RowKind::Criterion);
        let most = |f: &dyn Fn(&Row) -> usize| criteria().map(f).max().unwrap_or(0);
        let third = width / 3;
        let group_title = rows
            .iter()
            .filter(|r| r.kind != RowKind::Criterion)
            .map(|r| (3 * r.depth + r.number.width() + 2 + r.title.width()).saturating_sub(6))
            .max()
            .unwrap_or(0);
        let mut numbers: Vec<usize> = Vec::new();
        for r in rows {
            if numbers.len() <= r.depth {
                numbers.resize(r.depth + 1, 0);
            }
            if let Some(wide) = numbers.get_mut(r.depth) {
                *wide = r.number.width().max(*wide);
            }
        }
        let title = most(&|r| r.title.width())
            .max(group_title.min(third))
            .min(TITLE)
            .min(third);
        let lead = (0..numbers.len())
            .map(|d| 3 * d + numbers.get(d).copied().unwrap_or(0) + 2)
            .max()
            .unwrap_or(0);
        Columns {
            numbers,
            points_at: lead + title + 2,
            points: rows
                .iter()
                .map(|r| figure(r.points, r.max, lang).width())
                .max()
                .unwrap_or(0),
            held: most(&|r| r.held.width()).min(8),
        }
    }

    /// The number of a row, as wide as others at its depth.
    fn lead(&self, row: &Row) -> String {
        let wide = self.numbers.get(row.depth).copied().unwrap_or(0);
        let number = pad(&fit_one(&row.number, wide.max(1)), wide);
        format!("{}{number}  ", " ".repeat(3 * row.depth))
    }
}

/// What has been written.
struct Out {
    look: Look,
    text: String,
}

impl Out {
    fn push(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line, unless there is one.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn paint(&self, text: &str, tone: Tone) -> String {
        self.look.paint(text, style(tone))
    }

    /// A line, wrapped under its lead.
    fn line(&mut self, tone: Tone, lead: &str, text: &str) {
        let room = self.look.width.saturating_sub(lead.width()).max(20);
        for (i, part) in fit(text, room).iter().enumerate() {
            let before = if i == 0 {
                lead.to_owned()
            } else {
                " ".repeat(lead.width())
            };
            let painted = self.paint(part, tone);
            self.push(&format!("{before}{painted}"));
        }
    }

    /// The first line: what was judged, and the verdict at the right.
    fn verdict(&mut self, what: &str, verdict: &str, tone: Tone) {
        let width = self.look.width;
        let verdict = clean(verdict);
        let wide = verdict.width();
        let what = fit(what, width);
        let last = what.last().map_or(0, |l| l.width());
        let bold = |o: &Out, t: &str| o.look.paint(t, "1");
        let style = match style(tone) {
            "" => "1".to_owned(),
            s => format!("1;{s}"),
        };
        // The bars of the parts end there too, so the eye finds the figure.
        let right = width.min(84);
        for (i, line) in what.iter().enumerate() {
            if i + 1 == what.len() && last + 3 + wide <= width {
                let pad = right.saturating_sub(last + wide).max(3);
                let verdict = self.look.paint(&verdict, &style);
                let head = bold(self, line);
                self.push(&format!("{head}{}{verdict}", " ".repeat(pad)));
                return;
            }
            let head = bold(self, line);
            self.push(&head);
        }
        for line in fit(&verdict, width) {
            let painted = self.look.paint(&line, &style);
            self.push(&painted);
        }
    }

    fn card_row(&mut self, row: &Row, cols: &Columns, lang: Lang) {
        match row.kind {
            RowKind::Criterion => self.criterion_row(row, cols, lang),
            _ => self.group_row(row, cols, lang),
        }
    }

    fn group_row(&mut self, row: &Row, cols: &Columns, lang: Lang) {
        let part = row.kind == RowKind::Part;
        if part {
            self.gap();
        }
        let indent = 3 * row.depth;
        let points = figure(row.points, row.max, lang);
        let lead = cols.lead(row);
        let beside = cols.points_at + cols.points + 2;
        let room_for_bar = self.look.width.saturating_sub(beside) >= BAR_COLUMNS;
        let bar = if part && room_for_bar {
            bar(row)
        } else {
            String::new()
        };
        let at = cols
            .points_at
            .min(self.look.width.saturating_sub(cols.points));
        let room = at.saturating_sub(lead.width() + 2).max(12);
        let title = fit(&row.title, room);
        let weight = if part { "1" } else { "" };
        for (i, line) in title.iter().enumerate() {
            if i == 0 {
                let pad = at.saturating_sub(lead.width() + line.width()).max(2);
                let gap = " ".repeat(pad);
                let right = " ".repeat(cols.points.saturating_sub(points.width()));
                let bar = if bar.is_empty() {
                    String::new()
                } else {
                    format!("  {bar}")
                };
                let head = self.look.paint(&format!("{lead}{line}"), weight);
                let points = self.look.paint(&points, weight);
                self.push(&format!("{head}{gap}{right}{points}{bar}"));
            } else {
                let head = self.look.paint(line, weight);
                self.push(&format!("{}{head}", " ".repeat(lead.width())));
            }
        }
        let under = " ".repeat(indent + 3);
        self.under(row, &under);
    }

    fn under(&mut self, row: &Row, indent: &str) {
        for mark in &row.marks {
            self.line(mark.tone, indent, &mark.text);
        }
        for why in &row.why {
            self.line(Tone::Faint, &format!("{indent}← "), why);
        }
        if !row.cites.is_empty() {
            self.line(Tone::Faint, indent, &format!("[{}]", row.cites.join("; ")));
        }
        for d in &row.details {
            self.line(Tone::Faint, indent, &format!("{}: {}", d.name, d.text));
        }
    }

    fn criterion_row(&mut self, row: &Row, cols: &Columns, lang: Lang) {
        let lead = cols.lead(row);
        let room = cols.points_at.saturating_sub(lead.width() + 2).max(8);
        let title = fit(&row.title, room);
        let points = figure(row.points, row.max, lang);
        let points = format!("{points:>width$}", width = cols.points);
        let held = pad(&fit_one(&row.held, cols.held), cols.held);
        let used = cols.points_at + cols.points + 2 + cols.held + 2;
        if used + 24 > self.look.width {
            self.stacked_row(row, &lead, &points);
            return;
        }
        let room = self.look.width.saturating_sub(used);
        let right = self.right(row, room);
        let lines = title.len().max(right.len()).max(1);
        for i in 0..lines {
            let text = title.get(i).map_or("", String::as_str);
            let head = if i == 0 {
                lead.clone()
            } else {
                " ".repeat(lead.width())
            };
            let left = pad(&format!("{head}{text}"), cols.points_at);
            let middle = if i == 0 {
                let tone = point_tone(row);
                let points = self.look.paint(&points, style(tone));
                let held = self.look.paint(&held, "1");
                format!("{points}  {held}  ")
            } else {
                " ".repeat(cols.points + 2 + cols.held + 2)
            };
            let tail = right.get(i).map_or("", String::as_str);
            self.push(&format!("{left}{middle}{tail}"));
        }
    }

    /// A criterion on a narrow page: what is beside it elsewhere stands below.
    fn stacked_row(&mut self, row: &Row, lead: &str, points: &str) {
        let lead = format!("{}  ", lead.trim_end());
        let held = if row.held.is_empty() {
            String::new()
        } else {
            format!("  {}", row.held)
        };
        let room = self.look.width.saturating_sub(lead.width()).max(16);
        let head = format!("{}  {}{held}", row.title, points.trim_start());
        for (i, line) in fit(&head, room).iter().enumerate() {
            let before = if i == 0 {
                lead.clone()
            } else {
                " ".repeat(lead.width())
            };
            self.push(&format!("{before}{line}"));
        }
        for line in self.right(row, room) {
            self.push(&format!("{}{line}", " ".repeat(lead.width())));
        }
    }

    /// What stands right of the points: marks, wording, why, where.
    fn right(&self, row: &Row, room: usize) -> Vec<String> {
        let mut lines: Vec<(String, Tone)> = Vec::new();
        let add = |lines: &mut Vec<(String, Tone)>, text: &str, tone: Tone| {
            lines.extend(fit(text, room).into_iter().map(|l| (l, tone)));
        };
        // What is missed is read first; the rest comes after what is held.
        let (bad, other): (Vec<&Line>, Vec<&Line>) =
            row.marks.iter().partition(|m| m.tone == Tone::Bad);
        for m in bad {
            add(&mut lines, &m.text, m.tone);
        }
        if !row.label.is_empty() {
            add(&mut lines, &row.label, Tone::Plain);
        }
        for m in other {
            add(&mut lines, &m.text, m.tone);
        }
        let mut tail = row.why.join("; ");
        if !tail.is_empty() {
            tail = format!("← {tail}");
        }
        if !row.cites.is_empty() {
            let cites = row.cites.join("; ");
            tail = if tail.is_empty() {
                format!("[{cites}]")
            } else {
                format!("{tail}  [{cites}]")
            };
        }
        let mut painted: Vec<String> = Vec::new();
        if !tail.is_empty() {
            let joined = lines
                .last()
                .map(|(l, _)| l.width() + 2 + tail.width())
                .filter(|w| *w <= room);
            match (joined, lines.pop()) {
                (Some(_), Some((last, tone))) => {
                    painted.extend(lines.iter().map(|(l, t)| self.paint(l, *t)));
                    let (last, tail) = (self.paint(&last, tone), self.paint(&tail, Tone::Faint));
                    painted.push(format!("{last}  {tail}"));
                    lines.clear();
                }
                (_, last) => {
                    lines.extend(last);
                    let hang = fit(&tail, room.saturating_sub(2).max(14));
                    lines.extend(hang.into_iter().enumerate().map(|(i, l)| {
                        let before = if i == 0 { "" } else { "  " };
                        (format!("{before}{l}"), Tone::Faint)
                    }));
                }
            }
        }
        painted.extend(lines.iter().map(|(l, t)| self.paint(l, *t)));
        for d in &row.details {
            let text = format!("{}: {}", d.name, d.text);
            painted.extend(fit(&text, room).iter().map(|l| self.paint(l, Tone::Faint)));
        }
        painted
    }

    fn section(&mut self, s: &Section) {
        let style = match style(s.tone) {
            "" => "1".to_owned(),
            t => format!("1;{t}"),
        };
        for line in fit(&s.title, self.look.width) {
            let title = self.look.paint(&line, &style);
            self.push(&title);
        }
        self.rows(s);
        for line in &s.after {
            self.line(line.tone, "   ", &line.text);
        }
    }

    fn rows(&mut self, s: &Section) {
        const INDENT: usize = 3;
        let last = s.columns.len().saturating_sub(1);
        let cells = |at: usize| s.rows.iter().filter_map(move |r| r.get(at));
        // Tables of people by people are not clear without their headings.
        let headed = s.id == "differ";
        let mut wide: Vec<usize> = s
            .columns
            .iter()
            .enumerate()
            .map(|(i, c)| {
                cells(i)
                    .flat_map(|x| x.text.lines())
                    .map(UnicodeWidthStr::width)
                    .chain(headed.then(|| c.head.width()))
                    .max()
                    .unwrap_or(0)
                    .min(c.most)
            })
            .collect();
        let room = narrow(&mut wide, last, self.look.width.saturating_sub(INDENT));
        if headed {
            let mut line = " ".repeat(INDENT);
            for (c, w) in s.columns.iter().zip(&wide) {
                line.push_str(&pad(&fit_one(&c.head, *w), *w));
                line.push_str("  ");
            }
            let line = self.paint(&line, Tone::Faint);
            self.push(&line);
        }
        for row in &s.rows {
            let drawn: Vec<Vec<String>> = row
                .iter()
                .enumerate()
                .map(|(i, x)| {
                    let w = if i == last {
                        room
                    } else {
                        wide.get(i).copied().unwrap_or(0)
                    };
                    fit(&x.text, w.max(1))
                })
                .collect();
            let height = drawn.iter().map(Vec::len).max().unwrap_or(0);
            for i in 0..height {
                let mut line = " ".repeat(INDENT);
                for (at, cell) in drawn.iter().enumerate() {
                    let w = wide.get(at).copied().unwrap_or(0);
                    if w == 0 && at != last {
                        continue;
                    }
                    let text = cell.get(i).map_or("", String::as_str);
                    let right = s.columns.get(at).is_some_and(|c| c.right);
                    let tone = row.get(at).map_or(Tone::Plain, |c| c.tone);
                    let space = " ".repeat(w.saturating_sub(text.width()));
                    let painted = self.paint(text, tone);
                    if right {
                        line.push_str(&space);
                        line.push_str(&painted);
                    } else {
                        line.push_str(&painted);
                        if at != last {
                            line.push_str(&space);
                        }
                    }
                    if at != last {
                        line.push_str("  ");
                    }
                }
                self.push(&line);
            }
        }
    }
}

/// Takes from the widest columns until the last one has a fair share of the
/// room; gives what is left for it.
fn narrow(wide: &mut [usize], last: usize, room: usize) -> usize {
    let wanted = wide.get(last).copied().unwrap_or(0).min(room / 3).max(1);
    loop {
        let before: usize = wide
            .iter()
            .take(last)
            .filter(|w| **w > 0)
            .map(|w| w + 2)
            .sum();
        let left = room.saturating_sub(before);
        let widest = wide.iter_mut().take(last).max();
        match widest {
            Some(w) if left < wanted && *w > 1 => *w -= 1,
            _ => return left.max(1),
        }
    }
}

/// The points of a criterion: red where a minimum is missed, yellow while open.
fn point_tone(row: &Row) -> Tone {
    if row.marks.iter().any(|m| m.tone == Tone::Bad) {
        Tone::Bad
    } else if row.points.is_some_and(|p| p.known().is_none()) {
        Tone::Warn
    } else {
        Tone::Plain
    }
}

pub(super) fn style(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Good => "32",
        Tone::Warn => "33",
        Tone::Bad => "31",
        Tone::Faint => "2",
    }
}
