//! Lines whose two sides do not fit.

use crate::text::{Both, Code, Diagnostic, Span, both};

/// Criteria whose options are not the same, on a line without a block.
#[must_use]
pub fn not_option_for_option(
    old: (&str, &[String]),
    new: (&str, &[String]),
    span: Span,
) -> Diagnostic {
    let ((a, old), (b, new)) = (old, new);
    let (old_all, new_all) = (old.join(", "), new.join(", "));
    let all: Vec<String> = old.iter().map(|k| format!("{k} -> …")).collect();
    let block = all.join("; ");
    Diagnostic::new(
        Code::E0839,
        both!(
            "{a} -> {b}: the options are not the same: {old_all} before, {new_all} now",
            "{a} -> {b}: lựa chọn không giống nhau: trước là {old_all}, nay là {new_all}"
        ),
    )
    .at(
        span,
        both!(
            "option for option is not possible here",
            "không thể chuyển từng lựa chọn một ở đây"
        ),
    )
    .help(both!(
        "say what becomes of each: `{a} -> {b} {{ {block} }}`",
        "nói mỗi lựa chọn thành gì: «{a} -> {b} {{ {block} }}»"
    ))
}

/// Several old criteria without a block.
#[must_use]
pub fn joint_without_block(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0839,
        both!(
            "a line from several criteria must say what becomes of their options",
            "dòng lấy từ nhiều tiêu chí phải nói các lựa chọn của chúng thành gì"
        ),
    )
    .at(span, both!("no block here", "ở đây không có khối"))
    .help(both!(
        "write `{{ a and a -> a; else -> a..d }}`, or one line for each old criterion",
        "viết «{{ a và a -> a; còn lại -> a..d }}», hoặc mỗi tiêu chí cũ một dòng"
    ))
}

/// A line of options for another number of criteria.
#[must_use]
pub fn other_count(found: usize, wanted: usize, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0839,
        both!(
            "options of {found} criteria stand here; the line is about {wanted}",
            "ở đây có lựa chọn của {found} tiêu chí, còn dòng này nói về {wanted}"
        ),
    )
    .at(span, both!("this line", "dòng này"))
    .help(both!(
        "for each old criterion its options, joined by `and`: `a and b -> c`; several options of one: `a, b -> c`",
        "mỗi tiêu chí cũ một phần, nối bằng «và»: «a và b -> c»; nhiều lựa chọn của một tiêu chí: «a, b -> c»"
    ))
}

/// A checklist that would become a choice, and so on.
#[must_use]
pub fn other_form(old: &str, new: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0840,
        both!(
            "{old} -> {new}: an answer to one is no answer to the other: their forms differ",
            "{old} -> {new}: câu trả lời cho tiêu chí này không thể là câu trả lời cho tiêu chí kia: dạng khác nhau"
        ),
    )
    .at(span, both!("forms that do not fit", "dạng không hợp nhau"))
    .help(both!(
        "a choice goes to a choice, a checklist to a checklist, a ladder or formula to a ladder or formula; else write `{old} -> none` and `new {new}`",
        "lựa chọn chuyển sang lựa chọn, danh mục sang danh mục, thang hay công thức sang thang hay công thức; nếu không, viết «{old} -> không có» và «mới {new}»"
    ))
}

fn stretch(message: Both, span: Span, help: Both) -> Diagnostic {
    Diagnostic::new(Code::E0843, message)
        .at(span, both!("from here to there", "từ đây đến kia"))
        .help(help)
}

/// `3.1 .. 3.5 -> 3.2 .. 3.4`
#[must_use]
pub fn stretches_differ(a: usize, b: usize, span: Span) -> Diagnostic {
    stretch(
        both!(
            "{a} criteria cannot be the same as {b}",
            "{a} tiêu chí không thể giống {b} tiêu chí"
        ),
        span,
        both!(
            "let both stretches have as many criteria",
            "để hai đoạn có số tiêu chí bằng nhau"
        ),
    )
}

/// `3.5 .. 3.1`
#[must_use]
pub fn stretch_backwards(span: Span) -> Diagnostic {
    stretch(
        both!(
            "the last stands before the first on the card",
            "cái cuối đứng trước cái đầu trên phiếu"
        ),
        span,
        both!(
            "write the first before the last, in order of the card",
            "viết cái đầu trước, theo thứ tự trên phiếu"
        ),
    )
}

/// `x.a .. x.b` outside of a pair.
#[must_use]
pub fn stretch_of_texts(span: Span) -> Diagnostic {
    stretch(
        both!(
            "shared texts have no order: there is no stretch of them",
            "phần dùng chung không có thứ tự, nên không có đoạn"
        ),
        span,
        both!(
            "name each of them, or write the line in a pair of scorecards",
            "kể tên từng phần, hoặc viết dòng này trong một cặp phiếu điểm"
        ),
    )
}
