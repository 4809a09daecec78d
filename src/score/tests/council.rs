use super::{card, council, level, range, total};
use crate::score::{Status, Tri, Why};

fn with(council: &str, body: &str) -> String {
    format!(
        "ruleset example version \"1\" {{ rating of total {{ *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }} council {{ {council} }} }}\n{}",
        card(body)
    )
}

const MEAN: &str = "total mean of assessors rounded half up to 0.1 quorum 75% spread 10 points";
const BODY: &str = r#"
    criterion 1 "Paper" 20 { a 0 "none"; b 10 "copy"; c 20 *** "original" }
    criterion 2 "Taste" 80 { a 50 "fair"; b 70 "good"; c 80 "best" }"#;

#[test]
fn the_average_is_exact_and_rounded_once() {
    let o = council(
        &with(MEAN, BODY),
        "1 = c",
        &[("An", "2 = b"), ("Bình", "2 = b"), ("Chi", "2 = c")],
        Some(3),
    );
    let c = o.council.as_ref().unwrap();
    assert_eq!(range(c.average.unwrap()), "280/3");
    assert_eq!(total(&o), "93.3");
    assert_eq!(range(o.measured.unwrap()), "93.3");
    assert_eq!(range(o.criteria[1].points), "220/3");
    assert_eq!(level(&o), "2");
    assert_eq!(c.assessors[2].0, "Chi");
    assert_eq!(range(c.assessors[2].1), "100");
}

#[test]
fn a_median_is_the_middle_one_or_between_the_two() {
    let text = with("total median of assessors", BODY);
    let three = [("An", "2 = a"), ("Bình", "2 = b"), ("Chi", "2 = c")];
    assert_eq!(total(&council(&text, "1 = c", &three, None)), "90");
    assert_eq!(total(&council(&text, "1 = c", &three[1..], None)), "95");
}

#[test]
fn quorum_and_spread_are_checked_and_the_farthest_named() {
    let text = with(MEAN, BODY);
    let three = [("An", "2 = a"), ("Bình", "2 = c"), ("Chi", "2 = c")];
    let o = council(&text, "1 = c", &three, Some(5));
    let c = o.council.unwrap();
    let quorum = c.quorum.unwrap();
    assert_eq!((quorum.present, quorum.members, quorum.met), (3, 5, false));
    let spread = c.spread.unwrap();
    assert_eq!((spread.widest, spread.met), (Some(super::n("30")), Tri::No));
    assert_eq!(c.farthest, Some(0));
    assert!(
        council(&text, "1 = c", &three, Some(4))
            .council
            .unwrap()
            .quorum
            .unwrap()
            .met
    );
}

#[test]
fn it_is_said_who_differs_where() {
    let o = council(
        &with(MEAN, BODY),
        "1 = c",
        &[("An", "2 = a"), ("Bình", "2 = b"), ("Chi", "2 = b")],
        None,
    );
    let c = o.council.unwrap();
    assert_eq!(c.differ, [(1, vec![Some(0), Some(1), Some(1)])]);
    let votes = vec![(Some(0), 1), (Some(1), 2)];
    assert_eq!(o.criteria[1].why, [Why::Votes { votes }]);
    assert_eq!(o.criteria[1].options, [0, 1]);
    assert_eq!(o.criteria[0].options, [2]);
    assert_eq!(o.criteria[1].status, Status::Answered);
}

#[test]
fn a_minimum_is_met_when_more_than_half_say_so() {
    let text = with(MEAN, BODY);
    let o = council(
        &text,
        "2 = c",
        &[("An", "1 = c"), ("Bình", "1 = c"), ("Chi", "1 = b")],
        None,
    );
    assert_eq!(o.minimums[0].met, Tri::Yes);
    let o = council(&text, "2 = c", &[("An", "1 = c"), ("Bình", "1 = b")], None);
    assert_eq!(o.minimums[0].met, Tri::No);
    assert_eq!(level(&o), "1");
}

#[test]
fn when_a_council_meets_a_minimum_is_an_assumption() {
    let every =
        format!("assumption council_minimums = every | majority | average council {{ {MEAN} }}");
    let text = with(MEAN, BODY).replace(&format!("council {{ {MEAN} }}"), &every);
    let three = [("An", "1 = c"), ("Bình", "1 = c"), ("Chi", "1 = b")];
    let o = council(&text, "2 = c", &three, None);
    assert_eq!((o.minimums[0].met, level(&o).as_str()), (Tri::No, "1"));
    let used = o.assumptions.iter().find(|a| a.criteria == [0]).unwrap();
    let given: Vec<String> = used
        .others
        .iter()
        .map(|(_, _, l)| super::levels(l))
        .collect();
    // By majority it is met; the average of 50/3 points does not reach twenty.
    assert_eq!(given, ["2", "1"]);
}

#[test]
fn whether_the_level_is_read_off_the_rounded_average_is_an_assumption() {
    let text = with(
        "total mean of assessors rounded half up to 1",
        r#"criterion 1 "One" 100 { a 79 "x"; b 80 "y"; c 100 "z" }"#,
    );
    let o = council(&text, "", &[("An", "1 = a"), ("Bình", "1 = b")], None);
    assert_eq!((total(&o).as_str(), level(&o).as_str()), ("80", "2"));
    assert_eq!(super::levels(&o.assumptions[0].others[0].2), "1");
}

#[test]
fn what_one_assessor_leaves_open_leaves_the_council_open() {
    let o = council(
        &with(MEAN, BODY),
        "1 = c",
        &[("An", "2 = b"), ("Bình", "1 = c")],
        None,
    );
    assert_eq!(total(&o), "80..95");
    assert_eq!(o.missing.len(), 1);
    assert_eq!(o.missing[0].criterion, Some(1));
    assert_eq!(o.council.unwrap().spread.unwrap().met, Tri::Unknown);
}

#[test]
fn a_rejection_stands_when_more_than_half_report_it() {
    let body = r#"
        criterion 1 "Paper" 20 { reject fake "forged"; a 10 "copy"; b 20 "original" }
        criterion 2 "Taste" 80 { a 50 "fair"; b 80 "best" }"#;
    let text = with(MEAN, body);
    let o = council(
        &text,
        "2 = b",
        &[("An", "1 = fake"), ("Bình", "1 = fake"), ("Chi", "1 = b")],
        None,
    );
    assert_eq!(level(&o), "none");
    assert_eq!(o.criteria[0].status, Status::Rejected);
    let o = council(
        &text,
        "2 = b",
        &[("An", "1 = fake"), ("Bình", "1 = b"), ("Chi", "1 = b")],
        None,
    );
    assert_eq!(level(&o), "2");
}
