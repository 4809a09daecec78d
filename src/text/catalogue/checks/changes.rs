//! 10xx: what a crosswalk or an amendment gets wrong.

use crate::text::{Code, Diagnostic, Span, both};

/// The better old option becomes the worse new one.
#[must_use]
pub fn reversed(criterion: &str, better: (&str, Span), worse: (&str, Span)) -> Diagnostic {
    let (a, b) = (better.0, worse.0);
    let found = Diagnostic::new(
        Code::W1018,
        both!(
            "criterion {criterion}: {a} gives more points than {b}, and becomes less than {b} does",
            "tiêu chí {criterion}: {a} nhiều điểm hơn {b}, chuyển sang lại ít điểm hơn {b}"
        ),
    )
    .at(better.1, both!("{a} goes here", "{a} chuyển theo dòng này"));
    let found = if better.1 == worse.1 {
        found
    } else {
        found.at(worse.1, both!("and {b} here", "còn {b} theo dòng này"))
    };
    found.help(both!(
        "exchange them, or say with a set (`{a} -> b..d`) that the old answer does not settle the new one",
        "đổi chỗ hai bên, hoặc viết một tập («{a} -> b..d») nếu câu trả lời cũ không quyết định được câu mới"
    ))
}

/// An option becomes another than the one with its words.
#[must_use]
pub fn words_elsewhere(old: (&str, &str), new: (&str, &str), at: Span, words: Span) -> Diagnostic {
    let ((from, a), (to, b)) = (old, new);
    Diagnostic::new(
        Code::W1019,
        both!(
            "option {a} of criterion {from} does not become option {b} of criterion {to}, which has its very words",
            "lựa chọn {a} của tiêu chí {from} không chuyển thành lựa chọn {b} của tiêu chí {to}, dù lời ghi giống hệt"
        ),
    )
    .at(at, both!("goes elsewhere", "chuyển sang lựa chọn khác"))
    .at(words, both!("the same words", "cùng lời ghi"))
    .help(both!(
        "write `{a} -> {b}`, or give the reason in quotes",
        "viết «{a} -> {b}», hoặc ghi lý do trong ngoặc kép"
    ))
}

/// A criterion becomes another than the one with its title.
#[must_use]
pub fn title_elsewhere(from: &str, to: &str, own: &str, at: Span, title: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W1019,
        both!(
            "criterion {from} becomes {to}, though {own} has its very title and takes nothing from it",
            "tiêu chí {from} chuyển thành {to}, dù {own} có cùng tên mà không nhận gì từ nó"
        ),
    )
    .at(at, both!("this line", "dòng này"))
    .at(title, both!("the same title", "cùng tên"))
    .help(both!(
        "write `{from} -> {own}`, or give the reason in quotes",
        "viết «{from} -> {own}», hoặc ghi lý do trong ngoặc kép"
    ))
}

/// A change that leaves everything as it was.
#[must_use]
pub fn changes_nothing(by: &str, at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W1020,
        both!(
            "this change of {by} leaves everything as it was",
            "thay đổi này của {by} để mọi thứ y như cũ"
        ),
    )
    .at(
        at,
        both!(
            "the text that it amends says the same",
            "văn bản được sửa đổi đã ghi đúng như vậy"
        ),
    )
    .help(both!(
        "write what the decision changes, or take the change away",
        "ghi điều mà quyết định sửa đổi, hoặc bỏ thay đổi này"
    ))
}
