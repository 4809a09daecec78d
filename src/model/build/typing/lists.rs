//! Lists of records: `where`, and what is asked of a list.

use super::{Hint, kind, spell, typed};
use crate::model::build::scope::{Record, Scope};
use crate::model::{Expr as Typed, ExprKind as Kind, Field, Type, Unit};
use crate::syntax::tree::{Expr, ExprKind, Quantifier, Word};
use crate::text::catalogue::{kinds, names};
use crate::text::{Both, Diagnostic, Span, both, closest};

impl Scope<'_> {
    pub(super) fn filter(
        &mut self,
        list: &Word,
        cond: &Expr,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let name = Expr {
            kind: ExprKind::Name(list.value.clone()),
            span: list.span,
        };
        let asked = both!("`where`", "«mà»");
        let (list, fields) = self.list(&name, &asked, out)?;
        let cond = self.inside(fields, cond, out)?;
        let ty = list.ty.clone();
        Some(typed(
            Kind::Filter(Box::new(list), Box::new(cond)),
            ty,
            span,
        ))
    }

    pub(super) fn quantified(
        &mut self,
        quantifier: Quantifier,
        field: Option<&Word>,
        list: &Expr,
        filter: Option<&Expr>,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let (en, vi) = words(quantifier);
        let (written, fields) = self.list(list, &both!("`{en}`", "«{vi}»"), out)?;
        let field = field.map(|f| self.field(f, &fields, list, out));
        let number = !matches!(quantifier, Quantifier::Any | Quantifier::All);
        let filter = match filter {
            Some(cond) if number && is_chain(cond) => {
                self.say_chain(cond, &both!("{en}", "{vi}"), out);
                return None;
            }
            Some(cond) => Some(self.inside(fields.clone(), cond, out)),
            None if quantifier == Quantifier::All => {
                let need = both!("a condition after `where`", "một điều kiện sau «mà»");
                let help = both!("write `all L where c`", "viết «mọi L mà c»");
                self.say(
                    out,
                    kinds::wrong_arguments(&both!("{en}", "{vi}"), &need, span, help),
                );
                return None;
            }
            None => None,
        };
        // Both are looked at before either ends it: they are independent.
        let field = match field {
            Some(f) => Some(f?),
            None => None,
        };
        let filter = match filter {
            Some(f) => Some(Box::new(f?)),
            None => None,
        };
        let ty = match quantifier {
            Quantifier::Any | Quantifier::All => Type::Bool,
            Quantifier::Count => Type::Number(Unit::none()),
            Quantifier::Sum | Quantifier::Min | Quantifier::Max => {
                let f = fields.get(field?)?;
                let dates = f.ty == Type::Date && quantifier != Quantifier::Sum;
                if !dates && !matches!(f.ty, Type::Number(_)) {
                    let needs = both!("`{en}`", "«{vi}»");
                    let found = typed(Kind::Field(field?), f.ty.clone(), span);
                    self.not_a_number(&found, &needs, out);
                    return None;
                }
                f.ty.clone()
            }
        };
        Some(typed(
            Kind::Quantified {
                quantifier,
                field,
                list: Box::new(written),
                filter,
            },
            ty,
            span,
        ))
    }

    /// An expression that must be a list, with the fields of its records.
    fn list(
        &mut self,
        e: &Expr,
        asked: &Both,
        out: &mut Vec<Diagnostic>,
    ) -> Option<(Typed, Vec<Field>)> {
        let list = self.infer(e, Hint::NONE, out)?;
        match &list.ty {
            Type::List(fields) => {
                let fields = fields.clone();
                Some((list, fields))
            }
            other => {
                self.say(out, kinds::not_a_list(&kind(other), list.span, asked));
                None
            }
        }
    }

    /// A condition on the records of a list.
    fn inside(
        &mut self,
        fields: Vec<Field>,
        cond: &Expr,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        self.records.push(Record { fields });
        let cond = self.condition(cond, out);
        self.records.pop();
        cond
    }

    /// `count L where a = b >= 2`: the second comparison is meant for the count.
    fn say_chain(&self, cond: &Expr, word: &Both, out: &mut Vec<Diagnostic>) {
        if let ExprKind::Compare(_, first, second) = &cond.kind {
            self.say(out, kinds::chained_in_where(first.span, second.span, word));
        }
    }

    fn field(
        &mut self,
        name: &Word,
        fields: &[Field],
        list: &Expr,
        out: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let found = fields.iter().position(|f| f.name == name.value);
        if found.is_none() {
            let have: Vec<&str> = fields.iter().map(|f| f.name.as_str()).collect();
            let near = closest(&name.value, have.iter().copied());
            let list = spell(list).unwrap_or_default();
            self.say(
                out,
                names::unknown_field(&name.value, name.span, &list, &have, near.as_deref()),
            );
        }
        found
    }

    /// Whether a name is that of a list.
    pub(super) fn is_list(&mut self, name: &str) -> bool {
        self.names.is_list(name, self.card)
    }
}

fn is_chain(cond: &Expr) -> bool {
    match &cond.kind {
        ExprKind::Compare(_, first, _) => matches!(first.kind, ExprKind::Compare(..)),
        _ => false,
    }
}

fn words(q: Quantifier) -> (&'static str, &'static str) {
    match q {
        Quantifier::Any => ("any", "có bất kỳ"),
        Quantifier::All => ("all", "mọi"),
        Quantifier::Count => ("count", "đếm"),
        Quantifier::Sum => ("sum … of", "tổng của … trong"),
        Quantifier::Min => ("min … of", "nhỏ nhất … trong"),
        Quantifier::Max => ("max … of", "lớn nhất … trong"),
    }
}
