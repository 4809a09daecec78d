//! Certificates: when they end, when to file again, and which rules bind then.

use crate::dossier::{Dated, Header, Holding, Kind};
use crate::model::{Certificate, Level, Ruleset};
use crate::score::{Basis, How, Range, choose, in_force_until};
use crate::text::catalogue::comparing as say;
use crate::text::{Both, Diagnostic, closest};
use jiff::civil::Date;
use jiff::{Span as Time, Unit};
use serde::Serialize;

/// So many days before the window closes, it is closing.
pub const CLOSING: i64 = 30;

/// How it stands with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It has ended.
    Expired,
    /// The window for filing is over, the certificate still holds.
    Missed,
    /// The window closes within [`CLOSING`] days.
    Closing,
    /// It can be filed.
    Open,
    /// The window has not opened.
    NotYet,
    /// The rules name no window; the certificate holds.
    Holds,
}

/// The rules that bind when it is filed on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Binds {
    /// This version.
    Version {
        /// `name@version`
        label: String,
        /// Why this one.
        how: How,
    },
    /// It hangs on the day of assessment: one of these.
    Depends {
        /// If assessed on the day of filing.
        early: String,
        /// If assessed on the last day of the certificate.
        late: String,
    },
    /// None can be chosen.
    Unknown {
        /// Why.
        why: Both,
    },
}

/// What the stored dossier would get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// By the rules that bind.
    Range {
        /// The total.
        total: Range,
        /// The levels that are possible, worst first; `None` for no level.
        levels: Vec<Option<Level>>,
        /// How many questions are open.
        missing: usize,
        /// Whether the card tells no level at all.
        unrated: bool,
    },
    /// It cannot be said.
    Unknown(Both),
}

/// A certificate, seen from a day.
#[derive(Clone, Debug)]
pub struct Due {
    /// The product.
    pub holding: Holding,
    /// The level certified, where it is one of the ruleset's.
    pub level: Option<Level>,
    /// The last day of the certificate.
    pub expires: Date,
    /// Whether that day was reckoned from the day of issue.
    pub reckoned: Option<i64>,
    /// First and last day for filing.
    pub window: Option<(Date, Date)>,
    /// How it stands.
    pub standing: Standing,
    /// Days until the next thing happens: the window opens or closes, the certificate ends.
    pub days: i64,
    /// The day on which it is supposed to be filed.
    pub file_on: Date,
    /// The rules that bind then.
    pub binds: Binds,
    /// Papers that will have ended by the last day for filing.
    pub ended: Vec<Dated>,
    /// What the stored dossier would get.
    pub expected: Expected,
}

/// How it stands with a certificate on a day.
///
/// # Errors
/// When the scorecard or the level does not exist, or nothing says when the
/// certificate ends.
pub fn due(holding: Holding, versions: &[&Ruleset], on: Date) -> Result<Due, Vec<Diagnostic>> {
    let mut wrong = Vec::new();
    check_card(&holding, versions, &mut wrong);
    let level = check_level(&holding, versions, &mut wrong);
    let then = holding.issued.and_then(|d| certificate(versions, d));
    let now = certificate(versions, on);
    let months = then.or(now).and_then(|c| c.months.to_i64());
    let end = match (holding.expires, holding.issued, months) {
        (Some(day), _, _) => Some((day, None)),
        (None, Some(issued), Some(months)) => issued
            .checked_add(Time::new().months(months))
            .ok()
            .map(|d| (d, Some(months))),
        _ => None,
    };
    let Some((expires, reckoned)) = end else {
        let issued = holding.issued.map(|d| d.to_string()).unwrap_or_default();
        wrong.push(say::no_end(holding.span, &issued));
        return Err(wrong);
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    // The window is the business of the rules of today; those of the day of
    // issue stand in where they are silent.
    let renew = now
        .and_then(|c| c.renew)
        .or_else(|| then.and_then(|c| c.renew));
    let window = renew.and_then(|(first, last)| {
        let before =
            |days: crate::exact::Num| expires.checked_sub(Time::new().days(days.to_i64()?)).ok();
        Some((before(first)?, before(last)?))
    });
    let standing = standing(on, expires, window);
    let file_on = match window {
        Some((first, _)) if on < first => first,
        _ => on,
    };
    let next = match (standing, window) {
        (Standing::NotYet, Some((first, _))) => first,
        (Standing::Open | Standing::Closing, Some((_, last))) => last,
        _ => expires,
    };
    let by = match window {
        Some((_, last)) => last.max(file_on),
        None => file_on,
    };
    let ended = holding
        .papers
        .iter()
        .filter(|p| p.expires < by)
        .cloned()
        .collect();
    Ok(Due {
        level,
        expires,
        reckoned,
        window,
        standing,
        days: days_between(on, next),
        file_on,
        binds: binds(&holding, versions, file_on, expires),
        ended,
        expected: Expected::Unknown(Both::new("no dossier is named", "chưa nêu hồ sơ")),
        holding,
    })
}

impl Due {
    /// The last day by which papers must still be valid: the last day for filing.
    #[must_use]
    pub fn papers_by(&self) -> Date {
        match self.window {
            Some((_, last)) => last.max(self.file_on),
            None => self.file_on,
        }
    }

    /// Adds the papers of the stored dossier, those that the portfolio names aside.
    pub fn with_papers(&mut self, papers: impl IntoIterator<Item = Dated>) {
        let by = self.papers_by();
        for p in papers {
            if p.expires < by && !self.ended.contains(&p) {
                self.ended.push(p);
            }
        }
        self.ended
            .sort_by(|a, b| (a.expires, &a.title).cmp(&(b.expires, &b.title)));
    }
}

/// What is to be done first, first.
pub fn sort(all: &mut [Due]) {
    all.sort_by(|a, b| {
        let key = |d: &Due| (d.standing, d.days, d.holding.id.clone());
        key(a).cmp(&key(b))
    });
}

/// Days from one day to another.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until((Unit::Day, to))
        .map(|s| i64::from(s.get_days()))
        .unwrap_or(0)
}

fn standing(on: Date, expires: Date, window: Option<(Date, Date)>) -> Standing {
    match window {
        _ if on > expires => Standing::Expired,
        None => Standing::Holds,
        Some((first, _)) if on < first => Standing::NotYet,
        Some((_, last)) if on > last => Standing::Missed,
        Some((_, last)) if days_between(on, last) <= CLOSING => Standing::Closing,
        Some(_) => Standing::Open,
    }
}

/// What the version in force on a day says about certificates.
fn certificate<'r>(versions: &[&'r Ruleset], on: Date) -> Option<&'r Certificate> {
    let in_force = versions.iter().copied().filter(|r| {
        let (until, _) = in_force_until(r, versions);
        r.applies_from.is_none_or(|from| from <= on) && until.is_none_or(|until| on < until)
    });
    in_force
        .max_by_key(|r| r.applies_from)
        .and_then(|r| r.certificate.as_ref())
}

fn binds(holding: &Holding, versions: &[&Ruleset], filed: Date, expires: Date) -> Binds {
    let header = |assessed: Option<Date>| Header {
        ruleset: holding.ruleset.clone(),
        kind: Some(Kind::Renewal),
        filed: Some(filed),
        assessed,
        ..Header::default()
    };
    let by = |assessed: Option<Date>| -> Result<(String, Basis), Diagnostic> {
        let (r, basis) = choose(versions, &header(assessed), None)?;
        Ok((r.label(), basis))
    };
    match by(None) {
        Ok((label, basis)) => Binds::Version {
            label,
            how: basis.how,
        },
        Err(d) => {
            let last = expires.max(filed);
            match (by(Some(filed)), by(Some(last))) {
                (Ok((early, basis)), Ok((late, _))) if early == late => Binds::Version {
                    label: early,
                    how: basis.how,
                },
                (Ok((early, _)), Ok((late, _))) => Binds::Depends { early, late },
                _ => Binds::Unknown { why: d.message },
            }
        }
    }
}

fn check_card(h: &Holding, versions: &[&Ruleset], wrong: &mut Vec<Diagnostic>) {
    let Some((card, at)) = &h.scorecard else {
        return;
    };
    if versions.iter().any(|r| r.cards.contains_key(card)) {
        return;
    }
    let have = versions.iter().flat_map(|r| r.cards.keys());
    let near = closest(card, have.map(String::as_str));
    let ruleset = versions.first().map_or("", |r| r.name.as_str());
    wrong.push(say::unknown_card(*at, card, ruleset, near.as_deref()));
}

/// The level as written: `4`, `****`, `4 sao`, a name.
fn check_level(h: &Holding, versions: &[&Ruleset], wrong: &mut Vec<Diagnostic>) -> Option<Level> {
    let (text, at) = h.level.as_ref()?;
    let plain = text
        .trim()
        .trim_end_matches("stars")
        .trim_end_matches("star")
        .trim_end_matches("sao")
        .trim();
    let mut have: Vec<String> = Vec::new();
    // The newest rules first: their words are those of today.
    for level in versions
        .iter()
        .rev()
        .flat_map(|r| r.cards.values())
        .flat_map(|c| &c.rating.levels)
    {
        let number = level.ordinal.map(|n| n.to_string());
        let stars = level.name.replace('*', "★");
        if number.as_deref() == Some(plain) || level.name == plain || stars == plain {
            return Some(level.clone());
        }
        if !have.contains(&level.name) {
            have.push(level.name.clone());
        }
    }
    if !have.is_empty() {
        wrong.push(say::unknown_level(*at, text, &have));
    }
    None
}
