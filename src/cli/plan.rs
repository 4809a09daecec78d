//! `sao plan`: a draft decision on one page, to sign or to drop.

use super::session::{Done, Exit, Session, Stop};
use super::{diff, files, impact, output, rules, test};
use sao::check;
use sao::compare::plan::{self, Found};
use sao::explain::{self, Plan};
use sao::model::Ruleset;
use sao::testing::{self, Coverage, Trial};
use sao::text::catalogue::comparing as say;
use sao::text::{Code, Diagnostic, Place, Severity, SourceId};
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
        Some(asked) if Path::new(asked).exists() => Some(diff::side(s, asked)?),
        _ if drafts.joint => None,
        _ => Some(rules::at_hand(s, Library::new(), &drafts.files)?),
    };
    let base_library = bases.as_ref().unwrap_or(&drafts.library);
    let new = drafts.text(args)?;
    let old = match &args.against {
        Some(asked) => diff::pick(base_library, asked)?,
        None => drafts.base(base_library, new)?,
    };
    // A draft may bring its own crosswalk.
    let walks = if drafts.library.has_crosswalk(old, new) {
        &drafts.library
    } else {
        base_library
    };
    let pairing = diff::pairing_in(walks, old, new, args.pair)?;
    let difference = compare::diff(old, new, &pairing);
    let smallest = plan::smallest(old, new, &pairing, &difference);
    let findings = findings((base_library, old), (&drafts.library, new));
    let (tests, fallen) = tests((base_library, old), (&drafts.library, new));
    let mut paths = Vec::new();
    for path in &args.dossiers {
        dossiers_under(path, &mut paths)?;
    }
    let impact = if paths.is_empty() {
        None
    } else {
        Some(impact::gather(
            s,
            (base_library, walks),
            (old, new),
            &paths,
        )?)
    };
    let plan = Plan {
        difference: &difference,
        findings: &findings,
        sources: drafts.library.sources(),
        tests,
        fallen: &fallen,
        impact: impact.as_ref(),
        smallest: Some(&smallest),
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

/// The texts of a draft.
struct Drafts {
    library: Library,
    /// Whether the library holds the rulesets at hand too.
    joint: bool,
    /// Where its files are.
    files: HashSet<PathBuf>,
}

impl Drafts {
    /// Reads a draft: a copy by itself; together with the rulesets at hand what
    /// amends one of them, or brings a crosswalk from one of them.
    fn read(s: &Session, paths: &[PathBuf]) -> Result<Drafts, Stop> {
        let files = files::sao_files(paths)?;
        let files: HashSet<PathBuf> = files.iter().map(|p| files::real(p)).collect();
        let alone = rules::under(paths)?;
        let amends = alone.rulesets().is_empty() && alone.unsound().is_empty();
        let leads_here = |d: &Diagnostic| d.code == Code::E0831;
        let joint = amends || alone.findings().iter().any(leads_here);
        let library = if joint {
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
                joint,
                files,
            })
        } else {
            Err(Stop::Found(errors, library.sources().clone()))
        }
    }

    fn is_own(&self, source: SourceId) -> bool {
        let source = self.library.sources().get(source);
        source.is_some_and(|s| self.files.contains(&files::real(Path::new(s.name()))))
    }

    /// Whether a decision of the draft has changed this text.
    fn changed(&self, r: &Ruleset) -> bool {
        r.amended.iter().any(|a| self.is_own(a.span.source))
    }

    /// The text that the draft makes: its only version, in its last state.
    fn text(&self, args: &Args) -> Result<&Ruleset, Stop> {
        let all = || self.library.rulesets().iter();
        let mut own: Vec<&Ruleset> = all().filter(|r| self.is_own(r.span.source)).collect();
        if own.is_empty() {
            own = all().filter(|r| self.changed(r)).collect();
        }
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

    /// The version that the draft is held against when none is named: for an
    /// amendment the text before it, for a copy that of the same number, else
    /// the latest.
    fn base<'l>(&self, library: &'l Library, new: &Ruleset) -> Result<&'l Ruleset, Stop> {
        let own = |r: &Ruleset| self.joint && (self.is_own(r.span.source) || self.changed(r));
        let all: Vec<&Ruleset> = library
            .versions(&new.name)
            .into_iter()
            .filter(|r| !own(r))
            .collect();
        let same = all.iter().rfind(|r| r.version == new.version);
        match same.or(all.last()) {
            Some(found) => Ok(found),
            // Says what is at hand, and what may be meant.
            None => Ok(library.ruleset(Some(&new.name))?),
        }
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
