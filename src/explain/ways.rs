//! The way to a level, as a page for the producer and as JSON.

use super::outcomes::big;
use super::page::{Line, Tone};
use super::report::Report;
use super::words::{level_at, num, points, say};
use crate::dossier::Answer;
use crate::exact::Num;
use crate::model::phrase::{number_text, value_text};
use crate::model::{Criterion, Form, Interval, Rating, Ruleset, Scorecard};
use crate::reason::{Change, Changed, Next, Plan, Point, Proof, Rank, Tier};
use crate::text::Lang;
use serde_json::{Value, json};

/// What is told.
#[derive(Clone, Copy, Debug)]
pub struct Ways<'a> {
    /// The rules.
    pub rules: &'a Ruleset,
    /// The card.
    pub card: &'a Scorecard,
    /// What the dossier is about.
    pub product: &'a str,
    /// The level that is to be reached.
    pub goal: usize,
    /// What was found.
    pub next: &'a Next,
    /// Whether efforts were given.
    pub with_effort: bool,
}

/// The way to a level, for the producer.
#[must_use]
pub fn ways_page(w: &Ways<'_>, lang: Lang) -> Report {
    let goal = level_at(&w.card.rating, Some(w.goal), lang);
    let product = w.product;
    let mut page = Report::new(
        lang,
        say!(
            lang,
            "{product}: the way to {goal}",
            "{product}: đường lên {goal}"
        ),
    );
    let t = Teller { w, lang, goal };
    match w.next {
        Next::Reached(point) => {
            let now = t.point(point);
            page.lead.push(line(
                Tone::Good,
                say!(lang, "Reached already: {now}.", "Đã đạt: {now}."),
            ));
        }
        Next::Ways { now, costs } => {
            let now = t.point(now);
            page.lead.push(line(
                Tone::Plain,
                say!(lang, "Now: {now}.", "Hiện nay: {now}."),
            ));
            t.costs(costs, &mut page);
        }
        Next::Never(proof) => t.proof(proof, &mut page),
    }
    page
}

fn line(tone: Tone, text: String) -> Line {
    Line { tone, text }
}

struct Teller<'x> {
    w: &'x Ways<'x>,
    lang: Lang,
    goal: String,
}

impl Teller<'_> {
    fn rating(&self) -> &Rating {
        &self.w.card.rating
    }

    fn point(&self, p: &Point) -> String {
        let level = level_at(self.rating(), p.level, self.lang);
        format!("{}, {level}", points(p.total, self.lang))
    }

    fn costs(&self, costs: &[Tier], page: &mut Report) {
        let lang = self.lang;
        for (i, tier) in costs.iter().enumerate() {
            let (changes, steps) = (tier.changes, tier.steps);
            let effort = num(tier.effort, lang);
            let mut text = if i == 0 {
                say!(
                    lang,
                    "The least change: {changes} to change, {steps} steps",
                    "Thay đổi ít nhất: {changes} chỗ, {steps} bậc"
                )
            } else {
                say!(
                    lang,
                    "Otherwise: {changes} to change, {steps} steps",
                    "Cách khác: {changes} chỗ, {steps} bậc"
                )
            };
            if self.w.with_effort {
                text.push_str(&say!(lang, ", effort {effort}", ", công sức {effort}"));
            }
            page.heading(2, text);
            let ways = big(&tier.ways, lang);
            let shown = tier.shown.len();
            if tier.ways != crate::reason::BigUint::from(1u8) {
                page.lines(vec![line(
                    Tone::Faint,
                    say!(
                        lang,
                        "{ways} ways are equally good; {shown} are shown.",
                        "{ways} cách tốt như nhau; nêu {shown} cách."
                    ),
                )]);
            }
            for (k, plan) in tier.shown.iter().enumerate() {
                if shown > 1 {
                    let k = k.saturating_add(1);
                    page.heading(3, say!(lang, "Way {k}", "Cách {k}"));
                }
                page.lines(self.plan(plan, i == 0 && k == 0));
            }
        }
    }

    fn plan(&self, plan: &Plan, with_evidence: bool) -> Vec<Line> {
        let lang = self.lang;
        let mut lines = Vec::new();
        for change in &plan.changes {
            lines.push(line(Tone::Plain, self.change(change)));
            if !change.serves.is_empty() {
                let all: Vec<String> = change
                    .serves
                    .iter()
                    .map(|(_, level)| level_at(self.rating(), Some(*level), lang))
                    .collect();
                let all = all.join(", ");
                lines.push(line(
                    Tone::Good,
                    say!(
                        lang,
                        "    meets the minimum of {all}",
                        "    đáp ứng mức tối thiểu của {all}"
                    ),
                ));
            }
            if let (true, Changed::Answer { criterion, .. }) = (with_evidence, &change.what) {
                let evidence = self.w.card.criteria.get(*criterion);
                for e in evidence.into_iter().flat_map(|c| &c.evidence) {
                    lines.push(line(
                        Tone::Faint,
                        say!(lang, "    evidence: {e}", "    minh chứng: {e}"),
                    ));
                }
            }
        }
        for (i, gain, serves) in &plan.follows {
            let Some(c) = self.w.card.criteria.get(*i) else {
                continue;
            };
            let (number, title) = (&c.number, &c.title);
            let gain = super::words::signed(*gain, lang);
            let mut text = say!(
                lang,
                "  so that {number} {title}: {gain}",
                "  nhờ đó {number} {title}: {gain}"
            );
            let levels: Vec<String> = serves
                .iter()
                .map(|(_, level)| level_at(self.rating(), Some(*level), lang))
                .collect();
            if !levels.is_empty() {
                let all = levels.join(", ");
                text.push_str(&say!(
                    lang,
                    "; meets the minimum of {all}",
                    "; đáp ứng mức tối thiểu của {all}"
                ));
            }
            lines.push(line(Tone::Plain, text));
        }
        let then = self.point(&plan.point);
        lines.push(line(Tone::Plain, say!(lang, "→ {then}", "→ {then}")));
        lines
    }

    fn change(&self, change: &Change) -> String {
        let lang = self.lang;
        match &change.what {
            Changed::Answer {
                criterion,
                from,
                to,
            } => {
                let Some(c) = self.w.card.criteria.get(*criterion) else {
                    return String::new();
                };
                let (number, title) = (&c.number, &c.title);
                let from = self.answer(c, from.as_ref(), false);
                let to = self.answer(c, to.as_ref(), true);
                let gain = if change.gain > Num::ZERO {
                    let gain = points(change.gain, lang);
                    format!(" (+{gain})")
                } else {
                    String::new()
                };
                format!("{number} {title}: {from} → {to}{gain}")
            }
            Changed::Fact { fact, to, stretch } => {
                let Some(f) = self.w.rules.facts.get(*fact) else {
                    return String::new();
                };
                let name = f.label.as_deref().unwrap_or(&f.name);
                let to = to.as_ref().map_or_else(
                    || lang.pick("not given", "không khai").to_owned(),
                    |v| value_text(v, &f.ty, lang),
                );
                let before = stretch.as_ref().map(|s| within(s, lang));
                match before.filter(|s| !s.is_empty()) {
                    Some(stretch) => format!("{name} → {to} ({stretch})"),
                    None => format!("{name} → {to}"),
                }
            }
        }
    }

    fn answer(&self, c: &Criterion, answer: Option<&Answer>, with_label: bool) -> String {
        let lang = self.lang;
        let key = |o: usize| {
            let option = c.options.get(o);
            let key = option.map_or("", |o| o.key.as_str());
            super::words::key(key, c.form == Form::YesNo, lang)
        };
        match answer {
            None => lang.pick("not answered", "chưa trả lời").to_owned(),
            Some(Answer::Option(o)) => {
                let label = c.options.get(*o).map_or("", |o| o.label.as_str());
                if with_label && !label.is_empty() && c.form != Form::YesNo {
                    format!("{} “{label}”", key(*o))
                } else {
                    key(*o)
                }
            }
            Some(Answer::Ticks(all)) if all.is_empty() => {
                lang.pick("no tick", "không chọn mục nào").to_owned()
            }
            Some(Answer::Ticks(all)) => {
                let all: Vec<String> = all.iter().map(|o| key(*o)).collect();
                all.join(" ")
            }
            Some(Answer::None) => lang.pick("none of the options", "không mức nào").to_owned(),
            Some(Answer::OneOf(all)) => {
                let none = || lang.pick("none", "không mức nào").to_owned();
                let all: Vec<String> = all.iter().map(|o| o.map_or_else(none, key)).collect();
                all.join(" | ")
            }
            Some(Answer::Finding(f)) => {
                let f = c.findings.get(*f);
                f.map_or_else(String::new, |f| format!("“{}”", f.label))
            }
        }
    }

    fn proof(&self, proof: &Proof, page: &mut Report) {
        let lang = self.lang;
        let goal = &self.goal;
        page.lead.push(line(
            Tone::Bad,
            say!(
                lang,
                "{goal} cannot be reached: every dossier that is allowed was gone through.",
                "Không thể đạt {goal}: đã xét hết mọi hồ sơ được phép."
            ),
        ));
        let mut lines = Vec::new();
        for (criterion, option, level) in &proof.unmet {
            let Some(c) = self.w.card.criteria.get(*criterion) else {
                continue;
            };
            let key = c.options.get(*option).map_or("", |o| o.key.as_str());
            let (number, title) = (&c.number, &c.title);
            let level = level_at(self.rating(), Some(*level), lang);
            lines.push(line(
                Tone::Bad,
                say!(
                    lang,
                    "The minimum of {level} on {number} ({title}, at least {key}) cannot be met.",
                    "Không thể đáp ứng mức tối thiểu của {level} ở {number} ({title}, ít nhất {key})."
                ),
            ));
        }
        if let (Some(needed), Some(most)) = (proof.needed, proof.most)
            && most < needed
        {
            let (most, needed) = (num(most, lang), num(needed, lang));
            lines.push(line(
                Tone::Bad,
                say!(
                    lang,
                    "The best total is {most}; {goal} needs {needed}.",
                    "Tổng điểm cao nhất là {most}; {goal} cần {needed}."
                ),
            ));
        } else if let (Some(needed), Some(most)) = (proof.needed, proof.most_with_minimums)
            && most < needed
        {
            let (most, needed) = (num(most, lang), num(needed, lang));
            lines.push(line(
                Tone::Bad,
                say!(
                    lang,
                    "With all minimums met the best total is {most}; {goal} needs {needed}.",
                    "Khi đáp ứng mọi mức tối thiểu, tổng cao nhất là {most}; {goal} cần {needed}."
                ),
            ));
        }
        if proof.always_out {
            lines.push(line(
                Tone::Bad,
                lang.pick(
                    "Every such dossier is rejected or stopped.",
                    "Mọi hồ sơ như vậy đều bị loại hoặc dừng chấm.",
                )
                .to_owned(),
            ));
        }
        if let Some(best) = &proof.best {
            let best = self.point(best);
            lines.push(line(
                Tone::Plain,
                say!(
                    lang,
                    "The best that can be had: {best}.",
                    "Tốt nhất có thể: {best}."
                ),
            ));
        }
        page.lines(lines);
    }
}

/// A stretch of numbers in words.
fn within(s: &Interval, lang: Lang) -> String {
    let n = |n: Num| number_text(n, lang);
    match (s.lo, s.hi) {
        (Some(lo), Some(hi)) if lo == hi => String::new(),
        (Some(lo), Some(hi)) => {
            let (a, b) = (
                if s.lo_in { "≥" } else { ">" },
                if s.hi_in { "≤" } else { "<" },
            );
            format!("{a} {}, {b} {}", n(lo), n(hi))
        }
        (Some(lo), None) => format!("{} {}", if s.lo_in { "≥" } else { ">" }, n(lo)),
        (None, Some(hi)) => format!("{} {}", if s.hi_in { "≤" } else { "<" }, n(hi)),
        (None, None) => String::new(),
    }
}

/// The way to a level, as data.
#[must_use]
pub fn ways_json(w: &Ways<'_>) -> Value {
    let rank = |r: Rank| match r.and_then(|r| w.card.rating.levels.get(r)) {
        Some(l) => l.to_json(),
        None => Value::Null,
    };
    let point = |p: &Point| {
        json!({
            "total": p.total.to_string(),
            "level": rank(p.level),
            "level_by_total": rank(p.by_total),
        })
    };
    let head = |outcome: &str| {
        json!({
            "ruleset": w.rules.name,
            "version": w.rules.version,
            "scorecard": w.card.id,
            "goal": rank(Some(w.goal)),
            "outcome": outcome,
        })
    };
    let with = |outcome: &str, more: Value| {
        let mut all = head(outcome);
        if let (Some(all), Value::Object(more)) = (all.as_object_mut(), more) {
            all.extend(more);
        }
        all
    };
    match w.next {
        Next::Reached(p) => with("reached", json!({ "now": point(p) })),
        Next::Ways { now, costs } => {
            let tiers = costs.iter().map(|t| {
                json!({
                    "changes": t.changes,
                    "steps": t.steps,
                    "effort": t.effort.to_string(),
                    "ways": t.ways.to_string(),
                    "shown": t.shown.iter().map(|p| json!({
                        "then": point(&p.point),
                        "changes": p.changes.iter().map(|c| change_json(w, c)).collect::<Vec<_>>(),
                        "follows": p.follows.iter().filter_map(|(i, gain, _)| Some(json!({
                            "number": w.card.criteria.get(*i)?.number,
                            "gain": gain.to_string(),
                        }))).collect::<Vec<_>>(),
                    })).collect::<Vec<_>>(),
                })
            });
            with(
                "ways",
                json!({ "now": point(now), "costs": tiers.collect::<Vec<_>>() }),
            )
        }
        Next::Never(p) => with(
            "never",
            json!({
                "best": p.best.as_ref().map(point),
                "most": p.most.map(|n| n.to_string()),
                "most_with_minimums": p.most_with_minimums.map(|n| n.to_string()),
                "needed": p.needed.map(|n| n.to_string()),
                "always_out": p.always_out,
                "unmet": p.unmet.iter().filter_map(|(i, o, l)| {
                    let c = w.card.criteria.get(*i)?;
                    Some(json!({
                        "number": c.number,
                        "option": c.options.get(*o).map(|o| &o.key),
                        "level": rank(Some(*l)),
                    }))
                }).collect::<Vec<_>>(),
            }),
        ),
    }
}

fn change_json(w: &Ways<'_>, change: &Change) -> Value {
    let serves: Vec<Value> = change
        .serves
        .iter()
        .filter_map(|(_, l)| {
            w.card
                .rating
                .levels
                .get(*l)
                .map(crate::model::Level::to_json)
        })
        .collect();
    let mut all = match &change.what {
        Changed::Answer {
            criterion,
            from,
            to,
        } => {
            let c = w.card.criteria.get(*criterion);
            let answer = |a: &Option<Answer>| match a {
                None => Value::Null,
                Some(Answer::Option(o)) => json!(c.and_then(|c| c.options.get(*o)).map(|o| &o.key)),
                Some(Answer::Ticks(t)) => json!(
                    t.iter()
                        .filter_map(|o| c.and_then(|c| c.options.get(*o)).map(|o| &o.key))
                        .collect::<Vec<_>>()
                ),
                Some(Answer::None) => json!("none"),
                Some(Answer::OneOf(all)) => {
                    let one = |o: &Option<usize>| match o {
                        Some(o) => c.and_then(|c| c.options.get(*o)).map_or("", |o| &o.key),
                        None => "none",
                    };
                    json!(all.iter().map(one).collect::<Vec<_>>().join("|"))
                }
                Some(Answer::Finding(f)) => {
                    json!(c.and_then(|c| c.findings.get(*f)).map(|f| &f.key))
                }
            };
            json!({
                "number": c.map(|c| &c.number),
                "from": answer(from),
                "to": answer(to),
                "evidence": c.map(|c| &c.evidence),
            })
        }
        Changed::Fact { fact, to, .. } => {
            let f = w.rules.facts.get(*fact);
            json!({
                "fact": f.map(|f| &f.name),
                "to": to.as_ref().zip(f).map(|(v, f)| value_text(v, &f.ty, Lang::En)),
            })
        }
    };
    if let Some(all) = all.as_object_mut() {
        all.insert("steps".to_owned(), json!(change.steps));
        all.insert("effort".to_owned(), json!(change.effort.to_string()));
        all.insert("gain".to_owned(), json!(change.gain.to_string()));
        all.insert("serves".to_owned(), Value::Array(serves));
    }
    all
}
