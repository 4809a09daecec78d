//! N1006 and N1021: minimums that keep nobody from their level.
//!
//! **What they do.** A minimum that every dossier with enough points for its
//! level meets anyway is told as N1006. One that some of them miss, but only
//! where another minimum of the same level (or of one below it) is missed too,
//! is told as N1021: taking it away would change no level.
//!
//! **Why it matters.** Such a minimum demands nothing that is not demanded
//! already; the mark may have been meant for another line.
//!
//! **How sure.** For each minimum a dossier is looked for that has enough
//! points and misses this one only: first among those that are best everywhere
//! else, which the interpreter is asked about, then among all dossiers of the
//! card. Only when there is none anywhere is it told.

use super::{copies, unless_recorded};
use crate::dossier::{Answer, Dossier};
use crate::model::assumptions::{MINIMUMS_CUMULATIVE, MINIMUMS_FAIL, STOPPED};
use crate::model::{Criterion, Form, Interval, Require, Ruleset, Scorecard};
use crate::reason::{BigUint, Outcomes, Toll, Trouble};
use crate::score::{self, MinimumKind, Tri};
use crate::text::Diagnostic;
use crate::text::catalogue::checks::{self, proofs as say};

/// Looks at every minimum of a card.
///
/// # Errors
/// When its dossiers cannot be gone through exactly.
pub fn check(
    rules: &Ruleset,
    card: &Scorecard,
    outcomes: &Outcomes,
    out: &mut Vec<Diagnostic>,
) -> Result<(), Trouble> {
    let none = BigUint::default();
    for toll in &outcomes.minimums {
        let criterion = card.criteria.get(toll.criterion);
        let option = criterion.and_then(|c| c.options.get(toll.option));
        let level = card.rating.levels.get(toll.level);
        let (Some(criterion), Some(option), Some(level)) = (criterion, option, level) else {
            continue;
        };
        // What no dossier at all misses is told as W1001.
        if toll.missed == none {
            continue;
        }
        let found = if toll.enough == none {
            checks::implied(&criterion.number, &option.key, &level.name, option.span)
        } else if shown(rules, card, criterion, toll) || among_all(rules, card, toll)? {
            continue;
        } else {
            say::implied_by_others(&criterion.number, &option.key, &level.name, option.span)
        };
        out.push(unless_recorded(criterion, found));
    }
    Ok(())
}

/// Whether a level asks for the minimums of another.
fn asks(rules: &Ruleset, level: usize, of: usize) -> bool {
    let reading = rules.assumption(MINIMUMS_CUMULATIVE);
    match reading.map(|(_, a)| a.reading()) {
        Some("own_only") => of == level,
        _ => of <= level,
    }
}

/// Whether a dossier that is best everywhere else misses this minimum only.
fn shown(rules: &Ruleset, card: &Scorecard, criterion: &Criterion, toll: &Toll) -> bool {
    let mut dossier = best(rules, card);
    let marked = criterion.options.get(toll.option);
    let before = criterion.options.iter().enumerate().take(toll.option);
    let here = |(i, o): (usize, &crate::model::Opt)| {
        let marked = marked?;
        ((o.case, o.branch) == (marked.case, marked.branch)).then_some(Answer::Option(i))
    };
    let mut tries: Vec<Answer> = match criterion.form {
        Form::Choice | Form::YesNo => before.filter_map(here).collect(),
        Form::Checklist => {
            let others = (0..criterion.options.len()).filter(|i| *i != toll.option);
            vec![Answer::Ticks(others.collect())]
        }
        Form::Ladder | Form::Formula => return false,
    };
    if criterion.may_hold_none() {
        tries.push(Answer::None);
    }
    // The nearest below is the one that loses least.
    tries.reverse();
    tries.into_iter().any(|answer| {
        if let Some(slot) = dossier.answers.criteria.get_mut(toll.criterion) {
            *slot = Some(answer);
        }
        let outcome = score::evaluate_as_read(rules, card, &dossier);
        let enough = outcome
            .level_by_total
            .0
            .iter()
            .all(|l| *l >= Some(toll.level));
        enough
            && outcome
                .minimums
                .iter()
                .filter(|m| asks(rules, toll.level, m.level))
                .all(|m| {
                    let own = m.level == toll.level
                        && m.what
                            == MinimumKind::Option {
                                criterion: toll.criterion,
                                option: toll.option,
                            };
                    m.met == if own { Tri::No } else { Tri::Yes }
                })
    })
}

/// The most that can be answered everywhere.
fn best(rules: &Ruleset, card: &Scorecard) -> Dossier {
    let mut dossier = Dossier::empty(card.criteria.len(), rules.facts.len());
    for (slot, c) in dossier.answers.criteria.iter_mut().zip(&card.criteria) {
        let options = c.options.iter().enumerate();
        *slot = match c.form {
            Form::Choice | Form::YesNo => options
                .max_by_key(|(_, o)| o.points)
                .map(|(i, _)| Answer::Option(i)),
            Form::Checklist => {
                let good = options.filter(|(_, o)| !o.points.is_negative());
                Some(Answer::Ticks(good.map(|(i, _)| i).collect()))
            }
            Form::Ladder | Form::Formula => None,
        };
    }
    dossier
}

/// Whether any dossier of the card has enough points and misses this minimum
/// only. The copy has two levels: the lower asks for all the others, the upper
/// for this one and the points.
fn among_all(rules: &Ruleset, card: &Scorecard, toll: &Toll) -> Result<bool, Trouble> {
    let Some(level) = card.rating.levels.get(toll.level) else {
        return Ok(true);
    };
    let (below, on) = bands(&level.band, card.rating.lower_is_better);
    let mut copy = rules.with_card_only(&card.id);
    copy.assume(MINIMUMS_CUMULATIVE, "cumulative");
    copy.assume(MINIMUMS_FAIL, "step_down");
    copy.assume(STOPPED, "as_scored");
    for copy in copy.cards.values_mut() {
        for (i, c) in copy.criteria.iter_mut().enumerate() {
            for (n, o) in c.options.iter_mut().enumerate() {
                let own = |l: &usize| (i, n, *l) == (toll.criterion, toll.option, toll.level);
                let this = o.marks.iter().any(own);
                let other = o
                    .marks
                    .iter()
                    .any(|l| !own(l) && asks(rules, toll.level, *l));
                o.marks.clear();
                o.marks.extend(other.then_some(0));
                o.marks.extend(this.then_some(1));
            }
        }
        let keep = |all: &mut Vec<Require>| {
            all.retain(|r| asks(rules, toll.level, r.level));
            all.iter_mut().for_each(|r| r.level = 0);
        };
        keep(&mut copy.requires);
        keep(&mut copy.rating.requires);
        copy.rating.lifts.clear();
        copy.rating.levels = vec![copies::level(below.clone()), copies::level(on.clone())];
    }
    let all = copies::reachable(&copy)?;
    Ok(all
        .iter()
        .any(|p| p.by_total == Some(1) && p.level == Some(0)))
}

/// What is not enough for a level, and what is.
fn bands(band: &Interval, lower_is_better: bool) -> (Interval, Interval) {
    if lower_is_better {
        let on = Interval {
            lo: None,
            lo_in: false,
            ..band.clone()
        };
        let below = Interval {
            lo: band.hi,
            lo_in: !band.hi_in,
            ..Interval::default()
        };
        return (below, on);
    }
    let on = Interval {
        hi: None,
        hi_in: false,
        ..band.clone()
    };
    let below = Interval {
        hi: band.lo,
        hi_in: !band.lo_in,
        ..Interval::default()
    };
    (below, on)
}
