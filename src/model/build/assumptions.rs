//! The open points of a ruleset: those it declares, then those that only the
//! engine knows.

use crate::model::assumptions::{KNOWN, KnownAssumption};
use crate::model::{Assumption, Choice};
use crate::syntax::tree::{self, Node, Stmt};
use crate::text::catalogue::levels;
use crate::text::{Diagnostic, closest};

/// The assumptions of a ruleset, from the lines of its heading. A name that
/// the engine knows may list only readings that the engine knows; what it
/// leaves unsaid about them is taken from there.
pub fn read(lines: &[&Node], out: &mut Vec<Diagnostic>) -> Vec<Assumption> {
    let mut all: Vec<Assumption> = Vec::new();
    for node in lines {
        if let Stmt::Assumption(a) = &node.stmt {
            all.push(declared(a, out));
        }
    }
    for known in KNOWN {
        if !all.iter().any(|a| a.name == known.name) {
            all.push(engine(known));
        }
    }
    all
}

fn declared(a: &tree::Assumption, out: &mut Vec<Diagnostic>) -> Assumption {
    let known = KnownAssumption::named(&a.name.value);
    let mut choices: Vec<Choice> = Vec::new();
    for (i, c) in a.choices.iter().enumerate() {
        let name = c.name.value.as_str();
        if let Some(first) = a.choices.iter().take(i).find(|d| d.name.value == name) {
            out.push(levels::reading_twice(name, c.name.span, first.name.span));
            continue;
        }
        let reading = known.map(|k| k.readings.iter().find(|r| r.name == name));
        if let (Some(k), Some(None)) = (known, reading) {
            let have: Vec<&str> = k.readings.iter().map(|r| r.name).collect();
            let near = closest(name, have.iter().copied());
            out.push(levels::unknown_reading(
                k.name,
                name,
                c.name.span,
                near.as_deref(),
                &have,
            ));
        }
        let label = c.label.as_ref().map(|l| l.value.clone());
        choices.push(Choice {
            name: name.to_owned(),
            label,
        });
    }
    Assumption {
        name: a.name.value.clone(),
        text: a.text.as_ref().map(|t| t.value.clone()),
        choices,
        chosen: 0,
        declared: true,
        span: Some(a.name.span),
    }
}

fn engine(known: &KnownAssumption) -> Assumption {
    Assumption {
        name: known.name.to_owned(),
        text: None,
        choices: known
            .readings
            .iter()
            .map(|r| Choice {
                name: r.name.to_owned(),
                label: None,
            })
            .collect(),
        chosen: 0,
        declared: false,
        span: None,
    }
}
