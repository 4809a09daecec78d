//! Sao: rules as data for points-based ratings.

pub mod dossier;
pub mod exact;
pub mod explain;
pub mod model;
pub mod score;
pub mod syntax;
pub mod text;
