//! The space against the plain enumeration.

use super::generate::{Dice, Scope, ruleset};
use super::{brute, built, card};
use crate::dossier::{Answer, Dossier};
use crate::reason::{Aim, Next, Point, Prospect, Space, Trouble, next};
use crate::score::evaluate;
use num_bigint::BigUint;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn numbers() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 0..160)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Where nothing but answers is asked, every dossier is counted once.
    #[test]
    fn dossiers_of_answers_are_counted_exactly(numbers in numbers()) {
        let made = ruleset(&mut Dice::new(numbers), Scope::Plain);
        let Some(rules) = built(&made.text) else { return Ok(()) };
        let card = card(&rules);
        let Some(all) = brute::counted(&rules, card) else { return Ok(()) };
        let space = Space::of(&rules, card).unwrap();
        let outcomes = space.outcomes().unwrap();
        let mine: Vec<(Point, BigUint)> = outcomes.points.into_iter().collect();
        let plain: Vec<(Point, BigUint)> = all.iter().map(|(p, n)| (*p, BigUint::from(*n))).collect();
        prop_assert_eq!(mine, plain, "{}", made.text);
    }

    /// With facts and conditions between criteria too, exactly that is reached
    /// which some dossier reaches, and the witness shows it.
    #[test]
    fn what_is_reached_is_what_some_dossier_reaches(numbers in numbers()) {
        let made = ruleset(&mut Dice::new(numbers), Scope::All);
        let Some(rules) = built(&made.text) else { return Ok(()) };
        let card = card(&rules);
        let space = match Space::of(&rules, card) {
            Ok(space) => space,
            Err(Trouble::NotFinite { .. } | Trouble::NotSettled { .. }) => return Ok(()),
            Err(other) => return Err(TestCaseError::fail(format!("{other:?}\n{}", made.text))),
        };
        let mine = space.reachable().unwrap();
        for point in &mine {
            let witness = space.witness(|p| p == point).unwrap().unwrap();
            let outcome = evaluate(&rules, card, &witness);
            prop_assert!(outcome.complete(), "{}\n{witness:#?}", made.text);
            prop_assert_eq!(brute::point(&outcome), *point, "{}", made.text);
        }
        let Some(all) = brute::counted(&rules, card) else { return Ok(()) };
        let plain: BTreeSet<Point> = all.keys().copied().collect();
        prop_assert_eq!(mine, plain, "{}", made.text);
    }

    /// What an incomplete dossier can become is what its completions become,
    /// and both ends are shown.
    #[test]
    fn an_incomplete_dossier_becomes_what_its_completions_become(
        numbers in numbers(), taken in any::<u32>(), which in any::<prop::sample::Index>(),
    ) {
        let made = ruleset(&mut Dice::new(numbers), Scope::Plain);
        let Some(rules) = built(&made.text) else { return Ok(()) };
        let card = card(&rules);
        let Some(all) = brute::all(&rules, card) else { return Ok(()) };
        let mut open = all[which.index(all.len())].0.clone();
        for (i, answer) in open.answers.criteria.iter_mut().enumerate() {
            if taken >> (i % 32) & 1 == 1 {
                *answer = None;
            }
        }
        let completes = |d: &Dossier| {
            let each = d.answers.criteria.iter().zip(&open.answers.criteria);
            each.clone().all(|(full, given)| given.is_none() || full == given)
        };
        let plain: BTreeSet<Point> = all.iter().filter(|(d, _)| completes(d)).map(|(_, p)| *p).collect();
        let prospect = Prospect::of(&rules, card, &open).unwrap();
        let lowest = brute::point(&evaluate(&rules, card, &prospect.lowest));
        let highest = brute::point(&evaluate(&rules, card, &prospect.highest));
        prop_assert_eq!(prospect.total(), Some((lowest.total, highest.total)), "{}", made.text);
        prop_assert!(completes(&prospect.lowest) && completes(&prospect.highest));
        prop_assert_eq!(prospect.points, plain, "{}", made.text);
    }

    /// No dossier of the level is nearer than the one that is found, and every
    /// one that is as near is counted.
    #[test]
    fn the_least_change_is_the_least_of_all(
        numbers in numbers(), which in any::<prop::sample::Index>(), level in 0usize..3,
    ) {
        let made = ruleset(&mut Dice::new(numbers), Scope::Plain);
        let Some(rules) = built(&made.text) else { return Ok(()) };
        let card = card(&rules);
        let Some(all) = brute::all(&rules, card) else { return Ok(()) };
        let (start, now) = &all[which.index(all.len())];
        let aim = Aim { level, ..Aim::default() };
        let reach = |p: &Point| p.level.is_some_and(|l| l >= level);
        let plain = all.iter().filter(|(_, p)| reach(p)).map(|(d, _)| apart(start, d));
        let plain: Vec<(u32, u32)> = plain.collect();
        match next(&rules, card, start, &aim).unwrap() {
            Next::Reached(p) => {
                prop_assert_eq!(p, *now);
                prop_assert!(reach(now), "{}", made.text);
            }
            Next::Never(proof) => {
                prop_assert!(plain.is_empty(), "{}", made.text);
                prop_assert_eq!(proof.most, all.iter().map(|(_, p)| p.total).max());
            }
            Next::Ways { costs, .. } => {
                let mut front: Vec<(u32, u32)> = plain.clone();
                front.retain(|a| !plain.iter().any(|b| b != a && b.0 <= a.0 && b.1 <= a.1));
                front.sort_unstable();
                let mine: Vec<(u32, u32)> = costs.iter().map(|t| (t.changes, t.steps)).collect();
                let ways: Vec<BigUint> = costs.iter().map(|t| t.ways.clone()).collect();
                let count = |c: &(u32, u32)| front.iter().filter(|f| *f == c).count();
                let counted: Vec<BigUint> = mine.iter().map(|c| BigUint::from(count(c))).collect();
                prop_assert_eq!(ways, counted, "{}", made.text);
                front.dedup();
                prop_assert_eq!(mine, front, "{}", made.text);
                for plan in costs.iter().flat_map(|t| &t.shown) {
                    let then = brute::point(&evaluate(&rules, card, &plan.dossier));
                    prop_assert_eq!(then, plan.point, "{}", made.text);
                }
            }
        }
    }
}

/// How many answers differ, and by how many steps.
fn apart(a: &Dossier, b: &Dossier) -> (u32, u32) {
    let each = a.answers.criteria.iter().zip(&b.answers.criteria);
    each.fold((0, 0), |(changes, steps), (a, b)| {
        let more = match (a, b) {
            (Some(Answer::Option(a)), Some(Answer::Option(b))) => a.abs_diff(*b),
            (Some(Answer::Ticks(a)), Some(Answer::Ticks(b))) => {
                let only = |x: &[usize], y: &[usize]| x.iter().filter(|t| !y.contains(t)).count();
                only(a, b) + only(b, a)
            }
            (None, None) | (Some(Answer::None), Some(Answer::None)) => 0,
            // Coming to hold an option from none is as many steps as its place.
            (Some(Answer::None), Some(Answer::Option(b))) => b + 1,
            // Nobody strives to hold nothing.
            (Some(Answer::Option(_)), Some(Answer::None)) => 1_000_000,
            _ => panic!("one is answered and the other is not"),
        };
        (changes + u32::from(more > 0), steps + more as u32)
    })
}
