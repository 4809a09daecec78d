mod hostile;

use super::*;
use crate::text::Code;
use std::io::Cursor;

fn source(text: &str) -> Source {
    Source::new("x", text)
}

fn all(text: &str, format: Format) -> Vec<Result<Record, Vec<Diagnostic>>> {
    read(&source(text), SourceId(0), format)
}

/// Each dossier in short: `key=value …` with the places cut out of the text,
/// or the codes of what is wrong with their lines and columns.
fn shown(text: &str, format: Format) -> Vec<String> {
    let source = source(text);
    let one = |r: &Result<Record, Vec<Diagnostic>>| match r {
        Ok(record) => {
            let mut words: Vec<String> = record
                .fields
                .iter()
                .map(|(e, _)| format!("{}={}", e.key.value, node(&e.value, &source)))
                .collect();
            words.extend(codes(record.problems(), &source));
            words.join(" ")
        }
        Err(problems) => codes(problems, &source).join(" "),
    };
    read(&source, SourceId(0), format).iter().map(one).collect()
}

fn codes(problems: &[Diagnostic], source: &Source) -> Vec<String> {
    problems
        .iter()
        .map(|d| {
            let at = source.line_column(d.primary().unwrap().range().start);
            format!("!{}@{}:{}", d.code, at.line, at.column)
        })
        .collect()
}

/// A value; its place must hold the same text.
fn node(n: &Node, source: &Source) -> String {
    let here = source.slice(n.span.range());
    match &n.kind {
        NodeKind::Nothing => "-".to_owned(),
        NodeKind::Text(t) => {
            let plain = here.trim_matches(['"', '\'']);
            if plain == t {
                t.clone()
            } else {
                format!("{t}«{here}»")
            }
        }
        NodeKind::Number(t) => {
            assert_eq!(here, t);
            format!("#{t}")
        }
        NodeKind::List(items) => {
            let all: Vec<String> = items.iter().map(|i| node(i, source)).collect();
            format!("[{}]", all.join(","))
        }
        NodeKind::Fields(entries) => {
            let all: Vec<String> = entries
                .iter()
                .map(|e| format!("{}:{}", e.key.value, node(&e.value, source)))
                .collect();
            format!("{{{}}}", all.join(","))
        }
    }
}

fn code(text: &str, format: Format) -> Vec<Code> {
    all(text, format)
        .into_iter()
        .flat_map(|r| match r {
            Ok(record) => record.problems().to_vec(),
            Err(problems) => problems,
        })
        .map(|d| d.code)
        .collect()
}

// ---- JSON ----------------------------------------------------------------

#[test]
fn json_keeps_numbers_and_keys_as_written() {
    assert_eq!(
        shown(
            r#"{"id": 7, "1.10": "b", "1.1": "a", "x": 1.500, "y": true, "z": null, "w": ["a", {"b": 2e3}], "s": ""}"#,
            Format::Json
        ),
        ["id=#7 1.10=b 1.1=a x=#1.500 y=true z=- w=[a,{b:#2e3}] s=-"]
    );
}

#[test]
fn letters_that_escapes_bring_in_pieces_are_composed() {
    let ids = |text, format| all(text, format).remove(0).unwrap().header.id;
    assert_eq!(
        ids(r#"{"m\u0061\u0303": "cha\u0300"}"#, Format::Json).as_deref(),
        Some("chà")
    );
    assert_eq!(
        ids("\"ma\\u0303\": \"cha\\u0300\"\n", Format::Yaml).as_deref(),
        Some("chà")
    );
}

#[test]
fn a_json_array_holds_many_dossiers() {
    assert_eq!(
        shown(r#"[{"id":"a"},{"id":"b"},3]"#, Format::Json),
        ["id=a", "id=b", "!E0504@1:24"]
    );
}

#[test]
fn every_comment_and_comma_too_many_is_reported_at_once() {
    let text = "{\n  // ghi chú\n  \"id\": \"a\", /* x */\n  'n': [1, 2,],\n  m: 3,\n}";
    assert_eq!(
        shown(text, Format::Json),
        ["!E0501@2:3 !E0501@3:14 !E0501@4:3 !E0501@4:13 !E0501@5:3 !E0501@5:7"]
    );
}

#[test]
fn a_broken_json_text_is_pointed_at() {
    for (text, place) in [
        ("{\"id\": \"ế\" \"x\": 1}", "!E0501@1:11"),
        ("{\"id\": ", "!E0501@1:8"),
        ("{\"id\": \"a", "!E0501@1:8"),
        ("[1, 2", "!E0501@1:1"),
        ("{\"id\": 01}", "!E0501@1:9"),
        ("{\"id\": +5}", "!E0501@1:8"),
        ("{\"id\": .5}", "!E0501@1:8"),
        ("{\"id\": \"\\x\"}", "!E0501@1:9"),
        ("{\"id\": 1}}", "!E0501@1:10"),
        ("{\"id\": 1} {\"id\": 2}", "!E0501@1:11"),
        ("{\"id\" 1}", "!E0501@1:7"),
        ("hello", "!E0501@1:1"),
    ] {
        assert_eq!(shown(text, Format::Json), [place], "{text}");
    }
}

// ---- YAML ----------------------------------------------------------------

#[test]
fn yaml_keeps_words_numbers_and_keys_as_written() {
    let text = "id: che # chú thích\n1.10: b\n1.1: a\n2: yes\nx: 012\ny: 'a: b'\nz:\nw: ~\nn: \"\"\nday: 2026-02-01\n\"q\": null\n";
    assert_eq!(
        shown(text, Format::Yaml),
        ["id=che 1.10=b 1.1=a 2=yes x=012 y=a: b z=- w=- n=- day=2026-02-01 q=-"]
    );
}

#[test]
fn yaml_lists_and_fields_keep_their_places_behind_vietnamese_letters() {
    let text = "sản_phẩm: Chè Đồi Mây\n4: [a, b]\nminh_chứng:\n  - tên: Giấy kiểm nghiệm ế\n    hết_hạn: 2026-08-31\n  - {tên: HACCP, cho: 1.5}\nghi_chú: |\n  dòng một\n  dòng hai\n";
    assert_eq!(
        shown(text, Format::Yaml),
        [
            "sản_phẩm=Chè Đồi Mây 4=[a,b] minh_chứng=[{tên:Giấy kiểm nghiệm ế,hết_hạn:2026-08-31},{tên:HACCP,cho:1.5}] ghi_chú=dòng một\ndòng hai«dòng một\n  dòng hai\n»"
        ]
    );
    let record = all(text, Format::Yaml).remove(0).unwrap();
    let papers = &record.fields[2].0.value;
    assert!(
        source(text)
            .slice(papers.span.range())
            .ends_with("cho: 1.5}")
    );
}

#[test]
fn yaml_documents_and_lists_are_many_dossiers() {
    let text = "%YAML 1.2\n---\nid: a\n---\n# nothing\n---\n- id: b\n- id: c\n...\n---\nid: d\n";
    assert_eq!(shown(text, Format::Yaml), ["id=a", "id=b", "id=c", "id=d"]);
}

#[test]
fn a_broken_yaml_document_does_not_hide_the_next() {
    let text = "id: a\n---\nid: \"b\nx: 1\n---\nid: c\n---\n x: [1\n---\nid: d\n";
    let found = shown(text, Format::Yaml);
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(
        (&*found[0], &*found[2], &*found[4]),
        ("id=a", "id=c", "id=d")
    );
    assert!(found[1].starts_with("!E0502"), "{found:?}");
    assert!(found[3].starts_with("!E0502"), "{found:?}");
}

#[test]
fn yaml_shorthand_is_refused_where_it_stands() {
    let text = "id: &a x\n1.1: *a\n<<: {b: c}\nt: !!int 5\n";
    assert_eq!(
        shown(text, Format::Yaml),
        ["id=x«&a x» 1.1=- t=5«!!int 5» !E0506@1:5 !E0506@2:6 !E0506@3:1 !E0506@4:4"]
    );
    assert_eq!(code("level: ***\n", Format::Yaml), [Code::E0506]);
}

#[test]
fn a_yaml_name_must_be_a_word() {
    let text = "[a, b]: c\n? {x: y}\n: z\n~: q\nid: a\n";
    assert_eq!(
        code(text, Format::Yaml),
        [Code::E0508, Code::E0508, Code::E0508]
    );
}

#[test]
fn yaml_faults_are_sorted_by_what_mends_them() {
    for text in [
        "id: a\n\tx: b\n",
        "a: b: c\n",
        "a: \"b\n",
        "a: [b\n",
        "a: @b\n",
        "a: b\n  c: d\n",
        "a: \"\\y\"\n",
        "- a\nb: c\n",
    ] {
        assert_eq!(code(text, Format::Yaml), [Code::E0502], "{text}");
    }
}

// ---- all formats -----------------------------------------------------------

#[test]
fn a_field_twice_is_an_error_naming_both_places_in_either_language() {
    for (text, format) in [
        (
            "id: a\n1.1: a\n1.1: b\nmã: c\nminh_chứng: [{tên: x, tên: y}]\n",
            Format::Yaml,
        ),
        (
            "{\"id\": \"a\", \"1.1\": \"a\", \"1.1\": \"b\", \"mã\": \"c\", \"minh_chứng\": [{\"tên\": \"x\", \"tên\": \"y\"}]}",
            Format::Json,
        ),
    ] {
        let record = all(text, format).remove(0).unwrap();
        assert_eq!(record.header.id.as_deref(), Some("a"));
        let problems = record.problems();
        assert_eq!(problems.len(), 3, "{problems:?}");
        for d in problems {
            assert_eq!((d.code, d.labels.len()), (Code::E0505, 2));
            assert_ne!(d.labels[0].span, d.labels[1].span);
        }
    }
}

#[test]
fn nothing_in_a_file_is_said() {
    for format in [Format::Yaml, Format::Json, Format::Csv, Format::Ndjson] {
        for text in ["", "\n\n", "  \n"] {
            assert_eq!(code(text, format), [Code::E0503], "{format:?} {text:?}");
        }
    }
    assert_eq!(code("# chỉ có chú thích\n", Format::Yaml), [Code::E0503]);
    assert_eq!(code("[]", Format::Json), [Code::E0503]);
    assert_eq!(code("hello", Format::Yaml), [Code::E0504]);
    assert_eq!(code("5", Format::Json), [Code::E0504]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let yaml = "id: a\n1.1: b\nnote: ế\n";
    let csv = "id,1.1\na,b\n";
    let ndjson = "{\"id\":\"a\"}\n\n{\"id\":\"b\"}\n";
    for (text, format) in [
        (yaml, Format::Yaml),
        (csv, Format::Csv),
        (ndjson, Format::Ndjson),
    ] {
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(shown(&windows, format), shown(text, format));
        if format.has_rows() {
            let reader = Cursor::new(windows.as_bytes());
            let rows = match format {
                Format::Csv => Rows::csv(reader, "x"),
                _ => Rows::ndjson(reader, "x"),
            };
            let ids: Vec<_> = rows.map(|(_, r)| r.unwrap().header.id).collect();
            let same: Vec<_> = all(text, format)
                .into_iter()
                .map(|r| r.unwrap().header.id)
                .collect();
            assert_eq!(ids, same);
        }
    }
}

#[test]
fn the_header_is_read_in_both_languages() {
    for text in [
        "id: x\nruleset: ocop@26/2026/QĐ-TTg\nscorecard: che\nkind: upgrade\nfiled: 2026-03-01\nassessed: 04/05/2026\n",
        "mã: x\nbộ_tiêu_chí: ocop\nphiên bản: 26/2026/QĐ-TTg\nPhiếu điểm: che\nloại_hình: nâng hạng\nngày_nộp: 1/3/2026\nngày_chấm: 2026-05-04\n",
    ] {
        let h = all(text, Format::Yaml).remove(0).unwrap().header;
        assert_eq!(h.id.as_deref(), Some("x"));
        assert_eq!(h.ruleset.as_deref(), Some("ocop"));
        assert_eq!(h.version.as_deref(), Some("26/2026/QĐ-TTg"));
        assert_eq!(h.scorecard.as_deref(), Some("che"));
        assert_eq!(h.kind, Some(crate::dossier::Kind::Upgrade));
        assert_eq!(h.filed.unwrap().to_string(), "2026-03-01");
        assert_eq!(h.assessed.unwrap().to_string(), "2026-05-04");
    }
}

#[test]
fn slips_in_the_header_are_kept_for_later_with_the_id() {
    let text =
        "id: x\nruleset: ocop@1\nversion: 2\nkind: frist\nfiled: 2026-13-01\nassessed: [a]\n";
    let record = all(text, Format::Yaml).remove(0).unwrap();
    assert_eq!(record.header.id.as_deref(), Some("x"));
    let codes: Vec<Code> = record.problems().iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::E0535, Code::E0533, Code::E0519, Code::E0545]);
    let late = "filed: 2026-05-02\nassessed: 2026-05-01\n";
    assert_eq!(code(late, Format::Yaml), [Code::E0536]);
}

// ---- CSV -------------------------------------------------------------------

#[test]
fn a_table_is_read_with_comma_semicolon_or_tab() {
    for d in [",", ";", "\t"] {
        let text =
            format!("id{d} 1.1 {d}\"ghi \"\"chú\"\"\"\na{d}b{d}\"x\ny\"\n\n{d}{d}\nc{d}{d}z\n");
        assert_eq!(
            shown(&text, Format::Csv),
            ["id=a 1.1=b ghi \"chú\"=x\ny", "id=c ghi \"chú\"=z"],
            "{d:?}"
        );
    }
}

#[test]
fn a_spreadsheets_own_line_about_the_separator_is_obeyed() {
    let text = "sep=;\nid,x;1.1\na;b\n";
    assert_eq!(shown(text, Format::Csv), ["id,x=a 1.1=b"]);
}

#[test]
fn a_row_with_cells_too_many_or_too_few_is_reported_and_the_rest_read() {
    let text = "id,1.1,1.2\na,b\nb,b,c,d\nc,b,c,,\nd,82,5,b\ne,b,c\n";
    assert_eq!(
        shown(text, Format::Csv),
        [
            "!E0509@2:1",
            "!E0509@3:1",
            "id=c 1.1=b 1.2=c",
            "!E0509@5:1",
            "id=e 1.1=b 1.2=c"
        ]
    );
}

#[test]
fn columns_without_a_name_may_only_be_empty() {
    assert_eq!(
        shown("id,1.1,,\na,b,,\nb,c\nc,d,,x\n", Format::Csv),
        ["id=a 1.1=b", "id=b 1.1=c", "id=c 1.1=d !E0513@4:6"]
    );
    assert_eq!(shown(" \"\",\na,b\n", Format::Csv), ["!E0513@1:1"]);
}

#[test]
fn a_quote_that_is_not_closed_costs_its_row_only() {
    let text = "id,note\na,\"x\nb,y\nc,\"z\"\nd,\"q\"r\ne,5\" ống\n";
    assert_eq!(
        shown(text, Format::Csv),
        [
            "!E0510@2:3",
            "id=b note=y",
            "id=c note=z",
            "!E0510@5:3",
            "id=e note=5\" ống"
        ]
    );
    let open = format!("id,note\na,\"x\n{}", "b,y\n".repeat(5000));
    let found = shown(&open, Format::Csv);
    assert_eq!(found.len(), 5001);
    assert_eq!(found[0], "!E0510@2:3");
}

#[test]
fn a_column_twice_is_an_error_of_the_table_also_under_another_name() {
    assert_eq!(shown("id,1.1,1.1\na,b,c\n", Format::Csv), ["!E0511@1:8"]);
    assert_eq!(shown("id,1.1,Mã\na,b,c\n", Format::Csv), ["!E0511@1:8"]);
}

#[test]
fn a_header_alone_is_a_warning() {
    assert_eq!(shown("id,1.1\n\n", Format::Csv), ["!W0501@1:1"]);
}

#[test]
fn rows_know_their_line_and_their_number() {
    let text = "id,note\na,\"x\ny\"\n\nb,z\n";
    let rows: Vec<_> = Rows::csv(Cursor::new(text), "t.csv")
        .map(|(s, r)| (s.first_line(), s.text().to_owned(), r.unwrap().row))
        .collect();
    assert_eq!(
        rows,
        [
            (2, "a,\"x\ny\"".to_owned(), Some(2)),
            (5, "b,z".to_owned(), Some(4))
        ]
    );
}

#[test]
fn bytes_of_another_encoding_cost_their_row_only() {
    let text = b"id,note\na,caf\xe9\nb,ok\n";
    let found: Vec<_> = Rows::csv(Cursor::new(text), "t.csv").collect();
    assert_eq!(found.len(), 2);
    let (row, problems) = (&found[0].0, found[0].1.as_ref().unwrap_err());
    assert_eq!(problems[0].code, Code::E0101);
    let place = row.line_column(problems[0].primary().unwrap().range().start);
    assert_eq!((place.line, place.column), (2, 6));
    assert_eq!(found[1].1.as_ref().unwrap().header.id.as_deref(), Some("b"));
    let header: Vec<_> = Rows::csv(Cursor::new(b"m\xe3,note\na,b\n"), "t.csv").collect();
    assert_eq!(header.len(), 1);
    let utf16 = [0xff, 0xfe, b'i', 0, b'd', 0, b'\n', 0];
    let found: Vec<_> = Rows::csv(Cursor::new(utf16), "t.csv").collect();
    assert_eq!(found[0].1.as_ref().unwrap_err()[0].code, Code::E0101);
}

#[test]
fn a_row_of_megabytes_is_left_out_and_the_rest_read() {
    let mut text = b"id,note\na,".to_vec();
    text.extend(std::iter::repeat_n(b'x', 6 << 20));
    text.extend(b"\nb,y\n");
    let found: Vec<_> = Rows::csv(Cursor::new(text), "t.csv")
        .map(|(_, r)| r)
        .collect();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].as_ref().unwrap_err()[0].code, Code::E0512);
    assert_eq!(found[1].as_ref().unwrap().header.id.as_deref(), Some("b"));
}

struct Failing;

impl std::io::Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the disk is gone"))
    }
}

#[test]
fn a_reader_that_fails_is_said_once() {
    let reader = std::io::BufReader::new(Failing);
    let found: Vec<_> = Rows::ndjson(reader, "t.ndjson").map(|(_, r)| r).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].as_ref().unwrap_err()[0].code, Code::E0703);
}

// ---- NDJSON ------------------------------------------------------------------

#[test]
fn each_line_of_ndjson_is_a_dossier_and_a_bad_one_stands_alone() {
    let text = "{\"id\":\"a\"}\n\n{\"id\": }\n[1]\n{\"id\":\"ế\", \"x\": 2,}\n{\"id\":\"d\"}";
    assert_eq!(
        shown(text, Format::Ndjson),
        ["id=a", "!E0501@3:8", "!E0504@4:1", "!E0501@5:18", "id=d"]
    );
}

#[test]
fn a_json_text_over_lines_is_told_once() {
    assert_eq!(shown("{\n  \"id\": 1\n}\n", Format::Ndjson), ["!E0501@1:1"]);
}
