//! The real card: one dossier in every way it is asked for.

use crate::measure::{Table, shown, time, times};
use crate::tea;
use sao::dossier::Dossier;
use sao::score::evaluate;
use sao::score::plan::{Plan, Sheets};
use sao::text::{Source, SourceId};
use sao::{Asked, Detail, Format, Lang, Library, Lookup};
use std::hint::black_box;

/// Returns the time of a full explanation, in nanoseconds.
pub fn run(library: &Library) -> f64 {
    let rules = &library.rulesets()[0];
    let card = &rules.cards["che"];
    let plan = Plan::new(rules, card);
    let mut dice = tea::Dice::new();
    let all: Vec<Dossier> = (0..512)
        .map(|_| tea::dossier(&mut dice, card, rules.facts.len()))
        .collect();
    let texts: Vec<String> = all.iter().map(|d| tea::json(d, card)).collect();
    let mut sheets = Sheets::default();
    let left = all
        .iter()
        .filter(|d| plan.score(&mut sheets, d).left())
        .count();
    let mut table = Table::new(
        &format!(
            "One dossier of the tea card of decision 26/2026: {} criteria, {} options ({left} of {} left to the interpreter)",
            card.criteria.len(),
            card.criteria.iter().map(|c| c.options.len()).sum::<usize>(),
            all.len()
        ),
        &["what", "time", "to prepared"],
    );
    let mut at = 0;
    let mut next = move |n: usize| {
        at = (at + 1) % n;
        at
    };
    let count = all.len();
    let prepared = time(|| {
        black_box(plan.score(&mut sheets, &all[next(count)]).total());
    });
    let mut row = |what: &str, ns: f64| {
        table.row(&[what.into(), shown(ns), times(ns / prepared)]);
        ns
    };
    row("prepared, without a trace", prepared);
    let mut lookup = Lookup::new(rules, card);
    row(
        "JSON text to numbers, prepared (`Lookup::json`)",
        time(|| {
            let scored = lookup.json(&texts[next(count)]).expect("a dossier");
            black_box(scored.total());
        }),
    );
    row(
        "interpreter, every reason kept",
        time(|| {
            black_box(evaluate(rules, card, &all[next(count)]));
        }),
    );
    let asked = Asked::default();
    let judged = |text: &str| {
        let page = Source::new("d.json", text);
        let record = sao::dossier::read(&page, SourceId(0), Format::Json)
            .remove(0)
            .expect("a dossier");
        library.judge(&record, &asked).expect("a result")
    };
    let explained = time(|| {
        let judged = judged(&texts[next(count)]);
        black_box(judged.why(Detail::Full, Lang::Vi).markdown());
    });
    row("JSON text to the full explanation, in Markdown", explained);
    row(
        "JSON text to the result as JSON",
        time(|| {
            black_box(judged(&texts[next(count)]).result());
        }),
    );
    let mut gaps = all[0].clone();
    let open: Vec<Dossier> = (0..card.criteria.len().min(8))
        .map(|i| {
            gaps.answers.criteria[i] = None;
            gaps.clone()
        })
        .collect();
    row(
        "prepared, one to eight answers open",
        time(|| {
            black_box(plan.score(&mut sheets, &open[next(open.len())]).total());
        }),
    );
    table.print();
    explained
}
