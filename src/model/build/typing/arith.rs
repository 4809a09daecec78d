//! Arithmetic: units, dates, the functions.

use super::{Hint, kind, literal, literal_number, typed, words};
use crate::exact::Num;
use crate::model::build::scope::Scope;
use crate::model::{ArithOp, Expr as Typed, ExprKind as Kind, Type, Unit, Value};
use crate::syntax::tree::{BinaryOp, Expr, Function};
use crate::text::catalogue::kinds;
use crate::text::{Both, Diagnostic, Span, both, fold};

impl Scope<'_> {
    pub(super) fn binary(
        &mut self,
        op: BinaryOp,
        a: &Expr,
        b: &Expr,
        whole: &Expr,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let op = match op {
            BinaryOp::And | BinaryOp::Or => return self.logic(op, whole, out),
            BinaryOp::Add => ArithOp::Add,
            BinaryOp::Sub => ArithOp::Sub,
            BinaryOp::Mul => ArithOp::Mul,
            BinaryOp::Div => ArithOp::Div,
        };
        let left = self.infer(a, Hint::NONE, out);
        let right = self.infer(b, Hint::NONE, out);
        let (left, right) = (left?, right?);
        if left.ty == Type::Date || right.ty == Type::Date {
            return self.on_dates(op, left, right, whole.span, out);
        }
        let sign = op_sign(op);
        let needs = both!("`{sign}`", "«{sign}»");
        let (u, v) = match (&left.ty, &right.ty) {
            (Type::Number(u), Type::Number(v)) => (u.clone(), v.clone()),
            (first, second) => {
                for (side, ty) in [(&left, first), (&right, second)] {
                    if !matches!(ty, Type::Number(_)) {
                        self.not_a_number(side, &needs, out);
                    }
                }
                return None;
            }
        };
        let unit = match op {
            ArithOp::Add | ArithOp::Sub => {
                if !self.same_unit(&left, &right, out) {
                    return None;
                }
                u
            }
            ArithOp::Mul => u.times(&v, 1),
            ArithOp::Div => {
                if literal_number(&right).is_some_and(Num::is_zero) {
                    self.say(out, kinds::divided_by_zero(right.span));
                    return None;
                }
                u.times(&v, -1)
            }
        };
        Some(arith(op, left, right, Type::Number(unit), whole.span))
    }

    pub(super) fn negative(
        &mut self,
        inner: &Expr,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let inner = self.infer(inner, Hint::NONE, out)?;
        if !matches!(inner.ty, Type::Number(_)) {
            self.not_a_number(&inner, &both!("`-`", "«-»"), out);
            return None;
        }
        let ty = inner.ty.clone();
        match literal_number(&inner).and_then(Num::neg) {
            Some(n) => Some(literal(Value::Num(n), ty, span)),
            None => Some(typed(Kind::Neg(Box::new(inner)), ty, span)),
        }
    }

    /// Arithmetic in which at least one side is a date.
    fn on_dates(
        &mut self,
        op: ArithOp,
        left: Typed,
        right: Typed,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let (op, date, by) = match (op, &left.ty, &right.ty) {
            (ArithOp::Sub, Type::Date, Type::Date) => {
                let days = Type::Number(Unit::base("days"));
                return Some(arith(op, left, right, days, span));
            }
            (ArithOp::Add, Type::Date, Type::Number(_))
            | (ArithOp::Sub, Type::Date, Type::Number(_)) => (op, left, right),
            (ArithOp::Add, Type::Number(_), Type::Date) => (op, right, left),
            (_, Type::Date, Type::Date) => {
                self.say(
                    out,
                    kinds::date_arithmetic(
                        span,
                        &both!(
                            "two dates can only be subtracted: that gives a number of days",
                            "hai ngày chỉ trừ được cho nhau: kết quả là số ngày"
                        ),
                        both!(
                            "compare the dates, or move one by `12 months` or `30 days`",
                            "hãy so sánh hai ngày, hoặc dời một ngày đi «12 tháng» hay «30 ngày»"
                        ),
                    ),
                );
                return None;
            }
            _ => {
                let other = if left.ty == Type::Date { &right } else { &left };
                let found = kind(&other.ty);
                let (en, vi) = (&found.en, &found.vi);
                self.say(
                    out,
                    kinds::date_arithmetic(
                        span,
                        &both!(
                            "a date and {en} cannot be joined in this way",
                            "không ghép được một ngày với {vi} như thế này"
                        ),
                        date_help(),
                    ),
                );
                return None;
            }
        };
        let by = self.date_step(by, out)?;
        Some(arith(op, date, by, Type::Date, span))
    }

    /// By what a date moves: whole months or days; years become months.
    fn date_step(&mut self, by: Typed, out: &mut Vec<Diagnostic>) -> Option<Typed> {
        let Type::Number(unit) = &by.ty else {
            return None;
        };
        let (days, months, years) = (
            Unit::base("days"),
            Unit::base("months"),
            Unit::base("years"),
        );
        if let Some(n) = literal_number(&by)
            && !n.is_whole()
            && (*unit == days || *unit == months)
        {
            self.say(
                out,
                kinds::date_arithmetic(
                    by.span,
                    &both!(
                        "a date moves by whole months or days",
                        "ngày chỉ dời được theo số tháng hoặc số ngày nguyên"
                    ),
                    date_help(),
                ),
            );
            return None;
        }
        if *unit == days || *unit == months {
            return Some(by);
        }
        if *unit == years {
            let (twelve, span) = (Num::int(12), by.span);
            if let Some(n) = literal_number(&by).and_then(|n| n.mul(twelve)) {
                return self.date_step(literal(Value::Num(n), Type::Number(months), span), out);
            }
            let rate = Type::Number(months.times(&years, -1));
            let rate = literal(Value::Num(twelve), rate, span);
            return Some(arith(ArithOp::Mul, by, rate, Type::Number(months), span));
        }
        let found = kind(&by.ty);
        let (en, vi) = (&found.en, &found.vi);
        self.say(
            out,
            kinds::date_arithmetic(
                by.span,
                &both!(
                    "a date moves by months or days, but this is {en}",
                    "ngày dời theo tháng hoặc theo ngày, nhưng đây là {vi}"
                ),
                date_help(),
            ),
        );
        None
    }

    pub(super) fn call(
        &mut self,
        f: Function,
        args: &[Expr],
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let before = out.len();
        let all: Vec<Option<Typed>> = args
            .iter()
            .map(|a| self.infer(a, Hint::NONE, out))
            .collect();
        let word = word_of(f);
        let fits = match f {
            Function::Min | Function::Max => args.len() >= 2,
            Function::Abs => args.len() == 1,
            Function::Round => args.len() == 1 || args.len() == 2,
            Function::Percent => args.len() == 2,
        };
        if !fits {
            let need = match f {
                Function::Min | Function::Max => {
                    both!("two values or more", "từ hai giá trị trở lên")
                }
                Function::Abs => both!("one number", "một số"),
                Function::Round => both!(
                    "one number, and the step if it is not 1",
                    "một số, và bước làm tròn nếu khác 1"
                ),
                Function::Percent => both!(
                    "two numbers: the share and the whole",
                    "hai số: phần và toàn bộ"
                ),
            };
            self.say(
                out,
                kinds::wrong_arguments(&word, &need, span, functions_help()),
            );
            return None;
        }
        let all: Vec<Typed> = all.into_iter().collect::<Option<_>>()?;
        let dates =
            matches!(f, Function::Min | Function::Max) && all.iter().all(|a| a.ty == Type::Date);
        if dates {
            return Some(typed(Kind::Call(f, all), Type::Date, span));
        }
        let (en, vi) = (&word.en, &word.vi);
        let needs = both!("`{en}`", "«{vi}»");
        for a in &all {
            if !matches!(a.ty, Type::Number(_)) {
                self.not_a_number(a, &needs, out);
            }
        }
        if out.len() > before {
            return None;
        }
        let first = all.first()?;
        let ty = match f {
            Function::Abs => first.ty.clone(),
            Function::Min | Function::Max => {
                for a in all.iter().skip(1) {
                    if !self.same_unit(first, a, out) {
                        return None;
                    }
                }
                first.ty.clone()
            }
            Function::Percent => {
                let whole = all.get(1)?;
                if !self.same_unit(first, whole, out) {
                    return None;
                }
                if literal_number(whole).is_some_and(Num::is_zero) {
                    self.say(out, kinds::divided_by_zero(whole.span));
                    return None;
                }
                Type::Number(Unit::percent())
            }
            Function::Round => {
                if let Some(step) = all.get(1) {
                    let plain = step.ty == Type::Number(Unit::none());
                    if !plain && !self.same_unit(first, step, out) {
                        return None;
                    }
                    if literal_number(step).is_none_or(|n| n <= Num::ZERO) {
                        let need = both!(
                            "a step above zero that is written out, such as 0.1",
                            "bước làm tròn là con số lớn hơn không, như 0.1"
                        );
                        let d = kinds::wrong_arguments(&word, &need, step.span, functions_help());
                        self.say(out, d);
                        return None;
                    }
                }
                first.ty.clone()
            }
        };
        Some(typed(Kind::Call(f, all), ty, span))
    }

    /// Whether two numbers (as their types say) have one unit; says so if not.
    pub(super) fn same_unit(&self, a: &Typed, b: &Typed, out: &mut Vec<Diagnostic>) -> bool {
        let (Type::Number(u), Type::Number(v)) = (&a.ty, &b.ty) else {
            return false;
        };
        if u == v {
            return true;
        }
        // The finding is about the literal, if one of them is: it is what can be mended.
        let (here, there) = match (literal_number(a), literal_number(b)) {
            (Some(_), None) => (a, b),
            _ => (b, a),
        };
        self.units_clash(here, &there.ty, Some(there.span), true, out);
        false
    }

    /// A number whose unit is not the one that its place needs.
    pub(in crate::model::build) fn unit_unfit(
        &self,
        found: &Typed,
        want: &Unit,
        out: &mut Vec<Diagnostic>,
    ) {
        self.units_clash(found, &Type::Number(want.clone()), None, true, out);
    }

    /// Says that two units do not agree; `exact` says whether the span of a
    /// literal is that of the number alone, so that all of it may be replaced.
    pub(super) fn units_clash(
        &self,
        here: &Typed,
        there: &Type,
        there_span: Option<Span>,
        exact: bool,
        out: &mut Vec<Diagnostic>,
    ) {
        let (Type::Number(u), Type::Number(v)) = (&here.ty, there) else {
            return;
        };
        let number = literal_number(here);
        let as_percent = u.is_percent() != v.is_percent() && (u.is_none() || v.is_none());
        if as_percent {
            let text = number.filter(|_| u.is_none()).map(|n| n.to_string());
            let literal = text.as_deref().map(|t| (t, here.span));
            self.say(
                out,
                kinds::percent_and_number(here.span, there_span, u.is_percent(), literal),
            );
            return;
        }
        let (help, mend) = unit_mend(number, u, v, here.span);
        let mend = mend.and_then(|(span, text)| match (exact, u.is_none()) {
            (true, _) => Some((span, text)),
            // Only the unit is added, at the end.
            (false, true) => Some((
                Span {
                    start: span.end,
                    ..span
                },
                format!(" {v}"),
            )),
            (false, false) => None,
        });
        self.say(
            out,
            kinds::units_differ(
                &words::number(u),
                here.span,
                &words::number(v),
                there_span,
                help,
                mend,
            ),
        );
    }

    /// Says that this is not a number; for an option, how to ask for its points.
    pub(in crate::model::build) fn not_a_number(
        &self,
        found: &Typed,
        needs: &Both,
        out: &mut Vec<Diagnostic>,
    ) {
        let help = match &found.ty {
            Type::OptionOf(c) => self.number_of(*c).map(|n| {
                both!(
                    "for its points write `points of {n}`",
                    "nếu là điểm thì viết «điểm của {n}»"
                )
            }),
            Type::List(_) => Some(both!(
                "count its records: `count L`, or add a field: `sum f of L`",
                "đếm bản ghi: «đếm L», hoặc cộng một trường: «tổng của f trong L»"
            )),
            Type::Bool => Some(both!(
                "turn it into a number with `if … then 1 else 0`",
                "đổi thành số bằng «nếu … thì 1 ngược lại 0»"
            )),
            _ => None,
        };
        self.say(
            out,
            kinds::not_a_number(&kind(&found.ty), found.span, needs, help),
        );
    }
}

/// How to bring a literal into the unit that is wanted.
fn unit_mend(
    number: Option<Num>,
    found: &Unit,
    wanted: &Unit,
    span: Span,
) -> (Option<Both>, Option<(Span, String)>) {
    let (have, want) = (found.to_string(), wanted.to_string());
    let (months, days) = (Unit::base("months"), Unit::base("days"));
    if (*found == months || *found == days) && (*wanted == months || *wanted == days) {
        let help = both!(
            "months differ in length: move a date instead, `issued + 12 months >= assessed`",
            "các tháng dài ngắn khác nhau: hãy dời ngày, «ngay_cap + 12 tháng >= ngày chấm»"
        );
        return (Some(help), None);
    }
    let writable = !want.is_empty() && !want.contains(['^', '·']) && !want.starts_with("1/");
    let Some(n) = number.filter(|_| writable) else {
        return (None, None);
    };
    let with_unit = |n: Num| {
        if wanted.is_percent() {
            format!("{n}%")
        } else {
            format!("{n} {want}")
        }
    };
    let mended = if found.is_none() || fold(&have) == fold(&want) {
        Some(n)
    } else {
        big_word(&have).and_then(|times| n.mul(times))
    };
    match mended {
        Some(n) => {
            let text = with_unit(n);
            (
                Some(both!("write {text}", "viết {text}")),
                Some((span, text)),
            )
        }
        None => (None, None),
    }
}

/// Words that people write in place of zeros.
fn big_word(unit: &str) -> Option<Num> {
    Some(Num::int(match fold(unit).as_str() {
        "nghin" | "ngan" | "thousand" => 1_000,
        "trieu" | "million" => 1_000_000,
        "ty" | "ti" | "billion" => 1_000_000_000,
        _ => return None,
    }))
}

fn arith(op: ArithOp, a: Typed, b: Typed, ty: Type, span: Span) -> Typed {
    typed(Kind::Arith(op, Box::new(a), Box::new(b)), ty, span)
}

fn op_sign(op: ArithOp) -> &'static str {
    match op {
        ArithOp::Add => "+",
        ArithOp::Sub => "-",
        ArithOp::Mul => "*",
        ArithOp::Div => "/",
    }
}

fn word_of(f: Function) -> Both {
    match f {
        Function::Min => both!("min", "nhỏ nhất"),
        Function::Max => both!("max", "lớn nhất"),
        Function::Abs => both!("abs", "trị tuyệt đối"),
        Function::Round => both!("round", "làm tròn"),
        Function::Percent => both!("percent", "phần trăm"),
    }
}

fn date_help() -> Both {
    both!(
        "write `date + 12 months` or `date - 30 days`; a date less a date is a number of days",
        "viết «ngày + 12 tháng» hoặc «ngày - 30 ngày»; ngày trừ ngày ra số ngày"
    )
}

fn functions_help() -> Both {
    both!(
        "the functions: min(a, b), max(a, b), abs(a), round(a), round(a, 0.1), percent(share, whole)",
        "các hàm: nhỏ nhất(a, b), lớn nhất(a, b), trị tuyệt đối(a), làm tròn(a), làm tròn(a, 0.1), phần trăm(phần, toàn_bộ)"
    )
}
