//! The card that is measured, and dossiers of it.

use sao::Library;
use sao::dossier::{Answer, Dossier, Kind};
use sao::model::{Form, Scorecard};
use std::fs;
use std::path::{Path, PathBuf};

/// Every `.sao` file below a folder, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of rulesets") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "sao") {
            found.push(path);
        }
    }
    found.sort();
    found
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The texts of a version.
pub fn texts(version: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("rulesets/ocop").join(version);
    let read = |p: &PathBuf| (p.display().to_string(), fs::read(p).expect("a file"));
    files(&folder).iter().map(read).collect()
}

/// The decision in force, read and sound.
pub fn library() -> Library {
    let mut library = Library::new();
    library.add(texts("26-2026"));
    assert!(library.is_sound());
    library
}

/// A row of numbers that looks random and is always the same.
pub struct Dice(u64);

impl Dice {
    pub fn new() -> Dice {
        Dice(0x9E37_79B9_7F4A_7C15)
    }
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % n.max(1)
    }
}

/// A complete dossier, answered by a council: good more often than not.
pub fn dossier(dice: &mut Dice, card: &Scorecard, facts: usize) -> Dossier {
    let mut d = Dossier::empty(card.criteria.len(), facts);
    d.kind = Some(Kind::First);
    d.filed = sao_day(2026, 6, 1);
    d.assessed = sao_day(2026, 7, 1);
    for (i, c) in card.criteria.iter().enumerate() {
        if matches!(c.form, Form::Choice | Form::YesNo) {
            let n = c.options.len();
            let option = dice.below(n).max(dice.below(n));
            d.answers.criteria[i] = Some(Answer::Option(option));
        }
    }
    d
}

fn sao_day(y: i16, m: i8, d: i8) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(y, m, d).ok()
}

/// A dossier as JSON text.
pub fn json(d: &Dossier, card: &Scorecard) -> String {
    let mut all = serde_json::Map::new();
    all.insert("scorecard".into(), card.id.clone().into());
    all.insert("kind".into(), "first".into());
    all.insert("filed".into(), "2026-06-01".into());
    all.insert("assessed".into(), "2026-07-01".into());
    for (c, a) in card.criteria.iter().zip(&d.answers.criteria) {
        if let Some(Answer::Option(o)) = a {
            all.insert(c.number.clone(), c.options[*o].key.clone().into());
        }
    }
    serde_json::Value::Object(all).to_string()
}

/// Nothing but the answers, as JSON text.
pub fn answers(d: &Dossier, card: &Scorecard) -> String {
    let mut all = serde_json::Map::new();
    for (c, a) in card.criteria.iter().zip(&d.answers.criteria) {
        if let Some(Answer::Option(o)) = a {
            all.insert(c.number.clone(), c.options[*o].key.clone().into());
        }
    }
    serde_json::Value::Object(all).to_string()
}

/// A card with so many criteria of four options each, the last mark on every third.
pub fn wide(criteria: usize) -> String {
    let mut text = format!(
        "ruleset wide version \"1\" {{ rating of total {{ *** {} .. {}; ** {} ..< {}; * 0 ..< {} }} }}\nscorecard card \"Card\" {{\n",
        criteria * 8,
        criteria * 10,
        criteria * 5,
        criteria * 8,
        criteria * 5
    );
    for n in 1..=criteria {
        let mark = if n % 3 == 0 { " ***" } else { "" };
        text.push_str(&format!(
            "  criterion {n} \"C\" 10 {{ a 0 \"a\"; b 3 \"b\"; c 6{mark} \"c\"; d 10 \"d\" }}\n"
        ));
    }
    text.push('}');
    text
}

/// The card of the race: criteria, options, points, minimums and bands of the
/// real one, in two parts, its conditions left out, so that every engine can
/// be asked for the same.
pub fn bare(card: &Scorecard) -> String {
    let mut text = String::from("ruleset bare version \"1\" {\n  rating of total {\n");
    let levels = &card.rating.levels;
    let low = |i: usize| levels.get(i).and_then(|l| l.band.lo).map(|n| n.to_string());
    let most: i64 = card
        .criteria
        .iter()
        .filter_map(|c| c.options.iter().filter_map(|o| o.points.to_i64()).max())
        .sum();
    for (i, _) in levels.iter().enumerate().rev() {
        let from = low(i).unwrap_or_else(|| "0".into());
        let stars = "*".repeat(i + 1);
        match low(i + 1) {
            None => text.push_str(&format!("    {stars} {from} .. {most}\n")),
            Some(to) => text.push_str(&format!("    {stars} {from} ..< {to}\n")),
        }
    }
    text.push_str("  }\n}\nscorecard card \"Card\" {\n");
    let mut n = 0;
    for c in &card.criteria {
        if c.options.len() < 2 || c.options.len() > 8 {
            continue;
        }
        n += 1;
        let max = c.options.iter().filter_map(|o| o.points.to_i64()).max();
        text.push_str(&format!("  criterion {n} \"C\" {} {{", max.unwrap_or(0)));
        for (o, letter) in c.options.iter().zip('a'..) {
            let marks: String = o
                .marks
                .iter()
                .map(|l| format!(" {}", "*".repeat(l + 1)))
                .collect();
            text.push_str(&format!(" {letter} {}{marks} \"{letter}\";", o.points));
        }
        text.push_str(" }\n");
    }
    text.push('}');
    text
}

/// A sound ruleset of one text.
pub fn library_of(text: &str) -> Library {
    let mut l = Library::new();
    l.add([("bench.sao", text)]);
    assert!(l.is_sound(), "{:?}\n{text}", l.findings());
    l
}

/// Answers of a plain card as codes, by criterion.
pub fn codes(all: &[Dossier], criteria: usize) -> Vec<Vec<u8>> {
    let code = |d: &Dossier, i: usize| match &d.answers.criteria[i] {
        Some(Answer::Option(o)) => *o as u8,
        _ => 0,
    };
    (0..criteria)
        .map(|i| all.iter().map(|d| code(d, i)).collect())
        .collect()
}
