//! Writing Parquet and Arrow, set by set.

use super::super::Form;
use super::super::sheet::COLUMNS;
use super::super::target::Target;
use crate::cli::session::Stop;
use arrow_array::builder::{Decimal128Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use sao::exact::{Num, RoundMode, Rounding};
use sao::score::Range;
use std::sync::Arc;

/// Totals have so many digits behind the point.
const PLACES: i8 = 6;
/// And so many in all.
const DIGITS: u8 = 38;
/// The columns of totals.
const TOTALS: std::ops::Range<usize> = 4..7;
/// How many rows a row group has.
const GROUP: usize = 1 << 17;

fn schema(columns: usize) -> Schema {
    let fields = COLUMNS.iter().take(columns).enumerate().map(|(i, name)| {
        let of = if TOTALS.contains(&i) {
            DataType::Decimal128(DIGITS, PLACES)
        } else {
            DataType::Utf8
        };
        Field::new(*name, of, true)
    });
    Schema::new(fields.collect::<Vec<_>>())
}

/// Rows of results in columns.
pub struct Rows {
    texts: Vec<StringBuilder>,
    totals: [Decimal128Builder; 3],
    columns: usize,
}

impl Rows {
    pub fn new(columns: usize) -> Rows {
        Rows {
            texts: (0..columns).map(|_| StringBuilder::new()).collect(),
            totals: std::array::from_fn(|_| Decimal128Builder::new()),
            columns,
        }
    }

    /// Adds a row: its cells, and its total where there is one.
    pub fn add(&mut self, cells: &[String], total: Option<Range>) {
        let ends = total.map(|t| (t.known(), t.lo, t.hi));
        let [known, from, to] = &mut self.totals;
        known.append_option(ends.and_then(|(known, ..)| known).and_then(scaled));
        from.append_option(ends.and_then(|(_, lo, _)| scaled(lo)));
        to.append_option(ends.and_then(|(.., hi)| scaled(hi)));
        for (i, (cell, column)) in cells.iter().zip(&mut self.texts).enumerate() {
            if cell.is_empty() && !TOTALS.contains(&i) {
                column.append_null();
            } else if !TOTALS.contains(&i) {
                column.append_value(cell);
            }
        }
    }

    /// What was added.
    ///
    /// # Errors
    /// None that a caller causes.
    pub fn finish(mut self) -> Result<RecordBatch, ArrowError> {
        let schema = Arc::new(schema(self.columns));
        let mut totals = self.totals.iter_mut();
        let mut arrays: Vec<ArrayRef> = Vec::new();
        for (i, texts) in self.texts.iter_mut().enumerate() {
            let total = if TOTALS.contains(&i) {
                totals.next()
            } else {
                None
            };
            arrays.push(match total {
                Some(total) => {
                    let array = total.finish();
                    Arc::new(array.with_precision_and_scale(DIGITS, PLACES)?)
                }
                None => Arc::new(texts.finish()),
            });
        }
        RecordBatch::try_new(schema, arrays)
    }
}

/// A number in millionths; a fraction that has no end there is rounded to the
/// nearest, half to even. `None` beyond what a column holds.
fn scaled(n: Num) -> Option<i128> {
    let million = 1_000_000;
    let fine = i128::from(million);
    if n.denom() == 1 {
        return n.numer().checked_mul(fine);
    }
    let step = Num::ratio(1, million)?;
    let mode = RoundMode::HalfEven;
    let near = n.round(Rounding { mode, step })?;
    near.numer().checked_mul(fine)?.checked_div(near.denom())
}

/// Writes sets of rows into a target.
pub enum Writer {
    Parquet(Box<ArrowWriter<Target>>),
    File(Box<FileWriter<Target>>),
    Stream(Box<StreamWriter<Target>>),
}

impl Writer {
    /// Opens a target in one of the forms that have types.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new(form: Form, columns: usize, target: Target) -> Result<Writer, Stop> {
        let schema = schema(columns);
        let shown = target.shown();
        let file = shown.is_some();
        let refused = |e: ArrowError| Target::refused_by(shown.as_deref(), &e.to_string());
        Ok(match form {
            Form::Parquet => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .set_max_row_group_row_count(Some(GROUP))
                    .set_statistics_enabled(EnabledStatistics::Chunk)
                    .set_created_by(format!("sao {}", env!("CARGO_PKG_VERSION")))
                    .build();
                let writer = ArrowWriter::try_new(target, Arc::new(schema), Some(properties));
                Writer::Parquet(Box::new(writer.map_err(|e| refused(e.into()))?))
            }
            _ if file => {
                let writer = FileWriter::try_new(target, &schema);
                Writer::File(Box::new(writer.map_err(refused)?))
            }
            _ => {
                let writer = StreamWriter::try_new(target, &schema);
                Writer::Stream(Box::new(writer.map_err(refused)?))
            }
        })
    }

    /// Writes on.
    ///
    /// # Errors
    /// When the system refuses, or nobody reads any more.
    pub fn write(&mut self, rows: Rows) -> Result<(), Stop> {
        let done = rows.finish().and_then(|batch| match self {
            Writer::Parquet(w) => w.write(&batch).map_err(ArrowError::from),
            Writer::File(w) => w.write(&batch),
            Writer::Stream(w) => w.write(&batch),
        });
        done.map_err(|e| Target::refused_by(self.target().shown().as_deref(), &e.to_string()))
    }

    fn target(&self) -> &Target {
        match self {
            Writer::Parquet(w) => w.inner(),
            Writer::File(w) => w.get_ref(),
            Writer::Stream(w) => w.get_ref(),
        }
    }

    /// Writes the end and puts the file in its place.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn finish(self) -> Result<(), Stop> {
        let shown = self.target().shown();
        let target = match self {
            Writer::Parquet(w) => w.into_inner().map_err(ArrowError::from),
            Writer::File(w) => w.into_inner(),
            Writer::Stream(w) => w.into_inner(),
        };
        let target = target.map_err(|e| Target::refused_by(shown.as_deref(), &e.to_string()))?;
        target.finish()
    }
}
