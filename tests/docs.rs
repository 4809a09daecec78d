//! What the documentation shows is run: every `.sao` example is checked, every
//! command is carried out and its output compared.
//!
//! - ` ```sao ` is one or more whole statements; ` ```sao card ` stands in a
//!   scorecard, ` ```sao ruleset ` in a ruleset. What is missing around it is
//!   added. ` ```sao wrong ` must have an error.
//! - ` ```sao file=NAME ` (also yaml, csv, json) is written into the folder in which the
//!   commands of the same page run.
//! - ` ```console ` holds commands (`$ sao …`, `$ cargo run --release -- …`) with
//!   their output; a line `…` stands for any lines, `[exit 1]` for the exit code.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;
mod oddities;
mod slips;

use sao::Library;
use sao::text::{Look, Severity, render};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

struct Block {
    info: String,
    text: String,
    line: usize,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut all = Vec::new();
    let mut open: Option<Block> = None;
    for (i, line) in page.lines().enumerate() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(info), None) => {
                open = Some(Block {
                    info: info.trim().to_owned(),
                    text: String::new(),
                    line: i + 1,
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

/// The pages that are read as they stand: README and docs, without the pages
/// of codes, which `diagnostics` runs.
fn pages() -> Vec<PathBuf> {
    let root = common::root();
    let mut all = Vec::new();
    for folder in [
        root.clone(),
        root.join("docs"),
        root.join("examples"),
        root.join("rulesets"),
    ] {
        collect(&folder, folder == root, &mut all);
    }
    all.sort();
    all
}

fn collect(folder: &Path, flat: bool, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !flat && path.file_name().is_some_and(|n| n != "errors") {
            collect(&path, false, all);
        } else if path.extension().is_some_and(|e| e == "md") {
            all.push(path);
        }
    }
}

const RATING: &str = "rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }";

fn whole(block: &Block) -> String {
    let text = &block.text;
    let text = match block.info.as_str() {
        "sao card" => format!("scorecard card \"Card\" {{\n{text}\n}}\n"),
        "sao ruleset" => {
            let rating = if text.contains("rating of") || text.contains("xếp hạng theo") {
                ""
            } else {
                RATING
            };
            format!("ruleset example version \"1\" {{\n{rating}\n{text}\n}}\n")
        }
        _ => text.clone(),
    };
    let says = |words: [&str; 2]| {
        text.lines()
            .any(|l| words.iter().any(|w| l.trim_start().starts_with(w)))
    };
    let mut text = text.clone();
    if !says(["ruleset ", "bộ tiêu chí "]) {
        text = format!("{text}\nruleset example version \"1\" {{ {RATING} }}\n");
    }
    if !says(["scorecard ", "phiếu điểm "]) {
        text.push_str("\nscorecard card \"Card\" { criterion 1 \"One\" 100 { a 0; b 100 } }\n");
    }
    text
}

#[test]
fn every_example_of_the_language_in_the_docs_is_sound() {
    let mut wrong = String::new();
    let mut seen = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        for block in blocks(&page) {
            if !block.info.starts_with("sao") || block.info.contains("file=") {
                continue;
            }
            seen += 1;
            let mut library = Library::new();
            library.add([(format!("{}:{}", path.display(), block.line), whole(&block))]);
            let errors: Vec<_> = library
                .findings()
                .iter()
                .filter(|d| d.severity == Severity::Error)
                .cloned()
                .collect();
            if (block.info == "sao wrong") == errors.is_empty() {
                let drawn =
                    render::graphical_all(&errors, library.sources(), Look::plain(sao::Lang::En));
                writeln!(wrong, "{}:{}\n{drawn}", path.display(), block.line).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(seen >= 18, "the language reference has examples");
}

#[test]
fn every_command_in_the_docs_prints_what_the_page_shows() {
    let mut wrong = String::new();
    let mut seen = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        let all = blocks(&page);
        let own_files = all.iter().any(|b| b.info.contains("file=")) || page.contains("$ sao new ");
        let folder = common::empty();
        let root = common::root();
        let home = if own_files {
            folder.path()
        } else {
            root.as_path()
        };
        let lang =
            if path.to_string_lossy().ends_with(".vi.md") || page.contains("<!-- lang: vi -->") {
                "vi"
            } else {
                "en"
            };
        for block in &all {
            if let Some((_, name)) = block.info.split_once("file=") {
                let file = folder.path().join(name.trim());
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, &block.text).unwrap();
            } else if block.info == "console" {
                for (command, expected) in commands(&block.text) {
                    let Some(args) = arguments(&command) else {
                        continue;
                    };
                    seen += 1;
                    let (args, output) = match args.split_last() {
                        Some((last, rest)) if rest.last().is_some_and(|w| w == ">") => {
                            (rest[..rest.len() - 1].to_vec(), Some(last.clone()))
                        }
                        _ => (args, None),
                    };
                    let words: Vec<&str> = args.iter().map(String::as_str).collect();
                    let mut sao = common::sao(home, &words);
                    let run = common::finish(sao.env("SAO_LANG", lang));
                    let mut printed = format!("{}{}", run.out, run.err);
                    if let Some(name) = output {
                        fs::write(folder.path().join(name), &run.out).unwrap();
                        printed = run.err.clone();
                    }
                    if run.code != 0 {
                        writeln!(printed, "[exit {}]", run.code).unwrap();
                    }
                    if !alike(&expected, &printed) {
                        writeln!(
                            wrong,
                            "{}:{} $ {command}\n--- the page shows\n{expected}\n--- it prints\n{printed}",
                            path.display(),
                            block.line
                        )
                        .unwrap();
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(seen >= 10, "the docs show commands");
}

/// Commands and what the page shows below each.
fn commands(text: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            all.push((command.to_owned(), String::new()));
        } else if let Some((_, output)) = all.last_mut() {
            output.push_str(line);
            output.push('\n');
        }
    }
    all
}

/// The words after `sao`; none when the command is another program's.
fn arguments(command: &str) -> Option<Vec<String>> {
    let command = command.split("   #").next().unwrap_or(command).trim();
    let rest = command
        .strip_prefix("cargo run --release -- ")
        .or_else(|| command.strip_prefix("sao "))?;
    let mut words = Vec::new();
    let mut quoted = false;
    let mut word = String::new();
    for c in rest.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            c => word.push(c),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    Some(words)
}

/// Whether an output is the one shown; a line `…` stands for any lines.
fn alike(shown: &str, printed: &str) -> bool {
    let clean = |t: &str| -> Vec<String> {
        t.trim_end()
            .lines()
            .map(|l| l.trim_end().to_owned())
            .collect()
    };
    let (shown, printed) = (clean(shown), clean(printed));
    if shown.is_empty() {
        // A command without output on the page shows only that it works.
        return !printed.last().is_some_and(|l| l.starts_with("[exit "));
    }
    fits(&shown, &printed)
}

fn fits(shown: &[String], printed: &[String]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((gap, rest)) if gap.trim() == "…" => {
            (0..=printed.len()).any(|n| fits(rest, &printed[n..]))
        }
        Some((line, rest)) => printed.first() == Some(line) && fits(rest, &printed[1..]),
    }
}
