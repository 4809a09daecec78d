//! Which rules were used, and why these.

use super::words::{self, say};
use super::{Detail, Teller};
use crate::dossier::{Kind, info_label};
use crate::model::ExprKind;
use crate::score::How;
use crate::text::Lang;
use jiff::civil::Date;

impl Teller<'_> {
    /// Which rules, and why these.
    pub(super) fn basis(&self) -> Vec<String> {
        let lang = self.lang;
        let (rules, card) = (self.rules(), self.card());
        let mut first = vec![
            rules.title.clone().unwrap_or_else(|| rules.name.clone()),
            words::decisions(rules, lang),
        ];
        first.push(match card.set {
            Some(set) => {
                let (n, title) = (self.num(set), &card.title);
                say!(lang, "set {n}, {title}", "bộ {n}, {title}")
            }
            None => card.title.clone(),
        });
        let mut lines = vec![first.join(" · "), self.basis_words()];
        if let Some(of) = self.measured_words() {
            lines.push(of);
        }
        if self.detail >= Detail::Standard && !card.cites.is_empty() {
            let cites = card.cites.join("; ");
            lines.push(say!(lang, "Card: {cites}", "Phiếu điểm: {cites}"));
        }
        if let Some(by) = self.single_answerer() {
            lines.push(say!(lang, "Answers: {by}", "Người chấm: {by}"));
        }
        if self.detail == Detail::Full && !self.alone {
            for (name, text) in &self.dossier().info {
                let label = info_label(name).map(|l| lang.of(&l).to_owned());
                lines.push(format!("{}: {text}", label.as_ref().unwrap_or(name)));
            }
        }
        lines
    }

    /// What the bands measure, when it is not the total.
    fn measured_words(&self) -> Option<String> {
        let rating = &self.card().rating;
        if rating.of.kind == ExprKind::Total {
            return None;
        }
        let of = self.phrase(&rating.of);
        let value = match self.outcome().measured {
            Some(r) => words::stretch(r, self.lang),
            None => self.lang.pick("not known", "chưa biết").to_owned(),
        };
        Some(say!(
            self.lang,
            "The level is read off {of} = {value}",
            "Xếp hạng theo {of} = {value}"
        ))
    }

    fn basis_words(&self) -> String {
        let lang = self.lang;
        let force = self.in_force();
        match &self.case.basis.how {
            How::Assessed(day) => {
                let day = words::date(*day, lang);
                say!(
                    lang,
                    "Applies because: assessed on {day}, {force}",
                    "Áp dụng vì: chấm ngày {day}, {force}"
                )
            }
            How::Filed(day) => {
                let day = words::date(*day, lang);
                say!(
                    lang,
                    "Applies because: filed on {day} (no day of assessment is given), {force}",
                    "Áp dụng vì: nộp ngày {day} (hồ sơ không ghi ngày chấm), {force}"
                )
            }
            How::AsOf(day) => {
                let day = words::date(*day, lang);
                say!(
                    lang,
                    "Applies because: asked for as of {day}; {force}",
                    "Áp dụng vì: được yêu cầu xét tại ngày {day}; {force}"
                )
            }
            How::Kept { by, cite, on } => {
                let on = words::date(*on, lang);
                let dossier = self.kept_words();
                say!(
                    lang,
                    "Applies because: {cite} of {by}, in force on {on}, keeps these rules for {dossier}",
                    "Áp dụng vì: ngày {on} đã có {by}, nhưng {cite} của văn bản đó giữ bản này cho {dossier}"
                )
            }
            How::Named { .. } => {
                let (ruleset, dossier) = (self.case.ruleset, self.case.dossier);
                let dated = dossier.assessed.or(dossier.filed).is_some();
                let state = match ruleset.amended.last() {
                    Some(last) if !dated => {
                        let number = &last.number;
                        say!(
                            lang,
                            "; the dossier gives no day, so its latest text, as amended by {number}",
                            "; hồ sơ không ghi ngày nên dùng văn bản mới nhất, đã sửa theo {number}"
                        )
                    }
                    _ => String::new(),
                };
                say!(
                    lang,
                    "Applies because: this version was named; {force}{state}",
                    "Áp dụng vì: được nêu đích danh; {force}{state}"
                )
            }
            How::Only => {
                if self.case.basis.from.is_none() && self.case.basis.until.is_none() {
                    lang.pick(
                        "Applies because: it is the only version",
                        "Áp dụng vì: chỉ có một bản này",
                    )
                    .to_owned()
                } else {
                    say!(
                        lang,
                        "Applies because: it is the only version; {force}",
                        "Áp dụng vì: chỉ có một bản này; {force}"
                    )
                }
            }
        }
    }

    /// `in force 21/08/2019 – 23/02/2023`
    fn in_force(&self) -> String {
        let lang = self.lang;
        let b = self.case.basis;
        let day = |d: Date| words::date(d, lang);
        let last = b.until.map(|d| d.yesterday().unwrap_or(d));
        let mut text = match (b.from, last) {
            (Some(from), Some(to)) => {
                let (from, to) = (day(from), day(to));
                say!(
                    lang,
                    "the rules are in force {from} – {to}",
                    "bản này có hiệu lực {from} – {to}"
                )
            }
            (Some(from), None) => {
                let from = day(from);
                say!(
                    lang,
                    "the rules are in force from {from}",
                    "bản này có hiệu lực từ {from}"
                )
            }
            (None, Some(to)) => {
                let to = day(to);
                say!(
                    lang,
                    "the rules are in force until {to}",
                    "bản này có hiệu lực đến {to}"
                )
            }
            (None, None) => lang
                .pick("no dates of force are written", "không ghi ngày hiệu lực")
                .to_owned(),
        };
        if let Some(by) = &b.repealed_by {
            text.push_str(&say!(lang, " (repealed by {by})", " (bị {by} thay)"));
        }
        text
    }

    /// What a transition article looked at.
    fn kept_words(&self) -> String {
        let lang = self.lang;
        let r = self.case.receipt;
        let mut parts = Vec::new();
        if let Some(d) = r.filed {
            let d = words::date(d, lang);
            parts.push(say!(lang, "filed on {d}", "nộp ngày {d}"));
        }
        if let Some(k) = r.kind {
            parts.push(kind_words(k, lang).to_owned());
        }
        if let Some(d) = r.assessed {
            let d = words::date(d, lang);
            parts.push(say!(lang, "assessed on {d}", "chấm ngày {d}"));
        }
        if parts.is_empty() {
            return lang.pick("this dossier", "hồ sơ này").to_owned();
        }
        let parts = parts.join(", ");
        say!(lang, "a dossier {parts}", "hồ sơ {parts}")
    }
}

fn kind_words(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::First => lang.pick("rated for the first time", "đánh giá lần đầu"),
        Kind::Upgrade => lang.pick("rated for a better level", "đánh giá nâng hạng"),
        Kind::Renewal => lang.pick("rated for renewal", "đánh giá lại"),
    }
}
