//! Conditions over facts: options that none give, overlaps, gaps, conditions
//! that are settled beforehand.

use super::{all, found};
use crate::text::{Code, Diagnostic, Severity};
use proptest::prelude::*;

fn card(facts: &str, lines: &str) -> String {
    format!("{facts}\nscorecard c \"C\" {{ criterion 1 \"A\" 100 {{\n{lines}\n}} }}")
}

const SHARE: &str = "fact share : percent 0% .. 100%";

fn said(text: &str, code: Code) -> Vec<String> {
    let of = |d: Diagnostic| (d.code == code).then_some(d.message.en);
    all(text).into_iter().filter_map(of).collect()
}

#[test]
fn bounds_that_meet_give_nothing() {
    let sound = card(
        SHARE,
        "a 0 \"x\" when share < 50%\nb 60 \"y\" when share in 50% ..< 75%\nc 100 \"z\" when share >= 75%",
    );
    assert_eq!(found(&sound), []);
}

#[test]
fn a_bound_on_both_sides_overlaps_and_one_on_neither_is_a_gap_at_that_very_value() {
    let both = card(
        SHARE,
        "a 0 \"x\" when share <= 50%\nb 100 \"y\" when share >= 50%",
    );
    assert_eq!(
        said(&both, Code::W1009),
        ["in criterion 1 facts can give a and b at once: share = 50%"]
    );
    let neither = card(
        SHARE,
        "a 0 \"x\" when share < 50%\nb 100 \"y\" when share > 50%",
    );
    assert_eq!(
        said(&neither, Code::W1010),
        ["no option of criterion 1 fits: share = 50%"]
    );
}

#[test]
fn whole_numbers_leave_no_gap_between_two_neighbours() {
    let staff = |ty: &str| {
        card(
            &format!("fact staff : {ty} 0 .."),
            "a 0 \"x\" when staff <= 9\nb 100 \"y\" when staff >= 10",
        )
    };
    assert_eq!(found(&staff("whole")), []);
    assert_eq!(found(&staff("decimal")), [(Code::W1010, Severity::Warning)]);
}

#[test]
fn a_range_that_is_not_declared_leaves_values_below_zero() {
    let lines = "a 0 \"x\" when staff in 0 .. 9\nb 100 \"y\" when staff >= 10";
    let declared = card("fact staff : whole 0 ..", lines);
    assert_eq!(found(&declared), []);
    let open = card("fact staff : whole", lines);
    assert_eq!(
        said(&open, Code::W1010),
        ["no option of criterion 1 fits: staff = −1"]
    );
}

#[test]
fn what_is_rejected_or_does_not_count_is_no_gap() {
    let lines = "a 0 \"x\" when share in 0% >..< 50%\nb 100 \"y\" when share >= 50%";
    let bare = card(SHARE, lines);
    assert_eq!(found(&bare), [(Code::W1010, Severity::Warning)]);
    for line in [
        "reject when share = 0% \"none\"",
        "only if share > 0% \"none\"",
        "force a when share = 0% \"none\"",
        "reject nobody \"nobody knows\"",
    ] {
        assert_eq!(
            found(&card(SHARE, &format!("{line}\n{lines}"))),
            [],
            "{line}"
        );
    }
}

#[test]
fn a_gap_names_all_facts_that_it_takes() {
    let text = card(
        "fact home : percent 0% .. 100%\nfact abroad : percent 0% .. 100%",
        "reject when home = 0% and abroad = 100% \"none\"\na 0 \"x\" when home in 0% >..< 50%\nb 100 \"y\" when home >= 50%",
    );
    assert_eq!(
        said(&text, Code::W1010),
        ["no option of criterion 1 fits: home = 0%, abroad = 0%"]
    );
}

#[test]
fn names_tables_and_several_facts_are_followed() {
    let text = card(
        "fact form : one of {coop, firm}\nfact share : percent 0% .. 100%\nlet mine = form = coop or share >= 51%",
        "a 0 \"x\" when not mine\nb 100 \"y\" when mine and (form = coop or share > 60%)",
    );
    assert_eq!(
        said(&text, Code::W1010),
        ["no option of criterion 1 fits: form = firm, share = 51%"]
    );
}

#[test]
fn an_answer_that_an_assessor_may_give_leaves_no_gap() {
    let text = card(SHARE, "a 0 \"x\"\nb 100 \"y\" when share >= 50%");
    assert_eq!(found(&text), []);
}

#[test]
fn an_option_that_is_always_rejected_is_out_of_reach() {
    let text = card(
        SHARE,
        "reject when share < 10% \"none\"\na 0 \"x\" when share < 5%\nb 100 \"y\" when share >= 5%",
    );
    assert_eq!(
        said(&text, Code::W1008),
        ["no facts give option a of criterion 1"]
    );
}

#[test]
fn another_reading_of_an_open_point_keeps_a_condition_alive() {
    let text = format!(
        "ruleset r version \"1\" {{\n rating of total {{ *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }}\n assumption half \"h\" = low | high\n}}\n{}",
        card(
            SHARE,
            "reject when half = high and share < 1% \"none\"\na 0 \"x\" when share < 50% or (half = low and share = 50%)\nb 100 \"y\" when share > 50% or (half = high and share = 50%)"
        )
    );
    let library = {
        let mut library = crate::Library::new();
        library.add([("r.sao", text)]);
        library
    };
    assert!(library.is_sound(), "{:?}", library.findings());
    assert_eq!(library.checks(), []);
}

#[test]
fn a_condition_that_cannot_hold_is_told_and_so_is_one_that_always_does() {
    let text = card(
        SHARE,
        "reject when share < 20% and share > 80% \"none\"\nonly if share < 60% or share > 40% \"why\"\na 0 \"x\"\nb 100 \"y\"",
    );
    let mut told = said(&text, Code::W1011);
    told.sort();
    assert_eq!(
        told,
        [
            "this condition holds whatever the facts are",
            "this condition never holds, whatever the facts are"
        ]
    );
}

#[test]
fn a_part_that_the_rest_implies_is_a_note_and_the_end_of_a_range_is_not() {
    let implied = card(
        SHARE,
        "a 0 \"x\" when share < 50%\nb 100 \"y\" when share >= 50% and share > 20%",
    );
    assert_eq!(found(&implied), [(Code::N1012, Severity::Note)]);
    let end = card(
        SHARE,
        "a 0 \"x\" when share < 50%\nb 100 \"y\" when share >= 50% and share <= 100%",
    );
    assert_eq!(found(&end), []);
    let twice = card(
        SHARE,
        "a 0 \"x\" when share < 50%\nb 100 \"y\" when share >= 50% or (share >= 50% and share > 60%)",
    );
    assert_eq!(found(&twice), [(Code::N1012, Severity::Note)]);
}

#[test]
fn what_one_comparison_tells_is_not_told_again_of_the_whole() {
    let text = card(
        SHARE,
        "a 0 \"x\" when share <= 100%\nb 100 \"y\" when share > 100%",
    );
    let mut library = crate::Library::new();
    library.add([("r.sao", format!("{}{text}", super::RATING))]);
    let codes: Vec<Code> = library.findings().iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::W0353]);
    assert_eq!(library.checks(), []);
}

#[test]
fn shared_text_is_told_once_however_many_cards_use_it() {
    let shared = "fact share : percent 0% .. 100%\nshared s { criterion o \"O\" 100 {\n a 0 \"x\" when share < 50%\n b 100 \"y\" when share > 50%\n} }\n";
    let cards: Vec<String> = (0..20)
        .map(|n| format!("scorecard c{n} \"C\" {{ criterion 1 like s.o }}"))
        .collect();
    let text = format!("{shared}{}", cards.join("\n"));
    assert_eq!(found(&text), [(Code::W1010, Severity::Warning)]);
}

/// An interval with ends in whole percents: lower end, width, whether each belongs to it.
type Stretch = (u32, u32, bool, bool);

fn holds((lo, width, lo_in, hi_in): Stretch, halves: u32) -> bool {
    let (lo, hi) = (lo * 2, (lo + width) * 2);
    (halves > lo || (lo_in && halves == lo)) && (halves < hi || (hi_in && halves == hi))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn gaps_overlaps_and_dead_options_are_those_that_trying_every_value_finds(
        stretches in prop::collection::vec((0u32..12, 1u32..6, any::<bool>(), any::<bool>()), 2..5)
    ) {
        let key = |i: usize| char::from(b'a' + u8::try_from(i).unwrap());
        let lines: Vec<String> = stretches
            .iter()
            .enumerate()
            .map(|(i, (lo, width, lo_in, hi_in))| {
                let (lower, upper) = (if *lo_in { ">=" } else { ">" }, if *hi_in { "<=" } else { "<" });
                let points = if i == 0 { 100 } else { i };
                let hi = lo + width;
                format!(
                    "{} {points} \"{i}\" when share {lower} {lo}% and share {upper} {hi}%",
                    key(i)
                )
            })
            .collect();
        // 0 .. 10 %, tried at every half.
        let text = card("fact share : percent 0% .. 10%", &lines.join("\n"));
        let tried: Vec<Vec<usize>> = (0..=20)
            .map(|halves| {
                let holding = stretches.iter().enumerate().filter(|(_, s)| holds(**s, halves));
                holding.map(|(i, _)| i).collect()
            })
            .collect();
        let expected_gap = tried.iter().any(Vec::is_empty);
        let mut expected_pairs: Vec<(usize, usize)> = Vec::new();
        for at in &tried {
            for (n, later) in at.iter().enumerate() {
                expected_pairs.extend(at.iter().take(n).map(|earlier| (*earlier, *later)));
            }
        }
        expected_pairs.sort_unstable();
        expected_pairs.dedup();
        let dead = (0..stretches.len()).filter(|i| !tried.iter().any(|at| at.contains(i)));
        prop_assert_eq!(!said(&text, Code::W1010).is_empty(), expected_gap, "{}", text);
        prop_assert_eq!(said(&text, Code::W1008).len(), dead.count(), "{}", text);
        let pairs = said(&text, Code::W1009);
        prop_assert_eq!(pairs.len(), expected_pairs.len(), "{}", text);
        for (a, b) in expected_pairs {
            let names = format!("give {} and {} at once", key(a), key(b));
            prop_assert!(pairs.iter().any(|p| p.contains(&names)), "{}: {:?}", names, pairs);
        }
    }
}
