use super::{card, range, score, total};
use crate::score::{Status, Tri, Why};

#[test]
fn a_subtotal_is_cut_by_its_cap() {
    let text = card(
        r#"part A "A" 6 cap 6 {
             criterion 1 "One" 5 yes/no
             criterion 2 "Two" 5 yes/no
           }"#,
    );
    let o = score(&text, "1 = yes, 2 = yes");
    assert_eq!(range(o.groups[0].points), "6");
    assert_eq!(o.groups[0].capped, Some(super::n("4")));
    assert_eq!(total(&score(&text, "1 = yes, 2 = no")), "5");
    assert_eq!(total(&score(&text, "1 = yes")), "5..6");
}

#[test]
fn the_best_child_counts_where_the_rule_says_so() {
    let text = card(
        r#"part A "A" 5 best {
             criterion 1 "One" 3 { a 0 "none"; b 3 "all" }
             criterion 2 "Two" 5 { a 1 "few"; b 5 "all" }
           }"#,
    );
    assert_eq!(total(&score(&text, "1 = b, 2 = a")), "3");
    let o = score(&text, "2 = b");
    assert_eq!(total(&o), "5");
    // Whatever the first gives, the second is better.
    assert!(o.missing.is_empty());
    assert_eq!(total(&score(&text, "1 = b")), "3..5");
}

#[test]
fn what_is_left_out_is_no_child_of_the_best() {
    let text = card(
        r#"part A "A" 0 best {
             criterion 1 "One" -1 { a -3 "bad"; b -1 "fair" }
             criterion 2 "Two" 0 { a -2 "bad"; b 0 "good"; missing excluded }
           }"#,
    );
    assert_eq!(total(&score(&text, "1 = a")), "-3");
    assert_eq!(total(&score(&text, "1 = a, 2 = a")), "-2");
}

#[test]
fn a_part_may_count_against_the_total() {
    let text = card(
        r#"part A "Good" 10 { criterion 1 "One" 10 yes/no }
           part B "Bad" 4 subtracted { criterion 2 "Two" 4 yes/no }"#,
    );
    assert_eq!(total(&score(&text, "1 = yes, 2 = yes")), "6");
    assert_eq!(total(&score(&text, "1 = no")), "-4..0");
}

#[test]
fn a_group_that_does_not_count_is_out_of_the_sum_and_the_maximum() {
    let text = card(
        r#"fact exports : yes/no
           part A "Home" 4 { criterion 1 "One" 4 yes/no }
           part B "Export" 6 { only if exports; criterion 2 "Two" 6 yes/no }"#,
    );
    let o = score(&text, "1 = yes, 2 = yes, exports = no");
    assert_eq!(total(&o), "4");
    assert_eq!(o.groups[1].counts, Tri::No);
    assert_eq!(range(o.groups[1].max), "0");
    assert_eq!(o.criteria[1].status, Status::NotCounted);
    assert_eq!(
        o.criteria[1].why,
        [Why::NotCounted {
            only_if: None,
            group: Some(1)
        }]
    );
    let o = score(&text, "1 = yes, 2 = yes");
    assert_eq!(total(&o), "4..10");
    assert_eq!(range(o.groups[1].max), "0..6");
    let o = score(&text, "1 = yes, exports = no");
    assert!(o.missing.is_empty());
}

#[test]
fn a_group_that_does_not_count_may_have_points_all_the_same() {
    let text = card(
        r#"fact exports : yes/no
           part B "Export" 6 { only if exports else 2; criterion 2 "Two" 6 yes/no }"#,
    );
    let o = score(&text, "2 = yes, exports = no");
    assert_eq!(total(&o), "2");
    assert_eq!(range(o.groups[0].max), "6");
}

#[test]
fn criteria_may_stand_in_a_criterion() {
    let text = card(
        r#"section 1 "S" 7 {
             criterion 1.1 "One" 7 {
               criterion 1.1.1 "First" 3 yes/no
               criterion 1.1.2 "Second" 4 yes/no
             }
           }"#,
    );
    let o = score(&text, "1.1.1 = yes, 1.1.2 = yes");
    assert_eq!(total(&o), "7");
    assert_eq!(range(o.groups[1].points), "7");
}
