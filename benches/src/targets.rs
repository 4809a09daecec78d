//! The targets, each beside what this run gave.

use crate::columns::Rows;
use crate::files::Cost;
use crate::measure::{Table, shown};

pub struct Figures {
    /// Nanoseconds a dossier, by engine.
    pub race: Vec<(String, f64)>,
    pub explained: f64,
    pub rows: Rows,
    pub start: Option<f64>,
    pub million: Option<Cost>,
}

impl Figures {
    fn of(&self, start: &str) -> Option<f64> {
        let mut all = self.race.iter();
        all.find(|(name, _)| name.starts_with(start)).map(|(_, ns)| *ns)
    }
}

/// One line a target. "met" and "missed" are computed.
pub fn print(f: &Figures) {
    let mut table = Table::new("Targets", &["what", "target", "this run", ""]);
    let mut at_least = |what: &str, target: f64, found: Option<f64>| {
        let (shown, met) = match found {
            None => ("not run".to_owned(), ""),
            Some(n) => (
                format!("{n:.2} ×"),
                if n >= target { "met" } else { "missed" },
            ),
        };
        table.row(&[what.into(), format!("≥ {target:.2} ×"), shown, met.into()]);
    };
    let prepared = f.of("Sao, prepared, without");
    let datalogic = f.of("datalogic-rs");
    at_least(
        "by column, against plain columnar Rust",
        1.0 / 3.0,
        Some(f.rows.by_hand / f.rows.plan),
    );
    at_least(
        "by column, against `openfisca-core`",
        100.0,
        f.of("openfisca-core").map(|o| o / f.rows.plan),
    );
    at_least(
        "prepared dossier, against `datalogic-rs`",
        10.0,
        datalogic.zip(prepared).map(|(d, p)| d / p),
    );
    at_least(
        "every reason kept, against `datalogic-rs` without reasons",
        1.0,
        datalogic.zip(f.of("Sao, interpreter")).map(|(d, i)| d / i),
    );
    at_least(
        "JSON text to result, against the walk over `serde_json::Value`",
        2.0,
        f.of("the same from JSON text")
            .zip(f.of("Sao, prepared, from JSON"))
            .map(|(walk, ours)| walk / ours),
    );
    let mut at_most = |what: &str, target: f64, unit: &str, found: Option<f64>, text: String| {
        let met = match found {
            None => "",
            Some(n) if n <= target => "met",
            Some(_) => "missed",
        };
        table.row(&[what.into(), format!("< {target} {unit}"), text, met.into()]);
    };
    let none = || "not run".to_owned();
    at_most(
        "cold start to the README's explanation",
        30.0,
        "ms",
        f.start.map(|ns| ns / 1e6),
        f.start.map_or_else(none, shown),
    );
    let seconds = f.million.as_ref().map(|c| c.time.as_secs_f64());
    let text = seconds.map_or_else(none, |s| format!("{s:.2} s"));
    at_most("a million rows of Parquet", 2.0, "s", seconds, text);
    let held = f.million.as_ref().map(|c| c.memory as f64 / f64::from(1 << 20));
    let text = held.map_or_else(none, |m| format!("{m:.0} MB"));
    at_most("the memory they need", 200.0, "MB", held, text);
    table.print();
    println!(
        "\nA full explanation of the tea card in Markdown, from JSON text, takes {}.",
        shown(f.explained)
    );
}
