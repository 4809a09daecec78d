//! One thing for each of two cards.

/// Which of two cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The old one.
    Old,
    /// The new one.
    New,
}

impl Side {
    /// Both, the old one first.
    pub const BOTH: [Side; 2] = [Side::Old, Side::New];

    /// The other one.
    #[must_use]
    pub fn other(self) -> Side {
        match self {
            Side::Old => Side::New,
            Side::New => Side::Old,
        }
    }
}

/// One thing for each of two cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Two<T> {
    /// Of the old card.
    pub old: T,
    /// Of the new card.
    pub new: T,
}

impl<T> Two<T> {
    /// Both.
    pub fn new(old: T, new: T) -> Two<T> {
        Two { old, new }
    }

    /// For each side.
    pub fn each(mut of: impl FnMut(Side) -> T) -> Two<T> {
        Two::new(of(Side::Old), of(Side::New))
    }

    /// The one of a side.
    pub fn of(&self, side: Side) -> &T {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }

    /// The one of a side, to be changed.
    pub fn of_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Old => &mut self.old,
            Side::New => &mut self.new,
        }
    }

    /// Something of each.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Two<U> {
        Two::new(f(self.old), f(self.new))
    }
}
