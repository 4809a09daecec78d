//! `datalogic-rs`: the card in JsonLogic, compiled once.

use crate::{Answered, lines};
use bumpalo::Bump;
use datalogic_rs::{Engine, ParsedData};
use sao_benches::plain::Plain;
use sao_benches::race::{Field, Racer};
use serde_json::{Value, json};

/// The total, and by level whether its minimums are met.
fn rule(field: &Field) -> Value {
    let lines = lines(field);
    let answer = |number: &str| json!({ "var": [format!("c{number}")] });
    let points: Vec<Value> = lines
        .iter()
        .map(|l| {
            let mut choice: Vec<Value> = Vec::new();
            for (key, points) in &l.options {
                choice.push(json!({ "==": [answer(&l.number), key] }));
                choice.push(json!(points));
            }
            choice.push(json!(0));
            json!({ "if": choice })
        })
        .collect();
    let mut all = vec![json!({ "+": points })];
    for level in 0..field.card().rating.levels.len() {
        let asked: Vec<Value> = lines
            .iter()
            .filter_map(|l| {
                let keys = l.meets[level].as_ref()?;
                Some(json!({ "in": [answer(&l.number), keys] }))
            })
            .collect();
        all.push(if asked.is_empty() {
            json!(true)
        } else {
            json!({ "and": asked })
        });
    }
    Value::Array(all)
}

/// The dossiers with names that are no paths: JsonLogic reads a point as one.
fn data(field: &Field) -> Vec<String> {
    let renamed = |text: &String| {
        let all: serde_json::Map<String, Value> = serde_json::from_str(text).expect("JSON");
        let all = all.into_iter().map(|(k, v)| (format!("c{k}"), v));
        Value::Object(all.collect()).to_string()
    };
    field.texts.iter().map(renamed).collect()
}

pub fn racers(field: &Field) -> Vec<Racer<'_>> {
    let texts = data(field);
    let parsed: Vec<ParsedData> = texts
        .iter()
        .map(|t| ParsedData::from_json(t).expect("JSON"))
        .collect();
    let of_tree = racer(field);
    let of_text = racer(field);
    vec![
        Racer {
            name: "datalogic-rs 5.4",
            given: "its own tree",
            rate: Box::new({
                let mut rate = of_tree;
                move |i| rate(Given::Tree(&parsed[i]))
            }),
        },
        Racer {
            name: "the same from JSON text (datalogic-rs)",
            given: "JSON text",
            rate: Box::new({
                let mut rate = of_text;
                move |i| rate(Given::Text(&texts[i]))
            }),
        },
    ]
}

enum Given<'x> {
    Tree(&'x ParsedData),
    Text(&'x str),
}

fn racer(field: &Field) -> impl FnMut(Given<'_>) -> (i32, i8) + use<> {
    let engine = Engine::new();
    let logic = engine.compile(rule(field).to_string().as_str()).expect("a rule");
    let hand = Plain::new(field.card());
    let mut arena = Bump::new();
    move |given| {
        arena.reset();
        let result = match given {
            Given::Tree(tree) => engine.evaluate(&logic, tree, &arena),
            Given::Text(text) => engine.evaluate(&logic, text, &arena),
        };
        let all = result.expect("a result").as_array().expect("an array");
        let total = all[0].as_i64().expect("a total");
        let met = all[1..].iter().map(|v| v.as_bool().expect("met or not"));
        Answered { by_hand: &hand }.rated(total, met)
    }
}
