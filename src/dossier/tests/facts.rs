use super::*;
use crate::model::Value;

fn fact(t: &Table, name: &str, value: &str) -> Option<Value> {
    let dossier = t.fine(&format!("{name}: {value}"));
    let i = t.ruleset.facts.iter().position(|f| f.name == name).unwrap();
    dossier.facts[i].clone().map(|f| f.value)
}

fn number(t: &Table, name: &str, value: &str) -> String {
    match fact(t, name, value) {
        Some(Value::Num(n)) => n.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn numbers_come_alone_or_with_the_unit_of_their_fact() {
    let t = Table::new();
    for (name, written, read) in [
        ("local", "82", "82"),
        ("local", "82%", "82"),
        ("local", "82,5 %", "82.5"),
        ("local", "0", "0"),
        ("local", "0.5%", "0.5"),
        ("local", "1", "1"),
        ("revenue", "1500000", "1500000"),
        ("revenue", "1 500 000", "1500000"),
        ("revenue", "1.500.000 đ", "1500000"),
        ("revenue", "1.500.000 VNĐ", "1500000"),
        ("revenue", "1500000 đồng", "1500000"),
        ("revenue", "1500000vnđ", "1500000"),
        ("energy", "335 kJ", "335"),
        ("energy", "0.125", "0.125"),
        ("workers", "12", "12"),
        ("term", "18 tháng", "18"),
        ("term", "18 months", "18"),
        ("share", "-0,5", "-0.5"),
    ] {
        assert_eq!(number(&t, name, written), read, "{name}: {written}");
    }
    let json = t
        .bind("{\"energy\": 1.500, \"revenue\": 15e5}", Format::Json)
        .unwrap();
    let values: Vec<_> = json
        .facts
        .iter()
        .flatten()
        .map(|f| format!("{:?}", f.value))
        .collect();
    assert_eq!(values, ["Num(1500000)", "Num(1.5)"]);
}

#[test]
fn numbers_that_are_none_or_two_are_refused_with_the_way_out() {
    let t = Table::new();
    for (name, written, code, help) in [
        (
            "revenue",
            "1.500",
            "E0527",
            "write 1.5 for the decimal, 1500 for the whole number",
        ),
        ("revenue", "1,500", "E0527", "1500 for the whole number"),
        ("revenue", "2 triệu", "E0526", "write out the zeros"),
        ("revenue", "2 tỷ đồng", "E0526", "write out the zeros"),
        ("revenue", "1e6", "E0526", "write out all digits"),
        ("revenue", "5 - 6", "E0526", "one exact figure"),
        ("revenue", "5–6", "E0526", "one exact figure"),
        ("revenue", "≥ 5", "E0526", "one exact figure"),
        ("revenue", "nhiều", "E0526", "the figure alone"),
        ("revenue", "5 USD", "E0529", "convert the figure to VND"),
        ("energy", "80 kcal", "E0529", "convert the figure to kJ"),
        ("energy", "80%", "E0529", "convert the figure to kJ"),
        ("workers", "5 kg", "E0529", "write the figure alone"),
        ("workers", "2.5", "E0531", "whole"),
        ("workers", "0", "E0530", ""),
        ("local", "0.82", "E0532", "0.82% or 82%"),
        ("local", "101", "E0530", ""),
        ("local", "-1%", "E0530", ""),
        ("share", "1.5", "E0530", ""),
        ("term", "1.5", "E0531", ""),
        ("local", "[80]", "E0519", ""),
    ] {
        let wrong = t.wrong(&format!("{name}: {written}"));
        assert_eq!(wrong.len(), 1, "{name}: {written}: {wrong:?}");
        assert!(wrong[0].starts_with(code), "{name}: {written}: {wrong:?}");
        assert!(wrong[0].contains(help), "{name}: {written}: {wrong:?}");
    }
    let long = t.wrong(&format!("revenue: {}", "7".repeat(1000)));
    assert!(long[0].starts_with("E0528"), "{long:?}");
    let json = t.bind("{\"local\": 0.82}", Format::Json).unwrap_err();
    assert_eq!(json[0].code, Code::E0532);
}

#[test]
fn what_a_number_may_be_is_said_in_words() {
    let t = Table::new();
    let message = |text: &str| {
        let d = t.yaml(text).unwrap_err().remove(0);
        (d.message.en, d.message.vi)
    };
    assert_eq!(
        message("local: 120"),
        (
            "`local` must be from 0% to 100%; 120% is not".to_owned(),
            "«local» phải từ 0% đến 100%; 120% nằm ngoài".to_owned()
        )
    );
    assert_eq!(
        message("workers: 0").0,
        "`workers` must be 1 or more; 0 is not"
    );
    assert_eq!(
        message("energy: -1").0,
        "`energy` must be 0 kJ or more; -1 kJ is not"
    );
    assert_eq!(message("share: 2").0, "`share` must be at most 1; 2 is not");
}

#[test]
fn other_facts_are_read_by_their_type() {
    let t = Table::new();
    assert_eq!(fact(&t, "exported", "có"), Some(Value::Bool(true)));
    assert_eq!(
        fact(&t, "since", "28/02/2026"),
        Some(Value::Date(jiff::civil::date(2026, 2, 28)))
    );
    assert_eq!(
        fact(&t, "motto", "1.500"),
        Some(Value::Text("1.500".to_owned()))
    );
    assert_eq!(
        fact(&t, "owner", "coop"),
        Some(Value::Choice("coop".to_owned()))
    );
    assert_eq!(fact(&t, "owner", ""), None);
    for (text, code, help) in [
        ("owner: hợp tác xã", "E0535", "did you mean `coop`?"),
        ("owner: Firm", "E0535", "did you mean `firm`?"),
        (
            "owner: state",
            "E0535",
            "write one of: household, coop, firm",
        ),
        ("exported: x", "E0534", "write yes or no"),
        ("exported: khong", "E0534", "did you mean `không`?"),
        ("since: 31/02/2026", "E0533", "day first"),
    ] {
        let wrong = t.wrong(text);
        assert!(
            wrong[0].starts_with(code) && wrong[0].contains(help),
            "{wrong:?}"
        );
    }
}

#[test]
fn a_fact_wins_over_a_free_text_of_the_same_name() {
    let t = Table::new();
    assert_eq!(fact(&t, "note", "x"), Some(Value::Text("x".to_owned())));
    assert!(t.fine("note: x").info.is_empty());
    assert_eq!(t.fine("ghi_chú: x").info["note"], "x");
}

#[test]
fn a_list_of_records_keeps_what_is_not_known_apart() {
    let t = Table::new();
    let text = "papers:\n  - {name: Giấy 1, kind: HACCP, until: 2027-01-31, share: 50%}\n  - {kind: VietGAP, until: }\n  -\n";
    let i = t
        .ruleset
        .facts
        .iter()
        .position(|f| f.name == "papers")
        .unwrap();
    let Some(Value::List(rows)) = t.fine(text).facts[i].clone().map(|f| f.value) else {
        panic!()
    };
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0][3], Some(Value::Num(crate::exact::Num::int(50))));
    assert_eq!(
        rows[1],
        [None, Some(Value::Choice("VietGAP".to_owned())), None, None]
    );
    assert_eq!(fact(&t, "papers", "[]"), Some(Value::List(vec![])));
    assert_eq!(fact(&t, "papers", "~"), None);
}

#[test]
fn every_slip_in_a_list_is_found_at_once() {
    let t = Table::new();
    let text = "papers:\n  - {name: [x], kind: HACPC, until: 2027-13-01}\n  - {nmae: x, share: 0.5}\n  - x\n  - [x]\n";
    let wrong = t.wrong(text);
    let codes: Vec<_> = wrong.iter().map(|w| w.get(..5).unwrap()).collect();
    assert_eq!(
        codes,
        [
            "E0519", "E0535", "E0533", "E0516", "E0532", "E0519", "E0519"
        ]
    );
    assert!(wrong[3].contains("did you mean `name`?"));
    assert_eq!(t.codes("papers: x"), [Code::E0519]);
    assert_eq!(t.codes("papers: {name: x}"), [Code::E0519]);
    let message = &t.yaml(text).unwrap_err()[1].message;
    assert_eq!(
        message.en,
        "`kind` of entry 1 of `papers` cannot be `HACPC`"
    );
}

#[test]
fn a_cell_cannot_hold_a_list() {
    let t = Table::new();
    let wrong = t.wrong_in("id,papers,evidence,assessors\na,x,y,z\n", Format::Csv);
    let codes: Vec<_> = wrong.iter().map(|w| w.get(..9).unwrap()).collect();
    assert_eq!(codes, ["E0514 2:3", "E0514 2:5", "E0514 2:7"]);
}

#[test]
fn a_fact_of_another_card_is_refused_where_it_is_given() {
    let t = Table::new();
    assert_eq!(t.codes("oxidised: 80%"), [Code::E0546]);
    assert_eq!(t.codes("oxidised:"), []);
    assert!(t.yaml("scorecard: black\noxidised: 80%").is_ok());
}
