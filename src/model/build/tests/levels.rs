//! Levels against each other and against what a card can give.

use super::files;
use crate::text::Lang;

fn rated(rows: &str, more: &str, options: &str) -> super::Run {
    files(&[(
        "a.sao",
        &format!(
            "ruleset r version \"1\" {{ rating of total {{ {rows} }} {more} }}\nscorecard c \"C\" {{ criterion 1 \"One\" {{ {options} }} }}"
        ),
    )])
}

#[test]
fn whole_bands_have_no_gap_for_one_assessor() {
    let run = rated("A 90 .. 100; B 0 .. 89", "", "a 0; b 89; c 100");
    assert!(run.found.is_empty(), "{}", run.lines(Lang::En));
}

#[test]
fn whole_bands_have_a_gap_when_a_criterion_gives_halves() {
    let run = rated("A 90 .. 100; B 0 .. 89", "", "a 0; b 89.5; c 100");
    assert_eq!(run.codes(), ["E0404"], "{}", run.lines(Lang::En));
}

#[test]
fn averages_fall_into_gaps_unless_they_are_rounded_past_them() {
    let mean = |rounding: &str| {
        let council = format!("council {{ total mean of assessors {rounding} }}");
        rated("A 90 .. 100; B 0 .. 89", &council, "a 0; b 100").codes()
    };
    assert_eq!(mean(""), ["W0401"]);
    assert_eq!(mean("rounded half up to 0.01"), ["W0401"]);
    assert!(mean("rounded half up to 1").is_empty());
}

#[test]
fn a_gap_that_no_total_can_reach_is_none() {
    let run = rated("A 200 .. 300; B 0 .. 100", "", "a 0; b 100");
    assert_eq!(run.codes(), ["W0402"], "{}", run.lines(Lang::En));
}

#[test]
fn totals_beyond_the_best_level_have_none_and_below_the_worst_may_have_none() {
    let run = rated("A 50 .. 90; B 20 ..< 50", "", "a 0; b 100");
    assert_eq!(run.codes(), ["E0404"], "{}", run.lines(Lang::En));
    let run = rated("A 50 .. 100; B 20 ..< 50", "", "a 0; b 100");
    assert!(run.found.is_empty(), "{}", run.lines(Lang::En));
}

#[test]
fn a_level_that_only_a_lift_gives_may_have_an_empty_band() {
    let rows = "high 7 ..; middle 5 ..< 7; odd 5 ..< 5; low 0 ..< 5
      at least odd when kind = renewal";
    let run = rated(rows, "", "a 0; b 10");
    assert!(run.found.is_empty(), "{}", run.lines(Lang::En));
    let ruleset = run.ruleset.unwrap();
    let names: Vec<&str> = ruleset.cards["c"]
        .rating
        .levels
        .iter()
        .map(|l| l.name.as_str())
        .collect();
    assert_eq!(names, ["low", "odd", "middle", "high"]);
    let run = rated("high 5 ..; odd 5 ..< 5; low 0 ..< 5", "", "a 0; b 10");
    assert_eq!(run.codes(), ["W0405"], "{}", run.lines(Lang::En));
}

#[test]
fn a_card_may_have_a_rating_of_its_own_and_marks_name_its_levels() {
    let run = files(&[(
        "a.sao",
        r#"ruleset r version "1" { rating of total { A 50 .. 100; B 0 ..< 50 } certificate from A for 36 months }
scorecard c "C" { criterion 1 "One" 100 { a 0; b 100 @A } }
scorecard d "D" {
  rating of total { gold 50 .. 100; silver 0 ..< 50 }
  criterion 1 "One" 100 { a 0 @A; b 100 @gold }
}"#,
    )]);
    assert_eq!(run.errors(), ["E0402"], "{}", run.lines(Lang::En));
    let help = run.found[0].help.as_ref().unwrap();
    assert_eq!(help.en, "the levels are: silver, gold");
}

#[test]
fn certificate_and_authority_may_name_a_level_of_any_card() {
    let run = files(&[(
        "a.sao",
        r#"ruleset r version "1" {
  rating of total { A 50 .. 100; B 0 ..< 50 }
  certificate from gold for 36 months
  authority platin "who"
}
scorecard d "D" {
  rating of total { gold 50 .. 100; silver 0 ..< 50 }
  criterion 1 "One" 100 { a 0; b 100 }
}"#,
    )]);
    assert_eq!(run.errors(), ["E0402"], "{}", run.lines(Lang::En));
    assert!(run.lines(Lang::En).contains("platin"));
}

#[test]
fn each_tick_of_a_checklist_may_be_needed_by_the_same_level() {
    let run = files(&[(
        "a.sao",
        r#"ruleset r version "1" { rating of total { A 50 .. 100; B 0 ..< 50 } }
scorecard c "C" { criterion 1 "One" 100 checklist { a 50 @A; b 50 @A } }"#,
    )]);
    assert!(run.found.is_empty(), "{}", run.lines(Lang::En));
}

#[test]
fn a_rating_that_cannot_be_read_does_not_make_its_levels_unknown() {
    let run = files(&[(
        "a.sao",
        r#"ruleset r version "1" { rating of totl { *** 50 .. 100; ** 0 ..< 50 } certificate from *** for 36 months }
scorecard c "C" { criterion 1 "One" 100 { a 0; b 100 *** } }"#,
    )]);
    assert_eq!(run.errors(), ["E0301"], "{}", run.lines(Lang::En));
}

#[test]
fn a_level_without_a_band_has_its_place_on_the_page() {
    let names = |rows: &str| {
        let run = rated(rows, "", "a 0; b 100");
        let built = run.ruleset.as_ref().unwrap();
        let levels = &built.cards.values().next().unwrap().rating.levels;
        let names: Vec<String> = levels.iter().map(|l| l.name.clone()).collect();
        assert!(run.errors().is_empty(), "{}", run.lines(Lang::En));
        (names.join(" "), run.codes())
    };
    let lift = |level: &str| format!("; at least {level} when total > 5");
    let between = names(&format!(
        "A 50 .. 100; M \"by a lift\"; B 0 ..< 50{}",
        lift("M")
    ));
    assert_eq!(between, ("B M A".to_owned(), vec![]));
    let best = names(&format!(
        "M \"by a lift\"; A 50 .. 100; B 0 ..< 50{}",
        lift("M")
    ));
    assert_eq!(best, ("B A M".to_owned(), vec![]));
    let upwards = names(&format!(
        "B 0 ..< 50; M \"by a lift\"; A 50 .. 100{}",
        lift("M")
    ));
    assert_eq!(upwards, ("B M A".to_owned(), vec![]));
    let never = names("A 50 .. 100; M \"by nothing\"; B 0 ..< 50");
    assert_eq!(never, ("B M A".to_owned(), vec!["W0405"]));
}

#[test]
fn an_oddity_of_the_bands_stands_with_the_bands() {
    let rows = "A 90 .. 100; B 0 .. 89; oddity \"an average of 89.5 has no level\"";
    let council = "council { total mean of assessors rounded half up to 0.01 }";
    let run = rated(rows, council, "a 0; b 100");
    assert_eq!(run.codes(), ["N0401", "N0201"], "{}", run.lines(Lang::En));
    assert_eq!(run.ruleset.unwrap().oddities.len(), 1);
}
