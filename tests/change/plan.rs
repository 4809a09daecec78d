//! A draft on one page.

use super::common::{Run, empty, page, run};
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;
use std::path::Path;

const NOW: &str = r#"ruleset tea version "1" {
  title "Rating of teas"
  applies from 2024-01-01
  rating of total { *** 8 .. 12; ** 4 ..< 8; * 0 ..< 4 }
}
scorecard tea "Tea" {
  cite "Annex 1"
  criterion 1 "Smell" 5 { a 0 "none"; b 2 "faint"; c 5 *** "strong" }
  criterion 2 "Origin" 4 { a 0 "unknown"; b 4 "known" }
  criterion 3 "Story" 3 { a 0 "none"; b 3 "told" }
}
test "a good tea" for tea { given 1 = c, 2 = b, 3 = a; expect total 9, rating *** }
test "without a story" for tea { best except 3 = a; expect total 9, rating *** }
test "the best" for tea { best; expect total 12, rating *** }
"#;

const RATED: &str = r#"{"id":"a","scorecard":"tea","1":"c","2":"b","3":"a"}
{"id":"b","scorecard":"tea","1":"c","2":"b","3":"b"}
{"id":"c","scorecard":"tea","1":"b","2":"a"}
"#;

/// The scheme in force, a draft that lies beside it, and stored dossiers.
fn drafted() -> tempfile::TempDir {
    let t = empty();
    let draft = NOW
        .replace("*** 8 .. 12; ** 4 ..< 8", "*** 10 .. 12; ** 4 ..< 10")
        .replace("b 2 \"faint\"", "b 3 \"faint\"")
        .replace(
            "test \"without a story\" for tea { best except 3 = a; expect total 9, rating *** }\n",
            "test \"without a story\" for tea { best except 3 = a; expect total 9, rating ** }\n",
        )
        .replace("b 4 \"known\"", "b 4 \"unknown\"");
    for (folder, text) in [("now", NOW), ("draft", draft.as_str())] {
        fs::create_dir_all(t.path().join("rules").join(folder)).unwrap();
        fs::write(t.path().join("rules").join(folder).join("tea.sao"), text).unwrap();
    }
    fs::create_dir_all(t.path().join("stored/more")).unwrap();
    fs::write(t.path().join("stored/rated.ndjson"), RATED).unwrap();
    fs::write(
        t.path().join("stored/more/d.yaml"),
        "id: d\nscorecard: tea\n1: a\n2: a\n3: a\n",
    )
    .unwrap();
    t
}

const PLAN: [&str; 6] = [
    "plan",
    "rules/draft",
    "--dossiers",
    "stored",
    "--rules",
    "rules",
];

fn planned(t: &Path, more: &[&str]) -> Run {
    run(t, &[&PLAN[..], more].concat())
}

fn told(t: &Path, more: &[&str]) -> Value {
    let r = planned(t, &[more, &["--format", "json"]].concat());
    serde_json::from_str(&r.out).unwrap_or_else(|e| panic!("{e}: {}{}", r.out, r.err))
}

#[test]
fn a_draft_is_put_on_one_page() {
    let t = drafted();
    for lang in ["en", "vi"] {
        let text = page(t.path(), &[&PLAN[..], &["--lang", lang]].concat());
        assert!(text.lines().all(|l| l.chars().count() <= 100), "{text}");
        assert_snapshot!(format!("plan_{lang}"), text);
    }
}

#[test]
fn what_speaks_against_a_draft_is_told_and_ends_with_1() {
    let t = drafted();
    let all = told(t.path(), &[]);
    assert_eq!(all["clear"], false);
    let fallen = all["tests"]["failing"].as_array().unwrap();
    let of: Vec<(&str, &str)> = fallen
        .iter()
        .map(|f| (f["name"].as_str().unwrap(), f["of"].as_str().unwrap()))
        .collect();
    // A test that the draft rewrote is told of all the same.
    assert_eq!(
        of,
        [
            ("a good tea", "draft"),
            ("without a story", "base_rewritten")
        ]
    );
    assert_eq!(all["tests"]["run"], 3);
    let new: Vec<&str> = all["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["new"] == true)
        .map(|f| f["code"].as_str().unwrap())
        .collect();
    // Two options of equal wording.
    assert_eq!(new, ["W1003"], "{}", all["findings"]);
    assert_eq!(all["impact"]["counts"]["all"], 4);
    assert_eq!(all["difference"]["counts"]["minimums"], 2);
    assert_ne!(all["old"]["sha256"], all["new"]["sha256"]);
    assert_eq!(planned(t.path(), &[]).code, 1);
}

#[test]
fn a_draft_that_changes_nothing_is_clear_and_ends_with_0() {
    let t = drafted();
    fs::write(t.path().join("rules/draft/tea.sao"), NOW).unwrap();
    let all = told(t.path(), &[]);
    assert_eq!(all["clear"], true, "{all:#}");
    assert_eq!(all["difference"]["equal"], true);
    assert_eq!(all["old"]["sha256"], all["new"]["sha256"]);
    assert_eq!(planned(t.path(), &[]).code, 0);
    // The layout of the files is not part of the text.
    fs::write(
        t.path().join("rules/draft/tea.sao"),
        format!("# A remark.\n\n{NOW}"),
    )
    .unwrap();
    assert_eq!(told(t.path(), &[])["new"]["sha256"], all["new"]["sha256"]);
}

#[test]
fn a_draft_with_errors_is_not_planned() {
    let t = drafted();
    fs::write(
        t.path().join("rules/draft/tea.sao"),
        NOW.replace("criterion 3 \"Story\" 3", "criterion 3 \"Story\" 4"),
    )
    .unwrap();
    let r = planned(t.path(), &["--lang", "en"]);
    assert_eq!((r.code, r.out.as_str()), (1, ""));
    assert!(r.err.contains("error["), "{}", r.err);
    fs::write(t.path().join("rules/draft/tea.sao"), NOW).unwrap();
    let missing = run(t.path(), &["plan", "nowhere", "--lang", "en"]);
    assert_eq!(missing.code, 2);
    let unknown = planned(t.path(), &["--against", "tea@9", "--lang", "en"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("tea@1"), "{}", unknown.err);
}

#[test]
fn a_decision_that_amends_is_held_against_the_text_before_it() {
    let t = drafted();
    fs::remove_dir_all(t.path().join("rules/draft")).unwrap();
    fs::write(
        t.path().join("amendment.sao"),
        "amendment \"2\" to tea \"1\" {\n  applies from 2025-01-01\n  replace scorecard tea criterion 1 option b 3 \"faint\"\n}\n",
    )
    .unwrap();
    let r = run(
        t.path(),
        &[
            "plan",
            "amendment.sao",
            "--rules",
            "rules",
            "--dossiers",
            "stored/rated.ndjson",
            "--format",
            "json",
        ],
    );
    assert_eq!((r.code, r.err.as_str()), (0, ""));
    let all: Value = serde_json::from_str(&r.out).unwrap();
    assert_eq!(all["old"]["label"], "tea@1");
    assert_eq!(all["new"]["label"], "tea@1+2");
    assert_eq!(all["difference"]["counts"]["points"], 1);
    assert_eq!(all["tests"]["run"], 3);
}

#[test]
fn a_dossier_that_cannot_be_scored_is_told() {
    let t = drafted();
    fs::write(t.path().join("rules/draft/tea.sao"), NOW).unwrap();
    fs::write(
        t.path().join("stored/bad.yaml"),
        "id: bad\nscorecard: tea\n1: z\n",
    )
    .unwrap();
    let r = planned(t.path(), &["--lang", "en"]);
    assert_eq!(r.code, 1);
    assert!(r.err.contains("bad.yaml"), "{}", r.err);
    assert!(r.out.contains("could not be scored: 1"), "{}", r.out);
}

#[test]
fn a_draft_is_carried_along_the_crosswalk_that_comes_with_it() {
    let t = drafted();
    let draft = NOW
        .replace("version \"1\"", "version \"2\"")
        .replace(
            "from 2024-01-01",
            "from 2025-01-01\n  repeals \"1\" from 2025-01-01",
        )
        .replace("criterion 3 ", "criterion 7 ")
        .replace("3 = a", "7 = a");
    fs::write(t.path().join("rules/draft/tea.sao"), draft).unwrap();
    fs::write(
        t.path().join("rules/draft/walk.sao"),
        "crosswalk tea \"1\" -> \"2\" { scorecard tea -> tea { 1 -> 1; 2 -> 2; 3 -> 7 } }\n",
    )
    .unwrap();
    let all = told(t.path(), &[]);
    assert_eq!(all["old"]["label"], "tea@1");
    assert_eq!(all["difference"]["pairs"]["by"], "crosswalk");
    assert_eq!(all["impact"]["as_written"], 0);
    assert_eq!(all["impact"]["counts"]["stays"], 3, "{}", all["impact"]);
}

#[test]
fn the_same_texts_and_dossiers_give_the_same_bytes() {
    let t = drafted();
    for format in ["html", "markdown", "json", "text"] {
        let once = planned(t.path(), &["--format", format]);
        let again = planned(t.path(), &["--format", format]);
        assert_eq!(once.out, again.out, "{format}");
    }
    let html = planned(t.path(), &["--format", "html", "--lang", "en"]).out;
    assert!(html.starts_with("<!DOCTYPE html>") && !html.contains("<script"));
    for part in ["Signature", "☐ Sign", "Annex: every edit", "SHA-256"] {
        assert!(html.contains(part), "{part}");
    }
    let markdown = planned(t.path(), &["--format", "markdown", "--lang", "vi"]).out;
    assert!(markdown.contains("Chữ ký") && markdown.contains("☐ Ký ban hành"));
}
