//! `cel`: one expression, compiled once; the answers stand in its context before
//! anything is timed.

use crate::{Answered, lines};
use cel::{Context, Program, Value};
use sao_benches::plain::Plain;
use sao_benches::race::{Field, Racer};
use std::collections::HashMap;

fn expression(field: &Field) -> String {
    let lines = lines(field);
    let points: Vec<String> = lines
        .iter()
        .map(|l| {
            let choices = l.options.iter().map(|(key, points)| {
                format!("d[\"{}\"] == \"{key}\" ? {points} : ", l.number)
            });
            format!("({}0)", choices.collect::<String>())
        })
        .collect();
    let mut all = vec![points.join(" + ")];
    for level in 0..field.card().rating.levels.len() {
        let asked: Vec<String> = lines
            .iter()
            .filter_map(|l| {
                let keys = l.meets[level].as_ref()?;
                Some(format!("d[\"{}\"] in {keys:?}", l.number))
            })
            .collect();
        all.push(if asked.is_empty() {
            "true".into()
        } else {
            asked.join(" && ")
        });
    }
    format!("[{}]", all.join(", "))
}

pub fn racer(field: &Field) -> Racer<'_> {
    let program = Program::compile(&expression(field)).expect("an expression");
    let hand = Plain::new(field.card());
    let contexts: Vec<Context<'static, 'static>> = field
        .texts
        .iter()
        .map(|text| {
            let answers: HashMap<String, String> = serde_json::from_str(text).expect("JSON");
            let mut context = Context::default();
            context.add_variable_from_value("d", answers);
            context
        })
        .collect();
    Racer {
        name: "cel 0.15",
        given: "its own map",
        rate: Box::new(move |i| {
            let Ok(Value::List(all)) = program.execute(&contexts[i]) else {
                panic!("no list");
            };
            let Value::Int(total) = all[0] else {
                panic!("no total");
            };
            let met = all[1..].iter().map(|v| *v == Value::Bool(true));
            Answered { by_hand: &hand }.rated(total, met)
        }),
    }
}
