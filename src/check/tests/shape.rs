//! The order of options, open points, crosswalks and amendments.

use super::{RATING, all, found};
use crate::Library;
use crate::text::{Code, Severity};

#[test]
fn an_order_that_a_condition_goes_by_follows_the_points() {
    let card = |options: &str, ask: &str| {
        format!(
            "scorecard c \"C\" {{\n criterion 1 \"A\" 60 {{ {options} }}\n criterion 2 \"B\" 40 {{\n  only if {ask} \"why\"\n  a 0 \"x\"\n  b 40 \"y\"\n }}\n}}"
        )
    };
    let rising = "a 0 \"x\"; b 30 \"y\"; c 60 \"z\"";
    let falling = "a 60 \"x\"; b 30 \"y\"; c 0 \"z\"";
    for ask in [
        "criterion 1 >= b",
        "criterion 1 > a",
        "not criterion 1 < b",
        "not criterion 1 <= a",
        "b <= criterion 1",
        "criterion 1 in b .. c",
    ] {
        assert_eq!(found(&card(rising, ask)), [], "{ask}");
        assert_eq!(
            found(&card(falling, ask)),
            [(Code::W1015, Severity::Warning)],
            "{ask}"
        );
    }
    // By name, not by position.
    assert_eq!(found(&card(falling, "criterion 1 = b")), []);
    // Points that fall only within one side are none of its business.
    let within = "a 0 \"x\"; b 60 \"y\"; c 30 \"z\"";
    assert_eq!(found(&card(within, "criterion 1 >= b")), []);
}

#[test]
fn points_that_turn_are_a_note_and_points_that_only_fall_are_not() {
    let card =
        |options: &str| format!("scorecard c \"C\" {{ criterion 1 \"A\" 100 {{ {options} }} }}");
    assert_eq!(
        found(&card("a 0 \"x\"; b 100 \"y\"; c 60 \"z\"")),
        [(Code::N1016, Severity::Note)]
    );
    assert_eq!(found(&card("a 100 \"x\"; b 60 \"y\"; c 0 \"z\"")), []);
    // Another case begins anew.
    let cases =
        "case 1 \"one\" { a 0 \"x\"; b 100 \"y\" }\n case 2 \"two\" { c 0 \"v\"; d 60 \"w\" }";
    assert_eq!(found(&card(cases)), []);
}

#[test]
fn an_open_point_is_idle_until_something_on_a_card_is_about_it() {
    let rules = |name: &str, readings: &str, more: &str, card: &str| {
        let text = format!(
            "ruleset r version \"1\" {{\n rating of total {{ *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }}\n assumption {name} \"?\" = {readings}\n{more}\n}}\nfact f : percent 0% .. 100%\nscorecard c \"C\" {{ {card} }}"
        );
        let mut library = Library::new();
        library.add([("r.sao", text)]);
        assert!(library.is_sound(), "{:?}", library.findings());
        let checks = library.checks();
        checks.iter().any(|d| d.code == Code::W1017)
    };
    let plain = "criterion 1 \"A\" 100 { a 0 \"x\"; b 100 \"y\" }";
    let marked = "criterion 1 \"A\" 100 { a 0 \"x\"; b 100 ** \"y\" }";
    let top = "criterion 1 \"A\" 100 { a 0 \"x\"; b 100 *** \"y\" }";
    let derived = "criterion 1 \"A\" 100 { a 0 \"x\" when f < 50%; b 100 \"y\" when f >= 50% }";
    let cases = "criterion 1 \"A\" 100 { case 1 \"o\" { a 0 \"x\"; b 100 ** \"y\" }; case 2 \"t\" { c 0 \"v\"; d 100 \"w\" } }";
    let stop = "criterion 1 \"A\" 100 { stop end \"e\"; a 0 \"x\"; b 100 \"y\" }";
    let council = "council { total mean of assessors rounded half up to 0.01 }";
    let cumulative = "cumulative | own_only";
    for (name, readings, more, idle, used) in [
        ("minimums_fail", "step_down | unrated", "", plain, marked),
        ("minimums_cumulative", cumulative, "", top, marked),
        (
            "minimums_in_cases",
            "within_case | by_points",
            "",
            marked,
            cases,
        ),
        ("answer_or_fact", "fact | answer", "", plain, derived),
        ("when_overlap", "highest | lowest", "", plain, derived),
        ("no_option", "zero | lowest", "", plain, derived),
        ("stopped", "unrated | as_scored", "", plain, stop),
        (
            "council_minimums",
            "majority | every",
            council,
            plain,
            marked,
        ),
    ] {
        assert!(rules(name, readings, more, idle), "{name}");
        assert!(!rules(name, readings, more, used), "{name}");
    }
    assert!(rules("council_rounding", "rounded | exact", "", plain));
    assert!(!rules(
        "council_rounding",
        "rounded | exact",
        council,
        plain
    ));
}

/// What the checks say of two versions, each with one card, and a crosswalk.
fn carried(old: &str, new: &str, lines: &str) -> Vec<(Code, String)> {
    let version = |n: u32, card: &str| {
        let heading = RATING.replace("\"1\"", &format!("\"{n}\""));
        (
            format!("{n}.sao"),
            format!("{heading}scorecard c \"C\" {{ {card} }}"),
        )
    };
    let mut library = Library::new();
    library.add([version(1, old)]);
    library.add([version(2, new)]);
    library.add([(
        "walk.sao",
        format!("crosswalk r \"1\" -> \"2\" {{ scorecard c -> c {{\n{lines}\n}} }}"),
    )]);
    assert!(library.is_sound(), "{:?}", library.findings());
    let found = library.checks().into_iter();
    found.map(|d| (d.code, d.message.en)).collect()
}

#[test]
fn an_order_that_a_crosswalk_turns_round_is_found_and_a_set_or_a_reason_is_not() {
    let old = "criterion 1 \"A\" 100 { a 0 \"o1\"; b 50 \"o2\"; c 100 \"o3\" }";
    let new = "criterion 1 \"A\" 100 { a 0 \"n1\"; b 50 \"n2\"; c 100 \"n3\" }";
    let codes = |lines: &str| -> Vec<Code> {
        carried(old, new, lines)
            .into_iter()
            .map(|(c, _)| c)
            .collect()
    };
    assert_eq!(codes("1 -> 1 { a -> a; b -> b; c -> c }"), []);
    assert_eq!(codes("1 -> 1 { a -> a; b -> c; c -> b }"), [Code::W1018]);
    assert_eq!(codes("1 -> 1 { a -> a; b -> b..c; c -> b }"), []);
    assert_eq!(codes("1 -> 1 { a -> b; b -> b; c -> b }"), []);
    assert_eq!(codes("1 -> 1 { a -> a; b -> c; c -> b \"meant\" }"), []);
}

#[test]
fn words_and_titles_that_a_crosswalk_passes_by_are_found() {
    let old = "criterion 1 \"Taste\" 60 { a 0 \"plain\"; b 60 \"good\" }\n criterion 2 \"Look\" 40 { a 0 \"dull\"; b 40 \"fine\" }";
    let new = "criterion 1 \"Taste\" 60 { a 0 \"none\"; b 20 \"Plain\"; c 60 \"good\" }\n criterion 2 \"Look\" 40 { a 0 \"dull\"; b 40 \"fine\" }";
    let right = "1 -> 1 { a -> b; b -> c }\n2 -> 2";
    assert_eq!(carried(old, new, right), []);
    let words = carried(old, new, "1 -> 1 { a -> a; b -> c }\n2 -> 2");
    assert_eq!(
        words,
        [(
            Code::W1019,
            "option a of criterion 1 does not become option b of criterion 1, which has its very words".to_owned()
        )]
    );
    let titles = carried(old, new, "1 -> 2 { a -> a; b -> b }\n2 -> none\nnew 1");
    assert_eq!(
        titles,
        [(
            Code::W1019,
            "criterion 1 becomes 2, though 1 has its very title and takes nothing from it"
                .to_owned()
        )]
    );
}

#[test]
fn an_amendment_that_says_what_stood_there_is_found() {
    let card = "scorecard c \"C\" { criterion 1 \"A\" 100 { a 0 \"x\"; b 100 *** \"y\" } }";
    let with = |change: &str| {
        let text = format!(
            "{RATING}{card}\namendment \"2\" to r \"1\" {{\n applies from 2021-01-01\n {change}\n}}"
        );
        let mut library = Library::new();
        library.add([("r.sao", text)]);
        assert!(library.is_sound(), "{:?}", library.findings());
        let codes: Vec<Code> = library.checks().iter().map(|d| d.code).collect();
        codes
    };
    assert_eq!(with("mark scorecard c criterion 1 option b **"), []);
    let same = "replace scorecard c criterion 1 option b 100 *** \"y\"";
    assert_eq!(with(same), [Code::W1020]);
    assert_eq!(with(&same.replace("\"y\"", "\"z\"")), []);
}

#[test]
fn what_is_found_names_the_place() {
    let found =
        all("scorecard c \"C\" { criterion 1 \"A\" 100 { a 0 \"x\"; b 100 \"y\"; c 60 \"z\" } }");
    let [note] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(note.labels.len(), 2);
    assert!(note.help.is_some());
}
