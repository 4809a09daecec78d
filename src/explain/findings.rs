//! Rejections and stops, and the remarks of the decision.

use super::Teller;
use super::page::{Line, Tone};
use super::words::say;
use crate::model::Finding;
use crate::score::{FindingOutcome, Tri};
use crate::syntax::tree::FindingKind;

impl Teller<'_> {
    /// Rejections and stops that are found or cannot be excluded.
    pub(super) fn findings(&self) -> Vec<Line> {
        self.outcome()
            .findings
            .iter()
            .filter(|f| f.state != Tri::No)
            .map(|f| self.finding_line(f))
            .collect()
    }

    /// Those of one criterion.
    pub(super) fn findings_of(&self, criterion: usize) -> Vec<Line> {
        self.outcome()
            .findings
            .iter()
            .filter(|f| f.criterion == Some(criterion) && f.state != Tri::No)
            .map(|f| self.finding_line(f))
            .collect()
    }

    fn finding_line(&self, f: &FindingOutcome) -> Line {
        let tone = if f.state == Tri::Yes {
            Tone::Bad
        } else {
            Tone::Warn
        };
        Line::new(tone, self.finding_words(f))
    }

    /// The finding on the card.
    pub(super) fn finding(&self, f: &FindingOutcome) -> Option<&Finding> {
        match f.criterion {
            Some(i) => self.card().criteria.get(i)?.findings.get(f.index),
            None => self.card().findings.get(f.index),
        }
    }

    /// `Rejected at 1.1: no local material (local material = 0%)`
    pub(super) fn finding_words(&self, f: &FindingOutcome) -> String {
        let lang = self.lang;
        let place = f
            .criterion
            .map(|i| {
                let n = self.number(i);
                say!(lang, " at {n}", " ở {n}")
            })
            .unwrap_or_default();
        let head = match (f.kind, f.state) {
            (FindingKind::Reject, Tri::Unknown) => {
                lang.pick("Rejection not excluded", "Chưa loại trừ được việc bị loại")
            }
            (FindingKind::Stop, Tri::Unknown) => {
                lang.pick("Stop not excluded", "Chưa loại trừ được việc dừng chấm")
            }
            (FindingKind::Reject, _) => lang.pick("Rejected", "Bị loại"),
            (FindingKind::Stop, _) => lang.pick("Scoring stopped", "Dừng chấm"),
        };
        let label = self
            .finding(f)
            .map(|x| match (&x.label, &x.when) {
                (l, _) if !l.is_empty() => l.clone(),
                (_, Some(w)) => self.phrase(w),
                _ => String::new(),
            })
            .unwrap_or_default();
        let mut text = format!("{head}{place}");
        if !label.is_empty() {
            text.push_str(": ");
            text.push_str(&label);
        }
        let who = if f.answered {
            self.single_answerer()
                .unwrap_or_else(|| lang.pick("an assessor says so", "người chấm kết luận"))
                .to_owned()
        } else {
            self.facts(&f.facts)
        };
        if !who.is_empty() {
            text.push_str(&format!(" ({who})"));
        }
        text
    }

    /// Remarks and oddities of the ruleset and the card.
    pub(super) fn remarks(&self) -> Vec<Line> {
        let (rules, card) = (self.rules(), self.card());
        let notes = rules.notes.iter().chain(&card.notes);
        let odd = rules.oddities.iter().chain(&card.oddities);
        let mut all: Vec<Line> = notes.map(|n| Line::new(Tone::Plain, n.clone())).collect();
        for o in odd {
            let text = &o.text;
            all.push(Line::new(
                Tone::Faint,
                say!(
                    self.lang,
                    "Oddity of the printed decision: {text}",
                    "Điểm lạ của văn bản in: {text}"
                ),
            ));
        }
        all
    }
}
