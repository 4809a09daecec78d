//! Left sides: of rungs, of branches, of rows; bands, and single amounts.

use super::{kind, literal, one_value};
use crate::exact::Num;
use crate::model::build::scope::Scope;
use crate::model::{ExprKind as Kind, Interval, Key, Type, Unit, Value};
use crate::syntax::tree::{Band, CmpOp, Quantity, RowKey};
use crate::text::catalogue::kinds::{self, Ends};
use crate::text::catalogue::{declared, names};
use crate::text::{Both, Diagnostic, Sp, Span, both, closest};

/// Whether an amount may leave its unit out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::model::build) enum UnitSaid {
    /// It must be written.
    Always,
    /// It has just been named on the same line; only `%` is always written.
    OnTheLine,
}

impl Scope<'_> {
    pub(in crate::model::build) fn typed_key(
        &mut self,
        k: &Sp<RowKey>,
        of: &Type,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Key> {
        let span = k.span;
        match (&k.value, of) {
            (RowKey::Else, _) => Some(Key::Else),
            (RowKey::Compare(op, q), Type::Number(u)) => {
                let n = self.quantity_in(q, span, false, u, UnitSaid::Always, out)?;
                match stretch_of(*op, n) {
                    Some(stretch) => Some(Key::Within(stretch)),
                    None => {
                        self.say_ne(span, of, out);
                        None
                    }
                }
            }
            (RowKey::Band(b), Type::Number(_)) => {
                self.typed_band(b, of, false, out).map(Key::Within)
            }
            (RowKey::Quantity(q), Type::Number(u)) => {
                let n = self.quantity_in(q, span, true, u, UnitSaid::Always, out)?;
                Some(Key::Within(Interval::point(n)))
            }
            (RowKey::Bool(b), Type::Bool) => Some(Key::Is(Value::Bool(*b))),
            (RowKey::Date(d), Type::Date) => Some(Key::Is(Value::Date(*d))),
            (RowKey::Text(t), Type::Text) => Some(Key::Is(Value::Text(t.clone()))),
            (RowKey::Word(w), Type::OneOf(_)) => self.value_key(w, of, span, out),
            (RowKey::Bool(b), Type::OneOf(all)) => {
                let (en, vi) = if *b { ("yes", "có") } else { ("no", "không") };
                let word = all.iter().find(|c| c.name == vi).map_or(en, |_| vi);
                self.value_key(word, of, span, out)
            }
            (RowKey::Word(w), Type::OptionOf(c)) => self.option_of_key(*c, w, span, out),
            (RowKey::Bool(b), Type::OptionOf(c)) => {
                self.option_of_key(*c, if *b { "yes" } else { "no" }, span, out)
            }
            (RowKey::Quantity(q), Type::OptionOf(c)) if q.unit.is_none() => {
                self.option_of_key(*c, &q.value.to_string(), span, out)
            }
            (other, _) => {
                self.say_key_unfit(other, of, span, out);
                None
            }
        }
    }

    fn value_key(
        &self,
        word: &str,
        of: &Type,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Key> {
        let Type::OneOf(all) = of else { return None };
        if let Some(c) = all.iter().find(|c| c.name == word)
            && let Kind::Literal(value) = one_value(c, span).kind
        {
            return Some(Key::Is(value));
        }
        let values: Vec<&str> = all.iter().map(|c| c.name.as_str()).collect();
        let near = closest(word, values.iter().copied());
        self.say(
            out,
            names::unknown_value(word, span, "", &values, near.as_deref()),
        );
        None
    }

    /// An option by its letter, as it is kept on the card.
    fn option_of_key(
        &mut self,
        criterion: usize,
        letter: &str,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Key> {
        self.option_key(criterion, letter, span, out)?;
        let place = self.option_place(criterion, letter)?;
        let card = self.skeleton()?;
        let (kept, _) = card.criteria.get(criterion)?.options.get(place)?;
        Some(Key::Is(Value::Choice(kept.clone())))
    }

    fn say_ne(&self, span: Span, of: &Type, out: &mut Vec<Diagnostic>) {
        self.say(
            out,
            declared::key_unfit(
                &both!("everything but one value", "mọi giá trị trừ một"),
                &kind(of),
                span,
                Some(both!(
                    "write the one value first, then `else`",
                    "viết giá trị đó trước, rồi «còn lại»"
                )),
                None,
            ),
        );
    }

    fn say_key_unfit(&self, key: &RowKey, of: &Type, span: Span, out: &mut Vec<Diagnostic>) {
        let found = match key {
            RowKey::Else => return,
            RowKey::Compare(..) => both!("a bound for numbers", "một mốc so sánh số"),
            RowKey::Band(_) => both!("a range of numbers", "một khoảng số"),
            RowKey::Quantity(_) => both!("a number", "một số"),
            RowKey::Bool(_) => both!("yes or no", "có hoặc không"),
            RowKey::Date(_) => both!("a date", "một ngày"),
            RowKey::Text(_) => both!("a text", "một đoạn chữ"),
            RowKey::Word(w) => both!("the word {w}", "từ {w}"),
        };
        let quoted = |w: &str| {
            let text = format!("\"{w}\"");
            (
                both!(
                    "a text stands in quotes: {text}",
                    "chữ phải đặt trong ngoặc kép: {text}"
                ),
                text,
            )
        };
        let (help, mend) = match (key, of) {
            (RowKey::Word(w), Type::Text) => {
                let (help, text) = quoted(w);
                (Some(help), Some((span, text)))
            }
            (RowKey::Text(t), Type::OneOf(all)) if all.iter().any(|c| c.name == *t) => (
                Some(both!(
                    "values are written without quotes: {t}",
                    "giá trị viết không có ngoặc kép: {t}"
                )),
                Some((span, t.clone())),
            ),
            (_, Type::Date) => (
                Some(both!(
                    "write a date, 2026-05-22, or look at a comparison: `by issued < 2026-05-22`",
                    "viết một ngày, 2026-05-22, hoặc xét một phép so sánh: «chọn theo ngay_cap < 2026-05-22»"
                )),
                None,
            ),
            (_, Type::OneOf(all)) => {
                let list = names::some_of(all.iter().map(|c| c.name.as_str()));
                (
                    Some(both!("write one of: {list}", "viết một trong: {list}")),
                    None,
                )
            }
            (_, Type::Bool) => (
                Some(both!("write `yes` or `no`", "viết «có» hoặc «không»")),
                None,
            ),
            (_, Type::Number(_)) => (
                Some(both!(
                    "write a number, a bound `>= 50` or a range `50 ..< 75`",
                    "viết một số, một mốc «>= 50» hoặc một khoảng «50 ..< 75»"
                )),
                None,
            ),
            (_, Type::List(_)) => (
                Some(both!(
                    "look at a number or a condition: `count L`, `any L where …`",
                    "hãy xét một số hay một điều kiện: «đếm L», «có bất kỳ L mà …»"
                )),
                None,
            ),
            _ => (None, None),
        };
        self.say(
            out,
            declared::key_unfit(&found, &kind(of), span, help, mend),
        );
    }

    pub(in crate::model::build) fn typed_band(
        &mut self,
        b: &Band,
        of: &Type,
        may_be_empty: bool,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Interval> {
        match of {
            Type::Number(u) => self.band_in(b, u, UnitSaid::Always, may_be_empty, out),
            other => {
                self.say_key_unfit(&RowKey::Band(b.clone()), other, b.span, out);
                None
            }
        }
    }

    /// A band of numbers in a unit.
    pub(in crate::model::build) fn band_in(
        &self,
        b: &Band,
        unit: &Unit,
        said: UnitSaid,
        may_be_empty: bool,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Interval> {
        if b.lo.is_none() && b.hi.is_none() {
            self.say(out, kinds::wrong_ends(b.span, Ends::Absent));
            return None;
        }
        let mut sound = true;
        let mut end = |q: &Option<Sp<Quantity>>| {
            let q = q.as_ref()?;
            let n = self.quantity_in(&q.value, q.span, true, unit, said, out);
            sound &= n.is_some();
            n
        };
        let (lo, hi) = (end(&b.lo), end(&b.hi));
        if !sound {
            return None;
        }
        let stretch = Interval {
            lo,
            lo_in: b.lo_in,
            hi,
            hi_in: b.hi_in,
        };
        if stretch.is_empty() {
            let what = match stretch.lo == stretch.hi {
                true if may_be_empty => return Some(stretch),
                true => Ends::Empty,
                false => Ends::Crossed,
            };
            self.say(out, kinds::wrong_ends(b.span, what));
            return None;
        }
        Some(stretch)
    }

    /// A number with its unit, against the unit of its place.
    pub fn amount(&self, q: &Sp<Quantity>, unit: &Unit, out: &mut Vec<Diagnostic>) -> Option<Num> {
        self.quantity_in(&q.value, q.span, true, unit, UnitSaid::Always, out)
    }

    /// The same; `exact` says whether the span is that of the number alone.
    fn quantity_in(
        &self,
        q: &Quantity,
        span: Span,
        exact: bool,
        unit: &Unit,
        said: UnitSaid,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Num> {
        let found = q
            .unit
            .as_ref()
            .map_or_else(Unit::none, |u| Unit::base(&u.value));
        let unsaid = said == UnitSaid::OnTheLine && q.unit.is_none() && !unit.is_percent();
        if found == *unit || unsaid {
            return Some(q.value);
        }
        let here = literal(Value::Num(q.value), Type::Number(found), span);
        self.units_clash(&here, &Type::Number(unit.clone()), None, exact, out);
        None
    }
}

/// The numbers of `> 335`; `None` for `!=`, which is no stretch.
fn stretch_of(op: CmpOp, n: Num) -> Option<Interval> {
    let (below, above) = (Some(n), Some(n));
    Some(match op {
        CmpOp::Eq => Interval::point(n),
        CmpOp::Ne => return None,
        CmpOp::Gt | CmpOp::Ge => Interval {
            lo: below,
            lo_in: op == CmpOp::Ge,
            hi: None,
            hi_in: false,
        },
        CmpOp::Lt | CmpOp::Le => Interval {
            lo: None,
            lo_in: false,
            hi: above,
            hi_in: op == CmpOp::Le,
        },
    })
}

/// What a key is, as it is compared with another: for messages about rows.
pub(in crate::model::build) fn key_text(key: &Key, of: &Type) -> Both {
    match key {
        Key::Else => both!("else", "còn lại"),
        Key::Within(s) => {
            let unit = match of {
                Type::Number(u) => u.to_string(),
                _ => String::new(),
            };
            match (s.lo, s.hi) {
                (Some(a), Some(b)) if a == b => {
                    let point = super::words::end(a, &unit);
                    Both::same(point)
                }
                _ => Both::same(super::words::stretch(s, &unit)),
            }
        }
        Key::Is(Value::Bool(true)) => both!("yes", "có"),
        Key::Is(Value::Bool(false)) => both!("no", "không"),
        Key::Is(Value::Date(d)) => Both::same(d.to_string()),
        Key::Is(Value::Text(t)) => Both::same(format!("\"{t}\"")),
        Key::Is(Value::Choice(c)) => Both::same(c.clone()),
        Key::Is(Value::Num(n)) => Both::same(n.to_string()),
        Key::Is(Value::List(_)) => both!("a list", "một danh sách"),
    }
}
