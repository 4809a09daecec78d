//! Values that may not be known: for each type, the values something can have.

use super::Tri;
use super::days::Days;
use super::numbers::Nums;
use crate::model::{Field, Interval, Key, Type, Value};
use crate::syntax::tree::CmpOp;
use std::rc::Rc;

/// The values something can have. Texts are borrowed from the ruleset or the dossier.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Val<'a> {
    Num(Nums),
    Bool(Tri),
    Date(Days),
    /// A text; `None`: any.
    Text(Option<&'a str>),
    Name(Names<'a>),
    /// The option that a criterion holds; `None` among them: without one.
    Held {
        criterion: usize,
        options: Rc<[Option<usize>]>,
    },
    /// Records; `None`: any number of any records.
    List(Option<Rc<[Row<'a>]>>),
    /// Nothing is known of it.
    Unknown,
}

/// One of the names of a one-of type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Names<'a> {
    One(&'a str),
    Few(Rc<[&'a str]>),
    Any,
}

/// A record of a list, and whether it is in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row<'a> {
    pub fields: &'a [Option<Value>],
    pub there: Tri,
}

impl<'a> Val<'a> {
    /// A value that is given.
    pub fn given(value: &'a Value) -> Val<'a> {
        match value {
            Value::Num(n) => Val::Num(Nums::One(*n)),
            Value::Bool(b) => Val::Bool(Tri::of(*b)),
            Value::Date(d) => Val::Date(Days::one(*d)),
            Value::Text(t) => Val::Text(Some(t)),
            Value::Choice(c) => Val::Name(Names::One(c)),
            Value::List(rows) => Val::List(Some(
                rows.iter()
                    .map(|fields| Row {
                        fields,
                        there: Tri::Yes,
                    })
                    .collect(),
            )),
        }
    }

    /// Any value of a type.
    pub fn any(ty: &'a Type, range: Option<&Interval>, whole: bool) -> Val<'a> {
        match ty {
            Type::Number(_) => {
                let all = range.map_or_else(Nums::all, |r| Nums::span(r.clone()));
                let whole = if whole { all.whole() } else { None };
                Val::Num(whole.unwrap_or(all))
            }
            Type::Bool => Val::Bool(Tri::Unknown),
            Type::Date => Val::Date(Days::default()),
            Type::Text => Val::Text(None),
            Type::OneOf(choices) => {
                Val::Name(Names::of(choices.iter().map(|c| c.name.as_str()).collect()))
            }
            Type::List(_) => Val::List(None),
            Type::OptionOf(_) => Val::Unknown,
        }
    }

    /// Any value of a field.
    pub fn any_field(field: &'a Field) -> Val<'a> {
        Val::any(&field.ty, field.range.as_ref(), field.whole)
    }

    /// Whether it can be one value only.
    pub fn is_known(&self) -> bool {
        match self {
            Val::Num(n) => n.known().is_some(),
            Val::Bool(b) => b.is_known(),
            Val::Date(d) => d.known().is_some(),
            Val::Text(t) => t.is_some(),
            Val::Name(n) => matches!(n, Names::One(_)),
            Val::Held { options, .. } => options.len() == 1,
            Val::List(rows) => rows.as_ref().is_some_and(|r| {
                r.iter()
                    .all(|r| r.there.is_known() && r.fields.iter().all(Option::is_some))
            }),
            Val::Unknown => false,
        }
    }

    /// The value, when it is known and is one that a fact can have.
    pub fn value(&self) -> Option<Value> {
        match self {
            Val::Num(n) => n.known().map(Value::Num),
            Val::Bool(b) => b.is_known().then_some(Value::Bool(*b == Tri::Yes)),
            Val::Date(d) => d.known().map(Value::Date),
            Val::Text(t) => t.map(|t| Value::Text(t.to_owned())),
            Val::Name(Names::One(n)) => Some(Value::Choice((*n).to_owned())),
            _ => None,
        }
    }

    /// Its single values, when they are kept apart.
    pub fn each(&self) -> Option<Vec<Val<'a>>> {
        match self {
            Val::Num(n) => {
                let each = n.each()?.iter();
                Some(each.map(|n| Val::Num(Nums::One(*n))).collect())
            }
            Val::Bool(Tri::Unknown) => Some(vec![Val::Bool(Tri::No), Val::Bool(Tri::Yes)]),
            Val::Name(Names::Few(all)) => {
                Some(all.iter().map(|n| Val::Name(Names::One(n))).collect())
            }
            Val::Held { criterion, options } => {
                let one = |o: &Option<usize>| Val::Held {
                    criterion: *criterion,
                    options: Rc::from([*o]),
                };
                Some(options.iter().map(one).collect())
            }
            known if known.is_known() => Some(vec![known.clone()]),
            _ => None,
        }
    }

    /// What is in this or in the other.
    pub fn join(&self, other: &Val<'a>) -> Val<'a> {
        match (self, other) {
            (a, b) if a == b => a.clone(),
            (Val::Num(a), Val::Num(b)) => Val::Num(a.join(b)),
            (Val::Bool(a), Val::Bool(b)) => Val::Bool(a.join(*b)),
            (Val::Date(a), Val::Date(b)) => Val::Date(a.join(*b)),
            (Val::Text(_), Val::Text(_)) => Val::Text(None),
            (Val::Name(a), Val::Name(b)) => Val::Name(a.join(b)),
            (
                Val::Held { criterion, options },
                Val::Held {
                    criterion: same,
                    options: more,
                },
            ) if criterion == same => {
                let mut all = options.to_vec();
                all.extend(more.iter().filter(|o| !options.contains(o)));
                Val::Held {
                    criterion: *criterion,
                    options: all.into(),
                }
            }
            (Val::List(_), Val::List(_)) => Val::List(None),
            _ => Val::Unknown,
        }
    }

    /// How two values compare; `rank` gives an option its place among those it
    /// is compared with.
    pub fn compare(&self, op: CmpOp, other: &Val<'a>) -> Tri {
        match (self, other) {
            (Val::Num(a), Val::Num(b)) => a.compare(op, b),
            (Val::Date(a), Val::Date(b)) => a.compare(op, *b),
            (Val::Bool(a), Val::Bool(b)) => match op {
                _ if !(a.is_known() && b.is_known()) => Tri::Unknown,
                CmpOp::Eq => Tri::of(a == b),
                CmpOp::Ne => Tri::of(a != b),
                _ => Tri::Unknown,
            },
            (Val::Text(Some(a)), Val::Text(Some(b))) => Tri::of(op.holds(a.cmp(b))),
            (Val::Name(a), Val::Name(b)) => match op {
                CmpOp::Eq => a.equal(b),
                CmpOp::Ne => !a.equal(b),
                _ => Tri::Unknown,
            },
            _ => Tri::Unknown,
        }
    }

    /// The values of it that a key takes, and those it leaves.
    pub fn split(&self, key: &Key) -> (Option<Val<'a>>, Vec<Val<'a>>) {
        match (self, key) {
            (_, Key::Else) => (Some(self.clone()), Vec::new()),
            (Val::Num(n), Key::Within(i)) => (
                n.meet(i).map(Val::Num),
                n.minus(i).into_iter().map(Val::Num).collect(),
            ),
            (Val::Num(n), Key::Is(Value::Num(x))) => {
                let i = Interval::point(*x);
                (
                    n.meet(&i).map(Val::Num),
                    n.minus(&i).into_iter().map(Val::Num).collect(),
                )
            }
            (Val::Bool(b), Key::Is(Value::Bool(x))) => match *b {
                Tri::Unknown => (Some(Val::Bool(Tri::of(*x))), vec![Val::Bool(Tri::of(!*x))]),
                known if known == Tri::of(*x) => (Some(self.clone()), Vec::new()),
                _ => (None, vec![self.clone()]),
            },
            (Val::Date(d), Key::Is(Value::Date(x))) => {
                let [before, on, after] = d.around(*x);
                let rest = before.into_iter().chain(after).map(Val::Date).collect();
                (on.map(Val::Date), rest)
            }
            (Val::Text(Some(t)), Key::Is(Value::Text(x))) if t == x => {
                (Some(self.clone()), Vec::new())
            }
            (Val::Text(Some(_)), Key::Is(Value::Text(_))) => (None, vec![self.clone()]),
            (Val::Name(names), Key::Is(Value::Choice(x) | Value::Text(x))) => names.split(x),
            _ => (Some(self.clone()), vec![self.clone()]),
        }
    }
}

impl<'a> Names<'a> {
    /// One of several; none at all stands for any.
    pub fn of(several: Vec<&'a str>) -> Names<'a> {
        match several.as_slice() {
            [] => Names::Any,
            [one] => Names::One(one),
            _ => Names::Few(several.into()),
        }
    }

    fn list(&self) -> Option<Vec<&'a str>> {
        match self {
            Names::One(n) => Some(vec![n]),
            Names::Few(all) => Some(all.to_vec()),
            Names::Any => None,
        }
    }

    fn join(&self, other: &Names<'a>) -> Names<'a> {
        match (self.list(), other.list()) {
            (Some(mut a), Some(b)) => {
                for n in b {
                    if !a.contains(&n) {
                        a.push(n);
                    }
                }
                Names::of(a)
            }
            _ => Names::Any,
        }
    }

    fn equal(&self, other: &Names<'a>) -> Tri {
        match (self, other) {
            (Names::One(a), Names::One(b)) => Tri::of(a == b),
            _ => match (self.list(), other.list()) {
                (Some(a), Some(b)) if a.iter().all(|n| !b.contains(n)) => Tri::No,
                _ => Tri::Unknown,
            },
        }
    }

    fn split(&self, name: &str) -> (Option<Val<'a>>, Vec<Val<'a>>) {
        let Some(all) = self.list() else {
            return (Some(Val::Name(Names::Any)), vec![Val::Name(Names::Any)]);
        };
        let (inside, rest): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|n| *n == name);
        let one = |v: Vec<&'a str>| (!v.is_empty()).then(|| Val::Name(Names::of(v)));
        (one(inside), one(rest).into_iter().collect())
    }
}

/// What a value picks among keys of which the first that fits counts.
pub(super) struct Picked {
    /// The places that are possible, in the order in which they are tried.
    pub places: Vec<usize>,
    /// Whether it is possible that none fits.
    pub none: bool,
}

impl Picked {
    /// The one place, when nothing else is possible.
    pub fn certain(&self) -> Option<usize> {
        match self.places.as_slice() {
            [one] if !self.none => Some(*one),
            _ => None,
        }
    }
}

/// Tries keys in order; `else` stands for what no other key takes, wherever it is written.
pub(super) fn pick<'k>(
    value: &Val<'_>,
    keys: impl Iterator<Item = (usize, &'k Key)> + Clone,
) -> Picked {
    let mut left = vec![value.clone()];
    let mut places: Vec<usize> = Vec::new();
    for (place, key) in keys.clone().filter(|(_, k)| **k != Key::Else) {
        let mut rest = Vec::new();
        for piece in &left {
            let (inside, outside) = piece.split(key);
            if inside.is_some() && !places.contains(&place) {
                places.push(place);
            }
            rest.extend(outside);
        }
        left = rest;
        if left.is_empty() {
            return Picked {
                places,
                none: false,
            };
        }
    }
    let other = keys.into_iter().find(|(_, k)| **k == Key::Else);
    if let Some((place, _)) = other
        && !places.contains(&place)
    {
        places.push(place);
    }
    Picked {
        places,
        none: other.is_none(),
    }
}

#[cfg(test)]
mod tests;
