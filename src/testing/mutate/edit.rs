//! One change of a rule, and how it is made.

use super::conditions::{Change, change};
use crate::exact::Num;
use crate::model::{Key, Ruleset, Scorecard, Slot};
use crate::syntax::tree::FindingKind;

/// A bound between two levels, after the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Where it lies.
    pub at: Num,
    /// Whether it belongs to the level above.
    pub above: bool,
}

/// One change; numbers name places on the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Other points for an option.
    Points {
        /// The criterion.
        criterion: usize,
        /// The option.
        option: usize,
        /// The points.
        to: Num,
    },
    /// Other points for a rung.
    RungPoints {
        /// The criterion.
        criterion: usize,
        /// The rung.
        rung: usize,
        /// The points.
        to: Num,
    },
    /// Another bound of rungs: where one ends, the next begins.
    RungBound {
        /// The criterion.
        criterion: usize,
        /// The branch of the rungs.
        branch: Option<usize>,
        /// The bound.
        from: Num,
        /// The bound afterwards; the same turns to which side it belongs.
        to: Num,
    },
    /// A mark less, or one that stands at another option.
    Mark {
        /// The criterion.
        criterion: usize,
        /// The option that bears it.
        from: usize,
        /// The option that bears it afterwards.
        to: Option<usize>,
        /// The level.
        level: usize,
    },
    /// Another bound between two neighbouring levels.
    Band {
        /// The level below.
        below: usize,
        /// The level above.
        above: usize,
        /// The bound afterwards.
        to: Bound,
    },
    /// An expression changed at one place.
    Condition {
        /// Which expression.
        slot: Slot,
        /// Which of its nodes, counted from the outside in, from left to right.
        node: usize,
        /// How.
        change: Change,
    },
    /// A finding less.
    FindingGone {
        /// The criterion; none for the card.
        criterion: Option<usize>,
        /// Which of its findings.
        finding: usize,
    },
    /// `reject` for `stop`, or the other way round.
    FindingTurned {
        /// The criterion; none for the card.
        criterion: Option<usize>,
        /// Which of its findings.
        finding: usize,
    },
    /// A requirement of a level less.
    RequireGone {
        /// Which, among those written on the card.
        require: usize,
    },
    /// A criterion that always counts.
    OnlyIfGone {
        /// The criterion.
        criterion: usize,
        /// Which of its conditions.
        only_if: usize,
    },
    /// A group that always counts.
    GroupAlways {
        /// The group.
        group: usize,
    },
    /// Another cap of a group, or none.
    GroupCap {
        /// The group.
        group: usize,
        /// The cap.
        to: Option<Num>,
    },
    /// Another cap of a checklist, or none.
    TickCap {
        /// The criterion.
        criterion: usize,
        /// The cap.
        to: Option<Num>,
    },
    /// A cap under a condition less.
    CapGone {
        /// The criterion.
        criterion: usize,
        /// Which of its caps.
        cap: usize,
    },
    /// A forced option less.
    ForceGone {
        /// The criterion.
        criterion: usize,
        /// Which.
        force: usize,
    },
    /// A replacement less.
    ReplacesGone {
        /// The criterion.
        criterion: usize,
        /// Which.
        replaces: usize,
    },
}

impl Edit {
    /// Makes the change; says whether there was anything to change.
    pub fn apply(&self, rules: &mut Ruleset, card: &str) -> bool {
        if let Edit::Condition { slot, node, change } = self {
            return on_expression(rules, card, *slot, *node, change);
        }
        match rules.cards.get_mut(card) {
            Some(card) => self.on(card).is_some(),
            None => false,
        }
    }

    fn on(&self, card: &mut Scorecard) -> Option<()> {
        match self {
            Edit::Points {
                criterion,
                option,
                to,
            } => {
                let c = card.criteria.get_mut(*criterion)?;
                c.options.get_mut(*option)?.points = *to;
            }
            Edit::RungPoints {
                criterion,
                rung,
                to,
            } => {
                let c = card.criteria.get_mut(*criterion)?;
                c.rungs.get_mut(*rung)?.points = *to;
            }
            Edit::RungBound {
                criterion,
                branch,
                from,
                to,
            } => {
                let c = card.criteria.get_mut(*criterion)?;
                for rung in c.rungs.iter_mut().filter(|r| r.branch == *branch) {
                    move_bound(&mut rung.key, *from, *to);
                }
            }
            Edit::Mark {
                criterion,
                from,
                to,
                level,
            } => {
                let c = card.criteria.get_mut(*criterion)?;
                c.options.get_mut(*from)?.marks.retain(|l| l != level);
                if let Some(to) = to {
                    c.options.get_mut(*to)?.marks.push(*level);
                }
            }
            Edit::Band { below, above, to } => {
                let low = &mut card.rating.levels.get_mut(*below)?.band;
                (low.hi, low.hi_in) = (Some(to.at), !to.above);
                let high = &mut card.rating.levels.get_mut(*above)?.band;
                (high.lo, high.lo_in) = (Some(to.at), to.above);
            }
            Edit::FindingGone { criterion, finding } => {
                let all = match criterion {
                    Some(c) => &mut card.criteria.get_mut(*c)?.findings,
                    None => &mut card.findings,
                };
                remove(all, *finding)?;
            }
            Edit::FindingTurned { criterion, finding } => {
                let all = match criterion {
                    Some(c) => &mut card.criteria.get_mut(*c)?.findings,
                    None => &mut card.findings,
                };
                let one = all.get_mut(*finding)?;
                one.kind = match one.kind {
                    FindingKind::Reject => FindingKind::Stop,
                    FindingKind::Stop => FindingKind::Reject,
                };
            }
            Edit::RequireGone { require } => remove(&mut card.requires, *require)?,
            Edit::OnlyIfGone { criterion, only_if } => {
                remove(&mut card.criteria.get_mut(*criterion)?.only_if, *only_if)?;
            }
            Edit::GroupAlways { group } => {
                card.groups.get_mut(*group)?.only_if.take()?;
            }
            Edit::GroupCap { group, to } => card.groups.get_mut(*group)?.cap = *to,
            Edit::TickCap { criterion, to } => {
                card.criteria.get_mut(*criterion)?.tick_cap = *to;
            }
            Edit::CapGone { criterion, cap } => {
                remove(&mut card.criteria.get_mut(*criterion)?.caps, *cap)?;
            }
            Edit::ForceGone { criterion, force } => {
                remove(&mut card.criteria.get_mut(*criterion)?.forces, *force)?;
            }
            Edit::ReplacesGone {
                criterion,
                replaces,
            } => remove(&mut card.criteria.get_mut(*criterion)?.replaces, *replaces)?,
            Edit::Condition { .. } => {}
        }
        Some(())
    }
}

fn remove<T>(all: &mut Vec<T>, at: usize) -> Option<()> {
    (at < all.len()).then(|| {
        all.remove(at);
    })
}

/// Moves the ends of a key that lie at a bound; or turns whether they belong to it.
fn move_bound(key: &mut Key, from: Num, to: Num) {
    let Key::Within(within) = key else { return };
    let ends = [
        (&mut within.lo, &mut within.lo_in),
        (&mut within.hi, &mut within.hi_in),
    ];
    for (end, belongs) in ends {
        if *end != Some(from) {
            continue;
        }
        if from == to {
            *belongs = !*belongs;
        } else {
            *end = Some(to);
        }
    }
}

fn on_expression(rules: &mut Ruleset, card: &str, wanted: Slot, node: usize, how: &Change) -> bool {
    let mut done = false;
    let mut f = |slot: Slot, expr: &mut crate::model::Expr| {
        if slot == wanted {
            done |= change(expr, node, how);
        }
    };
    if matches!(wanted, Slot::Let(_) | Slot::Table(..)) {
        rules.each_expr_mut(&mut f);
    } else if let Some(card) = rules.cards.get_mut(card) {
        card.each_expr_mut(&mut f);
    }
    done
}
