//! Points by where a value lies, and points that are computed.

use super::branch::Branches;
use super::expr::{eval, number};
use super::form::{Formed, facts_of, not_known};
use super::numbers::Nums;
use super::sheet::{Scored, View};
use super::val::pick;
use super::wants::Wants;
use super::{Status, Tri, Why};
use crate::exact::Num;
use crate::model::Criterion;
use crate::model::assumptions::NO_OPTION;

/// The first rung, in order of the page, whose values hold the measured one.
pub(super) fn ladder<'a>(v: &View<'_, 'a>, c: &'a Criterion) -> Formed {
    let Some(of) = &c.of else {
        return empty(c);
    };
    let value = eval(v, of);
    let branches = Branches::of(v, c);
    // The rungs that are possible; `None`: none of them.
    let mut rungs: Vec<Option<usize>> = Vec::new();
    let mut points: Vec<Num> = Vec::new();
    for branch in branches.possible() {
        let here = c.rungs.iter().enumerate();
        let here = here.filter(|(_, r)| r.branch.is_none() || r.branch == branch);
        let picked = pick(&value, here.clone().map(|(i, r)| (i, &r.key)));
        for place in picked.places {
            rungs.push(Some(place));
            points.extend(c.rungs.get(place).map(|r| r.points));
        }
        if picked.none {
            rungs.push(None);
            let lowest = here.map(|(_, r)| r.points).min();
            let lowest = lowest.filter(|_| v.reads(NO_OPTION, "lowest"));
            points.push(lowest.unwrap_or(Num::ZERO));
        }
    }
    rungs.sort_unstable();
    rungs.dedup();
    let mut scored = Scored::new(Status::Derived, Nums::of(points), c);
    scored.conditions = (0..c.rungs.len())
        .map(|r| {
            let possible = rungs.contains(&Some(r));
            Some(match (possible, rungs.len()) {
                (false, _) => Tri::No,
                (true, 1) => Tri::Yes,
                (true, _) => Tri::Unknown,
            })
        })
        .collect();
    scored.branch = branches.certain();
    scored.why.push(Why::Derived {
        facts: facts_of(v, c),
    });
    scored.why.push(Why::Measured {
        value: value.value(),
    });
    if let [only] = rungs.as_slice() {
        scored.rung = *only;
        if only.is_none() {
            scored.why.push(Why::NoOption);
        }
    }
    if scored.points.known().is_some() {
        return Formed {
            scored,
            waits: false,
        };
    }
    unsettled(v, c, scored)
}

/// Points computed from facts and other criteria.
pub(super) fn formula<'a>(v: &View<'_, 'a>, c: &'a Criterion) -> Formed {
    let Some(of) = &c.of else {
        return empty(c);
    };
    let value = eval(v, of);
    let mut points = number(v, of);
    if let Some(rule) = c.rounding {
        points = points.round(rule).unwrap_or_else(|what| {
            v.trouble(what);
            Nums::all()
        });
    }
    let mut scored = Scored::new(Status::Derived, points, c);
    scored.why.push(Why::Derived {
        facts: facts_of(v, c),
    });
    scored.why.push(Why::Measured {
        value: value.value(),
    });
    if scored.points.known().is_some() {
        return Formed {
            scored,
            waits: false,
        };
    }
    unsettled(v, c, scored)
}

fn unsettled<'a>(v: &View<'_, 'a>, c: &'a Criterion, mut scored: Scored) -> Formed {
    let mut wants = Wants::default();
    for e in c.of.iter().chain(c.selector.as_ref().map(|s| &s.of)) {
        wants.expr(v, e);
    }
    scored.wants = wants;
    not_known(scored)
}

/// A ladder or formula that says nothing gives nothing.
fn empty(c: &Criterion) -> Formed {
    let mut scored = Scored::new(Status::Derived, Nums::ZERO, c);
    scored.why.push(Why::NoOption);
    Formed {
        scored,
        waits: false,
    }
}
