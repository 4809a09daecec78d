//! E0340–E0349 and W0351–W0359: declarations of facts, tables and their rows,
//! and what is declared, compared or listed for nothing.

use super::names::some_of;
use crate::text::{Both, Code, Diagnostic, Span, both};

/// A range that does not suit the type of its fact.
#[must_use]
pub fn range_unfit(
    span: Span,
    reason: &Both,
    help: Both,
    mend: Option<(Span, String)>,
) -> Diagnostic {
    let (en, vi) = (&reason.en, &reason.vi);
    let d = Diagnostic::new(Code::E0340, both!("{en}", "{vi}"))
        .at(span, both!("does not suit", "không hợp"))
        .help(help);
    match mend {
        Some((span, text)) => d.fix(span, text),
        None => d,
    }
}

/// `missing lowest` on a fact that has no lowest value.
#[must_use]
pub fn no_lowest(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0341,
        both!(
            "`{name}` has no lowest value to count when it is missing",
            "«{name}» không có giá trị thấp nhất để tính khi thiếu"
        ),
    )
    .at(span, both!("no lower end", "không có đầu dưới"))
    .help(both!(
        "give it a range whose lower end belongs to it (`0% .. 100%`), or drop `missing lowest`",
        "thêm khoảng có đầu dưới («0% .. 100%»), hoặc bỏ «thiếu thấp nhất»"
    ))
}

/// A list inside the records of a list.
#[must_use]
pub fn list_in_list(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0342,
        both!(
            "a record holds single values; `{name}` would be a list in a list",
            "bản ghi chỉ giữ giá trị đơn; «{name}» sẽ là danh sách trong danh sách"
        ),
    )
    .at(span, both!("a list in a list", "danh sách trong danh sách"))
    .help(both!(
        "declare it as a fact of its own",
        "khai báo thành một dữ kiện riêng"
    ))
}

/// A value of a one-of type, or a field of a record, that stands twice.
#[must_use]
pub fn twice_in_type(name: &str, is_field: bool, second: Span, first: Span) -> Diagnostic {
    let message = if is_field {
        both!(
            "the record has two fields `{name}`",
            "bản ghi có hai trường «{name}»"
        )
    } else {
        both!(
            "the value `{name}` is listed twice",
            "giá trị «{name}» được liệt kê hai lần"
        )
    };
    Diagnostic::new(Code::E0343, message)
        .at(second, both!("here again", "lần nữa ở đây"))
        .at(first, both!("first here", "lần đầu ở đây"))
        .help(both!("drop one of them", "bỏ bớt một"))
}

/// A row with more or fewer keys than the table has columns.
#[must_use]
pub fn row_width(found: usize, wanted: usize, span: Span, heading: Span) -> Diagnostic {
    let keys = if found == 1 { "key" } else { "keys" };
    let values = if wanted == 1 { "value" } else { "values" };
    Diagnostic::new(
        Code::E0344,
        both!(
            "this row has {found} {keys}, but the table looks at {wanted} {values}",
            "hàng này có {found} khóa, nhưng bảng tra theo {wanted} giá trị"
        ),
    )
    .at(span, both!("{found} {keys}", "{found} khóa"))
    .at(heading, both!("{wanted} {values}", "{wanted} giá trị"))
    .help(both!(
        "write one key for each value, with `/` between them; `else` stands for any",
        "viết cho mỗi giá trị một khóa, cách nhau bằng «/»; «còn lại» là mọi giá trị khác"
    ))
}

/// The left side of a rung, branch or row that does not suit what it looks at.
#[must_use]
pub fn key_unfit(
    found: &Both,
    wanted: &Both,
    span: Span,
    help: Option<Both>,
    mend: Option<(Span, String)>,
) -> Diagnostic {
    let (f_en, f_vi) = (&found.en, &found.vi);
    let (w_en, w_vi) = (&wanted.en, &wanted.vi);
    let d = Diagnostic::new(
        Code::E0345,
        both!(
            "this row looks at {w_en}, but its key is {f_en}",
            "hàng này xét {w_vi}, nhưng khóa lại là {f_vi}"
        ),
    )
    .at(span, both!("{f_en}", "{f_vi}"))
    .help_opt(help);
    match mend {
        Some((span, text)) => d.fix(span, text),
        None => d,
    }
}

/// Two rows of a table with the same keys.
#[must_use]
pub fn row_twice(second: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0346,
        both!(
            "two rows of this table have the same keys",
            "hai hàng của bảng này có cùng khóa"
        ),
    )
    .at(second, both!("here again", "lần nữa ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!(
        "keep the row that the decision has",
        "giữ lại hàng đúng theo quyết định"
    ))
}

/// Values of a table that are not of one kind.
#[must_use]
pub fn table_values_differ(
    found: &Both,
    span: Span,
    wanted: &Both,
    first: Option<Span>,
) -> Diagnostic {
    let (f_en, f_vi) = (&found.en, &found.vi);
    let (w_en, w_vi) = (&wanted.en, &wanted.vi);
    let d = Diagnostic::new(
        Code::E0347,
        both!(
            "this table gives {w_en}, but this row gives {f_en}",
            "bảng này cho {w_vi}, nhưng hàng này lại cho {f_vi}"
        ),
    )
    .at(span, both!("{f_en}", "{f_vi}"));
    let d = match first {
        Some(s) => d.at(s, both!("{w_en}", "{w_vi}")),
        None => d,
    };
    d.help(both!(
        "write all values of a table in the same kind and unit",
        "viết mọi giá trị của bảng cùng loại và cùng đơn vị"
    ))
}

/// A table without rows.
#[must_use]
pub fn table_empty(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0348,
        both!(
            "the table `{name}` has no rows",
            "bảng «{name}» không có hàng nào"
        ),
    )
    .at(span, both!("nothing to look up", "không có gì để tra"))
    .help(both!(
        "write its rows: `key -> value`",
        "viết các hàng: «khóa -> giá trị»"
    ))
}

/// A fact that no rule looks at.
#[must_use]
pub fn unused_fact(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0351,
        both!(
            "no rule looks at the fact `{name}`",
            "không quy tắc nào dùng dữ kiện «{name}»"
        ),
    )
    .at(span, both!("never used", "không được dùng"))
    .help(both!(
        "use it in a condition, or drop it",
        "dùng nó trong một điều kiện, hoặc bỏ đi"
    ))
}

/// A `let` or a table that nothing looks at.
#[must_use]
pub fn unused_name(name: &str, is_table: bool, span: Span) -> Diagnostic {
    let message = if is_table {
        both!(
            "nothing looks up the table `{name}`",
            "không chỗ nào tra bảng «{name}»"
        )
    } else {
        both!(
            "nothing uses the name `{name}`",
            "không chỗ nào dùng tên «{name}»"
        )
    };
    Diagnostic::new(Code::W0352, message)
        .at(span, both!("never used", "không được dùng"))
        .help(both!("use it, or drop it", "dùng nó, hoặc bỏ đi"))
}

/// A comparison that can never hold.
#[must_use]
pub fn never_true(span: Span, what: &str, stretch: &Both, declared: Option<Span>) -> Diagnostic {
    let (s_en, s_vi) = (&stretch.en, &stretch.vi);
    let d = Diagnostic::new(
        Code::W0353,
        both!(
            "this is never true: `{what}` lies in {s_en}",
            "điều này không bao giờ đúng: «{what}» nằm trong {s_vi}"
        ),
    )
    .at(span, both!("never true", "không bao giờ đúng"));
    settled(d, declared)
}

/// A comparison that always holds.
#[must_use]
pub fn always_true(span: Span, what: &str, stretch: &Both, declared: Option<Span>) -> Diagnostic {
    let (s_en, s_vi) = (&stretch.en, &stretch.vi);
    let d = Diagnostic::new(
        Code::W0354,
        both!(
            "this is always true: `{what}` lies in {s_en}",
            "điều này luôn đúng: «{what}» nằm trong {s_vi}"
        ),
    )
    .at(span, both!("always true", "luôn đúng"));
    settled(d, declared)
}

fn settled(d: Diagnostic, declared: Option<Span>) -> Diagnostic {
    let d = match declared {
        Some(at) => d.at(at, both!("declared here", "khai báo ở đây")),
        None => d,
    };
    d.help(both!(
        "check the figure, or the range of the fact",
        "xem lại con số, hoặc khoảng của dữ kiện"
    ))
}

/// A row that an earlier row leaves nothing to.
#[must_use]
pub fn row_unreachable(span: Span, earlier: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0355,
        both!(
            "this row is never reached: an earlier row takes all its values",
            "không bao giờ tới hàng này: một hàng phía trên đã lấy hết giá trị"
        ),
    )
    .at(span, both!("never reached", "không bao giờ tới"))
    .at(earlier, both!("takes them", "lấy hết ở đây"))
    .help(both!(
        "the first row that fits counts: put narrower rows first, `else` last",
        "hàng phù hợp đầu tiên được tính: để hàng hẹp trước, «còn lại» sau cùng"
    ))
}

/// Two bands of a table that share values.
#[must_use]
pub fn rows_overlap(second: Span, first: Span, shared: &str) -> Diagnostic {
    Diagnostic::new(
        Code::W0356,
        both!(
            "two rows of this table both hold {shared}",
            "hai hàng của bảng này cùng chứa {shared}"
        ),
    )
    .at(second, both!("this row", "hàng này"))
    .at(
        first,
        both!("and this one, which counts", "và hàng này, được tính"),
    )
    .help(both!(
        "say to which row the bound belongs: `50% ..< 75%`",
        "ghi rõ điểm ranh giới thuộc hàng nào: «50% ..< 75%»"
    ))
}

/// A value that stands twice in a set.
#[must_use]
pub fn listed_twice(name: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0357,
        both!(
            "`{name}` stands twice in this set",
            "«{name}» có hai lần trong tập hợp này"
        ),
    )
    .at(second, both!("here again", "lần nữa ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!(
        "drop one, or write the value that was meant",
        "bỏ bớt một, hoặc viết giá trị định viết"
    ))
}

/// An assumption with several readings that nothing looks at.
#[must_use]
pub fn unused_assumption(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let list = some_of(known.iter().copied());
    Diagnostic::new(
        Code::W0358,
        both!(
            "nothing looks at the assumption `{name}`: its readings make no difference",
            "không chỗ nào xét giả định «{name}»: chọn cách hiểu nào cũng như nhau"
        ),
    )
    .at(span, both!("never used", "không được dùng"))
    .note(both!(
        "the engine itself reads: {list}",
        "các giả định được máy tự xét: {list}"
    ))
    .help(both!(
        "look at it in a condition (`{name} = …`), or leave one reading",
        "xét nó trong một điều kiện («{name} = …»), hoặc chỉ để một cách hiểu"
    ))
}

/// A combination of values that a table has no row for.
#[must_use]
pub fn table_gap(name: &str, combination: &str, more: usize, span: Span) -> Diagnostic {
    let message = if more == 0 {
        both!(
            "the table `{name}` has no row for {combination}",
            "bảng «{name}» không có hàng cho {combination}"
        )
    } else {
        both!(
            "the table `{name}` has no row for {combination} and {more} more",
            "bảng «{name}» không có hàng cho {combination} và {more} trường hợp nữa"
        )
    };
    Diagnostic::new(Code::W0359, message)
        .at(span, both!("not complete", "chưa đủ"))
        .help(both!(
            "add the row, or `else -> …`",
            "thêm hàng đó, hoặc «còn lại -> …»"
        ))
}
