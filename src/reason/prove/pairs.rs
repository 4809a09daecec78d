//! What stands for what on two cards, and what can be said to both.

use super::two::{Side, Two};
use crate::dossier::Answer;
use crate::exact::Num;
use crate::model::{Criterion, Form, Scorecard};
use crate::reason::trouble::Trouble;
use std::collections::BTreeMap;

/// Most sets of ticks of one checklist that two cards tell apart.
const MOST_TICKS: usize = 4_000;

/// Which criterion of one card stands for which of the other. A criterion
/// stands in at most one pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// The pairs, in order of the old card.
    pub criteria: Vec<Pair>,
}

/// Two criteria that are one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// Its place on the old card.
    pub old: usize,
    /// Its place on the new card.
    pub new: usize,
    /// Options (or ticks) that are one answer.
    pub options: Vec<(usize, usize)>,
}

impl Pairs {
    /// The same number is the same question, the same letter the same answer:
    /// what one dossier says to both cards.
    #[must_use]
    pub fn by_number(old: &Scorecard, new: &Scorecard) -> Pairs {
        let mut criteria = Vec::new();
        for (i, c) in old.criteria.iter().enumerate() {
            let Some(j) = new.criterion(&c.number) else {
                continue;
            };
            let Some(d) = new.criteria.get(j) else {
                continue;
            };
            let letters = c.letters().into_iter();
            let options: Vec<(usize, usize)> = letters
                .filter_map(|o| Some((o, d.option(&c.options.get(o)?.key)?)))
                .collect();
            let options = match (c.form == Form::Checklist, d.form == Form::Checklist) {
                (true, true) | (false, false) => options,
                _ => Vec::new(),
            };
            let silent = |f: Form| matches!(f, Form::Ladder | Form::Formula);
            if !options.is_empty() || (silent(c.form) && silent(d.form)) {
                criteria.push(Pair {
                    old: i,
                    new: j,
                    options,
                });
            }
        }
        Pairs { criteria }
    }
}

/// How large what is said is: fields that are filled in, fields that stand
/// above their lowest answer, and by how many steps. In that order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Size(u64);

impl Size {
    /// Nothing is said.
    pub(super) const NONE: Size = Size(0);

    /// One field, by this many steps above its lowest answer.
    pub(super) fn field(steps: usize) -> Size {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX).min(1 << 12);
        Size((1 << 40) | (u64::from(steps > 0) << 20) | steps)
    }

    /// Both.
    pub(super) fn plus(self, other: Size) -> Size {
        Size(self.0.saturating_add(other.0))
    }

    /// How many fields are filled in.
    #[must_use]
    pub fn fields(self) -> u64 {
        self.0 >> 40
    }

    /// How many of them stand above their lowest answer.
    #[must_use]
    pub fn raised(self) -> u64 {
        (self.0 >> 20) & 0xf_ffff
    }

    /// By how many steps.
    #[must_use]
    pub fn steps(self) -> u64 {
        self.0 & 0xf_ffff
    }
}

/// One thing that can be said to a question.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The answer on each card; `None`: left blank.
    pub said: Two<Option<Answer>>,
    pub size: Size,
    /// For how many dossiers it stands.
    pub times: u64,
}

/// A question: a criterion of either card, or of both.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub criteria: Two<Option<usize>>,
    pub items: Vec<Item>,
}

/// Something that only one of two cards knows. A dossier that says it can be
/// read by that one alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lone {
    /// Which card knows it.
    pub side: Side,
    /// Its criterion, or the one it stands on; none: the whole card.
    pub criterion: Option<usize>,
    /// What it is.
    pub what: LoneKind,
}

/// What only one card knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoneKind {
    /// The criterion.
    Criterion,
    /// An option, or a tick, by its place.
    Option(usize),
    /// That none of the options is held.
    NoOption,
    /// A `reject` or `stop` that can be reported, by its place.
    Finding(usize),
    /// A value, or some values, of a fact, by its place in the ruleset.
    Fact(usize),
}

/// Every question of two cards, with all that can be said to it, and what only
/// one of them knows. `whole`: ticks that facts give as well.
pub(super) fn subjects(
    cards: Two<&Scorecard>,
    pairs: &Pairs,
    whole: bool,
) -> Result<(Vec<Subject>, Vec<Lone>), Trouble> {
    let mut all = Vec::new();
    let mut lone = Vec::new();
    for i in 0..cards.old.criteria.len() {
        match pairs.criteria.iter().find(|p| p.old == i) {
            Some(pair) => {
                let ends = Two::new(Some(pair.old), Some(pair.new));
                all.push(subject(cards, ends, &pair.options, whole, &mut lone)?);
            }
            None => all.push(alone(cards, i, Side::Old, whole, &mut lone)?),
        }
    }
    for j in 0..cards.new.criteria.len() {
        if !pairs.criteria.iter().any(|p| p.new == j) {
            all.push(alone(cards, j, Side::New, whole, &mut lone)?);
        }
    }
    Ok((all, lone))
}

/// A criterion that only one card has.
fn alone(
    cards: Two<&Scorecard>,
    i: usize,
    side: Side,
    whole: bool,
    lone: &mut Vec<Lone>,
) -> Result<Subject, Trouble> {
    lone.push(Lone {
        side,
        criterion: Some(i),
        what: LoneKind::Criterion,
    });
    let mut ends = Two::new(None, None);
    *ends.of_mut(side) = Some(i);
    let letters = cards.of(side).criteria.get(i).map(Criterion::letters);
    let letters = letters.unwrap_or_default().into_iter();
    let options: Vec<(usize, usize)> = letters.map(|o| (o, o)).collect();
    subject(cards, ends, &options, whole, &mut Vec::new())
}

/// The criteria of a question.
type Ends<'a> = Two<Option<&'a Criterion>>;

fn subject(
    cards: Two<&Scorecard>,
    criteria: Two<Option<usize>>,
    options: &[(usize, usize)],
    whole: bool,
    lone: &mut Vec<Lone>,
) -> Result<Subject, Trouble> {
    let ends: Ends = Two::each(|s| criteria.of(s).and_then(|i| cards.of(s).criteria.get(i)));
    let mut items = vec![Item {
        said: Two::new(None, None),
        size: Size::NONE,
        times: 1,
    }];
    match ends.old.or(ends.new).map(|c| c.form) {
        Some(Form::Choice | Form::YesNo) => choices(ends, options, &mut items),
        Some(Form::Checklist) => ticks(ends, criteria, options, whole, &mut items)?,
        _ => {}
    }
    for side in Side::BOTH {
        let (Some(c), Some(i)) = (ends.of(side), criteria.of(side)) else {
            continue;
        };
        let paired = |o: usize| options.iter().any(|(a, b)| *Two::new(*a, *b).of(side) == o);
        let apart = c.letters().into_iter().filter(|o| !paired(*o));
        lone.extend(apart.map(|o| Lone {
            side,
            criterion: Some(*i),
            what: LoneKind::Option(o),
        }));
    }
    findings(ends, criteria, &mut items, lone);
    let none = ends.map(|c| c.map(Criterion::may_hold_none));
    match (none.old, none.new) {
        (Some(a), Some(b)) if a != b => {
            let side = if b { Side::New } else { Side::Old };
            lone.push(Lone {
                side,
                criterion: *criteria.of(side),
                what: LoneKind::NoOption,
            });
        }
        (a, b) if a == Some(true) || b == Some(true) => items.push(Item {
            said: none.map(|n| n.map(|_| Answer::None)),
            size: Size::field(1),
            times: 1,
        }),
        _ => {}
    }
    Ok(Subject { criteria, items })
}

fn choices(ends: Ends, options: &[(usize, usize)], items: &mut Vec<Item>) {
    let points = |(o, p): (usize, usize)| {
        let of = |c: Option<&Criterion>, o: usize| c?.options.get(o).map(|x| x.points);
        of(ends.old, o).or(of(ends.new, p)).unwrap_or(Num::ZERO)
    };
    let each = options.iter().enumerate();
    let lowest = each.clone().min_by_key(|(n, o)| (points(**o), *n));
    let lowest = lowest.map_or(0, |(n, _)| n);
    items.extend(each.map(|(n, (o, p))| Item {
        said: Two::new(
            ends.old.map(|_| Answer::Option(*o)),
            ends.new.map(|_| Answer::Option(*p)),
        ),
        size: Size::field(n.abs_diff(lowest)),
        times: 1,
    }));
}

fn findings(ends: Ends, criteria: Two<Option<usize>>, items: &mut Vec<Item>, lone: &mut Vec<Lone>) {
    let keyed = |side: Side| {
        let all = ends.of(side).map_or(&[][..], |c| &c.findings);
        let keyed = all.iter().enumerate();
        keyed.filter_map(|(f, x)| Some((f, x.key.as_ref()?)))
    };
    let both = ends.old.is_some() && ends.new.is_some();
    for side in Side::BOTH {
        for (f, key) in keyed(side) {
            let there = keyed(side.other()).find(|(_, k)| *k == key);
            let mut said = Two::new(None, None);
            *said.of_mut(side) = Some(Answer::Finding(f));
            match there {
                // A pair is listed once, from the old card's side.
                Some(_) if side == Side::New => continue,
                Some((g, _)) => said.new = Some(Answer::Finding(g)),
                None if both => {
                    lone.push(Lone {
                        side,
                        criterion: *criteria.of(side),
                        what: LoneKind::Finding(f),
                    });
                    continue;
                }
                None => {}
            }
            items.push(Item {
                said,
                size: Size::field(1),
                times: 1,
            });
        }
    }
}

/// By what sets of ticks are told apart: their sums on both cards, the ticks
/// that matter by themselves, and how many they are.
type Class = (Num, Num, Vec<(usize, usize)>, usize);

fn ticks(
    ends: Ends,
    criteria: Two<Option<usize>>,
    options: &[(usize, usize)],
    whole: bool,
    items: &mut Vec<Item>,
) -> Result<(), Trouble> {
    let criterion = criteria.old.or(criteria.new);
    let too_large = || Trouble::TooLarge { criterion };
    let start: Class = (Num::ZERO, Num::ZERO, Vec::new(), 0);
    let mut sets: BTreeMap<Class, (Vec<(usize, usize)>, u64)> =
        BTreeMap::from([(start, (Vec::new(), 1))]);
    for (o, p) in options {
        let of = Two::new(
            ends.old.and_then(|c| c.options.get(*o)),
            ends.new.and_then(|c| c.options.get(*p)),
        );
        let mut there = of.old.iter().chain(&of.new);
        let given = there.clone().all(|x| x.when.is_some());
        if given && !whole {
            continue;
        }
        let apart = there.any(|x| {
            !x.marks.is_empty() || x.branch.is_some() || x.case.is_some() || x.when.is_some()
        });
        let points = of.map(|x| x.map_or(Num::ZERO, |x| x.points));
        let mut with = sets.clone();
        for ((a, b, own, count), (set, times)) in &sets {
            let a = a.add(points.old).ok_or(Trouble::Numbers)?;
            let b = b.add(points.new).ok_or(Trouble::Numbers)?;
            let mut own = own.clone();
            if apart {
                own.push((*o, *p));
            }
            let mut set = set.clone();
            set.push((*o, *p));
            let same = with.entry((a, b, own, count + 1)).or_insert((set, 0));
            same.1 = same.1.checked_add(*times).ok_or_else(too_large)?;
        }
        if with.len() > MOST_TICKS {
            return Err(too_large());
        }
        sets = with;
    }
    for (set, times) in sets.into_values() {
        let steps = set.len();
        let old = ends
            .old
            .map(|_| Answer::Ticks(set.iter().map(|s| s.0).collect()));
        let new = ends.new.map(|_| {
            let mut ticks: Vec<usize> = set.iter().map(|s| s.1).collect();
            ticks.sort_unstable();
            Answer::Ticks(ticks)
        });
        items.push(Item {
            said: Two::new(old, new),
            size: Size::field(steps),
            times,
        });
    }
    Ok(())
}
