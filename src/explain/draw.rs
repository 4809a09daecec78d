//! Lines that fit, columns and bars for a terminal.

use super::page::Row;
use crate::exact::{Num, RoundMode, Rounding};
use crate::text::{clean, wrap};
use unicode_width::UnicodeWidthStr;

/// Columns of a bar.
const BAR: i64 = 20;
/// The same, as a width.
pub(super) const BAR_COLUMNS: usize = 20;

/// Lines of at most so many columns, with nothing that could move the cursor;
/// a word longer than that is cut where it must be.
pub(super) fn fit(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in wrap(&clean(text).replace('\t', " "), width) {
        if line.width() <= width {
            lines.push(line);
            continue;
        }
        let mut rest = String::new();
        for c in line.chars() {
            let mut longer = rest.clone();
            longer.push(c);
            if longer.width() > width && !rest.is_empty() {
                lines.push(std::mem::take(&mut rest));
                rest.push(c);
            } else {
                rest = longer;
            }
        }
        lines.push(rest);
    }
    lines
}

/// The first line of [`fit`], with a sign when there is more.
pub(super) fn fit_one(text: &str, width: usize) -> String {
    let lines = fit(text, width.max(1));
    match lines.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [..] => {
            let cut = fit(text, width.saturating_sub(1).max(1));
            format!("{}…", cut.first().map_or("", String::as_str))
        }
    }
}

pub(super) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A bar of block characters: solid up to what is certain, shaded up to what is possible.
pub(super) fn bar(row: &Row) -> String {
    let Some(points) = row.points else {
        return String::new();
    };
    let share = |n: Num| -> Option<i64> {
        let eighths = n
            .div(row.max)?
            .mul(Num::int(BAR * 8))?
            .round(Rounding {
                mode: RoundMode::Down,
                step: Num::ONE,
            })?
            .to_i64()?;
        Some(eighths.clamp(0, BAR * 8))
    };
    if row.max <= Num::ZERO {
        return String::new();
    }
    let (Some(lo), Some(hi)) = (share(points.0.lo), share(points.0.hi)) else {
        return String::new();
    };
    let count = |n: i64| usize::try_from(n).unwrap_or(0);
    let mut text = "█".repeat(count(lo / 8));
    if lo == hi {
        let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
        text.push_str(part.get(count(lo % 8)).copied().unwrap_or(""));
    } else {
        text.push_str(&"░".repeat(count((hi / 8).saturating_sub(lo / 8))));
    }
    text
}
