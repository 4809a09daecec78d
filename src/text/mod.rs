//! Files and the words said about them: sources and positions, the two
//! languages, diagnostics with their codes. Knows nothing of rulesets.

mod codes;
mod diagnostic;
mod lang;
mod look;
mod position;
mod source;
mod suggest;
mod wrap;

pub mod catalogue;
#[cfg(feature = "cli")]
pub mod render;

pub use codes::Code;
pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use lang::{Both, Lang};
pub use look::Look;
pub use position::{LineColumn, Place};
pub use source::{Source, SourceId, Sources, Sp, Span, Utf8Error};
pub use suggest::{closest, fold};
pub use wrap::{clean, wrap};

pub(crate) use lang::both;
