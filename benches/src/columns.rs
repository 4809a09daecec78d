//! Batches by column: beside plain Rust, and how cost grows.

use crate::measure::{Table, grouped, quick, shown, time, times};
use crate::plain::Plain;
use crate::race::Field;
use crate::tea;
use sao::Library;
use sao::dossier::Dossier;
use sao::score::plan::{Plan, Sheets};
use std::hint::black_box;
use std::thread;

/// A block as it goes to a core.
const BLOCK: usize = 4096;

struct Batch {
    library: Library,
    all: Vec<Dossier>,
    card: &'static str,
}

impl Batch {
    fn new(text: &str, rows: usize) -> Batch {
        let library = tea::library_of(text);
        let card = &library.rulesets()[0].cards["card"];
        let mut dice = tea::Dice::new();
        let all = (0..rows)
            .map(|_| tea::dossier(&mut dice, card, 0))
            .collect();
        Batch {
            library,
            all,
            card: "card",
        }
    }

    fn plan(&self) -> Plan<'_> {
        let rules = &self.library.rulesets()[0];
        Plan::new(rules, &rules.cards[self.card])
    }
}

fn laid(plan: &Plan<'_>, all: &[Dossier]) -> Sheets {
    let mut block = Sheets::default();
    block.clear(plan);
    all.iter().for_each(|d| block.add(plan, d));
    block.run(plan);
    block
}

/// Nanoseconds a row: by column, and by hand.
pub struct Rows {
    pub plan: f64,
    pub by_hand: f64,
}

/// The race card and the real one, by column.
pub fn run(field: &Field, real: &Library) -> Rows {
    let card = field.card();
    let plan = Plan::new(field.rules(), card);
    let mut dice = tea::Dice::new();
    let all: Vec<Dossier> = (0..BLOCK)
        .map(|_| tea::dossier(&mut dice, card, 0))
        .collect();
    let columns = tea::codes(&all, card.criteria.len());
    let hand = Plain::new(card);
    let (mut total, mut missed, mut level) = (vec![0; BLOCK], vec![0; BLOCK], vec![0; BLOCK]);
    hand.columns(&columns, &mut total, &mut missed, &mut level);
    let mut block = laid(&plan, &all);
    for (i, (t, l)) in total.iter().zip(&level).enumerate() {
        let s = block.scored(&plan, i).expect("nothing is left");
        assert_eq!(s.total().lo.to_i64(), Some(i64::from(*t)));
        assert_eq!(s.level().flatten().map_or(-1, |l| l as i8), *l);
    }
    let rows = BLOCK as f64;
    let by_hand = time(|| {
        hand.columns(black_box(&columns), &mut total, &mut missed, &mut level);
        black_box(&level);
    }) / rows;
    let run = time(|| {
        block.run(&plan);
        black_box(&block);
    }) / rows;
    let fill = time(|| {
        block.clear(&plan);
        all.iter().for_each(|d| block.add(&plan, d));
        block.run(&plan);
        black_box(&block);
    }) / rows;
    let mut table = Table::new(
        &format!(
            "A row in a batch by column: {} criteria with their minimums, the same result from both",
            card.criteria.len()
        ),
        &["what", "a row", "rows a second", "to plain Rust"],
    );
    let mut row = |what: &str, ns: f64| {
        table.row(&[
            what.into(),
            shown(ns),
            format!("{:.1} million", 1e3 / ns),
            times(ns / by_hand),
        ]);
    };
    row("plain Rust over columns (the limit)", by_hand);
    row("Sao's plan over columns", run);
    row("dossiers laid into columns, then the plan", fill);
    let rules = &real.rulesets()[0];
    let tea = &rules.cards["che"];
    let whole = Plan::new(rules, tea);
    let mut dice = tea::Dice::new();
    let all: Vec<Dossier> = (0..BLOCK)
        .map(|_| tea::dossier(&mut dice, tea, rules.facts.len()))
        .collect();
    let mut block = laid(&whole, &all);
    let ns = time(|| {
        block.run(&whole);
        black_box(&block);
    }) / rows;
    row("Sao's plan, the real tea card with its conditions", ns);
    table.print();
    Rows { plan: run, by_hand }
}

/// With the number of criteria.
pub fn criteria() {
    let mut table = Table::new(
        "Growth with criteria (four options each)",
        &["criteria", "a row by column", "one dossier", "interpreter", "plan made"],
    );
    for n in [10, 30, 100, 300] {
        let batch = Batch::new(&tea::wide(n), 1024);
        let plan = batch.plan();
        let mut block = laid(&plan, &batch.all);
        let run = time(|| {
            block.run(&plan);
            black_box(&block);
        }) / batch.all.len() as f64;
        let mut sheets = Sheets::default();
        let mut at = 0;
        let one = time(|| {
            at = (at + 1) % batch.all.len();
            black_box(plan.score(&mut sheets, &batch.all[at]).total());
        });
        let literal = time(|| {
            at = (at + 1) % batch.all.len();
            black_box(plan.interpret(&batch.all[at]));
        });
        let made = time(|| {
            black_box(batch.plan().limit());
        });
        table.row(&[
            n.to_string(),
            shown(run),
            shown(one),
            shown(literal),
            shown(made),
        ]);
    }
    table.print();
}

/// With the number of rows, on one core and on two.
pub fn rows(field: &Field) {
    let mut table = Table::new(
        "Growth with rows, by column in memory",
        &["rows", "one core", "a row", "two cores", "gain"],
    );
    let card = field.card();
    let plan = Plan::new(field.rules(), card);
    let mut dice = tea::Dice::new();
    let all: Vec<Dossier> = (0..BLOCK)
        .map(|_| tea::dossier(&mut dice, card, 0))
        .collect();
    let most = if quick() { 5 } else { 8 };
    for power in 3..most {
        let count = 10usize.pow(power);
        let work = |rows: usize| {
            let mut block = laid(&plan, &all[..BLOCK.min(rows)]);
            for _ in 1..rows.div_ceil(BLOCK) {
                block.run(&plan);
                black_box(&block);
            }
        };
        let one = best(|| work(count));
        let two = best(|| {
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| work(count / 2));
                }
            });
        });
        table.row(&[
            grouped(count as u64),
            shown(one),
            shown(one / count as f64),
            shown(two),
            times(one / two),
        ]);
    }
    table.print();
}

/// The least of three.
fn best(mut f: impl FnMut()) -> f64 {
    (0..3)
        .map(|_| {
            let begin = std::time::Instant::now();
            f();
            begin.elapsed().as_nanos() as f64
        })
        .fold(f64::MAX, f64::min)
}
