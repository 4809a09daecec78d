//! Conditions and formulas as people say them, and the values they look at.

use super::Teller;
use super::reasons::lower_first;
use super::words::{self, say};
use crate::exact::Num;
use crate::model::{
    ArithOp, Criterion, Expr, ExprKind, Form, Key, Ruleset, Scorecard, Target, Type, Unit, Value,
};
use crate::syntax::tree::{CmpOp, Function, Quantifier};
use crate::text::Lang;

/// Says what stands on a card.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    /// The rules.
    pub ruleset: &'a Ruleset,
    /// The card.
    pub card: &'a Scorecard,
    /// The language.
    pub lang: Lang,
}

impl Speaker<'_> {
    /// A condition or a formula in words.
    pub(super) fn phrase(&self, e: &Expr) -> String {
        let lang = self.lang;
        match &e.kind {
            ExprKind::Literal(v) => words::value(v, &e.ty, lang),
            ExprKind::Fact(i) => self
                .ruleset
                .facts
                .get(*i)
                .map_or_else(String::new, |f| name_of(f.label.as_ref(), &f.name)),
            ExprKind::Let(i) => self
                .ruleset
                .lets
                .get(*i)
                .map_or_else(String::new, |l| name_of(l.label.as_ref(), &l.name)),
            ExprKind::Table(i) => self
                .ruleset
                .tables
                .get(*i)
                .map_or_else(String::new, |t| name_of(t.label.as_ref(), &t.name)),
            ExprKind::Assumption(i) => self
                .ruleset
                .assumptions
                .get(*i)
                .map_or_else(String::new, |a| a.name.clone()),
            ExprKind::Field(i) => say!(lang, "field {i}", "trường {i}"),
            ExprKind::Total => lang.pick("the total", "tổng điểm").to_owned(),
            ExprKind::Filed => lang.pick("the day of filing", "ngày nộp").to_owned(),
            ExprKind::Assessed => lang.pick("the day of assessment", "ngày chấm").to_owned(),
            ExprKind::Kind => lang
                .pick("the kind of rating", "loại hình đánh giá")
                .to_owned(),
            ExprKind::Points(t) => {
                let t = self.target(*t);
                say!(lang, "points of {t}", "điểm của {t}")
            }
            ExprKind::Maximum(t) => {
                let t = self.target(*t);
                say!(lang, "maximum of {t}", "điểm tối đa của {t}")
            }
            ExprKind::OptionOf(i) => {
                let n = self.number(*i);
                say!(lang, "the option of {n}", "lựa chọn ở {n}")
            }
            ExprKind::OptionKey(i) => match e.ty {
                Type::OptionOf(c) => self
                    .card
                    .criteria
                    .get(c)
                    .map_or_else(String::new, |c| self.key(c, *i)),
                _ => String::new(),
            },
            ExprKind::AtMaximum(i) => {
                let n = self.number(*i);
                say!(lang, "{n} has its maximum", "{n} đạt tối đa")
            }
            ExprKind::AnyAtMaximum(_) => lang
                .pick("any criterion has its maximum", "có tiêu chí đạt tối đa")
                .to_owned(),
            ExprKind::CountAtMaximum(_) => lang
                .pick("criteria with their maximum", "số tiêu chí đạt tối đa")
                .to_owned(),
            ExprKind::Not(a) => {
                let a = self.inner(a);
                say!(lang, "not {a}", "không phải {a}")
            }
            ExprKind::Neg(a) => format!("−{}", self.inner(a)),
            ExprKind::And(a, b) => {
                let (a, b) = (self.inner(a), self.inner(b));
                say!(lang, "{a} and {b}", "{a} và {b}")
            }
            ExprKind::Or(a, b) => {
                let (a, b) = (self.inner(a), self.inner(b));
                say!(lang, "{a} or {b}", "{a} hoặc {b}")
            }
            ExprKind::Arith(op, a, b) => {
                let sign = match op {
                    ArithOp::Add => "+",
                    ArithOp::Sub => "−",
                    ArithOp::Mul => "×",
                    ArithOp::Div => "÷",
                };
                format!("{} {sign} {}", self.inner(a), self.inner(b))
            }
            ExprKind::Compare(op, a, b) => {
                let sign = match op {
                    CmpOp::Eq => "=",
                    CmpOp::Ne => "≠",
                    CmpOp::Lt => "<",
                    CmpOp::Le => "≤",
                    CmpOp::Gt => ">",
                    CmpOp::Ge => "≥",
                };
                format!("{} {sign} {}", self.inner(a), self.inner(b))
            }
            ExprKind::InSet(a, all) => {
                let all: Vec<String> = all.iter().map(|e| self.phrase(e)).collect();
                let (a, all) = (self.inner(a), words::or(&all, lang));
                say!(lang, "{a} is {all}", "{a} là {all}")
            }
            ExprKind::InRange {
                of,
                lo,
                lo_in,
                hi,
                hi_in,
            } => {
                let of = self.inner(of);
                let lo = lo.as_ref().map(|e| {
                    let sign = if *lo_in { "≥" } else { ">" };
                    format!("{sign} {}", self.phrase(e))
                });
                let hi = hi.as_ref().map(|e| {
                    let sign = if *hi_in { "≤" } else { "<" };
                    format!("{sign} {}", self.phrase(e))
                });
                let ends: Vec<String> = lo.into_iter().chain(hi).collect();
                format!("{of} {}", words::and(&ends, lang))
            }
            ExprKind::If(c, a, b) => {
                let (c, a, b) = (self.phrase(c), self.phrase(a), self.phrase(b));
                say!(lang, "{a} if {c}, else {b}", "{a} nếu {c}, còn lại {b}")
            }
            ExprKind::Call(f, all) => self.call(*f, all),
            ExprKind::Filter(list, cond) => {
                let (list, cond) = (self.phrase(list), self.phrase(cond));
                say!(lang, "{list} where {cond}", "{list} mà {cond}")
            }
            ExprKind::Quantified {
                quantifier,
                list,
                filter,
                ..
            } => {
                let mut of = self.phrase(list);
                if let Some(f) = filter {
                    let f = self.phrase(f);
                    of = say!(lang, "{of} where {f}", "{of} mà {f}");
                }
                match quantifier {
                    Quantifier::Any => say!(lang, "there is any {of}", "có {of}"),
                    Quantifier::All => say!(lang, "all {of}", "mọi {of}"),
                    Quantifier::Count => say!(lang, "number of {of}", "số {of}"),
                    Quantifier::Sum => say!(lang, "sum over {of}", "tổng theo {of}"),
                    Quantifier::Min => say!(lang, "least of {of}", "nhỏ nhất trong {of}"),
                    Quantifier::Max => say!(lang, "greatest of {of}", "lớn nhất trong {of}"),
                }
            }
        }
    }

    fn call(&self, f: Function, all: &[Expr]) -> String {
        let lang = self.lang;
        let all: Vec<String> = all.iter().map(|e| self.phrase(e)).collect();
        let all = all.join("; ");
        match f {
            Function::Min => say!(lang, "the least of ({all})", "nhỏ nhất trong ({all})"),
            Function::Max => say!(lang, "the greatest of ({all})", "lớn nhất trong ({all})"),
            Function::Abs => format!("|{all}|"),
            Function::Round => say!(lang, "rounded ({all})", "làm tròn ({all})"),
            Function::Percent => say!(lang, "in percent ({all})", "tính theo % ({all})"),
        }
    }

    /// Inside another expression: brackets where they are needed.
    fn inner(&self, e: &Expr) -> String {
        let text = self.phrase(e);
        match e.kind {
            ExprKind::Or(..) | ExprKind::If(..) | ExprKind::Arith(..) | ExprKind::Filter(..) => {
                format!("({text})")
            }
            _ => text,
        }
    }

    fn target(&self, t: Target) -> String {
        match t {
            Target::Group(g) => self
                .card
                .groups
                .get(g)
                .map_or_else(String::new, |g| g.code.clone()),
            Target::Criterion(i) => self.number(i),
        }
    }

    /// The number of the criterion at a place.
    fn number(&self, i: usize) -> String {
        self.card
            .criteria
            .get(i)
            .map_or_else(String::new, |c| c.number.clone())
    }

    /// The key of an option, in the reader's language where it is yes or no.
    pub(super) fn key(&self, c: &Criterion, option: usize) -> String {
        c.options.get(option).map_or_else(String::new, |o| {
            words::key(&o.key, c.form == Form::YesNo, self.lang)
        })
    }

    /// The values of a rung, with the unit of what the ladder measures.
    pub(super) fn rung_key(&self, c: &Criterion, key: &Key) -> String {
        let plain = Type::Number(Unit::none());
        let ty = c.of.as_ref().map_or(&plain, |e| &e.ty);
        self.key_words(key, ty)
    }

    /// What chooses a branch, and its values there.
    pub(super) fn branch(&self, c: &Criterion, branch: Option<usize>) -> Option<String> {
        let selector = c.selector.as_ref()?;
        let keys = selector.branches.get(branch?)?;
        let keys: Vec<String> = keys
            .iter()
            .map(|k| self.key_words(k, &selector.of.ty))
            .collect();
        Some(format!(
            "{} = {}",
            self.phrase(&selector.of),
            words::or(&keys, self.lang)
        ))
    }

    /// The wording of a rule, else its condition.
    pub(super) fn label_or(&self, label: Option<&String>, when: &Expr) -> String {
        match label {
            Some(l) if !l.is_empty() => l.clone(),
            _ => self.phrase(when),
        }
    }

    /// The values that choose a rung, a branch or a row.
    pub(super) fn key_words(&self, key: &Key, ty: &Type) -> String {
        let lang = self.lang;
        let unit = match ty {
            Type::Number(u) => words::unit(u, lang),
            _ => String::new(),
        };
        match key {
            Key::Else => lang.pick("otherwise", "còn lại").to_owned(),
            Key::Is(v) => words::value(v, ty, lang),
            Key::Within(i) => {
                let n = |n: Num| format!("{}{unit}", words::grouped(n, lang));
                match (i.lo, i.hi) {
                    (Some(lo), Some(hi)) if lo == hi => n(lo),
                    (Some(lo), Some(hi)) => {
                        let (lo, hi) = (words::grouped(lo, lang), n(hi));
                        match (i.lo_in, i.hi_in) {
                            (true, true) => format!("{lo}–{hi}"),
                            (true, false) => say!(lang, "{lo} to under {hi}", "{lo} đến dưới {hi}"),
                            (false, true) => say!(lang, "over {lo} to {hi}", "trên {lo} đến {hi}"),
                            (false, false) => {
                                say!(lang, "over {lo}, under {hi}", "trên {lo}, dưới {hi}")
                            }
                        }
                    }
                    (Some(lo), None) => format!("{} {}", if i.lo_in { "≥" } else { ">" }, n(lo)),
                    (None, Some(hi)) => format!("{} {}", if i.hi_in { "≤" } else { "<" }, n(hi)),
                    (None, None) => lang.pick("any value", "mọi giá trị").to_owned(),
                }
            }
        }
    }
}

impl<'a> Teller<'a> {
    /// Says what stands on the card.
    pub(super) fn speaker(&self) -> Speaker<'a> {
        Speaker {
            ruleset: self.rules(),
            card: self.card(),
            lang: self.lang,
        }
    }

    /// A condition or a formula in words.
    pub(super) fn phrase(&self, e: &Expr) -> String {
        self.speaker().phrase(e)
    }

    /// What a condition looks at, with the values of this dossier:
    /// facts (also those behind names and tables), dates, points.
    pub(super) fn values_in(&self, e: &Expr) -> String {
        let mut facts = Vec::new();
        let mut other = Vec::new();
        self.looks_at(e, &mut facts, &mut other, 0);
        let mut all: Vec<String> = facts
            .iter()
            .map(|f| {
                let given = self.dossier().facts.get(*f).and_then(Option::as_ref);
                self.fact(*f, given.map(|v| &v.value))
            })
            .collect();
        all.extend(other);
        all.join("; ")
    }

    /// The facts that a condition looks at.
    pub(super) fn facts_in(&self, e: &Expr) -> Vec<usize> {
        let mut facts = Vec::new();
        self.looks_at(e, &mut facts, &mut Vec::new(), 0);
        facts
    }

    fn looks_at(&self, e: &Expr, facts: &mut Vec<usize>, other: &mut Vec<String>, depth: usize) {
        if depth > 16 {
            return;
        }
        let mut behind = Vec::new();
        e.walk(&mut |x| match &x.kind {
            ExprKind::Fact(i) => {
                if !facts.contains(i) {
                    facts.push(*i);
                }
            }
            ExprKind::Let(i) => behind.extend(self.rules().lets.get(*i).map(|l| &l.expr)),
            ExprKind::Table(i) => {
                if let Some(t) = self.rules().tables.get(*i) {
                    behind.extend(&t.by);
                }
            }
            _ => {
                if let Some(text) = self.value_of(x)
                    && !other.contains(&text)
                {
                    other.push(text);
                }
            }
        });
        for e in behind {
            self.looks_at(e, facts, other, depth + 1);
        }
    }

    /// The value of something that is not a fact.
    fn value_of(&self, e: &Expr) -> Option<String> {
        let lang = self.lang;
        let o = self.outcome();
        let value = match &e.kind {
            ExprKind::Total => words::range(o.total, lang),
            ExprKind::Points(Target::Group(g)) => words::range(o.groups.get(*g)?.points, lang),
            ExprKind::Points(Target::Criterion(i)) => {
                words::range(o.criteria.get(*i)?.points, lang)
            }
            ExprKind::Maximum(Target::Group(g)) => words::range(o.groups.get(*g)?.max, lang),
            ExprKind::OptionOf(i) | ExprKind::AtMaximum(i) => {
                let (c, o) = self.at(*i)?;
                let (key, label) = self.held(c, o);
                let what = if key.is_empty() { label } else { key };
                let points = words::range(o.points, lang);
                return Some(format!("{} = {what} ({points})", c.number));
            }
            ExprKind::Filed => words::value(&Value::Date(self.dossier().filed?), &e.ty, lang),
            ExprKind::Assessed => words::value(&Value::Date(self.dossier().assessed?), &e.ty, lang),
            _ => return None,
        };
        Some(format!("{} = {value}", self.phrase(e)))
    }
}

fn name_of(label: Option<&String>, name: &str) -> String {
    lower_first(label.map_or(name, String::as_str))
}
