//! Statements without a block of their own.

use super::super::grammar::Rule;
use super::super::tree::{Sp, Stmt};
use super::parts::Parts;
use super::{Inside, Made, Pair, Reader};
use crate::exact::Num;
use crate::text::catalogue::reading as say;

impl<'i> Reader<'_> {
    /// A statement without a block of its own.
    pub(super) fn line(&mut self, pair: Pair<'i>, inside: Inside) -> Made<Stmt> {
        Ok(match pair.as_rule() {
            Rule::title => Stmt::Title(self.text_in(pair)?),
            Rule::cite => Stmt::Cite(self.text_in(pair)?),
            Rule::note => Stmt::Note(self.text_in(pair)?),
            Rule::oddity => Stmt::Oddity(self.text_in(pair)?),
            Rule::evidence => Stmt::Evidence(self.text_in(pair)?),
            Rule::unavailable => Stmt::Unavailable(self.text_in(pair)?),
            Rule::rating_none => Stmt::RatingUnavailable(self.text_in(pair)?),
            Rule::t_dossier => Stmt::Dossier(self.text_in(pair)?),
            Rule::signed => Stmt::Signed(self.date_in(pair)?),
            Rule::t_filed => Stmt::Filed(self.date_in(pair)?),
            Rule::t_assessed => Stmt::Assessed(self.date_in(pair)?),
            Rule::set => Stmt::Set(self.number_in(pair)?),
            Rule::samples => Stmt::Samples(self.number_in(pair)?),
            Rule::applies => self.applies(pair)?,
            Rule::repeals => self.repeals(pair)?,
            Rule::keep => self.keep(pair)?,
            Rule::assumption => self.assumption(pair)?,
            Rule::certificate => self.certificate(pair)?,
            Rule::authority => self.authority(pair)?,
            Rule::missing => Stmt::Missing(self.missing(pair)?),
            Rule::level_row => self.level_row(pair)?,
            Rule::lift => self.lift(pair)?,
            Rule::average => self.average(pair)?,
            Rule::quorum => self.quorum(pair)?,
            Rule::spread => self.spread(pair)?,
            Rule::only_if => self.only_if(pair)?,
            Rule::require => self.require(pair)?,
            Rule::without => self.without(pair)?,
            Rule::like_all => self.like_all(pair)?,
            Rule::option => self.option(pair, inside)?,
            Rule::rung => self.rung(pair)?,
            Rule::finding => self.finding(pair)?,
            Rule::force => self.force(pair)?,
            Rule::replaces => self.replaces(pair)?,
            Rule::cap => self.cap(pair)?,
            Rule::fact => self.fact(pair)?,
            Rule::field => self.field(pair)?,
            Rule::let_ => self.let_(pair)?,
            Rule::row => self.row(pair)?,
            Rule::baseline => self.baseline(pair)?,
            Rule::given => Stmt::Given(self.assigns(pair)?),
            Rule::assume => Stmt::Assume(self.assigns(pair)?),
            Rule::expect => self.expect(pair)?,
            Rule::fresh => self.fresh(pair)?,
            Rule::same => self.same(pair)?,
            Rule::gone => self.gone(pair)?,
            Rule::turn => self.turn(pair)?,
            Rule::t_assessor => self.assessor(pair)?,
            Rule::t_members => Stmt::Members(self.number_in(pair)?),
            Rule::t_kind => {
                let span = self.span(&pair);
                let word = self.need(Parts::of(pair).find(Rule::word), span)?;
                Stmt::Kind(self.word(&word))
            }
            rule => {
                debug_assert!(false, "a statement of a new form: {rule:?}");
                return Err(say::unreadable(self.span(&pair)).into());
            }
        })
    }

    pub(super) fn text_in(&self, pair: Pair<'i>) -> Made<Sp<String>> {
        let span = self.span(&pair);
        let string = self.need(Parts::of(pair).find(Rule::string), span)?;
        self.text(&string)
    }

    pub(super) fn date_in(&self, pair: Pair<'i>) -> Made<Sp<jiff::civil::Date>> {
        let span = self.span(&pair);
        let date = self.need(Parts::of(pair).find(Rule::date), span)?;
        self.date(&date)
    }

    pub(super) fn number_in(&self, pair: Pair<'i>) -> Made<Sp<Num>> {
        let span = self.span(&pair);
        let number = self.need(Parts::of(pair).find(Rule::number), span)?;
        self.number(number)
    }
}
