//! Conditions and values as people read them: «Tỷ lệ nguyên liệu ≥ 75%».
//!
//! Facts, lets, tables and fields appear under their labels, where they have
//! one; numbers with their unit and the decimal sign of the language; dates as
//! `22/05/2026` in Vietnamese and `2026-05-22` in English.

use super::card::Scorecard;
use super::expr::{ArithOp, Expr, ExprKind, Target};
use super::ruleset::Ruleset;
use super::value::{Field, Type, Value};
use crate::syntax::tree::{CmpOp, Function, GroupKind, Quantifier};
use crate::text::Lang;

mod values;

pub use values::{key_text, number_text, value_text};

/// A condition or a formula in words and signs.
#[must_use]
pub fn phrase(expr: &Expr, ruleset: &Ruleset, card: Option<&Scorecard>, lang: Lang) -> String {
    let speaker = Speaker {
        ruleset,
        card,
        lang,
    };
    speaker.say(expr, &[], Tie::Loose)
}

/// How closely a phrase holds together: brackets stand where something looser
/// is put inside something tighter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    Loose,
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Sign,
    Word,
}

struct Speaker<'a> {
    ruleset: &'a Ruleset,
    card: Option<&'a Scorecard>,
    lang: Lang,
}

impl Speaker<'_> {
    /// An expression inside something of a given tightness; `fields` are those
    /// of the record at hand.
    fn say(&self, e: &Expr, fields: &[Field], inside: Tie) -> String {
        let (text, tie) = self.phrase(e, fields);
        if tie < inside {
            format!("({text})")
        } else {
            text
        }
    }

    fn phrase(&self, e: &Expr, fields: &[Field]) -> (String, Tie) {
        use ExprKind as E;
        let say = |e: &Expr, tie: Tie| self.say(e, fields, tie);
        match &e.kind {
            E::Not(a) => self.not(a, fields),
            E::Neg(a) => (format!("−{}", say(a, Tie::Word)), Tie::Sign),
            E::And(a, b) => {
                let (a, b) = (say(a, Tie::And), say(b, Tie::And));
                let word = self.lang.pick("and", "và");
                (format!("{a} {word} {b}"), Tie::And)
            }
            E::Or(a, b) => {
                // Not everyone knows which of the two binds closer.
                let side = |e: &Expr| match e.kind {
                    E::And(..) => say(e, Tie::Not),
                    _ => say(e, Tie::Or),
                };
                let (a, b) = (side(a), side(b));
                let word = self.lang.pick("or", "hoặc");
                (format!("{a} {word} {b}"), Tie::Or)
            }
            E::Arith(op, a, b) => {
                let (sign, tie, right) = match op {
                    ArithOp::Add => ("+", Tie::Sum, Tie::Sum),
                    ArithOp::Sub => ("−", Tie::Sum, Tie::Product),
                    ArithOp::Mul => ("×", Tie::Product, Tie::Product),
                    ArithOp::Div => ("÷", Tie::Product, Tie::Sign),
                };
                (format!("{} {sign} {}", say(a, tie), say(b, right)), tie)
            }
            E::Compare(op, a, b) => {
                let (left, right) = (self.side(a, b, fields), self.side(b, a, fields));
                (format!("{left} {} {right}", sign(*op)), Tie::Compare)
            }
            E::InSet(of, all) => {
                let values: Vec<String> = all.iter().map(|v| self.side(v, of, fields)).collect();
                let values = joined(&values, self.lang.pick("or", "hoặc"));
                let word = self.lang.pick("is", "là");
                (
                    format!("{} {word} {values}", say(of, Tie::Sum)),
                    Tie::Compare,
                )
            }
            E::InRange {
                of,
                lo,
                lo_in,
                hi,
                hi_in,
            } => {
                let lo = lo.as_ref().map(|e| (say(e, Tie::Sum), *lo_in));
                let hi = hi.as_ref().map(|e| (say(e, Tie::Sum), *hi_in));
                let range = values::between(lo, hi, self.lang);
                (format!("{} {range}", say(of, Tie::Sum)), Tie::Compare)
            }
            E::If(c, a, b) => {
                let (c, a, b) = (say(c, Tie::Or), say(a, Tie::Or), say(b, Tie::Or));
                let text = match self.lang {
                    Lang::En => format!("if {c} then {a}, else {b}"),
                    Lang::Vi => format!("nếu {c} thì {a}, còn lại {b}"),
                };
                (text, Tie::Loose)
            }
            E::Call(f, all) => self.call(*f, all, fields),
            E::Filter(list, cond) => self.filtered(list, Some(cond), fields),
            E::Quantified {
                quantifier,
                field,
                list,
                filter,
            } => self.asked(*quantifier, *field, list, filter.as_deref(), fields),
            _ => (self.word(e, fields), Tie::Word),
        }
    }

    /// What is said in one go: a name, a value, a place of the card.
    fn word(&self, e: &Expr, fields: &[Field]) -> String {
        use ExprKind as E;
        let lang = self.lang;
        let named = |label: Option<&Option<String>>, name: Option<&String>| {
            let label = label.and_then(Option::as_ref).filter(|l| !l.is_empty());
            label.or(name).cloned().unwrap_or_default()
        };
        match &e.kind {
            E::Literal(v) => value_text(v, &e.ty, lang),
            E::Fact(i) => {
                let f = self.ruleset.facts.get(*i);
                named(f.map(|f| &f.label), f.map(|f| &f.name))
            }
            E::Field(i) => {
                let f = fields.get(*i);
                named(f.map(|f| &f.label), f.map(|f| &f.name))
            }
            E::Let(i) => {
                let l = self.ruleset.lets.get(*i);
                named(l.map(|l| &l.label), l.map(|l| &l.name))
            }
            E::Table(i) => {
                let t = self.ruleset.tables.get(*i);
                named(t.map(|t| &t.label), t.map(|t| &t.name))
            }
            E::Assumption(i) => named(None, self.ruleset.assumptions.get(*i).map(|a| &a.name)),
            E::Total => lang.pick("total", "tổng điểm").to_owned(),
            E::Filed => lang.pick("day of filing", "ngày nộp").to_owned(),
            E::Assessed => lang.pick("day of assessment", "ngày chấm").to_owned(),
            E::Kind => lang.pick("kind of rating", "loại hình đánh giá").to_owned(),
            E::Points(t) => {
                let word = lang.pick("points of", "điểm của");
                format!("{word} {}", self.target(*t))
            }
            E::Maximum(t) => {
                let word = lang.pick("maximum of", "điểm tối đa của");
                format!("{word} {}", self.target(*t))
            }
            E::OptionOf(i) => self.criterion(*i),
            E::OptionKey(o) => self.option(e, *o),
            E::AtMaximum(i) => {
                let word = lang.pick("has its maximum", "đạt tối đa");
                format!("{} {word}", self.criterion(*i))
            }
            E::AnyAtMaximum(all) => match lang {
                Lang::En => format!("any criterion{} has its maximum", self.among(all)),
                Lang::Vi => format!("có tiêu chí{} đạt tối đa", self.among(all)),
            },
            E::CountAtMaximum(all) => match lang {
                Lang::En => format!("number of criteria{} at their maximum", self.among(all)),
                Lang::Vi => format!("số tiêu chí{} đạt tối đa", self.among(all)),
            },
            _ => String::new(),
        }
    }

    fn not(&self, a: &Expr, fields: &[Field]) -> (String, Tie) {
        let named = |k: &ExprKind| {
            matches!(
                k,
                ExprKind::Fact(_) | ExprKind::Field(_) | ExprKind::Let(_) | ExprKind::Table(_)
            )
        };
        if named(&a.kind) {
            let no = self.lang.pick("no", "không");
            return (format!("{} = {no}", self.word(a, fields)), Tie::Compare);
        }
        let word = self.lang.pick("not", "không phải");
        let inner = self.say(a, fields, Tie::Word);
        (format!("{word} {inner}"), Tie::Not)
    }

    /// A side of a comparison; the values of `kind` have words of their own.
    fn side(&self, e: &Expr, other: &Expr, fields: &[Field]) -> String {
        if let (ExprKind::Literal(Value::Choice(c)), ExprKind::Kind) = (&e.kind, &other.kind) {
            let word = match c.as_str() {
                "first" => self.lang.pick("first rating", "đánh giá lần đầu"),
                "upgrade" => self.lang.pick("upgrade", "nâng hạng"),
                "renewal" => self.lang.pick("renewal", "đánh giá lại"),
                other => other,
            };
            return word.to_owned();
        }
        self.say(e, fields, Tie::Sum)
    }

    fn call(&self, f: Function, all: &[Expr], fields: &[Field]) -> (String, Tie) {
        let lang = self.lang;
        let args: Vec<String> = all.iter().map(|e| self.say(e, fields, Tie::Or)).collect();
        let list = args.join("; ");
        let text = match (f, all) {
            (Function::Percent, [share, whole]) => {
                let share = self.say(share, fields, Tie::Sum);
                let whole = self.say(whole, fields, Tie::Sum);
                let text = match lang {
                    Lang::En => format!("{share} in percent of {whole}"),
                    Lang::Vi => format!("tỷ lệ {share} trên {whole}"),
                };
                return (text, Tie::Sum);
            }
            (Function::Abs, _) => format!("|{list}|"),
            (Function::Round, [of, step]) => {
                let of = self.say(of, fields, Tie::Or);
                let step = self.say(step, fields, Tie::Or);
                match lang {
                    Lang::En => format!("({of}, rounded to {step})"),
                    Lang::Vi => format!("({of}, làm tròn đến {step})"),
                }
            }
            (Function::Round, _) => match lang {
                Lang::En => format!("({list}, rounded)"),
                Lang::Vi => format!("({list}, làm tròn)"),
            },
            (Function::Min, _) => format!("{}({list})", lang.pick("least of ", "nhỏ nhất của ")),
            (Function::Max, _) => format!("{}({list})", lang.pick("greatest of ", "lớn nhất của ")),
            (Function::Percent, _) => format!("({list})"),
        };
        (text, Tie::Word)
    }

    /// A list, and the condition that its records fulfil.
    fn filtered(&self, list: &Expr, cond: Option<&Expr>, fields: &[Field]) -> (String, Tie) {
        let name = self.say(list, fields, Tie::Word);
        match cond {
            None => (name, Tie::Word),
            Some(c) => {
                let word = self.lang.pick("where", "mà");
                let cond = self.say(c, fields_of(list), Tie::Or);
                (format!("{name} {word} {cond}"), Tie::Loose)
            }
        }
    }

    fn asked(
        &self,
        quantifier: Quantifier,
        field: Option<usize>,
        list: &Expr,
        filter: Option<&Expr>,
        fields: &[Field],
    ) -> (String, Tie) {
        let lang = self.lang;
        let field = field.and_then(|i| fields_of(list).get(i));
        let field = field.map_or("", |f| f.label.as_deref().unwrap_or(&f.name));
        let (of, tie) = match (quantifier, filter) {
            (Quantifier::All, Some(c)) => {
                let name = self.say(list, fields, Tie::Word);
                let cond = self.say(c, fields_of(list), Tie::Or);
                (format!("{name}: {cond}"), Tie::Loose)
            }
            _ => self.filtered(list, filter, fields),
        };
        let text = match quantifier {
            Quantifier::Any => format!("{} {of}", lang.pick("any", "có")),
            Quantifier::All => format!("{} {of}", lang.pick("for all", "với mọi")),
            Quantifier::Count => format!("{} {of}", lang.pick("number of", "số")),
            Quantifier::Sum => match lang {
                Lang::En => format!("sum of {field} over {of}"),
                Lang::Vi => format!("tổng {field} của {of}"),
            },
            Quantifier::Min => match lang {
                Lang::En => format!("least {field} of {of}"),
                Lang::Vi => format!("{field} nhỏ nhất của {of}"),
            },
            Quantifier::Max => match lang {
                Lang::En => format!("greatest {field} of {of}"),
                Lang::Vi => format!("{field} lớn nhất của {of}"),
            },
        };
        (text, tie)
    }

    fn target(&self, t: Target) -> String {
        match t {
            Target::Criterion(i) => self.criterion(i),
            Target::Group(g) => match self.card.and_then(|c| c.groups.get(g)) {
                Some(g) => {
                    let word = match g.kind {
                        GroupKind::Part => self.lang.pick("part", "phần"),
                        GroupKind::Section => self.lang.pick("section", "mục"),
                        GroupKind::Criterion => self.lang.pick("criterion", "tiêu chí"),
                    };
                    format!("{word} {}", g.code)
                }
                None => String::new(),
            },
        }
    }

    fn criterion(&self, i: usize) -> String {
        let word = self.lang.pick("criterion", "tiêu chí");
        let number = self.card.and_then(|c| c.criteria.get(i));
        format!("{word} {}", number.map_or("", |c| c.number.as_str()))
    }

    fn option(&self, e: &Expr, option: usize) -> String {
        let Type::OptionOf(c) = e.ty else {
            return String::new();
        };
        let criterion = self.card.and_then(|card| card.criteria.get(c));
        let key = criterion.and_then(|c| c.options.get(option));
        match key.map_or("", |o| o.key.as_str()) {
            "yes" => self.lang.pick("yes", "có").to_owned(),
            "no" => self.lang.pick("no", "không").to_owned(),
            key => key.to_owned(),
        }
    }

    /// Which criteria are looked through, when not all of the card: the group
    /// that holds exactly these, else their numbers.
    fn among(&self, all: &[usize]) -> String {
        let Some(card) = self.card else {
            return String::new();
        };
        if all.len() == card.criteria.len() {
            return String::new();
        }
        let mut groups = 0..card.groups.len();
        let exact = groups.find(|g| card.below(super::card::Child::Group(*g)) == all);
        let place = match exact {
            Some(g) => self.target(Target::Group(g)),
            None => {
                let numbers = all.iter().filter_map(|i| card.criteria.get(*i));
                numbers
                    .map(|c| c.number.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            }
        };
        format!(" {} {place}", self.lang.pick("in", "thuộc"))
    }
}

fn fields_of(list: &Expr) -> &[Field] {
    match &list.ty {
        Type::List(fields) => fields,
        _ => &[],
    }
}

fn sign(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "=",
        CmpOp::Ne => "≠",
        CmpOp::Lt => "<",
        CmpOp::Le => "≤",
        CmpOp::Gt => ">",
        CmpOp::Ge => "≥",
    }
}

/// `a, b or c`.
fn joined(all: &[String], last_word: &str) -> String {
    match all.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} {last_word} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests;
