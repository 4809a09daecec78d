//! An explanation as one page to print: no scripts, nothing loaded from
//! elsewhere, every text escaped by the template.

use super::layout::{Cell, Section};
use super::page::{LevelView, Page, Row, RowKind, State, Tone};
use super::text::figure;
use super::words;
use crate::exact::{Num, RoundMode, Rounding};
use crate::text::{Lang, clean};
use askama::Template;

/// More stars than this are written as words.
const STARS: i64 = 10;

/// The page for the template.
#[derive(Template)]
#[template(path = "explanation.html")]
struct Sheet<'a> {
    page: &'a Page,
    lang: Lang,
    title: String,
    verdict: String,
    state: &'static str,
    stars: Option<Vec<&'static str>>,
    stars_text: String,
    card: Vec<CardRow<'a>>,
    sections: Vec<Section>,
}

/// A row of the card for the template.
struct CardRow<'a> {
    row: &'a Row,
    class: &'static str,
    indent: usize,
    figure: String,
    /// Certain and possible share of the maximum, in percent.
    bar: Option<(String, String)>,
}

impl Page {
    /// The explanation as a self-contained HTML page, laid out for A4.
    #[must_use]
    pub fn html(&self) -> String {
        let h = &self.headline;
        let stars = match h.levels.as_slice() {
            [one] if h.state == State::Rated => stars(one),
            _ => None,
        };
        let title = match &self.criterion {
            Some(f) => format!("{} {} · {}", f.row.number, f.row.title, h.product),
            None => format!("{} · {}", h.product, self.verdict_words()),
        };
        let sheet = Sheet {
            page: self,
            lang: self.lang,
            title,
            verdict: h.verdict.clone(),
            state: match h.state {
                State::Rated => "good",
                State::Unrated | State::Open | State::Unknown => "warn",
                State::Rejected | State::Stopped => "bad",
            },
            stars_text: h
                .levels
                .first()
                .map_or_else(String::new, star_words(self.lang)),
            stars,
            card: self.card.iter().map(|r| card_row(r, self.lang)).collect(),
            sections: self.sections(),
        };
        // Control characters have no place in HTML either.
        clean(&sheet.render().unwrap_or_default())
    }
}

impl Sheet<'_> {
    fn pick(&self, en: &'static str, vi: &'static str) -> &'static str {
        self.lang.pick(en, vi)
    }

    fn tone(&self, tone: &Tone) -> &'static str {
        match tone {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
            Tone::Faint => "faint",
        }
    }

    fn focus_figure(&self) -> String {
        self.page
            .criterion
            .as_ref()
            .map_or_else(String::new, |f| figure(f.row.points, f.row.max, self.lang))
    }

    /// The cells of a row, each with whether it is set to the right.
    fn cells<'s>(&self, s: &'s Section, row: &'s [Cell]) -> Vec<(&'s Cell, bool)> {
        row.iter()
            .zip(&s.columns)
            .map(|(cell, column)| (cell, column.right))
            .collect()
    }

    /// Whether something stands out badly at a row.
    fn bad(&self, row: &Row) -> bool {
        row.marks.iter().any(|m| m.tone == Tone::Bad)
    }
}

fn star_words(lang: Lang) -> impl Fn(&LevelView) -> String {
    move |l| {
        l.ordinal.map_or_else(String::new, |n| {
            let n = words::num(n, lang);
            words::say!(lang, "{n} stars", "{n} sao")
        })
    }
}

/// `full`, `half` or `empty` for each star of a level.
fn stars(level: &LevelView) -> Option<Vec<&'static str>> {
    let twice = |n: Num| n.mul(Num::int(2))?.to_i64();
    let have = twice(level.ordinal?)?;
    let most = twice(level.of?)?.max(have);
    let count = (most + 1) / 2;
    if !(1..=STARS).contains(&count) || have < 0 {
        return None;
    }
    Some(
        (1..=count)
            .map(|i| match have - 2 * (i - 1) {
                n if n >= 2 => "full",
                1 => "half",
                _ => "empty",
            })
            .collect(),
    )
}

fn card_row(row: &Row, lang: Lang) -> CardRow<'_> {
    CardRow {
        row,
        class: match row.kind {
            RowKind::Part => "part",
            RowKind::Section => "section",
            RowKind::Group => "group",
            RowKind::Criterion => "criterion",
        },
        indent: row.depth.saturating_sub(1).min(6),
        figure: figure(row.points, row.max, lang),
        bar: if row.kind == RowKind::Part {
            share(row)
        } else {
            None
        },
    }
}

/// The certain and the further possible share of a maximum, in whole tenths of a percent.
fn share(row: &Row) -> Option<(String, String)> {
    let points = row.points?.0;
    let percent = |n: Num| {
        let p = n.div(row.max)?.mul(Num::HUNDRED)?.round(Rounding {
            mode: RoundMode::HalfUp,
            step: Num::ratio(1, 10)?,
        })?;
        Some(p.max(Num::ZERO).min(Num::HUNDRED))
    };
    let lo = percent(points.lo)?;
    let hi = percent(points.hi)?;
    Some((lo.to_string(), hi.sub(lo)?.to_string()))
}
