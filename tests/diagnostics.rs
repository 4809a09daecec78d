//! Every code has a page, the example on the page gives exactly that code, and
//! a snapshot in each language pins what is said, under the source it is said of.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use sao::text::render::{self, graphical_all};
use sao::text::{Code, Diagnostic, Lang, Look, Severity};
use sao::{Asked, Format, Library};
use std::fmt::Write;

/// Codes whose example is a command or cannot be written on a page. Each is
/// pinned elsewhere: on the command line in `cli_basics` and `cli_work`, bytes
/// that are no text in `hostile`.
fn is_pinned_elsewhere(code: Code, page: &str) -> bool {
    let code = code.as_str();
    let command = page.contains("```console");
    (command && code.starts_with("E07")) || ELSEWHERE.contains(&code)
}

/// See [`is_pinned_elsewhere`].
const ELSEWHERE: &[&str] = &["E0101", "E0190", "E0512", "E0548", "E0651", "E0652"];

const RULESET: [&str; 2] = [
    "ruleset example version \"1\" {\n  rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }\n}\n",
    "bộ tiêu chí ví_dụ phiên bản \"1\" {\n  xếp hạng theo tổng điểm { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }\n}\n",
];
const CARD: [&str; 2] = [
    "scorecard card \"Card\" { criterion 1 \"One\" 100 { a 0 \"no\"; b 100 \"yes\" } }\n",
    "phiếu điểm phiếu \"Phiếu\" { tiêu chí 1 \"Một\" 100 { a 0 \"không\"; b 100 \"có\" } }\n",
];

/// A fenced block of a page: what it is, and its text.
struct Block {
    kind: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(kind), None) => {
                open = Some(Block {
                    kind: kind.trim().to_owned(),
                    text: String::new(),
                });
            }
            (Some(_), Some(block)) => all.push(block),
            (None, Some(mut block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    all
}

fn example(page: &str, lang: Lang) -> &str {
    let heading = lang.pick("## Example", "## Ví dụ");
    let rest = page.split_once(heading).map_or("", |(_, rest)| rest);
    rest.split("\n## ").next().unwrap_or(rest)
}

fn has_heading(text: &str) -> bool {
    text.lines().any(|l| {
        let l = l.trim_start();
        l.starts_with("ruleset ") || l.starts_with("bộ tiêu chí ")
    })
}

fn has_card(text: &str) -> bool {
    ["scorecard", "phiếu điểm"]
        .iter()
        .any(|w| text.lines().any(|l| l.trim_start().starts_with(w)))
}

/// Runs an example as `sao check` would: everything that is said about it.
fn run(example: &str, lang: Lang) -> (Vec<Diagnostic>, Library) {
    let all = blocks(example);
    let pages: Vec<&Block> = all.iter().filter(|b| b.kind == "sao").collect();
    let at = lang.pick(0, 1);
    // Several blocks with a heading are several versions.
    let mut versions: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for (i, page) in pages.iter().enumerate() {
        let headed = |v: &Vec<(String, String)>| v.iter().any(|(_, t)| has_heading(t));
        if has_heading(&page.text) && versions.last().is_some_and(headed) {
            versions.push(Vec::new());
        }
        let name = if pages.len() == 1 {
            "example.sao".to_owned()
        } else {
            format!("example-{}.sao", i + 1)
        };
        versions.last_mut().unwrap().push((name, page.text.clone()));
    }
    let mut library = Library::new();
    for mut files in versions {
        if !files.iter().any(|(_, t)| has_heading(t)) {
            files.push(("ruleset.sao".to_owned(), RULESET[at].to_owned()));
        }
        if !files.iter().any(|(_, t)| has_card(t)) {
            files.push(("card.sao".to_owned(), CARD[at].to_owned()));
        }
        library.add(files);
    }
    let mut found = library.findings().to_vec();
    for block in all.iter().filter(|b| b.kind != "sao") {
        let Some(format) = Format::of_extension(&block.kind) else {
            panic!("a block of an unknown kind: {}", block.kind);
        };
        let name = format!("dossier.{}", block.kind);
        let records = library.read(&name, block.text.as_bytes(), format);
        for record in records {
            match record {
                Err(mut wrong) => found.append(&mut wrong),
                Ok(record) => {
                    if let Err(mut wrong) = library.judge(&record, &Asked::default()) {
                        found.append(&mut wrong);
                    }
                }
            }
        }
    }
    render::sort(&mut found);
    (found, library)
}

#[test]
fn the_example_on_every_page_gives_its_code_and_nothing_worse() {
    let mut wrong = String::new();
    for code in Code::ALL {
        if is_pinned_elsewhere(*code, code.page()) {
            continue;
        }
        let mut page = String::new();
        for lang in [Lang::En, Lang::Vi] {
            let text = example(code.page_in(lang), lang);
            let (found, library) = run(text, lang);
            let codes: Vec<Code> = found.iter().map(|d| d.code).collect();
            if !codes.contains(code) {
                writeln!(wrong, "{code} {lang}: the example gives {codes:?}").unwrap();
            }
            let others: Vec<_> = found
                .iter()
                .filter(|d| d.code != *code && d.severity == Severity::Error)
                .collect();
            if !others.is_empty() {
                writeln!(
                    wrong,
                    "{code} {lang}: also {:?}",
                    others
                        .iter()
                        .map(|d| (d.code, &d.message.en))
                        .collect::<Vec<_>>()
                )
                .unwrap();
            }
            found.iter().for_each(|d| speaks_of_the_page(d, &mut wrong));
            let own: Vec<Diagnostic> = found.into_iter().filter(|d| d.code == *code).collect();
            page.push_str(&graphical_all(&own, library.sources(), Look::plain(lang)));
            page.push('\n');
        }
        insta::assert_snapshot!(code.as_str(), page);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// No name of a grammar rule, of a type or of a function reaches a reader.
fn speaks_of_the_page(d: &Diagnostic, wrong: &mut String) {
    let texts = std::iter::once(&d.message)
        .chain(d.labels.iter().map(|l| &l.text))
        .chain(&d.notes)
        .chain(&d.help);
    for text in texts {
        for said in [&text.en, &text.vi] {
            for word in [
                "EOI", "k_", "only_", "_head", "_item", "Rule::", "::", "Some(", "None", "unwrap",
            ] {
                if said.contains(word) {
                    writeln!(wrong, "{}: «{said}» speaks of {word}", d.code).unwrap();
                }
            }
        }
        if text.en.trim().is_empty() || text.vi.trim().is_empty() {
            writeln!(wrong, "{}: an empty text", d.code).unwrap();
        }
    }
}

#[test]
fn every_finding_about_an_input_says_where_and_how_to_mend_it() {
    for code in Code::ALL {
        if is_pinned_elsewhere(*code, code.page()) || code.severity() != Severity::Error {
            continue;
        }
        let (found, _) = run(example(code.page_in(Lang::En), Lang::En), Lang::En);
        for d in found.iter().filter(|d| d.code == *code) {
            assert!(d.primary().is_some(), "{code} names no place");
            assert!(d.help.is_some(), "{code} does not say how to mend it");
        }
    }
}
