mod guard;
mod properties;
mod samples;

use super::*;
use crate::text::Sources;

/// The page in its canonical form.
fn formatted(text: &str, keywords: Option<Lang>) -> String {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("page.sao", text));
    match format(sources.get(id).unwrap(), id, keywords) {
        Ok(text) => text,
        Err(found) => {
            let said = found.iter().map(|d| d.one_line(&sources, Lang::En));
            panic!("{}\n{text}", said.collect::<Vec<_>>().join("\n"));
        }
    }
}

/// The words of a page, whatever stands between them.
fn words(text: &str) -> Vec<&str> {
    let white = |c: char| c.is_whitespace() || c == ';';
    text.split(white).filter(|w| !w.is_empty()).collect()
}

#[test]
fn the_pages_that_new_writes_are_in_form() {
    for text in [
        include_str!("../../cli/new/en/ruleset.sao"),
        include_str!("../../cli/new/en/product.sao"),
        include_str!("../../cli/new/en/tests.sao"),
        include_str!("../../cli/new/vi/ruleset.sao"),
        include_str!("../../cli/new/vi/san-pham.sao"),
        include_str!("../../cli/new/vi/kiem-thu.sao"),
    ] {
        assert_eq!(formatted(text, None), text);
    }
}
#[test]
fn every_page_of_the_rulesets_and_examples_goes_to_the_other_language_and_back() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("rulesets"), root.join("examples")];
    let mut pages = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "sao") {
                let form = formatted(&std::fs::read_to_string(path).unwrap(), Some(Lang::Vi));
                let english = formatted(&form, Some(Lang::En));
                let back = formatted(&english, Some(Lang::Vi));
                assert_eq!(words(&back), words(&form));
                pages += 1;
            }
        }
    }
    assert!(pages > 0);
}
