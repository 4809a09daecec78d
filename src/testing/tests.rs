//! Tests of the runner: what a test on a page says, and what is made of it.

use super::{Coverage, End, run};
use crate::model::Ruleset;
use crate::syntax;
use crate::text::{Severity, Source, SourceId};

const PAGE: &str = r#"
ruleset example version "1" {
  rating of total { A 50 .. 100; B 0 ..< 50 }
  council { total mean of assessors rounded half up to 0.1 }
  assumption council_rounding "what is rounded" = rounded | exact
}
fact papers : list { kind : one of {own, other}; until : date } "papers"
scorecard card "Card" {
  section 1 "One" 60 {
    criterion 1.1 "Papers" 60 {
      a  0  when (count papers where kind = own) = 0
      b 60  when (count papers where kind = own) >= 1
    }
  }
  criterion 2 "Taste" 40 { a 0; b 10; c 40 }
}
scorecard lost "Lost" { unavailable "not found" }
"#;

fn built(tests: &str) -> Ruleset {
    let source = Source::new("test.sao", &format!("{PAGE}{tests}"));
    let (file, found) = syntax::parse(&source, SourceId(0));
    assert!(found.is_empty(), "{found:#?}");
    let (built, found) = crate::model::build::build(&[file]);
    let errors: Vec<_> = found
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    built.unwrap()
}

/// What each test did not find as it expected, in English.
fn failures(tests: &str) -> Vec<String> {
    let ruleset = built(tests);
    let mut coverage = Coverage::of(&ruleset);
    let mut load = |_: &str, _| Err(Vec::new());
    let ends = ruleset
        .tests
        .iter()
        .map(|t| run(&ruleset, t, &mut load, &mut coverage).end);
    ends.flat_map(|end| match end {
        End::Passed => Vec::new(),
        End::Failed(all) => all
            .iter()
            .map(|f| format!("{} / {}", f.expected.en, f.found.en))
            .collect(),
        End::Broken(all) => all.iter().map(|d| d.message.en.clone()).collect(),
    })
    .collect()
}

#[test]
fn the_records_of_a_list_are_said_in_the_test() {
    let found = failures(
        r#"
test "own papers" for card {
  given 2 = a, papers = {{kind = own, until = 2027-01-01}, {kind = other}}
  expect total 60, criterion 1.1 = b
}
test "papers of others" for card {
  given 2 = a, papers = {{kind = other}}
  expect total 60
}"#,
    );
    assert_eq!(found, ["total 60 / 0"]);
}

#[test]
fn assessors_share_the_answers_and_have_their_own() {
    let found = failures(
        r#"
test "two of three for c" for card {
  given 1.1 = b, 2 = c
  assessor "An"
  assessor "Binh" 2 = b
  assessor "Chi"
  members 3
  expect total 90, rating A
}
test "just below, rounded up" for card {
  given 1.1 = a
  assessor "An" 2 = c
  assessor "Binh" 2 = c
  assessor "Chi" 2 = b
  expect total 30, criterion 2 30
}"#,
    );
    assert_eq!(found, [] as [&str; 0]);
}

#[test]
fn the_points_of_a_section_are_expected_by_name() {
    let found = failures(
        r#"
test "sections" for card {
  best
  expect section 1 60
}
test "wrong" for card {
  best
  expect section 1 59
}"#,
    );
    assert_eq!(found, ["section 1: 59 / 60"]);
}

#[test]
fn a_card_that_is_not_at_hand_is_expected_to_be_so() {
    let found = failures(
        r#"
test "not at hand" for lost { expect unavailable }
test "scored all the same" for lost { expect total 0 }
test "at hand" for card { best; expect unavailable }"#,
    );
    assert_eq!(
        found,
        [
            "a score / the card is not available: not found",
            "a card that is not available / it is available"
        ]
    );
}
