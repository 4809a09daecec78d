//! E11xx: what all dossiers of a card could be.

use crate::text::{Both, Code, Diagnostic, Span, both};

/// A criterion for people: its number, and where it stands.
pub type Place = Option<(String, Span)>;

fn with_criterion(d: Diagnostic, place: Place) -> Diagnostic {
    match place {
        Some((number, span)) => d.at(
            span,
            both!(
                "criterion {number} looks at it",
                "tiêu chí {number} xét đến"
            ),
        ),
        None => d,
    }
}

fn nothing_sampled(d: Diagnostic) -> Diagnostic {
    d.note(both!(
        "nothing is sampled instead: the answer would not be exact",
        "không lấy mẫu để thay: kết quả sẽ không còn chính xác"
    ))
}

/// A fact has no end of values that the card tells apart.
#[must_use]
pub fn not_finite(card: &str, fact: &str, at: Place, span: Span) -> Diagnostic {
    let d = Diagnostic::new(
        Code::E1101,
        both!(
            "the dossiers of `{card}` cannot be counted: every value of `{fact}` may come out differently",
            "không đếm được hồ sơ của «{card}»: mỗi giá trị của «{fact}» có thể cho một kết quả khác"
        ),
    )
    .at(span, both!("here", "ở đây"));
    nothing_sampled(with_criterion(d, at)).help(both!(
        "compare `{fact}` with constants, or make it a whole number between two bounds that lie near",
        "so sánh «{fact}» với hằng số, hoặc khai là số nguyên giữa hai giới hạn gần nhau"
    ))
}

/// Something stays open although all that it looks at is given.
#[must_use]
pub fn not_settled(card: &str, at: Place, span: Span) -> Diagnostic {
    let message = match &at {
        Some((number, _)) => both!(
            "the dossiers of `{card}` cannot be counted: criterion {number} stays open whatever is answered and given",
            "không đếm được hồ sơ của «{card}»: tiêu chí {number} vẫn để ngỏ dù trả lời và khai thế nào"
        ),
        None => both!(
            "the dossiers of `{card}` cannot be counted: this condition stays open whatever is answered and given",
            "không đếm được hồ sơ của «{card}»: điều kiện này vẫn để ngỏ dù trả lời và khai thế nào"
        ),
    };
    nothing_sampled(Diagnostic::new(Code::E1102, message).at(span, both!("this", "chỗ này"))).help(
        both!(
            "see whether it divides by something that can be zero, or looks up what a table does not hold",
            "xem nó có chia cho số có thể bằng 0, hay tra giá trị không có trong bảng"
        ),
    )
}

/// Too much hangs together.
#[must_use]
pub fn too_large(card: &str, at: Place, span: Span) -> Diagnostic {
    let message = match &at {
        Some((number, _)) => both!(
            "the dossiers of `{card}` cannot be counted: too much hangs together at criterion {number}",
            "không đếm được hồ sơ của «{card}»: ở tiêu chí {number} có quá nhiều thứ phụ thuộc nhau"
        ),
        None => both!(
            "the dossiers of `{card}` cannot be counted: too much hangs together",
            "không đếm được hồ sơ của «{card}»: có quá nhiều thứ phụ thuộc nhau"
        ),
    };
    let span = at.map_or(span, |(_, span)| span);
    nothing_sampled(Diagnostic::new(Code::E1103, message).at(span, both!("here", "ở đây"))).help(
        both!(
            "fewer conditions between criteria, or fewer facts that several of them look at, make it smaller",
            "giảm điều kiện giữa các tiêu chí, hoặc giảm dữ kiện mà nhiều tiêu chí cùng xét"
        ),
    )
}

/// A number left the range that is kept exactly.
#[must_use]
pub fn too_long_numbers(card: &str, span: Span) -> Diagnostic {
    nothing_sampled(Diagnostic::new(
        Code::E1104,
        both!(
            "the dossiers of `{card}` cannot be counted: their totals have too many different values",
            "không đếm được hồ sơ của «{card}»: tổng điểm có quá nhiều giá trị khác nhau"
        ),
    ).at(span, both!("this scorecard", "phiếu điểm này")))
    .help(both!(
        "points in whole numbers, or in few decimals, are counted",
        "chỉ đếm được điểm là số nguyên hoặc có ít chữ số thập phân"
    ))
}

/// The text of a card is not at hand.
#[must_use]
pub fn no_text(card: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E1105,
        both!(
            "the text of `{card}` is not at hand: it has no dossiers to go through",
            "chưa có nội dung của «{card}»: không có hồ sơ nào để xét"
        ),
    )
    .at(span, both!("this scorecard", "phiếu điểm này"))
    .help(both!(
        "choose a scorecard whose text is there",
        "chọn phiếu điểm đã có nội dung"
    ))
}

/// The council joins its sheets in a way that needs every total by itself.
#[must_use]
pub fn council_needs_all(card: &str, span: Span) -> Diagnostic {
    nothing_sampled(Diagnostic::new(
        Code::E1106,
        both!(
            "what is open on the sheets of this council cannot be gone through exactly under `{card}`",
            "không xét hết được những chỗ để ngỏ trên các phiếu của hội đồng này theo «{card}»"
        ),
    ).at(span, both!("this scorecard", "phiếu điểm này")))
    .help(both!(
        "go through the sheet of one assessor: a dossier without `assessors`",
        "xét phiếu của một người chấm: hồ sơ không có phần «assessors»"
    ))
}

/// The scorecard that is asked about must be named.
#[must_use]
pub fn which_card(have: &[String]) -> Diagnostic {
    let list = have.join(", ");
    Diagnostic::new(
        Code::E1107,
        both!(
            "which scorecard? there are several: {list}",
            "phiếu điểm nào? có nhiều phiếu: {list}"
        ),
    )
    .help(both!(
        "name one with `--scorecard`",
        "nêu một phiếu bằng `--scorecard`"
    ))
}

/// No dossier comes out as asked.
#[must_use]
pub fn no_dossier_there(what: &Both) -> Diagnostic {
    Diagnostic::new(
        Code::E1108,
        Both::new(
            format!("no dossier comes out so: {}", what.en),
            format!("không hồ sơ nào cho kết quả này: {}", what.vi),
        ),
    )
    .help(both!(
        "`sao outcomes` without `--total` and `--level` shows what does",
        "`sao outcomes` không kèm `--total`, `--level` cho thấy những kết quả có thể"
    ))
}
