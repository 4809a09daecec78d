//! A command line that clap could not read, said in our own words.

use super::session::{Done, Exit, Session};
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use sao::text::catalogue::files;
use sao::text::{Both, Diagnostic, closest};
use std::ffi::OsString;

/// The help that was asked for with `--help`.
pub fn asked_for_help(error: &clap::Error) -> Option<String> {
    let help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    help.then(|| error.render().to_string())
}

/// `sao help [COMMAND]`
pub fn help_about(s: &mut Session, name: Option<&str>) -> Done {
    let mut root = super::help::command(s.lang);
    if let Some(name) = name.filter(|n| root.find_subcommand(n).is_none()) {
        return Err(unknown_command(&root, name).into());
    }
    let words = ["sao"].into_iter().chain(name).chain(["--help"]);
    let text = match root.try_get_matches_from_mut(words) {
        Err(e) => e.render().to_string(),
        Ok(_) => String::new(),
    };
    s.say(&text).map(|()| Exit::Fine)
}

fn unknown_command(root: &Command, word: &str) -> Diagnostic {
    let near = closest(word, root.get_subcommands().map(Command::get_name));
    let help = match near {
        Some(n) => both(
            format!("did you mean `sao {n}`?"),
            format!("có phải là `sao {n}` không?"),
        ),
        None => both(
            "`sao --help` lists the commands",
            "`sao --help` liệt kê các lệnh",
        ),
    };
    files::usage(
        both(
            format!("there is no command `{word}`"),
            format!("không có lệnh «{word}»"),
        ),
        help,
    )
}

fn both(en: impl Into<String>, vi: impl Into<String>) -> Both {
    Both::new(en, vi)
}

/// What is wrong with the command line.
pub fn diagnostic(error: &clap::Error, root: &Command, args: &[OsString]) -> Diagnostic {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(t)) => t.clone(),
        Some(ContextValue::Strings(all)) => all.join(" "),
        _ => String::new(),
    };
    // The command that was meant, for «see sao check --help».
    let command = args
        .iter()
        .skip(1)
        .filter_map(|a| a.to_str())
        .find_map(|a| root.find_subcommand(a));
    let see = match command {
        Some(c) => {
            let name = c.get_name();
            both(
                format!("`sao {name} --help` shows its form"),
                format!("`sao {name} --help` cho xem cách dùng"),
            )
        }
        None => both(
            "`sao --help` lists the commands",
            "`sao --help` liệt kê các lệnh",
        ),
    };
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            unknown_command(root, &text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => {
            let option = argument.split('=').next().unwrap_or_default().to_owned();
            if !option.starts_with('-') {
                return files::usage(
                    both(
                        format!("`{argument}` is one word too many"),
                        format!("«{argument}» là từ thừa"),
                    ),
                    see,
                );
            }
            let of = command.unwrap_or(root);
            let known = of
                .get_arguments()
                .chain(root.get_arguments())
                .filter_map(|a| a.get_long());
            let near = closest(option.trim_start_matches('-'), known);
            let help = match near {
                Some(n) => both(
                    format!("did you mean --{n}?"),
                    format!("có phải là --{n} không?"),
                ),
                None => see,
            };
            files::usage(
                both(
                    format!("there is no option {option}"),
                    format!("không có tùy chọn {option}"),
                ),
                help,
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => files::usage_missing(
            both(
                format!("{argument} needs a value"),
                format!("{argument} cần một giá trị"),
            ),
            see,
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(all)) => all.clone(),
                _ => Vec::new(),
            };
            let near = closest(&value, valid.iter().map(String::as_str));
            let list = valid.join(", ");
            let help = match near {
                Some(n) => both(
                    format!("did you mean {n}?"),
                    format!("có phải là {n} không?"),
                ),
                None if valid.is_empty() => see,
                None => both(format!("one of {list}"), format!("một trong: {list}")),
            };
            files::usage(
                both(
                    format!("`{value}` is not a value of {argument}"),
                    format!("«{value}» không phải giá trị của {argument}"),
                ),
                help,
            )
        }
        ErrorKind::MissingRequiredArgument => files::usage_missing(
            both(
                format!("{argument} is missing"),
                format!("thiếu {argument}"),
            ),
            see,
        ),
        ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::MissingSubcommand => files::usage_missing(
            both(
                format!("{argument} lacks a value"),
                format!("{argument} thiếu giá trị"),
            ),
            see,
        ),
        ErrorKind::TooManyValues | ErrorKind::ArgumentConflict => files::usage(
            both(
                format!("{argument} is given more than once"),
                format!("{argument} được nêu nhiều lần"),
            ),
            see,
        ),
        ErrorKind::InvalidUtf8 => files::usage(
            both(
                "a word of the command line is not UTF-8",
                "một từ trên dòng lệnh không phải UTF-8",
            ),
            see,
        ),
        _ => files::usage(
            both("the command line is not understood", "không hiểu dòng lệnh"),
            see,
        ),
    }
}
