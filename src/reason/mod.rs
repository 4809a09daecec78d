//! What could a dossier be, and what would change it: proof instead of samples.
//!
//! Answers are finite and facts fall apart at the constants of a card, so all
//! dossiers of a card form a finite space. [`Space`] holds it as a graph in
//! which everything that cannot be told apart any more is one node; what
//! criteria do is asked of the interpreter itself. On that graph totals are
//! counted and levels are reached, or proved out of reach, exactly. `docs/reasoning.md` tells how and what it costs.
//!
//! Where a card cannot be gone through exactly, [`Trouble`] says so and why;
//! nothing is ever sampled instead.

mod cut;
mod graph;
mod least;
mod many;
mod next;
mod offer;
mod outcomes;
mod plan;
mod prove;
mod ranges;
mod reads;
mod space;
mod tally;
mod trouble;

#[cfg(test)]
mod tests;

pub(crate) use cut::{Region, regions_under};
pub use many::{Many, Reach};
pub use next::{Aim, Change, Changed, Follow, Next, Plan, Proof, Tier, next, next_level};
pub use num_bigint::BigUint;
pub use outcomes::{Outcomes, Toll};
pub use prove::{
    Ask, Bound, CardOf, Extent, Lone, LoneKind, Moved, Pair, Pairs, Proven, Side, Size, Two,
    Witness, bound_fits, moved, prove,
};
pub use ranges::{Gap, Prospect, Question};
pub(crate) use reads::{Reads, Var};
pub use space::{Point, Rank, Space};
pub use trouble::Trouble;
