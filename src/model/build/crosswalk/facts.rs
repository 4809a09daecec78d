//! Facts that are carried: only those that are listed. Two versions may call
//! different things by one name.

use super::lines::Sides;
use super::said::Said;
use crate::model::crosswalk::FactLine;
use crate::model::{Choice, Fact, Ruleset, Type};
use crate::syntax::tree::{Block, FactTarget, FactWalk, Stmt, Stretch, Word};
use crate::text::catalogue::crosswalks as say;
use crate::text::{Diagnostic, Span, closest};

/// The facts of a pair: its own lines, then those of all pairs.
pub fn read(
    sides: Sides<'_>,
    own: &Said<'_>,
    wide: &Said<'_>,
    out: &mut Vec<Diagnostic>,
) -> Vec<FactLine> {
    let mut all: Vec<FactLine> = Vec::new();
    for (walks, mine) in [(&own.facts, true), (&wide.facts, false)] {
        let mut here: Vec<FactLine> = Vec::new();
        for walk in walks.iter() {
            for line in one(sides, walk, mine, out) {
                if let Some(first) = here.iter().find(|l| l.from == line.from) {
                    let name = sides.from.facts.get(line.from).map_or("", |f| &f.name);
                    out.push(say::said_twice(name, line.span, first.span));
                } else {
                    here.push(line);
                }
            }
        }
        here.retain(|l| !all.iter().any(|o| o.from == l.from));
        all.append(&mut here);
    }
    for fact in &sides.from.facts {
        let twin = |f: &&Fact| f.name == fact.name && f.card.is_none();
        let said = all.iter().any(|l| {
            sides
                .from
                .facts
                .get(l.from)
                .is_some_and(|f| f.name == fact.name)
        });
        if !said && fact.card.is_none() && sides.to.facts.iter().any(|f| twin(&f)) {
            out.push(say::same_name_not_carried(&fact.name, sides.head));
        }
    }
    all
}

fn one(sides: Sides<'_>, walk: &FactWalk, mine: bool, out: &mut Vec<Diagnostic>) -> Vec<FactLine> {
    let mut all = Vec::new();
    let mut by_name: Vec<&Word> = Vec::new();
    for pair in &walk.pairs {
        match &pair.to {
            FactTarget::Same => by_name.push(&pair.from),
            FactTarget::As(_) => by_name.clear(),
            // It reads as if it were said of all of them.
            FactTarget::Gone(gone) if !by_name.is_empty() => {
                out.push(say::arrow_of_the_last(&by_name, &pair.from.value, *gone));
                by_name.clear();
            }
            FactTarget::Gone(_) => {}
        }
        let target = match &pair.to {
            FactTarget::Same => Some(&pair.from),
            FactTarget::As(word) => Some(word),
            FactTarget::Gone(_) => None,
        };
        let from = fact(sides.from, &pair.from, &sides.old.id, mine, out);
        let to = match target {
            Some(word) => fact(sides.to, word, &sides.new.id, mine, out).map(Some),
            None => Some(None),
        };
        let (Some(from), Some(to)) = (from, to) else {
            continue;
        };
        let place = target.map_or(pair.from.span, |t| pair.from.span.to(t.span));
        let mut values = Vec::new();
        if let (Some(a), Some(b)) = (
            sides.from.facts.get(from),
            to.and_then(|i| sides.to.facts.get(i)),
        ) {
            let Some(found) = fit(a, b, walk.block.as_ref(), place, out) else {
                continue;
            };
            values = found;
        }
        all.push(FactLine {
            from,
            to,
            values,
            why: walk.why.as_ref().map(|w| w.value.clone()),
            span: place,
        });
    }
    all
}

fn fact(
    ruleset: &Ruleset,
    word: &Word,
    card: &str,
    mine: bool,
    out: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let here = |f: &Fact| f.card.as_deref().is_none_or(|c| c == card);
    let found = ruleset
        .facts
        .iter()
        .position(|f| f.name == word.value && here(f));
    // A line for all pairs may be about a fact of one card.
    let elsewhere = !mine && ruleset.facts.iter().any(|f| f.name == word.value);
    if found.is_none() && !elsewhere {
        let known = ruleset.facts.iter().map(|f| f.name.as_str());
        let near = closest(&word.value, known);
        out.push(say::unknown_fact(word, &ruleset.label(), near.as_deref()));
    }
    found
}

/// Whether the values of one fact may stand in another; for a one-of, what
/// becomes of each value.
fn fit(
    a: &Fact,
    b: &Fact,
    block: Option<&Block>,
    place: Span,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<(String, Option<String>)>> {
    let same = match (&a.ty, &b.ty) {
        (Type::OneOf(old), Type::OneOf(new)) => return values(a, (old, new), block, place, out),
        (Type::List(x), Type::List(y)) => {
            x.len() == y.len()
                && x.iter()
                    .zip(y)
                    .all(|(f, g)| f.name == g.name && f.ty == g.ty)
        }
        (x, y) => x == y,
    };
    if let Some(block) = block {
        out.push(say::values_of_no_choice(&a.name, block.span));
        return None;
    }
    if !same {
        out.push(say::facts_differ(&a.name, &b.name, place, (a.span, b.span)));
        return None;
    }
    Some(Vec::new())
}

fn values(
    fact: &Fact,
    (old, new): (&[Choice], &[Choice]),
    block: Option<&Block>,
    place: Span,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<(String, Option<String>)>> {
    let mut all: Vec<(String, Option<String>, Span)> = Vec::new();
    let mut rest: Option<Option<String>> = None;
    let mut good = true;
    let turns = block.into_iter().flat_map(|b| &b.body);
    for node in turns {
        let Stmt::Turn(turn) = &node.stmt else {
            continue;
        };
        let to = match turn.to.as_slice() {
            [] => None,
            [one] if one.last.is_none() && one.first.value == "none" => None,
            several => {
                let mut names = Vec::new();
                for stretch in several {
                    match stretch_of(stretch, new, &fact.name, out) {
                        Some(found) => names.extend(found),
                        None => good = false,
                    }
                }
                match names.as_slice() {
                    [one] => Some(one.clone()),
                    _ => None,
                }
            }
        };
        for stretch in turn.from.iter().flatten() {
            if stretch.last.is_none() && stretch.first.value == "else" {
                rest = Some(to.clone());
                continue;
            }
            for name in stretch_of(stretch, old, &fact.name, out).unwrap_or_else(|| {
                good = false;
                Vec::new()
            }) {
                if let Some((_, _, first)) = all.iter().find(|(n, _, _)| *n == name) {
                    out.push(say::option_twice(&[name], node.span, *first));
                    good = false;
                } else {
                    all.push((name, to.clone(), node.span));
                }
            }
        }
    }
    let mut missing = Vec::new();
    for choice in old {
        if all.iter().any(|(n, _, _)| *n == choice.name) {
            continue;
        }
        if new.iter().any(|c| c.name == choice.name) {
            all.push((choice.name.clone(), Some(choice.name.clone()), place));
        } else if let Some(to) = &rest {
            all.push((choice.name.clone(), to.clone(), place));
        } else {
            missing.push(choice.name.clone());
        }
    }
    if good && !missing.is_empty() {
        out.push(say::forgotten_options(&missing, &fact.name, place));
        return None;
    }
    good.then(|| all.into_iter().map(|(a, b, _)| (a, b)).collect())
}

/// The values from the first to the last.
fn stretch_of(
    stretch: &Stretch,
    choices: &[Choice],
    fact: &str,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<String>> {
    let mut at = |word: &Word| {
        let found = choices.iter().position(|c| c.name == word.value);
        if found.is_none() {
            let have: Vec<&str> = choices.iter().map(|c| c.name.as_str()).collect();
            let near = closest(&word.value, have.iter().copied());
            out.push(say::unknown_value(word, fact, &have, near.as_deref()));
        }
        found
    };
    let first = at(&stretch.first)?;
    let last = match &stretch.last {
        Some(last) => at(last)?,
        None => first,
    };
    let many = choices
        .iter()
        .skip(first)
        .take(last.saturating_sub(first).saturating_add(1));
    Some(many.map(|c| c.name.clone()).collect())
}
