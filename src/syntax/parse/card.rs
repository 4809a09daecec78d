//! Scorecards, shared texts, parts and sections.

use super::super::grammar::Rule;
use super::super::tree::{Group, GroupKind, OnlyIf, Require, Scorecard, Shared, Stmt, Word};
use super::parts::Parts;
use super::{Inside, Made, Pair, Reader};

impl<'i> Reader<'_> {
    /// `scorecard ID "title" in "a" / "b" { … }`
    pub(super) fn scorecard(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Scorecard);
        let made = head.and_then(|(mut parts, span)| {
            let id = self.need(parts.find(Rule::word), span)?;
            let title = self.need(parts.take(Rule::string), span)?;
            let path = parts.each(Rule::string).map(|p| self.text(&p));
            Ok((
                self.word(&id),
                self.text(&title)?,
                path.collect::<Made<_>>()?,
            ))
        });
        self.with_block(made, block, |(id, title, path), block| {
            Stmt::Scorecard(Scorecard {
                id,
                title,
                path,
                block,
            })
        })
    }

    /// `shared NAME { … }`
    pub(super) fn shared(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Shared);
        let made = head.and_then(|(mut parts, span)| {
            let name = self.need(parts.find(Rule::word), span)?;
            Ok(self.word(&name))
        });
        self.with_block(made, block, |name, block| {
            Stmt::Shared(Shared { name, block })
        })
    }

    /// `part A "title" 40 … { … }`, `section …`
    pub(super) fn group(&mut self, pair: Pair<'i>, kind: GroupKind) -> Stmt {
        let inside = match kind {
            GroupKind::Part => Inside::Part,
            _ => Inside::Section,
        };
        let (head, block) = self.head_and_block(pair, inside);
        let made = head.and_then(|(parts, span)| {
            let mut group = self.group_head(parts, span, kind)?;
            group.head = span;
            Ok(group)
        });
        match made {
            Ok(group) => Stmt::Group(Group { block, ..group }),
            Err(refusal) => self.refuse(*refusal, block),
        }
    }

    fn group_head(
        &self,
        mut parts: Parts<'i>,
        span: crate::text::Span,
        kind: GroupKind,
    ) -> Made<Group> {
        let code = self.need(parts.find(Rule::code), span)?;
        let mut group = Group {
            kind,
            code: self.word(&code),
            title: self.label(&mut parts)?,
            max: self.number_next(&mut parts)?,
            subtracted: None,
            best: None,
            cap: None,
            like: None,
            block: None,
            head: span,
        };
        for p in parts.rest() {
            if p.as_rule() == Rule::like {
                group.like = Some(self.like(p)?);
                continue;
            }
            let here = self.span(&p);
            let mut mark = Parts::of(p);
            match mark.peek() {
                Some(Rule::k_subtracted) => group.subtracted = Some(here),
                Some(Rule::k_takes_best) => group.best = Some(here),
                _ => {
                    let number = self.need(mark.find(Rule::number), here)?;
                    group.cap = Some(self.number(number)?);
                }
            }
        }
        Ok(group)
    }

    /// `like common.environment`
    pub(super) fn like(&self, pair: Pair<'i>) -> Made<Word> {
        let span = self.span(&pair);
        let name = self.need(Parts::of(pair).find(Rule::dotted), span)?;
        Ok(self.word(&name))
    }

    /// `only if COND [else 0] "why"`
    pub(super) fn only_if(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let when = self.expr_in(&mut parts, span)?;
        let otherwise = if parts.has(Rule::k_otherwise) {
            self.number_next(&mut parts)?
        } else {
            None
        };
        Ok(Stmt::OnlyIf(OnlyIf {
            when,
            otherwise,
            label: self.label(&mut parts)?,
        }))
    }

    /// `require **** COND "label"`
    pub(super) fn require(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let level = self.need(parts.find(Rule::level), span)?;
        Ok(Stmt::Require(Require {
            level: self.level(level)?,
            when: self.expr_in(&mut parts, span)?,
            label: self.label(&mut parts)?,
        }))
    }

    /// `like common`
    pub(super) fn like_all(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let name = self.need(Parts::of(pair).find(Rule::word), span)?;
        Ok(Stmt::Like(self.word(&name)))
    }

    /// `without 1.2, 1.3`
    pub(super) fn without(&self, pair: Pair<'i>) -> Made<Stmt> {
        let codes = Parts::of(pair).each(Rule::code).map(|p| self.word(&p));
        Ok(Stmt::Without(codes.collect()))
    }
}
