//! E111x: what is asked of the way to a level.

use crate::exact::Num;
use crate::text::{Code, Diagnostic, Span, both};

/// The rating has no such level.
#[must_use]
pub fn no_such_level(asked: &str, have: &[String]) -> Diagnostic {
    let list = have.join(", ");
    Diagnostic::new(
        Code::E1111,
        both!(
            "there is no level `{asked}` to reach",
            "không có hạng «{asked}» để đạt tới"
        ),
    )
    .help(both!("the levels are: {list}", "các hạng là: {list}"))
}

/// Costs cannot be negative.
#[must_use]
pub fn negative_cost(cost: Num, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E1112,
        both!(
            "a change cannot cost less than nothing: {cost}",
            "một thay đổi không thể tốn ít hơn 0: {cost}"
        ),
    )
    .at(span, both!("this cost", "chi phí này"))
    .help(both!(
        "write 0 for what costs nothing",
        "ghi 0 cho việc không tốn gì"
    ))
}

/// A criterion, an option or a fact that the card does not have.
#[must_use]
pub fn no_such_change(asked: &str, near: Option<&str>, span: Option<Span>) -> Diagnostic {
    let d = Diagnostic::new(
        Code::E1113,
        both!(
            "the scorecard has no `{asked}`",
            "phiếu điểm không có «{asked}»"
        ),
    );
    let d = match span {
        Some(span) => d.at(span, both!("this", "chỗ này")),
        None => d,
    };
    d.help(match near {
        Some(near) => both!("did you mean `{near}`?", "có phải là «{near}»?"),
        None => both!(
            "name a criterion by its number (3.5), an option as 3.5=c, or a fact by its name",
            "nêu tiêu chí bằng số (3.5), lựa chọn dạng 3.5=c, hoặc tên dữ kiện"
        ),
    })
}

/// What is asked contradicts itself.
#[must_use]
pub fn contradiction(what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::E1114,
        both!(
            "{what} is asked to stay and not to be",
            "{what} vừa phải giữ nguyên vừa không được có"
        ),
    )
    .help(both!(
        "take it out of `--fixed` or out of `--impossible`",
        "bỏ nó khỏi `--fixed` hoặc khỏi `--impossible`"
    ))
}

/// Something in a file of efforts that is no cost.
#[must_use]
pub fn effort_shape(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E1115,
        both!(
            "this is not a cost of a change",
            "đây không phải chi phí của một thay đổi"
        ),
    )
    .at(span, both!("this", "chỗ này"))
    .help(both!(
        "write `\"3.5\": 2` (each step), or `\"3.5\": {{ c: 5 }}`, or `\"3.5\": {{ c: {{ effort: 5, ready: 2026-12-01 }} }}`",
        "ghi `\"3.5\": 2` (mỗi bậc), hoặc `\"3.5\": {{ c: 5 }}`, hoặc `\"3.5\": {{ c: {{ công_sức: 5, có_từ: 2026-12-01 }} }}`"
    ))
}

/// A day in a file of efforts that is none.
#[must_use]
pub fn effort_day(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E1116,
        both!("this is not a day", "đây không phải là ngày"),
    )
    .at(span, both!("this", "chỗ này"))
    .help(both!(
        "write it as 2026-12-01 or 01/12/2026",
        "ghi dạng 2026-12-01 hoặc 01/12/2026"
    ))
}
