//! From the text of a `.sao` file to its tree, and back to text.

#[cfg(test)]
pub(crate) mod arbitrary;
mod format;
mod grammar;
pub mod keyword;
mod page;
mod parse;
mod places;
mod print;
mod skim;
pub mod tree;
mod words;

pub use format::format;
pub use parse::parse;
pub use print::print;
pub use skim::holds_only_tests;
