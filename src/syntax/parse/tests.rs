use super::*;
use crate::text::Sources;

fn clean(text: &str) {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("page.sao", text));
    let (file, found) = parse(sources.get(id).unwrap(), id);
    let said: Vec<String> = found
        .iter()
        .map(|d| d.one_line(&sources, crate::text::Lang::En))
        .collect();
    assert!(said.is_empty(), "{}\n{file:#?}", said.join("\n"));
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
