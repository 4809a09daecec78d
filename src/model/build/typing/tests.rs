use self::page::{Page, page_with, read};
use crate::model::{self, Expr as Typed, ExprKind as Kind, Type, Unit, Value};
use crate::syntax::tree;
use crate::text::Code;

pub(in crate::model::build) mod page;

const FACTS: &str = "\
fact share : percent 0% .. 100%
fact energy : decimal kJ
fact mass : decimal kg
fact staff : whole 0 .. 500
fact price : money
fact age : months
fact issued : date
fact name : text
fact organic : yes/no
fact water : one of {mineral, tap, sea}
fact drink : one of {juice, tap}
fact papers : list { kind : one of {HACCP, organic}; issued : date; score : decimal 0 .. 10; fee : money }
ruleset r version \"1\" { assumption strictness \"How strict\" = strict | lenient }
";

fn cond(when: &str) -> Page {
    page_with(FACTS, when)
}

/// The typed condition of a sound page; warnings are not allowed either.
fn sound(when: &str) -> Typed {
    let page = cond(when);
    assert!(page.found.is_empty(), "{when}: {}", page.brief());
    page.conditions[0].clone().expect("typed")
}

/// The only finding of a condition: its code and the text it is about.
fn wrong(when: &str) -> (&'static str, String) {
    let page = cond(when);
    assert_eq!(page.found.len(), 1, "{when}: {}", page.brief());
    (page.found[0].code.as_str(), page.spot().to_owned())
}

#[test]
fn conditions_of_every_kind_are_typed_without_a_word() {
    for when in [
        "share >= 50%",
        "share in 50% ..< 75%",
        "share in {10%, 20%}",
        "50% <= share",
        "energy / mass > 3 kJ/kg",
        "energy * 2 + 1 kJ > 7 kJ",
        "share * energy / 100% >= 5 kJ",
        "percent(energy, energy + 2 kJ) > 10%",
        "-energy < -3 kJ",
        "abs(staff - 3) <= 2",
        "round(share, 0.1) > 3%",
        "round(share, 0.1%) > 3%",
        "min(share, 20%, 30%) = 20%",
        "price > 5_000_000 VND",
        "price > 5_000_000 đồng",
        "age >= 12 months",
        "age >= 12 tháng",
        "issued + 12 months >= assessed",
        "12 tháng + issued >= assessed",
        "issued + 2 years >= assessed",
        "issued - 30 days < filed",
        "assessed - issued <= 365 days",
        "issued in 2020-01-01 ..< 2021-01-01",
        "max(issued, filed) = 2020-01-01",
        "name = \"Chè\"",
        "name in {\"a\", \"b\"}",
        "organic",
        "not organic",
        "organic = no",
        "water = mineral",
        "mineral = water",
        "water in {mineral, sea}",
        "water = drink",
        "kind in {first, upgrade}",
        "strictness = strict",
        "criterion 1 = b",
        "criterion 1 >= b",
        "b <= criterion 1",
        "criterion 1 in {a, c}",
        "criterion 1 in b .. c",
        "criterion 3 = yes",
        "yes = criterion 3",
        "criterion 1 at maximum",
        "criterion 5 at maximum",
        "any criterion in part A at maximum",
        "any criterion in section A.1 at maximum",
        "any criterion at maximum",
        "count criteria in section B.1 at maximum >= 1",
        "points of 1 + points of part A > 3",
        "points of 5 > 1",
        "maximum of part B = 2",
        "total > 30",
        "any papers",
        "any papers where kind = HACCP and issued > filed",
        "all papers where issued > 2020-01-01",
        "(count papers where kind = organic) >= 2",
        "sum score of papers >= 3",
        "(sum fee of papers where kind = HACCP) > 1000 VND",
        "max issued of papers > assessed",
        "any (papers where kind = HACCP) where score > 5",
        "(if organic then share else 0%) > 3%",
        "water = (if organic then mineral else tap)",
        "1.5 * points of 1 > 1.5",
    ] {
        sound(when);
    }
}

#[test]
fn a_number_keeps_the_unit_that_the_arithmetic_gives_it() {
    let unit_of = |when: &str| match sound(when).kind {
        Kind::Compare(_, left, _) => match left.ty {
            Type::Number(u) => u.to_string(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(unit_of("energy / mass > 3 kJ/kg"), "kJ/kg");
    assert_eq!(unit_of("percent(mass, mass) > 3%"), "%");
    assert_eq!(unit_of("assessed - issued > 3 days"), "days");
    assert_eq!(unit_of("points of 1 > 3 points"), "");
}

#[test]
fn an_option_is_known_by_its_place_and_a_value_by_its_name() {
    let Kind::Compare(_, left, right) = sound("criterion 1 >= b").kind else {
        panic!("a comparison")
    };
    assert_eq!(
        (left.kind, right.kind),
        (Kind::OptionOf(0), Kind::OptionKey(1))
    );
    let Kind::Compare(_, _, right) = sound("criterion 3 = có").kind else {
        panic!("a comparison")
    };
    assert_eq!(right.kind, Kind::OptionKey(1));
    let Kind::Compare(_, _, right) = sound("kind = renewal").kind else {
        panic!("a comparison")
    };
    assert_eq!(right.kind, Kind::Literal(Value::Choice("renewal".into())));
}

#[test]
fn a_value_goes_before_a_fact_of_the_same_name_and_a_field_before_both() {
    // `organic` is a fact and a value of `kind` in the papers; `issued` is a fact and a field.
    let Kind::Quantified { filter, .. } = sound("any papers where kind = organic").kind else {
        panic!("a question")
    };
    let Kind::Compare(_, left, right) = filter.expect("a filter").kind else {
        panic!("a comparison")
    };
    assert_eq!(left.kind, Kind::Field(0));
    assert_eq!(right.kind, Kind::Literal(Value::Choice("organic".into())));
    let Kind::Quantified { filter, .. } = sound("any papers where issued > filed").kind else {
        panic!("a question")
    };
    let Kind::Compare(_, left, _) = filter.expect("a filter").kind else {
        panic!("a comparison")
    };
    assert_eq!(left.kind, Kind::Field(1));
}

#[test]
fn years_move_a_date_by_twelve_months_each() {
    let Kind::Compare(_, left, _) = sound("issued + 2 years > filed").kind else {
        panic!("a comparison")
    };
    let Kind::Arith(_, date, by) = left.kind else {
        panic!("a sum")
    };
    assert_eq!(date.ty, Type::Date);
    assert_eq!(
        by.kind,
        Kind::Literal(Value::Num(crate::exact::Num::int(24)))
    );
    assert_eq!(by.ty, Type::Number(Unit::base("months")));
}

#[test]
fn a_criterion_that_holds_criteria_is_at_its_maximum_by_its_points() {
    let Kind::Compare(tree::CmpOp::Ge, left, right) = sound("criterion 5 at maximum").kind else {
        panic!("a comparison")
    };
    assert!(matches!(left.kind, Kind::Points(model::Target::Group(_))));
    assert!(matches!(right.kind, Kind::Maximum(model::Target::Group(_))));
}

#[test]
fn each_mistake_is_found_once_where_it_stands() {
    for (when, code, spot) in [
        ("shar > 3%", "E0301", "shar"),
        ("nothing_like_it > 3%", "E0301", "nothing_like_it"),
        ("name = mineral", "E0301", "mineral"),
        ("mineral", "E0301", "mineral"),
        ("organic = true", "E0301", "true"),
        ("water = minerl", "E0302", "minerl"),
        ("water in {mineral, lake}", "E0302", "lake"),
        ("kind = second", "E0302", "second"),
        ("strictness = lax", "E0302", "lax"),
        ("criterion 1 = d", "E0303", "d"),
        ("criterion 1 in {a, z}", "E0303", "z"),
        ("criterion 4 = x", "E0304", "4"),
        ("criterion 5 = a", "E0304", "5"),
        ("criterion 9 = a", "E0305", "9"),
        ("points of 9 > 1", "E0305", "9"),
        ("points of part C > 1", "E0305", "C"),
        ("points of section 9 > 1", "E0305", "9"),
        ("criterion A at maximum", "E0305", "A"),
        ("sum scor of papers > 1", "E0310", "scor"),
        ("points of section 1 > 1", "E0312", "1"),
        ("share", "E0320", "share"),
        ("water", "E0320", "water"),
        ("criterion 1", "E0320", "criterion 1"),
        ("papers", "E0320", "papers"),
        ("organic and share", "E0320", "share"),
        ("organic or (not 3)", "E0320", "3"),
        ("water = mineral or sea", "E0320", "sea"),
        ("water = mineral or sea or tap", "E0320", "sea or tap"),
        ("criterion 1 = a or b", "E0320", "b"),
        ("organic + 1 > 2", "E0321", "organic"),
        ("criterion 1 + 1 > 2", "E0321", "criterion 1"),
        ("abs(name) > 2", "E0321", "name"),
        ("sum kind of papers > 2", "E0321", "sum kind of papers"),
        ("energy > 3", "E0322", "3"),
        ("energy > 3 kg", "E0322", "3 kg"),
        ("energy + mass > 3 kJ", "E0322", "mass"),
        ("age > 30 days", "E0322", "30 days"),
        ("price > 5 triệu", "E0322", "5 triệu"),
        ("min(energy, mass) > 3 kJ", "E0322", "mass"),
        ("share > 50", "E0323", "50"),
        ("50 < share", "E0323", "50"),
        ("staff > 50%", "E0323", "50%"),
        ("share in 50 .. 75%", "E0323", "50"),
        ("share + staff > 3%", "E0323", "staff"),
        ("water = \"mineral\"", "E0324", "\"mineral\""),
        ("criterion 1 >= 3", "E0324", "3"),
        ("issued > \"2020-01-01\"", "E0324", "\"2020-01-01\""),
        ("issued > 2020", "E0324", "2020"),
        ("organic = 1", "E0324", "1"),
        ("papers = 1", "E0324", "1"),
        ("criterion 1 = criterion 2", "E0324", "criterion 2"),
        ("water > mineral", "E0325", "water > mineral"),
        (
            "water in mineral .. sea",
            "E0325",
            "water in mineral .. sea",
        ),
        ("0% < share < 50%", "E0326", "50%"),
        ("count papers where score > 3 >= 2", "E0326", "2"),
        ("{1, 2} = staff", "E0327", "{1, 2}"),
        ("staff in {1, 2 .. 3}", "E0327", "2 .. 3"),
        ("\"a\" in papers", "E0328", "papers"),
        ("staff in 3", "E0328", "3"),
        ("share in 75% .. 50%", "E0329", "75% .. 50%"),
        ("share in 50% ..< 50%", "E0329", "50% ..< 50%"),
        (
            "issued in 2021-01-01 .. 2020-01-01",
            "E0329",
            "2021-01-01 .. 2020-01-01",
        ),
        ("criterion 1 in c .. a", "E0329", "c .. a"),
        ("energy / 0 > 3 kJ", "E0330", "0"),
        ("energy / (0 kg) > 3 kJ/kg", "E0330", "0 kg"),
        ("percent(staff, 0) > 3%", "E0330", "0"),
        ("min(staff) > 3", "E0331", "min(staff)"),
        ("round(staff, 0) > 3", "E0331", "0"),
        ("percent(staff) > 3%", "E0331", "percent(staff)"),
        ("all papers", "E0331", "all papers"),
        ("any share where organic", "E0332", "share"),
        ("issued + filed > issued", "E0333", "issued + filed"),
        ("issued + 3 > filed", "E0333", "3"),
        ("issued + 1.5 months > filed", "E0333", "1.5 months"),
        ("issued * 2 > filed", "E0333", "issued * 2"),
        ("issued + organic > filed", "E0333", "issued + organic"),
        ("(if organic then share else name) > 3%", "E0334", "name"),
    ] {
        let (found, at) = wrong(when);
        assert_eq!((found, at.as_str()), (code, spot), "{when}");
    }
}

#[test]
fn an_outer_field_is_not_at_hand_inside_an_inner_list() {
    let facts = format!("{FACTS}fact farms : list {{ area : decimal }}\n");
    let page = page_with(&facts, "any papers where (any farms where area > score)");
    assert_eq!(page.codes(), ["E0311"]);
    assert_eq!(page.spot(), "score");
}

#[test]
fn what_is_settled_before_any_dossier_is_read_is_warned_about() {
    for (when, code, spot) in [
        ("share > 100%", "W0353", "share > 100%"),
        ("share < 0%", "W0353", "share < 0%"),
        ("share = 120%", "W0353", "share = 120%"),
        ("120% < share", "W0353", "120% < share"),
        ("staff = 2.5", "W0353", "staff = 2.5"),
        ("share in 110% .. 120%", "W0353", "share in 110% .. 120%"),
        ("share in {10%, 110%}", "W0353", "110%"),
        ("any papers where score > 11", "W0353", "score > 11"),
        ("share <= 120%", "W0354", "share <= 120%"),
        ("staff >= -1", "W0354", "staff >= -1"),
        ("share in -1% .. 101%", "W0354", "share in -1% .. 101%"),
        ("water in {tap, sea, tap}", "W0357", "tap"),
        ("staff in {1, 2, 1}", "W0357", "1"),
    ] {
        let (found, at) = wrong(when);
        assert_eq!((found, at.as_str()), (code, spot), "{when}");
    }
    // What the page says word for word is no slip.
    sound("share > 75% and share <= 100%");
    sound("share >= 0%");
    sound("share in 0% .. 100%");
}

#[test]
fn a_mend_gives_a_page_without_findings() {
    for when in [
        "share > 50",
        "energy > 3",
        "energy > 3 kj",
        "price > 5 triệu",
        "water = minerl",
        "shar > 50%",
        "0% < share < 50%",
        "water = mineral or sea",
        "criterion 1 = a or b or c",
        "kind != first and upgrade",
        "water = \"mineral\"",
        "issued > \"2020-01-01\"",
        "organic = false",
        "sum scor of papers > 1",
        "criterion 1 = \"b\"",
    ] {
        let mended = read(&cond(when).mended());
        assert!(mended.found.is_empty(), "{when}: {}", mended.brief());
    }
}

#[test]
fn independent_mistakes_in_one_condition_are_all_found() {
    let page = cond("shar > 50% and energy > 3 and (water = lake or criterion 9 = a)");
    assert_eq!(page.codes(), ["E0301", "E0322", "E0302", "E0305"]);
}

#[test]
fn a_mistake_inside_is_not_said_again_of_what_stands_around_it() {
    let page = cond("not ((shar + 3% > 4%) = (if organic then yes else no))");
    assert_eq!(page.codes(), ["E0301"]);
}

#[test]
fn a_name_that_nothing_declares_is_said_once_but_a_slip_each_time() {
    let page = cond("absent_thing > 3 or absent_thing < 2");
    assert_eq!(page.codes(), ["E0301"]);
    let page = cond("shar > 3% or shar < 2%");
    assert_eq!(page.codes(), ["E0301", "E0301"]);
}

#[test]
fn a_slip_is_recognised_without_vietnamese_marks() {
    let facts = "fact tỷ_lệ : percent\nfact nguồn : one of {giếng, suối}\n";
    let page = page_with(facts, "ty_le > 50%");
    assert_eq!(page.mended().matches("tỷ_lệ").count(), 2);
    let page = page_with(facts, "nguồn = gieng and tỷ_lệ > 3%");
    assert_eq!(page.mended().matches("giếng").count(), 2);
}

#[test]
fn a_condition_nested_beyond_all_measure_is_one_finding() {
    let row = vec!["organic"; 400].join(" or ");
    let page = cond(&row);
    assert_eq!(page.codes(), ["E0335"]);
    // What is allowed fits on a small stack.
    let row = vec!["organic"; 150].join(" and ");
    sound(&row);
    let sum = vec!["staff"; 150].join(" + ");
    sound(&format!("{sum} > 3"));
    let (mut ifs, mut ends) = (String::new(), String::new());
    for _ in 0..30 {
        ifs.push_str("(if organic then staff else min(1, ");
        ends.push_str("))");
    }
    sound(&format!("{ifs}staff{ends} > 3"));
}

#[test]
fn points_are_plain_numbers() {
    let formula = |e: &str| {
        read(&format!(
            "{FACTS}scorecard c \"C\" {{ criterion 1 \"One\" 3 = {e} {{ }} }}"
        ))
    };
    assert!(formula("staff * 2").found.is_empty());
    assert_eq!(formula("energy * 2").codes(), ["E0322"]);
    assert_eq!(formula("share").codes(), ["E0323"]);
    assert_eq!(formula("organic").codes(), ["E0321"]);
    assert!(formula("share / 10%").found.is_empty());
}

#[test]
fn keys_of_a_ladder_are_read_against_what_it_measures() {
    let ladder = |of: &str, rungs: &str| {
        read(&format!(
            "{FACTS}scorecard c \"C\" {{ criterion 9 \"Nine\" 3 {{ a 0 \"x\"; b 3 \"y\" }}\n\
             criterion 1 \"One\" 3 ladder of {of} {{ {rungs} }} }}"
        ))
    };
    for (of, rungs) in [
        ("share", ">= 75% -> 3\n50% ..< 75% -> 2\nelse -> 0"),
        ("staff", "1 -> 3\n2 -> 2\n> 2 -> 0"),
        ("water", "mineral -> 3\ntap -> 2\nsea -> 0"),
        ("organic", "yes -> 3\nno -> 0"),
        ("name", "\"a\" -> 3\nelse -> 0"),
        ("issued", "2020-01-01 -> 3\nelse -> 0"),
        ("criterion 9", "a -> 3\nb -> 0"),
        ("energy / mass", "> 3 kJ/kg -> 3\nelse -> 0"),
    ] {
        let page = ladder(of, rungs);
        assert!(page.found.is_empty(), "{of}: {}", page.brief());
    }
    for (of, rungs, code, spot) in [
        ("share", ">= 75 -> 3\nelse -> 0", "E0323", ">= 75"),
        ("energy", "> 3 -> 3\nelse -> 0", "E0322", "> 3"),
        ("energy", "1 kg .. 2 kJ -> 3\nelse -> 0", "E0322", "1 kg"),
        ("water", "lake -> 3\nelse -> 0", "E0302", "lake"),
        ("criterion 9", "z -> 3\nelse -> 0", "E0303", "z"),
        ("share", "80% .. 70% -> 3\nelse -> 0", "E0329", "80% .. 70%"),
        ("share", "!= 70% -> 3\nelse -> 0", "E0345", "!= 70%"),
        ("water", "> 3 -> 3\nelse -> 0", "E0345", "> 3"),
        ("name", "a -> 3\nelse -> 0", "E0345", "a"),
        ("papers", "3 -> 3\nelse -> 0", "E0345", "3"),
        ("share", "> 100% -> 3\nelse -> 0", "W0353", "> 100%"),
    ] {
        let page = ladder(of, rungs);
        assert_eq!(page.codes(), [code], "{of} {rungs}: {}", page.brief());
        assert_eq!(page.spot(), spot);
    }
    let page = ladder("energy", "> 3 -> 3\nelse -> 0");
    assert!(page.mended().contains("> 3 kJ -> 3"));
}

#[test]
fn both_languages_of_every_finding_are_written() {
    for when in [
        "shar > 3",
        "share > 50",
        "water > mineral",
        "criterion 9 = a",
    ] {
        for d in cond(when).found {
            assert_ne!(d.message.en, d.message.vi);
            assert!(d.help.is_some(), "{}", d.code);
            assert!(Code::ALL.contains(&d.code));
        }
    }
}
