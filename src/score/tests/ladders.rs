use super::{card, line, n, score, total};
use crate::model::Value;
use crate::score::{Tri, TroubleKind, Why};

const STEPS: &str = r#"
    fact energy : decimal kJ 0 kJ .. 5000 kJ
    criterion 1 "Energy" 10 ladder of energy {
      <= 335 kJ -> 0
      > 335 kJ -> 1 .. 10 every 335 kJ
    }"#;

#[test]
fn the_first_rung_that_fits_gives_the_points() {
    let text = card(STEPS);
    for (energy, expected) in [
        ("335", "0"),
        ("336", "1"),
        ("670", "1"),
        ("671", "2"),
        ("3350", "9"),
        ("3351", "10"),
    ] {
        let o = score(&text, &format!("energy = {energy}"));
        assert_eq!(
            line(&text, &o, "1"),
            format!("{expected} derived"),
            "{energy}"
        );
    }
    let o = score(&text, "energy = 700");
    let measured = Why::Measured {
        value: Some(Value::Num(n("700"))),
    };
    assert!(o.criteria[0].why.contains(&measured));
    let rung = o.criteria[0].rung.unwrap();
    assert_eq!(o.criteria[0].conditions[rung], Some(Tri::Yes));
}

#[test]
fn a_missing_value_leaves_the_rungs_of_its_range() {
    let text = card(STEPS);
    assert_eq!(line(&text, &score(&text, ""), "1"), "0..10 missing");
    let narrow = card(
        r#"fact energy : decimal 400 .. 900
           criterion 1 "Energy" 10 ladder of energy { <= 335 -> 0; <= 670 -> 1; <= 1005 -> 2; > 1005 -> 10 }"#,
    );
    assert_eq!(line(&narrow, &score(&narrow, ""), "1"), "1..2 missing");
}

#[test]
fn a_ladder_may_be_chosen_by_a_category() {
    let text = card(
        r#"fact category : one of { water, milk, other }
           fact sugar : decimal 0 .. 100
           criterion 1 "Sugar" 5 ladder of sugar {
             by category {
               water { <= 0 -> 5; else -> 0 }
               milk, other { <= 5 -> 3; else -> 1 }
             }
           }"#,
    );
    assert_eq!(
        line(&text, &score(&text, "category = water, sugar = 0"), "1"),
        "5 derived"
    );
    assert_eq!(
        line(&text, &score(&text, "category = milk, sugar = 0"), "1"),
        "3 derived"
    );
    assert_eq!(line(&text, &score(&text, "sugar = 3"), "1"), "0..3 missing");
    let o = score(&text, "sugar = 3");
    assert_eq!(o.missing[0].facts, [0]);
}

#[test]
fn without_a_rung_there_are_no_points_and_the_result_says_so() {
    let text = card(
        r#"fact x : decimal 0 .. 100
           criterion 1 "X" 3 ladder of x { < 10 -> 3; 20 .. 30 -> 1 }"#,
    );
    let o = score(&text, "x = 15");
    assert_eq!(line(&text, &o, "1"), "0 derived");
    assert!(o.criteria[0].why.contains(&Why::NoOption));
    assert_eq!(o.assumptions[0].others[0].1.known(), Some(n("1")));
}

#[test]
fn a_formula_is_rounded_as_it_says() {
    let text = card(
        r#"fact x : decimal 0 .. 100
           criterion 1 "X" 10 = x / 3 rounded half up to 0.1 { cap 10 }"#,
    );
    assert_eq!(line(&text, &score(&text, "x = 10"), "1"), "3.3 derived");
    assert_eq!(line(&text, &score(&text, "x = 99"), "1"), "10 derived");
    assert_eq!(line(&text, &score(&text, ""), "1"), "0..10 missing");
}

#[test]
fn what_arithmetic_cannot_do_stays_unknown_and_is_said() {
    let text = card(
        r#"fact x : decimal 0 .. 100
           fact y : decimal 0 .. 100
           criterion 1 "X" 10 = x / y"#,
    );
    let o = score(&text, "x = 10, y = 0");
    assert_eq!(total(&o), "0..10");
    assert_eq!(o.troubles[0].what, TroubleKind::DivisionByZero);
    assert_eq!(o.troubles[0].criterion, Some(0));
    assert!(o.missing.is_empty());
    assert!(score(&text, "x = 10").troubles.is_empty());
}

#[test]
fn a_table_that_has_no_row_is_a_trouble() {
    let text = card(
        r#"fact size : whole 0 .. 9
           table limit by size { 1 -> 10; 2 -> 20 }
           criterion 1 "X" 20 = limit"#,
    );
    assert_eq!(line(&text, &score(&text, "size = 2"), "1"), "20 derived");
    let o = score(&text, "size = 3");
    assert_eq!(o.troubles[0].what, TroubleKind::NoRow);
    assert_eq!(total(&o), "0..20");
}
