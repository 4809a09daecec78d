//! Values, numbers and left sides as people read them.

use crate::exact::Num;
use crate::model::{Field, Key, Type, Unit, Value};
use crate::text::Lang;

/// Decimal places that are written out; what is longer is led by `≈`.
const PLACES: u32 = 4;

/// A value of a type, with its unit, label and the signs of the language.
#[must_use]
pub fn value_text(value: &Value, ty: &Type, lang: Lang) -> String {
    match (value, ty) {
        (Value::Num(n), Type::Number(u)) => with_unit(*n, u, lang),
        (Value::Num(n), _) => number_text(*n, lang),
        (Value::Bool(true), _) => lang.pick("yes", "có").to_owned(),
        (Value::Bool(false), _) => lang.pick("no", "không").to_owned(),
        (Value::Date(d), _) => match lang {
            Lang::En => d.to_string(),
            Lang::Vi => format!("{:02}/{:02}/{}", d.day(), d.month(), d.year()),
        },
        (Value::Text(t), _) => format!("“{t}”"),
        (Value::Choice(c), Type::OneOf(all)) => {
            let label = all.iter().find(|k| k.name == *c);
            let label = label.and_then(|k| k.label.as_ref());
            label.filter(|l| !l.is_empty()).unwrap_or(c).clone()
        }
        (Value::Choice(c), _) => c.clone(),
        (Value::List(rows), Type::List(fields)) => records(rows, fields, lang),
        (Value::List(rows), _) => format!("{}", rows.len()),
    }
}

/// A number with the decimal sign of the language; from five digits on, its
/// thousands are set apart.
#[must_use]
pub fn number_text(n: Num, lang: Lang) -> String {
    let text = n.human(lang.decimal_sign(), PLACES).replace('-', "−");
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let Some((lead, body)) = text.split_at_checked(start) else {
        return text;
    };
    let end = body.find(lang.decimal_sign()).unwrap_or(body.len());
    let Some((whole, rest)) = body.split_at_checked(end) else {
        return text;
    };
    if whole.len() < 5 || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return text;
    }
    let mut out = lead.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(lang.pick(',', '.'));
        }
        out.push(digit);
    }
    out + rest
}

fn with_unit(n: Num, unit: &Unit, lang: Lang) -> String {
    let number = number_text(n, lang);
    let one = n == Num::ONE;
    if unit.is_none() {
        return number;
    }
    if unit.is_percent() {
        return format!("{number}%");
    }
    let written = unit.to_string();
    let word = match (written.as_str(), one) {
        ("VND", _) => lang.pick("VND", "đồng"),
        ("months", true) => lang.pick("month", "tháng"),
        ("months", false) => lang.pick("months", "tháng"),
        ("days", true) => lang.pick("day", "ngày"),
        ("days", false) => lang.pick("days", "ngày"),
        ("years", true) => lang.pick("year", "năm"),
        ("years", false) => lang.pick("years", "năm"),
        (other, _) => other,
    };
    format!("{number} {word}")
}

/// Records, each with what is known of it.
fn records(rows: &[Vec<Option<Value>>], fields: &[Field], lang: Lang) -> String {
    if rows.is_empty() {
        return lang.pick("none", "không có").to_owned();
    }
    let row = |cells: &Vec<Option<Value>>| {
        let cells = cells.iter().zip(fields).filter_map(|(value, f)| {
            let text = value_text(value.as_ref()?, &f.ty, lang);
            Some(match f.ty {
                Type::OneOf(_) | Type::Text => text,
                _ => format!("{} {text}", f.label.as_deref().unwrap_or(&f.name)),
            })
        });
        cells.collect::<Vec<_>>().join(", ")
    };
    rows.iter().map(row).collect::<Vec<_>>().join("; ")
}

/// The left side of a rung, a branch or a row, for a value of a type.
#[must_use]
pub fn key_text(key: &Key, ty: &Type, lang: Lang) -> String {
    match key {
        Key::Else => lang.pick("otherwise", "còn lại").to_owned(),
        Key::Is(value) => value_text(value, ty, lang),
        Key::Within(s) => {
            let end = |n: Num| value_text(&Value::Num(n), ty, lang);
            match (s.lo, s.hi) {
                (Some(a), Some(b)) if a == b => end(a),
                (lo, hi) => between(
                    lo.map(|n| (end(n), s.lo_in)),
                    hi.map(|n| (end(n), s.hi_in)),
                    lang,
                ),
            }
        }
    }
}

/// `from 50% to below 75%`: each end with whether it belongs to the range.
pub(super) fn between(
    lo: Option<(String, bool)>,
    hi: Option<(String, bool)>,
    lang: Lang,
) -> String {
    match (lo, hi) {
        (Some((lo, lo_in)), Some((hi, hi_in))) => {
            let from = if lo_in {
                lang.pick("from", "từ")
            } else {
                lang.pick("above", "trên")
            };
            let to = if hi_in {
                lang.pick("to", "đến")
            } else {
                lang.pick("to below", "đến dưới")
            };
            format!("{from} {lo} {to} {hi}")
        }
        (Some((lo, true)), None) => format!("≥ {lo}"),
        (Some((lo, false)), None) => format!("> {lo}"),
        (None, Some((hi, true))) => format!("≤ {hi}"),
        (None, Some((hi, false))) => format!("< {hi}"),
        (None, None) => lang.pick("any value", "giá trị bất kỳ").to_owned(),
    }
}
