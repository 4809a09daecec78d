//! What changed between two versions: of every ruleset, and on the command line.

use crate::common::{self, empty, page, root, run};
use crate::generate::{self, Dice, Scope};
use insta::assert_snapshot;
use proptest::prelude::*;
use sao::compare::{Aspect, Class, Difference, Edit, Effect, Pairing, diff};
use sao::exact::Num;
use sao::model::{Form, Ruleset};
use sao::syntax;
use sao::text::{Severity, Source, SourceId};
use serde_json::Value;
use std::fs;
use std::path::Path;

pub fn built(text: &str) -> Ruleset {
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
