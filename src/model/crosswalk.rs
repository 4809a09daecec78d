//! A crosswalk: what becomes of the answers of one version under another.

use super::card::{Criterion, Form, Scorecard};
use super::ruleset::Ruleset;
use crate::exact::Num;
use crate::text::Span;

/// From one version of a ruleset to another, resolved and complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crosswalk {
    /// The ruleset.
    pub name: String,
    /// The version that dossiers come from.
    pub from: String,
    /// The version they go to.
    pub to: String,
    /// Pairs of scorecards, in order of the page.
    pub pairs: Vec<Pair>,
    /// Old scorecards without a counterpart, each with why.
    pub gone: Vec<(String, Option<String>)>,
    /// New scorecards without a counterpart, each with why.
    pub new: Vec<(String, Option<String>)>,
    /// Citations.
    pub cites: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Its heading; none when it is the one of a version to itself.
    pub span: Option<Span>,
}

/// An old scorecard and its counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The old scorecard.
    pub from: String,
    /// The new one.
    pub to: String,
    /// Why, or when.
    pub why: Option<String>,
    /// What becomes of the criteria.
    pub lines: Vec<Line>,
    /// Old criteria without a counterpart.
    pub gone: Vec<Alone>,
    /// New criteria without a counterpart.
    pub new: Vec<Alone>,
    /// What becomes of the facts.
    pub facts: Vec<FactLine>,
    /// Citations.
    pub cites: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
}

/// A criterion without a counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// The criterion, by its place on its card.
    pub criterion: usize,
    /// Why.
    pub why: Option<String>,
    /// Its line.
    pub span: Span,
}

/// What a new criterion takes from old ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The old criteria, looked at together.
    pub from: Vec<usize>,
    /// The new criterion.
    pub to: usize,
    /// What becomes of the options; the first that fits counts.
    pub turns: Vec<Turn>,
    /// Why.
    pub why: Option<String>,
    /// Its line.
    pub span: Span,
}

/// What becomes of some options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// For each old criterion, what it holds.
    pub from: Vec<Vec<Held>>,
    /// What the new one may hold; nothing when the old answer settles nothing.
    pub to: Option<Vec<Held>>,
    /// Why.
    pub why: Option<String>,
    /// Its line; none when it was not written.
    pub span: Option<Span>,
}

/// What a criterion may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// An option, by its place.
    Option(usize),
    /// A `reject` or `stop`, by its place.
    Finding(usize),
    /// None of the options.
    None,
}

/// A fact that is carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLine {
    /// The old fact, by its place in the ruleset.
    pub from: usize,
    /// The new fact; none when it is not carried.
    pub to: Option<usize>,
    /// For a one-of: old values, each with the new one when it is settled.
    pub values: Vec<(String, Option<String>)>,
    /// Why.
    pub why: Option<String>,
    /// Its line.
    pub span: Span,
}

impl Line {
    /// What becomes of a combination of answers.
    #[must_use]
    pub fn turn(&self, held: &[Held]) -> Option<&Turn> {
        self.turns.iter().find(|turn| {
            turn.from.len() == held.len()
                && turn.from.iter().zip(held).all(|(all, h)| all.contains(h))
        })
    }
}

impl Pair {
    /// The lines that a new criterion takes from.
    pub fn into_criterion(&self, to: usize) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |l| l.to == to)
    }
}

impl Crosswalk {
    /// The counterparts of an old scorecard, in order of the page.
    pub fn counterparts<'a>(&'a self, from: &'a str) -> impl Iterator<Item = &'a Pair> {
        self.pairs.iter().filter(move |p| p.from == from)
    }

    /// Why an old scorecard has no counterpart; `None` when that is not said.
    #[must_use]
    pub fn why_gone(&self, from: &str) -> Option<Option<&str>> {
        let found = self.gone.iter().find(|(card, _)| card == from);
        found.map(|(_, why)| why.as_deref())
    }

    /// The crosswalk of a version to itself.
    #[must_use]
    pub fn identity(ruleset: &Ruleset) -> Crosswalk {
        let facts: Vec<FactLine> = ruleset
            .facts
            .iter()
            .enumerate()
            .map(|(i, fact)| FactLine {
                from: i,
                to: Some(i),
                values: Vec::new(),
                why: None,
                span: fact.span,
            })
            .collect();
        let pair = |card: &Scorecard| Pair {
            from: card.id.clone(),
            to: card.id.clone(),
            why: None,
            lines: card
                .criteria
                .iter()
                .enumerate()
                .map(|(i, c)| Line {
                    from: vec![i],
                    to: i,
                    turns: same_turns(c, c),
                    why: None,
                    span: c.span,
                })
                .collect(),
            gone: Vec::new(),
            new: Vec::new(),
            facts: facts.clone(),
            cites: Vec::new(),
            notes: Vec::new(),
        };
        Crosswalk {
            name: ruleset.name.clone(),
            from: ruleset.version.clone(),
            to: ruleset.version.clone(),
            pairs: ruleset.cards.values().map(pair).collect(),
            gone: Vec::new(),
            new: Vec::new(),
            cites: Vec::new(),
            notes: Vec::new(),
            span: None,
        }
    }
}

impl Criterion {
    /// The options by letter, each once: branches may repeat a letter.
    #[must_use]
    pub fn letters(&self) -> Vec<usize> {
        let mut seen: Vec<&str> = Vec::new();
        let mut all = Vec::new();
        for (i, option) in self.options.iter().enumerate() {
            if !seen.contains(&option.key.as_str()) {
                seen.push(&option.key);
                all.push(i);
            }
        }
        all
    }

    /// Whether "none of the options" may be an answer: one option is chosen,
    /// and none of them gives no points.
    #[must_use]
    pub fn may_hold_none(&self) -> bool {
        self.form == Form::Choice
            && !self.options.is_empty()
            && self.options.iter().all(|o| o.points != Num::ZERO)
    }
}

/// Option for option, by letters, and finding for finding, by keys.
pub(super) fn same_turns(from: &Criterion, to: &Criterion) -> Vec<Turn> {
    let turn = |from: Held, to: Held| Turn {
        from: vec![vec![from]],
        to: Some(vec![to]),
        why: None,
        span: None,
    };
    let mut all: Vec<Turn> = from
        .letters()
        .into_iter()
        .filter_map(|i| {
            let key = &from.options.get(i)?.key;
            Some(turn(Held::Option(i), Held::Option(to.option(key)?)))
        })
        .collect();
    all.extend(same_findings(from, to).into_iter().map(|(a, b)| turn(a, b)));
    if from.may_hold_none() && to.may_hold_none() {
        all.push(turn(Held::None, Held::None));
    }
    all
}

/// Findings of the same kind and key.
pub(super) fn same_findings(from: &Criterion, to: &Criterion) -> Vec<(Held, Held)> {
    let mut all = Vec::new();
    for (i, a) in from.findings.iter().enumerate() {
        let same = to
            .findings
            .iter()
            .position(|b| a.kind == b.kind && a.key == b.key);
        if let Some(j) = same {
            all.push((Held::Finding(i), Held::Finding(j)));
        }
    }
    all
}
