//! `rhai`: a script, compiled and optimised once; the answers stand in its scope.

use crate::{Answered, lines};
use rhai::{Array, Engine, Map, OptimizationLevel, Scope};
use sao_benches::plain::Plain;
use sao_benches::race::{Field, Racer};
use std::collections::HashMap;

fn script(field: &Field) -> String {
    let lines = lines(field);
    let mut text = String::from("let total = 0;\n");
    for l in &lines {
        let cases = l
            .options
            .iter()
            .map(|(key, points)| format!("\"{key}\" => {points}, "));
        text.push_str(&format!(
            "total += switch d[\"{}\"] {{ {}_ => 0 }};\n",
            l.number,
            cases.collect::<String>()
        ));
    }
    let mut all = vec!["total".to_owned()];
    for level in 0..field.card().rating.levels.len() {
        let asked: Vec<String> = lines
            .iter()
            .filter_map(|l| {
                // Keys are letters in order: at or after the marked one.
                let first = l.meets[level].as_ref()?.first()?;
                Some(format!("d[\"{}\"] >= \"{first}\"", l.number))
            })
            .collect();
        all.push(if asked.is_empty() {
            "true".into()
        } else {
            asked.join(" && ")
        });
    }
    format!("{text}[{}]", all.join(", "))
}

pub fn racer(field: &Field) -> Racer<'_> {
    let mut engine = Engine::new();
    engine.set_optimization_level(OptimizationLevel::Full);
    engine.set_max_expr_depths(0, 0);
    let ast = engine.compile(script(field)).expect("a script");
    let hand = Plain::new(field.card());
    let mut scopes: Vec<Scope<'static>> = field
        .texts
        .iter()
        .map(|text| {
            let answers: HashMap<String, String> = serde_json::from_str(text).expect("JSON");
            let map: Map = answers
                .into_iter()
                .map(|(k, v)| (k.into(), v.into()))
                .collect();
            let mut scope = Scope::new();
            scope.push("d", map);
            scope
        })
        .collect();
    Racer {
        name: "rhai 1",
        given: "its own map",
        rate: Box::new(move |i| {
            let scope = &mut scopes[i];
            let before = scope.len();
            let all: Array = engine
                .eval_ast_with_scope(scope, &ast)
                .expect("a result");
            scope.rewind(before);
            let total = all[0].as_int().expect("a total");
            let met = all[1..].iter().map(|v| v.as_bool().expect("met or not"));
            Answered { by_hand: &hand }.rated(total, met)
        }),
    }
}
