//! Texts that were written to do harm: read in bounded time and space, with
//! something sensible said about them.

use super::said;
use crate::text::{Code, Diagnostic};

fn codes(found: &[Diagnostic]) -> Vec<Code> {
    found.iter().map(|d| d.code).collect()
}

#[test]
fn a_page_of_one_sign_is_read() {
    for sign in ["}", "\"", "#", "-", "*", "\\", "\n", " ", "\u{0}", "1", "é"] {
        let (_, found) = said(&sign.repeat(50_000 / sign.len()));
        let blank = ["#", "\n", " "].contains(&sign);
        assert_eq!(found.is_empty(), blank, "{sign:?}");
        assert!(found.len() <= 1001, "{sign:?}: {}", found.len());
    }
}

#[test]
fn a_megabyte_of_what_opens_and_never_closes_is_read() {
    for sign in ["{", "("] {
        let (_, found) = said(&sign.repeat(1 << 20));
        assert!(codes(&found).contains(&Code::E0110), "{:?}", codes(&found));
        assert!(found.len() <= 3, "{:?}", codes(&found));
    }
}

#[test]
fn what_is_nested_too_deeply_is_said_once() {
    for (open, close) in [
        ("(", ")"),
        ("not (", ")"),
        ("min(", ")"),
        ("{", "}"),
        ("any (", ")"),
    ] {
        let text = format!("let x = {}a{}", open.repeat(5000), close.repeat(5000));
        let (_, found) = said(&text);
        assert_eq!(codes(&found), [Code::E0110], "{open}");
    }
    let text = format!("{}{}", "foo {\n".repeat(5000), "}\n".repeat(5000));
    assert!(codes(&said(&text).1).contains(&Code::E0110));
}

#[test]
fn what_is_not_too_deep_is_read() {
    let text = format!("let x = {}a{}", "(".repeat(60), ")".repeat(60));
    assert_eq!(codes(&said(&text).1), []);
}

#[test]
fn chains_without_end_are_refused() {
    let not = format!("let x = {}a", "not ".repeat(100_000));
    assert_eq!(codes(&said(&not).1), [Code::E0110]);
    let minus = format!("let x = {}a", "- ".repeat(100_000));
    assert_eq!(codes(&said(&minus).1), [Code::E0110]);
    let sum = format!("let x = 1{}", " + 1".repeat(20_000));
    assert_eq!(codes(&said(&sum).1), [Code::E0111]);
    let ifs = format!("let x = {}a{}", "if a then b else ".repeat(200), "");
    assert_eq!(codes(&said(&ifs).1), [Code::E0110]);
}

#[test]
fn one_statement_too_entangled_leaves_the_others_readable() {
    // More levels than there is stack for.
    let deep = "if a then b else ".repeat(60_000);
    let text = format!("let x = {deep}a\nlet y = 1\nlet z = ??\n");
    let (file, found) = said(&text);
    assert_eq!(codes(&found), [Code::E0111, Code::E0102]);
    assert_eq!(file.items.len(), 3);
}

#[test]
fn numbers_and_words_of_a_thousand_letters_are_said_in_short() {
    let (_, found) = said(&format!("let x = {}", "9".repeat(1000)));
    assert_eq!(codes(&found), [Code::E0108]);
    for long in [
        "x".repeat(100_000),
        "\"".repeat(100_000),
        "?".repeat(100_000),
    ] {
        let (_, found) = said(&format!("scorecard {long}"));
        assert!(!found.is_empty());
        for d in found {
            assert!(d.message.en.len() < 2000, "{}", d.message.en.len());
        }
    }
}

#[test]
fn repeated_fragments_are_read_in_time() {
    let heads = [
        "",
        "scorecard x \"y\" { criterion 1 \"a\" 3 { a 1 when ",
        "ruleset a version \"1\" { rating of total { ",
    ];
    let fragments = [
        "criterian 1.1 \"x\" 3\n",
        "foo {\n",
        "foo { a, ",
        "a 1 \"x\" when (((((((((((((((((((((((((1)\n",
        "let x = a + ",
        "let a = if b then ",
        "> 1, ",
        "- 1 > 1, ",
        "fact a : list {",
        "by a { else { ",
        "a where ",
        "“a” ",
        "* 1 .. ",
        "1..",
        "a 1 \"x\\\" ",
        "criterion 1 \"x\" { section 1 \"y\" {\n",
    ];
    for head in heads {
        for fragment in fragments {
            let (_, found) = said(&format!(
                "{head}{}",
                fragment.repeat(4_000 / fragment.len())
            ));
            assert!(found.len() <= 1001);
        }
    }
}

#[test]
fn findings_beyond_the_thousandth_are_counted() {
    let (_, found) = said(&"what is this\n".repeat(1500));
    assert_eq!(found.len(), 1001);
    let last = found.last().unwrap();
    assert_eq!(last.code, Code::E0115);
    assert!(
        last.message.en.starts_with("500 more"),
        "{}",
        last.message.en
    );
}
