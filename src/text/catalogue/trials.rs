//! E06xx: tests that live beside the rules.
