//! `sao batch`: the same numbers as `sao score`, in order, whatever the cores.
#![allow(clippy::panic, missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{empty, root, run, run_with_input};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A table of tea dossiers: good ones, ones with gaps, ones with slips.
fn table(rows: usize) -> String {
    let library = {
        let mut library = sao::Library::new();
        let mut files = Vec::new();
        collect(&root().join("rulesets/ocop/26-2026"), &mut files);
        library.add(
            files
                .iter()
                .map(|p| (p.display().to_string(), fs::read(p).unwrap())),
        );
        library
    };
    let card = library
        .rulesets()
        .first()
        .unwrap()
        .cards
        .get("che")
        .unwrap()
        .clone();
    let mut text = String::from("id,scorecard,kind,filed,assessed");
    for c in &card.criteria {
        write!(text, ",{}", c.number).unwrap();
    }
    text.push('\n');
    for row in 0..rows {
        write!(text, "tea {row},che,first,2026-06-01,2026-07-01").unwrap();
        for (i, c) in card.criteria.iter().enumerate() {
            let spread = row
                .wrapping_mul(31)
                .wrapping_add(i.wrapping_mul(17))
                .wrapping_add(row >> 3);
            let count = c.options.len().max(1);
            let key = c.options.get(spread % count).map_or("", |o| o.key.as_str());
            let cell = match (row % 50, i) {
                (7, 3) => "",
                (11, 4) => "zz",
                (13, 5) => "\"a\"",
                _ => key,
            };
            write!(text, ",{cell}").unwrap();
        }
        text.push('\n');
    }
    text
}

fn collect(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|e| e == "sao") {
            into.push(path);
        }
    }
}

fn rules() -> String {
    root().join("rulesets/ocop/26-2026").display().to_string()
}

/// The columns of a table by name, cells without quotes.
fn columns(text: &str, names: &[&str]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let places: Vec<usize> = names
        .iter()
        .map(|n| header.iter().position(|h| h == *n).expect(n))
        .collect();
    reader
        .records()
        .map(|r| {
            let r = r.unwrap();
            places
                .iter()
                .map(|p| r.get(*p).unwrap().to_owned())
                .collect()
        })
        .collect()
}

#[test]
fn a_batch_gives_what_score_gives_row_by_row() {
    let t = empty();
    fs::write(t.path().join("teas.csv"), table(120)).unwrap();
    let rules = rules();
    let names = [
        "id",
        "ruleset",
        "version",
        "scorecard",
        "total",
        "level",
        "level_by_total",
        "minimums_failed",
        "missing",
        "errors",
    ];
    let score = run(
        t.path(),
        &["score", "teas.csv", "--format", "csv", "--rules", &rules],
    );
    let batch = run(
        t.path(),
        &[
            "batch", "teas.csv", "--verify", "--rules", &rules, "--lang", "en",
        ],
    );
    assert_eq!((score.code, batch.code), (1, 1), "{}", batch.err);
    let (a, b) = (columns(&score.out, &names), columns(&batch.out, &names));
    assert_eq!(a.len(), 120);
    for (a, b) in a.iter().zip(&b) {
        // One names a row that has no id, and an error more than once, as it stands.
        let once = |codes: &str| {
            let mut all: Vec<&str> = codes.split(' ').collect();
            all.dedup();
            all.join(" ")
        };
        assert_eq!(a.get(..9), b.get(..9));
        assert_eq!(once(a.get(9).unwrap()), *b.get(9).unwrap());
    }
    assert!(
        batch.err.contains("agree on every dossier"),
        "{}",
        batch.err
    );
    assert!(batch.err.contains("3 could not be scored"), "{}", batch.err);
}

#[test]
fn order_and_numbers_do_not_depend_on_the_cores_or_on_the_way_in() {
    let t = empty();
    let text = table(4500);
    fs::write(t.path().join("teas.csv"), &text).unwrap();
    let rules = rules();
    let one = run(
        t.path(),
        &["batch", "teas.csv", "--threads", "1", "--rules", &rules],
    );
    let four = run(
        t.path(),
        &["batch", "teas.csv", "--threads", "4", "--rules", &rules],
    );
    assert_eq!(one.out, four.out);
    assert_eq!(one.out.lines().count(), 4501);
    let piped = run_with_input(
        t.path(),
        &["batch", "-", "--rules", &rules],
        text.as_bytes(),
    );
    assert_eq!(one.out, piped.out);
}

#[test]
fn ndjson_goes_in_and_out() {
    let t = empty();
    let rules = rules();
    let lines = "{\"id\":\"x\",\"scorecard\":\"che\",\"assessed\":\"2026-07-01\",\"filed\":\"2026-06-01\",\"kind\":\"first\"}\n{\"id\":\"y\",\"scorecard\":\"nothing\"}\n";
    fs::write(t.path().join("in.ndjson"), lines).unwrap();
    let done = run(
        t.path(),
        &[
            "batch",
            "in.ndjson",
            "-o",
            "out.ndjson",
            "--points",
            "--rules",
            &rules,
        ],
    );
    assert_eq!(done.code, 1, "{}", done.err);
    let out = fs::read_to_string(t.path().join("out.ndjson")).unwrap();
    let rows: Vec<serde_json::Value> = out
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let [x, y] = rows.as_slice() else {
        panic!("two rows: {out}")
    };
    assert_eq!(x["id"], "x");
    assert_eq!(x["total"], serde_json::Value::Null);
    assert_eq!(x["total_to"], "100");
    assert!(x["points"].as_str().unwrap().contains("1.1=0..3"), "{x}");
    assert_eq!(y["id"], "y");
    assert!(y["errors"].as_str().unwrap().starts_with("E05"), "{y}");
    // What cannot be scored is told in full beside the result.
    let side = fs::read_to_string(t.path().join("out.ndjson.errors.ndjson")).unwrap();
    let told: serde_json::Value = serde_json::from_str(side.trim()).unwrap();
    assert_eq!(told["row"], "in.ndjson:2");
    assert_eq!(
        told["errors"][0]["start"]["line"],
        told["errors"][0]["start"]["line"]
    );
    assert!(!told["errors"].as_array().unwrap().is_empty());
}

#[test]
fn a_result_takes_its_place_whole_or_not_at_all() {
    let t = empty();
    let rules = rules();
    fs::write(t.path().join("teas.csv"), table(30)).unwrap();
    fs::write(t.path().join("result.csv"), "old").unwrap();
    let missing = run(
        t.path(),
        &[
            "batch",
            "nowhere.csv",
            "-o",
            "result.csv",
            "--rules",
            &rules,
        ],
    );
    assert_eq!(missing.code, 2);
    assert_eq!(
        fs::read_to_string(t.path().join("result.csv")).unwrap(),
        "old"
    );
    let done = run(
        t.path(),
        &["batch", "teas.csv", "-o", "result.csv", "--rules", &rules],
    );
    assert_eq!(done.code, 1);
    let left: Vec<String> = fs::read_dir(t.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|n| n.ends_with(".tmp"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
    assert!(
        fs::read_to_string(t.path().join("result.csv"))
            .unwrap()
            .starts_with("id,ruleset")
    );
}

#[test]
fn what_a_batch_cannot_read_or_write_is_said_before_anything_is_done() {
    let t = empty();
    let rules = rules();
    fs::write(t.path().join("a.yaml"), "id: x\n").unwrap();
    fs::write(t.path().join("a.csv"), "id,scorecard\n").unwrap();
    let kind = run(
        t.path(),
        &["batch", "a.yaml", "--rules", &rules, "--lang", "en"],
    );
    assert_eq!(kind.code, 2);
    assert!(kind.err.contains("E1202"), "{}", kind.err);
    let form = run(
        t.path(),
        &[
            "batch", "a.csv", "-o", "x.xlsx", "--rules", &rules, "--lang", "vi",
        ],
    );
    assert_eq!(form.code, 2);
    assert!(form.err.contains("E1201"), "{}", form.err);
    assert!(!t.path().join("x.xlsx").exists());
}

#[cfg(not(feature = "arrow"))]
#[test]
fn a_plain_build_says_how_to_get_parquet_and_arrow() {
    let t = empty();
    fs::write(t.path().join("teas.parquet"), "PAR1").unwrap();
    fs::write(t.path().join("teas.csv"), "id\n").unwrap();
    let rules = rules();
    for args in [
        &["teas.parquet", "--lang", "en"][..],
        &["teas.csv", "-o", "out.arrow"],
        &["teas.csv", "--to", "parquet"],
    ] {
        let mut all = vec!["batch", "--rules", &rules];
        all.extend(args);
        let ran = run(t.path(), &all);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("E1205"), "{}", ran.err);
        assert!(ran.err.contains("--features arrow"), "{}", ran.err);
    }
}
