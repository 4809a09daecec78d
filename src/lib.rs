//! Sao: rules as data for points-based ratings.
//!
//! A policy officer writes a decision's criteria, points, minimums and levels
//! as a versioned ruleset in the `.sao` language; Sao evaluates dossiers
//! against the version in force and explains every point.
//!
//! [`Library`] is the way in. The rooms below it can be used by themselves;
//! `docs/architecture.md` shows how they hang together.

mod library;

pub mod check;
pub mod compare;
pub mod dossier;
pub mod exact;
pub mod explain;
pub mod model;
pub mod reason;
pub mod score;
pub mod syntax;
pub mod testing;
pub mod text;

pub use dossier::Format;
pub use explain::Detail;
pub use library::{Asked, Judged, Library, Lookup, Moved, split_label, with_readings};
pub use text::Lang;
