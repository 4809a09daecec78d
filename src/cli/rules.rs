//! Rulesets for a command: found on the disk, read, ready to score.

use super::files;
use super::session::{Session, Stop};
use sao::Library;
use sao::text::catalogue::files as say;
use sao::text::{Diagnostic, Severity, Sources};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The rulesets under some paths.
///
/// # Errors
/// When a path or a file cannot be read.
pub fn under(paths: &[PathBuf]) -> Result<Library, Stop> {
    read(Library::new(), paths)
}

fn read(mut library: Library, paths: &[PathBuf]) -> Result<Library, Stop> {
    library.add_all(files::trees(paths)?.into_iter().map(|tree| tree.files));
    Ok(library)
}

/// The rulesets that a command works with: those of `--rules`, of `SAO_RULES`,
/// or those nearest to the dossier.
///
/// What is wrong with them is told on the stream of errors in one line each;
/// rulesets without errors are used all the same. Files of tests are left out.
///
/// # Errors
/// When there are none, or none can be used.
pub fn load(s: &mut Session, dossier: Option<&Path>) -> Result<Library, Stop> {
    let near: Vec<PathBuf> = dossier.map(Path::to_path_buf).into_iter().collect();
    load_near(s, &near)
}

/// [`load`] for several dossiers: the rulesets nearest to each of them.
///
/// # Errors
/// When there are none, or none can be used.
pub fn load_near(s: &mut Session, dossiers: &[PathBuf]) -> Result<Library, Stop> {
    usable(s, Library::without_tests(), dossiers)
}

/// [`load`] with the tests of the rulesets.
///
/// # Errors
/// When there are none, or none can be used.
pub fn load_with_tests(s: &mut Session) -> Result<Library, Stop> {
    usable(s, Library::new(), &[])
}

/// What is at hand, into a library, whatever is wrong with it; nothing is told.
/// Rulesets of which some files are named are left out: a draft may lie beside
/// the version of which it is a copy.
///
/// # Errors
/// When there are no rulesets, or a file cannot be read.
pub fn at_hand(
    s: &Session,
    mut library: Library,
    without: &HashSet<PathBuf>,
) -> Result<Library, Stop> {
    let trees = files::trees(&files::find_rules(&s.rules, &[])?)?;
    let kept = trees.into_iter().filter(|t| {
        let mut names = t.files.iter().map(|(name, _)| files::real(Path::new(name)));
        !names.any(|n| without.contains(&n))
    });
    library.add_all(kept.map(|tree| tree.files));
    Ok(library)
}

fn usable(s: &mut Session, library: Library, dossiers: &[PathBuf]) -> Result<Library, Stop> {
    let library = read(library, &files::find_rules(&s.rules, dossiers)?)?;
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
/// When there is no `=` in it, or no ruleset at hand leaves such a point open.
pub fn readings(assume: &[String], library: &Library) -> Result<Vec<(String, String)>, Diagnostic> {
    let all = split(assume)?;
    for (name, reading) in &all {
        let rulesets = library.rulesets();
        if rulesets.iter().any(|r| r.assuming(name, reading).is_some()) {
            continue;
        }
        let mut have: Vec<String> = Vec::new();
        for a in rulesets.iter().flat_map(|r| &r.assumptions) {
            for c in &a.choices {
                let label = format!("{}={}", a.name, c.name);
                if !have.contains(&label) {
                    have.push(label);
                }
            }
        }
        let names: Vec<String> = rulesets.iter().map(sao::model::Ruleset::label).collect();
        let asked = format!("{name}={reading}");
        return Err(say::no_such_assumption(&asked, &names.join(", "), &have));
    }
    Ok(all)
}

fn split(assume: &[String]) -> Result<Vec<(String, String)>, Diagnostic> {
    assume
        .iter()
        .map(|text| match text.split_once('=') {
            Some((name, reading)) => Ok((name.trim().to_owned(), reading.trim().to_owned())),
            None => Err(say::usage(
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
