//! Amendments and the changes they make.

use super::super::grammar::Rule;
use super::super::tree::{
    Amendment, Cards, Change, FindingKind, Path, Renewal, Side, Sp, Step, Stmt, Word,
};
use super::parts::Parts;
use super::{Inside, Made, Pair, Reader};
use crate::text::Span;

impl<'i> Reader<'_> {
    /// `amendment "781/QĐ-TTg" to ocop "1048/QĐ-TTg" { … }`
    pub(super) fn amendment(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Amendment);
        let made = head.and_then(|(mut parts, span)| {
            let number = self.need(parts.find(Rule::string), span)?;
            let name = self.need(parts.find(Rule::word), span)?;
            let to = self.need(parts.find(Rule::string), span)?;
            Ok((self.text(&number)?, self.word(&name), self.text(&to)?))
        });
        self.with_block(made, block, |(number, name, to), block| {
            Stmt::Amendment(Amendment {
                number,
                name,
                to,
                block,
            })
        })
    }

    /// `replace …`, `insert …`, `repeal …`, `renumber …`, `mark …`, `unmark …`
    pub(super) fn change(&mut self, pair: Pair<'i>) -> Stmt {
        let rule = pair.as_rule();
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let made = match rule {
            Rule::replace => self.renewal(parts, span).map(Change::Replace),
            Rule::insert => match parts.take(Rule::k_insert).and(parts.peek()) {
                Some(Rule::insert_head) => self.insert(parts, span),
                _ => self.renewal(parts, span).map(Change::Add),
            },
            Rule::repeal => self.path_in(&mut parts, span).map(Change::Repeal),
            Rule::renumber => self.renumber(parts, span),
            _ => self.remark(parts, span),
        };
        match made {
            Ok(change) => Stmt::Change(change),
            Err(refusal) => self.refuse(*refusal, None),
        }
    }

    fn insert(&mut self, mut parts: Parts<'i>, span: Span) -> Made<Change> {
        let head = self.need(parts.find(Rule::insert_head), span)?;
        let mut head = Parts::of(head);
        let side = match head.peek() {
            Some(Rule::k_after) => Side::After,
            Some(Rule::k_ahead) => Side::Before,
            _ => Side::Into,
        };
        let at = self.path_in(&mut head, span)?;
        let block = self.block(parts, Inside::Insert);
        Ok(Change::Insert { side, at, block })
    }

    fn renumber(&self, mut parts: Parts<'i>, span: Span) -> Made<Change> {
        let at = self.path_in(&mut parts, span)?;
        let code = self.need(parts.find(Rule::code), span)?;
        Ok(Change::Renumber {
            at,
            code: self.word(&code),
        })
    }

    fn remark(&self, mut parts: Parts<'i>, span: Span) -> Made<Change> {
        let adds = parts.has(Rule::k_mark);
        let at = self.path_in(&mut parts, span)?;
        let levels = parts.each(Rule::mark).map(|p| self.level(p));
        let levels = levels.collect::<Made<_>>()?;
        Ok(if adds {
            Change::Mark { at, levels }
        } else {
            Change::Unmark { at, levels }
        })
    }

    /// A statement behind the place that it belongs to.
    fn renewal(&mut self, mut parts: Parts<'i>, span: Span) -> Made<Renewal> {
        let renewal = self.need(parts.find(Rule::renewal), span)?;
        let mut parts = Parts::of(renewal);
        let at = match parts.take(Rule::place_of) {
            Some(place) => self.path(place)?,
            None => Path {
                cards: None,
                steps: Vec::new(),
                span: Span {
                    end: span.start,
                    ..span
                },
            },
        };
        parts.take(Rule::k_option);
        let statement = self.need(parts.any(), span)?;
        let inside = match statement.as_rule() {
            Rule::option => Inside::Criterion,
            _ => Inside::Amendment,
        };
        Ok(Renewal {
            at,
            node: Box::new(self.node(statement, inside)),
        })
    }

    fn path_in(&self, parts: &mut Parts<'i>, whole: Span) -> Made<Path> {
        let path = self.need(parts.find(Rule::path), whole)?;
        self.path(path)
    }

    /// `scorecard tra part A criterion 3.4 option c`
    fn path(&self, pair: Pair<'i>) -> Made<Path> {
        let span = self.span(&pair);
        let mut path = Path {
            cards: None,
            steps: Vec::new(),
            span,
        };
        for p in Parts::of(pair).rest() {
            if p.as_rule() == Rule::cards {
                path.cards = Some(self.cards(p)?);
            } else {
                let at = self.span(&p);
                path.steps.push(Sp::new(self.step(p)?, at));
            }
        }
        Ok(path)
    }

    fn cards(&self, pair: Pair<'i>) -> Made<Cards> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        parts.take(Rule::k_scorecard);
        if let Some(star) = parts.take(Rule::star) {
            let except = parts.each(Rule::word).map(|p| self.word(&p)).collect();
            let star = self.span(&star);
            return Ok(Cards::Every { star, except });
        }
        let word = self.need(parts.find(Rule::word), span)?;
        Ok(Cards::One(self.word(&word)))
    }

    fn step(&self, pair: Pair<'i>) -> Made<Step> {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        let code = |parts: &mut Parts<'i>| -> Made<Word> {
            let code = self.need(parts.find(Rule::code), span)?;
            Ok(self.word(&code))
        };
        Ok(match rule {
            Rule::s_part => Step::Part(code(&mut parts)?),
            Rule::s_section => Step::Section(code(&mut parts)?),
            Rule::s_criterion => Step::Criterion(code(&mut parts)?),
            Rule::s_case => Step::Case(code(&mut parts)?),
            Rule::s_replaces => Step::Replaces(code(&mut parts)?),
            Rule::s_option | Rule::s_force => {
                let key = self.need(parts.find(Rule::option_key), span)?;
                let key = self.option_key(&key);
                match rule {
                    Rule::s_option => Step::Option(key),
                    _ => Step::Force(key),
                }
            }
            Rule::s_require => {
                let level = self.need(parts.find(Rule::level), span)?;
                Step::Require(self.level(level)?)
            }
            Rule::s_finding => {
                let head = self.need(parts.find(Rule::finding_head), span)?;
                let mut head = Parts::of(head);
                let kind = match head.peek() {
                    Some(Rule::k_reject) => FindingKind::Reject,
                    _ => FindingKind::Stop,
                };
                let key = head.find(Rule::finding_key).map(|k| self.word(&k));
                Step::Finding(kind, key)
            }
            Rule::s_transition => {
                let text = self.need(parts.find(Rule::string), span)?;
                Step::Transition(self.text(&text)?)
            }
            Rule::s_named => {
                let keyword = parts.peek();
                let word = self.need(parts.find(Rule::word), span)?;
                let word = self.word(&word);
                match keyword {
                    Some(Rule::k_assumption) => Step::Assumption(word),
                    Some(Rule::k_fact) => Step::Fact(word),
                    Some(Rule::k_let) => Step::Let(word),
                    _ => Step::Table(word),
                }
            }
            _ => match parts.peek() {
                Some(Rule::k_evidence) => Step::Evidence,
                Some(Rule::k_only_if) => Step::OnlyIf,
                Some(Rule::k_cap) => Step::Cap,
                Some(Rule::k_missing) => Step::Missing,
                Some(Rule::k_samples) => Step::Samples,
                Some(Rule::k_set) => Step::Set,
                Some(Rule::k_unavailable) => Step::Unavailable,
                Some(Rule::k_rating) => Step::Rating,
                Some(Rule::k_council) => Step::Council,
                Some(Rule::k_certificate) => Step::Certificate,
                _ => Step::Authority,
            },
        })
    }
}
