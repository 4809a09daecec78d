use super::{card, level, line, score, total};

#[test]
fn one_fact_in_two_criteria_is_one_fact() {
    let text = card(
        r#"fact share : percent 0% .. 100%
           criterion 1 "More is better" 10 { a 0 "few" when share < 50%; b 10 "many" when share >= 50% }
           criterion 2 "Less is better" 10 { a 10 "few" when share < 50%; b 0 "many" when share >= 50% }"#,
    );
    assert_eq!(total(&score(&text, "")), "10");
}

#[test]
fn one_answer_that_is_looked_at_is_one_answer() {
    let text = card(
        r#"criterion 1 "One" 10 { a 0 "none"; b 10 "all" }
           criterion 2 "Two" 10 { only if points of 1 < 5 else 0; a 10 "always" }"#,
    );
    assert_eq!(total(&score(&text, "2 = a")), "10");
}

#[test]
fn points_between_the_options_are_not_points() {
    let text = card(
        r#"criterion 1 "One" 3 { a 0 "none"; b 1 "some"; c 3 "all" }
           criterion 2 "Two" 5 { a 0 "no" when points of 1 != 2; b 5 "yes" when points of 1 = 2 }"#,
    );
    assert_eq!(line(&text, &score(&text, ""), "2"), "0 derived a");
}

#[test]
fn a_fact_without_a_range_is_held_by_the_maximum_of_its_criterion() {
    let text = card(
        r#"fact x : decimal
           criterion 1 "One" 10 = x"#,
    );
    assert_eq!(total(&score(&text, "")), "0..10");
    assert_eq!(total(&score(&text, "x = 12")), "12");
}

#[test]
fn names_are_followed_when_thresholds_are_looked_for() {
    let text = card(
        r#"fact own : decimal 0 .. 50
           let share = own * 2 + 10
           criterion 1 "One" 10 { a 2 "few" when share < 50; b 5 "some" when share in 50 ..< 90; c 10 "all" when share >= 90 }"#,
    );
    assert_eq!(line(&text, &score(&text, ""), "1"), "2..10 missing a/b/c");
}

#[test]
fn a_result_that_is_certain_is_certain_while_much_is_missing() {
    let text = card(
        r#"criterion 1 "One" 10 { a 0 "x"; b 10 "y" }
           criterion 2 "Two" 90 { a 40 "x"; b 85 "y"; c 90 "z" }"#,
    );
    let o = score(&text, "2 = b");
    assert_eq!((total(&o).as_str(), level(&o).as_str()), ("85..95", "2"));
    assert!(!o.complete());
    assert_eq!(o.level.certain(), Some(2));
}
