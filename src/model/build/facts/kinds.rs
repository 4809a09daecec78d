//! Facts: their types and ranges, and whether a dossier can tell them apart.

use super::{DOSSIER, Entry, Names, What};
use crate::model::build::typing::{UnitSaid, kind};
use crate::model::{Choice, Fact, Field, Interval, Type, Unit};
use crate::syntax::tree::{self, MissingPolicy, Stmt, TypeKind, Word};
use crate::text::catalogue::declared;
use crate::text::catalogue::names::{self, TakenBy};
use crate::text::{Both, Diagnostic, Span, both};
use std::collections::HashMap;

impl Names {
    pub(super) fn fact(
        &mut self,
        f: &tree::Fact,
        card: Option<usize>,
        span: Span,
        out: &mut Vec<Diagnostic>,
    ) {
        let name = &f.name;
        if DOSSIER.contains(&name.value.as_str()) {
            out.push(names::taken_name(&name.value, name.span, TakenBy::Dossier));
            self.enter(&name.value, card, What::Broken, None, out);
            return;
        }
        let Some((ty, whole)) = self.fact_kind(&f.ty, out) else {
            self.declare_one(name, card, What::Broken, out);
            return;
        };
        if !self.declare_one(name, card, What::Fact(self.facts.len()), out) {
            return;
        }
        if let TypeKind::List(block) = &f.ty.value
            && block.body.iter().any(|n| matches!(n.stmt, Stmt::Bad(_)))
        {
            self.unread.insert(card);
        }
        let range = f
            .range
            .as_ref()
            .map(|b| self.fact_range(b, &ty, whole, out));
        let missing = f.missing.unwrap_or_default();
        // A range that is wrong has been said; it is not also missing.
        let lowest = match &range {
            None => false,
            Some(None) => true,
            Some(Some(r)) => r.lo.is_some() && r.lo_in,
        };
        if missing == MissingPolicy::Lowest && !lowest {
            out.push(declared::no_lowest(&name.value, span));
        }
        self.facts.push(Fact {
            name: name.value.clone(),
            ty,
            whole,
            range: range.flatten(),
            label: f.label.as_ref().map(|w| w.value.clone()),
            missing,
            card: card
                .and_then(|c| self.cards.get(c))
                .map(|c| c.skeleton.id.clone()),
            span,
        });
    }

    /// A written type, and whether only whole numbers belong to it.
    pub(in crate::model::build) fn fact_kind(
        &self,
        ty: &tree::Type,
        out: &mut Vec<Diagnostic>,
    ) -> Option<(Type, bool)> {
        let unit = |u: &Option<Word>| u.as_ref().map_or_else(Unit::none, |w| Unit::base(&w.value));
        Some(match &ty.value {
            TypeKind::Decimal(u) => (Type::Number(unit(u)), false),
            TypeKind::Whole(u) => (Type::Number(unit(u)), true),
            TypeKind::Percent => (Type::Number(Unit::percent()), false),
            TypeKind::Money(None) => (Type::Number(Unit::base("VND")), false),
            TypeKind::Money(u) => (Type::Number(unit(u)), false),
            TypeKind::Months => (Type::Number(Unit::base("months")), true),
            TypeKind::Date => (Type::Date, false),
            TypeKind::Text => (Type::Text, false),
            TypeKind::YesNo => (Type::Bool, false),
            TypeKind::OneOf(all) => (Type::OneOf(self.values(all, out)), false),
            TypeKind::List(block) => (Type::List(self.fields(block, out)), false),
        })
    }

    fn values(&self, all: &[tree::Choice], out: &mut Vec<Diagnostic>) -> Vec<Choice> {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut kept = Vec::new();
        for c in all {
            let name = c.name.value.as_str();
            if let Some(first) = seen.get(name) {
                out.push(declared::twice_in_type(name, false, c.name.span, *first));
                continue;
            }
            seen.insert(name, c.name.span);
            kept.push(Choice {
                name: name.to_owned(),
                label: c.label.as_ref().map(|w| w.value.clone()),
            });
        }
        kept
    }

    fn fields(&self, block: &tree::Block, out: &mut Vec<Diagnostic>) -> Vec<Field> {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut kept = Vec::new();
        for node in &block.body {
            let Stmt::Field(f) = &node.stmt else { continue };
            let name = f.name.value.as_str();
            if let Some(first) = seen.get(name) {
                out.push(declared::twice_in_type(name, true, f.name.span, *first));
                continue;
            }
            seen.insert(name, f.name.span);
            if matches!(f.ty.value, TypeKind::List(_)) {
                out.push(declared::list_in_list(name, f.ty.span));
                continue;
            }
            if let Some((ty, whole)) = self.fact_kind(&f.ty, out) {
                let range = f.range.as_ref();
                let range = range.and_then(|b| self.fact_range(b, &ty, whole, out));
                kept.push(Field {
                    name: name.to_owned(),
                    ty,
                    whole,
                    range,
                    label: f.label.as_ref().map(|w| w.value.clone()),
                });
            }
        }
        kept
    }

    /// The range of a fact, if it suits its type.
    fn fact_range(
        &self,
        band: &tree::Band,
        ty: &Type,
        whole: bool,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Interval> {
        let Type::Number(unit) = ty else {
            let found = kind(ty);
            let (en, vi) = (&found.en, &found.vi);
            out.push(declared::range_unfit(
                band.span,
                &both!(
                    "only numbers have a range, but this is {en}",
                    "chỉ số mới có khoảng, nhưng đây là {vi}"
                ),
                both!("drop the range", "bỏ khoảng này"),
                None,
            ));
            return None;
        };
        let range = self
            .scope(None)
            .band_in(band, unit, UnitSaid::OnTheLine, false, out)?;
        let part = [&band.lo, &band.hi]
            .into_iter()
            .flatten()
            .find(|end| !end.value.value.is_whole());
        if let (true, Some(end)) = (whole, part) {
            let n = end.value.value.to_string();
            let reason: Both = both!(
                "this fact takes whole numbers, but {n} is not one",
                "dữ kiện này chỉ nhận số nguyên, nhưng {n} không phải số nguyên"
            );
            let help = both!(
                "write a whole number, or declare it as `decimal`",
                "viết số nguyên, hoặc khai báo kiểu «số»"
            );
            out.push(declared::range_unfit(end.span, &reason, help, None));
            return None;
        }
        Some(range)
    }

    /// A fact and a criterion of one card must not be spelled alike: a dossier names both.
    pub(super) fn check_numbers(&self, out: &mut Vec<Diagnostic>) {
        let mut all: Vec<(&String, &Entry)> = self
            .entries
            .iter()
            .flat_map(|(name, list)| list.iter().map(move |e| (name, e)))
            .filter(|(_, e)| matches!(e.what, What::Fact(_)))
            .collect();
        all.sort_by_key(|(_, e)| e.span);
        for (name, entry) in all {
            let mut cards = self
                .cards
                .iter()
                .enumerate()
                .filter(|(i, _)| entry.card.is_none_or(|c| c == *i));
            if let (Some(span), Some((_, card))) = (
                entry.span,
                cards.find(|(_, c)| c.criteria.contains_key(name.as_str())),
            ) {
                let by = TakenBy::Criterion(&card.skeleton.id);
                out.push(names::taken_name(name, span, by));
            }
        }
    }
}
