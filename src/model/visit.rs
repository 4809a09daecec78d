//! Every expression of a card and of its ruleset, each with the place it stands at.

use super::card::Scorecard;
use super::expr::{Expr, Key};
use super::ruleset::Ruleset;

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// What a rating measures.
    RatingOf,
    /// A condition that lifts a level or holds it down, by its place in the rating.
    Lift(usize),
    /// A requirement of the rating, by its place there.
    RatingRequire(usize),
    /// A requirement written on the card, by its place there.
    CardRequire(usize),
    /// A finding of the whole card.
    CardFinding(usize),
    /// When a group counts.
    Group(usize),
    /// Something in a criterion, by the place of the criterion on the card.
    Criterion(usize, Inside),
    /// A name for an expression, by its place in the ruleset.
    Let(usize),
    /// A value of a table, by the places of the table and the row.
    Table(usize, usize),
}

/// Where in a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// What a ladder measures, or the formula.
    Measure,
    /// What chooses among branches.
    Selector,
    /// When a case applies.
    Case(usize),
    /// When facts give an option.
    Option(usize),
    /// When a cap holds.
    Cap(usize),
    /// When a finding is made.
    Finding(usize),
    /// When another criterion is replaced.
    Replaces(usize),
    /// When the criterion counts.
    OnlyIf(usize),
    /// When an option is forced.
    Force(usize),
}

/// The same walk over `&` and over `&mut`.
macro_rules! walk {
    ($card:expr, $f:expr, $iter:ident, $as:ident $(, $mut:tt)?) => {{
        let card = $card;
        let f = $f;
        f(Slot::RatingOf, &$($mut)? card.rating.of);
        for (i, l) in card.rating.lifts.$iter().enumerate() {
            f(Slot::Lift(i), &$($mut)? l.when);
        }
        for (i, r) in card.rating.requires.$iter().enumerate() {
            f(Slot::RatingRequire(i), &$($mut)? r.when);
        }
        for (i, r) in card.requires.$iter().enumerate() {
            f(Slot::CardRequire(i), &$($mut)? r.when);
        }
        for (i, x) in card.findings.$iter().enumerate() {
            if let Some(when) = x.when.$as() {
                f(Slot::CardFinding(i), when);
            }
        }
        for (i, g) in card.groups.$iter().enumerate() {
            if let Some(only) = g.only_if.$as() {
                f(Slot::Group(i), &$($mut)? only.when);
            }
        }
        for (n, c) in card.criteria.$iter().enumerate() {
            let at = |inside| Slot::Criterion(n, inside);
            if let Some(of) = c.of.$as() {
                f(at(Inside::Measure), of);
            }
            if let Some(selector) = c.selector.$as() {
                f(at(Inside::Selector), &$($mut)? selector.of);
            }
            for (i, x) in c.cases.$iter().enumerate() {
                if let Some(when) = x.when.$as() {
                    f(at(Inside::Case(i)), when);
                }
            }
            for (i, x) in c.options.$iter().enumerate() {
                if let Some(when) = x.when.$as() {
                    f(at(Inside::Option(i)), when);
                }
            }
            for (i, x) in c.caps.$iter().enumerate() {
                if let Some(when) = x.when.$as() {
                    f(at(Inside::Cap(i)), when);
                }
            }
            for (i, x) in c.findings.$iter().enumerate() {
                if let Some(when) = x.when.$as() {
                    f(at(Inside::Finding(i)), when);
                }
            }
            for (i, x) in c.replaces.$iter().enumerate() {
                if let Some(when) = x.when.$as() {
                    f(at(Inside::Replaces(i)), when);
                }
            }
            for (i, x) in c.only_if.$iter().enumerate() {
                f(at(Inside::OnlyIf(i)), &$($mut)? x.when);
            }
            for (i, x) in c.forces.$iter().enumerate() {
                f(at(Inside::Force(i)), &$($mut)? x.when);
            }
        }
    }};
}

impl Scorecard {
    /// Calls `f` on every expression of the card, in order of the page.
    pub fn each_expr<'a>(&'a self, f: &mut impl FnMut(Slot, &'a Expr)) {
        walk!(self, f, iter, as_ref);
    }

    /// [`Scorecard::each_expr`], to change them.
    pub fn each_expr_mut(&mut self, f: &mut impl FnMut(Slot, &mut Expr)) {
        walk!(self, f, iter_mut, as_mut, mut);
    }
}

impl Ruleset {
    /// Calls `f` on every name's expression and every value of a table.
    pub fn each_expr<'a>(&'a self, f: &mut impl FnMut(Slot, &'a Expr)) {
        for (i, l) in self.lets.iter().enumerate() {
            f(Slot::Let(i), &l.expr);
        }
        for (i, t) in self.tables.iter().enumerate() {
            for (n, (_, value)) in t.rows.iter().enumerate() {
                f(Slot::Table(i, n), value);
            }
        }
    }

    /// [`Ruleset::each_expr`], to change them.
    pub fn each_expr_mut(&mut self, f: &mut impl FnMut(Slot, &mut Expr)) {
        for (i, l) in self.lets.iter_mut().enumerate() {
            f(Slot::Let(i), &mut l.expr);
        }
        for (i, t) in self.tables.iter_mut().enumerate() {
            for (n, row) in t.rows.iter_mut().enumerate() {
                let (_, value): &mut (Vec<Key>, Expr) = row;
                f(Slot::Table(i, n), value);
            }
        }
    }
}
