//! Sao: rules as data for points-based ratings.

pub mod exact;
pub mod syntax;
pub mod text;
