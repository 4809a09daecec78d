//! `regorus`: a policy in Rego over the card as data; the answers are its input.

use crate::{Answered, lines};
use regorus::{Engine, Value};
use sao_benches::plain::Plain;
use sao_benches::race::{Field, Racer};
use serde_json::json;

const POLICY: &str = r#"
package card
import rego.v1

total := sum([p | some number, key in input; p := data.points[number][key]])

missed[level] if {
    some level, asked in data.meets
    some number, keys in asked
    not input[number] in keys
}

result := {"total": total, "missed": [level | some level, _ in missed]}
"#;

pub fn racer(field: &Field) -> Racer<'_> {
    let lines = lines(field);
    let points: serde_json::Map<String, serde_json::Value> = lines
        .iter()
        .map(|l| {
            let of: serde_json::Map<String, serde_json::Value> = l
                .options
                .iter()
                .map(|(k, p)| (k.clone(), json!(p)))
                .collect();
            (l.number.clone(), of.into())
        })
        .collect();
    let levels = field.card().rating.levels.len();
    let meets: serde_json::Map<String, serde_json::Value> = (0..levels)
        .map(|level| {
            let of: serde_json::Map<String, serde_json::Value> = lines
                .iter()
                .filter_map(|l| Some((l.number.clone(), json!(l.meets[level].as_ref()?))))
                .collect();
            (level.to_string(), of.into())
        })
        .collect();
    let mut engine = Engine::new();
    engine
        .add_policy("card.rego".into(), POLICY.into())
        .expect("a policy");
    let data = json!({ "points": points, "meets": meets }).to_string();
    engine.add_data_json(&data).expect("data");
    let inputs: Vec<Value> = field
        .texts
        .iter()
        .map(|t| Value::from_json_str(t).expect("JSON"))
        .collect();
    let hand = Plain::new(field.card());
    Racer {
        name: "regorus 0.14",
        given: "its own tree",
        rate: Box::new(move |i| {
            engine.set_input(inputs[i].clone());
            let result = engine.eval_rule("data.card.result".into()).expect("a result");
            let result = result.as_object().expect("an object");
            let total = result.get(&Value::from("total")).expect("a total").as_i64().expect("a total");
            let missed = result.get(&Value::from("missed")).expect("levels").as_array().expect("levels");
            let missed: Vec<usize> = missed
                .iter()
                .filter_map(|l| l.as_string().ok()?.parse().ok())
                .collect();
            let met = (0..levels).map(|l| !missed.contains(&l));
            Answered { by_hand: &hand }.rated(total, met)
        }),
    }
}
