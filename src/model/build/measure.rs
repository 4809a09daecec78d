//! What a criterion measures: the selector of a `by`, ladders and formulas.

use super::criterion::Desk;
use super::flat::FlatCriterion;
use super::ladder::{self, Taken};
use super::scope::Expect;
use super::words;
use crate::exact::{Num, Rounding};
use crate::model::{Criterion, Expr, ExprKind, Key, Selector, Unit};
use crate::syntax::tree::{self, Sp};
use crate::text::catalogue::{cards, headings};
use crate::text::{Both, Diagnostic, Span, both};
use std::collections::BTreeSet;

/// What chooses among branches.
pub fn selector(
    from: &FlatCriterion<'_>,
    made: &mut Criterion,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) {
    let Some((by, span)) = from.by else { return };
    let Some(of) = desk.scope.expr(&by.selector, Expect::Any, out) else {
        return;
    };
    let before = out.len();
    let mut taken: Vec<Taken> = Vec::new();
    for (at, (branch, _)) in from.branches.iter().enumerate() {
        for k in &branch.keys {
            if let Some(key) = desk.scope.key_of(k, &of, out) {
                taken.push(Taken {
                    key,
                    branch: Some(at),
                    span: k.span,
                });
            }
        }
    }
    // Thresholds of all branches are parted together: the furthest passed counts.
    let mut together: Vec<Taken> = taken
        .iter()
        .map(|t| Taken {
            branch: None,
            ..t.clone()
        })
        .collect();
    ladder::part(&mut together);
    ladder::overlaps(
        &mut together.clone(),
        &both!("branches", "nhánh"),
        &words::unit(&of.ty),
        out,
    );
    let mut branches = vec![Vec::new(); from.branches.len()];
    for (old, new) in taken.iter().zip(together) {
        if let Some(row) = old.branch.and_then(|b| branches.get_mut(b)) {
            row.push(new.key);
        }
    }
    if out.len() == before && from.draft.whole {
        let keys: Vec<&Key> = branches.iter().flatten().collect();
        uncovered(&keys, &of, &both!("branch", "nhánh"), span, from, desk, out);
    }
    made.selector = Some(Selector { of, branches });
}

/// Warns about values that no line takes.
fn uncovered(
    keys: &[&Key],
    of: &Expr,
    what: &Both,
    at: Span,
    from: &FlatCriterion<'_>,
    desk: &Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) {
    let fact = match &of.kind {
        ExprKind::Fact(i) => desk.scope.names.fact_at(*i),
        _ => None,
    };
    // Outside of a fact it is not known how far a value can go, nor whether it
    // is whole: only gaps between stretches are known.
    if fact.is_none() && ladder::all_points(keys) {
        return;
    }
    let inner = ladder::span_of(keys);
    let range = match fact {
        Some(f) => f.range.clone().unwrap_or_default(),
        None => inner,
    };
    let whole = fact.is_some_and(|f| f.whole);
    if let Some(values) = ladder::left_out(keys, &of.ty, Some(&range), whole) {
        let shared = from.draft.shared.filter(|_| at != from.draft.head);
        out.push(cards::uncovered(what, &values, at, shared));
    }
}

/// Ladders and formulas; whether all of it could be read.
pub fn points(
    from: &FlatCriterion<'_>,
    made: &mut Criterion,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) -> bool {
    match from.draft.form.as_ref().map(|f| &f.value) {
        Some(tree::Form::Ladder(e)) => ladder_of(e, from, made, desk, out),
        Some(tree::Form::Formula { expr, rounding }) => {
            made.of = desk
                .scope
                .expr(expr, Expect::Number(Some(Unit::none())), out);
            if let Some(r) = rounding {
                step(r, out);
                made.rounding = Some(r.value);
            }
            true
        }
        _ => true,
    }
}

fn ladder_of(
    e: &tree::Expr,
    from: &FlatCriterion<'_>,
    made: &mut Criterion,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) -> bool {
    let draft = from.draft;
    if from.rungs.is_empty() && from.options.is_empty() && draft.whole {
        out.push(cards::no_options(
            &made.number,
            true,
            draft.head,
            draft.shared,
        ));
    }
    let Some(of) = desk.scope.expr(e, Expect::Any, out) else {
        return false;
    };
    let before = out.len();
    let (rungs, all) = ladder::rungs(&from.rungs, &of, desk.scope, out);
    made.rungs = rungs;
    if out.len() == before && draft.whole {
        let branches: BTreeSet<Option<usize>> = made.rungs.iter().map(|r| r.branch).collect();
        for branch in branches {
            let keys: Vec<&Key> = made
                .rungs
                .iter()
                .filter(|r| r.branch == branch)
                .map(|r| &r.key)
                .collect();
            let at = branch
                .and_then(|b| from.branches.get(b))
                .map_or(draft.head, |(_, span)| *span);
            uncovered(&keys, &of, &both!("rung", "nấc"), at, from, desk, out);
        }
    }
    made.of = Some(of);
    all
}

/// A rounding rounds to steps above zero.
pub fn step(r: &Sp<Rounding>, out: &mut Vec<Diagnostic>) {
    if r.value.step <= Num::ZERO {
        out.push(headings::number_out_of_place(
            &both!("the step of a rounding", "bước làm tròn"),
            &r.value.step.to_string(),
            &both!("a number above zero", "một số lớn hơn 0"),
            r.span,
        ));
    }
}
