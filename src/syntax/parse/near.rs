//! Keywords that were probably meant: misspelt, or written without their marks.

use super::super::keyword::Keyword;
use super::Inside;
use super::forms::{Form, forms};
use crate::text::{Lang, fold};
use std::sync::LazyLock;

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

/// A form of a keyword, ready to be compared.
struct Known {
    word: &'static str,
    folded: String,
    /// How many letters it has.
    letters: usize,
    /// How many words it is made of, less one.
    gaps: usize,
}

/// Every form of every keyword.
static KNOWN: LazyLock<Vec<(Keyword, Known)>> = LazyLock::new(|| {
    let forms = |keyword: &Keyword| Lang::ALL.map(|lang| (*keyword, keyword.form(lang)));
    let known = |(keyword, word): (Keyword, &'static str)| {
        let folded = fold(word);
        let letters = folded.chars().count();
        let gaps = word.matches(' ').count();
        (
            keyword,
            Known {
                word,
                folded,
                letters,
                gaps,
            },
        )
    };
    Keyword::ALL.iter().flat_map(forms).map(known).collect()
});

/// The most words that a keyword is made of.
const WORDS: usize = 6;

/// The first words of a text, as one, as two, and so on.
struct Beginning<'t>(Vec<(&'t str, String, usize)>);

impl<'t> Beginning<'t> {
    fn of(text: &'t str) -> Beginning<'t> {
        // Long texts are far from every keyword; folding them would take its time.
        let text = text.split(['"', '{', '}', '\n', ';', '(']).next();
        let text = text.unwrap_or_default();
        let mut words = Vec::new();
        let mut end = 0;
        for (number, word) in text.split(' ').take(WORDS).enumerate() {
            end += word.len() + usize::from(number > 0);
            if word.len() > 64 || !text.starts_with(char::is_alphabetic) {
                break;
            }
            let found = text.get(..end).unwrap_or_default();
            let found = found.trim_end_matches([' ', ':', ',', '.']);
            let folded = fold(found);
            let letters = folded.chars().count();
            words.push((found, folded, letters));
        }
        Beginning(words)
    }

    /// How near it is to a keyword.
    fn near(&self, known: &Known) -> Option<Near> {
        self.within(known, 0)
    }

    /// How near it is to a keyword of three letters, at most `short` away, or
    /// to a longer one.
    fn within(&self, known: &Known, short: usize) -> Option<Near> {
        let whole = self.whole(known, known.gaps, short);
        // `tiêuchí`: with one space too few.
        let glued = known.gaps.checked_sub(1);
        let glued = glued.and_then(|gaps| self.whole(known, gaps, short));
        let least = [whole, glued].into_iter().flatten();
        let least = least.min_by_key(|near| near.distance);
        least.or_else(|| self.part(known))
    }

    /// Whether it begins with the first word of a keyword, without the rest.
    fn part(&self, known: &Known) -> Option<Near> {
        let (found, folded, letters) = self.0.first()?;
        let rest = known.folded.strip_prefix(folded.as_str())?;
        (*letters >= 2 && rest.starts_with(' ')).then_some(Near {
            word: known.word,
            length: found.len(),
            distance: 3,
        })
    }

    /// Whether its first words, so many gaps between them, are like a keyword.
    fn whole(&self, known: &Known, gaps: usize, short: usize) -> Option<Near> {
        let (found, folded, letters) = self.0.get(gaps)?;
        let limit = match known.letters {
            0..=2 => 0,
            3 => short,
            4..=5 => 1,
            6..=8 => 2,
            _ => 3,
        };
        if *found == known.word || letters.abs_diff(known.letters) > limit {
            return None;
        }
        let distance = if *folded == known.folded {
            0
        } else {
            strsim::osa_distance(folded, &known.folded)
        };
        (distance <= limit).then_some(Near {
            word: known.word,
            length: found.len(),
            distance,
        })
    }
}

/// The keyword among `wanted` that the beginning of `text` looks like.
pub(super) fn near(text: &str, wanted: &[Keyword]) -> Option<Near> {
    let beginning = Beginning::of(text);
    KNOWN
        .iter()
        .filter(|(keyword, _)| wanted.contains(keyword))
        .filter_map(|(_, known)| beginning.within(known, 1))
        .min_by_key(|near| (near.distance, near.length))
}

/// The statement that `text` was probably meant to begin; rather one that may
/// stand in the block than a somewhat nearer one that may not.
pub(super) fn near_start(text: &str, inside: Inside) -> Option<(&'static Form, Near)> {
    let beginning = Beginning::of(text);
    KNOWN
        .iter()
        .filter_map(|(keyword, known)| Some((keyword, beginning.near(known)?)))
        .flat_map(|(keyword, near)| {
            let begun = forms().filter(|form| form.starts.contains(keyword));
            begun.map(move |form| (form, near))
        })
        .min_by_key(|(form, near)| near.distance + if form.may_stand(inside) { 0 } else { 2 })
}

/// Whether `text`, alone, looks like a keyword that begins a line of a block:
/// long enough to be no accident, or the same but for marks and capitals.
pub(super) fn near_alone(text: &str, inside: Inside) -> Option<(&'static Form, Near)> {
    let (form, near) = near_start(text, inside)?;
    let sure = near.distance == 0 || text.chars().count() >= 5;
    (sure && form.may_stand(inside) && near.length == text.len()).then_some((form, near))
}
