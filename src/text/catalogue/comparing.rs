//! E09xx: versions held against each other, portfolios, and what changes for
//! products that were rated.

use crate::text::{Both, Code, Diagnostic, Span, both};

fn found(code: Code, message: Both, help: Both) -> Diagnostic {
    Diagnostic::new(code, message).help(help)
}

/// A folder or file that should hold one version and holds none, or several.
#[must_use]
pub fn not_one_version(path: &str, have: &[String]) -> Diagnostic {
    let list = have.join(", ");
    match have.len() {
        0 => found(
            Code::E0901,
            both!(
                "there is no version of a ruleset in `{path}`",
                "trong «{path}» không có phiên bản bộ tiêu chí nào"
            ),
            both!(
                "name a folder whose files hold one `ruleset` heading, or a version such as ocop@148/QĐ-TTg",
                "nêu một thư mục có một dòng `bộ tiêu chí`, hoặc một phiên bản như ocop@148/QĐ-TTg"
            ),
        ),
        n => found(
            Code::E0901,
            both!(
                "`{path}` holds {n} versions; one is expected here",
                "«{path}» có {n} phiên bản; ở đây cần một"
            ),
            both!(
                "name the folder of one of them, or the version itself: {list}",
                "nêu thư mục của một phiên bản, hoặc chính phiên bản đó: {list}"
            ),
        ),
    }
}

/// A row of a portfolio that says neither when its certificate starts nor when it ends.
#[must_use]
pub fn no_dates(row: Span) -> Diagnostic {
    found(
        Code::E0902,
        both!(
            "nothing says when this certificate ends",
            "không biết giấy chứng nhận này hết hạn khi nào"
        ),
        both!(
            "give `issued` or `expires`, such as 2024-12-20",
            "ghi «ngày_cấp» hoặc «hết_hạn», ví dụ 20/12/2024"
        ),
    )
    .at(row, both!("neither day is given", "chưa ghi ngày nào"))
}

/// A certificate of which only the first day is known, under rules that do not
/// say how long it lasts.
#[must_use]
pub fn no_end(row: Span, issued: &str) -> Diagnostic {
    found(
        Code::E0902,
        both!(
            "nothing says when this certificate ends",
            "không biết giấy chứng nhận này hết hạn khi nào"
        ),
        both!(
            "no version in force on {issued} says how long a certificate lasts; give `expires`",
            "không phiên bản nào có hiệu lực ngày {issued} nói thời hạn giấy chứng nhận; hãy ghi «hết_hạn»"
        ),
    )
    .at(row, both!("issued {issued}", "cấp ngày {issued}"))
}

/// A certificate that ends before it starts.
#[must_use]
pub fn ends_before_it_starts(issued: Span, expires: Span) -> Diagnostic {
    found(
        Code::E0903,
        both!(
            "this certificate ends before it starts",
            "giấy chứng nhận này hết hạn trước ngày cấp"
        ),
        both!(
            "check both days; 03/04/2026 is read as 3 April",
            "xem lại hai ngày; 03/04/2026 được đọc là ngày 3 tháng 4"
        ),
    )
    .at(expires, both!("ends here", "hết hạn ngày này"))
    .at(issued, both!("issued here", "cấp ngày này"))
}

/// A scorecard that no version of the ruleset has.
#[must_use]
pub fn unknown_card(at: Span, card: &str, ruleset: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None => both!(
            "`sao show {ruleset}` lists the scorecards of a version",
            "`sao show {ruleset}` liệt kê phiếu điểm của một phiên bản"
        ),
    };
    found(
        Code::E0904,
        both!(
            "no version of {ruleset} has a scorecard `{card}`",
            "không phiên bản nào của {ruleset} có phiếu điểm «{card}»"
        ),
        help,
    )
    .at(at, both!("this scorecard", "phiếu điểm này"))
}

/// Two rows of a portfolio with the same id.
#[must_use]
pub fn row_twice(at: Span, id: &str, first_line: usize) -> Diagnostic {
    found(
        Code::E0905,
        both!(
            "`{id}` stands twice in the portfolio",
            "«{id}» có hai dòng trong danh mục"
        ),
        both!(
            "the first stands in line {first_line}; drop one of them, or give each an id of its own",
            "dòng đầu là dòng {first_line}; bỏ một dòng, hoặc đặt mã riêng cho mỗi dòng"
        ),
    )
    .at(at, both!("the second time", "lần thứ hai"))
}

/// A row that names neither an id nor a product.
#[must_use]
pub fn nameless(row: Span) -> Diagnostic {
    found(
        Code::E0906,
        both!(
            "this row names no product",
            "dòng này không nêu sản phẩm nào"
        ),
        both!("give `product` or `id`", "ghi «sản_phẩm» hoặc «mã»"),
    )
    .at(
        row,
        both!(
            "whose certificate is it?",
            "giấy chứng nhận của sản phẩm nào?"
        ),
    )
}

/// A level that the ruleset does not have.
#[must_use]
pub fn unknown_level(at: Span, level: &str, have: &[String]) -> Diagnostic {
    let list = have.join(", ");
    found(
        Code::E0907,
        both!("there is no level `{level}`", "không có hạng «{level}»"),
        both!("the levels are {list}", "các hạng là {list}"),
    )
    .at(at, both!("this level", "hạng này"))
}

/// A day on the command line that is none.
#[must_use]
pub fn not_a_day(text: &str) -> Diagnostic {
    found(
        Code::E0908,
        both!("`{text}` is not a day", "«{text}» không phải là ngày"),
        both!(
            "write 2026-11-24, 24/11/2026 (day first), or `today`",
            "viết 24/11/2026, 2026-11-24, hoặc `today` (hôm nay)"
        ),
    )
}
