//! Numbers, dates, levels and values as people read them.

use crate::exact::Num;
use crate::model::{Field, Level, Rating, Type, Unit, Value};
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

/// Records of a list that are written out; the rest is counted.
const RECORDS: usize = 3;

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

/// A number with its thousands set apart.
pub(super) fn grouped(n: Num, lang: Lang) -> String {
    let text = num(n, lang);
    let (lead, body) = match text.find(|c: char| c.is_ascii_digit()) {
        Some(at) => text.split_at_checked(at).unwrap_or(("", &text)),
        None => return text,
    };
    let (whole, rest) = match body.find(lang.decimal_sign()) {
        Some(at) => body.split_at_checked(at).unwrap_or((body, "")),
        None => (body, ""),
    };
    if whole.len() < 5 || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return text;
    }
    let mut out = String::from(lead);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(lang.pick(',', '.'));
        }
        out.push(c);
    }
    out + rest
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
        format!("+{}", num(n, lang))
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

/// A day as people write it.
pub(super) fn date(d: Date, lang: Lang) -> String {
    let (year, month, day) = (d.year(), d.month(), d.day());
    match lang {
        Lang::Vi => format!("{day:02}/{month:02}/{year}"),
        Lang::En => {
            let name = match month {
                1 => "January",
                2 => "February",
                3 => "March",
                4 => "April",
                5 => "May",
                6 => "June",
                7 => "July",
                8 => "August",
                9 => "September",
                10 => "October",
                11 => "November",
                _ => "December",
            };
            format!("{day} {name} {year}")
        }
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

/// A unit after its number, with the space that belongs between.
pub(super) fn unit(unit: &Unit, lang: Lang) -> String {
    if unit.is_none() {
        return String::new();
    }
    if unit.is_percent() {
        return "%".to_owned();
    }
    match unit.to_string().as_str() {
        "VND" => lang.pick(" VND", " đồng").to_owned(),
        "months" => lang.pick(" months", " tháng").to_owned(),
        "days" => lang.pick(" days", " ngày").to_owned(),
        other => format!(" {other}"),
    }
}

/// A value of a type.
pub(super) fn value(v: &Value, ty: &Type, lang: Lang) -> String {
    match (v, ty) {
        (Value::Num(n), Type::Number(u)) => format!("{}{}", grouped(*n, lang), unit(u, lang)),
        (Value::Num(n), _) => grouped(*n, lang),
        (Value::Bool(b), _) => yes_no(*b, lang).to_owned(),
        (Value::Date(d), _) => date(*d, lang),
        (Value::Text(t), _) => format!("“{t}”"),
        (Value::Choice(c), Type::OneOf(all)) => all
            .iter()
            .find(|k| k.name == *c)
            .and_then(|k| k.label.clone())
            .unwrap_or_else(|| c.clone()),
        (Value::Choice(c), _) => c.clone(),
        (Value::List(rows), Type::List(fields)) => list(rows, fields, lang),
        (Value::List(rows), _) => records(rows.len(), lang),
    }
}

fn records(n: usize, lang: Lang) -> String {
    match n {
        0 => lang.pick("none", "không có").to_owned(),
        1 => lang.pick("1 record", "1 mục").to_owned(),
        n => say!(lang, "{n} records", "{n} mục"),
    }
}

fn list(rows: &[Vec<Option<Value>>], fields: &[Field], lang: Lang) -> String {
    if rows.is_empty() {
        return records(0, lang);
    }
    let mut all: Vec<String> = rows
        .iter()
        .take(RECORDS)
        .map(|row| {
            let cells: Vec<String> = row
                .iter()
                .zip(fields)
                .filter_map(|(cell, f)| {
                    let text = value(cell.as_ref()?, &f.ty, lang);
                    Some(match f.ty {
                        Type::OneOf(_) | Type::Text => text,
                        _ => format!("{} {text}", f.label.as_deref().unwrap_or(&f.name)),
                    })
                })
                .collect();
            cells.join(", ")
        })
        .collect();
    if rows.len() > RECORDS {
        all.push("…".to_owned());
    }
    format!("{} ({})", records(rows.len(), lang), all.join("; "))
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
