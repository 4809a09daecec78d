//! Rungs of a ladder and branches of a `by`: which values each takes.
//!
//! Thresholds are written as people print them, `> 335 -> 1`, `> 670 -> 2`,
//! in any order: of those that a value passes, the furthest counts. Here each
//! becomes the stretch that is its own (335 up to 670), so that no two rungs
//! take the same value and the order of lines does not matter. `else` takes
//! what no other line takes, and comes last.

use super::flat::FlatRung;
use super::scope::Scope;
use super::words;
use crate::exact::Num;
use crate::model::{self, Interval, Key, Type, Value};
use crate::syntax::tree::{CmpOp, RowKey, Sp};
use crate::text::catalogue::cards;
use crate::text::{Both, Diagnostic, Span, both};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound;

/// The most rungs that equal steps may stand for.
const MOST_STEPS: i64 = 1_000;

/// A left side with what it takes.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The values.
    pub key: Key,
    /// Its branch.
    pub branch: Option<usize>,
    /// Where it is written.
    pub span: Span,
}

/// The rungs of a ladder, each with the values that are its own, and whether
/// all of them could be read.
pub fn rungs(
    written: &[FlatRung<'_>],
    of: &model::Expr,
    scope: &mut Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> (Vec<model::Rung>, bool) {
    let mut all = Vec::new();
    let mut complete = true;
    for rung in written {
        let Some(key) = scope.key_of(&rung.written.key, of, out) else {
            complete = false;
            continue;
        };
        let make = |key: Key, points: Num| model::Rung {
            key,
            points,
            label: rung.written.label.as_ref().map(|l| l.value.clone()),
            branch: rung.branch,
            span: rung.span,
        };
        let first = make(key, rung.written.points.value);
        match steps(rung, &first.key, of, scope, out) {
            Some(Ok(more)) => {
                all.push(first);
                all.extend(more.into_iter().map(|(key, points)| make(key, points)));
            }
            Some(Err(())) => complete = false,
            None => all.push(first),
        }
    }
    let mut keys: Vec<Taken> = all
        .iter()
        .map(|r| Taken {
            key: r.key.clone(),
            branch: r.branch,
            span: r.span,
        })
        .collect();
    part(&mut keys);
    overlaps(
        &mut keys.clone(),
        &both!("rungs", "nấc"),
        &words::unit(&of.ty),
        out,
    );
    for (rung, taken) in all.iter_mut().zip(keys) {
        rung.key = taken.key;
    }
    all.sort_by_key(|r| r.key == Key::Else);
    (all, complete)
}

/// The rungs that equal steps stand for, after the first.
fn steps(
    rung: &FlatRung<'_>,
    first: &Key,
    of: &model::Expr,
    scope: &mut Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Result<Vec<(Key, Num)>, ()>> {
    let steps = rung.written.steps.as_ref()?;
    let mut fail = |why: Both, at: Span| {
        out.push(cards::bad_steps(&why, at));
        Some(Err(()))
    };
    let (RowKey::Compare(op, _), Key::Within(start)) = (&rung.written.key.value, first) else {
        return fail(
            both!(
                "they start from a threshold such as `> 335 kJ`",
                "phải bắt đầu từ một ngưỡng như «> 335 kJ»"
            ),
            rung.written.key.span,
        );
    };
    let rising = matches!(op, CmpOp::Gt | CmpOp::Ge);
    if matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return fail(
            both!(
                "they start from a threshold such as `> 335 kJ`",
                "phải bắt đầu từ một ngưỡng như «> 335 kJ»"
            ),
            rung.written.key.span,
        );
    }
    // The distance is read like a threshold of its own, so that its unit is checked.
    let as_key = Sp::new(
        RowKey::Compare(*op, steps.every.value.clone()),
        steps.every.span,
    );
    let mut said = Vec::new();
    let distance = scope.key(&as_key, &of.ty, &mut said);
    let distance = match distance {
        Some(Key::Within(i)) => i.lo.or(i.hi),
        _ => {
            out.append(&mut said);
            return Some(Err(()));
        }
    };
    let points = &rung.written.points;
    let (Some(from), Some(distance)) = (start.lo.or(start.hi), distance) else {
        return Some(Err(()));
    };
    if distance <= Num::ZERO {
        return fail(
            both!(
                "the distance must be above zero",
                "khoảng cách phải lớn hơn 0"
            ),
            steps.every.span,
        );
    }
    let count = steps.last.value.sub(points.value).and_then(Num::to_i64);
    let Some(count) = count else {
        let (first, last) = (points.value, steps.last.value);
        return fail(
            both!(
                "from {first} to {last} is not a whole number of points",
                "từ {first} đến {last} không phải số điểm tròn"
            ),
            steps.last.span,
        );
    };
    if count.unsigned_abs() > MOST_STEPS.unsigned_abs() {
        return fail(
            both!(
                "more than {MOST_STEPS} rungs would be needed",
                "cần hơn {MOST_STEPS} nấc"
            ),
            steps.last.span,
        );
    }
    let mut more = Vec::new();
    for i in 1..=count.abs() {
        let shift = distance.mul(Num::int(i));
        let bound = if rising {
            shift.and_then(|s| from.add(s))
        } else {
            shift.and_then(|s| from.sub(s))
        };
        let gained = points.value.add(Num::int(if count < 0 { -i } else { i }));
        let (Some(bound), Some(gained)) = (bound, gained) else {
            return Some(Err(()));
        };
        let mut key = start.clone();
        if rising {
            key.lo = Some(bound);
        } else {
            key.hi = Some(bound);
        }
        more.push((Key::Within(key), gained));
    }
    Some(Ok(more))
}

/// Gives each threshold the stretch up to the next one.
pub fn part(keys: &mut [Taken]) {
    // Of two bounds at one number, `> 5` lies above `>= 5`, and `< 5` below `<= 5`.
    let mut up: BTreeMap<Option<usize>, BTreeSet<(Num, bool)>> = BTreeMap::new();
    let mut down = up.clone();
    for taken in keys.iter() {
        if let Some((lo, lo_in)) = threshold(&taken.key, true) {
            up.entry(taken.branch).or_default().insert((lo, !lo_in));
        } else if let Some((hi, hi_in)) = threshold(&taken.key, false) {
            down.entry(taken.branch).or_default().insert((hi, hi_in));
        }
    }
    for taken in keys.iter_mut() {
        let branch = taken.branch;
        if let Some((lo, lo_in)) = threshold(&taken.key, true) {
            let after = (Bound::Excluded((lo, !lo_in)), Bound::Unbounded);
            let next = up.get(&branch).and_then(|all| all.range(after).next());
            if let (Some((hi, out)), Key::Within(i)) = (next, &mut taken.key) {
                i.hi = Some(*hi);
                i.hi_in = *out;
            }
        } else if let Some((hi, hi_in)) = threshold(&taken.key, false) {
            let before = (Bound::Unbounded, Bound::Excluded((hi, hi_in)));
            let next = down
                .get(&branch)
                .and_then(|all| all.range(before).next_back());
            if let (Some((lo, inside)), Key::Within(i)) = (next, &mut taken.key) {
                i.lo = Some(*lo);
                i.lo_in = !*inside;
            }
        }
    }
}

/// The bound of a key that is open on one side.
fn threshold(key: &Key, rising: bool) -> Option<(Num, bool)> {
    let Key::Within(i) = key else { return None };
    match (i.lo, i.hi) {
        (Some(lo), None) if rising => Some((lo, i.lo_in)),
        (None, Some(hi)) if !rising => Some((hi, i.hi_in)),
        _ => None,
    }
}

/// Reports two lines of the same branch that take the same value.
pub fn overlaps(keys: &mut [Taken], what: &Both, unit: &str, out: &mut Vec<Diagnostic>) {
    keys.sort_by(|a, b| {
        (a.branch, lower(&a.key))
            .cmp(&(b.branch, lower(&b.key)))
            .then(a.span.cmp(&b.span))
    });
    // The stretch so far that reaches furthest, to compare the next one with.
    let mut widest: Option<&Taken> = None;
    let mut singles: HashMap<(Option<usize>, String), Span> = HashMap::new();
    for taken in keys.iter() {
        if widest.is_some_and(|w| w.branch != taken.branch) {
            widest = None;
        }
        match stretch(&taken.key) {
            Some(here) => {
                if let Some(w) = widest
                    && let Some(there) = stretch(&w.key)
                {
                    let shared = there.meet(&here);
                    if !shared.is_empty() {
                        let (first, second) = in_order(w.span, taken.span);
                        out.push(cards::rungs_overlap(
                            what,
                            &words::values(&shared, unit),
                            second,
                            first,
                        ));
                    }
                    if reaches_further(&here, &there) {
                        widest = Some(taken);
                    }
                } else {
                    widest = Some(taken);
                }
            }
            None => {
                let value = single(&taken.key);
                let place = (taken.branch, value.en.clone());
                match singles.get(&place) {
                    Some(first) => {
                        out.push(cards::rungs_overlap(what, &value, taken.span, *first));
                    }
                    None => {
                        singles.insert(place, taken.span);
                    }
                }
            }
        }
    }
}

fn in_order(a: Span, b: Span) -> (Span, Span) {
    if (b.source, b.start) < (a.source, a.start) {
        (b, a)
    } else {
        (a, b)
    }
}

fn reaches_further(here: &Interval, there: &Interval) -> bool {
    match (here.hi, there.hi) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(a), Some(b)) => (a, here.hi_in) > (b, there.hi_in),
    }
}

/// A key as a stretch of numbers.
fn stretch(key: &Key) -> Option<Interval> {
    match key {
        Key::Within(i) => Some(i.clone()),
        Key::Is(Value::Num(n)) => Some(Interval::point(*n)),
        _ => None,
    }
}

/// Where a stretch starts, for sorting: what is open below comes first.
fn lower(key: &Key) -> (u8, Num, bool) {
    match stretch(key) {
        Some(i) => match i.lo {
            None => (0, Num::ZERO, false),
            Some(n) => (1, n, !i.lo_in),
        },
        None => (2, Num::ZERO, false),
    }
}

fn single(key: &Key) -> Both {
    match key {
        Key::Is(Value::Bool(true)) => both!("yes", "có"),
        Key::Is(Value::Bool(false)) => both!("no", "không"),
        Key::Is(Value::Text(t) | Value::Choice(t)) => Both::same(t.clone()),
        Key::Is(Value::Date(d)) => Both::same(d.to_string()),
        _ => both!("everything else", "mọi giá trị còn lại"),
    }
}

/// What no key takes: stretches of numbers, or names; none when there is an
/// `else`, or when it cannot be told. `range` is what the value is known to
/// lie in, `whole` whether it is a whole number.
#[must_use]
pub fn left_out(keys: &[&Key], ty: &Type, range: Option<&Interval>, whole: bool) -> Option<Both> {
    if keys.is_empty() || keys.iter().any(|k| matches!(k, Key::Else)) {
        return None;
    }
    match ty {
        Type::Number(_) => {
            first_gap(keys, range, whole).map(|g| words::values(&g, &words::unit(ty)))
        }
        Type::Bool => [true, false]
            .into_iter()
            .find(|b| !keys.contains(&&Key::Is(Value::Bool(*b))))
            .map(|b| single(&Key::Is(Value::Bool(b)))),
        Type::OneOf(all) => {
            let taken: HashSet<&str> = keys
                .iter()
                .filter_map(|k| match k {
                    Key::Is(Value::Choice(name)) => Some(name.as_str()),
                    _ => None,
                })
                .collect();
            let missing: Vec<String> = all
                .iter()
                .map(|c| c.name.clone())
                .filter(|name| !taken.contains(name.as_str()))
                .collect();
            (!missing.is_empty()).then(|| words::list(&missing))
        }
        _ => None,
    }
}

/// The lowest stretch that no key takes.
fn first_gap(keys: &[&Key], range: Option<&Interval>, whole: bool) -> Option<Interval> {
    let mut all: Vec<Interval> = keys.iter().filter_map(|k| stretch(k)).collect();
    all.sort_by_key(|i| lower(&Key::Within(i.clone())));
    let everything = Interval::default();
    let range = range.unwrap_or(&everything);
    // What is still to be covered starts here.
    let (mut from, mut from_in) = (range.lo, range.lo_in);
    for i in &all {
        let before = Interval {
            lo: from,
            lo_in: from_in,
            hi: i.lo,
            hi_in: !i.lo_in,
        };
        if i.lo.is_some() && holds_some(&before.meet(range), whole) {
            return Some(before.meet(range));
        }
        match i.hi {
            None => return None,
            Some(hi) => {
                if from.is_none_or(|f| (hi, i.hi_in) >= (f, !from_in)) {
                    (from, from_in) = (Some(hi), !i.hi_in);
                }
            }
        }
    }
    let rest = Interval {
        lo: from,
        lo_in: from_in,
        hi: range.hi,
        hi_in: range.hi_in,
    };
    holds_some(&rest, whole).then_some(rest)
}

/// Whether a stretch holds a number (a whole one).
#[must_use]
pub fn holds_some(i: &Interval, whole: bool) -> bool {
    if i.is_empty() {
        return false;
    }
    if whole {
        return super::lattice::holds_multiple(i, Num::ONE);
    }
    true
}

/// From the lowest to the highest bound of some keys.
#[must_use]
pub fn span_of(keys: &[&Key]) -> Interval {
    let all: Vec<Interval> = keys.iter().filter_map(|k| stretch(k)).collect();
    let first = all.iter().min_by_key(|i| lower(&Key::Within((*i).clone())));
    let open = all.iter().any(|i| i.hi.is_none());
    let last = all.iter().max_by_key(|i| (i.hi, i.hi_in)).filter(|_| !open);
    Interval {
        lo: first.and_then(|i| i.lo),
        lo_in: first.is_some_and(|i| i.lo_in),
        hi: last.and_then(|i| i.hi),
        hi_in: last.is_some_and(|i| i.hi_in),
    }
}

/// Whether every key is a single number.
#[must_use]
pub fn all_points(keys: &[&Key]) -> bool {
    keys.iter()
        .filter_map(|k| stretch(k))
        .all(|i| i.lo.is_some() && i.lo == i.hi)
        && keys.iter().any(|k| stretch(k).is_some())
}
