//! Conditions and formulas as text.

use super::{Printer, quoted};
use crate::exact::Rounding;
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::{
    BinaryOp, Builtin, Expr, ExprKind, Function, Place, PlaceKind, Quantifier,
};

/// How close an expression holds together; an operand that holds less close
/// than its operator asks for stands in brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Sign,
    Whole,
}

impl Bond {
    /// The next closer one.
    fn closer(self) -> Bond {
        match self {
            Bond::Or => Bond::And,
            Bond::And => Bond::Not,
            Bond::Not => Bond::Compare,
            Bond::Compare => Bond::Sum,
            Bond::Sum => Bond::Product,
            Bond::Product => Bond::Sign,
            Bond::Sign | Bond::Whole => Bond::Whole,
        }
    }
}

fn bond(expr: &Expr) -> Bond {
    match &expr.kind {
        ExprKind::Binary(op, ..) => binary_bond(*op),
        ExprKind::Compare(..) | ExprKind::In(..) => Bond::Compare,
        ExprKind::Not(_) => Bond::Not,
        ExprKind::Neg(_) => Bond::Sign,
        ExprKind::Quantity(_)
        | ExprKind::Date(_)
        | ExprKind::Text(_)
        | ExprKind::Bool(_)
        | ExprKind::Name(_)
        | ExprKind::Builtin(_)
        | ExprKind::Paren(_)
        | ExprKind::Set(_)
        | ExprKind::Range { .. }
        | ExprKind::If(..)
        | ExprKind::Call(..)
        | ExprKind::Filter(..)
        | ExprKind::Quantified { .. }
        | ExprKind::Points(_)
        | ExprKind::Maximum(_)
        | ExprKind::Criterion(_)
        | ExprKind::AtMaximum(_)
        | ExprKind::AnyAtMaximum(_)
        | ExprKind::CountAtMaximum(_) => Bond::Whole,
    }
}

fn binary_bond(op: BinaryOp) -> Bond {
    match op {
        BinaryOp::Or => Bond::Or,
        BinaryOp::And => Bond::And,
        BinaryOp::Add | BinaryOp::Sub => Bond::Sum,
        BinaryOp::Mul | BinaryOp::Div => Bond::Product,
    }
}

/// Whether what follows an expression would be read as part of it.
fn open_ended(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::If(..) | ExprKind::Filter(..) => true,
        ExprKind::Quantified { filter, .. } => filter.is_some(),
        ExprKind::Not(e) | ExprKind::Neg(e) => open_ended(e),
        ExprKind::Binary(_, _, e) | ExprKind::Compare(_, _, e) | ExprKind::In(_, e) => {
            open_ended(e)
        }
        ExprKind::Quantity(_)
        | ExprKind::Date(_)
        | ExprKind::Text(_)
        | ExprKind::Bool(_)
        | ExprKind::Name(_)
        | ExprKind::Builtin(_)
        | ExprKind::Paren(_)
        | ExprKind::Set(_)
        | ExprKind::Range { .. }
        | ExprKind::Call(..)
        | ExprKind::Points(_)
        | ExprKind::Maximum(_)
        | ExprKind::Criterion(_)
        | ExprKind::AtMaximum(_)
        | ExprKind::AnyAtMaximum(_)
        | ExprKind::CountAtMaximum(_) => false,
    }
}

impl Printer<'_> {
    pub(super) fn expr(&mut self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Quantity(quantity) => {
                self.speech.go_to(expr.span);
                self.quantity(quantity)
            }
            ExprKind::Date(date) => date.to_string(),
            ExprKind::Text(text) => quoted(text),
            ExprKind::Bool(yes) => self.yes_or_no(*yes).to_owned(),
            ExprKind::Name(name) => {
                self.speech.go_past(expr.span);
                name.clone()
            }
            ExprKind::Builtin(builtin) => self
                .kw(match builtin {
                    Builtin::Total => Keyword::Total,
                    Builtin::Filed => Keyword::Filed,
                    Builtin::Assessed => Keyword::Assessed,
                    Builtin::Kind => Keyword::Kind,
                })
                .to_owned(),
            ExprKind::Not(e) => format!("{} {}", self.kw(Keyword::Not), self.part(e, Bond::Not)),
            ExprKind::Neg(e) => {
                let text = self.part(e, Bond::Sign);
                // `-5` is a number of its own.
                let gap = if text.starts_with(|c: char| c.is_ascii_digit()) {
                    " "
                } else {
                    ""
                };
                format!("-{gap}{text}")
            }
            ExprKind::Paren(e) => format!("({})", self.expr(e)),
            ExprKind::Binary(op, a, b) => self.binary(*op, a, b),
            ExprKind::Compare(op, a, b) => {
                let a = self.left(a, Bond::Compare);
                format!("{a} {} {}", op.as_str(), self.part(b, Bond::Sum))
            }
            ExprKind::In(a, b) => {
                let a = self.left(a, Bond::Compare);
                format!("{a} {} {}", self.kw(Keyword::In), self.part(b, Bond::Sum))
            }
            ExprKind::Set(items) => format!("{{{}}}", self.exprs(items)),
            ExprKind::Range {
                lo,
                lo_in,
                hi,
                hi_in,
            } => {
                let lo = lo.as_deref().map(|e| self.end(e));
                let hi = hi.as_deref().map(|e| self.end(e));
                range(lo, *lo_in, hi, *hi_in)
            }
            ExprKind::If(condition, then, otherwise) => [
                self.kw(Keyword::If).to_owned(),
                self.expr(condition),
                self.kw(Keyword::Then).to_owned(),
                self.expr(then),
                self.kw(Keyword::Otherwise).to_owned(),
                self.expr(otherwise),
            ]
            .join(" "),
            ExprKind::Call(function, items) => {
                let name = self.kw(match function {
                    Function::Min => Keyword::Min,
                    Function::Max => Keyword::Max,
                    Function::Abs => Keyword::Abs,
                    Function::Round => Keyword::Round,
                    Function::Percent => Keyword::Percent,
                });
                format!("{name}({})", self.exprs(items))
            }
            ExprKind::Filter(list, condition) => {
                let list = self.code(list);
                format!(
                    "{list} {} {}",
                    self.kw(Keyword::Where),
                    self.expr(condition)
                )
            }
            ExprKind::Quantified {
                quantifier,
                field,
                list,
                filter,
            } => {
                let mut words = vec![self.quantifier(*quantifier).to_owned()];
                if let Some(field) = field {
                    words.push(self.code(field));
                    words.push(self.kw(Keyword::Among).to_owned());
                }
                words.push(match &list.kind {
                    ExprKind::Name(_) | ExprKind::Paren(_) => self.expr(list),
                    _ => format!("({})", self.expr(list)),
                });
                if let Some(filter) = filter {
                    words.push(self.kw(Keyword::Where).to_owned());
                    words.push(self.expr(filter));
                }
                words.join(" ")
            }
            ExprKind::Points(place) => self.of(Keyword::PointsOf, place),
            ExprKind::Maximum(place) => self.of(Keyword::MaximumOf, place),
            ExprKind::Criterion(code) => {
                format!("{} {}", self.kw(Keyword::Criterion), self.code(code))
            }
            ExprKind::AtMaximum(code) => [
                self.kw(Keyword::Criterion).to_owned(),
                self.code(code),
                self.kw(Keyword::AtMaximum).to_owned(),
            ]
            .join(" "),
            ExprKind::AnyAtMaximum(place) => {
                self.at_maximum([Keyword::Any, Keyword::Criterion], place.as_ref())
            }
            ExprKind::CountAtMaximum(place) => {
                self.at_maximum([Keyword::Count, Keyword::Criteria], place.as_ref())
            }
        }
    }

    fn binary(&mut self, op: BinaryOp, a: &Expr, b: &Expr) -> String {
        let bond = binary_bond(op);
        let a = self.left(a, bond);
        let sign = match op {
            BinaryOp::Or => self.kw(Keyword::Or),
            BinaryOp::And => self.kw(Keyword::And),
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Mul => "*",
            BinaryOp::Div => "/",
        };
        format!("{a} {sign} {}", self.part(b, bond.closer()))
    }

    /// An operand, in brackets if it holds less close than `least`.
    fn part(&mut self, expr: &Expr, least: Bond) -> String {
        let text = self.expr(expr);
        if bond(expr) < least {
            format!("({text})")
        } else {
            text
        }
    }

    /// An operand with its operator after it.
    fn left(&mut self, expr: &Expr, least: Bond) -> String {
        if open_ended(expr) {
            format!("({})", self.expr(expr))
        } else {
            self.part(expr, least)
        }
    }

    /// An end of a range.
    fn end(&mut self, expr: &Expr) -> String {
        let text = self.expr(expr);
        match expr.kind {
            ExprKind::Quantity(_)
            | ExprKind::Date(_)
            | ExprKind::Name(_)
            | ExprKind::Builtin(_)
            | ExprKind::Paren(_) => text,
            _ => format!("({text})"),
        }
    }

    pub(super) fn exprs(&mut self, exprs: &[Expr]) -> String {
        let texts: Vec<_> = exprs.iter().map(|e| self.expr(e)).collect();
        texts.join(", ")
    }

    fn quantifier(&mut self, quantifier: Quantifier) -> &'static str {
        self.kw(match quantifier {
            Quantifier::Any => Keyword::Any,
            Quantifier::All => Keyword::All,
            Quantifier::Count => Keyword::Count,
            Quantifier::Sum => Keyword::Sum,
            Quantifier::Min => Keyword::Min,
            Quantifier::Max => Keyword::Max,
        })
    }

    fn of(&mut self, keyword: Keyword, place: &Place) -> String {
        format!("{} {}", self.kw(keyword), self.place(place))
    }

    fn at_maximum(&mut self, keywords: [Keyword; 2], place: Option<&Place>) -> String {
        let mut words: Vec<String> = keywords.iter().map(|k| self.kw(*k).to_owned()).collect();
        if let Some(place) = place {
            words.push(self.kw(Keyword::In).to_owned());
            words.push(self.place(place));
        }
        words.push(self.kw(Keyword::AtMaximum).to_owned());
        words.join(" ")
    }

    fn place(&mut self, place: &Place) -> String {
        let Place { kind, code } = place;
        match kind {
            PlaceKind::Part => format!("{} {}", self.kw(Keyword::Part), self.code(code)),
            PlaceKind::Section => format!("{} {}", self.kw(Keyword::Section), self.code(code)),
            PlaceKind::Criterion => self.code(code),
        }
    }

    pub(super) fn yes_or_no(&mut self, yes: bool) -> &'static str {
        self.kw(if yes { Keyword::Yes } else { Keyword::No })
    }

    /// ` when COND`, or what another keyword asks for.
    pub(super) fn condition(&mut self, keyword: Keyword, condition: Option<&Expr>) -> String {
        match condition {
            Some(c) => format!("{} {}", self.kw(keyword), self.expr(c)),
            None => String::new(),
        }
    }

    pub(super) fn rounding(&mut self, rounding: Rounding) -> String {
        use crate::exact::RoundMode;
        let Rounding { mode, step } = rounding;
        let words = [
            Keyword::Rounded,
            match mode {
                RoundMode::HalfUp => Keyword::HalfUp,
                RoundMode::HalfEven => Keyword::HalfEven,
                RoundMode::HalfDown => Keyword::HalfDown,
                RoundMode::Up => Keyword::Up,
                RoundMode::Down => Keyword::Down,
            },
            Keyword::To,
        ];
        let words = words.map(|k| self.kw(k));
        format!("{} {}", words.join(" "), self.speech.number(step))
    }
}

/// Two ends with a range sign between them; either may be missing.
pub(super) fn range(lo: Option<String>, lo_in: bool, hi: Option<String>, hi_in: bool) -> String {
    let mut words: Vec<String> = lo.into_iter().collect();
    words.push(range_sign(lo_in, hi_in).to_owned());
    words.extend(hi);
    words.join(" ")
}

/// The sign that says which ends belong to a range.
pub(super) fn range_sign(lo_in: bool, hi_in: bool) -> &'static str {
    match (lo_in, hi_in) {
        (true, true) => "..",
        (true, false) => "..<",
        (false, true) => ">..",
        (false, false) => ">..<",
    }
}
