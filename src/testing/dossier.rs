//! The dossier that a test describes: a baseline, and what differs from it.

use crate::dossier::{Answer, Answers, Assessor, Dossier, FactValue, Kind};
use crate::exact::Num;
use crate::model::{
    Criterion, Expr, ExprKind, Field, Form, Key, Ruleset, Scorecard, Test, Type, Value,
};
use crate::syntax::tree::{self, GroupKind};
use crate::text::catalogue::running;
use crate::text::{Diagnostic, Span};
use std::borrow::Cow;

/// The ruleset with the readings that a test assumes.
pub fn with_readings<'r>(
    ruleset: &'r Ruleset,
    test: &Test,
) -> Result<Cow<'r, Ruleset>, Vec<Diagnostic>> {
    if test.assumes.is_empty() {
        return Ok(Cow::Borrowed(ruleset));
    }
    // Other cards play no part; a ruleset may have many.
    let mut all = ruleset.with_card_only(&test.card);
    let mut wrong = Vec::new();
    for assign in &test.assumes {
        let reading = match &assign.value.value {
            tree::Value::Code(c) | tree::Value::Text(c) => c.as_str(),
            tree::Value::Bool(true) => "yes",
            tree::Value::Bool(false) => "no",
            _ => "",
        };
        if !all.assume(&assign.name.value, reading) {
            wrong.push(running::not_usable(assign.value.span, &assign.name.value));
        }
    }
    if wrong.is_empty() {
        Ok(Cow::Owned(all))
    } else {
        Err(wrong)
    }
}

/// Fills a dossier with what a test says: the baseline first, then what
/// differs, in the order of the page.
pub fn describe(
    ruleset: &Ruleset,
    card: &Scorecard,
    test: &Test,
    dossier: &mut Dossier,
) -> Result<(), Vec<Diagnostic>> {
    if let Some(best) = test.baseline {
        Baseline {
            ruleset,
            card,
            best,
        }
        .fill(dossier);
    }
    if let Some(kind) = &test.kind {
        match kind_named(&kind.value) {
            Some(k) => dossier.kind = Some(k),
            None => return Err(vec![running::not_usable(kind.span, "kind")]),
        }
    }
    dossier.filed = test.filed.or(dossier.filed);
    dossier.assessed = test.assessed.or(dossier.assessed);
    let mut wrong = Vec::new();
    for assign in &test.assigns {
        if assign_one(ruleset, card, assign, dossier).is_none() {
            wrong.push(running::not_usable(assign.value.span, &assign.name.value));
        }
    }
    council(card, test, dossier, &mut wrong);
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The assessors that the test names: the shared answers, and their own.
fn council(card: &Scorecard, test: &Test, dossier: &mut Dossier, wrong: &mut Vec<Diagnostic>) {
    dossier.members = test.members.or(dossier.members);
    for assessor in &test.assessors {
        let mut answers = dossier.answers.clone();
        for own in &assessor.own {
            if answer_one(card, own, &mut answers).is_none() {
                wrong.push(running::not_usable(own.value.span, &own.name.value));
            }
        }
        dossier.assessors.push(Assessor {
            name: assessor.name.value.clone(),
            answers,
        });
    }
}

/// Carries out `3.5 = a` or `findings = forged` on answers; `None` when the
/// value does not fit, or what is named is no answer.
fn answer_one(card: &Scorecard, assign: &tree::Assign, answers: &mut Answers) -> Option<()> {
    let name = assign.name.value.as_str();
    let value = &assign.value.value;
    if let Some(i) = card.criterion(name) {
        let criterion = card.criteria.get(i)?;
        *answers.criteria.get_mut(i)? = match unknown(value) {
            true => None,
            false => Some(answer(criterion, value)?),
        };
        return Some(());
    }
    for at in found(card, name, value)? {
        answers.findings.push(at);
    }
    Some(())
}

/// The findings that `findings = forged` names.
fn found(card: &Scorecard, name: &str, value: &tree::Value) -> Option<Vec<usize>> {
    if name != "findings" && name != "kết_luận" {
        return None;
    }
    let keys: Vec<&str> = match value {
        tree::Value::Code(c) => vec![c.as_str()],
        tree::Value::Codes(all) => all.iter().map(|c| c.value.as_str()).collect(),
        _ => return None,
    };
    keys.into_iter()
        .map(|key| finding(&card.findings, key))
        .collect()
}

fn kind_named(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|k| k.as_str() == word)
}

/// The best or the worst that can be answered.
struct Baseline<'a> {
    ruleset: &'a Ruleset,
    card: &'a Scorecard,
    best: bool,
}

impl Baseline<'_> {
    fn fill(&self, dossier: &mut Dossier) {
        for (i, criterion) in self.card.criteria.iter().enumerate() {
            let most = self.wants_most(criterion);
            match criterion.form {
                Form::Choice | Form::YesNo => {
                    let branch = self.branch(criterion, most, dossier);
                    if let Some(answer) = extreme_option(criterion, branch, most)
                        && let Some(slot) = dossier.answers.criteria.get_mut(i)
                    {
                        *slot = Some(Answer::Option(answer));
                    }
                }
                Form::Checklist => {
                    let ticks = criterion
                        .options
                        .iter()
                        .enumerate()
                        .filter(|(_, o)| {
                            if most {
                                o.points > Num::ZERO
                            } else {
                                o.points.is_negative()
                            }
                        })
                        .map(|(i, _)| i)
                        .collect();
                    if let Some(slot) = dossier.answers.criteria.get_mut(i) {
                        *slot = Some(Answer::Ticks(ticks));
                    }
                }
                Form::Ladder => self.measure(criterion, most, dossier),
                // Nothing says which facts make a formula largest: the test gives them.
                Form::Formula => {}
            }
        }
    }

    /// Whether the criterion should get the most points: for the best dossier
    /// yes, unless fewer points are better or it counts against the total.
    fn wants_most(&self, criterion: &Criterion) -> bool {
        let mut most = self.best != self.card.rating.lower_is_better;
        let mut above = criterion.parent;
        for _ in 0..self.card.groups.len() {
            let Some(group) = above.and_then(|g| self.card.groups.get(g)) else {
                break;
            };
            most = most != group.subtracted;
            above = group.parent;
        }
        most
    }

    /// The branch that applies: by the fact that is given already, else the one
    /// with the best (or worst) option, whose key is then given as the fact.
    fn branch(&self, criterion: &Criterion, most: bool, dossier: &mut Dossier) -> Option<usize> {
        let selector = criterion.selector.as_ref()?;
        let fact = fact_of(&selector.of)?;
        if let Some(given) = dossier.facts.get(fact).and_then(Option::as_ref) {
            let fits = |keys: &Vec<Key>| keys.iter().any(|k| key_takes(k, &given.value));
            return selector.branches.iter().position(fits);
        }
        let points = |branch: usize| {
            let options = criterion.options.iter().map(|o| (o.branch, o.points));
            let rungs = criterion.rungs.iter().map(|r| (r.branch, r.points));
            let of_it = options
                .chain(rungs)
                .filter(|(b, _)| *b == Some(branch) || b.is_none())
                .map(|(_, p)| p);
            if most { of_it.max() } else { of_it.min() }
        };
        let all = 0..selector.branches.len();
        let wanted = if most {
            all.max_by_key(|b| (points(*b), std::cmp::Reverse(*b)))
        } else {
            all.min_by_key(|b| (points(*b), *b))
        }?;
        let keys = selector.branches.get(wanted)?;
        let value = keys.iter().find_map(|k| self.example(fact, k))?;
        give(dossier, fact, value);
        Some(wanted)
    }

    /// Gives the fact that a ladder measures a value on its best (or worst) rung.
    fn measure(&self, criterion: &Criterion, most: bool, dossier: &mut Dossier) {
        let branch = self.branch(criterion, most, dossier);
        let Some(fact) = criterion.of.as_ref().and_then(fact_of) else {
            return;
        };
        if dossier.facts.get(fact).is_some_and(Option::is_some) {
            return;
        }
        let mut rungs: Vec<_> = criterion
            .rungs
            .iter()
            .filter(|r| r.branch.is_none() || r.branch == branch)
            .collect();
        rungs.sort_by_key(|r| r.points);
        if most {
            rungs.reverse();
        }
        let taken: Vec<&Key> = criterion
            .rungs
            .iter()
            .filter(|r| r.branch.is_none() || r.branch == branch)
            .map(|r| &r.key)
            .collect();
        for rung in rungs {
            let value = match &rung.key {
                Key::Else => self.beside(fact, &taken),
                key => self.example(fact, key),
            };
            // The first rung that takes the value is the one that counts.
            let first = value
                .as_ref()
                .and_then(|v| taken.iter().find(|k| key_takes(k, v)));
            if let Some(value) = value
                && first.is_none_or(|k| **k == rung.key)
            {
                give(dossier, fact, value);
                return;
            }
        }
    }

    /// A value of the fact that a key takes.
    fn example(&self, fact: usize, key: &Key) -> Option<Value> {
        let fact = self.ruleset.facts.get(fact)?;
        match key {
            Key::Is(value) => Some(value.clone()),
            Key::Within(interval) => {
                let both = match &fact.range {
                    Some(range) => range.meet(interval),
                    None => interval.clone(),
                };
                both.witness().map(Value::Num)
            }
            Key::Else => None,
        }
    }

    /// A value of the fact that none of the keys takes.
    fn beside(&self, fact: usize, taken: &[&Key]) -> Option<Value> {
        let declared = self.ruleset.facts.get(fact)?;
        let free = |v: &Value| !taken.iter().any(|k| **k != Key::Else && key_takes(k, v));
        let range = declared.range.clone().unwrap_or_default();
        match &declared.ty {
            Type::Number(_) => {
                let mut ends: Vec<Num> = taken
                    .iter()
                    .filter_map(|k| match k {
                        Key::Within(i) => Some([i.lo, i.hi]),
                        _ => None,
                    })
                    .flatten()
                    .flatten()
                    .collect();
                ends.sort_unstable();
                let below = ends.first().and_then(|n| n.sub(Num::ONE));
                let above = ends.last().and_then(|n| n.add(Num::ONE));
                [range.lo, range.hi, below, above]
                    .into_iter()
                    .flatten()
                    .chain(ends)
                    .filter(|n| range.contains(*n))
                    .map(Value::Num)
                    .find(free)
            }
            Type::OneOf(choices) => choices
                .iter()
                .map(|c| Value::Choice(c.name.clone()))
                .find(free),
            Type::Bool => [true, false].into_iter().map(Value::Bool).find(free),
            _ => None,
        }
    }
}

fn extreme_option(criterion: &Criterion, branch: Option<usize>, most: bool) -> Option<usize> {
    let options = criterion
        .options
        .iter()
        .enumerate()
        .filter(|(_, o)| o.branch.is_none() || branch.is_none() || o.branch == branch);
    let found = if most {
        options.max_by_key(|(i, o)| (o.points, std::cmp::Reverse(*i)))
    } else {
        options.min_by_key(|(i, o)| (o.points, *i))
    };
    found.map(|(i, _)| i)
}

fn fact_of(expr: &Expr) -> Option<usize> {
    match expr.kind {
        ExprKind::Fact(i) => Some(i),
        _ => None,
    }
}

fn key_takes(key: &Key, value: &Value) -> bool {
    match (key, value) {
        (Key::Else, _) => true,
        (Key::Is(v), value) => v == value,
        (Key::Within(i), Value::Num(n)) => i.contains(*n),
        (Key::Within(_), _) => false,
    }
}

fn give(dossier: &mut Dossier, fact: usize, value: Value) {
    if let Some(slot) = dossier.facts.get_mut(fact) {
        *slot = Some(FactValue {
            value,
            span: Span::default(),
        });
    }
}

/// Carries out `3.5 = a` or `local_material = 60%`; `None` when the value does not fit.
fn assign_one(
    ruleset: &Ruleset,
    card: &Scorecard,
    assign: &tree::Assign,
    dossier: &mut Dossier,
) -> Option<()> {
    let name = assign.name.value.as_str();
    let value = &assign.value.value;
    if card.criterion(name).is_some() || found(card, name, value).is_some() {
        answer_one(card, assign, &mut dossier.answers)?;
        for member in &mut dossier.assessors {
            answer_one(card, assign, &mut member.answers)?;
        }
        return Some(());
    }
    let fact = ruleset
        .facts
        .iter()
        .position(|f| f.name == name && f.card.as_ref().is_none_or(|c| *c == card.id))?;
    let slot = dossier.facts.get_mut(fact)?;
    *slot = match unknown(value) {
        true => None,
        false => Some(FactValue {
            value: fact_value(&ruleset.facts.get(fact)?.ty, value)?,
            span: assign.value.span,
        }),
    };
    Some(())
}

/// `3.5 = unknown`: the answer is taken away.
fn unknown(value: &tree::Value) -> bool {
    matches!(value, tree::Value::Code(c) if c == "unknown" || c == "chưa_biết" || c == "missing")
}

/// `3.5 = none`: none of the options.
fn no_option(key: &str) -> bool {
    matches!(key, "none" | "không_mức_nào")
}

fn finding(findings: &[crate::model::Finding], key: &str) -> Option<usize> {
    findings.iter().position(|f| f.key.as_deref() == Some(key))
}

fn answer(criterion: &Criterion, value: &tree::Value) -> Option<Answer> {
    let key = match value {
        tree::Value::Code(c) => c.clone(),
        tree::Value::Bool(true) => "yes".to_owned(),
        tree::Value::Bool(false) => "no".to_owned(),
        tree::Value::Quantity(q) if q.unit.is_none() => q.value.to_string(),
        tree::Value::Codes(all) if criterion.form == Form::Checklist => {
            let ticks: Option<Vec<usize>> =
                all.iter().map(|k| criterion.option(&k.value)).collect();
            return ticks.map(Answer::Ticks);
        }
        // Not settled which of them.
        tree::Value::Codes(all) if !all.is_empty() => {
            let one = |k: &tree::Word| match criterion.option(&k.value) {
                Some(option) => Some(Some(option)),
                None => (criterion.may_hold_none() && no_option(&k.value)).then_some(None),
            };
            let several: Option<Vec<Option<usize>>> = all.iter().map(one).collect();
            return several.map(Answer::OneOf);
        }
        _ => return None,
    };
    match (criterion.option(&key), criterion.form) {
        (Some(i), Form::Checklist) => Some(Answer::Ticks(vec![i])),
        (Some(i), _) => Some(Answer::Option(i)),
        (None, _) if criterion.may_hold_none() && no_option(&key) => Some(Answer::None),
        (None, _) => finding(&criterion.findings, &key).map(Answer::Finding),
    }
}

fn fact_value(ty: &Type, value: &tree::Value) -> Option<Value> {
    match (ty, value) {
        (Type::Number(unit), tree::Value::Quantity(q)) => {
            let same = match &q.unit {
                None => true,
                Some(u) => crate::model::Unit::base(&u.value) == *unit,
            };
            same.then_some(Value::Num(q.value))
        }
        (Type::Bool, tree::Value::Bool(b)) => Some(Value::Bool(*b)),
        (Type::Date, tree::Value::Date(d)) => Some(Value::Date(*d)),
        (Type::Text, tree::Value::Text(t)) => Some(Value::Text(t.clone())),
        (Type::OneOf(choices), tree::Value::Code(c) | tree::Value::Text(c)) => choices
            .iter()
            .any(|x| x.name == *c)
            .then(|| Value::Choice(c.clone())),
        (Type::List(fields), tree::Value::Records(records)) => {
            let records: Option<Vec<_>> = records.iter().map(|r| record(fields, r)).collect();
            Some(Value::List(records?))
        }
        // `certificates = {}`: a list without records.
        (Type::List(_), tree::Value::Codes(none)) if none.is_empty() => {
            Some(Value::List(Vec::new()))
        }
        _ => None,
    }
}

/// A record of a list: its fields in the order of the type, what is not said unknown.
fn record(fields: &[Field], given: &[tree::Assign]) -> Option<Vec<Option<Value>>> {
    let mut all: Vec<Option<Value>> = vec![None; fields.len()];
    for assign in given {
        let at = fields.iter().position(|f| f.name == assign.name.value)?;
        let value = &assign.value.value;
        *all.get_mut(at)? = match unknown(value) {
            true => None,
            false => Some(fact_value(&fields.get(at)?.ty, value)?),
        };
    }
    Some(all)
}

/// The part of a code, else the section or criterion of that code.
pub fn part_of<'a>(card: &'a Scorecard, code: &str) -> Option<(usize, &'a crate::model::Group)> {
    let named = |kind: Option<GroupKind>| {
        card.groups
            .iter()
            .enumerate()
            .find(|(_, g)| g.code == code && kind.is_none_or(|k| g.kind == k))
    };
    named(Some(GroupKind::Part)).or_else(|| named(None))
}
