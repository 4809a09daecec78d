//! Where points were lost, largest first, and what each better option would add.

use super::page::{Better, Figure, Loss, Losses, Rest, State};
use super::words::say;
use super::{Detail, Teller, counts};
use crate::exact::Num;
use crate::model::{Child, Criterion, Form, Group};
use crate::score::{CriterionOutcome, Status, Tri, Why};

/// Better options that are all listed for one criterion.
const BETTER: usize = 4;
/// Criteria that are listed in a short explanation.
const SHORT: usize = 5;
/// Groups inside groups deeper than this are not followed.
const DEEPEST: usize = 32;

impl Teller<'_> {
    /// Where points were lost; nothing when the dossier is out or stopped.
    pub(super) fn losses(&self) -> Option<Losses> {
        if matches!(self.state(), State::Rejected | State::Stopped) {
            return None;
        }
        let lower = self.card().rating.lower_is_better;
        let mut items = Vec::new();
        for child in &self.card().children {
            self.push_losses(*child, !lower, 0, &mut items);
        }
        items.sort_by_key(|l| std::cmp::Reverse(l.lost));
        let total = if lower {
            sum(&items)
        } else {
            self.counted_max()
                .zip(self.outcome().total.known())
                .and_then(|(max, total)| max.sub(total))
                .filter(|n| !n.is_negative())
        };
        let rest = if self.detail == Detail::Short && items.len() > SHORT {
            let cut = items.split_off(SHORT);
            Some(Rest {
                count: cut.len(),
                lost: sum(&cut)?,
            })
        } else {
            None
        };
        Some(Losses {
            total,
            lower_is_better: lower,
            items,
            rest,
        })
    }

    /// `up`: whether more points here are better for the dossier.
    fn push_losses(&self, child: Child, up: bool, depth: usize, items: &mut Vec<Loss>) {
        if depth > DEEPEST {
            return;
        }
        match child {
            Child::Criterion(i) => items.extend(self.criterion_loss(i, up)),
            Child::Group(g) => {
                let (Some(group), Some(o)) =
                    (self.card().groups.get(g), self.outcome().groups.get(g))
                else {
                    return;
                };
                let up = up != group.subtracted;
                if o.counts == Tri::No {
                    items.extend(self.group_loss(g, group, up, true));
                } else if group.best {
                    items.extend(self.group_loss(g, group, up, false));
                } else {
                    for child in &group.children {
                        self.push_losses(*child, up, depth + 1, items);
                    }
                }
            }
        }
    }

    /// What a group lost as a whole: it does not count, or only its best does.
    fn group_loss(&self, g: usize, group: &Group, up: bool, off: bool) -> Option<Loss> {
        let lang = self.lang;
        let o = self.outcome().groups.get(g)?;
        let max = o.max.known()?;
        let lost = if up {
            max.sub(o.points.hi)?
        } else {
            o.points.lo
        };
        let reason = if off {
            group.only_if.as_ref().map(|r| {
                let why = self.label_or(r.label.as_ref(), &r.when);
                say!(lang, "not counted: {why}", "không tính: {why}")
            })
        } else {
            Some(
                lang.pick("only the best of these counts", "chỉ tính mục cao nhất")
                    .to_owned(),
            )
        };
        (lost > Num::ZERO).then(|| Loss {
            number: group.code.clone(),
            title: group.title.clone(),
            lost,
            at_least: o.points.known().is_none(),
            points: Figure(o.points),
            max,
            held: None,
            better: Vec::new(),
            more: false,
            reason,
        })
    }

    fn criterion_loss(&self, i: usize, up: bool) -> Option<Loss> {
        let (c, o) = self.at(i)?;
        if !counts(o) {
            return None;
        }
        let floor = c.ends().map_or(Num::ZERO, |(lo, _)| lo);
        let lost = if up {
            c.max.sub(o.points.hi)?
        } else {
            o.points.lo.sub(floor)?
        };
        if lost <= Num::ZERO {
            return None;
        }
        let (held, _) = self.held(c, o);
        let reason = o
            .why
            .iter()
            .find(|w| {
                matches!(
                    w,
                    Why::NotCounted { .. }
                        | Why::Capped { .. }
                        | Why::TicksCapped { .. }
                        | Why::LowestForMissing
                        | Why::NoOption
                        | Why::Forced { .. }
                )
            })
            .map(|w| self.reason(c, o, w));
        let mut better = if o.status == Status::NotCounted {
            Vec::new()
        } else {
            self.better(c, o, up)
        };
        // The nearest first; of many, the nearest two and the best.
        better.sort_by_key(|b| b.gain.abs());
        let more = better.len() > BETTER;
        if more {
            let best = better.pop();
            better.truncate(2);
            better.extend(best);
        }
        Some(Loss {
            number: c.number.clone(),
            title: c.title.clone(),
            lost,
            at_least: o.points.known().is_none(),
            points: Figure(o.points),
            max: c.max,
            held: (!held.is_empty() && held != "?" && held != "–").then_some(held),
            better,
            more,
            reason,
        })
    }

    /// Better options, with what each adds to the criterion.
    fn better(&self, c: &Criterion, o: &CriterionOutcome, up: bool) -> Vec<Better> {
        let Some(now) = o.points.known() else {
            return Vec::new();
        };
        // A cap that acts cuts every option.
        let cap = o.why.iter().find_map(|w| match w {
            Why::Capped { cap, .. } => c.caps.get(*cap).map(|x| x.points),
            _ => None,
        });
        let gain = |points: Num| {
            let points = cap.map_or(points, |cap| points.min(cap));
            let more = points.sub(now)?;
            let good = if up { more } else { more.neg()? };
            (good > Num::ZERO).then_some(more)
        };
        let all: Vec<(String, Num)> = match c.form {
            Form::Choice | Form::YesNo => self
                .open_to(c, o)
                .into_iter()
                .filter_map(|i| Some((self.key(c, i), gain(c.options.get(i)?.points)?)))
                .collect(),
            Form::Ladder => c
                .rungs
                .iter()
                .filter(|r| r.branch.is_none() || o.branch.is_none() || r.branch == o.branch)
                .filter_map(|r| Some((self.rung_key(c, &r.key), gain(r.points)?)))
                .collect(),
            Form::Checklist => c
                .options
                .iter()
                .enumerate()
                .filter(|(_, x)| x.branch.is_none() || o.branch.is_none() || x.branch == o.branch)
                .filter_map(|(i, x)| {
                    let key = self.key(c, i);
                    let good = x.points.is_negative() != up;
                    match (o.ticks.contains(&i), good, x.points.is_zero()) {
                        (_, _, true) => None,
                        (false, true, _) => Some((key, x.points)),
                        (true, false, _) => Some((
                            say!(self.lang, "without {key}", "bỏ {key}"),
                            x.points.neg()?,
                        )),
                        _ => None,
                    }
                })
                .collect(),
            Form::Formula => Vec::new(),
        };
        all.into_iter()
            .map(|(option, gain)| Better { option, gain })
            .collect()
    }
}

fn sum(items: &[Loss]) -> Option<Num> {
    items.iter().try_fold(Num::ZERO, |all, l| all.add(l.lost))
}
