//! What things on a page are called, in both languages.

use crate::model::Interval;
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
pub fn values(of: &Interval) -> Both {
    if let (Some(lo), Some(hi)) = (of.lo, of.hi)
        && lo == hi
    {
        return Both::same(lo.to_string());
    }
    let lo = of.lo.map(|n| {
        if of.lo_in {
            both!("from {n}", "từ {n}")
        } else {
            both!("above {n}", "trên {n}")
        }
    });
    let hi = of.hi.map(|n| {
        if of.hi_in {
            both!("up to {n}", "đến {n}")
        } else {
            both!("below {n}", "dưới {n}")
        }
    });
    match (lo, hi) {
        (Some(lo), Some(hi)) => {
            let joint = if of.lo_in { ("", "") } else { (" and", " và") };
            Both::new(
                format!("{}{} {}", lo.en, joint.0, hi.en),
                format!("{}{} {}", lo.vi, joint.1, hi.vi),
            )
        }
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Both::new("every value", "mọi giá trị"),
    }
}

/// Several things in a row.
#[must_use]
pub fn list(all: &[String]) -> Both {
    Both::same(all.join(", "))
}
