//! How things are timed and printed.

use std::fmt::Write;
use std::time::Instant;

/// Whether this run only looks whether everything works.
pub fn quick() -> bool {
    std::env::var_os("SAO_BENCH_QUICK").is_some()
}

/// The least time of one call, in nanoseconds, over rounds of about a fiftieth
/// of a second: what others on the machine take is not counted.
pub fn time(mut f: impl FnMut()) -> f64 {
    let (begin_for, rounds) = if quick() { (1, 2) } else { (20, 15) };
    let begin = Instant::now();
    let mut calls = 0u32;
    while begin.elapsed().as_millis() < begin_for || calls == 0 {
        f();
        calls += 1;
    }
    let mut best = f64::MAX;
    for _ in 0..rounds {
        let begin = Instant::now();
        for _ in 0..calls {
            f();
        }
        best = best.min(begin.elapsed().as_nanos() as f64 / f64::from(calls));
    }
    best
}

/// A duration as people read it.
pub fn shown(ns: f64) -> String {
    let (n, unit) = match ns {
        n if n < 1e3 => (n, "ns"),
        n if n < 1e6 => (n / 1e3, "µs"),
        n if n < 1e9 => (n / 1e6, "ms"),
        n => (n / 1e9, "s"),
    };
    if n < 10.0 {
        format!("{n:.2} {unit}")
    } else {
        format!("{n:.0} {unit}")
    }
}

/// A ratio as people read it.
pub fn times(n: f64) -> String {
    match n {
        n if n < 0.1 => format!("{n:.3} ×"),
        n if n < 10.0 => format!("{n:.2} ×"),
        n => format!("{n:.0} ×"),
    }
}

/// A count as people read it: 1 000 000.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            text.push(' ');
        }
        text.push(d);
    }
    text
}

/// A table, printed at once.
pub struct Table {
    text: String,
}

impl Table {
    pub fn new(heading: &str, columns: &[&str]) -> Table {
        let mut text = format!("\n### {heading}\n\n");
        let line = |text: &mut String, cells: &[&str]| {
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        };
        line(&mut text, columns);
        let dashes: Vec<&str> = columns
            .iter()
            .enumerate()
            .map(|(i, _)| if i == 0 { "---" } else { "---:" })
            .collect();
        line(&mut text, &dashes);
        Table { text }
    }

    pub fn row(&mut self, cells: &[String]) {
        let _ = writeln!(self.text, "| {} |", cells.join(" | "));
    }

    pub fn print(self) {
        print!("{}", self.text);
        let _ = std::io::Write::flush(&mut std::io::stdout());
    }
}
