//! Explanations: of cases written by hand, and of rulesets and dossiers read from text.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests may fail"
)]

mod kinds;
mod read;
mod sample;

use super::{Detail, criterion, result_json, why};
use crate::dossier::{Evidence, EvidenceFor};
use crate::model::assumptions::KNOWN;
use crate::text::{Lang, Look};
use jiff::civil::date;
use sample::{DURIAN, Sample, sample};
use unicode_width::UnicodeWidthStr;

fn complete() -> Sample {
    sample(DURIAN)
}

fn open() -> Sample {
    sample(
        &DURIAN
            .replace("| d | a 1 Có quan", "| ? | a 1 Có quan")
            .replace("| c | a 10", "| ? | a 10"),
    )
}

fn missed() -> Sample {
    sample(&DURIAN.replace("| d | a 1 Có quan", "| b | a 1 Có quan"))
}

const DETAILS: [Detail; 3] = [Detail::Short, Detail::Standard, Detail::Full];

fn text(s: &Sample, detail: Detail, lang: Lang) -> String {
    why(&s.case(), detail, lang).text(Look::plain(lang))
}

#[test]
fn a_complete_result_is_told_from_the_verdict_to_the_next_command() {
    let s = complete();
    insta::assert_snapshot!("complete_vi", text(&s, Detail::Standard, Lang::Vi));
    insta::assert_snapshot!("complete_en", text(&s, Detail::Standard, Lang::En));
    insta::assert_snapshot!("complete_short_vi", text(&s, Detail::Short, Lang::Vi));
    insta::assert_snapshot!("complete_short_en", text(&s, Detail::Short, Lang::En));
}

#[test]
fn an_incomplete_result_is_a_range_with_questions() {
    let s = open();
    insta::assert_snapshot!("open_vi", text(&s, Detail::Standard, Lang::Vi));
    insta::assert_snapshot!("open_en", text(&s, Detail::Standard, Lang::En));
}

#[test]
fn a_missed_minimum_stands_where_it_is_missed_and_beside_the_verdict() {
    let s = missed();
    let page = text(&s, Detail::Standard, Lang::Vi);
    assert!(page.contains("✗ ★★★ cần d"));
    assert!(page.lines().nth(1).unwrap().contains("còn ★★ vì"));
    insta::assert_snapshot!("missed_vi", page);
    insta::assert_snapshot!("missed_en", text(&s, Detail::Standard, Lang::En));
    insta::assert_snapshot!(
        "missed_markdown",
        why(&s.case(), Detail::Standard, Lang::Vi).markdown()
    );
    insta::assert_snapshot!(
        "missed_html",
        why(&s.case(), Detail::Standard, Lang::Vi).html()
    );
}

#[test]
fn one_criterion_is_told_in_full() {
    let s = missed();
    let page = |lang| criterion(&s.case(), 2, lang).text(Look::plain(lang));
    insta::assert_snapshot!("criterion_vi", page(Lang::Vi));
    insta::assert_snapshot!("criterion_en", page(Lang::En));
}

#[test]
fn a_criterion_that_is_not_on_the_card_gives_the_whole_page() {
    let s = complete();
    assert!(criterion(&s.case(), 99, Lang::Vi).criterion.is_none());
}

#[test]
fn expired_evidence_stands_out_at_its_criterion_and_below() {
    let mut s = complete();
    let paper = |criterion, expires| Evidence {
        about: EvidenceFor::Criterion(criterion),
        title: "Giấy chứng nhận".to_owned(),
        by: Some("Chi cục".to_owned()),
        number: Some("12".to_owned()),
        issued: Some(date(2020, 1, 1)),
        expires: Some(expires),
    };
    s.dossier.evidence = vec![paper(2, date(2021, 1, 1)), paper(0, date(2022, 5, 10))];
    let page = text(&s, Detail::Standard, Lang::Vi);
    let page: Vec<&str> = page.split_whitespace().collect();
    let page = page.join(" ");
    assert!(page.contains("HẾT HẠN 01/01/2021"));
    assert!(page.contains("còn hạn đến 10/05/2022"));
    assert!(page.contains("Minh chứng: 1 đã hết hạn vào ngày chấm"));
}

#[test]
fn no_line_is_wider_than_the_page() {
    let mut all = [complete(), open(), missed()];
    for s in &mut all {
        s.card.notes.push("từ ".repeat(90));
        s.card.criteria[1].title = "Tênrấtdàikhôngcókhoảngtrắng".repeat(6);
        s.dossier.product = Some("Sản phẩm có tên dài ".repeat(9));
    }
    for s in &all {
        for lang in Lang::ALL {
            for width in [40, 60, 80, 100, 140] {
                for detail in DETAILS {
                    let look = Look {
                        width,
                        ..Look::plain(lang)
                    };
                    let pages = [
                        why(&s.case(), detail, lang).text(look),
                        criterion(&s.case(), 1, lang).text(look),
                        super::show_text(&s.ruleset, Some(&s.card), lang, look),
                    ];
                    for line in pages.iter().flat_map(|p| p.lines()) {
                        assert!(line.width() <= width, "{width}: {line}");
                    }
                }
            }
        }
    }
}

#[test]
fn colours_are_used_only_when_asked_for_and_change_no_letter() {
    let s = missed();
    let page = why(&s.case(), Detail::Full, Lang::Vi);
    let plain = page.text(Look::plain(Lang::Vi));
    assert!(!plain.contains('\u{1b}'));
    let coloured = page.text(Look {
        colour: true,
        ..Look::plain(Lang::Vi)
    });
    let mut stripped = String::new();
    for (i, piece) in coloured.split('\u{1b}').enumerate() {
        stripped.push_str(if i == 0 {
            piece
        } else {
            piece.split_once('m').unwrap().1
        });
    }
    assert!(coloured.contains("\u{1b}[31m"));
    let trimmed: Vec<&str> = stripped.lines().map(str::trim_end).collect();
    let lines: Vec<&str> = plain.lines().collect();
    assert_eq!(trimmed, lines);
}

#[test]
fn what_a_dossier_says_cannot_move_the_cursor_or_become_markup() {
    let mut s = complete();
    let evil = "<script>alert(1)</script> | \u{1b}[2J \u{202e} **x** [a](b) & \"q\"";
    s.dossier.product = Some(evil.to_owned());
    s.card.criteria[0].options[2].label = evil.to_owned();
    s.card.criteria[0].title = evil.to_owned();
    let page = why(&s.case(), Detail::Full, Lang::Vi);
    let text = page.text(Look::plain(Lang::Vi));
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
    let html = page.html();
    assert!(!html.contains("<script") && !html.contains('\u{1b}') && !html.contains('\u{202e}'));
    let markdown = page.markdown();
    assert!(
        !markdown
            .replace("\\<", "")
            .replace("<br>", "")
            .contains('<')
    );
    for line in markdown.lines().filter(|l| l.starts_with('|')) {
        let bars = line.replace("\\|", "").matches('|').count();
        assert!(bars == 5 || bars == 6, "{line}");
    }
}

#[test]
fn the_html_page_is_one_file_that_loads_and_runs_nothing() {
    let s = missed();
    for lang in Lang::ALL {
        let html = why(&s.case(), Detail::Full, lang).html();
        assert!(html.starts_with("<!DOCTYPE html>"));
        assert!(html.contains(&format!("<html lang=\"{lang}\">")));
        for outside in [
            "<script", "<link", "http://", "https://", "url(", "@import", "src=",
        ] {
            assert!(!html.contains(outside), "{outside}");
        }
    }
}

#[test]
fn the_commands_to_run_next_name_the_dossier() {
    let s = complete();
    let page = why(&s.case(), Detail::Standard, Lang::Vi).named("ho-so/che.yaml");
    assert!(
        page.next
            .iter()
            .all(|n| n.command.contains("sao why ho-so/che.yaml"))
    );
}

#[test]
fn a_result_has_its_stable_names_with_exact_figures() {
    let s = missed();
    let result = result_json(&s.case());
    insta::assert_json_snapshot!("result_missed", result);
    let open = open();
    let result = result_json(&open.case());
    assert!(result["total"].is_null());
    assert_eq!(result["range"], serde_json::json!(["58", "82"]));
    assert_eq!(result["level_range"], serde_json::json!([2, 4]));
    assert!(result["level"].is_null());
    assert_eq!(result["missing"][0]["number"], "1.5");
}

#[test]
fn every_open_point_the_engine_knows_is_worded_in_both_languages() {
    for known in KNOWN {
        for reading in known.readings {
            assert_ne!(reading.label().en, reading.label().vi);
        }
    }
}
