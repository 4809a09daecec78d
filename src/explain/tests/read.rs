//! Cases read from text: the pages of a ruleset and a dossier.

use super::sample::Sample;
use crate::dossier::{Format, bind, read};
use crate::model::build::build;
use crate::score::{Receipt, choose, evaluate};
use crate::syntax::parse;
use crate::text::{Diagnostic, Severity, Source, Sources};
use std::path::{Path, PathBuf};

/// The case of a ruleset and a dossier in YAML; the text of what is wrong, else.
pub fn case(pages: &[&str], dossier: &str) -> Sample {
    let mut sources = Sources::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut trees = Vec::new();
    for (i, page) in pages.iter().enumerate() {
        let source = Source::new(format!("page-{i}.sao"), page);
        let id = sources.add(source.clone());
        let (tree, problems) = parse(&source, id);
        trees.push(tree);
        found.extend(problems);
    }
    let (ruleset, problems) = build(&trees);
    found.extend(problems);
    let source = Source::new("dossier.yaml", dossier);
    let id = sources.add(source.clone());
    let record = read(&source, id, Format::Yaml).remove(0);
    assert_sound(&found, &sources);
    let record = record.unwrap_or_else(|e| {
        assert_sound(&e, &sources);
        panic!("a dossier without errors is read")
    });
    let ruleset = ruleset.unwrap();
    let card = match &record.header.scorecard {
        Some(id) => ruleset.cards[id].clone(),
        None => ruleset.cards[0].clone(),
    };
    let dossier = bind(&record, &ruleset, &card).unwrap_or_else(|e| {
        assert_sound(&e, &sources);
        panic!("a dossier without errors is bound")
    });
    let (_, basis) = choose(&[&ruleset], &record.header, None).unwrap();
    let outcome = evaluate(&ruleset, &card, &dossier);
    Sample {
        receipt: Receipt {
            amended_by: Vec::new(),
            ruleset: ruleset.name.clone(),
            version: ruleset.version.clone(),
            sha256: format!("3f9a{}c2", "0".repeat(58)),
            dossier: format!("77b1{}e4", "0".repeat(58)),
            engine: "0.1.0".to_owned(),
            filed: dossier.filed,
            assessed: dossier.assessed,
            kind: dossier.kind,
            readings: indexmap::IndexMap::new(),
        },
        ruleset,
        card,
        dossier,
        outcome,
        basis,
    }
}

fn assert_sound(found: &[Diagnostic], sources: &Sources) {
    let errors: Vec<String> = found
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| d.one_line(sources, crate::text::Lang::En))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// The pages below a folder of the repository, in the order of their names.
pub fn pages(folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    collect(&root(folder), &mut files);
    files.sort();
    files
        .iter()
        .map(|f| std::fs::read_to_string(f).unwrap())
        .collect()
}

/// A file of the repository.
pub fn file(path: &str) -> String {
    std::fs::read_to_string(root(path)).unwrap()
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "sao") {
            files.push(path);
        }
    }
}
