//! The order in which the criteria of a card are scored.
//!
//! A criterion comes after everything that its conditions look at (points,
//! maximum, option held; of a group: all that stands in it), also through a
//! `let` or a table. The `only if` of a group makes all in it wait. What is
//! replaced comes after what replaces it, and a `stop` on a criterion comes
//! before all that follow it on the page. Ties are in order of the page.
//! Criteria that wait for each other are an error, one for each circle.

use crate::model::{Child, Criterion, Expr, ExprKind, Finding, Let, Scorecard, Table, Target};
use crate::syntax::tree::FindingKind;
use crate::text::catalogue::cards;
use crate::text::{Both, Diagnostic, Span, both};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Why one criterion waits for another.
#[derive(Clone, Debug)]
struct Reason {
    span: Span,
    text: Both,
}

/// What an expression looks at.
#[derive(Default)]
struct Looks {
    /// Criteria, each with the place where it is named.
    at: BTreeMap<usize, Span>,
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

type Waits = Vec<BTreeMap<usize, Reason>>;

/// The order, and the circles that leave none.
pub fn order(card: &Scorecard, through: Through<'_>, out: &mut Vec<Diagnostic>) -> Vec<usize> {
    let mut waits: Waits = vec![BTreeMap::new(); card.criteria.len()];
    for (i, c) in card.criteria.iter().enumerate() {
        for e in conditions(c) {
            wait(i, e, card, through, &mut waits, out);
        }
        for r in &c.replaces {
            // Whether it is replaced is asked when its own turn comes.
            if let Some(when) = &r.when {
                wait(r.other, when, card, through, &mut waits, out);
            }
            let by = &c.number;
            let it = card.criteria.get(r.other).map_or("", |o| o.number.as_str());
            let text = both!(
                "{by} replaces {it}, so it is scored first",
                "{by} thay cho {it} nên chấm trước"
            );
            add(&mut waits, r.other, i, Reason { span: c.span, text });
        }
        if stops(&c.findings) {
            for later in i.saturating_add(1)..card.criteria.len() {
                let number = &c.number;
                let text = both!(
                    "{number} can stop the scoring, so it comes before all that follow it",
                    "{number} có thể dừng chấm nên phải chấm trước các tiêu chí sau nó"
                );
                add(&mut waits, later, i, Reason { span: c.span, text });
            }
        }
    }
    for (g, group) in card.groups.iter().enumerate() {
        if let Some(only) = &group.only_if {
            for i in card.below(Child::Group(g)) {
                wait(i, &only.when, card, through, &mut waits, out);
            }
        }
    }
    if stops(&card.findings) {
        for f in card.findings.iter().filter(|f| f.kind == FindingKind::Stop) {
            stop_of_card(f, card, through, out);
        }
    }
    settle(card, waits, out)
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

fn add(waits: &mut Waits, who: usize, on: usize, why: Reason) {
    if let Some(row) = waits.get_mut(who) {
        row.entry(on).or_insert(why);
    }
}

fn wait(
    i: usize,
    e: &Expr,
    card: &Scorecard,
    through: Through<'_>,
    waits: &mut Waits,
    out: &mut Vec<Diagnostic>,
) {
    let number = |i: usize| {
        card.criteria
            .get(i)
            .map_or_else(String::new, |c| c.number.clone())
    };
    let looks = look(e, card, through);
    let me = number(i);
    if let Some(span) = looks.total {
        let text = both!(
            "{me} looks at the total, of which it is a part",
            "{me} xét tổng điểm, mà chính nó nằm trong tổng"
        );
        let chain = [me.clone(), "total".to_owned(), me.clone()];
        let found = cards::scoring_circle(&chain, &[(span, text)]);
        if !out.iter().any(|d| d == &found) {
            out.push(found);
        }
        return;
    }
    for (on, span) in looks.at {
        let it = number(on);
        let text = both!("{me} looks at {it}", "{me} xét {it}");
        add(waits, i, on, Reason { span, text });
    }
}

fn stop_of_card(f: &Finding, card: &Scorecard, through: Through<'_>, out: &mut Vec<Diagnostic>) {
    let Some(when) = &f.when else { return };
    let looks = look(when, card, through);
    let first = looks.total.map(|s| ("total".to_owned(), s)).or_else(|| {
        looks.at.iter().next().map(|(i, s)| {
            let number = card.criteria.get(*i).map_or("", |c| c.number.as_str());
            (number.to_owned(), *s)
        })
    });
    if let Some((name, span)) = first {
        let text = both!(
            "a stop of the whole card comes before all criteria, yet it looks at {name}",
            "dừng của cả phiếu xét trước mọi tiêu chí, nhưng lại xét {name}"
        );
        let chain = ["stop".to_owned(), name, "stop".to_owned()];
        out.push(cards::scoring_circle(&chain, &[(span, text)]));
    }
}

/// Gathers what an expression looks at, also through lets and tables; those
/// count as looked at where the expression itself names them.
fn look(e: &Expr, card: &Scorecard, through: Through<'_>) -> Looks {
    let mut looks = Looks::default();
    let mut open: Vec<(&Expr, Option<Span>)> = vec![(e, None)];
    while let Some((e, via)) = open.pop() {
        e.walk(&mut |e| {
            let span = via.unwrap_or(e.span);
            let mut at = |i: usize| {
                looks.at.entry(i).or_insert(span);
            };
            match &e.kind {
                ExprKind::Total => looks.total = looks.total.or(Some(span)),
                ExprKind::Points(t) | ExprKind::Maximum(t) => {
                    let child = match t {
                        Target::Group(g) => Child::Group(*g),
                        Target::Criterion(i) => Child::Criterion(*i),
                    };
                    card.below(child).into_iter().for_each(at);
                }
                ExprKind::OptionOf(i) | ExprKind::AtMaximum(i) => at(*i),
                ExprKind::AnyAtMaximum(all) | ExprKind::CountAtMaximum(all) => {
                    all.iter().copied().for_each(at);
                }
                ExprKind::Let(i) if looks.lets.insert(*i) => {
                    open.extend(through.lets.get(*i).map(|l| (&l.expr, Some(span))));
                }
                ExprKind::Table(i) if looks.tables.insert(*i) => {
                    if let Some(table) = through.tables.get(*i) {
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

/// Takes, again and again, the first criterion of the page that waits for nothing.
fn settle(card: &Scorecard, waits: Waits, out: &mut Vec<Diagnostic>) -> Vec<usize> {
    let mut open: Vec<BTreeSet<usize>> =
        waits.iter().map(|w| w.keys().copied().collect()).collect();
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); open.len()];
    for (i, on) in open.iter().enumerate() {
        for j in on {
            if let Some(row) = after.get_mut(*j) {
                row.push(i);
            }
        }
    }
    let mut ready: BTreeSet<usize> = open
        .iter()
        .enumerate()
        .filter(|(_, on)| on.is_empty())
        .map(|(i, _)| i)
        .collect();
    let mut left: BTreeSet<usize> = (0..open.len()).collect();
    let mut order = Vec::new();
    loop {
        while let Some(i) = ready.pop_first() {
            order.push(i);
            left.remove(&i);
            for j in after.get(i).into_iter().flatten() {
                if let Some(on) = open.get_mut(*j)
                    && on.remove(&i)
                    && on.is_empty()
                {
                    ready.insert(*j);
                }
            }
        }
        let Some(start) = left.first().copied() else {
            return order;
        };
        // Everything left waits: from any of them the way leads into a circle.
        let circle = circle(start, &open);
        out.push(report(card, &circle, &waits));
        for i in circle {
            if let Some(on) = open.get_mut(i) {
                on.clear();
            }
            ready.insert(i);
        }
    }
}

/// A circle that is reached from `start`, each member waiting for the next.
fn circle(start: usize, open: &[BTreeSet<usize>]) -> Vec<usize> {
    let mut path: Vec<usize> = Vec::new();
    let mut at = start;
    loop {
        if let Some(from) = path.iter().position(|p| *p == at) {
            return path.split_off(from);
        }
        path.push(at);
        match open.get(at).and_then(|on| on.first()) {
            Some(next) => at = *next,
            None => return path,
        }
    }
}

fn report(card: &Scorecard, circle: &[usize], waits: &Waits) -> Diagnostic {
    // It is told from the first of the page on.
    let first = circle
        .iter()
        .enumerate()
        .min_by_key(|(_, i)| **i)
        .map_or(0, |(at, _)| at);
    let turned: Vec<usize> = circle
        .iter()
        .cycle()
        .skip(first)
        .take(circle.len().saturating_add(1))
        .copied()
        .collect();
    let chain: Vec<String> = turned
        .iter()
        .map(|i| {
            card.criteria
                .get(*i)
                .map_or_else(String::new, |c| c.number.clone())
        })
        .collect();
    let links: Vec<(Span, Both)> = turned
        .iter()
        .zip(turned.iter().skip(1))
        .filter_map(|(i, on)| waits.get(*i)?.get(on))
        .map(|r| (r.span, r.text.clone()))
        .collect();
    cards::scoring_circle(&chain, &links)
}
