//! A criterion, step by step: is the scoring over, does its group count, is
//! something found that rejects or stops, does another count in its place, is
//! it left out, does it count at all, is an option forced; then its form, and
//! last its caps. The first step that holds decides. A step that may hold
//! leaves its result possible beside those of the steps after it.

use super::branch::Branches;
use super::expr::truth;
use super::form::{form, points};
use super::inputs::{Reply, Source};
use super::looks::{Looks, above, scoring};
use super::numbers::Nums;
use super::sheet::{Scored, View};
use super::wants::Wants;
use super::{FindingOutcome, Status, Tri, Why, findings, groups};
use crate::exact::Num;
use crate::model::{Criterion, Expr, Force, Form, OnlyIf, Scorecard};
use crate::syntax::tree::FindingKind;

/// A step that decides if it holds.
struct Step {
    holds: Tri,
    then: Scored,
    /// What would settle whether it holds.
    wants: Wants,
}

/// Scores a criterion from what is known now.
pub(super) fn score_once<'a>(
    v: &View<'_, 'a>,
    card: &'a Scorecard,
    i: usize,
    c: &'a Criterion,
) -> Scored {
    let v = &View { at: Some(i), ..*v };
    let mut steps = vec![stopped(v, card, i, c)];
    steps.extend(groups_that_count(v, card, c));
    if certain(&steps) {
        return decide(c, steps, None, findings::none(i, c));
    }
    let mut later = replaced(v, card, i, c);
    later.extend(left_out(v, i, c));
    later.extend(
        c.only_if
            .iter()
            .enumerate()
            .map(|(k, o)| only_if(v, c, k, o)),
    );
    later.extend(forced(v, c));
    let formed = (!certain(&later)).then(|| form(v, i, c));
    let waits = formed.as_ref().is_some_and(|f| f.waits);
    let mut found = findings::of_criterion(v, i, c, waits);
    // Nothing is found where nobody looks.
    let reached = Tri::all(steps.iter().map(|s| !s.holds));
    for f in &mut found {
        f.state = f.state.and(reached);
    }
    steps.extend(found.iter().map(|f| found_step(v, card, c, f)));
    steps.extend(later);
    let last = formed.map(|f| capped(v, c, f.scored));
    decide(c, steps, last, found)
}

fn certain(steps: &[Step]) -> bool {
    steps.iter().any(|s| s.holds == Tri::Yes)
}

/// Puts together what is possible.
fn decide(
    c: &Criterion,
    steps: Vec<Step>,
    last: Option<Scored>,
    found: Vec<FindingOutcome>,
) -> Scored {
    let conditions = match &last {
        Some(form) => form.conditions.clone(),
        None => vec![None; c.options.len().max(c.rungs.len())],
    };
    let mut wants = Wants::default();
    let mut open: Vec<Scored> = Vec::new();
    let mut decided = None;
    for step in steps {
        match step.holds {
            Tri::No => {}
            Tri::Unknown => {
                wants.add(&step.wants);
                open.push(step.then);
            }
            Tri::Yes => {
                decided = Some(step.then);
                break;
            }
        }
    }
    let mut result = match decided.or(last) {
        Some(result) => result,
        None => Scored::new(Status::Missing, Nums::ZERO, c),
    };
    result.conditions.clone_from(&conditions);
    for mut way in open {
        way.conditions.clone_from(&conditions);
        result = result.or(&way);
    }
    result.wants.add(&wants);
    result.findings = found;
    if result.status == Status::Missing && !result.settled() && !result.why.contains(&Why::NotKnown)
    {
        result.why.push(Why::NotKnown);
    }
    result.points = result.points.clamped(groups::least(c), c.max);
    result
}

/// The place of a finding among all that the card has: those of the whole card
/// first, then those of the criteria in order.
pub(super) fn finding_place(card: &Scorecard, criterion: Option<usize>, index: usize) -> usize {
    let Some(i) = criterion else {
        return index;
    };
    let before = card.criteria.iter().take(i).map(|c| c.findings.len());
    card.findings.len() + before.sum::<usize>() + index
}

fn zero(status: Status, c: &Criterion, why: Why) -> Scored {
    Scored {
        counts: Tri::No,
        why: vec![why],
        ..Scored::new(status, Nums::ZERO, c)
    }
}

/// A `stop` on an earlier line of the page, or of the whole card.
fn stopped<'a>(v: &View<'_, 'a>, card: &'a Scorecard, i: usize, c: &'a Criterion) -> Step {
    let mut holds = Tri::No;
    let mut wants = Wants::default();
    let mut place = 0;
    for (index, f) in card.findings.iter().enumerate() {
        if holds == Tri::Yes || f.kind != FindingKind::Stop {
            continue;
        }
        let by_facts = f.when.as_ref().map_or(Tri::No, |w| truth(v, w));
        let state = Tri::of(v.inputs.findings.contains(&index)).or(by_facts);
        if state == Tri::Unknown
            && let Some(when) = &f.when
        {
            wants.expr(v, when);
        }
        if state > holds {
            place = finding_place(card, None, index);
        }
        holds = holds.or(state);
    }
    for earlier in 0..i {
        let found = v.scored(earlier).map_or(&[][..], |s| &s.findings);
        for f in found.iter().filter(|f| f.kind == FindingKind::Stop) {
            if f.state == Tri::Unknown {
                wants.criteria.push(earlier);
            }
            if f.state > holds {
                place = finding_place(card, Some(earlier), f.index);
            }
            holds = holds.or(f.state);
        }
    }
    Step {
        holds,
        then: zero(Status::Stopped, c, Why::StoppedBy { finding: place }),
        wants,
    }
}

/// A criterion in a group that does not count is not looked at.
fn groups_that_count<'a>(v: &View<'_, 'a>, card: &'a Scorecard, c: &'a Criterion) -> Vec<Step> {
    let all = above(card, c.parent).into_iter();
    all.filter_map(|g| {
        let only_if = card.groups.get(g)?.only_if.as_ref()?;
        let why = Why::NotCounted {
            only_if: None,
            group: Some(g),
        };
        let holds = !groups::own_condition(v, g);
        Some(Step {
            holds,
            then: Scored::out(c, why),
            wants: wants_of(v, holds, Some(&only_if.when)),
        })
    })
    .collect()
}

fn found_step<'a>(
    v: &View<'_, 'a>,
    card: &'a Scorecard,
    c: &'a Criterion,
    f: &FindingOutcome,
) -> Step {
    let finding = finding_place(card, f.criterion, f.index);
    let then = match f.kind {
        FindingKind::Reject => zero(Status::Rejected, c, Why::RejectedBy { finding }),
        FindingKind::Stop => zero(Status::Stopped, c, Why::StoppedBy { finding }),
    };
    let when = c.findings.get(f.index).and_then(|f| f.when.as_ref());
    Step {
        holds: f.state,
        then,
        wants: wants_of(v, f.state, when),
    }
}

/// What would settle whether a step holds.
fn wants_of<'a>(v: &View<'_, 'a>, holds: Tri, when: Option<&'a Expr>) -> Wants {
    match when {
        Some(when) if holds == Tri::Unknown => Wants::of(v, when),
        _ => Wants::default(),
    }
}

/// Another criterion that counts takes its place.
fn replaced<'a>(v: &View<'_, 'a>, card: &'a Scorecard, i: usize, c: &'a Criterion) -> Vec<Step> {
    let mut steps = Vec::new();
    for (k, other) in card.criteria.iter().enumerate() {
        for replaces in other.replaces.iter().filter(|r| r.other == i && k != i) {
            let when = replaces.when.as_ref();
            let counts = v.scored(k).map_or(Tri::No, |s| s.counts);
            let holds = counts.and(when.map_or(Tri::Yes, |w| truth(v, w)));
            let mut wants = wants_of(v, holds, when);
            if counts == Tri::Unknown {
                wants.criteria.push(k);
            }
            steps.push(Step {
                holds,
                then: Scored::out(c, Why::ReplacedBy { criterion: k }),
                wants,
            });
        }
    }
    steps
}

/// A fact it looks at is not given, and the rule leaves out what looks at it.
/// An answer of an assessor makes the fact unnecessary.
fn left_out<'a>(v: &View<'_, 'a>, i: usize, c: &'a Criterion) -> Option<Step> {
    if v.inputs.reply(i) != Reply::Nothing || !v.inputs.sources.contains(&Source::Excluded) {
        return None;
    }
    let looks = Looks::at(v.rules, v.card, scoring(c));
    let excluded = |f: &usize| v.inputs.sources.get(*f) == Some(&Source::Excluded);
    looks.facts.iter().any(excluded).then(|| Step {
        holds: Tri::Yes,
        then: Scored::out(c, Why::ExcludedForMissing),
        wants: Wants::default(),
    })
}

fn only_if<'a>(v: &View<'_, 'a>, c: &'a Criterion, place: usize, o: &'a OnlyIf) -> Step {
    let why = Why::NotCounted {
        only_if: Some(place),
        group: None,
    };
    let then = match o.otherwise {
        Some(points) => Scored::not_counted(Nums::One(points), c, why),
        None => lowest(v, c, why),
    };
    let holds = !truth(v, &o.when);
    Step {
        holds,
        then,
        wants: wants_of(v, holds, Some(&o.when)),
    }
}

/// The lowest option is held; a checklist is without ticks, a formula gives nothing.
fn lowest<'a>(v: &View<'_, 'a>, c: &'a Criterion, why: Why) -> Scored {
    let branches = Branches::of(v, c);
    let each = branches.possible().into_iter().map(|branch| {
        let here = |b: Option<usize>| b.is_none() || b == branch;
        match c.form {
            Form::Choice | Form::YesNo => {
                let options = c.options.iter().enumerate();
                let options = options.filter(|(_, o)| here(o.branch));
                let lowest = options.min_by_key(|(i, o)| (o.points, *i)).map(|(i, _)| i);
                (points(c, lowest), lowest)
            }
            Form::Ladder => {
                let rungs = c.rungs.iter().filter(|r| here(r.branch));
                (rungs.map(|r| r.points).min().unwrap_or(Num::ZERO), None)
            }
            Form::Checklist | Form::Formula => (Num::ZERO, None),
        }
    });
    let (points, mut held): (Vec<Num>, Vec<Option<usize>>) = each.unzip();
    held.sort_unstable();
    held.dedup();
    Scored {
        held,
        ..Scored::not_counted(Nums::of(points), c, why)
    }
}

/// The options that conditions force, in order of the page.
fn forced<'a>(v: &View<'_, 'a>, c: &'a Criterion) -> Vec<Step> {
    if c.forces.is_empty() {
        return Vec::new();
    }
    let branches = Branches::of(v, c);
    let step = |(place, force): (usize, &'a Force)| {
        let held: Vec<Option<usize>> = branches
            .meant(c, force.option)
            .into_iter()
            .map(Some)
            .collect();
        if held.is_empty() {
            return None;
        }
        let mut then = Scored::holding(Status::Derived, held, c);
        then.why.push(Why::Forced { force: place });
        let holds = truth(v, &force.when);
        Some(Step {
            holds,
            then: capped(v, c, then),
            wants: wants_of(v, holds, Some(&force.when)),
        })
    };
    c.forces.iter().enumerate().filter_map(step).collect()
}

/// Caps, in order of the page.
fn capped<'a>(v: &View<'_, 'a>, c: &'a Criterion, mut scored: Scored) -> Scored {
    if scored.present == Tri::No {
        return scored;
    }
    for (place, cap) in c.caps.iter().enumerate() {
        let holds = cap.when.as_ref().map_or(Tri::Yes, |w| truth(v, w));
        let cut = scored.points.least(&Nums::One(cap.points));
        if holds == Tri::No || cut == scored.points {
            continue;
        }
        if holds == Tri::Yes {
            if let Some(from) = scored.points.known() {
                scored.why.push(Why::Capped { cap: place, from });
            }
            scored.points = cut;
            continue;
        }
        scored.points = scored.points.join(&cut);
        scored.status = Status::Missing;
        if let Some(when) = &cap.when {
            scored.wants.expr(v, when);
        }
    }
    scored
}
