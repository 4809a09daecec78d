//! Answers that leave something open, and "none of the options".

use super::{card, fill, line, rules, score, total};
use crate::dossier::Answer;
use crate::score::{Outcome, Why, evaluate};

const POINTS: &str = r#"criterion 1 "One" 3 { a 1 "some"; b 2 "more"; c 3 "all" }"#;
const MARKED: &str = r#"
    fact share : percent 0% .. 100%
    criterion 1 "One" 50 { a 10 "few" when share < 50%; b 20 *** "half" when share in 50% ..< 75%; c 50 "all" when share >= 75% }
    criterion 2 "Two" 50 { stop spoiled "spoiled"; a 0 "no"; b 25 ** "some"; c 50 "much" }
    criterion 3 "Three" 0 { only if criterion 2 >= b; a 0 "any" }"#;

/// The same with another answer to the first criterion that is named.
fn with(text: &str, dossier: &str, number: &str, answer: Answer) -> Outcome {
    let rules = rules(text);
    let card = rules.cards.values().next().unwrap();
    let mut d = fill(&rules, card, dossier);
    d.answers.criteria[card.criterion(number).unwrap()] = Some(answer);
    evaluate(&rules, card, &d)
}

#[test]
fn none_of_the_options_gives_what_the_open_point_says() {
    let text = card(POINTS);
    let o = with(&text, "", "1", Answer::None);
    assert_eq!(line(&text, &o, "1"), "0 answered");
    assert!(o.criteria[0].why.contains(&Why::NoOption));
    assert!(o.missing.is_empty());
    let lowest = format!(
        "ruleset example version \"1\" {{ rating of total {{ *** 2 .. 3; * 0 ..< 2 }}
         assumption no_option = lowest | zero }}\n{text}"
    );
    assert_eq!(total(&with(&lowest, "", "1", Answer::None)), "1");
}

#[test]
fn one_of_several_is_a_range_over_them_and_asks_which() {
    let text = card(POINTS);
    let o = with(&text, "", "1", Answer::OneOf(vec![Some(1), Some(2)]));
    assert_eq!(line(&text, &o, "1"), "2..3 missing b/c");
    assert!(o.missing.iter().any(|m| m.criterion == Some(0) && m.answer));
    let o = with(&text, "", "1", Answer::OneOf(vec![None, Some(0)]));
    assert_eq!(o.criteria[0].points.lo.to_string(), "0");
    assert_eq!(o.criteria[0].points.hi.to_string(), "1");
}

#[test]
fn facts_may_say_which_of_several_it_is() {
    let text = card(MARKED);
    let open = Answer::OneOf(vec![Some(0), Some(1)]);
    let o = with(&text, "share = 60%, 2 = c", "1", open.clone());
    assert_eq!(o.criteria[0].options, [1]);
    assert!(o.missing.iter().all(|m| m.criterion != Some(0)));
    // Facts that give another option win, and the result says that they disagree.
    let o = with(&text, "share = 90%, 2 = c", "1", open);
    assert_eq!(o.criteria[0].options, [2]);
    assert!(!o.assumptions.is_empty());
}

#[test]
fn an_open_answer_holds_what_each_of_its_options_would_give() {
    let text = card(MARKED);
    let sets: [&[Option<usize>]; 4] = [
        &[Some(0), Some(1)],
        &[Some(1), Some(2)],
        &[Some(0), Some(2)],
        &[Some(0), Some(1), Some(2)],
    ];
    for number in ["1", "2"] {
        for rest in ["1 = c, 2 = c", "1 = a, 2 = b", "1 = b"] {
            for set in sets {
                let open = with(&text, rest, number, Answer::OneOf(set.to_vec()));
                for option in set.iter().flatten() {
                    let one = with(&text, rest, number, Answer::Option(*option));
                    assert!(open.total.lo <= one.total.lo && one.total.hi <= open.total.hi);
                    for level in &one.level.0 {
                        assert!(open.level.0.contains(level), "{rest} {number} {set:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn who_looked_and_left_it_open_reported_nothing() {
    let text = card(MARKED);
    let o = with(&text, "1 = c", "2", Answer::OneOf(vec![Some(1), Some(2)]));
    assert!(o.findings.is_empty(), "{:?}", o.findings);
    assert!(!score(&text, "1 = c").findings.is_empty());
}

#[test]
fn what_is_left_open_bounds_options_that_facts_give() {
    let text = card(MARKED);
    let open = Answer::OneOf(vec![Some(0), Some(1)]);
    let o = with(&text, "2 = c", "1", open);
    assert_eq!(line(&text, &o, "1"), "10..20 missing a/b");
    // What would settle it is still asked for.
    assert!(o.missing.iter().any(|m| m.criterion == Some(0)));
    // One that names a single option counts until facts contradict it, too.
    let o = with(&text, "2 = c", "1", Answer::Option(1));
    assert_eq!(line(&text, &o, "1"), "20 answered b");
}
