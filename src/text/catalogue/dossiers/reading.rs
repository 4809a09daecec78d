//! Reading a dossier: JSON, YAML, CSV, NDJSON.

use super::{clip, list};
use crate::text::{Both, Code, Diagnostic, Span, both};

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// `// …` or `/* … */`
    Comment,
    /// A comma before `}` or `]`.
    TrailingComma,
    /// Two values with nothing between them.
    MissingComma,
    /// `'text'`
    SingleQuotes,
    /// A word or key without quotes.
    BareWord,
    /// A number that JSON does not write so.
    Number,
    /// An escape such as `\x`.
    Escape,
    /// A text that does not end.
    OpenText,
    /// `{` without `}`, `[` without `]`.
    OpenBracket,
    /// A closing bracket with nothing to close.
    StrayBracket,
    /// A key without `:`.
    NoColon,
    /// A key without a value.
    NoValue,
    /// More after the end.
    More,
    /// Anything else.
    Other,
}

/// A text that is not JSON. `fix` replaces the place.
#[must_use]
pub fn not_json(span: Span, fault: JsonFault, fix: Option<&str>) -> Diagnostic {
    let (found, help) = json_words(fault);
    let mut d = Diagnostic::new(
        Code::E0501,
        Both::new(
            format!("this is not JSON: {}", found.en),
            format!("chỗ này không phải JSON: {}", found.vi),
        ),
    )
    .at(span, both!("here", "tại đây"))
    .help(help);
    if let Some(text) = fix {
        d = d.fix(span, text);
    }
    d
}

fn json_words(fault: JsonFault) -> (Both, Both) {
    match fault {
        JsonFault::Comment => (
            both!("JSON has no comments", "JSON không có chú thích"),
            both!(
                "put remarks in the field `note`, or use YAML, where a comment starts with #",
                "ghi chú vào trường «ghi_chú», hoặc dùng YAML, ở đó chú thích bắt đầu bằng #"
            ),
        ),
        JsonFault::TrailingComma => (
            both!(
                "a comma after the last value",
                "dấu phẩy thừa sau giá trị cuối"
            ),
            both!("delete the comma", "xóa dấu phẩy"),
        ),
        JsonFault::MissingComma => (
            both!("a comma is missing", "thiếu dấu phẩy"),
            both!(
                "put a comma between the two values",
                "thêm dấu phẩy giữa hai giá trị"
            ),
        ),
        JsonFault::SingleQuotes => (
            both!(
                "texts stand in double quotes",
                "chữ phải đặt trong ngoặc kép"
            ),
            both!("write \"…\" instead of '…'", "viết \"…\" thay cho '…'"),
        ),
        JsonFault::BareWord => (
            both!("a word without quotes", "chữ không có ngoặc kép"),
            both!(
                "put it in double quotes; only true, false and null stand without",
                "đặt trong ngoặc kép; chỉ true, false và null không cần"
            ),
        ),
        JsonFault::Number => (
            both!(
                "a number that JSON does not write so",
                "số viết không đúng cách của JSON"
            ),
            both!(
                "write it like 82, 82.5 or -3, or put it in double quotes",
                "viết như 82, 82.5 hay -3, hoặc đặt trong ngoặc kép"
            ),
        ),
        JsonFault::Escape => (
            both!("an unknown sign after \\", "ký hiệu lạ sau dấu \\"),
            both!(
                "write \\\\ for a backslash and \\\" for a quote inside a text",
                "viết \\\\ cho dấu gạch ngược và \\\" cho ngoặc kép bên trong chữ"
            ),
        ),
        JsonFault::OpenText => (
            both!("a text that does not end", "chữ không có ngoặc kép đóng"),
            both!("close it with \"", "đóng lại bằng \""),
        ),
        JsonFault::OpenBracket => (
            both!(
                "a bracket that is not closed",
                "ngoặc mở không có ngoặc đóng"
            ),
            both!(
                "close {{ with }} and [ with ]",
                "đóng {{ bằng }} và [ bằng ]"
            ),
        ),
        JsonFault::StrayBracket => (
            both!(
                "a closing bracket with nothing to close",
                "ngoặc đóng không có ngoặc mở"
            ),
            both!(
                "delete it, or open the bracket before",
                "xóa đi, hoặc mở ngoặc phía trước"
            ),
        ),
        JsonFault::NoColon => (
            both!(
                "a colon is missing after the name of a field",
                "thiếu dấu hai chấm sau tên trường"
            ),
            both!("write \"field\": value", "viết \"trường\": giá trị"),
        ),
        JsonFault::NoValue => (
            both!("a value is missing", "thiếu giá trị"),
            both!(
                "write a value after the colon; null when it is not known",
                "ghi giá trị sau dấu hai chấm; chưa biết thì ghi null"
            ),
        ),
        JsonFault::More => (
            both!(
                "something follows after the end",
                "còn chữ sau chỗ kết thúc"
            ),
            both!(
                "put several dossiers in [ … ] with commas, or one on each line of an .ndjson file",
                "nhiều hồ sơ thì đặt trong [ … ] cách nhau bằng dấu phẩy, hoặc mỗi dòng một hồ sơ trong tệp .ndjson"
            ),
        ),
        JsonFault::Other => (
            both!("a sign that does not belong here", "ký tự không đúng chỗ"),
            both!(
                "a value is \"text\", a number, true, false, null, {{ … }} or [ … ]",
                "giá trị là \"chữ\", số, true, false, null, {{ … }} hoặc [ … ]"
            ),
        ),
    }
}

/// A line of NDJSON that holds only the start of a JSON text.
#[must_use]
pub fn json_over_lines(span: Span) -> Diagnostic {
    not_json(span, JsonFault::OpenBracket, None).help(both!(
        "in NDJSON each line is a whole dossier; a JSON text over several lines belongs in a .json file",
        "trong NDJSON mỗi dòng là một hồ sơ trọn vẹn; JSON trải nhiều dòng thì để trong tệp .json"
    ))
}

/// Why a text is not YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YamlFault {
    /// A tab where spaces are needed.
    Tab,
    /// Lines that do not stand under each other.
    Indent,
    /// A `:` inside a value, or a value where none can stand.
    Colon,
    /// A text whose quote is not closed.
    OpenText,
    /// A bracket that is not closed, or closes nothing.
    Bracket,
    /// An escape such as `\x` in double quotes.
    Escape,
    /// A sign that cannot start a value.
    Sign,
    /// Anything else.
    Other,
}

/// A text that is not YAML.
#[must_use]
pub fn not_yaml(span: Span, fault: YamlFault) -> Diagnostic {
    let (found, help) = match fault {
        YamlFault::Tab => (
            both!("a tab at the start of a line", "dấu tab ở đầu dòng"),
            both!("indent with spaces", "thụt dòng bằng dấu cách"),
        ),
        YamlFault::Indent => (
            both!(
                "this line stands neither under the one above nor inside it",
                "dòng này không thẳng hàng với dòng trên cũng không nằm trong dòng đó"
            ),
            both!(
                "give fields that belong together the same number of spaces before them",
                "các trường cùng cấp phải thụt vào số dấu cách như nhau"
            ),
        ),
        YamlFault::Colon => (
            both!(
                "a colon where no field can start",
                "dấu hai chấm ở chỗ không thể mở trường"
            ),
            both!(
                "put a text with a colon in quotes: \"a: b\"; and a space after the colon of a field",
                "đặt chữ có dấu hai chấm trong ngoặc kép: \"a: b\"; và thêm dấu cách sau dấu hai chấm của trường"
            ),
        ),
        YamlFault::OpenText => (
            both!("a quote that is not closed", "ngoặc kép mở mà không đóng"),
            both!(
                "close the quote at the end of the text",
                "đóng ngoặc kép ở cuối chữ"
            ),
        ),
        YamlFault::Bracket => (
            both!("brackets that do not match", "ngoặc mở và đóng không khớp"),
            both!(
                "close [ with ] and {{ with }}",
                "đóng [ bằng ] và {{ bằng }}"
            ),
        ),
        YamlFault::Escape => (
            both!("an unknown sign after \\", "ký hiệu lạ sau dấu \\"),
            both!(
                "inside \"…\" write \\\\ for a backslash, or use '…'",
                "trong \"…\" viết \\\\ cho dấu gạch ngược, hoặc dùng '…'"
            ),
        ),
        YamlFault::Sign => (
            both!(
                "a sign that cannot start a value",
                "ký tự không thể mở đầu giá trị"
            ),
            both!("put the value in quotes", "đặt giá trị trong ngoặc kép"),
        ),
        YamlFault::Other => (
            both!(
                "the text does not go on like this",
                "chữ không thể tiếp như vậy"
            ),
            both!(
                "write one field on each line: `field: value`",
                "mỗi dòng một trường: «trường: giá trị»"
            ),
        ),
    };
    Diagnostic::new(
        Code::E0502,
        Both::new(
            format!("this is not YAML: {}", found.en),
            format!("chỗ này không phải YAML: {}", found.vi),
        ),
    )
    .at(span, both!("here", "tại đây"))
    .help(help)
}

/// A file without a dossier.
#[must_use]
pub fn nothing_inside(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0503,
        both!(
            "there is no dossier in this file",
            "tệp này không có hồ sơ nào"
        ),
    )
    .at(span, both!("nothing stands here", "ở đây không có gì"))
    .help(both!(
        "`sao schema` shows the fields of a dossier; `sao new` writes an example",
        "`sao schema` cho xem các trường của hồ sơ; `sao new` viết sẵn một ví dụ"
    ))
}

/// A value where the fields of a dossier should stand.
#[must_use]
pub fn not_a_dossier(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0504,
        both!(
            "a dossier is a set of fields with values; here stands something else",
            "hồ sơ gồm các trường có giá trị; ở đây lại là thứ khác"
        ),
    )
    .at(span, both!("not a dossier", "không phải hồ sơ"))
    .help(both!(
        "write fields: `scorecard: …` in YAML, {{\"scorecard\": \"…\"}} in JSON",
        "ghi các trường: «phiếu_điểm: …» trong YAML, {{\"phiếu_điểm\": \"…\"}} trong JSON"
    ))
}

/// The same field twice.
#[must_use]
pub fn field_twice(name: &str, first: Span, second: Span) -> Diagnostic {
    let name = clip(name);
    Diagnostic::new(
        Code::E0505,
        both!(
            "the field `{name}` is given twice",
            "trường «{name}» ghi hai lần"
        ),
    )
    .at(second, both!("given again here", "ghi lại ở đây"))
    .at(first, both!("first given here", "ghi lần đầu ở đây"))
    .help(both!(
        "keep the one that is right and delete the other",
        "giữ chỗ đúng và xóa chỗ kia"
    ))
}

/// What YAML can abbreviate and dossiers write out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YamlShort {
    /// `&name`
    Anchor,
    /// `*name`
    Alias,
    /// `<<: …`
    Merge,
    /// `!!type`
    Tag,
}

/// An anchor, alias, merge key or tag in YAML.
#[must_use]
pub fn yaml_shorthand(span: Span, what: YamlShort) -> Diagnostic {
    let found = match what {
        YamlShort::Anchor => both!("an anchor (&)", "tên neo (&)"),
        YamlShort::Alias => both!("a reference (*)", "tham chiếu (*)"),
        YamlShort::Merge => both!("a merge (<<)", "phép gộp (<<)"),
        YamlShort::Tag => both!("a type tag (!)", "thẻ kiểu (!)"),
    };
    let help = match what {
        YamlShort::Tag => both!(
            "delete the tag; put the value in quotes if it starts with !",
            "xóa thẻ; nếu giá trị bắt đầu bằng ! thì đặt trong ngoặc kép"
        ),
        _ => both!(
            "write every value out, so that each dossier can be read by itself; put a value that starts with & or * in quotes",
            "ghi đầy đủ từng giá trị để hồ sơ nào cũng tự đọc được; giá trị bắt đầu bằng & hay * thì đặt trong ngoặc kép"
        ),
    };
    Diagnostic::new(
        Code::E0506,
        Both::new(
            format!("{} is not used in dossiers", found.en),
            format!("hồ sơ không dùng {}", found.vi),
        ),
    )
    .at(span, both!("here", "tại đây"))
    .help(help)
}

/// Values inside values inside values.
#[must_use]
pub fn too_deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(
        Code::E0507,
        both!(
            "values are nested more than {limit} deep",
            "giá trị lồng nhau quá {limit} lớp"
        ),
    )
    .at(span, both!("here it goes too deep", "tới đây là quá sâu"))
    .help(both!(
        "a dossier needs four at most: the evidence list, a paper, its fields",
        "hồ sơ chỉ cần nhiều nhất bốn lớp: danh sách minh chứng, giấy tờ, các trường"
    ))
}

/// A field whose name is not a word.
#[must_use]
pub fn bad_field_name(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0508,
        both!(
            "the name of a field is a word or a criterion number",
            "tên trường phải là một từ hoặc số của tiêu chí"
        ),
    )
    .at(span, both!("not a name", "không phải tên"))
    .help(both!(
        "write the name before the colon: `1.1: a`",
        "ghi tên trước dấu hai chấm: «1.1: a»"
    ))
}

/// A row with more or fewer cells than the header.
#[must_use]
pub fn ragged_row(span: Span, row: usize, cells: usize, columns: usize, comma: bool) -> Diagnostic {
    let help = if comma && cells > columns {
        both!(
            "put a value with a comma in quotes (\"82,5\"), or separate all columns with ; instead",
            "đặt giá trị có dấu phẩy trong ngoặc kép (\"82,5\"), hoặc ngăn các cột bằng dấu ;"
        )
    } else {
        both!(
            "leave a cell empty when nothing is known, but keep its separator",
            "chưa biết thì để ô trống, nhưng giữ dấu ngăn cột"
        )
    };
    Diagnostic::new(
        Code::E0509,
        both!(
            "row {row} has {cells} cells, the header has {columns}",
            "dòng {row} có {cells} ô, dòng tiêu đề có {columns} ô"
        ),
    )
    .at(span, both!("{cells} cells", "{cells} ô"))
    .help(help)
}

/// A quote in a table that is not closed, or closed in the middle of a cell.
#[must_use]
pub fn open_quote(span: Span, row: usize) -> Diagnostic {
    Diagnostic::new(
        Code::E0510,
        both!(
            "in row {row} a quote opens and is not closed at the end of its cell",
            "ở dòng {row} có ngoặc kép mở mà không đóng ở cuối ô"
        ),
    )
    .at(span, both!("opened here", "mở ở đây"))
    .help(both!(
        "close the quote before the next separator; write \"\" for a quote inside a cell",
        "đóng ngoặc kép trước dấu ngăn cột tiếp theo; ngoặc kép bên trong ô thì viết \"\""
    ))
}

/// The same column twice.
#[must_use]
pub fn column_twice(name: &str, first: (usize, Span), second: (usize, Span)) -> Diagnostic {
    let name = clip(name);
    let (a, b) = (first.0, second.0);
    let code = name.chars().any(|c| c.is_ascii_digit());
    Diagnostic::new(
        Code::E0511,
        both!(
            "columns {a} and {b} are both `{name}`",
            "cột {a} và cột {b} cùng là «{name}»"
        ),
    )
    .at(second.1, both!("again here", "lặp lại ở đây"))
    .at(first.1, both!("first here", "lần đầu ở đây"))
    .help(if code {
        both!(
            "a spreadsheet may have turned 1.10 into 1.1: format the header as text; else delete one of the two",
            "bảng tính có thể đã đổi 1.10 thành 1.1: định dạng dòng tiêu đề là văn bản; nếu không thì xóa một cột"
        )
    } else {
        both!("delete one of the two", "xóa một trong hai cột")
    })
}

/// A row or line of more bytes than are held at once.
#[must_use]
pub fn row_too_long(span: Span, row: usize, megabytes: usize) -> Diagnostic {
    Diagnostic::new(
        Code::E0512,
        both!(
            "row {row} is longer than {megabytes} MB",
            "dòng {row} dài hơn {megabytes} MB"
        ),
    )
    .at(span, both!("this row is left out", "dòng này bị bỏ qua"))
    .help(both!(
        "one row holds one dossier; check the line ends of the file",
        "mỗi dòng là một hồ sơ; xem lại dấu xuống dòng của tệp"
    ))
}

/// A value under a column without a name, or a header without any.
#[must_use]
pub fn nameless_column(span: Span, column: usize) -> Diagnostic {
    Diagnostic::new(
        Code::E0513,
        both!("column {column} has no name", "cột {column} không có tên"),
    )
    .at(
        span,
        both!("a value without a name", "giá trị không có tên"),
    )
    .help(both!(
        "the first row names the columns: id, scorecard, criterion numbers, facts",
        "dòng đầu ghi tên các cột: mã, phiếu_điểm, số tiêu chí, dữ kiện"
    ))
}

/// A field that a cell of a table cannot hold.
#[must_use]
pub fn not_in_a_cell(span: Span, name: &str) -> Diagnostic {
    let name = clip(name);
    Diagnostic::new(
        Code::E0514,
        both!(
            "`{name}` holds several values with fields of their own; a cell cannot",
            "«{name}» gồm nhiều giá trị có trường riêng; một ô không chứa được"
        ),
    )
    .at(span, both!("in a cell", "trong một ô"))
    .help(both!(
        "write such dossiers as NDJSON (one on each line), YAML or JSON",
        "viết các hồ sơ này dạng NDJSON (mỗi dòng một hồ sơ), YAML hoặc JSON"
    ))
}

/// A table with a header and nothing under it.
#[must_use]
pub fn header_only(span: Span, columns: &[String]) -> Diagnostic {
    let all = list(columns);
    Diagnostic::new(
        Code::W0501,
        both!(
            "the table has a header but no dossiers under it",
            "bảng có dòng tiêu đề nhưng không có hồ sơ nào bên dưới"
        ),
    )
    .at(span, both!("columns: {all}", "các cột: {all}"))
    .help(both!(
        "write one dossier in each row under the header",
        "ghi mỗi hồ sơ một dòng dưới dòng tiêu đề"
    ))
}
