//! What the checks find, and what they leave alone.

use super::check;
use crate::Library;
use crate::text::{Code, Diagnostic, Severity};

mod conditions;
mod proofs;
mod shape;

const RATING: &str =
    "ruleset r version \"1\" {\n  rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }\n}\n";

/// What the checks say of a card, and of what stands beside it.
fn all(card: &str) -> Vec<Diagnostic> {
    let mut library = Library::new();
    library.add([("r.sao", format!("{RATING}{card}"))]);
    assert!(library.is_sound(), "{:?}", library.findings());
    library.rulesets().iter().flat_map(check).collect()
}

fn found(card: &str) -> Vec<(Code, Severity)> {
    all(card)
        .into_iter()
        .map(|d| (d.code, d.severity))
        .collect()
}

#[test]
fn a_mark_on_the_lowest_option_is_found_unless_a_dossier_may_hold_none() {
    let judged = "scorecard c \"C\" { criterion 1 \"A\" 100 { a 0 *** \"x\"; b 100 \"y\" } }";
    assert_eq!(found(judged), [(Code::W1001, Severity::Warning)]);
    let derived = "fact f : percent 0% .. 100%\nscorecard c \"C\" { criterion 1 \"A\" 100 {\n a 0 *** \"x\" when f in 10% ..< 50%\n b 100 \"y\" when f >= 50%\n} }";
    // Below 10% no option fits.
    assert_eq!(found(derived), [(Code::W1010, Severity::Warning)]);
}

#[test]
fn a_case_of_its_own_has_a_lowest_option_of_its_own() {
    let card = "scorecard c \"C\" { criterion 1 \"A\" 100 {\n case 1 \"one\" { a 0 \"x\"; b 100 *** \"y\" }\n case 2 \"two\" { c 0 *** \"x\"; d 100 \"y\" }\n} }";
    assert_eq!(found(card), [(Code::W1001, Severity::Warning)]);
}

#[test]
fn what_the_decision_is_known_to_print_is_a_note() {
    let card = "scorecard c \"C\" { criterion 1 \"A\" 100 {\n a 0 *** \"x\"\n b 100 \"y\"\n oddity \"the mark is printed on the first line\"\n} }";
    assert_eq!(found(card), [(Code::W1001, Severity::Note)]);
}

#[test]
fn equal_points_are_told_only_when_nothing_depends_on_the_choice() {
    let bare =
        "scorecard c \"C\" { criterion 1 \"A\" 100 { a 0 \"x\"; b 100 \"y\"; c 100 \"z\" } }";
    assert_eq!(found(bare), [(Code::N1002, Severity::Note)]);
    let marked =
        "scorecard c \"C\" { criterion 1 \"A\" 100 { a 0 \"x\"; b 100 \"y\"; c 100 *** \"z\" } }";
    assert_eq!(found(marked), []);
    let asked = "scorecard c \"C\" {\n criterion 1 \"A\" 50 { a 0 \"x\"; b 50 \"y\"; c 50 \"z\" }\n criterion 2 \"B\" 50 {\n  only if criterion 1 = c \"why\"\n  a 0 \"x\"\n  b 50 \"y\"\n }\n}";
    assert_eq!(found(asked), []);
}
