//! What a test expects, and what came instead.

use super::dossier::part_of;
use crate::exact::Num;
use crate::model::{Criterion, Form, Rating, Ruleset, Scorecard, Test};
use crate::score::{Levels, MinimumKind, Outcome, Range, Tri};
use crate::syntax::tree::{
    Band, Clause, ClauseKind, FindingKind, GroupKind, LevelName, RatingClaim, Value, Word,
};
use crate::text::{Both, Span, both};

/// An expectation that did not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What was expected.
    pub expected: Both,
    /// What came.
    pub found: Both,
    /// Where it is expected.
    pub span: Span,
}

/// The expectations of a test that do not hold, in the order of the page.
pub fn check(ruleset: &Ruleset, card: &Scorecard, test: &Test, outcome: &Outcome) -> Vec<Failure> {
    let bench = Bench {
        ruleset,
        card,
        outcome,
    };
    test.expects
        .iter()
        .filter_map(|clause| bench.check(clause))
        .collect()
}

/// The expectations of a test of a card that is not at hand: all but that it
/// is not.
pub fn check_unavailable(test: &Test, reason: &str) -> Vec<Failure> {
    test.expects
        .iter()
        .filter(|clause| clause.kind != ClauseKind::Unavailable)
        .map(|clause| Failure {
            expected: both!("a score", "một kết quả"),
            found: both!(
                "the card is not available: {reason}",
                "phiếu không có: {reason}"
            ),
            span: clause.span,
        })
        .collect()
}

struct Bench<'a> {
    ruleset: &'a Ruleset,
    card: &'a Scorecard,
    outcome: &'a Outcome,
}

/// What was expected and what came, when they differ.
type Verdict = Option<(Both, Both)>;

impl Bench<'_> {
    fn check(&self, clause: &Clause) -> Option<Failure> {
        let verdict = match &clause.kind {
            ClauseKind::Total(n) => same_points(
                both!("total {n}", "tổng điểm {n}"),
                *n,
                Some(self.outcome.total),
            ),
            ClauseKind::TotalIn(band) => self.total_in(band),
            ClauseKind::Rating(claim, because) => self.rating(claim, because),
            ClauseKind::Rejected => self.finding(FindingKind::Reject),
            ClauseKind::Stopped => self.finding(FindingKind::Stop),
            ClauseKind::Missing(what) => self.missing(&what.value),
            ClauseKind::Assumption(name) => self.assumption(&name.value),
            ClauseKind::CriterionOption(number, value) => self.option(&number.value, &value.value),
            ClauseKind::CriterionPoints(number, n) => {
                let number = &number.value;
                let points = self
                    .card
                    .criterion(number)
                    .and_then(|i| self.outcome.criteria.get(i))
                    .map(|c| c.points)
                    .or_else(|| self.group_points(number));
                same_points(
                    both!("criterion {number}: {n}", "tiêu chí {number}: {n}"),
                    *n,
                    points,
                )
            }
            ClauseKind::Group(kind, code, n) => {
                let code = &code.value;
                let what = match kind {
                    GroupKind::Part => both!("part {code}: {n}", "phần {code}: {n}"),
                    GroupKind::Section | GroupKind::Criterion => {
                        both!("section {code}: {n}", "mục {code}: {n}")
                    }
                };
                let groups = self.card.groups.iter();
                let at = groups.zip(&self.outcome.groups);
                let points = at
                    .filter(|(g, _)| g.kind == *kind && g.code == *code)
                    .map(|(_, o)| o.points)
                    .next();
                same_points(what, *n, points)
            }
            ClauseKind::Unavailable => Some((
                both!("a card that is not available", "phiếu không có"),
                both!("it is available", "phiếu có"),
            )),
            ClauseKind::Part(code, n) => {
                let code = &code.value;
                same_points(
                    Both::same(format!("{code} {n}")),
                    *n,
                    self.group_points(code),
                )
            }
        };
        verdict.map(|(expected, found)| Failure {
            expected,
            found,
            span: clause.span,
        })
    }

    fn group_points(&self, code: &str) -> Option<Range> {
        let (i, _) = part_of(self.card, code)?;
        self.outcome.groups.get(i).map(|g| g.points)
    }

    fn total_in(&self, band: &Band) -> Verdict {
        let total = self.outcome.total;
        let inside = |n: Num| {
            let lo = band
                .lo
                .as_ref()
                .is_none_or(|b| n > b.value.value || (band.lo_in && n == b.value.value));
            let hi = band
                .hi
                .as_ref()
                .is_none_or(|b| n < b.value.value || (band.hi_in && n == b.value.value));
            lo && hi
        };
        if inside(total.lo) && inside(total.hi) {
            return None;
        }
        let end = |b: &Option<crate::text::Sp<crate::syntax::tree::Quantity>>| {
            b.as_ref()
                .map_or(String::new(), |b| b.value.value.to_string())
        };
        let op = match (
            band.lo_in || band.lo.is_none(),
            band.hi_in || band.hi.is_none(),
        ) {
            (true, true) => "..",
            (true, false) => "..<",
            (false, true) => ">..",
            (false, false) => ">..<",
        };
        let wanted = format!("{} {op} {}", end(&band.lo), end(&band.hi));
        Some((
            both!("total in {wanted}", "tổng điểm thuộc {wanted}"),
            points(total),
        ))
    }

    fn rating(&self, claim: &RatingClaim, because: &[Word]) -> Verdict {
        let rating = &self.card.rating;
        let held = &self.outcome.level;
        let (expected, holds) = match claim {
            RatingClaim::Unrated => (
                both!("no level", "không xếp hạng"),
                held.known() == Some(None),
            ),
            RatingClaim::Unavailable => (
                both!("a level that nobody can say", "hạng chưa xác định được"),
                rating.unavailable.is_some() && held.0.is_empty(),
            ),
            RatingClaim::Level(name) => (
                Both::same(spelled(&name.value)),
                matches!((held.known(), level(rating, &name.value)), (Some(Some(a)), Some(b)) if a == b),
            ),
            RatingClaim::Between(a, b) => {
                let (lo, hi) = (level(rating, &a.value), level(rating, &b.value));
                let inside = held.0.iter().all(|l| match (l, lo, hi) {
                    (Some(l), Some(lo), Some(hi)) => (lo.min(hi)..=lo.max(hi)).contains(l),
                    _ => false,
                });
                (
                    Both::same(format!("{} .. {}", spelled(&a.value), spelled(&b.value))),
                    inside && !held.0.is_empty(),
                )
            }
        };
        if !holds {
            return Some((expected, levels(rating, held)));
        }
        let missed = self.missed();
        let wanted = because
            .iter()
            .find(|w| !missed.contains(&w.value.as_str()))?;
        let number = &wanted.value;
        let list = missed.join(", ");
        Some((
            both!("because minimum {number}", "vì mức tối thiểu {number}"),
            if missed.is_empty() {
                both!("no minimum is missed", "không thiếu mức tối thiểu nào")
            } else {
                both!("minimums missed: {list}", "mức tối thiểu bị thiếu: {list}")
            },
        ))
    }

    /// The criteria whose minimums are missed, and the places of failed requirements.
    fn missed(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for m in self.outcome.minimums.iter().filter(|m| m.met == Tri::No) {
            let number = match m.what {
                MinimumKind::Option { criterion, .. } => {
                    self.card.criteria.get(criterion).map(|c| c.number.as_str())
                }
                MinimumKind::CardRequire(i) => {
                    self.card.requires.get(i).and_then(|r| r.place.as_deref())
                }
                MinimumKind::RatingRequire(i) => self
                    .card
                    .rating
                    .requires
                    .get(i)
                    .and_then(|r| r.place.as_deref()),
            };
            if let Some(number) = number
                && !all.contains(&number)
            {
                all.push(number);
            }
        }
        all
    }

    fn finding(&self, kind: FindingKind) -> Verdict {
        let state = self
            .outcome
            .findings
            .iter()
            .filter(|f| f.kind == kind)
            .map(|f| f.state)
            .max_by_key(|s| match s {
                Tri::No => 0,
                Tri::Unknown => 1,
                Tri::Yes => 2,
            })
            .unwrap_or(Tri::No);
        let expected = match kind {
            FindingKind::Reject => both!("rejected", "bị loại"),
            FindingKind::Stop => both!("stopped", "bị dừng"),
        };
        let found = match state {
            Tri::Yes => return None,
            Tri::Unknown => both!("not certain", "chưa chắc"),
            Tri::No => both!("not so", "không phải"),
        };
        Some((expected, found))
    }

    fn missing(&self, what: &str) -> Verdict {
        let mut names: Vec<&str> = Vec::new();
        for m in &self.outcome.missing {
            let criterion = m.criterion.and_then(|i| self.card.criteria.get(i));
            names.extend(criterion.map(|c| c.number.as_str()));
            names.extend(
                m.facts
                    .iter()
                    .filter_map(|f| self.ruleset.facts.get(*f))
                    .map(|f| f.name.as_str()),
            );
            names.extend(m.dates.iter().copied());
        }
        if names.contains(&what) {
            return None;
        }
        Some((both!("missing {what}", "thiếu {what}"), listed(&names)))
    }

    fn assumption(&self, name: &str) -> Verdict {
        let used: Vec<&str> = self
            .outcome
            .assumptions
            .iter()
            .filter_map(|u| self.ruleset.assumptions.get(u.assumption))
            .map(|a| a.name.as_str())
            .collect();
        if used.contains(&name) {
            return None;
        }
        Some((both!("assumption {name}", "giả định {name}"), listed(&used)))
    }

    fn option(&self, number: &str, value: &Value) -> Verdict {
        let index = self.card.criterion(number)?;
        let (criterion, found) = (
            self.card.criteria.get(index)?,
            self.outcome.criteria.get(index)?,
        );
        let wanted = match value {
            Value::Codes(all) => all.iter().map(|c| c.value.clone()).collect(),
            other => vec![key_of(other)],
        };
        let held: Vec<String> = if criterion.form == Form::Checklist {
            keys(criterion, &found.ticks)
        } else {
            keys(criterion, &found.options)
        };
        let same = if criterion.form == Form::Checklist {
            let (mut a, mut b) = (wanted.clone(), held.clone());
            a.sort();
            b.sort();
            a == b
        } else {
            wanted == held
        };
        if same {
            return None;
        }
        let (wanted, held) = (
            wanted.join(", "),
            if held.is_empty() {
                "–".to_owned()
            } else {
                held.join(" | ")
            },
        );
        Some((
            both!(
                "criterion {number} = {wanted}",
                "tiêu chí {number} = {wanted}"
            ),
            Both::same(held),
        ))
    }
}

fn keys(criterion: &Criterion, which: &[usize]) -> Vec<String> {
    which
        .iter()
        .filter_map(|i| criterion.options.get(*i))
        .map(|o| o.key.clone())
        .collect()
}

fn key_of(value: &Value) -> String {
    match value {
        Value::Code(c) | Value::Text(c) => c.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Quantity(q) => q.value.to_string(),
        Value::Date(d) => d.to_string(),
        Value::Records(_) => "{{…}}".to_owned(),
        Value::Codes(all) => all
            .iter()
            .map(|c| c.value.as_str())
            .collect::<Vec<_>>()
            .join(" "),
    }
}

fn listed(names: &[&str]) -> Both {
    if names.is_empty() {
        return both!("none", "không có");
    }
    Both::same(names.join(", "))
}

fn points(range: Range) -> Both {
    match range.known() {
        Some(n) => Both::same(n.to_string()),
        None => {
            let (lo, hi) = (range.lo, range.hi);
            both!("from {lo} to {hi}", "từ {lo} đến {hi}")
        }
    }
}

fn same_points(expected: Both, wanted: Num, found: Option<Range>) -> Verdict {
    match found {
        Some(range) if range.known() == Some(wanted) => None,
        Some(range) => Some((expected, points(range))),
        None => Some((
            expected,
            both!(
                "there is no such place on the card",
                "phiếu điểm không có chỗ này"
            ),
        )),
    }
}

fn level(rating: &Rating, name: &LevelName) -> Option<usize> {
    rating.levels.iter().position(|l| match name {
        LevelName::Stars(n) => l.ordinal == Some(*n),
        LevelName::Word(w) | LevelName::Text(w) => l.name == *w,
    })
}

/// A level as it is written in a ruleset.
fn spelled(name: &LevelName) -> String {
    match name {
        LevelName::Stars(n) => {
            let whole = (n.numer() / n.denom()).clamp(0, 20);
            let mut text = "*".repeat(usize::try_from(whole).unwrap_or(0));
            if !n.is_whole() {
                text.push('½');
            }
            text
        }
        LevelName::Word(w) | LevelName::Text(w) => w.clone(),
    }
}

fn levels(rating: &Rating, held: &Levels) -> Both {
    if rating.unavailable.is_some() && held.0.is_empty() {
        return both!(
            "the rating is not at hand: no level can be told",
            "không có bảng xếp hạng: chưa xác định được hạng"
        );
    }
    let name = |l: &Option<usize>| match l.and_then(|l| rating.levels.get(l)) {
        Some(level) => Both::same(level.name.clone()),
        None => both!("no level", "không xếp hạng"),
    };
    let all: Vec<Both> = held.0.iter().map(name).collect();
    let join =
        |pick: fn(&Both) -> &str, or: &str| all.iter().map(pick).collect::<Vec<_>>().join(or);
    Both::new(join(|b| &b.en, " or "), join(|b| &b.vi, " hoặc "))
}
