//! Answers that leave open which of several options it is.

use super::generate::{Dice, Scope, ruleset};
use super::{brute, built, card};
use crate::dossier::{Answer, Dossier, FactValue};
use crate::model::{Form, Ruleset, Scorecard};
use crate::reason::{Many, Point, Prospect};
use crate::score::evaluate;
use crate::syntax::tree::MissingPolicy;
use crate::text::Span;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Some criteria are one of several options, the others are not answered.
fn open(rules: &Ruleset, card: &Scorecard, bits: &[u32]) -> Dossier {
    let mut d = Dossier::empty(card.criteria.len(), rules.facts.len());
    for (c, (slot, bits)) in card
        .criteria
        .iter()
        .zip(d.answers.criteria.iter_mut().zip(bits))
    {
        if !matches!(c.form, Form::Choice | Form::YesNo) || bits & 1 == 0 {
            continue;
        }
        let mut some: Vec<Option<usize>> = c.letters().into_iter().map(Some).collect();
        some.retain(|o| o.is_some_and(|o| bits >> (o % 16 + 1) & 1 == 1));
        if c.may_hold_none() && bits >> 20 & 1 == 1 {
            some.insert(0, None);
        }
        if some.len() > 1 {
            *slot = Some(Answer::OneOf(some));
        }
    }
    d
}

/// Whether a dossier answers everything that is left open with one of what is left open.
fn settles(d: &Dossier, open: &Dossier) -> bool {
    let each = d.answers.criteria.iter().zip(&open.answers.criteria);
    each.clone().all(|(full, given)| match given {
        Some(Answer::OneOf(several)) => match full {
            Some(Answer::Option(o)) => several.contains(&Some(*o)),
            Some(Answer::None) => several.contains(&None),
            _ => false,
        },
        _ => true,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn it_becomes_what_each_of_the_options_makes_of_it(
        numbers in prop::collection::vec(any::<u32>(), 0..160),
        bits in prop::collection::vec(any::<u32>(), 24),
    ) {
        let made = ruleset(&mut Dice::new(numbers), Scope::Plain);
        let Some(rules) = built(&made.text) else { return Ok(()) };
        let card = card(&rules);
        let Some(all) = brute::all(&rules, card) else { return Ok(()) };
        let open = open(&rules, card, &bits);
        let plain: BTreeSet<Point> =
            all.iter().filter(|(d, _)| settles(d, &open)).map(|(_, p)| *p).collect();
        let prospect = Prospect::of(&rules, card, &open).unwrap();
        prop_assert_eq!(prospect.points, plain, "{}\n{:?}", made.text, open.answers);
    }

    /// Options that facts give are bounded by the answer as well, in the space
    /// and in the interpreter: its range holds all that comes of them.
    #[test]
    fn the_interpreter_holds_all_that_it_becomes(
        numbers in prop::collection::vec(any::<u32>(), 0..160),
        bits in prop::collection::vec(any::<u32>(), 24),
    ) {
        let made = ruleset(&mut Dice::new(numbers), Scope::All);
        let Some(rules) = built(&made.text) else { return Ok(()) };
        let card = card(&rules);
        // Where a rule says what a missing answer means, nothing is open.
        let ruled = card.criteria.iter().any(|c| c.missing != MissingPolicy::Unknown)
            || rules.facts.iter().any(|f| f.missing != MissingPolicy::Unknown);
        if ruled {
            return Ok(());
        }
        let open = open(&rules, card, &bits);
        // Answers stand for the facts behind them: two criteria that look at one
        // fact may be answered as if it were two, which the interpreter excludes.
        let mut seen = BTreeSet::new();
        let mut vars = (0..card.criteria.len())
            .flat_map(|i| crate::reason::reads::of_criterion(&rules, card, i).vars);
        if vars.any(|v| !seen.insert(v)) {
            return Ok(());
        }
        // That none of the options may be the answer is the space's to try.
        let mut blank = card.criteria.iter().zip(&open.answers.criteria);
        if blank.any(|(c, a)| a.is_none() && c.may_hold_none()) {
            return Ok(());
        }
        let Ok(prospect) = Prospect::of(&rules, card, &open) else { return Ok(()) };
        let outcome = evaluate(&rules, card, &open);
        for point in &prospect.points {
            prop_assert!(
                outcome.total.lo <= point.total && point.total <= outcome.total.hi,
                "{:?} {point:?}\n{}\n{:?}", outcome.total, made.text, open.answers
            );
            prop_assert!(
                outcome.level.0.contains(&point.level),
                "{:?} {point:?}\n{}\n{:?}", outcome.level, made.text, open.answers
            );
        }
    }

    /// What was learnt of some dossiers is true of the next ones.
    #[test]
    fn of_many_dossiers_is_told_what_is_told_of_each(
        numbers in prop::collection::vec(any::<u32>(), 0..160),
        bits in prop::collection::vec(any::<u32>(), 24 * 8),
    ) {
        let made = ruleset(&mut Dice::new(numbers), Scope::All);
        let Some(rules) = built(&made.text) else { return Ok(()) };
        let card = card(&rules);
        let mut many = Many::new(&rules, card);
        for (n, bits) in bits.chunks(24).enumerate() {
            let mut d = open(&rules, card, bits);
            for (i, c) in card.criteria.iter().enumerate() {
                let bits = bits[i % 24];
                if bits >> 24 & 3 == 1 && !c.options.is_empty() && c.form == Form::Choice {
                    let key = &c.options[bits as usize % c.options.len()].key;
                    d.answers.criteria[i] = c.option(key).map(Answer::Option);
                }
            }
            // Half of them give what every dossier has to give.
            for var in crate::reason::reads::needed(&rules, card) {
                if let crate::reason::reads::Var::Fact(f) = var
                    && n % 2 == 0
                {
                    d.facts[f] = brute::values(&rules, var)
                        .into_iter()
                        .nth(bits[f % 24] as usize % 2)
                        .flatten()
                        .map(|value| FactValue { value, span: Span::default() });
                }
            }
            let alone = Prospect::of(&rules, card, &d);
            match (many.of(&d), alone) {
                (Ok(reach), Ok(p)) => {
                    prop_assert_eq!(Some(reach.total), p.total(), "{}\n{:?}", made.text, d.answers);
                    prop_assert_eq!(reach.levels, p.levels(), "{}\n{:?}", made.text, d.answers);
                    prop_assert_eq!(reach.by_total, p.levels_by_total());
                }
                (Err(_), Err(_)) => {}
                (reach, alone) => prop_assert!(false, "{reach:?} {alone:?}\n{}", made.text),
            }
        }
    }
}
