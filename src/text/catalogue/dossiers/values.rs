//! Values of facts: numbers, dates, words.

use super::{choose, choose_of, clip};
use crate::text::{Both, Code, Diagnostic, Span, both};

/// A fact or field that a value belongs to, as it is named in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named(Both);

impl Named {
    /// A fact or a field, by the name it was written under.
    #[must_use]
    pub fn new(name: &str) -> Named {
        let name = clip(name);
        Named(both!("`{name}`", "«{name}»"))
    }

    /// A field of a record of a list.
    #[must_use]
    pub fn of_record(list: &str, row: usize, name: &str) -> Named {
        Named(both!(
            "`{name}` of entry {row} of `{list}`",
            "«{name}» ở phần tử {row} của «{list}»"
        ))
    }
}

/// What makes a text something else than a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberSlip {
    /// It is no number.
    Words,
    /// `1e5`
    Exponent,
    /// `.5` or `5.`
    BarePoint,
    /// `1 50 000`
    Groups,
    /// `2 triệu`
    Multiple,
    /// `10 - 20`, `≥ 75`
    Several,
}

/// A text where a number is expected.
#[must_use]
pub fn not_a_number(span: Span, of: &Named, found: &str, slip: NumberSlip) -> Diagnostic {
    let (found, en, vi) = (clip(found), &of.0.en, &of.0.vi);
    let help = match slip {
        NumberSlip::Words => both!(
            "write the figure alone, like 82 or 82.5; leave it out when it is not known",
            "chỉ ghi con số, như 82 hay 82,5; chưa biết thì bỏ trống"
        ),
        NumberSlip::Exponent => both!("write out all digits", "ghi đủ các chữ số"),
        NumberSlip::BarePoint => both!(
            "write a digit before and after the decimal sign, like 0.5",
            "ghi chữ số ở cả hai bên dấu thập phân, như 0,5"
        ),
        NumberSlip::Groups => both!(
            "groups of digits have three digits each: 1 500 000; or write the digits together: 1500000",
            "mỗi nhóm có ba chữ số: 1 500 000; hoặc viết liền: 1500000"
        ),
        NumberSlip::Multiple => both!(
            "write out the zeros: 2000000 instead of 2 million",
            "ghi đủ số không: 2000000 thay cho 2 triệu"
        ),
        NumberSlip::Several => both!(
            "write one exact figure, not a range or a bound",
            "ghi một con số chính xác, không ghi khoảng hay giới hạn"
        ),
    };
    Diagnostic::new(
        Code::E0526,
        both!(
            "{en} takes a number, not `{found}`",
            "{vi} cần một số, không phải «{found}»"
        ),
    )
    .at(span, both!("not a number", "không phải số"))
    .help(help)
}

/// A number that can be read in two ways: as `decimal`, which is written
/// without doubt as `clear`, or as `whole`.
#[must_use]
pub fn two_readings(
    span: Span,
    of: &Named,
    found: &str,
    (decimal, clear): (&str, &str),
    whole: &str,
) -> Diagnostic {
    let (found, en, vi) = (clip(found), &of.0.en, &of.0.vi);
    let (comma, clear_comma) = (decimal.replace('.', ","), clear.replace('.', ","));
    Diagnostic::new(
        Code::E0527,
        both!(
            "`{found}` for {en} can be read as {decimal} or as {whole}",
            "«{found}» của {vi} có thể đọc là {comma} hoặc {whole}"
        ),
    )
    .at(span, both!("which of the two?", "là số nào trong hai?"))
    .help(both!(
        "write {clear} for the decimal, {whole} for the whole number",
        "số thập phân thì viết {clear_comma}, số nguyên thì viết {whole}"
    ))
}

/// A number with more digits than are kept exactly.
#[must_use]
pub fn number_too_long(span: Span, of: &Named, digits: usize) -> Diagnostic {
    let (en, vi) = (&of.0.en, &of.0.vi);
    Diagnostic::new(
        Code::E0528,
        both!(
            "the number for {en} has {digits} digits; 18 before and 12 after the decimal sign are kept exactly",
            "số của {vi} có {digits} chữ số; chỉ giữ chính xác 18 chữ số trước và 12 chữ số sau dấu thập phân"
        ),
    )
    .at(span, both!("too many digits", "quá nhiều chữ số"))
    .help(both!(
        "check the figure; round it as the rule says",
        "xem lại con số; làm tròn theo quy định"
    ))
}

/// A number with a unit that the fact does not have.
#[must_use]
pub fn wrong_unit(span: Span, of: &Named, found: &str, expected: &Both) -> Diagnostic {
    let (found, en, vi) = (clip(found), &of.0.en, &of.0.vi);
    let (ue, uv) = (&expected.en, &expected.vi);
    let message = if ue.is_empty() {
        both!(
            "{en} is a plain number; `{found}` does not belong to it",
            "{vi} là số không có đơn vị; «{found}» không thuộc vào đó"
        )
    } else {
        both!(
            "{en} is counted in {ue}, not in `{found}`",
            "{vi} tính bằng {uv}, không phải «{found}»"
        )
    };
    let help = if ue.is_empty() {
        both!("write the figure alone", "chỉ ghi con số")
    } else {
        both!(
            "convert the figure to {ue}, and write it alone or with `{ue}`",
            "đổi con số sang {uv}, rồi ghi riêng con số hoặc kèm «{uv}»"
        )
    };
    Diagnostic::new(Code::E0529, message)
        .at(span, both!("another unit", "đơn vị khác"))
        .help(help)
}

/// A number outside of what a fact may be.
#[must_use]
pub fn out_of_range(span: Span, of: &Named, found: &Both, allowed: &Both) -> Diagnostic {
    let (fe, fv) = (clip(&found.en), clip(&found.vi));
    let (en, vi, ae, av) = (&of.0.en, &of.0.vi, &allowed.en, &allowed.vi);
    Diagnostic::new(
        Code::E0530,
        both!(
            "{en} must be {ae}; {fe} is not",
            "{vi} phải {av}; {fv} nằm ngoài"
        ),
    )
    .at(span, both!("outside", "nằm ngoài"))
    .help(both!(
        "check the figure and its unit",
        "xem lại con số và đơn vị"
    ))
}

/// A fraction where a whole number is expected.
#[must_use]
pub fn not_whole(span: Span, of: &Named, found: &str) -> Diagnostic {
    let (found, en, vi) = (clip(found), &of.0.en, &of.0.vi);
    Diagnostic::new(
        Code::E0531,
        both!(
            "{en} is a whole number; {found} is not",
            "{vi} là số nguyên; {found} không phải"
        ),
    )
    .at(span, both!("not whole", "không nguyên"))
    .help(both!("write a whole number", "ghi số nguyên"))
}

/// A share between 0 and 1 without a percent sign.
#[must_use]
pub fn share_or_percent(span: Span, of: &Named, found: &str, hundredfold: &str) -> Diagnostic {
    let (en, vi) = (&of.0.en, &of.0.vi);
    let (comma, hundred_comma) = (found.replace('.', ","), hundredfold.replace('.', ","));
    Diagnostic::new(
        Code::E0532,
        both!(
            "`{found}` for {en} can be {found}% or {hundredfold}%",
            "«{comma}» của {vi} có thể là {comma}% hoặc {hundred_comma}%"
        ),
    )
    .at(
        span,
        both!("of one, or of a hundred?", "phần của một hay của trăm?"),
    )
    .help(both!(
        "write it with the sign: {found}% or {hundredfold}%",
        "ghi kèm dấu: {comma}% hoặc {hundred_comma}%"
    ))
}

/// A text where a day is expected.
#[must_use]
pub fn not_a_date(span: Span, of: &Named, found: &str, near: Option<&str>) -> Diagnostic {
    let (found, en, vi) = (clip(found), &of.0.en, &of.0.vi);
    let help = match near {
        Some(day) => both!(
            "did you mean {day}? A day is written 2026-02-28 or 28/02/2026 (day first)",
            "có phải là {day} không? Ngày viết 2026-02-28 hoặc 28/02/2026 (ngày trước)"
        ),
        None => both!(
            "a day is written 2026-02-28 or 28/02/2026 (day first)",
            "ngày viết 2026-02-28 hoặc 28/02/2026 (ngày trước)"
        ),
    };
    let d = Diagnostic::new(
        Code::E0533,
        both!(
            "{en} takes a day; `{found}` is not one",
            "{vi} cần một ngày; «{found}» không phải là ngày"
        ),
    )
    .at(span, both!("not a day", "không phải ngày"))
    .help(help);
    match near {
        Some(day) => d.fix(span, day),
        None => d,
    }
}

/// A text where yes or no is expected.
#[must_use]
pub fn not_yes_no(span: Span, of: &Named, found: &str, near: Option<&str>) -> Diagnostic {
    let (found, en, vi) = (clip(found), &of.0.en, &of.0.vi);
    let d = Diagnostic::new(
        Code::E0534,
        both!(
            "{en} takes yes or no, not `{found}`",
            "{vi} cần «có» hoặc «không», không phải «{found}»"
        ),
    )
    .at(span, both!("neither yes nor no", "không phải có hay không"))
    .help(choose(
        near,
        &[],
        both!(
            "write yes or no; leave it out when it is not known",
            "ghi có hoặc không; chưa biết thì bỏ trống"
        ),
    ));
    match near {
        Some(word) => d.fix(span, word),
        None => d,
    }
}

/// A word that is none of those a fact may be; `have`: those, by language.
#[must_use]
pub fn not_one_of(
    span: Span,
    of: &Named,
    found: &str,
    near: Option<&str>,
    have: (&[String], &[String]),
) -> Diagnostic {
    let (found, en, vi) = (clip(found), &of.0.en, &of.0.vi);
    let d = Diagnostic::new(
        Code::E0535,
        both!("{en} cannot be `{found}`", "{vi} không thể là «{found}»"),
    )
    .at(
        span,
        both!("none of the choices", "không có trong các lựa chọn"),
    )
    .help(choose_of(
        near,
        have.0,
        have.1,
        both!("delete it", "xóa đi"),
    ));
    match near {
        Some(word) => d.fix(span, word),
        None => d,
    }
}
