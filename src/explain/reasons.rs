//! Why a criterion has its points, in words.

use super::words::{self, say};
use super::{Detail, Teller};
use crate::model::phrase::value_text;
use crate::model::{Criterion, Form, Value};
use crate::score::{CriterionOutcome, Status, Tri, Why};

impl Teller<'_> {
    /// What a criterion holds: its letter, and the short wording.
    pub(super) fn held(&self, c: &Criterion, o: &CriterionOutcome) -> (String, String) {
        let lang = self.lang;
        match o.status {
            Status::Missing if super::card::sure_answer(o) => {}
            Status::Missing => {
                let keys: Vec<String> = o.options.iter().map(|i| self.key(c, *i)).collect();
                let what = if c.form == Form::Checklist || keys.is_empty() {
                    lang.pick("not known", "chưa biết").to_owned()
                } else {
                    let keys = words::or(&keys, lang);
                    say!(lang, "not known: {keys}", "chưa biết: {keys}")
                };
                return ("?".to_owned(), what);
            }
            Status::Stopped => {
                return (
                    "–".to_owned(),
                    lang.pick("not scored", "không chấm").to_owned(),
                );
            }
            _ => {}
        }
        match c.form {
            Form::Checklist => self.held_ticks(c, o),
            Form::Ladder => {
                let rung = o.rung.and_then(|r| c.rungs.get(r));
                let label = rung.map_or_else(String::new, |r| {
                    let key = self.rung_key(c, &r.key);
                    match &r.label {
                        Some(l) => format!("{key}: {l}"),
                        None => key,
                    }
                });
                (String::new(), label)
            }
            Form::Formula => (String::new(), String::new()),
            Form::Choice | Form::YesNo => match o.options.as_slice() {
                [] => ("–".to_owned(), String::new()),
                [one] => (
                    self.key(c, *one),
                    c.options
                        .get(*one)
                        .map_or_else(String::new, |o| o.label.clone()),
                ),
                many => {
                    let keys: Vec<String> = many.iter().map(|i| self.key(c, *i)).collect();
                    (keys.join("/"), String::new())
                }
            },
        }
    }

    fn held_ticks(&self, c: &Criterion, o: &CriterionOutcome) -> (String, String) {
        if o.ticks.is_empty() {
            return (
                "–".to_owned(),
                self.lang
                    .pick("nothing ticked", "không đánh dấu mục nào")
                    .to_owned(),
            );
        }
        let keys: Vec<String> = o.ticks.iter().map(|i| self.key(c, *i)).collect();
        let labels: Vec<&str> = o
            .ticks
            .iter()
            .filter_map(|i| c.options.get(*i))
            .map(|t| t.label.as_str())
            .filter(|l| !l.is_empty())
            .collect();
        (keys.join(","), labels.join("; "))
    }

    /// The values of a rung, with the unit of what the ladder measures.
    pub(super) fn rung_key(&self, c: &Criterion, key: &crate::model::Key) -> String {
        self.speaker().rung_key(c, key)
    }

    /// A fact and its value: `local material = 82%`.
    pub(super) fn fact(&self, fact: usize, value: Option<&Value>) -> String {
        let Some(f) = self.rules().facts.get(fact) else {
            return String::new();
        };
        let name = f.label.as_deref().unwrap_or(&f.name);
        let name = lower_first(name);
        match value {
            Some(v) => format!("{name} = {}", value_text(v, &f.ty, self.lang)),
            None => say!(self.lang, "{name}: not given", "{name}: hồ sơ chưa ghi"),
        }
    }

    /// The facts worth telling: those that are given, unless none is; with the
    /// value of the dossier where the trace has none.
    fn told(&self, facts: &[(usize, Option<Value>)]) -> Vec<(usize, Option<Value>)> {
        let given = |f: usize| {
            let fact = self.dossier().facts.get(f).and_then(Option::as_ref);
            fact.map(|v| v.value.clone())
        };
        let all: Vec<(usize, Option<Value>)> = facts
            .iter()
            .map(|(f, v)| (*f, v.clone().or_else(|| given(*f))))
            .collect();
        if self.detail == Detail::Full || all.iter().all(|(_, v)| v.is_none()) {
            return all;
        }
        all.into_iter().filter(|(_, v)| v.is_some()).collect()
    }

    /// Facts and their values in a row.
    pub(super) fn facts(&self, facts: &[(usize, Option<Value>)]) -> String {
        let all: Vec<String> = facts
            .iter()
            .map(|(f, v)| self.fact(*f, v.as_ref()))
            .collect();
        all.join("; ")
    }

    /// The one who gave every answer, when there is only one and no council.
    pub(super) fn single_answerer(&self) -> Option<&str> {
        if self.outcome().council.is_some() {
            return None;
        }
        self.dossier().answered_by.as_deref()
    }

    /// Why a criterion has its points, for its row on the card.
    pub(super) fn why_short(&self, c: &Criterion, o: &CriterionOutcome) -> Vec<String> {
        let mut all: Vec<String> = o
            .why
            .iter()
            .filter(|w| match w {
                // Said once, above the card.
                Why::Answered { by } => {
                    self.detail == Detail::Full
                        || (by.is_some() && by.as_deref() != self.single_answerer())
                }
                Why::NotKnown => false,
                // What is not given is asked for.
                Why::Derived { facts } if o.status == Status::Missing => {
                    self.told(facts).iter().any(|(_, v)| v.is_some())
                }
                // These stand out as marks.
                Why::RejectedBy { .. } | Why::StoppedBy { .. } => false,
                Why::NotCounted { .. }
                | Why::ReplacedBy { .. }
                | Why::ExcludedForMissing
                | Why::Disagreement { .. } => false,
                // What could not be measured waits for facts, which are told.
                Why::Measured { value: None } => false,
                // The options of the votes are told by the council's answers.
                Why::Votes { votes } => votes.len() > 1,
                _ => true,
            })
            .map(|w| self.reason(c, o, w))
            .filter(|t| !t.is_empty())
            .collect();
        // A ladder over a fact measures that fact: it is told once.
        let told = all.clone();
        let twice = |i: usize, text: &str| {
            told.iter()
                .take(i)
                .any(|t| t.split("; ").any(|part| part == text))
        };
        let mut at = 0;
        all.retain(|text| {
            let keep = !twice(at, text);
            at += 1;
            keep
        });
        all
    }

    /// A step of a reason, in words.
    pub(super) fn reason(&self, c: &Criterion, o: &CriterionOutcome, why: &Why) -> String {
        let lang = self.lang;
        match why {
            Why::Answered { by } => match by {
                Some(by) => by.clone(),
                None => lang
                    .pick("an assessor's answer", "người chấm trả lời")
                    .to_owned(),
            },
            Why::Derived { facts } => self.facts(&self.told(facts)),
            Why::Disagreement { answered, derived } => {
                let (a, d) = (self.key(c, *answered), self.key(c, *derived));
                let used = match o.options.as_slice() {
                    [one] => self.key(c, *one),
                    _ => String::new(),
                };
                say!(
                    lang,
                    "the answer says {a}, the facts give {d}: {used} counts",
                    "người chấm chọn {a}, dữ kiện cho {d}: tính {used}"
                )
            }
            Why::Overlap { options } => {
                let keys: Vec<String> = options.iter().map(|i| self.key(c, *i)).collect();
                let keys = words::and(&keys, lang);
                say!(
                    lang,
                    "the conditions of {keys} all hold",
                    "điều kiện của {keys} cùng đúng"
                )
            }
            Why::NoOption => lang
                .pick(
                    "no condition of an option holds",
                    "không lựa chọn nào thỏa điều kiện",
                )
                .to_owned(),
            Why::Measured { value } => self.measured(c, value.as_ref()),
            Why::Forced { force } => {
                let Some(f) = c.forces.get(*force) else {
                    return String::new();
                };
                let key = self.key(c, f.option);
                let why = self.label_or(f.label.as_ref(), &f.when);
                say!(lang, "{key} is forced: {why}", "buộc {key}: {why}")
            }
            Why::NotCounted { only_if, group } => self.not_counted(c, *only_if, *group),
            Why::ReplacedBy { criterion } => {
                let n = self.number(*criterion);
                let label = self
                    .card()
                    .criteria
                    .get(*criterion)
                    .and_then(|by| by.replaces.iter().find(|r| self.is(r.other, c)))
                    .and_then(|r| r.label.clone())
                    .map(|l| format!(": {l}"))
                    .unwrap_or_default();
                say!(
                    lang,
                    "criterion {n} counts in its place{label}",
                    "tiêu chí {n} được tính thay{label}"
                )
            }
            Why::Capped { cap, from } => {
                let Some(cap) = c.caps.get(*cap) else {
                    return String::new();
                };
                let (most, from) = (self.num(cap.points), self.num(*from));
                let why = match (&cap.label, &cap.when) {
                    (Some(l), _) => format!(": {l}"),
                    (None, Some(w)) => format!(": {}", self.phrase(w)),
                    (None, None) => String::new(),
                };
                say!(
                    lang,
                    "at most {most} (cut from {from}){why}",
                    "tối đa {most} (cắt từ {from}){why}"
                )
            }
            Why::TicksCapped { from } => {
                let most = self.num(c.tick_cap.unwrap_or(c.max));
                let from = self.num(*from);
                say!(
                    lang,
                    "the ticks add up to {from}, at most {most} counts",
                    "cộng được {from}, chỉ tính tối đa {most}"
                )
            }
            Why::LowestForMissing => lang
                .pick(
                    "not answered: the rule takes the lowest",
                    "chưa trả lời: quy định lấy mức thấp nhất",
                )
                .to_owned(),
            Why::ExcludedForMissing => lang
                .pick(
                    "not answered: the rule leaves it out of the sum",
                    "chưa trả lời: quy định không tính vào tổng",
                )
                .to_owned(),
            Why::NotKnown => lang.pick("not answered yet", "chưa có trả lời").to_owned(),
            Why::StoppedBy { finding } | Why::RejectedBy { finding } => self
                .outcome()
                .findings
                .get(*finding)
                .map_or_else(String::new, |f| self.finding_words(f)),
            Why::Votes { votes } => self.votes(c, votes),
        }
    }

    /// Whether the criterion at a place is this one.
    fn is(&self, place: usize, c: &Criterion) -> bool {
        self.card()
            .criteria
            .get(place)
            .is_some_and(|o| o.number == c.number)
    }

    fn measured(&self, c: &Criterion, value: Option<&Value>) -> String {
        let lang = self.lang;
        let Some(of) = &c.of else {
            return String::new();
        };
        let name = self.phrase(of);
        match value {
            Some(v) => {
                let mut text = format!("{name} = {}", value_text(v, &of.ty, lang));
                let rounded = match (c.form, c.rounding, v) {
                    (Form::Formula, Some(rule), Value::Num(n)) => n.round(rule).filter(|r| r != n),
                    _ => None,
                };
                if let Some(r) = rounded {
                    let r = self.num(r);
                    text.push_str(&say!(lang, ", rounded to {r}", ", làm tròn thành {r}"));
                }
                text
            }
            None => say!(lang, "{name}: not known", "{name}: chưa biết"),
        }
    }

    fn not_counted(&self, c: &Criterion, only_if: Option<usize>, group: Option<usize>) -> String {
        let lang = self.lang;
        let group = group.and_then(|g| self.card().groups.get(g));
        let rule = match (only_if, group) {
            (Some(i), _) => c.only_if.get(i),
            (None, Some(g)) => g.only_if.as_ref(),
            (None, None) => None,
        };
        let why = rule.map(|r| self.unmet(r.label.as_ref(), &r.when));
        match (why, group, only_if) {
            (Some(why), Some(g), None) => {
                let code = &g.code;
                say!(
                    lang,
                    "not counted, {code} does not count: {why}",
                    "không tính vì {code} không tính: {why}"
                )
            }
            (Some(why), _, _) => say!(lang, "not counted: {why}", "không tính: {why}"),
            (None, _, _) => lang.pick("not counted", "không tính").to_owned(),
        }
    }

    /// Why a condition that was needed does not hold.
    fn unmet(&self, label: Option<&String>, when: &crate::model::Expr) -> String {
        match label {
            Some(l) => l.clone(),
            None => {
                let cond = self.phrase(when);
                let facts = self.values_in(when);
                let known = if facts.is_empty() {
                    String::new()
                } else {
                    format!(" ({facts})")
                };
                say!(
                    self.lang,
                    "counts only if {cond}{known}",
                    "chỉ tính khi {cond}{known}"
                )
            }
        }
    }

    /// The wording of a rule, else its condition.
    pub(super) fn label_or(&self, label: Option<&String>, when: &crate::model::Expr) -> String {
        self.speaker().label_or(label, when)
    }

    fn votes(&self, c: &Criterion, votes: &[(Option<usize>, usize)]) -> String {
        let lang = self.lang;
        let all: Vec<String> = votes
            .iter()
            .map(|(option, n)| {
                let key = option
                    .map_or_else(|| lang.pick("none", "không").to_owned(), |i| self.key(c, i));
                format!("{key} × {n}")
            })
            .collect();
        all.join(", ")
    }

    /// The options among which a product in this case (and branch) can choose.
    pub(super) fn open_to(&self, c: &Criterion, o: &CriterionOutcome) -> Vec<usize> {
        let case = match o.options.as_slice() {
            [one] => c.options.get(*one).and_then(|o| o.case),
            _ => None,
        };
        c.options
            .iter()
            .enumerate()
            .filter(|(_, x)| x.branch.is_none() || o.branch.is_none() || x.branch == o.branch)
            .filter(|(_, x)| case.is_none() || x.case == case)
            .map(|(i, _)| i)
            .collect()
    }

    /// How a condition stands, as a sign.
    pub(super) fn sign(met: Tri) -> &'static str {
        match met {
            Tri::Yes => "✓",
            Tri::No => "✗",
            Tri::Unknown => "?",
        }
    }
}

/// A label in the middle of a sentence: its first letter small, where that is
/// surely only the start of a phrase (`Tỷ lệ nguyên liệu`, not `VietGAP`, `Hà Nội`).
pub(super) fn lower_first(text: &str) -> String {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    let phrase = words
        .next()
        .and_then(|w| w.chars().next())
        .is_some_and(char::is_lowercase);
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if phrase && capitals == 1 && first.chars().count() > 1 => {
            c.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}
