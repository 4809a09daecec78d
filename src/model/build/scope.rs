//! What names mean at a place of the page, and the way in to typing: from
//! [`tree::Expr`] to [`model::Expr`](crate::model::Expr).

use super::facts::Names;
use super::skeleton::CardSkeleton;
use super::typing::Hint;
use super::typing::depth;
use crate::model::{self, Field, Interval, Key, Type, Unit};
use crate::syntax::tree;
use crate::text::catalogue::{kinds, names};
use crate::text::{Both, Code, Diagnostic, Sp, Span, both};

/// What an expression must give where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Yes or no.
    Condition,
    /// A number; in this unit, if one is named (points are plain numbers).
    Number(Option<Unit>),
    /// Any value.
    Any,
}

/// What names mean: the facts, lets, tables and assumptions of the ruleset,
/// and on a card its own ones, its criteria, their options and its groups.
pub struct Scope<'a> {
    pub(super) names: &'a Names,
    /// Place of the card among those that were declared.
    pub(super) card: Option<usize>,
    /// The number that a number with a leading point continues.
    within: Option<String>,
    /// The lists whose `where` is being read, innermost last.
    pub(super) records: Vec<Record>,
}

/// The fields that are at hand inside a `where`.
pub(super) struct Record {
    pub(super) fields: Vec<Field>,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A field of the record at hand.
    Field(usize),
    /// A field of an outer list.
    OuterField,
    Fact(usize),
    Let(usize),
    Table(usize),
    Assumption(usize),
    /// Declared, but its declaration is wrong; that has been said.
    Broken,
}

impl<'a> Scope<'a> {
    pub(super) fn new(names: &'a Names, card: Option<usize>) -> Scope<'a> {
        Scope {
            names,
            card,
            within: None,
            records: Vec::new(),
        }
    }

    /// The same names, with the number that `.1` continues: inside section
    /// `2`, `points of .1` looks at `2.1`.
    #[must_use]
    pub fn within(mut self, number: &str) -> Scope<'a> {
        self.within = Some(number.to_owned());
        self
    }

    /// Types an expression and checks that it gives what is expected. Pushes
    /// what is wrong, each thing once; `None` when it could not be typed.
    pub fn expr(
        &mut self,
        e: &tree::Expr,
        expect: Expect,
        out: &mut Vec<Diagnostic>,
    ) -> Option<model::Expr> {
        if depth(e) > super::typing::DEEPEST {
            self.say(out, kinds::too_deep(e.span, super::typing::DEEPEST));
            return None;
        }
        match expect {
            Expect::Condition => self.condition(e, out),
            Expect::Any => self.infer(e, Hint::NONE, out),
            Expect::Number(unit) => {
                let typed = self.infer(e, Hint::NONE, out)?;
                let Type::Number(found) = &typed.ty else {
                    let needs = both!("this place", "chỗ này");
                    self.not_a_number(&typed, &needs, out);
                    return None;
                };
                match unit {
                    Some(want) if want != *found => {
                        self.unit_unfit(&typed, &want, out);
                        None
                    }
                    _ => Some(typed),
                }
            }
        }
    }

    /// The left side of a rung, a branch or a row, against the type of what it looks at.
    pub fn key(
        &mut self,
        k: &Sp<tree::RowKey>,
        of: &Type,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Key> {
        self.typed_key(k, of, out)
    }

    /// The same against the expression that is looked at: what lies outside of
    /// the declared range of a fact is warned about.
    pub fn key_of(
        &mut self,
        k: &Sp<tree::RowKey>,
        of: &model::Expr,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Key> {
        let key = self.typed_key(k, &of.ty, out)?;
        self.warn_key(&key, k.span, of, out);
        Some(key)
    }

    /// The band of a level, against the type of what is rated. It may hold
    /// nothing (`5 ..< 5`): a level that only `at least` gives.
    pub fn band(
        &mut self,
        b: &tree::Band,
        of: &Type,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Interval> {
        self.typed_band(b, of, true, out)
    }

    /// Pushes a finding unless the same was said of the same place: texts that
    /// several cards share are read once for each of them.
    pub(super) fn say(&self, out: &mut Vec<Diagnostic>, d: Diagnostic) {
        if self.names.first_time(d.code, d.primary()) {
            out.push(d);
        }
    }

    pub(super) fn skeleton(&self) -> Option<&'a CardSkeleton> {
        self.names.skeleton(self.card?)
    }

    /// A number as it is on the card: a leading point continues the number of
    /// the group or criterion in which it is written.
    pub(super) fn absolute(&self, code: &str) -> String {
        match (code.strip_prefix('.'), &self.within) {
            (Some(rest), Some(base)) => format!("{base}.{rest}"),
            _ => code.to_owned(),
        }
    }

    /// What a name stands for here; fields of the record at hand come first.
    pub(super) fn lookup(&self, name: &str) -> Option<Found> {
        let field = |r: &Record| r.fields.iter().position(|f| f.name == name);
        if let Some(i) = self.records.last().and_then(field) {
            return Some(Found::Field(i));
        }
        self.names.find(name, self.card).or_else(|| {
            let outer = self.records.iter().rev().skip(1);
            outer.filter_map(field).next().map(|_| Found::OuterField)
        })
    }

    /// Says that nothing has this name, and what else may have been meant.
    pub(super) fn say_unknown(
        &self,
        name: &str,
        span: Span,
        hint: Hint<'_>,
        out: &mut Vec<Diagnostic>,
    ) {
        let near = self.near(name);
        let other = if matches!(hint.ty, Some(Type::Text)) {
            let quoted = format!("\"{name}\"");
            Some((
                both!(
                    "a text stands in quotes: {quoted}",
                    "chữ phải đặt trong ngoặc kép: {quoted}"
                ),
                near.is_none().then_some(quoted),
            ))
        } else if near.is_none() {
            self.other_meaning(name)
        } else {
            None
        };
        // A name that is simply not declared is said once, not at every mention,
        // and not at all where its declaration may be what could not be read.
        let nothing_like_it = near.is_none() && other.is_none();
        if nothing_like_it
            && (self.names.may_be_unread(self.card) || !self.names.first_mention(name))
        {
            return;
        }
        self.say(out, names::unknown_name(name, span, near.as_deref(), other));
    }

    /// The declared name nearest to a wrong one.
    pub(super) fn near(&self, name: &str) -> Option<String> {
        if !self.names.may_search() {
            return None;
        }
        let fields = self.records.last().into_iter().flat_map(|r| &r.fields);
        let all = fields
            .map(|f| f.name.as_str())
            .chain(self.names.visible(self.card))
            .chain(["total", "filed", "assessed", "kind", "yes", "no"]);
        crate::text::closest(name, all)
    }

    /// What an undeclared name looks like, with a mend where it is safe.
    fn other_meaning(&self, name: &str) -> Option<(Both, Option<String>)> {
        if !self.names.may_search() {
            return None;
        }
        match name {
            "true" | "đúng" => {
                return Some((both!("write `yes`", "viết «có»"), Some("yes".to_owned())));
            }
            "false" | "sai" => {
                return Some((both!("write `no`", "viết «không»"), Some("no".to_owned())));
            }
            _ => {}
        }
        if let Some(fact) = self.names.fact_with_value(name, self.card) {
            return Some((
                both!(
                    "`{name}` is a value of `{fact}`: write `{fact} = {name}`",
                    "«{name}» là một giá trị của «{fact}»: viết «{fact} = {name}»"
                ),
                None,
            ));
        }
        if let Some(card) = self.names.elsewhere(name) {
            return Some((
                both!(
                    "`{name}` belongs to the scorecard {card} alone; declare it in the ruleset to use it everywhere",
                    "«{name}» chỉ thuộc phiếu điểm {card}; muốn dùng chung thì khai báo trong bộ tiêu chí"
                ),
                None,
            ));
        }
        let card = self.skeleton()?;
        if card.criteria.iter().any(|c| c.number == name) {
            return Some((
                both!(
                    "for the criterion write `criterion {name} = …` or `points of {name}`",
                    "nếu là tiêu chí thì viết «tiêu chí {name} = …» hoặc «điểm của {name}»"
                ),
                None,
            ));
        }
        card.groups.iter().any(|g| g.code == name).then(|| {
            (
                both!(
                    "for its points write `points of part {name}`",
                    "nếu là điểm thì viết «điểm của phần {name}»"
                ),
                None,
            )
        })
    }
}

impl Names {
    /// Whether this has not been said of this place yet.
    pub(super) fn first_time(&self, code: Code, span: Option<Span>) -> bool {
        match span {
            Some(span) => self.said.borrow_mut().insert((code, span)),
            None => true,
        }
    }
}
