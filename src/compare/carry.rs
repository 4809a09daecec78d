//! An old dossier under a new decision: what its answers become under a
//! crosswalk, and what they leave open.
//!
//! Each old criterion holds what it was found to hold: the option answered, or
//! the one that facts gave. A line of the crosswalk makes of it a set of new
//! options. Where several lines go to one criterion, what all of them allow
//! counts. What is not settled is [`Answer::OneOf`]; what nothing is known of
//! stays unanswered and must be asked.

mod held;
mod rest;
#[cfg(test)]
mod tests;

use crate::dossier::{Answer, Answers, Assessor, Dossier};
use crate::model::crosswalk::{Crosswalk, Held, Line, Pair};
use crate::model::{Criterion, Form, Ruleset, Scorecard};
use crate::text::Diagnostic;
use crate::text::catalogue::crosswalks as say;
use held::Sheet;

/// The most combinations of old options that are gone through for one line.
const MOST: usize = 20_000;

/// One of the two sides of a crosswalk: a version and its scorecard.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The version.
    pub ruleset: &'a Ruleset,
    /// The scorecard.
    pub card: &'a Scorecard,
}

/// A dossier that was carried.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The dossier under the new scorecard.
    pub dossier: Dossier,
    /// By new criterion: where its answer comes from.
    pub came: Vec<Came>,
    /// Old criteria that were answered and go nowhere, each with why.
    pub dropped: Vec<(usize, Option<String>)>,
    /// Old facts that were given and are not carried, each with why.
    pub facts_dropped: Vec<(usize, Option<String>)>,
    /// Findings of the whole old card that the new one does not have.
    pub findings_dropped: Vec<usize>,
}

/// Where the answer to a new criterion comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// How it stands.
    pub state: State,
    /// The lines it was taken from.
    pub origins: Vec<Origin>,
    /// Why it is new, or has no line.
    pub why: Option<String>,
}

/// How a new criterion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The old answers settle it.
    Settled,
    /// The old answers leave several options.
    Open,
    /// The old answers say nothing about it, or were not given.
    Asked,
    /// It has no counterpart in the old version.
    New,
    /// Lines from several old criteria leave nothing that fits them all.
    Conflict,
    /// Facts alone give its points.
    ByFacts,
}

/// A line of the crosswalk as it applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The old criteria, each with what it may hold; nothing when not known.
    pub from: Vec<(usize, Vec<Held>)>,
    /// Why, of the line.
    pub why: Option<String>,
    /// Why, of the options that applied, each once.
    pub turns: Vec<String>,
    /// What the line allows; nothing when it settles nothing.
    pub to: Option<Vec<Held>>,
}

/// The pair of scorecards that a dossier is carried along.
///
/// # Errors
/// When its scorecard has no counterpart, or several and none is named.
pub fn pair<'w>(
    walk: &'w Crosswalk,
    card: &'w str,
    to: &str,
    asked: Option<&str>,
) -> Result<&'w Pair, Diagnostic> {
    let all: Vec<&Pair> = walk.counterparts(card).collect();
    if all.is_empty() {
        let why = walk.why_gone(card).flatten();
        return Err(say::no_counterpart(card, to, why));
    }
    let found = match (asked, all.as_slice()) {
        (None, [one]) => Some(*one),
        (None, _) => None,
        (Some(asked), all) => all.iter().find(|p| p.to == asked).copied(),
    };
    found.ok_or_else(|| {
        let have: Vec<(String, Option<String>)> =
            all.iter().map(|p| (p.to.clone(), p.why.clone())).collect();
        say::which_counterpart(card, to, asked, &have)
    })
}

/// An old dossier under the new scorecard.
#[must_use]
pub fn carry(pair: &Pair, old: Side<'_>, dossier: &Dossier, new: Side<'_>) -> Carried {
    let shared = Sheet::of(old, dossier, &dossier.answers);
    let (answers, came) = answers(pair, old, new, &shared);
    let assessors: Vec<Assessor> = dossier
        .assessors
        .iter()
        .map(|a| {
            let sheet = Sheet::of(old, dossier, &a.answers);
            Assessor {
                name: a.name.clone(),
                answers: self::answers(pair, old, new, &sheet).0,
            }
        })
        .collect();
    let (facts, facts_dropped) = rest::facts(pair, old, dossier, new);
    let (findings, findings_dropped) = rest::findings(old, &dossier.answers.findings, new);
    let mut made = Dossier {
        facts,
        answers,
        evidence: rest::evidence(pair, old, dossier, new),
        assessors,
        ..dossier.clone()
    };
    made.answers.findings.clone_from(&findings);
    for (assessor, before) in made.assessors.iter_mut().zip(&dossier.assessors) {
        assessor.answers.findings = rest::findings(old, &before.answers.findings, new).0;
    }
    let dropped = pair
        .gone
        .iter()
        .filter(|a| shared.holds(a.criterion).is_some())
        .map(|a| (a.criterion, a.why.clone()))
        .collect();
    Carried {
        dossier: made,
        came,
        dropped,
        facts_dropped,
        findings_dropped,
    }
}

/// The answers of one sheet.
fn answers(pair: &Pair, old: Side<'_>, new: Side<'_>, sheet: &Sheet) -> (Answers, Vec<Came>) {
    let mut answers = Answers::default();
    let mut came = Vec::new();
    for (to, criterion) in new.card.criteria.iter().enumerate() {
        let (answer, how) = match criterion.form {
            Form::Choice | Form::YesNo => choice(pair, old, (to, criterion), sheet),
            Form::Checklist => ticks(pair, old, (to, criterion), sheet),
            Form::Ladder | Form::Formula => (None, bare(pair, to, State::ByFacts)),
        };
        answers.criteria.push(answer);
        came.push(how);
    }
    (answers, came)
}

/// A criterion that takes nothing from old answers.
fn bare(pair: &Pair, to: usize, state: State) -> Came {
    let new = pair.new.iter().find(|a| a.criterion == to);
    Came {
        state: if new.is_some() { State::New } else { state },
        origins: Vec::new(),
        why: new.and_then(|a| a.why.clone()),
    }
}

fn choice(
    pair: &Pair,
    old: Side<'_>,
    (to, criterion): (usize, &Criterion),
    sheet: &Sheet,
) -> (Option<Answer>, Came) {
    let mut came = bare(pair, to, State::Asked);
    let mut allowed: Option<Vec<Held>> = None;
    for line in pair.into_criterion(to) {
        let origin = origin(line, old, sheet);
        if let Some(set) = &origin.to {
            allowed = Some(match allowed {
                None => set.clone(),
                Some(so_far) => so_far.into_iter().filter(|h| set.contains(h)).collect(),
            });
        }
        came.origins.push(origin);
    }
    let Some(mut set) = allowed else {
        return (None, came);
    };
    set.sort_unstable();
    let answer = match set.as_slice() {
        [] => {
            came.state = State::Conflict;
            return (None, came);
        }
        [Held::Option(o)] => Some(Answer::Option(*o)),
        [Held::Finding(f)] => Some(Answer::Finding(*f)),
        [Held::None] => Some(Answer::None),
        several => {
            let options: Option<Vec<Option<usize>>> = several
                .iter()
                .map(|h| match h {
                    Held::Option(o) => Some(Some(*o)),
                    Held::None => Some(None),
                    // A ground to reject cannot be left open in an answer.
                    Held::Finding(_) => None,
                })
                .collect();
            came.state = State::Open;
            let Some(mut options) = options else {
                return (None, came);
            };
            options.sort_unstable();
            let every = criterion.letters().len() + usize::from(criterion.may_hold_none());
            if options.len() >= every {
                came.state = State::Asked;
            }
            return (Some(Answer::OneOf(options)), came);
        }
    };
    came.state = State::Settled;
    (answer, came)
}

/// What a line makes of what the old criteria may hold.
fn origin(line: &Line, old: Side<'_>, sheet: &Sheet) -> Origin {
    let known: Vec<Option<Vec<Held>>> = line.from.iter().map(|i| sheet.holds(*i)).collect();
    let mut origin = Origin {
        from: line
            .from
            .iter()
            .zip(&known)
            .map(|(i, k)| (*i, k.clone().unwrap_or_default()))
            .collect(),
        why: line.why.clone(),
        turns: Vec::new(),
        to: None,
    };
    if known.iter().all(Option::is_none) {
        return origin;
    }
    // What is not known could be anything.
    let sets: Vec<Vec<Held>> = line
        .from
        .iter()
        .zip(known)
        .map(|(i, k)| k.unwrap_or_else(|| old.card.criteria.get(*i).map_or(Vec::new(), anything)))
        .collect();
    let count = sets
        .iter()
        .try_fold(1usize, |n, s| n.checked_mul(s.len()))
        .filter(|n| (1..=MOST).contains(n));
    let Some(count) = count else { return origin };
    let mut to: Vec<Held> = Vec::new();
    let mut settles = true;
    for number in 0..count {
        let mut left = number;
        let mut combination = Vec::new();
        for set in &sets {
            let size = set.len().max(1);
            combination.extend(set.get(left % size).copied());
            left /= size;
        }
        let turn = line.turn(&combination);
        if let Some(why) = turn.and_then(|t| t.why.clone())
            && !origin.turns.contains(&why)
        {
            origin.turns.push(why);
        }
        match turn.and_then(|t| t.to.as_ref()) {
            None => settles = false,
            Some(held) => {
                for h in held {
                    if !to.contains(h) {
                        to.push(*h);
                    }
                }
            }
        }
    }
    origin.to = settles.then_some(to);
    origin
}

/// Everything that may be held.
fn anything(criterion: &Criterion) -> Vec<Held> {
    let mut all: Vec<Held> = criterion.letters().into_iter().map(Held::Option).collect();
    if criterion.may_hold_none() {
        all.push(Held::None);
    }
    all.extend((0..criterion.findings.len()).map(Held::Finding));
    all
}

fn ticks(
    pair: &Pair,
    old: Side<'_>,
    (to, _): (usize, &Criterion),
    sheet: &Sheet,
) -> (Option<Answer>, Came) {
    let mut came = bare(pair, to, State::Asked);
    let mut ticked: Vec<usize> = Vec::new();
    let mut settled = false;
    let mut sure = true;
    for line in pair.into_criterion(to) {
        settled = true;
        let mut origin = Origin {
            from: Vec::new(),
            why: line.why.clone(),
            turns: Vec::new(),
            to: None,
        };
        for i in &line.from {
            let Some(all) = sheet.ticks(*i).filter(|_| old.card.criteria.len() > *i) else {
                origin.from.push((*i, Vec::new()));
                sure = false;
                continue;
            };
            let held: Vec<Held> = all.iter().map(|t| Held::Option(*t)).collect();
            for h in &held {
                let turn = line.turn(&[*h]);
                origin.turns.extend(turn.and_then(|t| t.why.clone()));
                match turn.and_then(|t| t.to.as_deref()) {
                    Some([Held::Option(new)]) => ticked.push(*new),
                    _ => sure = false,
                }
            }
            origin.from.push((*i, held));
        }
        origin.to = sure.then(|| ticked.iter().map(|t| Held::Option(*t)).collect());
        came.origins.push(origin);
    }
    if !settled || !sure {
        return (None, came);
    }
    ticked.sort_unstable();
    ticked.dedup();
    came.state = State::Settled;
    (Some(Answer::Ticks(ticked)), came)
}
