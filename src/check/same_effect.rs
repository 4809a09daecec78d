//! N1002: two options between which nothing depends.
//!
//! **What it does.** Looks for two options of one criterion (and of one case)
//! with equal points, where no minimum starts at the later one and nothing on
//! the card asks which of them is held.
//!
//! **Why it matters.** An assessor chooses between them and nothing follows: a
//! slip in the figures, or a distinction that the decision makes for another
//! purpose.

use super::{Sheet, unless_recorded};
use crate::model::{Criterion, Expr, ExprKind, Form};
use crate::text::Diagnostic;
use crate::text::catalogue::checks;

/// See the module.
pub fn check(sheet: &Sheet<'_>, out: &mut Vec<Diagnostic>) {
    let asked = asked_for(sheet);
    for (i, criterion) in sheet.card.criteria.iter().enumerate() {
        if criterion.form != Form::Choice || asked.contains(&i) {
            continue;
        }
        for (at, option) in criterion.options.iter().enumerate() {
            let twin = criterion.options.iter().take(at).rev().find(|before| {
                (before.case, before.branch) == (option.case, option.branch)
                    && before.points == option.points
            });
            // A minimum between the two makes them differ.
            let Some(twin) = twin.filter(|_| option.marks.is_empty()) else {
                continue;
            };
            let forced = criterion.forces.iter().any(|f| f.option == at);
            if forced || marks_between(criterion, twin.span, option.span) {
                continue;
            }
            let found = checks::same_effect(
                &criterion.number,
                (&twin.key, twin.span),
                (&option.key, option.span),
                option.points,
            );
            out.push(unless_recorded(criterion, found));
        }
    }
}

fn marks_between(criterion: &Criterion, from: crate::text::Span, to: crate::text::Span) -> bool {
    criterion
        .options
        .iter()
        .skip_while(|o| o.span != from)
        .skip(1)
        .take_while(|o| o.span != to)
        .any(|o| !o.marks.is_empty())
}

/// The criteria whose option is looked at by a condition.
fn asked_for(sheet: &Sheet<'_>) -> Vec<usize> {
    let mut asked = Vec::new();
    let mut look = |_, e: &Expr| {
        e.walk(&mut |inner| {
            if let ExprKind::OptionOf(i) = inner.kind {
                asked.push(i);
            }
        });
    };
    sheet.card.each_expr(&mut look);
    sheet.rules.each_expr(&mut look);
    asked
}
