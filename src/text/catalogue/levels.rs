//! E04xx: ratings, levels and assumptions.
