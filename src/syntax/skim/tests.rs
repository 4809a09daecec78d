use super::*;
use crate::syntax::tree::Stmt;
use crate::syntax::{arbitrary, parse, print};
use proptest::prelude::*;

fn only_tests(text: &str) -> bool {
    holds_only_tests(&Source::new("x.sao", text))
}

#[test]
fn tests_alone_are_seen_in_both_languages() {
    let english = "# A remark {\ntest \"a } brace\" for tea {\n  best\n  expect total 5\n}\ntest \"b\" for tea { worst }\n";
    assert!(only_tests(english));
    assert!(only_tests("kiểm thử \"một\" cho chè { tốt nhất }"));
}

#[test]
fn anything_beside_tests_is_seen() {
    for text in [
        "",
        "# only a remark",
        "fact age : number",
        "test \"a\" for tea { best }\nfact age : number",
        "fact age : number\ntest \"a\" for tea { best }",
        "test \"a\" for tea { best } fact age : number",
        "testing \"a\" for tea { best }",
        "test \"a\" for tea\nscorecard tea \"Tea\" { }",
    ] {
        assert!(!only_tests(text), "{text}");
    }
}

#[test]
fn what_had_to_be_mended_is_read_whole() {
    for text in [
        "test \"a\" for tea { best",
        "test \"a\" for tea { best }}",
        "test \"a for tea { best }\nfact age : number \"x\"",
    ] {
        assert!(!only_tests(text), "{text}");
    }
}

proptest! {
    #[test]
    fn a_file_is_left_out_only_when_its_tree_holds_only_tests(
        file in arbitrary::file(),
        vietnamese in any::<bool>(),
    ) {
        let text = print(&file, if vietnamese { Lang::Vi } else { Lang::En });
        let source = Source::new("x.sao", &text);
        let (tree, _) = parse(&source, SourceId(0));
        let tests = tree.items.iter().all(|n| matches!(n.stmt, Stmt::Test(_)));
        prop_assert_eq!(holds_only_tests(&source), tests && !tree.items.is_empty(), "{}", text);
    }
}
