//! Trying out what a dossier leaves open. One fact may be looked at by several
//! conditions; taken one by one they would seem independent. So what is open
//! falls apart into pieces between thresholds ([`super::cuts`]), each piece is
//! tried, and what comes out is put together. Tries are limited; what is left
//! over stays a stretch of values, which is never too narrow, only wider.

use super::criterion::score_once;
use super::cuts::{Var, pieces};
use super::form::{Formed, as_it_stands, facts_of};
use super::inputs::{Inputs, Reply};
use super::looks::{all_of, of_level, scoring};
use super::sheet::{Memo, Scored, View};
use super::val::Val;
use super::wants::Wants;
use super::{FindingOutcome, Status, Tri, Why, choice};
use crate::model::{Criterion, Expr, Form, Scorecard};
use crate::syntax::tree::{FindingKind, MissingPolicy};

/// Most tries for one criterion, and while the sheet as a whole is tried out.
const TRIES_OF_CRITERION: usize = 100;
const TRIES_WITHIN: usize = 12;
/// Most tries for a whole sheet, and most criteria scored in all of them.
const TRIES_OF_SHEET: usize = 40;
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
    try_out(v, base, &all_of(card, i), (i, c), |inside| {
        score_once(inside, card, i, c)
    })
}

/// What the form of a criterion gives; what is open in it is tried out.
pub(super) fn form<'a>(v: &View<'_, 'a>, i: usize, c: &'a Criterion) -> Formed {
    let base = as_it_stands(v, i, c);
    if base.scored.settled() {
        return base;
    }
    let scored = try_out(v, base.scored, &scoring(c), (i, c), |inside| {
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
    (i, c): (usize, &'a Criterion),
    score: impl Fn(&View<'_, 'a>) -> Scored,
) -> Scored {
    let splits = open_vars(v, &base.wants)
        .into_iter()
        .map(|var| split(v, var, exprs, &[c]))
        .collect();
    let limit = if v.notes.trying.get() {
        TRIES_WITHIN
    } else {
        TRIES_OF_CRITERION
    };
    let tries = Tries::within(splits, limit);
    let so_far = v.notes.tries.get();
    v.notes.tries.set(so_far.saturating_add(tries.count()));
    if tries.count() <= 1 {
        return base;
    }
    let trying = v.notes.trying.replace(true);
    let each = (0..tries.count()).map(|t| {
        let inputs = tries.inputs(v.inputs, t);
        let memo = Memo::new(v.rules, v.card);
        let inside = View {
            inputs: &inputs,
            memo: &memo,
            ..*v
        };
        (score(&inside), choice::leaves_room(&inside, i, c))
    });
    let (results, fits): (Vec<Scored>, Vec<bool>) = each.unzip();
    let any = fits.contains(&true);
    let results: Vec<Option<Scored>> = results
        .into_iter()
        .zip(fits)
        .map(|(scored, fits)| (fits || !any).then_some(scored))
        .collect();
    v.notes.trying.set(trying);
    let asks = base.wants.answer;
    let mut merged = put_together(&base, results.iter().flatten());
    name_facts(v, c, &mut merged);
    if !merged.settled() {
        merged.wants.answer |= asks;
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
pub(super) fn put_together<'r>(base: &Scored, results: impl Iterator<Item = &'r Scored>) -> Scored {
    let Some(mut merged) = results.fold(None, |all: Option<Scored>, r| {
        Some(all.map_or_else(|| r.clone(), |all| all.or(r)))
    }) else {
        return base.clone();
    };
    for (mine, theirs) in merged.findings.iter_mut().zip(&base.findings) {
        mine.facts.clone_from(&theirs.facts);
        mine.answered = theirs.answered;
    }
    if merged.settled() && merged.status != Status::Missing && base.status == Status::Missing {
        return merged;
    }
    Scored {
        status: base.status,
        why: base.why.clone(),
        ..merged
    }
}

/// Names the facts in the reason of a criterion that was tried out; tries leave them out.
pub(super) fn name_facts<'a>(v: &View<'_, 'a>, c: &'a Criterion, s: &mut Scored) {
    for step in &mut s.why {
        if let Why::Derived { facts } = step
            && facts.is_empty()
        {
            *facts = facts_of(v, c);
        }
    }
}

/// Whether a variable makes a difference in some combination of the others.
fn matters(tries: &Tries<'_>, results: &[Option<Scored>], place: usize) -> bool {
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
        let b = results.get(next).and_then(Option::as_ref);
        digit(next) == digit(t).map(|d| d + 1)
            && a.as_ref().zip(b).is_some_and(|(a, b)| !same(a, b))
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

/// What is open of what would settle something.
fn open_vars(v: &View<'_, '_>, wants: &Wants) -> Vec<Var> {
    let facts = wants.facts.iter().filter(|i| v.inputs.fact_open(**i));
    let mut all: Vec<Var> = facts.map(|i| Var::Fact(*i)).collect();
    all.extend(wants.dates.iter().map(|d| match *d {
        "filed" => Var::Filed,
        "assessed" => Var::Assessed,
        _ => Var::Kind,
    }));
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
    let open = |s: &&Scored| !s.settled();
    let of_level = of_level(card);
    let mut waits: Vec<(usize, Wants)> = Vec::new();
    for s in v.done.iter().flatten().filter(open) {
        // A stop has a say in all that comes after it.
        let stop = |f: &FindingOutcome| f.kind == FindingKind::Stop && f.state == Tri::Unknown;
        let places = if s.findings.iter().any(stop) { 2 } else { 1 };
        waits.push((places, s.wants.clone()));
    }
    // Conditions of levels are tried out nowhere else.
    waits.extend(of_level.iter().map(|e| (2, Wants::of(v, e))));
    let looked_at = |i: &usize| waits.iter().any(|(_, w)| w.criteria.contains(i));
    let looked_at: Vec<usize> = (0..card.criteria.len()).filter(looked_at).collect();
    // What settles a criterion that others look at has a say in them too.
    let behind = looked_at.iter().filter_map(|i| v.scored(*i)).filter(open);
    waits.extend(behind.map(|s| (1, s.wants.clone())));
    let mut vars: Vec<(Var, usize)> = Vec::new();
    for (places, wants) in &waits {
        for var in open_vars(v, wants) {
            match vars.iter_mut().find(|(known, _)| *known == var) {
                Some((_, all)) => *all += places,
                None => vars.push((var, *places)),
            }
        }
    }
    let mut exprs: Vec<&'a Expr> = of_level;
    exprs.extend((0..card.criteria.len()).flat_map(|i| all_of(card, i)));
    let criteria: Vec<&'a Criterion> = card.criteria.iter().collect();
    let several = vars.into_iter().filter(|(_, places)| *places > 1);
    let mut splits: Vec<Split<'a>> = several
        .map(|(var, _)| split(v, var, &exprs, &criteria))
        .collect();
    for (i, c) in card.criteria.iter().enumerate() {
        if !looked_at.contains(&i) || !only_answered(c) {
            continue;
        }
        let pieces = match v.inputs.reply(i) {
            Reply::Nothing => replies(c),
            Reply::OneOf(several) => several.iter().map(one_reply).collect(),
            _ => continue,
        };
        splits.push(Split {
            var: Var::Reply(i),
            pieces,
        });
    }
    let each = v
        .notes
        .tries
        .get()
        .saturating_add(card.criteria.len())
        .max(1);
    Tries::within(splits, TRIES_OF_SHEET.min(SCORED_IN_ALL / each))
}

/// A criterion that only an assessor can settle, by one of its options or findings.
fn only_answered(c: &Criterion) -> bool {
    matches!(c.form, Form::Choice | Form::YesNo)
        && c.missing == MissingPolicy::Unknown
        && c.options.iter().all(|o| o.when.is_none())
        && c.cases.iter().all(|k| k.when.is_none())
        && c.findings.iter().all(|f| f.when.is_none())
}

/// One of several that an answer leaves open.
fn one_reply<'a>(held: &Option<usize>) -> Piece<'a> {
    Piece::Reply(held.map_or(Reply::Without, Reply::Option))
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
