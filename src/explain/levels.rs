//! What levels ask for: minimums and requirements met and missed, lifts, and
//! how far the next level is.

use super::page::{LevelNeeds, Line, Need, Role, Tone};
use super::reasons::lower_first;
use super::words::{self, say};
use super::{Detail, Teller, page::State};
use crate::model::assumptions::MINIMUMS_CUMULATIVE;
use crate::model::{Criterion, Deed, Require};
use crate::score::{MinimumKind, MinimumOutcome, Tri};

impl Teller<'_> {
    /// What the level reached, the levels lost and the next level ask for.
    pub(super) fn minimums(&self) -> Vec<LevelNeeds> {
        if matches!(self.state(), State::Rejected | State::Stopped) {
            return Vec::new();
        }
        let o = self.outcome();
        let levels = self.card().rating.levels.len();
        let (certain, best) = (o.level.certain(), o.level.ends().1);
        let by_total = o.level_by_total.ends().1;
        let top = by_total.max(best);
        let mut all = Vec::new();
        for place in 0..levels {
            let role = if Some(place) == certain {
                Role::Reached
            } else if certain.is_some_and(|c| place < c) {
                continue;
            } else if best.is_some_and(|b| place <= b) {
                Role::Open
            } else if top.is_some_and(|t| place <= t) {
                Role::Lost
            } else if top.map_or(0, |t| t + 1) == place {
                Role::Next
            } else {
                continue;
            };
            all.push(self.level_needs(place, role));
        }
        let full = self.detail == Detail::Full;
        all.retain(|l| match l.role {
            Role::Reached => l.asked > 0,
            // Lost, or open, only for what the levels below it ask.
            Role::Lost | Role::Open => l.met < l.asked || (full && l.asked > 0),
            Role::Next => l.asked > 0 || l.distance.is_some(),
        });
        all
    }

    fn level_needs(&self, place: usize, role: Role) -> LevelNeeds {
        let cumulative = self
            .rules()
            .assumption(MINIMUMS_CUMULATIVE)
            .is_none_or(|(_, a)| a.reading() != "own_only");
        let binding: Vec<&MinimumOutcome> = self
            .outcome()
            .minimums
            .iter()
            // Above the level reached each level lists only what it adds.
            .filter(|m| {
                m.level == place || (role == Role::Reached && cumulative && m.level < place)
            })
            .collect();
        let items = binding
            .iter()
            .filter(|m| m.met != Tri::Yes || self.detail == Detail::Full)
            .map(|m| self.need(m))
            .collect();
        LevelNeeds {
            level: self.level_view(Some(place)),
            role,
            asked: binding.len(),
            met: binding.iter().filter(|m| m.met == Tri::Yes).count(),
            items,
            distance: match role {
                Role::Next => self.distance(place),
                _ => None,
            },
        }
    }

    fn need(&self, m: &MinimumOutcome) -> Need {
        let (number, title, held) = match m.what {
            MinimumKind::Option { criterion, .. } => match self.at(criterion) {
                Some((c, o)) => {
                    let (key, label) = self.held(c, o);
                    let held = if key.is_empty() { label } else { key };
                    let known = m.met != Tri::Unknown;
                    (
                        Some(c.number.clone()),
                        c.title.clone(),
                        known.then_some(held),
                    )
                }
                None => (None, String::new(), None),
            },
            MinimumKind::CardRequire(_) | MinimumKind::RatingRequire(_) => {
                let require = self.require(m);
                (
                    require.and_then(|r| r.place.clone()),
                    String::new(),
                    require
                        .map(|r| self.values_in(&r.when))
                        .filter(|v| !v.is_empty()),
                )
            }
        };
        Need {
            number,
            title,
            level: self.level_view(Some(m.level)),
            needs: self.needs(m),
            held,
            met: m.met,
        }
    }

    /// What a minimum asks for: the letter of an option, or the words of a requirement.
    pub(super) fn needs(&self, m: &MinimumOutcome) -> String {
        match m.what {
            MinimumKind::Option { criterion, option } => self
                .card()
                .criteria
                .get(criterion)
                .map_or_else(String::new, |c| {
                    self.key(c, option) + &self.marked_by(c, option)
                }),
            _ => self.require(m).map_or_else(String::new, |r| {
                lower_first(&self.label_or(Some(&r.label), &r.when))
            }),
        }
    }

    /// The decision that made the option a minimum, when an amendment did.
    fn marked_by(&self, c: &Criterion, option: usize) -> String {
        let Some(o) = c.options.get(option) else {
            return String::new();
        };
        let card = &self.card().id;
        let changes = self.rules().touched(card, &c.number, Some(&o.key));
        let marks: Vec<&str> = changes
            .into_iter()
            .filter(|(_, deed)| *deed == Deed::Marked)
            .map(|(a, _)| a.number.as_str())
            .collect();
        if marks.is_empty() {
            return String::new();
        }
        let by = marks.join(", ");
        say!(self.lang, " by {by}", " theo {by}")
    }

    /// The requirement behind a minimum.
    pub(super) fn require(&self, m: &MinimumOutcome) -> Option<&Require> {
        match m.what {
            MinimumKind::Option { .. } => None,
            MinimumKind::CardRequire(i) => self.card().requires.get(i),
            MinimumKind::RatingRequire(i) => self.card().rating.requires.get(i),
        }
    }

    /// The minimums that cost the level which the total gives.
    pub(super) fn costly(&self) -> Vec<String> {
        let lang = self.lang;
        self.outcome()
            .failed_minimums()
            .map(|m| {
                let level = self.level(Some(m.level));
                let needs = self.needs(m);
                match m.what {
                    MinimumKind::Option { criterion, .. } => {
                        let n = self.number(criterion);
                        say!(
                            lang,
                            "minimum {n} ({level} needs {needs})",
                            "mức tối thiểu {n} ({level} cần {needs})"
                        )
                    }
                    _ => say!(
                        lang,
                        "{level} requires: {needs}",
                        "{level} yêu cầu: {needs}"
                    ),
                }
            })
            .collect()
    }

    /// How far the total is from the band of a level.
    fn distance(&self, place: usize) -> Option<String> {
        let lang = self.lang;
        let rating = &self.card().rating;
        let band = &rating.levels.get(place)?.band;
        if band.is_empty() {
            return None;
        }
        let o = self.outcome();
        let measured = o.measured.unwrap_or(o.total);
        let (end, belongs, lacks) = if rating.lower_is_better {
            let end = band.hi?;
            (end, band.hi_in, measured.lo.sub(end)?)
        } else {
            let end = band.lo?;
            (end, band.lo_in, end.sub(measured.hi)?)
        };
        if lacks.is_negative() {
            return None;
        }
        let (end, lacks) = (self.num(end), words::points(lacks, lang));
        let has = words::range(measured, lang);
        Some(match (rating.lower_is_better, belongs) {
            (false, true) => say!(
                lang,
                "needs {end}, {lacks} to go",
                "cần từ {end}, còn thiếu {lacks}"
            ),
            (false, false) => say!(
                lang,
                "needs more than {end}, has {has}",
                "cần trên {end}, đang {has}"
            ),
            (true, true) => say!(
                lang,
                "needs {end} or less, has {has}",
                "cần không quá {end}, đang {has}"
            ),
            (true, false) => say!(
                lang,
                "needs less than {end}, has {has}",
                "cần dưới {end}, đang {has}"
            ),
        })
    }

    /// Conditions that lift the level or hold it down, where they act or may.
    pub(super) fn lifts(&self) -> Vec<Line> {
        let lang = self.lang;
        // Where no level is left there is nothing to lift.
        if self.outcome().level.known() == Some(None) {
            return Vec::new();
        }
        self.card()
            .rating
            .lifts
            .iter()
            .zip(&self.outcome().lifts)
            .filter(|(_, acts)| **acts != Tri::No)
            .map(|(lift, acts)| {
                let level = self.level(Some(lift.level));
                let why = self.label_or(lift.label.as_ref(), &lift.when);
                let values = self.values_in(&lift.when);
                let values = if values.is_empty() || lift.label.is_none() {
                    String::new()
                } else {
                    format!(" ({values})")
                };
                let tone = match (acts, lift.at_least) {
                    (Tri::Unknown, _) => Tone::Warn,
                    (_, true) => Tone::Good,
                    (_, false) => Tone::Bad,
                };
                let may = if *acts == Tri::Unknown {
                    lang.pick("may become ", "có thể ")
                } else {
                    ""
                };
                let text = if lift.at_least {
                    say!(
                        lang,
                        "{may}at least {level}: {why}{values}",
                        "{may}ít nhất {level}: {why}{values}"
                    )
                } else {
                    say!(
                        lang,
                        "{may}at most {level}: {why}{values}",
                        "{may}nhiều nhất {level}: {why}{values}"
                    )
                };
                Line::new(tone, text)
            })
            .collect()
    }

    /// Lifts (or caps of the level) that surely act, in words.
    pub(super) fn acting_lifts(&self, at_least: bool) -> Vec<String> {
        self.card()
            .rating
            .lifts
            .iter()
            .zip(&self.outcome().lifts)
            .filter(|(lift, acts)| **acts == Tri::Yes && lift.at_least == at_least)
            .map(|(lift, _)| self.label_or(lift.label.as_ref(), &lift.when))
            .collect()
    }
}
