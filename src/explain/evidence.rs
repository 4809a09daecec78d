//! Papers, and whether they were valid on the day that counts.

use super::page::{Line, Paper, Tone};
use super::words::{self, say};
use super::{Teller, reasons::lower_first};
use crate::dossier::{Evidence, EvidenceFor};
use crate::model::{Criterion, Expr};

impl Teller<'_> {
    /// The papers of a dossier: all, or only those that are not in order.
    pub(super) fn papers(&self, all: bool) -> Vec<Paper> {
        self.dossier()
            .evidence
            .iter()
            .map(|e| self.paper(e))
            .filter(|p| all || matches!(p.state.tone, Tone::Bad | Tone::Warn))
            .collect()
    }

    /// The papers for a criterion: its own, and those of the facts it looks at.
    pub(super) fn papers_of(&self, criterion: usize) -> Vec<Paper> {
        let facts = self
            .card()
            .criteria
            .get(criterion)
            .map(|c| self.facts_of(c))
            .unwrap_or_default();
        self.dossier()
            .evidence
            .iter()
            .filter(|e| match e.about {
                EvidenceFor::Criterion(i) => i == criterion,
                EvidenceFor::Fact(f) => facts.contains(&f),
                EvidenceFor::Group(_) | EvidenceFor::Whole => false,
            })
            .map(|e| self.paper(e))
            .collect()
    }

    /// The papers for a group.
    pub(super) fn papers_of_group(&self, group: usize) -> Vec<Paper> {
        self.dossier()
            .evidence
            .iter()
            .filter(|e| e.about == EvidenceFor::Group(group))
            .map(|e| self.paper(e))
            .collect()
    }

    /// Every fact that a criterion looks at.
    pub(super) fn facts_of(&self, c: &Criterion) -> Vec<usize> {
        let conditions: Vec<&Expr> = c
            .options
            .iter()
            .filter_map(|o| o.when.as_ref())
            .chain(&c.of)
            .chain(c.selector.iter().map(|s| &s.of))
            .chain(c.cases.iter().filter_map(|x| x.when.as_ref()))
            .chain(c.findings.iter().filter_map(|f| f.when.as_ref()))
            .chain(c.forces.iter().map(|f| &f.when))
            .chain(c.only_if.iter().map(|o| &o.when))
            .chain(c.caps.iter().filter_map(|x| x.when.as_ref()))
            .collect();
        let mut all: Vec<usize> = conditions.iter().flat_map(|e| self.facts_in(e)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn paper(&self, e: &Evidence) -> Paper {
        let lang = self.lang;
        let about = match e.about {
            EvidenceFor::Criterion(i) => self.number(i),
            EvidenceFor::Fact(f) => self
                .rules()
                .facts
                .get(f)
                .map(|f| lower_first(f.label.as_deref().unwrap_or(&f.name)))
                .unwrap_or_default(),
            EvidenceFor::Group(g) => self
                .card()
                .groups
                .get(g)
                .map(|g| g.code.clone())
                .unwrap_or_default(),
            EvidenceFor::Whole => lang.pick("the whole", "cả hồ sơ").to_owned(),
        };
        let mut title = e.title.clone();
        if let Some(n) = &e.number {
            title.push_str(&say!(lang, " no. {n}", " số {n}"));
        }
        if let Some(by) = &e.by {
            title.push_str(&format!(" ({by})"));
        }
        let day = self.day();
        let valid = day.and_then(|d| e.valid_on(d));
        let late = e.issued.zip(day).is_some_and(|(issued, day)| issued > day);
        let until = e.expires.map(|d| words::date(d, lang));
        let state = match (late, valid, until) {
            (true, _, _) => {
                let issued = e.issued.map_or_else(String::new, |d| words::date(d, lang));
                Line::new(
                    Tone::Warn,
                    say!(
                        lang,
                        "issued on {issued}, after the assessment",
                        "cấp ngày {issued}, sau ngày chấm"
                    ),
                )
            }
            (_, Some(true), Some(d)) => {
                Line::new(Tone::Good, say!(lang, "valid until {d}", "còn hạn đến {d}"))
            }
            (_, Some(false), Some(d)) => {
                Line::new(Tone::Bad, say!(lang, "EXPIRED on {d}", "HẾT HẠN {d}"))
            }
            (_, None, Some(d)) => {
                Line::new(Tone::Plain, say!(lang, "valid until {d}", "có hạn đến {d}"))
            }
            (_, _, None) => Line::new(Tone::Plain, ""),
        };
        Paper {
            about,
            title,
            issued: e.issued,
            expires: e.expires,
            valid,
            state,
        }
    }
}

impl Paper {
    /// `Environmental report no. 12, valid until 1 May 2027`
    pub(super) fn words(&self) -> String {
        if self.state.text.is_empty() {
            self.title.clone()
        } else {
            format!("{}, {}", self.title, self.state.text)
        }
    }
}
