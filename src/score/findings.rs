//! `reject` and `stop`: what an assessor reports, and what facts say.

use super::expr::{eval, truth};
use super::form::facts;
use super::inputs::Reply;
use super::looks::Looks;
use super::sheet::View;
use super::wants::Wants;
use super::{FindingOutcome, Tri};
use crate::model::assumptions::ANSWER_OR_FACT;
use crate::model::{Criterion, Expr, Finding, Scorecard, Value};

/// The findings of a criterion. One that an assessor may report is open while
/// the criterion waits for its answer; an option that is answered says that
/// there was nothing to report.
pub(super) fn of_criterion<'a>(
    v: &View<'_, 'a>,
    i: usize,
    c: &'a Criterion,
    waits: bool,
) -> Vec<FindingOutcome> {
    let reply = v.inputs.reply(i);
    let outcome = |(index, f): (usize, &'a Finding)| {
        let by_facts = f.when.as_ref().map(|w| truth(v, w));
        let reported = reply == Reply::Finding(index);
        let answered = reply != Reply::Nothing;
        let state = match by_facts.unwrap_or(Tri::No) {
            _ if reported => Tri::Yes,
            Tri::Yes if answered => Tri::of(v.reads(ANSWER_OR_FACT, "fact")),
            Tri::Yes => Tri::Yes,
            Tri::Unknown if answered && settled_by_answer(v, f.when.as_ref()) => Tri::No,
            Tri::Unknown => Tri::Unknown,
            Tri::No if waits && f.key.is_some() => Tri::Unknown,
            Tri::No => Tri::No,
        };
        FindingOutcome {
            kind: f.kind,
            criterion: Some(i),
            index,
            state,
            answered: answered && (reported || by_facts != Some(Tri::Yes)),
            facts: facts_of(v, f),
        }
    };
    c.findings.iter().enumerate().map(outcome).collect()
}

/// The findings of a criterion that is not looked at.
pub(super) fn none(i: usize, c: &Criterion) -> Vec<FindingOutcome> {
    let outcome = |(index, f): (usize, &Finding)| FindingOutcome {
        kind: f.kind,
        criterion: Some(i),
        index,
        state: Tri::No,
        answered: false,
        facts: Vec::new(),
    };
    c.findings.iter().enumerate().map(outcome).collect()
}

/// An answer settles what facts leave open, but not what other criteria will give.
fn settled_by_answer<'a>(v: &View<'_, 'a>, when: Option<&'a Expr>) -> bool {
    when.is_none_or(|w| Wants::of(v, w).criteria.is_empty())
}

/// The findings of the whole card. Those that are not listed were not found.
pub(super) fn of_card<'a>(v: &View<'_, 'a>, card: &'a Scorecard) -> Vec<FindingOutcome> {
    let outcome = |(index, f): (usize, &'a Finding)| {
        let reported = v.inputs.findings.contains(&index);
        let by_facts = f.when.as_ref().map_or(Tri::No, |w| truth(v, w));
        FindingOutcome {
            kind: f.kind,
            criterion: None,
            index,
            state: Tri::of(reported).or(by_facts),
            answered: reported,
            facts: facts_of(v, f),
        }
    };
    card.findings.iter().enumerate().map(outcome).collect()
}

fn facts_of<'a>(v: &View<'_, 'a>, f: &'a Finding) -> Vec<(usize, Option<Value>)> {
    if v.notes.trying.get() {
        return Vec::new();
    }
    facts(v, &Looks::at(v.rules, v.card, f.when.as_ref()))
}

/// What would settle the findings that are open.
pub(super) fn wants<'a>(
    v: &View<'_, 'a>,
    all: &'a [Finding],
    found: &[FindingOutcome],
    into: &mut Wants,
) {
    let open = all
        .iter()
        .zip(found)
        .filter(|(_, o)| o.state == Tri::Unknown);
    for when in open.filter_map(|(f, _)| f.when.as_ref()) {
        if !eval(v, when).is_known() {
            into.expr(v, when);
        }
    }
}
