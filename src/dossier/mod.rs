//! What is judged: answers, facts, evidence, dates, assessors. Read from
//! texts, bound to a card; knows nothing of how it is scored.
//!
//! [`read`] (or [`Rows`], for tables of any size) gives records: what is
//! written, with places. [`card`] finds the scorecard that a record names, and
//! [`bind`] turns the record into a [`Dossier`] of that card, or says all that
//! is wrong with it.

mod bind;
mod digest;
mod effort;
mod fields;
mod file;
mod node;
mod portfolio;
mod read;
mod record;
mod schema;
mod told;
mod value;
mod write;

pub use bind::{Binder, Cell, Columns, Meaning, bind, card};
pub use effort::{Effort, effort};
pub use fields::{
    FIELDS, Field, KINDS, Known, MEMBER, Member, PAPER, Paper, field_name, info_label,
};
pub use file::{
    Answer, Answers, Assessor, CarriedFrom, Dossier, Evidence, EvidenceFor, FactValue, Header, Kind,
};
pub use node::tidy;
pub use portfolio::{COLUMNS, Column, Dated, Holding, day, holding};
pub(crate) use read::flat;
pub use read::{Apart, Cutter, Format, Rows, Uncut, read, record_of_cells};
pub use record::Record;
pub use schema::schema;
pub use told::Told;
pub use write::yaml;

#[cfg(test)]
mod tests;
