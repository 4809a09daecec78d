//! The card, row by row, as the page prints it.

use super::page::{Figure, Line, Named, Row, RowKind, Tone};
use super::reasons::lower_first;
use super::words::{self, say};
use super::{Detail, Teller, counts};
use crate::model::{Child, Criterion, Group};
use crate::score::{CriterionOutcome, MinimumKind, MinimumOutcome, Status, Tri, Why};
use crate::syntax::tree::{FindingKind, GroupKind};

/// Groups inside groups deeper than this are not followed (a card has three or four).
const DEEPEST: usize = 32;

impl Teller<'_> {
    /// Every row of the card, in its order.
    pub(super) fn card_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for child in &self.card().children {
            self.push_rows(*child, 0, &self.card().cites, &mut rows);
        }
        rows
    }

    fn push_rows(&self, child: Child, depth: usize, above: &[String], rows: &mut Vec<Row>) {
        if depth > DEEPEST {
            return;
        }
        match child {
            Child::Criterion(i) => rows.extend(self.criterion_row(i, depth, above)),
            Child::Group(g) => {
                let Some(group) = self.card().groups.get(g) else {
                    return;
                };
                rows.extend(self.group_row(g, group, depth, above));
                for child in &group.children {
                    self.push_rows(*child, depth + 1, &group.cites, rows);
                }
            }
        }
    }

    /// Where the answer to a criterion comes from, when it was carried.
    pub(super) fn came_from(&self, criterion: usize) -> Option<String> {
        let lang = self.lang;
        let text = self.case.dossier.carried.as_ref()?.of(criterion)?;
        Some(say!(lang, "carried: {text}", "chuyển sang: {text}"))
    }

    fn group_row(&self, g: usize, group: &Group, depth: usize, above: &[String]) -> Option<Row> {
        let lang = self.lang;
        let o = self.outcome().groups.get(g)?;
        let mut marks = Vec::new();
        if group.subtracted {
            marks.push(Line::new(
                Tone::Plain,
                lang.pick("subtracted from the total", "trừ vào tổng điểm"),
            ));
        }
        if group.best {
            marks.push(Line::new(
                Tone::Plain,
                lang.pick("the best of these counts", "lấy mục cao nhất"),
            ));
        }
        if let Some(cut) = o.capped.filter(|n| !n.is_zero()) {
            let (cut, most) = (
                words::points(cut, lang),
                self.num(group.cap.unwrap_or(group.max)),
            );
            marks.push(Line::new(
                Tone::Warn,
                say!(
                    lang,
                    "at most {most} counts: {cut} cut",
                    "chỉ tính tối đa {most}: cắt {cut}"
                ),
            ));
        }
        if let Some(rule) = &group.only_if {
            let why = self.label_or(rule.label.as_ref(), &rule.when);
            match o.counts {
                Tri::No => marks.push(Line::new(
                    Tone::Warn,
                    say!(lang, "not counted: {why}", "không tính: {why}"),
                )),
                Tri::Unknown => marks.push(Line::new(
                    Tone::Warn,
                    say!(lang, "counts only if: {why}", "chỉ tính khi: {why}"),
                )),
                Tri::Yes => {}
            }
        }
        let papers = self.papers_of_group(g);
        marks.extend(
            papers
                .iter()
                .filter(|p| p.state.tone == Tone::Bad)
                .map(|p| Line::new(Tone::Bad, p.words())),
        );
        let cites = self.own_cites(&group.cites, above);
        Some(Row {
            kind: match group.kind {
                GroupKind::Part => RowKind::Part,
                GroupKind::Section => RowKind::Section,
                GroupKind::Criterion => RowKind::Group,
            },
            depth,
            number: group.code.clone(),
            title: group.title.clone(),
            points: Some(Figure(o.points)),
            max: o.max.known().unwrap_or(group.max),
            status: None,
            held: String::new(),
            label: String::new(),
            marks,
            why: papers
                .iter()
                .filter(|p| p.state.tone != Tone::Bad)
                .map(super::Paper::words)
                .collect(),
            cites,
            details: self.details(&group.notes, &group.evidence, &group.oddities, false),
        })
    }

    /// The row of a criterion.
    pub(super) fn criterion_row(&self, i: usize, depth: usize, above: &[String]) -> Option<Row> {
        let (c, o) = self.at(i)?;
        let (held, label) = self.held(c, o);
        let papers = self.papers_of(i);
        let mut marks = self.minimum_marks(i);
        marks.extend(self.status_marks(c, o));
        marks.extend(
            papers
                .iter()
                .filter(|p| matches!(p.state.tone, Tone::Bad | Tone::Warn))
                .map(|p| Line::new(p.state.tone, p.words())),
        );
        let mut why = self.why_short(c, o);
        why.extend(self.came_from(i));
        why.extend(self.waits_for(i));
        why.extend(self.readings_at(i));
        why.extend(
            papers
                .iter()
                .filter(|p| !matches!(p.state.tone, Tone::Bad | Tone::Warn))
                .map(super::Paper::words),
        );
        Some(Row {
            kind: RowKind::Criterion,
            depth,
            number: c.number.clone(),
            title: c.title.clone(),
            points: counts(o).then_some(Figure(o.points)),
            max: c.max,
            status: Some(o.status),
            held,
            label,
            marks,
            why,
            cites: self.own_cites(&c.cites, above),
            details: self.details(&c.notes, &c.evidence, &c.oddities, open_point(o)),
        })
    }

    /// Citations that the row above does not already give.
    fn own_cites(&self, cites: &[String], above: &[String]) -> Vec<String> {
        if self.detail < Detail::Standard {
            return Vec::new();
        }
        cites
            .iter()
            .filter(|c| !above.contains(c))
            .cloned()
            .collect()
    }

    fn details(
        &self,
        notes: &[String],
        evidence: &[String],
        oddities: &[crate::model::Oddity],
        touched: bool,
    ) -> Vec<Named> {
        let lang = self.lang;
        let mut all = Vec::new();
        let mut push = |name: &str, text: &str| {
            all.push(Named {
                name: name.to_owned(),
                text: text.to_owned(),
            });
        };
        if self.detail == Detail::Full {
            for e in evidence {
                push(lang.pick("evidence asked for", "minh chứng cần có"), e);
            }
            for n in notes {
                push(lang.pick("note", "ghi chú"), n);
            }
        }
        // What is odd about the print is told where it matters.
        for o in oddities
            .iter()
            .filter(|_| touched || self.detail == Detail::Full)
        {
            push(
                lang.pick("oddity of the print", "điểm lạ của văn bản in"),
                &o.text,
            );
        }
        all
    }

    /// Minimums at a criterion: those that cost a level or may; all in full detail.
    pub(super) fn minimum_marks(&self, criterion: usize) -> Vec<Line> {
        let top = self.outcome().level_by_total.ends().1;
        self.outcome()
            .minimums
            .iter()
            .filter(
                |m| matches!(m.what, MinimumKind::Option { criterion: i, .. } if i == criterion),
            )
            .filter_map(|m| {
                let reachable = top.is_some_and(|t| m.level <= t);
                let tone = match m.met {
                    Tri::Yes => Tone::Good,
                    Tri::No if reachable => Tone::Bad,
                    Tri::Unknown if reachable => Tone::Warn,
                    _ => Tone::Faint,
                };
                let stands_out = matches!(tone, Tone::Bad | Tone::Warn);
                (stands_out || self.detail == Detail::Full)
                    .then(|| Line::new(tone, self.minimum_words(m)))
            })
            .collect()
    }

    /// `✗ ★★★ needs b`
    pub(super) fn minimum_words(&self, m: &MinimumOutcome) -> String {
        let level = self.level(Some(m.level));
        let sign = Self::sign(m.met);
        let needs = self.needs(m);
        say!(
            self.lang,
            "{sign} {level} needs {needs}",
            "{sign} {level} cần {needs}"
        )
    }

    /// What stands out about how a criterion counts.
    fn status_marks(&self, c: &Criterion, o: &CriterionOutcome) -> Vec<Line> {
        let mut marks: Vec<Line> = o
            .why
            .iter()
            .filter_map(|w| match w {
                Why::NotCounted { .. }
                | Why::ReplacedBy { .. }
                | Why::ExcludedForMissing
                | Why::Disagreement { .. } => Some(Line::new(Tone::Warn, self.reason(c, o, w))),
                Why::RejectedBy { .. } => Some(Line::new(Tone::Bad, self.reason(c, o, w))),
                _ => None,
            })
            .chain(self.if_it_counts(o))
            .collect();
        if let [one] = o.options.as_slice()
            && let Some((printed, why)) = c.options.get(*one).and_then(|x| x.printed.as_ref())
        {
            marks.push(Line::new(
                Tone::Faint,
                self.printed_words(printed, why.as_deref()),
            ));
        }
        marks
    }

    /// The facts that a criterion waits for.
    fn waits_for(&self, criterion: usize) -> Option<String> {
        let missing = self
            .outcome()
            .missing
            .iter()
            .find(|m| m.criterion == Some(criterion) && !m.answer)?;
        let names: Vec<String> = missing
            .facts
            .iter()
            .filter_map(|f| self.rules().facts.get(*f))
            .map(|f| lower_first(f.label.as_deref().unwrap_or(&f.name)))
            .collect();
        if names.is_empty() {
            return None;
        }
        let names = names.join("; ");
        Some(say!(self.lang, "waits for: {names}", "cần biết: {names}"))
    }

    /// An answer that is known, and may still not be scored.
    fn if_it_counts(&self, o: &CriterionOutcome) -> Option<Line> {
        let lang = self.lang;
        if !sure_answer(o) {
            return None;
        }
        let stop = self
            .outcome()
            .findings
            .iter()
            .find(|f| f.kind == FindingKind::Stop && f.state == Tri::Unknown);
        let text = match stop.map(|f| f.criterion) {
            Some(Some(i)) => {
                let n = self.number(i);
                say!(
                    lang,
                    "counts only if the scoring does not stop at {n}",
                    "chỉ tính nếu không dừng chấm ở {n}"
                )
            }
            Some(None) => lang
                .pick(
                    "counts only if the scoring does not stop",
                    "chỉ tính nếu không dừng chấm",
                )
                .to_owned(),
            None => lang.pick("may not count", "chưa chắc được tính").to_owned(),
        };
        Some(Line::new(Tone::Warn, text))
    }

    /// A figure of the print that is not the one used.
    pub(super) fn printed_words(&self, printed: &str, why: Option<&str>) -> String {
        let why = why.map(|w| format!(": {w}")).unwrap_or_default();
        if printed.trim().is_empty() {
            return say!(
                self.lang,
                "the print leaves it empty{why}",
                "văn bản in để trống{why}"
            );
        }
        say!(
            self.lang,
            "printed as “{printed}”{why}",
            "văn bản in “{printed}”{why}"
        )
    }
}

/// Whether the answer is known while the points are not: something else decides
/// on whether it counts.
pub(super) fn sure_answer(o: &CriterionOutcome) -> bool {
    o.status == Status::Missing && o.options.len() == 1 && o.points.known().is_none()
}

/// Whether the criterion met a point that the decision leaves open.
fn open_point(o: &CriterionOutcome) -> bool {
    o.why.iter().any(|w| {
        matches!(
            w,
            Why::NoOption | Why::Overlap { .. } | Why::Disagreement { .. }
        )
    })
}
