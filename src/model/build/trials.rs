//! The tests beside the rules: gathered, and what they name looked up.

use super::gather::TestPage;
use super::merge::key;
use super::rating::{name as level_name, unknown};
use crate::model::{Criterion, Fact, Field, Form, Ruleset, Scorecard, Test, Type};
use crate::syntax::tree::{
    Assign, ClauseKind, GroupKind, LevelName, Node, RatingClaim, Sp, Stmt, Value, Word,
};
use crate::text::catalogue::trials;
use crate::text::{Both, Diagnostic, Span, both, closest};
use std::collections::HashMap;

/// What may be missing because it could not be read.
#[derive(Debug)]
pub struct Unread<'a> {
    /// Cards may.
    pub cards: bool,
    /// Facts and assumptions may.
    pub names: bool,
    /// Cards on which something may.
    pub broken: &'a [String],
}

/// Gathers the tests and checks what they name.
pub fn collect(
    pages: &[TestPage<'_>],
    ruleset: &Ruleset,
    unread: &Unread<'_>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Test> {
    let mut all: Vec<Test> = Vec::new();
    let mut seen: HashMap<(String, String), Span> = HashMap::new();
    let mut checks: HashMap<&str, Check<'_>> = HashMap::new();
    for page in pages {
        let (test, whole) = gather(page, out);
        let place = (test.card.clone(), test.name.clone());
        match seen.get(&place) {
            Some(first) => out.push(trials::test_twice(&test.name, page.head, *first)),
            None => {
                seen.insert(place, page.head);
            }
        }
        if test.expects.is_empty() && whole {
            out.push(trials::nothing_expected(page.head));
        }
        match ruleset.cards.get(&test.card) {
            Some(card) => {
                if !unread.broken.contains(&card.id) {
                    let check = checks
                        .entry(&card.id)
                        .or_insert_with(|| Check::new(ruleset, card, unread.names));
                    check.test(&test, out);
                }
            }
            None if unread.cards => {}
            None => {
                let have: Vec<&str> = ruleset.cards.keys().map(String::as_str).collect();
                let near = closest(&test.card, have.iter().copied());
                let at = page.test.card.span;
                out.push(trials::unknown_card(&test.card, at, near.as_deref(), &have));
            }
        }
        all.push(test);
    }
    all
}

/// A test as the model holds it, and whether it could be read whole.
fn gather(page: &TestPage<'_>, out: &mut Vec<Diagnostic>) -> (Test, bool) {
    let mut test = Test {
        name: page.test.name.value.clone(),
        card: page.test.card.value.clone(),
        source: page.source,
        dossier: None,
        baseline: None,
        assigns: Vec::new(),
        assessors: Vec::new(),
        members: None,
        kind: None,
        filed: None,
        assessed: None,
        assumes: Vec::new(),
        expects: Vec::new(),
        span: page.head,
    };
    let mut start: Option<Span> = None;
    let mut whole = page.test.block.closed;
    let mut begins = |node: &Node, out: &mut Vec<Diagnostic>| match start {
        Some(first) => out.push(trials::two_baselines(node.span, first)),
        None => start = Some(node.span),
    };
    for node in &page.test.block.body {
        match &node.stmt {
            Stmt::Dossier(w) => {
                begins(node, out);
                test.dossier = Some(w.clone());
            }
            Stmt::Baseline(b) => {
                begins(node, out);
                test.baseline = Some(b.best);
                test.assigns.extend(b.except.iter().cloned());
            }
            Stmt::Given(all) => test.assigns.extend(all.iter().cloned()),
            Stmt::Assessor(a) => test.assessors.push(a.clone()),
            Stmt::Members(n) => match n.value.to_i64().and_then(|n| u32::try_from(n).ok()) {
                Some(count) => test.members = Some(count),
                None => out.push(trials::unknown_value(
                    &both!("the number of members", "số thành viên"),
                    &n.value.to_string(),
                    n.span,
                    None,
                    &both!("a whole number", "một số nguyên"),
                )),
            },
            Stmt::Kind(w) => test.kind = Some(w.clone()),
            Stmt::Filed(d) => test.filed = Some(d.value),
            Stmt::Assessed(d) => test.assessed = Some(d.value),
            Stmt::Assume(all) => test.assumes.extend(all.iter().cloned()),
            Stmt::Expect(all) => test.expects.extend(all.iter().cloned()),
            Stmt::Bad(_) => whole = false,
            _ => {}
        }
    }
    (test, whole)
}

/// A card with its numbers and the facts that count on it at hand.
struct Check<'a> {
    ruleset: &'a Ruleset,
    card: &'a Scorecard,
    criteria: HashMap<&'a str, &'a Criterion>,
    facts: HashMap<&'a str, &'a Fact>,
    /// Whether a name that is not found may be one that could not be read.
    lenient: bool,
}

impl<'a> Check<'a> {
    fn new(ruleset: &'a Ruleset, card: &'a Scorecard, lenient: bool) -> Check<'a> {
        let criteria = card.criteria.iter().rev();
        let facts = ruleset.facts.iter();
        Check {
            ruleset,
            card,
            criteria: criteria.map(|c| (c.number.as_str(), c)).collect(),
            facts: facts
                .filter(|f| f.card.as_ref().is_none_or(|c| *c == card.id))
                .map(|f| (f.name.as_str(), f))
                .collect(),
            lenient,
        }
    }

    fn test(&self, test: &Test, out: &mut Vec<Diagnostic>) {
        for assign in &test.assigns {
            self.assign(assign, out);
        }
        for own in test.assessors.iter().flat_map(|a| &a.own) {
            self.own_answer(own, out);
        }
        if let Some(kind) = &test.kind {
            let kinds = ["first", "upgrade", "renewal"];
            if !kinds.contains(&kind.value.as_str()) {
                let near = closest(&kind.value, kinds);
                out.push(trials::unknown_value(
                    &both!("the kind", "loại hình"),
                    &kind.value,
                    kind.span,
                    near.as_deref(),
                    &both!(
                        "`first`, `upgrade` or `renewal`",
                        "«first», «upgrade» hoặc «renewal»"
                    ),
                ));
            }
        }
        for assume in &test.assumes {
            if let Some(a) = self.assumption(&assume.name, out) {
                let Value::Code(reading) = &assume.value.value else {
                    continue;
                };
                let have: Vec<&str> = a.choices.iter().map(|c| c.name.as_str()).collect();
                if !have.contains(&reading.as_str()) {
                    let near = closest(reading, have.iter().copied());
                    let name = &a.name;
                    out.push(trials::unknown_value(
                        &both!("the assumption {name}", "giả định {name}"),
                        reading,
                        assume.value.span,
                        near.as_deref(),
                        &Both::same(have.join(", ")),
                    ));
                }
            }
        }
        for clause in &test.expects {
            self.clause(&clause.kind, out);
        }
    }

    /// A criterion, a fact or a finding of the card, with its value.
    fn assign(&self, assign: &Assign, out: &mut Vec<Diagnostic>) {
        let name = assign.name.value.as_str();
        let unsaid = takes_away(&assign.value.value);
        if let Some(c) = self.criterion_named(name) {
            if !unsaid {
                self.answer(c, &assign.value, out);
            }
        } else if let Some(fact) = self.fact(name) {
            if !unsaid {
                fact_value(fact, &assign.value, out);
            }
        } else if name == "findings" {
            self.findings(&assign.value, out);
        } else if !self.lenient {
            let near = self.near(name);
            out.push(trials::unknown_name(
                &both!("criterion or fact", "tiêu chí hay dữ kiện"),
                name,
                assign.name.span,
                near.as_deref(),
            ));
        }
    }

    /// What an assessor says: an answer, never a fact.
    fn own_answer(&self, own: &Assign, out: &mut Vec<Diagnostic>) {
        let name = own.name.value.as_str();
        if self.criterion_named(name).is_some() || name == "findings" {
            self.assign(own, out);
        } else {
            self.criterion(&own.name, out);
        }
    }

    fn findings(&self, value: &Sp<Value>, out: &mut Vec<Diagnostic>) {
        let codes: Vec<(&str, Span)> = match &value.value {
            Value::Code(c) => vec![(c.as_str(), value.span)],
            Value::Codes(all) => all.iter().map(|w| (w.value.as_str(), w.span)).collect(),
            _ => Vec::new(),
        };
        let have: Vec<&str> = self
            .card
            .findings
            .iter()
            .filter_map(|f| f.key.as_deref())
            .collect();
        for (code, at) in codes {
            if !have.contains(&code) {
                let near = closest(code, have.iter().copied());
                out.push(trials::unknown_value(
                    &both!("a finding of the card", "phát hiện của phiếu"),
                    code,
                    at,
                    near.as_deref(),
                    &listed(&have),
                ));
            }
        }
    }

    fn criterion_named(&self, number: &str) -> Option<&'a Criterion> {
        self.criteria.get(number).copied()
    }

    fn fact(&self, name: &str) -> Option<&'a Fact> {
        self.facts.get(name).copied()
    }

    /// The number or name nearest to one that the card does not have.
    fn near(&self, name: &str) -> Option<String> {
        let mut all: Vec<&str> = self
            .criteria
            .keys()
            .chain(self.facts.keys())
            .copied()
            .collect();
        all.sort_unstable();
        closest(name, all)
    }

    /// An answer must be one that the criterion takes.
    fn answer(&self, c: &Criterion, value: &Sp<Value>, out: &mut Vec<Diagnostic>) {
        let found = |code: &str| {
            let none = c.may_hold_none() && matches!(code, "none" | "không_mức_nào");
            none || c.option(key(code)).is_some()
                || c.findings.iter().any(|f| f.key.as_deref() == Some(code))
        };
        let number = &c.number;
        let what = both!("criterion {number}", "tiêu chí {number}");
        let have: Vec<&str> = c
            .options
            .iter()
            .map(|o| o.key.as_str())
            .chain(c.findings.iter().filter_map(|f| f.key.as_deref()))
            .collect();
        let mut wrong = |code: &str, at: Span| {
            let near = closest(code, have.iter().copied());
            out.push(trials::unknown_value(
                &what,
                code,
                at,
                near.as_deref(),
                &listed(&have),
            ));
        };
        match &value.value {
            Value::Code(code) if found(code) => {}
            Value::Code(code) | Value::Text(code) => wrong(code, value.span),
            Value::Bool(yes) => {
                let code = if *yes { "yes" } else { "no" };
                if !found(code) {
                    wrong(code, value.span);
                }
            }
            Value::Codes(all) => {
                // On a choice: not settled which of them.
                let several = matches!(c.form, Form::Choice | Form::YesNo) && !all.is_empty();
                if c.form == Form::Checklist || several {
                    for w in all.iter().filter(|w| !found(&w.value)) {
                        wrong(&w.value, w.span);
                    }
                } else {
                    let list = all.iter().map(|w| w.value.as_str()).collect::<Vec<_>>();
                    wrong(&format!("{{{}}}", list.join(", ")), value.span);
                }
            }
            Value::Quantity(q) => {
                // Options may be numbered.
                let code = q.value.to_string();
                if q.unit.is_some() || !found(&code) {
                    wrong(&code, value.span);
                }
            }
            Value::Date(d) => wrong(&d.to_string(), value.span),
            Value::Records(_) => wrong("{{…}}", value.span),
        }
    }

    fn assumption(
        &self,
        name: &Word,
        out: &mut Vec<Diagnostic>,
    ) -> Option<&crate::model::Assumption> {
        let found = self.ruleset.assumption(&name.value).map(|(_, a)| a);
        if found.is_none() && !self.lenient {
            let have = self.ruleset.assumptions.iter().map(|a| a.name.as_str());
            out.push(trials::unknown_name(
                &both!("assumption", "giả định"),
                &name.value,
                name.span,
                closest(&name.value, have).as_deref(),
            ));
        }
        found
    }

    fn criterion(&self, number: &Word, out: &mut Vec<Diagnostic>) -> Option<&'a Criterion> {
        let found = self.criterion_named(&number.value);
        if found.is_none() {
            let have = self.card.criteria.iter().map(|c| c.number.as_str());
            out.push(trials::unknown_name(
                &both!("criterion", "tiêu chí"),
                &number.value,
                number.span,
                closest(&number.value, have).as_deref(),
            ));
        }
        found
    }

    fn level(&self, level: &Sp<LevelName>, out: &mut Vec<Diagnostic>) {
        let rating = &self.card.rating;
        let levels = &rating.levels;
        let (name, _) = level_name(&level.value);
        let known = !levels.is_empty() || rating.unavailable.is_some();
        if known && !levels.iter().any(|l| l.name == name) {
            out.push(unknown(&name, level.span, levels.iter().map(|l| &l.name)));
        }
    }

    fn clause(&self, clause: &ClauseKind, out: &mut Vec<Diagnostic>) {
        match clause {
            ClauseKind::Rating(claim, because) => {
                match claim {
                    RatingClaim::Level(l) => self.level(l, out),
                    RatingClaim::Between(a, b) => {
                        self.level(a, out);
                        self.level(b, out);
                    }
                    RatingClaim::Unrated | RatingClaim::Unavailable => {}
                }
                for number in because {
                    if !self.has_requirement(&number.value) {
                        self.criterion(number, out);
                    }
                }
            }
            ClauseKind::Missing(word) => {
                let name = word.value.as_str();
                let found = self.criterion_named(name).is_some() || self.fact(name).is_some();
                if !found && !self.lenient {
                    let near = self.near(name);
                    out.push(trials::unknown_name(
                        &both!("criterion or fact", "tiêu chí hay dữ kiện"),
                        name,
                        word.span,
                        near.as_deref(),
                    ));
                }
            }
            ClauseKind::Assumption(word) => {
                self.assumption(word, out);
            }
            ClauseKind::CriterionOption(number, value) => {
                if let Some(c) = self.criterion(number, out) {
                    self.answer(c, value, out);
                }
            }
            ClauseKind::CriterionPoints(number, _) => {
                self.criterion(number, out);
            }
            ClauseKind::Part(code, _) => {
                let groups = self.card.groups.iter().map(|g| g.code.as_str());
                if !groups.clone().any(|g| g == code.value) {
                    out.push(trials::unknown_name(
                        &both!("part or section", "phần hay mục"),
                        &code.value,
                        code.span,
                        closest(&code.value, groups).as_deref(),
                    ));
                }
            }
            ClauseKind::Group(kind, code, _) => {
                let groups = self.card.groups.iter().filter(|g| g.kind == *kind);
                let codes = groups.map(|g| g.code.as_str());
                if !codes.clone().any(|c| c == code.value) {
                    out.push(trials::unknown_name(
                        &match kind {
                            GroupKind::Part => both!("part", "phần"),
                            GroupKind::Section | GroupKind::Criterion => both!("section", "mục"),
                        },
                        &code.value,
                        code.span,
                        closest(&code.value, codes).as_deref(),
                    ));
                }
            }
            ClauseKind::Unavailable
            | ClauseKind::Total(_)
            | ClauseKind::TotalIn(_)
            | ClauseKind::Rejected
            | ClauseKind::Stopped => {}
        }
    }

    /// Whether a requirement of a level is written on this part, section or criterion.
    fn has_requirement(&self, place: &str) -> bool {
        self.card
            .requires
            .iter()
            .any(|r| r.place.as_deref() == Some(place))
    }
}

/// `unknown` takes an answer or a fact away.
fn takes_away(value: &Value) -> bool {
    matches!(value, Value::Code(c) if c == "unknown" || c == "chưa_biết")
}

fn listed(have: &[&str]) -> Both {
    let list = have.join(", ");
    both!("one of {list}", "một trong {list}")
}

/// A value that a fact can have, as far as that can be told from its kind.
fn fact_value(fact: &Fact, value: &Sp<Value>, out: &mut Vec<Diagnostic>) {
    let name = &fact.name;
    typed_value(
        &both!("the fact {name}", "dữ kiện {name}"),
        &fact.ty,
        value,
        out,
    );
}

/// A field of a record, and a value that it can have.
fn record_field(fields: &[Field], given: &Assign, out: &mut Vec<Diagnostic>) {
    let name = given.name.value.as_str();
    match fields.iter().find(|f| f.name == name) {
        Some(_) if takes_away(&given.value.value) => {}
        Some(field) => {
            let what = both!("the field {name}", "trường {name}");
            typed_value(&what, &field.ty, &given.value, out);
        }
        None => {
            let have = fields.iter().map(|f| f.name.as_str());
            out.push(trials::unknown_name(
                &both!("field", "trường"),
                name,
                given.name.span,
                closest(name, have).as_deref(),
            ));
        }
    }
}

fn typed_value(what: &Both, ty: &Type, value: &Sp<Value>, out: &mut Vec<Diagnostic>) {
    let fits = match (ty, &value.value) {
        (Type::OneOf(all), Value::Code(v) | Value::Text(v)) => {
            let have: Vec<&str> = all.iter().map(|c| c.name.as_str()).collect();
            if !have.contains(&v.as_str()) {
                let near = closest(v, have.iter().copied());
                out.push(trials::unknown_value(
                    what,
                    v,
                    value.span,
                    near.as_deref(),
                    &listed(&have),
                ));
            }
            return;
        }
        // One of the values may be a number or a keyword when written.
        (Type::OneOf(all), Value::Quantity(q)) => {
            q.unit.is_none() && all.iter().any(|c| c.name == q.value.to_string())
        }
        (Type::Number(_), Value::Quantity(_))
        | (Type::Bool, Value::Bool(_))
        | (Type::Date, Value::Date(_))
        | (Type::Text, Value::Text(_)) => true,
        (Type::List(_), Value::Codes(all)) => all.is_empty(),
        (Type::List(fields), Value::Records(records)) => {
            for given in records.iter().flatten() {
                record_field(fields, given, out);
            }
            return;
        }
        _ => false,
    };
    if !fits {
        out.push(trials::unknown_value(
            what,
            &written(&value.value),
            value.span,
            None,
            &expected(ty),
        ));
    }
}

fn expected(ty: &Type) -> Both {
    match ty {
        Type::Number(_) => both!("a number", "một con số"),
        Type::Bool => both!("`yes` or `no`", "«có» hoặc «không»"),
        Type::Date => both!("a date such as 2026-05-22", "một ngày như 2026-05-22"),
        Type::Text => both!("a text in quotes", "chữ trong ngoặc kép"),
        Type::OneOf(all) => {
            let have: Vec<&str> = all.iter().map(|c| c.name.as_str()).collect();
            listed(&have)
        }
        Type::List(_) | Type::OptionOf(_) => both!(
            "records such as `{{kind = organic}}`, or none: `{{}}`",
            "các bản ghi như «{{loại = hữu_cơ}}», hoặc không có gì: «{{}}»"
        ),
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Code(c) | Value::Text(c) => c.clone(),
        Value::Codes(all) => {
            let list: Vec<&str> = all.iter().map(|w| w.value.as_str()).collect();
            format!("{{{}}}", list.join(", "))
        }
        Value::Quantity(q) => {
            let unit = q.unit.as_ref().map_or("", |u| u.value.as_str());
            format!("{}{unit}", q.value)
        }
        Value::Date(d) => d.to_string(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Records(_) => "{{…}}".to_owned(),
    }
}
