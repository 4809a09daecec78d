//! The order in which the criteria of a card are scored.
//!
//! A criterion comes after everything that its conditions look at (points,
//! maximum, option held; of a group: all that stands in it), also through a
//! `let` or a table. The `only if` of a group makes all in it wait. What is
//! replaced comes after what replaces it and after what the condition of
//! `replaces` looks at, and a `stop` on a criterion comes before all that
//! follow it on the page. Ties are in order of the page. Criteria that wait
//! for each other are an error, one for each circle.
//!
//! Beside the criteria, two marks of each group take part, so that a card
//! with many conditions on big groups stays small: that the group is scored
//! (after all in it), and that it is known whether the group counts (before
//! all in it).

use super::words;
use crate::model::{Child, Criterion, Expr, ExprKind, Finding, Let, Scorecard, Table, Target};
use crate::syntax::tree::FindingKind;
use crate::text::catalogue::cards;
use crate::text::{Both, Diagnostic, Span, both};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What waits and is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// A criterion is scored.
    Criterion(usize),
    /// A group is scored.
    Group(usize),
    /// It is known whether a group counts.
    Counts(usize),
}

/// Why a step waits for another, where the page says it.
#[derive(Clone, Debug)]
struct Reason {
    span: Span,
    text: Both,
}

/// What an expression looks at.
#[derive(Default)]
struct Looks {
    /// Criteria and groups, each with the place where it is named.
    at: BTreeMap<Step, Span>,
    /// The total of the card.
    total: Option<Span>,
    lets: HashSet<usize>,
    tables: HashSet<usize>,
}

/// The lets and tables that expressions may go through.
#[derive(Clone, Copy, Debug)]
pub struct Through<'a> {
    /// Names for expressions.
    pub lets: &'a [Let],
    /// Tables.
    pub tables: &'a [Table],
}

/// Each step with what it waits for.
type Waits = BTreeMap<Step, BTreeMap<Step, Option<Reason>>>;

/// The order, and the circles that leave none.
pub fn order(card: &Scorecard, through: Through<'_>, out: &mut Vec<Diagnostic>) -> Vec<usize> {
    let mut web = Web {
        card,
        through,
        waits: Waits::new(),
    };
    web.page();
    let mut last_stop: Option<usize> = None;
    for (i, c) in card.criteria.iter().enumerate() {
        let me = Step::Criterion(i);
        for e in conditions(c) {
            web.look(me, e, out);
        }
        for r in &c.replaces {
            let other = Step::Criterion(r.other);
            let (by, it) = (web.name(me).en, web.name(other).en);
            let text = both!(
                "{by} replaces {it}, so it is scored first",
                "{by} thay cho {it} nên chấm trước"
            );
            let reason = Reason { span: c.span, text };
            web.wait(other, me, Some(reason));
            // Whether it replaces is asked when the other is scored: the
            // condition may look at the replacing criterion itself.
            if let Some(when) = &r.when {
                web.look(other, when, out);
            }
        }
        if let Some(stop) = last_stop {
            web.wait_for_stop(i, stop);
        }
        if stops(&c.findings) {
            last_stop = Some(i);
        }
    }
    for (g, group) in card.groups.iter().enumerate() {
        if let Some(only) = &group.only_if {
            web.look(Step::Counts(g), &only.when, out);
        }
    }
    for f in card.findings.iter().filter(|f| f.kind == FindingKind::Stop) {
        web.stop_of_card(f, out);
    }
    web.settle(out)
}

fn stops(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.kind == FindingKind::Stop)
}

/// Every expression that has to be known before a criterion is scored.
fn conditions(c: &Criterion) -> impl Iterator<Item = &Expr> {
    c.options
        .iter()
        .filter_map(|o| o.when.as_ref())
        .chain(c.cases.iter().filter_map(|x| x.when.as_ref()))
        .chain(c.selector.iter().map(|s| &s.of))
        .chain(c.of.iter())
        .chain(c.caps.iter().filter_map(|x| x.when.as_ref()))
        .chain(c.only_if.iter().map(|x| &x.when))
        .chain(c.findings.iter().filter_map(|x| x.when.as_ref()))
        .chain(c.forces.iter().map(|x| &x.when))
}

struct Web<'a> {
    card: &'a Scorecard,
    through: Through<'a>,
    waits: Waits,
}

impl Web<'_> {
    /// What waits for what by standing where it stands.
    fn page(&mut self) {
        for i in 0..self.card.criteria.len() {
            self.waits.entry(Step::Criterion(i)).or_default();
        }
        for (g, group) in self.card.groups.iter().enumerate() {
            let (scored, counts) = (Step::Group(g), Step::Counts(g));
            self.waits.entry(counts).or_default();
            self.wait(scored, counts, None);
            for child in &group.children {
                match child {
                    Child::Criterion(i) => {
                        self.wait(scored, Step::Criterion(*i), None);
                        self.wait(Step::Criterion(*i), counts, None);
                    }
                    Child::Group(h) => {
                        self.wait(scored, Step::Group(*h), None);
                        self.wait(Step::Counts(*h), counts, None);
                    }
                }
            }
        }
    }

    fn wait(&mut self, who: Step, on: Step, why: Option<Reason>) {
        let row = self.waits.entry(who).or_default();
        let slot = row.entry(on).or_insert(None);
        if slot.is_none() {
            *slot = why;
        }
    }

    /// The nearest stop before a criterion; that one waits for the one before it.
    fn wait_for_stop(&mut self, i: usize, stop: usize) {
        let number = self.name(Step::Criterion(stop)).en;
        let span = self
            .card
            .criteria
            .get(stop)
            .map_or(self.card.span, |c| c.span);
        let text = both!(
            "{number} can stop the scoring, so it comes before all that follow it",
            "{number} có thể dừng chấm nên phải chấm trước các tiêu chí sau nó"
        );
        let reason = Reason { span, text };
        self.wait(Step::Criterion(i), Step::Criterion(stop), Some(reason));
    }

    /// What people call a step.
    fn name(&self, step: Step) -> Both {
        match step {
            Step::Criterion(i) => {
                let c = self.card.criteria.get(i);
                Both::same(c.map_or("", |c| c.number.as_str()))
            }
            Step::Group(g) | Step::Counts(g) => self
                .card
                .groups
                .get(g)
                .map_or_else(|| Both::same(""), |g| words::named(g.kind, &g.code)),
        }
    }

    /// Lets a step wait for all that an expression looks at.
    fn look(&mut self, me: Step, e: &Expr, out: &mut Vec<Diagnostic>) {
        let looks = self.looks(e);
        let my = self.name(me);
        let (en, vi) = (&my.en, &my.vi);
        if let Some(span) = looks.total {
            let text = both!(
                "{en} looks at the total, of which it is a part",
                "{vi} xét tổng điểm, mà chính nó nằm trong tổng"
            );
            let total = both!("the total", "tổng điểm");
            let chain = [my.clone(), total, my.clone()];
            out.push(cards::scoring_circle(&chain, &[(span, text)]));
            return;
        }
        for (on, span) in looks.at {
            let it = self.name(on);
            let (ien, ivi) = (&it.en, &it.vi);
            let text = both!("{en} looks at {ien}", "{vi} xét {ivi}");
            self.wait(me, on, Some(Reason { span, text }));
        }
    }

    /// Gathers what an expression looks at, also through lets and tables; those
    /// count as looked at where the expression itself names them.
    fn looks(&self, e: &Expr) -> Looks {
        let mut looks = Looks::default();
        let mut open: Vec<(&Expr, Option<Span>)> = vec![(e, None)];
        while let Some((e, via)) = open.pop() {
            e.walk(&mut |e| {
                let span = via.unwrap_or(e.span);
                let mut at = |step: Step| {
                    looks.at.entry(step).or_insert(span);
                };
                match &e.kind {
                    ExprKind::Total => looks.total = looks.total.or(Some(span)),
                    ExprKind::Points(t) | ExprKind::Maximum(t) => at(match t {
                        Target::Group(g) => Step::Group(*g),
                        Target::Criterion(i) => Step::Criterion(*i),
                    }),
                    ExprKind::OptionOf(i) | ExprKind::AtMaximum(i) => at(Step::Criterion(*i)),
                    ExprKind::AnyAtMaximum(all) | ExprKind::CountAtMaximum(all) => {
                        all.iter().for_each(|i| at(Step::Criterion(*i)));
                    }
                    ExprKind::Let(i) if looks.lets.insert(*i) => {
                        let found = self.through.lets.get(*i);
                        open.extend(found.map(|l| (&l.expr, Some(span))));
                    }
                    ExprKind::Table(i) if looks.tables.insert(*i) => {
                        if let Some(table) = self.through.tables.get(*i) {
                            let values = table.rows.iter().map(|(_, v)| v);
                            open.extend(table.by.iter().chain(values).map(|e| (e, Some(span))));
                        }
                    }
                    _ => {}
                }
            });
        }
        looks
    }

    /// A stop of the whole card comes before everything: it can look at nothing on it.
    fn stop_of_card(&self, f: &Finding, out: &mut Vec<Diagnostic>) {
        let Some(when) = &f.when else { return };
        let looks = self.looks(when);
        let total = looks
            .total
            .map(|span| (both!("the total", "tổng điểm"), span));
        let first = looks.at.iter().next();
        let first = first.map(|(step, span)| (self.name(*step), *span));
        if let Some((name, span)) = total.or(first) {
            let (en, vi) = (&name.en, &name.vi);
            let text = both!(
                "a stop of the whole card comes before all criteria, yet it looks at {en}",
                "dừng của cả phiếu xét trước mọi tiêu chí, nhưng lại xét {vi}"
            );
            let stop = both!("`stop`", "«dừng»");
            let chain = [stop.clone(), name, stop];
            out.push(cards::scoring_circle(&chain, &[(span, text)]));
        }
    }

    /// Takes, again and again, the first criterion of the page that waits for nothing.
    fn settle(self, out: &mut Vec<Diagnostic>) -> Vec<usize> {
        let mut open: BTreeMap<Step, BTreeSet<Step>> = self
            .waits
            .iter()
            .map(|(step, on)| (*step, on.keys().copied().collect()))
            .collect();
        let mut after: BTreeMap<Step, Vec<Step>> = BTreeMap::new();
        for (step, on) in &open {
            for j in on {
                after.entry(*j).or_default().push(*step);
            }
        }
        // Marks of groups cost nothing: they are passed as soon as they can be.
        let mut marks: Vec<Step> = Vec::new();
        let mut ready: BTreeSet<usize> = BTreeSet::new();
        for (step, on) in &open {
            if on.is_empty() {
                enlist(*step, &mut marks, &mut ready);
            }
        }
        let mut left: BTreeSet<Step> = open.keys().copied().collect();
        let mut order = Vec::new();
        loop {
            while let Some(step) = marks
                .pop()
                .or_else(|| ready.pop_first().map(Step::Criterion))
            {
                if let Step::Criterion(i) = step {
                    order.push(i);
                }
                left.remove(&step);
                for j in after.get(&step).into_iter().flatten() {
                    if let Some(on) = open.get_mut(j)
                        && on.remove(&step)
                        && on.is_empty()
                    {
                        enlist(*j, &mut marks, &mut ready);
                    }
                }
            }
            let Some(start) = left.first().copied() else {
                return order;
            };
            // Everything left waits: from any of them the way leads into a circle.
            let circle = circle(start, &open);
            out.push(self.report(&circle));
            for step in circle {
                if let Some(on) = open.get_mut(&step) {
                    on.clear();
                }
                enlist(step, &mut marks, &mut ready);
            }
        }
    }

    fn report(&self, circle: &[Step]) -> Diagnostic {
        // It is told from the first criterion of the page on.
        let first = circle
            .iter()
            .enumerate()
            .min_by_key(|(_, step)| **step)
            .map_or(0, |(at, _)| at);
        let turned: Vec<Step> = circle
            .iter()
            .cycle()
            .skip(first)
            .take(circle.len().saturating_add(1))
            .copied()
            .collect();
        let mut chain: Vec<Both> = Vec::new();
        for step in &turned {
            let name = self.name(*step);
            if chain.last() != Some(&name) {
                chain.push(name);
            }
        }
        let links: Vec<(Span, Both)> = turned
            .iter()
            .zip(turned.iter().skip(1))
            .filter_map(|(i, on)| self.waits.get(i)?.get(on)?.as_ref())
            .map(|r| (r.span, r.text.clone()))
            .collect();
        cards::scoring_circle(&chain, &links)
    }
}

fn enlist(step: Step, marks: &mut Vec<Step>, ready: &mut BTreeSet<usize>) {
    match step {
        Step::Criterion(i) => {
            ready.insert(i);
        }
        mark => marks.push(mark),
    }
}

/// A circle that is reached from `start`, each member waiting for the next.
fn circle(start: Step, open: &BTreeMap<Step, BTreeSet<Step>>) -> Vec<Step> {
    let mut path: Vec<Step> = Vec::new();
    let mut seen: BTreeMap<Step, usize> = BTreeMap::new();
    let mut at = start;
    loop {
        if let Some(from) = seen.get(&at) {
            return path.split_off(*from);
        }
        seen.insert(at, path.len());
        path.push(at);
        match open.get(&at).and_then(|on| on.first()) {
            Some(next) => at = *next,
            None => return path,
        }
    }
}
