//! The council: who gave what, how the totals became one, who differs where.

use super::Teller;
use super::page::{AssessorView, CouncilView, Difference, Figure, Line, Tone};
use super::words::{self, say};
use crate::score::{CouncilOutcome, Tri};
use crate::syntax::tree::AverageKind;

impl Teller<'_> {
    /// The council of a result.
    pub(super) fn council(&self, c: &CouncilOutcome) -> CouncilView {
        CouncilView {
            assessors: c
                .assessors
                .iter()
                .map(|(name, total, levels)| AssessorView {
                    name: name.clone(),
                    total: Figure(*total),
                    level: self.levels_words(levels),
                })
                .collect(),
            average: self.average_words(c),
            rules: self.council_rules(c),
            differ: c
                .differ
                .iter()
                .filter_map(|(i, options)| {
                    let criterion = self.card().criteria.get(*i)?;
                    Some(Difference {
                        number: criterion.number.clone(),
                        title: criterion.title.clone(),
                        options: options
                            .iter()
                            .map(|o| o.map_or_else(|| "–".to_owned(), |o| self.key(criterion, o)))
                            .collect(),
                    })
                })
                .collect(),
        }
    }

    /// A quorum or a spread that is not kept: the result does not stand yet.
    pub(super) fn council_alerts(&self) -> Vec<Line> {
        let lang = self.lang;
        let Some(c) = &self.outcome().council else {
            return Vec::new();
        };
        let mut all = Vec::new();
        if let Some(q) = c.quorum.filter(|q| !q.met) {
            let (present, members) = (q.present, q.members);
            all.push(Line::new(
                Tone::Bad,
                say!(
                    lang,
                    "No quorum: {present} of {members} members present",
                    "Không đủ số dự: {present} trong {members} thành viên có mặt"
                ),
            ));
        }
        if let Some(s) = c.spread.filter(|s| s.met == Tri::No) {
            let limit = self.num(s.limit);
            let widest = s
                .widest
                .map_or_else(String::new, |w| words::points(w, lang));
            all.push(Line::new(
                Tone::Bad,
                say!(
                    lang,
                    "The totals of the assessors lie {widest} apart, more than the {limit} allowed",
                    "Điểm các thành viên chênh nhau {widest}, quá mức {limit} cho phép"
                ),
            ));
        }
        all
    }

    fn average_words(&self, c: &CouncilOutcome) -> Option<String> {
        let lang = self.lang;
        let exact = c.average?;
        let kind = match self.rules().council.as_ref().map(|r| r.average) {
            Some(AverageKind::Median) => lang.pick("Median", "Trung vị"),
            _ => lang.pick("Mean", "Trung bình"),
        };
        let shown = words::range(exact, lang);
        let mut text = format!("{kind}: {shown}");
        // An endless fraction is given exactly as well.
        if let Some(n) = exact.known()
            && shown.starts_with('≈')
        {
            text = format!("{kind}: {n} {shown}");
        }
        if let Some(rounded) = c.rounded.filter(|r| *r != exact) {
            let rounded = words::range(rounded, lang);
            text.push_str(&say!(
                lang,
                ", rounded to {rounded}",
                ", làm tròn thành {rounded}"
            ));
        }
        Some(text)
    }

    fn council_rules(&self, c: &CouncilOutcome) -> Vec<Line> {
        let lang = self.lang;
        let mut all = Vec::new();
        if let Some(q) = c.quorum {
            let (present, members, needed) = (q.present, q.members, self.num(q.needed));
            let text = say!(
                lang,
                "quorum: {present} of {members} members present, {needed}% needed",
                "số dự: {present} trong {members} thành viên có mặt, cần {needed}%"
            );
            all.push(if q.met {
                Line::new(Tone::Good, format!("✓ {text}"))
            } else {
                Line::new(Tone::Bad, format!("✗ {text}"))
            });
        }
        if let Some(s) = c.spread {
            let limit = words::points(s.limit, lang);
            let widest = match s.widest {
                Some(w) => words::points(w, lang),
                None => lang.pick("not known yet", "chưa biết").to_owned(),
            };
            let mut text = say!(
                lang,
                "spread: {widest}, at most {limit}",
                "chênh lệch: {widest}, tối đa {limit}"
            );
            if let Some((name, ..)) = c.farthest.and_then(|i| c.assessors.get(i)) {
                text.push_str(&say!(
                    lang,
                    "; farthest from the average: {name}",
                    "; xa trung bình nhất: {name}"
                ));
            }
            let (tone, sign) = match s.met {
                Tri::Yes => (Tone::Good, "✓"),
                Tri::No => (Tone::Bad, "✗"),
                Tri::Unknown => (Tone::Warn, "?"),
            };
            all.push(Line::new(tone, format!("{sign} {text}")));
        }
        all
    }
}
