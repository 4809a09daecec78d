//! What is said once and holds for all that stands below.

use crate::syntax::tree::MissingPolicy;
use crate::text::catalogue::cards;
use crate::text::{Both, Diagnostic, Span};
use std::collections::HashMap;

/// What a part, section or criterion takes over from what it stands in.
#[derive(Clone, Debug, Default)]
pub struct Inherited {
    /// Citations, widest first.
    pub cites: Vec<String>,
    /// What a missing answer means.
    pub missing: MissingPolicy,
}

/// What may be said once only, with the place where it was said.
#[derive(Debug, Default)]
pub struct Said(HashMap<&'static str, Span>);

impl Said {
    /// Whether it is said for the first time; says so otherwise.
    pub fn once(
        &mut self,
        what: &'static str,
        at: Span,
        name: &Both,
        out: &mut Vec<Diagnostic>,
    ) -> bool {
        match self.0.get(what) {
            Some(first) => {
                out.push(cards::said_twice(name, at, *first));
                false
            }
            None => {
                self.0.insert(what, at);
                true
            }
        }
    }
}
