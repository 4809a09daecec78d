//! Dossiers in columns.

use super::super::Tri;
use super::super::expr::{eval, number, truth as interpreted};
use super::super::inputs::Inputs;
use super::super::run::Rules;
use super::super::sheet::{Memo, Notes};
use super::super::val::{Val, pick};
use super::compile::days;
use super::criterion::bit;
use super::op::truth;
use super::program::Program;
use super::scale::{NONE, scaled};
use super::{Column, Input, Plan, Worked};
use crate::dossier::{Answer, Dossier};
use crate::model::{Criterion, Form, Scorecard, Value};

/// Dossiers of one card, in columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub count: usize,
    /// By criterion: the code of the answer.
    pub codes: Vec<Vec<u8>>,
    /// By criterion: the ticks answered; empty unless it is a checklist.
    pub ticks: Vec<Vec<u64>>,
    pub given: Vec<Vec<i64>>,
    pub worked: Vec<Vec<i64>>,
    pub findings: Vec<u64>,
    /// Dossiers that hold what a column cannot.
    pub left: Vec<bool>,
}

impl Block {
    /// Takes all dossiers out; the room is kept.
    pub fn clear(&mut self, card: &Scorecard, program: Option<&Program<'_>>) {
        self.count = 0;
        let reset = |all: &mut Vec<Vec<i64>>, count: usize| {
            all.resize_with(count, Vec::new);
            all.iter_mut().for_each(Vec::clear);
        };
        reset(&mut self.given, program.map_or(0, |p| p.inputs.len()));
        reset(&mut self.worked, program.map_or(0, |p| p.worked.len()));
        self.codes.resize_with(card.criteria.len(), Vec::new);
        self.codes.iter_mut().for_each(Vec::clear);
        self.ticks.resize_with(card.criteria.len(), Vec::new);
        self.ticks.iter_mut().for_each(Vec::clear);
        self.findings.clear();
        self.left.clear();
    }

    pub fn len(&self) -> usize {
        self.count
    }

    pub fn codes(&self, criterion: usize) -> &[u8] {
        self.codes.get(criterion).map_or(&[], Vec::as_slice)
    }

    pub fn ticks(&self, criterion: usize) -> &[u64] {
        self.ticks.get(criterion).map_or(&[], Vec::as_slice)
    }

    pub fn given(&self, column: usize) -> &[i64] {
        self.given.get(column).map_or(&[], Vec::as_slice)
    }

    pub fn worked(&self, column: usize) -> &[i64] {
        self.worked.get(column).map_or(&[], Vec::as_slice)
    }

    pub fn findings(&self) -> &[u64] {
        &self.findings
    }

    /// Adds a dossier.
    pub fn push(&mut self, plan: &Plan<'_>, dossier: &Dossier) {
        self.count += 1;
        let Ok(program) = &plan.program else {
            self.left.push(true);
            return;
        };
        // A council is joined by the interpreter.
        let mut fits = dossier.assessors.is_empty();
        for (i, c) in plan.card.criteria.iter().enumerate() {
            let answer = dossier.answers.criteria.get(i).and_then(Option::as_ref);
            let (code, ticks) = match coded(c, answer) {
                Some(coded) => coded,
                None => {
                    fits = false;
                    (0, 0)
                }
            };
            if let Some(column) = self.codes.get_mut(i) {
                column.push(code);
            }
            if c.form == Form::Checklist
                && let Some(column) = self.ticks.get_mut(i)
            {
                column.push(ticks);
            }
        }
        let mut findings = 0;
        for place in &dossier.answers.findings {
            match bit(*place) {
                Ok(bit) if *place < plan.card.findings.len() => findings |= bit,
                _ => {}
            }
        }
        self.findings.push(findings);
        for (column, to) in program.inputs.iter().zip(&mut self.given) {
            match given(plan, program, column, dossier) {
                Some(n) => to.push(n),
                None => {
                    fits = false;
                    to.push(NONE);
                }
            }
        }
        if !program.worked.is_empty() {
            fits &= self.work_out(plan, program, dossier);
        }
        self.left.push(!fits);
    }

    /// What the interpreter has to work out of the facts.
    fn work_out(&mut self, plan: &Plan<'_>, program: &Program<'_>, dossier: &Dossier) -> bool {
        let notes = Notes::default();
        notes.trying.set(true);
        let chosen: Vec<usize> = plan.rules.assumptions.iter().map(|a| a.chosen).collect();
        let rules = Rules {
            rules: plan.rules,
            card: plan.card,
            readings: &chosen,
            notes: &notes,
            thorough: false,
        };
        let inputs = Inputs::new(plan.rules, dossier, &dossier.answers);
        let memo = Memo::new(plan.rules, Some(plan.card));
        let view = rules.view(&inputs, &inputs, &[], &memo);
        let mut fits = true;
        for (worked, to) in program.worked.iter().zip(&mut self.worked) {
            let n = match worked {
                Worked::Condition(e) => Some(i64::from(match interpreted(&view, e) {
                    Tri::No => truth::NO,
                    Tri::Unknown => truth::UNKNOWN,
                    Tri::Yes => truth::YES,
                })),
                Worked::Rung(i) => plan.card.criteria.get(*i).and_then(|c| {
                    let value: Val<'_> = eval(&view, c.of.as_ref()?);
                    let keys = c.rungs.iter().enumerate().map(|(r, rung)| (r, &rung.key));
                    let picked = pick(&value, keys);
                    match picked.places.as_slice() {
                        [] => Some(-1),
                        [one] if !picked.none => i64::try_from(*one).ok(),
                        _ => None,
                    }
                }),
                Worked::Points(i) => plan.card.criteria.get(*i).and_then(|c| {
                    let points = number(&view, c.of.as_ref()?).known()?;
                    let points = match c.rounding {
                        Some(rule) => points.round(rule)?,
                        None => points,
                    };
                    scaled(points, program.den)
                }),
            };
            fits &= n.is_some();
            to.push(n.unwrap_or(NONE));
        }
        fits
    }
}

/// The code and the ticks of an answer; `None` for what no code stands for.
pub(super) fn coded(c: &Criterion, answer: Option<&Answer>) -> Option<(u8, u64)> {
    match answer {
        None => Some((0, 0)),
        Some(Answer::Option(o)) => {
            let there = *o < c.options.len() && c.form != Form::Checklist;
            let code = u8::try_from(o.checked_add(1)?).ok()?;
            there.then_some((code, 0))
        }
        Some(Answer::Ticks(ticks)) => {
            let mut all = 0;
            for t in ticks {
                all |= bit(*t).ok().filter(|_| *t < c.options.len())?;
            }
            (c.form == Form::Checklist && !c.options.is_empty()).then_some((1, all))
        }
        // Rare answers are left to the interpreter.
        Some(Answer::None | Answer::OneOf(_)) => None,
        Some(Answer::Finding(f)) => {
            let code = c.options.len().checked_add(*f)?.checked_add(1)?;
            let there = *f < c.findings.len();
            u8::try_from(code)
                .ok()
                .filter(|_| there)
                .map(|code| (code, 0))
        }
    }
}

/// What a dossier gives for a column ([`NONE`] when it gives nothing); `None`
/// when the column cannot hold it.
pub(super) fn given(
    plan: &Plan<'_>,
    program: &Program<'_>,
    column: &Column,
    d: &Dossier,
) -> Option<i64> {
    let day = |d: Option<jiff::civil::Date>| d.map_or(Some(NONE), days);
    match column.input {
        Input::Filed => day(d.filed),
        Input::Assessed => day(d.assessed),
        Input::Kind => d.kind.map_or(Some(NONE), |k| name(program, k.as_str())),
        Input::Fact(i) => {
            // A fact that the ruleset does not have is none.
            plan.rules.facts.get(i)?;
            let Some(fact) = d.facts.get(i).and_then(Option::as_ref) else {
                return Some(column.lowest.unwrap_or(NONE));
            };
            of_value(program, column, &fact.value)
        }
    }
}

/// The value of a fact as it stands in a column.
pub(super) fn of_value(program: &Program<'_>, column: &Column, value: &Value) -> Option<i64> {
    match value {
        Value::Num(n) => scaled(*n, column.den),
        Value::Bool(b) => Some(i64::from(*b)),
        Value::Date(d) => days(*d),
        Value::Choice(c) => name(program, c),
        // Looked at only by what the interpreter works out.
        Value::Text(_) | Value::List(_) => Some(0),
    }
}

fn name(program: &Program<'_>, name: &str) -> Option<i64> {
    let place = program.names.iter().position(|x| x == name)?;
    i64::try_from(place).ok()
}
