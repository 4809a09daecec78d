//! Why the dossiers of a card cannot be gone through exactly. Nothing is
//! sampled instead: whoever asks is told.

use crate::model::Scorecard;
use crate::text::catalogue::reasoning as say;
use crate::text::{Diagnostic, Span};

/// Why the dossiers of a card cannot be gone through exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A fact has no end of values that are told apart.
    NotFinite {
        /// The fact, by its name (or a day of the dossier).
        fact: String,
        /// The criterion at which it is looked at, if at one.
        criterion: Option<usize>,
        /// The expression that tells its values apart.
        span: Span,
    },
    /// Something stays open although everything it looks at is given.
    NotSettled {
        /// The criterion, if it is one.
        criterion: Option<usize>,
        /// Where it is written.
        span: Span,
    },
    /// Too many things hang together.
    TooLarge {
        /// The criterion at which it became too much.
        criterion: Option<usize>,
    },
    /// A number left the range that is kept exactly.
    Numbers,
    /// The text of the card is not at hand.
    NoText,
    /// The council's rules join sheets in a way that needs every total.
    Council,
}

impl Trouble {
    /// The finding to be shown.
    #[must_use]
    pub fn diagnostic(&self, card: &Scorecard) -> Diagnostic {
        let number = |i: &Option<usize>| {
            let c = i.and_then(|i| card.criteria.get(i));
            c.map(|c| (c.number.clone(), c.span))
        };
        match self {
            Trouble::NotFinite {
                fact,
                criterion,
                span,
            } => say::not_finite(&card.id, fact, number(criterion), *span),
            Trouble::NotSettled { criterion, span } => {
                say::not_settled(&card.id, number(criterion), *span)
            }
            Trouble::TooLarge { criterion } => {
                say::too_large(&card.id, number(criterion), card.span)
            }
            Trouble::Numbers => say::too_long_numbers(&card.id, card.span),
            Trouble::NoText => say::no_text(&card.id, card.span),
            Trouble::Council => say::council_needs_all(&card.id, card.span),
        }
    }
}
