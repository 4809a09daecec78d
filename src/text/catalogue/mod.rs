//! What Sao says: one constructor for each code.

pub mod cards;
pub mod dossiers;
pub mod files;
pub mod levels;
pub mod names;
pub mod reading;
pub mod trials;
