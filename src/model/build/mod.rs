//! From trees to a ruleset: resolution, typing, consolidation.

pub mod skeleton;
