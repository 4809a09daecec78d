//! From the text of a `.sao` file to its tree, and back to text.

pub mod keyword;
pub mod tree;
