//! `sao new NAME`: a small scheme that works, to be changed.

use super::args::ShowFormat;
use super::files::{shown, write};
use super::pretty;
use super::session::{Done, Exit, Session};
use sao::text::catalogue::files as say;
use sao::text::{Lang, fold};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

/// Runs the command.
pub fn run(s: &mut Session, name: &str, folder: Option<&Path>, format: ShowFormat) -> Done {
    if !usable(name) {
        return Err(say::bad_name(name, &mended(name)).into());
    }
    let folder = folder.map_or_else(|| PathBuf::from(name), Path::to_path_buf);
    let taken = match fs::read_dir(&folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => fs::symlink_metadata(&folder).is_ok(),
    };
    if taken {
        return Err(say::already_there(&shown(&folder)).into());
    }
    let (dossiers, pages) = pages(s.lang, name);
    fs::create_dir_all(folder.join(dossiers))
        .map_err(|e| say::unwritable(&shown(&folder), &e.to_string()))?;
    for (path, text) in &pages {
        write(&folder.join(path), text.as_bytes())?;
    }
    let place = shown(&folder);
    if format == ShowFormat::Json {
        let files: Vec<String> = pages.iter().map(|(p, _)| format!("{place}/{p}")).collect();
        let value = serde_json::json!({ "ruleset": name, "folder": place, "files": files });
        s.say(&pretty(&value))?;
        return Ok(Exit::Fine);
    }
    let mut text = match s.lang {
        Lang::Vi => format!("Đã tạo bộ tiêu chí «{name}» trong {place}:\n"),
        Lang::En => format!("Made the ruleset `{name}` in {place}:\n"),
    };
    for (path, _) in &pages {
        text.push_str(&format!("  {place}/{path}\n"));
    }
    text.push_str(s.lang.pick("Next:\n", "Tiếp theo:\n"));
    let dossier = pages.last().map_or("", |(path, _)| path.as_str());
    let commands = [
        (
            format!("sao check {place}"),
            ("is it sound?", "có ổn không?"),
        ),
        (
            format!("sao test {place}"),
            ("do its tests hold?", "kiểm thử có đạt không?"),
        ),
        (
            format!("sao why {place}/{dossier}"),
            (
                "what is the dossier worth, and why?",
                "hồ sơ được bao nhiêu, vì sao?",
            ),
        ),
    ];
    let wide = commands.iter().map(|(c, _)| c.width()).max().unwrap_or(0);
    for (command, what) in commands {
        let gap = " ".repeat(wide - command.width() + 3);
        text.push_str(&format!(
            "  {command}{gap}# {}\n",
            s.lang.pick(what.0, what.1)
        ));
    }
    s.say(&text)?;
    Ok(Exit::Fine)
}

fn usable(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && letters.all(|c| c.is_alphanumeric() || c == '_')
        && name.chars().count() <= 60
}

/// A name like the one asked for that can be used.
fn mended(name: &str) -> String {
    let mut out = String::new();
    for c in fold(name).chars().take(60) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    let out = out.trim_matches('_').to_owned();
    match out.chars().next() {
        Some(c) if c.is_ascii_alphabetic() => out,
        Some(_) => format!("s_{out}"),
        None => "my_scheme".to_owned(),
    }
}

/// The folder of dossiers, and every page with its path; the dossier last.
fn pages(lang: Lang, name: &str) -> (&'static str, Vec<(String, String)>) {
    let fill = |text: &str| text.replace("NAME", name);
    match lang {
        Lang::Vi => (
            "ho-so",
            vec![
                (
                    "ruleset.sao".to_owned(),
                    fill(include_str!("new/vi/ruleset.sao")),
                ),
                (
                    "san-pham.sao".to_owned(),
                    fill(include_str!("new/vi/san-pham.sao")),
                ),
                (
                    "kiem-thu.sao".to_owned(),
                    fill(include_str!("new/vi/kiem-thu.sao")),
                ),
                (
                    "ho-so/vi-du.yaml".to_owned(),
                    fill(include_str!("new/vi/vi-du.yaml")),
                ),
            ],
        ),
        Lang::En => (
            "dossiers",
            vec![
                (
                    "ruleset.sao".to_owned(),
                    fill(include_str!("new/en/ruleset.sao")),
                ),
                (
                    "product.sao".to_owned(),
                    fill(include_str!("new/en/product.sao")),
                ),
                (
                    "tests.sao".to_owned(),
                    fill(include_str!("new/en/tests.sao")),
                ),
                (
                    "dossiers/example.yaml".to_owned(),
                    fill(include_str!("new/en/example.yaml")),
                ),
            ],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_cannot_be_used_is_mended() {
        assert!(usable("bộ_của_tôi2"));
        assert!(!usable("2x") && !usable("") && !usable("a b") && !usable("../x"));
        assert_eq!(mended("Bộ của tôi!"), "bo_cua_toi");
        assert_eq!(mended("2026"), "s_2026");
        assert_eq!(mended("!!"), "my_scheme");
    }
}
