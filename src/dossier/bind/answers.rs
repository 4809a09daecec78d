//! Answers to criteria: option keys, ticks, yes and no, findings.

use super::super::file::Answer;
use super::super::node::{Node, NodeKind};
use super::super::value::{near_yes_no, yes_no};
use super::Binder;
use super::findings::Findings;
use crate::exact::Num;
use crate::model::{Criterion, Expr, ExprKind, Finding, Form};
use crate::text::catalogue::dossiers::{self as say, Hint, OptionShown, Shape};
use crate::text::{Span, closest, fold};
use std::collections::BTreeSet;

/// The words for an answered checklist without ticks.
pub const NO_TICKS: [&str; 2] = ["none", "không"];

/// The words for none of the options.
pub const NO_OPTION: [&str; 3] = ["none", "không_mức_nào", "không mức nào"];

/// The finding that an answer names. Findings without a key of their own are
/// named by the keyword, in either language.
pub fn finding_of(findings: &[Finding], text: &str) -> Option<usize> {
    let other = match text {
        "reject" => "loại",
        "loại" => "reject",
        "stop" => "dừng",
        "dừng" => "stop",
        _ => text,
    };
    let at = |word: &str| findings.iter().position(|f| f.key.as_deref() == Some(word));
    at(text).or_else(|| at(other))
}

/// The findings that can be answered.
pub fn findings_shown(findings: &[Finding]) -> impl Iterator<Item = OptionShown> {
    findings.iter().filter_map(|f| {
        Some(OptionShown {
            key: f.key.clone()?,
            label: f.label.clone(),
        })
    })
}

/// Ticks and findings in one text: `a, b`, `a b`, `a;b`.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| matches!(c, ',' | ';') || c.is_whitespace())
        .filter(|t| !t.is_empty())
}

impl Binder<'_> {
    /// The answer to a criterion; `None` when nothing is given or it is wrong.
    pub fn answer(&self, criterion: usize, value: &Node, found: &mut Findings) -> Option<Answer> {
        let c = self.card.criteria.get(criterion)?;
        match &value.kind {
            NodeKind::Nothing => None,
            NodeKind::Fields(_) => {
                let expected = if c.form == Form::Checklist {
                    Shape::List
                } else {
                    Shape::One
                };
                let shape = say::wrong_shape(value.span, &c.number, expected, Shape::Fields);
                found.push(shape);
                None
            }
            NodeKind::List(items) if c.form == Form::Checklist => self.tick_list(c, items, found),
            NodeKind::List(items) => {
                if items.len() > 1 && !matches!(c.form, Form::Ladder | Form::Formula) {
                    found.push(say::several_answers(value.span, &c.number));
                } else {
                    let (one, list) = (Shape::One, Shape::List);
                    found.push(say::wrong_shape(value.span, &c.number, one, list));
                }
                None
            }
            NodeKind::Text(text) | NodeKind::Number(text) => {
                self.answer_text(c, criterion, text, value.span, found)
            }
        }
    }

    fn answer_text(
        &self,
        c: &Criterion,
        criterion: usize,
        text: &str,
        span: Span,
        found: &mut Findings,
    ) -> Option<Answer> {
        if let Some(option) = c.option(text) {
            return Some(if c.form == Form::Checklist {
                Answer::Ticks(vec![option])
            } else {
                Answer::Option(option)
            });
        }
        if c.form == Form::YesNo
            && let Some(yes) = yes_no(text)
            && let Some(option) = c.option(if yes { "yes" } else { "no" })
        {
            return Some(Answer::Option(option));
        }
        if let Some(finding) = finding_of(&c.findings, text) {
            return Some(Answer::Finding(finding));
        }
        match c.form {
            Form::Ladder | Form::Formula => {
                found.say(|| say::not_answered(span, &c.number, &self.facts_of(c)));
                return None;
            }
            Form::Checklist => return self.tick_text(c, text, span, found),
            Form::Choice | Form::YesNo => {}
        }
        if c.may_hold_none() && NO_OPTION.contains(&text.to_lowercase().as_str()) {
            return Some(Answer::None);
        }
        if text.contains('|') {
            return self.one_of(c, text, span, found);
        }
        if let Some(case) = c.cases.iter().position(|k| k.key == text) {
            self.case_as_answer(criterion, case, span, found);
            return None;
        }
        found.say(|| say::no_such_option(span, &c.number, text, &hint(c, text), &shown(c)));
        None
    }

    /// `b|c`: one of these, not settled which.
    fn one_of(
        &self,
        c: &Criterion,
        text: &str,
        span: Span,
        found: &mut Findings,
    ) -> Option<Answer> {
        let mut all: Vec<Option<usize>> = Vec::new();
        let mut fine = true;
        for part in text.split('|').map(str::trim) {
            let yes_no = yes_no(part).filter(|_| c.form == Form::YesNo);
            let key = yes_no.map_or(part, |yes| if yes { "yes" } else { "no" });
            let held = match c.option(key) {
                Some(option) => Some(option),
                None if c.may_hold_none() && NO_OPTION.contains(&part.to_lowercase().as_str()) => {
                    None
                }
                None => {
                    fine = false;
                    found.say(|| {
                        say::no_such_option(span, &c.number, part, &hint(c, part), &shown(c))
                    });
                    continue;
                }
            };
            if !all.contains(&held) {
                all.push(held);
            }
        }
        all.sort_unstable();
        match (fine, all.as_slice()) {
            (false, _) | (_, []) => None,
            (true, [Some(one)]) => Some(Answer::Option(*one)),
            (true, [None]) => Some(Answer::None),
            _ => Some(Answer::OneOf(all)),
        }
    }

    fn tick_text(
        &self,
        c: &Criterion,
        text: &str,
        span: Span,
        found: &mut Findings,
    ) -> Option<Answer> {
        if NO_TICKS.contains(&text.to_lowercase().as_str()) {
            return Some(Answer::Ticks(Vec::new()));
        }
        let ticks: Vec<&str> = split(text).collect();
        self.ticks(c, ticks.into_iter().map(|t| (t, span)), found)
    }

    fn tick_list(&self, c: &Criterion, items: &[Node], found: &mut Findings) -> Option<Answer> {
        let mut texts = Vec::with_capacity(items.len());
        let mut fine = true;
        for item in items {
            match item.as_text() {
                Some(text) => texts.push((text, item.span)),
                None => {
                    fine = false;
                    let shape = match item.kind {
                        NodeKind::List(_) => Shape::List,
                        _ => Shape::Fields,
                    };
                    if !item.is_nothing() {
                        found.push(say::wrong_shape(item.span, &c.number, Shape::One, shape));
                    }
                }
            }
        }
        let ticks = self.ticks(c, texts.into_iter(), found);
        ticks.filter(|_| fine)
    }

    fn ticks<'t>(
        &self,
        c: &Criterion,
        texts: impl Iterator<Item = (&'t str, Span)>,
        found: &mut Findings,
    ) -> Option<Answer> {
        let mut ticks = BTreeSet::new();
        let mut fine = true;
        for (text, span) in texts {
            match c.option(text) {
                Some(option) => {
                    if !ticks.insert(option) {
                        fine = false;
                        found.push(say::tick_twice(span, &c.number, text));
                    }
                }
                None => {
                    fine = false;
                    found.say(|| {
                        say::no_such_option(span, &c.number, text, &hint(c, text), &shown(c))
                    });
                }
            }
        }
        fine.then(|| Answer::Ticks(ticks.into_iter().collect()))
    }

    /// Says that a case is no answer.
    pub fn case_as_answer(&self, criterion: usize, case: usize, span: Span, found: &mut Findings) {
        let Some(c) = self.card.criteria.get(criterion) else {
            return;
        };
        let key = c.cases.get(case).map_or("", |k| k.key.as_str());
        let inside: Vec<OptionShown> = c
            .options
            .iter()
            .filter(|o| o.case == Some(case))
            .map(|o| OptionShown {
                key: o.key.clone(),
                label: o.label.clone(),
            })
            .collect();
        found.push(say::case_not_option(span, &c.number, key, &inside));
    }

    /// The facts that a computed criterion looks at.
    fn facts_of(&self, c: &Criterion) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut lets = BTreeSet::new();
        let mut open: Vec<&Expr> =
            c.of.iter()
                .chain(c.selector.as_ref().map(|s| &s.of))
                .collect();
        while let Some(expr) = open.pop() {
            expr.walk(&mut |e| match e.kind {
                ExprKind::Fact(i) => {
                    seen.insert(i);
                }
                ExprKind::Let(i) => {
                    if lets.insert(i)
                        && let Some(l) = self.ruleset.lets.get(i)
                    {
                        open.push(&l.expr);
                    }
                }
                ExprKind::Table(i) => {
                    if let Some(t) = self.ruleset.tables.get(i)
                        && lets.insert(i + self.ruleset.lets.len())
                    {
                        open.extend(&t.by);
                    }
                }
                _ => {}
            });
        }
        seen.into_iter()
            .filter_map(|i| self.ruleset.facts.get(i))
            .map(|f| f.name.clone())
            .collect()
    }
}

/// What can be answered, each key once: branches repeat them.
fn shown(c: &Criterion) -> Vec<OptionShown> {
    let mut all: Vec<OptionShown> = Vec::new();
    for o in &c.options {
        if all.iter().any(|s| s.key == o.key) {
            continue;
        }
        let key = match (c.form, o.key.as_str()) {
            (Form::YesNo, "yes") => "yes (có)",
            (Form::YesNo, "no") => "no (không)",
            (_, key) => key,
        };
        all.push(OptionShown {
            key: key.to_owned(),
            label: o.label.clone(),
        });
    }
    if c.form == Form::Checklist || c.may_hold_none() {
        all.push(OptionShown {
            key: "none".to_owned(),
            label: String::new(),
        });
    }
    all.extend(findings_shown(&c.findings));
    all
}

/// What may have been meant.
fn hint(c: &Criterion, text: &str) -> Hint {
    let bare = text.trim_end_matches([')', '.', ':']);
    let keys = || {
        let findings = c.findings.iter().filter_map(|f| f.key.as_deref());
        c.options.iter().map(|o| o.key.as_str()).chain(findings)
    };
    let folded = fold(bare);
    if let Some(key) = keys().find(|k| *k == bare || fold(k) == folded) {
        return Hint::Near(key.to_owned());
    }
    let wording = c
        .options
        .iter()
        .find(|o| !o.label.is_empty() && fold(&o.label) == folded);
    if let Some(option) = wording {
        return Hint::Wording(option.key.clone());
    }
    let points = text.replace(',', ".").parse::<Num>().ok();
    if points.is_some_and(|p| c.options.iter().any(|o| o.points == p)) {
        return Hint::Points;
    }
    let yes_no = || near_yes_no(text).filter(|_| c.form == Form::YesNo);
    match closest(text, keys()).or_else(yes_no) {
        Some(key) => Hint::Near(key),
        None => Hint::Nothing,
    }
}
