//! Crosswalks, resolved against the two versions they join, and checked: every
//! scorecard, every criterion and every option of both sides has its place.
//!
//! Lines that stand outside of all pairs name shared texts. Such a line holds
//! for every pair of scorecards with one criterion like each of the texts; the
//! lines of the pair itself win over it. What is written for one pair may stand
//! in several blocks.

mod facts;
mod lines;
mod said;
mod turns;

use self::lines::Sides;
use self::said::Said;
use super::super::crosswalk::Crosswalk;
use super::super::{Ruleset, Scorecard};
use crate::syntax::tree::{self, Stmt, Word};
use crate::text::catalogue::crosswalks as say;
use crate::text::{Diagnostic, closest};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// The crosswalk that these pages make together, and what is wrong with it.
/// It may be used only when none of the findings is an error.
#[must_use]
pub fn crosswalk(
    pages: &[&tree::Crosswalk],
    from: &Ruleset,
    to: &Ruleset,
) -> (Crosswalk, Vec<Diagnostic>) {
    let mut desk = Desk {
        from,
        to,
        made: Crosswalk {
            name: from.name.clone(),
            from: from.version.clone(),
            to: to.version.clone(),
            pairs: Vec::new(),
            gone: Vec::new(),
            new: Vec::new(),
            cites: Vec::new(),
            notes: Vec::new(),
            span: pages.first().map(|p| p.name.span),
        },
        old: HashMap::new(),
        fresh: HashMap::new(),
        out: Vec::new(),
        written: IndexMap::new(),
        whole: pages.iter().all(|p| readable(&p.block)),
    };
    let mut wide = Said::default();
    let mut pairs = Vec::new();
    for page in pages {
        wide.take(&page.block);
        for node in &page.block.body {
            match &node.stmt {
                Stmt::CardPair(pair) => pairs.push(pair),
                Stmt::NewCards(new) => desk.new_cards(new),
                _ => {}
            }
        }
    }
    wide.cites_and_notes(&mut desk.made.cites, &mut desk.made.notes);
    desk.shared_names(&wide);
    let mut used = HashSet::new();
    for pair in pairs {
        desk.pair(pair);
    }
    desk.pairs(&wide, &mut used);
    for line in &wide.walks {
        if !used.contains(&line.span) && desk.known(line) {
            desk.out.push(say::fits_nowhere(line.span));
        }
    }
    desk.forgotten_cards();
    let mut out = desk.out;
    super::settle(&mut out);
    (desk.made, out)
}

/// Whether all lines of a block, and of the blocks in it, could be read.
fn readable(block: &tree::Block) -> bool {
    block.closed
        && block.body.iter().all(|node| match &node.stmt {
            Stmt::Bad(_) => false,
            Stmt::CardPair(p) => p.block.as_ref().is_none_or(readable),
            Stmt::Walk(w) => w.block.as_ref().is_none_or(readable),
            Stmt::FactWalk(w) => w.block.as_ref().is_none_or(readable),
            _ => true,
        })
}

/// All that is written for one pair of scorecards.
struct Written<'a> {
    old: &'a Scorecard,
    new: &'a Scorecard,
    head: crate::text::Span,
    why: Option<String>,
    own: Said<'a>,
}

struct Desk<'a> {
    from: &'a Ruleset,
    to: &'a Ruleset,
    made: Crosswalk,
    /// Where old scorecards are first named.
    old: HashMap<String, crate::text::Span>,
    /// Where new ones are.
    fresh: HashMap<String, crate::text::Span>,
    /// The pairs by old and new scorecard.
    written: IndexMap<(String, String), Written<'a>>,
    out: Vec<Diagnostic>,
    /// Whether everything could be read: else nothing is held to be forgotten.
    whole: bool,
}

impl<'a> Desk<'a> {
    fn card(&mut self, ruleset: &'a Ruleset, word: &Word) -> Option<&'a Scorecard> {
        let found = ruleset.cards.get(&word.value);
        if found.is_none() {
            let near = closest(&word.value, ruleset.cards.keys().map(String::as_str));
            self.out
                .push(say::unknown_card(word, &ruleset.label(), near.as_deref()));
        }
        found
    }

    fn new_cards(&mut self, new: &tree::NewCards) {
        for word in &new.cards {
            if self.card(self.to, word).is_some() {
                match self.fresh.get(&word.value) {
                    Some(first) => self.out.push(say::card_twice(word, *first)),
                    None => {
                        self.fresh.insert(word.value.clone(), word.span);
                    }
                }
                let why = new.why.as_ref().map(|w| w.value.clone());
                self.made.new.push((word.value.clone(), why));
            }
        }
    }

    fn pair(&mut self, pair: &'a tree::CardPair) {
        let why = pair.why.as_ref().map(|w| w.value.clone());
        let new: Vec<&Scorecard> = pair
            .to
            .iter()
            .filter_map(|word| {
                let card = self.card(self.to, word)?;
                if self.made.new.iter().any(|(id, _)| *id == card.id)
                    && let Some(first) = self.fresh.get(&card.id)
                {
                    self.out.push(say::card_twice(word, *first));
                }
                self.fresh.entry(card.id.clone()).or_insert(word.span);
                Some(card)
            })
            .collect();
        for word in &pair.from {
            let Some(old) = self.card(self.from, word) else {
                continue;
            };
            let gone = self.made.gone.iter().any(|(id, _)| *id == old.id);
            if let Some(first) = self.old.get(&old.id)
                && (gone || pair.to.is_empty())
            {
                self.out.push(say::card_twice(word, *first));
                continue;
            }
            self.old.entry(old.id.clone()).or_insert(word.span);
            if pair.to.is_empty() {
                self.made.gone.push((old.id.clone(), why.clone()));
            }
            for card in &new {
                let key = (old.id.clone(), card.id.clone());
                let written = self.written.entry(key).or_insert_with(|| Written {
                    old,
                    new: card,
                    head: pair.head,
                    why: None,
                    own: Said::default(),
                });
                if written.why.is_none() {
                    written.why.clone_from(&why);
                }
                if let Some(block) = &pair.block {
                    written.own.take(block);
                }
            }
        }
    }

    /// The pairs, each with all that was written for it.
    fn pairs(&mut self, wide: &Said<'a>, used: &mut HashSet<crate::text::Span>) {
        for (_, written) in std::mem::take(&mut self.written) {
            let sides = Sides {
                from: self.from,
                to: self.to,
                old: written.old,
                new: written.new,
                head: written.head,
                whole: self.whole,
            };
            let mut made = sides.pair(&written.own, wide, used, &mut self.out);
            made.why = written.why;
            self.made.pairs.push(made);
        }
    }

    /// The names of shared texts in lines that stand outside of all pairs.
    fn shared_names(&mut self, wide: &Said<'_>) {
        let (old, new) = (names(self.from), names(self.to));
        let sides = [(&old, self.from.label()), (&new, self.to.label())];
        for (word, new) in wide.names() {
            let [first, second] = &sides;
            let (have, label) = if new { second } else { first };
            if !have.contains(word.value.as_str()) {
                let near = closest(&word.value, have.iter().copied());
                self.out
                    .push(say::unknown_text(word, label, near.as_deref()));
            }
        }
        for span in &wide.stretched {
            self.out.push(say::stretch_of_texts(*span));
        }
    }

    fn known(&self, line: &said::Walk<'_>) -> bool {
        let (old, new) = (names(self.from), names(self.to));
        line.from.iter().all(|w| old.contains(w.value.as_str()))
            && new.contains(line.to.value.as_str())
    }

    fn forgotten_cards(&mut self) {
        let Some(span) = self.made.span.filter(|_| self.whole) else {
            return;
        };
        let old: Vec<&str> = self
            .from
            .cards
            .values()
            .filter(|c| c.unavailable.is_none() && !self.old.contains_key(&c.id))
            .map(|c| c.id.as_str())
            .collect();
        let new: Vec<&str> = self
            .to
            .cards
            .values()
            .filter(|c| c.unavailable.is_none() && !self.fresh.contains_key(&c.id))
            .map(|c| c.id.as_str())
            .collect();
        if !old.is_empty() {
            self.out
                .push(say::forgotten_cards(&old, &self.from.label(), false, span));
        }
        if !new.is_empty() {
            self.out
                .push(say::forgotten_cards(&new, &self.to.label(), true, span));
        }
    }
}

/// The shared texts that criteria of a version are like.
fn names(ruleset: &Ruleset) -> HashSet<&str> {
    let criteria = ruleset.cards.values().flat_map(|c| &c.criteria);
    criteria
        .flat_map(|c| c.like.iter().map(String::as_str))
        .collect()
}
