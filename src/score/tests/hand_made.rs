//! Rules and dossiers that no room would build: nothing may panic on them.

use super::{card, fill, rules, score};
use crate::dossier::{Answer, Assessor, FactValue};
use crate::model::{Child, Expr, ExprKind, Target, Type, Value};
use crate::score::evaluate;
use crate::syntax::tree::{Function, Quantifier};
use crate::text::Span;

const TEXT: &str = r#"
    fact share : percent 0% .. 100%
    part A "A" 6 {
      criterion 1 "One" 3 { a 0 "x" when share < 50%; b 3 ** "y" when share >= 50% }
      criterion 2 "Two" 3 { reject bad "z"; only if points of 1 > 0; a 0 "x"; b 3 "y" }
    }"#;

fn expr(kind: ExprKind, ty: Type) -> Expr {
    Expr {
        kind,
        ty,
        span: Span::default(),
    }
}

#[test]
fn places_that_do_not_exist_count_as_absent() {
    let mut rules = rules(&card(TEXT));
    let far = 99;
    let card = rules.cards.values_mut().next().unwrap();
    card.order = vec![7, 1, 1, 0];
    card.groups[0].children.push(Child::Criterion(far));
    card.groups[0].children.push(Child::Group(far));
    card.children.push(Child::Group(far));
    card.criteria[0].parent = Some(far);
    card.criteria[0].options[0].marks.push(far);
    card.criteria[0].options[0].branch = Some(far);
    card.criteria[0].options[1].case = Some(far);
    let c = &mut card.criteria[1];
    c.only_if[0].when = expr(ExprKind::Fact(far), Type::Bool);
    for kind in [
        ExprKind::Field(far),
        ExprKind::Let(far),
        ExprKind::Table(far),
        ExprKind::Assumption(far),
        ExprKind::Points(Target::Criterion(far)),
        ExprKind::Maximum(Target::Group(far)),
        ExprKind::OptionOf(far),
        ExprKind::OptionKey(far),
        ExprKind::AtMaximum(far),
        ExprKind::AnyAtMaximum(vec![far]),
        ExprKind::CountAtMaximum(vec![far]),
    ] {
        let condition = expr(kind, Type::Bool);
        c.options[0].when = Some(condition.clone());
        c.options[1].when = Some(expr(ExprKind::Not(Box::new(condition)), Type::Bool));
    }
    let card = rules.cards.values().next().unwrap().clone();
    let mut dossier = fill(&rules, &card, "");
    for answer in [
        None,
        Some(Answer::Option(far)),
        Some(Answer::Finding(far)),
        Some(Answer::Ticks(vec![far])),
    ] {
        dossier.answers.criteria = vec![answer.clone(), answer, None, None];
        dossier.answers.findings = vec![far];
        let _ = evaluate(&rules, &card, &dossier);
    }
    dossier.facts = Vec::new();
    dossier.assessors = vec![Assessor {
        name: String::new(),
        answers: dossier.answers.clone(),
    }];
    let o = evaluate(&rules, &card, &dossier);
    assert_eq!(o.criteria.len(), 2);
}

#[test]
fn groups_that_hold_each_other_end_all_the_same() {
    let mut rules = rules(&card(TEXT));
    let card = rules.cards.values_mut().next().unwrap();
    card.groups[0].children.push(Child::Group(0));
    card.groups[0].parent = Some(0);
    let card = rules.cards.values().next().unwrap().clone();
    let o = evaluate(&rules, &card, &fill(&rules, &card, "share = 60, 2 = b"));
    assert!(o.total.lo <= o.total.hi);
}

#[test]
fn names_that_stand_for_each_other_end_all_the_same() {
    let mut rules = rules(&card(&format!("let x = 1 + 1\n let y = x + x\n{TEXT}")));
    let number = rules.lets[0].expr.ty.clone();
    rules.lets[0].expr = expr(ExprKind::Let(1), number.clone());
    let card = rules.cards.values_mut().next().unwrap();
    let zero = expr(ExprKind::Literal(Value::Num(super::n("0"))), number.clone());
    let x = expr(ExprKind::Let(0), number);
    card.criteria[1].only_if[0].when = expr(
        ExprKind::Compare(crate::syntax::tree::CmpOp::Gt, Box::new(x), Box::new(zero)),
        Type::Bool,
    );
    let card = rules.cards.values().next().unwrap().clone();
    let o = evaluate(&rules, &card, &fill(&rules, &card, "share = 60, 2 = b"));
    assert_eq!(super::range(o.total), "3..6");
}

#[test]
fn an_expression_deeper_than_pages_allow_fits_on_a_small_stack() {
    let number = Type::Number(crate::model::Unit::none());
    let one = || {
        expr(
            ExprKind::Literal(Value::Num(super::n("1"))),
            Type::Number(crate::model::Unit::none()),
        )
    };
    let yes = || expr(ExprKind::Literal(Value::Bool(true)), Type::Bool);
    let equal = |a: Expr| {
        let (a, b) = (Box::new(a), Box::new(one()));
        expr(
            ExprKind::Compare(crate::syntax::tree::CmpOp::Eq, a, b),
            Type::Bool,
        )
    };
    let list = || {
        let row = Value::List(vec![vec![Some(Value::Bool(true))]]);
        Box::new(expr(ExprKind::Literal(row), Type::List(Vec::new())))
    };
    let deeper: [&dyn Fn(Expr) -> Expr; 7] = [
        &|e| expr(ExprKind::Not(Box::new(e)), Type::Bool),
        &|e| expr(ExprKind::And(Box::new(yes()), Box::new(e)), Type::Bool),
        &|e| {
            expr(
                ExprKind::If(Box::new(yes()), Box::new(e), Box::new(yes())),
                Type::Bool,
            )
        },
        &|e| {
            equal(expr(
                ExprKind::Call(Function::Min, vec![one(), e]),
                number.clone(),
            ))
        },
        &|e| expr(ExprKind::InSet(Box::new(yes()), vec![e]), Type::Bool),
        &|e| {
            let filter = Some(Box::new(e));
            let any = Quantifier::Any;
            expr(
                ExprKind::Quantified {
                    quantifier: any,
                    field: None,
                    list: list(),
                    filter,
                },
                Type::Bool,
            )
        },
        &|e| {
            let lo = Some(Box::new(e));
            let of = Box::new(one());
            expr(
                ExprKind::InRange {
                    of,
                    lo,
                    lo_in: true,
                    hi: None,
                    hi_in: true,
                },
                Type::Bool,
            )
        },
    ];
    for step in deeper {
        let mut rules = rules(&card(TEXT));
        let mut deep = yes();
        for _ in 0..500 {
            deep = step(deep);
        }
        rules.cards.values_mut().next().unwrap().criteria[1].only_if[0].when = deep;
        let card = rules.cards.values().next().unwrap().clone();
        let o = evaluate(&rules, &card, &fill(&rules, &card, "share = 60, 2 = b"));
        assert_eq!(super::range(o.total), "3..6");
        assert!(!o.troubles.is_empty());
    }
}

#[test]
fn a_fact_of_another_type_than_its_own_is_not_a_guess() {
    let rules = rules(&card(TEXT));
    let card = rules.cards.values().next().unwrap().clone();
    let mut dossier = fill(&rules, &card, "2 = b");
    for value in [
        Value::Text("60".into()),
        Value::Bool(true),
        Value::List(Vec::new()),
        Value::Choice("x".into()),
    ] {
        dossier.facts[0] = Some(FactValue {
            value,
            span: Span::default(),
        });
        let o = evaluate(&rules, &card, &dossier);
        assert!(o.total.known().is_none());
    }
}

#[test]
fn evaluating_twice_gives_the_same() {
    let text = card(TEXT);
    for dossier in ["", "share = 60", "share = 60, 2 = b", "2 = bad"] {
        assert_eq!(score(&text, dossier), score(&text, dossier));
    }
}
