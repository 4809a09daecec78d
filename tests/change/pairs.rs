//! Differences that are paired along a crosswalk, and those of one card.

use super::common::{empty, page, root, run};
use super::diff::built;
use super::generate::{self, Dice, Scope};
use insta::assert_snapshot;
use proptest::prelude::*;
use sao::compare::{By, Pairing, diff};
use sao::model::crosswalk::Crosswalk;
use serde_json::Value;
use std::fs;

const OLD: &str = r#"ruleset made version "1" {
  applies from 2020-01-01
  rating of total { *** 14 .. 22; ** 7 ..< 14; * 0 ..< 7 }
}
scorecard tea "Tea" {
  criterion 1 "Packaging" 5 { a 0 "plain paper"; b 2 "a bag"; c 5 "a sealed tin" }
  criterion 2 "Story" 5 { a 0 "none"; b 5 "told" }
  criterion 3 "Care of soil" 2 { a 0 "none"; b 2 "cared for" }
  criterion 4 "Links" 10 { a 0 "none"; b 4 "some"; c 10 "many" }
}
scorecard cake "Cake" {
  criterion 1 "Taste" 22 { a 0 "bad"; b 22 "good" }
}
"#;

/// Titles and wording would lead elsewhere than the crosswalk does.
const NEW: &str = r#"ruleset made version "2" {
  applies from 2024-01-01
  repeals "1" from 2024-01-01
  rating of total { *** 15 .. 22; ** 7 ..< 15; * 0 ..< 7 }
}
scorecard tea "Tea" {
  criterion 1 "Story" 5 { a 0 "a sealed tin"; b 2 "a bag"; c 5 "plain paper" }
  criterion 2 "Packaging" 5 { a 0 "none"; b 5 "told" }
  criterion 3 "Care of soil" 2 { a 0 "none"; b 1 "some"; c 2 "cared for" }
  criterion 4 "Links" 10 { a 0 "none"; b 2 "few"; c 6 "some"; d 10 "many" }
}
scorecard cake "Cake" {
  criterion 1 "Taste" 22 { a 0 "bad"; b 21 "fine"; c 22 "good" }
}
"#;

const WALK: &str = r#"crosswalk made "1" -> "2" {
  scorecard tea -> tea {
    1 -> 1 { a -> c; b -> b; c -> a }
    2 -> 2
    3 -> 3 { a -> a; b -> b..c }
    4 -> 4 { a -> a..b; b -> b..c; c -> d }
  }
  scorecard cake -> cake { 1 -> 1 { a -> a; b -> b..c } }
}
"#;

fn two() -> tempfile::TempDir {
    let t = empty();
    for (folder, text) in [("one", OLD), ("two", NEW), ("walk", WALK)] {
        fs::create_dir_all(t.path().join("rules").join(folder)).unwrap();
        fs::write(t.path().join("rules").join(folder).join("a.sao"), text).unwrap();
    }
    t
}

fn told(folder: &std::path::Path, old: &str, new: &str, more: &[&str]) -> Value {
    let mut args = vec!["diff", old, new, "--rules", "rules", "--format", "json"];
    args.extend(more);
    let r = run(folder, &args);
    assert_eq!((r.code, r.err.as_str()), (1, ""), "{args:?}");
    serde_json::from_str(&r.out).unwrap()
}

/// What stands against what: `old -> new` of every criterion that was edited.
fn held(all: &Value, thing: &str, at: &str) -> Vec<String> {
    let key = |v: &Value| v["key"].as_str().unwrap_or("-").to_owned();
    all["edits"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["thing"] == thing && e["card"]["new"]["key"] == "tea")
        .filter(|e| at.is_empty() || e["at"]["new"]["key"] == at)
        .map(|e| format!("{} -> {}", key(&e["old"]), key(&e["new"])))
        .collect()
}

#[test]
fn what_the_crosswalk_declares_is_held_against_each_other() {
    let t = two();
    let all = told(t.path(), "made@1", "made@2", &[]);
    assert_eq!(all["pairs"]["by"], "crosswalk");
    assert_eq!(all["pairs"]["from"], "1");
    assert_eq!(all["pairs"]["to"], "2");
    assert!(held(&all, "criterion", "1").contains(&"1 -> 1".to_owned()));
    let options = held(&all, "option", "1");
    assert!(options.contains(&"a -> c".to_owned()), "{options:?}");
    assert!(options.contains(&"c -> a".to_owned()), "{options:?}");
    // One that may become two, and nothing else does: it was split.
    assert!(held(&all, "option", "3").contains(&"b -> b, c".to_owned()));
    // Where the lines overlap, likeness chooses among what they allow.
    let open = held(&all, "option", "4");
    assert!(open.contains(&"b -> c".to_owned()), "{open:?}");
    assert!(open.contains(&"- -> b".to_owned()), "{open:?}");

    let by_likeness = told(t.path(), "made@1", "made@2", &["--pair", "likeness"]);
    assert_eq!(by_likeness["pairs"]["by"], "likeness");
    assert!(held(&by_likeness, "criterion", "").contains(&"1 -> 2".to_owned()));
}

#[test]
fn a_crosswalk_is_read_backwards_too() {
    let t = two();
    let there = told(t.path(), "made@1", "made@2", &[]);
    let back = told(t.path(), "made@2", "made@1", &[]);
    assert_eq!(there["pairs"], back["pairs"]);
    assert_eq!(there["counts"]["edits"], back["counts"]["edits"]);
    assert!(held(&back, "option", "1").contains(&"c -> a".to_owned()));
}

#[test]
fn a_draft_that_the_crosswalk_does_not_fit_is_paired_by_likeness_and_the_page_says_so() {
    let t = two();
    let draft = NEW.replacen("criterion 4 \"Links\"", "criterion 7 \"Links\"", 1);
    fs::write(draft_of(&t), draft).unwrap();
    let all = told(t.path(), "made@1", "drafts/draft.sao", &[]);
    assert_eq!(all["pairs"]["by"], "likeness");
    assert_eq!(all["pairs"]["crosswalk_misfit"], true);
    let args = [
        "diff",
        "made@1",
        "drafts/draft.sao",
        "--rules",
        "rules",
        "--lang",
        "en",
    ];
    let page = run(t.path(), &args);
    assert!(page.out.contains("does not fit"), "{}", page.out);
    let forced = run(t.path(), &[&args[..], &["--pair", "crosswalk"]].concat());
    assert_eq!(forced.code, 1);
    assert!(forced.err.contains("E08"), "{}", forced.err);
}

#[test]
fn a_crosswalk_that_is_asked_for_and_is_not_there_is_an_error() {
    let t = two();
    fs::write(draft_of(&t), NEW.replacen("\"2\" {", "\"3\" {", 1)).unwrap();
    let args = [
        "diff",
        "made@1",
        "drafts/draft.sao",
        "--rules",
        "rules",
        "--pair",
        "crosswalk",
    ];
    let r = run(t.path(), &[&args[..], &["--lang", "en"]].concat());
    assert_eq!(r.code, 2);
    assert!(r.err.contains("made 1 -> 2"), "{}", r.err);
}

#[test]
fn of_one_card_only_its_own_edits_are_told() {
    let t = two();
    let text = page(
        t.path(),
        &[
            "diff",
            "made@1",
            "made@2",
            "--rules",
            "rules",
            "--scorecard",
            "tea",
            "--lang",
            "en",
        ],
    );
    assert!(!text.contains("in force from 2020-01-01 →"), "{text}");
    assert_snapshot!("diff_of_a_card", text);
    let all = told(t.path(), "made@1", "made@2", &["--scorecard", "cake"]);
    for e in all["edits"].as_array().unwrap() {
        assert_eq!(e["card"]["new"]["key"], "cake", "{e}");
    }
    // The bands are those of the card.
    assert!(
        all["edits"]
            .as_array()
            .unwrap()
            .iter()
            .any(|e| e["thing"] == "level")
    );
}

#[test]
fn the_decisions_of_2019_and_2026_are_paired_along_their_crosswalk() {
    let args = [
        "diff",
        "ocop@1048/QĐ-TTg",
        "ocop@26/2026/QĐ-TTg",
        "--scorecard",
        "che",
        "--format",
        "json",
    ];
    let r = run(&root(), &args);
    let all: Value = serde_json::from_str(&r.out).unwrap();
    assert_eq!(all["pairs"]["by"], "crosswalk");
    let cards = all["scorecards"].as_array().unwrap();
    let olds: Vec<&str> = cards
        .iter()
        .filter_map(|c| c["old"]["key"].as_str())
        .collect();
    assert_eq!(olds, ["che_tuoi_che_bien", "san_pham_khac_tu_che_tra"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn along_the_crosswalk_to_itself_nothing_changed(
        numbers in proptest::collection::vec(any::<u32>(), 0..160)
    ) {
        let rules = built(&generate::ruleset(&mut Dice::new(numbers), Scope::All).text);
        let pairing = Pairing::along(&rules, &rules, &Crosswalk::identity(&rules));
        let is_crosswalk = matches!(pairing.by, By::Crosswalk { .. });
        prop_assert!(is_crosswalk);
        let d = diff(&rules, &rules, &pairing);
        prop_assert!(d.is_empty(), "{:#?}", d.edits);
        prop_assert_eq!(&pairing.mirrored().mirrored().cards, &pairing.cards);
    }
}

/// A draft stands by itself: what lies above a folder of rulesets is theirs.
fn draft_of(t: &tempfile::TempDir) -> std::path::PathBuf {
    let folder = t.path().join("drafts");
    fs::create_dir_all(&folder).unwrap();
    folder.join("draft.sao")
}
