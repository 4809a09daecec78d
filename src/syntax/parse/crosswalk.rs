//! Crosswalks.

use super::super::grammar::Rule;
use super::super::tree::{
    CardPair, Crosswalk, FactPair, FactTarget, FactWalk, Fresh, Gone, NewCards, Same, SamePair, Sp,
    Stmt, Stretch, Turn, Walk, Word,
};
use super::parts::Parts;
use super::{Inside, Made, Pair, Reader};
use crate::text::Span;

impl<'i> Reader<'_> {
    /// `crosswalk NAME "OLD" -> "NEW" { … }`
    pub(super) fn crosswalk(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Crosswalk);
        let made = head.and_then(|(mut parts, span)| {
            let name = self.need(parts.find(Rule::word), span)?;
            let from = self.need(parts.find(Rule::string), span)?;
            let to = self.need(parts.find(Rule::string), span)?;
            Ok((self.word(&name), self.text(&from)?, self.text(&to)?))
        });
        self.with_block(made, block, |(name, from, to), block| {
            Stmt::Crosswalk(Crosswalk {
                name,
                from,
                to,
                block,
            })
        })
    }

    /// `scorecard OLD -> NEW { … }`
    pub(super) fn card_pair(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::CardPair);
        let made = head.and_then(|(mut parts, head)| {
            parts.any();
            let from = self.words_next(&mut parts);
            parts.has(Rule::arrow);
            parts.has(Rule::k_none);
            let to = self.words_next(&mut parts);
            let why = self.label(&mut parts)?;
            Ok((from, to, why, head))
        });
        match made {
            Ok((from, to, why, head)) => Stmt::CardPair(CardPair {
                from,
                to,
                why,
                block,
                head,
            }),
            Err(refusal) => self.refuse(*refusal, block),
        }
    }

    /// `new scorecard NEW`, `new 1.2, 1.7`
    pub(super) fn fresh(&self, pair: Pair<'i>) -> Made<Stmt> {
        let mut parts = Parts::of(pair);
        parts.any();
        if parts.has(Rule::k_scorecard) {
            let cards = self.words_next(&mut parts);
            let why = self.label(&mut parts)?;
            return Ok(Stmt::NewCards(NewCards { cards, why }));
        }
        let to = self.stretches_next(&mut parts)?;
        let why = self.label(&mut parts)?;
        Ok(Stmt::Fresh(Fresh { to, why }))
    }

    /// `3.5, 4.1 .. 4.3 -> none`
    pub(super) fn gone(&self, pair: Pair<'i>) -> Made<Stmt> {
        let mut parts = Parts::of(pair);
        let from = self.stretches_next(&mut parts)?;
        let why = parts
            .find(Rule::string)
            .map(|p| self.text(&p))
            .transpose()?;
        Ok(Stmt::Gone(Gone { from, why }))
    }

    /// `same 1.1, 1.2 -> 1.3`
    pub(super) fn same(&self, pair: Pair<'i>) -> Made<Stmt> {
        let mut parts = Parts::of(pair);
        parts.any();
        let mut pairs = Vec::new();
        while let Some(one) = parts.take(Rule::same_pair) {
            let span = self.span(&one);
            let mut both = Parts::of(one);
            let from = self.need(both.take(Rule::stretch), span)?;
            let to = both.find(Rule::stretch);
            pairs.push(SamePair {
                from: self.stretch(from)?,
                to: to.map(|p| self.stretch(p)).transpose()?,
            });
            parts.has(Rule::comma);
        }
        let why = self.label(&mut parts)?;
        Ok(Stmt::Same(Same { pairs, why }))
    }

    /// `1.4 and 1.5 -> 1.6 { … }`
    pub(super) fn walk(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Walk);
        let made = head.and_then(|(parts, head)| self.walk_head(parts, head));
        match made {
            Ok(walk) => Stmt::Walk(Walk { block, ..walk }),
            Err(refusal) => self.refuse(*refusal, block),
        }
    }

    fn walk_head(&self, mut parts: Parts<'i>, head: Span) -> Made<Walk> {
        let mut from = Vec::new();
        while let Some(code) = parts.take(Rule::code) {
            from.push(self.word(&code));
            parts.has(Rule::k_and);
        }
        parts.has(Rule::arrow);
        let to = self.need(parts.take(Rule::code), head)?;
        Ok(Walk {
            from,
            to: self.word(&to),
            like: parts.take(Rule::like).map(|p| self.like(p)).transpose()?,
            why: self.label(&mut parts)?,
            block: None,
            head,
        })
    }

    /// `fact a, b -> c`, `fact a -> b { x -> y }`
    pub(super) fn fact_walk(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Walk);
        let made = head.and_then(|(parts, head)| self.fact_walk_head(parts, head));
        match made {
            Ok(walk) => Stmt::FactWalk(FactWalk { block, ..walk }),
            Err(refusal) => self.refuse(*refusal, block),
        }
    }

    fn fact_walk_head(&self, mut parts: Parts<'i>, head: Span) -> Made<FactWalk> {
        parts.any();
        let mut pairs = Vec::new();
        while let Some(one) = parts.take(Rule::fact_pair) {
            let span = self.span(&one);
            let mut both = Parts::of(one);
            let from = self.need(both.take(Rule::word), span)?;
            both.has(Rule::arrow);
            let to = match both.any() {
                None => FactTarget::Same,
                Some(none) if none.as_rule() == Rule::k_none => FactTarget::Gone(self.span(&none)),
                Some(word) => FactTarget::As(self.word(&word)),
            };
            pairs.push(FactPair {
                from: self.word(&from),
                to,
            });
            parts.has(Rule::comma);
        }
        Ok(FactWalk {
            pairs,
            why: self.label(&mut parts)?,
            block: None,
            head,
        })
    }

    /// `a, b and c -> d..e`
    pub(super) fn turn(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let mut from = Vec::new();
        while let Some(keys) = parts.take(Rule::turn_keys) {
            from.push(self.turn_keys(keys)?);
            parts.has(Rule::k_and);
        }
        parts.has(Rule::arrow);
        let to = if parts.has(Rule::k_new) {
            Vec::new()
        } else {
            let keys = self.need(parts.take(Rule::turn_keys), span)?;
            self.turn_keys(keys)?
        };
        Ok(Stmt::Turn(Turn {
            from,
            to,
            why: self.label(&mut parts)?,
        }))
    }

    fn turn_keys(&self, pair: Pair<'i>) -> Made<Vec<Stretch>> {
        let ranges = Parts::of(pair).each(Rule::turn_range);
        ranges
            .map(|range| {
                let span = self.span(&range);
                let mut keys = Parts::of(range).each(Rule::turn_key);
                let first = self.need(keys.next(), span)?;
                Ok(Stretch {
                    first: self.turn_key(first)?,
                    last: keys.next().map(|p| self.turn_key(p)).transpose()?,
                })
            })
            .collect()
    }

    fn turn_key(&self, pair: Pair<'i>) -> Made<Word> {
        let span = self.span(&pair);
        let inner = self.need(Parts::of(pair).any(), span)?;
        let key = match inner.as_rule() {
            Rule::k_none => "none",
            Rule::k_else => "else",
            Rule::k_reject => "reject",
            Rule::k_stop => "stop",
            Rule::k_yes => "yes",
            Rule::k_no => "no",
            _ => return Ok(self.word(&inner)),
        };
        Ok(Sp::new(key.to_owned(), span))
    }

    fn stretch(&self, pair: Pair<'i>) -> Made<Stretch> {
        let span = self.span(&pair);
        let mut codes = Parts::of(pair).each(Rule::code);
        let first = self.need(codes.next(), span)?;
        Ok(Stretch {
            first: self.word(&first),
            last: codes.next().map(|p| self.word(&p)),
        })
    }

    /// `1.1, 1.2 .. 1.4`
    fn stretches_next(&self, parts: &mut Parts<'i>) -> Made<Vec<Stretch>> {
        let mut all = Vec::new();
        while let Some(one) = parts.take(Rule::stretch) {
            all.push(self.stretch(one)?);
            parts.has(Rule::comma);
        }
        Ok(all)
    }

    /// `a, b`
    fn words_next(&self, parts: &mut Parts<'i>) -> Vec<Word> {
        let mut all = Vec::new();
        while let Some(word) = parts.take(Rule::word) {
            all.push(self.word(&word));
            parts.has(Rule::comma);
        }
        all
    }
}
