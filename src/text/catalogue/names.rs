//! E0301–E0319: names that mean nothing, or two things.

use crate::text::{Both, Code, Diagnostic, Span, both};

/// At most a dozen of a list of names, for a message.
pub(crate) fn some_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<&str> = names.into_iter().collect();
    let shown = all.iter().take(12).copied().collect::<Vec<_>>().join(", ");
    if all.len() > 12 {
        format!("{shown}, …")
    } else {
        shown
    }
}

/// «did you mean» the nearest, else what there is to choose from.
fn choose(near: Option<&str>, have: &[&str], none: Both) -> Both {
    let list = some_of(have.iter().copied());
    match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None if have.is_empty() => none,
        None => both!("there are: {list}", "có: {list}"),
    }
}

/// A name that nothing declares; `hint` says what else it could have meant.
#[must_use]
pub fn unknown_name(
    name: &str,
    span: Span,
    near: Option<&str>,
    hint: Option<(Both, Option<String>)>,
) -> Diagnostic {
    let d = Diagnostic::new(
        Code::E0301,
        both!(
            "nothing is called `{name}` here",
            "ở đây không có gì tên là «{name}»"
        ),
    )
    .at(span, both!("an unknown name", "tên lạ"));
    match (hint, near) {
        (Some((help, fix)), _) => {
            let d = d.help(help);
            match fix {
                Some(text) => d.fix(span, text),
                None => d,
            }
        }
        (None, Some(n)) => d
            .help(both!("did you mean `{n}`?", "có phải là «{n}» không?"))
            .fix(span, n),
        (None, None) => d.help(both!(
            "declare it: `fact {name} : percent`, or `let {name} = …`",
            "khai báo nó: «dữ kiện {name} : phần trăm», hoặc «đặt {name} = …»"
        )),
    }
}

/// A value that a one-of type does not have; `of` is what the value is compared with.
#[must_use]
pub fn unknown_value(
    name: &str,
    span: Span,
    of: &str,
    values: &[&str],
    near: Option<&str>,
) -> Diagnostic {
    let message = if of.is_empty() {
        both!(
            "`{name}` is not one of the values here",
            "«{name}» không phải là một trong các giá trị ở đây"
        )
    } else {
        both!(
            "`{of}` has no value `{name}`",
            "«{of}» không có giá trị «{name}»"
        )
    };
    let d = Diagnostic::new(Code::E0302, message)
        .at(span, both!("not one of its values", "không có giá trị này"))
        .help(choose(
            near,
            values,
            both!("no value is declared", "chưa khai báo giá trị nào"),
        ));
    match near {
        Some(n) => d.fix(span, n),
        None => d,
    }
}

/// A letter that a criterion has no option for.
#[must_use]
pub fn unknown_option(
    key: &str,
    span: Span,
    criterion: &str,
    heading: Span,
    letters: &[&str],
) -> Diagnostic {
    let list = some_of(letters.iter().copied());
    Diagnostic::new(
        Code::E0303,
        both!(
            "criterion {criterion} has no option `{key}`",
            "tiêu chí {criterion} không có lựa chọn «{key}»"
        ),
    )
    .at(span, both!("no such option", "không có lựa chọn này"))
    .at(
        heading,
        both!("its options: {list}", "các lựa chọn: {list}"),
    )
    .help(both!(
        "write one of its letters: {list}",
        "viết một trong các chữ: {list}"
    ))
}

/// Why a criterion does not hold one option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoOption {
    /// Its points are measured.
    Measured,
    /// Several ticks may stand in it.
    Ticks,
    /// It holds criteria.
    Holds,
}

/// A criterion without options, or with several ticks, where one option is asked for.
#[must_use]
pub fn no_single_option(criterion: &str, span: Span, heading: Span, why: NoOption) -> Diagnostic {
    let label = match why {
        NoOption::Ticks => both!(
            "a checklist: several ticks may stand in it",
            "là danh mục: có thể chọn nhiều mục"
        ),
        NoOption::Measured => both!(
            "its points are measured, it has no options",
            "điểm được tính theo số đo, không có lựa chọn"
        ),
        NoOption::Holds => both!("it holds other criteria", "gồm nhiều tiêu chí con"),
    };
    Diagnostic::new(
        Code::E0304,
        both!(
            "criterion {criterion} does not hold one option",
            "tiêu chí {criterion} không có một lựa chọn duy nhất để xét"
        ),
    )
    .at(span, both!("an option is asked for", "ở đây hỏi lựa chọn"))
    .at(heading, label)
    .help(both!(
        "look at its points: `points of {criterion}`",
        "hãy xét điểm của nó: «điểm của {criterion}»"
    ))
}

/// What a place on a card is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceWord {
    /// A part.
    Part,
    /// A section.
    Section,
    /// A criterion.
    Criterion,
    /// A part, a section or a criterion: the page does not say which.
    Any,
}

impl PlaceWord {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            PlaceWord::Part => ("part", "phần"),
            PlaceWord::Section => ("section", "mục"),
            PlaceWord::Criterion => ("criterion", "tiêu chí"),
            PlaceWord::Any => ("part, section or criterion", "phần, mục hay tiêu chí"),
        }
    }
}

/// A part, section or criterion that the card does not have.
#[must_use]
pub fn unknown_place(
    what: PlaceWord,
    code: &str,
    span: Span,
    card: &str,
    have: &[&str],
) -> Diagnostic {
    let (en, vi) = what.words();
    let list = some_of(have.iter().copied());
    let d = Diagnostic::new(
        Code::E0305,
        both!(
            "the scorecard {card} has no {en} {code}",
            "phiếu điểm {card} không có {vi} {code}"
        ),
    )
    .at(span, both!("not on this card", "không có trên phiếu này"));
    if have.is_empty() {
        d.help(both!(
            "this card has no {en} at all",
            "phiếu này không có {vi} nào"
        ))
    } else {
        d.help(both!("on the card are: {list}", "trên phiếu có: {list}"))
    }
}

/// A part, section or criterion where no card is at hand.
#[must_use]
pub fn outside_card(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0306,
        both!(
            "parts, sections and criteria stand on a card, but this line belongs to the whole ruleset",
            "phần, mục và tiêu chí nằm trên phiếu điểm, còn dòng này thuộc cả bộ tiêu chí"
        ),
    )
    .at(span, both!("on which card?", "trên phiếu nào?"))
    .help(both!(
        "move the line into the scorecard it is about",
        "chuyển dòng này vào phiếu điểm có liên quan"
    ))
}

/// A name that is declared twice.
#[must_use]
pub fn declared_twice(name: &str, second: Span, first: Option<Span>) -> Diagnostic {
    let d = Diagnostic::new(
        Code::E0307,
        both!(
            "`{name}` is declared twice",
            "«{name}» được khai báo hai lần"
        ),
    )
    .at(second, both!("here again", "lần nữa ở đây"));
    let d = match first {
        Some(span) => d.at(span, both!("first here", "lần đầu ở đây")),
        None => d,
    };
    d.help(both!(
        "give one of them another name, or drop it; a card's own names must differ from those of the ruleset",
        "đổi tên hoặc bỏ một bên; tên riêng của phiếu phải khác tên chung của bộ tiêu chí"
    ))
}

/// Who has a name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBy<'a> {
    /// The language itself (`total`, `filed`, …).
    Language,
    /// A field that every dossier may have (`id`, `evidence`, …).
    Dossier,
    /// A criterion of a card.
    Criterion(&'a str),
}

/// A name that means something else already.
#[must_use]
pub fn taken_name(name: &str, span: Span, by: TakenBy<'_>) -> Diagnostic {
    let message = match by {
        TakenBy::Language => both!(
            "`{name}` has a meaning of its own in every ruleset",
            "«{name}» đã có nghĩa riêng trong mọi bộ tiêu chí"
        ),
        TakenBy::Dossier => both!(
            "`{name}` is a field that every dossier has",
            "«{name}» là một mục có sẵn của mọi hồ sơ"
        ),
        TakenBy::Criterion(card) => both!(
            "`{name}` is also the number of a criterion on the scorecard {card}",
            "«{name}» cũng là số hiệu một tiêu chí trên phiếu điểm {card}"
        ),
    };
    Diagnostic::new(Code::E0308, message)
        .at(span, both!("this name is taken", "tên này đã dùng"))
        .help(both!(
            "choose another name, so that a dossier cannot be read in two ways",
            "chọn tên khác, để hồ sơ không bị hiểu theo hai cách"
        ))
}

/// Names that stand for each other in a circle; the chain starts and ends with the same.
#[must_use]
pub fn circle(chain: &[(String, Span)]) -> Diagnostic {
    let names: Vec<&str> = chain.iter().map(|(n, _)| n.as_str()).collect();
    let (shown, cut) = (
        names.iter().take(12).copied().collect::<Vec<_>>(),
        names.len() > 12,
    );
    let mut path = shown.join(" → ");
    if cut {
        path.push_str(" → …");
    }
    let first = names.first().copied().unwrap_or_default();
    let mut d = Diagnostic::new(
        Code::E0309,
        both!(
            "`{first}` stands for itself: {path}",
            "«{first}» lại được định nghĩa bằng chính nó: {path}"
        ),
    );
    let inner = chain.len().saturating_sub(1).max(1);
    for (i, (name, span)) in chain.iter().take(inner).take(8).enumerate() {
        let next = chain.get(i + 1).map_or(name.as_str(), |(n, _)| n.as_str());
        d = d.at(
            *span,
            both!("`{name}` looks at `{next}`", "«{name}» dựa vào «{next}»"),
        );
    }
    d.help(both!(
        "write one of them without the others",
        "viết lại một trong các tên này mà không dựa vào các tên kia"
    ))
}

/// A field that the records of a list do not have.
#[must_use]
pub fn unknown_field(
    name: &str,
    span: Span,
    list: &str,
    fields: &[&str],
    near: Option<&str>,
) -> Diagnostic {
    let of = if list.is_empty() {
        both!("this list", "danh sách này")
    } else {
        both!("`{list}`", "«{list}»")
    };
    let (en, vi) = (of.en, of.vi);
    let d = Diagnostic::new(
        Code::E0310,
        both!(
            "the records of {en} have no field `{name}`",
            "bản ghi của {vi} không có trường «{name}»"
        ),
    )
    .at(span, both!("no such field", "không có trường này"))
    .help(choose(
        near,
        fields,
        both!("the records have no fields", "bản ghi không có trường nào"),
    ));
    match near {
        Some(n) => d.fix(span, n),
        None => d,
    }
}

/// A field of an outer list inside the `where` of an inner one.
#[must_use]
pub fn outer_record(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0311,
        both!(
            "`{name}` is a field of the outer list; inside this `where` only the fields of the inner list are at hand",
            "«{name}» là trường của danh sách bên ngoài; trong «mà» này chỉ dùng được trường của danh sách bên trong"
        ),
    )
    .at(span, both!("of the outer list", "của danh sách ngoài"))
    .help(both!(
        "name the inner question with `let`, or ask about one list at a time",
        "đặt tên cho câu hỏi bên trong bằng «đặt», hoặc hỏi từng danh sách một"
    ))
}

/// A number that several parts or sections of a card have.
#[must_use]
pub fn ambiguous_place(
    what: PlaceWord,
    code: &str,
    span: Span,
    headings: &[Span],
    example: Option<&str>,
) -> Diagnostic {
    let (en, vi) = match what {
        PlaceWord::Any => ("place", "chỗ"),
        other => other.words(),
    };
    let mut d = Diagnostic::new(
        Code::E0312,
        both!(
            "there is more than one {en} {code} on this card",
            "phiếu này có nhiều {vi} {code}"
        ),
    )
    .at(span, both!("which one?", "chỗ nào?"));
    for heading in headings.iter().take(4) {
        d = d.at(*heading, both!("this one?", "chỗ này?"));
    }
    match example {
        Some(e) => d.help(both!(
            "put the letter of the part before it: `section {e}`",
            "ghi thêm chữ của phần phía trước: «mục {e}»"
        )),
        None => d.help(both!(
            "say whether it is a `part` or a `section`",
            "ghi rõ là «phần» hay «mục»"
        )),
    }
}
