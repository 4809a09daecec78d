use super::{card, score};

#[test]
fn what_is_missing_is_listed_in_order_of_the_card() {
    let text = card(
        r#"fact share : percent 0% .. 100%
           criterion 2 "Two" 3 { a 0 "x" when share < 50%; b 3 "y" when share >= 50% }
           criterion 1 "One" 3 { a 0 "x"; b 3 "y" }"#,
    );
    let o = score(&text, "");
    let seen: Vec<_> = o
        .missing
        .iter()
        .map(|m| (m.criterion, m.answer, m.facts.clone()))
        .collect();
    assert_eq!(seen, [(Some(0), true, vec![0]), (Some(1), true, vec![])]);
}

#[test]
fn a_fact_that_changes_nothing_is_not_asked_for() {
    let text = card(
        r#"fact share : percent 0% .. 100%
           fact old : yes/no
           criterion 1 "One" 3 { a 0 "x"; b 3 "y"; cap 3 when old }
           criterion 2 "Two" 3 { a 0 "x" when share < 50% or old; b 3 "y" when share >= 50% and not old }"#,
    );
    assert!(score(&text, "1 = b, share = 20%").missing.is_empty());
    let o = score(&text, "1 = b, share = 70%");
    assert_eq!(o.missing.len(), 1);
    assert_eq!(o.missing[0].facts, [1]);
}

#[test]
fn what_a_stopped_or_rejected_line_waits_for_is_not_asked_for() {
    let text = card(
        r#"criterion 1 "One" 50 { stop over "the end"; a 10 "x"; b 50 "y" }
           criterion 2 "Two" 50 { a 10 "x"; b 50 "y" }"#,
    );
    assert!(score(&text, "1 = over").missing.is_empty());
    assert_eq!(score(&text, "1 = a").missing.len(), 1);
}

#[test]
fn a_capped_part_that_is_full_asks_for_nothing_more() {
    let text =
        card(r#"part A "A" 5 cap 5 { criterion 1 "One" 5 yes/no; criterion 2 "Two" 5 yes/no }"#);
    assert!(score(&text, "1 = yes").missing.is_empty());
    assert_eq!(score(&text, "1 = no").missing.len(), 1);
}

#[test]
fn a_fact_that_only_a_level_asks_for_comes_last_and_once() {
    let text = card(
        r#"fact licence : yes/no
           fact tax : yes/no
           require *** licence "a licence"
           require *** licence and tax "taxes paid"
           criterion 1 "One" 100 { a 20 "x"; b 100 "y" }"#,
    );
    let o = score(&text, "");
    let seen: Vec<_> = o
        .missing
        .iter()
        .map(|m| (m.criterion, m.facts.clone()))
        .collect();
    assert_eq!(seen, [(Some(0), vec![]), (None, vec![0]), (None, vec![1])]);
    assert!(score(&text, "1 = a").missing.is_empty());
}
