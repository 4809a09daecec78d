//! The steps of a plan carried out over a block of dossiers, column by column.

use super::block::Block;
use super::fused;
use super::op::{Op, Sum, truth};
use super::program::Program;
use super::row::{self, Look, Row, flag};
use super::scale::{self, NONE, fits};

/// The columns that a plan writes. Kept and used again, so that scoring one
/// dossier after the other allocates nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Machine {
    pub numbers: Vec<Vec<i64>>,
    pub truths: Vec<Vec<u8>>,
    pub rows: Vec<Vec<Row>>,
    /// Dossiers that are left to the interpreter.
    pub left: Vec<bool>,
    /// By level: whether a minimum of it is missed; and the marks of [`super::program::mark`].
    pub marks: Vec<u32>,
    /// The level by the bands, and in the end: `0` for none, else one more than
    /// its place, or [`super::program::UNTOLD`].
    pub by_bands: Vec<u8>,
    pub level: Vec<u8>,
}

impl Machine {
    fn prepare(&mut self, p: &Program, count: usize) {
        self.numbers.resize_with(p.numbers, Vec::new);
        self.truths.resize_with(p.truths, Vec::new);
        self.rows.resize_with(p.cards.len(), Vec::new);
        for column in &mut self.numbers {
            column.resize(count, NONE);
        }
        for column in &mut self.truths {
            column.resize(count, truth::UNSURE);
        }
        for column in &mut self.rows {
            column.resize(count, Row::default());
        }
        self.marks.clear();
        self.marks.resize(count, 0);
        self.by_bands.clear();
        self.by_bands.resize(count, 0);
        self.level.clear();
        self.level.resize(count, 0);
    }

    /// Scores a block.
    pub fn run(&mut self, p: &Program, block: &Block) {
        let count = block.len();
        self.prepare(p, count);
        self.left.clone_from(&block.left);
        for (op, to) in &p.ops {
            if op.is_number() {
                let mut column = self
                    .numbers
                    .get_mut(*to)
                    .map(std::mem::take)
                    .unwrap_or_default();
                self.number(op, block, &mut column);
                if let Some(slot) = self.numbers.get_mut(*to) {
                    *slot = column;
                }
            } else if let Op::Score(at) = op {
                self.score(p, block, *at);
            } else {
                let mut column = self
                    .truths
                    .get_mut(*to)
                    .map(std::mem::take)
                    .unwrap_or_default();
                self.truth(op, block, &mut column);
                if let Some(slot) = self.truths.get_mut(*to) {
                    *slot = column;
                }
            }
        }
        p.levels(self, block);
    }

    fn score(&mut self, p: &Program, block: &Block, at: usize) {
        let Some(card) = p.cards.get(at) else {
            return;
        };
        let mut column = self
            .rows
            .get_mut(at)
            .map(std::mem::take)
            .unwrap_or_default();
        for (row, slot) in column.iter_mut().enumerate() {
            if self.left.get(row) != Some(&false) {
                continue;
            }
            let view = At {
                machine: self,
                block,
                row,
            };
            match row::score(card, &view) {
                Some(done) => *slot = done,
                None => {
                    if let Some(left) = self.left.get_mut(row) {
                        *left = true;
                    }
                }
            }
        }
        if let Some(slot) = self.rows.get_mut(at) {
            *slot = column;
        }
    }

    fn numbers(&self, at: usize) -> &[i64] {
        self.numbers.get(at).map_or(&[], Vec::as_slice)
    }

    fn truths(&self, at: usize) -> &[u8] {
        self.truths.get(at).map_or(&[], Vec::as_slice)
    }

    fn scored(&self, at: usize) -> &[Row] {
        self.rows.get(at).map_or(&[], Vec::as_slice)
    }

    fn number(&mut self, op: &Op, block: &Block, to: &mut [i64]) {
        match op {
            Op::Const(n) => to.fill(*n),
            Op::Given(column) => to.copy_from_slice_or_none(block.given(*column)),
            Op::Computed(column) => to.copy_from_slice_or_none(block.worked(*column)),
            Op::Coded(criterion, table) => {
                for (to, code) in to.iter_mut().zip(block.codes(*criterion)) {
                    *to = table.get(usize::from(*code)).copied().unwrap_or(NONE);
                }
            }
            Op::Points(at) => {
                for (to, row) in to.iter_mut().zip(self.scored(*at)) {
                    *to = row.points;
                }
            }
            Op::Maximum(at, max) => {
                for (to, row) in to.iter_mut().zip(self.scored(*at)) {
                    *to = if row.flags & flag::OUT == 0 { *max } else { 0 };
                }
            }
            Op::Add(a, b) => self.both(to, *a, *b, |a, b| a.checked_add(b)),
            Op::Sub(a, b) => self.both(to, *a, *b, |a, b| a.checked_sub(b)),
            Op::Mul(a, b) => self.both(to, *a, *b, |a, b| {
                fits(i128::from(a).checked_mul(i128::from(b))?)
            }),
            Op::Least(a, b) => self.both(to, *a, *b, |a, b| Some(a.min(b))),
            Op::Greatest(a, b) => self.both(to, *a, *b, |a, b| Some(a.max(b))),
            Op::Neg(a) => self.each(to, *a, i64::checked_neg),
            Op::Abs(a) => self.each(to, *a, i64::checked_abs),
            Op::Times(a, n) => self.each(to, *a, |a| a.checked_mul(*n)),
            Op::Over(a, n) => self.each(to, *a, |a| {
                (a.checked_rem(*n) == Some(0))
                    .then(|| a.checked_div(*n))
                    .flatten()
            }),
            Op::Round(a, step, mode) => self.each(to, *a, |a| scale::round(a, *step, *mode)),
            Op::Quotient {
                over,
                times,
                under,
                by,
            } => {
                // Over zero nothing is known; that is no reason to leave it.
                let (over, under) = (self.numbers(*over), self.numbers(*under));
                let sides = over.iter().zip(under);
                for (to, (over, under)) in to.iter_mut().zip(sides) {
                    *to = if *over == NONE || *under == NONE {
                        NONE
                    } else {
                        let over = i128::from(*over) * i128::from(*times);
                        let under = i128::from(*under) * i128::from(*by);
                        scale::divided(over, under).unwrap_or(NONE)
                    };
                }
            }
            Op::Pick(c, a, b) => {
                let sides = self.numbers(*a).iter().zip(self.numbers(*b));
                for ((to, c), (a, b)) in to.iter_mut().zip(self.truths(*c)).zip(sides) {
                    *to = match *c {
                        truth::YES => *a,
                        truth::NO => *b,
                        _ if a == b => *a,
                        _ => NONE,
                    };
                }
            }
            Op::Count(t) => {
                for (to, t) in to.iter_mut().zip(self.truths(*t)) {
                    *to = match *t {
                        truth::YES => 1,
                        truth::NO => 0,
                        _ => NONE,
                    };
                }
            }
            Op::Sum(sum) => self.sum(sum, block, to),
            _ => {}
        }
    }

    /// Where a result does not fit, the dossier is left to the interpreter.
    fn each(&mut self, to: &mut [i64], a: usize, f: impl Fn(i64) -> Option<i64>) {
        let Machine { numbers, left, .. } = self;
        let a = numbers.get(a).map_or(&[][..], Vec::as_slice);
        for ((to, a), left) in to.iter_mut().zip(a).zip(left) {
            *to = NONE;
            if *a != NONE {
                match f(*a).filter(|n| *n != NONE) {
                    Some(n) => *to = n,
                    None => *left = true,
                }
            }
        }
    }

    fn both(&mut self, to: &mut [i64], a: usize, b: usize, f: impl Fn(i64, i64) -> Option<i64>) {
        let Machine { numbers, left, .. } = self;
        let column = |at: usize| numbers.get(at).map_or(&[][..], Vec::as_slice);
        let sides = column(a).iter().zip(column(b));
        for ((to, (a, b)), left) in to.iter_mut().zip(sides).zip(left) {
            *to = NONE;
            if *a != NONE && *b != NONE {
                match f(*a, *b).filter(|n| *n != NONE) {
                    Some(n) => *to = n,
                    None => *left = true,
                }
            }
        }
    }

    fn sum(&mut self, sum: &Sum, block: &Block, to: &mut [i64]) {
        if sum.best {
            self.best(sum, to);
        } else {
            to.fill(0);
            fused::add(&sum.fused, block, to, &mut self.marks);
            for part in &sum.children {
                let points = self.numbers.get(part.points).map_or(&[][..], Vec::as_slice);
                let added = to.iter_mut().zip(points);
                // Points are far from the end of the range: see `Compiler::points`.
                if part.negative {
                    added.for_each(|(to, p)| *to = to.saturating_sub(*p));
                } else {
                    added.for_each(|(to, p)| *to = to.saturating_add(*p));
                }
            }
        }
        if let Some(cap) = sum.cap {
            to.iter_mut().for_each(|to| *to = (*to).min(cap));
        }
        if let Some(counts) = sum.counts {
            let Machine { truths, left, .. } = self;
            let counts = truths.get(counts).map_or(&[][..], Vec::as_slice);
            for ((to, counts), left) in to.iter_mut().zip(counts).zip(left) {
                match *counts {
                    truth::YES => {}
                    truth::NO => *to = sum.otherwise,
                    _ => *left = true,
                }
            }
        }
    }

    fn best(&mut self, sum: &Sum, to: &mut [i64]) {
        for (row, to) in to.iter_mut().enumerate() {
            let mut best: Option<i64> = None;
            for part in &sum.children {
                let present = part.present.map_or(truth::YES, |t| {
                    self.truths(t).get(row).copied().unwrap_or(truth::UNSURE)
                });
                let points = self.numbers(part.points).get(row).copied().unwrap_or(0);
                let points = if part.negative {
                    points.saturating_neg()
                } else {
                    points
                };
                match present {
                    truth::YES => best = Some(best.map_or(points, |b| b.max(points))),
                    truth::NO => {}
                    _ => {
                        if let Some(left) = self.left.get_mut(row) {
                            *left = true;
                        }
                    }
                }
            }
            *to = best.unwrap_or(0);
        }
    }

    fn truth(&self, op: &Op, block: &Block, to: &mut [u8]) {
        match op {
            Op::Say(t) => to.fill(*t),
            Op::Worked(column) => {
                for (to, n) in to.iter_mut().zip(block.worked(*column)) {
                    *to = u8::try_from(*n).unwrap_or(truth::UNSURE);
                }
            }
            Op::Fact(column) => {
                for (to, n) in to.iter_mut().zip(block.given(*column)) {
                    *to = if *n == NONE {
                        truth::UNSURE
                    } else {
                        truth::of(*n == 1)
                    };
                }
            }
            Op::Within(a, lo, hi) => {
                for (to, n) in to.iter_mut().zip(self.numbers(*a)) {
                    *to = if *n == NONE {
                        truth::UNSURE
                    } else {
                        truth::of(*lo <= *n && *n <= *hi)
                    };
                }
            }
            Op::Compare(op, a, b) => {
                let sides = self.numbers(*a).iter().zip(self.numbers(*b));
                for (to, (a, b)) in to.iter_mut().zip(sides) {
                    *to = if *a == NONE || *b == NONE {
                        truth::UNSURE
                    } else {
                        truth::of(op.holds(a.cmp(b)))
                    };
                }
            }
            Op::Not(a) => {
                for (to, a) in to.iter_mut().zip(self.truths(*a)) {
                    *to = truth::not(*a);
                }
            }
            Op::And(a, b) | Op::Or(a, b) => {
                let sides = self.truths(*a).iter().zip(self.truths(*b));
                let all = matches!(op, Op::And(..));
                for (to, (a, b)) in to.iter_mut().zip(sides) {
                    *to = if all {
                        truth::and(*a, *b)
                    } else {
                        truth::or(*a, *b)
                    };
                }
            }
            Op::Answered(criterion, table) => {
                for (to, code) in to.iter_mut().zip(block.codes(*criterion)) {
                    *to = table
                        .get(usize::from(*code))
                        .copied()
                        .unwrap_or(truth::UNSURE);
                }
            }
            Op::Held(at, table) => {
                for (to, row) in to.iter_mut().zip(self.scored(*at)) {
                    *to = table
                        .get(usize::from(row.held))
                        .copied()
                        .unwrap_or(truth::UNSURE);
                }
            }
            Op::Present(at) => self.flagged(to, *at, flag::OUT),
            Op::Counts(at) => self.flagged(to, *at, flag::IDLE),
            Op::Full(at, max) => {
                for (to, row) in to.iter_mut().zip(self.scored(*at)) {
                    *to = truth::of(row.flags & flag::IDLE == 0 && row.points == *max);
                }
            }
            Op::Choose(c, a, b) => {
                let sides = self.truths(*a).iter().zip(self.truths(*b));
                for ((to, c), (a, b)) in to.iter_mut().zip(self.truths(*c)).zip(sides) {
                    *to = match *c {
                        truth::YES => *a,
                        truth::NO => *b,
                        _ if a == b && matches!(*a, truth::YES | truth::NO) => *a,
                        _ => truth::UNSURE,
                    };
                }
            }
            Op::Settle(a, columns, says) => {
                for (row, (to, a)) in to.iter_mut().zip(self.truths(*a)).enumerate() {
                    *to = match *a {
                        known @ (truth::YES | truth::NO) => known,
                        _ => {
                            let given = |c: &usize| block.given(*c).get(row) != Some(&NONE);
                            if columns.iter().any(given) {
                                truth::UNSURE
                            } else {
                                *says
                            }
                        }
                    };
                }
            }
            _ => {}
        }
    }

    /// Where a flag is not set.
    fn flagged(&self, to: &mut [u8], at: usize, flag: u8) {
        for (to, row) in to.iter_mut().zip(self.scored(at)) {
            *to = truth::of(row.flags & flag == 0);
        }
    }
}

/// A column as far as the other reaches.
trait Filled {
    fn copy_from_slice_or_none(&mut self, from: &[i64]);
}

impl Filled for [i64] {
    fn copy_from_slice_or_none(&mut self, from: &[i64]) {
        if self.len() == from.len() {
            self.copy_from_slice(from);
        } else {
            self.fill(NONE);
        }
    }
}

/// One dossier of a block.
struct At<'x> {
    machine: &'x Machine,
    block: &'x Block,
    row: usize,
}

impl Look for At<'_> {
    fn code(&self, criterion: usize) -> u8 {
        self.block
            .codes(criterion)
            .get(self.row)
            .copied()
            .unwrap_or(0)
    }
    fn ticks(&self, criterion: usize) -> u64 {
        self.block
            .ticks(criterion)
            .get(self.row)
            .copied()
            .unwrap_or(0)
    }
    fn truth(&self, at: usize) -> u8 {
        let column = self.machine.truths(at);
        column.get(self.row).copied().unwrap_or(truth::UNSURE)
    }
    fn number(&self, at: usize) -> i64 {
        self.machine
            .numbers(at)
            .get(self.row)
            .copied()
            .unwrap_or(NONE)
    }
    fn given(&self, column: usize) -> i64 {
        self.block
            .given(column)
            .get(self.row)
            .copied()
            .unwrap_or(NONE)
    }
    fn worked(&self, column: usize) -> i64 {
        self.block
            .worked(column)
            .get(self.row)
            .copied()
            .unwrap_or(NONE)
    }
    fn findings(&self) -> u64 {
        self.block.findings().get(self.row).copied().unwrap_or(0)
    }
    fn flags(&self, at: usize) -> u8 {
        self.machine.scored(at).get(self.row).map_or(0, |r| r.flags)
    }
}
