//! What goes wrong with time: each thing is told with how to mend it.

use super::common::{Run, empty, run};
use super::due::portfolio;
use std::fs;

/// A run that must end so, with this code, and with a way to mend it.
fn told(r: &Run, exit: i32, code: &str) {
    let said = format!("{}{}", r.out, r.err);
    assert_eq!(r.code, exit, "{said}");
    assert!(said.contains(code), "{code}: {said}");
    assert!(said.contains("help: "), "{said}");
    assert!(said.contains(&format!("sao explain {code}")), "{said}");
}

fn checked(text: &str) -> Run {
    let t = empty();
    for (i, part) in text.split("---\n").enumerate() {
        let folder = t.path().join(format!("rules/{i}"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.sao"), part).unwrap();
    }
    run(t.path(), &["check", "rules", "--lang", "en"])
}

const CARD: &str = "scorecard tea \"Tea\" { criterion 1 \"Smell\" 10 { a 0 \"none\"; b 5 \"faint\"; c 10 \"strong\" } }\n";

fn version(number: &str, dates: &str) -> String {
    format!(
        "ruleset made version \"{number}\" {{\n  {dates}\n  rating of total {{ *** 8 ..; ** 4 ..< 8; * ..< 4 }}\n}}\n{CARD}"
    )
}

#[test]
fn an_unknown_version_is_told_with_what_is_near() {
    let t = portfolio("");
    for args in [
        vec!["score", "tea.yaml", "--ruleset", "made@11"],
        vec!["diff", "made@11", "made@2"],
        vec!["show", "made@11"],
        vec!["carry", "tea.yaml", "--to", "22"],
        vec!["plan", "rules/2", "--against", "made@11"],
    ] {
        let all = [&args[..], &["--rules", "rules", "--lang", "en"]].concat();
        let r = run(t.path(), &all);
        assert_ne!(r.code, 0, "{args:?}");
        assert!(
            r.err.contains("E0708") && r.err.contains("help: "),
            "{args:?}: {}",
            r.err
        );
    }
}

#[test]
fn dates_out_of_order_are_told_in_rulesets_and_dossiers() {
    let r = checked(&version("1", "applies from 2024-01-01 until 2023-01-01"));
    assert_eq!(r.code, 1, "{}", r.out);
    assert!(
        r.out.contains("error[E0") && r.out.contains("help: "),
        "{}",
        r.out
    );
    let t = portfolio("");
    fs::write(
        t.path().join("bad.yaml"),
        "id: bad\nscorecard: tea\nfiled: 2024-02-01\nassessed: 2024-01-01\n1: c\n",
    )
    .unwrap();
    let r = run(
        t.path(),
        &["check", "bad.yaml", "--rules", "rules", "--lang", "en"],
    );
    assert_eq!(r.code, 1, "{}", r.out);
    assert!(
        r.out.contains("error[E05") && r.out.contains("help: "),
        "{}",
        r.out
    );
}

#[test]
fn versions_that_overlap_are_told() {
    let text = format!(
        "{}---\n{}",
        version("1", "applies from 2020-01-01"),
        version("2", "applies from 2024-01-01")
    );
    let r = checked(&text);
    assert!(
        r.out.contains("W08") && r.out.contains("help: "),
        "{}",
        r.out
    );
    let mended = format!(
        "{}---\n{}",
        version("1", "applies from 2020-01-01"),
        version(
            "2",
            "applies from 2024-01-01\n  repeals \"1\" from 2024-01-01"
        )
    );
    assert!(!checked(&mended).out.contains("W08"));
}

#[test]
fn a_crosswalk_that_forgets_an_option_is_told() {
    let text = format!(
        "{}---\n{}---\n{}",
        version("1", "applies from 2020-01-01"),
        version(
            "2",
            "applies from 2024-01-01\n  repeals \"1\" from 2024-01-01"
        ),
        "crosswalk made \"1\" -> \"2\" { scorecard tea -> tea { 1 -> 1 { a -> a; c -> c } } }\n"
    );
    let r = checked(&text);
    assert_eq!(r.code, 1, "{}", r.out);
    assert!(
        r.out.contains("error[E08") && r.out.contains("help: "),
        "{}",
        r.out
    );
    assert!(r.out.contains('b'), "{}", r.out);
}

#[test]
fn a_dossier_without_a_date_is_told_which_dates_it_needs() {
    let t = portfolio("");
    fs::write(
        t.path().join("undated.yaml"),
        "id: x\nscorecard: tea\n1: c\n",
    )
    .unwrap();
    let r = run(
        t.path(),
        &[
            "score",
            "undated.yaml",
            "--rules",
            "rules",
            "--format",
            "json",
            "--lang",
            "en",
        ],
    );
    println!("{}{}", r.out, r.err);
    let check = run(
        t.path(),
        &["check", "undated.yaml", "--rules", "rules", "--lang", "en"],
    );
    told(&check, 1, "E0");
}
