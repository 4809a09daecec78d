//! A record bound to a card: names become places, texts become values. All
//! that is wrong is found in one pass.

mod answers;
mod carried;
mod columns;
mod council;
mod facts;
mod findings;
mod names;
mod papers;

pub use answers::{NO_OPTION, NO_TICKS};
pub use columns::{Cell, Columns, Meaning};
pub use facts::in_words;
pub use names::full_names;

use super::fields::Known;
use super::file::{Answers, Dossier, FactValue};
use super::node::{Entry, NodeKind};
use super::read::Format;
use super::record::{Record, one};
use super::value::{near_yes_no, yes_no};
use crate::model::{Ruleset, Scorecard};
use crate::text::Diagnostic;
use crate::text::catalogue::dossiers::{self as say, Named};
use findings::Findings;
use names::{Names, Target};

/// Binds a record to a card.
///
/// # Errors
/// Everything that is wrong with the dossier, what reading it found included.
pub fn bind(
    record: &Record,
    ruleset: &Ruleset,
    card: &Scorecard,
) -> Result<Dossier, Vec<Diagnostic>> {
    Binder::new(ruleset, card).bind(record)
}

/// The scorecard that a record names, or the only one there is.
///
/// # Errors
/// When the ruleset has no such card, the record names none of several, or the
/// card's text is not at hand.
pub fn card<'r>(record: &Record, ruleset: &'r Ruleset) -> Result<&'r Scorecard, Diagnostic> {
    names::card(record, ruleset)
}

/// Binds many records to one card: names are looked up once.
#[derive(Debug)]
pub struct Binder<'r> {
    ruleset: &'r Ruleset,
    card: &'r Scorecard,
    names: Names<'r>,
}

impl<'r> Binder<'r> {
    /// Prepares for a card of a ruleset.
    #[must_use]
    pub fn new(ruleset: &'r Ruleset, card: &'r Scorecard) -> Binder<'r> {
        Binder {
            ruleset,
            card,
            names: Names::new(ruleset, card),
        }
    }

    /// Binds a record.
    ///
    /// # Errors
    /// Everything that is wrong with it, what reading it found included.
    pub fn bind(&self, record: &Record) -> Result<Dossier, Vec<Diagnostic>> {
        let mut found = Findings::new(record);
        let mut dossier = Dossier::empty(self.card.criteria.len(), self.ruleset.facts.len());
        let header = &record.header;
        dossier.id.clone_from(&header.id);
        dossier.kind = header.kind;
        dossier.filed = header.filed;
        dossier.assessed = header.assessed;
        if let Some(reason) = &self.card.unavailable {
            let at = header.scorecard_span.unwrap_or(header.span);
            found.push(say::scorecard_unavailable(at, &self.card.id, reason));
        }
        let mut council = None;
        let mut members = None;
        for (entry, known) in &record.fields {
            found.column(&entry.key.value);
            match known.map(|f| (f.is, f)) {
                Some((Known::Info, field)) => match self.names.get(&entry.key.value) {
                    // A ruleset may have a fact or a criterion of that name.
                    Some(target) => self.named(entry, target, record, &mut dossier, &mut found),
                    None => {
                        if let Some(text) = one(&entry.value, &entry.key.value, found.list()) {
                            dossier.info.insert(field.en.to_owned(), text.to_owned());
                        }
                    }
                },
                Some((Known::Product, _)) => {
                    dossier.product =
                        one(&entry.value, &entry.key.value, found.list()).map(str::to_owned);
                }
                Some((Known::AnsweredBy, _)) => {
                    dossier.answered_by =
                        one(&entry.value, &entry.key.value, found.list()).map(str::to_owned);
                }
                Some((Known::Illustrative, _)) => {
                    dossier.illustrative = flag(entry, &mut found).unwrap_or_default();
                }
                Some((Known::Members, _)) => members = Some(entry),
                Some((Known::Evidence, _)) => {
                    dossier.evidence = self.papers(entry, record, &mut found);
                }
                Some((Known::Carried, _)) => {
                    dossier.carried = self.carried(entry, record, &mut found);
                }
                Some((Known::Assessors, _)) => council = Some(entry),
                Some((Known::Findings, _)) => {
                    dossier.answers.findings = self.card_findings(&entry.value, &mut found);
                }
                // The header is read already.
                Some(_) => {}
                None => match self.names.get(&entry.key.value) {
                    Some(target) => self.named(entry, target, record, &mut dossier, &mut found),
                    None => self.unknown(entry, record, &mut found),
                },
            }
        }
        if let Some(entry) = council {
            found.column(&entry.key.value);
            dossier.assessors = self.council(entry, record, &dossier.answers, &mut found);
        }
        if let Some(entry) = members {
            found.column(&entry.key.value);
            dossier.members = self.members(entry, dossier.assessors.len(), &mut found);
        }
        found.finish(dossier)
    }

    /// A field that the ruleset or the card knows.
    fn named(
        &self,
        entry: &Entry,
        target: Target,
        record: &Record,
        dossier: &mut Dossier,
        found: &mut Findings,
    ) {
        match target {
            Target::Criterion(i) => self.put_answer(i, entry, &mut dossier.answers, found),
            Target::Fact(i) => {
                let Some(fact) = self.ruleset.facts.get(i) else {
                    return;
                };
                if record.format == Format::Csv && facts::is_list(&fact.ty) {
                    found.push(say::not_in_a_cell(entry.value.span, &fact.name));
                    return;
                }
                let value = self.fact(fact, &entry.value, found);
                if let (Some(slot), Some(value)) = (dossier.facts.get_mut(i), value) {
                    *slot = Some(FactValue {
                        value,
                        span: entry.value.span,
                    });
                }
            }
            Target::FactOf(i) => {
                if entry.value.is_nothing() {
                    return;
                }
                if let Some(fact) = self.ruleset.facts.get(i) {
                    let theirs = fact.card.as_deref().unwrap_or_default();
                    let at = entry.key.span;
                    found.push(say::fact_of_another_card(
                        at,
                        &fact.name,
                        theirs,
                        &self.card.id,
                    ));
                }
            }
            Target::Group(_) | Target::Case(..) if entry.value.is_nothing() => {}
            Target::Group(g) => self.answer_for_group(entry, g, found),
            Target::Case(criterion, case) => {
                self.case_as_answer(criterion, case, entry.key.span, found);
            }
        }
    }

    fn put_answer(
        &self,
        criterion: usize,
        entry: &Entry,
        answers: &mut Answers,
        found: &mut Findings,
    ) {
        if let Some(answer) = self.answer(criterion, &entry.value, found)
            && let Some(slot) = answers.criteria.get_mut(criterion)
        {
            *slot = Some(answer);
        }
    }
}

/// Yes or no, in one of the words for it.
fn flag(entry: &Entry, found: &mut Findings) -> Option<bool> {
    let name = &entry.key.value;
    let text = one(&entry.value, name, found.list())?;
    let answer = match &entry.value.kind {
        NodeKind::Number(_) => None,
        _ => yes_no(text),
    };
    if answer.is_none() {
        let near = near_yes_no(text);
        found.push(say::not_yes_no(
            entry.value.span,
            &Named::new(name),
            text,
            near.as_deref(),
        ));
    }
    answer
}
