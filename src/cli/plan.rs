//! `sao plan`: a draft decision on one page, to sign or to drop.

use super::session::{Done, Exit, Session, Stop};
use super::{diff, files, impact, output, rules, test};
use sao::check;
use sao::compare::plan::{self, Found};
use sao::compare::{Class, Difference};
use sao::explain::{self, Plan};
use sao::model::Ruleset;
use sao::testing::{self, Coverage, Trial};
use sao::text::catalogue::comparing as say;
use sao::text::{Diagnostic, Place, Severity, SourceId};
use sao::{Library, compare};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The draft.
    #[arg(
        required = true,
        value_name = "DRAFT ¦ DỰ-THẢO",
        help = "The draft: an edited copy of a ruleset, or a decision that amends one (folders, .sao files) ¦ Dự thảo: bản sao đã sửa của bộ tiêu chí, hoặc quyết định sửa đổi (thư mục, tệp .sao)"
    )]
    draft: Vec<PathBuf>,
    /// The version that it is held against.
    #[arg(
        long,
        value_name = "VERSION ¦ BẢN",
        help = "Held against this version: name@version, or a folder or file (else the version of the same number, else the latest) ¦ So với bản này: tên@phiên-bản, hoặc thư mục hay tệp (không nêu thì bản cùng số, không có thì bản mới nhất)"
    )]
    against: Option<String>,
    /// The stored dossiers.
    #[arg(
        long,
        num_args = 1..,
        value_name = "PATHS ¦ ĐƯỜNG-DẪN",
        help = "Stored dossiers (.yaml .json .csv .ndjson), or folders of them ¦ Hồ sơ đã lưu (.yaml .json .csv .ndjson), hoặc thư mục chứa chúng"
    )]
    dossiers: Vec<PathBuf>,
    /// How pairs are made.
    #[arg(
        long,
        value_name = "HOW ¦ CÁCH",
        help = "What is held against what: crosswalk, likeness (see sao diff) ¦ Đối chiếu cái gì với cái gì: crosswalk (bảng chuyển đổi), likeness (độ giống nhau); xem sao diff"
    )]
    pair: Option<diff::PairArg>,
    #[command(flatten)]
    print: output::Printing,
}

/// Runs the command. Exit 0 when nothing speaks against the draft; 1 when the
/// checks find something that its base does not have, a test does not hold, a
/// dossier cannot be scored, or the draft has errors; 2 when something cannot
/// be read.
pub fn run(s: &mut Session, args: &Args) -> Done {
    let drafts = Drafts::read(s, &args.draft)?;
    let bases = match &args.against {
        Some(asked) => Some(diff::side(s, asked)?),
        None if drafts.amends => None,
        None => Some(rules::under(&files::find_rules(&s.rules, &[])?)?),
    };
    let base_library = bases.as_ref().unwrap_or(&drafts.library);
    let new = drafts.text(args)?;
    let old = match &args.against {
        Some(asked) => diff::pick(base_library, asked)?,
        None => drafts.base(base_library, new)?,
    };
    let pairing = diff::pairing(s, old, new, args.pair)?;
    let difference = compare::diff(old, new, &pairing);
    let findings = findings((base_library, old), (&drafts.library, new));
    let (tests, fallen) = tests((base_library, old), (&drafts.library, new));
    let mut paths = Vec::new();
    for path in &args.dossiers {
        dossiers_under(path, &mut paths)?;
    }
    let impact = if paths.is_empty() {
        None
    } else {
        Some(impact::gather(s, base_library, (old, new), &paths)?)
    };
    let smallest = Vec::new();
    let _ = moving(&difference);
    let plan = Plan {
        difference: &difference,
        findings: &findings,
        sources: drafts.library.sources(),
        tests,
        fallen: &fallen,
        impact: impact.as_ref(),
        smallest: &smallest,
        rulesets: (old, new),
    };
    args.print.page(
        s,
        |lang| explain::plan_page(&plan, lang),
        || explain::plan_json(&plan),
    )?;
    Ok(if plan.has_findings() {
        Exit::Findings
    } else {
        Exit::Fine
    })
}

/// The scorecards on which something changed that could move a result, by their
/// places in both texts.
fn moving(d: &Difference) -> Vec<(String, String)> {
    let binds = |e: &&compare::Edit| e.classes().iter().any(|c| *c != Class::Wording);
    let whole = d.edits.iter().filter(binds).any(|e| e.card.is_none());
    let both = d.cards.iter().filter_map(|c| {
        let touched = d
            .edits
            .iter()
            .filter(binds)
            .any(|e| e.card.as_ref() == Some(c));
        let pair = (c.old.as_ref()?.key.clone(), c.new.as_ref()?.key.clone());
        (whole || touched).then_some(pair)
    });
    both.collect()
}

/// The texts of a draft.
struct Drafts {
    library: Library,
    /// Whether the draft is a decision that amends a version at hand.
    amends: bool,
    /// The names of its files.
    files: HashSet<String>,
}

impl Drafts {
    /// Reads a draft; one that only amends is read together with what it amends.
    fn read(s: &Session, paths: &[PathBuf]) -> Result<Drafts, Stop> {
        let files = files::sao_files(paths)?;
        let files: HashSet<String> = files.iter().map(|p| files::shown(p)).collect();
        let alone = rules::under(paths)?;
        let amends = alone.rulesets().is_empty() && alone.unsound().is_empty();
        let library = if amends {
            let mut all = files::find_rules(&s.rules, &[])?;
            all.extend(paths.iter().cloned());
            rules::under(&all)?
        } else {
            alone
        };
        let errors: Vec<Diagnostic> = library
            .findings()
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .cloned()
            .collect();
        if errors.is_empty() {
            Ok(Drafts {
                library,
                amends,
                files,
            })
        } else {
            Err(Stop::Found(errors, library.sources().clone()))
        }
    }

    fn is_own(&self, source: SourceId) -> bool {
        let source = self.library.sources().get(source);
        source.is_some_and(|s| self.files.contains(s.name()))
    }

    /// Whether a decision of the draft has changed this text.
    fn changed(&self, r: &Ruleset) -> bool {
        r.amended.iter().any(|a| self.is_own(a.span.source))
    }

    /// The text that the draft makes: its only version, in its last state.
    fn text(&self, args: &Args) -> Result<&Ruleset, Stop> {
        let all = self.library.rulesets().iter();
        let own: Vec<&Ruleset> = if self.amends {
            all.filter(|r| self.changed(r)).collect()
        } else {
            all.collect()
        };
        let one = own.first().is_some_and(|first| {
            own.iter()
                .all(|r| (&r.name, &r.version) == (&first.name, &first.version))
        });
        match own.last() {
            Some(last) if one => Ok(last),
            _ => {
                let have: Vec<String> = own.iter().map(|r| r.label()).collect();
                let asked: Vec<String> = args.draft.iter().map(|p| files::shown(p)).collect();
                Err(say::not_one_version(&asked.join(" "), &have).into())
            }
        }
    }

    /// The version that the draft is held against when none is named.
    fn base<'l>(&self, library: &'l Library, new: &Ruleset) -> Result<&'l Ruleset, Stop> {
        if self.amends {
            let mut before = library
                .rulesets()
                .iter()
                .filter(|r| (&r.name, &r.version) == (&new.name, &new.version))
                .filter(|r| !self.changed(r));
            return before
                .next_back()
                .ok_or_else(|| say::not_one_version(&new.label(), &[]).into());
        }
        let same = format!("{}@{}", new.name, new.version);
        Ok(library
            .ruleset(Some(&same))
            .or_else(|_| library.ruleset(Some(&new.name)))?)
    }
}

/// The findings of the draft, and which of them are new.
fn findings(base: (&Library, &Ruleset), draft: (&Library, &Ruleset)) -> Vec<Found> {
    let mut all = told(draft);
    sao::text::render::sort(&mut all);
    plan::findings(&told(base), all)
}

/// What is said of a text: while it was read, and by the checks.
fn told((library, ruleset): (&Library, &Ruleset)) -> Vec<Diagnostic> {
    let own = sources(ruleset);
    let mut all: Vec<Diagnostic> = library
        .findings()
        .iter()
        .filter(|d| d.primary().is_some_and(|span| own.contains(&span.source)))
        .cloned()
        .collect();
    all.extend(check::check(ruleset));
    all
}

/// The files in which a text stands.
fn sources(r: &Ruleset) -> HashSet<SourceId> {
    let mut all = HashSet::from([r.span.source]);
    all.extend(r.facts.iter().map(|f| f.span.source));
    all.extend(r.amended.iter().map(|a| a.span.source));
    all.extend(r.tests.iter().map(|t| t.source));
    for card in r.cards.values() {
        all.insert(card.span.source);
        all.extend(card.criteria.iter().map(|c| c.span.source));
    }
    all
}

/// How many tests were run on the draft, and those that do not hold.
fn tests(base: (&Library, &Ruleset), draft: (&Library, &Ruleset)) -> (usize, Vec<plan::Fallen>) {
    let own = trials(draft, draft.1);
    let there: Vec<bool> = trials(base, base.1)
        .into_iter()
        .map(|(t, _)| t.passed())
        .collect();
    let on_draft = trials(base, draft.1);
    let names: HashSet<(String, String)> = own
        .iter()
        .chain(&on_draft)
        .map(|(t, _)| (t.card.clone(), t.name.clone()))
        .collect();
    let base = on_draft
        .into_iter()
        .zip(there)
        .map(|((trial, place), held)| (trial, place, held))
        .collect();
    (names.len(), plan::fallen(own, base))
}

/// The tests of one text, run on a text.
fn trials((library, of): (&Library, &Ruleset), on: &Ruleset) -> Vec<(Trial, Option<Place>)> {
    let mut sources = library.sources().clone();
    let mut seen = Coverage::of(on);
    of.tests
        .iter()
        .map(|t| {
            let mut load = |file: &str, span| test::dossier_of(on, t, file, span, &mut sources);
            let trial = testing::run(on, t, &mut load, &mut seen);
            (trial, library.sources().place(t.span))
        })
        .collect()
}

/// A file of dossiers, or all of a folder and what is below it, in order of names.
fn dossiers_under(path: &Path, all: &mut Vec<PathBuf>) -> Result<(), Stop> {
    if !path.is_dir() {
        all.push(path.to_path_buf());
        return Ok(());
    }
    let name = files::shown(path);
    let entries = std::fs::read_dir(path)
        .map_err(|e| sao::text::catalogue::files::unreadable(&name, &files::reason(&e)))?;
    let mut inside: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    inside.sort();
    for path in inside {
        if path.is_dir() && !path.is_symlink() {
            dossiers_under(&path, all)?;
        } else if files::is_dossier(&path) {
            all.push(path);
        }
    }
    Ok(())
}
