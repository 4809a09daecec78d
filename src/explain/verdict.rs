//! The verdict, what must be seen beside it, and who decides.

use super::page::{Figure, Headline, Line, Next, ReceiptView, State, Tone};
use super::words::{self, say};
use super::{Detail, Teller, counts};
use crate::exact::Num;
use crate::model::Child;
use crate::score::{How, MinimumKind, Tri, TroubleKind};
use crate::syntax::tree::FindingKind;

impl Teller<'_> {
    /// The verdict.
    pub(super) fn headline(&self) -> Headline {
        let o = self.outcome();
        let max = self.counted_max();
        let state = self.state();
        let total_text = match (o.total.known(), max) {
            (Some(n), Some(m)) => format!("{} / {}", self.num(n), self.num(m)),
            (Some(n), None) => words::points(n, self.lang),
            (None, _) => words::stretch(o.total, self.lang),
        };
        Headline {
            product: self.product(),
            state,
            levels: o.level.0.iter().map(|l| self.level_view(*l)).collect(),
            verdict: self.verdict(state),
            total: Figure(o.total),
            max,
            total_text,
            because: self.because(state),
        }
    }

    /// What was judged: the product, else the id, else the card.
    fn product(&self) -> String {
        let d = self.dossier();
        d.product
            .clone()
            .or_else(|| d.id.clone())
            .unwrap_or_else(|| self.card().title.clone())
    }

    /// What kind of verdict it is.
    pub(super) fn state(&self) -> State {
        let o = self.outcome();
        let found = |kind| {
            o.findings
                .iter()
                .any(|f| f.kind == kind && f.state == Tri::Yes)
        };
        if found(FindingKind::Reject) {
            State::Rejected
        } else if found(FindingKind::Stop) {
            State::Stopped
        } else if self.level_unavailable().is_some() && o.total.known().is_some() {
            State::Unknown
        } else if !o.complete() {
            State::Open
        } else if o.level.known().flatten().is_some() {
            State::Rated
        } else {
            State::Unrated
        }
    }

    /// Why no level can be told, when the rating of the card is not at hand.
    fn level_unavailable(&self) -> Option<&str> {
        self.card().rating.unavailable.as_deref()
    }

    fn verdict(&self, state: State) -> String {
        let lang = self.lang;
        let levels = &self.outcome().level;
        match state {
            State::Rejected => lang.pick("REJECTED", "BỊ LOẠI").to_owned(),
            State::Stopped => {
                let left = self.levels_words(levels);
                say!(lang, "STOPPED · {left}", "DỪNG CHẤM · {left}")
            }
            State::Rated | State::Unrated | State::Unknown => self.levels_words(levels),
            State::Open => match levels.known() {
                Some(known) => {
                    let l = self.level(known);
                    say!(lang, "{l} for certain", "{l} chắc chắn")
                }
                None => self.levels_words(levels),
            },
        }
    }

    /// The levels that are possible, in words.
    pub(super) fn levels_words(&self, levels: &crate::score::Levels) -> String {
        let lang = self.lang;
        if self.level_unavailable().is_some() && levels.0.is_empty() {
            return words::level_unknown(lang).to_owned();
        }
        if let Some(known) = levels.known() {
            return self.level(known);
        }
        let (lo, hi) = levels.ends();
        let hi_words = self.level(hi);
        match (lo, hi) {
            (_, None) => words::unrated(lang).to_owned(),
            (None, Some(_)) => say!(
                lang,
                "no level certain yet, {hi_words} possible",
                "chưa chắc hạng nào, có thể đến {hi_words}"
            ),
            (Some(_), Some(_)) => {
                let lo_words = self.level(lo);
                say!(
                    lang,
                    "{lo_words} for certain, {hi_words} possible",
                    "{lo_words} chắc chắn, có thể đến {hi_words}"
                )
            }
        }
    }

    /// The maximum of what counts, when it is known and a higher total is better.
    pub(super) fn counted_max(&self) -> Option<Num> {
        let card = self.card();
        if card.rating.lower_is_better {
            return None;
        }
        let mut sum = Num::ZERO;
        for child in &card.children {
            let (max, minus) = match child {
                Child::Group(g) => (
                    self.outcome().groups.get(*g)?.max.known()?,
                    card.groups.get(*g)?.subtracted,
                ),
                Child::Criterion(i) => {
                    let (c, o) = self.at(*i)?;
                    (if counts(o) { c.max } else { Num::ZERO }, false)
                }
            };
            if !minus {
                sum = sum.add(max)?;
            }
        }
        (sum > Num::ZERO).then_some(sum)
    }

    /// Why the level is not the one that the total alone would give.
    fn because(&self, state: State) -> Option<Line> {
        let lang = self.lang;
        let o = self.outcome();
        if state == State::Rejected || state == State::Stopped {
            let first = o.findings.iter().find(|f| f.state == Tri::Yes)?;
            return Some(Line::new(Tone::Bad, self.finding_words(first)));
        }
        if let Some(why) = self.level_unavailable() {
            return Some(Line::new(
                Tone::Warn,
                say!(
                    lang,
                    "No level can be told: {why}",
                    "Chưa xác định được hạng: {why}"
                ),
            ));
        }
        let by_total = o.level_by_total.known()?;
        let level = o.level.known()?;
        if by_total == level {
            return None;
        }
        let total = words::stretch(o.measured.unwrap_or(o.total), lang);
        let (from, to) = (self.level(by_total), self.level(level));
        let lift = self.acting_lifts(level > by_total);
        if level > by_total {
            let why = words::and(&lift, lang);
            return Some(Line::new(
                Tone::Good,
                say!(
                    lang,
                    "{total} points give {from}; lifted to {to}: {why}",
                    "{total} điểm thuộc {from}; nâng lên {to}: {why}"
                ),
            ));
        }
        let mut why = self.costly();
        why.extend(lift);
        let why = words::and(&why, lang);
        Some(Line::new(
            Tone::Bad,
            say!(
                lang,
                "{total} points give {from}, but {to} is left: {why}",
                "{total} điểm thuộc {from}, nhưng còn {to} vì: {why}"
            ),
        ))
    }

    /// What must be seen before anything else.
    pub(super) fn alerts(&self) -> Vec<Line> {
        let lang = self.lang;
        let mut all = Vec::new();
        if self.dossier().illustrative {
            all.push(Line::new(
                Tone::Warn,
                lang.pick(
                    "Illustrative: the answers are made up to show something; this is not a real assessment",
                    "Minh họa: câu trả lời được đặt ra để làm ví dụ, không phải kết quả chấm thật",
                ),
            ));
        }
        if let Some(carried) = &self.dossier().carried {
            let from = &carried.from;
            all.push(Line::new(
                Tone::Warn,
                say!(
                    lang,
                    "Carried from {from}: answers come from old ones along the crosswalk; what these do not settle is open",
                    "Chuyển từ {from}: câu trả lời lấy từ hồ sơ cũ theo bảng chuyển đổi; chỗ chưa rõ thì để ngỏ"
                ),
            ));
        }
        for (name, reading) in &self.case.receipt.readings {
            all.push(Line::new(
                Tone::Warn,
                say!(
                    lang,
                    "Not the ruleset's own reading: {name} = {reading}, as asked for",
                    "Không theo cách hiểu của bộ tiêu chí: {name} = {reading}, theo yêu cầu"
                ),
            ));
        }
        if let How::Named {
            outside: Some(day), ..
        } = self.case.basis.how
        {
            let day = words::date(day, lang);
            all.push(Line::new(
                Tone::Warn,
                say!(
                    lang,
                    "These rules are not in force on {day}, the day of this dossier; they were named all the same",
                    "Bộ tiêu chí này không có hiệu lực vào ngày {day} của hồ sơ; vẫn dùng vì được nêu đích danh"
                ),
            ));
        }
        all.extend(self.council_alerts());
        for trouble in &self.outcome().troubles {
            let place = trouble
                .criterion
                .map(|i| {
                    let number = self.number(i);
                    say!(lang, "Criterion {number}: ", "Tiêu chí {number}: ")
                })
                .unwrap_or_default();
            let what = match trouble.what {
                TroubleKind::DivisionByZero => lang.pick(
                    "a division by zero; the value counts as not known",
                    "phép chia cho không; giá trị coi như chưa biết",
                ),
                TroubleKind::NoRecord => lang.pick(
                    "the least or greatest of an empty list; the value counts as not known",
                    "giá trị nhỏ nhất hay lớn nhất của danh sách rỗng; giá trị coi như chưa biết",
                ),
                TroubleKind::NoRow => lang.pick(
                    "a table has no row for this; the value counts as not known",
                    "bảng không có dòng nào cho trường hợp này; giá trị coi như chưa biết",
                ),
                TroubleKind::TooLarge => lang.pick(
                    "a number too large to be kept exactly; the value counts as not known",
                    "số quá lớn, không giữ chính xác được; giá trị coi như chưa biết",
                ),
            };
            all.push(Line::new(Tone::Warn, format!("{place}{what}")));
        }
        all
    }

    /// Who decides on the level reached, and its certificate.
    pub(super) fn decides(&self) -> Vec<String> {
        let lang = self.lang;
        let state = self.state();
        if state == State::Rejected || state == State::Stopped {
            return Vec::new();
        }
        let Some(place) = self.outcome().level.certain() else {
            return Vec::new();
        };
        let rating = &self.card().rating;
        let Some(level) = rating.levels.get(place) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        let shown = words::level(level);
        if let Some(label) = &level.label {
            lines.push(format!("{shown}: {label}"));
        }
        for power in &self.rules().authorities {
            if power.levels.contains(&level.name) {
                let who = &power.who;
                lines.push(say!(
                    lang,
                    "Decides on {shown}: {who}",
                    "Thẩm quyền xếp hạng {shown}: {who}"
                ));
            }
        }
        if let Some(c) = &self.rules().certificate
            && rating
                .levels
                .iter()
                .position(|l| l.name == c.from)
                .is_some_and(|from| place >= from)
        {
            let months = self.num(c.months);
            let mut text = say!(
                lang,
                "Certificate: {months} months",
                "Giấy chứng nhận: {months} tháng"
            );
            if let Some((early, late)) = c.renew {
                let (early, late) = (self.num(early), self.num(late));
                text.push_str(&say!(
                    lang,
                    "; file for renewal between {early} and {late} days before it expires",
                    "; nộp hồ sơ đánh giá lại từ {early} đến {late} ngày trước khi hết hạn"
                ));
            }
            lines.push(text);
        }
        lines
    }

    /// Whose words prevail.
    pub(super) fn prevails(&self) -> String {
        self.lang
            .pick(
                "Options are worded in short; the text of the decision prevails.",
                "Lựa chọn được ghi vắn tắt; khi khác nhau thì theo văn bản của quyết định.",
            )
            .to_owned()
    }

    /// What the result was computed from.
    pub(super) fn receipt(&self, full: bool) -> ReceiptView {
        let lang = self.lang;
        let r = self.case.receipt;
        let ruleset = self.rules().label();
        let hex = |h: &str| if full { h.to_owned() } else { short_hex(h) };
        let (rules_hex, dossier_hex, engine) = (hex(&r.sha256), hex(&r.dossier), &r.engine);
        let text = say!(
            lang,
            "{ruleset} {rules_hex} · dossier {dossier_hex} · sao {engine}",
            "{ruleset} {rules_hex} · hồ sơ {dossier_hex} · sao {engine}"
        );
        ReceiptView {
            ruleset,
            sha256: r.sha256.clone(),
            dossier: r.dossier.clone(),
            engine: r.engine.clone(),
            text,
        }
    }

    /// Who signs the printed page, where the rules know a council.
    pub(super) fn signatures(&self) -> Vec<String> {
        if let Some(c) = &self.outcome().council {
            return c.assessors.iter().map(|(name, ..)| name.clone()).collect();
        }
        if self.rules().council.is_none() {
            return Vec::new();
        }
        [
            self.lang.pick("Secretary", "Thư ký"),
            self.lang.pick("Chair of the council", "Chủ tịch hội đồng"),
        ]
        .map(str::to_owned)
        .to_vec()
    }

    /// What to run next.
    pub(super) fn next(&self) -> Vec<Next> {
        let lang = self.lang;
        let mut all = Vec::new();
        if let Some(number) = self.telling_criterion() {
            all.push(Next {
                command: format!("sao why … --criterion {number}"),
                what: say!(
                    lang,
                    "why {number} has these points",
                    "vì sao {number} được bấy nhiêu"
                ),
            });
        }
        if self.detail < Detail::Full {
            all.push(Next {
                command: "sao why … --detail full".to_owned(),
                what: lang.pick("every step", "từng bước một").to_owned(),
            });
        }
        all.push(Next {
            command: lang
                .pick(
                    "sao why … --format html --output report.html",
                    "sao why … --format html --output bao-cao.html",
                )
                .to_owned(),
            what: lang.pick("a page to print", "trang để in").to_owned(),
        });
        all
    }

    /// The criterion worth a closer look: the one that rejects or stops, costs a
    /// level, is to be asked first, or lost the most.
    fn telling_criterion(&self) -> Option<String> {
        let o = self.outcome();
        let found = o
            .findings
            .iter()
            .find(|f| f.state == Tri::Yes)
            .and_then(|f| f.criterion);
        let costly = || {
            o.failed_minimums().find_map(|m| match m.what {
                MinimumKind::Option { criterion, .. } => Some(criterion),
                _ => None,
            })
        };
        if let Some(i) = found.or_else(costly) {
            return Some(self.number(i));
        }
        let asked = self
            .questions()
            .first()
            .and_then(|q| q.criteria.first().cloned());
        asked.or_else(|| {
            let losses = self.losses()?;
            losses
                .items
                .into_iter()
                .map(|l| l.number)
                .find(|n| self.card().criterion(n).is_some())
        })
    }

    /// What to run after looking at one criterion.
    pub(super) fn next_after(&self, criterion: usize) -> Vec<Next> {
        let mut all = vec![Next {
            command: "sao why …".to_owned(),
            what: self.lang.pick("the whole card", "cả phiếu điểm").to_owned(),
        }];
        let following = self
            .card()
            .criteria
            .get(criterion.saturating_add(1))
            .map(|c| c.number.clone());
        if let Some(number) = following {
            all.push(Next {
                command: format!("sao why … --criterion {number}"),
                what: self
                    .lang
                    .pick("the next criterion", "tiêu chí sau")
                    .to_owned(),
            });
        }
        all
    }
}

/// `3f9a…c2`
fn short_hex(hex: &str) -> String {
    let head: String = hex.chars().take(4).collect();
    let tail: String = hex
        .chars()
        .skip(hex.chars().count().saturating_sub(2).max(4))
        .collect();
    format!("{head}…{tail}")
}
