//! What dossiers give besides answers, cut where either card cuts it.

use super::alike;
use super::pairs::{Lone, LoneKind, Pairs};
use super::two::{Side, Two};
use super::{Ask, Bound};
use crate::dossier::Dossier;
use crate::model::{Fact, Interval, Ruleset, Scorecard, Type, Value};
use crate::reason::cut::{self, Region, Values};
use crate::reason::reads::{self, Var};
use crate::reason::trouble::Trouble;
use crate::score::{Given, Steps};
use crate::syntax::tree::MissingPolicy;
use std::collections::BTreeSet;

/// Something that a dossier gives to both cards, or to one.
#[derive(Clone, Debug)]
pub(super) struct Given2 {
    pub vars: Two<Option<Var>>,
    pub regions: Vec<Region>,
}

type Card<'a> = (&'a Ruleset, &'a Scorecard);

/// What has to be given, and what may be, each with its regions.
pub(super) fn all(
    cards: Two<Card<'_>>,
    pairs: &Pairs,
    ask: &Ask,
    whole: bool,
    lone: &mut Vec<Lone>,
) -> Result<Vec<Given2>, Trouble> {
    let needed = cards.map(|(r, c)| reads::needed(r, c));
    let looked_at = cards.map(|(r, c)| reads::looked_at(r, c));
    let mut open = needed.clone();
    if whole {
        let behind = alike::behind(cards.old, cards.new, &pairs.criteria);
        open.old.extend(behind.0);
        open.new.extend(behind.1);
    }
    let mut found: Vec<Given2> = Vec::new();
    let mut done: BTreeSet<Var> = BTreeSet::new();
    for side in Side::BOTH {
        for var in open.of(side).clone() {
            if side == Side::New && done.contains(&var) {
                continue;
            }
            let there = counterpart(cards.of(side).0, cards.of(side.other()).0, var);
            let mut vars = Two::new(None, None);
            *vars.of_mut(side) = Some(var);
            *vars.of_mut(side.other()) = there;
            if side == Side::Old {
                done.extend(there);
            }
            let bound = name(cards.of(side).0, var).and_then(|n| ask.bounds.get(n));
            let fact = merged(cards, vars, bound);
            if let Some((_, narrowed)) = &fact {
                lone.extend(narrowed.iter().map(|(side, fact)| Lone {
                    side: *side,
                    criterion: None,
                    what: LoneKind::Fact(*fact),
                }));
            }
            let fact = fact.map(|(f, _)| f);
            let mut regions = regions(cards, vars, fact.as_ref())?;
            if let Some(Bound::Is(value)) = bound {
                regions.retain(|r| r.value.as_ref() == Some(value));
            }
            let may_lack = |side: Side| {
                let Some(var) = vars.of(side) else {
                    return (true, false);
                };
                let needs = needed.of(side).contains(var);
                let meaning = policy(cards.of(side).0, *var) != MissingPolicy::Unknown;
                (
                    !needs || meaning,
                    meaning && looked_at.of(side).contains(var),
                )
            };
            let (old, new) = (may_lack(Side::Old), may_lack(Side::New));
            let lacking = whole || (old.0 && new.0 && (old.1 || new.1));
            if bound.is_none() && lacking {
                regions.push(Region::NOT_GIVEN);
            }
            found.push(Given2 { vars, regions });
        }
    }
    Ok(found)
}

fn name(rules: &Ruleset, var: Var) -> Option<&str> {
    match var {
        Var::Fact(i) => rules.facts.get(i).map(|f| f.name.as_str()),
        _ => None,
    }
}

fn policy(rules: &Ruleset, var: Var) -> MissingPolicy {
    match var {
        Var::Fact(i) => rules
            .facts
            .get(i)
            .map_or(MissingPolicy::Unknown, |f| f.missing),
        _ => MissingPolicy::Unknown,
    }
}

/// The same fact in the other version: of the same name and sort.
fn counterpart(here: &Ruleset, there: &Ruleset, var: Var) -> Option<Var> {
    let Var::Fact(i) = var else {
        return Some(var);
    };
    let own = here.facts.get(i)?;
    let place = there.facts.iter().position(|f| f.name == own.name)?;
    let other = there.facts.get(place)?;
    let same = match (&own.ty, &other.ty) {
        (Type::OneOf(_), Type::OneOf(_)) => true,
        (a, b) => a == b,
    };
    same.then_some(Var::Fact(place))
}

/// A fact with the values that both versions take, and those of which one takes
/// more.
fn merged(
    cards: Two<Card<'_>>,
    vars: Two<Option<Var>>,
    bound: Option<&Bound>,
) -> Option<(Fact, Vec<(Side, usize)>)> {
    let place = |side: Side| match vars.of(side) {
        Some(Var::Fact(i)) => Some(*i),
        _ => None,
    };
    let fact = |side: Side| cards.of(side).0.facts.get(place(side)?);
    let mut apart = Vec::new();
    let mut found = match (fact(Side::Old), fact(Side::New)) {
        (Some(a), Some(b)) => {
            let mut both = a.clone();
            both.whole = a.whole || b.whole;
            if let (Type::OneOf(x), Type::OneOf(y)) = (&a.ty, &b.ty) {
                let both_have = x.iter().filter(|c| y.iter().any(|d| c.name == d.name));
                let common: Vec<_> = both_have.cloned().collect();
                for (side, all) in [(Side::Old, x), (Side::New, y)] {
                    if all.len() > common.len() {
                        apart.extend(place(side).map(|i| (side, i)));
                    }
                }
                both.ty = Type::OneOf(common);
            }
            if a.range != b.range || a.whole != b.whole {
                let range = |f: &Fact| f.range.clone().unwrap_or_default();
                let common = range(a).meet(&range(b));
                for (side, f) in [(Side::Old, a), (Side::New, b)] {
                    if range(f) != common || f.whole != both.whole {
                        apart.extend(place(side).map(|i| (side, i)));
                    }
                }
                both.range = Some(common);
            }
            both
        }
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => return None,
    };
    if let (Some(Bound::Within(within)), Type::Number(_)) = (bound, &found.ty) {
        let range: Interval = found.range.clone().unwrap_or_default();
        found.range = Some(range.meet(within));
    }
    Some((found, apart))
}

fn regions(
    cards: Two<Card<'_>>,
    vars: Two<Option<Var>>,
    fact: Option<&Fact>,
) -> Result<Vec<Region>, Trouble> {
    let mut all = cut::Found::default();
    let mut values = None;
    for side in Side::BOTH {
        let (rules, card) = *cards.of(side);
        let Some(var) = *vars.of(side) else {
            continue;
        };
        let empty = Dossier::empty(card.criteria.len(), rules.facts.len());
        let given = Given::new(rules, card, &empty, &empty.answers);
        let steps = Steps::new(rules, card);
        all.join(cut::gather(rules, card, &steps, &given, var));
        values = values.or(match fact {
            Some(f) => Some(Values::Fact(f)),
            None => Values::of(rules, var),
        });
    }
    match values {
        Some(values) => all.regions(cards.old.1, values),
        None => Ok(Vec::new()),
    }
}

/// The value of a bound is a value of the fact.
pub(super) fn fits(fact: &Fact, bound: &Bound) -> bool {
    match (bound, &fact.ty) {
        (Bound::Within(_), Type::Number(_)) => true,
        (Bound::Is(Value::Bool(_)), Type::Bool) => true,
        (Bound::Is(Value::Choice(name)), Type::OneOf(all)) => all.iter().any(|c| c.name == *name),
        (Bound::Is(Value::Date(_)), Type::Date) | (Bound::Is(Value::Text(_)), Type::Text) => true,
        _ => false,
    }
}
