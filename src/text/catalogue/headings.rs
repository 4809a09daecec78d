//! E0201, E0202, E0223–E0228, W0201, W0202: the `ruleset` heading and its lines.

use crate::text::{Both, Code, Diagnostic, Span, both};

/// No file of a version has a `ruleset` heading.
#[must_use]
pub fn no_ruleset(at: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::E0201,
        both!(
            "no file here has a `ruleset` heading",
            "không tệp nào ở đây có dòng «bộ tiêu chí»"
        ),
    )
    .help(both!(
        "one file of a version starts with `ruleset NAME version \"NUMBER\" {{ … }}`",
        "một tệp của mỗi phiên bản phải có «bộ tiêu chí TÊN phiên bản \"SỐ\" {{ … }}»"
    ));
    match at {
        Some(span) => found.at(
            span,
            both!("a ruleset this belongs to", "thuộc bộ tiêu chí nào?"),
        ),
        None => found,
    }
}

/// A second `ruleset` heading.
#[must_use]
pub fn several_rulesets(label: &str, here: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0202,
        both!(
            "a second `ruleset` heading, {label}, among the files of one version",
            "có dòng «bộ tiêu chí» thứ hai, {label}, trong các tệp của một phiên bản"
        ),
    )
    .at(here, both!("the second", "dòng thứ hai"))
    .at(first, both!("the first", "dòng thứ nhất"))
    .help(both!(
        "keep each version in a folder of its own",
        "để mỗi phiên bản trong một thư mục riêng"
    ))
}

/// No scorecard in a ruleset.
#[must_use]
pub fn no_scorecards(label: &str, head: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0201,
        both!(
            "{label} has no scorecard: nothing can be scored with it",
            "{label} chưa có phiếu điểm nào: chưa chấm được gì"
        ),
    )
    .at(head, both!("no scorecards", "chưa có phiếu điểm"))
    .help(both!(
        "write `scorecard NAME \"title\" {{ … }}` in this file or another of the same folder",
        "viết «phiếu điểm TÊN \"tên đầy đủ\" {{ … }}» trong tệp này hoặc tệp khác cùng thư mục"
    ))
}

/// Two dates or periods in an order that cannot be.
#[must_use]
pub fn dates_out_of_order(message: Both, later: (Span, Both), earlier: (Span, Both)) -> Diagnostic {
    Diagnostic::new(Code::E0223, message)
        .at(later.0, later.1)
        .at(earlier.0, earlier.1)
        .help(both!(
            "check both against the decision",
            "dò lại cả hai với quyết định"
        ))
}

/// A date before another that it usually follows.
#[must_use]
pub fn unusual_dates(message: Both, here: (Span, Both), other: (Span, Both)) -> Diagnostic {
    Diagnostic::new(Code::W0202, message)
        .at(here.0, here.1)
        .at(other.0, other.1)
        .help(both!(
            "check both against the decision; if it is so, nothing needs to be done",
            "dò lại cả hai với quyết định; nếu đúng như vậy thì không cần sửa"
        ))
}

/// `repeals` or `keep` that names the version it stands in.
#[must_use]
pub fn names_itself(keyword: &Both, version: &str, at: Span) -> Diagnostic {
    let (en, vi) = (&keyword.en, &keyword.vi);
    Diagnostic::new(
        Code::E0224,
        both!(
            "`{en} \"{version}\"` names the version it stands in",
            "«{vi} \"{version}\"» nêu chính phiên bản này"
        ),
    )
    .at(at, both!("this very version", "chính phiên bản này"))
    .help(both!("name the older version", "nêu phiên bản cũ hơn"))
}

/// A `keep` whose condition looks at more than the dates and kind of a dossier.
#[must_use]
pub fn keep_looks_too_far(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0225,
        both!(
            "which version applies cannot depend on this",
            "không thể chọn phiên bản theo điều này"
        ),
    )
    .at(
        at,
        both!(
            "known only after a version is chosen",
            "chỉ biết sau khi đã chọn phiên bản"
        ),
    )
    .help(both!(
        "a `keep` looks at `filed`, `assessed` and `kind` only",
        "«giữ» chỉ xét «ngày nộp», «ngày chấm» và «loại hình»"
    ))
}

/// A number outside of what makes sense where it stands.
#[must_use]
pub fn number_out_of_place(what: &Both, found: &str, expected: &Both, at: Span) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    let (een, evi) = (&expected.en, &expected.vi);
    Diagnostic::new(
        Code::E0228,
        both!("{en} cannot be {found}", "{vi} không thể là {found}"),
    )
    .at(at, both!("{een} is expected", "ở đây cần {evi}"))
    .help(both!(
        "check the number against the decision",
        "dò lại con số với quyết định"
    ))
}
