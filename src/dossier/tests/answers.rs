use super::*;

fn answer(t: &Table, text: &str, number: &str) -> Option<Answer> {
    let dossier = t.fine(text);
    let i = t.card("green").criterion(number).unwrap();
    dossier.answers.criteria[i].clone()
}

#[test]
fn an_answer_is_the_key_of_an_option() {
    let t = Table::new();
    assert_eq!(answer(&t, "1.1: b", "1.1"), Some(Answer::Option(1)));
    assert_eq!(answer(&t, "\"1.1\": 'b'", "1.1"), Some(Answer::Option(1)));
    assert_eq!(answer(&t, "2.3: 2", "2.3"), Some(Answer::Option(1)));
    assert_eq!(answer(&t, "2.2: e", "2.2"), Some(Answer::Option(3)));
    assert_eq!(answer(&t, "1.1:", "1.1"), None);
    assert_eq!(answer(&t, "1.1: ~", "1.1"), None);
    assert_eq!(answer(&t, "1.1: ''", "1.1"), None);
}

#[test]
fn one_and_ten_hundredths_are_two_criteria() {
    let t = Table::new();
    let dossier = t.fine("1.1: c\n1.10: yes\n");
    assert_eq!(
        dossier.answers.criteria[..2],
        [Some(Answer::Option(2)), Some(Answer::Option(1))]
    );
}

#[test]
fn a_key_that_stands_in_every_branch_is_the_first_of_its_name() {
    let t = Table::new();
    assert_eq!(answer(&t, "3: b", "3"), Some(Answer::Option(1)));
    let c = t.card("green").criterion("3").unwrap();
    let options = &t.card("green").criteria[c].options;
    assert_eq!(
        answer(&t, "3: c", "3"),
        options
            .iter()
            .position(|o| o.key == "c")
            .map(Answer::Option)
    );
}

#[test]
fn yes_and_no_are_said_in_both_languages() {
    let t = Table::new();
    for (word, option) in [
        ("yes", 1),
        ("có", 1),
        ("TRUE", 1),
        ("no", 0),
        ("Không", 0),
        ("false", 0),
    ] {
        assert_eq!(
            answer(&t, &format!("1.10: {word}"), "1.10"),
            Some(Answer::Option(option)),
            "{word}"
        );
    }
    let json = t.bind("{\"1.10\": true}", Format::Json).unwrap();
    assert_eq!(json.answers.criteria[1], Some(Answer::Option(1)));
}

#[test]
fn ticks_are_a_list_or_a_text_and_none_is_an_answer() {
    let t = Table::new();
    for text in ["[c, a]", "a, c", "a c", "'a;c'", "\"a,c\""] {
        assert_eq!(
            answer(&t, &format!("1.2: {text}"), "1.2"),
            Some(Answer::Ticks(vec![0, 2])),
            "{text}"
        );
    }
    assert_eq!(answer(&t, "1.2: b", "1.2"), Some(Answer::Ticks(vec![1])));
    for none in ["none", "None", "[]", "không"] {
        assert_eq!(
            answer(&t, &format!("1.2: {none}"), "1.2"),
            Some(Answer::Ticks(vec![])),
            "{none}"
        );
    }
    assert_eq!(answer(&t, "1.2: null", "1.2"), None);
}

#[test]
fn findings_are_answers_and_named_in_both_languages() {
    let t = Table::new();
    assert_eq!(answer(&t, "2.2: reject", "2.2"), Some(Answer::Finding(0)));
    assert_eq!(answer(&t, "2.2: loại", "2.2"), Some(Answer::Finding(0)));
    for text in [
        "findings: [stop, fraud]",
        "kết luận: 'fraud, dừng'",
        "findings: [fraud, fraud, stop]",
    ] {
        assert_eq!(t.fine(text).answers.findings, [0, 1], "{text}");
    }
    assert_eq!(t.fine("findings: []").answers.findings, Vec::<usize>::new());
    let wrong = t.wrong("findings: fruad");
    assert_eq!(wrong, ["E0525 1:11 did you mean `fraud`?"]);
}

#[test]
fn a_near_miss_is_proposed_not_taken() {
    let t = Table::new();
    for (text, near) in [("A", "a"), ("b)", "b"), ("B.", "b")] {
        let found = t.yaml(&format!("1.1: \"{text}\"")).unwrap_err();
        assert_eq!(found[0].code, Code::E0520);
        assert_eq!(found[0].fix.as_ref().unwrap().replacement, near);
        assert!(
            found[0]
                .help
                .as_ref()
                .unwrap()
                .en
                .starts_with(&format!("did you mean `{near}`?"))
        );
    }
    let wrong = t.wrong("1.1: Half or more");
    assert!(
        wrong[0].starts_with("E0520 1:6 that is the wording of option `b`"),
        "{wrong:?}"
    );
    let wrong = t.wrong("1.1: 5");
    assert!(
        wrong[0].contains("not its points: a “under half”; b “half or more”; c “all of it”"),
        "{wrong:?}"
    );
    let wrong = t.wrong("1.10: khong");
    assert_eq!(
        wrong,
        ["E0520 1:7 did you mean `không`? The options are: no (không); yes (có)"]
    );
    let wrong = t.wrong("1.1: z");
    assert!(
        wrong[0].starts_with("E0520 1:6 write one of: a"),
        "{wrong:?}"
    );
}

#[test]
fn the_mend_that_is_proposed_mends() {
    let t = Table::new();
    for text in [
        "1.1: A\n",
        "kind: frist\n",
        "filed: 8/2-2026\nassessed: 2026/02/09\n",
        "exported: đúng\n",
        "owner: Household\n",
        "scorecard: grean\n",
    ] {
        let source = Source::new("d", text);
        let record = read(&source, SourceId(1), Format::Yaml).remove(0).unwrap();
        let found = match card(&record, &t.ruleset) {
            Err(d) if record.header.scorecard.is_some() => vec![d],
            _ => bind(&record, &t.ruleset, t.card("green")).unwrap_err(),
        };
        let mut mended = text.to_owned();
        for fix in found.iter().rev().filter_map(|d| d.fix.as_ref()) {
            mended.replace_range(fix.span.range(), &fix.replacement);
        }
        assert_ne!(mended, text, "{found:?}");
        t.fine(&mended);
    }
}

#[test]
fn a_computed_criterion_is_not_answered() {
    let t = Table::new();
    let wrong = t.wrong("2.1: a");
    assert_eq!(
        wrong,
        ["E0521 1:6 delete this answer and give the facts it looks at: local"]
    );
    assert!(t.wrong("2.1: [a]")[0].starts_with("E0519"));
}

#[test]
fn one_option_is_not_several_and_a_case_is_not_an_option() {
    let t = Table::new();
    assert_eq!(t.codes("1.1: [a, b]"), [Code::E0522]);
    assert_eq!(t.codes("1.1: [a]"), [Code::E0519]);
    assert_eq!(t.codes("1.1: {a: b}"), [Code::E0519]);
    assert_eq!(t.codes("1.2: {a: b}"), [Code::E0519]);
    assert_eq!(t.codes("1.2: [[a], {b: c}]"), [Code::E0519, Code::E0519]);
    assert_eq!(t.codes("2.2: 2.2.1"), [Code::E0523]);
    let wrong = t.wrong("2.2.2: e");
    assert_eq!(
        wrong,
        ["E0523 1:1 write `2.2:` with one of: d “none”; e “valid”"]
    );
    assert_eq!(t.codes("1.2: a, a"), [Code::E0524]);
    assert_eq!(t.codes("1.2: [a, z, b, z]"), [Code::E0520, Code::E0520]);
}

#[test]
fn a_number_that_no_criterion_has_is_refused_with_the_nearest() {
    let t = Table::new();
    for (key, near) in [
        ("1.3", "1.1"),
        ("1,10", "1.10"),
        ("1-2", "1.2"),
        ("1.100", "1.10"),
    ] {
        let wrong = t.wrong(&format!("\"{key}\": a"));
        assert!(wrong[0].starts_with("E0517"), "{wrong:?}");
        assert!(wrong[0].contains(near), "{key}: {wrong:?}");
    }
    let wrong = t.wrong("99.99.99: a");
    assert_eq!(
        wrong,
        ["E0517 1:1 write one of: 1.1, 1.10, 1.2, 2.1, 2.2, 2.3, 3"]
    );
    let wrong = t.wrong("tiêu chí 1.2: a");
    assert_eq!(wrong, ["E0515 1:1 did you mean `1.2`?"]);
}

#[test]
fn a_part_or_section_has_no_answer() {
    let t = Table::new();
    let wrong = t.wrong("A: b\n2: c\n4: ~\n");
    assert_eq!(
        wrong,
        [
            "E0518 1:1 answer its criteria: 1.1, 1.10, 1.2, 2.1, 2.2, 2.3",
            "E0518 2:1 answer its criteria: 2.1, 2.2, 2.3"
        ]
    );
}

#[test]
fn fields_that_nobody_knows_are_refused_with_the_nearest() {
    let t = Table::new();
    for (key, near) in [
        ("prodcut", "product"),
        ("ngay_nop", "ngày_nộp"),
        ("revnue", "revenue"),
        ("Nguyên liệu trong tỉnh", "local"),
        ("evidences", "evidence"),
    ] {
        let wrong = t.wrong(&format!("{key}: x"));
        assert_eq!(
            wrong,
            [format!("E0515 1:1 did you mean `{near}`?")],
            "{key}"
        );
    }
    let wrong = t.wrong("quite_something_else: x");
    assert!(wrong[0].contains("`sao schema`"), "{wrong:?}");
}

#[test]
fn an_unknown_column_is_told_once_and_its_empty_cells_do_no_harm() {
    let t = Table::new();
    let text = "id,1.1,prodcut\na,b,x\nb,b,\nc,b,y\n";
    let all = t.bind_all(text, Format::Csv);
    assert!(all[1].is_ok());
    let mut told = Told::new();
    let found: Vec<_> = all
        .iter()
        .filter_map(|r| r.as_ref().err())
        .flatten()
        .collect();
    assert_eq!(found.len(), 2);
    assert_eq!(found.iter().filter(|d| told.is_new(d)).count(), 1);
    assert_eq!(found[1].notes[0].en, "row 4, column `prodcut`");
    let cell = "id,1.1\na,z\nb,z\n";
    let all = t.bind_all(cell, Format::Csv);
    let found: Vec<_> = all
        .iter()
        .filter_map(|r| r.as_ref().err())
        .flatten()
        .collect();
    assert_eq!(found.iter().filter(|d| told.is_new(d)).count(), 2);
}

#[test]
fn what_is_not_settled_is_written_with_a_bar() {
    let t = Table::new();
    let open = |all: &[usize]| Some(Answer::OneOf(all.iter().map(|o| Some(*o)).collect()));
    assert_eq!(answer(&t, "1.1: b|c", "1.1"), open(&[1, 2]));
    assert_eq!(answer(&t, "1.1: 'c | a'", "1.1"), open(&[0, 2]));
    assert_eq!(answer(&t, "1.1: b|b", "1.1"), Some(Answer::Option(1)));
    assert_eq!(answer(&t, "1.10: có|no", "1.10"), open(&[0, 1]));
    assert!(!t.codes("1.1: b|x").is_empty());
    assert!(!t.codes("1.1: b|none").is_empty());
}

#[test]
fn none_of_the_options_is_an_answer_where_each_gives_points() {
    let rules = ruleset(
        "ruleset r version \"1\" { rating of total { ** 2 .. 3; * 0 ..< 2 } }
         scorecard s \"S\" { criterion 1 \"One\" 3 { a 1 \"some\"; b 3 \"all\" } }",
    );
    let card = rules.cards.get("s").unwrap();
    for (word, expected) in [
        ("none", Answer::None),
        ("không_mức_nào", Answer::None),
        ("Không mức nào", Answer::None),
        ("none|a", Answer::OneOf(vec![None, Some(0)])),
    ] {
        let source = Source::new("d.yaml", &format!("1: {word}"));
        let record = read(&source, SourceId(1), Format::Yaml).remove(0).unwrap();
        let dossier = bind(&record, &rules, card).unwrap();
        assert_eq!(dossier.answers.criteria, [Some(expected)], "{word}");
    }
    // Where an option says "nothing", that is the answer.
    assert!(!Table::new().codes("1.1: none").is_empty());
}
