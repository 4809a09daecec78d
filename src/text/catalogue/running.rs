//! E065x: running the tests that live beside the rules.

use crate::text::{Code, Diagnostic, Span, both};

/// A test for a scorecard that the ruleset, as it stands, cannot score.
#[must_use]
pub fn no_card(span: Span, card: &str) -> Diagnostic {
    Diagnostic::new(
        Code::E0651,
        both!(
            "there is no scorecard `{card}` to test",
            "không có phiếu điểm «{card}» để kiểm thử"
        ),
    )
    .at(span, both!("this test", "kiểm thử này"))
    .help(both!(
        "name a scorecard of this ruleset after `for`",
        "nêu một phiếu điểm của bộ tiêu chí này sau chữ «cho»"
    ))
}

/// A value in a test that what it is given for cannot take.
#[must_use]
pub fn not_usable(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::E0652,
        both!(
            "`{name}` cannot take this value",
            "«{name}» không nhận giá trị này"
        ),
    )
    .at(span, both!("this value", "giá trị này"))
    .help(both!(
        "give a criterion one of its options, a fact a value of its type, an assumption one of its readings",
        "cho tiêu chí một lựa chọn của nó, cho dữ kiện một giá trị đúng kiểu, cho giả định một cách hiểu của nó"
    ))
}

/// A test that fails before anything is changed.
#[must_use]
pub fn fails_as_it_stands(name: &str, at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0653,
        both!(
            "the test “{name}” fails on the rules as they are",
            "kiểm thử «{name}» không đạt ngay với quy định hiện có"
        ),
    )
    .at(
        at,
        both!("it would notice every change", "nó sẽ báo với mọi chỗ đổi"),
    )
    .help(both!(
        "`sao test` shows what it expected; mend the rules or the test first",
        "«sao test» cho xem nó mong đợi gì; sửa quy định hoặc kiểm thử trước đã"
    ))
}
