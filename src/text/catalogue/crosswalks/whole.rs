//! What a crosswalk forgets, and what it says twice.

use super::{first, side};
use crate::text::{Both, Code, Diagnostic, Sp, Span, both};

/// Criteria that a pair says nothing about.
#[must_use]
pub fn forgotten_criteria(
    all: &[(String, String)],
    card: &str,
    new: bool,
    head: Span,
) -> Diagnostic {
    const MOST: usize = 8;
    let mut told: Vec<String> = all
        .iter()
        .take(MOST)
        .map(|(number, title)| format!("{number} ({title})"))
        .collect();
    if all.len() > MOST {
        told.push("…".to_owned());
    }
    let (told, count, (en, vi)) = (told.join(", "), all.len(), side(new));
    let numbers: Vec<&str> = all.iter().map(|(n, _)| n.as_str()).collect();
    let numbers = numbers.join(", ");
    let help = if new {
        both!(
            "write from where each is taken, or `new {numbers} \"why\"`",
            "viết mỗi tiêu chí lấy từ đâu, hoặc «mới {numbers} \"vì sao\"»"
        )
    } else {
        both!(
            "write what becomes of each, or `{numbers} -> none \"why\"`",
            "viết mỗi tiêu chí thành gì, hoặc «{numbers} -> không có \"vì sao\"»"
        )
    };
    let plural = if count == 1 {
        "criterion is"
    } else {
        "criteria are"
    };
    Diagnostic::new(
        Code::E0835,
        both!(
            "{count} {plural} forgotten on the {en} scorecard `{card}`: {told}",
            "còn {count} tiêu chí của phiếu điểm {vi} «{card}» chưa nói đến: {told}"
        ),
    )
    .at(
        head,
        both!(
            "not all criteria are in this pair",
            "cặp này chưa đủ tiêu chí"
        ),
    )
    .help(help)
}

/// Options, combinations or values that a line says nothing about.
#[must_use]
pub fn forgotten_options(all: &[String], of: &str, span: Span) -> Diagnostic {
    const MOST: usize = 8;
    let mut told: Vec<&str> = all.iter().take(MOST).map(String::as_str).collect();
    if all.len() > MOST {
        told.push("…");
    }
    let told = told.join(", ");
    Diagnostic::new(
        Code::E0836,
        both!(
            "{of}: nothing is said about {told}",
            "{of}: chưa nói {told} thành gì"
        ),
    )
    .at(span, both!("this line forgets it", "dòng này còn sót"))
    .help(both!(
        "write what it may be, as `a -> a..b`; `a -> new` says that it must be asked; `else -> …` stands for all that is left",
        "viết nó có thể thành gì, như «a -> a..b»; «a -> mới» nghĩa là phải hỏi lại; «còn lại -> …» cho mọi lựa chọn chưa nói"
    ))
}

/// More combinations than can be gone through.
#[must_use]
pub fn too_many_combinations(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0836,
        both!(
            "these criteria have too many combinations of options to go through",
            "các tiêu chí này có quá nhiều tổ hợp lựa chọn"
        ),
    )
    .at(span, both!("this line", "dòng này"))
    .help(both!(
        "end it with `else -> …`, or write one line for each old criterion",
        "kết thúc bằng «còn lại -> …», hoặc viết mỗi tiêu chí cũ một dòng"
    ))
}

/// Scorecards that a crosswalk says nothing about.
#[must_use]
pub fn forgotten_cards(all: &[&str], label: &str, new: bool, span: Span) -> Diagnostic {
    let told = all.join(", ");
    let help = if new {
        both!(
            "write the pairs they belong to, or `new scorecard {told} \"why\"`",
            "viết cặp của chúng, hoặc «mới phiếu điểm {told} \"vì sao\"»"
        )
    } else {
        both!(
            "write the pairs they belong to, or `scorecard {told} -> none \"why\"`",
            "viết cặp của chúng, hoặc «phiếu điểm {told} -> không có \"vì sao\"»"
        )
    };
    Diagnostic::new(
        Code::E0837,
        both!(
            "the crosswalk says nothing about scorecards of `{label}`: {told}",
            "bảng chuyển đổi chưa nói đến phiếu điểm của «{label}»: {told}"
        ),
    )
    .at(span, both!("this crosswalk", "bảng chuyển đổi này"))
    .help(help)
}

fn twice(message: Both, here: Span, there: Span, help: Both) -> Diagnostic {
    Diagnostic::new(Code::E0838, message)
        .at(here, both!("said again here", "nói lại ở đây"))
        .at(there, first())
        .help(help)
}

fn take_away() -> Both {
    both!("take one of the two away", "bỏ một trong hai")
}

/// A scorecard that is in a pair and without a counterpart, or twice without one.
#[must_use]
pub fn card_twice(word: &Sp<String>, there: Span) -> Diagnostic {
    let w = &word.value;
    let message = both!(
        "scorecard `{w}` cannot have a counterpart and have none, or be named twice as having none",
        "phiếu điểm «{w}» không thể vừa có vừa không có phiếu tương ứng, hay hai lần không có"
    );
    twice(message, word.span, there, take_away())
}

/// Something that is said twice.
#[must_use]
pub fn said_twice(name: &str, here: Span, there: Span) -> Diagnostic {
    let message = both!("`{name}` is said twice", "«{name}» nói hai lần");
    twice(message, here, there, take_away())
}

/// A criterion without a counterpart that a line takes from.
#[must_use]
pub fn gone_and_mapped(number: &str, gone: Span, line: Span) -> Diagnostic {
    let message = both!(
        "criterion {number} has no counterpart, and yet a line takes from it",
        "tiêu chí {number} đã nói là không có tiêu chí tương ứng, mà lại có dòng lấy từ nó"
    );
    twice(message, gone, line, take_away())
}

/// A new criterion that a line goes to.
#[must_use]
pub fn new_and_mapped(number: &str, new: Span, line: Span) -> Diagnostic {
    let message = both!(
        "criterion {number} is new, and yet a line goes to it",
        "tiêu chí {number} đã nói là mới, mà lại có dòng chuyển sang nó"
    );
    twice(message, new, line, take_away())
}

/// An option that two lines speak of.
#[must_use]
pub fn option_twice(names: &[String], here: Span, there: Span) -> Diagnostic {
    let name = names.join(" & ");
    let message = both!(
        "option {name} is said twice: only the first line would count",
        "lựa chọn {name} nói hai lần: chỉ dòng đầu có hiệu lực"
    );
    twice(
        message,
        here,
        there,
        both!(
            "let each option stand on one line only",
            "mỗi lựa chọn chỉ để ở một dòng"
        ),
    )
}

/// Two `else`.
#[must_use]
pub fn else_twice(here: Span, there: Span) -> Diagnostic {
    let message = both!("`else` stands twice", "«còn lại» viết hai lần");
    twice(message, here, there, take_away())
}

/// A line for all pairs that holds for none.
#[must_use]
pub fn fits_nowhere(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0831,
        both!("this line holds for no pair of scorecards", "dòng này không dùng cho cặp phiếu điểm nào"),
    )
    .at(span, both!("no pair has these criteria", "không cặp nào có các tiêu chí này"))
    .help(both!(
        "a pair needs one criterion like each of these texts, and no line of its own for them; else take the line away",
        "cần một cặp mà mỗi bên có một tiêu chí «như» các phần này và cặp chưa có dòng riêng; nếu không, bỏ dòng này"
    ))
}
