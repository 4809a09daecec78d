//! What Sao says: one constructor for each code.

pub mod files;
