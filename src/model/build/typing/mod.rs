//! The typing of expressions, one file a matter. Every function pushes what is
//! wrong once and gives `None`; whoever gets a `None` stays silent about it.
//!
//! What goes together:
//!
//! - Numbers have a unit; percent is one of its own. `+ -` and comparisons
//!   need equal units, `*` and `/` combine them, `percent(a, b)` makes a
//!   percentage of two equal ones, points are plain numbers.
//! - A date less a date is a number of days. A date moves by whole `months`,
//!   `years` or `days`; a month on from 31 January is the last day of
//!   February. Days and months are never converted into each other.
//! - A bare word gets its meaning from what it is compared with: a value of a
//!   one-of type, or an option of a criterion; such a meaning goes before a
//!   fact of the same name. Inside a `where` the fields of the record go
//!   before everything else, `kind` and `filed` included.
//! - Options are compared by their place on the card.
//! - Sets and ranges stand only after `in`. `in b .. d` on a criterion is the
//!   two comparisons it stands for, and so is `criterion 3 at maximum` when
//!   criterion 3 holds criteria.

mod arith;
mod bounds;
mod compare;
mod keys;
mod lists;
mod logic;
mod places;
mod spell;
mod words;

pub(super) use keys::{UnitSaid, key_text};
pub(super) use logic::joined;
pub(super) use spell::spell;
pub(super) use words::kind;

use super::scope::{Found, Scope};
use crate::exact::Num;
use crate::model::{Choice, Expr as Typed, ExprKind as Kind, Type, Unit, Value};
use crate::syntax::tree::{Builtin, Expr, ExprKind, Quantity};
use crate::text::catalogue::{kinds, names};
use crate::text::{Diagnostic, Span};

/// How deep an expression may be nested; one operator in a row of many counts.
pub(super) const DEEPEST: usize = 160;

/// What a bare word may get its meaning from.
#[derive(Clone, Copy)]
pub(super) struct Hint<'h> {
    /// The type of what stands on the other side.
    pub(super) ty: Option<&'h Type>,
    /// How that is written, for messages; empty when it is not short.
    pub(super) what: &'h str,
}

impl Hint<'_> {
    pub(super) const NONE: Hint<'static> = Hint { ty: None, what: "" };
}

pub(super) fn typed(kind: Kind, ty: Type, span: Span) -> Typed {
    Typed { kind, ty, span }
}

pub(super) fn literal(value: Value, ty: Type, span: Span) -> Typed {
    typed(Kind::Literal(value), ty, span)
}

/// Without the brackets around it.
pub(super) fn bare(e: &Expr) -> &Expr {
    let mut e = e;
    while let ExprKind::Paren(inner) = &e.kind {
        e = inner;
    }
    e
}

/// The name of a bare name.
pub(super) fn bare_name(e: &Expr) -> Option<&str> {
    match &bare(e).kind {
        ExprKind::Name(n) => Some(n),
        _ => None,
    }
}

/// What is directly inside an expression.
pub(super) fn children(e: &Expr) -> Vec<&Expr> {
    use ExprKind as E;
    match &e.kind {
        E::Not(a) | E::Neg(a) | E::Paren(a) | E::Filter(_, a) => vec![a],
        E::Binary(_, a, b) | E::Compare(_, a, b) | E::In(a, b) => vec![a, b],
        E::Set(all) | E::Call(_, all) => all.iter().collect(),
        E::Range { lo, hi, .. } => lo.iter().chain(hi).map(AsRef::as_ref).collect(),
        E::If(a, b, c) => vec![a, b, c],
        E::Quantified { list, filter, .. } => std::iter::once(list)
            .chain(filter)
            .map(AsRef::as_ref)
            .collect(),
        _ => Vec::new(),
    }
}

/// How deep an expression is; computed without recursion, whatever it is.
pub(super) fn depth(e: &Expr) -> usize {
    let mut deepest = 0;
    let mut open = vec![(e, 1)];
    while let Some((e, level)) = open.pop() {
        deepest = deepest.max(level);
        open.extend(children(e).into_iter().map(|c| (c, level + 1)));
    }
    deepest
}

impl Scope<'_> {
    /// Types an expression; a bare word takes its meaning from the hint.
    pub(super) fn infer(
        &mut self,
        e: &Expr,
        hint: Hint<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        use ExprKind as E;
        let span = e.span;
        match &e.kind {
            E::Quantity(q) => self.quantity(q, span, hint, out),
            E::Date(d) => Some(literal(Value::Date(*d), Type::Date, span)),
            E::Text(t) => Some(literal(Value::Text(t.clone()), Type::Text, span)),
            E::Bool(b) => self.yes_no(*b, span, hint, out),
            E::Name(n) => self.name(n, span, hint, out),
            E::Builtin(b) => Some(self.builtin(*b, span, hint)),
            E::Paren(inner) => self.infer(inner, hint, out),
            E::Not(inner) => {
                let inner = self.condition(inner, out)?;
                Some(typed(Kind::Not(Box::new(inner)), Type::Bool, span))
            }
            E::Neg(inner) => self.negative(inner, span, out),
            E::Binary(op, a, b) => self.binary(*op, a, b, e, out),
            E::Compare(op, a, b) => self.compare(*op, a, b, span, out),
            E::In(a, b) => self.membership(a, b, span, out),
            E::Set(_) => {
                self.say(out, kinds::set_alone(false, span));
                None
            }
            E::Range { .. } => {
                self.say(out, kinds::set_alone(true, span));
                None
            }
            E::If(c, a, b) => self.choice_of_two(c, a, b, span, hint, out),
            E::Call(f, args) => self.call(*f, args, span, out),
            E::Filter(list, cond) => self.filter(list, cond, span, out),
            E::Quantified {
                quantifier,
                field,
                list,
                filter,
            } => self.quantified(
                *quantifier,
                field.as_ref(),
                list,
                filter.as_deref(),
                span,
                out,
            ),
            E::Points(p) => self.points(p, span, out),
            E::Maximum(p) => self.maximum(p, span, out),
            E::Criterion(code) => self.option_of(code, span, out),
            E::AtMaximum(code) => self.at_maximum(code, span, out),
            E::AnyAtMaximum(p) => self.any_at_maximum(p.as_ref(), span, out),
            E::CountAtMaximum(p) => self.count_at_maximum(p.as_ref(), span, out),
        }
    }

    fn quantity(
        &mut self,
        q: &Quantity,
        span: Span,
        hint: Hint<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        if let Some(Type::OptionOf(c)) = hint.ty {
            // Options may be numbered: `criterion 2 = 1`.
            let key = q.value.to_string();
            if q.unit.is_none() && self.option_place(*c, &key).is_some() {
                return self.option_key(*c, &key, span, out);
            }
        }
        let unit = q
            .unit
            .as_ref()
            .map_or_else(Unit::none, |u| Unit::base(&u.value));
        Some(literal(Value::Num(q.value), Type::Number(unit), span))
    }

    fn yes_no(
        &mut self,
        b: bool,
        span: Span,
        hint: Hint<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let (en, vi) = if b { ("yes", "có") } else { ("no", "không") };
        match hint.ty {
            Some(Type::OptionOf(c)) => self.option_key(*c, en, span, out),
            Some(Type::OneOf(all)) => match all.iter().find(|v| v.name == en || v.name == vi) {
                Some(v) => Some(one_value(v, span)),
                None => Some(literal(Value::Bool(b), Type::Bool, span)),
            },
            _ => Some(literal(Value::Bool(b), Type::Bool, span)),
        }
    }

    fn builtin(&mut self, b: Builtin, span: Span, hint: Hint<'_>) -> Typed {
        let word = spell::builtin(b);
        if let Some(Found::Field(i)) = self.lookup_field(word)
            && let Some(ty) = self.field_type(i)
        {
            return typed(Kind::Field(i), ty, span);
        }
        if let Some(Type::OneOf(all)) = hint.ty
            && let Some(v) = all.iter().find(|v| v.name == word)
        {
            return one_value(v, span);
        }
        let (kind, ty) = match b {
            Builtin::Total => (Kind::Total, Type::Number(Unit::none())),
            Builtin::Filed => (Kind::Filed, Type::Date),
            Builtin::Assessed => (Kind::Assessed, Type::Date),
            Builtin::Kind => (Kind::Kind, Type::kind_of_rating()),
        };
        typed(kind, ty, span)
    }

    /// A field of the record at hand, for words that the engine also has.
    fn lookup_field(&self, word: &str) -> Option<Found> {
        let record = self.records.last()?;
        let place = record.fields.iter().position(|f| f.name == word)?;
        Some(Found::Field(place))
    }

    pub(super) fn field_type(&self, i: usize) -> Option<Type> {
        let record = self.records.last()?;
        record.fields.get(i).map(|f| f.ty.clone())
    }

    fn name(
        &mut self,
        name: &str,
        span: Span,
        hint: Hint<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        match hint.ty {
            Some(Type::OneOf(all)) => {
                if let Some(v) = all.iter().find(|v| v.name == name) {
                    return Some(one_value(v, span));
                }
            }
            Some(Type::OptionOf(c)) if self.option_place(*c, name).is_some() => {
                return self.option_key(*c, name, span, out);
            }
            _ => {}
        }
        let Some(found) = self.lookup(name) else {
            match hint.ty {
                Some(Type::OneOf(all)) => {
                    let values: Vec<&str> = all.iter().map(|v| v.name.as_str()).collect();
                    let near = crate::text::closest(name, values.iter().copied())
                        .or_else(|| self.near(name));
                    let d = names::unknown_value(name, span, hint.what, &values, near.as_deref());
                    self.say(out, d);
                }
                Some(Type::OptionOf(c)) => {
                    self.option_key(*c, name, span, out);
                }
                _ => self.say_unknown(name, span, hint, out),
            }
            return None;
        };
        self.found(found, name, span, out)
    }

    /// The typed form of what a name stands for; counts as a use of it.
    fn found(
        &mut self,
        found: Found,
        name: &str,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let (kind, ty) = match found {
            Found::Field(i) => (Kind::Field(i), self.field_type(i)?),
            Found::OuterField => {
                self.say(out, names::outer_record(name, span));
                return None;
            }
            Found::Fact(i) => (Kind::Fact(i), self.names.fact_type(i)?),
            Found::Let(i) => (Kind::Let(i), self.names.let_type(i, out)?),
            Found::Table(i) => (Kind::Table(i), self.names.table_type(i, out)?),
            Found::Assumption(i) => (Kind::Assumption(i), self.names.assumption_type(i)?),
            Found::Broken => return None,
        };
        if !self.names.afford(&ty) {
            if self.names.first_mention("\u{0}too large") {
                self.say(out, kinds::too_large(span));
            }
            return None;
        }
        Some(typed(kind, ty, span))
    }
}

/// A literal of a one-of type; its own value is all of the type that is kept.
pub(super) fn one_value(v: &Choice, span: Span) -> Typed {
    literal(
        Value::Choice(v.name.clone()),
        Type::OneOf(vec![v.clone()]),
        span,
    )
}

/// The number of a literal, a sign before it included.
pub(super) fn literal_number(e: &Typed) -> Option<Num> {
    match &e.kind {
        Kind::Literal(Value::Num(n)) => Some(*n),
        Kind::Neg(inner) => literal_number(inner)?.neg(),
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod tests;
