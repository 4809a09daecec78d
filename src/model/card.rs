//! A scorecard: parts, sections, criteria, options.

use super::expr::{Expr, Key};
use super::rating::Rating;
use crate::exact::{Num, Rounding};
use crate::syntax::tree::{FindingKind, GroupKind, MissingPolicy};
use crate::text::Span;
use serde::Serialize;

/// A scorecard, all `like` carried out, all names resolved.
#[derive(Clone, Debug, Serialize)]
pub struct Scorecard {
    /// Its name in dossiers.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The groups of products it belongs to, widest first.
    pub path: Vec<String>,
    /// Its number among the scorecards.
    pub set: Option<Num>,
    /// How many samples are asked for.
    pub samples: Option<Num>,
    /// Where it stands in the decision.
    pub cites: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Oddities of the printed card.
    pub oddities: Vec<Oddity>,
    /// Why it cannot be scored, when its text is not at hand.
    pub unavailable: Option<String>,
    /// Its rating: its own, else the ruleset's.
    pub rating: Rating,
    /// What stands directly on it, in order.
    pub children: Vec<Child>,
    /// Parts, sections and criteria that hold criteria, in order of the card.
    pub groups: Vec<Group>,
    /// The criteria that are scored, in order of the card.
    pub criteria: Vec<Criterion>,
    /// `reject` and `stop` of the whole card.
    pub findings: Vec<Finding>,
    /// Conditions of levels.
    pub requires: Vec<Require>,
    /// The criteria in the order in which they are scored.
    pub order: Vec<usize>,
    /// The sum of the maxima.
    pub max: Num,
    /// Its heading.
    #[serde(skip)]
    pub span: Span,
}

/// What stands in a group: another group or a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Child {
    /// A group, by its place in [`Scorecard::groups`].
    Group(usize),
    /// A criterion, by its place in [`Scorecard::criteria`].
    Criterion(usize),
}

/// A part, a section, or a criterion that holds criteria.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Which of them it is.
    pub kind: GroupKind,
    /// Its number or letter.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The maximum printed.
    pub max: Num,
    /// Whether it counts against the total.
    pub subtracted: bool,
    /// Whether the best child counts instead of the sum.
    pub best: bool,
    /// Where the subtotal is cut.
    pub cap: Option<Num>,
    /// The group it stands in.
    pub parent: Option<usize>,
    /// What stands in it.
    pub children: Vec<Child>,
    /// When it counts.
    pub only_if: Option<OnlyIf>,
    /// Citations, widest first, those of what it stands in included.
    pub cites: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Evidence asked for.
    pub evidence: Vec<String>,
    /// Oddities of the printed card.
    pub oddities: Vec<Oddity>,
    /// Its heading line.
    #[serde(skip)]
    pub span: Span,
    /// Where its maximum is written.
    #[serde(skip)]
    pub max_span: Span,
}

/// The forms of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// One option is chosen.
    Choice,
    /// Yes or no.
    YesNo,
    /// Ticks that add up to a cap.
    Checklist,
    /// Points by where a value lies.
    Ladder,
    /// Points computed.
    Formula,
}

/// A criterion that is scored.
#[derive(Clone, Debug, Serialize)]
pub struct Criterion {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The maximum printed.
    pub max: Num,
    /// Its form.
    pub form: Form,
    /// What chooses among branches, and the keys of each branch.
    pub selector: Option<Selector>,
    /// Exclusive cases.
    pub cases: Vec<Case>,
    /// Options (or ticks), in order of the card.
    pub options: Vec<Opt>,
    /// Rungs of a ladder.
    pub rungs: Vec<Rung>,
    /// What a ladder measures, or the formula.
    pub of: Option<Expr>,
    /// How a formula is rounded.
    pub rounding: Option<Rounding>,
    /// Where the ticks of a checklist are cut.
    pub tick_cap: Option<Num>,
    /// `cap`s under conditions.
    pub caps: Vec<Cap>,
    /// What a missing answer means.
    pub missing: MissingPolicy,
    /// When it counts.
    pub only_if: Vec<OnlyIf>,
    /// `reject` and `stop`.
    pub findings: Vec<Finding>,
    /// Options that are forced.
    pub forces: Vec<Force>,
    /// Criteria that it replaces.
    pub replaces: Vec<Replaces>,
    /// Evidence asked for.
    pub evidence: Vec<String>,
    /// Citations, widest first.
    pub cites: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Oddities of the printed card.
    pub oddities: Vec<Oddity>,
    /// The group it stands in.
    pub parent: Option<usize>,
    /// The names of the shared texts that it is like, nearest first.
    #[serde(skip)]
    pub like: Vec<String>,
    /// Its heading line on this card.
    #[serde(skip)]
    pub span: Span,
    /// Where its maximum is written.
    #[serde(skip)]
    pub max_span: Span,
}

/// What chooses among branches.
#[derive(Clone, Debug, Serialize)]
pub struct Selector {
    /// The value looked at.
    pub of: Expr,
    /// For each branch, the keys that choose it.
    pub branches: Vec<Vec<Key>>,
}

/// An exclusive case.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// Its number.
    pub key: String,
    /// Its title.
    pub title: String,
    /// When it applies.
    pub when: Option<Expr>,
}

/// An option, or a tick of a checklist.
#[derive(Clone, Debug, Serialize)]
pub struct Opt {
    /// Its letter.
    pub key: String,
    /// Its points.
    pub points: Num,
    /// The levels (places in the rating) it is the least option for.
    pub marks: Vec<usize>,
    /// Its short wording.
    pub label: String,
    /// When facts give it.
    pub when: Option<Expr>,
    /// What the decision prints, and why another figure is used.
    pub printed: Option<(String, Option<String>)>,
    /// The case it stands in.
    pub case: Option<usize>,
    /// The branch it stands in.
    pub branch: Option<usize>,
    /// Its line.
    #[serde(skip)]
    pub span: Span,
}

/// A rung of a ladder.
#[derive(Clone, Debug, Serialize)]
pub struct Rung {
    /// The values.
    pub key: Key,
    /// The points.
    pub points: Num,
    /// Its wording.
    pub label: Option<String>,
    /// The branch it stands in.
    pub branch: Option<usize>,
    /// Its line.
    #[serde(skip)]
    pub span: Span,
}

/// Out of the rating, or the end of the scoring.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// Reject or stop.
    pub kind: FindingKind,
    /// What an assessor answers to say it.
    pub key: Option<String>,
    /// When facts say it.
    pub when: Option<Expr>,
    /// Its wording.
    pub label: String,
    /// Its line.
    #[serde(skip)]
    pub span: Span,
}

/// The condition under which something counts.
#[derive(Clone, Debug, Serialize)]
pub struct OnlyIf {
    /// The condition.
    pub when: Expr,
    /// The points when it does not count; the lowest option's if unsaid.
    pub otherwise: Option<Num>,
    /// Why.
    pub label: Option<String>,
    /// Its line.
    #[serde(skip)]
    pub span: Span,
}

/// An option that is forced.
#[derive(Clone, Debug, Serialize)]
pub struct Force {
    /// The option.
    pub option: usize,
    /// When.
    pub when: Expr,
    /// Why.
    pub label: Option<String>,
}

/// A criterion that counts in place of another.
#[derive(Clone, Debug, Serialize)]
pub struct Replaces {
    /// The criterion that no longer counts.
    pub other: usize,
    /// When; always if unsaid.
    pub when: Option<Expr>,
    /// Why.
    pub label: Option<String>,
}

/// A cap under a condition.
#[derive(Clone, Debug, Serialize)]
pub struct Cap {
    /// The most that counts.
    pub points: Num,
    /// When; always if unsaid.
    pub when: Option<Expr>,
    /// Why.
    pub label: Option<String>,
}

/// A condition of a level that is not an option.
#[derive(Clone, Debug, Serialize)]
pub struct Require {
    /// The level (a place in the rating).
    pub level: usize,
    /// The condition.
    pub when: Expr,
    /// Its wording.
    pub label: String,
    /// The criterion or group it is written on, for people.
    pub place: Option<String>,
    /// Its line.
    #[serde(skip)]
    pub span: Span,
}

/// A property of the printed decision.
#[derive(Clone, Debug, Serialize)]
pub struct Oddity {
    /// What is odd.
    pub text: String,
    /// Where.
    #[serde(skip)]
    pub span: Span,
}

impl Criterion {
    /// The option of a letter.
    #[must_use]
    pub fn option(&self, key: &str) -> Option<usize> {
        self.options.iter().position(|o| o.key == key)
    }

    /// The levels of points its options or rungs can give, smallest and largest.
    #[must_use]
    pub fn ends(&self) -> Option<(Num, Num)> {
        let points = self
            .options
            .iter()
            .map(|o| o.points)
            .chain(self.rungs.iter().map(|r| r.points));
        match self.form {
            Form::Checklist => {
                let mut lo = Num::ZERO;
                let mut hi = Num::ZERO;
                for p in points {
                    if p.is_negative() {
                        lo = lo.add(p)?;
                    } else {
                        hi = hi.add(p)?;
                    }
                }
                Some((lo, self.tick_cap.map_or(hi, |c| hi.min(c))))
            }
            Form::Formula => None,
            _ => {
                let all: Vec<Num> = points.collect();
                Some((*all.iter().min()?, *all.iter().max()?))
            }
        }
    }
}

impl Scorecard {
    /// The criterion of a number.
    #[must_use]
    pub fn criterion(&self, number: &str) -> Option<usize> {
        self.criteria.iter().position(|c| c.number == number)
    }

    /// Every criterion below a child, in order of the card.
    #[must_use]
    pub fn below(&self, child: Child) -> Vec<usize> {
        match child {
            Child::Criterion(i) => vec![i],
            Child::Group(g) => self
                .groups
                .get(g)
                .map(|g| g.children.iter().flat_map(|c| self.below(*c)).collect())
                .unwrap_or_default(),
        }
    }

    /// The parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = (usize, &Group)> {
        self.groups
            .iter()
            .enumerate()
            .filter(|(_, g)| g.kind == GroupKind::Part)
    }
}
