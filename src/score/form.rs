//! What a form gives, before conditions and caps: shared by all forms.

use super::inputs::{Reply, Source};
use super::looks::{Looks, scoring};
use super::numbers::Nums;
use super::sheet::{Memo, Scored, View};
use super::wants::Wants;
use super::{Status, Tri, Why, checklist, choice, ladder, worlds};
use crate::exact::Num;
use crate::model::{Criterion, Form, Value};
use crate::syntax::tree::MissingPolicy;

/// What a form gives.
pub(super) struct Formed {
    pub scored: Scored,
    /// Whether an assessor still has to answer.
    pub waits: bool,
}

/// What the form of a criterion gives. What a missing answer means is said of
/// the dossier as it is, not of what is tried out.
pub(super) fn form<'a>(v: &View<'_, 'a>, i: usize, c: &'a Criterion) -> Formed {
    if c.missing == MissingPolicy::Unknown {
        return as_it_stands(v, i, c);
    }
    let memo = Memo::new(v.rules, v.card);
    let plain = View {
        inputs: v.plain,
        memo: &memo,
        ..*v
    };
    let formed = worlds::form(&plain, i, c);
    if formed.scored.settled() || formed.scored.points.known().is_some() {
        return formed;
    }
    missing_answer(v, i, c, formed)
}

/// What the form gives, whatever a missing answer means.
pub(super) fn as_it_stands<'a>(v: &View<'_, 'a>, i: usize, c: &'a Criterion) -> Formed {
    match c.form {
        Form::Choice | Form::YesNo => choice::choice(v, i, c),
        Form::Checklist => checklist::checklist(v, i, c),
        Form::Ladder => ladder::ladder(v, c),
        Form::Formula => ladder::formula(v, c),
    }
}

impl Scored {
    /// A criterion with points, which counts.
    pub fn new(status: Status, points: Nums, c: &Criterion) -> Scored {
        Scored {
            status,
            points,
            max: Nums::One(c.max),
            counts: Tri::Yes,
            present: Tri::Yes,
            held: vec![None],
            ticks: Vec::new(),
            rung: None,
            branch: None,
            why: Vec::new(),
            conditions: Vec::new(),
            findings: Vec::new(),
            wants: Wants::default(),
        }
    }

    /// A criterion that holds one of several options (`None`: none of them).
    pub fn holding(status: Status, held: Vec<Option<usize>>, c: &Criterion) -> Scored {
        let points = held.iter().map(|o| points(c, *o)).collect();
        Scored {
            held,
            ..Scored::new(status, Nums::of(points), c)
        }
    }

    /// A criterion that is out of the sum and of the maximum.
    pub fn out(c: &Criterion, why: Why) -> Scored {
        Scored {
            max: Nums::ZERO,
            present: Tri::No,
            ..Scored::not_counted(Nums::ZERO, c, why)
        }
    }

    /// A criterion that does not count, with the points that it gets instead.
    pub fn not_counted(points: Nums, c: &Criterion, why: Why) -> Scored {
        Scored {
            counts: Tri::No,
            why: vec![why],
            ..Scored::new(Status::NotCounted, points, c)
        }
    }

    /// What holds when either may be the case. The steps of the reason are those of `self`.
    #[must_use]
    pub fn or(mut self, other: &Scored) -> Scored {
        if self.status != other.status {
            self.status = Status::Missing;
        }
        self.points = self.points.join(&other.points);
        self.max = self.max.join(&other.max);
        self.counts = self.counts.join(other.counts);
        self.present = self.present.join(other.present);
        for o in &other.held {
            if !self.held.contains(o) {
                self.held.push(*o);
            }
        }
        self.held.sort_unstable();
        self.ticks = join_all(&self.ticks, &other.ticks, Tri::No, Tri::join);
        if self.rung != other.rung {
            self.rung = None;
        }
        if self.branch != other.branch {
            self.branch = None;
        }
        self.conditions = join_all(&self.conditions, &other.conditions, None, |a, b| {
            if a == b { a } else { Some(Tri::Unknown) }
        });
        for (mine, theirs) in self.findings.iter_mut().zip(&other.findings) {
            mine.state = mine.state.join(theirs.state);
            mine.answered &= theirs.answered;
        }
        self.wants.add(&other.wants);
        self
    }
}

fn join_all<T: Copy>(a: &[T], b: &[T], absent: T, join: impl Fn(T, T) -> T) -> Vec<T> {
    let at = |all: &[T], i: usize| all.get(i).copied().unwrap_or(absent);
    (0..a.len().max(b.len()))
        .map(|i| join(at(a, i), at(b, i)))
        .collect()
}

/// The points of an option; zero without one.
pub(super) fn points(c: &Criterion, option: Option<usize>) -> Num {
    let option = option.and_then(|o| c.options.get(o));
    option.map_or(Num::ZERO, |o| o.points)
}

/// The facts that the form of a criterion looks at, with what the dossier gives.
pub(super) fn facts_of<'a>(v: &View<'_, 'a>, c: &'a Criterion) -> Vec<(usize, Option<Value>)> {
    // While possibilities are tried out nobody reads the reasons.
    if v.notes.trying.get() {
        return Vec::new();
    }
    let looks = Looks::at(v.rules, v.card, scoring(c));
    facts(v, &looks)
}

/// The facts looked at, with what the dossier gives.
pub(super) fn facts(v: &View<'_, '_>, looks: &Looks) -> Vec<(usize, Option<Value>)> {
    let given = |i: usize| {
        let given = v.inputs.sources.get(i) == Some(&Source::Given);
        let value = v.inputs.facts.get(i).filter(|_| given);
        value.and_then(|value| value.value())
    };
    looks.facts.iter().map(|i| (*i, given(*i))).collect()
}

/// A form that is open.
pub(super) fn not_known(mut open: Scored) -> Formed {
    open.status = Status::Missing;
    open.why.push(Why::NotKnown);
    Formed {
        waits: open.wants.answer,
        scored: open,
    }
}

/// Applies what the rule says about a missing answer to a form that is open:
/// the lowest that is still possible, or out of the sum. While it is open only
/// because of other criteria, nothing is missing here.
fn missing_answer(v: &View<'_, '_>, i: usize, c: &Criterion, formed: Formed) -> Formed {
    let mut open = formed.scored;
    let wants = &open.wants;
    let here = wants.answer || !wants.facts.is_empty() || !wants.dates.is_empty();
    let answered = v.inputs.reply(i) != Reply::Nothing;
    let instead = match c.missing {
        MissingPolicy::Lowest if here && !answered => lowest(c, &open),
        MissingPolicy::Excluded if here && !answered => Some(Scored {
            conditions: open.conditions.clone(),
            ..Scored::out(c, Why::ExcludedForMissing)
        }),
        _ => None,
    };
    let scored = match instead {
        None => {
            return Formed {
                scored: open,
                waits: formed.waits,
            };
        }
        // What other criteria will give may settle it after all.
        Some(instead) if !open.wants.criteria.is_empty() => {
            open.wants.answer = false;
            open.wants.facts.clear();
            open.wants.dates.clear();
            open.or(&instead)
        }
        Some(instead) => instead,
    };
    Formed {
        scored,
        waits: false,
    }
}

/// The lowest of what is possible, when there is one.
fn lowest(c: &Criterion, open: &Scored) -> Option<Scored> {
    let least = open.points.hull().lo?;
    let held = open
        .held
        .iter()
        .copied()
        .filter(|o| points(c, *o) == least || open.held.len() == 1)
        .max_by_key(|o| (o.is_some(), std::cmp::Reverse(*o)));
    let ticks = open.ticks.iter().zip(&c.options).map(|(t, o)| match t {
        Tri::Unknown => Tri::of(o.points.is_negative()),
        known => *known,
    });
    Some(Scored {
        status: Status::Missing,
        points: Nums::One(least),
        held: vec![held.flatten()],
        ticks: ticks.collect(),
        why: vec![Why::LowestForMissing],
        wants: Wants::default(),
        ..open.clone()
    })
}
