//! Texts made to break a reader: bounded time, and a finding for each.

use super::super::*;
use super::{all, code, source};
use crate::text::Code;
use proptest::prelude::*;
use std::io::Cursor;
use std::time::{Duration, Instant};

fn in_time(text: &str, format: Format) -> Vec<Code> {
    let start = Instant::now();
    let mut codes = code(text, format);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{format:?} took {took:?}");
    codes.dedup();
    codes
}

#[test]
fn megabytes_of_nesting_are_refused_quickly() {
    let n = 1 << 20;
    for open in ["[", "{\"a\":", "[{\"a\":"] {
        assert_eq!(in_time(&open.repeat(n), Format::Json), [Code::E0507]);
        assert_eq!(in_time(&open.repeat(n / 2), Format::Ndjson), [Code::E0507]);
    }
    for open in [
        "[", "{a: ", "- ", "? ", "[\n", "{a:\n", "- - [", "a: [", "? - ", "[? ",
    ] {
        let codes = in_time(&open.repeat(n), Format::Yaml);
        assert_eq!(codes.len(), 1, "{open:?}: {codes:?}");
    }
    let mut stairs = String::new();
    for i in 0..2000 {
        stairs.push_str(&" ".repeat(i));
        stairs.push_str("a:\n");
    }
    assert_eq!(in_time(&stairs, Format::Yaml), [Code::E0507]);
}

#[test]
fn an_alias_bomb_is_refused_and_not_unfolded() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for i in 1..30 {
        let line = format!(
            "a{i}: &a{i} [{}]\n",
            vec![format!("*a{}", i - 1); 9].join(", ")
        );
        bomb.push_str(&line);
    }
    assert_eq!(in_time(&bomb, Format::Yaml), [Code::E0506]);
}

#[test]
fn large_texts_of_one_kind_stay_quick() {
    let n = 1 << 16;
    for (text, format) in [
        (format!("a: [{}]", "x, ".repeat(n)), Format::Yaml),
        (format!("a: {{{}}}", "x: y, ".repeat(n)), Format::Yaml),
        (format!("a: \"{}\"", "ế ".repeat(n)), Format::Yaml),
        ("k: v\n".repeat(n), Format::Yaml),
        ("---\na: [\n".repeat(n), Format::Yaml),
        ("---\n".repeat(n), Format::Yaml),
        ("#\n".repeat(n), Format::Yaml),
        (format!("x: {}", "9".repeat(n)), Format::Yaml),
        (format!("{{{}\"a\":1}}", "\"a\":1,".repeat(n)), Format::Json),
        (format!("[{}1]", "1,".repeat(n)), Format::Json),
        ("{}\n".repeat(n), Format::Ndjson),
        (format!("id,{}x\n", "a,".repeat(n)), Format::Csv),
        (format!("id,x\n{}", "a,\"b\n".repeat(n)), Format::Csv),
        (format!("id,x\n{}", "a,\"\"\"\n".repeat(n)), Format::Csv),
        (format!("id,x\n\"{}", "a,\"\"\n".repeat(n)), Format::Csv),
    ] {
        in_time(&text, format);
    }
}

#[test]
fn a_table_of_a_million_rows_is_read_row_by_row() {
    /// A table that is never held whole.
    struct Table {
        row: u32,
        line: Vec<u8>,
    }
    impl std::io::Read for Table {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            if self.line.is_empty() {
                self.row += 1;
                if self.row > 1_000_000 {
                    return Ok(0);
                }
                self.line = if self.row == 1 {
                    b"id;1.1\n".to_vec()
                } else {
                    format!("h{};b\n", self.row).into_bytes()
                };
            }
            let n = out.len().min(self.line.len());
            out[..n].copy_from_slice(&self.line[..n]);
            self.line.drain(..n);
            Ok(n)
        }
    }
    let table = Table {
        row: 0,
        line: Vec::new(),
    };
    let rows = Rows::csv(std::io::BufReader::new(table), "t.csv");
    let mut last = 0;
    for (i, (source, record)) in rows.enumerate() {
        assert!(source.text().len() < 20);
        let record = record.unwrap();
        assert_eq!(record.row, Some(i + 2));
        last = i;
    }
    assert_eq!(last, 999_998);
}

// ---- properties ----------------------------------------------------------------

/// Bytes that look a little like a dossier.
fn odd_text() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        Just("id: a\n".to_owned()),
        Just("\"a\"".to_owned()),
        Just("---\n".to_owned()),
        Just("- ".to_owned()),
        Just("? ".to_owned()),
        Just("\n".to_owned()),
        Just("  ".to_owned()),
        Just("\r\n".to_owned()),
        Just("\\u12".to_owned()),
        "[\\[\\]{}:,;\"'#&*!|>%@`~\t -]{1,4}",
        "[a-zà-ỹ0-9.]{1,5}",
        "\\PC{1,3}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(bit, 0..24).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_text_brings_a_reader_down(text in odd_text()) {
        for format in [Format::Yaml, Format::Json, Format::Csv, Format::Ndjson] {
            let found = all(&text, format);
            prop_assert!(!found.is_empty());
            for problem in found.iter().flat_map(|r| r.as_ref().err().into_iter().flatten()) {
                let span = problem.primary().unwrap().range();
                prop_assert!(span.end <= source(&text).text().len().max(1));
            }
        }
    }

    #[test]
    fn no_bytes_bring_the_row_readers_down(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        prop_assert!(Rows::csv(Cursor::new(&bytes), "x").count() > 0);
        prop_assert!(Rows::ndjson(Cursor::new(&bytes), "x").count() > 0);
    }

    #[test]
    fn rows_and_the_whole_text_give_the_same(text in "([ab,;\"\u{e9} ]{0,6}\n){0,8}") {
        let whole = all(&text, Format::Csv);
        let rows: Vec<_> = Rows::csv(Cursor::new(&text), "x").map(|(_, r)| r).collect();
        prop_assert_eq!(whole.len(), rows.len());
        for (a, b) in whole.iter().zip(&rows) {
            match (a, b) {
                (Ok(a), Ok(b)) => {
                    let texts = |r: &Record| -> Vec<Option<String>> {
                        r.fields.iter().map(|(e, _)| e.value.as_text().map(str::to_owned)).collect()
                    };
                    prop_assert_eq!(texts(a), texts(b));
                }
                (Err(a), Err(b)) => prop_assert_eq!(a[0].code, b[0].code),
                _ => prop_assert!(false, "{a:?} {b:?}"),
            }
        }
    }

    #[test]
    fn cells_are_cut_as_other_readers_of_tables_cut_them(
        cells in proptest::collection::vec("[a-z\"\u{1ebf},;]{0,6}", 1..6),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&cells).unwrap();
        let row = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let ours: Vec<String> = table::cells(row.trim_end_matches('\n'), b',')
            .unwrap()
            .into_iter()
            .map(|c| c.text)
            .collect();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
        let theirs: Vec<String> = reader
            .records()
            .next()
            .map(|r| r.unwrap().iter().map(str::to_owned).collect())
            .unwrap_or_else(|| vec![String::new()]);
        prop_assert_eq!(&ours, &theirs);
        prop_assert_eq!(&ours, &cells);
    }
}
