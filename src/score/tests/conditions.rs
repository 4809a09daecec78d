use super::{card, level, line, range, score, total};
use crate::score::{Status, Tri, Why};

#[test]
fn a_criterion_counts_only_while_its_condition_holds() {
    let text = card(
        r#"fact drink : yes/no
           criterion 1 "One" 3 { only if not drink "not for drinks"; a 1 "few"; b 3 "all" }"#,
    );
    let o = score(&text, "1 = b, drink = yes");
    assert_eq!(line(&text, &o, "1"), "1 not_counted a");
    assert_eq!(
        o.criteria[0].why,
        [Why::NotCounted {
            only_if: Some(0),
            group: None
        }]
    );
    assert_eq!(
        line(&text, &score(&text, "1 = b, drink = no"), "1"),
        "3 answered b"
    );
    let o = score(&text, "1 = b");
    assert_eq!(line(&text, &o, "1"), "1..3 missing a/b");
    assert_eq!(o.missing[0].facts, [0]);
    assert!(!o.missing[0].answer);
}

#[test]
fn a_condition_may_say_what_counts_instead() {
    let text = card(
        r#"fact drink : yes/no
           criterion 1 "One" 3 { only if not drink else 2 "not for drinks"; a 1 "few"; b 3 "all" }"#,
    );
    assert_eq!(
        line(&text, &score(&text, "1 = b, drink = yes"), "1"),
        "2 not_counted"
    );
}

#[test]
fn protein_counts_only_below_eleven_negative_points() {
    let text = card(
        r#"part N "Bad" 20 subtracted {
             criterion 1 "Sugar" 15 { a 0 "none"; b 10 "some"; c 15 "much" }
             criterion 2 "Salt" 5 { a 0 "none"; b 5 "much" }
           }
           part P "Good" 5 {
             criterion 3 "Protein" 5 { only if points of part N < 11; a 0 "none"; b 5 "much" }
           }"#,
    );
    assert_eq!(total(&score(&text, "1 = b, 2 = a, 3 = b")), "-5");
    assert_eq!(total(&score(&text, "1 = b, 2 = b, 3 = b")), "-15");
    // Salt decides twice: ten points and five for protein, or fifteen and none.
    assert_eq!(total(&score(&text, "1 = b, 3 = b")), "-15..-5");
}

#[test]
fn an_option_may_be_forced() {
    let text = card(
        r#"fact water : yes/no
           criterion 1 "One" 3 { force a when water "water is water"; a 0 "none"; b 3 "all" }"#,
    );
    let o = score(&text, "1 = b, water = yes");
    assert_eq!(line(&text, &o, "1"), "0 derived a");
    assert_eq!(o.criteria[0].why, [Why::Forced { force: 0 }]);
    assert_eq!(
        line(&text, &score(&text, "1 = b, water = no"), "1"),
        "3 answered b"
    );
    assert_eq!(line(&text, &score(&text, "1 = b"), "1"), "0..3 missing a/b");
}

#[test]
fn a_cap_cuts_under_its_condition() {
    let text = card(
        r#"fact old : yes/no
           criterion 1 "One" 5 { cap 2 when old "too old"; a 0 "none"; b 5 "all" }"#,
    );
    let o = score(&text, "1 = b, old = yes");
    assert_eq!(line(&text, &o, "1"), "2 answered b");
    assert!(o.criteria[0].why.contains(&Why::Capped {
        cap: 0,
        from: super::n("5")
    }));
    assert_eq!(line(&text, &score(&text, "1 = b"), "1"), "2..5 missing b");
    assert_eq!(line(&text, &score(&text, "1 = a"), "1"), "0 answered a");
}

#[test]
fn a_criterion_that_counts_stands_for_another() {
    let text = card(
        r#"fact lab : yes/no
           part A "A" 8 {
             criterion 1 "Self check" 3 yes/no
             criterion 2 "Lab test" 5 { replaces 1 when lab; a 0 "no"; b 5 "yes" }
           }"#,
    );
    let o = score(&text, "1 = yes, 2 = b, lab = yes");
    assert_eq!(total(&o), "5");
    assert_eq!(o.criteria[0].status, Status::NotCounted);
    assert_eq!(o.criteria[0].why, [Why::ReplacedBy { criterion: 1 }]);
    assert_eq!(range(o.groups[0].max), "5");
    assert_eq!(total(&score(&text, "1 = yes, 2 = b, lab = no")), "8");
    assert_eq!(total(&score(&text, "1 = yes, 2 = b")), "5..8");
}

#[test]
fn a_criterion_that_does_not_count_replaces_nothing() {
    let text = card(
        r#"fact lab : yes/no
           criterion 1 "Self check" 3 yes/no
           criterion 2 "Lab test" 5 { replaces 1; only if lab; a 0 "no"; b 5 "yes" }"#,
    );
    assert_eq!(total(&score(&text, "1 = yes, 2 = b, lab = no")), "3");
    assert_eq!(total(&score(&text, "1 = yes, 2 = b, lab = yes")), "5");
}

#[test]
fn a_condition_may_look_at_the_option_of_another_criterion() {
    let text = card(
        r#"criterion 1 "Contract" 3 { a 0 "none"; b 1 "short"; c 3 "long" }
           criterion 2 "Grown by contract" 2 { a 0 "no" when criterion 1 < b; b 2 "yes" when criterion 1 >= b }"#,
    );
    assert_eq!(line(&text, &score(&text, "1 = a"), "2"), "0 derived a");
    assert_eq!(line(&text, &score(&text, "1 = c"), "2"), "2 derived b");
    // One answer settles both: zero and zero, one and two, three and two.
    let o = score(&text, "");
    assert_eq!(total(&o), "0..5");
    assert_eq!(o.missing.len(), 1);
    assert_eq!(o.missing[0].criterion, Some(0));
}

#[test]
fn any_criterion_at_its_maximum_is_a_condition() {
    let text = card(
        r#"rating of total {
             A 0 .. 4; B 5 .. 10
             at least B when any criterion at maximum
           }
           criterion 1 "Pulse" 3 { a 0 "good"; b 3 "bad" }
           criterion 2 "Breath" 3 { a 0 "good"; b 1 "fair"; c 3 "bad" }"#,
    );
    assert_eq!(level(&score(&text, "1 = a, 2 = b")), "0");
    let o = score(&text, "1 = a, 2 = c");
    assert_eq!(level(&o), "1");
    assert_eq!(o.lifts, [Tri::Yes]);
    assert_eq!(level(&score(&text, "1 = a")), "0 or 1");
    assert_eq!(score(&text, "1 = b").lifts, [Tri::Yes]);
}
