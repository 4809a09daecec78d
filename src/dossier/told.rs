//! A wrong column is wrong in every row; people are told once.

use crate::text::{Code, Diagnostic};
use std::collections::HashSet;

/// What has been told about the columns of one table.
#[derive(Debug, Default)]
pub struct Told(HashSet<(Code, String)>);

impl Told {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Told {
        Told::default()
    }

    /// Whether a finding is new to a reader of the whole table. Findings about
    /// cells always are; the same finding about a column is so once.
    pub fn is_new(&mut self, finding: &Diagnostic) -> bool {
        let about_a_column = matches!(
            finding.code,
            Code::E0514 | Code::E0515 | Code::E0517 | Code::E0518 | Code::E0546
        );
        !about_a_column || self.0.insert((finding.code, finding.message.en.clone()))
    }
}
