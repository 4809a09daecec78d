//! E0213–E0216, E0229, W0203, W0206: text that is shared with `like`.

use crate::text::{Both, Code, Diagnostic, Sp, Span, both};

/// `like x.y` where no block `shared x` is.
#[must_use]
pub fn no_such_block(like: &Sp<String>, block: &str, near: Option<&str>) -> Diagnostic {
    let name = &like.value;
    let help = match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None => both!(
            "write `shared {block} {{ … }}` in any file of this ruleset",
            "viết «dùng chung {block} {{ … }}» trong một tệp bất kỳ của bộ tiêu chí này"
        ),
    };
    let found = Diagnostic::new(
        Code::E0213,
        both!(
            "`like {name}`: there is no shared text `{block}`",
            "«như {name}»: không có phần dùng chung «{block}»"
        ),
    )
    .at(
        like.span,
        both!("nothing is called this", "không có gì tên như vậy"),
    )
    .help(help);
    match (near, name.split_once('.')) {
        (Some(n), Some((_, item))) => found.fix(like.span, format!("{n}.{item}")),
        _ => found,
    }
}

/// `like x.y` where the block `shared x` has no `y`.
#[must_use]
pub fn no_such_item(like: &Sp<String>, block: &str, near: Option<&str>) -> Diagnostic {
    let name = &like.value;
    let help = match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None => both!(
            "the word after the dot is the number of a part, section or criterion that stands directly in `shared {block}`",
            "chữ sau dấu chấm là mã của một phần, mục hay tiêu chí nằm ngay trong «dùng chung {block}»"
        ),
    };
    let found = Diagnostic::new(
        Code::E0213,
        both!(
            "`like {name}`: the shared text `{block}` has nothing of this name",
            "«như {name}»: phần dùng chung «{block}» không có mục nào tên này"
        ),
    )
    .at(
        like.span,
        both!("nothing is called this", "không có gì tên như vậy"),
    )
    .help(help);
    match near {
        Some(n) => found.fix(like.span, n),
        None => found,
    }
}

/// `like x` on a card, where the block `shared x` has no rejection and no stop.
#[must_use]
pub fn no_findings(like: &Sp<String>) -> Diagnostic {
    let name = &like.value;
    Diagnostic::new(
        Code::E0213,
        both!(
            "`like {name}`: the shared text `{name}` has no rejection and no stop",
            "«như {name}»: phần dùng chung «{name}» không có lý do loại hay dừng nào"
        ),
    )
    .at(
        like.span,
        both!("nothing to take over", "không có gì để lấy"),
    )
    .help(both!(
        "on a scorecard, `like {name}` takes over the lines `reject` and `stop` that stand directly in `shared {name}`",
        "trên phiếu điểm, «như {name}» lấy các dòng «loại» và «dừng» nằm ngay trong «dùng chung {name}»"
    ))
}

/// A section that is like a criterion, and so on.
#[must_use]
pub fn other_kind(like: &Sp<String>, here: &Both, there: &Both, shared: Span) -> Diagnostic {
    let name = &like.value;
    let (en, vi) = (&here.en, &here.vi);
    let (ten, tvi) = (&there.en, &there.vi);
    Diagnostic::new(
        Code::E0214,
        both!(
            "a {en} cannot be like `{name}`, which is a {ten}",
            "{vi} không thể như «{name}», vì đó là {tvi}"
        ),
    )
    .at(like.span, both!("a {en} here", "ở đây là {vi}"))
    .at(shared, both!("a {ten} there", "ở kia là {tvi}"))
    .help(both!(
        "use a shared {en}, or write a {ten} here",
        "dùng một {vi} trong phần dùng chung, hoặc viết {tvi} ở đây"
    ))
}

/// Shared text that is like itself, over any number of steps.
#[must_use]
pub fn circle(like: &Sp<String>, chain: &[(String, Span)]) -> Diagnostic {
    let mut names: Vec<&str> = chain.iter().map(|(n, _)| n.as_str()).collect();
    names.push(&like.value);
    let names = names.join(" → ");
    Diagnostic::new(
        Code::E0215,
        both!(
            "shared text goes round in a circle: {names}",
            "phần dùng chung lặp vòng: {names}"
        ),
    )
    .at(
        like.span,
        both!("this leads back to the start", "chỗ này quay lại điểm đầu"),
    )
    .help(both!(
        "write the lines out in one of them instead of `like`",
        "ở một trong các chỗ đó, viết hẳn nội dung ra thay cho «như»"
    ))
}

/// A chain of `like` that is too long to follow.
#[must_use]
pub fn long_chain(like: &Sp<String>, limit: usize) -> Diagnostic {
    Diagnostic::new(
        Code::E0215,
        both!(
            "shared text is like shared text more than {limit} times over",
            "phần dùng chung dẫn sang nhau quá {limit} lần"
        ),
    )
    .at(
        like.span,
        both!("not followed beyond here", "không dò tiếp từ đây"),
    )
    .help(both!(
        "write the lines out in one of them instead of `like`",
        "ở một trong các chỗ đó, viết hẳn nội dung ra thay cho «như»"
    ))
}

/// `without` where there is no `like`.
#[must_use]
pub fn without_like(word: &Sp<String>) -> Diagnostic {
    let name = &word.value;
    Diagnostic::new(
        Code::E0216,
        both!(
            "`without {name}`: nothing is taken over here that could be left out",
            "«bỏ {name}»: ở đây không lấy lại nội dung nào để mà bỏ"
        ),
    )
    .at(word.span, both!("without `like`", "không có «như»"))
    .help(both!(
        "`without` goes with `like`: it leaves out a part of the shared text",
        "«bỏ» đi cùng «như»: bỏ bớt một phần của nội dung dùng chung"
    ))
}

/// `without` of something that the shared text does not have.
#[must_use]
pub fn without_nothing(
    word: &Sp<String>,
    near: Option<&str>,
    have: &[String],
    shared: Option<Span>,
) -> Diagnostic {
    let name = &word.value;
    let list = have.join(", ");
    let help = match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None if have.is_empty() => both!("take the line away", "xóa dòng này"),
        None => both!("it has: {list}", "trong đó có: {list}"),
    };
    let found = Diagnostic::new(
        Code::E0216,
        both!(
            "`without {name}`: the shared text has no `{name}`",
            "«bỏ {name}»: nội dung dùng chung không có «{name}»"
        ),
    )
    .at(
        word.span,
        both!("nothing is called this", "không có gì tên như vậy"),
    )
    .help(help);
    let found = match near {
        Some(n) => found.fix(word.span, n),
        None => found,
    };
    match shared {
        Some(s) => found.at(s, both!("the shared text", "nội dung dùng chung")),
        None => found,
    }
}

/// More text to copy, or more lines to hold against each other, than is reasonable.
#[must_use]
pub fn too_much(like: &Sp<String>, megabytes: u64) -> Diagnostic {
    let name = &like.value;
    Diagnostic::new(
        Code::E0229,
        both!(
            "`like {name}` takes over more text than is carried out in one ruleset",
            "«như {name}» lấy lại nhiều nội dung hơn mức được thực hiện trong một bộ tiêu chí"
        ),
    )
    .at(
        like.span,
        both!("not carried out from here on", "từ đây không thực hiện tiếp"),
    )
    .note(both!(
        "the limit is {megabytes} MB of text in all, and 4 million pairs of a shared line and an own one",
        "giới hạn là {megabytes} MB nội dung tất cả, và 4 triệu cặp dòng dùng chung với dòng riêng"
    ))
    .help(both!(
        "shared text that is like other shared text several times over grows quickly: write it out once",
        "nội dung dùng chung mà nhiều lần dẫn sang nội dung dùng chung khác thì phình rất nhanh: hãy viết ra một lần"
    ))
}

/// Shared text that no card uses.
#[must_use]
pub fn unused(name: &str, head: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0203,
        both!("nothing is like `{name}`", "không chỗ nào dùng «{name}»"),
    )
    .at(
        head,
        both!(
            "shared, but not used; it was not checked",
            "để dùng chung nhưng không ai dùng; chưa được kiểm tra"
        ),
    )
    .help(both!(
        "use it with `like {name}`, or take it away",
        "dùng bằng «như {name}», hoặc xóa đi"
    ))
}

/// An option line under `like` that repeats what the shared text says.
#[must_use]
pub fn nothing_new(key: &str, line: Span, shared: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0206,
        both!(
            "option {key} says here what the shared text says already",
            "lựa chọn {key} ở đây nói lại điều nội dung dùng chung đã có"
        ),
    )
    .at(line, both!("nothing differs", "không khác gì"))
    .at(shared, both!("said here", "đã nói ở đây"))
    .help(both!(
        "take the line away: under `like` only differences are listed",
        "xóa dòng này: dưới «như» chỉ ghi những chỗ khác"
    ))
    .fix(line, "")
}
