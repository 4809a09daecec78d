//! Levels and how a card reaches them.

use super::card::Require;
use super::expr::Expr;
use super::value::Interval;
use crate::exact::Num;
use crate::text::Span;
use serde::Serialize;

/// How a value becomes a level.
#[derive(Clone, Debug, Serialize)]
pub struct Rating {
    /// What the bands measure.
    pub of: Expr,
    /// Whether lower values are better.
    pub lower_is_better: bool,
    /// The levels, worst first: a better level has a higher place.
    pub levels: Vec<Level>,
    /// Conditions that lift a level or hold it down, in order of the page.
    pub lifts: Vec<Lift>,
    /// Conditions of levels.
    pub requires: Vec<Require>,
    /// Why it is not at hand, when nobody can say how a value becomes a level:
    /// it has no levels then, and no level can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unavailable: Option<String>,
    /// Citations.
    pub cites: Vec<String>,
    /// Its heading.
    #[serde(skip)]
    pub span: Span,
}

/// A level of a rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    /// Its name: `***`, `A`, `Vàng`.
    pub name: String,
    /// Its number, when it is written in stars; halves are possible.
    pub ordinal: Option<Num>,
    /// What it is called.
    pub label: Option<String>,
    /// The values that give it.
    pub band: Interval,
    /// Its row.
    #[serde(skip)]
    pub span: Span,
}

/// A condition that lifts the level or holds it down.
#[derive(Clone, Debug, Serialize)]
pub struct Lift {
    /// `at least` (true) or `at most`.
    pub at_least: bool,
    /// The level.
    pub level: usize,
    /// When.
    pub when: Expr,
    /// Why.
    pub label: Option<String>,
    /// Its line.
    #[serde(skip)]
    pub span: Span,
}

impl Level {
    /// The level in JSON: its number where it has one, else its name.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self.ordinal {
            Some(n) => match n.to_i64() {
                Some(whole) => serde_json::Value::from(whole),
                None => serde_json::Value::from(n.to_string()),
            },
            None => serde_json::Value::from(self.name.clone()),
        }
    }
}
