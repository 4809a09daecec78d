//! How many ways lead to a node with a total: exact, without end.

use num_bigint::BigUint;

/// Numbers of ways that are added up along a graph.
pub(super) trait Tally: Clone + Default {
    /// One way.
    fn one() -> Self;
    /// Whether there is no way.
    fn is_none(&self) -> bool;
    /// Adds `times` of another; `None` when it does not fit.
    #[must_use]
    fn add_times(&mut self, other: &Self, times: u64) -> Option<()>;
    /// Ways one after another; `None` when it does not fit.
    fn product(&self, other: &Self) -> Option<Self>;
    /// As a number without end.
    fn big(&self) -> BigUint;
}

impl Tally for u128 {
    fn one() -> Self {
        1
    }

    fn is_none(&self) -> bool {
        *self == 0
    }

    fn add_times(&mut self, other: &Self, times: u64) -> Option<()> {
        *self = self.checked_add(other.checked_mul(u128::from(times))?)?;
        Some(())
    }

    fn product(&self, other: &Self) -> Option<Self> {
        self.checked_mul(*other)
    }

    fn big(&self) -> BigUint {
        BigUint::from(*self)
    }
}

impl Tally for BigUint {
    fn one() -> Self {
        BigUint::from(1u8)
    }

    fn is_none(&self) -> bool {
        *self == BigUint::default()
    }

    fn add_times(&mut self, other: &Self, times: u64) -> Option<()> {
        *self += other * times;
        Some(())
    }

    fn product(&self, other: &Self) -> Option<Self> {
        Some(self * other)
    }

    fn big(&self) -> BigUint {
        self.clone()
    }
}

/// Whether there is a way at all.
impl Tally for bool {
    fn one() -> Self {
        true
    }

    fn is_none(&self) -> bool {
        !*self
    }

    fn add_times(&mut self, other: &Self, times: u64) -> Option<()> {
        *self |= *other && times > 0;
        Some(())
    }

    fn product(&self, other: &Self) -> Option<Self> {
        Some(*self && *other)
    }

    fn big(&self) -> BigUint {
        BigUint::from(u8::from(*self))
    }
}

/// Something for each total of a stretch; outside of it there is nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Row<T> {
    lo: i64,
    cells: Vec<T>,
}

/// Most different totals, in units of the space.
const WIDEST: i64 = 1 << 20;

impl<T: Clone + Default> Row<T> {
    /// The cell of a total, made if need be; `None` when totals lie too far apart.
    pub fn cell(&mut self, at: i64) -> Option<&mut T> {
        if self.cells.is_empty() {
            self.lo = at;
        }
        let end = self.lo.checked_add(i64::try_from(self.cells.len()).ok()?)?;
        if at < self.lo {
            let more = self.lo.checked_sub(at)?;
            if end.checked_sub(at)? > WIDEST {
                return None;
            }
            let more = usize::try_from(more).ok()?;
            self.cells
                .splice(0..0, std::iter::repeat_n(T::default(), more));
            self.lo = at;
        } else if at >= end {
            let length = at.checked_sub(self.lo)?.checked_add(1)?;
            if length > WIDEST {
                return None;
            }
            self.cells
                .resize(usize::try_from(length).ok()?, T::default());
        }
        let place = usize::try_from(at.checked_sub(self.lo)?).ok()?;
        self.cells.get_mut(place)
    }

    /// What is at a total.
    pub fn get(&self, at: i64) -> Option<&T> {
        let place = usize::try_from(at.checked_sub(self.lo)?).ok()?;
        self.cells.get(place)
    }

    /// Every cell with its total.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (i64, &T)> + '_ {
        self.cells
            .iter()
            .enumerate()
            .map(|(i, c)| (self.lo.saturating_add(i as i64), c))
    }
}
