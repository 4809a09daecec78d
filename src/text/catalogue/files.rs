//! E07xx: files, results and the command line.

use crate::text::{Both, Code, Diagnostic, Span, both};

fn found(code: Code, message: Both, help: Both) -> Diagnostic {
    Diagnostic::new(code, message).help(help)
}

/// Nothing stands at a path; `near` is a name beside it that looks like it.
#[must_use]
pub fn not_found(path: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None => both!(
            "check the spelling and the folder you are in; paths are relative to that folder",
            "xem lại cách viết và thư mục đang đứng; đường dẫn tính từ thư mục đó"
        ),
    };
    found(
        Code::E0701,
        both!(
            "there is no file or folder `{path}`",
            "không có tệp hay thư mục «{path}»"
        ),
        help,
    )
}

/// A folder where a file is expected.
#[must_use]
pub fn is_a_folder(path: &str, inside: Option<&str>) -> Diagnostic {
    let help = match inside {
        Some(f) => both!(
            "name a file in it, such as `{f}`",
            "nêu một tệp trong đó, như «{f}»"
        ),
        None => both!("name a file in it", "nêu một tệp trong đó"),
    };
    found(
        Code::E0702,
        both!(
            "`{path}` is a folder; a dossier file is expected here",
            "«{path}» là thư mục; ở đây cần một tệp hồ sơ"
        ),
        help,
    )
}

/// The system refuses to hand a file over.
#[must_use]
pub fn unreadable(path: &str, reason: &str) -> Diagnostic {
    found(
        Code::E0703,
        both!(
            "`{path}` cannot be read: {reason}",
            "không đọc được «{path}»: {reason}"
        ),
        both!(
            "check who may read the file",
            "xem ai được phép đọc tệp này"
        ),
    )
}

/// A file of more bytes than are read.
#[must_use]
pub fn too_large(path: &str, megabytes: u64, limit: u64) -> Diagnostic {
    found(
        Code::E0704,
        both!(
            "`{path}` has {megabytes} MB; at most {limit} MB are read",
            "«{path}» nặng {megabytes} MB; chỉ đọc đến {limit} MB"
        ),
        both!(
            "for many dossiers, use CSV or NDJSON: they are read row by row, whatever their size",
            "nhiều hồ sơ thì dùng CSV hoặc NDJSON: được đọc từng dòng, lớn bao nhiêu cũng được"
        ),
    )
}

/// A file whose name does not end as the files that Sao reads here.
#[must_use]
pub fn wrong_kind(path: &str, expected: &str, mend: Option<(&str, &str)>) -> Diagnostic {
    let help = match mend {
        Some((en, vi)) => both!("{en}", "{vi}"),
        None => both!(
            "files read here end in {expected}",
            "ở đây đọc các tệp có đuôi {expected}"
        ),
    };
    found(
        Code::E0705,
        both!(
            "`{path}` is not a kind of file that is read here",
            "«{path}» không phải loại tệp đọc được ở đây"
        ),
        help,
    )
}

/// A file that is not text.
#[must_use]
pub fn binary(path: &str) -> Diagnostic {
    found(
        Code::E0706,
        both!(
            "`{path}` is not a text file",
            "«{path}» không phải tệp văn bản"
        ),
        both!(
            "if it comes from a spreadsheet or a word processor, save it as CSV or plain text in UTF-8",
            "nếu lấy từ bảng tính hay trình soạn thảo, hãy lưu lại dạng CSV hoặc văn bản thuần UTF-8"
        ),
    )
}

/// No `.sao` file where rulesets are looked for.
#[must_use]
pub fn no_rulesets(place: &str) -> Diagnostic {
    found(
        Code::E0707,
        both!(
            "no ruleset was found in {place}",
            "không thấy bộ tiêu chí nào trong {place}"
        ),
        both!(
            "name a folder with --rules FOLDER (or SAO_RULES), or start one with `sao new my_scheme`",
            "chỉ thư mục bằng --rules THƯ-MỤC (hoặc SAO_RULES), hay tạo mới bằng `sao new bo_cua_toi`"
        ),
    )
}

/// No ruleset of a name, or no version of it.
#[must_use]
pub fn no_such_ruleset(asked: &str, near: Option<&str>, have: &[String]) -> Diagnostic {
    found(
        Code::E0708,
        both!(
            "there is no ruleset `{asked}` here",
            "ở đây không có bộ tiêu chí «{asked}»"
        ),
        choose(near, have),
    )
}

/// No scorecard of a name in a ruleset.
#[must_use]
pub fn no_such_card(asked: &str, ruleset: &str, near: Option<&str>, have: &[String]) -> Diagnostic {
    found(
        Code::E0709,
        both!(
            "the ruleset {ruleset} has no scorecard `{asked}`",
            "bộ tiêu chí {ruleset} không có phiếu điểm «{asked}»"
        ),
        choose(near, have),
    )
}

/// «did you mean» the nearest, else the list of all.
fn choose(near: Option<&str>, have: &[String]) -> Both {
    match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None if have.is_empty() => both!("nothing is here", "ở đây chưa có gì"),
        None => {
            let shown: Vec<&str> = have.iter().take(20).map(String::as_str).collect();
            let list = shown.join(", ");
            let more = if have.len() > shown.len() {
                ", …"
            } else {
                ""
            };
            both!("here are: {list}{more}", "ở đây có: {list}{more}")
        }
    }
}

/// A word on the command line that is not understood.
#[must_use]
pub fn usage(message: Both, help: Both) -> Diagnostic {
    found(Code::E0710, message, help)
}

/// A word that the command line lacks.
#[must_use]
pub fn usage_missing(message: Both, help: Both) -> Diagnostic {
    found(Code::E0711, message, help)
}

/// `sao explain` with a code that does not exist.
#[must_use]
pub fn no_such_code(asked: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(n) => both!(
            "did you mean {n}? `sao explain --list` shows all",
            "có phải là {n} không? `sao explain --list` liệt kê tất cả"
        ),
        None => both!(
            "`sao explain --list` shows all",
            "`sao explain --list` liệt kê tất cả"
        ),
    };
    found(
        Code::E0712,
        both!("there is no code `{asked}`", "không có mã «{asked}»"),
        help,
    )
}

/// `sao verify` with a file that is not a result of `sao score`.
#[must_use]
pub fn not_a_result(path: &str, reason: &Both) -> Diagnostic {
    let (en, vi) = (&reason.en, &reason.vi);
    found(
        Code::E0713,
        both!(
            "`{path}` is not a result that can be verified: {en}",
            "«{path}» không phải kết quả có thể xác minh: {vi}"
        ),
        both!(
            "make one with `sao score DOSSIER --format json > result.json`",
            "tạo bằng `sao score HỒ-SƠ --format json > ket-qua.json`"
        ),
    )
}

/// A file that cannot be written.
#[must_use]
pub fn unwritable(path: &str, reason: &str) -> Diagnostic {
    found(
        Code::E0714,
        both!(
            "`{path}` cannot be written: {reason}",
            "không ghi được «{path}»: {reason}"
        ),
        both!(
            "check that the folder exists, may be written to and has room",
            "xem thư mục có tồn tại, được phép ghi và còn chỗ không"
        ),
    )
}

/// Something stands where a new file or folder is to be made.
#[must_use]
pub fn already_there(path: &str) -> Diagnostic {
    found(
        Code::E0715,
        both!(
            "`{path}` is already there; nothing was written",
            "«{path}» đã có sẵn; chưa ghi gì cả"
        ),
        both!("choose another folder or name", "chọn thư mục hay tên khác"),
    )
}

/// No dossier of an id in a file of many.
#[must_use]
pub fn no_such_dossier(id: &str, path: &str, near: Option<&str>, have: &[String]) -> Diagnostic {
    found(
        Code::E0716,
        both!(
            "`{path}` has no dossier `{id}`",
            "«{path}» không có hồ sơ «{id}»"
        ),
        choose(near, have),
    )
}

/// A file of many dossiers where one is to be explained.
#[must_use]
pub fn several_dossiers(path: &str, have: &[String]) -> Diagnostic {
    let example = have.first().map_or("…", String::as_str);
    let list = have
        .iter()
        .take(20)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    let more = if have.len() > 20 { ", …" } else { "" };
    found(
        Code::E0717,
        both!(
            "`{path}` holds several dossiers; one is explained at a time",
            "«{path}» có nhiều hồ sơ; mỗi lần chỉ giải thích một"
        ),
        both!(
            "add --id {example} (in the file: {list}{more})",
            "thêm --id {example} (trong tệp có: {list}{more})"
        ),
    )
}

/// `--assume` with a name or a reading that the ruleset does not have.
#[must_use]
pub fn no_such_assumption(asked: &str, ruleset: &str, have: &[String]) -> Diagnostic {
    found(
        Code::E0718,
        both!(
            "the ruleset {ruleset} leaves no open point `{asked}`",
            "bộ tiêu chí {ruleset} không có giả định «{asked}»"
        ),
        choose(None, have),
    )
}

/// `--criterion` with a number that the card does not have.
#[must_use]
pub fn no_such_criterion(
    asked: &str,
    card: &str,
    near: Option<&str>,
    have: &[String],
) -> Diagnostic {
    found(
        Code::E0719,
        both!(
            "the scorecard {card} has no criterion {asked}",
            "phiếu điểm {card} không có tiêu chí {asked}"
        ),
        choose(near, have),
    )
}

/// A name that cannot stand in a ruleset.
#[must_use]
pub fn bad_name(asked: &str, better: &str) -> Diagnostic {
    found(
        Code::E0720,
        both!(
            "`{asked}` cannot be the name of a ruleset: letters, digits and `_`, a letter first",
            "«{asked}» không làm tên bộ tiêu chí được: chỉ chữ, số và «_», bắt đầu bằng chữ"
        ),
        both!("try `sao new {better}`", "thử `sao new {better}`"),
    )
}

/// The same version of a ruleset in two folders.
#[must_use]
pub fn version_twice(label: &str, here: Span, there: Span) -> Diagnostic {
    found(
        Code::E0721,
        both!(
            "the version {label} is there twice",
            "phiên bản {label} có hai lần"
        ),
        both!(
            "give one of them another version, or leave one folder out",
            "đổi phiên bản của một bên, hoặc bỏ bớt một thư mục"
        ),
    )
    .at(here, both!("here", "ở đây"))
    .at(there, both!("and here", "và ở đây"))
}

/// A ruleset that has errors is not used to score.
#[must_use]
pub fn unsound_ruleset(label: &str) -> Diagnostic {
    found(
        Code::E0722,
        both!(
            "the ruleset {label} has errors and cannot be used",
            "bộ tiêu chí {label} còn lỗi nên chưa dùng được"
        ),
        both!("`sao check` shows them all", "`sao check` cho xem mọi lỗi"),
    )
}

/// Several rulesets, and nothing says which is meant.
#[must_use]
pub fn which_ruleset(have: &[String]) -> Diagnostic {
    found(
        Code::E0723,
        both!(
            "several rulesets are here; which one is meant?",
            "ở đây có nhiều bộ tiêu chí; dùng bộ nào?"
        ),
        choose(None, have),
    )
}

/// The label of a name that is not known.
#[must_use]
pub fn named_here() -> Both {
    both!("named here", "nêu ở đây")
}

/// A file without any dossier in it.
#[must_use]
pub fn no_dossier_in(path: &str) -> Diagnostic {
    found(
        Code::E0725,
        both!("`{path}` holds no dossier", "«{path}» không có hồ sơ nào"),
        both!(
            "a table needs rows below its heading; `sao schema` shows the fields of a dossier",
            "bảng cần có dòng bên dưới dòng tiêu đề; `sao schema` cho xem các trường của hồ sơ"
        ),
    )
}
