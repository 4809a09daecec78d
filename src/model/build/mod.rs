//! From trees to a ruleset: resolution, typing, consolidation.

pub mod facts;
mod lets;
pub mod scope;
pub mod skeleton;
mod tables;
mod typing;
