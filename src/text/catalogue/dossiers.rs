//! E05xx: dossiers.

mod answers;
mod reading;
mod values;
mod whole;

pub use answers::*;
pub use reading::*;
pub use values::*;
pub use whole::*;

use crate::text::{Both, both};

/// How many names of a list are shown.
const SHOWN: usize = 16;
/// How many letters of a text from a dossier are repeated in a message.
const LETTERS: usize = 60;

/// A text of the input, short enough to stand in a sentence and on one line.
fn clip(text: &str) -> String {
    let mut out = String::new();
    for (n, c) in text.chars().enumerate() {
        if n == LETTERS {
            out.push('…');
            break;
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// `a, b, c, …`
fn list(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(SHOWN).map(|n| clip(n)).collect();
    let more = if names.len() > SHOWN { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// «did you mean» the nearest, else what there is, else `otherwise`.
fn choose(near: Option<&str>, have: &[String], otherwise: Both) -> Both {
    match near {
        Some(n) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        None if have.is_empty() => otherwise,
        None => {
            let all = list(have);
            both!("write one of: {all}", "ghi một trong: {all}")
        }
    }
}

/// The name of a field in both languages, for a sentence.
fn field(en: &str, vi: &str) -> Both {
    if en == vi {
        both!("`{en}`", "«{vi}»")
    } else {
        both!("`{en}` ({vi})", "«{vi}» ({en})")
    }
}
