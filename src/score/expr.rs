//! The value of an expression: three-valued conditions, exact numbers, and
//! for what is not known the values that are possible.

use super::numbers::Nums;
use super::sheet::View;
use super::val::{Names, Val};
use super::{Tri, TroubleKind, arith, groups, list, table};
use crate::model::{Criterion, Expr, ExprKind, Target, Type};
use crate::syntax::tree::CmpOp;
use std::rc::Rc;

/// How deep expressions may stand in each other, names followed. Deeper ones
/// count as unknown rather than exhausting the stack.
const DEEPEST: u32 = 300;

/// What an expression can be.
pub(super) fn eval<'a>(v: &View<'_, 'a>, e: &'a Expr) -> Val<'a> {
    let depth = v.memo.depth.get();
    if depth >= DEEPEST {
        v.trouble(TroubleKind::TooLarge);
        return Val::any(&e.ty, None, false);
    }
    v.memo.depth.set(depth + 1);
    let value = match &e.kind {
        ExprKind::Literal(value) => Val::given(value),
        ExprKind::Fact(i) => v.inputs.facts.get(*i).cloned().unwrap_or(Val::Unknown),
        ExprKind::Field(i) => field(v, *i),
        ExprKind::Let(i) => table::named(v, *i),
        ExprKind::Table(i) => table::look_up(v, *i),
        ExprKind::Assumption(i) => assumption(v, *i),
        ExprKind::Filed => v.inputs.filed.clone(),
        ExprKind::Assessed => v.inputs.assessed.clone(),
        ExprKind::Kind => v.inputs.kind.clone(),
        ExprKind::Total
        | ExprKind::Points(_)
        | ExprKind::Maximum(_)
        | ExprKind::OptionOf(_)
        | ExprKind::OptionKey(_)
        | ExprKind::AtMaximum(_)
        | ExprKind::AnyAtMaximum(_)
        | ExprKind::CountAtMaximum(_) => of_card(v, e),
        ExprKind::Not(a) => Val::Bool(!truth(v, a)),
        ExprKind::And(a, b) => Val::Bool(both(v, a, b)),
        ExprKind::Or(a, b) => Val::Bool(either(v, a, b)),
        ExprKind::Compare(op, a, b) => Val::Bool(compare(v, *op, a, b)),
        ExprKind::InSet(of, set) => Val::Bool(in_set(v, of, set)),
        ExprKind::InRange { .. } => Val::Bool(in_range(v, e)),
        ExprKind::If(c, a, b) => if_(v, c, a, b),
        ExprKind::Neg(_) | ExprKind::Arith(..) | ExprKind::Call(..) => arith::eval(v, e),
        ExprKind::Filter(..) | ExprKind::Quantified { .. } => list::eval(v, e),
    };
    v.memo.depth.set(depth);
    value
}

/// Whether a condition holds.
pub(super) fn truth<'a>(v: &View<'_, 'a>, e: &'a Expr) -> Tri {
    match eval(v, e) {
        Val::Bool(t) => t,
        _ => Tri::Unknown,
    }
}

/// The numbers an expression can be.
pub(super) fn number<'a>(v: &View<'_, 'a>, e: &'a Expr) -> Nums {
    match eval(v, e) {
        Val::Num(n) => n,
        _ => Nums::all(),
    }
}

fn field<'a>(v: &View<'_, 'a>, i: usize) -> Val<'a> {
    let Some(record) = v.record else {
        return Val::Unknown;
    };
    match (record.row.fields.get(i), record.fields.get(i)) {
        (Some(Some(value)), _) => Val::given(value),
        (_, Some(field)) => Val::any_field(field),
        _ => Val::Unknown,
    }
}

fn assumption<'a>(v: &View<'_, 'a>, i: usize) -> Val<'a> {
    let Some(a) = v.rules.assumptions.get(i) else {
        return Val::Unknown;
    };
    v.notes.touch(i, v.at);
    let chosen = v.readings.get(i).copied().unwrap_or(a.chosen);
    match a.choices.get(chosen) {
        Some(c) => Val::Name(Names::One(&c.name)),
        None => Val::Unknown,
    }
}

fn both<'a>(v: &View<'_, 'a>, a: &'a Expr, b: &'a Expr) -> Tri {
    match truth(v, a) {
        Tri::No => Tri::No,
        first => first.and(truth(v, b)),
    }
}

fn either<'a>(v: &View<'_, 'a>, a: &'a Expr, b: &'a Expr) -> Tri {
    match truth(v, a) {
        Tri::Yes => Tri::Yes,
        first => first.or(truth(v, b)),
    }
}

fn if_<'a>(v: &View<'_, 'a>, c: &'a Expr, a: &'a Expr, b: &'a Expr) -> Val<'a> {
    match truth(v, c) {
        Tri::Yes => eval(v, a),
        Tri::No => eval(v, b),
        Tri::Unknown => eval(v, a).join(&eval(v, b)),
    }
}

fn compare<'a>(v: &View<'_, 'a>, op: CmpOp, a: &'a Expr, b: &'a Expr) -> Tri {
    let (a, b) = (eval(v, a), eval(v, b));
    compare_values(v, op, &a, &b)
}

fn compare_values<'a>(v: &View<'_, 'a>, op: CmpOp, a: &Val<'a>, b: &Val<'a>) -> Tri {
    let (
        Val::Held { criterion, options },
        Val::Held {
            criterion: same,
            options: others,
        },
    ) = (a, b)
    else {
        return a.compare(op, b);
    };
    let criterion = v
        .card
        .and_then(|c| c.criteria.get(*criterion).filter(|_| criterion == same));
    let Some(criterion) = criterion else {
        return Tri::Unknown;
    };
    let each = options
        .iter()
        .flat_map(|x| others.iter().map(move |y| (x, y)));
    each.map(|(x, y)| Tri::of(op.holds(order(criterion, *x, *y))))
        .reduce(Tri::join)
        .unwrap_or(Tri::Unknown)
}

/// How two options of a criterion lie to each other on the card. Without an
/// option comes before all of them. Where the same letters stand in several
/// branches, an option is compared with its namesake's neighbours in the same branch.
pub(super) fn order(c: &Criterion, x: Option<usize>, y: Option<usize>) -> std::cmp::Ordering {
    let (Some(x), Some(y)) = (x, y) else {
        return x.is_some().cmp(&y.is_some());
    };
    match (in_branch_of(c, x, y), in_branch_of(c, y, x)) {
        (Some(y), _) => x.cmp(&y),
        (None, Some(x)) => x.cmp(&y),
        (None, None) => x.cmp(&y),
    }
}

/// The option of the same letter in the branch in which another option stands.
pub(super) fn in_branch_of(c: &Criterion, held: usize, option: usize) -> Option<usize> {
    let (held, named) = (c.options.get(held)?, c.options.get(option)?);
    if held.branch == named.branch {
        return Some(option);
    }
    let same = |o: &crate::model::Opt| o.key == named.key && o.branch == held.branch;
    c.options.iter().position(same)
}

fn in_set<'a>(v: &View<'_, 'a>, of: &'a Expr, set: &'a [Expr]) -> Tri {
    let value = eval(v, of);
    let set: Vec<Val<'a>> = set.iter().map(|e| eval(v, e)).collect();
    let member = |x: &Val<'a>| Tri::any(set.iter().map(|s| compare_values(v, CmpOp::Eq, x, s)));
    one_by_one(&value, member)
}

/// Asks of each single value, where they are kept apart, so that "one of a, b"
/// in {a, b} is certain.
fn one_by_one<'a>(value: &Val<'a>, ask: impl Fn(&Val<'a>) -> Tri) -> Tri {
    match value.each() {
        Some(each) => each
            .iter()
            .map(ask)
            .reduce(Tri::join)
            .unwrap_or(Tri::Unknown),
        None => ask(value),
    }
}

fn in_range<'a>(v: &View<'_, 'a>, e: &'a Expr) -> Tri {
    let ExprKind::InRange {
        of,
        lo,
        lo_in,
        hi,
        hi_in,
    } = &e.kind
    else {
        return Tri::Unknown;
    };
    let value = eval(v, of);
    let lo = lo.as_ref().map(|lo| eval(v, lo));
    let hi = hi.as_ref().map(|hi| eval(v, hi));
    let above = if *lo_in { CmpOp::Ge } else { CmpOp::Gt };
    let below = if *hi_in { CmpOp::Le } else { CmpOp::Lt };
    one_by_one(&value, |x| {
        let above = lo
            .as_ref()
            .map_or(Tri::Yes, |lo| compare_values(v, above, x, lo));
        let below = hi
            .as_ref()
            .map_or(Tri::Yes, |hi| compare_values(v, below, x, hi));
        above.and(below)
    })
}

/// What looks at the card: points, maxima, options.
fn of_card<'a>(v: &View<'_, 'a>, e: &'a Expr) -> Val<'a> {
    match &e.kind {
        ExprKind::Total => Val::Num(groups::total(v).points),
        ExprKind::Points(Target::Group(g)) => Val::Num(groups::done(v, *g).points),
        ExprKind::Maximum(Target::Group(g)) => Val::Num(groups::done(v, *g).max),
        ExprKind::Points(Target::Criterion(i)) => {
            Val::Num(v.scored(*i).map_or_else(Nums::all, |s| s.points.clone()))
        }
        ExprKind::Maximum(Target::Criterion(i)) => {
            Val::Num(v.scored(*i).map_or_else(Nums::all, |s| s.max.clone()))
        }
        ExprKind::OptionOf(i) => match v.scored(*i) {
            Some(s) => Val::Held {
                criterion: *i,
                options: s.held.as_slice().into(),
            },
            None => Val::Unknown,
        },
        ExprKind::OptionKey(o) => match e.ty {
            Type::OptionOf(criterion) => Val::Held {
                criterion,
                options: Rc::from([Some(*o)]),
            },
            _ => Val::Unknown,
        },
        ExprKind::AtMaximum(i) => Val::Bool(at_maximum(v, *i)),
        ExprKind::AnyAtMaximum(all) => Val::Bool(Tri::any(all.iter().map(|i| at_maximum(v, *i)))),
        ExprKind::CountAtMaximum(all) => {
            let each: Vec<Tri> = all.iter().map(|i| at_maximum(v, *i)).collect();
            Val::Num(list::count(each.into_iter()))
        }
        _ => Val::Unknown,
    }
}

fn at_maximum(v: &View<'_, '_>, i: usize) -> Tri {
    let criterion = v.card.and_then(|c| c.criteria.get(i));
    match (criterion, v.scored(i)) {
        (Some(c), Some(s)) => s.counts.and(s.points.compare(CmpOp::Eq, &Nums::One(c.max))),
        _ => Tri::Unknown,
    }
}
