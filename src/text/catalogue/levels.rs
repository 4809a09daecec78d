//! E04xx: ratings, levels and assumptions.

use crate::text::{Both, Code, Diagnostic, Span, both};

/// A card that no rating turns into a level.
#[must_use]
pub fn no_rating(card: &str, head: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0401,
        both!(
            "nothing says how the scorecard {card} becomes a level",
            "chưa có quy định xếp hạng cho phiếu điểm {card}"
        ),
    )
    .at(head, both!("no rating", "chưa có xếp hạng"))
    .help(both!(
        "write `rating of total {{ … }}` in the ruleset, or on this card; where its text is not at hand, write `rating unavailable \"why\"`",
        "viết «xếp hạng theo tổng điểm {{ … }}» trong bộ tiêu chí, hoặc trên phiếu này; nếu không có lời văn thì viết «xếp hạng không có \"vì sao\"»"
    ))
}

/// A level that the rating does not have.
#[must_use]
pub fn unknown_level(name: &str, at: Span, near: Option<&str>, have: &[String]) -> Diagnostic {
    let list = have.join(", ");
    let help = match near {
        Some(n) => both!("did you mean {n}?", "có phải là {n} không?"),
        None if have.is_empty() => both!(
            "the rating of this card is not at hand (`rating unavailable`): it has no levels to name",
            "bảng xếp hạng của phiếu này không có («xếp hạng không có»): không có hạng nào để nêu"
        ),
        None => both!("the levels are: {list}", "các hạng là: {list}"),
    };
    Diagnostic::new(
        Code::E0402,
        both!(
            "there is no level {name} in this rating",
            "bảng xếp hạng này không có hạng {name}"
        ),
    )
    .at(at, both!("no such level", "không có hạng này"))
    .help(help)
}

/// Two levels whose values overlap.
#[must_use]
pub fn overlap(a: (&str, Span), b: (&str, Span), values: &Both) -> Diagnostic {
    let (first, second) = (a.0, b.0);
    let (ven, vvi) = (&values.en, &values.vi);
    Diagnostic::new(
        Code::E0403,
        both!(
            "the levels {first} and {second} both take {ven}",
            "hai hạng {first} và {second} cùng nhận {vvi}"
        ),
    )
    .at(b.1, both!("this band", "khoảng này"))
    .at(a.1, both!("and this one", "và khoảng này"))
    .help(both!(
        "say on which side the bound lies: `70 ..< 90` leaves 90 to the next level",
        "nói rõ đầu mút thuộc hạng nào: «70 ..< 90» để 90 cho hạng trên"
    ))
}

/// Values between or above the levels that give none.
#[must_use]
pub fn gap(values: &Both, at: Span, other: Option<Span>, card: Option<&str>) -> Diagnostic {
    let (ven, vvi) = (&values.en, &values.vi);
    let found = Diagnostic::new(
        Code::E0404,
        both!("no level takes {ven}", "không hạng nào nhận {vvi}"),
    )
    .at(
        at,
        both!("this band ends here", "khoảng này kết thúc ở đây"),
    );
    let found = match other {
        Some(span) => found.at(span, both!("the next starts here", "khoảng kế tiếp từ đây")),
        None => found,
    };
    let found = match card {
        Some(c) => found.note(both!(
            "the scorecard {c} can give such a value",
            "phiếu điểm {c} có thể được giá trị đó"
        )),
        None => found,
    };
    found.help(both!(
        "let the bands touch: the upper end of one is the lower end of the next, left out with `..<`",
        "cho các khoảng nối nhau: đầu trên của hạng này là đầu dưới của hạng kế, bỏ đầu trên bằng «..<»"
    ))
}

/// A gap into which only an average of several assessors can fall.
#[must_use]
pub fn gap_for_averages(values: &Both, at: Span, other: Span) -> Diagnostic {
    averages(Code::W0401, values, at, other).help(both!(
        "if the decision leaves it open, keep its figures and write an `oddity` in the ruleset that names such an average; otherwise close the gap with `..<`",
        "nếu quyết định bỏ ngỏ, giữ nguyên số và ghi một dòng «điểm lạ» trong bộ tiêu chí, có nêu một điểm trung bình như vậy; nếu không, nối hai khoảng bằng «..<»"
    ))
}

/// The same, where the page says that the decision leaves it open.
#[must_use]
pub fn gap_declared_odd(values: &Both, at: Span, other: Span, why: &str) -> Diagnostic {
    averages(Code::N0401, values, at, other).note(Both::same(why))
}

fn averages(code: Code, values: &Both, at: Span, other: Span) -> Diagnostic {
    let (ven, vvi) = (&values.en, &values.vi);
    Diagnostic::new(
        code,
        both!(
            "an average {ven} has no level",
            "điểm trung bình {vvi} thì không có hạng"
        ),
    )
    .at(
        at,
        both!("this band ends here", "khoảng này kết thúc ở đây"),
    )
    .at(
        other,
        both!("the next starts here", "khoảng kế tiếp từ đây"),
    )
    .note(both!(
        "one assessor gives whole points and cannot land there; the average of several can",
        "một người chấm cho điểm tròn nên không rơi vào đó; điểm trung bình nhiều người thì có thể"
    ))
}

/// A level with two rows.
#[must_use]
pub fn level_twice(name: &str, here: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0405,
        both!("the level {name} stands twice", "hạng {name} có hai lần"),
    )
    .at(here, both!("again here", "lặp lại ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!(
        "keep one row for each level",
        "mỗi hạng chỉ giữ một dòng"
    ))
}

/// More stars for a worse value.
#[must_use]
pub fn inverted(more: (&str, Span), fewer: (&str, Span), lower_is_better: bool) -> Diagnostic {
    let (high, low) = (more.0, fewer.0);
    let found = Diagnostic::new(
        Code::E0406,
        both!(
            "{high} is given for a worse value than {low}",
            "{high} lại dành cho giá trị kém hơn {low}"
        ),
    )
    .at(more.1, both!("more stars", "nhiều sao hơn"))
    .at(fewer.1, both!("fewer stars", "ít sao hơn"));
    if lower_is_better {
        found.help(both!(
            "this rating says `lower is better`: the most stars go with the lowest values",
            "phần xếp hạng này ghi «càng thấp càng tốt»: nhiều sao nhất đi với giá trị thấp nhất"
        ))
    } else {
        found.help(both!(
            "exchange the bands; if lower values are better here, write `rating of … lower is better`",
            "đổi chỗ hai khoảng; nếu ở đây giá trị thấp là tốt, viết «xếp hạng theo … càng thấp càng tốt»"
        ))
    }
}

/// A rating without a single level.
#[must_use]
pub fn no_levels(head: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0407,
        both!(
            "this rating has no levels",
            "phần xếp hạng này chưa có hạng nào"
        ),
    )
    .at(head, both!("no levels", "chưa có hạng"))
    .help(both!(
        "write one row for each level: `*** 50 ..< 70`",
        "viết mỗi hạng một dòng: «*** 50 ..< 70»"
    ))
}

/// Two authorities for one level.
#[must_use]
pub fn two_authorities(name: &str, here: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0408,
        both!(
            "two authorities decide the level {name}",
            "hạng {name} do hai nơi quyết định"
        ),
    )
    .at(here, both!("again here", "lặp lại ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!("name each level once", "mỗi hạng chỉ nêu một lần"))
}

/// A reading that the engine does not know of a point that it reads itself.
#[must_use]
pub fn unknown_reading(
    assumption: &str,
    reading: &str,
    at: Span,
    near: Option<&str>,
    have: &[&str],
) -> Diagnostic {
    let list = have.join(", ");
    let help = match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None => both!("its readings are: {list}", "các cách hiểu là: {list}"),
    };
    let found = Diagnostic::new(
        Code::E0409,
        both!(
            "the assumption {assumption} has no reading `{reading}`",
            "giả định {assumption} không có cách hiểu «{reading}»"
        ),
    )
    .at(at, both!("no such reading", "không có cách hiểu này"))
    .help(help);
    match near {
        Some(n) => found.fix(at, n),
        None => found,
    }
}

/// A reading that stands twice in one assumption.
#[must_use]
pub fn reading_twice(reading: &str, here: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0410,
        both!(
            "the reading `{reading}` stands twice",
            "cách hiểu «{reading}» có hai lần"
        ),
    )
    .at(here, both!("again here", "lặp lại ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!("keep one of them", "chỉ giữ một"))
}

/// A level for which a criterion has two least options.
#[must_use]
pub fn marked_twice(level: &str, here: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0411,
        both!(
            "two options are marked as the least for {level}",
            "hai lựa chọn cùng được đánh dấu là mức tối thiểu của {level}"
        ),
    )
    .at(here, both!("again here", "lặp lại ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!(
        "a mark stands on the least option that a level needs; those after it meet it too",
        "dấu chỉ ghi ở lựa chọn thấp nhất mà hạng đó cần; các lựa chọn sau nó cũng đạt"
    ))
}

/// A council that does not say how the totals of its members become one.
#[must_use]
pub fn council_without_total(head: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0412,
        both!(
            "the council does not say how the totals of its members become one",
            "hội đồng chưa nói gộp điểm các thành viên thế nào"
        ),
    )
    .at(head, both!("no `total` line", "thiếu dòng «tổng điểm»"))
    .help(both!(
        "write `total mean of assessors` or `total median of assessors`, with `rounded …` if the rules say so",
        "viết «tổng điểm trung bình thành viên» hoặc «tổng điểm trung vị thành viên», thêm «làm tròn …» nếu quy định có nói"
    ))
}

/// A level that no total of a card reaches.
#[must_use]
pub fn unreachable(
    level: &str,
    band: &Both,
    most: &Both,
    card: &str,
    at: Span,
    head: Span,
) -> Diagnostic {
    let (ben, bvi) = (&band.en, &band.vi);
    let (men, mvi) = (&most.en, &most.vi);
    Diagnostic::new(
        Code::W0402,
        both!(
            "no dossier under the scorecard {card} can reach {level}: its totals are {men}",
            "theo phiếu điểm {card}, không hồ sơ nào đạt {level}: tổng điểm chỉ được {mvi}"
        ),
    )
    .at(head, both!("its totals: {men}", "tổng điểm: {mvi}"))
    .at(at, both!("needs a total {ben}", "cần tổng điểm {bvi}"))
    .help(both!(
        "check the maxima of the card and the band; a card may have a `rating` of its own",
        "dò lại điểm tối đa của phiếu và khoảng xếp hạng; phiếu có thể có phần «xếp hạng» riêng"
    ))
}

/// A better level that asks for less than a worse one.
#[must_use]
pub fn minimums_cross(number: &str, better: (&str, Span), worse: (&str, Span)) -> Diagnostic {
    let (high, low) = (better.0, worse.0);
    Diagnostic::new(
        Code::W0403,
        both!(
            "criterion {number}: {high} asks for less than {low}, which is below it",
            "tiêu chí {number}: {high} lại đòi thấp hơn {low} là hạng dưới nó"
        ),
    )
    .at(better.1, both!("enough for {high}", "đủ cho {high}"))
    .at(worse.1, both!("needed for {low}", "cần cho {low}"))
    .note(both!(
        "a level also needs the minimums of the levels below it, unless the assumption `minimums_cumulative` says otherwise",
        "một hạng cần cả mức tối thiểu của các hạng dưới, trừ khi giả định «minimums_cumulative» nói khác"
    ))
    .help(both!(
        "check the marks against the decision",
        "dò lại các dấu với quyết định"
    ))
}

/// Rows of a rating that run neither up nor down.
#[must_use]
pub fn rows_out_of_order(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::W0404,
        both!(
            "the levels are listed neither from best to worst nor from worst to best",
            "các hạng không xếp từ cao xuống thấp cũng không từ thấp lên cao"
        ),
    )
    .at(at, both!("{name} is out of line", "{name} đứng sai chỗ"))
    .help(both!(
        "levels are ordered by their bands, not by their rows: check that both agree",
        "thứ tự hạng lấy theo khoảng, không theo dòng: xem hai thứ có khớp không"
    ))
}

/// A level without a band that no lift gives.
#[must_use]
pub fn without_band(name: &str, level: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0405,
        both!("nothing gives the level {name}", "không gì cho hạng {name}"),
    )
    .at(level, both!("this level has no band", "hạng này không có khoảng"))
    .help(both!(
        "write its band, such as `{name} 50 ..< 70`, or the condition that gives it: `at least {name} when …`",
        "ghi khoảng của hạng, như «{name} 50 ..< 70», hoặc điều kiện cho hạng đó: «ít nhất {name} khi …»"
    ))
}

/// A level that no value gives, and no lift either.
#[must_use]
pub fn never_given(name: &str, band: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0405,
        both!("nothing gives the level {name}", "không gì cho hạng {name}"),
    )
    .at(
        band,
        both!(
            "this band holds no value",
            "khoảng này không có giá trị nào"
        ),
    )
    .help(both!(
        "correct the band; a level that only a condition gives has a line `at least {name} when …`",
        "sửa lại khoảng; hạng chỉ có được nhờ điều kiện thì có dòng «ít nhất {name} khi …»"
    ))
}
