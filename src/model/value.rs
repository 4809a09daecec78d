//! Values, their types and their units.

use crate::exact::Num;
use crate::text::Both;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// A value of a fact, or of an expression over facts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A number; its unit is the type's business.
    Num(Num),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// A text.
    Text(String),
    /// One of the values a one-of type names.
    Choice(String),
    /// Records; each holds its fields in the order of the type, `None` where unknown.
    List(Vec<Vec<Option<Value>>>),
}

/// The type of an expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// A number in a unit.
    Number(Unit),
    /// Yes or no.
    Bool,
    /// A day.
    Date,
    /// A text.
    Text,
    /// One of these names.
    OneOf(Vec<Choice>),
    /// A list of records.
    List(Vec<Field>),
    /// The option that a criterion holds; compared by its place on the card.
    OptionOf(usize),
}

/// A name with what people call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The name.
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Whether only whole numbers may stand in it.
    pub whole: bool,
    /// The values it may take.
    pub range: Option<Interval>,
    /// What people call it.
    pub label: Option<String>,
}

/// A unit: base units with their powers; none of them for a plain number.
/// Percent is a unit of its own, so that 50 and 50 % are never mixed up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Unit(BTreeMap<String, i32>);

impl Unit {
    /// Its word in each language; nothing for plain numbers.
    #[must_use]
    pub fn words(&self) -> Both {
        let en = self.to_string();
        match en.as_str() {
            "months" => Both::new(en, "tháng"),
            "days" => Both::new(en, "ngày"),
            "years" => Both::new(en, "năm"),
            _ => Both::same(en),
        }
    }

    /// The unit of plain numbers.
    #[must_use]
    pub fn none() -> Unit {
        Unit::default()
    }

    /// A unit as it is written: a base unit, or several joined by `/`
    /// (`mg/kg`: the first over the others). `đồng` and `VNĐ` are `VND`; the
    /// Vietnamese and English words for months, days and points are one unit each.
    #[must_use]
    pub fn base(name: &str) -> Unit {
        name.split('/')
            .enumerate()
            .fold(Unit::none(), |unit, (i, one)| {
                unit.times(&Unit::one(one), if i == 0 { 1 } else { -1 })
            })
    }

    fn one(name: &str) -> Unit {
        let name = match name {
            "đồng" | "VNĐ" | "vnd" | "đ" => "VND",
            "tháng" | "month" => "months",
            "ngày" | "day" => "days",
            "năm" | "year" => "years",
            "điểm" | "points" | "point" => return Unit::none(),
            other => other,
        };
        Unit(BTreeMap::from([(name.to_owned(), 1)]))
    }

    /// Percent.
    #[must_use]
    pub fn percent() -> Unit {
        Unit::base("%")
    }

    /// Whether it is percent.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        *self == Unit::percent()
    }

    /// Whether it is the unit of plain numbers.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The unit of a product (`power` 1) or a quotient (`power` -1).
    #[must_use]
    pub fn times(&self, other: &Unit, power: i32) -> Unit {
        let mut all = self.0.clone();
        for (name, n) in &other.0 {
            let sum = all
                .get(name)
                .copied()
                .unwrap_or(0)
                .saturating_add(n.saturating_mul(power));
            if sum == 0 {
                all.remove(name);
            } else {
                all.insert(name.clone(), sum);
            }
        }
        Unit(all)
    }
}

impl fmt::Display for Unit {
    /// As it is written: `mg/kg`; powers as `m^2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |f: &mut fmt::Formatter<'_>, name: &str, power: u32| match power {
            1 => f.write_str(name),
            n => write!(f, "{name}^{n}"),
        };
        let mut above = self.0.iter().filter(|(_, n)| **n > 0);
        match above.next() {
            Some((name, n)) => part(f, name, n.unsigned_abs())?,
            None if self.0.is_empty() => {}
            None => f.write_str("1")?,
        }
        for (name, n) in above {
            f.write_str("·")?;
            part(f, name, n.unsigned_abs())?;
        }
        for (name, n) in self.0.iter().filter(|(_, n)| **n < 0) {
            f.write_str("/")?;
            part(f, name, n.unsigned_abs())?;
        }
        Ok(())
    }
}

impl Type {
    /// The type of `kind`: why a product is rated.
    #[must_use]
    pub fn kind_of_rating() -> Type {
        let choice = |name: &str| Choice {
            name: name.to_owned(),
            label: None,
        };
        Type::OneOf(["first", "upgrade", "renewal"].map(choice).to_vec())
    }
}

/// A stretch of numbers; an absent end is open to infinity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// Lower end.
    pub lo: Option<Num>,
    /// Whether the lower end belongs to it.
    pub lo_in: bool,
    /// Upper end.
    pub hi: Option<Num>,
    /// Whether the upper end belongs to it.
    pub hi_in: bool,
}

impl Interval {
    /// No number at all: of a level that only a condition gives.
    #[must_use]
    pub fn nothing() -> Interval {
        Interval {
            lo: Some(Num::ZERO),
            lo_in: false,
            hi: Some(Num::ZERO),
            hi_in: false,
        }
    }

    /// Exactly one number.
    #[must_use]
    pub fn point(n: Num) -> Interval {
        Interval {
            lo: Some(n),
            lo_in: true,
            hi: Some(n),
            hi_in: true,
        }
    }

    /// Whether a number lies in it.
    #[must_use]
    pub fn contains(&self, n: Num) -> bool {
        let above = self.lo.is_none_or(|lo| n > lo || (self.lo_in && n == lo));
        let below = self.hi.is_none_or(|hi| n < hi || (self.hi_in && n == hi));
        above && below
    }

    /// Whether no number lies in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match (self.lo, self.hi) {
            (Some(lo), Some(hi)) => lo > hi || (lo == hi && !(self.lo_in && self.hi_in)),
            _ => false,
        }
    }

    /// What lies in both.
    #[must_use]
    pub fn meet(&self, o: &Interval) -> Interval {
        let (lo, lo_in) = match (self.lo, o.lo) {
            (Some(a), Some(b)) if a == b => (Some(a), self.lo_in && o.lo_in),
            (Some(a), Some(b)) if a > b => (Some(a), self.lo_in),
            (Some(_) | None, Some(b)) => (Some(b), o.lo_in),
            (a, None) => (a, self.lo_in),
        };
        let (hi, hi_in) = match (self.hi, o.hi) {
            (Some(a), Some(b)) if a == b => (Some(a), self.hi_in && o.hi_in),
            (Some(a), Some(b)) if a < b => (Some(a), self.hi_in),
            (Some(_) | None, Some(b)) => (Some(b), o.hi_in),
            (a, None) => (a, self.hi_in),
        };
        Interval {
            lo,
            lo_in,
            hi,
            hi_in,
        }
    }

    /// A number in it: an end that belongs to it, else the middle, else one step inside.
    #[must_use]
    pub fn witness(&self) -> Option<Num> {
        if self.is_empty() {
            return None;
        }
        match (self.lo, self.hi) {
            (Some(lo), _) if self.lo_in => Some(lo),
            (_, Some(hi)) if self.hi_in => Some(hi),
            (Some(lo), Some(hi)) => lo.add(hi)?.div(Num::int(2)),
            (Some(lo), None) => lo.add(Num::ONE),
            (None, Some(hi)) => hi.sub(Num::ONE),
            (None, None) => Some(Num::ZERO),
        }
    }
}

impl fmt::Display for Interval {
    /// As it is written in a ruleset: `50 ..< 75`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(lo) = self.lo {
            write!(f, "{lo} ")?;
        }
        let open_lo = self.lo.is_some() && !self.lo_in;
        let open_hi = self.hi.is_some() && !self.hi_in;
        f.write_str(match (open_lo, open_hi) {
            (false, false) => "..",
            (false, true) => "..<",
            (true, false) => ">..",
            (true, true) => ">..<",
        })?;
        if let Some(hi) = self.hi {
            write!(f, " {hi}")?;
        }
        Ok(())
    }
}
