//! What adds up: the maxima of criteria against their options, those of
//! parts and sections against what stands in them.
//!
//! What "adds up" means for a heading with a maximum:
//!
//! * the maxima of its children are added; a child that is `subtracted` takes
//!   its least away instead (zero, for most);
//! * of a `best` group only the best child counts;
//! * a `cap` cuts the sum;
//! * a child that need not count (a group under `only if` without `else`, a
//!   criterion that another replaces, one that replaces and stands under
//!   `only if`) may be in the sum or not: the heading may say either.
//!
//! Children are taken at the maximum that they say themselves. A maximum that is
//! not written is derived: the sum, or the best option.
//!
//! One wrong figure gives one finding: where the heading would fit if a child
//! that is itself found wrong said what its own content gives, only the child
//! is told.
//!
//! When the decision itself does not add up, an `oddity` line in that very
//! part, section or criterion that names the figure found (`oddity "the
//! sections add up to 38"`) says so, and the finding becomes a note; the
//! printed maximum is kept. The figure must be named so that a remark about
//! something else does not hide a slip, and a later slip is not hidden by it.

use super::flat::Flat;
use super::words;
use crate::exact::Num;
use crate::model::{Child, Criterion, Form, Group, Interval, Oddity};
use crate::syntax::tree::GroupKind;
use crate::text::catalogue::sums::{self as say, Best, Sum};
use crate::text::{Both, Diagnostic, Span, both};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The most children that may count or not, all combinations of which are tried.
const MOST_OPTIONAL: usize = 12;

/// The criteria and groups of a card, to be added up.
#[derive(Clone, Copy, Debug)]
pub struct Sums<'a> {
    /// The criteria.
    pub criteria: &'a [Criterion],
    /// The groups.
    pub groups: &'a [Group],
    /// Criteria that another may replace.
    pub replaced: &'a HashSet<usize>,
}

/// The criteria that another may replace.
#[must_use]
pub fn replaced(criteria: &[Criterion]) -> HashSet<usize> {
    criteria
        .iter()
        .flat_map(|c| c.replaces.iter().map(|r| r.other))
        .collect()
}

/// What can come out of a criterion.
#[must_use]
pub fn reach(c: &Criterion) -> Interval {
    let ends = match c.form {
        Form::Formula => Interval::default(),
        _ => match c.ends() {
            Some((lo, hi)) => closed(lo, hi),
            None => closed(Num::ZERO, Num::ZERO),
        },
    };
    let mut all = ends;
    for cap in &c.caps {
        all.lo = all.lo.map(|n| n.min(cap.points));
        if cap.when.is_none() {
            all.hi = Some(all.hi.map_or(cap.points, |n| n.min(cap.points)));
            all.hi_in = true;
        }
    }
    for points in c.only_if.iter().filter_map(|o| o.otherwise) {
        all.lo = all.lo.map(|n| n.min(points));
        all.hi = all.hi.map(|n| n.max(points));
    }
    all
}

fn closed(lo: Num, hi: Num) -> Interval {
    Interval {
        lo: Some(lo),
        lo_in: true,
        hi: Some(hi),
        hi_in: true,
    }
}

impl Sums<'_> {
    /// Everything that can come out of a row of children, each taken with what
    /// can come out of it. `sure` leaves out what need not count, so that the
    /// ends are ones that some dossier reaches; otherwise they are bounds.
    #[must_use]
    pub fn reach(&self, children: &[Child], best: bool, sure: bool) -> Interval {
        let mut parts: Vec<Interval> = Vec::new();
        for child in children {
            let (mut all, optional) = self.reach_one(*child, sure);
            if optional && sure {
                continue;
            }
            if optional {
                all.lo = all.lo.map(|n| n.min(Num::ZERO));
                all.hi = all.hi.map(|n| n.max(Num::ZERO));
            }
            parts.push(all);
        }
        let join = |ends: Vec<Option<Num>>| -> Option<Num> {
            if best {
                ends.into_iter()
                    .collect::<Option<Vec<Num>>>()?
                    .into_iter()
                    .max()
            } else {
                ends.into_iter()
                    .try_fold(Num::ZERO, |sum, end| sum.add(end?))
            }
        };
        Interval {
            lo: join(parts.iter().map(|p| p.lo).collect()),
            lo_in: true,
            hi: join(parts.iter().map(|p| p.hi).collect()),
            hi_in: true,
        }
    }

    /// What can come out of one child, and whether it need not count.
    fn reach_one(&self, child: Child, sure: bool) -> (Interval, bool) {
        let g = match child {
            Child::Criterion(i) => {
                let all = self.criteria.get(i).map_or_else(Interval::default, reach);
                return (all, self.may_drop_out(i));
            }
            Child::Group(g) => match self.groups.get(g) {
                Some(g) => g,
                None => return (Interval::default(), false),
            },
        };
        let mut all = self.reach(&g.children, g.best, sure);
        // What stands in it may exclude each other: the heading knows.
        all.hi = all.hi.map(|n| n.min(g.max));
        if let Some(cap) = g.cap {
            all.lo = all.lo.map(|n| n.min(cap));
            all.hi = Some(all.hi.map_or(cap, |n| n.min(cap)));
            all.hi_in = true;
        }
        let mut optional = false;
        if let Some(only) = &g.only_if {
            match only.otherwise {
                Some(n) => {
                    all.lo = all.lo.map(|x| x.min(n));
                    all.hi = all.hi.map(|x| x.max(n));
                }
                None => optional = true,
            }
        }
        if g.subtracted {
            all = Interval {
                lo: all.hi.and_then(Num::neg),
                lo_in: true,
                hi: all.lo.and_then(Num::neg),
                hi_in: true,
            };
        }
        (all, optional)
    }

    /// Whether another criterion may count in place of this one, or this one
    /// only in place of another.
    fn may_drop_out(&self, i: usize) -> bool {
        self.replaced.contains(&i)
            || self
                .criteria
                .get(i)
                .is_some_and(|c| !c.replaces.is_empty() && !c.only_if.is_empty())
    }

    /// Adds up the maxima of a row of children; `None` when it leaves the
    /// range of exact numbers.
    #[must_use]
    pub fn total(&self, children: &[Child], best: bool, cap: Option<Num>) -> Option<Total> {
        let mut terms: Vec<(Num, &str, bool)> = Vec::new();
        for child in children {
            match child {
                Child::Criterion(i) => {
                    let c = self.criteria.get(*i)?;
                    terms.push((c.max, &c.number, self.may_drop_out(*i)));
                }
                Child::Group(i) => {
                    let g = self.groups.get(*i)?;
                    let counts = if g.subtracted {
                        let least = self.reach(&g.children, g.best, false).lo;
                        least.unwrap_or(Num::ZERO).neg()?
                    } else {
                        g.max
                    };
                    let optional = g.only_if.as_ref().is_some_and(|o| o.otherwise.is_none());
                    terms.push((counts, &g.code, optional));
                }
            }
        }
        add_up(&terms, best, cap)
    }
}

/// A sum of maxima.
#[derive(Debug)]
pub struct Total {
    /// Everything counted.
    pub all: Num,
    /// Every sum that some children's dropping out makes possible.
    possible: BTreeSet<Num>,
    /// How it is made up.
    pub shown: Both,
}

impl Total {
    /// Whether some sum, moved by so much, is the one that the heading says.
    fn fits(&self, says: Num, moved: Num) -> bool {
        self.possible.iter().any(|sum| sum.add(moved) == Some(says))
    }
}

/// Adds up maxima; each has a number and whether it need not count.
fn add_up(terms: &[(Num, &str, bool)], best: bool, cap: Option<Num>) -> Option<Total> {
    let cut = |n: Num| cap.map_or(n, |c| n.min(c));
    let shown: Vec<String> = terms.iter().map(|(n, c, _)| format!("{n} ({c})")).collect();
    if best {
        let top = terms.iter().map(|(n, ..)| *n).max().unwrap_or(Num::ZERO);
        let list = shown.join(", ");
        return Some(Total {
            all: cut(top),
            possible: BTreeSet::from([cut(top)]),
            shown: cut_off(
                both!(
                    "the best of {list} = {top}",
                    "cao nhất trong {list} = {top}"
                ),
                top,
                cap,
            ),
        });
    }
    let all = terms
        .iter()
        .try_fold(Num::ZERO, |sum, (n, ..)| sum.add(*n))?;
    let fixed = terms
        .iter()
        .filter(|(_, _, optional)| !optional)
        .try_fold(Num::ZERO, |sum, (n, ..)| sum.add(*n))?;
    let optional: Vec<Num> = terms
        .iter()
        .filter(|(_, _, optional)| *optional)
        .map(|(n, ..)| *n)
        .collect();
    let mut possible = BTreeSet::from([fixed]);
    if optional.len() <= MOST_OPTIONAL {
        for n in &optional {
            let with: Vec<Num> = possible.iter().filter_map(|s| s.add(*n)).collect();
            possible.extend(with);
        }
    } else {
        possible.insert(all);
    }
    let list = shown.join(" + ");
    let mut shown = Both::same(format!("{list} = {all}"));
    if !optional.is_empty() {
        shown
            .en
            .push_str("; what counts only under a condition may be left out");
        shown
            .vi
            .push_str("; phần chỉ tính khi có điều kiện có thể không cộng");
    }
    Some(Total {
        all: cut(all),
        possible: possible.into_iter().map(cut).collect(),
        shown: cut_off(shown, all, cap),
    })
}

fn cut_off(shown: Both, before: Num, cap: Option<Num>) -> Both {
    match cap {
        Some(c) if c < before => Both::new(
            format!("{}, cut at {c}", shown.en),
            format!("{}, chỉ tính đến {c}", shown.vi),
        ),
        _ => shown,
    }
}

/// Derives the maxima that are not written, and checks those that are.
/// `unsure` names the criteria whose maximum is neither written nor known.
pub fn groups(
    flat: &Flat<'_>,
    criteria: &[Criterion],
    groups: &mut [Group],
    unsure: &BTreeSet<usize>,
    out: &mut Vec<Diagnostic>,
) {
    let mut unsure_groups: BTreeSet<usize> = BTreeSet::new();
    // Groups found wrong: by how much their content gives more than they say.
    let mut off: HashMap<usize, Num> = HashMap::new();
    let replaced = replaced(criteria);
    // What stands inside comes later in the row.
    for (i, from) in flat.groups.iter().enumerate().rev() {
        let unsure = from.children.iter().any(|c| match c {
            Child::Criterion(c) => unsure.contains(c),
            Child::Group(g) => unsure_groups.contains(g),
        });
        let Some(group) = groups.get(i) else { continue };
        let sums = Sums {
            criteria,
            groups,
            replaced: &replaced,
        };
        let Some(total) = sums.total(&group.children, group.best, group.cap) else {
            continue;
        };
        let draft = from.draft;
        let Some(says) = &draft.max else {
            if let Some(group) = groups.get_mut(i) {
                group.max = total.all;
            }
            if unsure {
                unsure_groups.insert(i);
            }
            continue;
        };
        if total.possible.contains(&says.value)
            || !draft.whole
            || unsure
            || group.children.is_empty()
        {
            continue;
        }
        let slips = group.children.iter().try_fold(Num::ZERO, |sum, c| {
            sum.add(match c {
                Child::Criterion(c) => criteria.get(*c).and_then(slip).unwrap_or(Num::ZERO),
                Child::Group(g) => off.get(g).copied().unwrap_or(Num::ZERO),
            })
        });
        let plain = !group.best && group.cap.is_none();
        if plain && slips.is_some_and(|s| !s.is_zero() && total.fits(says.value, s)) {
            continue;
        }
        let written_here = draft.shared.is_none() || says.span.within(draft.head);
        let sum = Sum {
            thing: &words::named(draft.kind, &draft.code.value),
            says: &says.value.to_string(),
            gives: &total.all.to_string(),
            shown: &total.shown,
            children: &kinds_of(&group.children, groups),
            max: says.span,
            line: (!written_here).then_some(draft.head),
        };
        out.push(match about(&group.oddities, total.all) {
            Some(odd) => say::declared_odd(&sum, &odd.text),
            None => {
                let gives = slips.and_then(|s| total.all.add(s));
                if let Some(more) = gives.and_then(|g| g.sub(says.value)) {
                    off.insert(i, more);
                }
                say::does_not_add_up(&sum)
            }
        });
    }
}

/// "criteria", "sections" — what stands in a group.
fn kinds_of(children: &[Child], groups: &[Group]) -> Both {
    let kinds: BTreeSet<u8> = children
        .iter()
        .map(|c| match c {
            Child::Criterion(_) => 2,
            Child::Group(g) => match groups.get(*g).map(|g| g.kind) {
                Some(GroupKind::Part) => 0,
                Some(GroupKind::Section) => 1,
                _ => 2,
            },
        })
        .collect();
    let mut kinds = kinds.into_iter();
    match (kinds.next(), kinds.next()) {
        (Some(0), None) => both!("parts", "các phần"),
        (Some(1), None) => both!("sections", "các mục"),
        (Some(2), None) => both!("criteria", "các tiêu chí"),
        _ => both!("sections and criteria", "các mục và tiêu chí"),
    }
}

/// The most points that the options, ticks or rungs of a criterion give, before
/// and after its caps; `None` for a formula and for a criterion without any.
fn given(c: &Criterion) -> Option<(Num, Num)> {
    if c.form == Form::Formula || (c.options.is_empty() && c.rungs.is_empty()) {
        return None;
    }
    let (_, hi) = c.ends()?;
    let cap = c
        .caps
        .iter()
        .filter(|cap| cap.when.is_none())
        .map(|cap| cap.points)
        .min();
    Some((hi, cap.map_or(hi, |cap| hi.min(cap))))
}

/// By how much a criterion gives more than it says, when that is an error of its own.
fn slip(c: &Criterion) -> Option<Num> {
    let (_, gives) = given(c)?;
    let wrong = gives != c.max && about(&c.oddities, gives).is_none();
    wrong.then(|| gives.sub(c.max)).flatten()
}

/// Checks the maximum of a criterion against what gives its points.
pub fn criterion(
    c: &Criterion,
    written: Option<Span>,
    shared: Option<Span>,
    out: &mut Vec<Diagnostic>,
) {
    let Some(max_span) = written else { return };
    let Some((hi, gives)) = given(c) else { return };
    if gives == c.max {
        return;
    }
    let top = c.options.iter().find(|o| o.points == hi);
    let (how, option) = match c.form {
        Form::Checklist => (
            both!("all ticks together", "cộng mọi ô được đánh dấu"),
            None,
        ),
        Form::Ladder => (
            both!("the highest rung", "nấc cao nhất"),
            c.rungs.iter().find(|r| r.points == hi).map(|r| r.span),
        ),
        _ => {
            let key = top.map_or("", |o| o.key.as_str());
            (both!("option {key}", "lựa chọn {key}"), top.map(|o| o.span))
        }
    };
    let best = Best {
        number: &c.number,
        says: &c.max.to_string(),
        gives: &gives.to_string(),
        how: &how,
        more: gives > c.max,
        max: max_span,
        line: shared
            .is_some()
            .then_some(c.span)
            .filter(|line| !max_span.within(*line)),
        option,
    };
    out.push(match about(&c.oddities, gives) {
        Some(odd) => say::maximum_declared_odd(&best, &odd.text),
        None => say::maximum_differs(&best),
    });
}

/// The oddity that names a figure.
fn about(oddities: &[Oddity], figure: Num) -> Option<&Oddity> {
    oddities
        .iter()
        .find(|o| figures(&o.text).any(|n| n == figure))
}

/// The numbers in a text, with a decimal point or comma.
pub fn figures(text: &str) -> impl Iterator<Item = Num> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .map(|t| t.trim_matches(['.', ',']).replace(',', "."))
        .filter_map(|t| t.parse().ok())
}
