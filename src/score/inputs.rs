//! What a dossier gives, and for what it does not give: the values that are
//! possible. What a missing fact means is the rule's to say.

use super::days::Days;
use super::numbers::Nums;
use super::val::{Names, Val};
use crate::dossier::{Answer, Answers, Dossier, Kind};
use crate::model::{Fact, Ruleset};
use crate::syntax::tree::MissingPolicy;
use jiff::civil::Date;
use std::rc::Rc;

/// What is put on a sheet.
#[derive(Clone)]
pub(super) struct Inputs<'a> {
    pub facts: Vec<Val<'a>>,
    /// By fact: how its value is known.
    pub sources: Vec<Source>,
    pub filed: Val<'a>,
    pub assessed: Val<'a>,
    pub kind: Val<'a>,
    pub replies: Vec<Reply<'a>>,
    /// Findings of the whole card that an assessor reported.
    pub findings: &'a [usize],
    /// Who answered.
    pub by: Option<&'a str>,
}

/// Where the value of a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The dossier gives it.
    Given,
    /// It is not given, and the rule takes the lowest value.
    Lowest,
    /// It is not given, and what looks at it is left out.
    Excluded,
    /// It is not given: not known.
    Open,
}

/// What an assessor answered to a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reply<'a> {
    Nothing,
    Option(usize),
    Ticks(&'a [usize]),
    Finding(usize),
    /// None of the options.
    Without,
    /// One of several.
    OneOf(&'a [Option<usize>]),
}

impl<'a> Inputs<'a> {
    pub fn new(rules: &'a Ruleset, dossier: &'a Dossier, answers: &'a Answers) -> Inputs<'a> {
        let given = |i: usize| dossier.facts.get(i).and_then(Option::as_ref);
        let (facts, sources) = rules
            .facts
            .iter()
            .enumerate()
            .map(|(i, fact)| match given(i) {
                Some(f) => (Val::given(&f.value), Source::Given),
                None => not_given(fact),
            })
            .unzip();
        Inputs {
            facts,
            sources,
            filed: day(dossier.filed),
            assessed: day(dossier.assessed),
            kind: kind(dossier.kind),
            replies: answers
                .criteria
                .iter()
                .map(|a| reply_of(a.as_ref()))
                .collect(),
            findings: &answers.findings,
            by: dossier.answered_by.as_deref(),
        }
    }

    /// What is known before a dossier is bound to any rules: its dates and kind.
    pub fn of_dates(filed: Option<Date>, assessed: Option<Date>, of: Option<Kind>) -> Inputs<'a> {
        Inputs {
            facts: Vec::new(),
            sources: Vec::new(),
            filed: day(filed),
            assessed: day(assessed),
            kind: kind(of),
            replies: Vec::new(),
            findings: &[],
            by: None,
        }
    }

    pub fn reply(&self, criterion: usize) -> Reply<'a> {
        let reply = self.replies.get(criterion).copied();
        reply.unwrap_or(Reply::Nothing)
    }

    /// Whether a fact is not given and the rule does not say what that means.
    pub fn fact_open(&self, fact: usize) -> bool {
        self.sources.get(fact) == Some(&Source::Open)
    }
}

/// An answer as it is looked at.
pub(super) fn reply_of(answer: Option<&Answer>) -> Reply<'_> {
    match answer {
        None => Reply::Nothing,
        Some(Answer::Option(o)) => Reply::Option(*o),
        Some(Answer::Ticks(t)) => Reply::Ticks(t),
        Some(Answer::Finding(f)) => Reply::Finding(*f),
        Some(Answer::None) => Reply::Without,
        Some(Answer::OneOf(several)) => Reply::OneOf(several),
    }
}

fn day<'a>(d: Option<Date>) -> Val<'a> {
    Val::Date(d.map_or_else(Days::default, Days::one))
}

fn kind<'a>(k: Option<Kind>) -> Val<'a> {
    Val::Name(match k {
        Some(k) => Names::One(k.as_str()),
        None => Names::Few(Rc::from(Kind::ALL.map(Kind::as_str))),
    })
}

/// A fact that is not given. Under `missing lowest` it is the lower end of its
/// range; without one there is no lowest value, and it stays unknown.
pub(super) fn not_given(fact: &Fact) -> (Val<'_>, Source) {
    let any = Val::any(&fact.ty, fact.range.as_ref(), fact.whole);
    match (fact.missing, &any) {
        (MissingPolicy::Excluded, _) => (any, Source::Excluded),
        (MissingPolicy::Lowest, Val::Num(n)) => match n.hull().lo {
            Some(lo) => (Val::Num(Nums::One(lo)), Source::Lowest),
            None => (any, Source::Open),
        },
        _ => (any, Source::Open),
    }
}
