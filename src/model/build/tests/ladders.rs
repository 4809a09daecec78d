//! Ladders and branches: which value belongs to which line.

use super::said;
use super::whole::card;
use crate::exact::Num;
use crate::model::{Interval, Key};
use crate::text::Lang;

fn shown(key: &Key) -> String {
    match key {
        Key::Within(i) => i.to_string(),
        Key::Else => "else".to_owned(),
        Key::Is(v) => format!("{v:?}"),
    }
}

fn ladder(rungs: &str) -> Vec<(String, Num)> {
    let text = format!(
        "fact x : decimal\nscorecard c \"C\" {{ criterion 1 \"One\" ladder of x {{ {rungs} }} }}"
    );
    let card = card(&text);
    card.criteria[0]
        .rungs
        .iter()
        .map(|r| (shown(&r.key), r.points))
        .collect()
}

fn row(all: &[(&str, i64)]) -> Vec<(String, Num)> {
    all.iter()
        .map(|(k, p)| ((*k).to_owned(), Num::int(*p)))
        .collect()
}

#[test]
fn thresholds_become_the_stretches_between_them_in_any_order() {
    let expected = row(&[(">..  335 670", 1)]);
    assert_eq!(expected.len(), 1);
    assert_eq!(
        ladder("<= 335 -> 0; > 335 -> 1; > 670 -> 2"),
        row(&[(".. 335", 0), ("335 >.. 670", 1), ("670 >..", 2)])
    );
    assert_eq!(
        ladder("> 670 -> 2; > 335 -> 1; else -> 0"),
        row(&[("670 >..", 2), ("335 >.. 670", 1), ("else", 0)])
    );
    assert_eq!(
        ladder("< 84 -> 3; < 86 -> 2; >= 86 -> 0"),
        row(&[("..< 84", 3), ("84 ..< 86", 2), ("86 ..", 0)])
    );
}

#[test]
fn equal_steps_are_written_out() {
    assert_eq!(
        ladder("else -> 0; > 335 -> 1 .. 3 every 335"),
        row(&[
            ("335 >.. 670", 1),
            ("670 >.. 1005", 2),
            ("1005 >..", 3),
            ("else", 0)
        ])
    );
    assert_eq!(
        ladder("else -> 0; < 90 -> 1 .. -1 every 10"),
        row(&[
            ("80 ..< 90", 1),
            ("70 ..< 80", 0),
            ("..< 70", -1),
            ("else", 0)
        ])
    );
}

#[test]
fn a_value_belongs_to_one_rung() {
    let codes = |rungs: &str| {
        said(&format!(
            "fact x : decimal\nscorecard c \"C\" {{ criterion 1 \"One\" 100 ladder of x {{ {rungs} }} }}"
        ))
        .errors()
    };
    assert_eq!(codes("0 .. 5 -> 0; 4 .. 9 -> 100; else -> 0"), ["E0219"]);
    assert_eq!(codes("> 5 -> 0; > 5 -> 100; else -> 0"), ["E0219"]);
    assert_eq!(codes("> 5 -> 0; 7 -> 100; else -> 0"), ["E0219"]);
    assert_eq!(codes("> 5 -> 100; else -> 0; else -> 1"), ["E0219"]);
    assert!(codes(">= 5 -> 100; > 5 -> 7; else -> 0").is_empty());
}

#[test]
fn whole_facts_have_no_values_between_whole_numbers() {
    let text = |ty: &str| {
        format!(
            "fact x : {ty}\nscorecard c \"C\" {{ criterion 1 \"One\" 100 ladder of x {{ 0 .. 8 -> 0; 9 .. 20 -> 100 }} }}"
        )
    };
    let run = said(&text("whole 0 .. 20"));
    assert!(run.found.is_empty(), "{}", run.lines(Lang::En));
    let run = said(&text("decimal 0 .. 20"));
    assert_eq!(run.codes(), ["W0204"], "{}", run.lines(Lang::En));
    let run = said(&text("whole 0 .. 21"));
    assert_eq!(run.codes(), ["W0204"], "{}", run.lines(Lang::En));
}

#[test]
fn names_that_no_branch_takes_are_listed() {
    let run = said(
        r#"fact kind_of_food : one of { cheese, fat, drink }
scorecard c "C" {
  criterion 1 "One" 100 { by kind_of_food { cheese { a 0; b 100 } } }
}"#,
    );
    assert_eq!(run.codes(), ["W0204"], "{}", run.lines(Lang::En));
    assert!(run.lines(Lang::En).contains("fat, drink"));
}

#[test]
fn steps_that_cannot_be_written_out_say_why() {
    let why = |rung: &str| {
        let run = said(&format!(
            "fact x : decimal\nscorecard c \"C\" {{ criterion 1 \"One\" 100 ladder of x {{ {rung}; else -> 0 }} }}"
        ));
        assert_eq!(run.errors(), ["E0218"], "{}", run.lines(Lang::En));
        run.found[0].message.en.clone()
    };
    assert!(why("0 .. 5 -> 1 .. 5 every 5").contains("threshold"));
    assert!(why("> 5 -> 1 .. 5 every 0").contains("above zero"));
    assert!(why("> 5 -> 1 .. 5.5 every 1").contains("whole number of points"));
    assert!(why("> 5 -> 1 .. 5000 every 1").contains("1000"));
}

#[test]
fn an_interval_is_its_own_parting() {
    let i = Interval::point(Num::ONE);
    assert_eq!(shown(&Key::Within(i)), "1 .. 1");
}
