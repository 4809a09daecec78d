use super::*;
use std::time::{Duration, Instant};

#[test]
fn a_dossier_says_who_what_and_when() {
    let t = Table::new();
    let text = "mã: che-01\nsản_phẩm: Chè\nchủ_thể: HTX Đồi Mây\nprovince: Thái Nguyên\nphiếu_điểm: green\nloại_hình: nâng_hạng\nngày_nộp: 2026-01-05\nngày_chấm: 6/1/2026\nngười_chấm: Tổ tư vấn\nminh_hoạ: có\n1.1: b\n";
    let d = t.fine(text);
    assert_eq!(d.id.as_deref(), Some("che-01"));
    assert_eq!(d.product.as_deref(), Some("Chè"));
    assert_eq!(d.kind, Some(Kind::Upgrade));
    assert_eq!(
        d.filed.map(|d| d.to_string()).as_deref(),
        Some("2026-01-05")
    );
    assert_eq!(
        d.assessed.map(|d| d.to_string()).as_deref(),
        Some("2026-01-06")
    );
    assert_eq!(d.answered_by.as_deref(), Some("Tổ tư vấn"));
    assert!(d.illustrative);
    let info: Vec<_> = d
        .info
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    assert_eq!(
        info,
        [("producer", "HTX Đồi Mây"), ("province", "Thái Nguyên")]
    );
    assert_eq!(info_label("producer").unwrap().vi, "Chủ thể sản xuất");
}

#[test]
fn the_digest_is_of_what_is_said_and_not_of_how() {
    let t = Table::new();
    let vi = t.fine("mã: a\nghi_chú: x\nchủ_thể: y\n1.1: b\n1.10: có\nlocal: 82%\nevidence: [{title: T, for: 1.1}]\n");
    let json = "{\"producer\": \"y\", \"local\": 82.0, \"evidence\": [{\"for\": \"1.1\", \"title\": \"T\"}], \"1.10\": true, \"ghi chú\": \"x\", \"1.1\": \"b\", \"id\": \"a\"}";
    let en = t.bind(json, Format::Json).unwrap();
    assert_eq!(vi.digest(), en.digest());
    assert_eq!(vi.digest().len(), 64);
    let same = t.fine("mã: a\nghi_chú: x\nchủ_thể: y\n1.1: b\n1.10: có\nlocal: 82%\nevidence: [{title: T, for: 1.1}]\n");
    assert_eq!(vi.digest(), same.digest());
    for other in [
        "1.1: c",
        "1.1: b\nlocal: 83%",
        "1.1: b\nnote: z",
        "1.1: b\nfiled: 2026-01-01",
        "1.2: none",
    ] {
        assert_ne!(t.fine("1.1: b").digest(), t.fine(other).digest());
    }
}

#[test]
fn evidence_names_what_it_supports() {
    let t = Table::new();
    let text = "evidence:\n  - {for: 1.10, title: A, by: Sở, number: 12/KN, issued: 2026-01-01, expires: 31/12/2026}\n  - {cho: local, tên: B}\n  - {for: A, title: C}\n  - {for: mục 4, title: D}\n  - {title: E}\n  - {for: [1.1, energy], title: F}\n";
    let all = t.fine(text).evidence;
    let about: Vec<_> = all
        .iter()
        .map(|e| (e.title.as_str(), e.about.clone()))
        .collect();
    let group = |code: &str, parent: Option<&str>| {
        let groups = &t.card("green").groups;
        groups
            .iter()
            .position(|g| g.code == code && g.parent.map(|p| groups[p].code.as_str()) == parent)
            .unwrap()
    };
    assert_eq!(
        about,
        [
            ("A", EvidenceFor::Criterion(1)),
            ("B", EvidenceFor::Fact(0)),
            ("C", EvidenceFor::Group(group("A", None))),
            ("D", EvidenceFor::Group(group("4", Some("2")))),
            ("E", EvidenceFor::Whole),
            ("F", EvidenceFor::Criterion(0)),
            ("F", EvidenceFor::Fact(2)),
        ]
    );
    let first = &all[0];
    assert_eq!(first.by.as_deref(), Some("Sở"));
    assert_eq!(first.number.as_deref(), Some("12/KN"));
    assert_eq!(first.valid_on(jiff::civil::date(2026, 12, 31)), Some(true));
    assert_eq!(first.valid_on(jiff::civil::date(2027, 1, 1)), Some(false));
}

#[test]
fn every_slip_in_evidence_is_found_at_once_with_its_place() {
    let t = Table::new();
    let text = "evidence:\n  - {for: 9.9, title: A}\n  - {for: 2, title: B}\n  - {for: 1.1}\n  - {title: C, issued: 2026-02-01, expires: 2026-01-01}\n  - {title: D, valid: x, until: y}\n  - just a text\n  - {title: E, tên: F}\n";
    let found = t.yaml(text).unwrap_err();
    let codes: Vec<_> = found.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "E0538", "E0538", "E0539", "E0537", "E0516", "E0516", "E0519", "E0505"
        ]
    );
    assert_eq!(found[0].notes[0].en, "in evidence 1");
    assert_eq!(found[3].notes[0].vi, "ở minh chứng 4");
    assert_eq!(
        found[1].help.as_ref().unwrap().en,
        "write one of: section 2, part 2"
    );
    assert_eq!(t.codes("evidence: x"), [Code::E0519]);
    assert_eq!(t.codes("evidence: {title: x}"), [Code::E0519]);
    assert_eq!(t.codes("evidence: [{title: x, title: y}]"), [Code::E0505]);
}

#[test]
fn assessors_answer_for_themselves_where_they_do() {
    let t = Table::new();
    let text = "1.1: a\n1.2: [a]\nfindings: [fraud]\nmembers: 3\nassessors:\n  - {name: ' Trần  Lan ', 1.1: b}\n  - {họ_tên: Minh, 1.2: none, 1.10: yes, findings: []}\n  - {name: Hà, 1.1: ~}\n";
    let d = t.fine(text);
    let names: Vec<_> = d.assessors.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["Trần Lan", "Minh", "Hà"]);
    let answers = |i: usize| &d.assessors[i].answers.criteria[..3];
    let (a, b) = (Some(Answer::Option(0)), Some(Answer::Option(1)));
    let tick = Some(Answer::Ticks(vec![0]));
    assert_eq!(answers(0), [b.clone(), None, tick.clone()]);
    assert_eq!(answers(1), [a.clone(), b, Some(Answer::Ticks(vec![]))]);
    assert_eq!(answers(2), [a, None, tick]);
    assert_eq!(d.assessors[0].answers.findings, [0]);
    assert_eq!(d.assessors[1].answers.findings, Vec::<usize>::new());
    assert_eq!(d.members, Some(3));
}

#[test]
fn answers_of_the_council_count_wherever_they_stand_in_the_text() {
    let t = Table::new();
    let before = t.fine("assessors: [{name: Lan}]\n1.1: b\n");
    assert_eq!(
        before.assessors[0].answers.criteria[0],
        Some(Answer::Option(1))
    );
}

#[test]
fn every_slip_of_a_council_is_found_at_once() {
    let t = Table::new();
    let text = "members: 1\nassessors:\n  - {name: Lan, 1.1: z, 9.9: a, local: 5, A: b, nick: x}\n  - {name: Lan}\n  - {1.1: a}\n  - x\n";
    let found = t.yaml(text).unwrap_err();
    let codes: Vec<_> = found.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "E0520", "E0517", "E0547", "E0518", "E0516", "E0540", "E0539", "E0519", "E0541"
        ]
    );
    assert_eq!(found[0].notes[0].en, "of assessor 1");
    for (text, code) in [
        ("members: 0", Code::E0530),
        ("members: 2.5", Code::E0531),
        ("members: many", Code::E0526),
        ("members: 99999999999", Code::E0530),
        ("assessors: Lan", Code::E0519),
        ("assessors: {name: Lan}", Code::E0519),
    ] {
        assert_eq!(t.codes(text), [code], "{text}");
    }
}

#[test]
fn all_errors_of_a_dossier_are_told_at_once() {
    let t = Table::new();
    let text = "id: a\nfiled: 2026-05-01\nassessed: 2026-04-01\nkind: frist\n1.1: z\n1.1: b\nlocal: 0.5\nprodcut: x\nevidence: [{for: 7, title: T}]\nillustrative: maybe\n";
    let codes: Vec<_> = t.codes(text).iter().map(|c| c.as_str()).collect();
    assert_eq!(
        codes,
        [
            "E0505", "E0535", "E0536", "E0520", "E0532", "E0515", "E0538", "E0534"
        ]
    );
}

#[test]
fn the_scorecard_is_the_one_named_or_the_only_one() {
    let t = Table::new();
    let of = |text: &str, rules: &Ruleset| {
        let record = read(&Source::new("d", text), SourceId(1), Format::Yaml)
            .remove(0)
            .unwrap();
        card(&record, rules)
            .map(|c| c.id.clone())
            .map_err(|d| (d.code.as_str(), d.help.unwrap().en))
    };
    assert_eq!(of("scorecard: black", &t.ruleset), Ok("black".to_owned()));
    assert_eq!(
        of("scorecard: grene", &t.ruleset),
        Err(("E0542", "did you mean `green`?".to_owned()))
    );
    assert_eq!(
        of("scorecard: Green tea", &t.ruleset),
        Err(("E0542", "did you mean `green`?".to_owned()))
    );
    assert_eq!(
        of("scorecard: 11", &t.ruleset),
        Err(("E0542", "did you mean `green`?".to_owned()))
    );
    assert_eq!(
        of("scorecard: coffee", &t.ruleset),
        Err(("E0542", "write one of: green, black, white".to_owned()))
    );
    assert_eq!(of("id: a", &t.ruleset).unwrap_err().0, "E0543");
    assert_eq!(of("scorecard: white", &t.ruleset).unwrap_err().0, "E0544");
    let mut one = t.ruleset.clone();
    one.cards.retain(|id, _| id == "black");
    assert_eq!(of("id: a", &one), Ok("black".to_owned()));
}

#[test]
fn rows_of_a_table_say_their_row_and_column() {
    let t = Table::new();
    let text = "id;1.1;local\na;b;82,5\n\nb;z;1.500\n";
    let all = t.bind_all(text, Format::Csv);
    assert!(all[0].is_ok());
    let found = all[1].as_ref().unwrap_err();
    assert_eq!(found[0].notes[0].en, "row 4, column `1.1`");
    assert_eq!(found[1].notes[0].vi, "dòng 4, cột «local»");
}

#[test]
fn a_dossier_of_ten_thousand_slips_tells_a_hundred_and_how_many_more() {
    let t = Table::new();
    let mut text = String::new();
    for i in 0..10_000 {
        text.push_str(&format!("unknown_field_{i}: x\n{}.{i}: a\n", 100 + i));
    }
    let start = Instant::now();
    let found = t.yaml(&text).unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(10));
    assert_eq!(found.len(), 101);
    assert_eq!(found[100].code, Code::E0548);
    assert!(found[100].message.en.starts_with("19900 more"));
    let long = format!(
        "{}: x\n1.1: \"{}\"\n",
        "k".repeat(100_000),
        "v".repeat(1_000_000)
    );
    for d in t.yaml(&long).unwrap_err() {
        assert!(d.message.en.len() < 400 && d.message.vi.len() < 500);
    }
}
