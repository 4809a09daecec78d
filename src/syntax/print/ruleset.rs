//! The heading of a version: dates, rating, assumptions, council.

use super::expr::range_sign;
use super::{Line, Printer, STEP, Shape, WIDTH, label, quoted};
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::{
    Applies, Assumption, Authority, Average, AverageKind, Certificate, Choice, Council, Keep,
    LevelRow, Lift, Power, Quantity, Rating, Repeals, Ruleset, Sp, Spread, Transition, Word,
};
use crate::text::Span;
use jiff::civil::Date;

impl Printer<'_> {
    pub(super) fn ruleset(&mut self, ruleset: &Ruleset, at: Span) {
        let Ruleset {
            name,
            version,
            block,
        } = ruleset;
        let heading = [
            self.kw(Keyword::Ruleset).to_owned(),
            self.code(name),
            self.kw(Keyword::Version).to_owned(),
            quoted(&version.value),
        ]
        .join(" ");
        self.block(&heading, block, at);
    }

    /// A keyword and the rest of its line, under each other with its neighbours'.
    fn heading(&mut self, keyword: Keyword, rest: impl FnOnce(&mut Self) -> String, at: Span) {
        let keyword = self.kw(keyword).to_owned();
        let cells = vec![keyword, rest(self)];
        self.columns(Shape::Heading, cells, at);
    }

    pub(super) fn title(&mut self, title: &Word, at: Span) {
        self.heading(Keyword::Title, |_| quoted(&title.value), at);
    }

    pub(super) fn signed(&mut self, date: &Sp<Date>, at: Span) {
        self.heading(Keyword::Signed, |_| date.value.to_string(), at);
    }

    pub(super) fn applies(&mut self, applies: &Applies, at: Span) {
        let Applies { from, until } = applies;
        let rest = |p: &mut Self| {
            let from = format!("{} {}", p.kw(Keyword::From), from.value);
            match until {
                None => from,
                Some(until) => format!("{from} {} {}", p.kw(Keyword::Until), until.value),
            }
        };
        self.heading(Keyword::Applies, rest, at);
    }

    pub(super) fn repeals(&mut self, repeals: &Repeals, at: Span) {
        let Repeals { version, from } = repeals;
        let rest = |p: &mut Self| {
            let version = quoted(&version.value);
            match from {
                None => version,
                Some(from) => format!("{version} {} {}", p.kw(Keyword::From), from.value),
            }
        };
        self.heading(Keyword::Repeals, rest, at);
    }

    pub(super) fn transition(&mut self, transition: &Transition, at: Span) {
        let Transition { cite, block } = transition;
        let heading = format!("{} {}", self.kw(Keyword::Transition), quoted(&cite.value));
        self.block(&heading, block, at);
    }

    pub(super) fn keep(&mut self, keep: &Keep, at: Span) {
        let Keep { version, when } = keep;
        let first = format!("{} {}", self.kw(Keyword::Keep), quoted(&version.value));
        let cells = vec![first, self.condition(Keyword::When, Some(when))];
        self.columns(Shape::Keep, cells, at);
    }

    // ---- rating ---------------------------------------------------------

    pub(super) fn rating(&mut self, rating: &Rating, at: Span) {
        let Rating {
            of,
            lower_is_better,
            block,
        } = rating;
        let mut words = vec![
            self.kw(Keyword::Rating).to_owned(),
            self.kw(Keyword::Of).to_owned(),
            self.expr(of),
        ];
        if *lower_is_better {
            words.push(self.kw(Keyword::Lower).to_owned());
        }
        self.block(&words.join(" "), block, at);
    }

    pub(super) fn rating_unavailable(&mut self, why: &Word, at: Span) {
        let text = format!(
            "{} {} {}",
            self.kw(Keyword::Rating),
            self.kw(Keyword::Unavailable),
            quoted(&why.value)
        );
        self.plain(text, at);
    }

    pub(super) fn level_row(&mut self, row: &LevelRow, at: Span) {
        let LevelRow {
            level,
            band,
            label: wording,
        } = row;
        let level = self.level(level);
        let mut end = |end: &Option<Sp<Quantity>>| match end {
            None => String::new(),
            Some(bound) => {
                self.speech.go_to(bound.span);
                self.quantity(&bound.value)
            }
        };
        let (lo, sign, hi) = match band {
            None => (String::new(), String::new(), String::new()),
            Some(band) => (
                end(&band.lo),
                range_sign(band.lo_in, band.hi_in).to_owned(),
                end(&band.hi),
            ),
        };
        let cells = vec![level, lo, sign, hi, label(wording.as_ref())];
        self.columns(Shape::Level, cells, at);
    }

    pub(super) fn lift(&mut self, lift: &Lift, at: Span) {
        let Lift {
            at_least,
            level,
            when,
            label: wording,
        } = lift;
        let keyword = self.kw(if *at_least {
            Keyword::AtLeast
        } else {
            Keyword::AtMost
        });
        let first = format!("{keyword} {}", self.level(level));
        let when = self.condition(Keyword::When, Some(when));
        self.columns(Shape::Lift, vec![first, when, label(wording.as_ref())], at);
    }

    // ---- assumptions ----------------------------------------------------

    /// The question, and under it one line for each reading; on one line when
    /// nothing but names stand there.
    pub(super) fn assumption(&mut self, assumption: &Assumption, at: Span) {
        let Assumption {
            name,
            text,
            choices,
        } = assumption;
        let mut words = vec![self.kw(Keyword::Assumption).to_owned(), self.code(name)];
        words.extend(text.as_ref().map(|t| quoted(&t.value)));
        let heading = words.join(" ");
        let only_names = text.is_none() && choices.iter().all(|c| c.label.is_none());
        let places = choices.iter().map(|c| c.name.span.range());
        let places = std::iter::once(name.span.range()).chain(places);
        if only_names && !self.remark_between(places) {
            let names: Vec<_> = choices.iter().map(|c| c.name.value.as_str()).collect();
            return self.plain(format!("{heading} = {}", names.join(" | ")), at);
        }
        let start = at.range().start;
        let end = text.as_ref().map_or(name.span, |t| t.span).range().end;
        self.push(Line::plain(self.indent, heading, start..end));
        for (i, choice) in choices.iter().enumerate() {
            let Choice {
                name,
                label: wording,
            } = choice;
            let sign = if i == 0 { "=" } else { "|" };
            let cells = vec![format!("{sign} {}", name.value), label(wording.as_ref())];
            self.continued(STEP, Shape::Choice, cells, choice_place(choice));
        }
    }

    /// A line that goes on with a statement.
    pub(super) fn continued(&mut self, step: usize, shape: Shape, cells: Vec<String>, at: Span) {
        let mut line = Line::new(self.indent + step, shape, cells, at.range());
        line.continues = true;
        self.push(line);
    }

    // ---- council --------------------------------------------------------

    pub(super) fn council(&mut self, council: &Council, at: Span) {
        let Council { block } = council;
        let heading = self.kw(Keyword::Council).to_owned();
        self.block(&heading, block, at);
    }

    pub(super) fn average(&mut self, average: &Average, at: Span) {
        let Average { kind, rounding } = average;
        let rest = |p: &mut Self| {
            let mean = p.kw(match kind {
                AverageKind::Mean => Keyword::Mean,
                AverageKind::Median => Keyword::Median,
            });
            match rounding {
                None => mean.to_owned(),
                Some(rounding) => format!("{mean} {}", p.rounding(rounding.value)),
            }
        };
        self.heading(Keyword::Total, rest, at);
    }

    pub(super) fn quorum(&mut self, quorum: &Sp<Quantity>, at: Span) {
        self.heading(Keyword::Quorum, |p| p.quantity(&quorum.value), at);
    }

    pub(super) fn spread(&mut self, spread: &Spread, at: Span) {
        let Spread { limit } = spread;
        let rest = |p: &mut Self| format!("{} {}", p.num(limit), p.kw(Keyword::Points));
        self.heading(Keyword::Spread, rest, at);
    }

    // ---- certificate and authority --------------------------------------

    pub(super) fn certificate(&mut self, certificate: &Certificate, at: Span) {
        let Certificate {
            from,
            months,
            renew,
        } = certificate;
        let keyword = self.kw(Keyword::Certificate).to_owned();
        let mut rest = [
            self.kw(Keyword::From).to_owned(),
            self.level(from),
            self.kw(Keyword::For).to_owned(),
            self.num(months),
            self.kw(Keyword::Months).to_owned(),
        ]
        .join(" ");
        if let Some((earliest, latest)) = renew {
            let language = self.speech.next_language(Keyword::Renew);
            let between = Keyword::Renew.form(language);
            let earliest = self.num(earliest);
            // "between 180 and 120", but "từ 180 đến 120".
            let and = language.pick(Keyword::And, Keyword::To).form(language);
            let latest = self.num(latest);
            let before = self.kw(Keyword::Before);
            rest = format!("{rest}, {between} {earliest} {and} {latest} {before}");
        }
        self.columns(Shape::Power, vec![keyword, rest], at);
    }

    pub(super) fn authority(&mut self, authority: &Authority, at: Span) {
        let Authority { powers } = authority;
        let keyword = self.kw(Keyword::Authority).to_owned();
        let powers: Vec<_> = powers.iter().map(|power| self.power(power)).collect();
        let texts: Vec<_> = powers
            .iter()
            .map(|(levels, who, _)| format!("{levels} {who}"))
            .collect();
        let line = vec![keyword.clone(), texts.join("; ")];
        let line = Line::new(self.indent, Shape::Power, line, at.range());
        let places = powers.iter().map(|(_, _, place)| place.range());
        if line.width() <= WIDTH && !self.remark_between(places) {
            return self.push(line);
        }
        for (i, (levels, who, place)) in powers.into_iter().enumerate() {
            let cells = |first| vec![first, levels, who];
            if i == 0 {
                self.columns(Shape::Powers, cells(keyword.clone()), at.to_end(place));
            } else {
                self.continued(0, Shape::Powers, cells(String::new()), place);
            }
        }
    }

    fn power(&mut self, power: &Power) -> (String, String, Span) {
        let Power { levels, who } = power;
        let names: Vec<_> = levels.iter().map(|l| self.level(l)).collect();
        let first = levels.first().map_or(who.span, |l| l.span);
        (names.join(", "), quoted(&who.value), first.to(who.span))
    }
}

/// The place of a reading or a value with its wording.
pub(super) fn choice_place(choice: &Choice) -> Span {
    let end = choice.label.as_ref().map_or(choice.name.span, |l| l.span);
    choice.name.span.to(end)
}

/// A place cut at the end of a part of it.
trait ToEnd {
    fn to_end(self, part: Span) -> Span;
}

impl ToEnd for Span {
    fn to_end(self, part: Span) -> Span {
        Span {
            end: part.end,
            ..self
        }
    }
}
