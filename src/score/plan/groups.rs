//! Subtotals, the total and maxima as steps over columns.

use super::Limit;
use super::compile::{Compiler, Done, Made};
use super::op::{N, Op, Part, Sum, T, truth};
use super::scale::scaled;
use crate::exact::Num;
use crate::model::{Child, Group, Target};

/// What of a child is added up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Points,
    Maximum,
}

impl<'a> Compiler<'a> {
    /// The total of the card.
    pub fn total(&mut self) -> Made<N> {
        let sum = self.sum(&self.card.children, false, Of::Points)?;
        Ok(self.number(Op::Sum(Box::new(sum))))
    }

    pub fn points_of(&mut self, of: Target) -> Made<N> {
        match of {
            Target::Group(g) => self.group(g, Of::Points),
            Target::Criterion(i) => self.of_criterion(i, Of::Points),
        }
    }

    pub fn maximum_of(&mut self, of: Target) -> Made<N> {
        match of {
            Target::Group(g) => self.group(g, Of::Maximum),
            Target::Criterion(i) => self.of_criterion(i, Of::Maximum),
        }
    }

    fn of_criterion(&mut self, i: usize, of: Of) -> Made<N> {
        let c = self.card.criteria.get(i).ok_or(Limit::Unknown)?;
        let max = scaled(c.max, self.den).ok_or(Limit::Fine)?;
        let op = match (self.is_done(i)?, of) {
            (Done::Coded { points, .. }, Of::Points) => Op::Coded(i, points.clone()),
            (Done::Coded { present, .. }, Of::Maximum) => {
                let mut table = Box::new([0; 256]);
                for (slot, present) in table.iter_mut().zip(present.iter()) {
                    *slot = if *present == truth::NO { 0 } else { max };
                }
                Op::Coded(i, table)
            }
            (Done::Rows(at), Of::Points) => Op::Points(*at),
            (Done::Rows(at), Of::Maximum) => Op::Maximum(*at, max),
        };
        Ok(self.number(op))
    }

    fn group(&mut self, g: usize, of: Of) -> Made<N> {
        let known = match of {
            Of::Points => &self.groups,
            Of::Maximum => &self.maxima,
        };
        if let Some(Some(known)) = known.get(g) {
            return Ok(*known);
        }
        let group = self.card.groups.get(g).ok_or(Limit::Unknown)?;
        let mut sum = self.deeper(|c| c.sum(&group.children, group.best, of))?;
        sum.cap = match group.cap {
            Some(cap) => Some(scaled(cap, self.den).ok_or(Limit::Fine)?),
            None => None,
        };
        sum.counts = self.own_condition(group)?;
        sum.otherwise = self.otherwise(group, of)?;
        let at = self.number(Op::Sum(Box::new(sum)));
        let known = match of {
            Of::Points => &mut self.groups,
            Of::Maximum => &mut self.maxima,
        };
        if let Some(slot) = known.get_mut(g) {
            *slot = Some(at);
        }
        Ok(at)
    }

    pub fn own_condition(&mut self, group: &'a Group) -> Made<Option<T>> {
        match &group.only_if {
            Some(o) => Ok(Some(self.condition(&o.when)?)),
            None => Ok(None),
        }
    }

    /// What a group gives when it does not count.
    fn otherwise(&self, group: &Group, of: Of) -> Made<i64> {
        let otherwise = group.only_if.as_ref().and_then(|o| o.otherwise);
        let n = match (of, otherwise) {
            (_, None) => Num::ZERO,
            (Of::Points, Some(n)) => n,
            (Of::Maximum, Some(_)) => group.max,
        };
        scaled(n, self.den).ok_or(Limit::Fine)
    }

    fn sum(&mut self, children: &'a [Child], best: bool, of: Of) -> Made<Sum> {
        let mut parts = Vec::new();
        let mut fused = Vec::new();
        for child in children {
            if let Child::Criterion(i) = child
                && !best
                && of == Of::Points
                && let Done::Coded { fused: Some(f), .. } = self.is_done(*i)?
            {
                fused.push(f.clone());
                continue;
            }
            let part = match child {
                Child::Criterion(i) => Part {
                    points: self.of_criterion(*i, of)?,
                    negative: false,
                    present: if best { self.present(*i)? } else { None },
                },
                Child::Group(g) => {
                    let group = self.card.groups.get(*g).ok_or(Limit::Unknown)?;
                    let instead = group
                        .only_if
                        .as_ref()
                        .is_some_and(|o| o.otherwise.is_some());
                    let points = self.group(*g, of)?;
                    let points = if group.subtracted && of == Of::Maximum {
                        self.number(Op::Const(0))
                    } else {
                        points
                    };
                    Part {
                        points,
                        negative: group.subtracted && of == Of::Points,
                        present: if best && !instead {
                            self.own_condition(group)?
                        } else {
                            None
                        },
                    }
                }
            };
            parts.push(part);
        }
        Ok(Sum {
            children: parts,
            fused,
            best,
            ..Sum::default()
        })
    }

    /// Whether a criterion is in the sum at all.
    fn present(&mut self, i: usize) -> Made<Option<T>> {
        let op = match self.is_done(i)? {
            Done::Coded { present, .. } => Op::Answered(i, present.clone()),
            Done::Rows(at) => Op::Present(*at),
        };
        Ok(Some(self.truth(op)))
    }
}
