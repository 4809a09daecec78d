//! Facts that are carried.

use crate::text::{Code, Diagnostic, Sp, Span, both};

/// Facts of two types.
#[must_use]
pub fn facts_differ(a: &str, b: &str, place: Span, at: (Span, Span)) -> Diagnostic {
    Diagnostic::new(
        Code::E0842,
        both!(
            "a value of `{a}` cannot stand in `{b}`: their types or units differ",
            "giá trị của «{a}» không đặt vào «{b}» được: kiểu hay đơn vị khác nhau"
        ),
    )
    .at(place, both!("carried here", "chuyển ở đây"))
    .at(at.0, both!("the old fact", "dữ kiện cũ"))
    .at(at.1, both!("the new fact", "dữ kiện mới"))
    .help(both!(
        "write `{a} -> none`: it must be asked again",
        "viết «{a} -> không có»: phải hỏi lại"
    ))
}

/// A block of values for a fact that is no one-of.
#[must_use]
pub fn values_of_no_choice(fact: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0842,
        both!(
            "`{fact}` is no `one of`: its values cannot be named one by one",
            "«{fact}» không phải «một trong»: không thể kể từng giá trị"
        ),
    )
    .at(span, both!("this block", "khối này"))
    .help(both!("take the block away", "bỏ khối này đi"))
}

/// A fact of the same name on both sides that is not listed.
#[must_use]
pub fn same_name_not_carried(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0832,
        both!(
            "both versions have a fact `{name}`, and the crosswalk does not say whether it is the same",
            "cả hai bản có dữ kiện «{name}», mà bảng chuyển đổi chưa nói có phải là một không"
        ),
    )
    .at(span, both!("it is not carried here", "ở đây nó không được chuyển"))
    .help(both!("write `fact {name}`, or `fact {name} -> none \"why\"`", "viết «dữ kiện {name}», hoặc «dữ kiện {name} -> không có \"vì sao\"»"))
}

/// `fact a, b -> none`: the arrow is that of the last alone.
#[must_use]
pub fn arrow_of_the_last(names: &[&Sp<String>], last: &str, gone: Span) -> Diagnostic {
    let all: Vec<&str> = names.iter().map(|n| n.value.as_str()).collect();
    let with = |none: &str| {
        let each: Vec<String> = all.iter().map(|n| format!("{n} -> {none}")).collect();
        each.join(", ")
    };
    let (told, en, vi) = (all.join(", "), with("none"), with("không có"));
    let mut found = Diagnostic::new(
        Code::W0833,
        both!(
            "this line leaves out `{last}` alone; carried by their own names: {told}",
            "dòng này chỉ bỏ «{last}»; vẫn chuyển theo tên: {told}"
        ),
    )
    .at(gone, both!("said of `{last}` alone", "chỉ nói về «{last}»"));
    if let (Some(first), Some(end)) = (names.first(), names.last()) {
        let run = first.span.to(end.span);
        found = found
            .at(run, both!("carried", "vẫn chuyển"))
            .fix(run, with("none"));
    }
    found.help(both!(
        "write `fact {en}, {last} -> none` if none of them is carried; else let what is carried stand on a line of its own",
        "viết «dữ kiện {vi}, {last} -> không có» nếu không chuyển dữ kiện nào; nếu vẫn chuyển, để ở một dòng riêng"
    ))
}
