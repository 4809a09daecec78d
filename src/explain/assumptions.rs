//! Readings of open points, and what other readings would give.

use super::page::{AssumptionView, OtherReading};
use super::words::{self, say};
use super::{Detail, Teller};
use crate::model::Assumption;
use crate::model::assumptions::{ANSWER_OR_FACT, KnownAssumption, NO_OPTION, WHEN_OVERLAP};
use crate::score::{AssumptionUse, Why};

impl Teller<'_> {
    /// Every reading that this result depends on.
    pub(super) fn assumptions(&self) -> Vec<AssumptionView> {
        self.outcome()
            .assumptions
            .iter()
            .filter_map(|u| self.assumption(u))
            .collect()
    }

    /// Those that mattered at a criterion.
    pub(super) fn assumptions_of(&self, criterion: usize) -> Option<Vec<AssumptionView>> {
        let all: Vec<AssumptionView> = self
            .outcome()
            .assumptions
            .iter()
            .filter(|u| u.criteria.contains(&criterion))
            .filter_map(|u| self.assumption(u))
            .collect();
        (!all.is_empty()).then_some(all)
    }

    /// The readings that mattered at a criterion, in short.
    ///
    /// Some are looked at by every criterion whose options have conditions;
    /// unless everything is told, they are named only where they decided.
    pub(super) fn readings_at(&self, criterion: usize) -> Vec<String> {
        let why = self
            .outcome()
            .criteria
            .get(criterion)
            .map_or(&[][..], |o| &o.why);
        let decided = |name: &str| match name {
            NO_OPTION => why.contains(&Why::NoOption),
            WHEN_OVERLAP => why.iter().any(|w| matches!(w, Why::Overlap { .. })),
            ANSWER_OR_FACT => why.iter().any(|w| matches!(w, Why::Disagreement { .. })),
            _ => true,
        };
        self.outcome()
            .assumptions
            .iter()
            .filter(|u| u.criteria.contains(&criterion))
            .filter_map(|u| self.rules().assumptions.get(u.assumption))
            .filter(|a| self.detail == Detail::Full || decided(&a.name))
            .map(|a| {
                let name = &a.name;
                say!(self.lang, "assumption {name}", "giả định {name}")
            })
            .collect()
    }

    fn assumption(&self, used: &AssumptionUse) -> Option<AssumptionView> {
        let a = self.rules().assumptions.get(used.assumption)?;
        let others = used
            .others
            .iter()
            .map(|(choice, total, levels)| OtherReading {
                reading: self.reading_words(a, *choice),
                result: format!(
                    "{} · {}",
                    words::stretch(*total, self.lang),
                    self.levels_words(levels)
                ),
            })
            .collect();
        Some(AssumptionView {
            name: a.name.clone(),
            text: self.open_point(a),
            reading: self.reading_words(a, used.choice),
            declared: a.declared,
            criteria: used.criteria.iter().map(|i| self.number(*i)).collect(),
            others,
        })
    }

    /// What is left open: in the ruleset's words where it has some.
    fn open_point(&self, a: &Assumption) -> String {
        a.text
            .clone()
            .filter(|_| a.declared)
            .or_else(|| KnownAssumption::named(&a.name).map(|k| self.lang.of(&k.text()).to_owned()))
            .or_else(|| a.text.clone())
            .unwrap_or_else(|| a.name.clone())
    }

    /// A reading, in the ruleset's words where it has some.
    fn reading_words(&self, a: &Assumption, choice: usize) -> String {
        let Some(c) = a.choices.get(choice) else {
            return String::new();
        };
        c.label
            .clone()
            .filter(|_| a.declared)
            .or_else(|| {
                KnownAssumption::named(&a.name)?
                    .readings
                    .iter()
                    .find(|r| r.name == c.name)
                    .map(|r| self.lang.of(&r.label()).to_owned())
            })
            .or_else(|| c.label.clone())
            .unwrap_or_else(|| c.name.clone())
    }
}
