use super::{card, line, score};
use crate::score::{Tri, Why};

const CAPPED: &str = r#"criterion 1 "One" 6 checklist cap 6 { a 3 "x"; b 2 "y"; c 4 "z" }"#;
const BY_FACT: &str = r#"
    fact organic : yes/no
    criterion 1 "One" 5 checklist { a 3 "asked"; b 2 "organic" when organic }"#;

#[test]
fn ticks_add_up_to_the_cap() {
    let text = card(CAPPED);
    assert_eq!(
        line(&text, &score(&text, "1 = {a b}"), "1"),
        "5 answered a/b"
    );
    let o = score(&text, "1 = {a b c}");
    assert_eq!(line(&text, &o, "1"), "6 answered a/b/c");
    assert!(o.criteria[0].why.contains(&Why::TicksCapped {
        from: super::n("9")
    }));
    assert_eq!(line(&text, &score(&text, "1 = {}"), "1"), "0 answered");
}

#[test]
fn without_an_answer_every_combination_is_possible() {
    let text = card(CAPPED);
    assert_eq!(line(&text, &score(&text, ""), "1"), "0..6 missing");
    let penalties = card(r#"criterion 1 "One" 2 checklist { a 2 "good"; b -3 "bad" }"#);
    assert_eq!(
        line(&penalties, &score(&penalties, ""), "1"),
        "-3..2 missing"
    );
}

#[test]
fn a_tick_with_a_condition_is_given_by_facts() {
    let text = card(BY_FACT);
    assert_eq!(
        line(&text, &score(&text, "1 = {a}, organic = yes"), "1"),
        "5 answered a/b"
    );
    assert_eq!(
        line(&text, &score(&text, "1 = {a}, organic = no"), "1"),
        "3 answered a"
    );
    let o = score(&text, "1 = {a}");
    assert_eq!(line(&text, &o, "1"), "3..5 missing a");
    assert_eq!(o.criteria[0].conditions, [None, Some(Tri::Unknown)]);
    assert!(!o.missing[0].answer);
}

#[test]
fn a_tick_that_facts_contradict_does_not_count() {
    let text = card(BY_FACT);
    let o = score(&text, "1 = {a b}, organic = no");
    assert_eq!(line(&text, &o, "1"), "3 answered a");
    assert_eq!(o.assumptions.len(), 1);
}

#[test]
fn a_missing_checklist_may_count_as_its_lowest() {
    let text = card(r#"criterion 1 "One" 5 checklist { a 3 "x"; b 2 "y"; missing lowest }"#);
    assert_eq!(line(&text, &score(&text, ""), "1"), "0 missing");
}
