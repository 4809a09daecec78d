//! The interpreter: as literal as the decision, exact, total, and with a trace.

//!
//! How it goes about it: `evaluate` scores each sheet (`run`), criterion by
//! criterion (`criterion`, with one file for each form), looks up subtotals
//! (`groups`) and levels (`level`, `minimums`), and joins the sheets of a
//! council (`council`). Values that are not known are sets of values (`val`,
//! `numbers`, `days`); what is open is tried out piece by piece (`worlds`).
//! Beside it stands [`plan`]: the same rules compiled for many dossiers at once.

mod arith;
mod assemble;
mod assume;
mod basis;
mod branch;
mod checklist;
mod choice;
mod council;
mod criterion;
mod cuts;
mod days;
mod evaluate;
mod expr;
mod findings;
mod form;
mod groups;
mod inputs;
mod ladder;
mod level;
mod list;
mod looks;
mod minimums;
mod missing;
mod numbers;
mod outcome;
pub mod plan;
mod receipt;
mod run;
mod sheet;
mod stepwise;
mod table;
mod tri;
mod val;
mod version;
mod wants;
mod worlds;

pub use basis::{Basis, How};
pub use evaluate::{evaluate, evaluate_as_read};
pub use outcome::{
    AssumptionUse, CouncilOutcome, CriterionOutcome, FindingOutcome, GroupOutcome, Levels,
    MinimumKind, MinimumOutcome, Missing, Outcome, Quorum, Range, Spread, Status, Tri, Trouble,
    TroubleKind, Why,
};
pub use receipt::Receipt;
pub(crate) use stepwise::{Given, Step, Steps, Verdict};
pub use version::{choose, choose_on, holds_on, in_force_until, terms};

#[cfg(test)]
mod tests;
