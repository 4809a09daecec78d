//! The logic of yes, no and not known (Kleene's strong three-valued logic).

use super::Tri;

impl Tri {
    /// Yes or no.
    #[must_use]
    pub fn of(yes: bool) -> Tri {
        if yes { Tri::Yes } else { Tri::No }
    }

    /// Both hold. A certain "no" settles it, whatever the other is.
    #[must_use]
    pub fn and(self, other: Tri) -> Tri {
        self.min(other)
    }

    /// At least one holds. A certain "yes" settles it, whatever the other is.
    #[must_use]
    pub fn or(self, other: Tri) -> Tri {
        self.max(other)
    }

    /// What holds in two cases of which one is true: what they agree on.
    #[must_use]
    pub fn join(self, other: Tri) -> Tri {
        if self == other { self } else { Tri::Unknown }
    }

    /// All of them hold.
    pub fn all(each: impl IntoIterator<Item = Tri>) -> Tri {
        each.into_iter().fold(Tri::Yes, Tri::and)
    }

    /// At least one of them holds.
    pub fn any(each: impl IntoIterator<Item = Tri>) -> Tri {
        each.into_iter().fold(Tri::No, Tri::or)
    }

    /// Whether it is known.
    #[must_use]
    pub fn is_known(self) -> bool {
        self != Tri::Unknown
    }

    /// Whether it may hold.
    #[must_use]
    pub fn possible(self) -> bool {
        self != Tri::No
    }
}

impl std::ops::Not for Tri {
    type Output = Tri;

    fn not(self) -> Tri {
        match self {
            Tri::Yes => Tri::No,
            Tri::No => Tri::Yes,
            Tri::Unknown => Tri::Unknown,
        }
    }
}
