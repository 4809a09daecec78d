//! W1011 and N1012: conditions that are settled before any dossier is read.
//!
//! **What they do.** Every condition over facts (when something counts, is
//! capped, replaced, forced, rejected, required; a name that is a condition;
//! what an `if` asks), and every part of one that `and` or `or` joins, is gone
//! through over all that the facts can be. One that never holds, or always,
//! is told as W1011; a part that the other parts leave nothing to ask as N1012.
//! Single comparisons of a fact with a figure are told when the page is read
//! (W0353, W0354), and an option whose condition never holds as W1008.
//!
//! **Why it matters.** A rule that never applies protects nobody, and one that
//! always applies is not a condition: a figure, an `and`, or a `not` is wrong.

use super::ground::{Ground, Looked};
use super::{Sheet, unless_recorded};
use crate::model::{Expr, ExprKind, Inside, Ruleset, Scorecard, Slot, Type};
use crate::reason::Reads;
use crate::text::Diagnostic;
use crate::text::catalogue::checks::conditions as say;

/// See the module.
pub fn check(sheet: &Sheet<'_>, out: &mut Vec<Diagnostic>) {
    for (slot, e) in &sheet.conditions {
        let mut found = Vec::new();
        let told_elsewhere = matches!(slot, Slot::Criterion(_, Inside::Option(_)));
        settled(sheet, e, told_elsewhere, &mut found);
        let criterion = match slot {
            Slot::Criterion(i, _) => sheet.card.criteria.get(*i),
            _ => None,
        };
        out.extend(found.into_iter().map(|d| match criterion {
            Some(c) => unless_recorded(c, d),
            None => d,
        }));
    }
}

/// The widest conditions inside an expression.
pub(super) fn widest<'e>(e: &'e Expr, found: &mut Vec<&'e Expr>) {
    if e.ty == Type::Bool {
        found.push(e);
        return;
    }
    match &e.kind {
        ExprKind::Neg(a) => widest(a, found),
        ExprKind::Arith(_, a, b) => {
            widest(a, found);
            widest(b, found);
        }
        ExprKind::If(c, a, b) => {
            widest(c, found);
            widest(a, found);
            widest(b, found);
        }
        ExprKind::Call(_, all) => all.iter().for_each(|e| widest(e, found)),
        _ => {}
    }
}

/// Tells an expression that is settled, else the parts of it that are.
fn settled(sheet: &Sheet<'_>, e: &Expr, known: bool, out: &mut Vec<Diagnostic>) {
    if is_plain(e) || !can_be_gone_through(sheet.rules, sheet.card, e) {
        return;
    }
    let mut parts: Vec<&Expr> = Vec::new();
    let all = matches!(e.kind, ExprKind::And(..));
    match &e.kind {
        ExprKind::And(..) | ExprKind::Or(..) => flatten(e, all, &mut parts),
        _ => {}
    }
    let Some(came) = go(sheet.rules, sheet.card, e, &parts, all) else {
        return;
    };
    if let Some(always) = came.always {
        if !known {
            out.push(say::settled(always, e.span));
        }
        return;
    }
    for (i, part) in parts.iter().enumerate() {
        let before = out.len();
        settled(sheet, part, false, out);
        let idle = came.idle.get(i).copied().unwrap_or_default();
        if idle && out.len() == before && !always_by_range(sheet, part) {
            let rest = parts.iter().enumerate().find(|(k, _)| *k != i);
            let rest = rest.map(|(_, r)| r.span).filter(|_| parts.len() == 2);
            out.push(say::idle_part(all, part.span, rest));
        }
    }
    if let ExprKind::Not(a) = &e.kind {
        settled(sheet, a, false, out);
    }
}

/// «Up to 100%» of a share is no slip: a figure at the end of a range may be
/// written out.
fn always_by_range(sheet: &Sheet<'_>, part: &Expr) -> bool {
    is_plain(part)
        && go(sheet.rules, sheet.card, part, &[], true).is_some_and(|came| came.always.is_some())
}

/// Whether it compares one fact with figures, or names something: told when
/// the page is read, or where the name is declared.
fn is_plain(e: &Expr) -> bool {
    let plain = |e: &Expr| {
        matches!(
            e.kind,
            ExprKind::Fact(_) | ExprKind::Let(_) | ExprKind::Literal(_) | ExprKind::Field(_)
        )
    };
    match &e.kind {
        ExprKind::Compare(_, a, b) => plain(a) && plain(b) && (is_literal(a) || is_literal(b)),
        ExprKind::InRange { of, lo, hi, .. } => {
            plain(of) && lo.iter().chain(hi).all(|e| is_literal(e))
        }
        ExprKind::Literal(_) | ExprKind::Let(_) | ExprKind::Fact(_) => true,
        _ => false,
    }
}

fn is_literal(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Literal(_) => true,
        ExprKind::Neg(a) => is_literal(a),
        _ => false,
    }
}

fn can_be_gone_through(rules: &Ruleset, card: &Scorecard, e: &Expr) -> bool {
    let reads = Reads::of(rules, card, [e]);
    let mut of_a_record = false;
    e.walk(&mut |x| {
        of_a_record |= matches!(x.kind, ExprKind::Quantified { .. } | ExprKind::Filter(..))
    });
    reads.is_of_facts() && !reads.assumption && !of_a_record && !reads.vars.is_empty()
}

fn flatten<'e>(e: &'e Expr, all: bool, parts: &mut Vec<&'e Expr>) {
    match (&e.kind, all) {
        (ExprKind::And(a, b), true) | (ExprKind::Or(a, b), false) => {
            flatten(a, all, parts);
            flatten(b, all, parts);
        }
        _ => parts.push(e),
    }
}

/// What came of going through a condition.
struct Came {
    /// Whether it holds always, or never.
    always: Option<bool>,
    /// By part, whether the other parts leave nothing to it.
    idle: Vec<bool>,
}

/// Goes through all that the facts can be; nothing when that was not possible.
fn go(rules: &Ruleset, card: &Scorecard, e: &Expr, parts: &[&Expr], all: bool) -> Option<Came> {
    let ground = Ground::of(rules, card, &[e], &[], None);
    if !ground.is_whole() {
        return None;
    }
    let (mut yes, mut no, mut unsure) = (false, false, false);
    // By part: whether it alone keeps the whole from holding (or, joined by
    // `or`, makes it hold).
    let mut needed = vec![false; parts.len()];
    let complete = ground.look(&mut |place| {
        let holds = |e: &Expr| place.steps.truth(place.given, &[], e);
        let whole = holds(e);
        let each: Vec<Option<bool>> = parts.iter().map(|p| holds(p)).collect();
        if (whole.is_none() || each.contains(&None)) && !place.last {
            return Looked::Open;
        }
        match whole {
            Some(true) => yes = true,
            Some(false) => no = true,
            None => unsure = true,
        }
        for (i, need) in needed.iter_mut().enumerate() {
            let others = each.iter().enumerate().filter(|(k, _)| *k != i);
            let alone = others.fold(true, |sum, (_, h)| sum && *h != Some(!all));
            *need |= alone && each.get(i).copied().flatten() != Some(all);
        }
        let enough = yes && no && needed.iter().all(|n| *n);
        if enough {
            Looked::Enough
        } else {
            Looked::Settled
        }
    });
    if !complete {
        return None;
    }
    let mut idle: Vec<bool> = needed.iter().map(|n| !n).collect();
    // Of two that say the same the first is kept.
    if idle.iter().filter(|i| **i).count() > 1 {
        let last = idle.iter().rposition(|i| *i);
        idle.iter_mut()
            .enumerate()
            .for_each(|(i, idle)| *idle &= Some(i) == last);
    }
    Some(Came {
        always: match (yes, no, unsure) {
            (true, false, false) => Some(true),
            (false, true, false) => Some(false),
            _ => None,
        },
        idle,
    })
}
