//! The council: each assessor's sheet is scored whole, then they are joined.
//!
//! Totals are joined exactly and rounded once, as the rules say. Points of
//! criteria and subtotals are the means over the assessors. A minimum is met as
//! the assumption `council_minimums` says; what lifts a level, and what rejects
//! or stops, needs more than half of the assessors.

use super::assemble::{levels, ticked, total};
use super::inputs::Inputs;
use super::level::{self, Say};
use super::numbers::Nums;
use super::run::{Rules, Sheet, sheet, shown_findings, state_of};
use super::sheet::{Memo, Scored, View};
use super::{
    CouncilOutcome, CriterionOutcome, FindingOutcome, GroupOutcome, Levels, MinimumKind,
    MinimumOutcome, Missing, Outcome, Quorum, Range, Spread, Status, Tri, Why,
};
use crate::dossier::Dossier;
use crate::exact::{Num, Rounding};
use crate::model::ExprKind;
use crate::model::assumptions::{COUNCIL_MINIMUMS, COUNCIL_ROUNDING};
use crate::syntax::tree::{AverageKind, CmpOp, FindingKind};

/// What the council as a whole gives.
pub(super) fn settle<'a>(r: Rules<'_, 'a>, dossier: &'a Dossier) -> Outcome {
    let inputs: Vec<Inputs<'a>> = dossier
        .assessors
        .iter()
        .map(|a| Inputs {
            by: Some(&a.name),
            ..Inputs::new(r.rules, dossier, &a.answers)
        })
        .collect();
    let (sheets, missing): (Vec<Sheet>, Vec<Vec<Missing>>) =
        inputs.iter().map(|i| sheet(r, i)).unzip();
    let shared = Inputs::new(r.rules, dossier, &dossier.answers);
    let memo = Memo::new(r.rules, Some(r.card));
    let view = r.view(&shared, &shared, &[], &memo);
    Joint {
        view: &view,
        r,
        dossier,
        sheets: &sheets,
    }
    .outcome(missing)
}

/// The sheets of a council.
struct Joint<'x, 's, 'a> {
    view: &'x View<'x, 'a>,
    r: Rules<'s, 'a>,
    dossier: &'a Dossier,
    sheets: &'x [Sheet],
}

impl Joint<'_, '_, '_> {
    fn outcome(&self, missing: Vec<Vec<Missing>>) -> Outcome {
        let card = self.r.card;
        let totals: Vec<Range> = self.sheets.iter().map(|s| total(card, &s.total)).collect();
        let average = self.average(&totals);
        let rounded = average.and_then(|a| self.rounded(a));
        let measured = self.measured(average, rounded);
        let by_bands = match measured {
            Some(m) => level::by_bands(&card.rating, &Nums::between(m.lo, m.hi)),
            None => level::by_bands(&card.rating, &Nums::all()),
        };
        let findings = self.findings();
        let say = Say {
            lifts: self.each_majority(|s| &s.lifts),
            minimums: self.minimums(),
            rejected: state_of(&findings, FindingKind::Reject),
            stopped: state_of(&findings, FindingKind::Stop),
        };
        let level = level::decide(self.view, card, &by_bands, &say);
        let (shown, _) = shown_findings(card, &findings);
        Outcome {
            total: rounded.or(average).unwrap_or_else(|| widest(&totals)),
            measured,
            groups: (0..card.groups.len()).map(|g| self.group(g)).collect(),
            criteria: (0..card.criteria.len())
                .map(|i| self.criterion(i))
                .collect(),
            level_by_total: levels(&by_bands),
            level: levels(&level),
            minimums: say.minimums,
            lifts: say.lifts,
            findings: shown,
            missing: join_missing(missing),
            assumptions: Vec::new(),
            council: Some(self.council(&totals, average, rounded)),
            troubles: Vec::new(),
        }
    }

    fn count(&self) -> usize {
        self.sheets.len()
    }

    fn average(&self, each: &[Range]) -> Option<Range> {
        let kind = self.r.rules.council.as_ref().map(|c| c.average);
        let join = match kind {
            Some(AverageKind::Median) => median,
            Some(AverageKind::Mean) | None => mean,
        };
        Some(Range {
            lo: join(each.iter().map(|r| r.lo).collect())?,
            hi: join(each.iter().map(|r| r.hi).collect())?,
        })
    }

    fn rounding(&self) -> Option<Rounding> {
        self.r.rules.council.as_ref().and_then(|c| c.rounding)
    }

    fn rounded(&self, average: Range) -> Option<Range> {
        let Some(rule) = self.rounding() else {
            return Some(average);
        };
        Some(Range {
            lo: average.lo.round(rule)?,
            hi: average.hi.round(rule)?,
        })
    }

    /// What the level is read off.
    fn measured(&self, average: Option<Range>, rounded: Option<Range>) -> Option<Range> {
        let (average, rounded) = if self.r.card.rating.of.kind == ExprKind::Total {
            (average, rounded)
        } else {
            let each: Option<Vec<Range>> = self.sheets.iter().map(|s| s.measured.range()).collect();
            let average = each.and_then(|each| self.average(&each));
            (average, average.and_then(|a| self.rounded(a)))
        };
        if average != rounded && self.view.reads(COUNCIL_ROUNDING, "exact") {
            return average;
        }
        rounded
    }

    fn each_majority(&self, of: impl Fn(&Sheet) -> &Vec<Tri>) -> Vec<Tri> {
        let count = self.sheets.first().map_or(0, |s| of(s).len());
        (0..count)
            .map(|i| {
                let each = self.sheets.iter().map(|s| of(s).get(i).copied());
                majority(each.map(|t| t.unwrap_or(Tri::No)))
            })
            .collect()
    }

    fn minimums(&self) -> Vec<MinimumOutcome> {
        let all = self.sheets.first().map_or(&[][..], |s| &s.minimums);
        let joined = all.iter().enumerate().map(|(place, m)| {
            let each = self.sheets.iter().map(|s| s.minimums.get(place));
            let each: Vec<Tri> = each.map(|m| m.map_or(Tri::Unknown, |m| m.met)).collect();
            MinimumOutcome {
                met: self.minimum(m, &each),
                ..m.clone()
            }
        });
        joined.collect()
    }

    fn minimum(&self, m: &MinimumOutcome, each: &[Tri]) -> Tri {
        if let Some(first) = each.first()
            && each.iter().all(|t| t == first)
            && first.is_known()
        {
            return *first;
        }
        let criterion = match m.what {
            MinimumKind::Option { criterion, .. } => Some(criterion),
            _ => None,
        };
        let view = View {
            at: criterion,
            ..*self.view
        };
        if view.reads(COUNCIL_MINIMUMS, "every") {
            return Tri::all(each.iter().copied());
        }
        if view.reads(COUNCIL_MINIMUMS, "average")
            && let MinimumKind::Option { criterion, option } = m.what
        {
            return self.average_reaches(criterion, option, each);
        }
        majority(each.iter().copied())
    }

    /// Whether the average points of a criterion reach those of an option.
    /// Where most assessors leave the criterion out of the sum it asks nothing.
    fn average_reaches(&self, criterion: usize, option: usize, each: &[Tri]) -> Tri {
        let present = self.sheets.iter().map(|s| s.scored.get(criterion));
        let present = majority(present.map(|s| s.map_or(Tri::No, |s| s.present)));
        let asked = self
            .r
            .card
            .criteria
            .get(criterion)
            .and_then(|c| c.options.get(option));
        match (present, asked) {
            (Tri::Yes, Some(asked)) => {
                let average = self.mean_of(|s| Some(&s.scored.get(criterion)?.points));
                Nums::between(average.lo, average.hi).compare(CmpOp::Ge, &Nums::One(asked.points))
            }
            _ => majority(each.iter().copied()),
        }
    }

    /// A finding stands when more than half of the assessors have it.
    fn findings(&self) -> Vec<FindingOutcome> {
        let all = self.sheets.first().map_or(&[][..], |s| &s.findings);
        let joined = all.iter().enumerate().map(|(place, f)| {
            let each: Vec<&FindingOutcome> = self
                .sheets
                .iter()
                .filter_map(|s| s.findings.get(place))
                .collect();
            FindingOutcome {
                state: majority(each.iter().map(|f| f.state)),
                answered: each.iter().any(|f| f.answered && f.state == Tri::Yes),
                ..f.clone()
            }
        });
        joined.collect()
    }

    fn mean_of<'n>(&'n self, of: impl Fn(&'n Sheet) -> Option<&'n Nums>) -> Range {
        let each: Vec<Range> = self
            .sheets
            .iter()
            .filter_map(of)
            .map(|n| total(self.r.card, n))
            .collect();
        let lo = mean(each.iter().map(|r| r.lo).collect());
        let hi = mean(each.iter().map(|r| r.hi).collect());
        match (lo, hi) {
            (Some(lo), Some(hi)) => Range { lo, hi },
            _ => widest(&each),
        }
    }

    fn group(&self, g: usize) -> GroupOutcome {
        let each: Vec<_> = self.sheets.iter().filter_map(|s| s.groups.get(g)).collect();
        let capped = each.first().and_then(|g| g.capped);
        GroupOutcome {
            points: self.mean_of(|s| s.groups.get(g).map(|g| &g.points)),
            max: self.mean_of(|s| s.groups.get(g).map(|g| &g.max)),
            capped: capped.filter(|_| each.iter().all(|g| g.capped == capped)),
            counts: majority(each.iter().map(|g| g.counts)),
        }
    }

    fn criterion(&self, i: usize) -> CriterionOutcome {
        let each: Vec<&Scored> = self.sheets.iter().filter_map(|s| s.scored.get(i)).collect();
        let merged = each
            .split_first()
            .map(|(first, rest)| rest.iter().fold((*first).clone(), |all, s| all.or(s)));
        let same = |of: fn(&Scored) -> Option<usize>| {
            let first = each.first().and_then(|s| of(s));
            first.filter(|f| each.iter().all(|s| of(s) == Some(*f)))
        };
        let ticks = merged.as_ref().map_or(0, |m| m.ticks.len());
        let ticks: Vec<Tri> = (0..ticks)
            .map(|t| {
                majority(
                    each.iter()
                        .map(|s| s.ticks.get(t).copied().unwrap_or(Tri::No)),
                )
            })
            .collect();
        CriterionOutcome {
            points: self.mean_of(|s| s.scored.get(i).map(|s| &s.points)),
            status: most(each.iter().map(|s| s.status)),
            options: merged
                .as_ref()
                .map_or_else(Vec::new, |m| m.held.iter().copied().flatten().collect()),
            ticks: ticked(&ticks),
            rung: same(|s| s.rung),
            branch: same(|s| s.branch),
            why: reasons(&each),
            conditions: merged.map_or_else(Vec::new, |m| m.conditions),
        }
    }

    fn council(
        &self,
        totals: &[Range],
        average: Option<Range>,
        rounded: Option<Range>,
    ) -> CouncilOutcome {
        let assessors = self.dossier.assessors.iter().zip(self.sheets).zip(totals);
        let spread = self.spread(totals);
        let too_wide = spread.is_some_and(|s| s.met == Tri::No);
        CouncilOutcome {
            assessors: assessors
                .map(|((a, s), total)| (a.name.clone(), *total, Levels(s.levels.clone())))
                .collect(),
            average,
            rounded,
            quorum: self.quorum(),
            spread,
            differ: self.differ(),
            farthest: average
                .filter(|_| too_wide)
                .and_then(|a| farthest(totals, a)),
        }
    }

    fn quorum(&self) -> Option<Quorum> {
        let needed = self.r.rules.council.as_ref()?.quorum?;
        let members = usize::try_from(self.dossier.members?).ok()?;
        let number = |n: usize| i64::try_from(n).map(Num::int).ok();
        let share = number(self.count())?.mul(Num::HUNDRED)?;
        Some(Quorum {
            present: self.count(),
            members,
            needed,
            met: share >= number(members)?.mul(needed)?,
        })
    }

    fn spread(&self, totals: &[Range]) -> Option<Spread> {
        let limit = self.r.rules.council.as_ref()?.spread?;
        let end =
            |of: fn(&Range) -> Num| (totals.iter().map(of).min(), totals.iter().map(of).max());
        let (lo, hi) = (end(|r| r.lo), end(|r| r.hi));
        // The totals lie at least so far apart, and at most so far.
        let least = lo.1?.sub(hi.0?)?.max(Num::ZERO);
        let most = hi.1?.sub(lo.0?)?;
        let known = totals.iter().all(|r| r.known().is_some());
        Some(Spread {
            widest: known.then_some(most),
            limit,
            met: if most <= limit {
                Tri::Yes
            } else if least > limit {
                Tri::No
            } else {
                Tri::Unknown
            },
        })
    }

    /// Criteria on which the assessors differ, with what each of them gave.
    fn differ(&self) -> Vec<(usize, Vec<Option<usize>>)> {
        let option = |s: &Scored| match s.held.as_slice() {
            [one] => *one,
            _ => None,
        };
        (0..self.r.card.criteria.len())
            .filter_map(|i| {
                let each: Vec<&Scored> =
                    self.sheets.iter().filter_map(|s| s.scored.get(i)).collect();
                let first = each.first()?;
                let same = |s: &&&Scored| {
                    s.held == first.held
                        && s.ticks == first.ticks
                        && s.points == first.points
                        && s.findings
                            .iter()
                            .map(|f| f.state)
                            .eq(first.findings.iter().map(|f| f.state))
                };
                let differ = !each.iter().all(|s| same(&s));
                differ.then(|| (i, each.iter().map(|s| option(s)).collect()))
            })
            .collect()
    }
}

/// The steps that all assessors share, and who gave which option.
fn reasons(each: &[&Scored]) -> Vec<Why> {
    let answered = |w: &Why| matches!(w, Why::Answered { .. });
    let steps =
        |s: &Scored| -> Vec<Why> { s.why.iter().filter(|w| !answered(w)).cloned().collect() };
    let mut why = each.first().map_or_else(Vec::new, |s| steps(s));
    if each.iter().any(|s| steps(s) != why) {
        why.clear();
    }
    if each.iter().any(|s| s.why.iter().any(answered)) {
        let mut votes: Vec<(Option<usize>, usize)> = Vec::new();
        for s in each {
            let option = match s.held.as_slice() {
                [one] => *one,
                _ => None,
            };
            match votes.iter_mut().find(|(o, _)| *o == option) {
                Some((_, n)) => *n += 1,
                None => votes.push((option, 1)),
            }
        }
        votes.sort_unstable();
        why.push(Why::Votes { votes });
    }
    why
}

/// Whether more than half say so.
pub(super) fn majority(each: impl Iterator<Item = Tri>) -> Tri {
    let (mut yes, mut open, mut all) = (0usize, 0usize, 0usize);
    for t in each {
        all += 1;
        match t {
            Tri::Yes => yes += 1,
            Tri::Unknown => open += 1,
            Tri::No => {}
        }
    }
    if yes.saturating_mul(2) > all {
        Tri::Yes
    } else if yes.saturating_add(open).saturating_mul(2) > all {
        Tri::Unknown
    } else {
        Tri::No
    }
}

/// The status that most have; of two that are as frequent, the earlier one.
fn most(each: impl Iterator<Item = Status> + Clone) -> Status {
    let count = |s: Status| each.clone().filter(|t| *t == s).count();
    let mut best = (Status::Missing, 0);
    for s in each.clone() {
        let n = count(s);
        if n > best.1 {
            best = (s, n);
        }
    }
    best.0
}

fn mean(each: Vec<Num>) -> Option<Num> {
    let count = i64::try_from(each.len()).ok()?;
    let sum = each.into_iter().try_fold(Num::ZERO, Num::add)?;
    sum.div(Num::int(count))
}

fn median(mut each: Vec<Num>) -> Option<Num> {
    each.sort_unstable();
    let middle = each.len() / 2;
    let upper = *each.get(middle)?;
    if each.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *each.get(middle.checked_sub(1)?)?;
    lower.add(upper)?.div(Num::int(2))
}

fn widest(each: &[Range]) -> Range {
    Range {
        lo: each.iter().map(|r| r.lo).min().unwrap_or(Num::ZERO),
        hi: each.iter().map(|r| r.hi).max().unwrap_or(Num::ZERO),
    }
}

fn farthest(totals: &[Range], average: Range) -> Option<usize> {
    let average = average.known()?;
    let mut far: Option<(usize, Num)> = None;
    for (i, total) in totals.iter().enumerate() {
        let distance = total.known()?.sub(average)?.abs()?;
        if far.is_none_or(|(_, d)| distance > d) {
            far = Some((i, distance));
        }
    }
    far.map(|(i, _)| i)
}

/// What any of the assessors leaves open.
fn join_missing(each: Vec<Vec<Missing>>) -> Vec<Missing> {
    let mut all: Vec<Missing> = Vec::new();
    for m in each.into_iter().flatten() {
        if all.contains(&m) {
            continue;
        }
        match all.iter_mut().find(|a| a.criterion == m.criterion) {
            Some(a) if m.criterion.is_some() => {
                a.answer |= m.answer;
                for f in m.facts {
                    if !a.facts.contains(&f) {
                        a.facts.push(f);
                    }
                }
                for d in m.dates {
                    if !a.dates.contains(&d) {
                        a.dates.push(d);
                    }
                }
            }
            _ => all.push(m),
        }
    }
    all.sort_by_key(|m| m.criterion.unwrap_or(usize::MAX));
    all
}
