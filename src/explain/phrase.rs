//! Conditions and formulas as people say them, and the values they look at.

use super::Teller;
use super::reasons::lower_first;
use super::words;
use crate::model::phrase::{key_text, phrase, value_text};
use crate::model::{
    Criterion, Expr, ExprKind, Form, Key, Ruleset, Scorecard, Target, Type, Unit, Value,
};
use crate::text::Lang;

/// Says what stands on a card.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    /// The rules.
    pub ruleset: &'a Ruleset,
    /// The card.
    pub card: &'a Scorecard,
    /// The language.
    pub lang: Lang,
}

impl Speaker<'_> {
    /// A condition or a formula in words, to stand inside a sentence.
    pub(super) fn phrase(&self, e: &Expr) -> String {
        lower_first(&phrase(e, self.ruleset, Some(self.card), self.lang))
    }

    /// The key of an option, in the reader's language where it is yes or no.
    pub(super) fn key(&self, c: &Criterion, option: usize) -> String {
        c.options.get(option).map_or_else(String::new, |o| {
            words::key(&o.key, c.form == Form::YesNo, self.lang)
        })
    }

    /// The values of a rung, with the unit of what the ladder measures.
    pub(super) fn rung_key(&self, c: &Criterion, key: &Key) -> String {
        let plain = Type::Number(Unit::none());
        let ty = c.of.as_ref().map_or(&plain, |e| &e.ty);
        self.key_words(key, ty)
    }

    /// What chooses a branch, and its values there.
    pub(super) fn branch(&self, c: &Criterion, branch: Option<usize>) -> Option<String> {
        let selector = c.selector.as_ref()?;
        let keys = selector.branches.get(branch?)?;
        let keys: Vec<String> = keys
            .iter()
            .map(|k| self.key_words(k, &selector.of.ty))
            .collect();
        Some(format!(
            "{} = {}",
            self.phrase(&selector.of),
            words::or(&keys, self.lang)
        ))
    }

    /// The wording of a rule, else its condition.
    pub(super) fn label_or(&self, label: Option<&String>, when: &Expr) -> String {
        match label {
            Some(l) if !l.is_empty() => l.clone(),
            _ => self.phrase(when),
        }
    }

    /// The values that choose a rung, a branch or a row.
    pub(super) fn key_words(&self, key: &Key, ty: &Type) -> String {
        key_text(key, ty, self.lang)
    }
}

impl<'a> Teller<'a> {
    /// Says what stands on the card.
    pub(super) fn speaker(&self) -> Speaker<'a> {
        Speaker {
            ruleset: self.rules(),
            card: self.card(),
            lang: self.lang,
        }
    }

    /// A condition or a formula in words.
    pub(super) fn phrase(&self, e: &Expr) -> String {
        self.speaker().phrase(e)
    }

    /// What a condition looks at, with the values of this dossier:
    /// facts (also those behind names and tables), dates, points.
    pub(super) fn values_in(&self, e: &Expr) -> String {
        let mut facts = Vec::new();
        let mut other = Vec::new();
        self.looks_at(e, &mut facts, &mut other, 0);
        let mut all: Vec<String> = facts
            .iter()
            .map(|f| {
                let given = self.dossier().facts.get(*f).and_then(Option::as_ref);
                self.fact(*f, given.map(|v| &v.value))
            })
            .collect();
        all.extend(other);
        all.join("; ")
    }

    /// The facts that a condition looks at.
    pub(super) fn facts_in(&self, e: &Expr) -> Vec<usize> {
        let mut facts = Vec::new();
        self.looks_at(e, &mut facts, &mut Vec::new(), 0);
        facts
    }

    fn looks_at(&self, e: &Expr, facts: &mut Vec<usize>, other: &mut Vec<String>, depth: usize) {
        if depth > 16 {
            return;
        }
        let mut behind = Vec::new();
        e.walk(&mut |x| match &x.kind {
            ExprKind::Fact(i) => {
                if !facts.contains(i) {
                    facts.push(*i);
                }
            }
            ExprKind::Let(i) => behind.extend(self.rules().lets.get(*i).map(|l| &l.expr)),
            ExprKind::Table(i) => {
                if let Some(t) = self.rules().tables.get(*i) {
                    behind.extend(&t.by);
                }
            }
            _ => {
                if let Some(text) = self.value_of(x)
                    && !other.contains(&text)
                {
                    other.push(text);
                }
            }
        });
        for e in behind {
            self.looks_at(e, facts, other, depth + 1);
        }
    }

    /// The value of something that is not a fact.
    fn value_of(&self, e: &Expr) -> Option<String> {
        let lang = self.lang;
        let o = self.outcome();
        let value = match &e.kind {
            ExprKind::Total => words::range(o.total, lang),
            ExprKind::Points(Target::Group(g)) => words::range(o.groups.get(*g)?.points, lang),
            ExprKind::Points(Target::Criterion(i)) => {
                words::range(o.criteria.get(*i)?.points, lang)
            }
            ExprKind::Maximum(Target::Group(g)) => words::range(o.groups.get(*g)?.max, lang),
            ExprKind::OptionOf(i) | ExprKind::AtMaximum(i) => {
                let (c, o) = self.at(*i)?;
                let (key, label) = self.held(c, o);
                let what = if key.is_empty() { label } else { key };
                let points = words::range(o.points, lang);
                return Some(format!("{} = {what} ({points})", c.number));
            }
            ExprKind::Filed => value_text(&Value::Date(self.dossier().filed?), &e.ty, lang),
            ExprKind::Assessed => value_text(&Value::Date(self.dossier().assessed?), &e.ty, lang),
            _ => return None,
        };
        Some(format!("{} = {value}", self.phrase(e)))
    }
}
