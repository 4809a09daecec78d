//! W1018 and W1019: what a crosswalk carries to the wrong place.
//!
//! **What they do.** Of two old options the one with more points becomes new
//! options that all give fewer than those of the other (W1018). An old option
//! whose very words stand in a new option becomes another one, or an old
//! criterion becomes one of another title though one of its own title is there
//! and takes nothing from it (W1019). A line with a reason in quotes is meant so.
//!
//! **Why it matters.** Dossiers that are carried keep their answers; whoever
//! was better would now be worse, without anybody having judged it.

use crate::exact::Num;
use crate::model::crosswalk::{Crosswalk, Held, Line, Pair};
use crate::model::{Criterion, Ruleset, Scorecard};
use crate::text::catalogue::checks::changes as say;
use crate::text::{Diagnostic, Span};

/// What a sound crosswalk between two versions gets wrong.
#[must_use]
pub fn crosswalk(walk: &Crosswalk, from: &Ruleset, to: &Ruleset) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for pair in &walk.pairs {
        if let (Some(old), Some(new)) = (from.cards.get(&pair.from), to.cards.get(&pair.to)) {
            for line in &pair.lines {
                let before = match line.from.as_slice() {
                    [only] => old.criteria.get(*only),
                    _ => None,
                };
                let Some((before, after)) = before.zip(new.criteria.get(line.to)) else {
                    continue;
                };
                reversed(line, before, after, &mut out);
                words_elsewhere(line, before, after, &mut out);
                title_elsewhere(pair, line, (old, before), (new, after), &mut out);
            }
        }
    }
    out
}

/// Where an old option goes: its place, the new options, and its line.
fn goes(line: &Line) -> Vec<(usize, Vec<usize>, Span)> {
    let mut all: Vec<(usize, Vec<usize>, Span)> = Vec::new();
    for turn in &line.turns {
        let (Some(held), Some(to)) = (turn.from.first(), &turn.to) else {
            continue;
        };
        let option = |h: &Held| match h {
            Held::Option(o) => Some(*o),
            _ => None,
        };
        let Some(options) = to.iter().map(option).collect::<Option<Vec<usize>>>() else {
            continue;
        };
        // A reason in quotes says that it is meant.
        if turn.why.is_some() || line.why.is_some() {
            continue;
        }
        let span = turn.span.unwrap_or(line.span);
        for from in held.iter().filter_map(option) {
            // The first turn that fits counts.
            if !options.is_empty() && !all.iter().any(|(known, ..)| *known == from) {
                all.push((from, options.clone(), span));
            }
        }
    }
    all
}

fn reversed(line: &Line, before: &Criterion, after: &Criterion, out: &mut Vec<Diagnostic>) {
    let points = |c: &Criterion, o: usize| c.options.get(o).map(|o| o.points);
    let ends = |to: &[usize]| -> Option<(Num, Num)> {
        let all: Vec<Num> = to.iter().filter_map(|o| points(after, *o)).collect();
        Some((*all.iter().min()?, *all.iter().max()?))
    };
    let all = goes(line);
    for (n, (better, better_to, span)) in all.iter().enumerate() {
        for (worse, worse_to, other) in all.iter().take(n).chain(all.iter().skip(n + 1)) {
            let more = points(before, *better) > points(before, *worse);
            let (Some((_, most)), Some((least, _))) = (ends(better_to), ends(worse_to)) else {
                continue;
            };
            if more && most < least {
                let key = |o: usize| before.options.get(o).map_or("", |o| o.key.as_str());
                out.push(say::reversed(
                    &before.number,
                    (key(*better), *span),
                    (key(*worse), *other),
                ));
                return;
            }
        }
    }
}

fn words_elsewhere(line: &Line, before: &Criterion, after: &Criterion, out: &mut Vec<Diagnostic>) {
    for (from, to, span) in goes(line) {
        let Some(old) = before.options.get(from).filter(|o| !o.label.is_empty()) else {
            continue;
        };
        let words = same(&old.label);
        let mut there = (0..after.options.len()).filter(|o| {
            let option = after.options.get(*o);
            option.is_some_and(|o| same(&o.label) == words)
        });
        let Some(first) = there.next() else { continue };
        if to.contains(&first) || there.any(|o| to.contains(&o)) {
            continue;
        }
        if let Some(option) = after.options.get(first) {
            out.push(say::words_elsewhere(
                (&before.number, &old.key),
                (&after.number, &option.key),
                span,
                option.span,
            ));
        }
    }
}

fn title_elsewhere(
    pair: &Pair,
    line: &Line,
    (old, before): (&Scorecard, &Criterion),
    (new, after): (&Scorecard, &Criterion),
    out: &mut Vec<Diagnostic>,
) {
    let title = same(&before.title);
    if line.why.is_some() || title.is_empty() || same(&after.title) == title {
        return;
    }
    let called = |c: &&Criterion| same(&c.title) == title;
    let mut there = new.criteria.iter().filter(called);
    let (Some(own), None) = (there.next(), there.next()) else {
        return;
    };
    // Where a title stands twice, the title alone says nothing.
    if old.criteria.iter().filter(called).nth(1).is_some() {
        return;
    }
    let from = line.from.first();
    let taken = pair.lines.iter().any(|l| {
        from.is_some_and(|f| l.from.contains(f))
            && new.criteria.get(l.to).map(|c| &c.number) == Some(&own.number)
    });
    if !taken {
        out.push(say::title_elsewhere(
            &before.number,
            &after.number,
            &own.number,
            line.span,
            own.span,
        ));
    }
}

/// Words as they are compared: without case and the spaces between.
fn same(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
