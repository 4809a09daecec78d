//! What tests name.

use super::said;
use crate::text::Lang;

const CARD: &str = r#"fact x : decimal 0 .. 10
fact kind_of_food : one of { cheese, fat }
scorecard c "C" {
  reject forged "Forged"
  part A "A" 100 {
    require *** points of part A > 0
    criterion 1 "One" 50 { a 0; b 50; reject; only if kind_of_food = fat or x > 1 }
    criterion 2 "Two" 20 checklist { a 10; b 10 }
    criterion 3 "Three" 30 yes/no
  }
}
"#;

fn test(body: &str) -> super::Run {
    said(&format!("{CARD}test \"t\" for c {{ {body} }}"))
}

#[test]
fn everything_a_card_has_may_be_named() {
    let run = test(
        "best except 1 = reject, 2 = {a, b}, 3 = no
  given x = 5, kind_of_food = cheese, findings = {forged}, 1 = unknown
  kind renewal
  assume minimums_fail = unrated
  expect total 3, rating *** because minimum 1, A 34, criterion 1 = b, criterion 3 30
  expect missing 1, missing x, assumption stopped, rating in ** .. ***",
    );
    assert!(run.found.is_empty(), "{}", run.lines(Lang::En));
}

#[test]
fn each_thing_that_is_not_there_is_told() {
    let run = test(
        "given 4 = a, 1 = c, 2 = {a, z}, 3 = a, x = yes, kind_of_food = beer, findings = {lost}
  kind renewel
  assume minimums_fale = unrated, minimums_fail = unratd
  expect rating ****, B 3, criterion 7 1, missing y, criterion 1 = d",
    );
    assert_eq!(
        run.codes(),
        [
            "E0602", "E0603", "E0603", "E0603", "E0603", "E0603", "E0603", "E0603", "E0602",
            "E0603", "E0402", "E0602", "E0602", "E0602", "E0603"
        ],
        "{}",
        run.lines(Lang::En)
    );
}

#[test]
fn tests_are_kept_in_order_with_what_they_say() {
    let run = said(&format!(
        "{CARD}test \"one\" for c {{ dossier \"a.yaml\"; given x = 1; expect total 3 }}\ntest \"two\" for c {{ worst; filed 2026-01-01; assessed 2026-02-01; expect total 0 }}"
    ));
    assert!(run.found.is_empty(), "{}", run.lines(Lang::En));
    let tests = run.ruleset.unwrap().tests;
    assert_eq!(tests[0].dossier.as_ref().unwrap().value, "a.yaml");
    assert_eq!(tests[1].baseline, Some(false));
    assert!(tests[1].filed.is_some() && tests[1].assessed.is_some());
}

#[test]
fn records_assessors_and_members_are_held_against_the_card() {
    let page = |body: &str| {
        said(&format!(
            "fact papers : list {{ kind : one of {{a, b}}; until : date }}\n{CARD}test \"t\" for c {{ {body}; expect total 3 }}"
        ))
        .errors()
    };
    let none: [&str; 0] = [];
    assert_eq!(
        page("given papers = {{kind = a, until = 2027-01-01}, {kind = b}}"),
        none
    );
    assert_eq!(page("given papers = {{kind = c}}"), ["E0603"]);
    assert_eq!(page("given papers = {{sort = a}}"), ["E0602"]);
    assert_eq!(page("given papers = {{until = 3}}"), ["E0603"]);
    assert_eq!(page("assessor \"An\" 1 = a; members 3"), none);
    assert_eq!(page("assessor \"An\" 1 = q"), ["E0603"]);
    assert_eq!(page("assessor \"An\" x = 1"), ["E0602"]);
    assert_eq!(page("members 2.5"), ["E0603"]);
}
