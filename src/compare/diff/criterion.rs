//! One criterion: its points and conditions, and what was found to end a dossier.

use super::card::{Card, odd, own};
use super::list::Changes;
use super::rating::Levels;
use super::{
    Aspect, Change, Class, Edit, Meaning, Named, Side, Thing, Value, many, marks, names, options,
};
use crate::compare::assign::matched;
use crate::compare::pairing::CriterionPair;
use crate::compare::similar::Bag;
use crate::exact::{Num, RoundMode, Rounding};
use crate::model::{
    Cap, Criterion, Finding, Force, Form, Key, Level, Replaces, Ruleset, Scorecard, Selector,
    phrase,
};
use crate::syntax::tree::{FindingKind, MissingPolicy};

/// A criterion that is only in one version.
pub(super) fn alone(
    old: Option<(&Criterion, &[Level])>,
    new: Option<(&Criterion, &[Level])>,
) -> Edit {
    let (a, b) = (
        old.map(|(c, _)| names::criterion(c)),
        new.map(|(c, _)| names::criterion(c)),
    );
    let mut more = Vec::new();
    let mut max = Num::ZERO;
    if let Some((c, levels)) = old {
        more = marks::alone(c, levels, false);
        max = c.max;
        more.push(Change::of(Aspect::Max, Some(Value::Number(c.max)), None));
    }
    if let Some((c, levels)) = new {
        more = marks::alone(c, levels, true);
        max = c.max;
        more.push(Change::of(Aspect::Max, None, Some(Value::Number(c.max))));
    }
    let side = Side {
        old: a.clone(),
        new: b.clone(),
    };
    Edit {
        at: Some(side),
        ..Edit::one_sided(Thing::Criterion, a, b, more).heavier(max)
    }
}

/// What changed at a criterion and at its options.
pub(super) fn edits(card: &Card<'_>, pair: &CriterionPair, levels: &Levels<'_>) -> Vec<Edit> {
    let (Some(a), Some(b)) = (card.a.criteria.get(pair.old), card.b.criteria.get(pair.new)) else {
        return Vec::new();
    };
    let side = names::both(names::criterion(a), names::criterion(b));
    let mut c = Changes(shares(card, pair, a, b));
    let mut all = Vec::new();
    if pair.main {
        heading(card, a, b, &mut c);
        c.0.extend(marks::changes(a, b, pair, levels));
        rules(card, a, b, &mut c);
        all.extend(options::cases(card, a, b, pair));
        all.extend(options::options(card, a, b, pair));
        all.extend(options::rungs(card, a, b, pair));
        all.extend(findings(
            (card.old, card.a, &a.findings),
            (card.new, card.b, &b.findings),
            card.meaning,
        ));
    }
    if !c.0.is_empty() {
        let edit = Edit::new(Thing::Criterion, side.old.clone(), side.new.clone(), c.0);
        all.insert(0, edit);
    }
    all.into_iter()
        .map(|e| Edit {
            at: Some(side.clone()),
            ..e
        })
        .collect()
}

/// Whether one criterion became several, or several one.
fn shares(card: &Card<'_>, pair: &CriterionPair, a: &Criterion, b: &Criterion) -> Vec<Change> {
    let all = &card.pair.criteria;
    let news: Vec<Value> = all
        .iter()
        .filter(|p| p.old == pair.old)
        .filter_map(|p| card.b.criteria.get(p.new))
        .map(|c| Value::text(&c.number))
        .collect();
    let olds: Vec<Value> = all
        .iter()
        .filter(|p| p.new == pair.new)
        .filter_map(|p| card.a.criteria.get(p.old))
        .map(|c| Value::text(&c.number))
        .collect();
    let mut changes = Vec::new();
    if news.len() > 1 {
        changes.push(Change::of(
            Aspect::Split,
            Some(Value::text(&a.number)),
            Some(Value::List(news)),
        ));
    }
    if olds.len() > 1 {
        changes.push(Change::of(
            Aspect::Merged,
            Some(Value::List(olds)),
            Some(Value::text(&b.number)),
        ));
    }
    changes
}

fn heading(card: &Card<'_>, a: &Criterion, b: &Criterion, c: &mut Changes) {
    c.text(Aspect::Number, &a.number, &b.number);
    c.text(Aspect::Title, &a.title, &b.title);
    card.moved(a.parent, b.parent, c);
    c.number(Aspect::Max, a.max, b.max);
    if a.form != b.form {
        let form = |f: Form| {
            Some(Value::words(|lang| {
                match f {
                    Form::Choice => lang.pick("one option is chosen", "chọn một lựa chọn"),
                    Form::YesNo => lang.pick("yes or no", "có hoặc không"),
                    Form::Checklist => lang.pick("ticks that add up", "đánh dấu, cộng điểm"),
                    Form::Ladder => lang.pick("a ladder over a value", "bậc thang theo giá trị"),
                    Form::Formula => lang.pick("a formula", "công thức"),
                }
                .to_owned()
            }))
        };
        c.unless(false, Aspect::Form, form(a.form), form(b.form));
    }
    c.evidence(&a.evidence, &b.evidence);
    let above = |card: &Scorecard, c: &Criterion| -> Vec<String> {
        let group = c.parent.and_then(|g| card.groups.get(g));
        group.map_or_else(|| card.cites.clone(), |g| g.cites.clone())
    };
    c.texts(
        Aspect::Cites,
        own(&a.cites, &above(card.a, a)),
        own(&b.cites, &above(card.b, b)),
    );
    c.texts(Aspect::Notes, &a.notes, &b.notes);
    c.texts(Aspect::Printed, &odd(&a.oddities), &odd(&b.oddities));
}

/// Everything that may change the points of a criterion but is not an option.
fn rules(card: &Card<'_>, a: &Criterion, b: &Criterion, c: &mut Changes) {
    let m = card.meaning;
    let say_old = |e| Value::phrase(e, card.old, Some(card.a));
    let say_new = |e| Value::phrase(e, card.new, Some(card.b));
    let formula = a.form == Form::Formula && b.form == Form::Formula;
    c.unless(
        m.same_end(a.of.as_ref(), b.of.as_ref()),
        if formula {
            Aspect::Formula
        } else {
            Aspect::Measured
        },
        a.of.as_ref().map(say_old),
        b.of.as_ref().map(say_new),
    );
    if a.rounding != b.rounding {
        c.unless(
            false,
            Aspect::Rounding,
            a.rounding.map(rounding),
            b.rounding.map(rounding),
        );
    }
    c.maybe_number(Aspect::TickCap, a.tick_cap, b.tick_cap);
    caps(card, &a.caps, &b.caps, c);
    if a.missing != b.missing {
        c.unless(
            false,
            Aspect::Missing,
            Some(missing(a.missing)),
            Some(missing(b.missing)),
        );
    }
    card.only_if(&a.only_if, &b.only_if, c);
    forces(card, a, b, c);
    replaces(card, &a.replaces, &b.replaces, c);
    branches(card, a.selector.as_ref(), b.selector.as_ref(), c);
}

pub(super) fn rounding(r: Rounding) -> Value {
    Value::words(|lang| {
        let step = phrase::number_text(r.step, lang);
        let mode = match r.mode {
            RoundMode::HalfUp => lang.pick("half up", "nửa lên"),
            RoundMode::HalfEven => lang.pick("half to even", "nửa về chẵn"),
            RoundMode::HalfDown => lang.pick("half down", "nửa xuống"),
            RoundMode::Up => lang.pick("up", "lên"),
            RoundMode::Down => lang.pick("down", "xuống"),
        };
        match lang {
            crate::text::Lang::En => format!("{mode}, to {step}"),
            crate::text::Lang::Vi => format!("{mode}, đến {step}"),
        }
    })
}

pub(super) fn missing(m: MissingPolicy) -> Value {
    Value::words(|lang| {
        match m {
            MissingPolicy::Unknown => lang.pick("unknown", "chưa biết"),
            MissingPolicy::Lowest => lang.pick("the lowest", "mức thấp nhất"),
            MissingPolicy::Excluded => lang.pick("left out of the sum", "không tính vào tổng"),
        }
        .to_owned()
    })
}

fn caps(card: &Card<'_>, x: &[Cap], y: &[Cap], c: &mut Changes) {
    let same = x.len() == y.len()
        && x.iter().zip(y).all(|(p, q)| {
            p.points == q.points && card.meaning.same_end(p.when.as_ref(), q.when.as_ref())
        });
    let say = |all: &[Cap], r: &Ruleset, on: &Scorecard| {
        many(
            all.iter()
                .map(|cap| match &cap.when {
                    None => Value::Number(cap.points),
                    Some(when) => Value::words(|lang| {
                        let points = phrase::number_text(cap.points, lang);
                        let when = phrase::phrase(when, r, Some(on), lang);
                        let word = lang.pick("when", "khi");
                        format!("{points} {word} {when}")
                    }),
                })
                .collect(),
        )
    };
    c.unless(
        same,
        Aspect::Cap,
        say(x, card.old, card.a),
        say(y, card.new, card.b),
    );
}

fn forces(card: &Card<'_>, a: &Criterion, b: &Criterion, c: &mut Changes) {
    let m = card.meaning;
    let pair = card
        .pair
        .criteria
        .iter()
        .find(|p| {
            card.a
                .criteria
                .get(p.old)
                .is_some_and(|x| std::ptr::eq(x, a))
                && card
                    .b
                    .criteria
                    .get(p.new)
                    .is_some_and(|y| std::ptr::eq(y, b))
        })
        .map(|p| p.options.as_slice())
        .unwrap_or_default();
    let same = a.forces.len() == b.forces.len()
        && a.forces
            .iter()
            .zip(&b.forces)
            .all(|(p, q)| pair.contains(&(p.option, q.option)) && m.same(&p.when, &q.when));
    let say = |all: &[Force], of: &Criterion, r: &Ruleset, on: &Scorecard| {
        many(
            all.iter()
                .map(|f| {
                    let key = of.options.get(f.option).map_or("", |o| o.key.as_str());
                    Value::words(|lang| {
                        let when = phrase::phrase(&f.when, r, Some(on), lang);
                        let word = lang.pick("when", "khi");
                        format!("{key} {word} {when}")
                    })
                })
                .collect(),
        )
    };
    c.unless(
        same,
        Aspect::Forces,
        say(&a.forces, a, card.old, card.a),
        say(&b.forces, b, card.new, card.b),
    );
}

fn replaces(card: &Card<'_>, x: &[Replaces], y: &[Replaces], c: &mut Changes) {
    let m = card.meaning;
    let same = x.len() == y.len()
        && x.iter().zip(y).all(|(p, q)| {
            m.same_criterion(p.other, q.other) && m.same_end(p.when.as_ref(), q.when.as_ref())
        });
    let say = |all: &[Replaces], r: &Ruleset, on: &Scorecard| {
        many(
            all.iter()
                .map(|x| {
                    let number = on.criteria.get(x.other).map_or("", |c| c.number.as_str());
                    Value::words(|lang| match &x.when {
                        None => number.to_owned(),
                        Some(when) => {
                            let when = phrase::phrase(when, r, Some(on), lang);
                            let word = lang.pick("when", "khi");
                            format!("{number} {word} {when}")
                        }
                    })
                })
                .collect(),
        )
    };
    c.unless(
        same,
        Aspect::Replaces,
        say(x, card.old, card.a),
        say(y, card.new, card.b),
    );
}

fn branches(card: &Card<'_>, x: Option<&Selector>, y: Option<&Selector>, c: &mut Changes) {
    let m = card.meaning;
    let keys =
        |p: &[Key], q: &[Key]| p.len() == q.len() && p.iter().zip(q).all(|(p, q)| m.same_key(p, q));
    let same = match (x, y) {
        (None, None) => true,
        (Some(p), Some(q)) => {
            m.same(&p.of, &q.of)
                && p.branches.len() == q.branches.len()
                && p.branches.iter().zip(&q.branches).all(|(p, q)| keys(p, q))
        }
        _ => false,
    };
    let say = |s: &Selector, r: &Ruleset, on: &Scorecard| {
        Value::words(|lang| {
            let of = phrase::phrase(&s.of, r, Some(on), lang);
            let each: Vec<String> = s
                .branches
                .iter()
                .map(|keys| {
                    let keys: Vec<String> = keys
                        .iter()
                        .map(|k| phrase::key_text(k, &s.of.ty, lang))
                        .collect();
                    keys.join(", ")
                })
                .collect();
            format!("{of}: {}", each.join("; "))
        })
    };
    c.unless(
        same,
        Aspect::Branches,
        x.map(|s| say(s, card.old, card.a)),
        y.map(|s| say(s, card.new, card.b)),
    );
}

/// `reject` and `stop`.
pub(super) fn findings(
    (old, a, x): (&Ruleset, &Scorecard, &[Finding]),
    (new, b, y): (&Ruleset, &Scorecard, &[Finding]),
    m: &Meaning<'_>,
) -> Vec<Edit> {
    let pairs = matched(x.len(), y.len(), m.turned(), |i, j| {
        let (Some(p), Some(q)) = (x.get(i), y.get(j)) else {
            return 0;
        };
        let label = Bag::of(&p.label).like(&Bag::of(&q.label));
        let key = p.key.is_some() && p.key == q.key;
        let when = p.when.is_some() && m.same_end(p.when.as_ref(), q.when.as_ref());
        if label < 400 && !key && !when {
            return 0;
        }
        label
            + 600 * i64::from(key)
            + 600 * i64::from(when)
            + 200 * i64::from(p.kind == q.kind)
            + i64::from(i == j)
    });
    let name = |f: &Finding| Named {
        key: f.key.clone().unwrap_or_default(),
        title: f.label.clone(),
    };
    let kind = |k: FindingKind| {
        Some(Value::words(|lang| {
            match k {
                FindingKind::Reject => lang.pick("out of the rating", "loại"),
                FindingKind::Stop => lang.pick("the scoring stops", "dừng chấm"),
            }
            .to_owned()
        }))
    };
    let mut all = Vec::new();
    for (i, j) in &pairs {
        let (Some(p), Some(q)) = (x.get(*i), y.get(*j)) else {
            continue;
        };
        let mut c = Changes::default();
        if p.kind != q.kind {
            c.unless(false, Aspect::Kind, kind(p.kind), kind(q.kind));
        }
        c.maybe_text(Aspect::Number, p.key.as_deref(), q.key.as_deref());
        c.unless(
            m.same_end(p.when.as_ref(), q.when.as_ref()),
            Aspect::When,
            p.when.as_ref().map(|w| Value::phrase(w, old, Some(a))),
            q.when.as_ref().map(|w| Value::phrase(w, new, Some(b))),
        );
        if p.when.is_some() && q.when.is_some() {
            c.text(Aspect::Label, &p.label, &q.label);
        } else {
            c.ruling_text(Aspect::Label, &p.label, &q.label);
        }
        if !c.0.is_empty() {
            all.push(Edit::new(Thing::Finding, Some(name(p)), Some(name(q)), c.0));
        }
    }
    let lone = |old: Option<Named>, new: Option<Named>| {
        Edit::one_sided(Thing::Finding, old, new, Vec::new()).heavier(Num::int(4))
    };
    for (i, p) in x.iter().enumerate() {
        if pairs.iter().all(|(a, _)| *a != i) {
            all.push(lone(Some(name(p)), None));
        }
    }
    for (j, q) in y.iter().enumerate() {
        if pairs.iter().all(|(_, b)| *b != j) {
            all.push(lone(None, Some(name(q))));
        }
    }
    all
}

/// The class of a changed label: where the options are judged by reading them,
/// the label is the rule.
pub(super) fn label(c: &mut Changes, a: &str, b: &str, is_rule: bool) {
    c.ruling_text(Aspect::Label, a, b);
    if !is_rule
        && let Some(change) = c.0.last_mut()
        && change.aspect == Aspect::Label
    {
        change.class = Class::Wording;
    }
}
