//! 10xx: the order of options, and open points that nothing opens.

use crate::text::{Code, Diagnostic, Span, both};

/// A condition goes by the position of options whose points do not.
#[must_use]
pub fn order_against_points(
    criterion: &str,
    at: Span,
    before: (&str, Span),
    after: (&str, Span),
) -> Diagnostic {
    let (a, b) = (before.0, after.0);
    Diagnostic::new(
        Code::W1015,
        both!(
            "a condition goes by the order of the options of criterion {criterion}, and {b}, after {a}, gives fewer points",
            "một điều kiện xét theo thứ tự lựa chọn của tiêu chí {criterion}, mà {b} đứng sau {a} lại ít điểm hơn"
        ),
    )
    .at(at, both!("compares by position", "so theo vị trí"))
    .at(after.1, both!("counts as the higher one here", "ở đây được coi là cao hơn"))
    .at(before.1, both!("gives more points", "nhiều điểm hơn"))
    .help(both!(
        "name the options that are meant, as in `criterion {criterion} = {a}`, or compare `points of {criterion}`",
        "ghi rõ các lựa chọn, như «tiêu chí {criterion} = {a}», hoặc so «điểm của {criterion}»"
    ))
}

/// Points that neither rise nor fall from line to line.
#[must_use]
pub fn zigzag(criterion: &str, before: (&str, Span), after: (&str, Span)) -> Diagnostic {
    let (a, b) = (before.0, after.0);
    Diagnostic::new(
        Code::N1016,
        both!(
            "the points of criterion {criterion} rise and fall: the order turns between {a} and {b}",
            "điểm của tiêu chí {criterion} lên rồi xuống: đổi chiều giữa {a} và {b}"
        ),
    )
    .at(after.1, both!("turns here", "đổi chiều ở đây"))
    .at(before.1, both!("after this", "sau dòng này"))
    .help(both!(
        "check the points of both against the decision; if they are right, nothing is to be done",
        "đối chiếu điểm của hai lựa chọn với quyết định; đúng rồi thì không phải làm gì"
    ))
}

/// A declared open point that no card opens.
#[must_use]
pub fn idle_assumption(name: &str, at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W1017,
        both!(
            "no dossier can come to the assumption {name}",
            "không hồ sơ nào đụng tới giả định {name}"
        ),
    )
    .at(
        at,
        both!(
            "no scorecard has what it is about",
            "không phiếu điểm nào có nội dung mà nó nói tới"
        ),
    )
    .help(both!(
        "take it away, or write the line that it is about: a mark, a case, a `when`, a `stop`, a `council`",
        "bỏ giả định này, hoặc viết dòng mà nó nói tới: dấu hạng, trường hợp, «khi», «dừng», «hội đồng»"
    ))
}
