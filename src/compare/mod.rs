//! Two versions held against each other, and what changes for the products
//! that were rated under the older one.
//!
//! [`Pairing`] says which scorecard, criterion and option of one version stands
//! for which of the other; [`diff`](diff()) tells what changed between them,
//! edit by edit. Knows no file and no page: [`crate::explain`] draws what is
//! found here.

mod assign;
pub mod carry;
mod diff;
pub mod due;
pub mod impact;
mod meaning;
mod pairing;
pub mod plan;
mod similar;

pub use diff::{
    Aspect, CardEdits, Change, Class, Counts, Difference, Edit, Effect, Folded, Named, Side, Thing,
    Value, Version, diff,
};
pub use pairing::{By, CardPair, CriterionPair, Pairing};
