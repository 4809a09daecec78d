//! Where the values of a fact fall apart: at the constants with which the card
//! compares it, through arithmetic with constants, names, branches, `min` and
//! `max`, ladders and tables. Between two such cuts nothing on the card can tell
//! values apart, so one of them stands for all of them. What cannot be cut so
//! is taken value by value, if it has few; else there is no exact answer.

mod look;

pub(super) use look::gather;
use look::gather_under;

use super::reads::Var;
use super::trouble::Trouble;
use crate::exact::Num;
use crate::model::{Choice, Expr, Fact, Interval, Ruleset, Scorecard, Selector, Type, Value};
use crate::score::{Given, Steps};
use crate::syntax::tree::MissingPolicy;
use crate::text::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most values of one fact that are taken one by one.
const MOST_VALUES: i64 = 400;

/// A stretch of values that nothing on the card tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// A value in it; `None`: not given, where the rules say what that means.
    pub value: Option<Value>,
    /// The numbers in it, where it is a stretch of numbers.
    pub stretch: Option<Interval>,
}

/// The constants at which values fall apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// A number, and whether the number itself lies above the cut's upper side.
    numbers: BTreeSet<(Num, bool)>,
    days: BTreeSet<(Date, bool)>,
    texts: BTreeSet<String>,
    /// Where every single value makes a difference.
    all: Option<(Option<usize>, Span)>,
}

/// What is cut.
#[derive(Clone, Copy)]
pub(super) enum Values<'x> {
    /// A fact.
    Fact(&'x Fact),
    /// A day of the dossier, by its name.
    Day(&'static str),
    /// First rating, upgrade or renewal.
    Kind,
}

impl<'x> Values<'x> {
    /// What a variable of a ruleset takes.
    pub fn of(rules: &'x Ruleset, var: Var) -> Option<Values<'x>> {
        Some(match var {
            Var::Fact(i) => Values::Fact(rules.facts.get(i)?),
            Var::Filed => Values::Day("filed"),
            Var::Assessed => Values::Day("assessed"),
            Var::Kind => Values::Kind,
        })
    }

    fn name(self) -> &'x str {
        match self {
            Values::Fact(f) => &f.name,
            Values::Day(name) => name,
            Values::Kind => "kind",
        }
    }
}

/// The regions of what a dossier gives, as far as one card looks at it.
/// `blank`: whether "not given" is a value of facts whose absence has a meaning.
pub(super) fn regions(
    rules: &Ruleset,
    card: &Scorecard,
    steps: &Steps<'_>,
    given: &Given<'_>,
    var: Var,
    blank: bool,
) -> Result<Vec<Region>, Trouble> {
    let Some(values) = Values::of(rules, var) else {
        return Ok(Vec::new());
    };
    let found = gather(rules, card, steps, given, var);
    let mut all = found.regions(card, values)?;
    if let Values::Fact(f) = values
        && blank
        && f.missing != MissingPolicy::Unknown
    {
        all.push(Region::NOT_GIVEN);
    }
    Ok(all)
}

/// The regions as far as some conditions, and what chooses among branches,
/// look at it: nothing else on the card cuts.
pub(crate) fn regions_under(
    rules: &Ruleset,
    card: &Scorecard,
    steps: &Steps<'_>,
    given: &Given<'_>,
    var: Var,
    under: (&[&Expr], Option<&Selector>),
) -> Result<Vec<Region>, Trouble> {
    match Values::of(rules, var) {
        Some(values) => gather_under(rules, card, steps, given, var, under).regions(card, values),
        None => Ok(Vec::new()),
    }
}

impl Region {
    /// Not given.
    pub(super) const NOT_GIVEN: Region = Region {
        value: None,
        stretch: None,
    };

    fn of(value: Value) -> Region {
        Region {
            value: Some(value),
            stretch: None,
        }
    }
}

fn names(all: &[Choice]) -> Vec<Region> {
    let name = |c: &Choice| Region::of(Value::Choice(c.name.clone()));
    all.iter().map(name).collect()
}

impl Found {
    /// The cuts of both.
    pub fn join(&mut self, other: Found) {
        self.numbers.extend(other.numbers);
        self.days.extend(other.days);
        self.texts.extend(other.texts);
        self.all = self.all.or(other.all);
    }

    /// The stretches between the cuts.
    pub fn regions(&self, card: &Scorecard, values: Values<'_>) -> Result<Vec<Region>, Trouble> {
        let found = match values {
            Values::Day(_) => self.of_days(),
            Values::Kind => match Type::kind_of_rating() {
                Type::OneOf(all) => Some(names(&all)),
                _ => Some(Vec::new()),
            },
            Values::Fact(f) => match &f.ty {
                Type::Bool => Some([false, true].map(|b| Region::of(Value::Bool(b))).into()),
                Type::OneOf(all) => Some(names(all)),
                Type::Number(_) => self.of_numbers(f),
                Type::Date => self.of_days(),
                Type::Text => self.of_texts(),
                _ => None,
            },
        };
        found.ok_or_else(|| {
            let (criterion, span) = self.all.unwrap_or((None, card.span));
            Trouble::NotFinite {
                fact: values.name().to_owned(),
                criterion,
                span,
            }
        })
    }

    fn of_numbers(&self, f: &Fact) -> Option<Vec<Region>> {
        let range = f.range.clone().unwrap_or_default();
        if self.all.is_some() {
            return value_by_value(&range, f.whole);
        }
        let mut found = Vec::new();
        let mut low: Option<(Num, bool)> = None;
        for high in self.numbers.iter().copied().map(Some).chain([None]) {
            let stretch = Interval {
                lo: low.map(|c| c.0),
                lo_in: low.is_some_and(|c| !c.1),
                hi: high.map(|c| c.0),
                hi_in: high.is_some_and(|c| c.1),
            };
            low = high;
            let stretch = stretch.meet(&range);
            let value = if f.whole {
                whole_in(&stretch)
            } else {
                nice_in(&stretch)
            };
            if let Some(n) = value {
                found.push(Region {
                    value: Some(Value::Num(n)),
                    stretch: Some(stretch),
                });
            }
        }
        Some(found)
    }

    fn of_days(&self) -> Option<Vec<Region>> {
        if self.all.is_some() {
            return None;
        }
        let near = |d: &Date| [d.yesterday().ok(), Some(*d), d.tomorrow().ok()];
        let mut days: Vec<Date> = self
            .days
            .iter()
            .flat_map(|(d, _)| near(d))
            .flatten()
            .collect();
        if days.is_empty() {
            days.push(jiff::civil::date(2000, 1, 1));
        }
        days.sort_unstable();
        let place = |day: Date| {
            let above = |(d, after): &&(Date, bool)| day > *d || (!after && day == *d);
            self.days.iter().filter(above).count()
        };
        days.dedup_by_key(|d| place(*d));
        let region = |d: Date| Region::of(Value::Date(d));
        Some(days.into_iter().map(region).collect())
    }

    fn of_texts(&self) -> Option<Vec<Region>> {
        if self.all.is_some() {
            return None;
        }
        let mut other = String::from("…");
        while self.texts.contains(&other) {
            other.push('…');
        }
        let texts = self.texts.iter().cloned().chain([other]);
        Some(texts.map(|t| Region::of(Value::Text(t))).collect())
    }
}

/// A whole number one by one, if there are few.
fn value_by_value(range: &Interval, whole: bool) -> Option<Vec<Region>> {
    let (Some(lo), Some(hi), true) = (range.lo, range.hi, whole) else {
        return None;
    };
    let count = hi
        .sub(lo)
        .and_then(|n| n.to_i64().or(Some(MOST_VALUES + 1)));
    if count.is_none_or(|n| n > MOST_VALUES) {
        return None;
    }
    let mut found = Vec::new();
    let mut next = whole_in(range);
    while let Some(n) = next {
        if !range.contains(n) {
            break;
        }
        found.push(Region {
            value: Some(Value::Num(n)),
            stretch: Some(Interval::point(n)),
        });
        next = n.add(Num::ONE);
    }
    Some(found)
}

/// A number in a stretch, whole if there is a whole one.
fn nice_in(stretch: &Interval) -> Option<Num> {
    if stretch.lo_in && !stretch.is_empty() {
        return stretch.lo;
    }
    whole_in(stretch).or_else(|| stretch.witness())
}

/// The least whole number in a stretch that has a lower end, else its greatest, else zero.
fn whole_in(stretch: &Interval) -> Option<Num> {
    if stretch.is_empty() {
        return None;
    }
    let floor = |n: Num| {
        let whole = n.numer().checked_div_euclid(n.denom())?;
        i64::try_from(whole).ok().map(Num::int)
    };
    let candidate = match (stretch.lo, stretch.hi) {
        (Some(lo), _) => {
            let down = floor(lo)?;
            if down == lo && stretch.lo_in {
                down
            } else {
                down.add(Num::ONE)?
            }
        }
        (None, Some(hi)) => {
            let down = floor(hi)?;
            if down == hi && !stretch.hi_in {
                down.sub(Num::ONE)?
            } else {
                down
            }
        }
        (None, None) => Num::ZERO,
    };
    stretch.contains(candidate).then_some(candidate)
}
