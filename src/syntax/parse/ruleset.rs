//! A version of a ruleset: dates, rating, assumptions, council.

use super::super::grammar::Rule;
use super::super::tree::{
    Applies, Assumption, Authority, Average, AverageKind, Certificate, Council, Keep, LevelRow,
    Lift, MissingPolicy, Power, Rating, Repeals, Ruleset, Spread, Stmt, Transition,
};
use super::parts::Parts;
use super::{Inside, Made, Pair, Reader};

impl<'i> Reader<'_> {
    /// `ruleset NAME version "…" { … }`
    pub(super) fn ruleset(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Ruleset);
        let made = head.and_then(|(mut parts, span)| {
            let name = self.need(parts.find(Rule::word), span)?;
            let version = self.need(parts.find(Rule::string), span)?;
            Ok((self.word(&name), self.text(&version)?))
        });
        self.with_block(made, block, |(name, version), block| {
            Stmt::Ruleset(Ruleset {
                name,
                version,
                block,
            })
        })
    }

    /// `transition "Điều 12" { keep … }`
    pub(super) fn transition(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Transition);
        let made = head.and_then(|(mut parts, span)| {
            let cite = self.need(parts.find(Rule::string), span)?;
            self.text(&cite)
        });
        self.with_block(made, block, |cite, block| {
            Stmt::Transition(Transition { cite, block })
        })
    }

    /// `rating of EXPR [lower is better] { … }`
    pub(super) fn rating(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Rating);
        let made = head.and_then(|(mut parts, span)| {
            let of = self.expr_in(&mut parts, span)?;
            Ok((of, parts.has(Rule::k_lower)))
        });
        self.with_block(made, block, |(of, lower_is_better), block| {
            Stmt::Rating(Rating {
                of,
                lower_is_better,
                block,
            })
        })
    }

    /// `council { … }`
    pub(super) fn council(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Council);
        self.with_block(head.map(|_| ()), block, |(), block| {
            Stmt::Council(Council { block })
        })
    }

    /// `applies from DATE [until DATE]`
    pub(super) fn applies(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let from = self.need(parts.find(Rule::date), span)?;
        let until = parts.find(Rule::date);
        Ok(Stmt::Applies(Applies {
            from: self.date(&from)?,
            until: until.map(|d| self.date(&d)).transpose()?,
        }))
    }

    /// `repeals "V" [from DATE]`
    pub(super) fn repeals(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let version = self.need(parts.find(Rule::string), span)?;
        let from = parts.find(Rule::date);
        Ok(Stmt::Repeals(Repeals {
            version: self.text(&version)?,
            from: from.map(|d| self.date(&d)).transpose()?,
        }))
    }

    /// `keep "V" when COND`
    pub(super) fn keep(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let version = self.need(parts.find(Rule::string), span)?;
        Ok(Stmt::Keep(Keep {
            version: self.text(&version)?,
            when: self.expr_in(&mut parts, span)?,
        }))
    }

    /// `assumption NAME "text" = choice | choice`
    pub(super) fn assumption(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.need(parts.find(Rule::word), span)?;
        Ok(Stmt::Assumption(Assumption {
            name: self.word(&name),
            text: self.label(&mut parts)?,
            choices: parts
                .each(Rule::choice)
                .map(|p| self.choice(p))
                .collect::<Made<_>>()?,
        }))
    }

    /// `certificate from *** for 36 months, renew between …`
    pub(super) fn certificate(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let from = self.need(parts.find(Rule::level), span)?;
        let months = self.need(parts.find(Rule::number), span)?;
        let renew = match parts.find(Rule::renew) {
            None => None,
            Some(renew) => {
                let mut parts = Parts::of(renew);
                let earliest = self.need(parts.find(Rule::number), span)?;
                let latest = self.need(parts.find(Rule::number), span)?;
                Some((self.number(earliest)?, self.number(latest)?))
            }
        };
        Ok(Stmt::Certificate(Certificate {
            from: self.level(from)?,
            months: self.number(months)?,
            renew,
        }))
    }

    /// `authority ***, **** "…"; ***** "…"`
    pub(super) fn authority(&self, pair: Pair<'i>) -> Made<Stmt> {
        let powers = Parts::of(pair).each(Rule::power).map(|power| {
            let span = self.span(&power);
            let mut levels = Vec::new();
            let mut who = None;
            for p in Parts::of(power).rest() {
                match p.as_rule() {
                    Rule::level => levels.push(self.level(p)?),
                    Rule::string => who = Some(self.text(&p)?),
                    _ => {}
                }
            }
            let who = self.need(who, span)?;
            Ok(Power { levels, who })
        });
        Ok(Stmt::Authority(Authority {
            powers: powers.collect::<Made<_>>()?,
        }))
    }

    /// `missing lowest`: what a missing answer means.
    pub(super) fn missing(&self, pair: Pair<'i>) -> Made<MissingPolicy> {
        let span = self.span(&pair);
        let policy = self.need(Parts::of(pair).find(Rule::policy), span)?;
        Ok(match Parts::of(policy).peek() {
            Some(Rule::k_lowest) => MissingPolicy::Lowest,
            Some(Rule::k_excluded) => MissingPolicy::Excluded,
            _ => MissingPolicy::Unknown,
        })
    }

    /// `LEVEL BAND ["label"]`
    pub(super) fn level_row(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let level = self.need(parts.find(Rule::level), span)?;
        let band = parts.take(Rule::band);
        Ok(Stmt::LevelRow(LevelRow {
            level: self.level(level)?,
            band: band.map(|band| self.band(band)).transpose()?,
            label: self.label(&mut parts)?,
        }))
    }

    /// `at least LEVEL when COND ["why"]`
    pub(super) fn lift(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let at_least = parts.peek() == Some(Rule::k_at_least);
        let level = self.need(parts.find(Rule::level), span)?;
        Ok(Stmt::Lift(Lift {
            at_least,
            level: self.level(level)?,
            when: self.expr_in(&mut parts, span)?,
            label: self.label(&mut parts)?,
        }))
    }

    /// `total mean of assessors [rounded …]`
    pub(super) fn average(&self, pair: Pair<'i>) -> Made<Stmt> {
        let mut parts = Parts::of(pair);
        parts.any();
        let kind = match parts.any().map(|p| p.as_rule()) {
            Some(Rule::k_median) => AverageKind::Median,
            _ => AverageKind::Mean,
        };
        let rounding = parts.take(Rule::rounding);
        Ok(Stmt::Average(Average {
            kind,
            rounding: rounding.map(|p| self.rounding(p)).transpose()?,
        }))
    }

    /// `quorum 75%`
    pub(super) fn quorum(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let quantity = self.need(Parts::of(pair).find(Rule::quantity), span)?;
        Ok(Stmt::Quorum(self.quantity(quantity)?))
    }

    /// `spread 10 points`
    pub(super) fn spread(&self, pair: Pair<'i>) -> Made<Stmt> {
        let limit = self.number_in(pair)?;
        Ok(Stmt::Spread(Spread { limit }))
    }
}
