//! E056x: which version of a ruleset binds a dossier.

use crate::text::{Both, Code, Diagnostic, Span, both};
use jiff::civil::Date;

/// A version with the time it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The number of the decision.
    pub version: String,
    /// Its first day; open if none.
    pub from: Option<Date>,
    /// The first day it is no longer in force; open if none.
    pub until: Option<Date>,
}

/// A day as people of each language write it.
fn written(day: Date) -> Both {
    let (d, m, y) = (day.day(), day.month(), day.year());
    Both::new(day.to_string(), format!("{d:02}/{m:02}/{y}"))
}

/// Every version with its dates, one a note.
pub(super) fn with_versions(mut d: Diagnostic, versions: &[InForce]) -> Diagnostic {
    const SHOWN: usize = 20;
    for v in versions.iter().take(SHOWN) {
        let name = &v.version;
        let from = v.from.map(written);
        let until = v.until.map(written);
        d = d.note(match (from, until) {
            (Some(a), Some(b)) => Both::new(
                format!("{name}: from {}, no longer in force on {}", a.en, b.en),
                format!("{name}: từ {}, hết hiệu lực từ {}", a.vi, b.vi),
            ),
            (Some(a), None) => Both::new(
                format!("{name}: from {}", a.en),
                format!("{name}: từ {}", a.vi),
            ),
            (None, Some(b)) => Both::new(
                format!("{name}: no longer in force on {}", b.en),
                format!("{name}: hết hiệu lực từ {}", b.vi),
            ),
            (None, None) => both!("{name}: without dates", "{name}: không ghi ngày"),
        });
    }
    if versions.len() > SHOWN {
        let more = versions.len().saturating_sub(SHOWN);
        d = d.note(both!("and {more} more", "và {more} phiên bản nữa"));
    }
    d
}

fn of_dossier(d: Diagnostic, span: Span) -> Diagnostic {
    d.at(span, both!("this dossier", "hồ sơ này"))
}

/// On the day of the dossier no version is in force.
#[must_use]
pub fn none_in_force(span: Span, day: Date, assessed: bool, versions: &[InForce]) -> Diagnostic {
    let day = written(day);
    let (en, vi) = (day.en, day.vi);
    let message = if assessed {
        both!(
            "no version is in force on {en}, the day of assessment",
            "không có phiên bản nào có hiệu lực vào {vi}, ngày chấm"
        )
    } else {
        both!(
            "no version is in force on {en}, the day of filing",
            "không có phiên bản nào có hiệu lực vào {vi}, ngày nộp"
        )
    };
    let d = of_dossier(Diagnostic::new(Code::E0561, message), span);
    with_versions(d, versions).help(both!(
        "check the date; if an older decision is meant all the same, name it: `version: \"…\"`",
        "xem lại ngày; nếu vẫn muốn dùng quyết định cũ, hãy nêu rõ: «phiên bản: \"…\"»"
    ))
}

/// Several versions, and no day to choose by.
#[must_use]
pub fn no_day(span: Span, versions: &[InForce]) -> Diagnostic {
    let d = Diagnostic::new(
        Code::E0562,
        both!(
            "there are several versions, and the dossier has no date to choose by",
            "có nhiều phiên bản mà hồ sơ không ghi ngày để chọn"
        ),
    );
    with_versions(of_dossier(d, span), versions).help(both!(
        "give `assessed:` or `filed:`, or name the version: `version: \"…\"`",
        "ghi «ngày chấm:» hoặc «ngày nộp:», hay nêu phiên bản: «phiên bản: \"…\"»"
    ))
}

/// Whether a transition article keeps an older version depends on what the
/// dossier does not say; `needs` are `filed`, `assessed` and `kind`.
#[must_use]
pub fn transition_open(
    span: Span,
    article: &str,
    newer: &str,
    older: &str,
    needs: &[&str],
) -> Diagnostic {
    let names = |pick: fn(&str) -> String, or: &str| {
        let all: Vec<String> = needs.iter().map(|n| pick(n)).collect();
        all.join(or)
    };
    let en = names(|n| format!("`{n}`"), " or ");
    let vi = names(
        |n| match n {
            "filed" => "«ngày nộp»".to_owned(),
            "assessed" => "«ngày chấm»".to_owned(),
            "kind" => "«loại hình»".to_owned(),
            other => format!("«{other}»"),
        },
        " hoặc ",
    );
    let message = both!(
        "whether {older} still binds under {article} of {newer} depends on {en}",
        "theo {article} của {newer}, hồ sơ có còn theo {older} hay không là tùy vào {vi}"
    );
    of_dossier(Diagnostic::new(Code::E0563, message), span).help(both!(
        "give {en} in the dossier, or name the version: `version: \"{older}\"`",
        "ghi {vi} vào hồ sơ, hoặc nêu phiên bản: «phiên bản: \"{older}\"»"
    ))
}

/// A transition article keeps a version that is not among those at hand.
#[must_use]
pub fn kept_is_absent(
    span: Span,
    article: &str,
    newer: &str,
    older: &str,
    versions: &[InForce],
) -> Diagnostic {
    let message = both!(
        "{article} of {newer} keeps {older} for this dossier, but {older} is not here",
        "theo {article} của {newer}, hồ sơ này vẫn theo {older}, nhưng ở đây không có {older}"
    );
    let d = of_dossier(Diagnostic::new(Code::E0564, message), span);
    with_versions(d, versions).help(both!(
        "add the ruleset of {older} beside the others",
        "thêm bộ tiêu chí {older} vào cùng chỗ với các bộ khác"
    ))
}

/// Two versions came into force on the same day, and neither ends the other.
#[must_use]
pub fn two_in_force(span: Span, day: Date, one: &str, other: &str) -> Diagnostic {
    let day = written(day);
    let (en, vi) = (day.en, day.vi);
    let message = both!(
        "on {en} both {one} and {other} are in force, since the same day",
        "vào {vi}, cả {one} và {other} đều có hiệu lực, từ cùng một ngày"
    );
    of_dossier(Diagnostic::new(Code::E0565, message), span).help(both!(
        "say in one of them `repeals \"…\"`, or name the version in the dossier",
        "ghi «bãi bỏ \"…\"» ở một trong hai, hoặc nêu phiên bản trong hồ sơ"
    ))
}
