//! Certificates and when they end.

use crate::common::{empty, page, run};
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;

const CERTIFIED: &str = r#"ruleset made version "1" {
  applies from 2020-01-01 until 2026-05-22
  rating of total { *** 8 ..; ** 4 ..< 8; * ..< 4 }
  certificate from ** for 36 months
}
scorecard tea "Tea" {
  criterion 1 "Smell" 10 { a 0 "none"; b 5 "faint"; c 10 "strong" }
}
"#;
const AFTER: &str = r#"ruleset made version "2" {
  applies from 2026-05-22
  transition "Article 12" { keep "1" when filed < 2026-05-22 and assessed <= 2026-07-21 }
  rating of total { *** 9 ..; ** 4 ..< 9; * ..< 4 }
  certificate from ** for 36 months, renew between 180 and 120 days before expiry
}
scorecard tea "Tea" {
  criterion 1 "Smell" 10 { a 0 "none"; b 5 "faint"; c 10 "strong" }
  criterion 2 "Taste" 4 { a 0 "flat"; b 4 "full" }
}
"#;

/// A portfolio of two versions, with a dossier.
pub fn portfolio(rows: &str) -> tempfile::TempDir {
    let t = empty();
    let walk = "crosswalk made \"1\" -> \"2\" { scorecard tea -> tea { 1 -> 1; new 2 } }\n";
    for (name, text) in [("1", CERTIFIED), ("2", AFTER), ("walk", walk)] {
        let folder = t.path().join("rules").join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("ruleset.sao"), text).unwrap();
    }
    fs::write(
        t.path().join("tea.yaml"),
        "id: tea\nscorecard: tea\nfiled: 2024-01-10\nassessed: 2024-02-01\nillustrative: yes\n1: c\nevidence:\n  - { for: \"1\", title: Smell test, expires: 2026-12-01 }\n",
    )
    .unwrap();
    fs::write(t.path().join("portfolio.csv"), rows).unwrap();
    t
}

fn due_json(t: &tempfile::TempDir, on: &str) -> Value {
    let r = run(
        t.path(),
        &[
            "due",
            "portfolio.csv",
            "--on",
            on,
            "--rules",
            "rules",
            "--format",
            "json",
        ],
    );
    assert_eq!((r.code, r.err.as_str()), (0, ""));
    serde_json::from_str(&r.out).unwrap()
}

#[test]
fn a_certificate_ends_after_the_months_that_the_rules_of_its_day_say() {
    let t = portfolio(
        "mã,sản phẩm,xã,phiếu điểm,hạng,ngày cấp,hồ sơ,minh họa\nc,Chè,Tân An,tea,3,01/04/2024,tea.yaml,có\n",
    );
    let d = &due_json(&t, "2026-06-01")["certificates"][0];
    assert_eq!(d["expires"], "2027-04-01");
    assert_eq!(d["reckoned_months"], 36);
    // 180 and 120 days before the end.
    assert_eq!(d["window"], serde_json::json!(["2026-10-03", "2026-12-02"]));
    assert_eq!(d["standing"], "not_yet");
    assert_eq!(d["days"], 124);
    assert_eq!(d["commune"], "Tân An");
    assert_eq!(d["rules"]["version"]["label"], "made@2");
    // What the dossier of the older version does not answer leaves a range.
    assert_eq!(d["expected"]["range"], serde_json::json!(["10", "14"]));
    assert_eq!(d["expected"]["missing"], 1);
    assert_eq!(d["evidence_ended"][0]["title"], "Smell test");
    assert_eq!(d["illustrative"], true);
}

#[test]
fn how_a_certificate_stands_follows_from_the_day() {
    let t = portfolio("product,scorecard,expires\nTea,tea,2027-04-01\n");
    for (on, standing, days) in [
        ("2026-10-02", "not_yet", 1),
        ("2026-10-03", "open", 60),
        ("2026-11-02", "closing", 30),
        ("2026-12-02", "closing", 0),
        ("2026-12-03", "missed", 119),
        ("2027-04-01", "missed", 0),
        ("2027-04-02", "expired", -1),
    ] {
        let d = &due_json(&t, on)["certificates"][0];
        assert_eq!(
            (d["standing"].as_str(), d["days"].as_i64()),
            (Some(standing), Some(days)),
            "{on}"
        );
    }
}

#[test]
fn the_most_urgent_comes_first_and_bad_rows_do_not_hide_the_others() {
    let t = portfolio(
        "id,product,expires\na,A,2028-01-01\nb,B,2026-01-01\nc,C,2027-01-01\nd,D,\ne,E,2027-04-15\n",
    );
    let args = [
        "due",
        "portfolio.csv",
        "--on",
        "2026-11-24",
        "--rules",
        "rules",
        "--lang",
        "en",
    ];
    let r = run(t.path(), &[&args[..], &["--format", "json"]].concat());
    assert_eq!(r.code, 1);
    assert!(r.err.contains("E0902"), "{}", r.err);
    let all: Value = serde_json::from_str(&r.out).unwrap();
    let order: Vec<&str> = all["certificates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["id"].as_str().unwrap())
        .collect();
    assert_eq!(order, ["b", "c", "e", "a"]);
}

#[test]
fn the_calendar_can_be_printed_and_read_by_programs() {
    let t = portfolio(
        "id,product,commune,scorecard,level,issued,dossier,illustrative\nc,Chè,Tân An,tea,3,2024-04-01,tea.yaml,yes\nd,Trà,,tea,2,2024-01-20,,yes\n",
    );
    for lang in ["vi", "en"] {
        let text = page(
            t.path(),
            &[
                "due",
                "portfolio.csv",
                "--on",
                "2026-08-01",
                "--rules",
                "rules",
                "--lang",
                lang,
            ],
        );
        assert!(text.lines().all(|l| l.chars().count() <= 100), "{text}");
        assert_snapshot!(format!("due_{lang}"), text);
    }
    let ics = run(
        t.path(),
        &[
            "due",
            "portfolio.csv",
            "--on",
            "2026-08-01",
            "--rules",
            "rules",
            "--format",
            "ics",
            "--lang",
            "vi",
        ],
    );
    assert!(ics.out.starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(ics.out.lines().all(|l| l.len() <= 75));
    assert_eq!(
        ics.out.matches("BEGIN:VEVENT").count(),
        ics.out.matches("END:VEVENT").count()
    );
    assert!(ics.out.contains("DTSTART;VALUE=DATE:20270401"));
    let html = run(
        t.path(),
        &[
            "due",
            "portfolio.csv",
            "--on",
            "2026-08-01",
            "--rules",
            "rules",
            "--format",
            "html",
        ],
    );
    assert!(html.out.contains("A4 landscape"));
    assert!(html.out.contains("MINH HỌA"));
}

#[test]
fn a_ruleset_that_lies_above_does_not_swallow_crosswalks() {
    let t = portfolio("");
    fs::write(
        t.path().join("stray.sao"),
        "ruleset stray version \"1\" { rating of nothing }\n",
    )
    .unwrap();
    let r = run(t.path(), &["check", "rules", "--lang", "en"]);
    assert_eq!(r.code, 0, "{} {}", r.out, r.err);
    assert!(!r.err.contains("stray"), "{}", r.err);
    let carried = run(
        t.path(),
        &[
            "carry", "tea.yaml", "--to", "made@2", "--rules", "rules", "--lang", "en",
        ],
    );
    assert!(!carried.err.contains("stray"), "{}", carried.err);
}
