//! E12xx: many dossiers at once.

use crate::text::{Code, Diagnostic, both};

/// The end of a name does not say in which form to write a result.
#[must_use]
pub fn which_form(path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::E1201,
        both!(
            "the name `{path}` does not say in which form to write the result",
            "tên «{path}» không cho biết ghi kết quả theo dạng nào"
        ),
    )
    .help(both!(
        "end it in .csv, .ndjson, .parquet or .arrow, or name the form with --to",
        "đặt đuôi .csv, .ndjson, .parquet hoặc .arrow, hoặc nêu dạng bằng --to"
    ))
}

/// A file that holds no table of dossiers.
#[must_use]
pub fn not_a_table(path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::E1202,
        both!(
            "`{path}` is not a table of dossiers: a batch reads .csv, .ndjson, .parquet and .arrow",
            "«{path}» không phải bảng hồ sơ: lệnh batch đọc .csv, .ndjson, .parquet và .arrow"
        ),
    )
    .help(both!(
        "score single dossiers with `sao score`; save a spreadsheet as CSV (UTF-8)",
        "hồ sơ lẻ thì chấm bằng `sao score`; bảng tính thì lưu lại dạng CSV (UTF-8)"
    ))
}

/// A run that was stopped before its end.
#[must_use]
pub fn interrupted(scored: usize) -> Diagnostic {
    Diagnostic::new(
        Code::E1203,
        both!(
            "stopped after {scored} dossiers; no file was written",
            "đã dừng sau {scored} hồ sơ; không tệp nào được ghi"
        ),
    )
    .help(both!(
        "a result file takes its place only when it is whole; run the command again",
        "tệp kết quả chỉ thay vào chỗ của nó khi đã trọn vẹn; hãy chạy lại lệnh"
    ))
}

/// The compiled path and the interpreter differ: a fault of Sao.
#[must_use]
pub fn paths_differ(count: usize, some: &[(String, Vec<&str>)]) -> Diagnostic {
    let first: Vec<String> = some
        .iter()
        .map(|(id, what)| format!("{id}: {}", what.join(", ")))
        .collect();
    let first = first.join("; ");
    Diagnostic::new(
        Code::E1204,
        both!(
            "the compiled path and the interpreter differ on {count} dossiers ({first})",
            "hai đường chấm cho kết quả khác nhau ở {count} hồ sơ ({first})"
        ),
    )
    .help(both!(
        "the interpreter (`sao score`) is the one to trust; please report the ruleset and the dossier",
        "hãy tin bộ diễn giải (`sao score`); xin báo lại bộ tiêu chí và hồ sơ này"
    ))
}

/// Parquet and Arrow are in a build of their own.
#[must_use]
pub fn built_without(what: &str, form: &str) -> Diagnostic {
    Diagnostic::new(
        Code::E1205,
        both!(
            "`{what}`: this build of Sao neither reads nor writes {form}",
            "«{what}»: bản Sao này không đọc cũng không ghi {form}"
        ),
    )
    .help(both!(
        "build it with the feature `arrow`: cargo install --path . --features arrow; or save the table as CSV",
        "hãy dựng Sao với tính năng `arrow`: cargo install --path . --features arrow; hoặc lưu bảng thành CSV"
    ))
}

/// A file that is not what its name says.
#[must_use]
pub fn not_as_named(path: &str, form: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::E1206,
        both!(
            "`{path}` cannot be read as {form}",
            "không đọc được «{path}» theo dạng {form}"
        ),
    )
    .note(both!("{reason}", "{reason}"))
    .help(both!(
        "check that the file was written to its end and that its name ends as its form does (.parquet, .arrow)",
        "kiểm tra xem tệp đã được ghi đến hết chưa và đuôi tên có đúng dạng không (.parquet, .arrow)"
    ))
}
