//! What it costs a producer to come to hold an option: a file beside the dossier.

use super::node::{Entry, Node, NodeKind};
use super::read::{Format, json, yaml};
use super::value;
use crate::exact::Num;
use crate::model::Scorecard;
use crate::text::catalogue::seeking as say;
use crate::text::{Diagnostic, Source, SourceId, closest};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What changes cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// By criterion: what each step costs.
    pub by_step: BTreeMap<usize, Num>,
    /// By criterion and option: what it costs to come to hold it.
    pub by_option: BTreeMap<(usize, usize), Num>,
    /// By criterion and option: the day from which its evidence can be had.
    pub ready: BTreeMap<(usize, usize), Date>,
}

/// Reads what changes cost: under the number of a criterion one number (each
/// step), or options with a number or with `effort` and `ready`.
///
/// # Errors
/// Everything that is wrong with the file, at once.
pub fn effort(
    source: &Source,
    id: SourceId,
    format: Format,
    card: &Scorecard,
) -> Result<Effort, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let node = match format {
        Format::Json | Format::Ndjson => json::read(source.text(), 0, id)?,
        Format::Yaml | Format::Csv => {
            let mut all = yaml::read(source.text(), id);
            let first = if all.is_empty() {
                None
            } else {
                Some(all.swap_remove(0))
            };
            first.and_then(|d| {
                problems.extend(d.problems);
                d.node
            })
        }
    };
    let mut reader = Reader {
        card,
        problems,
        found: Effort::default(),
    };
    match node {
        Some(Node {
            kind: NodeKind::Fields(all),
            ..
        }) => all.iter().for_each(|e| reader.criterion(e)),
        Some(node) if !node.is_nothing() => reader.problems.push(say::effort_shape(node.span)),
        _ => {}
    }
    if reader.problems.is_empty() {
        Ok(reader.found)
    } else {
        Err(reader.problems)
    }
}

struct Reader<'a> {
    card: &'a Scorecard,
    problems: Vec<Diagnostic>,
    found: Effort,
}

impl Reader<'_> {
    fn criterion(&mut self, entry: &Entry) {
        let number = &entry.key.value;
        let Some(i) = self.card.criterion(number) else {
            let have: Vec<&str> = self
                .card
                .criteria
                .iter()
                .map(|c| c.number.as_str())
                .collect();
            let near = closest(number, have.iter().copied());
            self.problems.push(say::no_such_change(
                number,
                near.as_deref(),
                Some(entry.key.span),
            ));
            return;
        };
        match &entry.value.kind {
            NodeKind::Fields(options) => options.iter().for_each(|o| self.option(i, o)),
            NodeKind::Nothing => {}
            _ => {
                if let Some(cost) = self.cost(&entry.value) {
                    self.found.by_step.insert(i, cost);
                }
            }
        }
    }

    fn option(&mut self, i: usize, entry: &Entry) {
        let Some(c) = self.card.criteria.get(i) else {
            return;
        };
        let key = &entry.key.value;
        let Some(o) = c.option(key) else {
            let near = closest(key, c.options.iter().map(|o| o.key.as_str()));
            let asked = format!("{}={key}", c.number);
            let near = near.map(|k| format!("{}={k}", c.number));
            self.problems.push(say::no_such_change(
                &asked,
                near.as_deref(),
                Some(entry.key.span),
            ));
            return;
        };
        let NodeKind::Fields(fields) = &entry.value.kind else {
            if let Some(cost) = self.cost(&entry.value) {
                self.found.by_option.insert((i, o), cost);
            }
            return;
        };
        for field in fields {
            match field.key.value.as_str() {
                "effort" | "công_sức" => {
                    if let Some(cost) = self.cost(&field.value) {
                        self.found.by_option.insert((i, o), cost);
                    }
                }
                "ready" | "có_từ" => match field.value.as_text().map(value::date) {
                    Some(Ok(day)) => {
                        self.found.ready.insert((i, o), day);
                    }
                    _ => self.problems.push(say::effort_day(field.value.span)),
                },
                _ => self.problems.push(say::effort_shape(field.key.span)),
            }
        }
    }

    fn cost(&mut self, node: &Node) -> Option<Num> {
        let json = matches!(node.kind, NodeKind::Number(_));
        match node.as_text().map(|t| value::number(t, json)) {
            Some(Ok(n)) if n.is_negative() => {
                self.problems.push(say::negative_cost(n, node.span));
                None
            }
            Some(Ok(n)) => Some(n),
            _ => {
                self.problems.push(say::effort_shape(node.span));
                None
            }
        }
    }
}
