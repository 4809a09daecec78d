//! 10xx: what the checks of a sound ruleset find.

pub mod changes;
pub mod conditions;
pub mod proofs;
pub mod shape;

use crate::exact::Num;
use crate::text::{Both, Code, Diagnostic, Span, both};

/// A minimum on the first option of a criterion.
#[must_use]
pub fn met_by_all(
    criterion: &str,
    option: &str,
    level: &str,
    at: Span,
    second: Option<Span>,
) -> Diagnostic {
    let found = Diagnostic::new(
        Code::W1001,
        both!(
            "every answer to criterion {criterion} meets its minimum for {level}",
            "trả lời thế nào ở tiêu chí {criterion} cũng đạt mức tối thiểu của hạng {level}"
        ),
    )
    .at(
        at,
        both!(
            "option {option} is the lowest, and bears the mark",
            "lựa chọn {option} thấp nhất mà mang dấu"
        ),
    );
    let found = match second {
        Some(span) => found.at(span, both!("meant for this one?", "hay là của dòng này?")),
        None => found,
    };
    found.help(both!(
        "move the mark to the option that the level needs, or take it away",
        "chuyển dấu sang lựa chọn mà hạng đó cần, hoặc bỏ dấu"
    ))
}

/// Two options with equal points and nothing that tells them apart.
#[must_use]
pub fn same_effect(
    criterion: &str,
    first: (&str, Span),
    second: (&str, Span),
    points: Num,
) -> Diagnostic {
    let (a, b) = (first.0, second.0);
    Diagnostic::new(
        Code::N1002,
        both!(
            "in criterion {criterion} nothing depends on the choice between {a} and {b}",
            "ở tiêu chí {criterion}, chọn {a} hay {b} không khác gì"
        ),
    )
    .at(
        second.1,
        both!("{points} points here", "{points} điểm ở đây"),
    )
    .at(first.1, both!("and here", "và ở đây"))
    .help(both!(
        "check the points of both against the decision; if they are right, nothing is to be done",
        "đối chiếu điểm của hai lựa chọn với quyết định; đúng rồi thì không phải làm gì"
    ))
}

/// Two options with the same wording.
#[must_use]
pub fn same_wording(criterion: &str, first: (&str, Span), second: (&str, Span)) -> Diagnostic {
    let (a, b) = (first.0, second.0);
    Diagnostic::new(
        Code::W1003,
        both!(
            "in criterion {criterion} options {a} and {b} have the same wording",
            "ở tiêu chí {criterion}, lựa chọn {a} và {b} ghi giống hệt nhau"
        ),
    )
    .at(second.1, both!("the same words", "cùng một cách ghi"))
    .at(first.1, both!("as here", "như ở đây"))
    .help(both!(
        "say in each what it takes to hold it",
        "ghi ở mỗi dòng điều kiện để được lựa chọn đó"
    ))
}

/// Criteria to which no citation leads.
#[must_use]
pub fn no_citation(card: &str, bare: &[&str], of: usize, at: Span) -> Diagnostic {
    let shown: Vec<&str> = bare.iter().take(8).copied().collect();
    let more = if bare.len() > shown.len() {
        ", …"
    } else {
        ""
    };
    let list = format!("{}{more}", shown.join(", "));
    let n = bare.len();
    Diagnostic::new(
        Code::W1004,
        both!(
            "{n} of {of} criteria of the scorecard {card} name no article: {list}",
            "{n} trong {of} tiêu chí của phiếu điểm {card} không có căn cứ: {list}"
        ),
    )
    .at(at, both!("this scorecard", "phiếu điểm này"))
    .help(both!(
        "write `cite \"…\"` on the card, or on the criterion",
        "viết «căn cứ \"…\"» trên phiếu, hoặc ở tiêu chí"
    ))
}

/// A level that no dossier has, though totals would be enough for it; `against`
/// says what cannot hold together, when that was found.
#[must_use]
pub fn out_of_reach(card: &str, level: &str, at: Span, head: Span, against: &[Span]) -> Diagnostic {
    let found = Diagnostic::new(
        Code::W1005,
        both!(
            "no dossier of the scorecard {card} can have the level {level}",
            "không hồ sơ nào theo phiếu điểm {card} đạt được hạng {level}"
        ),
    )
    .at(at, both!("this level", "hạng này"))
    .at(
        head,
        both!(
            "totals here are enough for it, but its minimums or conditions never hold together",
            "tổng điểm ở đây đủ, nhưng các mức tối thiểu hay điều kiện của hạng không bao giờ cùng đạt"
        ),
    );
    let alone = against.len() == 1;
    let found = against.iter().fold(found, |found, span| {
        found.at(
            *span,
            if alone {
                both!(
                    "no dossier with enough points meets this",
                    "không hồ sơ đủ điểm nào đạt điều này"
                )
            } else {
                both!(
                    "not together with the others",
                    "không cùng đạt với các điều kia"
                )
            },
        )
    });
    if against.is_empty() {
        found.help(both!(
            "look at the marks and `require` lines of this level: which two cannot hold together?",
            "xem các dấu và dòng «yêu cầu» của hạng này: hai điều nào không thể cùng đạt?"
        ))
    } else {
        found.help(both!(
            "without any one of the marked lines the level could be reached: check them against the decision",
            "bỏ một trong các dòng được chỉ ra thì hạng này đạt được: dò lại các dòng đó với quyết định"
        ))
    }
}

/// A minimum that keeps no dossier from its level.
#[must_use]
pub fn implied(criterion: &str, option: &str, level: &str, at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::N1006,
        both!(
            "the minimum of criterion {criterion} for {level} keeps no dossier from that level",
            "mức tối thiểu ở tiêu chí {criterion} không giữ hồ sơ nào lại dưới hạng {level}"
        ),
    )
    .at(
        at,
        both!(
            "whoever has enough points holds {option} or better anyway",
            "ai đủ điểm thì cũng đã giữ {option} trở lên"
        ),
    )
    .help(both!(
        "nothing is to be done if the decision prints it; in a draft the mark may be left out",
        "quyết định in như vậy thì không phải làm gì; trong dự thảo thì có thể bỏ dấu này"
    ))
}

/// A maximum of a card, part or section that no dossier attains.
#[must_use]
pub fn maximum_out_of_reach(what: &Both, most: Num, max: Num, at: Span) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    Diagnostic::new(
        Code::W1007,
        both!(
            "no dossier has more than {most} of the {max} points of the {en}",
            "không hồ sơ nào được quá {most} trong {max} điểm của {vi}"
        ),
    )
    .at(
        at,
        both!(
            "conditions between criteria keep the rest out of reach",
            "phần còn lại không thể đạt, do điều kiện giữa các tiêu chí"
        ),
    )
    .help(both!(
        "which criteria can never have their maximum together? check their `only if`, `replaces`, `cap` and `when`",
        "những tiêu chí nào không thể cùng đạt tối đa? xem «chỉ khi», «thay cho», «tối đa» và «khi» của chúng"
    ))
}
