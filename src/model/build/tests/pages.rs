//! The example on the page of a code is its test case.

use super::files;
use crate::text::{Code, Lang, Severity};

/// What is added to an example that has no `ruleset` heading.
const RULESET: &str = "ruleset example version \"1\" \
    { rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 } }";
/// What is added to an example that has no card either.
const CARD: &str =
    "scorecard card \"Card\" { criterion 1 \"One\" 100 { a 0 \"no\"; b 100 \"yes\" } }";

/// The `sao` blocks of a page.
fn blocks(page: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut open: Option<String> = None;
    for line in page.lines() {
        match (&mut open, line.trim_end()) {
            (None, "```sao") => open = Some(String::new()),
            (Some(_), "```") => all.extend(open.take()),
            (Some(text), line) => {
                text.push_str(line);
                text.push('\n');
            }
            _ => {}
        }
    }
    all
}

#[test]
fn the_example_of_every_page_gives_its_code_and_no_other_error() {
    let mine = ["02", "04", "06"];
    let mut wrong = Vec::new();
    for code in Code::ALL {
        // E0653 is told when rules are changed on purpose, not when they are read.
        let read = *code != Code::E0653;
        if !read || !mine.iter().any(|m| code.as_str().get(1..3) == Some(*m)) {
            continue;
        }
        for lang in Lang::ALL {
            let mut pages = blocks(code.page_in(lang));
            if pages.is_empty() {
                continue;
            }
            let text = pages.join("\n");
            let has =
                |words: [&str; 2]| text.lines().any(|l| words.iter().any(|w| l.starts_with(w)));
            if !has(["ruleset ", "bộ tiêu chí "]) {
                pages.push(RULESET.to_owned());
                if !has(["scorecard ", "phiếu điểm "]) {
                    pages.push(CARD.to_owned());
                }
            }
            let named: Vec<(String, &String)> = pages
                .iter()
                .enumerate()
                .map(|(i, t)| (format!("{}.sao", i + 1), t))
                .collect();
            let list: Vec<(&str, &str)> = named
                .iter()
                .map(|(n, t)| (n.as_str(), t.as_str()))
                .collect();
            let run = files(&list);
            let hits = run.found.iter().filter(|d| d.code == *code).count();
            let others = run
                .found
                .iter()
                .filter(|d| d.code != *code && d.severity == Severity::Error)
                .count();
            if hits != 1 || others > 0 {
                wrong.push(format!("{code} {lang}:\n{}", run.lines(lang)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
