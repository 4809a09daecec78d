//! Questions about lists of records: `where`, any, all, count, sum, least, greatest.

use super::arith::{end_of, extreme};
use super::expr::{eval as value_of, truth};
use super::numbers::{Nums, at_least};
use super::sheet::{Record, View};
use super::val::{Row, Val};
use super::{Tri, TroubleKind};
use crate::exact::Num;
use crate::model::{Expr, ExprKind, Field, Type};
use crate::syntax::tree::Quantifier;
use std::rc::Rc;

pub(super) fn eval<'a>(v: &View<'_, 'a>, e: &'a Expr) -> Val<'a> {
    match &e.kind {
        ExprKind::Filter(list, cond) => Val::List(rows(v, list).map(|all| {
            let kept = all.iter().filter_map(|row| kept(v, list, row, Some(cond)));
            kept.collect()
        })),
        ExprKind::Quantified {
            quantifier,
            field,
            list,
            filter,
        } => ask(v, *quantifier, *field, list, filter.as_deref()),
        _ => Val::Unknown,
    }
}

fn rows<'a>(v: &View<'_, 'a>, list: &'a Expr) -> Option<Rc<[Row<'a>]>> {
    match value_of(v, list) {
        Val::List(rows) => rows,
        _ => None,
    }
}

fn fields(list: &Expr) -> &[Field] {
    match &list.ty {
        Type::List(fields) => fields,
        _ => &[],
    }
}

/// Whether a condition holds for a record.
fn holds<'a>(v: &View<'_, 'a>, list: &'a Expr, row: &Row<'a>, cond: &'a Expr) -> Tri {
    let record = Record {
        row: *row,
        fields: fields(list),
    };
    let inside = View {
        record: Some(record),
        ..*v
    };
    truth(&inside, cond)
}

/// The record, if it may still be there under the condition.
fn kept<'a>(
    v: &View<'_, 'a>,
    list: &'a Expr,
    row: &Row<'a>,
    cond: Option<&'a Expr>,
) -> Option<Row<'a>> {
    let there = cond
        .map_or(Tri::Yes, |c| holds(v, list, row, c))
        .and(row.there);
    there.possible().then_some(Row { there, ..*row })
}

fn ask<'a>(
    v: &View<'_, 'a>,
    quantifier: Quantifier,
    field: Option<usize>,
    list: &'a Expr,
    cond: Option<&'a Expr>,
) -> Val<'a> {
    let Some(all) = rows(v, list) else {
        return of_any_list(quantifier, field.and_then(|f| fields(list).get(f)));
    };
    if quantifier == Quantifier::All {
        let each = all.iter().map(|row| {
            let holds = cond.map_or(Tri::Yes, |c| holds(v, list, row, c));
            (!row.there).or(holds)
        });
        return Val::Bool(Tri::all(each));
    }
    let kept: Vec<Row<'a>> = all
        .iter()
        .filter_map(|row| kept(v, list, row, cond))
        .collect();
    let of = field.and_then(|place| Some((place, fields(list).get(place)?)));
    match quantifier {
        Quantifier::Any => Val::Bool(Tri::any(kept.iter().map(|r| r.there))),
        Quantifier::Count => Val::Num(count(kept.iter().map(|r| r.there))),
        Quantifier::Sum => sum(v, &kept, of),
        _ => end(v, quantifier == Quantifier::Min, &kept, of),
    }
}

/// How many of them hold.
pub(super) fn count(each: impl Iterator<Item = Tri>) -> Nums {
    let (mut least, mut open) = (0i64, 0i64);
    for t in each {
        match t {
            Tri::Yes => least += 1,
            Tri::Unknown => open += 1,
            Tri::No => {}
        }
    }
    let span = Nums::between(Num::int(least), Num::int(least.saturating_add(open)));
    span.whole().unwrap_or(span)
}

/// What can be said while the list itself is not given: it may be empty, and
/// it may be as long as one likes.
fn of_any_list<'a>(quantifier: Quantifier, field: Option<&'a Field>) -> Val<'a> {
    match quantifier {
        Quantifier::Any | Quantifier::All => Val::Bool(Tri::Unknown),
        Quantifier::Count => Val::Num(Nums::Span(at_least(Num::ZERO))),
        Quantifier::Sum => {
            let positive = field
                .and_then(|f| f.range.as_ref()?.lo)
                .is_some_and(|lo| !lo.is_negative());
            Val::Num(if positive {
                Nums::Span(at_least(Num::ZERO))
            } else {
                Nums::all()
            })
        }
        Quantifier::Min | Quantifier::Max => match field {
            Some(f) => Val::any(&f.ty, None, false),
            None => Val::Unknown,
        },
    }
}

fn value<'a>(row: &Row<'a>, of: Option<(usize, &'a Field)>) -> Val<'a> {
    let Some((place, field)) = of else {
        return Val::Unknown;
    };
    match row.fields.get(place) {
        Some(Some(value)) => Val::given(value),
        _ => Val::any_field(field),
    }
}

fn sum<'a>(v: &View<'_, 'a>, rows: &[Row<'a>], of: Option<(usize, &'a Field)>) -> Val<'a> {
    let mut total = Nums::ZERO;
    for row in rows {
        let Val::Num(mut n) = value(row, of) else {
            return Val::Num(Nums::all());
        };
        if row.there == Tri::Unknown {
            n = n.join(&Nums::ZERO);
        }
        match total.add(&n) {
            Ok(sum) => total = sum,
            Err(what) => {
                v.trouble(what);
                return Val::Num(Nums::all());
            }
        }
    }
    Val::Num(total)
}

fn end<'a>(
    v: &View<'_, 'a>,
    least: bool,
    rows: &[Row<'a>],
    of: Option<(usize, &'a Field)>,
) -> Val<'a> {
    let op = end_of(least);
    let certain = rows.iter().filter(|r| r.there == Tri::Yes);
    let Some(found) = certain
        .map(|r| value(r, of))
        .reduce(|a, b| extreme(op, a, b))
    else {
        // Without a record there is no least one.
        if rows.is_empty() {
            v.trouble(TroubleKind::NoRecord);
        }
        return match of {
            Some((_, field)) => Val::any(&field.ty, None, false),
            None => Val::Unknown,
        };
    };
    let open = rows.iter().filter(|r| r.there == Tri::Unknown);
    open.fold(found, |found, r| {
        let with = extreme(op, found.clone(), value(r, of));
        found.join(&with)
    })
}
