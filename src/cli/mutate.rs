//! `sao mutate`: which slips in the rules would no test notice?

use super::args::ShowFormat;
use super::session::{Done, Exit, Session, Stop, count, counted};
use super::{pretty, rules, test};
use sao::dossier::Dossier;
use sao::model::Ruleset;
use sao::testing::mutate::{Bench, Fate, Mutant, MutantKind, Slip, Words, mutants, slips};
use sao::testing::{self, Coverage};
use sao::text::catalogue::{files as say, running};
use sao::text::{Diagnostic, Lang, Severity, SourceId, Sources, Span, closest};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose rules.
    #[arg(
        value_name = "PATHS ¦ ĐƯỜNG-DẪN",
        help = "Folders or files of rulesets ¦ Thư mục hay tệp bộ tiêu chí"
    )]
    pub paths: Vec<PathBuf>,
    /// Only this scorecard.
    #[arg(
        long,
        value_name = "ID ¦ MÃ",
        help = "Only changes of this scorecard ¦ Chỉ đổi trên phiếu điểm này"
    )]
    pub scorecard: Option<String>,
    /// How many are listed.
    #[arg(
        long,
        value_name = "N",
        default_value_t = 40,
        help = "How many unnoticed changes are listed (all are, in JSON) ¦ Liệt kê bao nhiêu chỗ không ai thấy (JSON thì đủ)"
    )]
    pub limit: usize,
    /// How to print.
    #[arg(
        long,
        value_name = "FORMAT ¦ DẠNG",
        default_value = "text",
        help = "text, json ¦ text, json"
    )]
    pub format: ShowFormat,
}

/// Dossier files that tests name, bound once: the rules change, they do not.
type Files = HashMap<(SourceId, String, String), Dossier>;

/// Changes, and what became of each.
type Tried = Vec<(Mutant, Fate)>;

/// What was found out about one ruleset.
struct Report<'a> {
    rules: &'a Ruleset,
    tests: usize,
    slips: Vec<Slip>,
}

/// Runs the command.
pub fn run(s: &mut Session, args: &Args) -> Done {
    let library = if args.paths.is_empty() {
        rules::load_with_tests(s)?
    } else {
        rules::under(&args.paths)?
    };
    let errors: Vec<Diagnostic> = library
        .findings()
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .cloned()
        .collect();
    if !errors.is_empty() {
        return Err(Stop::Found(errors, library.sources().clone()));
    }
    if let Some(card) = &args.scorecard {
        let ids = || library.rulesets().iter().flat_map(|r| r.cards.keys());
        if !ids().any(|id| id == card) {
            let near = closest(card, ids().map(String::as_str));
            let have: Vec<String> = ids().cloned().collect();
            let place = library
                .rulesets()
                .first()
                .map_or_else(String::new, Ruleset::label);
            return Err(Stop::said(say::no_such_card(
                card,
                &place,
                near.as_deref(),
                &have,
            )));
        }
    }
    let mut sources = library.sources().clone();
    let mut reports: Vec<Report> = Vec::new();
    for ruleset in library.rulesets() {
        if ruleset.tests.is_empty() {
            continue;
        }
        let files = sound(ruleset, &mut sources)?;
        let mut slips = slips(try_all(ruleset, args.scorecard.as_deref(), &files));
        weigh(ruleset, &mut slips);
        reports.push(Report {
            rules: ruleset,
            tests: ruleset.tests.len(),
            slips,
        });
    }
    let unnoticed = reports.iter().map(|r| r.open().count()).sum::<usize>();
    let text = match args.format {
        ShowFormat::Json => {
            let all = reports.iter().map(|r| r.json(&sources)).collect();
            pretty(&Value::Array(all))
        }
        ShowFormat::Text => {
            let each = reports.iter().map(|r| r.text(args.limit, &sources, s.lang));
            let mut text: String = each.collect();
            text.push_str(&last_line(unnoticed, s.lang));
            text
        }
    };
    s.say(&text)?;
    Ok(if unnoticed > 0 {
        Exit::Findings
    } else {
        Exit::Fine
    })
}

/// Runs every test on the rules as they are; the dossiers that they read.
///
/// # Errors
/// When a test fails as things stand: then it notices every change.
fn sound(ruleset: &Ruleset, sources: &mut Sources) -> Result<Files, Stop> {
    let mut files = Files::new();
    let mut failed: Vec<Diagnostic> = Vec::new();
    for one in &ruleset.tests {
        let mut load = |file: &str, span: Span| {
            let dossier = test::dossier_of(ruleset, one, file, span, sources)?;
            files.insert(
                (one.source, one.card.clone(), file.to_owned()),
                dossier.clone(),
            );
            Ok(dossier)
        };
        let mut unused = Coverage::default();
        if !testing::run(ruleset, one, &mut load, &mut unused).passed() {
            failed.push(running::fails_as_it_stands(&one.name, one.span));
        }
    }
    if failed.is_empty() {
        Ok(files)
    } else {
        Err(Stop::Found(failed, sources.clone()))
    }
}

/// Tries every change; cards are shared among the cores.
fn try_all(ruleset: &Ruleset, only: Option<&str>, files: &Files) -> Tried {
    let mut jobs: Vec<Option<&str>> = ruleset
        .cards
        .values()
        .filter(|c| c.unavailable.is_none())
        .map(|c| Some(c.id.as_str()))
        .filter(|id| only.is_none() || *id == only)
        .collect();
    if only.is_none() {
        jobs.push(None);
    }
    let next = AtomicUsize::new(0);
    let noticed: Noticed = Mutex::default();
    let done: Mutex<Vec<(usize, Tried)>> = Mutex::new(Vec::new());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some((at, job)) = {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    jobs.get(at).map(|job| (at, *job))
                } {
                    let tried = try_card(ruleset, job, files, &noticed);
                    if let Ok(mut all) = done.lock() {
                        all.push((at, tried));
                    }
                }
            });
        }
    });
    let mut all = done.into_inner().unwrap_or_default();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().flat_map(|(_, tried)| tried).collect()
}

/// Asks of every change that no test notices whether a dossier could tell it.
fn weigh(ruleset: &Ruleset, slips: &mut [Slip]) {
    let open = Mutex::new(slips.iter_mut().filter(|s| !s.noticed));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(slip) = open.lock().ok().and_then(|mut open| open.next()) {
                    slip.weigh(ruleset);
                }
            });
        }
    });
}

/// What a test of some scorecard noticed so far.
type Noticed = Mutex<HashSet<Words>>;

fn try_card(ruleset: &Ruleset, card: Option<&str>, files: &Files, noticed: &Noticed) -> Tried {
    let mut bench = Bench::new(ruleset, card);
    let mut list = mutants(ruleset, card.and_then(|c| ruleset.cards.get(c)));
    if !ruleset.amended.is_empty() {
        // The rest is that of the version, whose own tests look at it.
        list.retain(|m| {
            let mark = m.kind == MutantKind::Minimum;
            ruleset.is_amended(m.card.as_deref(), &m.place, m.span, mark)
        });
    }
    let try_out = |mutant: Mutant| {
        let words = mutant.words();
        if noticed.lock().is_ok_and(|all| all.contains(&words)) {
            return (mutant, Fate::Elsewhere);
        }
        let fate = bench.try_out(&mutant, &mut |test, file| {
            let key = (test.source, test.card.clone(), file.to_owned());
            files.get(&key).cloned().ok_or_else(Vec::new)
        });
        if fate != Fate::Unnoticed
            && let Ok(mut all) = noticed.lock()
        {
            all.insert(words);
        }
        (mutant, fate)
    };
    list.into_iter().map(try_out).collect()
}

impl Report<'_> {
    fn open(&self) -> impl Iterator<Item = &Slip> {
        self.slips.iter().filter(|s| s.is_open())
    }

    /// How many changes of a kind a test notices, how many no dossier can tell,
    /// and how many there are.
    fn tally(&self, kind: MutantKind) -> (usize, usize, usize) {
        let of_kind = || self.slips.iter().filter(|s| s.mutant.kind == kind);
        let equal = |s: &&Slip| !s.noticed && s.equal == Some(true);
        let equal = of_kind().filter(equal).count();
        (
            of_kind().filter(|s| s.noticed).count(),
            equal,
            of_kind().count(),
        )
    }

    fn text(&self, limit: usize, sources: &Sources, lang: Lang) -> String {
        let label = self.rules.label();
        let tests = counted(self.tests, lang, "test", "tests", "kiểm thử");
        let changes = counted(self.slips.len(), lang, "change", "changes", "chỗ đổi");
        let mut text = match lang {
            Lang::Vi => format!("{label}: {tests}, thử {changes}\n"),
            Lang::En => format!("{label}: {tests}, {changes} tried\n"),
        };
        for kind in MutantKind::ALL {
            let (noticed, equal, all) = self.tally(kind);
            let all = all - equal;
            if all == 0 {
                continue;
            }
            let name = kind.name();
            text.push_str(&format!(
                "  {:>6} / {:<6} {}\n",
                count(noticed, lang),
                count(all, lang),
                lang.of(&name)
            ));
        }
        text.push_str(&self.proved(lang));
        let open = self.open().count();
        for slip in self.open().take(limit) {
            let m = &slip.mutant;
            let at = sources
                .place(m.span)
                .map(|p| format!("{}:{}", p.file, p.start.line))
                .unwrap_or_default();
            let card = m.card.as_deref().unwrap_or("");
            let change = lang.of(&m.change);
            let more = match slip.cards.len().saturating_sub(1) {
                0 => String::new(),
                n => match lang {
                    Lang::Vi => format!(" (và {} phiếu nữa)", count(n, lang)),
                    Lang::En => {
                        format!(" (and {})", counted(n, lang, "more card", "more cards", ""))
                    }
                },
            };
            text.push_str(&format!("    – {card} {}{more}: {change}  {at}\n", m.place));
        }
        if open > limit {
            let more = count(open - limit, lang);
            text.push_str(&match lang {
                Lang::Vi => format!("    … và {more} nữa (--limit, --format json)\n"),
                Lang::En => format!("    … and {more} more (--limit, --format json)\n"),
            });
        }
        text.push('\n');
        text
    }

    /// What was proved of the changes that no test notices.
    fn proved(&self, lang: Lang) -> String {
        let of = |equal: Option<bool>| {
            let of = self.slips.iter().filter(|s| !s.noticed && s.equal == equal);
            of.count()
        };
        let mut text = String::new();
        let (equal, unproved) = (of(Some(true)), of(None));
        if equal > 0 {
            let n = counted(equal, lang, "change", "changes", "chỗ đổi");
            text.push_str(&match lang {
                Lang::Vi => format!("  {n} không làm khác hồ sơ nào (đã chứng minh), không tính\n"),
                Lang::En => format!("  {n} that no dossier can tell (proved), not counted\n"),
            });
        }
        if unproved > 0 {
            let n = counted(unproved, lang, "change", "changes", "chỗ đổi");
            text.push_str(&match lang {
                Lang::Vi => format!(
                    "  {n} trong số dưới đây không thể chứng minh có làm khác hồ sơ nào không\n"
                ),
                Lang::En => {
                    format!("  {n} of those below: whether a dossier can tell cannot be proved\n")
                }
            });
        }
        text
    }

    fn json(&self, sources: &Sources) -> Value {
        let each = |kind: MutantKind| {
            let (noticed, equal, all) = self.tally(kind);
            json!({ "kind": kind, "noticed": noticed, "equal": equal, "all": all })
        };
        let of = |equal: Option<bool>| -> Vec<Value> {
            let of = self.slips.iter().filter(|s| !s.noticed && s.equal == equal);
            of.map(|slip| {
                let m = &slip.mutant;
                json!({
                    "kind": m.kind,
                    "scorecard": m.card,
                    "scorecards": slip.cards,
                    "statement": m.place,
                    "change": m.change,
                    "place": sources.place(m.span),
                })
            })
            .collect()
        };
        json!({
            "ruleset": self.rules.name,
            "version": self.rules.version,
            "state": self.rules.state(),
            "tests": self.tests,
            "tally": MutantKind::ALL.map(each),
            "unnoticed": of(Some(false)),
            "unproved": of(None),
            "equal": of(Some(true)),
        })
    }
}

fn last_line(unnoticed: usize, lang: Lang) -> String {
    match (lang, unnoticed) {
        (Lang::Vi, 0) => "Đổi nhầm chỗ nào cũng có kiểm thử phát hiện.\n".to_owned(),
        (Lang::En, 0) => "Whatever is changed, a test notices.\n".to_owned(),
        (Lang::Vi, n) => format!("{} chỗ đổi không kiểm thử nào phát hiện.\n", count(n, lang)),
        (Lang::En, n) => format!(
            "{} that no test notices.\n",
            counted(n, lang, "change", "changes", "")
        ),
    }
}
