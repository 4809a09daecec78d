//! 10xx: what only a proof over all dossiers of a card tells.

use crate::exact::Num;
use crate::text::{Both, Code, Diagnostic, Span, both};

/// A condition that every dossier of a card meets, or none.
#[must_use]
pub fn settled_for_all(card: &str, always: bool, at: Span) -> Diagnostic {
    let (message, label) = if always {
        (
            both!(
                "every dossier of the scorecard {card} meets this condition",
                "hồ sơ nào theo phiếu điểm {card} cũng thỏa điều kiện này"
            ),
            both!("always true", "luôn đúng"),
        )
    } else {
        (
            both!(
                "no dossier of the scorecard {card} meets this condition",
                "không hồ sơ nào theo phiếu điểm {card} thỏa điều kiện này"
            ),
            both!("never true", "không bao giờ đúng"),
        )
    };
    Diagnostic::new(Code::W1011, message)
        .at(at, label)
        .help(both!(
            "check the figures against the points that can be had, and which criterion or part is meant",
            "đối chiếu con số với số điểm có thể đạt, và xem định nói tới tiêu chí hay phần nào"
        ))
}

/// A level into whose band no total falls.
#[must_use]
pub fn no_total(card: &str, level: &str, at: Span, head: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W1013,
        both!(
            "no total of the scorecard {card} falls into the band of {level}",
            "không tổng điểm nào theo phiếu điểm {card} rơi vào khoảng của {level}"
        ),
    )
    .at(at, both!("this level", "hạng này"))
    .at(
        head,
        both!(
            "the totals of this card pass it by",
            "tổng điểm của phiếu này bỏ qua khoảng đó"
        ),
    )
    .help(both!(
        "check the band, and the least points of the criteria",
        "dò lại khoảng điểm, và điểm thấp nhất của các tiêu chí"
    ))
}

/// A maximum of a card that some dossier exceeds.
#[must_use]
pub fn exceeded(what: &Both, most: Num, max: Num, at: Span) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    above(
        both!(
            "a dossier can have {most} of the {max} points of the {en}",
            "hồ sơ có thể được {most} trong {max} điểm của {vi}"
        ),
        at,
    )
}

/// A maximum of a part or section that some dossier exceeds.
#[must_use]
pub fn exceeded_part(what: &Both, max: Num, at: Span) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    above(
        both!(
            "a dossier can have more than the {max} points of the {en}",
            "hồ sơ có thể được quá {max} điểm của {vi}"
        ),
        at,
    )
}

fn above(message: Both, at: Span) -> Diagnostic {
    Diagnostic::new(Code::W1014, message)
        .at(
            at,
            both!("more than this can be had", "có thể được hơn số này"),
        )
        .help(both!(
            "which criteria were meant never to count together? check their `only if` and `replaces`, or write a `cap`",
            "những tiêu chí nào vốn không được tính cùng nhau? xem «chỉ khi», «thay cho» của chúng, hoặc ghi «tối đa»"
        ))
}

/// A minimum that other minimums imply.
#[must_use]
pub fn implied_by_others(criterion: &str, option: &str, level: &str, at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::N1021,
        both!(
            "the minimum of criterion {criterion} for {level} is implied by the other minimums",
            "mức tối thiểu ở tiêu chí {criterion} cho hạng {level} đã nằm trong các mức tối thiểu khác"
        ),
    )
    .at(
        at,
        both!(
            "whoever has enough points and holds less than {option} misses another minimum too",
            "ai đủ điểm mà giữ dưới {option} thì cũng thiếu một mức tối thiểu khác"
        ),
    )
    .help(both!(
        "nothing is to be done if the decision prints it; in a draft the mark may be left out",
        "quyết định in như vậy thì không phải làm gì; trong dự thảo thì có thể bỏ dấu này"
    ))
}
