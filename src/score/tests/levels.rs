use super::{card, level, levels, rules, score};
use crate::score::Tri;

fn with(rating: &str, body: &str) -> String {
    format!(
        "ruleset example version \"1\" {{ {rating} }}\n{}",
        card(body)
    )
}

const STARS: &str = "rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }";
const MARKED: &str = r#"
    criterion 1 "Paper" 20 { a 0 "none"; b 10 ** "copy"; c 20 *** "original" }
    criterion 2 "Taste" 80 { a 40 "fair"; b 60 "good"; c 80 "best" }"#;

#[test]
fn a_missed_minimum_steps_down_to_the_level_whose_minimums_are_met() {
    let text = with(STARS, MARKED);
    assert_eq!(level(&score(&text, "1 = c, 2 = c")), "2");
    let o = score(&text, "1 = b, 2 = c");
    assert_eq!(
        (levels(&o.level_by_total).as_str(), level(&o).as_str()),
        ("2", "1")
    );
    assert_eq!(o.failed_minimums().count(), 1);
    assert_eq!(level(&score(&text, "1 = a, 2 = c")), "0");
}

#[test]
fn what_a_missed_minimum_costs_is_an_assumption() {
    let text = with(STARS, MARKED);
    let rules = rules(&text);
    let o = score(&text, "1 = b, 2 = c");
    let used = &o.assumptions[0];
    assert_eq!(rules.assumptions[used.assumption].name, "minimums_fail");
    assert!(!rules.assumptions[used.assumption].declared);
    assert_eq!(levels(&used.others[0].2), "none");
    let strict = with(
        &format!("{STARS} assumption minimums_fail = unrated | step_down"),
        MARKED,
    );
    assert_eq!(level(&score(&strict, "1 = b, 2 = c")), "none");
    assert_eq!(level(&score(&strict, "1 = b, 2 = b")), "1");
}

#[test]
fn minimums_of_lower_levels_count_too_unless_read_otherwise() {
    let body = r#"
        criterion 1 "Paper" 20 { a 10 "copy"; b 20 ** "original" }
        criterion 2 "Taste" 80 { a 40 "fair"; b 80 *** "best" }"#;
    let text = with(STARS, body);
    // 90 points: *** is met by itself, ** is not.
    assert_eq!(level(&score(&text, "1 = a, 2 = b")), "0");
    let own = with(
        &format!("{STARS} assumption minimums_cumulative = own_only | cumulative"),
        body,
    );
    assert_eq!(level(&score(&own, "1 = a, 2 = b")), "2");
}

#[test]
fn a_minimum_that_is_not_known_leaves_both_levels_possible() {
    let text = with(
        STARS,
        r#"criterion 1 "Paper" 5 { a 5 "none"; b 5 *** "original" }
           criterion 2 "Taste" 95 { a 40 "fair"; b 95 "best" }"#,
    );
    let o = score(&text, "2 = b");
    assert_eq!(o.total.known(), Some(super::n("100")));
    assert_eq!(level(&o), "1 or 2");
    assert_eq!(o.missing.len(), 1);
    // With 45 points the minimum cannot move anything.
    assert!(score(&text, "2 = a").missing.is_empty());
}

#[test]
fn a_criterion_out_of_the_sum_has_no_minimum() {
    let text = with(
        STARS,
        r#"criterion 1 "Paper" 10 { missing excluded; a 0 "none"; b 10 *** "original" }
           criterion 2 "Taste" 90 { a 40 "fair"; b 90 "best" }"#,
    );
    let o = score(&text, "2 = b");
    assert_eq!(o.minimums[0].met, Tri::Yes);
    assert_eq!(level(&o), "2");
}

#[test]
fn a_marked_tick_must_be_there() {
    let text = with(
        STARS,
        r#"criterion 1 "Signs" 10 checklist { a 4 *** "trace"; b 6 "origin" }
           criterion 2 "Taste" 90 { a 40 "fair"; b 90 "best" }"#,
    );
    assert_eq!(level(&score(&text, "1 = {a}, 2 = b")), "2");
    assert_eq!(level(&score(&text, "1 = {b}, 2 = b")), "1");
}

#[test]
fn a_level_may_require_a_condition() {
    let text = with(
        STARS,
        r#"require *** points of part A >= 15 "enough of part A"
           part A "A" 20 { criterion 1 "Paper" 20 { a 10 "copy"; b 20 "original" } }
           part B "B" 80 { criterion 2 "Taste" 80 { a 40 "fair"; b 80 "best" } }"#,
    );
    assert_eq!(level(&score(&text, "1 = b, 2 = b")), "2");
    assert_eq!(level(&score(&text, "1 = a, 2 = b")), "1");
}

#[test]
fn what_lifts_and_what_holds_down_acts_in_order_of_the_page() {
    let text = with(
        r#"rating of total {
             *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50
             at least ** when small
             at most * when old
           }
           fact small : yes/no
           fact old : yes/no"#,
        r#"criterion 1 "One" 100 { a 20 "x"; b 60 "y"; c 100 "z" }"#,
    );
    assert_eq!(level(&score(&text, "1 = a, small = yes, old = no")), "1");
    assert_eq!(level(&score(&text, "1 = c, small = yes, old = no")), "2");
    assert_eq!(level(&score(&text, "1 = c, small = yes, old = yes")), "0");
    let o = score(&text, "1 = a, old = no");
    assert_eq!(level(&o), "0 or 1");
    assert_eq!(o.missing.len(), 1);
    assert_eq!(
        (o.missing[0].criterion, o.missing[0].facts.as_slice()),
        (None, &[0][..])
    );
    // A product of the best level is lifted by nothing.
    assert!(score(&text, "1 = c, old = no").missing.is_empty());
}

#[test]
fn lower_may_be_better() {
    let text = with(
        "rating of total lower is better { A .. -1; B 0 .. 5; C 6 .. }",
        r#"criterion 1 "Sugar" 10 { a -2 "none"; b 3 "some"; c 10 "much" }"#,
    );
    assert_eq!(level(&score(&text, "1 = a")), "2");
    assert_eq!(level(&score(&text, "1 = b")), "1");
    assert_eq!(level(&score(&text, "1 = c")), "0");
    assert_eq!(level(&score(&text, "")), "0 or 1 or 2");
}

#[test]
fn levels_between_two_possible_totals_are_not_possible() {
    let text = with(STARS, r#"criterion 1 "One" 100 { a 20 "x"; b 100 "y" }"#);
    assert_eq!(level(&score(&text, "")), "0 or 2");
}

#[test]
fn a_rating_may_measure_something_else_than_the_total() {
    let text = with(
        "rating of percent(total, maximum of part A) { *** 80% .. 100%; ** 50% ..< 80%; * 0% ..< 50% }",
        r#"part A "A" 20 {
             criterion 1 "One" 10 yes/no
             criterion 2 "Two" 10 { missing excluded; a 0 "no"; b 10 "yes" }
           }"#,
    );
    let o = score(&text, "1 = yes");
    assert_eq!(super::range(o.measured.unwrap()), "100");
    assert_eq!(level(&o), "2");
    assert_eq!(level(&score(&text, "1 = yes, 2 = a")), "1");
}

const NOT_AT_HAND: &str = "rating unavailable \"the bands were not found\"";

#[test]
fn without_a_rating_at_hand_the_total_is_known_and_the_level_is_not() {
    let body = r#"criterion 1 "Taste" 100 { a 0 "bad"; b 100 "best" }"#;
    let text = with(NOT_AT_HAND, body);
    let o = score(&text, "1 = b");
    assert_eq!(o.total.known(), Some("100".parse().unwrap()));
    // Not "no level": nothing can be said.
    assert_eq!(o.level.0, []);
    assert_eq!(o.level.known(), None);
    assert_eq!(o.level_by_total.0, []);
    assert!(!o.complete());
    assert!(o.missing.is_empty(), "{:?}", o.missing);
    assert!(o.assumptions.is_empty(), "{:?}", o.assumptions);
    // The same with a question open, and by a council.
    assert_eq!(score(&text, "").level.0, []);
    let o = super::council(&text, "", &[("A", "1 = a"), ("B", "1 = b")], None);
    assert_eq!((o.level.0, o.level_by_total.0), (vec![], vec![]));
}

#[test]
fn a_rejected_dossier_has_no_level_whatever_the_rating_would_say() {
    let body = r#"
        reject forged "forged papers"
        criterion 1 "Taste" 100 { a 0 "bad"; b 100 "best" }"#;
    let text = with(NOT_AT_HAND, body);
    assert_eq!(level(&score(&text, "1 = b, found = forged")), "none");
    assert_eq!(score(&text, "1 = b").level.0, []);
}

#[test]
fn a_card_may_have_a_rating_where_the_ruleset_has_none_at_hand_and_the_reverse() {
    let body = r#"
        rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }
        criterion 1 "Taste" 100 { a 0 "bad"; b 100 *** "best" }"#;
    assert_eq!(level(&score(&with(NOT_AT_HAND, body), "1 = b")), "2");
    let body = r#"
        rating unavailable "the bands were not found"
        criterion 1 "Taste" 100 { a 0 "bad"; b 100 "best" }"#;
    assert_eq!(score(&with(STARS, body), "1 = b").level.0, []);
}
