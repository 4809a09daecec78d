//! What stands between a fault of the formatter and the author's file.

use super::*;
use crate::text::Code;

const PAGE: &str = "\
fact beds : whole  # counted twice
# a remark
let many = beds >= 10
";

/// What is said when the formatter would make `text` of the page.
fn said_of(text: &str) -> (Option<Diagnostic>, Sources) {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("page.sao", PAGE));
    let source = sources.get(id).unwrap();
    let (file, found) = parse(source, id);
    assert_eq!(found, []);
    let change = first_change(&file, text, source, id);
    (change, sources)
}

#[test]
fn a_text_that_says_the_same_passes() {
    assert_eq!(said_of(PAGE).0, None);
    let spaced = PAGE
        .replace(' ', "  ")
        .replace("#  a  remark", "# a remark");
    let spaced = spaced.replace("#  counted  twice", "# counted twice");
    assert_eq!(said_of(&spaced).0, None);
}

#[test]
fn a_text_that_says_something_else_is_held_back() {
    for (from, to) in [
        ("10", "11"),
        (">=", ">"),
        ("let many = beds >= 10", ""),
        ("# a remark", ""),
        ("# a remark", "# another"),
        ("10\n", "10 # one more\n"),
        ("10\n", "10 \"ten\"\n"),
        (":", "="),
    ] {
        let (change, _) = said_of(&PAGE.replace(from, to));
        assert_eq!(change.map(|c| c.code), Some(Code::E0190), "{from} {to}");
    }
    let swapped = "# a remark\nfact beds : whole # counted twice\nlet many = beds >= 10\n";
    assert!(said_of(swapped).0.is_some());
}

#[cfg(feature = "cli")]
#[test]
fn the_author_is_told_where() {
    use crate::text::Look;
    use crate::text::render::graphical;
    let (change, sources) = said_of(&PAGE.replace(">=", ">"));
    let change = change.unwrap();
    for (name, lang) in [("held_back_en", Lang::En), ("held_back_vi", Lang::Vi)] {
        insta::assert_snapshot!(name, graphical(&change, &sources, Look::plain(lang)));
    }
}
