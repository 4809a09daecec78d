//! E0801–E0804, E0806–E0813, W0801–W0803: amendments, and versions beside each other.

use crate::text::{Both, Code, Diagnostic, Sp, Span, both};

/// An amendment of something that is not at hand.
#[must_use]
pub fn no_base(name: &str, to: &Sp<String>, near: Option<&str>, have: &[String]) -> Diagnostic {
    let wanted = &to.value;
    let list = have.join(", ");
    let help = match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None if have.is_empty() => both!(
            "load the decision that is amended together with this one",
            "nạp cả quyết định được sửa đổi cùng với quyết định này"
        ),
        None => both!(
            "at hand are: {list}; load the decision that is amended too",
            "hiện có: {list}; hãy nạp cả quyết định được sửa đổi"
        ),
    };
    let found = Diagnostic::new(
        Code::E0801,
        both!(
            "no decision {wanted} of {name} is at hand to be amended",
            "không có quyết định {wanted} của {name} để sửa đổi"
        ),
    )
    .at(
        to.span,
        both!("nothing has this number", "không có số hiệu này"),
    )
    .help(help);
    match near {
        Some(n) => found.fix(to.span, format!("\"{n}\"")),
        None => found,
    }
}

/// Amendments that amend each other in a circle.
#[must_use]
pub fn circle(to: &Sp<String>, chain: &[String]) -> Diagnostic {
    let names = chain.join(" → ");
    Diagnostic::new(
        Code::E0802,
        both!(
            "amendments go round in a circle: {names}",
            "các quyết định sửa đổi lặp vòng: {names}"
        ),
    )
    .at(
        to.span,
        both!("this leads back to the start", "chỗ này quay lại điểm đầu"),
    )
    .help(both!(
        "one of them must amend a `ruleset`: write the number of that decision here",
        "một trong số đó phải sửa đổi một «bộ tiêu chí»: ghi số của quyết định ấy ở đây"
    ))
}

/// A change of something that is not there.
#[must_use]
pub fn nothing_there(what: &Both, place: &Both, at: Span, near: &[String]) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    let (pen, pvi) = (&place.en, &place.vi);
    let list = near.join(", ");
    let help = if near.is_empty() {
        both!(
            "read the amended decision again: what is changed must stand there",
            "xem lại quyết định được sửa đổi: nội dung được sửa phải có trong đó"
        )
    } else {
        both!("nearest to it are: {list}", "gần nhất là: {list}")
    };
    Diagnostic::new(
        Code::E0803,
        both!("there is no {en} in {pen}", "không có {vi} trong {pvi}"),
    )
    .at(at, both!("this hits nothing", "chỗ này không trúng gì"))
    .help(help)
}

/// `unmark` of a level that the option is not marked for.
#[must_use]
pub fn not_marked(at: Span, option: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0803,
        both!(
            "the option has no such mark to take away",
            "lựa chọn không có dấu đó để bỏ"
        ),
    )
    .at(at, both!("this mark", "dấu này"))
    .at(option, both!("the option", "lựa chọn"))
    .help(both!(
        "name a level that the option is marked for",
        "ghi hạng mà lựa chọn đang được đánh dấu"
    ))
}

/// Something new that is there already.
#[must_use]
pub fn there_already(what: &Both, at: Span, old: Span) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    Diagnostic::new(
        Code::E0804,
        both!(
            "inserted, but {en} is there already",
            "bổ sung, nhưng đã có {vi}"
        ),
    )
    .at(at, both!("inserted here", "bổ sung ở đây"))
    .at(old, both!("there already", "đã có ở đây"))
    .help(both!(
        "write `replace` instead of `insert` if it is to take its place",
        "viết «thay thế» thay cho «bổ sung» nếu muốn thay nội dung đó"
    ))
}

/// `mark` of a level that the option is marked for already.
#[must_use]
pub fn marked_already(at: Span, option: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0804,
        both!(
            "the option has this mark already",
            "lựa chọn đã có dấu này rồi"
        ),
    )
    .at(at, both!("marked again", "đánh dấu lần nữa"))
    .at(option, both!("the option", "lựa chọn"))
    .help(both!(
        "take the mark away here, or name another option",
        "bỏ dấu này, hoặc ghi lựa chọn khác"
    ))
}

/// Two changes that cannot go together.
#[must_use]
pub fn clash(second: Span, first: Span, same: bool) -> Diagnostic {
    let help = if same {
        both!(
            "say it once: an amendment says of each thing what becomes of it",
            "chỉ nói một lần: quyết định sửa đổi nói mỗi nội dung trở thành thế nào"
        )
    } else {
        both!(
            "if the later decision changes what the earlier one put there, let it amend that decision: `amendment … to NAME \"the earlier decision\"`",
            "nếu quyết định sau sửa nội dung do quyết định trước đưa vào, hãy để nó sửa đổi chính quyết định đó: «quyết định sửa đổi … của TÊN \"quyết định trước\"»"
        )
    };
    Diagnostic::new(
        Code::E0806,
        both!(
            "two changes of the same thing cannot go together",
            "hai thay đổi cùng một nội dung không đi với nhau được"
        ),
    )
    .at(second, both!("this change", "thay đổi này"))
    .at(first, both!("and this one", "và thay đổi này"))
    .help(help)
}

/// An amendment of an amendment that reaches further than that one did.
#[must_use]
pub fn not_of_that_decision(number: &str, at: Span, there: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::E0807,
        both!(
            "this is not of {number}, which is amended here",
            "nội dung này không phải của {number}, là quyết định được sửa đổi ở đây"
        ),
    )
    .at(at, both!("changed here", "bị sửa ở đây"));
    let found = match there {
        Some(there) => found.at(there, both!("of another decision", "của quyết định khác")),
        None => found,
    };
    found.help(both!(
        "change it in an `amendment` to the decision that it stands in",
        "sửa nội dung đó trong một «quyết định sửa đổi» của quyết định có nội dung ấy"
    ))
}

/// An amendment that does not say from when it applies.
#[must_use]
pub fn no_day(number: &str, head: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0808,
        both!(
            "{number} does not say from which day it applies",
            "{number} không ghi áp dụng từ ngày nào"
        ),
    )
    .at(head, both!("no day here", "thiếu ngày"))
    .help(both!(
        "write `applies from 2020-06-08` in it: the text on any day is made from the days of its amendments",
        "ghi «áp dụng từ 2020-06-08» trong đó: văn bản ở mỗi ngày được lập theo ngày của các quyết định sửa đổi"
    ))
}

/// An amendment that applies before what it amends.
#[must_use]
pub fn before_its_base(number: &str, at: Span, base: &str, from: jiff::civil::Date) -> Diagnostic {
    Diagnostic::new(
        Code::E0808,
        both!(
            "{number} applies before {base}, which it amends",
            "{number} áp dụng trước {base}, là quyết định mà nó sửa đổi"
        ),
    )
    .at(at, both!("too early", "quá sớm"))
    .note(both!(
        "{base} applies from {from}",
        "{base} áp dụng từ {from}"
    ))
    .help(both!(
        "correct the day, or the number of the decision that is amended",
        "sửa lại ngày, hoặc số của quyết định được sửa đổi"
    ))
}

/// A change of a thing that belongs to a card, without the card.
#[must_use]
pub fn which_card(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0809,
        both!(
            "the change does not say on which scorecard",
            "thay đổi chưa nói ở phiếu điểm nào"
        ),
    )
    .at(at, both!("on which card?", "ở phiếu nào?"))
    .help(both!(
        "write `scorecard NAME` before it, or `scorecard *` for every card that has it",
        "viết «phiếu điểm TÊN» ở trước, hoặc «phiếu điểm *» cho mọi phiếu có nội dung đó"
    ))
}

/// `insert after` a scorecard.
#[must_use]
pub fn no_order(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0809,
        both!(
            "nothing can be inserted before or after this",
            "không bổ sung trước hay sau nội dung này được"
        ),
    )
    .at(at, both!("has no neighbours", "không có nội dung liền kề"))
    .help(both!(
        "write `insert into` to add at its end, or `insert scorecard …` for a new card",
        "viết «bổ sung vào» để thêm ở cuối, hoặc «bổ sung phiếu điểm …» cho phiếu mới"
    ))
}

/// A statement that cannot stand beside what the path names.
#[must_use]
pub fn does_not_go_beside(at: Span, path: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0809,
        both!(
            "this cannot stand beside what is named",
            "nội dung này không đứng cạnh nội dung đã nêu được"
        ),
    )
    .at(at, both!("inserted", "bổ sung"))
    .at(path, both!("beside this", "cạnh nội dung này"))
    .help(both!(
        "beside a criterion goes a criterion, beside an option an option; `insert into` adds inside",
        "cạnh tiêu chí là tiêu chí, cạnh lựa chọn là lựa chọn; «bổ sung vào» thêm vào bên trong"
    ))
}

/// `insert after …` with nothing in its block.
#[must_use]
pub fn nothing_inserted(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0809,
        both!("nothing is inserted", "không có nội dung nào được bổ sung"),
    )
    .at(at, both!("the block is empty", "khối này trống"))
    .help(both!(
        "write what is inserted between the braces",
        "viết nội dung bổ sung giữa hai dấu ngoặc"
    ))
}

/// `renumber` of something that has no number.
#[must_use]
pub fn has_no_number(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0809,
        both!(
            "this has no number to change",
            "nội dung này không có số để đổi"
        ),
    )
    .at(at, both!("no number", "không có số"))
    .help(both!(
        "parts, sections, criteria and options have numbers or letters",
        "phần, mục, tiêu chí và lựa chọn mới có số hay chữ"
    ))
}

/// `mark` of something that is no option.
#[must_use]
pub fn only_options(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0809,
        both!("only options have marks", "chỉ lựa chọn mới có dấu"),
    )
    .at(at, both!("not an option", "không phải lựa chọn"))
    .help(both!(
        "name the option: `mark scorecard tea criterion 9.1 option c ***`",
        "ghi rõ lựa chọn: «đánh dấu phiếu điểm che tiêu chí 9.1 lựa chọn c ***»"
    ))
}

/// Two amendments, or an amendment and a version, of one number.
#[must_use]
pub fn number_twice(number: &str, at: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0810,
        both!("{number} is here twice", "{number} có hai lần"),
    )
    .at(at, both!("again here", "lặp lại ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!(
        "give each decision its own number, or load it once",
        "mỗi quyết định một số riêng, hoặc chỉ nạp một lần"
    ))
}

/// A text that speaks of a number which now is another criterion's.
#[must_use]
pub fn number_means_another(word: &Sp<String>, change: Span) -> Diagnostic {
    let number = &word.value;
    Diagnostic::new(
        Code::E0811,
        both!(
            "after the renumbering, {number} here would mean another criterion",
            "sau khi đánh số lại, {number} ở đây sẽ chỉ tiêu chí khác"
        ),
    )
    .at(word.span, both!("this number", "số này"))
    .at(change, both!("renumbered here", "đánh số lại ở đây"))
    .help(both!(
        "let the amendment replace this line too, with the number that is meant now",
        "để quyết định sửa đổi thay cả dòng này, với số đúng hiện nay"
    ))
}

/// Something that stands beside an amendment and belongs to no ruleset.
#[must_use]
pub fn belongs_to_nothing(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0812,
        both!(
            "this stands beside an amendment, and so in no ruleset",
            "nội dung này nằm cạnh quyết định sửa đổi, nên không thuộc bộ tiêu chí nào"
        ),
    )
    .at(
        at,
        both!("outside of the amendment", "ngoài quyết định sửa đổi"),
    )
    .help(both!(
        "write it in the amendment: `insert scorecard …`, `insert fact …`",
        "viết trong quyết định sửa đổi: «bổ sung phiếu điểm …», «bổ sung dữ kiện …»"
    ))
}

/// Two versions in force at one time, neither of which ends the other.
#[must_use]
pub fn overlap(later: (&str, Span), earlier: (&str, Span), from: jiff::civil::Date) -> Diagnostic {
    let (new, old) = (later.0, earlier.0);
    Diagnostic::new(
        Code::W0801,
        both!(
            "{old} and {new} are both in force from {from}",
            "{old} và {new} cùng có hiệu lực từ {from}"
        ),
    )
    .at(
        later.1,
        both!("in force from {from}", "có hiệu lực từ {from}"),
    )
    .at(earlier.1, both!("does not end", "không kết thúc"))
    .help(both!(
        "write `repeals \"{old}\"` in the newer one, or `until` in `applies` of the older one",
        "viết «bãi bỏ \"{old}\"» trong bản mới, hoặc «đến trước» trong dòng «áp dụng» của bản cũ"
    ))
}

/// A version that is named and not at hand, but nearly.
#[must_use]
pub fn unknown_version(version: &str, at: Span, near: &str) -> Diagnostic {
    Diagnostic::new(
        Code::W0802,
        both!(
            "no version {version} is at hand",
            "không có phiên bản {version}"
        ),
    )
    .at(at, both!("this version", "phiên bản này"))
    .help(both!(
        "did you mean `{near}`?",
        "có phải là «{near}» không?"
    ))
}

/// An amendment that never is in force.
#[must_use]
pub fn never_in_force(number: &str, at: Span, base: &str, until: jiff::civil::Date) -> Diagnostic {
    Diagnostic::new(
        Code::W0803,
        both!(
            "{number} never applies: {base} has ended by then",
            "{number} không bao giờ áp dụng: khi đó {base} đã hết hiệu lực"
        ),
    )
    .at(at, both!("from this day", "từ ngày này"))
    .note(both!(
        "{base} applies until {until}, that day not included",
        "{base} áp dụng đến trước {until}"
    ))
    .help(both!(
        "correct the day, or the number of the decision that is amended",
        "sửa lại ngày, hoặc số của quyết định được sửa đổi"
    ))
}

/// A version asked for on a day on which it is not in force.
#[must_use]
pub fn not_in_force_on(
    label: &str,
    day: jiff::civil::Date,
    versions: &[super::choosing::InForce],
) -> Diagnostic {
    let d = Diagnostic::new(
        Code::E0813,
        both!(
            "{label} is not in force on {day}",
            "{label} không có hiệu lực vào ngày {day}"
        ),
    )
    .help(both!(
        "ask for a day on which one of the versions is in force",
        "chọn ngày mà một trong các phiên bản có hiệu lực"
    ));
    super::choosing::with_versions(d, versions)
}
