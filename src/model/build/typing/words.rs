//! Kinds of values in the words of the page.

use crate::exact::Num;
use crate::model::{Interval, Type, Unit};
use crate::text::{Both, both};

/// What kind of value a type is: «a percentage», «một ngày».
pub(in crate::model::build) fn kind(ty: &Type) -> Both {
    match ty {
        Type::Number(u) => number(u),
        Type::Bool => both!("a condition (yes or no)", "một điều kiện (có hoặc không)"),
        Type::Date => both!("a date", "một ngày"),
        Type::Text => both!("a text", "một đoạn chữ"),
        Type::OneOf(all) => {
            let shown = all
                .iter()
                .take(4)
                .map(|c| c.name.as_str())
                .collect::<Vec<_>>();
            let list = shown.join(", ");
            let more = if all.len() > shown.len() { ", …" } else { "" };
            match all.len() {
                1 => both!("the value {list}", "giá trị {list}"),
                _ => both!(
                    "one of the values {list}{more}",
                    "một trong các giá trị {list}{more}"
                ),
            }
        }
        Type::List(_) => both!("a list of records", "một danh sách bản ghi"),
        Type::OptionOf(_) => both!(
            "the option that a criterion holds",
            "lựa chọn của một tiêu chí"
        ),
    }
}

/// A number in a unit.
pub(super) fn number(u: &Unit) -> Both {
    if u.is_none() {
        both!("a plain number", "số không có đơn vị")
    } else if u.is_percent() {
        both!("a percentage", "tỷ lệ phần trăm")
    } else {
        let Both { en, vi } = u.words();
        both!("a number in {en}", "số tính bằng {vi}")
    }
}

/// A stretch of numbers as it is written, each end with its unit: `50% ..< 75%`.
pub(in crate::model::build) fn stretch(s: &Interval, unit: &str) -> String {
    let end = |n| end(n, unit);
    let dots = match (s.lo.is_some() && !s.lo_in, s.hi.is_some() && !s.hi_in) {
        (false, false) => "..",
        (false, true) => "..<",
        (true, false) => ">..",
        (true, true) => ">..<",
    };
    let parts = [s.lo.map(end), Some(dots.to_owned()), s.hi.map(end)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A number with its unit.
pub(super) fn end(n: Num, unit: &str) -> String {
    match unit {
        "" => n.to_string(),
        "%" => format!("{n}%"),
        u => format!("{n} {u}"),
    }
}
