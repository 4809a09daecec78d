//! Files: reading them, finding rulesets, sorting a tree of files into rulesets.

use sao::text::catalogue::files as say;
use sao::text::{Diagnostic, Source, closest};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// The most bytes of a file that is read whole.
pub const LIMIT: u64 = 32 << 20;
/// How deep folders are searched, and how far up a ruleset is looked for.
const DEEPEST: usize = 24;

/// The files of one ruleset version: names as people see them, and bytes.
#[derive(Debug)]
pub struct Tree {
    /// The folder.
    pub name: String,
    /// Its `.sao` files in order of their names.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A path as it is shown: without `./`, with `/` between names.
pub fn shown(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rooted = false;
    for c in path.components() {
        match c {
            Component::CurDir => {}
            Component::RootDir => rooted = true,
            Component::Prefix(p) => parts.push(p.as_os_str().to_string_lossy().into_owned()),
            Component::ParentDir => parts.push("..".to_owned()),
            Component::Normal(n) => parts.push(n.to_string_lossy().into_owned()),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

/// The same path without `.` in it, so that equal paths are written equally.
fn tidy(path: &Path) -> PathBuf {
    let kept: PathBuf = path
        .components()
        .filter(|c| !matches!(c, Component::CurDir))
        .collect();
    if kept.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        kept
    }
}

/// The lower-case end of a name, without the dot.
pub fn extension(path: &Path) -> String {
    path.extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

/// Whether a path means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Why nothing stands at a path, with a neighbour of a similar name.
pub fn missing(path: &Path) -> Diagnostic {
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let folder = match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let beside: Vec<String> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    let near = closest(&name, beside.iter().map(String::as_str)).map(|n| shown(&folder.join(n)));
    say::not_found(&shown(path), near.as_deref())
}

/// What the system says, without its number.
pub fn reason(e: &io::Error) -> String {
    let text = e.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// When it is not there, is a folder, cannot be read, is too large or is not text.
pub fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let name = shown(path);
    let mut bytes = Vec::new();
    let result = if is_stdin(path) {
        io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes)
    } else {
        let meta = match fs::metadata(path) {
            Ok(m) => m,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(missing(path)),
            Err(e) if e.kind() == io::ErrorKind::NotADirectory => return Err(missing(path)),
            Err(e) => return Err(say::unreadable(&name, &reason(&e))),
        };
        if meta.is_dir() {
            return Err(say::is_a_folder(&name, first_dossier(path).as_deref()));
        }
        if meta.len() > LIMIT {
            return Err(say::too_large(&name, meta.len() >> 20, LIMIT >> 20));
        }
        fs::File::open(path).and_then(|f| f.take(LIMIT + 1).read_to_end(&mut bytes))
    };
    match result {
        Err(e) => Err(say::unreadable(&name, &reason(&e))),
        Ok(n) if n as u64 > LIMIT => Err(say::too_large(&name, LIMIT >> 20, LIMIT >> 20)),
        Ok(_) if bytes.contains(&0) => Err(say::binary(&name)),
        Ok(_) => Ok(bytes),
    }
}

/// The ends of the names of dossier files.
pub const DOSSIERS: &str = ".yaml .yml .json .csv .ndjson .jsonl";

/// Whether a path is a dossier file by the end of its name.
pub fn is_dossier(path: &Path) -> bool {
    let end = extension(path);
    !end.is_empty()
        && DOSSIERS
            .split(' ')
            .any(|d| d.trim_start_matches('.') == end)
}

fn first_dossier(folder: &Path) -> Option<String> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|e| e.path())
        .filter(|p| is_dossier(p))
        .collect();
    all.sort();
    all.first().map(|p| shown(p))
}

/// A file that is neither a ruleset nor a dossier.
pub fn wrong_kind(path: &Path, expected: &str) -> Diagnostic {
    let mend = match extension(path).as_str() {
        "xlsx" | "xls" | "ods" | "xlsm" => Some((
            "save the sheet as CSV (UTF-8) and use that",
            "lưu bảng tính thành CSV (UTF-8) rồi dùng tệp đó",
        )),
        "doc" | "docx" | "pdf" => Some((
            "type the answers into a YAML file or a CSV table; `sao schema` shows its fields",
            "nhập câu trả lời vào tệp YAML hoặc bảng CSV; `sao schema` cho xem các trường",
        )),
        "sao" => Some((
            "this is a ruleset; name a dossier here, and the ruleset with --rules",
            "đây là bộ tiêu chí; ở đây nêu hồ sơ, còn bộ tiêu chí nêu bằng --rules",
        )),
        "txt" => Some((
            "rename it after what it holds: .yaml, .json, .csv or .sao",
            "đổi tên theo nội dung: .yaml, .json, .csv hay .sao",
        )),
        _ if is_dossier(path) => Some((
            "this is a dossier; name a ruleset here",
            "đây là hồ sơ; ở đây nêu bộ tiêu chí",
        )),
        _ => None,
    };
    say::wrong_kind(&shown(path), expected, mend)
}

/// Where rulesets are looked for: where it is said, in `SAO_RULES`, or from the
/// folder of each dossier upwards, or from here.
///
/// # Errors
/// When no place holds any.
pub fn find_rules(asked: &[PathBuf], dossiers: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    if !asked.is_empty() {
        return Ok(asked.to_vec());
    }
    if let Some(list) = std::env::var_os("SAO_RULES").filter(|v| !v.is_empty()) {
        return Ok(std::env::split_paths(&list)
            .filter(|p| !p.as_os_str().is_empty())
            .collect());
    }
    let mut near: Vec<PathBuf> = Vec::new();
    for dossier in dossiers.iter().filter(|p| !is_stdin(p)) {
        let folder = dossier
            .parent()
            .filter(|f| !f.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        if let Some(found) = upwards(folder)
            && !near.iter().any(|n| same_place(n, &found))
        {
            near.push(found);
        }
    }
    if near.is_empty() {
        near.extend(upwards(Path::new(".")));
    }
    if near.is_empty() {
        let here = std::env::current_dir()
            .map(|d| shown(&d))
            .unwrap_or_default();
        return Err(say::no_rulesets(&here));
    }
    Ok(near)
}

/// Whether two ways lead to one folder.
fn same_place(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(x), Ok(y)) if x == y)
}

/// The nearest folder from here up that holds `.sao` files or a folder `rulesets`.
fn upwards(from: &Path) -> Option<PathBuf> {
    let mut folder = from.to_path_buf();
    for _ in 0..DEEPEST {
        if !sao_files_in(&folder).is_empty() {
            return Some(folder);
        }
        let rulesets = folder.join("rulesets");
        if rulesets.is_dir() {
            return Some(rulesets);
        }
        folder = above(&folder)?;
    }
    None
}

/// The folder above, written as people would: `a` for `a/b`, `..` for `.`.
fn above(folder: &Path) -> Option<PathBuf> {
    let real = folder.canonicalize().ok()?;
    real.parent()?;
    match folder.components().next_back() {
        Some(Component::Normal(_)) => match folder.parent() {
            Some(p) if p.as_os_str().is_empty() => Some(PathBuf::from(".")),
            Some(p) => Some(p.to_path_buf()),
            None => None,
        },
        Some(Component::CurDir) | None => Some(PathBuf::from("..")),
        Some(Component::ParentDir) => Some(folder.join("..")),
        Some(Component::RootDir | Component::Prefix(_)) => None,
    }
}

fn sao_files_in(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| tidy(&e.path()))
        .filter(|p| extension(p) == "sao" && p.is_file())
        .collect();
    all.sort();
    all
}

/// Where a file really is, so that two ways to it are one.
pub fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// Every `.sao` file of a tree, folder by folder, in order of names. Links to
/// folders are not followed, hidden folders not entered.
fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), Diagnostic> {
    let entries = fs::read_dir(folder).map_err(|e| say::unreadable(&shown(folder), &reason(&e)))?;
    let mut all: Vec<PathBuf> = entries.flatten().map(|e| tidy(&e.path())).collect();
    all.sort();
    for path in all {
        let Ok(meta) = fs::symlink_metadata(&path) else {
            continue;
        };
        let hidden = path
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if meta.is_dir() {
            if !hidden && depth < DEEPEST {
                walk(&path, depth + 1, found)?;
            }
        } else if extension(&path) == "sao" && path.is_file() && !hidden {
            found.push(path);
        }
    }
    Ok(())
}

/// The `.sao` files under some paths, each once, in order.
///
/// # Errors
/// When a path is not there, cannot be read or is no `.sao` file.
pub fn sao_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut found = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => {
                return Err(say::unreadable(&shown(path), &reason(&e)));
            }
            Err(_) => return Err(missing(path)),
            Ok(m) if m.is_dir() => {
                let before = found.len();
                walk(path, 0, &mut found)?;
                if found.len() == before {
                    return Err(say::no_rulesets(&format!("«{}»", shown(path))));
                }
            }
            Ok(_) if extension(path) == "sao" => found.push(tidy(path)),
            Ok(_) => return Err(wrong_kind(path, ".sao")),
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|p| seen.insert(p.canonicalize().unwrap_or_else(|_| p.clone())));
    Ok(found)
}

/// Whether a text opens a `ruleset` block, or one of a decision that amends
/// another: the word at the start of a line.
fn opens_ruleset(bytes: &[u8]) -> bool {
    let Ok(source) = Source::from_bytes("", bytes) else {
        return false;
    };
    source.text().lines().any(|line| {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("ruleset" | "amendment") => words.next().is_some(),
            Some("quyết") => {
                words.next() == Some("định")
                    && words.next() == Some("sửa")
                    && words.next() == Some("đổi")
            }
            Some("bộ") => words.next() == Some("tiêu") && words.next() == Some("chí"),
            _ => false,
        }
    })
}

/// Whether a page of a crosswalk begins in a file.
fn opens_crosswalk(bytes: &[u8]) -> bool {
    let Ok(source) = Source::from_bytes("", bytes) else {
        return false;
    };
    source.text().lines().any(|line| {
        let words: Vec<&str> = line.split_whitespace().take(4).collect();
        matches!(
            words.as_slice(),
            ["crosswalk", _, ..] | ["bảng", "chuyển", "đổi", _, ..]
        )
    })
}

/// The files under some paths, sorted into rulesets: each file belongs to the
/// nearest folder, from its own upwards, that holds a `ruleset` block.
///
/// A file that is named alone brings its whole ruleset with it; unless its
/// folder holds several files with such a block, each a ruleset by itself.
///
/// # Errors
/// When a path or a file cannot be read.
pub fn trees(paths: &[PathBuf]) -> Result<Vec<Tree>, Diagnostic> {
    let mut sorter = Sorter::default();
    let mut alone: Vec<Tree> = Vec::new();
    for path in paths {
        for file in sao_files(std::slice::from_ref(path))? {
            if file == tidy(path) && opens_ruleset(&read(&file)?) && !only_opener(&file) {
                let files = vec![(shown(&file), read(&file)?)];
                alone.push(Tree {
                    name: shown(&file),
                    files,
                });
            } else {
                sorter.add(&file)?;
            }
        }
    }
    let mut trees = sorter.trees()?;
    trees.append(&mut alone);
    trees.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(trees)
}

/// Sorts files into the folders of their rulesets.
#[derive(Default)]
struct Sorter {
    /// Folders of rulesets, as they are on the disk, and how they were named.
    homes: BTreeMap<PathBuf, PathBuf>,
    /// Which folders hold a `ruleset` block, or a crosswalk.
    opens: BTreeMap<PathBuf, bool>,
}

impl Sorter {
    fn add(&mut self, file: &Path) -> Result<(), Diagnostic> {
        let folder = folder_of(file);
        let home = self.owner_of(&folder).unwrap_or(folder);
        let real = home.canonicalize().unwrap_or_else(|_| home.clone());
        self.homes.entry(real).or_insert(home);
        Ok(())
    }

    /// The nearest folder from here up that holds a `ruleset` block. Pages of a
    /// crosswalk are at home where they lie: whatever stands above is not theirs.
    fn owner_of(&mut self, folder: &Path) -> Option<PathBuf> {
        let mut here = folder.to_path_buf();
        for _ in 0..DEEPEST {
            let opens = *self.opens.entry(here.clone()).or_insert_with_key(|f| {
                sao_files_in(f)
                    .iter()
                    .any(|file| read(file).is_ok_and(|b| opens_ruleset(&b) || opens_crosswalk(&b)))
            });
            if opens {
                return Some(here);
            }
            here = above(&here)?;
        }
        None
    }

    /// Every ruleset with all its files: also those that were not named.
    fn trees(mut self) -> Result<Vec<Tree>, Diagnostic> {
        let mut trees = Vec::new();
        for home in std::mem::take(&mut self.homes).into_values() {
            let mut all = Vec::new();
            walk(&home, 0, &mut all)?;
            let mut files = Vec::new();
            for file in all {
                let folder = folder_of(&file);
                let owner = self.owner_of(&folder);
                let belongs = match owner {
                    Some(owner) => owner == home,
                    None => folder == home,
                };
                if belongs {
                    files.push((shown(&file), read(&file)?));
                }
            }
            trees.push(Tree {
                name: shown(&home),
                files,
            });
        }
        Ok(trees)
    }
}

fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(p) if !p.as_os_str().is_empty() => p.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Whether no other file of the folder opens a ruleset.
fn only_opener(file: &Path) -> bool {
    sao_files_in(&folder_of(file))
        .iter()
        .filter(|f| f.as_path() != file)
        .all(|f| !read(f).is_ok_and(|b| opens_ruleset(&b)))
}

/// Writes a file whole or not at all: beside it first, then in its place.
///
/// # Errors
/// When the system refuses.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let refuse = |e: io::Error| say::unwritable(&shown(path), &reason(&e));
    // A link is written through, not replaced.
    let path_buf = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let name = path_buf
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let beside = folder_of(&path_buf).join(format!(".{name}.{}.tmp", std::process::id()));
    let written = fs::write(&beside, bytes).and_then(|()| {
        if let Ok(meta) = fs::metadata(&path_buf) {
            fs::set_permissions(&beside, meta.permissions())?;
        }
        fs::rename(&beside, &path_buf)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.map_err(refuse)
}
