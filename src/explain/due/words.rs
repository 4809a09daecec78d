//! A certificate in words, and in JSON.

use crate::compare::due::{Binds, Due, Expected, Standing};
use crate::explain::words::{self, date, say};
use crate::model::Level;
use crate::score::How;
use crate::text::Lang;
use jiff::civil::Date;
use serde_json::{Value, json};

/// Tells of certificates in a language.
#[derive(Clone, Copy)]
pub(super) struct Teller {
    pub lang: Lang,
    pub on: Date,
}

impl Teller {
    /// How many stand how.
    pub fn counts(&self, all: &[Due]) -> String {
        let lang = self.lang;
        let n = all.len();
        let mut parts = vec![say!(lang, "{n} certificates", "{n} giấy chứng nhận")];
        for (standing, en, vi) in [
            (Standing::Expired, "expired", "đã hết hạn"),
            (Standing::Missed, "past the window", "lỡ thời gian nộp"),
            (Standing::Closing, "window closing", "sắp hết thời gian nộp"),
            (Standing::Open, "can be filed now", "nộp được ngay"),
            (Standing::NotYet, "not yet", "chưa đến lúc"),
            (Standing::Holds, "valid", "còn hạn"),
        ] {
            let count = all.iter().filter(|d| d.standing == standing).count();
            if count > 0 {
                parts.push(format!("{count} {}", lang.pick(en, vi)));
            }
        }
        parts.join(" · ")
    }

    /// The product and its commune.
    pub fn product(&self, d: &Due, mark: bool) -> String {
        let mut text = d.holding.product.clone();
        if let Some(c) = &d.holding.commune {
            text.push_str(&format!(" ({c})"));
        }
        if mark && d.holding.illustrative {
            text.push_str(" ※");
        }
        text
    }

    /// The level certified.
    pub fn level(&self, d: &Due) -> String {
        match (&d.level, &d.holding.level) {
            (Some(l), _) => words::level(l),
            (None, Some((text, _))) => text.clone(),
            (None, None) => "–".to_owned(),
        }
    }

    /// When it can be filed.
    pub fn window(&self, d: &Due) -> String {
        match d.window {
            None => "–".to_owned(),
            Some((first, last)) => {
                let (first, last) = (date(first, self.lang), date(last, self.lang));
                format!("{first}\n{last}")
            }
        }
    }

    /// How it stands.
    pub fn standing(&self, d: &Due) -> String {
        let lang = self.lang;
        let n = d.days;
        match d.standing {
            Standing::Expired => {
                let n = -n;
                say!(lang, "expired {n} days ago", "đã hết hạn {n} ngày")
            }
            Standing::Missed => say!(
                lang,
                "window missed; ends in {n} days",
                "lỡ thời gian nộp; còn {n} ngày hiệu lực"
            ),
            Standing::Closing if n == 0 => {
                lang.pick("closes today", "hôm nay là hạn cuối").to_owned()
            }
            Standing::Closing => say!(lang, "closes in {n} days", "còn {n} ngày để nộp"),
            Standing::Open => say!(
                lang,
                "file now, {n} days left",
                "nộp ngay được, còn {n} ngày"
            ),
            Standing::NotYet => say!(lang, "opens in {n} days", "còn {n} ngày mới đến lúc nộp"),
            Standing::Holds => say!(lang, "ends in {n} days", "còn {n} ngày hiệu lực"),
        }
    }

    /// Which rules, what is expected, which papers will have ended.
    pub fn outlook(&self, d: &Due) -> String {
        let lang = self.lang;
        let mut lines = vec![self.binds(&d.binds)];
        lines.push(self.expected(&d.expected));
        if !d.ended.is_empty() {
            let each: Vec<String> = d
                .ended
                .iter()
                .map(|p| {
                    format!("{} {}", p.title, date(p.expires, lang))
                        .trim()
                        .to_owned()
                })
                .collect();
            let list = each.join("; ");
            lines.push(say!(
                lang,
                "to be renewed first: {list}",
                "giấy tờ hết hạn trước khi nộp: {list}"
            ));
        }
        lines.join("\n")
    }

    fn binds(&self, b: &Binds) -> String {
        let lang = self.lang;
        match b {
            Binds::Version { label, how } => {
                let version = version_of(label);
                match how {
                    How::Kept { cite, .. } => {
                        say!(
                            lang,
                            "{version} (kept by {cite})",
                            "{version} (giữ lại theo {cite})"
                        )
                    }
                    _ => version.to_owned(),
                }
            }
            Binds::Depends { early, late } => {
                let (early, late) = (version_of(early), version_of(late));
                say!(
                    lang,
                    "{early} or {late}, by the day of assessment",
                    "{early} hoặc {late}, tùy ngày chấm"
                )
            }
            Binds::Unknown { why } => {
                let why = lang.of(why);
                say!(lang, "rules not known: {why}", "chưa rõ theo bộ nào: {why}")
            }
        }
    }

    fn expected(&self, e: &Expected) -> String {
        let lang = self.lang;
        match e {
            Expected::Unknown(why) => {
                let why = lang.of(why);
                say!(
                    lang,
                    "expected: not known ({why})",
                    "dự kiến: chưa biết ({why})"
                )
            }
            Expected::Range {
                total,
                levels,
                missing,
                unrated,
            } => {
                let total = words::stretch(*total, lang);
                let levels = if *unrated {
                    lang.pick("level not told", "không cho biết hạng")
                        .to_owned()
                } else {
                    self.levels(levels)
                };
                let mut text = say!(
                    lang,
                    "expected: {total} points, {levels}",
                    "dự kiến: {total} điểm, {levels}"
                );
                if *missing > 0 {
                    text.push_str(&say!(
                        lang,
                        "; {missing} answers missing",
                        "; thiếu {missing} câu trả lời"
                    ));
                }
                text
            }
        }
    }

    fn levels(&self, all: &[Option<Level>]) -> String {
        let lang = self.lang;
        let name = |l: &Option<Level>| {
            l.as_ref()
                .map_or_else(|| words::unrated(lang).to_owned(), words::level)
        };
        match all {
            [] => words::unrated(lang).to_owned(),
            [one] => name(one),
            [first, .., last] => {
                let (first, last) = (name(first), name(last));
                say!(lang, "from {first} to {last}", "từ {first} đến {last}")
            }
        }
    }
}

/// A certificate in JSON.
pub(super) fn as_json(d: &Due) -> Value {
    let h = &d.holding;
    let level = match (&d.level, &h.level) {
        (Some(l), _) => l.to_json(),
        (None, Some((text, _))) => json!(text),
        (None, None) => Value::Null,
    };
    let expected = match &d.expected {
        Expected::Unknown(why) => json!({ "known": false, "why": why }),
        Expected::Range {
            total,
            levels,
            missing,
            unrated,
        } => json!({
            "known": true,
            "range": [total.lo, total.hi],
            "levels": if *unrated {
                Value::Null
            } else {
                levels
                    .iter()
                    .map(|l| l.as_ref().map_or(Value::Null, Level::to_json))
                    .collect()
            },
            "missing": missing,
        }),
    };
    json!({
        "id": h.id,
        "product": h.product,
        "commune": h.commune,
        "scorecard": h.scorecard.as_ref().map(|(c, _)| c),
        "level": level,
        "issued": h.issued,
        "expires": d.expires,
        "reckoned_months": d.reckoned,
        "window": d.window.map(|(a, b)| [a, b]),
        "standing": d.standing,
        "days": d.days,
        "file_on": d.file_on,
        "rules": d.binds,
        "evidence_ended": d.ended,
        "expected": expected,
        "illustrative": h.illustrative,
    })
}

/// The version of a label.
fn version_of(label: &str) -> &str {
    label.split_once('@').map_or(label, |(_, version)| version)
}
