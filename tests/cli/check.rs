//! `sao check` of rules that can be scored, and its proofs.

use super::common::{empty, page, root, run};
use std::fs;

const RULES: &str =
    "ruleset small version \"1\" { rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 } }
fact share : percent 0% .. 100%
scorecard card \"Card\" {
  criterion 1 \"Origin\" 10 {
    a 0 \"little\" when share < 50%
    b 10 ** \"much\" when share > 50%
  }
  criterion 2 \"Look\" 10 {
    only if criterion 1 = a \"why\"
    a 0 \"plain\"
    b 10 *** \"fine\"
  }
  criterion 3 \"Taste\" 80 { a 0 \"plain\"; b 80 \"good\" }
}
";

fn folder() -> tempfile::TempDir {
    let t = empty();
    fs::write(t.path().join("small.sao"), RULES).unwrap();
    t
}

fn codes(args: &[&str]) -> Vec<String> {
    let t = folder();
    let r = run(t.path(), args);
    assert_eq!(r.code, 0, "{}", r.err);
    let found: Vec<serde_json::Value> = serde_json::from_str(&r.out).unwrap();
    let code = |d: &serde_json::Value| d["code"].as_str().unwrap().to_owned();
    found.iter().map(code).collect()
}

#[test]
fn proofs_are_made_only_when_asked_for() {
    assert_eq!(
        codes(&["check", "small.sao", "--format", "json"]),
        ["W1010"]
    );
    let mut proved = codes(&["check", "small.sao", "--prove", "--format", "json"]);
    proved.sort();
    assert_eq!(proved, ["W1005", "W1007", "W1010"]);
}

#[test]
fn what_is_proved_is_told_with_the_lines_that_do_it() {
    let t = folder();
    for lang in ["en", "vi"] {
        insta::assert_snapshot!(
            format!("check_prove_{lang}"),
            page(
                t.path(),
                &["check", "small.sao", "--prove", "--notes", "--lang", lang]
            )
        );
    }
}

#[test]
fn the_rulesets_and_examples_of_the_project_give_no_warning() {
    let r = run(
        &root(),
        &[
            "check", "rulesets", "examples", "--format", "concise", "--lang", "en",
        ],
    );
    assert_eq!((r.code, r.out.as_str()), (0, ""), "{}", r.err);
}
