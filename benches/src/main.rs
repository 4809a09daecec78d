//! Sao by itself: without the engines that `sao-peers` brings.
#![allow(clippy::all, missing_docs)]

use sao_benches::memory::Counting;
use sao_benches::race::{self, Field};

#[global_allocator]
static COUNTING: Counting = Counting;

fn main() {
    let field = Field::new();
    let mut racers = race::ours(&field);
    sao_benches::run(&field, &mut racers, |_| Vec::new());
}
