//! The fingerprint of what a ruleset says.

use super::ruleset::Ruleset;
use sha2::{Digest, Sha256};

impl Ruleset {
    /// SHA-256, in lower-case hexadecimal, of the consolidated content in a
    /// fixed JSON form. Comments, layout and the language of keywords do not
    /// count; a changed figure, title, label or condition does.
    #[must_use]
    pub fn compute_digest(&self) -> String {
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        let hash = Sha256::digest(&bytes);
        hash.iter().map(|b| format!("{b:02x}")).collect()
    }
}
