//! What a page becomes when nothing is wrong with it.

use super::files;
use crate::exact::Num;
use crate::model::{Child, Form, Ruleset, Scorecard};
use crate::syntax::tree::MissingPolicy;
use crate::text::{Lang, Severity};

/// A ruleset of one file, free of errors.
pub(super) fn sound(text: &str) -> Ruleset {
    sound_files(&[("a.sao", text)])
}

/// A ruleset of some files, free of errors.
pub(super) fn sound_files(list: &[(&str, &str)]) -> Ruleset {
    let run = files(list);
    let errors = run.found.iter().any(|d| d.severity == Severity::Error);
    assert!(!errors, "{}", run.lines(Lang::En));
    run.ruleset.expect("a ruleset")
}

pub(super) const HEAD: &str = "ruleset r version \"1\" {
  rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }
}
";

/// The only card of a text.
pub(super) fn card(text: &str) -> Scorecard {
    let ruleset = sound(&format!("{HEAD}{text}"));
    ruleset.cards.into_values().next().expect("a card")
}

fn n(i: i64) -> Num {
    Num::int(i)
}

#[test]
fn the_page_of_the_language_card_becomes_a_card() {
    let ruleset = sound(
        r#"ruleset ocop version "26/2026/QĐ-TTg" {
  title "Bộ tiêu chí"
  signed 2026-05-22
  applies from 2026-05-22
  repeals "148/QĐ-TTg" from 2026-07-21
  cite "Điều 3"
  transition "Điều 12" {
    keep "148/QĐ-TTg" when filed < 2026-05-22 and kind in {first, upgrade}
  }
  rating of total {
    *****  5 .. 6  "cấp quốc gia"
    ****   3 ..< 5
    ***    0 ..< 3
  }
  council { total mean of assessors rounded half up to 0.01; quorum 75%; spread 10 points }
  certificate from *** for 36 months, renew between 180 and 120 days before expiry
  authority ***, **** "tỉnh"; ***** "bộ"
}
fact local : percent 0% .. 100% "Tỷ lệ"
scorecard che "Chè" in "Thực phẩm" / "Chè" {
  cite "Phụ lục II, bộ 11"
  samples 5
  part A "Sản phẩm" 6 {
    cite "Phần A"
    section 1 "Tổ chức" 6 {
      missing lowest
      criterion 1.1 "Nguồn nguyên liệu" 3 {
        reject when local = 0% "nhập khẩu"
        a 1      "Dưới 50%"  when local < 50%
        b 2 ***  "Đến 75%"   when local in 50% ..< 75%
        c 3      "Từ 75%"    when local >= 75%
        evidence "Hợp đồng"
      }
      criterion 1.5 "Liên kết" 3 {
        missing unknown
        a 0; b 1; c 2 **** "75%"; d 3 *****
      }
    }
  }
}
"#,
    );
    assert_eq!(ruleset.label(), "ocop@26/2026/QĐ-TTg");
    assert_eq!(ruleset.keeps.len(), 1);
    assert_eq!(ruleset.authorities[0].levels, ["***", "****"]);
    assert_eq!(ruleset.certificate.as_ref().unwrap().from, "***");
    assert_eq!(ruleset.digest.len(), 64);
    let card = &ruleset.cards["che"];
    assert_eq!(card.path, ["Thực phẩm", "Chè"]);
    assert_eq!(card.max, n(6));
    let names: Vec<&str> = card.rating.levels.iter().map(|l| l.name.as_str()).collect();
    assert_eq!(names, ["***", "****", "*****"]);
    let c = &card.criteria[0];
    assert_eq!(c.cites, ["Điều 3", "Phụ lục II, bộ 11", "Phần A"]);
    assert_eq!(c.missing, MissingPolicy::Lowest);
    assert_eq!(c.options[1].marks, [0]);
    assert!(c.findings[0].key.is_none() && c.findings[0].when.is_some());
    assert_eq!(card.criteria[1].missing, MissingPolicy::Unknown);
    assert_eq!(card.criteria[1].options[2].marks, [1]);
    assert_eq!(card.groups.len(), 2);
    assert_eq!(card.children, [Child::Group(0)]);
    assert_eq!(
        card.groups[1].children,
        [Child::Criterion(0), Child::Criterion(1)]
    );
    assert_eq!(card.criteria[1].parent, Some(1));
}

#[test]
fn yes_and_no_are_implied_in_this_order_and_derived_both_ways() {
    let card = card(
        r#"fact bilingual : yes/no
scorecard c "C" {
  criterion 1 "Labels" 100 yes/no { yes *** when bilingual }
}"#,
    );
    let c = &card.criteria[0];
    assert_eq!(c.form, Form::YesNo);
    let row: Vec<(&str, Num)> = c
        .options
        .iter()
        .map(|o| (o.key.as_str(), o.points))
        .collect();
    assert_eq!(row, [("no", n(0)), ("yes", n(100))]);
    assert!(c.options.iter().all(|o| o.when.is_some()));
    assert_eq!(c.options[1].marks, [2]);
}

#[test]
fn maxima_that_are_not_written_are_derived() {
    let card = card(
        r#"scorecard c "C" {
  part A "A" {
    criterion 1 "One" { a 0; b 60 }
    criterion 2 "Two" checklist cap 30 { a 20; b 20 }
    criterion 3 "Three" checklist { a 5; b 5; c -5 }
  }
}"#,
    );
    let max: Vec<Num> = card.criteria.iter().map(|c| c.max).collect();
    assert_eq!(max, [n(60), n(30), n(10)]);
    assert_eq!(card.groups[0].max, n(100));
    assert_eq!(card.max, n(100));
}

#[test]
fn a_criterion_may_hold_criteria_and_a_number_may_be_relative() {
    let card = card(
        r#"scorecard c "C" {
  section 6 "Senses" 100 {
    criterion .1 "Look" 60 {
      criterion .1 "Colour" 20 yes/no
      criterion .2 "Form" 40 yes/no
    }
    criterion .2 "Smell" 40 {
      only if points of .1 > 0
      a 0; b 40
    }
  }
}"#,
    );
    let numbers: Vec<&str> = card.criteria.iter().map(|c| c.number.as_str()).collect();
    assert_eq!(numbers, ["6.1.1", "6.1.2", "6.2"]);
    assert_eq!(card.groups[1].code, "6.1");
    assert_eq!(card.criteria[2].only_if.len(), 1);
}

#[test]
fn levels_are_ordered_worst_first_also_when_lower_is_better() {
    let ruleset = sound(
        r#"ruleset n version "1" {
  rating of total lower is better { A .. -1; B 0 .. 2; C 3 .. 10; D 11 .. }
}
scorecard food "Food" { criterion 1 "Energy" { a -3; b 0; c 40 } }"#,
    );
    let names: Vec<&str> = ruleset.cards["food"]
        .rating
        .levels
        .iter()
        .map(|l| l.name.as_str())
        .collect();
    assert_eq!(names, ["D", "C", "B", "A"]);
}

#[test]
fn half_stars_are_levels_with_an_ordinal_of_their_own() {
    let ruleset = sound(
        r#"ruleset n version "1" { rating of total { **½ 5 .. 10; ** 0 ..< 5 } }
scorecard c "C" { criterion 1 "One" 10 { a 0; b 10 **½ } }"#,
    );
    let card = &ruleset.cards["c"];
    let top = &card.rating.levels[1];
    assert_eq!(top.name, "**½");
    assert_eq!(top.ordinal, Num::ratio(5, 2));
    assert_eq!(card.criteria[0].options[1].marks, [1]);
}

#[test]
fn cases_and_branches_keep_their_options_apart() {
    let card = card(
        r#"fact age : whole 0 .. 120
scorecard c "C" {
  criterion 1 "Managers" 50 {
    case 1 "Company"  { a 10; b 50 }
    case 2 "One owner" { c 0; d 20 }
  }
  criterion 2 "Pulse" 50 {
    by age {
      < 18 { a 0; b 50 *** }
      else { a 10; b 20; c 50 *** }
    }
  }
}"#,
    );
    let cases: Vec<Option<usize>> = card.criteria[0].options.iter().map(|o| o.case).collect();
    assert_eq!(cases, [Some(0), Some(0), Some(1), Some(1)]);
    let branches: Vec<Option<usize>> = card.criteria[1].options.iter().map(|o| o.branch).collect();
    assert_eq!(branches, [Some(0), Some(0), Some(1), Some(1), Some(1)]);
    assert_eq!(
        card.criteria[1].selector.as_ref().unwrap().branches.len(),
        2
    );
}

#[test]
fn what_the_engine_knows_is_added_after_what_is_declared() {
    let ruleset = sound(
        r#"ruleset r version "1" {
  rating of total { A 0 .. 100 }
  assumption stopped "…" = as_scored | unrated
}
scorecard c "C" { criterion 1 "One" 100 yes/no }"#,
    );
    let first = &ruleset.assumptions[0];
    assert_eq!(
        (first.name.as_str(), first.reading()),
        ("stopped", "as_scored")
    );
    assert!(first.declared);
    let known = crate::model::assumptions::KNOWN.len();
    assert_eq!(ruleset.assumptions.len(), known);
    let other = ruleset.assumption("minimums_fail").unwrap().1;
    assert!(!other.declared && other.reading() == "step_down");
}

#[test]
fn the_order_of_scoring_follows_the_conditions() {
    let card = card(
        r#"scorecard c "C" {
  criterion 1 "Protein" 20 { a 0; b 20; only if points of 3 < 11 }
  criterion 2 "Fibre" 20 { a 0; b 20 }
  criterion 3 "Sugar" 60 { a 0; b 60; only if high }
}
let high = criterion 4 = b
scorecard d "D" { criterion 4 "x" 100 yes/no }
"#
        .replace("only if high", "only if points of 2 > 0")
        .replace("let high = criterion 4 = b\n", "")
        .as_str(),
    );
    assert_eq!(card.order, [1, 2, 0]);
}

#[test]
fn whether_a_criterion_is_replaced_may_depend_on_the_one_that_replaces_it() {
    let card = card(
        r#"scorecard c "C" {
  criterion 1 "Procedures" 40 { a 0; b 40 }
  criterion 2 "Certificate" 60 { a 0; b 60; replaces 1 when criterion 2 = b }
}"#,
    );
    assert_eq!(card.order, [1, 0]);
}

#[test]
fn a_level_that_a_condition_gives_needs_no_total() {
    let run = |lift: &str| {
        files(&[(
            "a.sao",
            &format!(
                r#"ruleset r version "1" {{
  rating of total lower is better {{ A -5 ..< 0; B 0 ..< 50; C 50 .. 100 {lift} }}
}}
fact water : yes/no
scorecard c "C" {{ criterion 1 "One" 100 {{ a 0; b 100 }} }}"#
            ),
        )])
    };
    let told = |lift| run(lift).codes().contains(&"W0402");
    assert!(told(""));
    assert!(!told("at least A when water"));
}

#[test]
fn both_languages_make_the_same_ruleset() {
    let en = sound(
        r#"ruleset r version "1" {
  rating of total { A 50 .. 100; B 0 ..< 50 }
}
shared common { criterion t "Taste" 50 { a 0; b 50 A; evidence "x" } }
scorecard c "C" {
  criterion 1 like common.t
  criterion 2 "Label" 50 yes/no { yes @A }
}"#
        .replace("b 50 A", "b 50 @A")
        .as_str(),
    );
    let vi = sound(
        r#"bộ tiêu chí r phiên bản "1" {
  xếp hạng theo tổng điểm { A 50 .. 100; B 0 ..< 50 }
}
dùng chung common { tiêu chí t "Taste" 50 { a 0; b 50 @A; minh chứng "x" } }
phiếu điểm c "C" {
  tiêu chí 1 như common.t
  tiêu chí 2 "Label" 50 có/không { có @A }
}"#,
    );
    assert_eq!(en.digest, vi.digest);
}
