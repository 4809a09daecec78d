//! E09xx: versions held against each other, portfolios, and what changes for
//! products that were rated.

use crate::text::{Both, Code, Diagnostic, both};

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
