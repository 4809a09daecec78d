use super::*;
use crate::syntax::{arbitrary, parse};
use crate::text::{Source, Sources};
use proptest::prelude::*;

/// The tree of a page without errors, its places forgotten.
fn read(text: &str) -> Result<File, String> {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("page.sao", text));
    let Some(source) = sources.get(id) else {
        return Err("no source".to_owned());
    };
    let (file, found) = parse(source, id);
    match found.as_slice() {
        [] => Ok(file.without_places()),
        found => Err(found
            .iter()
            .map(|d| d.one_line(&sources, Lang::En))
            .collect::<Vec<_>>()
            .join("\n")),
    }
}

/// Where two trees part, with a few lines around it.
fn difference(read: &File, printed: &File) -> String {
    let lines = |file: &File| -> Vec<String> {
        let text = format!("{:#?}", file.items);
        let telling = |l: &&str| !l.contains("span") && !l.contains("SourceId");
        text.lines().filter(telling).map(str::to_owned).collect()
    };
    let (read, printed) = (lines(read), lines(printed));
    let same = read
        .iter()
        .zip(&printed)
        .take_while(|(a, b)| a == b)
        .count();
    let some = |lines: &[String]| {
        lines[same.min(lines.len())..]
            .iter()
            .take(12)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    };
    format!("read:\n{}\nprinted:\n{}", some(&read), some(&printed))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_page_is_read_as_what_was_printed(file in arbitrary::file()) {
        for keywords in Lang::ALL {
            let text = print(&file, keywords);
            match read(&text) {
                Ok(again) if again == file => {}
                Ok(again) => prop_assert!(false, "{}\n{}", text, difference(&again, &file)),
                Err(found) => prop_assert!(false, "{}\n{}", text, found),
            }
        }
    }
}
