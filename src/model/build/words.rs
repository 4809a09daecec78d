//! What things on a page are called, in both languages.

use crate::model::{Interval, Type};
use crate::syntax::tree::GroupKind;
use crate::text::{Both, both};

/// "section", "mục".
#[must_use]
pub fn kind(kind: GroupKind) -> Both {
    match kind {
        GroupKind::Part => Both::new("part", "phần"),
        GroupKind::Section => Both::new("section", "mục"),
        GroupKind::Criterion => Both::new("criterion", "tiêu chí"),
    }
}

/// "section 1", "mục 1".
#[must_use]
pub fn named(of: GroupKind, code: &str) -> Both {
    let kind = kind(of);
    Both::new(format!("{} {code}", kind.en), format!("{} {code}", kind.vi))
}

/// "scorecard che", "phiếu điểm che".
#[must_use]
pub fn card(id: &str) -> Both {
    Both::new(format!("scorecard {id}"), format!("phiếu điểm {id}"))
}

/// The numbers in a stretch: "from 50 to below 75", "từ 50 đến dưới 75".
#[must_use]
pub fn stretch(of: &Interval, unit: &str) -> Both {
    let unit = match unit {
        "" | "%" => unit.to_owned(),
        other => format!(" {other}"),
    };
    let unit = unit.as_str();
    match (of.lo, of.hi) {
        (Some(lo), Some(hi)) if lo == hi => Both::same(format!("{lo}{unit}")),
        (Some(lo), Some(hi)) => {
            let (before, between) = match (of.lo_in, of.hi_in) {
                (true, true) => (("from", "từ"), ("to", "đến")),
                (true, false) => (("from", "từ"), ("to below", "đến dưới")),
                (false, true) => (("above", "trên"), ("and up to", "đến")),
                (false, false) => (("above", "trên"), ("and below", "và dưới")),
            };
            Both::new(
                format!("{} {lo}{unit} {} {hi}{unit}", before.0, between.0),
                format!("{} {lo}{unit} {} {hi}{unit}", before.1, between.1),
            )
        }
        (Some(lo), None) if of.lo_in => both!("from {lo}{unit}", "từ {lo}{unit}"),
        (Some(lo), None) => both!("above {lo}{unit}", "trên {lo}{unit}"),
        (None, Some(hi)) if of.hi_in => both!("up to {hi}{unit}", "đến {hi}{unit}"),
        (None, Some(hi)) => both!("below {hi}{unit}", "dưới {hi}{unit}"),
        (None, None) => both!("of any size", "bất kỳ"),
    }
}

/// The same as a thing: "values from 50 to below 75", "the value 5 g".
#[must_use]
pub fn values(of: &Interval, unit: &str) -> Both {
    let stretch = stretch(of, unit);
    let (en, vi) = (&stretch.en, &stretch.vi);
    if of.lo.is_some() && of.lo == of.hi {
        both!("the value {en}", "giá trị {vi}")
    } else {
        both!("values {en}", "giá trị {vi}")
    }
}

/// The unit of a kind of number, empty if it has none.
#[must_use]
pub fn unit(of: &Type) -> String {
    match of {
        Type::Number(unit) => unit.to_string(),
        _ => String::new(),
    }
}

/// Several things in a row.
#[must_use]
pub fn list(all: &[String]) -> Both {
    Both::same(all.join(", "))
}
