//! A card as a program over columns, and the levels that come out of it.

use super::super::minimums::reaches;
use super::block::Block;
use super::compare::{divided_ends, ends};
use super::compile::{Compiler, Done, Made, Term};
use super::criterion::{Card, bit, reads};
use super::fused::Fused;
use super::op::{N, Op, T, truth};
use super::row::{self, Look, Row, flag};
use super::run::Machine;
use super::scale::{MILLION, NONE, common};
use super::{Column, Limit, Worked};
use crate::exact::Num;
use crate::model::assumptions::{MINIMUMS_CUMULATIVE, MINIMUMS_FAIL, MINIMUMS_IN_CASES, STOPPED};
use crate::model::{Child, Criterion, Form, Ruleset, Scorecard, Target};
use crate::score::MinimumKind;
use crate::syntax::tree::FindingKind;

/// Bits of [`Machine::marks`] beyond those of the levels.
pub(super) mod mark {
    /// Levels have the bits below this.
    pub const LEVELS: usize = 24;
    pub const STOP: u32 = 1 << 28;
    pub const REJECT: u32 = 1 << 29;
    /// The dossier is left to the interpreter.
    pub const OPEN: u32 = 1 << 31;
    /// Conditions that lift a level.
    pub const LIFTS: [u32; 4] = [1 << 24, 1 << 25, 1 << 26, 1 << 27];

    /// The levels up to one.
    pub fn up_to(level: usize) -> u32 {
        let all = (1 << LEVELS) - 1;
        (super::level_bit(level) << 1).wrapping_sub(1) & all
    }
}

/// What each code of an answer stands for, or each held option.
pub(super) type Marks = Box<[u32; 256]>;

/// How a criterion is scored.
#[derive(Clone, Debug)]
pub(super) enum How {
    /// By the code of its answer.
    Coded {
        rows: Box<[Row; 256]>,
        marks: Marks,
        /// The marks are collected where the points are added.
        fused: bool,
    },
    /// Row by row; levels missed by the option held, or by the ticks.
    Rows {
        at: usize,
        held: Marks,
        ticks: Vec<(u64, u32)>,
    },
}

/// A minimum or a requirement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub level: usize,
    pub what: MinimumKind,
    /// The condition of a requirement.
    pub when: Option<T>,
}

/// A card as a program.
#[derive(Clone, Debug)]
pub(super) struct Program<'a> {
    pub den: i64,
    pub ops: Vec<(Op, usize)>,
    pub numbers: usize,
    pub truths: usize,
    pub names: Vec<String>,
    pub inputs: Vec<Column>,
    pub worked: Vec<Worked<'a>>,
    /// Criteria scored row by row.
    pub cards: Vec<Card>,
    /// By criterion of the card.
    pub how: Vec<How>,
    pub groups: Vec<N>,
    pub total: N,
    /// What the rating measures, with its step; over what, when it is a quotient.
    pub measured: ((N, i64), Option<(N, i64)>),
    /// The same, as the bands look at it.
    compared: N,
    pub asked: Vec<Asked>,
    bands: Vec<(i64, i64)>,
    lifts: Vec<(bool, usize, T)>,
    /// Findings of the whole card: the bit, whether it stops, and its condition.
    findings: Vec<(u64, bool, Option<T>)>,
    cumulative: bool,
    step_down: bool,
    stop_unrates: bool,
    /// The rating is not at hand: no level can be told.
    unavailable: bool,
    by_points: bool,
}

/// A criterion on which nothing but its answer has a say.
struct Alone(usize, u8);

impl Look for Alone {
    fn code(&self, criterion: usize) -> u8 {
        if criterion == self.0 { self.1 } else { 0 }
    }
    fn ticks(&self, _: usize) -> u64 {
        0
    }
    fn truth(&self, _: usize) -> u8 {
        truth::UNSURE
    }
    fn number(&self, _: usize) -> i64 {
        NONE
    }
    fn given(&self, _: usize) -> i64 {
        NONE
    }
    fn worked(&self, _: usize) -> i64 {
        NONE
    }
    fn findings(&self) -> u64 {
        0
    }
    fn flags(&self, _: usize) -> u8 {
        0
    }
}

impl Card {
    /// Whether nothing but its answer has a say in it.
    fn alone(&self) -> bool {
        matches!(self.form, Form::Choice | Form::YesNo)
            && self.card_stops.is_empty()
            && self.stops.is_empty()
            && self.groups.is_empty()
            && self.findings.iter().all(|f| !f.stop && f.when.is_none())
            && self.replaced.is_empty()
            && self.needed.is_empty()
            && self.only_if.is_empty()
            && self.forces.is_empty()
            && self.caps.iter().all(|(_, when)| when.is_none())
            && self.branch.is_none()
            && self.cases.iter().all(Option::is_none)
            && self.options.iter().all(|o| o.when.is_none())
    }
}

/// The step of points: every number that a page of the card writes is a multiple of it.
fn step(card: &Scorecard) -> Made<i64> {
    let mut den = 1;
    let mut take = |n: Num| {
        let fine = i64::try_from(n.denom()).ok().and_then(|d| common(den, d));
        match fine.filter(|d| *d <= MILLION) {
            Some(fine) => {
                den = fine;
                Ok(())
            }
            None => Err(Limit::Fine),
        }
    };
    take(card.max)?;
    for g in &card.groups {
        take(g.max)?;
        g.cap.map(&mut take).transpose()?;
        let otherwise = g.only_if.as_ref().and_then(|o| o.otherwise);
        otherwise.map(&mut take).transpose()?;
    }
    let mut unrounded = false;
    for c in &card.criteria {
        take(c.max)?;
        c.options.iter().map(|o| o.points).try_for_each(&mut take)?;
        c.rungs.iter().map(|r| r.points).try_for_each(&mut take)?;
        c.caps.iter().map(|k| k.points).try_for_each(&mut take)?;
        c.tick_cap.map(&mut take).transpose()?;
        let otherwise = c.only_if.iter().filter_map(|o| o.otherwise);
        otherwise.into_iter().try_for_each(&mut take)?;
        c.rounding.map(|r| take(r.step)).transpose()?;
        unrounded |= c.form == Form::Formula && c.rounding.is_none();
    }
    if unrounded {
        // What a formula gives is as fine as the facts it looks at.
        den = common(den, MILLION).ok_or(Limit::Fine)?;
    }
    Ok(den)
}

impl<'a> Program<'a> {
    /// The program of a card.
    pub fn new(rules: &'a Ruleset, card: &'a Scorecard) -> Made<Program<'a>> {
        if card.rating.levels.len() > mark::LEVELS || card.rating.lifts.len() > mark::LIFTS.len() {
            return Err(Limit::Levels);
        }
        if card.findings.len() > 64 {
            return Err(Limit::Options);
        }
        let mut c = Compiler::new(rules, card, step(card)?);
        let by_points = reads(rules, MINIMUMS_IN_CASES, "by_points");
        let mut how: Vec<Option<How>> = vec![None; card.criteria.len()];
        let mut cards = Vec::new();
        for i in card.order.iter().copied().chain(0..card.criteria.len()) {
            let Some(criterion) = card.criteria.get(i) else {
                continue;
            };
            if !matches!(how.get(i), Some(None)) {
                continue;
            }
            let made = c.criterion(i, criterion)?;
            let (done, scored) = if made.alone() {
                coded(&made, criterion, by_points)
            } else {
                cards.push(made);
                c.ops.push((Op::Score(cards.len() - 1), 0));
                by_rows(cards.len() - 1, criterion, by_points)
            };
            if let Some(slot) = how.get_mut(i) {
                *slot = Some(scored);
            }
            if let Some(slot) = c.done.get_mut(i) {
                *slot = Some(done);
            }
        }
        let mut groups = Vec::new();
        for g in 0..card.groups.len() {
            groups.push(c.points_of(Target::Group(g))?);
        }
        // What stands in no group is not worth a plan of its own.
        let stray = |child: &Child| matches!(child, Child::Group(g) if *g >= card.groups.len());
        if card.children.iter().any(stray) {
            return Err(Limit::Unknown);
        }
        let total = c.total()?;
        let mut bands = Vec::new();
        let (compared, measured) = match c.term(&card.rating.of)? {
            Term::Number { at, den } => {
                for level in &card.rating.levels {
                    bands.push(ends(&level.band, den)?);
                }
                (at, ((at, den), None))
            }
            Term::Quotient { over, under } => {
                for level in &card.rating.levels {
                    bands.push(divided_ends(&level.band)?);
                }
                (c.divided(over, under)?, (over, Some(under)))
            }
            _ => return Err(Limit::Arithmetic),
        };
        let mut lifts = Vec::new();
        for l in &card.rating.lifts {
            if l.level >= bands.len() {
                return Err(Limit::Levels);
            }
            lifts.push((l.at_least, l.level, c.condition(&l.when)?));
        }
        let mut findings = Vec::new();
        for (place, f) in card.findings.iter().enumerate() {
            let when = f.when.as_ref().map(|w| c.condition(w)).transpose()?;
            findings.push((bit(place)?, f.kind == FindingKind::Stop, when));
        }
        let asked = asked(&mut c)?;
        if asked.iter().any(|a| a.level >= mark::LEVELS) {
            return Err(Limit::Levels);
        }
        let mut how: Vec<How> = how.into_iter().flatten().collect();
        for (op, _) in &c.ops {
            let Op::Sum(sum) = op else {
                continue;
            };
            for f in &sum.fused {
                if let Some(How::Coded { fused, .. }) = how.get_mut(f.criterion) {
                    *fused = true;
                }
            }
        }
        Ok(Program {
            den: c.den,
            numbers: c.numbers,
            truths: c.truths,
            names: c.names,
            inputs: c.inputs,
            worked: c.worked,
            ops: c.ops,
            cards,
            how,
            groups,
            total,
            compared,
            measured,
            asked,
            bands,
            lifts,
            findings,
            cumulative: reads(rules, MINIMUMS_CUMULATIVE, "cumulative"),
            step_down: reads(rules, MINIMUMS_FAIL, "step_down"),
            stop_unrates: reads(rules, STOPPED, "unrated"),
            unavailable: card.rating.unavailable.is_some(),
            by_points,
        })
    }
}

/// Every minimum and requirement, in the order of the interpreter.
fn asked(c: &mut Compiler<'_>) -> Made<Vec<Asked>> {
    let mut all = Vec::new();
    let card = c.card;
    for (criterion, of) in card.criteria.iter().enumerate() {
        for (option, o) in of.options.iter().enumerate() {
            all.extend(o.marks.iter().map(|level| Asked {
                level: *level,
                what: MinimumKind::Option { criterion, option },
                when: None,
            }));
        }
    }
    for (place, r) in card.requires.iter().enumerate() {
        all.push(Asked {
            level: r.level,
            what: MinimumKind::CardRequire(place),
            when: Some(c.condition(&r.when)?),
        });
    }
    for (place, r) in card.rating.requires.iter().enumerate() {
        all.push(Asked {
            level: r.level,
            what: MinimumKind::RatingRequire(place),
            when: Some(c.condition(&r.when)?),
        });
    }
    Ok(all)
}

/// The levels whose minimums a row misses.
fn missed(c: &Criterion, row: &Row, by_points: bool) -> u32 {
    if row.flags & flag::OUT != 0 {
        return 0;
    }
    let mut levels = 0;
    for (option, o) in c.options.iter().enumerate() {
        for level in &o.marks {
            if !met(c, row, option, *level, by_points) {
                levels |= level_bit(*level);
            }
        }
    }
    levels
}

/// Whether a minimum on an option is met.
pub(super) fn met(c: &Criterion, row: &Row, option: usize, level: usize, by_points: bool) -> bool {
    if row.flags & flag::OUT != 0 {
        return true;
    }
    if c.form == Form::Checklist {
        return row.ticks & (1 << option) != 0;
    }
    let held = usize::from(row.held).checked_sub(1);
    held.is_some_and(|held| reaches(c, held, option, level, || by_points))
}

pub(super) fn level_bit(level: usize) -> u32 {
    u32::try_from(level)
        .ok()
        .and_then(|l| 1u32.checked_shl(l))
        .unwrap_or(0)
}

fn coded(card: &Card, c: &Criterion, by_points: bool) -> (Done, How) {
    let mut points = Box::new([0; 256]);
    let mut held = Box::new([0; 256]);
    let mut counts = Box::new([truth::NO; 256]);
    let mut present = Box::new([truth::NO; 256]);
    let mut marks = Box::new([mark::OPEN; 256]);
    let mut rows = Box::new([Row::default(); 256]);
    let known = 1 + card.options.len() + card.findings.len();
    for (code, at) in (0..=u8::MAX).zip(0..known) {
        let Some(row) = row::score(card, &Alone(card.place, code)) else {
            continue;
        };
        let set = |to: Option<&mut u8>, is: u8| {
            if let Some(slot) = to {
                *slot = is;
            }
        };
        set(held.get_mut(at), row.held);
        set(counts.get_mut(at), truth::of(row.flags & flag::IDLE == 0));
        set(present.get_mut(at), truth::of(row.flags & flag::OUT == 0));
        if let Some(slot) = points.get_mut(at) {
            *slot = row.points;
        }
        if let Some(slot) = rows.get_mut(at) {
            *slot = row;
        }
        if let Some(slot) = marks.get_mut(at) {
            *slot = missed(c, &row, by_points) | flags(&row);
        }
    }
    let fused = Fused::new(card.place, &points, &marks);
    (
        Done::Coded {
            points,
            held,
            counts,
            present,
            fused,
        },
        How::Coded {
            rows,
            marks,
            fused: false,
        },
    )
}

fn flags(row: &Row) -> u32 {
    let mut marks = 0;
    if row.flags & flag::STOP != 0 {
        marks |= mark::STOP;
    }
    if row.flags & flag::REJECT != 0 {
        marks |= mark::REJECT;
    }
    marks
}

fn by_rows(at: usize, c: &Criterion, by_points: bool) -> (Done, How) {
    let mut held = Box::new([0; 256]);
    let mut ticks = Vec::new();
    if c.form == Form::Checklist {
        for (option, o) in c.options.iter().enumerate() {
            let levels = o.marks.iter().fold(0, |all, l| all | level_bit(*l));
            if levels != 0 {
                ticks.push((1 << option, levels));
            }
        }
    } else {
        for (slot, held) in held.iter_mut().zip(0..=u8::MAX) {
            let row = Row {
                held,
                ..Row::default()
            };
            if usize::from(held) <= c.options.len() {
                *slot = missed(c, &row, by_points);
            }
        }
    }
    (Done::Rows(at), How::Rows { at, held, ticks })
}

impl Program<'_> {
    /// From what is measured to a level, row by row.
    pub fn levels(&self, machine: &mut Machine, block: &Block) {
        self.collect(machine, block);
        let Machine {
            numbers,
            left,
            marks,
            by_bands,
            level,
            ..
        } = machine;
        let measured = numbers.get(self.compared).map_or(&[][..], Vec::as_slice);
        let rows = left
            .iter_mut()
            .zip(marks)
            .zip(by_bands)
            .zip(level)
            .zip(measured);
        for ((((left, marks), by_bands), level), measured) in rows {
            if *marks & mark::OPEN != 0 || *measured == NONE {
                *left = true;
                continue;
            }
            let band = self
                .bands
                .iter()
                .position(|(lo, hi)| lo <= measured && measured <= hi);
            let taken = self.takes_level_away(*marks);
            (*by_bands, *level) = match (self.unavailable, taken) {
                (true, false) => (UNTOLD, UNTOLD),
                (true, true) => (UNTOLD, 0),
                (false, true) => (code(band), 0),
                (false, false) => (code(band), code(self.decide(band, *marks))),
            };
        }
    }

    /// What each criterion, requirement and finding says of the levels.
    fn collect(&self, machine: &mut Machine, block: &Block) {
        let Machine {
            rows,
            marks,
            truths,
            ..
        } = machine;
        for (criterion, how) in self.how.iter().enumerate() {
            match how {
                How::Coded { fused: true, .. } => {}
                How::Coded { marks: table, .. } => {
                    for (marks, code) in marks.iter_mut().zip(block.codes(criterion)) {
                        *marks |= table.get(usize::from(*code)).copied().unwrap_or(mark::OPEN);
                    }
                }
                How::Rows { at, held, ticks } => {
                    let rows = rows.get(*at).map_or(&[][..], Vec::as_slice);
                    for (marks, row) in marks.iter_mut().zip(rows) {
                        *marks |= flags(row);
                        if row.flags & flag::OUT != 0 {
                            continue;
                        }
                        *marks |= held
                            .get(usize::from(row.held))
                            .copied()
                            .unwrap_or(mark::OPEN);
                        for (bit, levels) in ticks {
                            if row.ticks & bit == 0 {
                                *marks |= levels;
                            }
                        }
                    }
                }
            }
        }
        let column = |t: T| truths.get(t).map_or(&[][..], Vec::as_slice);
        for asked in &self.asked {
            let Some(when) = asked.when else {
                continue;
            };
            for (marks, holds) in marks.iter_mut().zip(column(when)) {
                match *holds {
                    truth::YES => {}
                    truth::NO => *marks |= level_bit(asked.level),
                    _ => *marks |= mark::OPEN,
                }
            }
        }
        for (bit, stop, when) in &self.findings {
            let found = if *stop { mark::STOP } else { mark::REJECT };
            let by_facts = when.map(column);
            for (row, (marks, reported)) in marks.iter_mut().zip(block.findings()).enumerate() {
                let holds =
                    by_facts.map_or(truth::NO, |c| c.get(row).copied().unwrap_or(truth::UNSURE));
                match holds {
                    _ if reported & bit != 0 => *marks |= found,
                    truth::YES => *marks |= found,
                    truth::NO => {}
                    _ => *marks |= mark::OPEN,
                }
            }
        }
        // What lifts a level has bits of its own: it acts where levels are decided.
        for (place, (_, _, when)) in self.lifts.iter().enumerate() {
            let acts = mark::LIFTS.get(place).copied().unwrap_or(mark::OPEN);
            for (marks, holds) in marks.iter_mut().zip(column(*when)) {
                match *holds {
                    truth::YES => *marks |= acts,
                    truth::NO => {}
                    _ => *marks |= mark::OPEN,
                }
            }
        }
    }

    /// Whether a rejection or a stop leaves no level.
    fn takes_level_away(&self, marks: u32) -> bool {
        marks & mark::REJECT != 0 || (marks & mark::STOP != 0 && self.stop_unrates)
    }

    /// As `level::from_band`, for what is known.
    fn decide(&self, band: Option<usize>, marks: u32) -> Option<usize> {
        let mut rank = band;
        for (place, (at_least, level, _)) in self.lifts.iter().enumerate() {
            if marks & mark::LIFTS.get(place).copied().unwrap_or(0) != 0 {
                rank = if *at_least {
                    rank.max(Some(*level))
                } else {
                    rank.min(Some(*level))
                };
            }
        }
        let level = rank?;
        let missed = marks & mark::up_to(level);
        if missed == 0 {
            return rank;
        }
        let reach = if self.cumulative {
            (missed.trailing_zeros() as usize).checked_sub(1)
        } else {
            (0..=level).rev().find(|l| missed & level_bit(*l) == 0)
        };
        if reach == rank || self.step_down {
            reach
        } else {
            None
        }
    }

    /// Whether minimums bind across cases by points.
    pub fn by_points(&self) -> bool {
        self.by_points
    }
}

/// Instead of a level: none can be told.
pub(super) const UNTOLD: u8 = u8::MAX;

fn code(level: Option<usize>) -> u8 {
    level.and_then(|l| u8::try_from(l + 1).ok()).unwrap_or(0)
}
