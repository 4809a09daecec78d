//! `sao fmt`: one style for every page.

use super::args::ShowFormat;
use super::files::{self, is_stdin, shown};
use super::pretty;
use super::session::{Done, Exit, Session, Stop, counted};
use sao::syntax;
use sao::text::catalogue::reading;
use sao::text::{Diagnostic, Lang, Source, Sources};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(
    s: &mut Session,
    paths: &[PathBuf],
    check: bool,
    keywords: Option<Lang>,
    format: ShowFormat,
) -> Done {
    if paths.iter().any(|p| is_stdin(p)) {
        return one_from_stdin(s, check, keywords);
    }
    let found = if paths.is_empty() {
        files::sao_files(&files::find_rules(&s.rules, &[])?)?
    } else {
        files::sao_files(paths)?
    };
    let mut sources = Sources::new();
    let mut wrong: Vec<Diagnostic> = Vec::new();
    let mut changed: Vec<String> = Vec::new();
    for path in &found {
        let bytes = files::read(path)?;
        match laid_out(path, &bytes, keywords, &mut sources) {
            Err(mut found) => wrong.append(&mut found),
            Ok(text) if text.as_bytes() == bytes.as_slice() => {}
            Ok(text) => {
                if !check {
                    files::write(path, text.as_bytes())?;
                }
                changed.push(shown(path));
            }
        }
    }
    if format == ShowFormat::Json {
        let errors: Vec<_> = wrong.iter().map(|d| d.to_json(&sources)).collect();
        let value = json!({
            "files": found.len(),
            "changed": changed,
            "written": !check,
            "errors": errors,
        });
        s.say(&pretty(&value))?;
        let clean = wrong.is_empty() && (!check || changed.is_empty());
        return Ok(if clean { Exit::Fine } else { Exit::Findings });
    }
    let mut text = String::new();
    for path in &changed {
        text.push_str(&match (s.lang, check) {
            (Lang::Vi, true) => format!("sẽ đổi: {path}\n"),
            (Lang::Vi, false) => format!("đã trình bày lại: {path}\n"),
            (Lang::En, true) => format!("would change: {path}\n"),
            (Lang::En, false) => format!("laid out: {path}\n"),
        });
    }
    let all = counted(found.len(), s.lang, "file", "files", "tệp");
    let n = super::session::count(changed.len(), s.lang);
    text.push_str(&match (s.lang, check) {
        (Lang::Vi, true) => format!("{all} đã xem, {n} tệp sẽ đổi.\n"),
        (Lang::Vi, false) => format!("{all} đã xem, {n} tệp đã đổi.\n"),
        (Lang::En, true) => format!("{all} seen, {n} would change.\n"),
        (Lang::En, false) => format!("{all} seen, {n} changed.\n"),
    });
    s.say(&text)?;
    if !wrong.is_empty() {
        return Err(Stop::Found(wrong, sources));
    }
    Ok(if check && !changed.is_empty() {
        Exit::Findings
    } else {
        Exit::Fine
    })
}

fn one_from_stdin(s: &mut Session, check: bool, keywords: Option<Lang>) -> Done {
    let path = Path::new("-");
    let bytes = files::read(path)?;
    let mut sources = Sources::new();
    match laid_out(path, &bytes, keywords, &mut sources) {
        Err(wrong) => Err(Stop::Found(wrong, sources)),
        Ok(text) if check => Ok(if text.as_bytes() == bytes.as_slice() {
            Exit::Fine
        } else {
            Exit::Findings
        }),
        Ok(text) => s.say(&text).map(|()| Exit::Fine),
    }
}

fn laid_out(
    path: &Path,
    bytes: &[u8],
    keywords: Option<Lang>,
    sources: &mut Sources,
) -> Result<String, Vec<Diagnostic>> {
    match Source::from_bytes(shown(path), bytes) {
        Err(e) => Err(vec![reading::not_utf8(&shown(path), &e)]),
        Ok(source) => {
            let id = sources.add(source);
            match sources.get(id) {
                Some(source) => syntax::format(source, id, keywords),
                None => Ok(String::new()),
            }
        }
    }
}
