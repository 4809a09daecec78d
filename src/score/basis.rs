//! Why these rules and not others: the version of a ruleset that binds a
//! dossier, with the dates that chose it.

use jiff::civil::Date;
use serde::Serialize;

/// The version that binds a dossier, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// How it was chosen.
    pub how: How,
    /// First day the version is in force, when it says.
    pub from: Option<Date>,
    /// First day it is no longer in force: its own word, or the version that repeals it.
    pub until: Option<Date>,
    /// The version that repeals it, when one does.
    pub repealed_by: Option<String>,
}

/// How a version was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The dossier, or who asked, names the version.
    Named {
        /// Whether the dossier's own day lies outside the time it is in force.
        outside: Option<Date>,
    },
    /// It is the one in force on the day of assessment.
    Assessed(Date),
    /// No day of assessment is given; it is the one in force on the day of filing.
    Filed(Date),
    /// It is the one in force on a day that was asked for.
    AsOf(Date),
    /// A newer version is in force, but one of its transition articles keeps this one.
    Kept {
        /// The newer version.
        by: String,
        /// The article.
        cite: String,
        /// The day the newer one was in force already.
        on: Date,
    },
    /// There is no other.
    Only,
}
