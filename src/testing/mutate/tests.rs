//! Each kind of statement is changed, and a test that looks at it notices.

use super::{Bench, Fate, MutantKind, changes_nothing, mutants};
use crate::Library;

const RULES: &str = r#"
ruleset r version "1" {
  rating of total { *** 80 .. 100; ** 50 ..< 80; * 0 ..< 50 }
}
fact share : percent 0% .. 100%
scorecard c "C" {
  criterion 1 "A" 60 {
    a 0        "x"  when share < 50%
    b 60  ***  "y"  when share >= 50%
  }
  criterion 2 "B" 40 {
    reject "foul"
    a 0   "x"
    b 40  "y"
  }
}
"#;

/// What is changed and not noticed.
fn unnoticed(tests: &str) -> Vec<(MutantKind, String)> {
    let mut library = Library::new();
    library.add([("r.sao", format!("{RULES}{tests}"))]);
    assert!(library.is_sound(), "{:?}", library.findings());
    let rules = &library.rulesets()[0];
    let mut bench = Bench::new(rules, Some("c"));
    mutants(rules, rules.cards.get("c"))
        .into_iter()
        .filter(|m| bench.try_out(m, &mut |_, _| Err(Vec::new())) == Fate::Unnoticed)
        .map(|m| (m.kind, format!("{}: {}", m.place, m.change.en)))
        .collect()
}

#[test]
fn a_change_that_no_dossier_can_tell_is_proved_equal() {
    let mut library = Library::new();
    library.add([("r.sao", RULES)]);
    let rules = &library.rulesets()[0];
    for m in mutants(rules, rules.cards.get("c")) {
        let equal = changes_nothing(rules, &m);
        match m.kind {
            // Eighty points are not to be had without the marked option.
            MutantKind::Minimum => assert_eq!(equal, Ok(true), "{}", m.change.en),
            MutantKind::Points | MutantKind::Effect => {
                assert_eq!(equal, Ok(false), "{}", m.change.en);
            }
            _ => {}
        }
    }
}

const ALL: &str = r#"
test "best" for c { best; expect total 100, rating *** }
test "half" for c { worst except share = 50%; expect total 60, rating ** }
test "just below" for c { worst except share = 49%, 2 = b; expect total 40, rating * }
test "foul" for c { best except 2 = reject; expect rejected }
"#;

#[test]
fn without_tests_nothing_is_noticed() {
    let none = unnoticed("");
    for kind in [
        MutantKind::Points,
        MutantKind::Minimum,
        MutantKind::Band,
        MutantKind::Condition,
        MutantKind::Effect,
    ] {
        assert!(none.iter().any(|(k, _)| *k == kind), "{kind:?}");
    }
}

#[test]
fn tests_that_look_at_a_statement_notice_that_it_changed() {
    let open = unnoticed(ALL);
    let on = |kind: MutantKind| -> Vec<&str> {
        let of_kind = open.iter().filter(|(k, _)| *k == kind);
        of_kind.map(|(_, what)| what.as_str()).collect()
    };
    assert_eq!(on(MutantKind::Points), [""; 0]);
    assert_eq!(on(MutantKind::Effect), [""; 0]);
    // Option a gives no points, and so does no option at all: totals cannot tell.
    let conditions = on(MutantKind::Condition);
    assert!(
        conditions.iter().all(|w| w.starts_with("1: share < 50%")),
        "{conditions:?}"
    );
    assert_eq!(conditions.len(), 3);
    // No test has a total of 50, 79 or 80.
    assert!(
        on(MutantKind::Band)
            .iter()
            .any(|w| w.starts_with("** | ***"))
    );
}

#[test]
fn the_last_place_of_a_number_is_the_one_it_is_written_with() {
    use super::conditions::last_place;
    use crate::exact::Num;
    let tenth = Num::ratio(1, 10).unwrap();
    assert_eq!(last_place(Num::int(335)), Num::ONE);
    assert_eq!(last_place(Num::ratio(47, 10).unwrap()), tenth);
    assert_eq!(
        last_place(Num::ratio(1, 3).unwrap()),
        Num::ratio(1, 1_000_000).unwrap()
    );
}
