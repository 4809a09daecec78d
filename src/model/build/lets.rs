//! Names for expressions and tables are typed in the order in which they look
//! at each other; a circle is an error that names its chain.

use super::facts::{Names, Slot, Used};
use super::scope::{Expect, Found};
use super::typing::{DEEPEST, children, depth};
use crate::model::{Expr, ExprKind as Kind, Type};
use crate::syntax::tree::{self, ExprKind, Stmt};
use crate::text::catalogue::{kinds, names};
use crate::text::{Diagnostic, Span};

/// How deep the expressions of a chain may be together, inside of what looks
/// like a circle; outside of one, what is looked at has been typed before.
const CHAIN: usize = 2 * DEEPEST;

impl Names {
    /// Types every `let` and every table, those first that others look at.
    pub(super) fn type_all(&self, out: &mut Vec<Diagnostic>) {
        let lets = self.lets.len();
        let links: Vec<Vec<usize>> = (0..lets + self.tables.len())
            .map(|i| self.links(i, lets))
            .collect();
        for i in inner_first(&links) {
            if i < lets {
                self.type_let(i, out);
            } else {
                self.type_table(i - lets, out);
            }
        }
    }

    /// The lets and tables that a let or table may look at. A word that turns
    /// out to be a value of a one-of type counts too: this only gives an order.
    fn links(&self, i: usize, lets: usize) -> Vec<usize> {
        let mut open: Vec<&tree::Expr> = Vec::new();
        let card = if let Some(l) = self.lets.get(i) {
            open.push(&l.tree.expr);
            l.card
        } else if let Some(t) = i.checked_sub(lets).and_then(|i| self.tables.get(i)) {
            open.extend(&t.tree.by);
            for node in &t.tree.block.body {
                if let Stmt::Row(row) = &node.stmt {
                    open.push(&row.value);
                }
            }
            t.card
        } else {
            return Vec::new();
        };
        let mut all = Vec::new();
        while let Some(e) = open.pop() {
            let name = match &e.kind {
                ExprKind::Name(n) => Some(n.as_str()),
                ExprKind::Filter(list, _) => Some(list.value.as_str()),
                _ => None,
            };
            match name.and_then(|n| self.find(n, card)) {
                Some(Found::Let(i)) => all.push(i),
                Some(Found::Table(i)) => all.push(lets + i),
                _ => {}
            }
            open.extend(children(e));
        }
        all
    }

    /// The type of a `let`; `None` when it could not be typed. Counts as a use.
    pub(super) fn let_type(&self, i: usize, out: &mut Vec<Diagnostic>) -> Option<Type> {
        self.use_of(Used::Let(i));
        self.type_let(i, out);
        self.done_type(i)
    }

    /// The type of a `let` that has been typed; not a use.
    pub(super) fn done_type(&self, i: usize) -> Option<Type> {
        match self.typed_lets.borrow().get(i) {
            Some(Slot::Done(e)) => Some(e.ty.clone()),
            _ => None,
        }
    }

    /// The fact that a `let` is another name for.
    pub(super) fn let_of_fact(&self, i: usize) -> Option<Expr> {
        match self.typed_lets.borrow().get(i) {
            Some(Slot::Done(e)) if matches!(e.kind, Kind::Fact(_)) => Some(e.clone()),
            _ => None,
        }
    }

    /// The type of the values of a table. Counts as a use.
    pub(super) fn table_type(&self, i: usize, out: &mut Vec<Diagnostic>) -> Option<Type> {
        self.use_of(Used::Table(i));
        self.type_table(i, out);
        match self.typed_tables.borrow().get(i) {
            Some(Slot::Done(t)) => Some(t.ty.clone()),
            _ => None,
        }
    }

    fn type_let(&self, i: usize, out: &mut Vec<Diagnostic>) {
        let me = Used::Let(i);
        match self.typed_lets.borrow().get(i) {
            Some(Slot::Waiting) => {}
            Some(Slot::Open) => return self.say_circle(me, out),
            _ => return,
        }
        let Some(l) = self.lets.get(i) else { return };
        if !self.enter_chain(me, depth(&l.tree.expr), l.tree.name.span, out) {
            return;
        }
        set(&self.typed_lets, i, Slot::Open);
        let mut scope = self.scope(l.card);
        let typed = scope.expr(&l.tree.expr, Expect::Any, out);
        self.open.borrow_mut().pop();
        set(&self.typed_lets, i, typed.map_or(Slot::Failed, Slot::Done));
    }

    fn type_table(&self, i: usize, out: &mut Vec<Diagnostic>) {
        let me = Used::Table(i);
        match self.typed_tables.borrow().get(i) {
            Some(Slot::Waiting) => {}
            Some(Slot::Open) => return self.say_circle(me, out),
            _ => return,
        }
        let Some(t) = self.tables.get(i) else { return };
        let rows = t.tree.block.body.iter().filter_map(|n| match &n.stmt {
            Stmt::Row(row) => Some(&row.value),
            _ => None,
        });
        let deepest = t.tree.by.iter().chain(rows).map(depth).max().unwrap_or(1);
        if !self.enter_chain(me, deepest, t.tree.name.span, out) {
            return;
        }
        set(&self.typed_tables, i, Slot::Open);
        let typed = self.table(&t.tree, t.card, t.span, out);
        self.open.borrow_mut().pop();
        set(
            &self.typed_tables,
            i,
            typed.map_or(Slot::Failed, Slot::Done),
        );
    }

    /// Goes one name further; false (and said) when the chain is too long to follow.
    fn enter_chain(&self, me: Used, depth: usize, span: Span, out: &mut Vec<Diagnostic>) -> bool {
        let mut open = self.open.borrow_mut();
        let so_far: usize = open.iter().map(|(_, d)| d).sum();
        if !open.is_empty() && so_far.saturating_add(depth) > CHAIN {
            out.push(kinds::too_deep(span, CHAIN));
            return false;
        }
        open.push((me, depth));
        true
    }

    fn say_circle(&self, me: Used, out: &mut Vec<Diagnostic>) {
        let open = self.open.borrow();
        let from = open.iter().position(|(u, _)| *u == me).unwrap_or(0);
        let mut chain: Vec<(String, Span)> = open
            .iter()
            .skip(from)
            .filter_map(|(u, _)| match u {
                Used::Let(i) => self.lets.get(*i).map(|l| &l.tree.name),
                Used::Table(i) => self.tables.get(*i).map(|t| &t.tree.name),
                _ => None,
            })
            .map(|w| (w.value.clone(), w.span))
            .collect();
        // It is told from what comes first on the page, back to it.
        let first = chain.iter().map(|(_, span)| *span).min();
        let at = chain.iter().position(|(_, span)| Some(*span) == first);
        chain.rotate_left(at.unwrap_or(0));
        chain.extend(chain.first().cloned());
        out.push(names::circle(&chain));
    }
}

fn set<T>(slots: &std::cell::RefCell<Vec<Slot<T>>>, i: usize, to: Slot<T>) {
    if let Some(slot) = slots.borrow_mut().get_mut(i) {
        *slot = to;
    }
}

/// An order in which what is looked at comes before what looks at it, as far
/// as there is one (depth first, without recursion, in order of the page).
fn inner_first(links: &[Vec<usize>]) -> Vec<usize> {
    let mut state = vec![false; links.len()];
    let mut order = Vec::with_capacity(links.len());
    for start in 0..links.len() {
        let mut open = vec![(start, 0)];
        while let Some((node, next)) = open.pop() {
            if next == 0 {
                match state.get_mut(node) {
                    Some(met) if !*met => *met = true,
                    _ => continue,
                }
            }
            match links.get(node).and_then(|l| l.get(next)) {
                Some(inner) => {
                    open.push((node, next + 1));
                    open.push((*inner, 0));
                }
                None => order.push(node),
            }
        }
    }
    order
}
