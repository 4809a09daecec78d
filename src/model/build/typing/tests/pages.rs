use super::page::read;
use crate::text::{Code, Lang, Severity};

/// The examples of a page half, as one text.
fn example(code: Code, lang: Lang) -> Option<String> {
    let page = code.page_in(lang);
    let (_, rest) = page.split_once("```sao\n")?;
    let (body, _) = rest.split_once("\n```")?;
    Some(body.to_owned())
}

#[test]
fn the_example_on_each_page_about_names_and_types_shows_its_code() {
    let mine = Code::ALL
        .iter()
        .filter(|c| c.as_str().get(1..3) == Some("03"));
    let mut shown = 0;
    for code in mine {
        for lang in Lang::ALL {
            let Some(text) = example(*code, lang) else {
                assert_eq!(*code, Code::E0336, "{code} has no example");
                continue;
            };
            let mut page = read(&text);
            page.names.unused(&mut page.found);
            let errors: Vec<&str> = page
                .found
                .iter()
                .filter(|d| d.severity == Severity::Error)
                .map(|d| d.code.as_str())
                .collect();
            if code.severity() == Severity::Error {
                assert_eq!(errors, [code.as_str()], "{code} {lang}:\n{}", page.brief());
            } else {
                assert!(errors.is_empty(), "{code} {lang}:\n{}", page.brief());
                assert!(page.codes().contains(&code.as_str()), "{code} {lang}");
            }
            shown += 1;
        }
    }
    assert!(shown >= 90);
}
