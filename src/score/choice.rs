//! Choose one option, or yes/no: the option is answered, or derived from facts.

use super::branch::Branches;
use super::expr::truth;
use super::form::{Formed, facts_of, not_known, points};
use super::inputs::Reply;
use super::looks::scoring;
use super::sheet::{Scored, View};
use super::wants::Wants;
use super::{Status, Tri, Why};
use crate::model::Criterion;
use crate::model::assumptions::{ANSWER_OR_FACT, NO_OPTION, WHEN_OVERLAP};

/// The options as facts sort them.
struct Sorted {
    /// Their condition certainly holds.
    yes: Vec<usize>,
    /// Their condition may hold.
    maybe: Vec<usize>,
    /// They have no condition, and may be answered.
    answerable: Vec<usize>,
    /// Options in a branch and a case that may apply.
    offered: Vec<usize>,
    /// Whether some option has a condition of its own or of its case.
    conditional: bool,
    conditions: Vec<Option<Tri>>,
}

/// What facts alone give.
struct Derived {
    held: Vec<Option<usize>>,
    overlap: bool,
    no_option: bool,
    /// Whether facts settle it.
    settled: bool,
}

pub(super) fn choice<'a>(v: &View<'_, 'a>, i: usize, c: &'a Criterion) -> Formed {
    let branches = Branches::of(v, c);
    let sorted = sort(v, c, &branches);
    let mut formed = match v.inputs.reply(i) {
        Reply::Without => without(v, c, &sorted),
        Reply::OneOf(several) => one_of(v, c, &sorted, &branches, several),
        reply => match &branches.answer(c, reply) {
            None => unanswered(v, c, &sorted),
            Some(meant) => answered(v, c, &sorted, meant),
        },
    };
    formed.scored.branch = branches.certain();
    formed.scored.conditions = sorted.conditions;
    formed
}

fn sort<'a>(v: &View<'_, 'a>, c: &'a Criterion, branches: &Branches) -> Sorted {
    let mut s = Sorted {
        yes: Vec::new(),
        maybe: Vec::new(),
        answerable: Vec::new(),
        offered: Vec::new(),
        conditional: false,
        conditions: Vec::with_capacity(c.options.len()),
    };
    for (place, option) in c.options.iter().enumerate() {
        let offered = branches.offers(option);
        let case = option.case.and_then(|k| c.cases.get(k));
        s.conditional |= option.when.is_some() || case.is_some_and(|k| k.when.is_some());
        if offered == Tri::No {
            s.conditions.push(Some(Tri::No));
            continue;
        }
        s.offered.push(place);
        let Some(when) = &option.when else {
            s.answerable.push(place);
            s.conditions
                .push((offered == Tri::Unknown).then_some(offered));
            continue;
        };
        let state = offered.and(truth(v, when));
        s.conditions.push(Some(state));
        match state {
            Tri::Yes => s.yes.push(place),
            Tri::Unknown => s.maybe.push(place),
            Tri::No => {}
        }
    }
    s
}

/// What facts give when nobody answers.
fn derive(v: &View<'_, '_>, c: &Criterion, s: &Sorted) -> Derived {
    let several = s.yes.len() + s.maybe.len() > 1;
    let best = |among: &[usize]| {
        let lowest = several && v.reads(WHEN_OVERLAP, "lowest");
        let points = |o: &usize| points(c, Some(*o));
        let all = among.iter().copied();
        if lowest {
            all.reduce(|a, b| if points(&b) < points(&a) { b } else { a })
        } else {
            all.reduce(|a, b| if points(&b) > points(&a) { b } else { a })
        }
    };
    if let Some(top) = best(&s.yes) {
        // One more condition that holds matters only if its option would be taken.
        let mut held = vec![Some(top)];
        let more = s.maybe.iter().copied();
        held.extend(
            more.filter(|m| best(&[s.yes.as_slice(), &[*m]].concat()) == Some(*m))
                .map(Some),
        );
        held.sort_unstable();
        return Derived {
            settled: held.len() == 1,
            held,
            overlap: s.yes.len() > 1,
            no_option: false,
        };
    }
    let mut held: Vec<Option<usize>> = s.maybe.iter().copied().map(Some).collect();
    let no_option = s.answerable.is_empty();
    if no_option {
        held.push(without_option(v, c, &s.offered));
    } else {
        held.extend(s.answerable.iter().copied().map(Some));
    }
    held.sort_unstable();
    held.dedup();
    Derived {
        settled: s.maybe.is_empty() && no_option,
        held,
        overlap: false,
        no_option,
    }
}

/// What is held when no option fits.
pub(super) fn without_option(v: &View<'_, '_>, c: &Criterion, offered: &[usize]) -> Option<usize> {
    if !v.reads(NO_OPTION, "lowest") {
        return None;
    }
    let all = offered.iter().copied();
    all.min_by_key(|o| (points(c, Some(*o)), *o))
}

fn unanswered<'a>(v: &View<'_, 'a>, c: &'a Criterion, s: &Sorted) -> Formed {
    let derived = derive(v, c, s);
    // When facts exclude all but one option, no answer is needed; a rejection
    // that an assessor may still report keeps it open.
    let reported = c.findings.iter().any(|f| f.key.is_some());
    let by_elimination =
        s.conditional && derived.held.len() == 1 && s.maybe.is_empty() && !reported;
    if derived.settled || by_elimination {
        return by_facts(v, c, s, &derived);
    }
    let mut open = Scored::holding(Status::Missing, derived.held, c);
    open.wants = wants(v, c);
    // What other criteria will give is not the assessor's to say.
    open.wants.answer = !s.answerable.is_empty() || open.wants.criteria.is_empty();
    not_known(open)
}

fn answered<'a>(v: &View<'_, 'a>, c: &'a Criterion, s: &Sorted, meant: &[usize]) -> Formed {
    let derived = derive(v, c, s);
    let said = |o: &usize| meant.contains(o);
    if derived.settled {
        if let ([Some(d)], [m]) = (derived.held.as_slice(), meant)
            && d == m
        {
            let mut formed = by_facts(v, c, s, &derived);
            formed.scored.why.push(by(v));
            return formed;
        }
        return disagreement(v, c, s, &derived, meant);
    }
    // The answer counts as long as facts do not exclude it and do not give another.
    let open = s.maybe.iter().chain(&s.answerable).any(said);
    let fits = if s.yes.is_empty() {
        open
    } else {
        s.yes.iter().any(said)
    };
    if !fits {
        if v.reads(ANSWER_OR_FACT, "answer") {
            return as_answered(v, c, meant);
        }
        if s.maybe.is_empty() && derived.held.len() == 1 {
            return disagreement(v, c, s, &derived, meant);
        }
        let mut open = Scored::holding(Status::Missing, derived.held, c);
        open.wants = wants(v, c);
        open.wants.answer = s.maybe.is_empty();
        open.why.push(by(v));
        return not_known(open);
    }
    let mut formed = as_answered(v, c, meant);
    // What other criteria will give is not the assessor's to say.
    let wants = if s.maybe.is_empty() {
        Wants::default()
    } else {
        wants(v, c)
    };
    if !wants.criteria.is_empty() {
        let open = Scored::holding(Status::Missing, derived.held, c);
        formed.scored = formed.scored.or(&open);
        formed.scored.wants = Wants {
            criteria: wants.criteria,
            ..Wants::default()
        };
    }
    formed
}

/// An assessor says that none of the options fits.
fn without<'a>(v: &View<'_, 'a>, c: &'a Criterion, s: &Sorted) -> Formed {
    let derived = derive(v, c, s);
    if derived.settled && derived.no_option {
        let mut formed = by_facts(v, c, s, &derived);
        formed.scored.why.push(by(v));
        return formed;
    }
    if !s.yes.is_empty() && !v.reads(ANSWER_OR_FACT, "answer") {
        // Facts give an option: they win, or what they leave open stays open.
        if derived.settled || derived.held.len() == 1 {
            let mut formed = by_facts(v, c, s, &derived);
            formed.scored.why.insert(0, by(v));
            return formed;
        }
        let mut open = Scored::holding(Status::Missing, derived.held, c);
        open.wants = wants(v, c);
        open.wants.answer = false;
        open.why.push(by(v));
        return not_known(open);
    }
    let held = vec![without_option(v, c, &s.offered)];
    let mut scored = Scored::holding(Status::Answered, held, c);
    scored.why.push(by(v));
    scored.why.push(Why::NoOption);
    Formed {
        scored,
        waits: false,
    }
}

/// It is one of several options; facts may say which.
fn one_of<'a>(
    v: &View<'_, 'a>,
    c: &'a Criterion,
    s: &Sorted,
    branches: &Branches,
    several: &[Option<usize>],
) -> Formed {
    let mut left: Vec<&Option<usize>> = several
        .iter()
        .filter(|held| fits(c, s, branches, **held))
        .collect();
    // Facts that contradict all of them win, or not, as over a single answer.
    if left.is_empty() {
        left = several.iter().collect();
    }
    let each = |held: &Option<usize>| match held {
        None => without(v, c, s),
        Some(option) => match branches.meant(c, *option).as_slice() {
            [] => unanswered(v, c, s),
            meant => answered(v, c, s, meant),
        },
    };
    let mut all = left.into_iter().map(each);
    let Some(first) = all.next() else {
        return unanswered(v, c, s);
    };
    let mut more = false;
    let mut scored = all.fold(first.scored, |merged, formed| {
        more = true;
        merged.or(&formed.scored)
    });
    if more && scored.held.len() > 1 {
        scored.status = Status::Missing;
        scored.why = vec![by(v), Why::NotKnown];
        scored.wants.add(&wants(v, c));
        scored.wants.answer = true;
    }
    Formed {
        scored,
        waits: false,
    }
}

/// Whether facts leave room for an answer.
fn fits(c: &Criterion, s: &Sorted, branches: &Branches, held: Option<usize>) -> bool {
    match held {
        None => s.yes.is_empty(),
        Some(option) => branches.meant(c, option).iter().any(|o| {
            if s.yes.is_empty() {
                s.maybe.contains(o) || s.answerable.contains(o)
            } else {
                s.yes.contains(o) || s.maybe.contains(o)
            }
        }),
    }
}

/// Whether facts as they are tried out leave room for one at least of the
/// options between which the answer leaves it open. Such an answer counts, like
/// one that names a single option, while facts that would contradict it are not
/// given: unless they are asked for by something else as well.
pub(super) fn leaves_room<'a>(v: &View<'_, 'a>, i: usize, c: &'a Criterion) -> bool {
    let Reply::OneOf(several) = v.inputs.reply(i) else {
        return true;
    };
    let branches = Branches::of(v, c);
    let sorted = sort(v, c, &branches);
    several
        .iter()
        .any(|held| fits(c, &sorted, &branches, *held))
        || !v.alone(i)
}

/// The options that an answer may mean; several while the branch is not known.
fn as_answered<'a>(v: &View<'_, 'a>, c: &'a Criterion, meant: &[usize]) -> Formed {
    let held: Vec<Option<usize>> = meant.iter().copied().map(Some).collect();
    let mut scored = Scored::holding(Status::Answered, held, c);
    scored.why.push(by(v));
    if meant.len() > 1 {
        scored.status = Status::Missing;
        scored.why.push(Why::NotKnown);
        scored.wants = c
            .selector
            .as_ref()
            .map_or_else(Wants::default, |s| Wants::of(v, &s.of));
    }
    Formed {
        scored,
        waits: false,
    }
}

pub(super) fn by(v: &View<'_, '_>) -> Why {
    Why::Answered {
        by: v.inputs.by.map(str::to_owned),
    }
}

fn by_facts<'a>(v: &View<'_, 'a>, c: &'a Criterion, s: &Sorted, derived: &Derived) -> Formed {
    let mut scored = Scored::holding(Status::Derived, derived.held.clone(), c);
    scored.why.push(Why::Derived {
        facts: facts_of(v, c),
    });
    if derived.overlap {
        scored.why.push(Why::Overlap {
            options: s.yes.clone(),
        });
    }
    if derived.no_option {
        scored.why.push(Why::NoOption);
    }
    Formed {
        scored,
        waits: false,
    }
}

/// The answer and the facts disagree.
fn disagreement<'a>(
    v: &View<'_, 'a>,
    c: &'a Criterion,
    s: &Sorted,
    derived: &Derived,
    meant: &[usize],
) -> Formed {
    let mut formed = if v.reads(ANSWER_OR_FACT, "answer") {
        as_answered(v, c, meant)
    } else {
        let mut formed = by_facts(v, c, s, derived);
        formed.scored.why.insert(0, by(v));
        formed
    };
    if let (Some(answered), Some(Some(derived))) = (meant.first(), derived.held.first()) {
        formed.scored.why.push(Why::Disagreement {
            answered: *answered,
            derived: *derived,
        });
    }
    formed
}

/// What would settle the conditions, the cases and the branch.
fn wants<'a>(v: &View<'_, 'a>, c: &'a Criterion) -> Wants {
    let mut wants = Wants::default();
    for e in scoring(c) {
        wants.expr(v, e);
    }
    wants
}
