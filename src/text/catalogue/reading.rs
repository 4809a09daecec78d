//! E01xx: reading a text.

use crate::text::{Code, Diagnostic, Span, Utf8Error, both};

/// A file that is not UTF-8.
#[must_use]
pub fn not_utf8(path: &str, error: &Utf8Error) -> Diagnostic {
    let Utf8Error { byte, line, value } = error;
    Diagnostic::new(
        Code::E0101,
        both!(
            "`{path}` is not UTF-8: line {line}, byte {byte} of the file is {value:#04x}",
            "«{path}» không phải UTF-8: dòng {line}, byte thứ {byte} của tệp là {value:#04x}"
        ),
    )
    .help(both!(
        "save the file again with the encoding UTF-8",
        "lưu lại tệp với bảng mã UTF-8"
    ))
}

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

/// A formatted text that would not say what the page says; a fault of the
/// formatter, which is why nothing is written.
#[must_use]
pub fn formatting_changes(place: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::E0190,
        both!(
            "formatting would change what this file says, so it is left as it is",
            "định dạng sẽ làm đổi nội dung tệp này, nên tệp được giữ nguyên"
        ),
    )
    .help(both!(
        "this is a fault of sao, not of the file; please report it together with these lines",
        "đây là lỗi của sao, không phải của tệp; xin báo lỗi kèm mấy dòng này"
    ));
    match place {
        None => found,
        Some(place) => found.at(
            place,
            both!(
                "the formatted text reads differently here",
                "bản đã định dạng đọc ra khác ở đây"
            ),
        ),
    }
}
