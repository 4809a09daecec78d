//! Which version of a ruleset binds a dossier: the one it names, or the one in
//! force on its day, unless a transition article keeps an older one.

use super::expr::truth;
use super::inputs::Inputs;
use super::sheet::{Memo, Notes, View};
use super::wants::Wants;
use super::{Basis, How, Tri};
use crate::dossier::Header;
use crate::model::{Keep, Ruleset};
use crate::text::catalogue::choosing::{self, InForce};
use crate::text::catalogue::files;
use crate::text::{Diagnostic, closest};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// When a version is in force: from its first day until the day before `until`.
struct Term<'a> {
    rules: &'a Ruleset,
    from: Option<Date>,
    until: Option<Date>,
    repealed_by: Option<&'a str>,
}

/// The version that binds a dossier, and why.
///
/// `versions` are those of one ruleset. A version that is asked for, or that
/// the dossier names, goes before all dates. Else the day of assessment
/// decides, or the day of filing when there is none: the version in force on
/// it that came into force last; and if one of its transition articles keeps an
/// older version for such a dossier, that one.
///
/// # Errors
/// A version that does not exist, no version in force on the day, no day to
/// choose by, or a transition article that depends on what is not given. There
/// is no falling back on a version that is no longer in force.
pub fn choose<'a>(
    versions: &[&'a Ruleset],
    header: &Header,
    asked_version: Option<&str>,
) -> Result<(&'a Ruleset, Basis), Diagnostic> {
    choose_on(versions, header, asked_version, None)
}

/// The same on a day that was asked for, instead of the dossier's own day.
///
/// # Errors
/// As for [`choose`].
pub fn choose_on<'a>(
    versions: &[&'a Ruleset],
    header: &Header,
    asked_version: Option<&str>,
    as_of: Option<Date>,
) -> Result<(&'a Ruleset, Basis), Diagnostic> {
    let terms: Vec<Term<'a>> = versions.iter().map(|v| Term::of(v, versions)).collect();
    if let Some(name) = asked_version.or(header.version.as_deref()) {
        return named(&terms, header, name, as_of);
    }
    if let Some(day) = as_of {
        let header = Header {
            assessed: Some(day),
            ..header.clone()
        };
        return by_day(&terms, &header, (day, How::AsOf(day)));
    }
    let day = match (header.assessed, header.filed) {
        (Some(day), _) => (day, How::Assessed(day)),
        (None, Some(day)) => (day, How::Filed(day)),
        (None, None) => {
            return match terms.as_slice() {
                [] => Err(none_at_all(header)),
                [only] => Ok(only.with(How::Only)),
                _ => Err(choosing::no_day(header.span, &in_force(&terms))),
            };
        }
    };
    by_day(&terms, header, day)
}

/// Whether a version, in this state, is in force on a day. `all` are the
/// versions of the ruleset.
#[must_use]
pub fn holds_on(rules: &Ruleset, all: &[&Ruleset], day: Date) -> bool {
    Term::of(rules, all).holds_on(day)
}

/// When each version, in each state, is in force.
#[must_use]
pub fn terms(all: &[&Ruleset]) -> Vec<InForce> {
    let terms: Vec<Term<'_>> = all.iter().map(|v| Term::of(v, all)).collect();
    in_force(&terms)
}

/// The first day a version is no longer in force, and the version that repeals
/// it, when one does. `all` are the versions of the ruleset.
#[must_use]
pub fn in_force_until<'a>(
    rules: &'a Ruleset,
    all: &[&'a Ruleset],
) -> (Option<Date>, Option<&'a str>) {
    let term = Term::of(rules, all);
    (term.until, term.repealed_by)
}

impl<'a> Term<'a> {
    fn of(rules: &'a Ruleset, all: &[&'a Ruleset]) -> Term<'a> {
        let own = rules.applies_until.map(|day| (day, None));
        let repealed = all.iter().copied().flat_map(|by| {
            let of_this = by.repeals.iter().filter(|r| r.version == rules.version);
            of_this.filter_map(|r| Some((r.from.or(by.applies_from)?, Some(by.version.as_str()))))
        });
        let next = rules.superseded.map(|day| (day, None));
        let ends = own.into_iter().chain(next).chain(repealed);
        let end = ends.min_by_key(|(day, _)| *day);
        Term {
            rules,
            from: rules.applies_from,
            until: end.map(|(day, _)| day),
            repealed_by: end.and_then(|(_, by)| by),
        }
    }

    fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    fn with(&self, how: How) -> (&'a Ruleset, Basis) {
        let basis = Basis {
            how,
            from: self.from,
            until: self.until,
            repealed_by: self.repealed_by.map(str::to_owned),
        };
        (self.rules, basis)
    }
}

fn in_force(terms: &[Term<'_>]) -> Vec<InForce> {
    let each = terms.iter().map(|t| InForce {
        version: t.rules.state(),
        from: t.from,
        until: t.until,
    });
    each.collect()
}

fn none_at_all(header: &Header) -> Diagnostic {
    files::no_such_ruleset(header.ruleset.as_deref().unwrap_or_default(), None, &[])
}

fn named<'a>(
    terms: &[Term<'a>],
    header: &Header,
    name: &str,
    as_of: Option<Date>,
) -> Result<(&'a Ruleset, Basis), Diagnostic> {
    let name: &str = &name.trim().nfc().collect::<String>();
    let day = as_of.or(header.assessed).or(header.filed);
    let exact = terms
        .iter()
        .find(|t| !t.rules.amended.is_empty() && t.rules.state() == name);
    let Some(term) = exact.or_else(|| state_on(terms, name, day)) else {
        let Some(first) = terms.first() else {
            return Err(none_at_all(header));
        };
        let label = |version: &str| format!("{}@{version}", first.rules.name);
        let near = closest(name, terms.iter().map(|t| t.rules.version.as_str()));
        let have: Vec<String> = terms.iter().map(|t| t.rules.label()).collect();
        let near = near.map(|n| label(&n));
        return Err(files::no_such_ruleset(&label(name), near.as_deref(), &have));
    };
    let outside = day.filter(|day| !term.holds_on(*day) && !is_kept(terms, term, header, *day));
    Ok(term.with(How::Named { outside }))
}

/// Of all states of a version the one in force on a day; outside of its time,
/// or without a day, the latest.
fn state_on<'t, 'a>(
    terms: &'t [Term<'a>],
    version: &str,
    day: Option<Date>,
) -> Option<&'t Term<'a>> {
    let of_it = || terms.iter().filter(|t| t.rules.version == version);
    day.and_then(|day| of_it().find(|t| t.holds_on(day)))
        .or_else(|| of_it().max_by_key(|t| t.from))
}

/// Whether a transition article keeps a version for the dossier.
fn is_kept(terms: &[Term<'_>], term: &Term<'_>, header: &Header, day: Date) -> bool {
    newest(terms, day).is_some_and(|newest| {
        let keeps = newest.rules.keeps.iter();
        let mut of_this = keeps.filter(|k| k.version == term.rules.version);
        of_this.any(|k| Transition::of(newest.rules, header).truth(k) == Tri::Yes)
    })
}

/// The version in force on a day that came into force last.
fn newest<'t, 'a>(terms: &'t [Term<'a>], day: Date) -> Option<&'t Term<'a>> {
    terms
        .iter()
        .filter(|t| t.holds_on(day))
        .max_by_key(|t| t.from)
}

fn by_day<'a>(
    terms: &[Term<'a>],
    header: &Header,
    (day, how): (Date, How),
) -> Result<(&'a Ruleset, Basis), Diagnostic> {
    if terms.is_empty() {
        return Err(none_at_all(header));
    }
    let assessed = matches!(how, How::Assessed(_) | How::AsOf(_));
    let Some(newest) = newest(terms, day) else {
        return Err(choosing::none_in_force(
            header.span,
            day,
            assessed,
            &in_force(terms),
        ));
    };
    let same = |t: &&Term<'_>| t.holds_on(day) && t.from == newest.from;
    let rivals: Vec<&str> = terms
        .iter()
        .filter(same)
        .map(|t| t.rules.version.as_str())
        .collect();
    if let [one, other, ..] = rivals.as_slice() {
        return Err(choosing::two_in_force(header.span, day, one, other));
    }
    let transition = Transition::of(newest.rules, header);
    for keep in &newest.rules.keeps {
        match transition.truth(keep) {
            Tri::No => {}
            Tri::Yes => return kept(terms, header, newest, keep, day),
            // Another article may keep the same version whatever this one says.
            Tri::Unknown if transition.keeps_anyway(&keep.version) => {}
            Tri::Unknown => {
                let needs = transition.wants(keep);
                return Err(choosing::transition_open(
                    header.span,
                    &keep.cite,
                    &newest.rules.version,
                    &keep.version,
                    &needs,
                ));
            }
        }
    }
    Ok(newest.with(how))
}

fn kept<'a>(
    terms: &[Term<'a>],
    header: &Header,
    by: &Term<'_>,
    keep: &Keep,
    on: Date,
) -> Result<(&'a Ruleset, Basis), Diagnostic> {
    match state_on(terms, &keep.version, Some(on)) {
        Some(term) => Ok(term.with(How::Kept {
            by: by.rules.version.clone(),
            cite: keep.cite.clone(),
            on,
        })),
        None => Err(choosing::kept_is_absent(
            header.span,
            &keep.cite,
            &by.rules.version,
            &keep.version,
            &in_force(terms),
        )),
    }
}

/// The transition articles of a version, read for a dossier of which only the
/// days and the kind are known.
struct Transition<'a> {
    rules: &'a Ruleset,
    inputs: Inputs<'a>,
    readings: Vec<usize>,
    memo: Memo<'a>,
    notes: Notes,
}

impl<'a> Transition<'a> {
    fn of(rules: &'a Ruleset, header: &Header) -> Transition<'a> {
        Transition {
            rules,
            inputs: Inputs::of_dates(header.filed, header.assessed, header.kind),
            readings: rules.assumptions.iter().map(|a| a.chosen).collect(),
            memo: Memo::new(rules, None),
            notes: Notes::default(),
        }
    }

    fn view(&self) -> View<'_, 'a> {
        View {
            rules: self.rules,
            card: None,
            inputs: &self.inputs,
            plain: &self.inputs,
            done: &[],
            readings: &self.readings,
            memo: &self.memo,
            notes: &self.notes,
            at: None,
            record: None,
        }
    }

    fn truth(&self, keep: &'a Keep) -> Tri {
        truth(&self.view(), &keep.when)
    }

    fn keeps_anyway(&self, version: &str) -> bool {
        let mut same = self.rules.keeps.iter().filter(|k| k.version == version);
        same.any(|k| self.truth(k) == Tri::Yes)
    }

    fn wants(&self, keep: &'a Keep) -> Vec<&'static str> {
        Wants::of(&self.view(), &keep.when).dates
    }
}

#[cfg(test)]
mod tests;
