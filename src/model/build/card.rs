//! A finished card: its own lines, its groups, its criteria.

use super::criterion::{self, Desk, finding, only_if, remark};
use super::flat::{CardDraft, Flat, FlatGroup};
use super::forms;
use super::inherit::{Inherited, Said};
use super::rating::{self, Built, Levels, Rated, RatingPage, require};
use super::scope::Scope;
use super::sums::{self, Sums};
use super::{marks, words};
use crate::exact::Num;
use crate::model::{Group, Interval, Require, Scorecard};
use crate::syntax::tree::{GroupKind, Node, Stmt};
use crate::text::catalogue::{cards, headings, levels};
use crate::text::{Diagnostic, Label, Severity, Span, both};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A card, finished but for the order of scoring.
#[derive(Debug)]
pub struct Made {
    /// The card.
    pub card: Scorecard,
    /// Its rating, as far as it could be read.
    pub built: Option<Built>,
    /// Whether all that gives points on it could be read.
    pub sound: bool,
    /// Whether no error was found on it.
    pub flawless: bool,
}

/// The rating of the ruleset, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub struct General<'a> {
    /// The rating.
    pub rating: Option<RatingPage<'a>>,
    /// Whether it is known that there is no other.
    pub sure: bool,
}

/// Makes a card.
pub fn build(
    draft: &CardDraft<'_>,
    flat: &Flat<'_>,
    general: General<'_>,
    above: &Inherited,
    scope: &mut Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Made {
    let start = out.len();
    let id = &draft.page.card.id.value;
    let own = own_rating(draft, out);
    let page = own.or(general.rating);
    let built = page.and_then(|p| rating::build(p, scope, out));
    let mut card = Scorecard {
        id: id.clone(),
        title: draft.title.value.clone(),
        path: draft
            .page
            .card
            .path
            .iter()
            .map(|w| w.value.clone())
            .collect(),
        set: None,
        samples: None,
        cites: above.cites.clone(),
        notes: Vec::new(),
        oddities: Vec::new(),
        unavailable: None,
        rating: built
            .as_ref()
            .map_or_else(|| rating::no_levels(draft.page.head), |b| b.rating.clone()),
        children: flat.children.clone(),
        groups: Vec::new(),
        criteria: Vec::new(),
        findings: Vec::new(),
        requires: Vec::new(),
        order: Vec::new(),
        max: Num::ZERO,
        span: draft.page.head,
    };
    let all_levels = built.as_ref().map(|b| b.rating.levels.as_slice());
    let levels = Levels(all_levels);
    let before = out.len();
    let inherited = own_lines(draft, &mut card, above, levels, scope, out);
    if let Some(line) = draft.taken {
        used_here(out, before, line, draft.page.span);
    }
    if card.unavailable.is_none() && page.is_none() && draft.whole && general.sure {
        out.push(levels::no_rating(id, draft.page.head));
    }
    numbers(flat, out);
    let mut desk = Desk {
        scope,
        levels,
        flat,
        whole: draft.whole,
    };
    let below = groups(draft, flat, &mut card, &inherited, &mut desk, out);
    let mut sound = draft.whole;
    let mut unsure: BTreeSet<usize> = BTreeSet::new();
    for from in &flat.criteria {
        let inherited = from.parent.and_then(|p| below.get(p)).unwrap_or(&inherited);
        let before = out.len();
        let made = criterion::build(from, inherited, &mut desk, out);
        if let Some(b) = &built {
            marks::check(&made.criterion, &b.rating, from.draft.shared, out);
        }
        used_here(out, before, from.draft.head, draft.page.span);
        if !made.sound {
            sound = false;
            if from.draft.max.is_none() {
                unsure.insert(card.criteria.len());
            }
        }
        card.criteria.push(made.criterion);
        card.requires.extend(made.requires);
    }
    sums::groups(flat, &card.criteria, &mut card.groups, &unsure, out);
    let total = on(&card, &sums::replaced(&card.criteria)).total(&card.children, false, None);
    card.max = total.map_or(Num::ZERO, |t| t.all);
    let flawless = !out
        .iter()
        .skip(start)
        .any(|d| d.severity == Severity::Error);
    Made {
        card,
        built,
        sound,
        flawless,
    }
}

/// Findings about shared text say from where it was read.
fn used_here(out: &mut [Diagnostic], from: usize, line: Span, page: Span) {
    for found in out.iter_mut().skip(from) {
        let elsewhere = found.primary().is_some_and(|p| !p.within(page));
        if elsewhere && !found.labels.iter().any(|l| l.span == line) {
            found.labels.push(Label {
                span: line,
                text: both!(
                    "read for this line of the card",
                    "đọc cho dòng này của phiếu"
                ),
            });
        }
    }
}

/// The `rating` written on the card.
fn own_rating<'a>(draft: &CardDraft<'a>, out: &mut Vec<Diagnostic>) -> Option<RatingPage<'a>> {
    ratings(draft.lines.iter().copied(), out)
}

/// The `rating` among some lines; a second one is reported.
pub fn ratings<'a>(
    lines: impl Iterator<Item = &'a Node>,
    out: &mut Vec<Diagnostic>,
) -> Option<RatingPage<'a>> {
    let mut found: Option<RatingPage<'a>> = None;
    for node in lines {
        let (rating, head) = match &node.stmt {
            Stmt::Rating(rating) => {
                let end = rating.of.span.end.max(node.span.start);
                (Rated::Levels(rating), Span { end, ..node.span })
            }
            Stmt::RatingUnavailable(why) => (Rated::Unavailable(why), node.span),
            _ => continue,
        };
        match found {
            Some(first) => {
                let what = both!("the rating", "phần xếp hạng");
                out.push(cards::said_twice(&what, head, first.head));
            }
            None => found = Some(RatingPage { rating, head }),
        }
    }
    found
}

/// The lines of the card itself.
fn own_lines(
    draft: &CardDraft<'_>,
    card: &mut Scorecard,
    above: &Inherited,
    levels: Levels<'_>,
    scope: &mut Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Inherited {
    let mut said = Said::default();
    let mut missing = above.missing;
    let mut unavailable = None;
    let place = words::card(&card.id);
    for node in &draft.lines {
        match &node.stmt {
            Stmt::Set(n) => {
                let what = both!("the number of the set", "số bộ");
                if said.once("set", node.span, &what, out) {
                    card.set = counted(n.value, n.span, &what, out);
                }
            }
            Stmt::Samples(n) => {
                let what = both!("the number of samples", "số mẫu");
                if said.once("samples", node.span, &what, out) {
                    card.samples = counted(n.value, n.span, &what, out);
                }
            }
            Stmt::Unavailable(w) => {
                let what = both!("`unavailable`", "«không có»");
                if said.once("unavailable", node.span, &what, out) {
                    card.unavailable = Some(w.value.clone());
                    unavailable = Some(node.span);
                }
            }
            Stmt::Missing(m) => {
                let what = both!("what a missing answer means", "khi thiếu câu trả lời");
                if said.once("missing", node.span, &what, out) {
                    missing = *m;
                }
            }
            Stmt::Require(r) => {
                let made = require(r, node.span, None, levels, scope, out);
                card.requires.extend(made);
            }
            Stmt::Finding(f) => {
                let made = finding(f, node.span, scope, out);
                let first = card
                    .findings
                    .iter()
                    .find(|x| x.key.is_some() && x.key == made.key);
                if let (Some(first), Some(key)) = (first, &made.key) {
                    out.push(cards::option_twice(key, node.span, first.span));
                }
                card.findings.push(made);
            }
            Stmt::Rating(rating) => {
                for node in &rating.block.body {
                    let cites = &mut Vec::new();
                    remark(
                        node,
                        &place,
                        cites,
                        &mut card.notes,
                        &mut card.oddities,
                        out,
                    );
                }
            }
            _ => remark(
                node,
                &place,
                &mut card.cites,
                &mut card.notes,
                &mut card.oddities,
                out,
            ),
        }
    }
    if let (Some(at), Some(first)) = (unavailable, draft.items.first()) {
        out.push(cards::unavailable_with_criteria(&card.id, at, first.head));
    }
    if unavailable.is_none() && draft.items.is_empty() && draft.whole {
        out.push(cards::empty(&place, draft.page.head));
    }
    Inherited {
        cites: card.cites.clone(),
        missing,
    }
}

/// A whole number above zero.
fn counted(n: Num, at: Span, what: &crate::text::Both, out: &mut Vec<Diagnostic>) -> Option<Num> {
    if n.is_whole() && n > Num::ZERO {
        return Some(n);
    }
    out.push(headings::number_out_of_place(
        what,
        &n.to_string(),
        &both!("a whole number above zero", "một số nguyên lớn hơn 0"),
        at,
    ));
    None
}

/// Numbers that stand twice, or that are relative to nothing.
fn numbers(flat: &Flat<'_>, out: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<(GroupKind, &str), Span> = HashMap::new();
    let mut all: Vec<(GroupKind, &str, Span, Span)> = Vec::new();
    for g in &flat.groups {
        let d = g.draft;
        all.push((d.kind, &d.code.value, d.code.span, d.head));
    }
    for c in &flat.criteria {
        let d = c.draft;
        all.push((d.kind, &d.code.value, d.code.span, d.head));
    }
    all.sort_by_key(|(.., head)| *head);
    for (kind, code, at, head) in all {
        if code.starts_with('.') {
            out.push(cards::relative_alone(code, at));
            continue;
        }
        // A number taken from shared text is told at the line that takes it.
        let here = if at.within(head) { at } else { head };
        match seen.get(&(kind, code)) {
            Some(first) => out.push(cards::number_twice(
                &words::named(kind, code),
                code,
                here,
                *first,
            )),
            None => {
                seen.insert((kind, code), here);
            }
        }
    }
}

/// Parts, sections and criteria that hold criteria; gives what each hands down.
fn groups(
    draft: &CardDraft<'_>,
    flat: &Flat<'_>,
    card: &mut Scorecard,
    above: &Inherited,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Inherited> {
    let mut all: Vec<Inherited> = Vec::new();
    for from in &flat.groups {
        let inherited = from
            .parent
            .and_then(|p| all.get(p))
            .unwrap_or(above)
            .clone();
        let before = out.len();
        let (group, requires, handed) = group(from, inherited, desk, out);
        used_here(out, before, from.draft.head, draft.page.span);
        card.groups.push(group);
        card.requires.extend(requires);
        all.push(handed);
    }
    all
}

fn group(
    from: &FlatGroup<'_>,
    mut handed: Inherited,
    desk: &mut Desk<'_, '_>,
    out: &mut Vec<Diagnostic>,
) -> (Group, Vec<Require>, Inherited) {
    let draft = from.draft;
    let thing = words::named(draft.kind, &draft.code.value);
    if draft.title.is_none() && !draft.orphan {
        out.push(cards::no_title(&thing, draft.head));
    }
    if from.children.is_empty() && draft.whole {
        out.push(cards::empty(&thing, draft.head));
    }
    if draft.kind == GroupKind::Criterion {
        forms::check_holder(draft, out);
    }
    let mut made = Group {
        kind: draft.kind,
        code: draft.code.value.clone(),
        title: draft
            .title
            .as_ref()
            .map_or_else(String::new, |t| t.value.clone()),
        max: draft.max.as_ref().map_or(Num::ZERO, |m| m.value),
        subtracted: draft.subtracted,
        best: draft.best,
        cap: draft.cap.as_ref().map(|c| c.value),
        parent: from.parent,
        children: from.children.clone(),
        only_if: None,
        cites: Vec::new(),
        notes: Vec::new(),
        evidence: Vec::new(),
        oddities: Vec::new(),
        span: draft.head,
        max_span: draft.max.as_ref().map_or(draft.head, |m| m.span),
    };
    let mut said = Said::default();
    let mut requires = Vec::new();
    for node in &draft.lines {
        match &node.stmt {
            Stmt::OnlyIf(o) => {
                let what = both!("when it counts", "khi nào thì tính");
                let when = only_if(o, node.span, desk.scope, out);
                if said.once("only if", node.span, &what, out) {
                    made.only_if = when;
                }
            }
            Stmt::Cap(c) if c.when.is_none() => {
                let what = both!("the cap", "mức tối đa");
                if said.once("cap", node.span, &what, out) {
                    made.cap = Some(made.cap.map_or(c.points.value, |n| n.min(c.points.value)));
                }
            }
            Stmt::Missing(m) => {
                let what = both!("what a missing answer means", "khi thiếu câu trả lời");
                if said.once("missing", node.span, &what, out) {
                    handed.missing = *m;
                }
            }
            Stmt::Require(r) => requires.extend(require(
                r,
                node.span,
                Some(made.code.clone()),
                desk.levels,
                desk.scope,
                out,
            )),
            Stmt::Evidence(w) => made.evidence.push(w.value.clone()),
            _ => remark(
                node,
                &thing,
                &mut handed.cites,
                &mut made.notes,
                &mut made.oddities,
                out,
            ),
        }
    }
    made.cites.clone_from(&handed.cites);
    (made, requires, handed)
}

fn on<'a>(card: &'a Scorecard, replaced: &'a HashSet<usize>) -> Sums<'a> {
    Sums {
        criteria: &card.criteria,
        groups: &card.groups,
        replaced,
    }
}

/// What the totals of a card can be: bounds, ends that are surely reached, and
/// the step of which every total is a multiple.
#[must_use]
pub fn reach(card: &Scorecard) -> (Interval, Interval, Option<Num>) {
    let replaced = sums::replaced(&card.criteria);
    let ends = |sure| on(card, &replaced).reach(&card.children, false, sure);
    let (total, sure) = (ends(false), ends(true));
    let mut points: BTreeSet<Num> = BTreeSet::new();
    let mut known = true;
    for c in &card.criteria {
        known &= c.form != crate::model::Form::Formula || c.rounding.is_some();
        points.extend(c.rounding.map(|r| r.step));
        points.extend(c.options.iter().map(|o| o.points));
        points.extend(c.rungs.iter().map(|r| r.points));
        points.extend(c.caps.iter().map(|x| x.points));
        points.extend(c.tick_cap);
        points.extend(c.only_if.iter().filter_map(|o| o.otherwise));
    }
    for g in &card.groups {
        points.extend(g.cap);
        points.extend(g.only_if.iter().filter_map(|o| o.otherwise));
    }
    let step = points
        .iter()
        .try_fold(Num::ZERO, |step, n| super::lattice::common(step, *n));
    (total, sure, step.filter(|_| known))
}
