//! Each kind of change, on a text where it hits and where it does not.

use super::{Code, amended, amendment, base, codes, library, wrong};
use crate::model::Ruleset;

fn numbers(rules: &Ruleset) -> Vec<&str> {
    let criteria = rules.cards["tea"].criteria.iter();
    criteria.map(|c| c.number.as_str()).collect()
}

fn keys(rules: &Ruleset, criterion: usize) -> Vec<&str> {
    let options = rules.cards["tea"].criteria[criterion].options.iter();
    options.map(|o| o.key.as_str()).collect()
}

#[test]
fn a_replaced_criterion_keeps_what_its_heading_leaves_unsaid() {
    let rules = amended("replace scorecard tea criterion 1.1 { a 0 \"no\"; b 20 \"yes\" }");
    let c = &rules.cards["tea"].criteria[0];
    assert_eq!((c.title.as_str(), c.options.len()), ("Origin", 2));
    assert!(c.evidence.is_empty());
    let rules = amended("replace scorecard tea criterion 1.1 \"Where from\"");
    let c = &rules.cards["tea"].criteria[0];
    assert_eq!((c.title.as_str(), c.options.len()), ("Where from", 3));
    assert_eq!(c.evidence, ["Papers"]);
}

#[test]
fn a_replaced_option_keeps_what_is_not_written() {
    let rules = amended("replace scorecard tea criterion 1.2 option b \"very much\"");
    let o = &rules.cards["tea"].criteria[1].options[1];
    assert_eq!(o.label, "very much");
    assert_eq!(o.points.to_string(), "40");
    assert_eq!(o.marks, [2]);
}

#[test]
fn things_are_inserted_before_after_and_into_what_is_named() {
    let rules = amended(
        "insert before scorecard tea criterion 1.1 option c { n 15 \"nearer\" }\n\
         insert after scorecard tea criterion 2.2 { criterion 2.3 \"Smell\" 0 { a 0 \"x\" } }\n\
         insert into scorecard tea part B { criterion 2.4 \"Foam\" 0 { a 0 \"x\" } }",
    );
    assert_eq!(keys(&rules, 0), ["a", "b", "n", "c"]);
    assert_eq!(numbers(&rules), ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"]);
}

#[test]
fn a_repealed_number_can_be_given_to_another_criterion() {
    let rules = amended(
        "repeal scorecard tea criterion 2.1\n\
         renumber scorecard tea criterion 2.2 as 2.1\n\
         replace scorecard tea part B 20\n\
         replace rating of total { *** 60 .. 80; ** 40 ..< 60; * 0 ..< 40 }",
    );
    assert_eq!(numbers(&rules), ["1.1", "1.2", "2.1"]);
    assert_eq!(rules.cards["tea"].criteria[2].title, "Colour");
}

#[test]
fn what_conditions_say_of_a_number_goes_with_the_criterion() {
    let text = base().replace(
        "reject mould \"Mould\"",
        "reject mould when points of 2.1 = 0 \"Mould\"",
    );
    let library = library(&[
        text,
        amendment(
            "A",
            "1",
            "2021-01-01",
            "renumber scorecard tea criterion 2.1 as 2.7",
        ),
    ]);
    assert!(library.is_sound(), "{:?}", library.findings());
    let rules = library.rulesets().last().unwrap();
    assert_eq!(numbers(rules), ["1.1", "1.2", "2.7", "2.2"]);
}

#[test]
fn whole_scorecards_are_inserted_replaced_and_repealed() {
    let rules = amended(
        "insert scorecard coffee \"Coffee\" { criterion 1 \"All\" 100 yes/no }\n\
         replace scorecard tea \"New tea\" { criterion 1 \"All\" 100 yes/no }",
    );
    let cards: Vec<&str> = rules.cards.keys().map(String::as_str).collect();
    assert_eq!(cards, ["tea", "coffee"]);
    assert_eq!(rules.cards["tea"].title, "New tea");
    let rules = amended(
        "insert scorecard coffee \"Coffee\" { criterion 1 \"All\" 100 yes/no }\n\
         repeal scorecard tea",
    );
    assert_eq!(rules.cards.len(), 1);
}

#[test]
fn statements_of_the_ruleset_itself_are_changed() {
    let rules = amended(
        "replace rating of total { *** 90 .. 100; ** 50 ..< 90; * 0 ..< 50 }
         insert certificate from *** for 36 months
         insert council { total mean of assessors }
         replace assumption open \"Still open\" = right \"r\" | left \"l\"
         insert fact moist : percent \"Moisture\"",
    );
    assert_eq!(
        rules.cards["tea"].rating.levels[2]
            .band
            .lo
            .unwrap()
            .to_string(),
        "90"
    );
    assert!(rules.certificate.is_some() && rules.council.is_some());
    let (_, open) = rules.assumption("open").unwrap();
    assert_eq!(open.reading(), "right");
    assert!(rules.facts.iter().any(|f| f.name == "moist"));
}

#[test]
fn a_star_means_every_card_that_has_the_thing_but_not_those_excepted() {
    let two = base()
        + "scorecard coffee \"Coffee\" { criterion 1.1 \"O\" 100 { a 0 \"x\"; c 100 \"y\" } }\n\
           scorecard water \"Water\" { criterion 5 \"W\" 100 yes/no }\n";
    let marks = |lines: &str| -> Vec<String> {
        let library = library(&[two.clone(), amendment("A", "1", "2021-01-01", lines)]);
        assert!(library.is_sound(), "{:?}", library.findings());
        let rules = library.rulesets().last().unwrap();
        let marked = rules.cards.values().filter(|card| {
            let mut options = card.criteria.iter().flat_map(|c| &c.options);
            options.any(|o| o.key == "c" && !o.marks.is_empty())
        });
        marked.map(|c| c.id.clone()).collect()
    };
    let all = "mark scorecard * criterion 1.1 option c ***";
    assert_eq!(marks(all), ["tea", "coffee"]);
    let some = "mark scorecard * except coffee criterion 1.1 option c ***";
    assert_eq!(marks(some), ["tea"]);
}

#[test]
fn a_change_that_hits_nothing_is_told() {
    for lines in [
        "mark scorecard tea criterion 1.1 option z ***",
        "mark scorecard * criterion 7 option c ***",
        "mark scorecard teas criterion 1.1 option c ***",
        "mark scorecard * except teas criterion 1.1 option c ***",
        "repeal scorecard tea criterion 1.3",
        "repeal scorecard tea criterion 1.2 evidence",
        "repeal scorecard tea part A criterion 2.1",
        "repeal fact x",
        "replace certificate from *** for 12 months",
        "unmark scorecard tea criterion 1.1 option c",
        "unmark scorecard tea criterion 1.2 option b **",
        "renumber scorecard tea criterion 8 as 9",
        "insert after scorecard tea criterion 8 { criterion 9 \"X\" 0 yes/no }",
    ] {
        let found = wrong(lines);
        if lines == "unmark scorecard tea criterion 1.1 option c" {
            // All marks of an option that has none: nothing is left to do.
            assert!(found.is_empty(), "{lines}: {found:?}");
        } else {
            assert_eq!(found, [Code::E0803], "{lines}");
        }
    }
}

#[test]
fn changes_that_cannot_be_made_are_told() {
    for (lines, code) in [
        (
            "insert scorecard tea criterion 1.1 option a 1 \"x\"",
            Code::E0804,
        ),
        (
            "insert scorecard tea \"Tea\" { criterion 1 \"X\" 100 yes/no }",
            Code::E0804,
        ),
        ("mark scorecard tea criterion 1.2 option b ***", Code::E0804),
        ("replace criterion 1.1 \"X\"", Code::E0809),
        ("mark scorecard tea criterion 1.1 ***", Code::E0809),
        ("renumber scorecard tea as 3", Code::E0809),
        (
            "insert after scorecard tea { criterion 3 \"X\" 0 yes/no }",
            Code::E0809,
        ),
        (
            "insert after scorecard tea criterion 1.1 { b 3 \"X\" }",
            Code::E0809,
        ),
        ("insert into scorecard tea criterion 1.1 {}", Code::E0809),
    ] {
        assert_eq!(wrong(lines), [code], "{lines}");
    }
}

#[test]
fn changes_of_one_thing_conflict_whoever_makes_them() {
    let pairs = [
        (
            "repeal scorecard tea criterion 1.1",
            "mark scorecard tea criterion 1.1 option c ***",
        ),
        (
            "repeal scorecard tea part A",
            "replace scorecard tea criterion 1.1 \"X\"",
        ),
        (
            "renumber scorecard tea criterion 1.1 as 1.9",
            "renumber scorecard tea criterion 1.2 as 1.9",
        ),
        ("repeal assumption open", "replace assumption open = left"),
        (
            "mark scorecard * criterion 1.1 option c ***",
            "mark scorecard tea criterion 1.1 option c ***",
        ),
    ];
    for (one, other) in pairs {
        let within = wrong(&format!("{one}\n{other}"));
        assert!(within.contains(&Code::E0806), "{one} / {other}: {within:?}");
        let two = library(&[
            base(),
            amendment("A", "1", "2021-01-01", one),
            amendment("B", "1", "2022-01-01", other),
        ]);
        let across = codes(&two);
        assert!(across.contains(&Code::E0806), "{one} / {other}: {across:?}");
    }
}
