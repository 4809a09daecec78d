//! Tests that live beside the rules.

use super::{Piece, Printer, quoted};
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::{
    Assessor, Assign, Baseline, Clause, ClauseKind, GroupKind, RatingClaim, Sp, Test, Value, Word,
};
use crate::text::Span;

impl Printer<'_> {
    pub(super) fn test(&mut self, test: &Test, at: Span) {
        let Test { name, card, block } = test;
        let heading = [
            self.kw(Keyword::Test).to_owned(),
            quoted(&name.value),
            self.kw(Keyword::For).to_owned(),
            self.code(card),
        ]
        .join(" ");
        self.block(&heading, block, at);
    }

    pub(super) fn baseline(&mut self, baseline: &Baseline, at: Span) {
        let Baseline { best, except } = baseline;
        let mut opening = self
            .kw(if *best { Keyword::Best } else { Keyword::Worst })
            .to_owned();
        if !except.is_empty() {
            opening = format!("{opening} {}", self.kw(Keyword::Except));
        }
        let pieces = self.assigns(except);
        self.list(&opening, pieces, at);
    }

    pub(super) fn assigned(&mut self, keyword: Keyword, assigns: &[Assign], at: Span) {
        let keyword = self.kw(keyword);
        let pieces = self.assigns(assigns);
        self.list(keyword, pieces, at);
    }

    pub(super) fn assessor(&mut self, assessor: &Assessor, at: Span) {
        let Assessor { name, own } = assessor;
        let opening = format!("{} {}", self.kw(Keyword::Assessor), quoted(&name.value));
        let pieces = self.assigns(own);
        self.list(&opening, pieces, at);
    }

    fn assigns(&mut self, assigns: &[Assign]) -> Vec<Piece> {
        assigns
            .iter()
            .map(|Assign { name, value }| {
                let place = name.span.to(value.span).range();
                let name = self.code(name);
                (format!("{name} = {}", self.value(value)), place)
            })
            .collect()
    }

    fn value(&mut self, value: &Sp<Value>) -> String {
        self.speech.go_to(value.span);
        match &value.value {
            Value::Code(code) => code.clone(),
            Value::Codes(codes) => {
                let codes: Vec<_> = codes.iter().map(|c| c.value.as_str()).collect();
                format!("{{{}}}", codes.join(", "))
            }
            Value::Quantity(quantity) => self.quantity(quantity),
            Value::Date(date) => date.to_string(),
            Value::Bool(yes) => self.yes_or_no(*yes).to_owned(),
            Value::Text(text) => quoted(text),
            Value::Records(records) => {
                let records: Vec<_> = records
                    .iter()
                    .map(|record| {
                        let fields = self.assigns(record);
                        let fields: Vec<_> = fields.into_iter().map(|(text, _)| text).collect();
                        format!("{{{}}}", fields.join(", "))
                    })
                    .collect();
                format!("{{{}}}", records.join(", "))
            }
        }
    }

    pub(super) fn expect(&mut self, clauses: &[Clause], at: Span) {
        let keyword = self.kw(Keyword::Expect);
        let pieces = clauses
            .iter()
            .map(|Clause { kind, span }| {
                self.speech.go_to(*span);
                (self.clause(kind), span.range())
            })
            .collect();
        self.list(keyword, pieces, at);
    }

    fn clause(&mut self, clause: &ClauseKind) -> String {
        match clause {
            ClauseKind::Total(points) => {
                format!(
                    "{} {}",
                    self.kw(Keyword::Total),
                    self.speech.number(*points)
                )
            }
            ClauseKind::TotalIn(band) => [
                self.kw(Keyword::Total).to_owned(),
                self.kw(Keyword::In).to_owned(),
                self.band(band),
            ]
            .join(" "),
            ClauseKind::Rating(claim, because) => self.rating_claim(claim, because),
            ClauseKind::Rejected => self.kw(Keyword::Rejected).to_owned(),
            ClauseKind::Stopped => self.kw(Keyword::Stopped).to_owned(),
            ClauseKind::Missing(code) => {
                format!("{} {}", self.kw(Keyword::Missing), self.code(code))
            }
            ClauseKind::Assumption(name) => {
                format!("{} {}", self.kw(Keyword::Assumption), self.code(name))
            }
            ClauseKind::CriterionOption(code, value) => [
                self.kw(Keyword::Criterion).to_owned(),
                self.code(code),
                "=".to_owned(),
                self.value(value),
            ]
            .join(" "),
            ClauseKind::CriterionPoints(code, points) => [
                self.kw(Keyword::Criterion).to_owned(),
                self.code(code),
                self.speech.number(*points),
            ]
            .join(" "),
            ClauseKind::Unavailable => self.kw(Keyword::Unavailable).to_owned(),
            ClauseKind::Group(kind, code, points) => [
                self.kw(match kind {
                    GroupKind::Part => Keyword::Part,
                    GroupKind::Section | GroupKind::Criterion => Keyword::Section,
                })
                .to_owned(),
                self.code(code),
                self.speech.number(*points),
            ]
            .join(" "),
            ClauseKind::Part(code, points) => {
                format!("{} {}", self.code(code), self.speech.number(*points))
            }
        }
    }

    fn rating_claim(&mut self, claim: &RatingClaim, because: &[Word]) -> String {
        let mut words = vec![self.kw(Keyword::Rating).to_owned()];
        match claim {
            RatingClaim::Level(level) => words.push(self.level(level)),
            RatingClaim::Between(from, to) => {
                words.push(self.kw(Keyword::In).to_owned());
                words.push(self.level(from));
                words.push("..".to_owned());
                words.push(self.level(to));
            }
            RatingClaim::Unrated => words.push(self.kw(Keyword::Unrated).to_owned()),
            RatingClaim::Unavailable => words.push(self.kw(Keyword::Unavailable).to_owned()),
        }
        if !because.is_empty() {
            words.push(self.kw(Keyword::Because).to_owned());
            words.push(self.kw(Keyword::Minimum).to_owned());
            let codes: Vec<_> = because.iter().map(|c| c.value.as_str()).collect();
            words.push(codes.join(", "));
        }
        words.join(" ")
    }
}
