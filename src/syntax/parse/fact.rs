//! Facts, names for expressions, tables.

use super::super::grammar::Rule;
use super::super::tree::{Fact, Field, Let, Row, Sp, Stmt, Table, Type, TypeKind};
use super::parts::Parts;
use super::{Inside, Made, Pair, Reader};

impl<'i> Reader<'_> {
    /// `fact NAME : TYPE [lo .. hi] ["label"] [missing …]`
    pub(super) fn fact(&mut self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.need(parts.find(Rule::word), span)?;
        let ty = self.need(parts.find(Rule::type_), span)?;
        let ty = self.type_(ty)?;
        let range = parts.take(Rule::band);
        Ok(Stmt::Fact(Fact {
            name: self.word(&name),
            ty,
            range: range.map(|p| self.band(p)).transpose()?,
            label: self.label(&mut parts)?,
            missing: parts
                .take(Rule::missing)
                .map(|p| self.missing(p))
                .transpose()?,
        }))
    }

    /// `name : TYPE [lo .. hi] ["label"]` of a record
    pub(super) fn field(&mut self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.need(parts.find(Rule::word), span)?;
        let ty = self.need(parts.find(Rule::type_), span)?;
        let ty = self.type_(ty)?;
        let range = parts.take(Rule::band);
        Ok(Stmt::Field(Field {
            name: self.word(&name),
            ty,
            range: range.map(|p| self.band(p)).transpose()?,
            label: self.label(&mut parts)?,
        }))
    }

    fn type_(&mut self, pair: Pair<'i>) -> Made<Type> {
        let span = self.span(&pair);
        let inner = self.need(Parts::of(pair).any(), span)?;
        let rule = inner.as_rule();
        let unit = |reader: &Self, inner: Pair<'i>| {
            Parts::of(inner).find(Rule::unit).map(|u| reader.word(&u))
        };
        let kind = match rule {
            Rule::t_yes_no => TypeKind::YesNo,
            Rule::t_list => TypeKind::List(self.block(Parts::of(inner), Inside::Record)),
            Rule::t_one_of => TypeKind::OneOf(
                Parts::of(inner)
                    .each(Rule::choice)
                    .map(|p| self.choice(p))
                    .collect::<Made<_>>()?,
            ),
            Rule::t_percent => TypeKind::Percent,
            Rule::t_whole => TypeKind::Whole(unit(self, inner)),
            Rule::t_decimal => TypeKind::Decimal(unit(self, inner)),
            Rule::t_money => TypeKind::Money(unit(self, inner)),
            Rule::t_months => TypeKind::Months,
            Rule::t_date => TypeKind::Date,
            _ => TypeKind::Text,
        };
        Ok(Sp::new(kind, span))
    }

    /// `let NAME = EXPR ["label"]`
    pub(super) fn let_(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.need(parts.find(Rule::word), span)?;
        Ok(Stmt::Let(Let {
            name: self.word(&name),
            expr: self.expr_in(&mut parts, span)?,
            label: self.label(&mut parts)?,
        }))
    }

    /// `table NAME by EXPR, EXPR [: TYPE] ["label"] { … }`
    pub(super) fn table(&mut self, pair: Pair<'i>) -> Stmt {
        let (head, block) = self.head_and_block(pair, Inside::Table);
        let made = head.and_then(|(mut parts, span)| {
            let name = self.need(parts.find(Rule::word), span)?;
            let (mut by, mut ty, mut label) = (Vec::new(), None, None);
            for p in parts.rest() {
                match p.as_rule() {
                    Rule::expr => by.push(self.expr(p)?),
                    Rule::type_ => ty = Some(self.type_(p)?),
                    Rule::string => label = Some(self.text(&p)?),
                    _ => {}
                }
            }
            Ok((self.word(&name), by, ty, label))
        });
        self.with_block(made, block, |(name, by, ty, label), block| {
            Stmt::Table(Table {
                name,
                by,
                ty,
                label,
                block,
            })
        })
    }

    /// `water / small, drink / small -> 10%`
    pub(super) fn row(&self, pair: Pair<'i>) -> Made<Stmt> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let mut keys = Vec::new();
        while let Some(group) = parts.take(Rule::row_keys) {
            let group = Parts::of(group)
                .each(Rule::row_key)
                .map(|p| self.row_key(p))
                .collect::<Made<_>>()?;
            keys.push(group);
            parts.take(Rule::comma);
        }
        Ok(Stmt::Row(Row {
            keys,
            value: self.expr_in(&mut parts, span)?,
        }))
    }
}
