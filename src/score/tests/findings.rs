use super::{card, level, line, score, total};
use crate::score::{Status, Tri, Why};

const REJECTED: &str = r#"
    fact local : percent 0% .. 100%
    criterion 1 "Material" 3 {
      reject when local = 0% "imported"
      a 1 "few"  when local < 50%
      b 3 "most" when local >= 50%
    }
    criterion 2 "Taste" 80 { a 40 "good"; b 80 "best" }"#;
const REPORTED: &str = r#"
    criterion 1 "Paper" 20 { reject fake "forged"; a 10 "copy"; b 20 "original" }
    criterion 2 "Taste" 80 { a 40 "good"; b 80 "best" }"#;
const STOPPED: &str = r#"
    criterion 1 "One" 10 { a 5 "x"; b 10 "y" }
    criterion 2 "Two" 10 { stop none "nothing to see"; a 5 "x"; b 10 "y" }
    criterion 3 "Three" 80 { a 40 "x"; b 80 "y" }"#;

#[test]
fn facts_reject_a_dossier() {
    let text = card(REJECTED);
    let o = score(&text, "local = 0%, 2 = b");
    assert_eq!(level(&o), "none");
    assert_eq!(line(&text, &o, "1"), "0 rejected");
    assert_eq!(total(&o), "80");
    assert_eq!(o.findings.len(), 1);
    assert_eq!(o.criteria[0].why, [Why::RejectedBy { finding: 0 }]);
    let o = score(&text, "local = 60%, 2 = b");
    assert_eq!(level(&o), "2");
    assert!(o.findings.is_empty());
}

#[test]
fn a_rejection_that_cannot_be_excluded_stays_possible() {
    let text = card(REJECTED);
    let o = score(&text, "2 = b");
    assert_eq!(level(&o), "none or 2");
    assert_eq!(o.findings[0].state, Tri::Unknown);
    assert_eq!(line(&text, &o, "1"), "0..3 missing a/b");
    assert_eq!(o.missing[0].facts, [0]);
}

#[test]
fn an_answered_option_says_that_there_was_nothing_to_reject() {
    let text = card(REJECTED);
    let o = score(&text, "1 = b, 2 = b");
    assert_eq!(level(&o), "2");
    assert!(o.findings.is_empty());
    // Facts go before the answer, unless the ruleset says otherwise.
    let o = score(&text, "1 = b, local = 0%, 2 = b");
    assert_eq!(level(&o), "none");
    assert_eq!(o.assumptions.len(), 1);
}

#[test]
fn an_assessor_reports_a_rejection_by_its_key() {
    let text = card(REPORTED);
    let o = score(&text, "1 = fake, 2 = b");
    assert_eq!(level(&o), "none");
    assert!(o.findings[0].answered);
    assert_eq!(line(&text, &o, "1"), "0 rejected");
    assert_eq!(level(&score(&text, "1 = a, 2 = b")), "2");
    // Until there is an answer, it may be that one.
    let o = score(&text, "2 = b");
    assert_eq!(level(&o), "none or 2");
    assert_eq!(total(&o), "80..100");
}

#[test]
fn after_a_stop_nothing_is_scored() {
    let text = card(STOPPED);
    let o = score(&text, "1 = b, 2 = none, 3 = b");
    assert_eq!(total(&o), "10");
    assert_eq!(o.criteria[1].status, Status::Stopped);
    assert_eq!(o.criteria[2].status, Status::Stopped);
    assert_eq!(o.criteria[2].why, [Why::StoppedBy { finding: 0 }]);
    assert_eq!(level(&o), "none");
    // The other reading of what is left.
    assert_eq!(super::levels(&o.assumptions[0].others[0].2), "0");
    assert!(o.missing.is_empty());
}

#[test]
fn a_stop_that_is_possible_takes_all_that_follows_with_it() {
    let text = card(STOPPED);
    let o = score(&text, "1 = b, 3 = b");
    // Stopped: ten. Not stopped: ninety-five or a hundred.
    assert_eq!(total(&o), "10..100");
    assert_eq!(level(&o), "none or 2");
}

#[test]
fn findings_of_the_whole_card_are_listed_or_not_there() {
    let text = card(
        r#"fact registered : yes/no
           reject banned "on the list"
           stop when not registered "not registered"
           criterion 1 "One" 100 { a 40 "x"; b 100 "y" }"#,
    );
    let o = score(&text, "1 = b, registered = yes");
    assert_eq!(level(&o), "2");
    assert!(o.findings.is_empty());
    let o = score(&text, "1 = b, registered = yes, found = banned");
    assert_eq!((level(&o).as_str(), total(&o).as_str()), ("none", "100"));
    let o = score(&text, "1 = b, registered = no");
    assert_eq!((level(&o).as_str(), total(&o).as_str()), ("none", "0"));
    assert_eq!(o.criteria[0].why, [Why::StoppedBy { finding: 0 }]);
    let o = score(&text, "1 = b");
    assert_eq!(
        (level(&o).as_str(), total(&o).as_str()),
        ("none or 2", "0..100")
    );
}
