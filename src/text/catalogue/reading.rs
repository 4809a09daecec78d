//! E01xx: reading a text.

use crate::text::{Code, Diagnostic, Span, both};

/// A line that is no statement.
#[must_use]
pub fn unreadable(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0102,
        both!("this line cannot be read", "không đọc được dòng này"),
    )
    .at(span, both!("here", "ở đây"))
}

/// A number of more digits than are kept exactly.
#[must_use]
pub fn too_many_digits(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0108,
        both!(
            "this number has too many digits",
            "số này có quá nhiều chữ số"
        ),
    )
    .at(span, both!("here", "ở đây"))
}

/// A day that no calendar has.
#[must_use]
pub fn no_such_day(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0109,
        both!("there is no day {text}", "không có ngày {text}"),
    )
    .at(span, both!("here", "ở đây"))
}

/// Expressions or blocks inside each other without end.
#[must_use]
pub fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0110,
        both!("this is nested too deeply", "lồng nhau quá sâu"),
    )
    .at(span, both!("here", "ở đây"))
}

/// An expression of very many parts.
#[must_use]
pub fn too_long(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0111,
        both!("this is too long to be read", "dài quá, không đọc được"),
    )
    .at(span, both!("here", "ở đây"))
}

/// A `\` before a sign that needs none.
#[must_use]
pub fn unknown_escape(sign: char, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0112,
        both!("`\\{sign}` means nothing", "«\\{sign}» không có nghĩa"),
    )
    .at(span, both!("here", "ở đây"))
}
