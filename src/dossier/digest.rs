//! The fingerprint of a dossier.

use super::file::Dossier;
use sha2::{Digest, Sha256};

impl Dossier {
    /// SHA-256, in lower-case hexadecimal, of what the dossier says, in a fixed
    /// JSON form: the language of its field names, its file format, the order
    /// of its fields and their places do not count; a changed answer, value,
    /// paper, day or text does.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut fixed = self.clone();
        fixed.info.sort_keys();
        let bytes = serde_json::to_vec(&fixed).unwrap_or_default();
        let hash = Sha256::digest(&bytes);
        hash.iter().map(|b| format!("{b:02x}")).collect()
    }
}
