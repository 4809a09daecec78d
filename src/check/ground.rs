//! What facts can be, as far as some conditions tell it apart, gone through
//! exactly.
//!
//! The values of a fact fall apart at the constants of the conditions
//! ([`crate::reason`] cuts them, over the range and the type that the fact is
//! declared with). Facts are given one after the other, a value for each
//! stretch, until the conditions are settled; the interpreter itself says
//! whether they are. What cannot be cut (lists, points of other criteria) stays
//! unknown, so that what is found holds whatever it may be.

use crate::dossier::Dossier;
use crate::model::{Expr, Ruleset, Scorecard, Selector};
use crate::reason::{Reads, Region, Var, regions_under};
use crate::score::{Given, Steps};
use crate::syntax::tree::MissingPolicy;

/// Most facts of one look; what is beyond stays unknown.
const MOST_FACTS: usize = 24;

/// Most places that one look goes to.
const MOST_PLACES: usize = 4096;

/// Facts with values that are told apart, and the interpreter to ask.
pub(super) struct Ground<'a> {
    rules: &'a Ruleset,
    card: &'a Scorecard,
    steps: Steps<'a>,
    vars: Vec<(Var, Vec<Region>)>,
    /// Facts, at the front, whose absence would be taken for a value: they are
    /// given before anything is asked.
    first: usize,
    /// Nothing was left out that the conditions look at.
    whole: bool,
    nothing: Dossier,
}

/// What a look says of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looked {
    /// The next fact is needed.
    Open,
    /// Nothing more is to be seen beyond this place.
    Settled,
    /// Enough was seen everywhere.
    Enough,
}

/// A place: the facts that are given there.
pub(super) struct Place<'p, 'a> {
    pub steps: &'p Steps<'a>,
    pub given: &'p Given<'p>,
    /// Whether every fact is given.
    pub last: bool,
    at: &'p [(Var, &'p Region)],
}

/// The facts of a place, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Case(pub Vec<(Var, Region)>);

impl Place<'_, '_> {
    /// The facts that are given here.
    pub fn case(&self) -> Case {
        let one = |(var, region): &(Var, &Region)| (*var, (*region).clone());
        Case(self.at.iter().map(one).collect())
    }
}

impl<'a> Ground<'a> {
    /// The facts that conditions look at, and what chooses among branches:
    /// those of `conditions` before those of `later`.
    pub fn of(
        rules: &'a Ruleset,
        card: &'a Scorecard,
        conditions: &[&'a Expr],
        later: &[&'a Expr],
        selector: Option<&'a Selector>,
    ) -> Ground<'a> {
        let steps = Steps::new(rules, card);
        let nothing = Dossier::empty(card.criteria.len(), rules.facts.len());
        let all: Vec<&Expr> = conditions.iter().chain(later).copied().collect();
        let chosen_by = selector.map(|s| &s.of);
        let mut whole = true;
        let mut vars: Vec<(Var, Vec<Region>)> = Vec::new();
        for (group, lead) in [(conditions, chosen_by), (later, None)] {
            let mut here: Vec<(usize, Var)> = Vec::new();
            let reads: Vec<Reads> = group
                .iter()
                .copied()
                .chain(lead)
                .map(|e| Reads::of(rules, card, [e]))
                .collect();
            for read in &reads {
                whole &= read.is_of_facts();
                for var in &read.vars {
                    let known = vars.iter().any(|(v, _)| v == var);
                    match here.iter_mut().find(|(_, v)| v == var) {
                        Some((many, _)) => *many += 1,
                        None if !known => here.push((1, *var)),
                        None => {}
                    }
                }
            }
            // What most conditions look at settles most.
            here.sort_by_key(|(many, _)| std::cmp::Reverse(*many));
            for (_, var) in here {
                let given = Given::new(rules, card, &nothing, &nothing.answers);
                let cut = regions_under(rules, card, &steps, &given, var, (&all, selector));
                match cut {
                    Ok(regions) if vars.len() < MOST_FACTS => vars.push((var, regions)),
                    _ => whole = false,
                }
            }
        }
        let stands_for = |var: &Var| match var {
            Var::Fact(i) => rules
                .facts
                .get(*i)
                .is_some_and(|f| f.missing != MissingPolicy::Unknown),
            _ => false,
        };
        vars.sort_by_key(|(var, _)| !stands_for(var));
        Ground {
            first: vars.iter().filter(|(v, _)| stands_for(v)).count(),
            rules,
            card,
            steps,
            vars,
            whole,
            nothing,
        }
    }

    /// Whether nothing that the conditions look at was left unknown.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Goes through all places; says whether it came to the end of them.
    pub fn look(&self, see: &mut impl FnMut(&Place<'_, 'a>) -> Looked) -> bool {
        let nothing = &self.nothing;
        let given = Given::new(self.rules, self.card, nothing, &nothing.answers);
        let mut left = MOST_PLACES;
        let mut at = Vec::new();
        !matches!(self.step(given, &mut at, &mut left, see), Went::Short)
    }

    fn step<'p>(
        &'p self,
        given: Given<'p>,
        at: &mut Vec<(Var, &'p Region)>,
        left: &mut usize,
        see: &mut impl FnMut(&Place<'_, 'a>) -> Looked,
    ) -> Went {
        let next = self.vars.get(at.len());
        if at.len() >= self.first {
            let Some(fewer) = left.checked_sub(1) else {
                return Went::Short;
            };
            *left = fewer;
            let place = Place {
                steps: &self.steps,
                given: &given,
                last: next.is_none(),
                at,
            };
            match see(&place) {
                Looked::Open => {}
                Looked::Settled => return Went::On,
                Looked::Enough => return Went::Enough,
            }
        }
        let Some((var, regions)) = next else {
            return Went::On;
        };
        for region in regions {
            let mut given = given.clone();
            match (var, &region.value) {
                (Var::Fact(i), value) => given.fact(self.rules, *i, value.as_ref()),
                (Var::Filed, Some(day)) => given.filed(day),
                (Var::Assessed, Some(day)) => given.assessed(day),
                (Var::Kind, Some(kind)) => given.kind(kind),
                (_, None) => {}
            }
            at.push((*var, region));
            let went = self.step(given, at, left, see);
            at.pop();
            if went != Went::On {
                return went;
            }
        }
        Went::On
    }
}

/// How a part of a look ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Went {
    On,
    Enough,
    /// There were too many places.
    Short,
}
