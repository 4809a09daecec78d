//! Parts, sections, criteria and their options, looked at from a condition.

use super::typed;
use crate::model::build::scope::Scope;
use crate::model::build::skeleton::{CardSkeleton, CriterionSkeleton};
use crate::model::{Expr as Typed, ExprKind as Kind, Form, Target, Type, Unit};
use crate::syntax::tree::{CmpOp, GroupKind, Place, PlaceKind, Word};
use crate::text::catalogue::names::{self, NoOption, PlaceWord};
use crate::text::{Diagnostic, Span};

impl<'a> Scope<'a> {
    pub(super) fn points(
        &mut self,
        p: &Place,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let target = self.target(p, out)?;
        let plain = Type::Number(Unit::none());
        Some(typed(Kind::Points(target), plain, span))
    }

    pub(super) fn maximum(
        &mut self,
        p: &Place,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let target = self.target(p, out)?;
        let plain = Type::Number(Unit::none());
        Some(typed(Kind::Maximum(target), plain, span))
    }

    /// `criterion 3.5`: the option it holds.
    pub(super) fn option_of(
        &mut self,
        code: &Word,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let card = self.card_for(code.span, out)?;
        match self.criterion_or_group(card, code, out)? {
            Target::Criterion(i) => {
                let c = card.criteria.get(i)?;
                if matches!(c.form, Form::Choice | Form::YesNo) {
                    return Some(typed(Kind::OptionOf(i), Type::OptionOf(i), span));
                }
                let why = if c.form == Form::Checklist {
                    NoOption::Ticks
                } else {
                    NoOption::Measured
                };
                let d = names::no_single_option(&c.number, code.span, c.span, why);
                self.say(out, d);
                None
            }
            Target::Group(g) => {
                let g = card.groups.get(g)?;
                let d = names::no_single_option(&g.code, code.span, g.span, NoOption::Holds);
                self.say(out, d);
                None
            }
        }
    }

    pub(super) fn at_maximum(
        &mut self,
        code: &Word,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let card = self.card_for(code.span, out)?;
        let kind = match self.criterion_or_group(card, code, out)? {
            Target::Criterion(i) => Kind::AtMaximum(i),
            // A criterion that holds criteria has its maximum when its points are its maximum.
            group @ Target::Group(_) => {
                let number = |kind| Box::new(typed(kind, Type::Number(Unit::none()), span));
                Kind::Compare(
                    CmpOp::Ge,
                    number(Kind::Points(group)),
                    number(Kind::Maximum(group)),
                )
            }
        };
        Some(typed(kind, Type::Bool, span))
    }

    pub(super) fn any_at_maximum(
        &mut self,
        p: Option<&Place>,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let all = self.criteria_in(p, span, out)?;
        Some(typed(Kind::AnyAtMaximum(all), Type::Bool, span))
    }

    pub(super) fn count_at_maximum(
        &mut self,
        p: Option<&Place>,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        let all = self.criteria_in(p, span, out)?;
        let plain = Type::Number(Unit::none());
        Some(typed(Kind::CountAtMaximum(all), plain, span))
    }

    /// The criteria in a place, or all of the card.
    fn criteria_in(
        &mut self,
        p: Option<&Place>,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Vec<usize>> {
        let Some(p) = p else {
            let card = self.card_for(span, out)?;
            return Some((0..card.criteria.len()).collect());
        };
        Some(match self.target(p, out)? {
            Target::Criterion(i) => vec![i],
            Target::Group(g) => self.skeleton()?.groups.get(g)?.below.clone(),
        })
    }

    fn card_for(&self, span: Span, out: &mut Vec<Diagnostic>) -> Option<&'a CardSkeleton> {
        let card = self.skeleton();
        if card.is_none() {
            self.say(out, names::outside_card(span));
        }
        card
    }

    /// A criterion by its number, or a criterion that holds criteria.
    fn criterion_or_group(
        &self,
        card: &CardSkeleton,
        code: &Word,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Target> {
        let number = self.absolute(&code.value);
        let found = self
            .names
            .criterion_numbered(self.card?, &number)
            .map(Target::Criterion)
            .or_else(|| {
                self.names
                    .groups_coded(self.card?, &number)
                    .iter()
                    .copied()
                    .find(|g| kind_of(card, *g) == Some(GroupKind::Criterion))
                    .map(Target::Group)
            });
        if found.is_none() {
            self.say_no_place(card, PlaceWord::Criterion, &number, code.span, out);
        }
        found
    }

    fn target(&mut self, p: &Place, out: &mut Vec<Diagnostic>) -> Option<Target> {
        let span = p.code.span;
        let card = self.card_for(span, out)?;
        let at = self.card?;
        let code = self.absolute(&p.code.value);
        let (word, wanted) = match p.kind {
            PlaceKind::Part => (PlaceWord::Part, Some(GroupKind::Part)),
            PlaceKind::Section => (PlaceWord::Section, Some(GroupKind::Section)),
            PlaceKind::Criterion => (PlaceWord::Any, None),
        };
        if wanted.is_none()
            && let Some(i) = self.names.criterion_numbered(at, &code)
        {
            return Some(Target::Criterion(i));
        }
        let of_kind = |code: &str| -> Vec<usize> {
            let all = self.names.groups_coded(at, code).iter().copied();
            all.filter(|g| wanted.is_none_or(|k| kind_of(card, *g) == Some(k)))
                .collect()
        };
        let mut found = of_kind(&code);
        if found.is_empty()
            && let Some((part, inner)) = code.split_once('.')
        {
            found = of_kind(inner);
            found.retain(|g| part_of(card, *g).is_some_and(|p| p == part));
        }
        match found.as_slice() {
            [] => {
                self.say_no_place(card, word, &code, span, out);
                None
            }
            [one] => Some(Target::Group(*one)),
            several => {
                let headings: Vec<Span> = several
                    .iter()
                    .filter_map(|g| card.groups.get(*g))
                    .map(|g| g.span)
                    .collect();
                let sections = several
                    .iter()
                    .all(|g| kind_of(card, *g) == Some(GroupKind::Section));
                let example = several
                    .first()
                    .filter(|_| sections)
                    .and_then(|g| part_of(card, *g))
                    .map(|part| format!("{part}.{code}"));
                let d = names::ambiguous_place(word, &code, span, &headings, example.as_deref());
                self.say(out, d);
                None
            }
        }
    }

    fn say_no_place(
        &self,
        card: &CardSkeleton,
        what: PlaceWord,
        code: &str,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) {
        if card.broken {
            return;
        }
        let groups = |kind: GroupKind| {
            let all = card.groups.iter().filter(move |g| g.kind == kind);
            all.map(|g| g.code.as_str())
        };
        let have: Vec<&str> = match what {
            PlaceWord::Part => groups(GroupKind::Part).collect(),
            PlaceWord::Section => groups(GroupKind::Section).collect(),
            PlaceWord::Criterion | PlaceWord::Any => near_numbers(card, code),
        };
        self.say(out, names::unknown_place(what, code, span, &card.id, &have));
    }

    /// An option of a criterion, by its place.
    pub(super) fn option_key(
        &mut self,
        criterion: usize,
        key: &str,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Typed> {
        if let Some(place) = self.option_place(criterion, key) {
            let ty = Type::OptionOf(criterion);
            return Some(typed(Kind::OptionKey(place), ty, span));
        }
        let c = self.criterion_at(criterion)?;
        if self.skeleton()?.broken {
            return None;
        }
        let letters: Vec<&str> = c.options.iter().map(|(k, _)| k.as_str()).collect();
        let d = names::unknown_option(key, span, &c.number, c.span, &letters);
        self.say(out, d);
        None
    }

    /// The place of an option; under `by`, where letters repeat, of the first.
    pub(in crate::model::build) fn option_place(
        &self,
        criterion: usize,
        key: &str,
    ) -> Option<usize> {
        let options = &self.criterion_at(criterion)?.options;
        let same = |spelled: &str| options.iter().position(|(k, _)| k == spelled);
        same(key).or_else(|| match key {
            "có" => same("yes"),
            "không" => same("no"),
            _ => None,
        })
    }

    pub(super) fn number_of(&self, criterion: usize) -> Option<&'a str> {
        self.criterion_at(criterion).map(|c| c.number.as_str())
    }

    fn criterion_at(&self, i: usize) -> Option<&'a CriterionSkeleton> {
        self.skeleton()?.criteria.get(i)
    }
}

fn kind_of(card: &CardSkeleton, group: usize) -> Option<GroupKind> {
    card.groups.get(group).map(|g| g.kind)
}

/// The letter of the part in which a group stands.
fn part_of(card: &CardSkeleton, group: usize) -> Option<&str> {
    let first = card.groups.get(group)?.below.first()?;
    let mut parts = card.groups.iter().filter(|g| g.kind == GroupKind::Part);
    parts
        .find(|p| p.below.contains(first))
        .map(|p| p.code.as_str())
}

/// The numbers beside a wrong one: those that start alike, else all.
fn near_numbers<'c>(card: &'c CardSkeleton, code: &str) -> Vec<&'c str> {
    let all = || {
        let holders = card
            .groups
            .iter()
            .filter(|g| g.kind == GroupKind::Criterion);
        let criteria = card.criteria.iter().map(|c| c.number.as_str());
        criteria.chain(holders.map(|g| g.code.as_str()))
    };
    if let Some((head, _)) = code.rsplit_once('.') {
        let alike: Vec<&str> = all()
            .filter(|n| n.rsplit_once('.').is_some_and(|(h, _)| h == head))
            .collect();
        if !alike.is_empty() {
            return alike;
        }
    }
    all().collect()
}
