use super::{card, line, range, score, total};
use crate::score::TroubleKind;

#[test]
fn what_a_missing_fact_means_is_the_rules_to_say() {
    let text = card(
        r#"fact share : percent 10% .. 100% missing lowest
           criterion 1 "One" 3 { a 1 "few" when share < 50%; b 3 "most" when share >= 50% }"#,
    );
    let o = score(&text, "");
    assert_eq!(line(&text, &o, "1"), "1 derived a");
    assert!(o.missing.is_empty());
    let text = card(
        r#"fact fibre : decimal 0 .. 10 missing excluded
           part A "A" 8 {
             criterion 1 "Fibre" 5 ladder of fibre { < 5 -> 0; >= 5 -> 5 }
             criterion 2 "Two" 3 yes/no
           }"#,
    );
    let o = score(&text, "2 = yes");
    assert_eq!(
        (total(&o).as_str(), range(o.groups[0].max).as_str()),
        ("3", "3")
    );
    assert_eq!(line(&text, &o, "1"), "0 not_counted");
    let o = score(&text, "2 = yes, fibre = 7");
    assert_eq!(
        (total(&o).as_str(), range(o.groups[0].max).as_str()),
        ("8", "8")
    );
}

#[test]
fn days_are_compared_and_moved() {
    let text = card(
        r#"fact issued : date
           criterion 1 "Certificate" 5 { a 0 "old" when issued + 12 months < assessed; b 5 "valid" when issued + 12 months >= assessed }"#,
    );
    assert_eq!(
        total(&score(&text, "issued = 2025-05-10, assessed = 2026-05-10")),
        "5"
    );
    assert_eq!(
        total(&score(&text, "issued = 2025-05-09, assessed = 2026-05-10")),
        "0"
    );
    let o = score(&text, "issued = 2025-05-09");
    assert_eq!(total(&o), "0..5");
    assert_eq!(o.missing[0].dates, ["assessed"]);
}

#[test]
fn the_kind_of_rating_is_a_fact_like_others() {
    let text = card(
        r#"criterion 1 "One" 5 { a 0 "first time" when kind = first; b 5 "again" when kind in {upgrade, renewal} }"#,
    );
    assert_eq!(total(&score(&text, "kind = renewal")), "5");
    let o = score(&text, "");
    assert_eq!(total(&o), "0..5");
    assert_eq!(o.missing[0].dates, ["kind"]);
}

const LIST: &str = r#"
    fact papers : list { kind : one of {HACCP, ISO}; expires : date; weight : decimal 0 .. 9 }
    let valid = papers where expires > assessed
    criterion 1 "Any" 2 { a 0 "none" when not any valid; b 2 "some" when any valid }
    criterion 2 "Number" 3 = min(count valid, 3)
    criterion 3 "Sum" 9 = min(sum weight of valid, 9)"#;

#[test]
fn lists_are_counted_summed_and_searched() {
    let text = card(LIST);
    let day = "assessed = 2026-01-01";
    let o = score(
        &text,
        &format!("{day}, papers = [HACCP 2027-01-01 4; ISO 2025-01-01 5]"),
    );
    assert_eq!(line(&text, &o, "1"), "2 derived b");
    assert_eq!(line(&text, &o, "2"), "1 derived");
    assert_eq!(line(&text, &o, "3"), "4 derived");
    let o = score(&text, &format!("{day}, papers = []"));
    assert_eq!(total(&o), "0");
}

#[test]
fn a_record_with_a_gap_may_or_may_not_be_in_the_list() {
    let text = card(LIST);
    let o = score(
        &text,
        "assessed = 2026-01-01, papers = [HACCP - 4; ISO 2027-01-01 5]",
    );
    assert_eq!(line(&text, &o, "1"), "2 derived b");
    assert_eq!(line(&text, &o, "2"), "1..2 missing");
    assert_eq!(line(&text, &o, "3"), "5..9 missing");
    assert_eq!(o.missing[0].facts, [0]);
}

#[test]
fn a_list_that_is_not_given_may_be_anything() {
    let text = card(LIST);
    let o = score(&text, "assessed = 2026-01-01");
    assert_eq!(total(&o), "0..14");
    assert_eq!(o.missing.len(), 3);
}

#[test]
fn the_least_of_nothing_is_a_trouble() {
    let text = card(
        r#"fact papers : list { weight : decimal 0 .. 9 }
           criterion 1 "Least" 9 = min weight of papers"#,
    );
    assert_eq!(total(&score(&text, "papers = [4; 2]")), "2");
    let o = score(&text, "papers = []");
    assert_eq!(o.troubles[0].what, TroubleKind::NoRecord);
    assert_eq!(total(&o), "0..9");
}

#[test]
fn a_table_is_looked_up_by_several_columns() {
    let text = card(
        r#"fact age : whole 0 .. 99
           fact sex : one of { f, m }
           table limit by sex, age { else / else -> 1; f / < 40 -> 7; m / < 40 -> 5 }
           criterion 1 "X" 7 = limit"#,
    );
    assert_eq!(total(&score(&text, "age = 30, sex = f")), "7");
    assert_eq!(total(&score(&text, "age = 50, sex = f")), "1");
    assert_eq!(total(&score(&text, "age = 30")), "5..7");
    assert_eq!(total(&score(&text, "sex = m")), "1..5");
}

#[test]
fn the_reading_of_an_assumption_is_a_value() {
    let ruleset = r#"ruleset example version "1" {
        rating of total { * 0 .. 10 }
        assumption village "what counts as a village" = commune | hamlet
    }"#;
    let text = format!(
        "{ruleset}\n{}",
        card(
            r#"fact growers : whole 0 .. 100
                criterion 1 "One" 5 { a 0 "few" when growers < (if village = commune then 10 else 3)
                                      b 5 "many" when growers >= (if village = commune then 10 else 3) }"#
        )
    );
    let o = score(&text, "growers = 5");
    assert_eq!(total(&o), "0");
    assert_eq!(o.assumptions.len(), 1);
    assert_eq!(o.assumptions[0].criteria, [0]);
    assert_eq!(o.assumptions[0].others[0].1.known(), Some(super::n("5")));
    // With twelve growers it does not matter how the village is read.
    assert!(score(&text, "growers = 12").assumptions.is_empty());
}
