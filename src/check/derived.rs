//! What the conditions of the options of a criterion come to: which options
//! facts can give, which of them together, and where none.

use super::ground::{Case, Ground, Looked, Place};
use crate::model::{Criterion, Expr, Form, Ruleset, Scorecard};
use crate::reason::Reads;
use crate::score::Tri;

/// Most cases without an option that are kept.
const MOST_GAPS: usize = 3;

/// What the conditions of the options of a criterion come to.
#[derive(Debug, Default)]
pub(super) struct Derived {
    /// Options that no facts give.
    pub never: Vec<usize>,
    /// Two options that some facts give together.
    pub overlaps: Vec<(usize, usize, Case)>,
    /// Facts that give no option, though all options are given by facts.
    pub gaps: Vec<Case>,
}

/// The conditions under which a criterion is not asked for its options: it
/// does not count, is rejected, or an option is forced.
fn spared<'a>(card: &'a Scorecard, c: &'a Criterion) -> Vec<(&'a Expr, bool)> {
    let mut all: Vec<(&Expr, bool)> = Vec::new();
    all.extend(
        c.findings
            .iter()
            .filter_map(|f| Some((f.when.as_ref()?, true))),
    );
    all.extend(c.forces.iter().map(|f| (&f.when, true)));
    all.extend(c.only_if.iter().map(|o| (&o.when, false)));
    let mut above = c.parent;
    // As deep as groups can stand in each other.
    for _ in 0..card.groups.len() {
        let Some(group) = above.and_then(|g| card.groups.get(g)) else {
            break;
        };
        all.extend(group.only_if.iter().map(|o| (&o.when, false)));
        above = group.parent;
    }
    all.extend(
        card.findings
            .iter()
            .filter_map(|f| Some((f.when.as_ref()?, true))),
    );
    all
}

/// Every condition that has a say in what the options of a criterion come to,
/// to know criteria again that share a text.
pub(super) fn conditions<'a>(card: &'a Scorecard, c: &'a Criterion) -> Vec<&'a Expr> {
    let own = c.options.iter().filter_map(|o| o.when.as_ref());
    let cases = c.cases.iter().filter_map(|k| k.when.as_ref());
    let chosen = c.selector.iter().map(|s| &s.of);
    let spared = spared(card, c).into_iter().map(|(e, _)| e);
    own.chain(cases).chain(chosen).chain(spared).collect()
}

/// Goes through all facts that the options of a criterion look at; nothing
/// when no option is given by facts.
pub(super) fn derived(rules: &Ruleset, card: &Scorecard, c: &Criterion) -> Option<Derived> {
    if !matches!(c.form, Form::Choice | Form::YesNo) || c.options.iter().all(|o| o.when.is_none()) {
        return None;
    }
    let own = c.options.iter().filter_map(|o| o.when.as_ref());
    let cases = c.cases.iter().filter_map(|k| k.when.as_ref());
    let conditions: Vec<&Expr> = own.chain(cases).collect();
    let spared = spared(card, c);
    // What does not look at the same facts can be otherwise anyway.
    let later: Vec<&Expr> = c.findings.iter().filter_map(|f| f.when.as_ref()).collect();
    let ground = Ground::of(rules, card, &conditions, &later, c.selector.as_ref());
    let mut found = Derived::default();
    let mut given = vec![false; c.options.len()];
    let complete = ground.look(&mut |place| see(place, c, &spared, &mut found, &mut given));
    let other_reading = |e: &Expr| Reads::of(rules, card, [e]).assumption;
    if complete && !conditions.iter().any(|e| other_reading(e)) {
        let never = |(i, o): (usize, &crate::model::Opt)| {
            (o.when.is_some() && given.get(i) == Some(&false)).then_some(i)
        };
        found.never = c.options.iter().enumerate().filter_map(never).collect();
    }
    Some(found)
}

fn see(
    place: &Place<'_, '_>,
    c: &Criterion,
    spared: &[(&Expr, bool)],
    found: &mut Derived,
    given: &mut [bool],
) -> Looked {
    let stand = place.steps.stand(place.given, c);
    let open = stand.iter().any(|s| s.when == Some(Tri::Unknown));
    if open && !place.last {
        return Looked::Open;
    }
    let spares = spared
        .iter()
        .map(|(e, if_so)| match place.steps.truth(place.given, &[], e) {
            Some(holds) => Tri::of(holds == *if_so),
            None => Tri::Unknown,
        });
    match Tri::any(spares) {
        Tri::Yes => return Looked::Settled,
        Tri::Unknown if !place.last => return Looked::Open,
        Tri::Unknown | Tri::No => {}
    }
    let mut holding: Vec<usize> = Vec::new();
    for (i, s) in stand.iter().enumerate() {
        match s.when {
            Some(Tri::Yes) => holding.push(i),
            Some(Tri::No) | None => continue,
            Some(Tri::Unknown) => {}
        }
        if let Some(seen) = given.get_mut(i) {
            *seen = true;
        }
    }
    for (n, later) in holding.iter().enumerate() {
        for earlier in holding.iter().take(n) {
            let known = |(a, b, _): &(usize, usize, Case)| (a, b) == (earlier, later);
            if !found.overlaps.iter().any(known) {
                found.overlaps.push((*earlier, *later, place.case()));
            }
        }
    }
    let offered = stand.iter().any(|s| s.offered.possible());
    let none = stand
        .iter()
        .all(|s| s.offered == Tri::No || s.when == Some(Tri::No));
    if offered && none && found.gaps.len() < MOST_GAPS {
        found.gaps.push(place.case());
    }
    Looked::Settled
}
