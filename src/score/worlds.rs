//! Trying out what a dossier leaves open. One fact may be looked at by several
//! conditions; taken one by one they would seem independent. So what is open
//! falls apart into pieces between thresholds ([`super::cuts`]), each piece is
//! tried, and what comes out is put together. Tries are limited; what is left
//! over stays a stretch of values, which is never too narrow, only wider.

use super::Status;
use super::criterion::score_once;
use super::cuts::{Var, pieces};
use super::form::{Formed, as_it_stands};
use super::inputs::{Inputs, Reply};
use super::looks::{Looks, all_of, of_level, scoring};
use super::sheet::{Memo, Scored, View};
use super::val::Val;
use crate::model::{Criterion, Expr, Form, Scorecard};
use crate::syntax::tree::{FindingKind, MissingPolicy};

/// Most tries for one criterion, and while the sheet as a whole is tried out.
const TRIES_OF_CRITERION: usize = 200;
const TRIES_WITHIN: usize = 24;
/// Most tries for a whole sheet, and most criteria scored in all of them.
const TRIES_OF_SHEET: usize = 48;
const SCORED_IN_ALL: usize = 20_000;
/// Most pieces of one variable.
const PIECES: usize = 40;

/// A variable with the pieces it falls into.
pub(super) struct Split<'a> {
    pub var: Var,
    pieces: Vec<Piece<'a>>,
}

#[derive(Clone)]
enum Piece<'a> {
    Value(Val<'a>),
    Reply(Reply<'a>),
}

/// Everything to be tried: each combination of pieces.
pub(super) struct Tries<'a> {
    pub splits: Vec<Split<'a>>,
}

impl<'a> Tries<'a> {
    /// Takes variables, those with the fewest pieces first, as long as there
    /// are not too many combinations.
    fn within(mut splits: Vec<Split<'a>>, limit: usize) -> Tries<'a> {
        splits.retain(|s| s.pieces.len() > 1 && s.pieces.len() <= PIECES);
        splits.sort_by_key(|s| s.pieces.len());
        let mut count = 1usize;
        splits.retain(|s| {
            let more = count.saturating_mul(s.pieces.len());
            let fits = more <= limit;
            if fits {
                count = more;
            }
            fits
        });
        Tries { splits }
    }

    pub fn count(&self) -> usize {
        self.splits.iter().map(|s| s.pieces.len()).product()
    }

    /// Which piece of each variable a try uses.
    pub fn pieces_of(&self, mut try_: usize) -> Vec<usize> {
        let mut digits = Vec::with_capacity(self.splits.len());
        for s in &self.splits {
            let n = s.pieces.len().max(1);
            digits.push(try_ % n);
            try_ /= n;
        }
        digits
    }

    /// The inputs of a try.
    pub fn inputs(&self, from: &Inputs<'a>, try_: usize) -> Inputs<'a> {
        let mut inputs = from.clone();
        for (split, digit) in self.splits.iter().zip(self.pieces_of(try_)) {
            match (split.var, split.pieces.get(digit)) {
                (Var::Fact(i), Some(Piece::Value(value))) => {
                    if let Some(slot) = inputs.facts.get_mut(i) {
                        *slot = value.clone();
                    }
                }
                (Var::Filed, Some(Piece::Value(value))) => inputs.filed = value.clone(),
                (Var::Assessed, Some(Piece::Value(value))) => inputs.assessed = value.clone(),
                (Var::Kind, Some(Piece::Value(value))) => inputs.kind = value.clone(),
                (Var::Reply(i), Some(Piece::Reply(reply))) => {
                    if inputs.replies.len() <= i {
                        inputs.replies.resize(i.saturating_add(1), Reply::Nothing);
                    }
                    if let Some(slot) = inputs.replies.get_mut(i) {
                        *slot = *reply;
                    }
                }
                _ => {}
            }
        }
        inputs
    }
}

/// Scores a criterion; what is open in it is tried out.
pub(super) fn score<'a>(
    v: &View<'_, 'a>,
    card: &'a Scorecard,
    i: usize,
    c: &'a Criterion,
) -> Scored {
    let base = score_once(v, card, i, c);
    if base.settled() {
        return base;
    }
    try_out(v, base, &all_of(card, i), c, |inside| {
        score_once(inside, card, i, c)
    })
}

/// What the form of a criterion gives; what is open in it is tried out.
pub(super) fn form<'a>(v: &View<'_, 'a>, i: usize, c: &'a Criterion) -> Formed {
    let base = as_it_stands(v, i, c);
    if base.scored.settled() {
        return base;
    }
    let scored = try_out(v, base.scored, &scoring(c), c, |inside| {
        as_it_stands(inside, i, c).scored
    });
    Formed {
        waits: base.waits && !scored.settled(),
        scored,
    }
}

fn try_out<'a>(
    v: &View<'_, 'a>,
    base: Scored,
    exprs: &[&'a Expr],
    c: &'a Criterion,
    score: impl Fn(&View<'_, 'a>) -> Scored,
) -> Scored {
    let looks = Looks::at(v.rules, v.card, exprs.iter().copied());
    let splits = open_vars(v, &looks)
        .into_iter()
        .map(|var| split(v, var, exprs, &[c]))
        .collect();
    let limit = if v.notes.trying.get() {
        TRIES_WITHIN
    } else {
        TRIES_OF_CRITERION
    };
    let tries = Tries::within(splits, limit);
    v.notes
        .tries
        .set(v.notes.tries.get().saturating_add(tries.count()));
    if tries.count() <= 1 {
        return base;
    }
    let trying = v.notes.trying.replace(true);
    let results: Vec<Scored> = (0..tries.count())
        .map(|t| {
            let inputs = tries.inputs(v.inputs, t);
            let memo = Memo::new(v.rules, v.card);
            score(&View {
                inputs: &inputs,
                memo: &memo,
                ..*v
            })
        })
        .collect();
    v.notes.trying.set(trying);
    let base_asks = base.wants.answer;
    let mut merged = put_together(&base, &results);
    if !merged.settled() {
        merged.wants.answer |= base_asks;
        for (place, split) in tries.splits.iter().enumerate() {
            if matters(&tries, &results, place) {
                want(&mut merged, split.var);
            }
        }
    }
    merged
}

/// What several tries have in common. Steps and status stay those of the
/// criterion as it stands, unless all tries agree.
pub(super) fn put_together(base: &Scored, results: &[Scored]) -> Scored {
    let Some((first, rest)) = results.split_first() else {
        return base.clone();
    };
    let merged = rest.iter().fold(first.clone(), Scored::or);
    if merged.settled() && merged.status != Status::Missing && base.status == Status::Missing {
        return merged;
    }
    Scored {
        status: base.status,
        why: base.why.clone(),
        ..merged
    }
}

/// Whether a variable makes a difference in some combination of the others.
fn matters(tries: &Tries<'_>, results: &[Scored], place: usize) -> bool {
    let same = |a: &Scored, b: &Scored| {
        a.points == b.points
            && a.max == b.max
            && a.held == b.held
            && a.ticks == b.ticks
            && a.counts == b.counts
            && a.present == b.present
            && a.findings
                .iter()
                .map(|f| f.state)
                .eq(b.findings.iter().map(|f| f.state))
    };
    // Results are ordered so that this variable moves by a fixed stride.
    let stride: usize = tries
        .splits
        .iter()
        .take(place)
        .map(|s| s.pieces.len())
        .product();
    let digit = |t: usize| tries.pieces_of(t).get(place).copied();
    results.iter().enumerate().any(|(t, a)| {
        let next = t.saturating_add(stride);
        digit(next) == digit(t).map(|d| d + 1) && results.get(next).is_some_and(|b| !same(a, b))
    })
}

fn want(s: &mut Scored, var: Var) {
    let wants = &mut s.wants;
    let date = |wants: &mut Vec<&'static str>, name| {
        if !wants.contains(&name) {
            wants.push(name);
        }
    };
    match var {
        Var::Fact(i) if !wants.facts.contains(&i) => wants.facts.push(i),
        Var::Filed => date(&mut wants.dates, "filed"),
        Var::Assessed => date(&mut wants.dates, "assessed"),
        Var::Kind => date(&mut wants.dates, "kind"),
        Var::Fact(_) | Var::Reply(_) => {}
    }
}

/// What is open of all that is looked at.
fn open_vars(v: &View<'_, '_>, looks: &Looks) -> Vec<Var> {
    let facts = looks.facts.iter().filter(|i| v.inputs.fact_open(**i));
    let mut all: Vec<Var> = facts.map(|i| Var::Fact(*i)).collect();
    let dates = [
        (looks.filed, Var::Filed),
        (looks.assessed, Var::Assessed),
        (looks.kind, Var::Kind),
    ];
    all.extend(dates.iter().filter(|(at, _)| *at).map(|(_, var)| *var));
    all.retain(|var| !var.value(v.inputs).is_known());
    all
}

fn split<'a>(v: &View<'_, 'a>, var: Var, exprs: &[&'a Expr], of: &[&'a Criterion]) -> Split<'a> {
    let values = pieces(v, var, exprs, of);
    Split {
        var,
        pieces: values.into_iter().map(Piece::Value).collect(),
    }
}

/// What is open and has a say in more than one place: such things are tried
/// for the sheet as a whole.
pub(super) fn of_sheet<'a>(v: &View<'_, 'a>, card: &'a Scorecard) -> Tries<'a> {
    let count = card.criteria.len();
    let by_place: Vec<(Vec<&'a Expr>, Looks)> = (0..count)
        .map(|i| all_of(card, i))
        .chain([of_level(card)])
        .map(|exprs| {
            let looks = Looks::at(v.rules, v.card, exprs.iter().copied());
            (exprs, looks)
        })
        .collect();
    let mut vars: Vec<(Var, usize)> = Vec::new();
    for (place, (_, looks)) in by_place.iter().enumerate() {
        // A stop has a say in all that comes after it.
        let findings = card
            .criteria
            .get(place)
            .map_or(&card.findings, |c| &c.findings);
        let mut with_facts = findings.iter().filter(|f| f.when.is_some());
        let stops = with_facts.any(|f| f.kind == FindingKind::Stop);
        for var in open_vars(v, looks) {
            let weight = if stops { 2 } else { 1 };
            match vars.iter_mut().find(|(known, _)| *known == var) {
                Some((_, places)) => *places += weight,
                None => vars.push((var, weight)),
            }
        }
    }
    let exprs: Vec<&'a Expr> = by_place
        .iter()
        .flat_map(|(e, _)| e.iter().copied())
        .collect();
    let criteria: Vec<&'a Criterion> = card.criteria.iter().collect();
    let mut splits: Vec<Split<'a>> = Vec::new();
    for (var, places) in vars {
        if places > 1 {
            splits.push(split(v, var, &exprs, &criteria));
        }
    }
    let looked_at = |i: usize| {
        by_place
            .iter()
            .any(|(_, looks)| looks.criteria.contains(&i))
    };
    for (i, c) in card.criteria.iter().enumerate() {
        let stops = c
            .findings
            .iter()
            .any(|f| f.kind == FindingKind::Stop && f.key.is_some());
        let replaces = !c.replaces.is_empty();
        if (stops || replaces || looked_at(i))
            && only_answered(c)
            && v.inputs.reply(i) == Reply::Nothing
        {
            splits.push(Split {
                var: Var::Reply(i),
                pieces: replies(c),
            });
        }
    }
    let each = v.notes.tries.get().saturating_add(count).max(1);
    Tries::within(splits, TRIES_OF_SHEET.min(SCORED_IN_ALL / each))
}

/// A criterion that only an assessor can settle, by one of its options or findings.
fn only_answered(c: &Criterion) -> bool {
    matches!(c.form, Form::Choice | Form::YesNo)
        && c.missing == MissingPolicy::Unknown
        && c.options.iter().all(|o| o.when.is_none())
        && c.cases.iter().all(|k| k.when.is_none())
}

/// Everything that can be answered to it.
fn replies<'a>(c: &Criterion) -> Vec<Piece<'a>> {
    let first = |i: usize, key: &str| c.option(key) == Some(i);
    let options = c.options.iter().enumerate();
    let options = options
        .filter(|(i, o)| first(*i, &o.key))
        .map(|(i, _)| Reply::Option(i));
    let findings = c
        .findings
        .iter()
        .enumerate()
        .filter(|(_, f)| f.key.is_some());
    let findings = findings.map(|(i, _)| Reply::Finding(i));
    options.chain(findings).map(Piece::Reply).collect()
}
