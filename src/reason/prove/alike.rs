//! Whether facts give the same answers on both cards. What an assessor answers
//! then stands for the facts behind it, and the facts need not be tried: every
//! dossier that gives them is rated like the one that answers what they say.

use super::pairs::Pair;
use crate::exact::Num;
use crate::model::{Criterion, Expr, ExprKind, Form, Ruleset, Scorecard};
use crate::reason::reads::{Reads, Var};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Facts and days from which answers come that the two cards read differently.
pub(super) fn behind(
    old: (&Ruleset, &Scorecard),
    new: (&Ruleset, &Scorecard),
    pairs: &[Pair],
) -> (BTreeSet<Var>, BTreeSet<Var>) {
    let read_alike = readings(old.0) == readings(new.0);
    let mut found = (BTreeSet::new(), BTreeSet::new());
    let alike = |pair: &Pair| {
        let ends = old
            .1
            .criteria
            .get(pair.old)
            .zip(new.1.criteria.get(pair.new));
        read_alike && ends.is_some_and(|(a, b)| derived_alike(old, a, new, b, pair))
    };
    let alike: Vec<&Pair> = pairs.iter().filter(|p| alike(p)).collect();
    for (i, c) in old.1.criteria.iter().enumerate() {
        if !alike.iter().any(|p| p.old == i) {
            found.0.extend(Reads::of(old.0, old.1, whens(c)).vars);
        }
    }
    for (j, c) in new.1.criteria.iter().enumerate() {
        if !alike.iter().any(|p| p.new == j) {
            found.1.extend(Reads::of(new.0, new.1, whens(c)).vars);
        }
    }
    found
}

/// The chosen readings of all open points.
fn readings(rules: &Ruleset) -> BTreeSet<(&str, &str)> {
    rules
        .assumptions
        .iter()
        .filter_map(|a| Some((a.name.as_str(), a.choices.get(a.chosen)?.name.as_str())))
        .collect()
}

/// Conditions that an answer stands for.
fn whens(c: &Criterion) -> Vec<&Expr> {
    let mut all: Vec<&Expr> = Vec::new();
    if matches!(c.form, Form::Choice | Form::YesNo) {
        all.extend(c.cases.iter().filter_map(|k| k.when.as_ref()));
        all.extend(c.options.iter().filter_map(|o| o.when.as_ref()));
    }
    let keyed = c.findings.iter().filter(|f| f.key.is_some());
    all.extend(keyed.filter_map(|f| f.when.as_ref()));
    all
}

fn derived_alike(
    old: (&Ruleset, &Scorecard),
    a: &Criterion,
    new: (&Ruleset, &Scorecard),
    b: &Criterion,
    pair: &Pair,
) -> bool {
    let (of_a, of_b) = (whens(a), whens(b));
    if of_a.is_empty() && of_b.is_empty() {
        return true;
    }
    let same = |x: Option<&Expr>, y: Option<&Expr>| match (x, y) {
        (None, None) => true,
        (Some(x), Some(y)) => {
            let here = said(old.0, old.1, x);
            here.is_some() && here == said(new.0, new.1, y)
        }
        _ => false,
    };
    let options = a.options.len() == b.options.len()
        && a.options
            .iter()
            .zip(&b.options)
            .enumerate()
            .all(|(o, (x, y))| {
                x.key == y.key
                    && x.case == y.case
                    && x.branch == y.branch
                    && same(x.when.as_ref(), y.when.as_ref())
                    && (a.letters().contains(&o) == pair.options.contains(&(o, o)))
            });
    let cases = a.cases.len() == b.cases.len()
        && a.cases
            .iter()
            .zip(&b.cases)
            .all(|(x, y)| x.key == y.key && same(x.when.as_ref(), y.when.as_ref()));
    let findings = a.findings.len() == b.findings.len()
        && a.findings.iter().zip(&b.findings).all(|(x, y)| {
            x.key == y.key && x.kind == y.kind && same(x.when.as_ref(), y.when.as_ref())
        });
    // Which of several counts may depend on which gives more points.
    let points = |c: &Criterion| c.options.iter().map(|o| o.points).collect::<Vec<Num>>();
    let (p, q) = (points(a), points(b));
    let order = |p: &[Num]| -> Vec<std::cmp::Ordering> {
        p.iter()
            .flat_map(|x| p.iter().map(move |y| x.cmp(y)))
            .collect()
    };
    a.form == b.form && options && cases && findings && order(&p) == order(&q)
}

/// What a condition says, names and tables spelled out; `None` when it looks at
/// more than what a dossier gives.
fn said(rules: &Ruleset, card: &Scorecard, e: &Expr) -> Option<String> {
    let reads = Reads::of(rules, card, [e]);
    let only_given = reads.criteria.is_empty() && reads.groups.is_empty() && !reads.total;
    let mut out = String::new();
    (only_given && write(rules, e, &mut out, 0).is_some()).then_some(out)
}

fn write(rules: &Ruleset, e: &Expr, out: &mut String, depth: u32) -> Option<()> {
    if depth > 40 || out.len() > 20_000 {
        return None;
    }
    let go = |head: &str, all: &[&Expr], out: &mut String| {
        out.push('(');
        out.push_str(head);
        for e in all {
            out.push(' ');
            write(rules, e, out, depth + 1)?;
        }
        out.push(')');
        Some(())
    };
    match &e.kind {
        ExprKind::Literal(v) => write!(out, "{v:?}").ok(),
        ExprKind::Fact(i) => {
            let f = rules.facts.get(*i)?;
            write!(
                out,
                "fact {} {:?} {:?} {:?}",
                f.name, f.ty, f.whole, f.range
            )
            .ok()
        }
        ExprKind::Let(i) => write(rules, &rules.lets.get(*i)?.expr, out, depth + 1),
        ExprKind::Table(i) => {
            let t = rules.tables.get(*i)?;
            go("table", &t.by.iter().collect::<Vec<_>>(), out)?;
            for (keys, value) in &t.rows {
                write!(out, "{keys:?}").ok()?;
                write(rules, value, out, depth + 1)?;
            }
            Some(())
        }
        ExprKind::Assumption(i) => {
            let a = rules.assumptions.get(*i)?;
            write!(
                out,
                "reading {} {:?}",
                a.name,
                a.choices.get(a.chosen)?.name
            )
            .ok()
        }
        ExprKind::Filed => write!(out, "filed").ok(),
        ExprKind::Assessed => write!(out, "assessed").ok(),
        ExprKind::Kind => write!(out, "kind").ok(),
        ExprKind::Not(a) => go("not", &[a], out),
        ExprKind::Neg(a) => go("neg", &[a], out),
        ExprKind::And(a, b) => go("and", &[a, b], out),
        ExprKind::Or(a, b) => go("or", &[a, b], out),
        ExprKind::Arith(op, a, b) => go(&format!("{op:?}"), &[a, b], out),
        ExprKind::Compare(op, a, b) => go(&format!("{op:?}"), &[a, b], out),
        ExprKind::InSet(a, all) => {
            let mut parts: Vec<&Expr> = vec![a];
            parts.extend(all);
            go("in", &parts, out)
        }
        ExprKind::InRange {
            of,
            lo,
            lo_in,
            hi,
            hi_in,
        } => {
            let ends = [lo, hi].map(|e| e.is_some());
            let mut parts: Vec<&Expr> = vec![of];
            parts.extend(lo.iter().chain(hi).map(|e| &**e));
            go(&format!("range {ends:?} {lo_in} {hi_in}"), &parts, out)
        }
        ExprKind::If(c, a, b) => go("if", &[c, a, b], out),
        ExprKind::Call(f, all) => go(&format!("{f:?}"), &all.iter().collect::<Vec<_>>(), out),
        // A field is its place in the record, whose type stands with its fact.
        ExprKind::Field(i) => write!(out, "field {i}").ok(),
        ExprKind::Filter(list, when) => go("filter", &[list, when], out),
        ExprKind::Quantified {
            quantifier,
            field,
            list,
            filter,
        } => {
            let mut parts: Vec<&Expr> = vec![list];
            parts.extend(filter.iter().map(|e| &**e));
            go(&format!("{quantifier:?} {field:?}"), &parts, out)
        }
        // What only a card has.
        _ => None,
    }
}
