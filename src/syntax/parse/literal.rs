//! Words, texts, numbers, days, levels and bands.

use super::super::grammar::Rule;
use super::super::tree::{Band, Choice, CmpOp, LevelName, Quantity, RowKey, Sp, Word};
use super::parts::Parts;
use super::{Made, Pair, Reader};
use crate::exact::{Num, NumError, RoundMode, Rounding};
use crate::text::catalogue::reading as say;
use jiff::civil::Date;

impl<'i> Reader<'_> {
    /// A word as it stands.
    pub(super) fn word(&self, pair: &Pair<'i>) -> Word {
        let text = pair.as_str().trim_end_matches(super::BLANK);
        Sp::new(text.to_owned(), self.span(pair))
    }

    /// What stands between two quotes; the span covers the quotes.
    pub(super) fn text(&self, pair: &Pair<'i>) -> Made<Word> {
        let span = self.span(pair);
        let raw = pair.as_str();
        let inner = raw
            .strip_prefix('"')
            .and_then(|t| t.strip_suffix('"'))
            .unwrap_or(raw);
        if !inner.contains('\\') {
            return Ok(Sp::new(inner.to_owned(), span));
        }
        let mut text = String::with_capacity(inner.len());
        let mut chars = inner.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some((_, c @ ('"' | '\\'))) => text.push(c),
                    Some((_, c)) => {
                        let from = self.base + pair.as_span().start() + 1 + at;
                        let here = self.page.span(from, from + 1 + c.len_utf8());
                        return Err(say::unknown_escape(c, here).into());
                    }
                    None => {}
                },
                c => text.push(c),
            }
        }
        Ok(Sp::new(text, span))
    }

    /// The text that comes next, if one does.
    pub(super) fn label(&self, parts: &mut Parts<'i>) -> Made<Option<Word>> {
        parts.take(Rule::string).map(|p| self.text(&p)).transpose()
    }

    /// The value of a `number` or of the number in a `quantity`.
    fn value(&self, pair: Pair<'i>) -> Made<Num> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let negative = parts.has(Rule::minus);
        let digits = self.need(parts.take(Rule::digits), span)?;
        let value: Result<Num, NumError> = digits.as_str().parse();
        match value.map(|n| if negative { n.neg() } else { Some(n) }) {
            Ok(Some(n)) => {
                let (whole, part) = digits.as_str().split_once('.').unwrap_or_default();
                if part == "000" && whole.len() <= 3 && whole != "0" {
                    self.hint(say::thousand_or_point(
                        digits.as_str(),
                        whole,
                        self.span(&digits),
                    ));
                }
                Ok(n)
            }
            Err(NumError::NotANumber) => Err(say::unreadable(span).into()),
            Ok(None) | Err(NumError::TooLong) => {
                Err(say::too_many_digits(self.span(&digits)).into())
            }
        }
    }

    /// A plain number.
    pub(super) fn number(&self, pair: Pair<'i>) -> Made<Sp<Num>> {
        let span = self.span(&pair);
        Ok(Sp::new(self.value(pair)?, span))
    }

    /// The number that comes next, if one does.
    pub(super) fn number_next(&self, parts: &mut Parts<'i>) -> Made<Option<Sp<Num>>> {
        parts.take(Rule::number).map(|p| self.number(p)).transpose()
    }

    /// A number with its unit.
    pub(super) fn quantity(&self, pair: Pair<'i>) -> Made<Sp<Quantity>> {
        let span = self.span(&pair);
        let unit = Parts::of(pair.clone())
            .find(Rule::unit)
            .map(|u| self.word(&u));
        let value = self.value(pair)?;
        Ok(Sp::new(Quantity { value, unit }, span))
    }

    /// A day.
    pub(super) fn date(&self, pair: &Pair<'i>) -> Made<Sp<Date>> {
        let span = self.span(pair);
        let date = pair.as_str().parse::<Date>();
        date.map(|d| Sp::new(d, span))
            .map_err(|_| say::no_such_day(pair.as_str(), span).into())
    }

    /// A level or a mark.
    pub(super) fn level(&self, pair: Pair<'i>) -> Made<Sp<LevelName>> {
        let span = self.span(&pair);
        let inner = self.need(Parts::of(pair).any(), span)?;
        let name = match inner.as_rule() {
            Rule::stars => self.stars(&inner)?,
            Rule::string => LevelName::Text(self.text(&inner)?.value),
            _ => LevelName::Word(self.word(&inner).value),
        };
        Ok(Sp::new(name, span))
    }

    fn stars(&self, pair: &Pair<'i>) -> Made<LevelName> {
        let whole = pair.as_str().trim_end_matches('½');
        let count = whole.chars().count();
        let half = i64::from(whole.len() < pair.as_str().len());
        i64::try_from(count)
            .ok()
            .and_then(|n| n.checked_mul(2)?.checked_add(half))
            .and_then(|halves| Num::ratio(halves, 2))
            .map(LevelName::Stars)
            .ok_or_else(|| say::unreadable(self.span(pair)).into())
    }

    /// `lo ..< hi`
    pub(super) fn band(&self, pair: Pair<'i>) -> Made<Band> {
        let span = self.span(&pair);
        let mut band = Band {
            lo: None,
            lo_in: true,
            hi: None,
            hi_in: true,
            span,
        };
        let mut below = true;
        for p in Parts::of(pair).rest() {
            if p.as_rule() == Rule::range_op {
                (band.lo_in, band.hi_in) = ends(p.as_str());
                below = false;
                continue;
            }
            let inner = self.need(Parts::of(p).any(), span)?;
            let bound = Some(self.quantity(inner)?);
            if below {
                band.lo = bound;
            } else {
                band.hi = bound;
            }
        }
        Ok(band)
    }

    /// The left side of a rung, a branch or a row.
    pub(super) fn row_key(&self, pair: Pair<'i>) -> Made<Sp<RowKey>> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let inner = self.need(parts.any(), span)?;
        let key = match inner.as_rule() {
            Rule::k_else => RowKey::Else,
            Rule::k_yes => RowKey::Bool(true),
            Rule::k_no => RowKey::Bool(false),
            Rule::date => RowKey::Date(self.date(&inner)?.value),
            Rule::cmp => {
                let quantity = self.need(parts.any(), span)?;
                RowKey::Compare(compare(inner.as_str()), self.quantity(quantity)?.value)
            }
            Rule::band => RowKey::Band(self.band(inner)?),
            Rule::quantity => RowKey::Quantity(self.quantity(inner)?.value),
            Rule::string => RowKey::Text(self.text(&inner)?.value),
            _ => RowKey::Word(self.word(&inner).value),
        };
        Ok(Sp::new(key, span))
    }

    /// A reading of an assumption, or a value of a one-of type.
    pub(super) fn choice(&self, pair: Pair<'i>) -> Made<Choice> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.need(parts.take(Rule::choice_name), span)?;
        Ok(Choice {
            name: self.word(&name),
            label: self.label(&mut parts)?,
        })
    }

    /// `rounded half up to 0.01`
    pub(super) fn rounding(&self, pair: Pair<'i>) -> Made<Sp<Rounding>> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let mode = self.need(parts.find(Rule::round_mode), span)?;
        let mode = match Parts::of(mode).peek() {
            Some(Rule::k_half_up) => RoundMode::HalfUp,
            Some(Rule::k_half_even) => RoundMode::HalfEven,
            Some(Rule::k_half_down) => RoundMode::HalfDown,
            Some(Rule::k_up) => RoundMode::Up,
            _ => RoundMode::Down,
        };
        let step = self.need(parts.find(Rule::number), span)?;
        let step = self.number(step)?.value;
        Ok(Sp::new(Rounding { mode, step }, span))
    }
}

/// Whether the lower and the upper end belong to a range.
pub(super) fn ends(op: &str) -> (bool, bool) {
    (!op.starts_with('>'), !op.ends_with('<'))
}

/// The comparison that a sign stands for.
pub(super) fn compare(sign: &str) -> CmpOp {
    match sign {
        "<=" | "≤" => CmpOp::Le,
        ">=" | "≥" => CmpOp::Ge,
        "!=" | "≠" => CmpOp::Ne,
        "<" => CmpOp::Lt,
        ">" => CmpOp::Gt,
        _ => CmpOp::Eq,
    }
}
