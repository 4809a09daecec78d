//! A ruleset or a card as a readable table.

use super::draw::{fit, pad};
use super::phrase::Speaker;
use super::words::{self, say};
use crate::model::{Child, Criterion, Finding, Form, Group, Key, Level, Opt, Ruleset, Scorecard};
use crate::syntax::tree::{AverageKind, FindingKind, GroupKind};
use crate::text::{Lang, Look};
use unicode_width::UnicodeWidthStr;

/// No page is narrower than this.
const NARROWEST: usize = 40;
/// Groups inside groups deeper than this are not followed.
const DEEPEST: usize = 32;

/// A card as a table; without one, the ruleset with a list of its cards.
#[must_use]
pub fn show_text(ruleset: &Ruleset, card: Option<&Scorecard>, lang: Lang, look: Look) -> String {
    let mut out = Table {
        look: Look {
            lang,
            colour: look.colour,
            width: look.width.max(NARROWEST),
        },
        text: String::new(),
    };
    match card {
        Some(card) => out.card(ruleset, card),
        None => out.ruleset(ruleset),
    }
    out.text
}

struct Table {
    look: Look,
    text: String,
}

impl Table {
    fn push(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn lang(&self) -> Lang {
        self.look.lang
    }

    /// A line, wrapped under its lead.
    fn line(&mut self, lead: &str, text: &str, style: &str) {
        let room = self.look.width.saturating_sub(lead.width());
        if room < 16 && lead.width() > 12 {
            // Too narrow for what comes before: the text goes below it.
            for part in fit(lead.trim_end(), self.look.width) {
                self.push(&part);
            }
            self.line("      ", text, style);
            return;
        }
        let room = room.max(16);
        for (i, part) in fit(text, room).iter().enumerate() {
            let before = if i == 0 {
                lead.to_owned()
            } else {
                " ".repeat(lead.width())
            };
            let part = self.look.paint(part, style);
            self.push(&format!("{before}{part}"));
        }
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        self.line("", text, "1");
    }

    /// Words at the left, a figure at the right end of the page.
    fn ends(&mut self, lead: &str, text: &str, figure: &str, style: &str) {
        let width = self.look.width.min(90);
        let room = width
            .saturating_sub(lead.width() + figure.width() + 2)
            .max(12);
        for (i, part) in fit(text, room).iter().enumerate() {
            let line = if i == 0 {
                let space = width
                    .saturating_sub(lead.width() + part.width() + figure.width())
                    .max(2);
                let words = self.look.paint(&format!("{lead}{part}"), style);
                let figure = self.look.paint(figure, style);
                format!("{words}{}{figure}", " ".repeat(space))
            } else {
                let part = self.look.paint(part, style);
                format!("{}{part}", " ".repeat(lead.width()))
            };
            self.push(&line);
        }
    }

    fn ruleset(&mut self, r: &Ruleset) {
        let lang = self.lang();
        self.line(
            "",
            &format!(
                "{} · {}",
                r.title.as_deref().unwrap_or(&r.name),
                words::decisions(r, lang)
            ),
            "1",
        );
        let mut dates = Vec::new();
        if let Some(d) = r.signed {
            let d = words::date(d, lang);
            dates.push(say!(lang, "signed {d}", "ký ngày {d}"));
        }
        if let Some(d) = r.applies_from {
            let d = words::date(d, lang);
            dates.push(say!(lang, "in force from {d}", "hiệu lực từ {d}"));
        }
        if let Some(d) = r.applies_until {
            let d = words::date(d.yesterday().unwrap_or(d), lang);
            dates.push(say!(lang, "until {d}", "đến hết {d}"));
        }
        if !dates.is_empty() {
            self.line("", &dates.join(" · "), "");
        }
        self.texts(&r.cites, lang.pick("In the decision", "Căn cứ"));
        // A rating that all cards share is the ruleset's own.
        let first = r.cards.values().next();
        let shared = |card: &Scorecard| r.cards.values().all(|c| c.rating.span == card.rating.span);
        if let Some(card) = first.filter(|c| shared(c)) {
            self.levels(r, card);
        }
        let n = r.cards.len();
        self.heading(&say!(lang, "Scorecards: {n}", "Phiếu điểm: {n}"));
        let wide = r.cards.keys().map(|k| k.width()).max().unwrap_or(0).min(32);
        let sets = r.cards.values().any(|c| c.set.is_some());
        for (id, card) in &r.cards {
            let set = card.set.map_or_else(String::new, |n| words::num(n, lang));
            let set = if sets { pad(&set, 4) } else { set };
            let lead = format!("   {set}{}  ", pad(id, wide));
            let count = card.criteria.len();
            let max = words::points(card.max, lang);
            let what = match &card.unavailable {
                Some(why) => why.clone(),
                None => say!(lang, "{count} criteria, {max}", "{count} tiêu chí, {max}"),
            };
            self.line(&lead, &format!("{} ({what})", card.title), "");
        }
        self.rules(r);
    }

    /// Assumptions, council, certificate, remarks.
    fn rules(&mut self, r: &Ruleset) {
        let lang = self.lang();
        let declared: Vec<_> = r.assumptions.iter().filter(|a| a.declared).collect();
        if !declared.is_empty() {
            self.heading(lang.pick("Assumptions", "Giả định"));
            for a in declared {
                let text = a.text.as_deref().unwrap_or_default();
                self.line("   ", &format!("{}: {text}", a.name), "");
                for (i, c) in a.choices.iter().enumerate() {
                    let sign = if i == a.chosen { "●" } else { "○" };
                    let label = c.label.as_deref().unwrap_or(&c.name);
                    self.line(&format!("      {sign} "), label, "");
                }
            }
        }
        if let Some(c) = &r.council {
            self.heading(lang.pick("Council", "Hội đồng"));
            let how = match c.average {
                AverageKind::Mean => {
                    lang.pick("mean of the totals", "trung bình cộng các tổng điểm")
                }
                AverageKind::Median => lang.pick("median of the totals", "trung vị các tổng điểm"),
            };
            let mut all = vec![how.to_owned()];
            if let Some(round) = c.rounding {
                let step = words::num(round.step, lang);
                all.push(say!(lang, "rounded to {step}", "làm tròn đến {step}"));
            }
            if let Some(q) = c.quorum {
                let q = words::num(q, lang);
                all.push(say!(lang, "quorum {q}%", "số dự tối thiểu {q}%"));
            }
            if let Some(s) = c.spread {
                let s = words::points(s, lang);
                all.push(say!(lang, "spread at most {s}", "chênh lệch tối đa {s}"));
            }
            self.line("   ", &all.join(" · "), "");
        }
        if let Some(c) = &r.certificate {
            self.heading(lang.pick("Certificate", "Giấy chứng nhận"));
            let months = words::num(c.months, lang);
            let from = level_named(r, &c.from);
            self.line(
                "   ",
                &say!(
                    lang,
                    "from {from}, for {months} months",
                    "từ {from}, {months} tháng"
                ),
                "",
            );
        }
        for a in &r.authorities {
            let levels: Vec<String> = a.levels.iter().map(|l| level_named(r, l)).collect();
            self.line("   ", &format!("{}: {}", levels.join(", "), a.who), "");
        }
        let odd: Vec<String> = r.oddities.iter().map(|o| o.text.clone()).collect();
        self.texts(&r.notes, lang.pick("Remarks", "Ghi chú"));
        self.texts(
            &odd,
            lang.pick("Oddities of the print", "Điểm lạ của văn bản in"),
        );
    }

    fn texts(&mut self, all: &[String], title: &str) {
        if all.is_empty() {
            return;
        }
        self.heading(title);
        for text in all {
            self.line("   ", text, "");
        }
    }

    fn levels(&mut self, r: &Ruleset, card: &Scorecard) {
        let lang = self.lang();
        let rating = &card.rating;
        if let Some(why) = &rating.unavailable {
            self.heading(lang.pick("Levels", "Xếp hạng"));
            self.line(
                "   ",
                &say!(lang, "not at hand: {why}", "không có: {why}"),
                "",
            );
            return;
        }
        let speaker = Speaker {
            ruleset: r,
            card,
            lang,
        };
        let of = speaker.phrase(&rating.of);
        let lower = if rating.lower_is_better {
            lang.pick(", lower is better", ", càng thấp càng tốt")
        } else {
            ""
        };
        self.heading(&say!(
            lang,
            "Levels by {of}{lower}",
            "Xếp hạng theo {of}{lower}"
        ));
        let names: Vec<String> = rating.levels.iter().map(words::level).collect();
        let bands: Vec<String> = rating
            .levels
            .iter()
            .map(|l| match l.band.is_empty() {
                true => "–".to_owned(),
                false => speaker.key_words(&Key::Within(l.band.clone()), &rating.of.ty),
            })
            .collect();
        let wide = |all: &[String]| all.iter().map(|t| t.width()).max().unwrap_or(0);
        let (name, band) = (wide(&names), wide(&bands));
        for ((l, n), b) in rating.levels.iter().zip(&names).zip(&bands).rev() {
            let lead = format!("   {}  {}  ", pad(n, name), pad(b, band));
            self.line(&lead, l.label.as_deref().unwrap_or_default(), "");
        }
        for lift in &rating.lifts {
            let to = words::level_at(rating, Some(lift.level), lang);
            let why = speaker.label_or(lift.label.as_ref(), &lift.when);
            let text = if lift.at_least {
                say!(lang, "at least {to} when {why}", "ít nhất {to} khi {why}")
            } else {
                say!(lang, "at most {to} when {why}", "nhiều nhất {to} khi {why}")
            };
            self.line("   ", &text, "");
        }
        for q in rating.requires.iter().chain(&card.requires) {
            let to = words::level_at(rating, Some(q.level), lang);
            let what = speaker.label_or(Some(&q.label), &q.when);
            self.line(
                "   ",
                &say!(lang, "{to} requires: {what}", "{to} yêu cầu: {what}"),
                "",
            );
        }
    }

    fn card(&mut self, r: &Ruleset, card: &Scorecard) {
        let lang = self.lang();
        let max = words::points(card.max, lang);
        let title = match card.set {
            Some(n) => {
                let (n, title) = (words::num(n, lang), &card.title);
                say!(lang, "Set {n}, {title}", "Bộ {n}, {title}")
            }
            None => card.title.clone(),
        };
        self.ends("", &title, &max, "1");
        self.line(
            "",
            &format!(
                "{} · {}",
                r.title.as_deref().unwrap_or(&r.name),
                words::decisions(r, lang)
            ),
            "",
        );
        if !card.path.is_empty() {
            self.line("", &card.path.join(" / "), "2");
        }
        if !card.cites.is_empty() {
            self.line("", &card.cites.join("; "), "2");
        }
        if let Some(n) = card.samples {
            let n = words::num(n, lang);
            self.line("", &say!(lang, "samples: {n}", "mẫu: {n}"), "2");
        }
        if let Some(why) = &card.unavailable {
            self.line("", why, "33");
        }
        let speaker = Speaker {
            ruleset: r,
            card,
            lang,
        };
        self.findings(&speaker, &card.findings, "");
        self.gap();
        for child in &card.children {
            self.child(&speaker, *child, 0);
        }
        self.levels(r, card);
        let odd: Vec<String> = card.oddities.iter().map(|o| o.text.clone()).collect();
        self.texts(&card.notes, lang.pick("Remarks", "Ghi chú"));
        self.texts(
            &odd,
            lang.pick("Oddities of the print", "Điểm lạ của văn bản in"),
        );
    }

    fn child(&mut self, s: &Speaker, child: Child, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match child {
            Child::Criterion(i) => {
                if let Some(c) = s.card.criteria.get(i) {
                    self.criterion(s, c, depth);
                }
            }
            Child::Group(g) => {
                if let Some(g) = s.card.groups.get(g) {
                    self.group(s, g, depth);
                    for child in &g.children {
                        self.child(s, *child, depth + 1);
                    }
                }
            }
        }
    }

    fn group(&mut self, s: &Speaker, g: &Group, depth: usize) {
        let lang = self.lang();
        let part = g.kind == GroupKind::Part;
        if part {
            self.gap();
        }
        let lead = format!("{}{}  ", "   ".repeat(depth), g.code);
        let max = words::num(g.max, lang);
        self.ends(&lead, &g.title, &max, if part { "1" } else { "" });
        let indent = "   ".repeat(depth + 1);
        let mut rules = Vec::new();
        if g.subtracted {
            rules.push(
                lang.pick("subtracted from the total", "trừ vào tổng điểm")
                    .to_owned(),
            );
        }
        if g.best {
            rules.push(
                lang.pick("the best of these counts", "lấy mục cao nhất")
                    .to_owned(),
            );
        }
        if let Some(cap) = g.cap {
            let cap = words::num(cap, lang);
            rules.push(say!(lang, "at most {cap}", "tối đa {cap}"));
        }
        if let Some(o) = &g.only_if {
            let cond = s.label_or(o.label.as_ref(), &o.when);
            rules.push(say!(lang, "counts only if {cond}", "chỉ tính khi {cond}"));
        }
        for text in rules {
            self.line(&indent, &text, "2");
        }
        self.remarks(&g.evidence, &g.notes, &indent);
    }

    fn remarks(&mut self, evidence: &[String], notes: &[String], indent: &str) {
        let lang = self.lang();
        for e in evidence {
            self.line(indent, &say!(lang, "evidence: {e}", "minh chứng: {e}"), "2");
        }
        for n in notes {
            self.line(indent, &say!(lang, "note: {n}", "ghi chú: {n}"), "2");
        }
    }

    fn findings(&mut self, s: &Speaker, all: &[Finding], indent: &str) {
        let lang = self.lang();
        for f in all {
            let what = match &f.when {
                Some(w) => s.label_or(Some(&f.label), w),
                None => f.label.clone(),
            };
            let text = match f.kind {
                FindingKind::Reject => say!(lang, "rejected: {what}", "loại: {what}"),
                FindingKind::Stop => say!(lang, "scoring stops: {what}", "dừng chấm: {what}"),
            };
            self.line(indent, &text, "31");
        }
    }

    fn criterion(&mut self, s: &Speaker, c: &Criterion, depth: usize) {
        let lang = self.lang();
        let lead = format!("{}{}  ", "   ".repeat(depth), c.number);
        let max = words::num(c.max, lang);
        self.ends(&lead, &c.title, &max, "");
        let indent = " ".repeat(lead.width());
        let how = match c.form {
            Form::Choice | Form::YesNo => None,
            Form::Checklist => Some(match c.tick_cap {
                Some(cap) => {
                    let cap = words::num(cap, lang);
                    say!(
                        lang,
                        "ticks add up, at most {cap}",
                        "cộng các mục, tối đa {cap}"
                    )
                }
                None => lang.pick("ticks add up", "cộng các mục").to_owned(),
            }),
            Form::Ladder | Form::Formula => c.of.as_ref().map(|of| {
                let of = s.phrase(of);
                say!(lang, "by {of}", "theo {of}")
            }),
        };
        if let Some(how) = how {
            self.line(&indent, &how, "2");
        }
        self.findings(s, &c.findings, &indent);
        self.options(s, c, &indent);
        self.rungs(s, c, &indent);
        for o in &c.only_if {
            let cond = s.label_or(o.label.as_ref(), &o.when);
            self.line(
                &indent,
                &say!(lang, "counts only if {cond}", "chỉ tính khi {cond}"),
                "2",
            );
        }
        self.remarks(&c.evidence, &c.notes, &indent);
        for o in &c.oddities {
            let text = &o.text;
            self.line(
                &indent,
                &say!(
                    lang,
                    "oddity of the print: {text}",
                    "điểm lạ của văn bản in: {text}"
                ),
                "2",
            );
        }
    }

    fn options(&mut self, s: &Speaker, c: &Criterion, indent: &str) {
        let lang = self.lang();
        let keys: Vec<String> = (0..c.options.len()).map(|i| s.key(c, i)).collect();
        let points: Vec<String> = c
            .options
            .iter()
            .map(|o| words::num(o.points, lang))
            .collect();
        let marks: Vec<String> = c.options.iter().map(|o| marks(s, o)).collect();
        let wide = |all: &[String]| all.iter().map(|t| t.width()).max().unwrap_or(0);
        let (k, p, m) = (wide(&keys), wide(&points), wide(&marks));
        let mut place = (None, None);
        for (((o, key), points), marks) in c.options.iter().zip(&keys).zip(&points).zip(&marks) {
            if (o.case, o.branch) != place {
                place = (o.case, o.branch);
                let case = o
                    .case
                    .and_then(|i| c.cases.get(i))
                    .map(|x| format!("{} {}", x.key, x.title));
                let all: Vec<String> = s.branch(c, o.branch).into_iter().chain(case).collect();
                if !all.is_empty() {
                    self.line(indent, &format!("{}:", all.join(" · ")), "");
                }
            }
            let right = " ".repeat(p.saturating_sub(points.width()));
            let marks = if m == 0 {
                String::new()
            } else {
                format!("{}  ", pad(marks, m))
            };
            let lead = format!("{indent}{}  {right}{points}  {marks}", pad(key, k));
            let mut text = o.label.clone();
            if let Some(when) = &o.when {
                let cond = s.phrase(when);
                let cond = say!(lang, "← when {cond}", "← khi {cond}");
                text = if text.is_empty() {
                    cond
                } else {
                    format!("{text}  {cond}")
                };
            }
            self.line(&lead, &text, "");
        }
    }

    fn rungs(&mut self, s: &Speaker, c: &Criterion, indent: &str) {
        let lang = self.lang();
        let keys: Vec<String> = c.rungs.iter().map(|r| s.rung_key(c, &r.key)).collect();
        let wide = keys.iter().map(|t| t.width()).max().unwrap_or(0);
        let mut branch = None;
        for (r, key) in c.rungs.iter().zip(&keys) {
            if r.branch != branch {
                branch = r.branch;
                if let Some(text) = s.branch(c, branch) {
                    self.line(indent, &format!("{text}:"), "");
                }
            }
            let points = words::num(r.points, lang);
            let lead = format!("{indent}{}  → {points}  ", pad(key, wide));
            self.line(&lead, r.label.as_deref().unwrap_or_default(), "");
        }
    }
}

fn marks(s: &Speaker, o: &Opt) -> String {
    let all: Vec<String> = o
        .marks
        .iter()
        .filter_map(|m| s.card.rating.levels.get(*m))
        .map(words::level)
        .collect();
    all.join(" ")
}

/// A level by its name, with its stars where it has some.
fn level_named(r: &Ruleset, name: &str) -> String {
    let found: Option<&Level> = r
        .cards
        .values()
        .flat_map(|c| &c.rating.levels)
        .find(|l| l.name == name);
    found.map_or_else(|| name.to_owned(), words::level)
}
