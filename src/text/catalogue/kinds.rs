//! E0320–E0339: values that do not fit together: conditions and numbers,
//! units, dates, sets and ranges.

use crate::text::{Both, Code, Diagnostic, Span, both};

/// Something else where a condition is expected.
#[must_use]
pub fn not_a_condition(found: &Both, span: Span, help: Option<Both>) -> Diagnostic {
    let (en, vi) = (&found.en, &found.vi);
    Diagnostic::new(
        Code::E0320,
        both!(
            "a condition is expected here, but this is {en}",
            "ở đây cần một điều kiện, nhưng đây là {vi}"
        ),
    )
    .at(
        span,
        both!("neither true nor false", "không đúng cũng không sai"),
    )
    .help(help.unwrap_or(both!(
        "compare it with something: `… >= 50`, `… = value`",
        "hãy so sánh nó với một giá trị: «… >= 50», «… = giá_trị»"
    )))
}

/// Something else where a number is expected; `needs` says who needs it.
#[must_use]
pub fn not_a_number(found: &Both, span: Span, needs: &Both, help: Option<Both>) -> Diagnostic {
    let (en, vi) = (&found.en, &found.vi);
    let (who_en, who_vi) = (&needs.en, &needs.vi);
    Diagnostic::new(
        Code::E0321,
        both!(
            "{who_en} needs a number, but this is {en}",
            "{who_vi} cần một số, nhưng đây là {vi}"
        ),
    )
    .at(span, both!("not a number", "không phải số"))
    .help_opt(help)
}

/// Two units that do not agree; `mend` is the number written in the unit that is expected.
#[must_use]
pub fn units_differ(
    found: &Both,
    span: Span,
    other: &Both,
    other_span: Option<Span>,
    help: Option<Both>,
    mend: Option<(Span, String)>,
) -> Diagnostic {
    let (en, vi) = (&found.en, &found.vi);
    let (o_en, o_vi) = (&other.en, &other.vi);
    let d = Diagnostic::new(
        Code::E0322,
        both!(
            "{en} and {o_en} do not go together",
            "{vi} và {o_vi} không đi với nhau được"
        ),
    )
    .at(span, both!("{en}", "{vi}"));
    let d = match other_span {
        Some(s) => d.at(s, both!("{o_en}", "{o_vi}")),
        None => d,
    };
    let d = d.help(help.unwrap_or(both!(
        "write both in the same unit; `*` and `/` turn one unit into another",
        "viết cả hai cùng một đơn vị; «*» và «/» đổi được đơn vị này sang đơn vị khác"
    )));
    match mend {
        Some((span, text)) => d.fix(span, text),
        None => d,
    }
}

/// A percentage beside a plain number; `literal` is the number that lacks its sign, as written.
#[must_use]
pub fn percent_and_number(
    span: Span,
    other: Option<Span>,
    found_is_percent: bool,
    literal: Option<(&str, Span)>,
) -> Diagnostic {
    let percent = both!("a percentage", "tỷ lệ phần trăm");
    let plain = both!("a plain number", "số thường");
    let (here, there) = if found_is_percent {
        (percent, plain)
    } else {
        (plain, percent)
    };
    let d = Diagnostic::new(
        Code::E0323,
        both!(
            "a percentage and a plain number are not the same thing",
            "tỷ lệ phần trăm và số thường không phải là một"
        ),
    )
    .at(span, here);
    let d = match other {
        Some(other) => d.at(other, there),
        None => d,
    };
    match literal {
        Some((text, place)) => {
            let end = Span {
                start: place.end,
                ..place
            };
            d.help(both!("write {text}%", "viết {text}%")).fix(end, "%")
        }
        None => d.help(both!(
            "make both percentages, for example with `percent(a, b)`, or both plain numbers",
            "đưa cả hai về phần trăm, ví dụ bằng «phần trăm(a, b)», hoặc về số thường"
        )),
    }
}

/// Two things that cannot be compared.
#[must_use]
pub fn not_comparable(
    left: &Both,
    left_span: Span,
    right: &Both,
    right_span: Span,
    help: Option<Both>,
    mend: Option<(Span, String)>,
) -> Diagnostic {
    let (l_en, l_vi) = (&left.en, &left.vi);
    let (r_en, r_vi) = (&right.en, &right.vi);
    let d = Diagnostic::new(
        Code::E0324,
        both!(
            "{l_en} cannot be compared with {r_en}",
            "không so sánh được {l_vi} với {r_vi}"
        ),
    )
    .at(right_span, both!("{r_en}", "{r_vi}"))
    .at(left_span, both!("{l_en}", "{l_vi}"))
    .help_opt(help);
    match mend {
        Some((span, text)) => d.fix(span, text),
        None => d,
    }
}

/// `<` between things that have no order.
#[must_use]
pub fn no_order(what: &Both, span: Span, sign: &str) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    Diagnostic::new(
        Code::E0325,
        both!(
            "`{sign}` asks for an order, and {en} has none",
            "«{sign}» cần thứ tự, mà {vi} thì không có thứ tự"
        ),
    )
    .at(span, both!("{en}", "{vi}"))
    .help(both!(
        "use `=`, `!=`, or `in {{…}}`",
        "dùng «=», «!=» hoặc «thuộc {{…}}»"
    ))
}

/// `a < b < c`; `mend` is where the middle is written once more.
#[must_use]
pub fn chained(first: Span, second: Span, middle: Option<&str>, mend: Option<Span>) -> Diagnostic {
    let m = middle.unwrap_or("b");
    let d = two_comparisons(first, second).help(both!(
        "write `a < {m} and {m} < c`, or `{m} in a .. c`",
        "viết «a < {m} và {m} < c», hoặc «{m} thuộc a .. c»"
    ));
    match (middle, mend) {
        (Some(text), Some(place)) => d.fix(place, format!(" and {text}")),
        _ => d,
    }
}

/// The same at the end of a `where`: the second one is meant for the whole question.
#[must_use]
pub fn chained_in_where(first: Span, second: Span, word: &Both) -> Diagnostic {
    let (en, vi) = (&word.en, &word.vi);
    two_comparisons(first, second).help(both!(
        "everything after `where` belongs to it; put the question in brackets: `({en} … where …) >= 2`",
        "mọi thứ sau «mà» đều thuộc về nó; hãy đặt câu hỏi trong ngoặc: «({vi} … mà …) >= 2»"
    ))
}

fn two_comparisons(first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0326,
        both!(
            "two comparisons stand in a row",
            "hai phép so sánh viết liền nhau"
        ),
    )
    .at(second, both!("the second one", "phép thứ hai"))
    .at(first, both!("the first one", "phép thứ nhất"))
}

/// A set or a range that does not stand after `in`.
#[must_use]
pub fn set_alone(is_range: bool, span: Span) -> Diagnostic {
    let message = if is_range {
        both!(
            "a range can only stand after `in`",
            "khoảng chỉ đứng được sau «thuộc»"
        )
    } else {
        both!(
            "a set can only stand after `in`",
            "tập hợp chỉ đứng được sau «thuộc»"
        )
    };
    let help = if is_range {
        both!(
            "write `x in 50% ..< 75%`; several ranges are joined by `or`",
            "viết «x thuộc 50% ..< 75%»; nhiều khoảng thì nối bằng «hoặc»"
        )
    } else {
        both!("write `x in {{a, b}}`", "viết «x thuộc {{a, b}}»")
    };
    Diagnostic::new(Code::E0327, message)
        .at(span, both!("not after `in`", "không đứng sau «thuộc»"))
        .help(help)
}

/// Something else than a set or a range after `in`.
#[must_use]
pub fn not_a_set(span: Span, list: Option<&str>) -> Diagnostic {
    let help = match list {
        Some(l) => both!(
            "ask about the records of the list: `any {l} where …`",
            "hãy hỏi các bản ghi của danh sách: «có bất kỳ {l} mà …»"
        ),
        None => both!(
            "write a set `{{a, b}}` or a range `50% ..< 75%`; for one value use `=`",
            "viết tập hợp «{{a, b}}» hoặc khoảng «50% ..< 75%»; một giá trị thì dùng «=»"
        ),
    };
    Diagnostic::new(
        Code::E0328,
        both!(
            "after `in` a set or a range is expected",
            "sau «thuộc» cần một tập hợp hoặc một khoảng"
        ),
    )
    .at(
        span,
        both!("neither a set nor a range", "không phải tập hợp hay khoảng"),
    )
    .help(help)
}

/// What is wrong with the ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// The lower end is above the upper one.
    Crossed,
    /// Both ends are the same and one does not belong to the range.
    Empty,
    /// There are no ends at all.
    Absent,
}

/// A range that holds nothing, or everything.
#[must_use]
pub fn wrong_ends(span: Span, what: Ends) -> Diagnostic {
    let (message, help) = match what {
        Ends::Crossed => (
            both!(
                "the lower end of this range is above its upper end",
                "đầu dưới của khoảng này lớn hơn đầu trên"
            ),
            both!(
                "write the lower end first",
                "viết đầu nhỏ trước, đầu lớn sau"
            ),
        ),
        Ends::Empty => (
            both!(
                "this range holds nothing: both ends are the same, and one is left out",
                "khoảng này rỗng: hai đầu bằng nhau mà có đầu không được tính"
            ),
            both!(
                "let both ends belong to it (`..`), or write `=`",
                "cho cả hai đầu thuộc khoảng («..»), hoặc viết «=»"
            ),
        ),
        Ends::Absent => (
            both!("this range has no ends", "khoảng này không có đầu nào"),
            both!(
                "write at least one end: `50% ..`, `..< 75%`",
                "viết ít nhất một đầu: «50% ..», «..< 75%»"
            ),
        ),
    };
    Diagnostic::new(Code::E0329, message)
        .at(span, both!("this range", "khoảng này"))
        .help(help)
}

/// A division by zero that stands on the page.
#[must_use]
pub fn divided_by_zero(span: Span) -> Diagnostic {
    Diagnostic::new(Code::E0330, both!("a division by zero", "chia cho không"))
        .at(span, both!("always zero", "luôn bằng không"))
        .help(both!(
            "nothing can be divided by zero; check the figure",
            "không số nào chia được cho không; xem lại con số"
        ))
}

/// The wrong number or kind of arguments of a function.
#[must_use]
pub fn wrong_arguments(function: &Both, need: &Both, span: Span, help: Both) -> Diagnostic {
    let (f_en, f_vi) = (&function.en, &function.vi);
    let (en, vi) = (&need.en, &need.vi);
    Diagnostic::new(
        Code::E0331,
        both!("`{f_en}` needs {en}", "«{f_vi}» cần {vi}"),
    )
    .at(span, both!("not this", "chưa đúng"))
    .help(help)
}

/// Something else where a list is expected.
#[must_use]
pub fn not_a_list(found: &Both, span: Span, asked: &Both) -> Diagnostic {
    let (en, vi) = (&found.en, &found.vi);
    let (a_en, a_vi) = (&asked.en, &asked.vi);
    Diagnostic::new(
        Code::E0332,
        both!(
            "{a_en} asks about the records of a list, but this is {en}",
            "{a_vi} hỏi về các bản ghi của một danh sách, nhưng đây là {vi}"
        ),
    )
    .at(span, both!("not a list", "không phải danh sách"))
    .help(both!(
        "a list is a fact such as `fact certificates : list {{ kind : text }}`",
        "danh sách là một dữ kiện như «dữ kiện chung_nhan : danh sách {{ loai : chữ }}»"
    ))
}

/// Arithmetic on dates that has no meaning.
#[must_use]
pub fn date_arithmetic(span: Span, what: &Both, help: Both) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    Diagnostic::new(Code::E0333, both!("{en}", "{vi}"))
        .at(span, both!("cannot be reckoned", "không tính được"))
        .help(help)
}

/// The two ways of an `if`, or a set, that do not give the same kind of value.
#[must_use]
pub fn branches_differ(
    first: &Both,
    first_span: Span,
    second: &Both,
    second_span: Span,
) -> Diagnostic {
    let (f_en, f_vi) = (&first.en, &first.vi);
    let (s_en, s_vi) = (&second.en, &second.vi);
    Diagnostic::new(
        Code::E0334,
        both!(
            "both ways must give the same kind of value: one is {f_en}, the other {s_en}",
            "hai nhánh phải cho cùng một loại giá trị: một bên là {f_vi}, bên kia là {s_vi}"
        ),
    )
    .at(second_span, both!("{s_en}", "{s_vi}"))
    .at(first_span, both!("{f_en}", "{f_vi}"))
    .help(both!(
        "write both in the same unit and kind",
        "viết cả hai cùng đơn vị và cùng loại"
    ))
}

/// An expression nested deeper than is read.
#[must_use]
pub fn too_deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(
        Code::E0335,
        both!(
            "this expression is more than {limit} steps deep",
            "biểu thức này lồng sâu quá {limit} tầng"
        ),
    )
    .at(span, both!("too deep", "quá sâu"))
    .help(both!(
        "name parts of it with `let`, or use a set or a table",
        "đặt tên từng phần bằng «đặt», hoặc dùng tập hợp hay bảng"
    ))
}

/// So many mentions of long lists of values that the ruleset would not fit in memory.
#[must_use]
pub fn too_large(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0336,
        both!(
            "this ruleset mentions its lists of values too often to be held in memory",
            "bộ tiêu chí này nhắc đến các danh sách giá trị quá nhiều lần, không đủ bộ nhớ"
        ),
    )
    .at(span, both!("too much from here on", "quá nhiều từ đây"))
    .help(both!(
        "shorten the lists of values, or let the fact be a text",
        "rút ngắn các danh sách giá trị, hoặc khai báo dữ kiện kiểu chữ"
    ))
}
