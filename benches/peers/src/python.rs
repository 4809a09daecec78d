//! Engines that live in Python: each in a script of its own, given the same
//! card and dossiers; what is not installed is told and left out.

use crate::lines;
use sao_benches::Script;
use sao_benches::measure::{Table, quick, shown};
use sao_benches::plain::Plain;
use sao_benches::race::Field;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SCRIPTS: [&str; 2] = ["openfisca_core", "zen_engine"];

/// `SAO_BENCH_PYTHON`, a virtual environment beside the scripts, or the system's.
fn python(folder: &Path) -> PathBuf {
    if let Some(given) = std::env::var_os("SAO_BENCH_PYTHON") {
        return given.into();
    }
    let own = folder.join(".venv/bin/python");
    if own.exists() {
        own
    } else {
        "python3".into()
    }
}

pub fn run(field: &Field) -> Vec<Script> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../python");
    let lines = lines(field);
    let criteria: Vec<Value> = lines
        .iter()
        .map(|l| json!({ "number": l.number, "options": l.options, "meets": l.meets }))
        .collect();
    let dossiers: Vec<Value> = field
        .texts
        .iter()
        .map(|t| serde_json::from_str(t).expect("JSON"))
        .collect();
    let levels = field.card().rating.levels.len();
    let given = json!({
        "criteria": criteria,
        "levels": levels,
        "dossiers": dossiers,
        "quick": quick(),
    });
    let path = folder.join("given.json");
    fs::write(&path, given.to_string()).expect("a file");
    let hand = Plain::new(field.card());
    let codes = sao_benches::tea::codes(&field.dossiers, lines.len());
    let mut table = Table::new(
        "In Python, the same result",
        &["engine", "how", "one dossier"],
    );
    let mut all = Vec::new();
    let mut absent = Vec::new();
    for script in SCRIPTS {
        let ran = Command::new(python(&folder))
            .arg(folder.join(format!("{script}.py")))
            .arg(&path)
            .output();
        let told = ran.ok().filter(|r| r.status.success());
        let Some(told) = told.and_then(|r| serde_json::from_slice::<Value>(&r.stdout).ok()) else {
            absent.push(script.replace('_', "-"));
            continue;
        };
        for (i, one) in told["results"].as_array().into_iter().flatten().enumerate() {
            let row: Vec<u8> = codes.iter().map(|c| c[i]).collect();
            let total = one["total"].as_i64().expect("a total") as i32;
            let met = one["met"].as_array().expect("levels").iter().enumerate();
            let missed = met
                .filter(|(_, m)| *m != &json!(true))
                .fold(0, |all, (level, _)| all | 1 << level);
            let rated = (total, hand.level(total, missed));
            assert_eq!(rated, hand.row(&row), "{script} on {i}");
        }
        let name = told["name"].as_str().unwrap_or(script).to_owned();
        let ns = told["ns"].as_f64().expect("a time");
        let how = told["how"].as_str().unwrap_or_default().to_owned();
        table.row(&[name.clone(), how, shown(ns)]);
        all.push(Script { name, ns });
    }
    let _ = fs::remove_file(path);
    if !all.is_empty() {
        table.print();
    }
    for script in absent {
        println!(
            "\n`{script}` did not run: `python3 -m venv benches/python/.venv && \
             benches/python/.venv/bin/pip install {script}`."
        );
    }
    all
}
