//! Engines that rate the same dossiers of the same card, one by one.

use crate::measure::{Table, shown, time, times};
use crate::plain::{Plain, Walk};
use crate::tea;
use sao::dossier::Dossier;
use sao::model::{Ruleset, Scorecard};
use sao::score::evaluate;
use sao::score::plan::{Plan, Sheets};
use sao::{Library, Lookup};
use std::hint::black_box;

/// The total and the level (`-1`: none).
pub type Rated = (i32, i8);

/// An engine that knows the card.
pub struct Racer<'a> {
    pub name: &'static str,
    /// What it is given.
    pub given: &'static str,
    pub rate: Box<dyn FnMut(usize) -> Rated + 'a>,
}

/// The dossiers of the race.
pub struct Field {
    pub library: Library,
    pub texts: Vec<String>,
    pub dossiers: Vec<Dossier>,
}

impl Field {
    pub fn new() -> Field {
        let real = tea::library();
        let library = tea::library_of(&tea::bare(&real.rulesets()[0].cards["che"]));
        let card = &library.rulesets()[0].cards["card"];
        let mut dice = tea::Dice::new();
        let dossiers: Vec<Dossier> = (0..512)
            .map(|_| tea::dossier(&mut dice, card, 0))
            .collect();
        let texts = dossiers.iter().map(|d| tea::answers(d, card)).collect();
        Field {
            library,
            texts,
            dossiers,
        }
    }

    pub fn rules(&self) -> &Ruleset {
        &self.library.rulesets()[0]
    }

    pub fn card(&self) -> &Scorecard {
        &self.rules().cards["card"]
    }
}

fn rated(total: sao::score::Range, level: Option<Option<usize>>) -> Rated {
    let total = total.known().and_then(|n| n.to_i64()).expect("a total") as i32;
    (total, level.flatten().map_or(-1, |l| l as i8))
}

/// Sao in its ways, plain Rust, and a walk over JSON.
pub fn ours(field: &Field) -> Vec<Racer<'_>> {
    let (rules, card) = (field.rules(), field.card());
    let plan = Plan::new(rules, card);
    assert_eq!(plan.limit(), None);
    let mut sheets = Sheets::default();
    let mut lookup = Lookup::new(rules, card);
    let hand = Plain::new(card);
    let codes = tea::codes(&field.dossiers, card.criteria.len());
    let rows: Vec<Vec<u8>> = (0..field.dossiers.len())
        .map(|r| codes.iter().map(|c| c[r]).collect())
        .collect();
    let walk = Walk::new(card);
    let trees: Vec<serde_json::Value> = field
        .texts
        .iter()
        .map(|t| serde_json::from_str(t).expect("JSON"))
        .collect();
    let again = Walk::new(card);
    vec![
        Racer {
            name: "Sao, prepared, without a trace",
            given: "a dossier",
            rate: Box::new(move |i| {
                let scored = plan.score(&mut sheets, &field.dossiers[i]);
                rated(scored.total(), scored.level())
            }),
        },
        Racer {
            name: "Sao, interpreter, every reason kept",
            given: "a dossier",
            rate: Box::new(move |i| {
                let outcome = evaluate(rules, card, &field.dossiers[i]);
                rated(outcome.total, outcome.level.known())
            }),
        },
        Racer {
            name: "Sao, prepared, from JSON text",
            given: "JSON text",
            rate: Box::new(move |i| {
                let scored = lookup.json(&field.texts[i]).expect("a dossier");
                rated(scored.total(), scored.level())
            }),
        },
        Racer {
            name: "plain Rust over rows",
            given: "codes",
            rate: Box::new(move |i| hand.row(&rows[i])),
        },
        Racer {
            name: "a walk over `serde_json::Value`",
            given: "a JSON tree",
            rate: Box::new(move |i| walk.rate(&trees[i])),
        },
        Racer {
            name: "the same from JSON text",
            given: "JSON text",
            rate: Box::new(move |i| {
                let tree: serde_json::Value =
                    serde_json::from_str(&field.texts[i]).expect("JSON");
                again.rate(&tree)
            }),
        },
    ]
}

/// Lets all run over the same dossiers, compares what they say, and times them.
pub fn run(racers: &mut [Racer<'_>], field: &Field) -> Vec<(&'static str, f64)> {
    let count = field.dossiers.len();
    let wanted: Vec<Rated> = (0..count).map(|i| (racers[0].rate)(i)).collect();
    let mut table = Table::new(
        &format!(
            "One dossier: {} criteria with their minimums, the same result from all",
            field.card().criteria.len()
        ),
        &["engine", "given", "time", "to Sao prepared"],
    );
    let mut all = Vec::new();
    let mut first = None;
    for racer in racers {
        for (i, wanted) in wanted.iter().enumerate() {
            assert_eq!((racer.rate)(i), *wanted, "{} on {i}", racer.name);
        }
        let mut at = 0;
        let ns = time(|| {
            at = (at + 1) % count;
            black_box((racer.rate)(at));
        });
        let one = *first.get_or_insert(ns);
        table.row(&[
            racer.name.into(),
            racer.given.into(),
            shown(ns),
            times(ns / one),
        ]);
        all.push((racer.name, ns));
    }
    table.print();
    all
}
