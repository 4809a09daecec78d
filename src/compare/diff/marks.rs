//! Minimums on options: the least option that a level asks for.

use super::list::more_is_tighter;
use super::rating::Levels;
use super::{Aspect, Change, Effect, Value};
use crate::compare::pairing::CriterionPair;
use crate::exact::Num;
use crate::model::{Criterion, Form, Opt};

/// What the levels ask of a criterion, before and after. A mark on an option
/// that has only changed its letter is no change.
pub(super) fn changes(
    a: &Criterion,
    b: &Criterion,
    pair: &CriterionPair,
    levels: &Levels<'_>,
) -> Vec<Change> {
    let mut all = Vec::new();
    for (old, new) in levels.both() {
        let x = old.map_or_else(Vec::new, |l| marked(a, l));
        let y = new.map_or_else(Vec::new, |l| marked(b, l));
        if x.is_empty() && y.is_empty() {
            continue;
        }
        let kept = |i: &usize| y.iter().any(|j| pair.options.contains(&(*i, *j)));
        let stays = |j: &usize| x.iter().any(|i| pair.options.contains(&(*i, *j)));
        if !x.is_empty() && !y.is_empty() && x.iter().all(kept) && y.iter().all(stays) {
            continue;
        }
        let Some(level) = levels.at(old, new) else {
            continue;
        };
        all.push(
            Change::of(Aspect::Minimum, keys(a, &x), keys(b, &y))
                .for_level(level)
                .with_effect(effect(a, b, pair, &x, &y)),
        );
    }
    all
}

/// The minimums of a criterion that is only in one version.
pub(super) fn alone(c: &Criterion, levels: &[crate::model::Level], is_new: bool) -> Vec<Change> {
    let each = levels.iter().enumerate().filter_map(|(l, level)| {
        let marks = marked(c, l);
        let value = keys(c, &marks)?;
        let (old, new, effect) = if is_new {
            (None, Some(value), Effect::Tighter)
        } else {
            (Some(value), None, Effect::Looser)
        };
        Some(
            Change::of(Aspect::Minimum, old, new)
                .for_level(level)
                .with_effect(Some(effect)),
        )
    });
    each.collect()
}

fn marked(c: &Criterion, level: usize) -> Vec<usize> {
    let each = c.options.iter().enumerate();
    each.filter(|(_, o)| o.marks.contains(&level))
        .map(|(i, _)| i)
        .collect()
}

fn keys(c: &Criterion, marks: &[usize]) -> Option<Value> {
    let all: Vec<Value> = marks
        .iter()
        .filter_map(|i| c.options.get(*i))
        .map(|o| Value::text(&o.key))
        .collect();
    match all.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        _ => Some(Value::List(all)),
    }
}

fn effect(
    a: &Criterion,
    b: &Criterion,
    pair: &CriterionPair,
    x: &[usize],
    y: &[usize],
) -> Option<Effect> {
    match (x, y) {
        ([], _) => Some(Effect::Tighter),
        (_, []) => Some(Effect::Looser),
        ([i], [j]) if a.form != Form::Checklist && b.form != Form::Checklist => {
            // Where the option that was asked for stands now decides; where it
            // is gone, the place and then the points of both.
            let now = pair.options.iter().find(|(o, _)| o == i).map(|(_, p)| *p);
            let was = pair.options.iter().find(|(_, p)| p == j).map(|(o, _)| *o);
            let here = now.and_then(|now| more_is_tighter(now, *j));
            let there = was.and_then(|was| more_is_tighter(*i, was));
            match (here, there) {
                (Some(one), None) | (None, Some(one)) => Some(one),
                (Some(one), Some(other)) if one == other => Some(one),
                // Options that changed places say one thing read from the old
                // side and another read from the new.
                _ => {
                    let (o, p) = (a.options.get(*i)?, b.options.get(*j)?);
                    let share = |o: &Opt, c: &Criterion| -> Option<Num> { o.points.div(c.max) };
                    more_is_tighter(share(o, a)?, share(p, b)?)
                }
            }
        }
        // Several marks (cases, ticks): more of the same is tighter.
        _ => {
            let kept = |i: &usize| y.iter().any(|j| pair.options.contains(&(*i, *j)));
            let stays = |j: &usize| x.iter().any(|i| pair.options.contains(&(*i, *j)));
            match (x.iter().all(kept), y.iter().all(stays)) {
                (true, false) => Some(Effect::Tighter),
                (false, true) => Some(Effect::Looser),
                _ => None,
            }
        }
    }
}
