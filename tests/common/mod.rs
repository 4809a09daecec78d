//! Runs the command line as a person does.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(missing_docs, clippy::expect_used)]

use assert_cmd::Command;
use std::path::{Path, PathBuf};

/// The folder of the crate.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program, in a folder, without what the surroundings might say.
pub fn sao(folder: &Path, args: &[&str]) -> Command {
    let mut c = Command::new(env!("CARGO_BIN_EXE_sao"));
    for name in [
        "SAO_LANG",
        "SAO_RULES",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "CLICOLOR_FORCE",
    ] {
        c.env_remove(name);
    }
    c.env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .current_dir(folder)
        .args(args);
    c
}

/// What a run printed and how it ended.
pub struct Run {
    pub out: String,
    pub err: String,
    pub code: i32,
}

pub fn run(folder: &Path, args: &[&str]) -> Run {
    finish(&mut sao(folder, args))
}

pub fn run_with_input(folder: &Path, args: &[&str], input: impl Into<Vec<u8>>) -> Run {
    finish(sao(folder, args).write_stdin(input))
}

pub fn finish(c: &mut Command) -> Run {
    let done = c.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what it prints is UTF-8");
    let run = Run {
        out: text(done.stdout),
        err: text(done.stderr),
        code: done.status.code().expect("no signal ends it"),
    };
    assert_ne!(run.code, 101, "a panic: {}", run.err);
    run
}

/// A run as it would stand on a page.
pub fn page(folder: &Path, args: &[&str]) -> String {
    let r = run(folder, args);
    let mut text = format!("$ sao {}\n", args.join(" "));
    text.push_str(&r.out);
    if !r.err.is_empty() {
        text.push_str("── stderr\n");
        text.push_str(&r.err);
    }
    text.push_str(&format!("── exit {}\n", r.code));
    text
}

/// An empty folder of its own.
pub fn empty() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A folder that `sao new` filled: `thu/` in Vietnamese, `trial/` in English.
pub fn scaffold() -> tempfile::TempDir {
    let t = empty();
    assert_eq!(run(t.path(), &["new", "thu"]).code, 0);
    assert_eq!(run(t.path(), &["new", "trial", "--lang", "en"]).code, 0);
    t
}

/// The decisions of `rulesets/ocop`, without the tests of their rules; names are
/// relative to that folder.
pub fn decisions() -> sao::Library {
    fn collect(home: &Path, folder: &Path, all: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with("kiem-thu") {
                collect(home, &path, all);
            } else if path.extension().is_some_and(|e| e == "sao") {
                let name = path.strip_prefix(home).expect("below it");
                let name = name.to_string_lossy().replace('\\', "/");
                all.push((name, std::fs::read(&path).expect("a file")));
            }
        }
    }
    let home = root().join("rulesets/ocop");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&home)
        .expect("the decisions")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.is_dir())
        .collect();
    folders.sort();
    let mut library = sao::Library::new();
    for folder in folders {
        let mut all = Vec::new();
        collect(&home, &folder, &mut all);
        if !all.is_empty() {
            all.sort();
            library.add(all);
        }
    }
    assert!(library.is_sound(), "{:#?}", library.unsound());
    library
}
