//! A checklist: ticks add up to a cap.

use super::branch::Branches;
use super::choice::by;
use super::expr::truth;
use super::form::{Formed, facts_of, not_known};
use super::inputs::Reply;
use super::looks::scoring;
use super::numbers::Nums;
use super::sheet::{Scored, View};
use super::wants::Wants;
use super::{Status, Tri, Why};
use crate::model::Criterion;
use crate::model::assumptions::ANSWER_OR_FACT;

pub(super) fn checklist<'a>(v: &View<'_, 'a>, i: usize, c: &'a Criterion) -> Formed {
    let branches = Branches::of(v, c);
    let said = match v.inputs.reply(i) {
        Reply::Ticks(ticks) => {
            let meant = ticks.iter().flat_map(|t| branches.meant(c, *t));
            Some(meant.collect::<Vec<usize>>())
        }
        _ => None,
    };
    let ticks: Vec<Tick> = (0..c.options.len())
        .map(|o| tick(v, c, &branches, o, said.as_deref()))
        .collect();
    let sum = add_up(v, c, &ticks);
    let mut scored = Scored::new(Status::Missing, sum.clone(), c);
    scored.ticks = ticks.iter().map(|t| t.state).collect();
    scored.conditions = ticks.iter().map(|t| t.condition).collect();
    scored.branch = branches.certain();
    if said.is_some() {
        scored.why.push(by(v));
    }
    if c.options.iter().any(|o| o.when.is_some()) {
        scored.why.push(Why::Derived {
            facts: facts_of(v, c),
        });
    }
    if let Some(cap) = c.tick_cap {
        scored.points = sum.least(&Nums::One(cap));
        if let Some(from) = sum.known().filter(|s| *s > cap) {
            scored.why.push(Why::TicksCapped { from });
        }
    }
    if scored.ticks.iter().all(|t| t.is_known()) {
        scored.status = if said.is_some() {
            Status::Answered
        } else {
            Status::Derived
        };
        return Formed {
            scored,
            waits: false,
        };
    }
    for e in scoring(c) {
        scored.wants.expr(v, e);
    }
    scored.wants.answer = said.is_none() && ticks.iter().any(|t| t.answerable);
    not_known(scored)
}

struct Tick {
    state: Tri,
    condition: Option<Tri>,
    /// Whether an assessor has to say it.
    answerable: bool,
}

/// Whether a tick is there. A tick with a condition is given by facts and need
/// not be answered; an answer that facts contradict is a disagreement.
fn tick<'a>(
    v: &View<'_, 'a>,
    c: &'a Criterion,
    branches: &Branches,
    place: usize,
    said: Option<&[usize]>,
) -> Tick {
    let Some(option) = c.options.get(place) else {
        return Tick {
            state: Tri::No,
            condition: None,
            answerable: false,
        };
    };
    let offered = branches.offers(option);
    let ticked = said.map(|all| all.contains(&place));
    let (condition, state) = match &option.when {
        _ if offered == Tri::No => (Some(Tri::No), Tri::No),
        None => {
            let ticked = ticked.map_or(Tri::Unknown, Tri::of);
            let unsure = offered == Tri::Unknown;
            (unsure.then_some(offered), offered.and(ticked))
        }
        Some(when) => {
            let holds = offered.and(truth(v, when));
            let state = match (holds, ticked) {
                (Tri::No, Some(true)) => Tri::of(v.reads(ANSWER_OR_FACT, "answer")),
                // What other criteria will give is not the assessor's to say.
                (Tri::Unknown, Some(true)) if Wants::of(v, when).criteria.is_empty() => offered,
                _ => holds,
            };
            (Some(holds), state)
        }
    };
    Tick {
        state,
        condition,
        answerable: option.when.is_none() && offered != Tri::No,
    }
}

/// Every sum that the ticks can give.
fn add_up(v: &View<'_, '_>, c: &Criterion, ticks: &[Tick]) -> Nums {
    let mut sum = Nums::ZERO;
    for (tick, option) in ticks.iter().zip(&c.options) {
        if tick.state == Tri::No {
            continue;
        }
        match sum.add(&Nums::One(option.points)) {
            Ok(with) if tick.state == Tri::Yes => sum = with,
            Ok(with) => sum = sum.join(&with),
            Err(what) => {
                v.trouble(what);
                return Nums::all();
            }
        }
    }
    sum
}
