//! Measurements of Sao, and what its peers need to be measured beside it: the
//! tables of `docs/performance.md`, as Markdown.
#![allow(clippy::all, missing_docs)]

pub mod columns;
pub mod count;
pub mod files;
pub mod measure;
pub mod memory;
pub mod plain;
pub mod race;
pub mod single;
pub mod targets;
pub mod tea;

use race::{Field, Racer};

/// The least of what a script measured for one dossier, by its name.
pub struct Script {
    pub name: String,
    pub ns: f64,
}

/// Runs everything: `racers` with those of other engines, `scripts` what ran
/// elsewhere, in this run, on the same dossiers.
pub fn run(field: &Field, racers: &mut Vec<Racer<'_>>, scripts: impl FnOnce(&Field) -> Vec<Script>) {
    if count::work(racers, field.dossiers.len()) {
        return;
    }
    let names: Vec<&'static str> = racers.iter().map(|r| r.name).collect();
    println!("{}", machine());
    let mut figures = race::run(racers, field)
        .into_iter()
        .map(|(name, ns)| (name.to_owned(), ns))
        .collect::<Vec<_>>();
    let ran = scripts(field);
    figures.extend(ran.into_iter().map(|s| (s.name, s.ns)));
    count::run(&names);
    let real = tea::library();
    let explained = single::run(&real);
    let rows = columns::run(field, &real);
    columns::criteria();
    columns::rows(field);
    let mut target = targets::Figures {
        race: figures,
        explained,
        rows,
        start: None,
        million: None,
    };
    match files::program() {
        None => println!("\nThe program could not be built: nothing is told of files."),
        Some(sao) => {
            target.start = Some(files::start(&sao));
            target.million = files::run(&sao, &real);
        }
    }
    targets::print(&target);
}

/// What this was measured on.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let model = cpu
        .lines()
        .find_map(|l| l.strip_prefix("model name"))
        .map_or("", |l| l.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    let how = if cfg!(debug_assertions) {
        "a debug build: the figures say nothing"
    } else {
        "a release build"
    };
    format!("{model}, {cores} cores, load {load} at the start, {how}.")
}
