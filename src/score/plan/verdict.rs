//! What a plan says of a dossier: how much, not why.

use super::super::{Levels, MinimumKind, Missing, Outcome, Range, Tri};
use super::Sheets;
use super::program::{How, Program, UNTOLD, mark, met};
use super::row::Row;
use super::scale::number;
use crate::exact::Num;
use crate::model::Scorecard;

/// What a dossier is worth, without the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The total.
    pub total: Range,
    /// What the rating measures.
    pub measured: Option<Range>,
    /// Points by group of the card.
    pub groups: Vec<Range>,
    /// Points by criterion of the card.
    pub criteria: Vec<Range>,
    /// The levels the bands alone give.
    pub level_by_total: Levels,
    /// The levels in the end.
    pub level: Levels,
    /// Minimums and requirements not met, of levels up to the one that the bands give.
    pub failed: Vec<(usize, MinimumKind)>,
    /// Whether the dossier is rejected, and whether the scoring stopped.
    pub rejected: Tri,
    /// Whether the scoring stopped.
    pub stopped: Tri,
    /// What is not known and could change the result.
    pub missing: Vec<Missing>,
}

impl Verdict {
    /// What the interpreter says, without the reasons.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Verdict {
        use crate::syntax::tree::FindingKind;
        let found = |kind| {
            let of_kind = outcome.findings.iter().filter(move |f| f.kind == kind);
            Tri::any(of_kind.map(|f| f.state))
        };
        Verdict {
            total: outcome.total,
            measured: outcome.measured,
            groups: outcome.groups.iter().map(|g| g.points).collect(),
            criteria: outcome.criteria.iter().map(|c| c.points).collect(),
            level_by_total: outcome.level_by_total.clone(),
            level: outcome.level.clone(),
            failed: outcome
                .failed_minimums()
                .map(|m| (m.level, m.what))
                .collect(),
            rejected: found(FindingKind::Reject),
            stopped: found(FindingKind::Stop),
            missing: outcome.missing.clone(),
        }
    }

    /// In what two verdicts differ, in the words of their fields; empty when they agree.
    #[must_use]
    pub fn differences(&self, other: &Verdict) -> Vec<&'static str> {
        let pairs = [
            ("total", self.total == other.total),
            ("measured", self.measured == other.measured),
            ("groups", self.groups == other.groups),
            ("criteria", self.criteria == other.criteria),
            (
                "level_by_total",
                self.level_by_total == other.level_by_total,
            ),
            ("level", self.level == other.level),
            ("failed", self.failed == other.failed),
            ("rejected", self.rejected == other.rejected),
            ("stopped", self.stopped == other.stopped),
            ("missing", self.missing == other.missing),
        ];
        let apart = pairs.into_iter().filter(|(_, same)| !same);
        apart.map(|(name, _)| name).collect()
    }
}

/// What a plan says of one dossier. Reading it allocates nothing.
#[derive(Clone, Copy, Debug)]
pub struct Scored<'s> {
    by: By<'s>,
}

#[derive(Clone, Copy, Debug)]
enum By<'s> {
    Plan {
        program: &'s Program<'s>,
        card: &'s Scorecard,
        sheets: &'s Sheets,
        row: usize,
    },
    Outcome(&'s Outcome),
}

impl<'s> Scored<'s> {
    pub(super) fn by_plan(
        program: &'s Program<'s>,
        card: &'s Scorecard,
        sheets: &'s Sheets,
        row: usize,
    ) -> Scored<'s> {
        Scored {
            by: By::Plan {
                program,
                card,
                sheets,
                row,
            },
        }
    }

    /// What the interpreter says, read in the same way.
    #[must_use]
    pub fn of(outcome: &'s Outcome) -> Scored<'s> {
        Scored {
            by: By::Outcome(outcome),
        }
    }

    /// Whether the plan left the dossier to the interpreter.
    #[must_use]
    pub fn left(&self) -> bool {
        matches!(self.by, By::Outcome(_))
    }

    /// The total.
    #[must_use]
    pub fn total(&self) -> Range {
        match self.by {
            By::Plan { program, .. } => self.column(program.total, program.den),
            By::Outcome(o) => o.total,
        }
    }

    /// What the rating measures; `None` when it cannot be computed.
    #[must_use]
    pub fn measured(&self) -> Option<Range> {
        match self.by {
            By::Plan { program, .. } => {
                let ((at, den), under) = program.measured;
                let over = self.column(at, den);
                match under {
                    None => Some(over),
                    Some((at, den)) => {
                        let quotient = over.lo.div(self.column(at, den).lo);
                        quotient.map(Range::exact)
                    }
                }
            }

            By::Outcome(o) => o.measured,
        }
    }

    /// Points of a group of the card; nothing of one that is not there.
    #[must_use]
    pub fn group(&self, group: usize) -> Range {
        match self.by {
            By::Plan { program, .. } => match program.groups.get(group) {
                Some(at) => self.column(*at, program.den),
                None => Range::exact(Num::ZERO),
            },
            By::Outcome(o) => o
                .groups
                .get(group)
                .map_or(Range::exact(Num::ZERO), |g| g.points),
        }
    }

    /// Points of a criterion of the card; nothing of one that is not there.
    #[must_use]
    pub fn criterion(&self, criterion: usize) -> Range {
        match self.by {
            By::Plan { program, .. } => {
                let points = self.row(criterion).map_or(0, |r| r.points);
                Range::exact(number(points, program.den))
            }
            By::Outcome(o) => {
                let c = o.criteria.get(criterion);
                c.map_or(Range::exact(Num::ZERO), |c| c.points)
            }
        }
    }

    /// The level, when only one is possible (which may be "no level").
    #[must_use]
    #[allow(clippy::option_option, reason = "open, none, or one")]
    pub fn level(&self) -> Option<Option<usize>> {
        match self.by {
            By::Plan { sheets, row, .. } => rank(&sheets.machine.level, row),
            By::Outcome(o) => o.level.known(),
        }
    }

    /// The level the bands alone give, when only one is possible.
    #[must_use]
    #[allow(clippy::option_option, reason = "open, none, or one")]
    pub fn level_by_total(&self) -> Option<Option<usize>> {
        match self.by {
            By::Plan { sheets, row, .. } => rank(&sheets.machine.by_bands, row),
            By::Outcome(o) => o.level_by_total.known(),
        }
    }

    /// The levels that are possible, worst first.
    #[must_use]
    pub fn levels(&self) -> Levels {
        match self.by {
            By::Plan { sheets, row, .. } => {
                Levels(rank(&sheets.machine.level, row).into_iter().collect())
            }
            By::Outcome(o) => o.level.clone(),
        }
    }

    /// The levels that the bands alone leave possible, worst first.
    #[must_use]
    pub fn levels_by_total(&self) -> Levels {
        match self.by {
            By::Plan { sheets, row, .. } => {
                Levels(rank(&sheets.machine.by_bands, row).into_iter().collect())
            }
            By::Outcome(o) => o.level_by_total.clone(),
        }
    }

    /// Minimums and requirements that are not met, of levels up to the one that
    /// the bands give: the level, and what it asks for.
    pub fn failed(&self) -> impl Iterator<Item = (usize, MinimumKind)> + use<'s> {
        let this = *self;
        let (count, top) = match self.by {
            By::Plan {
                program,
                sheets,
                row,
                ..
            } => {
                let top = rank(&sheets.machine.by_bands, row).flatten();
                let marks = sheets.machine.marks.get(row).copied().unwrap_or(0);
                // Most dossiers miss nothing.
                let any = top.is_some_and(|t| marks & mark::up_to(t) != 0);
                (if any { program.asked.len() } else { 0 }, top)
            }
            By::Outcome(o) => (o.minimums.len(), o.level_by_total.ends().1),
        };
        (0..count)
            .filter_map(move |place| this.misses(place))
            .filter(move |(level, _)| top.is_some_and(|t| *level <= t))
    }

    /// The minimum of a place, if it is missed.
    fn misses(&self, place: usize) -> Option<(usize, MinimumKind)> {
        match self.by {
            By::Outcome(o) => {
                let m = o.minimums.get(place)?;
                (m.met == Tri::No).then_some((m.level, m.what))
            }
            By::Plan {
                program,
                card,
                sheets,
                row,
            } => {
                let asked = program.asked.get(place)?;
                let is_met = match (asked.what, asked.when) {
                    (MinimumKind::Option { criterion, option }, _) => met(
                        card.criteria.get(criterion)?,
                        &self.row(criterion)?,
                        option,
                        asked.level,
                        program.by_points(),
                    ),
                    (_, Some(when)) => {
                        let column = sheets.machine.truths.get(when)?;
                        *column.get(row)? == super::op::truth::YES
                    }
                    (_, None) => true,
                };
                (!is_met).then_some((asked.level, asked.what))
            }
        }
    }

    /// What is not known and could change the result.
    #[must_use]
    pub fn missing(&self) -> &'s [Missing] {
        match self.by {
            By::Plan { .. } => &[],
            By::Outcome(o) => &o.missing,
        }
    }

    /// What the interpreter made of a dossier that was left to it.
    #[must_use]
    pub fn outcome(&self) -> Option<&'s Outcome> {
        match self.by {
            By::Plan { .. } => None,
            By::Outcome(o) => Some(o),
        }
    }

    /// Everything at once.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.by {
            By::Outcome(o) => Verdict::of(o),
            By::Plan {
                program,
                card,
                sheets,
                row,
            } => {
                let marks = sheets.machine.marks.get(row).copied().unwrap_or(0);
                Verdict {
                    total: self.total(),
                    measured: self.measured(),
                    groups: (0..program.groups.len()).map(|g| self.group(g)).collect(),
                    criteria: (0..card.criteria.len())
                        .map(|i| self.criterion(i))
                        .collect(),
                    level_by_total: self.levels_by_total(),
                    level: self.levels(),
                    failed: self.failed().collect(),
                    rejected: Tri::of(marks & mark::REJECT != 0),
                    stopped: Tri::of(marks & mark::STOP != 0),
                    missing: Vec::new(),
                }
            }
        }
    }

    fn column(&self, at: usize, den: i64) -> Range {
        let By::Plan { sheets, row, .. } = self.by else {
            return Range::exact(Num::ZERO);
        };
        let column = sheets.machine.numbers.get(at);
        let n = column.and_then(|c| c.get(row)).copied().unwrap_or(0);
        Range::exact(number(n, den))
    }

    /// What the plan made of a criterion.
    fn row(&self, criterion: usize) -> Option<Row> {
        let By::Plan {
            program,
            sheets,
            row,
            ..
        } = self.by
        else {
            return None;
        };
        match program.how.get(criterion)? {
            How::Coded { rows, .. } => {
                let code = sheets.block.codes(criterion).get(row)?;
                rows.get(usize::from(*code)).copied()
            }
            How::Rows { at, .. } => sheets.machine.rows.get(*at)?.get(row).copied(),
        }
    }
}

/// A level by its code; `None` when none can be told.
#[allow(clippy::option_option, reason = "not told, none, or one")]
fn rank(codes: &[u8], row: usize) -> Option<Option<usize>> {
    match codes.get(row).copied().unwrap_or(UNTOLD) {
        UNTOLD => None,
        code => Some(usize::from(code).checked_sub(1)),
    }
}
