use super::{card, rules, score};

#[test]
fn a_reading_that_changes_nothing_is_not_listed() {
    // Two conditions hold, and both options give the same.
    let text = card(
        r#"fact x : decimal 0 .. 10
           criterion 1 "One" 3 { a 3 "x" when x > 1; b 3 "y" when x > 2; c 0 "z" when x <= 1 }"#,
    );
    let o = score(&text, "x = 5");
    assert_eq!(
        o.assumptions.len(),
        0,
        "the first of two equal options is taken by both readings"
    );
}

#[test]
fn readings_are_listed_with_what_each_other_one_would_give() {
    let text = card(
        r#"fact x : decimal 0 .. 10
           criterion 1 "One" 100 { a 60 "x" when x > 1; b 100 "y" when x > 2; c 0 "z" when x <= 1 }"#,
    );
    let rules = rules(&text);
    let o = score(&text, "x = 5");
    let used = &o.assumptions[0];
    assert_eq!(rules.assumptions[used.assumption].name, "when_overlap");
    assert_eq!(
        rules.assumptions[used.assumption].choices[used.choice].name,
        "highest"
    );
    let (other, total, levels) = &used.others[0];
    assert_eq!(
        rules.assumptions[used.assumption].choices[*other].name,
        "lowest"
    );
    assert_eq!(
        (
            super::range(*total).as_str(),
            super::levels(levels).as_str()
        ),
        ("60", "1")
    );
}

#[test]
fn an_assumption_that_was_not_needed_is_not_listed() {
    let o = score(
        &card(r#"criterion 1 "One" 100 { a 0 "x"; b 100 "y" }"#),
        "1 = b",
    );
    assert!(o.assumptions.is_empty());
}
