//! A dossier carried from its version to another.

use super::{Asked, Judged, Library, with_readings};
use crate::compare::carry::{self, Carried, Side};
use crate::dossier::Record;
use crate::model::Ruleset;
use crate::score::{self, Receipt};
use crate::text::Diagnostic;
use indexmap::IndexMap;

/// An old dossier under a new decision.
#[derive(Clone, Debug)]
pub struct Moved<'a> {
    /// The dossier under its own version.
    pub old: Judged<'a>,
    /// What was carried, evaluated under the new version.
    pub new: Judged<'a>,
    /// The dossier that was made, and where each answer comes from.
    pub carried: Carried,
    /// Why, or when, the new scorecard is the counterpart.
    pub why: Option<String>,
}

impl Library {
    /// Carries a dossier to another version, along the crosswalk between them.
    /// The version is named by its number, or `name@version`; the scorecard
    /// only where several are counterparts. Other readings of open points are
    /// those of the new version.
    ///
    /// # Errors
    /// Everything that is wrong with the dossier; or when there is no
    /// crosswalk, or no counterpart.
    pub fn carry(
        &self,
        record: &Record,
        asked: &Asked,
        to: &str,
        card: Option<&str>,
    ) -> Result<Moved<'_>, Vec<Diagnostic>> {
        let own = Asked {
            readings: Vec::new(),
            ..asked.clone()
        };
        let old = self.judge(record, &own)?;
        let one = |d: Diagnostic| vec![d];
        let target = self.target(&old.ruleset, to).map_err(one)?;
        let walk = self.crosswalk(&old.ruleset, target)?;
        let label = target.label();
        let pair = carry::pair(&walk, &old.card.id, &label, card).map_err(one)?;
        let new_card = self.card(target, &pair.to).map_err(one)?;
        let from = Side {
            ruleset: &old.ruleset,
            card: old.card,
        };
        let there = Side {
            ruleset: target,
            card: new_card,
        };
        let mut carried = carry::carry(pair, from, &old.dossier, there);
        // What it was carried from before is told by the old dossier.
        carried.dossier.carried = None;
        let why = pair.why.clone();
        let all = self.versions(&target.name);
        let (_, basis) = score::choose(&all, &record.header, Some(&target.version)).map_err(one)?;
        let ruleset = with_readings(target, &asked.readings)?;
        let readings: IndexMap<String, String> = asked.readings.iter().cloned().collect();
        let outcome = score::evaluate(&ruleset, new_card, &carried.dossier);
        let receipt = Receipt::new(&ruleset, &carried.dossier, readings);
        let new = Judged {
            ruleset,
            card: new_card,
            dossier: carried.dossier.clone(),
            outcome,
            basis,
            receipt,
        };
        Ok(Moved {
            old,
            new,
            carried,
            why,
        })
    }

    fn target(&self, old: &Ruleset, to: &str) -> Result<&Ruleset, Diagnostic> {
        let named = self
            .names()
            .iter()
            .any(|n| to.starts_with(&format!("{n}@")));
        if named {
            return self.ruleset(Some(to));
        }
        self.ruleset(Some(&format!("{}@{to}", old.name)))
    }
}
