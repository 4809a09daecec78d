//! Dossiers for a command: found, opened, handed on one by one.

use super::files::{self, extension, is_stdin, shown};
use super::session::Stop;
use sao::Library;
use sao::dossier::{self, Format, Record, Rows};
use sao::text::catalogue::{files as say, reading};
use sao::text::{Diagnostic, Source, SourceId, Sources, closest};
use std::fs;
use std::io::{BufReader, Cursor};
use std::path::Path;

/// One dossier of a file.
pub struct Entry {
    /// What it says, or what is wrong with it.
    pub record: Result<Record, Vec<Diagnostic>>,
    /// Its text: findings about it point here.
    pub source: Source,
    /// What it is called when it has no id: the file, and the row in a file of many.
    pub name: String,
}

/// The place of a dossier's text in findings, before [`adopt`] moves them.
pub fn place(library: &Library) -> SourceId {
    library.next_source()
}

/// Findings about a dossier, its text added to the sources they point into.
pub fn adopt(
    wrong: Vec<Diagnostic>,
    source: Source,
    at: SourceId,
    sources: &mut Sources,
) -> Vec<Diagnostic> {
    let new = sources.add(source);
    wrong.into_iter().map(|d| d.moved(at, new)).collect()
}

/// Hands on every dossier of a file, in order. Files of many are read row by
/// row, whatever their size.
///
/// # Errors
/// When the file cannot be read, or `f` says so.
pub fn each(
    library: &Library,
    path: &Path,
    f: &mut dyn FnMut(Entry) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let name = shown(path);
    let id = place(library);
    if is_stdin(path) {
        let bytes = files::read(path)?;
        let format = sniff(&bytes);
        return match format {
            Format::Csv | Format::Ndjson => stream(&name, Cursor::new(bytes), format, id, f),
            Format::Yaml | Format::Json => whole(&name, &bytes, format, id, f),
        };
    }
    let Some(format) = Format::of_extension(&extension(path)) else {
        if !path.exists() {
            return Err(files::missing(path).into());
        }
        if path.is_dir() {
            // The message names a dossier in the folder.
            files::read(path)?;
        }
        return Err(files::wrong_kind(path, files::DOSSIERS).into());
    };
    match format {
        Format::Csv | Format::Ndjson if path.is_file() => {
            let file =
                fs::File::open(path).map_err(|e| say::unreadable(&name, &files::reason(&e)))?;
            stream(&name, BufReader::new(file), format, id, f)
        }
        _ => whole(&name, &files::read(path)?, format, id, f),
    }
}

fn stream<R: std::io::BufRead>(
    name: &str,
    reader: R,
    format: Format,
    id: SourceId,
    f: &mut dyn FnMut(Entry) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let rows = match format {
        Format::Csv => Rows::csv(reader, name),
        _ => Rows::ndjson(reader, name),
    };
    for (source, record) in rows.in_source(id) {
        let name = format!("{name}:{}", source.first_line());
        f(Entry {
            record,
            source,
            name,
        })?;
    }
    Ok(())
}

fn whole(
    name: &str,
    bytes: &[u8],
    format: Format,
    id: SourceId,
    f: &mut dyn FnMut(Entry) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let source = match Source::from_bytes(name, bytes) {
        Ok(source) => source,
        Err(e) => {
            let source = Source::new(name, &String::from_utf8_lossy(bytes));
            let wrong = vec![reading::not_utf8(name, &e)];
            return f(Entry {
                record: Err(wrong),
                source,
                name: name.to_owned(),
            });
        }
    };
    let all = dossier::read(&source, id, format);
    let many = all.len() > 1;
    for (i, record) in all.into_iter().enumerate() {
        f(Entry {
            record,
            source: source.clone(),
            name: if many {
                format!("{name}#{}", i + 1)
            } else {
                name.to_owned()
            },
        })?;
    }
    Ok(())
}

/// The one dossier of a file, or the one of an id, with its text.
///
/// # Errors
/// When the file cannot be read, holds several and none is named, holds none
/// of that id, or the dossier itself is wrong.
pub fn one(library: &Library, path: &Path, id: Option<&str>) -> Result<(Record, Source), Stop> {
    let mut found: Option<Entry> = None;
    let mut ids: Vec<String> = Vec::new();
    let mut several = false;
    each(library, path, &mut |entry| {
        let own = entry.record.as_ref().ok().and_then(|r| r.header.id.clone());
        let wanted = match id {
            Some(id) => own.as_deref() == Some(id),
            None => true,
        };
        if ids.len() < 2000 {
            ids.push(own.unwrap_or_else(|| entry.name.clone()));
        }
        if wanted {
            several |= found.is_some();
            found.get_or_insert(entry);
        }
        Ok(())
    })?;
    let name = shown(path);
    match (found, id) {
        (Some(_), None) if several => Err(say::several_dossiers(&name, &ids).into()),
        (Some(entry), _) => match entry.record {
            Ok(record) => Ok((record, entry.source)),
            Err(wrong) => Err(told(library, wrong, entry.source)),
        },
        (None, Some(id)) => {
            let near = closest(id, ids.iter().map(String::as_str));
            Err(say::no_such_dossier(id, &name, near.as_deref(), &ids).into())
        }
        (None, None) => Err(say::no_dossier_in(&name).into()),
    }
}

/// Findings about a dossier that end a command.
pub fn told(library: &Library, wrong: Vec<Diagnostic>, source: Source) -> Stop {
    let mut sources = library.sources().clone();
    let moved = adopt(wrong, source, place(library), &mut sources);
    Stop::Found(moved, sources)
}

/// The form of a text that comes without a name.
fn sniff(bytes: &[u8]) -> Format {
    let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or(bytes));
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.lines().next().unwrap_or_default();
    if text.starts_with('{') {
        // An object a line, or one object over many lines.
        let whole = first.trim_end().ends_with('}');
        let next = text
            .lines()
            .nth(1)
            .is_some_and(|l| l.trim_start().starts_with('{'));
        if whole && next {
            Format::Ndjson
        } else {
            Format::Json
        }
    } else if text.starts_with('[') {
        Format::Json
    } else if first.contains([',', ';', '\t']) && !first.contains(": ") && !first.starts_with('#') {
        Format::Csv
    } else {
        Format::Yaml
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_a_name_is_known_by_its_look() {
        assert_eq!(sniff(b"id,scorecard\na,b\n"), Format::Csv);
        assert_eq!(sniff("\u{feff}id;scorecard\n".as_bytes()), Format::Csv);
        assert_eq!(sniff(b"{\"id\": 1}\n{\"id\": 2}\n"), Format::Ndjson);
        assert_eq!(sniff(b"{\n  \"id\": 1\n}\n"), Format::Json);
        assert_eq!(sniff(b"# a, b\nid: x\n"), Format::Yaml);
        assert_eq!(sniff(b"id: x\n1.1: a\n"), Format::Yaml);
        assert_eq!(sniff(b""), Format::Yaml);
    }
}
