//! Where a result goes: standard output, or a file that is written beside its
//! place and moved there when it is whole.

use super::super::files::{reason, shown};
use super::super::session::Stop;
use sao::text::catalogue::files as say;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where a result goes.
pub struct Target {
    out: BufWriter<Box<dyn Write + Send>>,
    file: Option<Beside>,
}

/// A file that is not in its place yet; it goes away unless it is moved there.
struct Beside {
    beside: PathBuf,
    place: PathBuf,
    moved: bool,
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.moved {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

impl Target {
    /// Opens a file, or standard output.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn open(path: Option<&Path>) -> Result<Target, Stop> {
        let Some(path) = path else {
            return Ok(Target {
                out: BufWriter::with_capacity(1 << 18, Box::new(io::stdout())),
                file: None,
            });
        };
        // A link is written through, not replaced.
        let place = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let hidden = format!(".{name}.{}.tmp", std::process::id());
        let beside = match place.parent() {
            Some(folder) => folder.join(hidden),
            None => PathBuf::from(hidden),
        };
        let file = File::create(&beside).map_err(|e| say::unwritable(&shown(path), &reason(&e)))?;
        Ok(Target {
            out: BufWriter::with_capacity(1 << 18, Box::new(file)),
            file: Some(Beside {
                beside,
                place,
                moved: false,
            }),
        })
    }

    /// Writes on.
    ///
    /// # Errors
    /// When the system refuses, or nobody reads any more.
    pub fn write(&mut self, text: &str) -> Result<(), Stop> {
        let done = self.out.write_all(text.as_bytes());
        done.map_err(|e| self.refused(&e))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn finish(mut self) -> Result<(), Stop> {
        self.out.flush().map_err(|e| self.refused(&e))?;
        if let Some(file) = &mut self.file {
            let kept = fs::metadata(&file.place).map(|m| m.permissions());
            let moved = match kept {
                Ok(kept) => fs::set_permissions(&file.beside, kept),
                Err(_) => Ok(()),
            }
            .and_then(|()| fs::rename(&file.beside, &file.place));
            moved.map_err(|e| say::unwritable(&shown(&file.place), &reason(&e)))?;
            file.moved = true;
        }
        Ok(())
    }

    fn refused(&self, e: &io::Error) -> Stop {
        Target::refused_by(self.shown().as_deref(), &reason(e))
    }

    /// The file, as it is shown; `None` for standard output.
    pub fn shown(&self) -> Option<String> {
        self.file.as_ref().map(|f| shown(&f.place))
    }

    /// What to say when the system refuses: standard output is not read any more.
    pub fn refused_by(file: Option<&str>, reason: &str) -> Stop {
        match file {
            Some(file) => say::unwritable(file, reason).into(),
            None => Stop::Pipe,
        }
    }
}

#[cfg(feature = "arrow")]
impl Write for Target {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.out.write(buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
