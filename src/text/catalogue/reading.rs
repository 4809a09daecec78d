//! E01xx: reading a text.
