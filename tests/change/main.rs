//! What changed between versions: of every ruleset, and on the command line.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/generate.rs"]
#[allow(dead_code, reason = "a part of it is used here")]
mod generate;

mod bad_input;
mod carried;
mod codes;
mod consolidated;
mod diff;
mod due;
mod impact;
mod pairs;
mod plan;
