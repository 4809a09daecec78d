//! Marks of least options: one for each level, in an order that can be meant.

use crate::model::{Criterion, Form, Level, Opt, Rating};
use crate::text::catalogue::{cards, levels};
use crate::text::{Diagnostic, Span};
use std::collections::BTreeMap;

/// Checks the marks of a criterion.
pub fn check(c: &Criterion, rating: &Rating, shared: Option<Span>, out: &mut Vec<Diagnostic>) {
    // Each tick of a checklist may be needed by the same level.
    if !matches!(c.form, Form::Choice | Form::YesNo) {
        return;
    }
    let mut rows: BTreeMap<(Option<usize>, Option<usize>), Vec<&Opt>> = BTreeMap::new();
    for option in &c.options {
        rows.entry((option.branch, option.case))
            .or_default()
            .push(option);
    }
    for row in rows.values() {
        let mut least: BTreeMap<usize, (usize, &Opt)> = BTreeMap::new();
        for (place, option) in row.iter().enumerate() {
            for mark in &option.marks {
                match least.get(mark) {
                    Some((_, first)) => {
                        let level = name(rating, *mark);
                        out.push(levels::marked_twice(level, option.span, first.span));
                    }
                    None => {
                        least.insert(*mark, (place, option));
                    }
                }
            }
        }
        let all: Vec<(usize, (usize, &Opt))> = least.into_iter().collect();
        for (worse, better) in all.iter().zip(all.iter().skip(1)) {
            if better.1.0 < worse.1.0 {
                out.push(levels::minimums_cross(
                    &c.number,
                    (name(rating, better.0), better.1.1.span),
                    (name(rating, worse.0), worse.1.1.span),
                ));
            }
        }
        if all.is_empty() || rating.lower_is_better {
            continue;
        }
        let falls = row
            .iter()
            .zip(row.iter().skip(1))
            .find(|(a, b)| b.points < a.points);
        if let Some((a, b)) = falls {
            out.push(cards::points_fall(
                &c.number,
                (&a.key, a.span),
                (&b.key, b.span),
                shared,
            ));
        }
    }
}

fn name(rating: &Rating, level: usize) -> &str {
    rating
        .levels
        .get(level)
        .map_or("", |l: &Level| l.name.as_str())
}
