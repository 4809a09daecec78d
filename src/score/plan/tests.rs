use super::scale::{DIVIDED, MILLION, NONE, bound, common, divided, number, round, scaled};
use super::{Plan, Sheets, Verdict};
use crate::dossier::{Answer, Dossier};
use crate::exact::{Num, RoundMode, Rounding};
use crate::score::evaluate;
use crate::score::tests::rules;

fn n(text: &str) -> Num {
    text.parse().expect("a number")
}

#[test]
fn a_number_that_is_no_multiple_of_the_step_is_not_kept() {
    assert_eq!(scaled(n("0.5"), 2), Some(1));
    assert_eq!(scaled(n("-12.25"), 100), Some(-1225));
    assert_eq!(scaled(n("0.5"), 1), None);
    assert_eq!(scaled(n("1/3"), MILLION), None);
    assert_eq!(scaled(n("999999999999999999"), MILLION), None);
}

#[test]
fn the_common_step_is_the_coarsest_that_both_are_multiples_of() {
    assert_eq!(common(4, 6), Some(12));
    assert_eq!(common(1, MILLION), Some(MILLION));
    assert_eq!(common(MILLION * MILLION, 7), None);
}

#[test]
fn rounding_is_that_of_exact_numbers() {
    let modes = [
        RoundMode::HalfUp,
        RoundMode::HalfEven,
        RoundMode::HalfDown,
        RoundMode::Up,
        RoundMode::Down,
    ];
    for mode in modes {
        for i in -60i64..60 {
            for step in [1i64, 2, 3, 5, 8, 10] {
                let exact = number(i, 4).round(Rounding {
                    mode,
                    step: number(step, 4),
                });
                let mine = round(i, step, mode).map(|r| number(r, 4));
                assert_eq!(mine, exact, "{i}/4 to {step}/4 {mode:?}");
            }
        }
    }
}

#[test]
fn a_quotient_compares_with_millionths_and_rounds_as_the_exact_one_does() {
    let bounds = ["0", "0.5", "1", "33.333333", "33.333334", "-0.5", "60"];
    for over in [-7i64, -1, 0, 1, 2, 100, 200, 33_333_333] {
        for under in [-3i64, 1, 2, 3, 7, 1_000_000] {
            let exact = Num::ratio(over, under).expect("not over zero");
            let mine = divided(over.into(), under.into()).expect("fits");
            for b in bounds {
                let b = n(b);
                let lo = bound(b, DIVIDED, true, true).expect("fits");
                assert_eq!(mine >= lo, exact >= b, "{over}/{under} >= {b}");
                let lo = bound(b, DIVIDED, true, false).expect("fits");
                assert_eq!(mine >= lo, exact > b, "{over}/{under} > {b}");
                let hi = bound(b, DIVIDED, false, true).expect("fits");
                assert_eq!(mine <= hi, exact <= b, "{over}/{under} <= {b}");
                let hi = bound(b, DIVIDED, false, false).expect("fits");
                assert_eq!(mine <= hi, exact < b, "{over}/{under} < {b}");
            }
            let step = n("0.5");
            let rounded = round(mine, DIVIDED / 2, RoundMode::HalfUp).map(|r| number(r, DIVIDED));
            let mode = RoundMode::HalfUp;
            assert_eq!(
                rounded,
                exact.round(Rounding { mode, step }),
                "{over}/{under}"
            );
        }
    }
    assert_eq!(divided(1, 0), None);
}

#[test]
fn nothing_that_is_known_is_kept_as_the_mark_of_an_unknown_number() {
    assert_eq!(super::scale::fits(i128::from(NONE)), None);
    assert!(bound(n("-999999999999999999"), DIVIDED, true, true).is_some_and(|b| b > NONE));
}

const CARD: &str = r#"
ruleset example version "1" {
  rating of percent(total, maximum of A) { ** 60% .. 100%; * 0% ..< 60% }
}
fact done : decimal 0 .. 30
fact all  : decimal 0 .. 30
scorecard card "Card" {
  part A "Part" 20 {
    criterion 1 "One" 10 { a 0 "no"; b 10 ** "yes" }
    criterion 2 "Two" 10 = if all = 0 then 10 else 10 * min(done, all) / all rounded half up to 0.5 { }
  }
}
"#;

#[test]
fn a_rating_in_percent_and_a_rounded_share_are_scored_by_the_plan() {
    let made = rules(CARD);
    let card = &made.cards["card"];
    let plan = Plan::new(&made, card);
    assert_eq!(plan.limit(), None);
    let mut sheets = Sheets::default();
    for (done, all, option) in [(1, 3, 1), (0, 0, 0), (2, 3, 1), (1, 6, 1)] {
        let mut d = Dossier::empty(2, 2);
        d.set_number(0, Num::int(done));
        d.set_number(1, Num::int(all));
        d.answers.criteria[0] = Some(Answer::Option(option));
        let scored = plan.score(&mut sheets, &d);
        assert!(!scored.left());
        let exact = Verdict::of(&evaluate(&made, card, &d));
        assert_eq!(scored.verdict().differences(&exact), Vec::<&str>::new());
    }
}

#[test]
fn what_is_open_is_left_to_the_interpreter_and_says_what_is_missing() {
    let made = rules(CARD);
    let card = &made.cards["card"];
    let plan = Plan::new(&made, card);
    let mut sheets = Sheets::default();
    let d = Dossier::empty(2, 2);
    let scored = plan.score(&mut sheets, &d);
    assert!(scored.left());
    assert_eq!(scored.missing().len(), 2);
    assert_eq!(scored.verdict(), Verdict::of(&evaluate(&made, card, &d)));
}
