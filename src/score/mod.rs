//! The interpreter: as literal as the decision, exact, total, and with a trace.

mod outcome;

pub use outcome::{
    AssumptionUse, CouncilOutcome, CriterionOutcome, FindingOutcome, GroupOutcome, Levels,
    MinimumKind, MinimumOutcome, Missing, Outcome, Quorum, Range, Spread, Status, Tri, Trouble,
    TroubleKind, Why,
};
