//! From what is written to a value. A text with two meanings is never settled
//! by a guess.

mod date;
mod number;
mod words;

pub use date::date;
pub use number::{Slip, number, unit, with_unit};
pub use words::{NO, YES, near_yes_no, yes_no};

#[cfg(test)]
mod tests;
