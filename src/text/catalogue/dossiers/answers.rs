//! Fields of a dossier, and answers to criteria.

use super::{choose, choose_of, clip, list};
use crate::text::{Both, Code, Diagnostic, Span, both};

/// A field that neither dossiers nor the ruleset know.
#[must_use]
pub fn unknown_field(span: Span, name: &str, column: bool, near: Option<&str>) -> Diagnostic {
    let name = clip(name);
    let message = if column {
        both!(
            "the column `{name}` is neither a criterion of this scorecard, a fact, nor a field of dossiers",
            "cột «{name}» không phải tiêu chí của phiếu này, không phải dữ kiện, cũng không phải trường của hồ sơ"
        )
    } else {
        both!(
            "`{name}` is neither a criterion of this scorecard, a fact, nor a field of dossiers",
            "«{name}» không phải tiêu chí của phiếu này, không phải dữ kiện, cũng không phải trường của hồ sơ"
        )
    };
    Diagnostic::new(Code::E0515, message)
        .at(span, both!("not known here", "ở đây không có"))
        .help(choose(
            near,
            &[],
            both!(
                "`sao schema` shows what a dossier may hold; remarks go into `note`",
                "`sao schema` cho xem hồ sơ có những gì; lời ghi thêm thì để ở «ghi_chú»"
            ),
        ))
}

/// A field that a part of a dossier does not have. `have`: what it may have, by
/// language.
#[must_use]
pub fn unknown_inner_field(
    span: Span,
    name: &str,
    inside: &Both,
    near: Option<&str>,
    have: (&[String], &[String]),
) -> Diagnostic {
    let (name, en, vi) = (clip(name), &inside.en, &inside.vi);
    Diagnostic::new(
        Code::E0516,
        both!(
            "{en} has no field `{name}`",
            "{vi} không có trường «{name}»"
        ),
    )
    .at(span, both!("not known here", "ở đây không có"))
    .help(choose_of(
        near,
        have.0,
        have.1,
        both!("delete it", "xóa trường này"),
    ))
}

/// The number of a criterion that the card does not have.
#[must_use]
pub fn unknown_criterion(
    span: Span,
    number: &str,
    card: &str,
    near: Option<&str>,
    have: &[String],
) -> Diagnostic {
    let number = clip(number);
    Diagnostic::new(
        Code::E0517,
        both!(
            "the scorecard `{card}` has no criterion {number}",
            "phiếu điểm «{card}» không có tiêu chí {number}"
        ),
    )
    .at(span, both!("no such criterion", "không có tiêu chí này"))
    .help(choose(
        near,
        have,
        both!(
            "the scorecard has no criteria",
            "phiếu điểm không có tiêu chí nào"
        ),
    ))
}

/// An answer for a part, a section, or a criterion that holds criteria.
#[must_use]
pub fn answer_for_group(span: Span, code: &str, title: &str, inside: &[String]) -> Diagnostic {
    let (code, title, all) = (clip(code), clip(title), list(inside));
    Diagnostic::new(
        Code::E0518,
        both!(
            "`{code}` (“{title}”) holds criteria; it has no answer of its own",
            "«{code}» (“{title}”) gồm các tiêu chí; bản thân nó không có câu trả lời"
        ),
    )
    .at(span, both!("not a criterion", "không phải tiêu chí"))
    .help(both!(
        "answer its criteria: {all}",
        "trả lời các tiêu chí trong đó: {all}"
    ))
}

/// What a field holds instead of what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A single value.
    One,
    /// Values in a row.
    List,
    /// Fields with values.
    Fields,
}

impl Shape {
    fn words(self) -> Both {
        match self {
            Shape::One => both!("a single value", "một giá trị"),
            Shape::List => both!("a list", "một danh sách"),
            Shape::Fields => both!("a set of fields", "một nhóm trường"),
        }
    }
}

/// A list where a value is expected, and the like.
#[must_use]
pub fn wrong_shape(span: Span, name: &str, expected: Shape, found: Shape) -> Diagnostic {
    let (name, want, have) = (clip(name), expected.words(), found.words());
    let (we, wv, he, hv) = (&want.en, &want.vi, &have.en, &have.vi);
    Diagnostic::new(
        Code::E0519,
        both!(
            "`{name}` takes {we}; here stands {he}",
            "«{name}» cần {wv}; ở đây lại là {hv}"
        ),
    )
    .at(span, both!("{he}", "{hv}"))
    .help(match expected {
        Shape::One => both!(
            "write one value after the colon",
            "ghi một giá trị sau dấu hai chấm"
        ),
        Shape::List => both!(
            "write each entry after a dash on its own line (YAML), or in [ … ]",
            "ghi mỗi phần tử sau dấu gạch ở một dòng (YAML), hoặc trong [ … ]"
        ),
        Shape::Fields => both!(
            "write fields with values: `title: …`",
            "ghi các trường có giá trị: «tên: …»"
        ),
    })
}

/// An option as it is shown among those that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionShown {
    /// Its key.
    pub key: String,
    /// Its wording.
    pub label: String,
}

fn options(all: &[OptionShown]) -> String {
    let shown: Vec<String> = all
        .iter()
        .take(super::SHOWN)
        .map(|o| match clip(&o.label) {
            label if label.is_empty() => clip(&o.key),
            label => format!("{} “{label}”", clip(&o.key)),
        })
        .collect();
    let more = if all.len() > super::SHOWN {
        "; …"
    } else {
        ""
    };
    format!("{}{more}", shown.join("; "))
}

/// Why an answer might have been meant as an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Nothing comes near.
    Nothing,
    /// The key that was probably meant.
    Near(String),
    /// The answer is the wording of the option with this key.
    Wording(String),
    /// The answer is a number, as points are.
    Points,
}

/// An answer that is no option of its criterion.
#[must_use]
pub fn no_such_option(
    span: Span,
    number: &str,
    found: &str,
    hint: &Hint,
    all: &[OptionShown],
) -> Diagnostic {
    let (found, all) = (clip(found), options(all));
    let help = match hint {
        Hint::Nothing => both!("write one of: {all}", "ghi một trong: {all}"),
        Hint::Near(key) => both!(
            "did you mean `{key}`? The options are: {all}",
            "có phải là «{key}» không? Các lựa chọn: {all}"
        ),
        Hint::Wording(key) => both!(
            "that is the wording of option `{key}`; write the key: {all}",
            "đó là nội dung của lựa chọn «{key}»; hãy ghi ký hiệu: {all}"
        ),
        Hint::Points => both!(
            "an answer is the key of an option, not its points: {all}",
            "câu trả lời là ký hiệu của lựa chọn, không phải số điểm: {all}"
        ),
    };
    let d = Diagnostic::new(
        Code::E0520,
        both!(
            "criterion {number} has no option `{found}`",
            "tiêu chí {number} không có lựa chọn «{found}»"
        ),
    )
    .at(span, both!("no such option", "không có lựa chọn này"))
    .help(help);
    match hint {
        Hint::Near(key) | Hint::Wording(key) => d.fix(span, key.clone()),
        _ => d,
    }
}

/// An answer to a criterion that facts decide.
#[must_use]
pub fn not_answered(span: Span, number: &str, facts: &[String]) -> Diagnostic {
    let help = if facts.is_empty() {
        both!("delete this answer", "xóa câu trả lời này")
    } else {
        let all = list(facts);
        both!(
            "delete this answer and give the facts it looks at: {all}",
            "xóa câu trả lời này và ghi các dữ kiện mà tiêu chí xét đến: {all}"
        )
    };
    Diagnostic::new(
        Code::E0521,
        both!(
            "criterion {number} is computed; nobody answers it",
            "tiêu chí {number} được tính ra; không ai trả lời"
        ),
    )
    .at(span, both!("an answer", "câu trả lời"))
    .help(help)
}

/// Several answers to a criterion that holds one option.
#[must_use]
pub fn several_answers(span: Span, number: &str) -> Diagnostic {
    Diagnostic::new(
        Code::E0522,
        both!(
            "criterion {number} holds one option; several are given",
            "tiêu chí {number} chỉ có một lựa chọn; ở đây ghi nhiều"
        ),
    )
    .at(span, both!("several answers", "nhiều câu trả lời"))
    .help(both!(
        "write the one that applies, or `a|b` when it is not settled which; the answers of several assessors go under `assessors`",
        "ghi lựa chọn đúng, hoặc «a|b» khi chưa rõ là lựa chọn nào; câu trả lời của nhiều người chấm thì để ở «hội_đồng»"
    ))
}

/// The number of a case where one of its options is to be named, or an answer
/// filed under the case.
#[must_use]
pub fn case_not_option(span: Span, number: &str, case: &str, inside: &[OptionShown]) -> Diagnostic {
    let (case, all) = (clip(case), options(inside));
    Diagnostic::new(
        Code::E0523,
        both!(
            "`{case}` is a case of criterion {number}; the answer is one of its options",
            "«{case}» là một trường hợp của tiêu chí {number}; câu trả lời là một lựa chọn trong đó"
        ),
    )
    .at(span, both!("a case", "một trường hợp"))
    .help(both!(
        "write `{number}:` with one of: {all}",
        "ghi «{number}:» với một trong: {all}"
    ))
}

/// The same tick twice.
#[must_use]
pub fn tick_twice(span: Span, number: &str, key: &str) -> Diagnostic {
    let key = clip(key);
    Diagnostic::new(
        Code::E0524,
        both!(
            "criterion {number} has `{key}` ticked twice",
            "tiêu chí {number} đánh dấu «{key}» hai lần"
        ),
    )
    .at(span, both!("ticked again", "đánh dấu lại"))
    .help(both!("write each tick once", "mỗi dấu chỉ ghi một lần"))
}

/// A finding that the card does not know.
#[must_use]
pub fn no_such_finding(
    span: Span,
    found: &str,
    near: Option<&str>,
    all: &[OptionShown],
) -> Diagnostic {
    let found = clip(found);
    let help = if all.is_empty() {
        both!(
            "this scorecard has no findings of its own; those of a criterion are written as its answer",
            "phiếu này không có kết luận chung; kết luận của tiêu chí thì ghi làm câu trả lời của tiêu chí đó"
        )
    } else {
        let names: Vec<String> = vec![options(all)];
        choose(near, &names, both!("delete it", "xóa đi"))
    };
    Diagnostic::new(
        Code::E0525,
        both!(
            "the scorecard has no finding `{found}`",
            "phiếu điểm không có kết luận «{found}»"
        ),
    )
    .at(span, both!("no such finding", "không có kết luận này"))
    .help(help)
}
