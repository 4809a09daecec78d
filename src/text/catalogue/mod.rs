//! What Sao says: one constructor for each code.

pub mod amending;
pub mod batches;
pub mod cards;
pub mod checks;
pub mod choosing;
pub mod comparing;
pub mod crosswalks;
pub mod declared;
pub mod dossiers;
pub mod files;
pub mod headings;
pub mod kinds;
pub mod levels;
pub mod names;
pub mod reading;
pub mod reasoning;
pub mod running;
pub mod seeking;
pub mod sharing;
pub mod sums;
pub mod trials;
