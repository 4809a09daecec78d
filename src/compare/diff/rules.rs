//! What stands outside the scorecards: dates, transition, assumptions, the
//! council, certificates, who decides, facts, tables.

use super::card::odd;
use super::criterion::{missing, rounding};
use super::list::Changes;
use super::{Aspect, Edit, Meaning, Named, Thing, Value, many, names};
use crate::compare::meaning::same_stretch;
use crate::compare::pairing::Pairing;
use crate::exact::Num;
use crate::model::{
    Assumption, Authority, Certificate, Council, Fact, Field, Interval, Keep, Key, Let, Repeal,
    Ruleset, Table, Type, phrase,
};
use crate::syntax::tree::AverageKind;
use crate::text::Lang;

/// The edits of everything but the cards.
pub(super) fn edits(old: &Ruleset, new: &Ruleset, pairing: &Pairing) -> Vec<Edit> {
    let meaning = Meaning::at_large(old, new);
    let mut all = Vec::new();
    let mut c = Changes::default();
    c.maybe_text(Aspect::Title, old.title.as_deref(), new.title.as_deref());
    c.day(Aspect::Signed, old.signed, new.signed);
    c.day(Aspect::From, old.applies_from, new.applies_from);
    c.day(Aspect::Until, old.applies_until, new.applies_until);
    c.texts(Aspect::Cites, &old.cites, &new.cites);
    c.texts(Aspect::Notes, &old.notes, &new.notes);
    c.texts(Aspect::Printed, &odd(&old.oddities), &odd(&new.oddities));
    if !c.0.is_empty() {
        all.push(Edit::new(Thing::Ruleset, None, None, c.0));
    }
    all.extend(repeals(&old.repeals, &new.repeals));
    all.extend(keeps(&meaning, old, new));
    all.extend(assumptions(&old.assumptions, &new.assumptions));
    all.extend(council(old.council.as_ref(), new.council.as_ref()));
    all.extend(certificate(
        old.certificate.as_ref(),
        new.certificate.as_ref(),
    ));
    all.extend(authorities(&old.authorities, &new.authorities));
    all.extend(facts(old, new, pairing));
    all.extend(lets(old, new, pairing));
    all.extend(tables(old, new, pairing));
    all
}

fn name(key: &str) -> Option<Named> {
    Some(names::of(key, None))
}

/// Things with keys on both sides: each pair, then what is only on one.
fn by_key<'t, T>(
    old: &'t [T],
    new: &'t [T],
    same: impl Fn(&T, &T) -> bool,
) -> Vec<(Option<&'t T>, Option<&'t T>)> {
    let mut used = vec![false; new.len()];
    let mut all: Vec<(Option<&T>, Option<&T>)> = Vec::new();
    for x in old {
        let at = new
            .iter()
            .enumerate()
            .position(|(j, y)| !used.get(j).copied().unwrap_or(true) && same(x, y));
        if let Some(place) = at.and_then(|j| used.get_mut(j)) {
            *place = true;
        }
        all.push((Some(x), at.and_then(|j| new.get(j))));
    }
    let rest = new.iter().zip(&used).filter(|(_, used)| !**used);
    all.extend(rest.map(|(y, _)| (None, Some(y))));
    all
}

fn repeals(old: &[Repeal], new: &[Repeal]) -> Vec<Edit> {
    by_key(old, new, |x, y| x.version == y.version)
        .into_iter()
        .filter_map(|pair| match pair {
            (Some(x), Some(y)) => {
                let mut c = Changes::default();
                c.day(Aspect::From, x.from, y.from);
                (!c.0.is_empty())
                    .then(|| Edit::new(Thing::Repeal, name(&x.version), name(&y.version), c.0))
            }
            (x, y) => Some(Edit::one_sided(
                Thing::Repeal,
                x.and_then(|r| name(&r.version)),
                y.and_then(|r| name(&r.version)),
                Vec::new(),
            )),
        })
        .collect()
}

fn keeps(m: &Meaning<'_>, old: &Ruleset, new: &Ruleset) -> Vec<Edit> {
    let same = |x: &Keep, y: &Keep| x.version == y.version && m.same(&x.when, &y.when);
    let exact = by_key(&old.keeps, &new.keeps, same);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut all = Vec::new();
    for pair in exact {
        match pair {
            (Some(x), Some(y)) => {
                let mut c = Changes::default();
                c.text(Aspect::Cites, &x.cite, &y.cite);
                if !c.0.is_empty() {
                    let (x, y) = (keep(x), keep(y));
                    all.push(Edit::new(Thing::Transition, x, y, c.0));
                }
            }
            (Some(x), None) => left.push(x),
            (None, Some(y)) => right.push(y),
            (None, None) => {}
        }
    }
    // An article that keeps the same version for other dossiers was changed.
    for pair in by_key(&left, &right, |x, y| {
        x.version == y.version && x.cite == y.cite
    }) {
        all.push(match pair {
            (Some(x), Some(y)) => {
                let mut c = Changes::default();
                c.unless(
                    false,
                    Aspect::When,
                    Some(Value::phrase(&x.when, old, None)),
                    Some(Value::phrase(&y.when, new, None)),
                );
                Edit::new(Thing::Transition, keep(x), keep(y), c.0)
            }
            (x, y) => Edit::one_sided(
                Thing::Transition,
                x.and_then(|k| keep(k)),
                y.and_then(|k| keep(k)),
                Vec::new(),
            ),
        });
    }
    all
}

fn keep(k: &Keep) -> Option<Named> {
    Some(names::of(&k.version, Some(&k.cite)))
}

fn assumptions(old: &[Assumption], new: &[Assumption]) -> Vec<Edit> {
    let named = |a: &Assumption| Some(names::of(&a.name, a.text.as_deref()));
    by_key(old, new, |x, y| x.name == y.name)
        .into_iter()
        .filter_map(|pair| match pair {
            (Some(x), Some(y)) => {
                let mut c = Changes::default();
                let reading = |a: &Assumption| {
                    let chosen = a.choices.get(a.chosen);
                    chosen.map(|c| {
                        let label = c.label.as_ref().filter(|l| !l.is_empty());
                        Value::text(label.unwrap_or(&c.name))
                    })
                };
                c.unless(
                    x.reading() == y.reading(),
                    Aspect::Reading,
                    reading(x),
                    reading(y),
                );
                let known = |a: &Assumption| -> Vec<String> {
                    let mut all: Vec<String> = a.choices.iter().map(|c| c.name.clone()).collect();
                    all.sort();
                    all
                };
                // Readings that one of them lists and the engine knows anyway.
                if x.declared && y.declared && known(x) != known(y) {
                    c.texts(Aspect::Readings, &known(x), &known(y));
                }
                if x.declared && y.declared {
                    c.maybe_text(Aspect::Title, x.text.as_deref(), y.text.as_deref());
                }
                (!c.0.is_empty()).then(|| Edit::new(Thing::Assumption, named(x), named(y), c.0))
            }
            (x, y) => Some(Edit::one_sided(
                Thing::Assumption,
                x.and_then(named),
                y.and_then(named),
                Vec::new(),
            )),
        })
        .collect()
}

fn council(old: Option<&Council>, new: Option<&Council>) -> Option<Edit> {
    let (x, y) = match (old, new) {
        (None, None) => return None,
        (Some(x), Some(y)) => (x, y),
        (x, y) => {
            let here = |c: Option<&Council>| c.map(|_| names::of("", None));
            return Some(Edit::one_sided(
                Thing::Council,
                here(x),
                here(y),
                Vec::new(),
            ));
        }
    };
    let mut c = Changes::default();
    if x.average != y.average {
        let word = |a: AverageKind| {
            Some(Value::words(|lang| {
                match a {
                    AverageKind::Mean => lang.pick("mean", "trung bình cộng"),
                    AverageKind::Median => lang.pick("median", "trung vị"),
                }
                .to_owned()
            }))
        };
        c.unless(false, Aspect::Average, word(x.average), word(y.average));
    }
    if x.rounding != y.rounding {
        c.unless(
            false,
            Aspect::Rounding,
            x.rounding.map(rounding),
            y.rounding.map(rounding),
        );
    }
    c.maybe_number(Aspect::Quorum, x.quorum, y.quorum);
    c.maybe_number(Aspect::Spread, x.spread, y.spread);
    c.texts(Aspect::Cites, &x.cites, &y.cites);
    (!c.0.is_empty()).then(|| Edit::new(Thing::Council, None, None, c.0))
}

fn certificate(old: Option<&Certificate>, new: Option<&Certificate>) -> Option<Edit> {
    let (x, y) = match (old, new) {
        (None, None) => return None,
        (Some(x), Some(y)) => (x, y),
        (x, y) => {
            let here = |c: Option<&Certificate>| c.map(|c| names::of(&c.from, None));
            return Some(
                Edit::one_sided(Thing::Certificate, here(x), here(y), Vec::new())
                    .heavier(Num::int(5)),
            );
        }
    };
    let mut c = Changes::default();
    c.text(Aspect::Levels, &x.from, &y.from);
    c.number(Aspect::Months, x.months, y.months);
    let days = |r: Option<(Num, Num)>| {
        r.map(|(a, b)| {
            Value::words(|lang| {
                let (a, b) = (phrase::number_text(a, lang), phrase::number_text(b, lang));
                match lang {
                    Lang::En => format!("{a} to {b} days before the end"),
                    Lang::Vi => format!("{a} đến {b} ngày trước khi hết hạn"),
                }
            })
        })
    };
    c.unless(
        x.renew == y.renew,
        Aspect::Renewal,
        days(x.renew),
        days(y.renew),
    );
    (!c.0.is_empty()).then(|| Edit::new(Thing::Certificate, None, None, c.0).heavier(Num::int(5)))
}

fn authorities(old: &[Authority], new: &[Authority]) -> Vec<Edit> {
    let named = |a: &Authority| Some(names::of(&a.levels.join(", "), Some(&a.who)));
    by_key(old, new, |x, y| x.who == y.who)
        .into_iter()
        .filter_map(|pair| match pair {
            (Some(x), Some(y)) => {
                let mut c = Changes::default();
                let levels = |a: &Authority| many(a.levels.iter().map(Value::text).collect());
                c.unless(x.levels == y.levels, Aspect::Levels, levels(x), levels(y));
                (!c.0.is_empty()).then(|| Edit::new(Thing::Authority, named(x), named(y), c.0))
            }
            (x, y) => Some(Edit::one_sided(
                Thing::Authority,
                x.and_then(named),
                y.and_then(named),
                Vec::new(),
            )),
        })
        .collect()
}

/// Whether two scopes (a card, or all) stand for each other.
fn same_scope(
    x: Option<&str>,
    y: Option<&str>,
    old: &Ruleset,
    new: &Ruleset,
    pairing: &Pairing,
) -> bool {
    match (x, y) {
        (None, None) => true,
        (Some(x), Some(y)) => {
            let (i, j) = (old.cards.get_index_of(x), new.cards.get_index_of(y));
            pairing
                .cards
                .iter()
                .any(|p| Some(p.old) == i && Some(p.new) == j)
        }
        _ => false,
    }
}

fn facts(old: &Ruleset, new: &Ruleset, pairing: &Pairing) -> Vec<Edit> {
    let named = |f: &Fact| Some(names::of(&f.name, f.label.as_deref()));
    let same = |x: &Fact, y: &Fact| {
        x.name == y.name && same_scope(x.card.as_deref(), y.card.as_deref(), old, new, pairing)
    };
    by_key(&old.facts, &new.facts, same)
        .into_iter()
        .filter_map(|pair| match pair {
            (Some(x), Some(y)) => {
                let mut c = Changes::default();
                let mut type_of = |a: &Type, b: &Type, wa: bool, wb: bool| {
                    c.unless(
                        same_type(a, b) && wa == wb,
                        Aspect::Type,
                        Some(Value::words(|lang| type_words(a, wa, lang))),
                        Some(Value::words(|lang| type_words(b, wb, lang))),
                    );
                };
                type_of(&x.ty, &y.ty, x.whole, y.whole);
                if x.range != y.range {
                    let range = |r: &Option<Interval>, ty: &Type| {
                        r.as_ref().map(|r| {
                            Value::words(|lang| phrase::key_text(&Key::Within(r.clone()), ty, lang))
                        })
                    };
                    let same = match (&x.range, &y.range) {
                        (Some(a), Some(b)) => same_stretch(a, b),
                        _ => false,
                    };
                    c.unless(
                        same,
                        Aspect::Range,
                        range(&x.range, &x.ty),
                        range(&y.range, &y.ty),
                    );
                }
                if x.missing != y.missing {
                    c.unless(
                        false,
                        Aspect::Missing,
                        Some(missing(x.missing)),
                        Some(missing(y.missing)),
                    );
                }
                c.maybe_text(Aspect::Label, x.label.as_deref(), y.label.as_deref());
                let labels = |t: &Type| type_labels(t);
                c.texts(Aspect::Label, &labels(&x.ty), &labels(&y.ty));
                (!c.0.is_empty()).then(|| Edit::new(Thing::Fact, named(x), named(y), c.0))
            }
            (x, y) => Some(Edit::one_sided(
                Thing::Fact,
                x.and_then(named),
                y.and_then(named),
                Vec::new(),
            )),
        })
        .collect()
}

/// Whether two types hold the same values; what they are called is not looked at.
fn same_type(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::OneOf(x), Type::OneOf(y)) => {
            x.len() == y.len() && x.iter().zip(y).all(|(x, y)| x.name == y.name)
        }
        (Type::List(x), Type::List(y)) => {
            x.len() == y.len()
                && x.iter().zip(y).all(|(x, y)| {
                    x.name == y.name
                        && same_type(&x.ty, &y.ty)
                        && x.whole == y.whole
                        && x.range == y.range
                })
        }
        _ => a == b,
    }
}

fn type_words(t: &Type, whole: bool, lang: Lang) -> String {
    match t {
        Type::Number(u) if u.is_none() && whole => lang.pick("whole number", "số nguyên").into(),
        Type::Number(u) if u.is_none() => lang.pick("number", "số").into(),
        Type::Number(u) => u.to_string(),
        Type::Bool => lang.pick("yes or no", "có hoặc không").into(),
        Type::Date => lang.pick("day", "ngày").into(),
        Type::Text => lang.pick("text", "văn bản").into(),
        Type::OneOf(all) => {
            let names: Vec<&str> = all.iter().map(|c| c.name.as_str()).collect();
            names.join(", ")
        }
        Type::List(fields) => {
            let each: Vec<String> = fields
                .iter()
                .map(|f: &Field| format!("{}: {}", f.name, type_words(&f.ty, f.whole, lang)))
                .collect();
            each.join("; ")
        }
        Type::OptionOf(_) => lang.pick("option", "lựa chọn").into(),
    }
}

fn type_labels(t: &Type) -> Vec<String> {
    match t {
        Type::OneOf(all) => all.iter().filter_map(|c| c.label.clone()).collect(),
        Type::List(fields) => fields
            .iter()
            .flat_map(|f| f.label.clone().into_iter().chain(type_labels(&f.ty)))
            .collect(),
        _ => Vec::new(),
    }
}

fn lets(old: &Ruleset, new: &Ruleset, pairing: &Pairing) -> Vec<Edit> {
    let named = |l: &Let| Some(names::of(&l.name, l.label.as_deref()));
    let same = |x: &Let, y: &Let| {
        x.name == y.name && same_scope(x.card.as_deref(), y.card.as_deref(), old, new, pairing)
    };
    by_key(&old.lets, &new.lets, same)
        .into_iter()
        .filter_map(|pair| match pair {
            (Some(x), Some(y)) => {
                let a = x.card.as_deref().and_then(|id| old.cards.get(id));
                let b = y.card.as_deref().and_then(|id| new.cards.get(id));
                let on = match (a, b) {
                    (Some(a), Some(b)) => {
                        let at = pairing.cards.iter().find(|p| {
                            Some(p.old) == old.cards.get_index_of(&a.id)
                                && Some(p.new) == new.cards.get_index_of(&b.id)
                        });
                        Meaning::new((old, a), (new, b), at)
                    }
                    _ => Meaning::at_large(old, new),
                };
                let mut c = Changes::default();
                c.unless(
                    on.same(&x.expr, &y.expr),
                    Aspect::Definition,
                    Some(Value::phrase(&x.expr, old, a)),
                    Some(Value::phrase(&y.expr, new, b)),
                );
                c.maybe_text(Aspect::Label, x.label.as_deref(), y.label.as_deref());
                (!c.0.is_empty()).then(|| Edit::new(Thing::Let, named(x), named(y), c.0))
            }
            (x, y) => Some(Edit::one_sided(
                Thing::Let,
                x.and_then(named),
                y.and_then(named),
                Vec::new(),
            )),
        })
        .collect()
}

fn tables(old: &Ruleset, new: &Ruleset, pairing: &Pairing) -> Vec<Edit> {
    let named = |t: &Table| Some(names::of(&t.name, t.label.as_deref()));
    let same = |x: &Table, y: &Table| {
        x.name == y.name && same_scope(x.card.as_deref(), y.card.as_deref(), old, new, pairing)
    };
    let m = Meaning::at_large(old, new);
    by_key(&old.tables, &new.tables, same)
        .into_iter()
        .filter_map(|pair| match pair {
            (Some(x), Some(y)) => {
                let keys = |a: &[Key], b: &[Key]| {
                    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| m.same_key(a, b))
                };
                let same = x.by.len() == y.by.len()
                    && x.by.iter().zip(&y.by).all(|(a, b)| m.same(a, b))
                    && x.rows.len() == y.rows.len()
                    && x.rows
                        .iter()
                        .zip(&y.rows)
                        .all(|((k, v), (l, w))| keys(k, l) && m.same(v, w));
                let rows = |t: &Table, r: &Ruleset| {
                    many(
                        t.rows
                            .iter()
                            .map(|(keys, value)| {
                                Value::words(|lang| {
                                    let keys: Vec<String> = keys
                                        .iter()
                                        .zip(&t.by)
                                        .map(|(k, by)| phrase::key_text(k, &by.ty, lang))
                                        .collect();
                                    let value = phrase::phrase(value, r, None, lang);
                                    format!("{}: {value}", keys.join(" / "))
                                })
                            })
                            .collect(),
                    )
                };
                let mut c = Changes::default();
                c.unless(same, Aspect::Rows, rows(x, old), rows(y, new));
                c.maybe_text(Aspect::Label, x.label.as_deref(), y.label.as_deref());
                (!c.0.is_empty()).then(|| Edit::new(Thing::Table, named(x), named(y), c.0))
            }
            (x, y) => Some(Edit::one_sided(
                Thing::Table,
                x.and_then(named),
                y.and_then(named),
                Vec::new(),
            )),
        })
        .collect()
}
