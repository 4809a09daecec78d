use super::{card, rules, space};
use crate::exact::Num;
use num_bigint::BigUint;

fn count(body: &str) -> (u64, Vec<(i64, u64)>) {
    let rules = rules(body);
    let outcomes = space(&rules).outcomes().unwrap();
    let small = |n: &BigUint| u64::try_from(n).unwrap();
    let totals = outcomes.totals();
    (
        small(&outcomes.dossiers),
        totals
            .iter()
            .map(|(t, n)| (t.to_i64().unwrap(), small(n)))
            .collect(),
    )
}

#[test]
fn answers_that_do_not_look_at_each_other_multiply() {
    let (all, totals) = count(
        "criterion 1 \"One\" 6 { a 0 \"no\"; b 3 \"some\"; c 6 \"yes\" }
         criterion 2 \"Two\" 4 { a 0 \"no\"; b 4 \"yes\" }",
    );
    assert_eq!(all, 6);
    assert_eq!(totals, [(0, 1), (3, 1), (4, 1), (6, 1), (7, 1), (10, 1)]);
}

#[test]
fn ticks_that_come_to_the_same_are_counted_each() {
    let (all, totals) =
        count("criterion 1 \"One\" 10 checklist cap 10 { a 2 \"a\"; b 2 \"b\"; c 6 \"c\" }");
    assert_eq!(all, 8);
    assert_eq!(totals, [(0, 1), (2, 2), (4, 1), (6, 1), (8, 2), (10, 1)]);
}

#[test]
fn what_is_not_asked_is_not_counted() {
    let (all, totals) = count(
        "criterion 1 \"One\" 5 { a 0 \"no\"; b 5 \"yes\" }
         criterion 2 \"Two\" 5 { only if criterion 1 = b; a 0 \"no\"; b 5 \"yes\" }",
    );
    assert_eq!(all, 3);
    assert_eq!(totals, [(0, 1), (5, 1), (10, 1)]);
}

#[test]
fn after_a_stop_nothing_is_asked() {
    let (all, _) = count(
        "criterion 1 \"One\" 5 { stop dirty \"dirt\"; a 0 \"no\"; b 5 \"yes\" }
         criterion 2 \"Two\" 5 { a 0 \"no\"; b 5 \"yes\" }",
    );
    assert_eq!(all, 5);
}

#[test]
fn facts_fall_apart_at_their_constants() {
    let (all, totals) = count(
        "scorecard card \"Card\" {
           criterion 1 \"One\" 10 ladder of share { < 30% -> 0; 30% ..< 60% -> 5; >= 60% -> 10 }
         }
         fact share : percent 0% .. 100%",
    );
    assert_eq!(all, 3);
    assert_eq!(totals, [(0, 1), (5, 1), (10, 1)]);
}

#[test]
fn a_minimum_tells_what_it_keeps_dossiers_from() {
    let rules = rules(
        "criterion 1 \"One\" 9 { a 0 \"no\"; b 9 \"yes\" }
         criterion 2 \"Two\" 1 { a 0 \"no\"; b 1 *** \"yes\" }",
    );
    let outcomes = space(&rules).outcomes().unwrap();
    let toll = &outcomes.minimums[0];
    assert_eq!((toll.criterion, toll.option, toll.level), (1, 1, 2));
    assert_eq!(toll.missed, BigUint::from(2u8));
    assert_eq!(toll.enough, BigUint::from(1u8));
}

#[test]
fn a_witness_comes_out_as_wanted() {
    let rules = rules(
        "criterion 1 \"One\" 6 { a 0 \"no\"; b 3 \"some\"; c 6 \"yes\" }
         criterion 2 \"Two\" 4 { a 0 \"no\"; b 4 *** \"yes\" }",
    );
    let space = space(&rules);
    let seven = space.witness(|p| p.total == Num::int(7)).unwrap().unwrap();
    let outcome = crate::score::evaluate(&rules, card(&rules), &seven);
    assert_eq!(outcome.total.known(), Some(Num::int(7)));
    assert_eq!(space.witness(|p| p.total == Num::int(8)).unwrap(), None);
}
