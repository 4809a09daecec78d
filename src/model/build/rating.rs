//! A rating: its levels, worst first, and what lifts or holds them.

use super::ladder::holds_some;
use super::merge::same_level;
use super::scope::{Expect, Scope};
use super::sums::figures;
use super::{lattice, words};
use crate::exact::Num;
use crate::model::{
    self, Expr, ExprKind, Interval, Level, Lift, Oddity, Rating, Require, Type, Unit,
};
use crate::syntax::tree::{self, LevelName, Sp, Stmt};
use crate::text::catalogue::levels;
use crate::text::{Diagnostic, Span, closest};
use std::collections::HashMap;

/// A `rating` as it is written.
#[derive(Clone, Copy, Debug)]
pub struct RatingPage<'a> {
    /// The statement.
    pub rating: Rated<'a>,
    /// Its line, without the block.
    pub head: Span,
}

/// The two forms of a `rating`.
#[derive(Clone, Copy, Debug)]
pub enum Rated<'a> {
    /// `rating of … { … }`
    Levels(&'a tree::Rating),
    /// `rating unavailable "why"`
    Unavailable(&'a tree::Word),
}

/// A rating, and what a card has to be held against.
#[derive(Clone, Debug)]
pub struct Built {
    /// The rating.
    pub rating: Rating,
    /// Whether its levels could all be read, so that gaps are gaps.
    pub sound: bool,
}

/// The levels that marks may name.
#[derive(Clone, Copy, Debug)]
pub struct Levels<'l>(pub Option<&'l [Level]>);

/// What a card can give.
#[derive(Clone, Debug)]
pub struct Reach<'l> {
    /// The card.
    pub card: &'l str,
    /// Its heading.
    pub head: Span,
    /// The least and the most, where they are known: no total lies outside.
    pub total: Interval,
    /// The least and the most that are surely reached.
    pub sure: Interval,
    /// The step of which every total of one assessor is a multiple.
    pub step: Option<Num>,
    /// The step to which averages of several assessors are rounded, when a
    /// council judges: `Some(None)` when they are not rounded.
    pub council: Option<Option<Num>>,
    /// Oddities of the card and of the whole ruleset.
    pub oddities: Vec<&'l Oddity>,
    /// Whether nothing is wrong with it, so that its totals are what is meant.
    pub flawless: bool,
}

/// The name of a level and, when it is written in stars, how many.
#[must_use]
pub fn name(level: &LevelName) -> (String, Option<Num>) {
    match level {
        LevelName::Stars(n) => {
            let half = !n.is_whole();
            let whole = Num::ratio(1, 2)
                .filter(|_| half)
                .and_then(|h| n.sub(h))
                .unwrap_or(*n)
                .to_i64()
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(0);
            let stars = "*".repeat(whole);
            let half = if half { "½" } else { "" };
            (format!("{stars}{half}"), Some(*n))
        }
        LevelName::Word(w) | LevelName::Text(w) => (w.clone(), None),
    }
}

impl Levels<'_> {
    /// The place of a level; says so when there is none.
    pub fn find(self, level: &Sp<LevelName>, out: &mut Vec<Diagnostic>) -> Option<usize> {
        let all = self.0?;
        let (name, _) = name(&level.value);
        let found = all.iter().position(|l| l.name == name);
        if found.is_none() {
            out.push(unknown(&name, level.span, all.iter().map(|l| &l.name)));
        }
        found
    }
}

/// A level that is none of these.
pub fn unknown<'n>(name: &str, at: Span, have: impl Iterator<Item = &'n String>) -> Diagnostic {
    let have: Vec<String> = have.cloned().collect();
    let stars = |n: &str| n.starts_with(['*', '½']);
    // One star more or less is not a slip of the hand that could be guessed.
    let near = closest(
        name,
        have.iter()
            .map(String::as_str)
            .filter(|n| !stars(n) && !stars(name)),
    );
    levels::unknown_level(name, at, near.as_deref(), &have)
}

/// A row with its band, as far as it could be read.
struct Row<'a> {
    tree: &'a tree::LevelRow,
    band: Option<Interval>,
    span: Span,
}

impl Row<'_> {
    /// Where its band stands.
    fn band_span(&self) -> Span {
        let band = self.tree.band.as_ref();
        band.map_or(self.tree.level.span, |b| b.span)
    }
}

/// The rating of a card.
pub fn build(
    page: RatingPage<'_>,
    scope: &mut Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Built> {
    let tree = match page.rating {
        Rated::Levels(tree) => tree,
        Rated::Unavailable(why) => return Some(not_at_hand(why, page.head)),
    };
    let of = scope.expr(&tree.of, Expect::Number(None), out);
    let ty = of
        .as_ref()
        .map_or(Type::Number(Unit::none()), |e| e.ty.clone());
    let mut quiet = Vec::new();
    let mut whole = tree.block.closed;
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut cites = Vec::new();
    for node in &tree.block.body {
        match &node.stmt {
            Stmt::LevelRow(row) => {
                let (name, _) = name(&row.level.value);
                if let Some(first) = seen.get(&name) {
                    out.push(levels::level_twice(&name, row.level.span, *first));
                    continue;
                }
                seen.insert(name, row.level.span);
                // What a rating measures could not be read: nor can the units of its bands.
                let said = if of.is_some() { &mut *out } else { &mut quiet };
                let band = match &row.band {
                    Some(band) => scope.band(band, &ty, said),
                    None => Some(Interval::nothing()),
                };
                rows.push(Row {
                    tree: row,
                    band,
                    span: node.span,
                });
            }
            Stmt::Cite(c) => cites.push(c.value.clone()),
            Stmt::Bad(_) => whole = false,
            _ => {}
        }
    }
    if rows.is_empty() {
        if whole {
            out.push(levels::no_levels(page.head));
        }
        return None;
    }
    let sound = whole && rows.iter().all(|r| r.band.is_some());
    if sound {
        check_rows(&rows, &words::unit(&ty), tree.lower_is_better, out);
        never_given(&rows, tree, out);
    }
    let levels = order(&rows, tree.lower_is_better, sound);
    let mut rating = Rating {
        of: of?,
        lower_is_better: tree.lower_is_better,
        levels,
        lifts: Vec::new(),
        requires: Vec::new(),
        unavailable: None,
        cites,
        span: page.head,
    };
    for node in &tree.block.body {
        match &node.stmt {
            Stmt::Lift(lift) => {
                let level = Levels(Some(&rating.levels)).find(&lift.level, out);
                let when = scope.expr(&lift.when, Expect::Condition, out);
                if let (Some(level), Some(when)) = (level, when) {
                    rating.lifts.push(Lift {
                        at_least: lift.at_least,
                        level,
                        when,
                        label: lift.label.as_ref().map(|l| l.value.clone()),
                        span: node.span,
                    });
                }
            }
            Stmt::Require(r) => {
                let made = require(r, node.span, None, Levels(Some(&rating.levels)), scope, out);
                rating.requires.extend(made);
            }
            _ => {}
        }
    }
    Some(Built { rating, sound })
}

/// A rating that gives no level.
pub fn no_levels(span: Span) -> Rating {
    Rating {
        of: Expr {
            kind: ExprKind::Total,
            ty: Type::Number(Unit::none()),
            span,
        },
        lower_is_better: false,
        levels: Vec::new(),
        lifts: Vec::new(),
        requires: Vec::new(),
        unavailable: None,
        cites: Vec::new(),
        span,
    }
}

/// A rating whose text is not at hand: it has no level that could be given, named or missed.
fn not_at_hand(why: &tree::Word, span: Span) -> Built {
    Built {
        rating: Rating {
            unavailable: Some(why.value.clone()),
            ..no_levels(span)
        },
        sound: false,
    }
}

/// A band that holds nothing is for a level that only a lift gives.
fn never_given(rows: &[Row<'_>], rating: &tree::Rating, out: &mut Vec<Diagnostic>) {
    for row in rows {
        let lifted = rating.block.body.iter().any(|n| {
            matches!(&n.stmt, Stmt::Lift(l)
                if l.at_least && same_level(&l.level.value, &row.tree.level.value))
        });
        if !lifted && row.band.as_ref().is_some_and(Interval::is_empty) {
            let (name, _) = name(&row.tree.level.value);
            match &row.tree.band {
                Some(band) => out.push(levels::never_given(&name, band.span)),
                None => out.push(levels::without_band(&name, row.tree.level.span)),
            }
        }
    }
}

/// A condition of a level.
pub fn require(
    tree: &tree::Require,
    span: Span,
    place: Option<String>,
    levels: Levels<'_>,
    scope: &mut Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Require> {
    let level = levels.find(&tree.level, out);
    let when = scope.expr(&tree.when, Expect::Condition, out);
    Some(Require {
        level: level?,
        when: when?,
        label: tree
            .label
            .as_ref()
            .map_or_else(String::new, |l| l.value.clone()),
        place,
        span,
    })
}

fn level(row: &Row<'_>) -> Level {
    let (name, ordinal) = name(&row.tree.level.value);
    Level {
        name,
        ordinal,
        label: row.tree.label.as_ref().map(|l| l.value.clone()),
        band: row.band.clone().unwrap_or_default(),
        span: row.span,
    }
}

/// Worst first. When a band could not be read, by the number of stars, else as on the page.
fn order(rows: &[Row<'_>], lower_is_better: bool, sound: bool) -> Vec<Level> {
    let mut levels: Vec<Level> = rows.iter().map(level).collect();
    if sound {
        return by_bands(rows, lower_is_better);
    }
    if levels.iter().all(|l| l.ordinal.is_some()) {
        levels.sort_by_key(|l| l.ordinal);
    }
    levels
}

/// By the bands; a level without one has its place beside the row before it on
/// the page, on the side on which it stands there.
fn by_bands(rows: &[Row<'_>], lower_is_better: bool) -> Vec<Level> {
    let mut banded: Vec<(usize, &Row<'_>)> = rows
        .iter()
        .enumerate()
        .filter(|(_, r)| r.tree.band.is_some())
        .collect();
    banded.sort_by_key(|(_, r)| r.band.as_ref().map(low));
    if lower_is_better {
        banded.reverse();
    }
    let mut places: Vec<usize> = banded.into_iter().map(|(at, _)| at).collect();
    let best_first = places.first() >= places.last();
    for (at, row) in rows.iter().enumerate() {
        if row.tree.band.is_some() {
            continue;
        }
        let before = at
            .checked_sub(1)
            .and_then(|before| places.iter().position(|p| *p == before));
        let to = match (before, best_first) {
            (Some(before), true) => before,
            (Some(before), false) => before.saturating_add(1),
            (None, true) => places.len(),
            (None, false) => 0,
        };
        places.insert(to.min(places.len()), at);
    }
    let rows = places.into_iter().filter_map(|at| rows.get(at));
    rows.map(level).collect()
}

/// Where a band starts, for sorting; a band that holds nothing comes before
/// one that starts at the same value.
fn low(band: &Interval) -> (bool, Num, bool, bool) {
    match band.lo {
        None => (false, Num::ZERO, false, false),
        Some(n) if band.is_empty() => (true, n, false, false),
        Some(n) => (true, n, !band.lo_in, true),
    }
}

/// Overlaps, and levels in an order that cannot be meant.
fn check_rows(rows: &[Row<'_>], unit: &str, lower_is_better: bool, out: &mut Vec<Diagnostic>) {
    let mut sorted: Vec<(&Row<'_>, &Interval)> = rows
        .iter()
        .filter(|r| r.tree.band.is_some())
        .filter_map(|r| r.band.as_ref().map(|b| (r, b)))
        .collect();
    sorted.sort_by_key(|(_, b)| low(b));
    let mut clean = true;
    for (a, b) in sorted.iter().zip(sorted.iter().skip(1)) {
        let both = a.1.meet(b.1);
        if !both.is_empty() {
            clean = false;
            let (an, _) = name(&a.0.tree.level.value);
            let (bn, _) = name(&b.0.tree.level.value);
            out.push(levels::overlap(
                (&an, a.0.band_span()),
                (&bn, b.0.band_span()),
                &words::values(&both, unit),
            ));
        }
    }
    let better_first = |x: usize, y: usize| if lower_is_better { (y, x) } else { (x, y) };
    for i in 1..sorted.len() {
        let (worse, better) = better_first(i.saturating_sub(1), i);
        let (Some((worse, _)), Some((better, _))) = (sorted.get(worse), sorted.get(better)) else {
            continue;
        };
        let (wn, w) = name(&worse.tree.level.value);
        let (bn, b) = name(&better.tree.level.value);
        if let (Some(w), Some(b)) = (w, b)
            && w > b
        {
            clean = false;
            out.push(levels::inverted(
                (&wn, worse.tree.level.span),
                (&bn, better.tree.level.span),
                lower_is_better,
            ));
        }
    }
    if clean {
        let places: Vec<_> = rows
            .iter()
            .filter(|r| r.tree.band.is_some())
            .filter_map(|r| r.band.as_ref().map(low))
            .collect();
        let turns = |up: bool| {
            places
                .iter()
                .zip(places.iter().skip(1))
                .position(|(a, b)| if up { a > b } else { a < b })
        };
        if let (Some(up), Some(down)) = (turns(true), turns(false)) {
            // The first row after which the direction changes.
            if let Some(row) = rows.get(up.max(down).saturating_add(1)) {
                let (name, _) = name(&row.tree.level.value);
                out.push(levels::rows_out_of_order(row.tree.level.span, &name));
            }
        }
    }
}

/// Holds the levels against what a card can give.
pub fn against(built: &Built, reach: &Reach<'_>, facts: &[model::Fact], out: &mut Vec<Diagnostic>) {
    if !built.sound {
        return;
    }
    let rating = &built.rating;
    let is_total = matches!(rating.of.kind, model::ExprKind::Total);
    let step = lattice::of(&rating.of, reach.step, facts);
    let unit = words::unit(&rating.of.ty);
    let mut sorted: Vec<&Level> = rating
        .levels
        .iter()
        .filter(|l| !l.band.is_empty())
        .collect();
    sorted.sort_by_key(|l| low(&l.band));
    let gaps: Vec<(&Level, &Level, Interval)> = sorted
        .iter()
        .zip(sorted.iter().skip(1))
        .filter(|(a, b)| a.band.hi.is_some() && b.band.lo.is_some())
        .map(|(a, b)| {
            let between = Interval {
                lo: a.band.hi,
                lo_in: !a.band.hi_in,
                hi: b.band.lo,
                hi_in: !b.band.lo_in,
            };
            (*a, *b, between)
        })
        .filter(|(.., between)| !between.is_empty())
        .collect();
    // An oddity that names a figure in a gap is about these gaps.
    let odd = reach
        .oddities
        .iter()
        .find(|o| figures(&o.text).any(|n| gaps.iter().any(|(.., between)| between.contains(n))));
    for (a, b, between) in &gaps {
        let reachable = if is_total {
            between.meet(&reach.total)
        } else {
            between.clone()
        };
        if reachable.is_empty() {
            continue;
        }
        if step.is_none_or(|s| lattice::holds_multiple(&reachable, s)) {
            let card = is_total.then_some(reach.card);
            let values = words::values(between, &unit);
            out.push(levels::gap(&values, a.span, Some(b.span), card));
        } else if let Some(rounded) = reach.council
            && rounded.is_none_or(|s| lattice::holds_multiple(&reachable, s))
        {
            let values = words::stretch(between, &unit);
            out.push(match odd {
                Some(odd) => levels::gap_declared_odd(&values, a.span, b.span, &odd.text),
                None => levels::gap_for_averages(&values, a.span, b.span),
            });
        }
    }
    if is_total {
        ends(rating, reach, &sorted, step, out);
    }
}

/// Totals better than the best level, and levels that no total reaches.
fn ends(
    rating: &Rating,
    reach: &Reach<'_>,
    sorted: &[&Level],
    step: Option<Num>,
    out: &mut Vec<Diagnostic>,
) {
    let beyond = if rating.lower_is_better {
        sorted.first().map(|l| {
            let rest = Interval {
                lo: None,
                lo_in: false,
                hi: l.band.lo,
                hi_in: !l.band.lo_in,
            };
            (*l, l.band.lo.is_some(), rest, reach.sure.lo.is_some())
        })
    } else {
        sorted.last().map(|l| {
            let rest = Interval {
                lo: l.band.hi,
                lo_in: !l.band.hi_in,
                hi: None,
                hi_in: false,
            };
            (*l, l.band.hi.is_some(), rest, reach.sure.hi.is_some())
        })
    };
    if let Some((level, true, rest, true)) = beyond {
        let reachable = rest.meet(&reach.sure);
        if holds_some(&reachable, false)
            && step.is_none_or(|s| lattice::holds_multiple(&reachable, s))
        {
            out.push(levels::gap(
                &words::values(&reachable, ""),
                level.span,
                None,
                Some(reach.card),
            ));
        }
    }
    if !reach.flawless {
        return;
    }
    // The first level out of reach is told; those beyond it go with it.
    let mut by_reach: Vec<&Level> = sorted.to_vec();
    if rating.lower_is_better {
        by_reach.reverse();
    }
    for level in by_reach {
        // A level below all totals is simply never needed; one beyond them never given.
        let beyond = if rating.lower_is_better {
            Interval {
                lo: None,
                lo_in: false,
                ..reach.total.clone()
            }
        } else {
            Interval {
                hi: None,
                hi_in: false,
                ..reach.total.clone()
            }
        };
        let place = rating.levels.iter().position(|l| l == level);
        let lifted = rating
            .lifts
            .iter()
            .any(|l| l.at_least && Some(l.level) == place);
        if level.band.meet(&reach.total).is_empty()
            && !level.band.meet(&beyond).is_empty()
            && !lifted
        {
            out.push(levels::unreachable(
                &level.name,
                &words::stretch(&level.band, ""),
                &words::stretch(&reach.total, ""),
                reach.card,
                level.span,
                reach.head,
            ));
            return;
        }
    }
}
