//! A plan for machines (`docs/json.md`).

use super::Plan;
use crate::compare::plan::{Otherwise, Whose};
use crate::dossier;
use crate::explain::{change_json, impact_json};
use crate::model::Scorecard;
use crate::score::Outcome;
use crate::testing::End;
use serde_json::{Map, Value, json};

/// The plan in its stable form.
#[must_use]
pub fn plan_json(plan: &Plan<'_>) -> Value {
    let d = plan.difference;
    let findings: Vec<Value> = plan
        .findings
        .iter()
        .map(|f| {
            let mut all = Map::new();
            all.insert("new".to_owned(), Value::from(f.is_new));
            let told = serde_json::to_value(f.finding.to_json(plan.sources));
            if let Ok(Value::Object(told)) = told {
                all.extend(told);
            }
            Value::Object(all)
        })
        .collect();
    let tests: Vec<Value> = plan
        .fallen
        .iter()
        .map(|f| {
            let failures: Vec<Value> = match &f.trial.end {
                End::Passed => Vec::new(),
                End::Failed(all) => all
                    .iter()
                    .map(|x| json!({ "expected": x.expected, "found": x.found }))
                    .collect(),
                End::Broken(all) => all
                    .iter()
                    .map(|d| json!({ "code": d.code, "message": d.message }))
                    .collect(),
            };
            json!({
                "name": f.trial.name,
                "scorecard": f.trial.card,
                "of": match f.whose {
                    Whose::Draft => "draft",
                    Whose::Base => "base",
                    Whose::Rewritten => "base_rewritten",
                },
                "place": f.place,
                "failures": failures,
            })
        })
        .collect();
    let smallest: Option<Vec<Value>> = plan.smallest.map(|all| {
        all.iter()
            .map(|s| {
                let mut all = Map::new();
                all.insert("scorecard".to_owned(), json!(s.card));
                match (&s.result, plan.cards(s)) {
                    (Otherwise::Apart(a), Some((old, new))) => {
                        let side = |rules, card, (d, o): &(_, _)| {
                            let card: &Scorecard = card;
                            let o: &Outcome = o;
                            let level = |l: &Option<usize>| {
                                l.and_then(|l| card.rating.levels.get(l)).map(|l| &l.name)
                            };
                            json!({
                                "dossier": dossier::yaml(rules, card, d),
                                "total": [o.total.lo, o.total.hi],
                                "levels": o.level.0.iter().map(level).collect::<Vec<_>>(),
                            })
                        };
                        all.insert("result".to_owned(), Value::from("apart"));
                        all.insert("same_levels".to_owned(), Value::from(a.same_levels));
                        all.insert("old".to_owned(), side(plan.rulesets.0, old, &a.before));
                        all.insert("new".to_owned(), side(plan.rulesets.1, new, &a.after));
                    }
                    (Otherwise::Unknown(why), _) => {
                        all.insert("result".to_owned(), Value::from("unknown"));
                        all.insert("why".to_owned(), json!(why));
                    }
                    (Otherwise::Equal { lone }, _) => {
                        all.insert("result".to_owned(), Value::from("equal"));
                        all.insert("lone".to_owned(), Value::from(*lone));
                    }
                    (Otherwise::Apart(_), None) => {}
                }
                Value::Object(all)
            })
            .collect()
    });
    json!({
        "old": d.old,
        "new": d.new,
        "clear": !plan.has_findings(),
        "difference": change_json(d),
        "findings": findings,
        "tests": { "run": plan.tests, "failing": tests },
        "impact": plan.impact.map(|i| impact_json(i, &d.old.label, &d.new.label)),
        "smallest": smallest,
    })
}
