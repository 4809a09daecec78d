//! The changes of a card that are tried: one for each figure, mark, bound and
//! condition, as small as a slip of the pen.

use super::Words;
use super::conditions::{change, changes, last_place};
use super::edit::{Bound, Edit};
use crate::exact::Num;
use crate::model::phrase::{number_text, phrase};
use crate::model::{Criterion, Expr, Finding, Form, Key, Rating, Ruleset, Scorecard, Slot};
use crate::syntax::tree::FindingKind;
use crate::text::{Both, Lang, Span, both};
use serde::Serialize;
use std::collections::HashMap;

/// What kind of statement is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MutantKind {
    /// Points of an option, a tick or a rung; a cap.
    Points,
    /// A mark, or a requirement of a level.
    Minimum,
    /// A bound between two levels.
    Band,
    /// A bound, a sign or a value in a condition or a ladder.
    Condition,
    /// `reject`, `stop`, `only if`, `force`, `replaces`.
    Effect,
}

impl MutantKind {
    /// All kinds.
    pub const ALL: [MutantKind; 5] = [
        MutantKind::Points,
        MutantKind::Minimum,
        MutantKind::Band,
        MutantKind::Condition,
        MutantKind::Effect,
    ];

    /// What such statements are called.
    #[must_use]
    pub fn name(self) -> Both {
        match self {
            MutantKind::Points => both!("points", "điểm"),
            MutantKind::Minimum => both!("minimums", "mức tối thiểu"),
            MutantKind::Band => both!("bounds of levels", "mốc giữa các hạng"),
            MutantKind::Condition => both!("conditions", "điều kiện"),
            MutantKind::Effect => both!("effects", "hệ quả"),
        }
    }
}

/// A ruleset with one statement changed.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The scorecard; none when the statement belongs to the whole ruleset.
    pub card: Option<String>,
    /// Its kind.
    pub kind: MutantKind,
    /// What is changed, as people call it: `3.5 b`.
    pub place: String,
    /// The change: `2 points → 3`.
    pub change: Both,
    /// The line.
    pub span: Span,
    /// How it is made.
    pub edit: Edit,
    /// How many changes of the same words on the same line come before it.
    pub twin: usize,
}

impl Mutant {
    /// The changed rules: the one card, or all of them for a statement of the
    /// whole ruleset. None when there is nothing to change.
    #[must_use]
    pub fn applied(&self, rules: &Ruleset) -> Option<Ruleset> {
        let mut changed = match &self.card {
            Some(card) => rules.with_card_only(card),
            None => rules.clone(),
        };
        let card = self.card.as_deref().unwrap_or("");
        self.edit.apply(&mut changed, card).then_some(changed)
    }
}

/// Every change of a card, in order of the page; those of names and tables of
/// the whole ruleset when no card is named.
#[must_use]
pub fn mutants(rules: &Ruleset, card: Option<&Scorecard>) -> Vec<Mutant> {
    let mut list = List {
        rules,
        card,
        all: Vec::new(),
    };
    match card {
        Some(card) => {
            card.criteria
                .iter()
                .enumerate()
                .for_each(|(i, c)| list.criterion(i, c));
            list.findings(None, &card.findings, "");
            for (i, r) in card.requires.iter().enumerate() {
                let place = r.place.clone().unwrap_or_default();
                list.gone(
                    MutantKind::Minimum,
                    &place,
                    both!("the requirement", "yêu cầu"),
                    r.span,
                    Edit::RequireGone { require: i },
                );
            }
            list.groups(card);
            list.bands(&card.rating);
            let mut found: Vec<(Slot, &Expr)> = Vec::new();
            card.each_expr(&mut |slot, e| found.push((slot, e)));
            found.iter().for_each(|(slot, e)| list.expression(*slot, e));
        }
        None => {
            let mut found: Vec<(Slot, &Expr)> = Vec::new();
            rules.each_expr(&mut |slot, e| found.push((slot, e)));
            found.iter().for_each(|(slot, e)| list.expression(*slot, e));
        }
    }
    let mut seen: HashMap<Words, usize> = HashMap::new();
    for mutant in &mut list.all {
        let before = seen.entry(mutant.words()).or_default();
        mutant.twin = *before;
        *before = before.saturating_add(1);
    }
    list.all
}

struct List<'a> {
    rules: &'a Ruleset,
    card: Option<&'a Scorecard>,
    all: Vec<Mutant>,
}

impl List<'_> {
    fn put(&mut self, kind: MutantKind, place: &str, change: Both, span: Span, edit: Edit) {
        self.all.push(Mutant {
            card: self.card.map(|c| c.id.clone()),
            kind,
            place: place.to_owned(),
            change,
            span,
            edit,
            twin: 0,
        });
    }

    fn gone(&mut self, kind: MutantKind, place: &str, what: Both, span: Span, edit: Edit) {
        let (en, vi) = (what.en, what.vi);
        let change = both!("{en} is gone", "bỏ {vi}");
        self.put(kind, place, change, span, edit);
    }

    fn criterion(&mut self, i: usize, c: &Criterion) {
        for (o, option) in c.options.iter().enumerate() {
            let place = format!("{} {}", c.number, option.key);
            // Up for the lower half and down for the rest, so that the figure stays plausible.
            let by = if option.points < c.max { 1 } else { -1 };
            if let Some(to) = option.points.add(Num::int(by)) {
                let from = option.points;
                self.put(
                    MutantKind::Points,
                    &place,
                    both!("{from} points → {to}", "{from} điểm → {to}"),
                    option.span,
                    Edit::Points {
                        criterion: i,
                        option: o,
                        to,
                    },
                );
            }
            self.marks(i, c, o, &place);
        }
        self.rungs(i, c);
        if let Some(cap) = c.tick_cap {
            let to = cap.add(Num::ONE);
            self.put(
                MutantKind::Points,
                &c.number,
                both!(
                    "the ticks are cut one point higher",
                    "nới mức trần của các dấu thêm 1 điểm"
                ),
                c.span,
                Edit::TickCap { criterion: i, to },
            );
        }
        self.findings(Some(i), &c.findings, &c.number);
        for (n, x) in c.only_if.iter().enumerate() {
            self.gone(
                MutantKind::Effect,
                &c.number,
                both!(
                    "the condition under which it counts",
                    "điều kiện để được tính"
                ),
                x.span,
                Edit::OnlyIfGone {
                    criterion: i,
                    only_if: n,
                },
            );
        }
        for (n, x) in c.caps.iter().enumerate() {
            let points = x.points;
            self.gone(
                MutantKind::Points,
                &c.number,
                both!("the cap at {points}", "mức trần {points}"),
                c.span,
                Edit::CapGone {
                    criterion: i,
                    cap: n,
                },
            );
        }
        for n in 0..c.forces.len() {
            self.gone(
                MutantKind::Effect,
                &c.number,
                both!("the option that is forced", "lựa chọn bắt buộc"),
                c.span,
                Edit::ForceGone {
                    criterion: i,
                    force: n,
                },
            );
        }
        for n in 0..c.replaces.len() {
            self.gone(
                MutantKind::Effect,
                &c.number,
                both!("the replacement", "việc thay tiêu chí khác"),
                c.span,
                Edit::ReplacesGone {
                    criterion: i,
                    replaces: n,
                },
            );
        }
    }

    /// Each mark is taken away, and moved to the option before and after it.
    fn marks(&mut self, i: usize, c: &Criterion, o: usize, place: &str) {
        let (Some(option), Some(card)) = (c.options.get(o), self.card) else {
            return;
        };
        let beside = |at: usize| {
            c.options
                .get(at)
                .filter(|other| (other.case, other.branch) == (option.case, option.branch))
                .map(|other| (at, other.key.clone()))
        };
        for level in &option.marks {
            let name = card
                .rating
                .levels
                .get(*level)
                .map_or(String::new(), |l| l.name.clone());
            let edit = |to| Edit::Mark {
                criterion: i,
                from: o,
                to,
                level: *level,
            };
            if c.form == Form::Checklist {
                self.gone(
                    MutantKind::Minimum,
                    place,
                    both!("the mark {name}", "dấu {name}"),
                    option.span,
                    edit(None),
                );
                continue;
            }
            let before = o.checked_sub(1).and_then(beside);
            match before {
                Some((at, key)) => self.put(
                    MutantKind::Minimum,
                    place,
                    both!("{name} moved to {key}", "dấu {name} chuyển sang {key}"),
                    option.span,
                    edit(Some(at)),
                ),
                None => self.gone(
                    MutantKind::Minimum,
                    place,
                    both!("the mark {name}", "dấu {name}"),
                    option.span,
                    edit(None),
                ),
            }
            if let Some((at, key)) = beside(o.saturating_add(1)) {
                self.put(
                    MutantKind::Minimum,
                    place,
                    both!("{name} moved to {key}", "dấu {name} chuyển sang {key}"),
                    option.span,
                    edit(Some(at)),
                );
            }
        }
    }

    fn rungs(&mut self, i: usize, c: &Criterion) {
        for (r, rung) in c.rungs.iter().enumerate() {
            let place = format!("{} ({})", c.number, rung.points);
            let from = rung.points;
            if let Some(to) = from.add(Num::ONE) {
                self.put(
                    MutantKind::Points,
                    &place,
                    both!("{from} points → {to}", "{from} điểm → {to}"),
                    rung.span,
                    Edit::RungPoints {
                        criterion: i,
                        rung: r,
                        to,
                    },
                );
            }
        }
        // A bound belongs to the rung on each side of it.
        let mut seen: Vec<(Option<usize>, Num)> = Vec::new();
        for rung in &c.rungs {
            let Key::Within(within) = &rung.key else {
                continue;
            };
            for from in [within.lo, within.hi].into_iter().flatten() {
                if seen.contains(&(rung.branch, from)) {
                    continue;
                }
                seen.push((rung.branch, from));
                let step = last_place(from);
                let at = Both {
                    en: number_text(from, Lang::En),
                    vi: number_text(from, Lang::Vi),
                };
                for to in [Some(from), from.add(step), from.sub(step)] {
                    let Some(to) = to else { continue };
                    let (en, vi) = (&at.en, &at.vi);
                    let change = if to == from {
                        both!("{en} on the other side", "{vi} thuộc bậc bên kia")
                    } else {
                        Both {
                            en: format!("{en} → {}", number_text(to, Lang::En)),
                            vi: format!("{vi} → {}", number_text(to, Lang::Vi)),
                        }
                    };
                    self.put(
                        MutantKind::Condition,
                        &c.number,
                        change,
                        rung.span,
                        Edit::RungBound {
                            criterion: i,
                            branch: rung.branch,
                            from,
                            to,
                        },
                    );
                }
            }
        }
    }

    fn findings(&mut self, criterion: Option<usize>, all: &[Finding], place: &str) {
        for (finding, x) in all.iter().enumerate() {
            let (here, other) = match x.kind {
                FindingKind::Reject => ("reject", "stop"),
                FindingKind::Stop => ("stop", "reject"),
            };
            let (vi_here, vi_other) = match x.kind {
                FindingKind::Reject => ("loại", "dừng"),
                FindingKind::Stop => ("dừng", "loại"),
            };
            self.gone(
                MutantKind::Effect,
                place,
                both!("“{here}”", "«{vi_here}»"),
                x.span,
                Edit::FindingGone { criterion, finding },
            );
            self.put(
                MutantKind::Effect,
                place,
                both!("{here} → {other}", "{vi_here} → {vi_other}"),
                x.span,
                Edit::FindingTurned { criterion, finding },
            );
        }
    }

    fn groups(&mut self, card: &Scorecard) {
        for (group, g) in card.groups.iter().enumerate() {
            if let Some(only) = &g.only_if {
                self.gone(
                    MutantKind::Effect,
                    &g.code,
                    both!(
                        "the condition under which it counts",
                        "điều kiện để được tính"
                    ),
                    only.span,
                    Edit::GroupAlways { group },
                );
            }
            if let Some(cap) = g.cap {
                let to = cap.sub(Num::ONE);
                self.put(
                    MutantKind::Points,
                    &g.code,
                    both!(
                        "the cap {cap} one point lower",
                        "hạ mức trần {cap} một điểm"
                    ),
                    g.span,
                    Edit::GroupCap { group, to },
                );
                self.gone(
                    MutantKind::Points,
                    &g.code,
                    both!("the cap {cap}", "mức trần {cap}"),
                    g.span,
                    Edit::GroupCap { group, to: None },
                );
            }
        }
    }

    /// Each bound between two levels is moved by one, and given to the other side.
    fn bands(&mut self, rating: &Rating) {
        let mut rows: Vec<usize> = (0..rating.levels.len())
            .filter(|i| rating.levels.get(*i).is_some_and(|l| !l.band.is_empty()))
            .collect();
        rows.sort_by_key(|i| rating.levels.get(*i).and_then(|l| l.band.lo));
        for pair in rows.windows(2) {
            let [below, above] = pair else { continue };
            let (Some(low), Some(high)) = (rating.levels.get(*below), rating.levels.get(*above))
            else {
                continue;
            };
            let Some(at) = high.band.lo else { continue };
            let moved = [
                (Some(at), !high.band.lo_in),
                (at.add(Num::ONE), high.band.lo_in),
                (at.sub(Num::ONE), high.band.lo_in),
            ];
            for (to, up) in moved {
                let Some(to) = to else { continue };
                let (en, vi) = (number_text(at, Lang::En), number_text(at, Lang::Vi));
                let change = if to == at {
                    both!("{en} to the other level", "{vi} thuộc hạng bên kia")
                } else {
                    Both {
                        en: format!("{en} → {}", number_text(to, Lang::En)),
                        vi: format!("{vi} → {}", number_text(to, Lang::Vi)),
                    }
                };
                self.put(
                    MutantKind::Band,
                    &format!("{} | {}", low.name, high.name),
                    change,
                    high.span,
                    Edit::Band {
                        below: *below,
                        above: *above,
                        to: Bound { at: to, above: up },
                    },
                );
            }
        }
    }

    fn expression(&mut self, slot: Slot, expr: &Expr) {
        let mut nodes: Vec<&Expr> = Vec::new();
        expr.walk(&mut |e| nodes.push(e));
        let place = self.place(slot);
        for (node, e) in nodes.iter().enumerate() {
            for how in changes(e) {
                let mut other = expr.clone();
                if !change(&mut other, node, &how) {
                    continue;
                }
                let say = |e: &Expr, lang| phrase(e, self.rules, self.card, lang);
                let words = Both {
                    en: format!("{} → {}", say(expr, Lang::En), say(&other, Lang::En)),
                    vi: format!("{} → {}", say(expr, Lang::Vi), say(&other, Lang::Vi)),
                };
                let edit = Edit::Condition {
                    slot,
                    node,
                    change: how,
                };
                self.put(MutantKind::Condition, &place, words, e.span, edit);
            }
        }
    }

    fn place(&self, slot: Slot) -> String {
        let card = self.card;
        match slot {
            Slot::Criterion(i, _) => card
                .and_then(|c| c.criteria.get(i))
                .map_or(String::new(), |c| c.number.clone()),
            Slot::Group(g) => card
                .and_then(|c| c.groups.get(g))
                .map_or(String::new(), |g| g.code.clone()),
            Slot::Let(i) => self
                .rules
                .lets
                .get(i)
                .map_or(String::new(), |l| l.name.clone()),
            Slot::Table(i, _) => self
                .rules
                .tables
                .get(i)
                .map_or(String::new(), |t| t.name.clone()),
            _ => String::new(),
        }
    }
}
