//! What a result was computed from, so that it can be computed again.

use crate::dossier::{Dossier, Kind};
use crate::model::Ruleset;
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Serialize;

/// The receipt of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The ruleset's name.
    pub ruleset: String,
    /// Its version.
    pub version: String,
    /// The decisions that amend it, in the state that was used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amended_by: Vec<String>,
    /// SHA-256 of its consolidated content, in lower-case hexadecimal.
    pub sha256: String,
    /// SHA-256 of the dossier as it was bound to the card, in lower-case hexadecimal.
    pub dossier: String,
    /// The engine's version.
    pub engine: String,
    /// The day of filing.
    pub filed: Option<Date>,
    /// The day of assessment.
    pub assessed: Option<Date>,
    /// First rating, upgrade or renewal.
    pub kind: Option<Kind>,
    /// Readings of open points that were asked for instead of the ruleset's own.
    pub readings: IndexMap<String, String>,
}

impl Receipt {
    /// The receipt of a result: `readings` are those that were asked for
    /// instead of the ruleset's own.
    #[must_use]
    pub fn new(
        ruleset: &Ruleset,
        dossier: &Dossier,
        readings: IndexMap<String, String>,
    ) -> Receipt {
        Receipt {
            ruleset: ruleset.name.clone(),
            version: ruleset.version.clone(),
            amended_by: ruleset.amended.iter().map(|a| a.number.clone()).collect(),
            sha256: ruleset.digest.clone(),
            dossier: dossier.digest(),
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            filed: dossier.filed,
            assessed: dossier.assessed,
            kind: dossier.kind,
            readings,
        }
    }
}
