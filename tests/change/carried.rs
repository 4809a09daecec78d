//! An old dossier read under a newer version: where its answers come from.

use super::common::{page, run};
use super::due::portfolio;
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;

const RULES: [&str; 2] = ["--rules", "rules"];

#[test]
fn an_old_dossier_is_explained_under_a_newer_version_with_where_its_answers_come_from() {
    let t = portfolio("");
    for lang in ["en", "vi"] {
        let args = [
            "why", "tea.yaml", "--to", "2", "--rules", "rules", "--lang", lang,
        ];
        assert_snapshot!(format!("why_to_{lang}"), page(t.path(), &args));
    }
    let one = [
        "why",
        "tea.yaml",
        "--to",
        "2",
        "--criterion",
        "1",
        "--rules",
        "rules",
        "--lang",
        "en",
    ];
    let r = run(t.path(), &one);
    assert!(
        r.out.contains("carried: settled; ← 1 c"),
        "{}{}",
        r.out,
        r.err
    );
}

#[test]
fn a_result_says_what_it_was_carried_from() {
    let t = portfolio("");
    let r = run(
        t.path(),
        &[
            &[
                "score", "tea.yaml", "--to", "2", "--format", "json", "--lang", "en",
            ],
            &RULES[..],
        ]
        .concat(),
    );
    assert_eq!((r.code, r.err.as_str()), (0, ""));
    let all: Value = serde_json::from_str(&r.out).unwrap();
    assert_eq!(all[0]["version"], "2");
    assert_eq!(all[0]["carried"]["from"], "made@1 tea");
    assert_eq!(all[0]["carried"]["answers"]["1"], "settled; ← 1 c");
    // The new question is open.
    assert_eq!(all[0]["range"], serde_json::json!(["10", "14"]));
    let alone = run(
        t.path(),
        &[&["score", "tea.yaml", "--format", "json"], &RULES[..]].concat(),
    );
    let all: Value = serde_json::from_str(&alone.out).unwrap();
    assert!(all[0].get("carried").is_none());
}

#[test]
fn a_carried_file_keeps_where_its_answers_come_from() {
    let t = portfolio("");
    for (form, name) in [("yaml", "new.yaml"), ("json", "told.json")] {
        let r = run(
            t.path(),
            &[
                &[
                    "carry", "tea.yaml", "--to", "2", "--format", form, "-o", name, "--lang", "en",
                ],
                &RULES[..],
            ]
            .concat(),
        );
        assert_eq!((r.code, r.err.as_str()), (0, ""));
    }
    let told: Value =
        serde_json::from_str(&fs::read_to_string(t.path().join("told.json")).unwrap()).unwrap();
    fs::write(t.path().join("new.json"), told["dossier"].to_string()).unwrap();
    for name in ["new.yaml", "new.json"] {
        let r = run(
            t.path(),
            &[&["why", name, "--lang", "en"], &RULES[..]].concat(),
        );
        assert_eq!((r.code, r.err.as_str()), (0, ""), "{name}");
        assert!(r.out.contains("Carried from made@1 tea"), "{}", r.out);
        assert!(r.out.contains("carried: settled; ← 1 c"), "{}", r.out);
    }
    // No result depends on it: the digest of the dossier is that of one without.
    let digest = |name: &str| {
        let r = run(
            t.path(),
            &[&["score", name, "--format", "json"], &RULES[..]].concat(),
        );
        let all: Value = serde_json::from_str(&r.out).unwrap();
        all[0]["receipt"]["dossier_sha256"].clone()
    };
    let text = fs::read_to_string(t.path().join("new.yaml")).unwrap();
    let (bare, _) = text.split_once("carried:").unwrap();
    fs::write(t.path().join("bare.yaml"), bare).unwrap();
    assert_eq!(digest("new.yaml"), digest("bare.yaml"));
}

#[test]
fn what_is_wrong_with_where_answers_come_from_is_told() {
    let t = portfolio("");
    for (carried, code) in [
        ("x", "E0519"),
        ("{ 9: a }", "E0"),
        ("{ from: [a, b] }", "E0"),
    ] {
        let text = format!("id: a\nruleset: made@2\nscorecard: tea\n1: c\ncarried: {carried}\n");
        fs::write(t.path().join("bad.yaml"), text).unwrap();
        let r = run(
            t.path(),
            &[&["why", "bad.yaml", "--lang", "en"], &RULES[..]].concat(),
        );
        assert_eq!(r.code, 1, "{carried}: {}", r.out);
        assert!(r.err.contains(code), "{}", r.err);
    }
}

#[test]
fn a_version_that_is_not_there_cannot_be_carried_to() {
    let t = portfolio("");
    let r = run(
        t.path(),
        &[
            &["why", "tea.yaml", "--to", "3", "--lang", "en"],
            &RULES[..],
        ]
        .concat(),
    );
    assert_ne!(r.code, 0);
    assert!(r.err.contains("made@1"), "{}", r.err);
    let back = run(
        t.path(),
        &[
            &[
                "why",
                "tea.yaml",
                "--ruleset",
                "made@2",
                "--to",
                "1",
                "--lang",
                "en",
            ],
            &RULES[..],
        ]
        .concat(),
    );
    assert_ne!(back.code, 0);
    assert!(back.err.contains("made 1 -> 2"), "{}", back.err);
    let card = run(
        t.path(),
        &["why", "tea.yaml", "--scorecard", "tea", "--lang", "en"],
    );
    assert_eq!(card.code, 2, "{}", card.err);
}
