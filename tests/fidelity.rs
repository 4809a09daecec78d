//! The figures of a decision are pinned in a table that a person can hold
//! beside the printed page: `rulesets/ocop/fidelity/VERSION.tsv` for the files
//! in `rulesets/ocop/VERSION`. A line is a card, a part, a section or a
//! criterion: set, number, maximum, points of the options in their order,
//! marks, what is printed where another figure is used, title. An edit that
//! changes the law fails here, and the line is named.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod common;

use sao::Library;
use sao::model::crosswalk::{Held, Pair};
use sao::model::{Child, Criterion, Ruleset, Scorecard};
use std::fs;
use std::path::{Path, PathBuf};

/// Every file with this ending in a folder and below it, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Adds the files of a folder, with tests left out.
fn add(library: &mut Library, folder: &Path) {
    library.add(
        files(folder, "sao")
            .into_iter()
            .filter(|p| !p.components().any(|c| c.as_os_str() == "kiem-thu"))
            .map(|p| (p.display().to_string(), fs::read(&p).unwrap())),
    );
}

/// The ruleset in a folder, with its tests left out.
fn ruleset(folder: &Path) -> Ruleset {
    let mut library = Library::new();
    add(&mut library, folder);
    assert!(library.is_sound(), "{} has errors", folder.display());
    library.rulesets()[0].clone()
}

fn joined(cells: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = cells.collect();
    if all.is_empty() {
        "-".to_owned()
    } else {
        all.join(" ")
    }
}

/// An option's letter as the Vietnamese page writes it.
fn letter(key: &str) -> &str {
    match key {
        "yes" => "có",
        "no" => "không",
        other => other,
    }
}

fn criterion(set: &str, c: &Criterion, card: &Scorecard) -> String {
    let points = joined(c.options.iter().map(|o| o.points.to_string()));
    let marks = joined(c.options.iter().filter(|o| !o.marks.is_empty()).map(|o| {
        let levels = o.marks.iter().map(|m| card.rating.levels[*m].name.as_str());
        format!("{}{}", letter(&o.key), levels.collect::<Vec<_>>().join("+"))
    }));
    let printed = joined(c.options.iter().filter_map(|o| {
        let (text, _) = o.printed.as_ref()?;
        Some(format!("{}={text}", letter(&o.key)))
    }));
    let (number, max, title) = (&c.number, &c.max, &c.title);
    format!("{set}\t{number}\t{max}\t{points}\t{marks}\t{printed}\t{title}")
}

fn lines_of(set: &str, card: &Scorecard, children: &[Child], lines: &mut Vec<String>) {
    for child in children {
        match child {
            Child::Group(g) => {
                let g = &card.groups[*g];
                lines.push(format!(
                    "{set}\t{}\t{}\t-\t-\t-\t{}",
                    g.code, g.max, g.title
                ));
                lines_of(set, card, &g.children, lines);
            }
            Child::Criterion(c) => lines.push(criterion(set, &card.criteria[*c], card)),
        }
    }
}

/// The lines of one card.
fn card_lines(card: &Scorecard) -> Vec<String> {
    let set = card
        .set
        .as_ref()
        .map_or("-".to_owned(), ToString::to_string);
    let mut lines = vec![format!(
        "{set}\tphiếu\t{}\t-\t-\t-\t{}",
        card.max, card.title
    )];
    lines_of(&set, card, &card.children, &mut lines);
    lines
}

/// The table a ruleset would have.
fn table(ruleset: &Ruleset) -> Vec<String> {
    let mut cards: Vec<&Scorecard> = ruleset
        .cards
        .values()
        .filter(|c| c.unavailable.is_none())
        .collect();
    cards.sort_by_key(|c| c.set);
    cards.into_iter().flat_map(card_lines).collect()
}

/// The first two cells: the card and the number on it.
fn place(line: &str) -> Vec<&str> {
    line.split('\t').take(2).collect()
}

/// What differs, a line each: in the table's words, then in the ruleset's.
fn differences(pinned: &[(usize, &str)], made: &[String]) -> Vec<String> {
    let mut wrong: Vec<String> = Vec::new();
    let mut rest = made.iter().peekable();
    for (n, line) in pinned {
        match rest.peek() {
            Some(next) if next.as_str() == *line => {
                rest.next();
            }
            Some(next) if place(next) == place(line) => {
                wrong.push(format!("line {n}\n  table:   {line}\n  ruleset: {next}"));
                rest.next();
            }
            _ if made.iter().any(|m| place(m) == place(line)) => {
                // What the ruleset has before it is not in the table.
                while let Some(next) = rest.next_if(|m| place(m) != place(line)) {
                    wrong.push(format!("before line {n}\n  ruleset: {next}"));
                }
                match rest.next() {
                    Some(next) if next.as_str() != *line => {
                        wrong.push(format!("line {n}\n  table:   {line}\n  ruleset: {next}"));
                    }
                    Some(_) => {}
                    None => wrong.push(format!("line {n} stands elsewhere\n  table:   {line}")),
                }
            }
            _ => wrong.push(format!("line {n} is not in the ruleset\n  table:   {line}")),
        }
    }
    wrong.extend(rest.map(|m| format!("after the last line\n  ruleset: {m}")));
    wrong
}

fn without_remarks(text: &str) -> Vec<(usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.is_empty())
        .map(|(i, l)| (i + 1, l))
        .collect()
}

#[test]
fn every_ruleset_has_the_figures_of_its_decision() {
    let ocop = common::root().join("rulesets/ocop");
    let tables = files(&ocop.join("fidelity"), "tsv");
    assert!(!tables.is_empty(), "no table is left to compare with");
    for path in tables {
        let text = fs::read_to_string(&path).unwrap();
        let made = table(&ruleset(&ocop.join(path.file_stem().unwrap())));
        let wrong = differences(&without_remarks(&text), &made);
        assert!(
            wrong.is_empty(),
            "{}: {} lines differ\n{}",
            path.display(),
            wrong.len(),
            wrong.join("\n")
        );
    }
}

#[test]
fn the_decision_of_2026_has_as_many_lines_as_were_counted_in_it() {
    let made = ruleset(&common::root().join("rulesets/ocop/26-2026"));
    let criteria = || made.cards.values().flat_map(|c| &c.criteria);
    let options = || criteria().flat_map(|c| &c.options);
    assert_eq!(made.cards.len(), 26);
    assert_eq!(criteria().count(), 787);
    assert_eq!(options().count(), 2579);
    assert_eq!(options().map(|o| o.marks.len()).sum::<usize>(), 575);
}

#[test]
fn a_line_that_differs_is_named_and_so_is_one_that_is_missing_or_new() {
    let pinned = "# remark\n1\t1.1\t3\t1 2 3\n1\t1.2\t2\t0 2\n1\t1.3\t1\t0 1\n";
    let made = |lines: &[&str]| -> Vec<String> { lines.iter().map(|l| (*l).to_owned()).collect() };
    let found = |lines: &[&str]| differences(&without_remarks(pinned), &made(lines));

    let same = ["1\t1.1\t3\t1 2 3", "1\t1.2\t2\t0 2", "1\t1.3\t1\t0 1"];
    assert!(found(&same).is_empty());

    let other = found(&["1\t1.1\t3\t1 2 3", "1\t1.2\t2\t0 1", "1\t1.3\t1\t0 1"]);
    assert_eq!(other.len(), 1);
    assert!(other[0].starts_with("line 3\n"), "{other:?}");

    let missing = found(&["1\t1.1\t3\t1 2 3", "1\t1.3\t1\t0 1"]);
    assert_eq!(missing.len(), 1);
    assert!(missing[0].starts_with("line 3 is not"), "{missing:?}");

    let new = found(&[same[0], "1\t1.1a\t1\t0 1", same[1], same[2], "1\t9\t1\t1"]);
    assert_eq!(new.len(), 2);
    assert!(new[0].starts_with("before line 3"), "{new:?}");
    assert!(new[1].starts_with("after the last"), "{new:?}");
}

// ---- crosswalks ---------------------------------------------------------

/// How much of a new scorecard the answers to an old one settle.
#[derive(Default)]
struct Settled {
    /// Criteria that every old answer settles.
    full: usize,
    /// Criteria that some old answers narrow down.
    part: usize,
    /// Criteria of which no old answer tells anything.
    nothing: usize,
    /// Answers (or answers looked at together) that become one option.
    one: usize,
    /// Answers that become a set of options.
    some: usize,
    /// Answers that tell nothing.
    all: usize,
}

/// Every combination of options of these criteria.
fn combinations(criteria: &[&Criterion]) -> Vec<Vec<Held>> {
    criteria.iter().fold(vec![Vec::new()], |before, criterion| {
        let each = |held: &Vec<Held>| -> Vec<Vec<Held>> {
            let options = criterion.letters().into_iter().map(Held::Option);
            options.map(|o| [held.as_slice(), &[o]].concat()).collect()
        };
        before.iter().flat_map(each).collect()
    })
}

fn settled(pair: &Pair, old: &Scorecard, new: &Scorecard) -> Settled {
    let mut counted = Settled::default();
    for (i, criterion) in new.criteria.iter().enumerate() {
        let everything = criterion.letters().len() + usize::from(criterion.may_hold_none());
        let mut sizes: Vec<usize> = Vec::new();
        for line in pair.into_criterion(i) {
            let from: Vec<&Criterion> = line.from.iter().map(|f| &old.criteria[*f]).collect();
            for held in combinations(&from) {
                let turn = line.turn(&held).unwrap_or_else(|| {
                    panic!(
                        "{} -> {}: {held:?} is forgotten",
                        pair.from, criterion.number
                    )
                });
                sizes.push(turn.to.as_ref().map_or(everything, Vec::len));
            }
        }
        match sizes.as_slice() {
            [] => {}
            all if all.iter().all(|n| *n == 1) => counted.full += 1,
            all if all.iter().all(|n| *n == everything) => counted.nothing += 1,
            _ => counted.part += 1,
        }
        for size in sizes {
            match size {
                1 => counted.one += 1,
                n if n == everything => counted.all += 1,
                _ => counted.some += 1,
            }
        }
    }
    counted
}

#[test]
fn a_crosswalk_settles_as_much_as_its_table_says() {
    let ocop = common::root().join("rulesets/ocop");
    let mut library = Library::new();
    for folder in ["1048", "26-2026", "chuyen-doi/1048--26-2026"] {
        add(&mut library, &ocop.join(folder));
    }
    assert!(library.is_sound(), "{:?}", library.findings());
    let text = fs::read_to_string(ocop.join("chuyen-doi/1048--26-2026.tsv")).unwrap();
    let old = library.ruleset(Some("ocop@1048/QĐ-TTg")).unwrap();
    let new = library.ruleset(Some("ocop@26/2026/QĐ-TTg")).unwrap();
    let walk = library.crosswalk(old, new).unwrap();
    let made: Vec<String> = walk
        .pairs
        .iter()
        .map(|pair| {
            let from = library.card(old, &pair.from).unwrap();
            let s = settled(pair, from, library.card(new, &pair.to).unwrap());
            let criteria = [s.full, s.part, s.nothing, pair.new.len(), pair.gone.len()];
            let answers = [s.one, s.some, s.all];
            let cells = criteria.iter().chain(&answers);
            let cells: Vec<String> = cells.map(ToString::to_string).collect();
            format!("{}\t{}\t{}", pair.from, pair.to, cells.join("\t"))
        })
        .collect();
    let wrong = differences(&without_remarks(&text), &made);
    assert!(
        wrong.is_empty(),
        "{} pairs differ\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
