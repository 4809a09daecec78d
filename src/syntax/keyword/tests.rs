use super::*;
use std::collections::HashMap;
use unicode_normalization::is_nfc;

const GRAMMAR: &str = include_str!("../../../grammar/keywords.pest");

/// `AtLeast` as the grammar names it: `k_at_least`.
fn rule_name(keyword: Keyword) -> String {
    let mut name = String::from("k");
    for letter in format!("{keyword:?}").chars() {
        if letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// One alternative of a rule, `"at" ~ gap ~ "least"`, as a form: `at least`.
fn form(alternative: &str) -> String {
    alternative
        .split('~')
        .map(|bit| match bit.trim() {
            "gap" => " ",
            "gap*" => "",
            text => text.trim_matches('"'),
        })
        .collect()
}

/// The rules of the grammar: name, English form, Vietnamese form.
fn rules() -> Vec<(String, String, String)> {
    GRAMMAR
        .lines()
        .filter(|line| line.starts_with("k_"))
        .map(|line| {
            let (name, body) = line.split_once('=').unwrap();
            let body = body.trim().strip_prefix("@{ (").unwrap();
            let body = body.strip_suffix(") ~ !wc }").unwrap();
            let (en, vi) = body.split_once(" | ").unwrap();
            (name.trim().to_owned(), form(en), form(vi))
        })
        .collect()
}

#[test]
fn the_table_is_the_grammars() {
    let table: Vec<_> = Keyword::ALL
        .iter()
        .map(|k| {
            let form = |lang| k.form(lang).to_owned();
            (rule_name(*k), form(Lang::En), form(Lang::Vi))
        })
        .collect();
    assert_eq!(table, rules());
}

#[test]
fn every_form_is_composed_and_of_one_language() {
    for keyword in Keyword::ALL {
        assert!(keyword.form(Lang::En).is_ascii(), "{keyword:?}");
        assert!(is_nfc(keyword.form(Lang::Vi)), "{keyword:?}");
        assert_ne!(keyword.form(Lang::En), keyword.form(Lang::Vi));
    }
}

/// Two keywords may share a form only where the grammar never has to choose
/// between them.
#[test]
fn keywords_share_a_form_only_where_the_place_tells_them_apart() {
    for (lang, shared) in [
        (Lang::En, &["best", "else", "of", "to"][..]),
        (Lang::Vi, &["không có", "làm tròn", "tiêu chí"]),
    ] {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for keyword in Keyword::ALL {
            *seen.entry(keyword.form(lang)).or_default() += 1;
        }
        for (form, times) in seen {
            assert_eq!(times > 1, shared.contains(&form), "{form}");
        }
    }
}

#[test]
fn a_keyword_is_found_at_the_start_of_a_text_and_only_whole() {
    let vi = |k: Keyword, text| k.begins(Lang::Vi, text);
    assert_eq!(vi(Keyword::Any, "có  bất\tkỳ x"), Some("có  bất\tkỳ".len()));
    assert_eq!(vi(Keyword::Any, "có bấtkỳ"), None);
    assert_eq!(vi(Keyword::Any, "có bất\nkỳ"), None);
    assert_eq!(vi(Keyword::Any, "có"), None);
    assert_eq!(vi(Keyword::Yes, "cóc"), None);
    assert_eq!(vi(Keyword::Yes, "có"), Some("có".len()));
    assert_eq!(Keyword::YesNo.begins(Lang::En, "yes / no {"), Some(8));
    assert_eq!(Keyword::YesNo.begins(Lang::En, "yes/non"), None);
}
