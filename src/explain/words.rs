//! Numbers, dates, levels and values as people read them.

use crate::exact::Num;
use crate::model::{Level, Rating, Ruleset};
use crate::score::Range;
use crate::text::Lang;
use jiff::civil::Date;

/// `say!(lang, "English {x}", "Tiếng Việt {x}")`: the text in one language.
macro_rules! say {
    ($lang:expr, $en:literal, $vi:literal $(,)?) => {
        match $lang {
            $crate::text::Lang::En => format!($en),
            $crate::text::Lang::Vi => format!($vi),
        }
    };
}
pub(super) use say;

/// A number: all its digits when there are at most four after the sign, else two and `≈`.
pub(super) fn num(n: Num, lang: Lang) -> String {
    let exact = n.human(lang.decimal_sign(), 4);
    let text = if exact.starts_with('≈') {
        n.human(lang.decimal_sign(), 2)
    } else {
        exact
    };
    text.replace('-', "−")
}

/// `34`, or `30–34` while it is open.
pub(super) fn range(r: Range, lang: Lang) -> String {
    match r.known() {
        Some(n) => num(n, lang),
        None => format!("{}–{}", num(r.lo, lang), num(r.hi, lang)),
    }
}

/// `34`, or `from 30 to 34` while it is open.
pub(super) fn stretch(r: Range, lang: Lang) -> String {
    match r.known() {
        Some(n) => num(n, lang),
        None => {
            let (lo, hi) = (num(r.lo, lang), num(r.hi, lang));
            say!(lang, "from {lo} to {hi}", "từ {lo} đến {hi}")
        }
    }
}

/// A gain or a loss with its sign.
pub(super) fn signed(n: Num, lang: Lang) -> String {
    if n.is_negative() {
        num(n, lang)
    } else {
        with_sign("+", n, lang)
    }
}

/// A number above zero behind a sign: `−2`, `≈−1,33`.
pub(super) fn with_sign(sign: &str, n: Num, lang: Lang) -> String {
    let text = num(n, lang);
    match text.strip_prefix('≈') {
        Some(rest) => format!("≈{sign}{rest}"),
        None => format!("{sign}{text}"),
    }
}

/// `3 points`, `1 point`.
pub(super) fn points(n: Num, lang: Lang) -> String {
    let figure = num(n, lang);
    if n == Num::ONE {
        say!(lang, "{figure} point", "{figure} điểm")
    } else {
        say!(lang, "{figure} points", "{figure} điểm")
    }
}

/// A day as people of the language write it.
pub(super) fn date(d: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{:02}/{}", d.day(), d.month(), d.year()),
        Lang::En => d.to_string(),
    }
}

/// A level: its stars when it has a number, else its name.
pub(super) fn level(l: &Level) -> String {
    l.ordinal.and_then(stars).unwrap_or_else(|| l.name.clone())
}

/// So many stars, halves included; `None` for what cannot be drawn.
pub(super) fn stars(ordinal: Num) -> Option<String> {
    let twice = ordinal.mul(Num::int(2))?.to_i64()?;
    if !(1..=40).contains(&twice) {
        return None;
    }
    let whole = usize::try_from(twice / 2).ok()?;
    let half = if twice % 2 == 1 { "½" } else { "" };
    Some(format!("{}{half}", "★".repeat(whole)))
}

/// A level by its place in a rating; words for "no level".
pub(super) fn level_at(rating: &Rating, place: Option<usize>, lang: Lang) -> String {
    match place.and_then(|p| rating.levels.get(p)) {
        Some(l) => level(l),
        None => unrated(lang).to_owned(),
    }
}

/// "No level".
pub(super) fn unrated(lang: Lang) -> &'static str {
    lang.pick("no level", "không xếp hạng")
}

/// A level that nobody can tell, because the rating is not at hand.
pub(super) fn level_unknown(lang: Lang) -> &'static str {
    lang.pick("level not known", "chưa xác định được hạng")
}

/// Yes or no.
pub(super) fn yes_no(yes: bool, lang: Lang) -> &'static str {
    if yes {
        lang.pick("yes", "có")
    } else {
        lang.pick("no", "không")
    }
}

/// The key of an option; those of yes/no criteria in the reader's language.
pub(super) fn key(key: &str, yes_no_form: bool, lang: Lang) -> String {
    match (yes_no_form, key) {
        (true, "yes") => yes_no(true, lang).to_owned(),
        (true, "no") => yes_no(false, lang).to_owned(),
        _ => key.to_owned(),
    }
}

/// Words in a row: `a, b and c`.
pub(super) fn and(all: &[String], lang: Lang) -> String {
    joined(all, lang.pick(" and ", " và "))
}

/// Words in a row: `a, b or c`.
pub(super) fn or(all: &[String], lang: Lang) -> String {
    joined(all, lang.pick(" or ", " hay "))
}

fn joined(all: &[String], last_word: &str) -> String {
    match all.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{}{last_word}{last}", first.join(", ")),
    }
}

/// The number of a decision stands alone; a bare version says that it is one.
pub(super) fn version(version: &str, lang: Lang) -> String {
    if version.contains('/') {
        version.to_owned()
    } else {
        say!(lang, "version {version}", "phiên bản {version}")
    }
}

/// The decision, and those that amend it: `1048/QĐ-TTg (amended by 781/QĐ-TTg)`.
pub(super) fn decisions(rules: &Ruleset, lang: Lang) -> String {
    let version = version(&rules.version, lang);
    if rules.amended.is_empty() {
        return version;
    }
    let mut numbers: Vec<String> = Vec::new();
    for a in &rules.amended {
        let number = &a.number;
        numbers.push(match a.until {
            None => number.clone(),
            Some(_) => say!(lang, "{number}, ended", "{number}, đã hết"),
        });
    }
    numbers.dedup();
    let by = numbers.join("; ");
    say!(
        lang,
        "{version} (amended by {by})",
        "{version} (sửa đổi: {by})"
    )
}
