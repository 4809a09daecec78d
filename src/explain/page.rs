//! An explanation as a tree: what is said, in one language, before anything
//! is drawn. The renderers (`text`, `markdown`, `html`) lay it out; its JSON
//! form is the tree itself, with exact figures.

use crate::exact::Num;
use crate::score::{Range, Status, Tri};
use crate::text::Lang;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// An explanation.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The language it is written in.
    pub lang: Lang,
    /// The verdict.
    pub headline: Headline,
    /// What must be seen before anything else: made-up answers, rejections, other readings.
    pub alerts: Vec<Line>,
    /// Which rules, and why these.
    pub basis: Vec<String>,
    /// The card, row by row.
    pub card: Vec<Row>,
    /// One criterion in full.
    pub criterion: Option<Focus>,
    /// Rejections and stops that are found or not excluded.
    pub findings: Vec<Line>,
    /// Where points were lost.
    pub losses: Option<Losses>,
    /// What levels ask for.
    pub minimums: Vec<LevelNeeds>,
    /// Conditions that lifted the level or held it down.
    pub lifts: Vec<Line>,
    /// Readings of open points that this result depends on; `None` when the page does not tell.
    pub assumptions: Option<Vec<AssumptionView>>,
    /// The council.
    pub council: Option<CouncilView>,
    /// What is to be asked, most telling first.
    pub questions: Vec<Question>,
    /// Papers.
    pub evidence: Vec<Paper>,
    /// Remarks and oddities of the printed decision.
    pub remarks: Vec<Line>,
    /// Who decides on the level, and how long its certificate is valid.
    pub decides: Vec<String>,
    /// Whose words prevail.
    pub prevails: String,
    /// What the result was computed from.
    pub receipt: ReceiptView,
    /// Who signs the printed page: the assessors, or the council's officers.
    pub signatures: Vec<String>,
    /// What to run next.
    pub next: Vec<Next>,
    /// The result, as `sao score --format json` prints it.
    pub result: serde_json::Value,
}

/// How a line is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Like the rest.
    #[default]
    Plain,
    /// Met, in order.
    Good,
    /// To be looked at.
    Warn,
    /// Missed, expired, out.
    Bad,
    /// Said in passing.
    Faint,
}

/// A line with its tone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

/// Points that may be open: in JSON a string, or `[lo, hi]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure(pub Range);

/// A level as people see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LevelView {
    /// Stars, a letter, a name; words when there is no level.
    pub name: String,
    /// Its number when it has one, else its name; null when there is no level.
    pub level: serde_json::Value,
    /// Its number in stars.
    pub ordinal: Option<Num>,
    /// The number in stars of the best level of the rating.
    pub of: Option<Num>,
    /// What it is called.
    pub label: Option<String>,
}

/// What kind of verdict it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// A level is reached.
    Rated,
    /// Known, but no level.
    Unrated,
    /// Something is missing.
    Open,
    /// The total is known; the rating is not at hand, so no level can be told.
    Unknown,
    /// The dossier is out.
    Rejected,
    /// The scoring stopped.
    Stopped,
}

/// The first line.
#[derive(Clone, Debug, Serialize)]
pub struct Headline {
    /// What was judged.
    pub product: String,
    /// What kind of verdict it is.
    pub state: State,
    /// The levels that are still possible, worst first; one when known.
    pub levels: Vec<LevelView>,
    /// The verdict on the level, in words and stars.
    pub verdict: String,
    /// The total.
    pub total: Figure,
    /// The maximum of what counts, where a higher total is better.
    pub max: Option<Num>,
    /// The total in words.
    pub total_text: String,
    /// Why the level is not the one that the total alone would give.
    pub because: Option<Line>,
}

/// What a row of the card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    /// A part.
    Part,
    /// A section.
    Section,
    /// A criterion that holds criteria.
    Group,
    /// A criterion that is scored.
    Criterion,
}

/// A text with its name or number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// What it is.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A row of the card.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// How deep it stands.
    pub depth: usize,
    /// Its number or letter.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its points; `None` when it is left out of the sum.
    pub points: Option<Figure>,
    /// Its maximum.
    pub max: Num,
    /// How it got its points.
    pub status: Option<Status>,
    /// The letter of the option held, or what stands for it.
    pub held: String,
    /// The short wording of what is held.
    pub label: String,
    /// What stands out: a minimum missed, evidence expired, not counted.
    pub marks: Vec<Line>,
    /// Why: whose answer, which fact with which value, which paper.
    pub why: Vec<String>,
    /// Where it stands in the decision, as far as it says more than the row above.
    pub cites: Vec<String>,
    /// Remarks, evidence asked for, oddities of the print.
    pub details: Vec<Named>,
}

/// One criterion in full.
#[derive(Clone, Debug, Serialize)]
pub struct Focus {
    /// Its row on the card.
    pub row: Row,
    /// The groups it stands in, widest first: number and title.
    pub path: Vec<Named>,
    /// Why it has its points, step by step.
    pub steps: Vec<String>,
    /// Its options, ticks or rungs.
    pub options: Vec<OptionRow>,
    /// What its levels ask for.
    pub minimums: Vec<Line>,
    /// Evidence asked for.
    pub asked: Vec<String>,
    /// Evidence given.
    pub given: Vec<Paper>,
    /// Rules that may change its points: forced, capped, replaced, counted only if.
    pub rules: Vec<Line>,
}

/// An option of a criterion.
#[derive(Clone, Debug, Serialize)]
pub struct OptionRow {
    /// Its letter, or the values of a rung.
    pub key: String,
    /// Its points.
    pub points: Num,
    /// The levels it is the least option for.
    pub minimum_for: Vec<LevelView>,
    /// Its short wording.
    pub label: String,
    /// The case or branch it stands in.
    pub place: Option<String>,
    /// Whether it is held.
    pub held: bool,
    /// Points against what is held.
    pub gain: Option<Num>,
    /// Why it is held, or why not.
    pub why: Vec<String>,
    /// What the whole dossier would get with it.
    pub then: Option<String>,
}

/// Where points were lost.
#[derive(Clone, Debug, Serialize)]
pub struct Losses {
    /// How many in all, when known.
    pub total: Option<Num>,
    /// Whether points are lost (a higher total is better) or were added (a lower one is).
    pub lower_is_better: bool,
    /// Largest first.
    pub items: Vec<Loss>,
    /// What is not listed in a short explanation.
    pub rest: Option<Rest>,
}

/// Losses that are not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rest {
    /// At how many places.
    pub count: usize,
    /// How many points.
    pub lost: Num,
}

/// A better option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Better {
    /// Its letter, or the values of a rung.
    pub option: String,
    /// What it would add to the criterion.
    pub gain: Num,
}

/// Points lost at one place.
#[derive(Clone, Debug, Serialize)]
pub struct Loss {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What it cost, above zero.
    pub lost: Num,
    /// Whether it may still cost more.
    pub at_least: bool,
    /// The points it has.
    pub points: Figure,
    /// The maximum.
    pub max: Num,
    /// The letter held.
    pub held: Option<String>,
    /// What better options would add.
    pub better: Vec<Better>,
    /// Whether better options before the last one are not listed.
    pub more: bool,
    /// Another reason: not counted, capped, stopped.
    pub reason: Option<String>,
}

/// Which level it is, seen from the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The level reached.
    Reached,
    /// A level that the total gives and a minimum costs.
    Lost,
    /// A level that depends on what is missing.
    Open,
    /// The next level.
    Next,
}

/// What a level asks for.
#[derive(Clone, Debug, Serialize)]
pub struct LevelNeeds {
    /// The level.
    pub level: LevelView,
    /// Which level it is.
    pub role: Role,
    /// How many minimums bind.
    pub asked: usize,
    /// How many of them are met.
    pub met: usize,
    /// Those that are missed or open; all of them in full detail.
    pub items: Vec<Need>,
    /// How far the total is from its band.
    pub distance: Option<String>,
}

/// A minimum or a requirement.
#[derive(Clone, Debug, Serialize)]
pub struct Need {
    /// The criterion, or the place a requirement is written at.
    pub number: Option<String>,
    /// The title of the criterion.
    pub title: String,
    /// The level that asks for it.
    pub level: LevelView,
    /// What is asked for.
    pub needs: String,
    /// What is held.
    pub held: Option<String>,
    /// Whether it is met.
    pub met: Tri,
}

/// A reading of an open point.
#[derive(Clone, Debug, Serialize)]
pub struct AssumptionView {
    /// Its name in rulesets.
    pub name: String,
    /// What is left open.
    pub text: String,
    /// The reading used.
    pub reading: String,
    /// Whether the ruleset chooses it (else the engine's default is used).
    pub declared: bool,
    /// The criteria at which it mattered.
    pub criteria: Vec<String>,
    /// What other readings would give.
    pub others: Vec<OtherReading>,
}

/// What another reading of an open point would give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherReading {
    /// The reading.
    pub reading: String,
    /// The total and the level.
    pub result: String,
}

/// The council.
#[derive(Clone, Debug, Serialize)]
pub struct CouncilView {
    /// Each assessor.
    pub assessors: Vec<AssessorView>,
    /// How the totals became one.
    pub average: Option<String>,
    /// Quorum and spread.
    pub rules: Vec<Line>,
    /// Who differs where.
    pub differ: Vec<Difference>,
}

/// An assessor of the council.
#[derive(Clone, Debug, Serialize)]
pub struct AssessorView {
    /// The name.
    pub name: String,
    /// The total of their sheet.
    pub total: Figure,
    /// The level by their sheet.
    pub level: String,
}

/// A criterion on which assessors differ.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The option of each assessor, in their order.
    pub options: Vec<String>,
}

/// Something to ask.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// The criteria that wait for it.
    pub criteria: Vec<String>,
    /// The question.
    pub text: String,
    /// What hangs on it.
    pub hangs: Option<String>,
}

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// What it is evidence for.
    pub about: String,
    /// Its title, number and issuer.
    pub title: String,
    /// When it was issued.
    pub issued: Option<Date>,
    /// The last day it is valid.
    pub expires: Option<Date>,
    /// Whether it was valid on the day that counts; `None` when nothing says.
    pub valid: Option<bool>,
    /// Its validity in words.
    pub state: Line,
}

/// What the result was computed from.
#[derive(Clone, Debug, Serialize)]
pub struct ReceiptView {
    /// `name@version`
    pub ruleset: String,
    /// SHA-256 of the ruleset.
    pub sha256: String,
    /// SHA-256 of the dossier.
    pub dossier: String,
    /// The engine's version.
    pub engine: String,
    /// The whole, in a line.
    pub text: String,
}

/// A command to run next.
#[derive(Clone, Debug, Serialize)]
pub struct Next {
    /// The command; `…` stands for the dossier.
    pub command: String,
    /// What it answers.
    pub what: String,
}

impl Line {
    /// A line in a tone.
    pub fn new(tone: Tone, text: impl Into<String>) -> Line {
        Line {
            tone,
            text: text.into(),
        }
    }
}

impl Figure {
    /// The value, when there is only one.
    #[must_use]
    pub fn known(self) -> Option<Num> {
        self.0.known()
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.known() {
            Some(n) => n.serialize(s),
            None => [self.0.lo, self.0.hi].serialize(s),
        }
    }
}

impl Page {
    /// Puts the name of the dossier into the commands to run next.
    #[must_use]
    pub fn named(mut self, dossier: &str) -> Page {
        for next in &mut self.next {
            next.command = next.command.replacen('…', dossier, 1);
        }
        self
    }

    /// The tree in JSON; `result` in it is what `sao score` prints.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}
