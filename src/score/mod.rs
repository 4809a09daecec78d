//! The interpreter: as literal as the decision, exact, total, and with a trace.

mod basis;
mod outcome;
mod receipt;

pub use basis::{Basis, How};

pub use outcome::{
    AssumptionUse, CouncilOutcome, CriterionOutcome, FindingOutcome, GroupOutcome, Levels,
    MinimumKind, MinimumOutcome, Missing, Outcome, Quorum, Range, Spread, Status, Tri, Trouble,
    TroubleKind, Why,
};
pub use receipt::Receipt;
