//! What holds for every ruleset and every dossier.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "common/fill.rs"]
mod fill;
#[path = "common/generate.rs"]
mod generate;
#[path = "common/planned.rs"]
mod planned;

use fill::Gap;
use generate::{Dice, Made, Scope};
use proptest::prelude::*;
use sao::dossier::{Answer, Assessor, Dossier};
use sao::exact::Num;
use sao::model::{Child, Criterion, Form, Ruleset, Scorecard};
use sao::score::{Outcome, Range, Tri, evaluate};
use sao::syntax::{self, tree::GroupKind};
use sao::text::{Severity, Source, SourceId};

fn numbers() -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(any::<u32>(), 0..160)
}

fn cases(n: u32) -> ProptestConfig {
    ProptestConfig {
        cases: n,
        ..ProptestConfig::default()
    }
}

fn built(text: &str) -> Ruleset {
    let (file, mut found) = syntax::parse(&Source::new("made.sao", text), SourceId(0));
    let (rules, more) = sao::model::build::build(&[file]);
    found.extend(more);
    let errors: Vec<String> = found
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| format!("{} {} {:?}", d.code, d.message.en, d.notes))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    rules.expect("a ruleset without errors")
}

fn made(dice: &mut Dice, scope: Scope) -> (Made, Ruleset, Scorecard) {
    let made = generate::ruleset(dice, scope);
    let rules = built(&made.text);
    let card = rules.cards.values().next().expect("a card").clone();
    (made, rules, card)
}

fn holds(outer: Range, inner: Range) -> bool {
    outer.lo <= inner.lo && inner.hi <= outer.hi
}

/// What is in the outcome of a dossier but not in that of one that leaves more open.
fn beyond(open: &Outcome, full: &Outcome, card: &Scorecard) -> Vec<String> {
    let mut all = Vec::new();
    let mut say = |what: String, fits: bool| {
        if !fits {
            all.push(what);
        }
    };
    say(
        format!("total {:?} in {:?}", full.total, open.total),
        holds(open.total, full.total),
    );
    let levels = |o: &Outcome| o.level.0.clone();
    say(
        format!("level {:?} in {:?}", levels(full), levels(open)),
        levels(full).iter().all(|l| levels(open).contains(l)),
    );
    let bands = &open.level_by_total.0;
    say(
        "level by total".into(),
        full.level_by_total.0.iter().all(|l| bands.contains(l)),
    );
    for (i, (a, b)) in open.criteria.iter().zip(&full.criteria).enumerate() {
        let number = &card.criteria[i].number;
        say(
            format!("criterion {number}: {:?} in {:?}", b.points, a.points),
            holds(a.points, b.points),
        );
        say(
            format!(
                "criterion {number}: options {:?} in {:?}",
                b.options, a.options
            ),
            b.options.iter().all(|o| a.options.contains(o)),
        );
    }
    for (a, b) in open.groups.iter().zip(&full.groups) {
        say(
            format!("group {:?} in {:?}", b.points, a.points),
            holds(a.points, b.points),
        );
        say(
            format!("maximum {:?} in {:?}", b.max, a.max),
            holds(a.max, b.max),
        );
        say(
            "group counts".into(),
            a.counts == Tri::Unknown || a.counts == b.counts,
        );
    }
    for (a, b) in open.minimums.iter().zip(&full.minimums) {
        say(
            format!("minimum {b:?}"),
            a.met == Tri::Unknown || a.met == b.met,
        );
    }
    for (a, b) in open.lifts.iter().zip(&full.lifts) {
        say("lift".into(), *a == Tri::Unknown || a == b);
    }
    for f in &full.findings {
        let seen = open
            .findings
            .iter()
            .any(|g| g.criterion == f.criterion && g.index == f.index);
        say(format!("finding {f:?}"), seen);
    }
    all
}

/// In what two outcomes of dossiers with a completion in common have nothing in common.
fn apart(a: &Outcome, b: &Outcome) -> Vec<String> {
    let meet = |a: Range, b: Range| a.lo <= b.hi && b.lo <= a.hi;
    let mut all = Vec::new();
    if !meet(a.total, b.total) {
        all.push(format!("total {:?} and {:?}", a.total, b.total));
    }
    if a.level.0.iter().all(|l| !b.level.0.contains(l)) {
        all.push(format!("level {:?} and {:?}", a.level, b.level));
    }
    for (i, (x, y)) in a.criteria.iter().zip(&b.criteria).enumerate() {
        if !meet(x.points, y.points) {
            all.push(format!("criterion {i}: {:?} and {:?}", x.points, y.points));
        }
    }
    for (x, y) in a.minimums.iter().zip(&b.minimums) {
        if x.met.join(y.met) == Tri::Unknown && x.met != Tri::Unknown && y.met != Tri::Unknown {
            all.push(format!("minimum {x:?} and {y:?}"));
        }
    }
    all
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn evaluation_always_gives_a_range_and_a_level(seed in numbers()) {
        let mut dice = Dice::new(seed);
        let (made, rules, card) = made(&mut dice, Scope::All);
        for given in [0, 2, 4] {
            let d = fill::dossier(&mut dice, &rules, &card, given);
            let o = evaluate(&rules, &card, &d);
            prop_assert!(o.total.lo <= o.total.hi, "{}", made.text);
            prop_assert!(!o.level.0.is_empty());
            prop_assert!(o.level.0.windows(2).all(|w| w[0] < w[1]));
            prop_assert_eq!(o.criteria.len(), card.criteria.len());
            for c in &o.criteria {
                prop_assert!(c.points.lo <= c.points.hi);
                prop_assert!(!c.why.is_empty(), "{c:?}\n{}", made.text);
            }
        }
    }

    #[test]
    fn a_range_holds_every_completion(seed in numbers()) {
        let mut dice = Dice::new(seed);
        let (made, rules, card) = made(&mut dice, Scope::All);
        let d = fill::dossier(&mut dice, &rules, &card, 2);
        let open = evaluate(&rules, &card, &d);
        let gaps = fill::gaps(&rules, &card, &d);
        for _ in 0..6 {
            let full = fill::complete(&mut dice, &rules, &card, &d, &gaps);
            let o = evaluate(&rules, &card, &full);
            // Where a rule has settled what is missing, both are only ranges of the same.
            let beyond = if o.complete() { beyond(&open, &o, &card) } else { apart(&open, &o) };
            prop_assert!(beyond.is_empty(), "{beyond:#?}\n{}\nopen {:?} {:?}\nfull {:?} {:?}",
                made.text, d.facts, d.answers, full.facts, full.answers);
        }
        // Half of the way there: some completion lies in both.
        let some: Vec<Gap> = gaps.iter().copied().filter(|_| dice.once_in(2)).collect();
        let half = fill::complete(&mut dice, &rules, &card, &d, &some);
        let o = evaluate(&rules, &card, &half);
        let beyond = apart(&open, &o);
        prop_assert!(beyond.is_empty(), "{beyond:#?}\n{}\nopen {:?} {:?}\nhalf {:?} {:?}",
            made.text, d.facts, d.answers, half.facts, half.answers);
    }

    #[test]
    fn places_out_of_range_are_absent_whatever_they_stand_for(seed in numbers()) {
        let mut dice = Dice::new(seed);
        let (_, rules, mut card) = made(&mut dice, Scope::All);
        let mut d = fill::dossier(&mut dice, &rules, &card, 2);
        for _ in 0..4 {
            spoil(&mut dice, &mut card, &mut d);
            let o = evaluate(&rules, &card, &d);
            prop_assert!(o.total.lo <= o.total.hi);
            prop_assert!(!o.level.0.is_empty());
        }
    }

    #[test]
    fn evaluating_twice_gives_the_same(seed in numbers()) {
        let mut dice = Dice::new(seed);
        let (_, rules, card) = made(&mut dice, Scope::All);
        let d = fill::dossier(&mut dice, &rules, &card, 3);
        prop_assert_eq!(evaluate(&rules, &card, &d), evaluate(&rules, &card, &d));
    }

    #[test]
    fn the_order_of_facts_does_not_matter(seed in numbers(), turn in 1usize..6) {
        let mut dice = Dice::new(seed);
        let (made, rules, card) = made(&mut dice, Scope::All);
        let d = fill::dossier(&mut dice, &rules, &card, 2);
        let mut facts = made.facts.clone();
        facts.rotate_left(turn);
        let turned = built(&made.text.replace(&made.facts.join("\n"), &facts.join("\n")));
        let mut same = d.clone();
        same.facts.rotate_left(turn);
        prop_assert_eq!(&turned.facts[0].name, &rules.facts[turn].name);
        let (a, b) = (
            evaluate(&rules, &card, &d),
            evaluate(&turned, turned.cards.values().next().expect("a card"), &same),
        );
        prop_assert_eq!(a.total, b.total);
        prop_assert_eq!(&a.level, &b.level);
        let points = |o: &Outcome| o.criteria.iter().map(|c| (c.points, c.status, c.options.clone())).collect::<Vec<_>>();
        prop_assert_eq!(points(&a), points(&b));
    }

    #[test]
    fn a_council_that_agrees_gives_what_each_of_them_gives(seed in numbers(), count in 1usize..4) {
        let mut dice = Dice::new(seed);
        let (_, rules, card) = made(&mut dice, Scope::All);
        let d = fill::dossier(&mut dice, &rules, &card, 3);
        let mut council = d.clone();
        for i in 0..count {
            council.assessors.push(Assessor { name: format!("{i}"), answers: d.answers.clone() });
        }
        let (one, all) = (evaluate(&rules, &card, &d), evaluate(&rules, &card, &council));
        prop_assert_eq!(one.total, all.total);
        prop_assert_eq!(&one.findings, &all.findings);
        prop_assert!(one.level.0.iter().all(|l| all.level.0.contains(l)));
        let points = |o: &Outcome| o.criteria.iter().map(|c| (c.points, c.options.clone())).collect::<Vec<_>>();
        prop_assert_eq!(points(&one), points(&all));
    }

    #[test]
    fn a_better_answer_never_lowers_the_total(seed in numbers()) {
        let mut dice = Dice::new(seed);
        let (made, rules, card) = made(&mut dice, Scope::Plain);
        let d = fill::dossier(&mut dice, &rules, &card, 3);
        let before = evaluate(&rules, &card, &d);
        for i in 0..card.criteria.len() {
            for better in better_answers(&card.criteria[i], d.answers.criteria[i].as_ref()) {
                let mut changed = d.clone();
                changed.answers.criteria[i] = Some(better);
                let after = evaluate(&rules, &card, &changed);
                let (low, high) = if against(&card, i) { (&after, &before) } else { (&before, &after) };
                prop_assert!(low.total.lo <= high.total.lo && low.total.hi <= high.total.hi,
                    "{i} {:?} {:?}\n{}", before.total, after.total, made.text);
                if !against(&card, i) {
                    prop_assert!(before.level.certain() <= after.level.certain(), "{}", made.text);
                }
            }
        }
    }
}

/// Puts a place somewhere that need not exist.
fn spoil(dice: &mut Dice, card: &mut Scorecard, d: &mut Dossier) {
    let far = [0, 1, 2, 5, 99, usize::MAX][dice.below(6)];
    let i = dice.below(card.criteria.len());
    let g = dice.below(card.groups.len());
    let c = &mut card.criteria[i];
    match dice.below(16) {
        0 => card.order = vec![far, i, i],
        1 => card.children.push(Child::Group(far)),
        2 => card.children.push(Child::Criterion(far)),
        3 => card.groups[g].children.push(Child::Group(far)),
        4 => card.groups[g].children.push(Child::Criterion(far)),
        5 => card.groups[g].parent = Some(far),
        6 => c.parent = Some(far),
        7 => c.options.iter_mut().for_each(|o| o.branch = Some(far)),
        8 => c.options.iter_mut().for_each(|o| o.case = Some(far)),
        9 => c.options.iter_mut().for_each(|o| o.marks = vec![far]),
        10 => c.rungs.iter_mut().for_each(|r| r.branch = Some(far)),
        11 => c.replaces.iter_mut().for_each(|r| r.other = far),
        12 => c.forces.iter_mut().for_each(|f| f.option = far),
        13 => card.rating.lifts.iter_mut().for_each(|l| l.level = far),
        14 => d.facts.truncate(dice.below(4)),
        _ => {
            let answers = [
                Answer::Option(far),
                Answer::Finding(far),
                Answer::Ticks(vec![far, far]),
            ];
            d.answers.criteria = vec![Some(answers[dice.below(3)].clone()); dice.below(9)];
            d.answers.findings = vec![far];
        }
    }
}

/// Whether a criterion stands in an odd number of parts that count against the total.
fn against(card: &Scorecard, i: usize) -> bool {
    let mut odd = false;
    let mut parent = card.criteria[i].parent;
    while let Some(g) = parent {
        odd ^= card.groups[g].subtracted;
        parent = card.groups[g].parent;
        assert!(card.groups[g].kind == GroupKind::Part || parent.is_some());
    }
    odd
}

fn better_answers(c: &Criterion, answer: Option<&Answer>) -> Vec<Answer> {
    match answer {
        Some(Answer::Option(o)) => (o + 1..c.options.len()).map(Answer::Option).collect(),
        Some(Answer::Ticks(ticks)) => (0..c.options.len())
            .filter(|t| !ticks.contains(t))
            .map(|t| Answer::Ticks([ticks.as_slice(), &[t]].concat()))
            .collect(),
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(cases(60))]

    /// Every combination of answers, and of values of which one lies between
    /// any two thresholds of the generator.
    #[test]
    fn both_ends_of_a_range_are_reached_when_criteria_do_not_look_at_each_other(seed in numbers()) {
        let mut dice = Dice::new(seed);
        let (made, rules, card) = made(&mut dice, Scope::Facts);
        let formulas = card.criteria.iter().filter(|c| c.form == Form::Formula).count();
        let mut d = fill::dossier(&mut dice, &rules, &card, 4);
        // Two facts and the answers stay open.
        let open = [dice.below(rules.facts.len()), dice.below(rules.facts.len())];
        for i in open {
            let list = rules.facts[i].name == "papers";
            let twice = formulas > 0 && rules.facts[i].name == "size";
            if !list && !twice {
                d.facts[i] = None;
            }
        }
        for (i, c) in card.criteria.iter().enumerate() {
            if fill::has_conditions(c) || i % 2 == 0 {
                d.answers.criteria[i] = None;
            }
        }
        let range = evaluate(&rules, &card, &d).total;
        let mut totals = Vec::new();
        every_completion(&rules, &card, &d, &mut |full| {
            let total = evaluate(&rules, &card, full).total;
            totals.push(total.known().unwrap_or(total.lo));
        });
        let (lo, hi) = (totals.iter().min().copied(), totals.iter().max().copied());
        prop_assert_eq!((lo, hi), (Some(range.lo), Some(range.hi)), "{}\n{:?} {:?}", made.text, d.facts, d.answers);
    }
}

fn every_completion(
    rules: &Ruleset,
    card: &Scorecard,
    d: &Dossier,
    each: &mut impl FnMut(&Dossier),
) {
    if let Some(i) = d.facts.iter().position(Option::is_none) {
        for value in fill::representatives(&rules.facts[i]) {
            let mut next = d.clone();
            next.facts[i] = Some(value);
            every_completion(rules, card, &next, each);
        }
        return;
    }
    let waits = |i: usize, c: &Criterion| {
        d.answers.criteria[i].is_none()
            && !matches!(c.form, Form::Ladder | Form::Formula)
            && (c.form == Form::Checklist || c.options.iter().any(|o| o.when.is_none()))
    };
    let next = card.criteria.iter().enumerate().find(|(i, c)| waits(*i, c));
    let Some((i, c)) = next else {
        each(d);
        return;
    };
    for answer in fill::answers(c) {
        let mut next = d.clone();
        next.answers.criteria[i] = Some(answer);
        every_completion(rules, card, &next, each);
    }
}

#[test]
fn numbers_that_are_used_up_still_make_a_ruleset() {
    let (_, rules, card) = made(&mut Dice::new(Vec::new()), Scope::All);
    let o = evaluate(
        &rules,
        &card,
        &Dossier::empty(card.criteria.len(), rules.facts.len()),
    );
    assert_eq!(o.total.hi, Num::ZERO);
}
