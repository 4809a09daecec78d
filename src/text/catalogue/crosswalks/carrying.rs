//! A dossier that cannot be carried.

use crate::text::{Code, Diagnostic, both};

/// No crosswalk joins two versions.
#[must_use]
pub fn no_crosswalk(from: &str, to: &str, have: &[String]) -> Diagnostic {
    let all = have.join("; ");
    let found = Diagnostic::new(
        Code::E0844,
        both!(
            "there is no crosswalk from `{from}` to `{to}`",
            "không có bảng chuyển đổi từ «{from}» sang «{to}»"
        ),
    );
    if have.is_empty() {
        found.help(both!(
            "a crosswalk stands in a file of a folder of its own, beside the folders of the two versions",
            "bảng chuyển đổi nằm trong tệp của thư mục riêng, cạnh thư mục của hai phiên bản"
        ))
    } else {
        found.help(both!("there is: {all}", "hiện có: {all}"))
    }
}

/// A scorecard whose dossiers go nowhere.
#[must_use]
pub fn no_counterpart(card: &str, to: &str, why: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::E0845,
        both!(
            "scorecard `{card}` has no counterpart in `{to}`",
            "phiếu điểm «{card}» không có phiếu tương ứng trong «{to}»"
        ),
    );
    let found = match why {
        Some(why) => found.note(both!(
            "the crosswalk says: {why}",
            "bảng chuyển đổi nói: {why}"
        )),
        None => found,
    };
    found.help(both!(
        "the product must be assessed afresh",
        "sản phẩm phải được đánh giá mới"
    ))
}

/// Several counterparts, and none or another one asked for.
#[must_use]
pub fn which_counterpart(
    card: &str,
    to: &str,
    asked: Option<&str>,
    have: &[(String, Option<String>)],
) -> Diagnostic {
    let told: Vec<String> = have
        .iter()
        .map(|(id, why)| why.as_ref().map_or(id.clone(), |w| format!("{id} ({w})")))
        .collect();
    let all = told.join(", ");
    let message = match asked {
        Some(asked) => both!(
            "`{asked}` is no counterpart of scorecard `{card}` in `{to}`",
            "«{asked}» không phải phiếu tương ứng của «{card}» trong «{to}»"
        ),
        None => both!(
            "scorecard `{card}` has several counterparts in `{to}`",
            "phiếu điểm «{card}» có nhiều phiếu tương ứng trong «{to}»"
        ),
    };
    let one = have.first().map_or("", |(id, _)| id.as_str());
    Diagnostic::new(Code::E0846, message)
        .note(both!(
            "its counterparts are {all}",
            "phiếu tương ứng: {all}"
        ))
        .help(both!(
            "say which: `--scorecard {one}`",
            "nói rõ phiếu nào: «--scorecard {one}»"
        ))
}
