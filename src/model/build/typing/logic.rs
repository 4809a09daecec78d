//! Conditions: `and`, `or`, `if`, and what is not a condition.

use super::spell::spell_both;
use super::{Hint, bare, bare_name, kind, spell, typed};
use crate::model::build::scope::Scope;
use crate::model::{Expr as Typed, ExprKind as Kind, Type};
use crate::syntax::tree::{BinaryOp, CmpOp, Expr, ExprKind};
use crate::text::catalogue::kinds;
use crate::text::{Both, Diagnostic, Span, both};

impl Scope<'_> {
    /// An expression that must be a condition.
    pub(in crate::model::build) fn condition(
        &mut self,
        e: &Expr,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let typed = self.infer(e, Hint::NONE, out)?;
        if typed.ty == Type::Bool {
            return Some(typed);
        }
        let help = how_to_ask(&spell_both(e, "…"), &typed.ty);
        self.say(
            out,
            kinds::not_a_condition(&kind(&typed.ty), e.span, Some(help)),
        );
        None
    }

    /// A row of conditions joined by the same word.
    pub(super) fn logic(
        &mut self,
        op: BinaryOp,
        whole: &Expr,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let row = operands(op, whole);
        let mut joined: Option<Typed> = None;
        let mut sound = true;
        let mut i = 0;
        while let Some(e) = row.get(i) {
            i += 1;
            let one = self.condition(e, out);
            // `kind = first or upgrade`: the values that follow without a comparison.
            let values: Vec<&Expr> = match &one {
                Some(t) => row
                    .get(i..)
                    .unwrap_or_default()
                    .iter()
                    .copied()
                    .take_while(|v| self.is_value_beside(t, v))
                    .collect(),
                None => Vec::new(),
            };
            if !values.is_empty() {
                self.say_values(op, e, &values, out);
                i += values.len();
                sound = false;
                continue;
            }
            joined = match (joined, one) {
                (Some(a), Some(b)) => {
                    let span = a.span.to(b.span);
                    let (a, b) = (Box::new(a), Box::new(b));
                    let kind = match op {
                        BinaryOp::And => Kind::And(a, b),
                        _ => Kind::Or(a, b),
                    };
                    Some(typed(kind, Type::Bool, span))
                }
                (None, one) => {
                    sound &= one.is_some();
                    one
                }
                (joined, None) => {
                    sound = false;
                    joined
                }
            };
        }
        joined.filter(|_| sound)
    }

    /// Whether an operand is a bare value of what the comparison before it looks at.
    fn is_value_beside(&self, comparison: &Typed, e: &Expr) -> bool {
        let (Kind::Compare(CmpOp::Eq | CmpOp::Ne, looked_at, _), Some(name)) =
            (&comparison.kind, bare_name(e))
        else {
            return false;
        };
        if self.lookup(name).is_some() {
            return false;
        }
        match &looked_at.ty {
            Type::OneOf(all) => all.iter().any(|c| c.name == name),
            Type::OptionOf(c) => self.option_place(*c, name).is_some(),
            _ => false,
        }
    }

    fn say_values(&self, op: BinaryOp, first: &Expr, values: &[&Expr], out: &mut Vec<Diagnostic>) {
        let (Some(head), Some(tail)) = (values.first(), values.last()) else {
            return;
        };
        let found = both!(
            "a value without a comparison",
            "một giá trị không có phép so sánh"
        );
        let span = head.span.to(tail.span);
        let ExprKind::Compare(sign, x, v) = &bare(first).kind else {
            let d = kinds::not_a_condition(&found, span, None);
            return self.say(out, d);
        };
        let spelled: Vec<String> = values.iter().filter_map(|v| spell(v)).collect();
        let (x, one) = (spell_both(x, "…"), spell_both(v, "…"));
        let (x_en, x_vi) = (&x.en, &x.vi);
        let d = match (op, sign) {
            (BinaryOp::Or, CmpOp::Eq) => {
                let rest = spelled.join(", ");
                let (v_en, v_vi) = (&one.en, &one.vi);
                let help = both!(
                    "write `{x_en} in {{{v_en}, {rest}}}`",
                    "viết «{x_vi} thuộc {{{v_vi}, {rest}}}»"
                );
                let d = kinds::not_a_condition(&found, span, Some(help));
                // From the sign on; what is looked at stays as it is written.
                let from = Span {
                    start: looked_at(first).map_or(v.span.start, |x| x.span.end),
                    ..v.span
                };
                d.fix(from.to(tail.span), format!(" in {{{v_en}, {rest}}}"))
            }
            _ => {
                let sign = sign.as_str();
                let help = both!(
                    "write the comparison again: `{x_en} {sign} …` on each side",
                    "viết lại phép so sánh: «{x_vi} {sign} …» ở mỗi vế"
                );
                let d = kinds::not_a_condition(&found, span, Some(help));
                let word = match op {
                    BinaryOp::And => " and ",
                    _ => " or ",
                };
                let again: Vec<String> = spelled
                    .iter()
                    .map(|v| format!("{x_en} {sign} {v}"))
                    .collect();
                d.fix(span, again.join(word))
            }
        };
        self.say(out, d);
    }

    pub(super) fn choice_of_two(
        &mut self,
        c: &Expr,
        a: &Expr,
        b: &Expr,
        span: Span,
        hint: Hint<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let c = self.condition(c, out);
        let a = self.infer(a, hint, out);
        let b = match (&a, hint.ty) {
            (Some(first), None) => {
                let ty = first.ty.clone();
                self.infer(
                    b,
                    Hint {
                        ty: Some(&ty),
                        what: "",
                    },
                    out,
                )
            }
            _ => self.infer(b, hint, out),
        };
        let (c, a, b) = (c?, a?, b?);
        let ty = match (&a.ty, &b.ty) {
            (Type::Number(_), Type::Number(_)) => {
                if !self.same_unit(&a, &b, out) {
                    return None;
                }
                a.ty.clone()
            }
            (first, second) => match joined(first, second) {
                Some(ty) => ty,
                None => {
                    let d = kinds::branches_differ(&kind(first), a.span, &kind(second), b.span);
                    self.say(out, d);
                    return None;
                }
            },
        };
        Some(typed(
            Kind::If(Box::new(c), Box::new(a), Box::new(b)),
            ty,
            span,
        ))
    }
}

/// The type of a value that may come from either; `None` when they differ in kind.
pub(in crate::model::build) fn joined(a: &Type, b: &Type) -> Option<Type> {
    match (a, b) {
        (Type::OneOf(first), Type::OneOf(second)) => {
            let mut all = first.clone();
            for c in second {
                if !all.iter().any(|have| have.name == c.name) {
                    all.push(c.clone());
                }
            }
            Some(Type::OneOf(all))
        }
        _ => (a == b).then(|| a.clone()),
    }
}

/// The operands of a row joined by one word, in order; brackets end a row.
fn operands(op: BinaryOp, whole: &Expr) -> Vec<&Expr> {
    let mut row = Vec::new();
    let mut left = whole;
    while let ExprKind::Binary(o, a, b) = &left.kind {
        if *o != op {
            break;
        }
        row.push(b.as_ref());
        left = a;
    }
    row.push(left);
    row.reverse();
    row
}

/// What a comparison looks at.
fn looked_at(e: &Expr) -> Option<&Expr> {
    match &bare(e).kind {
        ExprKind::Compare(_, x, _) => Some(x),
        _ => None,
    }
}

/// How to ask a yes-or-no question about a value.
fn how_to_ask(x: &Both, ty: &Type) -> Both {
    let (x, x_vi) = (&x.en, &x.vi);
    match ty {
        Type::Number(u) => {
            let unit = u.to_string();
            let n = match unit.as_str() {
                "" => "50".to_owned(),
                "%" => "50%".to_owned(),
                u => format!("50 {u}"),
            };
            both!("compare it: `{x} >= {n}`", "hãy so sánh: «{x_vi} >= {n}»")
        }
        Type::OneOf(all) => {
            let v = all.first().map_or("…", |c| c.name.as_str());
            both!("compare it: `{x} = {v}`", "hãy so sánh: «{x_vi} = {v}»")
        }
        Type::OptionOf(_) => both!(
            "compare it with an option: `{x} = a`, `{x} >= b`",
            "hãy so sánh với một lựa chọn: «{x_vi} = a», «{x_vi} >= b»"
        ),
        Type::Date => both!(
            "compare it: `{x} <= assessed`",
            "hãy so sánh: «{x_vi} <= ngày chấm»"
        ),
        Type::Text => both!("compare it: `{x} = \"…\"`", "hãy so sánh: «{x_vi} = \"…\"»"),
        Type::List(_) => both!(
            "ask about its records: `any {x} where …`",
            "hãy hỏi các bản ghi: «có bất kỳ {x_vi} mà …»"
        ),
        Type::Bool => both!("use it as it is", "dùng như vậy là được"),
    }
}
