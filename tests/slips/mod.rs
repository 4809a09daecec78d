//! Dossiers with one slip each: `examples/ocop/sai`. The tables of its README are
//! carried out: each file gives the code, or the member of the result, that its row names.

use super::common::{decisions, root};
use insta::assert_snapshot;
use sao::text::{Diagnostic, Look};
use sao::{Asked, Detail, Format, Lang, Library};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

const FOLDER: &str = "examples/ocop/sai";

/// File and second cell of every row of the README.
fn rows() -> Vec<(String, String)> {
    let page = fs::read_to_string(root().join(FOLDER).join("README.md")).unwrap();
    page.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let name = cells.get(1)?.strip_prefix('`')?.strip_suffix('`')?;
            Some((name.to_owned(), cells.get(2)?.trim_matches('`').to_owned()))
        })
        .collect()
}

/// A dossier that was scored: its result, and why in each language.
struct Scored {
    result: Value,
    vi: String,
    en: String,
}

/// Each dossier of a file: scored, or what is wrong with it.
fn judge(library: &mut Library, file: &str) -> Vec<Result<Scored, Vec<Diagnostic>>> {
    let path = format!("{FOLDER}/{file}");
    let text = fs::read(root().join(&path)).unwrap();
    let format = Format::of_extension(file.rsplit('.').next().unwrap()).unwrap();
    let records = library.read(&path, &text, format);
    let library = &*library;
    records
        .into_iter()
        .map(|record| {
            let judged = library.judge(&record?, &Asked::default())?;
            let why = |lang| {
                let look = Look::plain(lang);
                judged.why(Detail::Full, lang).text(look)
            };
            Ok(Scored {
                result: judged.result(),
                vi: why(Lang::Vi),
                en: why(Lang::En),
            })
        })
        .collect()
}

#[test]
fn every_file_with_a_slip_stands_in_the_table_once() {
    let listed: Vec<String> = rows().into_iter().map(|(file, _)| file).collect();
    let once: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(once.len(), listed.len());
    let there: BTreeSet<String> = fs::read_dir(root().join(FOLDER))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|n| n != "README.md")
        .collect();
    assert_eq!(there, once);
}

#[test]
fn each_slip_gives_the_code_of_its_row_and_says_it_in_both_languages() {
    let mut library = decisions();
    let mut said = String::new();
    for (file, code) in rows().into_iter().filter(|(_, c)| c.starts_with('E')) {
        let judged = judge(&mut library, &file);
        let wrong: Vec<&Diagnostic> = judged
            .iter()
            .filter_map(|j| j.as_ref().err())
            .flatten()
            .collect();
        let [found] = wrong.as_slice() else {
            panic!("{file} has one slip: {wrong:?}");
        };
        assert_eq!(found.code.to_string(), code, "{file}");
        let shown = serde_json::to_value(found.to_json(library.sources())).unwrap();
        let place = &shown["place"];
        assert_eq!(place["file"], format!("{FOLDER}/{file}"));
        let line = place["start"]["line"].as_u64().unwrap();
        let help = found.help.as_ref().unwrap();
        for (message, help) in [(&found.message.vi, &help.vi), (&found.message.en, &help.en)] {
            writeln!(said, "{file}:{line} {code} {message} · {help}").unwrap();
        }
    }
    assert_snapshot!("slips", said);
}

#[test]
fn the_rows_beside_a_broken_row_are_scored() {
    let judged = judge(&mut decisions(), "dong-thua-o.csv");
    let ids: Vec<Value> = judged
        .iter()
        .filter_map(|j| j.as_ref().ok())
        .map(|s| s.result["id"].clone())
        .collect();
    assert_eq!(ids, [json!("D-1"), json!("D-3")]);
    assert_eq!(judged.len(), 3);
}

#[test]
fn what_a_result_has_to_say_is_said() {
    let mut library = decisions();
    for (file, what) in rows().into_iter().filter(|(_, c)| !c.starts_with('E')) {
        let mut judged = judge(&mut library, &file);
        assert_eq!(judged.len(), 1, "{file}");
        let Some(Ok(Scored { result, vi, en })) = judged.pop() else {
            panic!("{file} can be scored");
        };
        assert_eq!(result["illustrative"], true, "{file}");
        let both = |v: &str, e: &str| {
            assert!(vi.contains(v), "{file}: {vi}");
            assert!(en.contains(e), "{file}: {en}");
        };
        both("Minh họa", "Illustrative");
        match what.as_str() {
            "rejected" => {
                assert_eq!(result["rejected"][0]["number"], "1.1");
                assert_eq!(result["level_range"], json!([null, null]));
                both("BỊ LOẠI", "REJECTED");
            }
            "stopped" => {
                assert_eq!(result["stopped"][0]["number"], "6.1.1");
                both("DỪNG CHẤM", "STOPPED");
            }
            "expired" => both("HẾT HẠN", "EXPIRED"),
            "outside" => {
                assert_eq!(result["basis"]["outside"], "2026-11-05");
                both(
                    "không có hiệu lực vào ngày 05/11/2026",
                    "not in force on 2026-11-05",
                );
            }
            "quorum" => {
                assert_eq!(result["council"]["quorum"]["met"], false);
                both("Không đủ số dự", "quorum");
            }
            "level_unavailable" => {
                assert_eq!(result["total"], "77.75");
                assert_eq!(result["level"], Value::Null);
                assert!(result["level_unavailable"].is_string());
                both("chưa xác định được hạng", "level not known");
            }
            "fine" => {
                let text = fs::read_to_string(root().join(FOLDER).join(&file)).unwrap();
                assert!(text.contains('\u{301}'), "{file} is decomposed");
                let first = &result["criteria"][0];
                assert_eq!(
                    (&first["points"], &first["status"]),
                    (&json!("3"), &json!("derived"))
                );
            }
            assumption => {
                let at = json!("3.3");
                let used: Vec<&str> = result["assumptions"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|a| a["criteria"].as_array().unwrap().contains(&at))
                    .map(|a| a["name"].as_str().unwrap())
                    .collect();
                assert!(used.contains(&assumption), "{file}: {used:?}");
                both(assumption, assumption);
            }
        }
    }
}
