//! One criterion in full: why this option, and why not each other.

use super::card::sure_answer;
use super::page::{Focus, Line, Named, OptionRow, Tone};
use super::words::say;
use super::{Teller, counts};
use crate::model::phrase::value_text;
use crate::model::{Criterion, Expr, Form, Opt, Type};
use crate::score::{CriterionOutcome, Tri, Why};

impl Teller<'_> {
    /// Everything about a criterion; `None` outside of the card.
    pub(super) fn focus(&self, i: usize) -> Option<Focus> {
        let (c, o) = self.at(i)?;
        let row = self.criterion_row(i, 0, &[])?;
        Some(Focus {
            path: self.path(c),
            steps: o
                .why
                .iter()
                .map(|w| self.step(c, o, w))
                .filter(|t| !t.is_empty())
                .chain(self.came_from(i))
                .chain(self.facts_looked_at(c))
                .collect(),
            options: self.option_rows(i, c, o),
            minimums: self.minimum_marks(i),
            asked: c.evidence.clone(),
            given: self.papers_of(i),
            rules: self.rules_of(i, c),
            row,
        })
    }

    /// A step of the reason; who answered, with what they answered.
    fn step(&self, c: &Criterion, o: &CriterionOutcome, why: &Why) -> String {
        let lang = self.lang;
        let (held, _) = self.held(c, o);
        match why {
            Why::Answered { by } if !held.is_empty() => {
                let who = by
                    .as_deref()
                    .unwrap_or_else(|| lang.pick("an assessor", "người chấm"));
                say!(lang, "{who} answered {held}", "{who} chọn {held}")
            }
            // The facts are told in one step of their own.
            Why::Derived { .. } if held.is_empty() || held == "?" => String::new(),
            Why::Derived { .. } => say!(lang, "the facts give {held}", "dữ kiện cho {held}"),
            Why::NotKnown if sure_answer(o) => String::new(),
            _ => self.reason(c, o, why),
        }
    }

    /// The groups a criterion stands in, widest first.
    fn path(&self, c: &Criterion) -> Vec<Named> {
        let mut path = Vec::new();
        let mut at = c.parent;
        while let Some(group) = at.and_then(|g| self.card().groups.get(g)) {
            path.push(Named {
                name: group.code.clone(),
                text: group.title.clone(),
            });
            at = group.parent.filter(|_| path.len() < 32);
        }
        path.reverse();
        path
    }

    /// Every fact that the criterion looks at, with its value, in one step.
    fn facts_looked_at(&self, c: &Criterion) -> Option<String> {
        let facts = self.facts_of(c);
        if facts.is_empty() {
            return None;
        }
        let all: Vec<String> = facts
            .iter()
            .map(|f| {
                let given = self.dossier().facts.get(*f).and_then(Option::as_ref);
                self.fact(*f, given.map(|v| &v.value))
            })
            .collect();
        let all = all.join("; ");
        Some(say!(self.lang, "facts: {all}", "dữ kiện: {all}"))
    }

    fn option_rows(&self, i: usize, c: &Criterion, o: &CriterionOutcome) -> Vec<OptionRow> {
        if c.form == Form::Ladder {
            return self.rung_rows(c, o);
        }
        c.options
            .iter()
            .enumerate()
            .map(|(at, x)| {
                let held = if c.form == Form::Checklist {
                    o.ticks.contains(&at)
                } else {
                    o.options.as_slice() == [at]
                };
                let gain = match (held, c.form, o.points.known()) {
                    (true, ..) | (_, _, None) => None,
                    (_, Form::Checklist, _) => Some(x.points),
                    (_, _, Some(now)) => x.points.sub(now),
                }
                .filter(|_| counts(o));
                OptionRow {
                    key: self.key(c, at),
                    points: x.points,
                    minimum_for: x.marks.iter().map(|m| self.level_view(Some(*m))).collect(),
                    label: x.label.clone(),
                    place: self.place_of(c, x),
                    held,
                    gain,
                    why: self.option_why(o, at, x),
                    then: if held { None } else { self.then(i, c, o, at) },
                }
            })
            .collect()
    }

    fn rung_rows(&self, c: &Criterion, o: &CriterionOutcome) -> Vec<OptionRow> {
        c.rungs
            .iter()
            .enumerate()
            .map(|(at, r)| {
                let held = o.rung == Some(at);
                let other_branch = r.branch.is_some() && o.branch.is_some() && r.branch != o.branch;
                let why = if other_branch {
                    vec![self.other_branch()]
                } else {
                    Vec::new()
                };
                OptionRow {
                    key: self.rung_key(c, &r.key),
                    points: r.points,
                    minimum_for: Vec::new(),
                    label: r.label.clone().unwrap_or_default(),
                    place: self.speaker().branch(c, r.branch),
                    held,
                    gain: (!held)
                        .then(|| r.points.sub(o.points.known()?))
                        .flatten()
                        .filter(|_| counts(o)),
                    why,
                    then: None,
                }
            })
            .collect()
    }

    /// The case or branch an option stands in.
    fn place_of(&self, c: &Criterion, x: &Opt) -> Option<String> {
        let case = x.case.and_then(|k| c.cases.get(k)).map(|k| {
            let (key, title) = (&k.key, &k.title);
            say!(self.lang, "case {key} {title}", "trường hợp {key} {title}")
        });
        let branch = self.speaker().branch(c, x.branch);
        match (case, branch) {
            (Some(c), Some(b)) => Some(format!("{b} · {c}")),
            (c, b) => c.or(b),
        }
    }

    fn other_branch(&self) -> String {
        self.lang
            .pick("another branch applies", "nhánh khác được áp dụng")
            .to_owned()
    }

    /// Why an option is held, or why not.
    fn option_why(&self, o: &CriterionOutcome, at: usize, x: &Opt) -> Vec<String> {
        let lang = self.lang;
        let mut why = Vec::new();
        if x.branch.is_some() && o.branch.is_some() && x.branch != o.branch {
            return vec![self.other_branch()];
        }
        if let Some(when) = &x.when {
            let cond = self.phrase(when);
            let values = self.value_here(when);
            why.push(match o.conditions.get(at).copied().flatten() {
                Some(Tri::Yes) => say!(lang, "holds: {cond}{values}", "đúng: {cond}{values}"),
                Some(Tri::No) => say!(
                    lang,
                    "does not hold: {cond}{values}",
                    "không đúng: {cond}{values}"
                ),
                Some(Tri::Unknown) => {
                    say!(
                        lang,
                        "not known: {cond}{values}",
                        "chưa biết: {cond}{values}"
                    )
                }
                None => say!(lang, "when {cond}{values}", "khi {cond}{values}"),
            });
        }
        if let Some((printed, reason)) = &x.printed {
            why.push(self.printed_words(printed, reason.as_deref()));
        }
        why
    }

    /// The value of the only fact that a condition looks at; several are told
    /// above the options.
    fn value_here(&self, when: &Expr) -> String {
        let facts = self.facts_in(when);
        let [one] = facts.as_slice() else {
            return String::new();
        };
        let given = self.dossier().facts.get(*one).and_then(Option::as_ref);
        match (given, self.rules().facts.get(*one)) {
            (Some(v), Some(f)) if !matches!(f.ty, Type::List(_)) => {
                let v = value_text(&v.value, &f.ty, self.lang);
                say!(self.lang, " (here {v})", " (ở đây {v})")
            }
            _ => String::new(),
        }
    }

    /// Rules that may change the points of a criterion.
    fn rules_of(&self, i: usize, c: &Criterion) -> Vec<Line> {
        let lang = self.lang;
        let mut all = Vec::new();
        let mut push = |text: String| all.push(Line::new(Tone::Plain, text));
        for f in &c.findings {
            let label = match (&f.label, &f.when) {
                (l, Some(w)) if l.is_empty() => self.phrase(w),
                (l, Some(w)) => {
                    let w = self.phrase(w);
                    format!("{l} ({w})")
                }
                (l, None) => l.clone(),
            };
            push(match f.kind {
                crate::syntax::tree::FindingKind::Reject => {
                    say!(lang, "rejects: {label}", "loại khi: {label}")
                }
                crate::syntax::tree::FindingKind::Stop => {
                    say!(lang, "stops the scoring: {label}", "dừng chấm khi: {label}")
                }
            });
        }
        for r in &c.only_if {
            let cond = self.phrase(&r.when);
            push(say!(lang, "counts only if {cond}", "chỉ tính khi {cond}"));
        }
        for f in &c.forces {
            let (key, cond) = (self.key(c, f.option), self.phrase(&f.when));
            push(say!(
                lang,
                "{key} is forced when {cond}",
                "buộc {key} khi {cond}"
            ));
        }
        for cap in &c.caps {
            let most = self.num(cap.points);
            push(match &cap.when {
                Some(w) => {
                    let w = self.phrase(w);
                    say!(lang, "at most {most} when {w}", "tối đa {most} khi {w}")
                }
                None => say!(lang, "at most {most}", "tối đa {most}"),
            });
        }
        for r in &c.replaces {
            let n = self.number(r.other);
            push(say!(lang, "counts in place of {n}", "được tính thay {n}"));
        }
        for other in &self.card().criteria {
            if other.replaces.iter().any(|r| r.other == i) {
                let n = &other.number;
                push(say!(
                    lang,
                    "{n} may count in its place",
                    "{n} có thể được tính thay"
                ));
            }
        }
        all
    }
}
