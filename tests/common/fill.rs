//! Dossiers for generated rulesets, and what can still be filled in.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a slip here is a failed test"
)]

use super::generate::Dice;
use sao::dossier::{Answer, Dossier, FactValue, Kind};
use sao::exact::Num;
use sao::model::{Criterion, Form, Ruleset, Scorecard, Type, Value};
use sao::syntax::tree::MissingPolicy;
use sao::text::Span;

/// What a dossier leaves open and what can be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    Fact(usize),
    Answer(usize),
}

/// A dossier with some of its facts and answers. A criterion with conditions
/// is answered only when no fact is open, since an answer settles what facts
/// leave open.
pub fn dossier(dice: &mut Dice, rules: &Ruleset, card: &Scorecard, share_given: usize) -> Dossier {
    let mut d = Dossier::empty(card.criteria.len(), rules.facts.len());
    d.kind = Some(Kind::First);
    for i in 0..rules.facts.len() {
        if dice.below(4) < share_given {
            give(&mut d, rules, i, dice);
        }
    }
    for (i, c) in card.criteria.iter().enumerate() {
        let unconditional = !has_conditions(c);
        if dice.below(4) < share_given && unconditional {
            d.answers.criteria[i] = any_answer(card, i, dice);
        }
    }
    if dice.once_in(10) && card.findings.iter().any(|f| f.key.is_some()) {
        let place = card.findings.iter().position(|f| f.key.is_some());
        d.answers.findings.extend(place);
    }
    d
}

/// Whether facts or other criteria have a say in which option is held, or in a finding.
pub fn has_conditions(c: &Criterion) -> bool {
    c.options.iter().any(|o| o.when.is_some())
        || c.findings.iter().any(|f| f.when.is_some())
        || matches!(c.form, Form::Ladder | Form::Formula)
}

fn any_answer(card: &Scorecard, i: usize, dice: &mut Dice) -> Option<Answer> {
    let c = &card.criteria[i];
    if c.form == Form::Checklist {
        let mut ticks: Vec<usize> = (0..c.options.len()).collect();
        ticks.retain(|o| c.options[*o].when.is_none() && dice.once_in(2));
        return Some(Answer::Ticks(ticks));
    }
    let keyed = c.findings.iter().position(|f| f.key.is_some());
    // Where something else gives the points nobody is asked, and a finding is not awaited.
    let replaced = card
        .criteria
        .iter()
        .any(|o| o.replaces.iter().any(|r| r.other == i));
    let by_facts = c.options.iter().any(|o| o.when.is_some())
        || !c.forces.is_empty()
        || !c.only_if.is_empty()
        || replaced;
    if let Some(f) = keyed
        && !by_facts
        && dice.once_in(5)
    {
        return Some(Answer::Finding(f));
    }
    let mut open: Vec<usize> = (0..c.options.len()).collect();
    open.retain(|o| c.options[*o].when.is_none());
    // The first option of a letter stands for its namesakes in other branches.
    open.retain(|o| c.option(&c.options[*o].key) == Some(*o));
    let n = open.len();
    open.get(dice.below(n)).map(|o| Answer::Option(*o))
}

fn give(d: &mut Dossier, rules: &Ruleset, i: usize, dice: &mut Dice) {
    let value = any_value(
        &rules.facts[i].ty,
        rules.facts[i].whole,
        &rules.facts[i].name,
        dice,
    );
    d.facts[i] = Some(FactValue {
        value,
        span: Span::default(),
    });
}

fn any_value(ty: &Type, whole: bool, name: &str, dice: &mut Dice) -> Value {
    let n = |text: &str| text.parse::<Num>().unwrap();
    match ty {
        Type::Number(_) if whole => Value::Num(n(["0", "1", "2", "3", "4"][dice.below(5)])),
        Type::Number(_) if name == "share" => {
            Value::Num(n(
                ["0", "10", "30", "40", "50", "60", "80", "90", "100"][dice.below(9)]
            ))
        }
        Type::Number(_) => Value::Num(n([
            "0", "1", "1.5", "2", "3", "4.5", "5", "6", "7.5", "9", "10",
        ][dice.below(11)])),
        Type::Bool => Value::Bool(dice.once_in(2)),
        Type::OneOf(all) => Value::Choice(all[dice.below(all.len())].name.clone()),
        Type::List(fields) => {
            let count = dice.below(3);
            let mut rows = Vec::new();
            for _ in 0..count {
                rows.push(
                    fields
                        .iter()
                        .map(|f| Some(any_value(&f.ty, f.whole, &f.name, dice)))
                        .collect(),
                );
            }
            Value::List(rows)
        }
        other => panic!("no generated fact is {other:?}"),
    }
}

/// What a dossier leaves open and may still be filled in. What a rule says
/// about a missing answer settles it: it is no gap, and what only such
/// criteria look at is none either.
pub fn gaps(rules: &Ruleset, card: &Scorecard, d: &Dossier) -> Vec<Gap> {
    let ruled = card
        .criteria
        .iter()
        .any(|c| c.missing != MissingPolicy::Unknown && has_conditions(c));
    let selected = card
        .criteria
        .iter()
        .any(|c| c.missing != MissingPolicy::Unknown && c.selector.is_some());
    // A criterion that looks at a fact whose absence leaves it out is settled too.
    let left_out =
        |i: usize| d.facts[i].is_none() && rules.facts[i].missing == MissingPolicy::Excluded;
    let left_out = (0..rules.facts.len()).any(left_out);
    let mut all = Vec::new();
    for (i, fact) in rules.facts.iter().enumerate() {
        if d.facts[i].is_none() && fact.missing == MissingPolicy::Unknown && !ruled && !selected {
            all.push(Gap::Fact(i));
        }
    }
    for (i, c) in card.criteria.iter().enumerate() {
        let asks = c.form == Form::Checklist || c.options.iter().any(|o| o.when.is_none());
        if d.answers.criteria[i].is_none()
            && c.missing == MissingPolicy::Unknown
            && asks
            && !(left_out && (has_conditions(c) || c.selector.is_some()))
            && !matches!(c.form, Form::Ladder | Form::Formula)
        {
            all.push(Gap::Answer(i));
        }
    }
    all
}

/// Fills gaps.
pub fn complete(
    dice: &mut Dice,
    rules: &Ruleset,
    card: &Scorecard,
    d: &Dossier,
    gaps: &[Gap],
) -> Dossier {
    let mut full = d.clone();
    for gap in gaps {
        match gap {
            Gap::Fact(i) => give(&mut full, rules, *i, dice),
            Gap::Answer(i) => full.answers.criteria[*i] = any_answer(card, *i, dice),
        }
    }
    full
}

/// A value on each side of every threshold that the generator writes.
pub fn representatives(fact: &sao::model::Fact) -> Vec<FactValue> {
    let numbers = |all: &[&str]| all.iter().map(|n| Value::Num(n.parse().unwrap())).collect();
    let values: Vec<Value> = match &fact.ty {
        Type::Number(_) if fact.whole => numbers(&["0", "1", "2", "3", "4"]),
        Type::Number(_) if fact.name == "share" => {
            numbers(&["0", "30", "40", "50", "65", "80", "100"])
        }
        Type::Number(_) => numbers(&[
            "0", "0.5", "1", "1.5", "2", "2.25", "2.5", "3", "4", "4.25", "4.5", "5", "6", "7.5",
            "10",
        ]),
        Type::Bool => vec![Value::Bool(false), Value::Bool(true)],
        Type::OneOf(all) => all.iter().map(|c| Value::Choice(c.name.clone())).collect(),
        other => panic!("no open fact is {other:?}"),
    };
    let given = |value| FactValue {
        value,
        span: Span::default(),
    };
    values.into_iter().map(given).collect()
}

/// Everything that can be answered to a criterion, findings left aside.
pub fn answers(c: &Criterion) -> Vec<Answer> {
    let open: Vec<usize> = (0..c.options.len())
        .filter(|o| c.options[*o].when.is_none() && c.option(&c.options[*o].key) == Some(*o))
        .collect();
    if c.form != Form::Checklist {
        return open.into_iter().map(Answer::Option).collect();
    }
    (0..1usize << open.len())
        .map(|set| {
            let ticked = open
                .iter()
                .enumerate()
                .filter(|(bit, _)| set >> bit & 1 == 1);
            Answer::Ticks(ticked.map(|(_, o)| *o).collect())
        })
        .collect()
}
