//! What can be done at a node of the graph, and what it does: asked of the
//! interpreter.

use super::super::plan::{self, Flow, Slot, Unit};
use super::super::reads::facet;
use super::super::trouble::Trouble;
use super::{Builder, Choice, Effect, Node, Op, Seen, Stop, Tries, Way};
use crate::dossier::Answer;
use crate::exact::Num;
use crate::score::{Given, Status, Step};
use crate::syntax::tree::FindingKind;

impl<'a> Builder<'_, 'a> {
    pub(super) fn criterion(
        &mut self,
        step: &plan::Step,
        node: &Node,
        i: usize,
    ) -> Result<Vec<Effect>, Stop> {
        let (mut given, before) = self.replay(node, &step.wants);
        let mut effects: Vec<Effect> = Vec::new();
        let free = self.offer.free.get(i).copied().unwrap_or(true);
        let fixed = self
            .offer
            .dossier
            .answers
            .criteria
            .get(i)
            .and_then(Option::as_ref);
        if !free && let Some(answer) = fixed {
            let came = self.steps.criterion(&given, &before, i);
            let came = came.map_err(|_| self.unsettled(i))?;
            let choice = Choice::Answer(i, answer.clone());
            self.add(&mut effects, i, &given, (choice, 1, true), came)?;
            return Ok(effects);
        }
        given.answer(i, None);
        let blank = self.steps.criterion(&given, &before, i);
        let tries = self.offer.tries;
        let mut asked = true;
        let (held, findings) = match &blank {
            Ok(came) => {
                let by_policy = self.offer.beyond_policy && came.by_policy();
                let came = came.clone();
                self.add(
                    &mut effects,
                    i,
                    &given,
                    (Choice::Blank(i), 1, by_policy),
                    came,
                )?;
                if !by_policy {
                    if tries == Tries::Asked {
                        return Ok(effects);
                    }
                    asked = false;
                }
                (None, None)
            }
            Err(open) => (Some(&open.held), Some(&open.findings)),
        };
        let offer = self.offer;
        for (answer, times) in offer.answers.get(i).into_iter().flatten() {
            if let (Answer::Finding(f), Some(findings)) = (answer, findings)
                && tries != Tries::All
                && !findings.contains(f)
            {
                continue;
            }
            given.answer(i, Some(answer));
            let came = match self.steps.criterion(&given, &before, i) {
                Ok(came) => came,
                Err(_) if tries != Tries::Asked => continue,
                Err(open) if self.contradicts(i, answer, &open.held) => continue,
                Err(_) => return Err(self.unsettled(i).into()),
            };
            let agrees = match answer {
                _ if tries == Tries::All => true,
                // What is not asked agrees as long as it says nothing else than the facts.
                Answer::Option(_) if !asked => !came.disagrees(),
                Answer::Option(_) => {
                    !came.disagrees()
                        && came.status() != Status::Derived
                        && held.is_none_or(|h| h.contains(&came.held()))
                }
                _ => true,
            };
            if agrees {
                let choice = Choice::Answer(i, answer.clone());
                self.add(&mut effects, i, &given, (choice, *times, asked), came)?;
            }
        }
        if effects.is_empty() && tries != Tries::All {
            return Err(self.unsettled(i).into());
        }
        Ok(effects)
    }

    /// Whether an answer is one that facts leave no room for: then it is no
    /// answer of a dossier that agrees with itself.
    fn contradicts(&self, i: usize, answer: &Answer, held: &[Option<usize>]) -> bool {
        let (Answer::Option(o), Some(c)) = (answer, self.card.criteria.get(i)) else {
            return false;
        };
        let key = |o: usize| c.options.get(o).map(|o| &o.key);
        !held.iter().flatten().any(|h| key(*h) == key(*o))
    }

    fn unsettled(&self, i: usize) -> Trouble {
        Trouble::NotSettled {
            criterion: Some(i),
            span: self
                .card
                .criteria
                .get(i)
                .map(|c| c.span)
                .unwrap_or_default(),
        }
    }

    /// Adds a way, to the effect that is the same if there is one.
    fn add(
        &mut self,
        effects: &mut Vec<Effect>,
        i: usize,
        given: &Given<'a>,
        (choice, times, asked): (Choice, u64, bool),
        came: Step,
    ) -> Result<(), Stop> {
        let points = came.points().ok_or_else(|| self.unsettled(i))?;
        let unmet = self.steps.unmet(given, &came, i);
        let mut ops = Vec::new();
        let flow = self.plan.flows.get(i).copied().unwrap_or(Flow {
            group: None,
            minus: false,
            best: false,
        });
        let delta = self.flow(flow, points, came.present(), &mut ops)?;
        let bits = unmet
            .iter()
            .fold(0i64, |bits, (_, level)| bits | bit(*level));
        if bits != 0 {
            ops.push(Op::Bits(0, bits));
        }
        let rejected = i64::from(came.found(FindingKind::Reject));
        let stopped = i64::from(came.found(FindingKind::Stop));
        if rejected + stopped != 0 {
            ops.push(Op::Bits(1, rejected | stopped << 1));
        }
        if stopped != 0 {
            ops.push(Op::First(2, (i as i64).saturating_add(1)));
        }
        if let Some(slot) = self.plan.slot(Slot::Criterion(i)) {
            let id = self.told_apart(i, &came);
            ops.push(Op::Set(slot, id));
        }
        let way = Way {
            choice,
            times,
            step: Some(came),
            unmet,
            asked,
        };
        match effects
            .iter_mut()
            .find(|e| e.delta == delta && e.ops == ops)
        {
            Some(same) => {
                same.times = same.times.saturating_add(times);
                same.ways.push(way);
            }
            None => effects.push(Effect {
                delta,
                ops,
                ways: vec![way],
                times,
            }),
        }
        Ok(())
    }

    /// Lets points go where they go; what goes straight to the total is returned.
    fn flow(&self, flow: Flow, points: Num, present: bool, ops: &mut Vec<Op>) -> Result<i64, Stop> {
        let units = self.units(points)?;
        let units = if flow.minus { -units } else { units };
        let slot = flow.group.and_then(|g| self.plan.slot(Slot::Group(g)));
        match (slot, flow.best) {
            (Some(slot), true) if present => ops.push(Op::Most(slot, units)),
            (Some(_), true) => {}
            (Some(slot), false) if units != 0 => ops.push(Op::Add(slot, units)),
            (Some(_), false) => {}
            (None, _) => match self.plan.slot(Slot::Total) {
                Some(slot) => ops.push(Op::Add(slot, units)),
                None => return Ok(units),
            },
        }
        Ok(0)
    }

    fn units(&self, points: Num) -> Result<i64, Stop> {
        let scaled = points.mul(Num::int(self.scale)).ok_or(Trouble::Numbers)?;
        match scaled.to_i64() {
            Some(n) if n.unsigned_abs() < 1 << 40 => Ok(n),
            Some(_) => Err(Trouble::Numbers.into()),
            None => Err(Stop::Finer(
                i64::try_from(scaled.denom()).map_err(|_| Trouble::Numbers)?,
            )),
        }
    }

    fn told_apart(&mut self, i: usize, came: &Step) -> i64 {
        let facets = self.plan.facets.get(i).copied().unwrap_or(0);
        let has = |f: u8| facets & f != 0;
        let max = self.card.criteria.get(i).map(|c| c.max);
        let seen: Seen = (
            came.points().filter(|_| has(facet::POINTS)),
            came.max().filter(|_| has(facet::MAX)),
            Some(came.held()).filter(|_| has(facet::OPTION)),
            has(facet::AT_MAXIMUM) && came.counts() && came.points() == max,
            has(facet::COUNTS) && came.counts(),
        );
        let Some(all) = self.seen.get_mut(i) else {
            return 0;
        };
        let place = all.iter().position(|s| *s == seen).unwrap_or_else(|| {
            all.push(seen);
            all.len() - 1
        });
        place as i64
    }

    pub(super) fn close(
        &self,
        step: &plan::Step,
        node: &Node,
        g: usize,
    ) -> Result<Vec<Effect>, Stop> {
        let (given, before) = self.replay(node, &step.wants);
        let Some((points, there)) = self.steps.group(&given, &before, g) else {
            if self.offer.tries == Tries::All {
                return Ok(Vec::new());
            }
            let span = self.card.groups.get(g).map(|g| g.span).unwrap_or_default();
            return Err(Trouble::NotSettled {
                criterion: None,
                span,
            }
            .into());
        };
        let mut ops = Vec::new();
        if let Some(slot) = self.plan.slot(Slot::Group(g)) {
            ops.push(Op::Set(slot, self.units(points)?));
        }
        let flow = self.plan.flow_of_group(self.card, g);
        let delta = self.flow(flow, points, there, &mut ops)?;
        Ok(vec![nothing_chosen(delta, ops)])
    }

    pub(super) fn check(&self, step: &plan::Step, node: &Node) -> Result<Vec<Effect>, Stop> {
        let (given, before) = self.replay(node, &step.wants);
        let Some(when) = plan::condition(self.card, step.unit) else {
            return Ok(vec![nothing_chosen(0, Vec::new())]);
        };
        // Where anything may be left out, some dossiers are not rated to the end.
        let dead_end = || match self.offer.tries {
            Tries::All => Ok(Vec::new()),
            _ => Err(Stop::from(Trouble::NotSettled {
                criterion: None,
                span: when.span,
            })),
        };
        if step.unit == Unit::Measure {
            let Some(measured) = self.steps.number(&given, &before, when) else {
                return dead_end();
            };
            let band = self.steps.band(measured).map_or(0, |b| b as i64 + 1);
            return Ok(vec![nothing_chosen(0, vec![Op::Set(4, band)])]);
        }
        let Some(holds) = self.steps.truth(&given, &before, when) else {
            return dead_end();
        };
        let op = match step.unit {
            Unit::CardRequire(k) if !holds => {
                self.card.requires.get(k).map(|r| Op::Bits(0, bit(r.level)))
            }
            Unit::RatingRequire(k) if !holds => {
                let require = self.card.rating.requires.get(k);
                require.map(|r| Op::Bits(0, bit(r.level)))
            }
            Unit::Lift(k) if holds => Some(Op::Bits(3, bit(k))),
            Unit::Finding(k) if holds => self.card.findings.get(k).map(|f| {
                let found = match f.kind {
                    FindingKind::Reject => 1,
                    FindingKind::Stop => 2,
                };
                Op::Bits(1, found)
            }),
            _ => None,
        };
        Ok(vec![nothing_chosen(0, op.into_iter().collect())])
    }
}

fn nothing_chosen(delta: i64, ops: Vec<Op>) -> Effect {
    Effect {
        delta,
        ops,
        ways: vec![Way {
            choice: Choice::Nothing,
            times: 1,
            step: None,
            unmet: Vec::new(),
            asked: true,
        }],
        times: 1,
    }
}

/// A bit for a level or lift. There are never so many that they run out.
fn bit(place: usize) -> i64 {
    1i64.checked_shl(place as u32).unwrap_or(0)
}
