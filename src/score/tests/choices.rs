use super::{Outcome, card, line, score, total};
use crate::score::{Tri, Why};

const ANSWERED: &str = r#"criterion 1 "One" 3 { a 0 "none"; b 1 "some"; c 3 "all" }"#;
const DERIVED: &str = r#"
    fact share : percent 0% .. 100%
    criterion 1 "One" 3 {
      a 1 "few"  when share < 50%
      b 2 "half" when share in 50% ..< 75%
      c 3 "all"  when share >= 75%
    }"#;
const MIXED: &str = r#"
    fact share : percent 0% .. 100%
    criterion 1 "One" 3 { a 0 "none"; b 1 "some"; c 3 "all" when share >= 75% }"#;
const OVERLAP: &str = r#"
    fact share : percent 0% .. 100%
    criterion 1 "One" 3 { a 1 "some" when share > 10%; b 3 "more" when share > 50%; c 0 "none" when share < 5% }"#;

fn why(o: &Outcome) -> &[Why] {
    &o.criteria[0].why
}

#[test]
fn an_answered_option_gives_its_points() {
    let text = card(ANSWERED);
    let o = score(&text, "1 = b, by = An");
    assert_eq!(line(&text, &o, "1"), "1 answered b");
    assert_eq!(total(&o), "1");
    let by = Some("An".to_owned());
    assert_eq!(why(&o), [Why::Answered { by }]);
}

#[test]
fn without_an_answer_every_option_is_possible() {
    let text = card(ANSWERED);
    let o = score(&text, "");
    assert_eq!(line(&text, &o, "1"), "0..3 missing a/b/c");
    assert_eq!(why(&o), [Why::NotKnown]);
}

#[test]
fn facts_derive_the_option_whose_condition_holds() {
    let text = card(DERIVED);
    for (share, expected) in [
        ("49%", "1 derived a"),
        ("50%", "2 derived b"),
        ("74.9%", "2 derived b"),
        ("75%", "3 derived c"),
    ] {
        let o = score(&text, &format!("share = {share}"));
        assert_eq!(line(&text, &o, "1"), expected, "{share}");
    }
    let o = score(&text, "share = 82%");
    assert_eq!(
        o.criteria[0].conditions,
        [Some(Tri::No), Some(Tri::No), Some(Tri::Yes)]
    );
    assert!(
        matches!(why(&o), [Why::Derived { facts }] if facts.len() == 1 && facts[0].1.is_some())
    );
}

#[test]
fn conditions_that_cover_all_values_leave_no_gap_while_the_fact_is_missing() {
    let text = card(DERIVED);
    let o = score(&text, "");
    // No option at all, which would give zero, is not possible.
    assert_eq!(line(&text, &o, "1"), "1..3 missing a/b/c");
    assert!(o.assumptions.is_empty());
}

#[test]
fn an_answer_counts_while_the_facts_are_not_given() {
    let text = card(DERIVED);
    let o = score(&text, "1 = b");
    assert_eq!(line(&text, &o, "1"), "2 answered b");
    assert!(o.missing.is_empty());
}

#[test]
fn where_answer_and_facts_disagree_the_facts_count_and_the_result_says_so() {
    let text = card(DERIVED);
    let o = score(&text, "1 = c, share = 60%");
    assert_eq!(line(&text, &o, "1"), "2 derived b");
    assert!(why(&o).contains(&Why::Disagreement {
        answered: 2,
        derived: 1
    }));
    assert_eq!(o.assumptions.len(), 1);
    assert_eq!(o.assumptions[0].criteria, [0]);
    assert_eq!(o.assumptions[0].others[0].1.known(), Some(super::n("3")));
}

#[test]
fn where_answer_and_facts_agree_both_are_reasons() {
    let o = score(&card(DERIVED), "1 = b, share = 60%");
    assert!(matches!(
        why(&o),
        [Why::Derived { .. }, Why::Answered { .. }]
    ));
    assert!(o.assumptions.is_empty());
}

#[test]
fn a_ruleset_may_let_the_answer_count_against_the_facts() {
    let text = format!(
        "{}{}",
        r#"ruleset example version "1" {
          rating of total { ** 2 .. 3; * 0 ..< 2 }
          assumption answer_or_fact = answer | fact
        }
        "#,
        card(DERIVED)
    );
    let o = score(&text, "1 = c, share = 60%");
    assert_eq!(line(&text, &o, "1"), "3 answered c");
    assert_eq!(o.assumptions[0].others[0].1.known(), Some(super::n("2")));
}

#[test]
fn a_condition_that_holds_goes_before_an_answer() {
    let text = card(MIXED);
    assert_eq!(
        line(&text, &score(&text, "share = 80%"), "1"),
        "3 derived c"
    );
    assert_eq!(
        line(&text, &score(&text, "share = 80%, 1 = b"), "1"),
        "3 derived c"
    );
    assert_eq!(
        line(&text, &score(&text, "share = 20%, 1 = b"), "1"),
        "1 answered b"
    );
    assert_eq!(
        line(&text, &score(&text, "share = 20%"), "1"),
        "0..1 missing a/b"
    );
    assert_eq!(line(&text, &score(&text, ""), "1"), "0..3 missing a/b/c");
}

#[test]
fn an_answer_that_facts_exclude_does_not_count() {
    let text = card(MIXED);
    let o = score(&text, "share = 20%, 1 = c");
    assert_eq!(line(&text, &o, "1"), "0..1 missing a/b");
    assert!(o.missing[0].answer);
}

#[test]
fn of_several_conditions_that_hold_the_highest_counts_and_the_result_says_so() {
    let text = card(OVERLAP);
    let o = score(&text, "share = 60%");
    assert_eq!(line(&text, &o, "1"), "3 derived b");
    assert!(why(&o).contains(&Why::Overlap {
        options: vec![0, 1]
    }));
    assert_eq!(o.assumptions[0].others[0].1.known(), Some(super::n("1")));
}

#[test]
fn without_any_condition_that_holds_there_is_no_option() {
    let text = card(OVERLAP);
    let o = score(&text, "share = 7%");
    assert_eq!(line(&text, &o, "1"), "0 derived");
    assert!(why(&o).contains(&Why::NoOption));
}

#[test]
fn yes_and_no_give_all_or_nothing() {
    let text = card(r#"criterion 1 "One" 5 yes/no"#);
    assert_eq!(line(&text, &score(&text, "1 = yes"), "1"), "5 answered yes");
    assert_eq!(line(&text, &score(&text, "1 = no"), "1"), "0 answered no");
    assert_eq!(line(&text, &score(&text, ""), "1"), "0..5 missing no/yes");
}

#[test]
fn what_a_missing_answer_means_is_the_rules_to_say() {
    let lowest = card(r#"criterion 1 "One" 3 { a 1 "few"; b 3 "all"; missing lowest }"#);
    let o = score(&lowest, "");
    assert_eq!(line(&lowest, &o, "1"), "1 missing a");
    assert_eq!(why(&o), [Why::LowestForMissing]);
    assert!(o.missing.is_empty());
    let excluded = card(
        r#"part A "A" 8 {
             criterion 1 "One" 3 { a 1 "few"; b 3 "all"; missing excluded }
             criterion 2 "Two" 5 yes/no
           }"#,
    );
    let o = score(&excluded, "2 = yes");
    assert_eq!(line(&excluded, &o, "1"), "0 not_counted");
    assert_eq!(super::range(o.groups[0].max), "5");
    assert_eq!(
        super::range(score(&excluded, "2 = yes, 1 = b").groups[0].max),
        "8"
    );
}

#[test]
fn the_lowest_option_is_taken_among_those_that_facts_leave() {
    let text = card(
        r#"fact share : percent 0% .. 100%
           fact tested : yes/no
           criterion 1 "One" 3 {
             a 1 "few"  when share < 50%
             b 2 "half" when share >= 50% and not tested
             c 3 "all"  when share >= 50% and tested
             missing lowest
           }"#,
    );
    assert_eq!(
        line(&text, &score(&text, "share = 60%"), "1"),
        "2 missing b"
    );
    assert_eq!(line(&text, &score(&text, ""), "1"), "1 missing a");
}

#[test]
fn facts_that_leave_one_option_make_an_answer_unnecessary() {
    let text = card(
        r#"fact big : yes/no
           criterion 1 "One" 3 { a 0 "no"; b 3 "yes" when big }"#,
    );
    assert_eq!(line(&text, &score(&text, "big = no"), "1"), "0 derived a");
}
