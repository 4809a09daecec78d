//! Levels: their bands, what they ask for, what lifts them or holds them down.

use super::list::{Changes, more_is_tighter};
use super::{Aspect, Change, Edit, Effect, Meaning, Named, Thing, Value, names};
use crate::compare::assign::matched;
use crate::compare::meaning::same_stretch;
use crate::compare::similar::{Bag, plain};
use crate::exact::Num;
use crate::model::{
    Interval, Key, Level, Lift, Rating, Require, Ruleset, Scorecard, Type, Unit, phrase,
};

/// The levels of two ratings, paired by their stars, else by their names.
pub(super) struct Levels<'a> {
    old: &'a [Level],
    new: &'a [Level],
    pairs: Vec<(usize, usize)>,
}

impl<'a> Levels<'a> {
    pub fn of(old: &'a Rating, new: &'a Rating) -> Levels<'a> {
        let same = |a: &Level, b: &Level| match (a.ordinal, b.ordinal) {
            (Some(x), Some(y)) => x == y,
            (None, None) => plain(&a.name) == plain(&b.name),
            _ => false,
        };
        let pairs = old.levels.iter().enumerate().filter_map(|(i, a)| {
            let j = new.levels.iter().position(|b| same(a, b))?;
            Some((i, j))
        });
        Levels {
            old: &old.levels,
            new: &new.levels,
            pairs: pairs.collect(),
        }
    }

    /// Every level, with its place in each rating.
    pub fn both(&self) -> Vec<(Option<usize>, Option<usize>)> {
        let mut all: Vec<_> = (0..self.old.len())
            .map(|i| {
                let pair = self.pairs.iter().find(|(a, _)| *a == i);
                (Some(i), pair.map(|(_, b)| *b))
            })
            .collect();
        all.extend(
            (0..self.new.len())
                .filter(|j| self.pairs.iter().all(|(_, b)| b != j))
                .map(|j| (None, Some(j))),
        );
        all
    }

    /// The level at these places.
    pub fn at(&self, old: Option<usize>, new: Option<usize>) -> Option<&'a Level> {
        new.and_then(|j| self.new.get(j))
            .or_else(|| old.and_then(|i| self.old.get(i)))
    }

    pub fn same(&self, old: usize, new: usize) -> bool {
        self.pairs.contains(&(old, new))
    }
}

/// The edits of a rating; the card is the one whose words its conditions use.
pub(super) fn edits(
    (old, a): (&Ruleset, &Scorecard),
    (new, b): (&Ruleset, &Scorecard),
    meaning: &Meaning<'_>,
) -> Vec<Edit> {
    let (x, y) = (&a.rating, &b.rating);
    let levels = Levels::of(x, y);
    let mut all = Vec::new();
    let mut whole = Changes::default();
    whole.unless(
        meaning.same(&x.of, &y.of),
        Aspect::Measure,
        Some(Value::phrase(&x.of, old, Some(a))),
        Some(Value::phrase(&y.of, new, Some(b))),
    );
    whole.yes(Aspect::LowerIsBetter, x.lower_is_better, y.lower_is_better);
    whole.maybe_text(
        Aspect::Available,
        x.unavailable.as_deref(),
        y.unavailable.as_deref(),
    );
    whole.texts(Aspect::Cites, &x.cites, &y.cites);
    if !whole.0.is_empty() {
        all.push(Edit::new(Thing::Rating, None, None, whole.0).heavier(Num::int(5)));
    }
    for (i, j) in levels.both() {
        let (p, q) = (
            i.and_then(|i| x.levels.get(i)),
            j.and_then(|j| y.levels.get(j)),
        );
        match (p, q) {
            (Some(p), Some(q)) => all.extend(level(p, q, x, y)),
            _ => all.push(
                Edit::one_sided(
                    Thing::Level,
                    p.map(names::level),
                    q.map(names::level),
                    Vec::new(),
                )
                .heavier(Num::int(10)),
            ),
        }
    }
    all.extend(lifts((old, a), (new, b), &levels, meaning));
    let asked = |r: &Rating, c: &Scorecard| -> Vec<Require> {
        r.requires.iter().chain(&c.requires).cloned().collect()
    };
    all.extend(requires(
        (old, a, &asked(x, a)),
        (new, b, &asked(y, b)),
        &levels,
        meaning,
    ));
    all
}

fn level(p: &Level, q: &Level, x: &Rating, y: &Rating) -> Option<Edit> {
    let mut changes = Changes::default();
    if !same_stretch(&p.band, &q.band) {
        let effect = if x.lower_is_better == y.lower_is_better {
            entry(p, q, x.lower_is_better)
        } else {
            None
        };
        changes.0.push(
            Change::of(
                Aspect::Band,
                Some(band(&p.band, &x.of.ty)),
                Some(band(&q.band, &y.of.ty)),
            )
            .for_level(q)
            .with_effect(effect),
        );
    }
    changes.text(Aspect::Number, &p.name, &q.name);
    changes.maybe_text(Aspect::Title, p.label.as_deref(), q.label.as_deref());
    (!changes.0.is_empty()).then(|| {
        Edit::new(
            Thing::Level,
            Some(names::level(p)),
            Some(names::level(q)),
            changes.0,
        )
    })
}

/// Whether a level is harder to enter: by the end of its band on the side of the worse ones.
fn entry(p: &Level, q: &Level, lower_is_better: bool) -> Option<Effect> {
    if lower_is_better {
        let (a, b) = (p.band.hi?, q.band.hi?);
        more_is_tighter(b, a).or(match (p.band.hi_in, q.band.hi_in) {
            (true, false) => Some(Effect::Tighter),
            (false, true) => Some(Effect::Looser),
            _ => None,
        })
    } else {
        let (a, b) = (p.band.lo?, q.band.lo?);
        more_is_tighter(a, b).or(match (p.band.lo_in, q.band.lo_in) {
            (true, false) => Some(Effect::Tighter),
            (false, true) => Some(Effect::Looser),
            _ => None,
        })
    }
}

fn band(b: &Interval, ty: &Type) -> Value {
    let plain = Type::Number(Unit::none());
    let ty = match ty {
        Type::Number(_) => ty,
        _ => &plain,
    };
    Value::words(|lang| phrase::key_text(&Key::Within(b.clone()), ty, lang))
}

fn title(label: Option<&str>, when: Value, lang_free: &str) -> Named {
    let words = match when {
        Value::Words(both) => both.vi,
        _ => String::new(),
    };
    Named {
        key: lang_free.to_owned(),
        title: label.filter(|l| !l.is_empty()).map_or(words, str::to_owned),
    }
}

fn lifts(
    (old, a): (&Ruleset, &Scorecard),
    (new, b): (&Ruleset, &Scorecard),
    levels: &Levels<'_>,
    meaning: &Meaning<'_>,
) -> Vec<Edit> {
    let (x, y) = (&a.rating.lifts, &b.rating.lifts);
    let like = |p: &Lift, q: &Lift| -> i64 {
        if p.at_least != q.at_least {
            return 0;
        }
        let label = Bag::of(p.label.as_deref().unwrap_or_default())
            .like(&Bag::of(q.label.as_deref().unwrap_or_default()));
        4 * i64::from(meaning.same(&p.when, &q.when))
            + 2 * i64::from(levels.same(p.level, q.level))
            + i64::from(p.label.is_some() && label >= 500)
            + 1
    };
    let worth = |i: usize, j: usize| match (x.get(i), y.get(j)) {
        (Some(p), Some(q)) => 10 * like(p, q) + i64::from(i == j),
        _ => 0,
    };
    let pairs = matched(x.len(), y.len(), meaning.turned(), worth);
    let name = |l: &Lift, r: &Ruleset, c: &Scorecard, rating: &Rating| {
        let to = rating.levels.get(l.level).map_or("", |l| l.name.as_str());
        title(l.label.as_deref(), Value::phrase(&l.when, r, Some(c)), to)
    };
    let mut all = Vec::new();
    for (i, j) in &pairs {
        let (Some(p), Some(q)) = (x.get(*i), y.get(*j)) else {
            continue;
        };
        let mut changes = Changes::default();
        let at = |r: &Rating, l: usize| r.levels.get(l).map(Value::level);
        changes.unless(
            levels.same(p.level, q.level),
            Aspect::Level,
            at(&a.rating, p.level),
            at(&b.rating, q.level),
        );
        if let Some(c) = changes.unless(
            meaning.same(&p.when, &q.when),
            Aspect::When,
            Some(Value::phrase(&p.when, old, Some(a))),
            Some(Value::phrase(&q.when, new, Some(b))),
        ) {
            c.class = super::Class::Minimums;
        }
        changes.maybe_text(Aspect::Label, p.label.as_deref(), q.label.as_deref());
        if !changes.0.is_empty() {
            all.push(Edit::new(
                Thing::Lift,
                Some(name(p, old, a, &a.rating)),
                Some(name(q, new, b, &b.rating)),
                changes.0,
            ));
        }
    }
    let alone = |old: Option<Named>, new: Option<Named>| {
        let mut edit = Edit::one_sided(Thing::Lift, old, new, Vec::new());
        for c in &mut edit.changes {
            c.class = super::Class::Minimums;
        }
        edit.heavier(Num::int(2))
    };
    for (i, p) in x.iter().enumerate() {
        if pairs.iter().all(|(a, _)| *a != i) {
            all.push(alone(Some(name(p, old, a, &a.rating)), None));
        }
    }
    for (j, q) in y.iter().enumerate() {
        if pairs.iter().all(|(_, b)| *b != j) {
            all.push(alone(None, Some(name(q, new, b, &b.rating))));
        }
    }
    all
}

fn requires(
    (old, a, x): (&Ruleset, &Scorecard, &[Require]),
    (new, b, y): (&Ruleset, &Scorecard, &[Require]),
    levels: &Levels<'_>,
    meaning: &Meaning<'_>,
) -> Vec<Edit> {
    let worth = |i: usize, j: usize| match (x.get(i), y.get(j)) {
        (Some(p), Some(q)) => {
            let label = Bag::of(&p.label).like(&Bag::of(&q.label));
            let when = meaning.same(&p.when, &q.when);
            let level = levels.same(p.level, q.level);
            if !when && label < 500 {
                return 0;
            }
            label + 1000 * i64::from(when) + 2000 * i64::from(level) + i64::from(i == j)
        }
        _ => 0,
    };
    let pairs = matched(x.len(), y.len(), meaning.turned(), worth);
    let name = |q: &Require, r: &Rating| Named {
        key: r
            .levels
            .get(q.level)
            .map_or_else(String::new, |l| l.name.clone()),
        title: q.label.clone(),
    };
    let mut all = Vec::new();
    for (i, j) in &pairs {
        let (Some(p), Some(q)) = (x.get(*i), y.get(*j)) else {
            continue;
        };
        let mut changes = Changes::default();
        let at = |r: &Rating, l: usize| r.levels.get(l).map(Value::level);
        let effect = more_is_tighter(
            Num::int(i64::try_from(q.level).unwrap_or(0)),
            Num::int(i64::try_from(p.level).unwrap_or(0)),
        );
        if let Some(c) = changes.unless(
            levels.same(p.level, q.level),
            Aspect::Level,
            at(&a.rating, p.level),
            at(&b.rating, q.level),
        ) {
            // Asked for at a lower level than before: more products must meet it.
            c.effect = effect;
        }
        if let Some(c) = changes.unless(
            meaning.same(&p.when, &q.when),
            Aspect::When,
            Some(Value::phrase(&p.when, old, Some(a))),
            Some(Value::phrase(&q.when, new, Some(b))),
        ) {
            c.class = super::Class::Minimums;
        }
        changes.text(Aspect::Label, &p.label, &q.label);
        if !changes.0.is_empty() {
            all.push(Edit::new(
                Thing::Requirement,
                Some(name(p, &a.rating)),
                Some(name(q, &b.rating)),
                changes.0,
            ));
        }
    }
    let alone = |old: Option<Named>, new: Option<Named>| {
        let effect = if old.is_none() {
            Effect::Tighter
        } else {
            Effect::Looser
        };
        let mut edit = Edit::one_sided(Thing::Requirement, old, new, Vec::new());
        for c in &mut edit.changes {
            c.class = super::Class::Minimums;
            c.effect = Some(effect);
        }
        edit.heavier(Num::int(2))
    };
    for (i, p) in x.iter().enumerate() {
        if pairs.iter().all(|(a, _)| *a != i) {
            all.push(alone(Some(name(p, &a.rating)), None));
        }
    }
    for (j, q) in y.iter().enumerate() {
        if pairs.iter().all(|(_, b)| *b != j) {
            all.push(alone(None, Some(name(q, &b.rating))));
        }
    }
    all
}
