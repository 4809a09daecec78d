//! What is proved over all dossiers of a card.

use super::super::prove;
use super::RATING;
use crate::Library;
use crate::text::{Code, Diagnostic, Severity};

fn proved_of(text: &str) -> Vec<Diagnostic> {
    let mut library = Library::new();
    library.add([("r.sao", text)]);
    assert!(library.is_sound(), "{:?}", library.findings());
    library.rulesets().iter().flat_map(prove).collect()
}

fn proved(card: &str) -> Vec<Diagnostic> {
    proved_of(&format!("{RATING}{card}"))
}

fn codes(found: &[Diagnostic]) -> Vec<(Code, Severity)> {
    found.iter().map(|d| (d.code, d.severity)).collect()
}

#[test]
fn a_sound_card_gives_nothing() {
    let card = "scorecard c \"C\" {\n criterion 1 \"A\" 60 { a 0 \"x\"; b 30 ** \"y\"; c 60 *** \"z\" }\n criterion 2 \"B\" 40 { a 0 \"x\"; b 40 \"y\" }\n}";
    // Its marks ask what 80 and 50 points ask anyway.
    let found = proved(card);
    assert_eq!(codes(&found), [(Code::N1006, Severity::Note); 2]);
    let free = "scorecard c \"C\" {\n criterion 1 \"A\" 20 { a 0 \"x\"; b 10 ** \"y\"; c 20 *** \"z\" }\n criterion 2 \"B\" 40 { a 0 \"x\"; b 40 \"y\" }\n criterion 3 \"D\" 40 { a 0 \"x\"; b 40 \"y\" }\n}";
    assert_eq!(codes(&proved(free)), []);
}

#[test]
fn a_level_that_cannot_be_had_names_the_fewest_lines_that_keep_it_out() {
    let card = "scorecard c \"C\" {\n criterion 1 \"A\" 10 { a 0 \"x\"; b 10 ** \"y\" }\n criterion 2 \"B\" 10 {\n  only if criterion 1 = a \"why\"\n  a 0 \"x\"\n  b 10 *** \"y\"\n }\n criterion 3 \"D\" 80 { a 0 \"x\"; b 80 *** \"y\" }\n}";
    let found = proved(card);
    let out: Vec<&Diagnostic> = found.iter().filter(|d| d.code == Code::W1005).collect();
    let [level] = out.as_slice() else {
        panic!("{found:?}");
    };
    let text = format!("{RATING}{card}");
    let named: Vec<&str> = level
        .labels
        .iter()
        .skip(2)
        .map(|l| {
            text.get(l.span.start as usize..l.span.end as usize)
                .unwrap()
        })
        .collect();
    assert_eq!(named.len(), 2, "{named:?}");
    assert!(named[0].starts_with("b 10 **") && named[1].starts_with("b 10 ***"));
}

#[test]
fn a_band_that_totals_pass_by_is_told_and_one_below_them_all_is_a_note() {
    let card = |first: &str| {
        format!(
            "scorecard c \"C\" {{\n criterion 1 \"A\" 90 {{ {first} }}\n criterion 2 \"B\" 10 {{ a 0 \"x\"; b 10 \"y\" }}\n}}"
        )
    };
    let passed = proved(&card("a 0 \"x\"; b 90 \"y\""));
    assert_eq!(codes(&passed), [(Code::W1013, Severity::Warning)]);
    let met = proved(&card("a 0 \"x\"; b 50 \"y\"; c 90 \"z\""));
    assert_eq!(codes(&met), []);
    let text = "ruleset r version \"1\" { rating of total { A 80 .. 100; B 60 ..< 80; C 0 ..< 60 } }\nscorecard c \"C\" { criterion 1 \"A\" 100 yes/no\n criterion 2 \"B\" 0 { a 0 \"x\" } }";
    assert_eq!(
        codes(&proved_of(text)),
        [(Code::W1013, Severity::Warning)],
        "nothing between 0 and 100"
    );
}

#[test]
fn maxima_of_parts_are_held_against_what_dossiers_have() {
    // The two never count together.
    let short = "scorecard c \"C\" {\n part A \"P\" 100 {\n  criterion 1 \"A\" 60 { a 0 \"x\"; b 60 \"y\" }\n  criterion 2 \"B\" 40 { only if criterion 1 = a \"why\"; a 0 \"x\"; b 40 \"y\" }\n }\n}";
    let found = proved(short);
    let told: Vec<&str> = found
        .iter()
        .filter(|d| d.code == Code::W1007)
        .map(|d| d.message.en.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "no dossier has more than 60 of the 100 points of the scorecard c",
            "no dossier has more than 60 of the 100 points of the part A"
        ]
    );
    // They always can.
    let open = short.replace("only if criterion 1 = a", "only if criterion 1 = b");
    assert!(proved(&open).iter().all(|d| d.code != Code::W1007));
}

#[test]
fn a_part_of_which_more_can_be_had_than_it_says_is_told() {
    let card = "scorecard c \"C\" {\n part A \"P\" 60 {\n  criterion 1 \"A\" 60 { a 0 \"x\"; b 60 \"y\" }\n  criterion 2 \"B\" 40 {\n   replaces 1 when criterion 3 = a\n   only if criterion 3 = b \"why\"\n   a 0 \"x\"\n   b 40 \"y\"\n  }\n }\n criterion 3 \"D\" 40 { a 0 \"x\"; b 40 \"y\" }\n}";
    let found = proved(card);
    let told: Vec<&str> = found
        .iter()
        .filter(|d| d.code == Code::W1014)
        .map(|d| d.message.en.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "a dossier can have 140 of the 100 points of the scorecard c",
            "a dossier can have more than the 60 points of the part A"
        ]
    );
}

#[test]
fn conditions_over_points_and_options_are_asked_of_all_dossiers() {
    let card = |ask: &str| {
        format!(
            "scorecard c \"C\" {{\n part A \"P\" 60 {{ criterion 1 \"A\" 60 {{ a 0 \"x\"; b 30 \"y\"; c 60 \"z\" }} }}\n criterion 2 \"B\" 40 {{ only if {ask} \"why\"; a 0 \"x\"; b 40 \"y\" }}\n}}"
        )
    };
    let said = |ask: &str| -> Vec<String> {
        let found = proved(&card(ask)).into_iter();
        let of = found.filter(|d| d.code == Code::W1011);
        of.map(|d| d.message.en).collect()
    };
    assert_eq!(said("points of A >= 30"), Vec::<String>::new());
    assert_eq!(
        said("points of A > 60"),
        ["no dossier of the scorecard c meets this condition"]
    );
    assert_eq!(
        said("points of A <= 60"),
        ["every dossier of the scorecard c meets this condition"]
    );
    assert_eq!(
        said("criterion 1 = b and points of A = 60"),
        ["no dossier of the scorecard c meets this condition"]
    );
}

#[test]
fn a_minimum_that_another_implies_is_a_note() {
    let card = "scorecard c \"C\" {\n criterion 1 \"A\" 20 { a 0 \"x\"; b 10 *** \"y\"; c 20 \"z\" }\n criterion 2 \"B\" 80 { a 0 \"x\"; b 80 \"y\" }\n require *** points of 1 >= 10 \"why\"\n}";
    assert_eq!(codes(&proved(card)), [(Code::N1021, Severity::Note)]);
    let more = card.replace(">= 10", ">= 0");
    assert!(proved(&more).iter().all(|d| d.code != Code::N1021));
    // The higher level stands on the same line as the lower.
    let same = "scorecard c \"C\" {\n criterion 1 \"A\" 20 { a 0 \"x\"; b 10 **, *** \"y\"; c 20 \"z\" }\n criterion 2 \"B\" 80 { a 0 \"x\"; b 80 \"y\" }\n}";
    let twice = proved(&same.replace("**, ***", "** ***"));
    assert!(twice.iter().any(|d| d.code == Code::N1021), "{twice:?}");
}
