//! What a dossier is worth under a card, and why: the trace.

use crate::exact::Num;
use crate::model::Value;
use crate::syntax::tree::FindingKind;
use serde::Serialize;

/// Yes, no, or not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tri {
    /// Surely not.
    No,
    /// It depends on what is missing.
    Unknown,
    /// Surely.
    Yes,
}

/// All values something can still take, by their ends; both are included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The least.
    pub lo: Num,
    /// The most.
    pub hi: Num,
}

/// The levels something can still get: places in the rating, worst first;
/// `None` stands for "no level" and comes before all others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Levels(pub Vec<Option<usize>>);

/// What a dossier is worth under a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The total.
    pub total: Range,
    /// What the rating measures (the total, for most cards); `None` if it cannot be computed.
    pub measured: Option<Range>,
    /// By group of the card.
    pub groups: Vec<GroupOutcome>,
    /// By criterion, in order of the card.
    pub criteria: Vec<CriterionOutcome>,
    /// The levels the bands alone give.
    pub level_by_total: Levels,
    /// The levels after minimums, requirements, lifts, rejections and stops.
    pub level: Levels,
    /// Every minimum and requirement of the card, with whether it is met.
    pub minimums: Vec<MinimumOutcome>,
    /// Conditions that lift the level or hold it down, with whether they act.
    pub lifts: Vec<Tri>,
    /// Rejections and stops that are found or cannot be excluded.
    pub findings: Vec<FindingOutcome>,
    /// What is not known and could change the result.
    pub missing: Vec<Missing>,
    /// Readings of open points on which this result depends.
    pub assumptions: Vec<AssumptionUse>,
    /// The council, when several assessors judged.
    pub council: Option<CouncilOutcome>,
    /// Amounts that left the range of exact numbers or divisions by zero: nothing
    /// was guessed, the value counts as unknown, and this says where.
    pub troubles: Vec<Trouble>,
}

/// A part, a section, or a criterion that holds criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GroupOutcome {
    /// Its points.
    pub points: Range,
    /// The maximum of what counts in it.
    pub max: Range,
    /// Points that a cap cut off, when known.
    pub capped: Option<Num>,
    /// Whether it counts.
    pub counts: Tri,
}

/// How a criterion got its points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// An assessor chose the option.
    Answered,
    /// Facts gave the option or the points.
    Derived,
    /// Not known.
    Missing,
    /// It does not count here.
    NotCounted,
    /// The scoring had stopped before it.
    Stopped,
    /// The dossier is rejected at it.
    Rejected,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CriterionOutcome {
    /// Its points.
    pub points: Range,
    /// How it got them.
    pub status: Status,
    /// The options it may hold (one when known); for a checklist, see `ticks`.
    pub options: Vec<usize>,
    /// The ticks of a checklist.
    pub ticks: Vec<usize>,
    /// The rung of a ladder, when known.
    pub rung: Option<usize>,
    /// The branch that applies, when known.
    pub branch: Option<usize>,
    /// Why, step by step, in order.
    pub why: Vec<Why>,
    /// For each option (or rung, for a ladder): whether facts give it.
    pub conditions: Vec<Option<Tri>>,
}

/// A step of a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// An assessor answered; the name when there is one.
    Answered {
        /// Who.
        by: Option<String>,
    },
    /// Facts gave it; the facts that were looked at, with their values.
    Derived {
        /// Facts and values (`None`: not given).
        facts: Vec<(usize, Option<Value>)>,
    },
    /// The answer and the facts disagree; the assumption `answer_or_fact` decided.
    Disagreement {
        /// The option answered.
        answered: usize,
        /// The option that facts give.
        derived: usize,
    },
    /// Conditions of several options hold; the assumption `when_overlap` decided.
    Overlap {
        /// The options.
        options: Vec<usize>,
    },
    /// No condition of an option holds; the assumption `no_option` decided.
    NoOption,
    /// A ladder or formula was measured.
    Measured {
        /// The value.
        value: Option<Value>,
    },
    /// A condition forced the option (a place in `forces`).
    Forced {
        /// Which.
        force: usize,
    },
    /// An `only if` keeps it from counting: of the criterion (a place in `only_if`), or of a group above.
    NotCounted {
        /// Which, on the criterion.
        only_if: Option<usize>,
        /// Which group.
        group: Option<usize>,
    },
    /// Another criterion counts in its place.
    ReplacedBy {
        /// Which.
        criterion: usize,
    },
    /// A cap cut it (a place in `caps`).
    Capped {
        /// Which.
        cap: usize,
        /// Points before.
        from: Num,
    },
    /// The ticks add up to more than the cap of the checklist.
    TicksCapped {
        /// Points before.
        from: Num,
    },
    /// Nothing was answered, and the rule takes the lowest option.
    LowestForMissing,
    /// Nothing was answered, and the rule leaves it out.
    ExcludedForMissing,
    /// Nothing was answered: not known.
    NotKnown,
    /// A stop before it ended the scoring (a place in [`Outcome::findings`]).
    StoppedBy {
        /// Which.
        finding: usize,
    },
    /// A rejection was found on it (a place in [`Outcome::findings`]).
    RejectedBy {
        /// Which.
        finding: usize,
    },
    /// Among the assessors: how many gave which option.
    Votes {
        /// Option (none: without one) and number of assessors.
        votes: Vec<(Option<usize>, usize)>,
    },
}

/// What a level asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MinimumOutcome {
    /// The level.
    pub level: usize,
    /// What is asked for.
    pub what: MinimumKind,
    /// Whether it is met.
    pub met: Tri,
}

/// A marked option, or a `require`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MinimumKind {
    /// At least this option of this criterion.
    Option {
        /// The criterion.
        criterion: usize,
        /// The marked option.
        option: usize,
    },
    /// A `require` of the card, by its place.
    CardRequire(usize),
    /// A `require` of the rating, by its place.
    RatingRequire(usize),
}

/// A rejection or a stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingOutcome {
    /// Reject or stop.
    pub kind: FindingKind,
    /// The criterion it stands on; the whole card if none.
    pub criterion: Option<usize>,
    /// Its place among the findings of the criterion or card.
    pub index: usize,
    /// Found, or not excluded.
    pub state: Tri,
    /// Whether an assessor said it (else facts).
    pub answered: bool,
    /// The facts looked at.
    pub facts: Vec<(usize, Option<Value>)>,
}

/// Something that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The criterion that waits for it, if one does.
    pub criterion: Option<usize>,
    /// Whether an assessor's answer would settle it.
    pub answer: bool,
    /// The facts that would settle it.
    pub facts: Vec<usize>,
    /// Whether the day of filing, of assessment or the kind is what is missing.
    pub dates: Vec<&'static str>,
}

/// A reading of an open point, where it mattered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AssumptionUse {
    /// The assumption, by its place in the ruleset.
    pub assumption: usize,
    /// The reading used, by its place.
    pub choice: usize,
    /// Criteria at which it mattered.
    pub criteria: Vec<usize>,
    /// What each other reading would give: its place, the total and the levels.
    pub others: Vec<(usize, Range, Levels)>,
}

/// The council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CouncilOutcome {
    /// Each assessor: name, total, levels by their own sheet.
    pub assessors: Vec<(String, Range, Levels)>,
    /// The average before rounding.
    pub average: Option<Range>,
    /// The average as it counts.
    pub rounded: Option<Range>,
    /// Members present, members in all (when known), whether the quorum is met.
    pub quorum: Option<Quorum>,
    /// Widest distance between two totals, the limit, whether it is kept.
    pub spread: Option<Spread>,
    /// Criteria on which assessors differ: for each, the option of each assessor.
    pub differ: Vec<(usize, Vec<Option<usize>>)>,
    /// The assessor farthest from the average, when the spread is too wide.
    pub farthest: Option<usize>,
}

/// Whether enough members were there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quorum {
    /// Assessors present.
    pub present: usize,
    /// Members in all.
    pub members: usize,
    /// The share needed, in percent.
    pub needed: Num,
    /// Whether it is met.
    pub met: bool,
}

/// Whether totals lie near enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// The widest distance, in points, when all totals are known.
    pub widest: Option<Num>,
    /// The limit, in points.
    pub limit: Num,
    /// Whether it is kept.
    pub met: Tri,
}

/// Arithmetic that could not be carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// The criterion, if at one.
    pub criterion: Option<usize>,
    /// What happened.
    pub what: TroubleKind,
}

/// What arithmetic could not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TroubleKind {
    /// A division by zero.
    DivisionByZero,
    /// A number with more digits than are kept exactly.
    TooLarge,
    /// The least or greatest of a list that holds no record.
    NoRecord,
    /// A table has no row for what is looked up.
    NoRow,
}

impl Range {
    /// Exactly one value.
    #[must_use]
    pub fn exact(n: Num) -> Range {
        Range { lo: n, hi: n }
    }

    /// The value, when there is only one.
    #[must_use]
    pub fn known(self) -> Option<Num> {
        (self.lo == self.hi).then_some(self.lo)
    }
}

impl Levels {
    /// The level, when only one is possible (which may be "no level").
    #[must_use]
    pub fn known(&self) -> Option<Option<usize>> {
        match self.0.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The worst and the best that are possible.
    #[must_use]
    pub fn ends(&self) -> (Option<usize>, Option<usize>) {
        (
            self.0.first().copied().flatten(),
            self.0.last().copied().flatten(),
        )
    }

    /// The level that is certain: the worst possible one.
    #[must_use]
    pub fn certain(&self) -> Option<usize> {
        self.0.first().copied().flatten()
    }
}

impl Outcome {
    /// Whether nothing is open.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.total.known().is_some() && self.level.known().is_some()
    }

    /// Minimums not met, of levels up to the one the total gives.
    pub fn failed_minimums(&self) -> impl Iterator<Item = &MinimumOutcome> {
        let top = self.level_by_total.ends().1;
        self.minimums
            .iter()
            .filter(move |m| m.met == Tri::No && top.is_some_and(|t| m.level <= t))
    }
}
