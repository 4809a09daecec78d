//! What holds for every page.
#![allow(clippy::string_slice, reason = "a slip here is a failed test")]

use super::*;
use crate::syntax::{arbitrary, print};
use proptest::prelude::*;

/// What the formatter makes of a page, or what is wrong with it.
fn try_format(text: &str, keywords: Option<Lang>) -> Result<String, String> {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("page.sao", text));
    format(sources.get(id).unwrap(), id, keywords).map_err(|found| {
        let said = found.iter().map(|d| d.one_line(&sources, Lang::En));
        format!("{}\n{text}", said.collect::<Vec<_>>().join("\n"))
    })
}

/// The tree without places, and the comments; nothing for a page with errors.
fn read(text: &str) -> Option<(File, Vec<String>)> {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("page.sao", text));
    let (file, found) = parse(sources.get(id).unwrap(), id);
    let comments = file.comments.iter().map(|c| c.value.clone()).collect();
    found.is_empty().then(|| (file.without_places(), comments))
}

/// Where the white space between the words of a page is.
fn gaps(text: &str) -> Vec<usize> {
    let (mut quoted, mut escaped, mut gaps) = (false, false, Vec::new());
    for (at, letter) in text.char_indices() {
        if quoted {
            quoted = letter == '\\' || escaped || letter != '"';
            escaped = letter == '\\' && !escaped;
        } else if letter == '"' {
            (quoted, escaped) = (true, false);
        } else if letter == ' ' || letter == '\n' {
            gaps.push(at);
        }
    }
    gaps
}

/// White space that an author may leave behind.
fn white() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\n",
        "\n\n\n",
        "\t ",
        " ; ",
        "  # why: \"so\" {\n",
        "\n# on its own\n",
        " # one\n\n  # two\n",
        "\n  #không dấu cách\n;\n",
    ])
}

/// The page with some of its white space done anew: at line ends only, or
/// anywhere.
fn disturb(text: &str, whites: &[(prop::sample::Index, &str)], at_line_ends: bool) -> String {
    let mut gaps = gaps(text);
    if at_line_ends {
        gaps.retain(|at| text.as_bytes().get(*at) == Some(&b'\n'));
    }
    let mut text = text.to_owned();
    if gaps.is_empty() {
        return text;
    }
    let mut chosen: Vec<_> = whites.iter().map(|(i, w)| (*i.get(&gaps), *w)).collect();
    chosen.sort_unstable();
    chosen.dedup_by_key(|(at, _)| *at);
    for (at, white) in chosen.into_iter().rev() {
        let end = if at_line_ends { "\n" } else { "" };
        text.replace_range(at..=at, &format!("{white}{end}"));
    }
    text
}

/// A quarter of the usual number of pages, since they are big.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: usual.cases / 4,
        failure_persistence: None,
        ..usual
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_printed_page_is_in_form(file in arbitrary::file()) {
        for keywords in Lang::ALL {
            let page = print(&file, keywords);
            prop_assert_eq!(try_format(&page, None), Ok(page));
        }
    }

    #[test]
    fn comments_at_line_ends_and_on_lines_of_their_own_are_kept(
        file in arbitrary::file(),
        whites in prop::collection::vec((any::<prop::sample::Index>(), white()), 0..8),
    ) {
        let page = disturb(&print(&file, Lang::Vi), &whites, true);
        let said = read(&page);
        prop_assert!(said.is_some(), "{}", page);
        let once = try_format(&page, None).map_err(TestCaseError::fail)?;
        prop_assert_eq!(&read(&once), &said, "{}\n{}", page, once);
        prop_assert_eq!(try_format(&once, None), Ok(once), "{}", page);
    }

    #[test]
    fn whatever_can_be_read_can_be_formatted_and_only_once(
        file in arbitrary::file(),
        whites in prop::collection::vec((any::<prop::sample::Index>(), white()), 0..8),
        keywords in prop::sample::select(vec![None, Some(Lang::Vi), Some(Lang::En)]),
    ) {
        let page = disturb(&print(&file, Lang::En), &whites, false);
        let Some(said) = read(&page) else {
            // A keyword of two words was torn apart.
            return Ok(());
        };
        let once = try_format(&page, keywords).map_err(TestCaseError::fail)?;
        prop_assert_eq!(read(&once), Some(said), "{}\n{}", page, once);
        prop_assert_eq!(try_format(&once, keywords), Ok(once), "{}", page);
    }

    #[test]
    fn a_page_goes_to_the_other_language_and_back(file in arbitrary::file()) {
        let vi = print(&file, Lang::Vi);
        let en = try_format(&vi, Some(Lang::En)).map_err(TestCaseError::fail)?;
        let printed = print(&file, Lang::En);
        prop_assert_eq!(words(&en), words(&printed));
        let back = try_format(&en, Some(Lang::Vi)).map_err(TestCaseError::fail)?;
        prop_assert_eq!(words(&back), words(&vi));
    }

    #[test]
    fn each_keyword_keeps_its_language(
        file in arbitrary::file(),
        english in prop::collection::vec(any::<bool>(), 1..20),
    ) {
        let (en, vi) = (print(&file, Lang::En), print(&file, Lang::Vi));
        if en.lines().count() != vi.lines().count() {
            // A list takes more lines in one of them.
            return Ok(());
        }
        let lines = en.lines().zip(vi.lines()).zip(english.iter().cycle());
        let mixed: Vec<_> = lines.map(|((en, vi), choice)| if *choice { en } else { vi }).collect();
        let mixed = mixed.join("\n");
        let once = try_format(&mixed, None).map_err(TestCaseError::fail)?;
        prop_assert_eq!(words(&once), words(&mixed));
    }
}
