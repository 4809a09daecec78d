//! Where dossiers come from: files by their names, standard input by how it begins.

use super::super::files::{self, extension, is_stdin, reason, shown};
use super::desk::{Desk, Tally};
use super::sheet::Sink;
#[cfg(feature = "arrow")]
use super::tables::{Reader, Table};
use sao::dossier::{Apart, Cutter, Format, Uncut};
use sao::text::catalogue::{batches, files as say};
use sao::text::{Diagnostic, SourceId};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
#[cfg(feature = "arrow")]
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How many rows of a text go to a core at a time.
const ROWS: usize = 2048;

/// A set of rows.
pub enum Set {
    Lines(Arc<Cutter>, Vec<Uncut>),
    #[cfg(feature = "arrow")]
    Columns(Arc<str>, Box<Table>),
}

impl Set {
    /// Scores them and writes them.
    pub fn work(&self, desk: &mut Desk<'_>, sink: &mut Sink) -> Tally {
        match self {
            Set::Lines(cutter, rows) => desk.work(cutter, rows, sink),
            #[cfg(feature = "arrow")]
            Set::Columns(name, table) => desk.work_table(name, table, sink),
        }
    }
}

/// A file, or standard input.
pub enum Input {
    Lines(Box<Apart<Box<dyn BufRead>>>),
    #[cfg(feature = "arrow")]
    Columns(Box<Typed>),
}

/// A table whose columns have types.
#[cfg(feature = "arrow")]
pub struct Typed {
    name: Arc<str>,
    reader: Reader,
    /// Sets that are read and not yet taken, the next one last.
    ready: Vec<Table>,
    size: u64,
    bytes: Arc<AtomicU64>,
    /// Standard input, set down while it is read.
    _set_down: Option<SetDown>,
}

/// What a table is, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text(Format),
    Parquet,
    Arrow,
}

impl Kind {
    fn of_extension(end: &str) -> Option<Kind> {
        match end {
            "parquet" => Some(Kind::Parquet),
            "arrow" | "arrows" | "feather" | "ipc" => Some(Kind::Arrow),
            _ => match Format::of_extension(end)? {
                format @ (Format::Csv | Format::Ndjson) => Some(Kind::Text(format)),
                _ => None,
            },
        }
    }

    fn built_with(self, name: &str) -> Result<(), Diagnostic> {
        match self {
            Kind::Text(_) => Ok(()),
            Kind::Parquet => built_with(name, "Parquet"),
            Kind::Arrow => built_with(name, "Arrow"),
        }
    }
}

/// Whether this build has the forms whose columns have types.
pub fn built_with(name: &str, form: &str) -> Result<(), Diagnostic> {
    if cfg!(feature = "arrow") {
        Ok(())
    } else {
        Err(batches::built_without(name, form))
    }
}

/// Whether a file can be a table at all.
pub fn readable(path: &Path) -> Result<(), Diagnostic> {
    if is_stdin(path) {
        return Ok(());
    }
    kind(path)?.built_with(&shown(path))
}

fn kind(path: &Path) -> Result<Kind, Diagnostic> {
    if !path.exists() {
        return Err(files::missing(path));
    }
    match Kind::of_extension(&extension(path)) {
        Some(kind) if path.is_file() => Ok(kind),
        _ => Err(batches::not_a_table(&shown(path))),
    }
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.bytes
            .fetch_add(u64::try_from(n).unwrap_or(0), Ordering::Relaxed);
        Ok(n)
    }
}

impl Input {
    /// Opens a file or standard input.
    ///
    /// # Errors
    /// When it cannot be read, or is not what it says.
    pub fn open(
        path: &Path,
        id: SourceId,
        bytes: &Arc<AtomicU64>,
        stopped: &Arc<AtomicBool>,
    ) -> Result<Input, Diagnostic> {
        let name = shown(path);
        let unreadable = |e: io::Error| say::unreadable(&name, &reason(&e));
        let lines = |inner: Box<dyn Read>, format: Format| {
            let counted = Counted {
                inner,
                bytes: Arc::clone(bytes),
            };
            let reader: Box<dyn BufRead> = Box::new(BufReader::with_capacity(1 << 20, counted));
            Input::Lines(Box::new(Apart::new(reader, name.clone(), format, id)))
        };
        if !is_stdin(path) {
            let kind = kind(path)?;
            kind.built_with(&name)?;
            let file = File::open(path).map_err(unreadable)?;
            return match kind {
                Kind::Text(format) => Ok(lines(Box::new(file), format)),
                kind => Input::typed(kind, file, &name, bytes, None),
            };
        }
        let mut start = Vec::new();
        io::stdin()
            .take(8)
            .read_to_end(&mut start)
            .map_err(unreadable)?;
        let kind = if start.starts_with(b"PAR1") {
            Kind::Parquet
        } else if start.starts_with(b"ARROW1") || start.starts_with(&[0xff; 4]) {
            Kind::Arrow
        } else if start.trim_ascii_start().first() == Some(&b'{') {
            Kind::Text(Format::Ndjson)
        } else {
            Kind::Text(Format::Csv)
        };
        kind.built_with("-")?;
        let stream = start.starts_with(&[0xff; 4]);
        let whole = Cursor::new(start).chain(io::stdin());
        match kind {
            Kind::Text(format) => Ok(lines(Box::new(whole), format)),
            _ if stream => Input::stream(Box::new(whole), &name, bytes),
            kind => Input::set_down(kind, whole, &name, bytes, stopped),
        }
    }

    /// The next set of rows; `None` at the end.
    ///
    /// # Errors
    /// When the rest cannot be read.
    pub fn take(&mut self) -> Result<Option<Set>, Diagnostic> {
        match self {
            Input::Lines(apart) => {
                let rows = apart.take(ROWS);
                let some = !rows.is_empty();
                Ok(some.then(|| Set::Lines(Arc::new(apart.cutter()), rows)))
            }
            #[cfg(feature = "arrow")]
            Input::Columns(typed) => typed.take(),
        }
    }
}

#[cfg(not(feature = "arrow"))]
impl Input {
    fn typed(
        kind: Kind,
        _: File,
        name: &str,
        _: &Arc<AtomicU64>,
        _: Option<()>,
    ) -> Result<Input, Diagnostic> {
        kind.built_with(name)?;
        Err(batches::not_a_table(name))
    }

    fn stream(_: Box<dyn Read>, name: &str, _: &Arc<AtomicU64>) -> Result<Input, Diagnostic> {
        Err(batches::built_without(name, "Arrow"))
    }

    fn set_down(
        kind: Kind,
        _: impl Read,
        name: &str,
        _: &Arc<AtomicU64>,
        _: &Arc<AtomicBool>,
    ) -> Result<Input, Diagnostic> {
        kind.built_with(name)?;
        Err(batches::not_a_table(name))
    }
}

#[cfg(feature = "arrow")]
impl Input {
    fn typed(
        kind: Kind,
        file: File,
        name: &str,
        bytes: &Arc<AtomicU64>,
        set_down: Option<SetDown>,
    ) -> Result<Input, Diagnostic> {
        let size = file.metadata().map_or(0, |m| m.len());
        let reader = match kind {
            Kind::Parquet => Reader::parquet(file, name)?,
            _ => Reader::arrow(file, name)?,
        };
        Ok(Input::Columns(Box::new(Typed {
            name: name.into(),
            reader,
            ready: Vec::new(),
            size,
            bytes: Arc::clone(bytes),
            _set_down: set_down,
        })))
    }

    fn stream(
        inner: Box<dyn Read>,
        name: &str,
        bytes: &Arc<AtomicU64>,
    ) -> Result<Input, Diagnostic> {
        let counted = Counted {
            inner,
            bytes: Arc::clone(bytes),
        };
        let read = Box::new(BufReader::with_capacity(1 << 20, counted));
        Ok(Input::Columns(Box::new(Typed {
            name: name.into(),
            reader: Reader::stream(read, name)?,
            ready: Vec::new(),
            size: 0,
            bytes: Arc::clone(bytes),
            _set_down: None,
        })))
    }

    /// Parquet and Arrow files are read from their ends: what comes through a
    /// pipe is set down in a file of its own first.
    fn set_down(
        kind: Kind,
        mut from: impl Read,
        name: &str,
        bytes: &Arc<AtomicU64>,
        stopped: &Arc<AtomicBool>,
    ) -> Result<Input, Diagnostic> {
        let path = std::env::temp_dir().join(format!("sao-{}.tmp", std::process::id()));
        let wrong = |e: io::Error| say::unwritable(&shown(&path), &reason(&e));
        let mut options = File::options();
        let options = options.read(true).write(true).create_new(true);
        let mut file = options.open(&path).map_err(wrong)?;
        let guard = SetDown(path.clone());
        let mut buffer = vec![0; 1 << 20];
        loop {
            let n = from
                .read(&mut buffer)
                .map_err(|e| say::unreadable(name, &reason(&e)))?;
            if n == 0 || stopped.load(Ordering::Relaxed) {
                break;
            }
            let read = buffer.get(..n).unwrap_or_default();
            io::Write::write_all(&mut file, read).map_err(wrong)?;
        }
        io::Seek::rewind(&mut file).map_err(wrong)?;
        Input::typed(kind, file, name, bytes, Some(guard))
    }
}

/// A file that goes away.
#[cfg(feature = "arrow")]
pub struct SetDown(PathBuf);

#[cfg(feature = "arrow")]
impl Drop for SetDown {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[cfg(feature = "arrow")]
impl Typed {
    fn take(&mut self) -> Result<Option<Set>, Diagnostic> {
        while self.ready.is_empty() {
            let Some(next) = self.reader.take() else {
                return Ok(None);
            };
            let mut sets = next.map_err(|e| say::unreadable(&self.name, &e))?;
            sets.reverse();
            self.ready = sets;
        }
        let Some(table) = self.ready.pop() else {
            return Ok(None);
        };
        if let (Some(all), Ok(rows)) = (self.reader.rows, u64::try_from(table.batch.num_rows())) {
            // As far as the rows are, so far are the bytes.
            let all = u64::try_from(all).unwrap_or(u64::MAX).max(1);
            let bytes = u128::from(self.size) * u128::from(rows) / u128::from(all);
            let bytes = u64::try_from(bytes).unwrap_or(0);
            self.bytes.fetch_add(bytes, Ordering::Relaxed);
        }
        Ok(Some(Set::Columns(Arc::clone(&self.name), Box::new(table))))
    }
}
