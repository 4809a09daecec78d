//! Tests of the build as a whole: small pages in, rulesets and findings out.

mod anything;
mod cascade;
mod ladders;
mod levels;
mod order;
mod pages;
mod sharing;
mod sums;
mod trials;
mod whole;

use super::build;
use crate::model::Ruleset;
use crate::syntax::parse;
use crate::text::{Diagnostic, Lang, Source, Sources};

/// The files of one version, read and built.
pub(super) struct Run {
    pub(super) ruleset: Option<Ruleset>,
    pub(super) found: Vec<Diagnostic>,
    pub(super) sources: Sources,
}

impl Run {
    /// The codes found, in order.
    pub(super) fn codes(&self) -> Vec<&'static str> {
        self.found.iter().map(|d| d.code.as_str()).collect()
    }

    /// The codes of errors, in order.
    pub(super) fn errors(&self) -> Vec<&'static str> {
        self.codes()
            .into_iter()
            .filter(|c| c.starts_with('E'))
            .collect()
    }

    /// The findings, one line each.
    pub(super) fn lines(&self, lang: Lang) -> String {
        let lines: Vec<String> = self
            .found
            .iter()
            .map(|d| d.one_line(&self.sources, lang))
            .collect();
        lines.join("\n")
    }
}

/// Reads and builds a text beside a small ruleset.
pub(super) fn said(text: &str) -> Run {
    files(&[("a.sao", text), ("r.sao", whole::HEAD)])
}

/// Reads and builds some files.
pub(super) fn files(files: &[(&str, &str)]) -> Run {
    let mut sources = Sources::new();
    let mut trees = Vec::new();
    let mut found = Vec::new();
    for (name, text) in files {
        let source = Source::new(*name, text);
        let id = sources.add(source.clone());
        let (tree, mut said) = parse(&source, id);
        trees.push(tree);
        found.append(&mut said);
    }
    let (ruleset, mut said) = build(&trees);
    found.append(&mut said);
    Run {
        ruleset,
        found,
        sources,
    }
}
