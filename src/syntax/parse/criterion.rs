//! Criteria, their options, cases and rungs.

use super::super::grammar::Rule;
use super::super::keyword::Keyword;
use super::super::tree::{
    Branch, By, Cap, Case, Criterion, Finding, FindingKind, Force, Form, Marks, Option_, Printed,
    Replaces, Rung, Sp, Steps, Stmt, Word,
};
use super::near::near_alone;
use super::parts::Parts;
use super::{Inside, Made, Pair, Reader};
use crate::text::{Lang, Span};

impl<'i> Reader<'_> {
    /// `criterion 1.1 "title" 3 [form] [like x.y] { … }`
    pub(super) fn criterion(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Criterion);
        let made = head.and_then(|(parts, span)| self.criterion_head(parts, span));
        match made {
            Ok(criterion) => Stmt::Criterion(Criterion { block, ..criterion }),
            Err(refusal) => self.refuse(*refusal, block),
        }
    }

    fn criterion_head(&self, mut parts: Parts<'i>, span: Span) -> Made<Criterion> {
        let code = self.need(parts.find(Rule::code), span)?;
        Ok(Criterion {
            code: self.word(&code),
            title: self.label(&mut parts)?,
            max: self.number_next(&mut parts)?,
            form: parts.take(Rule::form).map(|p| self.form(p)).transpose()?,
            like: parts.take(Rule::like).map(|p| self.like(p)).transpose()?,
            block: None,
            head: span,
        })
    }

    fn form(&self, pair: Pair<'i>) -> Made<Sp<Form>> {
        let span = self.span(&pair);
        let inner = self.need(Parts::of(pair).any(), span)?;
        let rule = inner.as_rule();
        let mut parts = Parts::of(inner);
        let form = match rule {
            Rule::yes_no => Form::YesNo,
            Rule::checklist => Form::Checklist {
                cap: match parts.find(Rule::number) {
                    Some(number) => Some(self.number(number)?),
                    None => None,
                },
            },
            Rule::ladder => Form::Ladder(self.expr_in(&mut parts, span)?),
            _ => Form::Formula {
                expr: self.expr_in(&mut parts, span)?,
                rounding: match parts.take(Rule::rounding) {
                    Some(rounding) => Some(self.rounding(rounding)?),
                    None => None,
                },
            },
        };
        Ok(Sp::new(form, span))
    }

    /// `case 1 "title" [when COND] { … }`
    pub(super) fn case(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Case);
        let made = head.and_then(|(mut parts, span)| {
            let key = self.need(parts.find(Rule::code), span)?;
            let title = self.label(&mut parts)?;
            Ok((
                self.word(&key),
                title,
                self.expr_after(&mut parts, Rule::k_when)?,
            ))
        });
        self.with_block(made, block, |(key, title, when), block| {
            Stmt::Case(Case {
                key,
                title,
                when,
                block,
            })
        })
    }

    /// `by EXPR { key { … } else { … } }`
    pub(super) fn by(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::By);
        let made = head.and_then(|(mut parts, span)| self.expr_in(&mut parts, span));
        self.with_block(made, block, |selector, block| {
            Stmt::By(By { selector, block })
        })
    }

    /// `key, key { … }`
    pub(super) fn branch(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Branch);
        let made = head.and_then(|(parts, _)| {
            parts
                .each(Rule::row_key)
                .map(|p| self.row_key(p))
                .collect::<Made<Vec<_>>>()
        });
        self.with_block(made, block, |keys, block| {
            Stmt::Branch(Branch { keys, block })
        })
    }

    /// `a 1 *** "label" [printed "13" "why"] [when COND]`
    pub(super) fn option(&self, pair: Pair<'i>, inside: Inside) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let key = self.need(parts.take(Rule::option_key), span)?;
        let points = self.number_next(&mut parts)?;
        let marks = match parts.take(Rule::marks) {
            Some(p) => self.marks(p)?,
            None => Marks::Unsaid,
        };
        let label = self.label(&mut parts)?;
        if points.is_none()
            && label.is_some()
            && let Some((_, near)) = near_alone(key.as_str(), inside)
        {
            // `evidense "…"` would pass for an option without points.
            return Err(self.misspelt(self.bounds(&key).0, &near).into());
        }
        let printed = match parts.take(Rule::printed) {
            Some(p) => Some(self.printed(p)?),
            None => None,
        };
        Ok(Stmt::Option(Option_ {
            key: self.option_key(&key),
            points,
            marks,
            label,
            printed,
            when: self.expr_after(&mut parts, Rule::k_when)?,
        }))
    }

    /// The key of an option; the two of a yes/no question have one name
    /// whatever the language of the page.
    pub(super) fn option_key(&self, pair: &Pair<'i>) -> Word {
        let mut key = self.word(pair);
        for keyword in [Keyword::Yes, Keyword::No] {
            if key.value == keyword.form(Lang::Vi) {
                keyword.form(Lang::En).clone_into(&mut key.value);
            }
        }
        key
    }

    fn marks(&self, pair: Pair<'i>) -> Made<Marks> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        if parts.has(Rule::k_unmarked) {
            return Ok(Marks::None(span));
        }
        let marks = parts.each(Rule::mark).map(|p| self.level(p));
        Ok(Marks::Some(marks.collect::<Made<_>>()?))
    }

    fn printed(&self, pair: Pair<'i>) -> Made<Printed> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let text = self.need(parts.find(Rule::string), span)?;
        Ok(Printed {
            text: self.text(&text)?,
            why: self.label(&mut parts)?,
        })
    }

    /// `> 335 kJ -> 1 [.. 10 every 335 kJ] ["label"]`
    pub(super) fn rung(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let key = self.need(parts.find(Rule::row_key), span)?;
        let points = self.need(parts.find(Rule::number), span)?;
        let steps = match parts.take(Rule::steps) {
            Some(p) => {
                let mut parts = Parts::of(p);
                let last = self.need(parts.find(Rule::number), span)?;
                let every = self.need(parts.find(Rule::quantity), span)?;
                Some(Steps {
                    last: self.number(last)?,
                    every: self.quantity(every)?,
                })
            }
            None => None,
        };
        Ok(Stmt::Rung(Rung {
            key: self.row_key(key)?,
            points: self.number(points)?,
            steps,
            label: self.label(&mut parts)?,
        }))
    }

    /// `reject [key] [when COND] "label"`, `stop …`
    pub(super) fn finding(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let head = self.need(parts.take(Rule::finding_head), span)?;
        let mut head = Parts::of(head);
        let kind = match head.peek() {
            Some(Rule::k_reject) => FindingKind::Reject,
            _ => FindingKind::Stop,
        };
        Ok(Stmt::Finding(Finding {
            kind,
            key: head.find(Rule::finding_key).map(|k| self.word(&k)),
            when: self.expr_after(&mut parts, Rule::k_when)?,
            label: self.label(&mut parts)?,
        }))
    }

    /// `force b when COND "why"`
    pub(super) fn force(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let key = self.need(parts.find(Rule::option_key), span)?;
        Ok(Stmt::Force(Force {
            key: self.option_key(&key),
            when: self.expr_in(&mut parts, span)?,
            label: self.label(&mut parts)?,
        }))
    }

    /// `replaces 2.1 [when COND] "why"`
    pub(super) fn replaces(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let other = self.need(parts.find(Rule::code), span)?;
        Ok(Stmt::Replaces(Replaces {
            other: self.word(&other),
            when: self.expr_after(&mut parts, Rule::k_when)?,
            label: self.label(&mut parts)?,
        }))
    }

    /// `cap 3 [when COND] "why"`
    pub(super) fn cap(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let points = self.need(parts.find(Rule::number), span)?;
        Ok(Stmt::Cap(Cap {
            points: self.number(points)?,
            when: self.expr_after(&mut parts, Rule::k_when)?,
            label: self.label(&mut parts)?,
        }))
    }
}
