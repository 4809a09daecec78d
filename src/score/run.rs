//! One sheet: the criteria in the order in which they are scored, then the
//! subtotals, the total, and the level.

use super::expr::truth;
use super::groups::{self, GroupDone};
use super::inputs::Inputs;
use super::level::{self, Rank, Say};
use super::missing;
use super::numbers::Nums;
use super::sheet::{Memo, Notes, Scored, View};
use super::val::Val;
use super::{
    FindingOutcome, MinimumOutcome, Missing, Tri, choice, criterion, expr, findings, minimums,
    worlds,
};
use crate::model::{Ruleset, Scorecard};
use crate::syntax::tree::FindingKind;

/// A sheet that is scored.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub scored: Vec<Scored>,
    pub groups: Vec<GroupDone>,
    pub total: Nums,
    /// What the rating measures.
    pub measured: Nums,
    pub by_bands: Vec<Rank>,
    pub minimums: Vec<MinimumOutcome>,
    pub lifts: Vec<Tri>,
    /// All findings, those of the whole card first, excluded ones too.
    pub findings: Vec<FindingOutcome>,
    pub levels: Vec<Rank>,
}

/// What does not change from one try to the next.
#[derive(Clone, Copy)]
pub(super) struct Rules<'s, 'a> {
    pub rules: &'a Ruleset,
    pub card: &'a Scorecard,
    pub readings: &'s [usize],
    pub notes: &'s Notes,
    /// Whether the sheet as a whole is tried out too, and what is missing is listed.
    pub thorough: bool,
}

/// Scores one sheet, tries out what is open, and lists what is missing.
pub(super) fn sheet<'a>(r: Rules<'_, 'a>, inputs: &Inputs<'a>) -> (Sheet, Vec<Missing>) {
    let memo = Memo::new(r.rules, Some(r.card));
    r.notes.tries.set(0);
    let done = score_all(r, inputs, inputs, &memo);
    let view = r.view(inputs, inputs, &done, &memo);
    let base = finish(&view, r.card);
    if base.closed() || !r.thorough {
        return (base, Vec::new());
    }
    let tries = worlds::of_sheet(&view, r.card);
    let joined = if tries.count() > 1 {
        let trying = r.notes.trying.replace(true);
        let each = (0..tries.count()).map(|t| {
            let tried = tries.inputs(inputs, t);
            let memo = Memo::new(r.rules, Some(r.card));
            let done = score_all(r, &tried, inputs, &memo);
            let view = r.view(&tried, inputs, &done, &memo);
            let mut criteria = r.card.criteria.iter().enumerate();
            let room = criteria.all(|(i, c)| choice::leaves_room(&view, i, c));
            (finish(&view, r.card), room)
        });
        let (mut results, room): (Vec<Sheet>, Vec<bool>) = each.unzip();
        if room.contains(&true) {
            let mut room = room.into_iter();
            results.retain(|_| room.next() != Some(false));
        }
        r.notes.trying.set(trying);
        base.put_together(&view, &results)
    } else {
        base
    };
    let missing = missing::list(&view, r.card, &joined);
    (joined, missing)
}

impl<'s, 'a> Rules<'s, 'a> {
    pub fn view<'x>(
        self,
        inputs: &'x Inputs<'a>,
        plain: &'x Inputs<'a>,
        done: &'x [Option<Scored>],
        memo: &'x Memo<'a>,
    ) -> View<'x, 'a>
    where
        's: 'x,
    {
        View {
            rules: self.rules,
            card: Some(self.card),
            inputs,
            plain,
            done,
            readings: self.readings,
            memo,
            notes: self.notes,
            at: None,
            record: None,
        }
    }
}

fn score_all<'a>(
    r: Rules<'_, 'a>,
    inputs: &Inputs<'a>,
    plain: &Inputs<'a>,
    memo: &Memo<'a>,
) -> Vec<Option<Scored>> {
    let count = r.card.criteria.len();
    let mut done: Vec<Option<Scored>> = vec![None; count];
    // Whatever the order leaves out comes last.
    for i in r.card.order.iter().copied().chain(0..count) {
        let Some(c) = r.card.criteria.get(i) else {
            continue;
        };
        if matches!(done.get(i), Some(None)) {
            let scored = worlds::score(&r.view(inputs, plain, &done, memo), r.card, i, c);
            if let Some(slot) = done.get_mut(i) {
                *slot = Some(scored);
            }
        }
    }
    done
}

/// Subtotals, total and level, once all criteria are scored.
fn finish<'a>(v: &View<'_, 'a>, card: &'a Scorecard) -> Sheet {
    let total = groups::total(v).points;
    let measured = match expr::eval(v, &card.rating.of) {
        Val::Num(n) => n,
        _ => Nums::all(),
    };
    let mut found = findings::of_card(v, card);
    for s in v.done.iter().flatten() {
        found.extend(s.findings.iter().cloned());
    }
    let say = Say {
        lifts: card
            .rating
            .lifts
            .iter()
            .map(|l| truth(v, &l.when))
            .collect(),
        minimums: minimums::minimums(v, card),
        rejected: state_of(&found, FindingKind::Reject),
        stopped: state_of(&found, FindingKind::Stop),
    };
    let by_bands = level::by_bands(&card.rating, &measured);
    Sheet {
        levels: level::decide(v, card, &by_bands, &say),
        groups: (0..card.groups.len())
            .map(|g| GroupDone {
                counts: groups::counts(v, g),
                ..groups::done(v, g)
            })
            .collect(),
        scored: v.done.iter().flatten().cloned().collect(),
        total,
        measured,
        by_bands,
        minimums: say.minimums,
        lifts: say.lifts,
        findings: found,
    }
}

/// Whether any finding of a kind is there.
pub(super) fn state_of(found: &[FindingOutcome], kind: FindingKind) -> Tri {
    Tri::any(found.iter().filter(|f| f.kind == kind).map(|f| f.state))
}

impl Sheet {
    /// What has a say in the level besides the bands.
    pub fn say(&self) -> Say {
        Say {
            lifts: self.lifts.clone(),
            minimums: self.minimums.clone(),
            rejected: state_of(&self.findings, FindingKind::Reject),
            stopped: state_of(&self.findings, FindingKind::Stop),
        }
    }

    /// Whether nothing at all is open.
    fn closed(&self) -> bool {
        self.scored.iter().all(Scored::settled)
            && self.measured.known().is_some()
            && self.levels.len() <= 1
            && self.minimums.iter().all(|m| m.met.is_known())
            && self.lifts.iter().all(|l| l.is_known())
            && self.findings.iter().all(|f| f.state.is_known())
    }

    /// What several tries have in common; the reasons stay those of the sheet as it stands.
    fn put_together(self, v: &View<'_, '_>, results: &[Sheet]) -> Sheet {
        let Some((first, rest)) = results.split_first() else {
            return self;
        };
        let mut joined = first.clone();
        for r in rest {
            joined.total = joined.total.join(&r.total);
            joined.measured = joined.measured.join(&r.measured);
            joined.by_bands.extend(&r.by_bands);
            joined.levels.extend(&r.levels);
            for (mine, theirs) in joined.groups.iter_mut().zip(&r.groups) {
                mine.points = mine.points.join(&theirs.points);
                mine.max = mine.max.join(&theirs.max);
                mine.counts = mine.counts.join(theirs.counts);
                if mine.capped != theirs.capped {
                    mine.capped = None;
                }
            }
            for (mine, theirs) in joined.minimums.iter_mut().zip(&r.minimums) {
                mine.met = mine.met.join(theirs.met);
            }
            for (mine, theirs) in joined.lifts.iter_mut().zip(&r.lifts) {
                *mine = mine.join(*theirs);
            }
            for (mine, theirs) in joined.findings.iter_mut().zip(&r.findings) {
                mine.state = mine.state.join(theirs.state);
            }
        }
        joined.by_bands = level::sorted(joined.by_bands);
        joined.levels = level::sorted(joined.levels);
        joined.scored = self
            .scored
            .iter()
            .enumerate()
            .map(|(i, base)| {
                let each = results.iter().filter_map(|r| r.scored.get(i));
                let mut merged = worlds::put_together(base, each);
                if let Some(c) = v.card.and_then(|card| card.criteria.get(i)) {
                    worlds::name_facts(v, c, &mut merged);
                }
                merged.wants = base.wants.clone();
                merged
            })
            .collect();
        for (mine, base) in joined.findings.iter_mut().zip(&self.findings) {
            mine.answered = base.answered;
            mine.facts.clone_from(&base.facts);
        }
        joined
    }
}

/// The place of each finding that is found or cannot be excluded, among those only.
pub(super) fn shown_findings(
    card: &Scorecard,
    all: &[FindingOutcome],
) -> (Vec<FindingOutcome>, Vec<Option<usize>>) {
    let mut shown = Vec::new();
    let count = card.findings.len()
        + card
            .criteria
            .iter()
            .map(|c| c.findings.len())
            .sum::<usize>();
    let mut places = vec![None; count];
    for f in all.iter().filter(|f| f.state.possible()) {
        let place = criterion::finding_place(card, f.criterion, f.index);
        if let Some(slot) = places.get_mut(place) {
            *slot = Some(shown.len());
        }
        shown.push(f.clone());
    }
    (shown, places)
}
