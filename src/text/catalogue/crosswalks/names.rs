//! Names that a crosswalk uses and nothing has: versions, scorecards, criteria,
//! options, facts.

use super::{near, nothing, side};
use crate::text::{Code, Diagnostic, Sp, both};

/// A crosswalk from or to a version that is not at hand.
#[must_use]
pub fn unknown_version(
    name: &str,
    version: &Sp<String>,
    have: &[String],
    near: Option<&str>,
) -> Diagnostic {
    let v = &version.value;
    let found = Diagnostic::new(
        Code::E0831,
        both!(
            "crosswalk: there is no version \"{v}\" of `{name}` at hand",
            "bảng chuyển đổi: không có phiên bản «{v}» của «{name}»"
        ),
    )
    .at(version.span, both!("this version", "phiên bản này"));
    let all = have.join(", ");
    let help = match near {
        Some(n) => both!("did you mean \"{n}\"?", "có phải là «{n}» không?"),
        None if have.is_empty() => both!(
            "give the files of both versions together with the crosswalk",
            "đưa cả tệp của hai phiên bản cùng với bảng chuyển đổi"
        ),
        None => both!(
            "at hand: {all}; give the files of both versions together with the crosswalk",
            "hiện có: {all}; đưa cả tệp của hai phiên bản cùng với bảng chuyển đổi"
        ),
    };
    let found = found.help(help);
    match near {
        Some(n) => found.fix(version.span, format!("\"{n}\"")),
        None => found,
    }
}

/// A scorecard that its version does not have.
#[must_use]
pub fn unknown_card(word: &Sp<String>, label: &str, close: Option<&str>) -> Diagnostic {
    let w = &word.value;
    let found = Diagnostic::new(
        Code::E0832,
        both!(
            "`{label}` has no scorecard `{w}`",
            "«{label}» không có phiếu điểm «{w}»"
        ),
    )
    .at(word.span, nothing());
    let help = both!(
        "`sao show {label}` lists its scorecards",
        "«sao show {label}» liệt kê các phiếu điểm"
    );
    near(found, word, close, help)
}

/// A criterion that its scorecard does not have.
#[must_use]
pub fn unknown_criterion(
    word: &Sp<String>,
    card: &str,
    label: &str,
    close: Option<&str>,
) -> Diagnostic {
    let w = &word.value;
    let found = Diagnostic::new(
        Code::E0833,
        both!(
            "scorecard `{card}` of `{label}` has no criterion `{w}`",
            "phiếu điểm «{card}» của «{label}» không có tiêu chí «{w}»"
        ),
    )
    .at(word.span, nothing());
    let help = both!(
        "write the number of a criterion that is scored, or the name of the shared text it is like",
        "viết số hiệu của tiêu chí được chấm, hoặc tên phần dùng chung mà tiêu chí đó «như»"
    );
    near(found, word, close, help)
}

/// A shared text that no criterion of a version is like.
#[must_use]
pub fn unknown_text(word: &Sp<String>, label: &str, close: Option<&str>) -> Diagnostic {
    let w = &word.value;
    let found = Diagnostic::new(
        Code::E0833,
        both!(
            "no criterion of `{label}` is like `{w}`",
            "không tiêu chí nào của «{label}» như «{w}»"
        ),
    )
    .at(
        word.span,
        both!(
            "not a shared text that is used",
            "không phải phần dùng chung nào đang được dùng"
        ),
    );
    let help = both!(
        "outside of a pair of scorecards a criterion is named by the shared text it is like; a number needs a pair",
        "ngoài cặp phiếu điểm, tiêu chí được gọi bằng tên phần dùng chung; số hiệu chỉ dùng trong một cặp"
    );
    near(found, word, close, help)
}

/// A shared text that several criteria of one scorecard are like.
#[must_use]
pub fn several_like(word: &Sp<String>, card: &str, numbers: &[&str]) -> Diagnostic {
    let (w, all) = (&word.value, numbers.join(", "));
    Diagnostic::new(
        Code::E0833,
        both!(
            "several criteria of scorecard `{card}` are like `{w}`: {all}",
            "nhiều tiêu chí của phiếu điểm «{card}» như «{w}»: {all}"
        ),
    )
    .at(word.span, both!("which one?", "tiêu chí nào?"))
    .help(both!("write its number", "viết số hiệu của tiêu chí"))
}

/// `like x.y` of a line that is not there.
#[must_use]
pub fn no_such_line(like: &Sp<String>, close: Option<&str>) -> Diagnostic {
    let w = &like.value;
    let found = Diagnostic::new(
        Code::E0833,
        both!(
            "no line outside of the pairs begins with `{w}`",
            "không có dòng nào ngoài các cặp bắt đầu bằng «{w}»"
        ),
    )
    .at(like.span, nothing());
    let help = both!(
        "write `{w} -> … {{ … }}` outside of the pairs, or say here what becomes of the options",
        "viết «{w} -> … {{ … }}» ngoài các cặp, hoặc nói ở đây lựa chọn nào thành lựa chọn nào"
    );
    near(found, like, close, help)
}

/// An option that its criterion does not have.
#[must_use]
pub fn unknown_option(
    word: &Sp<String>,
    number: &str,
    new: bool,
    have: &[&str],
    close: Option<&str>,
) -> Diagnostic {
    let (w, all, (en, vi)) = (&word.value, have.join(", "), side(new));
    let found = Diagnostic::new(
        Code::E0834,
        both!(
            "the {en} criterion {number} has no option `{w}`",
            "tiêu chí {vi} {number} không có lựa chọn «{w}»"
        ),
    )
    .at(word.span, both!("it has {all}", "tiêu chí này có {all}"));
    let help = both!(
        "left of the arrow stand options of the old criterion, right of it those of the new one",
        "bên trái mũi tên là lựa chọn của tiêu chí cũ, bên phải là của tiêu chí mới"
    );
    near(found, word, close, help)
}

/// A value that a fact cannot have.
#[must_use]
pub fn unknown_value(
    word: &Sp<String>,
    fact: &str,
    have: &[&str],
    close: Option<&str>,
) -> Diagnostic {
    let (w, all) = (&word.value, have.join(", "));
    let found = Diagnostic::new(
        Code::E0834,
        both!(
            "`{fact}`: there is no value `{w}` here",
            "«{fact}»: ở đây không có giá trị «{w}»"
        ),
    )
    .at(word.span, nothing());
    near(
        found,
        word,
        close,
        both!("the values are {all}", "các giá trị là {all}"),
    )
}

/// `none` on a criterion that always holds an option.
#[must_use]
pub fn none_is_no_answer(word: &Sp<String>, number: &str, new: bool) -> Diagnostic {
    let (en, vi) = side(new);
    Diagnostic::new(
        Code::E0834,
        both!(
            "`none` is no answer to the {en} criterion {number}",
            "«không có» không phải là câu trả lời cho tiêu chí {vi} {number}"
        ),
    )
    .at(word.span, both!("one of its options always holds", "luôn có một lựa chọn đúng"))
    .help(both!(
        "`none` means none of the options; it is possible where an option is chosen and every option gives points",
        "«không có» nghĩa là không thuộc lựa chọn nào; chỉ có thể khi mọi lựa chọn đều có điểm"
    ))
}

/// A fact that its version does not have.
#[must_use]
pub fn unknown_fact(word: &Sp<String>, label: &str, close: Option<&str>) -> Diagnostic {
    let w = &word.value;
    let found = Diagnostic::new(
        Code::E0841,
        both!(
            "`{label}` has no fact `{w}`",
            "«{label}» không có dữ kiện «{w}»"
        ),
    )
    .at(word.span, nothing());
    let help = both!(
        "left of the arrow stands a fact of the old version, right of it one of the new version",
        "bên trái mũi tên là dữ kiện của bản cũ, bên phải là của bản mới"
    );
    near(found, word, close, help)
}
