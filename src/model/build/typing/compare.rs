//! Comparisons, sets and ranges.

use super::{Hint, bare, bare_name, kind, literal_number, spell, typed};
use crate::model::build::scope::Scope;
use crate::model::{Expr as Typed, ExprKind as Kind, Type, Unit, Value};
use crate::syntax::tree::{CmpOp, Expr, ExprKind};
use crate::text::catalogue::declared;
use crate::text::catalogue::kinds::{self, Ends};
use crate::text::{Both, Diagnostic, Span, both};
use std::collections::HashMap;

/// A range as it is written.
struct Written<'e> {
    lo: Option<&'e Expr>,
    lo_in: bool,
    hi: Option<&'e Expr>,
    hi_in: bool,
    span: Span,
}

impl Scope<'_> {
    pub(super) fn compare(
        &mut self,
        op: CmpOp,
        a: &Expr,
        b: &Expr,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        if let ExprKind::Compare(_, _, middle) = &a.kind {
            let text = spell(middle);
            let end = Span {
                start: a.span.end,
                ..a.span
            };
            self.say(
                out,
                kinds::chained(a.span, b.span, text.as_deref(), Some(end)),
            );
            return None;
        }
        let (left, right) = self.pair(a, b, out)?;
        if !self.comparable(op, &left, &right, out) {
            return None;
        }
        self.warn_compare(op, &left, &right, span, out);
        let (left, right) = (Box::new(left), Box::new(right));
        Some(typed(Kind::Compare(op, left, right), Type::Bool, span))
    }

    /// Both sides of a comparison; a bare word on one side gets its meaning
    /// from the other.
    fn pair(&mut self, a: &Expr, b: &Expr, out: &mut Vec<Diagnostic>) -> Option<(Typed, Typed)> {
        if (leans(a) && !leans(b)) || (self.undeclared(a) && !self.undeclared(b)) {
            let right = self.infer(b, Hint::NONE, out);
            let left = self.beside(a, right.as_ref(), b, out);
            Some((left?, right?))
        } else {
            let left = self.infer(a, Hint::NONE, out);
            let right = self.beside(b, left.as_ref(), a, out);
            Some((left?, right?))
        }
    }

    /// A side whose other side has been typed, or could not be.
    fn beside(
        &mut self,
        e: &Expr,
        other: Option<&Typed>,
        other_written: &Expr,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        match other {
            Some(o) => {
                let what = spell(other_written).unwrap_or_default();
                let hint = Hint {
                    ty: Some(&o.ty),
                    what: &what,
                };
                self.infer(e, hint, out)
            }
            None if leans(e) => None,
            None => self.infer(e, Hint::NONE, out),
        }
    }

    fn undeclared(&self, e: &Expr) -> bool {
        bare_name(e).is_some_and(|n| self.lookup(n).is_none())
    }

    /// Whether two values can be compared in this way; says so if not.
    fn comparable(
        &self,
        op: CmpOp,
        left: &Typed,
        right: &Typed,
        out: &mut Vec<Diagnostic>,
    ) -> bool {
        let ordered = !matches!(op, CmpOp::Eq | CmpOp::Ne);
        let alike = match (&left.ty, &right.ty) {
            (Type::Number(_), Type::Number(_)) => return self.same_unit(left, right, out),
            (Type::Date, Type::Date) => return true,
            (Type::OptionOf(a), Type::OptionOf(b)) if a == b => return true,
            (Type::Bool, Type::Bool) | (Type::Text, Type::Text) => true,
            (Type::OneOf(a), Type::OneOf(b)) => {
                a.iter().any(|v| b.iter().any(|w| w.name == v.name))
            }
            _ => false,
        };
        if alike && ordered {
            self.say(
                out,
                kinds::no_order(&kind(&left.ty), left.span.to(right.span), op.as_str()),
            );
            return false;
        }
        if !alike {
            self.say_unlike(left, right, out);
        }
        alike
    }

    fn say_unlike(&self, left: &Typed, right: &Typed, out: &mut Vec<Diagnostic>) {
        let (help, mend) = self.how_to_compare(left, right);
        // The finding is about the literal, if there is one: it is what can be mended.
        let (here, there) = match (&left.kind, &right.kind) {
            (Kind::Literal(_), k) if !matches!(k, Kind::Literal(_)) => (left, right),
            _ => (right, left),
        };
        let d = kinds::not_comparable(
            &kind(&there.ty),
            there.span,
            &kind(&here.ty),
            here.span,
            help,
            mend,
        );
        self.say(out, d);
    }

    /// How two unlike things could be compared after all.
    fn how_to_compare(
        &self,
        left: &Typed,
        right: &Typed,
    ) -> (Option<Both>, Option<(Span, String)>) {
        for (one, other) in [(left, right), (right, left)] {
            match (&one.ty, &other.kind, &other.ty) {
                (Type::OneOf(all), Kind::Literal(Value::Text(t)), _)
                    if all.iter().any(|c| c.name == *t) =>
                {
                    return (
                        Some(both!(
                            "values are written without quotes: {t}",
                            "giá trị viết không có ngoặc kép: {t}"
                        )),
                        Some((other.span, t.clone())),
                    );
                }
                (Type::OptionOf(c), _, Type::Number(_)) => {
                    let help = self.number_of(*c).map(|n| {
                        both!(
                            "for its points write `points of {n}`",
                            "nếu là điểm thì viết «điểm của {n}»"
                        )
                    });
                    return (help, None);
                }
                (Type::OptionOf(c), Kind::Literal(Value::Text(t)), _) => {
                    let mend = self.option_place(*c, t).map(|_| (other.span, t.clone()));
                    let help = both!(
                        "options are written without quotes",
                        "lựa chọn viết không có ngoặc kép"
                    );
                    return (Some(help), mend);
                }
                (Type::Date, _, Type::Number(u)) => {
                    let days = *u == Unit::base("days") || *u == Unit::base("months");
                    let help = if days {
                        both!(
                            "move a date by it: `issued + 12 months >= assessed`",
                            "hãy dời một ngày: «ngay_cap + 12 tháng >= ngày chấm»"
                        )
                    } else {
                        both!(
                            "dates are written year-month-day: 2026-05-22",
                            "ngày viết theo năm-tháng-ngày: 2026-05-22"
                        )
                    };
                    return (Some(help), None);
                }
                (Type::Date, Kind::Literal(Value::Text(t)), _) => {
                    let date = t.parse::<jiff::civil::Date>().ok();
                    let help = both!(
                        "dates are written without quotes, year-month-day: 2026-05-22",
                        "ngày viết không có ngoặc kép, theo năm-tháng-ngày: 2026-05-22"
                    );
                    return (Some(help), date.map(|d| (other.span, d.to_string())));
                }
                (Type::List(_), _, _) => {
                    return (
                        Some(both!(
                            "ask about its records: `any L where …`, `count L >= 1`",
                            "hãy hỏi các bản ghi: «có bất kỳ L mà …», «đếm L >= 1»"
                        )),
                        None,
                    );
                }
                (Type::Bool, _, Type::Number(_)) => {
                    return (
                        Some(both!(
                            "a yes/no value is compared with `yes` or `no`",
                            "giá trị có/không thì so với «có» hoặc «không»"
                        )),
                        None,
                    );
                }
                _ => {}
            }
        }
        (None, None)
    }

    pub(super) fn membership(
        &mut self,
        x: &Expr,
        within: &Expr,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        match &bare(within).kind {
            ExprKind::Set(items) => self.in_set(x, items, span, out),
            ExprKind::Range {
                lo,
                lo_in,
                hi,
                hi_in,
            } => {
                let range = Written {
                    lo: lo.as_deref(),
                    lo_in: *lo_in,
                    hi: hi.as_deref(),
                    hi_in: *hi_in,
                    span: within.span,
                };
                self.in_range(x, &range, span, out)
            }
            _ => {
                if !leans(x) {
                    self.infer(x, Hint::NONE, out);
                }
                let list = bare_name(within).filter(|n| self.is_list(n));
                self.say(out, kinds::not_a_set(within.span, list));
                None
            }
        }
    }

    fn in_set(
        &mut self,
        x: &Expr,
        items: &[Expr],
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let of = self.infer(x, Hint::NONE, out);
        let mut all = Vec::new();
        let mut sound = true;
        let mut seen: HashMap<String, Span> = HashMap::new();
        for item in items {
            let Some(one) = self.beside(item, of.as_ref(), x, out) else {
                sound = false;
                continue;
            };
            let Some(of) = &of else { continue };
            if !self.comparable(CmpOp::Eq, of, &one, out) {
                sound = false;
                continue;
            }
            if let Kind::Literal(_) | Kind::OptionKey(_) = one.kind {
                let name = spell(item).unwrap_or_default();
                match seen.get(&name) {
                    Some(first) if !name.is_empty() => {
                        self.say(out, declared::listed_twice(&name, one.span, *first));
                    }
                    _ => {
                        seen.insert(name, one.span);
                        self.warn_compare(CmpOp::Eq, of, &one, one.span, out);
                    }
                }
            }
            all.push(one);
        }
        let of = of.filter(|_| sound)?;
        Some(typed(Kind::InSet(Box::new(of), all), Type::Bool, span))
    }

    fn in_range(
        &mut self,
        x: &Expr,
        range: &Written<'_>,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let of = self.infer(x, Hint::NONE, out);
        if let Some(of) = &of
            && !matches!(of.ty, Type::Number(_) | Type::Date | Type::OptionOf(_))
        {
            self.say(out, kinds::no_order(&kind(&of.ty), span, ".."));
            return None;
        }
        let mut sound = of.is_some();
        let mut end = |scope: &mut Self, e: Option<&Expr>, out: &mut Vec<Diagnostic>| {
            let typed = scope.beside(e?, of.as_ref(), x, out);
            let fits = match (&of, &typed) {
                (Some(of), Some(t)) => scope.comparable(CmpOp::Le, of, t, out),
                _ => false,
            };
            sound &= fits;
            typed.filter(|_| fits)
        };
        let lo = end(self, range.lo, out);
        let hi = end(self, range.hi, out);
        if range.lo.is_none() && range.hi.is_none() {
            self.say(out, kinds::wrong_ends(range.span, Ends::Absent));
            return None;
        }
        let of = of.filter(|_| sound)?;
        if let (Some(lo), Some(hi)) = (&lo, &hi)
            && let Some(wrong) = ends_of(lo, hi, range.lo_in && range.hi_in)
        {
            self.say(out, kinds::wrong_ends(range.span, wrong));
            return None;
        }
        if matches!(of.ty, Type::OptionOf(_)) {
            return by_place(&of, lo, range.lo_in, hi, range.hi_in, span);
        }
        self.warn_range(
            &of,
            lo.as_ref(),
            range.lo_in,
            hi.as_ref(),
            range.hi_in,
            span,
            out,
        );
        Some(typed(
            Kind::InRange {
                of: Box::new(of),
                lo: lo.map(Box::new),
                lo_in: range.lo_in,
                hi: hi.map(Box::new),
                hi_in: range.hi_in,
            },
            Type::Bool,
            span,
        ))
    }
}

/// What is wrong with two ends that stand on the page.
fn ends_of(lo: &Typed, hi: &Typed, both_in: bool) -> Option<Ends> {
    let order = match (&lo.kind, &hi.kind) {
        (Kind::Literal(Value::Date(a)), Kind::Literal(Value::Date(b))) => a.cmp(b),
        (Kind::OptionKey(a), Kind::OptionKey(b)) => a.cmp(b),
        _ => literal_number(lo)?.cmp(&literal_number(hi)?),
    };
    match order {
        std::cmp::Ordering::Less => None,
        std::cmp::Ordering::Equal => (!both_in).then_some(Ends::Empty),
        std::cmp::Ordering::Greater => Some(Ends::Crossed),
    }
}

/// `criterion 3 in b .. d`: the two comparisons it stands for.
fn by_place(
    of: &Typed,
    lo: Option<Typed>,
    lo_in: bool,
    hi: Option<Typed>,
    hi_in: bool,
    span: Span,
) -> Option<Typed> {
    let one = |op: CmpOp, end: Typed| {
        let (of, end) = (Box::new(of.clone()), Box::new(end));
        typed(Kind::Compare(op, of, end), Type::Bool, span)
    };
    let above = lo.map(|e| one(if lo_in { CmpOp::Ge } else { CmpOp::Gt }, e));
    let below = hi.map(|e| one(if hi_in { CmpOp::Le } else { CmpOp::Lt }, e));
    match (above, below) {
        (Some(a), Some(b)) => {
            let kind = Kind::And(Box::new(a), Box::new(b));
            Some(typed(kind, Type::Bool, span))
        }
        (one, other) => one.or(other),
    }
}

/// Whether an expression may get its meaning from what stands beside it.
fn leans(e: &Expr) -> bool {
    match &bare(e).kind {
        ExprKind::Name(_) | ExprKind::Bool(_) | ExprKind::Quantity(_) | ExprKind::Text(_) => true,
        ExprKind::If(_, a, b) => leans(a) || leans(b),
        _ => false,
    }
}
