//! How alike two texts are, in thousandths: by their words and the pairs of
//! neighbouring words, without case and without marks, so that `Chè tươi` and
//! `che tuoi` are the same and a word more or less costs little.

use crate::text::fold;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Entirely alike.
pub(super) const SAME: i64 = 1000;

/// A text as a bag of words and of pairs of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bag {
    words: BTreeMap<String, i64>,
    pairs: BTreeMap<(String, String), i64>,
}

impl Bag {
    /// The bag of a text.
    pub fn of(text: &str) -> Bag {
        let mut bag = Bag::default();
        bag.add(text);
        bag
    }

    /// Puts another text into the bag.
    pub fn add(&mut self, text: &str) {
        let words = words(text);
        for pair in words.windows(2) {
            if let [a, b] = pair {
                *self.pairs.entry((a.clone(), b.clone())).or_default() += 1;
            }
        }
        for word in words {
            *self.words.entry(word).or_default() += 1;
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many words are in it.
    pub fn words(&self) -> i64 {
        count(&self.words)
    }

    /// How alike two bags are, 0 to 1000; two empty ones are alike.
    pub fn like(&self, other: &Bag) -> i64 {
        if self == other {
            return SAME;
        }
        let words = dice(&self.words, &other.words);
        if self.pairs.is_empty() || other.pairs.is_empty() {
            return words;
        }
        (2 * words + dice(&self.pairs, &other.pairs)) / 3
    }

    /// How many words two bags share, wherever these stand, 0 to 1000.
    pub fn shared(&self, other: &Bag) -> i64 {
        dice(&self.words, &other.words)
    }

    /// How much of the smaller bag lies in the larger one, 0 to 1000.
    pub fn within(&self, other: &Bag) -> i64 {
        let (a, b) = (count(&self.words), count(&other.words));
        match a.min(b) {
            0 => 0,
            least => SAME * common(&self.words, &other.words) / least,
        }
    }
}

/// The words of a text, folded.
fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The figures in a text, in order: what it says in numbers.
pub(super) fn figures(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | '%'))
        .map(|w| w.trim_matches([',', '.']).replace(',', "."))
        .filter(|w| w.chars().any(|c| c.is_ascii_digit()))
        .collect()
}

/// A text as it is compared for being the same: NFC, single spaces.
pub(super) fn plain(text: &str) -> String {
    let all: String = text.nfc().collect();
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count<K>(bag: &BTreeMap<K, i64>) -> i64 {
    bag.values().sum()
}

fn common<K: Ord>(a: &BTreeMap<K, i64>, b: &BTreeMap<K, i64>) -> i64 {
    a.iter()
        .filter_map(|(k, n)| b.get(k).map(|m| *n.min(m)))
        .sum()
}

fn dice<K: Ord>(a: &BTreeMap<K, i64>, b: &BTreeMap<K, i64>) -> i64 {
    match count(a) + count(b) {
        0 => SAME,
        all => SAME * 2 * common(a, b) / all,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_are_no_difference() {
        assert_eq!(Bag::of("Chè tươi").like(&Bag::of("che TUOI")), SAME);
        assert_eq!(Bag::of("").like(&Bag::of("…")), SAME);
        assert_eq!(Bag::of("").like(&Bag::of("một")), 0);
    }

    #[test]
    fn a_word_more_costs_little_and_another_subject_much() {
        let old = Bag::of("Chè tươi, chế biến");
        let near = old.like(&Bag::of("Chè tươi, chè chế biến"));
        let far = old.like(&Bag::of("Rượu trắng"));
        assert!(near > 700, "{near}");
        assert_eq!(far, 0);
    }

    #[test]
    fn what_a_text_says_in_numbers_is_found() {
        assert_eq!(figures("Từ 50% đến dưới 75,5%."), ["50%", "75.5%"]);
        assert!(figures("không có").is_empty());
    }

    #[test]
    fn a_part_lies_within_the_whole() {
        let part = Bag::of("thịt, trứng");
        let whole = Bag::of("thịt, thủy sản, trứng, sữa");
        assert_eq!(part.within(&whole), SAME);
        assert_eq!(whole.within(&part), SAME);
    }
}
