//! Prints the table of `docs/performance.md`: medians of many rounds, each
//! figure beside the one it is a ratio to, all in one run.
#![allow(clippy::all, missing_docs)]

mod plain;
mod tea;

use plain::Plain;
use sao::dossier::{Answer, Dossier};
use sao::score::evaluate;
use sao::score::plan::{Plan, Sheets};
use sao::{Asked, Detail, Format, Lang, Library};
use std::hint::black_box;
use std::time::Instant;

/// The least time of one call, in nanoseconds, over rounds of about a
/// twentieth of a second: what others on the machine take is not counted.
fn time(mut f: impl FnMut()) -> f64 {
    let begin = Instant::now();
    let mut calls = 0u32;
    while begin.elapsed().as_millis() < 20 || calls == 0 {
        f();
        calls += 1;
    }
    let mut best = f64::MAX;
    for _ in 0..15 {
        let begin = Instant::now();
        for _ in 0..calls {
            f();
        }
        best = best.min(begin.elapsed().as_nanos() as f64 / f64::from(calls));
    }
    best
}

fn row(what: &str, ns: f64, of: &str) {
    let (n, unit) = match ns {
        n if n < 1e3 => (n, "ns"),
        n if n < 1e6 => (n / 1e3, "µs"),
        n => (n / 1e6, "ms"),
    };
    println!("| {what} | {n:.1} {unit} | {of} |");
}

fn main() {
    let library = tea::library();
    let rules = &library.rulesets()[0];
    let card = &rules.cards["che"];
    let plan = Plan::new(rules, card);
    let mut dice = tea::Dice::new();
    let all: Vec<Dossier> = (0..4096)
        .map(|_| tea::dossier(&mut dice, card, rules.facts.len()))
        .collect();

    println!(
        "Card: {} criteria, {} options.\n",
        card.criteria.len(),
        card.criteria.iter().map(|c| c.options.len()).sum::<usize>()
    );
    println!("| one dossier | time | |\n|---|---|---|");
    let mut sheets = Sheets::default();
    let mut at = 0;
    let mut left = 0;
    for d in &all {
        left += usize::from(plan.score(&mut sheets, d).left());
    }
    let prepared = time(|| {
        at = (at + 1) % all.len();
        black_box(plan.score(&mut sheets, &all[at]).total());
    });
    row(
        "prepared, no trace",
        prepared,
        &format!("{left} of {} left to the interpreter", all.len()),
    );
    let whole: Vec<&Dossier> = all.iter().take(256).collect();
    let trace = time(|| {
        at = (at + 1) % whole.len();
        black_box(evaluate(rules, card, whole[at]));
    });
    row(
        "interpreter, with trace",
        trace,
        &format!("{:.0} × prepared", trace / prepared),
    );
    let texts: Vec<String> = all.iter().take(256).map(|d| tea::json(d, card)).collect();
    let mut reader = Library::new();
    reader.add(tea::texts("26-2026"));
    let asked = Asked::default();
    let source = sao::text::SourceId(0);
    let judged = |text: &str| {
        let page = sao::text::Source::new("d.json", text);
        let record = sao::dossier::read(&page, source, Format::Json)
            .remove(0)
            .expect("a dossier");
        reader.judge(&record, &asked).expect("a result")
    };
    let explained = time(|| {
        at = (at + 1) % texts.len();
        black_box(
            judged(&texts[at])
                .why(Detail::Standard, Lang::Vi)
                .markdown(),
        );
    });
    row(
        "JSON text to explanation",
        explained,
        &format!("{:.0} × prepared", explained / prepared),
    );
    let fast = time(|| {
        at = (at + 1) % texts.len();
        let page = sao::text::Source::new("d.json", &texts[at]);
        let record = sao::dossier::read(&page, source, Format::Json)
            .remove(0)
            .expect("a dossier");
        let d = sao::dossier::bind(&record, rules, card).expect("bound");
        black_box(plan.score(&mut sheets, &d).total());
    });
    row(
        "JSON text to numbers, by plan",
        fast,
        &format!("{:.1} × prepared", fast / prepared),
    );

    println!("\n| by column, a row | time | |\n|---|---|---|");
    let mut block = Sheets::default();
    block.clear(&plan);
    all.iter().for_each(|d| block.add(&plan, d));
    let rows = all.len() as f64;
    let run = time(|| block.run(&plan)) / rows;
    row(
        "plan, dossiers in columns already",
        run,
        &format!("{:.1} million a second", 1e3 / run),
    );
    let fill = time(|| {
        block.clear(&plan);
        all.iter().for_each(|d| block.add(&plan, d));
        block.run(&plan);
    }) / rows;
    row(
        "plan, dossiers put into columns too",
        fill,
        &format!("{:.1} million a second", 1e3 / fill),
    );

    // The same card with its conditions taken out: what plain code can do by hand.
    let text = tea::wide(card.criteria.len());
    limit(&text);

    println!(
        "\n| criteria | plan, a row by column | plan, one dossier | plan made |\n|---|---|---|---|"
    );
    for n in [10, 30, 100, 300] {
        grow(n);
    }
    println!("\n| reading | time |\n|---|---|");
    let texts = tea::texts("26-2026");
    let read = time(|| {
        let mut l = Library::new();
        l.add(texts.iter().map(|(n, b)| (n.clone(), b.clone())));
        black_box(l.is_sound());
    });
    row("decision 26/2026, 26 cards, parsed and checked", read, "");
    let made = time(|| {
        black_box(Plan::new(rules, card).limit());
    });
    row("a plan made", made, "");
}

fn card_of(text: &str) -> Library {
    let mut l = Library::new();
    l.add([("wide.sao", text)]);
    assert!(l.is_sound());
    l
}

/// A plain card: the plan beside plain Rust, outputs compared.
fn limit(text: &str) {
    let library = card_of(text);
    let rules = &library.rulesets()[0];
    let card = &rules.cards["card"];
    let plan = Plan::new(rules, card);
    let mut dice = tea::Dice::new();
    let all: Vec<Dossier> = (0..4096)
        .map(|_| tea::dossier(&mut dice, card, 0))
        .collect();
    let columns: Vec<Vec<u8>> = (0..card.criteria.len())
        .map(|i| {
            all.iter()
                .map(|d| match &d.answers.criteria[i] {
                    Some(Answer::Option(o)) => *o as u8,
                    _ => 0,
                })
                .collect()
        })
        .collect();
    let by_hand = Plain::new(card);
    let (mut total, mut missed, mut level) =
        (vec![0; all.len()], vec![0; all.len()], vec![0; all.len()]);
    by_hand.columns(&columns, &mut total, &mut missed, &mut level);
    let mut block = Sheets::default();
    block.clear(&plan);
    all.iter().for_each(|d| block.add(&plan, d));
    block.run(&plan);
    for (i, (t, l)) in total.iter().zip(&level).enumerate() {
        let s = block.scored(&plan, i).expect("nothing is left");
        assert_eq!(s.total().lo.to_i64(), Some(i64::from(*t)));
        assert_eq!(s.level().flatten().map_or(-1, |l| l as i8), *l);
    }
    let rows = all.len() as f64;
    let hand =
        time(|| by_hand.columns(black_box(&columns), &mut total, &mut missed, &mut level)) / rows;
    let answers: Vec<Vec<u8>> = (0..all.len())
        .map(|r| columns.iter().map(|c| c[r]).collect())
        .collect();
    let by_row = time(|| {
        for a in &answers {
            black_box(by_hand.row(a));
        }
    }) / rows;
    let run = time(|| block.run(&plan)) / rows;
    row("plain card: by hand over columns", hand, "the limit");
    row(
        "plain card: by hand over rows",
        by_row,
        &format!("{:.2} × the limit", by_row / hand),
    );
    row(
        "plain card: plan",
        run,
        &format!("{:.2} × the limit", run / hand),
    );
}

fn grow(n: usize) {
    let library = card_of(&tea::wide(n));
    let rules = &library.rulesets()[0];
    let card = &rules.cards["card"];
    let plan = Plan::new(rules, card);
    let mut dice = tea::Dice::new();
    let all: Vec<Dossier> = (0..2048)
        .map(|_| tea::dossier(&mut dice, card, 0))
        .collect();
    let mut block = Sheets::default();
    block.clear(&plan);
    all.iter().for_each(|d| block.add(&plan, d));
    let run = time(|| block.run(&plan)) / all.len() as f64;
    let mut sheets = Sheets::default();
    let mut at = 0;
    let one = time(|| {
        at = (at + 1) % all.len();
        black_box(plan.score(&mut sheets, &all[at]).total());
    });
    let made = time(|| {
        black_box(Plan::new(rules, card).limit());
    });
    println!(
        "| {n} | {run:.1} ns | {:.2} µs | {:.2} ms |",
        one / 1e3,
        made / 1e6
    );
}
