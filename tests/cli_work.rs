//! What the commands do on rulesets and dossiers.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "cli/check.rs"]
mod check;
mod common;
#[path = "cli/reason.rs"]
mod reason;
use common::{page, root, run, run_with_input, scaffold};
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The two schemes of `sao new`: folder, dossier, language.
const SCHEMES: [(&str, &str, &str); 2] = [
    ("thu", "thu/ho-so/vi-du.yaml", "vi"),
    ("trial", "trial/dossiers/example.yaml", "en"),
];

fn change(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} holds {from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

#[test]
fn a_new_scheme_checks_tests_scores_and_explains_itself() {
    let t = scaffold();
    for (folder, dossier, lang) in SCHEMES {
        let mut all = String::new();
        for args in [
            &["check", folder, "--lang", lang][..],
            &["fmt", folder, "--check", "--lang", lang],
            &["test", folder, "--coverage", "--lang", lang],
            &["score", dossier, "--lang", lang],
            &["why", dossier, "--lang", lang],
        ] {
            let printed = page(t.path(), args);
            assert!(printed.ends_with("── exit 0\n"), "{printed}");
            all.push_str(&printed);
            all.push('\n');
        }
        assert_snapshot!(format!("scheme_{lang}"), all);
    }
}

#[test]
fn dossiers_of_two_folders_are_judged_by_the_rules_of_each() {
    let t = scaffold();
    let (thu, trial) = (SCHEMES[0].1, SCHEMES[1].1);
    for command in ["check", "score"] {
        let done = run(t.path(), &[command, thu, trial, "--lang", "en"]);
        assert_eq!(done.code, 0, "{command}: {}{}", done.out, done.err);
    }
}

/// The page without the digests of its receipt: they change with every word of
/// the ruleset, and what is kept here is what people read.
fn undigested(page: &str) -> String {
    let hex = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_hexdigit());
    let plain = |word: &str| match word.split_once('…') {
        Some((head, tail)) if hex(head) && hex(tail) => "####…##".to_owned(),
        _ => word.to_owned(),
    };
    page.split(' ').map(plain).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_real_card_has_ninety_three_points_and_five_stars() {
    let args = [
        "score",
        "examples/ocop/sau-rieng-cap-dong.yaml",
        "--format",
        "ndjson",
    ];
    let r = run(&root(), &args);
    assert_eq!((r.code, r.err.as_str()), (0, ""));
    let result = json(&r.out);
    assert_eq!(result["total"], "93");
    assert_eq!(result["range"], json(r#"["93","93"]"#));
    assert_eq!(result["level"], 5);
    assert_eq!(result["level_by_total"], 5);
    assert_eq!(result["parts"], json(r#"{"A":"34","B":"24","C":"35"}"#));
    assert_eq!(result["minimums_failed"], json("[]"));
    assert_eq!(result["criteria"].as_array().unwrap().len(), 31);
    for lang in ["vi", "en"] {
        for detail in ["short", "standard", "full"] {
            let args = [
                "why",
                "examples/ocop/sau-rieng-cap-dong.yaml",
                "--detail",
                detail,
                "--lang",
                lang,
            ];
            assert_snapshot!(
                format!("durian_{detail}_{lang}"),
                undigested(&page(&root(), &args))
            );
        }
        let args = [
            "why",
            "examples/ocop/sau-rieng-cap-dong.yaml",
            "--criterion",
            "1.5",
            "--lang",
            lang,
        ];
        assert_snapshot!(
            format!("durian_criterion_{lang}"),
            undigested(&page(&root(), &args))
        );
    }
}

#[test]
fn lines_of_an_explanation_fit_a_hundred_columns() {
    use unicode_width::UnicodeWidthStr;
    for lang in ["vi", "en"] {
        for file in [
            "sau-rieng-cap-dong",
            "che-con-thieu",
            "che-hoi-dong",
            "che-du-ho-so",
            "che-thieu-muc-toi-thieu",
        ] {
            let path = format!("examples/ocop/{file}.yaml");
            let r = run(&root(), &["why", &path, "--detail", "full", "--lang", lang]);
            assert_eq!(r.code, 0, "{}", r.err);
            for line in r.out.lines() {
                assert!(
                    line.width() <= 100,
                    "{file} {lang}: {} columns: {line}",
                    line.width()
                );
            }
        }
    }
}

#[test]
fn a_batch_is_scored_in_order_and_its_broken_rows_are_told() {
    let t = scaffold();
    let csv = "id,scorecard,assessed,local_material,2,3,4\n\
               good,product,2026-02-01,80,yes,b,a b\n\
               bad,product,2026-02-01,180,maybe,x,a b\n\
               open,product,2026-02-01,80,,c,a\n";
    fs::write(t.path().join("trial/teas.csv"), csv).unwrap();
    let r = run(
        t.path(),
        &[
            "score",
            "trial/teas.csv",
            "--format",
            "ndjson",
            "--lang",
            "en",
        ],
    );
    assert_eq!(r.code, 1);
    let lines: Vec<Value> = r.out.lines().map(json).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["id"], "good");
    assert_eq!(lines[0]["total"], "75");
    assert_eq!(lines[1]["id"], "bad");
    assert_eq!(lines[1]["errors"].as_array().unwrap().len(), 3);
    assert_eq!(lines[1]["errors"][0]["place"]["start"]["line"], 3);
    assert_eq!(lines[2]["total"], Value::Null);
    assert_eq!(lines[2]["range"], json(r#"["70","90"]"#));
    let table = page(t.path(), &["score", "trial/teas.csv", "--lang", "en"]);
    assert_snapshot!("batch_table_en", table);
    assert_snapshot!(
        "batch_table_vi",
        page(t.path(), &["score", "trial/teas.csv"])
    );
    assert_snapshot!(
        "batch_csv",
        page(t.path(), &["score", "trial/teas.csv", "--format", "csv"])
    );
    assert_snapshot!(
        "batch_check",
        page(t.path(), &["check", "trial/teas.csv", "--lang", "en"])
    );
    // The same from standard input.
    let piped = run_with_input(
        t.path(),
        &["score", "-", "--rules", "trial", "--format", "ndjson"],
        csv,
    );
    assert_eq!(piped.code, 1);
    assert_eq!(piped.out.lines().count(), 3);
}

#[test]
fn files_that_cannot_be_read_do_not_keep_others_from_being_scored() {
    let t = scaffold();
    let args = [
        "score",
        "nothing.yaml",
        "trial/dossiers/example.yaml",
        "--rules",
        "trial",
        "--format",
        "ndjson",
    ];
    let r = run(t.path(), &args);
    assert_eq!(r.code, 2);
    assert_eq!(r.out.lines().count(), 1);
    assert!(r.err.contains("E0701"));
}

#[test]
fn a_result_is_verified_until_something_changes() {
    for (folder, dossier, lang) in SCHEMES {
        let t = scaffold();
        let result = run(t.path(), &["score", dossier, "--format", "json"]).out;
        fs::write(t.path().join("result.json"), &result).unwrap();
        let args = ["verify", "result.json", dossier, "--lang", lang];
        let mut all = page(t.path(), &args);
        assert!(all.ends_with("── exit 0\n"), "{all}");
        // Another answer.
        change(t.path(), dossier, "3: b", "3: c");
        all.push_str(&page(t.path(), &args));
        change(t.path(), dossier, "3: c", "3: b");
        // Another rule.
        let card = if lang == "vi" {
            "san-pham.sao"
        } else {
            "product.sao"
        };
        change(t.path(), &format!("{folder}/{card}"), "b  20", "b  21");
        all.push_str(&page(t.path(), &args));
        // Not a result at all.
        fs::write(t.path().join("result.json"), "[]").unwrap();
        all.push_str(&page(t.path(), &args));
        fs::write(t.path().join("result.json"), "x").unwrap();
        all.push_str(&page(t.path(), &args));
        // Receipts hold fingerprints of changed texts: only their form is pinned.
        assert_snapshot!(format!("verify_{lang}"), all);
    }
}

#[test]
fn a_failed_test_shows_what_was_expected_and_what_came() {
    for (folder, _, lang) in SCHEMES {
        let t = scaffold();
        let tests = if lang == "vi" {
            "kiem-thu.sao"
        } else {
            "tests.sao"
        };
        change(t.path(), &format!("{folder}/{tests}"), "75", "76");
        change(t.path(), &format!("{folder}/{tests}"), "** ", "*** ");
        let args = ["test", folder, "--lang", lang];
        let printed = page(t.path(), &args);
        assert!(printed.ends_with("── exit 1\n"), "{printed}");
        assert_snapshot!(format!("failed_test_{lang}"), printed);
        let r = run(t.path(), &["test", folder, "--format", "json"]);
        let all = json(&r.out);
        assert_eq!((r.code, &all[0]["failed"]), (1, &Value::from(2)));
        let r = run(t.path(), &["test", folder, "--format", "junit"]);
        assert!(r.out.contains("failures=\"2\""), "{}", r.out);
    }
}

#[test]
fn layout_is_written_only_when_the_page_can_be_read() {
    let t = scaffold();
    let file = t.path().join("trial/product.sao");
    let tidy = fs::read_to_string(&file).unwrap();
    fs::write(&file, tidy.replace("      b  20", "  b 20")).unwrap();
    let r = run(t.path(), &["fmt", "trial", "--check"]);
    assert_eq!(r.code, 1);
    assert!(r.out.contains("trial/product.sao"));
    assert_eq!(run(t.path(), &["fmt", "trial"]).code, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), tidy);
    // Into Vietnamese and back, the tests still hold.
    assert_eq!(run(t.path(), &["fmt", "trial", "--keywords", "vi"]).code, 0);
    assert!(fs::read_to_string(&file).unwrap().contains("tiêu chí 1"));
    assert_eq!(run(t.path(), &["test", "trial"]).code, 0);
    assert_eq!(run(t.path(), &["fmt", "trial", "--keywords", "en"]).code, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), tidy);
    // A page that cannot be read stays as it is.
    let broken = tidy.replace("criterion 3", "criterian 3");
    fs::write(&file, &broken).unwrap();
    let r = run(t.path(), &["fmt", "trial", "--lang", "en"]);
    assert_eq!(r.code, 1);
    assert!(r.err.contains("product.sao"), "{}", r.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), broken);
    // From standard input to standard output.
    let r = run_with_input(t.path(), &["fmt", "-"], tidy.clone());
    assert_eq!((r.code, r.out), (0, tidy));
}

#[test]
fn the_consolidated_ruleset_has_the_promised_form() {
    let r = run(
        &root(),
        &["show", "ocop@26/2026/QĐ-TTg", "--format", "json"],
    );
    assert_eq!((r.code, r.err.as_str()), (0, ""));
    let all = json(&r.out);
    let card = all["scorecards"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["id"] == "che")
        .unwrap();
    assert_eq!(card["parts"][0]["code"], "A");
    assert_eq!(card["parts"][0]["max"], "40");
    let section = &card["parts"][0]["sections"][0];
    assert_eq!(section["number"], "1");
    let criterion = &section["criteria"][0];
    assert_eq!(criterion["number"], "1.1");
    assert_eq!(criterion["options"][1]["key"], "b");
    assert_eq!(criterion["options"][1]["points"], "2");
    assert_eq!(criterion["options"][1]["minimum_for"], json("[3]"));
    // Every criterion of the card is there, also those that are a section by themselves.
    fn leaves(v: &Value) -> usize {
        match v.get("criteria").and_then(Value::as_array) {
            Some(all) if !all.is_empty() => all.iter().map(leaves).sum(),
            _ if v.get("options").is_some() => 1,
            _ => ["parts", "sections"]
                .iter()
                .filter_map(|k| v.get(*k).and_then(Value::as_array))
                .flatten()
                .map(leaves)
                .sum(),
        }
    }
    assert_eq!(leaves(card), 32);
    let one = json(
        &run(
            &root(),
            &[
                "show",
                "ocop@26/2026/QĐ-TTg",
                "--card",
                "che",
                "--format",
                "json",
            ],
        )
        .out,
    );
    assert_eq!(one["scorecards"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_asked_for_and_not_there_is_told_with_a_proposal() {
    let t = scaffold();
    fs::write(t.path().join("trial/empty.csv"), "id,scorecard\n").unwrap();
    fs::write(
        t.path().join("trial/two.ndjson"),
        "{\"id\":\"a\",\"scorecard\":\"product\"}\n{\"id\":\"b\",\"scorecard\":\"product\"}\n",
    )
    .unwrap();
    fs::write(t.path().join("trial/book.xlsx"), "PK\u{3}\u{4}").unwrap();
    fs::write(t.path().join("trial/bytes.yaml"), b"id: \0\n").unwrap();
    fs::write(t.path().join("latin.yaml"), b"id: caf\xe9\n").unwrap();
    let mut all = String::new();
    for lang in ["vi", "en"] {
        for args in [
            &["why", "trial/dossiers/exampel.yaml"][..],
            &["why", "trial/dossiers"],
            &["why", "trial/empty.csv"],
            &["why", "trial/two.ndjson"],
            &["why", "trial/two.ndjson", "--id", "c"],
            &["why", "trial/dossiers/example.yaml", "--criterion", "33"],
            &["why", "trial/dossiers/example.yaml", "--ruleset", "trail"],
            &["why", "trial/dossiers/example.yaml", "--ruleset", "trial@2"],
            &[
                "score",
                "trial/dossiers/example.yaml",
                "--assume",
                "minimums_fail=maybe",
            ],
            &[
                "score",
                "trial/dossiers/example.yaml",
                "--assume",
                "unrated",
            ],
            &["score", "trial/book.xlsx"],
            &["score", "trial/bytes.yaml"],
            &["score", "latin.yaml", "--rules", "trial"],
            &["score", "trial/tests.sao"],
            &["check", "trial/dossiers/exampel"],
            &["check", "trial/dossiers"],
            &["show", "trial", "--card", "produkt", "--rules", "trial"],
            &["show", "--rules", "."],
            &["versions", "trail", "--rules", "trial"],
            &["verify", "trial/tests.sao", "trial/dossiers/example.yaml"],
            &[
                "why",
                "trial/dossiers/example.yaml",
                "--output",
                "no/such/folder/x.html",
                "--format",
                "html",
            ],
            &["show", "--rules", "nowhere"],
        ] {
            let args = [args, &["--lang", lang]].concat();
            let r = run(t.path(), &args);
            assert_ne!(r.code, 0, "{args:?} {}", r.out);
            all.push_str(&page(t.path(), &args));
            all.push('\n');
        }
    }
    assert_snapshot!("not_there", all);
}

#[test]
fn an_unsound_ruleset_scores_nothing_and_says_why() {
    let t = scaffold();
    change(
        t.path(),
        "trial/product.sao",
        "part A \"Origin\" 40",
        "part A \"Origin\" 41",
    );
    let r = run(
        t.path(),
        &["score", "trial/dossiers/example.yaml", "--lang", "en"],
    );
    assert_eq!((r.code, r.out.as_str()), (1, ""));
    assert!(r.err.contains("product.sao"), "{}", r.err);
    let r = run(t.path(), &["check", "trial", "--format", "json"]);
    assert_eq!(r.code, 1);
    let all = json(&r.out);
    assert_eq!(all[0]["severity"], "error");
    assert!(all[0]["place"]["start"]["column"].is_u64());
    for format in ["concise", "github", "sarif"] {
        let r = run(
            t.path(),
            &["check", "trial", "--format", format, "--lang", "en"],
        );
        assert_eq!(r.code, 1);
        assert!(r.out.contains("product.sao"), "{format}: {}", r.out);
    }
}

#[test]
fn a_schema_describes_the_dossiers_of_a_card() {
    let t = scaffold();
    let r = run(
        t.path(),
        &["schema", "trial", "--card", "product", "--rules", "trial"],
    );
    assert_eq!(r.code, 0, "{}", r.err);
    let schema = json(&r.out);
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert!(schema["properties"]["local_material"].is_object());
    let same = run(t.path(), &["schema", "trial/dossiers/example.yaml"]);
    assert_eq!(same.out, r.out);
}

#[test]
fn versions_tell_when_each_is_in_force() {
    for lang in ["vi", "en"] {
        let r = run(&root(), &["versions", "ocop", "--lang", lang]);
        assert_eq!(r.code, 0);
        assert!(r.out.contains("1048/QĐ-TTg") && r.out.contains("26/2026/QĐ-TTg"));
    }
    let all = json(&run(&root(), &["versions", "ocop", "--format", "json"]).out);
    assert_eq!(all[0]["ruleset"], "ocop");
    assert_eq!(all[0]["versions"][0]["from"], "2019-08-21");
}

#[test]
fn a_printed_page_stands_alone_and_escapes_what_people_wrote() {
    let t = scaffold();
    change(
        t.path(),
        "trial/dossiers/example.yaml",
        "product: An example",
        "product: '<script>alert(1)</script> & \u{1b}[31mred'",
    );
    let r = run(
        t.path(),
        &[
            "why",
            "trial/dossiers/example.yaml",
            "--format",
            "html",
            "--lang",
            "en",
        ],
    );
    assert_eq!(r.code, 0, "{}", r.err);
    assert!(r.out.starts_with("<!DOCTYPE html>") || r.out.starts_with("<!doctype html>"));
    assert!(
        !r.out.contains("<script") && r.out.contains("&lt;script") || r.out.contains("&#60;script")
    );
    assert!(
        !r.out.contains("http://") && !r.out.contains("src="),
        "nothing is fetched"
    );
    let r = run(
        t.path(),
        &["why", "trial/dossiers/example.yaml", "--lang", "en"],
    );
    assert!(
        !r.out.contains('\u{1b}'),
        "no control characters of others reach the terminal"
    );
    let path = t.path().join("report.html");
    let args = [
        "why",
        "trial/dossiers/example.yaml",
        "--format",
        "html",
        "--output",
        path.to_str().unwrap(),
    ];
    assert_eq!(run(t.path(), &args).code, 0);
    assert!(path.is_file());
}
