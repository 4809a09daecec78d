//! A consolidated text printed as a page builds the same ruleset.

use super::common::{decisions, empty, run};
use super::diff::built;
use super::generate::{self, Dice, Scope};
use proptest::prelude::*;
use sao::Library;
use sao::model::Ruleset;
use sao::text::Lang;
use std::fs;

/// What a text says, without which decisions made it.
fn said(r: &Ruleset) -> String {
    let mut r = r.clone();
    r.amended.clear();
    r.touches.clear();
    r.superseded = None;
    r.tests.clear();
    r.digest.clear();
    r.compute_digest()
}

fn again(library: &Library, r: &Ruleset, lang: Lang) -> Ruleset {
    built(&library.consolidated(r, lang).unwrap())
}

#[test]
fn every_state_of_every_decision_printed_as_a_page_says_the_same() {
    let library = decisions();
    let mut amended = 0;
    for r in library.rulesets() {
        amended += usize::from(!r.amended.is_empty());
        let back = again(&library, r, Lang::Vi);
        assert_eq!(said(&back), said(r), "{}", r.label());
    }
    assert!(amended > 0, "some text is amended");
}

const BASE: &str = "ruleset made version \"1\" {\n  applies from 2020-01-01\n  rating of total { *** 8 ..; ** 4 ..< 8; * ..< 4 }\n}\nscorecard tea \"Tea\" { criterion 1 \"Smell\" 10 { a 0 \"none\"; b 5 \"faint\"; c 10 \"strong\" } }\n";

fn with(amendments: &[&str]) -> Library {
    let mut library = Library::new();
    library.add([("base.sao", BASE)]);
    for (i, text) in amendments.iter().enumerate() {
        library.add([(format!("{i}.sao"), *text)]);
    }
    assert!(library.is_sound(), "{:#?}", library.findings());
    library
}

#[test]
fn the_consolidation_of_an_empty_amendment_is_the_identity() {
    let library = with(&["amendment \"2\" to made \"1\" { applies from 2021-01-01 }\n"]);
    let [signed, amended] = library.rulesets() else {
        panic!()
    };
    let mut amended = amended.clone();
    // All that differs is the day from which it stands.
    amended.applies_from = signed.applies_from;
    assert_eq!(said(signed), said(&amended));
}

#[test]
fn an_amendment_that_is_amended_prints_as_it_stands_in_the_end() {
    let library = with(&[
        "amendment \"2\" to made \"1\" {\n  applies from 2021-01-01\n  replace scorecard tea criterion 1 option b 6 \"faint\"\n}\n",
        "amendment \"3\" to made \"2\" {\n  applies from 2022-01-01\n  replace scorecard tea criterion 1 option b 7 \"faint\"\n}\n",
    ]);
    let points: Vec<String> = library
        .rulesets()
        .iter()
        .map(|r| {
            let back = again(&library, r, Lang::En);
            assert_eq!(said(&back), said(r), "{}", r.label());
            back.cards["tea"].criteria[0].options[1].points.to_string()
        })
        .collect();
    assert_eq!(points, ["5", "6", "7"]);
}

#[test]
fn the_command_prints_a_page_that_can_be_checked() {
    let t = empty();
    for (folder, text) in [
        ("base", BASE),
        (
            "two",
            "amendment \"2\" to made \"1\" {\n  applies from 2021-01-01\n  replace scorecard tea criterion 1 option b 6 \"faint\"\n}\n",
        ),
    ] {
        fs::create_dir_all(t.path().join("rules").join(folder)).unwrap();
        fs::write(t.path().join("rules").join(folder).join("a.sao"), text).unwrap();
    }
    for (day, shown) in [("2020-06-01", "b 5 "), ("2021-06-01", "b 6 ")] {
        let r = run(
            t.path(),
            &[
                "show", "made", "--as-of", day, "--format", "sao", "--rules", "rules", "--lang",
                "en",
            ],
        );
        assert_eq!((r.code, r.err.as_str()), (0, ""));
        let plain = r.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains(shown), "{}", r.out);
        fs::create_dir_all(t.path().join("out")).unwrap();
        fs::write(t.path().join("out/page.sao"), &r.out).unwrap();
        let checked = run(t.path(), &["check", "out", "--lang", "en"]);
        assert_eq!(checked.code, 0, "{}", checked.out);
        let laid_out = run(t.path(), &["fmt", "out", "--check", "--lang", "en"]);
        assert_eq!(laid_out.code, 0, "{}", laid_out.out);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_generated_ruleset_printed_as_a_page_says_the_same(
        numbers in proptest::collection::vec(any::<u32>(), 0..160)
    ) {
        let text = generate::ruleset(&mut Dice::new(numbers), Scope::All).text;
        let mut library = Library::new();
        library.add([("made.sao", text)]);
        for r in library.rulesets() {
            let back = again(&library, r, Lang::En);
            prop_assert_eq!(said(&back), said(r));
        }
    }
}
