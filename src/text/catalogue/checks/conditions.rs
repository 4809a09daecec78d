//! 10xx: what conditions over facts come to.

use crate::text::{Both, Code, Diagnostic, Span, both};

/// An option that no facts give.
#[must_use]
pub fn option_out_of_reach(criterion: &str, option: &str, at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W1008,
        both!(
            "no facts give option {option} of criterion {criterion}",
            "không dữ kiện nào cho ra lựa chọn {option} của tiêu chí {criterion}"
        ),
    )
    .at(
        at,
        both!(
            "never holds where this criterion is scored",
            "không bao giờ thỏa khi tiêu chí này được chấm"
        ),
    )
    .help(both!(
        "check the figures against the decision, the range of the facts, and what is rejected or forced before",
        "dò lại các con số với quyết định, phạm vi của dữ kiện, và những gì đã bị loại hay bị ấn định trước"
    ))
}

/// Facts that give two options at once.
#[must_use]
pub fn overlap(
    criterion: &str,
    earlier: (&str, Span),
    later: (&str, Span),
    facts: &Both,
    more: Option<Both>,
) -> Diagnostic {
    let (a, b) = (earlier.0, later.0);
    let (en, vi) = (&facts.en, &facts.vi);
    let found = Diagnostic::new(
        Code::W1009,
        both!(
            "in criterion {criterion} facts can give {a} and {b} at once: {en}",
            "ở tiêu chí {criterion}, dữ kiện có thể cùng cho ra {a} và {b}: {vi}"
        ),
    )
    .at(later.1, both!("holds then", "khi đó điều này thỏa"))
    .at(
        earlier.1,
        both!("and so does this", "và điều này cũng thỏa"),
    );
    more.into_iter().fold(found, Diagnostic::note).help(both!(
        "say on which side the bound lies (`50% ..< 75%`), or exclude one (`and not …`); if the decision is open here, record it with `oddity`",
        "ghi rõ ranh giới thuộc bên nào («50% ..< 75%»), hoặc loại trừ một bên («và không phải …»); quyết định để ngỏ thì ghi lại bằng «điểm lạ»"
    ))
}

/// Facts that give no option.
#[must_use]
pub fn gap(criterion: &str, facts: &Both, notes: Vec<Both>, at: Span) -> Diagnostic {
    let (en, vi) = (&facts.en, &facts.vi);
    let found = Diagnostic::new(
        Code::W1010,
        both!(
            "no option of criterion {criterion} fits: {en}",
            "không lựa chọn nào của tiêu chí {criterion} phù hợp: {vi}"
        ),
    )
    .at(
        at,
        both!(
            "neither this condition nor any other holds then",
            "khi đó điều kiện này và các điều kiện khác đều không thỏa"
        ),
    );
    notes.into_iter().fold(found, Diagnostic::note).help(both!(
        "extend a condition, add an option, or declare the range of the facts; if the decision is open here, record it with `oddity`",
        "nới một điều kiện, thêm lựa chọn, hoặc khai báo phạm vi của dữ kiện; quyết định để ngỏ thì ghi lại bằng «điểm lạ»"
    ))
}

/// One more case.
#[must_use]
pub fn also(facts: &Both) -> Both {
    let (en, vi) = (&facts.en, &facts.vi);
    both!("nor with {en}", "{vi} thì cũng không")
}

/// A condition that no facts, or all facts, meet.
#[must_use]
pub fn settled(always: bool, at: Span) -> Diagnostic {
    let (message, label) = if always {
        (
            both!(
                "this condition holds whatever the facts are",
                "dữ kiện thế nào thì điều kiện này cũng thỏa"
            ),
            both!("always true", "luôn đúng"),
        )
    } else {
        (
            both!(
                "this condition never holds, whatever the facts are",
                "dữ kiện thế nào thì điều kiện này cũng không thỏa"
            ),
            both!("never true", "không bao giờ đúng"),
        )
    };
    Diagnostic::new(Code::W1011, message)
        .at(at, label)
        .help(both!(
            "check the figures, `and` and `or`, and `not` against the decision, and the ranges of the facts",
            "dò lại các con số, «và», «hoặc», «không phải» với quyết định, và phạm vi của dữ kiện"
        ))
}

/// A part of a condition that the other parts leave nothing to ask.
#[must_use]
pub fn idle_part(all: bool, at: Span, rest: Option<Span>) -> Diagnostic {
    let label = if all {
        both!(
            "holds whenever the rest does",
            "phần còn lại thỏa thì phần này cũng thỏa"
        )
    } else {
        both!(
            "where this holds the rest holds anyway",
            "phần này thỏa thì phần còn lại cũng đã thỏa"
        )
    };
    let found = Diagnostic::new(
        Code::N1012,
        both!(
            "a part of this condition changes nothing",
            "một phần của điều kiện này không thay đổi gì"
        ),
    )
    .at(at, label);
    let found = match rest {
        Some(span) => found.at(span, both!("because of this", "vì điều này")),
        None => found,
    };
    found.help(both!(
        "leave it out, or check the figures: perhaps another bound was meant",
        "bỏ phần này, hoặc dò lại con số: có thể định ghi ranh giới khác"
    ))
}
