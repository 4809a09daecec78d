use crate::model::build::typing::tests::page::{Page, page_with, read};
use crate::model::{Interval, Type, Unit};
use std::fmt::Write as _;

/// A page with these declarations, all of which are looked at by nothing.
fn declared(text: &str) -> Page {
    page_with(text, "total > 1")
}

fn wrong(text: &str) -> (&'static str, String) {
    let page = declared(text);
    assert_eq!(page.found.len(), 1, "{text}: {}", page.brief());
    (page.found[0].code.as_str(), page.spot().to_owned())
}

/// The findings of a page once it is asked what is unused.
fn with_unused(mut page: Page) -> Page {
    page.names.unused(&mut page.found);
    page
}

#[test]
fn facts_keep_their_type_unit_range_and_label() {
    let page = declared(
        "fact a : decimal mg/kg 0.5 .. 3 \"Lead\" missing lowest\n\
         fact b : whole người 1 .. 20\nfact c : money\nfact d : money USD 0 ..\nfact e : months 0 .. 36\n\
         fact f : percent 0% ..< 100%\nfact g : list { n : whole; d : date }",
    );
    assert!(page.found.is_empty(), "{}", page.brief());
    let (facts, _, _) = page.names.finish();
    let ty = |i: usize| match &facts[i].ty {
        Type::Number(u) => u.to_string(),
        other => format!("{other:?}"),
    };
    assert_eq!(
        (0..6).map(ty).collect::<Vec<_>>(),
        ["mg/kg", "người", "VND", "USD", "months", "%"]
    );
    assert_eq!(facts[0].label.as_deref(), Some("Lead"));
    assert_eq!(
        facts[0].range.as_ref().map(Interval::to_string).as_deref(),
        Some("0.5 .. 3")
    );
    assert!(facts[1].whole && facts[4].whole && !facts[2].whole);
    assert_eq!(facts[0].ty, Type::Number(Unit::base("mg/kg")));
    let Type::List(fields) = &facts[6].ty else {
        panic!("a list")
    };
    assert!(fields[0].whole && fields[1].ty == Type::Date);
}

#[test]
fn a_range_must_suit_its_type() {
    for (text, code, spot) in [
        ("fact a : percent 0 .. 100%", "E0323", "0"),
        ("fact a : decimal kJ 0 kg .. 3", "E0322", "0 kg"),
        ("fact a : yes/no 0 .. 1", "E0340", "0 .. 1"),
        ("fact a : date 0 .. 1", "E0340", "0 .. 1"),
        ("fact a : whole 0 .. 2.5", "E0340", "2.5"),
        ("fact a : percent 100% .. 0%", "E0329", "100% .. 0%"),
        ("fact a : decimal 3 ..< 3", "E0329", "3 ..< 3"),
        ("fact a : list { n : whole 0.5 .. 3 }", "E0340", "0.5"),
    ] {
        let (found, at) = wrong(text);
        assert_eq!((found, at.as_str()), (code, spot), "{text}");
    }
}

#[test]
fn the_lowest_value_of_a_missing_fact_must_exist() {
    for text in [
        "fact a : percent missing lowest",
        "fact a : percent .. 100% missing lowest",
        "fact a : percent 0% >.. 100% missing lowest",
        "fact a : yes/no missing lowest",
    ] {
        assert_eq!(wrong(text).0, "E0341", "{text}");
    }
    assert!(
        declared("fact a : percent 0% .. 100% missing lowest")
            .found
            .is_empty()
    );
    // A range that is wrong has been said.
    assert_eq!(
        declared("fact a : percent 5% .. 0% missing lowest").codes(),
        ["E0329"]
    );
}

#[test]
fn nothing_is_declared_twice() {
    for (text, code, spot) in [
        ("fact a : percent\nlet a = total", "E0307", "a"),
        ("fact kind : text", "E0308", "kind"),
        ("let total = 3", "E0308", "total"),
        ("fact evidence : text", "E0308", "evidence"),
        ("fact a : one of {x, y, x}", "E0343", "x"),
        ("fact a : list { x : text; x : date }", "E0343", "x"),
        (
            "fact a : list { x : list { y : text } }",
            "E0342",
            "list { y : text }",
        ),
    ] {
        let (found, at) = wrong(text);
        assert_eq!((found, at.as_str()), (code, spot), "{text}");
    }
    let page = read(
        "fact a : percent\nscorecard c \"C\" { fact a : percent; criterion 1 \"One\" 1 yes/no }",
    );
    assert_eq!(page.codes(), ["E0307"]);
    let page = read("fact I : percent\nscorecard c \"C\" { criterion I \"One\" 1 yes/no }");
    assert_eq!(page.codes(), ["E0308"]);
}

#[test]
fn two_cards_may_each_have_a_fact_of_one_name() {
    let card = |id: &str, ty: &str| {
        format!(
            "scorecard {id} \"C\" {{ fact own : {ty}; criterion 1 \"One\" 1 {{ a 0 \"x\"; b 1 \"y\" when own > 3 kJ }} }}\n"
        )
    };
    let page = read(&(card("c", "decimal kJ") + &card("d", "decimal kg")));
    assert_eq!(page.codes(), ["E0322"]);
    let (facts, _, _) = page.names.finish();
    let cards: Vec<_> = facts.iter().map(|f| f.card.as_deref()).collect();
    assert_eq!(cards, [Some("c"), Some("d")]);
}

#[test]
fn a_name_of_another_card_is_not_at_hand() {
    let page = read(
        "scorecard c \"C\" { fact own : decimal; criterion 1 \"One\" 1 yes/no }\n\
         scorecard d \"D\" { criterion 1 \"One\" 1 { a 0 \"x\"; b 1 \"y\" when own > 3 } }",
    );
    assert_eq!(page.codes(), ["E0301"]);
    let help = page.found[0].help.as_ref().expect("help");
    assert!(help.en.contains("scorecard c"), "{}", help.en);
}

#[test]
fn lets_may_be_declared_in_any_order_and_see_their_card() {
    let page = read(
        "let twice = once * 2\nlet once = base + 1\nfact base : decimal\n\
         scorecard c \"C\" { let mine = points of 1 + twice; criterion 1 \"One\" 1 yes/no\n\
         criterion 2 \"Two\" 1 { a 0 \"x\"; b 1 \"y\" when mine > 3 } }",
    );
    assert!(page.found.is_empty(), "{}", page.brief());
    let (_, lets, _) = page.names.finish();
    assert!(lets.iter().all(|l| matches!(l.expr.ty, Type::Number(_))));
}

#[test]
fn what_stands_on_a_card_has_no_place_in_the_ruleset() {
    assert_eq!(wrong("let a = points of 1"), ("E0306", "1".to_owned()));
    assert_eq!(wrong("let a = criterion 1 = a").0, "E0306");
    assert_eq!(wrong("let a = any criterion at maximum").0, "E0306");
}

#[test]
fn a_circle_is_said_once_with_its_chain() {
    let page = page_with(
        "let a = b + 1\nlet b = c + 1\nlet c = a + 1\n",
        "a > 3 and c > 2",
    );
    assert_eq!(page.codes(), ["E0309"]);
    assert!(
        page.found[0].message.en.contains("a → b → c → a"),
        "{}",
        page.found[0].message.en
    );
    assert_eq!(wrong("let a = a + 1").0, "E0309");
    let page = declared("table t by u { 1 -> 2; else -> 3 }\nlet u = t + 1\n");
    assert_eq!(page.codes(), ["E0309"]);
}

#[test]
fn a_value_spelled_like_the_let_it_defines_is_no_circle() {
    let page = page_with(
        "fact water : one of {mineral, tap}\nlet mineral = water = mineral\n",
        "mineral",
    );
    assert!(page.found.is_empty(), "{}", page.brief());
}

#[test]
fn a_long_chain_of_names_is_followed_without_end_of_the_stack() {
    let mut text = String::new();
    for i in 0..2_000 {
        let _ = writeln!(text, "let n{i} = n{} + 1", i + 1);
    }
    text.push_str("fact n2000 : decimal\n");
    assert!(page_with(&text, "n0 > 3").found.is_empty());
    // What looks like a circle, because a value is spelled like a name, is cut at last.
    let deep = |inner: &str| format!("{}{inner}{}", "(".repeat(100), ")".repeat(100));
    let mut text = String::from("fact water : one of {n0, tap}\n");
    for i in 0..50 {
        let inner = format!("water = n0 or n{}", i + 1);
        let _ = writeln!(text, "let n{i} = {}", deep(&inner));
    }
    text.push_str("let n50 = water = n0\n");
    let page = declared(&text);
    assert!(page.found.len() <= 1, "{}", page.brief());
}

#[test]
fn thousands_of_unknown_names_are_found_in_a_moment() {
    let mut text = String::new();
    for i in 0..600 {
        let _ = writeln!(text, "let known_name_{i} = wrong_name_{i} + 1");
    }
    let page = declared(&text);
    assert_eq!(page.found.len(), 600);
}

#[test]
fn what_uses_a_wrong_declaration_stays_silent() {
    let page = page_with(
        "let a = b_missing_name + 1\nlet c = a * 2\nfact d : percent 5% .. 1%\n",
        "c > 3 and d > 3%",
    );
    assert_eq!(page.codes(), ["E0329", "E0301"]);
    let page = page_with("fact evidence : percent\n", "evidence > 3%");
    assert_eq!(page.codes(), ["E0308"]);
}

#[test]
fn a_line_that_cannot_be_read_does_not_make_its_uses_wrong() {
    let page = page_with(
        "fact broken : nothing_known\n",
        "broken > 3 and also_broken < 2",
    );
    assert_eq!(page.found.len(), 1, "{}", page.brief());
    assert!(page.found[0].code.as_str().starts_with("E01"));
}

#[test]
fn tables_are_read_by_column_and_give_one_kind_of_value() {
    let facts =
        "fact water : one of {mineral, tap}\nfact small : yes/no\nfact energy : decimal kJ\n";
    let page = page_with(
        &format!(
            "{facts}table limit by water, small : percent \"Limit\" {{\n mineral / yes, tap / yes -> 10%\n\
             mineral / no -> 20%\n else -> 30%\n}}\ntable step by energy {{ > 80 kJ -> 3; > 50 kJ -> 2; else -> 0 }}\n\
             table sort by energy : one of {{low, high}} {{ > 80 kJ -> high; else -> low }}"
        ),
        "limit > 15% and step > 1 and sort = high",
    );
    assert!(page.found.is_empty(), "{}", page.brief());
    let (_, _, tables) = page.names.finish();
    assert_eq!(tables[0].rows.len(), 4);
    assert_eq!(tables[0].rows[3].0.len(), 2);
    assert_eq!(tables[0].label.as_deref(), Some("Limit"));
}

#[test]
fn rows_that_are_wrong_are_found_where_they_stand() {
    let facts = "fact water : one of {mineral, tap}\nfact small : yes/no\nfact share : percent 0% .. 100%\n";
    for (table, code, spot) in [
        (
            "by water, small { mineral -> 1; else -> 2 }",
            "E0344",
            "mineral",
        ),
        (
            "by water { mineral / yes -> 1; else -> 2 }",
            "E0344",
            "mineral / yes",
        ),
        ("by water { lake -> 1; else -> 2 }", "E0302", "lake"),
        ("by small { mineral -> 1; else -> 2 }", "E0345", "mineral"),
        (
            "by water { mineral -> 1; mineral -> 2; tap -> 3 }",
            "E0346",
            "mineral",
        ),
        ("by water { else -> 1; else -> 2 }", "E0346", "else"),
        ("by share { >= 50 -> 1; else -> 2 }", "E0323", ">= 50"),
        ("by water { mineral -> 1; tap -> 2% }", "E0347", "2%"),
        (
            "by water : percent { mineral -> 1%; tap -> yes }",
            "E0347",
            "yes",
        ),
        ("by water { }", "E0348", "t"),
        ("by shar { 1% -> 1; else -> 2 }", "E0301", "shar"),
        ("by water { else -> 1; mineral -> 2 }", "W0355", "mineral"),
        (
            "by share { > 10% -> 1; > 20% -> 2; else -> 0 }",
            "W0355",
            "> 20%",
        ),
        (
            "by share { 0% .. 50% -> 1; 50% .. 100% -> 2 }",
            "W0356",
            "50% .. 100%",
        ),
        ("by share { > 100% -> 1; else -> 2 }", "W0353", "> 100%"),
        ("by water { mineral -> 1 }", "W0359", "t"),
        (
            "by water, small { mineral / else -> 1; tap / yes -> 2 }",
            "W0359",
            "t",
        ),
    ] {
        let page = declared(&format!("{facts}table t {table}"));
        assert_eq!(page.codes(), [code], "{table}: {}", page.brief());
        assert_eq!(page.spot(), spot, "{table}");
    }
    let page = declared(&format!(
        "{facts}table t by water, small {{ mineral / else -> 1; tap / yes -> 2 }}"
    ));
    assert!(
        page.found[0].message.en.contains("tap / no"),
        "{}",
        page.brief()
    );
}

#[test]
fn what_no_rule_looks_at_is_warned_about_in_the_end() {
    let page = with_unused(page_with(
        "fact used : decimal\nfact idle : decimal\nlet double = used * 2\nlet lonely = double\n\
         table t by used { 1 -> 2; else -> 3 }\n\
         ruleset r version \"1\" { assumption reading \"x\" = one | two\nassumption fixed \"x\" = one\n\
         assumption minimums_fail \"x\" = step_down | unrated }\n",
        "double > 3",
    ));
    assert_eq!(page.codes(), ["W0351", "W0352", "W0352", "W0358"]);
    let spots: Vec<&str> = page
        .found
        .iter()
        .map(|d| page.at(d.primary().expect("a place")))
        .collect();
    assert_eq!(spots, ["fact idle : decimal", "lonely", "t", "reading"]);
}

#[test]
fn what_may_be_used_where_something_is_wrong_is_not_called_unused() {
    let page = with_unused(page_with("fact share : percent\n", "shar > 3%"));
    assert_eq!(page.codes(), ["E0301"]);
    let page = with_unused(page_with(
        "fact share : percent\nfact bad : nothing\n",
        "total > 3",
    ));
    assert_eq!(page.found.len(), 1, "{}", page.brief());
}

#[test]
fn an_engine_name_that_the_ruleset_does_not_declare_gives_way_to_a_fact() {
    let known = crate::model::Assumption {
        name: "stopped".into(),
        text: None,
        choices: vec![],
        chosen: 0,
        declared: false,
        span: None,
    };
    let source = crate::text::Source::new("page.sao", "fact stopped : yes/no\nlet a = stopped");
    let (file, _) = crate::syntax::parse(&source, crate::text::SourceId(0));
    let wide: Vec<_> = file.items.iter().collect();
    let mut out = Vec::new();
    let names = super::Names::declare(&wide, &[], &[known], &mut out);
    assert!(out.is_empty(), "{out:?}");
    let (_, lets, _) = names.finish();
    assert_eq!(lets[0].expr.ty, Type::Bool);
}

#[test]
fn a_text_that_several_cards_share_is_complained_about_once() {
    let page = read(
        "fact share : percent\nscorecard c \"C\" { criterion 1 \"One\" 1 { a 0 \"x\"; b 1 \"y\" when share > 3 } }",
    );
    assert_eq!(page.codes(), ["E0323"]);
    let mut again = Vec::new();
    let when = crate::syntax::parse(
        &crate::text::Source::new("page.sao", &page.text),
        crate::text::SourceId(0),
    )
    .0;
    let crate::syntax::tree::Stmt::Scorecard(card) = &when.items[1].stmt else {
        panic!("a card")
    };
    let crate::syntax::tree::Stmt::Criterion(c) = &card.block.body[0].stmt else {
        panic!("a criterion")
    };
    let crate::syntax::tree::Stmt::Option(o) = &c.block.as_ref().expect("a block").body[1].stmt
    else {
        panic!("an option")
    };
    let mut scope = page.names.scope(Some(0));
    let expect = super::super::scope::Expect::Condition;
    let typed = scope.expr(o.when.as_ref().expect("when"), expect, &mut again);
    assert!(typed.is_none() && again.is_empty());
}
