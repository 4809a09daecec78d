//! What can be answered to a criterion.

use super::trouble::Trouble;
use crate::dossier::{Answer, Dossier};
use crate::exact::Num;
use crate::model::{Form, Scorecard};
use std::collections::BTreeMap;

/// Sets of ticks that come to the same: one of them, and how many there are.
type Sets = BTreeMap<(Num, Vec<usize>, usize), (Vec<usize>, u64)>;

/// Most different sums of ticks of one checklist.
const MOST_TICKS: usize = 20_000;

/// Everything that can be answered to a criterion, each with the number of
/// answers it stands for: sets of ticks that come to the same are one.
/// `settle`: whether an answer that the dossier leaves open is to be settled.
pub(super) fn answers(
    card: &Scorecard,
    i: usize,
    dossier: &Dossier,
    settle: bool,
) -> Result<Vec<(Answer, u64)>, Trouble> {
    let Some(c) = card.criteria.get(i) else {
        return Ok(Vec::new());
    };
    // An answer that is left open is settled by one of those it leaves open.
    if let (true, Some(Some(Answer::OneOf(several)))) = (settle, dossier.answers.criteria.get(i)) {
        let one = |o: &Option<usize>| (o.map_or(Answer::None, Answer::Option), 1);
        return Ok(several.iter().map(one).collect());
    }
    let mut all: Vec<(Answer, u64)> = match c.form {
        Form::Choice | Form::YesNo => {
            let first = |(i, key): &(usize, &String)| c.option(key) == Some(*i);
            let options = c.options.iter().map(|o| &o.key).enumerate();
            let options = options.filter(first);
            options.map(|(o, _)| (Answer::Option(o), 1)).collect()
        }
        Form::Checklist => ticks(card, i, dossier)?,
        Form::Ladder | Form::Formula => Vec::new(),
    };
    let keyed = c
        .findings
        .iter()
        .enumerate()
        .filter(|(_, f)| f.key.is_some());
    all.extend(keyed.map(|(f, _)| (Answer::Finding(f), 1)));
    if c.may_hold_none() {
        all.push((Answer::None, 1));
    }
    Ok(all)
}

/// Sets of ticks, by the sum of their points, the ticks that matter by
/// themselves, and how far they are from those of the dossier.
fn ticks(card: &Scorecard, i: usize, dossier: &Dossier) -> Result<Vec<(Answer, u64)>, Trouble> {
    let too_large = || Trouble::TooLarge { criterion: Some(i) };
    let Some(c) = card.criteria.get(i) else {
        return Ok(Vec::new());
    };
    let held: Option<&[usize]> = match dossier.answers.criteria.get(i) {
        Some(Some(Answer::Ticks(held))) => Some(held),
        _ => None,
    };
    let start = (Num::ZERO, Vec::new(), 0usize);
    let mut sets: Sets = BTreeMap::from([(start, (Vec::new(), 1))]);
    for (place, option) in c.options.iter().enumerate() {
        // Ticks that facts give, and those of branches and cases, are told apart.
        let given = option.when.is_some();
        if given {
            continue;
        }
        let apart = !option.marks.is_empty() || option.branch.is_some() || option.case.is_some();
        // Leaving out a tick that the dossier has, or adding one that it has not, is a step.
        let has = held.map(|h| h.contains(&place));
        let (left, taken) = (
            usize::from(has == Some(true)),
            usize::from(has == Some(false)),
        );
        let mut with: Sets = BTreeMap::new();
        for ((sum, own, away), kept) in &sets {
            with.insert((*sum, own.clone(), away + left), kept.clone());
        }
        for ((sum, own, away), (set, times)) in &sets {
            let sum = sum.add(option.points).ok_or(Trouble::Numbers)?;
            let mut own = own.clone();
            if apart {
                own.push(place);
            }
            let mut set = set.clone();
            set.push(place);
            let same = with.entry((sum, own, away + taken)).or_insert((set, 0));
            same.1 = same.1.checked_add(*times).ok_or_else(too_large)?;
        }
        if with.len() > MOST_TICKS {
            return Err(too_large());
        }
        sets = with;
    }
    Ok(sets
        .into_values()
        .map(|(set, times)| (Answer::Ticks(set), times))
        .collect())
}

/// The unit in which all points of a card are whole numbers, as parts of a point.
pub(super) fn scale(card: &Scorecard) -> Option<i64> {
    let mut all: Vec<Num> = Vec::new();
    for c in &card.criteria {
        all.push(c.max);
        all.extend(c.options.iter().map(|o| o.points));
        all.extend(c.rungs.iter().map(|r| r.points));
        all.extend(c.only_if.iter().filter_map(|o| o.otherwise));
        all.extend(c.caps.iter().map(|k| k.points));
        all.extend(c.tick_cap);
        all.extend(c.rounding.map(|r| r.step));
    }
    for g in &card.groups {
        all.extend(g.cap);
        all.extend(g.only_if.iter().filter_map(|o| o.otherwise));
    }
    let mut scale: i64 = 1;
    for n in all {
        let d = i64::try_from(n.denom()).ok()?;
        let common = gcd(scale, d);
        scale = scale.checked_mul(d.checked_div(common)?)?;
    }
    (scale < 1 << 32).then_some(scale)
}

pub(super) fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a.max(1)
}
