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
            if let Some(form) = &mut draft.form {
                match &mut form.value {
                    Form::Ladder(e) | Form::Formula { expr: e, .. } => expr(e, base),
                    Form::YesNo | Form::Checklist { .. } => {}
                }
            }
            lines(&mut draft.lines, base);
        }
        relate(&mut draft.items, Some(&own));
    }
}

fn lines(nodes: &mut [Node], base: &str) {
    for node in nodes {
        line(&mut node.stmt, base);
    }
}

fn block(b: &mut Block, base: &str) {
    lines(&mut b.body, base);
}

fn line(stmt: &mut Stmt, base: &str) {
    match stmt {
        Stmt::Case(c) => {
            maybe(c.when.as_mut(), base);
            block(&mut c.block, base);
        }
        Stmt::By(b) => {
            expr(&mut b.selector, base);
            block(&mut b.block, base);
        }
        Stmt::Branch(b) => block(&mut b.block, base),
        Stmt::Option(o) => maybe(o.when.as_mut(), base),
        Stmt::Finding(f) => maybe(f.when.as_mut(), base),
        Stmt::OnlyIf(o) => expr(&mut o.when, base),
        Stmt::Force(f) => expr(&mut f.when, base),
        Stmt::Replaces(r) => {
            word(&mut r.other, base);
            maybe(r.when.as_mut(), base);
        }
        Stmt::Require(r) => expr(&mut r.when, base),
        Stmt::Cap(c) => maybe(c.when.as_mut(), base),
        _ => {}
    }
}

fn maybe(e: Option<&mut Expr>, base: &str) {
    if let Some(e) = e {
        expr(e, base);
    }
}

fn word(w: &mut Word, base: &str) {
    if w.value.starts_with('.') {
        w.value.insert_str(0, base);
    }
}

fn expr(e: &mut Expr, base: &str) {
    match &mut e.kind {
        ExprKind::Points(p) | ExprKind::Maximum(p) => word(&mut p.code, base),
        ExprKind::Criterion(w) | ExprKind::AtMaximum(w) => word(w, base),
        ExprKind::AnyAtMaximum(p) | ExprKind::CountAtMaximum(p) => {
            if let Some(p) = p {
                word(&mut p.code, base);
            }
        }
        ExprKind::Not(a) | ExprKind::Neg(a) | ExprKind::Paren(a) | ExprKind::Filter(_, a) => {
            expr(a, base);
        }
        ExprKind::Binary(_, a, b) | ExprKind::Compare(_, a, b) | ExprKind::In(a, b) => {
            expr(a, base);
            expr(b, base);
        }
        ExprKind::Set(all) | ExprKind::Call(_, all) => {
            all.iter_mut().for_each(|e| expr(e, base));
        }
        ExprKind::Range { lo, hi, .. } => {
            maybe(lo.as_deref_mut(), base);
            maybe(hi.as_deref_mut(), base);
        }
        ExprKind::If(a, b, c) => {
            expr(a, base);
            expr(b, base);
            expr(c, base);
        }
        ExprKind::Quantified { list, filter, .. } => {
            expr(list, base);
            maybe(filter.as_deref_mut(), base);
        }
        ExprKind::Quantity(_)
        | ExprKind::Date(_)
        | ExprKind::Text(_)
        | ExprKind::Bool(_)
        | ExprKind::Name(_)
        | ExprKind::Builtin(_) => {}
    }
}
