//! Exact numbers: every point, percent and amount of money is a fraction of
//! two 128-bit integers. Nothing here rounds unless a rule says so, and every
//! operation that could leave the range says so instead of wrapping.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An exact rational number.
///
/// Written as a decimal when the fraction has a finite one (`90.75`), else as
/// a fraction (`269/3`). Range: numerator and denominator within ±2^127;
/// arithmetic outside of it gives `None`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Num(Ratio<i128>);

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumError {
    /// Not written as a number at all.
    NotANumber,
    /// More digits than Sao keeps exactly (18 before the point, 12 after).
    TooLong,
}

/// How a rule rounds. Ties are values exactly half-way between two steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundMode {
    /// Ties go away from zero.
    HalfUp,
    /// Ties go to the even step.
    HalfEven,
    /// Ties go towards zero.
    HalfDown,
    /// Always towards plus infinity.
    Up,
    /// Always towards minus infinity.
    Down,
}

/// A rounding that a rule names: the mode and the step (`0.01`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounding {
    /// How ties and the rest are decided.
    pub mode: RoundMode,
    /// The distance between two results; greater than zero.
    pub step: Num,
}

#[allow(
    clippy::should_implement_trait,
    reason = "they answer `None` out of range, which the operators cannot"
)]
impl Num {
    /// Zero.
    pub const ZERO: Num = Num(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Num = Num(Ratio::new_raw(1, 1));
    /// A hundred.
    pub const HUNDRED: Num = Num(Ratio::new_raw(100, 1));

    /// A whole number.
    #[must_use]
    pub const fn int(n: i64) -> Num {
        Num(Ratio::new_raw(n as i128, 1))
    }

    /// `n / d`, or `None` when `d` is zero.
    #[must_use]
    pub fn ratio(n: i64, d: i64) -> Option<Num> {
        (d != 0).then(|| Num(Ratio::new(i128::from(n), i128::from(d))))
    }

    /// The sum, or `None` when it leaves the range.
    #[must_use]
    pub fn add(self, o: Num) -> Option<Num> {
        self.0.checked_add(&o.0).map(Num)
    }
    /// The difference, or `None` when it leaves the range.
    #[must_use]
    pub fn sub(self, o: Num) -> Option<Num> {
        self.0.checked_sub(&o.0).map(Num)
    }
    /// The product, or `None` when it leaves the range.
    #[must_use]
    pub fn mul(self, o: Num) -> Option<Num> {
        self.0.checked_mul(&o.0).map(Num)
    }
    /// The quotient, or `None` for a zero divisor or out of range.
    #[must_use]
    pub fn div(self, o: Num) -> Option<Num> {
        if o.is_zero() {
            return None;
        }
        self.0.checked_div(&o.0).map(Num)
    }
    /// The number with its sign turned, or `None` out of range.
    #[must_use]
    pub fn neg(self) -> Option<Num> {
        Num::ZERO.sub(self)
    }
    /// The distance from zero, or `None` out of range.
    #[must_use]
    pub fn abs(self) -> Option<Num> {
        if self.0.is_negative() {
            self.neg()
        } else {
            Some(self)
        }
    }
    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }
    /// Whether it has no fractional part.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }
    /// The value as a whole number, when it is one and fits.
    #[must_use]
    pub fn to_i64(self) -> Option<i64> {
        if self.is_whole() {
            i64::try_from(*self.0.numer()).ok()
        } else {
            None
        }
    }
    /// Numerator of the reduced fraction.
    #[must_use]
    pub fn numer(self) -> i128 {
        *self.0.numer()
    }
    /// Denominator of the reduced fraction; above zero.
    #[must_use]
    pub fn denom(self) -> i128 {
        *self.0.denom()
    }

    /// Rounded to the nearest step by the given rule, or `None` when the step
    /// is not above zero or the result leaves the range.
    #[must_use]
    pub fn round(self, rule: Rounding) -> Option<Num> {
        if rule.step <= Num::ZERO {
            return None;
        }
        let q = self.div(rule.step)?;
        let floor = Num(q.0.floor());
        let rest = q.sub(floor)?;
        let half = Num(Ratio::new_raw(1, 2));
        let up = match rule.mode {
            RoundMode::Up => !rest.is_zero(),
            RoundMode::Down => false,
            RoundMode::HalfUp => rest > half || (rest == half && !self.is_negative()),
            RoundMode::HalfDown => rest > half || (rest == half && self.is_negative()),
            RoundMode::HalfEven => {
                rest > half || (rest == half && floor.numer().rem_euclid(2) == 1)
            }
        };
        let steps = if up { floor.add(Num::ONE)? } else { floor };
        steps.mul(rule.step)
    }

    /// The digits after the point, when the decimal form is finite.
    fn decimals(self) -> Option<usize> {
        let (mut d, mut twos, mut fives) = (self.denom(), 0usize, 0usize);
        while d % 2 == 0 {
            d /= 2;
            twos += 1;
        }
        while d % 5 == 0 {
            d /= 5;
            fives += 1;
        }
        (d == 1).then_some(twos.max(fives))
    }

    /// For people: the decimal with the given decimal sign, at most `digits`
    /// places; a number that does not end there is led by `≈`.
    #[must_use]
    pub fn human(self, sign: char, digits: u32) -> String {
        if self.decimals().is_some_and(|n| n <= digits as usize) {
            return self.to_string().replace('.', &sign.to_string());
        }
        let step = 10i64
            .checked_pow(digits)
            .and_then(|p| Num::ratio(1, p))
            .unwrap_or(Num::ONE);
        match self.round(Rounding {
            mode: RoundMode::HalfUp,
            step,
        }) {
            Some(r) => format!("≈{}", r.to_string().replace('.', &sign.to_string())),
            None => self.to_string(),
        }
    }
}

impl fmt::Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_whole() {
            return write!(f, "{}", self.numer());
        }
        let text = self.decimals().filter(|n| *n <= 30).and_then(|places| {
            let pow = 10i128.checked_pow(u32::try_from(places).ok()?)?;
            let scaled = self.numer().checked_mul(pow.checked_div(self.denom())?)?;
            let digits = scaled.unsigned_abs().to_string();
            let padded = format!("{digits:0>width$}", width = places + 1);
            let (whole, frac) = padded.split_at_checked(padded.len() - places)?;
            Some(format!(
                "{}{whole}.{frac}",
                if scaled < 0 { "-" } else { "" }
            ))
        });
        match text {
            Some(t) => f.write_str(&t),
            None => write!(f, "{}/{}", self.numer(), self.denom()),
        }
    }
}

impl fmt::Debug for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Num {
    type Err = NumError;

    /// Reads `-12`, `0.5`, `1_000`, or a fraction `269/3` as printed here.
    fn from_str(s: &str) -> Result<Num, NumError> {
        if let Some((n, d)) = s.split_once('/') {
            let n: i128 = n.parse().map_err(|_| NumError::NotANumber)?;
            let d: i128 = d.parse().map_err(|_| NumError::NotANumber)?;
            if d <= 0 || n == i128::MIN {
                return Err(NumError::NotANumber);
            }
            return Ok(Num(Ratio::new(n, d)));
        }
        let (negative, body) = match s.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, s),
        };
        let (whole, frac) = body.split_once('.').unwrap_or((body, "0"));
        let digits = |t: &str| {
            t.bytes().next().is_some_and(|b| b.is_ascii_digit())
                && t.bytes().all(|b| b.is_ascii_digit() || b == b'_')
        };
        if !digits(whole) || !digits(frac) {
            return Err(NumError::NotANumber);
        }
        let whole: String = whole.chars().filter(|c| *c != '_').collect();
        let frac: String = frac.chars().filter(|c| *c != '_').collect();
        let whole = whole.trim_start_matches('0');
        let frac = frac.trim_end_matches('0');
        if whole.len() > 18 || frac.len() > 12 {
            return Err(NumError::TooLong);
        }
        let places = u32::try_from(frac.len()).map_err(|_| NumError::TooLong)?;
        let all = format!("0{whole}{frac}");
        let n: i128 = all.parse().map_err(|_| NumError::NotANumber)?;
        let d = 10i128.checked_pow(places).ok_or(NumError::TooLong)?;
        Ok(Num(Ratio::new(if negative { -n } else { n }, d)))
    }
}

impl Serialize for Num {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Num {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Num, D::Error> {
        let text = String::deserialize(d)?;
        text.parse()
            .map_err(|_| serde::de::Error::custom("a number written as text was expected"))
    }
}

#[cfg(test)]
mod tests;
