//! Two cards held against each other, beside the plain enumeration of every
//! dossier that both can rate.

use super::generate::{Dice, Scope, ruleset};
use super::{brute, built, card, rules};
use crate::dossier::{Answer, Dossier};
use crate::model::{Form, Ruleset, Scorecard};
use crate::reason::{Ask, Extent, Pairs, Point, Trouble, moved, prove};
use crate::score::{Outcome, Tri, evaluate};
use crate::syntax::tree::FindingKind;
use crate::testing::mutate::mutants;
use num_bigint::BigUint;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Most dossiers that are written down.
const MOST: usize = 900;

fn numbers() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 0..120)
}

/// Whatever can be said to a card, sense or not; `None` when it is too much.
fn everything(rules: &Ruleset, card: &Scorecard) -> Option<Vec<Dossier>> {
    let mut all = vec![Dossier::empty(card.criteria.len(), rules.facts.len())];
    for var in crate::reason::reads::looked_at(rules, card) {
        let mut values = brute::values(rules, var);
        values.push(None);
        values.dedup();
        let each = all
            .iter()
            .flat_map(|d| values.iter().map(move |v| brute::with(d, var, v.as_ref())));
        all = each.collect();
        if all.len() > MOST {
            return None;
        }
    }
    for i in 0..card.criteria.len() {
        all = all
            .iter()
            .flat_map(|d| brute::answered(card, d, i))
            .collect();
        if all.len() > MOST {
            return None;
        }
    }
    let keyed: Vec<usize> = (0..card.findings.len())
        .filter(|f| card.findings[*f].key.is_some())
        .collect();
    let with = all.iter().flat_map(|d| {
        let listed = |f: &usize| {
            let mut d = d.clone();
            d.answers.findings.push(*f);
            d
        };
        keyed.iter().map(listed).collect::<Vec<_>>()
    });
    let with: Vec<Dossier> = with.collect();
    all.extend(with);
    Some(all)
}

/// How it comes out, when every condition is settled.
fn whole(o: &Outcome) -> Option<Point> {
    let settled = o.complete() && o.level_by_total.known().is_some();
    let criteria = o.criteria.iter().all(|c| c.points.known().is_some());
    let conditions = o.lifts.iter().all(|l| l.is_known())
        && o.minimums.iter().all(|m| m.met.is_known())
        && o.findings.iter().all(|f| f.state.is_known());
    (settled && criteria && conditions).then(|| brute::point(o))
}

/// Fields, raised ones, steps; facts are counted as fields only.
fn size(card: &Scorecard, d: &Dossier) -> (u64, u64, u64) {
    let facts = d.facts.iter().flatten().count() as u64;
    let mut size = (
        facts + d.answers.findings.len() as u64,
        d.answers.findings.len() as u64,
        d.answers.findings.len() as u64,
    );
    for (c, answer) in card.criteria.iter().zip(&d.answers.criteria) {
        let letters = c.letters();
        let lowest = (0..letters.len())
            .min_by_key(|n| (c.options[letters[*n]].points, *n))
            .unwrap_or(0);
        let steps = match answer {
            None => continue,
            Some(Answer::Option(o)) => letters
                .iter()
                .position(|l| l == o)
                .unwrap()
                .abs_diff(lowest),
            Some(Answer::Ticks(t)) => t.len(),
            Some(_) => 1,
        };
        size.0 += 1;
        size.1 += u64::from(steps > 0);
        size.2 += steps as u64;
    }
    size
}

/// The dossier as the other version reads it: by numbers and letters.
fn turned(
    from: (&Ruleset, &Scorecard),
    to: (&Ruleset, &Scorecard),
    d: &Dossier,
) -> Option<Dossier> {
    let mut other = Dossier::empty(to.1.criteria.len(), to.0.facts.len());
    for (f, value) in from.0.facts.iter().zip(&d.facts) {
        if let Some(value) = value {
            let place = to.0.facts.iter().position(|g| g.name == f.name)?;
            other.facts[place] = Some(value.clone());
        }
    }
    (other.filed, other.assessed, other.kind) = (d.filed, d.assessed, d.kind);
    for f in &d.answers.findings {
        let key = &from.1.findings[*f].key;
        let place = to.1.findings.iter().position(|g| g.key == *key)?;
        other.answers.findings.push(place);
    }
    for (c, answer) in from.1.criteria.iter().zip(&d.answers.criteria) {
        let Some(answer) = answer else { continue };
        let j = to.1.criterion(&c.number)?;
        let t = &to.1.criteria[j];
        if (c.form == Form::Checklist) != (t.form == Form::Checklist) {
            return None;
        }
        let option = |o: usize| t.option(&c.options[o].key);
        other.answers.criteria[j] = Some(match answer {
            Answer::Option(o) => Answer::Option(option(*o)?),
            Answer::Ticks(all) => {
                let mut all: Vec<usize> = all.iter().map(|o| option(*o)).collect::<Option<_>>()?;
                all.sort_unstable();
                Answer::Ticks(all)
            }
            Answer::Finding(f) => {
                let key = &c.findings[*f].key;
                Answer::Finding(t.findings.iter().position(|g| g.key == *key)?)
            }
            Answer::None if t.may_hold_none() => Answer::None,
            _ => return None,
        });
    }
    Some(other)
}

fn differs(a: &Outcome, b: &Outcome, extent: Extent) -> Option<bool> {
    let (p, q) = (whole(a)?, whole(b)?);
    let out = |o: &Outcome| {
        let found = |kind| {
            o.findings
                .iter()
                .any(|f| f.kind == kind && f.state == Tri::Yes)
        };
        (found(FindingKind::Reject), found(FindingKind::Stop))
    };
    if extent != Extent::Level && out(a) != out(b) {
        return Some(true);
    }
    Some(match extent {
        Extent::Level => p.level != q.level,
        Extent::Total => (p.level, p.total) != (q.level, q.total),
        Extent::Points => {
            let points = |o: &Outcome| {
                o.criteria
                    .iter()
                    .map(|c| c.points.known())
                    .collect::<Vec<_>>()
            };
            (p.level, p.total) != (q.level, q.total) || points(a) != points(b)
        }
    })
}

/// Holds what is proved against every dossier there is.
fn compare(old: &Ruleset, new: &Ruleset, extent: Extent) -> Result<(), TestCaseError> {
    let (a, b) = (card(old), card(new));
    let ask = Ask {
        extent,
        ..Ask::default()
    };
    let proven = match prove((old, a), (new, b), &ask) {
        Ok(proven) => proven,
        Err(Trouble::NotFinite { .. } | Trouble::NotSettled { .. }) => return Ok(()),
        Err(other) => return Err(TestCaseError::fail(format!("{other:?}"))),
    };
    if let Some(w) = &proven.witness {
        prop_assert_eq!(differs(&w.outcome.old, &w.outcome.new, extent), Some(true));
    }
    let Some(all) = everything(old, a) else {
        return Ok(());
    };
    let mut least: Option<(u64, u64, u64)> = None;
    for d in &all {
        let Some(e) = turned((old, a), (new, b), d) else {
            continue;
        };
        let (x, y) = (evaluate(old, a, d), evaluate(new, b, &e));
        if differs(&x, &y, extent) == Some(true) {
            let mine = size(a, d);
            least = Some(least.map_or(mine, |l| l.min(mine)));
        }
    }
    let facts = !crate::reason::reads::looked_at(old, a).is_empty();
    let cut = |s: (u64, u64, u64)| if facts { (s.0, 0, 0) } else { s };
    let found = proven
        .witness
        .map(|w| (w.size.fields(), w.size.raised(), w.size.steps()));
    prop_assert_eq!(found.map(cut), least.map(cut));
    Ok(())
}

fn extent() -> impl Strategy<Value = Extent> {
    prop_oneof![
        Just(Extent::Level),
        Just(Extent::Total),
        Just(Extent::Points)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// One statement changed: what is proved is what every dossier says.
    #[test]
    fn a_changed_ruleset_is_equal_or_differs_first_where_it_is_shown(
        numbers in numbers(), which in any::<prop::sample::Index>(), extent in extent(), scope in 0usize..3,
    ) {
        let scope = [Scope::Plain, Scope::Facts, Scope::All][scope];
        let made = ruleset(&mut Dice::new(numbers), scope);
        let Some(old) = built(&made.text) else { return Ok(()) };
        let all = mutants(&old, Some(card(&old)));
        prop_assume!(!all.is_empty());
        let mutant = &all[which.index(all.len())];
        let Some(new) = mutant.applied(&old) else { return Ok(()) };
        let told = |e| match e {
            TestCaseError::Fail(why) => TestCaseError::fail(format!("{why}\n{:?}\n{}", mutant.edit, made.text)),
            other => other,
        };
        compare(&old, &new, extent).map_err(told)?;
    }

    /// Two rulesets that have nothing to do with each other.
    #[test]
    fn two_rulesets_differ_first_where_it_is_shown(
        one in numbers(), other in numbers(), extent in extent(),
    ) {
        let one = ruleset(&mut Dice::new(one), Scope::Plain);
        let other = ruleset(&mut Dice::new(other), Scope::Plain);
        let (Some(old), Some(new)) = (built(&one.text), built(&other.text)) else { return Ok(()) };
        let (a, b) = (card(&old), card(&new));
        // Points of criteria that only one has are not compared here.
        prop_assume!(extent != Extent::Points);
        // One number, one question.
        let paired = Pairs::by_number(a, b).criteria.len();
        if paired == a.criteria.len() && paired == b.criteria.len() {
            compare(&old, &new, extent)?;
        }
    }

    /// Every dossier that the rules ask for is counted once, by its level before and after.
    #[test]
    fn what_a_change_moves_is_counted(
        numbers in numbers(), which in any::<prop::sample::Index>(),
    ) {
        let made = ruleset(&mut Dice::new(numbers), Scope::Plain);
        let Some(old) = built(&made.text) else { return Ok(()) };
        let all = mutants(&old, Some(card(&old)));
        prop_assume!(!all.is_empty());
        let Some(new) = all[which.index(all.len())].applied(&old) else { return Ok(()) };
        let (a, b) = (card(&old), card(&new));
        let Some(dossiers) = brute::all(&old, a) else { return Ok(()) };
        let (mine, lone) = moved((&old, a), (&new, b), &Ask::default()).unwrap();
        prop_assume!(lone.is_empty());
        let mut plain: BTreeMap<_, BigUint> = BTreeMap::new();
        for (d, p) in &dossiers {
            let e = turned((&old, a), (&new, b), d).unwrap();
            let q = brute::point(&evaluate(&new, b, &e));
            *plain.entry((p.level, q.level)).or_default() += 1u8;
        }
        prop_assert_eq!(mine.levels, plain, "{}", made.text);
    }
}

#[test]
fn a_card_is_equal_to_itself() {
    let one = rules("criterion 1 \"One\" 10 { a 0 \"no\"; b 10 *** \"yes\" }");
    let proven = prove((&one, card(&one)), (&one, card(&one)), &Ask::default()).unwrap();
    assert!(proven.equal());
}

#[test]
fn a_bound_that_moves_between_totals_that_nobody_has_changes_nothing() {
    let head = |low: &str| {
        format!(
            "ruleset example version \"1\" {{ rating of total {{ *** {low} .. 10; ** 0 ..< {low} }} }}
             scorecard card \"Card\" {{ criterion 1 \"One\" 10 {{ a 0 \"no\"; b 5 \"some\"; c 10 \"yes\" }} }}"
        )
    };
    let (six, eight, five) = (
        built(&head("6")).unwrap(),
        built(&head("8")).unwrap(),
        built(&head("5")).unwrap(),
    );
    let ask = Ask::default();
    assert!(
        prove((&six, card(&six)), (&eight, card(&eight)), &ask)
            .unwrap()
            .equal()
    );
    let found = prove((&six, card(&six)), (&five, card(&five)), &ask).unwrap();
    let witness = found.witness.unwrap();
    assert_eq!(
        witness.dossier.old.answers.criteria,
        [Some(Answer::Option(1))]
    );
    assert_eq!(
        (
            witness.size.fields(),
            witness.size.raised(),
            witness.size.steps()
        ),
        (1, 1, 1)
    );
}

#[test]
fn the_least_fact_that_tells_two_thresholds_apart_is_shown() {
    let rules_of = |low: &str| {
        rules(&format!(
            "scorecard card \"Card\" {{
               criterion 1 \"One\" 10 {{ a 0 \"no\" when share < {low}; b 10 \"yes\" when share >= {low} }}
               criterion 2 \"Two\" 0 {{ a 0 \"no\" when share < 10%; b 0 \"yes\" when share >= 10% }}
             }}
             fact share : percent 0% .. 100%"
        ))
    };
    let (old, new) = (rules_of("40%"), rules_of("50%"));
    let found = prove((&old, card(&old)), (&new, card(&new)), &Ask::default()).unwrap();
    let witness = found.witness.unwrap();
    // One field settles both criteria.
    assert_eq!(witness.size.fields(), 1);
    let given = witness.dossier.old.facts[0]
        .as_ref()
        .map(|f| f.value.clone());
    assert_eq!(
        given,
        Some(crate::model::Value::Num(crate::exact::Num::int(40)))
    );
    let within = crate::reason::Bound::Within(crate::model::Interval {
        hi: Some(crate::exact::Num::int(30)),
        hi_in: true,
        ..Default::default()
    });
    let mut ask = Ask::default();
    ask.bounds.insert("share".to_owned(), within);
    assert!(
        prove((&old, card(&old)), (&new, card(&new)), &ask)
            .unwrap()
            .witness
            .is_none()
    );
}
