//! Yes and no.

use crate::text::closest;

/// The words for yes.
pub const YES: [&str; 3] = ["yes", "có", "true"];
/// The words for no.
pub const NO: [&str; 3] = ["no", "không", "false"];

/// Whether a word says yes or no; case does not matter (spreadsheets write `TRUE`).
#[must_use]
pub fn yes_no(word: &str) -> Option<bool> {
    if word.len() > 16 {
        return None;
    }
    let word = word.to_lowercase();
    if YES.contains(&word.as_str()) {
        Some(true)
    } else if NO.contains(&word.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// The word that was probably meant.
#[must_use]
pub fn near_yes_no(word: &str) -> Option<String> {
    let known = match word.to_lowercase().as_str() {
        "x" | "1" | "0" | "y" | "n" | "c" | "k" => None,
        "đúng" => Some("có".to_owned()),
        "sai" => Some("không".to_owned()),
        other => closest(other, YES.into_iter().chain(NO)),
    };
    known.filter(|k| k != word)
}
