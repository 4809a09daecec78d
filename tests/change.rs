//! What changed between versions: of every ruleset, and on the command line.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;
#[path = "common/generate.rs"]
#[allow(dead_code, reason = "a part of it is used here")]
mod generate;

use common::{empty, page, root, run};
use generate::{Dice, Scope};
use insta::assert_snapshot;
use proptest::prelude::*;
use sao::compare::{Aspect, Class, Difference, Edit, Effect, Pairing, diff};
use sao::exact::Num;
use sao::model::{Form, Ruleset};
use sao::syntax;
use sao::text::{Code, Lang, Severity, Source, SourceId};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn built(text: &str) -> Ruleset {
    let (file, mut found) = syntax::parse(&Source::new("made.sao", text), SourceId(0));
    let (rules, more) = sao::model::build::build(&[file]);
    found.extend(more);
    let errors: Vec<&str> = found
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| d.message.en.as_str())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    rules.expect("a ruleset without errors")
}

fn between(old: &Ruleset, new: &Ruleset) -> Difference {
    diff(old, new, &Pairing::of(old, new))
}

/// Edits in an order that does not hang on which side is the old one.
fn sorted(d: &Difference) -> Vec<String> {
    let mut all: Vec<String> = d
        .edits
        .iter()
        .map(|e| {
            let mut e = e.clone();
            e.changes.sort_by_key(|c| format!("{c:?}"));
            format!("{e:?}")
        })
        .collect();
    all.sort();
    all
}

const BASE: &str = r#"ruleset made version "1" {
  title "A scheme"
  applies from 2020-01-01
  rating of total { *** 8 .. 12 "gold"; ** 4 ..< 8; * 0 ..< 4 }
  certificate from ** for 36 months, renew between 180 and 120 days before expiry
}
fact share : percent 0% .. 100% "Share of local material"
scorecard card "Tea" {
  part A "Making" 8 {
    criterion 1.1 "Local material" 3 {
      a 1 "below half" when share < 50%
      b 2 ** "half to three quarters" when share in 50% ..< 75%
      c 3 "three quarters and more" when share >= 75%
    }
    criterion 1.2 "Care for the environment" 5 {
      a 0 "no plan at all"
      b 3 *** "a written plan"
      c 5 "a plan that is checked every year"
      evidence "the plan"
    }
  }
  part B "Selling" 4 {
    criterion 2.1 "Packaging of the product" 4 { a 0 "plain paper"; b 4 "sealed and labelled" }
  }
}
"#;

/// The classes and aspects of what one change of the text makes.
fn one(from: &str, to: &str) -> Difference {
    assert!(BASE.contains(from), "{from}");
    let (old, new) = (built(BASE), built(&BASE.replacen(from, to, 1)));
    let d = between(&old, &new);
    let back = between(&new, &old).mirrored();
    assert_eq!(sorted(&d), sorted(&back), "{from} -> {to}");
    d
}

fn told(d: &Difference) -> Vec<(Aspect, Class)> {
    d.edits
        .iter()
        .flat_map(|e| e.changes.iter().map(|c| (c.aspect, c.class)))
        .collect()
}

#[test]
fn other_words_are_wording_only() {
    for (from, to) in [
        ("\"Local material\"", "\"Material from here\""),
        ("\"a written plan\"", "\"a plan in writing\""),
        ("\"A scheme\"", "\"The scheme\""),
        ("\"Making\"", "\"How it is made\""),
        ("\"gold\"", "\"golden\""),
        ("\"Share of local material\"", "\"Local share\""),
        ("\"below half\"", "\"less\""),
    ] {
        let d = one(from, to);
        assert_eq!(d.edits.len(), 1, "{from}: {d:#?}");
        assert!(d.edits[0].is_wording(), "{from}: {d:#?}");
    }
}

#[test]
fn other_figures_in_a_label_that_is_the_rule_are_not_wording() {
    let d = one("\"a written plan\"", "\"a written plan of 5 pages\"");
    assert_eq!(told(&d), [(Aspect::Label, Class::Structure)]);
    // Where a condition decides, the label only tells of it.
    let d = one("\"below half\"", "\"below 50%\"");
    assert_eq!(told(&d), [(Aspect::Label, Class::Wording)]);
}

#[test]
fn points_and_maxima_are_points() {
    let d = one("b 3 ***", "b 4 ***");
    assert_eq!(told(&d), [(Aspect::Points, Class::Points)]);
    let d = one(
        "criterion 2.1 \"Packaging of the product\" 4 { a 0 \"plain paper\"; b 4",
        "criterion 2.1 \"Packaging of the product\" 4 { a 1 \"plain paper\"; b 4",
    );
    assert_eq!(told(&d), [(Aspect::Points, Class::Points)]);
}

#[test]
fn a_mark_that_moves_up_is_a_tighter_minimum() {
    let moved = BASE
        .replacen("b 3 ***", "b 3", 1)
        .replacen("c 5 \"a plan", "c 5 *** \"a plan", 1);
    let d = between(&built(BASE), &built(&moved));
    assert_eq!(told(&d), [(Aspect::Minimum, Class::Minimums)]);
    assert_eq!(d.edits[0].changes[0].effect, Some(Effect::Tighter));
    let d = one("b 3 ***", "b 3");
    assert_eq!(d.edits[0].changes[0].effect, Some(Effect::Looser));
}

#[test]
fn a_band_that_starts_higher_is_tighter() {
    let wide = BASE
        .replacen("*** 8 ..", "*** 9 ..", 1)
        .replacen("4 ..< 8", "4 ..< 9", 1);
    let d = between(&built(BASE), &built(&wide));
    let all: Vec<_> = d.edits.iter().flat_map(|e| &e.changes).collect();
    assert!(all.iter().all(|c| c.aspect == Aspect::Band));
    assert!(all.iter().any(|c| c.effect == Some(Effect::Tighter)));
    assert!(all.iter().all(|c| c.class == Class::Minimums));
}

#[test]
fn what_is_asked_and_when_is_structure() {
    for (from, to, aspect) in [
        (
            "when share < 50%\n      b 2 ** \"half to three quarters\" when share in 50% ..< 75%",
            "when share < 40%\n      b 2 ** \"half to three quarters\" when share in 40% ..< 75%",
            Aspect::When,
        ),
        ("criterion 2.1", "criterion 2.4", Aspect::Number),
        ("for 36 months", "for 24 months", Aspect::Months),
        (
            "\"the plan\"",
            "\"the plan\"; evidence \"an invoice\"",
            Aspect::Evidence,
        ),
        ("percent 0% .. 100%", "percent 0% .. 90%", Aspect::Range),
        ("from 2020-01-01", "from 2021-01-01", Aspect::From),
        ("a 0 \"no plan at all\"\n", "", Aspect::Dropped),
        (
            "criterion 1.2 \"Care",
            "reject banned \"on the list\"\n criterion 1.2 \"Care",
            Aspect::Added,
        ),
    ] {
        let to = if aspect == Aspect::Added {
            // A finding stands on the card.
            let d = one(
                "scorecard card \"Tea\" {",
                "scorecard card \"Tea\" {\n  reject banned \"on the list\"",
            );
            assert_eq!(told(&d), [(Aspect::Added, Class::Structure)]);
            continue;
        } else {
            to
        };
        let d = one(from, to);
        let all = told(&d);
        assert!(all.iter().any(|(a, _)| *a == aspect), "{from}: {all:?}");
        assert!(
            all.iter()
                .all(|(a, c)| *c == Class::Structure || *a == Aspect::Points),
            "{from}: {all:?}"
        );
    }
}

#[test]
fn letters_that_follow_from_a_new_option_do_not_change_conditions_or_minimums() {
    let d = one(
        "b 3 *** \"a written plan\"\n      c 5",
        "b 1 \"a plan told by word of mouth\"\n      c 3 *** \"a written plan\"\n      d 5",
    );
    let aspects: Vec<Aspect> = told(&d).into_iter().map(|(a, _)| a).collect();
    assert!(aspects.contains(&Aspect::Added));
    assert!(aspects.contains(&Aspect::Number));
    assert!(!aspects.contains(&Aspect::Minimum), "{d:#?}");
}

#[test]
fn an_option_whose_stretch_is_shared_out_is_split() {
    let d = one(
        "c 3 \"three quarters and more\" when share >= 75%",
        "c 2 \"three quarters to nine tenths\" when share in 75% ..< 90%\n      d 3 \"nine tenths and more\" when share >= 90%",
    );
    let split = d
        .edits
        .iter()
        .flat_map(|e| &e.changes)
        .find(|c| c.aspect == Aspect::Split)
        .unwrap_or_else(|| panic!("{d:#?}"));
    assert_eq!(
        serde_json::to_value(&split.new).unwrap(),
        serde_json::json!(["c", "d"])
    );
}

#[test]
fn what_changed_places_is_moved_and_not_dropped_and_added() {
    let line = "    criterion 2.1 \"Packaging of the product\" 4 { a 0 \"plain paper\"; b 4 \"sealed and labelled\" }\n";
    let moved = BASE
        .replacen(line, "", 1)
        .replacen("  part B \"Selling\" 4 {\n  }\n", "", 1)
        .replacen("part A \"Making\" 8", "part A \"Making\" 12", 1)
        .replacen(
            "    criterion 1.2",
            &format!("{}    criterion 1.2", line.replace("2.1", "1.3")),
            1,
        );
    let d = between(&built(BASE), &built(&moved));
    let aspects: Vec<Aspect> = told(&d).into_iter().map(|(a, _)| a).collect();
    assert!(aspects.contains(&Aspect::Moved), "{d:#?}");
    assert!(aspects.contains(&Aspect::Number), "{d:#?}");
    let lost: Vec<&Edit> = d
        .edits
        .iter()
        .filter(|e| e.changes.iter().any(|c| c.aspect == Aspect::Dropped))
        .collect();
    assert_eq!(lost.len(), 1, "only part B is gone: {lost:#?}");
}

/// An edit of a ruleset, and the class that it must be reported in.
fn edited(rules: &Ruleset, which: u32, at: usize) -> Option<(Ruleset, Class)> {
    let mut new = rules.clone();
    let card = new.cards.values_mut().next()?;
    let n = card.criteria.len();
    let c = card.criteria.get_mut(at % n.max(1))?;
    let class = match which % 8 {
        0 => {
            c.title.push_str(" and more");
            Class::Wording
        }
        1 => {
            let o = c.options.last_mut()?;
            o.points = o.points.add(Num::ONE)?;
            Class::Points
        }
        2 => {
            c.max = c.max.add(Num::ONE)?;
            Class::Points
        }
        3 => {
            let o = c.options.iter_mut().find(|o| o.marks.is_empty())?;
            o.marks.push(1);
            Class::Minimums
        }
        4 => {
            c.number.push_str("bis");
            Class::Structure
        }
        5 => {
            if c.form != Form::Choice || c.options.len() < 2 {
                return None;
            }
            c.options.pop();
            Class::Structure
        }
        6 => {
            let l = card.rating.levels.last_mut()?;
            l.band.lo = Some(l.band.lo?.add(Num::ONE)?);
            Class::Minimums
        }
        _ => {
            let o = c.options.iter_mut().find(|o| o.when.is_some())?;
            o.when = None;
            Class::Structure
        }
    };
    Some((new, class))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_version_does_not_differ_from_itself(
        numbers in proptest::collection::vec(any::<u32>(), 0..160)
    ) {
        let rules = built(&generate::ruleset(&mut Dice::new(numbers), Scope::All).text);
        let d = between(&rules, &rules.clone());
        prop_assert!(d.is_empty(), "{:#?}", d.edits);
    }

    #[test]
    fn told_backwards_it_is_the_same_with_the_sides_turned(
        one in proptest::collection::vec(any::<u32>(), 0..120),
        other in proptest::collection::vec(any::<u32>(), 0..120),
    ) {
        let old = built(&generate::ruleset(&mut Dice::new(one), Scope::All).text);
        let new = built(&generate::ruleset(&mut Dice::new(other), Scope::All).text);
        let there = Pairing::of(&old, &new);
        let back = Pairing::of(&new, &old);
        if old.compute_digest() != new.compute_digest() {
            prop_assert_eq!(&there, &back.mirrored());
        }
        let d = diff(&old, &new, &there);
        prop_assert_eq!(sorted(&d.mirrored()), sorted(&diff(&new, &old, &back)));
    }

    #[test]
    fn every_single_edit_is_reported_in_its_class(
        numbers in proptest::collection::vec(any::<u32>(), 0..160),
        which in any::<u32>(),
        at in any::<usize>(),
    ) {
        let rules = built(&generate::ruleset(&mut Dice::new(numbers), Scope::All).text);
        let Some((new, class)) = edited(&rules, which, at) else {
            return Ok(());
        };
        let d = between(&rules, &new);
        let classes: Vec<Class> = d.edits.iter().flat_map(Edit::classes).collect();
        prop_assert!(classes.contains(&class), "{class:?}: {:#?}", d.edits);
        if class == Class::Wording {
            prop_assert!(classes.iter().all(|c| *c == Class::Wording), "{:#?}", d.edits);
        }
    }
}

/// Two versions on the disk.
fn two_versions() -> tempfile::TempDir {
    let t = empty();
    let new = BASE
        .replacen("version \"1\"", "version \"2\"", 1)
        .replacen("from 2020-01-01", "from 2024-01-01", 1)
        .replacen("b 3 ***", "b 3", 1)
        .replacen("c 5 \"a plan", "c 5 *** \"a plan", 1)
        .replacen(
            "\"Packaging of the product\" 4 { a 0",
            "\"Packing of the product\" 4 { a 1",
            1,
        )
        .replacen(
            "share >= 75%",
            "share in 75% ..< 90%\n      d 3 \"nine tenths and more\" when share >= 90%",
            1,
        );
    fs::write(t.path().join("one.sao"), BASE).unwrap();
    fs::write(t.path().join("two.sao"), new).unwrap();
    t
}

fn diff_of(folder: &Path, more: &[&str]) -> common::Run {
    let mut args = vec!["diff", "one.sao", "two.sao"];
    args.extend(more);
    run(folder, &args)
}

#[test]
fn the_page_shows_old_beside_new() {
    let t = two_versions();
    for lang in ["en", "vi"] {
        let text = page(t.path(), &["diff", "one.sao", "two.sao", "--lang", lang]);
        assert!(text.lines().all(|l| l.chars().count() <= 100), "{text}");
        assert_snapshot!(format!("diff_{lang}"), text);
    }
    let markdown = page(
        t.path(),
        &[
            "diff", "one.sao", "two.sao", "--lang", "en", "--format", "markdown",
        ],
    );
    assert_snapshot!("diff_markdown", markdown);
}

#[test]
fn the_exit_code_says_whether_anything_changed() {
    let t = two_versions();
    assert_eq!(diff_of(t.path(), &[]).code, 1);
    let same = run(t.path(), &["diff", "one.sao", "one.sao", "--lang", "en"]);
    assert_eq!(same.code, 0);
    assert!(same.out.contains("Nothing changed"));
    for name in ["a", "b"] {
        fs::create_dir_all(t.path().join("both").join(name)).unwrap();
    }
    fs::copy(t.path().join("one.sao"), t.path().join("both/a/one.sao")).unwrap();
    fs::copy(t.path().join("two.sao"), t.path().join("both/b/two.sao")).unwrap();
    let none = run(t.path(), &["diff", "one.sao", "both", "--lang", "en"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("E0901"), "{}", none.err);
    let wrong = diff_of(t.path(), &["--scorecard", "tee", "--lang", "en"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("E0709"), "{}", wrong.err);
}

#[test]
fn only_the_classes_asked_for_are_shown() {
    let t = two_versions();
    let r = diff_of(t.path(), &["--only", "minimums", "--format", "json"]);
    let all: Value = serde_json::from_str(&r.out).unwrap();
    let edits = all["edits"].as_array().unwrap();
    assert!(!edits.is_empty());
    for c in edits.iter().flat_map(|e| e["changes"].as_array().unwrap()) {
        assert_eq!(c["class"], "minimums");
    }
    assert_eq!(all["counts"]["points"], 0);
    assert_eq!(all["equal"], false);
}

#[test]
fn the_printed_page_is_whole_html() {
    let t = two_versions();
    let r = diff_of(t.path(), &["--format", "html", "--lang", "vi"]);
    assert!(r.out.starts_with("<!DOCTYPE html>"));
    assert!(r.out.trim_end().ends_with("</html>"));
    assert!(r.out.contains("@page"));
    assert!(!r.out.contains("<script"));
}

#[test]
fn the_decisions_of_2019_and_2026_are_paired_card_by_card() {
    let r = run(
        &root(),
        &[
            "diff",
            "ocop@1048/QĐ-TTg",
            "ocop@26/2026/QĐ-TTg",
            "--summary",
            "--format",
            "json",
        ],
    );
    assert_eq!(r.code, 1, "{}", r.err);
    let all: Value = serde_json::from_str(&r.out).unwrap();
    let cards = all["scorecards"].as_array().unwrap();
    let partner = |id: &str| -> Vec<&str> {
        cards
            .iter()
            .filter(|c| c["old"]["key"] == id)
            .filter_map(|c| c["new"]["key"].as_str())
            .collect()
    };
    assert_eq!(partner("che_tuoi_che_bien"), ["che"]);
    assert_eq!(partner("rau_cu_qua_hat_tuoi").len(), 1);
    assert_eq!(
        partner("thu_cong_my_nghe_gia_dung"),
        partner("thu_cong_my_nghe_trang_tri")
    );
    assert!(partner("trang_thiet_bi_dung_cu_y_te").is_empty());
    let edits = all["edits"].as_array().unwrap();
    let on_tea = |number: &str| -> Vec<&Value> {
        edits
            .iter()
            .filter(|e| e["card"]["new"]["key"] == "che")
            .filter(|e| e["at"]["old"]["key"] == number)
            .collect()
    };
    // Chain links: 1.4 of the older decision is 1.5 of the newer one.
    assert!(on_tea("1.4").iter().all(|e| e["at"]["new"]["key"] == "1.5"));
    assert!(!on_tea("1.4").is_empty());
}

/// The blocks of the example of a page: what each is, and its text.
fn blocks(page: &str, lang: Lang) -> Vec<(String, String)> {
    let heading = lang.pick("## Example", "## Ví dụ");
    let rest = page.split_once(heading).map_or("", |(_, rest)| rest);
    let example = rest.split("\n## ").next().unwrap_or(rest);
    let mut all: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in example.lines() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(kind) => {
                open = true;
                all.push((kind.to_owned(), String::new()));
            }
            None if open => {
                let (_, text) = all.last_mut().unwrap();
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    all
}

/// The example on each page about comparing is run: `.sao` blocks are the
/// folders `versions/1`, `versions/2` …, a table is `portfolio.csv`, and the command is
/// the one on the page.
#[test]
fn the_command_on_every_page_about_comparing_gives_its_code() {
    for code in Code::ALL.iter().filter(|c| c.as_str().starts_with("E09")) {
        let mut pages = String::new();
        for lang in [Lang::En, Lang::Vi] {
            let t = empty();
            let mut command = String::new();
            let mut versions = 0;
            for (kind, text) in blocks(code.page_in(lang), lang) {
                match kind.as_str() {
                    "sao" => {
                        versions += 1;
                        let folder = t.path().join("versions").join(versions.to_string());
                        fs::create_dir_all(&folder).unwrap();
                        fs::write(folder.join("ruleset.sao"), text).unwrap();
                    }
                    "csv" => fs::write(t.path().join("portfolio.csv"), text).unwrap(),
                    "ndjson" => fs::write(t.path().join("dossiers.ndjson"), text).unwrap(),
                    "console" => command = text,
                    other => panic!("{code}: a block of an unknown kind: {other}"),
                }
            }
            let words: Vec<&str> = command.trim().split(' ').collect();
            let [_, "sao", args @ ..] = words.as_slice() else {
                panic!("{code}: no command on the page");
            };
            let mut args = args.to_vec();
            args.extend(["--lang", lang.pick("en", "vi")]);
            let r = run(t.path(), &args);
            assert!(r.err.contains(code.as_str()), "{code}: {} {}", r.out, r.err);
            let errors = r.err.matches("[E").count();
            assert_eq!(
                errors,
                r.err.matches(code.as_str()).count() / 2,
                "{code}: {}",
                r.err
            );
            pages.push_str(&r.err);
            pages.push('\n');
        }
        assert_snapshot!(code.as_str(), pages);
    }
}

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
fn portfolio(rows: &str) -> tempfile::TempDir {
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
