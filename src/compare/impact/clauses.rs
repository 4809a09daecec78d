//! What one clause did: the new card with this clause as it was before.

use crate::compare::Named;
use crate::compare::pairing::{CardPair, CriterionPair};
use crate::dossier::{Answer, Dossier};
use crate::exact::Num;
use crate::model::{Child, Criterion, Form, Ruleset, Scorecard};
use crate::score::Outcome;
use serde::Serialize;
use std::collections::BTreeSet;

/// The kinds of clauses that are taken back one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseKind {
    /// The bands of the levels.
    Bands,
    /// What levels ask of a criterion.
    Minimums,
    /// The points of the options of a criterion.
    Points,
    /// A criterion that was added.
    Added,
    /// A criterion that was dropped.
    Dropped,
}

/// The new card with one clause as it was before.
#[derive(Clone, Debug)]
pub struct Clause {
    /// What kind.
    pub kind: ClauseKind,
    /// The criterion; `None` for the bands.
    pub at: Option<Named>,
    /// The card.
    pub card: Scorecard,
    /// The old criterion that is put back at the end of the card.
    restored: Option<usize>,
}

/// Every clause of a card that changed and can be taken back by itself.
#[must_use]
pub fn clauses(
    old: (&Ruleset, &Scorecard),
    new: (&Ruleset, &Scorecard),
    pair: &CardPair,
) -> Vec<Clause> {
    let (a, b) = (old.1, new.1);
    let mut all = Vec::new();
    let mut add = |kind: ClauseKind, c: Option<&Criterion>, card: Scorecard, put_back| {
        all.push(Clause {
            kind,
            at: c.map(|c| Named {
                key: c.number.clone(),
                title: c.title.clone(),
            }),
            card,
            restored: put_back,
        });
    };
    if let Some(card) = old_bands(a, b) {
        add(ClauseKind::Bands, None, card, None);
    }
    let level = |old: usize| -> Option<usize> {
        let l = a.rating.levels.get(old)?;
        b.rating.levels.iter().position(|m| super::same(l, m))
    };
    for (j, d) in b.criteria.iter().enumerate() {
        match pair.criteria.iter().find(|p| p.main && p.new == j) {
            Some(p) => {
                let Some(c) = a.criteria.get(p.old) else {
                    continue;
                };
                if let Some(card) = old_marks(b, c, d, p, &level) {
                    add(ClauseKind::Minimums, Some(d), card, None);
                }
                if let Some(card) = old_points(b, c, d, p) {
                    add(ClauseKind::Points, Some(d), card, None);
                }
            }
            None => add(ClauseKind::Added, Some(d), without(b, j), None),
        }
    }
    for (i, c) in a.criteria.iter().enumerate() {
        let gone = pair.criteria.iter().all(|p| p.old != i);
        if gone && matches!(c.form, Form::Choice | Form::YesNo) {
            add(ClauseKind::Dropped, Some(c), with(b, c), Some(i));
        }
    }
    all
}

fn old_bands(a: &Scorecard, b: &Scorecard) -> Option<Scorecard> {
    let mut card = b.clone();
    let mut changed = false;
    for l in &mut card.rating.levels {
        if let Some(was) = a.rating.levels.iter().find(|m| super::same(m, l))
            && was.band != l.band
        {
            l.band = was.band.clone();
            changed = true;
        }
    }
    changed.then_some(card)
}

fn old_marks(
    b: &Scorecard,
    c: &Criterion,
    d: &Criterion,
    pair: &CriterionPair,
    level: &dyn Fn(usize) -> Option<usize>,
) -> Option<Scorecard> {
    let mut marks: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); d.options.len()];
    for (o, p) in &pair.options {
        let old = c.options.get(*o)?;
        if let Some(set) = marks.get_mut(*p) {
            set.extend(old.marks.iter().filter_map(|l| level(*l)));
        }
    }
    let same = d
        .options
        .iter()
        .zip(&marks)
        .all(|(p, m)| p.marks.iter().copied().collect::<BTreeSet<usize>>() == *m);
    if same {
        return None;
    }
    let mut card = b.clone();
    let target = card.criteria.get_mut(pair.new)?;
    for (p, m) in target.options.iter_mut().zip(marks) {
        p.marks = m.into_iter().collect();
    }
    Some(card)
}

fn old_points(
    b: &Scorecard,
    c: &Criterion,
    d: &Criterion,
    pair: &CriterionPair,
) -> Option<Scorecard> {
    let mut card = b.clone();
    let target = card.criteria.get_mut(pair.new)?;
    let mut changed = false;
    for (p, option) in target.options.iter_mut().enumerate() {
        let mut of = pair.options.iter().filter(|(_, q)| *q == p);
        if let (Some((o, _)), None) = (of.next(), of.next())
            && let Some(was) = c.options.get(*o)
            && was.points != option.points
        {
            option.points = was.points;
            changed = true;
        }
    }
    target.max = c.max.max(d.max);
    changed.then_some(card)
}

/// The card on which a criterion gives nothing and asks for nothing.
fn without(b: &Scorecard, at: usize) -> Scorecard {
    let mut card = b.clone();
    if let Some(c) = card.criteria.get_mut(at) {
        for o in &mut c.options {
            o.points = Num::ZERO;
            o.marks.clear();
        }
        for r in &mut c.rungs {
            r.points = Num::ZERO;
        }
        c.tick_cap = c.tick_cap.map(|_| Num::ZERO);
        c.findings.clear();
        c.caps.push(crate::model::Cap {
            points: Num::ZERO,
            when: None,
            label: None,
        });
    }
    card
}

/// The card with an old criterion at its end, which is answered as it was held.
fn with(b: &Scorecard, c: &Criterion) -> Scorecard {
    let mut card = b.clone();
    let mut back = c.clone();
    back.parent = None;
    back.selector = None;
    back.only_if.clear();
    back.findings.clear();
    back.forces.clear();
    back.replaces.clear();
    back.caps.clear();
    for o in &mut back.options {
        o.when = None;
        o.marks.clear();
        o.branch = None;
    }
    let at = card.criteria.len();
    card.criteria.push(back);
    card.children.push(Child::Criterion(at));
    card.order.push(at);
    card
}

impl Clause {
    /// Whether an old criterion is put back, which holds what it held.
    pub(super) fn puts_back(&self) -> bool {
        self.restored.is_some()
    }

    /// The dossier for this card.
    pub(super) fn dossier(
        &self,
        before: &Dossier,
        outcome: Option<&Outcome>,
        after: &Dossier,
    ) -> Dossier {
        let mut dossier = after.clone();
        if let Some(i) = self.restored {
            let held =
                outcome
                    .and_then(|o| o.criteria.get(i))
                    .and_then(|o| match o.options.as_slice() {
                        [one] => Some(*one),
                        _ => None,
                    });
            let given = before.answers.criteria.get(i).cloned().flatten();
            let answer = held.map(Answer::Option).or(given);
            dossier.answers.criteria.push(answer.clone());
            for a in &mut dossier.assessors {
                a.answers.criteria.push(answer.clone());
            }
        }
        dossier
    }
}
