//! E02xx: the structure and the sums of a card.

use crate::text::{Both, Code, Diagnostic, Span, both};

/// «did you mean» the nearest, when there is one.
fn meant(near: Option<&str>) -> Option<Both> {
    near.map(|n| both!("did you mean `{n}`?", "có phải là «{n}» không?"))
}

/// Adds the line of the shared text, when the finding concerns it too.
fn shared(found: Diagnostic, place: Option<Span>) -> Diagnostic {
    match place {
        Some(span) => found.at(
            span,
            both!(
                "it is taken from this shared text",
                "lấy từ nội dung dùng chung này"
            ),
        ),
        None => found,
    }
}

/// A number used by two things of the same kind on one card.
#[must_use]
pub fn number_twice(thing: &Both, code: &str, here: Span, first: Span) -> Diagnostic {
    let (en, vi) = (&thing.en, &thing.vi);
    let found = Diagnostic::new(
        Code::E0205,
        both!(
            "{en} stands twice on this card",
            "{vi} có hai lần trên phiếu này"
        ),
    )
    .at(here, both!("again here", "lặp lại ở đây"));
    let found = if first == here {
        found
    } else {
        found.at(first, both!("first here", "lần đầu ở đây"))
    };
    found.help(both!(
        "when the decision itself prints the number twice, write the second one `{code}#2`",
        "nếu chính quyết định in trùng số, viết cái thứ hai là «{code}#2»"
    ))
}

/// Two cards, or two shared texts, of one name.
#[must_use]
pub fn name_twice(thing: &Both, here: Span, first: Span) -> Diagnostic {
    let (en, vi) = (&thing.en, &thing.vi);
    Diagnostic::new(Code::E0206, both!("there are two of {en}", "có hai {vi}"))
        .at(here, both!("again here", "lặp lại ở đây"))
        .at(first, both!("first here", "lần đầu ở đây"))
        .help(both!(
            "give one of them another name, or take it away",
            "đổi tên một cái, hoặc xóa bớt"
        ))
}

/// Two options, cases or findings of one criterion with the same letter.
#[must_use]
pub fn option_twice(key: &str, here: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0207,
        both!(
            "the letter {key} stands twice in this criterion",
            "ký hiệu {key} có hai lần trong tiêu chí này"
        ),
    )
    .at(here, both!("again here", "lặp lại ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!(
        "a dossier answers with the letter, so each needs its own, also across cases",
        "hồ sơ trả lời bằng ký hiệu này, nên mỗi lựa chọn cần ký hiệu riêng, kể cả giữa các trường hợp"
    ))
}

/// A criterion in which nothing gives points.
#[must_use]
pub fn no_options(number: &str, ladder: bool, head: Span, place: Option<Span>) -> Diagnostic {
    let found = if ladder {
        Diagnostic::new(
            Code::E0208,
            both!(
                "the ladder of criterion {number} has no rungs",
                "thang điểm của tiêu chí {number} chưa có nấc nào"
            ),
        )
        .help(both!(
            "write one line for each step, such as `> 10 -> 1`",
            "viết mỗi nấc một dòng, như «> 10 -> 1»"
        ))
    } else {
        Diagnostic::new(
            Code::E0208,
            both!(
                "criterion {number} has no options",
                "tiêu chí {number} chưa có lựa chọn nào"
            ),
        )
        .help(both!(
            "write one line for each option, such as `a 1 \"…\"`; if the card prints none and it is met or not, say `yes/no`",
            "viết mỗi lựa chọn một dòng, như «a 1 \"…\"»; nếu phiếu không in lựa chọn mà chỉ có đạt hay không, viết «có/không»"
        ))
    };
    shared(
        found.at(head, both!("nothing to choose from", "không có gì để chọn")),
        place,
    )
}

/// A part, a section or a card in which nothing stands.
#[must_use]
pub fn empty(thing: &Both, head: Span) -> Diagnostic {
    let (en, vi) = (&thing.en, &thing.vi);
    Diagnostic::new(
        Code::E0209,
        both!("{en} has no criteria", "{vi} chưa có tiêu chí nào"),
    )
    .at(head, both!("nothing stands in it", "bên trong không có gì"))
    .help(both!(
        "write its criteria in `{{ … }}`; a card whose text is not at hand says `unavailable \"why\"`",
        "viết các tiêu chí trong «{{ … }}»; phiếu chưa có nguyên văn thì ghi «không có \"lý do\"»"
    ))
}

/// A line that does not belong to the form of its criterion.
#[must_use]
pub fn wrong_form(line: &Both, form: &Both, at: Span, help: Both) -> Diagnostic {
    let (len, lvi) = (&line.en, &line.vi);
    let (fen, fvi) = (&form.en, &form.vi);
    Diagnostic::new(
        Code::E0210,
        both!(
            "{len} does not belong in {fen}",
            "{lvi} không nằm trong {fvi}"
        ),
    )
    .at(at, both!("not here", "không để ở đây"))
    .help(help)
}

/// Something that may be said once, said again.
#[must_use]
pub fn said_twice(what: &Both, here: Span, first: Span) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    Diagnostic::new(
        Code::E0211,
        both!("{en} is said twice", "{vi} được ghi hai lần"),
    )
    .at(here, both!("again here", "lặp lại ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!("keep one of them", "chỉ giữ một"))
}

/// An option without points that is not taken from shared text.
#[must_use]
pub fn no_points(key: &str, at: Span, like: bool, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::E0212,
        both!("option {key} has no points", "lựa chọn {key} chưa có điểm"),
    )
    .at(at, both!("points are missing here", "thiếu điểm ở đây"));
    let found = if like {
        found.note(both!(
            "the shared text has no option {key}, so there is nothing to take the points from",
            "nội dung dùng chung không có lựa chọn {key}, nên không lấy điểm từ đó được"
        ))
    } else {
        found
    };
    found
        .help(both!(
            "write its points after the letter: `{key} 1 \"…\"`",
            "ghi điểm ngay sau ký hiệu: «{key} 1 \"…\"»"
        ))
        .help_opt(meant(near))
}

/// `force` or `replaces` of something that is not there.
#[must_use]
pub fn unknown_target(
    line: &Both,
    what: &Both,
    at: Span,
    near: Option<&str>,
    help: Both,
) -> Diagnostic {
    let (len, lvi) = (&line.en, &line.vi);
    let (en, vi) = (&what.en, &what.vi);
    let found = Diagnostic::new(
        Code::E0217,
        both!("{len}: there is no {en}", "{lvi}: không có {vi}"),
    )
    .at(
        at,
        both!("nothing is called this", "không có gì tên như vậy"),
    )
    .help(help)
    .help_opt(meant(near));
    match near {
        Some(n) => found.fix(at, n),
        None => found,
    }
}

/// A step of a ladder that cannot be written out.
#[must_use]
pub fn bad_steps(why: &Both, at: Span) -> Diagnostic {
    let (en, vi) = (&why.en, &why.vi);
    Diagnostic::new(
        Code::E0218,
        both!("equal steps: {en}", "bậc đều: {vi}"),
    )
    .at(at, both!("these steps", "các bậc này"))
    .help(both!(
        "`> 335 kJ -> 1 .. 10 every 335 kJ` gives one point more at each further 335 kJ, up to 10",
        "«> 335 kJ -> 1 .. 10 mỗi 335 kJ» cho thêm một điểm sau mỗi 335 kJ, đến 10"
    ))
}

/// Two rungs or branches that take the same value.
#[must_use]
pub fn rungs_overlap(what: &Both, value: &Both, here: Span, first: Span) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    let (ven, vvi) = (&value.en, &value.vi);
    let found = Diagnostic::new(
        Code::E0219,
        both!("two {en} take {ven}", "hai {vi} cùng nhận {vvi}"),
    )
    .at(here, both!("this one", "chỗ này"));
    let found = if first == here {
        found
    } else {
        found.at(first, both!("and this one", "và chỗ này"))
    };
    found.help(both!(
        "move a bound, or say on which side it lies: `..<` leaves the upper end out",
        "sửa lại một đầu, hoặc nói rõ đầu đó thuộc bên nào: «..<» không lấy đầu trên"
    ))
}

/// Criteria that wait for each other.
#[must_use]
pub fn scoring_circle(chain: &[Both], links: &[(Span, Both)]) -> Diagnostic {
    // A long way round is told by its beginning and its end.
    let join = |names: Vec<&str>| match (names.get(..6), names.get(names.len().saturating_sub(4)..))
    {
        (Some(first), Some(last)) if names.len() > 12 => {
            format!("{} → … → {}", first.join(" → "), last.join(" → "))
        }
        _ => names.join(" → "),
    };
    let en = join(chain.iter().map(|n| n.en.as_str()).collect());
    let vi = join(chain.iter().map(|n| n.vi.as_str()).collect());
    let mut found = Diagnostic::new(
        Code::E0220,
        both!(
            "these criteria wait for each other: {en}",
            "các tiêu chí này chờ lẫn nhau: {vi}"
        ),
    );
    for (span, text) in links.iter().take(12) {
        found = found.at(*span, text.clone());
    }
    found.help(both!(
        "a criterion can only look at what is scored before it: take one of these conditions away",
        "tiêu chí chỉ xét được cái đã chấm trước nó: hãy bỏ một trong các điều kiện này"
    ))
}

/// A title that is nowhere written.
#[must_use]
pub fn no_title(thing: &Both, head: Span) -> Diagnostic {
    let (en, vi) = (&thing.en, &thing.vi);
    Diagnostic::new(Code::E0227, both!("{en} has no title", "{vi} chưa có tên"))
        .at(head, both!("a title is missing here", "thiếu tên ở đây"))
        .help(both!(
            "write the title in quotes after the number",
            "ghi tên trong ngoặc kép, ngay sau số"
        ))
}

/// A relative number with nothing that it could be relative to.
#[must_use]
pub fn relative_alone(code: &str, at: Span) -> Diagnostic {
    let bare = code.trim_start_matches('.');
    Diagnostic::new(
        Code::E0226,
        both!(
            "the number `{code}` starts with a dot, but stands in nothing that has a number",
            "số «{code}» bắt đầu bằng dấu chấm, nhưng không nằm trong gì có số"
        ),
    )
    .at(at, both!("relative to nothing", "không biết tính từ đâu"))
    .help(both!(
        "`.3` means «number 3 of the part or section around it»; directly on a card write `{bare}`",
        "«.3» nghĩa là «số 3 của phần hay mục bao ngoài»; đứng thẳng trên phiếu thì viết «{bare}»"
    ))
    .fix(at, bare)
}

/// A card that is said not to be at hand, and yet has criteria.
#[must_use]
pub fn unavailable_with_criteria(id: &str, unavailable: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0222,
        both!(
            "the scorecard {id} is said to be unavailable, but has criteria",
            "phiếu điểm {id} ghi là không có nguyên văn, nhưng lại có tiêu chí"
        ),
    )
    .at(unavailable, both!("unavailable", "ghi là không có"))
    .at(first, both!("criteria here", "tiêu chí ở đây"))
    .help(both!("keep one of the two", "chỉ giữ một trong hai"))
}

/// Points that fall from one option to the next where minimums go by position.
#[must_use]
pub fn points_fall(
    number: &str,
    from: (&str, Span),
    to: (&str, Span),
    place: Option<Span>,
) -> Diagnostic {
    let (a, b) = (from.0, to.0);
    shared(
        Diagnostic::new(
            Code::W0205,
            both!(
                "criterion {number} has minimums, but option {b} gives fewer points than option {a} before it",
                "tiêu chí {number} có mức tối thiểu, nhưng lựa chọn {b} ít điểm hơn lựa chọn {a} đứng trước"
            ),
        )
        .at(to.1, both!("fewer points", "ít điểm hơn"))
        .at(from.1, both!("more points, but before it", "nhiều điểm hơn mà đứng trước")),
        place,
    )
    .note(both!(
        "a minimum is met by the marked option and those after it on the card",
        "mức tối thiểu đạt khi giữ lựa chọn có dấu hoặc các lựa chọn đứng sau trên phiếu"
    ))
    .help(both!(
        "if the card prints them in this order, keep it; otherwise put the options from least to most",
        "nếu phiếu in đúng thứ tự này thì giữ; nếu không, xếp các lựa chọn từ thấp đến cao"
    ))
}

/// Values that a ladder or a `by` block leaves out.
#[must_use]
pub fn uncovered(what: &Both, values: &Both, at: Span, place: Option<Span>) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    let (ven, vvi) = (&values.en, &values.vi);
    shared(
        Diagnostic::new(
            Code::W0204,
            both!("no {en} takes {ven}", "không {vi} nào nhận {vvi}"),
        )
        .at(at, both!("not covered", "chưa phủ hết")),
        place,
    )
    .note(both!(
        "for such a value the assumption `no_option` decides, and every result says so",
        "gặp giá trị đó thì theo giả định «no_option», và kết quả nào cũng ghi rõ điều này"
    ))
    .help(both!(
        "add the missing line, or `else`",
        "thêm dòng còn thiếu, hoặc «còn lại»"
    ))
}

/// What the decision prints differs from what is used.
#[must_use]
pub fn printed(key: &str, text: &str, why: Option<&str>, used: &str, at: Span) -> Diagnostic {
    let found = if text.is_empty() {
        Diagnostic::new(
            Code::N0202,
            both!(
                "the points of option {key} are not printed; {used} is used",
                "lựa chọn {key} để trống ô điểm; tính là {used}"
            ),
        )
        .at(at, both!("printed blank", "in để trống"))
    } else {
        Diagnostic::new(
            Code::N0202,
            both!(
                "option {key} is printed as `{text}`; {used} is used",
                "lựa chọn {key} in là «{text}»; tính là {used}"
            ),
        )
        .at(at, both!("printed `{text}`", "in là «{text}»"))
    };
    match why {
        Some(w) => found.note(Both::same(w)),
        None => found,
    }
}

/// An oddity of the printed decision.
#[must_use]
pub fn oddity(place: &Both, text: &str, at: Span) -> Diagnostic {
    let (en, vi) = (&place.en, &place.vi);
    Diagnostic::new(Code::N0201, both!("{en}: {text}", "{vi}: {text}")).at(
        at,
        both!(
            "noted about the printed decision",
            "ghi nhận về chính quyết định"
        ),
    )
}
