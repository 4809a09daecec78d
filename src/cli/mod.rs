//! The command line: one file per command. It finds files, hands them to the
//! rooms of the engine and prints what comes back; it holds no rules itself.

mod args;
mod batch;
mod carry;
mod check;
mod completions;
mod diff;
mod dossiers;
mod due;
mod explain;
mod files;
mod fmt;
mod help;
mod impact;
mod mutate;
mod new;
mod next;
mod outcomes;
mod output;
mod plan;
mod rules;
mod schema;
mod score;
mod session;
mod show;
mod table;
mod test;
mod usage;
mod values;
mod verify;
mod versions;
mod why;

use args::{Args, Command};
use clap::FromArgMatches;
use session::{Done, Exit, Session, Stop};
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs a command line (with the name of the program first).
pub fn run(args: Vec<OsString>) -> ExitCode {
    let lang = session::language(&args, |name| std::env::var(name).ok());
    let command = help::command(lang);
    let read = command.clone().try_get_matches_from(&args);
    match read.and_then(|found| Args::from_arg_matches(&found)) {
        Ok(args) => {
            let mut session = Session::new(lang, args.color, args.rules.clone());
            let done = match args.command {
                None if args.version => {
                    session.say(&format!("sao {}\n", env!("CARGO_PKG_VERSION")))
                }
                None => session.say(help::first_page(lang)),
                Some(command) => return finish(dispatch(&mut session, command), &mut session),
            };
            finish(done.map(|()| Exit::Fine), &mut session)
        }
        Err(error) => {
            let mut session = Session::new(lang, session::colour_asked(&args), Vec::new());
            let done = match usage::asked_for_help(&error) {
                Some(text) => session.say(&text).map(|()| Exit::Fine),
                None => Err(Stop::said(usage::diagnostic(&error, &command, &args))),
            };
            finish(done, &mut session)
        }
    }
}

fn finish(done: Done, session: &mut Session) -> ExitCode {
    let done = done.and_then(|exit| session.flush().map(|()| exit));
    match done {
        Ok(exit) => exit.code(),
        Err(stop) => session.stopped(stop).code(),
    }
}

fn dispatch(s: &mut Session, command: Command) -> Done {
    match command {
        Command::Check {
            paths,
            notes,
            prove,
            as_of,
            format,
        } => check::run(s, &paths, (notes, prove), as_of, format),
        Command::Fmt {
            paths,
            check,
            keywords,
            format,
        } => fmt::run(s, &paths, check, keywords.map(Into::into), format),
        Command::Score {
            files,
            ruleset,
            as_of,
            format,
            to,
            scorecard,
            assume,
        } => {
            let asked = score::Asking {
                ruleset: ruleset.as_deref(),
                as_of,
                to: to.as_deref(),
                scorecard: scorecard.as_deref(),
                assume: &assume,
            };
            score::run(s, &files, &asked, format)
        }
        Command::Batch(args) => batch::run(s, &args),
        Command::Why(args) => why::run(s, &args),
        Command::Show {
            ruleset,
            as_of,
            blame,
            card,
            format,
        } => show::run(
            s,
            &show::Show {
                ruleset: ruleset.as_deref(),
                card: card.as_deref(),
                as_of,
                blame,
                format,
            },
        ),
        Command::Next(args) => next::run(s, &args),
        Command::Outcomes(args) => outcomes::run(s, &args),
        Command::Schema { what, card } => schema::run(s, &what, card.as_deref()),
        Command::Versions { name, format } => versions::run(s, name.as_deref(), format),
        Command::Diff(args) => diff::run(s, &args),
        Command::Due(args) => due::run(s, &args),
        Command::Carry(args) => carry::run(s, &args),
        Command::Impact(args) => impact::run(s, &args),
        Command::Plan(args) => plan::run(s, &args),
        Command::Verify {
            result,
            dossier,
            id,
            format,
        } => verify::run(s, &result, &dossier, id.as_deref(), format),
        Command::Test {
            paths,
            filter,
            coverage,
            require_coverage,
            format,
        } => {
            let asked = test::Asked {
                filter: filter.as_deref(),
                coverage,
                floor: require_coverage,
                format,
            };
            test::run(s, &paths, &asked)
        }
        Command::Mutate(args) => mutate::run(s, &args),
        Command::Explain { code, list, format } => explain::run(s, code.as_deref(), list, format),
        Command::New {
            name,
            folder,
            format,
        } => new::run(s, &name, folder.as_deref(), format),
        Command::Completions { shell } => completions::run(s, shell),
        Command::Help { command } => usage::help_about(s, command.as_deref()),
    }
}

/// JSON as people can read it, with the line end that files have.
fn pretty(value: &serde_json::Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
