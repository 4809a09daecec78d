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
