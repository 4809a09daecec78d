//! Small cards whose dossiers can be counted by hand, and generated ones that
//! a plain enumeration with the interpreter goes through beside the space.

mod brute;
#[path = "../../tests/common/generate.rs"]
mod generate;
mod proofs;
mod properties;
mod several;
mod small;

use super::Space;
use crate::model::{Ruleset, Scorecard};
use crate::syntax;
use crate::text::{Severity, Source, SourceId};

const RATING: &str =
    "ruleset example version \"1\" { rating of total { *** 8 .. 10; ** 5 ..< 8; * 0 ..< 5 } }\n";

/// Builds a ruleset from its text, unless the text has errors.
fn built(text: &str) -> Option<Ruleset> {
    let source = Source::new("test.sao", text);
    let (file, mut found) = syntax::parse(&source, SourceId(0));
    let (built, more) = crate::model::build::build(&[file]);
    found.extend(more);
    let sound = found.iter().all(|d| d.severity != Severity::Error);
    built.filter(|_| sound)
}

/// A card of ten points with these lines.
fn rules(body: &str) -> Ruleset {
    let text = if body.contains("scorecard") {
        format!("{RATING}{body}")
    } else {
        format!("{RATING}scorecard card \"Card\" {{\n{body}\n}}")
    };
    built(&text).unwrap_or_else(|| panic!("this has errors:\n{text}"))
}

fn card(rules: &Ruleset) -> &Scorecard {
    rules.cards.values().next().unwrap()
}

fn space(rules: &Ruleset) -> Space<'_> {
    Space::of(rules, card(rules)).unwrap_or_else(|t| panic!("{t:?}"))
}
