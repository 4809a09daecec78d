//! Days: `2026-02-28`, or `28/02/2026` as it is written in Vietnam. The month
//! never comes first.

use jiff::civil::Date;

/// Reads a day. `Err`: the day that was probably meant, when one is near.
///
/// # Errors
/// When the text is not a day in one of the two forms.
pub fn date(text: &str) -> Result<Date, Option<Date>> {
    let parts = |sign: char| -> Option<[&str; 3]> {
        let mut all = text.split(sign);
        let three = [all.next()?, all.next()?, all.next()?];
        all.next().is_none().then_some(three)
    };
    if let Some([y, m, d]) = parts('-')
        && y.len() == 4
        && m.len() == 2
        && d.len() == 2
        && let Some(day) = day(y, m, d)
    {
        return Ok(day);
    }
    if let Some([d, m, y]) = parts('/')
        && y.len() == 4
        && let Some(day) = day(y, m, d)
    {
        return Ok(day);
    }
    Err(near(text))
}

fn day(y: &str, m: &str, d: &str) -> Option<Date> {
    let digits = |t: &str, most: usize| {
        (1..=most).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit())
    };
    if !digits(y, 4) || !digits(m, 2) || !digits(d, 2) {
        return None;
    }
    let date = Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok()?;
    (date.year() >= 1).then_some(date)
}

/// Other ways to write a day, of which only one reading makes sense: with a
/// time behind it, with other signs, with the year first or last.
fn near(text: &str) -> Option<Date> {
    let head = text.split(['T', ' ']).next()?;
    if head.len() > 10 {
        return None;
    }
    let all: Vec<&str> = head.split(['-', '/', '.']).collect();
    match all.as_slice() {
        [y, m, d] if y.len() == 4 => day(y, m, d),
        [d, m, y] if y.len() == 4 => day(y, m, d),
        _ => None,
    }
}
