//! `sao outcomes` and `sao next`, as a person runs them.

use super::common::{empty, page, root, run};
use std::fs;

const SMALL: &str = "ruleset small version \"1\" { rating of total { *** 8 .. 10; ** 5 ..< 8; * 0 ..< 5 } }
scorecard card \"Card\" {
  criterion 1 \"Soil\" 6 { a 0 \"bare\"; b 3 \"covered\"; c 6 *** \"planted\"; evidence \"A photograph\" }
  criterion 2 \"Water\" 4 { a 0 \"none\"; b 4 \"a well\" }
}
";

fn folder() -> tempfile::TempDir {
    let t = empty();
    fs::write(t.path().join("small.sao"), SMALL).unwrap();
    fs::write(
        t.path().join("farm.yaml"),
        "ruleset: small\nscorecard: card\nproduct: Farm\n1: b\n2: a\n",
    )
    .unwrap();
    t
}

#[test]
fn all_dossiers_of_a_card_are_counted_and_shown() {
    let t = folder();
    insta::assert_snapshot!(page(t.path(), &["outcomes", "small", "--lang", "en"]));
    insta::assert_snapshot!(page(
        t.path(),
        &["outcomes", "small", "--lang", "vi", "--format", "markdown"]
    ));
    insta::assert_snapshot!(page(t.path(), &["outcomes", "small", "--format", "json"]));
}

#[test]
fn a_dossier_of_any_total_and_level_is_shown_and_comes_out_so() {
    let t = folder();
    let shown = run(
        t.path(),
        &["outcomes", "small", "--total", "7", "--level", "2"],
    );
    assert_eq!(shown.code, 0, "{}", shown.err);
    fs::write(t.path().join("seven.yaml"), &shown.out).unwrap();
    let scored = run(t.path(), &["score", "seven.yaml", "--format", "ndjson"]);
    assert!(scored.out.contains("\"total\":\"7\""), "{}", scored.out);
    let none = run(
        t.path(),
        &["outcomes", "small", "--total", "8", "--lang", "en"],
    );
    assert_eq!(none.code, 2);
    assert!(none.err.contains("E1108"), "{}", none.err);
}

#[test]
fn the_least_change_is_told_with_its_evidence() {
    let t = folder();
    insta::assert_snapshot!(page(
        t.path(),
        &["next", "farm.yaml", "--to", "***", "--lang", "en"]
    ));
    insta::assert_snapshot!(page(t.path(), &["next", "farm.yaml", "--lang", "vi"]));
    insta::assert_snapshot!(page(
        t.path(),
        &[
            "next",
            "farm.yaml",
            "--to",
            "3",
            "--impossible",
            "1=c",
            "--lang",
            "en"
        ]
    ));
    insta::assert_snapshot!(page(t.path(), &["next", "farm.yaml", "--format", "json"]));
}

#[test]
fn what_is_asked_of_the_way_is_checked() {
    let t = folder();
    let said = |args: &[&str], code: &str| {
        let mut all = vec!["next", "farm.yaml", "--lang", "en"];
        all.extend(args);
        let r = run(t.path(), &all);
        assert_eq!(r.code, 2, "{args:?}: {}", r.out);
        assert!(r.err.contains(code), "{args:?}: {}", r.err);
    };
    said(&["--to", "*****"], "E1111");
    said(&["--fixed", "9"], "E1113");
    said(&["--impossible", "1=z"], "E1113");
    said(&["--fixed", "1=b,1=c"], "E1114");
    said(&["--fixed", "1=b", "--impossible", "1=b"], "E1114");
    let effort = |text: &str, code: &str| {
        fs::write(t.path().join("effort.yaml"), text).unwrap();
        let r = run(
            t.path(),
            &[
                "next",
                "farm.yaml",
                "--effort",
                "effort.yaml",
                "--lang",
                "en",
            ],
        );
        assert_eq!(r.code, 1, "{text}: {}{}", r.out, r.err);
        assert!(
            format!("{}{}", r.out, r.err).contains(code),
            "{text}: {}{}",
            r.out,
            r.err
        );
    };
    effort("1: -2\n", "E1112");
    effort("1: much\n", "E1115");
    effort("1: { c: { effort: 5, ready: soon } }\n", "E1116");
    effort("7: 1\n", "E1113");
}

#[test]
fn costs_and_days_choose_another_way() {
    let t = folder();
    fs::write(
        t.path().join("effort.yaml"),
        "1: { b: 1, c: { effort: 9, ready: 2027-01-01 } }\n2: 2\n",
    )
    .unwrap();
    let json = |more: &[&str]| {
        let mut all = vec![
            "next",
            "farm.yaml",
            "--effort",
            "effort.yaml",
            "--format",
            "json",
        ];
        all.extend(more);
        let r = run(t.path(), &all);
        let value: serde_json::Value = serde_json::from_str(&r.out).unwrap();
        (r.code, value)
    };
    let (code, value) = json(&["--to", "2"]);
    assert_eq!(code, 0);
    let costs = value["costs"].as_array().unwrap();
    assert_eq!(costs[0]["effort"], "2");
    assert_eq!(costs[0]["shown"][0]["changes"][0]["number"], "2");
    let (code, value) = json(&["--to", "3", "--by", "2026-12-01"]);
    assert_eq!(code, 1);
    assert_eq!(value["outcome"], "never");
    assert_eq!(value["unmet"][0]["number"], "1");
}

#[test]
fn the_counts_of_a_card_add_up_to_all_its_dossiers() {
    let r = run(
        &root(),
        &[
            "outcomes",
            "ocop@26/2026/QĐ-TTg",
            "--scorecard",
            "che",
            "--format",
            "json",
        ],
    );
    assert_eq!(r.code, 0, "{}", r.err);
    let value: serde_json::Value = serde_json::from_str(&r.out).unwrap();
    let all: u128 = value["dossiers"].as_str().unwrap().parse().unwrap();
    let sum = |list: &str| -> u128 {
        let all = value[list].as_array().unwrap().iter();
        all.map(|l| l["dossiers"].as_str().unwrap().parse::<u128>().unwrap())
            .sum()
    };
    assert!(all > 1_000_000_000_000);
    assert_eq!(
        (sum("levels"), sum("totals"), sum("moved")),
        (all, all, all)
    );
}
