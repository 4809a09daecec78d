//! The order of scoring and its circles.

use super::said;
use super::whole::card;
use crate::text::Lang;

#[test]
fn replaced_criteria_wait_for_what_replaces_them() {
    let card = card(
        r#"scorecard c "C" {
  criterion 1 "One" 50 yes/no
  criterion 2 "Two" 50 { a 0; b 50; replaces 1 when criterion 2 = b }
}"#,
    );
    assert_eq!(card.order, [1, 0]);
}

#[test]
fn a_group_under_only_if_makes_all_in_it_wait() {
    let card = card(
        r#"scorecard c "C" {
  section 1 "One" { only if points of section 2 > 0; criterion 1.1 "a" 25 yes/no; criterion 1.2 "b" 25 yes/no }
  section 2 "Two" { criterion 2.1 "c" 25 yes/no; criterion 2.2 "d" 25 yes/no }
}"#,
    );
    assert_eq!(card.order, [2, 3, 0, 1]);
}

#[test]
fn conditions_are_followed_through_names_and_tables() {
    let card = card(
        r#"scorecard c "C" {
  let enough = points of 2 > 0
  criterion 1 "One" 50 { a 0; b 50; only if enough }
  criterion 2 "Two" 50 yes/no
}"#,
    );
    assert_eq!(card.order, [1, 0]);
}

#[test]
fn a_stop_comes_before_all_that_follow_it() {
    let run = said(
        r#"scorecard c "C" {
  criterion 1 "One" 50 { a 0; b 50; stop when points of 2 = 0 }
  criterion 2 "Two" 50 yes/no
}"#,
    );
    assert_eq!(run.errors(), ["E0220"], "{}", run.lines(Lang::En));
    assert!(run.lines(Lang::En).contains("1 → 2 → 1"));
}

#[test]
fn each_circle_is_told_once_and_what_hangs_on_it_is_not() {
    let run = said(
        r#"scorecard c "C" {
  criterion 1 "One" 20 { a 0; b 20; only if points of 2 > 0 }
  criterion 2 "Two" 20 { a 0; b 20; only if points of 1 > 0 }
  criterion 3 "Three" 20 { a 0; b 20; only if points of 2 > 0 }
  criterion 4 "Four" 20 { a 0; b 20; only if points of 5 > 0 }
  criterion 5 "Five" 20 { a 0; b 20; only if points of 4 > 0 }
}"#,
    );
    assert_eq!(run.errors(), ["E0220", "E0220"], "{}", run.lines(Lang::En));
}

#[test]
fn no_criterion_may_look_at_the_total() {
    let run = said(
        r#"scorecard c "C" {
  criterion 1 "One" 50 { a 0; b 50; only if total > 10 }
  criterion 2 "Two" 50 yes/no
}"#,
    );
    assert_eq!(run.errors(), ["E0220"], "{}", run.lines(Lang::En));
    assert!(run.lines(Lang::En).contains("1 → the total → 1"));
}

#[test]
fn a_condition_on_the_group_around_it_is_a_circle() {
    let run = said(
        r#"scorecard c "C" {
  section 1 "One" { criterion 1.1 "a" 50 { a 0; b 50; cap 20 when points of section 1 > 30 }; criterion 1.2 "b" 50 yes/no }
}"#,
    );
    assert_eq!(run.errors(), ["E0220"], "{}", run.lines(Lang::En));
}

#[test]
fn requirements_and_lifts_may_look_at_everything() {
    let run = said(
        r#"scorecard c "C" {
  require *** points of section 1 >= 30 "half"
  section 1 "One" { criterion 1.1 "a" 50 yes/no; criterion 1.2 "b" 50 yes/no }
}"#,
    );
    assert!(run.errors().is_empty(), "{}", run.lines(Lang::En));
}
