//! The space against the plain enumeration.

use super::generate::{Dice, Scope, ruleset};
use super::{brute, built, card};
use crate::reason::{Point, Space, Trouble};
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
        let Some(all) = brute::all(&rules, card) else { return Ok(()) };
        let space = Space::of(&rules, card).unwrap();
        let outcomes = space.outcomes().unwrap();
        let mine: Vec<(Point, BigUint)> = outcomes.points.into_iter().collect();
        let plain: Vec<(Point, BigUint)> = all.iter().map(|(p, (n, _))| (*p, BigUint::from(*n))).collect();
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
        let Some(all) = brute::all(&rules, card) else { return Ok(()) };
        let plain: BTreeSet<Point> = all.keys().copied().collect();
        prop_assert_eq!(mine, plain, "{}", made.text);
    }
}
