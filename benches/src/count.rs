//! Instructions instead of seconds: the same on a busy machine. Counted by
//! valgrind's callgrind, where it is installed.

use crate::measure::{Table, grouped, quick, times};
use crate::race::Racer;
use std::hint::black_box;
use std::process::{Command, Stdio};

/// What one racer does so often, for a run under callgrind: `--count NAME N`.
pub fn work(racers: &mut [Racer<'_>], field: usize) -> bool {
    let args: Vec<String> = std::env::args().collect();
    let [_, flag, name, times] = args.as_slice() else {
        return false;
    };
    if flag != "--count" {
        return false;
    }
    let times: usize = times.parse().expect("a number");
    for racer in racers.iter_mut().filter(|r| r.name == name) {
        for i in 0..times {
            black_box((racer.rate)(i % field));
        }
    }
    true
}

fn instructions(name: &str, times: usize) -> Option<f64> {
    let me = std::env::current_exe().ok()?;
    let ran = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(me)
        .args(["--count", name, &times.to_string()])
        .stdout(Stdio::null())
        .output()
        .ok()?;
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    let line = told.lines().find_map(|l| l.split("Collected :").nth(1))?;
    line.trim().parse().ok()
}

/// Instructions of one dossier, by racer: two runs of different length, so that
/// what comes before is not counted.
pub fn run(names: &[&'static str]) {
    let (few, many) = if quick() { (1, 3) } else { (20, 120) };
    let mut table = Table::new(
        "Instructions of one dossier (callgrind)",
        &["engine", "instructions", "to Sao prepared"],
    );
    let mut first = None;
    for name in names {
        let counted = instructions(name, few).zip(instructions(name, many));
        let Some((a, b)) = counted else {
            println!("\nInstructions are not counted: `valgrind` is not installed.");
            return;
        };
        let each = (b - a) / (many - few) as f64;
        let one = *first.get_or_insert(each);
        table.row(&[
            (*name).into(),
            grouped(each.max(0.0) as u64),
            times(each / one),
        ]);
    }
    table.print();
}
