use super::Library;
use crate::model::{Deed, Ruleset};
use crate::text::{Code, Severity};
use proptest::prelude::*;
use serde_json::Value;

mod changes;

const BASE: &str = r#"
ruleset scheme version "1" {
  applies from 2020-01-01
  rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }
  assumption open "What is open" = left "left" | right "right"
}
scorecard tea "Tea" {
  part A "Making" 60 {
    section 1 "Leaf" 60 {
      criterion 1.1 "Origin" 20 { a 0 "far"; b 10 "near"; c 20 "here"; evidence "Papers" }
      criterion 1.2 "Care" 40 { a 0 "none"; b 40 *** "much" }
    }
  }
  part B "Cup" 40 {
    criterion 2.1 "Taste" 20 yes/no
    criterion 2.2 "Colour" 20 { a 0 "dull"; b 20 "clear"; reject mould "Mould" }
  }
}
"#;

fn base() -> String {
    BASE.to_owned()
}

fn amendment(number: &str, to: &str, from: &str, lines: &str) -> String {
    format!("amendment \"{number}\" to scheme \"{to}\" {{\n  applies from {from}\n{lines}\n}}\n")
}

fn library(texts: &[String]) -> Library {
    let mut library = Library::new();
    for (i, text) in texts.iter().enumerate() {
        library.add([(format!("{i}.sao"), text.clone())]);
    }
    library
}

/// The base with amendments to it that must be sound.
fn amended(lines: &str) -> Ruleset {
    let library = library(&[base(), amendment("A", "1", "2021-01-01", lines)]);
    assert!(library.is_sound(), "{:#?}", library.findings());
    library.rulesets().last().unwrap().clone()
}

fn codes(library: &Library) -> Vec<Code> {
    let errors = library.findings().iter();
    errors
        .filter(|d| d.severity == Severity::Error)
        .map(|d| d.code)
        .collect()
}

fn wrong(lines: &str) -> Vec<Code> {
    codes(&library(&[
        base(),
        amendment("A", "1", "2021-01-01", lines),
    ]))
}

/// What the rules say, whoever put it there and when.
fn says(rules: &Ruleset) -> Value {
    let mut value = serde_json::to_value(rules).unwrap();
    let map = value.as_object_mut().unwrap();
    map.remove("amended");
    map.remove("applies_from");
    map.remove("notes");
    value
}

#[test]
fn an_amendment_that_changes_nothing_leaves_the_text_as_it_was() {
    let library = library(&[base(), amendment("A", "1", "2021-01-01", "")]);
    let [signed, after] = library.rulesets() else {
        panic!("{:?}", library.findings());
    };
    assert_eq!(says(signed), says(after));
    let mut copy = after.clone();
    copy.amended.clear();
    copy.applies_from = signed.applies_from;
    assert_eq!(copy.compute_digest(), signed.digest);
    assert_ne!(after.digest, signed.digest);
    assert_eq!(after.label(), "scheme@1+A");
}

#[test]
fn the_text_as_signed_is_the_same_with_and_without_amendments_at_hand() {
    let alone = library(&[base()]);
    let both = library(&[
        base(),
        amendment(
            "A",
            "1",
            "2021-01-01",
            "mark scorecard tea criterion 1.1 option c ***",
        ),
    ]);
    let digest = |l: &Library| l.rulesets().first().unwrap().digest.clone();
    assert_eq!(digest(&alone), digest(&both));
}

#[test]
fn the_order_in_which_folders_are_added_makes_no_difference() {
    let a = amendment(
        "A",
        "1",
        "2021-01-01",
        "mark scorecard tea criterion 1.1 option c ***",
    );
    let b = amendment(
        "B",
        "A",
        "2022-01-01",
        "unmark scorecard tea criterion 1.1 option c",
    );
    let all = [base(), a, b];
    let mut seen = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
        let texts: Vec<String> = order.iter().map(|i: &usize| all[*i].clone()).collect();
        let library = library(&texts);
        assert!(library.is_sound(), "{:?}", library.findings());
        let states: Vec<(String, String)> = library
            .rulesets()
            .iter()
            .map(|r| (r.label(), r.digest.clone()))
            .collect();
        seen.push(states);
    }
    assert_eq!(
        seen[0].iter().map(|s| s.0.as_str()).collect::<Vec<_>>(),
        ["scheme@1", "scheme@1+A", "scheme@1+A+B"]
    );
    assert!(seen.iter().all(|s| *s == seen[0]), "{seen:#?}");
}

#[test]
fn states_follow_each_other_and_the_bare_version_is_the_latest() {
    let library = library(&[
        base(),
        amendment("A", "1", "2021-01-01", ""),
        amendment("B", "1", "2022-06-01", ""),
    ]);
    let day = |text: &str| text.parse().unwrap();
    let on = |d: &str| {
        library
            .ruleset_on(Some("scheme@1"), Some(day(d)))
            .unwrap()
            .label()
    };
    assert_eq!(on("2020-12-31"), "scheme@1");
    assert_eq!(on("2021-01-01"), "scheme@1+A");
    assert_eq!(on("2022-05-31"), "scheme@1+A");
    assert_eq!(on("2022-06-01"), "scheme@1+A+B");
    let label = |asked: &str| library.ruleset(Some(asked)).unwrap().label();
    assert_eq!(label("scheme@1"), "scheme@1+A+B");
    assert_eq!(label("scheme@1+A"), "scheme@1+A");
    assert_eq!(label("scheme@2020-05-05"), "scheme@1");
    assert_eq!(label("scheme@1@2021-05-05"), "scheme@1+A");
    let before = library.ruleset_on(Some("scheme@1"), Some(day("2019-01-01")));
    assert_eq!(before.unwrap_err().code, Code::E0813);
}

#[test]
fn a_dossier_is_judged_by_the_state_of_its_day() {
    let mut library = library(&[
        base(),
        amendment(
            "A",
            "1",
            "2021-01-01",
            "mark scorecard tea criterion 1.1 option c **",
        ),
    ]);
    let text = "scorecard: tea\nassessed: DAY\n1.1: a\n1.2: b\n2.1: yes\n2.2: b\n";
    let mut level = |day: &str, version: &str| {
        let text = format!("{version}{}", text.replace("DAY", day));
        let record = library
            .read("d.yaml", text.as_bytes(), crate::Format::Yaml)
            .remove(0)
            .unwrap();
        let judged = library.judge(&record, &crate::Asked::default()).unwrap();
        let level = judged.result()["level"].clone();
        (judged.ruleset.label(), level)
    };
    assert_eq!(level("2020-12-31", ""), ("scheme@1".into(), 3.into()));
    assert_eq!(level("2021-01-01", ""), ("scheme@1+A".into(), 1.into()));
    let named = "ruleset: scheme@1\n";
    assert_eq!(level("2020-12-31", named).0, "scheme@1");
    assert_eq!(level("2021-06-01", named).0, "scheme@1+A");
}

#[test]
fn what_is_said_of_a_text_is_said_once_however_many_states_it_has() {
    let odd =
        base() + "shared nobody { criterion x \"X\" 1 yes/no }\nfact unused : percent \"U\"\n";
    let alone = library(std::slice::from_ref(&odd));
    let both = library(&[
        odd,
        amendment("A", "1", "2021-01-01", ""),
        amendment("B", "1", "2022-01-01", ""),
    ]);
    let said = |l: &Library| -> Vec<Code> { l.findings().iter().map(|d| d.code).collect() };
    assert_eq!(said(&alone).len(), 3);
    assert_eq!(said(&alone), said(&both));
}

#[test]
fn an_amendment_of_an_amendment_may_touch_only_what_that_one_put_there() {
    let a = amendment(
        "A",
        "1",
        "2021-01-01",
        "mark scorecard tea criterion 1.1 option c ***",
    );
    let to_a = |lines: &str| {
        let b = amendment("B", "A", "2022-01-01", lines);
        library(&[base(), a.clone(), b])
    };
    let fine = to_a(
        "unmark scorecard tea criterion 1.1 option c ***\nmark scorecard tea criterion 1.1 option b ***",
    );
    assert!(fine.is_sound(), "{:?}", fine.findings());
    let last = fine.rulesets().last().unwrap();
    let c = &last.cards["tea"].criteria[0];
    assert_eq!(c.options[1].marks, [2]);
    assert!(c.options[2].marks.is_empty());
    let far = to_a("repeal scorecard tea criterion 2.1");
    assert_eq!(codes(&far), [Code::E0807]);
    assert_eq!(far.unsound(), ["scheme@1+A+B"]);
}

#[test]
fn an_amendment_can_change_the_days_of_another_or_end_it() {
    let a = amendment(
        "A",
        "1",
        "2021-01-01",
        "mark scorecard tea criterion 1.1 option c ***",
    );
    let later = amendment("B", "A", "2021-03-01", "replace applies from 2021-02-01");
    let moved = library(&[base(), a.clone(), later]);
    assert!(moved.is_sound(), "{:?}", moved.findings());
    let days: Vec<String> = moved
        .rulesets()
        .iter()
        .map(|r| r.applies_from.unwrap().to_string())
        .collect();
    assert_eq!(days, ["2020-01-01", "2021-02-01", "2021-03-01"]);
    let ended = library(&[
        base(),
        a,
        amendment("B", "A", "2022-01-01", "repeals \"A\""),
    ]);
    assert!(ended.is_sound(), "{:?}", ended.findings());
    let [signed, with, without] = ended.rulesets() else {
        panic!(
            "{:?}",
            ended
                .rulesets()
                .iter()
                .map(Ruleset::label)
                .collect::<Vec<_>>()
        );
    };
    assert_eq!(with.label(), "scheme@1+A");
    assert_eq!(without.label(), "scheme@1+A+B-A");
    assert_ne!(says(signed), says(with));
    assert_eq!(says(signed), says(without));
}

#[test]
fn circles_unknown_bases_and_days_out_of_order_are_told() {
    let alone = |texts: &[String]| codes(&library(texts));
    let a = |to: &str, from: &str| amendment("A", to, from, "");
    assert_eq!(alone(&[base(), a("7", "2021-01-01")]), [Code::E0801]);
    assert_eq!(alone(&[base(), a("1", "2019-01-01")]), [Code::E0808]);
    let circle = [a("B", "2021-01-01"), amendment("B", "A", "2021-01-01", "")];
    assert_eq!(alone(&circle), [Code::E0802]);
    let itself = [a("A", "2021-01-01")];
    assert_eq!(alone(&itself), [Code::E0802]);
    let twice = [base(), a("1", "2021-01-01"), a("1", "2022-01-01")];
    assert_eq!(alone(&twice), [Code::E0810]);
}

#[test]
fn days_of_an_unsound_state_are_not_judged_by_the_text_before() {
    let mut library = library(&[
        base(),
        amendment("A", "1", "2021-01-01", "repeal scorecard tea criterion 9"),
    ]);
    assert_eq!(library.unsound(), ["scheme@1+A"]);
    let text = "scorecard: tea\nassessed: 2021-06-01\n1.1: a\n";
    let record = library
        .read("d.yaml", text.as_bytes(), crate::Format::Yaml)
        .remove(0)
        .unwrap();
    assert!(library.judge(&record, &crate::Asked::default()).is_err());
}

/// Changes of different things, and some of the same things.
const CHANGES: &[&str] = &[
    "mark scorecard tea criterion 1.1 option c ***",
    "mark scorecard tea criterion 1.1 option b **",
    "unmark scorecard tea criterion 1.2 option b ***",
    "replace scorecard tea criterion 1.1 option a 5 \"far away\"",
    "replace scorecard tea criterion 1.1 \"Where from\"",
    "replace scorecard tea criterion 1.1 \"Where\" 20 { a 0 \"x\"; b 20 \"y\" }",
    "repeal scorecard tea criterion 2.2 reject mould",
    "replace scorecard tea criterion 2.2 reject mould \"Much mould\"",
    "insert scorecard tea criterion 1.2 evidence \"Photos\"",
    "insert after scorecard tea criterion 1.1 option a { d 7 \"nearly\" }",
    "insert after scorecard tea criterion 1.1 option a { e 8 \"almost\" }",
    "insert after scorecard tea part B { part C \"More\" 0 { criterion 3.1 \"New\" 0 { a 0 \"n\" } } }",
    "insert scorecard tea samples 3",
    "insert fact moist : percent \"M\"",
    "renumber scorecard tea criterion 2.1 as 2.9",
    "replace rating of total { *** 90 .. 100; ** 50 ..< 90; * 0 ..< 50 }",
    "repeal assumption open",
    "replace scorecard tea part B \"The cup\" 40",
    "replace scorecard tea part B \"Cup\" 40 { criterion 2.1 \"Taste\" 40 yes/no }",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Two decisions that amend one text give the same text in whichever order
    /// they come; or they are told, in whichever order they come.
    #[test]
    fn amendments_commute_or_conflict_loudly(
        first in prop::sample::subsequence(CHANGES.to_vec(), 1..4),
        second in prop::sample::subsequence(CHANGES.to_vec(), 1..4),
    ) {
        let (first, second) = (first.join("\n"), second.join("\n"));
        let one = library(&[
            base(),
            amendment("A", "1", "2021-01-01", &first),
            amendment("B", "1", "2022-01-01", &second),
        ]);
        let other = library(&[
            base(),
            amendment("A", "1", "2022-01-01", &first),
            amendment("B", "1", "2021-01-01", &second),
        ]);
        prop_assert_eq!(one.is_sound(), other.is_sound());
        if one.is_sound() {
            let last = |l: &Library| says(l.rulesets().last().unwrap());
            prop_assert_eq!(last(&one), last(&other));
        }
    }

    /// What one decision says, it may say in any order.
    #[test]
    fn the_order_of_the_lines_of_an_amendment_makes_no_difference(
        lines in prop::sample::subsequence(CHANGES.to_vec(), 1..5),
    ) {
        let forward = library(&[base(), amendment("A", "1", "2021-01-01", &lines.join("\n"))]);
        let mut lines = lines;
        lines.reverse();
        let backward = library(&[base(), amendment("A", "1", "2021-01-01", &lines.join("\n"))]);
        prop_assert_eq!(forward.is_sound(), backward.is_sound());
        if forward.is_sound() {
            let last = |l: &Library| says(l.rulesets().last().unwrap());
            prop_assert_eq!(last(&forward), last(&backward));
        }
    }
}

#[test]
fn every_line_knows_which_decision_put_it_there_and_which_changed_it() {
    let rules = amended(
        "mark scorecard tea criterion 1.1 option c ***\n\
         insert after scorecard tea criterion 1.1 option a { d 7 \"nearly\" }\n\
         repeal scorecard tea criterion 2.2 reject mould\n\
         renumber scorecard tea criterion 2.1 as 2.9",
    );
    let c = &rules.cards["tea"].criteria[0];
    let by = |span| rules.decision_of(span).map(|a| a.number.as_str());
    assert_eq!(by(c.span), None);
    assert_eq!(by(c.options[0].span), None);
    assert_eq!(c.options[1].key, "d");
    assert_eq!(by(c.options[1].span), Some("A"));
    let touched = |number: &str, line: Option<&str>| -> Vec<Deed> {
        let all = rules.touched("tea", number, line);
        all.into_iter().map(|(_, deed)| deed).collect()
    };
    assert_eq!(touched("1.1", Some("c")), [Deed::Marked]);
    assert_eq!(touched("1.1", Some("b")), []);
    assert_eq!(touched("2.9", None), [Deed::Renumbered]);
    assert!(rules.touches.iter().any(|t| t.deed == Deed::Repealed));
}
