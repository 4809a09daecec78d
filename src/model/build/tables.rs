//! Tables: columns, rows, and the rows that say the same or nothing.

use super::facts::Names;
use super::scope::{Expect, Scope};
use super::typing::{Hint, depth, joined, key_text, kind};
use crate::model::{Expr, Interval, Key, Table, Type, Value};
use crate::syntax::tree::{self, RowKey, Stmt};
use crate::text::catalogue::{declared, kinds};
use crate::text::{Diagnostic, Span};
use std::collections::HashMap;

/// Rows of ranges that are compared with each other; more are not.
const COMPARED: usize = 2_000;
/// Combinations of values that are looked through for one without a row.
const COMBINATIONS: usize = 4_096;

/// A row with its place.
struct Row {
    keys: Vec<Key>,
    span: Span,
}

impl Names {
    /// A table, typed; `None` when it could not be.
    pub(super) fn table(
        &self,
        t: &tree::Table,
        card: Option<usize>,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Table> {
        let before = errors(out);
        let mut scope = self.scope(card);
        let by: Vec<Option<Expr>> =
            t.by.iter()
                .map(|e| scope.expr(e, Expect::Any, out))
                .collect();
        let wanted = t.ty.as_ref().and_then(|ty| self.fact_kind(ty, out));
        let mut values = Values {
            ty: wanted.map(|(ty, _)| ty),
            first: None,
        };
        let heading = t.name.span;
        let mut rows: Vec<(Vec<Key>, Expr)> = Vec::new();
        let mut places: Vec<Row> = Vec::new();
        for node in &t.block.body {
            let Stmt::Row(row) = &node.stmt else { continue };
            let value = values.value(&mut scope, &row.value, out);
            for keys in &row.keys {
                let place = match (keys.first(), keys.last()) {
                    (Some(a), Some(b)) => a.span.to(b.span),
                    _ => node.span,
                };
                let Some(keys) = row_keys(&mut scope, keys, &by, place, heading, out) else {
                    continue;
                };
                places.push(Row {
                    keys: keys.clone(),
                    span: place,
                });
                if let Some(value) = &value {
                    rows.push((keys, value.clone()));
                }
            }
        }
        if t.block.body.is_empty() {
            out.push(declared::table_empty(&t.name.value, heading));
        }
        let by: Vec<Expr> = by.into_iter().collect::<Option<_>>()?;
        check_rows(&by, &places, out);
        if errors(out) > before {
            return None;
        }
        let read = |n: &tree::Node| matches!(n.stmt, Stmt::Row(_));
        if t.block.body.iter().all(read) {
            check_gaps(&t.name.value, &by, &places, heading, out);
        }
        Some(Table {
            name: t.name.value.clone(),
            by,
            ty: values.ty?,
            rows,
            label: t.label.as_ref().map(|w| w.value.clone()),
            card: None,
            span,
        })
    }
}

fn errors(out: &[Diagnostic]) -> usize {
    let error = crate::text::Severity::Error;
    out.iter().filter(|d| d.severity == error).count()
}

/// The values of a table, which must be of one kind.
struct Values {
    ty: Option<Type>,
    first: Option<Span>,
}

impl Values {
    fn value(
        &mut self,
        scope: &mut Scope<'_>,
        e: &tree::Expr,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Expr> {
        if depth(e) > super::typing::DEEPEST {
            scope.say(out, kinds::too_deep(e.span, super::typing::DEEPEST));
            return None;
        }
        let ty = self.ty.clone();
        let hint = Hint {
            ty: ty.as_ref(),
            what: "",
        };
        let value = scope.infer(e, hint, out)?;
        let Some(want) = ty else {
            self.ty = Some(value.ty.clone());
            self.first = Some(value.span);
            return Some(value);
        };
        let fits = match (&want, &value.ty) {
            (Type::OneOf(all), Type::OneOf(some)) => some
                .iter()
                .all(|v| all.iter().any(|have| have.name == v.name)),
            (a, b) => joined(a, b).is_some(),
        };
        if !fits {
            scope.say(
                out,
                declared::table_values_differ(
                    &kind(&value.ty),
                    value.span,
                    &kind(&want),
                    self.first,
                ),
            );
            return None;
        }
        Some(value)
    }
}

/// The keys of one combination; a single `else` stands for all columns.
fn row_keys(
    scope: &mut Scope<'_>,
    keys: &[crate::text::Sp<RowKey>],
    by: &[Option<Expr>],
    place: Span,
    heading: Span,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<Key>> {
    if let [only] = keys
        && only.value == RowKey::Else
    {
        return Some(vec![Key::Else; by.len()]);
    }
    if keys.len() != by.len() {
        scope.say(
            out,
            declared::row_width(keys.len(), by.len(), place, heading),
        );
        return None;
    }
    let typed: Vec<Option<Key>> = keys
        .iter()
        .zip(by)
        .map(|(k, of)| scope.key_of(k, of.as_ref()?, out))
        .collect();
    typed.into_iter().collect()
}

/// Rows that are there twice, that are never reached, that overlap.
fn check_rows(by: &[Expr], rows: &[Row], out: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<Vec<String>, Span> = HashMap::new();
    let mut wide: Vec<&Row> = Vec::new();
    for row in rows {
        let spelled: Vec<String> = row
            .keys
            .iter()
            .zip(by)
            .map(|(k, of)| format!("{} {}", matches!(k, Key::Else), key_text(k, &of.ty).en))
            .collect();
        if let Some(first) = seen.get(&spelled) {
            out.push(declared::row_twice(row.span, *first));
            continue;
        }
        seen.insert(spelled, row.span);
        let earlier = wide.iter().find(|w| covers(&w.keys, &row.keys));
        if let Some(w) = earlier {
            out.push(declared::row_unreachable(row.span, w.span));
            continue;
        }
        if let Some((w, shared)) = wide
            .iter()
            .find_map(|w| overlap(&w.keys, &row.keys).map(|shared| (w, shared)))
        {
            let ty = by.get(shared.0).map_or(&Type::Bool, |e| &e.ty);
            let text = key_text(&Key::Within(shared.1), ty);
            out.push(declared::rows_overlap(row.span, w.span, &text.en));
        }
        let is_wide = row
            .keys
            .iter()
            .any(|k| matches!(k, Key::Else | Key::Within(_)));
        if is_wide && wide.len() < COMPARED {
            wide.push(row);
        }
    }
}

/// Whether the first row takes every value of the second.
fn covers(first: &[Key], second: &[Key]) -> bool {
    first.iter().zip(second).all(|(a, b)| match (a, b) {
        (Key::Else, _) => true,
        (Key::Is(a), Key::Is(b)) => a == b,
        (Key::Within(a), Key::Within(b)) => a.meet(b) == *b,
        _ => false,
    })
}

/// A column in which two closed ranges share some values, while every other
/// column is the same. Ranges that are open to one side, as in a ladder, are
/// meant to be read in order.
fn overlap(first: &[Key], second: &[Key]) -> Option<(usize, Interval)> {
    let mut found = None;
    for (i, (a, b)) in first.iter().zip(second).enumerate() {
        if a == b {
            continue;
        }
        let (Key::Within(a), Key::Within(b)) = (a, b) else {
            return None;
        };
        let closed = |s: &Interval| s.lo.is_some() && s.hi.is_some();
        let shared = a.meet(b);
        if shared.is_empty() || !closed(a) || !closed(b) || found.is_some() {
            return None;
        }
        found = Some((i, shared));
    }
    found
}

/// Combinations of named values that no row takes.
fn check_gaps(name: &str, by: &[Expr], rows: &[Row], span: Span, out: &mut Vec<Diagnostic>) {
    let columns: Option<Vec<Vec<Value>>> = by.iter().map(|e| every_value(&e.ty)).collect();
    let Some(columns) = columns else { return };
    let size = columns
        .iter()
        .try_fold(1usize, |n, c| n.checked_mul(c.len()))
        .unwrap_or(usize::MAX);
    if size > COMBINATIONS || size.saturating_mul(rows.len()) > COMBINATIONS * 1_000 {
        return;
    }
    let mut missing = 0usize;
    let mut first = None;
    for mut n in 0..size {
        let combination: Vec<&Value> = columns
            .iter()
            .rev()
            .filter_map(|c| {
                let value = c.get(n % c.len().max(1));
                n /= c.len().max(1);
                value
            })
            .collect();
        let taken = rows.iter().any(|row| {
            let keys = row.keys.iter().rev();
            keys.zip(&combination).all(|(k, v)| match k {
                Key::Else => true,
                Key::Is(value) => value == *v,
                Key::Within(_) => false,
            })
        });
        if !taken {
            missing += 1;
            first.get_or_insert_with(|| {
                let words = combination.iter().rev().zip(by);
                words
                    .map(|(v, e)| key_text(&Key::Is((*v).clone()), &e.ty).en)
                    .collect::<Vec<_>>()
                    .join(" / ")
            });
        }
    }
    if let Some(first) = first {
        out.push(declared::table_gap(name, &first, missing - 1, span));
    }
}

/// Every value of a type that has a handful of them.
fn every_value(ty: &Type) -> Option<Vec<Value>> {
    match ty {
        Type::Bool => Some(vec![Value::Bool(false), Value::Bool(true)]),
        Type::OneOf(all) => Some(all.iter().map(|c| Value::Choice(c.name.clone())).collect()),
        _ => None,
    }
}
