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
    choose_of(near, have, have, otherwise)
}

/// The same, of names that differ by language.
fn choose_of(near: Option<&str>, en: &[String], vi: &[String], otherwise: Both) -> Both {
    match (near, en) {
        (Some(n), _) => both!("did you mean `{n}`?", "có phải là «{n}» không?"),
        (None, []) => otherwise,
        (None, [one]) => {
            let (en, vi) = (clip(one), vi.first().map_or_else(String::new, |v| clip(v)));
            both!("write {en}", "ghi {vi}")
        }
        (None, _) => {
            let (en, vi) = (list(en), list(vi));
            both!("write one of: {en}", "ghi một trong: {vi}")
        }
    }
}
