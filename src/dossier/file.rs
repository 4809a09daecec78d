//! A dossier bound to a card.

use crate::exact::Num;
use crate::model::Value;
use crate::text::Span;
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Serialize;

/// Why a product is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// For the first time.
    First,
    /// For a better level.
    Upgrade,
    /// Because the certificate ends.
    Renewal,
}

impl Kind {
    /// The three kinds.
    pub const ALL: [Kind; 3] = [Kind::First, Kind::Upgrade, Kind::Renewal];

    /// As it is written in dossiers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::First => "first",
            Kind::Upgrade => "upgrade",
            Kind::Renewal => "renewal",
        }
    }
}

/// What a dossier says about itself, read before any ruleset is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Its id; the file name or row number when it has none is the caller's business.
    pub id: Option<String>,
    /// The ruleset it names.
    pub ruleset: Option<String>,
    /// The version it names.
    pub version: Option<String>,
    /// The scorecard it names.
    pub scorecard: Option<String>,
    /// Why it is rated.
    pub kind: Option<Kind>,
    /// The day it was filed.
    pub filed: Option<Date>,
    /// The day it was assessed.
    pub assessed: Option<Date>,
    /// Where the scorecard is named.
    pub scorecard_span: Option<Span>,
    /// Where the ruleset is named.
    pub ruleset_span: Option<Span>,
    /// Where the record starts.
    pub span: Span,
}

/// A dossier bound to a card: criteria, options and facts by their places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dossier {
    /// Its id.
    pub id: Option<String>,
    /// What it is about (`product`), for the headline.
    pub product: Option<String>,
    /// Other free texts (producer, commune, note …), in order.
    pub info: IndexMap<String, String>,
    /// Whether its answers are made up to show something.
    pub illustrative: bool,
    /// Why it is rated.
    pub kind: Option<Kind>,
    /// The day it was filed.
    pub filed: Option<Date>,
    /// The day it was assessed.
    pub assessed: Option<Date>,
    /// Facts by their place in the ruleset.
    pub facts: Vec<Option<FactValue>>,
    /// The answers that all assessors share.
    pub answers: Answers,
    /// Who gave those answers.
    pub answered_by: Option<String>,
    /// Evidence.
    pub evidence: Vec<Evidence>,
    /// The council: what each assessor answered (shared answers filled in).
    pub assessors: Vec<Assessor>,
    /// How many members the council has, present or not.
    pub members: Option<u32>,
    /// Where its answers come from, when it was carried from another version.
    /// No result depends on it, so it is no part of the digest.
    #[serde(skip)]
    pub carried: Option<CarriedFrom>,
}

/// Where the answers of a carried dossier come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CarriedFrom {
    /// The version and the scorecard, as people write them.
    pub from: String,
    /// By criterion of the card: the old criterion and option, and the line of the
    /// crosswalk.
    pub answers: Vec<(usize, String)>,
}

impl CarriedFrom {
    /// Where the answer to a criterion comes from.
    #[must_use]
    pub fn of(&self, criterion: usize) -> Option<&str> {
        let found = self.answers.iter().find(|(i, _)| *i == criterion);
        found.map(|(_, text)| text.as_str())
    }
}

/// Answers to the criteria of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answers {
    /// By criterion, in order of the card.
    pub criteria: Vec<Option<Answer>>,
    /// The `reject` and `stop` of the whole card that were found, by their place.
    pub findings: Vec<usize>,
}

/// An answer to a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// An option, by its place.
    Option(usize),
    /// The ticks of a checklist, by their places.
    Ticks(Vec<usize>),
    /// A `reject` or `stop` of the criterion, by its place.
    Finding(usize),
    /// None of the options: possible where one is chosen and each gives points
    /// ([`crate::model::Criterion::may_hold_none`]).
    None,
    /// One of several, not settled which: options by their places, `None` for
    /// none of the options.
    OneOf(Vec<Option<usize>>),
}

/// A fact as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactValue {
    /// The value.
    pub value: Value,
    /// Where it was given.
    #[serde(skip)]
    pub span: Span,
}

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What it is evidence for.
    pub about: EvidenceFor,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub by: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// When it was issued.
    pub issued: Option<Date>,
    /// The last day it is valid.
    pub expires: Option<Date>,
}

/// What a paper is evidence for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceFor {
    /// A criterion, by its place on the card.
    Criterion(usize),
    /// A fact, by its place in the ruleset.
    Fact(usize),
    /// A part, section or criterion that holds criteria, by its place on the card.
    Group(usize),
    /// The whole dossier.
    Whole,
}

/// A member of the council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessor {
    /// The name.
    pub name: String,
    /// Their answers, shared ones filled in.
    pub answers: Answers,
}

impl Evidence {
    /// Whether it is still valid on a day; `None` when nothing says until when.
    #[must_use]
    pub fn valid_on(&self, day: Date) -> Option<bool> {
        self.expires.map(|e| e >= day)
    }
}

impl Dossier {
    /// A dossier with nothing in it, for a card with so many criteria and a
    /// ruleset with so many facts.
    #[must_use]
    pub fn empty(criteria: usize, facts: usize) -> Dossier {
        Dossier {
            id: None,
            product: None,
            info: IndexMap::new(),
            illustrative: false,
            kind: None,
            filed: None,
            assessed: None,
            facts: vec![None; facts],
            answers: Answers {
                criteria: vec![None; criteria],
                findings: Vec::new(),
            },
            answered_by: None,
            evidence: Vec::new(),
            assessors: Vec::new(),
            members: None,
            carried: None,
        }
    }

    /// Sets a number fact by its place.
    pub fn set_number(&mut self, fact: usize, n: Num) {
        if let Some(slot) = self.facts.get_mut(fact) {
            *slot = Some(FactValue {
                value: Value::Num(n),
                span: Span::default(),
            });
        }
    }
}
