//! The command line itself: help, languages, usage errors, pages of codes, new schemes.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;
use common::{empty, page, root, run, sao, scaffold};
use insta::assert_snapshot;
use sao::text::Code;

const COMMANDS: &[&str] = &[
    "check",
    "fmt",
    "score",
    "batch",
    "why",
    "show",
    "schema",
    "versions",
    "verify",
    "test",
    "explain",
    "new",
    "completions",
    "help",
];

#[test]
fn alone_it_says_where_to_begin() {
    assert_snapshot!("first_page_vi", page(&root(), &[]));
    assert_snapshot!("first_page_en", page(&root(), &["--lang", "en"]));
}

#[test]
fn help_speaks_one_language_at_a_time() {
    assert_snapshot!("help_vi", page(&root(), &["--help"]));
    assert_snapshot!("help_en", page(&root(), &["--lang", "en", "--help"]));
    for command in COMMANDS {
        for (lang, wrong) in [("vi", "Usage"), ("en", "Cách dùng")] {
            let r = run(&root(), &[command, "--help", "--lang", lang]);
            assert_eq!((r.code, r.err.as_str()), (0, ""), "{command}");
            assert!(
                !r.out.contains(wrong) && !r.out.contains('¦'),
                "{command}: {}",
                r.out
            );
            assert!(
                r.out.lines().all(|l| l.chars().count() <= 100),
                "{command}: {}",
                r.out
            );
            let same = run(&root(), &["help", command, "--lang", lang]);
            assert_eq!(same.out, r.out);
        }
    }
}

#[test]
fn the_language_comes_from_the_option_then_the_surroundings() {
    let says = |vars: &[(&str, &str)], args: &[&str]| {
        let mut c = sao(&root(), args);
        for (k, v) in vars {
            c.env(k, v);
        }
        common::finish(&mut c).out
    };
    assert!(says(&[], &[]).starts_with("Sao chấm"));
    assert!(says(&[("LANG", "en_US.UTF-8")], &[]).starts_with("Sao scores"));
    assert!(says(&[("LANG", "en_US.UTF-8"), ("SAO_LANG", "vi")], &[]).starts_with("Sao chấm"));
    assert!(says(&[("SAO_LANG", "vi")], &["--lang=en"]).starts_with("Sao scores"));
}

#[test]
fn a_wrong_command_line_is_explained_in_our_words_and_ends_with_2() {
    let mut all = String::new();
    for lang in ["vi", "en"] {
        for args in [
            &["chek"][..],
            &["check", "--formt", "json"],
            &["check", "--format", "jsn"],
            &["score"],
            &["why"],
            &["show", "a", "b"],
            &["check", "--format"],
            &["explain"],
            &["explain", "E0700"],
            &["explain", "nonsense"],
            &["new", "2 bad names!"],
            &["help", "chek"],
            &["completions", "tcsh"],
        ] {
            let args = [args, &["--lang", lang]].concat();
            let r = run(&root(), &args);
            assert_eq!((r.code, r.out.as_str()), (2, ""), "{args:?}");
            all.push_str(&page(&root(), &args));
            all.push('\n');
        }
    }
    assert_snapshot!("usage", all);
}

#[test]
fn the_version_is_printed() {
    assert_eq!(
        run(&root(), &["--version"]).out,
        concat!("sao ", env!("CARGO_PKG_VERSION"), "\n")
    );
    assert_eq!(run(&root(), &["-V"]).code, 0);
}

#[test]
fn every_code_has_a_page_in_both_languages() {
    for code in Code::ALL {
        for (lang, headings) in [
            (
                "en",
                ["## What it means", "## Example", "## How to mend it"],
            ),
            ("vi", ["## Nghĩa là gì", "## Ví dụ", "## Cách sửa"]),
        ] {
            let r = run(&root(), &["explain", code.as_str(), "--lang", lang]);
            assert_eq!(r.code, 0);
            assert!(
                r.out.starts_with(&format!("# {code} · ")),
                "{code} {lang}: {}",
                r.out
            );
            for heading in headings {
                assert!(r.out.contains(heading), "{code} {lang} lacks {heading}");
            }
            assert!(!r.out.contains("\n---\n"), "{code}");
        }
    }
    let list = run(&root(), &["explain", "--list"]).out;
    assert!(Code::ALL.iter().all(|c| list.contains(&format!("{c}  "))));
    // However it is typed.
    assert_eq!(run(&root(), &["explain", "e0701"]).code, 0);
}

#[test]
fn colours_are_there_only_when_asked_for() {
    let plain = run(&root(), &["chek"]).err;
    assert!(!plain.contains('\u{1b}'));
    let coloured = run(&root(), &["chek", "--color", "always"]).err;
    assert!(coloured.contains("\u{1b}[1;31mlỗi[E0710]"), "{coloured}");
    let never = common::finish(sao(&root(), &["chek", "--color=never"]).env_remove("NO_COLOR"));
    assert!(!never.err.contains('\u{1b}'));
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let r = run(&root(), &["completions", shell]);
        assert_eq!(r.code, 0);
        for command in COMMANDS {
            assert!(r.out.contains(command), "{shell} {command}");
        }
        assert!(!r.out.contains('¦'));
    }
}

#[test]
fn a_new_scheme_is_written_once_and_never_over_something() {
    let t = scaffold();
    for path in [
        "thu/ruleset.sao",
        "thu/san-pham.sao",
        "thu/kiem-thu.sao",
        "thu/ho-so/vi-du.yaml",
        "trial/ruleset.sao",
        "trial/product.sao",
        "trial/tests.sao",
        "trial/dossiers/example.yaml",
    ] {
        assert!(t.path().join(path).is_file(), "{path}");
    }
    let before = std::fs::read_to_string(t.path().join("thu/ruleset.sao")).unwrap();
    assert_snapshot!("new_again", page(t.path(), &["new", "thu"]));
    assert_eq!(
        std::fs::read_to_string(t.path().join("thu/ruleset.sao")).unwrap(),
        before
    );
    // An empty folder is as good as none.
    std::fs::create_dir(t.path().join("trống")).unwrap();
    assert_snapshot!("new_in_folder", page(t.path(), &["new", "bộ_mới", "trống"]));
    // No traces beside what was promised.
    let names: Vec<_> = std::fs::read_dir(t.path().join("thu")).unwrap().collect();
    assert_eq!(names.len(), 4);
}

#[test]
fn a_reader_who_leaves_is_no_failure() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_sao"))
        .args(["explain", "--list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    let t = empty();
    assert_eq!(run(t.path(), &["--help"]).code, 0);
}
