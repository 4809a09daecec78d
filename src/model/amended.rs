//! What amending decisions did to a ruleset, and which decision a line comes
//! from.

use super::ruleset::Ruleset;
use crate::text::Span;
use jiff::civil::Date;
use serde::Serialize;

/// A decision that amends a version, in a state where it has come into force.
#[derive(Clone, Debug, Serialize)]
pub struct Amended {
    /// Its number.
    pub number: String,
    /// What it amends: the version, or another amending decision.
    pub to: String,
    /// Its title.
    pub title: Option<String>,
    /// When it was signed.
    pub signed: Option<Date>,
    /// First day in force.
    pub from: Date,
    /// First day no longer in force, when it has ended in this state.
    pub until: Option<Date>,
    /// Its citations.
    pub cites: Vec<String>,
    /// Its remarks.
    pub notes: Vec<String>,
    /// From its first word to its closing brace.
    #[serde(skip)]
    pub span: Span,
}

/// What a change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// It took the place of something.
    Replaced,
    /// It was added.
    Inserted,
    /// It was taken away.
    Repealed,
    /// It got another number.
    Renumbered,
    /// An option became the least one for a level.
    Marked,
    /// An option no longer is the least one for a level.
    Unmarked,
}

/// One change that a decision made, where it stands in the consolidated text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Touch {
    /// The decision, by its place in [`Ruleset::amended`].
    pub by: usize,
    /// What it did.
    pub deed: Deed,
    /// The scorecard; none for a statement of the ruleset itself.
    pub card: Option<String>,
    /// The part, section or criterion (its number in the consolidated text;
    /// of what was repealed, the number it had).
    pub number: Option<String>,
    /// The option, or the word for another line.
    pub line: Option<String>,
    /// The change.
    #[serde(skip)]
    pub span: Span,
}

impl Ruleset {
    /// `version`, with the numbers of the decisions that amend it.
    #[must_use]
    pub fn state(&self) -> String {
        let mut state = self.version.clone();
        for a in &self.amended {
            state.push('+');
            state.push_str(&a.number);
        }
        for a in self.amended.iter().filter(|a| a.until.is_some()) {
            state.push('-');
            state.push_str(&a.number);
        }
        state
    }

    /// Whether a text names this version or this state of it.
    #[must_use]
    pub fn is_called(&self, version: &str) -> bool {
        self.version == version || (!self.amended.is_empty() && self.state() == version)
    }

    /// The amending decision that a place of the text stands in; none when it
    /// is the decision that was amended.
    #[must_use]
    pub fn decision_of(&self, span: Span) -> Option<&Amended> {
        self.amended.iter().find(|a| {
            let own = a.span;
            own.source == span.source && own.start <= span.start && span.start < own.end
        })
    }

    /// Whether an amending decision put there, or changed, what stands at a
    /// place of the text: `place` is what people call it (`9.1 c`, `3.5`), with
    /// or without more words behind; `mark` says that it is a star mark.
    #[must_use]
    pub fn is_amended(&self, card: Option<&str>, place: &str, span: Span, mark: bool) -> bool {
        let named = |start: &str| {
            let rest = place.strip_prefix(start);
            rest.is_some_and(|r| r.is_empty() || r.starts_with(' '))
        };
        self.decision_of(span).is_some()
            || self.touches.iter().any(|t| {
                let kind = mark || !matches!(t.deed, Deed::Marked | Deed::Unmarked);
                let here = match (&t.number, &t.line) {
                    (Some(number), Some(line)) => named(&format!("{number} {line}")),
                    (Some(number), None) => named(number),
                    (None, Some(line)) => named(line),
                    // A whole scorecard; of the ruleset itself, nothing in particular.
                    (None, None) => t.card.is_some(),
                };
                kind && here && t.card.as_deref() == card
            })
    }

    /// The amending decisions that changed something at a place of a card: on
    /// a criterion or group, and there on an option when one is named.
    #[must_use]
    pub fn touched(&self, card: &str, number: &str, line: Option<&str>) -> Vec<(&Amended, Deed)> {
        let here = |t: &&Touch| {
            t.card.as_deref() == Some(card)
                && t.number.as_deref() == Some(number)
                && t.line.as_deref() == line
        };
        let touches = self.touches.iter().filter(here);
        let mut all: Vec<(&Amended, Deed)> = Vec::new();
        for touch in touches {
            if let Some(by) = self.amended.get(touch.by)
                && !all
                    .iter()
                    .any(|(a, d)| a.number == by.number && *d == touch.deed)
            {
                all.push((by, touch.deed));
            }
        }
        all
    }
}
