//! What a change does to dossiers that were rated.

use crate::common::{empty, page, run};
use crate::due::portfolio;
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;

/// Every way to answer the older card, some answers left out, a commune each.
fn every_dossier() -> String {
    let mut all = String::new();
    for first in ["", "a", "b", "c"] {
        for second in ["", "a", "b"] {
            let n = format!("{first}-{second}");
            let commune = if first == "a" { "North" } else { "South" };
            let mut fields =
                format!("\"id\":\"{n}\",\"scorecard\":\"tea\",\"commune\":\"{commune}\"");
            if !first.is_empty() {
                fields.push_str(&format!(",\"1\":\"{first}\""));
            }
            if !second.is_empty() {
                fields.push_str(&format!(",\"2\":\"{second}\""));
            }
            all.push_str(&format!("{{{fields}}}\n"));
        }
    }
    all
}

const DRAFTED: &str = r#"ruleset made version "2" {
  rating of total { *** 9 ..; ** 4 ..< 9; * ..< 4 }
}
scorecard tea "Tea" {
  criterion 1 "Smell" 10 { a 0 "none"; b 5 "faint"; c 10 *** "strong" }
  criterion 2 "Taste" 6 { a 0 "flat"; b 6 ** "full" }
}
"#;
const RATED: &str = r#"ruleset made version "1" {
  rating of total { *** 8 ..; ** 4 ..< 8; * ..< 4 }
}
scorecard tea "Tea" {
  criterion 1 "Smell" 10 { a 0 "none"; b 5 "faint"; c 10 "strong" }
  criterion 2 "Taste" 4 { a 0 "flat"; b 4 "full" }
}
"#;

fn drafted() -> tempfile::TempDir {
    let t = empty();
    fs::write(t.path().join("rated.sao"), RATED).unwrap();
    fs::write(t.path().join("drafted.sao"), DRAFTED).unwrap();
    fs::write(t.path().join("all.ndjson"), every_dossier()).unwrap();
    t
}

#[test]
fn the_impact_agrees_with_scoring_each_dossier_twice() {
    use sao::{Asked, Format, Library};
    let t = drafted();
    let r = run(
        t.path(),
        &[
            "impact",
            "rated.sao",
            "drafted.sao",
            "all.ndjson",
            "--format",
            "json",
        ],
    );
    assert_eq!((r.code, r.err.as_str()), (0, ""));
    let told: Value = serde_json::from_str(&r.out).unwrap();
    let again = run(
        t.path(),
        &[
            "impact",
            "rated.sao",
            "drafted.sao",
            "all.ndjson",
            "--format",
            "json",
        ],
    );
    assert_eq!(r.out, again.out, "the same dossiers give the same bytes");
    // Twice, by hand.
    let mut matrix: std::collections::BTreeMap<String, i64> = std::collections::BTreeMap::new();
    let levels = |text: &str, line: &str| -> Value {
        let mut library = Library::new();
        library.add([("made.sao", text)]);
        let record = library
            .read("one.ndjson", line.as_bytes(), Format::Ndjson)
            .remove(0)
            .unwrap();
        let judged = library.judge(&record, &Asked::default()).unwrap();
        let mut all: Vec<Option<usize>> = judged.outcome.level.0.clone();
        all.sort_unstable();
        let (first, last) = (all[0], all[all.len() - 1]);
        let ends = if first == last {
            vec![first]
        } else {
            vec![first, last]
        };
        ends.iter()
            .map(|l| match l {
                Some(l) => judged.card.rating.levels[*l].to_json(),
                None => Value::Null,
            })
            .collect()
    };
    for line in every_dossier().lines() {
        let key = format!("{} {}", levels(RATED, line), levels(DRAFTED, line));
        *matrix.entry(key).or_default() += 1;
    }
    let mut seen = 0;
    for cell in told["matrix"].as_array().unwrap() {
        let key = format!("{} {}", cell["before"], cell["after"]);
        assert_eq!(
            matrix.get(&key),
            cell["products"].as_i64().as_ref(),
            "{key}"
        );
        seen += 1;
    }
    assert_eq!(seen, matrix.len());
    let n = &told["counts"];
    let sum: i64 = ["rises", "stays", "falls", "depends", "not_told"]
        .iter()
        .map(|k| n[k].as_i64().unwrap())
        .sum();
    assert_eq!((n["all"].as_i64(), sum), (Some(12), 12));
    assert_eq!(told["by_commune"]["North"]["all"], 3);
}

#[test]
fn the_clause_that_costs_a_level_is_named() {
    let t = drafted();
    // 5 + 4 points were three stars; now the strong smell is asked for.
    fs::write(
        t.path().join("one.yaml"),
        "id: one\nscorecard: tea\n1: b\n2: b\n",
    )
    .unwrap();
    let r = run(
        t.path(),
        &[
            "impact",
            "rated.sao",
            "drafted.sao",
            "one.yaml",
            "--format",
            "json",
        ],
    );
    let told: Value = serde_json::from_str(&r.out).unwrap();
    assert_eq!(told["counts"]["falls"], 1, "{}", r.out);
    let causes = told["causes"].as_array().unwrap();
    assert_eq!(causes[0]["kind"], "minimums");
    assert_eq!(causes[0]["at"]["key"], "1");
    assert_eq!(
        (causes[0]["keeps"].as_i64(), causes[0]["matters"].as_i64()),
        (Some(1), Some(1))
    );
    assert_eq!(
        causes.len(),
        1,
        "no other clause alone changes it: {}",
        r.out
    );
}

#[test]
fn the_question_that_settles_most_is_asked_first() {
    let t = drafted();
    fs::write(
        t.path().join("open.ndjson"),
        "{\"id\":\"x\",\"scorecard\":\"tea\",\"1\":\"c\"}\n{\"id\":\"y\",\"scorecard\":\"tea\",\"1\":\"b\"}\n{\"id\":\"z\",\"scorecard\":\"tea\",\"2\":\"b\"}\n",
    )
    .unwrap();
    let r = run(
        t.path(),
        &[
            "impact",
            "rated.sao",
            "drafted.sao",
            "open.ndjson",
            "--format",
            "json",
        ],
    );
    let told: Value = serde_json::from_str(&r.out).unwrap();
    let first = &told["ask"]["questions"][0];
    assert_eq!(first["criterion"]["key"], "2", "{}", r.out);
    assert_eq!(
        (first["waits"].as_i64(), first["settles"].as_i64()),
        (Some(2), Some(2))
    );
}

#[test]
fn dossiers_are_carried_along_the_crosswalk_where_there_is_one() {
    let t = portfolio("");
    fs::write(t.path().join("tea.ndjson"), "{\"id\":\"x\",\"scorecard\":\"tea\",\"1\":\"c\"}\n{\"id\":\"y\",\"scorecard\":\"tea\",\"1\":\"b\"}\n").unwrap();
    let r = run(
        t.path(),
        &[
            "impact",
            "made@1",
            "made@2",
            "tea.ndjson",
            "--rules",
            "rules",
            "--format",
            "json",
        ],
    );
    assert_eq!((r.code, r.err.as_str()), (0, ""));
    let told: Value = serde_json::from_str(&r.out).unwrap();
    assert_eq!(told["as_written"], 0);
    // 10 points stay above 9; 5 points may become 9 with the new question.
    assert_eq!(
        (&told["counts"]["stays"], &told["counts"]["depends"]),
        (&1.into(), &1.into())
    );
    assert_eq!(told["ask"]["questions"][0]["criterion"]["key"], "2");
}

#[test]
fn the_page_about_an_impact_has_a_picture() {
    let t = drafted();
    for lang in ["vi", "en"] {
        let text = page(
            t.path(),
            &[
                "impact",
                "rated.sao",
                "drafted.sao",
                "all.ndjson",
                "--lang",
                lang,
            ],
        );
        assert!(text.lines().all(|l| l.chars().count() <= 100), "{text}");
        assert_snapshot!(format!("impact_{lang}"), text);
    }
    let html = run(
        t.path(),
        &[
            "impact",
            "rated.sao",
            "drafted.sao",
            "all.ndjson",
            "--format",
            "html",
        ],
    );
    assert!(html.out.contains("<svg"));
    assert!(!html.out.contains("<script"));
}
