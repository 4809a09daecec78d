mod hostile;
mod messages;
mod planted;
mod properties;
mod trees;

use super::*;
use crate::text::Sources;

/// The tree of a page and what is said about it.
fn said(text: &str) -> (File, Vec<Diagnostic>) {
    parse(&Source::new("page.sao", text), SourceId(0))
}

/// The tree of a page about which nothing is said.
#[track_caller]
fn clean(text: &str) -> File {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("page.sao", text));
    let (file, found) = parse(sources.get(id).unwrap(), id);
    let said: Vec<String> = found
        .iter()
        .map(|d| d.one_line(&sources, crate::text::Lang::En))
        .collect();
    assert!(said.is_empty(), "{}\n{file:#?}", said.join("\n"));
    file
}

fn pages_under(folder: &std::path::Path, pages: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages_under(&path, pages);
        } else if path.extension().is_some_and(|e| e == "sao") {
            pages.push(path);
        }
    }
}

#[test]
fn every_page_of_the_rulesets_and_examples_is_read() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = Vec::new();
    for folder in ["rulesets", "examples"] {
        pages_under(&root.join(folder), &mut pages);
    }
    assert!(!pages.is_empty());
    for page in pages {
        clean(&std::fs::read_to_string(page).unwrap());
    }
}

#[test]
fn the_pages_that_new_writes_are_read() {
    for text in [
        include_str!("../../cli/new/en/ruleset.sao"),
        include_str!("../../cli/new/en/product.sao"),
        include_str!("../../cli/new/en/tests.sao"),
        include_str!("../../cli/new/vi/ruleset.sao"),
        include_str!("../../cli/new/vi/san-pham.sao"),
        include_str!("../../cli/new/vi/kiem-thu.sao"),
    ] {
        clean(text);
    }
}

#[test]
fn every_construct_is_read() {
    clean(include_str!("tests/ruleset.sao"));
    clean(include_str!("tests/card.sao"));
}
