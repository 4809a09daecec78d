//! From the text of a `.sao` file to its tree, and back to text.

mod grammar;
pub mod keyword;
mod page;
mod parse;
pub mod tree;

pub use parse::parse;
