//! Options, cases and rungs of a criterion that is in both versions.

use super::card::Card;
use super::criterion::label;
use super::list::Changes;
use super::{Aspect, Change, Edit, Named, Thing, Value, many, names};
use crate::compare::pairing::CriterionPair;
use crate::exact::Num;
use crate::model::{Criterion, Key, Opt, Ruleset, Rung, Scorecard, Type, Unit, phrase};
use std::collections::BTreeSet;

/// Options that belong together: one and one, one that became several …
struct Bundle {
    old: BTreeSet<usize>,
    new: BTreeSet<usize>,
}

fn bundles(pairs: &[(usize, usize)]) -> Vec<Bundle> {
    let mut all: Vec<Bundle> = Vec::new();
    for (i, j) in pairs {
        let mut one = Bundle {
            old: BTreeSet::from([*i]),
            new: BTreeSet::from([*j]),
        };
        let (touched, rest): (Vec<Bundle>, Vec<Bundle>) = all
            .into_iter()
            .partition(|b| b.old.contains(i) || b.new.contains(j));
        for b in touched {
            one.old.extend(b.old);
            one.new.extend(b.new);
        }
        all = rest;
        all.push(one);
    }
    all.sort_by_key(|b| b.new.first().copied());
    all
}

/// The edits of the options.
pub(super) fn options(
    card: &Card<'_>,
    a: &Criterion,
    b: &Criterion,
    pair: &CriterionPair,
) -> Vec<Edit> {
    let mut all = Vec::new();
    let mut after: Vec<usize> = Vec::new();
    let together = bundles(&pair.options);
    for bundle in &together {
        let olds: Vec<&Opt> = bundle
            .old
            .iter()
            .filter_map(|i| a.options.get(*i))
            .collect();
        let news: Vec<&Opt> = bundle
            .new
            .iter()
            .filter_map(|j| b.options.get(*j))
            .collect();
        match (olds.as_slice(), news.as_slice()) {
            ([o], [p]) => {
                all.extend(option(card, (a, o), (b, p), pair));
                after.extend(bundle.old.iter().copied());
            }
            _ => all.push(shared(&olds, &news)),
        }
    }
    if !after.is_sorted() {
        let of = |c: &Criterion, all: &mut dyn Iterator<Item = usize>| {
            many(
                all.filter_map(|i| c.options.get(i))
                    .map(|o| Value::text(&o.key))
                    .collect(),
            )
        };
        let mut before = after.clone();
        before.sort_unstable();
        let partner = |i: usize| pair.options.iter().find(|(o, _)| *o == i).map(|(_, p)| *p);
        all.push(Edit::new(
            Thing::Criterion,
            Some(names::criterion(a)),
            Some(names::criterion(b)),
            vec![Change::of(
                Aspect::Order,
                of(a, &mut before.into_iter()),
                of(b, &mut after.into_iter().filter_map(partner)),
            )],
        ));
    }
    for (i, o) in a.options.iter().enumerate() {
        if pair.options.iter().all(|(x, _)| *x != i) {
            let points = Change::of(Aspect::Points, Some(Value::Number(o.points)), None);
            all.push(Edit::one_sided(
                Thing::Option,
                Some(names::option(o)),
                None,
                vec![points],
            ));
        }
    }
    for (j, p) in b.options.iter().enumerate() {
        if pair.options.iter().all(|(_, y)| *y != j) {
            let points = Change::of(Aspect::Points, None, Some(Value::Number(p.points)));
            all.push(Edit::one_sided(
                Thing::Option,
                None,
                Some(names::option(p)),
                vec![points],
            ));
        }
    }
    all
}

fn option(
    card: &Card<'_>,
    (a, o): (&Criterion, &Opt),
    (b, p): (&Criterion, &Opt),
    pair: &CriterionPair,
) -> Option<Edit> {
    let mut c = Changes::default();
    c.text(Aspect::Number, &o.key, &p.key);
    c.number(Aspect::Points, o.points, p.points);
    let same_when = card.meaning.same_end(o.when.as_ref(), p.when.as_ref());
    c.unless(
        same_when,
        Aspect::When,
        o.when
            .as_ref()
            .map(|w| Value::phrase(w, card.old, Some(card.a))),
        p.when
            .as_ref()
            .map(|w| Value::phrase(w, card.new, Some(card.b))),
    );
    let judged = o.when.is_none() || p.when.is_none();
    label(&mut c, &o.label, &p.label, judged);
    let same_case = match (o.case, p.case) {
        (None, None) => true,
        (Some(i), Some(j)) => pair.cases.contains(&(i, j)),
        _ => false,
    };
    let case = |c: &Criterion, at: Option<usize>| {
        at.and_then(|i| c.cases.get(i))
            .map(|case| Value::Text(format!("{} {}", case.key, case.title)))
    };
    c.unless(same_case, Aspect::Case, case(a, o.case), case(b, p.case));
    if o.branch != p.branch && a.selector.is_some() && b.selector.is_some() {
        let branch =
            |r: &Ruleset, on: &Scorecard, c: &Criterion, at: Option<usize>| branch(r, on, c, at);
        c.unless(
            false,
            Aspect::Branches,
            branch(card.old, card.a, a, o.branch),
            branch(card.new, card.b, b, p.branch),
        );
    }
    let printed = |o: &Opt| o.printed.as_ref().map(|(figure, _)| figure.clone());
    c.maybe_text(
        Aspect::Printed,
        printed(o).as_deref(),
        printed(p).as_deref(),
    );
    (!c.0.is_empty()).then(|| {
        Edit::new(
            Thing::Option,
            Some(names::option(o)),
            Some(names::option(p)),
            c.0,
        )
    })
}

fn branch(r: &Ruleset, on: &Scorecard, c: &Criterion, at: Option<usize>) -> Option<Value> {
    let s = c.selector.as_ref()?;
    let keys = s.branches.get(at?)?;
    Some(Value::words(|lang| {
        let of = phrase::phrase(&s.of, r, Some(on), lang);
        let keys: Vec<String> = keys
            .iter()
            .map(|k| phrase::key_text(k, &s.of.ty, lang))
            .collect();
        format!("{of}: {}", keys.join(", "))
    }))
}

/// Options of which one became several, or several one.
fn shared(olds: &[&Opt], news: &[&Opt]) -> Edit {
    let named = |all: &[&Opt]| {
        let keys: Vec<&str> = all.iter().map(|o| o.key.as_str()).collect();
        let titles: Vec<&str> = all.iter().map(|o| o.label.as_str()).collect();
        Some(Named {
            key: keys.join(", "),
            title: titles.join(" | "),
        })
    };
    let keys = |all: &[&Opt]| many(all.iter().map(|o| Value::text(&o.key)).collect());
    let points = |all: &[&Opt]| -> Vec<Num> { all.iter().map(|o| o.points).collect() };
    let aspect = match (olds.len(), news.len()) {
        (1, _) => Aspect::Split,
        (_, 1) => Aspect::Merged,
        _ => Aspect::Regrouped,
    };
    let mut c = Changes(vec![Change::of(aspect, keys(olds), keys(news))]);
    let (x, y) = (points(olds), points(news));
    let distinct = |all: &[Num]| -> BTreeSet<Num> { all.iter().copied().collect() };
    c.unless(
        distinct(&x) == distinct(&y),
        Aspect::Points,
        many(x.into_iter().map(Value::Number).collect()),
        many(y.into_iter().map(Value::Number).collect()),
    );
    Edit::new(Thing::Option, named(olds), named(news), c.0)
}

/// The edits of exclusive cases.
pub(super) fn cases(
    card: &Card<'_>,
    a: &Criterion,
    b: &Criterion,
    pair: &CriterionPair,
) -> Vec<Edit> {
    let mut all = Vec::new();
    for (i, j) in &pair.cases {
        let (Some(x), Some(y)) = (a.cases.get(*i), b.cases.get(*j)) else {
            continue;
        };
        let mut c = Changes::default();
        c.text(Aspect::Number, &x.key, &y.key);
        c.unless(
            card.meaning.same_end(x.when.as_ref(), y.when.as_ref()),
            Aspect::When,
            x.when
                .as_ref()
                .map(|w| Value::phrase(w, card.old, Some(card.a))),
            y.when
                .as_ref()
                .map(|w| Value::phrase(w, card.new, Some(card.b))),
        );
        let judged = x.when.is_none() || y.when.is_none();
        label(&mut c, &x.title, &y.title, judged);
        if !c.0.is_empty() {
            all.push(Edit::new(
                Thing::Case,
                Some(names::of(&x.key, Some(&x.title))),
                Some(names::of(&y.key, Some(&y.title))),
                c.0,
            ));
        }
    }
    for (i, x) in a.cases.iter().enumerate() {
        if pair.cases.iter().all(|(p, _)| *p != i) {
            let name = names::of(&x.key, Some(&x.title));
            all.push(Edit::one_sided(Thing::Case, Some(name), None, Vec::new()));
        }
    }
    for (j, y) in b.cases.iter().enumerate() {
        if pair.cases.iter().all(|(_, q)| *q != j) {
            let name = names::of(&y.key, Some(&y.title));
            all.push(Edit::one_sided(Thing::Case, None, Some(name), Vec::new()));
        }
    }
    all
}

/// The edits of the rungs of a ladder.
pub(super) fn rungs(
    card: &Card<'_>,
    a: &Criterion,
    b: &Criterion,
    pair: &CriterionPair,
) -> Vec<Edit> {
    let plain = Type::Number(Unit::none());
    let key = |c: &Criterion, key: &Key| {
        let ty = c.of.as_ref().map_or(&plain, |e| &e.ty).clone();
        Value::words(|lang| phrase::key_text(key, &ty, lang))
    };
    let named = |c: &Criterion, r: &Rung| Named {
        key: match key(c, &r.key) {
            Value::Words(both) => both.vi,
            _ => String::new(),
        },
        title: r.label.clone().unwrap_or_default(),
    };
    let mut all = Vec::new();
    for (i, j) in &pair.rungs {
        let (Some(x), Some(y)) = (a.rungs.get(*i), b.rungs.get(*j)) else {
            continue;
        };
        let mut c = Changes::default();
        c.unless(
            card.meaning.same_key(&x.key, &y.key),
            Aspect::Values,
            Some(key(a, &x.key)),
            Some(key(b, &y.key)),
        );
        c.number(Aspect::Points, x.points, y.points);
        c.maybe_text(Aspect::Label, x.label.as_deref(), y.label.as_deref());
        if !c.0.is_empty() {
            all.push(Edit::new(
                Thing::Rung,
                Some(named(a, x)),
                Some(named(b, y)),
                c.0,
            ));
        }
    }
    let lone = |old: Option<Named>, new: Option<Named>, points: Num| {
        let (x, y) = match old {
            Some(_) => (Some(Value::Number(points)), None),
            None => (None, Some(Value::Number(points))),
        };
        let change = Change::of(Aspect::Points, x, y);
        Edit::one_sided(Thing::Rung, old, new, vec![change])
    };
    for (i, x) in a.rungs.iter().enumerate() {
        if pair.rungs.iter().all(|(p, _)| *p != i) {
            all.push(lone(Some(named(a, x)), None, x.points));
        }
    }
    for (j, y) in b.rungs.iter().enumerate() {
        if pair.rungs.iter().all(|(_, q)| *q != j) {
            all.push(lone(None, Some(named(b, y)), y.points));
        }
    }
    all
}
