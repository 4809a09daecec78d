//! How a dossier comes out, fast enough for tens of thousands: what is known by
//! the compiled plan, what is open exactly by what was learnt of its card, and
//! what neither takes (a council, lists) by the interpreter.

use crate::dossier::Dossier;
use crate::model::{Ruleset, Scorecard};
use crate::reason::{Many, Rank};
use crate::score::evaluate_as_read;
use crate::score::plan::{Plan, Sheets};

/// How a dossier comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Worth {
    /// The levels that are possible, worst first; none where no level is told.
    pub levels: Vec<Rank>,
    /// Whether they may be more than those that are possible.
    pub wide: bool,
}

/// Judges dossiers of one card.
pub(super) struct Judge<'a> {
    rules: &'a Ruleset,
    card: &'a Scorecard,
    plan: Option<(Plan<'a>, Sheets)>,
    many: Many<'a>,
}

impl<'a> Judge<'a> {
    /// For many dossiers, most of which leave nothing open.
    pub fn of_known(rules: &'a Ruleset, card: &'a Scorecard) -> Judge<'a> {
        Judge {
            plan: Some((Plan::new(rules, card), Sheets::default())),
            ..Judge::of_open(rules, card)
        }
    }

    /// For dossiers most of which leave something open.
    pub fn of_open(rules: &'a Ruleset, card: &'a Scorecard) -> Judge<'a> {
        Judge {
            rules,
            card,
            plan: None,
            many: Many::new(rules, card),
        }
    }

    pub fn of(&mut self, dossier: &Dossier) -> Worth {
        // Several assessors are joined by the interpreter.
        let single = dossier.assessors.is_empty();
        if let Some((plan, sheets)) = &mut self.plan
            && single
        {
            sheets.clear(plan);
            sheets.add(plan, dossier);
            sheets.run(plan);
            if let Some(scored) = sheets.scored(plan, 0) {
                return Worth {
                    levels: scored.levels().0,
                    wide: false,
                };
            }
        }
        // Where no level can be told the space would say that there is none.
        let told = self.card.rating.unavailable.is_none();
        if single
            && told
            && let Ok(reach) = self.many.of(dossier)
        {
            return Worth {
                levels: reach.levels,
                wide: false,
            };
        }
        let outcome = evaluate_as_read(self.rules, self.card, dossier);
        Worth {
            wide: !outcome.complete(),
            levels: outcome.level.0,
        }
    }
}
