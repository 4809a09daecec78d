//! `sao test`: the tests that live beside the rules.

use super::args::TestFormat;
use super::files::{self, extension};
use super::session::{Done, Exit, Session, Stop, count, counted};
use super::{pretty, rules};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use sao::dossier::{self, Dossier, Format};
use sao::model::{Ruleset, Test};
use sao::testing::{self, Coverage, End, ItemKind, Tally, Trial};
use sao::text::catalogue::{files as say, reading};
use sao::text::{Diagnostic, Lang, Severity, Source, SourceId, Sources, Span, render};
use std::path::{Path, PathBuf};

/// What is asked for.
pub struct Asked<'a> {
    /// Only tests whose name holds this.
    pub filter: Option<&'a str>,
    /// Whether to show what no test exercises.
    pub coverage: bool,
    /// How many of a hundred rules of each kind the tests must exercise.
    pub floor: Option<u8>,
    /// How to print.
    pub format: TestFormat,
}

/// Runs the command.
pub fn run(s: &mut Session, paths: &[PathBuf], asked: &Asked<'_>) -> Done {
    let library = if paths.is_empty() {
        rules::load_with_tests(s)?
    } else {
        rules::under(paths)?
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
    let mut sources = library.sources().clone();
    let mut all: Vec<Suite> = Vec::new();
    for ruleset in library.rulesets() {
        let mut seen = Coverage::of(ruleset);
        let wanted = |t: &&Test| asked.filter.is_none_or(|f| t.name.contains(f));
        let trials: Vec<Trial> = ruleset
            .tests
            .iter()
            .filter(wanted)
            .map(|t| one(ruleset, t, &mut sources, &mut seen))
            .collect();
        if !trials.is_empty() || asked.filter.is_none() && has_rules_of_its_own(ruleset, &seen) {
            all.push(Suite {
                ruleset,
                trials,
                coverage: seen,
            });
        }
    }
    let failed = all.iter().flat_map(|s| &s.trials).any(|t| !t.passed());
    let short = short_of(&all, asked.floor);
    let text = match asked.format {
        TestFormat::Json => {
            let list = all
                .iter()
                .map(|x| {
                    testing::json(
                        x.ruleset,
                        &x.trials,
                        asked.coverage.then_some(&x.coverage),
                        &sources,
                    )
                })
                .collect();
            pretty(&serde_json::Value::Array(list))
        }
        TestFormat::Junit => junit(&all, &sources, s.lang),
        TestFormat::Text => in_words(&all, asked.coverage, &sources, s),
    };
    s.say(&text)?;
    // Beside the result: what reads the JSON gets nothing but JSON.
    let lines: String = short.iter().map(|x| x.text(s.lang)).collect();
    s.aside(&lines);
    Ok(if failed || !short.is_empty() {
        Exit::Findings
    } else {
        Exit::Fine
    })
}

/// A state that an amendment makes without changing a rule has nothing to test.
fn has_rules_of_its_own(ruleset: &Ruleset, coverage: &Coverage) -> bool {
    ruleset.amended.is_empty() || coverage.items().next().is_some()
}

/// Rules of a kind that too few tests exercise.
struct Short {
    label: String,
    kind: ItemKind,
    tally: Tally,
    floor: u8,
}

fn short_of(all: &[Suite], floor: Option<u8>) -> Vec<Short> {
    let Some(floor) = floor else {
        return Vec::new();
    };
    let of_one = |suite: &Suite| {
        let label = suite.ruleset.label();
        let each = ItemKind::ALL.map(|kind| (kind, suite.coverage.tally(kind)));
        let short = each.into_iter().filter(|(_, t)| !t.reaches(floor));
        let made: Vec<Short> = short
            .map(|(kind, tally)| Short {
                label: label.clone(),
                kind,
                tally,
                floor,
            })
            .collect();
        made
    };
    all.iter().flat_map(of_one).collect()
}

impl Short {
    fn text(&self, lang: Lang) -> String {
        let (label, floor) = (&self.label, self.floor);
        let (some, all) = (
            count(self.tally.exercised, lang),
            count(self.tally.all, lang),
        );
        let name = self.kind.name();
        let name = lang.of(&name);
        match lang {
            Lang::Vi => format!(
                "{label}: kiểm thử đụng đến {some} trong {all} {name}; --require-coverage đòi {floor}%\n"
            ),
            Lang::En => format!(
                "{label}: tests exercise {some} of {all} {name}; --require-coverage asks for {floor}%\n"
            ),
        }
    }
}

/// The tests of one ruleset.
struct Suite<'a> {
    ruleset: &'a Ruleset,
    trials: Vec<Trial>,
    coverage: Coverage,
}

fn one(ruleset: &Ruleset, test: &Test, sources: &mut Sources, seen: &mut Coverage) -> Trial {
    let mut load = |file: &str, span: Span| dossier_of(ruleset, test, file, span, sources);
    testing::run(ruleset, test, &mut load, seen)
}

/// The dossier file that a test names, bound to the card of the test.
pub(super) fn dossier_of(
    ruleset: &Ruleset,
    test: &Test,
    file: &str,
    span: Span,
    sources: &mut Sources,
) -> Result<Dossier, Vec<Diagnostic>> {
    let Some(card) = ruleset.cards.get(&test.card) else {
        return Ok(Dossier::empty(0, 0));
    };
    let beside = sources
        .get(test.source)
        .map(|s| PathBuf::from(s.name()))
        .unwrap_or_default();
    let folder = beside.parent().map(Path::to_path_buf).unwrap_or_default();
    let path = folder.join(file);
    let bytes = files::read(&path).map_err(|d| vec![d.at(span, say::named_here())])?;
    let name = files::shown(&path);
    let Some(format) = Format::of_extension(&extension(&path)) else {
        return Err(vec![
            files::wrong_kind(&path, files::DOSSIERS).at(span, say::named_here()),
        ]);
    };
    let source = match Source::from_bytes(name.clone(), &bytes) {
        Ok(source) => source,
        Err(e) => return Err(vec![reading::not_utf8(&name, &e)]),
    };
    let id: SourceId = sources.add(source.clone());
    let mut records = dossier::read(&source, id, format);
    if records.len() > 1 {
        let ids: Vec<String> = records
            .iter()
            .flatten()
            .filter_map(|r| r.header.id.clone())
            .collect();
        return Err(vec![
            say::several_dossiers(&name, &ids).at(span, say::named_here()),
        ]);
    }
    match records.pop() {
        Some(Ok(record)) => dossier::bind(&record, ruleset, card),
        Some(Err(wrong)) => Err(wrong),
        None => Err(vec![say::no_dossier_in(&name).at(span, say::named_here())]),
    }
}

fn in_words(all: &[Suite], coverage: bool, sources: &Sources, s: &Session) -> String {
    let lang = s.lang;
    let mut text = String::new();
    for suite in all {
        for trial in suite.trials.iter().filter(|t| !t.passed()) {
            let at = sources
                .place(trial.span)
                .map(|p| format!("{}:{}", p.file, p.start.line))
                .unwrap_or_default();
            text.push_str(&match lang {
                Lang::Vi => format!("KHÔNG ĐẠT  {} · {} ({at})\n", trial.card, trial.name),
                Lang::En => format!("FAILED  {} · {} ({at})\n", trial.card, trial.name),
            });
            match &trial.end {
                End::Passed => {}
                End::Failed(failures) => {
                    for f in failures {
                        let (wanted, came) = (lang.of(&f.expected), lang.of(&f.found));
                        text.push_str(&match lang {
                            Lang::Vi => format!("    mong đợi: {wanted}\n    nhận được: {came}\n"),
                            Lang::En => format!("    expected: {wanted}\n    found:    {came}\n"),
                        });
                    }
                }
                End::Broken(wrong) => {
                    text.push_str(&render::graphical_all(wrong, sources, s.look()));
                }
            }
            text.push('\n');
        }
    }
    let trials = || all.iter().flat_map(|s| &s.trials);
    let passed = trials().filter(|t| t.passed()).count();
    let failed = trials().count() - passed;
    if coverage {
        for suite in all {
            text.push_str(&covered(suite, sources, lang));
        }
    }
    let ran = counted(passed + failed, lang, "test", "tests", "kiểm thử");
    let of = counted(all.len(), lang, "ruleset", "rulesets", "bộ tiêu chí");
    text.push_str(&match (lang, failed) {
        (Lang::Vi, 0) => format!("Đã chạy {ran} của {of}: đều đạt.\n"),
        (Lang::En, 0) => format!("Ran {ran} of {of}: all passed.\n"),
        (Lang::Vi, n) => format!("Đã chạy {ran} của {of}: {} không đạt.\n", count(n, lang)),
        (Lang::En, n) => format!("Ran {ran} of {of}: {} failed.\n", count(n, lang)),
    });
    text
}

fn covered(suite: &Suite, sources: &Sources, lang: Lang) -> String {
    let label = suite.ruleset.label();
    if suite.coverage.items().next().is_none() {
        return match lang {
            Lang::Vi => format!("{label}: không có quy định nào để kiểm thử đụng đến\n\n"),
            Lang::En => format!("{label}: no rule for a test to exercise\n\n"),
        };
    }
    let by: Vec<&str> = suite
        .ruleset
        .amended
        .iter()
        .map(|a| a.number.as_str())
        .collect();
    let by = by.join(", ");
    let mut text = match lang {
        Lang::Vi if by.is_empty() => format!("{label}: kiểm thử đã đụng đến\n"),
        Lang::En if by.is_empty() => format!("{label}: exercised by tests\n"),
        Lang::Vi => format!("{label}: kiểm thử đã đụng đến, trong những gì {by} đặt ra\n"),
        Lang::En => format!("{label}: exercised by tests, of what {by} put there\n"),
    };
    for kind in ItemKind::ALL {
        let t = suite.coverage.tally(kind);
        let name = kind.name();
        text.push_str(&format!(
            "  {:>6} / {:<6} {}\n",
            count(t.exercised, lang),
            count(t.all, lang),
            lang.of(&name)
        ));
    }
    let open: Vec<_> = suite.coverage.open().collect();
    for item in open.iter().take(60) {
        let at = sources
            .place(item.span)
            .map(|p| format!("{}:{}", p.file, p.start.line))
            .unwrap_or_default();
        let name = item.kind.name();
        let half = match (item.held, item.failed) {
            (true, false) => lang.pick(", never seen not to hold", ", chưa thấy khi không thỏa"),
            (false, true) => lang.pick(", never seen to hold", ", chưa thấy khi thỏa"),
            _ => "",
        };
        text.push_str(&format!(
            "    – {}{}{} ({}{half})  {at}\n",
            item.card.as_deref().unwrap_or(""),
            if item.card.is_some() { " " } else { "" },
            item.name,
            lang.of(&name),
        ));
    }
    if open.len() > 60 {
        let more = count(open.len() - 60, lang);
        text.push_str(&match lang {
            Lang::Vi => format!("    … và {more} nữa (--format json cho đủ)\n"),
            Lang::En => format!("    … and {more} more (--format json has all)\n"),
        });
    }
    text.push('\n');
    text
}

fn junit(all: &[Suite], sources: &Sources, lang: Lang) -> String {
    let mut report = Report::new("sao test");
    for suite in all {
        let mut cases = TestSuite::new(suite.ruleset.label());
        for trial in &suite.trials {
            let status = match &trial.end {
                End::Passed => TestCaseStatus::success(),
                End::Failed(failures) => {
                    let lines: Vec<String> = failures
                        .iter()
                        .map(|f| format!("{} ≠ {}", lang.of(&f.expected), lang.of(&f.found)))
                        .collect();
                    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                    status.set_message(lines.join("; "));
                    status
                }
                End::Broken(wrong) => {
                    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
                    status.set_message(render::concise(wrong, sources, lang));
                    status
                }
            };
            let mut case = TestCase::new(trial.name.clone(), status);
            case.set_classname(trial.card.clone());
            cases.add_test_case(case);
        }
        report.add_test_suite(cases);
    }
    report.to_string().unwrap_or_default()
}
