//! The compiled path: a card as a plan over columns.
//!
//! The interpreter ([`super::evaluate`]) is as literal as the decision and tells
//! why. A [`Plan`] only tells how much, for many dossiers at once: answers are
//! small integers, points multiples of a common step, minimums bits, facts
//! columns, conditions a short program over them with three-valued logic.
//!
//! The two agree, always. A plan scores what is known; wherever something open
//! has a say (a missing answer, a fact not given, a council), the dossier is
//! left to the interpreter, and [`Scored::left`] says so. A card that cannot be
//! written as a plan at all is left to the interpreter whole, and
//! [`Plan::limit`] says why.
//!
//! How it goes about it: `compile` turns expressions into steps (`op`), `groups`
//! subtotals and `criterion` the rest of a page, in the order in which criteria
//! are scored; a criterion that nothing looks into becomes a table by the code
//! of its answer, every other one is scored row by row (`row`). `program` is
//! what comes out, `block` holds dossiers in columns, `run` carries it out.

mod arith;
mod block;
mod cells;
mod compare;
mod compile;
mod criterion;
mod fused;
mod groups;
mod op;
mod program;
mod put;
mod row;
mod run;
mod scale;
mod verdict;

use super::{Outcome, evaluate};
use crate::dossier::Dossier;
use crate::model::{Expr, Ruleset, Scorecard};
use block::Block;
use program::Program;
use run::Machine;

pub use cells::{Cells, Learnt};
pub use put::{Head, Put};
pub use verdict::{Scored, Verdict};

/// Why a card cannot be written as a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// A criterion with more than 63 options, or more than 64 findings on the card.
    Options,
    /// A rating with more than 24 levels, or more than four conditions that lift them.
    Levels,
    /// A number with finer steps than millionths of a millionth.
    Fine,
    /// A number beyond the range of 64 bits.
    Large,
    /// Expressions that stand in each other too deeply.
    Deep,
    /// Points that depend on a list of records.
    List,
    /// Points that depend on a free text.
    Text,
    /// A quotient whose divisor is not a constant, in what depends on points.
    Division,
    /// Rounding to a step that is not a constant.
    Rounding,
    /// Arithmetic on days.
    Arithmetic,
    /// A comparison of things of different kinds.
    Compare,
    /// A key that does not fit what it is a key of.
    Key,
    /// A condition that is not a condition.
    Condition,
    /// A criterion looked at before it is scored.
    Order,
    /// Something that is not on the card.
    Unknown,
}

/// Something a dossier gives besides answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Input {
    Fact(usize),
    Filed,
    Assessed,
    Kind,
}

/// A column of what dossiers give, in multiples of `1 / den`.
#[derive(Clone, Copy, Debug)]
struct Column {
    input: Input,
    den: i64,
    /// What it is when it is not given and the rule takes the lowest value.
    lowest: Option<i64>,
}

/// A column that the interpreter works out when a dossier is read.
#[derive(Clone, Copy, Debug)]
enum Worked<'a> {
    Condition(&'a Expr),
    /// The rung of a ladder: of this criterion.
    Rung(usize),
    /// The points of a formula: of this criterion.
    Points(usize),
}

/// A card as a plan. Built once, used for any number of dossiers, by any number of threads.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    rules: &'a Ruleset,
    card: &'a Scorecard,
    program: Result<Program<'a>, Limit>,
}

impl<'a> Plan<'a> {
    /// The plan of a card. Never fails: what cannot be written as a plan is left
    /// to the interpreter.
    #[must_use]
    pub fn new(rules: &'a Ruleset, card: &'a Scorecard) -> Plan<'a> {
        Plan {
            rules,
            card,
            program: Program::new(rules, card),
        }
    }

    /// The ruleset.
    #[must_use]
    pub fn ruleset(&self) -> &'a Ruleset {
        self.rules
    }

    /// The card.
    #[must_use]
    pub fn card(&self) -> &'a Scorecard {
        self.card
    }

    /// Why every dossier is left to the interpreter, if that is so.
    #[must_use]
    pub fn limit(&self) -> Option<Limit> {
        self.program.as_ref().err().copied()
    }

    /// Scores one dossier. Nothing is allocated for what the plan scores itself,
    /// once `sheets` has been used.
    pub fn score<'s>(&'s self, sheets: &'s mut Sheets, dossier: &Dossier) -> Scored<'s> {
        sheets.clear(self);
        sheets.add(self, dossier);
        sheets.run(self);
        match &self.program {
            Ok(program) if sheets.machine.left.first() == Some(&false) => {
                Scored::by_plan(program, self.card, sheets, 0)
            }
            _ => Scored::of(sheets.single.insert(Box::new(self.interpret(dossier)))),
        }
    }

    /// What the interpreter says of a dossier, without the trace of open points.
    #[must_use]
    pub fn interpret(&self, dossier: &Dossier) -> Outcome {
        evaluate::evaluate_as_read(self.rules, self.card, dossier)
    }
}

/// Dossiers in columns, and what a plan makes of them. Used again and again:
/// the room stays.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    block: Block,
    machine: Machine,
    single: Option<Box<Outcome>>,
}

impl Sheets {
    /// Takes all dossiers out.
    pub fn clear(&mut self, plan: &Plan<'_>) {
        self.block.clear(plan.card, plan.program.as_ref().ok());
    }

    /// Adds a dossier.
    pub fn add(&mut self, plan: &Plan<'_>, dossier: &Dossier) {
        self.block.push(plan, dossier);
    }

    /// How many dossiers are in.
    #[must_use]
    pub fn len(&self) -> usize {
        self.block.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Scores all dossiers that are in, as far as the plan goes.
    pub fn run(&mut self, plan: &Plan<'_>) {
        match &plan.program {
            Ok(program) => self.machine.run(program, &self.block),
            Err(_) => {
                self.machine.left.clear();
                self.machine.left.resize(self.block.len(), true);
            }
        }
    }

    /// What the plan makes of a dossier, by its row. `None` for one that is left
    /// to the interpreter ([`Plan::interpret`]), and where there is no such row.
    #[must_use]
    pub fn scored<'s>(&'s self, plan: &'s Plan<'_>, row: usize) -> Option<Scored<'s>> {
        let left = *self.machine.left.get(row)?;
        match &plan.program {
            Ok(program) if !left => Some(Scored::by_plan(program, plan.card, self, row)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
