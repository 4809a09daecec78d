//! Scorecards: their headings, parts and sections, and what stands on them.

use super::list::Changes;
use super::rating::Levels;
use super::{Aspect, Change, Edit, Meaning, Named, Side, Thing, Value, criterion, names, rating};
use crate::compare::pairing::{CardPair, Pairing};
use crate::exact::Num;
use crate::model::{Child, Group, OnlyIf, Ruleset, Scorecard};
use std::collections::BTreeSet;

/// The edits of all cards.
pub(super) fn all(old: &Ruleset, new: &Ruleset, pairing: &Pairing) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut done = BTreeSet::new();
    let mut ratings: Vec<(Side, Vec<Edit>)> = Vec::new();
    for pair in &pairing.cards {
        let (Some((_, a)), Some((_, b))) =
            (old.cards.get_index(pair.old), new.cards.get_index(pair.new))
        else {
            continue;
        };
        done.insert((pair.old, pair.new));
        let meaning = Meaning::new((old, a), (new, b), Some(pair));
        let side = names::both(names::card(a), names::card(b));
        ratings.push((side.clone(), rating::edits((old, a), (new, b), &meaning)));
        let mut here = heading(a, b, pairing, pair, old, new);
        here.extend(criterion::findings(
            (old, a, &a.findings),
            (new, b, &b.findings),
            &meaning,
        ));
        here.extend(
            Card {
                old,
                new,
                a,
                b,
                pair,
                meaning: &meaning,
            }
            .edits(),
        );
        edits.extend(here.into_iter().map(|e| Edit {
            card: Some(side.clone()),
            ..e
        }));
    }
    // What all cards share is told once.
    let mut shared = Vec::new();
    let same = ratings
        .first()
        .is_some_and(|(_, first)| ratings.iter().all(|(_, r)| r == first));
    if same && (ratings.len() > 1 || one_rating(old) && one_rating(new)) {
        shared.extend(
            ratings
                .into_iter()
                .next()
                .map(|(_, r)| r)
                .unwrap_or_default(),
        );
    } else {
        for (side, all) in ratings {
            edits.extend(all.into_iter().map(|e| Edit {
                card: Some(side.clone()),
                ..e
            }));
        }
    }
    for (i, c) in old.cards.values().enumerate() {
        if done.iter().all(|(a, _)| *a != i) {
            edits.push(alone(Some(names::card(c)), None, c));
        }
    }
    for (j, c) in new.cards.values().enumerate() {
        if done.iter().all(|(_, b)| *b != j) {
            edits.push(alone(None, Some(names::card(c)), c));
        }
    }
    shared.extend(edits);
    shared
}

/// Whether all cards have the ruleset's own rating.
fn one_rating(r: &Ruleset) -> bool {
    let mut spans = r.cards.values().map(|c| c.rating.span);
    let first = spans.next();
    spans.all(|s| Some(s) == first)
}

fn alone(old: Option<Named>, new: Option<Named>, card: &Scorecard) -> Edit {
    let side = Side {
        old: old.clone(),
        new: new.clone(),
    };
    let edit = Edit::one_sided(Thing::Scorecard, old, new, Vec::new());
    Edit {
        card: Some(side),
        ..edit.heavier(card.max)
    }
}

/// The heading of a card.
fn heading(
    a: &Scorecard,
    b: &Scorecard,
    pairing: &Pairing,
    pair: &CardPair,
    old: &Ruleset,
    new: &Ruleset,
) -> Vec<Edit> {
    let mut c = Changes::default();
    let partners = |is_old: bool| -> Vec<Value> {
        let of = pairing.cards.iter().filter(|p| {
            if is_old {
                p.old == pair.old
            } else {
                p.new == pair.new
            }
        });
        of.filter_map(|p| {
            let card = if is_old {
                new.cards.get_index(p.new)
            } else {
                old.cards.get_index(p.old)
            };
            card.map(|(id, _)| Value::text(id))
        })
        .collect()
    };
    let (news, olds) = (partners(true), partners(false));
    if news.len() > 1 {
        let list = Value::List(news);
        c.0.push(Change::of(
            Aspect::Split,
            Some(Value::text(&a.id)),
            Some(list),
        ));
    }
    if olds.len() > 1 {
        let list = Value::List(olds);
        c.0.push(Change::of(
            Aspect::Merged,
            Some(list),
            Some(Value::text(&b.id)),
        ));
    }
    if a.id != b.id {
        // The name under which dossiers call the card.
        c.0.push(Change::of(
            Aspect::Number,
            Some(Value::text(&a.id)),
            Some(Value::text(&b.id)),
        ));
    }
    c.text(Aspect::Title, &a.title, &b.title);
    c.texts(Aspect::Groups, &a.path, &b.path);
    if a.set != b.set {
        c.0.push(Change::of(
            Aspect::Number,
            a.set.map(Value::Number),
            b.set.map(Value::Number),
        ));
    }
    c.maybe_number(Aspect::Samples, a.samples, b.samples);
    c.number(Aspect::Max, a.max, b.max);
    c.maybe_text(
        Aspect::Available,
        a.unavailable.as_deref(),
        b.unavailable.as_deref(),
    );
    c.texts(
        Aspect::Cites,
        own(&a.cites, &old.cites),
        own(&b.cites, &new.cites),
    );
    c.texts(Aspect::Notes, &a.notes, &b.notes);
    c.texts(Aspect::Printed, &odd(&a.oddities), &odd(&b.oddities));
    if c.0.is_empty() {
        return Vec::new();
    }
    vec![Edit::new(
        Thing::Scorecard,
        Some(names::card(a)),
        Some(names::card(b)),
        c.0,
    )]
}

pub(super) fn odd(all: &[crate::model::Oddity]) -> Vec<String> {
    all.iter().map(|o| o.text.clone()).collect()
}

/// Citations without those that stand wider out.
pub(super) fn own<'c>(all: &'c [String], wider: &[String]) -> &'c [String] {
    match all.get(..wider.len()) {
        Some(lead) if lead == wider => all.get(wider.len()..).unwrap_or_default(),
        _ => all,
    }
}

/// Two cards that are held against each other.
pub(super) struct Card<'a> {
    pub old: &'a Ruleset,
    pub new: &'a Ruleset,
    pub a: &'a Scorecard,
    pub b: &'a Scorecard,
    pub pair: &'a CardPair,
    pub meaning: &'a Meaning<'a>,
}

impl Card<'_> {
    /// Parts, sections and criteria in the order of the new card, then those
    /// that are gone in the order of the old one.
    fn edits(&self) -> Vec<Edit> {
        let levels = Levels::of(&self.a.rating, &self.b.rating);
        let mut all = Vec::new();
        if let Some(order) = self.order(&self.a.children, &self.b.children) {
            all.push(Edit::new(
                Thing::Scorecard,
                Some(names::card(self.a)),
                Some(names::card(self.b)),
                vec![order],
            ));
        }
        for child in &self.b.children {
            self.below(*child, &levels, &mut all);
        }
        for (i, g) in self.a.groups.iter().enumerate() {
            if self.pair.groups.iter().all(|(a, _)| *a != i) {
                all.push(self.group_alone(Some(g), None));
            }
        }
        for (i, c) in self.a.criteria.iter().enumerate() {
            if self.pair.criteria.iter().all(|p| p.old != i) {
                all.push(criterion::alone(Some((c, &self.a.rating.levels)), None));
            }
        }
        all
    }

    fn below(&self, child: Child, levels: &Levels<'_>, all: &mut Vec<Edit>) {
        match child {
            Child::Group(j) => {
                let Some(h) = self.b.groups.get(j) else {
                    return;
                };
                match self.pair.groups.iter().find(|(_, b)| *b == j) {
                    Some((i, _)) => {
                        if let Some(g) = self.a.groups.get(*i) {
                            all.extend(self.group(g, h));
                        }
                    }
                    None => all.push(self.group_alone(None, Some(h))),
                }
                for child in &h.children {
                    self.below(*child, levels, all);
                }
            }
            Child::Criterion(j) => {
                let Some(d) = self.b.criteria.get(j) else {
                    return;
                };
                let mut found = false;
                for p in self.pair.criteria.iter().filter(|p| p.new == j) {
                    found = true;
                    all.extend(criterion::edits(self, p, levels));
                }
                if !found {
                    all.push(criterion::alone(None, Some((d, &self.b.rating.levels))));
                }
            }
        }
    }

    fn group_alone(&self, old: Option<&Group>, new: Option<&Group>) -> Edit {
        let kind = old.or(new).map_or(Thing::Section, |g| names::thing(g.kind));
        let (old, new) = (old.map(names::group), new.map(names::group));
        Edit {
            at: Some(Side {
                old: old.clone(),
                new: new.clone(),
            }),
            ..Edit::one_sided(kind, old, new, Vec::new())
        }
    }

    fn group(&self, g: &Group, h: &Group) -> Option<Edit> {
        let mut c = Changes::default();
        if g.kind != h.kind {
            let word = |g: &Group| {
                let kind = g.kind;
                Some(Value::words(|lang| {
                    use crate::syntax::tree::GroupKind as K;
                    match kind {
                        K::Part => lang.pick("part", "phần"),
                        K::Section => lang.pick("section", "mục"),
                        K::Criterion => lang.pick("criterion", "tiêu chí"),
                    }
                    .to_owned()
                }))
            };
            c.unless(false, Aspect::Kind, word(g), word(h));
        }
        c.text(Aspect::Number, &g.code, &h.code);
        c.text(Aspect::Title, &g.title, &h.title);
        c.number(Aspect::Max, g.max, h.max);
        c.yes(Aspect::Subtracted, g.subtracted, h.subtracted);
        c.yes(Aspect::Best, g.best, h.best);
        c.maybe_number(Aspect::Cap, g.cap, h.cap);
        self.only_if(g.only_if.as_slice(), h.only_if.as_slice(), &mut c);
        self.moved(g.parent, h.parent, &mut c);
        c.0.extend(self.order(&g.children, &h.children));
        c.evidence(&g.evidence, &h.evidence);
        let above = |card: &Scorecard, parent: Option<usize>, wide: &[String]| -> Vec<String> {
            let group = parent.and_then(|p| card.groups.get(p));
            group.map_or_else(|| wide.to_vec(), |g| g.cites.clone())
        };
        c.texts(
            Aspect::Cites,
            own(&g.cites, &above(self.a, g.parent, &self.a.cites)),
            own(&h.cites, &above(self.b, h.parent, &self.b.cites)),
        );
        c.texts(Aspect::Notes, &g.notes, &h.notes);
        c.texts(Aspect::Printed, &odd(&g.oddities), &odd(&h.oddities));
        (!c.0.is_empty()).then(|| {
            let side = names::both(names::group(g), names::group(h));
            Edit {
                at: Some(side.clone()),
                ..Edit::new(names::thing(h.kind), side.old, side.new, c.0)
            }
        })
    }

    /// Conditions under which something counts.
    pub fn only_if(&self, x: &[OnlyIf], y: &[OnlyIf], c: &mut Changes) {
        let say = |all: &[OnlyIf], r: &Ruleset, card: &Scorecard| -> Option<Value> {
            let each: Vec<Value> = all
                .iter()
                .map(|o| Value::phrase(&o.when, r, Some(card)))
                .collect();
            super::many(each)
        };
        let same = x.len() == y.len()
            && x.iter()
                .zip(y)
                .all(|(p, q)| self.meaning.same(&p.when, &q.when));
        c.unless(
            same,
            Aspect::OnlyIf,
            say(x, self.old, self.a),
            say(y, self.new, self.b),
        );
        let otherwise =
            |all: &[OnlyIf]| -> Vec<Option<Num>> { all.iter().map(|o| o.otherwise).collect() };
        if same && otherwise(x) != otherwise(y) {
            let say = |all: &[OnlyIf]| {
                super::many(
                    all.iter()
                        .filter_map(|o| o.otherwise)
                        .map(Value::Number)
                        .collect(),
                )
            };
            c.unless(false, Aspect::Otherwise, say(x), say(y));
        }
        let label = |all: &[OnlyIf]| -> Vec<String> {
            all.iter().filter_map(|o| o.label.clone()).collect()
        };
        if same {
            c.texts(Aspect::Label, &label(x), &label(y));
        }
    }

    /// Something that stands in another group than before.
    pub fn moved(&self, g: Option<usize>, h: Option<usize>, c: &mut Changes) {
        let same = match (g, h) {
            (None, None) => true,
            (Some(i), Some(j)) => self.meaning.same_group(i, j),
            _ => false,
        };
        let place = |card: &Scorecard, at: Option<usize>| {
            let group = at.and_then(|g| card.groups.get(g));
            let text =
                group.map_or_else(|| card.title.clone(), |g| format!("{} {}", g.code, g.title));
            Some(Value::Text(text))
        };
        c.unless(same, Aspect::Moved, place(self.a, g), place(self.b, h));
    }

    /// Whether what stands in both groups stands there in another order.
    fn order(&self, x: &[Child], y: &[Child]) -> Option<Change> {
        let partner = |child: &Child| -> Vec<Child> {
            match child {
                Child::Group(i) => {
                    let of = self.pair.groups.iter().filter(|(a, _)| a == i);
                    of.map(|(_, b)| Child::Group(*b)).collect()
                }
                Child::Criterion(i) => {
                    let of = self.pair.criteria.iter().filter(|p| p.main && p.old == *i);
                    of.map(|p| Child::Criterion(p.new)).collect()
                }
            }
        };
        let kept: Vec<(Child, Child)> = x
            .iter()
            .filter_map(|p| {
                let q = partner(p).into_iter().find(|q| y.contains(q))?;
                Some((*p, q))
            })
            .collect();
        let places: Vec<usize> = kept
            .iter()
            .filter_map(|(_, q)| y.iter().position(|c| c == q))
            .collect();
        if places.is_sorted() {
            return None;
        }
        let mut after = kept.clone();
        after.sort_by_key(|(_, q)| y.iter().position(|c| c == q));
        let code = |card: &Scorecard, c: Child| match c {
            Child::Group(g) => card.groups.get(g).map(|g| g.code.clone()),
            Child::Criterion(i) => card.criteria.get(i).map(|c| c.number.clone()),
        };
        let list = |card: &Scorecard, all: Vec<Child>| {
            let each = all.into_iter().filter_map(|c| code(card, c));
            Some(Value::List(each.map(Value::Text).collect()))
        };
        Some(Change::of(
            Aspect::Order,
            list(self.a, kept.iter().map(|(p, _)| *p).collect()),
            list(self.b, after.iter().map(|(_, q)| *q).collect()),
        ))
    }
}
