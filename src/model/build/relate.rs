//! Relative numbers inside conditions: `points of .1` on a criterion means
//! its neighbour, on a part or section what stands in it.

use super::draft::Draft;
use crate::syntax::tree::{Block, Expr, ExprKind, Form, Node, Stmt, Word};

/// Writes out the relative numbers in the conditions of all that stands on a card.
pub fn relate(items: &mut [Draft], parent: Option<&str>) {
    for draft in items {
        let own = draft.code.value.clone();
        let base = if draft.is_scored() {
            parent
        } else {
            Some(own.as_str())
        };
        if let Some(base) = base {
            let mut absolute = |w: &mut Word| {
                if w.value.starts_with('.') {
                    w.value.insert_str(0, base);
                }
            };
            let see = &mut absolute;
            if let Some(form) = &mut draft.form {
                match &mut form.value {
                    Form::Ladder(e) | Form::Formula { expr: e, .. } => expr(e, see),
                    Form::YesNo | Form::Checklist { .. } => {}
                }
            }
            lines(&mut draft.lines, see);
        }
        relate(&mut draft.items, Some(&own));
    }
}

/// Every number of a criterion, section or part that the conditions of a part,
/// section or criterion and of all in it look at.
pub fn each_code(draft: &mut Draft, see: &mut impl FnMut(&mut Word)) {
    if let Some(form) = &mut draft.form {
        match &mut form.value {
            Form::Ladder(e) | Form::Formula { expr: e, .. } => expr(e, see),
            Form::YesNo | Form::Checklist { .. } => {}
        }
    }
    lines(&mut draft.lines, see);
    for item in &mut draft.items {
        each_code(item, see);
    }
}

/// The same for lines that stand by themselves.
pub fn each_code_of_lines(nodes: &mut [Node], see: &mut impl FnMut(&mut Word)) {
    lines(nodes, see);
}

fn lines(nodes: &mut [Node], see: &mut impl FnMut(&mut Word)) {
    for node in nodes {
        line(&mut node.stmt, see);
    }
}

fn block(b: &mut Block, see: &mut impl FnMut(&mut Word)) {
    lines(&mut b.body, see);
}

fn line(stmt: &mut Stmt, see: &mut impl FnMut(&mut Word)) {
    match stmt {
        Stmt::Case(c) => {
            maybe(c.when.as_mut(), see);
            block(&mut c.block, see);
        }
        Stmt::By(b) => {
            expr(&mut b.selector, see);
            block(&mut b.block, see);
        }
        Stmt::Branch(b) => block(&mut b.block, see),
        Stmt::Option(o) => maybe(o.when.as_mut(), see),
        Stmt::Finding(f) => maybe(f.when.as_mut(), see),
        Stmt::OnlyIf(o) => expr(&mut o.when, see),
        Stmt::Force(f) => expr(&mut f.when, see),
        Stmt::Replaces(r) => {
            see(&mut r.other);
            maybe(r.when.as_mut(), see);
        }
        Stmt::Require(r) => expr(&mut r.when, see),
        Stmt::Cap(c) => maybe(c.when.as_mut(), see),
        Stmt::Let(l) => expr(&mut l.expr, see),
        Stmt::Table(t) => {
            t.by.iter_mut().for_each(|e| expr(e, see));
            block(&mut t.block, see);
        }
        Stmt::Row(r) => expr(&mut r.value, see),
        Stmt::Rating(r) => {
            expr(&mut r.of, see);
            block(&mut r.block, see);
        }
        Stmt::Lift(l) => expr(&mut l.when, see),
        _ => {}
    }
}

fn maybe(e: Option<&mut Expr>, see: &mut impl FnMut(&mut Word)) {
    if let Some(e) = e {
        expr(e, see);
    }
}

fn expr(e: &mut Expr, see: &mut impl FnMut(&mut Word)) {
    match &mut e.kind {
        ExprKind::Points(p) | ExprKind::Maximum(p) => see(&mut p.code),
        ExprKind::Criterion(w) | ExprKind::AtMaximum(w) => see(w),
        ExprKind::AnyAtMaximum(p) | ExprKind::CountAtMaximum(p) => {
            if let Some(p) = p {
                see(&mut p.code);
            }
        }
        ExprKind::Not(a) | ExprKind::Neg(a) | ExprKind::Paren(a) | ExprKind::Filter(_, a) => {
            expr(a, see);
        }
        ExprKind::Binary(_, a, b) | ExprKind::Compare(_, a, b) | ExprKind::In(a, b) => {
            expr(a, see);
            expr(b, see);
        }
        ExprKind::Set(all) | ExprKind::Call(_, all) => {
            all.iter_mut().for_each(|e| expr(e, see));
        }
        ExprKind::Range { lo, hi, .. } => {
            maybe(lo.as_deref_mut(), see);
            maybe(hi.as_deref_mut(), see);
        }
        ExprKind::If(a, b, c) => {
            expr(a, see);
            expr(b, see);
            expr(c, see);
        }
        ExprKind::Quantified { list, filter, .. } => {
            expr(list, see);
            maybe(filter.as_deref_mut(), see);
        }
        ExprKind::Quantity(_)
        | ExprKind::Date(_)
        | ExprKind::Text(_)
        | ExprKind::Bool(_)
        | ExprKind::Name(_)
        | ExprKind::Builtin(_) => {}
    }
}
