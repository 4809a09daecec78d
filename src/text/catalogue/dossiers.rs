//! E05xx: dossiers.
