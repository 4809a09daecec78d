//! Exact numbers as people write them: `82`, `82.5`, `82,5`, `1 500 000`,
//! `1.500.000`, `1.234,5`. One text, one reading: `1.500` is refused, because
//! it is 1500 in Hà Nội and 1.5 in London.

use crate::exact::{Num, NumError};
use crate::model::Unit;
use crate::text::catalogue::dossiers::NumberSlip;

/// Why a text is not one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// It is none.
    Not(NumberSlip),
    /// It can be read in two ways: as a decimal or as a whole number.
    Two {
        /// With the sign as decimal sign (written with a point).
        decimal: String,
        /// With the sign between groups.
        whole: String,
    },
    /// It has more digits than are kept exactly.
    TooLong {
        /// How many.
        digits: usize,
    },
}

/// Signs that may stand between groups of three digits, besides `.` and `,`.
fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '_' | '\'')
}

/// Cuts a text into the number and the unit behind it.
#[must_use]
pub fn with_unit(text: &str) -> (&str, &str) {
    let end = text
        .char_indices()
        .find(|(_, c)| {
            !(c.is_ascii_digit() || is_gap(*c) || matches!(c, '.' | ',' | '-' | '−' | '+'))
        })
        .map_or(text.len(), |(at, _)| at);
    let (number, unit) = text.split_at_checked(end).unwrap_or((text, ""));
    (number.trim(), unit.trim())
}

/// The unit that a word behind a number names; `None` for none.
#[must_use]
pub fn unit(word: &str) -> Option<Unit> {
    match word {
        "" => None,
        "vnđ" | "Vnđ" | "VNd" | "₫" | "Đồng" | "Đ" => Some(Unit::base("VND")),
        other => Some(Unit::base(other)),
    }
}

/// Reads a number. `json`: it is a number of JSON, where the point is always
/// the decimal sign and an exponent may follow.
///
/// # Errors
/// When it is no number, has two readings, or too many digits.
pub fn number(text: &str, json: bool) -> Result<Num, Slip> {
    if json {
        return of_json(text);
    }
    let (negative, body) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    if !body.contains(|c: char| c.is_ascii_digit()) {
        return Err(Slip::Not(NumberSlip::Words));
    }
    if let Some(odd) = body
        .chars()
        .find(|c| !c.is_ascii_digit() && !is_gap(*c) && !matches!(c, '.' | ','))
    {
        return Err(Slip::Not(slip_of(body, odd)));
    }
    let signed = |t: String| if negative { format!("-{t}") } else { t };
    match plain(body) {
        Ok(plain) => exact(&signed(plain)),
        Err(Slip::Two { decimal, whole }) => Err(Slip::Two {
            decimal: signed(decimal),
            whole: signed(whole),
        }),
        Err(slip) => Err(slip),
    }
}

/// What a letter in a number tells about what was meant.
fn slip_of(body: &str, odd: char) -> NumberSlip {
    let lower = body.to_lowercase();
    if matches!(odd, '-' | '–' | '÷' | '~') || body.starts_with(['<', '>', '≥', '≤', '~', '≈'])
    {
        NumberSlip::Several
    } else if matches!(odd, 'e' | 'E') && lower.split('e').count() == 2 {
        NumberSlip::Exponent
    } else {
        NumberSlip::Words
    }
}

/// The number with `.` as decimal sign and nothing between the digits.
fn plain(body: &str) -> Result<String, Slip> {
    let gaps = body.contains(is_gap);
    let signs: Vec<char> = body.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let last = signs.last().copied();
    let mixed = signs.contains(&'.') && signs.contains(&',');
    let (whole, fraction, group): (&str, Option<&str>, Option<char>) = match last {
        None => (body, None, None),
        // 1.234,5: the sign that comes last, and once, is the decimal sign.
        Some(sign) if mixed => {
            let (whole, fraction) = body.rsplit_once(sign).unwrap_or((body, ""));
            let other = if sign == '.' { ',' } else { '.' };
            if whole.contains(sign) {
                return Err(Slip::Not(NumberSlip::Groups));
            }
            (whole, Some(fraction), Some(other))
        }
        // 1.500.000: a sign that comes twice stands between groups.
        Some(sign) if signs.len() > 1 => (body, None, Some(sign)),
        Some(sign) => {
            let (whole, fraction) = body.split_once(sign).unwrap_or((body, ""));
            if !gaps && may_be_group(whole, fraction, sign) {
                return Err(Slip::Two {
                    decimal: format!("{whole}.{fraction}"),
                    whole: format!("{whole}{fraction}"),
                });
            }
            (whole, Some(fraction), None)
        }
    };
    if fraction.is_some_and(str::is_empty) || whole.is_empty() {
        return Err(Slip::Not(NumberSlip::BarePoint));
    }
    let whole = ungrouped(whole, group).ok_or(Slip::Not(NumberSlip::Groups))?;
    match fraction {
        None => Ok(whole),
        Some(f) if f.bytes().all(|b| b.is_ascii_digit()) => Ok(format!("{whole}.{f}")),
        Some(_) => Err(Slip::Not(NumberSlip::Groups)),
    }
}

/// Whether one sign with three digits after it may stand between groups. A
/// comma is suspected behind any figure, a point only behind a group.
fn may_be_group(whole: &str, fraction: &str, sign: char) -> bool {
    let three = fraction.len() == 3;
    let zero = whole.bytes().all(|b| b == b'0');
    let group = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    three && !zero && (sign == ',' || group)
}

/// The digits of a figure whose groups have three digits each.
fn ungrouped(whole: &str, group: Option<char>) -> Option<String> {
    let is_sign = |c: char| is_gap(c) || Some(c) == group;
    // One kind of sign only: 1.500 000 is a slip.
    let mut signs = whole.chars().filter(|c| is_sign(*c));
    if let Some(first) = signs.next()
        && signs.any(|c| c != first)
    {
        return None;
    }
    let mut out = String::with_capacity(whole.len());
    for (i, digits) in whole.split(is_sign).enumerate() {
        let fits = match i {
            0 if whole.contains(is_sign) => (1..=3).contains(&digits.len()),
            0 => true,
            _ => digits.len() == 3,
        };
        if !fits || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        out.push_str(digits);
    }
    Some(out)
}

fn exact(plain: &str) -> Result<Num, Slip> {
    plain.parse().map_err(|e| match e {
        NumError::NotANumber => Slip::Not(NumberSlip::Words),
        NumError::TooLong => Slip::TooLong {
            digits: plain.bytes().filter(u8::is_ascii_digit).count(),
        },
    })
}

/// A number of JSON, exponent included.
fn of_json(text: &str) -> Result<Num, Slip> {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return exact(text);
    };
    let too_long = Slip::TooLong { digits: text.len() };
    let power: i32 = exponent
        .strip_prefix('+')
        .unwrap_or(exponent)
        .parse()
        .map_err(|_| too_long.clone())?;
    let base = exact(mantissa)?;
    if base.is_zero() {
        return Ok(base);
    }
    if power.unsigned_abs() > 18 {
        return Err(too_long);
    }
    let scale = 10i64.checked_pow(power.unsigned_abs()).map(Num::int);
    let scaled = scale.and_then(|s| if power < 0 { base.div(s) } else { base.mul(s) });
    // The same bounds as for any number.
    match scaled.map(|n| n.to_string().parse::<Num>()) {
        Some(Ok(n)) => Ok(n),
        _ => Err(too_long),
    }
}
