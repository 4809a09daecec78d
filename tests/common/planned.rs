//! The plan and the interpreter agree on every dossier: over generated
//! rulesets, and over every ruleset that ships.

use super::fill;
use super::generate::{Dice, Scope};
use super::{cases, made, numbers};
use proptest::prelude::*;
use sao::Library;
use sao::dossier::{Answer, Assessor, Dossier, FactValue, Kind};
use sao::exact::Num;
use sao::model::{Criterion, Fact, Form, Ruleset, Scorecard, Type, Value};
use sao::score::plan::{Plan, Sheets, Verdict};
use sao::score::{Outcome, evaluate};
use sao::text::Span;
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

/// What the plan and the interpreter say differently; nothing when they agree.
fn apart(plan: &Plan<'_>, sheets: &mut Sheets, d: &Dossier) -> Option<String> {
    against(plan, sheets, d, &evaluate(plan.ruleset(), plan.card(), d))
}

fn against(plan: &Plan<'_>, sheets: &mut Sheets, d: &Dossier, says: &Outcome) -> Option<String> {
    let full = Verdict::of(says);
    let mine = plan.score(sheets, d).verdict();
    let differ = mine.differences(&full);
    (!differ.is_empty()).then(|| {
        format!(
            "{differ:?}\nplan {mine:#?}\ninterpreter {full:#?}\n{:?} {:?}",
            d.facts, d.answers
        )
    })
}

/// An answer of any kind that a dossier can hold, whether or not facts say it.
fn any_answer(dice: &mut Dice, c: &Criterion) -> Option<Answer> {
    if !c.findings.is_empty() && dice.once_in(12) {
        return Some(Answer::Finding(dice.below(c.findings.len())));
    }
    match c.form {
        Form::Checklist => {
            let mut ticks: Vec<usize> = (0..c.options.len()).collect();
            ticks.retain(|_| dice.once_in(2));
            Some(Answer::Ticks(ticks))
        }
        // One of several, or none of them; of options that facts give, too.
        Form::Choice | Form::YesNo if dice.once_in(5) => Some(several(dice, c)),
        Form::Choice | Form::YesNo => {
            let o = c.options.get(dice.below(c.options.len()))?;
            c.option(&o.key).map(Answer::Option)
        }
        Form::Ladder | Form::Formula => None,
    }
}

/// An answer that leaves open which of several options it is.
fn several(dice: &mut Dice, c: &Criterion) -> Answer {
    let mut some: Vec<Option<usize>> = c.letters().into_iter().map(Some).collect();
    some.retain(|_| !dice.once_in(3));
    if c.may_hold_none() && dice.once_in(3) {
        some.insert(0, None);
    }
    match some.as_slice() {
        [] if c.may_hold_none() => Answer::None,
        [] => Answer::Option(0),
        [None] => Answer::None,
        [Some(one)] => Answer::Option(*one),
        _ => Answer::OneOf(some),
    }
}

/// A dossier in which almost everything is given, facts that contradict the answers too.
fn filled(dice: &mut Dice, rules: &Ruleset, card: &Scorecard) -> Dossier {
    let mut d = fill::dossier(dice, rules, card, 4);
    if dice.once_in(4) {
        let gap = dice.below(rules.facts.len());
        if let Some(fact) = d.facts.get_mut(gap) {
            *fact = None;
        }
    }
    for (i, c) in card.criteria.iter().enumerate() {
        if dice.below(4) < 3 {
            d.answers.criteria[i] = any_answer(dice, c);
        }
    }
    d
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn a_plan_says_what_the_interpreter_says(seed in numbers()) {
        let mut dice = Dice::new(seed);
        for scope in [Scope::Plain, Scope::Facts, Scope::All] {
            let (made, rules, card) = made(&mut dice, scope);
            let plan = Plan::new(&rules, &card);
            let mut sheets = Sheets::default();
            for given in [0, 2, 3, 4] {
                let d = fill::dossier(&mut dice, &rules, &card, given);
                let apart = apart(&plan, &mut sheets, &d);
                prop_assert!(apart.is_none(), "{}\n{}", apart.unwrap_or_default(), made.text);
            }
            for _ in 0..6 {
                let d = filled(&mut dice, &rules, &card);
                let apart = apart(&plan, &mut sheets, &d);
                prop_assert!(apart.is_none(), "{}\n{}", apart.unwrap_or_default(), made.text);
            }
        }
    }

    #[test]
    fn a_block_says_of_each_dossier_what_it_says_of_it_alone(seed in numbers()) {
        let mut dice = Dice::new(seed);
        let (made, rules, card) = made(&mut dice, Scope::All);
        let plan = Plan::new(&rules, &card);
        let all: Vec<Dossier> = (0..7).map(|_| filled(&mut dice, &rules, &card)).collect();
        let (mut alone, mut block) = (Sheets::default(), Sheets::default());
        block.clear(&plan);
        all.iter().for_each(|d| block.add(&plan, d));
        block.run(&plan);
        for (row, d) in all.iter().enumerate() {
            let single = plan.score(&mut alone, d);
            let together = block.scored(&plan, row);
            prop_assert_eq!(together.is_none(), single.left());
            if let Some(together) = together {
                prop_assert_eq!(together.verdict(), single.verdict(), "{}", made.text);
            }
        }
    }
}

/// Were everything left to the interpreter, agreement would mean nothing.
#[test]
fn most_generated_dossiers_are_scored_by_the_plan_itself() {
    let (by_plan, all, whole, cards) = (Cell::new(0), Cell::new(0), Cell::new(0), Cell::new(0));
    let mut state = 7u32;
    for _ in 0..150 {
        let mut row = Vec::new();
        for _ in 0..160 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            row.push(state >> 8);
        }
        let mut dice = Dice::new(row);
        let (_, rules, card) = made(&mut dice, Scope::All);
        let plan = Plan::new(&rules, &card);
        cards.set(cards.get() + 1);
        if plan.limit().is_none() {
            whole.set(whole.get() + 1);
        }
        let d = fill::dossier(&mut dice, &rules, &card, 4);
        let outcome = evaluate(&rules, &card, &d);
        if outcome.complete() && outcome.missing.is_empty() {
            all.set(all.get() + 1);
            let mut sheets = Sheets::default();
            by_plan.set(by_plan.get() + usize::from(!plan.score(&mut sheets, &d).left()));
        }
    }
    assert!(
        whole.get() * 10 >= cards.get() * 9,
        "{} of {} cards",
        whole.get(),
        cards.get()
    );
    assert!(
        by_plan.get() * 10 >= all.get() * 8,
        "{} of {} dossiers",
        by_plan.get(),
        all.get()
    );
    assert!(all.get() > 20);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "sao") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A value of a fact, at the edges that rulesets draw.
fn value(dice: &mut Dice, fact: &Fact) -> Option<FactValue> {
    let value = match &fact.ty {
        Type::Number(_) => {
            let ends = fact.range.as_ref();
            let lo = ends.and_then(|r| r.lo?.to_i64()).unwrap_or(0);
            let hi = ends.and_then(|r| r.hi?.to_i64()).unwrap_or(1_000);
            let step = i64::try_from(dice.below(41)).ok()?;
            let n = Num::ratio((hi - lo) * step, 40)?.add(Num::int(lo))?;
            Value::Num(if fact.whole {
                Num::int(n.numer() as i64 / n.denom() as i64)
            } else {
                n
            })
        }
        Type::Bool => Value::Bool(dice.once_in(2)),
        Type::Date => Value::Date(sao_day(
            2015 + dice.below(14),
            1 + dice.below(12),
            1 + dice.below(28),
        )),
        Type::OneOf(all) => Value::Choice(all[dice.below(all.len())].name.clone()),
        Type::Text => Value::Text("x".into()),
        Type::List(fields) => {
            let rows = (0..dice.below(3)).map(|_| {
                fields
                    .iter()
                    .map(|f| match &f.ty {
                        Type::OneOf(all) => {
                            Some(Value::Choice(all[dice.below(all.len())].name.clone()))
                        }
                        Type::Date => Some(Value::Date(sao_day(2015 + dice.below(14), 1, 1))),
                        Type::Bool => Some(Value::Bool(dice.once_in(2))),
                        Type::Number(_) => Some(Value::Num(Num::int(dice.below(100) as i64))),
                        _ => None,
                    })
                    .collect()
            });
            Value::List(rows.collect())
        }
        Type::OptionOf(_) => return None,
    };
    Some(FactValue {
        value,
        span: Span::default(),
    })
}

fn sao_day(year: usize, month: usize, day: usize) -> jiff::civil::Date {
    jiff::civil::Date::new(year as i16, month as i8, day as i8).expect("a day")
}

/// Dossiers of every card of every ruleset that ships: complete, with gaps, with
/// facts that contradict the answers, with findings, with councils.
#[test]
fn plans_of_all_rulesets_that_ship_say_what_the_interpreter_says() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut versions = 0;
    let mut left_out: Vec<String> = Vec::new();
    let (mut by_plan, mut complete) = (0, 0);
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in ["rulesets", "examples"] {
        for file in files(&root.join(folder)) {
            let text = fs::read_to_string(&file).expect("a text");
            let heads = text
                .lines()
                .any(|l| l.starts_with("ruleset ") || l.starts_with("bộ tiêu chí "));
            if heads {
                folders.extend(file.parent().map(Path::to_path_buf));
            }
        }
    }
    for folder in folders {
        let mut library = Library::new();
        library.add(
            files(&folder)
                .iter()
                .map(|p| (p.display().to_string(), fs::read(p).expect("a file"))),
        );
        let Some(rules) = library.rulesets().first() else {
            continue;
        };
        versions += 1;
        for card in rules.cards.values() {
            let plan = Plan::new(rules, card);
            if let Some(limit) = plan.limit() {
                left_out.push(format!("{} {}: {limit:?}", rules.label(), card.id));
            }
            let mut sheets = Sheets::default();
            let mut seed = 1u32;
            for turn in 0..12 {
                let mut row = Vec::new();
                for _ in 0..400 {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    row.push(seed >> 8);
                }
                let mut dice = Dice::new(row);
                let mut d = Dossier::empty(card.criteria.len(), rules.facts.len());
                d.kind = Some(Kind::First);
                d.filed = Some(sao_day(2026, 1, 1));
                d.assessed = Some(sao_day(2026, 6, 1));
                for (i, fact) in rules.facts.iter().enumerate() {
                    if turn % 3 != 0 || dice.once_in(2) {
                        d.facts[i] = value(&mut dice, fact);
                    }
                }
                for (i, c) in card.criteria.iter().enumerate() {
                    let good = c.options.len().saturating_sub(1);
                    d.answers.criteria[i] = match c.form {
                        Form::Choice | Form::YesNo if turn % 2 == 0 => Some(Answer::Option(good)),
                        _ if turn == 11 && dice.once_in(6) => None,
                        _ => any_answer(&mut dice, c),
                    };
                }
                if turn == 10 {
                    d.assessors = vec![Assessor {
                        name: "x".into(),
                        answers: d.answers.clone(),
                    }];
                }
                // Other readings of open points, which take longest, are not what is compared.
                let says = plan.interpret(&d);
                let apart = against(&plan, &mut sheets, &d, &says);
                assert!(
                    apart.is_none(),
                    "{} {}\n{}",
                    rules.label(),
                    card.id,
                    apart.unwrap_or_default()
                );
                let scored = plan.score(&mut sheets, &d);
                // No code stands for these; they are the interpreter's.
                let rare = |a: &Answer| matches!(a, Answer::None | Answer::OneOf(_));
                let rare = d.answers.criteria.iter().flatten().any(rare);
                if scored.missing().is_empty() && d.assessors.is_empty() && !rare {
                    complete += 1;
                    by_plan += usize::from(!scored.left());
                }
            }
        }
    }
    assert!(versions >= 3, "{versions} versions");
    assert!(left_out.is_empty(), "{left_out:#?}");
    assert!(
        by_plan * 100 >= complete * 95,
        "{by_plan} of {complete} complete dossiers"
    );
}
