//! `sao batch` on Parquet and Arrow: the numbers of a table in CSV, in a build
//! with the feature `arrow`.
#![allow(clippy::panic, missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod common;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, DictionaryArray, Float64Array, Int64Array, RecordBatch,
    StringArray,
};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use common::{Run, empty, root, run, run_with_input};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::properties::WriterProperties;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

const DAYS: i32 = 20_605;

fn rules() -> String {
    root().join("rulesets/ocop/26-2026").display().to_string()
}

/// The criteria of a card with the keys of their options.
fn criteria(card: &str) -> Vec<(String, Vec<String>)> {
    let mut library = sao::Library::new();
    let mut files = Vec::new();
    collect(&root().join("rulesets/ocop/26-2026"), &mut files);
    library.add(
        files
            .iter()
            .map(|p| (p.display().to_string(), fs::read(p).unwrap())),
    );
    let card = library.rulesets().first().unwrap().cards.get(card).unwrap();
    let keys = |c: &sao::model::Criterion| c.options.iter().map(|o| o.key.clone()).collect();
    let all = card.criteria.iter();
    all.map(|c| (c.number.clone(), keys(c))).collect()
}

fn collect(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|e| e == "sao") {
            into.push(path);
        }
    }
}

/// Tea dossiers in columns: good ones, ones with gaps, ones with slips. Days
/// are days, cards come in keys.
fn teas(rows: usize) -> RecordBatch {
    let ids: Vec<Option<String>> = (0..rows)
        .map(|r| (r % 40 != 9).then(|| format!("tea {r}")))
        .collect();
    let cards: DictionaryArray<Int32Type> = (0..rows).map(|_| Some("che")).collect();
    let day = |n: i32| Arc::new(Date32Array::from(vec![n; rows])) as ArrayRef;
    let mut columns: Vec<(String, ArrayRef)> = vec![
        ("id".into(), Arc::new(StringArray::from(ids))),
        ("scorecard".into(), Arc::new(cards)),
        (
            "kind".into(),
            Arc::new(StringArray::from(vec!["first"; rows])),
        ),
        ("filed".into(), day(DAYS)),
        ("assessed".into(), day(DAYS + 30)),
    ];
    for (i, (number, keys)) in criteria("che").into_iter().enumerate() {
        let cells = (0..rows).map(|row| {
            let spread = row.wrapping_mul(31) + i.wrapping_mul(17) + (row >> 3);
            let key = keys.get(spread % keys.len().max(1)).map(String::as_str);
            match (row % 50, i) {
                (7, 3) => None,
                (11, 4) => Some("zz"),
                (13, 5) => Some(" a "),
                _ => key,
            }
        });
        let cells: Vec<Option<&str>> = cells.collect();
        let column: ArrayRef = if i % 3 == 0 {
            let keyed: DictionaryArray<Int32Type> = cells.into_iter().collect();
            Arc::new(keyed)
        } else {
            Arc::new(StringArray::from(cells))
        };
        columns.push((number, column));
    }
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true)))
        .unwrap()
}

fn parquet(path: &Path, batch: &RecordBatch, group: usize) {
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(group))
        .build();
    let file = File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}

/// The same table as text, as the readers of cells see it.
fn csv(batch: &RecordBatch) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let schema = batch.schema();
    let names = schema.fields().iter().map(|f| f.name().clone());
    writer.write_record(names).unwrap();
    for row in 0..batch.num_rows() {
        let cells = batch.columns().iter().map(|c| text(c, row));
        writer.write_record(cells).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn text(column: &ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    if let Some(t) = column.as_string_opt::<i32>() {
        return t.value(row).to_owned();
    }
    if let Some(d) = column.as_any().downcast_ref::<Date32Array>() {
        let first = jiff::civil::Date::constant(1970, 1, 1);
        let days = jiff::Span::new().days(d.value(row));
        return first.checked_add(days).unwrap().to_string();
    }
    let keyed = column.as_dictionary::<Int32Type>();
    let key = usize::try_from(keyed.keys().value(row)).unwrap();
    keyed.values().as_string::<i32>().value(key).to_owned()
}

/// A result in columns, as the rows of a table; totals as they are printed.
fn rows(batches: &[RecordBatch]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for batch in batches {
        for row in 0..batch.num_rows() {
            let cell = |c: &ArrayRef| match c.as_primitive_opt::<Decimal128Type>() {
                Some(n) if !n.is_null(row) => {
                    let text = n.value_as_string(row);
                    text.trim_end_matches('0').trim_end_matches('.').to_owned()
                }
                Some(_) => String::new(),
                None => text(c, row),
            };
            all.push(batch.columns().iter().map(cell).collect());
        }
    }
    all
}

fn read(path: &Path) -> Vec<RecordBatch> {
    let file = File::open(path).unwrap();
    if path.extension().is_some_and(|e| e == "parquet") {
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        reader.build().unwrap().map(Result::unwrap).collect()
    } else {
        let reader = FileReader::try_new(file, None).unwrap();
        reader.map(Result::unwrap).collect()
    }
}

/// The rows of a table in text, without its header and without where a row
/// without an id stands.
fn rows_of(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let cells = |r: csv::StringRecord| r.iter().map(str::to_owned).collect();
    reader.records().map(|r| cells(r.unwrap())).collect()
}

/// Places of rows without an id are told by each form in its own way.
fn without_places(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    for row in &mut rows {
        let id = row.first_mut().unwrap();
        if id.contains(':') {
            id.clear();
        }
    }
    rows
}

fn batch(folder: &Path, args: &[&str]) -> Run {
    let rules = rules();
    let mut all = vec!["batch"];
    all.extend(args);
    all.extend(["--rules", &rules, "--lang", "en"]);
    run(folder, &all)
}

#[test]
fn parquet_and_arrow_give_what_the_same_table_gives_as_text() {
    let t = empty();
    // More rows than one set holds, more groups than one.
    let table = teas(9_000);
    fs::write(t.path().join("teas.csv"), csv(&table)).unwrap();
    parquet(&t.path().join("teas.parquet"), &table, 4_000);
    let file = File::create(t.path().join("teas.arrow")).unwrap();
    let mut writer = FileWriter::try_new(file, &table.schema()).unwrap();
    writer.write(&table).unwrap();
    writer.finish().unwrap();
    let ran = batch(t.path(), &["teas.csv", "--points", "-o", "csv.csv"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let wanted = without_places(rows_of(
        &fs::read_to_string(t.path().join("csv.csv")).unwrap(),
    ));
    assert_eq!(wanted.len(), 9_000);
    for from in ["teas.parquet", "teas.arrow"] {
        for to in ["out.parquet", "out.arrow", "out.csv"] {
            let ran = batch(t.path(), &[from, "--points", "-o", to]);
            assert_eq!(ran.code, 1, "{}", ran.err);
            let path = t.path().join(to);
            let found = if to == "out.csv" {
                rows_of(&fs::read_to_string(&path).unwrap())
            } else {
                rows(&read(&path))
            };
            assert!(without_places(found) == wanted, "{from} to {to}");
        }
    }
    let leftovers: Vec<_> = fs::read_dir(t.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|n| n.contains(".tmp"))
        .collect();
    assert_eq!(leftovers, Vec::<String>::new());
}

#[test]
fn a_bad_row_is_told_by_its_number_and_the_rest_goes_on() {
    let t = empty();
    parquet(&t.path().join("teas.parquet"), &teas(120), 50);
    let ran = batch(t.path(), &["teas.parquet", "-o", "out.parquet", "--verify"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("agree on every dossier"), "{}", ran.err);
    let side = fs::read_to_string(t.path().join("out.parquet.errors.ndjson")).unwrap();
    let told: Vec<serde_json::Value> = side
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let places: Vec<&str> = told.iter().filter_map(|e| e["row"].as_str()).collect();
    // Rows are counted from one: there is no header.
    assert_eq!(
        places,
        ["teas.parquet:12", "teas.parquet:62", "teas.parquet:112"]
    );
    assert_eq!(told[0]["id"], "tea 11");
    assert_eq!(told[0]["errors"][0]["code"], "E0520", "{}", told[0]);
    let rows = rows(&read(&t.path().join("out.parquet")));
    assert_eq!(rows.len(), 120);
    let errors = &rows[11][14];
    assert_eq!(errors, "E0520");
}

#[test]
fn standard_input_and_output_carry_every_form() {
    let t = empty();
    let table = teas(300);
    fs::write(t.path().join("teas.csv"), csv(&table)).unwrap();
    parquet(&t.path().join("teas.parquet"), &table, 100);
    let rules = rules();
    let plain = batch(t.path(), &["teas.csv"]);
    let wanted = without_places(rows_of(&plain.out));
    let parquet = fs::read(t.path().join("teas.parquet")).unwrap();
    let mut stream = Vec::new();
    let mut writer = StreamWriter::try_new(&mut stream, &table.schema()).unwrap();
    for from in (0..300).step_by(100) {
        writer.write(&table.slice(from, 100)).unwrap();
    }
    writer.finish().unwrap();
    drop(writer);
    for input in [&parquet, &stream] {
        let args = ["batch", "-", "--to", "arrow", "--rules", &rules];
        let ran = piped(t.path(), &args, input);
        let reader = StreamReader::try_new(ran.as_slice(), None).unwrap();
        let batches: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
        assert_eq!(without_places(rows(&batches)), wanted);
    }
    let ran = piped(
        t.path(),
        &["batch", "-", "--to", "parquet", "--rules", &rules],
        &stream,
    );
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes(ran)).unwrap();
    let batches: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
    assert_eq!(without_places(rows(&batches)), wanted);
}

/// What a run gives of what it is given.
fn piped(folder: &Path, args: &[&str], input: &[u8]) -> Vec<u8> {
    let mut command = common::sao(folder, args);
    let done = command.write_stdin(input.to_vec()).output().unwrap();
    assert_eq!(done.status.code(), Some(1), "{:?}", done.stderr);
    done.stdout
}

fn bytes(of: Vec<u8>) -> File {
    let mut file = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut file, &of).unwrap();
    file
}

/// Facts of every type a column can have, ticks as lists, and a column that
/// two names mean.
#[test]
fn typed_columns_are_facts_and_lists_are_ticks() {
    let t = empty();
    fs::write(t.path().join("r.sao"), TYPES).unwrap();
    let mut ticks = ListBuilder::new(StringBuilder::new());
    for row in [&["a", "b"][..], &[], &["c"], &["zz"]] {
        for tick in row {
            ticks.values().append_value(tick);
        }
        ticks.append(true);
    }
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(Int64Array::from(vec![1, 2, 3, 4]))),
        (
            "income",
            Arc::new(Float64Array::from(vec![1500.25, 0.0, 20_000.0, 7.5])),
        ),
        ("workers", Arc::new(Int64Array::from(vec![3, 0, 12, 5]))),
        (
            "founded",
            Arc::new(Date32Array::from(vec![Some(DAYS), None, Some(0), Some(1)])),
        ),
        ("2", Arc::new(ticks.finish())),
    ];
    let table =
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true)))
            .unwrap();
    parquet(&t.path().join("t.parquet"), &table, 100);
    let lines = [
        r#"{"id":"1","income":1500.25,"workers":3,"founded":"2026-06-01","2":["a","b"]}"#,
        r#"{"id":"2","income":0,"workers":0,"2":[]}"#,
        r#"{"id":"3","income":20000,"workers":12,"founded":"1970-01-01","2":["c"]}"#,
        r#"{"id":"4","income":7.5,"workers":5,"founded":"1970-01-02","2":["zz"]}"#,
    ];
    let ndjson = run_with_input(
        t.path(),
        &["batch", "-", "--points", "--rules", "r.sao"],
        lines.join("\n"),
    );
    let args = [
        "batch",
        "t.parquet",
        "--points",
        "--rules",
        "r.sao",
        "--verify",
    ];
    let columns = run(t.path(), &args);
    assert_eq!(columns.out, ndjson.out, "{}", columns.err);
    assert!(columns.out.contains("1=8"), "{}", columns.out);
}

const TYPES: &str = r#"
ruleset types version "1" { rating of total { ** 10 .. 30; * 0 ..< 10 } }
fact income : decimal 0 .. 100000 "Income"
fact workers : whole 0 .. 1000 "Workers"
fact founded : date "Founded"
scorecard card "Card" {
  criterion 1 "Income and workers" 20 = min(20, income / 300 + workers) rounded half up to 1
  criterion 2 "Ticks" 10 checklist { a 3 "a"; b 3 "b"; c 4 "c" }
}
"#;

#[test]
fn a_file_that_was_cut_off_is_told_and_no_result_is_kept() {
    let t = empty();
    parquet(&t.path().join("teas.parquet"), &teas(50), 50);
    let whole = fs::read(t.path().join("teas.parquet")).unwrap();
    fs::write(t.path().join("part.parquet"), &whole[..whole.len() / 2]).unwrap();
    fs::write(t.path().join("text.arrow"), "id,scorecard\n").unwrap();
    for name in ["part.parquet", "text.arrow"] {
        let ran = batch(t.path(), &[name, "-o", "out.parquet"]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("E1206"), "{}", ran.err);
    }
}
