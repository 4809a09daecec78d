//! E06xx: tests that live beside the rules.

use crate::text::{Both, Code, Diagnostic, Span, both};

/// Puts the nearest word in place of a wrong one.
fn mend(found: Diagnostic, at: Span, near: Option<&str>) -> Diagnostic {
    match near {
        Some(n) => found.fix(at, n),
        None => found,
    }
}

/// A test for a card that does not exist.
#[must_use]
pub fn unknown_card(card: &str, at: Span, near: Option<&str>, have: &[&str]) -> Diagnostic {
    let list = have.iter().take(20).copied().collect::<Vec<_>>().join(", ");
    let help = match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None if have.is_empty() => both!(
            "this ruleset has no scorecards yet",
            "bộ tiêu chí này chưa có phiếu điểm nào"
        ),
        None => both!("the scorecards are: {list}", "các phiếu điểm là: {list}"),
    };
    let found = Diagnostic::new(
        Code::E0601,
        both!(
            "the test is for `{card}`, but there is no such scorecard",
            "kiểm thử cho «{card}», nhưng không có phiếu điểm nào tên đó"
        ),
    )
    .at(at, both!("no such scorecard", "không có phiếu này"))
    .help(help);
    mend(found, at, near)
}

/// A test that names something the card does not have: a criterion, a fact, a part, an assumption.
#[must_use]
pub fn unknown_name(what: &Both, name: &str, at: Span, near: Option<&str>) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    let found = Diagnostic::new(
        Code::E0602,
        both!("there is no {en} `{name}`", "không có {vi} «{name}»"),
    )
    .at(
        at,
        both!("nothing is called this", "không có gì tên như vậy"),
    )
    .help(match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None => both!(
            "`sao show` lists what the card has",
            "`sao show` liệt kê những gì phiếu có"
        ),
    });
    mend(found, at, near)
}

/// A value that what it is given to cannot have.
#[must_use]
pub fn unknown_value(
    what: &Both,
    value: &str,
    at: Span,
    near: Option<&str>,
    expected: &Both,
) -> Diagnostic {
    let (en, vi) = (&what.en, &what.vi);
    let (een, evi) = (&expected.en, &expected.vi);
    let found = Diagnostic::new(
        Code::E0603,
        both!("{en} cannot be `{value}`", "{vi} không thể là «{value}»"),
    )
    .at(at, both!("not possible", "không thể"))
    .help(match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None => both!("{een} is expected", "ở đây cần {evi}"),
    });
    mend(found, at, near)
}

/// A test that expects nothing.
#[must_use]
pub fn nothing_expected(head: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0604,
        both!("the test expects nothing", "kiểm thử này không mong đợi gì"),
    )
    .at(head, both!("no `expect`", "thiếu «mong đợi»"))
    .help(both!(
        "say what must come out: `expect total 93, rating *****`",
        "nói kết quả phải là gì: «mong đợi tổng điểm 93, xếp hạng *****»"
    ))
}

/// A test with two starting points.
#[must_use]
pub fn two_baselines(here: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0605,
        both!(
            "the test starts from two dossiers at once",
            "kiểm thử bắt đầu từ hai hồ sơ cùng lúc"
        ),
    )
    .at(here, both!("the second", "điểm đầu thứ hai"))
    .at(first, both!("the first", "điểm đầu thứ nhất"))
    .help(both!(
        "a test starts from `best`, from `worst`, or from a `dossier`; changes go into `given`",
        "kiểm thử bắt đầu từ «tốt nhất», «kém nhất», hoặc một «hồ sơ»; thay đổi thì ghi trong «cho biết»"
    ))
}

/// Two tests of one name for the same card.
#[must_use]
pub fn test_twice(name: &str, here: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::W0601,
        both!(
            "two tests are called \"{name}\"",
            "hai kiểm thử cùng tên \"{name}\""
        ),
    )
    .at(here, both!("again here", "lặp lại ở đây"))
    .at(first, both!("first here", "lần đầu ở đây"))
    .help(both!(
        "say in the name what each of them shows",
        "nêu trong tên mỗi kiểm thử cho thấy điều gì"
    ))
}
