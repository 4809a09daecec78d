//! What becomes of the options of a line.

use super::lines::Sides;
use super::said::{Said, Walk};
use crate::model::crosswalk::{Held, Turn, same_findings, same_turns};
use crate::model::{Criterion, Form, Ruleset};
use crate::syntax::tree::{self, Block, Stmt, Stretch, Word};
use crate::text::catalogue::crosswalks as say;
use crate::text::{Diagnostic, Span, closest};

/// How many combinations of options one line may have to be written out for.
const MOST: usize = 20_000;

/// A place among the criteria of a line: the words of the page are of the old
/// side or of the new one.
struct Side<'c> {
    criterion: &'c Criterion,
    new: bool,
    /// The findings that other criteria like the same shared text have: a line
    /// for all pairs may speak of them.
    elsewhere: Vec<&'c str>,
}

impl<'c> Side<'c> {
    fn of(criterion: &'c Criterion, ruleset: &'c Ruleset, new: bool) -> Self {
        let like = |c: &&Criterion| c.like.iter().any(|l| criterion.like.contains(l));
        let elsewhere = ruleset
            .cards
            .values()
            .flat_map(|card| &card.criteria)
            .filter(like)
            .flat_map(|c| c.findings.iter().filter_map(|f| f.key.as_deref()))
            .collect();
        Side {
            criterion,
            new,
            elsewhere,
        }
    }
}

/// What a key names.
enum Named {
    Held(Held),
    /// A finding that this criterion does not have, but others like it.
    Elsewhere,
}

/// The turns of a line from these criteria to that one.
pub fn read<'a>(
    sides: Sides<'a>,
    (from, to): (&[usize], usize),
    said: &Walk<'a>,
    wide: &Said<'a>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Turn> {
    let old: Vec<&Criterion> = from
        .iter()
        .filter_map(|i| sides.old.criteria.get(*i))
        .collect();
    let Some(new) = sides.new.criteria.get(to) else {
        return Vec::new();
    };
    let before = out.len();
    if !forms_fit(&old, new, said.span, out) {
        return Vec::new();
    }
    let of_new = Side::of(new, sides.to, true);
    let of_old: Vec<Side<'_>> = old.iter().map(|c| Side::of(c, sides.from, false)).collect();
    let mut blocks: Vec<&Block> = said.block.into_iter().collect();
    if let Some(like) = said.like {
        match wide
            .walks
            .iter()
            .find(|w| w.from.iter().any(|f| f.value == like.value))
        {
            Some(other) => blocks.extend(other.block),
            None => {
                let known = wide.walks.iter().flat_map(|w| w.from.iter());
                let near = closest(&like.value, known.map(|w| w.value.as_str()));
                out.push(say::no_such_line(like, near.as_deref()));
                return Vec::new();
            }
        }
    }
    if blocks.is_empty() {
        return match old.as_slice() {
            [one] => option_for_option(one, new, said.span, out),
            _ => {
                out.push(say::joint_without_block(said.span));
                Vec::new()
            }
        };
    }
    let mut all: Vec<Turn> = Vec::new();
    let mut rest = None;
    for (i, block) in blocks.iter().enumerate() {
        let first = all.len();
        for node in &block.body {
            let Stmt::Turn(turn) = &node.stmt else {
                continue;
            };
            match one(turn, node.span, &of_old, &of_new, out) {
                Some(Made::Turn(made)) => {
                    if i == 0 || !covered(&all, &made) {
                        overlap(all.get(first..).unwrap_or_default(), &made, &old, out);
                    }
                    all.push(made);
                }
                Some(Made::Rest(to, why, span)) => {
                    if let Some((_, _, earlier)) = &rest
                        && i == 0
                    {
                        out.push(say::else_twice(span, *earlier));
                    }
                    rest = rest.or(Some((to, why, span)));
                }
                None => {}
            }
        }
    }
    if let [one] = old.as_slice() {
        // A finding of the same key needs no line.
        for (a, b) in same_findings(one, new) {
            if !all
                .iter()
                .any(|t| t.from.first().is_some_and(|f| f.contains(&a)))
            {
                all.push(Turn {
                    from: vec![vec![a]],
                    to: Some(vec![b]),
                    why: None,
                    span: None,
                });
            }
        }
    }
    if let Some((to, why, span)) = rest {
        all.push(Turn {
            from: old.iter().map(|c| rest_of(c)).collect(),
            to,
            why,
            span: Some(span),
        });
    } else if out.len() == before && sides.whole {
        forgotten(&all, &old, said.span, out);
    }
    all
}

enum Made {
    Turn(Turn),
    /// `else -> …`
    Rest(Option<Vec<Held>>, Option<String>, Span),
}

/// All options, each letter once.
fn options(criterion: &Criterion) -> Vec<Held> {
    criterion.letters().into_iter().map(Held::Option).collect()
}

/// What `else` stands for: all options, and none of them where that is an answer.
fn rest_of(criterion: &Criterion) -> Vec<Held> {
    let none = criterion.may_hold_none().then_some(Held::None);
    options(criterion).into_iter().chain(none).collect()
}

/// A checklist goes to a checklist, a choice to a choice; where facts alone
/// give the points, there is nothing to say about options.
fn forms_fit(old: &[&Criterion], new: &Criterion, span: Span, out: &mut Vec<Diagnostic>) -> bool {
    let kind = |c: &Criterion| match c.form {
        Form::Choice | Form::YesNo => 0,
        Form::Checklist => 1,
        Form::Ladder | Form::Formula => 2,
    };
    let fit = old.iter().all(|c| kind(c) == kind(new)) && (old.len() == 1 || kind(new) == 0);
    if !fit {
        let numbers: Vec<&str> = old.iter().map(|c| c.number.as_str()).collect();
        out.push(say::other_form(&numbers.join(", "), &new.number, span));
    }
    fit
}

fn option_for_option(
    old: &Criterion,
    new: &Criterion,
    span: Span,
    out: &mut Vec<Diagnostic>,
) -> Vec<Turn> {
    let keys = |c: &Criterion| -> Vec<String> {
        let all = c.letters().into_iter();
        all.filter_map(|i| c.options.get(i).map(|o| o.key.clone()))
            .collect()
    };
    let (a, b) = (keys(old), keys(new));
    if a.len() != b.len() || !a.iter().all(|k| b.contains(k)) {
        out.push(say::not_option_for_option(
            (&old.number, &a),
            (&new.number, &b),
            span,
        ));
        return Vec::new();
    }
    same_turns(old, new)
}

fn one(
    turn: &tree::Turn,
    span: Span,
    old: &[Side<'_>],
    new: &Side<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Made> {
    let why = turn.why.as_ref().map(|w| w.value.clone());
    let to = if turn.to.is_empty() {
        Some(None)
    } else {
        // Where nothing of what is named is there, nothing is settled.
        held(&turn.to, new, out).map(|all| Some(all).filter(|all| !all.is_empty()))
    };
    let rest = match turn.from.as_slice() {
        [only] => match only.as_slice() {
            [key] => key.last.is_none() && key.first.value == "else",
            _ => false,
        },
        _ => false,
    };
    if rest {
        return Some(Made::Rest(to?, why, span));
    }
    if turn.from.len() != old.len() {
        out.push(say::other_count(turn.from.len(), old.len(), span));
        return None;
    }
    let mut from = Vec::new();
    let mut good = true;
    for (keys, side) in turn.from.iter().zip(old) {
        match held(keys, side, out) {
            Some(all) => from.push(all),
            None => good = false,
        }
    }
    let to = to?;
    // Of another card: it cannot come up here.
    good &= !from.iter().any(Vec::is_empty);
    good.then_some(Made::Turn(Turn {
        from,
        to,
        why,
        span: Some(span),
    }))
}

/// The options and findings that keys name.
fn held(keys: &[Stretch], side: &Side<'_>, out: &mut Vec<Diagnostic>) -> Option<Vec<Held>> {
    let mut all: Vec<Held> = Vec::new();
    for stretch in keys {
        let Named::Held(first) = key(&stretch.first, side, out)? else {
            continue;
        };
        let Some(last) = &stretch.last else {
            if !all.contains(&first) {
                all.push(first);
            }
            continue;
        };
        let place = stretch.first.span.to(last.span);
        let Named::Held(last) = key(last, side, out)? else {
            continue;
        };
        let letters = side.criterion.letters();
        let at = |held: Held| match held {
            Held::Option(i) => letters.iter().position(|l| *l == i),
            _ => None,
        };
        match (at(first), at(last)) {
            (Some(a), Some(b)) if a <= b => {
                for letter in letters.iter().skip(a).take(b - a + 1) {
                    let one = Held::Option(*letter);
                    if !all.contains(&one) {
                        all.push(one);
                    }
                }
            }
            _ => {
                out.push(say::stretch_backwards(place));
                return None;
            }
        }
    }
    Some(all)
}

fn key(word: &Word, side: &Side<'_>, out: &mut Vec<Diagnostic>) -> Option<Named> {
    let Side {
        criterion,
        new,
        elsewhere,
    } = side;
    if let Some(i) = criterion.option(&word.value) {
        return Some(Named::Held(Held::Option(i)));
    }
    let finding = |f: &crate::model::Finding| f.key.as_deref() == Some(word.value.as_str());
    if let Some(i) = criterion.findings.iter().position(finding) {
        return Some(Named::Held(Held::Finding(i)));
    }
    if elsewhere.contains(&word.value.as_str()) {
        return Some(Named::Elsewhere);
    }
    if word.value == "none" {
        if !criterion.may_hold_none() {
            out.push(say::none_is_no_answer(word, &criterion.number, *new));
            return None;
        }
        return Some(Named::Held(Held::None));
    }
    let have: Vec<&str> = criterion
        .letters()
        .into_iter()
        .filter_map(|i| criterion.options.get(i).map(|o| o.key.as_str()))
        .chain(criterion.findings.iter().filter_map(|f| f.key.as_deref()))
        .collect();
    let near = closest(&word.value, have.iter().copied());
    out.push(say::unknown_option(
        word,
        &criterion.number,
        *new,
        &have,
        near.as_deref(),
    ));
    None
}

/// Whether every combination of a turn is in earlier ones.
fn covered(all: &[Turn], turn: &Turn) -> bool {
    all.iter().any(|t| {
        t.from.len() == turn.from.len()
            && turn
                .from
                .iter()
                .zip(&t.from)
                .all(|(a, b)| a.iter().all(|h| b.contains(h)))
    })
}

/// An option that two lines of one block speak of.
fn overlap(earlier: &[Turn], turn: &Turn, old: &[&Criterion], out: &mut Vec<Diagnostic>) {
    for other in earlier {
        let shared: Vec<Vec<Held>> = turn
            .from
            .iter()
            .zip(&other.from)
            .map(|(a, b)| a.iter().filter(|h| b.contains(h)).copied().collect())
            .collect();
        if shared.is_empty() || shared.iter().any(Vec::is_empty) {
            continue;
        }
        let names: Vec<String> = shared
            .iter()
            .zip(old)
            .filter_map(|(held, c)| held.first().map(|h| told(*h, c)))
            .collect();
        if let (Some(here), Some(first)) = (turn.span, other.span) {
            out.push(say::option_twice(&names, here, first));
        }
        return;
    }
}

/// What an answer is called.
fn told(held: Held, criterion: &Criterion) -> String {
    match held {
        Held::Option(i) => criterion.options.get(i).map(|o| o.key.clone()),
        Held::Finding(i) => criterion.findings.get(i).and_then(|f| f.key.clone()),
        Held::None => Some("none".to_owned()),
    }
    .unwrap_or_default()
}

/// Combinations of options that no line speaks of.
fn forgotten(all: &[Turn], old: &[&Criterion], span: Span, out: &mut Vec<Diagnostic>) {
    let choices: Vec<Vec<Held>> = old.iter().map(|c| options(c)).collect();
    let count = choices
        .iter()
        .try_fold(1usize, |n, c| n.checked_mul(c.len()))
        .filter(|n| *n <= MOST);
    let Some(count) = count else {
        out.push(say::too_many_combinations(span));
        return;
    };
    let mut missing: Vec<String> = Vec::new();
    for number in 0..count {
        let mut left = number;
        let mut combination = Vec::new();
        for choice in &choices {
            if let Some(h) = choice.get(left.checked_rem(choice.len()).unwrap_or_default()) {
                combination.push(*h);
            }
            left = left.checked_div(choice.len()).unwrap_or_default();
        }
        let said = all
            .iter()
            .any(|t| t.from.iter().zip(&combination).all(|(a, h)| a.contains(h)));
        if !said {
            let names: Vec<String> = combination
                .iter()
                .zip(old)
                .map(|(h, c)| told(*h, c))
                .collect();
            missing.push(names.join(" & "));
        }
    }
    if !missing.is_empty() {
        let numbers: Vec<&str> = old.iter().map(|c| c.number.as_str()).collect();
        out.push(say::forgotten_options(&missing, &numbers.join(", "), span));
    }
}
