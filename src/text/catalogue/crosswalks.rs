//! E0831–E0846, W0831–W0832: crosswalks.

use crate::text::{Both, Code, Diagnostic, Sp, Span, both};

/// "did you mean", or nothing.
fn near(found: Diagnostic, word: &Sp<String>, near: Option<&str>, otherwise: Both) -> Diagnostic {
    match near {
        Some(n) => found
            .help(both!("did you mean `{n}`?", "có phải là «{n}» không?"))
            .fix(word.span, n),
        None => found.help(otherwise),
    }
}

fn nothing() -> Both {
    both!("nothing is called this", "không có gì tên như vậy")
}

fn first() -> Both {
    both!("first said here", "đã nói ở đây")
}

/// A crosswalk from or to a version that is not at hand.
#[must_use]
pub fn unknown_version(
    name: &str,
    version: &Sp<String>,
    have: &[String],
    near: Option<&str>,
) -> Diagnostic {
    let v = &version.value;
    let found = Diagnostic::new(
        Code::E0831,
        both!(
            "crosswalk: there is no version \"{v}\" of `{name}` at hand",
            "bảng chuyển đổi: không có phiên bản «{v}» của «{name}»"
        ),
    )
    .at(version.span, both!("this version", "phiên bản này"));
    let all = have.join(", ");
    let help = match near {
        Some(n) => both!("did you mean \"{n}\"?", "có phải là «{n}» không?"),
        None if have.is_empty() => both!(
            "give the files of both versions together with the crosswalk",
            "đưa cả tệp của hai phiên bản cùng với bảng chuyển đổi"
        ),
        None => both!(
            "at hand: {all}; give the files of both versions together with the crosswalk",
            "hiện có: {all}; đưa cả tệp của hai phiên bản cùng với bảng chuyển đổi"
        ),
    };
    let found = found.help(help);
    match near {
        Some(n) => found.fix(version.span, format!("\"{n}\"")),
        None => found,
    }
}

/// A scorecard that its version does not have.
#[must_use]
pub fn unknown_card(word: &Sp<String>, label: &str, close: Option<&str>) -> Diagnostic {
    let w = &word.value;
    let found = Diagnostic::new(
        Code::E0832,
        both!(
            "`{label}` has no scorecard `{w}`",
            "«{label}» không có phiếu điểm «{w}»"
        ),
    )
    .at(word.span, nothing());
    let help = both!(
        "`sao show {label}` lists its scorecards",
        "«sao show {label}» liệt kê các phiếu điểm"
    );
    near(found, word, close, help)
}

/// A criterion that its scorecard does not have.
#[must_use]
pub fn unknown_criterion(
    word: &Sp<String>,
    card: &str,
    label: &str,
    close: Option<&str>,
) -> Diagnostic {
    let w = &word.value;
    let found = Diagnostic::new(
        Code::E0833,
        both!(
            "scorecard `{card}` of `{label}` has no criterion `{w}`",
            "phiếu điểm «{card}» của «{label}» không có tiêu chí «{w}»"
        ),
    )
    .at(word.span, nothing());
    let help = both!(
        "write the number of a criterion that is scored, or the name of the shared text it is like",
        "viết số hiệu của tiêu chí được chấm, hoặc tên phần dùng chung mà tiêu chí đó «như»"
    );
    near(found, word, close, help)
}

/// A shared text that no criterion of a version is like.
#[must_use]
pub fn unknown_text(word: &Sp<String>, label: &str, close: Option<&str>) -> Diagnostic {
    let w = &word.value;
    let found = Diagnostic::new(
        Code::E0833,
        both!(
            "no criterion of `{label}` is like `{w}`",
            "không tiêu chí nào của «{label}» như «{w}»"
        ),
    )
    .at(
        word.span,
        both!(
            "not a shared text that is used",
            "không phải phần dùng chung nào đang được dùng"
        ),
    );
    let help = both!(
        "outside of a pair of scorecards a criterion is named by the shared text it is like; a number needs a pair",
        "ngoài cặp phiếu điểm, tiêu chí được gọi bằng tên phần dùng chung; số hiệu chỉ dùng trong một cặp"
    );
    near(found, word, close, help)
}

/// A shared text that several criteria of one scorecard are like.
#[must_use]
pub fn several_like(word: &Sp<String>, card: &str, numbers: &[&str]) -> Diagnostic {
    let (w, all) = (&word.value, numbers.join(", "));
    Diagnostic::new(
        Code::E0833,
        both!(
            "several criteria of scorecard `{card}` are like `{w}`: {all}",
            "nhiều tiêu chí của phiếu điểm «{card}» như «{w}»: {all}"
        ),
    )
    .at(word.span, both!("which one?", "tiêu chí nào?"))
    .help(both!("write its number", "viết số hiệu của tiêu chí"))
}

/// `like x.y` of a line that is not there.
#[must_use]
pub fn no_such_line(like: &Sp<String>, close: Option<&str>) -> Diagnostic {
    let w = &like.value;
    let found = Diagnostic::new(
        Code::E0833,
        both!(
            "no line outside of the pairs begins with `{w}`",
            "không có dòng nào ngoài các cặp bắt đầu bằng «{w}»"
        ),
    )
    .at(like.span, nothing());
    let help = both!(
        "write `{w} -> … {{ … }}` outside of the pairs, or say here what becomes of the options",
        "viết «{w} -> … {{ … }}» ngoài các cặp, hoặc nói ở đây lựa chọn nào thành lựa chọn nào"
    );
    near(found, like, close, help)
}

fn side(new: bool) -> (&'static str, &'static str) {
    if new {
        ("new", "mới")
    } else {
        ("old", "cũ")
    }
}

/// An option that its criterion does not have.
#[must_use]
pub fn unknown_option(
    word: &Sp<String>,
    number: &str,
    new: bool,
    have: &[&str],
    close: Option<&str>,
) -> Diagnostic {
    let (w, all, (en, vi)) = (&word.value, have.join(", "), side(new));
    let found = Diagnostic::new(
        Code::E0834,
        both!(
            "the {en} criterion {number} has no option `{w}`",
            "tiêu chí {vi} {number} không có lựa chọn «{w}»"
        ),
    )
    .at(word.span, both!("it has {all}", "tiêu chí này có {all}"));
    let help = both!(
        "left of the arrow stand options of the old criterion, right of it those of the new one",
        "bên trái mũi tên là lựa chọn của tiêu chí cũ, bên phải là của tiêu chí mới"
    );
    near(found, word, close, help)
}

/// A value that a fact cannot have.
#[must_use]
pub fn unknown_value(
    word: &Sp<String>,
    fact: &str,
    have: &[&str],
    close: Option<&str>,
) -> Diagnostic {
    let (w, all) = (&word.value, have.join(", "));
    let found = Diagnostic::new(
        Code::E0834,
        both!(
            "`{fact}`: there is no value `{w}` here",
            "«{fact}»: ở đây không có giá trị «{w}»"
        ),
    )
    .at(word.span, nothing());
    near(
        found,
        word,
        close,
        both!("the values are {all}", "các giá trị là {all}"),
    )
}

/// `none` on a criterion that always holds an option.
#[must_use]
pub fn none_is_no_answer(word: &Sp<String>, number: &str, new: bool) -> Diagnostic {
    let (en, vi) = side(new);
    Diagnostic::new(
        Code::E0834,
        both!(
            "`none` is no answer to the {en} criterion {number}",
            "«không có» không phải là câu trả lời cho tiêu chí {vi} {number}"
        ),
    )
    .at(word.span, both!("one of its options always holds", "luôn có một lựa chọn đúng"))
    .help(both!(
        "`none` means none of the options; it is possible where an option is chosen and every option gives points",
        "«không có» nghĩa là không thuộc lựa chọn nào; chỉ có thể khi mọi lựa chọn đều có điểm"
    ))
}

/// Criteria that a pair says nothing about.
#[must_use]
pub fn forgotten_criteria(
    all: &[(String, String)],
    card: &str,
    new: bool,
    head: Span,
) -> Diagnostic {
    const MOST: usize = 8;
    let mut told: Vec<String> = all
        .iter()
        .take(MOST)
        .map(|(number, title)| format!("{number} ({title})"))
        .collect();
    if all.len() > MOST {
        told.push("…".to_owned());
    }
    let (told, count, (en, vi)) = (told.join(", "), all.len(), side(new));
    let numbers: Vec<&str> = all.iter().map(|(n, _)| n.as_str()).collect();
    let numbers = numbers.join(", ");
    let help = if new {
        both!(
            "write from where each is taken, or `new {numbers} \"why\"`",
            "viết mỗi tiêu chí lấy từ đâu, hoặc «mới {numbers} \"vì sao\"»"
        )
    } else {
        both!(
            "write what becomes of each, or `{numbers} -> none \"why\"`",
            "viết mỗi tiêu chí thành gì, hoặc «{numbers} -> không có \"vì sao\"»"
        )
    };
    let plural = if count == 1 {
        "criterion is"
    } else {
        "criteria are"
    };
    Diagnostic::new(
        Code::E0835,
        both!(
            "{count} {plural} forgotten on the {en} scorecard `{card}`: {told}",
            "còn {count} tiêu chí của phiếu điểm {vi} «{card}» chưa nói đến: {told}"
        ),
    )
    .at(
        head,
        both!(
            "not all criteria are in this pair",
            "cặp này chưa đủ tiêu chí"
        ),
    )
    .help(help)
}

/// Options, combinations or values that a line says nothing about.
#[must_use]
pub fn forgotten_options(all: &[String], of: &str, span: Span) -> Diagnostic {
    const MOST: usize = 8;
    let mut told: Vec<&str> = all.iter().take(MOST).map(String::as_str).collect();
    if all.len() > MOST {
        told.push("…");
    }
    let told = told.join(", ");
    Diagnostic::new(
        Code::E0836,
        both!(
            "{of}: nothing is said about {told}",
            "{of}: chưa nói {told} thành gì"
        ),
    )
    .at(span, both!("this line forgets it", "dòng này còn sót"))
    .help(both!(
        "write what it may be, as `a -> a..b`; `a -> new` says that it must be asked; `else -> …` stands for all that is left",
        "viết nó có thể thành gì, như «a -> a..b»; «a -> mới» nghĩa là phải hỏi lại; «còn lại -> …» cho mọi lựa chọn chưa nói"
    ))
}

/// More combinations than can be gone through.
#[must_use]
pub fn too_many_combinations(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0836,
        both!(
            "these criteria have too many combinations of options to go through",
            "các tiêu chí này có quá nhiều tổ hợp lựa chọn"
        ),
    )
    .at(span, both!("this line", "dòng này"))
    .help(both!(
        "end it with `else -> …`, or write one line for each old criterion",
        "kết thúc bằng «còn lại -> …», hoặc viết mỗi tiêu chí cũ một dòng"
    ))
}

/// Scorecards that a crosswalk says nothing about.
#[must_use]
pub fn forgotten_cards(all: &[&str], label: &str, new: bool, span: Span) -> Diagnostic {
    let told = all.join(", ");
    let help = if new {
        both!(
            "write the pairs they belong to, or `new scorecard {told} \"why\"`",
            "viết cặp của chúng, hoặc «mới phiếu điểm {told} \"vì sao\"»"
        )
    } else {
        both!(
            "write the pairs they belong to, or `scorecard {told} -> none \"why\"`",
            "viết cặp của chúng, hoặc «phiếu điểm {told} -> không có \"vì sao\"»"
        )
    };
    Diagnostic::new(
        Code::E0837,
        both!(
            "the crosswalk says nothing about scorecards of `{label}`: {told}",
            "bảng chuyển đổi chưa nói đến phiếu điểm của «{label}»: {told}"
        ),
    )
    .at(span, both!("this crosswalk", "bảng chuyển đổi này"))
    .help(help)
}

fn twice(message: Both, here: Span, there: Span, help: Both) -> Diagnostic {
    Diagnostic::new(Code::E0838, message)
        .at(here, both!("said again here", "nói lại ở đây"))
        .at(there, first())
        .help(help)
}

fn take_away() -> Both {
    both!("take one of the two away", "bỏ một trong hai")
}

/// A scorecard that is in a pair and without a counterpart, or twice without one.
#[must_use]
pub fn card_twice(word: &Sp<String>, there: Span) -> Diagnostic {
    let w = &word.value;
    let message = both!(
        "scorecard `{w}` cannot have a counterpart and have none, or be named twice as having none",
        "phiếu điểm «{w}» không thể vừa có vừa không có phiếu tương ứng, hay hai lần không có"
    );
    twice(message, word.span, there, take_away())
}

/// Something that is said twice.
#[must_use]
pub fn said_twice(name: &str, here: Span, there: Span) -> Diagnostic {
    let message = both!("`{name}` is said twice", "«{name}» nói hai lần");
    twice(message, here, there, take_away())
}

/// A criterion without a counterpart that a line takes from.
#[must_use]
pub fn gone_and_mapped(number: &str, gone: Span, line: Span) -> Diagnostic {
    let message = both!(
        "criterion {number} has no counterpart, and yet a line takes from it",
        "tiêu chí {number} đã nói là không có tiêu chí tương ứng, mà lại có dòng lấy từ nó"
    );
    twice(message, gone, line, take_away())
}

/// A new criterion that a line goes to.
#[must_use]
pub fn new_and_mapped(number: &str, new: Span, line: Span) -> Diagnostic {
    let message = both!(
        "criterion {number} is new, and yet a line goes to it",
        "tiêu chí {number} đã nói là mới, mà lại có dòng chuyển sang nó"
    );
    twice(message, new, line, take_away())
}

/// An option that two lines speak of.
#[must_use]
pub fn option_twice(names: &[String], here: Span, there: Span) -> Diagnostic {
    let name = names.join(" & ");
    let message = both!(
        "option {name} is said twice: only the first line would count",
        "lựa chọn {name} nói hai lần: chỉ dòng đầu có hiệu lực"
    );
    twice(
        message,
        here,
        there,
        both!(
            "let each option stand on one line only",
            "mỗi lựa chọn chỉ để ở một dòng"
        ),
    )
}

/// Two `else`.
#[must_use]
pub fn else_twice(here: Span, there: Span) -> Diagnostic {
    let message = both!("`else` stands twice", "«còn lại» viết hai lần");
    twice(message, here, there, take_away())
}

/// Criteria whose options are not the same, on a line without a block.
#[must_use]
pub fn not_option_for_option(
    old: (&str, &[String]),
    new: (&str, &[String]),
    span: Span,
) -> Diagnostic {
    let ((a, old), (b, new)) = (old, new);
    let (old_all, new_all) = (old.join(", "), new.join(", "));
    let all: Vec<String> = old.iter().map(|k| format!("{k} -> …")).collect();
    let block = all.join("; ");
    Diagnostic::new(
        Code::E0839,
        both!(
            "{a} -> {b}: the options are not the same: {old_all} before, {new_all} now",
            "{a} -> {b}: lựa chọn không giống nhau: trước là {old_all}, nay là {new_all}"
        ),
    )
    .at(
        span,
        both!(
            "option for option is not possible here",
            "không thể chuyển từng lựa chọn một ở đây"
        ),
    )
    .help(both!(
        "say what becomes of each: `{a} -> {b} {{ {block} }}`",
        "nói mỗi lựa chọn thành gì: «{a} -> {b} {{ {block} }}»"
    ))
}

/// Several old criteria without a block.
#[must_use]
pub fn joint_without_block(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0839,
        both!(
            "a line from several criteria must say what becomes of their options",
            "dòng lấy từ nhiều tiêu chí phải nói các lựa chọn của chúng thành gì"
        ),
    )
    .at(span, both!("no block here", "ở đây không có khối"))
    .help(both!(
        "write `{{ a and a -> a; else -> a..d }}`, or one line for each old criterion",
        "viết «{{ a và a -> a; còn lại -> a..d }}», hoặc mỗi tiêu chí cũ một dòng"
    ))
}

/// A line of options for another number of criteria.
#[must_use]
pub fn other_count(found: usize, wanted: usize, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0839,
        both!(
            "options of {found} criteria stand here; the line is about {wanted}",
            "ở đây có lựa chọn của {found} tiêu chí, còn dòng này nói về {wanted}"
        ),
    )
    .at(span, both!("this line", "dòng này"))
    .help(both!(
        "for each old criterion its options, joined by `and`: `a and b -> c`; several options of one: `a, b -> c`",
        "mỗi tiêu chí cũ một phần, nối bằng «và»: «a và b -> c»; nhiều lựa chọn của một tiêu chí: «a, b -> c»"
    ))
}

/// A checklist that would become a choice, and so on.
#[must_use]
pub fn other_form(old: &str, new: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0840,
        both!(
            "{old} -> {new}: an answer to one is no answer to the other: their forms differ",
            "{old} -> {new}: câu trả lời cho tiêu chí này không thể là câu trả lời cho tiêu chí kia: dạng khác nhau"
        ),
    )
    .at(span, both!("forms that do not fit", "dạng không hợp nhau"))
    .help(both!(
        "a choice goes to a choice, a checklist to a checklist, a ladder or formula to a ladder or formula; else write `{old} -> none` and `new {new}`",
        "lựa chọn chuyển sang lựa chọn, danh mục sang danh mục, thang hay công thức sang thang hay công thức; nếu không, viết «{old} -> không có» và «mới {new}»"
    ))
}

/// A fact that its version does not have.
#[must_use]
pub fn unknown_fact(word: &Sp<String>, label: &str, close: Option<&str>) -> Diagnostic {
    let w = &word.value;
    let found = Diagnostic::new(
        Code::E0841,
        both!(
            "`{label}` has no fact `{w}`",
            "«{label}» không có dữ kiện «{w}»"
        ),
    )
    .at(word.span, nothing());
    let help = both!(
        "left of the arrow stands a fact of the old version, right of it one of the new version",
        "bên trái mũi tên là dữ kiện của bản cũ, bên phải là của bản mới"
    );
    near(found, word, close, help)
}

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

fn stretch(message: Both, span: Span, help: Both) -> Diagnostic {
    Diagnostic::new(Code::E0843, message)
        .at(span, both!("from here to there", "từ đây đến kia"))
        .help(help)
}

/// `3.1 .. 3.5 -> 3.2 .. 3.4`
#[must_use]
pub fn stretches_differ(a: usize, b: usize, span: Span) -> Diagnostic {
    stretch(
        both!(
            "{a} criteria cannot be the same as {b}",
            "{a} tiêu chí không thể giống {b} tiêu chí"
        ),
        span,
        both!(
            "let both stretches have as many criteria",
            "để hai đoạn có số tiêu chí bằng nhau"
        ),
    )
}

/// `3.5 .. 3.1`
#[must_use]
pub fn stretch_backwards(span: Span) -> Diagnostic {
    stretch(
        both!(
            "the last stands before the first on the card",
            "cái cuối đứng trước cái đầu trên phiếu"
        ),
        span,
        both!(
            "write the first before the last, in order of the card",
            "viết cái đầu trước, theo thứ tự trên phiếu"
        ),
    )
}

/// `x.a .. x.b` outside of a pair.
#[must_use]
pub fn stretch_of_texts(span: Span) -> Diagnostic {
    stretch(
        both!(
            "shared texts have no order: there is no stretch of them",
            "phần dùng chung không có thứ tự, nên không có đoạn"
        ),
        span,
        both!(
            "name each of them, or write the line in a pair of scorecards",
            "kể tên từng phần, hoặc viết dòng này trong một cặp phiếu điểm"
        ),
    )
}

/// A line for all pairs that holds for none.
#[must_use]
pub fn fits_nowhere(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0831,
        both!("this line holds for no pair of scorecards", "dòng này không dùng cho cặp phiếu điểm nào"),
    )
    .at(span, both!("no pair has these criteria", "không cặp nào có các tiêu chí này"))
    .help(both!(
        "a pair needs one criterion like each of these texts, and no line of its own for them; else take the line away",
        "cần một cặp mà mỗi bên có một tiêu chí «như» các phần này và cặp chưa có dòng riêng; nếu không, bỏ dòng này"
    ))
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

/// No crosswalk joins two versions.
#[must_use]
pub fn no_crosswalk(from: &str, to: &str, have: &[String]) -> Diagnostic {
    let all = have.join("; ");
    let found = Diagnostic::new(
        Code::E0844,
        both!(
            "there is no crosswalk from `{from}` to `{to}`",
            "không có bảng chuyển đổi từ «{from}» sang «{to}»"
        ),
    );
    if have.is_empty() {
        found.help(both!(
            "a crosswalk stands in a file of a folder of its own, beside the folders of the two versions",
            "bảng chuyển đổi nằm trong tệp của thư mục riêng, cạnh thư mục của hai phiên bản"
        ))
    } else {
        found.help(both!("there is: {all}", "hiện có: {all}"))
    }
}

/// A scorecard whose dossiers go nowhere.
#[must_use]
pub fn no_counterpart(card: &str, to: &str, why: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::E0845,
        both!(
            "scorecard `{card}` has no counterpart in `{to}`",
            "phiếu điểm «{card}» không có phiếu tương ứng trong «{to}»"
        ),
    );
    let found = match why {
        Some(why) => found.note(both!(
            "the crosswalk says: {why}",
            "bảng chuyển đổi nói: {why}"
        )),
        None => found,
    };
    found.help(both!(
        "the product must be assessed afresh",
        "sản phẩm phải được đánh giá mới"
    ))
}

/// Several counterparts, and none or another one asked for.
#[must_use]
pub fn which_counterpart(
    card: &str,
    to: &str,
    asked: Option<&str>,
    have: &[(String, Option<String>)],
) -> Diagnostic {
    let told: Vec<String> = have
        .iter()
        .map(|(id, why)| why.as_ref().map_or(id.clone(), |w| format!("{id} ({w})")))
        .collect();
    let all = told.join(", ");
    let message = match asked {
        Some(asked) => both!(
            "`{asked}` is no counterpart of scorecard `{card}` in `{to}`",
            "«{asked}» không phải phiếu tương ứng của «{card}» trong «{to}»"
        ),
        None => both!(
            "scorecard `{card}` has several counterparts in `{to}`",
            "phiếu điểm «{card}» có nhiều phiếu tương ứng trong «{to}»"
        ),
    };
    let one = have.first().map_or("", |(id, _)| id.as_str());
    Diagnostic::new(Code::E0846, message)
        .note(both!(
            "its counterparts are {all}",
            "phiếu tương ứng: {all}"
        ))
        .help(both!(
            "say which: `--scorecard {one}`",
            "nói rõ phiếu nào: «--scorecard {one}»"
        ))
}
