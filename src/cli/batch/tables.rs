//! Parquet and Arrow: tables whose columns have types. They are read and
//! written in sets of rows, never as a whole.

mod cells;
mod desk;
mod read;
mod write;

pub use read::{Reader, Table};
pub use write::{Rows, Writer};
