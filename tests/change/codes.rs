//! The pages of the codes about comparing: each example is run.

use crate::common::{empty, run};
use insta::assert_snapshot;
use sao::text::{Code, Lang};
use std::fs;

/// The blocks of the example of a page: what each is, and its text.
fn blocks(page: &str, lang: Lang) -> Vec<(String, String)> {
    let heading = lang.pick("## Example", "## Ví dụ");
    let rest = page.split_once(heading).map_or("", |(_, rest)| rest);
    let example = rest.split("\n## ").next().unwrap_or(rest);
    let mut all: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in example.lines() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(kind) => {
                open = true;
                all.push((kind.to_owned(), String::new()));
            }
            None if open => {
                let (_, text) = all.last_mut().unwrap();
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    all
}

/// The example on each page about comparing is run: `.sao` blocks are the
/// folders `versions/1`, `versions/2` …, a table is `portfolio.csv`, and the command is
/// the one on the page.
#[test]
fn the_command_on_every_page_about_comparing_gives_its_code() {
    for code in Code::ALL.iter().filter(|c| c.as_str().starts_with("E09")) {
        let mut pages = String::new();
        for lang in [Lang::En, Lang::Vi] {
            let t = empty();
            let mut command = String::new();
            let mut versions = 0;
            for (kind, text) in blocks(code.page_in(lang), lang) {
                match kind.as_str() {
                    "sao" => {
                        versions += 1;
                        let folder = t.path().join("versions").join(versions.to_string());
                        fs::create_dir_all(&folder).unwrap();
                        fs::write(folder.join("ruleset.sao"), text).unwrap();
                    }
                    "csv" => fs::write(t.path().join("portfolio.csv"), text).unwrap(),
                    "ndjson" => fs::write(t.path().join("dossiers.ndjson"), text).unwrap(),
                    "console" => command = text,
                    other => panic!("{code}: a block of an unknown kind: {other}"),
                }
            }
            let words: Vec<&str> = command.trim().split(' ').collect();
            let [_, "sao", args @ ..] = words.as_slice() else {
                panic!("{code}: no command on the page");
            };
            let mut args = args.to_vec();
            args.extend(["--lang", lang.pick("en", "vi")]);
            let r = run(t.path(), &args);
            assert!(r.err.contains(code.as_str()), "{code}: {} {}", r.out, r.err);
            let errors = r.err.matches("[E").count();
            assert_eq!(
                errors,
                r.err.matches(code.as_str()).count() / 2,
                "{code}: {}",
                r.err
            );
            pages.push_str(&r.err);
            pages.push('\n');
        }
        assert_snapshot!(code.as_str(), pages);
    }
}
