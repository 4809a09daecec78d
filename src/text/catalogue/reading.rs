//! E01xx: reading a text.

use crate::text::{Both, Code, Diagnostic, Span, Utf8Error, both};
use jiff::civil::Date;

/// A file that is not UTF-8.
#[must_use]
pub fn not_utf8(path: &str, error: &Utf8Error) -> Diagnostic {
    let Utf8Error { byte, line, value } = error;
    Diagnostic::new(
        Code::E0101,
        both!(
            "`{path}` is not UTF-8: line {line}, byte {byte} of the file is {value:#04x}",
            "«{path}» không phải UTF-8: dòng {line}, byte thứ {byte} của tệp là {value:#04x}"
        ),
    )
    .help(both!(
        "save the file again with the encoding UTF-8",
        "lưu lại tệp với bảng mã UTF-8"
    ))
}

/// Things that were expected, joined to a list.
fn list(things: &[Both]) -> Both {
    const MOST: usize = 9;
    let join = |of: fn(&Both) -> &str, or: &str| {
        let shown: Vec<&str> = things.iter().take(MOST).map(of).collect();
        match shown.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] if things.len() <= MOST => {
                format!("{} {or} {last}", first.join(", "))
            }
            all => format!("{}, …", all.join(", ")),
        }
    };
    Both {
        en: join(|b| &b.en, "or"),
        vi: join(|b| &b.vi, "hoặc"),
    }
}

/// A statement with something else in it than was expected there.
#[must_use]
pub fn expected(noun: &Both, wanted: &[Both], found: &Both, span: Span) -> Diagnostic {
    let (noun, wanted) = (noun, list(wanted));
    let (n, w, f) = (&noun.en, &wanted.en, &found.en);
    let (nv, wv, fv) = (&noun.vi, &wanted.vi, &found.vi);
    let message = if wanted.en.is_empty() {
        both!(
            "this {n} cannot be read on from {f}",
            "không đọc tiếp được {nv} từ {fv}"
        )
    } else {
        both!(
            "{n}: expected {w}, found {f}",
            "{nv}: cần {wv}, nhưng gặp {fv}"
        )
    };
    Diagnostic::new(Code::E0102, message)
        .at(span, both!("not expected here", "không hợp ở chỗ này"))
}

/// How a statement is written.
#[must_use]
pub fn written(shape: &Both) -> Both {
    let (s, sv) = (&shape.en, &shape.vi);
    both!("it is written: {s}", "cách viết: {sv}")
}

/// What to write instead of a sign of other languages.
#[must_use]
pub fn other_sign(found: &str) -> Option<Both> {
    let (en, vi) = match found {
        "==" => ("`=`", "«=»"),
        "&&" | "&" => ("`and`", "«và»"),
        "||" => ("`or`", "«hoặc»"),
        "!" => ("`not`", "«không phải»"),
        "<>" | "/=" | "=/=" => ("`!=`", "«!=»"),
        "=<" => ("`<=`", "«<=»"),
        "=>" => ("`>=`, or `->` before points", "«>=», hoặc «->» trước điểm"),
        "//" | "/*" | "--" => ("`#` before a remark", "«#» trước ghi chú"),
        "–" | "—" => (
            "`..` between two numbers, `-` before one",
            "«..» giữa hai số, «-» trước một số",
        ),
        ":" | ":=" => ("`=`, or nothing at all", "«=», hoặc bỏ đi"),
        _ => return None,
    };
    Some(both!("write {en} instead", "thay bằng {vi}"))
}

/// Adds the word that was probably meant, and the mend.
#[must_use]
pub fn did_you_mean(d: Diagnostic, word: &str, span: Span) -> Diagnostic {
    d.help(both!(
        "did you mean `{word}`?",
        "có phải là «{word}» không?"
    ))
    .fix(span, word)
}

/// A line that begins with a misspelt keyword.
#[must_use]
pub fn misspelt(found: &str, word: &str, span: Span) -> Diagnostic {
    let d = Diagnostic::new(
        Code::E0103,
        both!(
            "no statement begins with `{found}`",
            "không có câu nào bắt đầu bằng «{found}»"
        ),
    )
    .at(span, both!("not a keyword", "không phải từ khóa"));
    did_you_mean(d, word, span)
}

/// A line that begins like no statement.
#[must_use]
pub fn unknown_statement(found: &Both, place: &Both, here: &[Both], span: Span) -> Diagnostic {
    let (f, p) = (&found.en, &place.en);
    let (fv, pv) = (&found.vi, &place.vi);
    let d = Diagnostic::new(
        Code::E0103,
        both!(
            "nothing in {p} begins with {f}",
            "trong {pv} không có gì bắt đầu bằng {fv}"
        ),
    )
    .at(span, both!("not understood", "chỗ này không hiểu được"));
    if here.is_empty() {
        return d.help(both!(
            "the line is written wrongly, or its block is",
            "dòng này viết sai, hoặc khối chứa nó viết sai"
        ));
    }
    let join = |of: fn(&Both) -> &str| here.iter().map(of).collect::<Vec<_>>().join(", ");
    let (h, hv) = (join(|b| &b.en), join(|b| &b.vi));
    d.help(both!("in {p} may stand: {h}", "trong {pv} có thể có: {hv}"))
}

/// A statement in a block where it has no place.
#[must_use]
pub fn misplaced(name: &Both, place: &Both, places: &[Both], span: Span) -> Diagnostic {
    let (n, p) = (&name.en, &place.en);
    let (nv, pv) = (&name.vi, &place.vi);
    let places = list(places);
    let (there, there_vi) = (&places.en, &places.vi);
    Diagnostic::new(
        Code::E0104,
        both!("{n} cannot stand in {p}", "{nv} không đứng trong {pv} được"),
    )
    .at(span, both!("misplaced", "sai chỗ"))
    .help(both!(
        "its place is in {there}",
        "chỗ của nó là trong {there_vi}"
    ))
}

/// A block without its `}`, where another line shows that it has ended.
#[must_use]
pub fn not_closed(open: Span, before: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0105,
        both!("this block is not closed", "khối này chưa đóng"),
    )
    .at(open, both!("opened here", "mở ở đây"))
    .at(
        before,
        both!("a `}}` is missing before this", "thiếu «}}» trước chỗ này"),
    )
    .help(both!("every `{{` needs its `}}`", "mỗi «{{» cần một «}}»"))
}

/// Blocks without their `}` at the end of a file: outermost last.
#[must_use]
pub fn not_closed_at_end(open: &[Span], end: Span) -> Diagnostic {
    let count = open.len();
    let message = if count == 1 {
        both!("this block is not closed", "khối này chưa đóng")
    } else {
        both!(
            "the file ends with {count} blocks not closed",
            "hết tệp mà còn {count} khối chưa đóng"
        )
    };
    let d = open
        .iter()
        .take(8)
        .fold(Diagnostic::new(Code::E0105, message), |d, span| {
            d.at(*span, both!("opened here", "mở ở đây"))
        });
    d.at(end, both!("the end of the file", "hết tệp"))
        .help(both!("every `{{` needs its `}}`", "mỗi «{{» cần một «}}»"))
}

/// A `}` too many.
#[must_use]
pub fn stray_brace(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0106,
        both!("this `}}` closes nothing", "«}}» này không đóng khối nào"),
    )
    .at(span, both!("one too many", "thừa"))
    .help(both!(
        "take it away, or add the heading and the `{{` of the block it belongs to",
        "bỏ đi, hoặc thêm phần đầu và «{{» của khối mà nó thuộc về"
    ))
    .fix(span, "")
}

/// A text in quotes that has no end on its line.
#[must_use]
pub fn text_not_closed(text: Span, end: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0107,
        both!(
            "this text has no closing quote",
            "đoạn chữ này thiếu dấu ngoặc kép đóng"
        ),
    )
    .at(text, both!("begins here", "bắt đầu ở đây"))
    .help(both!(
        "a text begins and ends with \" on the same line; \\\" stands for a quote inside",
        "đoạn chữ bắt đầu và kết thúc bằng \" trên cùng một dòng; dấu \" ở giữa viết là \\\""
    ))
    .fix(end, "\"")
}

/// A line that is no statement.
#[must_use]
pub fn unreadable(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0102,
        both!("this cannot be read", "không đọc được chỗ này"),
    )
    .at(span, both!("not understood", "chỗ này không hiểu được"))
}

/// A number of more digits than are kept exactly.
#[must_use]
pub fn too_many_digits(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0108,
        both!(
            "this number has too many digits",
            "số này có quá nhiều chữ số"
        ),
    )
    .at(
        span,
        both!(
            "too long to be kept exactly",
            "dài quá, không giữ chính xác được"
        ),
    )
    .help(both!(
        "at most 18 digits before the point and 12 after it",
        "nhiều nhất 18 chữ số trước dấu chấm và 12 chữ số sau"
    ))
}

/// A day that no calendar has.
#[must_use]
pub fn no_such_day(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0109,
        both!("there is no day {text}", "không có ngày {text}"),
    )
    .at(span, both!("not in the calendar", "lịch không có ngày này"))
    .help(both!(
        "a day is written year-month-day: 2026-05-22",
        "ngày viết theo năm-tháng-ngày: 2026-05-22"
    ))
}

/// Expressions or blocks inside each other without end.
#[must_use]
pub fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0110,
        both!(
            "blocks stand more than 64 deep inside each other, or parentheses more than 128",
            "khối lồng nhau quá 64 tầng, hoặc ngoặc quá 128 tầng"
        ),
    )
    .at(span, both!("too deep from here on", "từ đây quá sâu"))
    .help(both!(
        "give a part of it a name with `let`, or a scorecard of its own",
        "đặt tên cho một phần bằng «đặt», hoặc tách thành phiếu riêng"
    ))
}

/// An expression of very many parts.
#[must_use]
pub fn too_long(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0111,
        both!(
            "this is too long or too entangled to be read",
            "chỗ này dài quá hoặc rối quá, không đọc được"
        ),
    )
    .at(span, both!("not read", "không đọc"))
    .help(both!(
        "one condition may have at most 1000 operators: give parts of it names with `let`",
        "một điều kiện có nhiều nhất 1000 phép toán: đặt tên cho từng phần bằng «đặt»"
    ))
}

/// A `\` before a sign that needs none.
#[must_use]
pub fn unknown_escape(sign: char, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0112,
        both!(
            "`\\{sign}` stands for nothing",
            "«\\{sign}» không thay cho ký tự nào"
        ),
    )
    .at(span, both!("not known", "không có nghĩa"))
    .help(both!(
        "in a text, \\\" stands for a quote and \\\\ for a backslash",
        "trong đoạn chữ, \\\" thay cho dấu ngoặc kép và \\\\ thay cho dấu gạch ngược"
    ))
}

/// Quotes of a word processor, or single ones; `text` is what stands in them.
#[must_use]
pub fn other_quotes(quote: char, text: Option<&str>, span: Span) -> Diagnostic {
    let d = Diagnostic::new(
        Code::E0113,
        both!(
            "a text stands between straight quotes \", not {quote}",
            "đoạn chữ đặt giữa hai dấu ngoặc kép thẳng \", không phải {quote}"
        ),
    )
    .at(span, both!("other quotes", "dấu ngoặc khác"))
    .help(both!(
        "word processors turn quotes round by themselves: write \"…\"",
        "trình soạn thảo hay tự đổi dấu ngoặc: viết lại thành \"…\""
    ));
    match text {
        Some(text) => d.fix(span, format!("\"{text}\"")),
        None => d,
    }
}

/// `0,5`
#[must_use]
pub fn decimal_comma(found: &str, span: Span) -> Diagnostic {
    let point = found.replace(',', ".");
    Diagnostic::new(
        Code::E0114,
        both!(
            "`{found}`: the decimal sign is a point",
            "«{found}»: dấu thập phân là dấu chấm"
        ),
    )
    .at(span, both!("a comma in a number", "dấu phẩy trong số"))
    .help(both!("write {point}", "viết {point}"))
    .fix(span, point)
}

/// `1.000.000`, `1,000`
#[must_use]
pub fn grouped_number(found: &str, plain: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0114,
        both!(
            "`{found}`: thousands are not set apart by points or commas",
            "«{found}»: không tách hàng nghìn bằng dấu chấm hay dấu phẩy"
        ),
    )
    .at(span, both!("not one number", "không phải một số"))
    .help(both!(
        "write {plain} if that is meant; `_` may set digits apart",
        "viết {plain} nếu đúng là số ấy; có thể tách chữ số bằng «_»"
    ))
}

/// `335kJ`
#[must_use]
pub fn unit_too_close(number: &str, unit: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0114,
        both!(
            "`{number}{unit}`: a number and its unit stand apart",
            "«{number}{unit}»: số và đơn vị viết rời nhau"
        ),
    )
    .at(span, both!("no space between", "thiếu dấu cách"))
    .help(both!("write {number} {unit}", "viết {number} {unit}"))
    .fix(span, format!("{number} {unit}"))
}

/// `22/05/2026`
#[must_use]
pub fn other_day(found: &str, day: Option<Date>, span: Span) -> Diagnostic {
    let d = Diagnostic::new(
        Code::E0114,
        both!(
            "`{found}`: a day is written year-month-day",
            "«{found}»: ngày viết theo năm-tháng-ngày"
        ),
    )
    .at(span, both!("written another way", "viết cách khác"));
    match day {
        Some(day) => d
            .help(both!("write {day}", "viết {day}"))
            .fix(span, day.to_string()),
        None => d.help(both!("as in 2026-05-22", "như 2026-05-22")),
    }
}

/// More findings in a file than are worth listing.
#[must_use]
pub fn and_more(more: usize, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0115,
        both!(
            "{more} more findings in this file are not listed",
            "còn {more} lỗi nữa trong tệp này không liệt kê"
        ),
    )
    .at(span, both!("from here on", "từ đây trở đi"))
    .help(both!(
        "mend the first ones and check again",
        "sửa các lỗi đầu rồi kiểm tra lại"
    ))
}

/// `100.000`: a hundred, where a hundred thousand may be meant.
#[must_use]
pub fn thousand_or_point(found: &str, whole: &str, span: Span) -> Diagnostic {
    let plain = found.replace('.', "");
    Diagnostic::new(
        Code::W0101,
        both!(
            "`{found}` is {whole}, not {plain}",
            "«{found}» là {whole}, không phải {plain}"
        ),
    )
    .at(
        span,
        both!("the point is a decimal point", "dấu chấm là dấu thập phân"),
    )
    .help(both!(
        "write {whole} or {plain}, whichever is meant",
        "viết {whole} hoặc {plain}, tùy ý muốn nói"
    ))
}

/// A formatted text that would not say what the page says; a fault of the
/// formatter, which is why nothing is written.
#[must_use]
pub fn formatting_changes(place: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::E0190,
        both!(
            "formatting would change what this file says, so it is left as it is",
            "định dạng sẽ làm đổi nội dung tệp này, nên tệp được giữ nguyên"
        ),
    )
    .help(both!(
        "this is a fault of sao, not of the file; please report it together with these lines",
        "đây là lỗi của sao, không phải của tệp; xin báo lỗi kèm mấy dòng này"
    ));
    match place {
        None => found,
        Some(place) => found.at(
            place,
            both!(
                "the formatted text reads differently here",
                "bản đã định dạng đọc ra khác ở đây"
            ),
        ),
    }
}
