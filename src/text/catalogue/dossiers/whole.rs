//! What belongs together in a dossier: days, papers, the council, the card.

use super::{choose, clip, list};
use crate::text::{Both, Code, Diagnostic, Span, both};

/// A dossier that was filed after it was assessed.
#[must_use]
pub fn filed_after_assessed(filed: Span, assessed: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0536,
        both!(
            "the dossier is filed after it was assessed",
            "hồ sơ nộp sau ngày chấm"
        ),
    )
    .at(filed, both!("filed", "ngày nộp"))
    .at(assessed, both!("assessed", "ngày chấm"))
    .help(both!(
        "correct one of the two days; a day like 03/04/2026 is the third of April",
        "sửa một trong hai ngày; 03/04/2026 là ngày mùng 3 tháng 4"
    ))
}

/// A paper that expires before it is issued.
#[must_use]
pub fn expires_before_issued(expires: Span, issued: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0537,
        both!(
            "this paper expires before it is issued",
            "giấy tờ này hết hạn trước ngày cấp"
        ),
    )
    .at(expires, both!("expires", "hết hạn"))
    .at(issued, both!("issued", "ngày cấp"))
    .help(both!(
        "correct one of the two days",
        "sửa một trong hai ngày"
    ))
}

/// Evidence for something that is neither a criterion, a group nor a fact.
#[must_use]
pub fn evidence_for_unknown(span: Span, found: &str, near: Option<&str>) -> Diagnostic {
    let found = clip(found);
    Diagnostic::new(
        Code::E0538,
        both!(
            "this evidence is for `{found}`, but there is no criterion, part, section or fact of that name",
            "minh chứng này ghi cho «{found}», nhưng không có tiêu chí, phần, mục hay dữ kiện nào tên đó"
        ),
    )
    .at(span, both!("not known here", "ở đây không có"))
    .help(choose(
        near,
        &[],
        both!(
            "write the number of a criterion or the name of a fact, or leave it out for the whole dossier",
            "ghi số tiêu chí hoặc tên dữ kiện, hoặc bỏ trống nếu là cho cả hồ sơ"
        ),
    ))
}

/// Evidence for a code that several groups of the card have.
#[must_use]
pub fn evidence_for_several(span: Span, found: &str, en: &[String], vi: &[String]) -> Diagnostic {
    let (found, en, vi) = (clip(found), list(en), list(vi));
    Diagnostic::new(
        Code::E0538,
        both!(
            "`{found}` names several places on the scorecard",
            "«{found}» trỏ đến nhiều chỗ trên phiếu điểm"
        ),
    )
    .at(span, both!("which of them?", "là chỗ nào?"))
    .help(both!("write one of: {en}", "ghi một trong: {vi}"))
}

/// A paper or an assessor without the field that names it.
#[must_use]
pub fn nameless(span: Span, what: &Both, field: (&str, &str)) -> Diagnostic {
    let (en, vi, (en_name, vi_name)) = (&what.en, &what.vi, field);
    Diagnostic::new(
        Code::E0539,
        both!("{en} has no `{en_name}`", "{vi} không có «{vi_name}»"),
    )
    .at(span, both!("here", "tại đây"))
    .help(both!("add `{en_name}: …`", "thêm «{vi_name}: …»"))
}

/// The same assessor twice.
#[must_use]
pub fn assessor_twice(name: &str, first: Span, second: Span) -> Diagnostic {
    let name = clip(name);
    Diagnostic::new(
        Code::E0540,
        both!(
            "the assessor “{name}” stands in the council twice",
            "người chấm “{name}” có tên hai lần trong hội đồng"
        ),
    )
    .at(second, both!("again here", "lặp lại ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!(
        "put all answers of one person together; tell two of the same name apart",
        "gộp câu trả lời của một người vào một chỗ; nếu trùng tên thì ghi thêm để phân biệt"
    ))
}

/// More assessors than the council has members.
#[must_use]
pub fn more_than_members(members: Span, said: u32, present: usize) -> Diagnostic {
    let members_en = if said == 1 { "member" } else { "members" };
    Diagnostic::new(
        Code::E0541,
        both!(
            "the council has {said} {members_en}, but {present} assessors answer",
            "hội đồng có {said} thành viên nhưng có {present} người chấm"
        ),
    )
    .at(members, both!("members of the council", "số thành viên"))
    .help(both!(
        "`members` counts all members, present or not",
        "«số_thành_viên» đếm mọi thành viên, kể cả người vắng"
    ))
}

/// A scorecard that the ruleset does not have.
#[must_use]
pub fn unknown_scorecard(
    span: Span,
    found: &str,
    ruleset: &str,
    near: Option<&str>,
    have: &[String],
) -> Diagnostic {
    let found = clip(found);
    let d = Diagnostic::new(
        Code::E0542,
        both!(
            "the ruleset {ruleset} has no scorecard `{found}`",
            "bộ tiêu chí {ruleset} không có phiếu điểm «{found}»"
        ),
    )
    .at(span, both!("no such scorecard", "không có phiếu điểm này"))
    .help(choose(
        near,
        have,
        both!(
            "the ruleset has no scorecards",
            "bộ tiêu chí chưa có phiếu điểm nào"
        ),
    ));
    match near {
        Some(id) => d.fix(span, id),
        None => d,
    }
}

/// A dossier that does not say by which scorecard it is rated.
#[must_use]
pub fn scorecard_not_named(span: Span, ruleset: &str, have: &[String]) -> Diagnostic {
    let all = list(have);
    Diagnostic::new(
        Code::E0543,
        both!(
            "the dossier names no scorecard, and the ruleset {ruleset} has several",
            "hồ sơ không ghi phiếu điểm, mà bộ tiêu chí {ruleset} có nhiều phiếu"
        ),
    )
    .at(span, both!("no `scorecard` in it", "không có «phiếu_điểm»"))
    .help(both!(
        "add `scorecard: …` with one of: {all}",
        "thêm «phiếu_điểm: …» với một trong: {all}"
    ))
}

/// A scorecard whose text is not at hand.
#[must_use]
pub fn scorecard_unavailable(span: Span, card: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::E0544,
        both!(
            "the scorecard `{card}` cannot be scored: {reason}",
            "chưa chấm được theo phiếu điểm «{card}»: {reason}"
        ),
    )
    .at(span, both!("this scorecard", "phiếu điểm này"))
    .help(both!(
        "the ruleset names this scorecard but does not hold its criteria; choose another or complete the ruleset",
        "bộ tiêu chí có tên phiếu này nhưng chưa có các tiêu chí; chọn phiếu khác hoặc bổ sung bộ tiêu chí"
    ))
}

/// Two different versions in one dossier.
#[must_use]
pub fn two_versions(ruleset: Span, first: &str, version: Span, second: &str) -> Diagnostic {
    let (a, b) = (clip(first), clip(second));
    Diagnostic::new(
        Code::E0545,
        both!(
            "the dossier names two versions, `{a}` and `{b}`",
            "hồ sơ ghi hai phiên bản, «{a}» và «{b}»"
        ),
    )
    .at(version, both!("here `{b}`", "ở đây là «{b}»"))
    .at(ruleset, both!("here `{a}`", "ở đây là «{a}»"))
    .help(both!("keep one of them", "giữ lại một"))
}

/// A fact that belongs to another scorecard.
#[must_use]
pub fn fact_of_another_card(span: Span, name: &str, theirs: &str, ours: &str) -> Diagnostic {
    Diagnostic::new(
        Code::E0546,
        both!(
            "the fact `{name}` belongs to the scorecard `{theirs}`, not to `{ours}`",
            "dữ kiện «{name}» thuộc phiếu điểm «{theirs}», không thuộc «{ours}»"
        ),
    )
    .at(span, both!("not used here", "ở đây không dùng"))
    .help(both!(
        "delete it, or check which scorecard the dossier names",
        "xóa đi, hoặc xem lại hồ sơ ghi phiếu điểm nào"
    ))
}

/// A fact among the answers of one assessor.
#[must_use]
pub fn fact_of_one_assessor(span: Span, name: &str) -> Diagnostic {
    let name = clip(name);
    Diagnostic::new(
        Code::E0547,
        both!(
            "`{name}` is a fact; facts are the same for all assessors",
            "«{name}» là dữ kiện; dữ kiện là chung cho mọi người chấm"
        ),
    )
    .at(
        span,
        both!("under one assessor", "ghi riêng cho một người chấm"),
    )
    .help(both!(
        "move it out of `assessors`, beside the other facts",
        "đưa ra ngoài «hội_đồng», cạnh các dữ kiện khác"
    ))
}

/// More findings in one dossier than anyone reads.
#[must_use]
pub fn and_more(span: Span, more: usize) -> Diagnostic {
    Diagnostic::new(
        Code::E0548,
        both!(
            "{more} more errors in this dossier are not shown",
            "hồ sơ này còn {more} lỗi nữa không hiện ra"
        ),
    )
    .at(span, both!("in this dossier", "trong hồ sơ này"))
    .help(both!(
        "mend the ones above first; check that the dossier belongs to this scorecard",
        "sửa các lỗi trên trước; xem hồ sơ có đúng phiếu điểm này không"
    ))
}

/// Where in a table a finding belongs.
#[must_use]
pub fn in_row(row: usize, column: Option<&str>) -> Both {
    match column {
        Some(name) => {
            let name = clip(name);
            both!("row {row}, column `{name}`", "dòng {row}, cột «{name}»")
        }
        None => both!("row {row}", "dòng {row}"),
    }
}
