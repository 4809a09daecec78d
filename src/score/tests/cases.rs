use super::{card, level, line, rules, score};

const CASES: &str = r#"
    criterion 1 "Land" 5 {
      case 1 "Own"    { a 0 "bare"; b 3 ** "planted"; c 5 "certified" }
      case 2 "Rented" { d 1 "short"; e 4 "long" }
    }"#;

#[test]
fn a_case_is_chosen_by_its_option() {
    let text = card(CASES);
    assert_eq!(line(&text, &score(&text, "1 = b"), "1"), "3 answered b");
    assert_eq!(line(&text, &score(&text, "1 = e"), "1"), "4 answered e");
    assert_eq!(
        line(&text, &score(&text, ""), "1"),
        "0..5 missing a/b/c/d/e"
    );
}

#[test]
fn a_minimum_binds_within_the_chosen_case() {
    let ruleset = r#"ruleset example version "1" { rating of total { ** 1 .. 5; * 0 ..< 1 } }"#;
    let text = format!("{ruleset}\n{}", card(CASES));
    assert_eq!(level(&score(&text, "1 = b")), "1");
    let o = score(&text, "1 = d");
    assert_eq!(level(&o), "1");
    // Read by points, one point does not reach the three of the marked option.
    let uses = rules(&text);
    let of_cases = o
        .assumptions
        .iter()
        .find(|a| uses.assumptions[a.assumption].name == "minimums_in_cases");
    assert_eq!(super::levels(&of_cases.unwrap().others[0].2), "0");
}

#[test]
fn a_case_with_a_condition_offers_its_options_only_when_it_applies() {
    let text = card(
        r#"fact own : yes/no
           criterion 1 "Land" 5 {
             case 1 "Own"    when own     { a 0 "bare"; c 5 "certified" }
             case 2 "Rented" when not own { d 1 "short"; e 4 "long" }
           }"#,
    );
    assert_eq!(
        line(&text, &score(&text, "own = yes"), "1"),
        "0..5 missing a/c"
    );
    assert_eq!(
        line(&text, &score(&text, "own = no"), "1"),
        "1..4 missing d/e"
    );
    assert_eq!(
        line(&text, &score(&text, "own = no, 1 = e"), "1"),
        "4 answered e"
    );
    assert_eq!(line(&text, &score(&text, "1 = e"), "1"), "4 answered e");
    // The facts exclude the case of the answer.
    assert_eq!(
        line(&text, &score(&text, "own = no, 1 = c"), "1"),
        "1..4 missing d/e"
    );
}

#[test]
fn the_same_letter_stands_for_the_option_of_the_branch_that_applies() {
    let text = card(
        r#"fact size : one of { small, large }
           criterion 1 "Staff" 5 {
             by size {
               small { a 1 "one"; b 5 "two" }
               large { a 0 "few"; b 2 "some"; c 5 "many" }
             }
           }"#,
    );
    assert_eq!(
        line(&text, &score(&text, "size = small, 1 = b"), "1"),
        "5 answered b"
    );
    assert_eq!(
        line(&text, &score(&text, "size = large, 1 = b"), "1"),
        "2 answered b"
    );
    assert_eq!(line(&text, &score(&text, "1 = b"), "1"), "2..5 missing b/b");
    assert_eq!(
        line(&text, &score(&text, "size = large"), "1"),
        "0..5 missing a/b/c"
    );
}
