//! A version of a ruleset.

use super::card::Scorecard;
use super::expr::{Expr, Key};
use super::value::{Choice, Interval, Type};
use crate::exact::{Num, Rounding};
use crate::syntax::tree::{self, AverageKind, MissingPolicy};
use crate::text::{SourceId, Span};
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Serialize;

/// A version of a ruleset, complete and typed.
#[derive(Clone, Debug, Serialize)]
pub struct Ruleset {
    /// Its name, shared by all its versions.
    pub name: String,
    /// The number of the decision.
    pub version: String,
    /// Its title.
    pub title: Option<String>,
    /// When it was signed.
    pub signed: Option<Date>,
    /// First day in force.
    pub applies_from: Option<Date>,
    /// First day no longer in force.
    pub applies_until: Option<Date>,
    /// Versions it ends, each with the first day it is no longer in force.
    pub repeals: Vec<Repeal>,
    /// Which older version still binds which dossiers.
    pub keeps: Vec<Keep>,
    /// What the decision leaves open.
    pub assumptions: Vec<Assumption>,
    /// How assessors are joined.
    pub council: Option<Council>,
    /// Who is certified, and for how long.
    pub certificate: Option<Certificate>,
    /// Who decides which levels.
    pub authorities: Vec<Authority>,
    /// Facts, those of single cards included.
    pub facts: Vec<Fact>,
    /// Names for expressions.
    pub lets: Vec<Let>,
    /// Tables.
    pub tables: Vec<Table>,
    /// The scorecards by name.
    pub cards: IndexMap<String, Scorecard>,
    /// Citations of the whole.
    pub cites: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Oddities of the printed decision.
    pub oddities: Vec<super::card::Oddity>,
    /// The decisions that amend it, in this state of the text; none in the
    /// text as it was signed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amended: Vec<super::Amended>,
    /// Every change that they made.
    #[serde(skip)]
    pub touches: Vec<super::Touch>,
    /// The first day of the next state of the same version, when an amendment
    /// makes one.
    #[serde(skip)]
    pub superseded: Option<Date>,
    /// Tests that live beside the rules.
    #[serde(skip)]
    pub tests: Vec<Test>,
    /// SHA-256 of the consolidated content: what the rules say, not how they are laid out.
    #[serde(skip)]
    pub digest: String,
    /// The `ruleset` line.
    #[serde(skip)]
    pub span: Span,
}

/// A version that ends.
#[derive(Clone, Debug, Serialize)]
pub struct Repeal {
    /// The version.
    pub version: String,
    /// First day it is no longer in force; the first day of this one if unsaid.
    pub from: Option<Date>,
    /// Its line.
    #[serde(skip)]
    pub span: Span,
}

/// An older version that still binds some dossiers.
#[derive(Clone, Debug, Serialize)]
pub struct Keep {
    /// The version.
    pub version: String,
    /// For which dossiers.
    pub when: Expr,
    /// The article.
    pub cite: String,
    /// Its line.
    #[serde(skip)]
    pub span: Span,
}

/// A point that the decision leaves open, with the readings it can have.
#[derive(Clone, Debug, Serialize)]
pub struct Assumption {
    /// Its name.
    pub name: String,
    /// What the decision leaves open.
    pub text: Option<String>,
    /// The readings.
    pub choices: Vec<Choice>,
    /// The reading used.
    pub chosen: usize,
    /// Whether the ruleset itself declares it (else the engine's own default is used).
    pub declared: bool,
    /// Where it is declared.
    #[serde(skip)]
    pub span: Option<Span>,
}

/// How the totals of several assessors become one.
#[derive(Clone, Debug, Serialize)]
pub struct Council {
    /// How totals are joined.
    pub average: AverageKind,
    /// How the result is rounded; not at all if unsaid.
    pub rounding: Option<Rounding>,
    /// The least share of members, in percent.
    pub quorum: Option<Num>,
    /// The widest distance between two totals, in points.
    pub spread: Option<Num>,
    /// Citations.
    pub cites: Vec<String>,
}

/// Who is certified.
#[derive(Clone, Debug, Serialize)]
pub struct Certificate {
    /// The lowest level, by its name.
    pub from: String,
    /// For how many months.
    pub months: Num,
    /// Days before the end: earliest and latest filing.
    pub renew: Option<(Num, Num)>,
}

/// Who decides.
#[derive(Clone, Debug, Serialize)]
pub struct Authority {
    /// The levels, by their names.
    pub levels: Vec<String>,
    /// Its name.
    pub who: String,
}

/// A fact that dossiers give.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// Its name in dossiers.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Whether only whole numbers are allowed.
    pub whole: bool,
    /// The values it may take.
    pub range: Option<Interval>,
    /// What people call it.
    pub label: Option<String>,
    /// What it means when it is not given.
    pub missing: MissingPolicy,
    /// The card it belongs to, when not all.
    pub card: Option<String>,
    /// Its line.
    #[serde(skip)]
    pub span: Span,
}

/// A name for an expression.
#[derive(Clone, Debug, Serialize)]
pub struct Let {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub expr: Expr,
    /// What people call it.
    pub label: Option<String>,
    /// The card it belongs to, when not all.
    pub card: Option<String>,
    /// Its line.
    #[serde(skip)]
    pub span: Span,
}

/// A table.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What is looked up.
    pub by: Vec<Expr>,
    /// The type of its values.
    #[serde(skip)]
    pub ty: Type,
    /// Rows in order: the key of each column, and the value.
    pub rows: Vec<(Vec<Key>, Expr)>,
    /// What people call it.
    pub label: Option<String>,
    /// The card it belongs to, when not all.
    pub card: Option<String>,
    /// Its heading.
    #[serde(skip)]
    pub span: Span,
}

/// A test that lives beside the rules.
#[derive(Clone, Debug)]
pub struct Test {
    /// What it shows.
    pub name: String,
    /// The scorecard.
    pub card: String,
    /// The file it stands in.
    pub source: SourceId,
    /// A dossier file, relative to that file.
    pub dossier: Option<tree::Word>,
    /// Best (true) or worst.
    pub baseline: Option<bool>,
    /// Answers and facts, in order; later ones win.
    pub assigns: Vec<tree::Assign>,
    /// The assessors of the council, with their own answers.
    pub assessors: Vec<tree::Assessor>,
    /// How many members the council has.
    pub members: Option<u32>,
    /// First, upgrade or renewal.
    pub kind: Option<tree::Word>,
    /// The day of filing.
    pub filed: Option<Date>,
    /// The day of assessment.
    pub assessed: Option<Date>,
    /// Readings of assumptions.
    pub assumes: Vec<tree::Assign>,
    /// Expectations.
    pub expects: Vec<tree::Clause>,
    /// Its heading.
    pub span: Span,
}

impl Ruleset {
    /// `name@version`, with the decisions that amend it: `ocop@1048/QĐ-TTg+781/QĐ-TTg`
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}@{}", self.name, self.state())
    }

    /// The assumption of a name.
    #[must_use]
    pub fn assumption(&self, name: &str) -> Option<(usize, &Assumption)> {
        self.assumptions
            .iter()
            .enumerate()
            .find(|(_, a)| a.name == name)
    }

    /// The same rules with another reading of an assumption; `None` when there
    /// is no such assumption or reading.
    #[must_use]
    pub fn assuming(&self, name: &str, choice: &str) -> Option<Ruleset> {
        let mut copy = self.clone();
        copy.assume(name, choice).then_some(copy)
    }

    /// Takes another reading of an assumption; says whether there is one of that name.
    pub fn assume(&mut self, name: &str, choice: &str) -> bool {
        let Some(a) = self.assumptions.iter_mut().find(|a| a.name == name) else {
            return false;
        };
        let Some(place) = a.choices.iter().position(|c| c.name == choice) else {
            return false;
        };
        a.chosen = place;
        true
    }

    /// A copy that holds one of its cards and no tests: facts, names and
    /// assumptions keep their places.
    #[must_use]
    pub fn with_card_only(&self, card: &str) -> Ruleset {
        let cards = self.cards.get_key_value(card);
        Ruleset {
            name: self.name.clone(),
            version: self.version.clone(),
            title: self.title.clone(),
            signed: self.signed,
            applies_from: self.applies_from,
            applies_until: self.applies_until,
            repeals: self.repeals.clone(),
            keeps: self.keeps.clone(),
            assumptions: self.assumptions.clone(),
            council: self.council.clone(),
            certificate: self.certificate.clone(),
            authorities: self.authorities.clone(),
            facts: self.facts.clone(),
            lets: self.lets.clone(),
            tables: self.tables.clone(),
            cards: cards
                .map(|(id, c)| (id.clone(), c.clone()))
                .into_iter()
                .collect(),
            cites: self.cites.clone(),
            notes: self.notes.clone(),
            oddities: self.oddities.clone(),
            amended: Vec::new(),
            touches: Vec::new(),
            superseded: None,
            tests: Vec::new(),
            digest: self.digest.clone(),
            span: self.span,
        }
    }
}

impl Assumption {
    /// The name of the reading used.
    #[must_use]
    pub fn reading(&self) -> &str {
        self.choices
            .get(self.chosen)
            .map_or("", |c| c.name.as_str())
    }
}
