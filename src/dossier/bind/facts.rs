//! Facts: exact values of the types the ruleset names.

use super::super::node::{Entry, Node, NodeKind};
use super::super::record::{one, read_day};
use super::super::value::{self, Slip, near_yes_no, yes_no};
use super::Binder;
use super::findings::Findings;
use crate::exact::Num;
use crate::model::{Choice, Fact, Field, Interval, Type, Unit, Value};
use crate::text::catalogue::dossiers::{self as say, Named, NumberSlip, Shape};
use crate::text::{Both, Span, both, closest, fold};

/// Whether a fact holds records.
pub fn is_list(ty: &Type) -> bool {
    matches!(ty, Type::List(_))
}

/// What a value must be.
struct Wanted<'a> {
    name: &'a str,
    named: Named,
    ty: &'a Type,
    whole: bool,
    range: Option<&'a Interval>,
}

impl Binder<'_> {
    /// The value of a fact; `None` when nothing is given or it is wrong.
    pub fn fact(&self, fact: &Fact, node: &Node, found: &mut Findings) -> Option<Value> {
        let wanted = Wanted {
            name: &fact.name,
            named: Named::new(&fact.name),
            ty: &fact.ty,
            whole: fact.whole,
            range: fact.range.as_ref(),
        };
        wanted.read(node, found)
    }
}

impl Wanted<'_> {
    fn read(&self, node: &Node, found: &mut Findings) -> Option<Value> {
        if let Type::List(fields) = self.ty {
            return self.list(fields, node, found);
        }
        let text = one(node, self.name, found.list())?;
        let json = matches!(node.kind, NodeKind::Number(_));
        let span = node.span;
        match self.ty {
            Type::Number(unit) => self.number(text, json, unit, span, found).map(Value::Num),
            Type::Bool => {
                let answer = yes_no(text);
                if answer.is_none() {
                    let near = near_yes_no(text);
                    found.push(say::not_yes_no(span, &self.named, text, near.as_deref()));
                }
                answer.map(Value::Bool)
            }
            Type::Date => read_day(text, span, &self.named, found.list()).map(Value::Date),
            Type::OneOf(choices) => self.choice(text, choices, span, found),
            // No fact has the type of an option; its text is all there is to keep.
            Type::Text | Type::OptionOf(_) | Type::List(_) => Some(Value::Text(text.to_owned())),
        }
    }

    fn choice(
        &self,
        text: &str,
        choices: &[Choice],
        span: Span,
        found: &mut Findings,
    ) -> Option<Value> {
        if choices.iter().any(|c| c.name == text) {
            return Some(Value::Choice(text.to_owned()));
        }
        found.say(|| {
            let folded = fold(text);
            let same = choices.iter().find(|c| {
                fold(&c.name) == folded || c.label.as_deref().is_some_and(|l| fold(l) == folded)
            });
            let near = same
                .map(|c| c.name.clone())
                .or_else(|| closest(text, choices.iter().map(|c| c.name.as_str())));
            let all: Vec<String> = choices.iter().map(|c| c.name.clone()).collect();
            say::not_one_of(span, &self.named, text, near.as_deref(), (&all, &all))
        });
        None
    }

    fn number(
        &self,
        text: &str,
        json: bool,
        unit: &Unit,
        span: Span,
        found: &mut Findings,
    ) -> Option<Num> {
        let (figure, suffix) = if json {
            (text, "")
        } else {
            value::with_unit(text)
        };
        let slip = |slip| say::not_a_number(span, &self.named, text, slip);
        let theirs = value::unit(suffix);
        let known = theirs.as_ref().is_none_or(|u| u == unit);
        if !known && let Some(wrong) = not_a_unit(figure, suffix) {
            found.push(slip(wrong));
            return None;
        }
        let figure = if figure.is_empty() { text } else { figure };
        let n = match value::number(figure, json) {
            Ok(n) => n,
            Err(Slip::Not(wrong)) => {
                found.push(slip(wrong));
                return None;
            }
            Err(Slip::Two { decimal, whole }) => {
                let clear = format!("{decimal}0");
                let short = decimal.trim_end_matches('0').trim_end_matches('.');
                let (decimal, clear) = if short.len() < decimal.len() {
                    (short, short)
                } else {
                    (decimal.as_str(), clear.as_str())
                };
                let finding = say::two_readings(span, &self.named, text, (decimal, clear), &whole);
                found.push(finding);
                return None;
            }
            Err(Slip::TooLong { digits }) => {
                found.push(say::number_too_long(span, &self.named, digits));
                return None;
            }
        };
        if !known {
            let expected = unit.words();
            found.push(say::wrong_unit(span, &self.named, suffix, &expected));
            return None;
        }
        if unit.is_percent()
            && theirs.is_none()
            && n > Num::ZERO
            && n < Num::ONE
            && let Some(hundredfold) = n.mul(Num::HUNDRED)
        {
            let (a, b) = (n.to_string(), hundredfold.to_string());
            found.push(say::share_or_percent(span, &self.named, &a, &b));
            return None;
        }
        if self.whole && !n.is_whole() {
            found.push(say::not_whole(span, &self.named, text));
            return None;
        }
        if let Some(range) = self.range
            && !range.contains(n)
        {
            let allowed = in_words(range, unit);
            let shown = with_unit(n, unit);
            found.push(say::out_of_range(span, &self.named, &shown, &allowed));
            return None;
        }
        Some(n)
    }

    fn list(&self, fields: &[Field], node: &Node, found: &mut Findings) -> Option<Value> {
        let items = match &node.kind {
            NodeKind::Nothing => return None,
            NodeKind::List(items) => items,
            NodeKind::Text(_) | NodeKind::Number(_) => {
                let (list, one) = (Shape::List, Shape::One);
                found.push(say::wrong_shape(node.span, self.name, list, one));
                return None;
            }
            NodeKind::Fields(_) => {
                let (list, fields) = (Shape::List, Shape::Fields);
                found.push(say::wrong_shape(node.span, self.name, list, fields));
                return None;
            }
        };
        let mut rows = Vec::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            match &item.kind {
                NodeKind::Fields(entries) => {
                    rows.push(self.record(i + 1, fields, entries, found));
                }
                NodeKind::Nothing => {}
                NodeKind::List(_) | NodeKind::Text(_) | NodeKind::Number(_) => {
                    let shape = match item.kind {
                        NodeKind::List(_) => Shape::List,
                        _ => Shape::One,
                    };
                    found.push(say::wrong_shape(item.span, self.name, Shape::Fields, shape));
                }
            }
        }
        Some(Value::List(rows))
    }

    fn record(
        &self,
        row: usize,
        fields: &[Field],
        entries: &[Entry],
        found: &mut Findings,
    ) -> Vec<Option<Value>> {
        let mut values = vec![None; fields.len()];
        for entry in entries {
            let name = entry.key.value.as_str();
            let Some((i, field)) = fields.iter().enumerate().find(|(_, f)| f.name == name) else {
                found.say(|| {
                    let list = self.name;
                    let inside = both!("entry {row} of `{list}`", "phần tử {row} của «{list}»");
                    let near = closest(name, fields.iter().map(|f| f.name.as_str()));
                    let all: Vec<String> = fields.iter().map(|f| f.name.clone()).collect();
                    let at = entry.key.span;
                    say::unknown_inner_field(at, name, &inside, near.as_deref(), (&all, &all))
                });
                continue;
            };
            let wanted = Wanted {
                name: &field.name,
                named: Named::of_record(self.name, row, &field.name),
                ty: &field.ty,
                whole: field.whole,
                range: field.range.as_ref(),
            };
            let value = wanted.read(&entry.value, found);
            if let Some(slot) = values.get_mut(i) {
                *slot = value;
            }
        }
        values
    }
}

/// Why what stands behind a figure is no unit at all.
fn not_a_unit(figure: &str, suffix: &str) -> Option<NumberSlip> {
    let word = suffix.to_lowercase();
    let first = word.chars().next()?;
    let multiples = [
        "triệu", "tr", "tỷ", "tỉ", "nghìn", "ngàn", "k", "million", "billion", "thousand", "mln",
    ];
    let head = word.split(' ').next().unwrap_or_default();
    if multiples.contains(&head) {
        return Some(NumberSlip::Multiple);
    }
    let exponent = |t: &str| {
        t.trim_start_matches(['+', '-'])
            .bytes()
            .all(|b| b.is_ascii_digit())
    };
    if word.len() > 1 && word.strip_prefix('e').is_some_and(exponent) {
        return Some(NumberSlip::Exponent);
    }
    let several = |c: char| matches!(c, '–' | '—' | '~' | '÷' | '<' | '>' | '≤' | '≥' | '≈' | '…');
    if several(first) {
        return Some(NumberSlip::Several);
    }
    let is_unit = first.is_alphabetic() || matches!(first, '%' | '°' | '₫' | '$' | '€' | '/');
    (!is_unit || figure.is_empty()).then_some(NumberSlip::Words)
}

/// A figure with its unit, as it stands on the page.
fn with_unit(n: Num, unit: &Unit) -> Both {
    let shown = |sign| {
        let figure = n.human(sign, 12);
        if unit.is_none() {
            figure
        } else if unit.is_percent() {
            format!("{figure}%")
        } else {
            format!("{figure} {unit}")
        }
    };
    Both::new(shown('.'), shown(','))
}

/// A stretch of numbers in words.
pub fn in_words(range: &Interval, unit: &Unit) -> Both {
    let end = |n: Option<Num>| n.map(|n| with_unit(n, unit));
    match (end(range.lo), end(range.hi)) {
        (Some(lo), Some(hi)) => {
            let (from_en, from_vi) = if range.lo_in {
                ("from", "từ")
            } else {
                ("over", "trên")
            };
            let (to_en, to_vi) = if range.hi_in {
                ("to", "đến")
            } else {
                ("to under", "đến dưới")
            };
            Both::new(
                format!("{from_en} {} {to_en} {}", lo.en, hi.en),
                format!("{from_vi} {} {to_vi} {}", lo.vi, hi.vi),
            )
        }
        (Some(Both { en, vi }), None) if range.lo_in => both!("{en} or more", "từ {vi} trở lên"),
        (Some(Both { en, vi }), None) => both!("over {en}", "trên {vi}"),
        (None, Some(Both { en, vi })) if range.hi_in => both!("at most {en}", "không quá {vi}"),
        (None, Some(Both { en, vi })) => both!("under {en}", "dưới {vi}"),
        (None, None) => both!("any number", "là một số"),
    }
}
