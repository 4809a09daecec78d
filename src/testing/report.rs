//! Test results for machines (`docs/json.md`).

use super::{Coverage, End, ItemKind, Trial};
use crate::model::Ruleset;
use crate::text::Sources;
use serde_json::{Map, Value, json};

/// The results of the tests of one ruleset; with `coverage`, also what no test exercises.
#[must_use]
pub fn json(
    ruleset: &Ruleset,
    trials: &[Trial],
    coverage: Option<&Coverage>,
    sources: &Sources,
) -> Value {
    let tests: Vec<Value> = trials.iter().map(|t| test(t, sources)).collect();
    let mut all = Map::new();
    all.insert("ruleset".into(), ruleset.name.clone().into());
    all.insert("version".into(), ruleset.version.clone().into());
    all.insert("state".into(), ruleset.state().into());
    all.insert("sha256".into(), ruleset.digest.clone().into());
    all.insert(
        "passed".into(),
        trials.iter().filter(|t| t.passed()).count().into(),
    );
    all.insert(
        "failed".into(),
        trials.iter().filter(|t| !t.passed()).count().into(),
    );
    all.insert("tests".into(), tests.into());
    if let Some(coverage) = coverage {
        all.insert("coverage".into(), of_coverage(coverage, sources));
    }
    Value::Object(all)
}

fn test(trial: &Trial, sources: &Sources) -> Value {
    let status = match &trial.end {
        End::Passed => "passed",
        End::Failed(_) => "failed",
        End::Broken(_) => "broken",
    };
    let failures: Vec<Value> = match &trial.end {
        End::Failed(all) => all
            .iter()
            .map(|f| {
                json!({
                    "expected": f.expected,
                    "found": f.found,
                    "place": sources.place(f.span),
                })
            })
            .collect(),
        _ => Vec::new(),
    };
    let errors: Vec<Value> = match &trial.end {
        End::Broken(all) => all
            .iter()
            .filter_map(|d| serde_json::to_value(d.to_json(sources)).ok())
            .collect(),
        _ => Vec::new(),
    };
    json!({
        "name": trial.name,
        "scorecard": trial.card,
        "place": sources.place(trial.span),
        "status": status,
        "failures": failures,
        "errors": errors,
    })
}

fn of_coverage(coverage: &Coverage, sources: &Sources) -> Value {
    let mut tallies = Map::new();
    for kind in ItemKind::ALL {
        let key = match serde_json::to_value(kind) {
            Ok(Value::String(word)) => word,
            _ => continue,
        };
        let tally = coverage.tally(kind);
        tallies.insert(
            key,
            json!({ "exercised": tally.exercised, "all": tally.all }),
        );
    }
    let open: Vec<Value> = coverage
        .open()
        .map(|i| {
            json!({
                "kind": i.kind,
                "scorecard": i.card,
                "name": i.name,
                "held": i.held,
                "failed": i.failed,
                "place": sources.place(i.span),
            })
        })
        .collect();
    json!({ "tally": tallies, "open": open })
}
