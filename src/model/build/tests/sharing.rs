//! `like`: what is taken over, what is changed, what is left out.

use super::files;
use super::whole::{HEAD, card, sound_files};
use crate::exact::Num;
use crate::model::Criterion;
use crate::syntax::tree::FindingKind;
use crate::text::Lang;

fn row(c: &Criterion) -> Vec<(&str, i64, usize)> {
    c.options
        .iter()
        .map(|o| (o.key.as_str(), o.points.to_i64().unwrap(), o.marks.len()))
        .collect()
}

const COMMON: &str = r#"
shared common {
  cite "shared"
  criterion taste "Taste" 50 {
    a 0  "plain"
    b 20 *** "good"
    c 50 "very good"
    reject "spoilt"
    evidence "panel"
    note "first"
  }
}
"#;

fn one(own: &str) -> Criterion {
    let text = format!(
        "{COMMON}scorecard c \"C\" {{ criterion 9 \"Rest\" 50 yes/no\n criterion 1 {own} }}"
    );
    card(&text).criteria.swap_remove(1)
}

#[test]
fn a_criterion_is_taken_over_whole() {
    let c = one("like common.taste");
    assert_eq!(c.number, "1");
    assert_eq!(c.title, "Taste");
    assert_eq!(c.max, Num::int(50));
    assert_eq!(row(&c), [("a", 0, 0), ("b", 20, 1), ("c", 50, 0)]);
    assert_eq!(c.cites, ["shared"]);
    assert_eq!(c.findings[0].key.as_deref(), Some("reject"));
}

#[test]
fn a_line_with_marks_alone_changes_the_marks_alone() {
    let c = one("like common.taste { a **; b unmarked }"
        .replace("b unmarked", "")
        .as_str());
    assert_eq!(row(&c), [("a", 0, 1), ("b", 20, 1), ("c", 50, 0)]);
    assert_eq!(c.options[0].label, "plain");
}

#[test]
fn unmarked_takes_the_marks_away() {
    let c = one("like common.taste { b 20 unmarked }");
    assert_eq!(row(&c), [("a", 0, 0), ("b", 20, 0), ("c", 50, 0)]);
}

#[test]
fn title_maximum_points_and_label_may_be_changed() {
    let c = one("\"Flavour\" 50 like common.taste { b 30 \"fine\" }");
    assert_eq!(c.title, "Flavour");
    assert_eq!(c.options[1].points, Num::int(30));
    assert_eq!(c.options[1].label, "fine");
    assert_eq!(c.options[1].marks.len(), 1);
}

#[test]
fn options_are_left_out_and_added_in_their_place() {
    let c = one("like common.taste { without b; a 1 \"p\"; aa 10 \"new\"; }");
    assert_eq!(row(&c), [("a", 1, 0), ("aa", 10, 0), ("c", 50, 0)]);
    let c = one("like common.taste { without a; a 5 }");
    assert_eq!(row(&c), [("a", 5, 0), ("b", 20, 1), ("c", 50, 0)]);
    assert_eq!(c.options[0].label, "");
    let c = one("like common.taste { without reject }");
    assert!(c.findings.is_empty());
}

#[test]
fn evidence_replaces_and_notes_are_added() {
    let c = one("like common.taste { evidence \"sheet\"; note \"second\"; cite \"own\" }");
    assert_eq!(c.evidence, ["sheet"]);
    assert_eq!(c.notes, ["first", "second"]);
    assert_eq!(c.cites, ["shared", "own"]);
}

#[test]
fn a_section_fits_wherever_it_is_reused() {
    let text = r#"
shared common {
  section growing "Growing" 100 {
    criterion .1 "Leaves" 60 { a 0; b 60 }
    criterion .2 "Soil" 40 { a 0; b 40; only if points of .1 > 0 }
  }
}
scorecard c "C" {
  section 3 like common.growing {
    criterion 3.2 { b *** }
    criterion 3.3 "Water" 0 { a 0 }
  }
}"#;
    let card = card(text);
    let numbers: Vec<&str> = card.criteria.iter().map(|c| c.number.as_str()).collect();
    assert_eq!(numbers, ["3.1", "3.2", "3.3"]);
    assert_eq!(row(&card.criteria[1]), [("a", 0, 0), ("b", 40, 1)]);
    assert_eq!(card.order, [0, 1, 2]);
}

#[test]
fn shared_text_may_be_like_shared_text_in_another_file() {
    let ruleset = sound_files(&[
        ("r.sao", HEAD),
        (
            "b.sao",
            r#"shared b { part C "Quality" 100 { section 1 like a.s } }"#,
        ),
        (
            "a.sao",
            r#"shared a { section s "S" 100 { criterion .1 "One" 100 { a 0; b 100 } } }"#,
        ),
        (
            "c.sao",
            r#"scorecard c "C" { part C like b.C { section 1 { criterion 1.1 { b *** } } } }"#,
        ),
    ]);
    let c = &ruleset.cards["c"].criteria[0];
    assert_eq!(c.number, "1.1");
    assert_eq!(c.options[1].marks.len(), 1);
}

#[test]
fn an_error_in_shared_text_is_told_once_however_often_it_is_used() {
    let run = files(&[
        ("r.sao", HEAD),
        (
            "s.sao",
            r#"shared s { criterion x "X" 100 { a 0 when nothing_like_it = 1; b 100 } }"#,
        ),
        (
            "c.sao",
            r#"scorecard c "C" { criterion 1 like s.x }
scorecard d "D" { criterion 1 like s.x }"#,
        ),
    ]);
    assert_eq!(run.codes(), ["E0301"], "{}", run.lines(Lang::En));
}

#[test]
fn a_sum_that_shared_text_breaks_is_told_at_the_line_of_the_card() {
    let run = files(&[
        ("r.sao", HEAD),
        (
            "s.sao",
            r#"shared s { section x "X" 90 { criterion .1 "One" 50 yes/no; criterion .2 "Two" 50 yes/no } }"#,
        ),
        ("c.sao", "scorecard c \"C\" {\n  section 1 like s.x\n}"),
    ]);
    assert_eq!(run.codes(), ["E0203"], "{}", run.lines(Lang::En));
    let place = run.sources.place(run.found[0].labels[0].span).unwrap();
    assert_eq!((place.file.as_str(), place.start.line), ("c.sao", 2));
    let other = run.sources.place(run.found[0].labels[1].span).unwrap();
    assert_eq!(other.file, "s.sao");
}

#[test]
fn text_that_doubles_itself_is_stopped() {
    let mut text = String::from("shared s {\n  criterion c0 \"Zero\" 1 yes/no\n");
    for i in 1..40 {
        let j = i - 1;
        text.push_str(&format!(
            "  criterion c{i} \"More\" {{ criterion .1 like s.c{j}; criterion .2 like s.c{j} }}\n"
        ));
    }
    text.push_str("}\nscorecard c \"C\" { criterion 1 like s.c39 }\n");
    let run = files(&[("r.sao", HEAD), ("s.sao", &text)]);
    let codes = run.codes();
    assert!(
        codes.contains(&"E0215") || codes.contains(&"E0229"),
        "{codes:?}"
    );
    let mut text = String::from("shared s {\n  criterion c0 \"Zero\" 1 yes/no\n");
    for i in 1..25 {
        let j = i - 1;
        text.push_str(&format!(
            "  criterion c{i} \"More\" {{ criterion .1 like s.c{j}; criterion .2 like s.c{j} }}\n"
        ));
    }
    text.push_str("}\nscorecard c \"C\" { criterion 1 like s.c24 }\n");
    let run = files(&[("r.sao", HEAD), ("s.sao", &text)]);
    let errors: Vec<&str> = run
        .codes()
        .into_iter()
        .filter(|c| c.starts_with('E'))
        .collect();
    assert_eq!(errors, ["E0229"], "{}", run.lines(Lang::En));
}

#[test]
fn a_card_takes_over_every_rejection_and_stop_of_a_shared_text() {
    let text = r#"
shared rejected {
  reject forged "Forged papers"
  stop late "Filed too late"
}
scorecard c "C" {
  like rejected
  reject unlabelled "No label"
  criterion 1 "One" 100 yes/no
}
"#;
    let findings = card(text).findings;
    let keys: Vec<_> = findings.iter().filter_map(|f| f.key.as_deref()).collect();
    assert_eq!(keys, ["forged", "late", "unlabelled"]);
    assert_eq!(findings[1].kind, FindingKind::Stop);
    assert_eq!(findings[0].label, "Forged papers");
}

#[test]
fn what_a_card_takes_over_wrongly_is_told_at_its_line() {
    let with = |shared: &str, card: &str| {
        let text = format!(
            "{shared}\nscorecard c \"C\" {{\n  {card}\n  criterion 1 \"One\" 100 yes/no\n}}"
        );
        files(&[("r.sao", HEAD), ("c.sao", &text)])
    };
    let rejected = "shared rejected { reject forged \"Forged papers\" }";
    assert_eq!(with(rejected, "like rejected").codes(), [""; 0]);
    assert_eq!(with(rejected, "").codes(), ["W0203"]);
    let near = with(rejected, "like rejectd");
    assert_eq!(near.errors(), ["E0213"]);
    assert!(near.lines(Lang::En).contains("`like rejectd`"));
    let none = with(&format!("{rejected} {COMMON}"), "like rejected like common");
    assert_eq!(none.errors(), ["E0213"], "{}", none.lines(Lang::En));
    let twice = with(rejected, "like rejected reject forged \"Forged\"");
    assert_eq!(twice.errors(), ["E0207"], "{}", twice.lines(Lang::En));
    let dotted = with(COMMON, "like common.taste");
    assert_eq!(dotted.errors().len(), 1, "{}", dotted.lines(Lang::En));
}
