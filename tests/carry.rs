//! Old dossiers under a new decision, on the command line; and the crosswalks
//! that ship.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use common::{empty, page, root, run};
use insta::assert_snapshot;
use sao::Library;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const ONE: &str = r#"ruleset made version "1" {
  applies from 2020-01-01 until 2024-01-01
  rating of total { *** 8 ..; ** 4 ..< 8; * ..< 4 }
}
scorecard tea "Tea" {
  criterion 1 "Smell" 10 { a 0 "none"; b 5 "faint"; c 10 "strong" }
}
scorecard pot "Pots" { criterion 1 "Shape" 10 { a 0 "plain"; b 10 "fine" } }
scorecard cup "Cups" { criterion 1 "Shape" 10 { a 0 "plain"; b 10 "fine" } }
"#;
const TWO: &str = r#"ruleset made version "2" {
  applies from 2024-01-01
  rating of total { *** 9 ..; ** 4 ..< 9; * ..< 4 }
}
scorecard tea "Tea" {
  criterion 1 "Smell" 10 { a 0 "none"; b 4 "faint"; c 6 "clear"; d 10 "strong" }
  criterion 2 "Taste" 4 { a 0 "flat"; b 4 "full" }
}
scorecard cup "Cups" { criterion 1 "Shape" 10 { a 0 "plain"; b 10 "fine" } }
scorecard mug "Mugs" { criterion 1 "Shape" 10 { a 0 "plain"; b 10 "fine" } }
"#;
const WALK: &str = r#"crosswalk made "1" -> "2" {
  scorecard pot -> none "pots are no longer rated"
  scorecard tea -> tea {
    1 -> 1 { a -> a; b -> b..c "faint or clear: nobody looked"; c -> d }
    new 2 "nobody tasted"
  }
  scorecard cup -> cup "without a handle" { 1 -> 1 }
  scorecard cup -> mug "with a handle" { 1 -> 1 }
}
"#;

/// Two versions with a crosswalk, and dossiers under the older one.
fn carried() -> tempfile::TempDir {
    let t = empty();
    for (name, text) in [("1", ONE), ("2", TWO), ("walk", WALK)] {
        let folder = t.path().join("rules").join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("ruleset.sao"), text).unwrap();
    }
    for (name, card, answer) in [
        ("tea", "tea", "b"),
        ("pot", "pot", "b"),
        ("cup", "cup", "b"),
    ] {
        fs::write(
            t.path().join(format!("{name}.yaml")),
            format!("id: {name}\nscorecard: {card}\nfiled: 2023-01-10\nassessed: 2023-02-01\n1: {answer}\n"),
        )
        .unwrap();
    }
    t
}

fn carry(folder: &Path, more: &[&str]) -> common::Run {
    run(folder, &[&["carry"], more, &["--rules", "rules"]].concat())
}

#[test]
fn the_new_dossier_says_where_each_answer_comes_from_and_what_must_be_asked() {
    let t = carried();
    for lang in ["en", "vi"] {
        let text = page(
            t.path(),
            &[
                "carry", "tea.yaml", "--to", "2", "--rules", "rules", "--lang", lang,
            ],
        );
        assert_snapshot!(format!("carry_{lang}"), text);
    }
    // What it printed is a dossier, and its range is that of the open answer.
    let r = carry(t.path(), &["tea.yaml", "--to", "2", "-o", "new.yaml"]);
    assert_eq!(r.code, 0, "{}", r.err);
    let scored = run(
        t.path(),
        &["score", "new.yaml", "--rules", "rules", "--format", "json"],
    );
    let told: Value = serde_json::from_str(&scored.out).unwrap();
    let one = told.get(0).unwrap_or(&told);
    assert_eq!(
        one["range"],
        serde_json::json!(["4", "10"]),
        "{}",
        scored.out
    );
}

#[test]
fn what_cannot_be_carried_is_told_with_the_reason() {
    let t = carried();
    let mut pages = String::new();
    for (code, more) in [
        (
            "E0844",
            &["tea.yaml", "--to", "1", "--ruleset", "made@2"][..],
        ),
        ("E0845", &["pot.yaml", "--to", "2"][..]),
        ("E0846", &["cup.yaml", "--to", "2"][..]),
        (
            "E0846",
            &["cup.yaml", "--to", "2", "--scorecard", "tea"][..],
        ),
    ] {
        for lang in ["en", "vi"] {
            let r = carry(t.path(), &[more, &["--lang", lang]].concat());
            assert_eq!(r.code, 1, "{code}: {} {}", r.out, r.err);
            assert!(r.err.contains(code), "{code}: {}", r.err);
            pages.push_str(&r.err);
            pages.push('\n');
        }
    }
    assert_snapshot!("not_carried", pages);
    let r = carry(t.path(), &["cup.yaml", "--to", "2", "--scorecard", "mug"]);
    assert_eq!(r.code, 0, "{}", r.err);
    assert!(r.out.contains("\"mug\""), "{}", r.out);
}

#[test]
fn a_version_that_is_not_in_force_on_a_day_is_not_taken_silently() {
    let t = carried();
    let mut pages = String::new();
    for lang in ["en", "vi"] {
        let r = run(
            t.path(),
            &[
                "show",
                "made@1",
                "--as-of",
                "2025-01-01",
                "--rules",
                "rules",
                "--lang",
                lang,
            ],
        );
        assert_eq!(r.code, 2, "{} {}", r.out, r.err);
        assert!(r.err.contains("E0813"), "{}", r.err);
        pages.push_str(&r.err);
        pages.push('\n');
    }
    assert_snapshot!("not_in_force", pages);
}

#[test]
fn the_old_version_is_that_of_the_day_asked_for() {
    let t = carried();
    // Without a day nobody can say which version binds it.
    fs::write(
        t.path().join("undated.yaml"),
        "id: u\nscorecard: tea\n1: b\n",
    )
    .unwrap();
    let at = |day: &str| {
        carry(
            t.path(),
            &["undated.yaml", "--to", "2", "--as-of", day, "--lang", "en"],
        )
    };
    let then = at("2023-06-01");
    assert_eq!(then.code, 0, "{}", then.err);
    assert!(then.out.contains("made@1"), "{}", then.out);
    let now = at("2024-06-01");
    assert_eq!(now.code, 0, "{}", now.err);
    assert!(
        now.out.contains("made@2") && !now.out.contains("made@1"),
        "{}",
        now.out
    );
}

#[test]
fn a_scorecard_without_a_counterpart_is_counted_and_told() {
    let t = carried();
    for lang in ["en", "vi"] {
        let text = page(
            t.path(),
            &[
                "impact", "made@1", "made@2", "tea.yaml", "pot.yaml", "cup.yaml", "--rules",
                "rules", "--lang", lang,
            ],
        );
        assert!(text.lines().all(|l| l.chars().count() <= 100), "{text}");
        assert_snapshot!(format!("impact_alone_{lang}"), text);
    }
    let r = run(
        t.path(),
        &[
            "impact", "made@1", "made@2", "pot.yaml", "cup.yaml", "--rules", "rules", "--format",
            "json",
        ],
    );
    assert_eq!(r.code, 0, "{}", r.err);
    let told: Value = serde_json::from_str(&r.out).unwrap();
    assert_eq!(told["no_counterpart"][0]["why"], "pots are no longer rated");
    assert_eq!(told["several_counterparts"], 1);
    // Both counterparts of the cup give ten points.
    assert_eq!(
        (&told["counts"]["stays"], &told["counts"]["not_told"]),
        (&1.into(), &1.into())
    );
    let alone = &told["matrix"].as_array().unwrap()[0];
    assert_eq!(alone["after"], serde_json::json!([]), "{alone}");
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    all.sort();
    for path in all {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "sao") {
            found.push(path);
        }
    }
}

/// The rulesets of OCOP and their crosswalks.
fn ocop() -> Library {
    let mut library = Library::new();
    let home = root().join("rulesets/ocop");
    for folder in ["1048", "781", "148", "1489", "26-2026"] {
        let mut found = Vec::new();
        files(&home.join(folder), &mut found);
        library.add(
            found
                .iter()
                .map(|p| (p.display().to_string(), fs::read(p).unwrap())),
        );
    }
    for folder in fs::read_dir(home.join("chuyen-doi")).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() {
            let mut found = Vec::new();
            files(&folder, &mut found);
            library.add(
                found
                    .iter()
                    .map(|p| (p.display().to_string(), fs::read(p).unwrap())),
            );
        }
    }
    library
}

#[test]
fn every_card_and_criterion_of_both_sides_of_the_crosswalks_is_mapped_or_declared() {
    let library = ocop();
    assert!(library.is_sound(), "{:#?}", library.findings());
    let mut walks = library.crosswalks();
    walks.sort_unstable();
    assert_eq!(
        walks,
        [
            ("ocop", "1048/QĐ-TTg", "148/QĐ-TTg"),
            ("ocop", "1048/QĐ-TTg", "26/2026/QĐ-TTg"),
            ("ocop", "148/QĐ-TTg", "26/2026/QĐ-TTg"),
        ]
    );
    for (name, from, to) in walks {
        let from = library.ruleset(Some(&format!("{name}@{from}"))).unwrap();
        let to = library.ruleset(Some(&format!("{name}@{to}"))).unwrap();
        let walk = library.crosswalk(from, to).unwrap();
        for card in from.cards.keys() {
            let pairs = walk.counterparts(card).count();
            let gone = walk.gone.iter().filter(|(c, _)| c == card).count();
            assert!(pairs > 0 || gone == 1, "{card}: {pairs} {gone}");
            // What goes nowhere says why.
            assert!(
                pairs > 0 || walk.why_gone(card).flatten().is_some(),
                "{card}"
            );
        }
        for card in to.cards.keys() {
            let there = walk.pairs.iter().any(|p| p.to == *card);
            assert!(there || walk.new.iter().any(|(c, _)| c == card), "{card}");
        }
        for pair in &walk.pairs {
            let (old, new) = (&from.cards[&pair.from], &to.cards[&pair.to]);
            for i in 0..old.criteria.len() {
                let said = pair.lines.iter().any(|l| l.from.contains(&i))
                    || pair.gone.iter().any(|a| a.criterion == i);
                assert!(said, "{} {}", pair.from, old.criteria[i].number);
            }
            for i in 0..new.criteria.len() {
                let said = pair.lines.iter().any(|l| l.to == i)
                    || pair.new.iter().any(|a| a.criterion == i);
                assert!(said, "{} {}", pair.to, new.criteria[i].number);
            }
        }
    }
}

#[test]
fn part_totals_of_148_carry_no_level_and_no_answer_and_say_so() {
    let r = run(
        &root(),
        &[
            "impact",
            "ocop@148/QĐ-TTg",
            "ocop@26/2026/QĐ-TTg",
            "examples/ocop/chiem-hoa/148-diem-phan.csv",
            "--format",
            "json",
        ],
    );
    assert_eq!((r.code, r.err.as_str()), (0, ""));
    let told: Value = serde_json::from_str(&r.out).unwrap();
    assert_eq!(told["counts"]["not_told"], 19);
    assert_eq!(told["no_counterpart"][0]["products"], 19);
    // Not known, which is not "no level".
    let cell = &told["matrix"].as_array().unwrap()[0];
    assert_eq!(
        (&cell["before"], &cell["after"]),
        (&serde_json::json!([]), &serde_json::json!([]))
    );
    let r = run(
        &root(),
        &[
            "carry",
            "examples/ocop/chiem-hoa/148-diem-phan.csv",
            "--id",
            "che-nhan-son",
            "--to",
            "26/2026/QĐ-TTg",
            "--lang",
            "vi",
        ],
    );
    assert_eq!(r.code, 1);
    assert!(
        r.err.contains("E0845") && r.err.contains("tổng điểm ba phần"),
        "{}",
        r.err
    );
}
