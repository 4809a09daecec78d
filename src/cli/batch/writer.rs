//! Results on their way into the target, in the form asked for.

use super::Form;
use super::sheet::{Collected, Sink};
use super::target::Target;
use crate::cli::session::Stop;

/// Writes sets of rows, in order.
pub enum Writer {
    Text(Target),
    #[cfg(feature = "arrow")]
    Columns(Box<super::tables::Writer>),
}

impl Writer {
    /// Begins a result.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new(form: Form, points: bool, target: Target) -> Result<Writer, Stop> {
        #[cfg(feature = "arrow")]
        if matches!(form, Form::Parquet | Form::Arrow) {
            let columns = super::sheet::count(points);
            let writer = super::tables::Writer::new(form, columns, target)?;
            return Ok(Writer::Columns(Box::new(writer)));
        }
        let mut target = target;
        target.write(&Sink::heading(form, points))?;
        Ok(Writer::Text(target))
    }

    /// Writes on.
    ///
    /// # Errors
    /// When the system refuses, or nobody reads any more.
    pub fn write(&mut self, rows: Collected) -> Result<(), Stop> {
        match (self, rows) {
            (Writer::Text(target), Collected::Text(text)) => target.write(&text),
            #[cfg(feature = "arrow")]
            (Writer::Columns(writer), Collected::Columns(rows)) => writer.write(*rows),
            #[cfg(feature = "arrow")]
            _ => Ok(()),
        }
    }

    /// Writes the end and puts a file in its place.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn finish(self) -> Result<(), Stop> {
        match self {
            Writer::Text(target) => target.finish(),
            #[cfg(feature = "arrow")]
            Writer::Columns(writer) => writer.finish(),
        }
    }
}
