//! The options, rungs and cases of two criteria.

use super::CriterionPair;
use crate::compare::assign::matched;
use crate::compare::meaning::{Meaning, Reach};
use crate::compare::similar::{Bag, SAME, figures, plain};
use crate::model::{Criterion, Form, Opt};

/// The pair with its options, rungs and cases; `None` when it names no criterion.
pub(super) fn of(
    pair: &CriterionPair,
    meaning: &Meaning<'_>,
    turned: bool,
) -> Option<CriterionPair> {
    let (a, b) = (
        meaning.old_criterion(pair.old)?,
        meaning.new_criterion(pair.new)?,
    );
    let cases = cases(a, b, turned);
    let rungs = rungs(a, b, meaning, turned);
    let options = options(a, b, &cases, meaning, turned);
    Some(CriterionPair {
        options,
        rungs,
        cases,
        ..pair.clone()
    })
}

fn cases(a: &Criterion, b: &Criterion, turned: bool) -> Vec<(usize, usize)> {
    matched(a.cases.len(), b.cases.len(), turned, |i, j| {
        match (a.cases.get(i), b.cases.get(j)) {
            (Some(x), Some(y)) => {
                let title = Bag::of(&x.title).like(&Bag::of(&y.title));
                let key = x.key == y.key;
                if title < 400 && !key {
                    return 0;
                }
                10 * title + if key { 3000 } else { 0 } + near(i, j)
            }
            _ => 0,
        }
    })
}

/// A little more for places that are near each other.
fn near(i: usize, j: usize) -> i64 {
    200 - i64::try_from(i.abs_diff(j).min(20)).unwrap_or(20) * 10
}

fn rungs(a: &Criterion, b: &Criterion, meaning: &Meaning<'_>, turned: bool) -> Vec<(usize, usize)> {
    matched(a.rungs.len(), b.rungs.len(), turned, |i, j| {
        match (a.rungs.get(i), b.rungs.get(j)) {
            (Some(x), Some(y)) if x.branch == y.branch => {
                let key = meaning.same_key(&x.key, &y.key);
                let points = x.points == y.points;
                if !key && !points && a.rungs.len() != b.rungs.len() {
                    return 0;
                }
                let label = x.label.is_some() && x.label == y.label;
                1000 * i64::from(key)
                    + 600 * i64::from(points)
                    + 300 * i64::from(label)
                    + near(i, j)
            }
            _ => 0,
        }
    })
}

/// What is looked at of an option.
struct Face<'a> {
    option: &'a Opt,
    plain: String,
    label: Bag,
    figures: Vec<String>,
    reach: Option<Reach>,
}

fn face<'a>(o: &'a Opt, reach: Option<Reach>) -> Face<'a> {
    Face {
        option: o,
        plain: plain(&o.label),
        label: Bag::of(&o.label),
        figures: figures(&o.label),
        reach,
    }
}

fn options(
    a: &Criterion,
    b: &Criterion,
    cases: &[(usize, usize)],
    meaning: &Meaning<'_>,
    turned: bool,
) -> Vec<(usize, usize)> {
    let x: Vec<Face> = a
        .options
        .iter()
        .map(|o| face(o, o.when.as_ref().and_then(|w| meaning.old_reach(w))))
        .collect();
    let y: Vec<Face> = b
        .options
        .iter()
        .map(|o| face(o, o.when.as_ref().and_then(|w| meaning.new_reach(w))))
        .collect();
    let as_many = x.len() == y.len();
    let beside = |p: &Face, q: &Face| -> bool {
        let case = match (p.option.case, q.option.case) {
            (None, None) => true,
            (Some(i), Some(j)) => cases.contains(&(i, j)),
            _ => cases.is_empty(),
        };
        case && (p.option.branch == q.option.branch || a.selector.is_none() != b.selector.is_none())
    };
    let same_when = |p: &Face, q: &Face| match (&p.option.when, &q.option.when) {
        (Some(s), Some(t)) => meaning.same(s, t),
        _ => false,
    };
    let yes_no = a.form == Form::YesNo && b.form == Form::YesNo;
    let pairs = matched(x.len(), y.len(), turned, |i, j| {
        let (Some(p), Some(q)) = (x.get(i), y.get(j)) else {
            return 0;
        };
        if !beside(p, q) {
            return 0;
        }
        let key = p.option.key == q.option.key;
        if yes_no {
            return i64::from(key);
        }
        let text = p.plain == q.plain;
        let label = if text { SAME } else { p.label.like(&q.label) };
        let points = p.option.points == q.option.points;
        let when = same_when(p, q);
        let likely = label >= 400 || when || (key && (points || as_many || label >= 200));
        if !likely {
            return 0;
        }
        let figures = p.figures == q.figures;
        10 * label
            + if text { 1500 } else { 0 }
            + if figures { 1500 } else { 0 }
            + if when { 4000 } else { 0 }
            + if key { 2500 } else { 0 }
            + if points { 1500 } else { 0 }
            + near(i, j)
    });
    with_shares(pairs, &x, &y, beside)
}

/// An option that is left over and whose condition lies in the same stretch of
/// the same value as that of others was split into them, or merged with them.
fn with_shares(
    pairs: Vec<(usize, usize)>,
    x: &[Face<'_>],
    y: &[Face<'_>],
    beside: impl Fn(&Face<'_>, &Face<'_>) -> bool,
) -> Vec<(usize, usize)> {
    let mut all = pairs.clone();
    for (i, p) in x.iter().enumerate() {
        for (j, q) in y.iter().enumerate() {
            let free = pairs.iter().all(|(a, _)| *a != i) || pairs.iter().all(|(_, b)| *b != j);
            let meet = match (&p.reach, &q.reach) {
                (Some(r), Some(s)) => r.meets(s),
                _ => false,
            };
            if free && meet && beside(p, q) {
                all.push((i, j));
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}
