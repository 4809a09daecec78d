//! What an incomplete dossier can still become: exactly, with a completion for
//! each end, and which gap to ask about first.

use super::graph::Choice;
use super::plan::Unit;
use super::reads::Var;
use super::space::{Point, Rank, Space};
use super::tally::Row;
use super::trouble::Trouble;
use crate::dossier::Dossier;
use crate::exact::Num;
use crate::model::{Ruleset, Scorecard};
use std::collections::BTreeSet;

/// What a dossier can still become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prospect {
    /// Everything that can come out, worst total first.
    pub points: BTreeSet<Point>,
    /// A completion with the least total.
    pub lowest: Dossier,
    /// A completion with the greatest total.
    pub highest: Dossier,
    /// What to ask, most telling first.
    pub questions: Vec<Question>,
}

/// Something that a dossier leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// A criterion waits for an answer.
    Criterion(usize),
    /// A fact is not given.
    Fact(usize),
    /// The day of filing.
    Filed,
    /// The day of assessment.
    Assessed,
    /// First rating, upgrade or renewal.
    Kind,
}

/// A question, with what its answers leave possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub gap: Gap,
    /// How many levels are still possible after the least telling answer.
    pub worst: usize,
    /// How many levels are still possible after all answers together, and how
    /// many answers there are: their quotient is the mean.
    pub levels: usize,
    /// See `levels`.
    pub answers: usize,
    /// By how many points its answers lie apart.
    pub swing: Num,
}

impl Prospect {
    /// What a dossier can still become. Several assessors are not looked at.
    ///
    /// # Errors
    /// As for [`Space::of`].
    pub fn of(rules: &Ruleset, card: &Scorecard, dossier: &Dossier) -> Result<Prospect, Trouble> {
        let space = Space::completions(rules, card, dossier)?;
        let reached = space.forward::<bool>()?;
        let mut points = BTreeSet::new();
        let mut ends: Vec<(Point, usize, i64)> = Vec::new();
        for (last, row) in reached.last().into_iter().flatten().enumerate() {
            for (units, _) in row.each().filter(|(_, there)| **there) {
                let point = space.point(last, units).ok_or(Trouble::Numbers)?;
                points.insert(point);
                ends.push((point, last, units));
            }
        }
        let completion = |end: Option<&(Point, usize, i64)>| {
            let (_, last, units) = end.ok_or(Trouble::Numbers)?;
            let way = space
                .way_to(&reached, *last, *units)
                .ok_or(Trouble::Numbers)?;
            Ok(space.dossier(&way))
        };
        let lowest = completion(ends.iter().min_by_key(|(p, ..)| p.total))?;
        let highest = completion(ends.iter().max_by_key(|(p, ..)| p.total))?;
        let questions = space.questions(&reached)?;
        Ok(Prospect {
            points,
            lowest,
            highest,
            questions,
        })
    }

    /// The levels that are possible, worst first.
    #[must_use]
    pub fn levels(&self) -> Vec<Rank> {
        let all: BTreeSet<Rank> = self.points.iter().map(|p| p.level).collect();
        all.into_iter().collect()
    }

    /// The levels that are possible by the total alone, worst first.
    #[must_use]
    pub fn levels_by_total(&self) -> Vec<Rank> {
        let all: BTreeSet<Rank> = self.points.iter().map(|p| p.by_total).collect();
        all.into_iter().collect()
    }

    /// The least and the greatest total.
    #[must_use]
    pub fn total(&self) -> Option<(Num, Num)> {
        Some((self.points.first()?.total, self.points.last()?.total))
    }
}

/// A set of levels, as bits; the lowest is "no level".
type Bits = u64;

fn bit_of(rank: Rank) -> Bits {
    let place = rank.map_or(0, |r| r.saturating_add(1));
    u32::try_from(place)
        .ok()
        .and_then(|p| 1u64.checked_shl(p))
        .unwrap_or(0)
}

impl Space<'_> {
    /// The gaps, most telling first: which answers leave the fewest levels in
    /// the worst case, then on average, then move the total most.
    fn questions(&self, reached: &[Vec<Row<bool>>]) -> Result<Vec<Question>, Trouble> {
        let mut ahead: Vec<Row<Bits>> = Vec::new();
        for (last, row) in reached.last().into_iter().flatten().enumerate() {
            let mut mine = Row::default();
            for (units, _) in row.each().filter(|(_, there)| **there) {
                let point = self.point(last, units).ok_or(Trouble::Numbers)?;
                *mine.cell(units).ok_or(Trouble::Numbers)? = bit_of(point.level);
            }
            ahead.push(mine);
        }
        let mut found: Vec<Question> = Vec::new();
        for (layer, rows) in self.graph.layers.iter().zip(reached).rev() {
            let mut behind: Vec<Row<Bits>> = Vec::with_capacity(layer.nodes.len());
            let mut answers: Vec<(Choice, Bits)> = Vec::new();
            let mut points: BTreeSet<Num> = BTreeSet::new();
            for (node, row) in layer.nodes.iter().zip(rows) {
                let mut mine: Row<Bits> = Row::default();
                let menu = layer.menus.get(node.menu).into_iter().flatten();
                for (effect, next) in menu.zip(&node.next) {
                    let mut levels: Bits = 0;
                    for (total, there) in row.each() {
                        let after = ahead
                            .get(*next)
                            .and_then(|r| r.get(total.saturating_add(effect.delta)));
                        let (Some(after), true) = (after, *there) else {
                            continue;
                        };
                        levels |= *after;
                        *mine.cell(total).ok_or(Trouble::Numbers)? |= *after;
                    }
                    for way in effect.ways.iter().filter(|_| levels != 0) {
                        points.extend(way.step.as_ref().and_then(|s| s.points()));
                        match answers.iter_mut().find(|(c, _)| *c == way.choice) {
                            Some((_, all)) => *all |= levels,
                            None => answers.push((way.choice.clone(), levels)),
                        }
                    }
                }
                behind.push(mine);
            }
            ahead = behind;
            let swing = match (points.first(), points.last()) {
                (Some(a), Some(b)) => b.sub(*a).unwrap_or(Num::ZERO),
                _ => Num::ZERO,
            };
            found.extend(self.question(layer.unit, &answers, swing));
        }
        found.reverse();
        found.sort_by(|a, b| {
            let mean = |a: &Question, b: &Question| a.levels.saturating_mul(b.answers);
            a.worst
                .cmp(&b.worst)
                .then_with(|| mean(a, b).cmp(&mean(b, a)))
                .then_with(|| b.swing.cmp(&a.swing))
        });
        Ok(found)
    }

    fn question(&self, unit: Unit, answers: &[(Choice, Bits)], swing: Num) -> Option<Question> {
        let gap = match unit {
            Unit::Pick(Var::Fact(i)) => Gap::Fact(i),
            Unit::Pick(Var::Filed) => Gap::Filed,
            Unit::Pick(Var::Assessed) => Gap::Assessed,
            Unit::Pick(Var::Kind) => Gap::Kind,
            Unit::Criterion(i) => Gap::Criterion(i),
            _ => return None,
        };
        let answered = answers
            .iter()
            .filter(|(c, _)| !matches!(c, Choice::Blank(_)));
        let each: Vec<usize> = answered.map(|(_, l)| l.count_ones() as usize).collect();
        (each.len() > 1).then(|| Question {
            gap,
            worst: each.iter().copied().max().unwrap_or(0),
            levels: each.iter().sum(),
            answers: each.len(),
            swing,
        })
    }
}
