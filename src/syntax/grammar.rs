//! The parser that pest makes of `grammar/*.pest`.

#![allow(missing_docs, reason = "the rules are documented in the grammar")]

use pest_derive::Parser;

/// The grammar of `.sao` files.
#[derive(Parser)]
#[grammar = "grammar/keywords.pest"]
#[grammar = "grammar/sao.pest"]
pub struct Grammar;

#[cfg(test)]
mod tests;
