//! E0831–E0846, W0831–W0833: crosswalks.

mod carrying;
mod facts;
mod lines;
mod names;
mod whole;

pub use carrying::*;
pub use facts::*;
pub use lines::*;
pub use names::*;
pub use whole::*;

use crate::text::{Both, Diagnostic, Sp, both};

/// "did you mean", or nothing.
fn near(found: Diagnostic, word: &Sp<String>, near: Option<&str>, otherwise: Both) -> Diagnostic {
    match near {
        Some(n) => found
            .help(both!("did you mean `{n}`?", "có phải là «{n}» không?"))
            .fix(word.span, n),
        None => found.help(otherwise),
    }
}

fn nothing() -> Both {
    both!("nothing is called this", "không có gì tên như vậy")
}

fn first() -> Both {
    both!("first said here", "đã nói ở đây")
}

fn side(new: bool) -> (&'static str, &'static str) {
    if new {
        ("new", "mới")
    } else {
        ("old", "cũ")
    }
}
