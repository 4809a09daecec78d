//! N things wrong give N findings: nothing hides another, nothing is said twice.

use super::{files, said};
use crate::text::Lang;

#[test]
fn ten_things_wrong_in_four_files_give_ten_findings_in_order() {
    let run = files(&[
        (
            "1.sao",
            r#"ruleset r version "1" {
  applies from 2026-05-22 until 2026-05-22
  rating of total { *** 50 .. 100; ** 0 .. 50 }
  certificate from ***** for 36 months
}"#,
        ),
        (
            "2.sao",
            r#"shared s {
  criterion x "X" 50 { a 0; b 50; b 50 }
}"#,
        ),
        (
            "3.sao",
            r#"scorecard c "C" {
  section 1 "One" 60 {
    criterion 1.1 like s.x
    criterion 1.2 like s.y
    criterion 1.1 "Again" 5 yes/no
  }
  criterion 2 "Two" 50 { a 0; b 50 ****; force z when kind = renewal }
}"#,
        ),
        (
            "4.sao",
            r#"test "t" for d { best; expect total 1 }
test "u" for c { given 9 = a }"#,
        ),
    ]);
    assert_eq!(
        run.codes(),
        [
            "E0223", "E0403", "E0402", "E0207", "E0213", "E0205", "E0402", "E0217", "E0601",
            "E0604"
        ],
        "{}",
        run.lines(Lang::En)
    );
}

#[test]
fn a_heading_that_cannot_be_read_does_not_make_what_stands_in_it_unknown() {
    let run = said(
        r#"scorecard c "C" {
  section 1 "One" 100 {
    criterion 1.1 "a" 5o yes/no
    criterion 1.2 "b" 50 { a 0; b 50; only if points of 1.1 > 0 }
  }
}"#,
    );
    assert_eq!(run.errors().len(), 1, "{}", run.lines(Lang::En));
}

#[test]
fn an_option_that_cannot_be_read_leaves_sums_and_references_alone() {
    let run = said(
        r#"scorecard c "C" {
  section 1 "One" 100 {
    criterion 1.1 "a" 50 { a 0; b 5o; c 50 }
    criterion 1.2 "b" 50 { a 0; b 50; only if criterion 1.1 = b }
  }
}
test "t" for c { given 1.1 = b; expect total 0 }"#,
    );
    assert_eq!(run.errors().len(), 1, "{}", run.lines(Lang::En));
}

#[test]
fn a_broken_ruleset_heading_is_one_finding() {
    let run = files(&[(
        "a.sao",
        r#"ruleset r versoin "1" {
  title "R"
  rating of total { *** 50 .. 100; ** 0 ..< 50 }
}
scorecard c "C" { criterion 1 "One" 100 { a 0; b 100 *** } }"#,
    )]);
    assert_eq!(run.errors().len(), 1, "{}", run.lines(Lang::En));
    assert!(run.ruleset.is_none());
}

#[test]
fn a_broken_card_heading_is_one_finding() {
    let run = said(
        r#"scorecrd c "C" { criterion 1 "One" 100 { a 0; b 100 *** } }
test "t" for c { best; expect total 100 }"#,
    );
    assert_eq!(run.errors().len(), 1, "{}", run.lines(Lang::En));
}

#[test]
fn a_missing_shared_text_is_one_finding() {
    let run = said(
        r#"scorecard c "C" {
  section 1 "One" 100 {
    criterion 1.1 like nothing.here { a ***; b 5 }
    criterion 1.2 "b" 50 { a 0; b 50; only if criterion 1.1 = c }
  }
}"#,
    );
    assert_eq!(run.errors(), ["E0213"], "{}", run.lines(Lang::En));
}

#[test]
fn a_circle_of_shared_text_is_one_finding() {
    let run = said(
        r#"shared s { criterion x like s.y; criterion y like s.z; criterion z like s.x }
scorecard c "C" { criterion 1 "One" 50 like s.x; criterion 2 "Two" 50 like s.z }"#,
    );
    assert_eq!(run.errors(), ["E0215"], "{}", run.lines(Lang::En));
}

#[test]
fn an_unknown_name_in_a_ladder_is_one_finding() {
    let run = said(
        r#"scorecard c "C" { criterion 1 "One" 100 ladder of energie { > 5 kJ -> 100; else -> 0 } }"#,
    );
    assert_eq!(run.errors(), ["E0301"], "{}", run.lines(Lang::En));
}

#[test]
fn nothing_at_all_is_one_finding() {
    assert_eq!(files(&[]).codes(), ["E0201"]);
    assert_eq!(files(&[("a.sao", "")]).codes(), ["E0201"]);
}

#[test]
fn a_rating_or_a_fact_that_cannot_be_read_is_one_finding() {
    let run = files(&[(
        "a.sao",
        r#"ruleset r version "1" {
  ratng of total { *** 50 .. 100; ** 0 ..< 50 }
  fact share : percnt
  certificate from *** for 36 months
}
scorecard c "C" { criterion 1 "One" 100 { a 0; b 100 *** when share > 5% } }
test "t" for c { given share = 5%; expect total 3, rating *** }"#,
    )]);
    assert_eq!(run.errors().len(), 2, "{}", run.lines(Lang::En));
}

#[test]
fn a_card_without_a_ruleset_is_not_also_said_to_have_no_rating() {
    let run = files(&[(
        "a.sao",
        r#"scorecard c "C" { criterion 1 "One" 100 yes/no }"#,
    )]);
    assert_eq!(run.codes(), ["E0201"], "{}", run.lines(Lang::En));
}
