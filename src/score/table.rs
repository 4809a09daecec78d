//! Names for expressions, and tables: each worked out once a sheet.

use super::expr::eval;
use super::sheet::View;
use super::val::{Val, pick};
use super::{Tri, TroubleKind};
use crate::model::{Key, Table};

/// The value of a `let`.
pub(super) fn named<'a>(v: &View<'_, 'a>, i: usize) -> Val<'a> {
    let Some(of) = v.rules.lets.get(i) else {
        return Val::Unknown;
    };
    if let Some(Some(known)) = v.memo.lets.borrow().get(i) {
        return known.clone();
    }
    let value = eval(&outside(v), &of.expr);
    if let Some(slot) = v.memo.lets.borrow_mut().get_mut(i) {
        *slot = Some(value.clone());
    }
    value
}

/// The value of a table.
pub(super) fn look_up<'a>(v: &View<'_, 'a>, i: usize) -> Val<'a> {
    let Some(table) = v.rules.tables.get(i) else {
        return Val::Unknown;
    };
    if let Some(Some(known)) = v.memo.tables.borrow().get(i) {
        return known.clone();
    }
    let v = outside(v);
    let rows = rows_of(&v, table);
    if rows.is_empty() && table.by.iter().all(|e| eval(&v, e).is_known()) {
        v.trouble(TroubleKind::NoRow);
    }
    let values = rows.iter().filter_map(|r| table.rows.get(*r));
    let value = values
        .map(|(_, e)| eval(&v, e))
        .reduce(|a, b| a.join(&b))
        .unwrap_or_else(|| Val::any(&table.ty, None, false));
    if let Some(slot) = v.memo.tables.borrow_mut().get_mut(i) {
        *slot = Some(value.clone());
    }
    value
}

/// A name means the same wherever it is used: no record is at hand in it.
fn outside<'s, 'a>(v: &View<'s, 'a>) -> View<'s, 'a> {
    View { record: None, ..*v }
}

/// The rows that may apply. When it is possible that none does, the value of
/// the table is open: there is none to be had.
pub(super) fn rows_of<'a>(v: &View<'_, 'a>, table: &'a Table) -> Vec<usize> {
    let by: Vec<Val<'a>> = table.by.iter().map(|e| eval(v, e)).collect();
    if let [one] = by.as_slice() {
        let keys = table
            .rows
            .iter()
            .enumerate()
            .filter_map(|(i, (keys, _))| Some((i, keys.first()?)));
        let picked = pick(one, keys);
        return if picked.none {
            Vec::new()
        } else {
            picked.places
        };
    }
    let mut possible = Vec::new();
    // `else` is what no other row takes: rows with fewer of them go first.
    let others = |keys: &[Key]| keys.iter().filter(|k| **k == Key::Else).count();
    let mut order: Vec<usize> = (0..table.rows.len()).collect();
    order.sort_by_key(|i| table.rows.get(*i).map_or(0, |(keys, _)| others(keys)));
    for i in order {
        let Some((keys, _)) = table.rows.get(i) else {
            continue;
        };
        let fits = Tri::all(by.iter().zip(keys).map(|(value, key)| takes(value, key)));
        match fits {
            Tri::Yes => {
                possible.push(i);
                return possible;
            }
            Tri::Unknown => possible.push(i),
            Tri::No => {}
        }
    }
    Vec::new()
}

fn takes(value: &Val<'_>, key: &Key) -> Tri {
    let (inside, rest) = value.split(key);
    match (inside.is_some(), rest.is_empty()) {
        (false, _) => Tri::No,
        (true, true) => Tri::Yes,
        (true, false) => Tri::Unknown,
    }
}
