//! The program itself, from file to file: time from start to end, and the most
//! memory it held.

use crate::measure::{Table, grouped, quick, shown};
use crate::tea;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use sao::Library;
use sao::model::{Form, Scorecard};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The program: `SAO_BIN`, or built here for the purpose.
pub fn program() -> Option<PathBuf> {
    if let Some(given) = std::env::var_os("SAO_BIN") {
        return Some(PathBuf::from(given));
    }
    let root = tea::root();
    eprintln!("building the program (set SAO_BIN to use another) …");
    let built = Command::new("cargo")
        .args(["build", "--release", "--locked", "--features", "arrow"])
        .arg("--manifest-path")
        .arg(root.join("Cargo.toml"))
        .stdout(Stdio::null())
        .status();
    let path = root.join("target/release/sao");
    (built.is_ok_and(|s| s.success()) && path.exists()).then_some(path)
}

/// What a run cost.
pub struct Cost {
    pub time: Duration,
    /// In bytes; what a run shorter than a look holds is not seen.
    pub memory: u64,
}

/// Runs a command to its end and watches its memory.
pub fn cost(command: &mut Command) -> Cost {
    let begin = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let mut wait = Duration::from_micros(200);
    loop {
        if let Ok(text) = fs::read_to_string(&status) {
            let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
            let kilobytes = line.and_then(|l| l.trim().split(' ').next()?.parse::<u64>().ok());
            memory = memory.max(kilobytes.unwrap_or(0) * 1024);
        }
        if let Some(ended) = child.try_wait().expect("it can be waited for") {
            let time = begin.elapsed();
            let code = ended.code();
            assert!(matches!(code, Some(0 | 1)), "{command:?}: {code:?}");
            return Cost { time, memory };
        }
        std::thread::sleep(wait);
        wait = (wait * 2).min(Duration::from_millis(5));
    }
}

fn least(count: usize, mut command: impl FnMut() -> Command) -> Cost {
    let all = (0..count).map(|_| cost(&mut command()));
    all.reduce(|a, b| Cost {
        time: a.time.min(b.time),
        memory: a.memory.max(b.memory),
    })
    .expect("at least one")
}

fn ns(time: Duration) -> f64 {
    time.as_nanos() as f64
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}

/// Cold starts, and reading and checking every ruleset. Returns the time of the
/// README's explanation.
pub fn start(sao: &Path) -> f64 {
    let root = tea::root();
    let mut table = Table::new(
        "The program from start to end",
        &["what", "time", "most memory"],
    );
    let mut row = |what: &str, runs: usize, args: &[&str]| {
        let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
        let c = least(runs, || {
            let mut c = Command::new(sao);
            c.args(&args).current_dir(&root);
            c
        });
        table.row(&[what.into(), shown(ns(c.time)), megabytes(c.memory)]);
        ns(c.time)
    };
    let runs = if quick() { 2 } else { 15 };
    row("`sao --version`", runs, &["--version"]);
    let why = row(
        "`sao why examples/ocop/sau-rieng-cap-dong.yaml`, the explanation of the README",
        runs,
        &["why", "examples/ocop/sau-rieng-cap-dong.yaml"],
    );
    row(
        "`sao score`, a tea dossier by decision 26/2026 (26 cards read)",
        runs,
        &[
            "score",
            &tea_dossier(),
            "--rules",
            "rulesets/ocop/26-2026",
        ],
    );
    let few = runs.min(5);
    row(
        "`sao check rulesets`, every ruleset that ships",
        few,
        &["check", "rulesets"],
    );
    table.print();
    why
}

/// A tea dossier in a file of its own.
fn tea_dossier() -> String {
    let library = tea::library();
    let rules = &library.rulesets()[0];
    let card = &rules.cards["che"];
    let d = tea::dossier(&mut tea::Dice::new(), card, rules.facts.len());
    let path = folder().join("tea.json");
    fs::write(&path, tea::json(&d, card)).expect("a file");
    path.display().to_string()
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-files");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// So many tea dossiers, complete, in one of the forms.
fn table(card: &Scorecard, rows: usize, form: &str) -> PathBuf {
    let path = folder().join(format!("teas-{rows}.{form}"));
    let mut dice = tea::Dice::new();
    let asked: Vec<(usize, &str)> = card
        .criteria
        .iter()
        .enumerate()
        .filter(|(_, c)| matches!(c.form, Form::Choice | Form::YesNo))
        .map(|(i, c)| (i, c.number.as_str()))
        .collect();
    let mut pick = |i: usize| {
        let n = card.criteria[i].options.len();
        dice.below(n).max(dice.below(n))
    };
    let heads = [
        ("scorecard", "che"),
        ("kind", "first"),
        ("filed", "2026-06-01"),
        ("assessed", "2026-07-01"),
    ];
    let file = BufWriter::with_capacity(1 << 20, File::create(&path).expect("a file"));
    if form == "parquet" {
        parquet(file, card, rows, &asked, &heads, &mut pick);
        return path;
    }
    let mut file = file;
    let mut line = String::new();
    if form == "csv" {
        line.push_str("id,scorecard,kind,filed,assessed");
        asked.iter().for_each(|(_, n)| {
            line.push(',');
            line.push_str(n);
        });
        line.push('\n');
    }
    for row in 0..rows {
        if form == "csv" {
            line.push_str(&format!("t{row},che,first,2026-06-01,2026-07-01"));
        } else {
            line.push_str(&format!(
                "{{\"id\":\"t{row}\",\"scorecard\":\"che\",\"kind\":\"first\",\"filed\":\"2026-06-01\",\"assessed\":\"2026-07-01\""
            ));
        }
        for (i, n) in &asked {
            let key = &card.criteria[*i].options[pick(*i)].key;
            if form == "csv" {
                line.push(',');
                line.push_str(key);
            } else {
                line.push_str(&format!(",\"{n}\":\"{key}\""));
            }
        }
        line.push_str(if form == "csv" { "\n" } else { "}\n" });
        file.write_all(line.as_bytes()).expect("room on the disk");
        line.clear();
    }
    file.flush().expect("room on the disk");
    path
}

fn parquet(
    file: BufWriter<File>,
    card: &Scorecard,
    rows: usize,
    asked: &[(usize, &str)],
    heads: &[(&str, &str)],
    pick: &mut impl FnMut(usize) -> usize,
) {
    let keyed = |keys: Vec<i32>, values: Vec<&str>| -> ArrayRef {
        let keys = Int32Array::from(keys);
        Arc::new(DictionaryArray::new(
            keys,
            Arc::new(StringArray::from(values)),
        ))
    };
    let mut set = |from: usize, count: usize| {
        let ids: Vec<String> = (from..from + count).map(|r| format!("t{r}")).collect();
        let mut columns: Vec<(&str, ArrayRef)> =
            vec![("id", Arc::new(StringArray::from(ids)) as ArrayRef)];
        for (name, value) in heads {
            columns.push((name, keyed(vec![0; count], vec![value])));
        }
        for (i, number) in asked {
            let keys = (0..count).map(|_| pick(*i) as i32).collect();
            let options = &card.criteria[*i].options;
            let values = options.iter().map(|o| o.key.as_str()).collect();
            columns.push((number, keyed(keys, values)));
        }
        RecordBatch::try_from_iter(columns).expect("columns of one length")
    };
    const SET: usize = 1 << 15;
    let mut writer: Option<ArrowWriter<BufWriter<File>>> = None;
    let mut file = Some(file);
    let mut from = 0;
    while from < rows {
        let batch = set(from, SET.min(rows - from));
        if writer.is_none() {
            let properties = parquet::file::properties::WriterProperties::builder()
                .set_max_row_group_row_count(Some(1 << 17))
                .build();
            let new = ArrowWriter::try_new(
                file.take().expect("once"),
                batch.schema(),
                Some(properties),
            );
            writer = Some(new.expect("a writer"));
        }
        writer
            .as_mut()
            .expect("opened")
            .write(&batch)
            .expect("room on the disk");
        from += SET;
    }
    writer.expect("rows").close().expect("room on the disk");
}

/// Files of many rows; returns how long a million rows of Parquet take, in
/// seconds, and how many bytes they need.
pub fn run(sao: &Path, library: &Library) -> Option<Cost> {
    let card = &library.rulesets()[0].cards["che"];
    let mut print = Table::new(
        "Files, end to end: `sao batch`, the tea card, complete dossiers",
        &[
            "rows",
            "from",
            "to",
            "cores",
            "time",
            "rows a second",
            "most memory",
        ],
    );
    let thousand = 1000;
    let million = if quick() { 20_000 } else { 1_000_000 };
    let mut jobs: Vec<(usize, &str, &str, usize)> = vec![
        (thousand, "csv", "csv", 2),
        (million, "csv", "csv", 1),
        (million, "csv", "csv", 2),
        (million, "ndjson", "ndjson", 2),
        (thousand, "parquet", "parquet", 2),
        (million / 100, "parquet", "parquet", 2),
        (million / 10, "parquet", "parquet", 2),
        (million, "parquet", "parquet", 1),
        (million, "parquet", "parquet", 2),
    ];
    if !quick() {
        jobs.push((10 * million, "parquet", "parquet", 2));
    }
    let rulesets = tea::root().join("rulesets/ocop/26-2026");
    let mut target = None;
    let mut made: Option<PathBuf> = None;
    for (rows, from, to, cores) in jobs {
        let path = folder().join(format!("teas-{rows}.{from}"));
        if made.as_ref() != Some(&path) {
            if let Some(old) = made.take() {
                let _ = fs::remove_file(old);
            }
            made = Some(table(card, rows, from));
        }
        let out = folder().join(format!("out.{to}"));
        let runs = if rows > million { 1 } else { 2 };
        let c = least(runs, || {
            let mut c = Command::new(sao);
            c.arg("batch")
                .arg(&path)
                .arg("-o")
                .arg(&out)
                .args(["--threads", &cores.to_string(), "--rules"])
                .arg(&rulesets);
            c
        });
        print.row(&[
            grouped(rows as u64),
            from.into(),
            to.into(),
            cores.to_string(),
            shown(ns(c.time)),
            grouped((rows as f64 / c.time.as_secs_f64()) as u64),
            megabytes(c.memory),
        ]);
        if rows == million && from == "parquet" && cores == 2 {
            target = Some(c);
        }
        let _ = fs::remove_file(out);
    }
    if let Some(old) = made {
        let _ = fs::remove_file(old);
    }
    print.print();
    target
}
