//! Scorecards, shared texts and what stands on them.

use super::block;
use super::expr::expr;
use super::fact::{fact, let_, policy, table};
use super::ruleset::{rating, require, said};
use super::words::{
    code, label, level_name, name, number, quantity, rounding, row_key, size, sp, word,
};
use crate::exact::Num;
use crate::syntax::tree::{
    Block, Branch, By, Cap, Case, Criterion, Finding, FindingKind, Force, Form, Group, GroupKind,
    Marks, OnlyIf, Option_, Printed, Replaces, Rung, Scorecard, Shared, Sp, Steps, Stmt, Word,
};
use crate::text::Span;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

pub(super) fn scorecard() -> BoxedStrategy<Stmt> {
    let count = || size().prop_map(sp);
    let line = prop_oneof![
        4 => group(GroupKind::Part),
        2 => group(GroupKind::Section),
        2 => criterion(),
        1 => rating(),
        1 => label().prop_map(Stmt::RatingUnavailable),
        1 => prop_oneof![fact(), let_(), table()],
        1 => count().prop_map(Stmt::Set),
        1 => count().prop_map(Stmt::Samples),
        1 => label().prop_map(Stmt::Unavailable),
        1 => said(),
        1 => label().prop_map(Stmt::Oddity),
        1 => policy().prop_map(Stmt::Missing),
        1 => require(),
        1 => finding(),
        1 => word().prop_map(Stmt::Like),
    ];
    (word(), label(), vec(label(), 0..3), block(line, 0..6))
        .prop_map(|(id, title, path, block)| {
            Stmt::Scorecard(Scorecard {
                id,
                title,
                path,
                block,
            })
        })
        .boxed()
}

pub(super) fn shared() -> BoxedStrategy<Stmt> {
    let line = prop_oneof![
        group(GroupKind::Part),
        group(GroupKind::Section),
        criterion(),
        finding(),
        said()
    ];
    (word(), block(line, 0..4))
        .prop_map(|(name, block)| Stmt::Shared(Shared { name, block }))
        .boxed()
}

fn like() -> impl Strategy<Value = Option<Word>> {
    of((name(), name()).prop_map(|(a, b)| sp(format!("{a}.{b}"))))
}

pub(super) fn group(kind: GroupKind) -> BoxedStrategy<Stmt> {
    let line = prop_oneof![
        2 => if kind == GroupKind::Part { group(GroupKind::Section) } else { criterion() },
        2 => criterion(),
        1 => said(),
        1 => label().prop_map(Stmt::Oddity),
        1 => label().prop_map(Stmt::Evidence),
        1 => policy().prop_map(Stmt::Missing),
        1 => require(),
        1 => only_if(),
        1 => without(),
    ];
    let mark = || of(Just(Span::default()));
    let heading = (code(), of(label()), of(number()));
    let marks = (mark(), mark(), of(number()), like());
    (heading, marks, of(block(line, 0..4)))
        .prop_map(
            move |((code, title, max), (subtracted, best, cap, like), block)| {
                Stmt::Group(Group {
                    kind,
                    code,
                    title,
                    max,
                    subtracted,
                    best,
                    cap,
                    like,
                    block,
                    head: Span::default(),
                })
            },
        )
        .boxed()
}

fn form() -> impl Strategy<Value = Sp<Form>> {
    prop_oneof![
        Just(Form::YesNo),
        of(number()).prop_map(|cap| Form::Checklist { cap }),
        expr().prop_map(Form::Ladder),
        (expr(), of(rounding())).prop_map(|(expr, rounding)| Form::Formula { expr, rounding }),
    ]
    .prop_map(sp)
}

pub(super) fn criterion() -> BoxedStrategy<Stmt> {
    criterion_of(criterion_of(Just(Stmt::Note(sp(String::new()))).boxed()))
}

fn criterion_of(child: BoxedStrategy<Stmt>) -> BoxedStrategy<Stmt> {
    let line = prop_oneof![
        6 => option(),
        3 => rung(),
        1 => child,
        1 => case(),
        1 => by(),
        1 => finding(),
        1 => only_if(),
        1 => force(),
        1 => replaces(),
        1 => require(),
        1 => cap(),
        1 => policy().prop_map(Stmt::Missing),
        1 => label().prop_map(Stmt::Evidence),
        1 => said(),
        1 => label().prop_map(Stmt::Oddity),
        1 => without(),
    ];
    let heading = (code(), of(label()), of(number()));
    (heading, of(form()), like(), of(block(line, 0..6)))
        .prop_map(|((code, title, max), form, like, block)| {
            // Without a block, what follows must not look like more of the heading.
            let ends = like.is_some()
                || form
                    .as_ref()
                    .is_some_and(|f| matches!(f.value, Form::YesNo | Form::Formula { .. }));
            let block = block.or_else(|| (!ends).then(empty));
            Stmt::Criterion(Criterion {
                code,
                title,
                max,
                form,
                like,
                block,
                head: Span::default(),
            })
        })
        .boxed()
}

pub(super) fn empty() -> Block {
    Block {
        body: Vec::new(),
        span: Span::default(),
        closed: true,
    }
}

pub(super) fn case() -> BoxedStrategy<Stmt> {
    (code(), of(label()), of(expr()), block(option(), 0..3))
        .prop_map(|(key, title, when, block)| {
            Stmt::Case(Case {
                key,
                title,
                when,
                block,
            })
        })
        .boxed()
}

fn by() -> BoxedStrategy<Stmt> {
    let line = prop_oneof![
        3 => option(),
        3 => rung(),
        1 => case(),
        1 => label().prop_map(Stmt::Note)
    ];
    let branch = (vec(row_key(), 1..3), block(line, 0..3))
        .prop_map(|(keys, block)| Stmt::Branch(Branch { keys, block }));
    (expr(), block(branch, 0..3))
        .prop_map(|(selector, block)| Stmt::By(By { selector, block }))
        .boxed()
}

pub(super) fn option_key() -> impl Strategy<Value = Word> {
    prop_oneof![
        6 => "[a-z]",
        1 => name(),
        1 => "[1-9][0-9]?",
        1 => "yes|no",
    ]
    .prop_map(sp)
}

pub(super) fn option() -> BoxedStrategy<Stmt> {
    let marks = prop_oneof![
        4 => Just(Marks::Unsaid),
        1 => Just(Marks::None(Span::default())),
        3 => vec(level_name().prop_map(sp), 1..3).prop_map(Marks::Some),
    ];
    let printed = (label(), of(label())).prop_map(|(text, why)| Printed { text, why });
    let printed = prop::option::weighted(0.2, printed);
    (
        option_key(),
        of(number()),
        marks,
        of(label()),
        printed,
        of(expr()),
    )
        .prop_map(|(key, mut points, marks, label, printed, when)| {
            let says = points.is_some() || label.is_some() || printed.is_some() || when.is_some();
            if !says && marks == Marks::Unsaid {
                points = Some(sp(Num::ONE));
            }
            Stmt::Option(Option_ {
                key,
                points,
                marks,
                label,
                printed,
                when,
            })
        })
        .boxed()
}

fn rung() -> BoxedStrategy<Stmt> {
    let steps = (number(), quantity()).prop_map(|(last, every)| Steps {
        last,
        every: sp(every),
    });
    let steps = prop::option::weighted(0.2, steps);
    (row_key(), number(), steps, of(label()))
        .prop_map(|(key, points, steps, label)| {
            Stmt::Rung(Rung {
                key,
                points,
                steps,
                label,
            })
        })
        .boxed()
}

pub(super) fn finding() -> BoxedStrategy<Stmt> {
    let kind = prop::sample::select(vec![FindingKind::Reject, FindingKind::Stop]);
    (kind, of(word()), of(expr()), of(label()))
        .prop_map(|(kind, key, when, label)| {
            Stmt::Finding(Finding {
                kind,
                key,
                when,
                label,
            })
        })
        .boxed()
}

pub(super) fn only_if() -> BoxedStrategy<Stmt> {
    (expr(), of(number()), of(label()))
        .prop_map(|(when, otherwise, label)| {
            Stmt::OnlyIf(OnlyIf {
                when,
                otherwise,
                label,
            })
        })
        .boxed()
}

pub(super) fn force() -> BoxedStrategy<Stmt> {
    (option_key(), expr(), of(label()))
        .prop_map(|(key, when, label)| Stmt::Force(Force { key, when, label }))
        .boxed()
}

pub(super) fn replaces() -> BoxedStrategy<Stmt> {
    (code(), of(expr()), of(label()))
        .prop_map(|(other, when, label)| Stmt::Replaces(Replaces { other, when, label }))
        .boxed()
}

pub(super) fn cap() -> BoxedStrategy<Stmt> {
    (number(), of(expr()), of(label()))
        .prop_map(|(points, when, label)| {
            Stmt::Cap(Cap {
                points,
                when,
                label,
            })
        })
        .boxed()
}

fn without() -> BoxedStrategy<Stmt> {
    vec(code(), 1..4).prop_map(Stmt::Without).boxed()
}
