//! The oddities of the printed decisions: the tables of `docs/decisions/` list
//! what `sao check rulesets/ocop --notes` tells, no more and no less.

use super::common::{decisions, root};
use sao::text::Severity;
use std::collections::BTreeMap;
use std::fs;

/// The codes by which a ruleset tells an oddity of the printed text.
const CODES: [&str; 4] = ["N0201", "N0202", "N0203", "N0401"];

/// How often each code stands at each file.
type Tally = BTreeMap<(String, String), usize>;

fn told() -> Tally {
    let library = decisions();
    let mut tally = Tally::new();
    for found in library.findings() {
        let code = found.code.to_string();
        if found.severity == Severity::Note && CODES.contains(&code.as_str()) {
            let json = serde_json::to_value(found.to_json(library.sources())).unwrap();
            let file = json["place"]["file"].as_str().unwrap().to_owned();
            *tally.entry((file, code)).or_default() += 1;
        }
    }
    tally
}

/// The last cell of the rows of the tables: ``N0201 `26-2026/11-che.sao` ``.
fn listed() -> Tally {
    let mut tally = Tally::new();
    for entry in fs::read_dir(root().join("docs/decisions")).unwrap() {
        let page = fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in page.lines() {
            let Some(cell) = line.trim_end_matches(['|', ' ']).rsplit('|').next() else {
                continue;
            };
            let Some((code, file)) = cell.trim().split_once(' ') else {
                continue;
            };
            let file = file.trim_matches('`');
            if CODES.contains(&code) && file.ends_with(".sao") {
                *tally.entry((file.to_owned(), code.to_owned())).or_default() += 1;
            }
        }
    }
    tally
}

#[test]
fn every_oddity_that_the_rulesets_tell_is_listed_and_none_is_made_up() {
    let (told, listed) = (told(), listed());
    let differ: Vec<String> = told
        .keys()
        .chain(listed.keys())
        .filter(|k| told.get(*k) != listed.get(*k))
        .map(|k| {
            let count = |t: &Tally| t.get(k).copied().unwrap_or_default();
            let (file, code) = k;
            format!(
                "{file} {code}: told {}, listed {}",
                count(&told),
                count(&listed)
            )
        })
        .collect();
    assert!(
        differ.is_empty(),
        "docs/decisions/ and `sao check rulesets/ocop --notes`: {differ:#?}"
    );
    assert!(listed.values().sum::<usize>() >= 47, "{listed:?}");
}
