//! The command line: one file per command. It finds files, hands them to the
//! rooms of the engine and prints what comes back; it holds no rules itself.

mod args;
mod completions;
mod explain;
mod files;
mod help;
mod new;
mod session;
mod usage;

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
        Command::Explain { code, list } => explain::run(s, code.as_deref(), list),
        Command::New { name, folder } => new::run(s, &name, folder.as_deref()),
        Command::Completions { shell } => completions::run(s, shell),
        Command::Help { command } => usage::help_about(s, command.as_deref()),
        _ => Ok(Exit::Fine),
    }
}
