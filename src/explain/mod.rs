//! Results for people and for machines: an outcome told as a tree of words
//! ([`Page`]) that is drawn for the terminal, as Markdown, as a page to print
//! or as JSON; the result of a dossier and a ruleset in their stable JSON forms.

mod assumptions;
mod basis;
mod blame;
mod card;
mod carried;
mod change;
mod council;
mod criterion;
mod draw;
mod due;
mod evidence;
mod findings;
mod html;
mod impact;
mod layout;
mod levels;
mod losses;
mod markdown;
mod outcomes;
mod page;
mod phrase;
mod plan;
mod proof;
mod questions;
mod reasons;
pub mod report;
mod result;
mod show;
mod table;
mod text;
mod then;
mod verdict;
mod ways;
mod words;

pub use blame::blame_text;
pub use carried::{Move, came_from, carried_json, carried_yaml};
pub use change::{change_json, change_page};
pub use due::{due_json, due_page, ics};
pub use impact::{impact_json, impact_page};
pub use outcomes::{outcomes_json, outcomes_page};
pub use page::{
    AssessorView, AssumptionView, Better, CouncilView, Difference, Figure, Focus, Headline,
    LevelNeeds, LevelView, Line, Loss, Losses, Named, Need, Next, OptionRow, OtherReading, Page,
    Paper, Question, ReceiptView, Rest, Role, Row, RowKind, State, Tone,
};
pub use plan::{Plan, plan_json, plan_page};
pub use proof::{proof_json, proof_page};
pub use result::result_json;
pub use show::show_json;
pub use table::show_text;
pub use ways::{Ways, ways_json, ways_page};

use crate::dossier::Dossier;
use crate::exact::Num;
use crate::model::{Criterion, Ruleset, Scorecard};
use crate::score::{Basis, CriterionOutcome, Outcome, Receipt, Why};
use crate::text::Lang;
use jiff::civil::Date;
use page::LevelView as View;

/// A dossier that was judged, with all that led to its result.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The rules.
    pub ruleset: &'a Ruleset,
    /// The card.
    pub card: &'a Scorecard,
    /// The dossier.
    pub dossier: &'a Dossier,
    /// What it is worth, and why.
    pub outcome: &'a Outcome,
    /// Why these rules.
    pub basis: &'a Basis,
    /// What the result was computed from.
    pub receipt: &'a Receipt,
}

/// How much an explanation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// The verdict, the rules, and what held it down.
    Short,
    /// The card, section by section.
    Standard,
    /// Every step, citation, paper and remark.
    Full,
}

/// The explanation of a result.
#[must_use]
pub fn why(case: &Case, detail: Detail, lang: Lang) -> Page {
    let t = Teller {
        case,
        detail,
        lang,
        alone: false,
    };
    let full = detail == Detail::Full;
    Page {
        lang,
        headline: t.headline(),
        alerts: t.alerts(),
        basis: t.basis(),
        card: if detail == Detail::Short {
            Vec::new()
        } else {
            t.card_rows()
        },
        criterion: None,
        findings: t.findings(),
        losses: t.losses(),
        minimums: t.minimums(),
        lifts: t.lifts(),
        assumptions: Some(t.assumptions()),
        council: case.outcome.council.as_ref().map(|c| t.council(c)),
        questions: t.questions(),
        evidence: t.papers(full),
        remarks: if full { t.remarks() } else { Vec::new() },
        decides: t.decides(),
        prevails: t.prevails(),
        receipt: t.receipt(full),
        signatures: t.signatures(),
        next: t.next(),
        result: result_json(case),
    }
}

/// The explanation of one criterion in full: why this option, and why not each
/// other. A place outside of the card gives the page of the whole result.
#[must_use]
pub fn criterion(case: &Case, criterion: usize, lang: Lang) -> Page {
    let t = Teller {
        case,
        detail: Detail::Full,
        lang,
        alone: true,
    };
    let Some(focus) = t.focus(criterion) else {
        return why(case, Detail::Standard, lang);
    };
    let questions = t.questions_of(criterion);
    let next = t.next_after(criterion);
    Page {
        lang,
        headline: t.headline(),
        alerts: t.alerts(),
        basis: t.basis(),
        card: Vec::new(),
        criterion: Some(focus),
        findings: t.findings_of(criterion),
        losses: None,
        minimums: Vec::new(),
        lifts: Vec::new(),
        assumptions: t.assumptions_of(criterion),
        council: None,
        questions,
        evidence: Vec::new(),
        remarks: Vec::new(),
        decides: Vec::new(),
        prevails: t.prevails(),
        receipt: t.receipt(false),
        signatures: Vec::new(),
        next,
        result: result_json(case),
    }
}

/// Tells a case in a language.
#[derive(Clone, Copy)]
struct Teller<'a> {
    case: &'a Case<'a>,
    detail: Detail,
    lang: Lang,
    /// Whether only one criterion is told.
    alone: bool,
}

impl<'a> Teller<'a> {
    fn card(&self) -> &'a Scorecard {
        self.case.card
    }

    fn outcome(&self) -> &'a Outcome {
        self.case.outcome
    }

    fn dossier(&self) -> &'a Dossier {
        self.case.dossier
    }

    fn rules(&self) -> &'a Ruleset {
        self.case.ruleset
    }

    /// The criterion at a place, with its outcome.
    fn at(&self, i: usize) -> Option<(&'a Criterion, &'a CriterionOutcome)> {
        Some((
            self.card().criteria.get(i)?,
            self.outcome().criteria.get(i)?,
        ))
    }

    /// The number of the criterion at a place.
    fn number(&self, i: usize) -> String {
        self.card()
            .criteria
            .get(i)
            .map_or_else(String::new, |c| c.number.clone())
    }

    /// The key of an option, in the reader's language where it is yes or no.
    fn key(&self, c: &Criterion, option: usize) -> String {
        self.speaker().key(c, option)
    }

    /// The day on which papers must be valid.
    fn day(&self) -> Option<Date> {
        self.dossier().assessed.or(self.dossier().filed)
    }

    fn num(&self, n: Num) -> String {
        words::num(n, self.lang)
    }

    fn level(&self, place: Option<usize>) -> String {
        words::level_at(&self.card().rating, place, self.lang)
    }

    fn level_view(&self, place: Option<usize>) -> View {
        level_view(&self.card().rating, place, self.lang)
    }
}

/// A level as people see it.
fn level_view(rating: &crate::model::Rating, place: Option<usize>, lang: Lang) -> View {
    let level = place.and_then(|p| rating.levels.get(p));
    View {
        name: words::level_at(rating, place, lang),
        level: level.map_or(serde_json::Value::Null, crate::model::Level::to_json),
        ordinal: level.and_then(|l| l.ordinal),
        of: rating.levels.last().and_then(|l| l.ordinal),
        label: level.and_then(|l| l.label.clone()),
    }
}

/// Whether a criterion is in the sum at all.
fn counts(o: &CriterionOutcome) -> bool {
    !o.why
        .iter()
        .any(|w| matches!(w, Why::ReplacedBy { .. } | Why::ExcludedForMissing))
}

#[cfg(test)]
mod tests;
