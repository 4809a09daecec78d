//! E03xx: names, types and units.
