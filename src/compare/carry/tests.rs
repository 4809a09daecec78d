//! What becomes of old answers, and what holds for every dossier.

use super::*;
use crate::dossier::FactValue;
use crate::model::Value;
use crate::score::{Outcome, evaluate};
use crate::text::Span;
use crate::{Format, Library};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

const OLD: &str = r#"
ruleset tea version "1" { rating of total { *** 60 .. 100; ** 30 ..< 60; * 0 ..< 30 } }
fact share : percent 0% .. 100%
fact form : one of { farm, llc_1, llc_2 }
scorecard tea "Tea" {
  reject forged "forged"
  criterion 1 "Leaf" 40 {
    reject foreign when share = 0% "foreign"
    a 10 "few" when share in 0% ..< 50%
    b 20 ** "half" when share in 50% ..< 75%
    c 40 "all" when share >= 75%
  }
  criterion 2 "Label" 20 { a 0 "none"; b 10 "some"; c 20 *** "whole" }
  criterion 3 "Look" 20 { a 5 "plain"; b 20 "fine" }
  criterion 4 "Books" 10 { a 0 "none"; b 10 "kept" }
  criterion 5 "Papers" 10 checklist { x 5 "one"; y 5 "two" }
}"#;

const NEW: &str = r#"
ruleset tea version "2" { rating of total { *** 60 .. 100; ** 30 ..< 60; * 0 ..< 30 } }
fact part : percent 0% .. 100%
fact body : one of { farm, llc }
scorecard leaf "Tea" {
  reject forged "forged"
  criterion 1.1 "Leaf" 40 { reject foreign "foreign"; a 10 "few"; b 20 ** "half"; c 40 "all" }
  criterion 1.2 "Pack" 30 { a 5 "poor"; b 10 "fair"; c 30 *** "good" }
  criterion 1.3 "Words" 10 { a 0 "none"; b 5 "some"; c 10 "two tongues" }
  criterion 1.4 "Papers" 10 checklist { p 5 "one"; q 5 "two" }
  criterion 1.5 "New" 10 { a 0 "no"; b 10 "yes" }
}"#;

const WALK: &str = r#"
crosswalk tea "1" -> "2" {
  fact share -> part
  fact form -> body { llc_1, llc_2 -> llc }
  scorecard tea -> leaf {
    1 -> 1.1 { foreign -> foreign; a -> a; b -> b..c "the county grew"; c -> c }
    2 -> 1.2 { a -> a; b -> a..b; c -> b..c }
    3 -> 1.2 { a -> a..b; b -> c }
    2 and 3 -> 1.3 { a and a -> a; c and b -> c; else -> a..b }
    5 -> 1.4 { x -> p; y -> q }
    4 -> none "no longer asked"
    new 1.5 "not asked before"
  }
}"#;

fn library() -> Library {
    let mut library = Library::new();
    library.add([("walk.sao", WALK)]);
    library.add([("old.sao", OLD)]);
    library.add([("new.sao", NEW)]);
    assert!(library.is_sound(), "{:#?}", library.findings());
    library
}

fn sides(library: &Library) -> (Side<'_>, Side<'_>) {
    let side = |label: &str| {
        let ruleset = library.ruleset(Some(label)).unwrap();
        let card = ruleset.cards.values().next().unwrap();
        Side { ruleset, card }
    };
    (side("tea@1"), side("tea@2"))
}

/// The carried dossier of a text.
fn carried(text: &str) -> (Library, Carried) {
    let mut library = library();
    let record = library
        .read("d.yaml", text.as_bytes(), Format::Yaml)
        .remove(0)
        .unwrap();
    let moved = library
        .carry(
            &record,
            &crate::Asked {
                ruleset: Some("tea@1".to_owned()),
                ..crate::Asked::default()
            },
            "2",
            None,
        )
        .unwrap();
    let carried = moved.carried.clone();
    (library, carried)
}

fn answers(text: &str) -> Vec<(State, Option<Answer>)> {
    let (_, c) = carried(text);
    let states = c.came.iter().map(|c| c.state);
    states.zip(c.dossier.answers.criteria).collect()
}

#[test]
fn a_set_of_options_is_left_open_and_what_is_new_is_asked() {
    let all = answers("1: b\n2: c\n3: b\n4: b\n5: [y]\n");
    assert_eq!(
        all[0],
        (State::Open, Some(Answer::OneOf(vec![Some(1), Some(2)])))
    );
    // Both lines have a say: b..c and c leave c.
    assert_eq!(all[1], (State::Settled, Some(Answer::Option(2))));
    assert_eq!(all[2], (State::Settled, Some(Answer::Option(2))));
    assert_eq!(all[3], (State::Settled, Some(Answer::Ticks(vec![1]))));
    assert_eq!(all[4], (State::New, None));
}

#[test]
fn lines_that_leave_nothing_in_common_are_a_conflict_to_be_asked() {
    let all = answers("2: a\n3: b\n");
    assert_eq!(all[1], (State::Conflict, None));
}

#[test]
fn of_a_joint_line_what_is_missing_could_be_anything() {
    let all = answers("2: c\n");
    assert_eq!(
        all[2].1,
        Some(Answer::OneOf(vec![Some(0), Some(1), Some(2)]))
    );
    // Of two lines the other one counts alone.
    assert_eq!(all[1].1, Some(Answer::OneOf(vec![Some(1), Some(2)])));
    assert_eq!(answers("4: a\n")[2], (State::Asked, None));
}

#[test]
fn an_option_that_facts_gave_is_carried_like_one_that_was_answered() {
    let (_, c) = carried("share: 60%\nform: llc_2\n");
    assert_eq!(
        c.dossier.answers.criteria[0],
        Some(Answer::OneOf(vec![Some(1), Some(2)]))
    );
    let body = c.dossier.facts[1].as_ref().map(|f| &f.value);
    assert_eq!(body, Some(&Value::Choice("llc".to_owned())));
    assert!(c.dossier.facts[0].is_some());
}

#[test]
fn grounds_to_reject_are_carried_and_what_goes_nowhere_is_said() {
    let (_, c) = carried("1: foreign\n4: b\nfindings: [forged]\n");
    assert_eq!(c.dossier.answers.criteria[0], Some(Answer::Finding(0)));
    assert_eq!(c.dossier.answers.findings, [0]);
    assert_eq!(c.dropped, [(3, Some("no longer asked".to_owned()))]);
}

#[test]
fn what_is_written_is_read_again_as_it_was_meant() {
    let mut library = library();
    let text = "id: d-1\nproduct: 'a: \"b\" # c'\nshare: 60%\n2: b\n3: a\n5: [x]\nassessors: [{name: An, 2: c}, {name: Ba}]\nevidence: [{for: '2', title: paper}]\n";
    let record = library
        .read("d.yaml", text.as_bytes(), Format::Yaml)
        .remove(0)
        .unwrap();
    let asked = crate::Asked {
        ruleset: Some("tea@1".to_owned()),
        ..crate::Asked::default()
    };
    let moved = library.carry(&record, &asked, "2", None).unwrap();
    let told = crate::explain::Move {
        old: moved.old.case(),
        new: moved.new.case(),
        carried: &moved.carried,
        why: None,
    };
    let (yaml, json) = (
        crate::explain::carried_yaml(&told, crate::Lang::Vi),
        crate::explain::carried_json(&told)["dossier"].to_string(),
    );
    let meant = (
        moved.new.outcome.total,
        moved.new.outcome.level.clone(),
        moved.carried.dossier.assessors.len(),
    );
    for (name, text, format) in [
        ("n.yaml", yaml, Format::Yaml),
        ("n.json", json, Format::Json),
    ] {
        let record = library
            .read(name, text.as_bytes(), format)
            .remove(0)
            .unwrap();
        let judged = library.judge(&record, &crate::Asked::default());
        let judged = judged.unwrap_or_else(|e| panic!("{e:#?}\n{text}"));
        assert_eq!(judged.ruleset.version, "2");
        let got = (
            judged.outcome.total,
            judged.outcome.level.clone(),
            judged.dossier.assessors.len(),
        );
        assert_eq!(got, meant, "{text}");
    }
}

/// What may be answered to the criteria of a card, with nothing among it.
fn any_dossier(side: Side<'_>) -> impl Strategy<Value = Dossier> + use<> {
    let criteria: Vec<BoxedStrategy<Option<Answer>>> = side
        .card
        .criteria
        .iter()
        .map(|c| {
            let n = c.options.len();
            if c.form == Form::Checklist {
                let ticks = proptest::sample::subsequence((0..n).collect::<Vec<_>>(), 0..=n);
                return proptest::option::of(ticks.prop_map(Answer::Ticks)).boxed();
            }
            let open = proptest::sample::subsequence((0..n).map(Some).collect::<Vec<_>>(), 2..=n);
            let mut all = vec![
                Just(None).boxed(),
                (0..n).prop_map(|o| Some(Answer::Option(o))).boxed(),
                open.prop_map(|o| Some(Answer::OneOf(o))).boxed(),
            ];
            if !c.findings.is_empty() {
                all.push(Just(Some(Answer::Finding(0))).boxed());
            }
            if c.may_hold_none() {
                all.push(Just(Some(Answer::None)).boxed());
            }
            proptest::strategy::Union::new(all).boxed()
        })
        .collect();
    let facts = side.ruleset.facts.len();
    (criteria, proptest::option::of(0i64..=100)).prop_map(move |(criteria, share)| {
        let mut d = Dossier::empty(criteria.len(), facts);
        d.answers.criteria = criteria;
        d.facts[0] = share.map(|n| FactValue {
            value: Value::Num(crate::exact::Num::int(n)),
            span: Span::default(),
        });
        d
    })
}

fn inside(one: &Outcome, all: &Outcome) -> bool {
    all.total.lo <= one.total.lo
        && one.total.hi <= all.total.hi
        && one.level.0.iter().all(|l| all.level.0.contains(l))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_crosswalk_of_a_version_to_itself_changes_no_result(new in any::<bool>(), seed in any::<u64>()) {
        let library = library();
        let (old, other) = sides(&library);
        let side = if new { other } else { old };
        let mut runner = proptest::test_runner::TestRunner::new_with_rng(
            ProptestConfig::default(),
            proptest::test_runner::TestRng::from_seed(
                proptest::test_runner::RngAlgorithm::ChaCha,
                &[&seed.to_le_bytes()[..], &[7; 24]].concat(),
            ),
        );
        let d = any_dossier(side).new_tree(&mut runner).unwrap().current();
        let walk = Crosswalk::identity(side.ruleset);
        let c = carry(&walk.pairs[0], side, &d, side);
        let (before, after) = (
            evaluate(side.ruleset, side.card, &d),
            evaluate(side.ruleset, side.card, &c.dossier),
        );
        prop_assert_eq!(before.total, after.total, "{:?}", d.answers);
        prop_assert_eq!(before.level, after.level, "{:?}", d.answers);
    }

    #[test]
    fn what_is_carried_holds_every_dossier_it_may_stand_for(seed in any::<u64>()) {
        let library = library();
        let (old, new) = sides(&library);
        let walk = library.crosswalk(old.ruleset, new.ruleset).unwrap();
        let mut runner = proptest::test_runner::TestRunner::new_with_rng(
            ProptestConfig::default(),
            proptest::test_runner::TestRng::from_seed(
                proptest::test_runner::RngAlgorithm::ChaCha,
                &[&seed.to_le_bytes()[..], &[9; 24]].concat(),
            ),
        );
        let d = any_dossier(old).new_tree(&mut runner).unwrap().current();
        let c = carry(&walk.pairs[0], old, &d, new);
        let all = evaluate(new.ruleset, new.card, &c.dossier);
        // Any answer that the carried one allows, anything where it says nothing.
        let mut one = c.dossier.clone();
        let mut dice = seed;
        for (i, slot) in one.answers.criteria.iter_mut().enumerate() {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let pick = usize::try_from(dice >> 33).unwrap();
            let options = new.card.criteria[i].options.len();
            *slot = match slot.take() {
                None if new.card.criteria[i].form == Form::Checklist => Some(Answer::Ticks(vec![pick % options])),
                None => Some(Answer::Option(pick % options)),
                Some(Answer::OneOf(several)) => match several[pick % several.len()] {
                    Some(o) => Some(Answer::Option(o)),
                    None => Some(Answer::None),
                },
                settled => settled,
            };
        }
        let one = evaluate(new.ruleset, new.card, &one);
        prop_assert!(inside(&one, &all), "{:?}\n{:?}", d.answers, c.dossier.answers);
    }
}
