//! The small API over the rooms: load rulesets from texts, choose a version,
//! evaluate a dossier, explain the result. It touches no file system: texts
//! come in as bytes with a name.
//!
//! ```
//! use sao::{Asked, Format, Lang, Library};
//!
//! let mut library = Library::new();
//! library.add([(
//!     "scheme.sao",
//!     r#"
//!     ruleset tasting version "1" {
//!       applies from 2026-01-01
//!       rating of total { ** 5 .. 10; * 0 ..< 5 }
//!     }
//!     scorecard tea "Tea" {
//!       criterion 1 "Smell" 10 { a 0 "none"; b 4 "faint"; c 10 "strong" }
//!     }
//!     "#,
//! )]);
//! assert!(library.is_sound());
//!
//! let dossiers = library.read("cup.yaml", b"scorecard: tea\n1: c\n", Format::Yaml);
//! let record = dossiers.into_iter().next().unwrap().unwrap();
//! let judged = library.judge(&record, &Asked::default()).unwrap();
//! assert_eq!(judged.result()["total"], "10");
//! assert_eq!(judged.result()["level"], 2);
//! println!("{}", judged.why(sao::Detail::Standard, Lang::En).markdown());
//! ```

use crate::check;
use crate::dossier::{self, Dossier, Format, Record};
use crate::explain::{self, Case, Detail, Page};
use crate::model::{Ruleset, Scorecard};
use crate::score::{self, Basis, Outcome, Receipt};
use crate::syntax::tree;
use crate::text::catalogue::{amending, files, reading};
use crate::text::{
    Code, Diagnostic, Lang, Severity, Source, SourceId, Sources, Span, both, closest,
};
use indexmap::IndexMap;
use jiff::civil::Date;
use states::{Folder, Made, States};
use std::borrow::Cow;
use std::collections::HashSet;

mod carry;
mod load;
mod states;
mod walks;

pub use carry::Moved;

/// Rulesets at hand, with the texts they were read from and what was found in them.
#[derive(Clone, Debug, Default)]
pub struct Library {
    sources: Sources,
    folders: Vec<Folder>,
    made: Made,
    states: States,
    /// The pages of crosswalks.
    walks: Vec<tree::Crosswalk>,
    files: usize,
    /// Whether files that hold nothing but tests are left out.
    without_tests: bool,
}

/// What is asked for beyond what the dossier itself says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// `name` or `name@version`, instead of the one the dossier and its dates choose.
    pub ruleset: Option<String>,
    /// Other readings of open points: name and reading.
    pub readings: Vec<(String, String)>,
    /// The day by which the version is chosen, instead of the dossier's own.
    pub as_of: Option<Date>,
}

/// A dossier evaluated, with all that its explanation needs.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// The version that binds it, with the readings that were asked for.
    pub ruleset: Cow<'a, Ruleset>,
    /// Its scorecard.
    pub card: &'a Scorecard,
    /// The dossier, bound to its scorecard.
    pub dossier: Dossier,
    /// What it is worth, and why.
    pub outcome: Outcome,
    /// Why this version and not another.
    pub basis: Basis,
    /// What the result was computed from.
    pub receipt: Receipt,
}

impl Library {
    /// No rulesets yet.
    #[must_use]
    pub fn new() -> Library {
        Library::default()
    }

    /// The versions that can be used, in the order in which they were added,
    /// each with its later states: the text as amended, one after the other.
    #[must_use]
    pub fn rulesets(&self) -> &[Ruleset] {
        &self.states.rulesets
    }

    /// The versions that cannot be used because of errors: `name@version`.
    #[must_use]
    pub fn unsound(&self) -> &[String] {
        &self.states.unsound
    }

    /// What the checks of sound rulesets find ([`crate::check`]), in order of
    /// the files and their lines.
    #[must_use]
    pub fn checks(&self) -> Vec<Diagnostic> {
        let mut seen = HashSet::new();
        let mut all = Vec::new();
        for ruleset in &self.states.rulesets {
            for found in check::check(ruleset) {
                if self.told_of_a_part(&found) {
                    continue;
                }
                // What holds for the text as signed is not said again of its
                // amended states.
                let new = seen.insert((found.code, found.primary(), ruleset.name.clone()));
                if new || ruleset.amended.is_empty() {
                    all.push(found);
                }
            }
        }
        let mut changes: Vec<Diagnostic> = Vec::new();
        for (before, after) in self.rulesets().iter().zip(self.rulesets().iter().skip(1)) {
            if (&before.name, &before.version) == (&after.name, &after.version) {
                changes.extend(check::amendment(before, after));
            }
        }
        for (walk, from, to) in self.walked() {
            changes.extend(check::crosswalk(&walk, from, to));
        }
        let mut seen = HashSet::new();
        changes.retain(|d| seen.insert((d.code, d.primary())));
        all.extend(changes);
        all
    }

    /// Whether a comparison inside of what was found is told as settled when
    /// the page is read (W0353, W0354): one slip, one finding.
    fn told_of_a_part(&self, found: &Diagnostic) -> bool {
        let Some(whole) = found.primary() else {
            return false;
        };
        let inside = |part: Span| {
            part.source == whole.source && whole.start <= part.start && part.end <= whole.end
        };
        check::FOLLOWS_FROM_A_PART.contains(&found.code)
            && self
                .states
                .findings
                .iter()
                .filter(|d| matches!(d.code, Code::W0353 | Code::W0354))
                .any(|d| d.primary().is_some_and(inside))
    }

    /// What only a proof over all dossiers can tell ([`crate::check::prove`]).
    #[must_use]
    pub fn proofs(&self) -> Vec<Diagnostic> {
        let mut seen = HashSet::new();
        let all = self.rulesets().iter().flat_map(check::prove);
        // Amended states share the lines that no amendment touches.
        all.filter(|d| seen.insert((d.code, d.primary()))).collect()
    }

    /// What was found in the rulesets.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        &self.states.findings
    }

    /// Whether nothing of error severity was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.states
            .findings
            .iter()
            .all(|d| d.severity != Severity::Error)
    }

    /// The texts that findings point into.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// How many files were added.
    #[must_use]
    pub fn files(&self) -> usize {
        self.files
    }

    /// The names of the rulesets, each once.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for r in &self.states.rulesets {
            if !names.contains(&r.name.as_str()) {
                names.push(&r.name);
            }
        }
        names
    }

    /// All versions of a name, oldest first.
    #[must_use]
    pub fn versions(&self, name: &str) -> Vec<&Ruleset> {
        let mut all: Vec<&Ruleset> = self
            .states
            .rulesets
            .iter()
            .filter(|r| r.name == name)
            .collect();
        all.sort_by_key(|r| r.applies_from);
        all
    }

    /// The version that `name@version` names: its latest state, or the one
    /// with the amendments that are named (`name@version+amendment`); of
    /// `name` alone, the latest; of nothing, the only ruleset there is.
    ///
    /// # Errors
    /// When there is none, or nothing is named and there are several rulesets.
    pub fn ruleset(&self, asked: Option<&str>) -> Result<&Ruleset, Diagnostic> {
        self.ruleset_on(asked, None)
    }

    /// The same as it stands on a day, if one is given. The day may also be
    /// written behind the name: `name@2020-06-08`, `name@version@2020-06-08`.
    ///
    /// # Errors
    /// When there is none, or none is in force on the day.
    pub fn ruleset_on(
        &self,
        asked: Option<&str>,
        day: Option<Date>,
    ) -> Result<&Ruleset, Diagnostic> {
        let (name, version, written) = match asked {
            Some(asked) => split_day(asked),
            None => match self.names().as_slice() {
                [one] => (*one, None, None),
                [] => return Err(self.no_such("")),
                _ => return Err(files::which_ruleset(&self.labels())),
            },
        };
        let all = self.versions(name);
        let mut fitting: Vec<&Ruleset> = match version {
            Some(v) => {
                let exact = all.iter().find(|r| !r.amended.is_empty() && r.state() == v);
                match exact {
                    Some(r) => vec![*r],
                    None => all.iter().filter(|r| r.version == v).copied().collect(),
                }
            }
            None => all.clone(),
        };
        let label = match version {
            Some(v) => format!("{name}@{v}"),
            None => name.to_owned(),
        };
        if fitting.is_empty() {
            return Err(self.no_such(&label));
        }
        if let Some(day) = written.or(day) {
            fitting.retain(|r| score::holds_on(r, &all, day));
            if fitting.is_empty() {
                let terms = score::terms(&all);
                return Err(amending::not_in_force_on(&label, day, &terms));
            }
        }
        fitting
            .last()
            .copied()
            .ok_or_else(|| self.no_such(asked.unwrap_or(name)))
    }

    /// A scorecard of a ruleset.
    ///
    /// # Errors
    /// When the ruleset has none of that name; the nearest name is proposed.
    pub fn card<'r>(&self, ruleset: &'r Ruleset, id: &str) -> Result<&'r Scorecard, Diagnostic> {
        ruleset.cards.get(id).ok_or_else(|| {
            let have: Vec<String> = ruleset.cards.keys().cloned().collect();
            let near = closest(id, have.iter().map(String::as_str));
            files::no_such_card(id, &ruleset.label(), near.as_deref(), &have)
        })
    }

    fn labels(&self) -> Vec<String> {
        self.states.rulesets.iter().map(Ruleset::label).collect()
    }

    fn no_such(&self, asked: &str) -> Diagnostic {
        let (name, version) = split_label(asked);
        let wanted = |l: &&String| match version {
            Some(_) => l.as_str() == asked,
            None => split_label(l).0 == name,
        };
        if let Some(label) = self.states.unsound.iter().find(wanted) {
            return files::unsound_ruleset(label);
        }
        let have = self.labels();
        let near = match version {
            Some(_) => closest(asked, have.iter().map(String::as_str)),
            None => closest(name, self.names()),
        };
        files::no_such_ruleset(asked, near.as_deref(), &have)
    }

    /// Reads the dossiers of a text. The text joins [`Library::sources`], so
    /// that findings about it can be drawn.
    ///
    /// Each dossier is a record or what is wrong with it, in order.
    pub fn read(
        &mut self,
        name: &str,
        bytes: &[u8],
        format: Format,
    ) -> Vec<Result<Record, Vec<Diagnostic>>> {
        let source = match Source::from_bytes(name, bytes) {
            Ok(source) => source,
            Err(e) => return vec![Err(vec![reading::not_utf8(name, &e)])],
        };
        let id = self.sources.add(source);
        match self.sources.get(id) {
            Some(source) => dossier::read(source, id, format),
            None => Vec::new(),
        }
    }

    /// The place that the next text added to [`Library::sources`] will get.
    #[must_use]
    pub fn next_source(&self) -> SourceId {
        SourceId(u32::try_from(self.sources.iter().count()).unwrap_or(u32::MAX))
    }

    /// The version and the card that a dossier is judged by, and why those.
    ///
    /// # Errors
    /// When no version binds it, or the card does not exist.
    pub fn choose(
        &self,
        record: &Record,
        asked: Option<&str>,
    ) -> Result<(&Ruleset, &Scorecard, Basis), Diagnostic> {
        self.choose_on(record, asked, None)
    }

    /// The same by the versions in force on a day, instead of the dossier's own day.
    ///
    /// # Errors
    /// When no version binds it, or the card does not exist.
    pub fn choose_on(
        &self,
        record: &Record,
        asked: Option<&str>,
        day: Option<Date>,
    ) -> Result<(&Ruleset, &Scorecard, Basis), Diagnostic> {
        let header = &record.header;
        let mut day = day;
        let (name, version) = match asked.or(header.ruleset.as_deref()) {
            Some(asked) => {
                let (name, version, written) = split_day(asked);
                day = written.or(day);
                (name.to_owned(), version.map(str::to_owned))
            }
            None => match self.home_of(header.scorecard.as_deref()) {
                Some(name) => (name, None),
                None => {
                    return Err(match self.names().as_slice() {
                        [] => self.no_such(""),
                        _ => files::which_ruleset(&self.labels()),
                    });
                }
            },
        };
        // A version asked for on the spot wins over the dossier's own word.
        let version = match (asked, version) {
            (_, Some(v)) => Some(v),
            (None, None) => header.version.clone(),
            (Some(_), None) => None,
        };
        let all = self.versions(&name);
        if all.is_empty() {
            let label = match &version {
                Some(v) => format!("{name}@{v}"),
                None => name.clone(),
            };
            return Err(self.no_such(&label));
        }
        if let Some(v) = &version {
            let label = format!("{name}@{v}");
            if self.states.unsound.contains(&label) {
                return Err(files::unsound_ruleset(&label));
            }
        }
        let (ruleset, basis) = score::choose_on(&all, header, version.as_deref(), day)?;
        let card = dossier::card(record, ruleset)?;
        Ok((ruleset, card, basis))
    }

    /// The only ruleset, or the only one that has a scorecard of that name.
    fn home_of(&self, card: Option<&str>) -> Option<String> {
        let names = self.names();
        if let [one] = names.as_slice() {
            return Some((*one).to_owned());
        }
        let card = card?;
        let homes: Vec<&str> = names
            .into_iter()
            .filter(|n| self.versions(n).iter().any(|r| r.cards.contains_key(card)))
            .collect();
        match homes.as_slice() {
            [one] => Some((*one).to_owned()),
            _ => None,
        }
    }

    /// Chooses the version, binds the dossier to its card and evaluates it.
    ///
    /// # Errors
    /// Everything that is wrong with the dossier, at once.
    pub fn judge(&self, record: &Record, asked: &Asked) -> Result<Judged<'_>, Vec<Diagnostic>> {
        let (ruleset, card, basis) = self
            .choose_on(record, asked.ruleset.as_deref(), asked.as_of)
            .map_err(|d| {
                let d = match record.header.ruleset_span {
                    Some(span) if asked.ruleset.is_none() => named_at(d, span),
                    _ => d,
                };
                // A day that cannot be read may be why no version is found.
                let mut all = record.problems().to_vec();
                all.push(d);
                all
            })?;
        let ruleset = with_readings(ruleset, &asked.readings)?;
        let dossier = dossier::bind(record, &ruleset, card)?;
        let readings: IndexMap<String, String> = asked.readings.iter().cloned().collect();
        let outcome = score::evaluate(&ruleset, card, &dossier);
        let receipt = Receipt::new(&ruleset, &dossier, readings);
        Ok(Judged {
            ruleset,
            card,
            dossier,
            outcome,
            basis,
            receipt,
        })
    }
}

/// The same ruleset with other readings of open points.
///
/// # Errors
/// When it leaves no such point open, or the point has no such reading.
pub fn with_readings<'a>(
    ruleset: &'a Ruleset,
    readings: &[(String, String)],
) -> Result<Cow<'a, Ruleset>, Vec<Diagnostic>> {
    let mut all = Cow::Borrowed(ruleset);
    let mut wrong = Vec::new();
    for (name, reading) in readings {
        match all.assuming(name, reading) {
            Some(other) => all = Cow::Owned(other),
            None => {
                let have: Vec<String> = ruleset
                    .assumptions
                    .iter()
                    .flat_map(|a| {
                        a.choices
                            .iter()
                            .map(move |c| format!("{}={}", a.name, c.name))
                    })
                    .collect();
                let asked = format!("{name}={reading}");
                wrong.push(files::no_such_assumption(&asked, &ruleset.label(), &have));
            }
        }
    }
    if wrong.is_empty() {
        Ok(all)
    } else {
        Err(wrong)
    }
}

/// A finding about the ruleset that a dossier names stands where it names it.
fn named_at(found: Diagnostic, span: Span) -> Diagnostic {
    if found.labels.is_empty() {
        found.at(span, both!("named here", "nêu ở đây"))
    } else {
        found
    }
}

/// `name@version` in two; `name` alone has no version.
#[must_use]
pub fn split_label(label: &str) -> (&str, Option<&str>) {
    match label.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (label, None),
    }
}

/// `name@version@day` in three; also `name@day`.
#[must_use]
pub fn split_day(label: &str) -> (&str, Option<&str>, Option<Date>) {
    let (name, version) = split_label(label);
    let Some(version) = version else {
        return (name, None, None);
    };
    if let Ok(day) = version.parse::<Date>() {
        return (name, None, Some(day));
    }
    match version.rsplit_once('@') {
        Some((version, day)) if day.parse::<Date>().is_ok() => {
            (name, Some(version), day.parse().ok())
        }
        _ => (name, Some(version), None),
    }
}

impl Judged<'_> {
    /// What explanations are made from.
    #[must_use]
    pub fn case(&self) -> Case<'_> {
        Case {
            ruleset: &self.ruleset,
            card: self.card,
            dossier: &self.dossier,
            outcome: &self.outcome,
            basis: &self.basis,
            receipt: &self.receipt,
        }
    }

    /// The result in its stable JSON form (`docs/json.md`).
    #[must_use]
    pub fn result(&self) -> serde_json::Value {
        explain::result_json(&self.case())
    }

    /// The explanation for people.
    #[must_use]
    pub fn why(&self, detail: Detail, lang: Lang) -> Page {
        explain::why(&self.case(), detail, lang)
    }

    /// One criterion in full: why this option, and why not each other.
    #[must_use]
    pub fn why_criterion(&self, criterion: usize, lang: Lang) -> Page {
        explain::criterion(&self.case(), criterion, lang)
    }
}

#[cfg(test)]
mod tests;
