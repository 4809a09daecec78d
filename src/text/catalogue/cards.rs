//! E02xx: the structure and the sums of a card.
