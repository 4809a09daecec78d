//! Tests that live beside the rules.

use super::super::grammar::Rule;
use super::super::tree::{
    Assessor, Assign, Baseline, Clause, ClauseKind, GroupKind, RatingClaim, Sp, Stmt, Test, Value,
    Word,
};
use super::parts::Parts;
use super::{Inside, Made, Pair, Reader};
use crate::text::Span;

impl<'i> Reader<'_> {
    /// `test "name" for CARD { … }`
    pub(super) fn test(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Test);
        let made = head.and_then(|(mut parts, span)| {
            let name = self.need(parts.find(Rule::string), span)?;
            let card = self.need(parts.find(Rule::word), span)?;
            Ok((self.text(&name)?, self.word(&card)))
        });
        self.with_block(made, block, |(name, card), block| {
            Stmt::Test(Test { name, card, block })
        })
    }

    /// `best [except 3.5 = a]`, `worst …`
    pub(super) fn baseline(&self, pair: Pair<'i>) -> Made<Stmt> {
        let best = Parts::of(pair.clone()).peek() == Some(Rule::k_best);
        Ok(Stmt::Baseline(Baseline {
            best,
            except: self.assigns(pair)?,
        }))
    }

    /// `assessor "name" [3.5 = a, …]`
    pub(super) fn assessor(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let name = self.need(Parts::of(pair.clone()).find(Rule::string), span)?;
        Ok(Stmt::Assessor(Assessor {
            name: self.text(&name)?,
            own: self.assigns(pair)?,
        }))
    }

    /// `3.5 = a, 3.6 = b`
    pub(super) fn assigns(&self, pair: Pair<'i>) -> Made<Vec<Assign>> {
        Parts::of(pair)
            .each(Rule::assign)
            .map(|p| {
                let span = self.span(&p);
                let mut parts = Parts::of(p);
                let name = self.need(parts.find(Rule::code), span)?;
                let value = self.need(parts.find(Rule::value), span)?;
                Ok(Assign {
                    name: self.word(&name),
                    value: self.test_value(value)?,
                })
            })
            .collect()
    }

    fn test_value(&self, pair: Pair<'i>) -> Made<Sp<Value>> {
        let span = self.span(&pair);
        let inner = self.need(Parts::of(pair).any(), span)?;
        let value = match inner.as_rule() {
            Rule::records => {
                let records = Parts::of(inner).each(Rule::record);
                Value::Records(records.map(|r| self.assigns(r)).collect::<Made<_>>()?)
            }
            Rule::set_of_codes => {
                let codes = Parts::of(inner).each(Rule::code).map(|p| self.word(&p));
                Value::Codes(codes.collect())
            }
            Rule::date => Value::Date(self.date(&inner)?.value),
            Rule::k_yes => Value::Bool(true),
            Rule::k_no => Value::Bool(false),
            Rule::string => Value::Text(self.text(&inner)?.value),
            Rule::quantity => Value::Quantity(self.quantity(inner)?.value),
            _ => Value::Code(self.word(&inner).value),
        };
        Ok(Sp::new(value, span))
    }

    /// `expect total 93, rating *****, A 34`
    pub(super) fn expect(&self, pair: Pair<'i>) -> Made<Stmt> {
        let clauses = Parts::of(pair).each(Rule::clause).map(|p| {
            let span = self.span(&p);
            let inner = self.need(Parts::of(p).any(), span)?;
            let kind = self.clause(inner, span)?;
            Ok(Clause { kind, span })
        });
        Ok(Stmt::Expect(clauses.collect::<Made<_>>()?))
    }

    fn clause(&self, pair: Pair<'i>, span: Span) -> Made<ClauseKind> {
        let rule = pair.as_rule();
        let mut parts = Parts::of(pair);
        Ok(match rule {
            Rule::e_total => {
                parts.any();
                if parts.has(Rule::k_in) {
                    let band = self.need(parts.take(Rule::band), span)?;
                    ClauseKind::TotalIn(self.band(band)?)
                } else {
                    let total = self.need(parts.take(Rule::number), span)?;
                    ClauseKind::Total(self.number(total)?.value)
                }
            }
            Rule::e_rating => self.rating_clause(parts, span)?,
            Rule::e_rejected => ClauseKind::Rejected,
            Rule::e_stopped => ClauseKind::Stopped,
            Rule::e_missing => ClauseKind::Missing(self.code_in(&mut parts, span)?),
            Rule::e_assumption => ClauseKind::Assumption(self.code_in(&mut parts, span)?),
            Rule::e_criterion => {
                let code = self.code_in(&mut parts, span)?;
                if parts.has(Rule::equals) {
                    let value = self.need(parts.take(Rule::value), span)?;
                    ClauseKind::CriterionOption(code, self.test_value(value)?)
                } else {
                    let points = self.need(parts.take(Rule::number), span)?;
                    ClauseKind::CriterionPoints(code, self.number(points)?.value)
                }
            }
            Rule::e_unavailable => ClauseKind::Unavailable,
            Rule::e_group => {
                let kind = match parts.peek() {
                    Some(Rule::k_part) => GroupKind::Part,
                    _ => GroupKind::Section,
                };
                let code = self.code_in(&mut parts, span)?;
                let points = self.need(parts.take(Rule::number), span)?;
                ClauseKind::Group(kind, code, self.number(points)?.value)
            }
            _ => {
                let code = self.code_in(&mut parts, span)?;
                let points = self.need(parts.take(Rule::number), span)?;
                ClauseKind::Part(code, self.number(points)?.value)
            }
        })
    }

    fn rating_clause(&self, mut parts: Parts<'i>, span: Span) -> Made<ClauseKind> {
        parts.any();
        let between = parts.has(Rule::k_in);
        let claim = if parts.has(Rule::k_unrated) {
            RatingClaim::Unrated
        } else if parts.has(Rule::k_unavailable) {
            RatingClaim::Unavailable
        } else {
            let first = self.need(parts.take(Rule::level), span)?;
            let first = self.level(first)?;
            if between {
                let last = self.need(parts.find(Rule::level), span)?;
                RatingClaim::Between(first, self.level(last)?)
            } else {
                RatingClaim::Level(first)
            }
        };
        let because = match parts.take(Rule::because) {
            Some(p) => Parts::of(p)
                .each(Rule::code)
                .map(|c| self.word(&c))
                .collect(),
            None => Vec::new(),
        };
        Ok(ClauseKind::Rating(claim, because))
    }

    fn code_in(&self, parts: &mut Parts<'i>, span: Span) -> Made<Word> {
        let code = self.need(parts.find(Rule::code), span)?;
        Ok(self.word(&code))
    }
}
