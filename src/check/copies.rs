//! Copies of a card that ask one question of all its dossiers.

use crate::model::{Expr, Interval, Level, Require, Ruleset, Scorecard};
use crate::reason::{Point, Space, Trouble};
use crate::text::Span;
use std::collections::BTreeSet;

/// A copy of a ruleset with one card, on which nothing asks for anything: no
/// marks, no requirements, no lifts.
pub(super) fn bare(rules: &Ruleset, card: &Scorecard) -> Ruleset {
    let mut copy = rules.with_card_only(&card.id);
    for card in copy.cards.values_mut() {
        card.requires.clear();
        card.rating.requires.clear();
        card.rating.lifts.clear();
        let options = card.criteria.iter_mut().flat_map(|c| &mut c.options);
        options.for_each(|o| o.marks.clear());
    }
    copy
}

/// Everything that the only card of a copy can come to; a card that is not
/// there comes to nothing.
pub(super) fn reachable(copy: &Ruleset) -> Result<BTreeSet<Point>, Trouble> {
    match copy.cards.values().next() {
        Some(card) => Space::of(copy, card)?.reachable(),
        None => Ok(BTreeSet::new()),
    }
}

/// A level with a band and nothing else.
pub(super) fn level(band: Interval) -> Level {
    Level {
        name: String::new(),
        ordinal: None,
        label: None,
        band,
        span: Span::default(),
    }
}

/// A requirement of the lowest level.
pub(super) fn asks(when: &Expr) -> Require {
    Require {
        level: 0,
        when: when.clone(),
        label: String::new(),
        place: None,
        span: when.span,
    }
}
