//! The rulesets and dossiers of this repository.

use super::schema::valid;
use super::*;
use std::path::{Path, PathBuf};

fn files_under(folder: &Path, ends: &[&str], found: &mut Vec<PathBuf>) {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    all.sort();
    for path in all {
        if path.is_dir() {
            files_under(&path, ends, found);
        } else if path
            .extension()
            .is_some_and(|e| ends.iter().any(|x| *x == e))
        {
            found.push(path);
        }
    }
}

/// Every ruleset: a folder with a heading in it, and what lies below.
fn rulesets() -> Vec<Ruleset> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = Vec::new();
    files_under(&root.join("rulesets"), &["sao"], &mut pages);
    files_under(&root.join("examples"), &["sao"], &mut pages);
    let homes: Vec<&Path> = pages
        .iter()
        .filter(|p| p.ends_with("ruleset.sao"))
        .filter_map(|p| p.parent())
        .collect();
    assert!(homes.len() > 3);
    homes
        .into_iter()
        .map(|home| {
            let trees: Vec<_> = pages
                .iter()
                .filter(|p| p.starts_with(home))
                .enumerate()
                .map(|(i, p)| {
                    let text = std::fs::read_to_string(p).unwrap();
                    let id = SourceId(u32::try_from(i).unwrap());
                    crate::syntax::parse(&Source::new("x", &text), id).0
                })
                .collect();
            crate::model::build::build(&trees).0.unwrap()
        })
        .collect()
}

#[test]
fn every_dossier_of_this_repository_is_bound_and_fits_its_schema() {
    let rulesets = rulesets();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let ends = ["yaml", "json", "csv", "ndjson"];
    files_under(&root.join("examples"), &ends, &mut files);
    files_under(&root.join("rulesets"), &ends, &mut files);
    let mut seen = 0;
    // Slips on purpose, and lists of certificates, are read elsewhere.
    let dossier = |p: &PathBuf| !p.iter().any(|n| n == "sai" || n == "portfolio.csv");
    for path in files.into_iter().filter(dossier) {
        let text = std::fs::read_to_string(&path).unwrap();
        let format = Format::of_extension(path.extension().unwrap().to_str().unwrap()).unwrap();
        for record in read(&Source::new("d", &text), SourceId(0), format) {
            let record = record.unwrap_or_else(|e| panic!("{path:?}: {e:#?}"));
            let name = record.header.ruleset.clone();
            // Its version is chosen elsewhere; here the one that has its card will do.
            let chosen = rulesets.iter().find_map(|r| {
                name.as_ref()
                    .filter(|n| **n != r.name)
                    .is_none()
                    .then_some(())?;
                let wanted = record.header.version.as_ref();
                let right = wanted.is_none_or(|v| *v == r.version);
                card(&record, r).ok().filter(|_| right).map(|c| (r, c))
            });
            let (ruleset, card) = chosen.unwrap_or_else(|| panic!("{path:?}: no card"));
            let bound = bind(&record, ruleset, card);
            assert!(bound.is_ok(), "{path:?}: {:#?}", bound.err());
            seen += 1;
            let schema = super::super::schema(ruleset, card, Lang::Vi);
            let written = as_json(&record);
            assert!(valid(&schema, &written, &schema), "{path:?}: {written}");
        }
    }
    assert!(seen > 20, "{seen}");
}

/// A record as an editor would hand it to a schema.
fn as_json(record: &Record) -> serde_json::Value {
    use super::super::node::{Node, NodeKind};
    use serde_json::Value;
    fn of(node: &Node) -> Value {
        match &node.kind {
            NodeKind::Nothing => Value::Null,
            NodeKind::Text(t) => Value::from(t.as_str()),
            NodeKind::Number(t) => serde_json::from_str(t).unwrap(),
            NodeKind::List(items) => items.iter().map(of).collect(),
            NodeKind::Fields(entries) => entries
                .iter()
                .map(|e| (e.key.value.clone(), of(&e.value)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }
    let all = record.fields.iter();
    all.map(|(e, _)| (e.key.value.clone(), of(&e.value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
