//! Rulesets for a command: found on the disk, read, ready to score.

use super::files;
use super::session::{Session, Stop};
use sao::Library;
use sao::text::{Diagnostic, Severity, Sources};
use std::path::{Path, PathBuf};

/// The rulesets under some paths.
///
/// # Errors
/// When a path or a file cannot be read.
pub fn under(paths: &[PathBuf]) -> Result<Library, Stop> {
    let mut library = Library::new();
    for tree in files::trees(paths)? {
        library.add(tree.files);
    }
    Ok(library)
}

/// The rulesets that a command works with: those of `--rules`, of `SAO_RULES`,
/// or those nearest to the dossier.
///
/// What is wrong with them is told on the stream of errors in one line each;
/// rulesets without errors are used all the same.
///
/// # Errors
/// When there are none, or none can be used.
pub fn load(s: &mut Session, dossier: Option<&Path>) -> Result<Library, Stop> {
    let library = under(&files::find_rules(&s.rules, dossier)?)?;
    let errors: Vec<Diagnostic> = library
        .findings()
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .cloned()
        .collect();
    if library.rulesets().is_empty() && !errors.is_empty() {
        return Err(Stop::Found(errors, library.sources().clone()));
    }
    if !errors.is_empty() {
        let sources: &Sources = library.sources();
        let text = sao::text::render::concise(&errors, sources, s.lang);
        s.aside(&text);
    }
    Ok(library)
}

/// `--assume NAME=READING`, in two.
///
/// # Errors
/// When there is no `=` in it.
pub fn readings(assume: &[String]) -> Result<Vec<(String, String)>, Diagnostic> {
    assume
        .iter()
        .map(|text| match text.split_once('=') {
            Some((name, reading)) => Ok((name.trim().to_owned(), reading.trim().to_owned())),
            None => Err(sao::text::catalogue::files::usage(
                sao::text::Both::new(
                    format!("`{text}` does not say which reading"),
                    format!("«{text}» chưa nói hiểu theo cách nào"),
                ),
                sao::text::Both::new(
                    "write NAME=READING, such as minimums_fail=unrated",
                    "viết TÊN=CÁCH-HIỂU, ví dụ minimums_fail=unrated",
                ),
            )),
        })
        .collect()
}
