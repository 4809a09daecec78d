//! Schemes of other kinds, read from text: letters where lower is better,
//! ladders, checklists, formulas, caps, rejections, stops, councils.

use super::read::case;
use super::sample::Sample;
use crate::explain::{Detail, criterion, result_json, show_json, show_text, why};
use crate::text::{Lang, Look};

fn text(s: &Sample, lang: Lang) -> String {
    why(&s.case(), Detail::Standard, lang).text(Look::plain(lang))
}

fn one(s: &Sample, number: &str, lang: Lang) -> String {
    let i = s.card.criterion(number).unwrap();
    criterion(&s.case(), i, lang).text(Look::plain(lang))
}

const LETTERS: &str = r#"
ruleset label version "2017" {
  title "Nutrition letter"
  rating of total lower is better {
    A  ..  -1
    B  0 .. 2
    C  3 .. 10
    D  11 ..
  }
}
fact energy : decimal kJ 0 kJ .. 4000 kJ  "Energy"
fact protein : decimal g 0 g .. 100 g  "Protein"
fact fruit : percent 0% .. 100%  "Fruit"  missing lowest

scorecard food "Food" {
  part N "Unfavourable" 10 {
    criterion 1 "Energy" 10 ladder of energy {
      > 3350 kJ -> 10
      > 335 kJ  -> 5 "some"
      else      -> 0
    }
  }
  part P "Favourable" 10 subtracted {
    criterion 2 "Fruit" 5 ladder of fruit {
      > 80% -> 5
      > 40% -> 2
      else  -> 0
    }
    criterion 3 "Protein" 5 ladder of protein {
      only if points of part N < 10 "protein counts only below 10 unfavourable points"
      > 8 g -> 5
      else  -> 0
    }
  }
}
"#;

#[test]
fn letters_where_lower_is_better_with_points_that_are_subtracted() {
    let s = case(
        &[LETTERS],
        "product: Oats\nruleset: label\nscorecard: food\nenergy: 1500\nprotein: 12\nfruit: 10\n",
    );
    assert_eq!(result_json(&s.case())["total"], "0");
    assert_eq!(result_json(&s.case())["level"], "B");
    insta::assert_snapshot!("letters_en", text(&s, Lang::En));
    insta::assert_snapshot!("letters_vi", text(&s, Lang::Vi));
}

#[test]
fn a_criterion_that_does_not_count_says_why() {
    let s = case(
        &[LETTERS],
        "product: Oil\nruleset: label\nscorecard: food\nenergy: 3700\nprotein: 12\n",
    );
    let page = text(&s, Lang::En);
    assert!(page.contains("not counted: protein counts only below"));
    insta::assert_snapshot!("letters_not_counted", page);
    insta::assert_snapshot!("letters_criterion", one(&s, "3", Lang::En));
}

const AUDIT: &str = r#"
ruleset audit version "3" {
  title "Supplier audit"
  applies from 2025-01-01
  rating of total {
    "Gold"    8 ..  20 "preferred"
    "Silver"  5 ..< 8  "approved"
    "Bronze"  0 ..< 5
    at most "Silver" when points of 2 < 2 "people come first"
  }
  certificate from "Silver" for 24 months
  authority "Gold" "Head of purchasing"
}
fact incidents : whole 0 .. 50  "Incidents last year"
fact hours : decimal 0 .. 100  "Hours of training"

scorecard site "Site" {
  reject forged "The papers are forged"
  criterion 1 "Papers" 6 checklist cap 6 {
    a 3 "Permit"
    b 2 "Insurance"
    c 2 @"Silver" "Map"
  }
  criterion 2 "Training" 4 = min(hours / 3, 4) rounded half up to 0.5
  criterion 3 "Safety" 5 {
    stop danger "Danger to life"
    a 0 "many incidents" when incidents > 10
    b 3 "few incidents"  when incidents in 1 .. 10
    c 5 "none"           when incidents = 0
  }
  criterion 4 "Housekeeping" 3 {
    a 0 "poor"
    b 2 "fair"
    c 3 "good"
    force a when incidents > 20 "too many incidents"
    cap 2 when hours < 6 "little training"
    evidence "Photographs"
    note "Look behind the doors."
    cite "Annex 4"
  }
  criterion 5 "Fence" 2 yes/no
}
"#;

const SITE: &str = "
id: s1
product: Site North
ruleset: audit
scorecard: site
assessed: 2025-06-01
answered_by: Ms Lan
incidents: 4
hours: 5
1: [a, c]
4: c
5: yes
evidence:
  - {for: 4, title: Photographs, number: 7, expires: 2025-05-01}
  - {for: hours, title: Training book, expires: 2026-01-01}
";

#[test]
fn checklists_formulas_caps_and_evidence() {
    let s = case(&[AUDIT], SITE);
    insta::assert_snapshot!("audit_en", text(&s, Lang::En));
    insta::assert_snapshot!("audit_vi", text(&s, Lang::Vi));
    insta::assert_snapshot!(
        "audit_full",
        why(&s.case(), Detail::Full, Lang::En).text(Look::plain(Lang::En))
    );
    insta::assert_snapshot!("audit_criterion_4", one(&s, "4", Lang::En));
    insta::assert_snapshot!("audit_criterion_3", one(&s, "3", Lang::Vi));
    insta::assert_snapshot!("audit_criterion_1", one(&s, "1", Lang::En));
    insta::assert_json_snapshot!("audit_result", result_json(&s.case()));
}

#[test]
fn a_rejected_dossier_is_rejected_in_the_first_line_and_loses_no_points() {
    let s = case(&[AUDIT], &format!("{SITE}findings: [forged]\n"));
    let page = why(&s.case(), Detail::Standard, Lang::Vi);
    assert!(page.losses.is_none());
    let page = page.text(Look::plain(Lang::Vi));
    assert!(page.lines().next().unwrap().contains("BỊ LOẠI"));
    insta::assert_snapshot!("rejected_vi", page);
    insta::assert_snapshot!("rejected_en", text(&s, Lang::En));
    let result = result_json(&s.case());
    assert_eq!(result["rejected"][0]["key"], "forged");
    assert!(result["level"].is_null());
}

#[test]
fn a_stop_ends_the_card_there() {
    let s = case(&[AUDIT], &format!("{SITE}3: danger\n"));
    insta::assert_snapshot!("stopped_en", text(&s, Lang::En));
    insta::assert_snapshot!("stopped_vi", text(&s, Lang::Vi));
}

#[test]
fn what_is_missing_is_asked_with_its_unit_and_range() {
    let s = case(
        &[AUDIT],
        "product: Site South\nruleset: audit\nscorecard: site\nincidents: 0\n1: [a]\n",
    );
    let page = text(&s, Lang::En);
    assert!(page.contains("Hours of training (hours): how much, from 0 to 100?"));
    insta::assert_snapshot!("audit_open_en", page);
    insta::assert_snapshot!("audit_open_vi", text(&s, Lang::Vi));
}

const COUNCIL: &str = r#"
ruleset fair version "1" {
  rating of total { *** 8 .. 10; ** 5 ..< 8; * 0 ..< 5 }
  council { total mean of assessors rounded half up to 0.01; quorum 75%; spread 3 points }
}
scorecard pie "Pie" {
  criterion 1 "Taste" 6 { a 0 "bad"; b 3 *** "good"; c 6 "very good" }
  criterion 2 "Look" 4 { a 0 "bad"; b 2 "good"; c 4 "very good" }
}
"#;

#[test]
fn a_council_with_one_far_from_the_others() {
    let s = case(
        &[COUNCIL],
        "product: Apple pie\nruleset: fair\nscorecard: pie\nmembers: 5\nassessors:\n  \
         - {name: An, 1: c, 2: c}\n  - {name: Bình, 1: c, 2: b}\n  - {name: Chi, 1: a, 2: b}\n",
    );
    let page = text(&s, Lang::Vi);
    assert!(page.contains("Không đủ số dự: 3 trong 5 thành viên có mặt"));
    assert!(page.contains("≈6,67"));
    assert!(page.contains("20/3"));
    insta::assert_snapshot!("council_vi", page);
    insta::assert_snapshot!("council_en", text(&s, Lang::En));
    insta::assert_snapshot!(
        "council_html",
        why(&s.case(), Detail::Standard, Lang::Vi).html()
    );
    let result = result_json(&s.case());
    assert_eq!(result["council"]["average"], "20/3");
    assert_eq!(result["total"], "6.67");
}

#[test]
fn a_ruleset_is_shown_with_all_that_stands_on_its_cards() {
    let s = case(&[AUDIT], SITE);
    let mut shown = show_json(&s.ruleset);
    shown["sha256"] = "…".into();
    let card = &shown["scorecards"][0];
    assert_eq!(card["id"], "site");
    let numbers: Vec<&str> = card["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["number"].as_str().unwrap())
        .collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5"]);
    assert_eq!(
        card["criteria"][0]["options"][2]["minimum_for"][0],
        "Silver"
    );
    insta::assert_json_snapshot!("show_audit", shown);
    for lang in Lang::ALL {
        let look = Look::plain(lang);
        insta::assert_snapshot!(
            format!("show_card_{lang}"),
            show_text(&s.ruleset, Some(&s.card), lang, look)
        );
        insta::assert_snapshot!(
            format!("show_ruleset_{lang}"),
            show_text(&s.ruleset, None, lang, look)
        );
    }
}

#[test]
fn the_options_of_yes_and_no_are_said_in_the_readers_language() {
    let s = case(&[AUDIT], SITE);
    assert_eq!(result_json(&s.case())["criteria"][4]["option"], "yes");
    assert!(text(&s, Lang::Vi).contains("2/2  có"));
    assert!(text(&s, Lang::En).contains("2/2  yes"));
}

const NESTED: &str = r#"
ruleset nest version "1" { rating of total { ** 5 .. 10; * 0 ..< 5 } }
scorecard deep "Deep" {
  part A "First" 6 {
    criterion 1 "On the part" 2 { a 0 "no"; b 2 "yes" }
    section 2 "Section" 4 {
      criterion 2.1 "Holds criteria" 4 {
        criterion 2.1.1 "Inner" 4 { a 0 "no"; b 4 ** "yes" }
      }
    }
  }
  criterion 3 "On the card" 4 { a 0 "no"; b 4 "yes" }
}
"#;

#[test]
fn what_stands_directly_on_a_part_or_a_card_is_not_lost() {
    let s = case(
        &[NESTED],
        "ruleset: nest\nscorecard: deep\n1: b\n2.1.1: b\n3: a\n",
    );
    let shown = show_json(&s.ruleset);
    let card = &shown["scorecards"][0];
    assert_eq!(card["criteria"][0]["number"], "3");
    let leaf = &card["parts"][0]["sections"][0];
    assert_eq!(
        (&leaf["number"], &leaf["leaf"]),
        (&"1".into(), &true.into())
    );
    assert_eq!(leaf["criteria"][0]["number"], "1");
    let nested = &card["parts"][0]["sections"][1]["criteria"][0];
    assert_eq!(nested["kind"], "group");
    assert_eq!(nested["criteria"][0]["number"], "2.1.1");
    assert_eq!(nested["criteria"][0]["options"][1]["minimum_for"][0], 2);
    let page = text(&s, Lang::En);
    for number in ["1", "2.1", "2.1.1", "3"] {
        assert!(page.lines().any(|l| l.trim_start().starts_with(number)));
    }
}

#[test]
fn the_real_dossiers_of_the_repository_are_told_on_lines_that_fit() {
    let told = |rules: &str, dossier: &str| {
        let pages = super::read::pages(rules);
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        let s = case(&pages, &super::read::file(dossier));
        let page = text(&s, Lang::Vi);
        for line in page.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 100, "{line}");
        }
        page
    };
    let durian = told(
        "rulesets/ocop/1048",
        "examples/ocop/sau-rieng-cap-dong.yaml",
    );
    let first = durian.lines().next().unwrap();
    assert!(
        first.contains("★★★★★") && first.contains("93 / 100"),
        "{first}"
    );
    for part in ["34/35", "24/25", "35/40"] {
        assert!(durian.contains(part), "{part}");
    }
    assert!(durian.contains("Mất điểm ở đâu: 7"));
    let missed = told(
        "rulesets/ocop/26-2026",
        "examples/ocop/che-thieu-muc-toi-thieu.yaml",
    );
    assert!(missed.lines().nth(1).unwrap().contains("mức tối thiểu 3.5"));
}

#[test]
fn a_tick_that_costs_points_is_better_left_out() {
    let s = case(
        &[
            "ruleset r version \"1\" { rating of total { ** 3 .. 5; * .. < 3 } }\nscorecard c \"C\" \
             { criterion 1 \"Papers\" 5 checklist { a 3 \"note\"; b -2 \"errors\"; c 2 \"report\" } }"
                .replace(".. < 3", "-2 ..< 3")
                .as_str(),
        ],
        "ruleset: r\nscorecard: c\n1: [a, b]\n",
    );
    let page = why(&s.case(), Detail::Standard, Lang::En);
    let better = &page.losses.unwrap().items[0].better;
    let told: Vec<String> = better
        .iter()
        .map(|b| format!("{} {}", b.option, b.gain))
        .collect();
    assert_eq!(told, ["without b 2", "c 2"]);
}
