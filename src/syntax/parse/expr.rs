//! Conditions and formulas.

use super::super::grammar::Rule;
use super::super::tree::{
    BinaryOp, Builtin, Expr, ExprKind, Function, Place, PlaceKind, Quantifier, Sp,
};
use super::literal::{compare, ends};
use super::parts::Parts;
use super::{DEEPEST, LONGEST, Made, Pair, Reader};
use crate::text::Span;
use crate::text::catalogue::reading as say;
use pest::pratt_parser::{Assoc, Op, PrattParser};
use std::sync::LazyLock;

/// What binds how closely, loosest first.
static ORDER: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    let left = |rule| Op::infix(rule, Assoc::Left);
    PrattParser::new()
        .op(left(Rule::op_or))
        .op(left(Rule::op_and))
        .op(Op::prefix(Rule::op_not))
        .op(left(Rule::cmp) | left(Rule::op_in))
        .op(left(Rule::op_add) | left(Rule::op_sub))
        .op(left(Rule::op_mul) | left(Rule::op_div))
        .op(Op::prefix(Rule::op_neg))
});

impl<'i> Reader<'_> {
    /// The expression that is the first one left in `parts`.
    pub(super) fn expr_in(&self, parts: &mut Parts<'i>, whole: Span) -> Made<Expr> {
        let pair = self.need(parts.find(Rule::expr), whole)?;
        self.expr(pair)
    }

    /// The expression that comes next behind a `keyword`, if it does.
    pub(super) fn expr_after(&self, parts: &mut Parts<'i>, keyword: Rule) -> Made<Option<Expr>> {
        if !parts.has(keyword) {
            return Ok(None);
        }
        parts.take(Rule::expr).map(|p| self.expr(p)).transpose()
    }

    /// An expression.
    pub(super) fn expr(&self, pair: Pair<'i>) -> Made<Expr> {
        self.nested(pair, 0)
    }

    /// An expression inside `depth` others.
    fn nested(&self, pair: Pair<'i>, depth: usize) -> Made<Expr> {
        let span = self.span(&pair);
        if depth > DEEPEST {
            return Err(say::too_deep(span).into());
        }
        let (mut signs, mut prefixes) = (0usize, 0usize);
        for p in pair.clone().into_inner() {
            match p.as_rule() {
                Rule::op_not | Rule::op_neg => prefixes += 1,
                Rule::op_or | Rule::op_and | Rule::op_in | Rule::cmp => signs += 1,
                Rule::op_add | Rule::op_sub | Rule::op_mul | Rule::op_div => signs += 1,
                _ => prefixes = 0,
            }
            if prefixes > DEEPEST {
                return Err(say::too_deep(span).into());
            }
            if signs > LONGEST {
                return Err(say::too_long(span).into());
            }
        }
        ORDER
            .map_primary(|p| self.primary(p, depth))
            .map_prefix(|op, x| {
                let x = x?;
                let span = self.span(&op).to(x.span);
                let kind = match op.as_rule() {
                    Rule::op_not => ExprKind::Not(Box::new(x)),
                    _ => ExprKind::Neg(Box::new(x)),
                };
                Ok(Expr { kind, span })
            })
            .map_infix(|a, op, b| {
                let (a, b) = (a?, b?);
                let span = a.span.to(b.span);
                let (a, b) = (Box::new(a), Box::new(b));
                let kind = match op.as_rule() {
                    Rule::op_or => ExprKind::Binary(BinaryOp::Or, a, b),
                    Rule::op_and => ExprKind::Binary(BinaryOp::And, a, b),
                    Rule::op_in => ExprKind::In(a, b),
                    Rule::op_add => ExprKind::Binary(BinaryOp::Add, a, b),
                    Rule::op_sub => ExprKind::Binary(BinaryOp::Sub, a, b),
                    Rule::op_mul => ExprKind::Binary(BinaryOp::Mul, a, b),
                    Rule::op_div => ExprKind::Binary(BinaryOp::Div, a, b),
                    _ => ExprKind::Compare(compare(op.as_str().trim()), a, b),
                };
                Ok(Expr { kind, span })
            })
            .parse(pair.into_inner())
    }

    fn primary(&self, pair: Pair<'i>, depth: usize) -> Made<Expr> {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        let text = pair.as_str();
        let mut parts = Parts::of(pair.clone());
        let inside = |parts: &mut Parts<'i>| -> Made<Box<Expr>> {
            let pair = self.need(parts.find(Rule::expr), span)?;
            Ok(Box::new(self.nested(pair, depth + 1)?))
        };
        let kind = match rule {
            Rule::range => return self.range(parts, depth, span),
            Rule::paren => ExprKind::Paren(inside(&mut parts)?),
            Rule::quantity => ExprKind::Quantity(self.quantity(pair)?.value),
            Rule::date => ExprKind::Date(self.date(&pair)?.value),
            Rule::name => ExprKind::Name(self.word(&pair).value),
            Rule::builtin => ExprKind::Builtin(match parts.peek() {
                Some(Rule::k_total) => Builtin::Total,
                Some(Rule::k_filed) => Builtin::Filed,
                Some(Rule::k_assessed) => Builtin::Assessed,
                _ => Builtin::Kind,
            }),
            Rule::literal_bool => ExprKind::Bool(parts.has(Rule::k_yes)),
            Rule::text_lit => {
                let string = self.need(parts.any(), span)?;
                ExprKind::Text(self.text(&string)?.value)
            }
            Rule::set_ => ExprKind::Set(
                parts
                    .each(Rule::expr)
                    .map(|p| self.nested(p, depth + 1))
                    .collect::<Made<_>>()?,
            ),
            Rule::if_ => ExprKind::If(
                inside(&mut parts)?,
                inside(&mut parts)?,
                inside(&mut parts)?,
            ),
            Rule::call => {
                let name = self.need(parts.any(), span)?;
                let function = match Parts::of(name).peek() {
                    Some(Rule::k_min) => Function::Min,
                    Some(Rule::k_max) => Function::Max,
                    Some(Rule::k_abs) => Function::Abs,
                    Some(Rule::k_round) => Function::Round,
                    _ => Function::Percent,
                };
                let arguments = parts.each(Rule::expr).map(|p| self.nested(p, depth + 1));
                ExprKind::Call(function, arguments.collect::<Made<_>>()?)
            }
            Rule::filter => {
                let name = self.need(parts.take(Rule::name), span)?;
                ExprKind::Filter(self.word(&name), inside(&mut parts)?)
            }
            Rule::quantified => self.quantified(parts, depth, span)?,
            Rule::points_of => ExprKind::Points(self.place_in(&mut parts, span)?),
            Rule::maximum_of => ExprKind::Maximum(self.place_in(&mut parts, span)?),
            Rule::at_top => {
                let code = self.need(parts.find(Rule::code), span)?;
                let code = self.word(&code);
                if parts.has(Rule::k_at_maximum) {
                    ExprKind::AtMaximum(code)
                } else {
                    ExprKind::Criterion(code)
                }
            }
            Rule::any_top => ExprKind::AnyAtMaximum(self.place_maybe(&mut parts, span)?),
            Rule::count_top => ExprKind::CountAtMaximum(self.place_maybe(&mut parts, span)?),
            _ => {
                debug_assert!(false, "an expression of a new form: {text}");
                return Err(say::unreadable(span).into());
            }
        };
        Ok(Expr { kind, span })
    }

    fn range(&self, parts: Parts<'i>, depth: usize, span: Span) -> Made<Expr> {
        let (mut lo, mut hi, mut op) = (None, None, None);
        for p in parts.rest() {
            match p.as_rule() {
                Rule::range_op => op = Some(ends(p.as_str().trim())),
                // `50 ..` at the end of a line
                Rule::range_up => op = Some(ends(p.as_str())),
                _ => {
                    let end = Some(Box::new(self.primary(p, depth)?));
                    if op.is_none() {
                        lo = end;
                    } else {
                        hi = end;
                    }
                }
            }
        }
        match (op, lo) {
            (None, Some(single)) => Ok(*single),
            (None, None) => Err(say::unreadable(span).into()),
            (Some((lo_in, hi_in)), lo) => Ok(Expr {
                kind: ExprKind::Range {
                    lo,
                    lo_in,
                    hi,
                    hi_in,
                },
                span,
            }),
        }
    }

    fn quantified(&self, mut parts: Parts<'i>, depth: usize, span: Span) -> Made<ExprKind> {
        let head = self.need(parts.take(Rule::quantifier), span)?;
        let mut head = Parts::of(head);
        let quantifier = match head.peek() {
            Some(Rule::k_any) => Quantifier::Any,
            Some(Rule::k_all) => Quantifier::All,
            Some(Rule::k_count) => Quantifier::Count,
            Some(Rule::k_sum) => Quantifier::Sum,
            Some(Rule::k_min) => Quantifier::Min,
            _ => Quantifier::Max,
        };
        let field = head.find(Rule::word).map(|w| self.word(&w));
        let list = self.need(parts.any(), span)?;
        let list = Box::new(self.primary(list, depth)?);
        let filter = if parts.has(Rule::k_where) {
            let pair = self.need(parts.take(Rule::expr), span)?;
            Some(Box::new(self.nested(pair, depth + 1)?))
        } else {
            None
        };
        Ok(ExprKind::Quantified {
            quantifier,
            field,
            list,
            filter,
        })
    }

    fn place_maybe(&self, parts: &mut Parts<'i>, span: Span) -> Made<Option<Place>> {
        parts
            .find(Rule::place)
            .map(|p| self.place(p, span))
            .transpose()
    }

    fn place_in(&self, parts: &mut Parts<'i>, span: Span) -> Made<Place> {
        let place = self.need(parts.find(Rule::place), span)?;
        self.place(place, span)
    }

    fn place(&self, pair: Pair<'i>, span: Span) -> Made<Place> {
        let mut parts = Parts::of(pair);
        let kind = match parts.peek() {
            Some(Rule::k_part) => PlaceKind::Part,
            Some(Rule::k_section) => PlaceKind::Section,
            _ => PlaceKind::Criterion,
        };
        let code = self.need(parts.find(Rule::code), span)?;
        Ok(Place {
            kind,
            code: Sp::new(code.as_str().to_owned(), self.span(&code)),
        })
    }
}
