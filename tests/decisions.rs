//! The tests that the rulesets of `rulesets/ocop` carry: which of them every
//! scorecard has, and that together they exercise every rule.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use common::{empty, root, run};
use sao::Library;
use sao::exact::Num;
use sao::model::{Ruleset, Scorecard, Test};
use sao::syntax::tree::{ClauseKind, FindingKind, LevelName, RatingClaim, Value};
use serde_json::{Value as Json, json};
use std::fs;
use std::path::Path;

fn files(folder: &Path, all: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, all);
        } else if path.extension().is_some_and(|e| e == "sao") {
            all.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}

/// A decision with its tests.
fn decision(folder: &str) -> Ruleset {
    let mut all = Vec::new();
    files(&root().join("rulesets/ocop").join(folder), &mut all);
    let mut library = Library::new();
    library.add(all);
    assert!(library.is_sound(), "{folder}: {:#?}", library.unsound());
    library.rulesets()[0].clone()
}

fn points(test: &Test) -> Option<Num> {
    test.expects.iter().find_map(|c| match &c.kind {
        ClauseKind::Total(n) => Some(*n),
        _ => None,
    })
}

/// The level that a test expects and the minimums that it is said to be for.
fn level<'t>(card: &Scorecard, test: &'t Test) -> Option<(usize, Vec<&'t str>)> {
    test.expects.iter().find_map(|c| match &c.kind {
        ClauseKind::Rating(RatingClaim::Level(name), because) => {
            let at = card.rating.levels.iter().position(|l| match &name.value {
                LevelName::Stars(n) => l.ordinal == Some(*n),
                LevelName::Word(w) | LevelName::Text(w) => l.name == *w,
            });
            Some((at?, because.iter().map(|w| w.value.as_str()).collect()))
        }
        _ => None,
    })
}

fn says(test: &Test, name: &str, key: &str) -> bool {
    test.assigns.iter().any(|a| {
        let value = match &a.value.value {
            Value::Code(c) => c == key,
            Value::Codes(all) => all.iter().any(|w| w.value == key),
            _ => false,
        };
        a.name.value == name && value
    })
}

/// Cards of 1048 whose points were found two short.
const SHORT: [&str; 3] = [
    "tuong_nuoc_mam_gia_vi_long",
    "do_uong_co_con_khac",
    "thuc_pham_chuc_nang_thuoc",
];

/// What the tests of a card leave out of: its best, its worst, both sides of
/// every bound between levels, every minimum missed alone with the level that
/// it costs, every rejection and stop.
fn left_out(rules: &Ruleset, card: &Scorecard) -> Vec<String> {
    let tests: Vec<&Test> = rules.tests.iter().filter(|t| t.card == card.id).collect();
    let some = |check: &dyn Fn(&Test) -> bool| tests.iter().any(|t| check(t));
    let mut open: Vec<String> = Vec::new();
    let mut ask = |what: String, there: bool| {
        if !there {
            open.push(format!("{}: {what}", card.id));
        }
    };
    let best = card.rating.levels.len() - 1;
    // Part C of three cards of 1048 adds up to 38 instead of 40.
    let most = if rules.version.starts_with("1048") && SHORT.contains(&card.id.as_str()) {
        98
    } else {
        100
    };
    ask(
        "the best".into(),
        some(&|t| {
            t.baseline == Some(true)
                && t.assigns.is_empty()
                && points(t) == Some(Num::int(most))
                && level(card, t).is_some_and(|(l, _)| l == best)
        }),
    );
    ask(
        "the worst".into(),
        some(&|t| {
            let bare = t.baseline == Some(false) && t.assigns.is_empty();
            let stopped = expects(t, FindingKind::Stop);
            bare && points(t).is_some() && (stopped || level(card, t).is_some())
        }),
    );
    for (above, upper) in card.rating.levels.iter().enumerate().skip(1) {
        let at = upper.band.lo.unwrap();
        for (total, wanted) in [(at, above), (at.sub(Num::ONE).unwrap(), above - 1)] {
            let there =
                some(&|t| points(t) == Some(total) && level(card, t) == Some((wanted, Vec::new())));
            ask(format!("{total} points"), there);
        }
    }
    for c in &card.criteria {
        for (o, option) in c.options.iter().enumerate() {
            for mark in &option.marks {
                let alone = some(&|t| {
                    let mut own = t.assigns.iter().filter(|a| a.name.value == c.number);
                    let missed = own.any(|a| match &a.value.value {
                        // An option before the marked one, none of them, or what facts say.
                        Value::Code(key) => {
                            let at = c.options.iter().position(|x| x.key == *key);
                            at.is_none_or(|at| at < o)
                        }
                        Value::Bool(yes) => !yes,
                        _ => false,
                    });
                    t.baseline == Some(true)
                        && missed
                        && level(card, t)
                            .is_some_and(|(l, why)| l < *mark && why == [c.number.as_str()])
                });
                let level = &card.rating.levels[*mark].name;
                ask(
                    format!("{} {} {level} missed alone", c.number, option.key),
                    alone,
                );
            }
        }
        for f in c.findings.iter().filter(|f| f.when.is_none()) {
            let key = f.key.as_deref().unwrap_or(match f.kind {
                FindingKind::Reject => "reject",
                FindingKind::Stop => "stop",
            });
            let there = some(&|t| says(t, &c.number, key) && expects(t, f.kind));
            ask(format!("{} {key}", c.number), there);
        }
    }
    for f in &card.findings {
        let key = f.key.as_deref().unwrap();
        let there = some(&|t| says(t, "findings", key) && expects(t, f.kind));
        ask(key.to_owned(), there);
    }
    open
}

fn expects(test: &Test, kind: FindingKind) -> bool {
    test.expects.iter().any(|c| match kind {
        FindingKind::Reject => matches!(c.kind, ClauseKind::Rejected),
        FindingKind::Stop => matches!(c.kind, ClauseKind::Stopped),
    })
}

#[test]
fn each_card_has_tests_of_its_ends_its_bounds_its_minimums_and_its_findings() {
    let mut open: Vec<String> = Vec::new();
    for folder in ["26-2026", "1048"] {
        let rules = decision(folder);
        let cards = rules.cards.values().filter(|c| c.unavailable.is_none());
        let before = open.len();
        let looked_at = cards.clone().count();
        open.extend(cards.flat_map(|card| left_out(&rules, card)));
        assert!(looked_at >= 25, "{folder}: {looked_at} cards");
        for line in &mut open[before..] {
            *line = format!("{folder} {line}");
        }
    }
    assert!(open.is_empty(), "no test of: {open:#?}");
}

/// Of each kind of rule, how many there are.
fn all(tally: &Json) -> Json {
    let kinds = ["option", "minimum", "threshold", "condition", "assumption"];
    kinds.map(|k| tally[k]["all"].clone()).into_iter().collect()
}

#[test]
fn the_tests_of_the_decisions_exercise_every_rule() {
    let args = [
        "test",
        "rulesets/ocop",
        "--coverage",
        "--require-coverage",
        "100",
        "--format",
        "json",
    ];
    let done = run(&root(), &args);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", done.out);
    let states: Vec<Json> = serde_json::from_str(&done.out).unwrap();
    let found: Vec<(&str, Json)> = states
        .iter()
        .map(|s| (s["state"].as_str().unwrap(), all(&s["coverage"]["tally"])))
        .collect();
    // Options, minimums, thresholds, conditions, assumptions; of an amended
    // state those that the amendment put there.
    let wanted = [
        ("1048/QĐ-TTg", json!([2688, 0, 125, 475, 3])),
        ("1048/QĐ-TTg+781/QĐ-TTg", json!([0, 7, 0, 0, 2])),
        ("148/QĐ-TTg", json!([0, 0, 0, 0, 0])),
        ("148/QĐ-TTg+1489/QĐ-TTg", json!([0, 0, 0, 0, 0])),
        ("26/2026/QĐ-TTg", json!([2579, 575, 130, 1094, 8])),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn too_little_coverage_is_told_beside_the_result_and_ends_with_one() {
    let t = empty();
    let text = r#"ruleset tea version "1" {
  applies from 2026-01-01
  rating of total { *** 50 .. 100; * 0 ..< 50 }
}
scorecard cup "Cup" {
  criterion 1 "Smell" 100 { a 0 "none"; b 50 *** "some"; c 100 "strong" }
}
test "the best" for cup { best; expect total 100 }
"#;
    fs::write(t.path().join("tea.sao"), text).unwrap();
    let ask = |floor: &str, lang: &str| {
        let args = [
            "test",
            "tea.sao",
            "--require-coverage",
            floor,
            "--lang",
            lang,
        ];
        run(t.path(), &args)
    };
    let enough = ask("0", "en");
    assert_eq!((enough.code, enough.err.as_str()), (0, ""));
    let short = ask("50", "en");
    assert_eq!(short.code, 1);
    assert_eq!(
        short.err,
        "tea@1: tests exercise 1 of 3 options; --require-coverage asks for 50%\n\
         tea@1: tests exercise 0 of 1 minimums; --require-coverage asks for 50%\n"
    );
    assert!(short.out.ends_with("all passed.\n"), "{}", short.out);
    let vi = ask("100", "vi");
    assert_eq!(vi.code, 1);
    assert!(
        vi.err.contains(
            "tea@1: kiểm thử đụng đến 1 trong 2 ngưỡng hạng; --require-coverage đòi 100%"
        ),
        "{}",
        vi.err
    );
}
