//! Walks over the parts of a pair.

use super::super::grammar::Rule;
use pest::iterators::{Pair, Pairs};
use std::iter::Peekable;

/// The parts of one pair, taken one after the other.
pub(super) struct Parts<'i> {
    inner: Peekable<Pairs<'i, Rule>>,
}

impl<'i> Parts<'i> {
    /// The parts of a pair.
    pub(super) fn of(pair: Pair<'i, Rule>) -> Parts<'i> {
        Parts {
            inner: pair.into_inner().peekable(),
        }
    }

    /// The next part, whatever it is.
    pub(super) fn any(&mut self) -> Option<Pair<'i, Rule>> {
        self.inner.next()
    }

    /// What the next part is.
    pub(super) fn peek(&mut self) -> Option<Rule> {
        self.inner.peek().map(Pair::as_rule)
    }

    /// The next part, if it is a `rule`.
    pub(super) fn take(&mut self, rule: Rule) -> Option<Pair<'i, Rule>> {
        self.inner.next_if(|p| p.as_rule() == rule)
    }

    /// Whether the next part is a `rule`; takes it then.
    pub(super) fn has(&mut self, rule: Rule) -> bool {
        self.take(rule).is_some()
    }

    /// The first `rule` that is left; what stands before it is passed over.
    pub(super) fn find(&mut self, rule: Rule) -> Option<Pair<'i, Rule>> {
        self.inner.by_ref().find(|p| p.as_rule() == rule)
    }

    /// The next `rule` behind any number of signs and keywords between.
    pub(super) fn each(self, rule: Rule) -> impl Iterator<Item = Pair<'i, Rule>> {
        self.inner.filter(move |p| p.as_rule() == rule)
    }

    /// All that is left.
    pub(super) fn rest(self) -> impl Iterator<Item = Pair<'i, Rule>> {
        self.inner
    }
}
