//! `sao batch`: any number of dossiers, by the compiled path, on all cores.
//!
//! One thread cuts the input into rows, as many as there are cores score them,
//! and one writes, in the order of the input. How much is under way at once is
//! limited, so that memory is too. A result that goes to a file is written
//! beside it first and takes its place when it is whole.

mod desk;
mod input;
mod sheet;
#[cfg(feature = "arrow")]
mod tables;
mod target;
mod writer;

use super::files::{extension, shown};
use super::rules;
use super::session::{Done, Exit, Session, Stop, count, counted};
use desk::{Desk, Reject, Shared, Tally};
use indicatif::{ProgressBar, ProgressStyle};
use input::{Input, Set};
use sao::text::catalogue::batches;
use sao::text::{Diagnostic, Lang, Sources, render};
use sao::{Asked, Library, with_readings};
use serde_json::json;
use sheet::{Collected, Sink};
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use target::Target;
use writer::Writer;

/// How many bad rows are told on the stream of errors when no file takes them.
const TOLD: usize = 10;

/// The forms of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// A table.
    Csv,
    /// One JSON object a line.
    Ndjson,
    /// Parquet, in a build with the feature `arrow`.
    Parquet,
    /// Arrow IPC: a file, or a stream on standard output; likewise.
    Arrow,
}

impl Form {
    fn of_extension(end: &str) -> Option<Form> {
        match end {
            "csv" => Some(Form::Csv),
            "ndjson" | "jsonl" => Some(Form::Ndjson),
            "parquet" => Some(Form::Parquet),
            "arrow" | "feather" | "ipc" => Some(Form::Arrow),
            _ => None,
        }
    }
}

/// What `sao batch` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The dossiers.
    #[arg(
        value_name = "FILES ¦ TỆP",
        required = true,
        help = "Tables of dossiers: .csv .ndjson .parquet .arrow; - is standard input ¦ Bảng hồ sơ: .csv .ndjson .parquet .arrow; - là đầu vào chuẩn"
    )]
    pub files: Vec<PathBuf>,
    /// Where the result goes.
    #[arg(
        short,
        long,
        value_name = "FILE ¦ TỆP",
        help = "Writes to this file, whole or not at all (else standard output) ¦ Ghi vào tệp này, trọn vẹn hoặc không ghi gì (không có thì ra đầu ra chuẩn)"
    )]
    pub output: Option<PathBuf>,
    /// The form of the result.
    #[arg(
        long,
        value_name = "FORM ¦ DẠNG",
        help = "csv, ndjson, parquet, arrow (else by the end of the output's name; else csv) ¦ csv, ndjson, parquet, arrow (không có thì theo đuôi tên tệp ra; không có nữa thì csv)"
    )]
    pub to: Option<Form>,
    /// Points per criterion too.
    #[arg(
        long,
        help = "Also the points of every criterion ¦ Thêm điểm từng tiêu chí"
    )]
    pub points: bool,
    /// Where bad rows are told.
    #[arg(
        long,
        value_name = "FILE ¦ TỆP",
        help = "Tells rows that cannot be scored in this file, one JSON object a line (else beside the output) ¦ Ghi các dòng không chấm được vào tệp này, mỗi dòng một đối tượng JSON (không có thì cạnh tệp ra)"
    )]
    pub errors: Option<PathBuf>,
    /// Ask the interpreter too.
    #[arg(
        long,
        help = "Asks the interpreter too and compares every dossier ¦ Chấm lại bằng bộ diễn giải và so từng hồ sơ"
    )]
    pub verify: bool,
    /// How many cores.
    #[arg(
        long,
        value_name = "N",
        help = "Cores to use (else all) ¦ Số nhân dùng (không có thì tất cả)"
    )]
    pub threads: Option<usize>,
    /// The ruleset.
    #[arg(
        long,
        value_name = "NAME[@VERSION] ¦ TÊN[@PHIÊN-BẢN]",
        help = "Scores by this ruleset or version instead of the one chosen by dates ¦ Chấm theo bộ tiêu chí hay phiên bản này thay vì chọn theo ngày"
    )]
    pub ruleset: Option<String>,
    /// Other readings.
    #[arg(
        long,
        value_name = "NAME=READING ¦ TÊN=CÁCH-HIỂU",
        help = "Reads an open point of the decision in another way; may be repeated ¦ Hiểu một điểm bỏ ngỏ theo cách khác; lặp lại được"
    )]
    pub assume: Vec<String>,
}

/// A set of rows on its way.
struct Job {
    place: usize,
    rows: Set,
}

/// What became of it.
struct Piece {
    place: usize,
    rows: Collected,
    tally: Tally,
}

/// What all threads of a run look at.
struct Run {
    /// Nobody wants the rest.
    stopped: Arc<AtomicBool>,
    bytes: Arc<AtomicU64>,
    /// How many sets are written; the cutting thread does not run too far ahead.
    written: Mutex<usize>,
    moved: Condvar,
    ahead: usize,
}

impl Run {
    fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.moved.notify_all();
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Waits until a set may go out; `false` when the run is over.
    fn wait_for(&self, place: usize) -> bool {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        while place >= written.saturating_add(self.ahead) {
            if self.is_stopped() {
                return false;
            }
            let wait = std::time::Duration::from_millis(100);
            let waited = self.moved.wait_timeout(written, wait);
            written = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        !self.is_stopped()
    }

    fn wrote(&self, count: usize) {
        *self.written.lock().unwrap_or_else(PoisonError::into_inner) = count;
        self.moved.notify_all();
    }
}

/// Runs the command.
pub fn run(s: &mut Session, args: &Args) -> Done {
    let form = form(args)?;
    for path in &args.files {
        input::readable(path)?;
    }
    let library = rules::load_near(s, &args.files)?;
    let readings = rules::readings(&args.assume, &library)?;
    if let Some(asked) = &args.ruleset {
        library.ruleset(Some(asked))?;
    }
    let rulesets = library.rulesets().iter();
    let shared = Shared {
        rulesets: rulesets.map(|r| with_readings(r, &readings)).collect(),
        library: &library,
        source: super::dossiers::place(&library),
        asked: Asked {
            ruleset: args.ruleset.clone(),
            readings,
            as_of: None,
        },
        verify: args.verify,
    };
    let target = Target::open(args.output.as_deref())?;
    let mut writer = Writer::new(form, args.points, target)?;
    // If it stops here, what was written so far goes away with the target.
    let found = go(s, args, form, &shared, &mut writer)?;
    writer.finish()?;
    tell(s, args, &library, &found)
}

/// What a run found.
#[derive(Default)]
struct Found {
    scored: usize,
    left: usize,
    rejects: Vec<Reject>,
    bad: usize,
    differ: Vec<(String, Vec<&'static str>)>,
    unreadable: Vec<Diagnostic>,
    errors: Option<PathBuf>,
}

fn go(
    s: &Session,
    args: &Args,
    form: Form,
    shared: &Shared<'_>,
    writer: &mut Writer,
) -> Result<Found, Stop> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = args.threads.unwrap_or(cores).clamp(1, 256);
    let run = Run {
        stopped: Arc::new(AtomicBool::new(false)),
        bytes: Arc::new(AtomicU64::new(0)),
        written: Mutex::new(0),
        moved: Condvar::new(),
        ahead: threads.saturating_mul(4),
    };
    let flag = Arc::clone(&run.stopped);
    // A second handler in one process is refused; the first does the same.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    let bar = bar(args, s.lang);
    let mut found = Found::default();
    let mut side = Side::of(args);
    let (jobs, work) = sync_channel::<Job>(threads);
    let (done, results) = sync_channel::<Piece>(threads);
    let work = Mutex::new(work);
    let ended: Result<(), Stop> = thread::scope(|scope| {
        let (run, work) = (&run, &work);
        let reader = scope.spawn(move || cut(args, shared, run, &jobs));
        for _ in 0..threads {
            let done = done.clone();
            scope.spawn(move || {
                let mut desk = Desk::new(shared);
                while let Some(job) = next(work) {
                    let mut sink = Sink::new(form, args.points);
                    let tally = job.rows.work(&mut desk, &mut sink);
                    let piece = Piece {
                        place: job.place,
                        rows: sink.rows,
                        tally,
                    };
                    if run.is_stopped() || done.send(piece).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);
        let wrote = write_all(&results, run, writer, &mut found, &mut side, bar.as_ref());
        if wrote.is_err() {
            run.stop();
        }
        // Whoever still waits for room finds nobody there.
        drop(results);
        if let Ok(unreadable) = reader.join() {
            found.unreadable = unreadable;
        }
        wrote
    });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    ended?;
    if run.is_stopped() {
        return Err(batches::interrupted(found.scored).into());
    }
    found.errors = side.finish()?;
    Ok(found)
}

fn next(work: &Mutex<Receiver<Job>>) -> Option<Job> {
    let work = work.lock().unwrap_or_else(PoisonError::into_inner);
    work.recv().ok()
}

/// Writes what comes back, in the order of the input.
fn write_all(
    results: &Receiver<Piece>,
    run: &Run,
    writer: &mut Writer,
    found: &mut Found,
    side: &mut Side,
    bar: Option<&ProgressBar>,
) -> Result<(), Stop> {
    let mut early: BTreeMap<usize, Piece> = BTreeMap::new();
    let mut next = 0;
    for piece in results {
        early.insert(piece.place, piece);
        while let Some(piece) = early.remove(&next) {
            next += 1;
            writer.write(piece.rows)?;
            found.scored += piece.tally.scored;
            found.left += piece.tally.left;
            found.differ.extend(piece.tally.differ);
            for reject in piece.tally.rejects {
                found.bad += 1;
                side.write(&reject)?;
                if found.rejects.len() < TOLD {
                    found.rejects.push(reject);
                }
            }
            run.wrote(next);
            if let Some(bar) = bar {
                bar.set_position(run.bytes.load(Ordering::Relaxed));
                bar.set_message(found.scored.to_string());
            }
        }
        if run.is_stopped() {
            break;
        }
    }
    Ok(())
}

/// Cuts the input into sets of rows and hands them out. Files that cannot be
/// read do not keep the others from being scored.
fn cut(
    args: &Args,
    shared: &Shared<'_>,
    run: &Run,
    jobs: &std::sync::mpsc::SyncSender<Job>,
) -> Vec<Diagnostic> {
    let mut unreadable = Vec::new();
    let mut place = 0;
    for path in &args.files {
        let mut input = match Input::open(path, shared.source, &run.bytes, &run.stopped) {
            Ok(input) => input,
            Err(wrong) => {
                unreadable.push(wrong);
                continue;
            }
        };
        loop {
            let rows = match input.take() {
                Ok(Some(rows)) => rows,
                Ok(None) => break,
                Err(wrong) => {
                    unreadable.push(wrong);
                    break;
                }
            };
            if !run.wait_for(place) || jobs.send(Job { place, rows }).is_err() {
                return unreadable;
            }
            place += 1;
        }
    }
    unreadable
}

/// The form of the result.
fn form(args: &Args) -> Result<Form, Diagnostic> {
    let form = match (args.to, &args.output) {
        (Some(form), _) => form,
        (None, None) => Form::Csv,
        (None, Some(path)) => {
            Form::of_extension(&extension(path)).ok_or_else(|| batches::which_form(&shown(path)))?
        }
    };
    let named = args.output.as_deref().map_or("-".to_owned(), shown);
    match form {
        Form::Parquet => input::built_with(&named, "Parquet")?,
        Form::Arrow => input::built_with(&named, "Arrow")?,
        Form::Csv | Form::Ndjson => {}
    }
    Ok(form)
}

/// How far the run is, where a person sees it and results do not run past.
fn bar(args: &Args, lang: Lang) -> Option<ProgressBar> {
    let seen = io::stderr().is_terminal() && (args.output.is_some() || !io::stdout().is_terminal());
    if !seen {
        return None;
    }
    let size = |p: &PathBuf| std::fs::metadata(p).map_or(0, |m| m.len());
    let total: u64 = args.files.iter().map(size).sum();
    let bar = ProgressBar::new(total);
    let noun = lang.pick("dossiers", "hồ sơ");
    let style = format!("{{wide_bar}} {{percent}}%  {{msg}} {noun}  {{elapsed}} / {{eta}}");
    if let Ok(style) = ProgressStyle::with_template(&style) {
        bar.set_style(style);
    }
    Some(bar)
}

/// The file that takes the rows that cannot be scored.
struct Side {
    path: Option<PathBuf>,
    target: Option<Target>,
}

impl Side {
    fn of(args: &Args) -> Side {
        let beside = |output: &PathBuf| {
            let mut name = output.clone().into_os_string();
            name.push(".errors.ndjson");
            PathBuf::from(name)
        };
        Side {
            path: args
                .errors
                .clone()
                .or_else(|| args.output.as_ref().map(beside)),
            target: None,
        }
    }

    fn write(&mut self, reject: &Reject) -> Result<(), Stop> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let target = match &mut self.target {
            Some(target) => target,
            None => self.target.insert(Target::open(Some(path))?),
        };
        // The texts of rulesets are not needed: findings point into the row.
        let mut sources = Sources::new();
        let at = reject.wrong.iter().filter_map(Diagnostic::primary).next();
        let id = sources.add(reject.source.clone());
        let moved = reject.wrong.iter().cloned().map(|d| match at {
            Some(span) => d.moved(span.source, id),
            None => d,
        });
        let errors: Vec<_> = moved
            .filter_map(|d| serde_json::to_value(d.to_json(&sources)).ok())
            .collect();
        let line = json!({ "row": reject.place, "id": reject.id, "errors": errors });
        target.write(&format!("{line}\n"))
    }

    fn finish(self) -> Result<Option<PathBuf>, Stop> {
        match self.target {
            Some(target) => {
                target.finish()?;
                Ok(self.path)
            }
            None => Ok(None),
        }
    }
}

/// Says what was done.
fn tell(s: &mut Session, args: &Args, library: &Library, found: &Found) -> Done {
    s.flush()?;
    let lang = s.lang;
    if found.errors.is_none() {
        for reject in &found.rejects {
            let mut sources = library.sources().clone();
            let at = super::dossiers::place(library);
            let moved = super::dossiers::adopt(
                reject.wrong.clone(),
                reject.source.clone(),
                at,
                &mut sources,
            );
            let text = render::concise(&moved, &sources, lang);
            s.aside(&text);
        }
    }
    s.complain(&found.unreadable, &Sources::new());
    let scored = counted(found.scored, lang, "dossier", "dossiers", "hồ sơ");
    let (bad, left) = (count(found.bad, lang), count(found.left, lang));
    let mut text = match lang {
        Lang::En => format!("Scored {scored}, {left} of them by the interpreter."),
        Lang::Vi => format!("Đã chấm {scored}, trong đó {left} bằng bộ diễn giải."),
    };
    if found.bad > 0 {
        text.push_str(&match (lang, &found.errors) {
            (Lang::En, Some(f)) => format!(" {bad} could not be scored: see {}.", shown(f)),
            (Lang::En, None) => format!(" {bad} could not be scored."),
            (Lang::Vi, Some(f)) => format!(" {bad} hồ sơ không chấm được: xem {}.", shown(f)),
            (Lang::Vi, None) => format!(" {bad} hồ sơ không chấm được."),
        });
    }
    text.push('\n');
    s.aside(&text);
    if !found.differ.is_empty() {
        let some: Vec<_> = found.differ.iter().take(TOLD).cloned().collect();
        let wrong = batches::paths_differ(found.differ.len(), &some);
        s.complain(&[wrong], &Sources::new());
        return Ok(Exit::Findings);
    }
    if args.verify {
        s.aside(lang.pick(
            "Plan and interpreter agree on every dossier.\n",
            "Hai đường chấm khớp nhau ở mọi hồ sơ.\n",
        ));
    }
    Ok(match (found.unreadable.is_empty(), found.bad) {
        (false, _) => Exit::Unreadable,
        (true, 0) => Exit::Fine,
        (true, _) => Exit::Findings,
    })
}
