//! Keywords that were probably meant: misspelt, or written without their marks.

use super::super::keyword::Keyword;
use super::Inside;
use super::forms::{FORMS, Form};
use crate::text::{Lang, fold};

/// A keyword that was probably meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    /// How it is written.
    pub(super) word: &'static str,
    /// How many bytes of the text it should replace.
    pub(super) length: usize,
    /// How far the text is from it.
    distance: usize,
}

/// The keyword among `wanted` that the beginning of `text` looks like.
pub(super) fn near(text: &str, wanted: impl Iterator<Item = Keyword>) -> Option<Near> {
    wanted
        .flat_map(|keyword| Lang::ALL.map(|lang| keyword.form(lang)))
        .filter_map(|word| compare(text, word))
        .min_by_key(|near| (near.distance, near.length))
}

/// The statement that `text` was probably meant to begin; those that may stand
/// in the block come first.
pub(super) fn near_start(text: &str, inside: Inside) -> Option<(&'static Form, Near)> {
    FORMS
        .iter()
        .filter_map(|form| Some((form, near(text, form.starts.iter().copied())?)))
        .min_by_key(|(form, near)| (near.distance, !form.may_stand(inside)))
}

/// Whether `text`, alone, looks like a keyword that begins a line of a block:
/// long enough to be no accident, or the same but for marks and capitals.
pub(super) fn near_alone(text: &str, inside: Inside) -> Option<(&'static Form, Near)> {
    let (form, near) = near_start(text, inside)?;
    let sure = near.distance == 0 || text.chars().count() >= 5;
    (sure && form.may_stand(inside) && near.length == text.len()).then_some((form, near))
}

fn compare(text: &str, word: &'static str) -> Option<Near> {
    let count = word.split(' ').count();
    let mut length = 0;
    for (number, part) in text.split(' ').take(count).enumerate() {
        length += part.len() + usize::from(number > 0);
    }
    let mut found = text.get(..length)?;
    if let Some(end) = found.find(['"', '{', '}', '\n', ';', '(']) {
        found = found.get(..end)?;
    }
    let found = found.trim_end_matches([' ', ':', ',', '.']);
    if found == word || !found.starts_with(char::is_alphabetic) {
        return None;
    }
    let limit = match word.chars().count() {
        0..=3 => 0,
        4..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    // Long texts are far from every keyword; measuring them would take its time.
    if found.len() > 4 * word.len() + 8 {
        return None;
    }
    let distance = strsim::osa_distance(&fold(found), &fold(word));
    (distance <= limit).then_some(Near {
        word,
        length: found.len(),
        distance,
    })
}
