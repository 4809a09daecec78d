//! What adds up, and what is said when it does not.

use super::said;
use super::whole::card;
use crate::exact::Num;
use crate::text::Lang;

#[test]
fn a_subtracted_part_does_not_count_towards_the_maximum() {
    let card = card(
        r#"scorecard c "C" {
  part P "Plus" 100 { criterion 1 "One" 100 { a 0; b 100 } }
  part N "Minus" 40 subtracted { criterion 2 "Two" 40 { a 0; b 40 } }
}"#,
    );
    assert_eq!(card.max, Num::int(100));
    assert!(card.groups[1].subtracted);
}

#[test]
fn of_a_best_group_the_best_child_counts_and_a_cap_cuts() {
    let card = card(
        r#"scorecard c "C" {
  section 1 "Best of" 60 best { criterion 1.1 "One" 60 yes/no; criterion 1.2 "Two" 40 yes/no }
  section 2 "Cut" 40 cap 40 { criterion 2.1 "One" 30 yes/no; criterion 2.2 "Two" 30 yes/no }
}"#,
    );
    assert_eq!(card.max, Num::HUNDRED);
    let text = r#"scorecard c "C" {
  section 1 "Best of" 100 best { criterion 1.1 "One" 60 yes/no; criterion 1.2 "Two" 40 yes/no }
}"#;
    let run = said(text);
    assert_eq!(run.codes(), ["E0203"], "{}", run.lines(Lang::En));
    assert_eq!(
        run.found[0].notes[0].en,
        "the best of 60 (1.1), 40 (1.2) = 60"
    );
}

#[test]
fn what_counts_only_under_a_condition_may_be_left_out_of_the_sum() {
    let text = |max: i64| {
        format!(
            r#"fact small : yes/no
scorecard c "C" {{
  part A "A" {max} {{
    criterion 1 "One" 50 yes/no
    section 2 "Small" 50 {{ only if small; criterion 2.1 "x" 50 yes/no }}
    section 3 "Large" 50 {{ only if not small; criterion 3.1 "y" 50 yes/no }}
  }}
}}"#
        )
    };
    for fits in [50, 100] {
        let run = said(&text(fits));
        assert!(run.errors().is_empty(), "{}", run.lines(Lang::En));
    }
    let run = said(&text(90));
    assert_eq!(run.errors(), ["E0203"], "{}", run.lines(Lang::En));
}

#[test]
fn a_criterion_that_another_replaces_may_be_left_out_of_the_sum() {
    let run = said(
        r#"scorecard c "C" {
  section 1 "Papers" 100 {
    criterion 1.1 "Certificate" 100 { a 0; b 100; replaces 1.2 when criterion 1.1 = b }
    criterion 1.2 "Procedures" 60 checklist { a 30; b 30 }
  }
}"#,
    );
    assert!(run.errors().is_empty(), "{}", run.lines(Lang::En));
}

#[test]
fn one_wrong_figure_gives_one_finding() {
    let run = said(
        r#"scorecard c "C" {
  part A "A" 100 {
    section 1 "One" 60 { criterion 1.1 "a" 30 yes/no; criterion 1.2 "b" 20 yes/no }
    section 2 "Two" 40 { criterion 2.1 "c" 40 { a 0; b 30 } }
  }
}"#,
    );
    assert_eq!(run.errors(), ["E0203", "E0204"], "{}", run.lines(Lang::En));
}

#[test]
fn an_oddity_excuses_a_sum_only_when_it_names_the_figure() {
    let text = |odd: &str| {
        format!(
            "scorecard c \"C\" {{\n part C \"C\" 100 {{ oddity \"{odd}\"\n criterion 1 \"One\" 98 yes/no }}\n}}"
        )
    };
    let run = said(&text("its sections add up to 98"));
    assert_eq!(run.codes(), ["N0203", "N0201"], "{}", run.lines(Lang::En));
    let card = run.ruleset.as_ref().unwrap().cards.values().next().unwrap();
    assert_eq!(card.groups[0].max, Num::HUNDRED);
    let run = said(&text("the heading is in capitals"));
    assert_eq!(run.errors(), ["E0203"], "{}", run.lines(Lang::En));
}

#[test]
fn a_criterion_with_an_unreadable_option_is_not_also_said_to_miss_its_maximum() {
    let run = said(
        r#"scorecard c "C" {
  section 1 "One" 100 { criterion 1.1 "a" 100 { a 0; b } }
}"#,
    );
    assert_eq!(run.errors().len(), 1, "{}", run.lines(Lang::En));
    let run = said(
        r#"scorecard c "C" {
  section 1 "One" 100 { criterion 1.1 "a" { a 0; b "without points" } }
}"#,
    );
    assert_eq!(run.errors(), ["E0212"], "{}", run.lines(Lang::En));
}

#[test]
fn one_wrong_maximum_is_told_once_not_again_above_it() {
    let text = |section: u32, criterion: u32| {
        format!(
            "scorecard c \"C\" {{\n part A \"A\" 100 {{\n  section 1 \"One\" {section} {{ criterion 1.1 \"a\" {criterion} {{ a 0; b 40 }}\n criterion 1.2 \"b\" 20 yes/no }}\n  section 2 \"Two\" 40 {{ criterion 2.1 \"c\" 40 yes/no }}\n }}\n}}"
        )
    };
    assert_eq!(said(&text(60, 40)).errors(), [""; 0]);
    // The section alone is wrong: the part would fit.
    let run = said(&text(61, 40));
    assert_eq!(run.errors(), ["E0203"], "{}", run.lines(Lang::En));
    // The criterion alone is wrong: the section would fit.
    let run = said(&text(60, 41));
    assert_eq!(run.errors(), ["E0204"], "{}", run.lines(Lang::En));
    // Two slips are two findings.
    let run = said(&text(63, 41));
    assert_eq!(run.errors(), ["E0203", "E0204"], "{}", run.lines(Lang::En));
}

#[test]
fn the_lines_of_an_unreadable_criterion_are_not_held_against_the_one_around_it() {
    let run = said(
        "scorecard c \"C\" { criterion 1 \"One\" 5 {\n criterion 1.1 \"a\" 2 yes/no\n criterian 1.2 \"b\" 3 { a 0; b 3 }\n} }",
    );
    assert_eq!(run.errors(), ["E0103"], "{}", run.lines(Lang::En));
}
