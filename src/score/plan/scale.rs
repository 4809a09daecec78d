//! Exact numbers as whole multiples of a step that is known beforehand.

use crate::exact::{Num, RoundMode};

/// What stands in a column of numbers where nothing is known.
pub(super) const NONE: i64 = i64::MIN;

/// The finest step: a millionth. What facts give is kept in these.
pub(super) const MILLION: i64 = 1_000_000;

/// The step of quotients that are carried out: half a millionth.
pub(super) const DIVIDED: i64 = 2 * MILLION;

/// A quotient in steps of half a millionth: an even number of them where it is
/// a whole number of millionths, the odd number between two where it lies
/// between them. So it compares with every millionth as the quotient itself does.
pub(super) fn divided(over: i128, under: i128) -> Option<i64> {
    let (over, under) = if under < 0 {
        (over.checked_neg()?, under.checked_neg()?)
    } else {
        (over, under)
    };
    if under == 0 {
        return None;
    }
    let over = over.checked_mul(i128::from(MILLION))?;
    let floor = over.div_euclid(under);
    let between = i128::from(over.rem_euclid(under) != 0);
    fits(floor.checked_mul(2)?.checked_add(between)?)
}

/// A number as a multiple of `1 / den`, when it is one and fits.
pub(super) fn scaled(n: Num, den: i64) -> Option<i64> {
    let below = n.denom();
    let whole = i128::from(den);
    if whole % below != 0 {
        return None;
    }
    let times = whole.checked_div(below)?;
    fits(n.numer().checked_mul(times)?)
}

/// The number that so many steps of `1 / den` are.
pub(super) fn number(n: i64, den: i64) -> Num {
    Num::ratio(n, den).unwrap_or(Num::ZERO)
}

/// A value that is not the mark of an unknown one.
pub(super) fn fits(n: i128) -> Option<i64> {
    i64::try_from(n).ok().filter(|n| *n != NONE)
}

/// The least step that both are multiples of; `None` when it is too fine.
pub(super) fn common(a: i64, b: i64) -> Option<i64> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x.checked_rem(y)?);
    }
    a.checked_div(x)?
        .checked_mul(b)
        .filter(|n| *n > 0 && *n <= MILLION * MILLION)
}

/// The least multiple at or above a number (`up`), or the greatest at or below it.
pub(super) fn bound(n: Num, den: i64, up: bool, itself: bool) -> Option<i64> {
    let numer = n.numer().checked_mul(i128::from(den))?;
    let floor = numer.div_euclid(n.denom());
    let exact = numer.rem_euclid(n.denom()) == 0;
    let at = match (up, exact) {
        (true, true) if itself => floor,
        (false, true) if !itself => floor.checked_sub(1)?,
        (true, _) => floor.checked_add(1)?,
        (false, _) => floor,
    };
    // Beyond the range of a column nothing lies.
    Some(fits(at).unwrap_or(if at > 0 { i64::MAX } else { i64::MIN + 1 }))
}

/// Rounded to the nearest step, as [`Num::round`] does it.
pub(super) fn round(n: i64, step: i64, mode: RoundMode) -> Option<i64> {
    let (n, step) = (i128::from(n), i128::from(step));
    if step <= 0 {
        return None;
    }
    let floor = n.div_euclid(step);
    let twice = n.rem_euclid(step) * 2;
    let up = match mode {
        RoundMode::Up => twice > 0,
        RoundMode::Down => false,
        RoundMode::HalfUp => twice > step || (twice == step && n >= 0),
        RoundMode::HalfDown => twice > step || (twice == step && n < 0),
        RoundMode::HalfEven => twice > step || (twice == step && floor.rem_euclid(2) == 1),
    };
    fits((floor + i128::from(up)).checked_mul(step)?)
}
