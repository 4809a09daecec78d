//! Reading Parquet and Arrow, set by set.

use super::cells::{Keyed, Value, keyed};
use crate::cli::files::reason;
use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};
use sao::dossier;
use sao::text::Diagnostic;
use sao::text::catalogue::{batches, files as say};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

/// How many rows are read at a time.
const ROWS: usize = 8192;

/// A set of rows.
pub struct Table {
    pub batch: RecordBatch,
    /// The number of the row before its first, counted from 1.
    pub before: usize,
}

impl Table {
    pub fn names(&self) -> Vec<String> {
        let schema = self.batch.schema_ref();
        schema.fields().iter().map(|f| f.name().clone()).collect()
    }

    /// The cells of a column.
    pub fn keyed(&self, column: usize) -> Option<Keyed<'_>> {
        self.batch.columns().get(column).map(keyed)
    }

    /// A row as a line of NDJSON, without what is empty.
    pub fn line(&self, row: usize) -> String {
        let schema = self.batch.schema_ref();
        let columns = schema.fields().iter().zip(self.batch.columns());
        let fields = columns.filter_map(|(field, column)| {
            let cell = column.slice(row, 1);
            let value = keyed(&cell).at(0).json()?;
            let name = serde_json::Value::from(field.name().as_str());
            Some(format!("{name}:{value}"))
        });
        format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
    }
}

/// Whether a cell says nothing.
pub fn is_nothing(value: &Value<'_>) -> bool {
    *value == Value::Nothing
}

/// A file that is read set by set.
pub struct Reader {
    sets: Sets,
    read: usize,
    /// How many rows there are, when the file says so.
    pub rows: Option<usize>,
}

enum Sets {
    Parquet(ParquetRecordBatchReader),
    File(FileReader<BufReader<File>>),
    Stream(Box<StreamReader<Box<dyn Read>>>),
}

impl Reader {
    /// Opens a Parquet file.
    ///
    /// # Errors
    /// When it is none.
    pub fn parquet(file: File, name: &str) -> Result<Reader, Diagnostic> {
        let wrong = |e: parquet::errors::ParquetError| {
            batches::not_as_named(name, "Parquet", &e.to_string())
        };
        let plain = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(wrong)?;
        let wished = in_keys(plain.schema());
        let options = ArrowReaderOptions::new().with_schema(Arc::new(wished));
        let metadata = Arc::clone(plain.metadata());
        // A column that cannot be had in keys is read as it stands.
        let metadata = ArrowReaderMetadata::try_new(metadata, options).unwrap_or(plain);
        let rows = metadata.metadata().file_metadata().num_rows();
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
        Ok(Reader {
            sets: Sets::Parquet(builder.with_batch_size(ROWS).build().map_err(wrong)?),
            read: 0,
            rows: usize::try_from(rows).ok(),
        })
    }

    /// Opens an Arrow file (what `.feather` is too), or a stream kept in a file.
    ///
    /// # Errors
    /// When it is neither.
    pub fn arrow(mut file: File, name: &str) -> Result<Reader, Diagnostic> {
        let mut start = [0; 6];
        let known = file.read_exact(&mut start).is_ok() && start == *b"ARROW1";
        file.seek(SeekFrom::Start(0))
            .map_err(|e| say::unreadable(name, &reason(&e)))?;
        let sets = if known {
            FileReader::try_new(BufReader::new(file), None).map(Sets::File)
        } else {
            let read: Box<dyn Read> = Box::new(BufReader::with_capacity(1 << 20, file));
            StreamReader::try_new(read, None).map(|r| Sets::Stream(Box::new(r)))
        };
        Reader::of(sets, name)
    }

    /// Reads an Arrow stream.
    ///
    /// # Errors
    /// When it is none.
    pub fn stream(read: Box<dyn Read>, name: &str) -> Result<Reader, Diagnostic> {
        let sets = StreamReader::try_new(read, None).map(|r| Sets::Stream(Box::new(r)));
        Reader::of(sets, name)
    }

    fn of(sets: Result<Sets, ArrowError>, name: &str) -> Result<Reader, Diagnostic> {
        let sets = sets.map_err(|e| batches::not_as_named(name, "Arrow", &e.to_string()))?;
        Ok(Reader {
            sets,
            read: 0,
            rows: None,
        })
    }

    /// The next set; what an Arrow file keeps as one is cut.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub fn take(&mut self) -> Option<Result<Vec<Table>, String>> {
        let next = match &mut self.sets {
            Sets::Parquet(r) => r.next(),
            Sets::File(r) => r.next(),
            Sets::Stream(r) => r.next(),
        };
        let batch = match next? {
            Ok(batch) => batch,
            Err(e) => return Some(Err(e.to_string())),
        };
        let mut all = Vec::new();
        let mut from = 0;
        while from < batch.num_rows() {
            let count = ROWS.min(batch.num_rows() - from);
            all.push(Table {
                batch: batch.slice(from, count),
                before: self.read,
            });
            from += count;
            self.read += count;
        }
        Some(Ok(all))
    }
}

/// Texts by key, as Parquet keeps them: each different one is looked at once.
/// An id is different in every row.
fn in_keys(schema: &Schema) -> Schema {
    let fields = schema.fields().iter().map(|field| {
        let text = matches!(field.data_type(), DataType::Utf8 | DataType::LargeUtf8);
        if !text || dossier::field_name(field.name()) == Some("id") {
            return Arc::clone(field);
        }
        let keys = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        let keyed = Field::new(field.name(), keys, field.is_nullable());
        Arc::new(keyed.with_metadata(field.metadata().clone()))
    });
    Schema::new_with_metadata(fields.collect::<Vec<_>>(), schema.metadata().clone())
}
