//! What is to be asked, the most telling first.
//!
//! The order: what decides on a rejection or a stop, then what decides on a
//! minimum of a level that is still possible, then by how many points hang on
//! it, then as the card has it. That settles the level soonest in most
//! dossiers and needs no search; the exact shortest list is another room's work.

use super::Teller;
use super::page::Question;
use super::reasons::lower_first;
use super::words::{self, say};
use crate::exact::Num;
use crate::model::phrase::{number_text, value_text};
use crate::model::{Criterion, Fact, Form, Type, Value};
use crate::score::{CriterionOutcome, MinimumKind, Missing, Tri};
use crate::syntax::tree::FindingKind;

/// What hangs on a question.
#[derive(Clone, Default)]
struct Weight {
    finding: bool,
    minimum: Option<usize>,
    points: Option<Num>,
}

/// What is asked about.
#[derive(Clone, PartialEq, Eq)]
enum About {
    Answer(usize, Vec<usize>),
    Fact(usize),
    Date(&'static str),
}

impl Teller<'_> {
    /// Every question.
    pub(super) fn questions(&self) -> Vec<Question> {
        self.ask(self.outcome().missing.iter())
    }

    /// The questions of one criterion.
    pub(super) fn questions_of(&self, criterion: usize) -> Vec<Question> {
        self.ask(
            self.outcome()
                .missing
                .iter()
                .filter(|m| m.criterion == Some(criterion)),
        )
    }

    fn ask<'m>(&self, missing: impl Iterator<Item = &'m Missing>) -> Vec<Question> {
        let mut about: Vec<(About, Vec<usize>, Weight)> = Vec::new();
        let mut add = |what: About, criterion: Option<usize>, weight: &Weight| {
            let at = match about.iter().position(|(a, ..)| *a == what) {
                Some(at) => at,
                None => {
                    about.push((what, Vec::new(), Weight::default()));
                    about.len() - 1
                }
            };
            if let Some((_, criteria, all)) = about.get_mut(at) {
                criteria.extend(criterion.filter(|c| !criteria.contains(c)));
                all.join(weight);
            }
        };
        for m in missing {
            let weight = self.weight(m.criterion);
            if m.answer
                && let Some(i) = m.criterion
            {
                // Facts would settle it as well; the question names them.
                add(About::Answer(i, m.facts.clone()), Some(i), &weight);
            } else {
                for f in &m.facts {
                    add(About::Fact(*f), m.criterion, &weight);
                }
            }
            for d in &m.dates {
                add(About::Date(d), m.criterion, &weight);
            }
        }
        about.sort_by(|(_, _, a), (_, _, b)| {
            b.finding
                .cmp(&a.finding)
                .then_with(|| b.minimum.is_some().cmp(&a.minimum.is_some()))
                .then_with(|| b.points.cmp(&a.points))
        });
        about
            .into_iter()
            .map(|(what, criteria, weight)| Question {
                text: self.question(&what),
                criteria: criteria.iter().map(|i| self.number(*i)).collect(),
                hangs: self.hangs(&weight),
            })
            .collect()
    }

    /// What hangs on what a criterion waits for.
    fn weight(&self, criterion: Option<usize>) -> Weight {
        let o = self.outcome();
        let best = o.level_by_total.ends().1;
        Weight {
            finding: o
                .findings
                .iter()
                .any(|f| f.state == Tri::Unknown && f.criterion == criterion),
            minimum: o
                .minimums
                .iter()
                .filter(|m| m.met == Tri::Unknown && best.is_some_and(|b| m.level <= b))
                .filter(|m| match m.what {
                    MinimumKind::Option { criterion: i, .. } => Some(i) == criterion,
                    _ => criterion.is_none(),
                })
                .map(|m| m.level)
                .max(),
            points: criterion
                .and_then(|i| o.criteria.get(i))
                .and_then(|c| c.points.hi.sub(c.points.lo)),
        }
    }

    fn hangs(&self, w: &Weight) -> Option<String> {
        let lang = self.lang;
        let mut all = Vec::new();
        if w.finding {
            all.push(
                lang.pick("rejection or stop", "bị loại hay dừng chấm")
                    .to_owned(),
            );
        }
        if let Some(level) = w.minimum {
            let level = self.level(Some(level));
            all.push(say!(
                lang,
                "minimum of {level}",
                "mức tối thiểu của {level}"
            ));
        }
        if let Some(n) = w.points.filter(|n| *n > Num::ZERO) {
            all.push(words::points(n, lang));
        }
        (!all.is_empty()).then(|| all.join(", "))
    }

    fn question(&self, about: &About) -> String {
        let lang = self.lang;
        match about {
            About::Answer(i, facts) => self.at(*i).map_or_else(String::new, |(c, o)| {
                let text = self.answer_question(c, o);
                let names: Vec<&str> = facts
                    .iter()
                    .filter_map(|f| self.rules().facts.get(*f))
                    .map(|f| f.name.as_str())
                    .collect();
                if names.is_empty() {
                    return text;
                }
                let names = names.join(", ");
                // Facts that give an option stand for the answer; others bear on it.
                let give: Vec<usize> = c
                    .options
                    .iter()
                    .filter_map(|x| x.when.as_ref())
                    .flat_map(|w| self.facts_in(w))
                    .collect();
                if facts.iter().all(|f| give.contains(f)) {
                    say!(
                        lang,
                        "{text} (or the facts: {names})",
                        "{text} (hoặc dữ kiện: {names})"
                    )
                } else {
                    say!(
                        lang,
                        "{text} (and the facts: {names})",
                        "{text} (cùng dữ kiện: {names})"
                    )
                }
            }),
            About::Fact(f) => match self.rules().facts.get(*f) {
                Some(f) => fact_question(f, lang),
                None => String::new(),
            },
            About::Date(what) => match *what {
                "filed" => lang.pick("The day of filing?", "Ngày nộp hồ sơ?"),
                "assessed" => lang.pick("The day of assessment?", "Ngày chấm?"),
                _ => lang.pick(
                    "First rating, upgrade or renewal?",
                    "Đánh giá lần đầu, nâng hạng hay đánh giá lại?",
                ),
            }
            .to_owned(),
        }
    }

    fn answer_question(&self, c: &Criterion, o: &CriterionOutcome) -> String {
        let lang = self.lang;
        let title = &c.title;
        match c.form {
            Form::YesNo => say!(lang, "{title}: yes or no?", "{title}: có hay không?"),
            Form::Checklist => {
                let keys: Vec<String> = (0..c.options.len()).map(|i| self.key(c, i)).collect();
                let keys = keys.join(", ");
                say!(
                    lang,
                    "{title}: which of {keys}?",
                    "{title}: có những mục nào trong {keys}?"
                )
            }
            _ => {
                let all: Vec<usize> = if o.options.is_empty() {
                    (0..c.options.len()).collect()
                } else {
                    o.options.clone()
                };
                let mut keys: Vec<String> = all.iter().map(|i| self.key(c, *i)).collect();
                // What an assessor may report instead.
                for f in &c.findings {
                    if let Some(key) = &f.key {
                        let what = match f.kind {
                            FindingKind::Reject => lang.pick("rejected", "bị loại"),
                            FindingKind::Stop => lang.pick("scoring stops", "dừng chấm"),
                        };
                        keys.push(format!("{key} ({what})"));
                    }
                }
                format!("{title}: {}?", words::or(&keys, lang))
            }
        }
    }
}

impl Weight {
    fn join(&mut self, o: &Weight) {
        self.finding |= o.finding;
        self.minimum = self.minimum.max(o.minimum);
        self.points = match (self.points, o.points) {
            (Some(a), Some(b)) => a.add(b),
            (a, b) => a.or(b),
        };
    }
}

/// `Share of local material (local_material), in % from 0 to 100?`
fn fact_question(f: &Fact, lang: crate::text::Lang) -> String {
    let label = match &f.label {
        Some(l) => format!("{l} ({})", f.name),
        None => f.name.clone(),
    };
    let what = match &f.ty {
        Type::Bool => lang.pick("yes or no", "có hay không").to_owned(),
        Type::Date => lang.pick("which day", "ngày nào").to_owned(),
        Type::OneOf(all) => {
            let all: Vec<String> = all
                .iter()
                .map(|c| c.label.clone().unwrap_or_else(|| c.name.clone()))
                .collect();
            words::or(&all, lang)
        }
        Type::List(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|f| lower_first(f.label.as_deref().unwrap_or(&f.name)))
                .collect();
            let fields = fields.join(", ");
            say!(lang, "which ({fields})", "gồm những gì ({fields})")
        }
        Type::Number(_) => {
            // The unit as it follows a number of several.
            let two = value_text(&Value::Num(Num::int(2)), &f.ty, lang);
            let unit = two.trim_start_matches('2').trim();
            let how = if unit.is_empty() {
                lang.pick("how much", "bao nhiêu").to_owned()
            } else {
                say!(lang, "how many {unit}", "bao nhiêu {unit}")
            };
            match f.range.as_ref().map(|r| (r.lo, r.hi)) {
                Some((Some(lo), Some(hi))) => {
                    let (lo, hi) = (number_text(lo, lang), number_text(hi, lang));
                    say!(lang, "{how}, from {lo} to {hi}", "{how}, từ {lo} đến {hi}")
                }
                _ => how,
            }
        }
        Type::Text | Type::OptionOf(_) => lang.pick("what", "là gì").to_owned(),
    };
    format!("{label}: {what}?")
}
